//! The sentences of several publishers, and which of them tell the same.

use std::collections::{BTreeMap, HashMap};

use dateline_model::{Article, Citation, PublisherId, Study};

use crate::features::cite;
use crate::hash::hash_text;
use crate::sentences::sentences;
use crate::words::{stop_word, words};

/// Sentences read of one article: what comes later is background.
const MOST_LINES: usize = 60;

/// A word in more sentences than this is what the story is about, and pairs nothing.
const MOST_HOLDERS: usize = 200;

/// Sentences tell the same when they share so many words that carry meaning, and this share of the
/// shorter one's.
pub(super) const LEAST_SHARED: usize = 3;
const LEAST_SHARE: f64 = 0.55;

/// One sentence of one publisher.
pub(super) struct Line<'a> {
    pub(super) publisher: PublisherId,
    pub(super) citation: Citation,
    /// Of the article that it stands in.
    pub(super) study: &'a Study,
    /// The article's place in time order, then the sentence's in the article.
    pub(super) order: (usize, u32),
    keys: Vec<u32>,
}

/// All sentences, and an index over their words.
pub(super) struct Lines<'a> {
    pub(super) all: Vec<Line<'a>>,
    holders: HashMap<u32, Vec<usize>>,
}

impl<'a> Lines<'a> {
    pub(super) fn of(articles: &[&'a Article]) -> Lines<'a> {
        let mut all = Vec::new();
        for (order, article) in articles.iter().enumerate() {
            let spans = sentences(&article.draft.text, &article.study.language);
            for span in spans.into_iter().take(MOST_LINES) {
                let Some(citation) = cite(article.id, &article.draft.text, span) else { continue };
                all.push(Line {
                    publisher: article.publisher,
                    keys: keys(&citation.text),
                    citation,
                    study: &article.study,
                    order: (order, span.start),
                });
            }
        }
        let mut holders: HashMap<u32, Vec<usize>> = HashMap::new();
        for (at, line) in all.iter().enumerate() {
            for key in &line.keys {
                holders.entry(*key).or_default().push(at);
            }
        }
        Lines { all, holders }
    }

    /// The best partner of a sentence at each other publisher that has one.
    pub(super) fn partners(&self, at: usize) -> Vec<usize> {
        let Some(line) = self.all.get(at) else { return Vec::new() };
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for key in &line.keys {
            let holders = self.holders.get(key).map(Vec::as_slice).unwrap_or_default();
            for &other in holders.iter().take(MOST_HOLDERS) {
                *shared.entry(other).or_default() += 1;
            }
        }
        let mut best: BTreeMap<PublisherId, (usize, usize)> = BTreeMap::new();
        for (other, count) in shared {
            let Some(theirs) = self.all.get(other) else { continue };
            let fewer = line.keys.len().min(theirs.keys.len());
            if theirs.publisher == line.publisher || !enough(count, fewer, LEAST_SHARE) {
                continue;
            }
            let known = best.entry(theirs.publisher).or_insert((other, count));
            if count > known.1 {
                *known = (other, count);
            }
        }
        best.into_values().map(|(other, _)| other).collect()
    }
}

/// The words that carry meaning, numbers left out: whoever reports another toll reports the same.
/// Sorted, each once.
pub(super) fn keys(text: &str) -> Vec<u32> {
    let telling = words(text).filter(|word| {
        !stop_word(&word.key) && !word.key.starts_with(|c: char| c.is_ascii_digit())
    });
    let mut keys: Vec<u32> = telling.map(|word| hash_text(&word.key)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Whether two sets of words tell the same: enough are shared, and a share of the smaller set.
pub(super) fn same(a: &[u32], b: &[u32], share: f64) -> bool {
    let shared = a.iter().filter(|key| b.binary_search(key).is_ok()).count();
    enough(shared, a.len().min(b.len()), share)
}

#[allow(clippy::cast_precision_loss)] // words of one sentence
fn enough(shared: usize, fewer: usize, share: f64) -> bool {
    shared >= LEAST_SHARED && shared as f64 >= share * fewer as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, expected: bool) {
        assert_eq!(same(&keys(one), &keys(other), LEAST_SHARE), expected, "{one} / {other}");
    }

    #[test]
    fn sentences_tell_the_same_by_the_words_that_carry_meaning() {
        check(
            "Engineers closed the Old Bridge in Marlow after finding cracks.",
            "The Old Bridge in Marlow was closed: engineers found cracks.",
            true,
        );
        check("Four people were hurt when a railing fell.", "7 people hurt as railing fell", true);
        check("The bridge was built in 1911.", "The bridge is closed.", false);
        check("", "", false);
    }
}
