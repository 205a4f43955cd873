//! The form in which a word is compared.
//!
//! Folding is by script: Latin and Greek lose their accents, Arabic and Hebrew their points, and
//! everything its compatibility forms. Stems are light on purpose: they join "country" with
//! "countries" and leave "news" away from "new", so that a search never surprises.

use std::ops::RangeInclusive;
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;

use super::LONGEST_WORD_BYTES;

/// The key of one word as written: lower case, accents and compatibility forms folded, a light
/// stem. Empty when nothing is left, as of a lone accent.
pub fn key(surface: &str) -> String {
    let mut key = String::new();
    key_into(&mut key, surface);
    key
}

/// Writes the key of a word in place of what `key` held: a text has a thousand of them.
pub(crate) fn key_into(key: &mut String, surface: &str) {
    let surface = head(surface);
    key.clear();
    if surface.bytes().all(|byte| byte.is_ascii_lowercase()) {
        key.push_str(surface);
        latin_stem(key);
    } else if surface.is_ascii() {
        key.push_str(surface);
        key.make_ascii_lowercase();
        finish_latin(key);
    } else {
        key.push_str(&folded(surface));
    }
}

fn folded(surface: &str) -> String {
    match surface.chars().find(|c| c.is_alphabetic()) {
        Some('\u{400}'..='\u{52f}') => cyrillic(surface),
        Some('\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{fefc}') => {
            arabic(surface)
        }
        _ => {
            let mut folded = fold(surface);
            if folded.is_ascii() {
                finish_latin(&mut folded);
            }
            cut(folded)
        }
    }
}

/// The first bytes of a word, whole characters only.
fn head(surface: &str) -> &str {
    if surface.len() <= LONGEST_WORD_BYTES {
        return surface;
    }
    let end = (0..=LONGEST_WORD_BYTES).rev().find(|&at| surface.is_char_boundary(at));
    surface.get(..end.unwrap_or(0)).unwrap_or_default()
}

/// Compatibility forms can be longer than what was written.
fn cut(folded: String) -> String {
    if folded.len() <= LONGEST_WORD_BYTES { folded } else { head(&folded).to_owned() }
}

/// Lower case without accents and points, digits in ASCII.
fn fold(surface: &str) -> String {
    let mut folded = String::with_capacity(surface.len());
    for c in surface.chars() {
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
        } else if let Some(known) = place_folded(c).and_then(|place| FOLDED.get(place)) {
            folded.push_str(known);
        } else {
            return fold_by_tables(surface);
        }
    }
    folded
}

/// Letters that are folded one by one, whatever stands beside them: all marks that their
/// decompositions have are dropped, so nothing is left to be put in order or composed.
const FOLDED_ALONE: [RangeInclusive<char>; 3] = [
    '\u{c0}'..='\u{24f}',  // Latin
    '\u{370}'..='\u{3ff}', // Greek
    '\u{621}'..='\u{669}', // Arabic, with its points and digits
];

/// What becomes of each of them.
static FOLDED: LazyLock<Vec<String>> = LazyLock::new(|| {
    let all = FOLDED_ALONE.into_iter().flatten();
    all.map(|c| fold_by_tables(c.encode_utf8(&mut [0; 4]))).collect()
});

/// Where a letter stands among those that are folded one by one.
fn place_folded(c: char) -> Option<usize> {
    let mut before = 0;
    for range in &FOLDED_ALONE {
        let (first, last) = (u32::from(*range.start()), u32::from(*range.end()));
        if (first..=last).contains(&u32::from(c)) {
            return Some((before + u32::from(c) - first) as usize);
        }
        before += last - first + 1;
    }
    None
}

/// What Unicode says of any word.
fn fold_by_tables(surface: &str) -> String {
    let mut folded = String::with_capacity(surface.len());
    for c in surface.nfkd().filter(|&c| !is_dropped(c)).nfc() {
        for lower in c.to_lowercase().filter(|&c| !is_dropped(c)) {
            match lower {
                'ß' => folded.push_str("ss"),
                'æ' => folded.push_str("ae"),
                'œ' => folded.push_str("oe"),
                'þ' => folded.push_str("th"),
                'ø' => folded.push('o'),
                'đ' | 'ð' => folded.push('d'),
                'ł' => folded.push('l'),
                'ħ' => folded.push('h'),
                'ı' => folded.push('i'),
                'ς' => folded.push('σ'),
                other => folded.push(digit(other).unwrap_or(other)),
            }
        }
    }
    folded
}

/// Accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic, and invisible joiners. The
/// vowel signs of Indic scripts are marks too, but letters to whoever reads them: they stay.
fn is_dropped(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{640}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{ad}'
        | '\u{200c}' | '\u{200d}')
}

fn digit(c: char) -> Option<char> {
    let zero = match c {
        '\u{660}'..='\u{669}' => 0x660,
        '\u{6f0}'..='\u{6f9}' => 0x6f0,
        '\u{966}'..='\u{96f}' => 0x966,
        _ => return None,
    };
    char::from_digit(u32::from(c) - zero, 10)
}

