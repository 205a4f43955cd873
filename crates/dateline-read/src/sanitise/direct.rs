//! The short way: HTML whose tags are closed in order is written out clean in one pass.
//!
//! Most HTML in feeds comes from programs that close what they open. Its tree is the nesting of its
//! tags, so it needs no parser, which takes four fifths of the time. [`direct`] gives up at the
//! first thing that a parser would repair, and the text goes the long way.
//!
//! Rule: what is written is a tag of the list, an attribute of the list in quotes, or escaped text,
//! and what the long way would have written. A test holds the two against each other.

use std::borrow::Cow;
use std::ops::Range;

use html5ever::data::NAMED_ENTITIES;
use memchr::{memchr, memchr_iter};
use url::Url;

use super::names::Names;
use super::plain::Paragraphs;
use super::rewrite::{DEEPEST, LONGEST_ATTRIBUTE_BYTES, LONGEST_KEPT_BYTES, MOST_ATTRIBUTES};
use super::{ATTRIBUTES, ATTRIBUTES_OF_ALL, Base, SCHEMES, VOID};
use crate::markup::{Tag, Token, Tokens, attributes, resolved_html};

/// Elements before which the parser ends an open paragraph.
static BLOCKS: Names = Names::new(&[
    "address",
    "article",
    "aside",
    "blockquote",
    "div",
    "figcaption",
    "figure",
    "footer",
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
    "ol",
    "p",
    "section",
    "ul",
]);

/// Elements that stand in a line of text.
static INLINE: Names = Names::new(&[
    "a", "abbr", "b", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark",
    "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
]);

/// The longest name of an entity that may stand without its semicolon.
const LONGEST_BARE_ENTITY: usize = 6;

/// The longest name of an entity.
const LONGEST_ENTITY: usize = 32;

/// Hosts up to this length have no label that is too long.
const LONGEST_PLAIN_HOST: usize = 63;

const NO_BREAK_SPACE: [u8; 2] = [0xC2, 0xA0];

/// The references that are written in text.
const WRITTEN: [&str; 4] = ["&amp;", "&nbsp;", "&lt;", "&gt;"];

/// `html` sanitised, or nothing when a parser has to look at it. Where `text` is given, what
/// [`plain_text`](super::plain_text) would find in the answer is put there on the way.
pub(super) fn direct(html: &str, base: &Base, text: Option<&mut Paragraphs>) -> Option<String> {
    // The parser drops zeros and makes every line end `\n`.
    if html.len() > LONGEST_KEPT_BYTES || memchr(0, html.as_bytes()).is_some() {
        return None;
    }
    let html = match memchr(b'\r', html.as_bytes()) {
        Some(_) => Cow::Owned(html.replace("\r\n", "\n").replace('\r', "\n")),
        None => Cow::Borrowed(html),
    };
    let mut writing = Writing {
        out: String::with_capacity(html.len() + html.len() / 8),
        source: &html,
        copied: 0,
        token: 0..0,
        open: Vec::new(),
        base,
        text,
    };
    let mut tokens = Tokens::new(&html);
    while let Some(token) = tokens.next() {
        writing.token = writing.token.end..tokens.offset();
        match token {
            Token::Open(tag) => writing.open(tag)?,
            Token::Close(name) => writing.close(name)?,
            Token::Text(text) if is_unmarked(text) => {
                if let Some(out) = &mut writing.text {
                    out.push(text);
                }
            }
            Token::Text(text) if stands(text) => {
                if let Some(out) = &mut writing.text {
                    out.push(&resolved_html(text));
                }
            }
            Token::Text(text) | Token::Cdata(text) => writing.text(text)?,
            Token::Other(_) => writing.end_run(),
        }
    }
    Some(writing.finished())
}

