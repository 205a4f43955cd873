//! The front page: a lead with its neighbours, the other stories in columns, then the reader's
//! sections.

use std::sync::Arc;

use askama::Template;
use axum::Json;
use axum::extract::{Query, State};
use axum::response::Response;
use dateline_model::{FrontStory, ReaderId, SectionId};
use dateline_store::{FrontQuery, Page, TagCount};
use http::{HeaderMap, header};
use serde::{Deserialize, Serialize};

use crate::access::Caller;
use crate::address;
use crate::error::Result;
use crate::pages::{catch_up, editor, lens, mark_saved, sections, shell};
use crate::paper::Site;
use crate::parts::{self, Card, Lens, Shell};
use crate::respond;
use crate::speech::Message;
use crate::syndicate::{self, Channel, Form};
use crate::taste::{Taste, taste};

/// Stories of one front page.
const STORIES: u32 = 28;

/// Stories that stand next to the lead.
const BESIDE: usize = 3;

/// Sections shown on the front page; the rest have their own pages.
const MOST_SECTIONS: usize = 8;

/// The last page: beyond it a search serves better, and the store need not count so far.
const LAST_PAGE: u32 = 40;

/// Arrivals counted exactly; more are "50+".
const MOST_ARRIVALS: u32 = 50;

#[derive(Template)]
#[template(path = "front.html")]
struct FrontPage {
    shell: Shell,
    lead: Option<Card>,
    beside: Vec<Card>,
    river: Vec<Card>,
    tags: Vec<TagLink>,
    folders: Vec<Folder>,
    next: Option<String>,
    waiting: Waiting,
    /// What is new since the last visit, as a sentence.
    news: String,
    /// All was marked as read at this moment, and that can be taken back.
    caught_up: Option<i64>,
}

impl FrontPage {
    fn cards(&mut self) -> impl Iterator<Item = &mut Card> {
        let folders = self.folders.iter_mut().flat_map(|folder| &mut folder.cards);
        self.lead.iter_mut().chain(&mut self.beside).chain(&mut self.river).chain(folders)
    }
}

struct TagLink {
    label: String,
    href: String,
}

struct Folder {
    name: String,
    href: String,
    cards: Vec<Card>,
}

/// Why there is no story yet.
enum Waiting {
    NoFeeds,
    /// How far the first edition is.
    Fetching(String),
    Nothing,
}

/// Which page of a list.
#[derive(Deserialize)]
pub(crate) struct Turn {
    page: Option<String>,
    /// When the reader marked all as read, a moment ago.
    caught: Option<i64>,
}

impl Turn {
    /// Pages are counted from 1; nonsense is the first.
    pub(crate) fn number(&self) -> u32 {
        let asked = self.page.as_deref().and_then(|page| page.parse::<u32>().ok());
        asked.unwrap_or(1).clamp(1, LAST_PAGE)
    }
}

/// The address of the page after this one, when this one is full.
pub(crate) fn next_page(path: &str, number: u32, count: usize, full: u32) -> Option<String> {
    let is_full = count >= usize::try_from(full).unwrap_or(usize::MAX);
    (is_full && number < LAST_PAGE).then(|| format!("{path}?page={}", number + 1))
}

