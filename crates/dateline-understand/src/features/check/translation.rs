//! Whether a translated sentence keeps what a translation must keep: its numbers, the people it
//! names, roughly its length, and the language that was asked for.
//!
//! Words cannot be compared across languages, so this check is weaker than the other and the label
//! of a translation says so. Places and organisations have names of their own in most languages
//! ("Munich"), so only people are held to theirs, and only between languages of one script.

use dateline_model::Citation;

use super::facts::Facts;
use super::{LONGEST_SENTENCE, Withheld, has_markup};
use crate::language::language_of;
use crate::text::{Kind, Text, Token};
use crate::words::unspaced;
use crate::words::{key, words};

/// How many times longer or shorter than its source a translation may be, in letters.
const STRETCH: usize = 3;
/// The same, between a script of letters and one of signs.
const WIDE_STRETCH: usize = 8;
/// A language can be told from this many words; of fewer nothing is asked.
const ENOUGH_WORDS: usize = 6;

/// Checks a translation of one sentence. `people` are the people named in the source sentence.
pub(in super::super) fn check_translation(
    written: &str,
    source: &Citation,
    people: &[&str],
    languages: (&str, &str),
) -> Result<(), Withheld> {
    let (from, into) = languages;
    if has_markup(written) {
        return Err(Withheld::Markup);
    }
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let signs = written.chars().any(unspaced) != source.text.chars().any(unspaced);
    let stretch = if signs { WIDE_STRETCH } else { STRETCH };
    let (long, short) = (letters(&source.text), letters(written));
    if written.len() > LONGEST_SENTENCE
        || long > stretch * short.max(1)
        || short > stretch * long.max(4)
    {
        return Err(Withheld::Length);
    }
    numbers(&Text::new(written, into), &Text::new(&source.text, from))?;
    names(written, &source.text, people)?;
    let enough = Text::new(written, into).tokens.iter().filter(|t| t.kind != Kind::Mark).count();
    let told = language_of(written);
    if enough >= ENOUGH_WORDS && told.is_some_and(|told| told != into) {
        return Err(Withheld::OtherLanguage);
    }
    Ok(())
}

/// Digits stay: every number written in digits on one side stands on the other, in digits or as a
/// small number's word.
fn numbers(written: &Text<'_>, source: &Text<'_>) -> Result<(), Withheld> {
    let missing = |from: &Text<'_>, to: &Text<'_>| {
        let known = (digits(to), Facts::of(to).sorted_numbers());
        digits(from).into_iter().find(|one| !known.0.contains(one) && !known.1.contains(one))
    };
    match missing(source, written).or_else(|| missing(written, source)) {
        Some(value) => Err(Withheld::Number(value)),
        None => Ok(()),
    }
}

/// The numbers that are written in digits, without separators and what leans on them.
fn digits(text: &Text<'_>) -> Vec<String> {
    let numbers = text.tokens.iter().filter(|token| token.kind == Kind::Number);
    let plain = |token: &Token<'_>| {
        let end = token.lower.find(|c: char| c.is_alphabetic()).unwrap_or(token.lower.len());
        key(token.lower.get(..end).unwrap_or_default().trim_end_matches(['.', ',', ':']))
    };
    numbers.map(plain).filter(|number| !number.is_empty()).collect()
}

fn names(written: &str, source: &str, people: &[&str]) -> Result<(), Withheld> {
    let latin =
        |text: &str| text.chars().filter(|c| c.is_alphabetic()).take(200).all(|c| c < '\u{250}');
    if !latin(written) || !latin(source) {
        return Ok(());
    }
    let kept: Vec<String> = words(written).map(|word| word.key).collect();
    for person in people {
        let family = words(person).last().map(|word| word.key);
        // A family name may take an ending: "Brandts", "Brandtovej".
        let stands = |name: &String| kept.iter().any(|word| word.starts_with(name.as_str()));
        if family.as_ref().is_some_and(|family| !stands(family)) {
            return Err(Withheld::Name((*person).to_owned()));
        }
    }
    Ok(())
}
