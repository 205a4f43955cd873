//! Markup of any quality cut into tags and text.
//!
//! One tokenizer for everything that looks like XML or HTML: feeds, OPML, pages searched for their
//! feeds, and HTML about to be measured. It never fails: what cannot be a tag is text. A `<` opens
//! a tag only when a name follows and a `>` ends it before the next `<` outside quotes, so
//! `a < b`, `<3` and `if (a<b` stay what their writers meant.
//!
//! Rule: work is linear. A tag that turned out not to be one costs [`Tokens::patience`], and when
//! that is spent, every further doubt is decided as text at once.

use std::borrow::Cow;

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};
use memchr::{memchr, memmem};

/// How many bytes may be looked at twice in one document. Honest documents stay below a thousand;
/// only made-up ones come near.
const PATIENCE: usize = 16 * 1_024 * 1_024;

/// The longest name of an entity in HTML, with its semicolon.
const LONGEST_ENTITY: usize = 33;

/// One piece of markup, as it stands in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    /// Text between tags; references are not resolved.
    Text(&'a str),
    /// The inside of a CDATA section.
    Cdata(&'a str),
    /// `<name attributes>` or `<name attributes/>`.
    Open(Tag<'a>),
    /// `</name>`.
    Close(&'a str),
    /// Comment, processing instruction or document type, whole.
    Other(&'a str),
}

/// An opening tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tag<'a> {
    /// The name with its prefix, as written.
    pub(crate) name: &'a str,
    /// What stands between the name and the end; see [`attributes`].
    pub(crate) attributes: &'a str,
    /// Ends in `/>`.
    pub(crate) closed: bool,
}

/// The tokens of a document, in order.
#[derive(Clone, Debug)]
pub(crate) struct Tokens<'a> {
    source: &'a str,
    at: usize,
    patience: usize,
    /// Markup that was met while reading text, and where it ends.
    pending: Option<(Token<'a>, usize)>,
    /// Only the first document type is searched for an internal subset.
    subset_read: bool,
    /// A comment's end was searched for in vain: there is none for those that follow.
    unended: bool,
}

impl<'a> Tokens<'a> {
    /// Starts at the beginning of `source`.
    pub(crate) fn new(source: &'a str) -> Tokens<'a> {
        Tokens {
            source,
            at: 0,
            patience: PATIENCE,
            pending: None,
            subset_read: false,
            unended: false,
        }
    }

    /// Where the next token starts.
    pub(crate) fn offset(&self) -> usize {
        self.at
    }

    /// Goes on from `position`, which a token gave.
    pub(crate) fn go_to(&mut self, position: usize) {
        self.at = position;
        self.pending = None;
    }

    /// Goes back to `position` to read on differently, unless too much was read twice already.
    pub(crate) fn back_to(&mut self, position: usize) -> bool {
        let again = self.at.saturating_sub(position);
        let patient = again <= self.patience;
        if patient {
            self.patience -= again;
            self.go_to(position);
        }
        patient
    }

    /// Goes to just before `</name`, for elements whose inside is no markup; to the end if it never
    /// comes.
    pub(crate) fn skip_to_close(&mut self, name: &str) {
        self.pending = None;
        let mut from = self.at;
        let find = |rest: &str| memmem::find(rest.as_bytes(), b"</");
        while let Some(found) = self.source.get(from..).and_then(find) {
            let after = from + found + 2;
            let end = after + name.len();
            if self.source.get(after..end).is_some_and(|text| text.eq_ignore_ascii_case(name)) {
                self.at = from + found;
                return;
            }
            from = after;
        }
        self.at = self.source.len();
    }

    /// The markup at `self.at`, which is a `<`, or nothing when it is a mere character.
    fn markup(&mut self) -> Option<(Token<'a>, usize)> {
        let rest = self.source.get(self.at..)?;
        match rest.as_bytes().get(1)? {
            b'!' => self.declaration(rest),
            b'?' => {
                let length = rest.find('>').map_or(rest.len(), |end| end + 1);
                Some((Token::Other(rest.get(..length)?), length))
            }
            b'/' => {
                let name = name_in(rest.get(2..)?)?;
                let after = 2 + name.len();
                // In `</p <b>` the `>` is not ours.
                let bytes = rest.as_bytes().get(after..)?;
                let length = bytes.iter().position(|byte| matches!(byte, b'<' | b'>'))?;
                let own = usize::from(bytes.get(length) == Some(&b'>'));
                Some((Token::Close(name), after + length + own))
            }
            _ => self.open_tag(rest),
        }
    }

    /// CDATA, comment or document type at the start of `rest`.
    fn declaration(&mut self, rest: &'a str) -> Option<(Token<'a>, usize)> {
        if let Some(inside) = rest.strip_prefix("<![CDATA[") {
            let length = self.cdata_length(inside);
            let end = inside.get(length..).filter(|after| after.starts_with("]]>"));
            let whole = "<![CDATA[".len() + length + end.map_or(0, |_| "]]>".len());
            return Some((Token::Cdata(inside.get(..length)?), whole));
        }
        let length = if rest.starts_with("<!--") {
            self.comment_length(rest)
        } else if rest.as_bytes().get(2).is_some_and(u8::is_ascii_alphabetic) {
            let with_subset = !std::mem::replace(&mut self.subset_read, true);
            doctype_length(rest, with_subset)?
        } else {
            return None;
        };
        Some((Token::Other(rest.get(..length)?), length))
    }

    /// A comment without an end is a mistake of its own, and not the rest of the document.
    fn comment_length(&mut self, rest: &str) -> usize {
        let end = if self.unended { None } else { memmem::find(rest.as_bytes(), b"-->") };
        if let Some(end) = end {
            return end + "-->".len();
        }
        self.unended = true;
        rest.find('>').map_or(rest.len(), |end| end + 1)
    }

    /// The length of a CDATA section's inside. Some writers wrap a section in a section; then the
    /// inner end is not the outer's. Some forget the end; then the element's own end has to do.
    fn cdata_length(&mut self, inside: &str) -> usize {
        let end = memmem::find(inside.as_bytes(), b"]]>");
        let length = end.unwrap_or(inside.len());
        let within = inside.get(..length).unwrap_or_default();
        let nested = memmem::find(within.as_bytes(), b"<![CDATA[").is_some();
        if end.is_some() && !nested {
            return length;
        }
        let after = inside.get(length + "]]>".len()..).unwrap_or_default();
        if nested
            && let Some(second) = after.find("]]>")
            && !after.get(..second).unwrap_or_default().contains('<')
        {
            return length + "]]>".len() + second;
        }
        if length <= self.patience
            && let Some(forgotten) = forgotten_end(within)
        {
            self.patience -= length;
            return forgotten;
        }
        length
    }

    fn open_tag(&mut self, rest: &'a str) -> Option<(Token<'a>, usize)> {
        let name = name_in(rest.get(1..)?)?;
        if self.patience == 0 {
            return None;
        }
        let start = 1 + name.len();
        if rest.as_bytes().get(start) == Some(&b'>') {
            return Some((Token::Open(Tag { name, attributes: "", closed: false }), start + 1));
        }
        match end_of_tag(rest.get(start..)?) {
            Ok(length) => {
                let inside = rest.get(start..start + length)?;
                let (attributes, closed) = match inside.strip_suffix('/') {
                    Some(inside) => (inside, true),
                    None => (inside, false),
                };
                Some((Token::Open(Tag { name, attributes, closed }), start + length + 1))
            }
            Err(looked_at) => {
                self.patience = self.patience.saturating_sub(looked_at);
                None
            }
        }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some((token, end)) = self.pending.take() {
            self.at = end;
            return Some(token);
        }
        let start = self.at;
        let rest = self.source.get(start..).filter(|rest| !rest.is_empty())?;
        let mut length = 0;
        // Text runs to the next `<` that is markup.
        while let Some(found) = rest.get(length..).and_then(|rest| memchr(b'<', rest.as_bytes())) {
            length += found;
            self.at = start + length;
            if let Some((token, size)) = self.markup() {
                let end = self.at + size;
                if length > 0 {
                    self.pending = Some((token, end));
                    return Some(Token::Text(rest.get(..length)?));
                }
                self.at = end;
                return Some(token);
            }
            length += 1;
        }
        self.at = self.source.len();
        Some(Token::Text(rest))
    }
}

/// Where a CDATA section ends that runs on into the next entry: at the first end tag of an element
/// that holds such sections.
fn forgotten_end(within: &str) -> Option<usize> {
    let find = |tag: &&str| memmem::find(within.as_bytes(), tag.as_bytes());
    let entry_end = ["</item>", "</entry>"].iter().filter_map(find).min()?;
    let elements = [
        "</description>",
        "</content:encoded>",
        "</content>",
        "</summary>",
        "</title>",
        "</link>",
        "</dc:creator>",
        "</category>",
    ];
    elements.iter().filter_map(find).min().filter(|end| *end < entry_end)
}

/// A document type with its internal subset, whose `>` are not the end.
fn doctype_length(rest: &str, with_subset: bool) -> Option<usize> {
    let plain = rest.find('>')? + 1;
    let open = rest.get(..plain).filter(|_| with_subset).and_then(|head| head.find('['));
    let subset = open.and_then(|open| rest.get(open..)).unwrap_or_default();
    let end = subset.find(']').and_then(|close| Some(close + subset.get(close..)?.find('>')?));
    Some(open.zip(end).map_or(plain, |(open, end)| open + end + 1))
}

/// The bytes of which names are made: letters of any script, digits, and `:_-.`.
static IN_NAMES: [bool; 256] = {
    let mut in_names = [false; 256];
    let mut byte = 0_u8;
    loop {
        in_names[byte as usize] = byte.is_ascii_alphanumeric()
            || matches!(byte, b':' | b'_' | b'-' | b'.')
            || !byte.is_ascii();
        if byte == u8::MAX {
            break in_names;
        }
        byte += 1;
    }
};

/// The name at the start of `rest`, or nothing when no name can start so.
fn name_in(rest: &str) -> Option<&str> {
    let begins = match rest.as_bytes().first()? {
        first if first.is_ascii() => first.is_ascii_alphabetic() || matches!(first, b'_' | b':'),
        _ => rest.chars().next()?.is_alphabetic(),
    };
    if !begins {
        return None;
    }
    let end = rest.bytes().position(|byte| !IN_NAMES[usize::from(byte)]).unwrap_or(rest.len());
    rest.get(..end)
}

/// Where the `>` of a tag stands, counted from after its name; or how far we had to look to know
/// that there is none.
fn end_of_tag(rest: &str) -> Result<usize, usize> {
    let bytes = rest.as_bytes();
    let mut at = 0;
    while let Some(found) = bytes
        .get(at..)
        .unwrap_or_default()
        .iter()
        .position(|byte| matches!(byte, b'>' | b'<' | b'='))
    {
        at += found;
        match bytes.get(at) {
            Some(b'>') => return Ok(at),
            Some(b'=') => at = after_value(rest, at + 1),
            _ => return Err(at),
        }
    }
    Err(rest.len())
}

/// The position after the quoted value that starts at `at`, or `at` when none does. Where the end
/// quote was forgotten, the next quote opens another value and has no space after it.
fn after_value(rest: &str, at: usize) -> usize {
    let value = rest.get(at..).unwrap_or_default();
    let spaces = value.len() - value.trim_start().len();
    let quote = match value.as_bytes().get(spaces) {
        Some(b'"') => '"',
        Some(b'\'') => '\'',
        _ => return at,
    };
    let inside = at + spaces + 1;
    let value = rest.get(inside..).unwrap_or_default();
    let Some(end) = value.find(quote) else { return at };
    let ends_well = |after: &u8| after.is_ascii_whitespace() || b"/>?<".contains(after);
    if value.as_bytes().get(end + 1).is_none_or(ends_well)
        || memchr(b'>', value.as_bytes().get(..end).unwrap_or_default()).is_none()
    {
        inside + end + 1
    } else {
        at
    }
}

/// The attributes of a tag: names as written, values with references unresolved.
pub(crate) fn attributes(source: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = source;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|letter: char| {
            letter.is_whitespace() || matches!(letter, '/' | '"' | '\'' | '=')
        });
        if rest.is_empty() {
            return None;
        }
        let end = rest
            .find(|letter: char| letter.is_whitespace() || matches!(letter, '=' | '/'))
            .unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let Some(value) = after.trim_start().strip_prefix('=') else {
            rest = after;
            return Some((name, ""));
        };
        let (value, after) = value_in(value.trim_start());
        rest = after;
        Some((name, value))
    })
}

/// An attribute's value and what comes after it.
fn value_in(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote)
            && let Some((value, after)) = inside.split_once(quote)
        {
            return (value, after);
        }
    }
    let text = text.trim_start_matches(['"', '\'']);
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}

