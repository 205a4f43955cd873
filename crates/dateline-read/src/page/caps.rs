//! Tames a page before the parser sees it.
//!
//! html5ever is quadratic in attributes and in nesting, and most of a news page is script that no
//! reader needs. One pass over the source drops scripts, styles, drawings, form contents and
//! unknown attributes, and keeps aside the scripts that carry data. What is left is a third of the
//! page, and goes to html5ever's tree builder as it is found: its tokeniser, which looks at every
//! letter, took longer than all else in building the tree.
//!
//! The one rule: every loop here moves forward, and a search that may fail again is bounded, so
//! the pass is linear in the page whatever the page holds.

use std::borrow::Cow;
use std::sync::LazyLock;

use html5ever::{Attribute, LocalName, QualName, local_name, ns};
use memchr::{memchr, memmem};
use tendril::StrTendril;

use super::hash::Map;
use super::references::{Place, resolve};

/// Source that is read; the rest of a longer page is dropped. The longest ordinary page measured
/// was 4 MB, nearly all of it script.
const MAX_SOURCE_BYTES: usize = 16 << 20;
/// Markup that is handed to the parser: ten times what the longest ordinary page needs.
const MAX_MARKUP_BYTES: usize = 3 << 20;
/// Attributes kept per tag; the parser compares each with all before it.
const MAX_ATTRIBUTES: usize = 24;
/// Bytes of one attribute's value; a longer one is an embedded picture or a program.
const MAX_VALUE_BYTES: usize = 8 << 10;
/// Bytes of a list of classes; a longer one is a style sheet written out.
const MAX_CLASS_BYTES: usize = 300;
/// Bytes in which a title must end.
const MAX_TITLE_BYTES: usize = 2 << 10;
/// Data scripts kept per page, and bytes of each.
const MAX_PAYLOADS: usize = 64;
/// See [`MAX_PAYLOADS`].
const MAX_PAYLOAD_BYTES: usize = 4 << 20;

/// Attributes that some rule reads. The parser never sees the others.
const KEPT_ATTRIBUTES: &[&str] = &[
    "alt",
    "aria-hidden",
    "class",
    "content",
    "data-component",
    "data-component-name",
    "data-duration",
    "data-lazy-src",
    "data-original",
    "data-qa",
    "data-src",
    "data-srcset",
    "data-testid",
    "data-type",
    "datetime",
    "hidden",
    "height",
    "href",
    "http-equiv",
    "id",
    "itemprop",
    "itemscope",
    "itemtype",
    "lang",
    "name",
    "poster",
    "property",
    "rel",
    "role",
    "shadowrootmode",
    "src",
    "srcset",
    "title",
    "type",
    "width",
];

/// Bytes of the longest kept attribute's name.
const LONGEST_KEPT: usize = "data-component-name".len();

static KEPT_NAMES: LazyLock<Map<&'static [u8], LocalName>> = LazyLock::new(|| {
    KEPT_ATTRIBUTES.iter().map(|name| (name.as_bytes(), LocalName::from(*name))).collect()
});

/// Elements whose content is no text of the page. Their tags are dropped with it.
const SKIPPED: &[&str] = &[
    "style", "svg", "iframe", "noembed", "noframes", "xmp", "textarea", "select", "object",
    "canvas", "button",
];

/// A piece of a page that the tree is built from.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// The document type, as written.
    Doctype(&'a str),
    /// Text between tags, references resolved.
    Text(Cow<'a, str>),
    /// A start tag with the attributes that some rule reads, values trimmed.
    Start(LocalName, Vec<Attribute>),
    /// An end tag.
    End(LocalName),
}

/// The pieces of a page fit to be parsed. What was kept aside is whole once they are all taken.
#[derive(Debug)]
pub(super) struct Tamed<'a> {
    /// The scripts that carry data.
    pub payloads: Vec<Payload<'a>>,
    /// Something was cut for size.
    pub cut: bool,
    source: &'a str,
    at: usize,
    /// Bytes of the pieces so far.
    given: usize,
    /// Pieces to be given before the source is read on.
    waiting: Option<Piece<'a>>,
    /// Names whose end tag was searched for and not found.
    unclosed: Vec<&'static str>,
}

/// A script that holds data rather than a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Payload<'a> {
    /// `application/ld+json`.
    LinkedData(&'a str),
    /// A JSON state of the page's own program (Next, Nuxt, Apollo, Arc, …).
    State(&'a str),
}

/// Drops from `source` what no rule reads and what would hurt the parser.
pub(super) fn tame(source: &str) -> Tamed<'_> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    let end = floor_boundary(source, MAX_SOURCE_BYTES);
    Tamed {
        payloads: Vec::new(),
        cut: end < source.len(),
        source: &source[..end],
        at: 0,
        given: 0,
        waiting: None,
        unclosed: Vec::new(),
    }
}

