//! From what a person types to where the feed may be.
//!
//! [`parse_address`] reads an address as people write it. [`candidates`] lists where the feed
//! of a site usually is, when the site does not say: known services first, since their rule is
//! certain, then the paths that publishing software uses. Pure; the caller tries them in turn.

use url::{Host, Url};

use crate::Error;

/// Where publishing software puts a feed, likeliest first.
const USUAL_PATHS: &[&str] = &[
    "feed",
    "rss",
    "feed.xml",
    "rss.xml",
    "atom.xml",
    "index.xml",
    "feed.atom",
    "index.rss",
    "rss/feed.xml",
    "feed.json",
    "feeds/posts/default",
];

/// Text longer than this is quoted in messages only as far.
const QUOTED: usize = 80;

/// The address that a person meant: `example.com/news`, `feed://…` and `https://…` all will do.
pub fn parse_address(text: &str) -> Result<Url, Error> {
    let text = text.trim();
    let no_address = || Error::NotAnAddress { text: text.chars().take(QUOTED).collect() };
    let bare = strip_feed_scheme(text);
    let url = if bare.contains("://") {
        Url::parse(bare).map_err(|_| no_address())?
    } else {
        with_scheme(bare).ok_or_else(no_address)?
    };
    let known = matches!(url.scheme(), "http" | "https");
    if known && url.has_host() { Ok(url) } else { Err(no_address()) }
}

/// `feed:` is an old word for "subscribe to what follows".
fn strip_feed_scheme(text: &str) -> &str {
    match text.get(..5) {
        Some(scheme) if scheme.eq_ignore_ascii_case("feed:") => {
            let rest = &text[5..];
            if rest.contains("://") { rest } else { rest.trim_start_matches('/') }
        }
        _ => text,
    }
}

/// An address without a scheme: https, but http for a machine at home, which has no certificate.
fn with_scheme(text: &str) -> Option<Url> {
    let url = Url::parse(&format!("https://{}", text.trim_start_matches('/'))).ok()?;
    if !url.username().is_empty() || url.password().is_some() {
        return None; // `mailto:someone@example.com`
    }
    match url.host()? {
        Host::Domain(name) if crate::resolve::is_localhost(name) => as_http(text),
        Host::Domain(name) if name.trim_end_matches('.').contains('.') => Some(url),
        Host::Domain(_) => None,
        Host::Ipv4(_) | Host::Ipv6(_) => as_http(text),
    }
}

fn as_http(text: &str) -> Option<Url> {
    Url::parse(&format!("http://{}", text.trim_start_matches('/'))).ok()
}

/// Where the feed of the site at `url` may be, likeliest first, each once.
#[must_use]
pub fn candidates(url: &Url) -> Vec<Url> {
    let mut bare = url.clone();
    bare.set_query(None);
    bare.set_fragment(None);
    let mut directory = bare.clone();
    if !directory.path().ends_with('/') {
        directory.set_path(&format!("{}/", bare.path()));
    }
    let nearby = USUAL_PATHS.iter().filter_map(|path| directory.join(path).ok());
    let at_root = USUAL_PATHS.iter().filter_map(|path| bare.join(&format!("/{path}")).ok());
    let mut out: Vec<Url> = Vec::new();
    for candidate in service_feeds(url).into_iter().chain(nearby).chain(at_root) {
        if !out.contains(&candidate) && candidate != *url {
            out.push(candidate);
        }
    }
    out
}

/// Feeds of services whose rule is known.
fn service_feeds(url: &Url) -> Vec<Url> {
    let host = url.host_str().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let parts: Vec<&str> =
        url.path_segments().into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let paths: Vec<String> = match (host, parts.as_slice()) {
        ("youtube.com" | "m.youtube.com", parts) => youtube(url, parts).into_iter().collect(),
        ("reddit.com" | "old.reddit.com", [kind @ ("r" | "user"), name, ..]) => {
            vec![format!("/{kind}/{name}/.rss")]
        }
        ("github.com", [owner, repository, ..]) => {
            let start = format!("/{owner}/{repository}");
            vec![format!("{start}/releases.atom"), format!("{start}/commits.atom")]
        }
        ("github.com", [owner]) => vec![format!("/{owner}.atom")],
        ("bsky.app", ["profile", name, ..]) => vec![format!("/profile/{name}/rss")],
        ("medium.com", [name, ..]) => vec![format!("/feed/{name}")],
        ("news.ycombinator.com", _) => vec!["/rss".to_owned()],
        (host, _) if host.ends_with(".medium.com") || host.ends_with(".substack.com") => {
            vec!["/feed".to_owned()]
        }
        (host, _) if host.ends_with(".tumblr.com") => vec!["/rss".to_owned()],
        (host, _) if host.contains(".blogspot.") => vec!["/feeds/posts/default".to_owned()],
        // Mastodon and its kin live on hosts of any name.
        (_, [name]) if name.starts_with('@') => vec![format!("/{name}.rss")],
        _ => Vec::new(),
    };
    paths.iter().filter_map(|path| url.join(path).ok()).collect()
}

