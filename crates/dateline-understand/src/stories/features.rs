//! What the logistic sum sees of an article and a story that it may belong to.
//!
//! Every number here is about evidence that a person could check: words, names and numbers that
//! both hold, weighed by how rare they are in the paper, and the time between them.

use super::settled::Settled;
use super::vector::{Finder, Packed, Vector};
use crate::meaning::{Meaning, Usual};
use crate::sketch::{MOST_BODY_TERMS, MOST_TITLE_TERMS};

/// How many numbers describe an article and a story.
pub const FEATURE_COUNT: usize = 21;

/// What they are, in order.
pub const FEATURE_NAMES: [&str; FEATURE_COUNT] = [
    "bias",
    "title_centroid",
    "title_nearest",
    "title_second",
    "body_centroid",
    "body_nearest",
    "names",
    "rare",
    "numbers",
    "hours_since_last",
    "hours_since_first",
    "size",
    "recent",
    "mass",
    "rival_title_centroid",
    "rival_title_nearest",
    "rival_body_nearest",
    "rival_rare",
    "shared",
    "vector",
    "rival_vector",
];

/// Which features have a rival's: how far this story is ahead of the best other one, or behind it.
const RIVALRY: [(usize, usize); 5] = [(1, 14), (2, 15), (5, 16), (7, 17), (19, 20)];

/// The numbers that describe an article and a story that it may belong to.
pub type Features = [f32; FEATURE_COUNT];

/// An article as it is compared: its words weighed by how rare they were when it came.
#[derive(Clone, Debug, Default)]
pub(crate) struct Weighed {
    /// ISO 639-1 code, or two zero bytes.
    pub(crate) language: [u8; 2],
    /// Headline, length one.
    pub(crate) title: Vector,
    /// Headline and body together, length one; empty when there is no body.
    pub(crate) full: Vector,
    /// Finds the headline's words.
    pub(crate) title_finder: Finder,
    /// Finds the words of [`Weighed::words`].
    pub(crate) finder: Finder,
    /// How rare the word in each place of [`Weighed::words`] is.
    pub(crate) rarities: Vec<f32>,
    /// The places of numbers, as a bit each, with how rare they are.
    pub(crate) numbers: Vec<(u128, f32)>,
    /// The same of names in headline and opening.
    pub(crate) names: Vec<(u128, f32)>,
    /// The headline's rarity before it was scaled.
    pub(crate) mass: f32,
    /// What a sentence model makes of it.
    pub(crate) meaning: Option<Meaning>,
}

impl Weighed {
    /// All its words: of the headline alone when there is no body.
    pub(crate) fn words(&self) -> &Vector {
        if self.full.0.is_empty() { &self.title } else { &self.full }
    }

    /// Which of the words that a finder finds a text holds: a bit for each place in
    /// [`Weighed::words`].
    pub(crate) fn places_in(&self, other: Packed<'_>, finder: &Finder) -> u128 {
        let mut held = Places::default();
        self.words().tell_shared(finder, other, |place, _, _| held.add(place));
        held.bits()
    }

    /// Finds the words in some places alone.
    pub(crate) fn finder_of(&self, places: u128) -> Finder {
        Finder::of(self.words(), |place| places & bit(place) != 0)
    }

    /// What it has in common with a remembered text.
    pub(crate) fn meet(&self, other: &Settled) -> Meeting {
        let mut met = Meeting::default();
        let mut held = Places::default();
        let (mut in_titles, mut in_texts) = (0, 0);
        self.title.tell_shared(&self.title_finder, other.title(), |place, mine, theirs| {
            met.title += mine * theirs;
            met.rare += mine;
            held.add(place);
            in_titles += 1;
        });
        if !self.full.0.is_empty() && other.full().0.is_empty() {
            held = Places::default();
            self.full.tell_shared(&self.finder, other.title(), |place, _, _| held.add(place));
        } else if !self.full.0.is_empty() {
            held = Places::default();
            self.full.tell_shared(&self.finder, other.full(), |place, mine, theirs| {
                met.full += mine * theirs;
                held.add(place);
                in_texts += 1;
            });
        }
        met.held = held.bits();
        met.shared = in_titles.max(in_texts);
        met.vectors = self.meaning.as_ref().and_then(|mine| mine.likeness(other.meaning()));
        met
    }

    /// What it has in common with the sum of a story's articles.
    pub(crate) fn meet_centre(&self, centre: &Centre) -> Alike {
        let bodies = !self.full.0.is_empty() && !centre.full.0.is_empty();
        let theirs = if bodies { &centre.full } else { &centre.title };
        let places = self.words().0.iter().enumerate();
        let held = places.filter(|&(_, &(hash, _))| theirs.holds(hash));
        Alike {
            title: cosine(self.title.dot(&centre.title), centre.title.length()),
            full: cosine(self.full.dot(&centre.full), centre.full.length()),
            held: held.fold(0, |held, (place, _)| held | bit(place)),
            bodies,
        }
    }
}

/// A text has no more different words than an arriving article has bits.
const _: () = assert!(MOST_TITLE_TERMS + MOST_BODY_TERMS <= u128::BITS as usize);

/// The bit of a place in [`Weighed::words`].
pub(super) fn bit(place: usize) -> u128 {
    u32::try_from(place).ok().and_then(|place| 1_u128.checked_shl(place)).unwrap_or_default()
}

/// A bit for each place in [`Weighed::words`], set one after the other: in halves, each of which is
/// one step of the machine.
#[derive(Clone, Copy, Default)]
struct Places([u64; 2]);

