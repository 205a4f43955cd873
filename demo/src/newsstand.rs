//! Saved pages of real publishers, served as if their sites were here.
//!
//! Given a file of pages (one JSON object a line, gzip or not) [`newsstand`] makes one site per
//! publisher's host: `https://www.example.org/a?b=1` becomes `http://www.example.org.localhost:PORT/a?b=1`.
//! Each site has a feed of its pages' titles and dates, RSS and Atom by turns, so a paper can
//! subscribe to all of them without the network. The pages stay where they are and are not ours.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use dateline_model::{Millis, When};
use flate2::read::MultiGzDecoder;
use serde::Deserialize;

use crate::feeds::{self, Channel, ChannelEntry};
use crate::origin::{Document, Origin, Site};

/// Where each site's feed is; no saved page lives there.
const FEED_PATH: &str = "/dateline-newsstand.xml";

/// The longest summary, in letters: a feed gives two lines, not the article.
const SUMMARY_LETTERS: usize = 240;

/// One saved page.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct StandPage {
    /// Its name in the collection.
    pub id: String,
    /// Where it was found.
    pub url: String,
    /// What the server returned.
    pub html: String,
    /// The headline, when the collection knows it.
    pub title: Option<String>,
    /// Publication, as the collection writes it: `2024-05-03` or `2024-05-03 15:47:42+00:00`.
    pub date: Option<String>,
    /// One or more paragraphs that stand for the text.
    pub summary: Option<Summary>,
}

/// Collections write a summary as one text or as several.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Summary {
    /// One text.
    One(String),
    /// Several paragraphs.
    Many(Vec<String>),
}

/// Every saved page behind one port.
#[derive(Debug)]
pub struct NewsStand {
    /// The sites, for [`crate::serve`].
    pub origin: Origin,
    /// One feed a site, by host.
    pub feed_urls: Vec<String>,
    /// Pages that have no usable address, by id.
    pub left_out: Vec<String>,
}

/// Reads a file of pages, one JSON object a line, gzip if its name ends in `.gz`.
///
/// # Errors
/// When the file cannot be read or a line is not such an object; the message names the line.
pub fn read_pages(path: &Path) -> io::Result<Vec<StandPage>> {
    let page = |(at, line): (usize, io::Result<String>)| {
        serde_json::from_str(&line?).map_err(|error| {
            io::Error::new(io::ErrorKind::InvalidData, format!("line {}: {error}", at + 1))
        })
    };
    lines_of(path)?.lines().enumerate().map(page).collect()
}

/// Opens a file of lines, gzip if its name ends in `.gz`.
///
/// # Errors
/// When the file cannot be opened.
pub fn lines_of(path: &Path) -> io::Result<Box<dyn BufRead>> {
    let file = File::open(path)?;
    Ok(if path.extension().is_some_and(|ending| ending == "gz") {
        Box::new(BufReader::new(MultiGzDecoder::new(file)))
    } else {
        Box::new(BufReader::new(file))
    })
}

/// Makes one site per publisher's host, for a server on `port`.
#[must_use]
pub fn newsstand(pages: &[StandPage], port: u16) -> NewsStand {
    let mut hosts: BTreeMap<String, Vec<(String, &StandPage)>> = BTreeMap::new();
    let mut left_out = Vec::new();
    for page in pages {
        match split_address(&page.url) {
            Some((host, path)) => hosts.entry(host).or_default().push((path, page)),
            None => left_out.push(page.id.clone()),
        }
    }
    let feed_urls =
        hosts.keys().map(|host| format!("http://{host}.localhost:{port}{FEED_PATH}")).collect();
    let sites = hosts.iter().enumerate().map(|(at, (host, pages))| {
        let home = format!("http://{host}.localhost:{port}");
        let feed = feed(&channel(host, &home, pages), at % 2 == 0);
        site(host, pages, feed)
    });
    NewsStand { origin: Origin::new(sites.collect()), feed_urls, left_out }
}

/// The subscriptions as an OPML file, one folder.
#[must_use]
pub fn opml(feed_urls: &[String]) -> String {
    let outline = |url: &String| {
        let url = crate::template::escape(url);
        format!("<outline type=\"rss\" text=\"{url}\" xmlUrl=\"{url}\"/>\n")
    };
    let outlines: String = feed_urls.iter().map(outline).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n\
         <head><title>Newsstand</title></head>\n<body>\n\
         <outline text=\"Newsstand\">\n{outlines}</outline>\n</body>\n</opml>\n"
    )
}

/// Host without port and path with query; the fragment never reaches a server.
fn split_address(url: &str) -> Option<(String, String)> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let rest = rest.split('#').next().unwrap_or(rest);
    let at = rest.find(['/', '?']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(at);
    let host = host.split(':').next().unwrap_or(host).to_lowercase();
    let plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '.';
    if host.is_empty() || !host.chars().all(plain) {
        return None;
    }
    let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
    Some((host, as_requested(&path)))
}