/// The last character boundary at or before `at`.
fn floor_boundary(text: &str, at: usize) -> usize {
    if at >= text.len() { text.len() } else { text.floor_char_boundary(at) }
}

impl<'a> Iterator for Tamed<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if self.waiting.is_some() {
            return self.waiting.take();
        }
        while self.at < self.source.len() {
            if self.given > MAX_MARKUP_BYTES {
                self.cut = true;
                return None;
            }
            let rest = &self.source[self.at..];
            let open = memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
            let piece = if open > 0 { Some(self.text(open)) } else { self.tag() };
            if piece.is_some() {
                return piece;
            }
        }
        None
    }
}

impl<'a> Tamed<'a> {
    /// At text of so many bytes. Indents between tags are a space.
    fn text(&mut self, length: usize) -> Piece<'a> {
        let text = &self.source[self.at..self.at + length];
        self.at += length;
        let text = if text.trim_ascii().is_empty() { " " } else { text };
        self.given += text.len();
        Piece::Text(resolve(text, Place::Text))
    }

    /// At a `<`: gives or drops one tag, comment or declaration.
    fn tag(&mut self) -> Option<Piece<'a>> {
        let rest = &self.source[self.at..];
        match rest.as_bytes().get(1) {
            Some(b'!') if rest.starts_with("<!--") => self.skip_past("-->"),
            Some(b'!') if starts_with_ignoring_case(rest, "<!doctype") => {
                let end = rest.find('>').map_or(rest.len(), |at| at + 1);
                self.at += end;
                return Some(Piece::Doctype(&rest[..end]));
            }
            Some(b'/') if rest.as_bytes().get(2).is_some_and(u8::is_ascii_alphabetic) => {
                return self.end_tag();
            }
            Some(b'!' | b'?' | b'/') => self.skip_past(">"),
            Some(byte) if byte.is_ascii_alphabetic() => return self.start_tag(),
            _ => return Some(self.text(1)),
        }
        None
    }

    fn skip_past(&mut self, mark: &str) {
        let rest = &self.source[self.at..];
        self.at +=
            memmem::find(rest.as_bytes(), mark.as_bytes()).map_or(rest.len(), |at| at + mark.len());
    }

    fn end_tag(&mut self) -> Option<Piece<'a>> {
        let rest = &self.source[self.at + 2..];
        let name = &rest[..name_length(rest)];
        self.skip_past(">");
        if SKIPPED.iter().any(|skipped| skipped.eq_ignore_ascii_case(name)) {
            return None;
        }
        self.given += name.len() + 3;
        Some(Piece::End(local_name(name)))
    }

    fn start_tag(&mut self) -> Option<Piece<'a>> {
        let rest = &self.source[self.at + 1..];
        let name = &rest[..name_length(rest)];
        self.at += 1 + name.len();
        let skipped = SKIPPED.iter().find(|skipped| skipped.eq_ignore_ascii_case(name)).copied();
        if name.eq_ignore_ascii_case("script") {
            self.script();
            return None;
        }
        if let Some(skipped) = skipped.filter(|skipped| *skipped != "iframe") {
            while self.attribute().is_some() {}
            self.skip_element(skipped);
            return None;
        }
        let attributes = self.attributes();
        let name = local_name(name);
        match &*name {
            "link" if !is_telling(&attributes) => return None,
            "iframe" => {
                self.skip_element("iframe");
                self.waiting = Some(Piece::End(name.clone()));
            }
            "title" => self.waiting = Some(self.title()?),
            _ => {}
        }
        self.given += name.len() + 2;
        Some(Piece::Start(name, attributes))
    }

    /// Inside a tag: the next attribute's name and value, or the tag's end.
    fn attribute(&mut self) -> Option<(&'a str, &'a str)> {
        let between = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'/';
        let rest = &self.source[self.at..];
        self.at += rest.bytes().take_while(between).count();
        let rest = &self.source[self.at..];
        if rest.is_empty() {
            return None;
        }
        if rest.starts_with('>') {
            self.at += 1;
            return None;
        }
        let (name, value, used) = attribute(rest);
        self.at += used;
        Some((name, value))
    }

    /// Inside a tag, after its name: the attributes that some rule reads.
    fn attributes(&mut self) -> Vec<Attribute> {
        let mut attributes = Vec::new();
        let mut kept = 0;
        while let Some((name, value)) = self.attribute() {
            if let Some(name) = kept_name(name).filter(|_| kept < MAX_ATTRIBUTES) {
                kept += 1;
                self.keep(name, value, &mut attributes);
            } else if name.eq_ignore_ascii_case("style") && is_hiding(value) {
                self.keep(&local_name!("hidden"), "", &mut attributes);
            }
        }
        attributes
    }

    fn keep(&mut self, name: &LocalName, value: &str, attributes: &mut Vec<Attribute>) {
        if attributes.iter().any(|known| known.name.local == *name) {
            return;
        }
        let most = if *name == local_name!("class") { MAX_CLASS_BYTES } else { MAX_VALUE_BYTES };
        let value = &value[..floor_boundary(value, most)];
        let value = if starts_with_ignoring_case(value, "data:") { "" } else { value };
        self.given += name.len() + value.len() + 4;
        attributes.push(Attribute {
            name: QualName::new(None, ns!(), name.clone()),
            value: StrTendril::from_slice(resolve(value, Place::Value).trim()),
        });
    }

    /// After the start tag of a title: its text, in which nothing else is markup. A title that goes
    /// on and on was never closed, and is no reason to take the page for it.
    fn title(&mut self) -> Option<Piece<'a>> {
        let rest = &self.source[self.at..];
        let near = &rest[..floor_boundary(rest, MAX_TITLE_BYTES)];
        let text = &rest[..find_end_tag(near, "title")?];
        self.at += text.len();
        self.given += text.len();
        Some(Piece::Text(resolve(text, Place::Title)))
    }

    /// In a script's start tag, after its name: keeps the script's text if it is data.
    fn script(&mut self) {
        let (mut is_json, mut is_linked) = (false, false);
        while let Some((name, value)) = self.attribute() {
            if value.contains("json") && kept_name(name).is_some() {
                is_json = true;
                is_linked |= value.contains("ld+json");
            }
        }
        let rest = &self.source[self.at..];
        let text = &rest[..find_end_tag(rest, "script").unwrap_or(rest.len())];
        self.at += text.len();
        if self.at < self.source.len() {
            self.skip_past(">");
        }
        if self.payloads.len() >= MAX_PAYLOADS || text.len() > MAX_PAYLOAD_BYTES {
            return;
        }
        if is_linked {
            self.payloads.push(Payload::LinkedData(text));
        } else if is_json || memmem::find(text.as_bytes(), b"__NEXT_DATA__").is_some() {
            self.payloads.push(Payload::State(text));
        }
    }

    /// After the start tag of an element whose content is not wanted.
    fn skip_element(&mut self, name: &'static str) {
        if self.unclosed.contains(&name) {
            return;
        }
        match find_end_tag(&self.source[self.at..], name) {
            Some(end) => {
                self.at += end;
                self.skip_past(">");
            }
            None => self.unclosed.push(name),
        }
    }
}

