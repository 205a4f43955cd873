//! The Miniflux API, version 1: JSON over plain addresses, which many apps and scripts speak.
//!
//! An app shows a password for a program as `X-Auth-Token`, or with its reader's name as HTTP Basic.
//! Browsers send the latter by themselves once somebody typed it, so it counts for nothing where a
//! browser asks; the former they never do, which is why pages of other origins may call us with it.
//! A refusal is `{"error_message": …}`.
//!
//! - [`asked`]: which entries a call asks for;
//! - [`entries`], [`feeds`], [`categories`]: the calls;
//! - [`shapes`]: the answers.

mod asked;
mod categories;
mod entries;
mod feeds;
mod shapes;

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use dateline_model::{Reader, ReaderId};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::asked::Asked;
use super::{Api, LARGEST_CALL, Shown, json};
use crate::access::Caller;
use crate::doors;
use crate::error::Error;
use crate::pages::feeds::roll;
use crate::paper::Site;
use crate::speech::Speech;

/// The release of Miniflux whose calls these are: apps choose by it what they call.
const RELEASE: &str = "2.2.0";

/// What a call says when there is nothing to say.
const NOTHING: &[u8] = b"{}";

/// A call as it came, from a reader.
struct Call {
    site: Arc<Site>,
    reader: Reader,
    caller: Caller,
    asked: Asked,
    body: Bytes,
}

/// Why a call is not done.
enum Refusal {
    /// As all of the paper refuses.
    Ours(Error),
    /// What was sent makes no sense.
    Bad(String),
}

impl<E: Into<Error>> From<E> for Refusal {
    fn from(error: E) -> Refusal {
        Refusal::Ours(error.into())
    }
}

type Answer<T = Response> = std::result::Result<T, Refusal>;

/// What an app shows.
pub(super) fn shown(headers: &HeaderMap) -> Option<Shown> {
    if let Some(token) = headers.get("x-auth-token") {
        return Some(Shown::Password(token.to_str().ok()?.trim().to_owned()));
    }
    let (name, password) = doors::basic(headers).filter(|_| !by_browser(headers))?;
    Some(Shown::Pair(name, password))
}

/// Whether a browser asks, for one of its pages or for who looks at it: it says where from.
fn by_browser(headers: &HeaderMap) -> bool {
    headers.contains_key(header::ORIGIN) || headers.contains_key("sec-fetch-site")
}

/// What went wrong.
pub(super) fn told(error: &Error, speech: Speech) -> Response {
    let words = match error {
        Error::NotFound(_) => "Resource Not Found".to_owned(),
        Error::Forbidden(_) => "Access Forbidden".to_owned(),
        other => speech.tell(&other.trouble().message),
    };
    json(error.status(), json!({"error_message": words}))
}

fn bad(words: &str) -> Refusal {
    Refusal::Bad(words.to_owned())
}

fn missing() -> Refusal {
    Refusal::Ours(Error::NotFound("missing-thing"))
}

// Answers of calls, as they stand at the end of one.
#[allow(clippy::unnecessary_wraps)]
fn ok(value: Value) -> Answer {
    Ok(json(StatusCode::OK, value))
}

#[allow(clippy::unnecessary_wraps)]
fn created(value: Value) -> Answer {
    Ok(json(StatusCode::CREATED, value))
}

