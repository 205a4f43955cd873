//! Every spelling of a date that publishers use, read into a [`When`] or refused.
//!
//! The one rule: a wrong date is worse than none. `06/07/2026` is nothing unless [`DateHints`] say
//! which number is the day, a zone that we do not know spoils the whole, and `24:30` keeps its day
//! but not its time. A time without a zone is taken as UTC. The steps: [`lex`] cuts the text into
//! numbers, words and marks; [`parts`] sorts them into day, time and zone; [`assemble`] checks
//! that they make sense together. What the words mean is in `words.rs`.

mod lex;
mod parts;
mod words;

use dateline_model::{Millis, When};
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

use lex::{lex, normalised};
use parts::{Clock, Day, Parts, Zone, parts};

/// Nobody spells a date longer than this; what is longer is a paragraph.
const LONGEST_BYTES: usize = 200;

/// The first year in which a newspaper could have appeared, and one past the last we believe.
const YEARS: std::ops::Range<i16> = 1600..2200;

/// The widest offset in use (Line Islands), in seconds.
const WIDEST_OFFSET: i32 = 14 * 3600;

/// What is known of a text's source and settles ambiguous spellings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DateHints {
    /// Which of two small numbers is the day, from [`day_month_order`].
    pub order: Option<DayMonthOrder>,
    /// Language of the text, for the month names that mean different months in two languages.
    pub language: Option<String>,
}

/// Which comes first in `06/07/2026`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayMonthOrder {
    /// 6 July.
    DayFirst,
    /// June 7.
    MonthFirst,
}

/// Reads a date, or nothing when it cannot be read with certainty. Moments are in UTC.
pub fn read_date(text: &str, hints: &DateHints) -> Option<When> {
    Some(match read_local_date(text, hints)? {
        When::Local(moment, _) => When::At(moment),
        when => when,
    })
}

/// Reads a date and keeps the distance from UTC that it names.
pub(crate) fn read_local_date(text: &str, hints: &DateHints) -> Option<When> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST_BYTES {
        return None;
    }
    if let Some(moment) = seconds_since_1970(json_date(text)) {
        return Some(When::At(moment));
    }
    let text = normalised(text);
    assemble(&parts(&lex(&text), hints)?, hints)
}

/// What a source's other dates say about the order of its days and months; nothing when they are
/// silent or disagree.
pub fn day_month_order<'a>(texts: impl IntoIterator<Item = &'a str>) -> Option<DayMonthOrder> {
    let mut found = None;
    for text in texts {
        if text.len() > LONGEST_BYTES {
            continue;
        }
        let text = normalised(text.trim());
        let Some(Parts { day: Some(Day::Numbers(numbers)), .. }) =
            parts(&lex(&text), &DateHints::default())
        else {
            continue;
        };
        let Some(order) = numbers.order() else { continue };
        if found.is_some_and(|found| found != order) {
            return None;
        }
        found = Some(order);
    }
    found
}

/// The number in `/Date(1781469000000+0200)/`, Microsoft's way of putting an instant into JSON; the
/// offset says nothing about the instant.
fn json_date(text: &str) -> &str {
    let inside = text.strip_prefix("/Date(").and_then(|rest| rest.strip_suffix(")/"));
    inside.map_or(text, |inside| inside.split(['+', '-']).next().unwrap_or(inside))
}

/// Unix seconds, milliseconds, microseconds or nanoseconds of the years 2001 to 2100.
fn seconds_since_1970(text: &str) -> Option<Millis> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    let value: i64 = whole.parse().ok()?;
    let millis = match whole.len() {
        10 => value.checked_mul(1_000)?,
        13 => value,
        16 => value / 1_000,
        19 => value / 1_000_000,
        _ => return None,
    };
    (1_000_000_000_000..4_102_444_800_000).contains(&millis).then_some(Millis(millis))
}

fn assemble(parts: &Parts, hints: &DateHints) -> Option<When> {
    let day = match parts.day? {
        Day::Known(day) => day,
        Day::Numbers(numbers) => numbers.settle(hints.order)?,
    };
    if !YEARS.contains(&day.year()) {
        return None;
    }
    let when = match parts.time {
        None => When::On(day),
        Some(clock) => at(day, clock, &parts.zone)?,
    };
    // 1 January 1970, or the evening before it in the west, is what a program prints when it knows
    // no date.
    let unknown = [Date::constant(1970, 1, 1), Date::constant(1969, 12, 31)];
    (!unknown.contains(&when.day())).then_some(when)
}

fn at(day: Date, clock: Clock, zone: &Zone) -> Option<When> {
    let Clock { hour, minute, second, millis } = clock;
    if minute > 59 || second > 60 || hour > 24 {
        return None;
    }
    if hour == 24 && (minute, second) != (0, 0) {
        return Some(When::On(day));
    }
    let (day, hour) = if hour == 24 { (day.tomorrow().ok()?, 0) } else { (day, hour) };
    let local = day.at(hour, minute, second.min(59), i32::from(millis) * 1_000_000);
    let offset = match zone {
        Zone::Unsaid => Offset::UTC,
        Zone::Offset(seconds) if seconds.abs() > WIDEST_OFFSET => return None,
        Zone::Offset(seconds) => Offset::from_seconds(*seconds).ok()?,
        Zone::Place(name) => {
            let zone = TimeZone::get(name).ok()?;
            zone.to_offset(zone.to_timestamp(local).ok()?)
        }
    };
    let moment = offset.to_timestamp(local).ok()?.into();
    Some(if offset.is_zero() { When::At(moment) } else { When::Local(moment, offset) })
}

#[cfg(test)]
mod spellings;
#[cfg(test)]
mod tests;
