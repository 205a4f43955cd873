//! Several desks on one PostgreSQL: the one that places articles dies, or freezes and comes back.
//!
//! The processes are real ones, and so are the signals. What they strike is placing: it is told by
//! articles that are studied and not yet placed. Another desk must go on soon, and whoever comes back
//! must find that its turn is over.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use dateline_model::{ArticleId, Millis, Role};
use dateline_store::{ContentChange, NewFeed, NewSubscription, Store};
use dateline_testorigin::{Channel, Feed, Item, Origin};
use tokio_postgres::NoTls;

use crate::program::Paper;

const SERVER: &str = "DATELINE_TEST_POSTGRES";

const FEEDS: usize = 6;

/// Entries that each round adds to each feed.
const NEW_ENTRIES: usize = 5;

/// A desk that is gone is replaced by then: what the paper promises.
const REPLACED: Duration = Duration::from_secs(15);

/// Far longer than the work takes: a test that fails should end.
const PATIENCE: Duration = Duration::from_mins(2);

fn now() -> Millis {
    Millis::from(jiff::Timestamp::now())
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_desk_that_places_is_killed_another_goes_on() {
    let Some(mut newsroom) = Newsroom::open("killed").await else { return };
    newsroom.round().await;
    newsroom.until_studied().await;
    drop(newsroom.desks.remove(0)); // SIGKILL
    newsroom.until_replaced().await;
    newsroom.until_published().await;
    newsroom.round().await;
    newsroom.until_published().await;
    newsroom.every_article_once_and_in_order().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_the_desk_that_places_freezes_it_finds_its_turn_over() {
    let Some(mut newsroom) = Newsroom::open("frozen").await else { return };
    newsroom.round().await;
    newsroom.until_studied().await;
    newsroom.desks[0].signal("STOP");
    let successor = newsroom.until_replaced().await;
    newsroom.until_published().await;
    newsroom.desks[0].signal("CONT");
    for _ in 0..2 {
        newsroom.round().await;
        newsroom.until_published().await;
    }
    newsroom.every_article_once_and_in_order().await;
    assert_eq!(newsroom.lease().await, successor, "who was frozen took nothing back");
}

/// Publishers, a database, and desks of which the first one places.
struct Newsroom {
    origin: Origin,
    store: Store,
    database: String,
    desks: Vec<Paper>,
    morning: Millis,
    rounds: usize,
    folder: tempfile::TempDir,
}

impl Newsroom {
    /// None where there is no server to test on.
    async fn open(name: &str) -> Option<Newsroom> {
        let Ok(server) = std::env::var(SERVER) else {
            eprintln!("PostgreSQL was skipped: {SERVER} names no server");
            return None;
        };
        let schema = format!("desks_{name}_{}", std::process::id());
        let sql = format!("drop schema if exists {schema} cascade; create schema {schema}");
        query(&server, &sql).await;
        let sign = if server.contains('?') { '&' } else { '?' };
        let database = format!("{server}{sign}options=-c%20search_path%3D{schema}");
        let folder = tempfile::tempdir().expect("a folder");
        let settings = "[fetch]\npages = false\nallow_networks = [\"127.0.0.0/8\", \"::1/128\"]\n";
        std::fs::write(folder.path().join("dateline.toml"), settings).expect("written");
        let store = Store::open(&database).await.expect("it opens");
        let origin = Origin::start(now).await.expect("a free port");
        (0..FEEDS).for_each(|feed| publish(&origin, feed, 0, Millis(0)));
        subscribe(&store, &origin).await;
        let mut newsroom = Newsroom {
            origin,
            store,
            desks: vec![desk(folder.path(), &database)],
            database,
            morning: now().plus(-Millis::DAY),
            rounds: 0,
            folder,
        };
        within(PATIENCE, "the first desk places", async || newsroom.lease().await.1 > 0).await;
        within(PATIENCE, "all feeds are visited", async || {
            let feeds = newsroom.store.feeds().await.expect("asked");
            feeds.iter().all(|feed| feed.last_visit_at.is_some())
        })
        .await;
        for _ in 0..2 {
            let another = desk(newsroom.folder.path(), &newsroom.database);
            newsroom.desks.push(another);
        }
        Some(newsroom)
    }

    /// Every feed gets new entries, each minute one of some feed, and is asked for them.
    async fn round(&mut self) {
        self.rounds += 1;
        (0..FEEDS).for_each(|feed| publish(&self.origin, feed, self.rounds, self.morning));
        for feed in self.store.feeds().await.expect("asked") {
            self.store.make_due(feed.id, now()).await.expect("there");
        }
    }

    fn expected(&self) -> u64 {
        (self.rounds * FEEDS * NEW_ENTRIES) as u64
    }

    /// All articles of the round are there, so that nothing but placing is left to do.
    async fn until_studied(&self) {
        within(PATIENCE, "all is studied", async || {
            let counts = self.store.counts().await.expect("asked");
            counts.articles == self.expected()
        })
        .await;
    }

    async fn until_published(&self) {
        within(PATIENCE, "all is published", async || {
            let counts = self.store.counts().await.expect("asked");
            counts.articles == self.expected() && counts.unplaced == 0
        })
        .await;
    }

    /// Who places, and the fence.
    async fn lease(&self) -> (String, i64) {
        let sql = "select holder, fence from leases where name = 'placing'";
        let rows = query(&self.database, sql).await;
        let row = rows.into_iter().next().unwrap_or_default();
        let fence = row.get(1).and_then(|fence| fence.parse().ok()).unwrap_or(0);
        (row.into_iter().next().unwrap_or_default(), fence)
    }

    /// Another desk than the present one places.
    async fn until_replaced(&self) -> (String, i64) {
        let before = self.lease().await;
        within(REPLACED, "another desk places", async || self.lease().await.1 > before.1).await;
        let after = self.lease().await;
        assert_ne!(after.0, before.0, "another holder");
        after
    }

    async fn every_article_once_and_in_order(&self) {
        let counts = self.store.counts().await.expect("asked");
        assert_eq!((counts.entries, counts.articles), (self.expected(), self.expected()));
        assert!(self.store.dead_jobs(10).await.expect("asked").is_empty());
        let changes = self.store.changes(0, 10_000).await.expect("asked");
        let mut times: BTreeMap<ArticleId, usize> = BTreeMap::new();
        for change in &changes {
            *times.entry(change.article).or_default() += 1;
        }
        assert_eq!(times.len() as u64, self.expected(), "every article is told of");
        assert!(times.values().all(|times| *times == 1), "and once: {times:?}");
        let minutes: Vec<usize> = changes.iter().map(minute).collect();
        assert!(minutes.is_sorted(), "in the order of their publication: {minutes:?}");
    }
}

/// A feed holds the entries of all rounds so far.
fn publish(origin: &Origin, feed: usize, rounds: usize, morning: Millis) {
    let items = (0..rounds * NEW_ENTRIES).map(|entry| {
        let minute = i64::try_from(entry * FEEDS + feed).expect("a small number");
        let name = format!("Ship {entry} reaches harbour {feed}");
        Item::new(&name, morning.plus(minute * Millis::MINUTE))
    });
    let title = format!("Harbour {feed}");
    let channel = Channel { title, items: items.collect(), ..Channel::default() };
    let tag = format!("\"{rounds}\"");
    origin.set(&host(feed), "/feed", Feed::rss(channel.rss()).tagged(&tag));
}

/// When an article was published, by its headline.
fn minute(change: &ContentChange) -> usize {
    let numbers = change.headline.split(' ').filter_map(|word| word.parse::<usize>().ok());
    let [entry, feed] = numbers.collect::<Vec<usize>>()[..] else {
        panic!("a headline of ours: {}", change.headline)
    };
    entry * FEEDS + feed
}

async fn subscribe(store: &Store, origin: &Origin) {
    let reader = store.create_reader("Ada", "hash", Role::Owner, now()).await.expect("the owner");
    for number in 0..FEEDS {
        let url = origin.url(&host(number), "/feed");
        let feed = store.add_feed(&NewFeed { url, ..NewFeed::default() }, now()).await;
        let feed = feed.expect("added");
        let wanted = NewSubscription { reader, feed, section: None, title: None };
        store.subscribe(&wanted, now()).await.expect("followed");
    }
}

fn host(number: usize) -> String {
    format!("harbour{number}.localhost")
}

fn desk(folder: &Path, database: &str) -> Paper {
    Paper::begin(folder, &["desk", "--database", database])
}

/// Looks again and again whether something is so.
async fn within(patience: Duration, what: &str, is_so: impl AsyncFn() -> bool) {
    let end = Instant::now() + patience;
    while !is_so().await {
        assert!(Instant::now() < end, "not within {patience:?}: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// The rows of a simple query, beside the store.
async fn query(address: &str, sql: &str) -> Vec<Vec<String>> {
    let (client, connection) = tokio_postgres::connect(address, NoTls).await.expect("it answers");
    let running = tokio::spawn(connection);
    let messages = client.simple_query(sql).await.expect("the statement runs");
    drop(client);
    running.await.expect("no panic").expect("the connection ends well");
    let row = |message: tokio_postgres::SimpleQueryMessage| match message {
        tokio_postgres::SimpleQueryMessage::Row(row) => {
            Some((0..row.len()).map(|at| row.get(at).unwrap_or_default().to_owned()).collect())
        }
        _ => None,
    };
    messages.into_iter().filter_map(row).collect()
}
