//! From a handler's answer to what the browser gets.
//!
//! [`dress`] stands around all routes. It gives every request an id and a time limit, writes the
//! page for what went wrong, answers 304 to who already has the page, compresses, and sets the
//! headers that keep a page from running or loading anything that is not ours.

use std::hash::Hasher as _;
use std::io::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use askama::Template;
use axum::body::{Body, Bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};
use http::header::{self, HeaderName, HeaderValue};
use http::{HeaderMap, Method, StatusCode};

use crate::error::{Result, Trouble};
use crate::look::Look;
use crate::paper::Site;
use crate::parts::Shell;
use crate::speech::{self, Speech};

/// How long a request may take in all, its body included.
const LONGEST_REQUEST: Duration = Duration::from_mins(1);

/// Answers smaller than this are not worth compressing.
const WORTH_COMPRESSING: usize = 1_000;

/// Origins besides our own that a page may load from after a click.
#[derive(Clone, Debug, Default)]
pub(crate) struct OnClick {
    pub(crate) media: Vec<String>,
    pub(crate) frames: Vec<String>,
}

/// A page.
pub(crate) fn page(template: &impl Template) -> Result<Response> {
    Ok(Html(template.render()?).into_response())
}

/// Everything around a handler.
pub(crate) async fn dress(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let id = crate::secret::hex(crate::secret::random().get(..8).unwrap_or_default());
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let began = Instant::now();
    let path = request.uri().path().to_owned();
    let asked = Asked::of(request.headers(), site.settings.language);
    let answer = tokio::time::timeout(LONGEST_REQUEST, next.run(request)).await;
    let answer = answer.unwrap_or_else(|_| StatusCode::REQUEST_TIMEOUT.into_response());
    let mut response = explain(&site, answer, &asked, (&id, &path));
    if method == Method::GET && response.status() == StatusCode::OK {
        response = pack(response, &asked).await;
    }
    protect(&mut response);
    measure(route.as_ref(), response.status(), began);
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HeaderName::from_static("x-request-id"), id);
    }
    response
}

/// Counts the request under its route, never under what was asked: names of routes are few.
fn measure(route: Option<&MatchedPath>, status: StatusCode, began: Instant) {
    let route = route.map_or("none", MatchedPath::as_str).to_owned();
    let labels = [("route", route), ("status", status.as_u16().to_string())];
    metrics::histogram!("dateline_http_request_seconds", &labels)
        .record(began.elapsed().as_secs_f64());
}

/// What the request said about how to answer.
struct Asked {
    known: Option<HeaderValue>,
    gzip: bool,
    look: Look,
    speech: Speech,
}

impl Asked {
    fn of(headers: &HeaderMap, usual: Speech) -> Asked {
        let look = Look::of(headers);
        let encodings = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
        Asked {
            known: headers.get(header::IF_NONE_MATCH).cloned(),
            gzip: encodings.is_some_and(|list| list.contains("gzip")),
            look,
            speech: speech::heard(headers, look, usual),
        }
    }
}

/// Replaces a bare failure by a page in plain words, and logs it where it is our fault.
fn explain(site: &Site, response: Response, asked: &Asked, (id, path): (&str, &str)) -> Response {
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let trouble = response.extensions().get::<Trouble>().cloned();
    if status.is_server_error() {
        let cause = trouble.as_ref().and_then(|trouble| trouble.detail.as_deref());
        tracing::error!(request.id = id, path, %status, cause, "a request failed");
    }
    // An answer that already is a page, or a picture's refusal, stands as it is.
    let is_page = response.headers().contains_key(header::CONTENT_SECURITY_POLICY)
        || is_text(response.headers(), "text/html");
    if is_page {
        return response;
    }
    let trouble = trouble.unwrap_or_else(|| by_status(status));
    let speech = asked.speech;
    let page = TroublePage {
        shell: Shell {
            name: site.settings.name.clone(),
            title: speech.tell(&trouble.title),
            path: "/".to_owned() + "trouble",
            look: asked.look,
            speech,
            ..Shell::default()
        },
        message: speech.tell(&trouble.message),
        request_id: id.to_owned(),
    };
    let mut out = (status, Html(page.render().unwrap_or_default())).into_response();
    out.headers_mut().insert(header::VARY, HeaderValue::from_static("accept-language, cookie"));
    let kept = [header::RETRY_AFTER, header::ALLOW, header::WWW_AUTHENTICATE];
    for name in kept {
        if let Some(value) = response.headers().get(&name) {
            out.headers_mut().insert(name, value.clone());
        }
    }
    out
}

