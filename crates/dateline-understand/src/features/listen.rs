//! Listen: the sentences in order, for a browser that reads them aloud.
//!
//! The voice is the browser's own; nothing is sent anywhere for it. The answer is what is read:
//! every sentence at its place, so that the page can mark the one that is being spoken.

use super::Request;
use super::answer::{Answer, Statement, or_nothing};
use crate::sentences::sentences;

/// More is an audiobook; a page of this many sentences takes an hour to hear.
const MOST_SENTENCES: usize = 600;

pub(super) fn answer(request: &Request<'_>) -> Answer {
    let article = request.articles.last();
    let spans = article.map(|one| sentences(&one.draft.text, &one.study.language));
    let spoken = article.zip(spans).map(|(article, spans)| {
        let said = spans.into_iter().filter_map(|span| Statement::verbatim(article, span));
        said.take(MOST_SENTENCES).collect()
    });
    or_nothing(spoken.unwrap_or_default(), Answer::Sentences, "there is no text to read aloud")
}

#[cfg(test)]
mod tests {
    use super::super::fixtures;
    use super::*;

    #[test]
    fn every_sentence_in_order() {
        let bridge = fixtures::bridge(1);
        let Answer::Sentences(spoken) = answer(&Request::about(&[&bridge])) else {
            panic!("there is a text")
        };
        assert_eq!(spoken.len(), 4);
        assert!(spoken.is_sorted_by_key(|one| one.citations()[0].span.start));
    }
}
