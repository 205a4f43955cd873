//! What a publisher wishes, and what follows from it for the next visit.
//!
//! An answer of "nothing has changed" shows no feed, and a failure shows nothing at all; yet both
//! must keep to what the feed last said of its rhythm. So each full answer leaves its [`Wishes`] with
//! the feed. Pure: `at` is an argument.

use std::collections::HashMap;
use std::time::Duration;

use dateline_fetch::{
    Error, Response, Rhythm, Url, Visit as Lesson, next_permitted, public_site, publisher_key,
};
use dateline_model::{FeedDocument, Millis, When};
use dateline_store::{DueFeed, Hold};
use serde::{Deserialize, Serialize};

/// Validators that nothing has replaced for so long are not sent any more: some servers answer
/// "unchanged" to whatever they are asked, and this is how we find out. (`NetNewsWire` does the same.)
const VALIDATORS_LAST_MS: i64 = 8 * Millis::DAY;

/// 429 without a word of how long: a publisher that counts requests is left alone for so long.
const UNASKED_PEACE: Duration = Duration::from_mins(10);

/// One feed's answer keeps all feeds of its publisher waiting for so long at most.
const LONGEST_HOLD: Duration = Duration::from_hours(24);

/// What a feed said of its rhythm, as it is kept with the feed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Wishes {
    ttl_minutes: Option<u32>,
    skip_hours: Vec<u8>,
    skip_days: Vec<String>,
    newest_ms: Option<i64>,
    gap_ms: Option<u64>,
    /// The server gave no validators, and sends everything each time.
    unconditional: bool,
}

impl Wishes {
    /// What a full answer says.
    pub(super) fn of(document: &FeedDocument, response: &Response, at: Millis) -> Wishes {
        let dates = document.entries.iter().filter_map(|entry| entry.published.or(entry.updated));
        let rhythm = Rhythm::of(dates.map(When::sort_key), at);
        Wishes {
            ttl_minutes: document.feed.ttl_minutes,
            skip_hours: document.feed.skip_hours.clone(),
            skip_days: document.feed.skip_days.clone(),
            newest_ms: rhythm.map(|rhythm| rhythm.newest.0),
            gap_ms: rhythm
                .and_then(|rhythm| rhythm.gap)
                .and_then(|gap| u64::try_from(gap.as_millis()).ok()),
            unconditional: response.etag.is_none() && response.last_modified.is_none(),
        }
    }

    /// What the feed's latest full answer said; nothing when there was none.
    pub(super) fn kept(due: &DueFeed) -> Wishes {
        let kept = due.wishes.as_deref().and_then(|text| serde_json::from_str(text).ok());
        kept.unwrap_or_default()
    }

    /// The form in which they are kept.
    pub(super) fn to_text(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }

    /// What the schedule needs to know after a visit that went well.
    pub(super) fn lesson(&self, due: &DueFeed) -> Lesson {
        let brought_any = due.feed.entry_count > 0;
        Lesson {
            rhythm: self.newest_ms.map(|newest| Rhythm {
                newest: Millis(newest),
                gap: self.gap_ms.map(Duration::from_millis),
            }),
            entries_last_week: brought_any.then_some(due.feed.entries_last_week),
            ttl: self.ttl_minutes.map(|minutes| Duration::from_mins(minutes.into())),
            skip_hours: self.skip_hours.clone(),
            skip_days: self.skip_days.clone(),
            conditional: !self.unconditional,
            wished: due.feed.settings.interval_minutes.map(|it| Duration::from_mins(it.into())),
            ..Lesson::default()
        }
    }

    /// The same after a good answer, with what its headers say.
    pub(super) fn lesson_of(&self, due: &DueFeed, response: &Response) -> Lesson {
        let (max_age, retry_after) = (response.max_age, response.retry_after);
        Lesson { max_age, retry_after, ..self.lesson(due) }
    }

    /// The same after a failure.
    pub(super) fn lesson_of_failure(&self, due: &DueFeed, error: &Error) -> Lesson {
        Lesson {
            retry_after: error.retry_after(),
            failures: due.feed.failures.saturating_add(1),
            unwanted: matches!(
                error,
                Error::NotFound { .. } | Error::Blocked { .. } | Error::Unwelcome { .. }
            ),
            ..self.lesson(due)
        }
    }

    /// When a feed that is late may be visited after all: publishers want no visits in the hours
    /// that they skip, however late we are. None: now. A person who asks inside such an hour
    /// gets an answer.
    pub(super) fn not_before(
        &self,
        due: &DueFeed,
        at: Millis,
        chance: impl FnOnce() -> f64,
    ) -> Option<Millis> {
        if self.skip_hours.is_empty() && self.skip_days.is_empty() {
            return None;
        }
        let chance = chance();
        let permitted = |moment| next_permitted(&self.skip_hours, &self.skip_days, moment, chance);
        let asked_by_a_person = permitted(due.due_at) != due.due_at;
        let next = permitted(at);
        (next != at && !asked_by_a_person).then_some(next)
    }
}