/// `GET /`.
pub(crate) async fn page(
    State(site): State<Arc<Site>>,
    caller: Caller,
    headers: HeaderMap,
    Query(turn): Query<Turn>,
) -> Result<Response> {
    let number = turn.number();
    let (stories, folders) = if number == 1 {
        first_page(&site, &caller).await?
    } else {
        (stories(&site, &caller, None, number).await?, Vec::new())
    };
    let present = site.recent.present(&site.store, site.now()).await?;
    let mut shell = shell(&site, &caller, "").await?;
    shell.feed = Some(syndicate::feed_link("/index", ""));
    if number == 1 {
        shell.newest = Some(present.newest);
    }
    let waiting = waiting(&site, &caller, &stories).await?;
    if !matches!(waiting, Waiting::Nothing) {
        shell.look_again = Some(5);
    }
    let first = number == 1 && !stories.is_empty();
    let tags = if first { present.tags.clone() } else { Vec::new() };
    let next = next_page("/", number, stories.len(), STORIES);
    let taste = taste(&site, caller.id()).await?;
    let caught_up = turn.caught;
    let view = view(shell, &stories, tags, &taste, lens(&site, &caller));
    let (before, cookie) = catch_up::visit(&headers, site.now());
    let since = before.filter(|_| first && caller.reader.is_some());
    let news = catch_up::news_line(&stories, since, lens(&site, &caller));
    let mut page = FrontPage { folders, next, waiting, news, caught_up, ..view };
    mark_saved(&site, &caller, page.cards()).await?;
    let mut response = respond::page(&page)?;
    if caller.reader.is_some() {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

/// Lays the stories out.
fn view(
    shell: Shell,
    stories: &[FrontStory],
    tags: Vec<TagCount>,
    taste: &Taste,
    lens: Lens<'_>,
) -> FrontPage {
    let mut cards = stories.iter().map(|story| taste.story_card(story, lens));
    let lead = cards.next();
    let beside = cards.by_ref().take(BESIDE).map(without_picture_from_second()).collect();
    FrontPage {
        shell,
        lead,
        beside,
        river: cards.collect(),
        tags: tags
            .into_iter()
            .map(|tag| TagLink { href: address::tag(&tag.key), label: tag.label })
            .collect(),
        folders: Vec::new(),
        next: None,
        waiting: Waiting::Nothing,
        news: String::new(),
        caught_up: None,
    }
}

/// Next to the lead one picture is enough.
fn without_picture_from_second() -> impl FnMut(Card) -> Card {
    let mut shown = false;
    move |card| {
        if shown {
            return Card { picture: None, ..card };
        }
        shown = card.picture.is_some();
        card
    }
}

async fn stories(
    site: &Site,
    caller: &Caller,
    section: Option<SectionId>,
    number: u32,
) -> Result<Vec<FrontStory>> {
    // A section belongs to somebody: strangers see the owner's, but not what the owner has read.
    let reader = if section.is_some() { editor(site, caller).await? } else { caller.id() };
    let query = query(site, caller, (reader, section), (number - 1) * STORIES).await?;
    let mut stories = site.store.front(&query).await?;
    if caller.reader.is_none() {
        for story in &mut stories {
            (story.read_at, story.news) = (None, false);
        }
    }
    Ok(stories)
}

/// The stories of one of the caller's sections.
pub(crate) async fn section_stories(
    site: &Site,
    caller: &Caller,
    section: SectionId,
    number: u32,
) -> Result<Vec<FrontStory>> {
    stories(site, caller, Some(section), number).await
}

/// The address of the next page of a section.
pub(crate) fn next_section_page(path: &str, number: u32, count: usize) -> Option<String> {
    next_page(path, number, count, STORIES)
}

async fn query(
    site: &Site,
    caller: &Caller,
    (reader, section): (Option<ReaderId>, Option<SectionId>),
    offset: u32,
) -> Result<FrontQuery> {
    let leaning = Arc::clone(&taste(site, caller.id()).await?.leaning);
    Ok(FrontQuery { reader, section, now: site.now(), limit: STORIES, offset, leaning })
}

/// The first page: its stories, and the sections with what it does not show already.
async fn first_page(site: &Site, caller: &Caller) -> Result<(Vec<FrontStory>, Vec<Folder>)> {
    let query = query(site, caller, (caller.id(), None), 0).await?;
    let mut sections = sections(site, caller).await?;
    sections.truncate(MOST_SECTIONS);
    let ids: Vec<SectionId> = sections.iter().map(|section| section.id).collect();
    let editor = editor(site, caller).await?;
    let page = site.fronts.page(&site.store, &query, editor, &ids).await?;
    let taste = taste(site, caller.id()).await?;
    let card = |front: &FrontStory| taste.story_card(front, lens(site, caller));
    let folders = sections.into_iter().zip(&page.sections).map(|(section, stories)| Folder {
        href: address::section(&section.name),
        name: section.name,
        cards: stories.iter().map(card).collect(),
    });
    let folders = folders.filter(|folder| !folder.cards.is_empty()).collect();
    Ok((page.stories.clone(), folders))
}

/// What to say where there is no story.
async fn waiting(site: &Site, caller: &Caller, stories: &[FrontStory]) -> Result<Waiting> {
    let Some(reader) = caller.id().filter(|_| stories.is_empty()) else {
        return Ok(Waiting::Nothing);
    };
    let followed = site.store.subscriptions(reader).await?;
    if followed.is_empty() {
        return Ok(Waiting::NoFeeds);
    }
    let visited = followed.iter().filter(|one| one.feed.last_visit_at.is_some()).count();
    let counts = site.store.counts().await?;
    let words = Message::new("front-fetching")
        .number("visited", visited)
        .number("feeds", followed.len())
        .number("articles", counts.articles + counts.unplaced);
    Ok(Waiting::Fetching(caller.speech.tell(&words)))
}

/// `GET /index.atom`.
pub(crate) async fn atom(State(site): State<Arc<Site>>, caller: Caller) -> Result<Response> {
    feed(&site, &caller, Form::Atom).await
}

/// `GET /index.json`.
pub(crate) async fn json(State(site): State<Arc<Site>>, caller: Caller) -> Result<Response> {
    feed(&site, &caller, Form::Json).await
}

async fn feed(site: &Site, caller: &Caller, form: Form) -> Result<Response> {
    let stories = stories(site, caller, None, 1).await?;
    let cards: Vec<Card> =
        stories.iter().map(|story| parts::story_card(story, lens(site, caller))).collect();
    let link = syndicate::feed_link("/index", "");
    let channel = Channel { title: "", page: "/", link: &link, cards: &cards };
    syndicate::feed(site, &channel, form)
}

/// The newest article that the asking page knows.
#[derive(Deserialize)]
pub(crate) struct After {
    after: Option<String>,
}

/// How many articles came since.
#[derive(Serialize)]
pub(crate) struct Pulse {
    arrived: usize,
    more: bool,
    /// The same in the reader's language.
    words: String,
}

/// `GET /pulse?after=ID`: what an open page asks from time to time.
pub(crate) async fn pulse(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Query(after): Query<After>,
) -> Result<Json<Pulse>> {
    let known: i64 = after.after.and_then(|after| after.parse().ok()).unwrap_or(i64::MAX);
    let latest = site.store.latest(&Page { before: None, limit: MOST_ARRIVALS }).await?;
    let arrived = latest.iter().filter(|article| article.id.0 > known).count();
    let more = arrived >= usize::try_from(MOST_ARRIVALS).unwrap_or(0);
    let shown = if more { format!("{arrived}+") } else { arrived.to_string() };
    let words = Message::new("arrived").number("n", arrived).text("shown", shown);
    Ok(Json(Pulse { arrived, more, words: caller.speech.tell(&words) }))
}
