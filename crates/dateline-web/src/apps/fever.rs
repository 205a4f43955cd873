//! The Fever API, which apps of many readers speak: one address, and what is asked for by its name in
//! the query; several things at once are answered together.
//!
//! An app shows an MD5 of `name:password` in the form of each call, and nothing else. We keep the
//! SHA-256 of that key, made while the password is known; the passwords are random and long, so that
//! MD5's weakness helps nobody. A refusal is an answer with `"auth": 0`.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{FromRequest as _, Multipart, Request, State};
use axum::response::Response;
use dateline_model::{ArticleId, FeedId, Millis, Reader, ReaderId};
use dateline_store::{Item, ItemOrder, ItemQuery, Subscription, WholeItem};
use http::{Method, StatusCode, header};
use md5::Digest as _;
use serde_json::{Map, Value, json};

use super::asked::{Asked, moment};
use super::items::{self, Mark};
use super::{Api, LARGEST_CALL, MOST_VALUES, json};
use crate::doors::{self, Peer};
use crate::error::{Error, Result};
use crate::pages::feeds::words::title;
use crate::paper::Site;
use crate::secret;
use crate::speech::Message;

/// The version of the API.
const VERSION: u32 = 3;

/// Items of one answer, whole: apps ask again until there is none.
const PAGE: u32 = 50;

/// Names of items in one answer: there is no way to ask for more.
const MOST_NAMES: usize = 50_000;

/// Names of items that the store gives at once.
const NAMES_AT_ONCE: u32 = 10_000;

/// What is kept of the key that apps make of a reader's name and password for a program.
pub(crate) fn key_digest(name: &str, password: &str) -> [u8; 32] {
    let key = md5::Md5::digest(format!("{name}:{password}").as_bytes());
    secret::token_digest(&secret::hex(&key))
}

/// What went wrong.
pub(super) fn told(error: &Error) -> Response {
    json(error.status(), json!({"api_version": VERSION, "auth": 0, "error": error.to_string()}))
}

fn refused() -> Response {
    json(StatusCode::OK, json!({"api_version": VERSION, "auth": 0}))
}

/// `/fever/`: every call.
pub(crate) async fn call(State(site): State<Arc<Site>>, request: Request) -> Response {
    if *request.method() != Method::POST {
        return refused();
    }
    let peer = request.extensions().get::<Peer>().copied();
    let Some(asked) = read(request).await else {
        let why = "the form is too large or broken off";
        return json(
            StatusCode::BAD_REQUEST,
            json!({"api_version": VERSION, "auth": 0, "error": why}),
        );
    };
    let answered = answer(&site, &asked, peer).await;
    answered.unwrap_or_else(|error| Api::Fever.told(&error, site.settings.language))
}

/// What a call says; none when it says too much or cannot be read. Apps send forms of both kinds.
async fn read(request: Request) -> Option<Asked> {
    let query = request.uri().query().unwrap_or_default().to_owned();
    let kind = request.headers().get(header::CONTENT_TYPE);
    let in_parts = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/"));
    let form = if in_parts {
        let mut parts = Multipart::from_request(request, &()).await.ok()?;
        let mut pairs = Vec::new();
        while let Some(part) = parts.next_field().await.ok()?.filter(|_| pairs.len() <= MOST_VALUES)
        {
            let name = part.name().unwrap_or_default().to_owned();
            pairs.push((name, part.text().await.ok()?));
        }
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        Bytes::from(form.extend_pairs(pairs).finish())
    } else {
        axum::body::to_bytes(request.into_body(), LARGEST_CALL).await.ok()?
    };
    // A key in an address would stand in logs: it counts in the form alone.
    let kept: Vec<&str> = query.split('&').filter(|pair| !pair.starts_with("api_key=")).collect();
    Asked::of(&kept.join("&"), &form)
}

