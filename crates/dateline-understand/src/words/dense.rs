//! What the study takes for a word in a run without spaces.
//!
//! A letter of Chinese and Japanese is one, for its rules count letters. Thai, Lao, Khmer and
//! Burmese spell their words, so those are found by the dictionaries of ICU4X.

use std::sync::LazyLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};
use unicode_normalization::char::is_combining_mark;

use super::cut::spelled;

static DICTIONARIES: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// The units of a run, in order: bytes into the run, and the unit.
pub(crate) fn units(run: &str) -> Vec<(usize, &str)> {
    let mut units = Vec::new();
    let mut at = 0;
    while let Some(first) = run.get(at..).and_then(|rest| rest.chars().next()) {
        let rest = &run[at..];
        let end = |ends: &dyn Fn(char) -> bool| {
            let mut after = rest.char_indices().skip(1);
            after.find(|(_, c)| ends(*c)).map_or(rest.len(), |(end, _)| end)
        };
        let length = if spelled(first) {
            let length = end(&|c| !spelled(c) && !is_combining_mark(c));
            let edges: Vec<usize> = DICTIONARIES.segment_str(&rest[..length]).collect();
            let words = edges.windows(2).filter_map(|edge| match edge {
                [start, end] => Some((at + start, rest.get(*start..*end)?)),
                _ => None,
            });
            units.extend(words);
            length
        } else {
            let length = end(&|c| !is_combining_mark(c));
            units.push((at, &rest[..length]));
            length
        };
        at += length;
    }
    units
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(run: &str, expected: &str) {
        let units: Vec<_> = units(run).into_iter().map(|(_, unit)| unit).collect();
        assert_eq!(units.join("|"), expected);
        assert_eq!(units.concat(), run);
    }

    #[test]
    fn units_of_each_script() {
        check("ประชาชนหลายพันคนประท้วงการปฏิรูปบำนาญ", "ประชาชน|หลาย|พัน|คน|ประท้วง|การ|ปฏิรูป|บำนาญ");
        check("ປະຊາຊົນຫຼາຍພັນຄົນ", "ປະຊາຊົນ|ຫຼາຍ|ພັນ|ຄົນ");
        check("មនុស្សរាប់ពាន់នាក់", "មនុស្ស|រាប់ពាន់|នាក់");
        check("ထောင်ပေါင်းများ", "ထောင်ပေါင်း|များ");
        check("北京か\u{3099}", "北|京|か\u{3099}");
    }
}
