//! Tames a page before the parser sees it.
//!
//! html5ever is quadratic in attributes and in nesting, and most of a news page is script that no
//! reader needs. One pass over the source drops scripts, styles, drawings, form contents and
//! unknown attributes, and keeps aside the scripts that carry data. What is left is a third of the
//! page and parses in a third of the time.
//!
//! The one rule: every loop here moves forward, and no search is repeated once it has failed, so
//! the pass is linear in the page whatever the page holds.

use memchr::{memchr, memmem};

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

/// Elements whose content is no text of the page. Their tags are dropped with it.
const SKIPPED: &[&str] = &[
    "style", "svg", "iframe", "noembed", "noframes", "xmp", "textarea", "select", "object",
    "canvas", "button",
];

/// A page fit to be parsed.
#[derive(Debug, Default)]
pub(super) struct Tamed<'a> {
    /// The markup without scripts.
    pub markup: String,
    /// The scripts that carry data.
    pub payloads: Vec<Payload<'a>>,
    /// Something was cut for size.
    pub cut: bool,
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
    let end = floor_boundary(source, MAX_SOURCE_BYTES);
    let mut scanner = Scanner {
        source: &source[..end],
        at: 0,
        unclosed: Vec::new(),
        tamed: Tamed {
            markup: String::with_capacity(end / 3),
            cut: end < source.len(),
            ..Tamed::default()
        },
    };
    scanner.run();
    scanner.tamed
}

/// The last character boundary at or before `at`.
fn floor_boundary(text: &str, at: usize) -> usize {
    if at >= text.len() { text.len() } else { text.floor_char_boundary(at) }
}

struct Scanner<'a> {
    source: &'a str,
    at: usize,
    /// Names whose end tag was searched for and not found.
    unclosed: Vec<&'static str>,
    tamed: Tamed<'a>,
}

impl Scanner<'_> {
    fn run(&mut self) {
        while self.at < self.source.len() {
            if self.tamed.markup.len() > MAX_MARKUP_BYTES {
                self.tamed.cut = true;
                return;
            }
            let rest = &self.source[self.at..];
            let Some(open) = memchr(b'<', rest.as_bytes()) else {
                self.tamed.markup.push_str(rest);
                return;
            };
            match &rest[..open] {
                "" => {}
                indent if indent.trim_ascii().is_empty() => self.tamed.markup.push(' '),
                text => self.tamed.markup.push_str(text),
            }
            self.at += open;
            self.tag();
        }
    }

    /// At a `<`: copies or drops one tag, comment or declaration.
    fn tag(&mut self) {
        let rest = &self.source[self.at..];
        match rest.as_bytes().get(1) {
            Some(b'!') if rest.starts_with("<!--") => self.skip_past("-->"),
            Some(b'!') if starts_with_ignoring_case(rest, "<!doctype") => {
                let end = rest.find('>').map_or(rest.len(), |at| at + 1);
                self.tamed.markup.push_str(&rest[..end]);
                self.at += end;
            }
            Some(b'/') if rest.as_bytes().get(2).is_some_and(u8::is_ascii_alphabetic) => {
                self.end_tag();
            }
            Some(b'!' | b'?' | b'/') => self.skip_past(">"),
            Some(byte) if byte.is_ascii_alphabetic() => self.start_tag(),
            _ => {
                self.tamed.markup.push_str("&lt;");
                self.at += 1;
            }
        }
    }

    fn skip_past(&mut self, mark: &str) {
        let rest = &self.source[self.at..];
        self.at +=
            memmem::find(rest.as_bytes(), mark.as_bytes()).map_or(rest.len(), |at| at + mark.len());
    }

    fn end_tag(&mut self) {
        let rest = &self.source[self.at + 2..];
        let name = &rest[..name_length(rest)];
        if !SKIPPED.iter().any(|skipped| skipped.eq_ignore_ascii_case(name)) {
            self.tamed.markup.push_str("</");
            self.tamed.markup.push_str(name);
            self.tamed.markup.push('>');
        }
        self.skip_past(">");
    }

    fn start_tag(&mut self) {
        let source = self.source;
        let name_at = self.at + 1;
        let name = &source[name_at..name_at + name_length(&source[name_at..])];
        let skipped = SKIPPED.iter().find(|skipped| skipped.eq_ignore_ascii_case(name)).copied();
        let is_script = name.eq_ignore_ascii_case("script");
        self.at = name_at + name.len();
        let keep_tag = !is_script && (skipped.is_none() || skipped == Some("iframe"));
        let tag_at = self.tamed.markup.len();
        self.tamed.markup.push('<');
        self.tamed.markup.push_str(name);
        self.attributes();
        self.tamed.markup.push('>');
        if name.eq_ignore_ascii_case("link") && !is_telling(&self.tamed.markup[tag_at..]) {
            self.tamed.markup.truncate(tag_at);
        } else if is_script {
            let tag = self.tamed.markup.split_off(tag_at);
            self.script(&tag);
        } else if let Some(skipped) = skipped {
            if keep_tag {
                self.tamed.markup.push_str("</iframe>");
            } else {
                self.tamed.markup.truncate(tag_at);
            }
            self.skip_element(skipped);
        }
    }

    /// Inside a tag, after its name: copies the attributes that some rule reads.
    fn attributes(&mut self) {
        let mut kept = 0;
        loop {
            let rest = &self.source[self.at..];
            let skipped = rest.len()
                - rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/').len();
            self.at += skipped;
            let rest = &rest[skipped..];
            match rest.as_bytes().first() {
                None => return,
                Some(b'>') => {
                    self.at += 1;
                    return;
                }
                Some(_) => {}
            }
            let (name, value, used) = attribute(rest);
            self.at += used;
            if kept < MAX_ATTRIBUTES
                && KEPT_ATTRIBUTES.iter().any(|kept| kept.eq_ignore_ascii_case(name))
            {
                kept += 1;
                self.push_attribute(name, value);
            } else if name.eq_ignore_ascii_case("style") && is_hiding(value) {
                self.push_attribute("hidden", "");
            }
        }
    }

    fn push_attribute(&mut self, name: &str, value: &str) {
        let most =
            if name.eq_ignore_ascii_case("class") { MAX_CLASS_BYTES } else { MAX_VALUE_BYTES };
        let value = &value[..floor_boundary(value, most)];
        let quote = if value.contains('"') { '\'' } else { '"' };
        if value.contains(quote) {
            return;
        }
        let markup = &mut self.tamed.markup;
        markup.push(' ');
        markup.push_str(name);
        markup.push('=');
        markup.push(quote);
        if !starts_with_ignoring_case(value, "data:") {
            markup.push_str(value);
        }
        markup.push(quote);
    }

    /// After a script's start tag `tag`: keeps its text if it is data.
    fn script(&mut self, tag: &str) {
        let rest = &self.source[self.at..];
        let end = find_end_tag(rest, "script").unwrap_or(rest.len());
        let text = &rest[..end];
        self.at += end;
        if self.at < self.source.len() {
            self.skip_past(">");
        }
        if self.tamed.payloads.len() >= MAX_PAYLOADS || text.len() > MAX_PAYLOAD_BYTES {
            return;
        }
        if tag.contains("ld+json") {
            self.tamed.payloads.push(Payload::LinkedData(text));
        } else if tag.contains("json") || text.contains("__NEXT_DATA__") {
            self.tamed.payloads.push(Payload::State(text));
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
        let end = inner.find(char::from(*quote)).unwrap_or(inner.len());
        return (name, &inner[..end], (value_at + end + 2).min(rest.len()));
    }
    let end = value
        .bytes()
        .position(|byte| byte.is_ascii_whitespace() || byte == b'>')
        .unwrap_or(value.len());
    (name, &value[..end], value_at + end)
}

