//! The links of a page, by shape.
//!
//! Two links have the same shape when the elements above them have the same names, and the nearest
//! of those the same first class. Numbers in class names are dropped: `post-17` and `post-18` are
//! one.

use super::super::links::Base;
use super::super::tree::{NodeId, Tree, collapse};

/// Links of one page that are looked at; a busy front page has a thousand.
const MOST_LINKS: usize = 5_000;

/// Elements above a link whose classes belong to its shape. Farther ones name the section.
const CLASSES_FROM: usize = 3;

/// Elements above a link whose names belong to its shape.
const NAMES_FROM: usize = 24;

/// The longest text that is a headline, in characters; longer ones are whole cards.
const LONGEST_HEADLINE: usize = 250;

/// Words of classes, ids and roles that mark what stands around the news.
const AROUND: &[&str] = &[
    "breadcrumb",
    "breadcrumbs",
    "contentinfo",
    "cookie",
    "cookies",
    "dialog",
    "footer",
    "menu",
    "menubar",
    "modal",
    "nav",
    "navbar",
    "navigation",
    "newsletter",
    "pager",
    "pagination",
    "share",
    "sharing",
    "social",
    "toc",
];

/// Words that mark a second column, whose lists repeat the first or are no news.
const BESIDE: &[&str] =
    &["aside", "complementary", "popular", "related", "sidebar", "trending", "widget"];

/// A link that may lead to an article.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) node: NodeId,
    pub(super) url: String,
    /// What the link itself says; may be nothing, or `Read more`.
    pub(super) text: String,
    pub(super) shape: String,
    /// It is a heading, stands in one, or holds one.
    pub(super) heading: bool,
    /// From 0 to 1: how likely news stands in this place.
    pub(super) place: f32,
}

/// The page's links to other pages, in its order.
pub(super) fn candidates(tree: &Tree, base: &Base, page: Option<&str>) -> Vec<Candidate> {
    let host = page.and_then(host_of);
    tree.descendants(Tree::ROOT)
        .filter(|id| tree.name(*id) == "a")
        .filter_map(|id| {
            let url = base.absolute(tree.attribute(id, "href")?)?;
            let url = url.split('#').next().unwrap_or(&url).to_owned();
            let elsewhere = host.is_none() || host_of(&url) != host;
            if !is_article_address(&url, page) {
                return None;
            }
            let inner = heading_in(tree, id);
            let text = text_of(tree, id, inner);
            Some(Candidate {
                node: id,
                url,
                text,
                shape: shape(tree, id),
                heading: inner.is_some()
                    || tree.ancestors(id).take(3).any(|up| is_heading(tree, up)),
                place: place(tree, id) * if elsewhere { 0.7 } else { 1.0 },
            })
        })
        .take(MOST_LINKS)
        .collect()
}

/// False for the page itself, the front page, and files that are no pages.
fn is_article_address(url: &str, page: Option<&str>) -> bool {
    let bare = |url: &str| url.split('#').next().unwrap_or(url).trim_end_matches('/').to_owned();
    let own = page.is_some_and(|page| bare(page) == bare(url));
    let path = url.splitn(4, '/').nth(3).unwrap_or_default();
    let file = path.split('?').next().unwrap_or(path).to_ascii_lowercase();
    let no_page =
        [".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".zip", ".mp3", ".mp4", ".xml", ".rss"];
    !own && !path.is_empty() && !no_page.iter().any(|end| file.ends_with(end))
}

fn host_of(url: &str) -> Option<&str> {
    let host = url.split_once("://")?.1.split(['/', '?', '#']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host))
}

/// What a link says: its heading when it holds a whole card, else its text, else its title.
fn text_of(tree: &Tree, id: NodeId, inner: Option<NodeId>) -> String {
    let text = tree.text_of(inner.unwrap_or(id));
    if text.is_empty() {
        return collapse(tree.attribute(id, "title").unwrap_or_default());
    }
    if text.chars().count() <= LONGEST_HEADLINE {
        return text;
    }
    // A card without a heading: its first piece of some length is the headline.
    let pieces = tree.descendants(id).map(|node| collapse(tree.text(node)));
    let headline = pieces.into_iter().find(|piece| piece.chars().count() >= 15);
    let headline = headline.unwrap_or(text);
    headline.chars().take(LONGEST_HEADLINE).collect()
}

/// The first heading below a node.
pub(super) fn heading_in(tree: &Tree, id: NodeId) -> Option<NodeId> {
    tree.descendants(id).find(|node| is_heading(tree, *node))
}

pub(super) fn is_heading(tree: &Tree, id: NodeId) -> bool {
    matches!(tree.name(id), "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
        || tree.attribute(id, "role") == Some("heading")
}

fn shape(tree: &Tree, id: NodeId) -> String {
    let mut shape = String::new();
    for (above, node) in std::iter::once(id).chain(tree.ancestors(id)).take(NAMES_FROM).enumerate()
    {
        shape.push('<');
        shape.push_str(tree.name(node));
        if above <= CLASSES_FROM
            && let Some(class) = tree.attribute(node, "class")
        {
            let first = class.split_whitespace().next().unwrap_or_default();
            shape.push('.');
            shape.extend(first.chars().filter(|letter| !letter.is_ascii_digit()));
        }
    }
    shape
}

/// How likely a headline stands here, from the elements above. An article may have a header and a
/// footer of its own; those of the page hold no news.
fn place(tree: &Tree, id: NodeId) -> f32 {
    let mut place: f32 = 1.0;
    let mut edge: f32 = 1.0;
    for node in std::iter::once(id).chain(tree.ancestors(id)) {
        match tree.name(node) {
            "html" | "body" => break,
            "article" => edge = 1.0,
            "footer" | "form" | "menu" | "dialog" | "header" => edge = 0.1,
            "nav" => place = place.min(0.1),
            "aside" => place = place.min(0.4),
            _ => {}
        }
        place = place.min(place_by_words(tree, node));
    }
    place.min(edge)
}

/// What an element's class, id and role say of the place.
fn place_by_words(tree: &Tree, node: NodeId) -> f32 {
    let words = ["class", "id", "role"].into_iter().filter_map(|name| tree.attribute(node, name));
    let mut place: f32 = 1.0;
    for word in words.flat_map(|value| value.split(|c: char| !c.is_ascii_alphanumeric())) {
        let is = |list: &[&str]| list.iter().any(|known| known.eq_ignore_ascii_case(word));
        if is(AROUND) {
            place = place.min(0.1);
        } else if is(BESIDE) {
            place = place.min(0.4);
        }
    }
    place
}
