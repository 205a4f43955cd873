//! Time expressions, and which day they mean.
//!
//! A grammar (`english.rs`, `other.rs`) reads words into a [`Meaning`]; here each gets the direction
//! in which its sentence looks and, from the day of publication, its value. Without that day only
//! absolute expressions have one: a date that we guessed would be worse than none.

mod english;
mod meaning;
mod names;
mod other;
mod periods;
mod words;

use std::collections::HashSet;
use std::sync::LazyLock;

use dateline_model::DateMention;
use jiff::civil::Date;

pub(crate) use english::openings;
pub(crate) use names::{calendar_bit, calendar_words};
pub(crate) use other::openings as other_openings;

use crate::hash::Quick;
use crate::text::{Kind, Stretch, Text, one_of};
use meaning::{Bias, Meaning, Now};

/// More time expressions than any report has; beyond it the text is a table.
const MOST_DATES: usize = 400;

/// A time expression and what it means.
pub(crate) struct Dated {
    pub(crate) stretch: Stretch,
    pub(crate) value: Option<String>,
}

/// The time expressions of `text`, published on `day`, in order.
pub(crate) fn find(text: &Text<'_>, day: Option<Date>) -> Vec<Dated> {
    let read = if text.language == "en" { english::read } else { other::read };
    let mut found: Vec<Dated> = Vec::new();
    let mut quarter: Option<String> = None;
    let mut at = 0;
    while at < text.tokens.len() && found.len() < MOST_DATES {
        let Some((meaning, end)) = starts_here(text, at).then(|| read(text, at)).flatten() else {
            at += 1;
            continue;
        };
        let stretch = text.reach(at, end - 1);
        let before = found.last().filter(|last| near(text, last.stretch, stretch));
        let now = Now {
            day,
            bias: bias(text, at, end),
            before: before.and_then(|last| last.value.as_deref()).filter(|value| value.len() < 8),
            quarter: quarter.as_deref(),
        };
        let value = meaning.value(&now);
        if matches!(meaning, Meaning::Quarter(_) | Meaning::QuarterOfYear(..)) {
            quarter.clone_from(&value);
        }
        found.push(Dated { stretch, value });
        at = end;
    }
    found
}

/// The answer's form of [`find`].
pub(crate) fn mentions(text: &Text<'_>, found: &[Dated]) -> Vec<DateMention> {
    let mention = |dated: &Dated| DateMention {
        text: text.slice(dated.stretch).to_owned(),
        span: text.span(dated.stretch),
        value: dated.value.clone(),
    };
    found.iter().map(mention).collect()
}

/// Expressions start with a word, a number or the apostrophe of "'90s".
fn starts_here(text: &Text<'_>, at: usize) -> bool {
    text.tokens.get(at).is_some_and(|token| token.kind != Kind::Mark)
}

/// Whether two expressions stand in the same sentence or in neighbouring ones.
fn near(text: &Text<'_>, one: Stretch, other: Stretch) -> bool {
    let sentence =
        |stretch: Stretch| text.sentences.partition_point(|at| at.stretch.end <= stretch.start);
    sentence(other) - sentence(one) <= 1
}

/// Words that make what follows them lie ahead.
static AHEAD: LazyLock<HashSet<&str, Quick>> = LazyLock::new(|| {
    "will would shall won't expected expects scheduled plans planned due until till upcoming next deadline starting \
     beginning set effective wird werden soll sollen will bis sera seront aura prévu prévue será serán previsto hasta \
     até deve vai sarà saranno entro fino zal zullen wordt tot будет будут до пройдет состоится سوف ستعقد"
        .split_whitespace()
        .collect()
});

/// How many tokens back and forth a verb still governs a date.
const REACH: usize = 12;

fn bias(text: &Text<'_>, at: usize, end: usize) -> Bias {
    let sentence = text.tokens.get(at).and_then(|token| text.sentence_at(token.start));
    let (first, last) = sentence.map_or((at, end), |sentence| (sentence.first, sentence.last));
    let from = first.max(at.saturating_sub(REACH));
    let looks_ahead = (from..at).rev().find_map(|index| direction(text, index));
    let to_come = || {
        let led = at.checked_sub(1).map_or("", |before| text.lower(before));
        let after = end..last.min(end + 6);
        matches!(led, "by" | "until" | "till")
            || after.into_iter().any(|index| is_future_verb(text.lower(index)))
    };
    if looks_ahead.unwrap_or_else(to_come) { Bias::Future } else { Bias::Past }
}

