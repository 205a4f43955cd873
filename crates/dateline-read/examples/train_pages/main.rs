//! Trains the table by which pages' bodies are chosen.
//!
//! Pages with known bodies come in, one JSON object a line (`url`, `html`, `body`); the table goes
//! out. It belongs in `src/page/judge.txt`:
//!
//! ```text
//! zcat PAGES.jsonl.gz | cargo run --release -p dateline-read --example train_pages > judge.txt
//! ```
//!
//! Before the last fit every page is judged by forests that saw no page of its site. That gives the
//! honest figures, printed on standard error for each `set` that the pages name, and finds the pages
//! whose known body is plainly cut or of another page: nothing is learned from those, but they count
//! in the figures as they would in anybody's.
//!
//! The one rule: sites are never shared between what trains and what is measured.

mod forest;
mod labels;
mod score;

use std::collections::BTreeSet;
use std::io::{BufRead, Write};

use dateline_read::{PageSource, weigh_blocks};
use serde::Deserialize;

use forest::{Example, Forest, Shape};
use score::Score;

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
    #[serde(default)]
    set: String,
    url: String,
    html: String,
    body: String,
}

/// A page's blocks, the site they come from, and the words that are wanted.
struct Sample {
    set: String,
    fold: u64,
    examples: Vec<Example>,
    /// The words of each block.
    words: Vec<Vec<String>>,
    body: Vec<String>,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut samples = Vec::new();
    for line in std::io::stdin().lock().lines() {
        samples.push(sample(&serde_json::from_str(&line?)?));
    }
    let mut log = std::io::stderr().lock();
    let everything = vec![true; samples.len()];
    let quick = unseen(&samples, &everything, QUICK);
    let is_fit: Vec<bool> = samples
        .iter()
        .zip(&quick)
        .map(|(sample, found)| {
            let (precision, recall) = score::overlap(found, &sample.body);
            score::f1(precision, recall) > UNFIT
        })
        .collect();
    let fit = is_fit.iter().filter(|fit| **fit).count();
    writeln!(log, "{} pages, {fit} of them fit to train on", samples.len())?;
    report(&mut log, &samples, &unseen(&samples, &is_fit, KEPT))?;
    let kept: Vec<&Example> = samples
        .iter()
        .zip(&is_fit)
        .filter(|(_, fit)| **fit)
        .flat_map(|(sample, _)| &sample.examples)
        .collect();
    write!(std::io::stdout().lock(), "{}", Forest::fit(&kept, KEPT).table())?;
    Ok(())
}

/// The figures of each set on pages whose sites were not seen.
fn report(log: &mut impl Write, samples: &[Sample], found: &[Vec<String>]) -> std::io::Result<()> {
    let sets: BTreeSet<&str> = samples.iter().map(|sample| sample.set.as_str()).collect();
    for set in sets {
        let pairs = samples.iter().zip(found).filter(|(sample, _)| sample.set == set);
        let pairs = pairs.map(|(sample, found)| (found.as_slice(), sample.body.as_slice()));
        let Some(score) = Score::of(pairs) else { continue };
        writeln!(
            log,
            "{set:<10} {} pages of unseen sites: F1 {:.4} precision {:.4} recall {:.4} exact {:.3} under-0.8 {}",
            score.pages,
            score.f1(),
            score.precision,
            score.recall,
            score.exact,
            score.poor,
        )?;
    }
    Ok(())
}

fn sample(page: &Page) -> Sample {
    let blocks = weigh_blocks(&page.html, &PageSource { url: Some(&page.url), captured: None });
    let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
    let labels = labels::of(&texts, &page.body);
    let body = labels::words(&page.body);
    let words: Vec<Vec<String>> = texts.iter().map(|text| labels::words(text)).collect();
    let body_words = labels::count(body.len());
    let examples = blocks.iter().zip(&words).zip(labels).map(|((block, words), is_body)| {
        // Every page weighs about the same, and short blocks something.
        let weight = (labels::count(words.len()) + 4.0) / (body_words + 60.0) * 60.0;
        Example { row: block.features.clone(), is_body, weight }
    });
    let examples = examples.collect();
    Sample { set: page.set.clone(), fold: fold(&page.url), examples, words, body }
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

/// The words chosen on each page by forests that learned from the pages that may teach, none of the
/// page's own site among them.
fn unseen(samples: &[Sample], may_teach: &[bool], shape: Shape) -> Vec<Vec<String>> {
    let forests: Vec<Forest> = (0..FOLDS)
        .map(|fold| {
            let others = samples.iter().zip(may_teach).filter(|(s, may)| **may && s.fold != fold);
            Forest::fit(&others.flat_map(|(s, _)| &s.examples).collect::<Vec<_>>(), shape)
        })
        .collect();
    let choose = |sample: &Sample| -> Vec<String> {
        let Some(forest) = usize::try_from(sample.fold).ok().and_then(|fold| forests.get(fold))
        else {
            return Vec::new();
        };
        let blocks = sample.examples.iter().zip(&sample.words);
        let chosen = blocks.filter(|(example, _)| forest.odds(&example.row) > 0.0);
        chosen.flat_map(|(_, words)| words.iter().cloned()).collect()
    };
    samples.iter().map(choose).collect()
}
