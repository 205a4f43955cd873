//! What a person sees: the big headline, the byline, the date above the text.
//!
//! The one rule: only what stands outside asides, footers and lists of other articles counts.

use memchr::memchr2_iter;

use super::Facts;
use crate::page::tree::{NodeId, Tree, collapse};

/// A byline is a line, not a paragraph.
const LONGEST_BYLINE: usize = 160;

/// Main headings and elements that may hold a byline, looked at per page.
const MAX_HEADLINES: usize = 8;
/// See [`MAX_HEADLINES`].
const MAX_BYLINES: usize = 60;

/// Parts of an address that leads to a writer's page.
const WRITERS_PARTS: [&str; 7] = ["author", "authors", "auteur", "autor", "by", "staff", "profile"];

/// Reads headlines, byline and date from the page's own words and microdata.
pub(super) fn read(tree: &Tree) -> Facts {
    let mut facts = Facts::default();
    let mut bylines: Vec<(u8, String)> = Vec::new();
    let mut tried = 0;
    for node in tree.descendants(Tree::ROOT) {
        match tree.name(node) {
            "" => continue,
            "h1" if facts.headlines.len() < MAX_HEADLINES => {
                facts.headlines.extend(Some(tree.text_of(node)).filter(|text| !text.is_empty()));
            }
            "time" if facts.published.is_none() && !is_aside(tree, node) => {
                facts.published = tree.attribute(node, "datetime").map(str::to_owned);
            }
            _ => {}
        }
        read_property(tree, node, &mut facts);
        if tried >= MAX_BYLINES {
            continue;
        }
        if let Some(trust) = byline_trust(tree, node).filter(|_| !is_aside(tree, node)) {
            tried += 1;
            let text = tree.text_of(node);
            if !text.is_empty() && text.len() < LONGEST_BYLINE {
                bylines.push((trust, text));
            }
        }
    }
    if let Some(best) = bylines.iter().map(|(trust, _)| *trust).max() {
        facts.byline = bylines
            .into_iter()
            .filter(|(trust, _)| *trust == best)
            .map(|(_, text)| text)
            .take(6)
            .collect();
    }
    facts
}

/// Microdata and `RDFa` on visible elements.
fn read_property(tree: &Tree, node: NodeId, facts: &mut Facts) {
    let Some(property) = tree.attribute(node, "itemprop") else { return };
    let value =
        ["content", "datetime"].iter().find_map(|key| tree.attribute(node, key)).map(str::to_owned);
    match property {
        "datePublished" if facts.dated.is_none() && !is_aside(tree, node) => {
            facts.dated = value.or_else(|| Some(tree.text_of(node)));
        }
        "dateModified" if facts.modified.is_none() => facts.modified = value,
        "headline" if facts.headline.is_none() => {
            facts.headline = value.or_else(|| Some(tree.text_of(node))).map(|text| collapse(&text));
        }
        _ => {}
    }
}

/// How surely the element holds the writers' names.
fn byline_trust(tree: &Tree, node: NodeId) -> Option<u8> {
    if tree
        .attribute(node, "rel")
        .is_some_and(|rel| rel.split_whitespace().any(|word| word == "author"))
    {
        return Some(4);
    }
    if tree.attribute(node, "itemprop") == Some("author") {
        return Some(3);
    }
    let href = tree.attribute(node, "href").unwrap_or("");
    let between_slashes = href.split_once('/').and_then(|(_, rest)| rest.rsplit_once('/'));
    let leads_to_writer =
        |(parts, _): (&str, &str)| parts.split('/').any(|part| WRITERS_PARTS.contains(&part));
    if between_slashes.is_some_and(leads_to_writer) {
        return Some(2);
    }
    let class = tree.attribute(node, "class").unwrap_or("");
    if !["byline", "author"].iter().any(|word| contains_ignoring_case(class, word)) {
        return None;
    }
    let class = class.to_lowercase();
    [
        "byline",
        "author-name",
        "author_name",
        "authorname",
        "article-author",
        "article__author",
        "post-author",
        "entry-author",
    ]
    .iter()
    .any(|word| class.contains(word))
    .then_some(1)
}

fn contains_ignoring_case(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let Some(first) = word.first() else { return true };
    memchr2_iter(*first, first.to_ascii_uppercase(), text)
        .any(|at| text.get(at..at + word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word)))
}

/// Whether the node stands in a part of the page that is not the article.
fn is_aside(tree: &Tree, node: NodeId) -> bool {
    tree.ancestors(node).take(30).any(|above| {
        matches!(tree.name(above), "aside" | "footer" | "nav")
            || tree.attribute(above, "class").is_some_and(|class| {
                let class = class.to_lowercase();
                ["related", "sidebar", "comment", "recommend", "most-read", "trending", "latest"]
                    .iter()
                    .any(|word| class.contains(word))
            })
    })
}
