//! Ask: the sentences that answer a question, by its words.
//!
//! Nothing is made up: the answer is sentences of the articles. A sentence is weighed by how much
//! of the question it covers, rarer words counting more, with help from what it stands under: its
//! headline and the sentence before. It must also hold the kind of thing that was asked for: a
//! date for "when", a number for "how many", a name for "who". A name in the question that the
//! article never mentions, or a rare word that nothing near covers, and the answer is withheld:
//! most questions that a paper cannot answer have one.

mod question;

use std::collections::{HashMap, HashSet};

use dateline_model::{Article, ArticleId, EntityKind, Span};

use super::answer::{Answer, Statement, nothing};
use super::{Request, count};
use crate::text::{SentenceAt, Text};
use question::{Asked, Wanted, meaning, number_in};

/// Sentences of an answer.
const MOST_SENTENCES: usize = 3;
/// The share of the question's weight that the sentence itself must hold.
const LEAST_IN_SENTENCE: f64 = 0.45;
/// The share that the sentence and what it stands under must hold together.
const LEAST_COVERED: f64 = 0.72;
/// The same for a question that wants yes or no, where a likely sentence misleads most.
const LEAST_FOR_YES: f64 = 0.85;
/// What a word counts that stands in the sentence before, or in the headline.
const NEAR: f64 = 0.75;
/// Sentences this much weaker than the best are left out.
const CLOSE_TO_BEST: f64 = 0.88;

struct Scored<'a> {
    score: f64,
    statement: Statement,
    article: &'a Article,
    /// What it gives for "how many", so that disagreement can be told.
    number: Option<String>,
}

pub(super) fn answer(request: &Request<'_>) -> Answer {
    let asked = Asked::new(request.said.unwrap_or_default());
    if asked.terms.is_empty() {
        return nothing("the question holds no word to look for");
    }
    let read: Vec<Reading<'_>> = request.articles.iter().map(|one| Reading::new(one)).collect();
    let weights = weights(&read, &asked);
    let mut scored: Vec<Scored<'_>> =
        read.iter().flat_map(|one| one.answers(&asked, &weights)).collect();
    let newer = |one: &Scored<'_>| std::cmp::Reverse((one.article.sort_at, one.article.id));
    scored.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| newer(a).cmp(&newer(b))));
    let best = scored.first().map_or(0.0, |best| best.score);
    let mut told: HashSet<String> = HashSet::new();
    scored.retain(|one| {
        one.score >= best * CLOSE_TO_BEST && told.insert(one.statement.text().to_owned())
    });
    scored.truncate(MOST_SENTENCES);
    // Where they disagree, who wrote last knows most.
    let numbers: HashSet<&Option<String>> = scored.iter().map(|one| &one.number).collect();
    if numbers.len() > 1 {
        scored.sort_by_key(newer);
    }
    if scored.is_empty() {
        return nothing("nothing in the paper answers this");
    }
    Answer::Sentences(scored.into_iter().map(|one| one.statement).collect())
}

/// The sentences that share most with a question, for an assistant to answer from, best first.
pub(super) fn likely_sentences(request: &Request<'_>, most: usize) -> Vec<(ArticleId, Span)> {
    let asked = Asked::new(request.said.unwrap_or_default());
    let read: Vec<Reading<'_>> = request.articles.iter().map(|one| Reading::new(one)).collect();
    let weights = weights(&read, &asked);
    let mut likely: Vec<(f64, ArticleId, Span)> = Vec::new();
    for one in &read {
        for (at, sentence) in one.text.sentences.iter().enumerate() {
            let covered = one.coverage(at, &weights).1;
            if covered > 0.0 {
                likely.push((covered, one.article.id, one.text.span(sentence.stretch)));
            }
        }
    }
    likely.sort_by(|a, b| b.0.total_cmp(&a.0));
    likely.into_iter().take(most).map(|(_, article, span)| (article, span)).collect()
}

/// An article cut up for questions.
struct Reading<'a> {
    article: &'a Article,
    text: Text<'a>,
    /// The meanings of each sentence's words.
    meanings: Vec<HashSet<u32>>,
    headline: HashSet<u32>,
}

impl<'a> Reading<'a> {
    fn new(article: &'a Article) -> Reading<'a> {
        let language = &*article.study.language;
        let text = Text::new(&article.draft.text, language);
        let of = |text: &Text<'_>, first: usize, last: usize| {
            let tokens = text.tokens.get(first..last).unwrap_or_default();
            tokens.iter().map(|token| meaning(&token.lower)).collect::<HashSet<u32>>()
        };
        let meanings = text
            .sentences
            .iter()
            .map(|sentence| of(&text, sentence.first, sentence.last))
            .collect();
        let head = Text::new(&article.draft.headline, language);
        let headline = of(&head, 0, head.tokens.len());
        Reading { article, text, meanings, headline }
    }

