//! For machines: is it alive, is it ready, how is it doing, may robots come in.

use std::sync::Arc;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};

use crate::error::{Error, Result};
use crate::paper::Site;
use crate::secret;

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
    let wanted = site.settings.metrics_token.as_deref().ok_or(Error::NotFound("page"))?;
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
pub(crate) async fn robots(State(site): State<Arc<Site>>) -> &'static str {
    if site.settings.public {
        "user-agent: *\ndisallow: /search\ndisallow: /img/\ndisallow: /sign-in\n"
    } else {
        "user-agent: *\ndisallow: /\n"
    }
}
