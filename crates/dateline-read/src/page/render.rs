//! Blocks to plain text and to HTML that may be shown.
//!
//! Nothing of the page's markup is copied: every tag below is written by us, every text is
//! escaped, every address is absolute and of the web. So the HTML is safe by construction.
//!
//! The one rule: text and HTML are written from the same blocks in the same order.

use dateline_model::SafeHtml;
use url::Url;

use super::blocks::{Block, Kind, Piece};
use super::links::Base;
use super::tree::{NodeId, Tree};

/// The blocks' text: paragraphs parted by blank lines, list items and rows by new lines.
pub(super) fn text(blocks: &[&Block]) -> String {
    let told = blocks.iter().filter(|block| block.kind != Kind::Caption);
    let words: Vec<&str> =
        told.map(|block| block.text.as_str()).filter(|text| !text.is_empty()).collect();
    words.join("\n\n")
}

/// The blocks as sanitised HTML.
pub(super) fn html(tree: &Tree, blocks: &[&Block], base: &Base) -> SafeHtml {
    let mut writer = Writer { tree, base, out: String::new(), group: None };
    for block in blocks {
        writer.block(block);
    }
    writer.regroup(None);
    SafeHtml::vouched_for(writer.out)
}

/// A picture's address, also where it is loaded late.
pub(super) fn picture_source(tree: &Tree, node: NodeId, base: &Base) -> Option<String> {
    let single = ["data-src", "data-lazy-src", "data-original", "src"]
        .iter()
        .filter_map(|key| tree.attribute(node, key));
    let sets = ["srcset", "data-srcset"].iter().filter_map(|key| tree.attribute(node, key));
    let of_set = sets.filter_map(|set| set.split_whitespace().next());
    single.chain(of_set).find_map(|link| base.absolute(link))
}

/// Paragraphs of plain text as HTML.
pub(super) fn paragraphs(text: &str) -> SafeHtml {
    let mut out = String::with_capacity(text.len() + 64);
    for paragraph in text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
        out.push_str("<p>");
        escape(paragraph.trim(), &mut out);
        out.push_str("</p>");
    }
    SafeHtml::vouched_for(out)
}

/// Writes `text` so that it is text in an element and in a quoted attribute.
fn escape(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some((at, found)) = rest.char_indices().find(|(_, c)| is_special(*c)) {
        let (plain, special) = rest.split_at(at);
        out.push_str(plain);
        match found {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => {}
        }
        rest = special.get(found.len_utf8()..).unwrap_or_default();
    }
    out.push_str(rest);
}

/// A character that is written otherwise or, as control characters are, left out.
fn is_special(c: char) -> bool {
    matches!(c, '&' | '<' | '>' | '"' | '\'') || c.is_control() && !c.is_whitespace()
}

struct Writer<'t> {
    tree: &'t Tree,
    base: &'t Base,
    out: String,
    /// The element that gathers neighbouring items, quotes or rows.
    group: Option<&'static str>,
}

