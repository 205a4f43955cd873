//! News sitemaps: what a publisher tells Google News, read as a feed.
//!
//! A `<url>` with `<news:news>` in it is an entry; the site's other pages are passed over. Sites
//! that dropped their feeds often still keep this list, with the headlines of two days.

use dateline_model::{Category, Link, Thumbnail};

use super::gather::{Context, Gathered, add_category, add_link};
use super::media::add_thumbnail;
use super::space::Space;
use super::text::{Usual, text};
use super::tree::{NodeId, Tree};

/// True for the address of a piece of news.
pub(super) fn is_news(tree: &Tree<'_>, id: NodeId) -> bool {
    &*tree.node(id).name == "url"
        && tree.children(id).any(|child| {
            let child = tree.node(child);
            child.space == Space::News && child.name == "news"
        })
}

/// Takes in what a `<url>` holds.
pub(super) fn take(context: &Context<'_, '_>, id: NodeId, into: &mut Gathered) {
    let tree = context.tree;
    let value = tree.text(id);
    let node = tree.node(id);
    match (node.space, &*node.name) {
        (Space::Core, "loc") => {
            if let Some(url) = context.absolute(id, value) {
                into.link.offer(6, Some(url.clone()));
                add_link(into, Link { rel: "alternate".into(), url, ..Link::default() });
            }
        }
        (Space::Core, "lastmod") => into.updated.offer(5, context.when(value)),
        (Space::News, "news" | "publication") | (Space::SitemapImage, "image") => {
            for child in tree.children(id) {
                take(context, child, into);
            }
        }
        (Space::News, "title") => into.title.offer(9, text(tree, id, Usual::Plain)),
        (Space::News, "publication_date") => into.published.offer(9, context.when(value)),
        (Space::News, "name") => {
            into.publisher.offer(9, (!value.is_empty()).then(|| value.to_string()));
        }
        (Space::News, "language") => {
            into.language.offer(9, (!value.is_empty()).then(|| value.to_string()));
        }
        (Space::News, "keywords") => {
            for term in value.split(',').map(str::trim) {
                add_category(into, Category { term: term.into(), ..Category::default() });
            }
        }
        (Space::SitemapImage, "loc") => {
            if let Some(url) = context.absolute(id, value) {
                add_thumbnail(into, Thumbnail { url, ..Thumbnail::default() });
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::feed::{FeedSource, NotAFeed, read_feed};

    const OPEN: &str = "<?xml version='1.0'?><urlset \
        xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' \
        xmlns:n='http://www.google.com/schemas/sitemap-news/0.9' \
        xmlns:image='http://www.google.com/schemas/sitemap-image/1.1'>";

    #[test]
    fn news_are_entries_and_other_pages_are_not() {
        let map = format!(
            "{OPEN}<url><loc>https://e.example/about</loc></url>\
             <url><loc>https://e.example/1</loc><lastmod>2026-06-14T21:00:00Z</lastmod><n:news>\
             <n:publication><n:name>The Example</n:name><n:language>en</n:language>\
             </n:publication><n:publication_date>2026-06-14T20:30:00Z</n:publication_date>\
             <n:title>Bridge &amp; river</n:title><n:keywords>rivers, bridges</n:keywords></n:news>\
             <image:image><image:loc>https://e.example/1.jpg</image:loc></image:image></url></urlset>"
        );
        let document = read_feed(map.as_bytes(), &FeedSource::default()).expect("a feed");
        assert_eq!((document.format.as_str(), document.entries.len()), ("sitemap", 1));
        let entry = serde_json::to_value(&document.entries[0]).expect("an entry can be written");
        for (pointer, expected) in [
            ("/title/value", "Bridge & river"),
            ("/link", "https://e.example/1"),
            ("/published", "2026-06-14T20:30:00Z"),
            ("/updated", "2026-06-14T21:00:00Z"),
            ("/publisher", "The Example"),
            ("/language", "en"),
            ("/categories/1/term", "bridges"),
            ("/thumbnails/0/url", "https://e.example/1.jpg"),
        ] {
            assert_eq!(
                entry.pointer(pointer).and_then(|v| v.as_str()),
                Some(expected),
                "{pointer}"
            );
        }
    }

    #[test]
    fn a_list_of_pages_is_no_feed() {
        let refused = |map: &str| read_feed(map.as_bytes(), &FeedSource::default()).err();
        let pages = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc>x</loc>";
        assert_eq!(refused(pages), Some(NotAFeed::Sitemap));
        assert_eq!(refused("<sitemapindex><sitemap><loc>x</loc>"), Some(NotAFeed::Sitemap));
        assert_eq!(refused(&format!("{OPEN}</urlset>")), None, "two days without news");
    }
}
