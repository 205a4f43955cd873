//! A feed's elements as a tree that holds up when the markup does not.
//!
//! One pass over the tokens fills a flat list of nodes in document order. Elements that hold prose
//! (`title`, `description`, `content`, …) are not taken apart: their inside is kept as one text or
//! one stretch of markup, so that loose HTML in them cannot hurt the structure around them. End
//! tags that match nothing are passed over, a new `<item>` ends the one before it, and a file that
//! breaks off keeps what was read.

use std::borrow::Cow;
use std::cell::Cell;
use std::sync::Arc;

use url::Url;

use super::Dialect;
use super::address::{absolute, joined};
use super::space::{self, Space};
use crate::markup::{Tag, Token, Tokens, attributes, resolved};

/// Elements inside one another; feeds need eight.
const DEEPEST: usize = 100;

/// Elements of one feed: 2,000 entries of 200 elements.
const MOST_NODES: usize = 400_000;

/// Namespace declarations in force at once; each costs a comparison per element.
const MOST_SPACES: usize = 100;

/// Entities that a document declares for itself.
const MOST_ENTITIES: usize = 100;

/// The longest replacement text of a declared entity. Replacements are not replaced again, so that
/// entities cannot multiply.
const LONGEST_ENTITY: usize = 1_024;

/// All replacements of one document together: a short entity named often must not multiply it.
const MOST_REPLACED_BYTES: usize = 1_024 * 1_024;

/// Base addresses of one document; some writers give one to every entry.
const MOST_BASES: usize = 10_000;

/// All links of one document together, made absolute: a long base and many short links must not
/// multiply it.
const MOST_LINK_BYTES: usize = 64 * 1_024 * 1_024;

/// Elements whose inside is prose, in lower case.
const PROSE: &[&str] = &[
    "title",
    "description",
    "summary",
    "content",
    "encoded",
    "body",
    "fullitem",
    "rights",
    "copyright",
    "subtitle",
    "tagline",
    "info",
    "abstract",
    "contentencoded",
];

/// Elements that hold text alone: when another known element opens in them, their end was forgotten.
const LEAVES: &[&str] = &[
    "link",
    "guid",
    "pubdate",
    "id",
    "updated",
    "published",
    "comments",
    "ttl",
    "docs",
    "language",
];

/// Tags before which prose ends even when its own end tag never came.
const STRUCTURE: &[&str] = &["item", "entry", "channel", "feed", "rss", "rdf"];

/// A node's place in the list.
pub(super) type NodeId = usize;

/// What an element holds besides child elements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Inside<'a> {
    /// Text with its references resolved.
    Text(Cow<'a, str>),
    /// The markup of a prose element that holds tags, as written.
    Markup(&'a str),
}

/// One element.
#[derive(Clone, Debug)]
pub(super) struct Node<'a> {
    pub(super) space: Space,
    /// Local name in lower case.
    pub(super) name: Cow<'a, str>,
    attributes: &'a str,
    pub(super) inside: Inside<'a>,
    pub(super) parent: Option<NodeId>,
    first_child: Option<NodeId>,
    last_child: Option<NodeId>,
    next: Option<NodeId>,
    /// Index into [`Tree::bases`].
    base: usize,
    /// The language in force, as written; empty where one was taken back.
    language: &'a str,
}

/// A base address, parsed and as the text that prose carries with it.
#[derive(Clone, Debug)]
struct Base {
    url: Url,
    text: Arc<str>,
}

impl Base {
    fn new(url: Url) -> Base {
        Base { text: url.as_str().into(), url }
    }
}

/// A feed's elements.
#[derive(Debug)]
pub(super) struct Tree<'a> {
    pub(super) nodes: Vec<Node<'a>>,
    /// Base addresses; the first is the document's.
    bases: Vec<Option<Base>>,
    entities: Vec<(&'a str, &'a str)>,
    replaced_bytes: Cell<usize>,
    link_bytes: Cell<usize>,
    dialect: Dialect,
    pub(super) problems: Vec<&'static str>,
}