    /// The share of the question that a sentence holds itself, and with what it stands under.
    fn coverage(&self, at: usize, weights: &HashMap<u32, f64>) -> (f64, f64) {
        let total: f64 = weights.values().sum();
        let (mut inside, mut near) = (0.0, 0.0);
        let before = at.checked_sub(1).and_then(|before| self.meanings.get(before));
        for (word, weight) in weights {
            if self.meanings.get(at).is_some_and(|words| words.contains(word)) {
                inside += weight;
            } else if self.headline.contains(word)
                || before.is_some_and(|words| words.contains(word))
            {
                near += weight * NEAR;
            }
        }
        if total > 0.0 { (inside / total, (inside + near) / total) } else { (0.0, 0.0) }
    }

    fn answers(&self, asked: &Asked, weights: &HashMap<u32, f64>) -> Vec<Scored<'a>> {
        if !self.mentions_all(&asked.names) {
            return Vec::new();
        }
        let least = if asked.wanted == Wanted::Yes { LEAST_FOR_YES } else { LEAST_COVERED };
        let mut answers = Vec::new();
        for (at, sentence) in self.text.sentences.iter().enumerate() {
            let (inside, covered) = self.coverage(at, weights);
            if inside < LEAST_IN_SENTENCE || covered < least {
                continue;
            }
            let Some(fit) = self.fit(asked, sentence) else { continue };
            let span = self.text.span(sentence.stretch);
            if let Some(statement) = Statement::verbatim(self.article, span) {
                answers.push(Scored {
                    score: inside / 2.0 + covered + fit.bonus,
                    statement,
                    article: self.article,
                    number: fit.number,
                });
            }
        }
        answers
    }

    /// Whether every name and number of the question stands somewhere in the article.
    fn mentions_all(&self, names: &[u32]) -> bool {
        names.iter().all(|name| {
            self.headline.contains(name) || self.meanings.iter().any(|words| words.contains(name))
        })
    }

    /// How well a sentence holds the kind of thing that the question wants; none when it does not.
    fn fit(&self, asked: &Asked, sentence: &SentenceAt) -> Option<Fit> {
        match asked.wanted {
            Wanted::Anything | Wanted::Yes => Some(Fit::default()),
            Wanted::Date => self.has_date(sentence).then(Fit::default),
            Wanted::Name => self.has_new_name(asked, sentence).then(Fit::default),
            Wanted::Number => self.number(asked, sentence),
            Wanted::Age => self.age(asked, sentence),
        }
    }

    fn has_date(&self, sentence: &SentenceAt) -> bool {
        let span = self.text.span(sentence.stretch);
        let inside = |date: Span| span.start <= date.start && date.end <= span.end;
        self.article.study.dates.iter().any(|date| inside(date.span))
    }

    /// A person or organisation that the question does not already name.
    fn has_new_name(&self, asked: &Asked, sentence: &SentenceAt) -> bool {
        let span = self.text.span(sentence.stretch);
        let known = |name: &str| crate::words::words(name).all(|word| asked.holds(&word.key));
        let mut names = self.article.study.entities.iter().filter(|entity| {
            let inside = |(start, end): &(u32, u32)| span.start <= *start && *end <= span.end;
            entity.kind != EntityKind::Place && entity.mentions.iter().any(inside)
        });
        // Where names cannot be found (Chinese, Japanese, Arabic), nothing is asked of them.
        names.any(|entity| !known(&entity.name)) || matches!(self.text.language, "zh" | "ja" | "ar")
    }

    /// A number that the question does not hold, best right before what is counted.
    fn number(&self, asked: &Asked, sentence: &SentenceAt) -> Option<Fit> {
        let tokens = self.text.tokens.get(sentence.first..sentence.last)?;
        let numbers = tokens.iter().enumerate().filter_map(|(at, token)| {
            number_in(token).filter(|value| !asked.numbers.contains(value)).map(|value| (at, value))
        });
        let mut best: Option<Fit> = None;
        for (at, value) in numbers {
            let after = tokens.iter().skip(at + 1).take(4);
            let counts = asked.counted.is_some_and(|counted| {
                after.into_iter().any(|token| meaning(&token.lower) == counted)
            });
            let fit = Fit { bonus: if counts { 0.25 } else { 0.0 }, number: Some(value) };
            if best.as_ref().is_none_or(|known| fit.bonus > known.bonus) {
                best = Some(fit);
            }
        }
        best
    }

    /// "Berrenda, 54," or "a 14-year-old" beside the name that was asked about.
    fn age(&self, asked: &Asked, sentence: &SentenceAt) -> Option<Fit> {
        let tokens = self.text.tokens.get(sentence.first..sentence.last)?;
        tokens.iter().enumerate().find_map(|(at, token)| {
            let value = number_in(token).filter(|value| value.len() <= 3)?;
            let next = |steps: usize| tokens.get(at + steps).map_or("", |token| token.text);
            let years = token.lower.contains("-year")
                || (1..=3).any(|steps| {
                    matches!(next(steps), "year" | "years" | "ans" | "Jahre" | "años")
                });
            let before = at.checked_sub(2).and_then(|name| tokens.get(name));
            let set_off = at > 0
                && tokens.get(at - 1).is_some_and(|mark| mark.is(","))
                && matches!(next(1), "," | ".")
                && before.is_some_and(|name| asked.holds(&crate::words::key(&name.lower)));
            let aged = at > 0 && tokens.get(at - 1).is_some_and(|word| &*word.lower == "aged");
            (years || set_off || aged).then_some(Fit { bonus: 0.1, number: Some(value) })
        })
    }
}

