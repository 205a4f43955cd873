//! A feed's state in plain words: how it is, what it costs, how a visit went.

use dateline_model::When;
use dateline_store::{Ending, FeedRow, FeedStatus, PastVisit, Subscription, WeekCost};

use crate::error::sentence;
use crate::moment;
use crate::parts::Lens;
use crate::speech::{Message, Speech};

/// What a reader calls a feed: their own name for it, else the feed's, else its publisher's.
pub(crate) fn title(subscription: &Subscription) -> &str {
    let feed = &subscription.feed;
    match &subscription.title {
        Some(own) => own,
        None if feed.title.is_empty() => &feed.publisher_name,
        None => &feed.title,
    }
}

/// How a feed is.
pub(super) fn health(feed: &FeedRow, speech: Speech) -> String {
    let trouble = feed.trouble.as_deref().map(sentence);
    let said = |name: &str| speech.say(name).to_owned();
    match feed.status {
        FeedStatus::New => said("feed-not-visited"),
        FeedStatus::Ok if feed.entry_count == 0 => said("feed-works-empty"),
        FeedStatus::Ok if feed.entries_last_week == 0 => said("feed-works-quiet"),
        FeedStatus::Ok => said("feed-works"),
        FeedStatus::Trouble => {
            let what = trouble.unwrap_or_else(|| said("feed-failed"));
            if feed.failures <= 1 {
                return what;
            }
            let words = Message::new("feed-tried").text("what", what).number("n", feed.failures);
            speech.tell(&words)
        }
        FeedStatus::Gone => {
            speech.with("feed-gone-more", "what", trouble.unwrap_or_else(|| said("feed-gone")))
        }
    }
}

/// What a reader can do about a feed that does not work; empty when there is nothing to do.
pub(super) fn advice(feed: &FeedRow, speech: Speech) -> &'static str {
    match feed.status {
        FeedStatus::Gone => speech.say("advice-gone"),
        FeedStatus::Trouble if feed.last_success_at.is_none() => speech.say("advice-never"),
        FeedStatus::Trouble => speech.say("advice-again"),
        FeedStatus::New | FeedStatus::Ok => "",
    }
}

/// "Visited 5 minutes ago, next in 2 hours".
pub(super) fn visits(feed: &FeedRow, lens: Lens<'_>) -> String {
    let speech = lens.speech;
    let last = feed.last_visit_at.map(|at| lens.stamp(When::At(at)).relative);
    let last = last.map_or_else(
        || speech.say("visits-never").to_owned(),
        |ago| speech.with("visits-last", "ago", ago),
    );
    let Some(next) = feed.next_visit_at else { return last };
    let next = moment::until(next, lens.now, speech);
    speech.tell(&Message::new("visits-next").text("last", last).text("next", next))
}

/// When exactly it was visited, and will be.
pub(super) fn times(feed: &FeedRow, lens: Lens<'_>) -> String {
    let exactly = |what: &str, at| lens.speech.with(what, "when", lens.clock().absolute(at));
    let last = feed.last_visit_at.map(|at| exactly("times-last", at));
    let next = feed.next_visit_at.map(|at| exactly("times-next", at));
    lens.speech.phrases(&last.into_iter().chain(next).collect::<Vec<String>>())
}

/// "168 visits, 150 unchanged, 1.2 MB".
pub(super) fn cost(week: &WeekCost, speech: Speech) -> String {
    if week.visits == 0 {
        return speech.say("cost-none").to_owned();
    }
    let mut words = vec![speech.count("cost-visits", week.visits)];
    for (number, what) in [(week.unchanged, "cost-unchanged"), (week.failed, "cost-failed")] {
        if number > 0 {
            words.push(speech.count(what, number));
        }
    }
    words.push(size(week.bytes, speech));
    speech.list(&words)
}

/// How one visit went.
pub(super) fn ending(visit: &PastVisit, speech: Speech) -> String {
    match visit.ending {
        Ending::Fetched => arrived(visit.new_entries, speech),
        Ending::Pushed => speech.with("ending-hub", "what", arrived(visit.new_entries, speech)),
        Ending::Unchanged => speech.say("ending-unchanged").to_owned(),
        Ending::Failed => match visit.trouble.as_deref() {
            Some(trouble) => sentence(trouble).trim_end_matches('.').to_owned(),
            None => speech.say("ending-failed").to_owned(),
        },
    }
}

fn arrived(new_entries: u32, speech: Speech) -> String {
    match new_entries {
        0 => speech.say("ending-nothing-new").to_owned(),
        more => speech.count("ending-new", more),
    }
}

/// The class of its colour.
pub(super) fn state(visit: &PastVisit) -> &'static str {
    if visit.ending == Ending::Failed { "trouble" } else { "ok" }
}

/// A phrase as it stands within a sentence; German begins nouns with capitals there too.
pub(super) fn lower(phrase: &str, speech: Speech) -> String {
    if speech.tag() == "de" {
        return phrase.to_owned();
    }
    let mut letters = phrase.chars();
    let first = letters.next().map(char::to_lowercase).into_iter().flatten();
    first.chain(letters).collect()
}

/// "0 kB", "640 bytes", "45 kB", "1.2 MB".
pub(super) fn size(bytes: u64, speech: Speech) -> String {
    match bytes {
        1..1_000 => speech.count("size-bytes", bytes),
        0..1_000_000 => speech.count("size-kilobytes", bytes / 1_000),
        _ => {
            let (whole, rest) = (bytes / 1_000_000, bytes / 100_000 % 10);
            let mark = speech.say("decimal-mark");
            speech.with("size-megabytes", "n", format!("{whole}{mark}{rest}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(visits: u32, unchanged: u32, failed: u32, bytes: u64, expected: &str) {
        let week = WeekCost { visits, unchanged, failed, bytes };
        assert_eq!(cost(&week, Speech::default()), expected);
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
            let at = dateline_model::Millis(0);
            let visit = PastVisit { at, ending, trouble, bytes: 1, new_entries };
            super::ending(&visit, Speech::default())
        };
        assert_eq!(told(Ending::Fetched, 0, None), "Nothing new");
        assert_eq!(told(Ending::Fetched, 1, None), "1 new entry");
        assert_eq!(told(Ending::Fetched, 7, None), "7 new entries");
        assert_eq!(told(Ending::Pushed, 2, None), "2 new entries, sent by its hub");
        assert_eq!(told(Ending::Unchanged, 0, None), "Unchanged, said the publisher");
        assert_eq!(told(Ending::Failed, 0, Some("no answer in 30 s")), "No answer in 30 s");
    }
}
