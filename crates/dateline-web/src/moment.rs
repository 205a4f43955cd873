//! Instants in words: "3 hours ago", "23 November 2026, 12:05 UTC", "2:05", in the reader's language.
//!
//! Every time on a page is a [`Stamp`]: exact for machines, exact for people, and relative. The
//! page's script keeps the relative words right on an open page, with the same thresholds as
//! [`relative`] and the words that browsers have; change both together.

use dateline_model::{Millis, When};
use jiff::ZonedDateTime;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::speech::{Message, Speech};

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

/// Where and in which words times are told.
#[derive(Clone, Copy)]
pub(crate) struct Clock<'a> {
    pub(crate) zone: &'a TimeZone,
    pub(crate) speech: Speech,
}

impl Clock<'_> {
    /// The three forms of what a publisher said, seen at `now`.
    pub(crate) fn stamp(self, when: When, now: Millis) -> Stamp {
        match when {
            When::At(moment) | When::Local(moment, _) => Stamp {
                iso: moment.to_string(),
                absolute: self.absolute(moment),
                relative: self.relative(moment, now),
            },
            When::On(day) => Stamp {
                iso: day.to_string(),
                absolute: day_words(day, self.speech),
                relative: self.relative_day(day, now),
            },
        }
    }

    /// "23 November 2026, 12:05 UTC".
    pub(crate) fn absolute(self, moment: Millis) -> String {
        let local = self.local(moment);
        let pattern = by_month(&self.speech.times().moment, local.date());
        local.strftime(&first(pattern, local.date(), self.speech)).to_string()
    }

    /// "Monday, 23 November 2026": the line under a newspaper's name.
    pub(crate) fn long_day(self, moment: Millis) -> String {
        let (local, times) = (self.local(moment), self.speech.times());
        let pattern = first(by_month(&times.long_day, local.date()), local.date(), self.speech);
        let weekday = by_weekday(&times.weekdays, local.date());
        capital(&local.strftime(&pattern.replace("%A", weekday)).to_string())
    }

    /// "Tuesday 14:05" within the last days, the whole date before that.
    pub(crate) fn weekday(self, moment: Millis, now: Millis) -> String {
        if now.0.saturating_sub(moment.0) >= 6 * Millis::DAY {
            return self.absolute(moment);
        }
        let local = self.local(moment);
        local.strftime(by_weekday(&self.speech.times().weekday, local.date())).to_string()
    }

    /// "just now", "5 minutes ago", "3 hours ago", "4 days ago", then the day.
    fn relative(self, moment: Millis, now: Millis) -> String {
        let (passed, times) = (now.0.saturating_sub(moment.0), self.speech.times());
        let (list, count) = match passed {
            ..Millis::MINUTE if passed >= -5 * Millis::MINUTE => {
                return self.speech.say("just-now").to_owned();
            }
            ..Millis::MINUTE => return self.absolute(moment),
            Millis::MINUTE..Millis::HOUR => (&times.minutes_ago, passed / Millis::MINUTE),
            Millis::HOUR..Millis::DAY => (&times.hours_ago, passed / Millis::HOUR),
            _ => (&times.days_ago, passed / Millis::DAY),
        };
        let told = usize::try_from(count).ok().and_then(|count| list.get(count));
        told.cloned().unwrap_or_else(|| day_words(self.local(moment).date(), self.speech))
    }

    fn relative_day(self, day: Date, now: Millis) -> String {
        let today = self.local(now).date();
        let passed = day.until(today).map_or(i64::MAX, |span| i64::from(span.get_days()));
        let days_ago = usize::try_from(passed).ok();
        match passed {
            0 => self.speech.say("today").to_owned(),
            1 => self.speech.say("yesterday").to_owned(),
            _ => days_ago
                .and_then(|passed| self.speech.times().days_ago.get(passed).cloned())
                .unwrap_or_else(|| day_words(day, self.speech)),
        }
    }

    fn local(self, moment: Millis) -> ZonedDateTime {
        moment.timestamp().to_zoned_datetime(self.zone.clone())
    }
}

fn by_month(patterns: &[String], day: Date) -> &str {
    let month = usize::try_from(day.month() - 1).ok();
    month.and_then(|month| patterns.get(month)).map_or("", String::as_str)
}

fn by_weekday(words: &[String], day: Date) -> &str {
    let place = usize::try_from(day.weekday().to_monday_zero_offset()).ok();
    place.and_then(|place| words.get(place)).map_or("", String::as_str)
}

