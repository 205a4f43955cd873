//! One grammar for the time expressions of the other languages.
//!
//! What differs between them is in `names.rs`: names, words for last and next, where "ago" stands.
//! Chinese and Japanese, which write 2026年2月21日, have a rule of their own. The rules are fewer
//! than the English ones: days, months, years, "last week", "three days ago".

use super::english::Reading;
use super::meaning::{Meaning, Unit};
use super::names::{self, Calendar, has_form, place};
use super::periods::duration_of;
use super::words::{Count, year};
use crate::known::List;
use crate::text::{Kind, Text, one_of};

/// The longest reading from token `at`.
pub(crate) fn read(text: &Text<'_>, at: usize) -> Reading {
    if matches!(text.language, "zh" | "ja") {
        return han_date(text, at).or_else(|| iso(text, at));
    }
    let token = text.tokens.get(at)?;
    let named = text.is_calendar_word(token) || text.known(token).is(List::Time);
    if token.kind != Kind::Number && !named {
        return None;
    }
    match names::calendar(text.language) {
        Some(calendar) => longest(text, calendar, at),
        None => iso(text, at).or_else(|| bare_year(text, at)),
    }
}

/// The words that may open a time expression in some language, but for months and days of the week.
pub(crate) fn openings() -> impl Iterator<Item = &'static str> {
    let numbers = NUMBERS.split(['/', ' ']);
    names::relative_words().chain(names::words_for_ago()).chain(numbers)
}

fn longest(text: &Text<'_>, calendar: &Calendar, at: usize) -> Reading {
    [
        iso(text, at),
        date(text, at),
        dotted(text, at),
        day_word(text, calendar, at),
        weekday(text, calendar, at),
        away(text, calendar, at),
        ago(text, calendar, at),
        bare_year(text, at),
    ]
    .into_iter()
    .flatten()
    .max_by_key(|(_, end)| *end)
}

fn fixed_date(year: i16, month: i8, day: i8) -> Option<Meaning> {
    let date = jiff::civil::Date::new(year, month, day).ok()?;
    Some(Meaning::Fixed(date.to_string()))
}

/// `2026-02-21`.
fn iso(text: &Text<'_>, at: usize) -> Reading {
    let year = year(text.lower(at))?;
    if text.lower(at + 1) != "-" || text.lower(at + 3) != "-" {
        return None;
    }
    let meaning =
        fixed_date(year, text.lower(at + 2).parse().ok()?, text.lower(at + 4).parse().ok()?)?;
    Some((meaning, at + 5))
}

/// "21. Februar 2026", "le 1er mars", "21 de febrero de 2026", "21 февраля", "im Februar 2026".
fn date(text: &Text<'_>, at: usize) -> Reading {
    let (day, name) = match day_number(text, at) {
        Some((day, next)) => (Some(day), skip_of(text, next)),
        None => (None, at),
    };
    let month = names::month(text.language, text.lower(name))?;
    let token = text.tokens.get(name)?;
    if day.is_none()
        && ((text.language == "de" && !token.capital()) || ambiguous(text.language, &token.lower))
    {
        return None;
    }
    let dot = usize::from(text.lower(name + 1) == "." && token.text.chars().count() <= 4);
    let end = name + 1 + dot;
    let year_at = skip_of(text, end);
    if let Some(year) = year(text.lower(year_at)) {
        let meaning = match day {
            Some(day) => fixed_date(year, month, day)?,
            None => Meaning::Fixed(format!("{year:04}-{month:02}")),
        };
        return Some((meaning, year_at + 1));
    }
    Some((day.map_or(Meaning::Month(month), |day| Meaning::DayOfYear(month, day)), end))
}

/// Months whose names or short forms are common words too.
fn ambiguous(language: &str, word: &str) -> bool {
    matches!(
        (language, word),
        ("fr", "mars" | "mai" | "oct" | "nov" | "sept")
            | ("es", "mar" | "ago" | "ene")
            | ("pt", "mar" | "set" | "out" | "jan")
            | ("it", "set" | "mag" | "ago" | "gen" | "lug" | "marzo")
            | ("nl", "mei" | "dec" | "jan")
            | ("ru", "май" | "мая" | "март")
    ) && !matches!(
        (language, word),
        ("fr", "mars" | "mai") | ("it", "marzo") | ("nl", "mei") | ("ru", "мая" | "март")
    )
}

fn day_number(text: &Text<'_>, at: usize) -> Option<(i8, usize)> {
    let token = text.tokens.get(at).filter(|token| token.kind == Kind::Number)?;
    let digits =
        token.lower.trim_end_matches(|letter: char| letter.is_alphabetic() || letter == 'º');
    let day = digits.parse::<i8>().ok().filter(|day| (1..=31).contains(day))?;
    if !matches!(&token.lower[digits.len()..], "" | "er" | "º" | "ª" | "e") {
        return None;
    }
    let dot = matches!(text.lower(at + 1), "." | "º" | "°") && text.touches_next(at);
    Some((day, at + 1 + usize::from(dot)))
}

