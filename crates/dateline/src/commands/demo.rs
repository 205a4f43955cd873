//! `dateline demo`: a news day of invented publishers, through the real pipeline, offline.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use dateline_demo::news_day;
use dateline_model::{ReaderId, Role};
use dateline_store::{Counts, NewFeed, NewSubscription, Store};
use indicatif::{ProgressBar, ProgressStyle};
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::paper::{Process, asked_to_end, listen, now};
use crate::cli::Demo;
use crate::config::{Config, Layers, Source};
use crate::desk::{Desk, Stop};

/// Who the demo's visitor may sign in as.
const NAME: &str = "editor";

/// Serves the news day, makes the paper of it, and keeps both up until Ctrl-C.
pub(super) async fn demo(demo: Demo, layers: &Layers) -> anyhow::Result<()> {
    let mut config = Config::of(layers)?;
    config.public = true;
    config.public_full_text = true;
    config.fetch.allow_networks.extend(["127.0.0.0/8".into(), "::1/128".into()]);
    if config.log.filter == "info" {
        config.log.filter = "warn".into(); // the progress bar tells the rest
    }
    let passing = (*layers.value("database").1 == Source::Default).then(Passing::new);
    if let Some(passing) = &passing {
        config.database = format!("sqlite:{}", passing.0.display());
    }
    let listener = listen(config.listen).await?;
    let address = listener.local_addr()?;
    let process = Process::start(config).await?;
    let (ending, stop) = watch::channel(false);
    let publishers = publish(&demo, &process.store, stop.clone()).await?;
    let base = process.base_url(address)?;
    let store = process.store.clone();
    let running = tokio::spawn(process.run_until(Some(listener), true, stop.clone()));
    tokio::select! {
        outcome = follow(&store) => {
            outcome?;
            println!("ready on {}", base.as_str().trim_end_matches('/'));
            asked_to_end().await;
        }
        () = asked_to_end() => {}
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
            site_url: None,
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
            let _ = stop.wait_for(|stop| *stop).await;
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

/// Shows how far the paper is, and ends when every article is in its story.
async fn follow(store: &Store) -> anyhow::Result<()> {
    let bar = ProgressBar::new(0);
    let shape = "{bar:40} {pos}/{len} articles  {msg}";
    bar.set_style(ProgressStyle::with_template(shape).context("the bar's shape is valid")?);
    loop {
        let counts = store.counts().await?;
        bar.set_length(counts.entries);
        bar.set_position(counts.articles);
        bar.set_message(format!("in {} stories", counts.stories));
        if complete(&counts)
            && !store.feeds().await?.iter().any(|feed| feed.last_visit_at.is_none())
        {
            bar.finish();
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

/// Every entry has become an article, and every article has its place.
fn complete(counts: &Counts) -> bool {
    counts.entries > 0 && counts.unplaced == 0 && counts.articles >= counts.entries
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
    let running = tokio::spawn(desk.run(stop));
    let outcome = follow(store).await;
    let _ = ending.send(true);
    running.await.context("the desk ended by a fault")?;
    outcome
}
