//! A news page's HTML to the article that a person wants.
//!
//! [`read_page`] tames the source ([`caps`]), parses it into an arena ([`tree`]), cuts it into
//! blocks ([`blocks`]), hears what the page says of itself ([`metadata`]), chooses the blocks that
//! are the article ([`body`]) and writes text and HTML from them ([`render`]). Pages that hold
//! several articles give several ([`several`]).
//!
//! The one rule: reading never fails. A page without an article is a draft of kind `none` whose
//! problems say why.

mod age;
mod articles;
mod blocks;
mod body;
mod caps;
mod explain;
mod features;
mod hash;
mod judge;
mod kind;
mod letters;
mod links;
mod live;
mod marks;
mod media;
mod metadata;
mod near;
mod phrases;
mod references;
mod render;
mod rules;
mod selector;
mod several;
mod state;
#[cfg(test)]
mod tests;
mod tree;
mod url_date;
mod wall;
mod watch;

use crate::decode::decode;
use dateline_model::{ArticleKind, Draft, Millis};

pub use watch::watch_page;

use blocks::Block;
use caps::{Payload, Tamed};
use features::Known;
use links::Base;
use metadata::Witnesses;
use near::Near;
pub use rules::{PageBlock, PageRules, page_blocks};
use tree::Tree;

pub use explain::FieldSource;

/// Where and when a page was taken.
#[derive(Clone, Copy, Debug, Default)]
pub struct PageSource<'a> {
    /// Its final address.
    pub url: Option<&'a str>,
    /// When it was taken; relative ages count from here.
    pub captured: Option<Millis>,
}

/// Reads a page: its own article first, then others that it holds in full. Never empty.
pub fn read_page(html: &str, source: &PageSource<'_>) -> Vec<Draft> {
    read(html, source, None)
}

/// The same, with what the owner decided about the site.
pub fn read_page_with(html: &str, source: &PageSource<'_>, rules: &PageRules) -> Vec<Draft> {
    read(html, source, Some(rules))
}

fn read(html: &str, source: &PageSource<'_>, rules: Option<&PageRules>) -> Vec<Draft> {
    let mut tamed = caps::tame(html);
    read_parts(&mut Page::new(&mut tamed, source, rules), &tamed, source, rules)
}

/// Reads a page as [`read_page`] does, and says where each field of its articles comes from.
pub fn explain_page(html: &str, source: &PageSource<'_>) -> Vec<(Draft, Vec<FieldSource>)> {
    let mut tamed = caps::tame(html);
    let mut page = Page::new(&mut tamed, source, None);
    let drafts = read_parts(&mut page, &tamed, source, None).into_iter();
    let explained = drafts.map(|draft| {
        let sources = explain::sources(&draft, &page.witnesses, &tamed.payloads, &page.base);
        (draft, sources)
    });
    explained.collect()
}

fn read_parts(
    page: &mut Page,
    tamed: &Tamed<'_>,
    source: &PageSource<'_>,
    rules: Option<&PageRules>,
) -> Vec<Draft> {
    let mut others = several::split_off(&mut page.blocks);
    let mut draft = metadata::choose(&page.witnesses, source, &page.base);
    let parts = articles::find(&page.tree, &page.blocks, &page.witnesses);
    let is_bulletin =
        parts.first().is_some_and(|part| !part.is_called(&draft.headline, &page.blocks));
    let below = parts.iter().skip(usize::from(!is_bulletin));
    others.splice(..0, below.map(|part| part.read(page, &draft)));
    if is_bulletin {
        let asked = others.iter().position(|other| other.url.as_deref() == source.url);
        others.get_mut(..=asked.unwrap_or(0)).unwrap_or_default().rotate_right(1);
        return others;
    }
    if let Some(next) = parts.get(1) {
        page.blocks.truncate(next.start());
    }
    page.read_body(&mut draft, &tamed.payloads, rules);
    if tamed.cut {
        draft.problems.push("the page is too long; its end was not read".to_owned());
    }
    std::iter::once(draft).chain(others).collect()
}

/// A page taken apart.
struct Page {
    tree: Tree,
    base: Base,
    blocks: Vec<Block>,
    witnesses: Witnesses,
}

impl Page {
    fn new(tamed: &mut Tamed<'_>, source: &PageSource<'_>, rules: Option<&PageRules>) -> Page {
        let mut tree = tree::grow(tamed);
        if let Some(rules) = rules {
            rules.drop_from(&mut tree);
        }
        let mut blocks = blocks::cut(&tree, Tree::ROOT);
        let shown = blocks.iter().filter(|block| block.linked * 2 < block.chars);
        if shown.map(|block| block.chars).sum::<usize>() < NO_TEXT_BYTES {
            blocks = blocks::cut_with_templates(&tree, Tree::ROOT);
        }
        let witnesses = metadata::hear(&tree, &blocks, &tamed.payloads, source);
        let base = Base::new(source.url, witnesses.meta.base.as_deref());
        Page { tree, base, blocks, witnesses }
    }

