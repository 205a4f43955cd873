//! The world that the week happens in: an origin, a database, a desk, and the time.

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use dateline_fetch::{Client, HostGate, Lookup, RobotsCache, Settings};
use dateline_model::{FeedId, Millis, ReaderId, Role};
use dateline_store::{FeedKind, FeedRow, NewFeed, NewSubscription, Store};
use dateline_testorigin::{Asked, Channel, Feed, Item, Origin};
use tokio::sync::{Semaphore, watch};

use crate::config::{Config, Layers};
use crate::desk::Desk;
use crate::desk::rounds::Rounds;
use crate::hubs::Hubs;

/// The time in this world. One test lives in it.
static NOW: AtomicI64 = AtomicI64::new(0);

/// Friday 2026-06-12, 00:00 UTC.
const START: Millis = Millis(494_784 * Millis::HOUR);

const USER_AGENT: &str = "Dateline/0.1 (feed reader; +https://paper.example)";

fn clock() -> Millis {
    Millis(NOW.load(Ordering::SeqCst))
}

/// A database that nobody else uses.
pub(super) struct Database {
    address: String,
    _folder: tempfile::TempDir,
}

impl Database {
    /// SQLite, and PostgreSQL where `DATELINE_TEST_POSTGRES` names a server.
    pub(super) async fn each() -> Vec<Database> {
        let folder = || tempfile::tempdir().expect("a temporary folder");
        let file = folder();
        let address = format!("sqlite:{}", file.path().join("paper.db").display());
        let mut each = vec![Database { address, _folder: file }];
        match std::env::var("DATELINE_TEST_POSTGRES") {
            Ok(server) => {
                let schema = format!("week{}", std::process::id());
                make_schema(&server, &schema).await;
                let sign = if server.contains('?') { '&' } else { '?' };
                let address = format!("{server}{sign}options=-c%20search_path%3D{schema}");
                each.push(Database { address, _folder: folder() });
            }
            Err(_) => eprintln!("PostgreSQL was skipped: DATELINE_TEST_POSTGRES names no server"),
        }
        each
    }
}

async fn make_schema(server: &str, schema: &str) {
    let (client, connection) =
        tokio_postgres::connect(server, tokio_postgres::NoTls).await.expect("it answers");
    let running = tokio::spawn(connection);
    let sql = format!("drop schema if exists {schema} cascade; create schema {schema}");
    client.batch_execute(&sql).await.expect("the statement runs");
    drop(client);
    running.await.expect("no panic").expect("the connection ends well");
}

/// Origin, database and desk.
pub(super) struct World {
    pub(super) origin: Origin,
    pub(super) start: Millis,
    database: Database,
    reader: ReaderId,
    /// None only while the process is down.
    desk: Option<Arc<Desk>>,
}

impl World {
    pub(super) async fn begin(database: Database) -> World {
        NOW.store(START.0, Ordering::SeqCst);
        let origin = Origin::start(clock).await.expect("a free port");
        let desk = desk(&database).await;
        let reader = desk.store.create_reader("Ada", "hash", Role::Owner, START).await;
        let reader = reader.expect("the first reader");
        World { origin, start: START, database, reader, desk: Some(desk) }
    }

    /// Subscribes to a feed that answers so, and is due at once.
    pub(super) async fn follow(&self, host: &str, path: &str, feed: Feed) -> FeedId {
        self.origin.set(host, path, feed);
        self.follow_url(&self.origin.url(host, path)).await
    }

    pub(super) async fn follow_url(&self, url: &str) -> FeedId {
        self.follow_new(NewFeed { url: url.to_owned(), ..NewFeed::default() }).await
    }

    /// Watches a page that answers so.
    pub(super) async fn watch(&self, host: &str, path: &str, page: Feed) -> FeedId {
        self.origin.set(host, path, page);
        let url = self.origin.url(host, path);
        self.follow_new(NewFeed { url, kind: FeedKind::Page, ..NewFeed::default() }).await
    }

    async fn follow_new(&self, feed: NewFeed) -> FeedId {
        let feed = self.store().add_feed(&feed, clock()).await.expect("added");
        let wanted = NewSubscription { reader: self.reader, feed, section: None, title: None };
        self.store().subscribe(&wanted, clock()).await.expect("followed");
        feed
    }

