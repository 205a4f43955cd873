//! Instants and days.
//!
//! [`Millis`] is a moment in UTC; [`When`] is what a publisher told us, which may be a day without
//! a time, or a moment with the publisher's own distance from UTC. A day is never widened to a
//! midnight that nobody claimed: only sorting does that.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A moment: milliseconds since 1970 in UTC. Serialised as RFC 3339.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Millis(pub i64);

/// When something was published or changed, as exactly as the publisher said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum When {
    /// A moment.
    At(Millis),
    /// A moment as the publisher's clock showed it, so many hours from UTC: its day is the one that
    /// is printed over the article.
    Local(Millis, jiff::tz::Offset),
    /// A day whose time is unknown.
    On(jiff::civil::Date),
}

impl Millis {
    /// One second, minute, hour and day, for arithmetic that names its unit.
    pub const SECOND: i64 = 1_000;
    /// Milliseconds in a minute.
    pub const MINUTE: i64 = 60 * Millis::SECOND;
    /// Milliseconds in an hour.
    pub const HOUR: i64 = 60 * Millis::MINUTE;
    /// Milliseconds in a day.
    pub const DAY: i64 = 24 * Millis::HOUR;

    /// This moment moved by `ms` milliseconds, which may be negative; stops at the ends of time.
    #[must_use]
    pub fn plus(self, ms: i64) -> Millis {
        Millis(self.0.saturating_add(ms))
    }

    /// The same moment for calendar work; moments outside jiff's range become 1970.
    pub fn timestamp(self) -> jiff::Timestamp {
        jiff::Timestamp::from_millisecond(self.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    }

    /// The UTC calendar day.
    pub fn day(self) -> jiff::civil::Date {
        jiff::tz::Offset::UTC.to_datetime(self.timestamp()).date()
    }
}

impl From<jiff::Timestamp> for Millis {
    fn from(moment: jiff::Timestamp) -> Millis {
        Millis(moment.as_millisecond())
    }
}

impl fmt::Display for Millis {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.timestamp().fmt(out)
    }
}

impl FromStr for Millis {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Millis, jiff::Error> {
        text.parse::<jiff::Timestamp>().map(Millis::from)
    }
}

impl When {
    /// The moment used for sorting: noon UTC of a day whose time is unknown, so that no time zone
    /// moves it to a neighbouring day.
    pub fn sort_key(self) -> Millis {
        match self {
            When::At(moment) | When::Local(moment, _) => moment,
            When::On(day) => jiff::tz::Offset::UTC
                .to_timestamp(day.at(12, 0, 0, 0))
                .map_or(Millis(0), Millis::from),
        }
    }

    /// The time to show for what was first seen at `seen`: what its publisher said, unless that lies
    /// in the future. Then nobody knows better than we, and a wrong clock gains nothing by it.
    pub fn shown(published: Option<When>, seen: Millis) -> When {
        // Somewhere on earth it is tomorrow already.
        let believed = |when: &When| match when {
            When::At(moment) | When::Local(moment, _) => *moment <= seen,
            When::On(day) => *day <= seen.plus(14 * Millis::HOUR).day(),
        };
        published.filter(believed).unwrap_or(When::At(seen))
    }

    /// The calendar day where it was published, as far as that is known; else in UTC.
    pub fn day(self) -> jiff::civil::Date {
        match self {
            When::At(moment) => moment.day(),
            When::Local(moment, offset) => offset.to_datetime(moment.timestamp()).date(),
            When::On(day) => day,
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            When::At(moment) => moment.fmt(out),
            When::Local(moment, offset) => moment.timestamp().display_with_offset(*offset).fmt(out),
            When::On(day) => day.fmt(out),
        }
    }
}

impl FromStr for When {
    type Err = jiff::Error;

    /// Accepts RFC 3339 and `YYYY-MM-DD`, the forms that this type prints.
    fn from_str(text: &str) -> Result<When, jiff::Error> {
        let offset = || {
            let pieces = jiff::fmt::temporal::DateTimeParser::new().parse_pieces(text).ok()?;
            pieces.to_numeric_offset().filter(|offset| !offset.is_zero())
        };
        match text.parse::<Millis>() {
            Ok(moment) => {
                Ok(offset().map_or(When::At(moment), |offset| When::Local(moment, offset)))
            }
            Err(_) if text.len() == 10 => text.parse().map(When::On),
            Err(error) => Err(error),
        }
    }
}

macro_rules! as_text {
    ($($name:ident),*) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                out.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(input: D) -> Result<$name, D::Error> {
                let text = std::borrow::Cow::<str>::deserialize(input)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    )*};
}

as_text!(Millis, When);

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, sort_key: i64) {
        let when: When = text.parse().expect("a form that we print");
        assert_eq!(when.to_string(), text);
        assert_eq!(when.sort_key(), Millis(sort_key));
    }

    #[test]
    fn prints_what_it_parsed() {
        check("2026-06-14T20:30:00Z", 1_781_469_000_000);
        check("2026-06-14", 1_781_438_400_000);
        check("2026-06-15T05:30:00+09:00", 1_781_469_000_000);
        check("2026-06-14T15:30:00-05:00", 1_781_469_000_000);
    }

    #[test]
    fn the_day_is_the_publishers() {
        let day =
            |text: &str| text.parse::<When>().expect("a form that we print").day().to_string();
        assert_eq!(day("2026-06-15T05:30:00+09:00"), "2026-06-15");
        assert_eq!(day("2026-06-14T20:30:00Z"), "2026-06-14");
    }

    #[test]
    fn refuses_other_spellings() {
        assert!("14 June 2026".parse::<When>().is_err());
        assert!("2026-6-14".parse::<When>().is_err());
    }

    #[test]
    fn what_lies_in_the_future_is_shown_as_first_seen() {
        let seen: Millis = "2026-06-14T20:30:00Z".parse().expect("a moment");
        let check = |published: &str, expected: &str| {
            let published: When = published.parse().expect("a form that we print");
            assert_eq!(When::shown(Some(published), seen).to_string(), expected);
        };
        check("2026-06-14T20:30:00Z", "2026-06-14T20:30:00Z");
        check("2026-06-14T20:31:00Z", "2026-06-14T20:30:00Z");
        check("2027-01-01T00:00:00Z", "2026-06-14T20:30:00Z");
        check("2026-06-15", "2026-06-15");
        check("2026-06-16", "2026-06-14T20:30:00Z");
        assert_eq!(When::shown(None, seen), When::At(seen));
    }

    #[test]
    fn moments_out_of_range_do_not_panic() {
        assert_eq!(Millis(i64::MAX).plus(1), Millis(i64::MAX));
        assert_eq!(Millis(i64::MIN).to_string(), "1970-01-01T00:00:00Z");
    }
}
