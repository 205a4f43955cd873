//! Which reader follows which feed, and in which section. Private to the reader.

use dateline_model::{FeedId, Millis, ReaderId, Section};

use crate::{Error, FeedRow, Result, Store};

/// How a reader wants to follow a feed.
#[derive(Clone, Debug)]
pub struct NewSubscription {
    /// The reader.
    pub reader: ReaderId,
    /// The feed.
    pub feed: FeedId,
    /// The name of the section to keep it in.
    pub section: Option<String>,
    /// The reader's own name for the feed.
    pub title: Option<String>,
}

/// A feed as one reader follows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Subscription {
    /// The feed.
    pub feed: FeedRow,
    /// The reader's folder.
    pub section: Option<Section>,
    /// The reader's own name for it.
    pub title: Option<String>,
}

impl Store {
    /// Lets a reader follow a feed; again, to move it to another section or rename it. The section
    /// is made when the reader has none of that name.
    pub async fn subscribe(&self, wanted: &NewSubscription, now: Millis) -> Result<()> {
        Err(Error::missing())
    }

    /// Ends a subscription. A feed that nobody follows any more is no longer visited.
    pub async fn unsubscribe(&self, reader: ReaderId, feed: FeedId) -> Result<()> {
        Err(Error::missing())
    }

    /// What a reader follows, by section and title.
    pub async fn subscriptions(&self, reader: ReaderId) -> Result<Vec<Subscription>> {
        Err(Error::missing())
    }

    /// A reader's sections, by name.
    pub async fn sections(&self, reader: ReaderId) -> Result<Vec<Section>> {
        Err(Error::missing())
    }
}
