//! The feeds that a reader follows: the list of them, with their health in plain words.
//!
//! What is done to feeds has a file each: [`add`] finds and follows, [`roll`] brings and takes
//! whole lists (OPML), [`one`] shows a single feed and changes it.

pub(crate) mod add;
mod choice;
pub(crate) mod one;
pub(crate) mod roll;
pub(crate) mod settings;
pub(crate) mod words;

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use dateline_model::{FeedId, ReaderId};
use dateline_store::{Dropped, FeedKind, FeedStatus, Subscription, WeekCost};

use self::choice::{Asked, Chosen, HEALTHS};
use crate::access::Caller;
use crate::error::{Error, Result};
use crate::pages::{lens, shell};
use crate::paper::{Site, StarterFeed};
use crate::parts::{Lens, Shell};
use crate::respond;
use crate::speech::{Message, Speech};

/// The longest address that is looked at.
const LONGEST_ADDRESS: usize = 2_000;

/// The longest name of a section, in characters.
const LONGEST_SECTION: usize = 60;

/// Feeds followed by one reader in all.
pub(crate) const MOST_FEEDS: usize = 5_000;

/// From so many feeds on, the list can be searched and grouped; below, the form is only in the way.
const WORTH_SEARCHING: usize = 8;

/// Left feeds that are offered again.
const MOST_DROPPED: usize = 20;

#[derive(Template)]
#[template(path = "feeds.html")]
struct FeedsPage {
    shell: Shell,
    /// Feeds followed in all.
    total: usize,
    healths: Vec<Choice>,
    search: Option<Search>,
    groups: Vec<GroupView>,
    pages: Option<Pages>,
    starters: Vec<StarterFeed>,
    said: Option<Said>,
    /// What was left just now.
    undo: Option<Dropped>,
    dropped: Vec<Dropped>,
    /// An address that another app shared with the paper.
    shared: String,
}

/// What came of bringing a list.
struct Said {
    words: String,
    /// What could not be taken in.
    left_out: Vec<String>,
}

/// The form that narrows the list.
struct Search {
    words: String,
    sections: Vec<Choice>,
    health: String,
    by_health: bool,
    narrows: bool,
    found: usize,
}

/// One of several things to choose.
struct Choice {
    value: String,
    label: String,
    href: String,
    here: bool,
}

struct GroupView {
    /// Empty when there is nothing to tell groups apart.
    name: String,
    lines: Vec<FeedLine>,
}

struct Pages {
    words: String,
    previous: Option<String>,
    next: Option<String>,
}

struct FeedLine {
    id: FeedId,
    title: String,
    url: String,
    section: String,
    /// It is a page without a feed.
    watched: bool,
    state: &'static str,
    health: String,
    visits: String,
    /// The exact times, for who rests on the words.
    times: String,
    last_week: u32,
    cost: String,
}

/// `GET /feeds`.
pub(crate) async fn page(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    show(&site, &caller, &asked, None).await
}

async fn show(site: &Site, caller: &Caller, asked: &Asked, said: Option<Said>) -> Result<Response> {
    let reader = caller.member()?;
    let subscriptions = site.store.subscriptions(reader).await?;
    let dropped = site.store.dropped(reader, site.now()).await?;
    let undo = asked
        .dropped
        .as_deref()
        .and_then(|id| dropped.iter().find(|one| one.feed.to_string() == id).cloned());
    let follows = |url: &str| subscriptions.iter().any(|one| one.feed.url == url);
    let starters = site.newsroom.starter_list();
    let starters = starters.into_iter().filter(|starter| !follows(&starter.url)).collect();
    let total = subscriptions.len();
    let healths = healths(&subscriptions, asked, caller.speech);
    let sections = sections(&subscriptions, asked, caller.speech);
    let chosen = asked.choose(subscriptions, caller.speech);
    let shown = chosen.groups.iter().flat_map(|group| &group.feeds);
    let ids: Vec<FeedId> = shown.map(|one| one.feed.id).collect();
    let costs = site.store.week_costs(&ids, site.now()).await?;
    let search = (total >= WORTH_SEARCHING || asked.narrows()).then(|| Search {
        words: asked.words().to_owned(),
        sections,
        health: asked.health().to_owned(),
        by_health: asked.by_health(),
        narrows: asked.narrows(),
        found: chosen.all,
    });
    respond::page(&FeedsPage {
        shell: shell(site, caller, caller.speech.say("feeds")).await?,
        total,
        healths,
        search,
        pages: pages(&chosen, asked, caller.speech),
        groups: groups(chosen, &costs, lens(site, caller)),
        starters,
        said,
        undo,
        dropped: dropped.into_iter().take(MOST_DROPPED).collect(),
        shared: shared(&caller.path),
    })
}

