//! One request from address to answer.
//!
//! [`Client::get`] is the story: clean and check the address, send, follow redirects by hand with a
//! fresh check at each hop, judge the status, read the body within its limit, decode it. The whole
//! of it runs under one deadline. Each hop takes the way out ([`Ways`]) that it may use: with the
//! owner's exceptions to the host that a person named, without them to all that others named.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::StatusCode;
use http::header::{self, HeaderValue};
use url::Url;

use crate::decode::{ACCEPTED_ENCODINGS, DecodeError, decode, looks_plain};
use crate::guard::without_secrets;
use crate::headers::retry_after;
use crate::push::PushMessage;
use crate::request::user_agent_value;
use crate::resolve::system_lookup;
use crate::response::{Head, judge, site};
use crate::trouble::trouble;
use crate::way::Ways;
use crate::websub::judge_hub;
use crate::{Accept, Error, Guard, Limits, Lookup, Request, Response, RobotsCache, Settings};

/// Bodies above this are decoded on a thread of their own: inflating 15 MB takes tens of
/// milliseconds, too long for a thread that serves readers.
const DECODE_ASIDE: usize = 64 * 1024;

/// The media type of a form.
const FORM: HeaderValue = HeaderValue::from_static("application/x-www-form-urlencoded");

/// The client. Cheap to clone; all clones share connections.
#[derive(Clone, Debug)]
pub struct Client {
    ways: Arc<Ways>,
    /// Name, version and contact of the paper.
    user_agent: Arc<str>,
    limits: Limits,
}

impl Client {
    /// Builds the client with the system's resolver.
    pub fn new(settings: &Settings) -> Result<Client, Error> {
        Client::with_lookup(settings, system_lookup())
    }

    /// Builds the client with another way to look up names: a script in tests.
    pub fn with_lookup(settings: &Settings, lookup: Lookup) -> Result<Client, Error> {
        user_agent_value(&settings.user_agent)?;
        Ok(Client {
            ways: Arc::new(Ways::new(settings, lookup)?),
            user_agent: settings.user_agent.as_str().into(),
            limits: settings.limits,
        })
    }

    /// The guard that this client asks, for checks before an address is stored.
    #[must_use]
    pub fn guard(&self) -> &Guard {
        self.ways.guard()
    }

    /// The request's address as it would be sent, if it may be asked: for a check before an address
    /// is stored. Names are looked up only when a connection is made.
    pub fn check(&self, request: &Request) -> Result<Url, Error> {
        let way = self.ways.for_hop(request, &request.url)?;
        let verdict = way.guard.check_url(&request.url);
        verdict.map_err(|why| Error::Refused { site: site(&request.url), why })
    }

    /// Fetches, following redirects, within all limits.
    pub async fn get(&self, request: &Request) -> Result<Response, Error> {
        self.get_past(request, None).await
    }

    /// Fetches as [`Client::get`] does what no person asked for. Whether the address itself may be
    /// asked is for the caller to know ([`RobotsCache::permit`]); each one that a redirect leads to is
    /// asked for only where the robots.txt there lets us.
    pub async fn get_as_robot(
        &self,
        request: &Request,
        robots: &RobotsCache,
    ) -> Result<Response, Error> {
        self.get_past(request, Some(robots)).await
    }

    async fn get_past(
        &self,
        request: &Request,
        robots: Option<&RobotsCache>,
    ) -> Result<Response, Error> {
        let limit = self.limits.total_timeout;
        match tokio::time::timeout(limit, self.follow(request, robots)).await {
            Ok(result) => result,
            Err(_) => Err(Error::Timeout { site: site(&request.url), limit }),
        }
    }

    /// Posts a form to a hub, with its 307 and 308 followed. `only_https`: the form holds a secret,
    /// so no hop may be plain http.
    pub(crate) async fn post_form(
        &self,
        request: &Request,
        form: &str,
        only_https: bool,
    ) -> Result<(), Error> {
        let limit = self.limits.total_timeout;
        match tokio::time::timeout(limit, self.follow_post(request, form, only_https)).await {
            Ok(result) => result,
            Err(_) => Err(Error::Timeout { site: site(&request.url), limit }),
        }
    }