/// What is written of a source. What stands there as it is to be written, which is nearly all of
/// what most programs write and all of what was sanitised before, is copied in runs.
struct Writing<'a> {
    out: String,
    source: &'a str,
    /// Up to where the source is written; what follows up to `token` is to be written as it stands.
    copied: usize,
    /// Where the token stands that is being looked at.
    token: Range<usize>,
    open: Vec<&'static str>,
    base: &'a Base,
    text: Option<&'a mut Paragraphs>,
}

impl Writing<'_> {
    /// Writes what stands before the token; what is written next takes the token's place.
    fn end_run(&mut self) {
        self.out.push_str(self.source.get(self.copied..self.token.start).unwrap_or_default());
        self.copied = self.token.end;
    }

    fn finished(mut self) -> String {
        self.token.start = self.source.len();
        self.end_run();
        while let Some(name) = self.open.pop() {
            self.end_tag(name);
        }
        self.out
    }

    fn open(&mut self, tag: Tag<'_>) -> Option<()> {
        let name = match INLINE.find(tag.name) {
            Some(name) => name,
            None => self.block(BLOCKS.find(tag.name)?)?,
        };
        let void = VOID.has(name);
        let repaired = name == "a" && self.open.contains(&"a") || tag.closed && !void;
        if repaired || self.open.len() >= DEEPEST {
            return None;
        }
        if !void {
            self.open.push(name);
        }
        if let Some(text) = &mut self.text {
            text.open(name);
        }
        // A link is given an attribute.
        if tag.name == name && tag.attributes.is_empty() && !tag.closed && name != "a" {
            return Some(());
        }
        self.end_run();
        self.out.push('<');
        self.out.push_str(name);
        self.attributes(name, tag.attributes)?;
        self.out.push('>');
        Some(())
    }

    /// The block's name, where the parser would open it without closing anything.
    fn block(&self, name: &'static str) -> Option<&'static str> {
        let heading = |name: &str| matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
        let above = self.open.last().copied().unwrap_or_default();
        let repaired = self.open.contains(&"p")
            || heading(name) && heading(above)
            || name == "li" && !matches!(above, "ul" | "ol");
        (!repaired).then_some(name)
    }

    fn close(&mut self, name: &str) -> Option<()> {
        let last = self.open.pop().filter(|last| last.eq_ignore_ascii_case(name))?;
        if let Some(text) = &mut self.text {
            text.close(last);
        }
        // There may be anything before the `>`, or none of it.
        let ended = self.source.as_bytes().get(self.token.start + 2 + name.len()) == Some(&b'>');
        if name != last || !ended {
            self.end_run();
            self.end_tag(last);
        }
        Some(())
    }

    fn end_tag(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    fn text(&mut self, text: &str) -> Option<()> {
        let text = plain_references(text, false)?;
        if let Some(out) = &mut self.text {
            out.push(&text);
        }
        self.end_run();
        self.escape(&text, false);
        Some(())
    }

    fn attributes(&mut self, tag: &str, source: &str) -> Option<()> {
        let own = ATTRIBUTES.iter().find(|(name, _)| *name == tag).map_or(&[][..], |(_, own)| own);
        let known = |name: &str| {
            own.iter().chain(ATTRIBUTES_OF_ALL).find(|known| known.eq_ignore_ascii_case(name))
        };
        let mut written: Vec<&str> = Vec::new();
        let found = attributes(source).filter_map(|(name, value)| Some((*known(name)?, value)));
        for (name, value) in found.take(MOST_ATTRIBUTES) {
            if written.contains(&name) || value.len() > LONGEST_ATTRIBUTE_BYTES {
                continue;
            }
            written.push(name);
            let value = plain_references(value, true)?;
            let value = if matches!(name, "href" | "src") { self.link(value) } else { Some(value) };
            let Some(value) = value else { continue };
            self.out.extend([" ", name, "=\""]);
            self.escape(&value, true);
            self.out.push('"');
        }
        if tag == "a" {
            self.out.push_str(" rel=\"noopener noreferrer\"");
        }
        Some(())
    }

    /// Writes text as the parser's own writer does; quotes matter in attributes alone.
    fn escape(&mut self, text: &str, in_attribute: bool) {
        let bytes = text.as_bytes();
        let (mut written, mut at) = (0, 0);
        let next = |at: usize| {
            let rest = bytes.get(at..).unwrap_or_default();
            rest.iter().position(|byte| mark(*byte) != 0 || *byte == b'"')
        };
        while let Some(found) = next(at) {
            at += found;
            let (by, length) = match bytes.get(at..).unwrap_or_default() {
                [b'&', ..] => ("&amp;", 1),
                [b'<', ..] => ("&lt;", 1),
                [b'>', ..] => ("&gt;", 1),
                [b'"', ..] if in_attribute => ("&quot;", 1),
                [first, second, ..] if [*first, *second] == NO_BREAK_SPACE => ("&nbsp;", 2),
                _ => {
                    at += 1;
                    continue;
                }
            };
            self.out.push_str(text.get(written..at).unwrap_or_default());
            self.out.push_str(by);
            at += length;
            written = at;
        }
        self.out.push_str(text.get(written..).unwrap_or_default());
    }

    /// A link as the parser's way would leave it: absolute ones as they are written.
    fn link<'v>(&self, value: Cow<'v, str>) -> Option<Cow<'v, str>> {
        if is_plain_address(&value) {
            return Some(value);
        }
        match Url::parse(&value) {
            Ok(url) => SCHEMES.contains(&url.scheme()).then_some(value),
            Err(url::ParseError::RelativeUrlWithoutBase) => {
                self.base.url()?.join(&value).ok().map(|url| Cow::Owned(url.into()))
            }
            Err(_) => None,
        }
    }
}

