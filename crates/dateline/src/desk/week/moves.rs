//! Redirects: which are followed, which are kept, and where none may lead.

use dateline_testorigin::{Feed, Origin};

use super::world::{World, channel};

/// Statuses of redirects, and whether the new address is kept.
const KINDS: [(u16, bool); 5] =
    [(301, true), (308, true), (302, false), (303, false), (307, false)];

pub(super) async fn follow(world: &World) {
    for (status, _) in KINDS {
        let host = format!("moved{status}.example");
        world.origin.set(&host, "/new", good(&host));
        world.follow(&host, "/feed", Feed::redirect(status, "/new")).await;
    }
    for path in ["/a", "/b"] {
        // It publishes so seldom that its redirect changes between any two visits.
        world.origin.set("flaps.example", path, Feed::rss(channel("flaps", 6, 10).rss()));
    }
    world.follow("flaps.example", "/feed", Feed::redirect(301, "/a")).await;
    world.follow("loop.example", "/feed", Feed::redirect(301, "/feed")).await;
    for (host, target) in [
        ("metadata.example", "http://169.254.169.254/latest/meta-data".to_owned()),
        // Loopback is allowed to those who name it; a publisher does not.
        ("inward.example", world.origin.url("127.0.0.1", "/secret")),
        ("file.example", "file:///etc/passwd".to_owned()),
    ] {
        world.follow(host, "/feed", Feed::redirect(301, &target)).await;
    }
}

fn good(title: &str) -> Feed {
    Feed::rss(channel(title, 1, 10).rss()).tagged("\"1\"")
}

pub(super) fn act(world: &World) {
    // Another target after each visit, so that no two in a row lead to the same.
    let visits = world.asked("flaps.example").len();
    let target = if visits.is_multiple_of(2) { "/a" } else { "/b" };
    world.origin.set("flaps.example", "/feed", Feed::redirect(301, target));
}

pub(super) async fn check(world: &World) {
    for (status, kept) in KINDS {
        let host = format!("moved{status}.example");
        let (old, new) = (world.asked(&host).len(), asked(&world.origin, &host, "/new"));
        let stands = if kept { "/new" } else { "/feed" };
        world.feed(&world.origin.url(&host, stands)).await;
        if kept {
            assert_eq!(old, 2, "{status}: the second time it is believed");
            assert!(new > 10, "{status}: {new}");
        } else {
            assert_eq!(old, new, "{status}: asked each time");
        }
    }
    world.feed(&world.origin.url("flaps.example", "/feed")).await;
    assert!(world.asked("flaps.example").len() > 10);
    assert_eq!(asked(&world.origin, "127.0.0.1", "/secret"), 0, "nobody was led inside");
    for (host, why) in [
        ("loop.example", "redirects more than 5 times"),
        ("metadata.example", "169.254.169.254 is not on the public internet"),
        ("inward.example", "only a feed of that very host may lead there"),
        ("file.example", "only http and https"),
    ] {
        let trouble = world.feed(&world.origin.url(host, "/feed")).await.trouble;
        let trouble = trouble.unwrap_or_default();
        assert!(trouble.contains(why), "{host}: {trouble}");
    }
}

fn asked(origin: &Origin, host: &str, path: &str) -> usize {
    origin.asked(host, path).len()
}