/// Addresses in collections hold spaces and letters that a client escapes before it asks.
fn as_requested(path: &str) -> String {
    let escape = |byte: u8| match byte {
        b' ' | b'"' | b'<' | b'>' | b'`' | b'{' | b'}' | 0x7f.. | ..=0x1f => format!("%{byte:02X}"),
        plain => char::from(plain).to_string(),
    };
    path.bytes().map(escape).collect()
}

fn site(host: &str, pages: &[(String, &StandPage)], feed: Document) -> Site {
    let mut documents = HashMap::from([(FEED_PATH.to_owned(), feed)]);
    for (path, page) in pages {
        let document = Document::new("text/html; charset=utf-8", page.html.clone());
        let document = match published(page) {
            Some(moment) => document.modified_at(moment),
            None => document,
        };
        documents.insert(path.clone(), document);
    }
    Site { host: format!("{host}.localhost"), documents }
}

fn channel(host: &str, home: &str, pages: &[(String, &StandPage)]) -> Channel {
    let entries = pages.iter().map(|(path, page)| ChannelEntry {
        title: page.title.clone().unwrap_or_default(),
        link: format!("{home}{path}"),
        summary: short_summary(page),
        published: published(page),
        ..ChannelEntry::default()
    });
    Channel {
        title: host.trim_start_matches("www.").to_owned(),
        home: format!("{home}/"),
        address: format!("{home}{FEED_PATH}"),
        entries: entries.collect(),
        ..Channel::default()
    }
}

fn feed(channel: &Channel, as_rss: bool) -> Document {
    let newest = channel.entries.iter().filter_map(|entry| entry.published).max();
    let document = if as_rss {
        Document::new("application/rss+xml", feeds::rss(channel))
    } else {
        Document::new("application/atom+xml", feeds::atom(channel))
    };
    match newest {
        Some(moment) => document.modified_at(moment),
        None => document,
    }
}

fn short_summary(page: &StandPage) -> String {
    let whole = match &page.summary {
        Some(Summary::One(text)) => text.as_str(),
        Some(Summary::Many(texts)) => texts.first().map_or("", String::as_str),
        None => "",
    };
    whole.chars().take(SUMMARY_LETTERS).collect()
}

/// `2024-05-03 15:47:42.389+00:00` is RFC 3339 but for its space; a day alone is its noon.
fn published(page: &StandPage) -> Option<Millis> {
    let text = page.date.as_deref()?.trim().replacen(' ', "T", 1);
    let day = text.get(..10)?;
    let when: Option<When> = text.parse().ok().or_else(|| day.parse().ok());
    when.map(When::sort_key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(url: &str, expected: Option<(&str, &str)>) {
        let expected = expected.map(|(host, path)| (host.to_owned(), path.to_owned()));
        assert_eq!(split_address(url), expected, "{url}");
    }

    #[test]
    fn takes_addresses_apart() {
        check("https://www.Tern.test/a/b?c=1#top", Some(("www.tern.test", "/a/b?c=1")));
        check("http://tern.test:8080", Some(("tern.test", "/")));
        check("http://tern.test?id=7", Some(("tern.test", "/?id=7")));
        check("https://tern.test/été 1", Some(("tern.test", "/%C3%A9t%C3%A9%201")));
        check("ftp://tern.test/a", None);
        check("https:///a", None);
    }

    #[test]
    fn reads_the_collections_dates() {
        let at = |date: &str| {
            let page = StandPage { date: Some(date.to_owned()), ..StandPage::default() };
            published(&page).map(|moment| moment.to_string())
        };
        assert_eq!(at("2023-12-17").as_deref(), Some("2023-12-17T12:00:00Z"));
        assert_eq!(at("2025-06-30 15:59:30+02:00").as_deref(), Some("2025-06-30T13:59:30Z"));
        assert_eq!(at("2025-06-30 15:59:30").as_deref(), Some("2025-06-30T12:00:00Z"));
        assert_eq!(at("last week"), None);
    }

    #[test]
    fn a_site_per_host_with_its_feed() {
        let page = |url: &str| StandPage {
            id: url.to_owned(),
            url: url.to_owned(),
            html: "<p>tide</p>".to_owned(),
            title: Some("Tide & tow".to_owned()),
            ..StandPage::default()
        };
        let pages = [page("https://a.test/1"), page("https://a.test/2?x=1&y=2"), page("mailto:b")];
        let stand = newsstand(&pages, 8081);
        assert_eq!(stand.feed_urls, ["http://a.test.localhost:8081/dateline-newsstand.xml"]);
        assert_eq!(stand.left_out, ["mailto:b"]);
        let site = stand.origin.site("a.test.localhost:8081").expect("one site");
        assert!(site.documents.contains_key("/2?x=1&y=2"));
        let feed = &site.documents[FEED_PATH];
        let text = std::str::from_utf8(&feed.body).expect("utf-8");
        assert!(text.contains("http://a.test.localhost:8081/2?x=1&amp;y=2"), "{text}");
        assert!(opml(&stand.feed_urls).contains("xmlUrl=\"http://a.test.localhost:8081/"));
    }
}
