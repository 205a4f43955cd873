//! Whether a sentence that an assistant wrote is in the sentences that it cites.
//!
//! The check is a screen and no proof: it knows nothing of meaning. It lets a sentence pass when
//! its names, numbers, days and quotations stand in the cited sentences, in the same company and
//! order; when it denies nothing that they state and states nothing that they deny or doubt; and
//! when few of its words are new. Everything else is withheld. What a reader loses is a paraphrase;
//! what a reader is spared is an invention (`docs/technotes/checked-answers.md` has the figures).

mod facts;
mod translation;

use std::collections::HashSet;
use std::fmt;

use dateline_model::Citation;

use crate::function_words::is_function_word;
use crate::lexicon::hash_meaning;
use crate::text::{Kind, Text};
use facts::Facts;

pub(super) use translation::check_translation;

/// The share of a sentence's telling words that the cited sentences must hold.
const LEAST_SHARED: f64 = 0.7;
/// New words that a sentence may have however long it is.
const MOST_NEW: usize = 3;
/// Fewer telling words than these say nothing that could be checked.
const LEAST_TELLING: usize = 2;
/// A sentence longer than this, in bytes, is no sentence.
pub(super) const LONGEST_SENTENCE: usize = 1_000;

/// Why a sentence is withheld.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Withheld {
    /// It cites nothing.
    Uncited,
    /// It cites a number that no sentence has.
    NoSuchSentence(u32),
    /// It holds an address or markup.
    Markup,
    /// It says too little, or far too much, to be checked.
    Length,
    /// A number that does not stand there, or counts something else there.
    Number(String),
    /// A name that does not stand there, or stands there in other company.
    Name(String),
    /// A day or time that does not stand there.
    Time(String),
    /// Words in quotation marks that nobody wrote there.
    Quotation,
    /// It denies what is stated there, or the other way round.
    Denial,
    /// It is surer than what is stated there.
    Certainty,
    /// Too many of its words are new.
    OtherWords,
    /// A translation that is in another language than was asked for.
    OtherLanguage,
}

impl fmt::Display for Withheld {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Withheld::Uncited => out.write_str("it cites nothing"),
            Withheld::NoSuchSentence(number) => write!(out, "there is no sentence {number}"),
            Withheld::Markup => out.write_str("it holds an address or markup"),
            Withheld::Length => out.write_str("it is too short or too long to be checked"),
            Withheld::Number(number) => write!(out, "the number {number} is not said there"),
            Withheld::Name(name) => write!(out, "{name} is not said there, or not like this"),
            Withheld::Time(time) => write!(out, "the time {time} is not said there"),
            Withheld::Quotation => out.write_str("its quotation is not there word for word"),
            Withheld::Denial => {
                out.write_str("it denies or affirms what is not denied or affirmed")
            }
            Withheld::Certainty => out.write_str("it is surer than its source"),
            Withheld::OtherWords => out.write_str("too many of its words are new"),
            Withheld::OtherLanguage => {
                out.write_str("it is not in the language that was asked for")
            }
        }
    }
}

/// Checks a sentence against the sentences that it cites, which are in `language`.
pub(super) fn check(written: &str, cited: &[Citation], language: &str) -> Result<(), Withheld> {
    if written.len() > LONGEST_SENTENCE {
        return Err(Withheld::Length);
    }
    if has_markup(written) {
        return Err(Withheld::Markup);
    }
    let written = Text::new(written, language);
    let sources: Vec<Text<'_>> = cited.iter().map(|one| Text::new(&one.text, language)).collect();
    let said = Facts::of(&written);
    let known: Vec<Facts> = sources.iter().map(Facts::of).collect();
    quotations(&written, cited)?;
    said.numbers_stand_in(&known)?;
    said.names_stand_in(&known)?;
    said.times_stand_in(&known)?;
    few_new_words(&written, &sources)?;
    said.denies_what(&known)?;
    said.is_no_surer_than(&known)
}

/// Addresses, tags, links, code: an answer is plain text and leads nowhere but to its citations.
pub(super) fn has_markup(text: &str) -> bool {
    let lower = text.to_lowercase();
    ["://", "www.", "](", "<", ">", "`", "mailto:", "javascript:", "&#", "{{"]
        .iter()
        .any(|mark| lower.contains(mark))
}

/// Every quotation stands in one of the cited sentences, word for word.
pub(super) fn quotations(written: &Text<'_>, cited: &[Citation]) -> Result<(), Withheld> {
    let plain: Vec<String> = cited.iter().map(|one| plain_marks(&one.text)).collect();
    let stands = |quoted: &str| {
        let quoted = plain_marks(quoted);
        let quoted = quoted.trim_end_matches([',', '.', '!', '?', ' ']);
        plain.iter().any(|text| text.contains(quoted))
    };
    let mut found = crate::quotes::marks::find(written).into_iter();
    if found.all(|quote| stands(written.slice(quote.inner))) {
        Ok(())
    } else {
        Err(Withheld::Quotation)
    }
}

/// One kind of quotation mark and one kind of space, so that only words are compared.
fn plain_marks(text: &str) -> String {
    let marks = text.chars().map(|letter| match letter {
        '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '\'' | '‹' | '›' => '"',
        other => other,
    });
    marks.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words that carry matter, compared by meaning where the lexicon knows it.
fn telling(text: &Text<'_>) -> Vec<u32> {
    let telling = text.tokens.iter().filter(|token| {
        token.kind != Kind::Mark
            && !text.is_little(token)
            && !is_function_word(&token.lower, "en")
            && !matches!(&*token.lower, "'s" | "’s")
    });
    telling.map(|token| hash_meaning(&crate::words::key(&token.lower))).collect()
}

fn few_new_words(written: &Text<'_>, sources: &[Text<'_>]) -> Result<(), Withheld> {
    let said = telling(written);
    if said.len() < LEAST_TELLING {
        return Err(Withheld::Length);
    }
    let known: HashSet<u32> = sources.iter().flat_map(telling).collect();
    let shared = said.iter().filter(|word| known.contains(word)).count();
    let enough = super::count(shared) >= LEAST_SHARED * super::count(said.len());
    if enough && said.len() - shared <= MOST_NEW { Ok(()) } else { Err(Withheld::OtherWords) }
}

#[cfg(test)]
mod tests;
