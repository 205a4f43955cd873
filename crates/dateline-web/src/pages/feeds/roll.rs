//! Whole lists of feeds, in and out, as OPML.
//!
//! [`import_list`] and [`export_list`] are what the page and the command line both call, so that a
//! list means the same wherever it is brought.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use axum::extract::{Multipart, State};
use axum::response::{IntoResponse, Response};
use dateline_model::{FeedSettings, Millis, Reader, Role};
use dateline_store::{Following, NewFeed, Store, Subscription};
use http::header;

use super::choice::Asked;
use super::one::LONGEST_TITLE;
use super::{LONGEST_ADDRESS, LONGEST_SECTION, MOST_FEEDS, Said, name_of, show, words};
use crate::access::Caller;
use crate::address;
use crate::error::{Error, Result};
use crate::paper::{OpmlFeed, OpmlList, Site};
use crate::speech::Speech;

/// The largest list that is read; a list of 5,000 feeds is about 1 MB.
pub(crate) const LARGEST_OPML: usize = 4 << 20;

/// What came of bringing a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Feeds that are followed now and were not before.
    pub followed: usize,
    /// Feeds that were followed already; they stay as they are.
    pub already: usize,
    /// What could not be taken in, each with its line and reason, for a person to read.
    pub left_out: Vec<String>,
}

/// Lets a reader follow the feeds of a list, in the list's sections and under its names: all that
/// can be followed, or nothing when the store fails.
///
/// # Errors
/// When the store cannot keep them.
pub async fn import_list(
    store: &Store,
    reader: &Reader,
    list: OpmlList,
    now: Millis,
) -> std::result::Result<Imported, dateline_store::Error> {
    let followed = store.subscriptions(reader.id).await?;
    let known = followed.into_iter().map(|one| one.feed.url).collect();
    let (mut wanted, imported) = sort_out(list, &known);
    for one in &mut wanted {
        // How a feed is fetched is the owner's word; and a list may come from anybody.
        one.settings = if reader.role == Role::Owner {
            carried(std::mem::take(&mut one.settings)).checked().unwrap_or_default()
        } else {
            FeedSettings::default()
        };
    }
    store.follow_all(reader.id, &wanted, now).await?;
    Ok(imported)
}

/// What of a list is to be followed, for a reader who follows the feeds at `known` addresses.
fn sort_out(list: OpmlList, known: &HashSet<String>) -> (Vec<Following>, Imported) {
    let mut imported = Imported { left_out: list.problems, ..Imported::default() };
    let mut wanted = Vec::new();
    let mut lines: HashMap<String, usize> = HashMap::new();
    for feed in list.feeds {
        let name = feed.title.as_deref().and_then(name_of).unwrap_or_else(|| feed.url.clone());
        let told = |why: &str| format!("line {}: {}: {why}", feed.line, shortened(&name));
        if feed.url.len() > LONGEST_ADDRESS {
            imported.left_out.push(told("its address is too long"));
        } else if !address::is_web(&feed.url) {
            imported.left_out.push(told("its address is none of the web"));
        } else if let Some(first) = lines.get(&feed.url) {
            imported.left_out.push(told(&format!("the same feed as in line {first}")));
        } else if known.contains(&feed.url) {
            lines.insert(feed.url, feed.line);
            imported.already += 1;
        } else if known.len() + wanted.len() >= MOST_FEEDS {
            imported.left_out.push(told(&format!("one follows {MOST_FEEDS} feeds at most")));
        } else {
            lines.insert(feed.url.clone(), feed.line);
            wanted.push(following(feed));
        }
    }
    imported.followed = wanted.len();
    (wanted, imported)
}

fn following(feed: OpmlFeed) -> Following {
    let cut = |text: &str, most: usize| text.chars().take(most).collect::<String>();
    let section = feed.section.as_deref().and_then(name_of);
    let title = feed.title.as_deref().and_then(name_of).filter(|title| *title != feed.url);
    Following {
        section: section.map(|name| cut(&name, LONGEST_SECTION)),
        title: title.map(|title| cut(&title, LONGEST_TITLE)),
        feed: NewFeed { url: feed.url, kind: feed.kind, ..NewFeed::default() },
        settings: feed.settings,
    }
}

/// Enough of a name to find it in the file.
fn shortened(name: &str) -> String {
    const ENOUGH: usize = 80;
    let mut letters = name.chars();
    let kept: String = letters.by_ref().take(ENOUGH).collect();
    if letters.next().is_some() { kept + "…" } else { kept }
}

/// What of a feed's settings travels in a list: nothing that is a secret, and nothing that could
/// open a door to whoever made the list.
fn carried(settings: FeedSettings) -> FeedSettings {
    FeedSettings {
        user_agent: settings.user_agent,
        page: settings.page,
        interval_minutes: settings.interval_minutes,
        ..FeedSettings::default()
    }
}

/// What a reader follows, as a list to be taken elsewhere.
pub fn export_list(subscriptions: Vec<Subscription>) -> Vec<OpmlFeed> {
    let feed = |one: Subscription| OpmlFeed {
        line: 0,
        title: Some(words::title(&one).to_owned()),
        kind: one.feed.kind,
        settings: carried(one.feed.settings),
        url: one.feed.url,
        section: one.section.map(|section| section.name),
    };
    subscriptions.into_iter().map(feed).collect()
}

