//! The learned table that says how surely a block belongs to the article.
//!
//! A small boosted forest: each tree asks a few questions of a block's row ([`features`]) and adds
//! a number; above zero the block is more likely article than not. It was trained on pages with
//! known bodies by `examples/train_pages.rs`, no site shared between training and test; the note
//! on reading pages says how well it does and where it fails.
//!
//! The one rule: `judge.txt` is written by the trainer and by nobody else.

use std::sync::LazyLock;

/// One tree a line, in preorder: `column<bound` asks, `=number` answers.
const TABLE: &str = include_str!("judge.txt");

static FOREST: LazyLock<Forest> = LazyLock::new(|| Forest::read(TABLE));

/// The number above which a block belongs to the article.
pub(super) const BOUND: f32 = 0.0;

/// The odds, as a logarithm, that a block with this row belongs to the article.
pub(super) fn odds(row: &[f32]) -> f32 {
    FOREST.odds(row)
}

#[derive(Debug, Default)]
struct Forest {
    base: f32,
    roots: Vec<usize>,
    nodes: Vec<Node>,
}

#[derive(Clone, Copy, Debug)]
enum Node {
    /// Go to the next node if the column is at most the bound, else to `otherwise`.
    Ask {
        column: u16,
        bound: f32,
        otherwise: u32,
    },
    Answer(f32),
}

impl Forest {
    /// Reads the trainer's table. Lines that do not parse are left out: a test checks that none is.
    fn read(table: &str) -> Forest {
        let mut lines = table.lines();
        let base = lines.next().and_then(|line| line.parse().ok()).unwrap_or(0.0);
        let mut forest = Forest { base, ..Forest::default() };
        for line in lines {
            forest.read_tree(line);
        }
        forest
    }

    fn read_tree(&mut self, line: &str) {
        let start = self.nodes.len();
        let mut waiting: Vec<usize> = Vec::new();
        for token in line.split(' ') {
            let here = self.nodes.len();
            let node = read_node(token);
            match node {
                Some(Node::Ask { .. }) => waiting.push(here),
                Some(Node::Answer(_)) => {
                    if let Some(Node::Ask { otherwise, .. }) =
                        waiting.pop().and_then(|at| self.nodes.get_mut(at))
                    {
                        *otherwise = u32::try_from(here + 1).unwrap_or(u32::MAX);
                    }
                }
                None => {
                    self.nodes.truncate(start);
                    return;
                }
            }
            self.nodes.extend(node);
        }
        self.roots.push(start);
    }

    fn odds(&self, row: &[f32]) -> f32 {
        self.base + self.roots.iter().map(|root| self.answer(*root, row)).sum::<f32>()
    }

    /// Every step goes forward in `nodes`, so this ends.
    fn answer(&self, root: usize, row: &[f32]) -> f32 {
        let mut at = root;
        loop {
            match self.nodes.get(at) {
                Some(Node::Ask { column, bound, otherwise }) => {
                    let below = row.get(usize::from(*column)).is_some_and(|value| value <= bound);
                    at = if below { at + 1 } else { *otherwise as usize };
                }
                Some(Node::Answer(value)) => return *value,
                None => return 0.0,
            }
        }
    }
}

fn read_node(token: &str) -> Option<Node> {
    if let Some(value) = token.strip_prefix('=') {
        return value.parse().ok().map(Node::Answer);
    }
    let (column, bound) = token.split_once('<')?;
    Some(Node::Ask { column: column.parse().ok()?, bound: bound.parse().ok()?, otherwise: 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(row: &[f32], odds: f32) {
        let forest = Forest::read("0.5\n0<1 =1 1<2 =10 =20\n=100");
        assert!((forest.odds(row) - odds).abs() < 1e-6, "{row:?}");
    }

    #[test]
    fn trees_ask_and_answer() {
        check(&[1.0, 0.0], 101.5);
        check(&[1.1, 2.0], 110.5);
        check(&[1.1, 2.1], 120.5);
        check(&[], 120.5);
    }

    #[test]
    fn the_table_parses_whole() {
        assert_eq!(FOREST.roots.len(), TABLE.lines().count() - 1);
        assert!(FOREST.roots.len() > 50);
    }
}
