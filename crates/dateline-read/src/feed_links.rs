//! The feeds that a page says it has.
//!
//! Autodiscovery: `<link rel=alternate type=application/rss+xml href=…>` in the head, and anchors
//! to addresses that look like feeds for pages that forgot it.

use url::Url;

use crate::markup::{Tag, Token, Tokens, attributes, resolved_html};

/// Feeds of one page; more are a site's list of categories.
const MOST_LINKS: usize = 50;

/// A feed that a page links to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedLink {
    /// Its absolute address.
    pub url: String,
    /// What the page calls it.
    pub title: Option<String>,
    /// The media type that the page gives it, in lower case; none for a mere anchor.
    pub media_type: Option<String>,
}

/// The feeds that a page links to: declared ones in the page's order, or else likely ones.
pub fn feed_links(html: &str, base: &Url) -> Vec<FeedLink> {
    let mut base = base.clone();
    let (mut declared, mut likely) = (Vec::new(), Vec::new());
    let mut tokens = Tokens::new(html);
    while let Some(token) = tokens.next() {
        let Token::Open(tag) = token else { continue };
        match tag.name.to_ascii_lowercase().as_str() {
            raw @ ("script" | "style" | "textarea" | "template") => tokens.skip_to_close(raw),
            "base" => {
                let href = value(tag, "href").and_then(|href| base.join(href.trim()).ok());
                base = href.unwrap_or(base);
            }
            "link" => add(&mut declared, declared_feed(tag, &base)),
            "a" => add(&mut likely, likely_feed(tag, &base)),
            _ => {}
        }
    }
    if declared.is_empty() { likely } else { declared }
}

fn add(links: &mut Vec<FeedLink>, link: Option<FeedLink>) {
    let Some(link) = link else { return };
    if links.len() < MOST_LINKS && !links.iter().any(|known| known.url == link.url) {
        links.push(link);
    }
}

fn value(tag: Tag<'_>, name: &str) -> Option<String> {
    let (_, value) =
        attributes(tag.attributes).find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    Some(resolved_html(value).trim().to_string()).filter(|value| !value.is_empty())
}

fn declared_feed(tag: Tag<'_>, base: &Url) -> Option<FeedLink> {
    let rel = value(tag, "rel")?.to_ascii_lowercase();
    if !rel.split_whitespace().any(|rel| rel == "alternate" || rel == "feed") {
        return None;
    }
    let media_type = value(tag, "type")?.to_ascii_lowercase();
    let media_type = media_type.split(';').next().unwrap_or_default().trim().to_string();
    let is_feed = matches!(
        media_type.as_str(),
        "application/rss+xml"
            | "application/atom+xml"
            | "application/rdf+xml"
            | "application/feed+json"
            | "application/xml"
            | "text/xml"
    );
    // WordPress offers its API under the type of JSON, so that type alone is no feed.
    let is_feed =
        is_feed || media_type == "application/json" && value(tag, "href")?.contains("feed");
    if !is_feed {
        return None;
    }
    let url = absolute(&value(tag, "href")?, base)?;
    Some(FeedLink { url, title: value(tag, "title"), media_type: Some(media_type) })
}

/// An anchor whose address ends as feeds' addresses do.
fn likely_feed(tag: Tag<'_>, base: &Url) -> Option<FeedLink> {
    let url = absolute(&value(tag, "href")?, base)?;
    let path = url.split(['?', '#']).next()?.trim_end_matches('/').to_ascii_lowercase();
    let last = path.rsplit('/').next()?;
    let is_feed = matches!(last, "feed" | "rss" | "atom" | "feed.json" | "index.xml")
        || [".rss", ".atom", ".rdf", "feed.xml", "rss.xml", "atom.xml"]
            .iter()
            .any(|end| last.ends_with(end));
    is_feed.then(|| FeedLink { url, title: value(tag, "title"), media_type: None })
}

/// The address that a page calls its own: `<link rel=canonical>`. A video channel's page under its
/// short name tells its id there.
pub fn canonical_link(html: &str, base: &Url) -> Option<String> {
    let mut tokens = Tokens::new(html);
    while let Some(token) = tokens.next() {
        let Token::Open(tag) = token else { continue };
        match tag.name.to_ascii_lowercase().as_str() {
            raw @ ("script" | "style" | "textarea" | "template") => tokens.skip_to_close(raw),
            "link"
                if value(tag, "rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) =>
            {
                return absolute(&value(tag, "href")?, base);
            }
            _ => {}
        }
    }
    None
}

/// The lists of pages that a site names in its robots.txt, or that a list of lists holds: those that
/// say that they are for news first, each once.
pub fn sitemap_links(text: &str, base: &Url) -> Vec<String> {
    let named = text.lines().filter_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.trim().eq_ignore_ascii_case("sitemap").then(|| value.trim().to_owned())
    });
    let mut links: Vec<String> = Vec::new();
    for link in named.chain(listed(text)).filter_map(|link| absolute(&link, base)) {
        if links.len() < MOST_LINKS && !links.contains(&link) {
            links.push(link);
        }
    }
    links.sort_by_key(|link| !link.to_ascii_lowercase().contains("news"));
    links
}

