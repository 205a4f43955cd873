//! Feeds of every format, well-formed or not, read into one model.
//!
//! [`read_feed`] decodes the bytes, finds where the feed starts, and hands it to the reader of its
//! format: JSON Feed, or the tree of elements that all XML formats share. It never panics and
//! refuses only what is no feed at all. Nothing is sanitised: that is done for the entries that are
//! new, by [`sanitise_entry`], since it costs five times as much as reading.

mod address;
mod discussion;
mod gather;
mod json;
mod media;
mod mend;
mod person;
mod place;
mod podcast;
mod sitemap;
mod space;
mod text;
mod tree;

use std::cell::Cell;

use dateline_model::{Entry, FeedDocument, FeedHead, TextConstruct};
use url::Url;

use crate::dates::{DateHints, day_month_order};
use crate::decode::decode;
use crate::markup::{Tag, Token, Tokens, attributes};
use crate::sanitise::{Base, Sanitiser};
use gather::{Context, Gathered, gather};
use space::Space;
use tree::{NodeId, Tree, local};

/// The largest feed that is read, after decompression: ten times the largest honest one we know.
pub const LARGEST_FEED_BYTES: usize = 15 * 1_024 * 1_024;

/// Entries of one feed. Archives have more, and a reader of news needs the newest.
const MOST_ENTRIES: usize = 2_000;

/// Links, categories, people of one entry.
const MOST_OF_A_KIND: usize = 100;

/// One text of a feed.
const LONGEST_TEXT: usize = 2 * 1_024 * 1_024;

/// Where a feed's bytes came from.
#[derive(Clone, Copy, Debug, Default)]
pub struct FeedSource<'a> {
    /// The address that answered, after redirects.
    pub url: Option<&'a str>,
    /// The answer's headers.
    pub headers: &'a [(String, String)],
}

impl FeedSource<'_> {
    fn header(&self, name: &str) -> Option<&str> {
        let header = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        header.map(|(_, value)| value.trim())
    }

    /// The address that relative links are relative to.
    fn base(&self) -> Option<Url> {
        let url = self.url.and_then(|url| address::joined(url, None));
        match self.header("content-location").and_then(|at| address::joined(at, url.as_ref())) {
            Some(location) => Some(location),
            None => url,
        }
    }
}

/// The bytes hold no feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAFeed {
    /// Nothing but white space.
    Empty,
    /// A page for people.
    Page,
    /// A site's list of all its pages, none of which it calls news.
    Sitemap,
    /// Something else.
    Unknown,
}

impl std::fmt::Display for NotAFeed {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            NotAFeed::Empty => "the address answered with nothing; try again later",
            NotAFeed::Page => "this is a web page, not a feed; look for the feed that it links to",
            NotAFeed::Sitemap => "this is a list of a site's pages without news; look for its feed",
            NotAFeed::Unknown => "this is neither RSS, Atom, RDF nor JSON Feed; check the address",
        })
    }
}

impl std::error::Error for NotAFeed {}

/// How the formats in XML differ where it matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Dialect {
    Rss,
    Atom03,
    Atom10,
    /// A sitemap with Google's news extension, read as a feed.
    Sitemap,
}

/// Reads a feed of any format.
///
/// # Errors
/// When the bytes hold no feed at all.
pub fn read_feed(bytes: &[u8], source: &FeedSource<'_>) -> Result<FeedDocument, NotAFeed> {
    let cut = bytes.len() > LARGEST_FEED_BYTES;
    let bytes = bytes.get(..LARGEST_FEED_BYTES).unwrap_or(bytes);
    let mut document = match read_bytes(bytes, source) {
        // It began as UTF-16 and a proxy or a template went on in bytes.
        Err(NotAFeed::Unknown) if bytes.contains(&0) => {
            let bytes: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
            let text = bytes.iter().position(u8::is_ascii).unwrap_or(0);
            read_bytes(bytes.get(text..).unwrap_or_default(), source)?
        }
        read => read?,
    };
    if cut {
        document.problems.push("the feed is larger than 15 MB: the rest was left out".into());
    }
    document.problems.sort();
    document.problems.dedup();
    Ok(document)
}

fn read_bytes(bytes: &[u8], source: &FeedSource<'_>) -> Result<FeedDocument, NotAFeed> {
    let decoded = decode(bytes, source.header("content-type"));
    let text = decoded.text.trim_start_matches(['\u{FEFF}', '\0']).trim_start();
    if text.is_empty() {
        return Err(NotAFeed::Empty);
    }
    let mut document = match json::read(text, source) {
        Some(document) => document,
        None => read_elements(text, source)?,
    };
    document.encoding = decoded.encoding;
    document.problems.extend(decoded.problem);
    Ok(document)
}

