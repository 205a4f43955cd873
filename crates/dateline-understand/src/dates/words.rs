//! English numbers, ordinals and units, as time expressions use them.

use super::meaning::Unit;
use crate::text::{Kind, Text, one_of};

/// How many.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Count {
    /// A number, perhaps with a fraction.
    Exact(f64),
    /// "several", "a few".
    Some,
}

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 8] =
    ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ORDINALS: [&str; 20] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

fn position<const N: usize>(list: [&str; N], word: &str) -> Option<u8> {
    list.iter().position(|known| *known == word).and_then(|at| u8::try_from(at).ok())
}

/// A number below a hundred in one word, or "hundred".
fn simple(word: &str) -> Option<f64> {
    if !one_of!(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety",
        word,
    ) {
        return None;
    }
    if let Some(small) = position(SMALL, word) {
        return Some(f64::from(small));
    }
    position(TENS, word).map(|tens| f64::from(tens + 2) * 10.0)
}

/// "twelve", "24", "2 1/2", "twenty four", "a hundred", "a couple of", "several".
pub(crate) fn count(text: &Text<'_>, at: usize) -> Option<(Count, usize)> {
    let token = text.tokens.get(at)?;
    match (&*token.lower, text.lower(at + 1)) {
        ("several" | "many" | "some" | "few", _) => return Some((Count::Some, at + 1)),
        ("a", "few") => return Some((Count::Some, at + 2)),
        ("a", "couple") => {
            let of = usize::from(text.lower(at + 2) == "of");
            return Some((Count::Exact(2.0), at + 2 + of));
        }
        ("a", "hundred") => return Some((Count::Exact(100.0), at + 2)),
        ("half", "a") => return Some((Count::Exact(0.5), at + 2)),
        ("a" | "an", "full" | "whole") => return Some((Count::Exact(1.0), at + 2)),
        ("a" | "an", _) => return Some((Count::Exact(1.0), at + 1)),
        _ => {}
    }
    if token.kind == Kind::Number {
        return digits(text, at);
    }
    let mut total = simple(&token.lower)?;
    let mut end = at + 1;
    if total >= 20.0 {
        let next = end + usize::from(text.lower(end) == "-");
        if let Some(ones) = position(SMALL, text.lower(next)).filter(|n| (1..10).contains(n)) {
            (total, end) = (total + f64::from(ones), next + 1);
        }
    }
    if text.lower(end) == "hundred" {
        (total, end) = (total * 100.0, end + 1);
    }
    Some((Count::Exact(total), end))
}

/// "24", "1,200", "2 1/2", "2.5".
fn digits(text: &Text<'_>, at: usize) -> Option<(Count, usize)> {
    let number = text.lower(at).replace(',', "").parse::<f64>().ok()?;
    let fraction = (text.lower(at + 1), text.lower(at + 2), text.lower(at + 3));
    match fraction {
        ("1", "/", "2") => Some((Count::Exact(number + 0.5), at + 4)),
        ("½", _, _) => Some((Count::Exact(number + 0.5), at + 2)),
        _ => Some((Count::Exact(number), at + 1)),
    }
}

/// The unit that a word names, and whether it is a plural.
pub(crate) fn unit(word: &str) -> Option<(Unit, bool)> {
    let plural = word.ends_with('s');
    let singular = match word {
        "centuries" => "century",
        _ => word.strip_suffix('s').unwrap_or(word),
    };
    let unit = match singular {
        "second" => Unit::Second,
        "minute" => Unit::Minute,
        "hour" => Unit::Hour,
        "day" | "night" => Unit::Day,
        "weekend" => Unit::Weekend,
        "week" => Unit::Week,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    };
    Some((unit, plural))
}

/// "third", "3rd", "twenty-first" is not needed: days that far are written in digits.
pub(crate) fn ordinal(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
    if !digits.is_empty() && matches!(&word[digits.len()..], "st" | "nd" | "rd" | "th") {
        return digits.parse().ok();
    }
    position(ORDINALS, word).and_then(|at| i8::try_from(at + 1).ok())
}

/// A year in words, as broadcasters write: "nineteen ninety-six".
pub(crate) fn spoken_year(text: &Text<'_>, at: usize) -> Option<(i16, usize)> {
    let century = match text.lower(at) {
        "nineteen" => 1900,
        "twenty" => 2000,
        _ => return None,
    };
    let tens = i16::from(position(TENS, text.lower(at + 1))? + 2) * 10;
    let next = at + 2 + usize::from(text.lower(at + 2) == "-");
    match position(SMALL, text.lower(next)).filter(|ones| (1..10).contains(ones)) {
        Some(ones) => Some((century + tens + i16::from(ones), next + 1)),
        None => Some((century + tens, at + 2)),
    }
}

/// Four digits that can be a year.
pub(crate) fn year(word: &str) -> Option<i16> {
    if word.len() != 4 || !word.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    word.parse().ok().filter(|year| (1000..=2100).contains(year))
}