/// Failures that the framework answers before a handler runs.
fn by_status(status: StatusCode) -> Trouble {
    let (title, message) = match status {
        StatusCode::NOT_FOUND => ("missing-page", "error-no-page-more"),
        StatusCode::METHOD_NOT_ALLOWED => ("error-method", "error-method-more"),
        StatusCode::PAYLOAD_TOO_LARGE => ("error-large", "error-large-more"),
        StatusCode::REQUEST_TIMEOUT => ("error-slow", "error-slow-more"),
        status if status.is_server_error() => ("error-broken", "error-log-more"),
        _ => ("error-bad", "error-understand-more"),
    };
    Trouble { title: title.into(), message: message.into(), detail: None }
}

#[derive(Template)]
#[template(path = "trouble.html")]
struct TroublePage {
    shell: Shell,
    message: String,
    request_id: String,
}

fn is_text(headers: &HeaderMap, kind: &str) -> bool {
    let media_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    media_type.is_some_and(|media_type| media_type.starts_with(kind))
}

/// Adds a validator, leaves out what the browser already has, compresses the rest. Answers that
/// say themselves how they may be kept (assets, pictures) pass as they are.
async fn pack(response: Response, asked: &Asked) -> Response {
    if response.headers().contains_key(header::CACHE_CONTROL) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = axum::body::to_bytes(body, usize::MAX).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let validator = validator(&bytes);
    let headers = &mut parts.headers;
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers
        .insert(header::VARY, HeaderValue::from_static("accept-encoding, accept-language, cookie"));
    if asked.known.as_ref() == Some(&validator) {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_LENGTH);
        parts.headers.insert(header::ETAG, validator);
        return Response::from_parts(parts, Body::empty());
    }
    headers.insert(header::ETAG, validator);
    if asked.gzip && bytes.len() >= WORTH_COMPRESSING {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        headers.remove(header::CONTENT_LENGTH);
        return Response::from_parts(parts, Body::from(compress(&bytes)));
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// A weak validator: the same page compressed is the same page.
fn validator(bytes: &Bytes) -> HeaderValue {
    let mut hasher = std::hash::DefaultHasher::new();
    hasher.write(bytes);
    let text = format!("W/\"{:016x}\"", hasher.finish());
    HeaderValue::from_str(&text).expect("hexadecimal is plain text")
}

fn compress(bytes: &[u8]) -> Vec<u8> {
    let target = Vec::with_capacity(bytes.len() / 3);
    let mut out = flate2::write::GzEncoder::new(target, flate2::Compression::fast());
    // Writing to memory cannot fail.
    let _ = out.write_all(bytes);
    out.finish().unwrap_or_default()
}

/// The headers that every answer bears.
fn protect(response: &mut Response) {
    let on_click = response.extensions().get::<OnClick>().cloned().unwrap_or_default();
    let policy = policy(&on_click);
    let headers = response.headers_mut();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
    }
    let fixed = [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // Our own forms need their `Origin`, which `no-referrer` would blank.
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

/// Nothing inline, nothing from elsewhere, save what this page loads when clicked.
fn policy(on_click: &OnClick) -> String {
    let mut policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
                      font-src 'self'; manifest-src 'self'; worker-src 'self'; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; \
                      frame-ancestors 'none'"
        .to_owned();
    for (directive, origins) in [("media-src", &on_click.media), ("frame-src", &on_click.frames)] {
        if !origins.is_empty() {
            policy.push_str("; ");
            policy.push_str(directive);
            for origin in origins {
                policy.push(' ');
                policy.push_str(origin);
            }
        }
    }
    policy
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_names_what_a_click_may_load() {
        let strict = policy(&OnClick::default());
        assert!(strict.starts_with("default-src 'none'; script-src 'self';"));
        assert!(!strict.contains("unsafe") && !strict.contains("media-src"));
        let media = vec!["https://a.example".to_owned()];
        let with = policy(&OnClick { media, frames: Vec::new() });
        assert!(with.ends_with("; media-src https://a.example"));
    }
}
