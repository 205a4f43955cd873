//! A hub's side of the protocol, played by the test against a real store.

use dateline_fetch::Settings;
use dateline_store::{Ending, NewFeed, NewSubscription};

use super::*;

const NOW: Millis = Millis(1_795_435_200_000);
const TOKEN: &str = "not-to-be-guessed";
const TOPIC: &str = "https://post.example/feed";

const BODY: &str = "<rss version=\"2.0\"><channel><title>Tide</title><item><guid>1</guid><title>The bridge is open</title><description>It opened.</description></item></channel></rss>";

/// HMAC-SHA256 of [`BODY`] under the secret `of this feed alone`, worked out by another program.
const SIGNATURE: &str = "sha256=23cf32512f50e28c59c0db06f9c65be390df9413525136739b79e5ed1051690a";

struct World {
    hubs: Hubs,
    feed: FeedId,
    _folder: tempfile::TempDir,
}

/// A paper that follows one feed, whose hub at `hub` has been asked.
async fn world(hub: &str) -> World {
    let folder = tempfile::tempdir().expect("a folder");
    let database = format!("sqlite:{}", folder.path().join("paper.db").display());
    let store = Store::open(&database).await.expect("a new database opens");
    let new = NewFeed { url: TOPIC.to_owned(), ..NewFeed::default() };
    let feed = store.add_feed(&new, NOW).await.expect("added");
    let reader = store.create_reader("ada", "x", dateline_model::Role::Owner, NOW).await;
    let reader = reader.expect("a reader");
    let wanted = NewSubscription { reader, feed, section: None, title: None };
    store.subscribe(&wanted, NOW).await.expect("followed");
    let offer = Offer {
        hub: hub.to_owned(),
        topic: TOPIC.to_owned(),
        token: TOKEN.to_owned(),
        secret: "of this feed alone".to_owned(),
    };
    store.offer_hub(feed, Some(&offer), NOW).await.expect("offered");
    store.make_due(feed, NOW.plus(Millis::DAY)).await.expect("there");
    let hubs = Hubs {
        store,
        client: Client::new(&Settings::new("test")).expect("a client"),
        bell: Arc::default(),
        base: Ok(Url::parse("https://paper.example/").expect("an address")),
        shortest_wait: Duration::from_mins(5),
        clock: || NOW,
    };
    World { hubs, feed, _folder: folder }
}

impl World {
    async fn hub(&self) -> HubRow {
        self.hubs.store.hub_of(self.feed).await.expect("asked").expect("there")
    }

    async fn answer(&self, pairs: &[(&str, &str)]) -> HubReply {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let question: Vec<(String, String)> = pairs.iter().map(owned).collect();
        self.hubs.answer(TOKEN, &question).await.expect("an answer")
    }

    async fn take_in(&self, signature: Option<&str>, body: &'static str) -> HubReply {
        let news = HubNews {
            signature: signature.map(str::to_owned),
            content_type: Some("application/rss+xml".to_owned()),
            body: bytes::Bytes::from_static(body.as_bytes()),
        };
        self.hubs.take_in(TOKEN, news).await.expect("an answer")
    }

    async fn entries(&self) -> u32 {
        let feed = self.hubs.store.feed(self.feed).await.expect("asked");
        feed.expect("there").entry_count
    }
}

const CONFIRM: [(&str, &str); 4] = [
    ("hub.mode", "subscribe"),
    ("hub.topic", TOPIC),
    ("hub.challenge", "echo me"),
    ("hub.lease_seconds", "864000"),
];

#[tokio::test]
async fn a_hub_that_asks_back_hears_its_own_words() {
    let world = world("https://hub.example/").await;
    assert_eq!(world.answer(&CONFIRM).await, HubReply::Echo("echo me".to_owned()));
    let hub = world.hub().await;
    assert_eq!(hub.state, HubState::Active);
    assert_eq!(hub.lease_ends_at, Some(NOW.plus(10 * Millis::DAY)));
    let other = [("hub.topic", "https://evil.example/"), CONFIRM[0], CONFIRM[2]];
    assert_eq!(world.answer(&other).await, HubReply::NotOurs);
    let end = [("hub.mode", "unsubscribe"), CONFIRM[1], CONFIRM[2]];
    assert_eq!(world.answer(&end).await, HubReply::NotOurs, "we never asked for that");
    let unknown = world.hubs.answer("guess", &[]).await.expect("an answer");
    assert_eq!(unknown, HubReply::NotOurs);
}

