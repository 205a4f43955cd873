//! Ask: the sentences that answer a question, by its words.
//!
//! Nothing is made up: the answer is sentences of the articles, and it is withheld unless the
//! question's words, little words aside, are covered by the sentence and what it stands under. A
//! question of a kind ("when", "how many", "who") also wants a sentence that holds a date, a
//! number or a name.

use std::collections::{HashMap, HashSet};

use dateline_model::{Article, Citation, Span};

use super::{Answer, Request, cite};
use crate::function_words::is_function_word;
use crate::language::language_of;
use crate::sentences::sentences;
use crate::text::{Kind, Text};
use crate::words::key;

/// Sentences of an answer.
const MOST_SENTENCES: usize = 3;
/// The share of the question's weight that the sentence itself must hold.
const LEAST_IN_SENTENCE: f64 = 0.5;
/// The share that the sentence and its article's headline must hold together.
const LEAST_COVERED: f64 = 0.75;
/// Sentences this much weaker than the best are left out.
const CLOSE_TO_BEST: f64 = 0.75;
/// A longer question is cut: nobody asks so much at once.
const LONGEST_QUESTION: usize = 500;

struct Scored {
    score: f64,
    citation: Citation,
    newer: i64,
}

pub(super) fn answer(request: &Request<'_>) -> Answer {
    let question = request.question.unwrap_or_default();
    let question = &question[..question.floor_char_boundary(LONGEST_QUESTION)];
    let asked = Asked::new(question);
    if asked.words.is_empty() {
        return nothing("the question holds no word to look for");
    }
    let weights = weights(request.articles, &asked);
    let mut scored: Vec<Scored> =
        request.articles.iter().flat_map(|article| score(article, &asked, &weights)).collect();
    scored.sort_by(|a, b| b.score.total_cmp(&a.score).then(b.newer.cmp(&a.newer)));
    let best = scored.first().map_or(0.0, |best| best.score);
    scored.retain(|one| one.score >= best * CLOSE_TO_BEST);
    let mut told: HashSet<String> = HashSet::new();
    scored.retain(|one| told.insert(one.citation.text.clone()));
    scored.truncate(MOST_SENTENCES);
    if scored.is_empty() {
        return nothing("no sentence here answers this");
    }
    Answer::Sentences(scored.into_iter().map(|one| one.citation).collect())
}

fn nothing(because: &str) -> Answer {
    Answer::Nothing { because: because.to_owned() }
}

/// What kind of thing the question wants.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Anything,
    Date,
    Number,
    Name,
}

struct Asked {
    words: Vec<String>,
    wanted: Wanted,
}

/// Words that open questions and say nothing of their matter.
const ASKING: &str = " tell say says said happen happened happens many much long old know explain mean going new news latest article story ";

impl Asked {
    fn new(question: &str) -> Asked {
        let language = language_of(question).unwrap_or("en");
        let text = Text::new(question, language);
        let mut words: Vec<String> = Vec::new();
        for token in text.tokens.iter().filter(|token| token.kind != Kind::Mark) {
            let little = is_function_word(&token.lower, language)
                || is_function_word(&token.lower, "en")
                || ASKING.contains(&format!(" {} ", token.lower))
                || matches!(&*token.lower, "'s" | "’s");
            let word = key(&token.lower);
            if !little && !words.contains(&word) {
                words.push(word);
            }
        }
        let first = text.lower(0);
        let wanted = match (first, text.lower(1)) {
            ("when" | "wann" | "quand" | "cuándo" | "quando", _) => Wanted::Date,
            ("how", "many" | "much")
            | ("wie", "viele")
            | ("combien" | "cuántos" | "quantos", _) => Wanted::Number,
            ("who" | "wer" | "qui" | "quién" | "quem" | "chi", _) => Wanted::Name,
            _ => Wanted::Anything,
        };
        Asked { words, wanted }
    }
}

