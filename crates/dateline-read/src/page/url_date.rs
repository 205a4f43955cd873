//! The day that an address carries: `/2023/12/18/…`, `/2023-12-18-…`, `/20231218…`.

use jiff::civil::Date;

/// The day in the path of `url`, if it names one that can be a publication's.
pub(super) fn day_in(url: &str) -> Option<Date> {
    let path = url.split(['?', '#']).next()?;
    let numbers: Vec<&str> =
        path.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let separate = numbers.windows(3).find_map(|part| match part {
        [year, month, day] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
            date(year, month, day)
        }
        _ => None,
    });
    separate.or_else(|| {
        numbers
            .iter()
            .filter(|number| number.len() == 8)
            .find_map(|number| date(number.get(..4)?, number.get(4..6)?, number.get(6..)?))
    })
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    let year: i16 = year.parse().ok().filter(|year| (1995..2100).contains(year))?;
    Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(url: &str, day: Option<&str>) {
        assert_eq!(day_in(url).map(|day| day.to_string()).as_deref(), day, "{url}");
    }

    #[test]
    fn reads_days_in_paths() {
        check("https://vell.example/news/2023/12/18/fire", Some("2023-12-18"));
        check("https://vell.example/2023-12-18-fire.html", Some("2023-12-18"));
        check("https://vell.example/a20231218/fire", Some("2023-12-18"));
    }

    #[test]
    fn leaves_numbers_that_are_no_days() {
        check("https://vell.example/2023/13/18/fire", None);
        check("https://vell.example/story-105726154", None);
        check("https://vell.example/x?d=2023-12-18", None);
    }
}
