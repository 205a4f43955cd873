//! HTML written anew before the parser sees it.
//!
//! The HTML parser takes time that grows with the square of depth, of attributes, of what stands
//! in tables out of place and of references in a row, and memory that grows with unclosed
//! formatting. Here all of these are counted, as a parser would meet them or worse, and cut.
//!
//! Rule: what is counted and what is written are the same: only tags of the list, with quoted
//! attributes, and no `<` besides.

use memchr::memchr_iter;
use url::Url;

use super::foreign::{is_foreign, island};
use super::{ATTRIBUTES, ATTRIBUTES_OF_ALL, DROPPED_WHOLE, TAGS, VOID, cut, is_one_of};
use crate::markup::{Token, Tokens, attributes};

/// Elements open inside one another. Real articles stay below forty.
pub(super) const DEEPEST: usize = 256;

/// Attributes of one tag that are kept; no element has more that mean anything.
pub(super) const MOST_ATTRIBUTES: usize = 16;

/// The longest HTML that is kept of it, a book's length. The parser's time grows with the square
/// of a text of nothing but references.
pub(super) const LONGEST_KEPT_BYTES: usize = 1_024 * 1_024;

/// The longest attribute; longer ones are pictures in the address itself, which are not shown.
pub(super) const LONGEST_ATTRIBUTE_BYTES: usize = 8 * 1_024;

/// Pieces in tables but in no cell; each costs as much as there are before it.
const MOST_MISPLACED: usize = 1_000;

/// Formulas and drawings of one text.
const MOST_ISLANDS: usize = 200;

/// The parser opens unclosed formatting again in every paragraph; a text that makes it do so this
/// often is made for that, and is cut there.
const MOST_COPIES: usize = 100_000;

/// Elements that the parser closes when the next of their kind opens, so that they cannot nest
/// without another element between them, which is counted.
const SELF_CLOSING: &[&str] = &["p", "li", "dd", "dt", "tr", "td", "th", "tbody", "thead", "tfoot"];

/// Elements that are parts of a table.
const TABLE_PARTS: &[&str] =
    &["caption", "colgroup", "col", "tbody", "thead", "tfoot", "tr", "td", "th"];

/// Elements that the parser opens again when their parent was closed before them.
const FORMATTING: &[&str] =
    &["a", "b", "big", "code", "em", "i", "s", "small", "strike", "strong", "tt", "u"];

/// HTML written anew with the tags and attributes that may stay, so that the parser sees exactly
/// what was counted here, and no more of it than it can take at leisure.
pub(super) fn tamed(html: &str, base: Option<&Url>) -> Rewritten {
    let mut rewritten =
        Rewritten { html: String::with_capacity(html.len()), ..Rewritten::default() };
    let mut tokens = Tokens::new(html);
    while let Some(token) = tokens.next() {
        match token {
            Token::Open(tag) => {
                if let Some(name) = TAGS.find(tag.name) {
                    rewritten.open(name, tag.attributes);
                } else if is_foreign(tag.name) {
                    if let Some(island) = island(tag, &mut tokens, base) {
                        rewritten.island(island, html);
                    }
                } else if DROPPED_WHOLE.has(tag.name) {
                    tokens.skip_to_close(tag.name);
                }
            }
            Token::Close(name) => {
                if let Some(name) = TAGS.find(name) {
                    rewritten.close(name);
                }
            }
            Token::Text(text) | Token::Cdata(text) => rewritten.text(text),
            Token::Other(_) => {}
        }
        if rewritten.copies > MOST_COPIES || rewritten.html.len() >= LONGEST_KEPT_BYTES {
            break;
        }
    }
    rewritten
}

/// HTML written anew, with what the parser will hold open.
#[derive(Default)]
pub(super) struct Rewritten {
    pub(super) html: String,
    /// Names of the elements that may be open; more than a parser would have, never fewer.
    open: Vec<&'static str>,
    /// How many of them are formatting.
    formatting: usize,
    /// Formatting elements that the parser may have opened again in later paragraphs.
    copies: usize,
    /// For each open table, whether one of its cells is open.
    cells: Vec<bool>,
    /// What stood in a table but in none of its cells: the parser moves each such piece before the
    /// table, past all those that it moved before.
    misplaced: usize,
    /// `MathML` and SVG, each with the word that holds its place.
    pub(super) islands: Vec<(String, String)>,
}

