//! The sentences that carry a date, in the order of what they tell.
//!
//! Each sentence appears once, under the most exact date it holds, word for word. What happened well
//! before the day of publication is background.

use dateline_model::TimelineItem;
use jiff::ToSpan;
use jiff::civil::Date;

use crate::dates::Dated;
use crate::text::Text;

/// News is not older than this many days; a Sunday paper still tells of last Monday.
const NEWS_DAYS: i64 = 10;

/// The timeline of a text, published on `day`.
pub(crate) fn of(text: &Text<'_>, dates: &[Dated], day: Option<Date>) -> Vec<TimelineItem> {
    let oldest = day.and_then(|day| day.checked_sub(NEWS_DAYS.days()).ok());

    let mut items: Vec<TimelineItem> = Vec::new();
    for sentence in &text.sentences {
        let inside = dates.iter().filter(|dated| sentence.stretch.holds(dated.stretch));
        let exact = inside.filter_map(|dated| calendar_value(dated.value.as_deref()?)).reduce(
            |best, next| {
                if next.len() > best.len() { next } else { best }
            },
        );
        if let Some(date) = exact {
            let background = oldest.is_some_and(|oldest| is_before(date, oldest));
            items.push(TimelineItem {
                background,
                date: date.to_owned(),
                text: text.slice(sentence.stretch).to_owned(),
                span: text.span(sentence.stretch),
            });
        }
    }
    items.sort_by(|a, b| a.date.cmp(&b.date).then(a.span.start.cmp(&b.span.start)));
    items
}

/// Whether all of a day, month or year lies before a day. Weeks and quarters go by their year.
fn is_before(value: &str, oldest: Date) -> bool {
    let oldest = oldest.to_string();
    let exact = value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let value = if exact { value } else { value.get(..4).unwrap_or(value) };
    let length = value.len().min(oldest.len());
    value.get(..length) < oldest.get(..length)
}

/// The day, week, month or year of a value that lies on the calendar; none for durations.
fn calendar_value(value: &str) -> Option<&str> {
    let year = value.get(..4)?;
    let dated = year.bytes().all(|byte| byte.is_ascii_digit());
    dated.then(|| value.split('T').next().unwrap_or(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_the_order_of_what_happened() {
        let source = "It ended in 2021. It began on May 3, 2019, after three years.";
        let text = Text::new(source, "en");
        let dates = crate::dates::find(&text, None);
        let found: Vec<_> =
            of(&text, &dates, None).into_iter().map(|item| (item.date, item.text)).collect();
        assert_eq!(
            found,
            [
                ("2019-05-03".to_owned(), "It began on May 3, 2019, after three years.".to_owned()),
                ("2021".to_owned(), "It ended in 2021.".to_owned()),
            ]
        );
    }

    #[test]
    fn background_and_news() {
        let source = "It ended in 2021. On Friday it began again. In June 2025 all was well.";
        let text = Text::new(source, "en");
        let day = Some(Date::constant(2025, 6, 30));
        let dates = crate::dates::find(&text, day);
        let found: Vec<_> =
            of(&text, &dates, day).into_iter().map(|item| (item.date, item.background)).collect();
        let expected = [("2021", true), ("2025-06", false), ("2025-06-27", false)];
        assert_eq!(found, expected.map(|(date, background)| (date.to_owned(), background)));
    }
}
