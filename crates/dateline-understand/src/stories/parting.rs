//! Stories that later coverage shows to be two.
//!
//! A story goes where its reports go: each is like some before it, and after some days the last may
//! have little in common with the first. When either end has several texts that are like each other
//! and unlike those of the other end, the later end is an event of its own, which goes on from the
//! earlier one.
//!
//! The rule to know: this proposes, as joining does. Whoever publishes decides, and tells the window
//! by [`Window::part`].

use std::collections::HashSet;

use dateline_model::{ArticleId, StoryId};

use super::story::Story;
use super::vector::Vector;
use super::window::{Remembered, Window};

/// So many texts that are no copies stand at either end at least.
const FEWEST: usize = 4;

/// Texts that are less like each other than this on the average are no story of their own.
const LEAST_WITHIN: f32 = 0.1;

/// The newest texts of a story that are compared, each with each.
const MOST_COMPARED: usize = 64;

/// Stories that grew and wait to be looked at; after a restart they all seem to have grown.
const MOST_GROWN: usize = 64;

/// A story that is two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parting {
    /// The story.
    pub story: StoryId,
    /// Its later texts, without their copies, in time order.
    pub later: Vec<ArticleId>,
    /// The first text before them.
    pub first: ArticleId,
}

impl Parting {
    /// The numbers of the earlier and the later story, as a paper would give them: that which holds
    /// the article that the story is named by keeps its number.
    pub fn stories(&self) -> (StoryId, StoryId) {
        let later = self.later.first().map_or(self.story, |first| StoryId(first.0));
        if self.later.contains(&ArticleId(self.story.0)) {
            (StoryId(self.first.0), self.story)
        } else {
            (self.story, later)
        }
    }
}

/// How like each other a story's texts are, in time order.
struct Likeness {
    // Row `a` holds the likeness of text `a` to each text before it.
    rows: Vec<Vec<f32>>,
}

impl Likeness {
    fn of(texts: &[Vector]) -> Likeness {
        let before =
            |(at, text): (usize, &Vector)| texts.iter().take(at).map(|b| text.dot(b)).collect();
        Likeness { rows: texts.iter().enumerate().map(before).collect() }
    }

