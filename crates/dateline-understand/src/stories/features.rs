//! What the logistic sum sees of an article and a story that it may belong to.
//!
//! Every number here is about evidence that a person could check: words, names and numbers that
//! both hold, weighed by how rare they are in the paper, and the time between them.

use super::vector::Vector;

/// How many numbers describe an article and a story.
pub const FEATURE_COUNT: usize = 19;

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
];

/// Which features have a rival's: how far this story is ahead of the best other one, or behind it.
const RIVALRY: [(usize, usize); 4] = [(1, 14), (2, 15), (5, 16), (7, 17)];

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
    /// Numbers with how rare they are.
    pub(crate) numbers: Vec<(u32, f32)>,
    /// Names in headline and opening with how rare they are.
    pub(crate) names: Vec<(u32, f32)>,
    /// The headline's rarity before it was scaled.
    pub(crate) mass: f32,
}

impl Weighed {
    /// As it is remembered: names and numbers are asked of arriving articles alone.
    pub(crate) fn settled(mut self) -> Weighed {
        self.names = Vec::new();
        self.numbers = Vec::new();
        self.title.0.shrink_to_fit();
        self.full.0.shrink_to_fit();
        self
    }

    /// All its words: of the headline alone when there is no body.
    pub(crate) fn words(&self) -> &Vector {
        if self.full.0.is_empty() { &self.title } else { &self.full }
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
    pub(crate) fn plus(&self, article: &Weighed) -> Centre {
        Centre {
            title: self.title.plus(&article.title, CENTRE_WORDS),
            full: self.full.plus(&article.full, CENTRE_WORDS),
        }
    }

    /// The centre of two stories together.
    pub(crate) fn with(&self, other: &Centre) -> Centre {
        Centre {
            title: self.title.plus(&other.title, CENTRE_WORDS),
            full: self.full.plus(&other.full, CENTRE_WORDS),
        }
    }

    /// Some article of the story holds the word.
    pub(crate) fn holds(&self, hash: u32) -> bool {
        self.title.holds(hash) || self.full.holds(hash)
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

/// Describes an article and a story by the story's centre, the neighbours that share words with
/// the article, and its span in time.
pub(crate) fn describe(
    article: &Weighed,
    centre: &Centre,
    neighbours: &[&Weighed],
    span: Span,
) -> Features {
    let likeness = |of: fn(&Weighed) -> &Vector| {
        let mut found: Vec<f32> = neighbours.iter().map(|n| of(article).dot(of(n))).collect();
        found.sort_unstable_by(|a, b| b.total_cmp(a));
        found
    };
    let titles = likeness(|w| &w.title);
    let bodies = likeness(|w| &w.full);
    let at = |found: &[f32], rank: usize| found.get(rank).copied().unwrap_or_default();
    [
        1.0,
        cosine(&article.title, &centre.title),
        at(&titles, 0),
        at(&titles, 1),
        cosine(&article.full, &centre.full),
        at(&bodies, 0),
        (shared_rarity(article, centre, &article.names) / 8.0).min(3.0),
        rare(article, neighbours),
        (shared_rarity(article, centre, &article.numbers) / 8.0).min(3.0),
        span.hours_since_last.ln_1p(),
        span.hours_since_first.ln_1p(),
        span.size.ln(),
        f32::from(span.recent).ln_1p(),
        article.mass / 10.0,
        0.0,
        0.0,
        0.0,
        0.0,
        shared_words(article, neighbours),
    ]
}

/// Fills in how each story compares with the best of the others. Two stories that are equally like
/// an article are often one topic, not one event.
pub(crate) fn compare_rivals(all: &mut [&mut Features]) {
    for (of, rival) in RIVALRY {
        let values: Vec<f32> = all.iter().map(|features| features[of]).collect();
        for (at, features) in all.iter_mut().enumerate() {
            let others = values.iter().enumerate().filter(|&(other, _)| other != at);
            let best = others.map(|(_, &value)| value).fold(0.0, f32::max);
            features[rival] = features[of] - best;
        }
    }
}

/// Both have texts, so that bodies can speak.
pub(crate) fn compares_bodies(article: &Weighed, centre: &Centre) -> bool {
    !article.full.0.is_empty() && !centre.full.0.is_empty()
}

fn cosine(article: &Vector, centre: &Vector) -> f32 {
    let length = centre.length();
    if length > 0.0 { article.dot(centre) / length } else { 0.0 }
}

/// How many words the article shares with the neighbour with which it shares most. One name can
/// make two texts alike that have nothing else in common; twelve words cannot.
fn shared_words(article: &Weighed, neighbours: &[&Weighed]) -> f32 {
    let count = |n: &&Weighed| {
        let titles = article.title.shared(&n.title).count();
        titles.max(article.full.shared(&n.full).count())
    };
    let most = neighbours.iter().map(count).max().unwrap_or_default();
    f32::from(u16::try_from(most).unwrap_or(u16::MAX)).ln_1p()
}

/// How rare those of some words are that the story holds too.
fn shared_rarity(article: &Weighed, centre: &Centre, words: &[(u32, f32)]) -> f32 {
    let theirs = if compares_bodies(article, centre) { &centre.full } else { &centre.title };
    words.iter().filter(|&&(hash, _)| theirs.holds(hash)).map(|&(_, rarity)| rarity).sum()
}

/// The rarity of the headline's words that the nearest headline shares, not scaled by length.
fn rare(article: &Weighed, neighbours: &[&Weighed]) -> f32 {
    neighbours
        .iter()
        .map(|n| article.title.shared(&n.title).map(|(_, mine, _)| mine).sum::<f32>())
        .fold(0.0, f32::max)
        * article.mass
        / 20.0
}
