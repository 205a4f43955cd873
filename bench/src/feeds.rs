//! `cargo xtask bench feeds`: the workload on which other readers were measured.
//!
//! 50 feeds, half RSS and half Atom, of 50 entries with about 2 kB of HTML each: a first pass, an
//! unchanged one, and one with ten new entries in each feed. The program runs as it does for its
//! users (`dateline check`), with its feeds believed as they are, since the others fetch no pages; it
//! parses, sanitises, studies, groups and indexes every entry, and ends. As the others neither study
//! nor group, both figures are told: all of it, and what is left without these two.
//!
//! `FreshRSS` was measured on another day. Where newsboat is installed, which was measured beside it,
//! it is given the same passes in the same rounds: what it costs here tells how fast this machine is.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::Context;
use dateline_model::{Millis, Role};
use dateline_store::{NewFeed, NewSubscription, Store};
use dateline_testorigin::{Channel, Feed, Item, Origin};

use crate::feeds_shares::{Reader, Shares};
use crate::program::{Cost, Program};

const FEEDS: usize = 50;
const ENTRIES: usize = 50;
const NEW_ENTRIES: usize = 10;

/// Bytes of HTML in an entry.
const ENTRY_BYTES: usize = 2_000;

/// Times that the whole is run, each on a new database; the middle one is told.
const ROUNDS: usize = 3;

/// CPU seconds of `FreshRSS` 1.25 (PHP 8.2, SQLite on tmpfs) over five runs of the same passes, on
/// the machine on which the bar was set: lowest and highest.
const FRESH_RSS: [(&str, f64, f64); 3] =
    [("first", 1.37, 1.62), ("unchanged", 0.22, 0.29), ("ten new each", 1.17, 1.45)];

/// The same of newsboat 2.21 (C++, its cache a file of SQLite, 4 threads), beside it.
const NEWSBOAT: [(f64, f64); 3] = [(0.48, 0.57), (0.67, 0.87), (0.74, 0.89)];

const SETTINGS: &str = "database = \"sqlite:paper.db\"\n\
    [fetch]\npages = false\nallow_networks = [\"127.0.0.0/8\", \"::1/128\"]\n\
    [log]\nfilter = \"warn\"\n";

pub(crate) fn now() -> Millis {
    Millis::from(jiff::Timestamp::now())
}

/// Runs all passes and prints what each cost.
pub(crate) async fn run() -> anyhow::Result<()> {
    let mut costs: [Vec<f64>; 3] = Default::default();
    let mut newsboats: [Vec<f64>; 3] = Default::default();
    let mut peak = 0.0_f64;
    for _ in 0..ROUNDS {
        let folder = tempfile::tempdir()?;
        let origin = Origin::start(now).await?;
        let morning = now();
        subscribe(&folder.path().join("paper.db"), &origin).await?;
        for (pass, entries) in [ENTRIES, ENTRIES, ENTRIES + NEW_ENTRIES].into_iter().enumerate() {
            publish(&origin, entries, morning);
            let cost = Program::start(folder.path(), SETTINGS, "check")?.until_end().await?;
            costs.get_mut(pass).context("three passes")?.push(cost.cpu.as_secs_f64());
            peak = peak.max(cost.peak_megabytes);
            if let Some(cost) = newsboat(folder.path(), &origin).await? {
                newsboats.get_mut(pass).context("three passes")?.push(cost.cpu.as_secs_f64());
            }
        }
        complete(&folder.path().join("paper.db")).await?;
    }
    tell(&costs, shares()?)?;
    println!("peak memory     {peak:.0} MB");
    tell_newsboat(&costs, &newsboats);
    Ok(())
}

/// One pass of newsboat, if it is installed: its cache stays in the folder from pass to pass.
async fn newsboat(folder: &Path, origin: &Origin) -> anyhow::Result<Option<Cost>> {
    if Command::new("newsboat").arg("--version").stdout(Stdio::null()).status().is_err() {
        return Ok(None);
    }
    let urls: String = (0..FEEDS).map(|number| url(origin, number) + "\n").collect();
    std::fs::write(folder.join("urls"), urls)?;
    std::fs::write(folder.join("config"), "reload-threads 4\n")?;
    let mut program = Command::new("newsboat");
    program.current_dir(folder).env("HOME", folder);
    program.args(["-q", "-u", "urls", "-c", "cache.db", "-C", "config", "-x", "reload"]);
    Program::start_other(program)?.until_end().await.map(Some)
}

/// Prints what newsboat cost here and where the bar was set, and by that what we cost beside
/// `FreshRSS` if it were run here: each by the lowest of its rounds, which other work disturbs least.
fn tell_newsboat(ours: &[Vec<f64>; 3], newsboats: &[Vec<f64>; 3]) {
    let lowest = |costs: &[f64]| costs.iter().copied().min_by(f64::total_cmp);
    let passes = ours.iter().zip(newsboats).zip(FRESH_RSS.into_iter().zip(NEWSBOAT));
    for ((ours, newsboat), ((name, fresh_rss, _), (there, most_there))) in passes {
        let (Some(ours), Some(here)) = (lowest(ours), lowest(newsboat)) else { continue };
        let fresh_rss_here = fresh_rss * here / there;
        println!(
            "{name:<15} newsboat {here:.2}, and {there:.2}-{most_there:.2} beside FreshRSS: at the pace \
             of this machine {:.0} % of FreshRSS's {fresh_rss_here:.2}",
            100.0 * ours / fresh_rss_here
        );
    }
}