    /// Makes every visit that falls due until then, each at its moment.
    pub(super) async fn pass_until(&self, end: Millis) {
        loop {
            self.visit_due().await;
            match self.store().next_due_at().await.expect("asked") {
                Some(next) if next <= end => NOW.store(next.0.max(clock().0), Ordering::SeqCst),
                _ => break,
            }
        }
        NOW.store(end.0, Ordering::SeqCst);
    }

    /// Makes every visit that is due at this moment.
    pub(super) async fn visit_due(&self) {
        let (_running, stop) = watch::channel(false);
        let mut rounds = Rounds::begin(self.desk(), &stop);
        while rounds.start_due().await.expect("the database answers") > 0 {}
        rounds.end().await;
    }

    /// The process ends in the middle of its work, and starts again: nobody is asked for that.
    pub(super) async fn restart(&mut self) {
        self.visit_due().await;
        let before = self.origin.all_asked().len();
        self.desk = None;
        self.desk = Some(desk(&self.database).await);
        self.visit_due().await;
        assert_eq!(self.origin.all_asked().len(), before, "a restart asks nobody early");
    }

    pub(super) async fn feed(&self, url: &str) -> FeedRow {
        self.store().feed_by_url(url).await.expect("asked").expect("a feed of that address")
    }

    pub(super) fn asked(&self, host: &str) -> Vec<Asked> {
        self.origin.asked(host, "/feed")
    }

    /// How long after the start, in hours.
    pub(super) fn hours(&self, asked: &Asked) -> f64 {
        hours(asked.at.0 - self.start.0)
    }

    fn desk(&self) -> &Arc<Desk> {
        self.desk.as_ref().expect("the process runs")
    }

    pub(super) fn store(&self) -> &Store {
        &self.desk().store
    }
}

async fn desk(database: &Database) -> Arc<Desk> {
    let layers = Layers::new(None, std::iter::empty(), &[]).expect("no settings");
    let config = Config::of(&layers).expect("the defaults are good");
    let mut settings = Settings::new(USER_AGENT);
    settings.allowed_networks = vec!["127.0.0.0/8".parse().expect("a network")];
    let everywhere: Lookup = Arc::new(|_| Box::pin(async { Ok(vec![Ipv4Addr::LOCALHOST.into()]) }));
    let client = Client::with_lookup(&settings, everywhere).expect("a client");
    let store = Store::open(&database.address).await.expect("the database opens");
    Arc::new(Desk {
        hubs: Hubs::new(store.clone(), client.clone(), Arc::default(), &config, clock),
        store,
        gate: HostGate::new(Duration::ZERO),
        robots: RobotsCache::new(client.clone(), "Dateline"),
        client,
        cores: Semaphore::new(2),
        background: Arc::default(),
        vectors: None,
        config,
        holder: "week".to_owned(),
        bell: Arc::default(),
        clock,
    })
}

/// A channel whose entries came every so many hours up to now.
pub(super) fn channel(title: &str, every_hours: i64, entries: i64) -> Channel {
    let items = (0..entries).map(|number| {
        let at = clock().plus(-number * every_hours * Millis::HOUR);
        Item::new(&format!("{title} {}", at.0 / Millis::HOUR), at)
    });
    Channel { title: title.to_owned(), items: items.collect(), ..Channel::default() }
}

pub(super) fn hours(ms: i64) -> f64 {
    Duration::from_millis(ms.unsigned_abs()).as_secs_f64() / 3_600.0
}

/// The hours between one request and the next.
pub(super) fn gaps(asked: &[Asked]) -> Vec<f64> {
    asked.windows(2).map(|pair| hours(pair[1].at.0 - pair[0].at.0)).collect()
}

/// Every gap lies between these, in hours; there are some.
#[track_caller]
pub(super) fn check_gaps(what: &str, asked: &[Asked], shortest: f64, longest: f64) {
    let gaps = gaps(asked);
    assert!(gaps.len() > 3, "{what}: {gaps:?}");
    let good = |gap: &f64| (shortest..=longest).contains(gap);
    assert!(gaps.iter().all(good), "{what}: {shortest} to {longest} h, and not {gaps:?}");
}