/// The light stem of a folded Latin word, or the plain form of a number.
fn finish_latin(word: &mut String) {
    match word.as_bytes() {
        [b'0'..=b'9', ..] => plain_number(word),
        _ if word.bytes().all(|b| b.is_ascii_lowercase()) => latin_stem(word),
        _ => {}
    }
}

/// "10,000" and "10.000" are both 10000; "3,5" and "3.5" are both 3.5.
fn plain_number(word: &mut String) {
    if !word.contains([',', '.']) {
        return;
    }
    let mut plain = String::with_capacity(word.len());
    let mut rest = word.as_str();
    while let Some(at) = rest.find([',', '.']) {
        let (before, after) =
            (rest.get(..at).unwrap_or_default(), rest.get(at + 1..).unwrap_or_default());
        plain.push_str(before);
        let group = after.bytes().take_while(u8::is_ascii_digit).count();
        if group != 3 {
            plain.push('.');
        }
        rest = after;
    }
    plain.push_str(rest);
    *word = plain;
}

/// Plural and mute endings that English, French, Spanish, Portuguese and German share.
fn latin_stem(word: &mut String) {
    // Only these have anything to lose.
    if word.len() < 4 || !word.ends_with(['s', 'e', 'y']) {
        return;
    }
    match word.as_bytes() {
        [.., b'c' | b's', b'o', b'e', b's'] if word.len() >= 6 => {
            word.truncate(word.len() - 3);
            word.push_str("ao");
            return;
        }
        [.., b's' | b'u' | b'i', b's'] | b"news" => {}
        [.., b's'] => drop(word.pop()),
        _ => {}
    }
    match word.as_bytes() {
        [_, _, _, _, .., b'e'] => drop(word.pop()),
        [_, _, _, .., b'y'] => {
            word.pop();
            word.push('i');
        }
        _ => {}
    }
}

/// Cyrillic keeps й, which the stemmer needs; ё is written е by most newspapers.
fn cyrillic(surface: &str) -> String {
    cut(Stemmer::create(Algorithm::Russian).stem(&lower_cyrillic(surface)).into_owned())
}

fn lower_cyrillic(surface: &str) -> String {
    // The letters of today: composed, and nothing among them to be dropped.
    let composed = surface.chars().all(|c| matches!(c, '\u{400}'..='\u{45f}'));
    let lower = |chars: &mut dyn Iterator<Item = char>| -> String {
        let lower = chars.flat_map(char::to_lowercase);
        lower.map(|c| if c == 'ё' { 'е' } else { c }).collect()
    };
    if composed {
        lower(&mut surface.chars())
    } else {
        lower(&mut surface.nfkc().filter(|&c| !is_dropped(c)))
    }
}

/// Articles and particles written in one with an Arabic word, longest first.
const ARABIC_PREFIXES: [&str; 8] = ["وال", "بال", "كال", "فال", "ولل", "لل", "ال", "و"];

/// Endings of number, gender and possession, longest first.
const ARABIC_SUFFIXES: [&str; 10] = ["ها", "ان", "ات", "ون", "ين", "يه", "يا", "ه", "ي", "ا"];

/// The "light10" idea (Larkey and others, 2002): one prefix off, endings off, three letters left.
fn arabic(surface: &str) -> String {
    let folded: String = fold(surface)
        .chars()
        .map(|c| match c {
            'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
            'ى' => 'ي',
            'ة' => 'ه',
            other => other,
        })
        .collect();
    let letters = |text: &str| text.chars().count();
    let mut stem = folded.as_str();
    for prefix in ARABIC_PREFIXES {
        if let Some(rest) = stem.strip_prefix(prefix)
            && letters(rest) >= 3
        {
            stem = rest;
            break;
        }
    }
    // A noun that itself begins like the article loses that too: with the article it would.
    if let Some(rest) = stem.strip_prefix("ال")
        && letters(rest) >= 3
    {
        stem = rest;
    }
    for suffix in ARABIC_SUFFIXES {
        if let Some(rest) = stem.strip_suffix(suffix)
            && letters(rest) >= 3
        {
            stem = rest;
        }
    }
    cut(stem.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn what_is_folded_letter_by_letter_is_what_the_tables_say(
            word in "[a-zA-Z0-9\u{c0}-\u{24f}\u{370}-\u{3ff}\u{621}-\u{669}]{0,12}",
        ) {
            assert_eq!(fold(&word), fold_by_tables(&word), "{word}");
        }

        #[test]
        fn todays_cyrillic_is_composed(word in "[\u{400}-\u{45f}]{0,12}") {
            assert_eq!(word.nfkc().collect::<String>(), word);
        }
    }

    #[test]
    fn each_letter_is_folded_as_the_tables_say() {
        for c in FOLDED_ALONE.into_iter().flatten() {
            let word = c.to_string();
            assert_eq!(fold(&word), fold_by_tables(&word), "{word}");
        }
    }
}