/// The address of a feed.
fn url(origin: &Origin, number: usize) -> String {
    origin.url("127.0.0.1", &format!("/{number}"))
}

/// Prints what each pass cost, what of it is study and placing, and what is left to compare.
fn tell(costs: &[Vec<f64>; 3], shares: [Shares; 3]) -> anyhow::Result<()> {
    println!(
        "CPU seconds     lowest middle highest   study  placing    rest   FreshRSS    of its lowest: all  rest"
    );
    for ((costs, (name, low, high)), shares) in costs.iter().zip(FRESH_RSS).zip(shares) {
        let mut costs = costs.clone();
        costs.sort_by(f64::total_cmp);
        let [lowest, middle, highest] = costs[..] else { anyhow::bail!("three rounds") };
        let (study, placing) = (shares.study.as_secs_f64(), shares.placing.as_secs_f64());
        let rest = middle - study - placing;
        println!(
            "{name:<15} {lowest:>6.2} {middle:>6.2} {highest:>7.2} {study:>7.2} {placing:>8.2} \
             {rest:>7.2}   {low:.2}-{high:.2} {:>16.0} % {:>3.0} %",
            100.0 * middle / low,
            100.0 * rest / low
        );
    }
    Ok(())
}

/// Study and placing of each pass, measured apart.
fn shares() -> anyhow::Result<[Shares; 3]> {
    let morning = now();
    let entries = |range: std::ops::Range<usize>| -> Vec<(usize, Item)> {
        let of_feed = |feed| range.clone().map(move |entry| (feed, item(feed, entry, morning)));
        (0..FEEDS).flat_map(of_feed).collect()
    };
    let mut reader = Reader::new();
    let first = reader.pass(&entries(0..ENTRIES))?;
    let new = reader.pass(&entries(ENTRIES..ENTRIES + NEW_ENTRIES))?;
    Ok([first, Shares::default(), new])
}

async fn subscribe(database: &Path, origin: &Origin) -> anyhow::Result<()> {
    let store = Store::open(&format!("sqlite:{}", database.display())).await?;
    let reader = store.create_reader("bench", "hash", Role::Owner, now()).await?;
    for number in 0..FEEDS {
        let url = url(origin, number);
        let feed = store.add_feed(&NewFeed { url, ..NewFeed::default() }, now()).await?;
        let wanted = NewSubscription { reader, feed, section: None, title: None };
        store.subscribe(&wanted, now()).await?;
    }
    Ok(())
}

/// Nothing was left out to be fast: every entry is an article, in its place.
async fn complete(database: &Path) -> anyhow::Result<()> {
    let counts = Store::open(&format!("sqlite:{}", database.display())).await?.counts().await?;
    let wanted = u64::try_from(FEEDS * (ENTRIES + NEW_ENTRIES))?;
    let all = (counts.entries, counts.articles) == (wanted, wanted) && counts.unplaced == 0;
    anyhow::ensure!(all, "not every entry is in the paper: {counts:?}");
    Ok(())
}

fn publish(origin: &Origin, entries: usize, morning: Millis) {
    for number in 0..FEEDS {
        let items = (0..entries).rev().map(|entry| item(number, entry, morning)).collect();
        let channel = Channel { title: format!("Feed {number}"), items, ..Channel::default() };
        let feed = if number % 2 == 0 {
            Feed::rss(channel.rss())
        } else {
            let content_type = "application/atom+xml".to_owned();
            Feed { content_type, ..Feed::rss(channel.atom()) }
        };
        let path = format!("/{number}");
        origin.set("127.0.0.1", &path, feed.tagged(&format!("\"{entries}\"")));
    }
}

/// An entry with a text of its own: words drawn from a list by a small generator.
fn item(feed: usize, entry: usize, morning: Millis) -> Item {
    let mut seed = u64::try_from(feed * 1_000 + entry).unwrap_or(0) + 1;
    let mut word = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        WORDS[usize::try_from(seed >> 33).unwrap_or(0) % WORDS.len()]
    };
    let headline: Vec<&str> = (0..8).map(|_| word()).collect();
    let mut html = String::new();
    while html.len() < ENTRY_BYTES {
        let sentence: Vec<&str> = (0..14).map(|_| word()).collect();
        html.push_str("<em>The <b>");
        html.push_str(word());
        html.push_str("</b> ");
        html.push_str(&sentence.join(" "));
        html.push_str(".</em>\n");
    }
    let hours = i64::try_from(ENTRIES + NEW_ENTRIES - entry).unwrap_or(0);
    let published = Some(morning.plus(-hours * Millis::HOUR));
    let name = format!("{} {feed}-{entry}", headline.join(" "));
    Item { name, html, link: Some(format!("https://example.org/{feed}/{entry}")), published }
}

const WORDS: [&str; 64] = [
    "harbour", "council", "minister", "strike", "river", "bridge", "school", "budget", "court",
    "storm", "market", "train", "doctor", "winter", "farmers", "island", "police", "tower",
    "museum", "energy", "water", "election", "village", "company", "workers", "planned", "opened",
    "refused", "closed", "agreed", "found", "lost", "said", "promised", "warned", "voted", "built",
    "moved", "sold", "bought", "old", "new", "northern", "southern", "early", "late", "public",
    "private", "empty", "full", "three", "seven", "hundred", "thousand", "morning", "evening",
    "week", "month", "near", "after", "before", "against", "without", "between",
];
