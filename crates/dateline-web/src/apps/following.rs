//! Following, moving, naming and leaving feeds, whichever API an app speaks.

use dateline_model::{FeedId, ReaderId};
use dateline_store::{NewSubscription, Subscription};

use crate::error::{Error, Result};
use crate::limits::Door;
use crate::pages::feeds::{self, MOST_FEEDS, add};
use crate::paper::{FoundFeed, Site};
use crate::speech::Message;

/// Where a feed goes.
#[derive(Clone)]
pub(super) enum Way {
    /// It stays in its section.
    Stays,
    /// Out of it.
    Out,
    /// Into another.
    Into(String),
}

impl Way {
    pub(super) fn section(self, kept: Option<String>) -> Option<String> {
        match self {
            Way::Stays => kept,
            Way::Out => None,
            Way::Into(name) => Some(name),
        }
    }
}

/// The feeds that an address leads to, or why there are none.
pub(super) async fn discover(
    site: &Site,
    reader: ReaderId,
    address: &str,
) -> Result<std::result::Result<Vec<FoundFeed>, String>> {
    site.limits.take(Door::Discover, &reader.to_string(), site.now()).map_err(Error::TooMany)?;
    let found = site.newsroom.discover(address).await;
    Ok(found.map(|found| found.into_iter().filter(|feed| !feed.watched).collect()))
}

/// The first feed that an address leads to, or why there is none.
pub(super) async fn find(
    site: &Site,
    reader: ReaderId,
    address: &str,
) -> Result<std::result::Result<FoundFeed, String>> {
    let found = discover(site, reader, address).await?;
    Ok(found.and_then(|found| {
        found.into_iter().next().ok_or_else(|| "no feed was found there".to_owned())
    }))
}

/// Follows the feed at an address; in no section when its name is empty.
pub(super) async fn follow(
    site: &Site,
    reader: ReaderId,
    url: &str,
    section: &str,
) -> Result<FeedId> {
    if feeds::room(site, reader).await? == 0 {
        return Err(Error::Bad(Message::new("bad-most-feeds").number("n", MOST_FEEDS)));
    }
    let feed = add::subscribe(site, reader, url, None, section).await?;
    site.newsroom.wake();
    Ok(feed)
}

/// The feed as the reader follows it.
///
/// # Errors
/// [`Error::NotFound`] when they do not.
pub(super) async fn own(site: &Site, reader: ReaderId, feed: FeedId) -> Result<Subscription> {
    let known = site.store.subscription(reader, feed).await?;
    known.ok_or(Error::NotFound("missing-feed"))
}

/// Moves a feed that is followed, and names it where a name is given.
pub(super) async fn change(
    site: &Site,
    reader: ReaderId,
    known: &Subscription,
    (way, title): (Way, Option<&str>),
) -> Result<()> {
    let kept = known.section.as_ref().map(|section| section.name.clone());
    let wanted = NewSubscription {
        reader,
        feed: known.feed.id,
        section: way.section(kept).and_then(|name| feeds::section_name(&name)),
        title: title.and_then(feeds::own_title).or_else(|| known.title.clone()),
    };
    Ok(site.store.subscribe(&wanted, site.now()).await?)
}