/// `POST /feeds/import`: a list from another reader.
pub(crate) async fn import(
    State(site): State<Arc<Site>>,
    caller: Caller,
    mut form: Multipart,
) -> Result<Response> {
    let unreadable = |_| Error::Bad("bad-file".into());
    let mut file = None;
    while let Some(field) = form.next_field().await.map_err(unreadable)? {
        if field.name() == Some("opml") {
            file = Some(field.bytes().await.map_err(unreadable)?);
        }
    }
    let file = file.ok_or_else(|| Error::Bad("bad-choose-file".into()))?;
    let list = site.newsroom.read_opml(&file);
    let reader = caller.reader.as_ref().ok_or(Error::Broken)?;
    let imported = import_list(&site.store, reader, list, site.now()).await?;
    site.newsroom.wake();
    show(&site, &caller, &Asked::default(), Some(said(imported, caller.speech))).await
}

fn said(imported: Imported, speech: Speech) -> Said {
    let Imported { followed, already, left_out } = imported;
    let mut words = match followed {
        0 => speech.say("import-none").to_owned(),
        _ => speech.count("import-followed", followed),
    };
    if already > 0 {
        words = format!("{words} {}", speech.count("import-already", already));
    }
    Said { words, left_out }
}

/// `GET /feeds/export.opml`.
pub(crate) async fn export(State(site): State<Arc<Site>>, caller: Caller) -> Result<Response> {
    let subscriptions = site.store.subscriptions(caller.member()?).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/x-opml; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"dateline.opml\""),
    ];
    Ok((headers, site.newsroom.write_opml(&export_list(subscriptions))).into_response())
}

#[cfg(test)]
mod tests {
    use dateline_model::{PageChoice, Secret};

    use super::*;

    fn feed(line: usize, url: &str, title: &str) -> OpmlFeed {
        let title = Some(title.to_owned());
        let section = Some(" A  / B ".to_owned());
        OpmlFeed { line, url: url.to_owned(), title, section, ..OpmlFeed::default() }
    }

    #[track_caller]
    fn check(feeds: &[OpmlFeed], followed: &[&str], already: usize, left_out: &[&str]) {
        let known = HashSet::from(["https://known.example/".to_owned()]);
        let list = OpmlList { feeds: feeds.to_vec(), problems: Vec::new() };
        let (wanted, imported) = sort_out(list, &known);
        let urls: Vec<&str> = wanted.iter().map(|one| one.feed.url.as_str()).collect();
        assert_eq!(urls, followed);
        assert_eq!((imported.followed, imported.already), (followed.len(), already));
        assert_eq!(imported.left_out, left_out);
    }

    #[test]
    fn takes_what_it_can_and_tells_the_rest() {
        let (a, b) = ("https://a.example/", "https://b.example/");
        check(&[feed(3, a, "A"), feed(4, b, "B")], &[a, b], 0, &[]);
        check(
            &[feed(3, a, "A"), feed(9, a, "A again")],
            &[a],
            0,
            &["line 9: A again: the same feed as in line 3"],
        );
        check(&[feed(1, "https://known.example/", "K"), feed(2, a, "A")], &[a], 1, &[]);
        check(&[feed(1, "ftp://x/", "X")], &[], 0, &["line 1: X: its address is none of the web"]);
        let long = format!("https://a.example/{}", "x".repeat(2_000));
        check(&[feed(1, &long, "L")], &[], 0, &["line 1: L: its address is too long"]);
    }

    #[test]
    fn a_reader_follows_so_many_and_no_more() {
        let many = (0..=MOST_FEEDS).map(|at| feed(at, &format!("https://{at}.example/"), "x"));
        let list = OpmlList { feeds: many.collect(), problems: Vec::new() };
        let (wanted, imported) = sort_out(list, &HashSet::new());
        assert_eq!((wanted.len(), imported.left_out.len()), (MOST_FEEDS, 1));
    }

    #[test]
    fn secrets_and_doors_stay_at_home() {
        let settings = FeedSettings {
            user_agent: Some("Other/1".to_owned()),
            cookie: Some(Secret::new("a=1")),
            username: Some("ada".to_owned()),
            password: Some(Secret::new("x")),
            proxy: Some(Secret::new("http://proxy.example:1")),
            page: PageChoice::TrustFeed,
            interval_minutes: Some(60),
            allow_private_network: true,
        };
        let expected = FeedSettings {
            user_agent: Some("Other/1".to_owned()),
            page: PageChoice::TrustFeed,
            interval_minutes: Some(60),
            ..FeedSettings::default()
        };
        assert_eq!(carried(settings), expected);
    }

    #[test]
    fn names_are_tidied() {
        let one = following(feed(1, "https://a.example/", " The\n  Post "));
        assert_eq!(
            (one.title.as_deref(), one.section.as_deref()),
            (Some("The Post"), Some("A / B"))
        );
        assert_eq!(following(feed(1, "https://a.example/", "https://a.example/")).title, None);
        assert_eq!(shortened(&"x".repeat(100)).chars().count(), 81);
    }
}
