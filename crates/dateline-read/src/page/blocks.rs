//! The page as a row of blocks.
//!
//! A block is what a person would call one paragraph, heading, list item, table row or picture,
//! whatever the markup is: `<p>`, a `<div>` with bare text, a run between two `<br><br>`, a cell of
//! a layout table. Choosing the body means choosing blocks; text and HTML are written from them.
//!
//! The one rule: every visible word of the page is in exactly one block, in document order.

use super::tree::{NodeId, Step, Tree, collapse};

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Running text.
    Paragraph,
    /// `h1` to `h6`.
    Heading(u8),
    /// An item of a list.
    Item {
        /// Of a numbered list.
        ordered: bool,
    },
    /// Text inside a `blockquote`.
    Quote,
    /// Preformatted text.
    Code,
    /// The words under a picture.
    Caption,
    /// A row of a table that holds data.
    Row,
    /// A picture; it has no words.
    Picture,
    /// A player or another site's frame; it has no words.
    Frame,
}

/// A piece of a block's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A text node.
    Text(NodeId),
    /// A line break.
    Break,
    /// The next cell of a row begins.
    Cell,
}

/// One paragraph, heading, item, row or picture.
#[derive(Debug)]
pub(super) struct Block {
    /// The element that holds it.
    pub node: NodeId,
    /// What it is.
    pub kind: Kind,
    /// Its text, for writing HTML.
    pub pieces: Vec<Piece>,
    /// Its text, white space collapsed, `\n` for a line break.
    pub text: String,
    /// Characters, white space aside.
    pub chars: usize,
    /// Characters inside links.
    pub linked: usize,
    /// Characters in bold or italic.
    pub stressed: usize,
    /// Not shown before a program runs.
    pub hidden: bool,
}

/// Cells longer than this are columns of a layout, not data.
const LONGEST_CELL: usize = 200;

/// Cuts the tree below `top` into blocks. What stands in templates waits for a program, but for the
/// templates that are part of the page at once (`shadowrootmode`).
pub(super) fn cut(tree: &Tree, top: NodeId) -> Vec<Block> {
    cut_with(tree, top, false)
}

/// The same with all templates: for pages that show no text without them.
pub(super) fn cut_with_templates(tree: &Tree, top: NodeId) -> Vec<Block> {
    cut_with(tree, top, true)
}

fn cut_with(tree: &Tree, top: NodeId, templates: bool) -> Vec<Block> {
    let mut cutter = Cutter {
        tree,
        blocks: Vec::new(),
        open: Open::default(),
        holders: vec![top],
        links: 0,
        stress: 0,
        hidden: 0,
        rows: 0,
        templates,
    };
    tree.walk(top, |step| match step {
        Step::Enter(node) => cutter.enter(node),
        Step::Leave(node) => {
            cutter.leave(node);
            true
        }
    });
    cutter.flush();
    cutter.blocks
}

/// The block that is being gathered.
#[derive(Default)]
struct Open {
    pieces: Vec<Piece>,
    chars: usize,
    linked: usize,
    stressed: usize,
    breaks: usize,
}

struct Cutter<'t> {
    tree: &'t Tree,
    blocks: Vec<Block>,
    open: Open,
    /// Block-level elements that are open, outermost first.
    holders: Vec<NodeId>,
    links: usize,
    stress: usize,
    hidden: usize,
    /// Data-table rows that are open: their cells and paragraphs stay in one block.
    rows: usize,
    /// Templates are read.
    templates: bool,
}

