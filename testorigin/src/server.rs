//! The server: many virtual feeds behind one port, and a record of every request.

use std::collections::HashMap;
use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Request, Response, StatusCode, header};
use dateline_model::Millis;
use futures_util::StreamExt;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::feed::{Feed, Pace, Validators};
use crate::rss::http_date;

/// The time as the origin sees it.
type Clock = fn() -> Millis;

/// A running origin; it ends when this is dropped.
#[derive(Debug)]
pub struct Origin {
    address: SocketAddr,
    shared: Arc<Shared>,
    serving: JoinHandle<()>,
}

/// One request, as it came.
#[derive(Clone, Debug)]
pub struct Asked {
    /// When.
    pub at: Millis,
    /// Every header, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The status that it was answered with.
    pub status: u16,
}

#[derive(Debug)]
struct Shared {
    clock: Clock,
    /// By host without port, and path: `news.example/feed`.
    feeds: Mutex<HashMap<String, Virtual>>,
    /// Requests in all.
    total: watch::Sender<usize>,
}

#[derive(Debug, Default)]
struct Virtual {
    /// None for an address that was asked for and is not there.
    feed: Option<Arc<Feed>>,
    asked: Vec<Asked>,
}

impl Origin {
    /// Listens on a free port of loopback.
    ///
    /// # Errors
    /// When there is no free port.
    pub async fn start(clock: Clock) -> io::Result<Origin> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let shared =
            Arc::new(Shared { clock, feeds: Mutex::default(), total: watch::Sender::new(0) });
        let router = Router::new().fallback(answer).with_state(Arc::clone(&shared));
        let serving = tokio::spawn(async move {
            // It ends only with the task: a listener that fails to accept tries again.
            let _ = axum::serve(listener, router).await;
        });
        Ok(Origin { address, shared, serving })
    }

    /// The address of a virtual feed.
    #[must_use]
    pub fn url(&self, host: &str, path: &str) -> String {
        format!("http://{host}:{}{path}", self.address.port())
    }

    /// What `host` answers at `path` from now on.
    pub fn set(&self, host: &str, path: &str, feed: Feed) {
        let mut feeds = self.shared.feeds();
        feeds.entry(format!("{host}{path}")).or_default().feed = Some(Arc::new(feed));
    }

    /// Every request for that address so far, in order.
    #[must_use]
    pub fn asked(&self, host: &str, path: &str) -> Vec<Asked> {
        let feeds = self.shared.feeds();
        feeds.get(&format!("{host}{path}")).map(|feed| feed.asked.clone()).unwrap_or_default()
    }

    /// Every request for any address so far, with the address it was for; in no order of addresses.
    #[must_use]
    pub fn all_asked(&self) -> Vec<(String, Asked)> {
        let feeds = self.shared.feeds();
        let each = feeds.iter().flat_map(|(name, feed)| {
            feed.asked.iter().map(move |asked| (name.clone(), asked.clone()))
        });
        each.collect()
    }

    /// How many requests there were in all.
    #[must_use]
    pub fn total(&self) -> usize {
        *self.shared.total.borrow()
    }

    /// Waits until there were so many requests in all.
    pub async fn until_total(&self, total: usize) {
        let mut asked = self.shared.total.subscribe();
        // The sender lives as long as this origin.
        let _ = asked.wait_for(|so_far| *so_far >= total).await;
    }

    /// Forgets what was asked so far, but not how much it was.
    pub fn forget_asked(&self) {
        self.shared.feeds().values_mut().for_each(|feed| feed.asked.clear());
    }
}

impl Drop for Origin {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

impl Asked {
    /// A header's value by its lower-case name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether it carries a validator.
    #[must_use]
    pub fn is_conditional(&self) -> bool {
        self.header("if-none-match").or(self.header("if-modified-since")).is_some()
    }
}

impl Shared {
    fn feeds(&self) -> MutexGuard<'_, HashMap<String, Virtual>> {
        // No panic can leave the map half changed, so a poisoned lock is as good as any.
        self.feeds.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps the request and says what to answer it with, and how often it was asked before.
    fn note(&self, request: &Request<Body>) -> (Option<Arc<Feed>>, u16, usize) {
        let headers = request.headers();
        let host = text(headers, header::HOST).unwrap_or_default();
        let host = host.rsplit_once(':').map_or(host, |(name, _port)| name);
        let key = format!("{host}{}", request.uri().path_and_query().map_or("/", |p| p.as_str()));
        let mut feeds = self.feeds();
        let feed = feeds.entry(key).or_default();
        let status = feed.feed.as_ref().map_or(404, |answer| {
            let tag = text(headers, header::IF_NONE_MATCH);
            let since = text(headers, header::IF_MODIFIED_SINCE);
            let unchanged = answer.status == 200 && answer.is_unchanged(tag, since);
            if unchanged { 304 } else { answer.status }
        });
        let lines = headers.iter().map(|(name, value)| {
            (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        });
        feed.asked.push(Asked { at: (self.clock)(), headers: lines.collect(), status });
        self.total.send_modify(|total| *total += 1);
        (feed.feed.clone(), status, feed.asked.len())
    }
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

async fn answer(State(shared): State<Arc<Shared>>, request: Request<Body>) -> Response<Body> {
    let (feed, status, count) = shared.note(&request);
    let Some(feed) = feed else { return empty(StatusCode::NOT_FOUND) };
    if feed.pace == Pace::Never {
        std::future::pending::<()>().await;
    }
    let mut response = Response::builder().status(status).header(header::DATE, {
        // The server's own clock: a date in `Retry-After` is read against it.
        http_date((shared.clock)())
    });
    if let Some(etag) = &feed.etag {
        let changing = feed.validators == Validators::Changing;
        let etag = if changing { format!("\"{count}\"") } else { etag.clone() };
        response = response.header(header::ETAG, etag);
    }
    if let Some(last_modified) = &feed.last_modified {
        response = response.header(header::LAST_MODIFIED, last_modified);
    }
    for (name, value) in &feed.headers {
        response = response.header(name, value);
    }
    if status != 304 {
        response = response.header(header::CONTENT_TYPE, &feed.content_type);
        if let Some(coding) = feed.coding.header() {
            response = response.header(header::CONTENT_ENCODING, coding);
        }
    }
    let body = if status == 304 { Body::empty() } else { body(&feed) };
    response.body(body).unwrap_or_else(|_| empty(StatusCode::INTERNAL_SERVER_ERROR))
}

fn body(feed: &Feed) -> Body {
    let bytes = Bytes::from(feed.coding.encode(&feed.body));
    let half = bytes.slice(..bytes.len() / 2);
    match feed.pace {
        Pace::AtOnce | Pace::Never => Body::from(bytes),
        Pace::Truncated => Body::from(half),
        Pace::CutOff => {
            let broken = io::Error::from(io::ErrorKind::ConnectionReset);
            Body::from_stream(futures_util::stream::iter([Ok(half), Err(broken)]))
        }
        Pace::Drip => {
            let each = futures_util::stream::iter(bytes).then(|byte| async move {
                tokio::time::sleep(Duration::from_secs(1)).await;
                Ok::<_, Infallible>(Bytes::copy_from_slice(&[byte]))
            });
            Body::from_stream(each)
        }
    }
}

fn empty(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

/// A port of loopback on which nobody answers.
///
/// # Errors
/// When there is no free port.
pub async fn dead_port() -> io::Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0").await?.local_addr()?.port())
}
