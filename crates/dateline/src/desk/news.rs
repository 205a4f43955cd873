//! From the bytes of a feed to what is new in them: one way, whether we asked or a hub told us.

use std::collections::HashMap;

use bytes::Bytes;
use dateline_model::{FeedDocument, FeedId, When};
use dateline_read::{FeedSource, Identity, identities, read_feed, sanitise_entry};
use dateline_store::{EntryState, NewEntry, Store};

/// A feed as it came.
pub(crate) struct Arrived {
    /// Where it came from, after redirects.
    pub(crate) url: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Bytes,
}

/// A feed as it was read.
pub(crate) struct News {
    pub(crate) document: FeedDocument,
    /// Entries that were never seen, or whose content is not what it was.
    pub(crate) entries: Vec<NewEntry>,
}

/// Reads a feed off the asynchronous threads and picks out what is new to the store. The inner
/// error says in plain words why it cannot be read.
pub(crate) async fn read_news(
    store: &Store,
    feed: FeedId,
    arrived: Arrived,
) -> anyhow::Result<Result<News, String>> {
    let read = tokio::task::spawn_blocking(move || {
        let source = FeedSource { url: Some(&arrived.url), headers: &arrived.headers };
        read_feed(&arrived.body, &source).map(|document| {
            let identities = identities(&document.entries);
            (document, identities)
        })
    });
    let (document, identities) = match read.await {
        Ok(Ok(read)) => read,
        Ok(Err(error)) => return Ok(Err(error.to_string())),
        Err(fault) => return Ok(Err(fault_of_ours(feed, &fault))),
    };
    let keys: Vec<String> = identities.iter().map(|identity| identity.key.clone()).collect();
    let known = store.entry_states(feed, &keys).await?;
    let sort = tokio::task::spawn_blocking(move || {
        let entries = news(&document, &identities, &known);
        (document, entries)
    });
    match sort.await {
        Ok((document, entries)) => Ok(Ok(News { document, entries: entries? })),
        Err(fault) => Ok(Err(fault_of_ours(feed, &fault))),
    }
}

/// A fault of ours while reading: said, and not repeated every minute.
fn fault_of_ours(feed: FeedId, fault: &tokio::task::JoinError) -> String {
    tracing::error!(%fault, feed.id = feed.0, "reading a feed failed");
    "this feed could not be read; please report its address".to_owned()
}

fn news(
    document: &FeedDocument,
    identities: &[Identity],
    known: &HashMap<String, EntryState>,
) -> anyhow::Result<Vec<NewEntry>> {
    let mut news = Vec::new();
    for (entry, identity) in document.entries.iter().zip(identities) {
        let same =
            known.get(&identity.key).is_some_and(|old| old.content_hash == identity.content_hash);
        if !same {
            // Only what is new is sanitised; what is stored is safe, and its links are absolute.
            let mut entry = entry.clone();
            sanitise_entry(&mut entry);
            news.push(NewEntry {
                identity: identity.key.clone(),
                content_hash: identity.content_hash.clone(),
                url: entry.link.clone(),
                published: entry.published.or(entry.updated).map(When::sort_key),
                payload: serde_json::to_string(&entry)?,
            });
        }
    }
    Ok(news)
}
