//! Which entries are the same as ones seen before.
//!
//! A guid is trusted until a feed repeats it; then guid and link together are. Without a guid the
//! link stands, unless the feed repeats that; then a hash of what the entry says. Addresses are
//! compared without scheme, `www` and tracking, so that a move to https is no news. A changed text
//! under the same key is an edit: `content_hash` tells.
//!
//! Publishers rewrite guids too, all of them at once or one with its slug. So an entry has a second
//! key from its address. The one rule there: an address that may be many entries' — a podcast's
//! page, a front page — is none, for to take a new entry for a known one would lose it.

use std::collections::HashMap;

use dateline_model::{Entry, TextConstruct};

/// Digits of a number that names an article; shorter ones are dates, pages and counts.
const SHORTEST_NUMBER: usize = 7;

/// Words of the last part of an address that names an article. `the-daily-show` names a series.
const FEWEST_SLUG_WORDS: usize = 4;

/// How an entry is known again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The same for the same entry of the same feed, on every visit.
    pub key: String,
    /// A second key, from the entry's address without what publishers rewrite. An entry whose key
    /// is new but whose address was seen in the same feed is the entry that had it then, unless
    /// that one's own key is still in the feed. None when the address cannot tell entries apart.
    pub address: Option<String>,
    /// Changes when title, summary, content or link do.
    pub content_hash: String,
}

/// The identities of a feed's entries, in their order.
pub fn identities(entries: &[Entry]) -> Vec<Identity> {
    let ids: Vec<Option<String>> =
        entries.iter().map(|entry| entry.id.as_deref().map(normal_address)).collect();
    let links: Vec<Option<String>> =
        entries.iter().map(|entry| entry.link.as_deref().map(normal_address)).collect();
    let addresses: Vec<Option<String>> = entries
        .iter()
        .zip(&links)
        .map(|(entry, link)| second_key(entry, link.as_deref()?))
        .collect();
    let id_counts = counts(&ids);
    let link_counts = counts(&links);
    let address_counts = counts(&addresses);
    let repeats =
        |counts: &HashMap<&str, usize>, key: &str| counts.get(key).is_some_and(|n| *n > 1);
    let mut taken: HashMap<String, usize> = HashMap::new();
    entries
        .iter()
        .zip(ids.iter().zip(links.iter().zip(&addresses)))
        .map(|(entry, (id, (link, address)))| {
            let words = || hash(&[&[value(entry.title.as_ref())], &contents(entry)]);
            let key = match (id, link) {
                (Some(id), _) if !repeats(&id_counts, id) => format!("id:{id}"),
                (Some(id), Some(link)) if !repeats(&link_counts, link) => format!("id:{id}|{link}"),
                (Some(id), _) => format!("id:{id}|{}", words()),
                (None, Some(link)) if !repeats(&link_counts, link) => format!("link:{link}"),
                (None, _) => format!("words:{}", words()),
            };
            let address = address.clone().filter(|key| !repeats(&address_counts, key));
            let content_hash = content_hash_at(entry, link.as_deref().unwrap_or_default());
            Identity { key: numbered(key, &mut taken), address, content_hash }
        })
        .collect()
}

fn counts(keys: &[Option<String>]) -> HashMap<&str, usize> {
    let mut counts = HashMap::new();
    for key in keys.iter().flatten() {
        *counts.entry(key.as_str()).or_insert(0) += 1;
    }
    counts
}

/// Entries that are alike in everything are told apart by their order.
fn numbered(key: String, taken: &mut HashMap<String, usize>) -> String {
    let count = taken.entry(key.clone()).or_insert(0);
    *count += 1;
    if *count == 1 { key } else { format!("{key}#{count}") }
}

/// A hash of everything of an entry that a reader would call its text.
pub fn content_hash(entry: &Entry) -> String {
    content_hash_at(entry, &normal_address(entry.link.as_deref().unwrap_or_default()))
}

/// [`content_hash`] of an entry whose normal address is known already, empty where it has none.
fn content_hash_at(entry: &Entry, link: &str) -> String {
    let (title, summary) = (value(entry.title.as_ref()), value(entry.summary.as_ref()));
    hash(&[&[title], &[summary], &contents(entry), &[link]])
}

