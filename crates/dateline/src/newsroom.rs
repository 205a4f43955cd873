//! What pages need from outside, done with the one guarded client.
//!
//! The web crate asks; this answers with what is fit to be shown: a reader who pastes an address
//! gets the feeds found there, or a sentence that says what was found instead.

use std::sync::Arc;

use dateline_fetch::{Accept, Client, Error, Response, RobotsCache};
use dateline_model::{Draft, Entry, FeedHead, SafeHtml, SiteRule};
use dateline_read::{
    PageRules, PageSource, comment_html, decode, draft_of_entry, page_blocks, read_page_with,
};
use dateline_understand::Prompt;
use dateline_web::{
    AssistantInfo, AssistantPiece, FoundFeed, HubNews, HubReply, Identified, IdentityAttempt,
    IdentityInfo, ImageTrouble, KeptBlock, KeptPage, KeptReading, Mail, MailInfo, Newsroom,
    OpmlFeed, OpmlList, ProxiedImage, PushTarget, StarterFeed,
};
use futures_util::StreamExt;
use futures_util::future::BoxFuture;
use futures_util::stream::BoxStream;

use crate::assistant::Assistant;
use crate::desk::{Bell, request};
use crate::discover::discover;
use crate::hubs::Hubs;
use crate::identities::Identities;
use crate::mail::Post;
use crate::push;
use crate::roll;
use crate::starter::STARTERS;

/// The largest picture that is passed on to a reader.
const IMAGE_BYTES: usize = 8_000_000;

/// The largest page that is kept with a report.
const KEPT_PAGE_BYTES: usize = 5_000_000;

/// Answers the web's wishes.
pub(crate) struct Outside {
    pub(crate) client: Client,
    pub(crate) robots: RobotsCache,
    pub(crate) bell: Arc<Bell>,
    pub(crate) hubs: Hubs,
    pub(crate) assistant: Option<Assistant>,
    pub(crate) identity: Option<Identities>,
    pub(crate) post: Option<Post>,
    /// Under which browsers let themselves be notified.
    pub(crate) push_key: Option<String>,
}

impl Newsroom for Outside {
    fn discover(&self, address: &str) -> BoxFuture<'_, Result<Vec<FoundFeed>, String>> {
        let address = address.to_owned();
        Box::pin(async move { discover(&self.client, &self.robots, &address).await })
    }

    fn image(
        &self,
        url: &str,
        named_by: &str,
    ) -> BoxFuture<'_, Result<ProxiedImage, ImageTrouble>> {
        let (url, named_by) = (url.to_owned(), named_by.to_owned());
        Box::pin(async move {
            let response = self.fetch_image(&url, &named_by).await?;
            Ok(ProxiedImage {
                content_type: response.content_type.unwrap_or_default(),
                bytes: response.body,
            })
        })
    }

    fn page(&self, url: &str, named_by: &str) -> BoxFuture<'_, Result<KeptPage, String>> {
        let request = request(url, Accept::Page);
        let named_by = named_by.to_owned();
        Box::pin(async move {
            let mut request = request.map_err(|error| error.to_string())?.named_by(&named_by);
            request.max_bytes = Some(KEPT_PAGE_BYTES);
            let response = self.client.get(&request).await.map_err(|error| error.to_string())?;
            let html = decode(&response.body, response.content_type.as_deref()).text;
            Ok(KeptPage { url: response.final_url.to_string(), html: html.into_owned() })
        })
    }

    fn read_kept(&self, page: KeptPage, rule: SiteRule) -> BoxFuture<'_, KeptReading> {
        Box::pin(async move {
            let reading = tokio::task::spawn_blocking(move || read_kept(&page, &rule)).await;
            reading.unwrap_or_else(|_| KeptReading {
                problems: vec!["this page could not be read; please report its address".into()],
                ..KeptReading::default()
            })
        })
    }

    fn check_rule(&self, rule: &SiteRule) -> Vec<String> {
        PageRules::new(rule).1
    }

    fn feed_article(&self, entry: &str) -> Option<Draft> {
        let entry: Entry = serde_json::from_str(entry).ok()?;
        Some(draft_of_entry(&entry, &FeedHead::default()))
    }

    fn comment_html(&self, text: &str) -> SafeHtml {
        comment_html(text)
    }

    fn read_opml(&self, opml: &[u8]) -> OpmlList {
        roll::read_opml(opml)
    }

    fn write_opml(&self, feeds: &[OpmlFeed]) -> String {
        roll::write_opml(feeds)
    }

    fn hub_asks(
        &self,
        token: &str,
        question: Vec<(String, String)>,
    ) -> BoxFuture<'_, Result<HubReply, ()>> {
        let token = token.to_owned();
        Box::pin(async move { logged(self.hubs.answer(&token, &question).await) })
    }

    fn hub_brings(&self, token: &str, news: HubNews) -> BoxFuture<'_, Result<HubReply, ()>> {
        let token = token.to_owned();
        Box::pin(async move { logged(self.hubs.take_in(&token, news).await) })
    }

    fn hub_trouble(&self) -> Option<String> {
        self.hubs.base.as_ref().err().cloned()
    }

    fn push_key(&self) -> Option<String> {
        self.push_key.clone()
    }

    fn check_push(&self, target: &PushTarget) -> Result<(), String> {
        push::address(target).check(&self.client).map_err(|error| error.to_string())
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

    fn identity_provider(&self) -> Option<IdentityInfo> {
        self.identity.as_ref().map(Identities::info)
    }

    fn identity_way(&self, attempt: IdentityAttempt) -> BoxFuture<'_, Result<String, ()>> {
        Box::pin(async move {
            let identity = self.identity.as_ref().ok_or(())?;
            identity.way(attempt).await
        })
    }

    fn identify(
        &self,
        code: &str,
        attempt: IdentityAttempt,
    ) -> BoxFuture<'_, Result<Identified, ()>> {
        let code = code.to_owned();
        Box::pin(async move {
            let identity = self.identity.as_ref().ok_or(())?;
            identity.identify(&code, attempt).await
        })
    }

    fn mail(&self) -> Option<MailInfo> {
        self.post.as_ref().map(Post::info)
    }

    fn post_mail(&self, mail: Mail) {
        if let Some(post) = &self.post {
            post.post(mail);
        }
    }

    fn send_mail(&self, mail: Mail) -> BoxFuture<'_, Result<(), String>> {
        Box::pin(async move {
            match &self.post {
                Some(post) => post.send(&mail).await,
                None => Err(String::new()),
            }
        })
    }

    fn assistant(&self) -> Option<AssistantInfo> {
        self.assistant.as_ref().map(Assistant::info)
    }

    fn write(&self, prompt: Prompt) -> BoxStream<'static, Result<AssistantPiece, String>> {
        match &self.assistant {
            Some(assistant) => assistant.write(prompt),
            None => futures_util::stream::empty().boxed(),
        }
    }
}

