//! Apps that speak the Fever API: what they ask, as their sources have it.

use axum::body::Body;
use dateline_model::Role;
use http::{Request, StatusCode, header};
use md5::Digest as _;
use serde_json::Value;

use crate::apps::password;
use crate::paper::{Answer, NOW, TestPaper, paper};

/// An app with its key.
struct App<'a> {
    paper: &'a TestPaper,
    key: String,
}

/// The key that an app makes of what was typed.
fn key(name: &str, password: &str) -> String {
    let digest = md5::Md5::digest(format!("{name}:{password}").as_bytes());
    format!("{:032x}", u128::from_be_bytes(digest.into()))
}

async fn app(paper: &TestPaper) -> App<'_> {
    App { paper, key: key("olive", &password(&paper.owner().await).await) }
}

impl App<'_> {
    async fn send(&self, call: &str, kind: &str, body: String) -> Answer {
        let request = Request::post(call).header(header::CONTENT_TYPE, kind);
        self.paper.stranger().send(request.body(Body::from(body)).expect("a request")).await
    }

    async fn ask(&self, query: &str, form: &str) -> Value {
        let body = format!("api_key={}&{form}", self.key);
        let kind = "application/x-www-form-urlencoded";
        let answer = self.send(&format!("/fever/?api&{query}"), kind, body).await;
        assert_eq!(answer.status, StatusCode::OK, "{query}: {}", answer.text);
        serde_json::from_str(&answer.text).unwrap_or_else(|_| panic!("{query}: {}", answer.text))
    }

    async fn names(&self, what: &str) -> Vec<String> {
        let answer = self.ask(what, "").await;
        let names = answer[what].as_str().expect("a text").split(',');
        names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
    }

    /// The numbers of the items that a query gives.
    async fn items(&self, query: &str) -> Vec<i64> {
        let answer = self.ask(&format!("items&{query}"), "").await;
        let items = answer["items"].as_array().expect("a list").iter();
        items.map(|item| item["id"].as_i64().expect("a number")).collect()
    }
}

#[tokio::test]
async fn an_app_is_known_by_its_key_in_the_form_alone() {
    let paper = paper().await;
    let app = app(&paper).await;
    let known = app.ask("", "").await;
    assert_eq!((&known["api_version"], &known["auth"]), (&3.into(), &1.into()));
    assert_eq!(known["last_refreshed_on_time"], NOW.0 / 1_000);
    let kind = "application/x-www-form-urlencoded";
    for call in ["/fever?api", "/fever/?feeds", "/api/fever.php?api&groups"] {
        let upper = format!("api_key={}", app.key.to_uppercase());
        let answer = app.send(call, kind, upper).await.text;
        assert!(answer.contains("\"auth\":1"), "{call}: {answer}");
        let guessed = app.send(call, kind, format!("api_key={}", key("olive", "guess"))).await;
        assert_eq!(guessed.text, "{\"api_version\":3,\"auth\":0}", "{call}");
    }
    let parts = format!(
        "--x\r\ncontent-disposition: form-data; name=\"api_key\"\r\n\r\n{}\r\n--x--\r\n",
        app.key
    );
    let in_parts = app.send("/fever/?api", "multipart/form-data; boundary=x", parts).await.text;
    assert!(in_parts.contains("\"auth\":1"), "{in_parts}");
    let in_address = format!("/fever/?api&api_key={}", app.key);
    let in_address = app.send(&in_address, kind, String::new()).await.text;
    assert!(in_address.contains("\"auth\":0"), "{in_address}");
    let opened = paper.owner().await.get("/fever/?api&feeds").await.text;
    assert_eq!(opened, "{\"api_version\":3,\"auth\":0}", "a session is no way in");
}

#[tokio::test]
async fn an_app_learns_what_there_is() {
    let paper = paper().await;
    let app = app(&paper).await;
    let all = app.ask("groups&feeds&favicons&links&unread_item_ids&saved_item_ids", "").await;
    assert_eq!((&all["groups"][0]["id"], &all["groups"][0]["title"]), (&1.into(), &"World".into()));
    let feed = &all["feeds"][0];
    assert_eq!((&feed["id"], &feed["title"]), (&1.into(), &"All the news".into()));
    assert_eq!((&feed["is_spark"], &feed["favicon_id"]), (&0.into(), &0.into()));
    assert_eq!(feed["url"], "https://news.example/feed");
    let together = &all["feeds_groups"][0];
    assert_eq!((&together["group_id"], &together["feed_ids"]), (&1.into(), &"1".into()));
    assert_eq!((&all["favicons"], &all["links"]), (&Value::Array(vec![]), &Value::Array(vec![])));
    assert_eq!(all["saved_item_ids"], "");
    assert_eq!(app.names("unread_item_ids").await.len(), paper.articles.len());
}

