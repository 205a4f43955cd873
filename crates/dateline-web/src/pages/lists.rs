//! Lists of articles: a hashtag, a publisher, a section, the shelf. Each is a page, an
//! Atom feed and a JSON feed, by the ending of its address.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use dateline_model::{ArticleId, ArticleSummary, Millis, PublisherId};
use dateline_store::{Page, Topic};
use dateline_understand::hashtag_key;
use serde::Deserialize;

use crate::access::Caller;
use crate::address;
use crate::error::{Error, Result};
use crate::pages::following::FollowButton;
use crate::pages::front::{self, Turn};
use crate::pages::{lens, mark_saved, sections, shell};
use crate::paper::Site;
use crate::parts::{self, Card, Lens, Shell};
use crate::respond;
use crate::syndicate::{self, Channel, Form};
use crate::taste::taste;

/// Articles on the page of what was read.
const HISTORY: u32 = 100;

/// Articles on one page of a list.
pub(crate) const PER_PAGE: u32 = 30;

#[derive(Template)]
#[template(path = "list.html")]
struct ListPage {
    shell: Shell,
    heading: String,
    about: String,
    cards: Vec<Card>,
    next: Option<String>,
    empty: &'static str,
    follow: Option<FollowButton>,
}

/// A list before it has a form.
pub(crate) struct List {
    pub(crate) heading: String,
    pub(crate) about: String,
    pub(crate) path: String,
    pub(crate) cards: Vec<Card>,
    pub(crate) next: Option<String>,
    pub(crate) empty: &'static str,
    /// The page is of something that can be followed.
    pub(crate) follow: Option<FollowButton>,
}

/// After which article a page of a list goes on.
#[derive(Deserialize)]
pub(crate) struct Before {
    before: Option<String>,
}

impl Before {
    /// `MILLIS-ID`; nonsense is the beginning.
    fn page(&self) -> Page {
        let position = self.before.as_deref().and_then(|before| {
            let (at, id) = before.rsplit_once('-')?;
            Some((Millis(at.parse().ok()?), ArticleId(id.parse().ok()?)))
        });
        Page { before: position, limit: PER_PAGE }
    }
}

fn older(path: &str, articles: &[ArticleSummary]) -> Option<String> {
    let last = articles.last()?;
    let full = articles.len() >= usize::try_from(PER_PAGE).unwrap_or(usize::MAX);
    full.then(|| format!("{path}?before={}-{}", last.sort_at.0, last.id))
}

pub(crate) fn cards(lens: Lens<'_>, articles: &[ArticleSummary]) -> Vec<Card> {
    articles.iter().map(|summary| parts::card(summary, lens)).collect()
}

/// The list in the form that its address asks for.
pub(crate) async fn show(site: &Site, caller: &Caller, list: List, form: Form) -> Result<Response> {
    let link = syndicate::feed_link(&list.path, "");
    if form != Form::Page {
        let channel =
            Channel { title: &list.heading, page: &list.path, link: &link, cards: &list.cards };
        return syndicate::feed(site, &channel, form);
    }
    let mut shell = shell(site, caller, &list.heading).await?;
    shell.feed = Some(link);
    let List { heading, about, mut cards, next, empty, follow, .. } = list;
    mark_saved(site, caller, cards.iter_mut()).await?;
    respond::page(&ListPage { shell, heading, about, cards, next, empty, follow })
}

/// `GET /t/{tag}`, with its feeds.
pub(crate) async fn tag(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(name): Path<String>,
    Query(before): Query<Before>,
) -> Result<Response> {
    let (given, form) = syndicate::form_of(&name);
    let (key, label) = find_tag(&site, given).await?;
    let mut articles = site.store.tagged(&key, &before.page()).await?;
    let path = address::tag(&key);
    let next = older(&path, &articles);
    let taste = taste(&site, caller.id()).await?;
    articles.retain(|article| !taste.mutes(article.id));
    let heading = format!("#{}", label.trim_start_matches('#'));
    let topic = Topic::Tag(key);
    let list = List {
        follow: FollowButton::on(&site, caller.id(), &topic, heading.clone()).await?,
        heading,
        about: caller.speech.say("list-tag").to_owned(),
        next,
        cards: cards(lens(&site, &caller), &articles),
        path,
        empty: caller.speech.say("list-tag-empty"),
    };
    show(&site, &caller, list, form).await
}

