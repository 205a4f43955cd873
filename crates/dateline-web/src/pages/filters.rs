//! A reader's filters: what is not shown to them, and what is marked. Written in the language of
//! search, tried out on the last week before they are made.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use dateline_model::{self as model, ArticleId, Millis, Term, Wanted};
use dateline_store::{Act, Filter, Interest, NewFilter};
use serde::Deserialize;

use crate::access::Caller;
use crate::address;
use crate::error::{Error, Result};
use crate::pages::following::full;
use crate::pages::search::{find, understood};
use crate::pages::{lens, lists, shell};
use crate::paper::Site;
use crate::parts::{Card, Lens, Shell};
use crate::query_notes;
use crate::respond;
use crate::speech::{Message, Speech};
use crate::taste::taste;

/// The longest line, in characters.
const LONGEST_LINE: usize = 200;

/// Articles that a filter is tried out on are of so many days.
const TRIED_ON_DAYS: i64 = 7;

/// Articles counted and shown when a filter is tried out.
const MOST_COUNTED: u32 = 2_000;
const MOST_SHOWN: u32 = 20;

#[derive(Template)]
#[template(path = "filters.html")]
struct FiltersPage {
    shell: Shell,
    filters: Vec<Rule>,
    trial: Option<Trial>,
    /// A filter that was just removed: its act and line.
    removed: Option<(String, String)>,
}

/// A filter as the page shows it.
struct Rule {
    id: i64,
    mutes: bool,
    line: String,
    /// How many of the latest articles it covers, and until when it holds.
    lately: String,
}

/// What a filter would have done in the last week.
struct Trial {
    line: String,
    mutes: bool,
    problems: Vec<String>,
    count: usize,
    cards: Vec<Card>,
}

/// A line to be tried, or what was removed.
#[derive(Default, Deserialize)]
pub(crate) struct Asked {
    line: Option<String>,
    act: Option<String>,
    removed: Option<String>,
}

/// `GET /settings/filters`, and with `?line=` what it would have done.
pub(crate) async fn page(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Query(asked): Query<Asked>,
) -> Result<Response> {
    let taste = taste(&site, caller.id()).await?;
    let filters =
        taste.filters.iter().map(|one| rule(lens(&site, &caller), &one.filter, one.articles.len()));
    let act = asked.act.unwrap_or_default();
    let trial = match asked.line.filter(|line| !line.trim().is_empty()) {
        Some(line) => Some(trial(&site, &caller, shortened(&line), act != "highlight").await?),
        None => None,
    };
    respond::page(&FiltersPage {
        filters: filters.collect(),
        trial,
        removed: asked.removed.map(|line| (act, line)),
        shell: shell(&site, &caller, caller.speech.say("filters")).await?,
    })
}

fn rule(lens: Lens<'_>, filter: &Filter, lately: usize) -> Rule {
    let lately = match filter.until {
        None => Message::new("filters-lately"),
        Some(until) => {
            Message::new("filters-lately-until").text("until", lens.clock().absolute(until))
        }
    }
    .number("n", lately);
    Rule {
        id: filter.id,
        mutes: filter.act == Act::Mute,
        line: filter.line.clone(),
        lately: lens.speech.tell(&lately),
    }
}

fn shortened(line: &str) -> String {
    line.trim().chars().take(LONGEST_LINE).collect()
}

async fn trial(site: &Site, caller: &Caller, line: String, mutes: bool) -> Result<Trial> {
    let mut query = understood(site, &line);
    let since = Wanted::Since(site.now().plus(-TRIED_ON_DAYS * Millis::DAY));
    let mut problems = unusable(&query, caller.speech);
    query.terms.push(Term { not: false, wanted: since });
    let found = find(site, caller, query.clone(), MOST_SHOWN).await?;
    problems.extend(found.notes.iter().map(|note| query_notes::told(note, caller.speech)));
    if !problems.is_empty() {
        return Ok(Trial { line, mutes, problems, count: 0, cards: Vec::new() });
    }
    let interest = (Interest::Query(query), ArticleId(0));
    let covered = site.store.covered(&[interest], caller.id(), MOST_COUNTED, site.now()).await?;
    Ok(Trial {
        line,
        mutes,
        problems,
        count: covered.first().map_or(0, Vec::len),
        cards: lists::cards(lens(site, caller), &found.articles),
    })
}

/// Why a query cannot be a filter.
fn unusable(query: &model::Query, speech: Speech) -> Vec<String> {
    let mut problems: Vec<String> =
        query.problems.iter().map(|note| query_notes::told(note, speech)).collect();
    let own = |term: &Term| matches!(term.wanted, Wanted::Read | Wanted::Saved | Wanted::InStory);
    if query.terms.iter().any(own) {
        problems.push(speech.say("bad-filter-own").to_owned());
    }
    if query.terms.iter().all(|term| term.not) && problems.is_empty() {
        problems.push(speech.say("bad-filter-spares").to_owned());
    }
    problems
}

/// What the form sends.
#[derive(Deserialize)]
pub(crate) struct New {
    line: String,
    act: String,
    days: Option<String>,
}

/// `POST /settings/filters`.
pub(crate) async fn add(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Form(new): Form<New>,
) -> Result<Response> {
    let reader = caller.member()?;
    let line = shortened(&new.line);
    let act = Act::of(&new.act).ok_or_else(|| Error::Bad("bad-filter-act".into()))?;
    let trial = trial(&site, &caller, line.clone(), act == Act::Mute).await?;
    if let Some(problem) = trial.problems.into_iter().next() {
        return Err(Error::Bad(Message::Said(problem)));
    }
    let days: i64 = new.days.as_deref().unwrap_or_default().trim().parse().unwrap_or(0);
    let until = (days > 0).then(|| site.now().plus(days.min(3_650) * Millis::DAY));
    let filter = NewFilter { act, line, until };
    site.store.add_filter(reader, &filter, site.now()).await.map_err(full)?;
    site.tastes.forget(reader);
    Ok(Redirect::to("/settings/filters").into_response())
}

/// `POST /settings/filters/{id}/remove`.
pub(crate) async fn remove(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<Response> {
    let reader = caller.member()?;
    let filters = site.store.filters(reader, site.now()).await?;
    let filter = filters.into_iter().find(|filter| filter.id == id);
    let filter = filter.ok_or(Error::NotFound("missing-filter"))?;
    site.store.remove_filter(reader, id).await?;
    site.tastes.forget(reader);
    let act = if filter.act == Act::Mute { "mute" } else { "highlight" };
    let line = address::segment(&filter.line);
    Ok(Redirect::to(&format!("/settings/filters?act={act}&removed={line}")).into_response())
}
