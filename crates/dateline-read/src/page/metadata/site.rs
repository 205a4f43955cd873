//! The site's name and the headline's line, where no element says which they are.
//!
//! A page's title is often `Fire in Vell :: Vell Post`. Which end is the site's name and which the
//! headline, the page tells: the one is the text of the link to its front page or the name of its
//! feed, the other stands alone as a line above the text.
//!
//! The one rule: a part of the title counts only when the page shows it elsewhere, word for word.

use std::collections::HashSet;

use url::Url;

use super::headline::MARKS;
use crate::page::blocks::Block;
use crate::page::letters::{letters, squeeze};
use crate::page::tree::{Tree, collapse};

/// Links and lines longer than this, in bytes, are neither a name nor a headline.
const LONGEST_LINE: usize = 400;
/// A shorter part of the title, in letters, is a label.
const SHORTEST_HEADLINE: usize = 6;
/// Marks looked at in one title.
const MOST_PARTS: usize = 24;
/// Marks that part headline and site so seldom that only the page's own words prove it.
const RARE_MARKS: [&str; 4] = ["_", "--", "|", "::"];

/// The end of `title` that is the site's name.
pub(super) fn name(tree: &Tree, title: &str, page: Option<&str>) -> Option<String> {
    let page = page.and_then(|page| Url::parse(page).ok());
    let known: HashSet<String> = tree
        .descendants(Tree::ROOT)
        .filter_map(|node| match tree.name(node) {
            "a" if is_front_page(tree.attribute(node, "href")?, page.as_ref()) => {
                Some(tree.text_of(node))
            }
            "link" => Some(feed_name(tree.attribute(node, "title")?).to_owned()),
            _ => None,
        })
        .filter(|name| name.len() <= LONGEST_LINE)
        .map(|name| squeeze(&name))
        .collect();
    parts(title).find(|part| known.contains(&squeeze(part))).map(str::to_owned)
}

/// The part of `title` that stands alone as a line of the page: the headline.
pub(super) fn shown(title: &str, blocks: &[Block]) -> Option<String> {
    let lines = blocks
        .iter()
        .filter(|block| block.text.len() <= LONGEST_LINE && block.linked * 2 <= block.chars);
    std::iter::once(title)
        .chain(parts(title))
        .filter(|part| {
            let part = squeeze(part);
            part.chars().count() >= SHORTEST_HEADLINE
                && lines.clone().any(|line| letters(&line.text).eq(part.chars()))
        })
        .max_by_key(|part| part.len())
        .map(collapse)
}

/// What stands before and after each mark of the title.
fn parts(title: &str) -> impl Iterator<Item = &str> {
    let marks = MARKS.iter().chain(&RARE_MARKS);
    marks
        .flat_map(|mark| title.match_indices(mark))
        .take(MOST_PARTS)
        .flat_map(|(at, mark)| [title.get(at + mark.len()..), title.get(..at)])
        .flatten()
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// `Vell Post » Feed` is the feed of `Vell Post`.
fn feed_name(title: &str) -> &str {
    let end = title.find([':', '»', '|']).unwrap_or(title.len());
    let name = title.get(..end).unwrap_or(title).trim();
    ["Feed", "feed", "RSS", "Atom"]
        .iter()
        .fold(name, |name, word| name.strip_suffix(word).unwrap_or(name).trim_end())
}

/// Whether a link leads to the root of the page's own site.
fn is_front_page(href: &str, page: Option<&Url>) -> bool {
    if href == "/" {
        return true;
    }
    let Some(page) = page.filter(|_| href.ends_with('/') || href.matches('/').count() == 2) else {
        return false;
    };
    page.join(href).is_ok_and(|link| link.host() == page.host() && link.path() == "/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::blocks::cut;
    use crate::page::tree::parse;

    #[track_caller]
    fn check(title: &str, markup: &str, site: Option<&str>, headline: Option<&str>) {
        let tree = parse(markup);
        let page = Some("https://vell.example/fire");
        assert_eq!(name(&tree, title, page).as_deref(), site, "{title}");
        assert_eq!(shown(title, &cut(&tree, Tree::ROOT)).as_deref(), headline, "{title}");
    }

    #[test]
    fn the_page_tells_which_end_is_which() {
        let page = "<a href=/><b>Vell Post</b></a><div>Fire in Vell</div><p>It burns.";
        check("Fire in Vell :: Vell Post", page, Some("Vell Post"), Some("Fire in Vell"));
        check("Vell Post | Fire in Vell", page, Some("Vell Post"), Some("Fire in Vell"));
        check("Fire in Vell_Vell Post", page, Some("Vell Post"), Some("Fire in Vell"));
        check("Fire in Vell - the night", page, None, Some("Fire in Vell"));
        check(
            "Fire in Vell - Vell Post",
            "<link type=application/rss+xml title='Vell Post RSS Feed'><a href=https://vell.example/>Home</a>",
            Some("Vell Post"),
            None,
        );
    }

    #[test]
    fn links_and_other_sites_prove_nothing() {
        check("Fire in Vell | Orr", "<a href=https://orr.example/>Orr</a>", None, None);
        check("Fire in Vell | Orr", "<div><a href=/fire>Fire in Vell</a></div>", None, None);
        check("News | Fire in Vell", "<p>News</p>", None, None);
    }
}
