//! The grammar of English time expressions.
//!
//! Each rule reads tokens from one place on and says what they mean and where they end; the
//! longest reading wins. Rules never look back: what decides between last and next Friday is in
//! `mod.rs`.
//!
//! Each rule names the words that its readings open with and is tried at no other, for most words of
//! a report open none. A rule that learns a new opening must name it there too.

use std::sync::LazyLock;

use super::meaning::{Meaning, Unit};
use super::names::{self, month, weekday};
use super::periods::{self, duration_of};
use super::words::{Count, ORDINALS, count, ordinal, spoken_year, unit, year};
use crate::text::{Kind, Text, one_of};

/// What was read, and the token after it.
pub(crate) type Reading = Option<(Meaning, usize)>;

/// One rule of the grammar.
pub(super) struct Rule {
    read: fn(&Text<'_>, usize) -> Reading,
    /// The words that its readings open with, in lists.
    opens: &'static [&'static str],
    /// Whether a number may open them too.
    numbers: bool,
}

impl Rule {
    /// A rule for readings that open with these words.
    pub(super) const fn words(
        read: fn(&Text<'_>, usize) -> Reading,
        opens: &'static [&'static str],
    ) -> Rule {
        Rule { read, opens, numbers: false }
    }

    /// A rule for readings that open with a number or one of these words.
    pub(super) const fn numbers(
        read: fn(&Text<'_>, usize) -> Reading,
        opens: &'static [&'static str],
    ) -> Rule {
        Rule { read, opens, numbers: true }
    }
}

/// Words that point from this day back or ahead: see [`direction`].
pub(super) const WAYS: &str = "last past previous this next coming";

/// Rules of days and dates.
const RULES: [Rule; 7] = [
    Rule::words(
        vague,
        &[
            "current now currently nowadays presently at right recently lately recent the soon today tomorrow",
        ],
    ),
    Rule::words(
        near_day,
        &[
            "today tonight yesterday tomorrow late early earlier later last this year each every the",
        ],
    ),
    Rule::words(named_day, &[WAYS, names::EN.weekdays]),
    Rule::numbers(calendar, &["the early earlier late mid", WAYS, ORDINALS, names::EN.months]),
    Rule::numbers(numeric, &[]),
    Rule::numbers(bare_year, &["nineteen twenty the early late mid fiscal year summer end"]),
    Rule::numbers(clock, &["noon midnight"]),
];

fn rules() -> impl Iterator<Item = (u32, &'static Rule)> {
    (0..).zip(RULES.iter().chain(&periods::RULES))
}

/// Each word that may open readings with the bit of a rule, in their order.
pub(crate) fn openings() -> impl Iterator<Item = (&'static str, u16)> {
    rules().flat_map(|(number, rule)| {
        let words = rule.opens.iter().flat_map(|list| list.split([' ', '/']));
        words.map(move |word| (word.split('=').next().unwrap_or(word), 1 << number))
    })
}

/// The rules that a number may open.
static NUMBER_OPENINGS: LazyLock<u16> =
    LazyLock::new(|| rules().filter(|(_, rule)| rule.numbers).map(|(number, _)| 1 << number).sum());

/// The longest reading from token `at`.
pub(crate) fn read(text: &Text<'_>, at: usize) -> Reading {
    let token = text.tokens.get(at)?;
    let opened = match token.kind {
        Kind::Number => *NUMBER_OPENINGS,
        _ => text.known(token).openings,
    };
    if opened == 0 || (token.lower == "the" && !opens_after_the(text, at + 1)) {
        return None;
    }
    rules()
        .filter(|(number, _)| opened & (1 << number) != 0)
        .filter_map(|(_, rule)| (rule.read)(text, at))
        .max_by_key(|(_, end)| *end)
}

/// Whether a reading may go on at `at` after "the", with which half of the rules open and which most
/// often stands before a noun.
fn opens_after_the(text: &Text<'_>, at: usize) -> bool {
    text.tokens.get(at).is_some_and(|token| {
        matches!(token.kind, Kind::Number | Kind::Mark)
            || text.known(token).openings != 0
            || one_of!("future near week weekend quarter", &token.lower)
    })
}

pub(super) fn fixed(value: impl Into<String>) -> Meaning {
    Meaning::Fixed(value.into())
}

/// Past one hyphen, as in "third-quarter".
pub(super) fn hyphen(text: &Text<'_>, at: usize) -> usize {
    at + usize::from(text.lower(at) == "-" || text.lower(at) == "‑")
}

