//! What readers do with feeds: find, follow, rename, move, check, leave, take back, bring and take
//! whole lists.

use dateline_model::Role;
use http::{Method, StatusCode};

use crate::paper::{NOW, assert_order, paper};

#[tokio::test]
async fn following_a_feed() {
    let paper = paper().await;
    let mia = paper.reader("mia", Role::Member).await;
    let none = mia.post("/feeds/find", &[("address", "nowhere.example")]).await;
    assert!(none.text.contains("No feed was found at nowhere.example."));
    let found = mia.post("/feeds/find", &[("address", "harbour-post.example")]).await;
    assert_order(&found.text, &["The Harbour Post", "12 entries, the newest just now"]);
    let choice = [("url", "https://harbour-post.example/feed"), ("section", "Coast")];
    let followed = mia.post("/feeds/follow", &choice).await;
    assert!(followed.header("location").starts_with("/feeds/2?checked="));
    assert_eq!(paper.newsroom.woken.load(std::sync::atomic::Ordering::Relaxed), 1);
    let page = mia.get("/feeds").await;
    assert_order(
        &page.text,
        &["You follow 1 feed.", "1 not visited yet", "Coast", "Never visited"],
    );
    assert!(mia.get("/").await.text.contains("0 of 1 feeds visited"));
    let export = mia.get("/feeds/export.opml").await;
    assert!(export.text.contains("https://harbour-post.example/feed"));
    assert!(export.header("content-disposition").starts_with("attachment"));
    let hostile = mia.post("/feeds/follow", &[("url", "javascript:alert(1)")]).await;
    assert_eq!(hostile.status, StatusCode::BAD_REQUEST);
    let nothing = mia.post("/feeds/follow", &[("section", "Coast")]).await;
    assert!(nothing.text.contains("Choose at least one feed."));
    let two = [("url", "https://a.example/feed"), ("url", "https://b.example/feed")];
    assert_eq!(mia.post("/feeds/follow", &two).await.header("location"), "/feeds");
    assert!(mia.get("/feeds").await.text.contains("You follow 3 feeds."));
}

