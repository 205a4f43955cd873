//! Which feeds are visited at once.
//!
//! Feeds are claimed in batches and visited side by side; what comes of them is recorded in batches
//! too. The rule: a publisher that keeps us waiting costs the others nothing. A visit that is not
//! answered soon steps aside and gives its place to the next; once a feed is known to be slow, it is
//! visited in a lane of its own. When too many stand aside, the one that has stood there longest is
//! broken off and made again in that lane.

use std::sync::Arc;
use std::time::Duration;

use dateline_model::Millis;
use dateline_store::{Claim, DueFeed, Error, Outcome, Visit};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio::task::JoinSet;

use super::aside::{Aside, Stand};
use super::manners::Holds;
use super::visit::{Report, put_off};
use super::{Desk, LOOK_AGAIN, Stop, gather, stopped};

/// Feeds claimed, and visits recorded, in one transaction at most.
const BATCH: usize = 64;

/// For each page that may be fetched at once, this many feeds may: they are smaller, and most
/// answer that nothing has changed.
const FEEDS_PER_PAGE: usize = 8;

/// A visit that takes longer makes room for the next one.
const STEP_ASIDE: Duration = Duration::from_millis(100);

/// Visits that may stand aside, and visits to feeds that are known to be slow. Each holds a socket:
/// a process may have 1,024 of those, readers included.
const ASIDE: usize = 384;
const SLOW_AT_ONCE: usize = 128;

/// A visit may stand aside for so long however many want its room: publishers at the other end of
/// the world answer by then.
const LEAST_ASIDE: Duration = Duration::from_millis(400);

/// Between two looks for feeds that are due, so that those due at about the same time are claimed
/// together.
const SHORTEST_REST: Duration = Duration::from_millis(250);

