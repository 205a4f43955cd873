//! What a server answered, in the terms of this crate.
//!
//! [`judge`] turns a status into success or the [`Error`] that tells the caller what to do, before
//! any of the body is read; [`Response`] is what is left when all went well.

use std::time::{Duration, SystemTime};

use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_TYPE, ETAG, HeaderMap, LAST_MODIFIED};
use url::Url;

use crate::{Error, headers};

/// A good answer: the body, or the word that nothing changed.
#[derive(Clone, Debug)]
pub struct Response {
    /// 2xx or 304.
    pub status: u16,
    /// The address that was asked, without user name, password and fragment.
    pub asked_url: Url,
    /// Where the body came from, after redirects.
    pub final_url: Url,
    /// The address to remember instead of the one that was asked: the end of the permanent
    /// redirects (301, 308) with which the chain began.
    pub moved_permanently_to: Option<Url>,
    /// All headers in order, names in lower case; values that are no text are left out.
    pub headers: Vec<(String, String)>,
    /// `Content-Type` as sent.
    pub content_type: Option<String>,
    /// To be sent back verbatim in [`crate::Request::etag`].
    pub etag: Option<String>,
    /// To be sent back verbatim in [`crate::Request::last_modified`].
    pub last_modified: Option<String>,
    /// How long the server asks us to stay away.
    pub retry_after: Option<Duration>,
    /// How long the answer stays fresh, from `Cache-Control` or `Expires`.
    pub max_age: Option<Duration>,
    /// The decoded body; empty when nothing changed.
    pub body: Bytes,
    /// 304: what we have is still right.
    pub not_modified: bool,
    /// The body is only the beginning: it broke off, or its compression did. There are no
    /// validators then, so that the rest is asked for next time.
    pub cut_short: bool,
}

impl Response {
    /// A header's value by its lower-case name.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// The parts of an answer that are known before its body.
pub(crate) struct Head {
    pub(crate) asked: Url,
    pub(crate) url: Url,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
}

/// Success (2xx, or 304 when we asked conditionally), or what the caller must know.
pub(crate) fn judge(head: &Head, conditional: bool, now: SystemTime) -> Result<(), Error> {
    let site = site(&head.url);
    match head.status.as_u16() {
        200..=299 => Ok(()),
        304 if conditional => Ok(()),
        401 => Err(Error::Blocked { site, why: "it wants a sign-in (401)".to_owned() }),
        404 => Err(Error::NotFound { site }),
        410 => Err(Error::Gone { site }),
        status @ (402 | 403 | 451) => Err(Error::Blocked { site, why: ban_words(head, status) }),
        status @ (408 | 425 | 429 | 500..=599) => {
            let after = headers::retry_after(&head.headers, now);
            Err(Error::RetryLater { site, status, after })
        }
        304 => Err(Error::BadResponse { site, why: "\"unchanged\" (304), unasked".to_owned() }),
        status => Err(Error::BadResponse { site, why: format!("status {status}") }),
    }
}

fn ban_words(head: &Head, status: u16) -> String {
    let challenged = head.headers.get("cf-mitigated").is_some_and(|value| value == "challenge");
    match status {
        _ if challenged => "Cloudflare wants to see a browser; ask the publisher to let feed \
                            readers through"
            .to_owned(),
        402 => "it wants to be paid (402)".to_owned(),
        451 => "it may not answer for legal reasons (451)".to_owned(),
        _ => format!("it refuses to answer ({status}); it may not want feed readers"),
    }
}

impl Head {
    /// The response, when only the beginning of the body is there.
    pub(crate) fn with_part(self, part: Bytes, moved: Option<Url>, now: SystemTime) -> Response {
        let whole = self.with_body(part, moved, now);
        Response { cut_short: true, etag: None, last_modified: None, max_age: None, ..whole }
    }

    /// The response, once the body is there.
    pub(crate) fn with_body(self, body: Bytes, moved: Option<Url>, now: SystemTime) -> Response {
        Response {
            status: self.status.as_u16(),
            not_modified: self.status == StatusCode::NOT_MODIFIED,
            moved_permanently_to: moved,
            content_type: headers::text(&self.headers, &CONTENT_TYPE).map(str::to_owned),
            etag: headers::validator(&self.headers, &ETAG),
            last_modified: headers::validator(&self.headers, &LAST_MODIFIED),
            retry_after: headers::retry_after(&self.headers, now),
            max_age: headers::max_age(&self.headers, now),
            headers: readable(&self.headers),
            asked_url: self.asked,
            final_url: self.url,
            cut_short: false,
            body,
        }
    }
}

fn readable(headers: &HeaderMap) -> Vec<(String, String)> {
    let text = headers.iter().filter_map(|(name, value)| {
        let value = std::str::from_utf8(value.as_bytes()).ok()?;
        Some((name.as_str().to_owned(), value.to_owned()))
    });
    text.collect()
}

/// The host, with the port where it is unusual: all that messages tell of an address.
pub(crate) fn site(url: &Url) -> String {
    match (url.host_str(), url.port()) {
        (Some(host), Some(port)) => format!("{host}:{port}"),
        (Some(host), None) => host.to_owned(),
        (None, _) => url.scheme().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(status: u16, lines: &[(&'static str, &'static str)], expected: &str) {
        let headers = lines.iter().map(|(name, value)| {
            (http::HeaderName::from_static(name), http::HeaderValue::from_static(value))
        });
        let url = Url::parse("https://news.example:8443/feed?key=secret").expect("a URL");
        let head = Head {
            asked: url.clone(),
            url,
            status: StatusCode::from_u16(status).expect("a status"),
            headers: headers.collect(),
        };
        let verdict = judge(&head, false, SystemTime::UNIX_EPOCH);
        let told = verdict.map_or_else(|error| error.to_string(), |()| "good".to_owned());
        assert_eq!(told, expected);
    }

    #[test]
    fn tells_what_a_status_means_for_the_reader() {
        check(200, &[], "good");
        check(401, &[], "news.example:8443 turned us away: it wants a sign-in (401)");
        check(
            403,
            &[("cf-mitigated", "challenge")],
            "news.example:8443 turned us away: Cloudflare wants to see a browser; ask the publisher to let feed readers through",
        );
        check(
            429,
            &[("retry-after", "120")],
            "news.example:8443 asks for fewer visits (status 429); it is tried again in 2 min",
        );
        check(
            304,
            &[],
            "news.example:8443 gave an answer that cannot be used: \"unchanged\" (304), unasked",
        );
        check(418, &[], "news.example:8443 gave an answer that cannot be used: status 418");
    }
}