/// The pattern, on the first of a month with what stands for "1": French says "1er".
fn first(pattern: &str, day: Date, speech: Speech) -> String {
    if day.day() == 1 { pattern.replace("%-d", &speech.times().first) } else { pattern.to_owned() }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase).into_iter().flatten();
    first.chain(letters).collect()
}

/// "23 November 2026".
fn day_words(day: Date, speech: Speech) -> String {
    let pattern = first(by_month(&speech.times().day, day), day, speech);
    day.strftime(&pattern).to_string()
}

/// An ISO date as exact as it is: "14 June 2026", "December 2018", "week 7 of 2026", "2019". What
/// has no such form stays as it is.
pub(crate) fn date_words(iso: &str, speech: Speech) -> String {
    if let Ok(day) = iso.get(..10).unwrap_or_default().parse::<Date>() {
        return day_words(day, speech);
    }
    if let Some((year, week)) = iso.split_once("-W") {
        let words = Message::new("week-of-year").text("week", week.trim_start_matches('0'));
        return speech.tell(&words.text("year", year));
    }
    match format!("{iso}-01").parse::<Date>() {
        Ok(month) => month.strftime(by_month(&speech.times().month, month)).to_string(),
        Err(_) => iso.to_owned(),
    }
}

/// How long until a moment: "in 12 minutes"; "due now" when it has passed.
pub(crate) fn until(moment: Millis, now: Millis, speech: Speech) -> String {
    let left = moment.0.saturating_sub(now.0);
    match left {
        ..=0 => speech.say("due-now").to_owned(),
        1..Millis::HOUR => speech.count("in-minutes", 1 + (left - 1) / Millis::MINUTE),
        Millis::HOUR..Millis::DAY => speech.count("in-hours", left / Millis::HOUR),
        _ => speech.count("in-days", left / Millis::DAY),
    }
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
        let clock = Clock { zone: &TimeZone::UTC, speech: Speech::default() };
        let stamp = clock.stamp(when.parse().expect("a time"), now);
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
        assert_eq!(date_words("2026-06-14", Speech::default()), "14 June 2026");
        assert_eq!(date_words("2018-12", Speech::default()), "December 2018");
        assert_eq!(date_words("2026-W07", Speech::default()), "week 7 of 2026");
        assert_eq!(date_words("2019", Speech::default()), "2019");
        assert_eq!(date_words("PRESENT_REF", Speech::default()), "PRESENT_REF");
    }

    #[test]
    fn lengths_and_waits() {
        assert_eq!(length(37), "0:37");
        assert_eq!(length(725), "12:05");
        assert_eq!(length(3720), "1:02:00");
        assert_eq!(until(Millis(61_000), Millis(0), Speech::default()), "in 2 minutes");
        assert_eq!(until(Millis(0), Millis(5), Speech::default()), "due now");
        assert_eq!(until(Millis(7_200_000), Millis(0), Speech::default()), "in 2 hours");
    }

    #[track_caller]
    fn check_in(tag: &str, when: &str, relative: &str, absolute: &str, long_day: &str) {
        let now = "2026-12-01T12:05:00Z".parse().expect("a moment");
        let speech = Speech::of_tag(tag).expect("a language");
        let clock = Clock { zone: &TimeZone::UTC, speech };
        let stamp = clock.stamp(when.parse().expect("a time"), now);
        assert_eq!((stamp.relative.as_str(), stamp.absolute.as_str()), (relative, absolute));
        assert_eq!(clock.long_day(now), long_day);
    }

    #[test]
    fn each_language_has_its_own_order_and_plurals() {
        let when = "2026-12-01T09:00:00Z";
        let day = "Mardi 1er décembre 2026";
        check_in("fr", when, "il y a 3 heures", "1er décembre 2026 à 09\u{a0}h\u{a0}00 (UTC)", day);
        let day = "Dienstag, 1. Dezember 2026";
        check_in("de", when, "vor 3 Stunden", "1. Dezember 2026, 09:00 Uhr (UTC)", day);
        let day = "Martes, 1 de diciembre de 2026";
        check_in("es", when, "hace 3 horas", "1 de diciembre de 2026, 09:00 (UTC)", day);
        check_in("zh", when, "3小时前", "2026年12月1日 09:00（UTC）", "2026年12月1日 星期二");
        let day = "الثلاثاء، 1 ديسمبر 2026";
        check_in("ar", when, "قبل 3 ساعات", "1 ديسمبر 2026، 09:00 UTC", day);
        check_in("ar", "2026-12-01T10:00:00Z", "قبل ساعتين", "1 ديسمبر 2026، 10:00 UTC", day);
    }
}
