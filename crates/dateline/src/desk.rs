//! The desk: the loop that takes entries in and publishes articles.
//!
//! Loops joined by the database alone, so that each can stop and go on anywhere:
//! [`rounds`] asks the feeds that are due and writes new entries with a job each; [`bring_in`] turns
//! a job into a studied article; [`place`] puts studied articles into stories, one desk at a time.
//! Any number of desks may run on one database. A [`Bell`] wakes a loop of the same process when
//! there is work for it; without one it looks again after a while.

mod aside;
mod bring_in;
mod hubs;
mod manners;
mod merge;
mod news;
mod place;
mod push;
mod refile;
mod rounds;
mod vectors;
mod visit;
#[cfg(test)]
mod week;

pub(crate) use bring_in::KIND;
pub(crate) use news::{Arrived, News, read_news};
pub(crate) use vectors::Vectors;

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use anyhow::Context;
use dateline_fetch::{Accept, Client, Error, HostGate, Request, RobotsCache, Url};
use dateline_model::{Millis, Study};
use dateline_store::Store;
use dateline_understand::Background;
use tokio::sync::{Notify, Semaphore, mpsc, watch};
use tokio::task::JoinSet;

use crate::config::Config;
use crate::hubs::Hubs;

/// How long a loop sleeps when nothing wakes it: another process may have left work.
const LOOK_AGAIN: Duration = Duration::from_secs(5);

/// What a claim on a feed or job allows beside the fetches: waiting at the publisher's gate, reading
/// and saving. Short enough that a desk that died is soon replaced.
const LEASE_BESIDE_FETCHES_MS: i64 = 3 * Millis::MINUTE;

/// Database work that has come waits so long for more to be done with it: each transaction writes
/// whole pages of the database, however little changes on them.
const GATHER: Duration = Duration::from_millis(50);

/// What comes first and what else comes soon, at most so many; nothing once every sender is gone.
async fn gather<T>(from: &mut mpsc::Receiver<T>, most: usize) -> Vec<T> {
    let mut batch = Vec::new();
    if from.recv_many(&mut batch, most).await == 0 {
        return batch;
    }
    let more = async {
        while batch.len() < most {
            let room = most - batch.len();
            if from.recv_many(&mut batch, room).await == 0 {
                break;
            }
        }
    };
    let _ = tokio::time::timeout(GATHER, more).await; // what has come by then is the batch
    batch
}

/// A request for an address as it stands in the database or was typed.
pub(crate) fn request(url: &str, accept: Accept) -> Result<Request, Error> {
    let url = Url::parse(url)
        .map_err(|_| Error::NotAnAddress { text: url.chars().take(100).collect() })?;
    Ok(Request::new(url, accept))
}

/// Everything the three loops share.
pub(crate) struct Desk {
    pub(crate) store: Store,
    pub(crate) client: Client,
    /// Spaces out requests by publisher.
    pub(crate) gate: HostGate,
    pub(crate) robots: RobotsCache,
    /// One permit a core: reading a page takes many times its size in memory while it lasts.
    pub(crate) cores: Semaphore,
    pub(crate) config: Config,
    /// Which tags are common here and which are one, as the articles of this run taught it.
    pub(crate) background: Arc<RwLock<Background>>,
    /// The sentence model that the owner set.
    pub(crate) vectors: Option<Vectors>,
    /// Distinguishes this process in leases.
    pub(crate) holder: String,
    pub(crate) bell: Arc<Bell>,
    pub(crate) hubs: Hubs,
    pub(crate) clock: fn() -> Millis,
}

/// Wakes the loops of this process.
#[derive(Default)]
pub(crate) struct Bell {
    feeds: Notify,
    jobs: Notify,
    studied: Notify,
    hubs: Notify,
}

impl Bell {
    /// A feed is due: one was added, or someone asked for it.
    pub(crate) fn feeds(&self) {
        self.feeds.notify_one();
    }

    /// An entry is to be brought in.
    pub(crate) fn jobs(&self) {
        self.jobs.notify_one();
    }

    /// A hub is to be asked.
    pub(crate) fn hubs(&self) {
        self.hubs.notify_one();
    }
}

/// Turns true once, when the process is to end.
pub(crate) type Stop = watch::Receiver<bool>;

/// Ends when the process is to end.
pub(crate) async fn stopped(stop: &mut Stop) {
    let _ = stop.wait_for(|stop| *stop).await;
}

impl Desk {
    /// How long a claim holds: longer than robots.txt and a page may take, so that no process
    /// claims what this one is still working on.
    fn lease_ms(&self) -> i64 {
        let timeout = i64::try_from(self.config.fetch.timeout.as_millis()).unwrap_or(i64::MAX);
        LEASE_BESIDE_FETCHES_MS.saturating_add(timeout.saturating_mul(2))
    }

    /// Runs until told to stop. Work that was claimed and not finished is given back.
    ///
    /// # Errors
    /// When one of the loops ends before that: a desk without it would serve yesterday's paper.
    pub(crate) async fn run(self: Arc<Self>, stop: Stop) -> anyhow::Result<()> {
        let mut loops = JoinSet::new();
        loops.spawn(rounds::run(self.clone(), stop.clone()));
        loops.spawn(bring_in::run(self.clone(), stop.clone()));
        loops.spawn(hubs::run(self.clone(), stop.clone()));
        loops.spawn(push::run(self.clone(), stop.clone()));
        loops.spawn(refile::run(self.clone(), stop.clone()));
        loops.spawn(place::run(self, stop.clone()));
        while let Some(outcome) = loops.join_next().await {
            outcome.context("a loop of the desk ended by a fault")?;
            anyhow::ensure!(*stop.borrow(), "a loop of the desk ended although nobody asked");
        }
        Ok(())
    }

    /// Counts the tags of what was saved. A thread that fell while it held the lock left counts that
    /// are as good as before.
    fn learn_tags<'a>(&self, studies: impl Iterator<Item = &'a Study>) {
        let mut background = self.background.write().unwrap_or_else(PoisonError::into_inner);
        studies.for_each(|study| background.learn(study));
    }

    /// Sleeps until the bell rings, a while has passed, or the process is to end.
    async fn rest(&self, bell: &Notify, stop: &mut Stop) {
        tokio::select! {
            () = bell.notified() => {}
            () = tokio::time::sleep(LOOK_AGAIN) => {}
            _ = stop.changed() => {}
        }
    }
}
