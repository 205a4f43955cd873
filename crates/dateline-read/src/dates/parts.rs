//! A date's pieces sorted into day, time and zone.
//!
//! [`parts`] walks the tokens once. Every piece must find its place: a number or word too many
//! means that this is not the spelling we took it for, and the answer is none.

use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::lex::{Lexeme, Token};
use super::{DateHints, DayMonthOrder, words};

/// What was found, each at most once.
#[derive(Clone, Debug, Default)]
pub(super) struct Parts {
    pub(super) day: Option<Day>,
    pub(super) time: Option<Clock>,
    pub(super) zone: Zone,
}

/// A day, or three numbers that may be several.
#[derive(Clone, Copy, Debug)]
pub(super) enum Day {
    Known(Date),
    Numbers(Numbers),
}

/// Time of day as written; not yet checked.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Clock {
    pub(super) hour: i8,
    pub(super) minute: i8,
    pub(super) second: i8,
    pub(super) millis: i16,
}

/// The zone as written.
#[derive(Clone, Debug, Default)]
pub(super) enum Zone {
    #[default]
    Unsaid,
    Offset(i32),
    Place(String),
}

/// Three numbers with separators between them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbers {
    values: [u64; 3],
    digits: [usize; 3],
    separator: char,
}

impl Numbers {
    /// The order that these numbers alone prove.
    pub(super) fn order(self) -> Option<DayMonthOrder> {
        let [first, second, _] = self.values;
        // With a short year at the end the first number may be a year as well.
        match (first, second) {
            _ if self.digits[2] != 4 => None,
            (13..=31, 1..=12) if self.digits[0] <= 2 => Some(DayMonthOrder::DayFirst),
            (1..=12, 13..=31) => Some(DayMonthOrder::MonthFirst),
            _ => None,
        }
    }

    /// The one day that these numbers can be, given what is known of the order.
    pub(super) fn settle(self, order: Option<DayMonthOrder>) -> Option<Date> {
        let [a, b, c] = self.values;
        if self.digits[0] == 4 {
            return date(a, b, c);
        }
        let year = year_of(c, self.digits[2])?;
        if self.separator == '.' && self.digits[2] == 4 {
            // Dots put the day first wherever they are used.
            return date(year, b, a);
        }
        let (day_first, month_first) = (date(year, b, a), date(year, a, b));
        // Two digits may be a year in front; only Asia and Hungary do so, but that is enough.
        let short = self.digits[2] <= 2 && self.digits[0] == 2;
        let year_first = short.then(|| date(year_of(a, 2)?, b, c)).flatten();
        let mut readings = [day_first, month_first, year_first].into_iter().flatten();
        let reading = readings.next()?;
        if readings.all(|other| other == reading) {
            return Some(reading);
        }
        match order? {
            DayMonthOrder::DayFirst => day_first,
            DayMonthOrder::MonthFirst => month_first,
        }
    }
}

/// Sorts the pieces, or gives up.
pub(super) fn parts(lexemes: &[Lexeme<'_>], hints: &DateHints) -> Option<Parts> {
    let mut walk = Walk { lexemes, at: 0, hints, found: Parts::default(), loose: Loose::default() };
    while walk.at < lexemes.len() {
        walk.step()?;
    }
    walk.finish()
}

/// What has no place yet.
#[derive(Default)]
struct Loose {
    numbers: [Option<(u64, usize)>; 3],
    month: Option<i8>,
    /// `month` came from a word that may be a weekday.
    doubtful_month: bool,
    east_asian: [Option<u64>; 3],
    /// Years before the first of the era that was named.
    era: u64,
    /// Years are counted from the Buddha, when they are large enough.
    thai: bool,
    after_noon: Option<bool>,
}

struct Walk<'a> {
    lexemes: &'a [Lexeme<'a>],
    at: usize,
    hints: &'a DateHints,
    found: Parts,
    loose: Loose,
}

