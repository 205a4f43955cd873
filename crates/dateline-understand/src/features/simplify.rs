//! Simplify: the text's own short and plain sentences, and who is who in them.
//!
//! Without an assistant nothing is reworded: rewording by rules says things that nobody wrote. What
//! can be done honestly is to choose: sentences that are short, stand alone, hold no aside and no
//! quotation, in the order of the text.

use dateline_model::{Article, Span};

use super::answer::{Answer, Statement, nothing};
use super::{Request, explain};
use crate::brief::stands_alone;
use crate::quotes::marks;
use crate::text::{Kind, SentenceAt, Text};

/// Sentences shown; a reader who wants more reads the article.
const MOST_SENTENCES: usize = 8;
/// Longer sentences are not plain.
const MOST_WORDS: usize = 22;
/// The same for scripts that are written without spaces, in letters.
const MOST_LETTERS: usize = 45;
/// More commas than this make a sentence of parts.
const MOST_COMMAS: usize = 1;

pub(super) fn answer(request: &Request<'_>) -> Answer {
    let mut sentences: Vec<Statement> = Vec::new();
    // Of a story the newest report is simplified: it knows most.
    if let Some(article) = request.articles.last() {
        let plain = plain_sentences(article).into_iter();
        sentences.extend(plain.filter_map(|span| Statement::verbatim(article, span)));
    }
    if sentences.is_empty() {
        return nothing("no sentence of this text is short and plain enough to stand by itself");
    }
    let names = match explain::answer(request) {
        Answer::Names(names) => names,
        _ => Vec::new(),
    };
    Answer::Plain { sentences, names }
}

fn plain_sentences(article: &Article) -> Vec<Span> {
    let text = Text::new(&article.draft.text, &article.study.language);
    let quoted = marks::find(&text);
    let plain = text.sentences.iter().filter(|sentence| {
        is_plain(&text, sentence)
            && stands_alone(&text, sentence, &quoted)
            && !quoted.iter().any(|quote| quote.outer.overlaps(sentence.stretch))
    });
    plain.take(MOST_SENTENCES).map(|sentence| text.span(sentence.stretch)).collect()
}

fn is_plain(text: &Text<'_>, sentence: &SentenceAt) -> bool {
    let tokens = &text.tokens[sentence.first..sentence.last];
    let count = |kind: Kind| tokens.iter().filter(|token| token.kind == kind).count();
    let commas =
        tokens.iter().filter(|token| matches!(token.text, "," | "，" | "،" | "、")).count();
    let asides = tokens
        .iter()
        .any(|token| matches!(token.text, "(" | ")" | ";" | "—" | "–" | "（" | "；" | "|"));
    count(Kind::Word) + count(Kind::Number) <= MOST_WORDS
        && count(Kind::Dense) <= MOST_LETTERS
        && commas <= MOST_COMMAS
        && !asides
}

#[cfg(test)]
mod tests {
    use super::super::fixtures;
    use super::*;

    #[test]
    fn short_sentences_stay_and_asides_go() {
        let article = fixtures::article(
            1,
            "Bridge",
            "The old bridge in Marlow closed on Tuesday. The council (which met in a tent; it \
             rained) said that the pillars, the deck and the ramps were cracked in many places. \
             “We will mend it,” said Mayor Ida Brandt. The ferry now carries all the cars of Marlow.",
        );
        let Answer::Plain { sentences, names } = answer(&Request::about(&[&article])) else {
            panic!("plain sentences are there")
        };
        let told: Vec<_> = sentences.iter().map(Statement::text).collect();
        assert_eq!(
            told,
            [
                "The old bridge in Marlow closed on Tuesday.",
                "The ferry now carries all the cars of Marlow."
            ]
        );
        assert!(names.iter().any(|line| line.name.contains("Brandt")));
    }

    #[test]
    fn says_when_nothing_is_plain() {
        let article = fixtures::article(1, "X", "It is (perhaps) so; or not.");
        assert!(matches!(answer(&Request::about(&[&article])), Answer::Nothing { .. }));
    }
}
