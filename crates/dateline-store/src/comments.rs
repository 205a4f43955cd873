//! What readers say about an article.

use std::collections::HashMap;

use dateline_model::{ArticleId, Comment, CommentId, Millis, ReaderId};

use crate::db::{Row, Session, params};
use crate::{Error, Result, Store};

/// Comments that are shown under one article: a limit that only abuse meets.
const LONGEST_CONVERSATION: u32 = 5_000;

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

/// A query for comments: the columns that [`comment_row`] reads, then the given end.
macro_rules! comments_sql {
    ($end:literal) => {
        concat!(
            "select c.id, c.article, c.parent, c.author, r.name as author_name, c.text,
               c.created_at, c.edited_at, c.deleted_at is not null as deleted,
               c.removed_at is not null as removed
             from comments c join readers r on r.id = c.author ",
            $end
        )
    };
}

impl Store {
    /// The conversation under an article, oldest first.
    pub async fn comments(&self, article: ArticleId) -> Result<Vec<Comment>> {
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    comments_sql!("where c.article = $1 order by c.id limit $2"),
                    params![article, LONGEST_CONVERSATION],
                )?;
                rows.iter_mut().map(comment_row).collect()
            })
            .await
    }

    /// One comment.
    pub async fn comment(&self, id: CommentId) -> Result<Option<Comment>> {
        self.db
            .read(move |session| {
                let row = session.row(comments_sql!("where c.id = $1"), params![id])?;
                row.map(|mut row| comment_row(&mut row)).transpose()
            })
            .await
    }

    /// Adds a comment.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the article is not there, or the parent is not under it.
    pub async fn add_comment(&self, comment: &NewComment, now: Millis) -> Result<CommentId> {
        let comment = comment.clone();
        self.db.write(move |session| add_comment(session, &comment, now)).await
    }

    /// Changes a comment's text. Answers `false` unless `author` wrote it and it still stands.
    pub async fn edit_comment(
        &self,
        id: CommentId,
        author: ReaderId,
        text: &str,
        now: Millis,
    ) -> Result<bool> {
        let text = text.to_owned();
        self.db
            .write(move |session| {
                session.run(
                    "update comments set text = $3, edited_at = $4
                     where id = $1 and author = $2 and deleted_at is null and removed_at is null",
                    params![id, author, &text, now],
                )
            })
            .await
            .map(|touched| touched > 0)
    }

    /// Deletes a comment and its text. Answers `false` unless `author` wrote it and it still stands.
    pub async fn delete_comment(
        &self,
        id: CommentId,
        author: ReaderId,
        now: Millis,
    ) -> Result<bool> {
        self.db
            .write(move |session| {
                session.run(
                    "update comments set text = '', deleted_at = $3
                     where id = $1 and author = $2 and deleted_at is null and removed_at is null",
                    params![id, author, now],
                )
            })
            .await
            .map(|touched| touched > 0)
    }

    /// A moderator removes a comment; the text moves to the moderation log. Answers `false` when it
    /// no longer stands. Whether `by` may do so is for the caller to have checked.
    pub async fn remove_comment(&self, id: CommentId, by: ReaderId, now: Millis) -> Result<bool> {
        self.db.write(move |session| remove_comment(session, id, by, now)).await
    }

    /// How many comments stand under each of these articles; those without any are left out.
    pub async fn comment_counts(&self, articles: &[ArticleId]) -> Result<HashMap<ArticleId, u32>> {
        let ids: Vec<i64> = articles.iter().map(|article| article.0).collect();
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    "select article, count(*) as comments from comments
                     where article in $1[] and deleted_at is null and removed_at is null
                     group by article",
                    params![ids],
                )?;
                rows.iter_mut()
                    .map(|row| Ok((row.take("article")?, row.take("comments")?)))
                    .collect()
            })
            .await
    }
}

fn add_comment(session: &Session<'_>, comment: &NewComment, now: Millis) -> Result<CommentId> {
    let place = match comment.parent {
        None => session.row(
            "select id from articles where id = $1 and story is not null",
            params![comment.article],
        )?,
        Some(parent) => session.row(
            "select id from comments where article = $1 and id = $2",
            params![comment.article, parent],
        )?,
    };
    if place.is_none() {
        return Err(Error::NotFound);
    }
    let row = session.row(
        "insert into comments (article, parent, author, text, created_at)
         values ($1, $2, $3, $4, $5) returning id",
        params![comment.article, comment.parent, comment.author, &comment.text, now],
    )?;
    row.ok_or(Error::NotFound)?.take("id")
}

fn remove_comment(session: &Session<'_>, id: CommentId, by: ReaderId, now: Millis) -> Result<bool> {
    let row = session.row(
        "select text from comments
         where id = $1 and deleted_at is null and removed_at is null for update",
        params![id],
    )?;
    let Some(mut row) = row else { return Ok(false) };
    session.run(
        "insert into moderation (comment, moderator, text, at) values ($1, $2, $3, $4)",
        params![id, by, row.take::<String>("text")?, now],
    )?;
    session
        .run("update comments set text = '', removed_at = $2 where id = $1", params![id, now])?;
    Ok(true)
}

fn comment_row(row: &mut Row) -> Result<Comment> {
    Ok(Comment {
        id: row.take("id")?,
        article: row.take("article")?,
        parent: row.take("parent")?,
        author: row.take("author")?,
        author_name: row.take("author_name")?,
        text: row.take("text")?,
        created_at: row.take("created_at")?,
        edited_at: row.take("edited_at")?,
        deleted: row.take("deleted")?,
        removed: row.take("removed")?,
    })
}