impl<'a> Walk<'a> {
    fn token(&self, ahead: usize) -> Option<Token<'a>> {
        self.lexemes.get(self.at + ahead).map(|lexeme| lexeme.token)
    }

    fn number(&self, ahead: usize) -> Option<(u64, usize)> {
        match self.token(ahead)? {
            Token::Number { value, digits } => Some((value, digits)),
            _ => None,
        }
    }

    fn mark(&self, ahead: usize) -> Option<char> {
        match self.token(ahead)? {
            Token::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    fn word(&self, ahead: usize) -> Option<&'a str> {
        match self.token(ahead)? {
            Token::Word(word) => Some(word),
            _ => None,
        }
    }

    fn glued(&self, ahead: usize) -> bool {
        self.lexemes.get(self.at + ahead).is_some_and(|lexeme| lexeme.glued)
    }

    fn step(&mut self) -> Option<()> {
        match self.token(0)? {
            Token::Number { value, digits } => self.take_number(value, digits),
            Token::Word(word) => self.take_word(word),
            Token::Mark(sign @ ('+' | '-')) if self.found.time.is_some() && self.is_offset() => {
                self.take_offset(sign)
            }
            Token::Mark('(') => self.take_bracket(),
            Token::Mark(_) => self.skip(1),
        }
    }

    /// Goes on; an `Option` so that it ends the functions that take something.
    #[allow(clippy::unnecessary_wraps)]
    fn skip(&mut self, count: usize) -> Option<()> {
        self.at += count;
        Some(())
    }

    fn take_number(&mut self, value: u64, digits: usize) -> Option<()> {
        if self.found.time.is_none()
            && let Some((clock, length)) = self.clock(value, digits)
        {
            self.found.time = Some(clock);
            return self.skip(length);
        }
        if let Some(place) = self.mark(1).and_then(east_asian_place) {
            *self.loose.east_asian.get_mut(place)? = Some(value);
            return self.skip(2);
        }
        if let Some(clock) = self.compact_clock_after_day(value, digits) {
            self.found.time = Some(clock);
            return self.skip(1);
        }
        if matches!(digits, 12 | 14) && self.found.day.is_none() && self.found.time.is_none() {
            // `202606142030` and `20260614203000`.
            let unit = 10_u64.pow(u32::try_from(digits - 8).ok()?);
            self.found.day = Some(Day::Known(compact_day(value / unit)?));
            self.found.time = compact_clock(value % unit, digits - 8);
            return self.skip(1);
        }
        if self.found.day.is_none()
            && let Some((day, length)) = self.whole_day(value, digits)
        {
            self.found.day = Some(day);
            return self.skip(length);
        }
        if (value, digits) == (0, 4) && self.found.time.is_some() {
            // `0000`: an offset that lost its sign.
            return self.take_zone(Zone::Offset(0));
        }
        if self.found.day.is_some() {
            return None;
        }
        *self.loose.numbers.iter_mut().find(|slot| slot.is_none())? = Some((value, digits));
        self.skip(1)
    }

    /// A time of day that starts here, and how many tokens it takes.
    fn clock(&self, value: u64, digits: usize) -> Option<(Clock, usize)> {
        let hour = i8::try_from(value).ok();
        let dayed = self.found.day.is_some() || self.loose.numbers[1].is_some();
        if digits <= 2 && (self.mark(1) == Some(':') || dayed && self.is_dotted_clock()) {
            return self.clock_in_digits(hour?, self.mark(1)?);
        }
        if digits <= 2 && matches!(self.mark(1), Some('時' | '时' | '點' | '点' | '시')) {
            return Some(self.clock_in_east_asian(hour?));
        }
        let word = self.word(1);
        if digits <= 2 && matches!(word, Some("h" | "u")) {
            let minute = self.number(2).filter(|(_, digits)| *digits == 2);
            let minute_value = minute.map_or(0, |(value, _)| value);
            let clock =
                Clock { hour: hour?, minute: minute_value.try_into().ok()?, ..Clock::default() };
            return Some((clock, if minute.is_some() { 3 } else { 2 }));
        }
        if digits <= 2 && matches!(word, Some("am" | "pm")) && self.loose.numbers[0].is_some() {
            return Some((Clock { hour: hour?, ..Clock::default() }, 1));
        }
        if digits <= 2 && self.mark(1) == Some('.') && matches!(self.word(3), Some("uhr" | "pm")) {
            let (minute, _) = self.number(2).filter(|(_, digits)| *digits == 2)?;
            let clock = Clock { hour: hour?, minute: minute.try_into().ok()?, ..Clock::default() };
            return Some((clock, 3));
        }
        // `T203000`, after a whole day.
        let after_t = self.at > 0 && self.lexemes.get(self.at - 1)?.token == Token::Word("t");
        (after_t && self.found.day.is_some())
            .then(|| compact_clock(value, digits))?
            .map(|clock| (clock, 1))
    }

    /// `203000` after `20260614`.
    fn compact_clock_after_day(&self, value: u64, digits: usize) -> Option<Clock> {
        let before = self.lexemes.get(self.at.checked_sub(1)?)?.token;
        let after_day = matches!(before, Token::Number { digits: 8, .. });
        let fits = self.found.time.is_none() && matches!(digits, 4 | 6);
        (after_day && fits).then(|| compact_clock(value, digits))?
    }

    /// `20.30` at the end or before a word: a time once the day is known.
    fn is_dotted_clock(&self) -> bool {
        let minute = self.number(2).is_some_and(|(_, digits)| digits == 2);
        let second = self.mark(3) == Some('.') && self.number(4).is_some_and(|(_, d)| d == 2);
        let end = if second { 5 } else { 3 };
        self.mark(1) == Some('.')
            && minute
            && self.mark(end).is_none()
            && self.number(end).is_none()
    }

    fn clock_in_digits(&self, hour: i8, separator: char) -> Option<(Clock, usize)> {
        let two = |ahead: usize| self.number(ahead).filter(|(_, digits)| *digits <= 2);
        let (minute, _) = two(2)?;
        let mut clock = Clock { hour, minute: minute.try_into().ok()?, ..Clock::default() };
        if self.mark(3) != Some(separator) {
            return Some((clock, 3));
        }
        let (second, _) = two(4)?;
        clock.second = second.try_into().ok()?;
        let fraction = self
            .number(6)
            .filter(|_| matches!(self.mark(5), Some('.' | ',')) && self.glued(5) && self.glued(6));
        let Some((value, digits)) = fraction else { return Some((clock, 5)) };
        let digits = u32::try_from(digits).ok()?;
        let millis = u128::from(value) * 1_000 / 10_u128.checked_pow(digits)?;
        clock.millis = millis.try_into().ok()?;
        Some((clock, 7))
    }

    fn clock_in_east_asian(&self, hour: i8) -> (Clock, usize) {
        let mut clock = Clock { hour, ..Clock::default() };
        let mut length = 2;
        if let (Some((minute, _)), Some('分' | '분')) = (self.number(2), self.mark(3)) {
            clock.minute = minute.try_into().unwrap_or(i8::MAX);
            length = 4;
            if let (Some((second, _)), Some('秒' | '초')) = (self.number(4), self.mark(5)) {
                clock.second = second.try_into().unwrap_or(i8::MAX);
                length = 6;
            }
        }
        (clock, length)
    }

    /// A day written in numbers alone that starts here.
    fn whole_day(&self, value: u64, digits: usize) -> Option<(Day, usize)> {
        let known = |day: Option<Date>, length| Some((Day::Known(day?), length));
        match digits {
            8 => known(compact_day(value), 1),
            7 => known(ordinal(value / 1_000, value % 1_000), 1),
            _ => match (self.mark(1), self.word(1), self.word(2)) {
                (_, Some("w"), _) if digits == 4 => self.week(value, 2),
                (Some('-'), _, Some("w")) if digits == 4 => self.week(value, 3),
                (Some(separator @ ('-' | '/' | '.')), _, _) => {
                    self.separated(value, digits, separator)
                }
                _ => None,
            },
        }
    }

    /// `2026-06-14`, `14.06.2026`, `2026-165`.
    fn separated(&self, value: u64, digits: usize, separator: char) -> Option<(Day, usize)> {
        let (second, second_digits) = self.number(2)?;
        if digits == 4 && second_digits == 3 && separator == '-' {
            return Some((Day::Known(ordinal(value, second)?), 3));
        }
        let (third, third_digits) = self.number(4).filter(|_| self.mark(3) == Some(separator))?;
        let digits = [digits, second_digits, third_digits];
        if second_digits > 2
            || !matches!(third_digits, 1 | 2 | 4)
            || !matches!(digits[0], 1 | 2 | 4)
        {
            return None;
        }
        let values = [value, second, third];
        Some((Day::Numbers(Numbers { values, digits, separator }), 5))
    }

    /// `2026-W24-7` and `2026W247`; a week without its day is no day.
    fn week(&self, year: u64, ahead: usize) -> Option<(Day, usize)> {
        let (value, digits) = self.number(ahead)?;
        let (week, weekday, length) = match digits {
            3 => (value / 10, value % 10, ahead + 1),
            2 if self.mark(ahead + 1) == Some('-') => (value, self.number(ahead + 2)?.0, ahead + 3),
            _ => return None,
        };
        let weekday = Weekday::from_monday_one_offset(weekday.try_into().ok()?).ok()?;
        let week = ISOWeekDate::new(year.try_into().ok()?, week.try_into().ok()?, weekday).ok()?;
        Some((Day::Known(week.date()), length))
    }

    fn take_word(&mut self, word: &'a str) -> Option<()> {
        let timed = self.found.time.is_some();
        if let Some(after_noon) = words::after_noon(word).filter(|_| timed || !word.is_ascii()) {
            self.loose.after_noon = Some(after_noon);
            return self.skip(1);
        }
        if word == "thang"
            && let Some((month, _)) = self.number(1)
        {
            self.loose.month = Some(month.try_into().ok()?);
            return self.skip(2);
        }
        if let Some(before) = words::era(word).filter(|_| self.number(1).is_some()) {
            self.loose.era = before;
            return self.skip(1);
        }
        if timed && let Some(zone) = self.zone_named(word) {
            return self.take_zone(zone);
        }
        if words::is_silent(word) {
            return self.skip(1);
        }
        if let Some(month) = words::month(word, self.hints.language.as_deref()) {
            return self.take_month(word, month);
        }
        // A weekday in a language that we have no table for.
        let before_numbers = self.loose.numbers[0].is_none() && self.found.day.is_none();
        before_numbers.then(|| self.skip(1))?
    }

    fn take_month(&mut self, word: &str, month: i8) -> Option<()> {
        let doubtful = words::is_weekday_too(word);
        self.loose.thai |= words::is_thai(word);
        match self.loose.month {
            Some(known) if known == month => {}
            Some(_) if doubtful => {}
            Some(_) if !self.loose.doubtful_month => return None,
            _ => {
                self.loose.month = Some(month);
                self.loose.doubtful_month = doubtful;
            }
        }
        self.skip(1)
    }

    fn zone_named(&self, word: &str) -> Option<Zone> {
        match words::zone_place(word, self.hints.language.as_deref()) {
            Some(place) => Some(Zone::Place(place.to_string())),
            None => words::zone_minutes(word).map(|minutes| Zone::Offset(minutes * 60)),
        }
    }

    fn take_zone(&mut self, zone: Zone) -> Option<()> {
        match (&self.found.zone, &zone) {
            (Zone::Unsaid, _) => self.found.zone = zone,
            // `+02:00 CEST` and `+02:00[Europe/Paris]`: the offset says it better.
            (Zone::Offset(_), _) => {}
            (Zone::Place(_), _) => return None,
        }
        self.skip(1)
    }

    /// A sign that belongs to an offset, not a dash between two parts.
    fn is_offset(&self) -> bool {
        self.number(1).is_some_and(|(_, digits)| digits <= 4) && self.glued(1)
    }

    fn take_offset(&mut self, sign: char) -> Option<()> {
        let (value, digits) = self.number(1)?;
        let colon = self.mark(2) == Some(':') && digits <= 2;
        let (hours, minutes, length) = match (colon, digits) {
            (true, _) => (value, self.number(3)?.0, 4),
            (false, 3 | 4) => (value / 100, value % 100, 2),
            (false, _) => (value, 0, 2),
        };
        if hours > 24 || minutes > 59 {
            return None;
        }
        let seconds = i32::try_from(hours * 3_600 + minutes * 60).ok()?;
        // `GMT+2` is two hours east: only the zone before the sign may be replaced.
        if !matches!(self.found.zone, Zone::Unsaid | Zone::Offset(0)) {
            return None;
        }
        self.found.zone = Zone::Offset(if sign == '-' { -seconds } else { seconds });
        self.skip(length)
    }

    /// A bracket holds a weekday, a zone's name, or its explanation.
    fn take_bracket(&mut self) -> Option<()> {
        let close =
            self.lexemes.get(self.at..)?.iter().position(|l| l.token == Token::Mark(')'))?;
        if let (3.., Some(word)) = (close + 1, self.word(1))
            && self.found.time.is_some()
            && matches!(self.found.zone, Zone::Unsaid)
        {
            if matches!(self.mark(2), Some('+' | '-')) {
                // `(UTC+02:00)` is the zone itself.
                return self.skip(1);
            }
            self.found.zone = self.zone_named(word)?;
        }
        self.skip(close + 1)
    }

    fn finish(mut self) -> Option<Parts> {
        if self.found.day.is_none() {
            self.found.day = Some(Day::Known(self.loose.day()?));
        } else if self.loose.month.is_some_and(|_| !self.loose.doubtful_month)
            || self.loose.numbers[0].is_some()
        {
            return None;
        }
        if let (Some(clock), Some(after_noon)) = (&mut self.found.time, self.loose.after_noon) {
            match (after_noon, clock.hour) {
                (true, 0..=11) => clock.hour += 12,
                (false, 12) => clock.hour = 0,
                (false, 13..) => return None,
                _ => {}
            }
        }
        Some(self.found)
    }
}

