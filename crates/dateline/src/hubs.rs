//! Being told of news by hubs (`WebSub`), in place of asking for it.
//!
//! The store remembers what was agreed with which hub, `dateline_fetch` knows the protocol's words,
//! and [`Hubs`] joins the two: the desk asks hubs with it, the web answers them with it. It works
//! only where hubs can reach the paper. The rule: what a hub sends is believed when it is signed
//! with the secret that we gave it over https; anything else is at most a reason to look ourselves.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use dateline_fetch::{
    Client, Error, HubAnswer, HubMode, HubRequest, Network, Pending, Response, Url, hub_offer,
    is_signed, renew_at, unreachable_for_hubs,
};
use dateline_model::{FeedHead, FeedId, Millis, Secret};
use dateline_store::{Claim, DueFeed, FeedKind, HubRow, HubState, Offer, Store};
use dateline_web::{HubNews, HubReply};

use crate::config::Config;
use crate::desk::{Arrived, Bell, News, read_news};

/// A hub that is busy or down is asked again after so long, one that refuses after a week.
const BUSY_MS: i64 = Millis::HOUR;
const REFUSED_MS: i64 = 7 * Millis::DAY;

/// What asking and answering hubs needs. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Hubs {
    pub(crate) store: Store,
    pub(crate) client: Client,
    pub(crate) bell: Arc<Bell>,
    /// Where hubs reach the paper, or why they cannot, in plain words.
    pub(crate) base: Result<Url, String>,
    /// A hub that cannot sign has a feed visited no oftener than that.
    pub(crate) shortest_wait: Duration,
    pub(crate) clock: fn() -> Millis,
}

/// Where hubs reach the paper, or why they cannot. An address in a network that the owner opened is
/// for hubs of that network.
fn base_for_hubs(config: &Config) -> Result<Url, String> {
    let Some(base) = &config.base_url else {
        let why = "hubs cannot tell of news at once, because the paper does not know its address; \
                   set `base_url` to an address on the public internet";
        return Err(why.to_owned());
    };
    let at_home = || {
        let host = base.host_str().unwrap_or_default();
        let unbracketed = host.trim_start_matches('[').trim_end_matches(']');
        let Ok(address) = unbracketed.parse() else { return false };
        let networks = config.fetch.allow_networks.iter();
        let mut networks = networks.filter_map(|text| text.parse::<Network>().ok());
        networks.any(|network| network.covers(host, address))
    };
    match unreachable_for_hubs(base) {
        Some(why) if !at_home() => Err(why),
        _ => Ok(base.clone()),
    }
}

impl Hubs {
    pub(crate) fn new(
        store: Store,
        client: Client,
        bell: Arc<Bell>,
        config: &Config,
        clock: fn() -> Millis,
    ) -> Hubs {
        let shortest_wait = config.feeds.cadence.shortest();
        Hubs { store, client, bell, base: base_for_hubs(config), shortest_wait, clock }
    }

    /// Notes which hub a feed names, where that is not what is known. A visit is worth more than
    /// this note, so a failure is only logged.
    pub(crate) async fn note_offer(&self, due: &DueFeed, response: &Response, head: &FeedHead) {
        let found = hub_offer(response, head);
        let found = found.and_then(|found| {
            let hub = found.hubs.into_iter().next()?;
            Some((hub.to_string(), found.topic.to_string()))
        });
        if found == due.hub {
            return;
        }
        let offer = found.map(|(hub, topic)| Offer {
            hub,
            topic,
            token: dateline_web::token(),
            secret: dateline_web::token(),
        });
        let now = (self.clock)();
        match self.store.offer_hub(due.feed.id, offer.as_ref(), now).await {
            Ok(()) => self.bell.hubs(),
            Err(error) => tracing::warn!(%error, feed.id = due.feed.id.0, "cannot note a hub"),
        }
    }

    /// Asks the hubs that are due, and says how many there were.
    pub(crate) async fn ask_due(&self, claim: &Claim) -> anyhow::Result<usize> {
        let Ok(base) = &self.base else { return Ok(0) };
        let due = self.store.claim_hubs(claim).await?;
        let count = due.len();
        let asked = due.iter().map(|row| self.ask(row, base));
        for outcome in futures_util::future::join_all(asked).await {
            if let Err(error) = outcome {
                tracing::error!(error = format!("{error:#}"), "cannot ask a hub");
            }
        }
        Ok(count)
    }

