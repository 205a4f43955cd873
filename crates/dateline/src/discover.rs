//! From an address that a person typed to the feeds there.
//!
//! [`discover`] looks where it is surest first: the address itself; feeds that the page, its headers
//! or a service's rule name; links that look like feeds; the paths that publishing software uses;
//! lists for search engines. It stops at the first of these that brings anything. A page with no
//! feed at all is offered as one to be watched, with the headlines that it lists, so that the person
//! sees what they would get.
//!
//! The rule: a person named one address and the site all others, so every further request says who
//! named it, and an owner's exception for one host is no way to the next.

use std::time::Duration;

use dateline_fetch::{
    Accept, Client, Error, Request, Response, RobotsCache, Url, Whereabouts, is_comment_feed,
    parse_address, whereabouts,
};
use dateline_model::{FeedDocument, Millis, When};
use dateline_read::{
    FeedSource, PageSource, canonical_link, decode, feed_links, plain_text, read_feed,
    sitemap_links, watch_page,
};
use dateline_web::FoundFeed;
use futures_util::StreamExt;
use tokio::time::Instant;

/// Addresses looked at in one step: a site that names more is offering archives.
const MOST_LOOKS: usize = 12;

/// Requests to one site at once.
const AT_ONCE: usize = 2;

/// A person is waiting; what was found by then is what there is.
const PATIENCE: Duration = Duration::from_secs(25);

/// A guess that answers with more than this is no feed.
const MOST_BYTES: usize = 5_000_000;

/// Entries that are told for the choice: enough to see whether a page's list is its news.
const HEADLINES: usize = 10;

/// Entries whose addresses tell that two feeds are one.
const COMPARED: usize = 10;

/// The feeds of a site, or the feed at an address, or the page there as one to be watched.
///
/// # Errors
/// A sentence for the person: why there is nothing.
pub(crate) async fn discover(
    client: &Client,
    robots: &RobotsCache,
    address: &str,
) -> Result<Vec<FoundFeed>, String> {
    let url = parse_address(address).map_err(|error| error.to_string())?;
    let search = Search { client, named: url.clone(), until: Instant::now() + PATIENCE };
    let first = search.first(address).await;
    let places = whereabouts(first.as_ref().map_or(&url, |page| &page.final_url));
    let page = match first {
        Ok(page) => page,
        // Some services turn robots away from their pages and not from their feeds.
        Err(error) => {
            let feeds = search.all_of(whereabouts(&url).service).await;
            return if feeds.is_empty() { Err(error.to_string()) } else { Ok(told(&feeds)) };
        }
    };
    if let Some(feed) = read(&page) {
        return Ok(told(&[feed]));
    }
    let html = decode(&page.body, page.content_type.as_deref()).text;
    let feeds = search.on_page(&page, &html, places).await;
    if feeds.is_empty() { search.page_itself(robots, &page, &html).await } else { Ok(told(&feeds)) }
}

/// One person's wish.
struct Search<'c> {
    client: &'c Client,
    named: Url,
    until: Instant,
}

/// A feed that answered.
struct Feed {
    /// Where to subscribe: the address that was asked, or its new one if it moved for good.
    url: Url,
    document: FeedDocument,
}

