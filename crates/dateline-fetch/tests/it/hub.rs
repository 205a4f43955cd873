//! A subscription from beginning to end, with a hub and a paper that speak real HTTP.
//!
//! The hub here asks back and posts as the protocol says; the paper answers with the functions
//! under test and nothing else.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response as Answer};
use axum::routing::{get as route, post};
use axum::{Router, body::Bytes};
use dateline_fetch::{Error, HubAnswer, HubMode, HubRequest, Pending, Url, hub_offer, is_signed};
use dateline_model::{FeedHead, Secret};
use hmac::{Hmac, Mac};

use crate::world::{Canary, at, client, get, serve, settings, url};

type Fields = HashMap<String, String>;

/// What the paper heard, one line for each thing.
type Heard = Arc<Mutex<Vec<String>>>;

/// The paper's side: answers whatever asks back about `/feed` and takes what is signed.
async fn paper(mode: HubMode, topic: Url) -> (SocketAddr, Heard) {
    let heard = Heard::default();
    let pending = Arc::new(Pending { mode, topic });
    let router = Router::new()
        .route("/websub/abc", route(asked_back).post(told_news))
        .with_state((pending, Arc::clone(&heard)));
    (serve(router).await, heard)
}

async fn asked_back(
    State((pending, heard)): State<(Arc<Pending>, Heard)>,
    Query(fields): Query<Fields>,
) -> Answer {
    let pairs = fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let (word, answer) = match pending.answer(pairs) {
        HubAnswer::Confirm { challenge, lease } => {
            (format!("confirmed for {} s", lease.as_secs()), challenge.into_response())
        }
        HubAnswer::Denied { reason } => (format!("denied: {reason:?}"), ().into_response()),
        HubAnswer::NotOurs => ("not ours".to_owned(), StatusCode::NOT_FOUND.into_response()),
    };
    heard.lock().expect("no test panics here").push(word);
    answer
}

async fn told_news(
    State((_, heard)): State<(Arc<Pending>, Heard)>,
    headers: HeaderMap,
    body: Bytes,
) -> StatusCode {
    let signature = headers.get("x-hub-signature").and_then(|value| value.to_str().ok());
    let signed = signature.is_some_and(|header| is_signed(header, &Secret::new("s3cret"), &body));
    let word = if signed { format!("{} bytes of news", body.len()) } else { "forged".to_owned() };
    heard.lock().expect("no test panics here").push(word);
    StatusCode::NO_CONTENT
}

/// The hub: asks back at once and says in its answer how that went.
async fn hub(Form(asked): Form<Fields>) -> Answer {
    let mut callback = url(&asked["hub.callback"]);
    callback
        .query_pairs_mut()
        .append_pair("hub.mode", &asked["hub.mode"])
        .append_pair("hub.topic", &asked["hub.topic"])
        .append_pair("hub.challenge", "ch&llenge")
        .append_pair("hub.lease_seconds", asked.get("hub.lease_seconds").map_or("0", |s| s));
    let echoed = get(&client(&settings()), callback).await.map(|answer| answer.body);
    match echoed {
        Ok(body) if body == "ch&llenge" => StatusCode::ACCEPTED.into_response(),
        _ => StatusCode::BAD_REQUEST.into_response(),
    }
}

fn ask(hub: Url, paper: SocketAddr, topic: &Url, mode: HubMode) -> HubRequest {
    HubRequest {
        named_by: topic.clone(),
        topic: topic.clone(),
        callback: at(paper, "/websub/abc"),
        secret: Secret::new("s3cret"),
        hub,
        mode,
    }
}

#[tokio::test]
async fn a_subscription_begins_and_ends() {
    let hub = serve(Router::new().route("/hub", post(hub))).await;
    for (mode, word) in [
        (HubMode::Subscribe, "confirmed for 864000 s"),
        (HubMode::Unsubscribe, "confirmed for 3600 s"),
    ] {
        let topic = at(hub, "/feed?a=1&hub.mode=denied");
        let (paper, heard) = paper(mode, topic.clone()).await;
        let asked = ask(at(hub, "/hub"), paper, &topic, mode);
        client(&settings()).ask_hub(&asked).await.expect("the hub agrees");
        assert_eq!(*heard.lock().expect("no test panics here"), [word]);
    }
}

