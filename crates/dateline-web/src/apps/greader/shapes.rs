//! The answers, in the shapes that apps read.

use std::collections::BTreeMap;

use dateline_model::{Article, FeedId, Millis, Section};
use dateline_store::{Item, Listed, Subscription, Unread, WholeItem};
use serde_json::{Value, json};

use super::words::{item_name, place_name};
use crate::apps::items::{content, href, recordings};
use crate::pages::feeds::words::title;
use crate::paper::Site;

/// The name of a state as apps know it.
fn state(name: &str) -> String {
    format!("user/-/state/com.google/{name}")
}

fn label(section: &str) -> String {
    format!("user/-/label/{section}")
}

fn micros(at: Millis) -> String {
    at.0.saturating_mul(1_000).to_string()
}

fn section(subscription: &Subscription) -> Option<&str> {
    subscription.section.as_ref().map(|section| section.name.as_str())
}

pub(super) fn subscriptions(all: &[Subscription]) -> Value {
    let line = |one: &Subscription| {
        let categories: Vec<Value> = section(one)
            .map(|name| json!({"id": label(name), "label": name}))
            .into_iter()
            .collect();
        let site = one.feed.site_url.as_deref().unwrap_or(&one.feed.url);
        json!({
            "id": format!("feed/{}", one.feed.id),
            "title": title(one),
            "categories": categories,
            "url": one.feed.url,
            "htmlUrl": site,
        })
    };
    json!({"subscriptions": all.iter().map(line).collect::<Vec<_>>()})
}

pub(super) fn tags(sections: &[Section]) -> Value {
    let folder = |section: &Section| json!({"id": label(&section.name), "type": "folder"});
    let starred = json!({"id": state("starred")});
    json!({"tags": std::iter::once(starred).chain(sections.iter().map(folder)).collect::<Vec<_>>()})
}

/// How much is unread of each feed, each section and all.
pub(super) fn unread(unread: &[Unread], subscriptions: &[Subscription]) -> Value {
    let mut counts: BTreeMap<String, (u32, Millis)> = BTreeMap::new();
    let mut add = |name: String, one: &Unread| {
        let (count, newest) = counts.entry(name).or_insert((0, one.newest));
        *count = count.saturating_add(one.count);
        *newest = one.newest.max(*newest);
    };
    for one in unread {
        add(format!("feed/{}", one.feed), one);
        let subscription = subscriptions.iter().find(|known| known.feed.id == one.feed);
        if let Some(name) = subscription.and_then(section) {
            add(label(name), one);
        }
        add(state("reading-list"), one);
    }
    let max: u32 = unread.iter().map(|one| one.count).fold(0, u32::saturating_add);
    let line = |(id, (count, newest)): (String, (u32, Millis))| json!({"id": id, "count": count, "newestItemTimestampUsec": micros(newest)});
    json!({"max": max, "unreadcounts": counts.into_iter().map(line).collect::<Vec<_>>()})
}

/// With where to go on from, when there is more.
fn continued(mut answer: Value, more: Option<Item>) -> Value {
    if let (Some(item), Some(fields)) = (more, answer.as_object_mut()) {
        fields.insert("continuation".to_owned(), place_name(item).into());
    }
    answer
}

pub(super) fn refs(items: &[Listed], more: Option<Item>) -> Value {
    let line = |listed: &Listed| {
        json!({
            "id": listed.item.article.to_string(),
            "directStreamIds": [],
            "timestampUsec": micros(listed.seen),
        })
    };
    continued(json!({"itemRefs": items.iter().map(line).collect::<Vec<_>>()}), more)
}

/// The items of a stream, whole.
pub(super) struct Contents<'a> {
    pub(super) stream: &'a str,
    pub(super) items: &'a [WholeItem],
    pub(super) more: Option<Item>,
}

impl Contents<'_> {
    pub(super) fn written(&self, site: &Site, subscriptions: &[Subscription]) -> Value {
        let of = |feed: FeedId| subscriptions.iter().find(|one| one.feed.id == feed);
        let items: Vec<Value> =
            self.items.iter().map(|item| whole(site, item, of(item.article.feed))).collect();
        let answer = json!({"id": self.stream, "updated": site.now().0 / 1_000, "items": items});
        continued(answer, self.more)
    }
}

fn whole(site: &Site, item: &WholeItem, subscription: Option<&Subscription>) -> Value {
    let WholeItem { article, reading, .. } = item;
    let draft = &article.draft;
    let href = href(site, article);
    let mut categories = vec![state("reading-list")];
    categories.extend(item.is_read(site.now()).then(|| state("read")));
    categories.extend(reading.saved_at.is_some().then(|| state("starred")));
    categories.extend(subscription.and_then(section).map(label));
    categories.extend(article.study.hashtags.iter().map(|tag| tag.label.clone()));
    json!({
        "id": item_name(article.id),
        "crawlTimeMsec": article.first_seen.0.to_string(),
        "timestampUsec": micros(article.first_seen),
        "published": article.sort_at.0.div_euclid(1_000),
        "title": draft.headline,
        "author": draft.byline.join(", "),
        "canonical": [{"href": href}],
        "alternate": [{"href": href, "type": "text/html"}],
        "categories": categories,
        "origin": origin(article, subscription),
        "summary": {"content": content(article)},
        "enclosure": enclosures(article),
    })
}

fn origin(article: &Article, subscription: Option<&Subscription>) -> Value {
    let site = subscription.and_then(|one| one.feed.site_url.as_deref()).unwrap_or_default();
    let title = subscription.map_or(article.publisher_name.as_str(), title);
    json!({"streamId": format!("feed/{}", article.feed), "htmlUrl": site, "title": title})
}

fn enclosures(article: &Article) -> Vec<Value> {
    recordings(article).map(|one| json!({"href": one.url, "type": one.kind})).collect()
}