/// Whether the word at `index` makes its sentence look ahead, or back.
fn direction(text: &Text<'_>, index: usize) -> Option<bool> {
    let word = text.lower(index);
    let before = index.checked_sub(1).map_or("", |before| text.lower(before));
    if word == "to" && matches!(before, "is" | "are") {
        return Some(true);
    }
    // "a record set on Aug. 6" looks back, "set to open in May" ahead.
    let apart = word == "set" && !matches!(text.lower(index + 1), "to" | "for");
    if word.len() > 1 && AHEAD.contains(word) && !apart {
        // "had been scheduled" tells what did not come.
        return Some(!matches!(before, "been" | "was" | "were"));
    }
    is_past_verb(word).then_some(false)
}

fn is_future_verb(word: &str) -> bool {
    one_of!("will wird sera será sarà zal будет", word)
}

/// Verbs of telling that show the sentence to look back.
fn is_past_verb(word: &str) -> bool {
    one_of!(
        "said was were had reported announced told came did began ended closed sagte hat hatte war waren dit dijo fue disse foi ha zei heeft сказал заявил قال",
        word,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(language: &str, source: &str, expected: &[(&str, &str)]) {
        let text = Text::new(source, language);
        let found = find(&text, Some(Date::constant(2025, 6, 30)));
        let found: Vec<_> = found
            .iter()
            .map(|dated| (text.slice(dated.stretch), dated.value.as_deref().unwrap_or("-")))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_past_unless_the_words_look_ahead() {
        check(
            "en",
            "He said on Friday they met Monday.",
            &[("Friday", "2025-06-27"), ("Monday", "2025-06-30")],
        );
        check("en", "The court will rule on Friday.", &[("Friday", "2025-07-04")]);
        check("en", "It surged to victory in April.", &[("April", "2025-04")]);
        check("de", "Am Freitag sagte er das.", &[("Freitag", "2025-06-27")]);
    }

    #[test]
    fn reads_english() {
        check(
            "en",
            "In December 2018 and on March 3, 2020.",
            &[("December 2018", "2018-12"), ("March 3, 2020", "2020-03-03")],
        );
        check("en", "announced last week", &[("last week", "2025-W26")]);
        check("en", "in a 2019 blacklist", &[("2019", "2019")]);
        check("en", "He may march to 1,500 homes.", &[]);
        check(
            "en",
            "two years ago, three days, the late 1970s",
            &[("two years ago", "2023"), ("three days", "P3D"), ("the late 1970s", "197")],
        );
        check("en", "10 p.m. Wednesday", &[("10 p.m. Wednesday", "2025-06-25T22")]);
        check("en", "the third quarter of 1989", &[("the third quarter of 1989", "1989-Q3")]);
    }

    #[test]
    fn reads_other_languages() {
        check(
            "de",
            "am 3. Mai 2024 und gestern",
            &[("3. Mai 2024", "2024-05-03"), ("gestern", "2025-06-29")],
        );
        check(
            "fr",
            "le 14 juillet 2023, la semaine dernière",
            &[("14 juillet 2023", "2023-07-14"), ("semaine dernière", "2025-W26")],
        );
        check("es", "el 21 de febrero de 2026", &[("21 de febrero de 2026", "2026-02-21")]);
        check("ru", "3 марта 2022", &[("3 марта 2022", "2022-03-03")]);
        check("zh", "2026年2月21日", &[("2026年2月21日", "2026-02-21")]);
        check("it", "tre giorni fa", &[("tre giorni fa", "2025-06-27")]);
    }

    #[test]
    fn nothing_relative_without_a_day() {
        let text = Text::new("On Monday, last week, in April; in December 2018.", "en");
        let values: Vec<_> =
            find(&text, None).into_iter().filter_map(|dated| dated.value).collect();
        assert_eq!(values, ["2018-12"]);
    }
}