fn value(text: Option<&TextConstruct>) -> &str {
    text.map(|text| text.value.as_str()).unwrap_or_default()
}

fn contents(entry: &Entry) -> Vec<&str> {
    entry.content.iter().map(|content| content.value.as_str()).collect()
}

/// 128 bits of a hash that is the same on every machine and version, over texts in pieces.
fn hash(texts: &[&[&str]]) -> String {
    let mut hasher = blake3::Hasher::new();
    for pieces in texts {
        for piece in *pieces {
            hasher.update(piece.as_bytes());
        }
        // A byte that no text holds: `ab`, `c` and `a`, `bc` differ.
        hasher.update(&[0xFF]);
    }
    hasher.finalize().to_hex().get(..32).unwrap_or_default().to_owned()
}

/// An address without what changes while the entry stays: scheme, `www`, tracking, a counter in
/// the fragment. What is no address comes back as it is.
fn normal_address(address: &str) -> String {
    let Some(rest) = ["http://", "https://"].iter().find_map(|scheme| {
        let start = address.get(..scheme.len())?;
        start.eq_ignore_ascii_case(scheme).then(|| address.get(scheme.len()..))?
    }) else {
        return address.to_string();
    };
    let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = path.split_once('/').unwrap_or((path, ""));
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host).trim_end_matches(":80");
    let query: Vec<&str> = query.split('&').filter(|pair| !is_tracking(pair)).collect();
    let mut normal = format!("{}/{}", host.trim_end_matches(":443"), path.trim_end_matches('/'));
    for (mark, part) in [('?', query.join("&").as_str()), ('#', fragment)] {
        let counter = mark == '#' && part.bytes().all(|byte| byte.is_ascii_digit());
        if !part.is_empty() && !counter {
            normal.push(mark);
            normal.push_str(part);
        }
    }
    normal
}

fn is_tracking(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or(pair).to_ascii_lowercase();
    name.is_empty()
        || name.starts_with("utm_")
        || [
            "fbclid",
            "gclid",
            "mc_cid",
            "mc_eid",
            "cmpid",
            "ns_mchannel",
            "ns_campaign",
            "at_medium",
            "at_campaign",
        ]
        .contains(&name.as_str())
}

/// What an entry's address says of its identity, or nothing when many entries may have it.
///
/// A long number in the path names an article, whatever slug stands beside it:
/// `/news/12345678-old-title`. A long slug names one too, as long as the title is the same. Other
/// addresses do with title and time of publication together.
fn second_key(entry: &Entry, address: &str) -> Option<String> {
    if let Some(number) = article_number(address) {
        return Some(number);
    }
    let title = entry.title.as_ref().map(|title| title.value.trim())?;
    let last = address.split(['?', '#']).next()?.rsplit('/').next()?;
    let slug_words = last.split(['-', '_']).filter(|word| !word.is_empty()).count();
    if slug_words >= FEWEST_SLUG_WORDS {
        return Some(format!("{address}|{}", hash(&[&[title]])));
    }
    let published = entry.published?.to_string();
    Some(format!("{address}|{}", hash(&[&[title], &[&published]])))
}

/// Host and number of an address whose path has a number that names an article. A query may choose
/// among many articles of one path, so then there is none.
fn article_number(address: &str) -> Option<String> {
    let (host, path) = address.split_once('/')?;
    if path.contains(['?', '#']) {
        return None;
    }
    let digits = path.split(|letter: char| !letter.is_ascii_digit());
    let longest = digits.max_by_key(|digits| digits.len())?;
    (longest.len() >= SHORTEST_NUMBER && !is_day(longest)).then(|| format!("{host}/{longest}"))
}

