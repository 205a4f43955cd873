//! Writers' names out of bylines.
//!
//! `By Ada Orr and Bo Li, science correspondents` names two people. Roles, agencies, the
//! publisher itself, places and addresses are no names.

use super::Witnesses;

/// The longest name that is believed, in words.
const MOST_WORDS: usize = 6;
/// Writers of one article.
const MOST_NAMES: usize = 20;

const OPENERS: &[&str] = &[
    "by ",
    "von ",
    "par ",
    "por ",
    "di ",
    "da ",
    "door ",
    "av ",
    "af ",
    "written by ",
    "words by ",
    "story by ",
    "author: ",
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
];

/// The names that the most trusted witness gives.
pub(super) fn choose(witnesses: &Witnesses, publisher: Option<&str>) -> Vec<String> {
    let Witnesses { linked, meta, visible } = witnesses;
    [&linked.byline, &meta.byline, &visible.byline]
        .into_iter()
        .map(|lines| names(lines, publisher))
        .find(|names| !names.is_empty())
        .unwrap_or_default()
}

/// Names in the lines of one witness.
fn names(lines: &[String], publisher: Option<&str>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in lines {
        for name in split(line) {
            let known = found.iter().any(|known| known.eq_ignore_ascii_case(&name));
            if !known && found.len() < MOST_NAMES && is_name(&name, publisher) {
                found.push(name);
            }
        }
    }
    found
}

fn split(line: &str) -> Vec<String> {
    let mut line = line.trim();
    loop {
        let lower = line.to_lowercase();
        let Some(opener) = OPENERS.iter().find(|opener| lower.starts_with(**opener)) else { break };
        line = line.get(opener.len()..).unwrap_or("").trim();
    }
    let line = line
        .replace(" and ", ",")
        .replace(" & ", ",")
        .replace(" und ", ",")
        .replace(" et ", ",")
        .replace(" y ", ",")
        .replace(" with ", ",");
    line.split([',', ';', '|', '/', '•', '·', '\n'])
        .map(|name| name.trim().trim_end_matches('.').to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

fn is_name(name: &str, publisher: Option<&str>) -> bool {
    let words = name.split_whitespace().count();
    let lower = name.to_lowercase();
    (1..=MOST_WORDS).contains(&words)
        && !name.contains(['@', ':', '<', '{'])
        && !name.chars().any(|c| c.is_ascii_digit())
        && publisher.is_none_or(|publisher| !publisher.eq_ignore_ascii_case(name))
        && !["admin", "administrator", "editor", "staff", "null", "undefined"]
            .contains(&lower.as_str())
        && !ROLES.iter().any(|role| lower.contains(role))
}

const ROLES: &[&str] = &[
    "correspondent",
    "reporter",
    "editor",
    "columnist",
    "korrespondent",
    "redakteur",
    "journaliste",
];
