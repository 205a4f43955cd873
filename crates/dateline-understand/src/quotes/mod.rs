//! Who said what.
//!
//! `marks.rs` finds the words between quotation marks; here each gets its speaker. Evidence is
//! heard in this order: a verb of saying right after the words, one before them in the sentence, a
//! colon at the end of the paragraph before, another piece of the same quotation. When none speaks,
//! the speaker stays unknown: a wrong name is worse than none.

pub(crate) mod cues;
pub(crate) mod marks;
mod speakers;

use dateline_model::Quote;

use crate::entities::Names;
use crate::text::{Stretch, Text};
use marks::Quoted;
pub(crate) use speakers::Speaker;

/// More quotations than any report holds.
const MOST_QUOTES: usize = 200;
/// Words between marks that nobody is known to have said are shown only from this many words on:
/// shorter ones are titles and doubts.
const LEAST_WORDS_UNCLAIMED: usize = 5;

/// A quotation with what is known of its speaker.
pub(crate) struct Said {
    pub(crate) inner: Stretch,
    pub(crate) speaker: Option<Speaker>,
}

/// The quotations of a text, in order, of which `quoted` says where they stand.
pub(crate) fn find(text: &Text<'_>, names: &Names, quoted: &[Quoted]) -> Vec<Said> {
    let quoted = quoted.get(..MOST_QUOTES).unwrap_or(quoted);
    let speakers = speakers::attribute(text, names, quoted);
    quoted
        .iter()
        .zip(speakers)
        .filter(|(quoted, speaker)| speaker.is_some() || is_speech(text, quoted))
        .map(|(quoted, speaker)| Said { inner: quoted.inner, speaker })
        .collect()
}

/// The answer's form of the quotations.
pub(crate) fn quotes(text: &Text<'_>, said: &[Said]) -> Vec<Quote> {
    let quote = |said: &Said| {
        let speaker = said.speaker.as_ref();
        Quote {
            text: text.slice(said.inner).to_owned(),
            span: text.span(said.inner),
            speaker: speaker.map(|speaker| speaker.name.clone()),
            speaker_words: speaker.map(|speaker| text.slice(speaker.words).to_owned()),
            cue: speaker.and_then(|speaker| speaker.cue).map(|cue| text.slice(cue).to_owned()),
        }
    };
    said.iter().map(quote).collect()
}

fn is_speech(text: &Text<'_>, quoted: &Quoted) -> bool {
    let words = text.slice(quoted.inner);
    words.split_whitespace().count() >= LEAST_WORDS_UNCLAIMED
        || words.chars().filter(|letter| crate::words::unspaced(*letter)).count()
            >= 2 * LEAST_WORDS_UNCLAIMED
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks the speakers of all quotations, `-` for unclear.
    #[track_caller]
    fn check(language: &str, source: &str, expected: &[(&str, &str)]) {
        let text = Text::new(source, language);
        let names = crate::entities::find(&text, "");
        let said = quotes(&text, &find(&text, &names, &marks::find(&text)));
        let found: Vec<_> = said
            .iter()
            .map(|quote| (&*quote.text, quote.speaker.as_deref().unwrap_or("-")))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_verb_next_to_the_words() {
        check(
            "en",
            "“We go,” said Mary Smith. “Now.”",
            &[("We go,", "Mary Smith"), ("Now.", "Mary Smith")],
        );
        check("en", "Mary Smith told reporters: “We go.”", &[("We go.", "Mary Smith")]);
        check("en", "“We go,” Mary Smith, a lawyer in Ottawa, said.", &[("We go,", "Mary Smith")]);
        check("de", "„Wir gehen“, sagte Anna Müller.", &[("Wir gehen", "Anna Müller")]);
        check("fr", "« On y va », a déclaré Jean Dupont.", &[("On y va", "Jean Dupont")]);
    }

    #[test]
    fn pronouns_and_statements() {
        check("en", "Mary Smith spoke.\n\n“We go,” she said.", &[("We go,", "Mary Smith")]);
        check(
            "en",
            "Acme Corp said 'no'.\n\n'We will not go there,' the statement read.",
            &[("no", "Acme Corp"), ("We will not go there,", "Acme Corp")],
        );
    }

    #[test]
    fn statements_of_pronouns_and_owners() {
        check(
            "en",
            "Minister Ida Brandt spoke on Friday.\n\nHer statement gave no details, but said the state is 'reviewing all of its ports'.",
            &[("reviewing all of its ports", "Ida Brandt")],
        );
        check(
            "en",
            "Marlow's Harbour Ministry responded by accusing Delm of 'greed', stating: 'We are not pleased.'",
            &[
                ("greed", "Marlow's Harbour Ministry"),
                ("We are not pleased.", "Marlow's Harbour Ministry"),
            ],
        );
    }

    #[test]
    fn who_speaks_and_for_whom() {
        check(
            "en",
            "“It is so,” said Ida Brandt of the Marlow Bank.",
            &[("It is so,", "Ida Brandt")],
        );
        check(
            "en",
            "“We knew it is so,” said harbour master Ida Brandt.",
            &[("We knew it is so,", "Ida Brandt")],
        );
        check("en", "“We knew it is so,” said people in Delm.", &[("We knew it is so,", "-")]);
        check(
            "en",
            "“It is so,” said a spokeswoman for Ida Brandt.",
            &[("It is so,", "a spokeswoman for Ida Brandt")],
        );
    }

    #[test]
    fn nobody_rather_than_a_guess() {
        check(
            "en",
            "Mary Smith likes “The long and winding road home”.",
            &[("The long and winding road home", "-")],
        );
    }
}
