//! What stands about a headline: its time, its teaser, its picture.
//!
//! A link's card is the largest element that holds no other link of the list. Where headlines
//! stand bare among their siblings (`<h3>`, `<p>`, `<h3>`, `<p>`), the siblings up to the next
//! headline are the card too.

use std::collections::HashMap;

use dateline_model::{Millis, When};

use super::super::links::Base;
use super::super::tree::{NodeId, Tree, collapse};
use super::super::{age, url_date};
use super::links::{Candidate, heading_in, is_heading};
use crate::dates::{DateHints, read_date};

/// Siblings after a bare headline that belong to it.
const MOST_SIBLINGS: usize = 4;

/// Nodes of one card that are looked at: more is a section.
const MOST_NODES: usize = 400;

/// A longer line is no date.
const LONGEST_DATE: usize = 60;

/// A shorter text is a label, not a teaser.
const SHORTEST_TEASER: usize = 40;

/// The longest teaser that is kept, in characters.
const LONGEST_TEASER: usize = 600;

/// Words of classes that mark a date.
const DATE_WORDS: &[&str] =
    &["date", "datum", "datetime", "time", "timestamp", "published", "posted", "fecha", "meta"];

/// A headline and what stands about it.
#[derive(Clone, Debug, Default)]
pub(super) struct Card {
    pub(super) url: String,
    pub(super) title: String,
    /// As written; [`when`] reads it.
    pub(super) date: Option<String>,
    pub(super) teaser: Option<String>,
    pub(super) picture: Option<String>,
    heading: bool,
    place: f32,
}

impl Card {
    /// How much this looks like a piece of news, from 0 to about 2.5.
    pub(super) fn worth(&self) -> f32 {
        let bonus = |has: bool, worth: f32| if has { worth } else { 0.0 };
        let about = bonus(self.heading, 0.5)
            + bonus(self.date.is_some(), 0.6)
            + bonus(self.teaser.is_some(), 0.2)
            + bonus(self.picture.is_some(), 0.1)
            + bonus(has_slug(&self.url), 0.2);
        let words = self.words();
        // What stands about a link counts only when it says something itself.
        self.place * if words > 0.0 { words + about } else { 0.0 }
    }

    /// True when the words alone look like a headline's.
    pub(super) fn is_headline(&self) -> bool {
        self.words() >= 1.0
    }

    fn words(&self) -> f32 {
        let letters = self.title.chars().count();
        let words = self.title.split_whitespace().count();
        // Chinese and Japanese say in eight letters what takes others five words.
        let dense = self.title.chars().filter(|letter| u32::from(*letter) >= 0x2E80).count() >= 8;
        match (letters, words) {
            _ if dense => 1.0,
            (0..4, _) => 0.0,
            (200.., _) => 0.5,
            (25.., 2..) | (_, 4..) => 1.0,
            (15.., _) | (_, 3) => 0.5,
            _ => 0.2,
        }
    }
}

/// True when an address ends as articles' addresses do: a slug, or a number.
fn has_slug(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or(url).trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or(path);
    last.len() >= 16 && last.contains(['-', '_'])
        || url.bytes().filter(u8::is_ascii_digit).count() >= 4
}

/// The cards of these links, one for each address, in their order.
pub(super) fn read(tree: &Tree, base: &Base, links: &[&Candidate]) -> Vec<Card> {
    let owners = Owners::new(tree, links);
    let mut cards: Vec<Card> = Vec::new();
    let mut places: Vec<Place> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for link in links {
        if let Some(card) = known.get(link.url.as_str()).and_then(|at| cards.get_mut(*at)) {
            card.take_title(link);
            continue;
        }
        known.insert(&link.url, cards.len());
        let mut card = Card { url: link.url.clone(), place: link.place, ..Card::default() };
        card.take_title(link);
        places.push(owners.place(tree, link.node));
        cards.push(card);
    }
    let before = dates_stand_before(tree, &places);
    for (at, card) in cards.iter_mut().enumerate() {
        let Some(place) = places.get(at) else { continue };
        card.read_place(tree, base, place);
        if card.date.is_none() {
            let siblings = match at.checked_sub(1).and_then(|at| places.get(at)) {
                _ if !before => &place.after,
                Some(previous) => &previous.after,
                None => &place.before,
            };
            card.date = siblings.iter().find_map(|node| date_in(tree, *node));
        }
    }
    cards
}

