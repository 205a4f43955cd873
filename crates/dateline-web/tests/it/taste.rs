//! Following, filtering, catching up, as a reader does it on the pages.

use dateline_understand::hashtag_key;
use http::StatusCode;

use crate::paper::{Sees, paper, paper_where};

const CRANE: &str = "steam crane";

#[tokio::test]
async fn a_hashtag_is_followed_and_shows_what_is_new() {
    let paper = paper().await;
    let owner = paper.owner().await;
    assert!(owner.get("/following").await.text.contains("You follow nothing yet"));
    let tag = owner.get("/t/veldmere").await;
    assert!(tag.text.contains(">Follow</button>"));
    let key = hashtag_key("#Veldmere");
    let form = [
        ("kind", "tag"),
        ("key", key.as_str()),
        ("label", "#Veldmere"),
        ("follow", "true"),
        ("back", "/t/veldmere"),
    ];
    assert_eq!(owner.post("/following", &form).await.header("location"), "/t/veldmere");
    assert!(owner.get("/t/veldmere").await.text.contains("No longer follow"));
    let page = owner.get("/following").await;
    assert!(page.text.contains("#Veldmere") && page.text.contains(CRANE), "{}", page.text);
    assert!(!page.text.contains(" new</span>"), "what was there before is not new");
    assert!(owner.get("/").await.text.contains("you follow #Veldmere"));
    assert!(owner.get("/following.atom").await.text.contains("<entry>"));
    let off = [("kind", "tag"), ("key", key.as_str()), ("label", ""), ("follow", "false")];
    assert_eq!(owner.post("/following", &off).await.header("location"), "/following");
    assert!(owner.get("/following").await.text.contains("You follow nothing yet"));
}

#[tokio::test]
async fn a_search_that_is_followed_stands_among_the_sections() {
    let paper = paper().await;
    let owner = paper.owner().await;
    let page = owner.get("/search?q=crane+-ferry").await;
    assert!(page.text.contains("Follow this search"));
    let form =
        [("kind", "search"), ("key", "crane -ferry"), ("label", "Cranes"), ("follow", "true")];
    owner.post("/following", &form).await;
    let front = owner.get("/").await;
    assert!(front.text.contains("href=\"/search?q=crane%20-ferry\""), "{}", front.text);
    assert!(!paper.stranger().get("/search?q=crane").await.text.contains("Follow this search"));
}

#[tokio::test]
async fn what_cannot_be_followed_is_refused_in_words() {
    let paper = paper().await;
    let owner = paper.owner().await;
    for (kind, key) in [("tag", ""), ("planet", "mars"), ("story", "x"), ("publisher", "-")] {
        let form = [("kind", kind), ("key", key), ("label", "x"), ("follow", "true")];
        let answer = owner.post("/following", &form).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{kind} {key}");
        assert!(answer.text.contains("cannot be followed"));
    }
}

#[tokio::test]
async fn a_filter_is_tried_made_felt_and_removed() {
    let paper = paper().await;
    let owner = paper.owner().await;
    assert!(owner.get("/").await.text.contains(CRANE));
    let trial = owner.get("/settings/filters?line=crane&act=mute").await;
    assert!(trial.text.contains("Would have hidden 1 article of the last week"), "{}", trial.text);
    assert!(trial.text.contains(CRANE));
    let form = [("line", "crane"), ("act", "mute"), ("days", "7")];
    assert_eq!(
        owner.post("/settings/filters", &form).await.header("location"),
        "/settings/filters"
    );
    assert!(!owner.get("/").await.text.contains(CRANE));
    assert!(owner.get("/search?q=crane").await.status == StatusCode::OK);
    let page = owner.get("/settings/filters").await;
    assert!(page.text.contains("<code>crane</code>"));
    let id = page.text.split("/settings/filters/").nth(1).expect("a filter");
    let id = id.split('/').next().expect("its number");
    let removed = owner.post(&format!("/settings/filters/{id}/remove"), &[]).await;
    assert!(owner.get(removed.header("location")).await.text.contains("Put it back"));
    assert!(owner.get("/").await.text.contains(CRANE));
}

#[tokio::test]
async fn a_highlight_marks_and_hides_nothing() {
    let paper = paper().await;
    let owner = paper.owner().await;
    owner.post("/settings/filters", &[("line", "/st(ea)m/"), ("act", "highlight")]).await;
    let front = owner.get("/").await;
    assert!(front.text.contains("/st(ea)m/") && front.text.contains(CRANE), "{}", front.text);
}