/// How a sentence answers what kind of thing was wanted.
#[derive(Default)]
struct Fit {
    bonus: f64,
    number: Option<String>,
}

/// Rarer words weigh more: the logarithm of one over the share of sentences that hold them.
fn weights(read: &[Reading<'_>], asked: &Asked) -> HashMap<u32, f64> {
    let sentences: usize = read.iter().map(|one| one.meanings.len()).sum();
    let weight = |term: &u32| {
        let held = read.iter().flat_map(|one| &one.meanings).filter(|words| words.contains(term));
        (1.0 + count(sentences + 1) / (1.0 + count(held.count()))).ln()
    };
    asked.terms.iter().map(|term| (*term, weight(term))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fixtures;
    use super::*;

    /// Checks what the answer begins with; none for a withheld one.
    #[track_caller]
    fn check(question: &str, expected: Option<&str>) {
        let bridge = fixtures::bridge(1);
        let answer = answer(&Request { said: Some(question), ..Request::about(&[&bridge]) });
        match (answer, expected) {
            (Answer::Sentences(found), Some(start)) => {
                let first = found.first().map(Statement::text).unwrap_or_default();
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
        check("Who promised repairs?", Some("“The bridge is not safe"));
    }

    #[test]
    fn withholds_what_is_not_there() {
        check("Who won the election in Marlow?", None);
        check("How much will the new tunnel cost?", None);
        check("How old is Ida Brandt?", None);
        check("When did Tollhaven build its bridge?", None);
        check("", None);
        check("what is it", None);
    }

    #[test]
    fn the_newest_comes_first_where_they_disagree() {
        let older = fixtures::article(
            1,
            "Quake",
            "At least four people died in the earthquake in Valdesol.",
        );
        let newer = fixtures::article(
            2,
            "Quake",
            "Nine people died in the earthquake in Valdesol on Monday.",
        );
        let articles = [&older, &newer];
        let asked = Some("How many people died in the Valdesol earthquake?");
        let Answer::Sentences(found) =
            answer(&Request { said: asked, ..Request::about(&articles) })
        else {
            panic!("both answer")
        };
        let first = found.first().map(Statement::text).unwrap_or_default();
        assert!(first.starts_with("Nine"), "{found:?}");
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn ages_stand_beside_names() {
        let article = fixtures::article(
            1,
            "Vote",
            "“I have won,” Lucía Berrenda, 54, told a crowd. Tomás Olivarte won 48 seats.",
        );
        let ask =
            |question| answer(&Request { said: Some(question), ..Request::about(&[&article]) });
        assert!(matches!(ask("How old is Lucía Berrenda?"), Answer::Sentences(_)));
        assert!(matches!(ask("How old is Tomás Olivarte?"), Answer::Nothing { .. }));
    }

    #[test]
    fn likely_sentences_come_best_first() {
        let bridge = fixtures::bridge(1);
        let articles = [&bridge];
        let request = Request { said: Some("When was it built?"), ..Request::about(&articles) };
        let likely = likely_sentences(&request, 2);
        let last = crate::sentences(&bridge.draft.text, "en").last().copied();
        assert_eq!(likely.first().map(|(_, span)| *span), last);
    }
}
