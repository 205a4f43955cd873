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

/// How much of one text stands in another, both given by the sorted samples of their sketches.
#[allow(clippy::cast_precision_loss)] // counts of at most eighty
pub(crate) fn overlap(a: &[u32], b: &[u32]) -> Overlap {
    let limit = complete_below(a).min(complete_below(b));
    let (a, b) = (up_to(a, limit), up_to(b, limit));
    let shared = count_shared(a, b);
    let fewer = a.len().min(b.len()).max(1);
    let all = (a.len() + b.len() - shared).max(1);
    Overlap {
        containment: shared as f64 / fewer as f64,
        likeness: shared as f64 / all as f64,
        first_is_shorter: a.len() <= b.len(),
        shared,
    }
}

/// A full sample left larger hashes out; any other holds all that there are.
fn complete_below(sample: &[u32]) -> u32 {
    match sample.last() {
        Some(&last) if sample.len() >= MOST_SHINGLES => last,
        _ => u32::MAX,
    }
}

fn up_to(sample: &[u32], limit: u32) -> &[u32] {
    sample.get(..sample.partition_point(|&hash| hash <= limit)).unwrap_or_default()
}

fn count_shared(a: &[u32], b: &[u32]) -> usize {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    let mut shared = 0;
    while let (Some(&&x), Some(&&y)) = (a.peek(), b.peek()) {
        shared += usize::from(x == y);
        if x <= y {
            a.next();
        }
        if y <= x {
            b.next();
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
        let (a, b) = (Sketch::of("", a, "en"), Sketch::of("", b, "en"));
        let found = overlap(&a.shingles, &b.shingles);
        assert_eq!(found.is_copy(), copy, "{found:?}");
        let back = overlap(&b.shingles, &a.shingles);
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
