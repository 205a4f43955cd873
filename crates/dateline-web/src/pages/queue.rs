//! Recordings for later: the reader's queue, and how far they got in each recording.
//!
//! Without script the page is a list of the browser's own players; the script tells the position
//! from time to time and goes on to the next.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use dateline_model::{ArticleSummary, Media};
use dateline_store::{Playback, Reached, Step};
use http::StatusCode;
use serde::Deserialize;

use crate::access::Caller;
use crate::address;
use crate::error::{Error, Result};
use crate::pages::{article, lens, shell};
use crate::paper::Site;
use crate::parts::{self, Lens, Shell, Tongue};
use crate::player::{self, Around, Player};
use crate::respond;

/// Nothing that is published lasts longer, in seconds: a week.
const LONGEST_SECONDS: f64 = 7.0 * 86_400.0;

#[derive(Template)]
#[template(path = "queue.html")]
struct QueuePage {
    shell: Shell,
    rows: Vec<QueueRow>,
    /// What was just taken off, and where it stood.
    removed: Option<(i64, i64)>,
}

struct QueueRow {
    id: i64,
    place: i64,
    href: String,
    tongue: Tongue,
    player: Player,
    around: Around,
    /// Its length in seconds, to show how far the reader got.
    seconds: Option<u32>,
}

/// What a removal leads to.
#[derive(Deserialize)]
pub(crate) struct Removed {
    removed: Option<i64>,
    place: Option<i64>,
}

/// `GET /queue`.
pub(crate) async fn page(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Query(removed): Query<Removed>,
) -> Result<Response> {
    let queue = site.store.queue(caller.member()?).await?;
    let lens = lens(&site, &caller);
    let mut rows: Vec<QueueRow> =
        queue.into_iter().filter_map(|(playback, summary)| row(playback, &summary, lens)).collect();
    let on_click = player::on_click(rows.iter_mut().map(|row| &mut row.player));
    let shell = shell(&site, &caller, caller.speech.say("queue")).await?;
    let removed = removed.removed.zip(removed.place);
    let mut response = respond::page(&QueuePage { shell, rows, removed })?;
    response.extensions_mut().insert(on_click);
    Ok(response)
}

fn row(playback: Playback, summary: &ArticleSummary, lens: Lens<'_>) -> Option<QueueRow> {
    let player = player::player(&playback.media, None)?;
    let lead = summary.lead_image.as_ref();
    let picture = lead.and_then(|image| parts::picture(image, lens.signer.of(summary.feed)));
    Some(QueueRow {
        id: playback.id,
        place: playback.place?,
        href: address::article(summary.id, &summary.headline),
        tongue: parts::tongue(summary.language.as_deref()),
        seconds: playback.media.duration_seconds.filter(|seconds| *seconds > 0),
        player: player.of_member(summary.id, &[playback]),
        around: Around {
            headline: summary.headline.clone(),
            publisher: summary.publisher_name.clone(),
            picture: picture.map(|picture| picture.source.src),
        },
    })
}

/// What the form next to a recording sends.
#[derive(Deserialize)]
pub(crate) struct QueueForm {
    url: Option<String>,
    queued: Option<bool>,
}

/// `POST /a/{id}/queue`: puts a recording of the article into the queue, or takes it off.
pub(crate) async fn change(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(form): Form<QueueForm>,
) -> Result<Response> {
    let reader = caller.member()?;
    let article = article::find(&site, id).await?;
    let media = recording(&article, form.url.as_deref())?;
    if form.queued.unwrap_or(true) {
        site.store.add_to_queue(reader, article.id, &media, site.now()).await?;
    } else {
        let known = site.store.playback(reader, article.id).await?;
        for one in known.iter().filter(|one| one.media.url == media.url) {
            site.store.take_from_queue(reader, one.id).await?;
        }
    }
    let path = address::article(article.id, &article.draft.headline);
    Ok(Redirect::to(&format!("{path}#media")).into_response())
}

/// The article's recording that is known by this address.
fn recording(article: &dateline_model::Article, url: Option<&str>) -> Result<Media> {
    let found = article::recordings(article).find(|(player, _)| Some(player.href.as_str()) == url);
    let (player, media) = found.ok_or(Error::NotFound("missing-recording"))?;
    Ok(Media { url: Some(player.href), ..media.clone() })
}

/// How far a player got, as its page tells.
#[derive(Deserialize)]
pub(crate) struct Told {
    url: Option<String>,
    seconds: Option<f64>,
    ended: Option<bool>,
}

/// `POST /a/{id}/playback`: the reader got so far in a recording of the article.
pub(crate) async fn note(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(told): Form<Told>,
) -> Result<StatusCode> {
    let reader = caller.member()?;
    let article = article::find(&site, id).await?;
    let media = recording(&article, told.url.as_deref())?;
    let reached = if told.ended.unwrap_or(false) {
        Reached::End
    } else {
        Reached::Second(whole_seconds(told.seconds.unwrap_or_default()))
    };
    site.store.note_playback(reader, article.id, (&media, reached), site.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What a page says may be anything, even no number at all.
fn whole_seconds(seconds: f64) -> u32 {
    let within = if seconds.is_finite() { seconds.clamp(0.0, LONGEST_SECONDS) } else { 0.0 };
    // Between zero and a week, so it fits.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let whole = within as u32;
    whole
}

/// Which way a recording goes.
#[derive(Deserialize)]
pub(crate) struct StepForm {
    to: Option<String>,
}

/// `POST /queue/{id}/move`.
pub(crate) async fn step(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(form): Form<StepForm>,
) -> Result<Response> {
    let step = match form.to.as_deref() {
        Some("down") => Step::Down,
        Some("first") => Step::First,
        _ => Step::Up,
    };
    let moved = site.store.move_in_queue(caller.member()?, id, step).await?;
    back(moved, "/queue")
}

/// `POST /queue/{id}/remove`.
pub(crate) async fn remove(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<Response> {
    let place = site.store.take_from_queue(caller.member()?, id).await?;
    let place = place.ok_or(Error::NotFound("missing-recording"))?;
    back(true, &format!("/queue?removed={id}&place={place}"))
}

/// Where a recording stood.
#[derive(Deserialize)]
pub(crate) struct RestoreForm {
    place: Option<i64>,
}

/// `POST /queue/{id}/restore`.
pub(crate) async fn restore(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(form): Form<RestoreForm>,
) -> Result<Response> {
    let place = form.place.unwrap_or_default();
    back(site.store.put_back_in_queue(caller.member()?, id, place).await?, "/queue")
}

fn back(done: bool, path: &str) -> Result<Response> {
    if !done {
        return Err(Error::NotFound("missing-recording"));
    }
    Ok(Redirect::to(path).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_is_a_number_of_seconds_whatever_a_page_says() {
        let told = [0.0, 75.9, -3.0, f64::NAN, f64::INFINITY, 1e300];
        assert_eq!(told.map(whole_seconds), [0, 75, 0, 0, 0, 604_800]);
    }
}
