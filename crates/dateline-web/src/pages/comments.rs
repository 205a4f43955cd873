//! The conversation under an article: reading it, and its five changes.
//!
//! Comments are plain text. A deleted or removed one leaves a stone, so that its answers keep
//! their place; its text is gone from the store's answer, not only from the page.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use dateline_model::{ArticleId, Comment, CommentId, When};
use dateline_store::NewComment;
use serde::Deserialize;

use crate::access::Caller;
use crate::address;
use crate::error::{Error, Result};
use crate::limits::Door;
use crate::moment::Stamp;
use crate::paper::Site;
use crate::parts::Lens;

/// The longest comment, in characters; the form says so too.
pub(crate) const LONGEST_CHARS: usize = 5_000;

/// How deep a thread is indented; deeper answers stand at this depth.
const DEEPEST: u32 = 6;

/// Comments shown under one article: the newest threads beyond it are left out.
const MOST_SHOWN: usize = 1_000;

/// A comment as the page shows it.
#[derive(Clone, Debug)]
pub(crate) struct CommentView {
    pub(crate) id: CommentId,
    pub(crate) depth: u32,
    pub(crate) author: String,
    pub(crate) when: Stamp,
    pub(crate) edited: bool,
    pub(crate) text: String,
    /// The caller wrote it.
    pub(crate) own: bool,
    /// The caller may remove it.
    pub(crate) removable: bool,
    /// What stands in its place, when it is gone.
    pub(crate) gone: &'static str,
}

/// Comments as threads: each answer under what it answers, oldest first on every level.
pub(crate) fn threads(comments: &[Comment], caller: &Caller, lens: Lens<'_>) -> Vec<CommentView> {
    let mut answers: HashMap<Option<CommentId>, Vec<&Comment>> = HashMap::new();
    for comment in comments {
        answers.entry(comment.parent).or_default().push(comment);
    }
    let mut shown = Vec::new();
    let mut open: Vec<(&Comment, u32)> = Vec::new();
    let under = |parent, depth| {
        let list = answers.get(&parent).map(Vec::as_slice).unwrap_or_default();
        list.iter().rev().map(move |comment| (*comment, depth))
    };
    open.extend(under(None, 0));
    while let Some((comment, depth)) = open.pop() {
        if shown.len() == MOST_SHOWN {
            break;
        }
        shown.push(view(comment, depth, caller, lens));
        open.extend(under(Some(comment.id), (depth + 1).min(DEEPEST)));
    }
    shown
}

fn view(comment: &Comment, depth: u32, caller: &Caller, lens: Lens<'_>) -> CommentView {
    let gone = match (comment.removed, comment.deleted) {
        (true, _) => "A moderator removed this comment.",
        (_, true) => "The author deleted this comment.",
        _ => "",
    };
    CommentView {
        id: comment.id,
        depth,
        author: comment.author_name.clone(),
        when: lens.stamp(When::At(comment.created_at)),
        edited: comment.edited_at.is_some(),
        text: comment.text.clone(),
        own: caller.id() == Some(comment.author),
        removable: caller.may_moderate(),
        gone,
    }
}

/// What the form under an article sends.
#[derive(Deserialize)]
pub(crate) struct Said {
    text: String,
    parent: Option<String>,
}

/// The text, when it may be kept.
fn acceptable(text: &str) -> Result<String> {
    let text = text.replace("\r\n", "\n");
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::Bad("the comment is empty; write something first".to_owned()));
    }
    if text.chars().count() > LONGEST_CHARS {
        return Err(Error::Bad(format!("the comment is longer than {LONGEST_CHARS} characters")));
    }
    Ok(text.to_owned())
}

/// `POST /a/{id}/comments`.
pub(crate) async fn add(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(said): Form<Said>,
) -> Result<Response> {
    let author = caller.member()?;
    let text = acceptable(&said.text)?;
    site.limits.take(Door::Comment, &author.to_string(), site.now()).map_err(Error::TooMany)?;
    let parent = match said.parent {
        Some(parent) => Some(parent.parse().map_err(|_| Error::NotFound("comment"))?),
        None => None,
    };
    let article = ArticleId(id);
    let comment = NewComment { article, parent, author, text };
    let added = site.store.add_comment(&comment, site.now()).await;
    let added = added.map_err(|error| missing(error, "article or comment"))?;
    back_to(&site, article, added).await
}