impl Writer<'_> {
    fn block(&mut self, block: &Block) {
        let (group, tag) = match block.kind {
            Kind::Paragraph => (None, "p"),
            Kind::Heading(1 | 2) => (None, "h2"),
            Kind::Heading(3) => (None, "h3"),
            Kind::Heading(_) => (None, "h4"),
            Kind::Item { ordered: true } => (Some("ol"), "li"),
            Kind::Item { ordered: false } => (Some("ul"), "li"),
            Kind::Quote => (Some("blockquote"), "p"),
            Kind::Code => (None, "pre"),
            Kind::Caption => (Some("figure"), "figcaption"),
            Kind::Row => (Some("table"), "tr"),
            Kind::Picture => return self.picture(block.node),
            Kind::Frame => return self.frame(block.node),
        };
        self.regroup(group);
        self.open(tag);
        if tag == "tr" {
            self.open("td");
        }
        self.inline(block);
        if tag == "tr" {
            self.close("td");
        }
        self.close(tag);
    }

    fn regroup(&mut self, group: Option<&'static str>) {
        if self.group == group {
            return;
        }
        if let Some(old) = self.group.take() {
            self.close(old);
        }
        if let Some(new) = group {
            self.open(new);
        }
        self.group = group;
    }

    fn open(&mut self, tag: &str) {
        self.out.push('<');
        self.out.push_str(tag);
        self.out.push('>');
    }

    fn close(&mut self, tag: &str) {
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }

    fn picture(&mut self, node: NodeId) {
        let Some(source) = picture_source(self.tree, node, self.base) else { return };
        self.regroup(None);
        self.regroup(Some("figure"));
        self.out.push_str("<img src=\"");
        escape(&source, &mut self.out);
        self.out.push_str("\" alt=\"");
        escape(self.tree.attribute(node, "alt").unwrap_or(""), &mut self.out);
        self.out.push_str("\">");
    }

    /// Another site's frame is a link with a title: it loads when the reader wants it.
    fn frame(&mut self, node: NodeId) {
        let source = ["src", "data-src"]
            .iter()
            .filter_map(|key| self.tree.attribute(node, key))
            .find_map(|link| self.base.absolute(link));
        let Some(source) = source else { return };
        self.regroup(None);
        self.out.push_str("<p>");
        self.link(&source);
        let title = self.tree.attribute(node, "title").map(str::trim).filter(|it| !it.is_empty());
        // Without a title, whose it is: an address says nothing to a reader.
        let site = || Url::parse(&source).ok()?.host_str().map(str::to_owned);
        let label = title.map(str::to_owned).or_else(site).unwrap_or_default();
        escape(label.trim_start_matches("www."), &mut self.out);
        self.out.push_str("</a></p>");
    }

    fn link(&mut self, address: &str) {
        self.out.push_str("<a href=\"");
        escape(address, &mut self.out);
        self.out.push_str("\" rel=\"noopener noreferrer\">");
    }

    fn inline(&mut self, block: &Block) {
        let mut gap = false;
        let mut begun = false;
        for piece in &block.pieces {
            match piece {
                Piece::Break if begun => {
                    self.out.push_str("<br>");
                    gap = false;
                }
                Piece::Break => {}
                Piece::Cell => {
                    self.out.push_str("</td><td>");
                    gap = false;
                }
                Piece::Text(node) => {
                    let text = self.tree.text(*node);
                    let words = super::tree::collapse(text);
                    if words.is_empty() {
                        gap = true;
                        continue;
                    }
                    if begun && (gap || text.starts_with(char::is_whitespace)) {
                        self.out.push(' ');
                    }
                    begun = true;
                    self.styled(block.node, *node, &words);
                    gap = text.ends_with(char::is_whitespace);
                }
            }
        }
    }

    /// A text with the links and stresses that hold it within its block.
    fn styled(&mut self, holder: NodeId, node: NodeId, words: &str) {
        let mut closers: Vec<&str> = Vec::new();
        let above: Vec<NodeId> =
            self.tree.ancestors(node).take_while(|node| *node != holder).collect();
        for node in above.into_iter().rev() {
            let tag = match self.tree.name(node) {
                "b" | "strong" => "strong",
                "i" | "em" | "cite" => "em",
                "code" | "kbd" | "samp" => "code",
                "sub" => "sub",
                "sup" => "sup",
                "a" => {
                    if let Some(address) =
                        self.tree.attribute(node, "href").and_then(|link| self.base.absolute(link))
                    {
                        self.link(&address);
                        closers.push("a");
                    }
                    continue;
                }
                _ => continue,
            };
            if !closers.contains(&tag) {
                self.open(tag);
                closers.push(tag);
            }
        }
        escape(words, &mut self.out);
        for tag in closers.into_iter().rev() {
            self.close(tag);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::blocks::cut;
    use crate::page::tree::parse;

    #[track_caller]
    fn check(markup: &str, expected: &str) {
        let tree = parse(markup);
        let blocks = cut(&tree, Tree::ROOT);
        let all: Vec<&Block> = blocks.iter().collect();
        assert_eq!(
            html(&tree, &all, &Base::new(Some("https://vell.example/"), None)).as_str(),
            expected
        );
    }

    #[test]
    fn writes_only_known_tags_and_addresses() {
        check(
            "<p>a <b onclick=x>b</b> <a href='javascript:x'>c</a> <a href=/d>d</a>",
            "<p>a <strong>b</strong> c <a href=\"https://vell.example/d\" rel=\"noopener noreferrer\">d</a></p>",
        );
        check("<p>1 &lt; 2 &amp; <font>3</font>", "<p>1 &lt; 2 &amp; 3</p>");
        check(
            "<img src=i.png alt='\"><script>'>",
            "<figure><img src=\"https://vell.example/i.png\" alt=\"&quot;&gt;&lt;script&gt;\"></figure>",
        );
    }

    #[test]
    fn gathers_items_and_rows() {
        check("<ul><li>a<li>b</ul>c", "<ul><li>a</li><li>b</li></ul><p>c</p>");
        check("<table><tr><td>a<td>1</table>", "<table><tr><td>a</td><td>1</td></tr></table>");
    }
}
