//! Makes `models/english_not_nouns.txt` from WordNet's `index.sense` on standard input; see
//! `models/README.md`.
//!
//! A word is listed when less than a sixth of its uses, as WordNet counted them, are nouns; what
//! it mostly is stands after it: `a` adjective, `r` adverb, `v` verb.

use std::collections::BTreeMap;
use std::io::{self, Write};

/// Every sense counts a little, so that words which nobody counted have a kind too.
const SENSE: f64 = 0.5;
const MOST_NOUN_SHARE: f64 = 0.16;

fn main() -> io::Result<()> {
    // Noun, verb, adjective, adverb.
    let mut uses: BTreeMap<String, [f64; 4]> = BTreeMap::new();
    let mut counted: BTreeMap<String, f64> = BTreeMap::new();
    for line in io::stdin().lines() {
        let line = line?;
        let mut fields = line.split(' ');
        let (Some(sense), Some(count)) = (fields.next(), fields.nth(2)) else { continue };
        let Some((word, kind)) = sense.split_once('%') else { continue };
        let kind = match kind.as_bytes().first() {
            Some(b'1') => 0,
            Some(b'2') => 1,
            Some(b'3' | b'5') => 2,
            _ => 3,
        };
        if word.len() > 2 && word.bytes().all(|letter| letter.is_ascii_lowercase()) {
            let count: f64 = count.parse().unwrap_or_default();
            if let Some(slot) = uses.entry(word.to_owned()).or_default().get_mut(kind) {
                *slot += count + SENSE;
            }
            *counted.entry(word.to_owned()).or_default() += count;
        }
    }
    let mut out = io::stdout().lock();
    for (word, [noun, verb, adjective, adverb]) in &uses {
        let all = noun + verb + adjective + adverb;
        if counted.get(word).is_none_or(|count| *count < 1.0) || *noun >= MOST_NOUN_SHARE * all {
            continue;
        }
        let kind = if verb >= adjective && verb >= adverb {
            'v'
        } else if adjective >= adverb {
            'a'
        } else {
            'r'
        };
        writeln!(out, "{word} {kind}")?;
    }
    Ok(())
}
