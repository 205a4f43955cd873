//! Writers' names out of bylines.
//!
//! `By Ada Orr and Bo Li, science correspondents` names two people. Roles, degrees, places and
//! addresses are no names; an agency or the publisher is one only when nobody else is named.
//!
//! The one rule: the most trusted witness that names a person is believed whole, and names are
//! never mixed from several witnesses.

use super::Witnesses;

/// The longest name that is believed, in words.
const MOST_WORDS: usize = 6;
/// Writers of one article.
const MOST_NAMES: usize = 20;

/// What stands before the first name.
const OPENERS: &[&str] = &[
    "by ",
    "by: ",
    "von ",
    "par ",
    "por ",
    "di ",
    "door ",
    "av ",
    "af ",
    "written by ",
    "words by ",
    "story by ",
    "author: ",
    "author ",
    "posted by ",
    "published by ",
    "text: ",
    "autor: ",
    "autore: ",
    "from ",
    "reported by ",
    "reporting by ",
    "oleh ",
    "przez ",
    "view all posts by ",
    "posts by ",
    "more by ",
    "articles by ",
    "edited by ",
    "an article by ",
    "analysis by ",
    "opinion by ",
    "guest post by ",
    "author archive ",
];
/// Words that join names.
const JOINS: &[&str] =
    &[" and ", " & ", " und ", " et ", " y ", " with ", " og ", " och ", " en ", " e "];
/// What stands after the last name.
const TAILS: &[&str] = &[" in ", " on ", " at ", " for ", " am ", " | "];
/// Parts of a line that are no names.
const ROLES: &[&str] = &[
    "correspondent",
    "reporter",
    "editor",
    "columnist",
    "korrespondent",
    "redakteur",
    "journalist",
    "writer",
    "producer",
    "contributor",
    "officer",
    "head of",
    "chief",
    "director",
    "professor",
    "staff",
    "photographer",
    "analyst",
    "redaktion",
    "redazione",
    "sponsored",
    "published",
    "updated",
    "read more",
    "instagram",
    "image",
    "iphone",
    "istock",
    "getty",
    "minute",
    "http",
    "www.",
    "advertis",
    "view all",
    "follow",
    "share",
    "comment",
];
/// Words in the names of agencies and publishers.
const HOUSES: &[&str] = &[
    "press",
    "reuters",
    "afp",
    "agencies",
    "agence",
    "agency",
    "agenturen",
    "news",
    "media",
    "gazette",
    "journal",
    "times",
    "tribune",
    "post",
    "report",
    "online",
    ".com",
    "staff",
    "university",
    "institute",
    "magazine",
    "telegram",
    "herald",
    "team",
    "wire",
    "dpa",
    "ap",
    "apa",
    "afp",
    "network",
    "newsroom",
    "guardian",
    "editorial",
    "board",
];

/// The names that the most trusted witness gives.
pub(super) fn choose(witnesses: &Witnesses, publisher: Option<&str>) -> Vec<String> {
    let Witnesses { linked, meta, visible, .. } = witnesses;
    let said: Vec<String> = witnesses.said.byline.iter().cloned().collect();
    let told = [&linked.byline, &meta.byline, &visible.byline, &said].map(|lines| names(lines));
    let is_house = |name: &String| is_house(name, publisher);
    let people = told
        .iter()
        .map(|names| names.iter().filter(|name| !is_house(name)).cloned().collect::<Vec<_>>());
    let first = people.into_iter().find(|names| !names.is_empty());
    first.or_else(|| told.iter().find(|names| !names.is_empty()).cloned()).unwrap_or_default()
}

/// Names in the lines of one witness, each once.
fn names(lines: &[String]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in lines.iter().filter(|line| !line.contains("://") && !line.contains('@')) {
        for name in split(line) {
            let known = found.iter().any(|known| known.to_lowercase() == name.to_lowercase());
            if !known && found.len() < MOST_NAMES && is_name(&name) {
                found.push(name);
            }
        }
    }
    found
}

fn split(line: &str) -> Vec<String> {
    let mut line = without_brackets(line);
    while let Some(rest) = without_opener(&line) {
        line = rest;
    }
    for tail in TAILS {
        line.truncate(line.find(tail).unwrap_or(line.len()));
    }
    for join in JOINS {
        line = line.replace(join, ",");
    }
    line.split([',', ';', '|', '/', '•', '·', '\n'])
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

/// `Ada Orr (ao)` is `Ada Orr`.
fn without_brackets(line: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::with_capacity(line.len());
    for c in line.trim().chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

fn without_opener(line: &str) -> Option<String> {
    let lower = line.to_lowercase();
    if let Some(opener) = OPENERS.iter().find(|opener| lower.starts_with(**opener)) {
        return Some(line.get(opener.len()..)?.trim().to_owned());
    }
    let glued = line.strip_prefix("By")?;
    glued.starts_with(char::is_uppercase).then(|| glued.to_owned())
}

fn is_name(name: &str) -> bool {
    let words = name.split_whitespace().count();
    let lower = name.to_lowercase();
    let is_degree = name.len() <= 4
        && words == 1
        && name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
        && name.is_ascii();
    (1..=MOST_WORDS).contains(&words)
        && name.len() > 1
        && !is_degree
        && !name.contains(['@', ':', '<', '{'])
        && !name.chars().any(|c| c.is_ascii_digit())
        && !["admin", "administrator", "editor", "null", "undefined", "red", "guest", "unknown"]
            .contains(&lower.as_str())
        && !ROLES.iter().any(|role| lower.contains(role))
}

/// Whether a few words that say nothing of themselves are surely a person's name.
pub(super) fn is_person(words: &str) -> bool {
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    (2..=4).contains(&words.split_whitespace().count())
        && words.split_whitespace().all(is_capital)
        && is_name(words)
        && !is_house(words, None)
}

/// An agency, a publisher, a desk.
fn is_house(name: &str, publisher: Option<&str>) -> bool {
    let lower = name.to_lowercase();
    publisher.is_some_and(|publisher| publisher.to_lowercase() == lower)
        || lower.split_whitespace().any(|word| HOUSES.contains(&word))
        || lower.contains(".com")
        || lower.contains(".de")
        || lower.contains("www.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::metadata::Facts;

    #[track_caller]
    fn check(lines: &[&str], expected: &[&str]) {
        let byline = lines.iter().map(|line| (*line).to_owned()).collect();
        let witnesses =
            Witnesses { linked: Facts { byline, ..Facts::default() }, ..Witnesses::default() };
        assert_eq!(choose(&witnesses, Some("Vell Post")), expected);
    }

    #[test]
    fn takes_names_apart() {
        check(&["By Ada Orr and Bo Li"], &["Ada Orr", "Bo Li"]);
        check(&["Ada Orr, Science Correspondent"], &["Ada Orr"]);
        check(&["Ada Orr (ao)", "ByBo Li", "ada orr"], &["Ada Orr", "Bo Li"]);
        check(&["Ada Orr, MS, RDN"], &["Ada Orr"]);
    }

    #[test]
    fn houses_count_only_when_alone() {
        check(&["Ada Orr", "The Associated Press"], &["Ada Orr"]);
        check(&["Vell Post"], &["Vell Post"]);
        check(&["https://vell.example/ada", "ada@vell.example"], &[]);
    }
}
