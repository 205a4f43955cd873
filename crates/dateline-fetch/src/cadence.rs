//! When to look at a feed again.
//!
//! A publisher that posts every hour deserves a visit every half hour; one that posts every month
//! deserves peace. [`Cadence::next_visit`] turns what we saw on a visit into the moment of the
//! next. It does no I/O, reads no clock and draws no lots, so every case below is one line of test.
//!
//! The rule: a publisher may slow us down but never speed us up, and chance only ever adds. The
//! caller keeps the moment in the database, so that a restart visits nobody early.

use std::time::Duration;

use dateline_model::Millis;

/// A publisher's `Retry-After` is honoured up to this long. Without a ceiling, one mistyped header
/// would silence a feed for years.
const LONGEST_ASKED: Duration = Duration::from_hours(7 * 24);

/// The pause after a visit that taught nothing of the feed's rhythm.
const UNKNOWN_RHYTHM: Duration = Duration::from_hours(1);

/// A server without validators sends everything each time; it is asked no oftener than this.
const UNCONDITIONAL: Duration = Duration::from_hours(1);

/// A feed that has gone quiet is visited after a further tenth of its silence.
const SILENCE_SHARE: u32 = 10;

/// The newest entries tell the rhythm; older ones tell what it was.
const RHYTHM_ENTRIES: usize = 20;

/// Chance adds up to this share of the wait, so that feeds added together drift apart.
const JITTER_SHARE: f64 = 0.1;

/// The shortest and longest wait the operator allows between two visits to one feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cadence {
    // Invariant: zero < shortest <= longest.
    shortest: Duration,
    longest: Duration,
}

/// What the visits up to now taught us about a feed.
#[derive(Clone, Debug, Default)]
pub struct Visit {
    /// When its entries were published, in any order; those in the future are ignored.
    pub published: Vec<Millis>,
    /// How many entries the last seven days brought, for a visit that shows none: an unchanged
    /// feed, a failure. None for a feed that never brought any.
    pub entries_last_week: Option<u32>,
    /// RSS `ttl`.
    pub ttl: Option<Duration>,
    /// `Cache-Control: max-age` or `Expires`.
    pub max_age: Option<Duration>,
    /// `Retry-After`.
    pub retry_after: Option<Duration>,
    /// RSS `skipHours`: hours of the day in UTC, 0 to 23 (24 is taken for 0).
    pub skip_hours: Vec<u8>,
    /// RSS `skipDays`: English names.
    pub skip_days: Vec<String>,
    /// The server gave `ETag` or `Last-Modified`, so an unchanged feed costs it next to nothing.
    pub conditional: bool,
    /// Failed visits since the last good one.
    pub failures: u32,
}

/// Why a [`Cadence`] cannot be built. The text is shown to the operator as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CadenceError {
    /// Visiting without pause would be an attack, not a subscription.
    #[error("the shortest wait between visits is 0; use at least one minute")]
    ZeroWait,
    /// The two limits are the wrong way round.
    #[error("the shortest wait ({shortest:?}) is longer than the longest ({longest:?}); swap them")]
    Reversed {
        /// The shortest wait as configured.
        shortest: Duration,
        /// The longest wait as configured.
        longest: Duration,
    },
}

impl Default for Cadence {
    fn default() -> Cadence {
        Cadence { shortest: Duration::from_mins(5), longest: Duration::from_hours(24) }
    }
}

impl Cadence {
    /// Accepts the operator's limits, or says how to mend them.
    pub fn new(shortest: Duration, longest: Duration) -> Result<Cadence, CadenceError> {
        if shortest.is_zero() {
            return Err(CadenceError::ZeroWait);
        }
        if shortest > longest {
            return Err(CadenceError::Reversed { shortest, longest });
        }
        Ok(Cadence { shortest, longest })
    }

    /// The moment of the next visit. `chance` is a fresh random number from 0 to 1.
    #[must_use]
    pub fn next_visit(self, visit: &Visit, now: Millis, chance: f64) -> Millis {
        let wait = self.wait(visit, now);
        let chance = chance.clamp(0.0, 1.0) * JITTER_SHARE;
        let next = now.plus(millis(wait.saturating_add(wait.mul_f64(chance))));
        match next_permitted_hour(visit, next) {
            0 => next,
            // All who skip the same hours would come at the stroke of the next one.
            hours => hour_start(next)
                .plus(hours * Millis::HOUR + millis(Duration::from_hours(1).mul_f64(chance))),
        }
    }

