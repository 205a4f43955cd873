//! What every target checks.
//!
//! [`feed`] reads its bytes twice: as they are, and after the opening of a feed of the target's
//! format, so that the fuzzer spends its time in the mapping and not on finding `<rss>`. Not to
//! panic is the least; what is checked besides is what the rest of the program relies on.

use dateline_read::{
    FeedSource, content_hash, draft_of_entry, identities, read_feed, sanitise_feed,
};

/// As `dateline_read` says it.
const MOST_ENTRIES: usize = 2_000;

/// Reads `bytes` as a feed, alone and after `opening`.
pub fn feed(opening: &str, bytes: &[u8]) {
    read(bytes);
    read(&[opening.as_bytes(), bytes].concat());
}

fn read(bytes: &[u8]) {
    let headers = [("Content-Type".to_owned(), "text/xml".to_owned())];
    let source = FeedSource { url: Some("https://vell.example/feed.xml"), headers: &headers };
    let Ok(mut document) = read_feed(bytes, &source) else { return };
    assert!(document.entries.len() <= MOST_ENTRIES, "the cap on entries");
    let found = identities(&document.entries);
    let mut keys: Vec<&str> = found.iter().map(|identity| identity.key.as_str()).collect();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), document.entries.len(), "an entry has a key of its own");
    for (entry, identity) in document.entries.iter().zip(&found) {
        assert_eq!(content_hash(entry), identity.content_hash, "a hash is the same twice");
    }
    assert_eq!(read_feed(bytes, &source).ok().as_ref(), Some(&document), "reading is repeatable");
    sanitise_feed(&mut document);
    check_safe(&document);
}

fn check_safe(document: &dateline_model::FeedDocument) {
    for entry in &document.entries {
        let texts = [&entry.title, &entry.subtitle, &entry.summary, &entry.rights];
        for text in texts.into_iter().flatten().chain(&entry.content) {
            let marked = text.media_type != "text/plain";
            let lower = text.value.to_ascii_lowercase();
            assert!(!marked || !lower.contains("<script"), "no script: {}", text.value);
            assert!(!text.value.contains('\0'), "no control characters");
        }
        let draft = draft_of_entry(entry, &document.feed);
        assert!(!draft.html.as_str().contains("<script"), "no script in a draft");
    }
    let line = serde_json::to_string(document).expect("a document can be written");
    let back: dateline_model::FeedDocument = serde_json::from_str(&line).expect("and read again");
    assert_eq!(back.entries.len(), document.entries.len(), "what is stored comes back");
}