/// A `<link>` that names the page's own address or the site's feed.
fn is_telling(link: &str) -> bool {
    ["canonical", "rss+xml", "atom+xml", "feed+json"].iter().any(|word| link.contains(word))
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
        assert_eq!(tame(source).markup, markup);
    }

    #[test]
    fn keeps_text_and_known_attributes() {
        check("<p class=a onclick='x()' data-x=1>1 < 2</p>", "<p class=\"a\">1 &lt; 2</p>");
        check("<a href='/?a=\"b\"'>x</a>", "<a href='/?a=\"b\"'>x</a>");
        check("<IMG SRC=x.png alt>", "<IMG SRC=\"x.png\" alt=\"\">");
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
        let tamed = tame(
            "<script type='application/ld+json'>{\"a\":1}</script><script id=__NEXT_DATA__ type=application/json>{}</script><script>x</script>",
        );
        assert_eq!(tamed.payloads, [Payload::LinkedData("{\"a\":1}"), Payload::State("{}")]);
        assert_eq!(tamed.markup, "");
    }

    #[test]
    fn limits_attributes_and_markup() {
        let tag = format!("<p {}>", "class=x ".repeat(10_000));
        assert_eq!(tame(&tag).markup.matches("class").count(), MAX_ATTRIBUTES);
        let long = "<p>word</p>".repeat(MAX_MARKUP_BYTES / 4);
        assert!(tame(&long).cut);
        assert!(tame(&long).markup.len() <= MAX_MARKUP_BYTES + MAX_VALUE_BYTES * MAX_ATTRIBUTES);
    }

    #[test]
    fn broken_tags_end_somewhere() {
        for source in
            ["<", "</", "<p", "<p a", "<p a=", "<p a='", "<!--", "<!", "<p é='", "<p =>", "</é>"]
        {
            tame(source);
        }
    }
}
