//! Searching the paper by words and operators, and the page of a name: a search that has an
//! address of its own.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use dateline_model::{self as model, ArticleSummary, EntityKind, Term, Wanted};
use dateline_store::{Found, SearchQuery, Topic};
use dateline_understand::{Calendar, hashtag_key, marked, read_query};
use serde::Deserialize;

use crate::access::Caller;
use crate::address;
use crate::error::{Error, Result};
use crate::pages::following::FollowButton;
use crate::pages::lists::{self, List, PER_PAGE};
use crate::pages::{editor, lens, shell};
use crate::paper::Site;
use crate::parts::{Card, Lens, Shell};
use crate::query_notes;
use crate::respond;
use crate::syndicate::{self, Channel, Form};

/// The longest query that is looked at, in characters.
const LONGEST_QUERY: usize = 200;

/// Results of one search.
const MOST_FOUND: u32 = 2 * PER_PAGE;

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    shell: Shell,
    /// Hashtags and publishers of that name.
    nearby: Vec<Near>,
    /// What could not be understood or found, in sentences.
    notes: Vec<String>,
    found: Vec<Hit>,
    /// Where the whole paper is asked the same.
    ask: String,
    /// Something was asked that can be answered.
    asked: bool,
    follow: Option<FollowButton>,
}

/// A page on what was searched for.
struct Near {
    label: String,
    href: String,
}

/// An article that was found, its words marked.
struct Hit {
    card: Card,
    headline: Vec<Stretch>,
    summary: Vec<Stretch>,
}

/// A stretch of text that was searched for, or not.
struct Stretch {
    text: String,
    hit: bool,
}

/// What to search for.
#[derive(Deserialize)]
pub(crate) struct Line {
    q: Option<String>,
}

/// `GET /search?q=`.
pub(crate) async fn page(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Query(line): Query<Line>,
) -> Result<Response> {
    search_as(&site, &caller, line, Form::Page).await
}

/// `GET /search.atom?q=`.
pub(crate) async fn atom(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Query(line): Query<Line>,
) -> Result<Response> {
    search_as(&site, &caller, line, Form::Atom).await
}

/// `GET /search.json?q=`.
pub(crate) async fn json(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Query(line): Query<Line>,
) -> Result<Response> {
    search_as(&site, &caller, line, Form::Json).await
}

async fn search_as(site: &Site, caller: &Caller, line: Line, form: Form) -> Result<Response> {
    let line: String = line.q.unwrap_or_default().trim().chars().take(LONGEST_QUERY).collect();
    let query = understood(site, &line);
    let found = find(site, caller, query.clone(), MOST_FOUND).await?;
    let question = format!("?q={}", address::segment(&line));
    let feeds = syndicate::feed_link("/search", &question);
    let speech = caller.speech;
    let title = match line.as_str() {
        "" => speech.say("search").to_owned(),
        line => speech.with("search-title", "query", line),
    };
    if form != Form::Page {
        let page = format!("/search{question}");
        let cards = lists::cards(lens(site, caller), &found.articles);
        let channel = Channel { title: &title, page: &page, link: &feeds, cards: &cards };
        return syndicate::feed(site, &channel, form);
    }
    let mut shell = shell(site, caller, &title).await?;
    shell.feed = (!line.is_empty()).then_some(feeds);
    shell.query = line;
    let topic = Topic::Search(shell.query.clone());
    let follow = FollowButton::on(site, caller.id(), &topic, shell.query.clone()).await?;
    let notes = query.problems.iter().chain(&found.notes);
    let notes = notes.map(|note| query_notes::told(note, speech)).collect();
    respond::page(&SearchPage {
        nearby: nearby(site, &query, &shell.query).await?,
        found: hits(lens(site, caller), &found.articles, &query.words()),
        asked: !query.terms.is_empty(),
        follow: follow.filter(|_| !query.terms.is_empty()),
        ask: format!("/ask?q={}", address::segment(&shell.query)),
        notes,
        shell,
    })
}

