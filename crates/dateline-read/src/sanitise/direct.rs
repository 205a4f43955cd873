//! The short way: HTML whose tags are closed in order is written out clean in one pass.
//!
//! Most HTML in feeds comes from programs that close what they open. Its tree is the nesting of its
//! tags, so it needs no parser, which takes four fifths of the time. [`direct`] gives up at the
//! first thing that a parser would repair, and the text goes the long way.
//!
//! Rule: what is written is a tag of the list, an attribute of the list in quotes, or escaped text,
//! and what the long way would have written. A test holds the two against each other.

use std::borrow::Cow;

use html5ever::data::NAMED_ENTITIES;
use memchr::{memchr, memchr_iter};
use url::Url;

use super::rewrite::{DEEPEST, LONGEST_ATTRIBUTE_BYTES, LONGEST_KEPT_BYTES, MOST_ATTRIBUTES};
use super::{ATTRIBUTES, ATTRIBUTES_OF_ALL, SCHEMES, VOID};
use crate::markup::{Tag, Token, Tokens, attributes, resolved_html};

/// Elements before which the parser ends an open paragraph.
const BLOCKS: &[&str] = &[
    "p",
    "li",
    "ul",
    "div",
    "figure",
    "figcaption",
    "h2",
    "h3",
    "blockquote",
    "h4",
    "ol",
    "h1",
    "h5",
    "h6",
    "hr",
    "section",
    "article",
    "aside",
    "header",
    "footer",
    "main",
    "address",
];

/// Elements that stand in a line of text.
const INLINE: &[&str] = &[
    "a", "br", "em", "strong", "b", "i", "img", "span", "code", "abbr", "cite", "q", "sub", "sup",
    "s", "del", "ins", "small", "u", "mark", "kbd", "samp", "var", "time", "dfn", "wbr",
];

/// The longest name of an entity that may stand without its semicolon.
const LONGEST_BARE_ENTITY: usize = 6;

/// The longest name of an entity.
const LONGEST_ENTITY: usize = 32;

/// `html` sanitised, or nothing when a parser has to look at it.
pub(super) fn direct(html: &str, base: Option<&Url>) -> Option<String> {
    // The parser drops zeros and makes every line end `\n`.
    if html.len() > LONGEST_KEPT_BYTES || memchr(0, html.as_bytes()).is_some() {
        return None;
    }
    let html = match memchr(b'\r', html.as_bytes()) {
        Some(_) => Cow::Owned(html.replace("\r\n", "\n").replace('\r', "\n")),
        None => Cow::Borrowed(html),
    };
    let out = String::with_capacity(html.len() + html.len() / 8);
    let mut writing = Writing { out, open: Vec::new(), base };
    for token in Tokens::new(&html) {
        match token {
            Token::Open(tag) => writing.open(tag)?,
            Token::Close(name) => writing.close(name)?,
            Token::Text(text) | Token::Cdata(text) => writing.text(text)?,
            Token::Other(_) => {}
        }
    }
    while let Some(name) = writing.open.pop() {
        writing.end_tag(name);
    }
    Some(writing.out)
}

struct Writing<'a> {
    out: String,
    open: Vec<&'static str>,
    base: Option<&'a Url>,
}

impl Writing<'_> {
    fn open(&mut self, tag: Tag<'_>) -> Option<()> {
        let known = |names: &[&'static str]| {
            names.iter().find(|known| known.eq_ignore_ascii_case(tag.name)).copied()
        };
        let name = match known(INLINE) {
            Some(name) => name,
            None => self.block(known(BLOCKS)?)?,
        };
        let void = VOID.contains(&name);
        let repaired = name == "a" && self.open.contains(&"a") || tag.closed && !void;
        if repaired || self.open.len() >= DEEPEST {
            return None;
        }
        self.out.push('<');
        self.out.push_str(name);
        self.attributes(name, tag.attributes)?;
        self.out.push('>');
        if !void {
            self.open.push(name);
        }
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
        self.end_tag(last);
        Some(())
    }

    fn end_tag(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    fn text(&mut self, text: &str) -> Option<()> {
        let text = plain_references(text, false)?;
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
        let mut written = 0;
        for (at, byte) in text.bytes().enumerate() {
            let (by, length) = match byte {
                b'&' => ("&amp;", 1),
                b'<' => ("&lt;", 1),
                b'>' => ("&gt;", 1),
                b'"' if in_attribute => ("&quot;", 1),
                // A no-break space is two bytes.
                0xC2 if text.as_bytes().get(at + 1) == Some(&0xA0) => ("&nbsp;", 2),
                _ => continue,
            };
            self.out.push_str(text.get(written..at).unwrap_or_default());
            self.out.push_str(by);
            written = at + length;
        }
        self.out.push_str(text.get(written..).unwrap_or_default());
    }

    /// A link as the parser's way would leave it: absolute ones as they are written.
    fn link<'v>(&self, value: Cow<'v, str>) -> Option<Cow<'v, str>> {
        match Url::parse(&value) {
            Ok(url) => SCHEMES.contains(&url.scheme()).then_some(value),
            Err(url::ParseError::RelativeUrlWithoutBase) => {
                self.base?.join(&value).ok().map(|url| Cow::Owned(url.into()))
            }
            Err(_) => None,
        }
    }
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
    use super::super::Sanitiser;
    use super::*;

    fn base() -> Url {
        Url::parse("https://paper.example/a/b").expect("a literal")
    }

    #[track_caller]
    fn check(html: &str, expected: &str) {
        assert_eq!(direct(html, Some(&base())).as_deref(), Some(expected));
        assert_eq!(Sanitiser::new(Some(&base())).parsed(html), expected);
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
            assert_eq!(direct(html, None), None, "{html}");
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
            if let Some(direct) = direct(&html, Some(&base())) {
                proptest::prop_assert_eq!(direct, Sanitiser::new(Some(&base())).parsed(&html));
            }
        }
    }
}
