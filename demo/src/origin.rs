//! Many invented (or saved) web sites behind one loopback port.
//!
//! An [`Origin`] holds [`Site`]s, a site holds [`Document`]s by path and query. [`serve`] answers
//! each request from the site that its `Host` header names, with the validators (`ETag`,
//! `Last-Modified`) and the 304 answers that a polite client lives on. It knows nothing of news.
//!
//! The one rule: a document is made before the server starts. Only a [`Revision`] changes what an
//! address answers, and only from one fixed edition to the next.

use std::collections::HashMap;
use std::future::Future;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, Uri, header};
use dateline_model::Millis;
use jiff::fmt::rfc2822::{DateTimeParser, DateTimePrinter};
use tokio::net::TcpListener;

/// Every site that one port serves.
#[derive(Debug, Default)]
pub struct Origin {
    // Invariant: each key is its site's host in lower case.
    sites: HashMap<String, Site>,
}

/// The documents of one host.
#[derive(Debug, Default)]
pub struct Site {
    /// Host name without port, in lower case: `courier.localhost`.
    pub host: String,
    /// Documents by path and query, as they stand in a request line: `/news/7.html?page=2`.
    pub documents: HashMap<String, Document>,
}

/// What one address answers.
#[derive(Clone, Debug)]
pub struct Document {
    /// The `Content-Type` header.
    pub content_type: String,
    /// The body.
    pub body: Bytes,
    /// The `ETag` header, with its quotes.
    pub etag: String,
    /// The `Last-Modified` header, when the publisher would know it.
    pub last_modified: Option<Millis>,
    /// A later edition of the same address.
    pub revision: Option<Revision>,
}

/// The edition that replaces a document once the first one has been read.
///
/// A page and the feed that lists it share one switch, so the feed never announces an edition
/// that the page does not serve. No clock is involved: the first reader always gets the first
/// edition, the second reader the second.
#[derive(Clone, Debug)]
pub struct Revision {
    /// Turned by the first full answer of a document with `turns`.
    pub switch: Arc<AtomicBool>,
    /// Whether reading this document turns the switch, or only follows it.
    pub turns: bool,
    /// What is served once the switch is turned.
    pub later: Box<Document>,
}

impl Origin {
    /// An origin of these sites; of two with one host the later stays.
    #[must_use]
    pub fn new(sites: Vec<Site>) -> Origin {
        let sites = sites.into_iter().map(|site| (site.host.to_lowercase(), site)).collect();
        Origin { sites }
    }

    /// The sites, in no order.
    pub fn sites(&self) -> impl Iterator<Item = &Site> {
        self.sites.values()
    }

    /// The site of a `Host` header, whatever its port and case.
    pub fn site(&self, host: &str) -> Option<&Site> {
        let name = host.rsplit_once(':').map_or(host, |(name, _port)| name);
        self.sites.get(&name.to_lowercase())
    }
}

impl Document {
    /// A document whose entity tag is a digest of its body.
    #[must_use]
    pub fn new(content_type: &str, body: impl Into<Bytes>) -> Document {
        let body = body.into();
        let mut digest = DefaultHasher::new();
        body.hash(&mut digest);
        Document {
            content_type: content_type.to_owned(),
            etag: format!("\"{:016x}\"", digest.finish()),
            body,
            last_modified: None,
            revision: None,
        }
    }

    /// The same document with its time of change, in whole seconds as HTTP has them.
    #[must_use]
    pub fn modified_at(mut self, moment: Millis) -> Document {
        self.last_modified = Some(Millis(moment.0.div_euclid(1_000) * 1_000));
        self
    }

    /// The edition that is served now.
    pub fn current(&self) -> &Document {
        match &self.revision {
            Some(revision) if revision.switch.load(Ordering::Acquire) => &revision.later,
            _ => self,
        }
    }

    /// Called when the whole document went out.
    fn was_read(&self) {
        if let Some(revision) = self.revision.as_ref().filter(|revision| revision.turns) {
            revision.switch.store(true, Ordering::Release);
        }
    }

    /// Whether the validators of a request say that the client has this already.
    /// `If-None-Match` alone decides when it is there (RFC 9110, 13.1.3).
    fn is_known_to(&self, request: &HeaderMap) -> bool {
        if let Some(tags) = text_of(request, header::IF_NONE_MATCH) {
            return tags.split(',').any(|tag| {
                let tag = tag.trim();
                tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == self.etag
            });
        }
        let since = text_of(request, header::IF_MODIFIED_SINCE).and_then(read_http_date);
        matches!((since, self.last_modified), (Some(since), Some(changed)) if changed <= since)
    }
}

/// Serves the origin until `shutdown` resolves.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    origin: Origin,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let router = Router::new().fallback(answer).with_state(Arc::new(origin));
    axum::serve(listener, router).with_graceful_shutdown(shutdown).await
}

