//! How often somebody may knock: sign-in, new accounts, comments, questions, searches for feeds.
//!
//! A token bucket for each door and key, kept in memory: limits are per process, which is enough
//! to make guessing hopeless. Keys are digests, so the table never holds what people typed.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use dateline_model::Millis;

/// Keys remembered at once; beyond it those that are full again are forgotten, and if none is, new
/// keys are refused until one is.
const MOST_KEYS: usize = 10_000;

const MINUTE: i64 = 60 * Millis::SECOND;

/// Something that may be done only so often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Door {
    /// Signing in with a name.
    SignIn,
    /// Writing a comment.
    Comment,
    /// Having an AI feature computed.
    Ask,
    /// Having an address looked at.
    Discover,
    /// Having a feed visited at once, by feed: its publisher is asked by all readers together.
    Check,
    /// Reporting an article, whose page is then fetched.
    Report,
    /// Proving that one knows one's own password again.
    Password,
    /// Making an account, or opening a one-time link: all strangers together, since nothing tells
    /// them apart that they could not change.
    Join,
    /// Making invitations, reset links and passwords for programs.
    Links,
    /// Asking with a password for a program, by the name that comes with it.
    Program,
    /// Going to an identity provider and coming back, all strangers together: each asks it something.
    Identity,
    /// Voting and flagging.
    Vote,
    /// Having a letter sent to an address, or to whoever has a name: by what was typed, so that it
    /// says nothing about who is here.
    Letter,
    /// The same by the network that asks.
    LetterFrom,
    /// The same where a proxy may stand before all strangers together.
    LetterFromAll,
    /// Failing to sign in with a passkey, by network where there is one to know: there is nothing to
    /// guess, but each try is checked.
    Passkey,
}

impl Door {
    /// How many at once, and after how long one more.
    fn measure(self) -> (f64, i64) {
        match self {
            Door::SignIn | Door::Password => (8.0, 30 * Millis::SECOND),
            Door::Comment => (10.0, 20 * Millis::SECOND),
            Door::Ask => (40.0, 3 * Millis::SECOND),
            Door::Discover => (20.0, 5 * Millis::SECOND),
            Door::Check => (3.0, 20 * Millis::SECOND),
            Door::Report | Door::Links => (10.0, 30 * Millis::SECOND),
            Door::Join => (30.0, 10 * Millis::SECOND),
            Door::Program | Door::Passkey => (60.0, Millis::SECOND),
            Door::Identity => (120.0, 200),
            Door::Vote => (60.0, 2 * Millis::SECOND),
            Door::Letter => (3.0, 20 * MINUTE),
            Door::LetterFrom => (20.0, MINUTE),
            Door::LetterFromAll => (300.0, 2 * Millis::SECOND),
        }
    }
}

/// The doors of one process.
#[derive(Debug, Default)]
pub(crate) struct Limits {
    buckets: Mutex<HashMap<(Door, [u8; 32]), Bucket>>,
}

#[derive(Clone, Copy, Debug)]
struct Bucket {
    tokens: f64,
    at: Millis,
}

impl Limits {
    /// Takes one token, or says how many seconds to wait.
    pub(crate) fn take(&self, door: Door, key: &str, now: Millis) -> Result<(), u32> {
        let (most, refill_ms) = door.measure();
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= MOST_KEYS {
            buckets.retain(|(door, _), bucket| bucket.level(*door, now) < door.measure().0);
        }
        let key = (door, crate::secret::digest(key.as_bytes()));
        if buckets.len() >= MOST_KEYS && !buckets.contains_key(&key) {
            return Err(seconds(refill_ms));
        }
        let bucket = buckets.entry(key).or_insert(Bucket { tokens: most, at: now });
        let level = bucket.level(door, now);
        if level < 1.0 {
            return Err(seconds(refill_ms));
        }
        *bucket = Bucket { tokens: level - 1.0, at: now };
        Ok(())
    }

    /// Forgets a key: whoever signs in has shown that they know the password.
    pub(crate) fn forget(&self, door: Door, key: &str) {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        buckets.remove(&(door, crate::secret::digest(key.as_bytes())));
    }
}

impl Bucket {
    #[allow(clippy::cast_precision_loss)] // Milliseconds between two knocks are far below 2^52.
    fn level(self, door: Door, now: Millis) -> f64 {
        let (most, refill_ms) = door.measure();
        let passed = now.0.saturating_sub(self.at.0).max(0);
        (self.tokens + passed as f64 / refill_ms as f64).min(most)
    }
}

fn seconds(ms: i64) -> u32 {
    u32::try_from(ms / Millis::SECOND).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guessing_is_slowed_and_time_heals() {
        let limits = Limits::default();
        for _ in 0..8 {
            assert_eq!(limits.take(Door::SignIn, "ada", Millis(0)), Ok(()));
        }
        assert_eq!(limits.take(Door::SignIn, "ada", Millis(0)), Err(30));
        assert_eq!(limits.take(Door::SignIn, "ben", Millis(0)), Ok(()));
        assert_eq!(limits.take(Door::Comment, "ada", Millis(0)), Ok(()));
        assert_eq!(limits.take(Door::SignIn, "ada", Millis(30_000)), Ok(()));
        assert_eq!(limits.take(Door::SignIn, "ada", Millis(30_000)), Err(30));
        limits.forget(Door::SignIn, "ada");
        assert_eq!(limits.take(Door::SignIn, "ada", Millis(30_000)), Ok(()));
    }

    #[test]
    fn the_table_is_bounded() {
        let limits = Limits::default();
        for key in 0..MOST_KEYS {
            assert_eq!(limits.take(Door::Ask, &key.to_string(), Millis(0)), Ok(()));
        }
        assert_eq!(limits.take(Door::Ask, "one more", Millis(0)), Err(3));
        assert_eq!(limits.take(Door::Ask, "one more", Millis(10_000)), Ok(()));
    }
}
