//! Figures and dates on which publishers differ, found in sentences that tell the same.

use std::collections::HashSet;

use dateline_model::{Citation, DateMention, Figure, PublisherId, Span};

use super::Difference;
use super::lines::{Line, Lines};
use crate::words::words;

/// Differences shown of each kind.
const MOST: usize = 10;

/// A day as ISO 8601 writes it; months and years are too coarse to differ.
const DAY_LENGTH: usize = 10;

/// A value in a sentence: what it measures, the value, and how it is written.
struct Value<'a> {
    measure: String,
    exact: &'a str,
    said: String,
    of: String,
}

/// Figures of one measure, in sentences that tell the same, whose values differ.
pub(super) fn figures(lines: &Lines<'_>) -> Vec<Difference> {
    differences(lines, figures_in)
}

/// Days of one act that differ.
pub(super) fn dates(lines: &Lines<'_>) -> Vec<Difference> {
    differences(lines, days_in)
}

fn differences<'a>(
    lines: &'a Lines<'_>,
    values: fn(&'a Line<'_>) -> Vec<Value<'a>>,
) -> Vec<Difference> {
    let mut found: Vec<Difference> = Vec::new();
    let mut told: HashSet<(usize, String)> = HashSet::new();
    for (at, line) in lines.all.iter().enumerate() {
        let own = values(line);
        if own.is_empty() {
            continue;
        }
        let partners = lines.partners(at);
        for value in &own {
            if !told.insert((at, value.measure.clone())) {
                continue;
            }
            let mut said = vec![statement(line, value)];
            let mut different = false;
            for &partner in &partners {
                let Some(other) = lines.all.get(partner) else { continue };
                let theirs = values(other);
                let same_measure = || theirs.iter().filter(|one| one.measure == value.measure);
                // A sentence may count the same thing twice; only when none of its numbers is ours
                // does it differ.
                let ours = |one: &&Value<'_>| {
                    own.iter().any(|mine| mine.measure == one.measure && mine.exact == one.exact)
                };
                let agrees = same_measure().find(ours);
                let Some(shown) = agrees.or_else(|| same_measure().next()) else { continue };
                different |= agrees.is_none();
                told.insert((partner, value.measure.clone()));
                said.push(statement(other, shown));
            }
            if different {
                found.push(Difference { of: value.of.clone(), said });
            }
        }
    }
    found.truncate(MOST);
    found
}

fn statement(line: &Line<'_>, value: &Value<'_>) -> (PublisherId, String, Citation) {
    (line.publisher, value.said.clone(), line.citation.clone())
}

fn figures_in<'a>(line: &'a Line<'_>) -> Vec<Value<'a>> {
    let here = line.study.figures.iter().filter(|figure| within(figure.span, line.citation.span));
    here.map(figure).collect()
}

fn figure(figure: &Figure) -> Value<'_> {
    let of = figure.of.as_deref().unwrap_or_default();
    let unit = figure.unit.as_deref().unwrap_or_default();
    let counted = words(of).last().map(|word| word.key).unwrap_or_default();
    let said = if of.is_empty() || figure.text.contains(of) {
        figure.text.clone()
    } else {
        format!("{} {of}", figure.text)
    };
    let of = if of.is_empty() { unit } else { of };
    Value { measure: format!("{unit} {counted}"), exact: &figure.value, said, of: of.to_owned() }
}

fn days_in<'a>(line: &'a Line<'_>) -> Vec<Value<'a>> {
    let here = line.study.dates.iter().filter(|date| within(date.span, line.citation.span));
    here.filter_map(day).collect()
}

fn day(date: &DateMention) -> Option<Value<'_>> {
    let value = date.value.as_deref()?.get(..DAY_LENGTH)?;
    let is_day = value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    is_day.then(|| Value {
        measure: String::new(),
        exact: value,
        said: date.text.clone(),
        of: String::new(),
    })
}

fn within(inner: Span, outer: Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

#[cfg(test)]
mod tests {
    use dateline_model::{Article, ArticleId};

    use super::*;
    use crate::features::fixtures::article;

    /// What two publishers say of one measure, where they differ.
    #[track_caller]
    fn check(one: &str, other: &str, expected: &[&str]) {
        let by = |id: i64, text: &str| Article {
            id: ArticleId(id),
            publisher: PublisherId(id),
            ..article(id, "", text)
        };
        let (one, other) = (by(1, one), by(2, other));
        let found = figures(&Lines::of(&[&one, &other]));
        let said: Vec<&str> =
            found.iter().flat_map(|one| &one.said).map(|(_, words, _)| words.as_str()).collect();
        assert_eq!(said, expected);
    }

    #[test]
    fn values_are_compared_and_not_words() {
        let crossing = |number: &str| {
            format!("Some {number} people cross the Old Bridge in Marlow every morning.")
        };
        check(&crossing("12,000"), &crossing("12 thousand"), &[]);
        check(&crossing("12,000"), &crossing("9,000"), &["12,000 people", "9,000 people"]);
    }

    #[test]
    fn what_is_measured_differently_does_not_differ() {
        check(
            "The Old Bridge in Marlow closed after 12 buses crossed.",
            "The Old Bridge in Marlow closed after 900 people crossed.",
            &[],
        );
    }
}
