//! Stories that later evidence shows to be one.
//!
//! The evidence is articles that fit two stories: placed in one, they would have been placed in the
//! other had the first not been there. One such article is a coincidence, or a summary of the day;
//! several publishers' are not.
//!
//! The rule to know: this proposes. Whoever publishes decides, since a moderator may have parted
//! the two, and tells the window by [`Window::join`].

use std::collections::HashMap;

use dateline_model::StoryId;

use super::features::Centre;
use super::story::{NONE, Story};
use super::window::Window;

/// Pairs remembered; the oldest half is forgotten beyond it.
const MOST_PAIRS: usize = 4_096;

/// Two stories with the articles that fit both.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bridges {
    pairs: HashMap<(StoryId, StoryId), Bridge>,
    /// Pairs noted since somebody last asked.
    touched: Vec<(StoryId, StoryId)>,
    count: u64,
}

#[derive(Clone, Debug, Default)]
struct Bridge {
    named: Vec<u32>,
    nameless: u16,
    articles: u16,
    /// Grows with every note: which pairs are old.
    noted: u64,
}

/// Two stories that are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Joining {
    /// The later one.
    pub from: StoryId,
    /// The earlier one, which takes it in.
    pub into: StoryId,
    /// Articles that fit both.
    pub articles: u16,
}

impl Bridges {
    /// Notes an article that fits two stories. Those of publishers without a name count as of one
    /// each.
    pub(super) fn note(&mut self, one: StoryId, other: StoryId, publisher: Option<u32>) {
        if self.pairs.len() >= MOST_PAIRS {
            let oldest_kept = self.count.saturating_sub(MOST_PAIRS as u64 / 2);
            self.pairs.retain(|_, bridge| bridge.noted >= oldest_kept);
        }
        self.count += 1;
        let pair = (one.min(other), one.max(other));
        let bridge = self.pairs.entry(pair).or_default();
        bridge.noted = self.count;
        bridge.articles = bridge.articles.saturating_add(1);
        match publisher {
            Some(publisher) if bridge.named.contains(&publisher) => {}
            Some(publisher) => bridge.named.push(publisher),
            None => bridge.nameless = bridge.nameless.saturating_add(1),
        }
        if self.touched.last() != Some(&pair) {
            self.touched.push(pair);
        }
    }

    /// Forgets what was known of a pair.
    pub(super) fn forget(&mut self, one: StoryId, other: StoryId) {
        self.pairs.remove(&(one.min(other), one.max(other)));
    }

    /// What fitted one story fits the other now.
    fn rename(&mut self, from: StoryId, into: StoryId) {
        let touched: Vec<(StoryId, StoryId)> =
            self.pairs.keys().copied().filter(|(a, b)| *a == from || *b == from).collect();
        for (a, b) in touched {
            let Some(bridge) = self.pairs.remove(&(a, b)) else { continue };
            let other = if a == from { b } else { a };
            if other == into {
                continue;
            }
            let known = self.pairs.entry((other.min(into), other.max(into))).or_default();
            known.articles = known.articles.saturating_add(bridge.articles);
            known.nameless = known.nameless.saturating_add(bridge.nameless);
            known.noted = known.noted.max(bridge.noted);
            known.named.extend(bridge.named);
            known.named.sort_unstable();
            known.named.dedup();
        }
    }
}

impl Window {
    /// Stories that evidence shows to be one, of those for which there is new evidence since this
    /// was last asked.
    pub fn joinings(&mut self) -> Vec<Joining> {
        let touched = std::mem::take(&mut self.bridges.touched);
        touched.into_iter().filter_map(|pair| self.joining(pair)).collect()
    }

    fn joining(&self, pair: (StoryId, StoryId)) -> Option<Joining> {
        let bridge = self.bridges.pairs.get(&pair)?;
        let (one, other) = pair;
        let (a, b) = (self.stories.get(&one)?, self.stories.get(&other)?);
        let later = (a.first, one) > (b.first, other);
        let (into, from) = if later { (other, one) } else { (one, other) };
        let publishers = bridge.named.len() + usize::from(bridge.nameless);
        let enough = publishers >= self.settings.fit_publishers
            && f32::from(bridge.articles) >= self.settings.fit_share * a.size.min(b.size);
        enough.then_some(Joining { from, into, articles: bridge.articles })
    }

    /// Remembers that two stories are one from now on.
    pub fn join(&mut self, from: StoryId, into: StoryId) {
        if from == into {
            return;
        }
        let Some(gone) = self.stories.remove(&from) else { return };
        for slot in self.articles_of(&gone).map(|(slot, _)| slot).collect::<Vec<_>>() {
            if let Some(article) = self.get_mut(slot) {
                article.story = into;
            }
        }
        let joined = match self.stories.remove(&into) {
            Some(there) => self.together(there, &gone),
            None => gone,
        };
        self.stories.insert(into, joined);
        self.bridges.rename(from, into);
    }

    /// Remembers that two stories are two, whatever fits both.
    pub fn keep_apart(&mut self, joining: Joining) {
        self.bridges.forget(joining.from, joining.into);
    }

    fn together(&mut self, mut there: Story, gone: &Story) -> Story {
        let sum = self.sum_of(&there).with(&self.sum_of(gone));
        let both = self.articles_of(&there).chain(self.articles_of(gone));
        self.chain(both.map(|(slot, _)| slot).collect());
        there.take_over(gone);
        self.keep_sum(&mut there, sum);
        there
    }

    /// Has each of these articles remember which came before it, and answers them in that order.
    pub(super) fn chain(&mut self, mut slots: Vec<u32>) -> Vec<u32> {
        slots.sort_unstable();
        let mut previous = NONE;
        for &slot in &slots {
            if let Some(article) = self.get_mut(slot) {
                article.previous = std::mem::replace(&mut previous, slot);
            }
        }
        slots
    }

    /// Keeps of the sum of a story's articles what stories of its size keep.
    pub(super) fn keep_sum(&self, story: &mut Story, sum: Centre) {
        let squared = |length: f32| length * length;
        story.lengths = (squared(sum.title.length()), squared(sum.full.length()));
        story.centre = story.centre.take().map(|_| Box::new(sum));
        self.keep_sum_if_large(story);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_the_same_from_both_sides_and_follows_its_stories() {
        let mut bridges = Bridges::default();
        let [a, b, c] = [StoryId(1), StoryId(2), StoryId(3)];
        bridges.note(a, b, Some(1));
        bridges.note(b, a, Some(2));
        bridges.note(c, b, Some(1));
        let pair = |bridges: &Bridges, one, other| {
            bridges.pairs.get(&(one, other)).map(|pair| (pair.articles, pair.named.len()))
        };
        assert_eq!(pair(&bridges, a, b), Some((2, 2)));
        bridges.rename(b, c);
        assert_eq!((pair(&bridges, a, b), pair(&bridges, a, c)), (None, Some((2, 2))));
        assert_eq!(bridges.pairs.len(), 1, "nothing bridges a story to itself");
        bridges.forget(c, a);
        assert!(bridges.pairs.is_empty());
    }

    #[test]
    fn old_pairs_are_forgotten() {
        let mut bridges = Bridges::default();
        for number in 0..20_000 {
            bridges.note(StoryId(0), StoryId(number), None);
        }
        assert!(bridges.pairs.len() <= MOST_PAIRS);
    }
}
