//! Texts to words: the one tokeniser behind search, story grouping and the study.
//!
//! [`cut`] says where words begin and end. For search and grouping a word is a stretch of letters or
//! digits; scripts that write without spaces (Chinese, Japanese, Korean, Thai, …) give overlapping pairs
//! of characters instead. Each word has a *key*, the form in which it is compared: lower case,
//! compatibility forms and accents folded, a light stem taken off ([`key`]). "Élections", "elections"
//! and "ELECTION" meet in one key.
//!
//! The rule to know: keys depend on the script of a word and never on the language of its text. A
//! query of two words has no language that anyone could tell, and names must be the same word in
//! every language; so [`query_words`] finds exactly what [`search_words`] wrote.

mod cut;
pub(crate) mod dense;
mod key;
mod recent;
mod stop;

use std::collections::HashSet;
use std::ops::Range;

pub(crate) use cut::{CutKind, cuts, spelled, unspaced};
pub use cut::{Piece, pieces};
pub use key::key;
pub(crate) use key::key_into;
pub(crate) use recent::Recent;
pub use stop::stop_word;
pub(crate) use stop::stops;

/// Longer stretches are codes, addresses or attacks; only their first bytes count.
pub(crate) const LONGEST_WORD_BYTES: usize = 96;

/// The most words that a query may hold: each costs the database a look-up.
const MOST_QUERY_WORDS: usize = 16;

/// The most words of one document that search reads; more than any newspaper prints on one page.
const MOST_SEARCH_WORDS: usize = 20_000;

/// One word of a text: where it stands and the key that it is compared by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word<'a> {
    /// As written.
    pub surface: &'a str,
    /// Byte offset of `surface` in the text.
    pub start: usize,
    /// As compared; never empty.
    pub key: String,
}

/// The words of a text in order.
pub fn words(text: &str) -> impl Iterator<Item = Word<'_>> {
    pieces(text).filter_map(|piece| {
        let key = key(piece.surface);
        (!key.is_empty()).then_some(Word { surface: piece.surface, start: piece.start, key })
    })
}

/// What search keeps of a document: the keys of its different words, sorted, one a line. No key
/// holds the end of a line, for what is folded to a space or a sign at most is no part of a word.
pub fn search_words(text: &str) -> String {
    let mut keys = String::new();
    // How each begins, and where it stands among them.
    let mut found: Vec<(u64, Range<u32>)> = Vec::with_capacity(text.len() / 16);
    let mut recent = Recent::of(text, ());
    let mut key = String::new();
    let mut read = 0;
    for piece in pieces(text) {
        let (place, surface) = (recent.place(&piece), piece.surface);
        if place.0 != surface {
            key_into(&mut key, surface);
            if key.is_empty() {
                continue;
            }
            let start = length(&keys);
            keys.push_str(&key);
            found.push((beginning(&key), start..length(&keys)));
            place.0 = surface;
        }
        read += 1;
        if read == MOST_SEARCH_WORDS {
            break;
        }
    }
    let of =
        |range: &Range<u32>| keys.get(range.start as usize..range.end as usize).unwrap_or_default();
    found.sort_unstable_by(|(a, one), (b, other)| a.cmp(b).then_with(|| of(one).cmp(of(other))));
    found.dedup_by(|(a, one), (b, other)| a == b && of(one) == of(other));
    let mut lines = String::with_capacity(keys.len() + found.len());
    for (_, range) in &found {
        lines.push_str(of(range));
        lines.push('\n');
    }
    lines
}

/// Of the keys of [`MOST_SEARCH_WORDS`] at most.
fn length(keys: &str) -> u32 {
    u32::try_from(keys.len()).unwrap_or(u32::MAX)
}

