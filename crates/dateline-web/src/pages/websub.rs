//! The door for hubs (`WebSub`): a publisher's hub asks here whether we meant to be told of news,
//! and brings them here.
//!
//! The address holds a token that only the hub was given, so the door is open to whoever knows it,
//! and to no browser's form: what comes in is believed by its signature alone, which the binary
//! checks. A body is read only for a token that is one of ours.

use std::sync::Arc;

use axum::body::to_bytes;
use axum::extract::{Path, RawQuery, Request, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};

use crate::error::{Error, Result};
use crate::paper::{HubNews, HubReply, Site};

/// The largest feed that is taken in; the same as when we ask for one, unless the owner says
/// otherwise there.
const LARGEST_PUSH: usize = 15_000_000;

/// Our tokens are shorter.
const LONGEST_TOKEN: usize = 64;

/// `GET /websub/{token}`: the hub asks back. The protocol makes this GET a change: it is the hub's
/// word that a subscription stands or ends, and repeating it changes nothing more.
pub(crate) async fn verify(
    State(site): State<Arc<Site>>,
    Path(token): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response> {
    let pairs = url::form_urlencoded::parse(query.as_deref().unwrap_or_default().as_bytes());
    let pairs = pairs.into_owned().collect();
    known(&token)?;
    reply(site.newsroom.hub_asks(&token, pairs).await)
}

/// `POST /websub/{token}`: the hub brings news.
pub(crate) async fn receive(
    State(site): State<Arc<Site>>,
    Path(token): Path<String>,
    request: Request,
) -> Result<Response> {
    known(&token)?;
    if site.store.hub_by_token(&token).await?.is_none() {
        return reply(Ok(HubReply::Gone));
    }
    let signature = text(request.headers(), "x-hub-signature");
    let content_type = text(request.headers(), header::CONTENT_TYPE.as_str());
    let Ok(body) = to_bytes(request.into_body(), LARGEST_PUSH).await else {
        return Ok(StatusCode::PAYLOAD_TOO_LARGE.into_response());
    };
    reply(site.newsroom.hub_brings(&token, HubNews { signature, content_type, body }).await)
}

fn known(token: &str) -> Result<()> {
    if token.len() > LONGEST_TOKEN { Err(Error::NotFound("missing-subscription")) } else { Ok(()) }
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

fn reply(reply: std::result::Result<HubReply, ()>) -> Result<Response> {
    Ok(match reply {
        Ok(HubReply::Echo(challenge)) => {
            ([(header::CONTENT_TYPE, "text/plain")], challenge).into_response()
        }
        Ok(HubReply::Heard) => StatusCode::ACCEPTED.into_response(),
        Ok(HubReply::NotOurs) => return Err(Error::NotFound("missing-subscription")),
        Ok(HubReply::Gone) => StatusCode::GONE.into_response(),
        Err(()) => return Err(Error::Broken),
    })
}
