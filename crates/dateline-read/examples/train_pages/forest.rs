//! Boosted trees, small enough to read.
//!
//! Each tree is grown level by level on the gradient of the logistic loss, over columns cut into
//! at most [`BINS`] bins, from a part of the rows and columns drawn anew for each tree.

use std::fmt::Write as _;

/// Bins of a column.
const BINS: usize = 48;
/// Rows that a column's bins are taken from.
const BIN_ROWS: usize = 40_000;
/// Shares of rows and columns that one tree sees.
const SHARES: (f32, f32) = (0.6, 0.35);
/// Pulls answers towards zero.
const SHRINKAGE: f32 = 3.0;
/// The least curvature on either side of a question.
const LEAST_SIDE: f32 = 2.0;
/// The least that a question must gain, and the fewest rows worth asking about.
const LEAST_GAIN: f32 = 0.5;
/// See [`LEAST_GAIN`].
const LEAST_ROWS: usize = 40;

/// One block: what is known of it, and whether it belongs to the body.
pub(crate) struct Example {
    pub(crate) row: Vec<f32>,
    pub(crate) is_body: bool,
    pub(crate) weight: f32,
}

/// How large a forest grows.
#[derive(Clone, Copy)]
pub(crate) struct Shape {
    pub(crate) trees: usize,
    pub(crate) depth: usize,
    pub(crate) rate: f32,
}

/// The trees and what they start from.
pub(crate) struct Forest {
    base: f32,
    trees: Vec<Vec<Node>>,
}

#[derive(Clone, Copy, Default)]
struct Node {
    column: usize,
    bin: u8,
    bound: f32,
    /// The left child; the right one follows it. Zero for an answer.
    left: usize,
    answer: f32,
}

/// The rows in bins, column by column.
struct Table {
    bounds: Vec<Vec<f32>>,
    columns: Vec<Vec<u8>>,
}

impl Forest {
    /// Grows a forest on the examples.
    pub(crate) fn fit(examples: &[&Example], shape: Shape) -> Forest {
        let table = Table::new(examples);
        let (body, all) = examples.iter().fold((0.0_f32, 0.0_f32), |(body, all), example| {
            (body + if example.is_body { example.weight } else { 0.0 }, all + example.weight)
        });
        let base = (body.max(1.0) / (all - body).max(1.0)).ln();
        let mut odds = vec![base; examples.len()];
        let mut dice = Dice(0x2545_f491_4f6c_dd1d);
        let mut trees = Vec::with_capacity(shape.trees);
        for _ in 0..shape.trees {
            let slopes: Vec<(f32, f32)> =
                odds.iter().zip(examples).map(|(odds, example)| slope(*odds, example)).collect();
            let tree = Grower { table: &table, slopes: &slopes, shape }.grow(&mut dice);
            for (row, odds) in odds.iter_mut().enumerate() {
                *odds += table.answer(&tree, row);
            }
            trees.push(tree);
        }
        Forest { base, trees }
    }

    /// The odds, as a logarithm, that a block belongs to the body.
    pub(crate) fn odds(&self, row: &[f32]) -> f32 {
        let answer = |tree: &Vec<Node>| {
            let mut node = tree[0];
            while node.left != 0 {
                node = tree[node.left + usize::from(row[node.column] > node.bound)];
            }
            node.answer
        };
        self.base + self.trees.iter().map(answer).sum::<f32>()
    }

    /// The forest as text: one tree a line, in preorder.
    pub(crate) fn table(&self) -> String {
        let mut out = format!("{:.4}\n", self.base);
        for tree in &self.trees {
            let mut waiting = vec![0];
            let mut tokens = Vec::new();
            while let Some(at) = waiting.pop() {
                let node = tree[at];
                if node.left == 0 {
                    tokens.push(format!("={:.3}", node.answer));
                } else {
                    tokens.push(format!("{}<{}", node.column, node.bound));
                    waiting.extend([node.left + 1, node.left]);
                }
            }
            let _ = writeln!(out, "{}", tokens.join(" "));
        }
        out
    }
}

/// Gradient and curvature of the loss at one example.
fn slope(odds: f32, example: &Example) -> (f32, f32) {
    let chance = 1.0 / (1.0 + (-odds).exp());
    let wanted = if example.is_body { 1.0 } else { 0.0 };
    ((chance - wanted) * example.weight, (chance * (1.0 - chance)).max(1e-6) * example.weight)
}