impl Cutter<'_> {
    fn enter(&mut self, node: NodeId) -> bool {
        let name = self.tree.name(node);
        match name {
            "" => {
                self.text(node);
                return true;
            }
            "br" => self.line_break(),
            "hr" => self.flush(),
            "img" | "amp-img" => self.mark(node, Kind::Picture),
            "iframe" | "video" | "audio" | "amp-video" | "amp-youtube" | "embed" => {
                self.mark(node, Kind::Frame);
            }
            "head" | "script" | "style" | "button" | "input" | "datalist" => return false,
            "template" if !self.reads_template(node) => return false,
            "noscript" => return self.noscript(node),
            "a" => self.links += usize::from(self.tree.has_attribute(node, "href")),
            "b" | "strong" | "i" | "em" => self.stress += 1,
            "tr" if is_data_row(self.tree, node) => {
                self.begin(node);
                self.rows += 1;
            }
            "td" | "th" if self.rows > 0 && !self.open.pieces.is_empty() => {
                self.open.pieces.push(Piece::Cell);
            }
            _ if is_block_level(name) && self.rows == 0 => self.begin(node),
            _ => {}
        }
        if !matches!(name, "br" | "hr") && self.is_hidden(node) {
            self.hidden += 1;
        }
        true
    }

    fn leave(&mut self, node: NodeId) {
        let name = self.tree.name(node);
        match name {
            "" | "br" | "hr" | "head" | "script" | "style" | "button" | "input" | "datalist"
            | "noscript" => return,
            "template" if !self.reads_template(node) => return,
            "a" => self.links -= usize::from(self.tree.has_attribute(node, "href")),
            "b" | "strong" | "i" | "em" => self.stress -= 1,
            "tr" if self.holders.last() == Some(&node) && self.rows > 0 => {
                self.rows -= 1;
                self.end();
            }
            _ if is_block_level(name) && self.rows == 0 => self.end(),
            _ => {}
        }
        if self.is_hidden(node) {
            self.hidden -= 1;
        }
    }

    fn begin(&mut self, node: NodeId) {
        self.flush();
        self.holders.push(node);
    }

    fn end(&mut self) {
        self.flush();
        self.holders.pop();
    }

    fn text(&mut self, node: NodeId) {
        let text = self.tree.text(node);
        let chars = text.chars().filter(|c| !c.is_whitespace()).count();
        if chars == 0 && self.open.pieces.is_empty() {
            return;
        }
        if chars > 0 {
            self.open.breaks = 0;
        }
        self.open.chars += chars;
        self.open.linked += if self.links > 0 { chars } else { 0 };
        self.open.stressed += if self.stress > 0 { chars } else { 0 };
        self.open.pieces.push(Piece::Text(node));
    }

    /// One break is a new line, two are a new paragraph.
    fn line_break(&mut self) {
        self.open.breaks += 1;
        if self.open.breaks >= 2 && self.rows == 0 {
            self.flush();
        } else if !self.open.pieces.is_empty() {
            self.open.pieces.push(Piece::Break);
        }
    }

    /// A picture or player stands before the paragraph that it is in, which stays whole.
    fn mark(&mut self, node: NodeId, kind: Kind) {
        let hidden = self.hidden > 0;
        self.blocks.push(Block {
            node,
            kind,
            pieces: Vec::new(),
            text: String::new(),
            chars: 0,
            linked: 0,
            stressed: 0,
            hidden,
        });
    }

    /// Only pictures are read here: the words tell the reader to switch scripts on.
    fn noscript(&mut self, node: NodeId) -> bool {
        let pictures: Vec<NodeId> = self
            .tree
            .descendants(node)
            .filter(|inner| self.tree.name(*inner) == "img")
            .take(4)
            .collect();
        for picture in pictures {
            self.mark(picture, Kind::Picture);
        }
        false
    }

    fn reads_template(&self, node: NodeId) -> bool {
        self.templates || self.tree.has_attribute(node, "shadowrootmode")
    }

    fn is_hidden(&self, node: NodeId) -> bool {
        self.tree.has_attribute(node, "hidden")
            || self.tree.attribute(node, "aria-hidden") == Some("true")
    }

    fn flush(&mut self) {
        let open = std::mem::take(&mut self.open);
        if open.chars == 0 {
            return;
        }
        let holder = self.holders.last().copied().unwrap_or(Tree::ROOT);
        self.blocks.push(Block {
            node: holder,
            kind: kind_of(self.tree, holder),
            text: text_of(self.tree, &open.pieces),
            pieces: open.pieces,
            chars: open.chars,
            linked: open.linked,
            stressed: open.stressed,
            hidden: self.hidden > 0,
        });
    }
}

/// The pieces' text as it is read.
fn text_of(tree: &Tree, pieces: &[Piece]) -> String {
    if let [Piece::Text(node)] = pieces {
        return collapse(tree.text(*node));
    }
    let mut raw = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(node) => raw.push_str(tree.text(*node)),
            Piece::Break => raw.push('\u{1}'),
            Piece::Cell => raw.push_str(" | "),
        }
    }
    let lines: Vec<String> =
        raw.split('\u{1}').map(collapse).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// Elements that begin a new paragraph.
