//! Coverage side by side: headlines, what several report, what only one does, figures and dates
//! that differ, and whom each quotes.
//!
//! Nothing here judges. Beside each publisher stand the facts that the owner has entered of it.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use dateline_model::{Article, Citation, PublisherId, Story, When};
use dateline_store::PublisherFacts;
use dateline_understand::{Comparison, Difference, compare};

use crate::access::Caller;
use crate::address;
use crate::error::{Error, Result};
use crate::limits::Door;
use crate::moment::Stamp;
use crate::pages::features::{Cite, Sources};
use crate::pages::story::{self, MOST_READ};
use crate::pages::{lens, shell};
use crate::paper::Site;
use crate::parts::{self, Lens, Shell, Tongue};
use crate::reasons;
use crate::respond;
use crate::speech::Speech;

#[derive(Template)]
#[template(path = "compare.html")]
struct ComparePage {
    shell: Shell,
    headline: String,
    href: String,
    tongue: Tongue,
    publishers: Vec<PublisherLine>,
    shared: Vec<Vec<Said>>,
    alone: Vec<AloneView>,
    figures: Vec<DifferenceView>,
    dates: Vec<DifferenceView>,
    quotes: Vec<QuoteView>,
}

/// A publisher with its headlines and what is known of it.
struct PublisherLine {
    name: String,
    href: String,
    facts: String,
    headlines: Vec<HeadlineLine>,
}

struct HeadlineLine {
    text: String,
    href: String,
    tongue: Tongue,
    when: Stamp,
}

/// A sentence of one publisher.
struct Said {
    text: String,
    tongue: Tongue,
    cite: Cite,
    note: String,
}

struct AloneView {
    publisher: String,
    said: Vec<Said>,
}

struct DifferenceView {
    of: String,
    said: Vec<Said>,
}

struct QuoteView {
    speaker: String,
    said: Vec<Said>,
}

/// `GET /s/{id}/{slug}/compare`.
pub(crate) async fn page(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path((id, slug)): Path<(i64, String)>,
) -> Result<Response> {
    let story = story::find(&site, id).await?;
    let href = address::story(story.id, &story.headline);
    if id != story.id.0 || slug != address::slug(&story.headline) {
        return Ok(Redirect::to(&format!("{href}/compare")).into_response());
    }
    let who = caller.id().map_or_else(|| "strangers".to_owned(), |id| id.to_string());
    site.limits.take(Door::Ask, &who, site.now()).map_err(Error::TooMany)?;
    let articles = Arc::new(site.store.story_articles(story.id, MOST_READ).await?);
    let facts = site.store.publisher_facts().await?;
    let read = Arc::clone(&articles);
    let compared =
        tokio::task::spawn_blocking(move || compare(&read.iter().collect::<Vec<&Article>>()));
    let compared = compared.await.map_err(|fault| {
        tracing::error!(%fault, story.id = story.id.0, "comparing the coverage failed");
        Error::Broken
    })?;
    let title = caller.speech.with("compare-title", "headline", &story.headline);
    let shell = shell(&site, &caller, &title).await?;
    let found = Found { story, articles, facts, compared };
    respond::page(&view(shell, &found, lens(&site, &caller)))
}

/// What the page shows, as it was found.
struct Found {
    story: Story,
    articles: Arc<Vec<Article>>,
    facts: Vec<PublisherFacts>,
    compared: Comparison,
}

fn view(shell: Shell, found: &Found, lens: Lens<'_>) -> ComparePage {
    let Found { story, articles, facts, compared } = found;
    let sources = Sources::of_articles(articles.iter());
    let names: HashMap<PublisherId, &str> =
        articles.iter().map(|one| (one.publisher, one.publisher_name.as_str())).collect();
    let name = |publisher: PublisherId| names.get(&publisher).copied().unwrap_or_default();
    let said = |citation: &Citation, note: &str| Said::new(citation, note, &sources);
    let several = |all: &[(PublisherId, Citation)]| -> Vec<Said> {
        all.iter().filter_map(|(_, citation)| said(citation, "")).collect()
    };
    let lead = articles.iter().find(|one| one.draft.headline == story.headline);
    ComparePage {
        headline: story.headline.clone(),
        href: address::story(story.id, &story.headline),
        tongue: parts::tongue(lead.and_then(|lead| lead.draft.language.as_deref())),
        publishers: compared
            .publishers
            .iter()
            .map(|one| publisher_line(*one, name(*one), articles, facts, lens))
            .collect(),
        shared: compared.shared.iter().map(|one| several(&one.said)).collect(),
        alone: compared
            .alone
            .iter()
            .map(|alone| AloneView {
                publisher: name(alone.publisher).to_owned(),
                said: alone
                    .said
                    .iter()
                    .filter_map(|news| {
                        said(&news.citation, &reasons::told(&news.because, lens.speech))
                    })
                    .collect(),
            })
            .collect(),
        figures: differences(&compared.figures, &sources),
        dates: differences(&compared.dates, &sources),
        quotes: by_speaker(compared, several),
        shell,
    }
}