/// "now", "recently", "the future": no date, but a word about time.
fn vague(text: &Text<'_>, at: usize) -> Reading {
    let after = text.lower(at + 2);
    let (value, words) = match (text.lower(at), text.lower(at + 1)) {
        ("current", word) if matches!(word, "year" | "month" | "week" | "quarter") => {
            return Some((Meaning::Away(0, unit(word)?.0), at + 2));
        }
        ("now" | "currently" | "current" | "nowadays" | "presently", _) => ("PRESENT_REF", 1),
        ("at", "present") | ("right", "now") => ("PRESENT_REF", 2),
        ("recently" | "lately", _) => ("PAST_REF", 1),
        ("recent", unit) if unit_many(unit) => ("PAST_REF", 2),
        ("the", "past") if !follows_count(text, at + 2) => ("PAST_REF", 2),
        ("soon", word) if !matches!(word, "after" | "as") && !after_word(text, at, "as") => {
            ("FUTURE_REF", 1)
        }
        ("the", "future") => ("FUTURE_REF", 2),
        ("the", "near") if after == "future" => ("FUTURE_REF", 3),
        // "today's world" is that of our time, "today's vote" that of this day.
        ("today", "'s" | "’s")
            if matches!(after, "world" | "society" | "economy") || after_word(text, at, "of") =>
        {
            ("PRESENT_REF", 1)
        }
        // "the people of tomorrow" are of no day.
        ("tomorrow", next) if after_word(text, at, "of") && !matches!(next, "'s" | "’s") => {
            ("FUTURE_REF", 1)
        }
        _ => return None,
    };
    Some((fixed(value), at + words))
}

/// "yesterday morning", "late today", "year-end", "every month".
fn near_day(text: &Text<'_>, at: usize) -> Reading {
    let day = |away| Meaning::Away(away, Unit::Day);
    let after = text.lower(at + 2);
    if in_a_title(text, at) {
        return None;
    }
    Some(match (text.lower(at), text.lower(at + 1)) {
        ("today", _) => (day(0), at + 1),
        ("tonight", _) => (part_of(day(0), "NI"), at + 1),
        ("yesterday", _) => with_part(text, day(-1), at + 1),
        ("tomorrow", _) => with_part(text, day(1), at + 1),
        ("late" | "early" | "earlier", "yesterday") => (day(-1), at + 2),
        ("late" | "early" | "earlier" | "later", "today") => (day(0), at + 2),
        ("last", "night") => (part_of(day(-1), "NI"), at + 2),
        ("this", "morning" | "afternoon" | "evening") => with_part(text, day(0), at + 1),
        ("year", "-") if after == "end" => {
            (Meaning::YearEnd(if after_word(text, at, "since") { -1 } else { 0 }), at + 3)
        }
        ("earlier" | "later", "in") if after == "the" && text.lower(at + 3) == "day" => {
            (day(0), at + 4)
        }
        ("year", "end") => (Meaning::Away(0, Unit::Year), at + 2),
        ("year", "'s" | "’s") if after == "end" => (Meaning::Away(0, Unit::Year), at + 3),
        ("each" | "every", word) => match weekday("en", word) {
            Some(weekday) => (recurring(weekday, None), at + 2),
            None => (duration_of(&Count::Exact(1.0), unit(word)?.0), at + 2),
        },
        ("the", "year" | "week" | "weekend") => (the_unit(text, at)?, at + 2),
        _ => return None,
    })
}

/// "USA Today", "This Week With …": capitals inside a sentence belong to a name.
fn in_a_title(text: &Text<'_>, at: usize) -> bool {
    let capital = |index: usize| text.tokens.get(index).is_some_and(crate::text::Token::capital);
    let inside = text
        .tokens
        .get(at)
        .and_then(|token| text.sentence_at(token.start))
        .is_some_and(|sentence| sentence.first < at);
    inside
        && capital(at)
        && matches!(text.lower(at), "today" | "tonight" | "tomorrow")
        && at.checked_sub(1).is_some_and(capital)
}

fn after_word(text: &Text<'_>, at: usize, word: &str) -> bool {
    at.checked_sub(1).is_some_and(|before| text.lower(before) == word)
}

