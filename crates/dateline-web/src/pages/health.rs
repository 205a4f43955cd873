//! For machines: is it alive, is it ready, how is it doing, may robots come in.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use dateline_store::Page;
use http::{HeaderMap, StatusCode, header};

use crate::address;
use crate::error::{Error, Result};
use crate::paper::Site;
use crate::secret;

/// Articles in the sitemap.
const IN_SITEMAP: u32 = 500;

/// `GET /healthz`: the process answers.
pub(crate) async fn alive() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: the store answers too.
pub(crate) async fn ready(State(site): State<Arc<Site>>) -> Response {
    match site.store.ping().await {
        Ok(()) => "ready\n".into_response(),
        Err(error) => {
            tracing::warn!(%error, "not ready: the store does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, "the store does not answer\n").into_response()
        }
    }
}

/// `GET /metrics`: for who bears the configured token. Where a request seems to come from is no
/// proof: behind a proxy everybody comes from here.
pub(crate) async fn metrics(State(site): State<Arc<Site>>, headers: HeaderMap) -> Result<Response> {
    let wanted = site.settings.metrics_token.as_deref().ok_or(Error::NotFound("missing-page"))?;
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let given = given.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
    let same = secret::same(&secret::token_digest(given), &secret::token_digest(wanted));
    if !same {
        return Ok((StatusCode::UNAUTHORIZED, "bear the token that `metrics.token_file` holds\n")
            .into_response());
    }
    let headers = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    Ok((headers, (site.metrics)()).into_response())
}

/// `GET /robots.txt`: a private paper asks robots to stay out, a public one to leave its machinery
/// alone.
pub(crate) async fn robots(State(site): State<Arc<Site>>) -> String {
    if site.settings.public {
        let sitemap = site.absolute("/sitemap.xml");
        format!(
            "user-agent: *\ndisallow: /search\ndisallow: /img/\ndisallow: /sign-in\n\
             sitemap: {sitemap}\n"
        )
    } else {
        "user-agent: *\ndisallow: /\n".to_owned()
    }
}

#[derive(Template)]
#[template(path = "sitemap.xml")]
struct Sitemap {
    pages: Vec<SitemapPage>,
}

struct SitemapPage {
    url: String,
    changed: String,
}

/// `GET /sitemap.xml`: the newest articles of a public paper.
pub(crate) async fn sitemap(State(site): State<Arc<Site>>) -> Result<Response> {
    let latest = site.store.latest(&Page { before: None, limit: IN_SITEMAP }).await?;
    let page = |article: &dateline_model::ArticleSummary| SitemapPage {
        url: site.absolute(&address::article(article.id, &article.headline)),
        changed: article.sort_at.to_string(),
    };
    let sitemap = Sitemap { pages: latest.iter().map(page).collect() };
    let text = sitemap.render()?;
    Ok(([(header::CONTENT_TYPE, "application/xml")], text).into_response())
}
