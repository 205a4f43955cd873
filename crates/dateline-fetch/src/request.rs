//! What to ask of a server.
//!
//! Plain data. Validators go back exactly as they came: parsing or inventing them is what servers
//! complain of most.

use http::header::{self, HeaderMap, HeaderValue};
use url::{Host, Url};

use crate::{Accept, Error};

/// What to ask, and what we have of it already.
#[derive(Clone, Debug)]
pub struct Request {
    /// The address.
    pub url: Url,
    /// What it is for.
    pub accept: Accept,
    /// The feed that named this address; none when a person did. Exceptions for networks that are
    /// not public serve only the host that the person named.
    pub named_by: Option<Url>,
    /// `ETag` of the copy that we have, verbatim.
    pub etag: Option<String>,
    /// `Last-Modified` of the copy that we have, verbatim.
    pub last_modified: Option<String>,
    /// A lower limit on the body than the client's.
    pub max_bytes: Option<usize>,
    /// In place of the client's, for publishers that insist.
    pub user_agent: Option<String>,
}

impl Request {
    /// An unconditional request.
    #[must_use]
    pub fn new(url: Url, accept: Accept) -> Request {
        Request {
            url,
            accept,
            named_by: None,
            etag: None,
            last_modified: None,
            max_bytes: None,
            user_agent: None,
        }
    }

    /// The host that a person chose when this request came to be.
    pub(crate) fn host_named_by_a_person(&self) -> Option<Host<&str>> {
        self.named_by.as_ref().unwrap_or(&self.url).host()
    }

    /// All headers but the user agent, which is the client's unless this request has its own.
    pub(crate) fn headers(&self, encodings: &'static str) -> Result<HeaderMap, Error> {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT, HeaderValue::from_static(self.accept.header()));
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(encodings));
        let validators =
            [(header::IF_NONE_MATCH, &self.etag), (header::IF_MODIFIED_SINCE, &self.last_modified)];
        for (name, validator) in validators {
            // One that no header can hold is dropped: the answer is then merely longer.
            if let Some(value) = validator.as_deref().and_then(|v| HeaderValue::from_str(v).ok()) {
                headers.insert(name, value);
            }
        }
        if let Some(user_agent) = &self.user_agent {
            headers.insert(header::USER_AGENT, user_agent_value(user_agent)?);
        }
        Ok(headers)
    }
}

/// A user agent fit for a header.
pub(crate) fn user_agent_value(text: &str) -> Result<HeaderValue, Error> {
    HeaderValue::from_str(text).map_err(|_| Error::Setup {
        why: "the user agent holds characters that no header may hold; use plain letters"
            .to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request() -> Request {
        Request::new(Url::parse("https://news.example/feed").expect("a URL"), Accept::Feed)
    }

    #[test]
    fn a_validator_goes_back_verbatim_or_not_at_all() {
        let tag = |text: &str| {
            let mut request = request();
            request.etag = Some(text.to_owned());
            let headers = request.headers("gzip").expect("headers");
            headers.get(header::IF_NONE_MATCH).map(|value| value.as_bytes().to_vec())
        };
        assert_eq!(tag("W/\"a b\"").as_deref(), Some(b"W/\"a b\"".as_slice()));
        assert_eq!(tag("a\r\nHost: evil.example"), None);
    }

    #[test]
    fn a_user_agent_cannot_smuggle_headers() {
        let mut request = request();
        request.user_agent = Some("Dateline\r\nCookie: a".to_owned());
        let error = request.headers("gzip").expect_err("two lines");
        assert_eq!(
            error.to_string(),
            "the HTTP client cannot start: the user agent holds characters that no header may hold; use plain letters"
        );
    }
}
