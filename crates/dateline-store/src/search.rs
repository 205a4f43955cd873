//! Finding articles by words.
//!
//! The words come from the one tokeniser in `dateline-understand`; the database only keeps and
//! matches them. It answers with the newest matches, a bounded number, and those are ranked here:
//! ranking every match of a common word costs seconds, this costs milliseconds.

use dateline_model::{ArticleSummary, Millis};

use crate::{Error, Result, Store};

/// What to look for.
#[derive(Clone, Debug)]
pub struct SearchQuery {
    /// Words as `dateline_understand::query_words` made them; an article must have all of them.
    pub words: Vec<String>,
    /// At most this many.
    pub limit: u32,
}

impl Store {
    /// Articles that hold all the words, best first.
    pub async fn search(&self, query: &SearchQuery, now: Millis) -> Result<Vec<ArticleSummary>> {
        Err(Error::missing())
    }
}
