//! From the bytes of a feed to what is new in them: one way, whether we asked or a hub told us, and
//! whether it is a feed or a page that is watched as one.

use std::collections::{HashMap, HashSet};

use bytes::Bytes;
use dateline_fetch::{Url, is_comment_feed};
use dateline_model::{Entry, EntryId, FeedDocument, FeedId, Millis, When};
use dateline_read::{
    FeedSource, Identity, NotAFeed, PageSource, content_hash, decode, feed_links, identities,
    read_feed, sanitise_entry, watch_page,
};
use dateline_store::{EntryState, FeedKind, NewEntry, Store};

/// What is said of a watched page that has nothing to watch (any more).
const NO_LIST: &str = "this page shows no list of headlines that repeats itself, so nothing new can \
                       be told from it; what it brought stays. Look at it in a browser: its list \
                       may have moved, it may have a feed by now, or a program may put it together";

/// Feeds of a site that are told to a person where there was one, and the longest address among
/// them: a sentence, not a list.
const MOST_NAMED: usize = 4;
const LONGEST_NAMED: usize = 300;

/// A feed as it came.
pub(crate) struct Arrived {
    /// Where it came from, after redirects.
    pub(crate) url: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Bytes,
    /// As what it is to be read.
    pub(crate) kind: FeedKind,
    /// When it came: a page says "two hours ago".
    pub(crate) at: Millis,
}

impl Arrived {
    /// What came, as text.
    fn text(&self) -> String {
        let content_type = self.headers.iter().find(|(name, _)| name == "content-type");
        decode(&self.body, content_type.map(|(_, value)| value.as_str())).text.into_owned()
    }
}

/// A feed as it was read.
pub(crate) struct News {
    pub(crate) document: FeedDocument,
    /// Entries that were never seen, or whose content is not what it was.
    pub(crate) entries: Vec<NewEntry>,
}

/// Why what came could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unread {
    /// It is a page for people, and names these feeds.
    Page(Vec<String>),
    /// In plain words.
    Other(String),
}

impl Unread {
    /// For a person; what to do depends on whether there ever was a feed at this address.
    pub(crate) fn in_words(&self, worked_before: bool) -> String {
        match self {
            Unread::Other(words) => words.clone(),
            Unread::Page(_) if !worked_before => NotAFeed::Page.to_string(),
            Unread::Page(feeds) if feeds.is_empty() => {
                "this address now answers with a page, not a feed; the site may have been rebuilt \
                 or given up, so look there for its feed. What this one brought stays"
                    .to_owned()
            }
            Unread::Page(feeds) => format!(
                "this address now answers with a page, not a feed; the site offers these feeds: \
                 {}. Follow the one that you want in place of this one, whose articles stay",
                feeds.join(" , ")
            ),
        }
    }
}