    /// Posts a message to a push service and gives back its status, and how long it wants to be left
    /// alone; no redirect is followed.
    pub(crate) async fn post_message(
        &self,
        request: &Request,
        message: &PushMessage,
    ) -> Result<(StatusCode, Option<Duration>), Error> {
        let answer = self.send(&Trail::start(request), request, Ask::Push(message)).await?;
        Ok((answer.status(), retry_after(answer.headers(), SystemTime::now())))
    }

    async fn follow_post(
        &self,
        request: &Request,
        form: &str,
        only_https: bool,
    ) -> Result<(), Error> {
        let mut trail = Trail::start(request);
        for _ in 0..=self.limits.redirects {
            if only_https && trail.at.scheme() != "https" {
                let why = "its hub leads from https to http, where a secret cannot go".to_owned();
                return Err(Error::BadResponse { site: site(&trail.at), why });
            }
            let answer = self.send(&trail, request, Ask::Post(form)).await?;
            // Only these two keep the method and the form.
            let target = match answer.status().as_u16() {
                307 | 308 => redirect_target(&answer)?,
                _ => None,
            };
            match target {
                Some(target) => trail.step(request, target, answer.status()),
                None => return judge_hub(&trail.at, answer.status()),
            }
        }
        let limit = self.limits.redirects;
        Err(Error::TooManyRedirects { site: site(&request.url), limit })
    }

    async fn follow(
        &self,
        request: &Request,
        robots: Option<&RobotsCache>,
    ) -> Result<Response, Error> {
        let mut trail = Trail::start(request);
        for _ in 0..=self.limits.redirects {
            let answer = self.send(&trail, request, Ask::Get(ACCEPTED_ENCODINGS)).await?;
            match redirect_target(&answer)? {
                Some(target) => {
                    if let Some(robots) = robots {
                        // What the guard refuses is not asked for its robots.txt either.
                        self.ways.for_hop(request, &target)?.vet_ahead(&target).await?;
                        robots.permit_hop(request, &target).await?;
                    }
                    trail.step(request, target, answer.status());
                }
                None => return self.finish(answer, trail, request).await,
            }
        }
        let limit = self.limits.redirects;
        Err(Error::TooManyRedirects { site: site(&request.url), limit })
    }

