//! From the pieces of a page to its tree, by html5ever's tree builder.
//!
//! The rules of HTML for what is nested in what are html5ever's. Its tokeniser is asked for the
//! document type alone: the pieces come from [`crate::page::caps`].
//!
//! The one rule: start tags below [`MAX_DEPTH`] and all tags after [`MAX_NODES`] never reach the
//! builder, which they would turn quadratic; their text stays.

use std::borrow::Cow;
use std::cell::{Cell, Ref, RefCell};

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, Namespace, QualName};
use tendril::StrTendril;

use super::{Content, Node, NodeId, Tree, carries};
use crate::page::caps::{self, Piece, Tamed};

/// Deeper elements are flattened into their ancestor: html5ever takes 1 ms for 512 nested elements
/// and half a minute for 100,000; the deepest ordinary page measured had 60.
const MAX_DEPTH: usize = 512;
/// Nodes in a page.
const MAX_NODES: usize = 400_000;
/// Nodes that most pages do not reach.
const ORDINARY_NODES: usize = 4_000;

/// Builds the tree of a tamed page. Never fails: that is what HTML says.
pub(in crate::page) fn grow(pieces: &mut Tamed<'_>) -> Tree {
    let tokenizer = tokenizer();
    let give = |token| {
        // A script would ask for a pause here and a title for other rules: the pieces know neither.
        let _ = tokenizer.sink.process_token(token, 1);
    };
    let tag = |kind, name, attrs| {
        let (self_closing, had_duplicate_attributes) = (false, false);
        Token::TagToken(Tag { kind, name, self_closing, attrs, had_duplicate_attributes })
    };
    for piece in pieces {
        match piece {
            Piece::Doctype(source) => {
                let input = BufferQueue::default();
                input.push_back(StrTendril::from_slice(source));
                let _ = tokenizer.feed(&input);
            }
            Piece::Text(text) => give(Token::CharacterTokens(StrTendril::from_slice(&text))),
            Piece::Start(name, attributes) => give(tag(TagKind::StartTag, name, attributes)),
            Piece::End(name) => give(tag(TagKind::EndTag, name, Vec::new())),
        }
    }
    tokenizer.end();
    tokenizer.sink.builder.sink.finish()
}

/// Builds the tree of a page whose data is of no interest.
pub(in crate::page) fn parse(source: &str) -> Tree {
    grow(&mut caps::tame(source))
}

/// The same by html5ever alone, to compare with.
#[cfg(test)]
pub(in crate::page) fn html5ever_parse(source: &str) -> Tree {
    let tokenizer = tokenizer();
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(source));
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink.builder.sink.finish()
}

fn tokenizer() -> Tokenizer<Capped> {
    let tree = Tree {
        nodes: Vec::with_capacity(ORDINARY_NODES),
        nameless: QualName::new(None, Namespace::default(), LocalName::default()),
    };
    let sink = Sink { tree: RefCell::new(tree), named: Cell::new(Tree::ROOT) };
    sink.new_node(Content::Document);
    let options = TreeBuilderOpts {
        scripting_enabled: false,
        drop_doctype: true,
        ..TreeBuilderOpts::default()
    };
    let capped = Capped {
        builder: TreeBuilder::new(sink, options),
        open: RefCell::default(),
        start_tags: Cell::default(),
        too_deep: Cell::default(),
    };
    Tokenizer::new(capped, TokenizerOpts::default())
}

/// What stands between the pieces and html5ever's tree builder.
struct Capped {
    builder: TreeBuilder<NodeId, Sink>,
    /// Names of the elements that are open, as far as tags tell.
    open: RefCell<Vec<LocalName>>,
    start_tags: Cell<usize>,
    /// Whether the builder was too deep when last looked at.
    too_deep: Cell<bool>,
}

/// Start tags from one look at the builder's depth to the next: a look takes as long as it is deep.
const LOOKS_EVERY: usize = 64;

/// How far up an end tag looks for its start tag.
const END_TAG_REACH: usize = 64;

impl Capped {
    /// Whether the tree may see this tag.
    fn admits(&self, tag: &Tag) -> bool {
        let mut open = self.open.borrow_mut();
        if tag.kind == TagKind::EndTag {
            let above = open.iter().rev().take(END_TAG_REACH).position(|name| *name == tag.name);
            if let Some(above) = above {
                let left = open.len() - above - 1;
                open.truncate(left);
            }
            return true;
        }
        if is_void(&tag.name) {
            return true;
        }
        if self.is_too_deep() {
            return false;
        }
        if open.last() == Some(&tag.name) && ends_itself(&tag.name) {
            return true;
        }
        if open.len() >= MAX_DEPTH {
            return false;
        }
        open.push(tag.name.clone());
        true
    }