/// Rarer words weigh more: one over the share of sentences that hold them.
fn weights(articles: &[&Article], asked: &Asked) -> HashMap<String, f64> {
    let mut held: HashMap<String, f64> = HashMap::new();
    let mut all = 1.0;
    for article in articles {
        let text = Text::new(&article.draft.text, &article.study.language);
        for sentence in &text.sentences {
            all += 1.0;
            let words: HashSet<String> = text.tokens[sentence.first..sentence.last]
                .iter()
                .map(|token| key(&token.lower))
                .collect();
            for word in asked.words.iter().filter(|word| words.contains(*word)) {
                *held.entry(word.clone()).or_default() += 1.0;
            }
        }
    }
    let weight =
        |word: &String| (1.0 + all / (1.0 + held.get(word).copied().unwrap_or_default())).ln();
    asked.words.iter().map(|word| (word.clone(), weight(word))).collect()
}

fn score(article: &Article, asked: &Asked, weights: &HashMap<String, f64>) -> Vec<Scored> {
    let language = &*article.study.language;
    let text = Text::new(&article.draft.text, language);
    let head: HashSet<String> = Text::new(&article.draft.headline, language)
        .tokens
        .iter()
        .map(|token| key(&token.lower))
        .collect();
    let total: f64 = weights.values().sum();
    let mut scored = Vec::new();
    for (sentence, span) in text.sentences.iter().zip(sentences(&article.draft.text, language)) {
        let words: HashSet<String> = text.tokens[sentence.first..sentence.last]
            .iter()
            .map(|token| key(&token.lower))
            .collect();
        let sum = |held: &dyn Fn(&String) -> bool| {
            asked
                .words
                .iter()
                .filter(|word| held(word))
                .filter_map(|word| weights.get(word))
                .sum::<f64>()
                / total
        };
        let inside = sum(&|word| words.contains(word));
        let covered = sum(&|word| words.contains(word) || head.contains(word));
        if inside < LEAST_IN_SENTENCE
            || covered < LEAST_COVERED
            || !holds(article, span, asked.wanted)
        {
            continue;
        }
        if let Some(citation) = cite(article.id, &article.draft.text, span) {
            scored.push(Scored {
                score: inside + covered / 4.0,
                citation,
                newer: article.sort_at.0,
            });
        }
    }
    scored
}

/// Whether a sentence holds the kind of thing that the question wants.
fn holds(article: &Article, sentence: Span, wanted: Wanted) -> bool {
    let inside = |span: Span| sentence.start <= span.start && span.end <= sentence.end;
    match wanted {
        Wanted::Anything => true,
        Wanted::Date => article.study.dates.iter().any(|date| inside(date.span)),
        Wanted::Number => article.study.figures.iter().any(|figure| inside(figure.span)),
        Wanted::Name => article
            .study
            .entities
            .iter()
            .flat_map(|entity| &entity.mentions)
            .any(|(start, end)| inside(Span { start: *start, end: *end })),
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures;
    use super::*;

    /// Checks what the answer begins with; none for a withheld one.
    #[track_caller]
    fn check(question: &str, expected: Option<&str>) {
        let bridge = fixtures::bridge(1);
        let answer = answer(&Request { articles: &[&bridge], question: Some(question) });
        match (answer, expected) {
            (Answer::Sentences(found), Some(start)) => {
                let first = found.first().map(|one| &*one.text).unwrap_or_default();
                assert!(first.starts_with(start), "{question}: {first}");
            }
            (Answer::Nothing { .. }, None) => {}
            (other, _) => panic!("{question}: {other:?}"),
        }
    }

    #[test]
    fn quotes_the_sentence_that_answers() {
        check("How many people cross the bridge?", Some("Some 12,000"));
        check("When was the bridge built?", Some("The bridge was built"));
        check("Why was the Old Bridge closed?", Some("Engineers closed"));
    }

    #[test]
    fn withholds_what_is_not_there() {
        check("Who won the election in Marlow?", None);
        check("How much will the new tunnel cost?", None);
        check("", None);
        check("what is it", None);
    }
}
