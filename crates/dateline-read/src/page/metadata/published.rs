//! When the page was published: the moment, and the publisher's own day.
//!
//! Linked data and meta elements often give the moment in UTC while the page prints the day of its
//! own clock: `2023-12-22T03:00Z` under `December 21, 2023 10:00 pm`. A reader means the printed
//! day. So a moment in UTC is given the distance from UTC that makes it fit the line beside the
//! headline, or else the day in the page's address.
//!
//! The one rule: the moment is never moved, and a day further than one from the moment's own is of
//! something else.

use dateline_model::{Millis, When};
use jiff::civil::Date;
use jiff::tz::Offset;

use super::Witnesses;
use crate::dates::{DateHints, read_local_date};
use crate::page::url_date::day_in;

/// Clocks stand a whole number of quarter hours from UTC.
const QUARTER: i64 = 15 * Millis::MINUTE;
/// The widest distances from UTC in use, in hours: Baker Island and the Line Islands.
const WIDEST_HOURS: (i8, i8) = (-12, 14);

/// When the page at `url` was published, by its most trusted witness.
pub(super) fn choose(witnesses: &Witnesses, url: Option<&str>) -> Option<When> {
    let by_url = url.and_then(day_in);
    Some(match told(witnesses).or(by_url.map(When::On))? {
        When::At(moment) => local(moment, witnesses.said.published, by_url),
        told => told,
    })
}

/// Whether the page tells its day itself, rather than its address.
pub(super) fn is_told(witnesses: &Witnesses) -> bool {
    told(witnesses).is_some()
}

fn told(witnesses: &Witnesses) -> Option<When> {
    let Witnesses { linked, meta, visible, said } = witnesses;
    [&linked.published, &meta.published, &visible.dated, &visible.published]
        .into_iter()
        .flatten()
        .find_map(|text| when(text))
        .or(said.published)
}

/// A date as pages print them; the order of its days and months is not guessed.
pub(in crate::page) fn when(text: &str) -> Option<When> {
    read_local_date(text, &DateHints::default())
}

/// The `moment` by the publisher's clock, which showed it as `said` or stood on the day `by_url`.
fn local(moment: Millis, said: Option<When>, by_url: Option<Date>) -> When {
    let offset = match said {
        Some(When::Local(said, offset)) if same_minute(said, moment) => Some(offset),
        // A printed time names no zone: read as UTC, it is off by the clock's distance from it.
        Some(When::At(said)) => clock(said, moment),
        Some(When::On(day)) => to_day(moment, day),
        _ => None,
    };
    let offset = offset.or_else(|| to_day(moment, by_url?));
    offset.map_or(When::At(moment), |offset| When::Local(moment, offset))
}

fn same_minute(a: Millis, b: Millis) -> bool {
    a.0.abs_diff(b.0) < Millis::MINUTE.unsigned_abs()
}

/// The distance from UTC of the clock that showed `moment` as `shown`, to the minute.
fn clock(shown: Millis, moment: Millis) -> Option<Offset> {
    let (shown, moment) = (shown.0.div_euclid(Millis::MINUTE), moment.0.div_euclid(Millis::MINUTE));
    let ahead = (shown - moment) * Millis::MINUTE;
    if ahead == 0 || ahead % QUARTER != 0 {
        return None;
    }
    let range = i64::from(WIDEST_HOURS.0) * Millis::HOUR..=i64::from(WIDEST_HOURS.1) * Millis::HOUR;
    let seconds = i32::try_from(ahead / Millis::SECOND).ok()?;
    range.contains(&ahead).then(|| Offset::from_seconds(seconds).ok())?
}

/// The least distance from UTC, in hours, that puts the moment on the day beside its own.
fn to_day(moment: Millis, day: Date) -> Option<Offset> {
    let own = moment.day();
    let hours: Vec<i8> = if own.yesterday().is_ok_and(|before| before == day) {
        (WIDEST_HOURS.0..0).rev().collect()
    } else if own.tomorrow().is_ok_and(|after| after == day) {
        (1..=WIDEST_HOURS.1).collect()
    } else {
        return None;
    };
    let mut offsets = hours.into_iter().filter_map(|hours| Offset::from_hours(hours).ok());
    offsets.find(|offset| When::Local(moment, *offset).day() == day)
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://vell.example/2023/12/21/fire";

    #[track_caller]
    fn check(linked: &str, said: &str, url: &str, expected: &str) {
        let mut witnesses = Witnesses::default();
        witnesses.linked.published = Some(linked.to_owned());
        witnesses.said.published = when(said);
        let found = choose(&witnesses, Some(url)).map(|when| when.to_string());
        assert_eq!(found.unwrap_or_default(), expected);
    }

    #[test]
    fn a_moment_in_utc_gets_the_printed_day() {
        let z = "2023-12-22T03:00:00Z";
        check(z, "December 21, 2023 10:00 pm", "", "2023-12-21T22:00:00-05:00");
        check(z, "December 21, 2023 10:00 pm EST", "", "2023-12-21T22:00:00-05:00");
        check(z, "December 21, 2023", "", "2023-12-21T23:00:00-04:00");
        check(z, "", URL, "2023-12-21T23:00:00-04:00");
        check("2023-12-20T20:30:00Z", "", URL, "2023-12-21T00:30:00+04:00");
    }

    #[test]
    fn what_the_page_says_itself_stays() {
        check("2023-12-22T03:00:00+01:00", "", URL, "2023-12-22T03:00:00+01:00");
        check("2023-12-22", "", URL, "2023-12-22");
        check("", "", URL, "2023-12-21");
    }

    #[test]
    fn other_days_prove_nothing() {
        check("2023-12-24T03:00:00Z", "", URL, "2023-12-24T03:00:00Z");
        check("2023-12-22T03:00:00Z", "January 3, 2024", "", "2023-12-22T03:00:00Z");
        check("2023-12-22T18:00:00Z", "", URL, "2023-12-22T18:00:00Z");
    }
}
