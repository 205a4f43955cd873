//! The paper's own addresses, written in one place.
//!
//! An address on a page is always a path; where a whole address is needed (feeds out, canonical
//! links) it starts with the configured base and never with what a request claimed.

use std::fmt::Write;

use dateline_model::{ArticleId, CommentId, PublisherId, Span, StoryId};

/// Characters kept of a headline in an address: enough to recognise it in a message.
const SLUG_MAX_CHARS: usize = 60;

/// Last words of addresses that change something: no headline may stand there.
const ACTS: [&str; 6] = ["comments", "merge", "move", "part", "read", "save"];

/// The headline as an address ends with it: `budget-passed-after-long-night`. Letters of every
/// script stay.
pub(crate) fn slug(headline: &str) -> String {
    let mut slug = String::with_capacity(headline.len().min(4 * SLUG_MAX_CHARS));
    for (count, letter) in headline.chars().flat_map(char::to_lowercase).enumerate() {
        if count >= SLUG_MAX_CHARS {
            break;
        }
        if letter.is_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') && letter != '\'' && letter != '’' {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.is_empty() || ACTS.contains(&slug.as_str()) {
        slug.push('-');
    }
    slug
}

/// One segment of a path, everything but unreserved characters percent-encoded.
pub(crate) fn segment(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// `/a/12/headline`.
pub(crate) fn article(id: ArticleId, headline: &str) -> String {
    format!("/a/{id}/{}", segment(&slug(headline)))
}

/// The place of a sentence on the article's page, which marks it although no part of the page
/// cites it.
pub(crate) fn sentence(id: ArticleId, headline: &str, span: Span) -> String {
    let (start, end) = (span.start, span.end);
    format!("{}?cite={start}-{end}#{}", article(id, headline), anchor(span))
}

/// The name of a sentence's place within the page.
pub(crate) fn anchor(span: Span) -> String {
    format!("s{}", span.start)
}

/// `/s/12/headline`.
pub(crate) fn story(id: StoryId, headline: &str) -> String {
    format!("/s/{id}/{}", segment(&slug(headline)))
}

/// `/t/chinacanada`.
pub(crate) fn tag(key: &str) -> String {
    format!("/t/{}", segment(key))
}

/// `/e/melaniejoly`.
pub(crate) fn name(key: &str) -> String {
    format!("/e/{}", segment(key))
}

/// `/p/3`.
pub(crate) fn publisher(id: PublisherId) -> String {
    format!("/p/{id}")
}

/// `/section/world`.
pub(crate) fn section(name: &str) -> String {
    format!("/section/{}", segment(name))
}

/// The place of a comment within its article's page.
pub(crate) fn comment(article_path: &str, id: CommentId) -> String {
    format!("{article_path}#c{id}")
}

/// Whether a publisher's address may stand in a link: the web and nothing else.
pub(crate) fn is_web(address: &str) -> bool {
    url::Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

/// Where to go after signing in: a path of this paper, or its front page. Anything that a browser
/// could read as another origin (`//host`, `/\host`, control characters) is refused.
pub(crate) fn own_path(asked: &str) -> &str {
    let suspicious = asked.chars().any(|c| c.is_control() || c == '\\');
    if asked.starts_with('/') && !asked.starts_with("//") && !suspicious { asked } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(headline: &str, expected: &str) {
        assert_eq!(slug(headline), expected);
    }

    #[test]
    fn slugs_keep_letters_of_every_script() {
        check("Budget passed -- after a long night!", "budget-passed-after-a-long-night");
        check("Queen’s speech", "queens-speech");
        check("L'été à Besançon", "lété-à-besançon");
        check("港口重新开放", "港口重新开放");
        check("?!", "-");
        check("Read", "read-"); // `/a/12/read` marks as read
        check(&"word ".repeat(40), &"word-".repeat(12)[..59]);
    }

    #[test]
    fn addresses_are_encoded() {
        assert_eq!(article(ArticleId(7), "L'été"), "/a/7/l%C3%A9t%C3%A9");
        assert_eq!(section("a/b?c"), "/section/a%2Fb%3Fc");
        let span = Span { start: 12, end: 40 };
        assert_eq!(sentence(ArticleId(7), "X", span), "/a/7/x?cite=12-40#s12");
    }

    #[test]
    fn redirects_stay_here() {
        for hostile in ["//evil.example", "/\\evil.example", "https://evil.example", "", "/\t/evil"]
        {
            assert_eq!(own_path(hostile), "/");
        }
        assert_eq!(own_path("/a/1/x?cite=1-2"), "/a/1/x?cite=1-2");
    }

    #[test]
    fn only_the_web_is_linked() {
        assert!(is_web("https://harbour.example/1"));
        for hostile in ["javascript:alert(1)", "data:text/html,x", "/relative", "ftp://x/", ""] {
            assert!(!is_web(hostile), "{hostile}");
        }
    }
}
