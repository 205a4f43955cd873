//! Validators: kept verbatim, sent back always, taken from good answers alone, forgotten in time.

use dateline_testorigin::{Asked, Feed, Validators};

use super::world::{World, channel, gaps};

/// Entity tags as some servers write them: weak, with a quote too few, without any.
const ODD_TAGS: [&str; 3] = ["W/\"tide  high\"", "\"half", "-gzip;bare"];

const DATE: &str = "Thu, 11 Jun 2026 09:00 GMT+1";

pub(super) async fn follow(world: &World) {
    for host in ["steady.example", "quiet.example", "stuck.example", "spoilt.example"] {
        world.follow(host, "/feed", good(host).tagged("\"1\"").modified(DATE)).await;
    }
    for (number, tag) in ODD_TAGS.into_iter().enumerate() {
        let host = format!("odd{number}.example");
        world.follow(&host, "/feed", good(&host).tagged(tag)).await;
    }
    let dated = good("dated.example").modified("last week");
    world.follow("dated.example", "/feed", dated).await;
    let changing = Feed { validators: Validators::Changing, ..good("changing.example") };
    world.follow("changing.example", "/feed", changing.tagged("x")).await;
    let cookies = good("cookies.example").tagged("\"1\"").with("Set-Cookie", "id=7; Path=/");
    world.follow("cookies.example", "/feed", cookies).await;
}

fn good(title: &str) -> Feed {
    Feed::rss(channel(title, 2, 10).rss())
}

pub(super) fn act(world: &World, hour: i64) {
    if hour % 2 == 0 {
        // It publishes every other hour, and says so.
        let feed = good("steady.example").tagged(&format!("\"{hour}\"")).modified(DATE);
        world.origin.set("steady.example", "/feed", feed);
    }
    match hour {
        20 => {
            let stuck = Feed { validators: Validators::AlwaysUnchanged, ..good("stuck.example") };
            world.origin.set("stuck.example", "/feed", stuck.tagged("\"2\""));
            let page = Feed { body: "<!doctype html>Welcome".into(), ..Feed::default() };
            world.origin.set("spoilt.example", "/feed", page.tagged("\"page\""));
        }
        60 => world.origin.set("spoilt.example", "/feed", Feed::status(500).tagged("\"500\"")),
        130 => world.origin.set("spoilt.example", "/feed", good("spoilt.example").tagged("\"3\"")),
        _ => {}
    }
}

pub(super) async fn check(world: &World) {
    check_steady(&world.asked("steady.example"));
    check_forgotten(world, "quiet.example", Some("\"1\""), Some(DATE));
    for (number, tag) in ODD_TAGS.into_iter().enumerate() {
        check_forgotten(world, &format!("odd{number}.example"), Some(tag), None);
    }
    check_forgotten(world, "dated.example", None, Some("last week"));
    check_forgotten(world, "cookies.example", Some("\"1\""), None);
    check_changing(&world.asked("changing.example"));
    check_spoilt(world);
    let stuck = world.asked("stuck.example");
    assert!(stuck.iter().any(|asked| world.hours(asked) > 192.0 && !asked.is_conditional()));
    let row = world.feed(&world.origin.url("stuck.example", "/feed")).await;
    let trouble = row.trouble.unwrap_or_default();
    assert!(trouble.contains("\"unchanged\" (304), unasked"), "{trouble}");
}

/// A feed that publishes is never asked without the validators of its latest answer.
fn check_steady(asked: &[Asked]) {
    assert!(asked.len() > 150, "every hour or so: {:?}", gaps(asked));
    for pair in asked.windows(2) {
        assert!(pair[1].is_conditional(), "after hour {}", pair[0].at.0);
        assert_eq!(pair[1].header("if-modified-since"), Some(DATE));
    }
    let (full, unchanged): (Vec<_>, Vec<_>) = asked.iter().partition(|asked| asked.status == 200);
    assert!(full.len() >= 100 && unchanged.len() > 20, "{} {}", full.len(), unchanged.len());
}

/// A feed that never changes is asked in full at the start, and again after eight days.
#[track_caller]
fn check_forgotten(world: &World, host: &str, tag: Option<&str>, date: Option<&str>) {
    let asked = world.asked(host);
    let unconditional: Vec<f64> =
        asked.iter().filter(|asked| !asked.is_conditional()).map(|one| world.hours(one)).collect();
    let [first, second] = unconditional[..] else { panic!("{host}: {unconditional:?}") };
    assert!(first < 0.1 && (192.0..216.0).contains(&second), "{host}: {unconditional:?}");
    for one in asked.iter().filter(|asked| asked.is_conditional()) {
        assert_eq!(one.header("if-none-match"), tag, "{host}");
        assert_eq!(one.header("if-modified-since"), date, "{host}");
        assert_eq!(one.status, 304, "{host}: verbatim, so the origin knows them");
    }
}

fn check_changing(asked: &[Asked]) {
    assert!(asked.len() > 20, "{}", asked.len());
    for (number, one) in asked.iter().enumerate().skip(1) {
        assert_eq!(one.header("if-none-match"), Some(format!("\"{number}\"").as_str()));
    }
}

/// Neither a page in place of the feed nor an error replaces the validators of the last good answer.
fn check_spoilt(world: &World) {
    let asked = world.asked("spoilt.example");
    let tags: Vec<Option<&str>> = asked.iter().map(|asked| asked.header("if-none-match")).collect();
    let (first, later) = tags.split_first().expect("it was asked");
    assert_eq!(*first, None);
    assert!(later.iter().all(|tag| matches!(tag, Some("\"1\"" | "\"3\""))), "{tags:?}");
    assert!(asked.iter().filter(|asked| asked.status == 500).count() > 1);
    assert_eq!(tags.last().copied().flatten(), Some("\"3\""), "and then from the good one");
}