impl Card {
    /// The title that a link gives, when it is better than what is there.
    fn take_title(&mut self, link: &Candidate) {
        let better = (link.heading, link.text.len()) > (self.heading, self.title.len());
        if better && !link.text.is_empty() {
            self.title.clone_from(&link.text);
            self.heading |= link.heading;
        }
        self.place = self.place.max(link.place);
    }

    fn read_place(&mut self, tree: &Tree, base: &Base, place: &Place) {
        if !self.heading
            && let Some(heading) = place.nodes().find_map(|node| unlinked_heading(tree, node))
        {
            // "Read more" under a heading that is no link.
            self.title = heading;
            self.heading = true;
        }
        self.date = date_in(tree, place.card);
        self.teaser = place.nodes().find_map(|node| teaser_in(tree, node, &self.title));
        self.picture = place.nodes().find_map(|node| picture_in(tree, base, node));
    }
}

/// Where a card stands.
#[derive(Clone, Debug)]
struct Place {
    card: NodeId,
    /// Siblings after it, up to the next card, when it is bare.
    after: Vec<NodeId>,
    /// Siblings before it: only of the first card of its parent.
    before: Vec<NodeId>,
}

impl Place {
    fn nodes(&self) -> impl Iterator<Item = NodeId> {
        std::iter::once(self.card).chain(self.after.iter().copied())
    }
}

/// Which elements hold which links.
struct Owners<'c> {
    /// The address below a node; nothing where there are several.
    below: HashMap<NodeId, Option<&'c str>>,
}

