//! The lines around the headline: `By Ada Orr`, `18 December 2023`.
//!
//! Many pages mark neither writer nor day; a person finds both next to the headline.
//!
//! The one rule: only short lines near the headline are looked at, and only those that say what
//! they are.

use dateline_model::{Age, When};

use super::byline::is_person;
use crate::dates::{DateHints, read_local_date};
use crate::page::age::age_of;
use crate::page::blocks::{Block, Kind};

/// Lines before and after the headline that are looked at.
const REACH: (usize, usize) = (8, 16);
/// Lines at the head of an article among others.
const FIRST: usize = 4;
/// A line that names writers or a day is no longer than this.
const LONGEST_LINE: usize = 110;
/// Parts of one line that may be an age.
const MOST_PARTS: usize = 8;
/// Openers of a line that names writers, in lower case.
const WRITER_OPENERS: &[&str] = &[
    "by ",
    "by: ",
    "von ",
    "par ",
    "por ",
    "written by ",
    "words by ",
    "story by ",
    "author: ",
    "author ",
    "posted by ",
    "di ",
    "autor: ",
    "text: ",
];
/// Openers of a line that names the day of publication.
const DAY_OPENERS: &[&str] = &[
    "published on",
    "published:",
    "published",
    "posted on",
    "posted:",
    "posted",
    "first published",
    "date:",
    "veröffentlicht am",
    "veröffentlicht",
    "publié le",
    "publié",
    "publicado el",
    "publicado em",
    "publicado",
    "pubblicato il",
    "pubblicato",
    "created",
    "opublikowano",
    "on ",
    "am ",
    "le ",
    "vom ",
];

/// What the lines near the headline say.
#[derive(Debug, Default)]
pub(in crate::page) struct Said {
    /// A line that names writers, with its opener.
    pub byline: Option<String>,
    /// The first day named.
    pub published: Option<When>,
    /// The first relative age.
    pub age: Option<Age>,
}

/// Reads the lines near the main heading, or near the line that is the `headline`.
pub(super) fn read(blocks: &[Block], headline: Option<&String>, hints: &DateHints) -> Said {
    let lines: Vec<&Block> = blocks.iter().filter(|block| block.chars > 0).collect();
    let title = lines
        .iter()
        .position(|block| block.kind == Kind::Heading(1))
        .or_else(|| lines.iter().position(|block| Some(&block.text) == headline));
    let Some(title) = title else { return Said::default() };
    let near = title.saturating_sub(REACH.0)..(title + REACH.1).min(lines.len());
    hear(lines.get(near).unwrap_or(&[]), hints)
}

/// Reads the first lines of an article whose blocks are known.
pub(super) fn first(blocks: &[Block], hints: &DateHints) -> Said {
    let lines: Vec<&Block> = blocks.iter().filter(|block| block.chars > 0).take(FIRST).collect();
    hear(&lines, hints)
}

fn hear(lines: &[&Block], hints: &DateHints) -> Said {
    let mut said = Said::default();
    for line in lines.iter().flat_map(|block| block.text.lines()) {
        if let Some((signed, age)) = signed_age(line) {
            said.byline = said.byline.or(signed);
            said.age = said.age.or(Some(age));
        }
    }
    for block in lines {
        for line in block
            .text
            .split(['\n', '|', '•', '·'])
            .map(str::trim)
            .filter(|line| line.len() <= LONGEST_LINE)
        {
            let lower = line.to_lowercase();
            if said.byline.is_none()
                && WRITER_OPENERS.iter().any(|opener| lower.starts_with(opener))
            {
                said.byline = Some(line.to_owned());
            }
            said.published = said.published.or_else(|| day_of(line, &lower, hints));
        }
    }
    said
}

/// The age in a line, and whoever signs before it: `Ada Orr, 13 hours ago`.
fn signed_age(line: &str) -> Option<(Option<String>, Age)> {
    let mut before = "";
    for part in line.split([',', '—', '–', '|', '•', '·']).map(str::trim).take(MOST_PARTS) {
        if let Some(age) = age_of(part) {
            return Some((Some(before.to_owned()).filter(|name| is_person(name)), age));
        }
        before = part;
    }
    None
}

fn day_of(line: &str, lower: &str, hints: &DateHints) -> Option<When> {
    if !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let end = reading_time(lower).filter(|end| line.is_char_boundary(*end));
    let line = line.get(..end.unwrap_or(line.len())).unwrap_or(line);
    let opener = DAY_OPENERS.iter().find(|opener| lower.starts_with(**opener));
    let rest = opener.and_then(|opener| line.get(opener.len()..)).unwrap_or(line);
    read_local_date(rest.trim_start_matches([':', ' ', ',']), hints)
}

/// Where `6 min read` begins, which often stands in the line of the day.
fn reading_time(lower: &str) -> Option<usize> {
    let unit = [" min read", " minute read", " minutes read", " min. read", " min lesezeit"]
        .iter()
        .find_map(|unit| lower.find(unit))?;
    let number = lower.get(..unit)?.rfind(|c: char| !c.is_ascii_digit())?;
    Some(number + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::blocks::cut;
    use crate::page::tree::{Tree, parse};

    #[track_caller]
    fn check(markup: &str, byline: Option<&str>, day: Option<&str>) {
        let tree = parse(markup);
        let said = read(&cut(&tree, Tree::ROOT), None, &DateHints::default());
        assert_eq!(said.byline.as_deref(), byline);
        assert_eq!(said.published.map(|when| when.day().to_string()).as_deref(), day);
    }

    #[test]
    fn finds_writer_and_day_beside_the_headline() {
        check(
            "<h1>Fire</h1><p>By Ada Orr | December 18, 2023<p>Text.",
            Some("By Ada Orr"),
            Some("2023-12-18"),
        );
        check("<p>Published: 18 December 2023<h1>Fire</h1>", None, Some("2023-12-18"));
        check("<h1>Fire</h1><p>Dec 18, 2023 6 min read<p>Text.", None, Some("2023-12-18"));
    }

    #[test]
    fn finds_how_long_ago_it_was() {
        let said = |markup: &str| {
            let tree = parse(markup);
            let title = "Fire in Vell".to_owned();
            read(&cut(&tree, Tree::ROOT), Some(&title), &DateHints::default()).age
        };
        let age = Some(Age { text: "13 hours ago".to_owned(), seconds: 46_800 });
        assert_eq!(said("<h1>Fire</h1><p>Ada Orr, 13 hours ago"), age);
        let tree = parse("<h1>Fire</h1><p>Ada Orr, 13 hours ago");
        let signed = first(&cut(&tree, Tree::ROOT), &DateHints::default()).byline;
        assert_eq!(signed.as_deref(), Some("Ada Orr"));
        assert_eq!(said("<p>Fire in Vell<p>Published 13 hours ago | Vell"), age);
        assert_eq!(said("<h1>Fire</h1><p>It began 13 hours ago"), None);
    }

    #[test]
    fn says_nothing_without_a_headline_or_in_long_lines() {
        check("<p>By Ada Orr", None, None);
        check(&format!("<h1>Fire</h1><p>By {}", "the river ".repeat(20)), None, None);
    }
}
