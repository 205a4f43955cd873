//! Fresh stores, and a paper to fill them with.
//!
//! The PostgreSQL server is the one that `DATELINE_TEST_POSTGRES` names (`cargo xtask test` starts
//! one); where it is unset, those runs are skipped with a word on standard error.

use std::sync::atomic::{AtomicU32, Ordering};

use dateline_model::{
    ArticleId, Citation, Draft, FeedId, Hashtag, Mark, Millis, Placement, ReaderId, Related, Role,
    Span, StoryId, Study, When,
};
use dateline_store::{
    Claim, Job, NewEntry, NewFeed, NewSubscription, Outcome, PLACING, Publication, SearchWords,
    Store, Studied, TagKey, Visit,
};
use tokio_postgres::NoTls;

/// The moment at which every test begins.
pub(crate) const NOON: Millis = Millis(1_750_000_000_000);

/// A lease that outlives its test.
pub(crate) const LEASE_MS: i64 = Millis::HOUR;

const SERVER: &str = "DATELINE_TEST_POSTGRES";

/// A database address that is nobody else's; what it needs is gone when this is dropped.
pub(crate) struct Fresh {
    pub(crate) address: String,
    _folder: tempfile::TempDir,
}

/// An empty SQLite file's address.
pub(crate) fn fresh_sqlite() -> Fresh {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let address = format!("sqlite:{}", folder.path().join("paper.db").display());
    Fresh { address, _folder: folder }
}

/// The address of an empty PostgreSQL schema, where there is a server.
pub(crate) async fn fresh_postgres() -> Option<Fresh> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let Ok(server) = std::env::var(SERVER) else {
        eprintln!("PostgreSQL was skipped: {SERVER} names no server");
        return None;
    };
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let schema = format!("t{}_{number}", std::process::id());
    run_sql(&server, &format!("drop schema if exists {schema} cascade; create schema {schema}"))
        .await;
    let sign = if server.contains('?') { '&' } else { '?' };
    let address = format!("{server}{sign}options=-c%20search_path%3D{schema}");
    Some(Fresh { address, _folder: tempfile::tempdir().expect("a temporary folder") })
}

/// Runs SQL on a PostgreSQL server, beside the store.
pub(crate) async fn run_sql(address: &str, sql: &str) {
    let (client, connection) =
        tokio_postgres::connect(address, NoTls).await.expect("the test server answers");
    let running = tokio::spawn(connection);
    client.batch_execute(sql).await.expect("the statement runs");
    drop(client);
    running.await.expect("no panic").expect("the connection ends well");
}

/// Runs a test on every database, each time with a new and empty store.
pub(crate) async fn for_each_store<F: Future<Output = ()>>(test: impl Fn(Store) -> F) {
    for fresh in [Some(fresh_sqlite()), fresh_postgres().await].into_iter().flatten() {
        eprintln!("on {}", fresh.address);
        test(Store::open(&fresh.address).await.expect("a fresh database opens")).await;
    }
}

/// Runs a test once over all stores, to compare their answers.
pub(crate) async fn all_stores() -> Vec<(Fresh, Store)> {
    let mut stores = Vec::new();
    for fresh in [Some(fresh_sqlite()), fresh_postgres().await].into_iter().flatten() {
        let store = Store::open(&fresh.address).await.expect("a fresh database opens");
        stores.push((fresh, store));
    }
    stores
}

/// An article to be: what a test cares about.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) feed: FeedId,
    pub(crate) identity: String,
    pub(crate) headline: String,
    pub(crate) text: String,
    pub(crate) publisher: Option<String>,
    pub(crate) at: Millis,
    pub(crate) story: Option<StoryId>,
    pub(crate) copy_of: Option<ArticleId>,
    pub(crate) hashtags: Vec<&'static str>,
    pub(crate) related: Vec<ArticleId>,
    pub(crate) marks: Vec<String>,
}

/// A piece about nothing in particular.
pub(crate) fn piece(feed: FeedId, headline: &str) -> Piece {
    Piece {
        feed,
        identity: headline.to_owned(),
        headline: headline.to_owned(),
        text: format!("{headline}. Nobody was hurt."),
        publisher: None,
        at: NOON,
        story: None,
        copy_of: None,
        hashtags: Vec::new(),
        related: Vec::new(),
        marks: vec![Mark::Every.to_string()],
    }
}

/// Adds a feed of a publisher.
pub(crate) async fn add_feed(store: &Store, name: &str) -> FeedId {
    let feed = NewFeed {
        url: format!("https://{name}.example/feed"),
        title: Some(name.to_owned()),
        site_url: Some(format!("https://{name}.example/")),
        ..NewFeed::default()
    };
    store.add_feed(&feed, NOON).await.expect("the feed is added")
}

/// Adds a reader who follows these feeds.
pub(crate) async fn add_reader(store: &Store, name: &str, feeds: &[FeedId]) -> ReaderId {
    let reader = store.create_reader(name, "hash", Role::Member, NOON).await.expect("a new name");
    for &feed in feeds {
        let wanted = NewSubscription { reader, feed, section: None, title: None };
        store.subscribe(&wanted, NOON).await.expect("the feed is there");
    }
    reader
}