#[tokio::test]
async fn a_hub_that_says_no_leaves_the_feed_to_visits() {
    let world = world("https://hub.example/").await;
    let denied = [("hub.mode", "denied"), CONFIRM[1], ("hub.reason", "too many")];
    assert_eq!(world.answer(&denied).await, HubReply::Heard);
    let hub = world.hub().await;
    assert_eq!(hub.state, HubState::Denied);
    assert!(hub.trouble.is_some_and(|why| why.ends_with("too many")));
    let feed = world.hubs.store.feed(world.feed).await.expect("asked").expect("there");
    assert_eq!(feed.next_visit_at, Some(NOW.plus(Millis::HOUR)));
}

#[tokio::test]
async fn what_is_signed_is_brought_in_and_nothing_else() {
    let world = world("https://hub.example/").await;
    world.answer(&CONFIRM).await;
    let forged = format!("{}00", &SIGNATURE[..SIGNATURE.len() - 2]);
    for signature in [None, Some("sha256="), Some("md5=00"), Some(forged.as_str())] {
        assert_eq!(world.take_in(signature, BODY).await, HubReply::Heard);
    }
    assert_eq!((world.entries().await, world.hub().await.refused), (0, 4));
    assert_eq!(world.take_in(Some(SIGNATURE), BODY).await, HubReply::Heard);
    assert_eq!((world.entries().await, world.hub().await.pushes), (1, 1));
    let log = world.hubs.store.past_visits(world.feed).await.expect("asked");
    assert_eq!(log.first().map(|one| (one.ending, one.new_entries)), Some((Ending::Pushed, 1)));
    world.take_in(Some(SIGNATURE), BODY).await;
    assert_eq!(world.entries().await, 1, "the same again brings nothing");
}

#[tokio::test]
async fn a_hub_that_cannot_sign_only_rings() {
    let world = world("http://hub.example/").await;
    world.answer(&CONFIRM).await;
    assert_eq!(world.take_in(None, BODY).await, HubReply::Heard);
    assert_eq!(world.entries().await, 0, "its words are not believed");
    let feed = world.hubs.store.feed(world.feed).await.expect("asked").expect("there");
    assert_eq!(feed.next_visit_at, Some(NOW), "but they are a reason to look");
}

#[tokio::test]
async fn who_is_left_hears_that_it_is_over() {
    let world = world("https://hub.example/").await;
    world.answer(&CONFIRM).await;
    world.hubs.store.offer_hub(world.feed, None, NOW).await.expect("the feed names it no more");
    assert_eq!(world.take_in(Some(SIGNATURE), BODY).await, HubReply::Gone);
    let end = [("hub.mode", "unsubscribe"), CONFIRM[1], CONFIRM[2]];
    assert_eq!(world.answer(&end).await, HubReply::Echo("echo me".to_owned()));
    assert_eq!(world.hubs.store.hub_of(world.feed).await.expect("asked"), None);
    assert_eq!(world.take_in(Some(SIGNATURE), BODY).await, HubReply::Gone);
}

#[tokio::test]
async fn hubs_are_asked_only_where_they_reach_us() {
    let mut world = world("https://hub.example/").await;
    world.hubs.base = Err("no address".to_owned());
    let claim = Claim { holder: "t".to_owned(), now: NOW, lease_ms: 1, limit: 8 };
    assert_eq!(world.hubs.ask_due(&claim).await.expect("asked"), 0);
    let due = world.hubs.store.claim_hubs(&claim).await.expect("asked");
    assert_eq!(due.len(), 1, "it stays due for the day when they do");
}
