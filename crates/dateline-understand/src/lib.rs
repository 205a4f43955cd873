//! What an article says: its study, its story, what is related, and answers about it.
//!
//! Everything here is pure: text in, statements out, no clock, no files, no network. Each
//! statement carries the place in the text that it comes from.

mod brief;
mod copies;
mod dates;
mod diff;
mod entities;
mod features;
mod figures;
mod function_words;
mod hash;
mod hashtags;
mod language;
mod lexicon;
mod numbers;
mod quotes;
mod related;
mod sentences;
mod sketch;
mod stories;
mod study;
mod text;
mod timeline;
mod words;

pub use diff::{Change, is_trivial_change, word_diff};
pub use features::{
    Answer, CitedFigure, DatedCitation, FEATURES, Feature, Request, SpeakerQuotes, feature,
    story_brief,
};
pub use hashtags::{Aliases, hashtag_key};
pub use language::{language_of, language_table};
pub use sentences::sentences;
pub use sketch::Sketch;
pub use stories::{
    Arrival, Candidate, FEATURE_COUNT, FEATURE_NAMES, Features, Weights, Window, WindowSettings,
};
pub use study::{Background, Subject, reading_minutes, study, tag_signs};
pub use words::{Piece, Word, key, pieces, query_words, search_words, stop_word, words};