impl<'a> Tree<'a> {
    pub(super) fn node(&self, id: NodeId) -> &Node<'a> {
        // Ids come from this tree's own list, which only grows.
        &self.nodes[id]
    }

    /// An element's child elements, in order.
    pub(super) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(self.node(id).first_child, |child| self.node(*child).next)
    }

    /// An attribute by its local name, references resolved; none when absent or empty.
    pub(super) fn attribute(&self, id: NodeId, name: &str) -> Option<Cow<'a, str>> {
        let source = self.node(id).attributes;
        if source.is_empty() {
            return None;
        }
        attributes(source)
            .find(|(full, _)| local(full).eq_ignore_ascii_case(name) && !full.starts_with("xmlns"))
            .map(|(_, value)| trimmed(self.resolve(value)))
            .filter(|value| !value.is_empty())
    }

    /// An element's own text, trimmed; empty for markup.
    pub(super) fn text(&self, id: NodeId) -> &str {
        match &self.node(id).inside {
            Inside::Text(text) => text.trim(),
            Inside::Markup(_) => "",
        }
    }

    pub(super) fn base(&self, id: NodeId) -> Option<&Url> {
        self.bases.get(self.node(id).base)?.as_ref().map(|base| &base.url)
    }

    /// A link of an element as an absolute address; nothing when it is empty.
    pub(super) fn absolute(&self, id: NodeId, link: &str) -> Option<String> {
        let link = absolute(link, self.base(id));
        let bytes = self.link_bytes.get() + link.len();
        self.link_bytes.set(bytes);
        (!link.is_empty() && bytes <= MOST_LINK_BYTES).then_some(link)
    }

    /// The base in force at an element, to be kept with its text.
    pub(super) fn base_text(&self, id: NodeId) -> Option<Arc<str>> {
        self.bases.get(self.node(id).base)?.as_ref().map(|base| base.text.clone())
    }

    /// The language in force at an element, if any.
    pub(super) fn language(&self, id: NodeId) -> Option<String> {
        let language = self.node(id).language.trim();
        (!language.is_empty()).then(|| language.replace('_', "-"))
    }

    pub(super) fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Text with references resolved, the document's own entities among them.
    pub(super) fn resolve(&self, text: &'a str) -> Cow<'a, str> {
        resolved(text, &|name| self.entity(name))
    }

    fn entity(&self, name: &str) -> Option<String> {
        let (_, value) = self.entities.iter().find(|(known, _)| *known == name)?;
        let replaced = self.replaced_bytes.get() + value.len();
        self.replaced_bytes.set(replaced);
        (replaced <= MOST_REPLACED_BYTES).then(|| (*value).to_string())
    }
}

fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_string()),
    }
}

/// The local part of a name.
pub(super) fn local(name: &str) -> &str {
    split(name).1
}

/// A name's prefix, empty where it has none, and its local part. Names are a few bytes long and
/// asked for often: a search for a letter in a string takes longer to begin than to read them.
fn split(name: &str) -> (&str, &str) {
    match name.bytes().rposition(|byte| byte == b':') {
        Some(at) => (name.get(..at).unwrap_or_default(), name.get(at + 1..).unwrap_or_default()),
        None => ("", name),
    }
}

/// Reads the elements of `source` from `start` on. `base` is the document's address.
pub(super) fn tree<'a>(
    source: &'a str,
    start: usize,
    base: Option<Url>,
    language: &'a str,
    dialect: Dialect,
) -> Tree<'a> {
    let entities = declared_entities(source.get(..start).unwrap_or_default());
    let tree = Tree {
        nodes: Vec::new(),
        bases: vec![base.map(Base::new)],
        entities,
        replaced_bytes: Cell::new(0),
        link_bytes: Cell::new(0),
        dialect,
        problems: Vec::new(),
    };
    let mut tokens = Tokens::new(source);
    tokens.go_to(start);
    let mut growth =
        Growth { source, tokens, tree, open: Vec::new(), spaces: Vec::new(), language };
    growth.grow();
    growth.tree
}

/// Simple internal entities of a document type: `<!ENTITY name "value">`.
fn declared_entities(prolog: &str) -> Vec<(&str, &str)> {
    let declarations = prolog.split("<!ENTITY").skip(1).take(MOST_ENTITIES);
    declarations
        .filter_map(|declaration| {
            let (name, rest) = declaration.trim_start().split_once(char::is_whitespace)?;
            let rest = rest.trim_start();
            let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
            let value = rest.get(1..)?.split(quote).next()?;
            (name != "%" && value.len() <= LONGEST_ENTITY).then_some((name, value))
        })
        .collect()
}

struct Open<'a> {
    id: NodeId,
    /// As written, to match its end tag.
    name: &'a str,
    /// Namespace declarations in force outside it.
    spaces: usize,
}

struct Growth<'a> {
    source: &'a str,
    tokens: Tokens<'a>,
    tree: Tree<'a>,
    open: Vec<Open<'a>>,
    spaces: Vec<(&'a str, Option<Space>)>,
    language: &'a str,
}

