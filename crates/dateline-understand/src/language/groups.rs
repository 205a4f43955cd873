//! What the words and letter groups of a text say about its language: naive Bayes over the table.

use super::table::{self, LANGUAGES};

/// What the logarithms weigh: a whole word says more than the groups of letters in it, and the
/// longer group more than the shorter. Chosen on news headlines of nine languages, on thirds in turn.
const WORD: f32 = 3.0;
const THREE: f32 = 0.3;
const FOUR: f32 = 1.0;

/// One unit of the table in units of this module's score.
const STEP: f32 = 1.0 / 24.0;

/// How much more often news is written in one language than in a rare one, as logarithms: what
/// decides between neighbours when a headline is nothing but names.
const COMMONNESS: &[(f32, &str)] = &[
    (9.0, "en"),
    (6.0, "es pt fr de it ru ar"),
    (4.5, "nl"),
    (3.0, "sv no da pl tr cs hu ro fi id vi uk fa"),
];

/// Each language that writes in the script, with what the text says for it.
pub(super) fn scores(spaced: &str, fits: impl Fn(&str) -> bool) -> Vec<(&'static str, f32)> {
    let mut sums = [0.0_f32; LANGUAGES.len()];
    let mut ends: Vec<usize> = Vec::new();
    for word in spaced.split([' ', '\'']).filter(|word| !word.is_empty()) {
        note(&mut sums, table::of_word(word), WORD);
        ends.clear();
        ends.extend(word.char_indices().map(|(at, _)| at));
        ends.push(word.len());
        for (length, worth) in [(3, THREE), (4, FOUR)] {
            for edges in ends.windows(length + 1) {
                if let [start, .., end] = edges {
                    note(&mut sums, table::of_group(&word[*start..*end]), worth);
                }
            }
        }
    }
    if sums.iter().all(|sum| *sum == 0.0) {
        return Vec::new();
    }
    for (worth, codes) in COMMONNESS {
        for (code, sum) in LANGUAGES.iter().zip(&mut sums) {
            *sum += if codes.split(' ').any(|known| known == *code) { *worth } else { 0.0 };
        }
    }
    LANGUAGES.iter().copied().zip(sums).filter(|(code, _)| fits(code)).collect()
}

/// How common a lower-case word is in a language: its weight in the table, 0 when it is rare.
pub(crate) fn commonness(word: &str, code: &str) -> u8 {
    let number = |known: u8| LANGUAGES.get(usize::from(known)).copied();
    let weights = table::of_word(word).iter();
    weights.filter(|[known, _]| number(*known) == Some(code)).map(|[_, weight]| *weight).sum()
}

fn note(sums: &mut [f32; LANGUAGES.len()], weights: &[[u8; 2]], worth: f32) {
    for [number, weight] in weights {
        if let Some(sum) = sums.get_mut(usize::from(*number)) {
            *sum += f32::from(*weight) * STEP * worth;
        }
    }
}
