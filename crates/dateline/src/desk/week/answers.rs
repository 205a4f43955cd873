//! Answers in every coding, and answers that are no feed, or not any more.

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

/// A site that is rebuilt in these hours, so that its feed's address answers with a page.
const REBUILT: &str = "rebuilt.example";
const RELAUNCH: i32 = 70;
const MENDED: i32 = 180;

pub(super) async fn follow(world: &World) {
    for coding in CODINGS {
        let host = host(coding);
        world.follow(&host, "/feed", Feed { coding, ..good() }).await;
    }
    world.follow(REBUILT, "/feed", good()).await;
    for (name, feed) in useless().into_iter().chain(short()) {
        world.follow(&format!("{name}.example"), "/feed", feed).await;
    }
}

pub(super) fn act(world: &World, hour: i64) {
    if hour == i64::from(RELAUNCH) {
        let body = "<!doctype html><title>New</title><link rel=alternate \
                    type=application/atom+xml href=/new.xml><p>All is new";
        let page = Feed { body: body.into(), content_type: "text/html".into(), ..Feed::default() };
        world.origin.set(REBUILT, "/feed", page.tagged("\"2\""));
    }
    if hour == i64::from(MENDED) {
        world.origin.set(REBUILT, "/feed", good());
    }
}

/// A feed turned into a page keeps its entries, is told apart in words, is asked for no oftener than
/// each hour and less and less, and as it was last read; it may come back.
async fn check_rebuilt(world: &World) {
    let asked = world.asked(REBUILT);
    let hours: Vec<f64> = asked.iter().map(|asked| world.hours(asked)).collect();
    let (from, to) = (f64::from(RELAUNCH), f64::from(MENDED));
    let meanwhile: Vec<f64> = hours.into_iter().filter(|at| (from..to).contains(at)).collect();
    assert!((3..16).contains(&meanwhile.len()), "{meanwhile:?}");
    assert!(meanwhile.windows(2).all(|pair| pair[1] - pair[0] >= 1.0), "{meanwhile:?}");
    let tags = asked.iter().filter_map(|asked| asked.header("if-none-match"));
    assert!(tags.into_iter().all(|tag| tag == "\"1\""), "the page's own tag is not believed");
    let row = world.feed(&world.origin.url(REBUILT, "/feed")).await;
    assert_eq!(
        (row.status, row.entry_count),
        (FeedStatus::Ok, 40),
        "twenty stayed, and it came back"
    );
    let log = world.store().past_visits(row.id).await.expect("asked");
    let told = log.iter().filter_map(|visit| visit.trouble.as_deref());
    let words = format!("offers these feeds: {}", world.origin.url(REBUILT, "/new.xml"));
    assert!(told.into_iter().any(|trouble| trouble.contains(&words)), "{log:?}");
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
    check_rebuilt(world).await;
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
