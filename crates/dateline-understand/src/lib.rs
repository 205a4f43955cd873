//! What an article says: its study, its story, what is related, and answers about it.
//!
//! Everything here is pure: text in, statements out, no clock, no files, no network. Each
//! statement carries the place in the text that it comes from.

mod agencies;
mod brief;
mod compare;
mod copies;
mod correction;
mod dates;
mod diff;
mod entities;
mod features;
mod figures;
mod function_words;
mod hash;
mod hashtags;
mod known;
mod labels;
mod language;
mod lexicon;
mod meaning;
mod news;
mod numbers;
mod quotes;
mod related;
mod search;
mod sentences;
mod sketch;
mod stories;
mod study;
mod text;
mod timeline;
mod words;

pub use compare::{Alone, Comparison, Difference, Quoted, Shared, compare};
pub use correction::is_correction;
pub use diff::{Change, is_trivial_change, word_diff};
pub use features::{
    Answer, CitedFigure, DatedStatement, FEATURES, Feature, FigureLine, LANGUAGES, NameLine,
    Prompt, Request, SpeakerQuotes, Statement, Task, Wants, Withheld, Writing, commission, feature,
    story_brief,
};
pub use hashtags::{Aliases, hashtag_key};
pub use labels::{Label, labels};
pub use language::{language_of, language_table};
pub use news::{News, Told, whats_new};
pub use search::{Calendar, marked, read_query, search_marks};
pub use sentences::sentences;
pub use sketch::Sketch;
pub use stories::{
    Arrival, Candidate, Columns, FEATURE_COUNT, FEATURE_NAMES, Features, Joining, Parting, Weights,
    Window, WindowSettings,
};
pub use study::{Background, Subject, reading_minutes, study, tag_signs};
pub use words::{Piece, Word, key, pieces, query_words, search_words, stop_word, words};