/// Past the little word between a day, its month and its year.
fn skip_of(text: &Text<'_>, at: usize) -> usize {
    at + usize::from(matches!(text.lower(at), "de" | "del" | "di" | "d'" | "من"))
}

/// `21.02.2026`, `21/02/2026`, which European papers write day first.
fn dotted(text: &Text<'_>, at: usize) -> Reading {
    let token = text.tokens.get(at).filter(|token| token.kind == Kind::Number)?;
    let (parts, end): (Vec<&str>, usize) = if token.lower.matches('.').count() == 2 {
        (token.lower.split('.').collect(), at + 1)
    } else if text.lower(at + 1) == "/" && text.lower(at + 3) == "/" {
        (vec![text.lower(at), text.lower(at + 2), text.lower(at + 4)], at + 5)
    } else {
        return None;
    };
    let [day, month, of] = parts.as_slice() else { return None };
    let meaning = fixed_date(year(of)?, month.parse().ok()?, day.parse().ok()?)?;
    Some((meaning, end))
}

/// Yesterday, today, tomorrow.
fn day_word(text: &Text<'_>, calendar: &Calendar, at: usize) -> Reading {
    let word = Some(text.lower(at)).filter(|word| names::is_relative(word))?;
    let away = place(calendar.days, word)? - 2;
    let before = at.checked_sub(1).map_or("", |before| text.lower(before));
    // "am Morgen", "la mañana", "de morgen" are mornings.
    let morning = matches!(text.lower(at), "morgen" | "mañana")
        && (text.tokens.get(at)?.capital() || one_of!("am der la de jeden por esta van", before));
    (!morning).then_some((Meaning::Away(i32::from(away), Unit::Day), at + 1))
}

fn way(calendar: &Calendar, word: &str) -> Option<i32> {
    if !names::is_relative(word) {
        return None;
    }
    calendar
        .ways
        .iter()
        .zip([-1, 0, 1])
        .find(|(forms, _)| has_form(forms, word))
        .map(|(_, way)| way)
}

fn weekday(text: &Text<'_>, calendar: &Calendar, at: usize) -> Reading {
    let led = way(calendar, text.lower(at));
    let name = at + usize::from(led.is_some());
    let day = names::weekday(text.language, text.lower(name))?;
    // "quarta", "sexta" are also fourth and sixth.
    let word = text.lower(name);
    let mut end = name + 1;
    if text.language == "pt" && text.lower(end) == "-" && text.lower(end + 1) == "feira" {
        end += 2;
    } else if matches!(word, "segunda" | "terça" | "quarta" | "quinta" | "sexta") {
        return None;
    }
    let comma = end + usize::from(text.lower(end) == ",");
    let article =
        comma + usize::from(matches!(text.lower(comma), "den" | "dem" | "le" | "el" | "o" | "il"));
    if let Some((meaning, end)) = date(text, article)
        && !matches!(meaning, Meaning::Month(_))
    {
        return Some((meaning, end));
    }
    let trailing = way(calendar, text.lower(end)).filter(|way| *way != 0);
    let end = end + usize::from(trailing.is_some());
    let meaning = match led.or(trailing) {
        Some(way) if way != 0 => Meaning::WeekdayAway(day, way),
        _ => Meaning::Weekday(day),
    };
    Some((meaning, end))
}

fn unit(calendar: &Calendar, word: &str) -> Option<Unit> {
    if !names::is_relative(word) {
        return None;
    }
    let units = [Unit::Day, Unit::Week, Unit::Month, Unit::Year];
    calendar.units.iter().zip(units).find(|(forms, _)| has_form(forms, word)).map(|(_, unit)| unit)
}

/// "letzte Woche", "l'année dernière", "el año pasado", "в прошлом году".
fn away(text: &Text<'_>, calendar: &Calendar, at: usize) -> Reading {
    let leading = way(calendar, text.lower(at)).zip(unit(calendar, text.lower(at + 1)));
    let trailing = || {
        let unit = unit(calendar, text.lower(at))?;
        let way = way(calendar, text.lower(at + 1)).filter(|way| *way != 0)?;
        Some((way, unit))
    };
    let (way, unit) = leading.or_else(trailing)?;
    (unit != Unit::Day).then_some((Meaning::Away(way, unit), at + 2))
}

/// "vor drei Tagen", "il y a 3 jours", "hace tres días", "tre giorni fa", "3 дня назад".
fn ago(text: &Text<'_>, calendar: &Calendar, at: usize) -> Reading {
    let leads = calendar.ago.split(' ').enumerate().all(|(n, word)| text.lower(at + n) == word);
    let start = if leads { at + calendar.ago.split(' ').count() } else { at };
    let unit = unit(calendar, text.lower(start + 1))?;
    let number = small_number(text.lower(start))?;
    let end = start + 2;
    if leads {
        return Some((Meaning::Away(-number, unit), end));
    }
    if text.lower(end) == calendar.ago {
        return Some((Meaning::Away(-number, unit), end + 1));
    }
    Some((duration_of(&Count::Exact(f64::from(number)), unit), end))
}

