//! HTML from strangers made fit to be shown.
//!
//! [`sanitise`] is the only way to a [`SafeHtml`] in this program: tags and attributes of a short
//! list, links absolute and of three schemes, nothing that runs, loads or styles by itself.
//! Images keep their address; the web crate sends them through its proxy.
//!
//! HTML whose tags are closed in order needs no parser: [`direct`](direct::direct) writes it out
//! clean in one pass, and everything else goes the long way. An entry comes here twice, when it is new
//! and when its article is made: what was stored is cleaned as if a stranger had sent it, since an
//! older version may have stored it, and what is clean already takes the direct way at the price of
//! looking at it.
//!
//! The HTML parser below ammonia takes time that grows with the square of depth and of attributes,
//! and memory that grows with unclosed formatting, so [`tamed`] caps these before it.

mod direct;
mod foreign;
mod names;
mod plain;
mod rewrite;

use std::cell::OnceCell;

use ammonia::{Builder, UrlRelative};
use dateline_model::SafeHtml;
use url::Url;

use direct::direct;
use names::Names;
use plain::{BLOCKS, Paragraphs};
use rewrite::tamed;

pub(crate) use plain::on_one_line;
pub use plain::plain_text;

/// The longest HTML that is looked at; inline pictures make long reads this long.
const LONGEST_BYTES: usize = 4 * 1_024 * 1_024;

/// How often repaired HTML is looked at again.
const MOST_REPAIRS: usize = 4;

/// Elements that may stay.
static TAGS: Names = Names::new(&[
    "a",
    "abbr",
    "acronym",
    "address",
    "article",
    "aside",
    "b",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
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
    "hgroup",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "main",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "wbr",
]);

/// Elements that go with all they hold: their inside is no prose, or no HTML.
static DROPPED_WHOLE: Names = Names::new(&[
    "applet",
    "audio",
    "button",
    "canvas",
    "embed",
    "head",
    "iframe",
    "math",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "plaintext",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "video",
    "xmp",
]);

