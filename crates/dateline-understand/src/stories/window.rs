//! The recent past, in memory: articles by slot, stories, and the indexes over both.

use std::collections::{HashMap, HashSet, VecDeque};

use dateline_model::{ArticleId, Millis, Placement, StoryId};

use super::features::{self, Features, Weighed};
use super::frequencies::Frequencies;
use super::index::{Index, MOST_FOUND};
use super::joining::Bridges;
use super::settled::Settled;
use super::story::Story;
use super::tally::{MOST_SLOTS, Tally};
use super::vector::{Finder, Vector};
use super::weights::Weights;
use crate::copies::Sample;
use crate::hash::{Hashed, Quick, hash_text};
use crate::meaning::Usual;
use crate::sketch::{Case, Sketch, Term};

/// The rarest words of an arriving article that look for candidates.
const MOST_PROBES: usize = 24;

/// Entries of the index looked at for one article, the weightiest words' first.
const MOST_TOUCHED: usize = 2_000;

/// None of them is too many.
const _: () = assert!(MOST_TOUCHED + MOST_FOUND <= MOST_SLOTS);

/// The body's words that the index holds of one article, beside all of its headline's.
const MOST_INDEXED: usize = 24;

/// Shingles that the copies' index holds of one article: its smallest hashes, which a copy's
/// sample holds too. One that was cut so much that it holds none of them is found by its words.
const INDEXED_SHINGLES: usize = 8;

/// Articles compared in full.
const MOST_COMPARED: usize = 64;

/// A headline counts this much against the body's words, whose own weight starts at one.
const TITLE_WEIGHT: f32 = 2.5;

/// Languages that a story's articles may be in; any more count as one.
const MOST_LANGUAGES: usize = 64;

/// The most names of an article that are compared.
const MOST_NAMES: usize = 24;

/// What the owner may set.
#[derive(Clone, Debug, PartialEq)]
pub struct WindowSettings {
    /// An article joins a story only when one of the story's was published this close to it.
    pub join_hours: i64,
    /// Articles older than this many days, counted from the newest, are forgotten.
    pub keep_days: i64,
    /// The most articles remembered: about a kilobyte each.
    pub most_articles: usize,
    /// An article joins a story that is at least this probable, 0 to 1.
    pub join_probability: f32,
    /// It fits another story too when that one, with the first set aside, is this probable.
    pub fit_probability: f32,
    /// Two stories are one when articles of so many publishers fit both,
    pub fit_publishers: usize,
    /// and so large a share of the smaller one, 0 to 1.
    pub fit_share: f32,
    /// A story is two when its later texts are less like its earlier ones than this share of what
    /// the texts of either are like among themselves; 0 parts nothing.
    pub part_likeness: f32,
    /// The weights of the logistic sum.
    pub weights: Weights,
}

impl Default for WindowSettings {
    fn default() -> WindowSettings {
        WindowSettings {
            join_hours: 96,
            keep_days: 90,
            most_articles: 100_000,
            join_probability: 0.5,
            fit_probability: 0.8,
            fit_publishers: 2,
            fit_share: 0.34,
            part_likeness: 0.6,
            weights: Weights::default(),
        }
    }
}

/// An article that is to be placed.
#[derive(Clone, Copy, Debug)]
pub struct Arrival<'a> {
    /// Its id.
    pub article: ArticleId,
    /// Its publisher's name; empty when unknown.
    pub publisher: &'a str,
    /// When it was published.
    pub published: Millis,
    /// Its sketch.
    pub sketch: &'a Sketch,
}

/// A story that an arriving article may belong to: what training reads.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The story.
    pub story: StoryId,
    /// The article of it that is most like the arriving one.
    pub nearest: ArticleId,
    /// What describes both.
    pub features: Features,
    /// Both have bodies.
    pub bodies: bool,
    /// The story holds nothing in the article's language.
    pub across: bool,
    /// Both have the vector of a sentence model.
    pub vectors: bool,
    /// How probable it is that they belong together.
    pub probability: f32,
}

/// An article as the window remembers it.
#[derive(Clone, Debug)]
pub(super) struct Remembered {
    pub(super) article: ArticleId,
    pub(super) story: StoryId,
    /// The article whose copy it is; itself when it is none.
    pub(super) original: ArticleId,
    pub(super) published: Millis,
    pub(super) publisher: u32,
    /// The slot of the article that its story took in before it.
    pub(super) previous: u32,
    pub(super) settled: Settled,
}

impl Remembered {
    pub(super) fn is_copy(&self) -> bool {
        self.original != self.article
    }
}

