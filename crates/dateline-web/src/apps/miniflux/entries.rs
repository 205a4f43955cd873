//! Calls about entries: listing, marking, and what comes with them.

use std::collections::HashMap;

use dateline_model::{ArticleId, FeedId, Media, Millis};
use dateline_store::{ItemOrder, ItemQuery, Reached, Subscription, WholeItem};
use http::StatusCode;
use serde::Deserialize;
use serde_json::json;

use super::asked::{BAD_STATUS, Within, changed_at, covers};
use super::{Answer, Call, bad, done, missing, number, ok, shapes};
use crate::apps::items::{self, Mark};
use crate::apps::{MOST_VALUES, json as answer_in_json};
use crate::pages::search;

/// Names of entries in one answer.
const MOST_NAMES: u32 = 10_000;

/// Entries that a search looks at.
const MOST_FOUND: u32 = 200;

/// The longest search, in characters.
const LONGEST_SEARCH: usize = 200;

/// An enclosure's number is its entry's, times this, and its place: no entry has more.
pub(super) const ENCLOSURES: i64 = 64;

pub(super) async fn answer(call: &Call, method: &str, rest: &[&str]) -> Answer {
    match (method, rest) {
        ("GET", [] | [""]) => list(call, Within::default()).await,
        ("PUT", [] | [""]) => change(call).await,
        ("GET", ["ids"]) => names(call).await,
        ("GET", [id]) => one(call, number(id)?, Within::default()).await,
        ("PUT", [_]) => Ok(answer_in_json(
            StatusCode::FORBIDDEN,
            json!({"error_message": "an article stays as its publisher wrote it"}),
        )),
        ("PUT", [id, "bookmark" | "star"]) => toggle(call, ArticleId(number(id)?)).await,
        ("POST", [_, "save"]) => Err(bad("no third-party integration enabled")),
        ("GET", [id, "fetch-content"]) => {
            let item = find(call, number(id)?).await?;
            ok(json!({
                "content": items::content(&item.article),
                "reading_time": shapes::reading_minutes(&item.article),
            }))
        }
        _ => Err(missing()),
    }
}

async fn find(call: &Call, id: i64) -> Answer<WholeItem> {
    items::one(&call.site, call.id(), ArticleId(id)).await?.ok_or_else(missing)
}

/// One entry, when it stands in the part of the paper that was named with it.
pub(super) async fn one(call: &Call, id: i64, within: Within) -> Answer {
    let item = find(call, id).await?;
    let followed = call.site.store.subscriptions(call.id()).await?;
    let query = call.within(within, ItemQuery::default()).await?;
    let section = section_of(&followed, item.article.feed);
    if !covers(&query, &item, section, call.site.now()) {
        return Err(missing());
    }
    ok(shapes::entries(call, &[item], &followed).into_iter().next().unwrap_or_default())
}

fn section_of(followed: &[Subscription], feed: FeedId) -> Option<&str> {
    let found = followed.iter().find(|one| one.feed.id == feed)?;
    found.section.as_ref().map(|section| section.name.as_str())
}

/// A list of entries, with how many there are in all.
pub(super) async fn list(call: &Call, within: Within) -> Answer {
    let Some(query) = call.query(within).await? else {
        return ok(json!({"total": 0, "entries": []}));
    };
    let (site, reader) = (&call.site, call.id());
    let followed = site.store.subscriptions(reader).await?;
    let (total, items) = if let Some(words) = call.asked.one("search") {
        searched(call, &query, (words, &followed)).await?
    } else {
        let total = site.store.count_items(reader, &query, site.now()).await?;
        let listed = site.store.items(reader, &query, site.now()).await?;
        let ids: Vec<ArticleId> = listed.iter().map(|one| one.item.article).collect();
        (total, site.store.whole_items(reader, &ids).await?)
    };
    ok(json!({"total": total, "entries": shapes::entries(call, &items, &followed)}))
}

/// The best of what a search finds among the reader's feeds and what they saved, in the order that
/// was asked for.
async fn searched(
    call: &Call,
    query: &ItemQuery,
    (words, followed): (&str, &[Subscription]),
) -> Answer<(u64, Vec<WholeItem>)> {
    let line: String = words.chars().take(LONGEST_SEARCH).collect();
    let wanted = search::understood(&call.site, &line);
    let found = search::find(&call.site, &call.caller, wanted, MOST_FOUND).await?;
    let ids: Vec<ArticleId> = found.articles.iter().map(|one| one.id).collect();
    let mut items = call.site.store.whole_items(call.id(), &ids).await?;
    let sections: HashMap<FeedId, Option<&str>> = followed
        .iter()
        .map(|one| (one.feed.id, one.section.as_ref().map(|section| section.name.as_str())))
        .collect();
    items.retain(|item| {
        let section = sections.get(&item.article.feed);
        let theirs = section.is_some() || item.reading.saved_at.is_some();
        theirs && covers(query, item, section.copied().flatten(), call.site.now())
    });
    let key = |item: &WholeItem| match query.order {
        ItemOrder::Number => Millis(0),
        ItemOrder::Read => changed_at(item),
        ItemOrder::Published => item.article.sort_at,
    };
    items.sort_by_key(|item| (key(item), item.article.id));
    if !query.oldest_first {
        items.reverse();
    }
    let total = u64::try_from(items.len()).unwrap_or(u64::MAX);
    let place = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    let page = items.into_iter().skip(place(query.offset)).take(place(query.limit));
    Ok((total, page.collect()))
}