pub(super) fn is_block_level(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    )
}

/// The kind of the text directly in `holder`, by the nearest ancestor that says so.
fn kind_of(tree: &Tree, holder: NodeId) -> Kind {
    for node in std::iter::once(holder).chain(tree.ancestors(holder)).take(8) {
        match tree.name(node) {
            "h1" => return Kind::Heading(1),
            "h2" => return Kind::Heading(2),
            "h3" => return Kind::Heading(3),
            "h4" => return Kind::Heading(4),
            "h5" => return Kind::Heading(5),
            "h6" => return Kind::Heading(6),
            "figcaption" | "caption" => return Kind::Caption,
            "pre" => return Kind::Code,
            "blockquote" => return Kind::Quote,
            "tr" if is_data_row(tree, node) => return Kind::Row,
            "li" => {
                let ordered = tree.parent(node).is_some_and(|list| tree.name(list) == "ol");
                return Kind::Item { ordered };
            }
            "article" | "main" | "body" | "section" | "table" => return Kind::Paragraph,
            _ => {}
        }
    }
    Kind::Paragraph
}

/// A row of several short cells without paragraphs or tables of their own.
fn is_data_row(tree: &Tree, row: NodeId) -> bool {
    let mut cells = 0;
    for cell in tree.children(row).filter(|cell| matches!(tree.name(*cell), "td" | "th")) {
        cells += 1;
        let mut length = 0;
        let mut paragraphs = 0;
        for node in tree.descendants(cell) {
            length += tree.text(node).trim().len();
            paragraphs +=
                usize::from(matches!(tree.name(node), "p" | "h1" | "h2" | "h3" | "ul" | "ol"));
            if length > LONGEST_CELL || paragraphs > 1 || tree.name(node) == "table" {
                return false;
            }
        }
    }
    cells >= 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::tree::parse;

    #[track_caller]
    fn check(markup: &str, expected: &[(Kind, &str)]) {
        let tree = parse(markup);
        let blocks = cut(&tree, Tree::ROOT);
        let found: Vec<(Kind, &str)> =
            blocks.iter().map(|block| (block.kind, block.text.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn bare_text_and_breaks_make_paragraphs() {
        check(
            "<div>a <b>b</b><br>c<br><br>d<p>e</p>f</div>",
            &[
                (Kind::Paragraph, "a b\nc"),
                (Kind::Paragraph, "d"),
                (Kind::Paragraph, "e"),
                (Kind::Paragraph, "f"),
            ],
        );
    }

    #[test]
    fn kinds_come_from_the_nearest_ancestor() {
        check(
            "<ol><li><p>one</p></ol><blockquote>q</blockquote><h2><span>h</span></h2><pre>x</pre>",
            &[
                (Kind::Item { ordered: true }, "one"),
                (Kind::Quote, "q"),
                (Kind::Heading(2), "h"),
                (Kind::Code, "x"),
            ],
        );
    }

    #[test]
    fn rows_of_data_stay_whole_and_layout_tables_do_not() {
        check("<table><tr><th>a</th><td>1</td></tr></table>", &[(Kind::Row, "a | 1")]);
        check(
            "<table><tr><td>x<td><p>one</p><p>two</p></table>",
            &[(Kind::Paragraph, "x"), (Kind::Paragraph, "one"), (Kind::Paragraph, "two")],
        );
    }

    #[test]
    fn templates_are_read_when_they_are_shown_or_asked_for() {
        check(
            "<body><template><p>later</p></template><template shadowrootmode=open><p>now</p></template>",
            &[(Kind::Paragraph, "now")],
        );
        let tree = parse("<body><template><p>later</p></template>");
        assert_eq!(cut_with_templates(&tree, Tree::ROOT).len(), 1);
    }

    #[test]
    fn pictures_do_not_split_paragraphs() {
        check("<p>a <img src=x> b</p>", &[(Kind::Picture, ""), (Kind::Paragraph, "a b")]);
        check("<body><noscript>Switch on <img src=x></noscript>", &[(Kind::Picture, "")]);
    }
}
