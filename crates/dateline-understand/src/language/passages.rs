//! Sentences in another language than their text: the Spanish quotation in an English report.
//!
//! Letters say little of one sentence, so what counts is its little words: a sentence that has few of
//! its text's and several of another language's is written in that one. A script that a single
//! language uses tells by itself. In doubt a sentence is written as its text is.

use super::{Script, language_of, main_script, script_of_language};
use crate::function_words::LittleWords;
use crate::text::{Kind, SentenceAt, Stretch, Text};

/// With one little word of the text's own language in so many nothing more is asked. Neighbours share
/// some: "no" and "a" are English too.
const CLEARLY_OWN: usize = 3;
/// One word in so many of any sentence is a little one.
const LITTLE_WORDS: usize = 6;
/// So many little words of the other language are no chance.
const FEWEST_LITTLE_WORDS: usize = 3;
/// A script of one language tells a sentence of so many letters.
const FEWEST_LETTERS: usize = 6;

/// More passages are a list of titles or an attack, and no report.
const MOST_PASSAGES: usize = 100;

/// Sentences that follow each other, in another language than their text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Passage {
    pub(crate) language: &'static str,
    pub(crate) stretch: Stretch,
}

impl Passage {
    /// As the answer tells it.
    pub(crate) fn told(&self, text: &Text<'_>) -> dateline_model::Passage {
        let span = text.span(self.stretch);
        dateline_model::Passage { language: self.language.to_owned(), span }
    }
}

/// The passages of a text in order; none where its own language is unknown.
pub(crate) fn passages(text: &Text<'_>) -> Vec<Passage> {
    let mut found: Vec<Passage> = Vec::new();
    if text.language.is_empty() {
        return found;
    }
    let mut follows = false;
    for sentence in &text.sentences {
        let Some(language) = other_language(text, sentence) else {
            follows = false;
            continue;
        };
        let full = found.len() == MOST_PASSAGES;
        match found.last_mut() {
            Some(last) if follows && last.language == language => {
                last.stretch.end = sentence.stretch.end;
            }
            _ if full => break,
            _ => found.push(Passage { language, stretch: sentence.stretch }),
        }
        follows = true;
    }
    found
}

fn other_language(text: &Text<'_>, sentence: &SentenceAt) -> Option<&'static str> {
    let tokens = text.tokens.get(sentence.first..sentence.last).unwrap_or_default();
    let words = tokens.iter().filter(|token| matches!(token.kind, Kind::Word | Kind::Dense));
    let own = words.clone().filter(|token| text.is_little(token)).count();
    if own * CLEARLY_OWN >= words.clone().count() {
        return None;
    }
    let little = LittleWords::count(words.map(|token| text.known(token).little));
    let source = text.slice(sentence.stretch);
    if !source.is_ascii()
        && let Some(Script::One(language)) = main_script(source)
    {
        let letters = source.chars().filter(|letter| letter.is_alphabetic()).count();
        // A Japanese sentence may have no kana, and one script may write two of these languages.
        let same = script_of_language(text.language) == Script::One(language)
            || text.language == language
            || (text.language, language) == ("ja", "zh");
        return (!same && letters >= FEWEST_LETTERS).then_some(language);
    }
    let enough = |count: usize| {
        count >= FEWEST_LITTLE_WORDS && count * LITTLE_WORDS >= little.words && count > own * 2
    };
    enough(little.most)
        .then(|| language_of(source))
        .flatten()
        .filter(|language| *language != text.language && enough(little.of(language)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, language: &str, expected: &[(&str, &str)]) {
        let text = Text::new(source, language);
        let found = passages(&text);
        let found: Vec<_> =
            found.iter().map(|one| (one.language, text.slice(one.stretch))).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_of_another_language() {
        check(
            "The minister spoke in Madrid on Friday. “No vamos a ceder ante los que quieren \
             parar el país. Es una cuestión de justicia.” Then she left the hall.",
            "en",
            &[(
                "es",
                "“No vamos a ceder ante los que quieren parar el país. Es una cuestión de justicia.”",
            )],
        );
        check(
            "Der Präsident schrieb auf Englisch. It is the greatest day that we have ever had in \
             this country. Danach schwieg er.",
            "de",
            &[("en", "It is the greatest day that we have ever had in this country.")],
        );
        check(
            "The sign read so. 数千人抗议养老金改革。 Nobody moved.",
            "en",
            &[("zh", "数千人抗议养老金改革。")],
        );
    }

    #[test]
    fn names_and_lists_are_no_passages() {
        check("Bayern München, Borussia Dortmund, RB Leipzig. El Niño. La La Land.", "en", &[]);
        check("Er kaufte ein iPhone 17 Pro Max. Apple Store Berlin Mitte.", "de", &[]);
        check("東京都知事選挙。彼は勝った。", "ja", &[]);
        check("La entrevista. Real Madrid 3, Liverpool 1.", "es", &[]);
    }
}
