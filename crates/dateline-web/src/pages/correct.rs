//! What moderators put right in a story: an article moved, stories merged, a story parted.
//!
//! Each is a form on the story's page that works without script. The answer is the page of the
//! story where things stand afterwards.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use dateline_model::{ArticleId, StoryId};
use dateline_store::Correcting;
use serde::Deserialize;

use crate::access::Caller;
use crate::error::{Error, Result};
use crate::pages::story;
use crate::paper::Site;

/// Articles parted off at a time: as many as a page lists.
const MOST_CHOSEN: usize = 300;

fn by(site: &Site, caller: &Caller) -> Result<Correcting> {
    Ok(Correcting { moderator: caller.member()?, now: site.now() })
}

/// Which story is meant: its number, or its address as copied from the browser.
fn story_named(text: &str) -> Option<StoryId> {
    let text = text.trim();
    let number = match text.split_once("/s/") {
        Some((_, rest)) => rest.split(['/', '?', '#']).next().unwrap_or_default(),
        None => text,
    };
    number.parse().ok().filter(|number| *number > 0).map(StoryId)
}

async fn existing(site: &Site, text: &str) -> Result<StoryId> {
    let named = story_named(text).ok_or_else(|| Error::Bad("bad-no-story".into()))?;
    Ok(story::find(site, named.0).await?.id)
}

/// Which story takes this one in.
#[derive(Deserialize)]
pub(crate) struct Merge {
    into: String,
}

/// `POST /s/{id}/merge`.
pub(crate) async fn merge(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(form): Form<Merge>,
) -> Result<Response> {
    let from = story::find(&site, id).await?.id;
    let into = existing(&site, &form.into).await?;
    if from == into {
        return Err(Error::Bad("bad-same-story".into()));
    }
    let left = site.store.merge_stories(from, into, by(&site, &caller)?).await?;
    Ok(to_story(left))
}

/// Which article goes where; nothing for a story of its own.
#[derive(Deserialize)]
pub(crate) struct Move {
    article: i64,
    #[serde(default)]
    to: String,
}

/// `POST /s/{id}/move`.
pub(crate) async fn move_article(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(form): Form<Move>,
) -> Result<Response> {
    let to = match form.to.trim() {
        "" => None,
        text => Some(existing(&site, text).await?),
    };
    let article = ArticleId(form.article);
    let from = story::find(&site, id).await?.id;
    if site.store.article(article).await?.is_none_or(|article| article.story != from) {
        return Err(Error::NotFound("missing-article-in-story"));
    }
    let moved = site.store.move_article(article, to, by(&site, &caller)?).await;
    let alone = "bad-nothing-to-move";
    Ok(to_story(moved.map_err(|error| nothing_to_do(error, alone))?))
}

/// `POST /s/{id}/part`: the articles that were ticked go, as `article=1&article=2`.
pub(crate) async fn part(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(chosen): Form<Vec<(String, String)>>,
) -> Result<Response> {
    let story = story::find(&site, id).await?.id;
    let articles: Vec<ArticleId> = chosen
        .iter()
        .filter(|(name, _)| name == "article")
        .filter_map(|(_, number)| number.parse().ok())
        .take(MOST_CHOSEN)
        .collect();
    let parted = site.store.part_story(story, &articles, by(&site, &caller)?).await;
    let none = "bad-nothing-to-part";
    Ok(to_story(parted.map_err(|error| nothing_to_do(error, none))?))
}

fn nothing_to_do(error: dateline_store::Error, why: &'static str) -> Error {
    match error {
        dateline_store::Error::NotFound => Error::Bad(why.into()),
        other => other.into(),
    }
}

fn to_story(story: StoryId) -> Response {
    Redirect::to(&format!("/s/{story}")).into_response()
}

/// Whether the story was read, or is to be read anew.
#[derive(Deserialize)]
pub(crate) struct ReadForm {
    read: Option<bool>,
}

/// `POST /s/{id}/read`: a reader's own note of what they know; nobody else's page changes.
pub(crate) async fn read(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(form): Form<ReadForm>,
) -> Result<Response> {
    let (story, reader) = (story::find(&site, id).await?.id, caller.member()?);
    let at = form.read.unwrap_or(true).then(|| site.now());
    site.store.set_story_read(reader, story, at).await?;
    Ok(to_story(story))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<i64>) {
        assert_eq!(story_named(text).map(|story| story.0), expected, "{text}");
    }

    #[test]
    fn a_story_is_named_by_number_or_address() {
        check("12", Some(12));
        check(" https://paper.example/s/12/bridge-opens?x#y ", Some(12));
        check("/s/7", Some(7));
        check("bridge", None);
        check("-3", None);
        check("", None);
    }
}
