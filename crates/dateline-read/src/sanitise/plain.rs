//! The text of HTML.

use super::{DROPPED_WHOLE, is_one_of};
use crate::markup::{Tag, Token, Tokens, resolved_html};

/// Elements that start a paragraph of plain text.
pub(super) const BLOCKS: &[&str] = &[
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
];

/// The text of HTML, its paragraphs parted by blank lines.
pub fn plain_text(html: &str) -> String {
    let mut out = Paragraphs::default();
    let mut tokens = Tokens::new(html);
    while let Some(token) = tokens.next() {
        match token {
            Token::Text(text) => out.push(&resolved_html(text)),
            Token::Cdata(text) => out.push(text),
            Token::Open(tag) if is_one_of(tag.name, DROPPED_WHOLE) && !tag.closed => {
                tokens.skip_to_close(tag.name);
            }
            Token::Open(tag) if tag.name.eq_ignore_ascii_case("br") => out.line_break(),
            Token::Open(Tag { name, .. }) | Token::Close(name) if is_one_of(name, BLOCKS) => {
                out.paragraph_break();
            }
            _ => {}
        }
    }
    out.text
}

/// Text under construction: white space collapsed, breaks written once something follows them.
#[derive(Default)]
struct Paragraphs {
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
    fn push(&mut self, text: &str) {
        let mut words = text.split_whitespace();
        if text.starts_with(char::is_whitespace) {
            self.pending = self.pending.max(Break::Space);
        }
        if let Some(first) = words.next() {
            self.write_break();
            self.text.push_str(first);
            for word in words {
                self.text.push(' ');
                self.text.push_str(word);
            }
            if text.ends_with(char::is_whitespace) {
                self.pending = Break::Space;
            }
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

    fn paragraph_break(&mut self) {
        self.pending = Break::Paragraph;
    }
}

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
}
