//! The answers, in the shapes that apps read.

use dateline_model::{Article, Millis, Role, Section};
use dateline_store::{FeedStatus, Subscription, WholeItem};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::Call;
use super::asked::changed_at;
use super::categories::NO_SECTION;
use super::entries::ENCLOSURES;
use crate::apps::items;
use crate::pages::feeds::words::title;

/// Words that are read in a minute, and characters of languages that part no words by spaces.
const WORDS_A_MINUTE: usize = 265;
const CHARACTERS_A_MINUTE: usize = 500;

/// A moment as apps read it; what never was is the first moment of the first year.
fn moment(at: Option<Millis>) -> String {
    let at = at.and_then(|at| Timestamp::from_millisecond(at.0).ok());
    at.map_or_else(|| "0001-01-01T00:00:00Z".to_owned(), |at| at.to_string())
}

/// The reader who asks.
pub(super) fn user(call: &Call) -> Value {
    json!({
        "id": call.reader.id.0,
        "username": call.reader.name,
        "is_admin": call.reader.role == Role::Owner,
        "theme": "system_serif",
        "language": "en_US",
        "timezone": call.site.settings.zone.iana_name().unwrap_or("UTC"),
        "entry_sorting_direction": "desc",
        "entry_sorting_order": "published_at",
        "stylesheet": "",
        "google_id": "",
        "openid_connect_id": "",
        "entries_per_page": 100,
        "keyboard_shortcuts": true,
        "show_reading_time": true,
        "entry_swipe": true,
        "gesture_nav": "tap",
        "last_login_at": Value::Null,
        "display_mode": "standalone",
        "default_reading_speed": WORDS_A_MINUTE,
        "cjk_reading_speed": CHARACTERS_A_MINUTE,
        "default_home_page": "unread",
        "categories_sorting_order": "unread_count",
        "mark_read_on_view": true,
    })
}

/// A section as a category; none is that of the feeds in no section.
pub(super) fn category(call: &Call, section: Option<&Section>) -> Value {
    let (id, title) = match section {
        Some(section) => (section.id.0, section.name.as_str()),
        None => (NO_SECTION, call.site.settings.language.say("feeds-no-section")),
    };
    json!({"id": id, "title": title, "user_id": call.reader.id.0, "hide_globally": false})
}

/// A feed as the reader follows it.
pub(super) fn feed(call: &Call, one: &Subscription) -> Value {
    let feed = &one.feed;
    let known = json!({
        "id": feed.id.0,
        "feed_url": feed.url,
        "site_url": feed.site_url.as_deref().unwrap_or(&feed.url),
        "title": title(one),
        "checked_at": moment(feed.last_visit_at),
        "next_check_at": moment(feed.next_visit_at),
        "parsing_error_count": feed.failures,
        "parsing_error_message": feed.trouble.as_deref().unwrap_or_default(),
        "disabled": feed.status == FeedStatus::Gone,
        "category": category(call, one.section.as_ref()),
    });
    with(known, unset(call))
}

/// The feed of what was saved and is not followed any more.
fn left(call: &Call, article: &Article) -> Value {
    let url = article.draft.url.as_deref().unwrap_or_default();
    let known = json!({
        "id": article.feed.0,
        "feed_url": url,
        "site_url": url,
        "title": article.publisher_name,
        "checked_at": moment(None),
        "next_check_at": moment(None),
        "parsing_error_count": 0,
        "parsing_error_message": "",
        "disabled": true,
        "category": category(call, None),
    });
    with(known, unset(call))
}

/// What Miniflux knows of feeds and the paper does not, or tells its owner alone.
fn unset(call: &Call) -> Value {
    json!({
        "user_id": call.reader.id.0,
        "description": "",
        "etag_header": "",
        "last_modified_header": "",
        "scraper_rules": "",
        "rewrite_rules": "",
        "urlrewrite_rules": "",
        "blocklist_rules": "",
        "keeplist_rules": "",
        "crawler": true,
        "user_agent": "",
        "cookie": "",
        "username": "",
        "password": "",
        "ignore_http_cache": false,
        "allow_self_signed_certificates": false,
        "fetch_via_proxy": false,
        "disable_http2": false,
        "no_media_player": false,
        "hide_globally": false,
        "apprise_service_urls": "",
        "icon": Value::Null,
    })
}

fn with(mut known: Value, more: Value) -> Value {
    if let (Some(fields), Value::Object(more)) = (known.as_object_mut(), more) {
        fields.extend(more);
    }
    known
}

/// Entries, each with its feed.
pub(super) fn entries(call: &Call, items: &[WholeItem], followed: &[Subscription]) -> Vec<Value> {
    let of = |item: &WholeItem| {
        let found = followed.iter().find(|one| one.feed.id == item.article.feed);
        let feed = found.map_or_else(|| left(call, &item.article), |one| feed(call, one));
        entry(call, item, &feed)
    };
    items.iter().map(of).collect()
}

fn entry(call: &Call, item: &WholeItem, feed: &Value) -> Value {
    let WholeItem { article, reading, .. } = item;
    let (site, draft) = (&call.site, &article.draft);
    json!({
        "id": article.id.0,
        "user_id": call.reader.id.0,
        "feed_id": article.feed.0,
        "status": if item.is_read(site.now()) { "read" } else { "unread" },
        "hash": format!("{:064x}", article.id.0),
        "title": draft.headline,
        "url": items::href(site, article),
        // Where the paper's conversation about it is.
        "comments_url": items::page(site, article),
        "published_at": moment(Some(article.sort_at)),
        "created_at": moment(Some(article.first_seen)),
        "changed_at": moment(Some(changed_at(item))),
        "content": items::content(article),
        "author": draft.byline.join(", "),
        "share_code": "",
        "starred": reading.saved_at.is_some(),
        "reading_time": reading_minutes(article),
        "enclosures": enclosures(call, article),
        "tags": article.study.hashtags.iter().map(|tag| &tag.label).collect::<Vec<_>>(),
        "feed": feed,
    })
}

/// An article's recordings. How far each was played is told where one is asked for.
pub(super) fn enclosures(call: &Call, article: &Article) -> Vec<Value> {
    let numbered = items::recordings(article).filter_map(|one| {
        let place = i64::try_from(one.place).ok().filter(|place| *place < ENCLOSURES)?;
        let id = article.id.0.checked_mul(ENCLOSURES)?.checked_add(place)?;
        Some(json!({
            "id": id,
            "user_id": call.reader.id.0,
            "entry_id": article.id.0,
            "url": one.url,
            "mime_type": one.kind,
            "size": 0,
            "media_progression": 0,
        }))
    });
    numbered.collect()
}

/// How long an article takes to read.
pub(super) fn reading_minutes(article: &Article) -> usize {
    let draft = &article.draft;
    let dense = draft
        .language
        .as_deref()
        .is_some_and(|language| ["zh", "ja", "ko"].iter().any(|tag| language.starts_with(tag)));
    if dense {
        draft.text.chars().count().div_ceil(CHARACTERS_A_MINUTE)
    } else {
        draft.text.split_whitespace().count().div_ceil(WORDS_A_MINUTE)
    }
}