    /// Text, pictures, players and kind of the page's own article.
    fn read_body(&self, draft: &mut Draft, payloads: &[Payload<'_>], rules: Option<&PageRules>) {
        let chosen = self.choose(draft, rules);
        let near = Near::new(&self.tree, &self.base, &self.blocks, &chosen, &draft.headline);
        draft.media = near.media(self.witnesses.told_media());
        draft.lead_image = draft.lead_image.take().or_else(|| near.lead_picture());
        let chosen: Vec<&Block> = chosen.into_iter().filter_map(|at| self.blocks.get(at)).collect();
        draft.text = render::text(&chosen);
        draft.html = render::html(&self.tree, &chosen, &self.base);
        self.prefer_told_body(draft, payloads);
        kind::settle(draft, self, &chosen, near.opens_with_player());
    }

    /// The blocks of the body: the owner's choice, or else the reader's.
    fn choose(&self, draft: &Draft, rules: Option<&PageRules>) -> Vec<usize> {
        let decided = rules.and_then(|rules| rules.kept(&self.tree, &self.blocks));
        decided.unwrap_or_else(|| body::choose(&self.tree, &self.blocks, self.known(draft)))
    }

    fn known<'a>(&'a self, draft: &'a Draft) -> Known<'a> {
        Known {
            headline: &draft.headline,
            description: draft.standfirst.as_deref().unwrap_or(""),
            body: self.witnesses.linked.body.as_deref(),
        }
    }

    /// Pages that show their text by a program alone still tell it: in their linked data, or in
    /// the program's state.
    fn prefer_told_body(&self, draft: &mut Draft, payloads: &[Payload<'_>]) {
        let shown = draft.text.len();
        let linked =
            self.witnesses.linked.body.as_deref().filter(|told| shown * MISSING_SHARE < told.len());
        let told = match linked {
            Some(told) => Some(metadata::paragraphs(told)),
            None if shown < NO_TEXT_BYTES => state::text(payloads),
            None => None,
        };
        if let Some(told) = told {
            draft.html = render::paragraphs(&told);
            draft.text = told;
        }
    }
}

/// Linked data that tells so many times what was read is believed instead.
const MISSING_SHARE: usize = 3;
/// A page that shows less than this may hold its text as data.
const NO_TEXT_BYTES: usize = 250;

/// Reads what a server sent, whatever it is.
pub fn read_page_bytes(
    bytes: &[u8],
    content_type: Option<&str>,
    source: &PageSource<'_>,
) -> Vec<Draft> {
    read_page_bytes_with(bytes, content_type, source, &PageRules::default())
}

/// The same, with what the owner decided about the site.
pub fn read_page_bytes_with(
    bytes: &[u8],
    content_type: Option<&str>,
    source: &PageSource<'_>,
    rules: &PageRules,
) -> Vec<Draft> {
    match what_it_is(bytes, content_type) {
        Some(thing) => vec![nothing(&format!("the address holds {thing}, not a page"), source)],
        None => read_page_with(&decode(bytes, content_type).text, source, rules),
    }
}

/// Reads the plain text of a page: its own article first, then others that it holds in full.
pub fn read_text(text: &str, source: &PageSource<'_>) -> Vec<Draft> {
    several::read(text, source)
}

fn nothing(problem: &str, source: &PageSource<'_>) -> Draft {
    Draft {
        url: source.url.map(str::to_owned),
        kind: ArticleKind::None,
        problems: vec![problem.to_owned()],
        ..Draft::default()
    }
}

/// What the bytes are when they are no text.
fn what_it_is(bytes: &[u8], content_type: Option<&str>) -> Option<&'static str> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    let told = content_type.unwrap_or("");
    if starts(b"%PDF-") {
        return Some("a PDF document");
    }
    if starts(b"\x89PNG")
        || starts(b"\xff\xd8\xff")
        || starts(b"GIF8")
        || (starts(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"))
    {
        return Some("a picture");
    }
    if starts(b"PK\x03\x04") || starts(b"\x1f\x8b") {
        return Some("an archive");
    }
    if told.starts_with("image/") && !told.contains("svg") {
        return Some("a picture");
    }
    if told.starts_with("video/") || told.starts_with("audio/") {
        return Some("a recording");
    }
    let head = bytes.get(..1024).unwrap_or(bytes);
    let is_wide = starts(b"\xff\xfe") || starts(b"\xfe\xff");
    (!is_wide && memchr::memchr_iter(0, head).count() > 8).then_some("binary data")
}

/// A block with words, and what was weighed when choosing the body.
#[derive(Clone, Debug, PartialEq)]
pub struct WeighedBlock {
    /// Its text.
    pub text: String,
    /// What is known of it, in the order of the learned table's columns.
    pub features: Vec<f32>,
}

/// Every block of a page with what is known of it: what the learned table is trained on.
pub fn weigh_blocks(html: &str, source: &PageSource<'_>) -> Vec<WeighedBlock> {
    let page = Page::new(&mut caps::tame(html), source, None);
    let draft = metadata::choose(&page.witnesses, source, &page.base);
    let rows = features::ask(&page.tree, &page.blocks, page.known(&draft), |row| row);
    let words = page.blocks.into_iter().filter(|block| block.chars > 0);
    let weighed = words.zip(rows).filter(|(_, row)| !row.is_empty());
    weighed.map(|(block, features)| WeighedBlock { text: block.text, features }).collect()
}
