//! What a text's letters tell of it: counted by kind, squeezed together, hashed by words.

use super::hash;

/// Bytes of a word with the space after it.
const ORDINARY_WORD: usize = 5;

/// The text's letters and digits in lower case, one by one.
pub(super) fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// The text's letters and digits in lower case.
pub(super) fn squeeze(text: &str) -> String {
    letters(text).collect()
}

/// The letters and digits of a text in lower case, and hashes of its words.
pub(super) fn squeeze_words(lower: &str) -> (String, Vec<u64>) {
    let mut squeezed = String::with_capacity(lower.len());
    let mut words = Vec::with_capacity(lower.len() / ORDINARY_WORD);
    let mut begun = 0;
    for c in lower.chars().chain([' ']) {
        if c.is_alphanumeric() {
            squeezed.push(c);
        } else if let Some(word) = squeezed.get(begun..).filter(|word| !word.is_empty()) {
            words.push(hash::of(word));
            begun = squeezed.len();
        }
    }
    (squeezed, words)
}

/// Hashes of the words.
pub(super) fn words(lower: &str) -> Vec<u64> {
    squeeze_words(lower).1
}

/// Hashes of every three words in a row.
pub(super) fn triples(words: &[u64]) -> Vec<u64> {
    words.windows(3).map(hash::of).collect()
}

/// Kinds of characters in a text, counted in one pass.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) stops: usize,
    pub(super) commas: usize,
    pub(super) capitals: usize,
    pub(super) digits: usize,
    pub(super) dividers: usize,
}

impl Counts {
    pub(super) fn of(text: &str) -> Counts {
        let mut counts = Counts::default();
        for c in text.chars() {
            match c {
                'a'..='z' | ' ' => {}
                '.' | '!' | '?' | '。' | '！' | '？' | '।' | '؟' => counts.stops += 1,
                ',' | ';' | '，' | '、' | '،' => counts.commas += 1,
                '0'..='9' => counts.digits += 1,
                '|' | '•' | '·' | '»' | '›' | '→' | '/' => counts.dividers += 1,
                c if c.is_uppercase() => counts.capitals += 1,
                _ => {}
            }
        }
        counts
    }
}
