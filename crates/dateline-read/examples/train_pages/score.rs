//! How well texts meet known bodies: the measure of the public article-extraction benchmark.
//!
//! Four-word shingles; precision and recall are averaged over pages before they are joined into F1.

use std::collections::HashMap;

/// Words of a shingle.
const SIZE: usize = 4;

/// What a set of pages scored.
pub(crate) struct Score {
    pub(crate) pages: usize,
    pub(crate) precision: f64,
    pub(crate) recall: f64,
    /// Share of pages whose text is the known body, marks and space aside.
    pub(crate) exact: f64,
    /// Pages below 0.8.
    pub(crate) poor: usize,
}

impl Score {
    /// The score of pairs of found words and known ones; `None` without a page.
    pub(crate) fn of<'a>(
        pairs: impl Iterator<Item = (&'a [String], &'a [String])>,
    ) -> Option<Score> {
        let mut score = Score { pages: 0, precision: 0.0, recall: 0.0, exact: 0.0, poor: 0 };
        for (found, known) in pairs {
            let (precision, recall) = overlap(found, known);
            score.pages += 1;
            score.precision += precision;
            score.recall += recall;
            score.exact += f64::from(u8::from(found == known));
            score.poor += usize::from(f1(precision, recall) < 0.8);
        }
        let pages = f64::from(u32::try_from(score.pages).ok().filter(|pages| *pages > 0)?);
        score.precision /= pages;
        score.recall /= pages;
        score.exact /= pages;
        Some(score)
    }

    pub(crate) fn f1(&self) -> f64 {
        f1(self.precision, self.recall)
    }
}

/// The harmonic mean.
pub(crate) fn f1(precision: f64, recall: f64) -> f64 {
    if precision + recall > 0.0 { 2.0 * precision * recall / (precision + recall) } else { 0.0 }
}

/// Precision and recall of the found words' shingles.
pub(crate) fn overlap(found: &[String], known: &[String]) -> (f64, f64) {
    let (found, known) = (shingles(found), shingles(known));
    let shared: u32 =
        found.iter().map(|(key, count)| known.get(key).map_or(0, |other| *count.min(other))).sum();
    let share = |all: &HashMap<&[String], u32>| {
        let total: u32 = all.values().sum();
        if total == 0 { 0.0 } else { f64::from(shared) / f64::from(total) }
    };
    (share(&found), share(&known))
}

fn shingles(words: &[String]) -> HashMap<&[String], u32> {
    let mut counts = HashMap::new();
    for shingle in words.windows(SIZE.min(words.len()).max(1)) {
        *counts.entry(shingle).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::words;

    #[track_caller]
    fn check(found: &str, known: &str, precision: f64, recall: f64) {
        let (p, r) = overlap(&words(found), &words(known));
        assert!((p - precision).abs() < 1e-9 && (r - recall).abs() < 1e-9, "{p} {r}");
    }

    #[test]
    fn shingles_are_counted() {
        check("a b c d e", "a b c d e", 1.0, 1.0);
        check("a b c d", "a b c d e f g h", 1.0, 0.2);
        check("a b", "a b", 1.0, 1.0);
        check("", "a", 0.0, 0.0);
    }
}
