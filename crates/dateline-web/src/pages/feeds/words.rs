//! A feed's state in plain words: how it is, what it costs, how a visit went.

use dateline_model::{Millis, When};
use dateline_store::{Ending, FeedRow, FeedStatus, PastVisit, Subscription, WeekCost};

use crate::error::sentence;
use crate::moment;
use crate::parts::Lens;

/// What a reader calls a feed: their own name for it, else the feed's, else its publisher's.
pub(super) fn title(subscription: &Subscription) -> &str {
    let feed = &subscription.feed;
    match &subscription.title {
        Some(own) => own,
        None if feed.title.is_empty() => &feed.publisher_name,
        None => &feed.title,
    }
}

/// How a feed is.
pub(super) fn health(feed: &FeedRow) -> String {
    let trouble = feed.trouble.as_deref().map(sentence);
    match feed.status {
        FeedStatus::New => "Not visited yet".to_owned(),
        FeedStatus::Ok if feed.entry_count == 0 => "Works, but holds no entries".to_owned(),
        FeedStatus::Ok if feed.entries_last_week == 0 => {
            "Works, but brought nothing for a week".to_owned()
        }
        FeedStatus::Ok => "Works".to_owned(),
        FeedStatus::Trouble => {
            let what = trouble.unwrap_or_else(|| "The last visit failed.".to_owned());
            if feed.failures > 1 { format!("{what} Tried {} times.", feed.failures) } else { what }
        }
        FeedStatus::Gone => {
            format!("{} It is no longer visited.", trouble.unwrap_or_else(|| "Gone.".to_owned()))
        }
    }
}

/// What a reader can do about a feed that does not work; empty when there is nothing to do.
pub(super) fn advice(feed: &FeedRow) -> &'static str {
    match feed.status {
        FeedStatus::Gone => {
            "Its publisher took it away for good. Look on the site whether there is a new feed, add \
             that, and remove this one; what it brought stays. If you think that it is back, check \
             it now."
        }
        FeedStatus::Trouble if feed.last_success_at.is_none() => {
            "It never worked. Look whether the address is that of a feed, in a browser for example."
        }
        FeedStatus::Trouble => "It worked before and is tried again by itself.",
        FeedStatus::New | FeedStatus::Ok => "",
    }
}

/// "Visited 5 minutes ago, next in 2 hours".
pub(super) fn visits(feed: &FeedRow, lens: Lens<'_>) -> String {
    let last = feed.last_visit_at.map(|at| lens.stamp(When::At(at)).relative);
    let last = last.map_or_else(|| "Never visited".to_owned(), |ago| format!("Visited {ago}"));
    match feed.next_visit_at {
        Some(next) => format!("{last}, next {}", moment::until(next, lens.now)),
        None => last,
    }
}

/// When exactly it was visited, and will be.
pub(super) fn times(feed: &FeedRow, lens: Lens<'_>) -> String {
    let exactly = |what: &str, at: Millis| format!("{what} {}", moment::absolute(at, lens.zone));
    let last = feed.last_visit_at.map(|at| exactly("Last visit", at));
    let next = feed.next_visit_at.map(|at| exactly("next visit", at));
    last.into_iter().chain(next).collect::<Vec<String>>().join("; ")
}

/// "168 visits, 150 of them unchanged, 1.2 MB".
pub(super) fn cost(week: &WeekCost) -> String {
    if week.visits == 0 {
        return "no visits".to_owned();
    }
    let mut words = count(week.visits.into(), "visit");
    for (number, what) in [(week.unchanged, "unchanged"), (week.failed, "failed")] {
        if number > 0 {
            words = format!("{words}, {number} {what}");
        }
    }
    format!("{words}, {}", size(week.bytes))
}

/// How one visit went.
pub(super) fn ending(visit: &PastVisit) -> String {
    match visit.ending {
        Ending::Fetched => arrived(visit.new_entries),
        Ending::Pushed => format!("{}, sent by its hub", arrived(visit.new_entries)),
        Ending::Unchanged => "Unchanged, said the publisher".to_owned(),
        Ending::Failed => sentence(visit.trouble.as_deref().unwrap_or("the visit failed"))
            .trim_end_matches('.')
            .to_owned(),
    }
}

fn arrived(new_entries: u32) -> String {
    match new_entries {
        0 => "Nothing new".to_owned(),
        1 => "1 new entry".to_owned(),
        more => format!("{more} new entries"),
    }
}

/// The class of its colour.
pub(super) fn state(visit: &PastVisit) -> &'static str {
    if visit.ending == Ending::Failed { "trouble" } else { "ok" }
}

/// "1 entry", "12 entries".
pub(super) fn entries(number: u32) -> String {
    if number == 1 { "1 entry".to_owned() } else { format!("{number} entries") }
}

/// A phrase as it stands within a sentence.
pub(super) fn lower(phrase: &str) -> String {
    let mut letters = phrase.chars();
    let first = letters.next().map(char::to_lowercase).into_iter().flatten();
    first.chain(letters).collect()
}

/// "1 visit", "12 visits".
pub(super) fn count(number: u64, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

/// "0 kB", "640 bytes", "45 kB", "1.2 MB".
pub(super) fn size(bytes: u64) -> String {
    match bytes {
        0 => "0 kB".to_owned(),
        1..1_000 => count(bytes, "byte"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(visits: u32, unchanged: u32, failed: u32, bytes: u64, expected: &str) {
        assert_eq!(cost(&WeekCost { visits, unchanged, failed, bytes }), expected);
    }

    #[test]
    fn costs_in_words() {
        check(0, 0, 0, 0, "no visits");
        check(1, 1, 0, 0, "1 visit, 1 unchanged, 0 kB");
        check(168, 150, 2, 1_250_000, "168 visits, 150 unchanged, 2 failed, 1.2 MB");
        check(2, 0, 0, 999, "2 visits, 999 bytes");
        check(2, 0, 0, 45_999, "2 visits, 45 kB");
    }

    #[test]
    fn visits_in_words() {
        let told = |ending: Ending, new_entries: u32, trouble: Option<&str>| {
            let trouble = trouble.map(str::to_owned);
            super::ending(&PastVisit { at: Millis(0), ending, trouble, bytes: 1, new_entries })
        };
        assert_eq!(told(Ending::Fetched, 0, None), "Nothing new");
        assert_eq!(told(Ending::Fetched, 1, None), "1 new entry");
        assert_eq!(told(Ending::Fetched, 7, None), "7 new entries");
        assert_eq!(told(Ending::Pushed, 2, None), "2 new entries, sent by its hub");
        assert_eq!(told(Ending::Unchanged, 0, None), "Unchanged, said the publisher");
        assert_eq!(told(Ending::Failed, 0, Some("no answer in 30 s")), "No answer in 30 s");
    }
}