/// The names of entries alone, the newest first.
async fn names(call: &Call) -> Answer {
    let Some(query) = call.query(Within::default()).await? else {
        return ok(json!({"total": 0, "entry_ids": []}));
    };
    if call.asked.has("search") {
        return Err(bad("a search lists entries, not their ids alone"));
    }
    let limit = Some(call.whole_number("limit", MOST_NAMES)?).filter(|n| *n > 0);
    let limit = limit.map_or(MOST_NAMES, |n| n.min(MOST_NAMES));
    let query = ItemQuery { limit, order: ItemOrder::Published, oldest_first: false, ..query };
    let (site, reader) = (&call.site, call.id());
    let total = site.store.count_items(reader, &query, site.now()).await?;
    let listed = site.store.items(reader, &query, site.now()).await?;
    let ids: Vec<i64> = listed.iter().map(|one| one.item.article.0).collect();
    ok(json!({"total": total, "entry_ids": ids}))
}

/// What many entries are to be.
#[derive(Deserialize)]
struct Change {
    #[serde(default)]
    entry_ids: Vec<i64>,
    status: Option<String>,
    starred: Option<bool>,
}

async fn change(call: &Call) -> Answer {
    let change: Change = call.sent()?;
    if change.entry_ids.is_empty() {
        return Err(bad("the list of entries is empty"));
    }
    if change.entry_ids.len() > MOST_VALUES {
        return Err(bad(&format!("one call marks {MOST_VALUES} entries at most")));
    }
    let read = match change.status.as_deref() {
        Some("unread") => Some(Mark::Read(false)),
        // Nothing is removed: what an app wants to see no more counts as read.
        Some("read" | "removed") => Some(Mark::Read(true)),
        None => None,
        Some(_) => {
            return Err(bad(BAD_STATUS));
        }
    };
    let starred = change.starred.map(Mark::Saved);
    if read.is_none() && starred.is_none() {
        return Err(bad("neither a status nor a star is given"));
    }
    let ids: Vec<ArticleId> = change.entry_ids.into_iter().map(ArticleId).collect();
    for mark in read.into_iter().chain(starred) {
        items::mark(&call.site, call.id(), &ids, mark).await?;
    }
    done()
}

async fn toggle(call: &Call, id: ArticleId) -> Answer {
    let item = find(call, id.0).await?;
    let mark = Mark::Saved(item.reading.saved_at.is_none());
    items::mark(&call.site, call.id(), &[id], mark).await?;
    done()
}

/// Marks all entries of a kind as read.
pub(super) async fn mark_all(call: &Call, query: ItemQuery) -> Answer {
    call.site.store.mark_items_read(call.id(), &query, call.site.now()).await?;
    done()
}

/// How far a recording was played.
#[derive(Deserialize)]
struct Progress {
    media_progression: Option<i64>,
}

/// A recording by its number: what it is, or how far it was played.
pub(super) async fn enclosure(call: &Call, method: &str, id: i64) -> Answer {
    let (article, place) = (id.div_euclid(ENCLOSURES), id.rem_euclid(ENCLOSURES));
    let item = find(call, article).await?;
    let article = &item.article;
    let place = usize::try_from(place).unwrap_or(usize::MAX);
    let media: &Media = article.draft.media.get(place).ok_or_else(missing)?;
    let store = &call.site.store;
    match method {
        "GET" => {
            let played = store.playback(call.id(), article.id).await?;
            let played = played.iter().find(|one| one.media.url == media.url);
            let shown = shapes::enclosures(call, article);
            let mut shown = shown.into_iter().find(|one| one["id"] == id).ok_or_else(missing)?;
            shown["media_progression"] = played.map_or(0, |one| one.at_seconds).into();
            ok(shown)
        }
        "PUT" => {
            let progress: Progress = call.sent()?;
            let seconds = u32::try_from(progress.media_progression.unwrap_or(0))
                .map_err(|_| bad("media_progression should be a number of seconds, 0 or more"))?;
            let reached = (media, Reached::Second(seconds));
            store.note_playback(call.id(), article.id, reached, call.site.now()).await?;
            done()
        }
        _ => Err(missing()),
    }
}
