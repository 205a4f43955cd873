//! From the bytes of a feed to what is new in them: one way, whether we asked or a hub told us.

use std::collections::{HashMap, HashSet};

use bytes::Bytes;
use dateline_model::{EntryId, FeedDocument, FeedId, When};
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
        read(&arrived).map(|document| {
            let identities = identities(&document.entries);
            (document, identities)
        })
    });
    let (document, identities) = match read.await {
        Ok(Ok(read)) => read,
        Ok(Err(trouble)) => return Ok(Err(trouble)),
        Err(fault) => return Ok(Err(fault_of_ours(feed, &fault))),
    };
    let known = known(store, feed, &identities).await?;
    let sort = tokio::task::spawn_blocking(move || {
        let entries = news(&document, &identities, &known);
        (document, entries)
    });
    match sort.await {
        Ok((document, entries)) => Ok(Ok(News { document, entries: entries? })),
        Err(fault) => Ok(Err(fault_of_ours(feed, &fault))),
    }
}

fn read(arrived: &Arrived) -> Result<FeedDocument, String> {
    let source = FeedSource { url: Some(&arrived.url), headers: &arrived.headers };
    read_feed(&arrived.body, &source).map_err(|error| error.to_string())
}

/// A fault of ours while reading: said, and not repeated every minute.
fn fault_of_ours(feed: FeedId, fault: &tokio::task::JoinError) -> String {
    tracing::error!(%fault, feed.id = feed.0, "reading a feed failed");
    "this feed could not be read; please report its address".to_owned()
}

/// What is known of a feed's entries.
struct Known {
    by_key: HashMap<String, EntryState>,
    /// Entries whose key was rewritten.
    by_address: HashMap<String, EntryState>,
}

/// What is known of these entries: by their keys, and of those whose key is new by their address,
/// unless the entry that had it is still there under its own key.
async fn known(store: &Store, feed: FeedId, identities: &[Identity]) -> anyhow::Result<Known> {
    let keys: Vec<String> = identities.iter().map(|identity| identity.key.clone()).collect();
    let by_key = store.entry_states(feed, &keys).await?;
    let new = identities.iter().filter(|identity| !by_key.contains_key(&identity.key));
    let addresses: Vec<String> = new.filter_map(|identity| identity.address.clone()).collect();
    if addresses.is_empty() {
        return Ok(Known { by_key, by_address: HashMap::new() });
    }
    let mut by_address = store.entry_states_by_address(feed, &addresses).await?;
    let present: HashSet<EntryId> = by_key.values().map(|state| state.id).collect();
    by_address.retain(|_, state| !present.contains(&state.id));
    Ok(Known { by_key, by_address })
}

/// Entries that were never seen, or whose content is not what it was.
fn news(
    document: &FeedDocument,
    identities: &[Identity],
    known: &Known,
) -> anyhow::Result<Vec<NewEntry>> {
    let mut news = Vec::new();
    for (entry, identity) in document.entries.iter().zip(identities) {
        let old = known.by_key.get(&identity.key);
        let address = identity.address.as_ref().filter(|_| old.is_none());
        let renamed = address.and_then(|address| known.by_address.get(address));
        let same = old.or(renamed).is_some_and(|old| old.content_hash == identity.content_hash);
        if !same {
            // Only what is new is sanitised; what is stored is safe, and its links are absolute.
            let mut entry = entry.clone();
            sanitise_entry(&mut entry);
            news.push(NewEntry {
                identity: identity.key.clone(),
                address: identity.address.clone(),
                renamed: renamed.map(|old| old.id),
                content_hash: identity.content_hash.clone(),
                url: entry.link.clone(),
                published: entry.published.or(entry.updated).map(When::sort_key),
                payload: serde_json::to_string(&entry)?,
            });
        }
    }
    Ok(news)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(items: &str) -> (FeedDocument, Vec<Identity>) {
        let feed = format!("<rss><channel>{items}</channel></rss>");
        let document = read_feed(feed.as_bytes(), &FeedSource::default()).expect("a feed");
        let identities = identities(&document.entries);
        (document, identities)
    }

    /// What a second visit brings after a first whose only entry is known as number 7.
    #[track_caller]
    fn second_visit(first: &str, second: &str) -> Vec<(Option<EntryId>, String)> {
        let (_, before) = read(first);
        let (document, identities) = read(second);
        let state = EntryState { id: EntryId(7), content_hash: before[0].content_hash.clone() };
        let by_address = before[0].address.iter().map(|at| (at.clone(), state.clone())).collect();
        let by_key = HashMap::from([(before[0].key.clone(), state)]);
        let known = Known { by_key, by_address };
        let news = news(&document, &identities, &known).expect("payloads can be written");
        news.into_iter().map(|entry| (entry.renamed, entry.identity)).collect()
    }

    #[test]
    fn a_rewritten_guid_is_no_news_and_an_edit_keeps_its_entry() {
        let first = "<item><guid>a</guid><link>https://e.example/12345678-old</link>\
                     <title>One</title></item>";
        let rewritten = first.replace("<guid>a", "<guid>b").replace("https", "http");
        assert_eq!(second_visit(first, &rewritten), []);
        let edited = rewritten.replace("One", "One, corrected").replace("-old", "-new");
        assert_eq!(second_visit(first, &edited), [(Some(EntryId(7)), "id:b".to_owned())]);
        let edited = first.replace("One", "One, corrected");
        assert_eq!(second_visit(first, &edited), [(None, "id:a".to_owned())]);
        let another = first.replace("<guid>a", "<guid>b").replace("12345678", "12345679");
        assert_eq!(second_visit(first, &another), [(None, "id:b".to_owned())]);
    }
}