async fn answer(site: &Site, asked: &Asked, peer: Option<Peer>) -> Result<Response> {
    let Some(key) = asked.one("api_key") else { return Ok(refused()) };
    let Some(reader) = doors::by_fever_key(site, key, peer).await? else { return Ok(refused()) };
    if asked.has("mark") {
        change(site, reader.id, asked).await?;
        site.fronts.forget(&reader);
    }
    let followed = site.store.subscriptions(reader.id).await?;
    let refreshed = followed.iter().filter_map(|one| one.feed.last_visit_at).max();
    let mut told = Map::new();
    told.insert("api_version".to_owned(), VERSION.into());
    told.insert("auth".to_owned(), 1.into());
    told.insert("last_refreshed_on_time".to_owned(), refreshed.map_or(0, seconds).into());
    tell(site, &reader, (asked, &followed), &mut told).await?;
    Ok(json(StatusCode::OK, told.into()))
}

/// What is asked for, each thing under its name.
async fn tell(
    site: &Site,
    reader: &Reader,
    (asked, followed): (&Asked, &[Subscription]),
    told: &mut Map<String, Value>,
) -> Result<()> {
    if asked.has("groups") {
        let sections = site.store.sections(reader.id).await?;
        let group =
            |section: &dateline_model::Section| json!({"id": section.id.0, "title": section.name});
        told.insert("groups".to_owned(), sections.iter().map(group).collect());
    }
    if asked.has("feeds") {
        told.insert("feeds".to_owned(), followed.iter().map(feed).collect());
    }
    if asked.has("feeds") || asked.has("groups") {
        told.insert("feeds_groups".to_owned(), feeds_groups(followed));
    }
    // The paper keeps no pictures of feeds, and knows no links that many articles share.
    for empty in ["favicons", "links"] {
        if asked.has(empty) {
            told.insert(empty.to_owned(), json!([]));
        }
    }
    if asked.has("items") {
        told.insert("total_items".to_owned(), items::total(site, reader.id).await?.into());
        let now = site.now();
        let whole = items_asked(site, reader.id, asked).await?;
        told.insert("items".to_owned(), whole.iter().map(|one| item(site, one, now)).collect());
    }
    let unread = ItemQuery { read: Some(false), ..ItemQuery::default() };
    let saved = ItemQuery { saved: Some(true), ..ItemQuery::default() };
    for (name, query) in [("unread_item_ids", unread), ("saved_item_ids", saved)] {
        if asked.has(name) {
            told.insert(name.to_owned(), names(site, reader.id, query).await?.into());
        }
    }
    Ok(())
}

fn seconds(at: Millis) -> i64 {
    at.0.div_euclid(1_000)
}

fn feed(one: &Subscription) -> Value {
    json!({
        "id": one.feed.id.0,
        "favicon_id": 0,
        "title": title(one),
        "url": one.feed.url,
        "site_url": one.feed.site_url.as_deref().unwrap_or(&one.feed.url),
        "is_spark": 0,
        "last_updated_on_time": one.feed.last_visit_at.map_or(0, seconds),
    })
}

/// Which feeds stand in which section; those in none are in no group.
fn feeds_groups(followed: &[Subscription]) -> Value {
    let mut groups: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for one in followed {
        if let Some(section) = &one.section {
            groups.entry(section.id.0).or_default().push(one.feed.id.to_string());
        }
    }
    let line =
        |(id, feeds): (i64, Vec<String>)| json!({"group_id": id, "feed_ids": feeds.join(",")});
    groups.into_iter().map(line).collect()
}

/// The items of a call: those after or before a number, or those that are named.
async fn items_asked(site: &Site, reader: ReaderId, asked: &Asked) -> Result<Vec<WholeItem>> {
    let ids = if let Some(named) = asked.one("with_ids") {
        let most = usize::try_from(PAGE).unwrap_or(usize::MAX);
        numbers(named).map(ArticleId).take(most).collect()
    } else {
        let number = |name| asked.number(name).filter(|id| *id > 0).map(ArticleId);
        let query = ItemQuery {
            above: number("since_id"),
            below: number("max_id"),
            order: ItemOrder::Number,
            oldest_first: !asked.has("max_id"),
            limit: PAGE,
            ..ItemQuery::default()
        };
        let found = site.store.items(reader, &query, site.now()).await?;
        found.iter().map(|listed| listed.item.article).collect::<Vec<_>>()
    };
    Ok(site.store.whole_items(reader, &ids).await?)
}

