//! Articles from the moment they are studied until they are placed.
//!
//! A saved article is unplaced: no list shows it before [`Store::publish`]. A changed headline or
//! text makes a new version; the old text is kept.

use dateline_model::{Article, ArticleId, Draft, EntryId, FeedId, Millis, StoryId, Study};

use crate::{Error, Job, Result, Store};

/// What reading and studying made of an entry.
#[derive(Clone, Debug)]
pub struct Studied {
    /// The entry.
    pub entry: EntryId,
    /// The feed that brought it.
    pub feed: FeedId,
    /// The article as read.
    pub draft: Draft,
    /// What was understood.
    pub study: Study,
    /// The bytes by which it is placed.
    pub sketch: Vec<u8>,
}

/// What saving did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The article.
    pub article: ArticleId,
    /// Its headline or text changed, so it has a new version.
    pub new_version: bool,
    /// It was known in exactly this form.
    pub unchanged: bool,
}

/// An article that waits for its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Unplaced {
    /// The article.
    pub article: ArticleId,
    /// The story it stands in already, when a new version waits to be published: it stays there.
    pub story: Option<StoryId>,
    /// The article whose text it repeats, when a new version waits to be published.
    pub copy_of: Option<ArticleId>,
    /// The publisher's name.
    pub publisher_name: String,
    /// The headline.
    pub headline: String,
    /// The text.
    pub text: String,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// What lists are ordered by.
    pub sort_at: Millis,
    /// The bytes by which it is placed.
    pub sketch: Vec<u8>,
    /// What was understood.
    pub study: Study,
}

/// A placed article as the window of recent ones needs it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedRow {
    /// The article.
    pub article: ArticleId,
    /// Its story.
    pub story: StoryId,
    /// The article whose text it repeats.
    pub copy_of: Option<ArticleId>,
    /// The publisher's name.
    pub publisher_name: String,
    /// The headline.
    pub headline: String,
    /// What lists are ordered by.
    pub sort_at: Millis,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// The bytes by which it was placed.
    pub sketch: Vec<u8>,
}

/// An article's text at one time.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// 1 for the first.
    pub version: u32,
    /// When this paper first saw it.
    pub seen_at: Millis,
    /// The headline then.
    pub headline: String,
    /// The text then.
    pub text: String,
}

impl Store {
    /// Saves one studied article and finishes its job, in one transaction.
    ///
    /// # Errors
    /// [`Error::StaleFence`] when another process has claimed the job since.
    pub async fn save_studied(&self, job: &Job, studied: &Studied, now: Millis) -> Result<Saved> {
        Err(Error::missing())
    }

    /// Saves many at once: one transaction costs far less than many. A job that another process
    /// has claimed since is left out, and its place in the answer is none.
    pub async fn save_studied_all(
        &self,
        batch: &[(Job, Studied)],
        now: Millis,
    ) -> Result<Vec<Option<Saved>>> {
        Err(Error::missing())
    }

    /// Articles that wait for their place, oldest first.
    pub async fn unplaced(&self, limit: u32) -> Result<Vec<Unplaced>> {
        Err(Error::missing())
    }

    /// Placed articles since `cutoff` with a larger id than `after`, by id: from these the window
    /// is rebuilt after a start.
    pub async fn placed_since(
        &self,
        cutoff: Millis,
        after: ArticleId,
        limit: u32,
    ) -> Result<Vec<PlacedRow>> {
        Err(Error::missing())
    }

    /// One placed article, whole.
    pub async fn article(&self, id: ArticleId) -> Result<Option<Article>> {
        Err(Error::missing())
    }

    /// All versions of an article, newest first.
    pub async fn versions(&self, id: ArticleId) -> Result<Vec<Version>> {
        Err(Error::missing())
    }
}
