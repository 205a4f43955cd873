//! Subscription addresses, and which of them are due for a visit.
//!
//! A feed's `due_at` is both its next visit and its lease: claiming a feed moves `due_at` to the
//! end of the lease, so a claim whose holder died falls due again by itself.

use dateline_model::{FeedId, Millis, PublisherId};

use crate::{Claim, Error, Result, Store};

/// A feed that is to be added.
#[derive(Clone, Debug, Default)]
pub struct NewFeed {
    /// Its address.
    pub url: String,
    /// Its title, when already known; its own title replaces none.
    pub title: Option<String>,
    /// The page that it belongs to.
    pub site_url: Option<String>,
}

/// A feed as the database keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedRow {
    /// Id.
    pub id: FeedId,
    /// Its address.
    pub url: String,
    /// Its title, or its host until it has one.
    pub title: String,
    /// The page that it belongs to.
    pub site_url: Option<String>,
    /// Who stands behind it.
    pub publisher: PublisherId,
    /// The publisher's name.
    pub publisher_name: String,
    /// How its visits go.
    pub status: FeedStatus,
    /// What is wrong, in plain words.
    pub trouble: Option<String>,
    /// The latest visit.
    pub last_visit_at: Option<Millis>,
    /// The latest visit that went well.
    pub last_success_at: Option<Millis>,
    /// The next visit; none when it is gone or nobody follows it any more.
    pub next_visit_at: Option<Millis>,
    /// Failed visits since the last good one.
    pub failures: u32,
    /// Entries seen in all.
    pub entry_count: u32,
    /// Entries first seen in the week before the latest visit.
    pub entries_last_week: u32,
}

/// How a feed's visits go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedStatus {
    /// Never visited.
    New,
    /// The latest visit went well.
    Ok,
    /// The latest visit failed.
    Trouble,
    /// The publisher says that it is gone for good.
    Gone,
}

impl FeedStatus {
    /// The status in one word: `new`, `ok`, `trouble`, `gone`.
    pub fn as_str(self) -> &'static str {
        match self {
            FeedStatus::New => "new",
            FeedStatus::Ok => "ok",
            FeedStatus::Trouble => "trouble",
            FeedStatus::Gone => "gone",
        }
    }
}

/// A feed that was claimed for a visit.
#[derive(Clone, Debug, PartialEq)]
pub struct DueFeed {
    /// The feed.
    pub feed: FeedRow,
    /// The validator of the latest answer, for `If-None-Match`.
    pub etag: Option<String>,
    /// The validator of the latest answer, for `If-Modified-Since`.
    pub last_modified: Option<String>,
    /// Proof of the claim, to be handed to [`Store::record_visit`].
    pub fence: i64,
}

impl Store {
    /// Adds a feed that is due at once, or finds the one that has this address already.
    pub async fn add_feed(&self, feed: &NewFeed, now: Millis) -> Result<FeedId> {
        Err(Error::missing())
    }

    /// One feed.
    pub async fn feed(&self, id: FeedId) -> Result<Option<FeedRow>> {
        Err(Error::missing())
    }

    /// The feed that has this address.
    pub async fn feed_by_url(&self, url: &str) -> Result<Option<FeedRow>> {
        Err(Error::missing())
    }

    /// Every feed, by title.
    pub async fn feeds(&self) -> Result<Vec<FeedRow>> {
        Err(Error::missing())
    }

    /// "Check now": the feed is due, whatever its rhythm.
    pub async fn make_due(&self, feed: FeedId, now: Millis) -> Result<()> {
        Err(Error::missing())
    }

    /// Claims feeds that are due, longest overdue first. No two claimers get the same feed before
    /// the lease ends.
    pub async fn claim_due_feeds(&self, claim: &Claim) -> Result<Vec<DueFeed>> {
        Err(Error::missing())
    }

    /// When the next feed falls due.
    pub async fn next_due_at(&self) -> Result<Option<Millis>> {
        Err(Error::missing())
    }
}