/// The recent past that articles are placed against.
#[derive(Clone, Debug, Default)]
pub struct Window {
    pub(super) settings: WindowSettings,
    articles: VecDeque<Remembered>,
    // Invariant: the slot of `articles[0]`; slots only grow.
    first_slot: u32,
    newest: Millis,
    pub(super) stories: HashMap<StoryId, Story, Quick>,
    pub(super) publishers: HashMap<u32, String, Hashed>,
    languages: Vec<[u8; 2]>,
    pub(super) frequencies: Frequencies,
    words: Index,
    pub(super) shingles: Index,
    pub(super) bridges: Bridges,
    pub(super) usual: Usual,
    /// Stories that grew since [`Window::partings`] was last asked.
    pub(super) grown: Vec<StoryId>,
}

impl Window {
    /// An empty past.
    pub fn new(settings: WindowSettings) -> Window {
        Window { settings, newest: Millis(i64::MIN), ..Window::default() }
    }

    /// How many articles are remembered.
    pub fn len(&self) -> usize {
        self.articles.len()
    }

    /// Whether nothing is remembered.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// Places an article and remembers it there.
    pub fn take(&mut self, arrival: &Arrival<'_>) -> Placement {
        let weighed = self.weigh(arrival.sketch);
        let placement = self.place_weighed(arrival, &weighed);
        self.remember(arrival, &placement, &weighed);
        placement
    }

    /// Remembers an article where it was placed.
    pub fn insert(&mut self, arrival: &Arrival<'_>, placement: &Placement) {
        let weighed = self.weigh(arrival.sketch);
        self.remember(arrival, placement, &weighed);
    }

    fn remember(&mut self, arrival: &Arrival<'_>, placement: &Placement, weighed: &Weighed) {
        let mut story = self.stories.remove(&placement.story).unwrap_or_default();
        let alike = self.alike(weighed, &story, &[]);
        let knows = |hash: u32| weighed.words().place(hash).is_some_and(|at| alike.holds(at));
        self.frequencies.learn(arrival.sketch, knows, story.size);
        let slot = self.next_slot();
        self.file(weighed, arrival.sketch, slot);
        let publisher = hash_text(arrival.publisher);
        self.publishers.entry(publisher).or_insert_with(|| arrival.publisher.to_owned());
        if let Some(reprinted) = placement.reprinted {
            self.become_copies(reprinted, arrival.article);
        }
        if let Some(other) = placement.fits_too {
            let named = Some(publisher).filter(|_| !arrival.publisher.is_empty());
            self.bridges.note(placement.story, other, named);
        }
        if let Some(before) = self.articles.back().filter(|before| before.story != placement.story)
            && let Some(mine) = &weighed.meaning
            && let Some(likeness) = mine.likeness(before.settled.meaning())
        {
            self.usual.learn(likeness);
        }
        make_room(&mut self.articles);
        self.articles.push_back(Remembered {
            article: arrival.article,
            story: placement.story,
            original: placement.copy_of.unwrap_or(arrival.article),
            publisher,
            published: arrival.published,
            previous: story.newest,
            settled: Settled::of(weighed, &Sample::of(&arrival.sketch.shingles)),
        });
        let language = self.language_bit(weighed.language);
        story.take_in(slot, arrival.published, language);
        self.add_up(&mut story, weighed, &alike);
        self.note_growth(placement.story, &story);
        self.stories.insert(placement.story, story);
        self.newest = self.newest.max(arrival.published);
        self.forget();
    }

    fn next_slot(&self) -> u32 {
        self.first_slot.wrapping_add(u32::try_from(self.articles.len()).unwrap_or(u32::MAX))
    }

    /// Files an article under its telling words and shingles.
    fn file(&mut self, weighed: &Weighed, sketch: &Sketch, slot: u32) {
        for &(hash, _) in &weighed.title.0 {
            self.words.add(hash, slot);
        }
        for (hash, _) in heaviest(&weighed.full, MOST_INDEXED) {
            if !weighed.title.holds(hash) {
                self.words.add(hash, slot);
            }
        }
        for &hash in sketch.shingles.iter().take(INDEXED_SHINGLES) {
            self.shingles.add(hash, slot);
        }
    }

    /// The bit that stands for a language in this window's stories.
    fn language_bit(&mut self, language: [u8; 2]) -> u64 {
        if self.language_known(language).is_none() && self.languages.len() < MOST_LANGUAGES {
            self.languages.push(language);
        }
        self.language_known(language).unwrap_or(1 << (MOST_LANGUAGES - 1))
    }

    pub(super) fn language_known(&self, language: [u8; 2]) -> Option<u64> {
        self.languages.iter().position(|known| *known == language).map(|place| 1 << place)
    }

