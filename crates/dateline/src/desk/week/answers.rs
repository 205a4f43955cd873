//! Answers in every coding, and answers that are no feed.

use dateline_store::FeedStatus;
use dateline_testorigin::{Coding, Feed, Pace};

use super::world::{World, channel};

/// Codings that are understood, whatever the server says of them.
const CODINGS: [Coding; 8] = [
    Coding::Plain,
    Coding::Gzip,
    Coding::Deflate,
    Coding::RawDeflate,
    Coding::Brotli,
    Coding::Zstd,
    Coding::Lie,
    Coding::Silent,
];

pub(super) async fn follow(world: &World) {
    for coding in CODINGS {
        let host = host(coding);
        world.follow(&host, "/feed", Feed { coding, ..good() }).await;
    }
    for (name, feed) in useless().into_iter().chain(short()) {
        world.follow(&format!("{name}.example"), "/feed", feed).await;
    }
}

fn host(coding: Coding) -> String {
    format!("{coding:?}.example").to_lowercase()
}

fn good() -> Feed {
    Feed::rss(channel("coded", 2, 20).rss()).tagged("\"1\"")
}

fn useless() -> [(&'static str, Feed); 3] {
    [
        ("empty", Feed::rss("")),
        ("page", Feed { body: "<!doctype html><title>Home</title><p>Hello".into(), ..good() }),
        ("cut", Feed { pace: Pace::CutOff, ..good() }),
    ]
}

/// Half of a feed, told to be all of it: as text, and within its compression.
fn short() -> [(&'static str, Feed); 2] {
    [
        ("short", Feed { pace: Pace::Truncated, ..good() }),
        ("half", Feed { coding: Coding::Broken, ..good() }),
    ]
}

pub(super) async fn check(world: &World) {
    for coding in CODINGS {
        let row = world.feed(&world.origin.url(&host(coding), "/feed")).await;
        assert_eq!((row.status, row.entry_count), (FeedStatus::Ok, 20), "{coding:?}");
    }
    for (name, _) in useless() {
        let row = world.feed(&world.origin.url(&format!("{name}.example"), "/feed")).await;
        assert_eq!((row.status, row.entry_count), (FeedStatus::Trouble, 0), "{name}");
        assert!(row.trouble.is_some_and(|trouble| trouble.len() > 20), "{name}");
    }
    for (name, _) in short() {
        let row = world.feed(&world.origin.url(&format!("{name}.example"), "/feed")).await;
        // What was read before the end is kept.
        let some = (1..20).contains(&row.entry_count);
        assert!(row.status == FeedStatus::Ok && some, "{name}: {}", row.entry_count);
    }
}
