//! A paper with a sentence model: it is asked about what comes in, and never stands in the way.

use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::routing::post;
use axum::{Json, Router};
use dateline_model::{Millis, Role};
use dateline_store::{NewFeed, NewSubscription, Store};
use dateline_testorigin::{Channel, Feed, Item, Origin};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::program::Paper;

/// Far longer than the work takes: a test that fails should end.
const PATIENCE: Duration = Duration::from_mins(1);

const HEADLINES: [&str; 2] =
    ["Ferry runs aground on Skerry Bank", "Herring pact signed in Velmara"];

fn now() -> Millis {
    Millis::from(jiff::Timestamp::now())
}

/// A model that finds all texts alike, and what it was asked.
async fn model() -> (String, Arc<Mutex<Vec<Value>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let heard: Arc<Mutex<Vec<Value>>> = Arc::default();
    let ears = Arc::clone(&heard);
    let answer = async move |Json(body): Json<Value>| {
        let texts = body["input"].as_array().map_or(0, Vec::len);
        ears.lock().expect("nobody panics").push(body);
        let vectors = (0..texts).map(|index| json!({"index": index, "embedding": [0.5, 0.5]}));
        Json(json!({"data": vectors.collect::<Vec<_>>()}))
    };
    let router: Router = Router::new().route("/v1/embeddings", post(answer));
    tokio::spawn(async move { axum::serve(listener, router).await });
    (format!("http://{address}/v1"), heard)
}

/// Runs a paper with this model until its two articles are published.
async fn publish_with(model: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = format!(
        "[fetch]\nallow_networks = [\"127.0.0.0/8\", \"::1/128\"]\npages = false\n\
         [sentence_model]\nurl = \"{model}\"\nmodel = \"small\"\n"
    );
    std::fs::write(folder.path().join("dateline.toml"), settings).expect("written");
    let database = format!("sqlite:{}", folder.path().join("paper.db").display());
    let origin = Origin::start(now).await.expect("a free port");
    let mut channel = Channel { title: "The Tern".to_owned(), ..Channel::default() };
    channel.items = HEADLINES.iter().map(|headline| Item::new(headline, now())).collect();
    origin.set("tern.localhost", "/feed", Feed::rss(channel.rss()));
    let store = Store::open(&database).await.expect("it opens");
    let reader = store.create_reader("Ada", "hash", Role::Owner, now()).await.expect("the owner");
    let url = origin.url("tern.localhost", "/feed");
    let feed = NewFeed { url, ..NewFeed::default() };
    let feed = store.add_feed(&feed, now()).await.expect("added");
    let wanted = NewSubscription { reader, feed, section: None, title: None };
    store.subscribe(&wanted, now()).await.expect("followed");
    let paper = serve(folder.path(), &database).await;
    until_published(&store).await;
    drop(paper);
}

async fn serve(folder: &Path, database: &str) -> Paper {
    let folder = folder.to_owned();
    let arguments: Vec<String> =
        ["serve", "--listen", "127.0.0.1:0", "--database", database].map(str::to_owned).to_vec();
    let started = tokio::task::spawn_blocking(move || {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        Paper::start(&folder, &arguments)
    });
    started.await.expect("it starts")
}

async fn until_published(store: &Store) {
    let published = async {
        loop {
            let counts = store.counts().await.expect("asked");
            if counts.unplaced == 0 && counts.articles == HEADLINES.len() as u64 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let in_time = tokio::time::timeout(PATIENCE, published).await.is_ok();
    assert!(in_time, "not all is published: {:?}", store.counts().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_asked_about_what_comes_in() {
    let (url, heard) = model().await;
    publish_with(&url).await;
    let heard = heard.lock().expect("nobody panics");
    let texts: Vec<&Value> = heard.iter().filter_map(|b| b["input"].as_array()).flatten().collect();
    for headline in HEADLINES {
        let told = texts.iter().filter_map(|text| text.as_str()).any(|t| t.starts_with(headline));
        assert!(told, "{headline}: {texts:?}");
    }
    assert!(heard.iter().all(|body| body["model"] == "small"));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_an_answer_articles_are_published_all_the_same() {
    publish_with("http://127.0.0.1:1/v1").await;
}
