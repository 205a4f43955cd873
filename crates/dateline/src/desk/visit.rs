//! Visiting the feeds that are due.
//!
//! A visit asks one feed, tells new and changed entries from known ones by their identity, and
//! records all of it in one transaction. Whatever goes wrong becomes a sentence on the feeds page
//! and a later visit; one feed's trouble never reaches another.

use std::sync::Arc;
use std::time::Duration;

use dateline_fetch::{Accept, ComeBack, Error, Response, Visit as Lesson};
use dateline_model::{FeedDocument, Millis, When};
use dateline_store::{Claim, DueFeed, NewEntry, Outcome, Visit};
use futures_util::StreamExt;

use super::news::{Arrived, News, read_news};
use super::{Desk, Stop, request, stopped};

/// Claims and visits due feeds until told to stop.
pub(super) async fn run(desk: Arc<Desk>, mut stop: Stop) {
    while !*stop.borrow() {
        let mut asked = stop.clone();
        let visited = tokio::select! {
            visited = desk.visit_due_feeds() => visited,
            // Feeds that were claimed and not recorded fall due again when their lease ends.
            () = stopped(&mut asked) => return,
        };
        match visited {
            Ok(0) => desk.rest(&desk.bell.feeds, &mut stop).await,
            Ok(_) => {}
            Err(error) => {
                tracing::error!(error = format!("{error:#}"), "cannot visit feeds; trying again");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }
}

impl Desk {
    /// Visits what is due, many feeds at once, and says how many there were.
    pub(crate) async fn visit_due_feeds(&self) -> anyhow::Result<usize> {
        let claim = Claim {
            holder: self.holder.clone(),
            now: (self.clock)(),
            lease_ms: self.lease_ms(),
            limit: u32::try_from(self.config.feeds.concurrency).unwrap_or(u32::MAX),
        };
        let due = self.store.claim_due_feeds(&claim).await?;
        let count = due.len();
        let mut visits = futures_util::stream::iter(due)
            .map(|feed| self.visit(feed))
            .buffer_unordered(self.config.feeds.concurrency);
        while let Some(outcome) = visits.next().await {
            if let Err(error) = outcome {
                tracing::error!(error = format!("{error:#}"), "cannot record a visit to a feed");
            }
        }
        Ok(count)
    }

    /// One visit, whatever its outcome, recorded.
    async fn visit(&self, due: DueFeed) -> anyhow::Result<()> {
        let answer = self.ask(&due).await;
        let at = (self.clock)();
        let final_url = answer.as_ref().ok().map(|response| response.final_url.to_string());
        let bytes = answer.as_ref().map_or(0, |response| response.body.len() as u64);
        let (outcome, entries, next_visit_at) = match answer {
            Err(error) => self.failed(&due, &error, at),
            Ok(response) if response.not_modified => (
                Outcome::Unchanged,
                Vec::new(),
                self.next_visit(&lesson(&due, None, &response), at),
            ),
            Ok(response) => self.fetched(&due, response, at).await?,
        };
        let visit = Visit {
            feed: due.feed.id,
            fence: due.fence,
            at,
            next_visit_at,
            final_url,
            bytes,
            outcome,
        };
        let new = self.store.record_visit(&visit, &entries).await?;
        if !new.is_empty() {
            self.bell.jobs.notify_one();
        }
        tracing::debug!(feed.id = due.feed.id.0, new = new.len(), "visited a feed");
        Ok(())
    }

    async fn ask(&self, due: &DueFeed) -> Result<Response, Error> {
        let mut request = request(&due.feed.url, Accept::Feed)?;
        request.etag.clone_from(&due.etag);
        request.last_modified.clone_from(&due.last_modified);
        let come_back = |ComeBack(after)| Error::RetryLater {
            site: request.url.host_str().unwrap_or_default().to_owned(),
            status: 429,
            after: Some(after),
        };
        let _pass = self.gate.enter(&request.url, Duration::ZERO).await.map_err(come_back)?;
        let answer = self.client.get(&request).await;
        if let Err(Error::RetryLater { after: Some(wait), .. }) = &answer {
            self.gate.hold(&request.url, *wait);
        }
        answer
    }

    fn failed(&self, due: &DueFeed, error: &Error, at: Millis) -> (Outcome, Vec<NewEntry>, Millis) {
        let gone = matches!(error, Error::Gone { .. });
        let lesson = Lesson {
            entries_last_week: weekly(due),
            retry_after: error.retry_after(),
            failures: due.feed.failures.saturating_add(1),
            ..Lesson::default()
        };
        let outcome = Outcome::Failed { trouble: error.to_string(), gone };
        (outcome, Vec::new(), self.next_visit(&lesson, at))
    }

    /// Reads what came, off the asynchronous threads, and picks out what is new.
    async fn fetched(
        &self,
        due: &DueFeed,
        response: Response,
        at: Millis,
    ) -> anyhow::Result<(Outcome, Vec<NewEntry>, Millis)> {
        let arrived = Arrived {
            url: response.final_url.to_string(),
            headers: response.headers.clone(),
            body: response.body.clone(),
        };
        let News { document, entries } = match read_news(&self.store, due.feed.id, arrived).await? {
            Ok(news) => news,
            Err(trouble) => return Ok(self.unreadable(due, trouble, at)),
        };
        let next = self.next_visit(&lesson(due, Some(&document), &response), at);
        let outcome = Outcome::Fetched {
            etag: response.etag,
            last_modified: response.last_modified,
            title: document.feed.title.map(|title| dateline_read::plain_text(&title.value)),
            site_url: document.feed.link,
            moved_to: response.moved_permanently_to.map(String::from),
        };
        Ok((outcome, entries, next))
    }

    fn unreadable(
        &self,
        due: &DueFeed,
        trouble: String,
        at: Millis,
    ) -> (Outcome, Vec<NewEntry>, Millis) {
        let failures = due.feed.failures.saturating_add(1);
        let entries_last_week = weekly(due);
        let lesson = Lesson { failures, entries_last_week, ..Lesson::default() };
        (Outcome::Failed { trouble, gone: false }, Vec::new(), self.next_visit(&lesson, at))
    }

    fn next_visit(&self, lesson: &Lesson, at: Millis) -> Millis {
        self.config.feeds.cadence.next_visit(lesson, at, chance())
    }
}

/// What a good answer teaches about the feed's rhythm and its publisher's wishes.
fn lesson(due: &DueFeed, document: Option<&FeedDocument>, response: &Response) -> Lesson {
    let head = document.map(|document| &document.feed);
    let entries = document.map(|document| document.entries.as_slice()).unwrap_or_default();
    Lesson {
        published: entries
            .iter()
            .filter_map(|entry| entry.published.or(entry.updated).map(When::sort_key))
            .collect(),
        entries_last_week: weekly(due),
        ttl: head.and_then(|head| head.ttl_minutes).map(|ttl| Duration::from_mins(ttl.into())),
        max_age: response.max_age,
        retry_after: response.retry_after,
        skip_hours: head.map(|head| head.skip_hours.clone()).unwrap_or_default(),
        skip_days: head.map(|head| head.skip_days.clone()).unwrap_or_default(),
        conditional: response.not_modified
            || response.etag.is_some()
            || response.last_modified.is_some(),
        failures: 0,
    }
}

/// What a feed's past week brought, once it ever brought anything.
fn weekly(due: &DueFeed) -> Option<u32> {
    (due.feed.entry_count > 0).then_some(due.feed.entries_last_week)
}

/// A number from 0 to 1, so that feeds added together drift apart.
fn chance() -> f64 {
    let mut bytes = [0_u8; 4];
    // Without randomness feeds that were added together stay together: no harm done.
    let _ = getrandom::fill(&mut bytes);
    f64::from(u32::from_ne_bytes(bytes)) / f64::from(u32::MAX)
}
