//! What a visit to a feed brought: new entries, validators, or trouble.

use std::collections::HashMap;

use dateline_model::{EntryId, FeedId, Millis};

use crate::{Error, Result, Store};

/// What is known of an entry, to tell a new or changed one from one seen before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryState {
    /// Id.
    pub id: EntryId,
    /// The hash that came with it.
    pub content_hash: String,
}

/// One visit to a claimed feed.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The feed.
    pub feed: FeedId,
    /// The claim's proof.
    pub fence: i64,
    /// When it was visited.
    pub at: Millis,
    /// When to come again.
    pub next_visit_at: Millis,
    /// How it went.
    pub outcome: Outcome,
}

/// How a visit went.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// The publisher sent the feed.
    Fetched {
        /// Its new `ETag`.
        etag: Option<String>,
        /// Its new `Last-Modified`.
        last_modified: Option<String>,
        /// Its title.
        title: Option<String>,
        /// The page that it belongs to.
        site_url: Option<String>,
        /// Its new address, after a permanent redirect.
        moved_to: Option<String>,
    },
    /// Nothing changed.
    Unchanged,
    /// It could not be had.
    Failed {
        /// Why, in plain words.
        trouble: String,
        /// The publisher says that it is gone for good: no further visits.
        gone: bool,
    },
}

/// An entry that is new or has changed.
#[derive(Clone, Debug, Default)]
pub struct NewEntry {
    /// What makes it the same entry on the next visit.
    pub identity: String,
    /// A hash of what matters in it.
    pub content_hash: String,
    /// The page it points to.
    pub url: Option<String>,
    /// When it says it was published.
    pub published: Option<Millis>,
    /// The entry itself, as JSON of `dateline_model::Entry`.
    pub payload: String,
}

/// An entry as the database keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryRow {
    /// Id.
    pub id: EntryId,
    /// The feed that brought it.
    pub feed: FeedId,
    /// What makes it the same entry on the next visit.
    pub identity: String,
    /// The page it points to.
    pub url: Option<String>,
    /// The entry itself, as JSON of `dateline_model::Entry`.
    pub payload: String,
    /// When this paper first saw it.
    pub first_seen: Millis,
}

impl Store {
    /// What is known of those of a feed's entries that have been seen before.
    pub async fn entry_states(
        &self,
        feed: FeedId,
        identities: &[String],
    ) -> Result<HashMap<String, EntryState>> {
        Err(Error::missing())
    }

    /// Records a visit and queues one `bring_in` job for each new or changed entry, in one
    /// transaction. Returns the ids of those entries; the job's key and payload is the entry's id.
    ///
    /// # Errors
    /// [`Error::StaleFence`] when another process has claimed the feed since.
    pub async fn record_visit(&self, visit: &Visit, entries: &[NewEntry]) -> Result<Vec<EntryId>> {
        Err(Error::missing())
    }

    /// One entry.
    pub async fn entry(&self, id: EntryId) -> Result<Option<EntryRow>> {
        Err(Error::missing())
    }
}
