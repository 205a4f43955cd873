//! The text of HTML.

use super::DROPPED_WHOLE;
use super::names::Names;
use crate::markup::{Token, Tokens, resolved_html};

/// Elements that start a paragraph of plain text.
pub(super) static BLOCKS: Names = Names::new(&[
    "address",
    "article",
    "aside",
    "blockquote",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "td",
    "th",
    "tr",
    "ul",
]);

/// The text of HTML, its paragraphs parted by blank lines.
pub fn plain_text(html: &str) -> String {
    let mut out = Paragraphs::with_capacity(html.len());
    let mut tokens = Tokens::new(html);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) => out.push(&resolved_html(text)),
            Token::Cdata(text) => out.push(text),
            Token::Open(tag) if DROPPED_WHOLE.has(tag.name) && !tag.closed => {
                tokens.skip_to_close(tag.name);
            }
            Token::Open(tag) => out.open(tag.name),
            Token::Close(name) => out.close(name),
            Token::Other(_) => {}
        }
    }
    out.into_text()
}

/// Text on one line, its white space collapsed.
pub(crate) fn on_one_line(text: &str) -> String {
    let mut line = Paragraphs::with_capacity(text.len());
    line.push(text);
    line.into_text()
}

/// Text under construction: white space collapsed, breaks written once something follows them.
#[derive(Default)]
pub(super) struct Paragraphs {
    text: String,
    pending: Break,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Break {
    #[default]
    None,
    Space,
    Line,
    Paragraph,
}

impl Paragraphs {
    pub(super) fn with_capacity(bytes: usize) -> Paragraphs {
        Paragraphs { text: String::with_capacity(bytes), pending: Break::None }
    }

    pub(super) fn into_text(mut self) -> String {
        // Texts are kept, and the room was taken by the length of their HTML.
        if self.text.len() < self.text.capacity() / 2 {
            self.text.shrink_to_fit();
        }
        self.text
    }

    /// Takes in the tag that opens an element.
    pub(super) fn open(&mut self, name: &str) {
        if name.eq_ignore_ascii_case("br") {
            self.line_break();
        } else {
            self.close(name);
        }
    }

    /// Takes in the tag that closes an element.
    pub(super) fn close(&mut self, name: &str) {
        if BLOCKS.has(name) {
            self.pending = Break::Paragraph;
        }
    }

    /// Takes in text between tags, its references resolved.
    pub(super) fn push(&mut self, text: &str) {
        let mut rest = text;
        loop {
            let words = rest.trim_start();
            if words.len() < rest.len() {
                self.pending = self.pending.max(Break::Space);
            }
            if words.is_empty() {
                return;
            }
            self.write_break();
            let (run, after) = words.split_at(collapsed_length(words));
            self.text.push_str(run);
            rest = after;
        }
    }

    fn write_break(&mut self) {
        let pending = std::mem::take(&mut self.pending);
        if !self.text.is_empty() {
            self.text.push_str(match pending {
                Break::None => "",
                Break::Space => " ",
                Break::Line => "\n",
                Break::Paragraph => "\n\n",
            });
        }
    }

    /// Two line breaks in a row part paragraphs, as much of the web writes them.
    fn line_break(&mut self) {
        self.pending = if self.pending >= Break::Line { Break::Paragraph } else { Break::Line };
    }
}

/// How much of `text` is words with single spaces between them: what may be copied in one run. It
/// begins with a word.
fn collapsed_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    // No run ends at the byte with which a chunk begins.
    let mut start = 0;
    while start < bytes.len() {
        let rest = bytes.get(start..).unwrap_or_default();
        let after = rest.get(1..).unwrap_or_default();
        let chunks = (rest.first_chunk(), after.first_chunk());
        if !matches!(chunks, (Some(chunk), Some(after)) if !may_end_run(chunk, after)) {
            let looked_at = rest.get(..=CHUNK).unwrap_or(rest);
            for (at, byte) in looked_at.iter().enumerate() {
                if SPACES[usize::from(*byte)] && ends_run(text, start + at) {
                    return start + at;
                }
            }
        }
        start += CHUNK;
    }
    bytes.len()
}

/// Whether white space at a byte of a text is more than the single space between two words.
fn ends_run(text: &str, at: usize) -> bool {
    let Some(rest) = text.get(at..) else { return false };
    match rest.as_bytes() {
        [b' ', next, ..] if !SPACES[usize::from(*next)] => false,
        _ => rest.starts_with(char::is_whitespace),
    }
}

/// Bytes that are looked at together.
const CHUNK: usize = 16;

/// Whether a run may end in these bytes or right after them; `after` is each one's next. Sums without
/// a branch, so that a chunk takes a few instructions.
fn may_end_run(chunk: &[u8; CHUNK], after: &[u8; CHUNK]) -> bool {
    let ends = chunk.iter().zip(after).fold(0, |any, (byte, next)| {
        let odd = u8::from(*next < b' ') | u8::from(*next == 0xC2) | u8::from(*next & 0xFC == 0xE0);
        let double = u8::from(*byte == b' ') & u8::from(*next == b' ');
        any | odd | double
    });
    ends != 0
}

/// The bytes with which white space begins.
static SPACES: [bool; 256] = {
    let mut spaces = [false; 256];
    let mut at = 0;
    while at < SPACE_STARTS.len() {
        spaces[SPACE_STARTS[at] as usize] = true;
        at += 1;
    }
    spaces
};

/// Those of ASCII, and the first of what UTF-8 has for U+0085, U+00A0, U+1680, U+2000 to U+205F and
/// U+3000; other letters begin with them too.
const SPACE_STARTS: [u8; 10] = [b'\t', b'\n', 0x0B, 0x0C, b'\r', b' ', 0xC2, 0xE1, 0xE2, 0xE3];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_text(html: &str, expected: &str) {
        assert_eq!(plain_text(html), expected);
    }

    #[test]
    fn text_in_paragraphs() {
        check_text("<p>One\n two</p> <p>three &amp; four</p>", "One two\n\nthree & four");
        check_text("a<br>b<br /><br/>c", "a\nb\n\nc");
        check_text("x<script>y</script> <b>z</b>.", "x z.");
        check_text("<ul><li>a<li>b</ul>", "a\n\nb");
        check_text("1 < 2 &eacute;", "1 < 2 é");
    }

    #[test]
    fn white_space_of_every_sort_is_one_space() {
        let spaces = ('\0'..=char::MAX).filter(|letter| letter.is_whitespace());
        for space in spaces {
            let first = space.to_string().bytes().next().expect("a letter");
            assert!(SPACES[usize::from(first)], "{space:?}");
            check_text(&format!("{space}a{space}b {space}c{space}"), "a b c");
        }
        check_text(" a  b « c » “d” \u{3042} \u{1E9E}", "a b « c » “d” \u{3042} \u{1E9E}");
        assert_eq!(on_one_line(" a \n\n b\u{A0}c "), "a b c");
    }
}
