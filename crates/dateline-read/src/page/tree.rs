//! The page as a tree that cannot hurt.
//!
//! html5ever builds into an arena of nodes that name each other by number: nothing is counted,
//! freed or walked by recursion, so no page can overflow a stack, and a walk is a loop.
//!
//! The one rule: start tags below [`MAX_DEPTH`] and all tags after [`MAX_NODES`] are dropped
//! between tokeniser and tree, where html5ever would turn quadratic; their text stays.

use std::borrow::Cow;
use std::cell::RefCell;

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, Namespace, QualName};
use tendril::StrTendril;

/// Deeper elements are flattened into their ancestor: html5ever takes 1 ms for 512 nested elements
/// and half a minute for 100,000; the deepest ordinary page measured had 60.
const MAX_DEPTH: usize = 512;
/// Nodes in a page; an ordinary one has 3,000.
const MAX_NODES: usize = 400_000;

/// A node's place in the arena.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct NodeId(u32);

/// The arena. Node 0 is the document.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

#[derive(Debug)]
struct Node {
    parent: Option<NodeId>,
    previous: Option<NodeId>,
    next: Option<NodeId>,
    first: Option<NodeId>,
    last: Option<NodeId>,
    depth: u16,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Document,
    Element(QualName, Vec<Attribute>),
    Text(StrTendril),
    Other,
}

/// One step of a walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A node begins.
    Enter(NodeId),
    /// An element ends.
    Leave(NodeId),
}

/// Parses tamed markup. Never fails: that is what HTML says.
pub(super) fn parse(markup: &str) -> Tree {
    let sink =
        Sink { tree: RefCell::new(Tree { nodes: Vec::with_capacity(markup.len() / 48 + 1) }) };
    sink.new_node(Content::Document);
    let options = TreeBuilderOpts {
        scripting_enabled: false,
        drop_doctype: true,
        ..TreeBuilderOpts::default()
    };
    let capped = Capped { builder: TreeBuilder::new(sink, options), open: RefCell::default() };
    let tokenizer = Tokenizer::new(capped, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(markup));
    // A script would hand control back here, but none reaches the parser.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink.builder.sink.finish()
}

impl Tree {
    /// The document.
    pub(super) const ROOT: NodeId = NodeId(0);

    fn node(&self, id: NodeId) -> &Node {
        // Invariant: ids are only made by `new_node`, which pushes the node first.
        &self.nodes[id.0 as usize]
    }

    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node's index, for tables beside the tree.
    pub(super) fn index(id: NodeId) -> usize {
        id.0 as usize
    }

    /// The node above.
    pub(super) fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.node(id).parent
    }

    /// Distance from the document.
    pub(super) fn depth(&self, id: NodeId) -> u16 {
        self.node(id).depth
    }

    /// The element's lower-case name; empty for other nodes.
    pub(super) fn name(&self, id: NodeId) -> &str {
        match &self.node(id).content {
            Content::Element(name, _) => &name.local,
            _ => "",
        }
    }

    /// A text node's text; empty for other nodes.
    pub(super) fn text(&self, id: NodeId) -> &str {
        match &self.node(id).content {
            Content::Text(text) => text,
            _ => "",
        }
    }

    /// An attribute's value, trimmed; absent where empty.
    pub(super) fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        self.raw_attribute(id, name).map(str::trim).filter(|value| !value.is_empty())
    }

    /// Whether the element carries the attribute at all.
    pub(super) fn has_attribute(&self, id: NodeId, name: &str) -> bool {
        self.raw_attribute(id, name).is_some()
    }

    fn raw_attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        match &self.node(id).content {
            Content::Element(_, attributes) => {
                attributes.iter().find(|a| &*a.name.local == name).map(|a| &*a.value)
            }
            _ => None,
        }
    }

    /// The node's children, in order.
    pub(super) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.node(id).first, |child| self.node(*child).next)
    }

    /// The node's ancestors, nearest first, the document last.
    pub(super) fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.parent(id), |node| self.parent(*node))
    }

    /// The node and everything below it, in document order.
    pub(super) fn descendants(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let mut next = Some(id);
        std::iter::from_fn(move || {
            let current = next?;
            next = self.node(current).first.or_else(|| self.after(current, id));
            Some(current)
        })
    }

    /// The next node in document order that is not below `node`, within `top`.
    pub(super) fn after(&self, node: NodeId, top: NodeId) -> Option<NodeId> {
        let mut at = node;
        while at != top {
            if let Some(next) = self.node(at).next {
                return Some(next);
            }
            at = self.parent(at)?;
        }
        None
    }

    /// Walks `top` with entering and leaving; `skip` says which nodes are passed over whole.
    pub(super) fn walk(&self, top: NodeId, mut visit: impl FnMut(Step) -> bool) {
        let mut at = top;
        loop {
            let into = visit(Step::Enter(at));
            if let Some(child) = self.node(at).first.filter(|_| into) {
                at = child;
                continue;
            }
            loop {
                visit(Step::Leave(at));
                if at == top {
                    return;
                }
                if let Some(next) = self.node(at).next {
                    at = next;
                    break;
                }
                match self.parent(at) {
                    Some(parent) => at = parent,
                    None => return,
                }
            }
        }
    }

    /// All text below a node, white space collapsed.
    pub(super) fn text_of(&self, id: NodeId) -> String {
        let mut text = String::new();
        for node in self.descendants(id) {
            if matches!(self.name(node), "br" | "p" | "div" | "li") {
                text.push(' ');
            }
            text.push_str(self.text(node));
        }
        collapse(&text)
    }
}

