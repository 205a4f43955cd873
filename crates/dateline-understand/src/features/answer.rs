//! What features answer: statements, each with the proof of where it comes from.
//!
//! The one rule: there is no statement without a citation. A [`Statement`] is made in two ways
//! only: from a place in an article, whose words it repeats, or by the check in `check.rs` from a
//! sentence that an assistant wrote and the sentences that it rests on. A kept answer is read back
//! through [`Answer::stands`], which looks up every citation again.

use std::collections::HashMap;

use dateline_model::{Article, ArticleId, Citation, EntityKind, Span};
use serde::{Deserialize, Serialize};

/// A sentence, quotation or number that is shown to a reader, and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Kept", into = "Kept")]
pub struct Statement {
    // Invariant: at least one citation; each stood word for word in its article.
    text: String,
    citations: Vec<Citation>,
}

/// A statement as it is kept; one without a citation is not read back.
#[derive(Serialize, Deserialize)]
struct Kept {
    text: String,
    citations: Vec<Citation>,
}

impl TryFrom<Kept> for Statement {
    type Error = &'static str;

    fn try_from(kept: Kept) -> Result<Statement, Self::Error> {
        if kept.citations.is_empty() {
            return Err("a statement without a citation");
        }
        Ok(Statement { text: kept.text, citations: kept.citations })
    }
}

impl From<Statement> for Kept {
    fn from(statement: Statement) -> Kept {
        Kept { text: statement.text, citations: statement.citations }
    }
}

impl Statement {
    /// The words at a place of an article; none when the place is not in it.
    pub fn verbatim(article: &Article, span: Span) -> Option<Statement> {
        let citation = cite(article.id, &article.draft.text, span)?;
        Some(Statement { text: citation.text.clone(), citations: vec![citation] })
    }

    /// A stretch of an article shown with the whole sentence around it as its proof.
    pub(super) fn within(article: &Article, part: Span, sentence: Span) -> Option<Statement> {
        let shown = cite(article.id, &article.draft.text, part)?;
        let citation = cite(article.id, &article.draft.text, sentence)?;
        Some(Statement { text: shown.text, citations: vec![citation] })
    }

    /// What an assistant wrote, once `check.rs` found it in the citations.
    pub(super) fn checked(text: String, first: Citation, more: Vec<Citation>) -> Statement {
        let mut citations = vec![first];
        citations.extend(more);
        Statement { text, citations }
    }

    /// What is shown.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it rests on; never empty.
    pub fn citations(&self) -> &[Citation] {
        &self.citations
    }

    fn stands(&self, texts: &HashMap<ArticleId, &str>) -> bool {
        self.citations.iter().all(|citation| {
            let text = texts.get(&citation.article);
            text.and_then(|text| cite(citation.article, text, citation.span)).as_ref()
                == Some(citation)
        })
    }
}

/// What a feature answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "content")]
pub enum Answer {
    /// Sentences, in reading order.
    Sentences(Vec<Statement>),
    /// Dated sentences, in the order of what they tell.
    Timeline(Vec<DatedStatement>),
    /// What each speaker said.
    Quotes(Vec<SpeakerQuotes>),
    /// Numbers with what they measure.
    Figures(Vec<FigureLine>),
    /// People, places and organisations with what was said of them.
    Names(Vec<NameLine>),
    /// Plain sentences, and who is who in them.
    Plain {
        /// In reading order.
        sentences: Vec<Statement>,
        /// Who is who.
        names: Vec<NameLine>,
    },
    /// There is no answer, and why.
    Nothing {
        /// For the reader, a sentence.
        because: String,
    },
}

/// A sentence under the day it tells of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DatedStatement {
    /// ISO 8601, as exact as the text.
    pub date: String,
    /// It tells of a time well before the report: what led to the news, not the news.
    pub background: bool,
    /// The sentence.
    pub statement: Statement,
}

