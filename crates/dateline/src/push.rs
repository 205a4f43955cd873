//! Telling browsers what is new: from what the store knows to what a push service takes.
//!
//! A browser gets one message in a few minutes at most; what came in between goes into the next. A
//! browser whose service says that it is gone is removed, one that cannot be reached is tried again
//! later and later. The rule: nothing but something new leads to a message, each tells all that is
//! unread, and none that failed is lost: what was not told is in the next.

use std::time::Duration;

use anyhow::Context;
use dateline_fetch::{Client, Error, PushAddress, PushSender, VapidKey};
use dateline_model::{Millis, Secret};
use dateline_store::{Claim, PushSubscription, Store};
use dateline_web::{PushNews, PushPaper, PushTarget, push_news};
use jiff::tz::TimeZone;

use crate::config::Config;

/// The setting that keeps the paper's key.
const SETTING: &str = "vapid_key";

/// Between two messages to one browser.
const EVERY_MS: i64 = 3 * Millis::MINUTE;

/// Between two looks after a browser for which nothing was new.
const LOOK_AGAIN_MS: i64 = 30 * Millis::SECOND;

/// After a failure: twice as long for each in a row, up to a day.
const FIRST_WAIT_MS: i64 = 5 * Millis::MINUTE;
const LONGEST_WAIT_MS: i64 = Millis::DAY;

/// After so many failures in a row, some ten days, nobody waits there any more.
const MOST_FAILURES: u32 = 18;

/// What tells browsers.
pub(crate) struct Pusher {
    store: Store,
    client: Client,
    key: VapidKey,
    contact: String,
    name: String,
    zone: TimeZone,
    clock: fn() -> Millis,
}

/// The paper's key, made once; none where the owner named no contact.
pub(crate) async fn key(config: &Config, store: &Store) -> anyhow::Result<Option<VapidKey>> {
    if config.push_contact.is_none() {
        return Ok(None);
    }
    let kept = if let Some(kept) = store.setting(SETTING).await? {
        kept
    } else {
        let new = VapidKey::generate().context("this machine gives no randomness")?;
        store.set_setting_if_absent(SETTING, new.reveal()).await?
    };
    let key = VapidKey::read(&Secret::new(kept));
    Ok(Some(key.with_context(|| format!("the setting `{SETTING}` of the database is no key"))?))
}

/// A browser as the client knows it.
pub(crate) fn address(target: &PushTarget) -> PushAddress {
    PushAddress {
        endpoint: target.endpoint.clone(),
        public_key: target.public_key.clone(),
        secret: target.secret.clone(),
    }
}

impl Pusher {
    /// None where the owner named no contact.
    pub(crate) async fn of(
        config: &Config,
        store: &Store,
        client: &Client,
        clock: fn() -> Millis,
    ) -> anyhow::Result<Option<Pusher>> {
        let (Some(contact), Some(key)) = (config.push_contact.clone(), key(config, store).await?)
        else {
            return Ok(None);
        };
        let (name, zone) = (config.name.clone(), config.zone.clone());
        let (store, client) = (store.clone(), client.clone());
        Ok(Some(Pusher { store, client, key, contact, name, zone, clock }))
    }

    /// Tells the browsers that are due, and says how many there were.
    pub(crate) async fn tell_due(&self, claim: &Claim) -> anyhow::Result<usize> {
        let due = self.store.claim_push(claim).await?;
        let told = due.iter().map(|browser| self.tell(browser));
        for outcome in futures_util::future::join_all(told).await {
            if let Err(error) = outcome {
                tracing::error!(error = format!("{error:#}"), "cannot tell a browser");
            }
        }
        Ok(due.len())
    }

    async fn tell(&self, browser: &PushSubscription) -> anyhow::Result<()> {
        let now = (self.clock)();
        let paper = PushPaper { store: &self.store, name: &self.name, zone: &self.zone, now };
        let news = push_news(paper, browser).await?;
        let Some(text) = &news.text else {
            let next = now.plus(LOOK_AGAIN_MS);
            return Ok(self.store.note_push(browser.id, (news.until, news.newest), next).await?);
        };
        let sent = self.send(browser, text, now).await;
        self.settle(browser, sent, &news).await
    }

    /// What becomes of a browser after a message. What came while it was sent is not told yet.
    async fn settle(
        &self,
        browser: &PushSubscription,
        sent: Result<(), Error>,
        news: &PushNews,
    ) -> anyhow::Result<()> {
        let now = (self.clock)();
        match sent {
            Ok(()) => {
                let next = now.plus(EVERY_MS);
                self.store.note_push(browser.id, (news.until, news.newest), next).await?;
            }
            Err(Error::Gone { .. }) => self.forget(browser).await?,
            Err(_) if browser.failures >= MOST_FAILURES => self.forget(browser).await?,
            Err(error) => {
                let wait = wait_after(browser.failures, &error);
                tracing::debug!(%error, push.id = browser.id, wait_ms = wait, "a push failed");
                self.store.delay_push(browser.id, now.plus(wait)).await?;
            }
        }
        Ok(())
    }

    async fn send(&self, browser: &PushSubscription, text: &str, now: Millis) -> Result<(), Error> {
        let to = PushAddress {
            endpoint: browser.endpoint.clone(),
            public_key: browser.public_key.clone(),
            secret: browser.secret.clone(),
        };
        let sender = PushSender { key: &self.key, contact: &self.contact, now };
        self.client.push(&to, text, sender).await
    }

    async fn forget(&self, browser: &PushSubscription) -> anyhow::Result<()> {
        self.store.remove_push_subscription(browser.reader, browser.id).await?;
        Ok(())
    }
}

/// How long to leave a browser alone after so many failures before this one.
fn wait_after(failures: u32, error: &Error) -> i64 {
    let ours = FIRST_WAIT_MS.saturating_mul(2_i64.saturating_pow(failures));
    let theirs = match error {
        Error::RetryLater { after, .. } => after.map_or(0, milliseconds),
        _ => 0,
    };
    ours.max(theirs).min(LONGEST_WAIT_MS)
}

fn milliseconds(wait: Duration) -> i64 {
    i64::try_from(wait.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests;
