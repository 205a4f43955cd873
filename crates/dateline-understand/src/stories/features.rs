//! What the logistic sum sees of an article and a story that it may belong to.
//!
//! Every number here is about evidence that a person could check: words, names and numbers that
//! both hold, weighed by how rare they are in the paper, and the time between them.

use super::vector::Vector;

/// How many numbers describe an article and a story.
pub const FEATURE_COUNT: usize = 20;

/// What they are, in order.
pub const FEATURE_NAMES: [&str; FEATURE_COUNT] = [
    "bias",
    "title_centroid",
    "title_nearest",
    "title_second",
    "title_covered",
    "body_centroid",
    "body_nearest",
    "names",
    "rare",
    "numbers_shared",
    "numbers_differ",
    "hours_since_last",
    "hours_since_first",
    "size",
    "mass",
    "same_publisher",
    "rival_centroid",
    "rival_nearest",
    "rival_rare",
    "recent",
];

/// Which features have a rival's: how far this story is ahead of the best other one, or behind it.
const RIVALRY: [(usize, usize); 3] = [(1, 16), (2, 17), (8, 18)];

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
    /// Numbers in the headline.
    pub(crate) numbers: Vec<u32>,
    /// Names in headline and opening with how rare they are.
    pub(crate) names: Vec<(u32, f32)>,
    /// The headline's rarity before it was scaled.
    pub(crate) mass: f32,
}

/// A story as articles are compared with it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Centre {
    /// Sum of the headlines' vectors.
    pub(crate) title: Vector,
    /// Sum of the articles' vectors.
    pub(crate) full: Vector,
}

impl Centre {
    /// Some article of the story holds the word.
    pub(crate) fn holds(&self, hash: u32) -> bool {
        self.title.holds(hash) || self.full.holds(hash)
    }
}

/// An article of the story, found through words that it shares with the new one.
pub(crate) struct Neighbour<'a> {
    /// As it was compared.
    pub(crate) weighed: &'a Weighed,
    /// Both are the same publisher's.
    pub(crate) same_publisher: bool,
}

/// When the story's articles were published, in hours from the new one, and how many there are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Span {
    pub(crate) hours_since_last: f32,
    pub(crate) hours_since_first: f32,
    pub(crate) size: f32,
    /// Articles within the last hours.
    pub(crate) recent: usize,
}

/// Describes an article and a story by the story's centre, the neighbours that share words with
/// the article, and its span in time.
pub(crate) fn describe(
    article: &Weighed,
    centre: &Centre,
    neighbours: &[Neighbour<'_>],
    span: Span,
) -> Features {
    let likeness = |of: fn(&Weighed) -> &Vector| {
        let mut found: Vec<f32> =
            neighbours.iter().map(|n| of(article).dot(of(n.weighed))).collect();
        found.sort_unstable_by(|a, b| b.total_cmp(a));
        found
    };
    let titles = likeness(|w| &w.title);
    let bodies = likeness(|w| &w.full);
    let at = |found: &[f32], rank: usize| found.get(rank).copied().unwrap_or_default();
    let covered: f32 = article.title.shared(&centre.title).map(|(_, mine, _)| mine * mine).sum();
    let numbers = numbers(article, neighbours);
    [
        1.0,
        cosine(&article.title, &centre.title),
        at(&titles, 0),
        at(&titles, 1),
        covered,
        cosine(&article.full, &centre.full),
        at(&bodies, 0),
        (shared_rarity(article, centre, &article.names) / 8.0).min(3.0),
        rare(article, neighbours),
        numbers.0,
        numbers.1,
        span.hours_since_last.ln_1p(),
        span.hours_since_first.ln_1p(),
        span.size.ln(),
        article.mass / 10.0,
        f32::from(u8::from(neighbours.iter().any(|n| n.same_publisher))),
        0.0,
        0.0,
        0.0,
        f32::from(u16::try_from(span.recent).unwrap_or(u16::MAX)).ln_1p(),
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

fn shared_rarity(article: &Weighed, centre: &Centre, names: &[(u32, f32)]) -> f32 {
    let theirs = if compares_bodies(article, centre) { &centre.full } else { &centre.title };
    names.iter().filter(|&&(hash, _)| theirs.holds(hash)).map(|&(_, rarity)| rarity).sum()
}

/// The rarity of the headline's words that the nearest headline shares, not scaled by length.
fn rare(article: &Weighed, neighbours: &[Neighbour<'_>]) -> f32 {
    neighbours
        .iter()
        .map(|n| article.title.shared(&n.weighed.title).map(|(_, mine, _)| mine).sum::<f32>())
        .fold(0.0, f32::max)
        * article.mass
        / 20.0
}

/// How many numbers some headline of the story shares; whether it has others only.
fn numbers(article: &Weighed, neighbours: &[Neighbour<'_>]) -> (f32, f32) {
    let theirs = || neighbours.iter().flat_map(|n| &n.weighed.numbers);
    let shared = article.numbers.iter().filter(|&number| theirs().any(|n| n == number)).count();
    let differ = shared == 0 && !article.numbers.is_empty() && theirs().next().is_some();
    (f32::from(u8::try_from(shared.min(2)).unwrap_or(2)), f32::from(u8::from(differ)))
}
