//! Every page, as a browser gets it: what stands on it, in which order, and what never does.

use http::{Method, StatusCode, header};

use crate::news::HOSTILE;
use crate::paper::{Sees, assert_order, empty, links, paper, paper_where};

#[tokio::test]
async fn the_front_page_leads_with_the_most_covered_story() {
    let paper = paper().await;
    let front = paper.owner().await.get("/").await;
    assert_eq!(front.status, StatusCode::OK);
    assert_order(
        &front.text,
        &[
            "Old harbour of Veldmere",
            "2 publishers",
            "The Harbour Post, Morning Ledger",
            "Talked about",
        ],
    );
    assert!(front.text.contains("dir=\"rtl\""));
    assert_eq!(front.text.matches("<h1").count(), 1);
}

#[tokio::test]
async fn the_article_page_is_in_the_order_of_reading() {
    let paper = paper().await;
    let page = paper.owner().await.get(&paper.path(0).await).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_order(
        &page.text,
        &[
            "<h1",
            "Old harbour of Veldmere to close for two years",
            "The quays from 1874",
            "Ida Marsh and Tom Vane",
            "The Harbour Post",
            "<time datetime=\"2026-11-23T07:00:00Z\">23 November 2026, 07:00 UTC</time>",
            "5 hours ago",
            "1 min read",
            "https://news.example/300",
            "In brief",
            "href=\"#s",
            "class=\"body\"",
            "class=\"cited\" id=\"s",
            "Hashtags",
            "AI features",
            "Timeline",
            "Who said what",
            "Key figures",
            "Ask this article",
            "The story elsewhere",
            "Ferry passengers face longer trip",
            "Comments",
            "No comments yet",
        ],
    );
}

#[tokio::test]
async fn every_link_within_the_article_leads_to_a_place_that_is_there() {
    let paper = paper().await;
    for at in 0..paper.articles.len() {
        let page = paper.owner().await.get(&paper.path(at).await).await;
        for link in links(&page.text, "#s") {
            let id = format!("id=\"{}\"", link.trim_start_matches('#'));
            assert!(page.text.contains(&id), "{link} leads nowhere");
        }
    }
}

#[tokio::test]
async fn copies_are_folded_under_the_first() {
    let paper = paper().await;
    let owner = paper.owner().await;
    let first = paper.articles.first().expect("an article");
    let short = owner.get(&format!("/s/{first}")).await;
    let story = owner.get(short.header("location")).await;
    assert_eq!(story.status, StatusCode::OK);
    assert_order(
        &story.text,
        &[
            "2 publishers, 3 articles",
            "All coverage",
            "The Harbour Post",
            "First published by The Harbour Post; 1 reprint",
            "Skarn Islander",
            "Morning Ledger",
            "Timeline",
            "4 January 2027",
        ],
    );
}

