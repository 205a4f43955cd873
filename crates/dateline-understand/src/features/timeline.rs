//! What happened when, over one article or all of a story.

use dateline_model::{Article, When};
use jiff::civil::Date;

use super::answer::{Answer, DatedStatement, Statement, or_nothing};
use super::{Request, shared_words};

/// Lines beyond these are no overview.
const MOST_LINES: usize = 40;
/// Two sentences of one day that share more of their words than this are one line.
const MOST_SHARED: f64 = 0.6;
/// What lies further before the report than this is what led to the news.
const NEWS_DAYS: i32 = 7;

pub(super) fn answer(request: &Request<'_>) -> Answer {
    let mut lines: Vec<DatedStatement> = Vec::new();
    for article in request.articles {
        for item in &article.study.timeline {
            let Some(statement) = Statement::verbatim(article, item.span) else { continue };
            let known = lines.iter().any(|line| {
                line.date == item.date
                    && shared_words(line.statement.text(), statement.text()) > MOST_SHARED
            });
            if !known && lines.len() < MOST_LINES {
                let background = is_background(article, &item.date);
                lines.push(DatedStatement { date: item.date.clone(), background, statement });
            }
        }
    }
    lines.sort_by(|a, b| a.date.cmp(&b.date));
    or_nothing(lines, Answer::Timeline, "no sentence of this text carries a date that can be known")
}

/// Whether a date lies well before the day of the report. A month or a year does when it ended.
fn is_background(article: &Article, date: &str) -> bool {
    let Some(reported) = article.draft.published.map(When::day) else { return false };
    let earliest = reported.checked_sub(jiff::Span::new().days(NEWS_DAYS));
    last_day(date).zip(earliest.ok()).is_some_and(|(last, earliest)| last < earliest)
}

/// The last day of `2026-03-05`, `2026-03` or `2026`; none for other forms.
fn last_day(date: &str) -> Option<Date> {
    if let Ok(day) = date.get(..10).unwrap_or(date).parse::<Date>() {
        return Some(day);
    }
    let mut parts = date.split('-');
    let year: i16 = parts.next()?.parse().ok()?;
    let month: i8 = parts.next().map_or(Some(12), |month| month.parse().ok())?;
    Some(Date::new(year, month, 1).ok()?.last_of_month())
}

#[cfg(test)]
mod tests {
    use super::super::fixtures;
    use super::*;

    #[test]
    fn in_order_and_once() {
        let (one, copy) = (fixtures::bridge(1), fixtures::bridge(2));
        let answer = answer(&Request::about(&[&one, &copy]));
        let Answer::Timeline(lines) = answer else { panic!("{answer:?}") };
        let dates: Vec<_> = lines.iter().map(|line| (&*line.date, line.background)).collect();
        assert_eq!(dates, [("2019-05", true), ("2026-03-03", false)]);
    }

    #[track_caller]
    fn check(date: &str, expected: Option<&str>) {
        assert_eq!(last_day(date).map(|day| day.to_string()).as_deref(), expected, "{date}");
    }

    #[test]
    fn the_last_day_of_a_date() {
        check("2026-03-05", Some("2026-03-05"));
        check("2026-03-05T10:30", Some("2026-03-05"));
        check("2026-02", Some("2026-02-28"));
        check("2019", Some("2019-12-31"));
        check("2026-W07", None);
        check("P3D", None);
    }
}
