//! dateline-understand

mod words;

pub use words::{Piece, Word, key, pieces, query_words, search_words, words};
