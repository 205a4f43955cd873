//! Trains the table by which pages' bodies are chosen.
//!
//! Pages with known bodies come in, one JSON object a line (`url`, `html`, `body`); the table goes
//! out. It belongs in `src/page/judge.txt`:
//!
//! ```text
//! zcat PAGES.jsonl.gz | cargo run --release -p dateline-read --example train_pages > judge.txt
//! ```
//!
//! Before the last fit every page is judged by a forest that saw no page of its site. That gives
//! the honest figure, printed on standard error, and finds the pages whose known body is plainly
//! cut or of another page: those are left out.
//!
//! The one rule: sites are never shared between what trains and what is measured.

mod forest;
mod labels;

use std::io::{BufRead, Write};

use dateline_read::{PageSource, weigh_blocks};
use serde::Deserialize;

use forest::{Example, Forest, Shape};

/// Parts into which the sites are dealt.
const FOLDS: u64 = 5;
/// The forest that is kept, and the quick one that finds unfit pages.
const KEPT: Shape = Shape { trees: 120, depth: 5, rate: 0.1 };
/// See [`KEPT`].
const QUICK: Shape = Shape { trees: 40, depth: 5, rate: 0.12 };
/// A page judged worse than this by a forest that never saw its site has a wrong known body.
const UNFIT: f64 = 0.55;

#[derive(Deserialize)]
struct Page {
    url: String,
    html: String,
    body: String,
}

/// A page's blocks and the site they come from.
struct Sample {
    fold: u64,
    examples: Vec<Example>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut samples = Vec::new();
    for line in std::io::stdin().lock().lines() {
        samples.push(sample(&serde_json::from_str(&line?)?));
    }
    let mut log = std::io::stderr().lock();
    let scores = unseen(&samples, QUICK);
    let fit: Vec<Sample> = samples
        .into_iter()
        .zip(&scores)
        .filter(|(_, score)| **score > UNFIT)
        .map(|(sample, _)| sample)
        .collect();
    writeln!(log, "{} pages, {} of them fit to train on", scores.len(), fit.len())?;
    let scores = unseen(&fit, KEPT);
    let mean = scores.iter().sum::<f64>() / f64::from(u32::try_from(scores.len().max(1))?);
    writeln!(log, "mean F1 over the words of pages whose site was not seen: {mean:.4}")?;
    let all: Vec<&Example> = fit.iter().flat_map(|sample| &sample.examples).collect();
    write!(std::io::stdout().lock(), "{}", Forest::fit(&all, KEPT).table())?;
    Ok(())
}

fn sample(page: &Page) -> Sample {
    let blocks = weigh_blocks(&page.html, &PageSource { url: Some(&page.url), captured: None });
    let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
    let labels = labels::of(&texts, &page.body);
    let body_words = labels::count(labels::words(&page.body).len());
    let examples = blocks.iter().zip(labels).map(|(block, is_body)| {
        let words = labels::count(labels::words(&block.text).len());
        // Every page weighs about the same, and short blocks something.
        Example {
            row: block.features.clone(),
            is_body,
            words,
            weight: (words + 4.0) / (body_words + 60.0) * 60.0,
        }
    });
    Sample { fold: fold(&page.url), examples: examples.collect() }
}

/// The part of a page's site: the last two labels of its host.
fn fold(url: &str) -> u64 {
    let host = url.split('/').nth(2).unwrap_or("");
    let labels: Vec<&str> = host.rsplit('.').take(2).collect();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in labels.join(".").bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    (hash >> 20) % FOLDS
}

/// Each sample's F1 over words, judged by a forest that saw no page of its site.
fn unseen(samples: &[Sample], shape: Shape) -> Vec<f64> {
    let forests: Vec<Forest> = (0..FOLDS)
        .map(|fold| {
            let others = samples.iter().filter(|sample| sample.fold != fold);
            Forest::fit(&others.flat_map(|sample| &sample.examples).collect::<Vec<_>>(), shape)
        })
        .collect();
    let score = |sample: &Sample| {
        let forest = usize::try_from(sample.fold).ok().and_then(|fold| forests.get(fold));
        forest.map_or(0.0, |forest| f1(sample, forest))
    };
    samples.iter().map(score).collect()
}

fn f1(sample: &Sample, forest: &Forest) -> f64 {
    let (mut right, mut wrong) = (0.0, 0.0);
    for example in &sample.examples {
        let is_kept = forest.odds(&example.row) > 0.0;
        match (is_kept, example.is_body) {
            (true, true) => right += f64::from(example.words),
            (false, false) => {}
            _ => wrong += f64::from(example.words),
        }
    }
    2.0 * right / (2.0 * right + wrong).max(1.0)
}
