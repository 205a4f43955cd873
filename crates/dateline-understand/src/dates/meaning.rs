//! What a time expression means, and which date that is once the day of publication is known.
//!
//! A grammar reads words into a [`Meaning`]; only [`Meaning::value`] looks at the calendar. A
//! meaning that needs the day of publication has no value without it: nothing here ever asks the
//! clock, and a day is never guessed.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Where a bare "Friday" or "October" lies: a report looks back unless its words look ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bias {
    Past,
    Future,
}

/// A unit of the calendar or the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// Nobody counts further than this; the calendar's spans end a little beyond.
const MOST_UNITS: i32 = 50_000;

/// A part of a day or of a year, as TIMEX3 writes it: `MO`, `AF`, `EV`, `NI`; `SP`, `SU`, `FA`, `WI`.
pub(crate) type Part = &'static str;

/// What the words say.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Meaning {
    /// Known as it stands: `1996-03-26`, `1989`, `P3D`, `PRESENT_REF`.
    Fixed(String),
    /// A day and month without a year.
    DayOfYear(i8, i8),
    /// The same of a year counted from this one: "August 2 last year".
    DayOfYearAway(i8, i8, i32),
    /// A month without a year.
    Month(i8),
    /// A month of a year counted from this one: "June last year".
    MonthOfYear(i8, i32),
    /// The last (-1) or next (1) such month: "last April".
    MonthAway(i8, i32),
    /// A day of the week.
    Weekday(Weekday),
    /// The last (-1), this (0) or next (1) such day.
    WeekdayAway(Weekday, i32),
    /// So many units from now: yesterday is (-1, day), this year (0, year).
    Away(i32, Unit),
    /// A season, of a year counted from this one; 9 when no year is given.
    Season(Part, i32),
    /// A quarter without a year.
    Quarter(i8),
    /// A quarter of a year counted from this one.
    QuarterOfYear(i8, i32),
    /// The quarter of which the text speaks: "the latest quarter".
    ThatQuarter,
    /// The weekend that was, or is.
    Weekend,
    /// So many years before whatever the text last spoke of: "a year earlier".
    YearsEarlier(i32),
    /// The last day of the year.
    YearEnd(i32),
    /// A time or part of another day.
    At(Box<Meaning>, String),
}

/// What the resolution needs beside the words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Now<'a> {
    /// The day of publication.
    pub(crate) day: Option<Date>,
    /// Which way the sentence looks.
    pub(crate) bias: Bias,
    /// The month or year that the sentence or the one before it spoke of last.
    pub(crate) before: Option<&'a str>,
    /// The last quarter of which the text spoke.
    pub(crate) quarter: Option<&'a str>,
}

impl Meaning {
    /// The ISO 8601 or TIMEX3 value, when it can be known.
    pub(crate) fn value(&self, now: &Now<'_>) -> Option<String> {
        if let Meaning::Fixed(value) = self {
            return Some(value.clone());
        }
        if let (Meaning::YearsEarlier(years), Some(context)) = (self, now.quarter.or(now.before))
            && let Some(value) = years_before(context, *years)
        {
            return Some(value);
        }
        let day = now.day?;
        Some(match self {
            Meaning::Fixed(value) => value.clone(),
            Meaning::DayOfYear(month, of_month) => {
                day_of_year(day, *month, *of_month, now.bias)?.to_string()
            }
            Meaning::DayOfYearAway(month, of_month, years) => {
                Date::new(year_away(day, *years)?, *month, *of_month).ok()?.to_string()
            }
            Meaning::Month(month) => month_near(day, *month, now.bias),
            Meaning::MonthOfYear(month, years) => {
                format!("{:04}-{month:02}", year_away(day, *years)?)
            }
            Meaning::MonthAway(month, way) => month_away(day, *month, *way),
            Meaning::Weekday(weekday) => weekday_near(day, *weekday, now.bias)?.to_string(),
            Meaning::WeekdayAway(weekday, way) => weekday_away(day, *weekday, *way)?.to_string(),
            Meaning::Away(count, unit) => away(day, *count, *unit)?,
            Meaning::Season(part, 9) => format!("{:04}-{part}", season_year(day, part, now.bias)),
            Meaning::Season(part, years) => format!("{:04}-{part}", year_away(day, *years)?),
            Meaning::Quarter(quarter) => quarter_near(day, *quarter, now.bias),
            Meaning::QuarterOfYear(quarter, years) => {
                format!("{:04}-Q{quarter}", year_away(day, *years)?)
            }
            Meaning::ThatQuarter => now.quarter.map_or_else(|| last_quarter(day), str::to_owned),
            Meaning::YearsEarlier(years) => format!("{:04}", year_away(day, -years)?),
            Meaning::Weekend => away(
                day,
                if day.weekday().to_monday_zero_offset() >= 5 || now.bias == Bias::Future {
                    0
                } else {
                    -1
                },
                Unit::Weekend,
            )?,
            Meaning::YearEnd(years) => format!("{:04}-12-31", year_away(day, *years)?),
            Meaning::At(whole, time) => format!("{}T{time}", whole.value(now)?),
        })
    }
}

