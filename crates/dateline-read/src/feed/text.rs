//! The texts of a feed: plain, HTML, or XHTML, as declared and as they really are.
//!
//! Atom says what a text is and is believed, save where its markup proves otherwise. RSS does not
//! say: a description is HTML, and a title is HTML only when it has whole HTML in it, so that
//! `Vector<int>` and `1 < 2` keep their signs.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use dateline_model::TextConstruct;

use super::address::{absolute, joined};
use super::tree::{Inside, NodeId, Tree, local};
use super::{Dialect, LONGEST_TEXT};
use crate::markup::{Tag, Token, Tokens, attributes, resolved_html};
use crate::sanitise::{cut, is_html_tag, is_void};

pub(super) const PLAIN: &str = "text/plain";
pub(super) const HTML: &str = "text/html";
pub(super) const XHTML: &str = "application/xhtml+xml";

/// Base64 as mailers wrote it: padding or not, odd bits at the end or not.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// What a text is when nothing says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Usual {
    Plain,
    Html,
}

/// The text of an element, or nothing when it is empty.
pub(super) fn text(tree: &Tree<'_>, id: NodeId, usual: Usual) -> Option<TextConstruct> {
    let declared = tree.attribute(id, "type").map(|kind| kind.to_ascii_lowercase());
    let mode = tree.attribute(id, "mode");
    let encoded = mode.as_deref() == Some("base64");
    let (value, media_type) = match &tree.node(id).inside {
        Inside::Markup(source) => {
            let xml = !matches!(declared.as_deref(), Some("html" | HTML));
            let value = markup(tree, id, source, xml).trim().to_string();
            (value, if xml && declares_xml(declared.as_deref()) { XHTML } else { HTML })
        }
        Inside::Text(text) => {
            let text = cut(text.trim(), LONGEST_TEXT);
            if encoded || (tree.dialect() != Dialect::Rss && is_binary(declared.as_deref())) {
                decoded(text, declared.as_deref())
            } else {
                let kind = kind(tree.dialect(), declared.as_deref(), usual, text);
                let value = if kind == XHTML { escaped(text) } else { without_controls(text) };
                (value, kind)
            }
        }
    };
    (!value.is_empty()).then(|| TextConstruct {
        value,
        media_type: media_type.to_string(),
        language: tree.language(id),
        base: tree.base_text(id),
    })
}

/// A text that a reader sees as it stands.
pub(super) fn plain(value: &str) -> Option<TextConstruct> {
    let value = cut(value.trim(), LONGEST_TEXT);
    (!value.is_empty()).then(|| TextConstruct {
        value: without_controls(value),
        media_type: PLAIN.to_string(),
        ..TextConstruct::default()
    })
}

/// What text without tags is.
fn kind(dialect: Dialect, declared: Option<&str>, usual: Usual, text: &str) -> &'static str {
    match (dialect, declared) {
        (Dialect::Atom10, Some("xhtml" | XHTML)) => XHTML,
        (_, Some("html" | HTML | "xhtml" | XHTML)) => HTML,
        // Atom without a type is plain by the book; a whole text with tags in it is a mistake.
        (Dialect::Atom10, None) if usual == Usual::Html && looks_like_html(text) => HTML,
        (Dialect::Atom10, _) => PLAIN,
        (Dialect::Rss, _) if usual == Usual::Html => HTML,
        _ if looks_like_html(text) => HTML,
        _ => PLAIN,
    }
}

fn declares_xml(declared: Option<&str>) -> bool {
    declared.is_some_and(|kind| kind == "xhtml" || kind.ends_with("+xml") || kind.ends_with("/xml"))
}

fn is_binary(declared: Option<&str>) -> bool {
    declared.is_some_and(|kind| {
        kind.contains('/') && !kind.starts_with("text/") && !declares_xml(Some(kind))
    })
}

fn decoded(text: &str, declared: Option<&str>) -> (String, &'static str) {
    let compact: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let bytes = BASE64.decode(compact).unwrap_or_default();
    let value = String::from_utf8_lossy(&bytes).into_owned();
    let html = match declared {
        Some("html" | HTML | "xhtml" | XHTML) => true,
        _ => looks_like_html(&value),
    };
    (value, if html { HTML } else { PLAIN })
}

