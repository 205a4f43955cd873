//! What changed in an article since it was first published: a page for people, a list of changes
//! for programs.
//!
//! The page needs no script. Each edit shows the words that went and the words that came, with as
//! much of the text around them as it takes to find the place.

use std::sync::Arc;

use askama::Template;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use dateline_model::{Millis, When};
use dateline_store::{ContentChange, Version};
use dateline_understand::{Change, is_correction, word_diff};
use serde::{Deserialize, Serialize};

use crate::access::Caller;
use crate::address;
use crate::error::Result;
use crate::moment::Stamp;
use crate::pages::article;
use crate::pages::{lens, shell};
use crate::paper::Site;
use crate::parts::{self, Lens, Shell, Tongue};
use crate::respond;

/// Words kept on each side of what changed.
const WORDS_AROUND: usize = 18;

/// Changes in one answer, when the asker does not say, and at most.
const USUAL_CHANGES: u32 = 100;
const MOST_CHANGES: u32 = 1_000;

#[derive(Template)]
#[template(path = "versions.html")]
struct VersionsPage {
    shell: Shell,
    headline: String,
    href: String,
    tongue: Tongue,
    first: Option<Stamp>,
    /// How often it was edited; the latest stand below.
    times: usize,
    edits: Vec<Edit>,
}

/// What one version changed in the one before it.
struct Edit {
    version: u32,
    when: Stamp,
    correction: bool,
    headline: Vec<Run>,
    text: Vec<Run>,
}

/// A run of words that stayed, went or came.
#[derive(Debug, PartialEq, Eq)]
struct Run {
    text: String,
    kind: &'static str,
}

/// `GET /a/{id}/{slug}/versions`.
pub(crate) async fn page(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path((id, slug)): Path<(i64, String)>,
) -> Result<Response> {
    let article = article::find(&site, id).await?;
    let href = address::article(article.id, &article.draft.headline);
    if slug != address::slug(&article.draft.headline) {
        return Ok(Redirect::to(&format!("{href}/versions")).into_response());
    }
    let versions = site.store.versions(article.id).await?;
    let title = caller.speech.with("edits-title", "headline", &article.draft.headline);
    let shell = shell(&site, &caller, &title).await?;
    let language = article.draft.language.as_deref().or(Some(&article.study.language));
    let first = versions.last().filter(|version| version.version == 1);
    let lens = lens(&site, &caller);
    respond::page(&VersionsPage {
        shell,
        headline: article.draft.headline.clone(),
        tongue: parts::tongue(language),
        first: first.map(|version| lens.stamp(When::At(version.seen_at))),
        times: usize::try_from(article.version).unwrap_or(usize::MAX).saturating_sub(1),
        edits: versions.windows(2).filter_map(|pair| edit(pair, lens)).collect(),
        href,
    })
}

/// `pair` is a version and the one before it.
fn edit(pair: &[Version], lens: Lens<'_>) -> Option<Edit> {
    let [new, old] = pair else { return None };
    let headline = word_diff(&old.headline, &new.headline);
    let text = word_diff(&old.text, &new.text);
    Some(Edit {
        version: new.version,
        when: lens.stamp(When::At(new.seen_at)),
        correction: is_correction(&headline) || is_correction(&text),
        headline: if old.headline == new.headline { Vec::new() } else { whole(&headline) },
        text: if old.text == new.text { Vec::new() } else { excerpt(&text) },
    })
}

