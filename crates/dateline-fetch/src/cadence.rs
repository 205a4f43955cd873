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

/// A publisher that answers "not here" or "not you" is asked no oftener than this: it is a person who
/// has to mend that.
const UNWANTED: Duration = Duration::from_hours(1);

/// Chance adds up to this share of the wait, so that feeds added together drift apart.
const JITTER_SHARE: f64 = 0.1;

/// The shortest and longest wait the operator allows between two visits to one feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cadence {
    // Invariant: zero < shortest <= longest.
    shortest: Duration,
    longest: Duration,
}

/// How a feed publishes, by the dates of its entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rhythm {
    /// Its newest entry.
    pub newest: Millis,
    /// The usual time between two entries; none when there are no two that tell.
    pub gap: Option<Duration>,
}

/// What the visits up to now taught us about a feed.
#[derive(Clone, Debug, Default)]
pub struct Visit {
    /// From the latest answer that held entries with dates.
    pub rhythm: Option<Rhythm>,
    /// How many entries the last seven days brought, for a feed whose entries have no dates. None
    /// for a feed that never brought any.
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
    /// It answered that there is nothing here, or nothing for us (4xx).
    pub unwanted: bool,
    /// Failed visits since the last good one.
    pub failures: u32,
    /// How often the owner wants it visited, in place of its rhythm. May be longer than the longest
    /// wait.
    pub wished: Option<Duration>,
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
        let more = wait.mul_f64(chance.clamp(0.0, 1.0) * JITTER_SHARE);
        let next = now.plus(millis(wait.saturating_add(more)));
        next_permitted(&visit.skip_hours, &visit.skip_days, next, chance)
    }

    /// The shortest wait.
    #[must_use]
    pub fn shortest(self) -> Duration {
        self.shortest
    }

    /// How long to stay away: our own wish, or theirs where it is longer.
    fn wait(self, visit: &Visit, now: Millis) -> Duration {
        let usual = match (visit.wished, visit.rhythm, visit.entries_last_week) {
            (Some(wished), _, _) => wished,
            (None, Some(rhythm), _) => rhythm.wait(now),
            (None, None, Some(count)) => weekly_rhythm(count),
            (None, None, None) => UNKNOWN_RHYTHM,
        };
        let polite = if visit.unwanted {
            UNWANTED
        } else if visit.conditional {
            self.shortest
        } else {
            UNCONDITIONAL
        };
        let usual = usual.max(polite);
        let after_failures = usual.saturating_mul(2_u32.saturating_pow(visit.failures));
        let longest = self.longest.max(visit.wished.unwrap_or_default());
        let ours = after_failures.clamp(self.shortest, longest);
        let fresh = visit.ttl.unwrap_or_default().max(visit.max_age.unwrap_or_default());
        let asked = visit.retry_after.unwrap_or_default().min(LONGEST_ASKED);
        ours.max(fresh.min(self.longest)).max(asked)
    }
}

impl Rhythm {
    /// The rhythm of entries with these dates, in any order. Those in the future are ignored; none
    /// when that leaves nothing.
    #[must_use]
    pub fn of(published: impl IntoIterator<Item = Millis>, now: Millis) -> Option<Rhythm> {
        let past = published.into_iter().map(|at| at.0).filter(|at| (0..=now.0).contains(at));
        let mut past: Vec<i64> = past.collect();
        past.sort_unstable_by(|a, b| b.cmp(a));
        // Entries that came together are one event: a gap of zero says nothing of the rhythm.
        past.dedup();
        past.truncate(RHYTHM_ENTRIES);
        let mut gaps: Vec<i64> =
            past.windows(2).filter_map(|pair| Some(pair.first()? - pair.last()?)).collect();
        gaps.sort_unstable();
        // The median: a mean would let one silent August outweigh a year of daily posts.
        let gap = gaps.get(gaps.len() / 2).map(|gap| duration(*gap));
        past.first().map(|newest| Rhythm { newest: Millis(*newest), gap })
    }

