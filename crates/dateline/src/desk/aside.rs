//! Visits that have left their place to others, and wait for a publisher that takes its time.
//!
//! Each holds a socket, so there is room for so many. Who comes when the room is full takes that of
//! the visit which has waited longest: it is the one least likely to be answered. The rule: nobody is
//! sent away before it has had [`Aside::least`], so a crowd of publishers that are merely far away is
//! served at the pace at which they answer, and none of them is broken off.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::Instant;

/// The room for visits that stand aside.
pub(super) struct Aside {
    room: usize,
    least: Duration,
    standing: Mutex<Standing>,
}

#[derive(Default)]
struct Standing {
    next: u64,
    /// In the order in which they came: since when, and who is dropped to send it away.
    visits: BTreeMap<u64, (Instant, oneshot::Sender<()>)>,
}

/// The right to stand aside; dropped, it makes room.
pub(super) struct Stand<'a> {
    aside: &'a Aside,
    number: u64,
    sent_away: oneshot::Receiver<()>,
}

impl Aside {
    /// Room for so many, each for so long at least.
    pub(super) fn new(room: usize, least: Duration) -> Aside {
        Aside { room, least, standing: Mutex::default() }
    }

    /// Waits until there is room, or until somebody has stood long enough to make some.
    pub(super) async fn enter(&self) -> Stand<'_> {
        loop {
            match self.try_enter(Instant::now()) {
                Ok(stand) => return stand,
                Err(later) => tokio::time::sleep_until(later).await,
            }
        }
    }

    fn try_enter(&self, now: Instant) -> Result<Stand<'_>, Instant> {
        let mut standing = self.standing();
        if standing.visits.len() >= self.room
            && let Some(longest) = standing.visits.first_entry()
        {
            let enough = longest.get().0 + self.least;
            if enough > now {
                return Err(enough);
            }
            longest.remove();
        }
        let (away, sent_away) = oneshot::channel();
        let number = standing.next;
        standing.next += 1;
        standing.visits.insert(number, (now, away));
        Ok(Stand { aside: self, number, sent_away })
    }

    fn standing(&self) -> MutexGuard<'_, Standing> {
        // No panic can leave the map half changed, so a poisoned lock is as good as any.
        self.standing.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Stand<'_> {
    /// What comes of the visit; none when it had to make room for another.
    pub(super) async fn wait_for<T>(mut self, visit: impl Future<Output = T>) -> Option<T> {
        tokio::select! {
            outcome = visit => Some(outcome),
            _ = &mut self.sent_away => None,
        }
    }
}

impl Drop for Stand<'_> {
    fn drop(&mut self) {
        self.aside.standing().visits.remove(&self.number);
    }
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};

    use futures_util::FutureExt;

    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[tokio::test(start_paused = true)]
    async fn who_has_stood_longest_makes_room_and_not_before_its_time() {
        let aside = Aside::new(2, SECOND);
        let first = aside.enter().await.wait_for(pending::<()>());
        tokio::time::advance(SECOND / 2).await;
        let second = aside.enter().await.wait_for(pending::<()>());
        tokio::pin!(first, second);
        assert!(first.as_mut().now_or_never().is_none(), "there is room for two");
        let begin = Instant::now();
        let third = aside.enter().await;
        assert_eq!(begin.elapsed(), SECOND / 2, "the first has had its second by then");
        assert_eq!(first.await, None, "it made room");
        assert!(second.as_mut().now_or_never().is_none(), "the second did not");
        assert_eq!(third.wait_for(ready(7)).await, Some(7));
    }

    #[tokio::test(start_paused = true)]
    async fn who_is_answered_makes_room_at_once() {
        let aside = Aside::new(1, SECOND);
        for number in 0..5 {
            let begin = Instant::now();
            assert_eq!(aside.enter().await.wait_for(ready(number)).await, Some(number));
            assert_eq!(begin.elapsed(), Duration::ZERO);
        }
        drop(aside.enter().await);
        assert!(aside.standing().visits.is_empty(), "what is dropped stands no more");
    }
}