const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href", "hreflang"]),
    ("blockquote", &["cite"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("data", &["value"]),
    ("del", &["datetime", "cite"]),
    ("details", &["open"]),
    ("img", &["src", "alt", "width", "height"]),
    ("ins", &["datetime", "cite"]),
    ("li", &["value"]),
    ("ol", &["start", "reversed", "type"]),
    ("q", &["cite"]),
    ("td", &["colspan", "rowspan", "headers"]),
    ("th", &["colspan", "rowspan", "headers", "scope"]),
    ("time", &["datetime"]),
];

const ATTRIBUTES_OF_ALL: &[&str] = &["title", "lang", "dir"];

/// The addresses that a reader may be sent to.
const SCHEMES: &[&str] = &["http", "https", "mailto"];

/// Elements that never hold others, so that they cannot nest.
static VOID: Names = Names::new(&[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
]);

/// HTML that may be shown. Relative links are resolved against `base`; without one they go.
pub fn sanitise(html: &str, base: Option<&Url>) -> SafeHtml {
    Sanitiser::new(Base { text: None, url: OnceCell::from(base.cloned()) }).clean(html)
}

/// The address that links are relative to, taken apart only once such a link comes: most links of
/// feeds are absolute, and taking an address apart costs as much as cleaning a paragraph.
pub(crate) struct Base {
    /// As written, where it is not taken apart yet.
    text: Option<String>,
    url: OnceCell<Option<Url>>,
}

impl Base {
    /// An address as written; what is none is no base.
    pub(crate) fn written(text: Option<&str>) -> Base {
        Base { text: text.map(str::to_owned), url: OnceCell::new() }
    }

    fn url(&self) -> Option<&Url> {
        let parsed = || self.text.as_deref().and_then(|text| Url::parse(text).ok());
        self.url.get_or_init(parsed).as_ref()
    }
}

/// A sanitiser for texts with one base.
pub(crate) struct Sanitiser {
    base: Base,
    /// Building it costs more than a short text, and most texts go the direct way.
    builder: OnceCell<Builder<'static>>,
}

impl Sanitiser {
    pub(crate) fn new(base: Base) -> Sanitiser {
        Sanitiser { base, builder: OnceCell::new() }
    }

    /// Whether this is the sanitiser for texts with a base that is written so.
    pub(crate) fn is_for(&self, base: Option<&str>) -> bool {
        self.base.text.as_deref() == base
    }

    pub(crate) fn clean(&self, html: &str) -> SafeHtml {
        let html = cut(html, LONGEST_BYTES);
        let clean = direct(html, &self.base, None).unwrap_or_else(|| self.parsed(html));
        SafeHtml::vouched_for(clean)
    }

    /// Clean HTML, and the [`plain_text`] of it.
    pub(crate) fn clean_with_text(&self, html: &str) -> (SafeHtml, String) {
        let html = cut(html, LONGEST_BYTES);
        let mut text = Paragraphs::with_capacity(html.len());
        if let Some(clean) = direct(html, &self.base, Some(&mut text)) {
            return (SafeHtml::vouched_for(clean), text.into_text());
        }
        let clean = self.parsed(html);
        let text = plain_text(&clean);
        (SafeHtml::vouched_for(clean), text)
    }

    fn built(&self, html: &str) -> String {
        let mut bytes = Vec::with_capacity(html.len());
        let builder = self.builder.get_or_init(|| builder(self.base.url()));
        // Writing to memory cannot fail.
        let _ = builder.clean(html).write_to(&mut bytes);
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// The long way, by way of a parser.
    fn parsed(&self, html: &str) -> String {
        let rewritten = tamed(html, self.base.url());
        let mut clean = self.built(&rewritten.html);
        // What a parser repairs, the next one may repair again: what was moved out of a table, headings
        // in headings, tags crossed. It is repaired until nothing changes.
        for _ in 0..MOST_REPAIRS {
            let again = self.built(&clean);
            if again == clean {
                break;
            }
            clean = again;
        }
        for (word, island) in &rewritten.islands {
            clean = clean.replacen(word, island, 1);
        }
        if clean.contains('\r') {
            // Whoever parses it next reads a carriage return as a line feed: say so at once.
            clean = clean.replace("\r\n", "\n").replace('\r', "\n");
        }
        without_opening_lines(clean)
    }
}

fn builder(base: Option<&Url>) -> Builder<'static> {
    let mut builder = Builder::empty();
    builder
        .add_tags(TAGS.all())
        .add_clean_content_tags(DROPPED_WHOLE.all())
        .add_generic_attributes(ATTRIBUTES_OF_ALL)
        // Set, not added: an empty builder still has ammonia's own list, which is longer.
        .url_schemes(SCHEMES.iter().copied().collect())
        .link_rel(Some("noopener noreferrer"))
        .strip_comments(true)
        .url_relative(match base {
            Some(base) => UrlRelative::RewriteWithBase(base.clone()),
            None => UrlRelative::Deny,
        });
    for (tag, names) in ATTRIBUTES {
        builder.add_tag_attributes(*tag, *names);
    }
    builder
}

/// Whoever parses `<pre>` next drops the line feed right after it, and then the one after that: none
/// is left there.
fn without_opening_lines(clean: String) -> String {
    const PRE: &str = "<pre";
    let mut rest = clean.as_str();
    let mut out = String::new();
    while let Some(at) = rest.find(PRE) {
        let inside =
            rest.get(at..).and_then(|tag| tag.find('>')).map_or(rest.len(), |end| at + end + 1);
        out.push_str(rest.get(..inside).unwrap_or_default());
        rest = rest.get(inside..).unwrap_or_default().trim_start_matches('\n');
    }
    if out.is_empty() { clean } else { out + rest }
}

/// A link that a reader may be sent to: as written when it is absolute, else joined to `base`.
fn web_link(link: &str, base: Option<&Url>) -> Option<String> {
    let link = link.trim();
    let absolute = Url::parse(link).ok();
    let as_written = absolute.is_some() && link.bytes().all(|byte| byte.is_ascii_graphic());
    let url = absolute.or_else(|| base?.join(link).ok())?;
    let allowed = SCHEMES.contains(&url.scheme());
    allowed.then(|| if as_written { link.to_string() } else { url.into() })
}

/// At most `bytes` of `text`, ending between two characters.
pub(crate) fn cut(text: &str, bytes: usize) -> &str {
    text.get(..text.floor_char_boundary(bytes)).unwrap_or(text)
}

/// True for the names of HTML's elements, those among them that are never shown too.
pub(crate) fn is_html_tag(name: &str) -> bool {
    static OTHERS: Names = Names::new(&["body", "font", "form", "html", "nobr"]);
    [&TAGS, &DROPPED_WHOLE, &VOID, &BLOCKS, &OTHERS].iter().any(|names| names.has(name))
}

/// True for elements that have no end tag in HTML.
pub(crate) fn is_void(name: &str) -> bool {
    VOID.has(name)
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|other| other.eq_ignore_ascii_case(name))
}

