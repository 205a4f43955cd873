//! What can go wrong with a fetch, sorted by what the caller does about it.
//!
//! The text of an [`Error`] is shown to readers on the feeds page: what happened, to whom, how to
//! mend it. It names the host and never the whole address, since private feeds carry their key in
//! it.

use std::time::Duration;

use url::Url;

use crate::Refusal;

/// A fetch that brought nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The guard does not let us go there. Asking again changes nothing.
    #[error("{site} was not asked: {why}")]
    Refused {
        /// The host.
        site: String,
        /// The guard's reason.
        why: Refusal,
    },
    /// robots.txt keeps us out, or could not be had.
    #[error("{site} was not asked: {why}")]
    Unwelcome {
        /// The host.
        site: String,
        /// The objection, as the rules word it.
        why: &'static str,
    },
    /// 410: the publisher says that it will never come back. Stop asking.
    #[error("{site} says that this is gone for good (410); look for its new address or remove it")]
    Gone {
        /// The host.
        site: String,
    },
    /// 404: the address is wrong now, perhaps for a while.
    #[error("{site} has nothing at this address (404); check the address")]
    NotFound {
        /// The host.
        site: String,
    },
    /// The publisher does not want us: a sign-in, a ban or a challenge for browsers.
    #[error("{site} turned us away: {why}")]
    Blocked {
        /// The host.
        site: String,
        /// What it seems to want.
        why: String,
    },
    /// The publisher is overloaded or asks for patience.
    #[error("{site} {} (status {status}); it is tried again {}", busy(*.status), wait(*.after))]
    RetryLater {
        /// The host.
        site: String,
        /// 429, 503 or another of the 5xx.
        status: u16,
        /// Its `Retry-After`.
        after: Option<Duration>,
    },
    /// The answer is larger than the limit.
    #[error("the answer of {site} is larger than {}; it was dropped", size(*.limit_bytes))]
    TooLarge {
        /// The host.
        site: String,
        /// The limit that it broke.
        limit_bytes: usize,
    },
    /// It took too long.
    #[error("{site} did not finish its answer within {} s; it is tried again later", .limit.as_secs())]
    Timeout {
        /// The host.
        site: String,
        /// The limit that it broke.
        limit: Duration,
    },
    /// No connection, or it broke.
    #[error("{site} cannot be reached: {why}")]
    Unreachable {
        /// The host.
        site: String,
        /// What stood in the way.
        why: String,
    },
    /// An answer that makes no sense.
    #[error("{site} gave an answer that cannot be used: {why}")]
    BadResponse {
        /// The host.
        site: String,
        /// What is wrong with it.
        why: String,
    },
    /// A chain of redirects without end.
    #[error("{site} redirects more than {limit} times; check the address in a browser")]
    TooManyRedirects {
        /// The host that was asked first.
        site: String,
        /// The limit that it broke.
        limit: usize,
    },
    /// The text is no address at all.
    #[error("`{text}` is not a web address; write it as https://example.com/feed")]
    NotAnAddress {
        /// What was given, cut to a line.
        text: String,
    },
    /// The client cannot be built: nothing can be fetched at all.
    #[error("the HTTP client cannot start: {why}")]
    Setup {
        /// What is missing.
        why: String,
    },
}

impl Error {
    /// How long the publisher asked us to stay away, when it did.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Error::RetryLater { after, .. } => *after,
            _ => None,
        }
    }

    /// Whether the same address on https is worth a try: many sites have closed the usual port of
    /// http. `asked` is the address that this error is about.
    #[must_use]
    pub fn may_be_on_https(&self, asked: &Url) -> bool {
        let closed = matches!(self, Error::Unreachable { .. } | Error::Timeout { .. });
        closed && asked.scheme() == "http" && asked.port().is_none()
    }

    /// Asking again later may help. False for what only a person can mend.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        !matches!(
            self,
            Error::Refused { .. }
                | Error::Gone { .. }
                | Error::NotAnAddress { .. }
                | Error::Setup { .. }
        )
    }

    /// One word for metrics and the database.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Error::Refused { .. } => "refused",
            Error::Unwelcome { .. } => "unwelcome",
            Error::Gone { .. } => "gone",
            Error::NotFound { .. } => "not-found",
            Error::Blocked { .. } => "blocked",
            Error::RetryLater { .. } => "retry-later",
            Error::TooLarge { .. } => "too-large",
            Error::Timeout { .. } => "timeout",
            Error::Unreachable { .. } => "unreachable",
            Error::BadResponse { .. } => "bad-response",
            Error::TooManyRedirects { .. } => "too-many-redirects",
            Error::NotAnAddress { .. } => "not-an-address",
            Error::Setup { .. } => "setup",
        }
    }
}

fn busy(status: u16) -> &'static str {
    if status == 429 { "asks for fewer visits" } else { "is in trouble" }
}

fn wait(after: Option<Duration>) -> String {
    match after.map(|wait| wait.as_secs().div_ceil(60)) {
        Some(minutes @ 0..=90) => format!("in {minutes} min"),
        Some(minutes) => format!("in {} h", minutes.div_ceil(60)),
        None => "later".to_owned(),
    }
}

fn size(bytes: usize) -> String {
    if bytes < 1_000_000 {
        format!("{} KB", bytes / 1000)
    } else {
        format!("{} MB", bytes / 1_000_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> String {
        "news.example".to_owned()
    }

    #[track_caller]
    fn check(error: &Error, expected: &str) {
        assert_eq!(error.to_string(), expected);
    }

    #[test]
    fn says_what_happened_to_whom_and_how_to_mend_it() {
        check(
            &Error::Refused { site: site(), why: Refusal::Port(25) },
            "news.example was not asked: port 25 belongs to another protocol than the web",
        );
        check(
            &Error::Gone { site: site() },
            "news.example says that this is gone for good (410); look for its new address or remove it",
        );
        check(
            &Error::TooLarge { site: site(), limit_bytes: 15_000_000 },
            "the answer of news.example is larger than 15 MB; it was dropped",
        );
        check(
            &Error::Timeout { site: site(), limit: Duration::from_secs(30) },
            "news.example did not finish its answer within 30 s; it is tried again later",
        );
    }

    #[track_caller]
    fn check_https(error: &Error, asked: &str, expected: bool) {
        let asked = Url::parse(asked).expect("a URL");
        assert_eq!(error.may_be_on_https(&asked), expected, "{error} at {asked}");
    }

    #[test]
    fn a_closed_door_of_http_may_have_another_beside_it() {
        let closed = Error::Unreachable { site: site(), why: "closed".to_owned() };
        check_https(&closed, "http://news.example/feed", true);
        check_https(&closed, "http://news.example:8080/feed", false);
        check_https(&closed, "https://news.example/feed", false);
        check_https(&Error::NotFound { site: site() }, "http://news.example/feed", false);
    }

    #[test]
    fn tells_the_wait_in_human_units() {
        let busy = |status, after| Error::RetryLater { site: site(), status, after };
        check(&busy(500, None), "news.example is in trouble (status 500); it is tried again later");
        check(
            &busy(429, Some(Duration::from_secs(61))),
            "news.example asks for fewer visits (status 429); it is tried again in 2 min",
        );
        check(
            &busy(503, Some(Duration::from_hours(5))),
            "news.example is in trouble (status 503); it is tried again in 5 h",
        );
    }
}
