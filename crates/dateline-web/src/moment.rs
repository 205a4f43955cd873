//! Instants in words: "3 hours ago", "23 November 2026, 12:05 UTC", "2:05".
//!
//! Every time on a page is a [`Stamp`]: exact for machines, exact for people, and relative. The
//! page's script keeps the relative words right on an open page, with the same thresholds as
//! [`relative`]; change both together.

use dateline_model::{Millis, When};
use jiff::tz::TimeZone;

/// One time, in the three forms that a `<time>` element shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// RFC 3339, or `YYYY-MM-DD` when the time of day is unknown.
    pub(crate) iso: String,
    /// With the time zone: "23 November 2026, 12:05 UTC".
    pub(crate) absolute: String,
    /// "3 hours ago"; the day itself once a week has passed.
    pub(crate) relative: String,
}

/// The three forms of what a publisher said, seen at `now` by a reader in `zone`.
pub(crate) fn stamp(when: When, now: Millis, zone: &TimeZone) -> Stamp {
    match when {
        When::At(moment) | When::Local(moment, _) => Stamp {
            iso: moment.to_string(),
            absolute: absolute(moment, zone),
            relative: relative(moment, now, zone),
        },
        When::On(day) => Stamp {
            iso: day.to_string(),
            absolute: day.strftime("%-d %B %Y").to_string(),
            relative: relative_day(day, now, zone),
        },
    }
}

/// "23 November 2026, 12:05 UTC".
pub(crate) fn absolute(moment: Millis, zone: &TimeZone) -> String {
    let local = moment.timestamp().to_zoned_datetime(zone.clone());
    local.strftime("%-d %B %Y, %H:%M %Z").to_string()
}

/// "Monday, 23 November 2026": the line under a newspaper's name.
pub(crate) fn long_day(moment: Millis, zone: &TimeZone) -> String {
    let local = moment.timestamp().to_zoned_datetime(zone.clone());
    local.strftime("%A, %-d %B %Y").to_string()
}

/// "Tuesday 14:05" within the last days, the whole date before that.
pub(crate) fn weekday(moment: Millis, now: Millis, zone: &TimeZone) -> String {
    if now.0.saturating_sub(moment.0) >= 6 * Millis::DAY {
        return absolute(moment, zone);
    }
    let local = moment.timestamp().to_zoned_datetime(zone.clone());
    local.strftime("%A %H:%M").to_string()
}

/// "just now", "5 minutes ago", "3 hours ago", "yesterday", "4 days ago", then the day.
fn relative(moment: Millis, now: Millis, zone: &TimeZone) -> String {
    let passed = now.0.saturating_sub(moment.0);
    if passed < -5 * Millis::MINUTE {
        return absolute(moment, zone);
    }
    if passed < Millis::MINUTE {
        return "just now".to_owned();
    }
    if passed < Millis::HOUR {
        return ago(passed / Millis::MINUTE, "minute");
    }
    if passed < Millis::DAY {
        return ago(passed / Millis::HOUR, "hour");
    }
    if passed < 7 * Millis::DAY {
        return ago(passed / Millis::DAY, "day");
    }
    let local = moment.timestamp().to_zoned_datetime(zone.clone());
    local.strftime("%-d %B %Y").to_string()
}

fn relative_day(day: jiff::civil::Date, now: Millis, zone: &TimeZone) -> String {
    let today = now.timestamp().to_zoned_datetime(zone.clone()).date();
    let days = day.until(today).map_or(i64::MAX, |span| i64::from(span.get_days()));
    match days {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        2..=6 => ago(days, "day"),
        _ => day.strftime("%-d %B %Y").to_string(),
    }
}

fn ago(count: i64, unit: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {unit}{plural} ago")
}

/// An ISO date as exact as it is: "14 June 2026", "December 2018", "week 7 of 2026", "2019". What
/// has no such form stays as it is.
pub(crate) fn date_words(iso: &str) -> String {
    if let Ok(day) = iso.get(..10).unwrap_or_default().parse::<jiff::civil::Date>() {
        return day.strftime("%-d %B %Y").to_string();
    }
    if let Some((year, week)) = iso.split_once("-W") {
        return format!("week {} of {year}", week.trim_start_matches('0'));
    }
    match format!("{iso}-01").parse::<jiff::civil::Date>() {
        Ok(month) => month.strftime("%B %Y").to_string(),
        Err(_) => iso.to_owned(),
    }
}

/// How long until a moment: "in 12 minutes"; "due now" when it has passed.
pub(crate) fn until(moment: Millis, now: Millis) -> String {
    let left = moment.0.saturating_sub(now.0);
    let (count, unit) = match left {
        ..=0 => return "due now".to_owned(),
        1..Millis::HOUR => (1 + (left - 1) / Millis::MINUTE, "minute"),
        Millis::HOUR..Millis::DAY => (left / Millis::HOUR, "hour"),
        _ => (left / Millis::DAY, "day"),
    };
    let plural = if count == 1 { "" } else { "s" };
    format!("in {count} {unit}{plural}")
}

/// The length of a recording: "0:37", "12:05", "1:02:00".
pub(crate) fn length(seconds: u32) -> String {
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{rest:02}")
    } else {
        format!("{minutes}:{rest:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-11-23T12:05:00Z";

    #[track_caller]
    fn check(when: &str, relative: &str, absolute: &str) {
        let now = NOW.parse().expect("a moment");
        let stamp = stamp(when.parse().expect("a time"), now, &TimeZone::UTC);
        assert_eq!((stamp.relative.as_str(), stamp.absolute.as_str()), (relative, absolute));
        assert_eq!(stamp.iso, when);
    }

    #[test]
    fn says_how_long_ago() {
        check("2026-11-23T12:04:30Z", "just now", "23 November 2026, 12:04 UTC");
        check("2026-11-23T12:04:00Z", "1 minute ago", "23 November 2026, 12:04 UTC");
        check("2026-11-23T09:00:00Z", "3 hours ago", "23 November 2026, 09:00 UTC");
        check("2026-11-21T12:00:00Z", "2 days ago", "21 November 2026, 12:00 UTC");
        check("2026-11-01T00:00:00Z", "1 November 2026", "1 November 2026, 00:00 UTC");
    }

    #[test]
    fn a_time_to_come_is_not_ago() {
        check("2026-11-24T12:00:00Z", "24 November 2026, 12:00 UTC", "24 November 2026, 12:00 UTC");
    }

    #[test]
    fn a_day_without_a_time_claims_none() {
        check("2026-11-23", "today", "23 November 2026");
        check("2026-11-22", "yesterday", "22 November 2026");
        check("2026-11-24", "24 November 2026", "24 November 2026");
        check("2025-01-02", "2 January 2025", "2 January 2025");
    }

    #[test]
    fn dates_are_as_exact_as_they_were() {
        assert_eq!(date_words("2026-06-14"), "14 June 2026");
        assert_eq!(date_words("2018-12"), "December 2018");
        assert_eq!(date_words("2026-W07"), "week 7 of 2026");
        assert_eq!(date_words("2019"), "2019");
        assert_eq!(date_words("PRESENT_REF"), "PRESENT_REF");
    }

    #[test]
    fn lengths_and_waits() {
        assert_eq!(length(37), "0:37");
        assert_eq!(length(725), "12:05");
        assert_eq!(length(3720), "1:02:00");
        assert_eq!(until(Millis(61_000), Millis(0)), "in 2 minutes");
        assert_eq!(until(Millis(0), Millis(5)), "due now");
        assert_eq!(until(Millis(7_200_000), Millis(0)), "in 2 hours");
    }
}
