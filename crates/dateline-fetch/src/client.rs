//! One request from address to answer.
//!
//! [`Client::get`] is the story: clean and check the address, send, follow redirects by hand with a
//! fresh check at each hop, judge the status, read the body within its limit, decode it. The whole
//! of it runs under one deadline. Two ways lead out ([`Way`]): one with the owner's exceptions for
//! the host that a person named, one without for all that others named.

use std::sync::Arc;
use std::time::SystemTime;

use bytes::Bytes;
use http::header;
use url::Url;

use crate::decode::{ACCEPTED_ENCODINGS, DecodeError, decode};
use crate::guard::without_secrets;
use crate::resolve::system_lookup;
use crate::response::{Head, judge, site};
use crate::trouble::trouble;
use crate::way::Way;
use crate::{Error, Guard, Limits, Lookup, Request, Response, Settings};

/// Bodies above this are decoded on a thread of their own: inflating 15 MB takes tens of
/// milliseconds, too long for a thread that serves readers.
const DECODE_ASIDE: usize = 64 * 1024;

/// The client. Cheap to clone; all clones share connections.
#[derive(Clone, Debug)]
pub struct Client {
    /// To hosts that a person named.
    named: Way,
    /// To all others.
    others: Way,
    limits: Limits,
}

impl Client {
    /// Builds the client with the system's resolver.
    pub fn new(settings: &Settings) -> Result<Client, Error> {
        Client::with_lookup(settings, system_lookup())
    }

    /// Builds the client with another way to look up names: a script in tests.
    pub fn with_lookup(settings: &Settings, lookup: Lookup) -> Result<Client, Error> {
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
        let mut trail = Trail::start(without_secrets(&request.url));
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
        let named = request.host_named_by_a_person() == url.host();
        let way = if named { &self.named } else { &self.others };
        let clean =
            way.guard.check_url(url).map_err(|why| Error::Refused { site: site(url), why })?;
        let headers = request.headers(encodings)?;
        let sent = way.http.get(clean).headers(headers).send().await;
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
        let mut head = head_of(&answer, &url);
        judge(&head, conditional, now)?;
        if head.status == http::StatusCode::NOT_MODIFIED {
            return Ok(head.with_body(Bytes::new(), trail.moved, now));
        }
        let mut body = self.read(answer, &url, limit).await?;
        if body.is_none() {
            // The server lies about its encoding; asked for none, most tell the truth.
            let again = self.send(&url, request, "identity").await?;
            head = head_of(&again, &url);
            judge(&head, conditional, now)?;
            body = self.read(again, &url, limit).await?;
        }
        let body = body.ok_or_else(|| Error::BadResponse {
            site: site(&url),
            why: "its compression is broken".to_owned(),
        })?;
        Ok(head.with_body(body.into(), trail.moved, now))
    }

    /// The body, read within the limit and decoded within it again; none when it is garbled.
    async fn read(
        &self,
        mut answer: reqwest::Response,
        url: &Url,
        limit: usize,
    ) -> Result<Option<Vec<u8>>, Error> {
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
        match decode_aside(raw, encodings(answer.headers()), limit).await {
            Ok(body) => Ok(Some(body)),
            Err(DecodeError::Garbled) => Ok(None),
            Err(DecodeError::TooLarge) => Err(too_large(url, limit)),
        }
    }

    fn trouble(&self, url: &Url, error: &reqwest::Error) -> Error {
        trouble(site(url), error, self.limits.connect_timeout)
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
        Some(target) => Ok(Some(without_secrets(&target))),
        None => Err(Error::BadResponse {
            site: site(answer.url()),
            why: "it redirects to nowhere".to_owned(),
        }),
    }
}

fn head_of(answer: &reqwest::Response, url: &Url) -> Head {
    Head { url: url.clone(), status: answer.status(), headers: answer.headers().clone() }
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
    decoding.await.unwrap_or(Err(DecodeError::Garbled))
}

fn too_large(url: &Url, limit_bytes: usize) -> Error {
    Error::TooLarge { site: site(url), limit_bytes }
}