/// True when a text has a closing tag or a reference, and all its tags and references are HTML's.
pub(super) fn looks_like_html(text: &str) -> bool {
    if !text.contains(['<', '&']) {
        return false;
    }
    let mut proof = false;
    for token in Tokens::new(text) {
        match token {
            Token::Open(tag) if !is_html_tag(tag.name) => return false,
            Token::Open(tag) => proof |= tag.closed || is_void(tag.name),
            Token::Close(name) if !is_html_tag(name) => return false,
            Token::Close(_) => proof = true,
            Token::Text(text) => proof |= text.contains('&') && resolved_html(text) != text,
            Token::Cdata(_) | Token::Other(_) => {}
        }
    }
    proof
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Without the control characters that JSON and XML readers choke on.
fn without_controls(text: &str) -> String {
    let control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\n' | b'\r' | b'\t');
    // Whole chunks without a branch, so that the common case runs at the speed of memory.
    let any = |chunk: &[u8]| chunk.iter().fold(false, |any, byte| any | control(byte));
    if text.as_bytes().chunks(64).any(any) {
        text.chars().filter(|letter| !letter.is_control() || letter.is_whitespace()).collect()
    } else {
        text.to_string()
    }
}

/// Markup as an HTML parser wants it: prefixes dropped, empty elements closed, CDATA as text, and
/// links under an inner `xml:base` absolute. Atom 1.0's wrapping `<div>` goes.
fn markup(tree: &Tree<'_>, id: NodeId, source: &str, xml: bool) -> String {
    let source = cut(source.trim(), LONGEST_TEXT);
    let rebased = source.contains("xml:base");
    let mut out = String::with_capacity(source.len());
    let mut bases: Vec<(&str, Option<url::Url>)> = Vec::new();
    for token in Tokens::new(source) {
        if out.len() > LONGEST_TEXT {
            break;
        }
        match token {
            Token::Cdata(text) if xml => out.push_str(&escaped(text)),
            Token::Text(text) | Token::Cdata(text) => out.push_str(text),
            Token::Other(_) => {}
            Token::Close(name) => {
                if let Some(at) = bases.iter().rposition(|(open, _)| *open == name) {
                    bases.truncate(at);
                }
                out.extend(["</", local(name), ">"]);
            }
            Token::Open(tag) => {
                let outer = bases.last().and_then(|(_, base)| base.as_ref()).or(tree.base(id));
                let inner = if rebased { inner_base(tag, outer) } else { None };
                write_tag(tag, inner.as_ref().or(outer).filter(|_| rebased), &mut out);
                if xml && tag.closed && !is_void(local(tag.name)) {
                    out.extend(["</", local(tag.name), ">"]);
                } else if rebased && !tag.closed && !is_void(local(tag.name)) && bases.len() < 100 {
                    let base = inner.or_else(|| outer.cloned());
                    bases.push((tag.name, base));
                }
            }
        }
    }
    if xml && tree.dialect() == Dialect::Atom10 { without_div(&out).to_string() } else { out }
}

fn inner_base(tag: Tag<'_>, outer: Option<&url::Url>) -> Option<url::Url> {
    let (_, value) = attributes(tag.attributes).find(|(name, _)| *name == "xml:base")?;
    joined(&resolved_html(value), outer)
}

fn write_tag(tag: Tag<'_>, base: Option<&url::Url>, out: &mut String) {
    out.extend(["<", local(tag.name)]);
    let Some(base) = base else {
        out.extend([tag.attributes, ">"]);
        return;
    };
    for (name, value) in attributes(tag.attributes) {
        let value = match name {
            "href" | "src" | "cite" => escaped(&absolute(&resolved_html(value), Some(base))),
            _ => value.to_string(),
        };
        out.extend([" ", name, "=\"", &value.replace('"', "&quot;"), "\""]);
    }
    out.push('>');
}

/// The inside of a `<div>` that wraps the whole.
fn without_div(html: &str) -> &str {
    let whole = html.trim();
    let mut depth = 0_usize;
    let mut tokens = Tokens::new(whole);
    let mut inside = None;
    while let Some(token) = tokens.next() {
        match token {
            Token::Open(tag) if tag.name == "div" => {
                depth += 1;
                inside = inside.or(Some(tokens.offset()));
            }
            Token::Close("div") if depth == 1 => {
                let end = whole.len() - "</div>".len();
                let last = tokens.offset() == whole.len();
                return if last {
                    whole.get(inside.unwrap_or(0)..end).unwrap_or(whole)
                } else {
                    whole
                };
            }
            Token::Close("div") => depth = depth.saturating_sub(1),
            Token::Text(text) if depth == 0 && text.trim().is_empty() => {}
            _ if depth == 0 => return whole,
            _ => {}
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_is_told_from_prose() {
        for (text, expected) in [
            ("A <b>B</b>", true),
            ("Tom &amp; Jerry", true),
            ("x<br/>y", true),
            ("1 < 2", false),
            ("Vec<int> & co", false),
            ("AT&T", false),
            ("</madeup>", false),
        ] {
            assert_eq!(looks_like_html(text), expected, "{text}");
        }
    }

    #[test]
    fn a_div_that_wraps_all() {
        assert_eq!(without_div(" <div class='x'>a<div>b</div></div> "), "a<div>b</div>");
        assert_eq!(without_div("<div>a</div><div>b</div>"), "<div>a</div><div>b</div>");
    }
}
