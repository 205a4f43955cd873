//! Calls about feeds.

use std::collections::BTreeMap;

use dateline_model::FeedId;
use dateline_store::ItemQuery;
use serde::Deserialize;
use serde_json::{Value, json};

use super::asked::Within;
use super::categories::{self, NO_SECTION};
use super::{Answer, Call, bad, created, done, entries, missing, number, ok, shapes};
use crate::apps::following::{self, Way};
use crate::error::Error;
use crate::limits::Door;

pub(super) async fn answer(call: &Call, method: &str, rest: &[&str]) -> Answer {
    let (store, reader) = (&call.site.store, call.id());
    let own = async |id: &str| -> Answer<_> {
        Ok(following::own(&call.site, reader, FeedId(number(id)?)).await?)
    };
    match (method, rest) {
        ("GET", [] | [""]) => {
            let followed = store.subscriptions(reader).await?;
            ok(followed.iter().map(|one| shapes::feed(call, one)).collect())
        }
        ("POST", [] | [""]) => follow(call).await,
        ("GET", ["counters"]) => counters(call).await,
        ("PUT", ["refresh"]) => refresh_due(call),
        ("GET", [id]) => ok(shapes::feed(call, &own(id).await?)),
        ("PUT", [id]) => change(call, FeedId(number(id)?)).await,
        ("DELETE", [id]) => {
            let feed = own(id).await?.feed.id;
            store.unsubscribe(reader, feed, call.site.now()).await?;
            done()
        }
        ("PUT", [id, "refresh"]) => {
            let feed = own(id).await?.feed.id;
            let (limits, now) = (&call.site.limits, call.site.now());
            limits.take(Door::Check, &feed.to_string(), now).map_err(Error::TooMany)?;
            store.make_due(feed, now).await?;
            refresh_due(call)
        }
        ("PUT", [id, "mark-all-as-read"]) => {
            let feed = Some(own(id).await?.feed.id);
            entries::mark_all(call, ItemQuery { feed, ..ItemQuery::default() }).await
        }
        ("GET", [id, "entries"]) => {
            let feed = Some(own(id).await?.feed.id.0);
            entries::list(call, Within { feed, category: None }).await
        }
        ("GET", [id, "entries", entry]) => {
            let feed = Some(own(id).await?.feed.id.0);
            entries::one(call, number(entry)?, Within { feed, category: None }).await
        }
        // The paper keeps no pictures of feeds.
        _ => Err(missing()),
    }
}

/// Feeds are visited as often as is good for them; those that are due are so at once.
pub(super) fn refresh_due(call: &Call) -> Answer {
    call.site.newsroom.wake();
    done()
}

/// How much of each feed is unread, and how much is not: entries that are no articles count there.
async fn counters(call: &Call) -> Answer {
    let unread = call.site.store.unread(call.id(), call.site.now()).await?;
    let followed = call.site.store.subscriptions(call.id()).await?;
    let unreads: BTreeMap<String, u32> =
        unread.iter().map(|one| (one.feed.to_string(), one.count)).collect();
    let reads: BTreeMap<String, u32> = followed
        .iter()
        .map(|one| {
            let id = one.feed.id.to_string();
            let unread = unreads.get(&id).copied().unwrap_or(0);
            (id, one.feed.entry_count.saturating_sub(unread))
        })
        .filter(|(_, count)| *count > 0)
        .collect();
    ok(json!({"reads": reads, "unreads": unreads}))
}

/// What a feed is to be: all that Miniflux knows besides is the owner's word, or unknown here.
#[derive(Deserialize)]
struct Wanted {
    feed_url: Option<String>,
    title: Option<String>,
    category_id: Option<i64>,
}

/// Where the category of a number leads.
async fn way_to(call: &Call, category: Option<i64>) -> Answer<Way> {
    Ok(match category.filter(|id| *id != 0) {
        None => Way::Stays,
        Some(NO_SECTION) => Way::Out,
        Some(id) => {
            let section = categories::own(call, id).await?;
            let section = section.ok_or_else(|| bad("this category does not exist"))?;
            Way::Into(section.name)
        }
    })
}

async fn follow(call: &Call) -> Answer {
    let wanted: Wanted = call.sent()?;
    let url = wanted.feed_url.as_deref().map(str::trim).filter(|url| !url.is_empty());
    let url = url.ok_or_else(|| bad("the feed URL is required"))?;
    let section = way_to(call, wanted.category_id).await?.section(None).unwrap_or_default();
    let (site, reader) = (&call.site, call.id());
    let found = following::find(site, reader, url).await?.map_err(|why| bad(&why))?;
    let followed = site.store.subscriptions(reader).await?;
    if followed.iter().any(|one| one.feed.url == found.url) {
        return Err(bad("this feed already exists"));
    }
    let feed = following::follow(site, reader, &found.url, &section).await?;
    created(json!({"feed_id": feed.0}))
}

async fn change(call: &Call, feed: FeedId) -> Answer {
    let wanted: Wanted = call.sent()?;
    let known = following::own(&call.site, call.id(), feed).await?;
    let way = way_to(call, wanted.category_id).await?;
    let change = (way, wanted.title.as_deref());
    following::change(&call.site, call.id(), &known, change).await?;
    created(shapes::feed(call, &following::own(&call.site, call.id(), feed).await?))
}

/// An address whose feeds are asked for.
#[derive(Deserialize)]
struct Website {
    #[serde(default)]
    url: String,
}

/// `discover`.
pub(super) async fn discover(call: &Call) -> Answer {
    let website: Website = call.sent()?;
    let found = following::discover(&call.site, call.id(), website.url.trim()).await?;
    let found = found.map_err(|why| bad(&why))?;
    if found.is_empty() {
        return Err(missing());
    }
    let line = |feed: &crate::paper::FoundFeed| {
        let title = if feed.title.is_empty() { &feed.url } else { &feed.title };
        json!({"url": feed.url, "title": title, "type": "rss"})
    };
    ok(found.iter().map(line).collect::<Value>())
}
