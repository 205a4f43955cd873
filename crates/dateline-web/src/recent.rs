//! What is the same for every reader and may be some seconds old: worked out once, not per request.

use std::sync::{Arc, Mutex, PoisonError};

use dateline_model::Millis;
use dateline_store::{Page, Result, Store, TagCount};

/// How old an answer may be. New articles arrive by the handful; nobody misses a tag for so long.
const KEEP_MS: i64 = 5 * Millis::SECOND;

/// Hashtags in the strip under the lead, and how far back they are counted.
const TAGS: u32 = 8;
const TAGS_SINCE_MS: i64 = 2 * Millis::DAY;

/// Newest articles among which the last arrival is looked for: publication and arrival differ in
/// order, but not by more than this.
const NEWEST: u32 = 50;

/// What the front page says of the present.
#[derive(Debug)]
pub(crate) struct Present {
    at: Millis,
    /// What is talked about.
    pub(crate) tags: Vec<TagCount>,
    /// The number of the newest article that was placed.
    pub(crate) newest: i64,
}

/// The last answer.
#[derive(Debug, Default)]
pub(crate) struct Recent {
    kept: Mutex<Option<Arc<Present>>>,
}

impl Recent {
    /// The present, as it is now or was a few seconds ago.
    pub(crate) async fn present(&self, store: &Store, now: Millis) -> Result<Arc<Present>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(present) = kept.filter(|present| (0..KEEP_MS).contains(&(now.0 - present.at.0)))
        {
            return Ok(present);
        }
        let page = Page { before: None, limit: NEWEST };
        let since = now.plus(-TAGS_SINCE_MS);
        let (tags, latest) =
            tokio::try_join!(store.popular_tags(since, TAGS), store.latest(&page))?;
        let newest = latest.iter().map(|article| article.id.0).max().unwrap_or(0);
        let present = Arc::new(Present { at: now, tags, newest });
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&present));
        Ok(present)
    }
}
