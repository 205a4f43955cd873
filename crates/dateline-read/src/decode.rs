//! Bytes to text, whatever the publisher said they were.
//!
//! Feeds and pages both come through [`decode`]. The one rule: bytes that are valid UTF-8 with
//! something beyond ASCII in them *are* UTF-8, whatever a header or a declaration claims. After
//! that the order of trust is byte order mark, shape of UTF-16 and UTF-32, HTTP charset, the
//! document's own declaration, and a guess.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use memchr::memchr2_iter;

/// How far into a document a declaration is looked for. Browsers look at 1,024 bytes; CMSs with a
/// licence comment on top push it further down.
const DECLARATION_WITHIN: usize = 4_096;

/// How much of a document is shown to the guesser. More does not change its mind.
const GUESS_FROM: usize = 64 * 1_024;

/// Text, and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text, without byte order mark.
    pub text: Cow<'a, str>,
    /// The encoding that the bytes turned out to be in, in lower case: `utf-8`, `windows-1252`.
    pub encoding: String,
    /// What did not fit, in words; empty when all did.
    pub problem: Option<String>,
}

/// Reads bytes as text. `content_type` is the HTTP header of that name, if any.
pub fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Decoded<'a> {
    if let Some(rest) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return with_encoding(rest, UTF_8, None);
    }
    if let Some(text) = utf_32(bytes) {
        return Decoded { text: Cow::Owned(text), encoding: "utf-32".into(), problem: None };
    }
    if let Some((encoding, skip)) = utf_16(bytes) {
        return with_encoding(bytes.get(skip..).unwrap_or_default(), encoding, None);
    }
    let named = content_type.and_then(charset_of);
    let declared = declared_in(bytes);
    let label = named.or(declared).and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    if label != Some(ISO_2022_JP)
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return valid_utf_8(text, label);
    }
    let own = declared.and_then(|label| Encoding::for_label(label.as_bytes()));
    without_utf_8(bytes, [label, own])
}

/// Valid UTF-8. Plain ASCII keeps the name it was given, for it is that too.
fn valid_utf_8<'a>(text: &'a str, label: Option<&'static Encoding>) -> Decoded<'a> {
    let usual = label.is_none_or(|label| label == UTF_8);
    if usual || !text.is_ascii() {
        let problem = (!usual).then(|| {
            let label = label.map_or("", Encoding::name);
            format!("declared as {}, read as utf-8", label.to_ascii_lowercase())
        });
        return Decoded { text: Cow::Borrowed(text), encoding: "utf-8".into(), problem };
    }
    let encoding = label.unwrap_or(UTF_8);
    Decoded { text: Cow::Borrowed(text), encoding: lower(encoding), problem: None }
}

/// Bytes that are not UTF-8: the first named encoding that fits without an error, else a guess.
fn without_utf_8<'a>(bytes: &'a [u8], named: [Option<&'static Encoding>; 2]) -> Decoded<'a> {
    if named.contains(&Some(UTF_8)) && mostly_utf_8(bytes) {
        let problem = "some bytes are not utf-8 and were replaced".to_string();
        return with_encoding(bytes, UTF_8, Some(problem));
    }
    for encoding in named.into_iter().flatten().filter(|encoding| !is_utf(encoding)) {
        if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes) {
            return Decoded { text, encoding: lower(encoding), problem: None };
        }
    }
    let guess = guess(bytes);
    let problem = named
        .into_iter()
        .flatten()
        .next()
        .map(|label| format!("not {} as declared; read as {}", lower(label), lower(guess)));
    with_encoding(bytes, guess, problem)
}

/// Whether `encoding` cannot hold these bytes, since they were looked at as Unicode already.
fn is_utf(encoding: &'static Encoding) -> bool {
    encoding == UTF_8 || encoding == UTF_16LE || encoding == UTF_16BE
}

/// True when what is beyond ASCII is mainly well-formed UTF-8: a text cut inside a letter, or with
/// a stray byte pasted into it.
fn mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 4
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes.get(..GUESS_FROM).unwrap_or(bytes), true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    if is_utf(guess) { WINDOWS_1252 } else { guess }
}

fn with_encoding<'a>(
    bytes: &'a [u8],
    encoding: &'static Encoding,
    problem: Option<String>,
) -> Decoded<'a> {
    let (text, replaced) = encoding.decode_without_bom_handling(bytes);
    let name = lower(encoding);
    let problem = problem.or_else(|| replaced.then(|| format!("some bytes are not {name}")));
    Decoded { text, encoding: name, problem }
}

fn lower(encoding: &'static Encoding) -> String {
    encoding.name().to_ascii_lowercase()
}

/// UTF-16 by its mark, or by the zeros around the first `<` or `{` of a document without one.
fn utf_16(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
    match bytes {
        [0xFF, 0xFE, ..] => Some((UTF_16LE, 2)),
        [0xFE, 0xFF, ..] => Some((UTF_16BE, 2)),
        [b'<' | b'{', 0, next, 0, ..] if *next != 0 => Some((UTF_16LE, 0)),
        [0, b'<' | b'{', 0, next, ..] if *next != 0 => Some((UTF_16BE, 0)),
        _ => None,
    }
}