/// "the year ended March 31" lasts a year; "for the year", "over the weekend" is this one.
fn the_unit(text: &Text<'_>, at: usize) -> Option<Meaning> {
    let unit = unit(text.lower(at + 1))?.0;
    if matches!(text.lower(at + 2), "ended" | "ending" | "to") && unit == Unit::Year {
        return Some(duration_of(&Count::Exact(1.0), unit));
    }
    let led = at.checked_sub(1).map_or("", |before| text.lower(before));
    let led = one_of!("for of over in during throughout this on", led);
    match unit {
        Unit::Weekend if led => Some(Meaning::Weekend),
        Unit::Year | Unit::Week
            if led
                && !matches!(
                    text.lower(at + 2),
                    "before" | "after" | "that" | "of" | "two" | "-"
                ) =>
        {
            Some(Meaning::Away(0, unit))
        }
        _ => None,
    }
}

fn unit_many(word: &str) -> bool {
    matches!(word, "years" | "months" | "weeks" | "days" | "decades" | "times")
}

fn follows_count(text: &Text<'_>, at: usize) -> bool {
    count(text, at).is_some() || unit(text.lower(at)).is_some()
}

fn part_code(word: &str) -> Option<&'static str> {
    Some(match word {
        "morning" => "MO",
        "afternoon" => "AF",
        "evening" => "EV",
        "night" => "NI",
        _ => return None,
    })
}

fn part_of(day: Meaning, part: &str) -> Meaning {
    Meaning::At(Box::new(day), part.to_owned())
}

/// The part of the day that may follow a day: "Tuesday night".
fn with_part(text: &Text<'_>, day: Meaning, at: usize) -> (Meaning, usize) {
    match part_code(text.lower(at)) {
        Some(part) => (part_of(day, part), at + 1),
        None => (day, at),
    }
}

/// "Friday", "last Friday", "Friday night", "Friday, Nov. 3".
fn named_day(text: &Text<'_>, at: usize) -> Reading {
    let way = direction(text.lower(at));
    let name = at + usize::from(way.is_some());
    let token = text.tokens.get(name)?;
    let day = weekday("en", &token.lower).filter(|_| token.capital())?;
    let mut end = name + 1;
    if text.lower(end) == "." && token.text.len() <= 5 {
        end += 1;
    }
    let comma = end + usize::from(text.lower(end) == ",");
    if let Some((meaning, end)) = calendar(text, comma)
        && !matches!(meaning, Meaning::Month(_) | Meaning::MonthOfYear(..))
    {
        return Some((meaning, end));
    }
    if matches!(text.lower(end), "'s" | "’s") && part_code(text.lower(end + 1)).is_some() {
        end += 1;
    }
    if token.text.len() <= 3 && text.lower(end - 1) != "." {
        // "Sun" makes computers and "Sat" is a verb.
        return None;
    }
    if let Some(part) = text.lower(end).strip_suffix('s').and_then(part_code) {
        return Some((recurring(day, Some(part)), end + 1));
    }
    // The one before the last: whoever writes "the previous Friday" has spoken of the last.
    let previous = text.lower(at) == "previous";
    let meaning = match way {
        Some(way) => Meaning::WeekdayAway(day, if previous { way - 1 } else { way }),
        None => Meaning::Weekday(day),
    };
    Some(with_part(text, meaning, end))
}

/// "each Thursday", "Tuesday nights": no day of the calendar, but a rhythm.
fn recurring(day: jiff::civil::Weekday, part: Option<&str>) -> Meaning {
    let part = part.map(|part| format!("T{part}")).unwrap_or_default();
    fixed(format!("XXXX-WXX-{}{part}", day.to_monday_one_offset()))
}

/// Which way "last", "this", "next" point.
pub(crate) fn direction(word: &str) -> Option<i32> {
    Some(match word {
        "last" | "past" | "previous" => -1,
        "this" => 0,
        "next" | "coming" => 1,
        _ => return None,
    })
}

/// A month with what may stand around it: "March 26, 1996", "26 March", "June last year".
fn calendar(text: &Text<'_>, at: usize) -> Reading {
    let at = at + usize::from(text.lower(at) == "the" && ordinal(text.lower(at + 1)).is_some());
    if let Some(day) = day_number(text.lower(at)) {
        let of = at + 1 + usize::from(text.lower(at + 1) == "of");
        let (month, end) = month_name(text, of)?;
        return Some(with_year(text, month, Some(day), end));
    }
    let vague =
        at + usize::from(matches!(text.lower(at), "early" | "late" | "mid" | "mid-" | "earlier"));
    let vague = hyphen(text, vague);
    if let Some(way) = direction(text.lower(vague))
        && let Some((month, end)) = month_name(text, vague + 1)
    {
        return Some((Meaning::MonthAway(month, way), end));
    }
    let (month, end) = month_name(text, vague)?;
    if let Some(day) = day_number(text.lower(end)) {
        let next = end + 1;
        return Some(with_year(text, month, Some(day), next));
    }
    Some(with_year(text, month, None, end))
}