/// Reads a feed off the asynchronous threads and picks out what is new to the store. The inner
/// error says why it cannot be read.
pub(crate) async fn read_news(
    store: &Store,
    feed: FeedId,
    arrived: Arrived,
) -> anyhow::Result<Result<News, Unread>> {
    let read = tokio::task::spawn_blocking(move || {
        read(&arrived).map(|document| {
            let identities = identities_of(&document, arrived.kind);
            (document, identities)
        })
    });
    let (document, identities) = match read.await {
        Ok(Ok(read)) => read,
        Ok(Err(unread)) => return Ok(Err(unread)),
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

fn read(arrived: &Arrived) -> Result<FeedDocument, Unread> {
    match arrived.kind {
        FeedKind::Feed => {
            let source = FeedSource { url: Some(&arrived.url), headers: &arrived.headers };
            read_feed(&arrived.body, &source).map_err(|error| match error {
                NotAFeed::Page => Unread::Page(feeds_named_by(arrived)),
                error => Unread::Other(error.to_string()),
            })
        }
        FeedKind::Page => watched(arrived).ok_or_else(|| Unread::Other(NO_LIST.to_owned())),
    }
}

/// The feeds that a page in a feed's place says it has: those of comments left out, and the address
/// that was asked, for that is the page.
fn feeds_named_by(arrived: &Arrived) -> Vec<String> {
    let Ok(at) = Url::parse(&arrived.url) else { return Vec::new() };
    let declared =
        feed_links(&arrived.text(), &at).into_iter().filter(|it| it.media_type.is_some());
    let other = declared.filter_map(|link| Url::parse(&link.url).ok()).filter(|url| *url != at);
    let feeds = other.filter(|url| !is_comment_feed(url)).map(String::from);
    feeds.filter(|url| url.len() <= LONGEST_NAMED).take(MOST_NAMED).collect()
}

/// The list of a page; none when it has none.
fn watched(arrived: &Arrived) -> Option<FeedDocument> {
    let source = PageSource { url: Some(&arrived.url), captured: Some(arrived.at) };
    Some(watch_page(&arrived.text(), &source)).filter(|document| !document.entries.is_empty())
}

/// How the entries are known again. What stands about a link on a page ticks ("3 hours ago, 14
/// comments") and is not the article's text, so there only another title is a change: else every
/// tick would have the article's page fetched again.
fn identities_of(document: &FeedDocument, kind: FeedKind) -> Vec<Identity> {
    let mut identities = identities(&document.entries);
    if kind == FeedKind::Page {
        for (identity, entry) in identities.iter_mut().zip(&document.entries) {
            let Entry { title, link, .. } = entry.clone();
            identity.content_hash = content_hash(&Entry { title, link, ..Entry::default() });
        }
    }
    identities
}

/// A fault of ours while reading: said, and not repeated every minute.
fn fault_of_ours(feed: FeedId, fault: &tokio::task::JoinError) -> Unread {
    tracing::error!(%fault, feed.id = feed.0, "reading a feed failed");
    Unread::Other("this feed could not be read; please report its address".to_owned())
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

    fn arrived(kind: FeedKind, body: &str) -> Arrived {
        Arrived {
            url: "https://vell.example/news/".to_owned(),
            headers: vec![("content-type".to_owned(), "text/html; charset=latin1".to_owned())],
            body: Bytes::from(body.chars().map(|sign| sign as u8).collect::<Vec<u8>>()),
            kind,
            at: Millis(20_000 * Millis::DAY + 12 * Millis::HOUR),
        }
    }

    #[test]
    fn a_watched_page_is_read_by_its_list_and_says_when_there_is_none() {
        let item = |path: &str, title: &str| {
            format!("<li><h3><a href={path}>{title}</a></h3><time>2 hours ago</time></li>")
        };
        let list = format!(
            "<title>Caf\u{e9} Vell</title><ul>{}{}{}</ul>",
            item("a", "The caf\u{e9} at the harbour opens again"),
            item("/b", "Council votes on trains at night"),
            item("https://other.example/c", "An old mill becomes a school"),
        );
        let document = super::read(&arrived(FeedKind::Page, &list)).expect("a list");
        let told = document.entries.iter().map(|entry| {
            let title = entry.title.as_ref().map_or("", |title| title.value.as_str());
            (entry.link.as_deref().unwrap_or_default(), title, entry.published)
        });
        let at = Some(When::At(Millis(20_000 * Millis::DAY + 10 * Millis::HOUR)));
        assert_eq!(
            told.collect::<Vec<_>>(),
            [
                ("https://vell.example/news/a", "The caf\u{e9} at the harbour opens again", at),
                ("https://vell.example/b", "Council votes on trains at night", at),
                ("https://other.example/c", "An old mill becomes a school", at),
            ]
        );
        let known = identities_of(&document, FeedKind::Page);
        assert_eq!(known[1].key, "link:vell.example/b", "the link tells entries apart");
        let ticked = list.replace(
            "</time>",
            "</time><p>By now forty-one people have said something about it</p>",
        );
        let document = super::read(&arrived(FeedKind::Page, &ticked)).expect("a list");
        assert!(document.entries[1].summary.is_some());
        assert_eq!(identities_of(&document, FeedKind::Page), known, "a tick is no news");
        for bare in ["", "<title>Vell</title><p>We are building.", "<rss><channel/></rss>"] {
            let unread = super::read(&arrived(FeedKind::Page, bare)).err();
            assert_eq!(unread, Some(Unread::Other(NO_LIST.to_owned())));
        }
        assert!(super::read(&arrived(FeedKind::Feed, &list)).is_err(), "a feed is no page");
    }

    #[track_caller]
    fn check_page(head: &str, worked_before: bool, words: &str) {
        let page = format!("<!doctype html><title>Vell</title>{head}<p>Welcome");
        let unread = super::read(&arrived(FeedKind::Feed, &page)).expect_err("a page");
        let told = unread.in_words(worked_before);
        assert!(told.contains(words), "{head}: {told}");
    }

    #[test]
    fn a_page_in_place_of_a_feed_is_told_with_the_feeds_that_it_names() {
        let link = |href: &str| {
            format!("<link rel=alternate type=application/rss+xml href={href} title=News>")
        };
        let two = format!("{}{}{}", link("/rss"), link("/comments/feed"), link("/atom.xml"));
        let offers =
            "offers these feeds: https://vell.example/rss , https://vell.example/atom.xml. ";
        check_page(&two, true, offers);
        check_page("", true, "now answers with a page, not a feed; the site may have been rebuilt");
        check_page(&link("/news/"), true, "may have been rebuilt"); // it names itself
        check_page(&two, false, "this is a web page, not a feed");
        let many = (0..9).map(|number| link(&format!("/{number}"))).collect::<String>();
        check_page(&many, true, "https://vell.example/3. ");
    }

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
