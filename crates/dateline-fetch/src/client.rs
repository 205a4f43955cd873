//! One request from address to answer.
//!
//! [`Client::get`] is the story: clean and check the address, send, follow redirects by hand with a
//! fresh check at each hop, judge the status, read the body within its limit, decode it. The whole
//! of it runs under one deadline. Two ways lead out ([`Way`]): one with the owner's exceptions for
//! the host that a person named, one without for all that others named. No cookies, no Referer, no proxy from the environment: a proxy
//! would connect for us, past the guard.

use std::sync::{Arc, Once};
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::header::{self, HeaderMap, HeaderValue};
use url::Url;

use crate::decode::{ACCEPTED_ENCODINGS, DecodeError, decode};
use crate::resolve::{GuardedResolver, system_lookup};
use crate::response::{Head, judge, site};
use crate::trouble::trouble;
use crate::{Accept, Error, Guard, Lookup, Network, Response};

/// Idle connections are kept this long: enough for the next page of the same site, short enough
/// that ten thousand feeds do not hold ten thousand sockets.
const KEEP_IDLE: Duration = Duration::from_secs(15);

/// More headers than any honest answer has.
const MOST_HEADERS: usize = 200;

/// Bodies above this are decoded on a thread of their own: inflating 15 MB takes tens of
/// milliseconds, too long for a thread that serves readers.
const DECODE_ASIDE: usize = 64 * 1024;

/// How the client presents itself, where it may go and how much it takes.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Name, version and contact: `Dateline/0.1 (+https://paper.example)`.
    pub user_agent: String,
    /// Networks that are not public and yet may be asked.
    pub allowed_networks: Vec<Network>,
    /// How much is taken from one server at once.
    pub limits: Limits,
}

/// How much is taken from one server at once.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of a body, as sent and again as decoded.
    pub body_bytes: usize,
    /// Bytes of all headers together.
    pub header_bytes: usize,
    /// Redirects that are followed.
    pub redirects: usize,
    /// Until the connection stands.
    pub connect_timeout: Duration,
    /// Until the last byte of the body, redirects included.
    pub total_timeout: Duration,
}

/// What to ask, and what we have of it already.
#[derive(Clone, Debug)]
pub struct Request {
    /// The address.
    pub url: Url,
    /// What it is for.
    pub accept: Accept,
    /// The feed that named this address; none when a person did. Exceptions for networks that are
    /// not public serve only the host that the person named.
    pub named_by: Option<Url>,
    /// `ETag` of the copy that we have, verbatim.
    pub etag: Option<String>,
    /// `Last-Modified` of the copy that we have, verbatim.
    pub last_modified: Option<String>,
    /// A lower limit on the body than the client's.
    pub max_bytes: Option<usize>,
    /// In place of the client's, for publishers that insist.
    pub user_agent: Option<String>,
}

/// The client. Cheap to clone; all clones share connections.
#[derive(Clone, Debug)]
pub struct Client {
    /// To hosts that a person named.
    named: Way,
    /// To all others.
    others: Way,
    limits: Limits,
}

/// A guard and the connections that it let through. Connections are not shared between ways: one
/// that was made by an exception must not serve a request that has none.
#[derive(Clone, Debug)]
struct Way {
    http: reqwest::Client,
    guard: Arc<Guard>,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            body_bytes: 15 << 20,
            header_bytes: 64 << 10,
            redirects: 5,
            connect_timeout: Duration::from_secs(10),
            total_timeout: Duration::from_secs(30),
        }
    }
}

impl Settings {
    /// The public internet only, with the usual limits.
    #[must_use]
    pub fn new(user_agent: &str) -> Settings {
        Settings {
            user_agent: user_agent.to_owned(),
            allowed_networks: Vec::new(),
            limits: Limits::default(),
        }
    }
}

impl Request {
    /// An unconditional request.
    #[must_use]
    pub fn new(url: Url, accept: Accept) -> Request {
        Request {
            url,
            accept,
            named_by: None,
            etag: None,
            last_modified: None,
            max_bytes: None,
            user_agent: None,
        }
    }
}

impl Client {
    /// Builds the client with the system's resolver.
    pub fn new(settings: &Settings) -> Result<Client, Error> {
        Client::with_lookup(settings, system_lookup())
    }

