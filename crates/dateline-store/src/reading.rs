//! What a reader has read and saved. Private to the reader.

use dateline_model::{ArticleId, Millis, ReaderId};

use crate::db::params;
use crate::{Error, Result, Store};

/// What one reader did with one article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadingState {
    /// When they read it.
    pub read_at: Option<Millis>,
    /// When they saved it.
    pub saved_at: Option<Millis>,
}

impl Store {
    /// Marks articles as read; those read before keep their time.
    pub async fn mark_read(
        &self,
        reader: ReaderId,
        articles: &[ArticleId],
        now: Millis,
    ) -> Result<()> {
        let ids = numbers(articles);
        self.db
            .write(move |session| {
                session.run(
                    "insert into reading (reader, article, read_at)
                     select cast($1 as bigint), id, cast($3 as bigint) from articles
                     where id in $2[] and story is not null
                     on conflict (reader, article) do update set
                       read_at = coalesce(reading.read_at, excluded.read_at)",
                    params![reader, ids, now],
                )
            })
            .await
            .map(drop)
    }

    /// Marks articles as unread.
    pub async fn mark_unread(&self, reader: ReaderId, articles: &[ArticleId]) -> Result<()> {
        let ids = numbers(articles);
        self.db
            .write(move |session| {
                session.run(
                    "update reading set read_at = null where reader = $1 and article in $2[]",
                    params![reader, ids],
                )
            })
            .await
            .map(drop)
    }

    /// Puts an article on the reader's shelf or takes it off. Saving again keeps the first time.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such article.
    pub async fn set_saved(
        &self,
        reader: ReaderId,
        article: ArticleId,
        saved: bool,
        now: Millis,
    ) -> Result<()> {
        self.db
            .write(move |session| {
                let touched = session.run(
                    "insert into reading (reader, article, saved_at)
                     select cast($1 as bigint), id, cast($3 as bigint) from articles
                     where id = $2 and story is not null
                     on conflict (reader, article) do update set saved_at =
                       case when excluded.saved_at is null then null
                       else coalesce(reading.saved_at, excluded.saved_at) end",
                    params![reader, article, saved.then_some(now)],
                )?;
                if touched == 0 { Err(Error::NotFound) } else { Ok(()) }
            })
            .await
    }

    /// What a reader did with an article.
    pub async fn reading_state(
        &self,
        reader: ReaderId,
        article: ArticleId,
    ) -> Result<ReadingState> {
        self.db
            .read(move |session| {
                let row = session.row(
                    "select read_at, saved_at from reading where reader = $1 and article = $2",
                    params![reader, article],
                )?;
                let Some(mut row) = row else { return Ok(ReadingState::default()) };
                Ok(ReadingState { read_at: row.take("read_at")?, saved_at: row.take("saved_at")? })
            })
            .await
    }
}

fn numbers(articles: &[ArticleId]) -> Vec<i64> {
    articles.iter().map(|article| article.0).collect()
}
