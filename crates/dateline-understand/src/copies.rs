//! Whether two texts are one, judged by their shingle samples alone.
//!
//! Each sketch keeps the smallest hashes of its five-word shingles. Below the smaller of two
//! samples' largest hashes both samples are complete, so counting there estimates how much of one
//! text stands in the other: containment, which finds the truncated reprint and the one with a
//! local lead, where likeness (Jaccard) alone would not. A headline is never looked at.

use crate::sketch::MOST_SHINGLES;

/// The share of the shorter text that must stand in the longer one.
const LEAST_CONTAINMENT: f64 = 0.65;

/// The share of both together: a short text quoted whole in a long one is no copy of it, while the
/// first seventh of a report is one that was cut.
const LEAST_LIKENESS: f64 = 0.1;

/// Fewer shared shingles than this are a slogan or a boilerplate line.
const LEAST_SHARED: usize = 6;

/// How much two texts have in common.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Overlap {
    /// The share of the text that has fewer shingles that stands in the other, 0 to 1.
    pub(crate) containment: f64,
    /// The share of all shingles that both have, 0 to 1.
    pub(crate) likeness: f64,
    /// The first of the two is the one that has fewer shingles.
    pub(crate) first_is_shorter: bool,
    /// Sampled shingles that both have.
    pub(crate) shared: usize,
}

impl Overlap {
    /// Enough to call one a copy of the other.
    pub(crate) fn is_copy(self) -> bool {
        self.shared >= LEAST_SHARED
            && self.containment >= LEAST_CONTAINMENT
            && self.likeness >= LEAST_LIKENESS
    }
}

/// A sample of shingles in two bytes each, which is how the window keeps it: every hash without its
/// lowest bits, so many of them that the largest fits. Of two different hashes below that one in
/// hundreds becomes the other, which no decision here can notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sample {
    hashes: [u16; MOST_SHINGLES],
    count: usize,
    /// The lowest bits that were left out.
    shift: u8,
}

impl Sample {
    /// Of the sorted hashes of a sketch.
    pub(crate) fn of(sorted: &[u32]) -> Sample {
        let largest = sorted.get(..MOST_SHINGLES).and_then(<[u32]>::last);
        // A sample that is not full says something of all hashes there are, up to the largest.
        let shift =
            largest.map_or(u16::BITS, |last| u16::BITS.saturating_sub(last.leading_zeros()));
        let shortened = sorted.iter().map(|&hash| u16::try_from(hash >> shift).unwrap_or(u16::MAX));
        Sample::from_parts(shortened, u8::try_from(shift).unwrap_or_default())
    }

    fn from_parts(hashes: impl Iterator<Item = u16>, shift: u8) -> Sample {
        let mut sample = Sample { hashes: [0; MOST_SHINGLES], count: 0, shift };
        for (place, hash) in sample.hashes.iter_mut().zip(hashes) {
            *place = hash;
            sample.count += 1;
        }
        sample
    }

    /// The shortened hashes in pairs, the first in the lower half: half as many pieces of memory.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = u32> + '_ {
        self.hashes().chunks(2).map(|pair| match *pair {
            [one, other] => u32::from(one) | u32::from(other) << 16,
            _ => pair.first().copied().map_or(0, u32::from),
        })
    }

    /// From what [`Sample::pairs`] gave, of so many hashes, and [`Sample::shift`].
    #[allow(clippy::cast_possible_truncation)] // the lower half is meant
    pub(crate) fn from_pairs(pairs: &[u32], count: usize, shift: u8) -> Sample {
        let mut hashes = [0; MOST_SHINGLES];
        for ([lower, upper], &pair) in hashes.as_chunks_mut().0.iter_mut().zip(pairs) {
            (*lower, *upper) = (pair as u16, (pair >> 16) as u16);
        }
        Sample { hashes, count: count.min(2 * pairs.len()).min(MOST_SHINGLES), shift }
    }

    /// The shortened hashes, sorted.
    pub(crate) fn hashes(&self) -> &[u16] {
        self.hashes.get(..self.count).unwrap_or_default()
    }

    /// How many of the lowest bits were left out.
    pub(crate) fn shift(&self) -> u8 {
        self.shift
    }

    /// A full sample left larger hashes out; any other holds all that there are.
    fn complete_below(&self) -> u16 {
        if self.count < MOST_SHINGLES { u16::MAX } else { self.hashes[MOST_SHINGLES - 1] }
    }

    /// With more of the lowest bits left out, as far as another sample's are.
    fn shortened_to(mut self, shift: u8) -> Sample {
        let more = shift.saturating_sub(self.shift);
        self.hashes.iter_mut().for_each(|hash| *hash >>= more.min(15));
        self.shift = self.shift.max(shift);
        self
    }

    fn up_to(&self, limit: u16) -> &[u16] {
        let hashes = self.hashes();
        hashes.get(..hashes.partition_point(|&hash| hash <= limit)).unwrap_or_default()
    }
}

