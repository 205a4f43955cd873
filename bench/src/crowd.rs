//! `cargo xtask bench crowd`: what healthy feeds suffer from ten thousand of which half are not.
//!
//! All feeds fall due at the same moment. First the healthy ones are there alone, then all: 30 % are
//! dead (half refuse the connection, half never answer), 10 % send one byte a second, 5 % garbage,
//! 5 % ask for patience. A healthy feed is as late as its first request comes after the start. Each
//! crowd is visited twice: when nothing is known of any feed, and when the first visits have told. A
//! third start, at which nothing is due, tells what of the second's cost is visits.

use std::collections::HashMap;
use std::path::Path;
use std::time::Duration;

use anyhow::Context;
use dateline_model::{FeedId, Millis, Role};
use dateline_store::{NewFeed, NewSubscription, Store};
use dateline_testorigin::{Channel, Feed, Item, Origin, Pace, dead_port};

use crate::feeds::now;
use crate::program::{Cost, Program};

/// What a start does is done by then: reading the articles of the last days back into memory.
const STARTED: Duration = Duration::from_secs(4);

/// Longer than a request may take, so that what waits has ended.
const AFTERMATH: Duration = Duration::from_secs(12);

/// A run that takes longer has failed.
const PATIENCE: Duration = Duration::from_mins(10);

const SETTINGS: &str = "database = \"sqlite:paper.db\"\nlisten = \"127.0.0.1:0\"\n\
    [fetch]\npages = false\ntimeout = \"10s\"\nallow_networks = [\"127.0.0.0/8\", \"::1/128\"]\n\
    [log]\nfilter = \"warn\"\n";

/// How a feed behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Healthy,
    Refusing,
    Silent,
    Dripping,
    Garbage,
    Busy,
}

impl Kind {
    /// The shares of the crowd, evenly mixed.
    fn of(number: usize) -> Kind {
        match number % 20 {
            1 | 8 | 15 => Kind::Refusing,
            3 | 11 | 18 => Kind::Silent,
            5 | 13 => Kind::Dripping,
            7 => Kind::Garbage,
            9 => Kind::Busy,
            _ => Kind::Healthy,
        }
    }

    fn feed(self, number: usize) -> Feed {
        match self {
            Kind::Healthy => healthy(number),
            Kind::Refusing => Feed::default(),
            Kind::Silent => Feed { pace: Pace::Never, ..Feed::default() },
            Kind::Dripping => Feed { pace: Pace::Drip, ..healthy(number) },
            Kind::Garbage => Feed { body: vec![b'?'; 50_000].into(), ..Feed::default() },
            Kind::Busy => Feed::status(429).with("Retry-After", "3600"),
        }
    }
}

fn healthy(number: usize) -> Feed {
    let mut item = Item::new(&format!("Boat {number} comes home"), now());
    item.html = format!("<p>Boat {number} came home. {}</p>", "The tide was high. ".repeat(40));
    let title = format!("Harbour {number}");
    let channel = Channel { title, items: vec![item], ..Channel::default() };
    Feed::rss(channel.rss()).tagged(&format!("\"{number}\""))
}

/// What a crowd's healthy feeds suffered: lateness in seconds, sorted.
struct Suffered {
    lateness: Vec<f64>,
    cost: Cost,
}

/// Visits the healthy alone and then all, and prints both.
pub(crate) async fn run(feeds: usize) -> anyhow::Result<()> {
    let (alone, start) = visit_twice(feeds, true).await?;
    let (crowd, _) = visit_twice(feeds, false).await?;
    let healthy = alone.first().map_or(0, |suffered| suffered.lateness.len());
    println!("{healthy} healthy feeds of {feeds}; lateness in seconds");
    println!("                                    mean    p50    p95   last   CPU s  peak MB");
    for (visit, (alone, crowd)) in
        ["first visit", "next visit"].iter().zip(alone.iter().zip(&crowd))
    {
        for (who, suffered) in [("alone", alone), ("in the crowd", crowd)] {
            println!(
                "{visit:<12} {who:<18} {:>8.2} {:>6.2} {:>6.2} {:>6.2} {:>7.2} {:>8.0}",
                suffered.mean(),
                suffered.at(0.5),
                suffered.at(0.95),
                suffered.at(1.0),
                suffered.cost.cpu.as_secs_f64(),
                suffered.cost.peak_megabytes
            );
        }
        println!("{visit:<12} times as late       {:>6.2}", crowd.mean() / alone.mean());
    }
    if let Some(unchanged) = alone.last() {
        let each = |cost: Duration| -> anyhow::Result<f64> {
            Ok(cost.as_secs_f64() * 1e6 / f64::from(u32::try_from(healthy)?))
        };
        let visits = unchanged.cost.cpu.saturating_sub(start);
        println!(
            "an unchanged feed costs {:.0} µs CPU a visit, and {:.0} µs with its share of the \
             program's start",
            each(visits)?,
            each(unchanged.cost.cpu)?
        );
    }
    Ok(())
}