/// Claims and visits due feeds until told to stop.
pub(super) async fn run(desk: Arc<Desk>, mut stop: Stop) {
    let mut rounds = Rounds::begin(&desk, &stop);
    while !*stop.borrow() {
        match rounds.start_due().await {
            Ok(0) => desk.rest_until_due(&mut stop).await,
            Ok(_) => {}
            Err(error) => {
                tracing::error!(error = format!("{error:#}"), "cannot visit feeds; trying again");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }
    rounds.end().await;
}

/// The visits that are under way.
pub(super) struct Rounds {
    desk: Arc<Desk>,
    stop: Stop,
    places: Arc<Semaphore>,
    slow_places: Arc<Semaphore>,
    aside: Arc<Aside>,
    done: mpsc::Sender<Report>,
    visits: JoinSet<()>,
    recorder: tokio::task::JoinHandle<()>,
}

impl Rounds {
    /// Starts the recorder; no visit yet.
    pub(super) fn begin(desk: &Arc<Desk>, stop: &Stop) -> Rounds {
        let (done, reports) = mpsc::channel(BATCH);
        let places = desk.config.feeds.concurrency.saturating_mul(FEEDS_PER_PAGE);
        Rounds {
            places: Arc::new(Semaphore::new(places)),
            slow_places: Arc::new(Semaphore::new(SLOW_AT_ONCE)),
            aside: Arc::new(Aside::new(ASIDE, LEAST_ASIDE)),
            done,
            visits: JoinSet::new(),
            recorder: tokio::spawn(record(Arc::clone(desk), reports)),
            desk: Arc::clone(desk),
            stop: stop.clone(),
        }
    }

    /// Claims a batch of what is due, starts those visits as places become free, and says how many
    /// there were.
    pub(super) async fn start_due(&mut self) -> anyhow::Result<usize> {
        while self.visits.try_join_next().is_some() {}
        let slow = self.slow_places.available_permits().min(BATCH);
        let slow = self.claim(slow, true).await?;
        let swift = self.claim(BATCH, false).await?;
        let count = slow.len() + swift.len();
        if count == 0 {
            return Ok(0);
        }
        let holds = Arc::new(Holds::of(self.desk.store.holds((self.desk.clock)()).await?));
        for due in slow {
            self.start(due, &holds, &Arc::clone(&self.slow_places)).await;
        }
        for due in swift {
            self.start(due, &holds, &Arc::clone(&self.places)).await;
        }
        Ok(count)
    }

    /// Waits for the visits under way and records them. Once the process is to end, they end at
    /// once: feeds whose answer was not recorded fall due again when their claim ends.
    pub(super) async fn end(mut self) {
        if *self.stop.borrow() {
            self.visits.abort_all();
        }
        while self.visits.join_next().await.is_some() {}
        drop(self.done);
        if let Err(error) = self.recorder.await {
            tracing::error!(%error, "recording visits ended by a fault");
        }
    }

    async fn claim(&self, limit: usize, slow: bool) -> anyhow::Result<Vec<DueFeed>> {
        if limit == 0 {
            return Ok(Vec::new());
        }
        let claim = Claim {
            holder: self.desk.holder.clone(),
            now: (self.desk.clock)(),
            lease_ms: self.desk.feed_lease_ms(),
            limit: u32::try_from(limit).unwrap_or(u32::MAX),
        };
        Ok(self.desk.store.claim_due_feeds(&claim, slow).await?)
    }

    /// Starts a visit when there is a place for it; gives the feed back when the process is to end.
    async fn start(&mut self, due: DueFeed, holds: &Arc<Holds>, places: &Arc<Semaphore>) {
        let place = tokio::select! {
            place = Arc::clone(places).acquire_owned() => place.ok(),
            () = stopped(&mut self.stop) => None,
        };
        let Some(place) = place else {
            let _ = self.done.send((put_off(&due, due.due_at, due.due_at), Vec::new())).await;
            return;
        };
        let under_way = UnderWay {
            desk: Arc::clone(&self.desk),
            due,
            holds: Arc::clone(holds),
            aside: Arc::clone(&self.aside),
            done: self.done.clone(),
        };
        // In a box: it is large, and would be copied whenever the task is handed on.
        self.visits.spawn(Box::pin(under_way.visit(place)));
    }
}

/// One visit, and what it needs beside.
struct UnderWay {
    desk: Arc<Desk>,
    due: DueFeed,
    holds: Arc<Holds>,
    aside: Arc<Aside>,
    done: mpsc::Sender<Report>,
}

impl UnderWay {
    /// Makes the visit in its place, or aside when it takes long, and reports it.
    async fn visit(self, place: OwnedSemaphorePermit) {
        let visit = self.desk.visit(&self.due, &self.holds);
        tokio::pin!(visit);
        let report = tokio::select! {
            report = &mut visit => report,
            stand = self.step_aside(), if !self.due.slow => {
                drop(place);
                stand.wait_for(&mut visit).await.unwrap_or_else(|| Ok(self.again_apart()))
            }
        };
        match report {
            // The recorder outlives every sender, so this cannot fail but at the end.
            Ok(report) => drop(self.done.send(report).await),
            Err(error) => tracing::error!(
                error = format!("{error:#}"),
                feed.id = self.due.feed.id.0,
                "cannot visit a feed; it is due again when its claim ends"
            ),
        }
    }

    /// Once the visit has taken long: the room in which it may go on.
    async fn step_aside(&self) -> Stand<'_> {
        tokio::time::sleep(STEP_ASIDE).await;
        self.aside.enter().await
    }

    /// The visit is broken off and made again in the slow lane, as soon as manners allow.
    fn again_apart(&self) -> Report {
        let at = (self.desk.clock)();
        let shortest = self.desk.config.feeds.cadence.shortest().as_millis();
        let next = at.plus(i64::try_from(shortest).unwrap_or(i64::MAX));
        (Visit { slow: Some(true), ..put_off(&self.due, at, next) }, Vec::new())
    }
}

/// Records what comes, a batch at a time.
async fn record(desk: Arc<Desk>, mut reports: mpsc::Receiver<Report>) {
    loop {
        let batch = gather(&mut reports, BATCH).await;
        if batch.is_empty() {
            return;
        }
        let batch = Arc::new(batch);
        if let Err(error) = desk.record(&batch).await {
            tracing::warn!(%error, count = batch.len(), "cannot record visits; going one by one");
            for report in batch.iter() {
                desk.record_alone(report).await;
            }
        }
    }
}

impl Desk {
    async fn record(&self, reports: &Arc<Vec<Report>>) -> Result<(), Error> {
        let mut new = 0;
        for answer in self.store.record_visits(reports).await? {
            match answer {
                Ok(entries) => new += entries.len(),
                Err(error) => tracing::info!(%error, "a visit was not recorded"),
            }
        }
        if new > 0 {
            self.bell.jobs.notify_one();
        }
        Ok(())
    }

    /// A visit that the database will not take is a trouble of its feed, so that it is neither
    /// hidden nor repeated every few minutes.
    async fn record_alone(&self, report: &Report) {
        let Err(error) = self.record(&Arc::new(vec![report.clone()])).await else { return };
        let visit = &report.0;
        tracing::error!(%error, feed.id = visit.feed.0, "cannot record a visit");
        let trouble = "what this feed sent could not be saved; the log says why".to_owned();
        let outcome = Outcome::Failed { trouble, gone: false };
        let visit = Visit { outcome, ..visit.clone() };
        if let Err(error) = self.record(&Arc::new(vec![(visit, Vec::new())])).await {
            tracing::error!(%error, "nor that it failed; the feed is due again when its claim ends");
        }
    }

    /// How long a claim on a feed holds: at least as long as its shortest interval, so that a
    /// process that died after asking is not followed by one that asks too early.
    fn feed_lease_ms(&self) -> i64 {
        let shortest = self.config.feeds.cadence.shortest().as_millis();
        self.lease_ms().max(i64::try_from(shortest).unwrap_or(i64::MAX))
    }

    /// Sleeps until a feed falls due, the bell rings, or the process is to end.
    async fn rest_until_due(&self, stop: &mut Stop) {
        let next = self.store.next_due_at().await.ok().flatten();
        let wait = next.map_or(LOOK_AGAIN, |next| until((self.clock)(), next));
        tokio::select! {
            () = self.bell.feeds.notified() => {}
            () = tokio::time::sleep(wait) => {}
            _ = stop.changed() => {}
        }
    }
}

/// How long to sleep when the next feed falls due then.
fn until(now: Millis, next: Millis) -> Duration {
    let wait = u64::try_from(next.0.saturating_sub(now.0)).unwrap_or(0);
    Duration::from_millis(wait).clamp(SHORTEST_REST, LOOK_AGAIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(next: i64, expected_ms: u64) {
        assert_eq!(until(Millis(10_000), Millis(next)), Duration::from_millis(expected_ms));
    }

    #[test]
    fn sleeps_neither_past_the_next_feed_nor_for_less_than_a_batch_is_worth() {
        check(11_500, 1_500);
        check(10_001, 250);
        check(0, 250);
        check(i64::MAX, 5_000);
    }
}
