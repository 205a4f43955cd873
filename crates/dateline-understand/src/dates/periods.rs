//! The English grammar of periods: durations, "two years ago", quarters, seasons, centuries.

use super::english::{Reading, Rule, WAYS, direction, fixed, hyphen};
use super::meaning::{Meaning, Unit};
use super::words::{Count, NUMBERS, ORDINALS, SOME, count, ordinal, unit, year};
use crate::text::{Text, one_of};

/// Rules of periods, of which the longest reading wins together with those of days.
pub(super) const RULES: [Rule; 8] = [
    Rule::words(away, &["early earlier late later the upcoming", WAYS]),
    Rule::numbers(ago, &["the year", SOME, NUMBERS]),
    Rule::numbers(quarter, &["the fiscal latest recent calendar", WAYS, ORDINALS]),
    Rule::words(season, &["the spring summer fall autumn winter", WAYS]),
    Rule::words(
        period,
        &["the these those past last next first coming previous final entire whole full"],
    ),
    Rule::numbers(duration, &[SOME, NUMBERS]),
    Rule::words(
        plural,
        &[
            "seconds minutes hours days nights weekends weeks months quarters years decades centuries centurys",
        ],
    ),
    Rule::numbers(century, &["the", ORDINALS]),
];

/// "this year", "last week", "the past year", "earlier this month", "the next decade".
fn away(text: &Text<'_>, at: usize) -> Reading {
    let at = at + usize::from(matches!(text.lower(at), "early" | "earlier" | "late" | "later"));
    let start = at + usize::from(text.lower(at) == "the");
    let way = direction(text.lower(start)).or(match text.lower(start) {
        "upcoming" => Some(1),
        _ => None,
    })?;
    let word = text.lower(start + 1);
    let unit = unit(word).filter(|(_, plural)| !plural)?.0;
    let articled = start > at;
    let end = start + 2;
    match (text.lower(start), unit) {
        ("past", _) => Some((duration_of(&Count::Exact(1.0), unit), end)),
        _ if way == 0 && capital_unit(text, start + 1) => None,
        ("last" | "next", Unit::Decade | Unit::Century) if articled => {
            Some((duration_of(&Count::Exact(1.0), unit), end))
        }
        (_, Unit::Second | Unit::Minute | Unit::Hour | Unit::Day) => None,
        _ => Some((Meaning::Away(way, unit), end)),
    }
}

/// "This Week With …" is a programme.
fn capital_unit(text: &Text<'_>, at: usize) -> bool {
    text.tokens.get(at).is_some_and(crate::text::Token::capital)
}

/// "two years ago", "a year earlier", "year-ago", "three days later".
fn ago(text: &Text<'_>, at: usize) -> Reading {
    if text.lower(at) == "the" || text.lower(at) == "year" {
        return year_ago(text, at);
    }
    let (count, after) = count(text, at)?;
    let (unit, _) = unit(text.lower(after))?;
    let end = after + 1;
    let (sign, length) = match (text.lower(end), text.lower(end + 1)) {
        ("ago", _) => (-1, 1),
        ("earlier" | "before", _) => (-2, 1),
        ("from", "now" | "today") => (1, 2),
        ("later" | "after", _) => return Some((duration_of(&count, unit), end + 1)),
        _ => return None,
    };
    let end = end + length;
    let Count::Exact(number) = count else {
        return Some((fixed(if sign < 0 { "PAST_REF" } else { "FUTURE_REF" }), end));
    };
    let whole = format!("{number:.0}").parse::<i32>().ok().filter(|_| number.fract() == 0.0);
    Some(match (whole, unit, sign) {
        (Some(years), Unit::Year, -2) => (Meaning::YearsEarlier(years), end),
        (Some(1), Unit::Year, -1) => (Meaning::YearsEarlier(1), end),
        (
            Some(number),
            Unit::Day | Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade,
            -1 | 1,
        ) => (Meaning::Away(sign * number, unit), end),
        _ => (duration_of(&count, unit), end),
    })
}

