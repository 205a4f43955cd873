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
    fn likely_feeds() {
        check("<a href='/rss.xml'>RSS</a><a href='/about'>x</a>", &["https://e.example/rss.xml"]);
        check("<script>'<link rel=feed type=text/xml href=f>'</script>", &[]);
        check("<a href='feed://e.example/x.rss'>x</a>", &["https://e.example/x.rss"]);
        check("<a href='javascript:rss'>x</a>", &[]);
    }
}
