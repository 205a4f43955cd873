//! Web Push: a short text to one browser, by way of the push service that its maker runs.
//!
//! The service is named by the browser, so by whoever holds an account: its address is hostile input
//! and goes through the guard like a feed's. It sees nothing of the text, which is encrypted for the
//! browser alone (`encryption.rs`, RFC 8291), and learns who runs this paper by a signed claim
//! (`vapid.rs`, RFC 8292).
//!
//! The rule: one POST, to https, whose redirects are not followed and whose answer is its status.

mod encryption;
mod vapid;

use std::time::Duration;

use dateline_model::Millis;
use http::header::{AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderName};
use http::{HeaderValue, StatusCode};
use url::{Host, Url};

use crate::response::site;
use crate::{Accept, Client, Error, Request, special_range};
pub use vapid::VapidKey;

/// A push service answers at once or is in trouble.
const LONGEST: Duration = Duration::from_secs(15);

/// How long a service keeps what it cannot deliver, in seconds: news of yesterday is none.
const KEPT_SECONDS: &str = "86400";

/// The longest text: services take 4096 bytes with all that goes around it (RFC 8030, 7.2).
const LONGEST_TEXT: usize = 3_000;

/// A browser that wants to be notified: what its `PushSubscription` says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PushAddress {
    /// Where its service takes messages for it.
    pub endpoint: String,
    /// Its public key (`p256dh`), an uncompressed point of P-256.
    pub public_key: Vec<u8>,
    /// The secret that it shares with us (`auth`).
    pub secret: Vec<u8>,
}

/// Who sends.
#[derive(Clone, Copy, Debug)]
pub struct PushSender<'a> {
    /// Signs that it is us.
    pub key: &'a VapidKey,
    /// Where the service's people reach ours: `mailto:` or https.
    pub contact: &'a str,
    /// The present.
    pub now: Millis,
}

impl PushAddress {
    /// Whether messages could be sent there at all: for a check before it is stored.
    pub fn check(&self, client: &Client) -> Result<(), Error> {
        let request = self.request()?;
        if !encryption::are_keys(&self.public_key, &self.secret) {
            let why = "the browser's keys are none".to_owned();
            return Err(Error::BadResponse { site: site(&request.url), why });
        }
        client.check(&request).map(drop)
    }

    /// Only https, but for an address of a private network, which the guard lets pass where the owner
    /// opened it: a push service of one's own.
    fn request(&self) -> Result<Request, Error> {
        let not_one = || Error::NotAnAddress { text: self.endpoint.chars().take(100).collect() };
        let url = Url::parse(&self.endpoint).map_err(|_| not_one())?;
        let own = match url.host() {
            Some(Host::Ipv4(v4)) => special_range(v4.into()).is_some(),
            Some(Host::Ipv6(v6)) => special_range(v6.into()).is_some(),
            _ => false,
        };
        if url.scheme() != "https" && !(url.scheme() == "http" && own) {
            return Err(not_one());
        }
        Ok(Request::new(url, Accept::Any))
    }
}

/// A message as it is sent.
pub(crate) struct PushMessage {
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Client {
    /// Sends a text to a browser. [`Error::Gone`] means that it wants no more.
    pub async fn push(
        &self,
        to: &PushAddress,
        text: &str,
        sender: PushSender<'_>,
    ) -> Result<(), Error> {
        let request = to.request()?;
        let site = site(&request.url);
        let unusable = || Error::BadResponse {
            site: site.clone(),
            why: "the text cannot be encrypted for this browser".to_owned(),
        };
        if text.len() > LONGEST_TEXT {
            return Err(unusable());
        }
        let body = encryption::encrypt(text.as_bytes(), &to.public_key, &to.secret);
        let headers = headers(&request.url, sender).ok_or_else(unusable)?;
        let message = PushMessage { headers, body: body.ok_or_else(unusable)? };
        match tokio::time::timeout(LONGEST, self.post_message(&request, &message)).await {
            Ok(status) => judge_push(site, status?),
            Err(_) => Err(Error::Timeout { site, limit: LONGEST }),
        }
    }
}

fn headers(endpoint: &Url, sender: PushSender<'_>) -> Option<HeaderMap> {
    let authorization = vapid::authorization(endpoint, sender)?;
    let mut headers = HeaderMap::new();
    headers.insert(AUTHORIZATION, HeaderValue::from_str(&authorization).ok()?);
    headers.insert(CONTENT_ENCODING, HeaderValue::from_static("aes128gcm"));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    headers.insert(HeaderName::from_static("ttl"), HeaderValue::from_static(KEPT_SECONDS));
    // What was not delivered yet is replaced by what comes later, which tells it too (RFC 8030, 5.4).
    headers.insert(HeaderName::from_static("topic"), HeaderValue::from_static("news"));
    Some(headers)
}

/// RFC 8030, 5 and 7.3.
fn judge_push(site: String, (status, after): (StatusCode, Option<Duration>)) -> Result<(), Error> {
    match status.as_u16() {
        200..=299 => Ok(()),
        404 | 410 => Err(Error::Gone { site }),
        status @ (429 | 500..=599) => Err(Error::RetryLater { site, status, after }),
        status => {
            let why = format!("the push service declined the message ({status})");
            Err(Error::BadResponse { site, why })
        }
    }
}
