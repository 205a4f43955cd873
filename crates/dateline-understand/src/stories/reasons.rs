//! Why an article stands where it stands, in terms that a person can check.

use std::collections::HashSet;

use dateline_model::Reason;

use super::features::{Weighed, bit};
use super::vector::Packed;
use crate::copies::Overlap;
use crate::hash::{Hashed, hash_text};
use crate::lexicon::hash_meaning_of;
use crate::sketch::Sketch;
use crate::words::{key_into, pieces, stops};

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

/// What of an arriving article can be a reason to put it beside another.
pub(crate) struct Telling<'a> {
    article: &'a Weighed,
    /// Which of its words are rare: a bit for each place in [`Weighed::words`].
    rare: u128,
    /// Its names as written, with the places of their words.
    names: Vec<(&'a str, u128)>,
}

impl<'a> Telling<'a> {
    /// Of an article that was weighed just now.
    pub(crate) fn of(sketch: &'a Sketch, article: &'a Weighed) -> Telling<'a> {
        let rare = article.rarities.iter().enumerate().filter(|&(_, &rarity)| rarity >= RARE);
        let rare = rare.fold(0, |rare, (place, _)| rare | bit(place));
        Telling { article, rare, names: names(sketch, article) }
    }

    /// The article is a headline alone.
    pub(crate) fn by_headline(&self) -> bool {
        self.article.full.0.is_empty()
    }

    /// Why the article belongs with another: names, rare words and numbers of both, and the time
    /// between them.
    pub(crate) fn shared(&self, other: Packed<'_>, hours: i64) -> Vec<Reason> {
        let both = self.article.places_in(other, &self.article.finder);
        let names = self.names.iter().filter(|(_, places)| places & !both == 0);
        let names: Vec<&str> = names.map(|(name, _)| *name).take(MOST_NAMES).collect();
        let mut because = Vec::new();
        if !names.is_empty() {
            because.push(Reason::Names(names.join(", ")));
        }
        match ((both & self.rare).count_ones(), both.count_ones()) {
            (0, 0) => {}
            (0, all) => because.push(Reason::Words(all)),
            (rare, _) => because.push(Reason::RareWords(rare)),
        }
        because.push(Reason::apart(hours));
        because
    }
}

/// The names that say something which none before them says.
fn names<'a>(sketch: &'a Sketch, article: &Weighed) -> Vec<(&'a str, u128)> {
    let place = |hash: u32| {
        let place = article.words().place(hash).map(bit)?;
        article.names.iter().any(|&(name, _)| name == place).then_some(place)
    };
    let mut said: HashSet<u32, Hashed> = HashSet::default();
    let mut found = Vec::new();
    let mut key = String::new();
    for name in &sketch.names {
        let hashes = pieces(name).filter_map(|piece| {
            key_into(&mut key, piece.surface);
            let hash = hash_text(&key);
            (!stops(hash, &key)).then(|| hash_meaning_of(&key, hash))
        });
        let hashes: Vec<u32> = hashes.collect();
        let new = hashes.iter().any(|&hash| said.insert(hash));
        let places = hashes.iter().try_fold(0, |places, &hash| Some(places | place(hash)?));
        found.extend(places.filter(|_| new).map(|places| (name.as_str(), places)));
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