/// How much of one text stands in another, both given by their samples. Of texts of which neither is
/// a copy no more is counted than shows that.
#[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss)]
// counts of at most eighty
pub(crate) fn overlap(a: &Sample, b: &Sample) -> Overlap {
    let (a, b) = (a.shortened_to(b.shift), b.shortened_to(a.shift));
    let limit = a.complete_below().min(b.complete_below());
    let (a, b) = (a.up_to(limit), b.up_to(limit));
    let fewer = a.len().min(b.len()).max(1);
    let shared = count_shared(a, b, (LEAST_CONTAINMENT * fewer as f64) as usize);
    let all = (a.len() + b.len() - shared).max(1);
    Overlap {
        containment: shared as f64 / fewer as f64,
        likeness: shared as f64 / all as f64,
        first_is_shorter: a.len() <= b.len(),
        shared,
    }
}

/// How many hashes two lists share; or fewer than `least`, as soon as it is plain that they do not
/// share so many.
fn count_shared(a: &[u16], b: &[u16], least: usize) -> usize {
    let (most_in_a, most_in_b) = (a.len().saturating_sub(least), b.len().saturating_sub(least));
    let (mut at, mut there, mut shared) = (0, 0, 0);
    while let (Some(x), Some(y)) = (a.get(at), b.get(there)) {
        // All steps without a branch: which comes next is anyone's guess.
        shared += usize::from(x == y);
        at += usize::from(x <= y);
        there += usize::from(y <= x);
        if at - shared > most_in_a || there - shared > most_in_b {
            break;
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch::Sketch;

    /// A text of numbered words, some of them taken from another's.
    fn words(range: std::ops::Range<u32>) -> String {
        range.map(|n| format!("word{n}x")).collect::<Vec<_>>().join(" ") + " "
    }

    #[track_caller]
    fn check(a: &str, b: &str, copy: bool) {
        let sample = |text| Sample::of(&Sketch::of("", text, "en").shingles);
        let found = overlap(&sample(a), &sample(b));
        assert_eq!(found.is_copy(), copy, "{found:?}");
        let back = overlap(&sample(b), &sample(a));
        assert_eq!((found.containment, found.likeness), (back.containment, back.likeness));
    }

    #[test]
    fn reprints_are_copies_however_they_were_cut() {
        let wire = words(0..900);
        check(&wire, &wire, true);
        check(&wire, &words(0..200), true);
        check(&wire, &format!("{} {}", words(5_000..5_060), words(80..900)), true);
        check(&words(0..60), &words(0..55), true);
    }

    #[test]
    fn quoting_and_reporting_on_the_same_is_not_copying() {
        check(&words(0..900), &words(5_000..5_900), false);
        check(&words(0..900), &format!("{}{}", words(0..300), words(5_000..5_900)), false);
        // A short statement that a long report quotes whole.
        check(&words(0..40), &format!("{}{}", words(0..40), words(5_000..6_000)), false);
        check("", "", false);
        check("Only five words stand here", "Only five words stand here", false);
    }
}