/// A line as the reader at this paper's clock and zone means it.
pub(crate) fn understood(site: &Site, line: &str) -> model::Query {
    read_query(line, Calendar { now: site.now(), zone: &site.settings.zone })
}

/// What a query finds for this caller.
pub(crate) async fn find(
    site: &Site,
    caller: &Caller,
    query: model::Query,
    limit: u32,
) -> Result<Found> {
    let editor = editor(site, caller).await?;
    let query = SearchQuery { query, reader: caller.id(), editor, limit };
    Ok(site.store.search(&query, site.now()).await?)
}

fn hits(lens: Lens<'_>, articles: &[ArticleSummary], words: &[&str]) -> Vec<Hit> {
    let stretches = |text: &str| {
        let pieces = marked(text, words).into_iter();
        pieces.map(|(text, hit)| Stretch { text: text.to_owned(), hit }).collect()
    };
    lists::cards(lens, articles)
        .into_iter()
        .map(|card| Hit {
            headline: stretches(&card.headline),
            summary: stretches(&card.summary),
            card,
        })
        .collect()
}

/// Hashtags and publishers that bear the name of what is searched for.
async fn nearby(site: &Site, query: &model::Query, line: &str) -> Result<Vec<Near>> {
    let plain = query.terms.iter().all(|term| !term.not && matches!(term.wanted, Wanted::Word(_)));
    if !plain || query.terms.is_empty() {
        return Ok(Vec::new());
    }
    let whole = hashtag_key(line);
    let each = line.split_whitespace().map(hashtag_key).filter(|key| *key != whole);
    let keys: Vec<String> = std::iter::once(whole.clone()).chain(each).collect();
    let found = site.store.named_like(&keys, &line.to_lowercase()).await?;
    let tags = found
        .tags
        .into_iter()
        .map(|(key, label)| Near { href: address::tag(&key), label: format!("#{label}") });
    let publishers = found
        .publishers
        .into_iter()
        .map(|publisher| Near { href: address::publisher(publisher.id), label: publisher.name });
    Ok(tags.chain(publishers).collect())
}

/// `GET /e/{name}`, with its feeds: what the paper has on a person, a place, an organisation.
pub(crate) async fn name(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(name): Path<String>,
) -> Result<Response> {
    let (given, form) = syndicate::form_of(&name);
    let key = hashtag_key(given);
    let term = Term { not: false, wanted: Wanted::Name(key.clone()) };
    let query = model::Query { terms: vec![term], problems: Vec::new() };
    let mut articles = find(&site, &caller, query, MOST_FOUND).await?.articles;
    let newest = articles.first().ok_or(Error::NotFound("missing-name"))?.id;
    let (heading, about) = called(&site, &caller, newest, &key).await?;
    articles.sort_by_key(|article| std::cmp::Reverse((article.sort_at, article.id)));
    let topic = Topic::Name(key.clone());
    let list = List {
        follow: FollowButton::on(&site, caller.id(), &topic, heading.clone()).await?,
        heading,
        about,
        cards: lists::cards(lens(&site, &caller), &articles),
        path: address::name(&key),
        next: None,
        empty: "",
    };
    lists::show(&site, &caller, list, form).await
}

/// How an article that names somebody calls them, and what they are.
async fn called(
    site: &Site,
    caller: &Caller,
    id: model::ArticleId,
    key: &str,
) -> Result<(String, String)> {
    let article = site.store.article(id).await?.ok_or(Error::NotFound("missing-name"))?;
    let mut names = article.study.entities.into_iter();
    let entity = names.find(|entity| hashtag_key(&entity.name) == key);
    let entity = entity.ok_or(Error::NotFound("missing-name"))?;
    let what = match entity.kind {
        EntityKind::Person => "name-person",
        EntityKind::Organisation => "name-organisation",
        EntityKind::Place => "name-place",
        EntityKind::Other => "name-other",
    };
    Ok((entity.name, caller.speech.say(what).to_owned()))
}
