//! dateline-understand

mod copies;
mod diff;
mod hash;
mod lexicon;
mod numbers;
mod related;
mod sketch;
mod stories;
mod words;

pub use copies::share_of_text;
pub use diff::{Change, is_trivial_change, word_diff};
pub use sketch::Sketch;
pub use stories::{
    Arrival, Candidate, FEATURE_COUNT, FEATURE_NAMES, Features, Weights, Window, WindowSettings,
};
pub use words::{Piece, Word, key, pieces, query_words, search_words, stop_word, words};
