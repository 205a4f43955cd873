//! One feed as its reader sees it: how it is, what its visits brought, and what can be done.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use dateline_model::{FeedId, Millis, Role, When};
use dateline_store::{
    FeedKind, HubRow, HubState, NewSubscription, PastVisit, Subscription, WeekCost,
};
use http::StatusCode;
use serde::Deserialize;

use super::settings::SettingsForm;
use super::{LONGEST_SECTION, name_of, own, words};
use crate::access::Caller;
use crate::error::{Error, Result, sentence};
use crate::limits::Door;
use crate::pages::{lens, shell};
use crate::paper::Site;
use crate::parts::{Lens, Shell};
use crate::{address, moment, respond};

/// The longest name that a reader gives to a feed, in characters.
pub(super) const LONGEST_TITLE: usize = 200;

/// A check is waited for so long; then the page says that it is still queued.
const PATIENCE_MS: i64 = Millis::MINUTE;

/// While a check is waited for, the page looks again after so many seconds.
const LOOK_AGAIN_SECONDS: u32 = 2;

#[derive(Template)]
#[template(path = "feed.html")]
pub(super) struct FeedPage {
    shell: Shell,
    id: FeedId,
    title: String,
    url: String,
    site_url: Option<String>,
    publisher_href: String,
    state: &'static str,
    health: String,
    advice: &'static str,
    facts: Vec<Fact>,
    checked: Option<Checked>,
    saved: bool,
    naming: Naming,
    sections: Vec<String>,
    /// For the owner alone.
    settings: Option<SettingsForm>,
    /// The site that cookie and password are sent to.
    host: String,
    visits: Vec<VisitLine>,
}

/// A line of what is known of the feed.
struct Fact {
    label: &'static str,
    value: String,
    /// More exactly, or why.
    more: String,
}

/// What came of "check now".
struct Checked {
    waits: bool,
    good: bool,
    words: String,
}

struct VisitLine {
    when: moment::Stamp,
    state: &'static str,
    ending: String,
    size: String,
}

/// What the reader calls the feed and where they keep it, with what is wrong with either.
#[derive(Default)]
struct Naming {
    title: String,
    title_trouble: String,
    own_title: String,
    section: String,
    section_trouble: String,
}

/// What the page is asked to tell besides.
#[derive(Default, Deserialize)]
pub(crate) struct Asked {
    /// The feed was asked for at this moment: what came of it?
    checked: Option<String>,
    /// What was sent was kept.
    saved: Option<String>,
}

/// `GET /feeds/{id}`.
pub(crate) async fn page(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let subscription = own(&site, caller.member()?, id).await?;
    respond::page(&view(&site, &caller, subscription, Forms::default(), &asked).await?)
}

/// The page with the settings as they were sent, and what is wrong with them.
pub(super) async fn with_settings(
    site: &Site,
    caller: &Caller,
    subscription: Subscription,
    settings: SettingsForm,
) -> Result<FeedPage> {
    let forms = Forms { settings: Some(settings), naming: None };
    view(site, caller, subscription, forms, &Asked::default()).await
}

/// Forms that come back because something is wrong with them.
#[derive(Default)]
struct Forms {
    naming: Option<Naming>,
    settings: Option<SettingsForm>,
}

fn naming(subscription: &Subscription) -> Naming {
    let section = subscription.section.as_ref().map(|section| section.name.clone());
    Naming {
        title: subscription.title.clone().unwrap_or_default(),
        own_title: subscription.feed.title.clone(),
        section: section.unwrap_or_default(),
        ..Naming::default()
    }
}

