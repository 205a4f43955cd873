//! How long ago, as pages say it: `13 hours ago`, `vor 2 Tagen`, `il y a une heure`.
//!
//! The one rule: the line says nothing else; `it began 13 hours ago` is prose.

use dateline_model::Age;

/// Words before and after a number of units that make it an age.
const FRAMES: [(&str, &str); 11] = [
    ("", " ago"),
    ("vor ", ""),
    ("il y a ", ""),
    ("hace ", ""),
    ("há ", ""),
    ("", " fa"),
    ("", " geleden"),
    ("", " sedan"),
    ("for ", " siden"),
    ("", " siden"),
    ("", "前"),
];
/// Words before an age that say what it is the age of.
const OPENERS: [&str; 5] = ["published ", "posted ", "publié ", "publicado ", "veröffentlicht "];
/// Units as each language begins them, and their seconds. Months come before minutes: the first
/// that fits counts.
const UNITS: [(&[&str], u64); 7] = [
    (&["month", "monat", "mois", "mes", "mês", "maand", "månad", "måned", "个月"], 2_629_800),
    (&["second", "sec", "sekund", "segundo", "seconde", "秒"], 1),
    (&["min", "分钟", "分"], 60),
    (
        &[
            "hour", "hr", "stund", "heure", "hora", "ora", "ore", "uur", "timm", "time", "小时",
            "時間",
        ],
        3_600,
    ),
    (&["day", "tag", "jour", "día", "dia", "giorn", "dag", "天", "日"], 86_400),
    (&["week", "woche", "semaine", "semana", "settiman", "veck", "uke", "周", "週間"], 604_800),
    (&["year", "jahr", "an", "año", "ano", "jaar", "år", "年"], 31_557_600),
];
/// A unit's ending is no longer than this, in letters.
const LONGEST_ENDING: usize = 3;
/// One, as words.
const ONE: [&str; 18] = [
    "a", "an", "one", "ein", "eine", "einem", "einer", "un", "une", "una", "um", "uma", "een",
    "en", "et", "ett", "uno", "éen",
];
/// Longer lines are prose.
const LONGEST: usize = 40;

/// The age that a line tells, if it tells nothing else.
pub(super) fn age_of(text: &str) -> Option<Age> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    let lower = text.to_lowercase();
    let opener = OPENERS.iter().find(|opener| lower.starts_with(**opener)).map_or(0, |o| o.len());
    let rest = lower.get(opener..)?;
    let seconds = match rest {
        "just now" | "gerade eben" => 0,
        "yesterday" => 86_400,
        _ => FRAMES
            .iter()
            .find_map(|(before, after)| count(rest.strip_prefix(before)?.strip_suffix(after)?))?,
    };
    let text = text.get(opener..).unwrap_or(text);
    Some(Age { text: text.to_owned(), seconds })
}

/// `13 hours`, `2h`, `einer Stunde`, `3小时` in seconds.
fn count(text: &str) -> Option<u64> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = match digits {
        0 => {
            text.split_once(' ').filter(|(one, _)| ONE.contains(one)).map(|(_, unit)| (1, unit))?
        }
        _ => (text.get(..digits)?.parse().ok().filter(|n| *n < 10_000)?, text.get(digits..)?),
    };
    Some(number * unit_seconds(unit.trim().trim_end_matches('.'))?)
}

fn unit_seconds(unit: &str) -> Option<u64> {
    match unit {
        "s" => return Some(1),
        "m" => return Some(60),
        "h" => return Some(3_600),
        "d" => return Some(86_400),
        _ => {}
    }
    let begins = |stem: &&&str| {
        let ending = unit.strip_prefix(**stem);
        ending.is_some_and(|ending| {
            let most = if **stem == "min" { "uters".len() } else { LONGEST_ENDING };
            ending.chars().count() <= most && ending.chars().all(char::is_alphabetic)
        })
    };
    UNITS.iter().find(|(stems, _)| stems.iter().any(|stem| begins(&stem))).map(|(_, s)| *s)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, age: Option<(&str, u64)>) {
        let found = age_of(text);
        assert_eq!(found.as_ref().map(|age| (age.text.as_str(), age.seconds)), age, "{text}");
    }

    #[test]
    fn reads_ages_in_several_languages() {
        check("13 hours ago", Some(("13 hours ago", 46_800)));
        check("Published 5 mins ago", Some(("5 mins ago", 300)));
        check("an hour ago", Some(("an hour ago", 3_600)));
        check("2 months ago", Some(("2 months ago", 5_259_600)));
        check("just now", Some(("just now", 0)));
        check("3h ago", Some(("3h ago", 10_800)));
        check("vor 2 Tagen", Some(("vor 2 Tagen", 172_800)));
        check("vor einer Stunde", Some(("vor einer Stunde", 3_600)));
        check("il y a 3 heures", Some(("il y a 3 heures", 10_800)));
        check("hace 40 minutos", Some(("hace 40 minutos", 2_400)));
        check("2 ore fa", Some(("2 ore fa", 7_200)));
        check("5 uur geleden", Some(("5 uur geleden", 18_000)));
        check("3小时前", Some(("3小时前", 10_800)));
    }

    #[test]
    fn prose_is_no_age() {
        for text in ["", "ago", "hours ago", "vor 3 Autos", "long ago", "99999 days ago", "3 hours"]
        {
            check(text, None);
        }
        check("It began 13 hours ago", None);
    }
}
