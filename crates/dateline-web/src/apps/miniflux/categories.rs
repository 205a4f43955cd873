//! Calls about categories, which are a reader's sections.
//!
//! In Miniflux every feed has one. Those that stand in no section here are given a category of their
//! own, which can neither be renamed nor deleted.

use std::collections::HashMap;

use dateline_model::{FeedId, Section, SectionId};
use dateline_store::{ItemQuery, Subscription};
use serde::Deserialize;
use serde_json::Value;

use super::asked::Within;
use super::{Answer, Call, bad, created, done, entries, feeds, missing, number, ok, shapes};
use crate::pages::feeds::{MOST_FEEDS, section_name};

/// The number of the category of feeds in no section: the highest that apps with small integers can
/// hold, and far from any section's.
pub(super) const NO_SECTION: i64 = i32::MAX as i64;

pub(super) async fn answer(call: &Call, method: &str, rest: &[&str]) -> Answer {
    let known = async |id: &str| -> Answer<i64> {
        let id = number(id)?;
        let there = id == NO_SECTION || own(call, id).await?.is_some();
        if there { Ok(id) } else { Err(missing()) }
    };
    let within = |id| Within { feed: None, category: Some(id) };
    match (method, rest) {
        ("GET", [] | [""]) => list(call).await,
        ("POST", [] | [""]) => create(call).await,
        ("PUT", [id]) => rename(call, known(id).await?).await,
        ("DELETE", [id]) => {
            let id = section(known(id).await?)?;
            call.site.store.delete_section(call.id(), id).await?;
            done()
        }
        ("GET", [id, "feeds"]) => {
            let id = known(id).await?;
            let followed = call.site.store.subscriptions(call.id()).await?;
            let inside = followed.iter().filter(|one| of(one) == id);
            ok(inside.map(|one| shapes::feed(call, one)).collect())
        }
        ("PUT", [id, "refresh"]) => {
            known(id).await?;
            feeds::refresh_due(call)
        }
        ("PUT", [id, "mark-all-as-read"]) => {
            let within = within(known(id).await?);
            let query = call.within(within, ItemQuery::default()).await?;
            entries::mark_all(call, query).await
        }
        ("GET", [id, "entries"]) => entries::list(call, within(known(id).await?)).await,
        ("GET", [id, "entries", entry]) => {
            entries::one(call, number(entry)?, within(known(id).await?)).await
        }
        _ => Err(missing()),
    }
}

/// The reader's section of this number.
pub(super) async fn own(call: &Call, id: i64) -> Answer<Option<Section>> {
    let sections = call.site.store.sections(call.id()).await?;
    Ok(sections.into_iter().find(|section| section.id.0 == id))
}

/// The category of a feed.
pub(super) fn of(one: &Subscription) -> i64 {
    one.section.as_ref().map_or(NO_SECTION, |section| section.id.0)
}

fn section(id: i64) -> Answer<SectionId> {
    if id == NO_SECTION {
        return Err(bad("feeds without a section cannot be renamed or deleted together"));
    }
    Ok(SectionId(id))
}

async fn list(call: &Call) -> Answer {
    let (store, reader) = (&call.site.store, call.id());
    let mut all: Vec<Value> = vec![shapes::category(call, None)];
    let sections = store.sections(reader).await?;
    all.extend(sections.iter().map(|section| shapes::category(call, Some(section))));
    if call.asked.one("counts") == Some("true") {
        let followed = store.subscriptions(reader).await?;
        let unread = store.unread(reader, call.site.now()).await?;
        let unread: HashMap<FeedId, u32> = unread.iter().map(|one| (one.feed, one.count)).collect();
        for category in &mut all {
            let inside = || followed.iter().filter(|one| category["id"] == of(one));
            let count: u32 = inside().filter_map(|one| unread.get(&one.feed.id)).sum();
            let feeds = inside().count();
            category["feed_count"] = feeds.into();
            category["total_unread"] = count.into();
        }
    }
    ok(all.into())
}

/// What a category is to be called.
#[derive(Deserialize)]
struct Named {
    title: Option<String>,
}

impl Named {
    /// A name that no other section of the reader has.
    async fn free(&self, call: &Call, own: Option<i64>) -> Answer<String> {
        let name = self.title.as_deref().and_then(section_name);
        let name = name.ok_or_else(|| bad("the title is required"))?;
        let sections = call.site.store.sections(call.id()).await?;
        let taken = sections.iter().any(|one| one.name == name && Some(one.id.0) != own);
        if taken { Err(bad("this category already exists")) } else { Ok(name) }
    }
}

async fn create(call: &Call) -> Answer {
    let name = call.sent::<Named>()?.free(call, None).await?;
    if call.site.store.sections(call.id()).await?.len() >= MOST_FEEDS {
        return Err(bad(&format!("one has {MOST_FEEDS} categories at most")));
    }
    let id = call.site.store.create_section(call.id(), &name).await?;
    created(shapes::category(call, Some(&Section { id, name })))
}

async fn rename(call: &Call, id: i64) -> Answer {
    let section = section(id)?;
    let name = call.sent::<Named>()?.free(call, Some(id)).await?;
    call.site.store.rename_section(call.id(), section, &name).await?;
    created(shapes::category(call, Some(&Section { id: section, name })))
}