/// A month's name with its stop. "may" and "march" count only where they cannot be verbs.
fn month_name(text: &Text<'_>, at: usize) -> Option<(i8, usize)> {
    let token = text.tokens.get(at)?;
    let number = month("en", &token.lower).filter(|_| token.capital())?;
    let dot = text.tokens.get(at + 1).is_some_and(|next| next.is(".")) && text.touches_next(at);
    let end = at + 1 + usize::from(dot && token.text.len() <= 4);
    if matches!(token.text, "May" | "March") {
        let before = at.checked_sub(1).map_or("", |before| text.lower(before));
        let dated = day_number(text.lower(end)).is_some()
            || year(text.lower(end)).is_some()
            || one_of!(
                "in of last next this since by until early late from to and between mid - through , for on during",
                before,
            )
            || day_number(before).is_some();
        if !dated {
            return None;
        }
    }
    Some((number, end))
}

fn day_number(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
    let suffix = &word[digits.len()..];
    let plain = matches!(suffix, "" | "st" | "nd" | "rd" | "th");
    let number = if plain { digits.parse::<i8>().ok() } else { None };
    number.or_else(|| ordinal(word)).filter(|day| (1..=31).contains(day))
}

fn with_year(text: &Text<'_>, month: i8, day: Option<i8>, end: usize) -> (Meaning, usize) {
    let comma = end + usize::from(matches!(text.lower(end), "," | "of"));
    if let Some(year) = year(text.lower(comma)) {
        let value = match day {
            Some(day) => format!("{year:04}-{month:02}-{day:02}"),
            None => format!("{year:04}-{month:02}"),
        };
        return (fixed(value), comma + 1);
    }
    let of = end + usize::from(text.lower(end) == "of");
    if let Some(way) = direction(text.lower(of))
        && text.lower(of + 1) == "year"
    {
        return match day {
            Some(day) => (Meaning::DayOfYearAway(month, day, way), of + 2),
            None => (Meaning::MonthOfYear(month, way), of + 2),
        };
    }
    match day {
        Some(day) => with_part(text, Meaning::DayOfYear(month, day), end),
        None => (Meaning::Month(month), end),
    }
}

/// `1998-02-28`, `11/02/89` (month first, as American agencies write).
fn numeric(text: &Text<'_>, at: usize) -> Reading {
    let part = |index: usize| text.lower(index).parse::<i16>().ok();
    let mark = text.lower(at + 1);
    if !matches!(mark, "-" | "/") || text.lower(at + 3) != mark {
        return None;
    }
    if !(at..at + 4).all(|index| text.touches_next(index)) {
        return None;
    }
    let (first, second, third) = (part(at)?, part(at + 2)?, part(at + 4)?);
    let (year, month, day) = match text.lower(at).len() {
        4 => (first, second, third),
        _ if text.lower(at + 4).len() == 2 => {
            (third + if third < 50 { 2000 } else { 1900 }, first, second)
        }
        _ => (third, first, second),
    };
    let date =
        jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some((fixed(date.to_string()), at + 5))
}

/// "1989", "fiscal 1989", "mid-1996", "the end of 1990", "the late 1970s", "the '90s".
fn bare_year(text: &Text<'_>, at: usize) -> Reading {
    if let Some((year, end)) = spoken_year(text, at) {
        return Some((fixed(format!("{year:04}")), end));
    }
    let start = at;
    let at = at + usize::from(text.lower(at) == "the");
    let vague = one_of!("early late mid fiscal year summer end", text.lower(at));
    let mut year_at = hyphen(text, at + usize::from(vague));
    if text.lower(at) == "end" && text.lower(year_at) == "of" {
        year_at += 1;
    }
    if text.lower(year_at) == "'" || text.lower(year_at) == "’" {
        let digits = text.lower(year_at + 1).strip_suffix('s')?;
        let decade = digits.parse::<u8>().ok().filter(|n| n % 10 == 0 && digits.len() == 2)?;
        return Some((fixed(format!("19{}", decade / 10)), year_at + 2));
    }
    let word = text.lower(year_at);
    if let Some(decade) = word.strip_suffix('s').and_then(year) {
        return (decade % 10 == 0).then(|| (fixed(format!("{}", decade / 10)), year_at + 1));
    }
    let number = year(word)?;
    let plain = !vague;
    // "the 2019 vote": the article is no part of the year.
    let misplaced = plain && start != year_at;
    (!misplaced && (vague || stands_for_a_year(text, year_at, number)))
        .then(|| (fixed(format!("{number:04}")), year_at + 1))
}