impl Loose {
    /// The day that the loose numbers and the month's name make.
    fn day(&self) -> Option<Date> {
        if let [Some(year), Some(month), Some(day)] = self.east_asian {
            return date(year.checked_add(self.era)?, month, day);
        }
        let month = u64::try_from(self.month?).ok()?;
        let (year, digits, day) = match self.numbers {
            [Some((year, 4)), Some((day, 1 | 2)), None] => (year, 4, day),
            [Some((day, 1 | 2)), Some((year, digits @ 2..=4)), None] => (year, digits, day),
            _ => return None,
        };
        match (self.thai, digits, year) {
            (true, 4, 2_400..=2_700) => date(year - 543, month, day),
            (true, 2 | 3, _) => None,
            _ => date(year_of(year, digits)?, month, day),
        }
    }
}

fn east_asian_place(mark: char) -> Option<usize> {
    match mark {
        '年' | '년' => Some(0),
        '月' | '월' => Some(1),
        '日' | '일' => Some(2),
        _ => None,
    }
}

/// RFC 2822's reading of a year with two digits, moved on a little.
fn year_of(value: u64, digits: usize) -> Option<u64> {
    match (digits, value) {
        (4, _) => Some(value),
        (1 | 2, 0..=68) => Some(value + 2_000),
        // RFC 2822 adds 1900 to three digits, for programs that print years since then.
        (1 | 2, _) | (3, 100..) => Some(value + 1_900),
        _ => None,
    }
}

fn date(year: u64, month: u64, day: u64) -> Option<Date> {
    Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()
}

fn ordinal(year: u64, day: u64) -> Option<Date> {
    let first = date(year, 1, 1)?;
    first.with().day_of_year(day.try_into().ok()?).build().ok()
}

/// `20260614`.
fn compact_day(value: u64) -> Option<Date> {
    date(value / 10_000, value / 100 % 100, value % 100)
}

/// `2030` and `203000`.
fn compact_clock(value: u64, digits: usize) -> Option<Clock> {
    let at = |value: u64| i8::try_from(value).ok();
    match digits {
        2 => Some(Clock { hour: at(value)?, ..Clock::default() }),
        4 => Some(Clock { hour: at(value / 100)?, minute: at(value % 100)?, ..Clock::default() }),
        6 => Some(Clock {
            hour: at(value / 10_000)?,
            minute: at(value / 100 % 100)?,
            second: at(value % 100)?,
            millis: 0,
        }),
        _ => None,
    }
}