impl Table {
    fn new(examples: &[&Example]) -> Table {
        let width = examples.first().map_or(0, |example| example.row.len());
        let step = (examples.len() / BIN_ROWS).max(1);
        let bounds: Vec<Vec<f32>> = (0..width)
            .map(|column| {
                bounds(examples.iter().step_by(step).map(|example| example.row[column]).collect())
            })
            .collect();
        let bin = |column: usize, value: f32| {
            u8::try_from(bounds[column].partition_point(|bound| *bound < value)).unwrap_or(u8::MAX)
        };
        let columns = (0..width)
            .map(|column| examples.iter().map(|example| bin(column, example.row[column])).collect())
            .collect();
        Table { bounds, columns }
    }

    fn answer(&self, tree: &[Node], row: usize) -> f32 {
        let mut node = tree[0];
        while node.left != 0 {
            node = tree[node.left + usize::from(self.columns[node.column][row] > node.bin)];
        }
        node.answer
    }
}

/// Bounds that part the values into bins of about the same size.
fn bounds(mut values: Vec<f32>) -> Vec<f32> {
    values.sort_by(f32::total_cmp);
    let mut different = values.clone();
    different.dedup();
    if different.len() <= BINS {
        return different.windows(2).map(|pair| f32::midpoint(pair[0], pair[1])).collect();
    }
    let mut bounds: Vec<f32> = (1..BINS).map(|part| values[part * values.len() / BINS]).collect();
    bounds.dedup();
    bounds
}

struct Grower<'a> {
    table: &'a Table,
    slopes: &'a [(f32, f32)],
    shape: Shape,
}

/// The best question found: what it gains, and its column and bin.
#[derive(Clone, Copy)]
struct Question {
    gain: f32,
    column: usize,
    bin: u8,
}

impl Grower<'_> {
    fn grow(&self, dice: &mut Dice) -> Vec<Node> {
        let rows: Vec<usize> = (0..self.slopes.len()).filter(|_| dice.throw() < SHARES.0).collect();
        let columns: Vec<usize> =
            (0..self.table.columns.len()).filter(|_| dice.throw() < SHARES.1).collect();
        let mut tree = vec![Node::default()];
        let mut level = vec![(0, rows)];
        for depth in 0..=self.shape.depth {
            let mut next = Vec::new();
            for (at, rows) in level {
                let (gradient, curvature) = self.sum(&rows);
                tree[at].answer = -gradient / (curvature + SHRINKAGE) * self.shape.rate;
                if depth == self.shape.depth || rows.len() < LEAST_ROWS {
                    continue;
                }
                let Some(question) = self.best(&rows, &columns, (gradient, curvature)) else {
                    continue;
                };
                let Question { column, bin, .. } = question;
                let left = tree.len();
                let bound = self.table.bounds[column][usize::from(bin)];
                tree[at] = Node { column, bin, bound, left, answer: 0.0 };
                tree.extend([Node::default(); 2]);
                let (below, above) =
                    rows.into_iter().partition(|row| self.table.columns[column][*row] <= bin);
                next.extend([(left, below), (left + 1, above)]);
            }
            level = next;
        }
        tree
    }

    fn sum(&self, rows: &[usize]) -> (f32, f32) {
        rows.iter()
            .fold((0.0, 0.0), |sum, row| (sum.0 + self.slopes[*row].0, sum.1 + self.slopes[*row].1))
    }

    fn best(&self, rows: &[usize], columns: &[usize], all: (f32, f32)) -> Option<Question> {
        let worth =
            |(gradient, curvature): (f32, f32)| gradient * gradient / (curvature + SHRINKAGE);
        let mut best = Question { gain: LEAST_GAIN, column: 0, bin: 0 };
        for column in columns {
            let mut bins = [(0.0_f32, 0.0_f32); BINS];
            for row in rows {
                let bin = &mut bins[usize::from(self.table.columns[*column][*row])];
                let slope = self.slopes[*row];
                *bin = (bin.0 + slope.0, bin.1 + slope.1);
            }
            let mut below = (0.0, 0.0);
            for (bin, sum) in (0_u8..).zip(&bins).take(self.table.bounds[*column].len()) {
                below = (below.0 + sum.0, below.1 + sum.1);
                let above = (all.0 - below.0, all.1 - below.1);
                let gain = worth(below) + worth(above) - worth(all);
                if gain > best.gain && below.1 >= LEAST_SIDE && above.1 >= LEAST_SIDE {
                    best = Question { gain, column: *column, bin };
                }
            }
        }
        (best.gain > LEAST_GAIN).then_some(best)
    }
}

/// The same throws on every run.
struct Dice(u64);

impl Dice {
    #[allow(clippy::cast_precision_loss, reason = "24 bits fit")]
    fn throw(&mut self) -> f32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 40) as f32 / (1_u32 << 24) as f32
    }
}