/// Reads a kept page by its site's rule.
fn read_kept(page: &KeptPage, rule: &SiteRule) -> KeptReading {
    let (rules, mut problems) = PageRules::new(rule);
    let source = PageSource { url: Some(&page.url), captured: None };
    let blocks = page_blocks(&page.html, &source, &rules).into_iter().map(|block| KeptBlock {
        text: block.text,
        taken: block.taken,
        selector: block.selector,
    });
    let blocks = blocks.collect();
    let draft = read_page_with(&page.html, &source, &rules).into_iter().next().unwrap_or_default();
    problems.extend(draft.problems);
    KeptReading { text: draft.text, blocks, problems }
}

impl Outside {
    /// A picture of an article, where its site lets robots have it. The article's feed named it, so
    /// an exception for a private network serves it on that feed's own host alone.
    async fn fetch_image(&self, url: &str, named_by: &str) -> Result<Response, ImageTrouble> {
        let request = request(url, Accept::Image).map_err(|error| trouble(&error))?;
        let mut request = request.named_by(named_by);
        request.max_bytes = Some(IMAGE_BYTES);
        if self.robots.rules(&request).await.objection(&request.url).is_some() {
            return Err(ImageTrouble::Refused);
        }
        let answer = self.client.get_as_robot(&request, &self.robots).await;
        answer.map_err(|error| trouble(&error))
    }
}

fn trouble(error: &Error) -> ImageTrouble {
    match error {
        Error::Refused { .. } | Error::NotAnAddress { .. } | Error::Unwelcome { .. } => {
            ImageTrouble::Refused
        }
        Error::NotFound { .. } | Error::Gone { .. } => ImageTrouble::Missing,
        Error::TooLarge { .. } => ImageTrouble::TooLarge,
        _ => ImageTrouble::Unreachable,
    }
}

/// What came of a hub's call; a failure is ours, so it is logged here.
fn logged(outcome: anyhow::Result<HubReply>) -> Result<HubReply, ()> {
    outcome.map_err(|error| {
        tracing::error!(error = format!("{error:#}"), "a hub's call failed");
    })
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::http::header;
    use axum::routing::get;
    use dateline_fetch::{Lookup, Settings};

    use super::*;
    use crate::config::{Config, Layers};

    const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n";

    /// A paper whose owner allowed all of this host, on which every name leads.
    async fn outside() -> Outside {
        let mut settings = Settings::new("Dateline/0.1 (+https://paper.example)");
        settings.allowed_networks = vec!["127.0.0.0/8".parse().expect("a network")];
        let here: Lookup = Arc::new(|_| Box::pin(async { Ok(vec![[127, 0, 0, 1].into()]) }));
        let client = Client::with_lookup(&settings, here).expect("a client");
        let store = dateline_store::Store::open("sqlite::memory:").await.expect("a fresh database");
        let layers = Layers::new(None, std::iter::empty(), &[]).expect("no settings");
        let config = Config::of(&layers).expect("the defaults are good");
        Outside {
            robots: RobotsCache::new(client.clone(), "Dateline"),
            hubs: Hubs::new(store, client.clone(), Arc::default(), &config, || {
                dateline_model::Millis(0)
            }),
            bell: Arc::default(),
            assistant: None,
            identity: None,
            post: None,
            push_key: None,
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
        let outside = outside().await;
        let at = |path: &str| format!("http://home.example:{port}{path}");

        let feed = at("/feed");
        let other = "http://elsewhere.example/feed";
        let refused = outside.fetch_image(&at("/a.png"), other).await.expect_err("another's feed");
        assert_eq!(refused, ImageTrouble::Refused);
        let answer = outside.fetch_image(&at("/a.png"), &feed).await.expect("beside its feed");
        assert_eq!(answer.body, PIXEL);
        let refused =
            outside.fetch_image(&at("/private/a.png"), &feed).await.expect_err("robots.txt");
        assert_eq!(refused, ImageTrouble::Refused);
    }
}
