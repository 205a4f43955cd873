//! Which blocks of a page are its known body.
//!
//! A block of four words or more is body when half of its four-word runs stand in the known body
//! at places that no earlier block took; a shorter one when it is a line of the body, or stands
//! where the last block ended.

use std::collections::{HashMap, HashSet};

/// Words compared at a time.
const RUN: usize = 4;
/// Places after the last block at which a short one may stand.
const SLACK: usize = 3;

/// A count as a number to calculate with.
#[allow(clippy::cast_precision_loss, reason = "words of a page are few")]
pub(crate) fn count(words: usize) -> f32 {
    words as f32
}

/// The text's words in lower case.
pub(crate) fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let parts = lower.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    parts.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// For each text whether it belongs to the body.
pub(crate) fn of(texts: &[&str], body: &str) -> Vec<bool> {
    let gold = words(body);
    let mut places: HashMap<&[String], Vec<usize>> = HashMap::new();
    for (at, run) in gold.windows(RUN).enumerate() {
        places.entry(run).or_default().push(at);
    }
    let lines: HashSet<String> = body.lines().map(|line| words(line).join(" ")).collect();
    let mut taken = vec![false; gold.len()];
    let mut cursor = 0;
    let mut labels = Vec::with_capacity(texts.len());
    for text in texts {
        let words = words(text);
        let is_body = match words.len() {
            0 => false,
            1..RUN => is_next(&gold, &words, &mut cursor) || lines.contains(&words.join(" ")),
            _ => is_found(&words, &places, &mut taken, &mut cursor),
        };
        labels.push(is_body);
    }
    labels
}

/// Whether the few words stand where the last block ended.
fn is_next(gold: &[String], words: &[String], cursor: &mut usize) -> bool {
    let fits = |at: &usize| gold.get(*at..at + words.len()) == Some(words);
    let place = (*cursor..*cursor + SLACK).find(fits).filter(|_| *cursor > 0);
    *cursor = place.map_or(*cursor, |at| at + words.len());
    place.is_some()
}

/// Whether half of the runs stand at places not yet taken; takes them if so.
fn is_found(
    words: &[String],
    places: &HashMap<&[String], Vec<usize>>,
    taken: &mut [bool],
    cursor: &mut usize,
) -> bool {
    let free =
        |run: &[String]| places.get(run)?.iter().copied().find(|at| taken.get(*at) == Some(&false));
    let found: Vec<usize> = words.windows(RUN).filter_map(free).collect();
    let is_body = found.len() * 2 >= words.len() + 1 - RUN;
    if is_body {
        for at in &found {
            if let Some(place) = taken.get_mut(*at) {
                *place = true;
            }
        }
        *cursor = found.last().map_or(*cursor, |last| last + RUN);
    }
    is_body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_of_the_body_are_found_once() {
        let texts =
            ["Menu", "The fire is out in Vell", "Again", "The fire is out in Vell", "Share"];
        let body = "The fire is out in Vell\n\nAgain";
        assert_eq!(of(&texts, body), [false, true, true, false, false]);
    }
}
