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
use crate::speech::{Message, Speech};
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
    let (lens, feed) = (lens(site, caller), &subscription.feed);
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
    let checked = checked.map(|at| checked_since(Millis(at), past.first(), lens.now, lens.speech));
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
        health: words::health(feed, lens.speech),
        advice: words::advice(feed, lens.speech),
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
    let (feed, speech) = (&subscription.feed, lens.speech);
    let time = |label, at: Option<Millis>| {
        let stamp = at.map(|at| lens.stamp(When::At(at)));
        let (value, more) = stamp.map_or_else(
            || (speech.say("never").to_owned(), String::new()),
            |stamp| (stamp.relative, stamp.absolute),
        );
        Fact { label: speech.say(label), value, more }
    };
    let next = feed.next_visit_at.map_or_else(
        || (speech.say("feed-next-none").to_owned(), String::new()),
        |at| (moment::until(at, lens.now, speech), lens.clock().absolute(at)),
    );
    let next = Fact { label: speech.say("feed-next-visit"), value: next.0, more: next.1 };
    let fact = |label, value: String| Fact { label: speech.say(label), value, more: String::new() };
    let mut facts = vec![
        time("feed-last-visit", feed.last_visit_at),
        time("feed-last-good-visit", feed.last_success_at),
        next,
        fact("feeds-new-in-week", speech.count("found-entries", feed.entries_last_week)),
        fact("feed-seen-in-all", speech.count("found-entries", feed.entry_count)),
        fact("feed-cost-week", words::cost(week, speech)),
    ];
    if feed.kind == FeedKind::Page {
        let more = speech.say("feed-watched-page-more").to_owned();
        let kind = fact("feed-kind", speech.say("feed-watched-page").to_owned());
        facts.insert(0, Fact { more, ..kind });
    }
    if let Some(moved) = feed.final_url.as_ref().filter(|url| **url != feed.url) {
        facts.push(fact("feed-answers-at", moved.clone()));
    }
    facts
}

/// What was agreed with the feed's hub, should hubs reach us at all.
fn hub_fact(hub: &HubRow, unreachable: Option<String>, lens: Lens<'_>) -> Fact {
    let (host, speech) = (host_of(&hub.hub), lens.speech);
    let trouble = unreachable.or_else(|| hub.trouble.clone());
    let trouble = trouble.as_deref().map(sentence).unwrap_or_default();
    let lasts = hub.lease_ends_at.filter(|ends| *ends > lens.now);
    let (value, more) = match (hub.state, lasts) {
        (HubState::Active, Some(ends)) => {
            let more = match hub.refused {
                0 => Message::new("feed-hub-until"),
                posts => Message::new("feed-hub-until-ignored")
                    .text("posts", speech.count("count-posts", posts)),
            };
            let more = more
                .text("until", lens.clock().absolute(ends))
                .text("times", speech.count("count-times", hub.pushes));
            ("feed-hub-active", speech.tell(&more))
        }
        (HubState::Denied, _) => ("feed-hub-denied", trouble),
        (HubState::Leaving, _) => ("feed-hub-leaving", trouble),
        _ => ("feed-hub-waiting", trouble),
    };
    Fact { label: speech.say("feed-hub"), value: speech.with(value, "host", host), more }
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
        ending: words::ending(visit, lens.speech),
        size: if visit.bytes == 0 { String::new() } else { words::size(visit.bytes, lens.speech) },
    }
}

/// What came of a check that was asked for at `since`.
fn checked_since(
    since: Millis,
    latest: Option<&PastVisit>,
    now: Millis,
    speech: Speech,
) -> Checked {
    match latest.filter(|visit| visit.at >= since) {
        Some(visit) => Checked {
            waits: false,
            good: words::state(visit) == "ok",
            words: speech.with(
                "checked",
                "ending",
                words::lower(&words::ending(visit, speech), speech),
            ),
        },
        None if now.0.saturating_sub(since.0) < PATIENCE_MS => {
            Checked { waits: true, good: true, words: speech.say("checking").to_owned() }
        }
        None => {
            Checked { waits: false, good: false, words: speech.say("not-checked-yet").to_owned() }
        }
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
        title_trouble: too_long(title.as_deref(), LONGEST_TITLE, caller.speech),
        section_trouble: too_long(section.as_deref(), LONGEST_SECTION, caller.speech),
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

fn too_long(name: Option<&str>, most: usize, speech: Speech) -> String {
    match name.map(|name| name.chars().count()) {
        Some(count) if count > most => {
            speech.tell(&Message::new("too-long").number("n", count).number("most", most))
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
        return Err(Error::NotFound("missing-left-feed"));
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
        let checked = checked_since(Millis(1_000), visit.as_ref(), Millis(now), Speech::default());
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