#[tokio::test]
async fn a_hub_that_asks_for_what_we_never_wanted_is_turned_away() {
    let hub = serve(Router::new().route("/hub", post(hub))).await;
    let (paper, heard) = paper(HubMode::Subscribe, at(hub, "/feed")).await;
    let other = ask(at(hub, "/hub"), paper, &at(hub, "/other"), HubMode::Subscribe);
    let error = client(&settings()).ask_hub(&other).await.expect_err("the hub is told 404");
    assert!(error.to_string().ends_with("the hub declined the subscription (400)"), "{error}");
    assert_eq!(*heard.lock().expect("no test panics here"), ["not ours"]);
}

fn signature(body: &[u8]) -> String {
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(b"s3cret").expect("any key will do");
    mac.update(body);
    let bytes = mac.finalize().into_bytes();
    bytes.iter().fold("sha256=".to_owned(), |text, byte| format!("{text}{byte:02x}"))
}

#[tokio::test]
async fn news_counts_only_when_signed() {
    let (paper, heard) = paper(HubMode::Subscribe, url("http://news.example/feed")).await;
    let http = reqwest::Client::builder().no_proxy().build().expect("a client");
    let news = b"<rss/>".as_slice();
    for signature in [Some(signature(news)), Some(signature(b"other")), None] {
        let mut post = http.post(format!("http://{paper}/websub/abc")).body(news);
        if let Some(signature) = signature {
            post = post.header("X-Hub-Signature", signature);
        }
        assert_eq!(post.send().await.expect("an answer").status(), 204);
    }
    assert_eq!(
        *heard.lock().expect("no test panics here"),
        ["6 bytes of news", "forged", "forged"]
    );
}

#[tokio::test]
async fn a_hub_that_moved_is_followed_past_the_guard() {
    let canary = Canary::new().await;
    let hub = serve(Router::new().route("/hub", post(hub))).await;
    let inner = format!("http://127.0.0.1:{}/", canary.address.port());
    let to_inner =
        move || async move { (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, inner)]) };
    let to_hub = move || async move {
        let target = format!("http://news.example:{}/hub", hub.port());
        (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, target)])
    };
    let seen = || async { (StatusCode::SEE_OTHER, [(header::LOCATION, "/new")]) };
    let routes = Router::new()
        .route("/new", post(to_hub))
        .route("/seen", post(seen))
        .route("/inner", post(to_inner));
    let moved = serve(routes).await;
    let topic = at(moved, "/feed");
    let (paper, heard) = paper(HubMode::Subscribe, topic.clone()).await;
    let client = client(&settings());
    let to = |path: &str| ask(at(moved, path), paper, &topic, HubMode::Subscribe);

    client.ask_hub(&to("/new")).await.expect("307 keeps the form");
    assert_eq!(heard.lock().expect("no test panics here").len(), 1);
    let error = client.ask_hub(&to("/seen")).await.expect_err("303 drops the form");
    assert!(error.to_string().ends_with("declined the subscription (303)"), "{error}");
    let error = client.ask_hub(&to("/inner")).await.expect_err("it must be refused");
    assert!(matches!(error, Error::Refused { .. }), "{error}");
    let mut elsewhere = to("/new");
    elsewhere.hub = url(&format!("http://127.0.0.1:{}/", canary.address.port()));
    let error = client.ask_hub(&elsewhere).await.expect_err("it must be refused");
    assert!(matches!(error, Error::Refused { .. }), "{error}");
    assert_eq!(canary.visits().await, 0);
}

#[tokio::test]
async fn a_feed_s_hub_is_found_in_its_headers() {
    let feed = || async { ([(header::LINK, "</hub>; rel=hub, </feed>; rel=self")], "<rss/>") };
    let site = serve(Router::new().route("/feed", route(feed))).await;
    let answer = get(&client(&settings()), at(site, "/feed")).await.expect("an answer");
    let offer = hub_offer(&answer, &FeedHead::default()).expect("it names a hub");
    assert_eq!((offer.hubs, offer.topic), (vec![at(site, "/hub")], at(site, "/feed")));
}