/// A channel or playlist by its id. `@names` are not here: only the page knows their channel.
fn youtube(url: &Url, parts: &[&str]) -> Option<String> {
    let feed = "/feeds/videos.xml";
    match parts {
        ["channel", id, ..] => Some(format!("{feed}?channel_id={id}")),
        ["user", name, ..] => Some(format!("{feed}?user={name}")),
        _ => {
            let list = url.query_pairs().find(|(name, _)| name == "list")?.1;
            let plain = list.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
            plain.then(|| format!("{feed}?playlist_id={list}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_address(text: &str, expected: Option<&str>) {
        let read = parse_address(text).ok().map(String::from);
        assert_eq!(read.as_deref(), expected, "{text}");
    }

    #[track_caller]
    fn check_first(site: &str, expected: &[&str]) {
        let found = candidates(&Url::parse(site).expect("a URL"));
        let first: Vec<&str> = found.iter().take(expected.len()).map(Url::as_str).collect();
        assert_eq!(first, expected, "{site}");
    }

    #[test]
    fn reads_addresses_as_people_write_them() {
        check_address(" https://example.com/feed ", Some("https://example.com/feed"));
        check_address("example.com", Some("https://example.com/"));
        check_address("//example.com/a", Some("https://example.com/a"));
        check_address("example.com:8080/a", Some("https://example.com:8080/a"));
        check_address("feed://example.com/rss", Some("https://example.com/rss"));
        check_address("feed:http://example.com/rss", Some("http://example.com/rss"));
        check_address("FEED:example.com/rss", Some("https://example.com/rss"));
        check_address("localhost:8081/feed", Some("http://localhost:8081/feed"));
        check_address("127.0.0.1:8081", Some("http://127.0.0.1:8081/"));
        check_address("münchen.example", Some("https://xn--mnchen-3ya.example/"));
    }

    #[test]
    fn refuses_what_is_no_address() {
        for text in [
            "",
            "news",
            "hello world",
            "mailto:a@example.com",
            "ftp://example.com/",
            "javascript:alert(1)",
            "http://",
        ] {
            check_address(text, None);
        }
        assert_eq!(
            parse_address("news").expect_err("no address").to_string(),
            "`news` is not a web address; write it as https://example.com/feed"
        );
    }

    #[test]
    fn known_services_come_first() {
        check_first(
            "https://www.youtube.com/channel/UCabc_-1",
            &["https://www.youtube.com/feeds/videos.xml?channel_id=UCabc_-1"],
        );
        check_first(
            "https://www.youtube.com/playlist?list=PL1",
            &["https://www.youtube.com/feeds/videos.xml?playlist_id=PL1"],
        );
        check_first("https://www.reddit.com/r/rust", &["https://www.reddit.com/r/rust/.rss"]);
        check_first(
            "https://github.com/a/b/issues",
            &["https://github.com/a/b/releases.atom", "https://github.com/a/b/commits.atom"],
        );
        check_first("https://mastodon.example/@ada", &["https://mastodon.example/@ada.rss"]);
        check_first(
            "https://bsky.app/profile/ada.example",
            &["https://bsky.app/profile/ada.example/rss"],
        );
        check_first("https://medium.com/@ada", &["https://medium.com/feed/@ada"]);
        check_first("https://hill.substack.com/p/x", &["https://hill.substack.com/feed"]);
    }

    #[test]
    fn usual_paths_are_tried_nearby_and_at_the_root() {
        check_first(
            "https://example.com/?x=1#y",
            &["https://example.com/feed", "https://example.com/rss"],
        );
        check_first("https://example.com/blog", &["https://example.com/blog/feed"]);
        let all = candidates(&Url::parse("https://example.com/blog/").expect("a URL"));
        assert_eq!(all.len(), 2 * USUAL_PATHS.len());
        let root = candidates(&Url::parse("https://example.com/feed").expect("a URL"));
        assert!(root.iter().all(|url| url.as_str() != "https://example.com/feed"));
    }
}
