//! Explain: who and what is named here, and what the paper's own articles have said of it.
//!
//! Nothing is known of a name but what an article says: the sentences that introduce or describe
//! it, newest first, each at its place. A name that no sentence says anything of is left out.

use dateline_model::{Article, EntityKind, Span};

use super::answer::{Answer, NameLine, Statement, or_nothing};
use super::{Request, shared_words};
use crate::entities::name_key;
use crate::sentences::sentences;
use crate::words::words;

/// Names explained at once; more are a directory.
const MOST_NAMES: usize = 8;
/// Sentences for each.
const MOST_SAID: usize = 3;
/// Two sentences that share more of their words than this tell the same.
const MOST_SHARED: f64 = 0.6;
/// A sentence longer than this many words explains nothing.
const LONGEST_WORDS: usize = 60;

/// A name with how often the subject's articles mention it.
struct Name {
    full: String,
    kind: EntityKind,
    mentions: usize,
}

pub(super) fn answer(request: &Request<'_>) -> Answer {
    let names = main_names(request.articles);
    let lines: Vec<NameLine> = names.iter().filter_map(|name| explain(name, request)).collect();
    or_nothing(
        lines,
        Answer::Names,
        "nobody and nothing is named in this text that can be explained",
    )
}

/// What to look up in the paper: the names, best first.
pub(super) fn looks_up(request: &Request<'_>) -> Vec<String> {
    main_names(request.articles).into_iter().map(|name| name.full).collect()
}

/// The names that the articles mention most, people before places where that is even.
fn main_names(articles: &[&Article]) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    for entity in articles.iter().flat_map(|article| &article.study.entities) {
        if entity.kind == EntityKind::Other {
            continue;
        }
        let key = name_key(&entity.name);
        match names.iter_mut().find(|known| name_key(&known.full) == key) {
            Some(known) => known.mentions += entity.mentions.len(),
            None => names.push(Name {
                full: entity.name.clone(),
                kind: entity.kind,
                mentions: entity.mentions.len(),
            }),
        }
    }
    let rank = |kind| match kind {
        EntityKind::Person => 0,
        EntityKind::Organisation => 1,
        EntityKind::Place | EntityKind::Other => 2,
    };
    names.sort_by_key(|name| (std::cmp::Reverse(name.mentions), rank(name.kind)));
    names.truncate(MOST_NAMES);
    names
}

fn explain(name: &Name, request: &Request<'_>) -> Option<NameLine> {
    let mut articles: Vec<&Article> =
        request.articles.iter().chain(request.elsewhere).copied().collect();
    articles.sort_by_key(|article| std::cmp::Reverse((article.sort_at, article.id)));
    articles.dedup_by_key(|article| article.id);
    let mut said: Vec<Statement> = Vec::new();
    for article in articles {
        let Some(statement) = best_sentence(article, &name.full) else { continue };
        let told = said.iter().any(|one| shared_words(one.text(), statement.text()) > MOST_SHARED);
        if said.len() < MOST_SAID && !told {
            said.push(statement);
        }
    }
    (!said.is_empty()).then(|| NameLine { name: name.full.clone(), kind: name.kind, said })
}

/// The sentence of an article that says most of a name: one that introduces it, or the first that
/// mentions it in full.
fn best_sentence(article: &Article, name: &str) -> Option<Statement> {
    let key = name_key(name);
    let entity = article.study.entities.iter().find(|entity| name_key(&entity.name) == key)?;
    let letters: Vec<char> = article.draft.text.chars().collect();
    let part = |start: u32, end: u32| -> String {
        letters.get(start as usize..end as usize).unwrap_or_default().iter().collect()
    };
    let mut best: Option<(u32, Span)> = None;
    for span in sentences(&article.draft.text, &article.study.language) {
        let whole = part(span.start, span.end);
        if words(&whole).count() > LONGEST_WORDS {
            continue;
        }
        let mention = entity.mentions.iter().find(|(start, end)| {
            span.start <= *start && *end <= span.end && name_key(&part(*start, *end)) == key
        });
        let Some((start, end)) = mention else { continue };
        let score = describes(&part(span.start, *start), &part(*end, span.end));
        if best.is_none_or(|(known, _)| score > known) {
            best = Some((score, span));
        }
    }
    best.and_then(|(_, span)| Statement::verbatim(article, span))
}

/// How much a sentence says of a name between these two parts of it: "X, the minister," and
/// "X is" say who it is; a word of office before the name does so a little.
fn describes(before: &str, after: &str) -> u32 {
    let opens = |marks: &[&str]| marks.iter().any(|mark| after.starts_with(mark));
    let aside = opens(&[", the ", ", a ", ", an ", ", who ", ", which ", " (", "（", "，"]);
    let is = opens(&[" is ", " was ", " are ", " ist ", " war ", " est ", " es ", " fue ", "是"]);
    let titled = before.ends_with(' ')
        && before.split_whitespace().next_back().is_some_and(|word| {
            word.chars().next().is_some_and(char::is_alphabetic) && word.chars().count() > 3
        });
    let first = before.trim().is_empty();
    4 * u32::from(aside) + 3 * u32::from(is) + 2 * u32::from(first) + u32::from(titled)
}

#[cfg(test)]
mod tests {
    use super::super::fixtures;
    use super::*;

    #[test]
    fn says_what_the_papers_own_articles_said_newest_first() {
        let here = fixtures::article(
            3,
            "Bridge",
            "Mayor Ida Brandt closed the bridge on Monday. Ida Brandt left early.",
        );
        let older = fixtures::article(
            1,
            "Election",
            "Ida Brandt, the former head of the ferry company, won the election in Marlow.",
        );
        let other = fixtures::article(2, "Rain", "It rained in Tollhaven on Tuesday.");
        let elsewhere = [&older, &other];
        let subject = [&here];
        let request = Request { elsewhere: &elsewhere, ..Request::about(&subject) };
        let Answer::Names(names) = answer(&request) else { panic!("names are explained") };
        let brandt = names.iter().find(|line| line.name == "Ida Brandt").expect("she is named");
        let said: Vec<_> = brandt.said.iter().map(|one| one.citations()[0].article.0).collect();
        assert_eq!(said, [3, 1], "{brandt:?}");
        assert!(looks_up(&request).contains(&"Ida Brandt".to_owned()));
    }

    #[track_caller]
    fn check(before: &str, after: &str, at_least: u32) {
        assert!(describes(before, after) >= at_least, "{before}|{after}");
    }

    #[test]
    fn descriptions_are_told_from_mentions() {
        check("", ", the mayor, left.", 4);
        check("", " is a town.", 3);
        check("Harbour Minister ", " said so.", 1);
        assert_eq!(describes("He met ", " there."), 0);
    }
}