/// The address in `/feeds?address=`.
fn shared(path: &str) -> String {
    let query = path.split_once('?').map_or("", |(_, query)| query);
    let mut pairs = url::form_urlencoded::parse(query.as_bytes());
    let found = pairs.find(|(name, _)| name == "address");
    found.map(|(_, address)| address.chars().take(LONGEST_ADDRESS).collect()).unwrap_or_default()
}

/// How many feeds there are of each health; nothing when all of them work.
fn healths(feeds: &[Subscription], asked: &Asked, speech: Speech) -> Vec<Choice> {
    let of = |status: FeedStatus| feeds.iter().filter(|one| one.feed.status == status).count();
    if of(FeedStatus::Ok) == feeds.len() {
        return Vec::new();
    }
    let choice = |(status, _, some): (FeedStatus, &str, &str)| {
        let value = status.as_str().to_owned();
        let label = speech.count(some, of(status));
        let href = asked.address(&[("health", &value), ("page", "")]);
        let here = asked.health() == value;
        (of(status) > 0).then_some(Choice { value, label, href, here })
    };
    HEALTHS.into_iter().filter_map(choice).collect()
}

fn sections(feeds: &[Subscription], asked: &Asked, speech: Speech) -> Vec<Choice> {
    let kept_in = feeds.iter().filter_map(|one| one.section.as_ref());
    let mut names: Vec<&str> = kept_in.map(|section| section.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    if names.is_empty() {
        return Vec::new();
    }
    let choice = |value: String, label: &str| {
        let here = asked.within() == value;
        Choice { value, label: label.to_owned(), href: String::new(), here }
    };
    let mut choices = vec![choice(String::new(), speech.say("feeds-all-sections"))];
    choices.extend(names.into_iter().map(|name| choice(format!(":{name}"), name)));
    choices.push(choice("none".to_owned(), speech.say("feeds-no-section")));
    choices
}

fn groups(chosen: Chosen, costs: &HashMap<FeedId, WeekCost>, lens: Lens<'_>) -> Vec<GroupView> {
    let alone = chosen.groups.len() == 1;
    let view = |group: choice::Group| GroupView {
        name: if alone { String::new() } else { group.name },
        lines: group.feeds.into_iter().map(|one| line(one, costs, lens)).collect(),
    };
    chosen.groups.into_iter().map(view).collect()
}

fn line(subscription: Subscription, costs: &HashMap<FeedId, WeekCost>, lens: Lens<'_>) -> FeedLine {
    let title = words::title(&subscription).to_owned();
    let Subscription { feed, section, .. } = subscription;
    FeedLine {
        id: feed.id,
        title,
        section: section.map(|section| section.name).unwrap_or_default(),
        watched: feed.kind == FeedKind::Page,
        state: feed.status.as_str(),
        health: words::health(&feed, lens.speech),
        visits: words::visits(&feed, lens),
        times: words::times(&feed, lens),
        last_week: feed.entries_last_week,
        cost: words::cost(&costs.get(&feed.id).copied().unwrap_or_default(), lens.speech),
        url: feed.url,
    }
}

fn pages(chosen: &Chosen, asked: &Asked, speech: Speech) -> Option<Pages> {
    if chosen.pages == 1 {
        return None;
    }
    let to = |page: usize| asked.address(&[("page", &page.to_string())]);
    let words = Message::new("feeds-page")
        .number("page", chosen.page)
        .number("pages", chosen.pages)
        .number("n", chosen.all);
    Some(Pages {
        words: speech.tell(&words),
        previous: (chosen.page > 1).then(|| to(chosen.page - 1)),
        next: (chosen.page < chosen.pages).then(|| to(chosen.page + 1)),
    })
}

/// How many feeds more this reader may follow.
pub(crate) async fn room(site: &Site, reader: ReaderId) -> Result<usize> {
    let followed = site.store.subscriptions(reader).await?.len();
    Ok(MOST_FEEDS.saturating_sub(followed))
}

/// The feed, when this reader follows it; another's feed cannot be told from none at all.
async fn own(site: &Site, reader: ReaderId, id: i64) -> Result<Subscription> {
    let followed = site.store.subscription(reader, FeedId(id)).await?;
    followed.ok_or(Error::NotFound("missing-feed"))
}

/// A section's name as somebody else wrote it, cut to what one may be.
pub(crate) fn section_name(text: &str) -> Option<String> {
    name_of(text).map(|name| name.chars().take(LONGEST_SECTION).collect())
}

/// A feed's name as somebody else wrote it, cut to what one may be.
pub(crate) fn own_title(text: &str) -> Option<String> {
    name_of(text).map(|name| name.chars().take(one::LONGEST_TITLE).collect())
}

/// A name as a reader may give it to a feed or section: none when it is empty.
fn name_of(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    Some(words.join(" ")).filter(|name| !name.is_empty())
}
