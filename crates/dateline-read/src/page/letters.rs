//! What a text's letters tell of it: counted by kind, squeezed together, hashed by words.

use super::hash;

/// The text's letters and digits in lower case.
pub(super) fn squeeze(text: &str) -> String {
    if text.is_ascii() {
        return text
            .bytes()
            .filter(u8::is_ascii_alphanumeric)
            .map(|byte| char::from(byte.to_ascii_lowercase()))
            .collect();
    }
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Hashes of the words.
pub(super) fn words(text: &str) -> Vec<u64> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(hash::of)
        .collect()
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
