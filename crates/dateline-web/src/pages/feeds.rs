//! The feeds that a reader follows: their health in plain words, adding, importing, leaving.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::{Multipart, Path, RawForm, State};
use axum::response::{IntoResponse, Redirect, Response};
use dateline_model::{FeedId, ReaderId, When};
use dateline_store::{FeedRow, FeedStatus, NewFeed, NewSubscription, Subscription};
use http::header;
use serde::Deserialize;

use crate::access::Caller;
use crate::error::{Error, Result, sentence};
use crate::limits::Door;
use crate::pages::{lens, shell};
use crate::paper::{FoundFeed, OpmlFeed, Site, StarterFeed};
use crate::parts::{Lens, Shell};
use crate::{address, moment, respond};

/// The longest address that is looked at.
const LONGEST_ADDRESS: usize = 2_000;

/// The longest name of a section, in characters.
const LONGEST_SECTION: usize = 60;

/// Feeds taken from one file, and followed by one reader in all.
const MOST_FEEDS: usize = 5_000;

/// The largest list that is read; a list of 5,000 feeds is about 1 MB.
pub(crate) const LARGEST_OPML: usize = 4 << 20;

/// Troubles of an import that are told one by one.
const MOST_TOLD: usize = 20;

#[derive(Template)]
#[template(path = "feeds.html")]
struct FeedsPage {
    shell: Shell,
    feeds: Vec<FeedLine>,
    starters: Vec<StarterFeed>,
    said: Vec<String>,
}

#[derive(Template)]
#[template(path = "found.html")]
struct FoundPage {
    shell: Shell,
    address: String,
    found: Vec<FoundLine>,
    trouble: String,
}

struct FeedLine {
    id: FeedId,
    title: String,
    url: String,
    section: String,
    state: &'static str,
    health: String,
    visits: String,
    publisher_href: String,
    last_week: u32,
}

struct FoundLine {
    url: String,
    title: String,
    about: String,
}

fn line(subscription: Subscription, lens: Lens<'_>) -> FeedLine {
    let Subscription { feed, section, title } = subscription;
    FeedLine {
        id: feed.id,
        title: title.unwrap_or_else(|| {
            if feed.title.is_empty() { feed.publisher_name.clone() } else { feed.title.clone() }
        }),
        section: section.map(|section| section.name).unwrap_or_default(),
        state: feed.status.as_str(),
        health: health(&feed),
        visits: visits(&feed, lens),
        publisher_href: address::publisher(feed.publisher),
        last_week: feed.entries_last_week,
        url: feed.url,
    }
}

/// How a feed is, in plain words.
fn health(feed: &FeedRow) -> String {
    let trouble = feed.trouble.as_deref().map(sentence);
    match feed.status {
        FeedStatus::New => "Not visited yet".to_owned(),
        FeedStatus::Ok => "Works".to_owned(),
        FeedStatus::Trouble => {
            let what = trouble.unwrap_or_else(|| "The last visit failed.".to_owned());
            if feed.failures > 1 { format!("{what} Tried {} times.", feed.failures) } else { what }
        }
        FeedStatus::Gone => {
            format!("{} It is no longer visited.", trouble.unwrap_or_else(|| "Gone.".to_owned()))
        }
    }
}

fn visits(feed: &FeedRow, lens: Lens<'_>) -> String {
    let last = feed.last_visit_at.map(|at| lens.stamp(When::At(at)).relative);
    let last = last.map_or_else(|| "Never visited".to_owned(), |ago| format!("Visited {ago}"));
    match feed.next_visit_at {
        Some(next) if feed.status != FeedStatus::Gone => {
            format!("{last}, next {}", moment::until(next, lens.now))
        }
        _ => last,
    }
}

/// `GET /feeds`.
pub(crate) async fn page(State(site): State<Arc<Site>>, caller: Caller) -> Result<Response> {
    show(&site, &caller, Vec::new()).await
}

async fn show(site: &Site, caller: &Caller, said: Vec<String>) -> Result<Response> {
    let subscriptions = site.store.subscriptions(caller.member()?).await?;
    let follows = |url: &str| subscriptions.iter().any(|one| one.feed.url == url);
    let starters = site.newsroom.starter_list();
    respond::page(&FeedsPage {
        shell: shell(site, caller, "Feeds").await?,
        starters: starters.into_iter().filter(|starter| !follows(&starter.url)).collect(),
        feeds: subscriptions.into_iter().map(|one| line(one, lens(site))).collect(),
        said,
    })
}

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
        Err("this is no address of a site or feed".to_owned())
    } else {
        site.newsroom.discover(&address).await
    };
    let (found, trouble) = match answer {
        Ok(found) if found.is_empty() => (found, "no feed was found there".to_owned()),
        Ok(found) => (found, String::new()),
        Err(trouble) => (Vec::new(), trouble),
    };
    let view = lens(&site);
    respond::page(&FoundPage {
        shell: shell(&site, &caller, "Add a feed").await?,
        address,
        found: found.into_iter().map(|feed| found_line(feed, view)).collect(),
        trouble: sentence(&trouble),
    })
}

