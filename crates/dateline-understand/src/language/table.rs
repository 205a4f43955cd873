//! How likely words and letter groups are in each language: one table, made once, read in place.
//!
//! [`build`] makes it from lists of words and letter groups with their counts; `models/README.md`
//! says from which and how. It is a hash table in one slice of bytes: nothing is parsed when the
//! program starts, and a look-up touches two places of memory.
//!
//! The rule to know: a hash may collide, so that one word in some thousands has the weights of
//! another. Verdicts are sums over many groups and bear that.

use std::collections::BTreeMap;

use crate::hash::{hash_bytes, hash_text};

/// The languages of the table, in the order of their numbers.
pub(super) const LANGUAGES: [&str; 44] = [
    "en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "no", "fi", "is", "pl", "cs", "sk", "sl",
    "hr", "hu", "ro", "sq", "et", "lv", "lt", "ca", "eu", "ga", "af", "tr", "az", "id", "ms", "vi",
    "tl", "sw", "cy", "ru", "uk", "bg", "sr", "mk", "be", "ar", "fa", "ur",
];

static TABLE: &[u8] = include_bytes!("../../models/languages.bin");

/// What is kept of each language: its commonest words, and groups of three and four letters.
const MOST_WORDS: usize = 4_000;
const MOST_GROUPS: [(usize, usize); 2] = [(3, 3_000), (4, 6_000)];

/// Logarithms below this one are as good as never; weights count up from it.
const FLOOR: f64 = -13.0;
/// Steps of a weight in one unit of the natural logarithm.
const STEPS: f64 = 24.0;

/// Before the entries: where those of each bucket start, four bytes each, and where the last ends.
const BUCKETS: usize = 1 << 16;
const HEAD: usize = (BUCKETS + 1) * 4;

/// The weights of a whole word, by the number of the language.
pub(super) fn of_word(word: &str) -> &'static [[u8; 2]] {
    look_up(TABLE, hash_bytes(std::iter::once(b' ').chain(word.bytes())))
}

/// The weights of a group of letters inside words.
pub(super) fn of_group(group: &str) -> &'static [[u8; 2]] {
    look_up(TABLE, hash_text(group))
}

/// An entry: sixteen bits of the hash, the number of weights, the weights.
fn look_up(table: &[u8], hash: u32) -> &[[u8; 2]] {
    let bucket = (hash >> 16) as usize;
    let offset = |at: usize| {
        let bytes = table.get(at * 4..at * 4 + 4).and_then(|bytes| bytes.try_into().ok());
        HEAD + bytes.map_or(0, u32::from_le_bytes) as usize
    };
    let mut entries = table.get(offset(bucket)..offset(bucket + 1)).unwrap_or_default();
    let wanted = (hash & 0xffff).to_le_bytes();
    while let [low, high, count, rest @ ..] = entries {
        let (weights, others) = rest.split_at(rest.len().min(usize::from(*count) * 2));
        if wanted.starts_with(&[*low, *high]) {
            return weights.as_chunks().0;
        }
        entries = others;
    }
    &[]
}

/// What is gathered of one language while the table is made.
#[derive(Default)]
struct Counted {
    totals: [f64; 6],
    groups: Vec<(String, f64)>,
    words: Vec<(String, f64)>,
}

/// Makes the table from the lines of its sources. Before those of a file stands a line
/// `== ngrams-de` or `== topwords-de`; groups come with counts and a line of totals
/// (`# 3:5244/5984519558 …`), words with logarithms, commonest first.
#[must_use]
pub fn build<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<u8> {
    let mut counted: BTreeMap<u8, Counted> = BTreeMap::new();
    let mut file = None;
    for line in lines {
        if let Some(name) = line.strip_prefix("== ") {
            file = name.split_once('-').and_then(|(kind, code)| {
                let number = LANGUAGES.iter().position(|known| *known == code)?;
                Some((kind == "topwords", u8::try_from(number).ok()?))
            });
        } else if let Some((words, number)) = file {
            counted.entry(number).or_default().read(line, words);
        }
    }
    let mut entries: BTreeMap<u32, Vec<[u8; 2]>> = BTreeMap::new();
    for (number, counted) in counted {
        for (text, logarithm) in counted.kept() {
            let weight = weight(logarithm);
            let weights = entries.entry(hash_text(&text)).or_default();
            if weight > 0 && weights.iter().all(|[known, _]| *known != number) {
                weights.push([number, weight]);
            }
        }
    }
    laid_out(&entries)
}

