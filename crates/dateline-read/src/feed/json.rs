//! JSON Feed 1.0 and 1.1.
//!
//! Writers get types wrong: numbers as ids, null where nothing was meant, one author instead of a
//! list. So the document is walked as loose JSON, and what has the wrong shape is left out.

use dateline_model::{
    Category, Enclosure, Entry, FeedDocument, FeedHead, FeedImage, Link, Person, TextConstruct,
};
use serde_json::{Map, Value};
use url::Url;

use super::address::absolute;
use super::mend::mended;
use super::text::{HTML, PLAIN};
use super::{FeedSource, LONGEST_TEXT, MOST_ENTRIES, MOST_OF_A_KIND};
use crate::dates::{DateHints, read_date};
use crate::sanitise::cut;

type Object = Map<String, Value>;

/// Reads a JSON Feed, or nothing when the text is none.
pub(super) fn read(text: &str, source: &FeedSource<'_>) -> Option<FeedDocument> {
    if !text.starts_with('{') {
        return None;
    }
    let mut problems = Vec::new();
    let feed = serde_json::from_str(text).or_else(|_| {
        problems.push("the JSON is broken or breaks off: what could be read was kept".to_string());
        serde_json::from_str(&mended(text))
    });
    let Value::Object(feed) = feed.ok()? else { return None };
    let version = string(&feed, "version").unwrap_or_default();
    let items = feed.get("items").and_then(Value::as_array);
    if items.is_none() && !version.contains("jsonfeed.org") {
        return None;
    }
    let base = source.base();
    let base = base.as_ref();
    let items = items.map(Vec::as_slice).unwrap_or_default();
    if items.len() > MOST_ENTRIES {
        problems.push("more than 2,000 entries: the rest was left out".to_string());
    }
    let entries = items.iter().take(MOST_ENTRIES).filter_map(Value::as_object);
    Some(FeedDocument {
        format: if version.ends_with("1.1") { "json11" } else { "json1" }.to_string(),
        encoding: String::new(),
        feed: head(&feed, base),
        entries: entries.map(|item| entry(item, base)).collect(),
        problems,
    })
}

fn head(feed: &Object, base: Option<&Url>) -> FeedHead {
    let icon = link(feed, "icon", base);
    let hubs = objects(feed, "hubs").filter_map(|hub| link(hub, "url", base));
    FeedHead {
        title: plain(feed, "title", None),
        subtitle: plain(feed, "description", None),
        link: link(feed, "home_page_url", base),
        links: alternate(link(feed, "home_page_url", base)),
        self_url: link(feed, "feed_url", base),
        next: link(feed, "next_url", base),
        image: icon.map(|url| FeedImage { url, ..FeedImage::default() }),
        icon: link(feed, "favicon", base),
        language: string(feed, "language"),
        authors: people(feed, base),
        hubs: hubs.take(MOST_OF_A_KIND).collect(),
        ..FeedHead::default()
    }
}

fn entry(item: &Object, base: Option<&Url>) -> Entry {
    let url = link(item, "url", base);
    let language = string(item, "language");
    let when = |name: &str| read_date(&string(item, name)?, &DateHints::default());
    let html = string(item, "content_html").map(|value| (value, HTML));
    let content = html.or_else(|| string(item, "content_text").map(|value| (value, PLAIN)));
    let content = content.map(|(value, media_type)| TextConstruct {
        value: cut(&value, LONGEST_TEXT).to_string(),
        media_type: media_type.to_string(),
        language: language.clone(),
        base: url.as_deref().or(base.map(Url::as_str)).map(Into::into),
    });
    let image = link(item, "image", base).or_else(|| link(item, "banner_image", base));
    Entry {
        id: string(item, "id").or_else(|| url.clone()),
        title: plain(item, "title", language.as_deref()),
        summary: plain(item, "summary", language.as_deref()),
        content: content.into_iter().collect(),
        link: url.clone().or_else(|| link(item, "external_url", base)),
        links: alternate(url),
        published: when("date_published"),
        updated: when("date_modified"),
        authors: people(item, base),
        categories: categories(item),
        enclosures: enclosures(item, base),
        image: image.map(|url| FeedImage { url, ..FeedImage::default() }),
        language,
        ..Entry::default()
    }
}

fn alternate(url: Option<String>) -> Vec<Link> {
    let link = |url| Link { url, rel: "alternate".into(), ..Link::default() };
    url.map(link).into_iter().collect()
}

fn categories(item: &Object) -> Vec<Category> {
    let tags = item.get("tags").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let terms = tags.iter().filter_map(Value::as_str).map(str::trim).filter(|tag| !tag.is_empty());
    terms
        .take(MOST_OF_A_KIND)
        .map(|term| Category { term: term.into(), ..Category::default() })
        .collect()
}

fn enclosures(item: &Object, base: Option<&Url>) -> Vec<Enclosure> {
    let number = |object: &Object, name: &str| object.get(name).and_then(Value::as_f64);
    objects(item, "attachments")
        .filter_map(|attachment| {
            let whole = |value: f64| format!("{value:.0}");
            Some(Enclosure {
                url: link(attachment, "url", base)?,
                media_type: string(attachment, "mime_type"),
                length_bytes: number(attachment, "size_in_bytes")
                    .and_then(|n| whole(n).parse().ok()),
                duration_seconds: number(attachment, "duration_in_seconds")
                    .and_then(|n| whole(n).parse().ok()),
                title: string(attachment, "title"),
            })
        })
        .take(MOST_OF_A_KIND)
        .collect()
}

/// Version 1.1 has a list of authors, version 1 had one.
fn people(object: &Object, base: Option<&Url>) -> Vec<Person> {
    let person = |author: &Object| Person {
        name: string(author, "name"),
        url: link(author, "url", base),
        email: None,
    };
    let one = object.get("author").and_then(Value::as_object);
    objects(object, "authors")
        .chain(one)
        .map(person)
        .filter(|person| *person != Person::default())
        .take(if object.contains_key("authors") { MOST_OF_A_KIND } else { 1 })
        .collect()
}

fn objects<'a>(object: &'a Object, name: &str) -> impl Iterator<Item = &'a Object> {
    let list = object.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    list.iter().filter_map(Value::as_object)
}

/// A string, or a number written where one belongs; none when empty.
fn string(object: &Object, name: &str) -> Option<String> {
    let text = match object.get(name)? {
        Value::String(text) => text.trim().to_string(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

fn plain(object: &Object, name: &str, language: Option<&str>) -> Option<TextConstruct> {
    let text = super::text::plain(&string(object, name)?)?;
    Some(TextConstruct { language: language.map(str::to_string), ..text })
}

fn link(object: &Object, name: &str, base: Option<&Url>) -> Option<String> {
    let link = absolute(&string(object, name)?, base);
    (!link.is_empty()).then_some(link)
}