fn numbers(text: &str) -> impl Iterator<Item = i64> {
    text.split(',').filter_map(|number| number.trim().parse().ok()).filter(|number| *number > 0)
}

fn item(site: &Site, one: &WholeItem, now: Millis) -> Value {
    let article = &one.article;
    json!({
        "id": article.id.0,
        "feed_id": article.feed.0,
        "title": article.draft.headline,
        "author": article.draft.byline.join(", "),
        "html": items::content(article),
        "url": items::href(site, article),
        "is_saved": u8::from(one.reading.saved_at.is_some()),
        "is_read": u8::from(one.is_read(now)),
        "created_on_time": seconds(article.sort_at),
    })
}

/// The names of all items of a kind, the newest first, parted by commas.
async fn names(site: &Site, reader: ReaderId, query: ItemQuery) -> Result<String> {
    let mut query = ItemQuery { limit: NAMES_AT_ONCE, ..query };
    let mut all: Vec<String> = Vec::new();
    loop {
        let found = site.store.items(reader, &query, site.now()).await?;
        let last: Option<Item> = found.last().map(|listed| listed.item);
        let full = found.len() >= usize::try_from(NAMES_AT_ONCE).unwrap_or(usize::MAX);
        all.extend(found.iter().map(|listed| listed.item.article.to_string()));
        match last.filter(|_| full && all.len() < MOST_NAMES) {
            Some(last) => query.after = Some(last),
            None => return Ok(all.join(",")),
        }
    }
}

/// `mark`: an item as read, unread, saved or not; all of a feed or section as read. What makes no
/// sense changes nothing, as it always has.
async fn change(site: &Site, reader: ReaderId, asked: &Asked) -> Result<()> {
    let what = (asked.one("mark").unwrap_or_default(), asked.one("as").unwrap_or_default());
    let mark = match what {
        ("item", "read") => Mark::Read(true),
        ("item", "unread") => Mark::Read(false),
        ("item", "saved") => Mark::Saved(true),
        ("item", "unsaved") => Mark::Saved(false),
        ("feed" | "group", "read") => return mark_all(site, reader, (what.0, asked)).await,
        _ => return Ok(()),
    };
    let ids: Vec<ArticleId> = asked.all("id").flat_map(numbers).map(ArticleId).collect();
    if ids.len() > MOST_VALUES {
        return Err(Error::Bad(Message::Said(format!(
            "one call marks {MOST_VALUES} items at most"
        ))));
    }
    items::mark(site, reader, &ids, mark).await
}

/// All that was first seen up to `before`, so that nothing is that the app does not know.
async fn mark_all(site: &Site, reader: ReaderId, (what, asked): (&str, &Asked)) -> Result<()> {
    let Some(id) = asked.number("id") else { return Ok(()) };
    let before = asked.one("before").and_then(moment).filter(|at| at.0 > 0);
    let until = Some(before.unwrap_or_else(|| site.now()).plus(1));
    let query = match (what, id) {
        ("feed", id) => ItemQuery { feed: Some(FeedId(id)), ..ItemQuery::default() },
        ("group", 0) => ItemQuery::default(),
        _ => {
            let sections = site.store.sections(reader).await?;
            let Some(section) = sections.into_iter().find(|section| section.id.0 == id) else {
                return Ok(());
            };
            ItemQuery { section: Some(section.name), ..ItemQuery::default() }
        }
    };
    let query = ItemQuery { until, ..query };
    Ok(site.store.mark_items_read(reader, &query, site.now()).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_is_the_md5_of_name_and_password() {
        // `printf 'ada:secret' | md5sum`
        let key = "6614daab2fdfbd23cf7385bd57f93d91";
        assert_eq!(key_digest("ada", "secret"), secret::token_digest(key));
    }

    #[test]
    fn numbers_are_read_from_lists() {
        assert_eq!(numbers("3, 4,x,-5,,6").collect::<Vec<_>>(), [3, 4, 6]);
    }
}