/// One speaker's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpeakerQuotes {
    /// Who; none when the text does not make it clear.
    pub speaker: Option<String>,
    /// The words, each at its place.
    pub quotes: Vec<Statement>,
}

/// One measure, and what is said of it: one number, or several where publishers differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FigureLine {
    /// What was counted, in a text's words.
    pub of: Option<String>,
    /// `USD`, `percent`, `km`.
    pub unit: Option<String>,
    /// The numbers; several are those of different publishers and disagree.
    pub figures: Vec<CitedFigure>,
}

/// A number and the sentence that gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CitedFigure {
    /// The words, "US$235.5 billion", cited with the sentence around them.
    pub words: Statement,
    /// As a plain decimal.
    pub value: String,
}

/// A person, place or organisation, and what articles have said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameLine {
    /// The longest form of the name.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Newest first.
    pub said: Vec<Statement>,
}

impl Answer {
    /// Every statement that it shows.
    pub fn statements(&self) -> Vec<&Statement> {
        fn of_names(names: &[NameLine]) -> impl Iterator<Item = &Statement> {
            names.iter().flat_map(|line| &line.said)
        }
        match self {
            Answer::Sentences(list) => list.iter().collect(),
            Answer::Timeline(list) => list.iter().map(|line| &line.statement).collect(),
            Answer::Quotes(list) => list.iter().flat_map(|speaker| &speaker.quotes).collect(),
            Answer::Figures(list) => {
                list.iter().flat_map(|line| &line.figures).map(|figure| &figure.words).collect()
            }
            Answer::Names(names) => of_names(names).collect(),
            Answer::Plain { sentences, names } => sentences.iter().chain(of_names(names)).collect(),
            Answer::Nothing { .. } => Vec::new(),
        }
    }

    /// Whether every citation still stands word for word where it says it does.
    pub fn stands(&self, articles: &[&Article]) -> bool {
        let texts: HashMap<ArticleId, &str> =
            articles.iter().map(|article| (article.id, &*article.draft.text)).collect();
        self.statements().iter().all(|statement| statement.stands(&texts))
    }
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

/// An answer that is not empty, or the reason why there is none.
pub(super) fn or_nothing<T>(
    found: Vec<T>,
    answer: impl FnOnce(Vec<T>) -> Answer,
    because: &str,
) -> Answer {
    if found.is_empty() { nothing(because) } else { answer(found) }
}

pub(super) fn nothing(because: &str) -> Answer {
    Answer::Nothing { because: because.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::bridge;
    use super::*;

    fn span(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    #[test]
    fn a_place_outside_the_text_is_not_cited() {
        assert_eq!(cite(ArticleId(1), "héé", span(1, 9)), None);
        assert_eq!(cite(ArticleId(1), "héé", span(3, 1)), None);
        assert_eq!(cite(ArticleId(1), "héé", span(1, 3)).map(|c| c.text), Some("éé".to_owned()));
        assert_eq!(Statement::verbatim(&bridge(1), span(5, 99_999)), None);
    }

    #[test]
    fn no_statement_is_read_back_without_a_citation() {
        let bare = r#"{"text":"The bridge fell.","citations":[]}"#;
        assert!(serde_json::from_str::<Statement>(bare).is_err());
        let statement = Statement::verbatim(&bridge(1), span(0, 9)).expect("words");
        let kept = serde_json::to_string(&statement).expect("JSON");
        assert_eq!(serde_json::from_str::<Statement>(&kept).expect("a statement"), statement);
    }

    #[test]
    fn a_kept_answer_stands_only_while_its_words_do() {
        let article = bridge(1);
        let answer =
            Answer::Sentences(Statement::verbatim(&article, span(0, 9)).into_iter().collect());
        assert!(answer.stands(&[&article]));
        let mut changed = bridge(1);
        changed.draft.text.insert(0, 'X');
        assert!(!answer.stands(&[&changed]), "another text");
        assert!(!answer.stands(&[&bridge(2)]), "another article");
    }
}
