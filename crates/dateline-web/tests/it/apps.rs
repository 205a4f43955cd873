//! Apps that speak the Google Reader API: what they ask, as their sources and recorded answers of
//! other servers have it.

use axum::body::Body;
use dateline_model::Role;
use http::{Method, Request, StatusCode, header};
use serde_json::Value;

use crate::paper::{Answer, TestPaper, Visitor, paper};

const ALL: &str = "user/-/state/com.google/reading-list";
const READ: &str = "user/-/state/com.google/read";
const STARRED: &str = "user/-/state/com.google/starred";

/// An app that has signed in.
struct App<'a> {
    paper: &'a TestPaper,
    auth: String,
}

/// A password for an app, made by a reader.
pub(crate) async fn password(reader: &Visitor<'_>) -> String {
    let made = reader.post("/settings/app-passwords", &[("name", "phone")]).await.text;
    let field = made.split("class=\"token\">").nth(1).expect("it is shown");
    field.split('<').next().unwrap_or_default().to_owned()
}

async fn sign_in(paper: &TestPaper, base: &str, name: &str, password: &str) -> Answer {
    let form = format!("Email={name}&Passwd={password}");
    let request = Request::post(format!("{base}/accounts/ClientLogin"))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    paper.stranger().send(request.body(Body::from(form)).expect("a request")).await
}

/// The owner's app.
async fn app(paper: &TestPaper) -> App<'_> {
    let password = password(&paper.owner().await).await;
    let signed = sign_in(paper, "/api/greader.php", "olive", &password).await;
    assert_eq!(signed.status, StatusCode::OK);
    let parts: Vec<Vec<&str>> = signed.text.lines().map(|line| line.split('=').collect()).collect();
    assert!(parts.iter().all(|parts| parts.len() == 2), "apps part lines at =: {}", signed.text);
    let auth = signed.text.lines().find_map(|line| line.strip_prefix("Auth=")).expect("a pass");
    App { paper, auth: auth.to_owned() }
}

impl App<'_> {
    async fn ask(&self, method: Method, call: &str, form: &str) -> Answer {
        let request = Request::builder()
            .method(method)
            .uri(format!("/api/greader.php/reader/api/0/{call}"))
            .header(header::AUTHORIZATION, format!("GoogleLogin auth={}", self.auth))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        let request = request.body(Body::from(form.to_owned())).expect("a request");
        self.paper.stranger().send(request).await
    }

    async fn get(&self, call: &str) -> Value {
        let answer = self.ask(Method::GET, call, "").await;
        assert_eq!(answer.status, StatusCode::OK, "{call}: {}", answer.text);
        serde_json::from_str(&answer.text).unwrap_or_else(|_| panic!("{call}: {}", answer.text))
    }

    async fn post(&self, call: &str, form: &str) {
        let answer = self.ask(Method::POST, call, form).await;
        assert_eq!((answer.status, answer.text.as_str()), (StatusCode::OK, "OK"), "{call} {form}");
    }

    async fn ids(&self, query: &str) -> Vec<String> {
        let answer = self.get(&format!("stream/items/ids?output=json&{query}")).await;
        let refs = answer["itemRefs"].as_array().expect("a list").iter();
        refs.map(|item| item["id"].as_str().expect("a text").to_owned()).collect()
    }

    async fn unread(&self) -> u64 {
        self.get("unread-count?output=json").await["max"].as_u64().expect("a number")
    }
}

#[tokio::test]
async fn an_app_signs_in_with_its_own_password_alone() {
    let paper = paper().await;
    let password = password(&paper.owner().await).await;
    for base in ["", "/api/greader.php"] {
        assert_eq!(sign_in(&paper, base, "Olive", &password).await.status, StatusCode::OK);
        for wrong in ["guess", crate::paper::PASSWORD, ""] {
            let refused = sign_in(&paper, base, "olive", wrong).await;
            assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{wrong}");
        }
        let other = sign_in(&paper, base, "mia", &password).await;
        assert_eq!(other.status, StatusCode::UNAUTHORIZED);
    }
    let app = App { paper: &paper, auth: "b2xpdmU/guess".to_owned() };
    let refused = app.ask(Method::GET, "tag/list", "").await;
    assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
    assert_eq!(refused.header("google-bad-token"), "true");
    assert_eq!(refused.header("x-reader-google-bad-token"), "true");
    let mut last = refused;
    for _ in 0..60 {
        last = app.ask(Method::GET, "tag/list", "").await;
    }
    assert_eq!((last.status, last.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "1"));
    assert_eq!(last.text, "too many tries\n", "no app shows a page");
}