    /// Builds the client with another way to look up names: a script in tests.
    pub fn with_lookup(settings: &Settings, lookup: Lookup) -> Result<Client, Error> {
        install_crypto();
        let guard = Guard::new(settings.allowed_networks.clone());
        let strict = guard.strict();
        let named = Way::new(settings, guard, Arc::clone(&lookup))?;
        let others = if settings.allowed_networks.is_empty() {
            named.clone()
        } else {
            Way::new(settings, strict, lookup)?
        };
        Ok(Client { named, others, limits: settings.limits })
    }

    /// The guard that this client asks, for checks before an address is stored.
    #[must_use]
    pub fn guard(&self) -> &Guard {
        &self.named.guard
    }

    /// Fetches, following redirects, within all limits.
    pub async fn get(&self, request: &Request) -> Result<Response, Error> {
        let limit = self.limits.total_timeout;
        match tokio::time::timeout(limit, self.follow(request)).await {
            Ok(result) => result,
            Err(_) => Err(Error::Timeout { site: site(&request.url), limit }),
        }
    }

    async fn follow(&self, request: &Request) -> Result<Response, Error> {
        let mut trail = Trail::start(request.url.clone());
        for _ in 0..=self.limits.redirects {
            let answer = self.send(&trail.at, request, ACCEPTED_ENCODINGS).await?;
            match redirect_target(&answer)? {
                Some(target) => trail.step(target, answer.status()),
                None => return self.finish(answer, trail, request).await,
            }
        }
        let limit = self.limits.redirects;
        Err(Error::TooManyRedirects { site: site(&request.url), limit })
    }

    /// One hop: the guard's check and the exchange of headers.
    async fn send(
        &self,
        url: &Url,
        request: &Request,
        encodings: &'static str,
    ) -> Result<reqwest::Response, Error> {
        let person_named = request.named_by.as_ref().unwrap_or(&request.url);
        let way = if person_named.host() == url.host() { &self.named } else { &self.others };
        let clean =
            way.guard.check_url(url).map_err(|why| Error::Refused { site: site(url), why })?;
        let headers = request_headers(request, encodings)?;
        let sent = way.http.get(clean).headers(headers).send().await;
        let answer = sent.map_err(|error| self.trouble(url, &error))?;
        let size: usize =
            answer.headers().iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
        if size > self.limits.header_bytes {
            let why = format!("its headers are larger than {} KB", self.limits.header_bytes >> 10);
            return Err(Error::BadResponse { site: site(url), why });
        }
        Ok(answer)
    }

    /// From the last hop's headers to the decoded body.
    async fn finish(
        &self,
        answer: reqwest::Response,
        trail: Trail,
        request: &Request,
    ) -> Result<Response, Error> {
        let now = SystemTime::now();
        let conditional = request.etag.is_some() || request.last_modified.is_some();
        let limit = request.max_bytes.unwrap_or(usize::MAX).min(self.limits.body_bytes);
        let url = trail.at.clone();
        let mut head = head(&answer, &url);
        judge(&head, conditional, now)?;
        if head.status == http::StatusCode::NOT_MODIFIED {
            return Ok(head.with_body(Bytes::new(), trail.moved, now));
        }
        let body = match self.read(answer, &url, limit).await? {
            Ok(body) => body,
            Err(DecodeError::TooLarge) => return Err(too_large(&url, limit)),
            Err(DecodeError::Garbled) => {
                // The server lies about its encoding; asked for none, most tell the truth.
                let again = self.send(&url, request, "identity").await?;
                head = self::head(&again, &url);
                judge(&head, conditional, now)?;
                self.read(again, &url, limit).await?.map_err(|_| Error::BadResponse {
                    site: site(&url),
                    why: "its compression is broken".to_owned(),
                })?
            }
        };
        Ok(head.with_body(body.into(), trail.moved, now))
    }

    /// The body, read within the limit and decoded within it again.
    async fn read(
        &self,
        mut answer: reqwest::Response,
        url: &Url,
        limit: usize,
    ) -> Result<Result<Vec<u8>, DecodeError>, Error> {
        let announced = answer.content_length().unwrap_or(0);
        if usize::try_from(announced).unwrap_or(usize::MAX) > limit {
            return Err(too_large(url, limit));
        }
        let mut raw = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(|error| self.trouble(url, &error))? {
            if raw.len() + chunk.len() > limit {
                return Err(too_large(url, limit));
            }
            raw.extend_from_slice(&chunk);
        }
        let encodings: Vec<&str> = answer
            .headers()
            .get_all(header::CONTENT_ENCODING)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .collect();
        let encodings = encodings.join(",");
        if raw.len() <= DECODE_ASIDE {
            return Ok(decode(raw, &encodings, limit));
        }
        let decoding = tokio::task::spawn_blocking(move || decode(raw, &encodings, limit));
        Ok(decoding.await.unwrap_or(Err(DecodeError::Garbled)))
    }

