//! Article pages: whatever the bytes, reading ends and gives an article.

#![no_main]

use dateline_read::{PageSource, read_page};

libfuzzer_sys::fuzz_target!(|html: &str| {
    let source = PageSource { url: Some("https://vell.example/2026/06/14/river"), captured: None };
    let articles = read_page(html, &source);
    assert!(!articles.is_empty(), "reading gives at least one article");
});
