//! The brief of an article or a story: three sentences, each from its place.

use dateline_model::{Article, ArticleId, Citation, Draft, Study};

use super::answer::{Answer, Statement, cite, or_nothing};
use super::{Request, shared_words};
use crate::brief::BRIEF_SENTENCES;

/// Two sentences that share more of their words than this tell the same.
const MOST_SHARED: f64 = 0.5;

pub(super) fn answer(request: &Request<'_>) -> Answer {
    let articles: Vec<_> =
        request.articles.iter().map(|one| (one.id, &one.draft, &one.study)).collect();
    let told = of_story(&articles);
    let said = told.iter().filter_map(|citation| {
        let holder = |article: &&&Article| article.id == citation.article;
        request.articles.iter().find(holder).and_then(|one| Statement::verbatim(one, citation.span))
    });
    let because = "no sentence of this text stands well enough by itself to sum it up";
    or_nothing(said.collect(), Answer::Sentences, because)
}

/// The brief of one article as it is; of several, the best sentence of each until there are three,
/// newest article first among those that tell something new.
pub(super) fn of_story(articles: &[(ArticleId, &Draft, &Study)]) -> Vec<Citation> {
    let mut chosen: Vec<Citation> = Vec::new();
    let rounds = articles.iter().map(|(_, _, study)| study.brief.len()).max().unwrap_or_default();
    for round in 0..rounds {
        for (article, draft, study) in articles.iter().rev() {
            let sentence = study.brief.get(round);
            let Some(citation) =
                sentence.and_then(|sentence| cite(*article, &draft.text, sentence.span))
            else {
                continue;
            };
            let told =
                chosen.iter().any(|other| shared_words(&other.text, &citation.text) > MOST_SHARED);
            if chosen.len() < BRIEF_SENTENCES && !told {
                chosen.push(citation);
            }
        }
    }
    let order = |article: ArticleId| articles.iter().position(|(id, _, _)| *id == article);
    chosen.sort_by_key(|citation| (order(citation.article), citation.span.start));
    chosen
}

#[cfg(test)]
mod tests {
    use super::super::fixtures;
    use super::*;

    #[test]
    fn of_one_article() {
        let bridge = fixtures::bridge(1);
        let answer = answer(&Request::about(&[&bridge]));
        let Answer::Sentences(sentences) = answer else { panic!("{answer:?}") };
        assert!(
            sentences.first().is_some_and(|first| first.text().starts_with("Engineers closed"))
        );
    }

    #[test]
    fn the_same_sentence_is_told_once() {
        let (one, copy) = (fixtures::bridge(1), fixtures::bridge(2));
        let answer = answer(&Request::about(&[&one, &copy]));
        let Answer::Sentences(sentences) = answer else { panic!("{answer:?}") };
        let distinct: std::collections::HashSet<_> =
            sentences.iter().map(Statement::text).collect();
        assert_eq!(distinct.len(), sentences.len());
    }
}
