//! `dateline demo`: a news day of invented publishers, through the real pipeline, offline.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use dateline_demo::news_day;
use dateline_model::{Millis, ReaderId, Role};
use dateline_store::{FeedRow, NewFeed, NewSubscription, Store};
use indicatif::{ProgressBar, ProgressStyle};
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::paper::{Process, asked_to_end, listen, now};
use crate::cli::Demo;
use crate::config::{Config, Layers, Source};
use crate::desk::{Desk, KIND, Stop, stopped};

/// Who the demo's visitor may sign in as.
const NAME: &str = "editor";

/// Serves the news day, makes the paper of it, and keeps both up until Ctrl-C.
pub(super) async fn demo(demo: Demo, layers: &Layers) -> anyhow::Result<()> {
    let mut config = Config::of(layers)?;
    config.public = true;
    config.public_full_text = true;
    config.pictures = None; // a demo leaves nothing behind
    config.fetch.allow_networks.extend(["127.0.0.0/8".into(), "::1/128".into()]);
    if config.log.filter == "info" {
        config.log.filter = "warn".into(); // the progress bar tells the rest
    }
    let passing = (*layers.value("database").1 != Source::Flag).then(Passing::new);
    if let Some(passing) = &passing {
        config.database = format!("sqlite:{}", passing.0.display());
    }
    let listener = listen(config.listen).await?;
    let address = listener.local_addr()?;
    let process = Process::start(config).await?;
    let (ending, stop) = watch::channel(false);
    let started = now();
    let publishers = publish(&demo, &process.store, stop.clone()).await?;
    let base = process.base_url(address)?;
    let store = process.store.clone();
    let mut running = tokio::spawn(process.run_until(Some(listener), true, stop.clone()));
    let shown = async {
        follow(&store, started).await?;
        println!("ready on {}", base.as_str().trim_end_matches('/'));
        asked_to_end().await;
        anyhow::Ok(())
    };
    tokio::select! {
        outcome = shown => outcome?,
        () = asked_to_end() => {}
        ended = &mut running => return ended.context("the paper ended by a fault")?,
    }
    let _ = ending.send(true);
    running.await.context("the paper ended by a fault")??;
    publishers.await.context("the demo's publishers ended by a fault")?
}

/// Serves the invented publishers and subscribes the demo's reader to them.
async fn publish(
    demo: &Demo,
    store: &Store,
    stop: Stop,
) -> anyhow::Result<tokio::task::JoinHandle<anyhow::Result<()>>> {
    let listener = TcpListener::bind(("127.0.0.1", demo.publishers_port))
        .await
        .context("cannot serve the demo's publishers; choose another --publishers-port")?;
    let port = listener.local_addr()?.port();
    let day = news_day(now(), port);
    let reader = reader(store).await?;
    for subscription in &day.subscriptions {
        let feed = NewFeed {
            url: subscription.feed_url.clone(),
            title: Some(subscription.title.clone()),
            ..NewFeed::default()
        };
        let feed = store.add_feed(&feed, now()).await?;
        let section = Some(subscription.section.clone());
        let wanted = NewSubscription { reader, feed, section, title: None };
        store.subscribe(&wanted, now()).await?;
    }
    println!("the demo's publishers are on port {port} of loopback");
    Ok(tokio::spawn(async move {
        let mut stop = stop;
        let ended = async move {
            stopped(&mut stop).await;
        };
        Ok(dateline_demo::serve(day.origin, listener, ended).await?)
    }))
}

/// The demo's reader, made at the first start with a password of that start alone.
async fn reader(store: &Store) -> anyhow::Result<ReaderId> {
    if let Some((reader, _)) = store.credentials(NAME).await? {
        return Ok(reader.id);
    }
    let password = dateline_web::new_password();
    let hash = dateline_web::hash_password(&password).await;
    println!("to comment, sign in as {NAME} with the password {password}");
    Ok(store.create_reader(NAME, &hash, Role::Owner, now()).await?)
}

/// Shows how far the paper is, and ends when every feed was visited since `started` and all that
/// came has its place. Articles that are tried again later are not waited for.
pub(super) async fn follow(store: &Store, started: Millis) -> anyhow::Result<()> {
    let bar = ProgressBar::new(0);
    let shape = "{bar:40} {pos}/{len} articles  {msg}";
    bar.set_style(ProgressStyle::with_template(shape).context("the bar's shape is valid")?);
    loop {
        let counts = store.counts().await?;
        bar.set_length(counts.entries);
        bar.set_position(counts.articles);
        bar.set_message(format!("in {} stories", counts.stories));
        let quiet = counts.unplaced == 0 && store.jobs_on_their_way(KIND, now()).await? == 0;
        if quiet && store.feeds().await?.iter().all(|feed| was_visited(feed, started)) {
            bar.finish();
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Feeds that are gone, or that nobody follows, are not visited any more.
fn was_visited(feed: &FeedRow, started: Millis) -> bool {
    feed.next_visit_at.is_none() || feed.last_visit_at.is_some_and(|at| at >= started)
}

/// The demo's database when none was named: gone when the demo ends.
struct Passing(PathBuf);

impl Passing {
    fn new() -> Passing {
        Passing(std::env::temp_dir().join(format!("dateline-demo-{}.db", std::process::id())))
    }
}

impl Drop for Passing {
    fn drop(&mut self) {
        for end in ["", "-wal", "-shm"] {
            let mut path = self.0.clone().into_os_string();
            path.push(end);
            let _ = std::fs::remove_file(path); // it may never have been made
        }
    }
}

/// Runs a desk until every feed was visited and everything that came is published.
pub(super) async fn work_until_quiet(desk: Arc<Desk>, store: &Store) -> anyhow::Result<()> {
    let (ending, stop) = watch::channel(false);
    let started = now();
    let mut running = tokio::spawn(desk.run(stop));
    tokio::select! {
        outcome = follow(store, started) => outcome?,
        ended = &mut running => return ended.context("the desk ended by a fault")?,
    }
    let _ = ending.send(true);
    running.await.context("the desk ended by a fault")?
}