    /// One hop: the guard's check and the exchange of headers.
    async fn send(
        &self,
        trail: &Trail,
        request: &Request,
        ask: Ask<'_>,
    ) -> Result<reqwest::Response, Error> {
        let url = &trail.at;
        let way = self.ways.for_hop(request, url)?;
        let clean = way.vet(url).await?;
        let (builder, encodings) = match ask {
            Ask::Get(encodings) => (way.http.get(clean), encodings),
            Ask::Post(form) => (way.http.post(clean).body(form.to_owned()), "identity"),
            Ask::Push(message) => (way.http.post(clean).body(message.body.clone()), "identity"),
        };
        let mut headers = request.headers(&self.user_agent, encodings)?;
        if trail.on_own_site {
            request.add_secrets(&mut headers)?;
        }
        match ask {
            Ask::Get(_) => {}
            Ask::Post(_) => drop(headers.insert(header::CONTENT_TYPE, FORM)),
            Ask::Push(message) => headers.extend(message.headers.clone()),
        }
        let sent = builder.headers(headers).send().await;
        let answer = sent.map_err(|error| self.trouble(url, &error))?;
        let size: usize =
            answer.headers().iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
        if size > self.limits.header_bytes {
            let why = format!("its headers are larger than {} KB", self.limits.header_bytes / 1000);
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
        let mut head = head_of(&answer, request, &url);
        judge(&head, conditional, now)?;
        if head.status == http::StatusCode::NOT_MODIFIED {
            return Ok(head.with_body(Bytes::new(), trail.moved, now));
        }
        let compressed = !encodings(answer.headers()).is_empty();
        let mut body = self.read(answer, &url, limit).await?;
        if compressed && !matches!(body, Body::Whole(_)) {
            // The server lies about its encoding; asked for none, most tell the truth.
            let again = self.send(&trail, request, Ask::Get("identity")).await?;
            let head_again = head_of(&again, request, &url);
            judge(&head_again, conditional, now)?;
            let body_again = self.read(again, &url, limit).await?;
            if let Body::Whole(_) = body_again {
                (head, body) = (head_again, body_again);
            }
        }
        match body {
            Body::Whole(whole) => Ok(head.with_body(whole.into(), trail.moved, now)),
            // Feeds begin with their newest entries, so half a feed is nearly as good as one.
            Body::Part(part, _) if request.accept == Accept::Feed && is_text(&part) => {
                Ok(head.with_part(part.into(), trail.moved, now))
            }
            Body::Part(_, error) => Err(error),
        }
    }

    /// The body, read within the limit and decoded within it again.
    async fn read(
        &self,
        mut answer: reqwest::Response,
        url: &Url,
        limit: usize,
    ) -> Result<Body, Error> {
        let announced = answer.content_length().unwrap_or(0);
        if usize::try_from(announced).unwrap_or(usize::MAX) > limit {
            return Err(too_large(url, limit));
        }
        let (mut raw, mut broken) = (Vec::new(), None);
        loop {
            match answer.chunk().await {
                Ok(Some(chunk)) if raw.len() + chunk.len() > limit => {
                    return Err(too_large(url, limit));
                }
                Ok(Some(chunk)) => raw.extend_from_slice(&chunk),
                Ok(None) => break,
                Err(error) => {
                    broken = Some(self.trouble(url, &error));
                    break;
                }
            }
        }
        let decoded = decode_aside(raw, encodings(answer.headers()), limit).await;
        match (decoded, broken) {
            (Err(DecodeError::TooLarge), _) => Err(too_large(url, limit)),
            (Ok(body), None) => Ok(Body::Whole(body)),
            (Ok(part) | Err(DecodeError::Garbled(part)), Some(error)) => {
                Ok(Body::Part(part, error))
            }
            (Err(DecodeError::Garbled(part)), None) => {
                let why = "its compression is broken".to_owned();
                Ok(Body::Part(part, Error::BadResponse { site: site(url), why }))
            }
        }
    }

    fn trouble(&self, url: &Url, error: &reqwest::Error) -> Error {
        trouble(site(url), error, self.limits.connect_timeout)
    }
}

/// What is sent at each hop.
#[derive(Clone, Copy)]
enum Ask<'a> {
    /// These encodings are understood.
    Get(&'static str),
    /// This form.
    Post(&'a str),
    /// This message.
    Push(&'a PushMessage),
}

/// What came of a body.
enum Body {
    Whole(Vec<u8>),
    /// What came before it broke off, and what broke it.
    Part(Vec<u8>, Error),
}

/// Half a body that can be read at all: not the rest of a compression that went wrong.
fn is_text(part: &[u8]) -> bool {
    !part.is_empty() && looks_plain(part)
}

/// Where a chain of redirects stands.
struct Trail {
    at: Url,
    /// The end of the unbroken run of permanent redirects at the start.
    moved: Option<Url>,
    only_permanent: bool,
    /// No hop so far has left the site that cookie and password are for. Once left, they are not
    /// sent again: whoever led us back chose the address.
    on_own_site: bool,
}

impl Trail {
    fn start(request: &Request) -> Trail {
        Trail {
            at: without_secrets(&request.url),
            moved: None,
            only_permanent: true,
            on_own_site: request.is_own_site(&request.url),
        }
    }

    fn step(&mut self, request: &Request, target: Url, status: http::StatusCode) {
        self.on_own_site &= request.is_own_site(&target);
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
        Some(target) => Ok(Some(without_secrets(&target))),
        None => Err(Error::BadResponse {
            site: site(answer.url()),
            why: "it redirects to nowhere".to_owned(),
        }),
    }
}

fn head_of(answer: &reqwest::Response, request: &Request, url: &Url) -> Head {
    Head {
        asked: without_secrets(&request.url),
        url: url.clone(),
        status: answer.status(),
        headers: answer.headers().clone(),
    }
}

/// All encodings that the headers name, in order.
fn encodings(headers: &http::HeaderMap) -> String {
    let values = headers.get_all(header::CONTENT_ENCODING).iter();
    values.filter_map(|value| value.to_str().ok()).collect::<Vec<_>>().join(",")
}

async fn decode_aside(
    raw: Vec<u8>,
    encodings: String,
    limit: usize,
) -> Result<Vec<u8>, DecodeError> {
    if raw.len() <= DECODE_ASIDE {
        return decode(raw, &encodings, limit);
    }
    let decoding = tokio::task::spawn_blocking(move || decode(raw, &encodings, limit));
    decoding.await.unwrap_or(Err(DecodeError::Garbled(Vec::new())))
}

fn too_large(url: &Url, limit_bytes: usize) -> Error {
    Error::TooLarge { site: site(url), limit_bytes }
}