impl Search<'_> {
    /// The address itself, or the same by the other scheme when nobody answers: without a scheme
    /// https was only our guess, and many sites have closed http.
    async fn first(&self, address: &str) -> Result<Response, Error> {
        let answer = self.client.get(&Request::new(self.named.clone(), Accept::Feed)).await;
        let Err(error) = answer else { return answer };
        let dead = matches!(error, Error::Unreachable { .. } | Error::Timeout { .. });
        let guessed = self.named.scheme() == "https" && !address.contains("://");
        let mut other = self.named.clone();
        // Setting a scheme fails only between schemes of different kinds.
        if dead && guessed {
            let _ = other.set_scheme("http");
        } else if error.may_be_on_https(&self.named) {
            let _ = other.set_scheme("https");
        } else {
            return Err(error);
        }
        let again = self.client.get(&Request::new(other, Accept::Feed)).await;
        again.map_err(|_| error)
    }

    /// All ways to a feed of a page, surest first.
    async fn on_page(&self, page: &Response, html: &str, places: Whereabouts) -> Vec<Feed> {
        let (declared, likely): (Vec<_>, Vec<_>) = feed_links(html, &page.final_url)
            .into_iter()
            .partition(|link| link.media_type.is_some());
        let urls = |links: Vec<dateline_read::FeedLink>| -> Vec<Url> {
            links.iter().filter_map(|link| Url::parse(&link.url).ok()).collect()
        };
        let canonical = canonical_link(html, &page.final_url).and_then(|url| Url::parse(&url).ok());
        let by_rule = canonical.map(|url| whereabouts(&url).service).unwrap_or_default();
        let in_headers = page.links().into_iter().filter(dateline_fetch::HeaderLink::is_feed);
        let mut named: Vec<Url> = in_headers.map(|link| link.url).collect();
        named.extend(urls(declared));
        named.extend(places.service);
        named.extend(by_rule);
        for addresses in [named, urls(likely)] {
            let feeds = self.all_of(addresses).await;
            if !feeds.is_empty() {
                return feeds;
            }
        }
        let mut feeds = Vec::from_iter(self.first_of(places.nearby).await);
        feeds.extend(self.first_of(places.at_root).await);
        if feeds.is_empty() {
            feeds.extend(self.in_sitemaps(&page.final_url, places.sitemaps).await);
        }
        feeds
    }

    /// The page as one to be watched, if it lists anything and its site lets robots read it.
    async fn page_itself(
        &self,
        robots: &RobotsCache,
        page: &Response,
        html: &str,
    ) -> Result<Vec<FoundFeed>, String> {
        let host = page.final_url.host_str().unwrap_or("this site");
        let (html, address) = (html.to_owned(), page.final_url.to_string());
        let reading = tokio::task::spawn_blocking(move || {
            watch_page(&html, &PageSource { url: Some(&address), captured: None })
        });
        let Ok(document) = reading.await else {
            return Err("this page could not be read; please report its address".to_owned());
        };
        if document.entries.is_empty() {
            return Err(format!(
                "no feed was found at {host}, and nothing on its page repeats itself like a list of \
                 headlines, so it cannot be watched as one; paste the address of the feed itself, \
                 or of a page that lists news"
            ));
        }
        let url = lasting_address(page);
        let request = Request::new(url.clone(), Accept::Page);
        match tokio::time::timeout_at(self.until, robots.permit(&request)).await {
            Ok(Ok(_)) => Ok(vec![FoundFeed { watched: true, ..found(&document, url.as_str()) }]),
            // The page itself was asked, once, for the person: here the reason alone is true.
            Ok(Err(error)) => {
                let why = match error {
                    Error::Unwelcome { why, .. } => why.to_owned(),
                    error => error.to_string(),
                };
                Err(format!(
                    "no feed was found at {host}, and its page cannot be watched as one: {why}"
                ))
            }
            Err(_) => Err(format!(
                "no feed was found at {host}, and it took too long to learn whether its page may be \
                 watched as one; try again"
            )),
        }
    }

    /// The site's list of latest articles: where robots.txt says, within a list of lists, or under a
    /// usual name.
    async fn in_sitemaps(&self, page: &Url, usual: Vec<Url>) -> Option<Feed> {
        let robots = page.join("/robots.txt").ok()?;
        let mut lists = self.sitemaps_named_at(&robots).await;
        lists.retain(|url| url.as_str().to_ascii_lowercase().contains("news"));
        if lists.is_empty() {
            let index = page.join("/sitemap.xml").ok()?;
            lists = self.sitemaps_named_at(&index).await;
            lists.retain(|url| url.as_str().to_ascii_lowercase().contains("news"));
        }
        lists.extend(usual);
        self.first_of(lists).await
    }

    async fn sitemaps_named_at(&self, url: &Url) -> Vec<Url> {
        let Some(answer) = self.get(url).await else { return Vec::new() };
        let text = String::from_utf8_lossy(&answer.body);
        let links = sitemap_links(&text, &answer.final_url);
        links.iter().filter_map(|link| Url::parse(link).ok()).collect()
    }

    /// All feeds among the addresses.
    async fn all_of(&self, mut addresses: Vec<Url>) -> Vec<Feed> {
        let mut seen = std::collections::HashSet::new();
        addresses.retain(|url| seen.insert(url.clone()));
        addresses.truncate(MOST_LOOKS);
        let looks = futures_util::stream::iter(addresses).map(|url| self.look(url));
        looks.buffered(AT_ONCE).filter_map(std::future::ready).collect().await
    }

    /// The first feed among the addresses: they are guesses at one and the same.
    async fn first_of(&self, mut addresses: Vec<Url>) -> Option<Feed> {
        addresses.truncate(MOST_LOOKS);
        let looks = futures_util::stream::iter(addresses).map(|url| self.look(url));
        let mut found = std::pin::pin!(looks.buffered(AT_ONCE).filter_map(std::future::ready));
        found.next().await
    }

    async fn look(&self, url: Url) -> Option<Feed> {
        read(&self.get(&url).await?)
    }

    async fn get(&self, url: &Url) -> Option<Response> {
        let mut request = Request::new(url.clone(), Accept::Feed);
        request.named_by = Some(self.named.clone());
        request.max_bytes = Some(MOST_BYTES);
        tokio::time::timeout_at(self.until, self.client.get(&request)).await.ok()?.ok()
    }
}

