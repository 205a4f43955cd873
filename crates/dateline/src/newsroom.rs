//! What pages need from outside, done with the one guarded client.
//!
//! The web crate asks; this answers with what is fit to be shown: a reader who pastes an address
//! gets the feeds found there, or a sentence that says what was found instead.

use std::sync::Arc;

use dateline_fetch::{Accept, Client, Error, Response, RobotsCache, Url};
use dateline_read::opml;
use dateline_store::Store;
use dateline_web::{
    FoundFeed, ImageTrouble, Newsroom, OpmlFeed, OpmlList, ProxiedImage, StarterFeed,
};
use futures_util::future::BoxFuture;

use crate::desk::{Bell, request};
use crate::discover::discover;
use crate::starter::STARTERS;

/// The largest picture that is passed on to a reader.
const IMAGE_BYTES: usize = 8_000_000;

/// Answers the web's wishes.
pub(crate) struct Outside {
    pub(crate) client: Client,
    pub(crate) robots: RobotsCache,
    pub(crate) store: Store,
    pub(crate) bell: Arc<Bell>,
}

impl Newsroom for Outside {
    fn discover(&self, address: &str) -> BoxFuture<'_, Result<Vec<FoundFeed>, String>> {
        let address = address.to_owned();
        Box::pin(async move { discover(&self.client, &address).await })
    }

    fn image(&self, url: &str) -> BoxFuture<'_, Result<ProxiedImage, ImageTrouble>> {
        let url = url.to_owned();
        Box::pin(async move {
            let response = self.fetch_image(&url).await?;
            Ok(ProxiedImage {
                content_type: response.content_type.unwrap_or_default(),
                bytes: response.body,
            })
        })
    }

    fn read_opml(&self, opml: &[u8]) -> OpmlList {
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

impl Outside {
    /// A picture of an article, where its site lets robots have it. Publishers name pictures, so an
    /// exception for a private network serves only those on the very host of a feed that somebody
    /// follows here.
    async fn fetch_image(&self, url: &str) -> Result<Response, ImageTrouble> {
        let request = request(url, Accept::Image).map_err(|error| trouble(&error))?;
        let feed = self.feed_beside(&request.url).await;
        let mut request = request.named_by(feed.as_deref().unwrap_or_default());
        request.max_bytes = Some(IMAGE_BYTES);
        if self.robots.rules(&request).await.objection(&request.url).is_some() {
            return Err(ImageTrouble::Refused);
        }
        self.client.get(&request).await.map_err(|error| trouble(&error))
    }

    /// A feed on the same host. It matters only to an owner who made exceptions, so nobody else pays
    /// for the search.
    async fn feed_beside(&self, url: &Url) -> Option<String> {
        if !self.client.guard().has_exceptions() {
            return None;
        }
        let feeds = self.store.feeds().await.unwrap_or_default();
        let beside = |feed: &String| Url::parse(feed).is_ok_and(|feed| feed.host() == url.host());
        feeds.into_iter().map(|feed| feed.url).find(beside)
    }
}

fn trouble(error: &Error) -> ImageTrouble {
    match error {
        Error::Refused { .. } | Error::NotAnAddress { .. } => ImageTrouble::Refused,
        Error::NotFound { .. } | Error::Gone { .. } => ImageTrouble::Missing,
        Error::TooLarge { .. } => ImageTrouble::TooLarge,
        _ => ImageTrouble::Unreachable,
    }
}

/// The feeds of an OPML file. A folder within a folder is one section of both names.
pub(crate) fn read_opml(bytes: &[u8]) -> OpmlList {
    let document = opml::read(bytes);
    let feeds = document.subscriptions.into_iter().map(|subscription| OpmlFeed {
        line: subscription.line,
        url: subscription.url,
        title: subscription.title,
        section: Some(subscription.folders.join(" / ")).filter(|name| !name.is_empty()),
    });
    let problems = document.problems.iter().map(ToString::to_string);
    OpmlList { feeds: feeds.collect(), problems: problems.collect() }
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

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::http::header;
    use axum::routing::get;
    use dateline_fetch::{Lookup, Settings};
    use dateline_model::Millis;
    use dateline_store::NewFeed;

    use super::*;

    const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n";

    /// A paper whose owner allowed all of this host, on which every name leads.
    async fn outside(folder: &tempfile::TempDir) -> Outside {
        let mut settings = Settings::new("Dateline/0.1 (+https://paper.example)");
        settings.allowed_networks = vec!["127.0.0.0/8".parse().expect("a network")];
        let here: Lookup = Arc::new(|_| Box::pin(async { Ok(vec![[127, 0, 0, 1].into()]) }));
        let client = Client::with_lookup(&settings, here).expect("a client");
        let database = format!("sqlite:{}", folder.path().join("paper.db").display());
        Outside {
            robots: RobotsCache::new(client.clone(), "Dateline"),
            store: Store::open(&database).await.expect("a fresh database"),
            bell: Arc::default(),
            client,
        }
    }

    /// An owner's exception for a feed at home is no way for other feeds' pictures, and a picture is
    /// had only where robots may have it.
    #[tokio::test]
    async fn a_picture_obeys_the_guard_and_its_site() {
        let picture = || async { ([(header::CONTENT_TYPE, "image/png")], PIXEL) };
        let router = Router::new()
            .route("/robots.txt", get(|| async { "User-agent: *\nDisallow: /private" }))
            .route("/private/a.png", get(picture))
            .route("/a.png", get(picture));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("it is bound").port();
        tokio::spawn(async move { axum::serve(listener, router).await });
        let folder = tempfile::tempdir().expect("a temporary folder");
        let outside = outside(&folder).await;
        let at = |path: &str| format!("http://home.example:{port}{path}");

        let refused = outside.fetch_image(&at("/a.png")).await.expect_err("nobody follows it");
        assert_eq!(refused, ImageTrouble::Refused);
        let feed = NewFeed { url: at("/feed"), title: None, site_url: None };
        outside.store.add_feed(&feed, Millis(0)).await.expect("a feed");
        let answer = outside.fetch_image(&at("/a.png")).await.expect("beside its feed");
        assert_eq!(answer.body, PIXEL);
        let refused = outside.fetch_image(&at("/private/a.png")).await.expect_err("robots.txt");
        assert_eq!(refused, ImageTrouble::Refused);
    }
}
