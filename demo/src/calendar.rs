//! Days and times in the language of a publisher.
//!
//! The day's texts never name a date: they say `{day 30}` for the weekday of thirty hours before
//! the start, and [`fill`] puts the words in. So "on Monday" is true whenever the demo runs, and
//! two publishers that write of one event mean the same day. All days are UTC days.

use dateline_model::Millis;
use jiff::civil::Weekday;
use jiff::tz::Offset;

/// What a language needs to write a date.
struct Words {
    language: &'static str,
    /// Monday first.
    days: [&'static str; 7],
    months: [&'static str; 12],
    /// Day and month: `{d} {m}`.
    date: &'static str,
    /// With the year: `{date} {y}`.
    long: &'static str,
}

/// The first row is also what an unknown language gets.
static WORDS: &[Words] = &[
    Words {
        language: "en",
        days: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        months: [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        date: "{d} {m}",
        long: "{date} {y}",
    },
    Words {
        language: "fr",
        days: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
        months: [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
        date: "{d} {m}",
        long: "{date} {y}",
    },
    Words {
        language: "es",
        days: ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
        months: [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ],
        date: "{d} de {m}",
        long: "{date} de {y}",
    },
    Words {
        language: "de",
        days: ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
        months: [
            "Januar",
            "Februar",
            "März",
            "April",
            "Mai",
            "Juni",
            "Juli",
            "August",
            "September",
            "Oktober",
            "November",
            "Dezember",
        ],
        date: "{d}. {m}",
        long: "{date} {y}",
    },
    Words {
        language: "zh",
        days: ["周一", "周二", "周三", "周四", "周五", "周六", "周日"],
        months: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"],
        date: "{m}月{d}日",
        long: "{y}年{date}",
    },
    Words {
        language: "ar",
        days: ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"],
        months: [
            "يناير",
            "فبراير",
            "مارس",
            "أبريل",
            "مايو",
            "يونيو",
            "يوليو",
            "أغسطس",
            "سبتمبر",
            "أكتوبر",
            "نوفمبر",
            "ديسمبر",
        ],
        date: "{d} {m}",
        long: "{date} {y}",
    },
];

/// Replaces every `{word hours}` by its date, hours counted back from `start` and negative for
/// what is to come: `{day 30}`, `{date 30}`, `{longdate 30}`, `{month 30}`, `{year 30}`,
/// `{clock 30}`. `{day 30-1}` is the day before that one, whatever the hour: "late on …" of a text
/// published early. Anything else in braces stays as it is; a test refuses it in the day's texts.
pub(crate) fn fill(text: &str, language: &str, start: Millis) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let found = after.split_once('}').and_then(|(inside, tail)| {
            let (word, hours) = inside.split_once(' ')?;
            Some((write(word, language, moment(hours, start)?)?, tail))
        });
        if let Some((date, tail)) = found {
            filled.push_str(&date);
            rest = tail;
        } else {
            filled.push('{');
            rest = after;
        }
    }
    filled + rest
}

/// `30`, `-2.5`, `30-1`, `30+2`: hours before the start, then whole days from there.
fn moment(text: &str, start: Millis) -> Option<Millis> {
    let days_at = text.rfind(['-', '+']).filter(|&at| at > 0).unwrap_or(text.len());
    let (hours, days) = text.split_at(days_at);
    let days: i64 = if days.is_empty() { 0 } else { days.parse().ok()? };
    Some(before_start(start, hours.parse().ok()?).plus(days * Millis::DAY))
}

/// The moment so many hours before the start.
pub(crate) fn before_start(start: Millis, hours: f64) -> Millis {
    #[allow(clippy::cast_possible_truncation)] // whole minutes of a few days
    let minutes = (hours * 60.0).round() as i64;
    start.plus(-minutes * Millis::MINUTE)
}

/// `Monday 14 June 2026, 14:05`, as a page prints it.
pub(crate) fn dateline(language: &str, moment: Millis) -> String {
    let part = |word| write(word, language, moment).unwrap_or_default();
    match language.get(..2) {
        Some("zh") => format!("{} {}", part("longdate"), part("clock")),
        _ => format!("{} {}, {}", part("day"), part("longdate"), part("clock")),
    }
}

fn write(word: &str, language: &str, moment: Millis) -> Option<String> {
    let words = words_of(language);
    let when = Offset::UTC.to_datetime(moment.timestamp());
    let day = words.days.get(weekday_index(when.weekday()))?;
    let month = words.months.get(usize::try_from(when.month() - 1).ok()?)?;
    // American usage alone puts the month first.
    let (pattern, long) = match language {
        "en-US" => ("{m} {d}", "{date}, {y}"),
        _ => (words.date, words.long),
    };
    let date = pattern.replace("{d}", &when.day().to_string()).replace("{m}", month);
    Some(match word {
        "day" => (*day).to_owned(),
        "date" => date,
        "longdate" => long.replace("{date}", &date).replace("{y}", &when.year().to_string()),
        "month" if words.language == "zh" => format!("{month}月"),
        "month" => (*month).to_owned(),
        "year" => when.year().to_string(),
        "clock" => format!("{:02}:{:02}", when.hour(), when.minute()),
        _ => return None,
    })
}

fn words_of(language: &str) -> &'static Words {
    let short = language.get(..2).unwrap_or(language);
    WORDS.iter().find(|words| words.language == short).unwrap_or(&WORDS[0])
}

fn weekday_index(day: Weekday) -> usize {
    usize::try_from(day.to_monday_zero_offset()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, language: &str, expected: &str) {
        let start: Millis = "2031-06-15T12:30:00Z".parse().expect("an instant");
        assert_eq!(fill(text, language, start), expected);
    }

    #[test]
    fn writes_days_in_each_language() {
        check("on {day 30}, {date 30}", "en-GB", "on Saturday, 14 June");
        check("on {date 30}", "en-US", "on June 14");
        check("le {day 0} {longdate 0}", "fr", "le dimanche 15 juin 2031");
        check("el {day 0} {date 0}", "es", "el domingo 15 de junio");
        check("am {day 0}, {date 0}", "de", "am Sonntag, 15. Juni");
        check("{date 0}（{day 0}）", "zh", "6月15日（周日）");
        check("يوم {day 0} {date 0}", "ar", "يوم الأحد 15 يونيو");
        check("{day -48} {clock 0.5} {year 9000}", "en-GB", "Tuesday 12:00 2030");
        check("{day 30-1} {day 30+2} {day -48-1}", "en-GB", "Friday Monday Monday");
    }

    #[test]
    fn leaves_other_braces_alone() {
        check("{ {day} {tide 3} {day x", "en-GB", "{ {day} {tide 3} {day x");
    }
}
