//! The page as a tree that cannot hurt.
//!
//! html5ever builds into an arena of nodes that name each other by number: nothing is counted,
//! freed or walked by recursion, so no page can overflow a stack, and a walk is a loop.
//!
//! The one rule: ids are only made with their nodes, and a walk is never recursive.

mod build;

use html5ever::{Attribute, QualName};
use tendril::StrTendril;

#[cfg(test)]
pub(super) use build::html5ever_parse;
pub(super) use build::{grow, parse};

/// A node's place in the arena.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct NodeId(u32);

/// The arena. Node 0 is the document.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// What nodes are called that are no elements.
    nameless: QualName,
}

#[derive(Debug)]
struct Node {
    parent: Option<NodeId>,
    previous: Option<NodeId>,
    next: Option<NodeId>,
    first: Option<NodeId>,
    last: Option<NodeId>,
    depth: u16,
    /// The [`bit`]s of its attributes' names: most questions are for one that it does not carry.
    carries: u32,
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

    /// An attribute's value; absent where empty.
    pub(super) fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        self.raw_attribute(id, name).filter(|value| !value.is_empty())
    }

    /// Whether the element carries the attribute at all.
    pub(super) fn has_attribute(&self, id: NodeId, name: &str) -> bool {
        self.raw_attribute(id, name).is_some()
    }

    #[inline]
    fn raw_attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        if !self.may_carry(id, name) {
            return None;
        }
        match &self.node(id).content {
            Content::Element(_, attributes) => {
                attributes.iter().find(|a| &*a.name.local == name).map(|a| &*a.value)
            }
            _ => None,
        }
    }

    /// Whether the element may carry the attribute.
    fn may_carry(&self, id: NodeId, name: &str) -> bool {
        self.node(id).carries & bit(name) != 0
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

/// The bits of all these names.
fn carries(attributes: &[Attribute]) -> u32 {
    attributes.iter().fold(0, |bits, attribute| bits | bit(&attribute.name.local))
}

/// One of 32 bits for an attribute's name; those that are asked for often have different ones.
fn bit(name: &str) -> u32 {
    let first = name.bytes().next().map_or(0, usize::from);
    1 << ((first + 3 * name.len()) % 32)
}

/// The text with every run of white space as one space, and none at the ends.
pub(super) fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split(is_gap) {
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

/// White space, and characters that are not even seen.
fn is_gap(c: char) -> bool {
    c.is_whitespace()
        || !c.is_ascii() && matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}' | '\u{2060}')
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(markup: &str, expected: &str) {
        assert_eq!(outline(&parse(markup)), expected);
        assert_eq!(outline(&html5ever_parse(markup)), expected, "by html5ever");
    }

    fn outline(tree: &Tree) -> String {
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
        seen
    }

    #[test]
    fn builds_what_a_browser_builds() {
        check("<p>a<p>b", "(html (head )(body (p a)(p b)))");
        check("<b>x<p>y</b>z", "(html (head )(body (b x)(p (b y)z)))");
        check(
            "<table><div>x</div><tr><td>y</table>",
            "(html (head )(body (div x)(table (tbody (tr (td y))))))",
        );
        check(
            "\u{feff}<!doctype html><title>a <b> &amp; c</title><p>d<TABLE><td>e&nbsp;f</table>",
            "(html (head (title a <b> & c))(body (p d)(table (tbody (tr (td e\u{a0}f))))))",
        );
        check("<p>a<table><td>b", "(html (head )(body (p a(table (tbody (tr (td b)))))))");
    }

    #[test]
    fn nesting_is_flattened() {
        let markup = format!("{}x", "<div>".repeat(100_000));
        let tree = parse(&markup);
        assert!(tree.len() < 600);
        assert_eq!(tree.text_of(Tree::ROOT), "x");
    }

    #[test]
    fn what_end_tags_do_not_end_is_flattened_too() {
        for markup in [
            "<b><div></b>",
            "<span><div></span>",
            "<li><ul></li>",
            "<form><div></form>",
            "<div><table><td></div>",
        ] {
            let tree = parse(&format!("{}x", markup.repeat(5_000)));
            let deepest = tree.descendants(Tree::ROOT).map(|node| tree.ancestors(node).count());
            assert!(deepest.max() < Some(2 * 512), "{markup}");
            assert_eq!(tree.text_of(Tree::ROOT), "x", "{markup}");
        }
    }

    #[test]
    fn tags_after_a_deep_part_are_kept() {
        let markup = format!("{}x{}<p>y</p>", "<div>".repeat(600), "</div>".repeat(600));
        let tree = parse(&markup);
        let paragraph = tree.descendants(Tree::ROOT).find(|node| tree.name(*node) == "p");
        assert_eq!(paragraph.map(|node| tree.text_of(node)).as_deref(), Some("y"));
    }
}