impl<'a> Growth<'a> {
    fn grow(&mut self) {
        while let Some(token) = self.tokens.next() {
            match token {
                Token::Text(text) => {
                    let text = self.tree.resolve(text);
                    self.add_text(text);
                }
                Token::Cdata(text) => self.add_text(Cow::Borrowed(text)),
                Token::Open(tag) => {
                    if self.tree.nodes.len() >= MOST_NODES {
                        self.tree.problems.push("too many elements: the rest was left out");
                        return;
                    }
                    self.open_element(tag);
                }
                Token::Close(name) => self.close_element(name),
                Token::Other(_) => {}
            }
        }
        if self.open.len() > 1 {
            self.tree.problems.push("the file breaks off or tags are not closed");
        }
    }

    fn add_text(&mut self, text: Cow<'a, str>) {
        let Some(open) = self.open.last() else { return };
        if let Some(node) = self.tree.nodes.get_mut(open.id) {
            append(&mut node.inside, text);
        }
    }

    fn open_element(&mut self, tag: Tag<'a>) {
        let name = local(tag.name);
        self.close_forgotten(tag.name);
        if self.open.len() >= DEEPEST {
            return;
        }
        let spaces = self.spaces.len();
        let parent = self.open.last().map(|open| open.id);
        let (mut base, mut language) = match parent.and_then(|id| self.tree.nodes.get(id)) {
            Some(parent) => (parent.base, parent.language),
            None => (0, self.language),
        };
        if tag.attributes.contains("xml") {
            self.declare(tag.attributes, &mut base, &mut language);
        }
        let space = self.space_of(tag.name);
        let name = if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(name.to_ascii_lowercase())
        } else {
            Cow::Borrowed(name)
        };
        let prose =
            !tag.closed && PROSE.contains(&&*name) && !(space == Space::Media && name == "content");
        let id = self.add_node(Node {
            space,
            name,
            attributes: tag.attributes,
            inside: Inside::Text(Cow::Borrowed("")),
            parent,
            first_child: None,
            last_child: None,
            next: None,
            base,
            language,
        });
        if prose {
            let inside = self.read_prose(tag.name);
            self.tree.nodes[id].inside = inside;
        }
        if prose || tag.closed {
            self.spaces.truncate(spaces);
        } else {
            self.open.push(Open { id, name: tag.name, spaces });
        }
    }

    fn add_node(&mut self, node: Node<'a>) -> NodeId {
        let id = self.tree.nodes.len();
        if let Some(parent) = node.parent.and_then(|parent| self.tree.nodes.get_mut(parent)) {
            let before = parent.last_child.replace(id);
            match before {
                Some(before) => self.tree.nodes[before].next = Some(id),
                None => parent.first_child = Some(id),
            }
        }
        self.tree.nodes.push(node);
        id
    }

    /// Ends what must have ended before an element of this name can open.
    fn close_forgotten(&mut self, full_name: &str) {
        let name = local(full_name);
        let is_entry = |name: &str| {
            let local = local(name);
            local.eq_ignore_ascii_case("item") || local.eq_ignore_ascii_case("entry")
        };
        if is_entry(full_name) && self.space_of(full_name) == Space::Core {
            if let Some(at) = self.open.iter().rposition(|open| is_entry(open.name)) {
                self.close_from(at);
            }
            return;
        }
        let Some(last) = self.open.last() else { return };
        let leaf = LEAVES.iter().any(|leaf| leaf.eq_ignore_ascii_case(local(last.name)));
        let known = |name: &str| {
            LEAVES
                .iter()
                .chain(PROSE)
                .chain(&["author", "category", "enclosure", "creator", "date"])
                .any(|known| known.eq_ignore_ascii_case(name))
        };
        if leaf && known(name) {
            self.close_from(self.open.len() - 1);
        }
    }

    fn close_element(&mut self, name: &str) {
        if let Some(at) = self.open.iter().rposition(|open| open.name.eq_ignore_ascii_case(name)) {
            self.close_from(at);
        }
    }

    fn close_from(&mut self, at: usize) {
        if let Some(open) = self.open.get(at) {
            self.spaces.truncate(open.spaces);
        }
        self.open.truncate(at);
    }

    /// Namespaces, base and language that a tag sets.
    fn declare(&mut self, source: &'a str, base: &mut usize, language: &mut &'a str) {
        for (name, value) in attributes(source) {
            if name.eq_ignore_ascii_case("xmlns") {
                self.declare_space("", value);
            } else if let Some(prefix) = name.strip_prefix("xmlns:") {
                self.declare_space(prefix, value);
            } else if name.eq_ignore_ascii_case("xml:lang") {
                *language = value;
            } else if name.eq_ignore_ascii_case("xml:base") && self.tree.bases.len() < MOST_BASES {
                let outer = self.tree.bases.get(*base).and_then(Option::as_ref);
                let value = self.tree.resolve(value);
                if let Some(inner) = joined(value.trim(), outer.map(|base| &base.url)) {
                    *base = self.tree.bases.len();
                    self.tree.bases.push(Some(Base::new(inner)));
                }
            }
        }
    }

    fn declare_space(&mut self, prefix: &'a str, address: &str) {
        if self.spaces.len() < MOST_SPACES {
            self.spaces.push((prefix, space::by_address(address)));
        }
    }

    fn space_of(&self, name: &str) -> Space {
        let (prefix, _) = split(name);
        let declared = self.spaces.iter().rev().find(|(known, _)| *known == prefix);
        let root_prefix = self.open.first().map_or(prefix, |root| split(root.name).0);
        match declared {
            Some((_, Some(space))) => *space,
            _ => {
                space::by_prefix(prefix).unwrap_or(if prefix == root_prefix || prefix.is_empty() {
                    Space::Core
                } else {
                    Space::Other
                })
            }
        }
    }

    /// The inside of the prose element that was just opened, up to and with its end tag.
    fn read_prose(&mut self, name: &'a str) -> Inside<'a> {
        let start = self.tokens.offset();
        let mut inside = Inside::Text(Cow::Borrowed(""));
        let mut same_open = 0_usize;
        let mut marked = false;
        let brief = local(name).eq_ignore_ascii_case("title");
        // Where a sibling seems to open, and whether there was markup before it.
        let mut sibling = None;
        loop {
            let end = self.tokens.offset();
            let done = match self.tokens.next() {
                None => true,
                Some(Token::Text(text)) => {
                    if !marked {
                        let text = self.tree.resolve(text);
                        append(&mut inside, text);
                    }
                    false
                }
                Some(Token::Cdata(text)) => {
                    if !marked {
                        append(&mut inside, Cow::Borrowed(text));
                    }
                    false
                }
                Some(Token::Close(other)) if other.eq_ignore_ascii_case(name) => {
                    same_open = match same_open.checked_sub(1) {
                        Some(left) => left,
                        None => break self.prose(start, end, marked, inside),
                    };
                    false
                }
                Some(Token::Close(other)) => is_structure(other),
                Some(Token::Open(tag)) => {
                    let structure = is_structure(tag.name) || brief && ends_title(tag.name);
                    if sibling.is_none() && opens_sibling(tag) {
                        sibling = Some((end, marked));
                    }
                    marked |= !structure;
                    same_open += usize::from(!tag.closed && tag.name.eq_ignore_ascii_case(name));
                    structure
                }
                Some(Token::Other(_)) => false,
            };
            if done {
                self.tree.problems.push("a text is not closed");
                if let Some((at, marked)) = sibling
                    && self.tokens.back_to(at)
                {
                    break self.prose(start, at, marked, inside);
                }
                self.tokens.go_to(end);
                break self.prose(start, end, marked, inside);
            }
        }
    }

    fn prose(&self, start: usize, end: usize, marked: bool, inside: Inside<'a>) -> Inside<'a> {
        if marked {
            Inside::Markup(self.source.get(start..end).unwrap_or_default())
        } else {
            inside
        }
    }
}

fn is_structure(name: &str) -> bool {
    STRUCTURE.iter().any(|known| known.eq_ignore_ascii_case(local(name)))
}

/// True for tags that a title never holds, so that one without an end does not swallow its entry.
fn ends_title(name: &str) -> bool {
    let more = ["author", "category", "creator", "description", "enclosure", "encoded", "summary"];
    let name = local(name);
    LEAVES.iter().chain(&more).any(|known| known.eq_ignore_ascii_case(name))
}

/// True for tags that HTML does not have: when prose turns out not to be closed, it ended here.
fn opens_sibling(tag: Tag<'_>) -> bool {
    let names = ["guid", "pubdate", "updated", "published", "enclosure", "category", "author"];
    let name = local(tag.name);
    let is = |known: &&str| known.eq_ignore_ascii_case(name);
    // HTML's `<link>` has attributes, RSS's has none.
    names.iter().any(is) || is(&"link") && tag.attributes.trim().is_empty()
}

/// Adds text; white space around a CDATA section is the writer's layout.
fn append<'a>(inside: &mut Inside<'a>, text: Cow<'a, str>) {
    let Inside::Text(before) = inside else { return };
    if before.trim().is_empty() {
        *before = text;
    } else if !text.is_empty() {
        before.to_mut().push_str(&text);
    }
}
