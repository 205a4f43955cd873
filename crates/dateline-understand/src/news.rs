//! What somebody who knows some texts has not yet read in others.
//!
//! A sentence is news when it holds a name, a number or a date that no known text holds, or tells
//! an act in words that are mostly new. What a fresh article said counts as told from there on, so
//! the second report of the same does not repeat it.
//!
//! The rule to know: in a language of which nothing is known every word would be new, so there only
//! numbers and dates count, which are the same in every language.

use std::collections::HashSet;

use dateline_model::{Article, Citation, DateMention, Entity, Figure, Reason, Span, Study};

use crate::features::cite;
use crate::sentences::sentences;
use crate::words::{stop_word, words};

/// Sentences shown at most, those with most news.
const MOST_SENTENCES: usize = 24;

/// Shorter sentences are captions and exclamations.
const LEAST_WORDS: usize = 4;

/// An act is told anew when so many words that carry meaning are new, and this share of them.
const LEAST_NEW_WORDS: usize = 5;
const LEAST_NEW_SHARE: f64 = 0.6;

/// A text that the reader knows.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// The headline.
    pub headline: &'a str,
    /// The text.
    pub text: &'a str,
    /// What was understood of it.
    pub study: &'a Study,
}

/// A sentence that says something new.
#[derive(Clone, Debug, PartialEq)]
pub struct News {
    /// The sentence.
    pub citation: Citation,
    /// What is new in it, for a person to read: "names Melanie Joly".
    pub because: Vec<Reason>,
}

/// Sentences of an article that are looked at; the longest of features has fewer.
const MOST_READ: usize = 600;

/// What `fresh` articles, in time order, say that no `known` text says; in reading order.
pub fn whats_new(known: &[Told<'_>], fresh: &[&Article]) -> Vec<News> {
    let mut facts = Facts::default();
    for told in known {
        facts.learn(told);
    }
    let mut found: Vec<News> = Vec::new();
    for article in fresh {
        let study = &article.study;
        let speaks = facts.languages.contains(study.language.as_str());
        for span in sentences(&article.draft.text, &study.language).into_iter().take(MOST_READ) {
            let Some(citation) = cite(article.id, &article.draft.text, span) else { continue };
            let because = facts.news_in(&citation.text, span, article, speaks);
            facts.learn_sentence(&citation.text, span, study);
            if !because.is_empty() {
                found.push(News { citation, because });
            }
        }
        facts.languages.insert(study.language.clone());
    }
    strongest(found)
}

/// Those with most news, in their order.
fn strongest(found: Vec<News>) -> Vec<News> {
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(found.get(at).map_or(0, |news| news.because.len())));
    order.truncate(MOST_SENTENCES);
    let kept: HashSet<usize> = order.into_iter().collect();
    let numbered = found.into_iter().enumerate();
    numbered.filter(|(at, _)| kept.contains(at)).map(|(_, news)| news).collect()
}

/// Everything that was told so far.
#[derive(Default)]
struct Facts {
    words: HashSet<String>,
    numbers: HashSet<String>,
    dates: HashSet<String>,
    languages: HashSet<String>,
}

impl Facts {
    fn learn(&mut self, told: &Told<'_>) {
        self.words.extend(words(told.headline).chain(words(told.text)).map(|word| word.key));
        self.numbers.extend(told.study.figures.iter().map(|figure| figure.value.clone()));
        self.dates.extend(told.study.dates.iter().filter_map(day).map(str::to_owned));
        self.languages.insert(told.study.language.clone());
    }

    fn learn_sentence(&mut self, text: &str, span: Span, study: &Study) {
        self.words.extend(words(text).map(|word| word.key));
        let figures = study.figures.iter().filter(|figure| within(figure.span, span));
        self.numbers.extend(figures.map(|figure| figure.value.clone()));
        let dates = study.dates.iter().filter(|date| within(date.span, span));
        self.dates.extend(dates.filter_map(day).map(str::to_owned));
    }

    /// What is new in a sentence; nothing when it only says otherwise what was told.
    fn news_in(&self, text: &str, span: Span, article: &Article, speaks: bool) -> Vec<Reason> {
        let study = &article.study;
        if words(text).count() < LEAST_WORDS {
            return Vec::new();
        }
        let mut because = Vec::new();
        if speaks {
            let named = study.entities.iter().filter(|entity| is_named(entity, span));
            let new: Vec<&str> =
                named.filter(|entity| self.is_new(&entity.name)).map(|e| e.name.as_str()).collect();
            if !new.is_empty() {
                because.push(Reason::Names(new.join(", ")));
            }
        }
        let figures = study.figures.iter().filter(|figure| within(figure.span, span));
        because.extend(figures.filter(|figure| self.is_new_number(figure)).map(said));
        let published = article.draft.published.map(|when| when.day().to_string());
        let dates = study.dates.iter().filter(|date| within(date.span, span));
        let new_date = |date: &&DateMention| {
            day(date)
                .is_some_and(|day| !self.dates.contains(day) && published.as_deref() != Some(day))
        };
        because.extend(dates.filter(new_date).map(|date| Reason::SaysWhen(date.text.clone())));
        if because.is_empty() && speaks && self.tells_an_act(text) {
            because.push(Reason::NewAct);
        }
        because
    }

