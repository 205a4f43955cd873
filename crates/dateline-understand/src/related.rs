//! Other events on the same matters: what to read next.
//!
//! Related articles share names and rare words but not their event: none is of the article's own
//! story and none is a copy. One article stands for its story, and other publishers come first.

use std::collections::HashSet;

use dateline_model::{ArticleId, Related, StoryId};

/// The most that are shown.
const MOST: usize = 6;

/// Less than this in common is chance.
const LEAST_SCORE: f32 = 0.04;

/// What an article of the publisher's own, or of a publisher already listed, is worth.
const REPEATED_PUBLISHER: f32 = 0.8;

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
    let mut stories: HashSet<StoryId> = HashSet::new();
    prospects.retain(|prospect| stories.insert(prospect.story));
    let mut publishers = HashSet::from([own]);
    let mut chosen: Vec<(ArticleId, f32)> = prospects
        .into_iter()
        .map(|prospect| {
            let repeated = !publishers.insert(prospect.publisher);
            let factor = if repeated { REPEATED_PUBLISHER } else { 1.0 };
            (prospect.article, prospect.likeness * factor)
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
pub(crate) fn related(article: ArticleId, score: f32, because: Vec<String>) -> Related {
    Related { article, score: f64::from((score * 1000.0).round()) / 1000.0, because }
}
