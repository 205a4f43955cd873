//! What to ask of a server.
//!
//! Plain data. Validators go back exactly as they came: parsing or inventing them is what servers
//! complain of most. Cookie and password go to the site that the owner gave them for and nowhere
//! else: [`Request::is_own_site`] is the rule.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use dateline_model::{FeedSettings, Secret};
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
    /// How many readers the feed has here; publishers count them in the user agent.
    pub subscribers: Option<u32>,
    /// What the owner asked for the feed that this request serves.
    pub settings: FeedSettings,
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
            subscribers: None,
            settings: FeedSettings::default(),
        }
    }

    /// The same request, named by this feed and not by a person. A feed whose address cannot be read
    /// has no host, so no exception serves it.
    #[must_use]
    pub fn named_by(self, feed: &str) -> Request {
        let named_by = Url::parse(feed).or_else(|_| Url::parse("about:blank")).ok();
        Request { named_by, ..self }
    }

    /// The request for an address that a redirect of this one leads to: on another host it was the
    /// publisher who named that, and not whoever named this one.
    pub(crate) fn led_to(&self, target: &Url) -> Request {
        let named_by = match &self.named_by {
            None if target.host() != self.url.host() => Some(self.url.clone()),
            named_by => named_by.clone(),
        };
        Request { url: target.clone(), named_by, ..self.clone() }
    }

    /// Asks as the owner wants it for this feed: its user agent, its cookie and password (to the
    /// feed's own site only), through its proxy, and into the private network if allowed (for the
    /// feed itself only).
    pub fn apply(&mut self, settings: &FeedSettings) {
        self.settings = settings.clone();
    }

    /// The host that a person chose when this request came to be.
    pub(crate) fn host_named_by_a_person(&self) -> Option<Host<&str>> {
        self.named_by.as_ref().unwrap_or(&self.url).host()
    }

    /// Whether this address belongs to the site that the owner gave cookie and password for: the
    /// feed's own scheme, host and port, or the same host gone from http to https.
    pub(crate) fn is_own_site(&self, url: &Url) -> bool {
        let own = self.named_by.as_ref().unwrap_or(&self.url);
        let upgraded = (own.scheme(), url.scheme()) == ("http", "https")
            && own.port().is_none()
            && url.port().is_none();
        own.host() == url.host()
            && (upgraded
                || own.scheme() == url.scheme()
                    && own.port_or_known_default() == url.port_or_known_default())
    }

    /// The headers that every hop gets.
    pub(crate) fn headers(&self, paper: &str, encodings: &'static str) -> Result<HeaderMap, Error> {
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
        if self.accept == Accept::Feed {
            // One request an hour needs no open line, and a process may hold 1,024 sockets: five
            // thousand feeds after an outage would leave as many idle ones. HTTP/2 ignores this.
            headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        }
        let user_agent = match &self.settings.user_agent {
            Some(own) => user_agent_value(own)?,
            None => user_agent_value(&counted(paper, self.subscribers))?,
        };
        headers.insert(header::USER_AGENT, user_agent);
        Ok(headers)
    }

    /// Cookie and password, for hops on the feed's own site.
    pub(crate) fn add_secrets(&self, headers: &mut HeaderMap) -> Result<(), Error> {
        let password = self.settings.password.as_ref().map_or("", Secret::reveal);
        let basic = self.settings.username.as_ref().map(|name| {
            let pair = format!("{name}:{password}");
            format!("Basic {}", BASE64.encode(pair))
        });
        let cookie = self.settings.cookie.as_ref().map(|cookie| cookie.reveal().to_owned());
        for (name, value) in [(header::AUTHORIZATION, basic), (header::COOKIE, cookie)] {
            let Some(value) = value else { continue };
            let mut value = HeaderValue::from_str(&value).map_err(|_| Error::Setup {
                why: "this feed's cookie holds signs that no header may hold; paste it again"
                    .to_owned(),
            })?;
            value.set_sensitive(true);
            headers.insert(name, value);
        }
        Ok(())
    }
}

/// `Dateline/0.1 (+https://paper.example)` as `Dateline/0.1 (+https://paper.example; 3 subscribers)`:
/// the form that publishers' statistics look for.
fn counted(paper: &str, subscribers: Option<u32>) -> String {
    let Some(count) = subscribers else { return paper.to_owned() };
    let readers = if count == 1 { "subscriber" } else { "subscribers" };
    match paper.strip_suffix(')') {
        Some(open) => format!("{open}; {count} {readers})"),
        None => format!("{paper} ({count} {readers})"),
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
            let headers = request.headers("Dateline", "gzip").expect("headers");
            headers.get(header::IF_NONE_MATCH).map(|value| value.as_bytes().to_vec())
        };
        assert_eq!(tag("W/\"a b\"").as_deref(), Some(b"W/\"a b\"".as_slice()));
        assert_eq!(tag("a\r\nHost: evil.example"), None);
    }

    #[test]
    fn a_user_agent_cannot_smuggle_headers() {
        let mut request = request();
        request.settings.user_agent = Some("Dateline\r\nCookie: a".to_owned());
        let error = request.headers("Dateline", "gzip").expect_err("two lines");
        assert_eq!(
            error.to_string(),
            "the HTTP client cannot start: the user agent holds characters that no header may hold; use plain letters"
        );
    }

    #[test]
    fn subscribers_are_counted_in_the_paper_s_own_name_only() {
        let agent = |subscribers, own: Option<&str>| {
            let mut request = request();
            request.subscribers = subscribers;
            request.settings.user_agent = own.map(str::to_owned);
            let headers = request.headers("Dateline/0.1 (+https://p.example)", "gzip");
            headers.expect("headers")[header::USER_AGENT].to_str().expect("text").to_owned()
        };
        assert_eq!(agent(None, None), "Dateline/0.1 (+https://p.example)");
        assert_eq!(agent(Some(7), None), "Dateline/0.1 (+https://p.example; 7 subscribers)");
        assert_eq!(agent(Some(7), Some("Other/1")), "Other/1");
        assert_eq!(counted("Dateline", Some(1)), "Dateline (1 subscriber)");
    }

    #[track_caller]
    fn check_own(url: &str, named_by: Option<&str>, expected: bool) {
        let mut request = request();
        request.named_by = named_by.map(|text| Url::parse(text).expect("a URL"));
        let url = Url::parse(url).expect("a URL");
        assert_eq!(request.is_own_site(&url), expected, "{url}");
    }

    #[test]
    fn secrets_belong_to_one_site() {
        check_own("https://news.example/other", None, true);
        check_own("https://news.example:443/", None, true);
        check_own("https://news.example:8443/", None, false);
        check_own("http://news.example/", None, false);
        check_own("https://www.news.example/", None, false);
        check_own("https://news.example/", Some("http://news.example/feed"), true);
        check_own("https://news.example/", Some("http://news.example:8080/feed"), false);
        check_own("https://news.example/", Some("https://other.example/feed"), false);
    }
}