#[tokio::test]
async fn items_come_by_their_numbers_and_to_an_end() {
    let paper = paper().await;
    let app = app(&paper).await;
    let all: Vec<i64> = paper.articles.iter().map(|id| id.0).collect();
    let (first, last) = (*all.first().expect("one"), *all.last().expect("one"));
    assert_eq!(app.items("since_id=0").await, all);
    assert_eq!(app.items(&format!("since_id={first}")).await.first(), all.get(1));
    assert_eq!(app.items(&format!("since_id={last}")).await, [0_i64; 0]);
    let mut newest = all.clone();
    newest.reverse();
    assert_eq!(app.items("max_id=0").await, newest);
    assert_eq!(app.items("max_id=9007199254740991").await, newest);
    assert_eq!(app.items(&format!("max_id={}", first + 1)).await, [first]);
    assert_eq!(app.items(&format!("with_ids={last},x,{first},99999")).await, [last, first]);
    let answer = app.ask(&format!("items&with_ids={first}"), "").await;
    assert_eq!(answer["total_items"], all.len());
    let item = &answer["items"][0];
    for text in ["title", "author", "html", "url"] {
        assert!(item[text].is_string(), "{text} of {item}");
    }
    assert_eq!(
        (&item["feed_id"], &item["is_read"], &item["is_saved"]),
        (&1.into(), &0.into(), &0.into())
    );
    assert!(item["created_on_time"].is_i64());
}

#[tokio::test]
async fn what_an_app_marks_is_marked_in_the_paper() {
    let paper = paper().await;
    let app = app(&paper).await;
    let id = paper.articles.first().expect("an article").to_string();
    for _ in 0..2 {
        app.ask("", &format!("mark=item&as=saved&id={id}")).await;
        assert_eq!(
            app.names("saved_item_ids").await,
            [id.as_str()],
            "and no second call undoes it"
        );
    }
    assert!(paper.owner().await.get("/saved").await.text.contains(&format!("/a/{id}/")));
    app.ask("", &format!("mark=item&as=unsaved&id={id}")).await;
    assert_eq!(app.names("saved_item_ids").await, [""; 0]);
    app.ask(&format!("mark=item&as=read&id={id}"), "").await;
    assert!(!app.names("unread_item_ids").await.contains(&id));
    app.ask("", &format!("mark=item&as=unread&id={id}")).await;
    assert!(app.names("unread_item_ids").await.contains(&id));

    let all = paper.articles.len();
    for nothing in [
        "mark=group&as=read&id=0&before=1",
        "mark=group&as=read&id=-1",
        "mark=group&as=read&id=99",
        "mark=feed&as=read&id=99",
        "mark=feed&as=read",
        "mark=item&as=burnt&id=1",
        "mark=everything&as=read&id=1",
    ] {
        app.ask("", nothing).await;
        assert_eq!(app.names("unread_item_ids").await.len(), all, "{nothing}");
    }
    let now = NOW.0 / 1_000;
    for marks in ["mark=feed&as=read&id=1", "mark=group&as=read&id=1", "mark=group&as=read&id=0"] {
        app.ask("", &format!("{marks}&before={now}")).await;
        assert_eq!(app.names("unread_item_ids").await, [""; 0], "{marks}");
        let ids: Vec<String> = paper.articles.iter().map(ToString::to_string).collect();
        app.ask("", &format!("mark=item&as=unread&id={}", ids.join(","))).await;
    }
}

#[tokio::test]
async fn one_readers_app_is_not_anothers_and_guessing_is_slowed() {
    let paper = paper().await;
    let mia = paper.reader("Mia", Role::Member).await;
    let password = password(&mia).await;
    let app = App { paper: &paper, key: key("Mia", &password) };
    assert_eq!(app.items("since_id=0").await, [0_i64; 0], "she follows nothing");
    let guessing = App { paper: &paper, key: key("Mia", "guess") };
    let mut last = guessing.send("/fever/?api", "text/plain", "api_key=guess".to_owned()).await;
    for _ in 0..60 {
        let body = "api_key=guess".to_owned();
        last = guessing.send("/fever/?api", "application/x-www-form-urlencoded", body).await;
    }
    assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(last.text.contains("\"auth\":0"), "{}", last.text);
    assert_eq!(last.header("retry-after"), "1");
    assert_eq!(app.ask("", "").await["auth"], 1, "nobody's guesses shut her out");
}
