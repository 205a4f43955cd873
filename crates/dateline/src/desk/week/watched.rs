//! Pages that are watched as feeds: conditional like these, but only where robots may read, and in
//! trouble once their list is gone.

use dateline_store::FeedStatus;
use dateline_testorigin::Feed;

use super::world::World;

/// Where all of these pages are.
pub(super) const PATH: &str = "/news/";

/// When one page gets a new headline, and another loses its list.
const CHANGE: i64 = 60;

const HEADLINES: [&str; 5] = [
    "River town rebuilds the bridge",
    "Council votes on night trains",
    "Harbour opens after the storm",
    "Old mill becomes a school",
    "The lighthouse is lit again",
];

pub(super) async fn follow(world: &World) {
    for host in ["list.example", "redesign.example", "closed.example", "mute.example"] {
        world.watch(host, PATH, page(4).tagged("\"4\"")).await;
    }
    let robots = "User-agent: *\nDisallow: /news/";
    world.origin.set("closed.example", "/robots.txt", Feed::rss(robots));
    world.watch("led.example", PATH, Feed::redirect(302, "/closed/")).await;
    world.origin.set("led.example", "/robots.txt", Feed::rss("User-agent: *\nDisallow: /closed/"));
    world.origin.set("led.example", "/closed/", page(4));
    world.origin.set("mute.example", "/robots.txt", Feed::status(503));
}

/// A page that lists so many headlines.
fn page(headlines: usize) -> Feed {
    let items: Vec<String> = HEADLINES
        .iter()
        .enumerate()
        .take(headlines)
        .map(|(number, title)| format!("<li><h3><a href=/{number}>{title}</a></h3></li>"))
        .collect();
    let body = format!("<!doctype html><title>The Vell</title><ul>{}</ul>", items.concat());
    Feed { body: body.into(), ..Feed::default() }
}

pub(super) fn act(world: &World, hour: i64) {
    if hour == CHANGE {
        world.origin.set("list.example", PATH, page(5).tagged("\"5\""));
        world.origin.set("redesign.example", PATH, page(0).tagged("\"0\""));
    }
}

pub(super) async fn check(world: &World) {
    let row = world.feed(&world.origin.url("list.example", PATH)).await;
    assert_eq!((row.status, row.entry_count, row.title.as_str()), (FeedStatus::Ok, 5, "The Vell"));
    let asked = world.origin.asked("list.example", PATH);
    let full = asked.iter().filter(|asked| asked.status == 200).count();
    assert_eq!(full, 2, "sent at first and when it had changed, of {} times", asked.len());
    assert!(asked.len() > 8);

    let row = world.feed(&world.origin.url("redesign.example", PATH)).await;
    assert_eq!((row.status, row.entry_count), (FeedStatus::Trouble, 4), "nothing is lost");
    let trouble = row.trouble.unwrap_or_default();
    assert!(trouble.contains("no list of headlines"), "{trouble}");
    let asked = world.origin.asked("redesign.example", PATH);
    let tags = asked.iter().filter_map(|asked| asked.header("if-none-match"));
    assert!(tags.clone().count() > 3 && tags.clone().all(|tag| tag == "\"4\""), "as it was read");

    for (host, why) in [
        ("closed.example", "robots.txt does not allow it"),
        ("led.example", "robots.txt does not allow it"),
        ("mute.example", "did not say in its robots.txt"),
    ] {
        let path = if host == "led.example" { "/closed/" } else { PATH };
        assert!(world.origin.asked(host, path).is_empty(), "{host} is not asked");
        let row = world.feed(&world.origin.url(host, PATH)).await;
        let trouble = row.trouble.unwrap_or_default();
        assert!(row.status == FeedStatus::Trouble && trouble.contains(why), "{host}: {trouble}");
    }
}
