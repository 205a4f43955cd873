//! What becomes of browsers, with a push service on loopback.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use dateline_fetch::Settings;
use dateline_model::{ArticleId, ReaderId, Role};
use dateline_store::NewPushSubscription;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;

const NOW: Millis = Millis(1_795_435_200_000);

/// When what is told was read, before it was sent.
const READ: Millis = Millis(NOW.0 - 7_000);

/// The key of the browser in RFC 8291's example.
const BROWSER: &str =
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";

struct World {
    pusher: Pusher,
    reader: ReaderId,
    /// Messages that the service got.
    got: Arc<AtomicUsize>,
    _folder: tempfile::TempDir,
}

/// A push service that answers all with one status, and a paper with one browser there.
async fn world(status: &'static str) -> World {
    use base64::Engine as _;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let endpoint = format!("http://{}/send/1", listener.local_addr().expect("it is bound"));
    let got = Arc::new(AtomicUsize::new(0));
    tokio::spawn(serve(listener, status, Arc::clone(&got)));
    let folder = tempfile::tempdir().expect("a folder");
    let database = format!("sqlite:{}", folder.path().join("paper.db").display());
    let store = Store::open(&database).await.expect("a new database opens");
    let reader = store.create_reader("ada", "x", Role::Owner, NOW).await.expect("a reader");
    let public_key = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(BROWSER);
    let new = NewPushSubscription {
        reader,
        session: None,
        endpoint,
        public_key: public_key.expect("base64url"),
        secret: vec![7; 16],
        browser: String::new(),
        language: "en".to_owned(),
    };
    store.add_push_subscription(&new, NOW).await.expect("added");
    let mut settings = Settings::new("test");
    settings.allowed_networks = vec!["127.0.0.0/8".parse().expect("a network")];
    let pusher = Pusher {
        store,
        client: Client::new(&settings).expect("a client"),
        key: VapidKey::read(&VapidKey::generate().expect("randomness")).expect("a key"),
        contact: "mailto:ada@paper.example".to_owned(),
        name: "Dateline".to_owned(),
        zone: TimeZone::UTC,
        clock: || NOW,
    };
    World { pusher, reader, got, _folder: folder }
}

async fn serve(listener: TcpListener, status: &'static str, got: Arc<AtomicUsize>) {
    while let Ok((mut socket, _)) = listener.accept().await {
        let _ = socket.read(&mut [0; 8192]).await;
        got.fetch_add(1, Ordering::SeqCst);
        let answer = format!("HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        let _ = socket.write_all(answer.as_bytes()).await;
    }
}

impl World {
    async fn browser(&self) -> Option<PushSubscription> {
        self.pusher.store.push_subscriptions(self.reader).await.expect("read").pop()
    }

    /// Sends a message and notes what became of it.
    async fn tell(&self) {
        let browser = self.browser().await.expect("a browser");
        let sent = self.pusher.send(&browser, "{}", NOW).await;
        let news = PushNews { text: None, until: READ, newest: ArticleId(9) };
        self.pusher.settle(&browser, sent, &news).await.expect("noted");
    }

    async fn is_due(&self, at: Millis) -> bool {
        let claim = Claim { holder: "test".to_owned(), now: at, lease_ms: 0, limit: 8 };
        !self.pusher.store.claim_push(&claim).await.expect("asked").is_empty()
    }
}

#[tokio::test]
async fn a_browser_that_was_told_rests_for_some_minutes() {
    let world = world("201 Created").await;
    world.tell().await;
    let browser = world.browser().await.expect("a browser");
    assert_eq!(
        (browser.told_at, browser.told_article),
        (READ, ArticleId(9)),
        "not of what came since"
    );
    assert!(!world.is_due(NOW.plus(EVERY_MS - 1)).await && world.is_due(NOW.plus(EVERY_MS)).await);
}

#[tokio::test]
async fn a_browser_that_is_gone_is_removed() {
    for status in ["410 Gone", "404 Not Found"] {
        let world = world(status).await;
        world.tell().await;
        assert_eq!(world.browser().await, None, "{status}");
    }
}

#[tokio::test]
async fn a_service_in_trouble_is_left_alone_for_longer_each_time() {
    let world = world("503 Unavailable\r\nretry-after: 60").await;
    for failures in 1..=3 {
        world.tell().await;
        let browser = world.browser().await.expect("it stays");
        assert_eq!((browser.failures, browser.told_article), (failures, ArticleId(0)));
    }
    let wait = FIRST_WAIT_MS * 4;
    assert!(!world.is_due(NOW.plus(wait - 1)).await && world.is_due(NOW.plus(wait)).await);
    let later = |after| Error::RetryLater { site: String::new(), status: 429, after };
    assert_eq!(wait_after(0, &later(Some(Duration::from_hours(2)))), 2 * Millis::HOUR);
    assert_eq!(wait_after(63, &later(Some(Duration::MAX))), LONGEST_WAIT_MS);
    for _ in 0..=MOST_FAILURES {
        if world.browser().await.is_some() {
            world.tell().await;
        }
    }
    assert_eq!(world.browser().await, None, "nobody waits there any more");
}

#[tokio::test]
async fn where_nothing_is_new_nothing_is_sent() {
    let world = world("201 Created").await;
    let claim = Claim { holder: "test".to_owned(), now: NOW, lease_ms: 1_000, limit: 8 };
    assert_eq!(world.pusher.tell_due(&claim).await.expect("looked after"), 1);
    assert_eq!(world.got.load(Ordering::SeqCst), 0);
    assert!(!world.is_due(NOW.plus(LOOK_AGAIN_MS - 1)).await, "it is looked after again soon");
}