/// The validators to send: none once they are too old to be believed.
pub(super) fn validators(due: &DueFeed, at: Millis) -> (Option<String>, Option<String>) {
    let young = |since: Millis| at.0.saturating_sub(since.0) <= VALIDATORS_LAST_MS;
    if due.validators_at.is_some_and(young) {
        (due.etag.clone(), due.last_modified.clone())
    } else {
        (None, None)
    }
}

/// Which publisher's feeds an answer asks us to leave in peace, and until when.
pub(super) fn hold(url: &Url, error: &Error, at: Millis) -> Option<Hold> {
    let Error::RetryLater { status, after, .. } = error else { return None };
    let wait = after.or((*status == 429).then_some(UNASKED_PEACE))?.min(LONGEST_HOLD);
    let until = at.plus(i64::try_from(wait.as_millis()).unwrap_or(i64::MAX));
    Some(Hold { site: public_site(url)?, until })
}

/// Who wants to be left in peace at this moment.
#[derive(Debug, Default)]
pub(super) struct Holds(HashMap<String, Millis>);

impl Holds {
    pub(super) fn of(holds: Vec<Hold>) -> Holds {
        Holds(holds.into_iter().map(|hold| (hold.site, hold.until)).collect())
    }

    /// Until when nobody is sent to this address; none: anyone may go.
    pub(super) fn until(&self, url: &Url, at: Millis) -> Option<Millis> {
        if self.0.is_empty() {
            return None;
        }
        self.0.get(&publisher_key(url)).copied().filter(|until| *until > at)
    }
}

/// The same address by https, when a publisher may have shut its http port: none when the port was
/// written out, for then a person meant that one.
pub(super) fn by_https(url: &Url, error: &Error) -> Option<Url> {
    let dead = matches!(error, Error::Unreachable { .. });
    if !dead || url.scheme() != "http" || url.port().is_some() {
        return None;
    }
    let mut secure = url.clone();
    secure.set_scheme("https").ok()?;
    Some(secure)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).expect("a URL")
    }

    fn later(status: u16, after: Option<u64>) -> Error {
        let after = after.map(Duration::from_secs);
        Error::RetryLater { site: "news.example".to_owned(), status, after }
    }

    #[track_caller]
    fn check_hold(address: &str, error: &Error, expected: Option<(&str, i64)>) {
        let hold = hold(&url(address), error, Millis(1_000));
        let told = hold.as_ref().map(|hold| (hold.site.as_str(), (hold.until.0 - 1_000) / 1_000));
        assert_eq!(told, expected, "{address} {error:?}");
    }

    #[test]
    fn who_asks_for_patience_speaks_for_its_domain() {
        check_hold("https://a.news.example/x", &later(429, Some(60)), Some(("news.example", 60)));
        check_hold("https://a.news.example/x", &later(503, Some(60)), Some(("news.example", 60)));
        check_hold("https://a.news.example/x", &later(429, None), Some(("news.example", 600)));
        check_hold("https://a.news.example/x", &later(500, None), None);
        check_hold(
            "https://a.news.example/x",
            &later(429, Some(u64::MAX)),
            Some(("news.example", 86_400)),
        );
        check_hold("http://rsshub.lan:1200/x", &later(429, Some(60)), None);
        let gone = Error::Gone { site: "news.example".to_owned() };
        check_hold("https://a.news.example/x", &gone, None);
    }

    #[track_caller]
    fn check_https(address: &str, expected: Option<&str>) {
        let dead = Error::Unreachable { site: String::new(), why: String::new() };
        assert_eq!(by_https(&url(address), &dead).as_ref().map(Url::as_str), expected);
    }

    #[test]
    fn a_dead_http_port_may_have_a_living_https_one() {
        check_https("http://news.example/feed", Some("https://news.example/feed"));
        check_https("http://news.example:80/feed", Some("https://news.example/feed"));
        check_https("http://news.example:8080/feed", None);
        check_https("https://news.example/feed", None);
        assert_eq!(by_https(&url("http://news.example/"), &later(503, None)), None);
    }

    #[test]
    fn holds_end() {
        let hold = Hold { site: "news.example".to_owned(), until: Millis(10) };
        let holds = Holds::of(vec![hold]);
        assert_eq!(holds.until(&url("http://b.news.example/"), Millis(9)), Some(Millis(10)));
        assert_eq!(holds.until(&url("http://b.news.example/"), Millis(10)), None);
        assert_eq!(holds.until(&url("http://other.example/"), Millis(9)), None);
    }
}