/// The name of an attribute that some rule reads.
fn kept_name(name: &str) -> Option<&'static LocalName> {
    let mut lower = [0; LONGEST_KEPT];
    let lower = lower.get_mut(..name.len())?;
    lower.copy_from_slice(name.as_bytes());
    lower.make_ascii_lowercase();
    KEPT_NAMES.get(&*lower)
}

/// A name as the tree knows it.
fn local_name(name: &str) -> LocalName {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return LocalName::from(name.to_ascii_lowercase());
    }
    LocalName::from(name)
}

/// Name, value and length of the attribute at the start of `rest`, which is not empty.
fn attribute(rest: &str) -> (&str, &str, usize) {
    let bytes = rest.as_bytes();
    let name_end = bytes
        .iter()
        .skip(1)
        .position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'>' | b'/'))
        .map_or(bytes.len(), |at| at + 1);
    let name = rest.get(..name_end).unwrap_or("");
    let after = rest.get(name_end..).unwrap_or("");
    let Some(value) = after.trim_ascii_start().strip_prefix('=') else {
        return (name, "", name_end);
    };
    let value = value.trim_ascii_start();
    let value_at = rest.len() - value.len();
    if let Some(quote @ (b'"' | b'\'')) = value.as_bytes().first() {
        let inner = &value[1..];
        let end = memchr(*quote, inner.as_bytes()).unwrap_or(inner.len());
        return (name, &inner[..end], (value_at + end + 2).min(rest.len()));
    }
    let end = value
        .bytes()
        .position(|byte| byte.is_ascii_whitespace() || byte == b'>')
        .unwrap_or(value.len());
    (name, &value[..end], value_at + end)
}

/// A `<link>` that names the page's own address or the site's feed.
fn is_telling(attributes: &[Attribute]) -> bool {
    const WORDS: [&str; 4] = ["canonical", "rss+xml", "atom+xml", "feed+json"];
    attributes.iter().any(|attribute| WORDS.iter().any(|word| attribute.value.contains(word)))
}

