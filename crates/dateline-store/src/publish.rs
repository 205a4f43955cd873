//! The moment an article becomes visible: one transaction for its story, hashtags, related
//! articles and search words.

use dateline_model::{ArticleId, Citation, Millis, Placement};

use crate::{Error, Result, Store};

/// The name of the lease under which articles are placed and published.
pub const PLACING: &str = "placing";

/// An article with its place.
#[derive(Clone, Debug)]
pub struct Publication {
    /// The article.
    pub article: ArticleId,
    /// Its place.
    pub placement: Placement,
    /// The story's brief with this article in it; empty leaves the story's present one.
    pub story_brief: Vec<Citation>,
    /// What it is found by.
    pub words: SearchWords,
}

/// The words that an article is found by, from the one tokeniser (`dateline-understand`).
#[derive(Clone, Debug, Default)]
pub struct SearchWords {
    /// Words of the headline.
    pub headline: Vec<String>,
    /// Words of the text.
    pub body: Vec<String>,
}

impl Store {
    /// Publishes articles in one transaction, in the order given.
    ///
    /// # Errors
    /// [`Error::StaleFence`] unless `fence` is that of the present holder of the lease
    /// [`PLACING`]; nothing is published then.
    pub async fn publish(
        &self,
        fence: i64,
        publications: &[Publication],
        now: Millis,
    ) -> Result<()> {
        Err(Error::missing())
    }
}
