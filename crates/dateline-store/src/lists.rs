//! Lists of articles: by hashtag, by publisher, newest, saved. All are read in pages, newest first.

use dateline_model::{ArticleId, ArticleSummary, Millis, PublisherId, ReaderId};

use crate::{Error, Result, Store};

/// One page of a list, newest first.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// Continue after the article that has this time and id.
    pub before: Option<(Millis, ArticleId)>,
    /// At most this many.
    pub limit: u32,
}

/// A hashtag with the number of its articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagCount {
    /// Its form in addresses: `chinacanada`.
    pub key: String,
    /// As people read it: "China-Canada relations".
    pub label: String,
    /// Articles.
    pub count: u32,
}

/// Who stands behind feeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publisher {
    /// Id.
    pub id: PublisherId,
    /// Name.
    pub name: String,
    /// Host of its site.
    pub host: Option<String>,
}

/// How much there is of everything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Feeds.
    pub feeds: u64,
    /// Entries.
    pub entries: u64,
    /// Placed articles.
    pub articles: u64,
    /// Articles that wait for their place.
    pub unplaced: u64,
    /// Stories.
    pub stories: u64,
    /// Readers.
    pub readers: u64,
    /// Comments.
    pub comments: u64,
}

impl Store {
    /// Articles with a hashtag.
    pub async fn tagged(&self, tag_key: &str, page: &Page) -> Result<Vec<ArticleSummary>> {
        Err(Error::missing())
    }

    /// The hashtags of most articles since a moment.
    pub async fn popular_tags(&self, since: Millis, limit: u32) -> Result<Vec<TagCount>> {
        Err(Error::missing())
    }

    /// A hashtag as people read it.
    pub async fn tag_label(&self, tag_key: &str) -> Result<Option<String>> {
        Err(Error::missing())
    }

    /// One publisher.
    pub async fn publisher(&self, id: PublisherId) -> Result<Option<Publisher>> {
        Err(Error::missing())
    }

    /// Articles of a publisher.
    pub async fn by_publisher(&self, id: PublisherId, page: &Page) -> Result<Vec<ArticleSummary>> {
        Err(Error::missing())
    }

    /// All articles.
    pub async fn latest(&self, page: &Page) -> Result<Vec<ArticleSummary>> {
        Err(Error::missing())
    }

    /// What a reader has saved.
    pub async fn saved(&self, reader: ReaderId, page: &Page) -> Result<Vec<ArticleSummary>> {
        Err(Error::missing())
    }

    /// How much there is of everything, for metrics and progress.
    pub async fn counts(&self) -> Result<Counts> {
        Err(Error::missing())
    }
}