    pub(super) fn weigh(&self, sketch: &Sketch) -> Weighed {
        let rated = |terms: &[Term]| -> Vec<(Term, f32)> {
            let rarity = |term: Term| self.frequencies.rarity(term.hash, sketch.language);
            terms.iter().map(|&term| (term, rarity(term))).collect()
        };
        let (in_title, in_body) = (rated(&sketch.title), rated(&sketch.body));
        let title = Vector(in_title.iter().map(|&(term, rarity)| (term.hash, rarity)).collect());
        let mass = title.length();
        let full = if in_body.is_empty() {
            Vector::default()
        } else {
            let weight = |term: Term, rarity| rarity * f32::from(term.salience) / 8.0;
            let body = in_body.iter().map(|&(term, rarity)| (term.hash, weight(term, rarity)));
            let scaled = title.0.iter().map(|&(hash, w)| (hash, w * TITLE_WEIGHT)).collect();
            Vector(body.collect()).plus(&Vector(scaled), usize::MAX).unit()
        };
        let rarest = |wanted: &dyn Fn(Term) -> bool| {
            let all = in_title.iter().chain(&in_body).filter(|(term, _)| wanted(*term));
            let mut found: Vec<_> = all.map(|&(term, rarity)| (term.hash, rarity)).collect();
            found.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            found.dedup_by_key(|term| term.0);
            found.truncate(MOST_NAMES);
            found
        };
        let is_name = |term: Term| self.frequencies.is_name(term.hash, term.case);
        let title = title.unit();
        let words = if full.0.is_empty() { &title } else { &full };
        let in_words = |found: Vec<(u32, f32)>| {
            let bit = |hash: u32| words.place(hash).map_or(0, features::bit);
            found.into_iter().map(|(hash, rarity)| (bit(hash), rarity)).collect()
        };
        Weighed {
            language: sketch.language,
            names: in_words(rarest(&is_name)),
            numbers: in_words(rarest(&|term| term.case == Case::Number)),
            title_finder: Finder::of(&title, |_| true),
            finder: Finder::of(words, |_| true),
            rarities: words.in_places(in_title.iter().chain(&in_body)),
            title,
            full,
            mass,
            meaning: sketch.meaning.clone(),
        }
    }

    /// The slots of earlier articles that share rare words, those that share most first.
    pub(super) fn near(&self, weighed: &Weighed) -> Vec<u32> {
        let mut scores = Tally::new();
        let mut probes = heaviest(&weighed.title, MOST_PROBES);
        probes.extend(heaviest(&weighed.full, MOST_PROBES));
        probes.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut touched = 0;
        let mut found = Vec::with_capacity(MOST_FOUND);
        for (hash, weight) in probes {
            found.clear();
            self.words.add_newest(hash, usize::MAX, &mut found);
            scores.add(&found, weight * weight);
            touched += found.len();
            if touched >= MOST_TOUCHED {
                break;
            }
        }
        let mut near = scores.into_sums();
        let by_score = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0));
        if near.len() > MOST_COMPARED {
            near.select_nth_unstable_by(MOST_COMPARED, by_score);
            near.truncate(MOST_COMPARED);
        }
        near.sort_unstable_by(by_score);
        near.into_iter().map(|(slot, _)| slot).collect()
    }

    /// The remembered article of this number, looked for from the newest.
    pub(super) fn find(&self, article: ArticleId) -> Option<&Remembered> {
        self.articles.iter().rev().find(|known| known.article == article)
    }

    pub(super) fn get_mut(&mut self, slot: u32) -> Option<&mut Remembered> {
        self.articles.get_mut(usize::try_from(slot.checked_sub(self.first_slot)?).ok()?)
    }

    pub(super) fn get(&self, slot: u32) -> Option<&Remembered> {
        self.articles.get(usize::try_from(slot.checked_sub(self.first_slot)?).ok()?)
    }

    /// What was held to be an original, and its copies, are copies of another text.
    fn become_copies(&mut self, reprinted: ArticleId, original: ArticleId) {
        let is_one = |known: &&mut Remembered| known.original == reprinted;
        self.articles.iter_mut().filter(is_one).for_each(|known| known.original = original);
    }

    /// Lets go of what is too old or too much.
    fn forget(&mut self) {
        let oldest = self.newest.plus(-self.settings.keep_days.saturating_mul(Millis::DAY));
        while let Some(front) = self.articles.front() {
            if self.articles.len() <= self.settings.most_articles && front.published >= oldest {
                break;
            }
            let story = front.story;
            if self.stories.get(&story).is_some_and(|story| story.newest <= self.first_slot) {
                self.stories.remove(&story);
            }
            self.articles.pop_front();
            self.first_slot += 1;
            let sweep = self.first_slot.is_multiple_of(10_000);
            if sweep {
                let known: HashSet<u32> = self.articles.iter().map(|a| a.publisher).collect();
                self.publishers.retain(|publisher, _| known.contains(publisher));
            }
            self.words.forget_below(self.first_slot, sweep);
            self.shingles.forget_below(self.first_slot, sweep);
        }
    }
}

