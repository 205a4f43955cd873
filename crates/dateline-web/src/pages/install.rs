//! What makes the paper an app of a phone or desktop: its manifest, the worker that keeps the front
//! page and saved articles for reading without a connection, and what other apps share with it.

use std::sync::Arc;

use askama::Template;
use axum::Json;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::header;
use serde::Deserialize;
use serde_json::json;

use crate::access::Caller;
use crate::error::Result;
use crate::pages::shell;
use crate::paper::Site;
use crate::parts::Shell;
use crate::{address, assets, respond};

#[derive(Template)]
#[template(path = "offline.html")]
struct OfflinePage {
    shell: Shell,
}

/// `GET /manifest.webmanifest`.
pub(crate) async fn manifest(State(site): State<Arc<Site>>, caller: Caller) -> Response {
    let icon = |size: &str, src: &str| json!({ "src": src, "sizes": size, "type": "image/png", "purpose": "any maskable" });
    let manifest = json!({
        "name": site.settings.name,
        "short_name": site.settings.name,
        "id": "/",
        "lang": caller.speech.tag(),
        "dir": caller.speech.dir(),
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#fcfbf8",
        "theme_color": "#96231a",
        "icons": [
            icon("192x192", assets::icon_192()),
            icon("512x512", assets::icon_512()),
            { "src": assets::icon(), "sizes": "any", "type": "image/svg+xml" },
        ],
        "share_target": {
            "action": "/share",
            "method": "GET",
            "params": { "title": "title", "text": "text", "url": "url" },
        },
        "shortcuts": [
            { "name": caller.speech.say("saved"), "url": "/saved" },
            { "name": caller.speech.say("following"), "url": "/following" },
        ],
    });
    ([(header::CONTENT_TYPE, "application/manifest+json")], Json(manifest).0.to_string())
        .into_response()
}

/// `GET /sw.js`: at the root, because a worker serves only what lies under it. Its text changes with
/// the assets and with the reader's language, so a browser notices a new version.
pub(crate) async fn worker(caller: Caller) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
        (header::VARY, "accept-language, cookie"),
    ];
    (headers, assets::worker(caller.speech)).into_response()
}

/// `GET /offline`: what the worker shows for a page that it did not keep.
pub(crate) async fn offline(State(site): State<Arc<Site>>, caller: Caller) -> Result<Response> {
    // Kept for whoever comes next: it says nothing of who is reading now.
    let nobody = Caller { reader: None, whole_texts: false, token: None, ..caller };
    let title = nobody.speech.say("offline");
    let mut shell = shell(&site, &nobody, title).await?;
    shell.sections.clear();
    respond::page(&OfflinePage { shell })
}

/// What another app hands over.
#[derive(Deserialize)]
pub(crate) struct Shared {
    text: Option<String>,
    url: Option<String>,
}

/// `GET /share`: an address goes to the page of feeds, to be followed.
pub(crate) async fn share(Query(shared): Query<Shared>) -> Response {
    let said = [shared.url, shared.text].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let shared = said.split_whitespace().find(|word| address::is_web(word)).unwrap_or_default();
    Redirect::to(&format!("/feeds?address={}", address::segment(shared))).into_response()
}