async fn view(
    site: &Site,
    caller: &Caller,
    subscription: Subscription,
    forms: Forms,
    asked: &Asked,
) -> Result<FeedPage> {
    let (lens, feed) = (lens(site), &subscription.feed);
    let past = site.store.past_visits(feed.id).await?;
    let costs = site.store.week_costs(&[feed.id], lens.now).await?;
    let week = costs.get(&feed.id).copied().unwrap_or_default();
    let sections = site.store.sections(caller.member()?).await?;
    let hub = site.store.hub_of(feed.id).await?;
    let owner = caller.reader.as_ref().is_some_and(|reader| reader.role == Role::Owner);
    let settings = forms.settings.unwrap_or_else(|| SettingsForm::of(&feed.settings));
    let mut facts = facts(&subscription, &week, lens);
    facts.extend(hub.map(|hub| hub_fact(&hub, site.newsroom.hub_trouble(), lens)));
    let title = words::title(&subscription).to_owned();
    let checked = asked.checked.as_deref().and_then(|at| at.parse().ok());
    let checked = checked.map(|at| checked_since(Millis(at), past.first(), lens.now));
    let mut shell = shell(site, caller, &title).await?;
    shell.look_again = checked.as_ref().filter(|checked| checked.waits).map(|_| LOOK_AGAIN_SECONDS);
    Ok(FeedPage {
        shell,
        id: feed.id,
        title,
        url: feed.url.clone(),
        site_url: feed.site_url.clone().filter(|url| address::is_web(url)),
        publisher_href: address::publisher(feed.publisher),
        state: feed.status.as_str(),
        health: words::health(feed),
        advice: words::advice(feed),
        facts,
        checked,
        saved: asked.saved.is_some(),
        naming: forms.naming.unwrap_or_else(|| naming(&subscription)),
        settings: owner.then_some(settings),
        host: host_of(&feed.url),
        sections: sections.into_iter().map(|section| section.name).collect(),
        visits: past.iter().map(|visit| visit_line(visit, lens)).collect(),
    })
}

fn facts(subscription: &Subscription, week: &WeekCost, lens: Lens<'_>) -> Vec<Fact> {
    let feed = &subscription.feed;
    let time = |label, at: Option<Millis>| {
        let stamp = at.map(|at| lens.stamp(When::At(at)));
        let (value, more) = stamp.map_or_else(
            || ("Never".to_owned(), String::new()),
            |stamp| (stamp.relative, stamp.absolute),
        );
        Fact { label, value, more }
    };
    let next = feed.next_visit_at.map_or_else(
        || Fact { label: "Next visit", value: "None".to_owned(), more: String::new() },
        |at| Fact {
            label: "Next visit",
            value: moment::until(at, lens.now),
            more: moment::absolute(at, lens.zone),
        },
    );
    let fact = |label, value: String| Fact { label, value, more: String::new() };
    let mut facts = vec![
        time("Last visit", feed.last_visit_at),
        time("Last good visit", feed.last_success_at),
        next,
        fact("New in a week", words::entries(feed.entries_last_week)),
        fact("Seen in all", words::entries(feed.entry_count)),
        fact("Cost in the last seven days", words::cost(week)),
    ];
    if feed.kind == FeedKind::Page {
        let why = "It has no feed, so the links that it lists are read as its entries.";
        facts.insert(
            0,
            Fact { label: "Kind", value: "A watched page".to_owned(), more: why.to_owned() },
        );
    }
    if let Some(moved) = feed.final_url.as_ref().filter(|url| **url != feed.url) {
        facts.push(fact("Answers at", moved.clone()));
    }
    facts
}

/// What was agreed with the feed's hub, should hubs reach us at all.
fn hub_fact(hub: &HubRow, unreachable: Option<String>, lens: Lens<'_>) -> Fact {
    let (host, told) = (host_of(&hub.hub), words::count(hub.pushes.into(), "time"));
    let trouble = unreachable.or_else(|| hub.trouble.clone());
    let trouble = trouble.as_deref().map(sentence).unwrap_or_default();
    let lasts = hub.lease_ends_at.filter(|ends| *ends > lens.now);
    let (value, more) = match (hub.state, lasts) {
        (HubState::Active, Some(ends)) => {
            let until = moment::absolute(ends, lens.zone);
            let ignored = match hub.refused {
                0 => String::new(),
                posts => format!("; {} not signed and ignored", words::count(posts.into(), "post")),
            };
            let more = format!("Until {until}; told {told} so far{ignored}");
            (format!("By {host}, so it is visited once a day"), more)
        }
        (HubState::Denied, _) => (format!("Not by {host}; it is visited instead"), trouble),
        (HubState::Leaving, _) => (format!("No more by {host}"), trouble),
        _ => (format!("Not yet by {host}; it is visited meanwhile"), trouble),
    };
    Fact { label: "Told of news at once", value, more }
}

/// The host of an address, for a person to read.
fn host_of(address: &str) -> String {
    let url = url::Url::parse(address).ok();
    url.and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_else(|| address.to_owned())
}

fn visit_line(visit: &PastVisit, lens: Lens<'_>) -> VisitLine {
    VisitLine {
        when: lens.stamp(When::At(visit.at)),
        state: words::state(visit),
        ending: words::ending(visit),
        size: if visit.bytes == 0 { String::new() } else { words::size(visit.bytes) },
    }
}

