//! The words of `WebSub`: how a feed's hub is found, asked, answered and believed.
//!
//! W3C Recommendation "WebSub", 23 January 2018. A publisher names a hub; we ask the hub to tell us
//! when the feed changes ([`Client::ask_hub`]); the hub asks back whether we meant it
//! ([`Pending::answer`]); from then on it posts each change, signed with a secret that only it and
//! we know ([`is_signed`]). A subscription ends with its lease, so it is renewed before
//! ([`renew_at`]). All but the one request is pure: storage and routes are the caller's.
//!
//! The rule: a hub is named by a feed, so it is as little trusted as any page that a feed names. It
//! goes through the guard at every hop, and what it posts counts only when signed.

use std::time::Duration;

use dateline_model::{FeedHead, Millis, Secret};
use hmac::{Hmac, Mac};
use http::StatusCode;
use url::{Host, Url};

use crate::resolve::is_localhost;
use crate::response::site;
use crate::{Accept, Client, Error, Request, Response, special_range};

/// Hubs of one feed that are looked at; two are common, more are a mistake.
const MOST_HUBS: usize = 4;

/// 5.1: a secret must be shorter than 200 bytes.
const LONGEST_SECRET: usize = 199;

/// A challenge longer than this is no random string; we would be echoing somebody's document.
const LONGEST_CHALLENGE: usize = 2048;

/// The lease that we ask for: what the large hubs give at most.
pub const ASKED_LEASE: Duration = Duration::from_hours(10 * 24);

/// A hub's shorter lease is taken for this one: renewing more often would be polling by another
/// name.
const SHORTEST_LEASE: Duration = Duration::from_hours(1);

/// A hub's longer lease is cut to this, so that a hub that forgot us is asked again some day.
const LONGEST_LEASE: Duration = Duration::from_hours(30 * 24);

/// What a feed offers: whom to ask, and for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HubOffer {
    /// Hubs, the publisher's first choice first.
    pub hubs: Vec<Url>,
    /// The feed's address for itself: the hub knows it by no other.
    pub topic: Url,
}

/// 4, Discovery: the hubs that a feed names, in its `Link` headers or else in the feed itself, and
/// its own address for itself. None when it names no hub. A feed that does not say its own address,
/// as it must, is taken by the address that it came from.
#[must_use]
pub fn hub_offer(response: &Response, feed: &FeedHead) -> Option<HubOffer> {
    let links = response.links();
    let named = |rel: &str| -> Vec<Url> {
        links.iter().filter(|link| link.has_rel(rel)).map(|link| link.url.clone()).collect()
    };
    let within = |text: &String| response.final_url.join(text).ok();
    let mut hubs = named("hub");
    let mut topics = named("self");
    if hubs.is_empty() {
        hubs = feed.hubs.iter().filter_map(within).collect();
    }
    if topics.is_empty() {
        topics = feed.self_url.iter().filter_map(within).collect();
    }
    hubs.retain(is_web);
    hubs.dedup();
    hubs.truncate(MOST_HUBS);
    let own = topics.into_iter().find(is_web);
    let topic = own.unwrap_or_else(|| response.final_url.clone());
    (!hubs.is_empty()).then_some(HubOffer { hubs, topic })
}

fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.has_host()
}

/// Why the paper at this address cannot be told of changes; none when it can. Hubs must reach it,
/// so an address at home will not do.
#[must_use]
pub fn unreachable_for_hubs(base: &Url) -> Option<String> {
    let inner = match base.host() {
        Some(Host::Domain(name)) => is_localhost(name) || !name.trim_end_matches('.').contains('.'),
        Some(Host::Ipv4(v4)) => special_range(v4.into()).is_some(),
        Some(Host::Ipv6(v6)) => special_range(v6.into()).is_some(),
        None => true,
    };
    (inner || !is_web(base)).then(|| {
        format!(
            "publishers cannot reach {}, so their hubs cannot tell of news at once; feeds are \
             visited instead. Set `base_url` to an address on the public internet to change that",
            site(base)
        )
    })
}

