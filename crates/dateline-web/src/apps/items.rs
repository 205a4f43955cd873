//! Articles as apps are given them, whichever API they speak.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use dateline_model::{Article, ArticleId, Media, MediaKind, Millis, ReaderId};
use dateline_store::{ItemQuery, WholeItem};

use crate::address;
use crate::error::Result;
use crate::paper::Site;

/// So long a reader's number of items is told again without counting: it is of use to the first of
/// many calls, and the others come at once.
const TOTAL_KEPT_MS: i64 = Millis::MINUTE;

/// Readers remembered; beyond it all are forgotten.
const MOST_TOTALS: usize = 1_000;

/// How many items readers have, as counted a moment ago.
#[derive(Debug, Default)]
pub(crate) struct Totals(Mutex<HashMap<ReaderId, (Millis, u64)>>);

/// How many items a reader has.
pub(super) async fn total(site: &Site, reader: ReaderId) -> Result<u64> {
    let now = site.now();
    let lock = || site.totals.0.lock().unwrap_or_else(PoisonError::into_inner);
    let known = lock().get(&reader).copied();
    if let Some((_, total)) = known.filter(|(at, _)| (0..TOTAL_KEPT_MS).contains(&(now.0 - at.0))) {
        return Ok(total);
    }
    let total = site.store.count_items(reader, &ItemQuery::default(), now).await?;
    let mut all = lock();
    if all.len() >= MOST_TOTALS {
        all.clear();
    }
    all.insert(reader, (now, total));
    Ok(total)
}

/// Where an item leads: to its publisher, else to our own page.
pub(super) fn href(site: &Site, article: &Article) -> String {
    let draft = &article.draft;
    let theirs = draft.canonical_url.clone().or_else(|| draft.url.clone());
    theirs.unwrap_or_else(|| page(site, article))
}

/// Our own page of an item.
pub(super) fn page(site: &Site, article: &Article) -> String {
    site.absolute(&address::article(article.id, &article.draft.headline))
}

/// The text, with its lead picture before it: apps show no other.
pub(super) fn content(article: &Article) -> String {
    let draft = &article.draft;
    let html = draft.html.as_str();
    let lead = draft.lead_image.as_ref().filter(|lead| {
        let name = lead.url.rsplit('/').next().unwrap_or_default();
        address::is_web(&lead.url) && !html.contains(name)
    });
    match lead {
        Some(lead) => format!("<p><img src=\"{}\" alt=\"\"></p>{html}", escaped(&lead.url)),
        None => html.to_owned(),
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A recording that an app can be led to.
pub(super) struct Recording<'a> {
    /// Its place among the article's, from 0.
    pub(super) place: usize,
    pub(super) url: &'a str,
    /// What stands at the address, by how it ends: apps choose their player by it.
    pub(super) kind: &'static str,
}

/// An article's recordings.
pub(super) fn recordings(article: &Article) -> impl Iterator<Item = Recording<'_>> {
    article.draft.media.iter().enumerate().filter_map(|(place, media)| recording(place, media))
}

fn recording(place: usize, media: &Media) -> Option<Recording<'_>> {
    let url = media.url.as_deref().filter(|url| address::is_web(url))?;
    Some(Recording { place, url, kind: kind(url, media.kind) })
}

fn kind(url: &str, media: MediaKind) -> &'static str {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    match path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "mp3" => "audio/mpeg",
        "m4a" => "audio/mp4",
        "ogg" | "oga" | "opus" => "audio/ogg",
        "mp4" | "m4v" => "video/mp4",
        "webm" => "video/webm",
        _ if media == MediaKind::Audio => "audio/mpeg",
        _ => "text/html",
    }
}

/// One item whole; none when it is not there.
pub(super) async fn one(
    site: &Site,
    reader: ReaderId,
    article: ArticleId,
) -> Result<Option<WholeItem>> {
    Ok(site.store.whole_items(reader, &[article]).await?.into_iter().next())
}

/// What an app marks items as. Copies are read with their originals, as in the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Read, or not.
    Read(bool),
    /// Saved, or not.
    Saved(bool),
}

/// Marks items; what is gone is passed over.
pub(super) async fn mark(
    site: &Site,
    reader: ReaderId,
    items: &[ArticleId],
    mark: Mark,
) -> Result<()> {
    let (store, now) = (&site.store, site.now());
    match mark {
        Mark::Read(true) => store.mark_read(reader, items, now).await?,
        Mark::Read(false) => store.mark_unread(reader, items).await?,
        Mark::Saved(saved) => store.set_items_saved(reader, items, saved, now).await?,
    }
    Ok(())
}
