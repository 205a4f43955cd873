//! How rare a word is in this paper, learned from the articles as they come.
//!
//! Counts are kept for each language and for all together: a word of a language that the paper
//! seldom prints is not rare for that alone. When enough was learned all counts are halved, so that
//! last year's news weighs less and memory stays bounded.

use std::collections::HashMap;

use crate::hash::Hashed;
use crate::lexicon::is_everyday;
use crate::sketch::{Case, Sketch, Term};

/// After so many articles all counts are halved.
const HALVE_AFTER: u32 = 100_000;

/// What all languages together say of a word counts like this many articles of its own.
const PRIOR_ARTICLES: f32 = 20.0;

/// Before anything was learned, words are held to be rare, as most words are, and everyday words
/// of newspapers to be common. That counts like this many articles.
const PRIOR_OF: f32 = 100.0;
const PRIOR_SHARE: f32 = 0.004;
const PRIOR_EVERYDAY_SHARE: f32 = 0.03;

#[derive(Clone, Copy, Debug, Default)]
struct Count {
    articles: u32,
    as_name: u32,
    as_plain: u32,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Frequencies {
    articles: u32,
    by_language: HashMap<u32, u32, Hashed>,
    words: HashMap<u32, Count, Hashed>,
    words_by_language: HashMap<u32, u32, Hashed>,
}

impl Frequencies {
    /// Counts the words of an article of a story that held `size` others. Words that it `knows` are
    /// not counted again, nor is the article: a hundred reports of one event do not make its words
    /// common. But each time a story has doubled one article is counted whole, or a story that took
    /// in what is not its own would keep the words rare by which it did so, and take in everything.
    pub(crate) fn learn(&mut self, sketch: &Sketch, knows: impl Fn(u32) -> bool, size: f32) {
        let counts_whole = has_doubled(size);
        if self.articles >= HALVE_AFTER {
            self.halve();
        }
        self.articles += u32::from(counts_whole);
        *self.by_language.entry(number(sketch.language)).or_default() += u32::from(counts_whole);
        for (term, counts) in each_word(sketch) {
            let count = self.words.entry(term.hash).or_default();
            count.as_name += u32::from(term.case == Case::Name);
            count.as_plain += u32::from(term.case == Case::Plain);
            if counts && (counts_whole || !knows(term.hash)) {
                count.articles += 1;
                let own = in_language(term.hash, sketch.language);
                *self.words_by_language.entry(own).or_default() += 1;
            }
        }
    }

    /// How surprising it is to meet the word in an article of this language: minus the logarithm
    /// of its share of articles.
    #[allow(clippy::cast_precision_loss)] // counts of at most a hundred thousand
    pub(crate) fn rarity(&self, hash: u32, language: [u8; 2]) -> f32 {
        let everywhere = self.words.get(&hash).map_or(0, |count| count.articles);
        let prior = if is_everyday(hash) { PRIOR_EVERYDAY_SHARE } else { PRIOR_SHARE };
        let share = (everywhere as f32 + prior * PRIOR_OF) / (self.articles as f32 + PRIOR_OF);
        let own = self.words_by_language.get(&in_language(hash, language)).copied();
        let of = self.by_language.get(&number(language)).copied().unwrap_or_default();
        let here = (own.unwrap_or_default() as f32 + PRIOR_ARTICLES * share)
            / (of as f32 + PRIOR_ARTICLES);
        -here.min(1.0).ln()
    }

    /// The word is mostly written as a name; `case` is how it stands here.
    pub(crate) fn is_name(&self, hash: u32, case: Case) -> bool {
        let count = self.words.get(&hash).copied().unwrap_or_default();
        match case {
            Case::Name => count.as_name + 1 > count.as_plain,
            Case::Unclear => count.as_name > count.as_plain,
            Case::Plain | Case::Number => false,
        }
    }