/// True for an address of the web whose host is written so plainly that it is one without a doubt:
/// whatever follows the host is a path, a query or a fragment. Others are taken apart to know, which
/// takes as long as all else about a link.
fn is_plain_address(link: &str) -> bool {
    let rest = ["https://", "http://"].iter().find_map(|scheme| link.strip_prefix(scheme));
    let Some(rest) = rest else { return false };
    let end = rest.bytes().position(|byte| matches!(byte, b'/' | b'?' | b'#'));
    let host = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
    let letters = |label: &str| {
        label.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'))
            && !label.is_empty()
            && !label.starts_with("xn--")
    };
    // Where the last label begins with a digit the host may be a number.
    let named = host
        .rsplit('.')
        .next()
        .is_some_and(|last| last.starts_with(|it: char| it.is_ascii_lowercase()));
    host.len() <= LONGEST_PLAIN_HOST && named && host.split('.').all(letters)
}

/// One for the first byte of what text holds only as a reference, else zero.
fn mark(byte: u8) -> u8 {
    let first = u8::from(byte == NO_BREAK_SPACE[0]);
    u8::from(byte == b'&') | u8::from(byte == b'<') | u8::from(byte == b'>') | first
}

/// Whether a text has none of what is written as a reference. Sums without a branch, so that a chunk
/// takes a few instructions.
fn is_unmarked(text: &str) -> bool {
    let (chunks, rest) = text.as_bytes().as_chunks::<16>();
    let marks = |chunk: &[u8; 16]| chunk.iter().fold(0, |any, byte| any | mark(*byte));
    chunks.iter().all(|chunk| marks(chunk) == 0) && rest.iter().all(|byte| mark(*byte) == 0)
}

/// Whether text stands as it would be written: only the references that the parser's own writer
/// uses, and nothing that it would make one.
fn stands(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_written = |at: usize| {
        let rest = bytes.get(at..).unwrap_or_default();
        WRITTEN.iter().any(|reference| rest.starts_with(reference.as_bytes()))
    };
    let mut marks = bytes.iter().enumerate().filter(|(_, byte)| mark(**byte) != 0);
    marks.all(|(at, byte)| match byte {
        b'&' => is_written(at),
        b'<' | b'>' => false,
        _ => bytes.get(at + 1) != Some(&NO_BREAK_SPACE[1]),
    })
}

