//! An article as the window remembers it: four bytes a word, two a shingle and, where a sentence model
//! is set, one for each number of its vector, in one piece of memory.
//!
//! A window holds a hundred thousand of these, so whoever adds a field pays for it as often.

use super::features::Weighed;
use super::vector::{Packed, pack};
use crate::copies::Sample;
use crate::meaning::Meaning;

/// The words and shingles of one article.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settled {
    // The headline's words, all words, the shingles in pairs and the vector, one after the other.
    kept: Box<[u32]>,
    title: u8,
    full: u8,
    shingles: u8,
    shift: u8,
}

impl Settled {
    /// What is remembered of an article: names and numbers are asked of arriving ones alone.
    pub(crate) fn of(article: &Weighed, sample: &Sample) -> Settled {
        let words = article.title.0.iter().chain(&article.full.0).copied().map(pack);
        let vector = article.meaning.iter().flat_map(Meaning::kept);
        Settled {
            kept: words.chain(sample.pairs()).chain(vector).collect(),
            title: count(article.title.0.len()),
            full: count(article.full.0.len()),
            shingles: count(sample.hashes().len()),
            shift: sample.shift(),
        }
    }

    /// The headline.
    pub(crate) fn title(&self) -> Packed<'_> {
        Packed(self.kept.get(..self.title.into()).unwrap_or_default())
    }

    /// Headline and body together; empty when there is no body.
    pub(crate) fn full(&self) -> Packed<'_> {
        let start = usize::from(self.title);
        Packed(self.kept.get(start..start + usize::from(self.full)).unwrap_or_default())
    }

    /// All its words: of the headline alone when there is no body.
    pub(crate) fn words(&self) -> Packed<'_> {
        if self.full == 0 { self.title() } else { self.full() }
    }

    /// Its shingles.
    pub(crate) fn sample(&self) -> Sample {
        let pairs = self.kept.get(self.pairs_start()..).unwrap_or_default();
        let count = usize::from(self.shingles);
        Sample::from_pairs(pairs.get(..count.div_ceil(2)).unwrap_or_default(), count, self.shift)
    }

    /// Its vector, for [`Meaning::likeness`]; empty when there is none.
    pub(crate) fn meaning(&self) -> &[u32] {
        let start = self.pairs_start() + usize::from(self.shingles).div_ceil(2);
        self.kept.get(start..).unwrap_or_default()
    }

    fn pairs_start(&self) -> usize {
        usize::from(self.title) + usize::from(self.full)
    }
}

/// Sketches hold fewer words and shingles than a byte counts.
fn count(of: usize) -> u8 {
    u8::try_from(of).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stories::vector::Vector;

    #[track_caller]
    fn check(title: &[(u32, f32)], full: &[(u32, f32)], shingles: &[u32]) {
        let article = Weighed {
            title: Vector(title.to_vec()),
            full: Vector(full.to_vec()),
            meaning: Meaning::of("m", &[0.1; 7]),
            ..Weighed::default()
        };
        let sample = Sample::of(shingles);
        let settled = Settled::of(&article, &sample);
        let hashes = |vector: &Vector| vector.0.iter().map(|word| word.0).collect::<Vec<_>>();
        assert_eq!(hashes(&settled.title().unpacked()), hashes(&article.title));
        assert_eq!(hashes(&settled.full().unpacked()), hashes(&article.full));
        assert_eq!(hashes(&settled.words().unpacked()), hashes(article.words()));
        assert_eq!(settled.sample(), sample);
        let likeness = article.meaning.and_then(|meaning| meaning.likeness(settled.meaning()));
        assert!(likeness.is_some_and(|likeness| likeness > 0.99), "{likeness:?}");
    }

    #[test]
    fn everything_is_found_again() {
        check(&[(1, 0.5), (7, 0.5)], &[(1, 0.3), (5, 0.1), (7, 0.2)], &[9, 1 << 20, 1 << 31]);
        check(&[(1, 1.0)], &[], &[]);
        check(&[], &[], &(0..80).map(|n| n * 1_000_003).collect::<Vec<_>>());
    }
}
