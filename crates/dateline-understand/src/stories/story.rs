//! A story as the window remembers it: its newest article, its times, languages and common centre.
//!
//! Its other articles are found from the newest one: each remembers which came before it. A story
//! lives as long as one of its articles does.

use dateline_model::Millis;

use super::features::Centre;

/// No article.
pub(crate) const NONE: u32 = u32::MAX;

/// A story as the window remembers it.
#[derive(Clone, Debug)]
pub(crate) struct Story {
    /// The slot of its newest article.
    pub(crate) newest: u32,
    /// Articles that it ever took in.
    pub(crate) size: f32,
    pub(crate) first: Millis,
    pub(crate) last: Millis,
    /// A bit for each of the window's languages.
    pub(crate) languages: u64,
    /// Lengths of the sums of its articles' headlines and texts, squared.
    pub(crate) lengths: (f32, f32),
    /// Of stories so large that adding their articles up for each comparison would take long.
    pub(crate) centre: Option<Box<Centre>>,
}

impl Default for Story {
    fn default() -> Story {
        Story {
            newest: NONE,
            size: 0.0,
            first: Millis(0),
            last: Millis(0),
            languages: 0,
            lengths: (0.0, 0.0),
            centre: None,
        }
    }
}

impl Story {
    /// Counts in one more article.
    pub(crate) fn take_in(&mut self, slot: u32, published: Millis, language: u64) {
        if self.newest == NONE {
            (self.first, self.last) = (published, published);
        }
        self.first = self.first.min(published);
        self.last = self.last.max(published);
        self.newest = slot;
        self.size += 1.0;
        self.languages |= language;
    }

    /// Counts in those of a story that is the same; the articles themselves are brought together by
    /// the window.
    pub(crate) fn take_over(&mut self, other: &Story) {
        self.newest = self.newest.max(other.newest);
        self.size += other.size;
        self.first = self.first.min(other.first);
        self.last = self.last.max(other.last);
        self.languages |= other.languages;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_knows_its_span_whatever_the_order() {
        let mut story = Story::default();
        for (slot, hours) in [(0, 10), (1, 2), (2, 11)] {
            story.take_in(slot, Millis(hours * Millis::HOUR), 1);
        }
        let mut other = Story::default();
        other.take_in(3, Millis(20 * Millis::HOUR), 2);
        story.take_over(&other);
        assert_eq!(
            (story.first, story.last),
            (Millis(2 * Millis::HOUR), Millis(20 * Millis::HOUR))
        );
        assert_eq!((story.newest, story.languages), (3, 3));
        assert!((story.size - 4.0).abs() < 1e-6);
    }
}