#[allow(clippy::unnecessary_wraps)]
fn done() -> Answer {
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `/v1/{call}`, by every method.
pub(crate) async fn call(
    State(site): State<Arc<Site>>,
    caller: Caller,
    path: Result<Path<String>, PathRejection>,
    request: Request,
) -> Response {
    // What is no text names nothing.
    let path = path.map_or_else(|_| String::new(), |Path(path)| path);
    let elsewhere = request.headers().contains_key(header::ORIGIN);
    let mut response = if *request.method() == Method::OPTIONS {
        StatusCode::NO_CONTENT.into_response()
    } else {
        answered(site, caller, &path, request).await
    };
    if elsewhere {
        open_to_pages(&mut response);
    }
    response
}

/// Lets pages of other origins see the answer: only those that know a password get one worth seeing.
pub(super) fn open_to_pages(response: &mut Response) {
    let allowed = [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT, DELETE, OPTIONS"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "X-Auth-Token, Authorization, Content-Type, Accept"),
        (header::ACCESS_CONTROL_MAX_AGE, "3600"),
    ];
    for (name, value) in allowed {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
}

async fn answered(site: Arc<Site>, caller: Caller, path: &str, request: Request) -> Response {
    let Some(reader) = caller.reader.clone() else { return unknown(request.headers()) };
    let method = request.method().clone();
    let query = request.uri().query().unwrap_or_default().to_owned();
    let largest = if path == "import" { roll::LARGEST_OPML } else { LARGEST_CALL };
    let too_large = || {
        let told = json!({"error_message": "the call is too large"});
        json(StatusCode::PAYLOAD_TOO_LARGE, told)
    };
    let Ok(body) = axum::body::to_bytes(request.into_body(), largest).await else {
        return too_large();
    };
    let Some(asked) = Asked::of(&query, b"") else { return too_large() };
    let speech = caller.speech;
    let call = Call { site, reader, caller, asked, body };
    match call.answer(&method, path.trim_matches('/')).await {
        Ok(response) => response,
        Err(Refusal::Ours(error)) => Api::Miniflux.told(&error, speech),
        Err(Refusal::Bad(words)) => json(StatusCode::BAD_REQUEST, json!({"error_message": words})),
    }
}

/// No password, or a wrong one. Programs that wait to be asked for one are asked; a browser would
/// ask whoever looks at it.
fn unknown(headers: &HeaderMap) -> Response {
    let told = json!({"error_message": "Access Unauthorized"});
    let mut response = json(StatusCode::UNAUTHORIZED, told);
    if !by_browser(headers) {
        let asks = HeaderValue::from_static("Basic realm=\"Restricted\"");
        response.headers_mut().insert(header::WWW_AUTHENTICATE, asks);
    }
    response
}

impl Call {
    fn id(&self) -> ReaderId {
        self.reader.id
    }

    /// What was sent, as JSON; fields that we do not know are passed over.
    fn sent<T: DeserializeOwned>(&self) -> Answer<T> {
        let body = if self.body.is_empty() { NOTHING } else { &self.body };
        serde_json::from_slice(body)
            .map_err(|why| bad(&format!("what was sent is no such JSON: {why}")))
    }

    async fn answer(&self, method: &Method, path: &str) -> Answer {
        let method = if *method == Method::HEAD { "GET" } else { method.as_str() };
        let parts: Vec<&str> = path.split('/').collect();
        match (method, parts.as_slice()) {
            (_, ["entries", rest @ ..]) => entries::answer(self, method, rest).await,
            (_, ["feeds", rest @ ..]) => feeds::answer(self, method, rest).await,
            (_, ["categories", rest @ ..]) => categories::answer(self, method, rest).await,
            (_, ["enclosures", id]) => entries::enclosure(self, method, number(id)?).await,
            ("GET", ["me"]) => ok(shapes::user(self)),
            ("GET", ["version"]) => ok(version()),
            ("GET", ["integrations", "status"] | ["users", "integrations", "status"]) => {
                ok(json!({"has_integrations": false}))
            }
            ("PUT" | "DELETE", ["flush-history"]) => Ok(json(StatusCode::ACCEPTED, Value::Null)),
            ("GET", ["export"]) => self.export().await,
            ("POST", ["import"]) => self.import().await,
            ("POST", ["discover"]) => feeds::discover(self).await,
            (_, ["users", rest @ ..]) => self.users(method, rest).await,
            _ => Err(missing()),
        }
    }

    /// A reader sees themself alone: the owner's desk is where accounts are kept.
    async fn users(&self, method: &str, rest: &[&str]) -> Answer {
        let own = |who: &str| {
            who == self.id().to_string() || who.to_lowercase() == self.reader.name.to_lowercase()
        };
        match (method, rest) {
            ("GET", [who]) if own(who) => ok(shapes::user(self)),
            ("PUT", [who, "mark-all-as-read"]) if own(who) => {
                entries::mark_all(self, dateline_store::ItemQuery::default()).await
            }
            _ => Err(Refusal::Ours(Error::Forbidden("forbidden-owner"))),
        }
    }

    async fn export(&self) -> Answer {
        let followed = self.site.store.subscriptions(self.id()).await?;
        let opml = self.site.newsroom.write_opml(&roll::export_list(followed));
        Ok(([(header::CONTENT_TYPE, "text/xml; charset=utf-8")], opml).into_response())
    }

    async fn import(&self) -> Answer {
        let (site, list) = (&self.site, self.site.newsroom.read_opml(&self.body));
        let brought = roll::import_list(&site.store, &self.reader, list, site.now()).await?;
        site.newsroom.wake();
        let mut told = "Feeds imported successfully".to_owned();
        if !brought.left_out.is_empty() {
            told = format!("{told}, but for: {}", brought.left_out.join("; "));
        }
        created(json!({"message": told}))
    }
}

fn version() -> Value {
    json!({
        "version": RELEASE,
        "commit": "dateline",
        "build_date": "",
        "go_version": "",
        "compiler": "rustc",
        "arch": std::env::consts::ARCH,
        "os": std::env::consts::OS,
    })
}

/// A number in an address.
fn number(text: &str) -> Answer<i64> {
    text.parse().ok().filter(|number| *number > 0).ok_or_else(missing)
}

#[cfg(test)]
mod tests {
    use http::HeaderName;

    use super::*;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let named = |(name, value): &(&'static str, &str)| {
            (HeaderName::from_static(name), value.parse().expect("a header"))
        };
        pairs.iter().map(named).collect()
    }

    #[track_caller]
    fn check(pairs: &[(&'static str, &str)], expected: Option<&Shown>) {
        assert_eq!(shown(&headers(pairs)).as_ref(), expected, "{pairs:?}");
    }

    #[test]
    fn what_a_browser_sends_by_itself_counts_for_nothing() {
        // `printf 'ada:secret' | base64`
        let basic = ("authorization", "Basic YWRhOnNlY3JldA==");
        let pair = Shown::Pair("ada".to_owned(), "secret".to_owned());
        check(&[basic], Some(&pair));
        check(&[basic, ("origin", "https://evil.example")], None);
        check(&[basic, ("sec-fetch-site", "none")], None);
        let token = ("x-auth-token", "secret");
        let password = Shown::Password("secret".to_owned());
        check(&[token], Some(&password));
        check(&[token, basic], Some(&password));
        check(&[token, ("origin", "https://reader.example")], Some(&password));
        check(&[], None);
    }
}