    /// Half the usual gap between entries, or a tenth of the silence since the last one.
    fn wait(self, now: Millis) -> Duration {
        let usual = self.gap.map_or(UNKNOWN_RHYTHM, |gap| gap / 2);
        usual.max(duration(now.0.saturating_sub(self.newest.0)) / SILENCE_SHARE)
    }
}

/// Half the mean gap of the last seven days; a week without entries counts as one long gap.
fn weekly_rhythm(entries: u32) -> Duration {
    Duration::from_hours(7 * 24) / entries.saturating_mul(2).max(1)
}

/// The first moment from `at` on at which the publisher wants visits: `at` itself, or a moment in
/// the next hour that it does not skip. `chance`, from 0 to 1, keeps all who skip the same hours from
/// coming at the stroke of the next one. A publisher that skips all hours of the week cannot mean it.
#[must_use]
pub fn next_permitted(skip_hours: &[u8], skip_days: &[String], at: Millis, chance: f64) -> Millis {
    let permitted = |hours: &i64| {
        let moment = hour_start(at).plus(hours * Millis::HOUR);
        let hour = moment.0.div_euclid(Millis::HOUR).rem_euclid(24);
        let skipped_hour = skip_hours.iter().any(|skip| i64::from(skip % 24) == hour);
        let skipped_day =
            skip_days.iter().any(|day| day.trim().eq_ignore_ascii_case(weekday(moment)));
        !skipped_hour && !skipped_day
    };
    match (0..7 * 24).find(permitted).unwrap_or(0) {
        0 => at,
        hours => {
            let drift = Duration::from_hours(1).mul_f64(chance.clamp(0.0, 1.0) * JITTER_SHARE);
            hour_start(at).plus(hours * Millis::HOUR + millis(drift))
        }
    }
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
        let published = minutes_ago.iter().map(|ago| NOW.plus(-ago * Millis::MINUTE));
        Visit { rhythm: Rhythm::of(published, NOW), conditional: true, ..Visit::default() }
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
        let absurd = [Millis(i64::MIN), Millis(i64::MAX), Millis(0)];
        check(&Visit { rhythm: Rhythm::of(absurd, NOW), ..feed(&[]) }, 24 * HOUR);
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
    fn an_owner_s_wish_takes_the_place_of_the_rhythm() {
        let wished = |wait| Visit { wished: Some(wait), ..feed(&[0, 120, 240]) };
        check(&wished(30 * MINUTE), 30 * MINUTE);
        check(&wished(72 * HOUR), 72 * HOUR);
        check(&wished(MINUTE), 5 * MINUTE);
        check(&Visit { conditional: false, ..wished(30 * MINUTE) }, HOUR);
        check(&Visit { ttl: Some(2 * HOUR), ..wished(30 * MINUTE) }, 2 * HOUR);
        check(&Visit { failures: 2, ..wished(30 * MINUTE) }, 2 * HOUR);
    }

    #[test]
    fn backs_off_after_failures() {
        check(&Visit { failures: 2, ..feed(&[0, 120, 240]) }, 4 * HOUR);
        check(&Visit { failures: u32::MAX, ..feed(&[]) }, 24 * HOUR);
    }

    #[test]
    fn a_publisher_that_wants_nobody_is_asked_hourly_at_most() {
        let unwanted = |failures| Visit { unwanted: true, failures, ..feed(&[0, 5, 10]) };
        check(&unwanted(0), HOUR);
        check(&unwanted(2), 4 * HOUR);
    }

    #[test]
    fn a_person_who_asks_late_is_sent_to_the_next_permitted_hour() {
        let from = |hours: &[u8], chance| next_permitted(hours, &[], NOW.plus(1), chance).0 - NOW.0;
        assert_eq!(from(&[], 0.5), 1);
        assert_eq!(from(&[20], 0.0), Millis::HOUR);
        assert_eq!(from(&[20, 21], 1.0), 2 * Millis::HOUR + 6 * Millis::MINUTE);
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