    /// Whether the builder is deeper than tags tell: `<li><ul></li>` ends nothing, and each
    /// `<b><div></b>` is inside the one before.
    fn is_too_deep(&self) -> bool {
        let start_tags = self.start_tags.get() + 1;
        self.start_tags.set(start_tags);
        if self.too_deep.get() || start_tags.is_multiple_of(LOOKS_EVERY) {
            // To answer, the builder asks for the name of the element that it is in.
            self.builder.adjusted_current_node_present_but_not_in_html_namespace();
            let sink = &self.builder.sink;
            let above = sink.tree.borrow().ancestors(sink.named.get()).nth(MAX_DEPTH);
            self.too_deep.set(above.is_some());
        }
        self.too_deep.get()
    }
}

/// Elements without content.
fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements that end where the next of their kind begins.
fn ends_itself(name: &str) -> bool {
    matches!(name, "p" | "li" | "dt" | "dd" | "tr" | "td" | "th" | "option" | "a")
}

impl TokenSink for Capped {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line_number: u64) -> TokenSinkResult<NodeId> {
        let too_many = || self.builder.sink.tree.borrow().len() >= MAX_NODES;
        match &token {
            Token::TagToken(tag) if !self.admits(tag) || too_many() => TokenSinkResult::Continue,
            Token::CharacterTokens(_) if too_many() => TokenSinkResult::Continue,
            _ => self.builder.process_token(token, line_number),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// html5ever's side of the arena.
struct Sink {
    tree: RefCell<Tree>,
    /// The element whose name was last asked for.
    named: Cell<NodeId>,
}

impl Sink {
    fn new_node(&self, content: Content) -> NodeId {
        let carries = match &content {
            Content::Element(_, attributes) => carries(attributes),
            _ => 0,
        };
        let nodes = &mut self.tree.borrow_mut().nodes;
        let id = NodeId(u32::try_from(nodes.len()).unwrap_or(u32::MAX));
        nodes.push(Node {
            parent: None,
            previous: None,
            next: None,
            first: None,
            last: None,
            depth: 0,
            carries,
            content,
        });
        id
    }

    fn insert(&self, parent: NodeId, before: Option<NodeId>, child: NodeOrText<NodeId>) {
        let mut tree = self.tree.borrow_mut();
        let depth = tree.depth(parent).saturating_add(1);
        let child = match child {
            NodeOrText::AppendNode(node) => {
                tree.detach(node);
                node
            }
            NodeOrText::AppendText(text) => {
                let neighbour = match before {
                    Some(sibling) => tree.node(sibling).previous,
                    None => tree.node(parent).last,
                };
                if let Some(Content::Text(old)) =
                    neighbour.map(|id| &mut tree.nodes[id.0 as usize].content)
                {
                    old.push_tendril(&text);
                    return;
                }
                drop(tree);
                let node = self.new_node(Content::Text(text));
                tree = self.tree.borrow_mut();
                node
            }
        };
        tree.link(parent, before, child, depth);
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        self.tree.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        Tree::ROOT
    }

    fn elem_name(&self, target: &NodeId) -> Ref<'_, QualName> {
        self.named.set(*target);
        Ref::map(self.tree.borrow(), |tree| match &tree.node(*target).content {
            Content::Element(name, _) => name,
            _ => &tree.nameless,
        })
    }

    fn create_element(
        &self,
        name: QualName,
        attributes: Vec<Attribute>,
        _: ElementFlags,
    ) -> NodeId {
        self.new_node(Content::Element(name, attributes))
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.new_node(Content::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.new_node(Content::Other)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.insert(*parent, None, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        previous: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        let parent = self.tree.borrow().parent(*element);
        match parent {
            Some(parent) => self.insert(parent, Some(*element), child),
            None => self.insert(*previous, None, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    /// A template's contents are its children: pages that ship their text in templates are read.
    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        *target
    }

    fn same_node(&self, left: &NodeId, right: &NodeId) -> bool {
        left == right
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, node: NodeOrText<NodeId>) {
        let parent = self.tree.borrow().parent(*sibling);
        if let Some(parent) = parent {
            self.insert(parent, Some(*sibling), node);
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attributes: Vec<Attribute>) {
        let mut tree = self.tree.borrow_mut();
        let node = tree.node_mut(*target);
        node.carries |= carries(&attributes);
        if let Content::Element(_, old) = &mut node.content {
            for attribute in attributes {
                if old.len() < 64 && !old.iter().any(|known| known.name == attribute.name) {
                    old.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.tree.borrow_mut().detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        loop {
            let first = self.tree.borrow().node(*node).first;
            match first {
                Some(child) => self.insert(*new_parent, None, NodeOrText::AppendNode(child)),
                None => return,
            }
        }
    }
}
