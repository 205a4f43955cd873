//! Why an article stands where it stands, in words that a person can check.

use std::collections::HashSet;

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

/// Why an article without a story opens one.
pub(crate) fn opens_a_story() -> Vec<String> {
    vec!["opens a story: nothing before it shares enough names and rare words".to_owned()]
}

/// Why an article is another's copy.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a share in hundredths
pub(crate) fn is_a_copy(overlap: Overlap, publisher: &str) -> Vec<String> {
    let share = (overlap.containment * 100.0).round() as u32;
    let theirs = match publisher {
        "" => "an earlier text".to_owned(),
        name => format!("the text of {name}"),
    };
    vec![if overlap.first_is_shorter {
        format!("{share} % of its text stands word for word in {theirs}")
    } else {
        format!("{share} % of {theirs} stands word for word in it")
    }]
}

/// Why an article belongs with another: names, rare words and numbers of both, and the time
/// between them.
pub(crate) fn shared(
    sketch: &Sketch,
    article: &Weighed,
    other: Packed<'_>,
    frequencies: &Frequencies,
    hours: i64,
) -> Vec<String> {
    let words = article.words();
    let places = words.shared(other).map(|(place, _, _)| place);
    let both: HashSet<u32> = places.filter_map(|at| Some(words.0.get(at)?.0)).collect();
    let names = shared_names(sketch, article, &both);
    let mut because = Vec::new();
    if !names.is_empty() {
        because.push(format!("names {}", names.join(", ")));
    }
    let rare =
        both.iter().filter(|&&hash| frequencies.rarity(hash, article.language) >= RARE).count();
    match (rare, both.len()) {
        (0, 0) => {}
        (0, 1) => because.push("1 word shared".to_owned()),
        (0, all) => because.push(format!("{all} words shared")),
        (1, _) => because.push("1 rare word shared".to_owned()),
        (rare, _) => because.push(format!("{rare} rare words shared")),
    }
    because.push(time_apart(hours));
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

fn time_apart(hours: i64) -> String {
    match hours {
        0 => "less than an hour apart".to_owned(),
        1 => "1 hour apart".to_owned(),
        2..=47 => format!("{hours} hours apart"),
        _ => format!("{} days apart", hours / 24),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(hours: i64, expected: &str) {
        assert_eq!(time_apart(hours), expected);
    }

    #[test]
    fn times_are_said_as_people_say_them() {
        check(0, "less than an hour apart");
        check(1, "1 hour apart");
        check(47, "47 hours apart");
        check(49, "2 days apart");
    }

    #[test]
    fn a_copy_says_how_much_of_which_text_stands_where() {
        let overlap =
            Overlap { containment: 0.994, likeness: 0.9, first_is_shorter: true, shared: 60 };
        let said = is_a_copy(overlap, "Newsmax");
        assert_eq!(said, ["99 % of its text stands word for word in the text of Newsmax"]);
        let said = is_a_copy(Overlap { first_is_shorter: false, ..overlap }, "");
        assert_eq!(said, ["99 % of an earlier text stands word for word in it"]);
    }
}
