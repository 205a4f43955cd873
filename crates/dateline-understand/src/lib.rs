//! What an article says: its study, its story, what is related, and answers about it.
//!
//! Everything here is pure: text in, statements out, no clock, no files, no network. Each
//! statement carries the place in the text that it comes from.

mod brief;
mod dates;
mod entities;
mod features;
mod figures;
mod function_words;
mod hashtags;
mod language;
mod quotes;
mod sentences;
mod study;
mod text;
mod timeline;
mod words_shared;

pub use features::{
    Answer, CitedFigure, DatedCitation, FEATURES, Feature, Request, SpeakerQuotes, feature,
    story_brief,
};
pub use hashtags::hashtag_key;
pub use language::language_of;
pub use sentences::sentences;
pub use study::{Background, Subject, reading_minutes, study};
