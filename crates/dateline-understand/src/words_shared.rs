//! How much two sentences have in common.

use std::collections::HashSet;

use crate::function_words::is_function_word;
use crate::text::{Kind, Text};

/// The share of the shorter one's words, little words aside, that both hold.
pub(crate) fn shared_words(one: &str, other: &str, language: &str) -> f64 {
    let (one, other) = (content(one, language), content(other, language));
    let both = one.intersection(&other).count();
    let shorter = one.len().min(other.len());
    if shorter == 0 {
        return 1.0;
    }
    f64::from(u32::try_from(both).unwrap_or(u32::MAX))
        / f64::from(u32::try_from(shorter).unwrap_or(u32::MAX))
}

fn content(sentence: &str, language: &str) -> HashSet<String> {
    let text = Text::new(sentence, language);
    let carries = |token: &&crate::text::Token<'_>| {
        token.kind != Kind::Mark && !is_function_word(&token.lower, language)
    };
    text.tokens.iter().filter(carries).map(|token| token.lower.clone().into_owned()).collect()
}
