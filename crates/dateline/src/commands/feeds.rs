//! `dateline add`, `import`, `export`, `check`: subscriptions at the terminal.

use anyhow::{Context, bail};
use dateline_model::ReaderId;
use dateline_store::{NewFeed, NewSubscription, Store};
use dateline_web::OpmlFeed;

use super::paper::{Process, now};
use crate::cli::{Add, Export, Exported, Import};
use crate::config::Config;
use crate::discover::discover;
use crate::newsroom;

pub(super) async fn add(add: Add, config: Config) -> anyhow::Result<()> {
    let process = Process::start(config).await?;
    let owner = owner(&process.store).await?;
    let mut failed = 0;
    for address in &add.addresses {
        let found = match discover(&process.client, address).await {
            Ok(found) => found,
            Err(why) => {
                eprintln!("{address}: {why}");
                failed += 1;
                continue;
            }
        };
        let Some(feed) = found.first() else { continue };
        for other in found.iter().skip(1) {
            println!("also found: {} ({}, {} entries)", other.url, other.title, other.entries);
        }
        let title = Some(feed.title.clone());
        let wanted = OpmlFeed { url: feed.url.clone(), title, section: add.section.clone() };
        subscribe(&process.store, owner, &wanted).await?;
        println!("added {} ({}, {} entries)", feed.url, feed.title, feed.entries);
    }
    anyhow::ensure!(
        failed == 0,
        "{failed} of {} addresses could not be added",
        add.addresses.len()
    );
    Ok(())
}

pub(super) async fn import(import: Import, config: Config) -> anyhow::Result<()> {
    let process = Process::start(config).await?;
    let owner = owner(&process.store).await?;
    let bytes = std::fs::read(&import.file)
        .with_context(|| format!("cannot read the file {}", import.file.display()))?;
    let (feeds, mut problems) = newsroom::read_opml(&bytes);
    let found = feeds.len();
    for feed in &feeds {
        if let Err(error) = subscribe(&process.store, owner, feed).await {
            problems.push(format!("{}: {error:#}", feed.url));
        }
    }
    for problem in &problems {
        eprintln!("left out: {problem}");
    }
    println!("{found} feeds found, {} left out", problems.len());
    Ok(())
}

pub(super) async fn export(export: Export, config: Config) -> anyhow::Result<()> {
    let Exported::Opml = export.what;
    let process = Process::start(config).await?;
    let owner = owner(&process.store).await?;
    let subscriptions = process.store.subscriptions(owner).await?;
    let feeds: Vec<OpmlFeed> = subscriptions
        .into_iter()
        .map(|subscription| OpmlFeed {
            url: subscription.feed.url,
            title: subscription.title.or(Some(subscription.feed.title)),
            section: subscription.section.map(|section| section.name),
        })
        .collect();
    print!("{}", newsroom::write_opml(&feeds));
    Ok(())
}

/// Visits every feed and works until all that came is published.
pub(super) async fn check(config: Config) -> anyhow::Result<()> {
    let process = Process::start(config).await?;
    for feed in process.store.feeds().await? {
        // Without a next visit it is gone, or nobody follows it.
        if feed.next_visit_at.is_some() {
            process.store.make_due(feed.id, now()).await?;
        }
    }
    super::demo::work_until_quiet(process.desk(), &process.store).await?;
    let mut trouble = 0;
    for feed in process.store.feeds().await? {
        let how = feed.trouble.as_deref().unwrap_or("ok");
        trouble += usize::from(feed.trouble.is_some());
        println!("{}: {how}", feed.title);
    }
    let counts = process.store.counts().await?;
    println!(
        "{} articles in {} stories; {trouble} feeds in trouble",
        counts.articles, counts.stories
    );
    Ok(())
}

async fn subscribe(store: &Store, reader: ReaderId, wanted: &OpmlFeed) -> anyhow::Result<()> {
    let new = NewFeed { url: wanted.url.clone(), title: wanted.title.clone(), site_url: None };
    let feed = store.add_feed(&new, now()).await?;
    let section = wanted.section.clone();
    let subscription = NewSubscription { reader, feed, section, title: wanted.title.clone() };
    Ok(store.subscribe(&subscription, now()).await?)
}

async fn owner(store: &Store) -> anyhow::Result<ReaderId> {
    match store.owner().await? {
        Some(owner) => Ok(owner.id),
        None => {
            bail!("the paper has no owner yet; run `dateline serve` and open the link it prints")
        }
    }
}
