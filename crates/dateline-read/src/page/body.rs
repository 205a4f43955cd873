//! Which blocks are the article.

use std::collections::HashMap;

use super::blocks::{Block, Kind};
use super::furniture;
use super::tree::{NodeId, Tree};

/// Indices of the blocks that make the body, in order.
pub(super) fn choose(tree: &Tree, blocks: &[Block], headline: &str) -> Vec<usize> {
    let Some(container) = container(tree, blocks) else { return Vec::new() };
    let inside: Vec<usize> = blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| block.node == container || tree.ancestors(block.node).any(|node| node == container))
        .map(|(at, _)| at)
        .collect();
    inside
        .into_iter()
        .filter(|at| blocks.get(*at).is_some_and(|block| is_body(tree, block, container, headline)))
        .collect()
}

/// The element whose paragraphs weigh most.
fn container(tree: &Tree, blocks: &[Block]) -> Option<NodeId> {
    let mut weights: HashMap<NodeId, f64> = HashMap::new();
    for block in blocks {
        let weight = weight(tree, block);
        if weight <= 0.0 {
            continue;
        }
        let mut share = weight;
        for node in std::iter::once(block.node).chain(tree.ancestors(block.node)).skip(usize::from(tree.name(block.node) == "p")).take(5) {
            *weights.entry(node).or_default() += share;
            share *= 0.7;
        }
    }
    weights.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))).map(|(node, _)| node)
}

#[allow(clippy::cast_precision_loss, reason = "lengths of paragraphs")]
fn weight(tree: &Tree, block: &Block) -> f64 {
    if block.chars < 25 || block.linked * 3 > block.chars || furniture::of(tree, block.node, None) {
        return 0.0;
    }
    match block.kind {
        Kind::Paragraph | Kind::Quote => block.chars as f64,
        Kind::Item { .. } => block.chars as f64 * 0.4,
        _ => 0.0,
    }
}

fn is_body(tree: &Tree, block: &Block, container: NodeId, headline: &str) -> bool {
    if furniture::of(tree, block.node, Some(container)) || block.text == headline || furniture::says_so(&block.text) {
        return false;
    }
    match block.kind {
        Kind::Picture | Kind::Frame => true,
        Kind::Caption => false,
        Kind::Heading(level) => level > 1 && block.linked * 2 < block.chars,
        _ => block.linked * 2 < block.chars || (block.chars > 80 && block.linked * 5 < block.chars * 4),
    }
}
