//! A walk over sanitised HTML, piece by piece.
//!
//! [`dateline_model::SafeHtml`] was written by a serialiser, so its form is known: every `<` in
//! text is escaped, attribute values stand in double quotes. That makes a scanner enough where a
//! parser would cost a millisecond. The scanner only ever cuts at the ends of pieces, so what it
//! does not understand passes through as it was.

/// One stretch of HTML, as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// A start tag, an end tag, or a comment, with its angle brackets.
    Tag(&'a str),
    /// Text, still escaped.
    Text(&'a str),
}

/// Cuts HTML into tags and texts; joined again they give what was cut.
pub(crate) fn pieces(html: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let is_tag = rest.starts_with('<');
        let end = if is_tag { tag_end(rest) } else { rest.find('<').unwrap_or(rest.len()) };
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(if is_tag { Piece::Tag(piece) } else { Piece::Text(piece) })
    })
}

/// One past the `>` that closes the tag at the start, passing over quoted values.
fn tag_end(html: &str) -> usize {
    let mut quoted = false;
    for (at, byte) in html.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at + 1,
            _ => {}
        }
    }
    html.len()
}

/// The tag's name in lower case, as the serialiser wrote it; `/p` for an end tag.
pub(crate) fn tag_name(tag: &str) -> &str {
    let inner = tag.strip_prefix('<').unwrap_or(tag);
    let end = inner.char_indices().find(|(at, letter)| {
        letter.is_whitespace() || *letter == '>' || (*letter == '/' && *at > 0)
    });
    end.map_or(inner, |(at, _)| inner.get(..at).unwrap_or(inner))
}

/// The escaped value of one attribute.
pub(crate) fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    loop {
        let equals = rest.find("=\"")?;
        let (before, value) = (rest.get(..equals)?, rest.get(equals + 2..)?);
        let end = value.find('"')?;
        if before.rsplit(|c: char| c.is_whitespace()).next() == Some(name) {
            return value.get(..end);
        }
        rest = value.get(end + 1..)?;
    }
}

/// A text or value with its character references resolved, letter by letter, each with the
/// length of what it was written as.
pub(crate) fn letters(escaped: &str) -> impl Iterator<Item = (char, usize)> + '_ {
    let mut rest = escaped;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let (letter, length) = match first {
            '&' => reference(rest).unwrap_or(('&', 1)),
            other => (other, other.len_utf8()),
        };
        rest = rest.get(length..)?;
        Some((letter, length))
    })
}

/// The character reference at the start: the five that serialisers write, and numeric ones.
fn reference(text: &str) -> Option<(char, usize)> {
    /// The longest reference we read: `&#x10ffff;`.
    const LONGEST: usize = 10;
    let end = text.bytes().take(LONGEST).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let letter = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        _ => {
            let digits = name.strip_prefix('#')?;
            let hex = digits.strip_prefix(['x', 'X']);
            let number = hex.map_or_else(|| digits.parse(), |hex| u32::from_str_radix(hex, 16));
            char::from_u32(number.ok()?)?
        }
    };
    Some((letter, end + 1))
}

/// A value with its character references resolved.
pub(crate) fn unescape(escaped: &str) -> String {
    letters(escaped).map(|(letter, _)| letter).collect()
}

/// Text as it may stand in HTML, in an attribute's value as well.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_join_to_the_whole() {
        let cases =
            ["<p>a <b>b</b></p>", "no tags", "<img alt=\"a > b\">x", "<broken", "", "a&lt;b<br>"];
        for html in cases {
            let joined: String = pieces(html)
                .map(|piece| match piece {
                    Piece::Tag(text) | Piece::Text(text) => text,
                })
                .collect();
            assert_eq!(joined, html);
        }
        let cut: Vec<_> = pieces("<img alt=\"a > b\">x").collect();
        assert_eq!(cut, [Piece::Tag("<img alt=\"a > b\">"), Piece::Text("x")]);
    }

    #[test]
    fn reads_names_and_attributes() {
        let tag = "<img data-src=\"no\" src=\"a&amp;b\" alt=\"\">";
        assert_eq!(tag_name(tag), "img");
        assert_eq!(tag_name("</p>"), "/p");
        assert_eq!(tag_name("<br/>"), "br");
        assert_eq!(attribute(tag, "src"), Some("a&amp;b"));
        assert_eq!(attribute(tag, "alt"), Some(""));
        assert_eq!(attribute(tag, "width"), None);
    }

    #[test]
    fn resolves_references() {
        assert_eq!(
            unescape("a &amp;lt; &#233; &#xe9; &nbsp;&unknown; &"),
            "a &lt; é é \u{a0}&unknown; &"
        );
        assert_eq!(unescape(&escape("<a href='x'>&\"")), "<a href='x'>&\"");
    }
}
