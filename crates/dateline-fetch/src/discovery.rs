//! From what a person types to where the feed may be.
//!
//! [`parse_address`] reads an address as people write it. [`whereabouts`] lists where the feeds of a
//! site are when it does not say: by the rules of known services, then by the paths that publishing
//! software uses. Pure; the caller tries them in turn.

use url::{Host, Url};

use crate::Error;
use crate::services::service_feeds;

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
    "?feed=rss2",
];

/// Names that news sites give to their list of the last two days.
const NEWS_SITEMAPS: &[&str] = &[
    "news-sitemap.xml",
    "sitemap-news.xml",
    "news_sitemap.xml",
    "sitemap_news.xml",
    "googlenews.xml",
    "sitemap/news.xml",
];

/// Text longer than this is quoted in messages only as far.
const QUOTED: usize = 80;

/// The address that a person meant: `example.com/news`, `feed://…` and `https://…` all will do.
pub fn parse_address(text: &str) -> Result<Url, Error> {
    let text = text.trim();
    let no_address = || Error::NotAnAddress { text: text.chars().take(QUOTED).collect() };
    let bare = strip_feed_scheme(text);
    if let Some(page) = fediverse_page(bare) {
        return Ok(page);
    }
    let url = if bare.contains("://") {
        Url::parse(bare).map_err(|_| no_address())?
    } else {
        with_scheme(bare).ok_or_else(no_address)?
    };
    let known = matches!(url.scheme(), "http" | "https");
    if known && url.has_host() { Ok(url) } else { Err(no_address()) }
}

/// `@ada@mastodon.example` is how people on many servers write who they are.
fn fediverse_page(text: &str) -> Option<Url> {
    let (name, home) = text.strip_prefix('@')?.split_once('@')?;
    let plain = |text: &str, more: &[char]| {
        !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || more.contains(&c))
    };
    if !plain(name, &['_', '-', '.']) || !plain(home, &['-', '.', ':']) || !home.contains('.') {
        return None;
    }
    Url::parse(&format!("https://{home}/@{name}")).ok()
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

/// Where the feeds of a site may be when it does not say, in the order in which to look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Whereabouts {
    /// By the rule of a service that we know. All of them are worth a look.
    pub service: Vec<Url>,
    /// Usual paths beneath the page; the first that answers will do.
    pub nearby: Vec<Url>,
    /// Usual paths of the whole site; the first that answers will do.
    pub at_root: Vec<Url>,
    /// Where news sites list their latest articles for search engines.
    pub sitemaps: Vec<Url>,
}

/// Where the feeds of the page at `url` may be.
#[must_use]
pub fn whereabouts(url: &Url) -> Whereabouts {
    let mut bare = url.clone();
    bare.set_query(None);
    bare.set_fragment(None);
    let mut directory = bare.clone();
    if !directory.path().ends_with('/') {
        directory.set_path(&format!("{}/", bare.path()));
    }
    let within = |base: &Url, paths: &[&str]| -> Vec<Url> {
        let all = paths.iter().filter_map(|path| base.join(path).ok());
        all.filter(|found| found != url).collect()
    };
    let root = bare.join("/").unwrap_or(bare);
    let nearby = if directory == root { Vec::new() } else { within(&directory, USUAL_PATHS) };
    Whereabouts {
        service: service_feeds(url),
        nearby,
        at_root: within(&root, USUAL_PATHS),
        sitemaps: within(&root, NEWS_SITEMAPS),
    }
}

/// Whether a feed brings the comments and not the articles, by the address that blogging software
/// gives it. Such feeds are offered last.
#[must_use]
pub fn is_comment_feed(url: &Url) -> bool {
    let path = url.path().to_ascii_lowercase();
    let query = url.query().unwrap_or_default().to_ascii_lowercase();
    path.split('/').any(|part| matches!(part, "comments" | "comment" | "replies"))
        || path.contains("comments-feed")
        || path.contains("commentsfeed")
        || query.contains("comments")
        // A post of WordPress has its comments beneath it, under a date: `/2026/06/title/feed/`.
        || is_dated_post_feed(&path)
}

fn is_dated_post_feed(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let is_number = |text: &&str| text.chars().all(|c| c.is_ascii_digit());
    matches!(parts.as_slice(), [year, month, .., title, "feed"]
        if year.len() == 4 && is_number(year) && month.len() == 2 && is_number(month)
            && !is_number(title))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_address(text: &str, expected: Option<&str>) {
        let read = parse_address(text).ok().map(String::from);
        assert_eq!(read.as_deref(), expected, "{text}");
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
        check_address("@ada@mastodon.example", Some("https://mastodon.example/@ada"));
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
            "@ada",
            "@ada@home",
            "@a/b@mastodon.example",
        ] {
            check_address(text, None);
        }
        assert_eq!(
            parse_address("news").expect_err("no address").to_string(),
            "`news` is not a web address; write it as https://example.com/feed"
        );
    }

    #[track_caller]
    fn check_places(site: &str, nearby: Option<&str>, at_root: &str) {
        let places = whereabouts(&Url::parse(site).expect("a URL"));
        assert_eq!(places.nearby.first().map(Url::as_str), nearby, "{site}");
        assert_eq!(places.at_root.first().map(Url::as_str), Some(at_root), "{site}");
    }

    #[test]
    fn usual_paths_are_tried_nearby_and_at_the_root() {
        check_places("https://example.com/?x=1#y", None, "https://example.com/feed");
        check_places(
            "https://example.com/blog",
            Some("https://example.com/blog/feed"),
            "https://example.com/feed",
        );
        check_places(
            "https://example.com/feed",
            Some("https://example.com/feed/feed"),
            "https://example.com/rss",
        );
        let places = whereabouts(&Url::parse("https://mastodon.example/@ada").expect("a URL"));
        assert_eq!(places.service[0].as_str(), "https://mastodon.example/@ada.rss");
        assert!(
            places.at_root.iter().any(|url| url.as_str() == "https://mastodon.example/?feed=rss2")
        );
        assert_eq!(places.sitemaps.len(), NEWS_SITEMAPS.len());
    }

    #[track_caller]
    fn check_comments(url: &str, expected: bool) {
        assert_eq!(is_comment_feed(&Url::parse(url).expect("a URL")), expected, "{url}");
    }

    #[test]
    fn feeds_of_comments_are_known_by_their_address() {
        check_comments("https://e.example/comments/feed/", true);
        check_comments("https://e.example/?feed=comments-rss2", true);
        check_comments("https://e.example/2026/06/14/title/feed/", true);
        check_comments("https://e.example/feeds/1/comments/default", true);
        check_comments("https://e.example/2026/06/feed/", false);
        check_comments("https://e.example/feed/", false);
        check_comments("https://e.example/commentary/feed", false);
    }
}
