//! What happened when, over one article or all of a story.

use super::{Answer, DatedCitation, Request, cite, or_nothing, shared_words};

/// Lines beyond these are no overview.
const MOST_LINES: usize = 40;
/// Two sentences of one day that share more of their words than this are one line.
const MOST_SHARED: f64 = 0.6;

pub(super) fn answer(request: &Request<'_>) -> Answer {
    let mut lines: Vec<DatedCitation> = Vec::new();
    for article in request.articles {
        for item in &article.study.timeline {
            let Some(citation) = cite(article.id, &article.draft.text, item.span) else { continue };
            let known = lines.iter().any(|line| {
                line.date == item.date
                    && shared_words(&line.citation.text, &citation.text) > MOST_SHARED
            });
            if !known && lines.len() < MOST_LINES {
                lines.push(DatedCitation { date: item.date.clone(), citation });
            }
        }
    }
    lines.sort_by(|a, b| a.date.cmp(&b.date));
    or_nothing(lines, Answer::Timeline, "no sentence of this text carries a date that can be known")
}

#[cfg(test)]
mod tests {
    use super::super::fixtures;
    use super::*;

    #[test]
    fn in_order_and_once() {
        let (one, copy) = (fixtures::bridge(1), fixtures::bridge(2));
        let answer = answer(&Request { articles: &[&one, &copy], question: None });
        let Answer::Timeline(lines) = answer else { panic!("{answer:?}") };
        let dates: Vec<_> = lines.iter().map(|line| &*line.date).collect();
        assert_eq!(dates, ["2019-05", "2026-03-03"]);
    }
}