/// Text with its references resolved, or nothing when one of them is written in a way that only a
/// parser knows: without its semicolon, or as a number that is no character.
fn plain_references(text: &str, in_attribute: bool) -> Option<Cow<'_, str>> {
    for at in memchr_iter(b'&', text.as_bytes()) {
        let body = text.get(at + 1..)?;
        if let Some(number) = body.strip_prefix('#') {
            is_plain_number(number).then_some(())?;
            continue;
        }
        let letters = body.bytes().take(LONGEST_ENTITY + 1);
        let end = letters.take_while(u8::is_ascii_alphanumeric).count();
        let is_entity = |name: &str| NAMED_ENTITIES.get(name).is_some_and(|found| found.0 != 0);
        match body.as_bytes().get(end) {
            Some(b';') if end > 0 => is_entity(body.get(..=end)?).then_some(())?,
            Some(b'=') if in_attribute => {}
            _ => {
                let bare = |length| body.get(..length).is_some_and(is_entity);
                if (1..=end.min(LONGEST_BARE_ENTITY)).any(bare) {
                    return None;
                }
            }
        }
    }
    Some(resolved_html(text))
}

/// True for `8217;` and `x2019;`: a number of a character that all agree on.
fn is_plain_number(number: &str) -> bool {
    let (radix, digits) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (16, digits),
        None => (10, number),
    };
    let Some((digits, _)) = digits.split_once(';').filter(|(digits, _)| digits.len() <= 7) else {
        return false;
    };
    let all_digits = !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix));
    let value = u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    all_digits && value.is_some_and(|letter| !letter.is_control() && u32::from(letter) < 0xFFFE)
}

#[cfg(test)]
mod tests {
    use super::super::{Sanitiser, plain_text};
    use super::*;