/// The feed that a response is, if it is one.
fn read(response: &Response) -> Option<Feed> {
    let url = response.final_url.as_str();
    let source = FeedSource { url: Some(url), headers: &response.headers };
    let document = read_feed(&response.body, &source).ok()?;
    Some(Feed { url: lasting_address(response).clone(), document })
}

/// What redirects for now may lead elsewhere tomorrow; what moved for good has a new address.
fn lasting_address(response: &Response) -> &Url {
    response.moved_permanently_to.as_ref().unwrap_or(&response.asked_url)
}

/// The feeds as a person chooses among them: each once, those of comments last.
fn told(feeds: &[Feed]) -> Vec<FoundFeed> {
    let mut once: Vec<&Feed> = Vec::new();
    for feed in feeds {
        if !once.iter().any(|known| known.url == feed.url || is_same(known, feed)) {
            once.push(feed);
        }
    }
    once.sort_by_key(|feed| is_about_comments(feed));
    once.into_iter().map(|feed| found(&feed.document, feed.url.as_str())).collect()
}

/// Whether two feeds are one in two formats: the same articles in the same order.
fn is_same(one: &Feed, other: &Feed) -> bool {
    let links = |feed: &Feed| -> Vec<Option<String>> {
        feed.document.entries.iter().take(COMPARED).map(|entry| entry.link.clone()).collect()
    };
    let (mut one, mut other) = (links(one), links(other));
    let shorter = one.len().min(other.len());
    one.truncate(shorter);
    other.truncate(shorter);
    shorter > 0 && one == other && one.iter().all(Option::is_some)
}

fn is_about_comments(feed: &Feed) -> bool {
    let title = feed.document.feed.title.as_ref().map(|title| title.value.to_lowercase());
    is_comment_feed(&feed.url)
        || title.is_some_and(|title| {
            ["comments on ", "comments for "].iter().any(|start| title.starts_with(start))
        })
}

fn found(document: &FeedDocument, url: &str) -> FoundFeed {
    let plain = |title: &dateline_model::TextConstruct| plain_text(&title.value);
    let title = document.feed.title.as_ref().map(plain).filter(|title| !title.is_empty());
    let newest = document.entries.iter().filter_map(|entry| entry.published.or(entry.updated));
    let headlines = document.entries.iter().filter_map(|entry| entry.title.as_ref().map(plain));
    FoundFeed {
        title: title.unwrap_or_else(|| url.to_owned()),
        entries: document.entries.len(),
        newest: newest.map(When::sort_key).max().filter(|newest| *newest > Millis(0)),
        url: url.to_owned(),
        headlines: headlines.filter(|title| !title.is_empty()).take(HEADLINES).collect(),
        watched: false,
    }
}

#[cfg(test)]
mod tests;