    fn halve(&mut self) {
        self.articles /= 2;
        self.by_language.values_mut().for_each(|count| *count /= 2);
        self.words.retain(|_, count| {
            count.articles /= 2;
            count.as_name /= 2;
            count.as_plain /= 2;
            count.articles > 0
        });
        self.words_by_language.retain(|_, count| {
            *count /= 2;
            *count > 0
        });
    }
}

/// The next article is the first, second, fourth, eighth… of a story with so many.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // counts of articles
fn has_doubled(size: f32) -> bool {
    (size as u32 + 1).is_power_of_two()
}

/// The sketch's words, headline first, and whether this is the first time that it holds them.
fn each_word(sketch: &Sketch) -> impl Iterator<Item = (Term, bool)> + '_ {
    let in_title = |hash: u32| sketch.title.binary_search_by_key(&hash, |term| term.hash).is_ok();
    let title = sketch.title.iter().map(|&term| (term, true));
    let body = sketch.body.iter().map(move |&term| (term, !in_title(term.hash)));
    title.chain(body)
}

/// A language as a number.
fn number(language: [u8; 2]) -> u32 {
    u16::from_le_bytes(language).into()
}

fn in_language(hash: u32, language: [u8; 2]) -> u32 {
    let salt = number(language).wrapping_mul(0x85eb_ca6b);
    (hash ^ salt).rotate_left(13).wrapping_mul(0xc2b2_ae35)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::hash_meaning;
    use crate::words::key;

    const ENGLISH: [u8; 2] = *b"en";

    /// Learns from an article of a story that held so many others, and knew all words if any.
    fn learn(known: &mut Frequencies, headline: &str, size: u8) {
        known.learn(&Sketch::of(headline, "", "en"), |_| size > 0, size.into());
    }

    #[test]
    fn everyday_words_are_common_before_anything_was_learned() {
        let none = Frequencies::default();
        let rarity = |word: &str| none.rarity(hash_meaning(&key(word)), ENGLISH);
        assert!(rarity("Hikvision") > rarity("police") + 1.0);
    }

    #[test]
    fn a_hundred_reports_of_one_event_do_not_make_its_words_common() {
        let (mut one, mut many) = (Frequencies::default(), Frequencies::default());
        for known in [&mut one, &mut many] {
            (0..200).for_each(|day| learn(known, &format!("Bridge {day} opens"), 0));
            learn(known, "Otters seen in the Thames", 0);
        }
        for size in 1..=100 {
            learn(&mut one, "Otters seen in the Thames", size);
            learn(&mut many, "Otters seen in the Thames", 0);
        }
        let rarity = |known: &Frequencies| known.rarity(hash_meaning("otter"), ENGLISH);
        assert!(rarity(&one) > rarity(&many) + 1.5, "{} {}", rarity(&one), rarity(&many));
    }

    #[test]
    fn a_story_that_takes_in_everything_makes_its_words_common() {
        let mut known = Frequencies::default();
        let otter = hash_meaning("otter");
        learn(&mut known, "Otters seen in the Thames", 0);
        let first = known.rarity(otter, ENGLISH);
        for size in 1..=100 {
            learn(&mut known, "Otters seen in the Thames", size);
        }
        assert!(known.rarity(otter, ENGLISH) < first - 1.0);
    }

    #[test]
    fn case_is_learned_from_other_articles() {
        let mut known = Frequencies::default();
        let joly = hash_meaning("joli");
        assert!(!known.is_name(joly, Case::Unclear));
        learn(&mut known, "The minister, says Melanie Joly, was asked again about it", 0);
        assert!(known.is_name(joly, Case::Unclear));
        assert!(!known.is_name(joly, Case::Plain));
    }

    #[test]
    fn halving_keeps_shares() {
        let mut known = Frequencies::default();
        for _ in 0..10 {
            learn(&mut known, "Otters seen", 0);
        }
        known.halve();
        assert_eq!(known.articles, 5);
        assert_eq!(known.words.get(&hash_meaning("otter")).map(|count| count.articles), Some(5));
    }
}