/// Begin, or end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HubMode {
    /// Tell us of changes; also to renew.
    Subscribe,
    /// No more.
    Unsubscribe,
}

impl HubMode {
    /// As the protocol spells it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            HubMode::Subscribe => "subscribe",
            HubMode::Unsubscribe => "unsubscribe",
        }
    }
}

/// What we ask of a hub.
#[derive(Clone, Debug)]
pub struct HubRequest {
    /// The hub.
    pub hub: Url,
    /// The feed that named it. The owner's exceptions for private networks serve a hub on that very
    /// host and no other.
    pub named_by: Url,
    /// The feed's address for itself.
    pub topic: Url,
    /// Where the hub posts to: of this subscription alone, and not to be guessed.
    pub callback: Url,
    /// What the hub signs with. It is sent to hubs on https alone (5.1); [`is_signed`] then has
    /// nothing to check for the others.
    pub secret: Secret,
    /// Begin, or end.
    pub mode: HubMode,
}

impl HubRequest {
    /// Whether the hub is told the secret, and so what it posts will be signed.
    #[must_use]
    pub fn sends_secret(&self) -> bool {
        self.mode == HubMode::Subscribe && self.hub.scheme() == "https" && self.is_secret_fit()
    }

    fn is_secret_fit(&self) -> bool {
        (1..=LONGEST_SECRET).contains(&self.secret.reveal().len())
    }

    /// 5.1, the form. Names and values are encoded, so no address can add a field.
    fn form(&self) -> String {
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.append_pair("hub.mode", self.mode.name());
        form.append_pair("hub.topic", self.topic.as_str());
        form.append_pair("hub.callback", self.callback.as_str());
        if self.mode == HubMode::Subscribe {
            form.append_pair("hub.lease_seconds", &ASKED_LEASE.as_secs().to_string());
        }
        if self.sends_secret() {
            form.append_pair("hub.secret", self.secret.reveal());
        }
        form.finish()
    }
}

impl Client {
    /// 5.1 and 5.2: asks a hub. Success means that it will ask back at the callback, not that it
    /// agreed. Its 307 and 308 are followed with the same form, each hop past the guard; other
    /// redirects are no answer. A secret is never taken from https to http.
    pub async fn ask_hub(&self, ask: &HubRequest) -> Result<(), Error> {
        let mut request = Request::new(ask.hub.clone(), Accept::Hub);
        request.named_by = Some(ask.named_by.clone());
        self.post_form(&request, &ask.form(), ask.sends_secret()).await
    }
}

/// 5.2: 202, or the plain success of older hubs; else why not.
pub(crate) fn judge_hub(hub: &Url, status: StatusCode) -> Result<(), Error> {
    match status.as_u16() {
        200..=299 => Ok(()),
        status @ (429 | 500..=599) => {
            Err(Error::RetryLater { site: site(hub), status, after: None })
        }
        410 => Err(Error::Gone { site: site(hub) }),
        status => Err(Error::BadResponse {
            site: site(hub),
            why: format!("the hub declined the subscription ({status})"),
        }),
    }
}

/// A request of ours that its hub has not confirmed yet, or a subscription that it may confirm
/// again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// What we asked for.
    pub mode: HubMode,
    /// For which feed.
    pub topic: Url,
}

/// What to answer a hub that asks back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HubAnswer {
    /// 200 with this text as `text/plain` and nothing else. A subscription stands for `lease`.
    Confirm {
        /// The hub's challenge, to be echoed byte for byte.
        challenge: String,
        /// How long the subscription stands; of no meaning when it ends.
        lease: Duration,
    },
    /// 200 without a body: the hub says no (5.2). Poll as before, and do not ask again soon.
    Denied {
        /// The hub's words, cut to a line.
        reason: Option<String>,
    },
    /// 404: nothing that we asked for.
    NotOurs,
}