/// Every feed falls due, twice, for a program that is started anew each time; and what such a start
/// costs when nothing is due.
async fn visit_twice(feeds: usize, alone: bool) -> anyhow::Result<(Vec<Suffered>, Duration)> {
    let folder = tempfile::tempdir()?;
    let origin = Origin::start(now).await?;
    let chosen: Vec<usize> =
        (0..feeds).filter(|number| !alone || Kind::of(*number) == Kind::Healthy).collect();
    let ids = subscribe(folder.path(), &origin, &chosen).await?;
    let mut both = Vec::new();
    for _ in 0..2 {
        make_due(folder.path(), &ids).await?;
        both.push(visit(folder.path(), &origin, &chosen).await?);
    }
    let mut program = Program::start(folder.path(), SETTINGS, "serve")?;
    program.until_ready()?;
    tokio::time::sleep(STARTED).await;
    let start = program.cost()?.cpu;
    program.stop().await?;
    Ok((both, start))
}

async fn open(folder: &Path) -> anyhow::Result<Store> {
    Ok(Store::open(&format!("sqlite:{}", folder.join("paper.db").display())).await?)
}

async fn subscribe(
    folder: &Path,
    origin: &Origin,
    chosen: &[usize],
) -> anyhow::Result<Vec<FeedId>> {
    let store = open(folder).await?;
    let reader = store.create_reader("bench", "hash", Role::Owner, now()).await?;
    let dead = dead_port().await?;
    let mut ids = Vec::new();
    for &number in chosen {
        let kind = Kind::of(number);
        origin.set(&host(number), "/feed", kind.feed(number));
        let url = if kind == Kind::Refusing {
            format!("http://{}:{dead}/feed", host(number))
        } else {
            origin.url(&host(number), "/feed")
        };
        let feed = store.add_feed(&NewFeed { url, ..NewFeed::default() }, now()).await?;
        let wanted = NewSubscription { reader, feed, section: None, title: None };
        store.subscribe(&wanted, now()).await?;
        ids.push(feed);
    }
    Ok(ids)
}

fn host(number: usize) -> String {
    format!("f{number}.localhost")
}

/// In the same order as their numbers, so that kinds are mixed as they are.
async fn make_due(folder: &Path, ids: &[FeedId]) -> anyhow::Result<()> {
    let store = open(folder).await?;
    let at = now();
    for &id in ids {
        store.make_due(id, at).await?;
    }
    Ok(())
}

/// Starts the program and watches until every healthy feed was asked, and for a while longer.
async fn visit(folder: &Path, origin: &Origin, chosen: &[usize]) -> anyhow::Result<Suffered> {
    origin.forget_asked();
    let healthy: Vec<usize> =
        chosen.iter().copied().filter(|number| Kind::of(*number) == Kind::Healthy).collect();
    let mut program = Program::start(folder, SETTINGS, "serve")?;
    program.until_ready()?;
    let start = now();
    let asked = async {
        loop {
            tokio::time::sleep(Duration::from_millis(500)).await;
            let first = first_asked(origin);
            let late = healthy.iter().map(|number| first.get(&host(*number)).copied());
            if let Some(late) = late.collect::<Option<Vec<Millis>>>() {
                return late;
            }
        }
    };
    let asked = tokio::time::timeout(PATIENCE, asked).await.context("healthy feeds starve")?;
    settle(folder, healthy.len()).await?;
    let cost = program.cost()?;
    tokio::time::sleep(AFTERMATH).await;
    let peak_megabytes = program.cost()?.peak_megabytes;
    program.stop().await?;
    let late = asked.iter().map(|at| f64::from(i32::try_from(at.0 - start.0).unwrap_or(0)) / 1e3);
    let mut lateness: Vec<f64> = late.map(|seconds| seconds.max(0.0)).collect();
    lateness.sort_by(f64::total_cmp);
    Ok(Suffered { lateness, cost: Cost { peak_megabytes, ..cost } })
}

/// Until all that the healthy feeds brought is in the paper.
async fn settle(folder: &Path, articles: usize) -> anyhow::Result<()> {
    let store = open(folder).await?;
    let settled = async {
        loop {
            let counts = store.counts().await?;
            if counts.unplaced == 0 && counts.articles >= u64::try_from(articles)? {
                return anyhow::Ok(());
            }
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
    };
    tokio::time::timeout(PATIENCE, settled).await.context("articles are missing")?
}

/// When each host was first asked.
fn first_asked(origin: &Origin) -> HashMap<String, Millis> {
    let mut first = HashMap::new();
    for (address, asked) in origin.all_asked() {
        let host = address.trim_end_matches("/feed").to_owned();
        let at = first.entry(host).or_insert(asked.at);
        *at = asked.at.min(*at);
    }
    first
}

impl Suffered {
    fn mean(&self) -> f64 {
        let count = f64::from(u32::try_from(self.lateness.len().max(1)).unwrap_or(u32::MAX));
        self.lateness.iter().sum::<f64>() / count
    }

    /// The lateness that this share of the feeds does not exceed.
    fn at(&self, share: f64) -> f64 {
        let last = self.lateness.len().saturating_sub(1);
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a place in a list of a few thousand"
        )]
        let place = (last as f64 * share).round() as usize;
        self.lateness.get(place).copied().unwrap_or_default()
    }
}
