//! A page without a feed, read as one.
//!
//! A page that lists news repeats itself: each headline is a link of the same shape, with perhaps a
//! time, a teaser and a picture about it. [`watch_page`] sorts the page's links by shape
//! ([`links`]), reads what stands about each ([`cards`]), and keeps the shapes that look like
//! headlines. Menus and footers repeat themselves too; their words are few and their place betrays
//! them.
//!
//! The one rule: a page that lists nothing gives no entries and says so. Nobody wants a feed of a
//! menu.

mod cards;
mod links;

use std::collections::{HashMap, HashSet};

use dateline_model::{Entry, FeedDocument, FeedHead, FeedImage, Link, TextConstruct, Thumbnail};

use super::links::Base;
use super::metadata;
use super::tree::{self, Tree};
use super::{PageSource, blocks, caps};
use crate::dates::{DateHints, day_month_order};
use cards::Card;
use links::Candidate;

/// Entries of one watched page; longer lists are archives.
const MOST_ENTRIES: usize = 200;

/// Fewer links of one shape are no list.
const FEWEST: usize = 3;

/// Shapes that are weighed; a page has some fifty, and those with the most links come first.
const MOST_SHAPES: usize = 200;

/// What the links of a list are worth on average, at least: four words, or fewer with a date.
const LEAST_WORTH: f32 = 0.9;

/// Other shapes with this share of the best one's worth belong to the news as well: the lead story
/// above the list, a second column.
const ALIKE: f32 = 0.7;

/// Lists longer than this are not better for it.
const LONG_LIST: u16 = 60;

/// Reads a page as a feed whose entries are the links that it lists, in the page's order.
pub fn watch_page(html: &str, source: &PageSource<'_>) -> FeedDocument {
    let mut tamed = caps::tame(html);
    let tree = tree::grow(&mut tamed);
    let blocks = blocks::cut(&tree, Tree::ROOT);
    let witnesses = metadata::hear(&tree, &blocks, &tamed.payloads, source);
    let base = Base::new(source.url, witnesses.meta.base.as_deref());
    let candidates = links::candidates(&tree, &base, source.url);
    let chosen = choose(&tree, &candidates);
    let cards = cards::read(&tree, &base, &chosen);
    let language = page_language(&tree);
    let dates = cards.iter().filter_map(|card| card.date.as_deref());
    let hints = DateHints { order: day_month_order(dates), language: language.clone() };
    let entries: Vec<Entry> = keep_dated(cards)
        .into_iter()
        .filter(|card| !card.title.is_empty()) // a link without words in a list of headlines
        .take(MOST_ENTRIES)
        .map(|card| entry(card, &hints, source))
        .collect();
    let problems = if entries.is_empty() {
        vec!["this page shows no list of headlines that repeats itself".to_owned()]
    } else {
        Vec::new()
    };
    FeedDocument {
        format: "page".to_owned(),
        encoding: "utf-8".to_owned(),
        feed: head(&tree, source, language),
        entries,
        problems,
    }
}

/// The links whose shapes are headlines', in the page's order; none when no shape is.
fn choose<'c>(tree: &Tree, candidates: &'c [Candidate]) -> Vec<&'c Candidate> {
    let mut shapes: HashMap<&str, Vec<&Candidate>> = HashMap::new();
    for candidate in candidates {
        shapes.entry(&candidate.shape).or_default().push(candidate);
    }
    let mut shapes: Vec<Vec<&Candidate>> = shapes.into_values().collect();
    shapes.sort_by_key(|links| (usize::MAX - links.len(), links[0].node));
    shapes.truncate(MOST_SHAPES);
    let weighed: Vec<(f32, usize, Vec<&Candidate>)> = shapes
        .into_iter()
        .map(|links| {
            let (worth, count) = worth(tree, &links);
            (worth, count, links)
        })
        .collect();
    let best = weighed
        .iter()
        .filter(|(worth, count, _)| *count >= FEWEST && *worth >= LEAST_WORTH)
        .max_by(|one, other| score(one.0, one.1).total_cmp(&score(other.0, other.1)));
    let Some((least, ..)) = best else { return Vec::new() };
    let least = (least * ALIKE).max(LEAST_WORTH);
    let mut chosen: Vec<&Candidate> = weighed
        .iter()
        .filter(|(worth, count, links)| {
            *worth >= least && (*count >= FEWEST || links.iter().all(|link| link.heading))
        })
        .flat_map(|(_, _, links)| links.iter().copied())
        .collect();
    chosen.sort_by_key(|candidate| candidate.node);
    chosen
}