impl Counted {
    fn read(&mut self, line: &str, words: bool) {
        if let Some(totals) = line.strip_prefix('#') {
            for (length, total) in totals.split(' ').filter_map(|part| part.split_once(':')) {
                let total = total.rsplit('/').next().and_then(|total| total.parse().ok());
                let slot = length.parse().ok().and_then(|at: usize| self.totals.get_mut(at));
                if let (Some(slot), Some(total)) = (slot, total) {
                    *slot = total;
                }
            }
        } else if let Some((text, number)) = line.rsplit_once(' ')
            && let Ok(number) = number.parse()
        {
            let list = if words { &mut self.words } else { &mut self.groups };
            list.push((text.to_owned(), number));
        }
    }

    /// What goes into the table, with logarithms.
    fn kept(mut self) -> Vec<(String, f64)> {
        self.words.sort_by(|a, b| b.1.total_cmp(&a.1));
        self.groups.sort_by(|a, b| b.1.total_cmp(&a.1));
        let words = self.words.into_iter().take(MOST_WORDS);
        let mut kept: Vec<_> = words.map(|(word, weight)| (format!(" {word}"), weight)).collect();
        for (length, most) in MOST_GROUPS {
            let total = self.totals.get(length).copied().unwrap_or_default();
            let groups = self.groups.iter().filter(|(group, _)| group.chars().count() == length);
            kept.extend(groups.take(most).map(|(group, n)| (group.clone(), (n / total).ln())));
        }
        kept
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a byte")]
fn weight(logarithm: f64) -> u8 {
    ((logarithm - FLOOR) * STEPS).round().clamp(0.0, 255.0) as u8
}

fn laid_out(entries: &BTreeMap<u32, Vec<[u8; 2]>>) -> Vec<u8> {
    let mut head = Vec::with_capacity(HEAD);
    let mut body: Vec<u8> = Vec::new();
    let offset = |body: &[u8]| u32::try_from(body.len()).unwrap_or(u32::MAX).to_le_bytes();
    let mut rest = entries.iter().peekable();
    for bucket in 0..=u32::from(u16::MAX) {
        head.extend(offset(&body));
        while let Some((hash, weights)) = rest.next_if(|(hash, _)| *hash >> 16 == bucket) {
            let [low, high, ..] = hash.to_le_bytes();
            body.extend([low, high, u8::try_from(weights.len()).unwrap_or(u8::MAX)]);
            body.extend(weights.iter().flatten());
        }
    }
    head.extend(offset(&body));
    head.append(&mut body);
    head
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_built_is_found() {
        let lines = "== ngrams-en\n# 3:2/100 4:1/100\nthe 60\ning 5\nthes 10\n== topwords-de\n# Count: 5\nthe -9\nund -3\n== ngrams-xx\nthe 9";
        let table = build(lines.lines());
        assert_eq!(look_up(&table, hash_text("the")), &[[0, weight(0.6_f64.ln())]]);
        assert_eq!(look_up(&table, hash_text(" und")), &[[1, weight(-3.0)]]);
        assert_eq!(look_up(&table, hash_text("qqq")), &[] as &[[u8; 2]]);
        assert_eq!(look_up(&[], 7), &[] as &[[u8; 2]]);
    }

    #[test]
    fn the_table_knows_everyday_words() {
        for (word, code) in [("nicht", "de"), ("which", "en"), ("который", "ru"), ("että", "fi")]
        {
            let best = of_word(word).iter().max_by_key(|[_, weight]| *weight);
            assert_eq!(
                best.map(|[number, _]| LANGUAGES[usize::from(*number)]),
                Some(code),
                "{word}"
            );
        }
    }
}
