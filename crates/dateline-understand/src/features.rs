//! The AI features of the page: one entry each, and everything else follows from the list.
//!
//! A feature is a function from articles to an [`Answer`], or a task for an assistant, or both.
//! Buttons, addresses, cache, API and metrics take its name and label from [`FEATURES`]. The one
//! rule: every [`Statement`] of an answer rests on sentences of articles, with their places; what
//! cannot be shown there is not said, and an answer that would be empty says why.
//!
//! What an assistant writes goes through `check.rs` and is withheld where that fails; the technote
//! `docs/technotes/checked-answers.md` says how well that works.

mod answer;
mod ask;
mod assistant;
mod brief;
mod check;
mod explain;
mod figures;
mod listen;
mod quotes;
mod simplify;
mod timeline;

use std::collections::HashSet;

use dateline_model::{Article, ArticleId, Citation, Draft, Study};

use crate::words::{stop_word, words};

pub(crate) use answer::cite;
pub use answer::{
    Answer, CitedFigure, DatedStatement, FigureLine, NameLine, SpeakerQuotes, Statement,
};
pub use assistant::{Prompt, Writing, commission};
pub use check::Withheld;

/// One feature of the page.
#[derive(Clone, Copy, Debug)]
pub struct Feature {
    /// Its name in addresses and the API.
    pub name: &'static str,
    /// What its button says.
    pub label: &'static str,
    /// What it does, in one sentence for the reader.
    pub about: &'static str,
    /// Raised when it answers better, so that kept answers are worked out anew.
    pub version: u32,
    /// What the reader has to say first.
    pub wants: Wants,
    /// The function that answers; none when only an assistant can.
    pub local: Option<fn(&Request<'_>) -> Answer>,
    /// What to look up in the rest of the paper before it answers.
    pub looks_up: Option<fn(&Request<'_>) -> Vec<String>>,
    /// What an assistant is told to do; none when there is nothing for it to do better.
    pub task: Option<Task>,
}

/// What a reader has to say before a feature can answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wants {
    /// Nothing.
    Nothing,
    /// A question.
    Question,
    /// A language.
    Language,
    /// A browser that does the work: the answer is its material.
    Browser,
}

/// What an assistant is told to do with numbered sentences.
#[derive(Clone, Copy, Debug)]
pub struct Task {
    /// The task in words; the question or language follows it.
    pub words: &'static str,
    /// It says the same in another language, so other things are checked.
    pub translates: bool,
}

const fn local(
    name: &'static str,
    label: &'static str,
    about: &'static str,
    function: fn(&Request<'_>) -> Answer,
) -> Feature {
    Feature {
        name,
        label,
        about,
        version: 1,
        wants: Wants::Nothing,
        local: Some(function),
        looks_up: None,
        task: None,
    }
}

const fn task(words: &'static str) -> Task {
    Task { words, translates: false }
}

/// All features, in the order of their buttons.
pub const FEATURES: &[Feature] = &[
    Feature {
        task: Some(task("Sum up what happened in three short sentences.")),
        ..local("brief", "Brief", "Three sentences of the text that stand for it.", brief::answer)
    },
    local("timeline", "Timeline", "The sentences that carry a date, in order.", timeline::answer),
    local("quotes", "Who said what", "Every quotation, word for word, by speaker.", quotes::answer),
    local(
        "figures",
        "Key figures",
        "The numbers with what they measure, and where publishers differ.",
        figures::answer,
    ),
    Feature {
        looks_up: Some(explain::looks_up),
        ..local(
            "explain",
            "Explain",
            "Who and what is named, and what this paper's articles have said of it.",
            explain::answer,
        )
    },
    Feature {
        task: Some(task(
            "Retell the news in six short sentences with easy words, for somebody who is learning the language.",
        )),
        ..local(
            "simplify",
            "Simplify",
            "The text's own short and plain sentences; nothing is reworded.",
            simplify::answer,
        )
    },
    Feature {
        name: "translate",
        label: "Translate",
        about: "Every sentence in another language, by an assistant.",
        version: 1,
        wants: Wants::Language,
        local: None,
        looks_up: None,
        task: Some(Task {
            words: "Translate every numbered sentence, one line for each, in order, into this language:",
            translates: true,
        }),
    },
    Feature {
        wants: Wants::Browser,
        ..local("listen", "Listen", "Your browser reads the text aloud.", listen::answer)
    },
    Feature {
        wants: Wants::Question,
        task: Some(task("Answer this question of a reader in one to three sentences:")),
        ..local("ask", "Ask", "Sentences that answer a question.", ask::answer)
    },
];

/// The languages that a reader can have a text translated into: code and English name. Those whose
/// language `language.rs` tells apart well, since the check asks it.
pub const LANGUAGES: &[(&str, &str)] = &[
    ("ar", "Arabic"),
    ("zh", "Chinese"),
    ("nl", "Dutch"),
    ("en", "English"),
    ("fr", "French"),
    ("de", "German"),
    ("el", "Greek"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("ru", "Russian"),
    ("es", "Spanish"),
    ("sv", "Swedish"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
];

/// What is asked about.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// One article, or all of a story, in time order; for a question to the whole paper, the
    /// articles that may answer it.
    pub articles: &'a [&'a Article],
    /// Other articles of the paper that name what the feature looked up.
    pub elsewhere: &'a [&'a Article],
    /// The reader's question, or the code of a language.
    pub said: Option<&'a str>,
}

impl<'a> Request<'a> {
    /// About these articles, with nothing said.
    pub fn about(articles: &'a [&'a Article]) -> Request<'a> {
        Request { articles, elsewhere: &[], said: None }
    }
}