#[tokio::test]
async fn nobody_sees_or_changes_the_feed_of_another() {
    let paper = paper().await;
    let (owner, mia) = (paper.owner().await, paper.reader("mia", Role::Member).await);
    assert_eq!(mia.get("/feeds/1").await.status, StatusCode::NOT_FOUND);
    for deed in ["check", "drop", "change", "restore"] {
        let answer = mia.post(&format!("/feeds/1/{deed}"), &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{deed}");
    }
    assert_eq!(owner.post("/feeds/1/check", &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(owner.post("/feeds/1/drop", &[]).await.status, StatusCode::SEE_OTHER);
    assert!(owner.get("/feeds").await.text.contains("You follow nothing yet."));
    assert_eq!(mia.post("/feeds/1/restore", &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_page_of_a_feed_tells_how_it_is_and_what_it_costs() {
    let paper = paper().await;
    let page = paper.owner().await.get("/feeds/1").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_order(
        &page.text,
        &[
            "All the news",
            "https://news.example/feed",
            "Works",
            "Check now",
            "Last visit",
            "just now",
            "23 November 2026, 12:00 UTC",
            "Next visit",
            "in 1 hour",
            "23 November 2026, 13:00 UTC",
            "New in a week",
            "1 visit, 12 kB",
            "Name and section",
            "value=\"World\"",
            "Latest visits",
            "new entries",
            "12 kB",
        ],
    );
    let list = paper.owner().await.get("/feeds").await;
    assert_order(
        &list.text,
        &["You follow 1 feed.", "href=\"/feeds/1\"", "Works", "1 visit, 12 kB"],
    );
}

#[tokio::test]
async fn a_feed_is_renamed_and_moved() {
    let paper = paper().await;
    let owner = paper.owner().await;
    let change = [("title", " My   <b>paper</b> "), ("section", "Home & abroad")];
    let changed = owner.post("/feeds/1/change", &change).await;
    assert_eq!(changed.header("location"), "/feeds/1?saved=1");
    let page = owner.get("/feeds/1?saved=1").await;
    assert_order(&page.text, &["My &#60;b&#62;paper&#60;/b&#62;", "Saved.", "Home &#38; abroad"]);
    assert!(owner.get("/").await.text.contains("/section/Home%20%26%20abroad"));
    assert_eq!(owner.get("/section/World").await.status, StatusCode::NOT_FOUND);

    let long = "x".repeat(61);
    let wrong = owner.post("/feeds/1/change", &[("title", "Kept"), ("section", &long)]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_order(
        &wrong.text,
        &["value=\"Kept\"", &long, "aria-invalid", "61 characters long; use 60"],
    );
    owner.post("/feeds/1/change", &[]).await;
    assert_order(&owner.get("/feeds/1").await.text, &["All the news", "value=\"\"", "value=\"\""]);
}

#[tokio::test]
async fn removing_is_undone() {
    let paper = paper().await;
    let owner = paper.owner().await;
    owner.post("/feeds/1/change", &[("title", "My paper"), ("section", "Coast")]).await;
    let left = owner.post("/feeds/1/drop", &[]).await;
    assert_eq!(left.header("location"), "/feeds?dropped=1");
    let page = owner.get("/feeds?dropped=1").await;
    assert_order(
        &page.text,
        &[
            "You follow nothing yet.",
            "You no longer follow",
            "My paper",
            "/feeds/1/restore",
            "Undo",
        ],
    );
    let restored = owner.post("/feeds/1/restore", &[]).await;
    assert_eq!(restored.header("location"), "/feeds/1");
    assert_order(&owner.get("/feeds/1").await.text, &["My paper", "value=\"Coast\""]);
    assert!(!owner.get("/feeds?dropped=1").await.text.contains("You no longer follow"));
}

#[tokio::test]
async fn a_check_is_waited_for_and_its_outcome_told() {
    let paper = paper().await;
    let owner = paper.owner().await;
    let asked = owner.post("/feeds/1/check", &[]).await;
    let there = asked.header("location").to_owned();
    // The clock of these tests stands still, so the visit that filled the paper answers it.
    assert!(owner.get(&there).await.text.contains("Checked: "));
    let later = format!("/feeds/1?checked={}", NOW.0 + 1);
    let page = owner.get(&later).await;
    assert_order(
        &page.text,
        &["http-equiv=\"refresh\" content=\"2\"", "data-look-again", "Checking now"],
    );
    for _ in 0..2 {
        assert_eq!(owner.post("/feeds/1/check", &[]).await.status, StatusCode::SEE_OTHER);
    }
    let often = owner.post("/feeds/1/check", &[]).await;
    assert_eq!(often.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn hundreds_of_feeds_are_searched_and_grouped() {
    let paper = paper().await;
    let mia = paper.reader("mia", Role::Member).await;
    let urls: Vec<String> = (0..120).map(|at| format!("https://p{at}.example/feed")).collect();
    for (at, url) in urls.iter().enumerate() {
        let section = if at % 2 == 0 { "Even" } else { "Odd" };
        mia.post("/feeds/follow", &[("url", url), ("section", section)]).await;
    }
    let page = mia.get("/feeds").await;
    assert_order(
        &page.text,
        &["You follow 120 feeds.", "All sections", "Even", "Odd", "Page 1 of 2"],
    );
    let odd = mia.get("/feeds?q=p11&in=%3AOdd").await;
    assert_order(&odd.text, &["6 of 120 feeds.", "p11.example", "p119.example"]);
    assert!(!odd.text.contains("p110.example"));
    let none = mia.get("/feeds?q=zeppelin&health=gone&by=health&page=x").await;
    assert!(none.text.contains("No feed of yours is like that."));
}

#[tokio::test]
async fn the_starter_list_and_nothing_but_it() {
    let paper = paper().await;
    let mia = paper.reader("mia", Role::Member).await;
    let chosen = [("url", "https://b.example/feed"), ("url", "https://evil.example/feed")];
    mia.post("/feeds/starter", &chosen).await;
    let page = mia.get("/feeds").await;
    assert_order(&page.text, &["You follow 1 feed.", "https://b.example/feed"]);
    assert!(!page.text.contains("evil.example"));
}

#[tokio::test]
async fn bringing_a_list() {
    let paper = paper().await;
    let mia = paper.reader("mia", Role::Member).await;
    let body = "--x\r\ncontent-disposition: form-data; name=\"opml\"; filename=\"a.opml\"\r\n\r\n\
                https://a.example/feed\nftp://b.example/feed\r\n--x--\r\n";
    let request = mia
        .request(Method::POST, "/feeds/import")
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "multipart/form-data; boundary=x")
        .body(axum::body::Body::from(body))
        .expect("a request");
    let page = mia.send(request).await;
    assert_order(
        &page.text,
        &[
            "Following 1 feed of the list.",
            "2 lines were left out",
            "one outline had no address",
            "line 2: ftp://b.example/feed: its address is none of the web",
            "Imported",
        ],
    );
}

#[tokio::test]
async fn the_owner_says_how_a_feed_is_fetched_and_secrets_stay_in() {
    let paper = paper().await;
    let owner = paper.owner().await;
    let sent = [
        ("page", "trust-feed"),
        ("interval", "90"),
        ("user_agent", " Other/1 "),
        ("username", "ada"),
        ("password", "hush"),
        ("cookie", "a=hush"),
        ("private", "on"),
    ];
    let saved = owner.post("/feeds/1/settings", &sent).await;
    assert!(saved.header("location").starts_with("/feeds/1?checked="), "it is asked at once");
    let page = owner.get("/feeds/1").await;
    assert_order(
        &page.text,
        &[
            "How it is fetched",
            "value=\"trust-feed\" selected",
            "value=\"90\"",
            "value=\"Other/1\"",
            "value=\"ada\"",
            "clear_password",
            "clear_cookie",
            "name=\"private\" checked",
        ],
    );
    assert!(!page.text.contains("hush") && !page.text.contains("clear_proxy"));
    let rest =
        [("interval", "90"), ("user_agent", "Other/1"), ("username", "ada"), ("private", "on")];
    let again = owner.post("/feeds/1/settings", &rest).await;
    assert_eq!(again.header("location"), "/feeds/1?saved=1", "the publisher is asked as before");
    let kept = paper.store.feed(dateline_model::FeedId(1)).await.expect("asked").expect("there");
    assert!(kept.settings.password.is_some_and(|password| password.reveal() == "hush"));
    let wrong = owner
        .post(
            "/feeds/1/settings",
            &[("proxy", "hush hush"), ("interval", "7"), ("username", "ada")],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_order(&wrong.text, &["value=\"7\"", "id=\"proxy\"", "aria-invalid", "not a proxy"]);
    assert!(!wrong.text.contains("hush"));
}

#[tokio::test]
async fn a_reader_is_not_shown_what_the_owner_decides() {
    let paper = paper().await;
    let mia = paper.reader("mia", Role::Member).await;
    mia.post("/feeds/follow", &[("url", "https://news.example/feed")]).await;
    let page = mia.get("/feeds/1").await;
    assert!(page.text.contains("Name and section") && !page.text.contains("How it is fetched"));
}

#[tokio::test]
async fn a_page_can_be_watched() {
    let paper = paper().await;
    let mia = paper.reader("mia", Role::Member).await;
    let found = mia.post("/feeds/find", &[("address", "bare.example")]).await;
    assert_order(
        &found.text,
        &[
            "No feed at",
            "No feed was found, but the page itself can be watched",
            "watch:https://bare.example/news",
            "The &#60;Bare&#62; Times",
            "A page that is watched, not a feed: 14 links in its list",
            "What it lists now:",
            "Headline 1<",
            "Headline 10<",
            "and 4 more.",
            "Watch this page",
        ],
    );
    assert!(!found.text.contains("Headline 11"));
    let followed = mia.post("/feeds/follow", &[("url", "watch:https://a.example/news")]).await;
    assert!(followed.header("location").starts_with("/feeds/2"));
    let page = mia.get("/feeds/2").await;
    assert_order(&page.text, &["https://a.example/news", "A watched page"]);
    let list = mia.get("/feeds").await;
    assert_order(&list.text, &["https://a.example/news", "a page that is watched, not a feed"]);
    let export = mia.get("/feeds/export.opml").await;
    assert!(export.text.contains("https://a.example/news") && !export.text.contains("watch:"));
    let hostile = mia.post("/feeds/follow", &[("url", "watch:file:///etc/passwd")]).await;
    assert_eq!(hostile.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn hubs_come_in_by_their_token_alone() {
    let paper = paper().await;
    let hub = paper.stranger();
    let asked = hub.get("/websub/known?hub.mode=subscribe&hub.challenge=say+this").await;
    assert_eq!((asked.status, asked.text.as_str()), (StatusCode::OK, "say this"));
    assert!(asked.header("content-type").starts_with("text/plain"));
    assert_eq!(hub.get("/websub/guess?hub.challenge=x").await.status, StatusCode::NOT_FOUND);
    assert_eq!(hub.post_from("/websub/guess", &[]).await.status, StatusCode::GONE);

    let offer = dateline_store::Offer {
        hub: "https://hub.example/".to_owned(),
        topic: "https://news.example/feed".to_owned(),
        token: "known".to_owned(),
        secret: "s".to_owned(),
    };
    let feed = dateline_model::FeedId(1);
    paper.store.offer_hub(feed, Some(&offer), NOW).await.expect("offered");
    let brought = hub.post_from("/websub/known", &[("x-hub-signature", "sha256=00")]).await;
    assert_eq!(brought.status, StatusCode::ACCEPTED);
    let news = paper.newsroom.brought.lock().expect("no panic").pop().expect("it came");
    assert_eq!(news.signature.as_deref(), Some("sha256=00"));
    assert_eq!(&news.body[..], b"text=hello");
    let page = paper.owner().await.get("/feeds/1").await;
    assert_order(&page.text, &["Not yet by hub.example", "Hubs cannot reach this paper."]);
}