    /// How long to stay away: our own wish, or theirs where it is longer.
    fn wait(self, visit: &Visit, now: Millis) -> Duration {
        let polite = if visit.conditional { self.shortest } else { UNCONDITIONAL };
        let usual = match visit.entries_last_week {
            Some(count) if visit.published.is_empty() => weekly_rhythm(count),
            _ => rhythm(&visit.published, now),
        };
        let usual = usual.max(polite);
        let after_failures = usual.saturating_mul(2_u32.saturating_pow(visit.failures));
        let ours = after_failures.clamp(self.shortest, self.longest);
        let fresh = visit.ttl.unwrap_or_default().max(visit.max_age.unwrap_or_default());
        let asked = visit.retry_after.unwrap_or_default().min(LONGEST_ASKED);
        ours.max(fresh.min(self.longest)).max(asked)
    }
}

/// Half the usual gap between entries, or a tenth of the silence since the last one.
fn rhythm(published: &[Millis], now: Millis) -> Duration {
    let mut past: Vec<i64> =
        published.iter().map(|at| at.0).filter(|at| (0..=now.0).contains(at)).collect();
    past.sort_unstable_by(|a, b| b.cmp(a));
    // Entries that came together are one event: a gap of zero says nothing of the rhythm.
    past.dedup();
    past.truncate(RHYTHM_ENTRIES);
    let mut gaps: Vec<i64> =
        past.windows(2).filter_map(|pair| Some(pair.first()? - pair.last()?)).collect();
    gaps.sort_unstable();
    // The median: a mean would let one silent August outweigh a year of daily posts.
    let usual = gaps.get(gaps.len() / 2).map_or(UNKNOWN_RHYTHM, |gap| duration(gap / 2));
    let silence = past.first().map_or(Duration::ZERO, |newest| duration(now.0 - newest));
    usual.max(silence / SILENCE_SHARE)
}

/// Half the mean gap of the last seven days; a week without entries counts as one long gap.
fn weekly_rhythm(entries: u32) -> Duration {
    Duration::from_hours(7 * 24) / entries.saturating_mul(2).max(1)
}

/// How many hours after the one of `at` the feed may be visited; 0 when its own hour is fine, or
/// when the publisher skips all hours of the week, which cannot be meant.
fn next_permitted_hour(visit: &Visit, at: Millis) -> i64 {
    let permitted = |hours: &i64| {
        let moment = hour_start(at).plus(hours * Millis::HOUR);
        let hour = moment.0.div_euclid(Millis::HOUR).rem_euclid(24);
        let skipped_hour = visit.skip_hours.iter().any(|skip| i64::from(skip % 24) == hour);
        let skipped_day =
            visit.skip_days.iter().any(|day| day.trim().eq_ignore_ascii_case(weekday(moment)));
        !skipped_hour && !skipped_day
    };
    (0..7 * 24).find(permitted).unwrap_or(0)
}

fn hour_start(at: Millis) -> Millis {
    at.plus(-at.0.rem_euclid(Millis::HOUR))
}

/// The English name of the day in UTC. 1970 began on a Thursday.
fn weekday(at: Millis) -> &'static str {
    match at.0.div_euclid(Millis::DAY).rem_euclid(7) {
        0 => "Thursday",
        1 => "Friday",
        2 => "Saturday",
        3 => "Sunday",
        4 => "Monday",
        5 => "Tuesday",
        _ => "Wednesday",
    }
}

fn duration(ms: i64) -> Duration {
    Duration::from_millis(u64::try_from(ms).unwrap_or(0))
}

