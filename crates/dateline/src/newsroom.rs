//! What pages need from outside, done with the one guarded client.
//!
//! The web crate asks; this answers with what is fit to be shown: a reader who pastes an address
//! gets the feeds found there, or a sentence that says what was found instead.

use std::sync::Arc;

use dateline_fetch::{Accept, Client, Error, Request, Response, candidates, parse_address};
use dateline_model::{Millis, When};
use dateline_read::{FeedSource, feed_links, opml, plain_text, read_feed};
use dateline_web::{FoundFeed, ImageTrouble, Newsroom, OpmlFeed, ProxiedImage, StarterFeed};
use futures_util::StreamExt;
use futures_util::future::BoxFuture;

use crate::desk::{Bell, request};
use crate::starter::STARTERS;

/// Feeds looked at for one address: a site that names more is offering archives.
const MOST_FOUND: usize = 12;

/// The largest picture that is passed on to a reader.
const IMAGE_BYTES: usize = 8_000_000;

/// Answers the web's wishes.
pub(crate) struct Outside {
    pub(crate) client: Client,
    pub(crate) bell: Arc<Bell>,
}

impl Newsroom for Outside {
    fn discover(&self, address: &str) -> BoxFuture<'_, Result<Vec<FoundFeed>, String>> {
        let address = address.to_owned();
        Box::pin(async move { discover(&self.client, &address).await })
    }

    fn image(&self, url: &str) -> BoxFuture<'_, Result<ProxiedImage, ImageTrouble>> {
        let request = request(url, Accept::Image);
        Box::pin(async move {
            let mut request = request.map_err(|error| trouble(&error))?;
            request.max_bytes = Some(IMAGE_BYTES);
            let response = self.client.get(&request).await.map_err(|error| trouble(&error))?;
            Ok(ProxiedImage {
                content_type: response.content_type.unwrap_or_default(),
                bytes: response.body,
            })
        })
    }

    fn read_opml(&self, opml: &[u8]) -> (Vec<OpmlFeed>, Vec<String>) {
        read_opml(opml)
    }

    fn write_opml(&self, feeds: &[OpmlFeed]) -> String {
        write_opml(feeds)
    }

    fn starter_list(&self) -> Vec<StarterFeed> {
        let starters = STARTERS.iter();
        starters
            .map(|starter| StarterFeed {
                url: starter.url.to_owned(),
                title: starter.title.to_owned(),
                section: starter.section.to_owned(),
                about: starter.about.to_owned(),
            })
            .collect()
    }

    fn wake(&self) {
        self.bell.feeds();
    }
}

/// Finds the feeds of a site, or the feed at an address.
pub(crate) async fn discover(client: &Client, address: &str) -> Result<Vec<FoundFeed>, String> {
    let url = parse_address(address).map_err(|error| error.to_string())?;
    let request = Request::new(url, Accept::Any);
    let response = client.get(&request).await.map_err(|error| error.to_string())?;
    if let Some(found) = found(&response) {
        return Ok(vec![found]);
    }
    let html = String::from_utf8_lossy(&response.body);
    let named: Vec<String> =
        feed_links(&html, &response.final_url).into_iter().map(|link| link.url).collect();
    let feeds = look_at(client, named).await;
    if !feeds.is_empty() {
        return Ok(feeds);
    }
    let guesses = candidates(&response.final_url).into_iter().map(String::from).collect();
    let feeds = look_at(client, guesses).await;
    if feeds.is_empty() {
        let host = response.final_url.host_str().unwrap_or("this site");
        return Err(format!("no feed was found at {host}; paste the address of the feed itself"));
    }
    Ok(feeds)
}

async fn get(client: &Client, url: &str, accept: Accept) -> Result<Response, Error> {
    client.get(&request(url, accept)?).await
}

/// Those of the addresses that answer with a feed, each feed once.
async fn look_at(client: &Client, addresses: Vec<String>) -> Vec<FoundFeed> {
    let looks =
        futures_util::stream::iter(addresses.into_iter().take(MOST_FOUND)).map(async |url| {
            get(client, &url, Accept::Feed).await.ok().and_then(|response| found(&response))
        });
    let mut feeds: Vec<FoundFeed> = Vec::new();
    let mut answers = looks.buffered(4);
    while let Some(answer) = answers.next().await {
        if let Some(feed) = answer
            && !feeds.iter().any(|known| known.url == feed.url)
        {
            feeds.push(feed);
        }
    }
    feeds
}

/// The feed that a response is, if it is one.
fn found(response: &Response) -> Option<FoundFeed> {
    let url = response.final_url.to_string();
    let source = FeedSource { url: Some(&url), headers: &response.headers };
    let document = read_feed(&response.body, &source).ok()?;
    let newest = document.entries.iter().filter_map(|entry| entry.published.or(entry.updated));
    let title = document.feed.title.as_ref().map(|title| plain_text(&title.value));
    Some(FoundFeed {
        title: title.filter(|title| !title.is_empty()).unwrap_or_else(|| url.clone()),
        entries: document.entries.len(),
        newest: newest.map(When::sort_key).max().filter(|newest| *newest > Millis(0)),
        url,
    })
}

fn trouble(error: &Error) -> ImageTrouble {
    match error {
        Error::Refused { .. } | Error::NotAnAddress { .. } => ImageTrouble::Refused,
        Error::NotFound { .. } | Error::Gone { .. } => ImageTrouble::Missing,
        Error::TooLarge { .. } => ImageTrouble::TooLarge,
        _ => ImageTrouble::Unreachable,
    }
}

/// The feeds of an OPML file, and what could not be imported.
pub(crate) fn read_opml(bytes: &[u8]) -> (Vec<OpmlFeed>, Vec<String>) {
    let document = opml::read(bytes);
    let feeds = document.subscriptions.into_iter().map(|subscription| OpmlFeed {
        url: subscription.url,
        title: subscription.title,
        section: subscription.folders.into_iter().next(),
    });
    (feeds.collect(), document.problems)
}

/// The same, to be taken elsewhere.
pub(crate) fn write_opml(feeds: &[OpmlFeed]) -> String {
    let subscriptions: Vec<opml::Subscription> = feeds
        .iter()
        .map(|feed| opml::Subscription {
            url: feed.url.clone(),
            title: feed.title.clone(),
            folders: feed.section.iter().cloned().collect(),
            ..opml::Subscription::default()
        })
        .collect();
    opml::write("Dateline", &subscriptions)
}
