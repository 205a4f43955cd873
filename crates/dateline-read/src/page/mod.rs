//! A news page's HTML to the article that a person wants.
//!
//! [`read_page`] tames the source ([`caps`]), parses it into an arena ([`tree`]), cuts it into
//! blocks ([`blocks`]), hears what the page says of itself ([`metadata`]), chooses the blocks that
//! are the article ([`body`]) and writes text and HTML from them ([`render`]). Pages that hold
//! several articles give several ([`several`]).
//!
//! The one rule: reading never fails. A page without an article is a draft of kind `none` whose
//! problems say why.

mod blocks;
mod body;
mod caps;
mod features;
mod furniture;
mod links;
mod marks;
mod media;
mod metadata;
mod phrases;
mod render;
mod several;
mod tree;
mod url_date;

use dateline_model::{ArticleKind, Draft, Millis};

use crate::decode::decode;
use blocks::{Block, Kind};

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
    let tamed = caps::tame(html);
    let tree = tree::parse(&tamed.markup);
    let witnesses = metadata::hear(&tree, &tamed.payloads, source);
    let blocks = blocks::cut(&tree, tree::Tree::ROOT);
    let mut draft = metadata::choose(&witnesses, source);
    let chosen = body::choose(&tree, &blocks, &draft.headline);
    let chosen: Vec<&Block> = chosen.into_iter().filter_map(|at| blocks.get(at)).collect();
    draft.text = render::text(&chosen);
    draft.html = render::html(&tree, &chosen, source.url);
    draft.media = chosen.iter().filter(|block| block.kind == Kind::Frame).filter_map(|block| media::player(&tree, block.node)).collect();
    draft.media.extend(witnesses.linked.media);
    if tamed.cut {
        draft.problems.push("the page is too long; its end was not read".to_owned());
    }
    if draft.text.is_empty() {
        draft.kind = ArticleKind::None;
        draft.problems.push("the page holds no text that reads like an article".to_owned());
    }
    vec![draft]
}

/// Reads what a server sent, whatever it is.
pub fn read_page_bytes(bytes: &[u8], content_type: Option<&str>, source: &PageSource<'_>) -> Vec<Draft> {
    match what_it_is(bytes, content_type) {
        Some(thing) => vec![nothing(&format!("the address holds {thing}, not a page"), source)],
        None => read_page(&decode(bytes, content_type).text, source),
    }
}

/// Reads the plain text of a page: its own article first, then others that it holds in full.
pub fn read_text(text: &str, source: &PageSource<'_>) -> Vec<Draft> {
    several::read(text, source)
}

fn nothing(problem: &str, source: &PageSource<'_>) -> Draft {
    Draft { url: source.url.map(str::to_owned), kind: ArticleKind::None, problems: vec![problem.to_owned()], ..Draft::default() }
}

/// What the bytes are when they are no text.
fn what_it_is(bytes: &[u8], content_type: Option<&str>) -> Option<&'static str> {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    let told = content_type.unwrap_or("");
    if starts(b"%PDF-") {
        return Some("a PDF document");
    }
    if starts(b"\x89PNG") || starts(b"\xff\xd8\xff") || starts(b"GIF8") || (starts(b"RIFF") && bytes.get(8..12) == Some(b"WEBP")) {
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
    (!is_wide && head.iter().filter(|byte| **byte == 0).count() > 8).then_some("binary data")
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
    let tamed = caps::tame(html);
    let tree = tree::parse(&tamed.markup);
    let witnesses = metadata::hear(&tree, &tamed.payloads, source);
    let blocks = blocks::cut(&tree, tree::Tree::ROOT);
    let draft = metadata::choose(&witnesses, source);
    let known = features::Known {
        headline: &draft.headline,
        description: draft.standfirst.as_deref().unwrap_or(""),
        body: witnesses.linked.body.as_deref(),
    };
    let rows = features::rows(&tree, &blocks, known);
    let words = blocks.into_iter().filter(|block| block.chars > 0);
    words.zip(rows).map(|(block, features)| WeighedBlock { text: block.text, features }).collect()
}
