//! What a capital says in German, where every noun has one.
//!
//! Two capitals beside each other are a name ("Real Madrid"), a noun and a name ("die Gewerkschaft
//! Verdi"), a name and a noun ("Trumps Charakter"), or chance ("Milliarden Euro"). Articles, endings
//! and numbers in front tell them apart.

use super::lexicon;
use crate::known::List;
use crate::language;
use crate::text::{Kind, Text, one_of};

/// The tokens of a run that are its name.
pub(super) fn name_within(text: &Text<'_>, mut first: usize, last: usize) -> (usize, usize) {
    if is_genitive_of_place(text, first) && first < last {
        return (first, first);
    }
    while first < last && is_common_noun(text, first) {
        first += 1;
        while first < last && text.tokens.get(first).is_some_and(|token| token.kind == Kind::Mark) {
            first += 1;
        }
    }
    // "Tesla Akkus", "Thüringer Unternehmen": an adjective may belong to the noun after it.
    let mut end = last;
    // "Hamas" in "Gazastreifen Hamas-Terroristen" begins a compound of its own.
    if end > first && is_hyphenated(text, end) {
        end -= 1;
    }
    while end > first && !is_adjective(text.lower(first)) && is_plain_noun(text, end) {
        end -= 1;
    }
    (first, end)
}

/// Whether a hyphen ties the word to a next one.
fn is_hyphenated(text: &Text<'_>, at: usize) -> bool {
    text.lower(at + 1) == "-" && text.touches_next(at) && text.touches_next(at + 1)
}

/// Whether the last word of a run is a thing beside a name and no part of it.
fn is_plain_noun(text: &Text<'_>, at: usize) -> bool {
    let word = text.lower(at);
    text.tokens.get(at).is_some_and(|token| token.kind == Kind::Word)
        && is_everyday(word)
        && has_article(text, at)
        && !text.is(at, List::Organisation)
        && !text.is(at, List::GivenName)
}

fn is_genitive_of_place(text: &Text<'_>, at: usize) -> bool {
    let word = text.tokens.get(at).map_or("", |token| token.text);
    word.strip_suffix('s').is_some_and(|stem| lexicon::place(stem).is_some())
}

/// Whether the first word of a run says what the thing is, not its name.
fn is_common_noun(text: &Text<'_>, at: usize) -> bool {
    let word = text.lower(at);
    if is_adjective(word) || text.is(at, List::GivenName) {
        return false;
    }
    let before = at.checked_sub(1).and_then(|before| text.tokens.get(before));
    let led = before.is_some_and(|before| before.kind == Kind::Number || is_article(&before.lower));
    let articled =
        || lexicon::place(text.slice(text.reach(at, at))).is_none() && has_article(text, at);
    led || NOUN_ENDINGS.iter().any(|end| word.ends_with(end)) || is_everyday(word) || articled()
}

/// Whether the same word stands after an article somewhere in the text, as names of people do not.
fn has_article(text: &Text<'_>, at: usize) -> bool {
    let Some(word) = text.tokens.get(at) else { return false };
    let shouted = word.text.chars().all(char::is_uppercase);
    !shouted
        && text.tokens.windows(2).take(MOST_LOOKED_AT).any(|pair| match pair {
            [article, noun] => {
                noun.word == word.word && noun.text == word.text && is_article(&article.lower)
            }
            _ => false,
        })
}

/// Whether a word is an everyday one of German and of no language that it shares names with.
fn is_everyday(word: &str) -> bool {
    language::is_common_word(word, "de")
        && !["en", "fr", "es", "it"].iter().any(|other| language::is_common_word(word, other))
}

/// Tokens of a text in which an article is looked for; reports are shorter.
const MOST_LOOKED_AT: usize = 4_000;

/// Endings of nouns for things and roles that stand before names.
const NOUN_ENDINGS: [&str; 34] = [
    "ung",
    "heit",
    "keit",
    "schaft",
    "tion",
    "tät",
    "werk",
    "werks",
    "ler",
    "lerin",
    "erin",
    "chef",
    "chefin",
    "anwalt",
    "bischof",
    "sekretär",
    "konzern",
    "hersteller",
    "partei",
    "stadt",
    "arden",
    "ionen",
    "minister",
    "trainer",
    "firma",
    "verein",
    "insel",
    "ikone",
    "ektor",
    "orin",
    "leiter",
    "iterin",
    "ministerin",
    "meister",
];

fn is_article(word: &str) -> bool {
    one_of!(
        "der die das dem den des im am beim vom zum zur ein eine einem einer einen eines sein seine ihr ihre",
        word,
    )
}

/// Whether a word with a capital is an adjective that belongs to a name: "Deutsche Bahn".
pub(crate) fn is_adjective(word: &str) -> bool {
    let stem = ["en", "er", "es", "em", "e"]
        .iter()
        .find_map(|end| word.strip_suffix(end))
        .unwrap_or_default();
    ["isch", "lich", "ig", "al", "är", "iv"].iter().any(|end| stem.ends_with(end))
        || one_of!(
            "deutsch neu weiß rot groß schwarz vereinigt vereint alt grün blau frei erst hoh nah bayer künstlich",
            stem,
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, run: (usize, usize), expected: &str) {
        let text = Text::new(source, "de");
        let (first, last) = name_within(&text, run.0, run.1);
        assert_eq!(text.slice(text.reach(first, last)), expected);
    }

    #[test]
    fn nouns_and_names() {
        check("die Gewerkschaft Verdi", (1, 2), "Verdi");
        check("die Deutsche Bahn", (1, 2), "Deutsche Bahn");
        check("gegen Real Madrid", (1, 2), "Real Madrid");
        check("in Chinas Hauptstadt", (1, 2), "Chinas");
        check("5 Milliarden Euro", (1, 2), "Euro");
    }
}