/// The feature of this name.
pub fn feature(name: &str) -> Option<&'static Feature> {
    FEATURES.iter().find(|feature| feature.name == name)
}

/// What happened, in three cited sentences from the articles of a story, given in time order.
pub fn story_brief(articles: &[(ArticleId, &Draft, &Study)]) -> Vec<Citation> {
    brief::of_story(articles)
}

/// The share of the shorter sentence's words, common ones aside, that both hold.
fn shared_words(one: &str, other: &str) -> f64 {
    let content = |sentence: &str| -> HashSet<String> {
        let kept = words(sentence).filter(|word| !stop_word(&word.key));
        kept.map(|word| word.key).collect()
    };
    let (one, other) = (content(one), content(other));
    match one.len().min(other.len()) {
        0 => 1.0,
        shorter => count(one.intersection(&other).count()) / count(shorter),
    }
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}

#[cfg(test)]
pub(crate) mod fixtures;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_fit_addresses() {
        for (index, feature) in FEATURES.iter().enumerate() {
            assert!(feature.name.bytes().all(|byte| byte.is_ascii_lowercase()));
            assert!(FEATURES.iter().skip(index + 1).all(|other| other.name != feature.name));
        }
        assert!(super::feature("ask").is_some_and(|feature| feature.wants == Wants::Question));
        assert!(super::feature("horoscope").is_none());
    }

    #[test]
    fn somebody_can_answer_every_feature() {
        for feature in FEATURES {
            assert!(feature.local.is_some() || feature.task.is_some(), "{}", feature.name);
        }
    }

    #[test]
    fn no_articles_no_answer() {
        for (feature, local) in FEATURES.iter().filter_map(|one| Some((one, one.local?))) {
            let request = Request { said: Some("Who closed the bridge?"), ..Request::about(&[]) };
            assert!(matches!(local(&request), Answer::Nothing { .. }), "{}", feature.name);
        }
    }

    #[test]
    fn every_statement_stands_where_it_says() {
        let (bridge, other) = (fixtures::bridge(1), fixtures::bridge(2));
        let articles = [&bridge, &other];
        for local in FEATURES.iter().filter_map(|feature| feature.local) {
            let request =
                Request { said: Some("Who closed the bridge?"), ..Request::about(&articles) };
            let answer = local(&request);
            assert!(answer.stands(&articles), "{answer:?}");
        }
    }
}