/// What stands in the `<loc>` of each `<sitemap>`.
fn listed(text: &str) -> Vec<String> {
    let (mut links, mut in_list, mut in_address) = (Vec::new(), false, false);
    for token in Tokens::new(text) {
        match token {
            Token::Open(tag) if tag.name.eq_ignore_ascii_case("sitemap") => in_list = true,
            Token::Open(tag) => in_address = in_list && tag.name.eq_ignore_ascii_case("loc"),
            Token::Close(name) if name.eq_ignore_ascii_case("sitemap") => in_list = false,
            Token::Text(text) if in_address => {
                links.push(resolved_html(text).trim().to_owned());
                in_address = false;
            }
            _ => {}
        }
        if links.len() >= MOST_LINKS {
            break;
        }
    }
    links
}

fn absolute(href: &str, base: &Url) -> Option<String> {
    // `feed://host/…` and `feed:https://…` were written once.
    let href = match href.strip_prefix("feed:") {
        Some(rest) if rest.starts_with("//") => format!("https:{rest}"),
        Some(rest) => rest.to_string(),
        None => href.to_string(),
    };
    let url = base.join(&href).ok()?;
    matches!(url.scheme(), "http" | "https").then(|| url.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        let base = Url::parse("https://e.example/news/").expect("a literal");
        let found: Vec<_> = feed_links(html, &base).into_iter().map(|link| link.url).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn declared_feeds() {
        check(
            "<link rel=alternate type='application/rss+xml' title='All' href='/feed'>\
             <LINK REL='Alternate' TYPE='application/atom+xml; charset=utf-8' HREF='a.atom?x=1&amp;y'>\
             <link rel=stylesheet type='text/css' href=x><a href=/rss>RSS</a>",
            &["https://e.example/feed", "https://e.example/news/a.atom?x=1&y"],
        );
        check("<base href='/b/'><link rel=feed type=text/xml href=f>", &["https://e.example/b/f"]);
        check("<link rel=alternate type=application/json href=/wp-json/wp/v2/posts/1>", &[]);
    }

    #[test]
    fn a_page_s_own_address() {
        let base = Url::parse("https://e.example/@ada").expect("a literal");
        let page = "<link rel=stylesheet href=x><link rel=Canonical href='/channel/UC1?a&amp;b'>";
        let found = canonical_link(page, &base);
        assert_eq!(found.as_deref(), Some("https://e.example/channel/UC1?a&b"));
        assert_eq!(canonical_link("<script><link rel=canonical href=x></script>", &base), None);
    }

    #[track_caller]
    fn check_sitemaps(text: &str, expected: &[&str]) {
        let base = Url::parse("https://e.example/robots.txt").expect("a literal");
        assert_eq!(sitemap_links(text, &base), expected, "{text}");
    }

    #[test]
    fn lists_of_pages() {
        check_sitemaps(
            "User-agent: *\nDisallow: /x\nSitemap: https://e.example/all.xml\nSITEMAP:/news.xml\n",
            &["https://e.example/news.xml", "https://e.example/all.xml"],
        );
        check_sitemaps(
            "<sitemapindex><sitemap><loc> https://e.example/a.xml?x&amp;y </loc><lastmod>2026\
             </lastmod></sitemap><sitemap><loc>javascript:x</loc></sitemap></sitemapindex>",
            &["https://e.example/a.xml?x&y"],
        );
        check_sitemaps("<urlset><url><loc>https://e.example/a</loc></url></urlset>", &[]);
        check_sitemaps("", &[]);
    }

    #[test]
    fn likely_feeds() {
        check("<a href='/rss.xml'>RSS</a><a href='/about'>x</a>", &["https://e.example/rss.xml"]);
        check("<script>'<link rel=feed type=text/xml href=f>'</script>", &[]);
        check("<a href='feed://e.example/x.rss'>x</a>", &["https://e.example/x.rss"]);
        check("<a href='javascript:rss'>x</a>", &[]);
    }
}
