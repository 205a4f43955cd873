//! What a reader who comes back to a story has not yet read of it.
//!
//! Known are the articles that they read, in the versions of then, and whatever the story's page
//! told when they last saw it. Everything else is asked for sentences that say something new
//! ([`dateline_understand::whats_new`]).

use dateline_model::{Article, ArticleId, Millis, StoryId, Study};
use dateline_store::{StoryReading, Version};
use dateline_understand::{Background, Subject, Told, study};

use crate::access::Caller;
use crate::error::Result;
use crate::pages::features::{Cite, Sources};
use crate::paper::Site;
use crate::parts::{Lens, Tongue};
use crate::reasons;

/// The part of the page that says what is new.
pub(crate) struct WhatsNew {
    /// "Tuesday 14:05".
    pub(crate) since: String,
    pub(crate) sentences: Vec<NewSentence>,
    /// Articles that the reader has not read.
    pub(crate) unread: Vec<ArticleId>,
}

/// A sentence with what is new in it.
pub(crate) struct NewSentence {
    pub(crate) text: String,
    pub(crate) tongue: Tongue,
    pub(crate) because: String,
    pub(crate) cite: Cite,
}

/// An article's text as somebody knows it.
struct Known {
    headline: String,
    text: String,
    study: Study,
}

/// What is new to the caller in these articles of a story; none for somebody who has read nothing
/// of it, to whom all is new.
pub(crate) async fn of_story(
    site: &Site,
    caller: &Caller,
    story: StoryId,
    articles: &[Article],
    lens: Lens<'_>,
) -> Result<Option<WhatsNew>> {
    let Some(reader) = caller.reader.as_ref() else { return Ok(None) };
    let reading = site.store.story_reading(reader.id, story).await?;
    let Some(since) = reading.last() else { return Ok(None) };
    let (mut known, mut fresh): (Vec<Known>, Vec<&Article>) = (Vec::new(), Vec::new());
    for article in articles {
        let Some(read_at) = read_at(article, &reading) else {
            fresh.push(article);
            continue;
        };
        let versions =
            if article.version > 1 { site.store.versions(article.id).await? } else { Vec::new() };
        match version_of(&versions, read_at) {
            Some(old) => {
                known.push(old_text(article, old));
                fresh.push(article);
            }
            None => known.push(present_text(article)),
        }
    }
    let told: Vec<Told<'_>> = known.iter().map(Known::told).collect();
    let sources = Sources::of_articles(articles);
    let sentences = dateline_understand::whats_new(&told, &fresh)
        .into_iter()
        .filter_map(|news| {
            Some(NewSentence {
                tongue: sources.tongue(news.citation.article),
                cite: sources.cite(news.citation.article, news.citation.span)?,
                because: reasons::told(&news.because, lens.speech),
                text: news.citation.text,
            })
        })
        .collect();
    Ok(Some(WhatsNew {
        since: lens.clock().weekday(since, lens.now),
        sentences,
        unread: fresh.iter().map(|article| article.id).collect(),
    }))
}

/// When the reader came to know an article: by reading it, or by the story's page.
fn read_at(article: &Article, reading: &StoryReading) -> Option<Millis> {
    let opened = reading.articles.iter().find(|(id, _)| *id == article.id).map(|(_, at)| *at);
    let told = reading.page.filter(|page| article.first_seen <= *page);
    opened.max(told)
}

/// The version that stood there at a moment, when another has come since; versions stand newest
/// first.
fn version_of(versions: &[Version], at: Millis) -> Option<&Version> {
    let place = versions.iter().position(|version| version.seen_at <= at)?;
    versions.get(place).filter(|_| place > 0)
}

fn present_text(article: &Article) -> Known {
    Known {
        headline: article.draft.headline.clone(),
        text: article.draft.text.clone(),
        study: article.study.clone(),
    }
}

fn old_text(article: &Article, old: &Version) -> Known {
    let subject = Subject {
        headline: &old.headline,
        text: &old.text,
        published: article.draft.published,
        language: article.draft.language.as_deref(),
        ..Subject::default()
    };
    let study = study(&subject, &Background::default());
    Known { headline: old.headline.clone(), text: old.text.clone(), study }
}

impl Known {
    fn told(&self) -> Told<'_> {
        Told { headline: &self.headline, text: &self.text, study: &self.study }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(read_at: i64, expected: Option<u32>) {
        let version = |(version, seen_at)| Version {
            version,
            seen_at: Millis(seen_at),
            headline: String::new(),
            text: String::new(),
        };
        let versions: Vec<Version> = [(3, 30), (2, 20), (1, 10)].map(version).to_vec();
        assert_eq!(version_of(&versions, Millis(read_at)).map(|old| old.version), expected);
    }

    #[test]
    fn what_was_read_is_the_version_of_then() {
        check(35, None); // the present one
        check(25, Some(2));
        check(10, Some(1));
        check(5, None); // before any: nothing of it can be known
    }
}
