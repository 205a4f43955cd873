//! Several articles in full, each in an `<article>` of its own.
//!
//! Bulletins, notices and weblogs print whole texts one below the other, and some pages load the
//! next article below the first. Lists of teasers use the same element, and so do comments and the
//! updates of a live page.
//!
//! The one rule: an article is whole when it has a heading that leads nowhere else and running text
//! under it; unless two are, the page is read as one. A page that says it is one article is split
//! only where each part has a main heading.

use std::ops::Range;

use dateline_model::Draft;

use super::blocks::{Block, Kind};
use super::features::Known;
use super::live::time_of_day;
use super::marks::{self, Family};
use super::metadata::{self, Witnesses};
use super::tree::{NodeId, Tree};
use super::{Page, body, render};

/// Blocks of an article before its heading: a kicker, a day, a picture.
const HEADING_REACH: usize = 4;
/// A paragraph of running text, in characters.
const SHORTEST_PARAGRAPH: usize = 60;
/// Running text under a whole article's heading: so many paragraphs, so many characters.
const LEAST_TEXT: (usize, usize) = (2, 240);
/// Articles read from one page.
const MAX_ARTICLES: usize = 50;

/// One whole article of a page.
pub(super) struct Part {
    /// Its `<article>`.
    node: NodeId,
    /// Its blocks.
    blocks: Range<usize>,
    /// Which of them is its heading.
    heading: usize,
    level: u8,
}

/// The whole articles of a page that has several; nothing on any other page.
pub(super) fn find(tree: &Tree, blocks: &[Block], witnesses: &Witnesses) -> Vec<Part> {
    let is_one = witnesses.meta.is_article || witnesses.linked.headline.is_some();
    let mut parts: Vec<Part> = Vec::new();
    if witnesses.linked.is_live {
        return parts;
    }
    let owners = owners(tree);
    let owner = |block: &Block| owners.get(Tree::index(block.node)).copied().flatten();
    let mut start = 0;
    for run in blocks.chunk_by(|a, b| owner(a) == owner(b)) {
        let part = run.first().and_then(owner).and_then(|node| part(tree, run, node, start));
        start += run.len();
        let fits = |part: &Part| {
            (part.level == 1 || !is_one)
                && parts.first().is_none_or(|first| first.level == part.level)
        };
        parts.extend(part.filter(fits));
    }
    parts.truncate(if parts.len() > 1 { MAX_ARTICLES } else { 0 });
    parts
}

/// For each node, the outermost `<article>` that it stands in, asides left out.
fn owners(tree: &Tree) -> Vec<Option<NodeId>> {
    let mut owners = vec![None; tree.len()];
    let mut next = Some(Tree::ROOT);
    while let Some(node) = next {
        let is_article = tree.name(node) == "article";
        if is_article {
            for inner in tree.descendants(node) {
                if let Some(owner) = owners.get_mut(Tree::index(inner)) {
                    *owner = Some(node);
                }
            }
        }
        let is_leaf = is_article || matches!(tree.name(node), "aside" | "footer" | "nav");
        next = match tree.children(node).next() {
            Some(child) if !is_leaf => Some(child),
            _ => tree.after(node, Tree::ROOT),
        };
    }
    owners
}

/// The article `node` with the blocks `inner`, of which the first is the page's `start`th, if whole.
fn part(tree: &Tree, inner: &[Block], node: NodeId, start: usize) -> Option<Part> {
    let is_other = [Family::Related, Family::Comments, Family::Advert];
    if is_other.iter().any(|family| marks::of(tree, node).has(*family)) {
        return None;
    }
    let (at, level) =
        inner.iter().enumerate().take(HEADING_REACH).find_map(|(at, block)| match block.kind {
            Kind::Heading(level @ 1..=3) => Some((at, level)),
            _ => None,
        })?;
    let heading = inner.get(at)?;
    let is_title = heading.linked == 0 && time_of_day(&heading.text).is_none();
    let prose = inner.iter().skip(at + 1).filter(|block| {
        matches!(block.kind, Kind::Paragraph | Kind::Quote | Kind::Item { .. })
            && block.linked * 2 < block.chars
    });
    let chars: usize = prose.clone().map(|block| block.chars).sum();
    let long = prose.filter(|block| block.chars >= SHORTEST_PARAGRAPH).count();
    let is_whole = is_title && long >= LEAST_TEXT.0 && chars >= LEAST_TEXT.1;
    is_whole.then(|| Part { node, blocks: start..start + inner.len(), heading: start + at, level })
}

impl Part {
    /// Where the article begins among the page's blocks.
    pub(super) fn start(&self) -> usize {
        self.blocks.start
    }

