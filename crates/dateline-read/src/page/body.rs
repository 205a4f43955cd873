//! Which blocks are the article.
//!
//! Every block with words is judged by its row ([`features`], [`judge`]). Pictures and players have
//! no words: they belong to the article when the words around them do.
//!
//! The one rule: a page that has any running text has a body. Where no block is likely enough, the
//! likeliest and its neighbours are taken.

use super::blocks::{Block, Kind};
use super::features::{self, Known};
use super::judge;
use super::marks::{self, Family};
use super::tree::Tree;

/// Fewer characters than this are a caption or a label, and a better guess is looked for.
const SHORTEST_BODY: usize = 120;
/// How much less likely than the likeliest a block of a guessed body may be.
const GUESS_RANGE: f32 = 1.5;
/// Word blocks on either side of a picture that say whether it belongs to the article.
const PICTURE_REACH: usize = 2;

/// Indices of the blocks that make the body, in order.
pub(super) fn choose(tree: &Tree, blocks: &[Block], known: Known<'_>) -> Vec<usize> {
    let odds: Vec<f32> = features::rows(tree, blocks, known)
        .iter()
        .map(|row| if row.is_empty() { f32::MIN } else { judge::odds(row) })
        .collect();
    let worded: Vec<usize> = (0..blocks.len())
        .filter(|at| blocks.get(*at).is_some_and(|block| block.chars > 0))
        .collect();
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
    }
    with_pictures(tree, blocks, &words)
}

/// Adds the pictures and players that stand among the chosen words.
fn with_pictures(tree: &Tree, blocks: &[Block], words: &[usize]) -> Vec<usize> {
    let mut is_chosen = vec![false; blocks.len()];
    for at in words {
        if let Some(chosen) = is_chosen.get_mut(*at) {
            *chosen = true;
        }
    }
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return Vec::new() };
    let belongs = |at: &usize| {
        let Some(block) = blocks.get(*at) else { return false };
        if block.chars > 0 {
            return is_chosen.get(*at).copied().unwrap_or(false);
        }
        let near = |mut others: Box<dyn Iterator<Item = usize> + '_>| {
            others.any(|at| is_chosen.get(at).copied().unwrap_or(false))
        };
        let has_words = |at: &usize| blocks.get(*at).is_some_and(|block| block.chars > 0);
        near(Box::new((0..*at).rev().filter(has_words).take(PICTURE_REACH)))
            && near(Box::new((*at + 1..blocks.len()).filter(has_words).take(PICTURE_REACH)))
            && !is_furniture(tree, block)
    };
    (first.saturating_sub(4)..(last + 4).min(blocks.len())).filter(belongs).collect()
}

/// Pictures of advertisements, other articles and writers.
fn is_furniture(tree: &Tree, block: &Block) -> bool {
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