    /// How like the texts on both sides of a cut are to each other, as a share of how like those of
    /// the looser side are among themselves; nothing when these have too little in common.
    fn across(&self, cut: usize) -> Option<f32> {
        let (mut before, mut after, mut across) =
            (Mean::default(), Mean::default(), Mean::default());
        for (at, row) in self.rows.iter().enumerate() {
            let (early, late) = row.split_at(cut.min(at));
            let side = if at < cut { &mut before } else { &mut across };
            side.add(early);
            after.add(late);
        }
        let within = before.value().min(after.value());
        (within >= LEAST_WITHIN).then(|| across.value() / within)
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Mean {
    sum: f32,
    count: f32,
}

impl Mean {
    #[allow(clippy::cast_precision_loss)] // a count
    fn add(&mut self, values: &[f32]) {
        self.sum += values.iter().sum::<f32>();
        self.count += values.len() as f32;
    }

    fn value(self) -> f32 {
        self.sum / self.count.max(1.0)
    }
}

impl Window {
    /// Notes that a story took in an article, when it has grown by a third or a half since it was
    /// last noted.
    pub(super) fn note_growth(&mut self, id: StoryId, story: &Story) {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a count
        let size = story.size as usize;
        let grown =
            size.is_power_of_two() || size.is_multiple_of(3) && (size / 3).is_power_of_two();
        if grown && size >= 2 * FEWEST && self.grown.last() != Some(&id) {
            if self.grown.len() >= MOST_GROWN {
                self.grown.remove(0);
            }
            self.grown.push(id);
        }
    }

    /// Stories that are two, of those that grew since this was last asked.
    pub fn partings(&mut self) -> Vec<Parting> {
        let grown = std::mem::take(&mut self.grown);
        grown.into_iter().filter_map(|story| self.parting(story)).collect()
    }

    fn parting(&self, id: StoryId) -> Option<Parting> {
        let story = self.stories.get(&id)?;
        // Of two languages even the same report has few words in common.
        if story.languages.count_ones() > 1 {
            return None;
        }
        let articles = self.articles_of(story).map(|(_, article)| article);
        let is_text =
            |article: &&Remembered| !article.is_copy() && !article.settled.full().0.is_empty();
        let mut told: Vec<&Remembered> = articles.filter(is_text).take(MOST_COMPARED).collect();
        told.sort_by_key(|article| (article.published, article.article));
        let texts: Vec<Vector> = told.iter().map(|text| text.settled.full().unpacked()).collect();
        let likeness = Likeness::of(&texts);
        let cuts = FEWEST..=told.len().checked_sub(FEWEST)?;
        let (cut, across) = cuts
            .filter_map(|cut| Some((cut, likeness.across(cut)?)))
            .min_by(|a, b| a.1.total_cmp(&b.1))?;
        let (earlier, later) = told.split_at(cut);
        let several = |side: &[&Remembered]| {
            let publishers: HashSet<u32> = side.iter().map(|text| text.publisher).collect();
            publishers.len() >= self.settings.fit_publishers
        };
        let parts = across < self.settings.part_likeness && several(earlier) && several(later);
        let first = earlier.first()?.article;
        parts.then(|| Parting {
            story: id,
            later: later.iter().map(|a| a.article).collect(),
            first,
        })
    }

    /// Remembers that a story is two from now on: `later` is the story of its later texts and their
    /// copies, `earlier` that of the rest. One of them may bear the story's own number.
    pub fn part(&mut self, parting: &Parting, earlier: StoryId, later: StoryId) {
        let Some(whole) = self.stories.remove(&parting.story) else { return };
        let goes: HashSet<ArticleId> = parting.later.iter().copied().collect();
        let all = self.articles_of(&whole).map(|(slot, article)| (slot, article.original));
        let (gone, left): (Vec<_>, Vec<_>) = all.partition(|(_, text)| goes.contains(text));
        // Those that are forgotten already were the earlier ones.
        #[allow(clippy::cast_precision_loss)] // a count
        let forgotten = whole.size - (gone.len() + left.len()) as f32;
        for (id, slots) in [(earlier, left), (later, gone)] {
            let slots = slots.into_iter().map(|(slot, _)| slot).collect();
            let mut story = self.gather(slots, id, whole.languages);
            if id == earlier {
                (story.first, story.size) = (whole.first.min(story.first), story.size + forgotten);
                self.keep_sum_if_large(&mut story);
            }
            self.stories.insert(id, story);
        }
        self.bridges.forget(earlier, later);
    }

    /// Makes a story of these articles.
    fn gather(&mut self, slots: Vec<u32>, id: StoryId, languages: u64) -> Story {
        let mut story = Story::default();
        for slot in self.chain(slots) {
            if let Some(article) = self.get_mut(slot) {
                article.story = id;
                let published = article.published;
                story.take_in(slot, published, languages);
            }
        }
        let sum = self.sum_of(&story);
        self.keep_sum(&mut story, sum);
        story
    }
}

#[cfg(test)]
mod tests {
    use dateline_model::{Millis, Placement};

    use super::*;
    use crate::sketch::Sketch;
    use crate::stories::{Arrival, WindowSettings};

    const STRIKE: &str = "Dockers at Port Marlow walked out over night shifts. Union leader Ines \
        Halloran said cranes stood still and forty ships waited in the bay.";
    const INQUIRY: &str = "Minister Teodor Vance resigned after emails showed he owned shares in \
        the crane company. Parliament opened an inquiry and prosecutors searched his ministry.";

    /// A window in which one story holds four reports of the strike and so many of the inquiry, these
    /// held to be in some language.
    fn window(inquiries: i64, language: &str, settings: WindowSettings) -> Window {
        let mut window = Window::new(settings);
        for number in 1..=4 + inquiries {
            let (text, language) = if number <= 4 { (STRIKE, "en") } else { (INQUIRY, language) };
            let text = format!("{text} Report number {number} of many has words of its own.");
            let sketch = Sketch::of("", &text, language);
            let publisher = ["The Tern", "Port Ansel Courier"][usize::from(number % 2 == 0)];
            let arrival = Arrival {
                article: ArticleId(number),
                publisher,
                published: Millis(number * Millis::HOUR),
                sketch: &sketch,
            };
            let placement = Placement::within(StoryId(1));
            window.insert(&arrival, &placement);
        }
        window
    }

    fn ids(numbers: std::ops::RangeInclusive<i64>) -> Vec<ArticleId> {
        numbers.map(ArticleId).collect()
    }

    #[test]
    fn a_story_whose_ends_have_little_in_common_is_two() {
        let mut window = window(4, "en", WindowSettings::default());
        let partings = window.partings();
        let [parting] = partings.as_slice() else { panic!("{partings:?}") };
        assert_eq!((parting.story, &parting.later), (StoryId(1), &ids(5..=8)));
        assert_eq!(parting.stories(), (StoryId(1), StoryId(5)));
        assert!(window.partings().is_empty(), "it is told once");

        window.part(parting, StoryId(1), StoryId(5));
        let articles = |id: i64| {
            let story = window.stories.get(&StoryId(id)).expect("a story");
            let mut all: Vec<ArticleId> =
                window.articles_of(story).map(|(_, article)| article.article).collect();
            all.reverse();
            (all, story.first.0 / Millis::HOUR, story.last.0 / Millis::HOUR)
        };
        assert_eq!(articles(1), (ids(1..=4), 1, 4));
        assert_eq!(articles(5), (ids(5..=8), 5, 8));
        let next = Sketch::of("", INQUIRY, "en");
        let arrival = Arrival {
            article: ArticleId(9),
            publisher: "Fathom",
            published: Millis(9 * Millis::HOUR),
            sketch: &next,
        };
        assert_eq!(window.place(&arrival).story, StoryId(5));
    }

    #[test]
    fn few_texts_one_hand_and_two_languages_prove_nothing() {
        assert!(window(3, "en", WindowSettings::default()).partings().is_empty());
        assert!(window(4, "es", WindowSettings::default()).partings().is_empty());
        let settings = WindowSettings { fit_publishers: 3, ..WindowSettings::default() };
        assert!(window(4, "en", settings).partings().is_empty());
        let settings = WindowSettings { part_likeness: 0.0, ..WindowSettings::default() };
        assert!(window(4, "en", settings).partings().is_empty());
    }
}
