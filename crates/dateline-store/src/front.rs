//! The front page: recent stories, those that many publishers cover first.

use dateline_model::{
    Article, ArticleId, ArticleSummary, FrontStory, Millis, ReaderId, RelatedArticle, SectionId,
    Story, StoryId,
};

use crate::{Error, Result, Store};

/// Which front page.
#[derive(Clone, Debug)]
pub struct FrontQuery {
    /// Whose: stories with at least one article from the feeds they follow. None is everyone's.
    pub reader: Option<ReaderId>,
    /// Only from the feeds in this section of theirs.
    pub section: Option<SectionId>,
    /// The present, against which freshness is reckoned.
    pub now: Millis,
    /// At most this many.
    pub limit: u32,
    /// After this many.
    pub offset: u32,
}

impl Store {
    /// The front page.
    pub async fn front(&self, query: &FrontQuery) -> Result<Vec<FrontStory>> {
        Err(Error::missing())
    }

    /// One story.
    pub async fn story(&self, id: StoryId) -> Result<Option<Story>> {
        Err(Error::missing())
    }

    /// Every article of a story in time order, copies included.
    pub async fn coverage(&self, id: StoryId) -> Result<Vec<ArticleSummary>> {
        Err(Error::missing())
    }

    /// The first articles of a story, whole, copies left out, in time order: what a feature over a
    /// story reads.
    pub async fn story_articles(&self, id: StoryId, limit: u32) -> Result<Vec<Article>> {
        Err(Error::missing())
    }

    /// Articles of other stories on the same matters, best first.
    pub async fn related(&self, article: ArticleId) -> Result<Vec<RelatedArticle>> {
        Err(Error::missing())
    }
}