/// The year so many years away, while it has four digits.
fn year_away(day: Date, years: i32) -> Option<i16> {
    i16::try_from(i32::from(day.year()).checked_add(years)?)
        .ok()
        .filter(|year| (1..=9999).contains(year))
}

/// How much nearer a coming day must be before a report that looks back can mean it.
const AGAINST_THE_GRAIN: i32 = 4;

/// The year of a `-MM-DD` that lies nearest, on the side to which the words look if it can be.
fn day_of_year(day: Date, month: i8, of_month: i8, bias: Bias) -> Option<Date> {
    let distance = |date: &Date| {
        let days = (*date - day).get_days();
        match bias {
            Bias::Past if days > 0 => days * AGAINST_THE_GRAIN,
            Bias::Future if days < 0 => -days * 2,
            _ => days.abs(),
        }
    };
    (-1..=1)
        .filter_map(|years| Date::new(year_away(day, years)?, month, of_month).ok())
        .min_by_key(distance)
}

/// Months that are about to come are coming even in a report: the past ones would be "last".
const MONTHS_AHEAD: i8 = 2;

fn month_near(day: Date, month: i8, bias: Bias) -> String {
    let year = match bias {
        Bias::Past if month > day.month() + MONTHS_AHEAD => day.year() - 1,
        Bias::Future if month < day.month() => day.year() + 1,
        _ => day.year(),
    };
    format!("{year:04}-{month:02}")
}

fn month_away(day: Date, month: i8, way: i32) -> String {
    let year = match way {
        -1 if month >= day.month() => day.year() - 1,
        1 if month <= day.month() => day.year() + 1,
        _ => day.year(),
    };
    format!("{year:04}-{month:02}")
}

fn weekday_near(day: Date, weekday: Weekday, bias: Bias) -> Option<Date> {
    if day.weekday() == weekday {
        return Some(day);
    }
    day.nth_weekday(if bias == Bias::Past { -1 } else { 1 }, weekday).ok()
}

fn weekday_away(day: Date, weekday: Weekday, way: i32) -> Option<Date> {
    match way {
        0 => {
            let monday =
                day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok()?;
            monday.checked_add(i64::from(weekday.to_monday_zero_offset()).days()).ok()
        }
        way => day.nth_weekday(way, weekday).ok(),
    }
}

fn away(day: Date, count: i32, unit: Unit) -> Option<String> {
    if count.abs() > MOST_UNITS {
        return None;
    }
    let count64 = i64::from(count);
    Some(match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => {
            day.checked_add(count64.days()).ok()?.to_string()
        }
        Unit::Week => week(day.checked_add(count64.weeks()).ok()?),
        Unit::Weekend => format!("{}-WE", week(day.checked_add(count64.weeks()).ok()?)),
        Unit::Month => day.checked_add(count64.months()).ok()?.strftime("%Y-%m").to_string(),
        Unit::Quarter => {
            let moved = day.checked_add((3 * count64).months()).ok()?;
            format!("{:04}-Q{}", moved.year(), (moved.month() - 1) / 3 + 1)
        }
        Unit::Year => format!("{:04}", year_away(day, count)?),
        Unit::Decade => format!("{:03}", year_away(day, count.checked_mul(10)?)? / 10),
        Unit::Century => format!("{:02}", year_away(day, count.checked_mul(100)?)? / 100),
    })
}

