//! What readers say about an article.

use std::collections::HashMap;

use dateline_model::{ArticleId, Comment, CommentId, Millis, ReaderId};

use crate::{Error, Result, Store};

/// A comment to be added.
#[derive(Clone, Debug)]
pub struct NewComment {
    /// The article it stands under.
    pub article: ArticleId,
    /// The comment it answers.
    pub parent: Option<CommentId>,
    /// Who wrote it.
    pub author: ReaderId,
    /// Plain text.
    pub text: String,
}

impl Store {
    /// The conversation under an article, oldest first.
    pub async fn comments(&self, article: ArticleId) -> Result<Vec<Comment>> {
        Err(Error::missing())
    }

    /// One comment.
    pub async fn comment(&self, id: CommentId) -> Result<Option<Comment>> {
        Err(Error::missing())
    }

    /// Adds a comment.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the article is not there, or the parent is not under it.
    pub async fn add_comment(&self, comment: &NewComment, now: Millis) -> Result<CommentId> {
        Err(Error::missing())
    }

    /// Changes a comment's text. Answers `false` unless `author` wrote it and it still stands.
    pub async fn edit_comment(
        &self,
        id: CommentId,
        author: ReaderId,
        text: &str,
        now: Millis,
    ) -> Result<bool> {
        Err(Error::missing())
    }

    /// Deletes a comment and its text. Answers `false` unless `author` wrote it and it still stands.
    pub async fn delete_comment(
        &self,
        id: CommentId,
        author: ReaderId,
        now: Millis,
    ) -> Result<bool> {
        Err(Error::missing())
    }

    /// A moderator removes a comment; the text moves to the moderation log. Answers `false` when it
    /// no longer stands. Whether `by` may do so is for the caller to have checked.
    pub async fn remove_comment(&self, id: CommentId, by: ReaderId, now: Millis) -> Result<bool> {
        Err(Error::missing())
    }

    /// How many comments stand under each of these articles; those without any are left out.
    pub async fn comment_counts(&self, articles: &[ArticleId]) -> Result<HashMap<ArticleId, u32>> {
        Err(Error::missing())
    }
}
