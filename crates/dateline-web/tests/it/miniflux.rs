//! Apps that speak the Miniflux API: what they ask, as their sources and Miniflux's have it.

use axum::body::Body;
use base64::Engine as _;
use dateline_model::Role;
use http::{Method, StatusCode, header};
use serde_json::{Value, json};

use crate::apps::password;
use crate::paper::{Answer, TestPaper, paper};

/// An app with its password.
struct App<'a> {
    paper: &'a TestPaper,
    token: String,
}

async fn app(paper: &TestPaper) -> App<'_> {
    App { paper, token: password(&paper.owner().await).await }
}

impl App<'_> {
    async fn ask(&self, method: Method, call: &str, body: &str) -> Answer {
        let request = self.paper.stranger().request(method, &format!("/v1/{call}"));
        let request = request.header("x-auth-token", &self.token);
        let request = request.header(header::CONTENT_TYPE, "application/json");
        let body = Body::from(body.to_owned());
        self.paper.stranger().send(request.body(body).expect("a request")).await
    }

    async fn get(&self, call: &str) -> Value {
        let answer = self.ask(Method::GET, call, "").await;
        assert_eq!(answer.status, StatusCode::OK, "{call}: {}", answer.text);
        serde_json::from_str(&answer.text).unwrap_or_else(|_| panic!("{call}: {}", answer.text))
    }

    /// Sends a change and answers with what came of it.
    async fn send(&self, method: Method, call: &str, body: Value) -> (StatusCode, Value) {
        let answer = self.ask(method, call, &body.to_string()).await;
        (answer.status, serde_json::from_str(&answer.text).unwrap_or_default())
    }

    async fn put(&self, call: &str, body: Value) {
        let (status, told) = self.send(Method::PUT, call, body).await;
        assert_eq!(status, StatusCode::NO_CONTENT, "{call}: {told}");
    }

    /// The numbers of the entries that a query gives.
    async fn ids(&self, query: &str) -> Vec<i64> {
        let answer = self.get(query).await;
        let entries = answer["entries"].as_array().expect("a list").iter();
        entries.map(|entry| entry["id"].as_i64().expect("a number")).collect()
    }

    #[track_caller]
    fn refused(told: &(StatusCode, Value), status: StatusCode) {
        assert_eq!(told.0, status, "{}", told.1);
        assert!(told.1["error_message"].is_string(), "{}", told.1);
    }
}

#[tokio::test]
async fn an_app_is_known_by_its_password_and_a_browser_by_nothing() {
    let paper = paper().await;
    let app = app(&paper).await;
    assert_eq!(app.get("me").await["username"], "olive");
    for missing in ["users/olive", "users/1", "version", "integrations/status"] {
        app.get(missing).await;
    }
    let guess = App { paper: &paper, token: "guess".to_owned() };
    let refused = guess.ask(Method::GET, "me", "").await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    assert_eq!(refused.text, "{\"error_message\":\"Access Unauthorized\"}");
    assert!(refused.header("www-authenticate").starts_with("Basic"));

    let pair = format!("Olive:{}", app.token);
    let pair = format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(pair));
    let basic = async |headers: &[(&str, &str)]| {
        let mut request = paper.stranger().request(Method::PUT, "/v1/feeds/1/mark-all-as-read");
        request = request.header(header::AUTHORIZATION, &pair);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        paper.stranger().send(request.body(Body::empty()).expect("a request")).await
    };
    for hostile in [("origin", "https://evil.example"), ("sec-fetch-site", "cross-site")] {
        let refused = basic(&[hostile]).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{hostile:?}");
        assert_eq!(refused.header("www-authenticate"), "", "no browser is to ask for a password");
    }
    assert_eq!(basic(&[]).await.status, StatusCode::NO_CONTENT);
    let opened = paper.owner().await.get("/v1/me").await;
    assert_eq!(opened.status, StatusCode::UNAUTHORIZED, "a session is no way in");
}

#[tokio::test]
async fn a_page_elsewhere_asks_with_a_password() {
    let paper = paper().await;
    let app = app(&paper).await;
    let asks = |method| {
        let request = paper.stranger().request(method, "/v1/me");
        request.header(header::ORIGIN, "https://reader.example")
    };
    let before = asks(Method::OPTIONS).body(Body::empty()).expect("a request");
    let before = paper.stranger().send(before).await;
    assert_eq!(before.status, StatusCode::NO_CONTENT);
    assert!(before.header("access-control-allow-headers").contains("X-Auth-Token"));
    let request = asks(Method::GET).header("x-auth-token", &app.token);
    let answer = paper.stranger().send(request.body(Body::empty()).expect("a request")).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert_eq!(answer.header("access-control-allow-credentials"), "");
}