    async fn ask(&self, row: &HubRow, base: &Url) -> anyhow::Result<()> {
        let now = (self.clock)();
        let leaving = row.state == HubState::Leaving;
        if leaving && row.lease_ends_at.is_none_or(|ends| ends <= now) {
            return Ok(self.store.hub_left(row.feed).await?);
        }
        let address = |text: &str| Url::parse(text).context("a stored address cannot be read");
        let request = HubRequest {
            hub: address(&row.hub)?,
            named_by: address(&row.feed_url)?,
            topic: address(&row.topic)?,
            callback: base.join(&format!("websub/{}", row.token))?,
            secret: Secret::new(row.secret.as_str()),
            mode: if leaving { HubMode::Unsubscribe } else { HubMode::Subscribe },
        };
        if let Err(error) = self.client.ask_hub(&request).await {
            let wait = match &error {
                Error::RetryLater { .. } | Error::Timeout { .. } | Error::Unreachable { .. } => {
                    BUSY_MS
                }
                _ => REFUSED_MS,
            };
            self.store.hub_failed(row.feed, &error.to_string(), now.plus(wait)).await?;
        }
        Ok(())
    }

    /// A hub asks whether we meant it, or says no.
    pub(crate) async fn answer(
        &self,
        token: &str,
        query: &[(String, String)],
    ) -> anyhow::Result<HubReply> {
        let Some(row) = self.store.hub_by_token(token).await? else {
            return Ok(HubReply::NotOurs);
        };
        let leaving = row.state == HubState::Leaving;
        let pending = Pending {
            mode: if leaving { HubMode::Unsubscribe } else { HubMode::Subscribe },
            topic: Url::parse(&row.topic).context("a stored address cannot be read")?,
        };
        let now = (self.clock)();
        let pairs = query.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        match pending.answer(pairs) {
            HubAnswer::Confirm { challenge, lease } => {
                if leaving {
                    self.store.hub_left(row.feed).await?;
                } else {
                    let lease_ms = i64::try_from(lease.as_millis()).unwrap_or(i64::MAX);
                    let renew = renew_at(now, lease);
                    self.store.hub_confirmed(row.feed, now.plus(lease_ms), renew).await?;
                }
                Ok(HubReply::Echo(challenge))
            }
            HubAnswer::Denied { reason } => {
                let why = reason.unwrap_or_else(|| "it gave no reason".to_owned());
                let why = format!("the hub does not want to tell us of news: {why}");
                let (soon, again) = (now.plus(BUSY_MS), now.plus(REFUSED_MS));
                self.store.hub_denied(row.feed, &why, soon, again).await?;
                if leaving {
                    self.store.hub_left(row.feed).await?;
                }
                Ok(HubReply::Heard)
            }
            HubAnswer::NotOurs => Ok(HubReply::NotOurs),
        }
    }

    /// A hub sends a feed. What is not signed as agreed is ignored, and counted.
    pub(crate) async fn take_in(&self, token: &str, news: HubNews) -> anyhow::Result<HubReply> {
        let row = self.store.hub_by_token(token).await?;
        let Some(row) = row.filter(|row| row.state != HubState::Leaving) else {
            return Ok(HubReply::Gone);
        };
        if !row.hub.starts_with("https:") {
            self.look_ourselves(row.feed).await?;
            return Ok(HubReply::Heard);
        }
        let secret = Secret::new(row.secret.as_str());
        let signature = news.signature.as_deref().unwrap_or_default();
        if !is_signed(signature, &secret, &news.body) {
            tracing::warn!(feed.id = row.feed.0, "ignored a post that its hub did not sign");
            self.store.count_refused_push(row.feed).await?;
            return Ok(HubReply::Heard);
        }
        self.bring(&row, news).await?;
        Ok(HubReply::Heard)
    }

    async fn bring(&self, row: &HubRow, news: HubNews) -> anyhow::Result<()> {
        let bytes = news.body.len() as u64;
        let headers = news.content_type.map(|value| ("content-type".to_owned(), value));
        let arrived = Arrived {
            url: row.topic.clone(),
            headers: headers.into_iter().collect(),
            body: news.body,
            // A watched page is asked, whatever hub it names.
            kind: FeedKind::Feed,
            at: (self.clock)(),
        };
        match read_news(&self.store, row.feed, arrived).await? {
            Ok(News { entries, .. }) => {
                let at = (self.clock)();
                let new = self.store.record_push(row.feed, bytes, entries, at).await?;
                if !new.is_empty() {
                    self.bell.jobs();
                }
                tracing::debug!(feed.id = row.feed.0, new = new.len(), "a hub sent a feed");
            }
            Err(unread) => {
                let why = unread.in_words(true);
                tracing::warn!(feed.id = row.feed.0, why, "a hub sent what cannot be read");
                self.look_ourselves(row.feed).await?;
            }
        }
        Ok(())
    }

    /// Visits the feed, unless that was done just now.
    async fn look_ourselves(&self, feed: FeedId) -> anyhow::Result<()> {
        let now = (self.clock)();
        let row = self.store.feed(feed).await?.context("the feed is no longer there")?;
        let shortest = i64::try_from(self.shortest_wait.as_millis()).unwrap_or(i64::MAX);
        let lately = row.last_visit_at.is_some_and(|at| now.0 - at.0 < shortest);
        if !lately && row.next_visit_at.is_some() {
            self.store.make_due(feed, now).await?;
            self.bell.feeds();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
