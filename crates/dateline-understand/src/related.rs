//! Other events on the same matters: what to read next.
//!
//! Related articles share names and rare words but not their event: none is of the article's own
//! story and none is a copy. Other publishers come first, and a story's second article after others' first.

use std::collections::HashSet;

use dateline_model::{ArticleId, Reason, Related, StoryId};

use crate::hash::{Hashed, Quick};
use crate::sketch::Sketch;
use crate::stories::{Frequencies, Settled, Weighed};

/// The most that are shown.
const MOST: usize = 6;

/// Less than this in common is chance.
const LEAST_SCORE: f32 = 0.03;

/// What an article of the publisher's own, or of a publisher already listed, is worth.
const REPEATED_PUBLISHER: f32 = 0.8;

/// What a second article of a story already listed is worth.
const REPEATED_STORY: f32 = 0.5;

/// A name that both texts hold counts for so many words.
const NAME_COUNTS: f32 = 2.0;

/// A name that both headlines hold counts for so many: it is what both are about.
const HEADLINE_NAME_COUNTS: f32 = 4.0;

/// Shared names that are together as rare as this, in units of [`Frequencies::rarity`], make a
/// matter of their own: two that are seldom printed, or three that often are.
const MATTER: f32 = 8.0;

/// Texts without a shared name can still be related by their words, as in scripts without capitals.
const LEAST_MATTER: f32 = 0.3;

/// More names than twice a matter say no more.
const MOST_MATTER: f32 = 2.0;

/// What an article is about: its words, and which of them are names, with how rare they are.
pub(crate) struct Matters<'a> {
    weighed: &'a Weighed,
    /// How rare the name in each place is; zero where no name stands.
    names: Vec<f32>,
}

impl<'a> Matters<'a> {
    pub(crate) fn of(sketch: &Sketch, weighed: &'a Weighed, known: &Frequencies) -> Matters<'a> {
        let words = weighed.words();
        let mut names = vec![0.0; words.0.len()];
        let all = sketch.title.iter().chain(&sketch.body);
        for term in all.filter(|term| known.is_name(term.hash, term.case)) {
            let Some(at) = words.place(term.hash) else { continue };
            if let (Some(name), Some(rarity)) = (names.get_mut(at), weighed.rarities.get(at)) {
                *name = *rarity;
            }
        }
        Matters { weighed, names }
    }

    /// How much another article is about the same, from 0 to 1. One name that is often printed is
    /// a coincidence; two or three together are a matter.
    pub(crate) fn shared_with(&self, other: &Settled) -> f32 {
        let (mut sum, mut rarity) = (0.0, 0.0_f32);
        let words = self.weighed.words();
        let in_headlines = |place: usize| {
            let word = words.0.get(place).map(|word| word.0);
            word.is_some_and(|hash| self.weighed.title.holds(hash) && other.title().holds(hash))
        };
        words.tell_shared(&self.weighed.finder, other.words(), |place, mine, theirs| {
            let name = self.names.get(place).copied().unwrap_or_default();
            sum += mine
                * theirs
                * match name > 0.0 {
                    true if in_headlines(place) => HEADLINE_NAME_COUNTS,
                    true => NAME_COUNTS,
                    false => 1.0,
                };
            rarity += name;
        });
        let matter = (rarity / MATTER).clamp(LEAST_MATTER, MOST_MATTER);
        (sum * matter * matter.sqrt()).min(1.0)
    }
}

/// An earlier article that might be related.
pub(crate) struct Prospect {
    pub(crate) article: ArticleId,
    pub(crate) story: StoryId,
    pub(crate) publisher: u32,
    /// How much the texts have in common, 0 to 1.
    pub(crate) likeness: f32,
    /// Days between them.
    pub(crate) days: f32,
}

/// The related articles, best first, with their scores; `own` is the article's publisher.
pub(crate) fn choose(mut prospects: Vec<Prospect>, own: u32) -> Vec<(ArticleId, f32)> {
    for prospect in &mut prospects {
        prospect.likeness *= recency(prospect.days);
    }
    prospects
        .sort_unstable_by(|a, b| b.likeness.total_cmp(&a.likeness).then(b.article.cmp(&a.article)));
    let mut stories: HashSet<StoryId, Quick> = HashSet::default();
    let mut publishers: HashSet<u32, Hashed> = HashSet::from_iter([own]);
    let mut chosen: Vec<(ArticleId, f32)> = prospects
        .into_iter()
        .map(|prospect| {
            let mut score = prospect.likeness;
            if !publishers.insert(prospect.publisher) {
                score *= REPEATED_PUBLISHER;
            }
            if !stories.insert(prospect.story) {
                score *= REPEATED_STORY;
            }
            (prospect.article, score)
        })
        .filter(|&(_, score)| score >= LEAST_SCORE)
        .collect();
    chosen.sort_by(|a, b| b.1.total_cmp(&a.1));
    chosen.truncate(MOST);
    chosen
}

/// One for today's, slowly less for what is older.
fn recency(days: f32) -> f32 {
    1.0 / (1.0 + days / 60.0)
}

/// The line that is shown.
pub(crate) fn related(article: ArticleId, score: f32, because: Vec<Reason>) -> Related {
    Related { article, score: f64::from((score * 1000.0).round()) / 1000.0, because }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prospect(number: i64, story: i64, publisher: u32, likeness: f32) -> Prospect {
        Prospect {
            article: ArticleId(number),
            story: StoryId(story),
            publisher,
            likeness,
            days: 0.0,
        }
    }

    #[track_caller]
    fn check(prospects: Vec<Prospect>, expected: &[i64]) {
        let found: Vec<i64> = choose(prospects, 1).iter().map(|(article, _)| article.0).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn other_publishers_and_stories_come_first() {
        check(vec![prospect(1, 1, 1, 0.50), prospect(2, 2, 2, 0.45)], &[2, 1]);
        check(
            vec![prospect(1, 1, 2, 0.5), prospect(2, 1, 3, 0.45), prospect(3, 3, 4, 0.3)],
            &[1, 3, 2],
        );
    }

    #[test]
    fn at_most_six_and_none_by_chance() {
        check((1..20).map(|n| prospect(n, n, 2, 0.01)).collect(), &[]);
        check(
            (1..20).map(|n| prospect(n, n, u32::try_from(n).unwrap_or(0) + 9, 0.5)).collect(),
            &[19, 18, 17, 16, 15, 14],
        );
    }

    #[test]
    fn what_is_older_counts_for_less() {
        let old = Prospect { days: 60.0, ..prospect(2, 2, 3, 0.5) };
        check(vec![old, prospect(1, 1, 2, 0.4)], &[1, 2]);
    }
}