/// What came of a check that was asked for at `since`.
fn checked_since(since: Millis, latest: Option<&PastVisit>, now: Millis) -> Checked {
    match latest.filter(|visit| visit.at >= since) {
        Some(visit) => Checked {
            waits: false,
            good: words::state(visit) == "ok",
            words: format!("Checked: {}.", words::lower(&words::ending(visit))),
        },
        None if now.0.saturating_sub(since.0) < PATIENCE_MS => {
            Checked { waits: true, good: true, words: "Checking now …".to_owned() }
        }
        None => Checked {
            waits: false,
            good: false,
            words: "The check has not been made yet: the desk is busy, the site is slow or asked \
                    for patience, or no desk is running. Reload this page later."
                .to_owned(),
        },
    }
}

/// The feed's page, waiting for what comes of a visit asked for at `now`.
pub(super) fn while_checked(feed: FeedId, now: Millis) -> String {
    format!("/feeds/{feed}?checked={}", now.0)
}

/// `POST /feeds/{id}/check`.
pub(crate) async fn check(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<Response> {
    let reader = caller.member()?;
    let feed = own(&site, reader, id).await?.feed;
    site.limits.take(Door::Check, &feed.id.to_string(), site.now()).map_err(Error::TooMany)?;
    site.store.make_due(feed.id, site.now()).await?;
    site.newsroom.wake();
    Ok(Redirect::to(&while_checked(feed.id, site.now())).into_response())
}

/// What the form for name and section sends.
#[derive(Deserialize)]
pub(crate) struct Change {
    #[serde(default)]
    title: String,
    #[serde(default)]
    section: String,
}

/// `POST /feeds/{id}/change`: renames the feed and moves it to a section.
pub(crate) async fn change(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(change): Form<Change>,
) -> Result<Response> {
    let reader = caller.member()?;
    let subscription = own(&site, reader, id).await?;
    let (title, section) = (name_of(&change.title), name_of(&change.section));
    let naming = Naming {
        title_trouble: too_long(title.as_deref(), LONGEST_TITLE),
        section_trouble: too_long(section.as_deref(), LONGEST_SECTION),
        title: change.title,
        section: change.section,
        own_title: subscription.feed.title.clone(),
    };
    if !naming.title_trouble.is_empty() || !naming.section_trouble.is_empty() {
        let forms = Forms { naming: Some(naming), settings: None };
        let page = view(&site, &caller, subscription, forms, &Asked::default()).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, respond::page(&page)?).into_response());
    }
    let feed = subscription.feed.id;
    let title = title.filter(|title| *title != subscription.feed.title);
    let wanted = NewSubscription { reader, feed, section, title };
    site.store.subscribe(&wanted, site.now()).await?;
    Ok(Redirect::to(&format!("/feeds/{feed}?saved=1")).into_response())
}

fn too_long(name: Option<&str>, most: usize) -> String {
    match name.map(|name| name.chars().count()) {
        Some(count) if count > most => {
            format!("This is {count} characters long; use {most} at most.")
        }
        _ => String::new(),
    }
}

/// `POST /feeds/{id}/drop`.
pub(crate) async fn leave(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<Response> {
    let reader = caller.member()?;
    let feed = own(&site, reader, id).await?.feed.id;
    site.store.unsubscribe(reader, feed, site.now()).await?;
    Ok(Redirect::to(&format!("/feeds?dropped={feed}")).into_response())
}

/// `POST /feeds/{id}/restore`: follows again what was left lately, as it was.
pub(crate) async fn restore(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<Response> {
    let reader = caller.member()?;
    if !site.store.resubscribe(reader, FeedId(id), site.now()).await? {
        return Err(Error::NotFound("feed that you left lately"));
    }
    site.newsroom.wake();
    Ok(Redirect::to(&format!("/feeds/{id}")).into_response())
}

#[cfg(test)]
mod tests {
    use dateline_store::Ending;

    use super::*;

    #[track_caller]
    fn check(latest: Option<i64>, now: i64, expected: &str) {
        let visit = latest.map(|at| PastVisit {
            at: Millis(at),
            ending: Ending::Fetched,
            trouble: None,
            bytes: 1,
            new_entries: 3,
        });
        let checked = checked_since(Millis(1_000), visit.as_ref(), Millis(now));
        assert!(checked.words.starts_with(expected), "{}", checked.words);
        assert_eq!(checked.waits, expected.starts_with("Checking"));
    }

    #[test]
    fn tells_what_came_of_a_check() {
        check(None, 1_001, "Checking now");
        check(Some(999), 2_000, "Checking now");
        check(Some(1_000), 2_000, "Checked: 3 new entries.");
        check(Some(999), 1_000 + PATIENCE_MS, "The check has not been made yet");
    }
}