fn read_elements(text: &str, source: &FeedSource<'_>) -> Result<FeedDocument, NotAFeed> {
    let (start, root) = find_root(text)?;
    let language = source.header("content-language").unwrap_or_default();
    let language = language.split(',').next().unwrap_or_default();
    let tree = tree::tree(text, start, source.base(), language, dialect(root));
    let undated = Cell::new(false);
    let context = Context { tree: &tree, hints: DateHints::default(), undated: &undated };
    let mut document = map(&context);
    if undated.get() {
        // The feed's other dates, or its language, may settle those that could be two.
        let language = document.feed.language.clone();
        let hints = DateHints { order: day_month_order(date_texts(&tree)), language };
        document = map(&Context { tree: &tree, hints, undated: &undated });
    }
    let newsless = document.entries.is_empty() && !attributes(root.attributes).any(says_news);
    if tree.dialect() == Dialect::Sitemap && newsless {
        return Err(NotAFeed::Sitemap);
    }
    document.format = format(text, start, root);
    document.problems = tree.problems.iter().map(ToString::to_string).collect();
    if start > 0 && !text.starts_with('<') {
        document.problems.push("something stands before the feed".into());
    }
    Ok(document)
}

/// True for the attribute with which a sitemap says that it is for news.
fn says_news((name, value): (&str, &str)) -> bool {
    name.starts_with("xmlns") && value.contains("sitemap-news")
}

/// Where the feed's first element starts, past warnings of scripts, comments and declarations.
fn find_root(text: &str) -> Result<(usize, Tag<'_>), NotAFeed> {
    let mut tokens = Tokens::new(text);
    let mut start = 0;
    let mut item = None;
    let mut page = false;
    while let Some(token) = tokens.next() {
        if let Token::Open(tag) = token {
            match local(tag.name).to_ascii_lowercase().as_str() {
                // A feed inside of a page was put there by mistake; an element of that name was not.
                "rss" | "rdf" | "feed" if !page || attributes(tag.attributes).any(is_root) => {
                    return Ok((start, tag));
                }
                "channel" | "urlset" if !page => return Ok((start, tag)),
                "sitemapindex" => return Err(NotAFeed::Sitemap),
                "item" | "entry" if item.is_none() && !page => item = Some((start, tag)),
                "html" | "body" => page = true,
                _ => {}
            }
        }
        start = tokens.offset();
    }
    // A page needs neither tag; what it says that it is comes first.
    let page = page || text.get(..14).is_some_and(|it| it.eq_ignore_ascii_case("<!doctype html"));
    item.ok_or(if page { NotAFeed::Page } else { NotAFeed::Unknown })
}

/// True for the attributes by which a feed's outermost element is known.
fn is_root((name, _): (&str, &str)) -> bool {
    name.starts_with("xmlns") || name.eq_ignore_ascii_case("version")
}

fn attribute<'a>(tag: Tag<'a>, name: &str) -> Option<&'a str> {
    attributes(tag.attributes).find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, v)| v)
}

fn dialect(root: Tag<'_>) -> Dialect {
    let old = |(name, value): (&str, &str)| {
        name.starts_with("xmlns") && value.contains("purl.org/atom/ns")
            || name == "version" && value.starts_with("0.")
    };
    match local(root.name).to_ascii_lowercase().as_str() {
        "feed" | "entry" if attributes(root.attributes).any(old) => Dialect::Atom03,
        "feed" | "entry" => Dialect::Atom10,
        "urlset" => Dialect::Sitemap,
        _ => Dialect::Rss,
    }
}

/// The short name of the format.
fn format(text: &str, start: usize, root: Tag<'_>) -> String {
    let version = attribute(root, "version").map(str::trim).unwrap_or_default();
    let name = match local(root.name).to_ascii_lowercase().as_str() {
        "rss" => match version {
            "0.91" if text.get(..start).is_some_and(|head| head.contains("netscape.com")) => {
                "rss091n"
            }
            "0.91" => "rss091u",
            "0.90" => "rss090",
            "0.92" => "rss092",
            "0.93" => "rss093",
            "0.94" => "rss094",
            _ if version.starts_with('2') => "rss20",
            _ => "rss",
        },
        "rdf" => {
            let says =
                |address: &str| attributes(root.attributes).any(|(_, v)| v.contains(address));
            if says("purl.org/rss/1.0") { "rss10" } else { "rss090" }
        }
        "feed" | "entry" => match dialect(root) {
            Dialect::Atom03 => "atom03",
            _ => "atom10",
        },
        "urlset" => "sitemap",
        "channel" if attribute(root, "href").is_some() || root.name == "CHANNEL" => "cdf",
        _ => "rss",
    };
    name.to_string()
}

