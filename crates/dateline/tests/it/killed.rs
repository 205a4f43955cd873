//! The paper is killed again and again in the middle of its work; nothing is lost, nothing doubled.
//!
//! The process is the real one, and so is the kill: SIGKILL, no goodbye. When it strikes is told by
//! how many requests the publishers have seen, so that every part of the work has its turn.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use dateline_model::{Millis, Role};
use dateline_store::{Counts, NewFeed, NewSubscription, Page, Store};
use dateline_testorigin::{Channel, Feed, Item, Origin};

use crate::program::Paper;

const FEEDS: usize = 10;

/// Entries that each round adds to each feed.
const NEW_ENTRIES: usize = 4;

/// After how many further requests each round's process is killed: among the feeds, among the
/// pages, and when most is done.
const KILLED_AFTER: [usize; 6] = [1, 7, 16, 29, 41, 58];

/// Far longer than the work takes: a test that fails should end.
const PATIENCE: Duration = Duration::from_mins(2);

fn now() -> Millis {
    Millis::from(jiff::Timestamp::now())
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_anywhere_it_loses_nothing_and_doubles_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = "[fetch]\nallow_networks = [\"127.0.0.0/8\", \"::1/128\"]\n";
    std::fs::write(folder.path().join("dateline.toml"), settings).expect("written");
    let database = format!("sqlite:{}", folder.path().join("paper.db").display());
    let origin = Origin::start(now).await.expect("a free port");
    subscribe(&open(&database).await, &origin).await;
    let morning = now();
    for (round, after) in KILLED_AFTER.into_iter().enumerate() {
        publish(&origin, round + 1, morning);
        ask_for_all(&open(&database).await).await;
        let total = origin.total() + after;
        let paper = serve(folder.path(), &database).await;
        // When less was left to do than that, it is killed at rest.
        let _ = tokio::time::timeout(Duration::from_secs(5), origin.until_total(total)).await;
        drop(paper);
    }
    ask_for_all(&open(&database).await).await;
    let paper = serve(folder.path(), &database).await;
    let store = open(&database).await;
    let entries = FEEDS * NEW_ENTRIES * KILLED_AFTER.len();
    until_published(&store, entries).await;
    assert!(tokio::task::spawn_blocking(|| paper.stop()).await.expect("no panic"), "it ends well");
    every_article_once(&store, entries).await;
}

async fn open(database: &str) -> Store {
    Store::open(database).await.expect("it opens after every kill")
}

async fn subscribe(store: &Store, origin: &Origin) {
    let reader = store.create_reader("Ada", "hash", Role::Owner, now()).await.expect("the owner");
    for number in 0..FEEDS {
        let url = origin.url(&host(number), "/feed");
        let feed = NewFeed { url, ..NewFeed::default() };
        let feed = store.add_feed(&feed, now()).await.expect("added");
        let wanted = NewSubscription { reader, feed, section: None, title: None };
        store.subscribe(&wanted, now()).await.expect("followed");
    }
}

fn host(number: usize) -> String {
    format!("paper{number}.localhost")
}

/// Every feed holds the entries of all rounds so far, each with its page.
fn publish(origin: &Origin, rounds: usize, morning: Millis) {
    for number in 0..FEEDS {
        let host = host(number);
        let mut channel = Channel { title: format!("Paper {number}"), ..Channel::default() };
        for entry in 0..rounds * NEW_ENTRIES {
            let name = format!("Boat {entry} enters harbour {number}");
            let path = format!("/boat{entry}");
            let page = format!(
                "<!doctype html><title>{name}</title><article><h1>{name}</h1>\
                 <p>Boat number {entry} came into harbour {number} this morning, with its crew.</p>\
                 <p>The harbour master said that the tide had been high and the wind low.</p>"
            );
            origin.set(&host, &path, Feed { body: page.into(), ..Feed::default() });
            let link = Some(origin.url(&host, &path));
            channel.items.push(Item { link, ..Item::new(&name, morning) });
        }
        origin.set(&host, "/feed", Feed::rss(channel.rss()).tagged(&format!("\"{rounds}\"")));
    }
}

/// As a person does who presses "check now" on each feed.
async fn ask_for_all(store: &Store) {
    for feed in store.feeds().await.expect("asked") {
        store.make_due(feed.id, now()).await.expect("there");
    }
}

async fn serve(folder: &Path, database: &str) -> Paper {
    let folder = folder.to_owned();
    let arguments: Vec<String> =
        ["serve", "--listen", "127.0.0.1:0", "--database", database].map(str::to_owned).to_vec();
    let started = tokio::task::spawn_blocking(move || {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        Paper::start(&folder, &arguments)
    });
    started.await.expect("it starts after every kill")
}

async fn until_published(store: &Store, entries: usize) {
    let published = async {
        loop {
            let counts = store.counts().await.expect("asked");
            if is_done(&counts, entries) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    let in_time = tokio::time::timeout(PATIENCE, published).await.is_ok();
    assert!(in_time, "not all is published: {:?}", store.counts().await);
}

fn is_done(counts: &Counts, entries: usize) -> bool {
    counts.unplaced == 0 && counts.articles == counts.entries && counts.articles >= entries as u64
}

async fn every_article_once(store: &Store, entries: usize) {
    let counts = store.counts().await.expect("asked");
    assert_eq!((counts.entries, counts.articles), (entries as u64, entries as u64));
    assert!(store.dead_jobs(10).await.expect("asked").is_empty());
    let articles = store.latest(&Page { before: None, limit: 1_000 }).await.expect("asked");
    let mut by_headline: BTreeMap<String, usize> = BTreeMap::new();
    for article in articles {
        *by_headline.entry(article.headline).or_default() += 1;
    }
    assert_eq!(by_headline.len(), entries, "{by_headline:?}");
    assert!(by_headline.values().all(|times| *times == 1), "{by_headline:?}");
    for feed in store.feeds().await.expect("asked") {
        assert_eq!(feed.entry_count as usize, entries / FEEDS, "{}", feed.url);
    }
}