/// The text with every run of white space as one space, and none at the ends.
pub(super) fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(|c: char| {
        c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}' | '\u{2060}')
    }) {
        if word.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// What stands between html5ever's tokeniser and its tree builder.
struct Capped {
    builder: TreeBuilder<NodeId, Sink>,
    /// Names of the elements that are open, as far as tags tell.
    open: RefCell<Vec<LocalName>>,
}

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
        if open.last() == Some(&tag.name) && ends_itself(&tag.name) {
            return true;
        }
        if open.len() >= MAX_DEPTH {
            return false;
        }
        open.push(tag.name.clone());
        true
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
}

/// A name that outlives the borrow of the arena.
#[derive(Debug)]
struct Name(QualName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl Sink {
    fn new_node(&self, content: Content) -> NodeId {
        let nodes = &mut self.tree.borrow_mut().nodes;
        let id = NodeId(u32::try_from(nodes.len()).unwrap_or(u32::MAX));
        nodes.push(Node {
            parent: None,
            previous: None,
            next: None,
            first: None,
            last: None,
            depth: 0,
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

impl Tree {
    fn node_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id.0 as usize]
    }

    fn link(&mut self, parent: NodeId, before: Option<NodeId>, child: NodeId, depth: u16) {
        let previous = match before {
            Some(sibling) => self.node(sibling).previous,
            None => self.node(parent).last,
        };
        let node = self.node_mut(child);
        (node.parent, node.previous, node.next, node.depth) =
            (Some(parent), previous, before, depth);
        match previous {
            Some(previous) => self.node_mut(previous).next = Some(child),
            None => self.node_mut(parent).first = Some(child),
        }
        match before {
            Some(sibling) => self.node_mut(sibling).previous = Some(child),
            None => self.node_mut(parent).last = Some(child),
        }
    }

    /// Takes a node and everything below it out of the tree.
    pub(super) fn detach(&mut self, id: NodeId) {
        let node = self.node_mut(id);
        let (Some(parent), previous, next) =
            (node.parent.take(), node.previous.take(), node.next.take())
        else {
            return;
        };
        match previous {
            Some(previous) => self.node_mut(previous).next = next,
            None => self.node_mut(parent).first = next,
        }
        match next {
            Some(next) => self.node_mut(next).previous = previous,
            None => self.node_mut(parent).last = previous,
        }
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Tree;
    type ElemName<'a> = Name;

    fn finish(self) -> Tree {
        self.tree.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        Tree::ROOT
    }

    fn elem_name(&self, target: &NodeId) -> Name {
        match &self.tree.borrow().node(*target).content {
            Content::Element(name, _) => Name(name.clone()),
            _ => Name(QualName::new(None, Namespace::default(), LocalName::default())),
        }
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
        if let Content::Element(_, old) = &mut tree.node_mut(*target).content {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(markup: &str, outline: &str) {
        let tree = parse(markup);
        let mut seen = String::new();
        tree.walk(Tree::ROOT, |step| {
            match step {
                Step::Enter(node) if tree.name(node).is_empty() => seen.push_str(tree.text(node)),
                Step::Enter(node) => seen.extend(["(", tree.name(node), " "]),
                Step::Leave(node) if tree.name(node).is_empty() => {}
                Step::Leave(_) => seen.push(')'),
            }
            true
        });
        assert_eq!(seen, outline);
    }

    #[test]
    fn builds_what_a_browser_builds() {
        check("<p>a<p>b", "(html (head )(body (p a)(p b)))");
        check("<b>x<p>y</b>z", "(html (head )(body (b x)(p (b y)z)))");
        check(
            "<table><div>x</div><tr><td>y</table>",
            "(html (head )(body (div x)(table (tbody (tr (td y))))))",
        );
    }

    #[test]
    fn nesting_is_flattened() {
        let markup = format!("{}x", "<div>".repeat(100_000));
        let tree = parse(&markup);
        assert!(tree.len() < 600);
        assert_eq!(tree.text_of(Tree::ROOT), "x");
    }

    #[test]
    fn tags_after_a_deep_part_are_kept() {
        let markup = format!("{}x{}<p>y</p>", "<div>".repeat(600), "</div>".repeat(600));
        let tree = parse(&markup);
        let paragraph = tree.descendants(Tree::ROOT).find(|node| tree.name(*node) == "p");
        assert_eq!(paragraph.map(|node| tree.text_of(node)).as_deref(), Some("y"));
    }
}