#[cfg(test)]
pub(crate) use tests::properties::known_attacks;

#[cfg(test)]
mod tests {
    pub(super) mod properties;

    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let base = Url::parse("https://paper.example/a/b").expect("a literal");
        assert_eq!(sanitise(html, Some(&base)).as_str(), expected);
    }

    #[test]
    fn keeps_what_readers_read() {
        check("<p>One <b>two</b><p>three", "<p>One <b>two</b></p><p>three</p>");
        check(
            "<img src=c.jpg alt=x onerror=y>",
            r#"<img src="https://paper.example/a/c.jpg" alt="x">"#,
        );
        check(
            "<a href='/x?a=1&b=2' onclick=y>z</a>",
            r#"<a href="https://paper.example/x?a=1&amp;b=2" rel="noopener noreferrer">z</a>"#,
        );
    }

    #[test]
    fn drops_what_runs_or_loads() {
        check("<script>x</script>y<style>z</style>", "y");
        check("<a href='javascript:x'>y</a>", r#"<a rel="noopener noreferrer">y</a>"#);
        check("<a href='java\nscript:x'>y</a>", r#"<a rel="noopener noreferrer">y</a>"#);
        for scheme in ["sms", "tel", "ftp", "magnet", "bitcoin", "feed"] {
            let link = format!("<madeup><a href='{scheme}:x'>y</a>");
            check(&link, r#"<a rel="noopener noreferrer">y</a>"#);
        }
        check("<img src='data:image/svg+xml,<svg onload=x>'>", "<img>");
        check("<iframe src=x></iframe><svg><script>x</script></svg>y", "y");
        check("<p style='background:url(x)' class=y id=z>w</p>", "<p>w</p>");
        check("<noscript><img src=x></noscript>y", "y");
    }

    #[test]
    fn relative_links_without_a_base_go() {
        assert_eq!(sanitise("<img src=x.jpg>", None).as_str(), "<img>");
    }

    #[test]
    fn depth_and_attributes_are_capped() {
        let deep = format!("{}x", "<div>".repeat(100_000));
        assert_eq!(sanitise(&deep, None).as_str().matches("<div>").count(), 256);
        let deep = "<b><div></b>".repeat(50_000);
        assert!(sanitise(&deep, None).as_str().matches("<div>").count() <= 256);
        let hidden = format!("<![CDATA[>{}<!-- --!>{}x", "<i>".repeat(500), "<div>".repeat(9_000));
        assert!(sanitise(&hidden, None).as_str().matches("<div>").count() <= 256);
        let bomb = (0..300).fold(String::new(), |html, n| html + &format!("<b title={n}>"));
        let bomb = format!("{bomb}{}", "<p>x".repeat(100_000));
        assert!(sanitise(&bomb, None).as_str().len() < 10_000_000);
        let table = format!("<table>{}<tr><td>x</table>y", "<b>x</b>".repeat(50_000));
        let clean = sanitise(&table, None);
        assert!(clean.as_str().len() < 20_000 && clean.as_str().ends_with("</table>y"));
        let names = (0..10_000).fold(String::new(), |names, n| names + &format!(" a{n}=1"));
        check(&format!("<p{names} title=t>x</p>"), "<p title=\"t\">x</p>");
        let names = " title=t".repeat(100_000);
        check(&format!("<p{names}>x</p>"), "<p title=\"t\">x</p>");
    }
}
