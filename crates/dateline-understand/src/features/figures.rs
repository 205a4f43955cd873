//! Key figures: numbers with what they measure, each with its sentence; where publishers give
//! different numbers for one thing, side by side.

use std::collections::HashSet;

use dateline_model::{Article, Figure, Span};

use super::answer::{Answer, CitedFigure, FigureLine, Statement, or_nothing};
use super::{Request, shared_words};
use crate::sentences::sentences;
use crate::words::{stop_word, words};

/// Lines beyond these are a table.
const MOST_LINES: usize = 16;
/// Two sentences that share more of their words than this measure the same thing.
const SAME_MATTER: f64 = 0.4;

/// A figure with all that is needed to compare it.
struct Found<'a> {
    article: &'a Article,
    figure: &'a Figure,
    cited: CitedFigure,
}

pub(super) fn answer(request: &Request<'_>) -> Answer {
    let mut groups: Vec<Vec<Found<'_>>> = Vec::new();
    for article in request.articles {
        let sentences = sentences(&article.draft.text, &article.study.language);
        for figure in article.study.figures.iter().filter(|figure| says_what(figure)) {
            let Some(cited) = cited(article, figure, &sentences) else { continue };
            let found = Found { article, figure, cited };
            match groups.iter_mut().find(|group| group.iter().any(|one| same(one, &found))) {
                Some(group) => add(group, found),
                None => groups.push(vec![found]),
            }
        }
    }
    // What publishers do not agree on is what a reader wants to know first.
    groups.sort_by_key(|group| std::cmp::Reverse(differ(group)));
    groups.truncate(MOST_LINES);
    let lines = groups.into_iter().filter_map(line).collect();
    or_nothing(lines, Answer::Figures, "no figures stand in this text")
}

/// A bare small number without a unit or a noun tells a reader nothing.
fn says_what(figure: &Figure) -> bool {
    figure.unit.is_some() || figure.of.is_some()
}

fn cited(article: &Article, figure: &Figure, sentences: &[Span]) -> Option<CitedFigure> {
    let around = sentences
        .iter()
        .find(|span| span.start <= figure.span.start && figure.span.end <= span.end)?;
    let words = Statement::within(article, figure.span, *around)?;
    Some(CitedFigure { words, value: figure.value.clone() })
}

/// Whether two figures measure one thing: the same number of the same things, or, by different
/// publishers, another number of the same things in sentences about the same matter.
fn same(one: &Found<'_>, other: &Found<'_>) -> bool {
    if one.figure.unit != other.figure.unit || !same_things(one.figure, other.figure) {
        return false;
    }
    one.figure.value == other.figure.value
        || (one.article.publisher != other.article.publisher
            && close(&one.figure.value, &other.figure.value)
            && shared_words(sentence(&one.cited), sentence(&other.cited)) > SAME_MATTER)
}

fn same_things(one: &Figure, other: &Figure) -> bool {
    let keys = |figure: &Figure| -> HashSet<String> {
        let of = figure.of.as_deref().unwrap_or_default();
        words(of).map(|word| word.key).filter(|key| !stop_word(key)).collect()
    };
    let (one, other) = (keys(one), keys(other));
    one == other || one.intersection(&other).next().is_some()
}

/// Within a factor of two: publishers differ on how many, not on what sort of number it is.
fn close(one: &str, other: &str) -> bool {
    match (one.parse::<f64>(), other.parse::<f64>()) {
        (Ok(one), Ok(other)) => one <= 2.0 * other && other <= 2.0 * one,
        _ => false,
    }
}

fn sentence(cited: &CitedFigure) -> &str {
    cited.words.citations().first().map_or("", |citation| &citation.text)
}

/// One number is told once, by whoever told it first; one publisher's second number is a new line
/// of its own story and not a difference.
fn add<'a>(group: &mut Vec<Found<'a>>, found: Found<'a>) {
    let told = |one: &Found<'_>| {
        one.figure.value == found.figure.value || one.article.publisher == found.article.publisher
    };
    if !group.iter().any(told) {
        group.push(found);
    }
}

fn differ(group: &[Found<'_>]) -> bool {
    group.len() > 1
}

fn line(group: Vec<Found<'_>>) -> Option<FigureLine> {
    let first = group.first()?;
    Some(FigureLine {
        of: first.figure.of.clone(),
        unit: first.figure.unit.clone(),
        figures: group.into_iter().map(|found| found.cited).collect(),
    })
}

#[cfg(test)]
mod tests {
    use dateline_model::{ArticleId, PublisherId};

    use super::super::fixtures;
    use super::*;

    fn lines(articles: &[&Article]) -> Vec<FigureLine> {
        match answer(&Request::about(articles)) {
            Answer::Figures(lines) => lines,
            other => panic!("{other:?}"),
        }
    }

    fn cites(line: &FigureLine) -> Vec<ArticleId> {
        line.figures.iter().flat_map(|one| one.words.citations()).map(|one| one.article).collect()
    }

    #[test]
    fn with_the_sentence_around() {
        let bridge = fixtures::bridge(1);
        let lines = lines(&[&bridge]);
        let first = lines.first().expect("the bridge has figures");
        let [only] = first.figures.as_slice() else { panic!("{first:?}") };
        assert_eq!((only.words.text(), first.of.as_deref()), ("12,000", Some("people")));
        assert!(sentence(only).starts_with("Some 12,000 people"));
    }

    #[test]
    fn publishers_that_differ_stand_side_by_side() {
        let one = fixtures::article(1, "Ferry", "The ferry had 214 people aboard on Monday.");
        let mut other =
            fixtures::article(2, "Ferry", "There were 209 people aboard the ferry on Monday.");
        let same = fixtures::article(3, "Ferry", "The ferry carried 214 people that day.");
        let lines_of_one_publisher = lines(&[&one, &other]);
        assert!(lines_of_one_publisher.iter().all(|line| line.figures.len() == 1));
        other.publisher = PublisherId(2);
        let lines = lines(&[&one, &other, &same]);
        let first = lines.first().expect("people are counted");
        assert_eq!(cites(first), [ArticleId(1), ArticleId(2)], "{lines:?}");
    }

    #[test]
    fn other_matters_are_not_a_difference() {
        let one = fixtures::article(1, "Ferry", "The ferry had 214 people aboard on Monday.");
        let mut other = fixtures::article(2, "Fair", "Some 300 people danced at the herring fair.");
        other.publisher = PublisherId(2);
        assert!(lines(&[&one, &other]).iter().all(|line| line.figures.len() == 1));
    }
}
