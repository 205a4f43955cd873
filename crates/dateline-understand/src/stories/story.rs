//! A story as the window remembers it: its articles, their languages, times and common centre.
//!
//! The rule to know: a story lives as long as one of its articles does.

use std::collections::VecDeque;

use dateline_model::Millis;

use super::features::{Centre, Span};

/// Articles this close make a story one that is being told just now; more than so many are not
/// counted.
const RECENT_HOURS: f32 = 6.0;
const MOST_TIMES: usize = 64;

/// A story as the window remembers it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Story {
    pub(crate) slots: Vec<u32>,
    pub(crate) times: VecDeque<Millis>,
    pub(crate) languages: Vec<[u8; 2]>,
    // Of stories with two articles or more; a lone article is its own centre.
    pub(crate) centre: Option<Box<Centre>>,
    // The same: all words of its articles, sorted.
    pub(crate) words: Vec<u32>,
    pub(crate) first: Millis,
    pub(crate) last: Millis,
    pub(crate) size: f32,
}

impl Story {
    /// Counts in one more article.
    pub(crate) fn take_in(&mut self, slot: u32, published: Millis, language: [u8; 2]) {
        if self.slots.is_empty() {
            (self.first, self.last) = (published, published);
        }
        self.first = self.first.min(published);
        self.last = self.last.max(published);
        self.slots.push(slot);
        self.size += 1.0;
        if self.times.len() == MOST_TIMES {
            self.times.pop_front();
        }
        self.times.push_back(published);
        if !self.languages.contains(&language) {
            self.languages.push(language);
        }
    }

    /// With the articles of a story that is the same; `centre` and `words` are those of both.
    pub(crate) fn with(
        mut self,
        other: Story,
        centre: Option<Box<Centre>>,
        mut words: Vec<u32>,
    ) -> Story {
        words.sort_unstable();
        words.dedup();
        self.slots.extend(other.slots);
        self.slots.sort_unstable();
        let mut times: Vec<Millis> = self.times.into_iter().chain(other.times).collect();
        times.sort_unstable();
        let newest = times.split_off(times.len().saturating_sub(MOST_TIMES));
        for language in other.languages {
            if !self.languages.contains(&language) {
                self.languages.push(language);
            }
        }
        Story {
            slots: self.slots,
            times: newest.into(),
            languages: self.languages,
            centre,
            words,
            first: self.first.min(other.first),
            last: self.last.max(other.last),
            size: self.size + other.size,
        }
    }

    /// How far the story is from a moment.
    pub(crate) fn span(&self, now: Millis) -> Span {
        #[allow(clippy::cast_precision_loss)] // hours: exact enough
        let hours = |then: Millis| (now.0.abs_diff(then.0) as f32) / Millis::HOUR as f32;
        let recent = self.times.iter().rev().take_while(|&&then| hours(then) <= RECENT_HOURS);
        Span {
            recent: u8::try_from(recent.count()).unwrap_or(u8::MAX),
            hours_since_last: hours(self.last),
            hours_since_first: hours(self.first),
            size: self.size,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_knows_its_span_and_its_flow() {
        let mut story = Story::default();
        for hours in [10, 2, 11] {
            story.take_in(0, Millis(hours * Millis::HOUR), *b"en");
        }
        let span = story.span(Millis(12 * Millis::HOUR));
        assert!((span.hours_since_last - 1.0).abs() < 1e-6);
        assert!((span.hours_since_first - 10.0).abs() < 1e-6);
        assert!((span.size - 3.0).abs() < 1e-6);
        assert_eq!(story.languages, [*b"en"]);
    }

    #[test]
    fn the_flow_of_a_long_story_stays_bounded() {
        let mut story = Story::default();
        for slot in 0..1_000 {
            story.take_in(slot, Millis(0), *b"en");
        }
        assert_eq!(usize::from(story.span(Millis(0)).recent), MOST_TIMES);
    }
}