/// `POST /comments/{id}/edit`.
pub(crate) async fn edit(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(said): Form<Said>,
) -> Result<Response> {
    let comment = find(&site, id).await?;
    let text = acceptable(&said.text)?;
    let changed = site.store.edit_comment(comment.id, caller.member()?, &text, site.now()).await?;
    done(&site, &comment, changed).await
}

/// `POST /comments/{id}/delete`.
pub(crate) async fn delete(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<Response> {
    let comment = find(&site, id).await?;
    let changed = site.store.delete_comment(comment.id, caller.member()?, site.now()).await?;
    done(&site, &comment, changed).await
}

/// `POST /comments/{id}/remove`: for moderators.
pub(crate) async fn remove(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<Response> {
    let comment = find(&site, id).await?;
    let changed = site.store.remove_comment(comment.id, caller.member()?, site.now()).await?;
    done(&site, &comment, changed).await
}

async fn find(site: &Site, id: i64) -> Result<Comment> {
    site.store.comment(CommentId(id)).await?.ok_or(Error::NotFound("comment"))
}

/// Somebody else's comment cannot be told from none at all.
async fn done(site: &Site, comment: &Comment, changed: bool) -> Result<Response> {
    if !changed {
        return Err(Error::NotFound("comment of yours"));
    }
    back_to(site, comment.article, comment.id).await
}

async fn back_to(site: &Site, article: ArticleId, comment: CommentId) -> Result<Response> {
    let found = site.store.article(article).await?.ok_or(Error::NotFound("article"))?;
    let path = address::article(article, &found.draft.headline);
    Ok(Redirect::to(&address::comment(&path, comment)).into_response())
}

fn missing(error: dateline_store::Error, what: &'static str) -> Error {
    match error {
        dateline_store::Error::NotFound => Error::NotFound(what),
        other => other.into(),
    }
}

#[cfg(test)]
mod tests {
    use dateline_model::{Millis, Reader, ReaderId, Role};
    use jiff::tz::TimeZone;

    use super::*;
    use crate::image::Signer;

    fn comment(id: i64, parent: Option<i64>) -> Comment {
        Comment {
            id: CommentId(id),
            article: ArticleId(1),
            parent: parent.map(CommentId),
            author: ReaderId(id),
            author_name: "ada".to_owned(),
            text: "text".to_owned(),
            created_at: Millis(id),
            edited_at: None,
            deleted: false,
            removed: false,
        }
    }

    fn shown(comments: &[Comment], role: Role) -> Vec<CommentView> {
        let reader =
            Reader { id: ReaderId(2), name: "ben".to_owned(), role, created_at: Millis(0) };
        let caller = Caller {
            reader: Some(reader),
            whole_texts: true,
            token: None,
            look: crate::look::Look::default(),
            path: String::new(),
        };
        let signer = Signer::new([0; 32]);
        let lens = Lens { now: Millis(99), zone: &TimeZone::UTC, signer: &signer };
        threads(comments, &caller, lens)
    }

    #[test]
    fn answers_stand_under_what_they_answer() {
        let comments =
            [comment(1, None), comment(2, None), comment(3, Some(1)), comment(4, Some(3))];
        let order: Vec<_> =
            shown(&comments, Role::Member).iter().map(|c| (c.id.0, c.depth)).collect();
        assert_eq!(order, [(1, 0), (3, 1), (4, 2), (2, 0)]);
    }

    #[test]
    fn who_may_do_what() {
        let comments = [comment(1, None), comment(2, None)];
        let rights = |role| -> Vec<_> {
            shown(&comments, role).iter().map(|c| (c.own, c.removable)).collect()
        };
        assert_eq!(rights(Role::Member), [(false, false), (true, false)]);
        assert_eq!(rights(Role::Owner), [(false, true), (true, true)]);
    }

    #[test]
    fn an_endless_thread_ends() {
        let comments: Vec<_> =
            (1..=2_000).map(|id| comment(id, (id > 1).then_some(id - 1))).collect();
        let shown = shown(&comments, Role::Member);
        assert_eq!(shown.len(), MOST_SHOWN);
        assert_eq!(shown.last().map(|last| last.depth), Some(DEEPEST));
    }

    #[test]
    fn empty_and_endless_comments_are_refused() {
        assert!(acceptable(" \r\n ").is_err());
        assert!(acceptable(&"x".repeat(LONGEST_CHARS + 1)).is_err());
        assert_eq!(acceptable(" a\r\nb ").ok().as_deref(), Some("a\nb"));
    }
}
