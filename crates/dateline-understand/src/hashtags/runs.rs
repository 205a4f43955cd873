//! Terms in scripts without spaces: runs of Han letters and Katakana, or of Thai words, that come again.
//!
//! Nothing here knows the terms of any language. A run that is met twice, is not broken by a little
//! word and does not stand mostly inside a longer one is taken for one.

use std::collections::HashMap;

use super::candidates::{Candidate, Sort};
use crate::function_words::is_function_word;
use crate::text::{Kind, Text};
use crate::words::spelled;

/// Languages whose texts have such runs instead of phrases.
pub(super) const LANGUAGES: [&str; 6] = ["zh", "ja", "th", "lo", "km", "my"];

/// The longest term, in letters and in words.
const LONGEST_LETTERS: usize = 6;
const LONGEST_WORDS: usize = 3;
/// Longer runs are counted too: what only stands inside them is a piece of a repeated sentence.
const LONGEST_COUNTED: usize = 9;
/// A word of fewer letters is hardly a term by itself.
const SHORTEST_WORD: usize = 4;

/// A run of units as often as it came.
#[derive(Clone, Copy)]
struct Counted {
    count: u32,
    /// Number of the first sentence that has it.
    first: usize,
    units: usize,
    /// Bytes of its first and of its last unit.
    ends: (usize, usize),
}

/// The terms of a text.
pub(super) fn find(text: &Text<'_>) -> Vec<Candidate> {
    let mut counts: HashMap<&str, Counted> = HashMap::new();
    for (number, sentence) in text.sentences.iter().enumerate() {
        let mut at = sentence.first;
        while at < sentence.last {
            let end = (at..sentence.last)
                .take_while(|index| carries(text, *index))
                .last()
                .map_or(at, |last| last + 1);
            for first in at..end {
                for units in 1..=LONGEST_COUNTED.min(end - first) {
                    if !cuts_katakana(text, first, first + units) {
                        count(text, &mut counts, (first, units), number);
                    }
                }
            }
            at = end.max(at + 1);
        }
    }
    let longer = inner_counts(&counts);
    let is_term = |form: &str, run: &Counted| {
        run.count > 1
            && is_term(form, run.units)
            && longer.get(form).is_none_or(|inside| inside * 2 < run.count)
    };
    counts
        .iter()
        .filter(|(form, run)| is_term(form, run))
        .map(|(form, run)| Candidate {
            key: (*form).to_owned(),
            label: (*form).to_owned(),
            sort: Sort::Phrase,
            count: run.count,
            first: run.first,
        })
        .collect()
}

fn count<'a>(
    text: &Text<'a>,
    counts: &mut HashMap<&'a str, Counted>,
    (first, units): (usize, usize),
    sentence: usize,
) {
    let length = |at: usize| text.tokens.get(at).map_or(0, |unit| unit.text.len());
    let form = text.slice(text.reach(first, first + units - 1));
    let ends = (length(first), length(first + units - 1));
    let new = Counted { count: 0, first: sentence, units, ends };
    counts.entry(form).or_insert(new).count += 1;
}

/// Two letters or more, but not a sentence.
fn is_term(form: &str, units: usize) -> bool {
    let letters = form.chars().count();
    if form.starts_with(spelled) {
        units <= LONGEST_WORDS && letters >= SHORTEST_WORD
    } else {
        (2..=LONGEST_LETTERS).contains(&letters)
    }
}

/// For each run, how often the longer runs around it come.
fn inner_counts<'a>(counts: &HashMap<&'a str, Counted>) -> HashMap<&'a str, u32> {
    let mut longer: HashMap<&str, u32> = HashMap::new();
    for (form, run) in counts.iter().filter(|(_, run)| run.count > 1 && run.units > 1) {
        let (first, last) = run.ends;
        for inner in [form.get(first..), form.get(..form.len() - last)] {
            if let Some((inner, _)) = inner.and_then(|inner| counts.get_key_value(inner)) {
                let known = longer.entry(inner).or_default();
                *known = (*known).max(run.count);
            }
        }
    }
    longer
}

/// A unit of a term: Han that is no little word, Katakana, or a word. Hiragana joins words and is none.
fn carries(text: &Text<'_>, at: usize) -> bool {
    let language = if text.language == "th" { "th" } else { "zh" };
    text.tokens.get(at).is_some_and(|token| {
        token.kind == Kind::Dense
            && !token.text.starts_with(|letter| ('\u{3041}'..='\u{309f}').contains(&letter))
            && !is_function_word(token.text, language)
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
