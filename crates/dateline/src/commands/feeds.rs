//! `dateline add`, `import`, `export`, `check`: subscriptions at the terminal.

use anyhow::{Context, bail};
use dateline_model::Reader;
use dateline_store::{FeedKind, Following, NewFeed, Store};
use dateline_web::FoundFeed;

use super::paper::{Process, now};
use crate::cli::{Add, Export, Exported, Import};
use crate::config::Config;
use crate::discover::discover;
use crate::roll;

pub(super) async fn add(add: Add, config: Config) -> anyhow::Result<()> {
    let process = Process::start(config).await?;
    let owner = owner(&process.store).await?;
    let robots = process.robots();
    let mut failed = 0;
    for address in &add.addresses {
        let found = match discover(&process.client, &robots, address).await {
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
        let kind = if feed.watched { FeedKind::Page } else { FeedKind::Feed };
        let new = NewFeed { url: feed.url.clone(), kind, ..NewFeed::default() };
        let wanted = Following { feed: new, section: add.section.clone(), ..Following::default() };
        process.store.follow_all(owner.id, &[wanted], now()).await?;
        println!("{}", added(feed));
    }
    anyhow::ensure!(
        failed == 0,
        "{failed} of {} addresses could not be added",
        add.addresses.len()
    );
    Ok(())
}

/// What was added, in words; of a watched page also what it lists, so that a menu is noticed.
fn added(feed: &FoundFeed) -> String {
    let FoundFeed { url, title, entries, .. } = feed;
    if !feed.watched {
        return format!("added {url} ({title}, {entries} entries)");
    }
    let headlines = feed.headlines.iter().map(|headline| format!("\n  {headline}"));
    format!(
        "added {url} ({title}): a page without a feed, which is watched for new links in its list; \
         it lists {entries} now, beginning with{}",
        headlines.collect::<String>()
    )
}

pub(super) async fn import(import: Import, config: Config) -> anyhow::Result<()> {
    let process = Process::start(config).await?;
    let owner = owner(&process.store).await?;
    let bytes = std::fs::read(&import.file)
        .with_context(|| format!("cannot read the file {}", import.file.display()))?;
    let list = roll::read_opml(&bytes);
    let imported = dateline_web::import_list(&process.store, &owner, list, now()).await?;
    for line in &imported.left_out {
        eprintln!("left out: {line}");
    }
    let (followed, already) = (imported.followed, imported.already);
    println!(
        "{followed} feeds followed, {already} were followed before, {} left out",
        imported.left_out.len()
    );
    Ok(())
}

pub(super) async fn export(export: Export, config: Config) -> anyhow::Result<()> {
    let Exported::Opml = export.what;
    let process = Process::start(config).await?;
    let owner = owner(&process.store).await?;
    let subscriptions = process.store.subscriptions(owner.id).await?;
    print!("{}", roll::write_opml(&dateline_web::export_list(subscriptions)));
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
    super::demo::work_until_quiet(process.desk()?, &process.store).await?;
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

async fn owner(store: &Store) -> anyhow::Result<Reader> {
    match store.owner().await? {
        Some(owner) => Ok(owner),
        None => {
            bail!("the paper has no owner yet; run `dateline serve` and open the link it prints")
        }
    }
}