impl Places {
    fn add(&mut self, place: usize) {
        self.0[place / 64 % 2] |= 1 << (place % 64);
    }

    fn bits(self) -> u128 {
        let [lower, upper] = self.0;
        u128::from(lower) | u128::from(upper) << 64
    }
}

/// What an arriving article and a remembered one have in common.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Meeting {
    /// Likeness of the headlines.
    pub(crate) title: f32,
    /// Likeness of the whole texts; zero when one has no body.
    pub(crate) full: f32,
    /// Weights of the headline's words that the other headline holds, together.
    rare: f32,
    /// Words that both hold. One name can make two texts alike that have nothing else in common;
    /// twelve words cannot.
    shared: u16,
    /// Which of the article's words the other holds: a bit for each place in [`Weighed::words`].
    pub(crate) held: u128,
    /// Likeness of what a sentence model makes of both.
    vectors: Option<f32>,
}

/// What an arriving article and a story have in common.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Alike {
    /// Likeness to the sum of its headlines.
    pub(crate) title: f32,
    /// Likeness to the sum of its texts.
    pub(crate) full: f32,
    /// Which of the article's words some text of the story holds.
    pub(crate) held: u128,
    /// Both have texts, so that bodies can speak.
    pub(crate) bodies: bool,
}

impl Alike {
    /// Some text of the story holds the article's word in this place.
    pub(crate) fn holds(&self, place: usize) -> bool {
        self.held & bit(place) != 0
    }
}

/// A story as articles are compared with it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Centre {
    /// Sum of the headlines' vectors.
    pub(crate) title: Vector,
    /// Sum of the articles' vectors.
    pub(crate) full: Vector,
}

/// Words that a story's centre keeps.
const CENTRE_WORDS: usize = 256;

impl Centre {
    /// With one more article.
    pub(crate) fn plus(&self, article: &Settled) -> Centre {
        Centre {
            title: self.title.plus(&article.title().unpacked(), CENTRE_WORDS),
            full: self.full.plus(&article.full().unpacked(), CENTRE_WORDS),
        }
    }

    /// The centre of two stories together.
    pub(crate) fn with(&self, other: &Centre) -> Centre {
        Centre {
            title: self.title.plus(&other.title, CENTRE_WORDS),
            full: self.full.plus(&other.full, CENTRE_WORDS),
        }
    }
}

/// When the story's articles were published, in hours from the new one, and how many there are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    pub(crate) hours_since_last: f32,
    pub(crate) hours_since_first: f32,
    pub(crate) size: f32,
    /// Articles within the last hours.
    pub(crate) recent: u8,
}

/// Describes an article and a story by what they have in common, by the story's articles that share
/// most words with it, and by its span in time.
pub(crate) fn describe(
    article: &Weighed,
    story: Alike,
    neighbours: &[(u32, Meeting)],
    span: Span,
    usual: Usual,
) -> Features {
    let (mut title, mut title_second, mut full, mut rare, mut shared) = (0.0, 0.0, 0.0, 0.0, 0);
    for (_, met) in neighbours {
        title_second = f32::max(title_second, met.title.min(title));
        title = f32::max(title, met.title);
        full = f32::max(full, met.full);
        rare = f32::max(rare, met.rare);
        shared = shared.max(met.shared);
    }
    [
        1.0,
        story.title,
        title,
        title_second,
        story.full,
        full,
        (held_rarity(story.held, &article.names) / 8.0).min(3.0),
        rare * article.mass / 20.0,
        (held_rarity(story.held, &article.numbers) / 8.0).min(3.0),
        span.hours_since_last.ln_1p(),
        span.hours_since_first.ln_1p(),
        span.size.ln(),
        f32::from(span.recent).ln_1p(),
        article.mass / 10.0,
        0.0,
        0.0,
        0.0,
        0.0,
        f32::from(shared).ln_1p(),
        vector_likeness(neighbours).map_or(0.0, |likeness| usual.beyond(likeness)),
        0.0,
    ]
}

/// What a sentence model finds of the article and the nearest of these; none without a vector on
/// either side.
pub(crate) fn vector_likeness(neighbours: &[(u32, Meeting)]) -> Option<f32> {
    neighbours.iter().filter_map(|(_, met)| met.vectors).reduce(f32::max)
}

/// Fills in how each story compares with the best of the others. Two stories that are equally like
/// an article are often one topic, not one event.
pub(crate) fn compare_rivals(all: &mut [&mut Features]) {
    for (of, rival) in RIVALRY {
        // The best of the others is the best of all, but for that itself.
        let (mut best, mut second) = ((0.0, usize::MAX), 0.0);
        for (at, features) in all.iter().enumerate() {
            if features[of] > best.0 {
                second = best.0;
                best = (features[of], at);
            } else {
                second = f32::max(second, features[of]);
            }
        }
        for (at, features) in all.iter_mut().enumerate() {
            features[rival] = features[of] - if at == best.1 { second } else { best.0 };
        }
    }
}

/// Of a vector of length one and another, by their product and the other's length.
pub(crate) fn cosine(product: f32, length: f32) -> f32 {
    if length > 0.0 { product / length } else { 0.0 }
}

/// How rare those of some words are together that the story holds too.
fn held_rarity(held: u128, words: &[(u128, f32)]) -> f32 {
    words.iter().filter(|&&(place, _)| held & place != 0).map(|&(_, rarity)| rarity).sum()
}
