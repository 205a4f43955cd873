//! A story's articles, and what an arriving one has in common with them.
//!
//! Most stories have a few articles: these are asked one by one, and nothing is kept of their sum
//! but its length. Of larger ones the sum is kept.

use super::features::{Alike, Centre, Meeting, Span, Weighed, cosine};
use super::story::Story;
use super::window::{Remembered, Window};
use dateline_model::Millis;

/// Stories of more articles than this keep their sum.
const MOST_ASKED: f32 = 16.0;

/// Articles this close make a story one that is being told just now; more than so many are not
/// counted.
const RECENT_HOURS: f32 = 6.0;
const MOST_RECENT: usize = 64;

impl Window {
    /// A story's articles with their slots, the newest first.
    pub(super) fn articles_of(&self, story: &Story) -> impl Iterator<Item = (u32, &Remembered)> {
        let at = |slot: u32| self.get(slot).map(|article| (slot, article));
        std::iter::successors(at(story.newest), move |(_, article)| at(article.previous))
    }

    /// What an arriving article and a story have in common; `met` is what is known of some of its
    /// articles.
    pub(super) fn alike(&self, article: &Weighed, story: &Story, met: &[(u32, Meeting)]) -> Alike {
        if let Some(centre) = &story.centre {
            return article.meet_centre(centre);
        }
        let (title, full) = story.lengths;
        let mut alike =
            Alike { bodies: !article.full.0.is_empty() && full > 0.0, ..Alike::default() };
        for (slot, other) in self.articles_of(story) {
            let known = met.iter().find(|(known, _)| *known == slot);
            let found = known.map_or_else(|| article.meet(&other.settled), |(_, met)| *met);
            alike.title += found.title;
            alike.full += found.full;
            alike.held |= found.held;
        }
        alike.title = cosine(alike.title, title.sqrt());
        alike.full = cosine(alike.full, full.sqrt());
        alike
    }

    /// How far a story is from a moment.
    pub(super) fn span(&self, story: &Story, now: Millis) -> Span {
        #[allow(clippy::cast_precision_loss)] // hours: exact enough
        let hours = |then: Millis| (now.0.abs_diff(then.0) as f32) / Millis::HOUR as f32;
        let newest = self.articles_of(story).take(MOST_RECENT);
        let recent = newest.take_while(|(_, other)| hours(other.published) <= RECENT_HOURS);
        Span {
            recent: u8::try_from(recent.count()).unwrap_or(u8::MAX),
            hours_since_last: hours(story.last),
            hours_since_first: hours(story.first),
            size: story.size,
        }
    }

    /// The sum of a story's articles.
    pub(super) fn sum_of(&self, story: &Story) -> Centre {
        match &story.centre {
            Some(centre) => centre.as_ref().clone(),
            None => self
                .articles_of(story)
                .fold(Centre::default(), |sum, (_, article)| sum.plus(&article.settled)),
        }
    }

    /// Adds the article that a story just took in to its sum, or to what is kept of that: `alike` is
    /// what both had in common before.
    pub(super) fn add_up(&self, story: &mut Story, article: &Weighed, alike: &Alike) {
        if let Some(centre) = &mut story.centre {
            if let Some(newest) = self.get(story.newest) {
                **centre = centre.plus(&newest.settled);
            }
            return;
        }
        let longer = |squared: f32, cosine: f32, own: f32| {
            squared + 2.0 * cosine * squared.sqrt() + own * own
        };
        let (title, full) = story.lengths;
        story.lengths = (
            longer(title, alike.title, article.title.length()),
            longer(full, alike.full, article.full.length()),
        );
        self.keep_sum_if_large(story);
    }

    /// Keeps a story's sum from the size on from which it is asked for.
    pub(super) fn keep_sum_if_large(&self, story: &mut Story) {
        if story.centre.is_none() && story.size > MOST_ASKED {
            story.centre = Some(Box::new(self.sum_of(story)));
        }
    }
}
