//! What stands around an article: share bars, newsletter boxes, related links, comments.

use super::tree::{NodeId, Tree};

const WORDS: &[&str] = &[
    "share", "sharing", "social", "related", "recommend", "newsletter", "subscribe", "comment", "sidebar", "promo", "advert", "sponsor",
    "outbrain", "taboola", "footer", "breadcrumb", "byline", "author-bio", "authorbio", "author-box", "tags", "most-read", "mostread",
    "trending", "popular", "cookie", "consent", "paywall", "caption", "credit", "signup", "sign-up", "disqus", "toolbar", "pagination",
    "read-more", "readmore", "more-from", "also-read", "widget", "menu", "masthead", "timestamp",
];

/// Whether the element, or one above it below `within`, is furniture.
pub(super) fn of(tree: &Tree, node: NodeId, within: Option<NodeId>) -> bool {
    for node in std::iter::once(node).chain(tree.ancestors(node)) {
        if Some(node) == within {
            return false;
        }
        let name = tree.name(node);
        if matches!(name, "body" | "html" | "main" | "article") {
            return false;
        }
        if matches!(name, "nav" | "footer" | "aside" | "address") {
            return true;
        }
        let class = tree.attribute(node, "class").unwrap_or("");
        let id = tree.attribute(node, "id").unwrap_or("");
        if has_word(class) || has_word(id) {
            return true;
        }
    }
    false
}

fn has_word(names: &str) -> bool {
    if names.is_empty() {
        return false;
    }
    let names = names.to_ascii_lowercase();
    WORDS.iter().any(|word| names.contains(word))
}

/// Whether the text itself is a label of furniture.
pub(super) fn says_so(text: &str) -> bool {
    if text.len() > 120 {
        return false;
    }
    let text = text.to_lowercase();
    ["advertisement", "read more", "related:", "read also", "also read", "sign up", "subscribe", "follow us", "share this", "click here", "comments"]
        .iter()
        .any(|label| text.starts_with(label))
}
