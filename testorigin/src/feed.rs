//! One virtual feed: what it sends, and its switches.

use axum::body::Bytes;

use crate::Coding;

/// What one address answers. The default is an empty page with status 200 and no validators.
#[derive(Clone, Debug)]
pub struct Feed {
    /// The status, unless validators turn it into 304.
    pub status: u16,
    /// `Content-Type`.
    pub content_type: String,
    /// The body before it is encoded.
    pub body: Bytes,
    /// `ETag`, sent exactly so.
    pub etag: Option<String>,
    /// `Last-Modified`, sent exactly so.
    pub last_modified: Option<String>,
    /// What is done about the validators of a request.
    pub validators: Validators,
    /// Further headers: `Cache-Control`, `Retry-After`, `Location`, `Set-Cookie`, …
    pub headers: Vec<(String, String)>,
    /// How the body is encoded.
    pub coding: Coding,
    /// How the body is sent.
    pub pace: Pace,
}

/// What a server does about the validators of a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Validators {
    /// 304 when they are exactly those that it sent, character by character.
    #[default]
    Checked,
    /// Sends validators and never looks at those that come back.
    Ignored,
    /// Another `ETag` with every answer, although nothing changed.
    Changing,
    /// 304, whatever is asked.
    AlwaysUnchanged,
}

/// How a body is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pace {
    /// All of it.
    #[default]
    AtOnce,
    /// One byte a second.
    Drip,
    /// Not even the headers, ever.
    Never,
    /// Half of it; then the connection breaks.
    CutOff,
    /// Half of it, with a length that says that this is all.
    Truncated,
}

impl Default for Feed {
    fn default() -> Feed {
        Feed {
            status: 200,
            content_type: "text/html; charset=utf-8".to_owned(),
            body: Bytes::new(),
            etag: None,
            last_modified: None,
            validators: Validators::default(),
            headers: Vec::new(),
            coding: Coding::default(),
            pace: Pace::default(),
        }
    }
}

impl Feed {
    /// A feed with this document and nothing else.
    #[must_use]
    pub fn rss(body: impl Into<Bytes>) -> Feed {
        let content_type = "application/rss+xml".to_owned();
        Feed { content_type, body: body.into(), ..Feed::default() }
    }

    /// An answer with this status and no body.
    #[must_use]
    pub fn status(status: u16) -> Feed {
        Feed { status, ..Feed::default() }
    }

    /// A redirect.
    #[must_use]
    pub fn redirect(status: u16, target: &str) -> Feed {
        Feed::status(status).with("Location", target)
    }

    /// The same with one more header.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Feed {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same with an entity tag, sent exactly so.
    #[must_use]
    pub fn tagged(self, etag: &str) -> Feed {
        Feed { etag: Some(etag.to_owned()), ..self }
    }

    /// The same with a time of change, sent exactly so.
    #[must_use]
    pub fn modified(self, last_modified: &str) -> Feed {
        Feed { last_modified: Some(last_modified.to_owned()), ..self }
    }

    /// Whether the validators of a request say that the client has this already. `If-None-Match`
    /// alone decides when it is there (RFC 9110, 13.1.3).
    pub(crate) fn is_unchanged(&self, tag: Option<&str>, since: Option<&str>) -> bool {
        match self.validators {
            Validators::AlwaysUnchanged => true,
            Validators::Ignored | Validators::Changing => false,
            Validators::Checked => match (tag, since) {
                (Some(tag), _) => self.etag.as_deref() == Some(tag),
                (None, Some(since)) => self.last_modified.as_deref() == Some(since),
                (None, None) => false,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(validators: Validators, tag: Option<&str>, since: Option<&str>, unchanged: bool) {
        let feed = Feed { validators, ..Feed::rss("x").tagged("W/\"a").modified("yesterday") };
        assert_eq!(feed.is_unchanged(tag, since), unchanged, "{validators:?} {tag:?} {since:?}");
    }

    #[test]
    fn validators_are_compared_character_by_character() {
        check(Validators::Checked, Some("W/\"a"), None, true);
        check(Validators::Checked, Some("\"a"), Some("yesterday"), false);
        check(Validators::Checked, None, Some("yesterday"), true);
        check(Validators::Checked, None, Some("Yesterday"), false);
        check(Validators::Checked, None, None, false);
        check(Validators::Ignored, Some("W/\"a"), None, false);
        check(Validators::AlwaysUnchanged, None, None, true);
    }
}
