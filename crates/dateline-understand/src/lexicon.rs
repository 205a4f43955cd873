//! Words of several languages that mean the same: how reports of one event in two languages meet.
//!
//! `lexicon.txt` has one meaning a line: the words for it in English, Spanish, Portuguese, French,
//! German, Italian, Russian, Arabic, Slovene and Chinese, as far as newspapers use them every day.
//! It was written for this project; whoever adds a line needs no more than a text editor. Names of
//! people need no line: scripts are brought together by `transliterate`.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::hash::{Hashed, SPARE_BITS, hash_text};
use crate::words::{stop_word, words};

/// The letters by which stories compare words.
const STEM_LETTERS: usize = 6;

/// The hash by which stories compare a word: that of its meaning where the lexicon knows it, else
/// that of its first letters, so that "skateboarder" and "skateboarders" are one. Longer words
/// differ at the end by grammar more often than by meaning, in every language written with letters.
/// It has 24 bits ([`SPARE_BITS`]).
pub(crate) fn hash_meaning(key: &str) -> u32 {
    meaning_of(hash_text(stem(key)))
}

/// The same, for whoever has the hash of the whole key already.
pub(crate) fn hash_meaning_of(key: &str, hash: u32) -> u32 {
    let stem = stem(key);
    meaning_of(if stem.len() == key.len() { hash } else { hash_text(stem) })
}

fn meaning_of(stem: u32) -> u32 {
    MEANINGS.get(&stem).copied().unwrap_or(stem) >> SPARE_BITS
}

/// Whether a hash is that of a meaning in the lexicon: an everyday word of newspapers.
pub(crate) fn is_everyday(hash: u32) -> bool {
    EVERYDAY.contains(&hash)
}

fn stem(key: &str) -> &str {
    if key.len() <= STEM_LETTERS {
        return key;
    }
    let end = key.char_indices().nth(STEM_LETTERS).map_or(key.len(), |(at, _)| at);
    key.get(..end).unwrap_or(key)
}

static MEANINGS: LazyLock<HashMap<u32, u32, Hashed>> = LazyLock::new(|| {
    let mut meanings = HashMap::default();
    for line in include_str!("lexicon.txt").lines() {
        let mut keys = words(line).map(|word| word.key).filter(|key| !stop_word(key));
        let Some(first) = keys.next() else { continue };
        let meaning = hash_text(stem(&first));
        for key in std::iter::once(first).chain(keys) {
            meanings.entry(hash_text(stem(&key))).or_insert(meaning);
        }
    }
    meanings
});

static EVERYDAY: LazyLock<HashSet<u32, Hashed>> =
    LazyLock::new(|| MEANINGS.values().map(|meaning| meaning >> SPARE_BITS).collect());

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words_of_one_meaning: &str, same: bool) {
        let mut hashes = words(words_of_one_meaning).map(|word| hash_meaning(&word.key));
        let first = hashes.next();
        assert_eq!(hashes.all(|hash| Some(hash) == first), same, "{words_of_one_meaning}");
    }

    #[test]
    fn one_meaning_in_many_languages() {
        check("earthquake terremoto séisme Erdbeben землетрясение زلزال 地震", true);
        check("Japan Japanese japonesa japonais японка 日本", true);
        check("election elecciones eleições wahlen выборы الانتخابات 选举", true);
    }

    #[test]
    fn different_meanings_stay_apart() {
        check("gold silver", false);
        check("Austria Australia", false);
        check("Niger Nigeria", false);
    }
}