/// A style that keeps an element out of sight from the start.
fn is_hiding(style: &str) -> bool {
    // Most styles say nothing of the kind, and pages have thousands.
    if !["none", "hidden", ":0", ": 0"].iter().any(|word| style.contains(word)) {
        return false;
    }
    let plain: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    let says = |wanted: &str, exact: bool| {
        plain.to_ascii_lowercase().split(';').any(|rule| {
            rule.strip_prefix(wanted).is_some_and(|rest| {
                !exact
                    || rest
                        .trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%')
                        .is_empty()
            })
        })
    };
    says("display:none", false)
        || says("visibility:hidden", false)
        || says("font-size:0", true)
        || says("opacity:0", true)
}

fn name_length(text: &str) -> usize {
    text.bytes()
        .position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/' | b'<'))
        .unwrap_or(text.len())
}

fn starts_with_ignoring_case(text: &str, prefix: &str) -> bool {
    text.as_bytes()
        .get(..prefix.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(prefix.as_bytes()))
}

/// Where `</name` begins.
fn find_end_tag(text: &str, name: &str) -> Option<usize> {
    memmem::find_iter(text.as_bytes(), "</")
        .find(|at| starts_with_ignoring_case(&text[at + 2..], name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, markup: &str) {
        assert_eq!(shown(&mut tame(source)), markup);
    }

    /// The pieces as markup.
    fn shown(tamed: &mut Tamed<'_>) -> String {
        let attribute = |one: &Attribute| format!(" {}={:?}", one.name.local, &*one.value);
        let piece = |piece| match piece {
            Piece::Doctype(source) => source.to_owned(),
            Piece::Text(text) => text.into_owned(),
            Piece::Start(name, attributes) => {
                format!("<{name}{}>", attributes.iter().map(attribute).collect::<String>())
            }
            Piece::End(name) => format!("</{name}>"),
        };
        tamed.map(piece).collect()
    }

    #[test]
    fn keeps_text_and_known_attributes() {
        check("<p class=a onclick='x()' data-x=1>1 < 2</p>", "<p class=\"a\">1 < 2</p>");
        check("<a href='/?a=&quot;b'>x</a>", "<a href=\"/?a=\\\"b\">x</a>");
        check("<IMG SRC=x.png alt>", "<img src=\"x.png\" alt=\"\">");
        check("<p style='display: none'>x", "<p hidden=\"\">x");
        check("<p style='color:red;font-size:0px'>x", "<p hidden=\"\">x");
        check("<p style='opacity: 0'>x", "<p hidden=\"\">x");
        check("<p style='visibility:hidden'>x", "<p hidden=\"\">x");
        check("<p style='opacity:0.9;font-size:0.8em'>x", "<p>x");
        check("<br/>é<hr />", "<br>é<hr>");
    }

    #[test]
    fn drops_what_is_no_text() {
        check("a<!-- <p> -->b<script>'<p>'</script>c<STYLE>p{}</Style>d", "abcd");
        check("<svg><path d='<'/></svg>x<?php y ?>", "x");
        check("<iframe src=v>old</iframe>x", "<iframe src=\"v\"></iframe>x");
        check("x<script>never closed", "x");
        check("<select><option>a</select>b</select>", "b");
        check("<svg>never closed <b>but read", "never closed <b>but read");
    }

    #[test]
    fn keeps_data_scripts_aside() {
        let mut tamed = tame(
            "<script type='application/ld+json'>{\"a\":1}</script><script id=__NEXT_DATA__ type=application/json>{}</script><script>x</script>",
        );
        assert_eq!(shown(&mut tamed), "");
        assert_eq!(tamed.payloads, [Payload::LinkedData("{\"a\":1}"), Payload::State("{}")]);
    }

    #[test]
    fn limits_attributes_and_markup() {
        check(&format!("<p {} class=x>", "id=x ".repeat(MAX_ATTRIBUTES)), "<p id=\"x\">");
        let long = "<p>word</p>".repeat(MAX_MARKUP_BYTES / 4);
        let mut tamed = tame(&long);
        assert!(shown(&mut tamed).len() <= MAX_MARKUP_BYTES + MAX_VALUE_BYTES * MAX_ATTRIBUTES);
        assert!(tamed.cut);
    }

    #[test]
    fn a_title_holds_no_markup() {
        check("<title>a <b> &amp; c</TITLE>d", "<title>a <b> & c</title>d");
        check("<title>never closed <p>and read", "never closed <p>and read");
    }

    #[test]
    fn broken_tags_end_somewhere() {
        for source in
            ["<", "</", "<p", "<p a", "<p a=", "<p a='", "<!--", "<!", "<p é='", "<p =>", "</é>"]
        {
            shown(&mut tame(source));
        }
    }
}
