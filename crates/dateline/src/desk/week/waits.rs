//! Waits: rhythm, freshness, hours to be spared, patience, failures.

use dateline_model::Millis;
use dateline_store::FeedStatus;
use dateline_testorigin::{Asked, Channel, Feed, http_date};

use super::world::{World, channel, check_gaps, gaps, hours};

/// The shortest wait by default, in hours; requests take no time here.
const FLOOR: f64 = 5.0 / 60.0;

/// The longest, with all that chance may add.
const CEILING: f64 = 24.0 * 1.1;

/// The hour at which some publishers ask for two hours of patience.
const BUSY: i64 = 26;

/// For so many hours one feed has an entry a minute.
const HURRY: i64 = 36;

/// The hour at which some feeds break for good.
const BREAKS: i64 = 12;

pub(super) async fn follow(world: &World) {
    for (host, header, value) in [
        ("age.example", "Cache-Control", "public, max-age=21600"),
        ("absurd.example", "Cache-Control", "max-age=504576000"),
        ("expired.example", "Expires", "0"),
    ] {
        world.follow(host, "/feed", hourly(host).with(header, value)).await;
    }
    world.follow("bare.example", "/feed", Feed::rss(minutely("bare").rss())).await;
    world.follow("hurry.example", "/feed", tagged(&minutely("hurry"))).await;
    let ttl = Channel { ttl: Some(300), ..channel("ttl", 1, 10) };
    world.follow("ttl.example", "/feed", tagged(&ttl)).await;
    let spare = Channel {
        skip_hours: (0..8).collect(),
        skip_days: vec!["Saturday".to_owned()],
        ..channel("spare", 1, 10)
    };
    world.follow("spare.example", "/feed", tagged(&spare)).await;
    for host in ["a.busy.example", "b.busy.example", "dated.patience.example"] {
        world.follow(host, "/feed", hourly(host)).await;
    }
    for path in ["/one", "/two"] {
        world.follow("bridge.lan", path, hourly("bridge")).await;
    }
    for host in
        ["down.example", "missing.example", "banned.example", "garbage.example", "gone.example"]
    {
        world.follow(host, "/feed", hourly(host)).await;
    }
}

fn tagged(channel: &Channel) -> Feed {
    Feed::rss(channel.rss()).tagged("\"1\"")
}

fn hourly(title: &str) -> Feed {
    tagged(&channel(title, 1, 10))
}

/// Entries a minute apart, up to now.
fn minutely(title: &str) -> Channel {
    let mut channel = channel(title, 1, 10);
    let newest = channel.items.first().and_then(|item| item.published).unwrap_or_default();
    for (minute, item) in (0..).zip(&mut channel.items) {
        item.published = Some(newest.plus(-minute * Millis::MINUTE));
    }
    channel
}

pub(super) fn act(world: &World, hour: i64) {
    let set = |host: &str, feed| world.origin.set(host, "/feed", feed);
    for host in ["age.example", "absurd.example", "expired.example"] {
        let (header, value) = match host {
            "age.example" => ("Cache-Control", "public, max-age=21600"),
            "absurd.example" => ("Cache-Control", "max-age=504576000"),
            _ => ("Expires", "0"),
        };
        set(host, hourly(host).tagged(&format!("\"{hour}\"")).with(header, value));
    }
    if hour < HURRY {
        set("hurry.example", tagged(&minutely("hurry")).tagged(&format!("\"{hour}\"")));
    }
    world.origin.set("bridge.lan", "/two", hourly("bridge").tagged(&format!("\"{hour}\"")));
    set("bare.example", Feed::rss(minutely("bare").rss()));
    match hour {
        BREAKS => {
            set("down.example", Feed::status(502));
            set("missing.example", Feed::status(404));
            set("banned.example", Feed::status(403).with("cf-mitigated", "challenge"));
            set("garbage.example", Feed { body: vec![7; 4_000].into(), ..Feed::default() });
            set("gone.example", Feed::status(410));
        }
        BUSY => {
            set("a.busy.example", Feed::status(429).with("Retry-After", "7200"));
            let until = http_date(world.start.plus((BUSY + 6) * Millis::HOUR));
            set("dated.patience.example", Feed::status(503).with("Retry-After", &until));
            let busy = Feed::status(429).with("Retry-After", "7200");
            world.origin.set("bridge.lan", "/one", busy);
        }
        _ => {}
    }
}