/// "the year-ago quarter", "year-earlier".
fn year_ago(text: &Text<'_>, at: usize) -> Reading {
    let year = at + usize::from(text.lower(at) == "the");
    let word = hyphen(text, year + 1);
    let known = text.lower(year) == "year" && matches!(text.lower(word), "ago" | "earlier");
    if !known {
        return None;
    }
    let tail =
        usize::from(matches!(text.lower(word + 1), "quarter" | "period" | "month" | "level"));
    Some((Meaning::YearsEarlier(1), word + 1 + tail))
}

/// "the third quarter", "this year's third quarter", "fiscal first quarter of 1990".
fn quarter(text: &Text<'_>, at: usize) -> Reading {
    let mut start = at + usize::from(text.lower(at) == "the");
    let mut years = None;
    if let Some(way) = direction(text.lower(start))
        && text.lower(start + 1) == "year"
        && matches!(text.lower(start + 2), "'s" | "’s")
    {
        (years, start) = (Some(way), start + 3);
    }
    let led_year = year(text.lower(start)).filter(|_| text.lower(start + 2) == "quarter");
    start += usize::from(led_year.is_some());
    start += usize::from(matches!(text.lower(start), "fiscal" | "latest" | "recent" | "calendar"));
    if text.lower(start) == "quarter" {
        return (start > at).then_some((Meaning::ThatQuarter, start + 1));
    }
    if start > at && text.lower(start) == "period" && text.lower(start - 1) == "latest" {
        return Some((Meaning::ThatQuarter, start + 1));
    }
    start += usize::from(text.lower(start) == "fiscal");
    let number = ordinal(text.lower(start)).filter(|n| (1..=4).contains(n))?;
    let word = hyphen(text, start + 1);
    if text.lower(word) != "quarter" {
        return None;
    }
    let end = word + 1;
    if let Some(year) = led_year {
        return Some((fixed(format!("{year:04}-Q{number}")), end));
    }
    let of = end + usize::from(matches!(text.lower(end), "of" | ","));
    if let Some(year) = year(text.lower(of)) {
        return Some((fixed(format!("{year:04}-Q{number}")), of + 1));
    }
    if let Some(way) = direction(text.lower(of)).filter(|_| text.lower(of + 1) == "year") {
        return Some((Meaning::QuarterOfYear(number, way), of + 2));
    }
    Some((years.map_or(Meaning::Quarter(number), |way| Meaning::QuarterOfYear(number, way)), end))
}

/// "this summer", "the summer of 1996", "last fall".
fn season(text: &Text<'_>, at: usize) -> Reading {
    let code = |index: usize| {
        Some(match text.lower(index) {
            "spring" => "SP",
            "summer" => "SU",
            "fall" | "autumn" => "FA",
            "winter" => "WI",
            _ => return None,
        })
    };
    let way = direction(text.lower(at));
    let name = at + usize::from(way.is_some() || text.lower(at) == "the");
    let part = code(name)?;
    let of = name + 1 + usize::from(text.lower(name + 1) == "of");
    if let Some(year) = year(text.lower(of)) {
        return Some((fixed(format!("{year:04}-{part}")), of + 1));
    }
    if text.lower(at) == "the" && matches!(text.lower(name + 1), "." | "," | ";") {
        return Some((Meaning::Season(part, 9), name + 1));
    }
    // "this past spring" is the one that was, not last year's.
    let gone = text.lower(at) == "past";
    way.map(|way| (Meaning::Season(part, if gone { 9 } else { way }), name + 1))
}

/// "the nine months", "the past three months", "the first nine months", "the next two weeks".
fn period(text: &Text<'_>, at: usize) -> Reading {
    let mut start = at + usize::from(matches!(text.lower(at), "the" | "these" | "those"));
    start += usize::from(one_of!(
        "past last next first coming previous final entire whole full",
        text.lower(start),
    ));
    if start == at {
        return None;
    }
    let (count, after) = match count(text, start) {
        Some(found) => found,
        None if matches!(text.lower(start - 1), "full" | "whole" | "entire") => {
            (Count::Exact(1.0), start)
        }
        None if matches!(text.lower(start - 1), "past" | "last" | "next" | "coming") => {
            (Count::Some, start)
        }
        None => return None,
    };
    let after = hyphen(text, after);
    let (unit, plural) = unit(text.lower(after))?;
    (plural || count != Count::Some).then(|| (duration_of(&count, unit), after + 1))
}

