//! Browsers that are notified: adding and removing them, and what they are told.

use dateline_model::{ReaderId, Role};
use dateline_store::{PushSubscription, Topic};
use dateline_web::{PushPaper, push_news};
use http::StatusCode;
use jiff::tz::TimeZone;

use crate::paper::{NOW, TestPaper, Visitor, assert_order, paper};

/// A browser as it describes itself; the keys are those of RFC 8291's example.
pub(crate) const BROWSER: [(&str, &str); 3] = [
    ("endpoint", "https://push.example/send/1"),
    (
        "p256dh",
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
    ),
    ("auth", "BTBZMqHH6r4Tts7J_aSIgg"),
];

async fn id_of(paper: &TestPaper, name: &str) -> ReaderId {
    paper.store.credentials(name).await.expect("asked").expect("a reader").0.id
}

async fn browser_of(paper: &TestPaper, name: &str) -> Option<PushSubscription> {
    let reader = id_of(paper, name).await;
    paper.store.push_subscriptions(reader).await.expect("read").pop()
}

/// What the browser is told now, as the worker reads it.
async fn told(paper: &TestPaper, browser: &PushSubscription) -> Option<serde_json::Value> {
    let push = PushPaper {
        store: &paper.store,
        name: "Dateline",
        zone: &TimeZone::UTC,
        now: NOW.plus(60_000),
    };
    let news = push_news(push, browser).await.expect("asked");
    news.text.map(|text| serde_json::from_str(&text).expect("JSON"))
}

async fn added(visitor: &Visitor<'_>) -> StatusCode {
    visitor.post("/settings/push", &BROWSER).await.status
}

#[tokio::test]
async fn a_browser_is_added_listed_and_removed() {
    let paper = paper().await;
    let mia = paper.reader("mia", Role::Member).await;
    let page = mia.get("/settings/push").await.text;
    assert!(page.contains("data-push=\"key-of-the-paper\""), "its script gets the key");
    assert_eq!(added(&mia).await, StatusCode::SEE_OTHER);
    let page = mia.get("/settings/push").await.text;
    assert_order(&page, &["Browsers that are notified", "https://push.example/send/1"]);
    let browser = browser_of(&paper, "mia").await.expect("a browser");
    assert_eq!((browser.public_key.len(), browser.secret.len()), (65, 16));
    let export = mia.get("/settings/export.json").await.text;
    assert!(export.contains("notified_browsers") && !export.contains("push.example/send"));
    mia.post(&format!("/settings/push/{}/remove", browser.id), &[]).await;
    assert_eq!(browser_of(&paper, "mia").await, None);
}

#[tokio::test]
async fn what_is_no_browser_is_refused() {
    let paper = paper().await;
    let mia = paper.reader("mia", Role::Member).await;
    let [endpoint, p256dh, auth] = BROWSER;
    let inner = ("endpoint", "https://inner.example/x");
    let long = "https://push.example/".to_owned() + &"x".repeat(1_000);
    for form in [
        vec![],
        vec![endpoint, p256dh],
        vec![endpoint, ("p256dh", "!"), auth],
        vec![inner, p256dh, auth],
        vec![("endpoint", long.as_str()), p256dh, auth],
    ] {
        let answer = mia.post("/settings/push", &form).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{form:?}");
    }
    assert_eq!(browser_of(&paper, "mia").await, None);
}

#[tokio::test]
async fn a_browser_ends_with_the_session_it_was_added_in() {
    let paper = paper().await;
    let mia = paper.reader("mia", Role::Member).await;
    added(&mia).await;
    mia.post("/sign-out", &[]).await;
    assert_eq!(browser_of(&paper, "mia").await, None);
}