fn found_line(feed: FoundFeed, lens: Lens<'_>) -> FoundLine {
    let plural = if feed.entries == 1 { "entry" } else { "entries" };
    let newest = feed.newest.map(|at| lens.stamp(When::At(at)).relative);
    let newest = newest.map(|ago| format!(", the newest {ago}")).unwrap_or_default();
    FoundLine {
        about: format!("{} {plural}{newest}", feed.entries),
        title: if feed.title.is_empty() { feed.url.clone() } else { feed.title },
        url: feed.url,
    }
}

/// What the choice of a feed sends.
#[derive(Deserialize)]
pub(crate) struct Choice {
    url: String,
    section: Option<String>,
}

/// `POST /feeds/follow`.
pub(crate) async fn follow(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Form(choice): Form<Choice>,
) -> Result<Response> {
    let feed = OpmlFeed { url: choice.url.trim().to_owned(), title: None, section: choice.section };
    let reader = caller.member()?;
    if room(&site, reader).await? == 0 {
        return Err(Error::Bad(format!("you follow {MOST_FEEDS} feeds already; leave one first")));
    }
    subscribe(&site, reader, feed).await?;
    site.newsroom.wake();
    Ok(Redirect::to("/feeds").into_response())
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
            let section = Some(starter.section);
            let feed = OpmlFeed { url: starter.url, title: Some(starter.title), section };
            subscribe(&site, reader, feed).await?;
        }
    }
    site.newsroom.wake();
    Ok(Redirect::to("/").into_response())
}

/// `POST /feeds/import`: a list from another reader.
pub(crate) async fn import(
    State(site): State<Arc<Site>>,
    caller: Caller,
    mut form: Multipart,
) -> Result<Response> {
    let unreadable = |_| Error::Bad("the file did not arrive whole; try again".to_owned());
    let mut file = None;
    while let Some(field) = form.next_field().await.map_err(unreadable)? {
        if field.name() == Some("opml") {
            file = Some(field.bytes().await.map_err(unreadable)?);
        }
    }
    let file = file.ok_or_else(|| Error::Bad("choose an OPML file first".to_owned()))?;
    let (feeds, problems) = site.newsroom.read_opml(&file);
    let reader = caller.member()?;
    let mut said: Vec<String> = Vec::new();
    let mut followed = 0_usize;
    for feed in feeds.into_iter().take(room(&site, reader).await?) {
        let url = feed.url.clone();
        match subscribe(&site, reader, feed).await {
            Ok(()) => followed += 1,
            Err(Error::Bad(why)) => said.push(format!("{url}: {why}")),
            Err(error) => return Err(error),
        }
    }
    said.extend(problems);
    said.truncate(MOST_TOLD);
    let plural = if followed == 1 { "feed" } else { "feeds" };
    said.insert(
        0,
        format!("Following {followed} {plural} of the list. Their articles come in now."),
    );
    site.newsroom.wake();
    show(&site, &caller, said).await
}

/// How many feeds more this reader may follow.
async fn room(site: &Site, reader: ReaderId) -> Result<usize> {
    let followed = site.store.subscriptions(reader).await?.len();
    Ok(MOST_FEEDS.saturating_sub(followed))
}

async fn subscribe(site: &Site, reader: ReaderId, feed: OpmlFeed) -> Result<()> {
    if feed.url.len() > LONGEST_ADDRESS || !address::is_web(&feed.url) {
        return Err(Error::Bad("this is no web address".to_owned()));
    }
    let new = NewFeed { url: feed.url, title: feed.title, site_url: None };
    let id = site.store.add_feed(&new, site.now()).await?;
    let section = feed.section.map(|name| name.trim().chars().take(LONGEST_SECTION).collect());
    let section = section.filter(|name: &String| !name.is_empty());
    let wanted = NewSubscription { reader, feed: id, section, title: None };
    Ok(site.store.subscribe(&wanted, site.now()).await?)
}

/// `GET /feeds/export.opml`.
pub(crate) async fn export(State(site): State<Arc<Site>>, caller: Caller) -> Result<Response> {
    let subscriptions = site.store.subscriptions(caller.member()?).await?;
    let feed = |one: Subscription| OpmlFeed {
        title: Some(one.title.unwrap_or(one.feed.title)),
        url: one.feed.url,
        section: one.section.map(|section| section.name),
    };
    let feeds: Vec<OpmlFeed> = subscriptions.into_iter().map(feed).collect();
    let headers = [
        (header::CONTENT_TYPE, "text/x-opml; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"dateline.opml\""),
    ];
    Ok((headers, site.newsroom.write_opml(&feeds)).into_response())
}

/// `POST /feeds/{id}/check`.
pub(crate) async fn check(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<Response> {
    let feed = own(&site, caller.member()?, id).await?;
    site.store.make_due(feed, site.now()).await?;
    site.newsroom.wake();
    Ok(Redirect::to("/feeds").into_response())
}

/// `POST /feeds/{id}/drop`.
pub(crate) async fn leave(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<Response> {
    let reader = caller.member()?;
    let feed = own(&site, reader, id).await?;
    site.store.unsubscribe(reader, feed).await?;
    Ok(Redirect::to("/feeds").into_response())
}

/// The feed, when this reader follows it; another's feed cannot be told from none at all.
async fn own(site: &Site, reader: ReaderId, id: i64) -> Result<FeedId> {
    let followed = site.store.subscriptions(reader).await?;
    let one = followed.into_iter().find(|one| one.feed.id.0 == id);
    one.map(|one| one.feed.id).ok_or(Error::NotFound("feed of yours"))
}
