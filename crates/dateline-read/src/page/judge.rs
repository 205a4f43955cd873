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
    trees: Vec<Tree>,
}

/// Questions between a tree's root and each of its answers.
const DEPTH: usize = 5;
/// Questions of a tree.
const ASKS: usize = (1 << DEPTH) - 1;

/// A tree whose every branch is [`DEPTH`] long: where the trainer's is shorter, all answers below
/// are the same. The way down is then without branches of the processor's own, which it would guess
/// wrong half of the time.
#[derive(Clone, Copy, Debug, Default)]
struct Tree {
    /// By rows from the root; below the one at `n` stand those at `2n + 1` and `2n + 2`.
    asks: [Ask; ASKS],
    answers: [f32; ASKS + 1],
}

/// Go to the first below if the column is at most the bound, else to the second.
#[derive(Clone, Copy, Debug, Default)]
struct Ask {
    column: u16,
    bound: f32,
}

impl Forest {
    /// Reads the trainer's table. Lines that do not parse are left out: a test checks that none is.
    fn read(table: &str) -> Forest {
        let mut lines = table.lines();
        let base = lines.next().and_then(|line| line.parse().ok()).unwrap_or(0.0);
        Forest { base, trees: lines.filter_map(Tree::read).collect() }
    }

    fn odds(&self, row: &[f32]) -> f32 {
        self.base + self.trees.iter().map(|tree| tree.answer(row)).sum::<f32>()
    }
}

impl Tree {
    fn read(line: &str) -> Option<Tree> {
        let mut tree = Tree::default();
        tree.fill(0, &mut line.split(' '))?;
        Some(tree)
    }

    /// Reads what stands at `at` and below.
    fn fill<'a>(&mut self, at: usize, tokens: &mut impl Iterator<Item = &'a str>) -> Option<()> {
        let token = tokens.next()?;
        if let Some(value) = token.strip_prefix('=') {
            let (mut first, mut last) = (at, at);
            while first < ASKS {
                (first, last) = (2 * first + 1, 2 * last + 2);
            }
            self.answers.get_mut(first - ASKS..=last - ASKS)?.fill(value.parse().ok()?);
            return Some(());
        }
        let (column, bound) = token.split_once('<')?;
        *self.asks.get_mut(at)? = Ask { column: column.parse().ok()?, bound: bound.parse().ok()? };
        self.fill(2 * at + 1, tokens)?;
        self.fill(2 * at + 2, tokens)
    }

    fn answer(&self, row: &[f32]) -> f32 {
        let mut at = 0;
        for _ in 0..DEPTH {
            let Ask { column, bound } = self.asks[at];
            let below = row.get(usize::from(column)).is_some_and(|value| *value <= bound);
            at = 2 * at + 2 - usize::from(below);
        }
        self.answers[at - ASKS]
    }
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
        assert_eq!(FOREST.trees.len(), TABLE.lines().count() - 1);
        assert!(FOREST.trees.len() > 50);
    }
}
