//! Where an entry is talked about, and what it answers: Slash, the Well-Formed Web, Atom threading.

use dateline_model::Link;

use super::gather::{Context, Gathered};
use super::space::Space;
use super::tree::NodeId;

/// Takes in an element of one of the three vocabularies.
pub(super) fn take(context: &Context<'_, '_>, id: NodeId, into: &mut Gathered) {
    let tree = context.tree;
    let value = tree.text(id);
    match (tree.node(id).space, &*tree.node(id).name) {
        (Space::Slash, "comments") | (Space::Thread, "total") => {
            into.comment_count = value.parse().ok().or(into.comment_count);
        }
        (Space::Wfw, "commentrss") => {
            into.comments_feed = context.absolute(id, value).or(into.comments_feed.take());
        }
        (Space::Thread, "in-reply-to") => {
            let told = |name: &str| tree.attribute(id, name).map(|value| value.to_string());
            into.in_reply_to = told("ref").or_else(|| told("href")).or(into.in_reply_to.take());
        }
        _ => {}
    }
}

/// Takes in Atom's `<link rel="replies">`, which may count them: a page, or a feed of them.
pub(super) fn take_replies(
    context: &Context<'_, '_>,
    id: NodeId,
    link: &Link,
    into: &mut Gathered,
) {
    let count = context.tree.attribute(id, "count").and_then(|count| count.parse().ok());
    into.comment_count = into.comment_count.or(count);
    let page = link.media_type.as_deref().is_some_and(|kind| kind.contains("html"));
    let known = if page { &mut into.comments } else { &mut into.comments_feed };
    known.get_or_insert_with(|| link.url.clone());
}