/// A claim by a holder at a moment.
pub(crate) fn claim(holder: &str, now: Millis) -> Claim {
    Claim { holder: holder.to_owned(), now, lease_ms: LEASE_MS, limit: 100 }
}

/// Visits the piece's feed, which brings its entry, and claims the job.
pub(crate) async fn visit(store: &Store, piece: &Piece) -> Job {
    store.make_due(piece.feed, piece.at).await.expect("the feed is there");
    let due =
        store.claim_due_feeds(&claim("visitor", piece.at), false).await.expect("feeds are claimed");
    let due = due.iter().find(|due| due.feed.id == piece.feed).expect("the feed is due");
    let next = piece.at.plus(Millis::HOUR);
    let visit = Visit::new(piece.feed, due.fence, piece.at, next, fetched());
    let entries = store.record_visit(&visit, &[entry(&piece.identity, &piece.text)]).await;
    assert_eq!(entries.expect("the visit is recorded").len(), 1, "the entry is new or changed");
    let jobs = store.claim_jobs(&["bring_in"], &claim("worker", piece.at)).await;
    jobs.expect("jobs are claimed").pop().expect("the entry has a job")
}

/// A visit that went well.
pub(crate) fn fetched() -> Outcome {
    Outcome::Fetched {
        etag: Some("\"1\"".to_owned()),
        last_modified: None,
        title: None,
        site_url: None,
        wishes: None,
    }
}

/// An entry whose hash is that of its text.
pub(crate) fn entry(identity: &str, text: &str) -> NewEntry {
    NewEntry {
        identity: identity.to_owned(),
        content_hash: format!("{}-{}", text.len(), text),
        url: Some(format!("https://example.org/{identity}")),
        published: Some(NOON),
        payload: format!("{{\"id\":\"{identity}\"}}"),
        ..NewEntry::default()
    }
}

/// What reading and studying the piece makes of the job's entry.
pub(crate) fn studied(piece: &Piece, job: &Job) -> Studied {
    let draft = Draft {
        headline: piece.headline.clone(),
        publisher: piece.publisher.clone(),
        published: Some(When::At(piece.at)),
        language: Some("en".to_owned()),
        url: Some("https://www.post.example/a".to_owned()),
        text: piece.text.clone(),
        ..Draft::default()
    };
    let hashtag = |tag: &&str| Hashtag {
        tag: format!("#{tag}"),
        label: (*tag).to_owned(),
        score: 1.0,
        because: String::new(),
    };
    let hashtags = piece.hashtags.iter().map(hashtag).collect();
    Studied {
        whole: true,
        says_the_same: str::eq_ignore_ascii_case,
        entry: job.payload.parse().expect("the payload is the entry's id"),
        feed: piece.feed,
        draft,
        study: Study { hashtags, ..Study::default() },
        sketch: piece.headline.clone().into_bytes(),
        reread: false,
        feed_is_full: None,
    }
}

/// Words as a test writes them: what stands between spaces.
pub(crate) fn words(text: &str) -> Vec<String> {
    text.to_lowercase().split_whitespace().map(str::to_owned).collect()
}

/// The piece's place.
pub(crate) fn publication(piece: &Piece, article: ArticleId) -> Publication {
    let story = piece.story.unwrap_or(StoryId(article.0));
    let because = vec!["names Ada".to_owned().into()];
    let related = |&article| Related { article, score: 0.5, because: because.clone() };
    let tag_key = |tag: &&str| TagKey { key: tag.to_lowercase(), label: (*tag).to_owned() };
    let brief = Citation { text: piece.headline.clone(), article, span: Span { start: 0, end: 4 } };
    Publication {
        article,
        placement: Placement {
            story,
            copy_of: piece.copy_of,
            related: piece.related.iter().map(related).collect(),
            because,
            adds: true,
            earlier: None,
            fits_too: None,
            reprinted: None,
        },
        story_brief: vec![brief],
        hashtags: piece.hashtags.iter().map(tag_key).collect(),
        words: SearchWords {
            headline: words(&piece.headline).join("\n"),
            body: words(&piece.text).join("\n"),
            marks: piece.marks.clone(),
        },
    }
}

/// The fence of the lease under which tests publish.
pub(crate) async fn placing(store: &Store, now: Millis) -> i64 {
    let fence = store.lease(PLACING, "placer", now, LEASE_MS).await.expect("leases work");
    fence.expect("nobody else places")
}

/// The whole way: visit, claim, save, publish.
pub(crate) async fn bring(store: &Store, piece: &Piece) -> ArticleId {
    let job = visit(store, piece).await;
    let saved = store.save_studied(&job, &studied(piece, &job), piece.at).await.expect("saved");
    let fence = placing(store, piece.at).await;
    let publication = publication(piece, saved.article);
    store.publish(fence, &[publication], piece.at).await.expect("published");
    saved.article
}