fn whole(changes: &[Change<'_>]) -> Vec<Run> {
    changes.iter().map(|change| run(*change)).collect()
}

fn run(change: Change<'_>) -> Run {
    let (text, kind) = match change {
        Change::Kept(text) => (text, "kept"),
        Change::Added(text) => (text, "added"),
        Change::Removed(text) => (text, "removed"),
    };
    Run { text: text.to_owned(), kind }
}

/// The changes with some words around them; longer runs that stayed are left out in the middle.
fn excerpt(changes: &[Change<'_>]) -> Vec<Run> {
    let last = changes.len().saturating_sub(1);
    let mut runs = Vec::new();
    for (at, change) in changes.iter().enumerate() {
        let Change::Kept(text) = change else {
            runs.push(run(*change));
            continue;
        };
        let words: Vec<&str> = text.split_inclusive(char::is_whitespace).collect();
        let (before, after) = (if at == 0 { 0 } else { WORDS_AROUND }, WORDS_AROUND);
        let after = if at == last { 0 } else { after };
        if words.len() <= before + after {
            runs.push(run(*change));
            continue;
        }
        let (head, rest) = words.split_at(before);
        let tail = rest.get(rest.len() - after..).unwrap_or_default();
        for (text, kind) in
            [(head.concat(), "kept"), (" … ".to_owned(), "gap"), (tail.concat(), "kept")]
        {
            if !text.is_empty() {
                runs.push(Run { text, kind });
            }
        }
    }
    runs
}

/// Where a program has come to.
#[derive(Deserialize)]
pub(crate) struct Cursor {
    after: Option<String>,
    limit: Option<u32>,
}

/// Changes since a cursor, and the cursor to ask with next time.
#[derive(Serialize)]
pub(crate) struct Since {
    changes: Vec<ChangeLine>,
    next: String,
    more: bool,
}

#[derive(Serialize)]
struct ChangeLine {
    cursor: String,
    change: &'static str,
    article: i64,
    version: u32,
    at: String,
    headline: String,
    url: String,
    story: String,
    original: Option<String>,
}

/// `GET /changes.json?after=CURSOR&limit=N`: articles that came or whose words changed, in the order
/// in which they did. Without a cursor, from the beginning.
pub(crate) async fn changes(
    State(site): State<Arc<Site>>,
    Query(cursor): Query<Cursor>,
) -> Result<Json<Since>> {
    let after = cursor.after.and_then(|after| after.parse().ok()).unwrap_or(0);
    let limit = cursor.limit.unwrap_or(USUAL_CHANGES).clamp(1, MOST_CHANGES);
    let found = site.store.changes(after, limit).await?;
    let next = found.last().map_or(after, |change| change.number);
    let more = found.len() >= usize::try_from(limit).unwrap_or(usize::MAX);
    let base = site.settings.base_url.as_str().trim_end_matches('/');
    let changes = found.iter().map(|change| change_line(change, base)).collect();
    Ok(Json(Since { changes, next: next.to_string(), more }))
}

fn change_line(change: &ContentChange, base: &str) -> ChangeLine {
    ChangeLine {
        cursor: change.number.to_string(),
        change: if change.version == 1 { "new" } else { "edited" },
        article: change.article.0,
        version: change.version,
        at: rfc3339(change.at),
        headline: change.headline.clone(),
        url: format!("{base}{}", address::article(change.article, &change.headline)),
        story: format!("{base}/s/{}", change.story),
        original: change.url.clone().filter(|url| address::is_web(url)),
    }
}

fn rfc3339(at: Millis) -> String {
    When::At(at).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(old: &str, new: &str, expected: &str) {
        let shown: String = excerpt(&word_diff(old, new))
            .iter()
            .map(|run| match run.kind {
                "added" => format!("[+{}]", run.text),
                "removed" => format!("[-{}]", run.text),
                _ => run.text.clone(),
            })
            .collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn shows_what_changed_with_some_words_around_it() {
        check("The toll is four now.", "The toll is six now.", "The toll is [-four ][+six ]now.");
        let long = "word ".repeat(60);
        let around = "word ".repeat(WORDS_AROUND);
        check(
            &format!("{long}four {long}five {long}"),
            &format!("{long}six {long}seven {long}"),
            &format!(" … {around}[-four ][+six ]{around} … {around}[-five ][+seven ]{around} … "),
        );
    }
}