/// "two years", "two-year", "a couple of months", "2 1/2 years", "a minute and a half".
fn duration(text: &Text<'_>, at: usize) -> Reading {
    let (count, after) = count(text, at)?;
    let after = hyphen(text, after);
    let (unit, _) = unit(text.lower(after))?;
    let end = after + 1;
    let article = matches!(text.lower(at), "a" | "an");
    let rate = article && after == at + 1 && !led_by_preposition(text, at);
    let fraction = unit == Unit::Quarter && (article || text.lower(after - 1) == "-");
    let age = text.lower(end) == "old" || text.lower(end + 1) == "old" && text.lower(end) == "-";
    let a_year = year(text.lower(at)).is_some();
    if rate || fraction || age || a_year || (article && unit == Unit::Second) {
        return None;
    }
    let half =
        text.lower(end) == "and" && text.lower(end + 1) == "a" && text.lower(end + 2) == "half";
    match count {
        Count::Exact(number) if half => {
            Some((duration_of(&Count::Exact(number + 0.5), unit), end + 3))
        }
        _ => Some((duration_of(&count, unit), end)),
    }
}

/// "for a year" lasts; "$5 a year" and "twice a week" are rates.
fn led_by_preposition(text: &Text<'_>, at: usize) -> bool {
    let before = at.checked_sub(1).map_or("", |before| text.lower(before));
    one_of!(
        "for in after than about over within of nearly almost least only just and or to during half by with around",
        before,
    )
}

/// "for weeks", "in years".
fn plural(text: &Text<'_>, at: usize) -> Reading {
    let (unit, plural) = unit(text.lower(at))?;
    let before = at.checked_sub(1).map_or("", |before| text.lower(before));
    let led = matches!(before, "for" | "in" | "within" | "of" | "after") && unit != Unit::Second;
    (plural && led && unit != Unit::Quarter).then(|| (duration_of(&Count::Some, unit), at + 1))
}

/// "the 20th century", "the eleventh century".
fn century(text: &Text<'_>, at: usize) -> Reading {
    let start = at + usize::from(text.lower(at) == "the");
    let word = text.lower(start);
    let number = word
        .strip_suffix("th")
        .or_else(|| word.strip_suffix("st"))
        .and_then(|digits| digits.parse::<i8>().ok())
        .or_else(|| ordinal(word))
        .filter(|number| (5..=22).contains(number))?;
    let noun = hyphen(text, start + 1);
    (text.lower(noun) == "century").then(|| (fixed(format!("{:02}", number - 1)), noun + 1))
}

/// `P3D`, `PT2H`, `P2Y6M`, `PXY`.
pub(crate) fn duration_of(count: &Count, unit: Unit) -> Meaning {
    let (prefix, letter) = match unit {
        Unit::Second => ("PT", "S"),
        Unit::Minute => ("PT", "M"),
        Unit::Hour => ("PT", "H"),
        Unit::Day => ("P", "D"),
        Unit::Weekend => ("P", "WE"),
        Unit::Week => ("P", "W"),
        Unit::Month => ("P", "M"),
        Unit::Quarter => ("P", "Q"),
        Unit::Year => ("P", "Y"),
        Unit::Decade => ("P", "DE"),
        Unit::Century => ("P", "CE"),
    };
    let half = match unit {
        Unit::Year => "6M",
        Unit::Minute => "30S",
        Unit::Hour => "30M",
        _ => "",
    };
    fixed(match count {
        Count::Some => format!("{prefix}X{letter}"),
        Count::Exact(n)
            if !half.is_empty() && (n.fract() - 0.5).abs() < f64::EPSILON && *n > 1.0 =>
        {
            format!("{prefix}{:.0}{letter}{half}", n.trunc())
        }
        Count::Exact(n) => format!("{prefix}{n}{letter}"),
    })
}