fn week(day: Date) -> String {
    let week = day.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

fn season_year(day: Date, part: Part, bias: Bias) -> i16 {
    let begins = match part {
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        _ => 12,
    };
    match bias {
        Bias::Past if begins > day.month() => day.year() - 1,
        Bias::Future if begins + 3 < day.month() => day.year() + 1,
        _ => day.year(),
    }
}

fn quarter_near(day: Date, quarter: i8, bias: Bias) -> String {
    let current = (day.month() - 1) / 3 + 1;
    let year = match bias {
        Bias::Past if quarter > current => day.year() - 1,
        // A quarter that ended lately is the one whose figures are still expected.
        Bias::Future if quarter + 1 < current => day.year() + 1,
        _ => day.year(),
    };
    format!("{year:04}-Q{quarter}")
}

/// The quarter that had ended when this was published.
fn last_quarter(day: Date) -> String {
    away(day, -1, Unit::Quarter).unwrap_or_default()
}

/// `1989-Q3` and 1 give `1988-Q3`; none when the value does not begin with a year.
fn years_before(value: &str, years: i32) -> Option<String> {
    let (year, rest) = value.split_at_checked(4)?;
    let year = year.parse::<i32>().ok()? - years;
    (1000..=9999).contains(&year).then(|| format!("{year:04}{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(meaning: &Meaning, bias: Bias, expected: &str) {
        let day = Date::constant(2025, 6, 30);
        let now = Now { day: Some(day), bias, before: Some("1989-Q3"), quarter: None };
        assert_eq!(meaning.value(&now).as_deref(), Some(expected), "{meaning:?}");
        let blind = Now { day: None, ..now };
        if !matches!(meaning, Meaning::Fixed(_) | Meaning::YearsEarlier(_)) {
            assert_eq!(meaning.value(&blind), None, "{meaning:?} without a day");
        }
    }

    #[test]
    fn counts_from_the_day_of_publication() {
        check(&Meaning::Weekday(Weekday::Monday), Bias::Past, "2025-06-30");
        check(&Meaning::Weekday(Weekday::Friday), Bias::Past, "2025-06-27");
        check(&Meaning::Weekday(Weekday::Friday), Bias::Future, "2025-07-04");
        check(&Meaning::Away(-1, Unit::Week), Bias::Past, "2025-W26");
        check(&Meaning::Away(-1, Unit::Month), Bias::Past, "2025-05");
        check(&Meaning::Away(0, Unit::Decade), Bias::Past, "202");
        check(&Meaning::Month(4), Bias::Past, "2025-04");
        check(&Meaning::Month(10), Bias::Past, "2024-10");
        check(&Meaning::Month(8), Bias::Past, "2025-08");
        check(&Meaning::DayOfYear(1, 2), Bias::Future, "2026-01-02");
        check(&Meaning::Quarter(3), Bias::Past, "2024-Q3");
        check(&Meaning::YearsEarlier(1), Bias::Past, "1988-Q3");
        check(&Meaning::WeekdayAway(Weekday::Monday, -1), Bias::Past, "2025-06-23");
    }

    #[test]
    fn ends_of_the_calendar_do_not_panic() {
        let now = Now { day: Some(Date::MAX), bias: Bias::Future, before: None, quarter: None };
        assert_eq!(Meaning::Away(i32::MAX, Unit::Day).value(&now), None);
        assert_eq!(Meaning::Away(1, Unit::Year).value(&now), None);
        assert_eq!(Meaning::DayOfYear(2, 31).value(&now), None);
    }
}
