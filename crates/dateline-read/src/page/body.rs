//! Which blocks are the article.
//!
//! Every block with words is judged by its row ([`features`], [`judge`]). Pictures and players have
//! no words: they belong to the article when the words around them do.
//!
//! The one rule: a page that has any running text has a body. Where no block is likely enough, the
//! likeliest and its neighbours are taken.

use std::collections::HashSet;

use super::blocks::{Block, Kind};
use super::features::{self, Known};
use super::judge;
use super::marks::{self, Family};
use super::tree::Tree;
use super::wall;

/// Fewer characters than this are a caption or a label, and a better guess is looked for.
const SHORTEST_BODY: usize = 120;
/// How much less likely than the likeliest a block of a guessed body may be.
const GUESS_RANGE: f32 = 1.5;
/// Word blocks on either side of a picture that say whether it belongs to the article, and blocks
/// looked at to find them.
const WORD_REACH: usize = 2;
/// See [`WORD_REACH`].
const REACH: usize = 20;
/// Blocks before the first words in which the lead picture may stand.
const LEAD_REACH: usize = 4;

/// Elements between a column of text and a picture in it: `<figure>`, `<a>`, `<picture>`.
const PICTURE_DEPTH: usize = 4;

/// Elements between the words of an item and its list: `<p>`, `<li>`.
const LIST_DEPTH: usize = 4;

/// Indices of the blocks that make the body, in order.
pub(super) fn choose(tree: &Tree, blocks: &[Block], known: Known<'_>) -> Vec<usize> {
    let mut odds = features::ask(tree, blocks, known, |row| {
        if row.is_empty() { f32::MIN } else { judge::odds(&row) }
    });
    let worded: Vec<usize> = (0..blocks.len())
        .filter(|at| blocks.get(*at).is_some_and(|block| block.chars > 0))
        .collect();
    let is_wall = |at: &usize| blocks.get(*at).is_some_and(|block| wall::is_consent(tree, block));
    for (at, odds) in worded.iter().zip(&mut odds).filter(|(_, odds)| **odds > judge::BOUND) {
        *odds = if is_wall(at) { f32::MIN } else { *odds };
    }
    let likely = |bound: f32| -> Vec<usize> {
        worded.iter().zip(&odds).filter(|(_, odds)| **odds > bound).map(|(at, _)| *at).collect()
    };
    let length = |chosen: &[usize]| {
        chosen.iter().filter_map(|at| blocks.get(*at)).map(|block| block.chars).sum::<usize>()
    };
    let mut words = likely(judge::BOUND);
    if length(&words) < SHORTEST_BODY {
        let best = odds.iter().copied().fold(f32::MIN, f32::max);
        words = likely(best.min(judge::BOUND) - GUESS_RANGE);
        words.retain(|at| {
            blocks.get(*at).is_some_and(|block| !is_rights(&block.text)) && !is_wall(at)
        });
    }
    with_lists(tree, blocks, &mut words);
    with_pictures(tree, blocks, &words)
}

/// Items of a list in an article say on average so much; fewer characters are a menu's.
const TELLING_ITEM: usize = 16;

/// Adds the lists that stand between two chosen blocks in their very element and lead nowhere:
/// "What is closed?", three items, the next heading. Items are short and alike, as menus are, and so
/// are misjudged one by one.
fn with_lists(tree: &Tree, blocks: &[Block], words: &mut Vec<usize>) {
    let column = |at: usize| blocks.get(at).and_then(|block| tree.parent(block.node));
    let list = |at: usize| {
        let item = blocks.get(at).filter(|block| matches!(block.kind, Kind::Item { .. }))?;
        let above = std::iter::once(item.node).chain(tree.ancestors(item.node));
        above.take(LIST_DEPTH).find(|node| matches!(tree.name(*node), "ul" | "ol"))
    };
    let mut added = Vec::new();
    for pair in words.windows(2) {
        let [before, after] = *pair else { continue };
        // With the heading over it.
        let headed =
            blocks.get(before + 1).is_some_and(|block| matches!(block.kind, Kind::Heading(_)));
        let start = before + 1 + usize::from(headed);
        let items = blocks.get(start..after).unwrap_or_default();
        let Some(first) = list(start).filter(|_| start < after) else { continue };
        let one_list = (start..after).all(|at| list(at) == Some(first));
        let plain = items.iter().all(|item| item.linked == 0 && !item.hidden);
        let said: usize = items.iter().map(|item| item.chars).sum();
        let inside = tree.parent(first);
        let between = column(before) == inside && column(after) == inside;
        if one_list && plain && between && said >= TELLING_ITEM * items.len() {
            added.extend(before + 1..after);
        }
    }
    words.extend(added);
    words.sort_unstable();
}

