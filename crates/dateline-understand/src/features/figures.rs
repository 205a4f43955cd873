//! Key figures: numbers with what they measure, each with its sentence.

use dateline_model::{Article, Figure, Span};

use super::{Answer, CitedFigure, Request, cite, or_nothing};
use crate::sentences::sentences;

/// Figures beyond these are a table.
const MOST_FIGURES: usize = 12;

pub(super) fn answer(request: &Request<'_>) -> Answer {
    let mut found: Vec<CitedFigure> = Vec::new();
    for article in request.articles {
        let sentences = sentences(&article.draft.text, &article.study.language);
        for figure in article.study.figures.iter().filter(|figure| says_what(figure)) {
            let known = found.iter().any(|other| {
                other.value == figure.value && other.unit == figure.unit && other.of == figure.of
            });
            if let Some(cited) =
                cited(article, figure, &sentences).filter(|_| !known && found.len() < MOST_FIGURES)
            {
                found.push(cited);
            }
        }
    }
    or_nothing(found, Answer::Figures, "no figures stand in this text")
}

/// A bare small number without a unit or a noun tells a reader nothing.
fn says_what(figure: &Figure) -> bool {
    figure.unit.is_some() || figure.of.is_some()
}

fn cited(article: &Article, figure: &Figure, sentences: &[Span]) -> Option<CitedFigure> {
    let around = sentences
        .iter()
        .find(|span| span.start <= figure.span.start && figure.span.end <= span.end)?;
    Some(CitedFigure {
        figure: figure.text.clone(),
        value: figure.value.clone(),
        unit: figure.unit.clone(),
        of: figure.of.clone(),
        citation: cite(article.id, &article.draft.text, *around)?,
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixtures;
    use super::*;

    #[test]
    fn with_the_sentence_around() {
        let bridge = fixtures::bridge(1);
        let answer = answer(&Request { articles: &[&bridge], question: None });
        let Answer::Figures(figures) = answer else { panic!("{answer:?}") };
        let first = figures.first().expect("the bridge has figures");
        assert_eq!((&*first.figure, first.of.as_deref()), ("12,000", Some("people")));
        assert!(first.citation.text.starts_with("Some 12,000 people"));
    }
}
