//! Numbers as every language means them: "2.4 billion", "2,4 Milliarden" and "24亿" are one.
//!
//! Stories in different languages share few words but the same numbers. Those that every report
//! has, years and single digits, tell nothing and are left out.

use crate::words::key;

/// Words for powers of ten, by how they begin, with their zeros. "Billion" is meant as in English;
/// the Spanish one is a million million and rare.
const SCALES: [(&str, usize); 21] = [
    ("thousand", 3),
    ("tausend", 3),
    ("тысяч", 3),
    ("тыс", 3),
    ("الف", 3),
    ("millon", 6),
    ("million", 6),
    ("milion", 6),
    ("milhao", 6),
    ("milho", 6),
    ("миллион", 6),
    ("млн", 6),
    ("مليون", 6),
    ("milliard", 9),
    ("milijard", 9),
    ("miliard", 9),
    ("billion", 9),
    ("bilho", 9),
    ("миллиард", 9),
    ("млрд", 9),
    ("مليار", 9),
];

/// The plain decimal of a number's key, with the word of scale that follows it in the text; none
/// when it is too common to tell anything.
pub(crate) fn telling_number(number: &str, after: &str) -> Option<String> {
    let zeros = scale(after);
    let plain = shifted(number, zeros)?;
    let is_year = zeros == 0
        && plain.len() == 4
        && matches!(plain.as_bytes(), [b'1', b'9', ..] | [b'2', b'0', ..]);
    (plain.len() >= 2 && !is_year).then_some(plain)
}

/// The plain decimal of a number's key, with the word of scale that follows it in the text, however
/// common it is.
pub(crate) fn plain_value(number: &str, after: &str) -> Option<String> {
    shifted(number, scale(after))
}

/// The zeros of the word of scale at the head of a text.
fn scale(after: &str) -> usize {
    let after = after.trim_start_matches([' ', '\u{a0}', '\u{202f}', '-']);
    match after.chars().next() {
        Some('万' | '萬') => return 4,
        Some('亿' | '億') => return 8,
        Some(c) if c.is_alphabetic() => {}
        _ => return 0,
    }
    let end = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
    let word = key(after.get(..end).unwrap_or_default());
    // "Mil" and "mille", by themselves: "million" begins like them.
    if word == "mil" || word == "mill" {
        return 3;
    }
    let known = SCALES.iter().find(|(beginning, _)| word.starts_with(beginning));
    known.map_or(0, |&(_, zeros)| zeros)
}

/// The decimal point moved right; none for what is no plain number.
fn shifted(number: &str, zeros: usize) -> Option<String> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(fraction) || number.len() > 18 {
        return None;
    }
    let (moved, rest) = fraction.split_at(zeros.min(fraction.len()));
    let mut plain = format!("{whole}{moved}{}", "0".repeat(zeros - moved.len()));
    if !rest.is_empty() {
        plain.push('.');
        plain.push_str(rest);
    }
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(number: &str, after: &str, expected: Option<&str>) {
        assert_eq!(telling_number(number, after).as_deref(), expected, "{number}{after}");
    }

    #[test]
    fn scales_of_all_languages_agree() {
        for after in [" billion dollars", " Milliarden", " milliards", " млрд рублей", " مليار"]
        {
            check("2.4", after, Some("2400000000"));
        }
        check("24", "亿元", Some("2400000000"));
        check("60", "万立方米", Some("600000"));
        check("600", " mille", Some("600000"));
    }

    #[test]
    fn common_numbers_tell_nothing() {
        check("2021", " elections", None);
        check("7", " people", None);
        check("214", " aboard", Some("214"));
        check("6.3", ".", Some("6.3"));
        check("13th", "", None);
    }
}