fn score(worth: f32, count: usize) -> f32 {
    let count = u16::try_from(count).unwrap_or(u16::MAX).min(LONG_LIST);
    worth * f32::from(count).ln_1p()
}

/// What the links of one shape are worth on average, and how many different ones there are.
fn worth(tree: &Tree, links: &[&Candidate]) -> (f32, usize) {
    let cards = cards::read(tree, &Base::default(), links);
    let titles: HashSet<&str> = cards.iter().map(|card| card.title.as_str()).collect();
    let share = |part: usize, whole: usize| ratio(part, whole.max(1));
    let average = cards.iter().map(Card::worth).sum::<f32>() / ratio(cards.len().max(1), 1);
    // Many links to few pages are tags; many pages under one title are "read more".
    let distinct = share(titles.len(), cards.len()) * share(cards.len(), links.len()).max(0.5);
    (average * distinct, cards.len())
}

fn ratio(part: usize, whole: usize) -> f32 {
    let small = |count: usize| f32::from(u16::try_from(count).unwrap_or(u16::MAX));
    small(part) / small(whole)
}

/// Where nearly all entries of a list have a date, one without is a heading or an advertisement.
fn keep_dated(mut cards: Vec<Card>) -> Vec<Card> {
    let dated = cards.iter().filter(|card| card.date.is_some()).count();
    if dated >= FEWEST && dated * 10 >= cards.len() * 9 {
        cards.retain(|card| card.date.is_some() || card.is_headline());
    }
    cards
}

fn entry(card: Card, hints: &DateHints, source: &PageSource<'_>) -> Entry {
    let published = card.date.as_deref().and_then(|date| cards::when(date, hints, source.captured));
    let picture = card.picture;
    Entry {
        title: plain(&card.title),
        summary: card.teaser.as_deref().and_then(plain),
        links: vec![Link { url: card.url.clone(), rel: "alternate".into(), ..Link::default() }],
        published: published.or_else(|| cards::day_in_address(&card.url)),
        link: Some(card.url),
        thumbnails: picture
            .iter()
            .map(|url| Thumbnail { url: url.clone(), ..Thumbnail::default() })
            .collect(),
        image: picture.map(|url| FeedImage { url, ..FeedImage::default() }),
        ..Entry::default()
    }
}

fn head(tree: &Tree, source: &PageSource<'_>, language: Option<String>) -> FeedHead {
    let named = |name: &str| tree.descendants(Tree::ROOT).find(|id| tree.name(*id) == name);
    let title = named("title").map(|id| tree.text_of(id)).filter(|title| !title.is_empty());
    let title = title.or_else(|| named("h1").map(|id| tree.text_of(id)));
    FeedHead {
        title: title.as_deref().and_then(plain),
        link: source.url.map(str::to_owned),
        language,
        ..FeedHead::default()
    }
}

fn page_language(tree: &Tree) -> Option<String> {
    let html = tree.children(Tree::ROOT).find(|id| tree.name(*id) == "html")?;
    tree.attribute(html, "lang").map(str::to_owned)
}

fn plain(text: &str) -> Option<TextConstruct> {
    (!text.is_empty()).then(|| TextConstruct {
        value: text.to_owned(),
        media_type: "text/plain".to_owned(),
        ..TextConstruct::default()
    })
}

#[cfg(test)]
mod tests;
