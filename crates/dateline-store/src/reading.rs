//! What a reader has read and saved. Private to the reader.

use dateline_model::{ArticleId, Millis, ReaderId};

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
        Err(Error::missing())
    }

    /// Marks articles as unread.
    pub async fn mark_unread(&self, reader: ReaderId, articles: &[ArticleId]) -> Result<()> {
        Err(Error::missing())
    }

    /// Puts an article on the reader's shelf or takes it off.
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
        Err(Error::missing())
    }

    /// What a reader did with an article.
    pub async fn reading_state(
        &self,
        reader: ReaderId,
        article: ArticleId,
    ) -> Result<ReadingState> {
        Err(Error::missing())
    }
}
