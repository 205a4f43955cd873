//! Finding the feeds of a site, and following one or several.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::{RawForm, State};
use axum::response::{IntoResponse, Redirect, Response};
use dateline_model::{FeedId, ReaderId, When};
use dateline_store::{FeedKind, NewFeed, NewSubscription};
use serde::Deserialize;

use super::{LONGEST_ADDRESS, MOST_FEEDS, one, room, section_name};
use crate::access::Caller;
use crate::error::{Error, Result, sentence};
use crate::limits::Door;
use crate::pages::{lens, shell};
use crate::paper::{FoundFeed, Site};
use crate::parts::{Lens, Shell};
use crate::speech::Message;
use crate::{address, respond};

/// Stands before the address of a page that is to be watched, where a form sends addresses.
const WATCHED: &str = "watch:";

#[derive(Template)]
#[template(path = "found.html")]
struct FoundPage {
    shell: Shell,
    address: String,
    found: Vec<FoundLine>,
    /// There is no feed, but a page to be watched.
    watched: bool,
    sections: Vec<String>,
    trouble: String,
}

struct FoundLine {
    /// What the form sends.
    value: String,
    url: String,
    title: String,
    about: String,
    /// It is a page without a feed.
    watched: bool,
    headlines: Vec<String>,
    /// Entries beyond these headlines.
    more: usize,
}

/// Headlines shown of a feed: enough to see whether it is the right one. A page's are all that
/// tells its news from its menu.
const MOST_HEADLINES: usize = 3;
const MOST_WATCHED_HEADLINES: usize = 10;

/// What the form for an address sends.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    address: String,
}

/// `POST /feeds/find`: looks what feeds there are. A change in the world outside, so no GET.
pub(crate) async fn find(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Form(wanted): Form<Wanted>,
) -> Result<Response> {
    let key = caller.member()?.to_string();
    site.limits.take(Door::Discover, &key, site.now()).map_err(Error::TooMany)?;
    let address = wanted.address.trim().to_owned();
    let answer = if address.is_empty() || address.len() > LONGEST_ADDRESS {
        Err(caller.speech.say("found-no-address").to_owned())
    } else {
        site.newsroom.discover(&address).await.map_err(|trouble| sentence(&trouble))
    };
    let (found, trouble) = match answer {
        Ok(found) if found.is_empty() => (found, caller.speech.say("found-nothing").to_owned()),
        Ok(found) => (found, String::new()),
        Err(trouble) => (Vec::new(), trouble),
    };
    let view = lens(&site, &caller);
    let sections = site.store.sections(caller.member()?).await?;
    respond::page(&FoundPage {
        shell: shell(&site, &caller, caller.speech.say("found-add")).await?,
        address,
        watched: found.iter().any(|feed| feed.watched),
        found: found.into_iter().map(|feed| found_line(feed, view)).collect(),
        sections: sections.into_iter().map(|section| section.name).collect(),
        trouble,
    })
}

fn found_line(feed: FoundFeed, lens: Lens<'_>) -> FoundLine {
    let (words, shown) = if feed.watched {
        ("found-links", MOST_WATCHED_HEADLINES)
    } else {
        ("found-entries", MOST_HEADLINES)
    };
    let entries = lens.speech.count(words, feed.entries);
    let about = match feed.newest.map(|at| lens.stamp(When::At(at)).relative) {
        Some(ago) => {
            let words = Message::new("found-newest").text("entries", entries);
            lens.speech.tell(&words.text("ago", ago))
        }
        None => entries,
    };
    let headlines: Vec<String> = feed.headlines.into_iter().take(shown).collect();
    FoundLine {
        value: if feed.watched { format!("{WATCHED}{}", feed.url) } else { feed.url.clone() },
        watched: feed.watched,
        more: feed.entries.saturating_sub(headlines.len()),
        headlines,
        about,
        title: if feed.title.is_empty() { feed.url.clone() } else { feed.title },
        url: feed.url,
    }
}

/// `POST /feeds/follow`: the chosen feeds, each a `url`, into one `section`.
pub(crate) async fn follow(
    State(site): State<Arc<Site>>,
    caller: Caller,
    RawForm(form): RawForm,
) -> Result<Response> {
    let reader = caller.member()?;
    let sent = |name: &str| -> Vec<String> {
        let fields = url::form_urlencoded::parse(&form).filter(|(key, _)| key == name);
        fields.map(|(_, value)| value.trim().to_owned()).collect()
    };
    let (chosen, section) = (sent("url"), sent("section").pop().unwrap_or_default());
    if chosen.is_empty() {
        return Err(Error::Bad("bad-choose-feed".into()));
    }
    if chosen.len() > room(&site, reader).await? {
        return Err(Error::Bad(Message::new("bad-most-feeds").number("n", MOST_FEEDS)));
    }
    let mut followed = Vec::with_capacity(chosen.len());
    for url in chosen {
        followed.push(subscribe(&site, reader, &url, None, &section).await?);
    }
    site.newsroom.wake();
    let to = match followed.as_slice() {
        [only] => one::while_checked(*only, site.now()),
        _ => "/feeds".to_owned(),
    };
    Ok(Redirect::to(&to).into_response())
}

/// `POST /feeds/starter`: the chosen lines of the starter list, and no other address.
pub(crate) async fn starter(
    State(site): State<Arc<Site>>,
    caller: Caller,
    RawForm(form): RawForm,
) -> Result<Response> {
    let reader = caller.member()?;
    let chosen: Vec<String> = url::form_urlencoded::parse(&form)
        .filter(|(key, _)| key == "url")
        .map(|(_, url)| url.into_owned())
        .collect();
    for starter in site.newsroom.starter_list() {
        if chosen.contains(&starter.url) {
            subscribe(&site, reader, &starter.url, Some(starter.title), &starter.section).await?;
        }
    }
    site.newsroom.wake();
    Ok(Redirect::to("/").into_response())
}

pub(crate) async fn subscribe(
    site: &Site,
    reader: ReaderId,
    url: &str,
    title: Option<String>,
    section: &str,
) -> Result<FeedId> {
    let (kind, url) = match url.strip_prefix(WATCHED) {
        Some(page) => (FeedKind::Page, page),
        None => (FeedKind::Feed, url),
    };
    if url.len() > LONGEST_ADDRESS || !address::is_web(url) {
        return Err(Error::Bad("bad-web-address".into()));
    }
    let new = NewFeed { url: url.to_owned(), title, kind, ..NewFeed::default() };
    let feed = site.store.add_feed(&new, site.now()).await?;
    let wanted = NewSubscription { reader, feed, section: section_name(section), title: None };
    site.store.subscribe(&wanted, site.now()).await?;
    Ok(feed)
}