/// Whether four digits by themselves are a year and not an amount.
fn stands_for_a_year(text: &Text<'_>, at: usize, number: i16) -> bool {
    let before = at.checked_sub(1).map_or("", |before| text.lower(before));
    let after = text.lower(at + 1);
    if matches!(before, "$" | "€" | "£" | "¥" | "#" | ".")
        || one_of!(
            "% percent million billion people points shares feet miles kilometers troops workers employees",
            after,
        )
    {
        return false;
    }
    let led = one_of!(
        "in since until by from to of before after during and for than between - – ( through a the late early , 's",
        before,
    );
    (led && (1800..=2060).contains(&number)) || (1950..=2049).contains(&number)
}

/// "10 p.m. Wednesday", "noon Thursday", "Tuesday at 8:30 a.m.".
fn clock(text: &Text<'_>, at: usize) -> Reading {
    let (time, end) = time_of_day(text, at)?;
    let zone = text
        .tokens
        .get(end)
        .is_some_and(|token| one_of!("EST EDT PST PDT ET GMT UTC CET", token.text));
    let end = end + usize::from(zone);
    let on = end + usize::from(matches!(text.lower(end), "on" | ","));
    let (day, end) =
        named_day(text, on).or_else(|| near_day(text, on)).or_else(|| calendar(text, on))?;
    let whole = match &day {
        Meaning::Weekday(_)
        | Meaning::WeekdayAway(..)
        | Meaning::Away(_, Unit::Day)
        | Meaning::DayOfYear(..) => true,
        Meaning::Fixed(value) => {
            value.len() == 10 && value.starts_with(|digit: char| digit.is_ascii_digit())
        }
        _ => false,
    };
    whole.then(|| (Meaning::At(Box::new(day), time), end))
}

fn time_of_day(text: &Text<'_>, at: usize) -> Option<(String, usize)> {
    match text.lower(at) {
        "noon" => return Some(("12:00".to_owned(), at + 1)),
        "midnight" => return Some(("24".to_owned(), at + 1)),
        _ => {}
    }
    let token = text.tokens.get(at).filter(|token| token.kind == Kind::Number)?;
    let digits = token.lower.trim_end_matches(['a', 'p', 'm']);
    let (hour, minute) = digits.split_once([':', '.']).unwrap_or((digits, ""));
    let hour = hour.parse::<u8>().ok().filter(|hour| (1..=12).contains(hour))?;
    // "10 p.m." is an hour, not a minute of it.
    let minute = match minute {
        "" => String::new(),
        minute => format!(":{:02}", minute.parse::<u8>().ok().filter(|minute| *minute < 60)?),
    };
    let joined = &token.lower[digits.len()..];
    let half = if joined.is_empty() { text.lower(at + 1) } else { joined };
    let late = match half.chars().next()? {
        'a' if matches!(half, "a" | "am") => 0,
        'p' if matches!(half, "p" | "pm") => 12,
        _ => return None,
    };
    let mut end = at + 1 + usize::from(joined.is_empty());
    while matches!(text.lower(end), "." | "m") {
        end += 1;
    }
    Some((format!("{:02}{minute}", hour % 12 + late), end))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Words of which time expressions are made, those that open one among them.
    fn words() -> impl Strategy<Value = String> {
        let mut words: Vec<&str> = openings().map(|(word, _)| word).collect();
        words.extend(
            "Monday Sept. May 3 21st 1996 '90s 1970s 10:30 p.m. 2 1/2 couple of the the the future near past world \
             next last year quarter week weekend century end - , 's morning night ago earlier later \
             from now and half days months old of in for since mid-1990s 11/02/89 2020-05-03 EST on \
             ended hundred period present afternoons Thursday Mid Today"
                .split_whitespace(),
        );
        let some = prop::collection::vec(prop::sample::select(words), 1..12);
        some.prop_map(|words| words.join(" ").replace(" '", "'"))
    }

    proptest! {
        #[test]
        fn each_rule_knows_its_openings(words in words()) {
            let text = Text::new(&words, "en");
            for at in (0..text.tokens.len()).filter(|at| text.tokens[*at].kind != Kind::Mark) {
                let readings = rules().filter_map(|(_, rule)| (rule.read)(&text, at));
                prop_assert_eq!(read(&text, at), readings.max_by_key(|(_, end)| *end));
            }
        }
    }
}