impl Rewritten {
    /// Puts a word in an island's place. The word holds a hash of the whole text, so that no text
    /// can hold its own.
    fn island(&mut self, island: String, source: &str) {
        if self.islands.len() < MOST_ISLANDS {
            let hash = blake3::hash(source.as_bytes()).to_hex();
            let word = format!("island-{}-{hash}", self.islands.len());
            self.html.push_str(&word);
            self.islands.push((word, island));
        }
    }

    fn open(&mut self, name: &'static str, source: &str) {
        if !self.place(name) {
            return;
        }
        self.copies += self.formatting;
        if !VOID.has(name) && !SELF_CLOSING.contains(&name) {
            if self.open.len() >= DEEPEST {
                return;
            }
            self.open.push(name);
            self.formatting += usize::from(FORMATTING.contains(&name));
        }
        self.html.push('<');
        self.html.push_str(name);
        let own = ATTRIBUTES.iter().find(|(tag, _)| *tag == name).map_or(&[][..], |(_, own)| own);
        let allowed = |name: &str| is_one_of(name, own) || is_one_of(name, ATTRIBUTES_OF_ALL);
        let attributes = attributes(source).filter(|(name, _)| allowed(name));
        for (name, value) in attributes.take(MOST_ATTRIBUTES) {
            self.attribute(name, value);
        }
        self.html.push('>');
    }

    fn attribute(&mut self, name: &str, value: &str) {
        if value.len() > LONGEST_ATTRIBUTE_BYTES {
            return;
        }
        self.html.push(' ');
        self.html.push_str(name);
        self.html.push_str("=\"");
        self.push_with(value, b'"', "&quot;");
        self.html.push('"');
    }

    /// Writes `text` with one character replaced.
    fn push_with(&mut self, text: &str, replaced: u8, by: &str) {
        let mut written = 0;
        for at in memchr_iter(replaced, text.as_bytes()) {
            self.html.push_str(text.get(written..at).unwrap_or_default());
            self.html.push_str(by);
            written = at + 1;
        }
        self.html.push_str(text.get(written..).unwrap_or_default());
    }

    fn close(&mut self, name: &'static str) {
        match name {
            "table" => drop(self.cells.pop()),
            name if TABLE_PARTS.contains(&name) => self.set_cell(false),
            // An end without a beginning makes an element of its own.
            name if !self.open.contains(&name) && !self.is_placed() => return,
            _ => {}
        }
        self.copies += self.formatting;
        // Only the element itself: what was left open inside it may live on in the parser.
        if let Some(at) = self.open.iter().rposition(|open| *open == name) {
            self.open.remove(at);
            self.formatting -= usize::from(FORMATTING.contains(&name));
        }
        self.html.push_str("</");
        self.html.push_str(name);
        self.html.push('>');
    }

    /// Whether an element may open here; keeps account of tables and their cells.
    fn place(&mut self, name: &'static str) -> bool {
        if TABLE_PARTS.contains(&name) {
            self.set_cell(matches!(name, "td" | "th" | "caption"));
            return true;
        }
        let placed = self.is_placed();
        if placed && name == "table" {
            self.cells.push(false);
        }
        placed
    }

    fn set_cell(&mut self, open: bool) {
        if let Some(cell) = self.cells.last_mut() {
            *cell = open;
        }
    }

    /// False once too much stands in tables but in no cell.
    fn is_placed(&mut self) -> bool {
        self.misplaced += usize::from(self.cells.last() == Some(&false));
        self.misplaced <= MOST_MISPLACED || self.cells.last() != Some(&false)
    }

    fn text(&mut self, text: &str) {
        if !text.trim_start().is_empty() && !self.is_placed() {
            return;
        }
        let text = cut(text, LONGEST_KEPT_BYTES.saturating_sub(self.html.len()));
        self.push_with(text, b'<', "&lt;");
    }
}
