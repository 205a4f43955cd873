//! What a request for a page costs: the real router, asked without a socket.

use std::sync::Arc;

use anyhow::Context;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use dateline_model::{Draft, Millis, SafeHtml, SiteRule};
use dateline_store::{Page, Store};
use dateline_web::{
    FoundFeed, HubNews, HubReply, ImageTrouble, KeptPage, KeptReading, Newsroom, OpmlFeed,
    OpmlList, Paper, ProxiedImage, StarterFeed, WebSettings,
};
use futures_util::future::BoxFuture;
use tower::ServiceExt;

use crate::cpu::{report, spent};

/// Requests of each kind: some seconds' worth.
const REQUESTS: usize = 2_000;

/// Measures the front page, an article page and a search, as a stranger of a public paper sees them.
pub(crate) async fn measure(store: Store) -> anyhow::Result<()> {
    let latest = store.latest(&Page { before: None, limit: 50 }).await?;
    let router = router(store).await?;
    let mut articles = Vec::new();
    for article in &latest {
        articles.push(moved(&router, &format!("/a/{}/x", article.id)).await?);
    }
    let kinds = [
        ("front page", vec!["/".to_owned()]),
        ("article page", articles),
        ("search", vec!["/search?q=the+minister".to_owned()]),
    ];
    for (name, addresses) in kinds {
        let start = spent()?;
        for address in addresses.iter().cycle().take(REQUESTS) {
            let request = Request::get(address).body(Body::empty())?;
            let response = router.clone().oneshot(request).await?;
            anyhow::ensure!(
                response.status() == StatusCode::OK,
                "{address}: {}",
                response.status()
            );
            axum::body::to_bytes(response.into_body(), usize::MAX).await?;
        }
        report(name, start, REQUESTS)?;
    }
    Ok(())
}

/// The router of a public paper.
pub(crate) async fn router(store: Store) -> anyhow::Result<Router> {
    let mut settings = WebSettings::at(url::Url::parse("http://127.0.0.1:8080/")?);
    settings.public = true;
    let paper = Paper {
        store,
        newsroom: Arc::new(Nobody),
        settings,
        clock: || Millis::from(jiff::Timestamp::now()),
        metrics: String::new,
    };
    Ok(dateline_web::router(paper).await?)
}

/// Where a short address leads.
pub(crate) async fn moved(router: &Router, address: &str) -> anyhow::Result<String> {
    let request = Request::get(address).body(Body::empty())?;
    let response = router.clone().oneshot(request).await?;
    let location = response.headers().get(header::LOCATION).context("a short address leads on")?;
    Ok(location.to_str()?.to_owned())
}

/// The benchmark asks for nothing from outside.
struct Nobody;

impl Newsroom for Nobody {
    fn discover(&self, _: &str) -> BoxFuture<'_, Result<Vec<FoundFeed>, String>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn page(&self, _: &str, _: &str) -> BoxFuture<'_, Result<KeptPage, String>> {
        Box::pin(async { Err("nobody is there".to_owned()) })
    }

    fn read_kept(&self, _: KeptPage, _: SiteRule) -> BoxFuture<'_, KeptReading> {
        Box::pin(async { KeptReading::default() })
    }

    fn check_rule(&self, _: &SiteRule) -> Vec<String> {
        Vec::new()
    }

    fn feed_article(&self, _: &str) -> Option<Draft> {
        None
    }

    fn comment_html(&self, text: &str) -> SafeHtml {
        dateline_read::comment_html(text)
    }

    fn image(&self, _: &str, _: &str) -> BoxFuture<'_, Result<ProxiedImage, ImageTrouble>> {
        Box::pin(async { Err(ImageTrouble::Missing) })
    }

    fn read_opml(&self, _: &[u8]) -> OpmlList {
        OpmlList::default()
    }

    fn write_opml(&self, _: &[OpmlFeed]) -> String {
        String::new()
    }

    fn hub_asks(&self, _: &str, _: Vec<(String, String)>) -> BoxFuture<'_, Result<HubReply, ()>> {
        Box::pin(async { Ok(HubReply::NotOurs) })
    }

    fn hub_brings(&self, _: &str, _: HubNews) -> BoxFuture<'_, Result<HubReply, ()>> {
        Box::pin(async { Ok(HubReply::Gone) })
    }

    fn hub_trouble(&self) -> Option<String> {
        None
    }

    fn starter_list(&self) -> Vec<StarterFeed> {
        Vec::new()
    }

    fn wake(&self) {}
}