#[tokio::test]
async fn a_filter_that_makes_no_sense_is_refused_in_words() {
    let paper = paper().await;
    let owner = paper.owner().await;
    for (line, words) in [
        ("/(/", "cannot be read"),
        ("is:unread", "cannot go by"),
        ("-crane", "not only what it spares"),
        ("before:soon", "is no date"),
        ("publisher:nobody", "no publisher here"),
        ("", "name something"),
    ] {
        let answer = owner.post("/settings/filters", &[("line", line), ("act", "mute")]).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{line}");
        let text = answer.text.to_lowercase();
        assert!(text.contains(words), "{line}: {}", answer.text);
    }
}

#[tokio::test]
async fn everything_is_marked_as_read_and_that_is_taken_back() {
    let paper = paper().await;
    let owner = paper.owner().await;
    let front = owner.get("/").await;
    assert!(front.header("set-cookie").starts_with("dateline_visit="));
    let marked = owner.post("/catch-up", &[]).await;
    let page = owner.get(marked.header("location")).await;
    assert!(page.text.contains("Take that back"), "{}", page.text);
    assert!(owner.get("/history").await.text.contains(CRANE));
    let stamp = marked.header("location").trim_start_matches("/?caught=").to_owned();
    owner.post("/catch-up", &[("undo", &stamp)]).await;
    assert!(owner.get("/history").await.text.contains("You have read nothing yet"));
}

#[tokio::test]
async fn names_have_a_page_when_articles_bear_them() {
    let paper = paper().await;
    let owner = paper.owner().await;
    assert_eq!(owner.get("/e/nobody").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_look_is_kept_by_the_browser_and_written_into_every_page() {
    let paper = paper().await;
    let owner = paper.owner().await;
    assert!(owner.get("/").await.text.contains("data-theme=\"system\""));
    let chosen = owner.post("/settings/appearance", &[("theme", "sepia"), ("size", "xl")]).await;
    let cookie = chosen.header("set-cookie");
    assert!(
        cookie.starts_with("dateline_look=sepia.xl.normal.paper.paper.off.auto.on;"),
        "{cookie}"
    );
}

#[tokio::test]
async fn the_paper_can_be_installed() {
    let paper = paper().await;
    let stranger = paper.stranger();
    let manifest = stranger.get("/manifest.webmanifest").await;
    let told: serde_json::Value = serde_json::from_str(&manifest.text).expect("JSON");
    for icon in told["icons"].as_array().expect("icons") {
        let src = icon["src"].as_str().expect("an address");
        assert_eq!(stranger.get(src).await.status, StatusCode::OK, "{src}");
    }
    let worker = stranger.get("/sw.js").await;
    assert_eq!(worker.header("cache-control"), "no-cache");
    for path in worker.text.split('"').filter(|path| path.starts_with("/assets/")) {
        if path.len() > "/assets/".len() {
            assert_eq!(stranger.get(path).await.status, StatusCode::OK, "{path}");
        }
    }
    let owner = paper.owner().await;
    assert!(!owner.get("/offline").await.text.contains("Sign out"), "it is kept for anybody");
    let shared = owner.get("/share?title=x&text=see+https://a.example/feed+now").await;
    assert_eq!(shared.header("location"), "/feeds?address=https%3A%2F%2Fa.example%2Ffeed");
    assert!(
        owner
            .get(shared.header("location"))
            .await
            .text
            .contains("value=\"https://a.example/feed\"")
    );
}

#[tokio::test]
async fn a_public_paper_tells_machines_what_it_shows_and_a_private_one_nothing() {
    let public = paper_where(Sees::Beginnings).await;
    let stranger = public.stranger();
    let page = stranger.get(&public.path(0).await).await;
    assert!(page.text.contains("application/ld+json") && page.text.contains("og:title"));
    let sitemap = stranger.get("/sitemap.xml").await;
    assert!(sitemap.text.contains("<loc>http"), "{}", sitemap.text);
    assert!(stranger.get("/robots.txt").await.text.contains("/sitemap.xml"));
    let private = paper().await;
    assert_eq!(private.stranger().get("/sitemap.xml").await.status, StatusCode::SEE_OTHER);
    let owner = private.owner().await;
    assert!(!owner.get(&private.path(0).await).await.text.contains("og:title"));
}
