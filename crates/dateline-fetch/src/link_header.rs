//! The `Link` header (RFC 8288): feeds and hubs that a server names without a page.
//!
//! A quoted value may hold commas and semicolons, so the header is scanned and not split.

use url::Url;

use crate::Response;

/// More links than any honest answer has.
const MOST_LINKS: usize = 50;

/// One link of a `Link` header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderLink {
    /// Where it leads, absolute.
    pub url: Url,
    /// What it is to the page, in lower case: `alternate`, `hub`, `self`. Several words are parted
    /// by single spaces.
    pub rel: String,
    /// Its media type, in lower case without parameters; empty when not told.
    pub media_type: String,
}

impl HeaderLink {
    /// Whether this is another form of the page in a format that feeds have.
    #[must_use]
    pub fn is_feed(&self) -> bool {
        let feed_types = ["application/rss+xml", "application/atom+xml", "application/feed+json"];
        self.has_rel("alternate") && feed_types.contains(&self.media_type.as_str())
    }

    /// Whether `rel` is one of the words.
    #[must_use]
    pub fn has_rel(&self, rel: &str) -> bool {
        self.rel.split(' ').any(|word| word == rel)
    }
}

impl Response {
    /// All links of the `Link` headers, in order.
    #[must_use]
    pub fn links(&self) -> Vec<HeaderLink> {
        let values = self.headers.iter().filter(|(name, _)| name == "link").map(|(_, value)| value);
        values.flat_map(|value| header_links(value, &self.final_url)).take(MOST_LINKS).collect()
    }
}

fn header_links(value: &str, base: &Url) -> Vec<HeaderLink> {
    pieces(value, ',').into_iter().filter_map(|piece| header_link(piece, base)).collect()
}

fn header_link(piece: &str, base: &Url) -> Option<HeaderLink> {
    let (target, rest) = piece.trim().strip_prefix('<')?.split_once('>')?;
    let url = base.join(target.trim()).ok()?;
    let mut link = HeaderLink { url, rel: String::new(), media_type: String::new() };
    for parameter in pieces(rest, ';') {
        let Some((name, value)) = parameter.split_once('=') else { continue };
        let value = value.trim().trim_matches('"').to_ascii_lowercase();
        match name.trim().to_ascii_lowercase().as_str() {
            // Only the first counts (RFC 8288, 3.3).
            "rel" if link.rel.is_empty() => {
                link.rel = value.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
            }
            "type" => value.split(';').next()?.trim().clone_into(&mut link.media_type),
            _ => {}
        }
    }
    Some(link)
}

/// The parts between separators that stand outside quotes and outside angle brackets.
fn pieces(text: &str, separator: char) -> Vec<&str> {
    let (mut quoted, mut bracketed) = (false, false);
    let outside = |sign: char| {
        match sign {
            '"' if !bracketed => quoted = !quoted,
            '<' if !quoted => bracketed = true,
            '>' if !quoted => bracketed = false,
            _ => {}
        }
        sign == separator && !quoted && !bracketed
    };
    text.split(outside).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, expected: &[(&str, &str, &str)]) {
        let base = Url::parse("https://news.example/a/").expect("a URL");
        let links = header_links(value, &base);
        let told: Vec<(&str, &str, &str)> = links
            .iter()
            .map(|link| (link.url.as_str(), link.rel.as_str(), link.media_type.as_str()))
            .collect();
        assert_eq!(told, expected, "{value}");
    }

    #[test]
    fn reads_links_as_servers_send_them() {
        check(
            "<feed>; rel=\"alternate\"; type=\"application/rss+xml\", </hub>; rel=hub",
            &[
                ("https://news.example/a/feed", "alternate", "application/rss+xml"),
                ("https://news.example/hub", "hub", ""),
            ],
        );
        check(
            "<x,y;z>; title=\"a, b; rel=no\"; REL=\"Self  Hub\"",
            &[("https://news.example/a/x,y;z", "self hub", "")],
        );
        check("<x>; rel=a; rel=b", &[("https://news.example/a/x", "a", "")]);
        check("<x>", &[("https://news.example/a/x", "", "")]);
    }

    #[test]
    fn passes_over_nonsense() {
        for value in ["", "x", "<x", "x>; rel=hub", ",,;;", "<http://[>; rel=hub", "\"<x>; rel=a"] {
            check(value, &[]);
        }
    }

    #[test]
    fn tells_feeds_from_other_links() {
        let base = Url::parse("https://news.example/").expect("a URL");
        let is_feed = |value| header_links(value, &base).iter().any(HeaderLink::is_feed);
        assert!(is_feed("<f>; rel=alternate; type=\"Application/Atom+XML; charset=utf-8\""));
        assert!(!is_feed("<f>; rel=alternate; type=text/html"));
        assert!(!is_feed("<f>; rel=hub; type=application/rss+xml"));
    }
}