/// Text with its character references resolved. `declared` looks up the document's own entities;
/// what nobody knows stays as it is written, as do bare `&`.
pub(crate) fn resolved<'a>(
    text: &'a str,
    declared: &dyn Fn(&str) -> Option<String>,
) -> Cow<'a, str> {
    let Some(first) = memchr(b'&', text.as_bytes()) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut next = Some(first);
    while let Some(at) = next {
        out.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        let length = reference(rest, declared, &mut out).unwrap_or_else(|| {
            out.push('&');
            1
        });
        rest = rest.get(length..).unwrap_or_default();
        next = memchr(b'&', rest.as_bytes());
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// [`resolved`] for HTML, which has no entities of its own.
pub(crate) fn resolved_html(text: &str) -> Cow<'_, str> {
    resolved(text, &|_| None)
}

/// Writes what the reference at the start of `rest` stands for and returns its length.
fn reference(
    rest: &str,
    declared: &dyn Fn(&str) -> Option<String>,
    out: &mut String,
) -> Option<usize> {
    let body = rest.strip_prefix('&')?;
    if let Some(number) = body.strip_prefix('#') {
        let (radix, digits) = match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => (16, hexadecimal),
            None => (10, number),
        };
        let length = digits.find(|digit: char| !digit.is_digit(radix)).unwrap_or(digits.len());
        let value = u32::from_str_radix(digits.get(..length).filter(|d| !d.is_empty())?, radix);
        out.extend(character(value.unwrap_or(u32::MAX)));
        let semicolon = digits.get(length..).is_some_and(|after| after.starts_with(';'));
        return Some(rest.len() - digits.len() + length + usize::from(semicolon));
    }
    let end = body
        .bytes()
        .take(LONGEST_ENTITY)
        .position(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'_' | b'-' | b'.'))?;
    let name = body.get(..end).filter(|name| !name.is_empty())?;
    if body.as_bytes().get(end) != Some(&b';') {
        return None;
    }
    match name {
        "amp" => out.push('&'),
        "lt" => out.push('<'),
        "gt" => out.push('>'),
        "quot" => out.push('"'),
        "apos" => out.push('\''),
        _ => {
            if let Some(value) = declared(name) {
                out.push_str(&value);
            } else {
                let (first, second) = NAMED_ENTITIES.get(body.get(..=end)?)?;
                out.extend(char::from_u32(*first));
                out.extend(char::from_u32(*second).filter(|second| *second != '\0'));
            }
        }
    }
    Some(1 + end + 1)
}