impl<'c> Owners<'c> {
    /// Each node changes at most twice, so this is linear in the nodes above links.
    fn new(tree: &Tree, links: &[&'c Candidate]) -> Owners<'c> {
        let mut below: HashMap<NodeId, Option<&str>> = HashMap::new();
        for link in links {
            let url = link.url.as_str();
            for node in std::iter::once(link.node).chain(tree.ancestors(link.node)) {
                match below.get(&node) {
                    None => below.insert(node, Some(url)),
                    Some(Some(known)) if *known == url => break,
                    Some(Some(_)) => below.insert(node, None),
                    Some(None) => break,
                };
            }
        }
        Owners { below }
    }

    fn place(&self, tree: &Tree, link: NodeId) -> Place {
        let alone = |node: &NodeId| self.below.get(node).is_some_and(Option::is_some);
        let inside = |node: &NodeId| !matches!(tree.name(*node), "" | "html" | "body" | "main");
        let card = std::iter::once(link)
            .chain(tree.ancestors(link).take_while(|node| alone(node) && inside(node)))
            .last()
            .unwrap_or(link);
        let bare = matches!(
            tree.name(card),
            "a" | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
                | "p"
                | "dt"
                | "dd"
                | "span"
                | "strong"
                | "tr"
        );
        let Some(parent) = tree.parent(card).filter(|_| bare) else {
            return Place { card, after: Vec::new(), before: Vec::new() };
        };
        let free = |node: &NodeId| !self.below.contains_key(node);
        let after =
            std::iter::successors(tree.after(card, parent), |node| tree.after(*node, parent));
        let words =
            |node: &NodeId| !tree.name(*node).is_empty() || !tree.text(*node).trim().is_empty();
        let after: Vec<NodeId> = after.take_while(free).filter(words).take(MOST_SIBLINGS).collect();
        let first = tree.children(parent).find(|node| !free(node)) == Some(card);
        let before = tree.children(parent).take_while(|node| first && *node != card).filter(words);
        Place { card, after, before: before.take(MOST_SIBLINGS).collect() }
    }
}

/// Whether bare headlines have their dates before them: `<dt>14 June</dt><dd>headline</dd>`. Then
/// the last has none after it, and the first has one before.
fn dates_stand_before(tree: &Tree, places: &[Place]) -> bool {
    let dated = |nodes: &[NodeId]| nodes.iter().any(|node| date_in(tree, *node).is_some());
    let first = places.first().is_some_and(|place| dated(&place.before));
    first && !places.last().is_some_and(|place| dated(&place.after))
}

fn unlinked_heading(tree: &Tree, node: NodeId) -> Option<String> {
    let heading = heading_in(tree, node)?;
    let linked = |id: NodeId| tree.name(id) == "a";
    let within = tree.ancestors(heading).any(linked) || tree.descendants(heading).any(linked);
    Some(tree.text_of(heading)).filter(|text| !within && !text.is_empty())
}

/// The first date below a node, as written.
fn date_in(tree: &Tree, top: NodeId) -> Option<String> {
    let nodes = || tree.descendants(top).take(MOST_NODES);
    let time = nodes().filter(|node| tree.name(*node) == "time").find_map(|node| {
        let told = tree.attribute(node, "datetime").map(str::to_owned);
        told.filter(|told| is_date(told)).or_else(|| date_of(&tree.text_of(node)))
    });
    let marked = |node: &NodeId| {
        let class = tree.attribute(*node, "class").unwrap_or_default();
        let mut words = class.split(|c: char| !c.is_ascii_alphanumeric());
        words.any(|word| DATE_WORDS.iter().any(|known| known.eq_ignore_ascii_case(word)))
    };
    time.or_else(|| nodes().filter(marked).find_map(|node| date_of(&tree.text_of(node))))
        .or_else(|| nodes().find_map(|node| date_of(&collapse(tree.text(node)))))
}

/// The part of a line that is a date: `Jane Doe | 14 June 2026`.
fn date_of(line: &str) -> Option<String> {
    if line.is_empty() || line.len() > 3 * LONGEST_DATE {
        return None;
    }
    let parts = std::iter::once(line).chain(line.split(['|', '·', '•', '–', '—', '\u{2022}']));
    parts.map(str::trim).find(|part| is_date(part)).map(str::to_owned)
}

fn is_date(text: &str) -> bool {
    let ambiguous = || {
        crate::dates::day_month_order([text]).is_some()
            || text.len() <= 10
                && text.split(['/', '.', '-']).filter(|part| is_number(part)).count() == 3
    };
    text.len() <= LONGEST_DATE
        && (read_date(text, &DateHints::default()).is_some()
            || age::age_of(text).is_some()
            || ambiguous())
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Reads a date as a page writes it; an age needs the moment at which the page was taken.
pub(super) fn when(text: &str, hints: &DateHints, captured: Option<Millis>) -> Option<When> {
    read_date(text, hints).or_else(|| {
        let age = age::age_of(text)?;
        let ago = i64::try_from(age.seconds).ok()?.checked_mul(Millis::SECOND)?;
        let at = captured?.plus(-ago);
        // "2 days ago" is a day, "2 hours ago" a moment.
        Some(if ago < Millis::DAY { When::At(at) } else { When::On(at.day()) })
    })
}

/// The day in an address: `/2026/06/14/…`.
pub(super) fn day_in_address(url: &str) -> Option<When> {
    url_date::day_in(url).map(When::On)
}

/// The first paragraph that says more than the title.
fn teaser_in(tree: &Tree, top: NodeId, title: &str) -> Option<String> {
    let telling = |node: &NodeId| {
        let class = tree.attribute(*node, "class").unwrap_or_default().to_ascii_lowercase();
        let named = ["teaser", "summary", "excerpt", "description", "standfirst", "lead", "dek"];
        tree.name(*node) == "p" || named.iter().any(|word| class.contains(word))
    };
    tree.descendants(top)
        .take(MOST_NODES)
        .filter(|node| telling(node) && !is_heading(tree, *node))
        .map(|node| tree.text_of(node))
        .find(|text| text.chars().count() >= SHORTEST_TEASER && !text.starts_with(title))
        .map(|text| text.chars().take(LONGEST_TEASER).collect())
}

/// The first picture that is no placeholder.
fn picture_in(tree: &Tree, base: &Base, top: NodeId) -> Option<String> {
    let images = tree.descendants(top).take(MOST_NODES).filter(|node| tree.name(*node) == "img");
    images.into_iter().find_map(|node| {
        let sources = ["data-src", "data-lazy-src", "data-original", "src"];
        let address = sources.into_iter().find_map(|name| {
            tree.attribute(node, name).filter(|address| !address.starts_with("data:"))
        });
        let first_of_set = || {
            let set =
                tree.attribute(node, "srcset").or_else(|| tree.attribute(node, "data-srcset"));
            set?.split_whitespace().next().map(|address| address.trim_end_matches(','))
        };
        base.absolute(address.or_else(first_of_set)?)
    })
}
