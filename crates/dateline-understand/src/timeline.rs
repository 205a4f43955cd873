//! The sentences that carry a date, in the order of what they tell.
//!
//! Each sentence appears once, under the most exact date it holds, word for word.

use dateline_model::TimelineItem;

use crate::dates::Dated;
use crate::text::Text;

/// The timeline of a text.
pub(crate) fn of(text: &Text<'_>, dates: &[Dated]) -> Vec<TimelineItem> {
    let mut items: Vec<TimelineItem> = Vec::new();
    for sentence in &text.sentences {
        let inside = dates.iter().filter(|dated| sentence.stretch.holds(dated.stretch));
        let exact = inside.filter_map(|dated| calendar_value(dated.value.as_deref()?)).reduce(
            |best, next| {
                if next.len() > best.len() { next } else { best }
            },
        );
        if let Some(date) = exact {
            items.push(TimelineItem {
                date: date.to_owned(),
                text: text.slice(sentence.stretch).to_owned(),
                span: text.span(sentence.stretch),
            });
        }
    }
    items.sort_by(|a, b| a.date.cmp(&b.date).then(a.span.start.cmp(&b.span.start)));
    items
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
            of(&text, &dates).into_iter().map(|item| (item.date, item.text)).collect();
        assert_eq!(
            found,
            [
                ("2019-05-03".to_owned(), "It began on May 3, 2019, after three years.".to_owned()),
                ("2021".to_owned(), "It ended in 2021.".to_owned()),
            ]
        );
    }
}