#[tokio::test]
async fn one_thing_is_named_and_several_are_counted() {
    let paper = paper().await.welcoming().await;
    let mia = paper.reader("mia", Role::Member).await;
    added(&mia).await;
    let browser = browser_of(&paper, "mia").await.expect("a browser");
    assert_eq!(told(&paper, &browser).await, None, "nothing is new");

    let article = paper.articles.first().expect("an article");
    let comments = format!("/a/{article}/comments");
    let said = mia.post(&comments, &[("text", "Mine")]).await;
    let mine = said.header("location").split_once("#c").expect("a place").1.to_owned();
    let ben = paper.reader("ben", Role::Member).await;
    ben.post(&comments, &[("text", "An answer"), ("parent", &mine)]).await;
    let browser = PushSubscription { told_at: NOW.plus(-1), ..browser };
    let one = told(&paper, &browser).await.expect("an answer");
    let body = "ben answered you: Old harbour of Veldmere to close for two years";
    assert_eq!((&one["title"], &one["body"]), (&"Dateline".into(), &body.into()));
    assert!(one["url"].as_str().is_some_and(|url| url.starts_with("/comments/")), "{one}");
    let later = PushSubscription { told_at: NOW.plus(60_000), ..browser.clone() };
    assert_eq!(told(&paper, &later).await, None, "it was told");

    // As if the browser had been added before there was any news.
    let tag = Topic::Tag("veldmere".to_owned());
    paper.store.follow(id_of(&paper, "mia").await, &tag, "#Veldmere", NOW).await.expect("followed");
    let early = PushSubscription { told_article: dateline_model::ArticleId(0), ..browser };
    let both = told(&paper, &early).await.expect("an answer and no article");
    assert_eq!(both["body"], body, "what was there when they began to follow is no news");
}

#[tokio::test]
async fn a_message_tells_what_those_that_it_replaces_told() {
    let paper = paper().await.welcoming().await;
    let mia = paper.reader("mia", Role::Member).await;
    added(&mia).await;
    let comments = format!("/a/{}/comments", paper.articles.first().expect("an article"));
    let said = mia.post(&comments, &[("text", "Mine")]).await;
    let mine = said.header("location").split_once("#c").expect("a place").1.to_owned();
    let ben = paper.reader("ben", Role::Member).await;
    ben.post(&comments, &[("text", "An answer"), ("parent", &mine)]).await;
    let browser = browser_of(&paper, "mia").await.expect("a browser");
    let early = PushSubscription { told_at: NOW.plus(-1), ..browser.clone() };

    // What came while the first message was made is in the next.
    let push = PushPaper { store: &paper.store, name: "", zone: &TimeZone::UTC, now: NOW };
    let during = push_news(push, &early).await.expect("asked");
    assert_eq!((during.text, during.until), (None, early.told_at), "it is not settled yet");

    // News of an article, after the answer was told, says that the answer is there too.
    let tag = Topic::Search("veldmere".to_owned());
    let reader = id_of(&paper, "mia").await;
    paper.store.follow(reader, &tag, "Harbour", NOW).await.expect("followed");
    let piece =
        crate::news::Piece { headline: "Veldmere: a crane is lifted", ..crate::news::NEWS[0] };
    let late = paper.add_at(&piece, 10_000).await;
    // Its number is below that of the last one told.
    let told_article = dateline_model::ArticleId(late.0 + 100);
    let first = PushSubscription { told_at: NOW, told_article, ..browser.clone() };
    let both = told(&paper, &first).await.expect("an article");
    let body = "ben answered you: Old harbour of Veldmere to close for two years\n\
                Harbour: Veldmere: a crane is lifted";
    assert_eq!(both["body"], body);
    // Told once, it is told no more, whatever its number.
    for told_at in [10_000, 20_000] {
        let told_article = dateline_model::ArticleId(0);
        let again =
            PushSubscription { told_at: NOW.plus(told_at), told_article, ..browser.clone() };
        assert_eq!(told(&paper, &again).await, None);
    }
}

#[tokio::test]
async fn it_is_told_in_the_browsers_language() {
    let paper = paper().await.welcoming().await;
    let mia = paper.reader("mia", Role::Member).await;
    added(&mia).await;
    let comments = format!("/a/{}/comments", paper.articles.first().expect("an article"));
    let ben = paper.reader("ben", Role::Member).await;
    for text in ["One", "Two"] {
        let said = mia.post(&comments, &[("text", text)]).await;
        let mine = said.header("location").split_once("#c").expect("a place").1.to_owned();
        let answer = format!("An answer to {text}");
        ben.post(&comments, &[("text", &answer), ("parent", &mine)]).await;
    }
    let browser = browser_of(&paper, "mia").await.expect("a browser");
    let browser = PushSubscription { told_at: NOW.plus(-1), language: "ar".to_owned(), ..browser };
    let both = told(&paper, &browser).await.expect("two answers");
    assert_eq!((&both["lang"], &both["dir"]), (&"ar".into(), &"rtl".into()));
    assert_eq!(
        (&both["body"], &both["url"]),
        (&"ردّان أو قراران جديدان".into(), &"/notifications".into())
    );
}