/// The numbers up to ten that news counts days and years with, in any of our languages.
const NUMBERS: &str = "ein/eine/einem/einer/einen/un/une/uno/una/um/uma/een/один/одну/одна \
    zwei/deux/dos/dois/duas/due/twee/два/две/اثنين drei/trois/tres/três/tre/drie/три/ثلاثة/ثلاث \
    vier/quatre/cuatro/quatro/quattro/четыре/أربعة/أربع fünf/cinq/cinco/cinque/vijf/пять/خمسة/خمس \
    sechs/six/seis/sei/zes/шесть/ستة/ست sieben/sept/siete/sete/sette/zeven/семь/سبعة/سبع \
    acht/huit/ocho/oito/otto/восемь/ثمانية/ثماني neun/neuf/nueve/nove/negen/девять/تسعة/تسع \
    zehn/dix/diez/dez/dieci/tien/десять/عشرة/عشر";

fn small_number(word: &str) -> Option<i32> {
    match word.parse::<i32>() {
        Ok(number) => (0..=400).contains(&number).then_some(number),
        Err(_) => place(NUMBERS, word).map(|at| i32::from(at) + 1),
    }
}

/// Four digits between 1800 and 2060 that nothing shows to be an amount.
fn bare_year(text: &Text<'_>, at: usize) -> Reading {
    let number = year(text.lower(at)).filter(|year| (1800..=2060).contains(year))?;
    let before = at.checked_sub(1).map_or("", |before| text.lower(before));
    let after = text.tokens.get(at + 1);
    let amount = one_of!("$ € £ . # nr n", before)
        || after.is_some_and(|next| {
            one_of!("€ $ % euro euros ° m km meter mètres metros", &next.lower)
        });
    (!amount).then(|| (Meaning::Fixed(format!("{number:04}")), at + 1))
}

/// 2026年2月21日, 2月21日, 21日, 昨天, 去年.
fn han_date(text: &Text<'_>, at: usize) -> Reading {
    let number = |index: usize| text.lower(index).parse::<i16>().ok();
    let pair = |index: usize| (text.lower(index), text.lower(index + 1));
    let relative = match pair(at) {
        ("昨", "天" | "日") => Some((-1, Unit::Day)),
        ("今", "天" | "日") => Some((0, Unit::Day)),
        ("明", "天" | "日") => Some((1, Unit::Day)),
        ("去" | "昨", "年") => Some((-1, Unit::Year)),
        ("今", "年") => Some((0, Unit::Year)),
        ("明" | "来", "年") => Some((1, Unit::Year)),
        ("上", "周") | ("先", "週") => Some((-1, Unit::Week)),
        ("上" | "先", "月") => Some((-1, Unit::Month)),
        _ => None,
    };
    if let Some((count, unit)) = relative {
        return Some((Meaning::Away(count, unit), at + 2));
    }
    let first = number(at)?;
    let (mut year, mut month, mut next) = (None, None, at);
    if text.lower(next + 1) == "年" && (1000..=2100).contains(&first) {
        (year, next) = (Some(first), next + 2);
    }
    if text.lower(next + 1) == "月" {
        month = number(next)
            .and_then(|month| i8::try_from(month).ok())
            .filter(|m| (1..=12).contains(m));
        next += 2;
    }
    let day = number(next)
        .filter(|_| matches!(text.lower(next + 1), "日" | "号"))
        .and_then(|day| i8::try_from(day).ok())
        .filter(|day| (1..=31).contains(day));
    let end = next + if day.is_some() { 2 } else { 0 };
    let meaning = match (year, month, day) {
        (Some(year), Some(month), Some(day)) => fixed_date(year, month, day)?,
        (Some(year), Some(month), None) => Meaning::Fixed(format!("{year:04}-{month:02}")),
        (Some(year), None, None) => Meaning::Fixed(format!("{year:04}")),
        (None, Some(month), Some(day)) => Meaning::DayOfYear(month, day),
        (None, Some(month), None) => Meaning::Month(month),
        _ => return None,
    };
    Some((meaning, end))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Words of which time expressions are made, in all languages.
    fn words() -> impl Strategy<Value = String> {
        let mut words: Vec<&str> =
            openings().chain(names::calendar_words().map(|(word, _)| word)).collect();
        words.extend(
            "21. 3 1er 2026 1994 2026-02-21 21/02/2026 21.02.2026 de del le y a . , -".split(' '),
        );
        prop::collection::vec(prop::sample::select(words), 1..10).prop_map(|words| words.join(" "))
    }

    proptest! {
        #[test]
        fn nothing_else_opens_a_time_expression(words in words()) {
            for language in ["de", "fr", "es", "pt", "it", "nl", "ru", "ar"] {
                let text = Text::new(&words, language);
                let calendar = names::calendar(language).expect("one of those we know");
                for at in (0..text.tokens.len()).filter(|at| text.tokens[*at].kind != Kind::Mark) {
                    prop_assert_eq!(read(&text, at), longest(&text, calendar, at));
                }
            }
        }
    }
}
