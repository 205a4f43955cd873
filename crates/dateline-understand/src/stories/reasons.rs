//! Why an article stands where it stands, in terms that a person can check.

use std::collections::HashSet;

use dateline_model::Reason;

use super::features::Weighed;
use super::frequencies::Frequencies;
use super::vector::Packed;
use crate::copies::Overlap;
use crate::lexicon::hash_meaning;
use crate::sketch::Sketch;
use crate::words::{stop_word, words};

/// Names listed in one reason.
const MOST_NAMES: usize = 4;

/// A word in fewer than about one article of thirty is rare.
const RARE: f32 = 3.4;

/// Why an article is another's copy.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a share in hundredths
pub(crate) fn is_a_copy(overlap: Overlap, publisher: &str) -> Vec<Reason> {
    let share = (overlap.containment * 100.0).round() as u32;
    let whole = if overlap.first_is_shorter { Reason::StandsIn } else { Reason::Holds };
    vec![whole(share, publisher.to_owned())]
}

/// Why an article belongs with another: names, rare words and numbers of both, and the time
/// between them.
pub(crate) fn shared(
    sketch: &Sketch,
    article: &Weighed,
    other: Packed<'_>,
    frequencies: &Frequencies,
    hours: i64,
) -> Vec<Reason> {
    let words = article.words();
    let places = words.shared(other).map(|(place, _, _)| place);
    let both: HashSet<u32> = places.filter_map(|at| Some(words.0.get(at)?.0)).collect();
    let names = shared_names(sketch, article, &both);
    let mut because = Vec::new();
    if !names.is_empty() {
        because.push(Reason::Names(names.join(", ")));
    }
    let rare =
        both.iter().filter(|&&hash| frequencies.rarity(hash, article.language) >= RARE).count();
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    match (rare, both.len()) {
        (0, 0) => {}
        (0, all) => because.push(Reason::Words(count(all))),
        (rare, _) => because.push(Reason::RareWords(count(rare))),
    }
    because.push(Reason::apart(hours));
    because
}

/// The names, as written, all of whose words both texts hold.
fn shared_names(sketch: &Sketch, article: &Weighed, both: &HashSet<u32>) -> Vec<String> {
    let is_name = |hash: u32| article.names.iter().any(|&(name, _)| name == hash);
    let mut said: HashSet<u32> = HashSet::new();
    let mut found = Vec::new();
    for name in &sketch.names {
        let hashes: Vec<u32> = words(name)
            .filter(|word| !stop_word(&word.key))
            .map(|word| hash_meaning(&word.key))
            .collect();
        let known =
            !hashes.is_empty() && hashes.iter().all(|hash| both.contains(hash) && is_name(*hash));
        let new = hashes.iter().any(|hash| said.insert(*hash));
        if known && new && found.len() < MOST_NAMES {
            found.push(name.clone());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_says_how_much_of_which_text_stands_where() {
        let overlap =
            Overlap { containment: 0.994, likeness: 0.9, first_is_shorter: true, shared: 60 };
        let said = is_a_copy(overlap, "Newsmax");
        assert_eq!(said, [Reason::StandsIn(99, "Newsmax".into())]);
        let said = is_a_copy(Overlap { first_is_shorter: false, ..overlap }, "");
        assert_eq!(said, [Reason::Holds(99, String::new())]);
    }
}