/// The character of a numeric reference: nothing for control characters, which no reader may see,
/// and what Windows-1252 means by the range that Unicode leaves to controls.
fn character(value: u32) -> Option<char> {
    match value {
        9 | 10 | 13 => char::from_u32(value),
        0..=31 | 0x7F | 0xFFFE | 0xFFFF => None,
        0x80..=0x9F => {
            let index = usize::try_from(value - 0x80).ok()?;
            *C1_REPLACEMENTS.get(index)?
        }
        _ => Some(char::from_u32(value).unwrap_or('\u{FFFD}')),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: &str) {
        let shown: Vec<String> = Tokens::new(source)
            .map(|token| match token {
                Token::Text(text) => format!("{text:?}"),
                Token::Cdata(text) => format!("[{text}]"),
                Token::Open(tag) => format!("+{}{}", tag.name, if tag.closed { "/" } else { "" }),
                Token::Close(name) => format!("-{name}"),
                Token::Other(_) => "?".to_string(),
            })
            .collect();
        assert_eq!(shown.join(" "), expected);
    }

    #[test]
    fn plain_markup() {
        check("<a x='1'>b</a><c/>", "+a \"b\" -a +c/");
        check("<?xml version='1'?><!-- > --><!DOCTYPE a [<!ENTITY b \"c\">]><a>", "? ? ? +a");
        check("<![CDATA[<b>]]>", "[<b>]");
        check("<A title='a > b'>", "+A");
    }

    #[test]
    fn what_is_no_tag_is_text() {
        check("a < b", "\"a < b\"");
        check("I <3 you", "\"I <3 you\"");
        check("<t>a <b</t>", "+t \"a <b\" -t");
        check("<t", "\"<t\"");
        check("<a href=\"x><b>", "+a +b");
        check("<a href=\"x><b c=\"y\">z", "+a +b \"z\"");
        check("<a title=\"x > y\" b='<i>'>", "+a");
        check("<![CDATA[ never ends", "[ never ends]");
        check("<![CDATA[ <![CDATA[ x ]]> ]]></d>", "[ <![CDATA[ x ]]> ] -d");
    }

    #[test]
    fn attributes_of_any_quality() {
        let found: Vec<_> = attributes(" a=\"1\" b='2'c=3 d e = '>' ").collect();
        assert_eq!(found, [("a", "1"), ("b", "2"), ("c", "3"), ("d", ""), ("e", ">")]);
    }

    #[track_caller]
    fn check_resolved(text: &str, expected: &str) {
        assert_eq!(resolved_html(text), expected);
    }

    #[test]
    fn references() {
        check_resolved("A & B", "A & B");
        check_resolved("D&D, AT&T;", "D&D, AT&T;");
        check_resolved("&lt;&amp;amp;&#65;&#x42;&eacute;", "<&amp;AB\u{e9}");
        check_resolved("a&#8;b&#x0;c&#146;d", "abc\u{2019}d");
        check_resolved("&#99999999999;&#xD800;", "\u{FFFD}\u{FFFD}");
    }

    #[test]
    fn hostile_input_takes_linear_time() {
        let long = "<a =\"".repeat(200_000);
        assert!(Tokens::new(&long).count() > 0);
        let long = "<a ='\"'<b ".repeat(100_000);
        assert!(Tokens::new(&long).count() > 0);
    }
}