    fn base() -> Base {
        Base::written(Some("https://paper.example/a/b"))
    }

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let mut text = Paragraphs::default();
        assert_eq!(direct(html, &base(), Some(&mut text)).as_deref(), Some(expected));
        assert_eq!(text.into_text(), plain_text(expected));
        assert_eq!(Sanitiser::new(base()).parsed(html), expected);
    }

    #[test]
    fn what_is_in_order_is_written_in_one_pass() {
        check("<p>A &amp; B &gt; C&nbsp;&rsquo;</p>", "<p>A &amp; B &gt; C&nbsp;\u{2019}</p>");
        check(
            "<ul><li>One</li><li><b>Two</b></li></ul>",
            "<ul><li>One</li><li><b>Two</b></li></ul>",
        );
        check("<div><p>x<br/>y</p>\r\n</div><!-- c -->", "<div><p>x<br>y</p>\n</div>");
        check("<p onclick=x CLASS=y Title='a&quot;b'>z</p>", "<p title=\"a&quot;b\">z</p>");
        check("<img src=c.jpg alt=''>", "<img src=\"https://paper.example/a/c.jpg\" alt=\"\">");
        check(
            "<a href='/x?a=1&b=2&amp;c=3'>z</a><a href='javascript:x'>y</a>",
            "<a href=\"https://paper.example/x?a=1&amp;b=2&amp;c=3\" rel=\"noopener noreferrer\">z</a>\
             <a rel=\"noopener noreferrer\">y</a>",
        );
        check("AT&T, D&D & co: 1 < 2", "AT&amp;T, D&amp;D &amp; co: 1 &lt; 2");
        check("<b>never closed", "<b>never closed</b>");
    }

    #[test]
    fn what_a_parser_would_repair_is_left_to_it() {
        for html in [
            "<p>a<p>b</p></p>",
            "<p><div>x</div></p>",
            "<b><i>x</b></i>",
            "</p>",
            "<li>x</li>",
            "<a href=x><a href=y>z</a></a>",
            "<h2><h3>x</h3></h2>",
            "<table><tr><td>x</td></tr></table>",
            "<script>x</script>",
            "<svg></svg>",
            "<pre>\nx</pre>",
            "<madeup>x</madeup>",
            "<div/>",
            "x</br>",
            "&copy 2026",
            "&#0;",
            "&#x80;",
            "&nosuch;",
            "a\0b",
        ] {
            assert_eq!(direct(html, &Base::written(None), None), None, "{html}");
        }
    }

    #[test]
    fn plain_addresses_need_not_be_taken_apart() {
        for link in ["https://e.example/x", "http://a-b.c1.example?q", "https://e#", "http://e"] {
            assert!(is_plain_address(link), "{link}");
        }
        for doubtful in [
            "",
            "https://",
            "https:///x",
            "//e.example/",
            "HTTPS://e.example/",
            "https://E.example/",
            "https://1.2.3.4/",
            "https://e.1x/",
            "https://user@e.example/",
            "https://e.example:80/",
            "https://e.example\\x",
            "https://xn--e.example/",
            "https://e..example/",
            "https://e.example./",
            "https://e exam.ple/",
            "ftp://e.example/",
        ] {
            assert!(!is_plain_address(doubtful), "{doubtful}");
        }
    }

    proptest::proptest! {
        #[test]
        fn a_plain_address_is_one_to_the_parser(
            link in "https?://[a-z0-9.:@-]{0,9}(\\.[a-z0-9-]{0,9})?[/?#\\\\]?.{0,9}",
        ) {
            let parsed = Url::parse(&link).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
            proptest::prop_assert!(parsed || !is_plain_address(&link), "{}", link);
        }
    }

    /// Pieces of which HTML of every order and disorder is made.
    const PIECES: &[&str] = &[
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<i>",
        "</i>",
        "<a href='x?y&z=1'>",
        "<a href='tel:1'>",
        "</a>",
        "<br>",
        "<hr>",
        "<ul>",
        "</ul>",
        "<li>",
        "</li>",
        "<div title='a&quot;&amp;'>",
        "</div>",
        "<h2>",
        "</h2>",
        "<h3>",
        "</h3>",
        "<img src='//i.example/ü.jpg' alt='a<b>'>",
        "<blockquote cite=q>",
        "</blockquote>",
        "<figure>",
        "</figure>",
        "<span>",
        "</span>",
        "text",
        " ",
        "\r\n",
        "&amp;",
        "&nbsp;",
        "&copy",
        "&b=1",
        "<",
        ">",
        "&#8217;",
        "<!-- c -->",
        "é",
        "<code>",
        "</code>",
        "<q>",
        "</q>",
        "<address>",
        "</address>",
        "&lt;script>",
        "\"",
    ];

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(2_000))]
        #[test]
        fn both_ways_write_the_same(
            pieces in proptest::collection::vec(0..PIECES.len(), 0..12),
            wrapped in proptest::prelude::any::<bool>(),
        ) {
            // Half of them in order: each opening tag is closed again in its turn.
            let mut html = String::new();
            let mut ends = Vec::new();
            for piece in pieces.into_iter().filter_map(|at| PIECES.get(at)) {
                let opens = piece.starts_with('<') && piece.ends_with('>') && !piece.contains('!');
                if wrapped && piece.starts_with("</") {
                    html.push_str(ends.pop().unwrap_or_default());
                    continue;
                }
                html.push_str(piece);
                if let Some(name) = piece.get(1..).filter(|_| opens) {
                    let name = name.split([' ', '>']).next().unwrap_or_default();
                    let end = PIECES.iter().find(|end| **end == format!("</{name}>"));
                    ends.extend(end.copied());
                }
            }
            if wrapped {
                html.extend(ends.into_iter().rev());
            }
            let mut text = Paragraphs::default();
            if let Some(direct) = direct(&html, &base(), Some(&mut text)) {
                proptest::prop_assert_eq!(text.into_text(), plain_text(&direct));
                proptest::prop_assert_eq!(direct, Sanitiser::new(base()).parsed(&html));
            }
        }
    }
}