async fn answer(State(origin): State<Arc<Origin>>, request: Request<Body>) -> Response<Body> {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return empty(StatusCode::METHOD_NOT_ALLOWED);
    }
    let Some(document) = find(&origin, &request) else {
        return empty(StatusCode::NOT_FOUND);
    };
    let edition = document.current();
    if edition.is_known_to(request.headers()) {
        return with_validators(edition, StatusCode::NOT_MODIFIED, Body::empty());
    }
    if request.method() == Method::HEAD {
        return with_validators(edition, StatusCode::OK, Body::empty());
    }
    let total = edition.body.len();
    let asked = text_of(request.headers(), header::RANGE);
    let mut response = match asked.and_then(|range| part(range, total)) {
        Some((first, last)) => {
            let bytes = edition.body.slice(first..=last);
            let mut response =
                with_validators(edition, StatusCode::PARTIAL_CONTENT, Body::from(bytes));
            let range = format!("bytes {first}-{last}/{total}");
            if let Ok(range) = HeaderValue::from_str(&range) {
                response.headers_mut().insert(header::CONTENT_RANGE, range);
            }
            response
        }
        None => with_validators(edition, StatusCode::OK, Body::from(edition.body.clone())),
    };
    response.headers_mut().insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    document.was_read();
    response
}

/// The first and last byte of `bytes=FIRST-` or `bytes=FIRST-LAST`, by which players look into
/// recordings. Of every other range the whole is sent, as RFC 9110, 14.2 allows.
fn part(range: &str, total: usize) -> Option<(usize, usize)> {
    let (first, last) = range.strip_prefix("bytes=")?.split_once('-')?;
    let end = total.checked_sub(1)?;
    let first: usize = first.parse().ok()?;
    let last = if last.is_empty() { end } else { last.parse::<usize>().ok()?.min(end) };
    (first <= last).then_some((first, last))
}

fn find<'a>(origin: &'a Origin, request: &Request<Body>) -> Option<&'a Document> {
    let host = text_of(request.headers(), header::HOST).or_else(|| request.uri().host())?;
    origin.site(host)?.documents.get(path_and_query(request.uri()))
}

fn path_and_query(uri: &Uri) -> &str {
    uri.path_and_query().map_or("/", |both| both.as_str())
}

fn with_validators(document: &Document, status: StatusCode, body: Body) -> Response<Body> {
    let mut response = Response::builder().status(status).header(header::ETAG, &document.etag);
    if let Some(changed) = document.last_modified {
        response = response.header(header::LAST_MODIFIED, http_date(changed));
    }
    if status != StatusCode::NOT_MODIFIED {
        response = response.header(header::CONTENT_TYPE, &document.content_type);
    }
    response.body(body).unwrap_or_else(|_| empty(StatusCode::INTERNAL_SERVER_ERROR))
}

fn empty(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

fn text_of(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`; years that HTTP cannot write become 1970.
fn http_date(moment: Millis) -> String {
    DateTimePrinter::new()
        .timestamp_to_rfc9110_string(&moment.timestamp())
        .unwrap_or_else(|_| "Thu, 01 Jan 1970 00:00:00 GMT".to_owned())
}

fn read_http_date(text: &str) -> Option<Millis> {
    DateTimeParser::new().parse_timestamp(text).ok().map(Millis::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> Document {
        Document::new("text/html", "<p>tide</p>").modified_at(Millis(784_111_777_900))
    }

    #[track_caller]
    fn check(name: header::HeaderName, value: &str, known: bool) {
        let mut headers = HeaderMap::new();
        headers.insert(name, value.parse().expect("a header value"));
        assert_eq!(page().is_known_to(&headers), known, "{value}");
    }

    #[test]
    fn knows_what_the_client_has() {
        let tag = page().etag;
        check(header::IF_NONE_MATCH, &tag, true);
        check(header::IF_NONE_MATCH, &format!("\"other\", W/{tag}"), true);
        check(header::IF_NONE_MATCH, "*", true);
        check(header::IF_NONE_MATCH, "\"other\"", false);
        check(header::IF_MODIFIED_SINCE, "Sun, 06 Nov 1994 08:49:37 GMT", true);
        check(header::IF_MODIFIED_SINCE, "Sun, 06 Nov 1994 08:49:36 GMT", false);
        check(header::IF_MODIFIED_SINCE, "yesterday", false);
        check(header::ACCEPT, "text/html", false);
    }

    #[test]
    fn players_look_into_recordings() {
        assert_eq!(part("bytes=0-", 10), Some((0, 9)));
        assert_eq!(part("bytes=4-5", 10), Some((4, 5)));
        assert_eq!(part("bytes=4-99", 10), Some((4, 9)));
        for whole in ["bytes=10-", "bytes=5-4", "bytes=-3", "lines=0-", "bytes=0-1,4-5"] {
            assert_eq!(part(whole, 10), None, "{whole}");
        }
        assert_eq!(part("bytes=0-", 0), None);
    }

    #[test]
    fn finds_a_site_whatever_the_port_and_case() {
        let origin = Origin::new(vec![Site { host: "Tern.localhost".into(), ..Site::default() }]);
        assert!(origin.site("tern.LOCALHOST:8081").is_some());
        assert!(origin.site("tern.localhost").is_some());
        assert!(origin.site("gull.localhost").is_none());
    }

    #[test]
    fn the_second_edition_follows_the_first_reading() {
        let switch = Arc::new(AtomicBool::new(false));
        let revise = |turns| Revision {
            switch: Arc::clone(&switch),
            turns,
            later: Box::new(Document::new("text/html", "later")),
        };
        let page = Document { revision: Some(revise(true)), ..page() };
        let feed = Document { revision: Some(revise(false)), ..page.clone() };
        feed.was_read();
        assert_eq!(page.current().body, "<p>tide</p>");
        page.was_read();
        assert_eq!(page.current().body, "later");
        assert_eq!(feed.current().body, "later");
    }
}
