//! English numbers, ordinals and units, as time expressions use them.

use super::meaning::Unit;
use crate::text::{Kind, Text, WordList};

/// How many.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Count {
    /// A number, perhaps with a fraction.
    Exact(f64),
    /// "several", "a few".
    Some,
}

/// Words that open a count and are no number: see [`count`].
pub(super) const SOME: &str = "several many some few a an half";

/// The numbers below a hundred that are one word.
pub(super) const NUMBERS: &str = "zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 \
    thirteen=13 fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 \
    thirty=30 forty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90";

/// Days that far are written in digits.
pub(super) const ORDINALS: &str = "first=1 second=2 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 eleventh=11 \
    twelfth=12 thirteenth=13 fourteenth=14 fifteenth=15 sixteenth=16 seventeenth=17 eighteenth=18 \
    nineteenth=19 twentieth=20";

static NUMBER_WORDS: WordList = WordList::new(NUMBERS);
static ORDINAL_WORDS: WordList = WordList::new(ORDINALS);

/// A number below a hundred in one word.
fn simple(word: &str) -> Option<i16> {
    NUMBER_WORDS.value(word)?.parse().ok()
}

/// "thirty" and the like.
fn tens(word: &str) -> Option<i16> {
    simple(word).filter(|number| *number >= 20)
}

/// One to nine in a word, which may follow tens.
fn ones(word: &str) -> Option<i16> {
    simple(word).filter(|number| (1..10).contains(number))
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
    if total >= 20 {
        let next = end + usize::from(text.lower(end) == "-");
        if let Some(ones) = ones(text.lower(next)) {
            (total, end) = (total + ones, next + 1);
        }
    }
    if text.lower(end) == "hundred" {
        (total, end) = (total * 100, end + 1);
    }
    Some((Count::Exact(f64::from(total)), end))
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

/// "third", "3rd"; "twenty-first" is not needed.
pub(crate) fn ordinal(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
    if !digits.is_empty() && matches!(&word[digits.len()..], "st" | "nd" | "rd" | "th") {
        return digits.parse().ok();
    }
    ORDINAL_WORDS.value(word)?.parse().ok()
}

/// A year in words, as broadcasters write: "nineteen ninety-six".
pub(crate) fn spoken_year(text: &Text<'_>, at: usize) -> Option<(i16, usize)> {
    let century = match text.lower(at) {
        "nineteen" => 1900,
        "twenty" => 2000,
        _ => return None,
    };
    let tens = tens(text.lower(at + 1))?;
    let next = at + 2 + usize::from(text.lower(at + 2) == "-");
    match ones(text.lower(next)) {
        Some(ones) => Some((century + tens + ones, next + 1)),
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
