//! Pages: the feeds they name, and their headlines read as a feed.

#![no_main]

use dateline_read::{PageSource, feed_links, watch_page};

libfuzzer_sys::fuzz_target!(|html: &str| {
    let source = PageSource { url: Some("https://vell.example/news/"), captured: None };
    let document = watch_page(html, &source);
    assert!(document.entries.iter().all(|entry| entry.title.is_some() && entry.link.is_some()));
    let _ = feed_links(html, &"https://vell.example/".parse().expect("an address"));
});