/// The tag at an address; one that was typed with capitals, accents or in the plural is found too.
async fn find_tag(site: &Site, given: &str) -> Result<(String, String)> {
    if let Some(label) = site.store.tag_label(given).await? {
        return Ok((given.to_owned(), label));
    }
    let key = hashtag_key(given);
    let label = site.store.tag_label(&key).await?.ok_or(Error::NotFound("missing-hashtag"))?;
    Ok((key, label))
}

/// `GET /p/{publisher}`, with its feeds.
pub(crate) async fn publisher(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(name): Path<String>,
    Query(before): Query<Before>,
) -> Result<Response> {
    let (id, form) = syndicate::form_of(&name);
    let missing = || Error::NotFound("missing-publisher");
    let id = PublisherId(id.parse().map_err(|_| missing())?);
    let publisher = site.store.publisher(id).await?.ok_or_else(missing)?;
    let articles = site.store.by_publisher(id, &before.page()).await?;
    let path = address::publisher(id);
    let topic = Topic::Publisher(id);
    let list = List {
        follow: FollowButton::on(&site, caller.id(), &topic, publisher.name.clone()).await?,
        heading: publisher.name,
        about: publisher.host.unwrap_or_default(),
        next: older(&path, &articles),
        cards: cards(lens(&site, &caller), &articles),
        path,
        empty: caller.speech.say("list-publisher-empty"),
    };
    show(&site, &caller, list, form).await
}

/// `GET /section/{name}`, with its feeds: one of the reader's own sections.
pub(crate) async fn section(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(name): Path<String>,
    Query(turn): Query<Turn>,
) -> Result<Response> {
    let sections = sections(&site, &caller).await?;
    // A section may be called "rock.json"; its own name goes before the ending.
    let exact = sections.iter().find(|section| section.name == name);
    let (wanted, form) =
        if exact.is_some() { (name.as_str(), Form::Page) } else { syndicate::form_of(&name) };
    let section = sections
        .iter()
        .find(|section| section.name == wanted)
        .ok_or(Error::NotFound("missing-section"))?;
    let number = turn.number();
    let taste = taste(&site, caller.id()).await?;
    let stories = front::section_stories(&site, &caller, section.id, number).await?;
    let path = address::section(&section.name);
    let list = List {
        heading: section.name.clone(),
        about: String::new(),
        next: front::next_section_page(&path, number, stories.len()),
        cards: stories.iter().map(|story| taste.story_card(story, lens(&site, &caller))).collect(),
        path,
        follow: None,
        empty: caller.speech.say("list-section-empty"),
    };
    show(&site, &caller, list, form).await
}

/// `GET /saved`.
pub(crate) async fn saved(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Query(before): Query<Before>,
) -> Result<Response> {
    saved_as(&site, &caller, &before, Form::Page).await
}

/// `GET /saved.atom`.
pub(crate) async fn saved_atom(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Query(before): Query<Before>,
) -> Result<Response> {
    saved_as(&site, &caller, &before, Form::Atom).await
}

/// `GET /saved.json`.
pub(crate) async fn saved_json(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Query(before): Query<Before>,
) -> Result<Response> {
    saved_as(&site, &caller, &before, Form::Json).await
}

async fn saved_as(site: &Site, caller: &Caller, before: &Before, form: Form) -> Result<Response> {
    let articles = site.store.saved(caller.member()?, &before.page()).await?;
    let list = List {
        heading: caller.speech.say("saved").to_owned(),
        about: caller.speech.say("list-saved-about").to_owned(),
        path: "/saved".to_owned(),
        follow: None,
        next: older("/saved", &articles),
        cards: cards(lens(site, caller), &articles),
        empty: caller.speech.say("list-saved-empty"),
    };
    show(site, caller, list, form).await
}

/// `GET /history`: what the reader read, the latest first.
pub(crate) async fn history(State(site): State<Arc<Site>>, caller: Caller) -> Result<Response> {
    let articles = site.store.history(caller.member()?, HISTORY).await?;
    let list = List {
        heading: caller.speech.say("history").to_owned(),
        about: caller.speech.say("list-history-about").to_owned(),
        path: "/history".to_owned(),
        next: None,
        cards: cards(lens(&site, &caller), &articles),
        empty: caller.speech.say("list-history-empty"),
        follow: None,
    };
    show(&site, &caller, list, Form::Page).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nonsense_positions_are_the_beginning() {
        for before in ["", "x", "1", "a-b", "99999999999999999999-1"] {
            let page = Before { before: Some(before.to_owned()) }.page();
            assert_eq!((page.before, page.limit), (None, PER_PAGE), "{before}");
        }
        let page = Before { before: Some("-5-7".to_owned()) }.page();
        assert_eq!(page.before, Some((Millis(-5), ArticleId(7))));
    }
}
