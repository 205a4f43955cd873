//! What an article says, each statement with its place in the text.
//!
//! Offsets count Unicode code points in [`crate::Draft::text`], from 0, end exclusive. The serde
//! form is `dateline study`'s answer.

use serde::{Deserialize, Serialize};

use crate::ArticleId;

/// A stretch of the text.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
pub struct Span {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}

impl Span {
    /// Whether all of `other` stands inside.
    pub fn holds(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// Everything that was understood of one article.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Study {
    /// ISO 639-1 code; empty when the text is too short to tell.
    pub language: String,
    /// What a reader would follow, best first.
    pub hashtags: Vec<Hashtag>,
    /// People, places, organisations.
    pub entities: Vec<Entity>,
    /// Direct quotations.
    pub quotes: Vec<Quote>,
    /// Time expressions.
    pub dates: Vec<DateMention>,
    /// The sentences that carry a date, in the order of what they tell.
    pub timeline: Vec<TimelineItem>,
    /// Numbers with what they measure.
    pub figures: Vec<Figure>,
    /// Up to three sentences of the text that stand for it.
    pub brief: Vec<Sentence>,
    /// What of the text is written in another language, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub passages: Vec<Passage>,
}

/// Sentences in another language than their text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// ISO 639-1 code.
    pub language: String,
    /// Where they stand.
    #[serde(flatten)]
    pub span: Span,
}

/// One sentence of the text, word for word, and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// The words.
    pub text: String,
    /// Where they stand.
    #[serde(flatten)]
    pub span: Span,
}

/// A hashtag with the reason it was given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hashtag {
    /// With the sign and without spaces: `#ChinaCanadaRelations`.
    pub tag: String,
    /// As it stands in the text: "China-Canada relations".
    pub label: String,
    /// Larger is better; comparable within one article.
    pub score: f64,
    /// Why, for a person to read.
    pub because: String,
}

/// A person, place or organisation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// The longest form of the name.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// For whom a city or building speaks: "Beijing" for China. It stays a name of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stands_for: Option<String>,
    /// Every place where it is named.
    pub mentions: Vec<(u32, u32)>,
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A company, ministry, party, team.
    Organisation,
    /// A country, town, river.
    Place,
    /// A name we cannot sort.
    Other,
}

/// A direct quotation, verbatim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// The quoted words, without the marks.
    pub text: String,
    /// Where they stand.
    #[serde(flatten)]
    pub span: Span,
    /// Who said it; none when unclear.
    pub speaker: Option<String>,
    /// The words of the text that name the speaker: "the minister".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker_words: Option<String>,
    /// The verb: "said".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<String>,
}

/// A time expression with its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateMention {
    /// The words: "last Friday".
    pub text: String,
    /// Where they stand.
    #[serde(flatten)]
    pub span: Span,
    /// ISO 8601 or TIMEX3: `2018-12`, `P3D`, `PRESENT_REF`; absent when it cannot be known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// A sentence that carries a date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineItem {
    /// ISO 8601, as exact as the text.
    pub date: String,
    /// The sentence, word for word.
    pub text: String,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// Happened well before the publication: what the report recalls, not its news. False where the
    /// day of publication is unknown.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub background: bool,
}

/// A number with what it measures.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The words: "US$235.5 billion".
    pub text: String,
    /// The number as a plain decimal: `235500000000`, `9.2`.
    pub value: String,
    /// The upper end of a range: 12 in "10 to 12 percent".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// What it was before, in the same unit: the first number of "from 10 to 12 percent".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// The verb of its change: "rose", "tripled".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<String>,
    /// When it held, as ISO 8601: the year in "US$696.7bn in 2023".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// `USD`, `percent`, `km`; `times` for "tripled".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// What was counted, in the text's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
}

/// A sentence shown to a reader together with the sentence that it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// What is shown.
    pub text: String,
    /// The article that holds the source sentence.
    pub article: ArticleId,
    /// Where the source sentence stands in that article's text.
    #[serde(flatten)]
    pub span: Span,
}
