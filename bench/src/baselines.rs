//! Known methods to measure ours against: YAKE and TextRank for tags, TextRank and the lead for briefs.
//!
//! Each follows its paper as far as a page of code goes. TextRank is given no tagger of parts of
//! speech, as ours has none; its words are those that are no stop words.

use std::collections::{HashMap, HashSet};

use dateline_understand::{key, sentences, stop_word};

/// The longest keyphrase, in words.
const LONGEST: usize = 3;
/// Words that stand this near are neighbours in the graph of words.
const WINDOW: usize = 3;
/// Rounds of PageRank, and its damping.
const ROUNDS: usize = 30;
const DAMPING: f64 = 0.85;

/// A word: its key, and as written.
type Word = (String, String);

/// A text as its words by sentence.
struct Words {
    sentences: Vec<Vec<Word>>,
}

/// Phrases by their words' keys: how often each comes, and as first written.
type Phrases<'a> = HashMap<Vec<&'a str>, (f64, &'a [Word])>;

fn words(text: &str) -> Words {
    let points: Vec<char> = text.chars().collect();
    let sentences = sentences(text, "").into_iter().map(|span| {
        let sentence: String =
            points.get(span.start as usize..span.end as usize).unwrap_or_default().iter().collect();
        let words = dateline_understand::words(&sentence);
        words.map(|word| (word.key.clone(), word.surface.to_owned())).collect()
    });
    Words { sentences: sentences.collect() }
}

/// What YAKE knows of one word.
#[derive(Default)]
struct Term {
    count: f64,
    capitals: f64,
    sentences: Vec<usize>,
    left: HashSet<String>,
    right: HashSet<String>,
    neighbours: f64,
}

/// YAKE (Campos and others, 2020): statistics of one text, no training.
pub(crate) fn yake(text: &str, most: usize) -> Vec<String> {
    let text = words(text);
    let terms = terms(&text);
    let scores = term_scores(&terms, text.sentences.len());
    let mut phrases = Phrases::new();
    for sentence in &text.sentences {
        for length in 1..=LONGEST {
            for run in sentence.windows(length) {
                let ends = [run.first(), run.last()];
                if ends.iter().flatten().any(|(key, _)| stop_word(key) || key.len() < 3) {
                    continue;
                }
                let keys = run.iter().map(|(key, _)| &**key).collect();
                phrases.entry(keys).or_insert((0.0, run)).0 += 1.0;
            }
        }
    }
    let score = |keys: &[&str], count: f64| {
        let parts: Vec<f64> = keys.iter().filter_map(|key| scores.get(key).copied()).collect();
        parts.iter().product::<f64>() / (count * (1.0 + parts.iter().sum::<f64>()))
    };
    let mut ranked: Vec<_> =
        phrases.iter().map(|(keys, (count, run))| (score(keys, *count), *run)).collect();
    ranked.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(b.1)));
    distinct(ranked.into_iter().map(|(_, run)| surface(run)), most)
}

fn terms(text: &Words) -> HashMap<&str, Term> {
    let mut terms: HashMap<&str, Term> = HashMap::new();
    for (number, sentence) in text.sentences.iter().enumerate() {
        for (at, (key, surface)) in sentence.iter().enumerate() {
            let term = terms.entry(key).or_default();
            term.count += 1.0;
            term.sentences.push(number);
            term.capitals += f64::from(u8::from(at > 0 && surface.starts_with(char::is_uppercase)));
            term.neighbours += 2.0;
            if let Some((left, _)) = at.checked_sub(1).and_then(|left| sentence.get(left)) {
                term.left.insert(left.clone());
            }
            if let Some((right, _)) = sentence.get(at + 1) {
                term.right.insert(right.clone());
            }
        }
    }
    terms
}

#[allow(clippy::cast_precision_loss, reason = "counts of words in one article")]
fn term_scores<'a>(terms: &HashMap<&'a str, Term>, sentences: usize) -> HashMap<&'a str, f64> {
    let content = || terms.iter().filter(|(key, _)| !stop_word(key)).map(|(_, term)| term.count);
    let number = content().count().max(1) as f64;
    let mean = content().sum::<f64>() / number;
    let deviation = (content().map(|count| (count - mean).powi(2)).sum::<f64>() / number).sqrt();
    let most = terms.values().map(|term| term.count).fold(1.0, f64::max);
    let score = |term: &Term| {
        let casing = term.capitals / (1.0 + term.count.ln());
        let median = term.sentences.get(term.sentences.len() / 2).copied().unwrap_or_default();
        let position = (3.0 + median as f64).ln().ln();
        let frequency = term.count / (mean + deviation);
        let spread = (term.left.len() + term.right.len()) as f64 / term.neighbours.max(1.0);
        let relation = 1.0 + spread * term.count / most;
        let different: HashSet<_> = term.sentences.iter().collect();
        let dispersion = different.len() as f64 / sentences.max(1) as f64;
        relation * position / (casing + frequency / relation + dispersion / relation)
    };
    terms.iter().map(|(key, term)| (*key, score(term))).collect()
}

