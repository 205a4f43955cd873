//! What the words and letter groups of a text say about its language: naive Bayes over the table.

use std::sync::LazyLock;

use super::table::{self, LANGUAGES};

/// What the logarithms weigh: a whole word says more than the groups of letters in it, and the
/// longer group more than the shorter. Chosen on news headlines of nine languages, on thirds in turn.
const WORD: f32 = 3.0;
const THREE: f32 = 0.3;
const FOUR: f32 = 1.0;

/// One unit of the table in units of this module's score.
const STEP: f32 = 1.0 / 24.0;

/// What the table's weights add up to for each language, by its number.
type Sums = [u32; LANGUAGES.len()];

/// How much more often news is written in one language than in a rare one, as logarithms: what
/// decides between neighbours when a headline is nothing but names.
const COMMONNESS: &[(f32, &str)] = &[
    (9.0, "en"),
    (6.0, "es pt fr de it ru ar"),
    (4.5, "nl"),
    (3.0, "sv no da pl tr cs hu ro fi id vi uk fa"),
];

static WORTH: LazyLock<[f32; LANGUAGES.len()]> = LazyLock::new(|| {
    LANGUAGES.map(|code| {
        let listed = COMMONNESS.iter().find(|(_, codes)| codes.split(' ').any(|one| one == code));
        listed.map_or(0.0, |(worth, _)| *worth)
    })
});

/// Each language that writes in the script, with what the text says for it.
pub(super) fn scores(spaced: &str, fits: impl Fn(&str) -> bool) -> Vec<(&'static str, f32)> {
    let [mut words, mut threes, mut fours] = [[0; LANGUAGES.len()]; 3];
    let mut ends: Vec<usize> = Vec::new();
    for word in spaced.split([' ', '\'']).filter(|word| !word.is_empty()) {
        note(&mut words, table::of_word(word));
        ends.clear();
        ends.extend(word.char_indices().map(|(at, _)| at));
        ends.push(word.len());
        for (length, sums) in [(3, &mut threes), (4, &mut fours)] {
            for edges in ends.windows(length + 1) {
                if let [start, .., end] = edges {
                    note(sums, table::of_group(&word[*start..*end]));
                }
            }
        }
    }
    if [words, threes, fours].as_flattened().iter().all(|sum| *sum == 0) {
        return Vec::new();
    }
    let scored = LANGUAGES.iter().enumerate().filter(|(_, code)| fits(code));
    scored
        .map(|(at, code)| {
            let said =
                weighed(words[at], WORD) + weighed(threes[at], THREE) + weighed(fours[at], FOUR);
            (*code, said + WORTH[at])
        })
        .collect()
}

#[allow(clippy::cast_precision_loss)] // sums of a few hundred bytes
fn weighed(sum: u32, worth: f32) -> f32 {
    sum as f32 * STEP * worth
}

/// How common a lower-case word is in a language: its weight in the table, 0 when it is rare.
pub(crate) fn commonness(word: &str, code: &str) -> u8 {
    let number = |known: u8| LANGUAGES.get(usize::from(known)).copied();
    let weights = table::of_word(word).iter();
    weights.filter(|[known, _]| number(*known) == Some(code)).map(|[_, weight]| *weight).sum()
}

fn note(sums: &mut Sums, weights: &[[u8; 2]]) {
    for [number, weight] in weights {
        if let Some(sum) = sums.get_mut(usize::from(*number)) {
            *sum += u32::from(*weight);
        }
    }
}