#[tokio::test]
async fn every_feature_answers_with_places_that_are_there() {
    let paper = paper().await;
    let owner = paper.owner().await;
    let path = paper.path(0).await;
    for feature in ["brief", "timeline", "quotes", "figures", "ask?q=What+does+the+work+cost"] {
        let page = owner.get(&format!("{path}/ai/{feature}")).await;
        assert_eq!(page.status, StatusCode::OK, "{feature}");
        let into_articles = links(&page.text, "/a/");
        let cited: Vec<_> = into_articles.iter().filter(|href| href.contains("?cite=")).collect();
        assert!(!cited.is_empty(), "{feature} cites nothing");
        for cite in cited {
            let anchor = cite.split_once('#').expect("an anchor").1;
            let article = owner.get(cite).await;
            assert!(article.text.contains(&format!("id=\"{anchor}\"")), "{feature}: {cite}");
        }
    }
    assert_eq!(owner.get(&format!("{path}/ai/nothing")).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn related_articles_are_from_elsewhere_and_never_pasted() {
    let paper = paper().await;
    let page = paper.owner().await.get(&paper.path(4).await).await;
    assert_order(
        &page.text,
        &["2:37", "Related articles", "Old harbour of Veldmere", "5 hours ago", "names Veldmere"],
    );
    let related = page.text.split("Related articles").nth(1).unwrap_or_default();
    assert!(!related.contains("Northline"));
    assert!(page.header("content-security-policy").ends_with("media-src https://ledger.example"));
}

#[tokio::test]
async fn lists_are_pages_and_feeds() {
    let paper = paper().await;
    let owner = paper.owner().await;
    let path = paper.path(0).await;
    let article = owner.get(&path).await;
    let publisher = (*links(&article.text, "/p/").first().expect("a publisher")).to_owned();
    let tag = (*links(&article.text, "/t/").first().expect("a hashtag")).to_owned();
    let lists = [tag.as_str(), &publisher, "/section/World", "/saved", "/index"];
    for list in lists {
        let page = owner.get(if list == "/index" { "/" } else { list }).await;
        assert_eq!(page.status, StatusCode::OK, "{list}");
        assert!(page.text.contains(&format!("href=\"{list}.atom\"")), "{list}");
        let atom = owner.get(&format!("{list}.atom")).await;
        assert_eq!(atom.header("content-type"), "application/atom+xml; charset=utf-8", "{list}");
        assert!(atom.text.contains("<id>https://paper.example/"), "{list}");
        let json = owner.get(&format!("{list}.json")).await;
        assert_eq!(json.header("content-type"), "application/feed+json; charset=utf-8", "{list}");
        let _: serde_json::Value = serde_json::from_str(&json.text).expect("JSON");
    }
}

#[tokio::test]
async fn an_atom_feed_is_whole() {
    let paper = paper().await;
    let atom = paper.owner().await.get("/search.atom?q=steam+crane").await;
    insta::assert_snapshot!(atom.text, @r#"
    <?xml version="1.0" encoding="utf-8"?>
    <feed xmlns="http://www.w3.org/2005/Atom">
    <title>Search: steam crane · Dateline</title>
    <id>https://paper.example/search?q=steam%20crane</id>
    <updated>2026-11-23T10:30:00Z</updated>
    <link rel="self" type="application/atom+xml" href="https://paper.example/search.atom?q=steam%20crane"/>
    <link rel="alternate" type="text/html" href="https://paper.example/search?q=steam%20crane"/>
    <generator>Dateline</generator>
    <entry>
    <title>Watch: the last steam crane swings once more</title>
    <id>https://paper.example/a/5</id>
    <link rel="alternate" type="text/html" href="https://paper.example/a/5/watch-the-last-steam-crane-swings-once-more"/>
    <link rel="via" href="https://news.example/90"/>
    <author><name>Morning Ledger</name></author>
    <published>2026-11-23T10:30:00Z</published>
    <updated>2026-11-23T10:30:00Z</updated>
    <summary xml:lang="en">The steam crane of 1902 lifted a load for the last time on Sunday. It will stand in the museum from March.</summary>
    </entry>
    </feed>
    "#);
}

#[tokio::test]
async fn search_finds_words_of_every_script() {
    let paper = paper().await;
    let owner = paper.owner().await;
    let found = owner.get("/search?q=steam+crane").await;
    assert!(found.text.contains("the last <mark>steam</mark> <mark>crane</mark>"));
    let arabic = owner.get("/search?q=%D9%85%D9%8A%D9%86%D8%A7%D8%A1").await;
    assert!(arabic.text.contains("<mark>ميناء</mark>"));
    assert!(owner.get("/search?q=zeppelin").await.text.contains("No article meets all"));
    assert_eq!(owner.get("/search").await.status, StatusCode::OK);
    let hostile = owner.get("/search?q=%3Cscript%3E+before:%3Cb%3E").await;
    assert!(
        !hostile.text.contains("<b>") && hostile.text.contains("is no date"),
        "{}",
        hostile.text
    );
    assert_eq!(owner.get("/search.atom?q=crane").await.status, StatusCode::OK);
}

#[tokio::test]
async fn nonsense_in_lists_is_harmless() {
    let paper = paper().await;
    let owner = paper.owner().await;
    for path in
        ["/?page=-1", "/?page=1e9", "/?page=", "/t/veldmere?before=x", "/t/veldmere?before=1-1e9"]
    {
        assert_eq!(owner.get(path).await.status, StatusCode::OK, "{path}");
    }
    let missing =
        ["/a/0", "/a/999999/x", "/s/999", "/t/none", "/p/99", "/p/x", "/section/none", "/x"];
    for path in missing {
        let page = owner.get(path).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{path}");
        let id = page.header("x-request-id").to_owned();
        assert!(!id.is_empty() && page.text.contains(&id), "{path}");
    }
    assert_eq!(owner.get("/a/x").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn hostile_strings_are_shown_and_never_run() {
    let paper = paper().await;
    let owner = paper.owner().await;
    let path = paper.path(5).await;
    let comments = format!("/a/{}/comments", paper.articles.get(5).expect("the hostile article"));
    owner.post(&comments, &[("text", HOSTILE)]).await;
    let query = format!(
        "/search?q={}",
        url::form_urlencoded::byte_serialize(HOSTILE.as_bytes()).collect::<String>()
    );
    let mut pages =
        vec![path.clone(), "/".to_owned(), query, "/index.atom".to_owned(), "/feeds".to_owned()];
    for feature in ["brief", "quotes", "ask?q=%3Cscript%3Ealert(1)"] {
        pages.push(format!("{path}/ai/{feature}"));
    }
    for page in pages {
        let answer = owner.get(&page).await;
        assert!(!answer.text.contains("<script>alert"), "{page}");
        assert!(!answer.text.contains("<img src=x"), "{page}");
        assert!(!answer.text.contains("javascript:"), "{page}");
        assert!(!answer.text.contains("\"\"><"), "{page}");
    }
}

#[tokio::test]
async fn a_public_paper_shows_strangers_the_beginning() {
    let paper = paper_where(Sees::Beginnings).await;
    let stranger = paper.stranger();
    assert_eq!(stranger.get("/").await.status, StatusCode::OK);
    let page = stranger.get(&paper.path(0).await).await;
    assert_order(
        &page.text,
        &[
            "In brief",
            "Divers found cracks",
            "said harbour master",
            "This is the beginning",
            "Read it at The Harbour Post",
            "Sign in</a> to comment",
        ],
    );
    let body =
        page.text.split("class=\"body\"").nth(1).and_then(|rest| rest.split("</div>").next());
    assert!(!body.unwrap_or_default().contains("84 million"));
    assert!(!page.text.contains("AI features"));
    let robots = stranger.get("/robots.txt").await.text;
    assert!(!robots.contains("disallow: /\n"));
}

#[tokio::test]
async fn an_owner_may_show_strangers_everything() {
    let paper = paper_where(Sees::All).await;
    let page = paper.stranger().get(&paper.path(0).await).await;
    assert!(page.text.contains("84 million"));
    assert!(page.text.contains("AI features"));
    assert!(page.text.contains("Sign in</a> to comment"));
    let answer = paper.stranger().get(&format!("{}/ai/quotes", paper.path(0).await)).await;
    assert_order(&answer.text, &["Who said what", "patch it again"]);
}

#[tokio::test]
async fn an_empty_paper_says_what_to_do() {
    let paper = empty(Sees::Beginnings).await;
    assert!(paper.stranger().get("/").await.text.contains("Nothing here yet"));
    let reader = paper.reader("ada", dateline_model::Role::Owner).await;
    let front = reader.get("/").await;
    assert!(front.text.contains("This paper has no sources yet"));
    assert!(front.text.contains("data-waiting"));
}

#[tokio::test]
async fn pages_are_validated_and_compressed() {
    let paper = paper().await;
    let owner = paper.owner().await;
    let page = owner.get("/").await;
    let etag = page.header("etag").to_owned();
    assert!(etag.starts_with("W/\""));
    let known = owner.request(Method::GET, "/").header(header::IF_NONE_MATCH, &etag);
    let again = owner.send(known.body(axum::body::Body::empty()).expect("a request")).await;
    assert_eq!((again.status, again.text.as_str()), (StatusCode::NOT_MODIFIED, ""));
    let zipped = owner.request(Method::GET, "/").header(header::ACCEPT_ENCODING, "br, gzip");
    let zipped = owner.send(zipped.body(axum::body::Body::empty()).expect("a request")).await;
    assert_eq!(zipped.header("content-encoding"), "gzip");
    assert!(zipped.text.len() < page.text.len());
}

#[tokio::test]
async fn pages_load_nothing_from_elsewhere() {
    let paper = paper().await;
    let owner = paper.owner().await;
    let mut pages =
        vec!["/".to_owned(), "/feeds".to_owned(), "/desk".to_owned(), "/settings".to_owned()];
    for at in 0..paper.articles.len() {
        pages.push(paper.path(at).await);
    }
    for path in pages {
        let page = owner.get(&path).await;
        let policy = page.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'"));
        assert!(!policy.contains("unsafe"), "{path}");
        assert_eq!(page.header("x-content-type-options"), "nosniff");
        assert_eq!(page.header("referrer-policy"), "same-origin");
        for loading in [" src=\"http", "srcset=\"http", " style=", "<style", "@import", " onclick="]
        {
            // A player that preloads nothing asks nobody before it is played.
            let mut tags = page.text.split('<').filter(|tag| !tag.contains("preload=\"none\""));
            assert!(!tags.any(|tag| format!("<{tag}").contains(loading)), "{path} has {loading}");
        }
        let outgoing = page.text.split("<a ").skip(1).filter(|tag| tag.contains("href=\"http"));
        for tag in outgoing {
            let tag = tag.split('>').next().unwrap_or_default();
            assert!(tag.contains("rel=\"noopener noreferrer\""), "{path}: {tag}");
        }
    }
}