/// A line about who owns the words is never the likeliest to be them.
fn is_rights(line: &str) -> bool {
    line.starts_with(['©', '℗'])
        || line.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("copyright"))
}

/// Adds the pictures and players that stand among the chosen words, and the pictures' captions.
fn with_pictures(tree: &Tree, blocks: &[Block], words: &[usize]) -> Vec<usize> {
    let words = &*in_sight(tree, blocks, words);
    let mut is_chosen = vec![false; blocks.len()];
    for at in words {
        if let Some(chosen) = is_chosen.get_mut(*at) {
            *chosen = true;
        }
    }
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Vec::new() };
    let mut body: Vec<usize> = Vec::with_capacity(words.len());
    let end = end_of_pictures(tree, blocks, *last);
    for (at, block) in blocks.iter().enumerate().take(end).skip(first.saturating_sub(LEAD_REACH)) {
        let follows_picture = || {
            body.last().is_some_and(|last| last + 1 == at)
                && at
                    .checked_sub(1)
                    .and_then(|at| blocks.get(at))
                    .is_some_and(|last| last.kind == Kind::Picture)
        };
        let belongs = match block.kind {
            Kind::Picture | Kind::Frame => {
                (at > *last || is_among(blocks, &is_chosen, at)) && !is_furniture(tree, block)
            }
            Kind::Caption => is_chosen.get(at) == Some(&true) || follows_picture(),
            _ => is_chosen.get(at) == Some(&true),
        };
        if belongs {
            body.push(at);
        }
    }
    body
}

/// The chosen words without what a reader does not see. Pages that keep most of an article out of
/// sight until a click are believed; the lesser part was hidden from readers, and perhaps put there
/// for machines, and so was a paragraph among others of its element that are seen.
fn in_sight(tree: &Tree, blocks: &[Block], words: &[usize]) -> Vec<usize> {
    let chosen = |hidden: bool| {
        words.iter().filter_map(|at| blocks.get(*at)).filter(move |block| block.hidden == hidden)
    };
    let chars = |hidden: bool| chosen(hidden).map(|block| block.chars).sum::<usize>();
    let opens_by_a_click = chars(true) > chars(false);
    let seen: HashSet<_> = chosen(false).filter_map(|block| tree.parent(block.node)).collect();
    let believed = |block: &Block| {
        let among = tree.parent(block.node).is_some_and(|parent| seen.contains(&parent));
        !block.hidden || (opens_by_a_click && !among)
    };
    words.iter().copied().filter(|at| blocks.get(*at).is_some_and(believed)).collect()
}

/// Where the pictures end that follow the `last` words in the same element: a gallery's.
fn end_of_pictures(tree: &Tree, blocks: &[Block], last: usize) -> usize {
    let column = blocks.get(last).and_then(|block| tree.parent(block.node));
    let follows = |block: &&Block| {
        let path = tree.ancestors(block.node).take(PICTURE_DEPTH);
        let mut inside = path.take_while(|above| Some(*above) != column);
        let reaches = tree.ancestors(block.node).take(PICTURE_DEPTH).any(|a| Some(a) == column);
        matches!(block.kind, Kind::Picture | Kind::Caption)
            && reaches
            && inside
                .all(|above| !matches!(tree.name(above), "aside" | "footer" | "nav" | "section"))
    };
    last + 1 + blocks.iter().skip(last + 1).take_while(follows).count()
}

/// Whether chosen words stand near on both sides.
fn is_among(blocks: &[Block], is_chosen: &[bool], at: usize) -> bool {
    let worded = |at: &usize| {
        blocks.get(*at).is_some_and(|block| block.chars > 0 && block.kind != Kind::Caption)
    };
    let chosen = |at: usize| is_chosen.get(at) == Some(&true);
    let before = (0..at).rev().take(REACH).filter(worded).take(WORD_REACH).any(chosen);
    let after = (at + 1..blocks.len()).take(REACH).filter(worded).take(WORD_REACH).any(chosen);
    after && (before || !is_chosen.iter().take(at).any(|chosen| *chosen))
}

/// Pictures of advertisements, other articles and writers.
pub(super) fn is_furniture(tree: &Tree, block: &Block) -> bool {
    const FAMILIES: [Family; 6] = [
        Family::Related,
        Family::Advert,
        Family::Newsletter,
        Family::Social,
        Family::Meta,
        Family::Comments,
    ];
    let size =
        |key: &str| tree.attribute(block.node, key).and_then(|size| size.parse::<u32>().ok());
    let is_icon = block.kind == Kind::Picture
        && (size("width").is_some_and(|w| w < 100) || size("height").is_some_and(|h| h < 60));
    is_icon
        || block.hidden
        || std::iter::once(block.node).chain(tree.ancestors(block.node)).take(4).any(|node| {
            let marks = marks::of(tree, node);
            FAMILIES.iter().any(|family| marks.has(*family))
        })
}