fn millis(wait: Duration) -> i64 {
    i64::try_from(wait.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_mins(1);
    const HOUR: Duration = Duration::from_hours(1);

    /// Sunday 2026-06-14, 20:00 UTC.
    const NOW: Millis = Millis(494_852 * Millis::HOUR);

    /// A server with validators, whose entries came this many minutes ago.
    fn feed(minutes_ago: &[i64]) -> Visit {
        let published = minutes_ago.iter().map(|ago| NOW.plus(-ago * Millis::MINUTE)).collect();
        Visit { published, conditional: true, ..Visit::default() }
    }

    #[track_caller]
    fn check(visit: &Visit, expected: Duration) {
        let next = Cadence::default().next_visit(visit, NOW, 0.0);
        assert_eq!(duration(next.0 - NOW.0), expected, "{visit:?}");
    }

    #[test]
    fn follows_the_publishers_rhythm() {
        check(&feed(&[]), HOUR);
        check(&feed(&[0, 120, 240, 360]), HOUR);
        check(&feed(&[240, 0, 360, 120]), HOUR);
        check(&feed(&[0, 1, 2, 3]), 5 * MINUTE);
        check(&feed(&[0, 120, 240, 90_000]), HOUR);
        check(&feed(&[0, 60 * 24 * 7, 60 * 24 * 14]), 24 * HOUR);
    }

    #[test]
    fn entries_that_came_together_say_nothing() {
        check(&feed(&[0, 0, 0, 0]), HOUR);
        check(&feed(&[-500, -1000]), HOUR);
        let absurd = vec![Millis(i64::MIN), Millis(i64::MAX), Millis(0)];
        check(&Visit { published: absurd, ..feed(&[]) }, 24 * HOUR);
    }

    #[test]
    fn leaves_a_feed_that_has_gone_quiet_in_peace() {
        check(&feed(&[600, 602, 604]), HOUR);
        check(&feed(&[60 * 24 * 365, 60 * 24 * 366]), 24 * HOUR);
    }

    #[test]
    fn an_unchanged_feed_keeps_the_rhythm_of_its_week() {
        let unchanged = |count| Visit { entries_last_week: count, ..feed(&[]) };
        check(&unchanged(None), HOUR);
        check(&unchanged(Some(0)), 24 * HOUR);
        check(&unchanged(Some(3)), 24 * HOUR);
        check(&unchanged(Some(21)), 4 * HOUR);
        check(&unchanged(Some(u32::MAX)), 5 * MINUTE);
        check(&Visit { failures: 1, ..unchanged(Some(21)) }, 8 * HOUR);
        check(&Visit { entries_last_week: Some(1), ..feed(&[0, 120, 240]) }, HOUR);
    }

    #[test]
    fn a_server_without_validators_is_asked_hourly_at_most() {
        check(&Visit { conditional: false, ..feed(&[0, 1, 2, 3]) }, HOUR);
    }

    #[test]
    fn backs_off_after_failures() {
        check(&Visit { failures: 2, ..feed(&[0, 120, 240]) }, 4 * HOUR);
        check(&Visit { failures: u32::MAX, ..feed(&[]) }, 24 * HOUR);
    }

    #[test]
    fn a_publisher_may_slow_us_down_but_not_speed_us_up() {
        let hourly = || feed(&[0, 120, 240]);
        check(&Visit { ttl: Some(3 * HOUR), ..hourly() }, 3 * HOUR);
        check(&Visit { ttl: Some(MINUTE), ..hourly() }, HOUR);
        check(&Visit { max_age: Some(2 * HOUR), ttl: Some(HOUR), ..hourly() }, 2 * HOUR);
        check(&Visit { max_age: Some(9000 * HOUR), ..hourly() }, 24 * HOUR);
        check(&Visit { retry_after: Some(48 * HOUR), ..hourly() }, 48 * HOUR);
        check(&Visit { retry_after: Some(MINUTE), ..hourly() }, HOUR);
        check(&Visit { retry_after: Some(Duration::MAX), ..hourly() }, LONGEST_ASKED);
    }

    #[test]
    fn keeps_out_of_skipped_hours_and_days() {
        check(&Visit { skip_hours: vec![21, 22], ..feed(&[0, 120, 240]) }, 3 * HOUR);
        check(&Visit { skip_hours: vec![21, 22, 23, 24], ..feed(&[0, 120, 240]) }, 5 * HOUR);
        check(&Visit { skip_days: vec![" sunday".to_owned()], ..feed(&[0, 120, 240]) }, 4 * HOUR);
        check(&Visit { skip_hours: (0..24).collect(), ..feed(&[0, 120, 240]) }, HOUR);
    }

    #[test]
    fn chance_only_ever_adds() {
        let at = |visit: &Visit, chance| {
            duration(Cadence::default().next_visit(visit, NOW, chance).0 - NOW.0)
        };
        let hourly = feed(&[0, 120, 240]);
        assert_eq!(at(&hourly, 1.0), 66 * MINUTE);
        assert_eq!(at(&hourly, -7.0), HOUR);
        assert_eq!(at(&hourly, 99.0), 66 * MINUTE);
        let skipping = Visit { skip_hours: vec![21], ..hourly };
        assert_eq!(at(&skipping, 0.5), 2 * HOUR + 3 * MINUTE);
    }

    #[test]
    fn mistaken_limits_say_how_to_mend_them() {
        let error = Cadence::new(HOUR, MINUTE).expect_err("limits are reversed");
        assert_eq!(
            error.to_string(),
            "the shortest wait (3600s) is longer than the longest (60s); swap them"
        );
        assert_eq!(Cadence::new(Duration::ZERO, HOUR), Err(CadenceError::ZeroWait));
    }
}