/// Quotations under the names of who speaks, in the order of their first.
fn by_speaker(
    compared: &Comparison,
    several: impl Fn(&[(PublisherId, Citation)]) -> Vec<Said>,
) -> Vec<QuoteView> {
    let mut speakers: Vec<QuoteView> = Vec::new();
    for quoted in &compared.quotes {
        let speaker = quoted.speaker.clone().unwrap_or_default();
        let said = several(&quoted.said);
        match speakers.iter_mut().find(|known| known.speaker == speaker) {
            Some(known) => known.said.extend(said),
            None => speakers.push(QuoteView { speaker, said }),
        }
    }
    speakers
}

fn differences(found: &[Difference], sources: &Sources) -> Vec<DifferenceView> {
    let view = |difference: &Difference| DifferenceView {
        of: difference.of.clone(),
        said: difference
            .said
            .iter()
            .filter_map(|(_, words, citation)| Said::new(citation, words, sources))
            .collect(),
    };
    found.iter().map(view).collect()
}

impl Said {
    /// A sentence is only shown together with where it stands.
    fn new(citation: &Citation, note: &str, sources: &Sources) -> Option<Said> {
        Some(Said {
            text: citation.text.clone(),
            tongue: sources.tongue(citation.article),
            cite: sources.cite(citation.article, citation.span)?,
            note: note.to_owned(),
        })
    }
}

fn publisher_line(
    publisher: PublisherId,
    name: &str,
    articles: &[Article],
    facts: &[PublisherFacts],
    lens: Lens<'_>,
) -> PublisherLine {
    let own = articles.iter().filter(|one| one.publisher == publisher);
    let known = facts.iter().find(|one| one.publisher == publisher);
    PublisherLine {
        name: name.to_owned(),
        href: address::publisher(publisher),
        facts: known.map(|known| facts_words(known, lens.speech)).unwrap_or_default(),
        headlines: own
            .map(|one| HeadlineLine {
                text: one.draft.headline.clone(),
                href: address::article(one.id, &one.draft.headline),
                tongue: parts::tongue(one.draft.language.as_deref()),
                when: lens.stamp(one.draft.published.unwrap_or(When::At(one.sort_at))),
            })
            .collect(),
    }
}

/// "Canada, owned by Harbour Media, in English, not run by a state".
fn facts_words(facts: &PublisherFacts, speech: Speech) -> String {
    let mut words = Vec::new();
    if !facts.country.is_empty() {
        words.push(facts.country.clone());
    }
    if !facts.owner.is_empty() {
        words.push(speech.with("facts-owned-by", "name", &facts.owner));
    }
    if !facts.language.is_empty() {
        words.push(speech.with("facts-in-language", "name", &facts.language));
    }
    match facts.state_run {
        Some(true) => words.push(speech.say("facts-state-run").to_owned()),
        Some(false) => words.push(speech.say("facts-not-state-run").to_owned()),
        None => {}
    }
    speech.list(&words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_known_of_a_publisher_is_said() {
        let nothing = PublisherFacts { publisher: PublisherId(1), ..PublisherFacts::default() };
        assert_eq!(facts_words(&nothing, Speech::default()), "");
        let some = PublisherFacts {
            country: "Canada".to_owned(),
            owner: "Harbour Media".to_owned(),
            state_run: Some(false),
            ..nothing
        };
        let words = facts_words(&some, Speech::default());
        assert_eq!(words, "Canada, owned by Harbour Media, not run by a state");
    }
}
