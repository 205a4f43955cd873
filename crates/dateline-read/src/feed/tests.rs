//! Small feeds with one fault or one feature each.

use super::*;

fn read(feed: &str) -> FeedDocument {
    let source = FeedSource { url: Some("http://e.example/feed.xml"), headers: &[] };
    read_feed(feed.as_bytes(), &source).expect("a feed")
}

/// Title and link of each entry of an RSS feed with these items.
#[track_caller]
fn check_items(items: &str, expected: &[(&str, &str)]) {
    check_entries(&format!("<rss version='2.0'><channel>{items}</channel></rss>"), expected);
}

#[track_caller]
fn check_entries(feed: &str, expected: &[(&str, &str)]) {
    let document = read(feed);
    let title = |entry: &Entry| entry.title.as_ref().map_or("", |t| &t.value).to_string();
    let link = |entry: &Entry| entry.link.clone().unwrap_or_default();
    let found: Vec<_> = document.entries.iter().map(|e| (title(e), link(e))).collect();
    let found: Vec<_> = found.iter().map(|(t, l)| (t.as_str(), l.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn plain_items() {
    check_items(
        "<item><title>One</title><link>/1</link></item><item><title>Two</title></item>",
        &[("One", "http://e.example/1"), ("Two", "")],
    );
}