/// TextRank (Mihalcea and Tarau, 2004) over words: neighbours recommend one another.
pub(crate) fn textrank_tags(text: &str, most: usize) -> Vec<String> {
    let text = words(text);
    let mut index: HashMap<&str, usize> = HashMap::new();
    let mut edges: HashMap<(usize, usize), f64> = HashMap::new();
    for sentence in &text.sentences {
        let content: Vec<usize> = sentence
            .iter()
            .filter(|(key, _)| !stop_word(key) && key.len() > 2)
            .map(|(key, _)| {
                let next = index.len();
                *index.entry(key).or_insert(next)
            })
            .collect();
        for run in content.windows(WINDOW) {
            if let [first, rest @ ..] = run {
                for other in rest.iter().filter(|other| *other != first) {
                    *edges.entry((*first, *other)).or_default() += 1.0;
                    *edges.entry((*other, *first)).or_default() += 1.0;
                }
            }
        }
    }
    let ranks = page_rank(index.len(), &edges);
    let rank =
        |key: &str| index.get(key).and_then(|at| ranks.get(*at)).copied().unwrap_or_default();
    let mut sorted = ranks.clone();
    sorted.sort_by(|a, b| b.total_cmp(a));
    let bar = sorted.get(sorted.len() / 3).copied().unwrap_or_default();
    let mut phrases: Vec<(f64, String)> = Vec::new();
    for sentence in &text.sentences {
        for run in sentence.split(|(key, _)| stop_word(key) || rank(key) < bar) {
            if !run.is_empty() && run.len() <= LONGEST {
                phrases.push((run.iter().map(|(key, _)| rank(key)).sum(), surface(run)));
            }
        }
    }
    phrases.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    distinct(phrases.into_iter().map(|(_, phrase)| phrase), most)
}

/// TextRank over sentences: the numbers of the best, in order.
#[allow(clippy::cast_precision_loss, reason = "counts of words in one article")]
pub(crate) fn textrank_brief(text: &str, most: usize) -> Vec<usize> {
    let text = words(text);
    let sets: Vec<HashSet<&str>> = text
        .sentences
        .iter()
        .map(|sentence| {
            sentence.iter().map(|(key, _)| &**key).filter(|key| !stop_word(key)).collect()
        })
        .collect();
    let mut edges = HashMap::new();
    for (one, words) in sets.iter().enumerate() {
        for (other, others) in sets.iter().enumerate().filter(|(other, _)| *other != one) {
            let lengths = (words.len().max(1) as f64).ln() + (others.len().max(1) as f64).ln();
            let shared = words.intersection(others).count() as f64;
            if shared > 0.0 && lengths > 0.0 {
                edges.insert((one, other), shared / lengths);
            }
        }
    }
    let ranks = page_rank(sets.len(), &edges);
    let mut order: Vec<usize> = (0..sets.len()).collect();
    order.sort_by(|a, b| ranks[*b].total_cmp(&ranks[*a]));
    order.truncate(most);
    order.sort_unstable();
    order
}

fn page_rank(nodes: usize, edges: &HashMap<(usize, usize), f64>) -> Vec<f64> {
    let mut out = vec![0.0; nodes];
    for ((from, _), weight) in edges {
        out[*from] += weight;
    }
    let mut ranks = vec![1.0; nodes];
    for _ in 0..ROUNDS {
        let mut next = vec![1.0 - DAMPING; nodes];
        for ((from, to), weight) in edges {
            next[*to] += DAMPING * ranks[*from] * weight / out[*from];
        }
        ranks = next;
    }
    ranks
}

fn surface(run: &[Word]) -> String {
    run.iter().map(|(_, surface)| &**surface).collect::<Vec<_>>().join(" ")
}

/// The first so many that are no variant of an earlier one.
fn distinct(phrases: impl Iterator<Item = String>, most: usize) -> Vec<String> {
    let mut seen = HashSet::new();
    phrases
        .filter(|phrase| {
            let keys: Vec<_> = phrase.split(' ').map(key).collect();
            seen.insert(keys.join(" "))
        })
        .take(most)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The harbour of Marlow closed on Friday. Workers at Marlow harbour want higher pay. \
        A long strike may follow in the harbour of Marlow.";

    #[test]
    fn what_comes_again_is_found() {
        for found in [yake(TEXT, 5), textrank_tags(TEXT, 5)] {
            assert!(found.iter().any(|tag| tag.to_lowercase().contains("harbour")), "{found:?}");
        }
        assert_eq!(textrank_brief(TEXT, 2).len(), 2);
        assert!(yake("", 5).is_empty() && textrank_tags("", 5).is_empty());
    }
}
