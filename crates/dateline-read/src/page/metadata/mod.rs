//! Headline, byline, publisher, dates and the rest, from every witness the page has.
//!
//! Each witness fills its own [`Facts`]: linked data, meta elements, visible words. [`choose`]
//! weighs them field by field.
//!
//! The one rule: what is printed in the page's linked data about this page beats meta elements,
//! which beat what is seen; a headline must be confirmed by another witness where one exists.

mod byline;
mod headline;
mod json_ld;
mod lines;
mod meta;
mod published;
mod site;
mod visible;

use dateline_model::{Draft, Image, Media, Update};

use super::PageSource;
use super::blocks::Block;
use super::caps::Payload;
use super::links::Base;
use super::tree::{NodeId, Tree, collapse, parse};
use crate::dates::DateHints;
use crate::sanitise::plain_text;
pub(super) use published::when;

/// What one witness says. Dates are as printed.
#[allow(clippy::struct_excessive_bools, reason = "each is one independent claim")]
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    pub headline: Option<String>,
    pub headlines: Vec<String>,
    pub title: Option<String>,
    pub standfirst: Option<String>,
    pub byline: Vec<String>,
    pub publisher: Option<String>,
    pub published: Option<String>,
    /// A date marked as the publication's in the visible page.
    pub dated: Option<String>,
    pub modified: Option<String>,
    pub section: Option<String>,
    pub language: Option<String>,
    pub canonical: Option<String>,
    /// The page's `<base href>`.
    pub base: Option<String>,
    pub image: Option<Image>,
    pub media: Vec<Media>,
    pub tags: Vec<String>,
    pub body: Option<String>,
    /// Updates of a live page.
    pub updates: Vec<Update>,
    pub is_article: bool,
    pub is_live: bool,
    pub is_video: bool,
    pub paywalled: bool,
}

/// All witnesses of a page.
#[derive(Debug, Default)]
pub(super) struct Witnesses {
    pub linked: Facts,
    pub meta: Facts,
    pub visible: Facts,
    pub said: lines::Said,
}

impl Witnesses {
    /// Videos and audio that the page tells of without showing them.
    pub(super) fn told_media(&self) -> impl Iterator<Item = Media> {
        self.linked.media.iter().chain(&self.meta.media).cloned()
    }
}

/// Hears every witness.
pub(super) fn hear(
    tree: &Tree,
    blocks: &[Block],
    payloads: &[Payload<'_>],
    source: &PageSource<'_>,
) -> Witnesses {
    let mut meta = meta::read(tree);
    let mut visible = visible::read(tree);
    if let Some(title) = &meta.title {
        let page = source.url.or(meta.canonical.as_deref());
        meta.publisher = meta.publisher.or_else(|| site::name(tree, title, page));
        visible.headlines.extend(site::shown(title, blocks));
    }
    let linked: Vec<&str> = payloads
        .iter()
        .filter_map(|payload| match payload {
            Payload::LinkedData(text) => Some(*text),
            Payload::State(_) => None,
        })
        .collect();
    let title = meta.headline.as_deref().or(meta.title.as_deref());
    let url = source.url.or(meta.canonical.as_deref());
    let said = lines::read(
        blocks,
        visible.headlines.last(),
        &DateHints { language: meta.language.clone(), ..DateHints::default() },
    );
    Witnesses { linked: json_ld::read(&linked, title, url), meta, visible, said }
}

/// Fills the draft's metadata.
pub(super) fn choose(witnesses: &Witnesses, source: &PageSource<'_>, links: &Base) -> Draft {
    let Witnesses { linked, meta, visible, .. } = witnesses;
    let base = source.url.or(meta.canonical.as_deref());
    let publisher = linked.publisher.clone().or_else(|| meta.publisher.clone());
    let image = linked
        .image
        .clone()
        .or_else(|| meta.image.clone())
        .and_then(|image| Some(Image { url: links.absolute(&image.url)?, ..image }));
    Draft {
        headline: headline::choose(witnesses, publisher.as_deref()),
        standfirst: linked.standfirst.clone().or_else(|| meta.standfirst.clone()),
        byline: byline::choose(witnesses, publisher.as_deref()),
        publisher,
        published: published::choose(witnesses, base),
        modified: [&linked.modified, &meta.modified, &visible.modified]
            .into_iter()
            .flatten()
            .find_map(|text| when(text)),
        language: linked.language.as_deref().or(meta.language.as_deref()).and_then(language),
        url: source.url.map(str::to_owned),
        canonical_url: meta
            .canonical
            .as_deref()
            .or(linked.canonical.as_deref())
            .and_then(|url| links.absolute(url)),
        lead_image: image,
        media: Vec::new(),
        tags: tags(witnesses),
        section: linked.section.clone().or_else(|| meta.section.clone()),
        age: witnesses.said.age.clone().filter(|_| !published::is_told(witnesses)),
        ..Draft::default()
    }
}

/// The draft of one article among several, with what its first lines say.
pub(super) fn with_lines(draft: Draft, tree: &Tree, article: NodeId, blocks: &[Block]) -> Draft {
    let hints = DateHints { language: draft.language.clone(), ..DateHints::default() };
    let said = lines::first(blocks, &hints);
    let time = tree.descendants(article).find(|node| tree.name(*node) == "time");
    let moment = time.and_then(|node| tree.attribute(node, "datetime")).and_then(when);
    let published = moment.or(said.published);
    let age = said.age.clone().filter(|_| published.is_none());
    let witnesses = Witnesses { said, ..Witnesses::default() };
    let byline = byline::choose(&witnesses, draft.publisher.as_deref());
    Draft { byline, published, age, ..draft }
}

fn tags(witnesses: &Witnesses) -> Vec<String> {
    let mut seen = std::collections::HashSet::new();
    let told = if witnesses.linked.tags.is_empty() {
        &witnesses.meta.tags
    } else {
        &witnesses.linked.tags
    };
    told.iter()
        .filter(|tag| tag.len() < 80 && seen.insert(tag.to_lowercase()))
        .take(30)
        .cloned()
        .collect()
}

/// A BCP 47 tag as it should be written: `en_US` is `en-US`.
fn language(text: &str) -> Option<String> {
    let tag = text.split(',').next()?.trim().replace('_', "-");
    let plain = tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let first = tag.split('-').next()?;
    (plain && (2..=3).contains(&first.len()) && tag.len() <= 35).then_some(tag)
}

/// Text that may hold tags and entities, as a person would read it.
fn plain(html: &str) -> String {
    let once = collapse(&plain_text(html));
    if once.contains("&#") || once.contains("&amp;") || once.contains("&quot;") {
        return collapse(&plain_text(&once));
    }
    once
}

/// A told body as paragraphs parted by blank lines.
pub(super) fn paragraphs(told: &str) -> String {
    let told =
        if told.contains('<') && told.contains('>') { plain_lines(told) } else { unescape(told) };
    let lines: Vec<String> = told.lines().map(collapse).filter(|line| !line.is_empty()).collect();
    lines.join("\n\n")
}

fn plain_lines(html: &str) -> String {
    let tree = parse(html);
    super::blocks::cut(&tree, Tree::ROOT)
        .iter()
        .map(|block| block.text.as_str())
        .collect::<Vec<_>>()
        .join("\n")
}

fn unescape(text: &str) -> String {
    if text.contains('&') {
        text.lines().map(plain).collect::<Vec<_>>().join("\n")
    } else {
        text.to_owned()
    }
}