    /// Whether `headline` is this article's.
    pub(super) fn is_called(&self, headline: &str, blocks: &[Block]) -> bool {
        blocks.get(self.heading).is_some_and(|heading| heading.text == headline)
    }

    /// The article; what it does not say of itself it has from the `page`'s own.
    pub(super) fn read(&self, page: &Page, own: &Draft) -> Draft {
        let blocks = page.blocks.get(self.blocks.clone()).unwrap_or(&[]);
        let headline = page.blocks.get(self.heading).map_or("", |block| block.text.as_str());
        let known = Known { headline, description: "", body: None };
        let chosen = body::choose(&page.tree, blocks, known);
        let chosen: Vec<&Block> = chosen.into_iter().filter_map(|at| blocks.get(at)).collect();
        let place = page.tree.attribute(self.node, "id").filter(|id| !id.is_empty());
        let url = own.url.as_deref().map(|url| match place {
            Some(id) => format!("{}#{id}", url.split('#').next().unwrap_or(url)),
            None => url.to_owned(),
        });
        let draft = Draft {
            headline: headline.to_owned(),
            url,
            publisher: own.publisher.clone(),
            language: own.language.clone(),
            text: render::text(&chosen),
            html: render::html(&page.tree, &chosen, &page.base),
            ..Draft::default()
        };
        metadata::with_lines(draft, &page.tree, self.node, blocks)
    }
}

#[cfg(test)]
mod tests {
    use dateline_model::ArticleKind;

    use crate::page::{PageSource, read_page};

    const WORDS: &str = "<p>The river rose above the old bridge on Monday, and the people of Vell \
        went to higher ground, where the school had opened its doors to all of them.</p>";

    #[track_caller]
    fn check(page: &str, headlines: &[&str]) {
        let source = PageSource { url: Some("https://vell.example/notes"), captured: None };
        let drafts = read_page(&page.replace("WORDS", &WORDS.repeat(3)), &source);
        let found: Vec<&str> = drafts.iter().map(|draft| draft.headline.as_str()).collect();
        assert_eq!(found, headlines, "{page}");
    }

    #[test]
    fn a_bulletin_gives_its_articles() {
        check(
            "<h1>Notes</h1><article><h2>Rain</h2>WORDS</article><article><h2>Snow</h2>WORDS</article>",
            &["Rain", "Snow"],
        );
        check(
            "<meta property=og:type content=article><article><h1>Rain</h1>WORDS</article><article><h1>Snow</h1>WORDS</article>",
            &["Rain", "Snow"],
        );
    }

    #[test]
    fn an_ordinary_page_is_one() {
        for below in [
            "<article><h2>Snow</h2><p>A teaser.</p></article>",
            "<article><h1><a href=/snow>Snow</a></h1>WORDS</article>",
            "<aside><article><h1>Snow</h1>WORDS</article></aside>",
            "<article class=comment><h1>Ada</h1>WORDS</article>",
            "<article><h2>19:42 Snow</h2>WORDS</article>",
        ] {
            check(&format!("<article><h1>Rain</h1>WORDS</article>{below}"), &["Rain"]);
        }
        check(
            "<meta property=og:type content=article><h1>Rain</h1><article><h2>How</h2>WORDS</article><article><h2>Why</h2>WORDS</article>",
            &["Rain"],
        );
    }

    #[test]
    fn each_has_its_own_place_writer_and_age() {
        let note = |id: &str, age: &str| {
            let words = WORDS.repeat(3);
            format!("<article id={id}><h2>The {id}</h2><p>Ada Orr · {age}</p>{words}</article>")
        };
        let (rain_note, snow_note) = (note("rain", "2 hours ago"), note("snow", "3 days ago"));
        let source = PageSource { url: Some("https://vell.example/notes"), captured: None };
        let drafts = read_page(&format!("<h1>Notes</h1>{rain_note}{snow_note}"), &source);
        let [_, snow] = drafts.as_slice() else { panic!("two articles: {drafts:?}") };
        assert_eq!(snow.url.as_deref(), Some("https://vell.example/notes#snow"));
        assert_eq!(snow.age.as_ref().map(|age| age.seconds), Some(259_200));
        let asked = PageSource { url: Some("https://vell.example/notes#snow"), captured: None };
        let first = read_page(&format!("<h1>Notes</h1>{rain_note}{snow_note}"), &asked);
        assert_eq!(first.first().map(|draft| draft.headline.as_str()), Some("The snow"));
        assert_eq!(snow.byline, ["Ada Orr"]);
        assert_eq!(snow.kind, ArticleKind::Article);
        assert_eq!(snow.text.matches("The river rose").count(), 3);
    }
}