/// What is most of the memory does not double.
fn make_room(articles: &mut VecDeque<Remembered>) {
    if articles.len() == articles.capacity() {
        articles.reserve_exact(articles.len() / 4 + 16);
    }
}

/// The heaviest words of a vector.
fn heaviest(vector: &Vector, most: usize) -> Vec<(u32, f32)> {
    let mut words = vector.0.clone();
    if words.len() > most {
        words.select_nth_unstable_by(most, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        words.truncate(most);
    }
    words
}

#[cfg(test)]
mod tests {
    use dateline_model::Reason;

    use super::*;

    const FERRY: &str = "A ferry with 214 people ran aground on Skerry Bank. Captain Hallering \
        said the Halina Rose was upright and the sea flat when the lifeboats came.";

    fn sketch(headline: &str, text: &str) -> Sketch {
        Sketch::of(headline, text, "en")
    }

    fn arrival(number: i64, hours: i64, sketch: &Sketch) -> Arrival<'_> {
        Arrival {
            article: ArticleId(number),
            publisher: "The Tern",
            published: Millis(hours * Millis::HOUR),
            sketch,
        }
    }

    /// Places and remembers one report of the ferry.
    fn take(window: &mut Window, number: i64, hours: i64) -> Placement {
        let sketch = sketch("Halina Rose runs aground on Skerry Bank", FERRY);
        let arrival = arrival(number, hours, &sketch);
        let placement = window.place(&arrival);
        window.insert(&arrival, &placement);
        placement
    }

    #[test]
    fn the_first_article_opens_a_story_under_its_own_number() {
        let placement = take(&mut Window::default(), 7, 0);
        assert_eq!(placement.story, StoryId(7));
        assert_eq!(placement.copy_of, None);
        assert_eq!(placement.because.len(), 1);
    }

    #[test]
    fn placing_changes_nothing() {
        let mut window = Window::new(WindowSettings::default());
        take(&mut window, 1, 0);
        let sketch = sketch("Halina Rose aground", FERRY);
        let first = window.place(&arrival(2, 1, &sketch));
        assert_eq!(window.place(&arrival(2, 1, &sketch)), first);
        assert_eq!(window.len(), 1);
    }

    #[test]
    fn a_copy_names_the_earliest_original_and_its_publisher() {
        let mut window = Window::new(WindowSettings::default());
        take(&mut window, 1, 0);
        take(&mut window, 2, 1);
        let third = take(&mut window, 3, 2);
        assert_eq!((third.story, third.copy_of), (StoryId(1), Some(ArticleId(1))));
        let names_it = |reason: &Reason| matches!(reason, Reason::StandsIn(_, of) | Reason::Holds(_, of) if of == "The Tern");
        assert!(third.because.iter().any(names_it), "{third:?}");
    }

    #[test]
    fn an_original_that_arrives_late_takes_its_copies() {
        let mut window = Window::new(WindowSettings::default());
        take(&mut window, 1, 5);
        assert_eq!(take(&mut window, 2, 6).copy_of, Some(ArticleId(1)));
        let original = take(&mut window, 3, 2);
        assert_eq!((original.copy_of, original.reprinted), (None, Some(ArticleId(1))));
        assert_eq!(original.story, StoryId(1), "the story keeps its address");
        assert_eq!(take(&mut window, 4, 7).copy_of, Some(ArticleId(3)));
    }

    #[test]
    fn headlines_alone_make_no_copy() {
        let mut window = Window::new(WindowSettings::default());
        for number in 1..3 {
            let sketch = sketch("Weather for the islands", "");
            let arrival = arrival(number, number, &sketch);
            let placement = window.place(&arrival);
            assert_eq!(placement.copy_of, None);
            window.insert(&arrival, &placement);
        }
    }

    #[test]
    fn nobody_joins_a_story_that_went_quiet_long_ago() {
        let settings = WindowSettings { join_hours: 24, ..WindowSettings::default() };
        let mut window = Window::new(settings);
        take(&mut window, 1, 0);
        let later = sketch("Halina Rose: captain Hallering heard on Skerry Bank", "");
        assert_eq!(window.place(&arrival(2, 300, &later)).story, StoryId(2));
    }

    #[test]
    fn forgets_by_age_and_by_count() {
        let settings =
            WindowSettings { keep_days: 2, most_articles: 3, ..WindowSettings::default() };
        let mut window = Window::new(settings);
        for number in 1..=5 {
            take(&mut window, number, 0);
        }
        assert_eq!((window.len(), window.stories.len()), (3, 1));
        let other = sketch("Herring pact signed", "Corvaille and Velmara share 41,000 tonnes.");
        window.insert(&arrival(6, 100, &other), &Placement::within(StoryId(6)));
        assert_eq!((window.len(), window.stories.len()), (1, 1));
        assert_eq!(take(&mut window, 7, 100).copy_of, None);
    }
}