/// `20260614` names all that was published on that day.
fn is_day(digits: &str) -> bool {
    let part = |range: std::ops::Range<usize>| digits.get(range).and_then(|p| p.parse().ok());
    digits.len() == 8
        && part(0..4).is_some_and(|year| (1990..2100).contains(&year))
        && part(4..6).is_some_and(|month: u32| (1..=12).contains(&month))
        && part(6..8).is_some_and(|day: u32| (1..=31).contains(&day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: Option<&str>, link: Option<&str>, title: &str) -> Entry {
        Entry {
            id: id.map(str::to_string),
            link: link.map(str::to_string),
            title: Some(TextConstruct { value: title.into(), ..TextConstruct::default() }),
            ..Entry::default()
        }
    }

    fn keys(entries: &[Entry]) -> Vec<String> {
        identities(entries).into_iter().map(|identity| identity.key).collect()
    }

    #[test]
    fn a_guid_stands_until_it_repeats() {
        let one = entry(Some("g"), Some("http://e.example/1"), "One");
        let two = entry(Some("g"), Some("http://e.example/2"), "Two");
        assert_eq!(keys(std::slice::from_ref(&one)), ["id:g"]);
        assert_eq!(keys(&[one, two]), ["id:g|e.example/1", "id:g|e.example/2"]);
    }

    #[test]
    fn one_link_for_all_falls_back_to_the_words() {
        let one = entry(None, Some("http://e.example/"), "One");
        let two = entry(None, Some("http://e.example/"), "Two");
        let found = keys(&[one.clone(), two, one]);
        assert!(found.iter().all(|key| key.starts_with("words:")), "{found:?}");
        assert_ne!(found[0], found[1]);
        assert_eq!(found[2], format!("{}#2", found[0]));
    }

    #[test]
    fn scheme_www_tracking_and_counters_do_not_matter() {
        let check = |one: &str, other: &str| assert_eq!(normal_address(one), normal_address(other));
        check("http://www.e.example/a/", "https://e.example/a");
        check("https://E.example/a?utm_source=rss&id=1", "https://e.example/a?id=1");
        check("https://e.example/a#0", "https://e.example/a#3");
        assert_eq!(normal_address("tag:e.example,2026:1"), "tag:e.example,2026:1");
    }

    #[track_caller]
    fn check_address(one: &Entry, other: &Entry, same: bool) {
        let address = |entry: &Entry| identities(std::slice::from_ref(entry))[0].address.clone();
        let (one, other) = (address(one), address(other));
        assert_eq!(one.is_some() && one == other, same, "{one:?} and {other:?}");
    }

    #[test]
    fn a_rewritten_guid_scheme_host_or_slug_keeps_the_address() {
        let check = |one: &str, other: &str, same| {
            check_address(
                &entry(Some("a"), Some(one), "x"),
                &entry(Some("b"), Some(other), "x"),
                same,
            );
        };
        check(
            "https://e.example/news/12345678-old",
            "http://www.e.example/news/12345678-new",
            true,
        );
        check(
            "https://e.example/the-town-has-a-bridge",
            "http://e.example/the-town-has-a-bridge",
            true,
        );
        check("https://e.example/2026/06/14/a", "https://e.example/2026/06/14/b", false);
        check("https://e.example/20260614/a", "https://e.example/20260614/b", false);
        check(
            "https://e.example/show/id12345678?i=1",
            "https://e.example/show/id12345678?i=2",
            false,
        );
    }

    #[test]
    fn an_address_that_may_be_many_entries_is_none() {
        let daily = |guid: &str, title: &str, published: &str| Entry {
            published: published.parse().ok(),
            ..entry(Some(guid), Some("https://e.example/daily"), title)
        };
        let monday = daily("1", "Daily", "2026-06-15T06:00:00Z");
        check_address(&monday, &daily("2", "Daily", "2026-06-16T06:00:00Z"), false);
        check_address(&monday, &daily("2", "Another", "2026-06-15T06:00:00Z"), false);
        check_address(&monday, &daily("2", "Daily", "2026-06-15T06:00:00Z"), true);
        check_address(&daily("1", "Daily", ""), &daily("2", "Daily", ""), false);
        let twice = identities(&[
            entry(Some("1"), Some("https://e.example/12345678"), "One"),
            entry(Some("2"), Some("https://e.example/12345678"), "Two"),
        ]);
        assert!(twice.iter().all(|identity| identity.address.is_none()), "{twice:?}");
    }

    #[test]
    fn an_edit_changes_the_hash_and_not_the_key() {
        let before = identities(&[entry(Some("g"), None, "One")]);
        let after = identities(&[entry(Some("g"), None, "One, corrected")]);
        assert_eq!(before[0].key, after[0].key);
        assert_ne!(before[0].content_hash, after[0].content_hash);
    }
}