/// The first bytes of a word as a number, which puts most words in order by itself.
#[allow(clippy::cast_possible_truncation)] // fewer than eight bytes
fn beginning(word: &str) -> u64 {
    let bytes = word.as_bytes();
    if let Some(eight) = bytes.first_chunk() {
        return u64::from_be_bytes(*eight);
    }
    let sum = bytes.iter().fold(0, |sum, &byte| sum << 8 | u64::from(byte));
    sum.unbounded_shl(u64::BITS - 8 * bytes.len() as u32)
}

/// What search looks for: the different keys of a query's words in order. A document that holds
/// the words of the query holds these.
pub fn query_words(query: &str) -> Vec<String> {
    let mut seen = HashSet::new();
    words(query)
        .map(|word| word.key)
        .filter(|key| seen.insert(key.clone()))
        .take(MOST_QUERY_WORDS)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let keys: Vec<String> = words(text).map(|word| word.key).collect();
        assert_eq!(keys.join(" "), expected, "{text}");
    }

    #[test]
    fn latin_script_folds_accents_case_and_plurals() {
        check("China's elections, ÉLECTIONS, election", "china election election election");
        check("Tóquio'2020 Tokyo2020 COVID-19", "toquio 2020 tokyo 2020 covid 19");
        check("L'équipe d’Haïti", "equip haiti");
        check("countries country; practices practice", "countri countri practic practic");
        check("eleições eleição", "eleicao eleicao");
        check("Straße Łódź Søren Đoković", "strass lodz soren dokovic");
        check("ties US G7 bus Paris class", "tie us g7 bus paris class");
    }

    #[test]
    fn numbers_lose_their_separators() {
        check("10,000 and 10.000 and 3.5 or 3,5", "10000 and 10000 and 3.5 or 3.5");
        check("1,234,567.89", "1234567.89");
        // Whoever looks for "10 000" types a plain space.
        check("10\u{a0}000 et 10:30", "10 000 et 10 30");
        check("٣ ذهبيات", "3 ذهب");
    }

    #[test]
    fn other_scripts() {
        check("Соревнования по гребле", "соревнован по гребл");
        check("ёлка елка", "елк елк");
        check("والألعاب الألعاب ألعاب", "عاب عاب عاب");
        check("中国经济。增长", "中国 国经 经济 增长");
        check("ガ 東京 佐々木", "ガ 東京 佐々 々木");
        check("2026년 한국어", "2026 년 한국 국어");
        check("हिन्दी समाचार", "हिन्दी समाचार");
        check("ΑΘΉΝΑ Αθήνα", "αθηνα αθηνα");
    }

    #[test]
    fn words_know_where_they_stand() {
        let text = "«Été» 2021";
        let found: Vec<_> = words(text).map(|word| (word.start, word.surface)).collect();
        assert_eq!(found, [(2, "Été"), (10, "2021")]);
    }

    #[test]
    fn a_query_finds_what_the_document_wrote() {
        let document = search_words("Canada's Élections: 投票率は62,5 %、«Выборы» الانتخابات");
        for query in ["election canada", "投票率", "62.5", "выборах", "انتخابات"]
        {
            for word in query_words(query) {
                assert!(document.lines().any(|known| known == word), "{query}: {word}");
            }
        }
    }

    #[test]
    fn hostile_text_stays_bounded() {
        let long = "a".repeat(1_000_000);
        assert!(words(&long).all(|word| word.key.len() <= LONGEST_WORD_BYTES));
        assert_eq!(query_words(&"x y z ".repeat(99)).len(), 3);
        assert_eq!(search_words("\u{200d}\u{301}'\u{ad}"), "");
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_words_that_lie_in_it(text in "\\PC{0,60}") {
            for word in words(&text) {
                assert!(!word.key.is_empty());
                assert!(text[word.start..].starts_with(word.surface));
            }
        }

        #[test]
        fn keys_of_cyrillic_and_arabic_never_panic(text in "[а-яёА-ЯЁ\u{600}-\u{6ff}]{0,20}") {
            search_words(&text);
        }
    }
}