/// UTF-32, by its mark or by its shape; nobody ships it, but test suites and one old Mac tool do.
fn utf_32(bytes: &[u8]) -> Option<String> {
    let (skip, big_endian) = match bytes {
        [0xFF, 0xFE, 0, 0, ..] => (4, false),
        [0, 0, 0xFE, 0xFF, ..] => (4, true),
        [b'<', 0, 0, 0, ..] => (0, false),
        [0, 0, 0, b'<', ..] => (0, true),
        _ => return None,
    };
    let units = bytes.get(skip..)?.chunks_exact(4).filter_map(|unit| unit.try_into().ok());
    let read = if big_endian { u32::from_be_bytes } else { u32::from_le_bytes };
    Some(units.map(|unit| char::from_u32(read(unit)).unwrap_or('\u{FFFD}')).collect())
}

/// The charset of a `Content-Type` value, or of a `content="…"` in a page.
fn charset_of(content_type: &str) -> Option<&str> {
    let at = find_ignoring_case(content_type, "charset")?;
    let rest = content_type.get(at + "charset".len()..)?.trim_start().strip_prefix('=')?;
    let rest = rest.trim_start().trim_start_matches(['"', '\'']);
    let end = rest.find(['"', '\'', ';', ' ', '>', '/', ',']).unwrap_or(rest.len());
    rest.get(..end).filter(|label| !label.is_empty())
}

/// The encoding that the document itself declares, in an XML declaration or a `<meta>`.
fn declared_in(bytes: &[u8]) -> Option<&str> {
    let head = bytes.get(..DECLARATION_WITHIN).unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(head) {
        return declaration_label(text);
    }
    // Declarations are ASCII: what comes after the first other byte that matters is not needed.
    head.utf8_chunks().find_map(|chunk| declaration_label(chunk.valid()))
}

fn declaration_label(text: &str) -> Option<&str> {
    if let Some(at) = text.find("<?xml") {
        let declaration = text.get(at..)?;
        let declaration = declaration.get(..declaration.find('>').unwrap_or(declaration.len()))?;
        if let Some((_, rest)) = declaration.split_once("encoding") {
            let rest = rest.trim_start().strip_prefix('=')?.trim_start();
            let rest = rest.trim_start_matches(['"', '\'']);
            let end = rest.find(['"', '\'', ' ', '?']).unwrap_or(rest.len());
            return rest.get(..end);
        }
    }
    let at = find_ignoring_case(text, "<meta")?;
    charset_of(text.get(at..)?)
}

fn find_ignoring_case(text: &str, needle: &str) -> Option<usize> {
    let (text, needle) = (text.as_bytes(), needle.as_bytes());
    let first = needle.first()?;
    memchr2_iter(first.to_ascii_lowercase(), first.to_ascii_uppercase(), text).find(|at| {
        let found = text.get(*at..at + needle.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(needle))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], content_type: Option<&str>, text: &str, encoding: &str) {
        let decoded = decode(bytes, content_type);
        assert_eq!((&*decoded.text, &*decoded.encoding), (text, encoding));
    }

    #[test]
    fn valid_utf_8_beats_every_claim() {
        let claim = "<?xml version='1.0' encoding='iso-8859-1'?>Café";
        check(claim.as_bytes(), None, claim, "utf-8");
        check("Café".as_bytes(), Some("text/xml; charset=utf-16"), "Café", "utf-8");
    }

    #[test]
    fn marks_and_shapes() {
        check(b"\xEF\xBB\xBF{}", None, "{}", "utf-8");
        check(b"\xFF\xFE<\0a\0", None, "<a", "utf-16le");
        check(b"\0<\0a", None, "<a", "utf-16be");
        check(b"<\0\0\0a\0\0\0", None, "<a", "utf-32");
    }

    #[test]
    fn named_encodings() {
        check(b"Caf\xE9", Some("text/html; charset=\"ISO-8859-1\""), "Café", "windows-1252");
        check(b"<meta charset=shift_jis>\x93\xFA", None, "<meta charset=shift_jis>日", "shift_jis");
        check(b"\xD6\xD0", Some("text/xml;charset=gb2312"), "中", "gbk");
        check(b"plain", Some("text/xml; charset=us-ascii"), "plain", "windows-1252");
    }

    #[test]
    fn wrong_claims_are_seen_through() {
        check(
            b"<?xml version='1.0' encoding='UTF-8'?>Caf\xE9 au lait",
            None,
            "<?xml version='1.0' encoding='UTF-8'?>Café au lait",
            "windows-1252",
        );
        check(
            b"d\xC3\xA9j\xC3\xA0 \xC3\xA9t\xC3\xA9 \xC3\xA7a \xC3",
            Some("text/xml; charset=utf-8"),
            "déjà été ça \u{FFFD}",
            "utf-8",
        );
    }
}