impl Pending {
    /// 5.3, verification of intent: judges the query of a hub's GET at the callback. `pairs` are its
    /// decoded names and values.
    pub fn answer<'q>(&self, pairs: impl IntoIterator<Item = (&'q str, &'q str)>) -> HubAnswer {
        let (mut mode, mut topic, mut challenge, mut lease, mut reason) = Default::default();
        for (name, value) in pairs {
            match name {
                "hub.mode" => mode = Some(value),
                "hub.topic" => topic = Some(value),
                "hub.challenge" => challenge = Some(value),
                "hub.lease_seconds" => lease = value.parse().ok().map(Duration::from_secs),
                "hub.reason" => reason = Some(value),
                _ => {}
            }
        }
        if topic.is_none_or(|topic: &str| !self.is_topic(topic)) {
            return HubAnswer::NotOurs;
        }
        match (mode, challenge) {
            (Some("denied"), _) => HubAnswer::Denied { reason: reason.map(one_line) },
            (Some(mode), Some(challenge))
                if mode == self.mode.name()
                    && (1..=LONGEST_CHALLENGE).contains(&challenge.len()) =>
            {
                let lease = lease.unwrap_or(ASKED_LEASE);
                let lease = lease.clamp(SHORTEST_LEASE, LONGEST_LEASE);
                HubAnswer::Confirm { challenge: challenge.to_owned(), lease }
            }
            _ => HubAnswer::NotOurs,
        }
    }

    /// Hubs give the topic back as we wrote it, or as their own library writes it.
    fn is_topic(&self, told: &str) -> bool {
        told == self.topic.as_str() || Url::parse(told).is_ok_and(|told| told == self.topic)
    }
}

fn one_line(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_control()).take(200).collect()
}

/// When to renew a subscription that was confirmed at `confirmed`: when four fifths of its lease are
/// over. The last fifth is for hubs that are down just then.
#[must_use]
pub fn renew_at(confirmed: Millis, lease: Duration) -> Millis {
    let wait = lease.clamp(SHORTEST_LEASE, LONGEST_LEASE) * 4 / 5;
    let wait = i64::try_from(wait.as_millis()).unwrap_or(i64::MAX);
    Millis(confirmed.0.saturating_add(wait))
}

/// 7.1, signature validation: whether `X-Hub-Signature` is this body's under the secret, compared in
/// constant time. A post that is not must be ignored; it may still be answered with 2xx, so that a
/// forger learns nothing.
#[must_use]
pub fn is_signed(header: &str, secret: &Secret, body: &[u8]) -> bool {
    let Some((method, signature)) = header.trim().split_once('=') else { return false };
    let Some(signature) = hex(signature) else { return false };
    let key = secret.reveal().as_bytes();
    match method.to_ascii_lowercase().as_str() {
        "sha1" => verify::<Hmac<sha1::Sha1>>(key, body, &signature),
        "sha256" => verify::<Hmac<sha2::Sha256>>(key, body, &signature),
        "sha384" => verify::<Hmac<sha2::Sha384>>(key, body, &signature),
        "sha512" => verify::<Hmac<sha2::Sha512>>(key, body, &signature),
        _ => false,
    }
}

fn verify<M: Mac + hmac::digest::KeyInit>(key: &[u8], body: &[u8], signature: &[u8]) -> bool {
    let Ok(mut mac) = <M as Mac>::new_from_slice(key) else { return false };
    mac.update(body);
    mac.verify_slice(signature).is_ok()
}

/// Bytes written as pairs of hex digits.
fn hex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    let pairs = (0..text.len()).step_by(2).map(|at| text.get(at..at + 2));
    pairs.map(|pair| u8::from_str_radix(pair?, 16).ok()).collect()
}

#[cfg(test)]
mod tests;