pub(super) async fn check(world: &World) {
    check_gaps("max-age of 6 h", &world.asked("age.example"), 6.0, CEILING);
    check_gaps("max-age of 16 years", &world.asked("absurd.example"), 24.0, CEILING);
    check_gaps("Expires: 0", &world.asked("expired.example"), FLOOR, CEILING);
    assert!(world.asked("expired.example").iter().skip(1).all(Asked::is_conditional));
    check_gaps("no validators", &world.asked("bare.example"), 1.0, CEILING);
    let mut hurried = world.asked("hurry.example");
    hurried.retain(|asked| world.hours(asked) < hours(HURRY * Millis::HOUR));
    check_gaps("an entry a minute", &hurried, FLOOR, 2.0 * FLOOR);
    check_gaps("ttl of 5 h, also when unchanged", &world.asked("ttl.example"), 5.0, CEILING);
    check_spared(world);
    check_patience(world);
    check_broken(world).await;
}

fn check_spared(world: &World) {
    let asked = world.asked("spare.example");
    assert!(asked.len() > 20, "{}", asked.len());
    // The very first visit was a person's wish: it was midnight.
    for one in asked.iter().skip(1) {
        let hour = one.at.0.div_euclid(Millis::HOUR);
        assert!(hour.rem_euclid(24) >= 8, "{}", world.hours(one));
        let day = (one.at.0 - world.start.0).div_euclid(Millis::DAY);
        assert!(day % 7 != 1, "the week began on a Friday: {}", world.hours(one));
    }
}

/// After 429 and 503, nobody of the domain is asked before its time; at home, only the feed itself.
fn check_patience(world: &World) {
    let busy = world.asked("a.busy.example");
    let first = busy.iter().find(|asked| asked.status == 429).expect("it was busy");
    let in_peace = |asked: &Asked| asked.at <= first.at || after(first, asked) >= 2.0;
    let neighbour = world.asked("b.busy.example");
    assert!(neighbour.iter().any(|asked| asked.at > first.at), "it was asked later");
    assert!(
        busy.iter().chain(&neighbour).all(in_peace),
        "{:?} {:?}",
        gaps(&busy),
        gaps(&neighbour)
    );
    let dated = world.asked("dated.patience.example");
    let first = dated.iter().position(|asked| asked.status == 503).expect("it was busy");
    let next = dated.get(first + 1).expect("it was asked again");
    let until = world.start.plus((BUSY + 6) * Millis::HOUR);
    assert!(next.at >= until, "{}", world.hours(next));
    let (one, two) =
        (world.origin.asked("bridge.lan", "/one"), world.origin.asked("bridge.lan", "/two"));
    let first = one.iter().find(|asked| asked.status == 429).expect("one source was busy");
    let free = |asked: &&Asked| asked.at > first.at && after(first, asked) < 2.0;
    assert_eq!(one.iter().filter(free).count(), 0);
    assert!(two.iter().any(|asked| free(&asked)), "the other goes on: {:?}", gaps(&two));
}

fn after(first: &Asked, second: &Asked) -> f64 {
    hours(second.at.0 - first.at.0)
}

async fn check_broken(world: &World) {
    for host in ["down.example", "missing.example", "banned.example", "garbage.example"] {
        let asked = world.asked(host);
        let after: Vec<Asked> = asked
            .into_iter()
            .filter(|asked| world.hours(asked) > hours(BREAKS * Millis::HOUR))
            .collect();
        let gaps = gaps(&after);
        // Doubled each time, with a tenth for chance, up to a day.
        let slower = |pair: &[f64]| pair[1] >= (pair[0] * 1.8).min(24.0);
        assert!(gaps.len() >= 4 && gaps.windows(2).all(slower), "{host}: {gaps:?}");
        assert!(gaps.iter().all(|gap| *gap <= CEILING), "{host}: {gaps:?}");
        let row = world.feed(&world.origin.url(host, "/feed")).await;
        assert_eq!(row.status, FeedStatus::Trouble);
        let trouble = row.trouble.unwrap_or_default();
        assert!(!trouble.is_empty(), "{host} says what is wrong");
    }
    let gone = world.asked("gone.example");
    assert_eq!(gone.iter().filter(|asked| asked.status == 410).count(), 1);
    let row = world.feed(&world.origin.url("gone.example", "/feed")).await;
    assert_eq!((row.status, row.next_visit_at), (FeedStatus::Gone, None));
    let trouble = row.trouble.unwrap_or_default();
    assert!(trouble.contains("gone for good (410)"), "{trouble}");
}