#[tokio::test]
async fn a_session_is_no_way_into_the_calls() {
    let paper = paper().await;
    let owner = paper.owner().await;
    let asked = owner.get("/reader/api/0/subscription/list").await;
    assert_eq!(asked.status, StatusCode::UNAUTHORIZED);
    let marked = owner.post("/reader/api/0/mark-all-as-read", &[("s", ALL)]).await;
    assert_eq!(marked.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn an_app_learns_what_there_is() {
    let paper = paper().await;
    let app = app(&paper).await;
    let feeds = app.get("subscription/list?output=json").await;
    let feed = &feeds["subscriptions"][0];
    assert_eq!((&feed["id"], &feed["title"]), (&"feed/1".into(), &"All the news".into()));
    assert_eq!(feed["categories"][0]["id"], "user/-/label/World");
    let tags = app.get("tag/list?output=json").await;
    assert_eq!(
        (&tags["tags"][0]["id"], &tags["tags"][1]["type"]),
        (&STARRED.into(), &"folder".into())
    );
    assert_eq!(app.get("user-info?output=json").await["userName"], "olive");
    let counts = app.get("unread-count?output=json").await;
    let names: Vec<&str> = counts["unreadcounts"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|one| one["id"].as_str())
        .collect();
    assert_eq!(names, ["feed/1", "user/-/label/World", ALL]);
    assert_eq!(counts["max"], paper.articles.len());
    let opml = app.ask(Method::GET, "subscription/export", "").await;
    assert!(opml.header("content-type").starts_with("application/xml"));
}

#[tokio::test]
async fn items_come_in_order_and_to_an_end() {
    let paper = paper().await;
    let app = app(&paper).await;
    let all = app.ids("n=1000").await;
    assert_eq!(all.len(), paper.articles.len());
    for stream in ["feed/1", "user/-/label/World", "feed/https://news.example/feed", ALL] {
        assert_eq!(app.ids(&format!("n=1000&s={stream}")).await, all, "{stream}");
    }
    let (mut seen, mut at) = (Vec::new(), String::new());
    loop {
        let page = app
            .get(&format!("stream/contents/user%2F-%2Fstate%2Fcom.google%2Freading-list?n=2{at}"))
            .await;
        let items = page["items"].as_array().expect("a list");
        seen.extend(items.iter().map(|item| item["id"].as_str().expect("a name").to_owned()));
        match page["continuation"].as_str() {
            Some(place) => at = format!("&c={place}"),
            None => break,
        }
    }
    let long = |id: &String| {
        format!("tag:google.com,2005:reader/item/{:016x}", id.parse::<i64>().expect("a number"))
    };
    assert_eq!(seen, all.iter().map(long).collect::<Vec<_>>());
    let mut oldest = app.ids("n=1000&r=o").await;
    oldest.reverse();
    assert_eq!(oldest, all);
}

#[tokio::test]
async fn an_item_is_whole_by_every_name() {
    let paper = paper().await;
    let app = app(&paper).await;
    let id = paper.articles.first().expect("an article").0;
    for name in
        [format!("{id}"), format!("{id:016x}"), format!("tag:google.com,2005:reader/item/{id:x}")]
    {
        let answer = app.ask(Method::POST, "stream/items/contents", &format!("i={name}")).await;
        let answer: Value = serde_json::from_str(&answer.text).expect("an answer");
        let item = &answer["items"][0];
        for text in ["id", "crawlTimeMsec", "timestampUsec", "title", "author"] {
            assert!(item[text].is_string(), "{name}: {text} of {item}");
        }
        assert!(item["published"].is_i64() && item["summary"]["content"].is_string());
        assert!(
            item["canonical"][0]["href"].as_str().is_some_and(|url| url.starts_with("https://"))
        );
        assert_eq!(item["origin"]["streamId"], "feed/1");
        assert_eq!(item["categories"][0], ALL);
    }
}

#[tokio::test]
async fn reading_and_saving_on_the_phone_is_seen_in_the_paper() {
    let paper = paper().await;
    let app = app(&paper).await;
    let all = app.unread().await;
    let token = app.ask(Method::GET, "token", "").await.text;
    assert_eq!(token.len(), 57);
    let id = paper.articles.first().expect("an article").0;
    app.post("edit-tag", &format!("i={id}&a={READ}&a={STARRED}&T={token}")).await;
    assert!(app.unread().await < all, "read");
    let saved = paper.owner().await.get("/saved").await.text;
    assert!(saved.contains(&format!("/a/{id}/")), "{saved}");
    assert_eq!(app.ids(&format!("s={STARRED}")).await, [id.to_string()]);
    assert!(!app.ids(&format!("s={ALL}&xt={READ}&n=1000")).await.contains(&id.to_string()));
    app.post("edit-tag", &format!("i={id}&r={READ}&r={STARRED}")).await;
    assert_eq!(app.unread().await, all, "and taken back");
    assert_eq!(app.ids(&format!("s={STARRED}")).await, [""; 0]);
    let wrong = app.ask(Method::POST, "edit-tag", &format!("i={id}&a={READ}&T=guess")).await;
    assert_eq!(
        (wrong.status, wrong.header("google-bad-token")),
        (StatusCode::UNAUTHORIZED, "true")
    );
    app.post("mark-all-as-read", &format!("s={ALL}&ts=1")).await;
    assert_eq!(app.unread().await, all, "nothing is older");
    let excluded = format!("s={ALL}&xt=user/-/state/com.google/like&n=1000");
    assert_eq!(app.ids(&excluded).await.len(), paper.articles.len(), "nothing is left out");
    let newest = app.get("stream/contents?n=1").await["items"][0]["timestampUsec"].clone();
    let newest = newest.as_str().expect("a text");
    app.post("mark-all-as-read", &format!("s={ALL}&ts={newest}")).await;
    assert_eq!(app.unread().await, 0, "up to the newest that the app showed");
    app.post("edit-tag", &format!("i={id}&r={READ}")).await;
    app.post("mark-all-as-read", &format!("s={ALL}")).await;
    assert_eq!(app.unread().await, 0);
}

#[tokio::test]
async fn an_app_follows_moves_renames_and_leaves_feeds() {
    let paper = paper().await;
    let app = app(&paper).await;
    let added =
        app.ask(Method::POST, "subscription/quickadd", "quickadd=https://harbour.example").await;
    let added: Value = serde_json::from_str(&added.text).expect("an answer");
    assert_eq!(
        (&added["numResults"], &added["streamName"]),
        (&1.into(), &"The Harbour Post".into())
    );
    let feed = added["streamId"].as_str().expect("a name");
    let none =
        app.ask(Method::POST, "subscription/quickadd", "quickadd=https://nothing.example").await;
    let none: Value = serde_json::from_str(&none.text).expect("an answer");
    assert_eq!(none["numResults"], 0);
    app.post("subscription/edit", &format!("ac=edit&s={feed}&t=Harbour&a=user/-/label/Sea")).await;
    let told = |list: &Value| {
        let all = list["subscriptions"].as_array().expect("a list").clone();
        let one = all.into_iter().find(|one| one["id"] == feed).expect("it is followed");
        (one["title"].clone(), one["categories"][0]["label"].clone())
    };
    let list = app.get("subscription/list").await;
    assert_eq!(told(&list), ("Harbour".into(), "Sea".into()));
    app.post("rename-tag", "s=user/-/label/Sea&dest=user/-/label/Ocean").await;
    assert_eq!(told(&app.get("subscription/list").await), ("Harbour".into(), "Ocean".into()));
    app.post("disable-tag", "s=user/-/label/Ocean").await;
    assert_eq!(told(&app.get("subscription/list").await), ("Harbour".into(), Value::Null));
    let dead = "ac=subscribe&s=feed/https://nothing.example/feed";
    let dead = app.ask(Method::POST, "subscription/edit", dead).await;
    assert_eq!(dead.status, StatusCode::BAD_REQUEST, "{}", dead.text);
    app.post("subscription/edit", &format!("ac=unsubscribe&s={feed}")).await;
    let list = app.get("subscription/list").await;
    assert_eq!(list["subscriptions"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn one_readers_app_is_not_anothers() {
    let paper = paper().await;
    let mia = paper.reader("mia", Role::Member).await;
    let password = password(&mia).await;
    let signed = sign_in(&paper, "", "mia", &password).await;
    let auth = signed.text.lines().find_map(|line| line.strip_prefix("Auth=")).expect("a pass");
    let app = App { paper: &paper, auth: auth.to_owned() };
    assert_eq!(app.ids("n=1000").await, [""; 0], "she follows nothing");
    let hers = app.ask(Method::POST, "subscription/edit", "ac=unsubscribe&s=feed/1").await;
    assert_eq!(hers.status, StatusCode::NOT_FOUND);
    let liked = "user/-/state/com.google/like";
    assert_eq!(app.ids(&format!("s={liked}")).await, [""; 0], "nobody likes anything here");
    let read = app.ask(Method::GET, &format!("edit-tag?i=1&a={READ}"), "").await;
    assert_eq!(read.status, StatusCode::METHOD_NOT_ALLOWED, "no GET changes anything");
    for call in ["nothing", "stream/items/ids?s=feed/none", "stream/items/ids?xt=feed/1"] {
        assert_eq!(app.ask(Method::GET, call, "").await.status, StatusCode::NOT_FOUND, "{call}");
    }
}
