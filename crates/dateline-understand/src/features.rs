//! The AI features of the page: one entry each, and everything else follows from the list.
//!
//! A feature is a function from articles to an [`Answer`]. Buttons, addresses, cache and API take
//! its name and label from [`FEATURES`]. The one rule: every statement of an answer is a sentence,
//! quotation or number that stands word for word in an article, with its place; what cannot be
//! shown there is not said, and an answer that would be empty says why.

mod ask;
mod brief;
mod figures;
mod quotes;
mod timeline;

use std::collections::HashSet;

use dateline_model::{Article, ArticleId, Citation, Draft, Span, Study};
use serde::{Deserialize, Serialize};

use crate::words::{stop_word, words};

/// One feature of the page.
#[derive(Clone, Copy, Debug)]
pub struct Feature {
    /// Its name in addresses and the API.
    pub name: &'static str,
    /// What its button says.
    pub label: &'static str,
    /// Whether the reader has to ask something.
    pub needs_question: bool,
    /// The function that answers.
    pub answer: fn(&Request<'_>) -> Answer,
}

/// All features, in the order of their buttons.
pub const FEATURES: &[Feature] = &[
    Feature { name: "brief", label: "Brief", needs_question: false, answer: brief::answer },
    Feature {
        name: "timeline",
        label: "Timeline",
        needs_question: false,
        answer: timeline::answer,
    },
    Feature {
        name: "quotes",
        label: "Who said what",
        needs_question: false,
        answer: quotes::answer,
    },
    Feature {
        name: "figures",
        label: "Key figures",
        needs_question: false,
        answer: figures::answer,
    },
    Feature { name: "ask", label: "Ask", needs_question: true, answer: ask::answer },
];

/// What is asked about.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// One article, or all of a story, in time order.
    pub articles: &'a [&'a Article],
    /// The reader's question.
    pub question: Option<&'a str>,
}

/// What a feature answers; every statement says where it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "content")]
pub enum Answer {
    /// Sentences, in reading order.
    Sentences(Vec<Citation>),
    /// Dated sentences, in the order of what they tell.
    Timeline(Vec<DatedCitation>),
    /// What each speaker said.
    Quotes(Vec<SpeakerQuotes>),
    /// Numbers with what they measure.
    Figures(Vec<CitedFigure>),
    /// There is no answer, and why.
    Nothing {
        /// For the reader, a sentence.
        because: String,
    },
}

/// A sentence under the day it tells of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedCitation {
    /// ISO 8601, as exact as the text.
    pub date: String,
    /// The sentence.
    pub citation: Citation,
}

/// One speaker's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpeakerQuotes {
    /// Who; none when the text does not make it clear.
    pub speaker: Option<String>,
    /// The words, each at its place.
    pub quotes: Vec<Citation>,
}

/// A number and the sentence that gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CitedFigure {
    /// The words: "US$235.5 billion".
    pub figure: String,
    /// As a plain decimal.
    pub value: String,
    /// `USD`, `percent`, `km`.
    pub unit: Option<String>,
    /// What was counted.
    pub of: Option<String>,
    /// The sentence around it.
    pub citation: Citation,
}

/// The feature of this name.
pub fn feature(name: &str) -> Option<&'static Feature> {
    FEATURES.iter().find(|feature| feature.name == name)
}

/// What happened, in three cited sentences from the articles of a story, given in time order.
pub fn story_brief(articles: &[(ArticleId, &Draft, &Study)]) -> Vec<Citation> {
    brief::of_story(articles)
}

/// The words at a place of an article's text; none when the place is not in it.
pub(crate) fn cite(article: ArticleId, text: &str, span: Span) -> Option<Citation> {
    let length = span.end.checked_sub(span.start)? as usize;
    let words: String = text.chars().skip(span.start as usize).take(length).collect();
    (words.chars().count() == length && length > 0).then_some(Citation {
        text: words,
        article,
        span,
    })
}

/// The share of the shorter sentence's words, common ones aside, that both hold.
fn shared_words(one: &str, other: &str) -> f64 {
    let content = |sentence: &str| -> HashSet<String> {
        let kept = words(sentence).filter(|word| !stop_word(&word.key));
        kept.map(|word| word.key).collect()
    };
    let (one, other) = (content(one), content(other));
    let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    match one.len().min(other.len()) {
        0 => 1.0,
        shorter => count(one.intersection(&other).count()) / count(shorter),
    }
}

/// An answer that is not empty, or the reason why there is none.
fn or_nothing<T>(found: Vec<T>, answer: fn(Vec<T>) -> Answer, because: &str) -> Answer {
    if found.is_empty() { Answer::Nothing { because: because.to_owned() } } else { answer(found) }
}

#[cfg(test)]
pub(crate) mod fixtures {
    //! Articles for the features' tests, written for them.

    use dateline_model::{Article, ArticleId, Draft, FeedId, Millis, PublisherId, StoryId};

    use crate::{Background, Subject, study};

    /// A published article with its study.
    pub(crate) fn article(id: i64, headline: &str, text: &str) -> Article {
        let published = "2026-03-05".parse().ok();
        let subject = Subject { headline, text, published, ..Subject::default() };
        Article {
            id: ArticleId(id),
            feed: FeedId(1),
            publisher: PublisherId(1),
            publisher_name: "The Harbour Post".to_owned(),
            story: StoryId(1),
            copy_of: None,
            version: 1,
            first_seen: Millis(id),
            sort_at: Millis(id),
            because: Vec::new(),
            study: study(&subject, &Background::default()),
            draft: Draft {
                headline: headline.to_owned(),
                text: text.to_owned(),
                published,
                ..Draft::default()
            },
        }
    }

    /// One report of a bridge that closed.
    pub(crate) fn bridge(id: i64) -> Article {
        article(
            id,
            "Marlow closes its old bridge after cracks are found",
            "Engineers closed the Old Bridge in Marlow on Tuesday after finding cracks in two of its pillars.\n\n\
             “The bridge is not safe for buses,” said Mayor Ida Brandt, who promised repairs before summer.\n\n\
             Some 12,000 people cross the bridge every day, and the ferry can carry only 900 of them.\n\n\
             The bridge was built in 1911 and last repaired in May 2019.",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_fit_addresses() {
        for (index, feature) in FEATURES.iter().enumerate() {
            assert!(feature.name.bytes().all(|byte| byte.is_ascii_lowercase()));
            assert!(FEATURES.iter().skip(index + 1).all(|other| other.name != feature.name));
        }
        assert!(super::feature("ask").is_some_and(|feature| feature.needs_question));
        assert!(super::feature("horoscope").is_none());
    }

    #[test]
    fn no_articles_no_answer() {
        for feature in FEATURES {
            let request = Request { articles: &[], question: Some("Who closed the bridge?") };
            assert!(
                matches!((feature.answer)(&request), Answer::Nothing { .. }),
                "{}",
                feature.name
            );
        }
    }

    #[test]
    fn a_place_outside_the_text_is_not_cited() {
        assert_eq!(cite(ArticleId(1), "héé", Span { start: 1, end: 9 }), None);
        assert_eq!(
            cite(ArticleId(1), "héé", Span { start: 1, end: 3 }).map(|c| c.text),
            Some("éé".to_owned())
        );
    }
}