/// Maps the tree to the model.
fn map(context: &Context<'_, '_>) -> FeedDocument {
    let tree = context.tree;
    let mut document = FeedDocument::default();
    let mut head = Gathered::default();
    let mut left_out = false;
    for id in 0..tree.nodes.len() {
        let node = tree.node(id);
        if node.space != Space::Core || inside_entry(tree, id) {
            continue;
        }
        match &*node.name {
            "url" if !sitemap::is_news(tree, id) => {}
            "item" | "entry" | "url" if document.entries.len() < MOST_ENTRIES => {
                let mut gathered = Gathered::default();
                gather(context, id, &mut gathered);
                gathered.language.offer(1, own_language(tree, id));
                document.entries.push(gathered.into_entry());
            }
            "item" | "entry" | "url" => left_out = true,
            "rss" | "rdf" | "feed" | "channel" => {
                gather(context, id, &mut head);
                head.language.offer(1, tree.language(id));
            }
            _ => {}
        }
    }
    if left_out {
        document.problems.push("more than 2,000 entries: the rest was left out".into());
    }
    document.feed = head.into_head();
    document
}

/// True for elements within an entry, and for heads within one that are its source.
fn inside_entry(tree: &Tree<'_>, id: NodeId) -> bool {
    std::iter::successors(tree.node(id).parent, |parent| tree.node(*parent).parent)
        .any(|parent| matches!(&*tree.node(parent).name, "item" | "entry"))
}

/// An entry's language where it differs from its feed's.
fn own_language(tree: &Tree<'_>, id: NodeId) -> Option<String> {
    let parent = tree.node(id).parent.and_then(|parent| tree.language(parent));
    tree.language(id).filter(|own| Some(own) != parent.as_ref())
}

fn date_texts<'t>(tree: &'t Tree<'_>) -> impl Iterator<Item = &'t str> {
    let dated = |id: &NodeId| {
        matches!(
            &*tree.node(*id).name,
            "pubdate" | "date" | "updated" | "published" | "lastbuilddate"
        )
    };
    (0..tree.nodes.len()).filter(dated).map(|id| tree.text(id))
}

/// Sanitises every text of a feed.
pub fn sanitise_feed(document: &mut FeedDocument) {
    let mut sanitisers = Sanitisers::default();
    sanitise_head(&mut document.feed, &mut sanitisers);
    for entry in &mut document.entries {
        sanitise_texts(entry, &mut sanitisers);
    }
}

/// Sanitises every text of an entry: to be done before any of it is kept.
pub fn sanitise_entry(entry: &mut Entry) {
    sanitise_texts(entry, &mut Sanitisers::default());
}

/// The last sanitiser used, since most texts of a feed have the same base.
#[derive(Default)]
struct Sanitisers {
    last: Option<Sanitiser>,
}

fn sanitise_texts(entry: &mut Entry, sanitisers: &mut Sanitisers) {
    let texts = [&mut entry.title, &mut entry.subtitle, &mut entry.summary, &mut entry.rights];
    for text in texts.into_iter().flatten().chain(&mut entry.content) {
        sanitise_text(text, sanitisers);
    }
    if let Some(source) = &mut entry.source {
        sanitise_head(source, sanitisers);
    }
}

fn sanitise_head(head: &mut FeedHead, sanitisers: &mut Sanitisers) {
    let texts = [&mut head.title, &mut head.subtitle, &mut head.summary, &mut head.rights];
    for text in texts.into_iter().flatten() {
        sanitise_text(text, sanitisers);
    }
}

fn sanitise_text(text: &mut TextConstruct, sanitisers: &mut Sanitisers) {
    let marked = memchr::memchr2(b'<', b'&', text.value.as_bytes()).is_some();
    if text.media_type == text::PLAIN || !marked {
        return;
    }
    let base = text.base.as_deref();
    let last = sanitisers.last.take().filter(|last| last.is_for(base));
    let sanitiser = last.unwrap_or_else(|| Sanitiser::new(Base::written(base)));
    text.value = sanitiser.clean(&text.value).as_str().trim().to_string();
    sanitisers.last = Some(sanitiser);
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod vocabularies;
