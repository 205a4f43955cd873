//! The different words of a text, each with a number.
//!
//! The words of a text repeat. What has to be known of each word is looked up once for each different
//! one, and whoever counts words counts by their numbers.

use std::borrow::Cow;

use super::{Kind, Token, lower_case};
use crate::hash::{Numbers, Slot};
use crate::known::{Known, NOTHING, known};
use crate::words::{Piece, Recent};

/// The words of a text, in lower case, numbered in the order in which they first come.
pub(super) struct Vocabulary {
    words: Vec<Entry>,
    numbers: Numbers,
}

struct Entry {
    /// The first token that is the word.
    first: usize,
    known: &'static Known,
}

impl Vocabulary {
    /// Puts the words of a text into lower case and numbers them, and tells each token its own.
    pub(super) fn of(source: &str, tokens: &mut [Token<'_>]) -> Vocabulary {
        let words = Vec::with_capacity(tokens.len() / 2 + 1);
        let mut vocabulary = Vocabulary { words, numbers: Numbers::for_at_most(tokens.len()) };
        // The number of what was read last, and whether it is lower case as it stands.
        let mut recent = Recent::of(source, (0, true));
        for at in 0..tokens.len() {
            let Token { text, start, kind, .. } = tokens[at];
            let known = recent.place(&Piece { surface: text, start });
            if known.0 == text {
                tokens[at].word = known.1.0;
                if !known.1.1 {
                    tokens[at].lower = lower_case(text);
                }
                continue;
            }
            if kind != Kind::Dense {
                tokens[at].lower = lower_case(text);
            }
            tokens[at].word = vocabulary.add(tokens, at);
            let lower = matches!(tokens[at].lower, Cow::Borrowed(_));
            *known = (text, (tokens[at].word, lower));
        }
        vocabulary
    }

    /// The number of a token's word, which is a new one if no token before has it.
    fn add(&mut self, tokens: &[Token<'_>], first: usize) -> usize {
        let word = &*tokens[first].lower;
        self.find(tokens, word).unwrap_or_else(|slot| {
            let number = self.words.len();
            self.words.push(Entry { first, known: known(word) });
            self.numbers.put(slot, number);
            number
        })
    }

    /// How many different words there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The number of a lower-case word; none when the text has it not.
    pub(super) fn number(&self, tokens: &[Token<'_>], word: &str) -> Option<usize> {
        self.find(tokens, word).ok()
    }

    /// What the lists say of the word with a number.
    #[inline]
    pub(super) fn known(&self, number: usize) -> &'static Known {
        self.words.get(number).map_or(&NOTHING, |entry| entry.known)
    }

    fn find(&self, tokens: &[Token<'_>], word: &str) -> Result<usize, Slot> {
        let first = |number: usize| tokens.get(self.words.get(number)?.first);
        self.numbers.find(word, |number| first(number).is_some_and(|token| token.lower == word))
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