    fn trouble(&self, url: &Url, error: &reqwest::Error) -> Error {
        trouble(site(url), error, self.limits.connect_timeout)
    }
}

impl Way {
    fn new(settings: &Settings, guard: Guard, lookup: Lookup) -> Result<Way, Error> {
        let guard = Arc::new(guard);
        let limits = settings.limits;
        let header_bytes = u32::try_from(limits.header_bytes).unwrap_or(u32::MAX);
        let http = reqwest::Client::builder()
            .user_agent(header_value(&settings.user_agent, "user agent")?)
            .dns_resolver(GuardedResolver { guard: Arc::clone(&guard), lookup })
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .retry(reqwest::retry::never())
            .connect_timeout(limits.connect_timeout)
            .pool_idle_timeout(KEEP_IDLE)
            .http1_max_headers(MOST_HEADERS)
            .http2_max_header_list_size(header_bytes)
            .build()
            .map_err(|error| Error::Setup { why: setup_words(&error) })?;
        Ok(Way { http, guard })
    }
}

/// Where a chain of redirects stands.
struct Trail {
    at: Url,
    /// The end of the unbroken run of permanent redirects at the start.
    moved: Option<Url>,
    only_permanent: bool,
}

impl Trail {
    fn start(at: Url) -> Trail {
        Trail { at, moved: None, only_permanent: true }
    }

    fn step(&mut self, target: Url, status: http::StatusCode) {
        self.only_permanent &= matches!(status.as_u16(), 301 | 308);
        if self.only_permanent {
            self.moved = Some(target.clone());
        }
        self.at = target;
    }
}

/// Where an answer sends us; none when it is no redirect.
fn redirect_target(answer: &reqwest::Response) -> Result<Option<Url>, Error> {
    if !matches!(answer.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let location = answer.headers().get(header::LOCATION);
    let target = location
        .and_then(|value| std::str::from_utf8(value.as_bytes()).ok())
        .and_then(|text| answer.url().join(text).ok());
    match target {
        Some(target) => Ok(Some(target)),
        None => Err(Error::BadResponse {
            site: site(answer.url()),
            why: "it redirects to nowhere".to_owned(),
        }),
    }
}

fn head(answer: &reqwest::Response, url: &Url) -> Head {
    Head { url: url.clone(), status: answer.status(), headers: answer.headers().clone() }
}

fn request_headers(request: &Request, encodings: &'static str) -> Result<HeaderMap, Error> {
    let mut headers = HeaderMap::new();
    headers.insert(header::ACCEPT, HeaderValue::from_static(request.accept.header()));
    headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(encodings));
    // A validator that no header can hold is dropped: the answer is then merely longer.
    if let Some(etag) = request.etag.as_deref().and_then(|text| HeaderValue::from_str(text).ok()) {
        headers.insert(header::IF_NONE_MATCH, etag);
    }
    if let Some(date) = &request.last_modified
        && let Ok(date) = HeaderValue::from_str(date)
    {
        headers.insert(header::IF_MODIFIED_SINCE, date);
    }
    if let Some(user_agent) = &request.user_agent {
        headers.insert(header::USER_AGENT, header_value(user_agent, "user agent")?);
    }
    Ok(headers)
}

fn header_value(text: &str, what: &str) -> Result<HeaderValue, Error> {
    HeaderValue::from_str(text).map_err(|_| Error::Setup {
        why: format!("the {what} holds characters that no header may hold; use plain letters"),
    })
}

fn too_large(url: &Url, limit_bytes: usize) -> Error {
    Error::TooLarge { site: site(url), limit_bytes }
}

/// Our choice of cryptography, once for the process; a second call finds it there.
fn install_crypto() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // It fails only when somebody installed one before us, which is as good.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
}

fn setup_words(error: &reqwest::Error) -> String {
    format!(
        "{}; install the system's certificates (`ca-certificates` on Debian)",
        crate::trouble::deepest(error)
    )
}
