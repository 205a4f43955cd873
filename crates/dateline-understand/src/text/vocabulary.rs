//! The different words of a text, each with a number.
//!
//! The words of a text repeat. What has to be known of each word is looked up once for each different
//! one, and whoever counts words counts by their numbers.

use std::hash::BuildHasher;

use super::Token;
use crate::hash::Seeded;
use crate::known::{Known, NOTHING, known};

/// A slot that holds no number.
const FREE: usize = usize::MAX;

/// The words of a text, in lower case, numbered in the order in which they first come.
pub(super) struct Vocabulary {
    words: Vec<Entry>,
    /// Where the number of each word is found by its hash: a power of two of slots, half of them free.
    slots: Vec<usize>,
    hasher: Seeded,
}

struct Entry {
    /// The first token that is the word.
    first: usize,
    known: &'static Known,
}

impl Vocabulary {
    /// Numbers the words of a text, and tells each token the number of its own.
    pub(super) fn of(tokens: &mut [Token<'_>]) -> Vocabulary {
        let slots = vec![FREE; (tokens.len() * 2).next_power_of_two()];
        let words = Vec::with_capacity(tokens.len() / 2 + 1);
        let mut vocabulary = Vocabulary { words, slots, hasher: Seeded::default() };
        for first in 0..tokens.len() {
            let word = &*tokens[first].lower;
            let slot = vocabulary.slot(tokens, word);
            if vocabulary.slots[slot] == FREE {
                vocabulary.slots[slot] = vocabulary.words.len();
                vocabulary.words.push(Entry { first, known: known(word) });
            }
            tokens[first].word = vocabulary.slots[slot];
        }
        vocabulary
    }

    /// How many different words there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The number of a lower-case word; none when the text has it not.
    pub(super) fn number(&self, tokens: &[Token<'_>], word: &str) -> Option<usize> {
        let slot = self.slot(tokens, word);
        self.slots.get(slot).copied().filter(|number| *number != FREE)
    }

    /// What the lists say of the word with a number.
    pub(super) fn known(&self, number: usize) -> &'static Known {
        self.words.get(number).map_or(&NOTHING, |entry| entry.known)
    }

    /// The slot of a word, or the free one that it would have.
    #[allow(clippy::cast_possible_truncation, reason = "the lower bits of a hash")]
    fn slot(&self, tokens: &[Token<'_>], word: &str) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = self.hasher.hash_one(word) as usize & mask;
        loop {
            let entry = self.slots.get(slot).and_then(|number| self.words.get(*number));
            match entry.and_then(|entry| tokens.get(entry.first)) {
                Some(token) if token.lower != word => slot = (slot + 1) & mask,
                _ => return slot,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::text::Text;

    #[test]
    fn each_different_word_has_one_number() {
        let text = Text::new("The port, the PORT of Ångström; ångström?", "en");
        let numbers: Vec<usize> = text.tokens.iter().map(|token| token.word).collect();
        assert_eq!(numbers, [0, 1, 2, 0, 1, 3, 4, 5, 4, 6]);
        assert_eq!(text.different_words(), 7);
        assert_eq!((text.number_of("port"), text.number_of("ångström")), (Some(1), Some(4)));
        assert_eq!(text.number_of("harbour"), None);
        assert_eq!(Text::new("", "en").number_of("port"), None);
    }
}
