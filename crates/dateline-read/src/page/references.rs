//! Character references as a browser reads them in a page: `&amp;`, `&#8217;`, `&copy 2024`.
//!
//! Unlike the references of feeds ([`crate::markup`]), these need no semicolon where the standard
//! says so, and mean in an attribute's value something else than in text: `?a=1&copy=2` is an
//! address.
//!
//! The one rule: the outcome is what html5ever's own tokeniser makes of the same source.

use std::borrow::Cow;

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};
use memchr::memchr3;

/// Where a text stands; it decides what a reference without a semicolon is, and a NUL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Between tags.
    Text,
    /// In `<title>`, where nothing else is markup.
    Title,
    /// In an attribute's value.
    Value,
}

/// The text with its references resolved and its line ends made `\n`.
pub(super) fn resolve(text: &str, place: Place) -> Cow<'_, str> {
    let find = |rest: &str| memchr3(b'&', b'\r', 0, rest.as_bytes());
    let Some(first) = find(text) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut next = Some(first);
    while let Some(at) = next {
        let (before, special) = rest.split_at(at);
        out.push_str(before);
        rest = &special[1..];
        match special.as_bytes()[0] {
            b'&' => rest = reference(rest, place, &mut out),
            b'\r' => {
                out.push('\n');
                rest = rest.strip_prefix('\n').unwrap_or(rest);
            }
            _ if place == Place::Text => {}
            _ => out.push(char::REPLACEMENT_CHARACTER),
        }
        next = find(rest);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Writes what the reference stands for whose `&` is just before `rest`; gives what comes after it.
fn reference<'a>(rest: &'a str, place: Place, out: &mut String) -> &'a str {
    let found = match rest.strip_prefix('#') {
        Some(number) => numeric(number, out),
        None => named(rest, place, out),
    };
    found.unwrap_or_else(|| {
        out.push('&');
        rest
    })
}

fn numeric<'a>(number: &'a str, out: &mut String) -> Option<&'a str> {
    let (radix, digits) = match number.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => (16, hexadecimal),
        None => (10, number),
    };
    let length = digits.find(|digit: char| !digit.is_digit(radix)).unwrap_or(digits.len());
    let (digits, rest) = digits.split_at(length);
    if digits.is_empty() {
        return None;
    }
    out.push(character(u32::from_str_radix(digits, radix).unwrap_or(u32::MAX)));
    Some(rest.strip_prefix(';').unwrap_or(rest))
}

fn character(number: u32) -> char {
    let replaced = number.checked_sub(0x80).and_then(|at| C1_REPLACEMENTS.get(at as usize));
    let known = replaced.copied().flatten().or_else(|| char::from_u32(number));
    known.filter(|c| *c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The longest name that `rest` begins with: `&notit;` is `¬it;`.
fn named<'a>(rest: &'a str, place: Place, out: &mut String) -> Option<&'a str> {
    // The table holds every beginning of a name, as two zeros.
    let beginnings = (1..=rest.len()).map_while(|end| {
        let name = rest.get(..end)?;
        Some((name, NAMED_ENTITIES.get(name)?))
    });
    let (name, characters) = beginnings.filter(|(_, (first, _))| *first != 0).last()?;
    let after = rest.get(name.len()..)?;
    let goes_on = after.starts_with(|c: char| c == '=' || c.is_ascii_alphanumeric());
    if place == Place::Value && goes_on && !name.ends_with(';') {
        return None;
    }
    out.extend(char::from_u32(characters.0));
    out.extend(char::from_u32(characters.1).filter(|second| *second != '\0'));
    Some(after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::tree::{Tree, html5ever_parse};

    #[track_caller]
    fn check(source: &str) {
        let tree = html5ever_parse(&format!("<title>{source}</title><p alt=\"{source}\">{source}"));
        let named = |name| tree.descendants(Tree::ROOT).find(|node| tree.name(*node) == name);
        let (title, p) = (named("title").expect("a title"), named("p").expect("a p"));
        let inside = |node| tree.children(node).next().map_or("", |text| tree.text(text));
        assert_eq!(resolve(source, Place::Title), inside(title), "title {source:?}");
        assert_eq!(resolve(source, Place::Text), inside(p), "text {source:?}");
        let value = resolve(source, Place::Value);
        assert_eq!(value, tree.attribute(p, "alt").unwrap_or(""), "value {source:?}");
    }

    #[test]
    fn means_what_a_browser_reads() {
        check("A &amp; B &lt;b&gt; &eacute;&nbsp;&copy; 2024 &copy 2024 &NotEqualTilde;");
        check("?a=1&copy=2&amp=3&reg_id=4&notit;&notin;&ampere&amp");
        check("a & b && &; &x; &#; &#x; &#xg; AT&T &unknown; &unknownandlong &");
        check("&#65;&#x42;&#X43;&#8217 &#146;&#x81;&#0;&#xD800;&#99999999999;&#1114112;&#8;&#13;");
        check("a\r\nb\rc\n\rd\0e\u{feff}&#10;f");
    }
}