#[tokio::test]
async fn an_app_learns_what_there_is() {
    let paper = paper().await;
    let app = app(&paper).await;
    let feeds = app.get("feeds").await;
    assert_eq!((&feeds[0]["id"], &feeds[0]["title"]), (&1.into(), &"All the news".into()));
    assert_eq!(feeds[0]["category"]["title"], "World");
    assert_eq!(feeds[0]["checked_at"], "2026-11-23T12:00:00Z");
    assert_eq!(app.get("feeds/1").await, feeds[0]);
    assert_eq!(app.get("categories/1/feeds").await, feeds);
    let categories = app.get("categories?counts=true").await;
    assert_eq!(
        (&categories[0]["title"], &categories[1]["title"]),
        (&"Without a section".into(), &"World".into())
    );
    assert_eq!(
        (&categories[1]["feed_count"], &categories[1]["total_unread"]),
        (&1.into(), &paper.articles.len().into())
    );
    let counters = app.get("feeds/counters").await;
    assert_eq!(counters["unreads"]["1"], paper.articles.len());
    let opml = app.ask(Method::GET, "export", "").await;
    assert_eq!(opml.text, "https://news.example/feed\n");
    for nothing in [
        "feeds/9",
        "feeds/1/icon",
        "icons/1",
        "categories/9/feeds",
        "entries/9999",
        "entries/x",
        "entries/%ff",
        "entries/99999999999999999999",
        "nothing",
        "feeds/1/entries/9999",
    ] {
        let told = app.send(Method::GET, nothing, Value::Null).await;
        App::refused(&told, StatusCode::NOT_FOUND);
    }
    for others in ["users", "users/7", "users/mia"] {
        let told = app.send(Method::GET, others, Value::Null).await;
        App::refused(&told, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn entries_come_as_they_are_asked_for() {
    let paper = paper().await;
    let app = app(&paper).await;
    let newest = app.ids("entries?direction=desc").await;
    assert_eq!(newest.len(), paper.articles.len());
    let mut oldest = newest.clone();
    oldest.reverse();
    for same in [
        "entries",
        "entries?status=unread",
        "entries?status=read&status=unread",
        "feeds/1/entries",
        "categories/1/entries",
        "entries?category_id=1",
        "entries?feed_id=1&limit=0",
        "entries?starred=false",
        "entries?globally_visible=true",
    ] {
        assert_eq!(app.ids(same).await, oldest, "{same}");
    }
    for none in [
        "entries?status=read",
        "entries?status=removed",
        "entries?starred=1",
        "entries?after=9999999999",
        "categories/2147483647/entries",
        "entries?changed_after=9999999999",
    ] {
        assert_eq!(app.ids(none).await, [0_i64; 0], "{none}");
    }
    let page = app.get("entries?limit=2&offset=1&direction=desc").await;
    assert_eq!(page["total"], newest.len(), "all of them");
    assert_eq!(app.ids("entries?limit=2&offset=1&direction=desc").await, newest[1..3]);
    let all: Vec<i64> = paper.articles.iter().map(|id| id.0).collect();
    assert_eq!(app.ids("entries?order=id").await, all);
    assert_eq!(app.ids(&format!("entries?order=id&after_entry_id={}", all[0])).await, all[1..]);
    assert_eq!(app.ids(&format!("entries?before_entry_id={}", all[1])).await, all[..1]);
    for nonsense in [
        "status=burnt",
        "order=colour",
        "direction=up",
        "limit=-1",
        "limit=x",
        "offset=-1",
        "category_id=99",
        "feed_id=99",
        "tags=x",
    ] {
        let told = app.send(Method::GET, &format!("entries?{nonsense}"), Value::Null).await;
        App::refused(&told, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn entries_come_one_by_one_by_name_and_by_words() {
    let paper = paper().await;
    let app = app(&paper).await;
    let newest = app.ids("entries?direction=desc").await;
    let all = newest.len();
    let first = app.get(&format!("entries/{}", newest[0])).await;
    let within = format!("categories/1/entries/{}", newest[0]);
    assert_eq!(app.get(&within).await, first);
    let outside = app
        .send(Method::GET, &format!("categories/2147483647/entries/{}", newest[0]), Value::Null)
        .await;
    App::refused(&outside, StatusCode::NOT_FOUND);
    let found = app.get("entries?search=crane").await;
    assert!(found["total"].as_u64().is_some_and(|n| n > 0 && n < all as u64), "{found}");
    assert_eq!(app.ids("entries?search=crane&status=read").await, [0_i64; 0]);
    let named = app.get("entries/ids?status=unread&limit=3").await;
    assert_eq!((&named["total"], &named["entry_ids"]), (&all.into(), &json!(newest[..3])));
}

#[tokio::test]
async fn an_entry_is_what_apps_read() {
    let paper = paper().await;
    let app = app(&paper).await;
    let crane = paper.articles.get(4).expect("an article with a video");
    let entry = app.get(&format!("entries/{crane}")).await;
    for text in [
        "title",
        "url",
        "author",
        "content",
        "hash",
        "published_at",
        "created_at",
        "changed_at",
        "comments_url",
        "share_code",
        "status",
    ] {
        assert!(entry[text].is_string(), "{text} of {entry}");
    }
    assert!(entry["published_at"].as_str().is_some_and(|at| at.ends_with('Z')));
    assert!(entry["reading_time"].is_u64() && entry["starred"].is_boolean());
    assert_eq!((&entry["feed"]["id"], &entry["feed"]["category"]["id"]), (&1.into(), &1.into()));
    let video = &entry["enclosures"][0];
    assert_eq!(video["mime_type"], "video/mp4");
    let path = format!("enclosures/{}", video["id"]);
    assert_eq!(app.get(&path).await["url"], video["url"]);
    app.put(&path, json!({"media_progression": 42})).await;
    assert_eq!(app.get(&path).await["media_progression"], 42);
    let wrong = app.send(Method::PUT, &path, json!({"media_progression": -1})).await;
    App::refused(&wrong, StatusCode::BAD_REQUEST);
    let content = app.get(&format!("entries/{crane}/fetch-content")).await;
    assert_eq!(content["content"], entry["content"]);
}

#[tokio::test]
async fn what_an_app_marks_is_marked_in_the_paper() {
    let paper = paper().await;
    let app = app(&paper).await;
    let all = paper.articles.len();
    let id = paper.articles.first().expect("an article").0;
    app.put("entries", json!({"entry_ids": [id, 99_999], "status": "read"})).await;
    assert!(app.ids("entries?status=read").await.contains(&id));
    app.put("entries", json!({"entry_ids": [id], "status": "unread"})).await;
    assert_eq!(app.ids("entries?status=unread").await.len(), all);
    for starred in [true, false] {
        app.put(&format!("entries/{id}/bookmark"), Value::Null).await;
        assert_eq!(app.get(&format!("entries/{id}")).await["starred"], starred);
    }
    app.put("entries", json!({"entry_ids": [id], "starred": true})).await;
    assert_eq!(app.ids("entries?starred=true").await, [id]);
    assert!(paper.owner().await.get("/saved").await.text.contains(&format!("/a/{id}/")));
    for (call, body) in [
        ("entries", json!({"entry_ids": [], "status": "read"})),
        ("entries", json!({"entry_ids": [1], "status": "burnt"})),
        ("entries", json!({"entry_ids": [1]})),
        ("entries", json!({"entry_ids": vec![1; 4_001], "status": "read"})),
        ("entries", json!("nonsense")),
        ("entries", json!({"entry_ids": ["1"], "status": "read"})),
    ] {
        App::refused(&app.send(Method::PUT, call, body).await, StatusCode::BAD_REQUEST);
    }
    for call in
        ["feeds/1/mark-all-as-read", "categories/1/mark-all-as-read", "users/1/mark-all-as-read"]
    {
        app.put(call, Value::Null).await;
        assert_eq!(app.ids("entries?status=unread").await, [0_i64; 0], "{call}");
        let ids: Vec<i64> = paper.articles.iter().map(|id| id.0).collect();
        app.put("entries", json!({"entry_ids": ids, "status": "unread"})).await;
        assert_eq!(app.ids("entries?status=unread").await.len(), all);
    }
    App::refused(
        &app.send(Method::PUT, "users/7/mark-all-as-read", Value::Null).await,
        StatusCode::FORBIDDEN,
    );
    App::refused(
        &app.send(Method::PUT, &format!("entries/{id}"), json!({"title": "x"})).await,
        StatusCode::FORBIDDEN,
    );
    App::refused(
        &app.send(Method::POST, &format!("entries/{id}/save"), Value::Null).await,
        StatusCode::BAD_REQUEST,
    );
    let flushed = app.send(Method::PUT, "flush-history", Value::Null).await;
    assert_eq!(flushed.0, StatusCode::ACCEPTED);
}

#[tokio::test]
async fn an_app_follows_moves_names_and_leaves_feeds() {
    let paper = paper().await;
    let app = app(&paper).await;
    let found = app.send(Method::POST, "discover", json!({"url": "https://harbour.example"})).await;
    assert_eq!(found.1[0]["title"], "The Harbour Post");
    let sea = app.send(Method::POST, "categories", json!({"title": " Sea "})).await;
    assert_eq!((sea.0, &sea.1["title"]), (StatusCode::CREATED, &"Sea".into()));
    let id = sea.1["id"].as_i64().expect("a number");
    let wanted = json!({"feed_url": "https://harbour.example", "category_id": id});
    let (status, added) = app.send(Method::POST, "feeds", wanted.clone()).await;
    assert_eq!(status, StatusCode::CREATED, "{added}");
    let feed = added["feed_id"].as_i64().expect("a number");
    App::refused(&app.send(Method::POST, "feeds", wanted).await, StatusCode::BAD_REQUEST);
    let path = format!("feeds/{feed}");
    assert_eq!(app.get(&path).await["category"]["title"], "Sea");
    let (status, named) =
        app.send(Method::PUT, &path, json!({"title": "Harbour", "crawler": true})).await;
    assert_eq!((status, &named["title"]), (StatusCode::CREATED, &"Harbour".into()));
    assert_eq!(named["category"]["title"], "Sea", "it stays");
    let (_, moved) = app.send(Method::PUT, &path, json!({"category_id": 2_147_483_647_i64})).await;
    assert_eq!(
        (&moved["category"]["title"], &moved["title"]),
        (&"Without a section".into(), &"Harbour".into())
    );
    app.send(Method::PUT, &path, json!({"category_id": 1})).await;
    let renamed = app.send(Method::PUT, "categories/1", json!({"title": "Everything"})).await;
    assert_eq!((renamed.0, &renamed.1["title"]), (StatusCode::CREATED, &"Everything".into()));
    let gone = app.ask(Method::DELETE, "categories/1", "").await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    assert_eq!(app.get("feeds").await.as_array().map(Vec::len), Some(2), "no feed goes with it");
    for (refused, body) in [
        ("PUT categories/2147483647", json!({"title": "x"})),
        ("DELETE categories/2147483647", Value::Null),
        ("POST categories", json!({"title": " "})),
        ("POST categories", json!({})),
        ("POST feeds", json!({})),
        ("POST feeds", json!({"feed_url": "https://nothing.example"})),
        ("POST feeds", json!({"feed_url": "https://harbour.example", "category_id": 99})),
        ("POST discover", json!({"url": "https://nothing.example"})),
    ] {
        let (method, call) = refused.split_once(' ').expect("a method");
        let method = method.parse().expect("a method");
        App::refused(&app.send(method, call, body).await, StatusCode::BAD_REQUEST);
    }
    for call in ["feeds/refresh", "feeds/1/refresh", "categories/2147483647/refresh"] {
        app.put(call, Value::Null).await;
    }
    let mut last = StatusCode::OK;
    for _ in 0..3 {
        last = app.send(Method::PUT, "feeds/1/refresh", Value::Null).await.0;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    let left = app.ask(Method::DELETE, &path, "").await;
    assert_eq!(left.status, StatusCode::NO_CONTENT);
    let brought = app.ask(Method::POST, "import", "https://one.example/feed\n").await;
    assert_eq!(brought.status, StatusCode::CREATED);
    assert!(brought.text.contains("one outline had no address"), "{}", brought.text);
    assert_eq!(app.get("feeds").await.as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn what_was_saved_stays_when_its_feed_is_left() {
    let paper = paper().await;
    let app = app(&paper).await;
    let id = paper.articles.first().expect("an article").0;
    app.put("entries", json!({"entry_ids": [id], "starred": true})).await;
    app.ask(Method::DELETE, "feeds/1", "").await;
    let kept = app.get("entries").await;
    assert_eq!((&kept["total"], &kept["entries"][0]["id"]), (&1.into(), &id.into()));
    assert_eq!(kept["entries"][0]["feed"]["category"]["id"], 2_147_483_647_i64);
}

#[tokio::test]
async fn one_readers_app_is_not_anothers_and_guessing_is_slowed() {
    let paper = paper().await;
    let mia = paper.reader("mia", Role::Member).await;
    let app = App { paper: &paper, token: password(&mia).await };
    assert_eq!(app.ids("entries").await, [0_i64; 0], "she follows nothing");
    for hers in [
        "GET feeds/1",
        "PUT feeds/1",
        "DELETE feeds/1",
        "PUT feeds/1/refresh",
        "PUT categories/1",
        "DELETE categories/1",
        "PUT categories/1/mark-all-as-read",
    ] {
        let (method, call) = hers.split_once(' ').expect("a method");
        let told = app.send(method.parse().expect("a method"), call, json!({"title": "x"})).await;
        App::refused(&told, StatusCode::NOT_FOUND);
    }
    assert_eq!(app.get("me").await["is_admin"], false);
    let guess = App { paper: &paper, token: "guess".to_owned() };
    let mut last = guess.ask(Method::GET, "me", "").await;
    for _ in 0..60 {
        last = guess.ask(Method::GET, "me", "").await;
    }
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(last.text.starts_with("{\"error_message\":"), "{}", last.text);
    assert_eq!(last.header("retry-after"), "1");
    app.get("me").await;
    let large = "x".repeat((1 << 20) + 1);
    let told = app.ask(Method::PUT, "entries", &large).await;
    assert_eq!(told.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(told.text.contains("error_message"), "{}", told.text);
}