    /// No word of the name was met: "Melanie Joly" is no news to whoever read of "Joly".
    fn is_new(&self, name: &str) -> bool {
        let mut keys = words(name).map(|word| word.key).filter(|key| !stop_word(key)).peekable();
        keys.peek().is_some() && keys.all(|key| !self.words.contains(&key))
    }

    fn is_new_number(&self, figure: &Figure) -> bool {
        !self.numbers.contains(&figure.value) && !self.words.contains(&figure.value)
    }

    #[allow(clippy::cast_precision_loss)] // words of one sentence
    fn tells_an_act(&self, text: &str) -> bool {
        let telling: HashSet<String> =
            words(text).map(|word| word.key).filter(|key| !stop_word(key)).collect();
        let new = telling.iter().filter(|key| !self.words.contains(*key)).count();
        new >= LEAST_NEW_WORDS && new as f64 >= LEAST_NEW_SHARE * telling.len() as f64
    }
}

fn within(inner: Span, outer: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

fn is_named(entity: &Entity, span: Span) -> bool {
    entity.mentions.iter().any(|&(start, end)| within(Span { start, end }, span))
}

/// A day, month or year; not "now" and no length of time.
fn day(date: &DateMention) -> Option<&str> {
    date.value.as_deref().filter(|value| value.starts_with(|c: char| c.is_ascii_digit()))
}

fn said(figure: &Figure) -> Reason {
    Reason::Says(match &figure.of {
        Some(of) if !figure.text.contains(of.as_str()) => format!("{} {of}", figure.text),
        _ => figure.text.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::fixtures::article;

    const FIRST: &str = "Engineers closed the Old Bridge in Marlow on Tuesday. \
        Four people were hurt, said Mayor Ida Brandt.";

    /// The new sentences of a second text, with what is new in them.
    fn news(second: &str) -> Vec<(String, Vec<Reason>)> {
        let first = article(1, "Marlow closes its bridge", FIRST);
        let told =
            Told { headline: &first.draft.headline, text: &first.draft.text, study: &first.study };
        let second = article(2, "Marlow bridge", second);
        whats_new(&[told], &[&second])
            .into_iter()
            .map(|news| (news.citation.text, news.because))
            .collect()
    }

    #[track_caller]
    fn check(second: &str, expected: &[&str]) {
        let found: Vec<String> = news(second).into_iter().map(|(text, _)| text).collect();
        assert_eq!(found, expected, "{second}");
    }

    #[test]
    fn the_same_in_other_words_is_no_news() {
        check(
            "The Old Bridge in Marlow was closed by engineers. Mayor Brandt said four were hurt.",
            &[],
        );
    }

    #[test]
    fn names_numbers_and_dates_are_news() {
        check(
            "The bridge in Marlow was closed on Tuesday. Police arrested Tom Vane in Marlow.",
            &["Police arrested Tom Vane in Marlow."],
        );
        check(
            "Mayor Brandt said that 17 people were hurt.",
            &["Mayor Brandt said that 17 people were hurt."],
        );
        check(
            "The bridge was closed on 4 May 1987 by engineers.",
            &["The bridge was closed on 4 May 1987 by engineers."],
        );
    }

    #[test]
    fn an_act_in_new_words_is_news() {
        check(
            "Divers recovered rusted chains beneath collapsed timber pillars.",
            &["Divers recovered rusted chains beneath collapsed timber pillars."],
        );
    }

    #[test]
    fn news_says_what_is_new() {
        let said = news("Police arrested Tom Vane in Marlow. Some 17 people were hurt.");
        let because: Vec<Reason> = said.into_iter().flat_map(|(_, because)| because).collect();
        assert_eq!(because.first(), Some(&Reason::Names("Tom Vane".into())));
        assert!(
            matches!(because.get(1), Some(Reason::Says(figure)) if figure.starts_with("17")),
            "{because:?}"
        );
    }

    #[test]
    fn news_is_told_once() {
        let (one, two) = (
            article(2, "", "Police arrested Tom Vane in Marlow."),
            article(3, "", "In Marlow the police arrested Tom Vane."),
        );
        let first = article(1, "Marlow closes its bridge", FIRST);
        let told = Told { headline: "", text: FIRST, study: &first.study };
        assert_eq!(whats_new(&[told], &[&one, &two]).len(), 1);
        assert_eq!(whats_new(&[], &[]), []);
    }

    #[test]
    fn in_a_language_not_yet_read_only_numbers_and_dates_count() {
        check(
            "Die Brücke in Marlow wurde am Dienstag von Ingenieuren gesperrt und abgeriegelt.",
            &[],
        );
        let german = "Die Brücke wurde gesperrt, und 23 Menschen wurden dabei schwer verletzt.";
        check(german, &[german]);
    }
}
