//! Words in scripts without spaces: runs of Han letters and Katakana that come again.
//!
//! Nothing here knows the words of Chinese or Japanese. A run that is met twice, is not broken by
//! a little word and does not stand mostly inside a longer one is taken for a word.

use std::collections::HashMap;

use super::candidates::{Candidate, Sort};
use crate::function_words::is_function_word;
use crate::text::{Kind, Text};

/// The longest run that is one word.
const LONGEST_HAN: usize = 6;
/// Longer ones are counted too: what only stands inside them is a piece of a repeated sentence.
const LONGEST_COUNTED: usize = 9;

/// The runs of a text.
pub(super) fn runs(text: &Text<'_>) -> Vec<Candidate> {
    let mut counts: HashMap<&str, (u32, usize)> = HashMap::new();
    for (number, sentence) in text.sentences.iter().enumerate() {
        let mut at = sentence.first;
        while at < sentence.last {
            let end = (at..sentence.last)
                .take_while(|index| is_han(text, *index))
                .last()
                .map_or(at, |last| last + 1);
            for first in at..end {
                for length in 2..=LONGEST_COUNTED.min(end - first) {
                    if !cuts_katakana(text, first, first + length) {
                        let form = text.slice(text.reach(first, first + length - 1));
                        counts.entry(form).or_insert((0, number)).0 += 1;
                    }
                }
            }
            at = end.max(at + 1);
        }
    }
    let longer: HashMap<&str, u32> = inner_counts(&counts);
    counts
        .iter()
        .filter(|(form, (count, _))| {
            *count > 1
                && form.chars().count() <= LONGEST_HAN
                && longer.get(*form).is_none_or(|inside| inside * 2 < *count)
        })
        .map(|(form, (count, first))| Candidate {
            key: (*form).to_owned(),
            label: (*form).to_owned(),
            sort: Sort::Phrase,
            count: *count,
            first: *first,
        })
        .collect()
}

/// For each run, how often the longer runs around it come.
fn inner_counts<'a>(counts: &HashMap<&'a str, (u32, usize)>) -> HashMap<&'a str, u32> {
    let mut longer: HashMap<&str, u32> = HashMap::new();
    for (form, (count, _)) in counts.iter().filter(|(_, (count, _))| *count > 1) {
        let edges: Vec<usize> = form.char_indices().map(|(at, _)| at).collect();
        let (Some(second), Some(last)) = (edges.get(1), edges.last()) else { continue };
        for inner in [&form[*second..], &form[..*last]] {
            if let Some((inner, _)) = counts.get_key_value(inner) {
                let known = longer.entry(inner).or_default();
                *known = (*known).max(*count);
            }
        }
    }
    longer
}

/// A letter of a word: Han that is no little word, or Katakana. Hiragana joins words and is none.
fn is_han(text: &Text<'_>, at: usize) -> bool {
    text.tokens.get(at).is_some_and(|token| {
        token.kind == Kind::Han
            && !token.text.starts_with(|letter| ('\u{3041}'..='\u{309f}').contains(&letter))
            && !is_function_word(token.text, "zh")
    })
}

/// Whether a run begins or ends in the middle of a Katakana word.
fn cuts_katakana(text: &Text<'_>, first: usize, end: usize) -> bool {
    let katakana = |at: usize| {
        text.tokens.get(at).is_some_and(|token| {
            token.text.starts_with(|letter| ('\u{30a1}'..='\u{30ff}').contains(&letter))
        })
    };
    let before =
        first.checked_sub(1).is_some_and(|before| katakana(before) && text.touches_next(before));
    (katakana(first) && before)
        || (katakana(end - 1) && katakana(end) && text.touches_next(end - 1))
}
