//! The APIs that the apps which people already have speak: Google Reader, Fever, Miniflux.
//!
//! What apps ask for and what they stumble over was read from their sources and from other servers'
//! answers (`docs/technotes/apps.md`). An app shows a password that its reader made for it, and no
//! session or proxy counts for it. What changes something says so in a way that no page elsewhere can
//! have a browser say: so calls need not name an origin.
//!
//! - [`greader`], [`fever`], [`miniflux`]: an API each, in its own words and its own way to refuse;
//! - [`asked`], [`items`], [`following`]: what they share, so that an article and a feed are the same in all of
//!   them, under the same number.

mod asked;
pub(crate) mod fever;
mod following;
pub(crate) mod greader;
mod items;
pub(crate) mod miniflux;

pub(crate) use items::Totals;

use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};

use crate::error::Error;
use crate::speech::Speech;

/// Bytes of a call: a thousand items in long.
pub(crate) const LARGEST_CALL: usize = 1 << 20;

/// Values of one call at most: apps mark a thousand items at once.
const MOST_VALUES: usize = 4_000;

/// Items that one call may ask for, or be given, whole.
const MOST_WHOLE: usize = 1_000;

/// What an app shows of who it asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    /// A name and a password.
    Pair(String, String),
    /// A password alone.
    Password(String),
}

/// Which API is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Api {
    /// Google Reader's.
    Reader,
    /// Fever's.
    Fever,
    /// Miniflux's.
    Miniflux,
}

impl Api {
    /// By the path of a call.
    pub(crate) fn at(path: &str) -> Api {
        if path.starts_with("/v1/") {
            Api::Miniflux
        } else if path.starts_with("/fever") || path.starts_with("/api/fever") {
            Api::Fever
        } else {
            Api::Reader
        }
    }

    /// What an app shows in the headers of a call; to Fever it shows its key in the form.
    pub(crate) fn shown(self, headers: &HeaderMap) -> Option<Shown> {
        match self {
            Api::Reader => greader::shown(headers),
            Api::Fever => None,
            Api::Miniflux => miniflux::shown(headers),
        }
    }

    /// What went wrong, as its apps understand it: none of them shows a page.
    pub(crate) fn told(self, error: &Error, speech: Speech) -> Response {
        let mut response = match self {
            Api::Reader => plain(error.status(), format!("{error}\n")),
            Api::Fever => fever::told(error),
            Api::Miniflux => miniflux::told(error, speech),
        };
        if self == Api::Miniflux {
            miniflux::open_to_pages(&mut response);
        }
        if let Error::TooMany(seconds) = error {
            response.headers_mut().insert(header::RETRY_AFTER, (*seconds).into());
        }
        if error.status().is_server_error() {
            tracing::error!(error = error as &dyn std::error::Error, "an app's call failed");
        }
        response
    }
}

/// Text with a policy of its own, by which `respond.rs` knows that no page is to take its place.
fn plain(status: StatusCode, text: String) -> Response {
    (status, [(header::CONTENT_SECURITY_POLICY, "default-src 'none'")], text).into_response()
}

/// The same in JSON.
fn json(status: StatusCode, value: serde_json::Value) -> Response {
    let policy = [(header::CONTENT_SECURITY_POLICY, "default-src 'none'")];
    (status, policy, axum::Json(value)).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_api_is_known_by_its_address() {
        for (path, api) in [
            ("/v1/me", Api::Miniflux),
            ("/fever/", Api::Fever),
            ("/api/fever.php", Api::Fever),
            ("/api/greader.php/accounts/ClientLogin", Api::Reader),
            ("/accounts/ClientLogin", Api::Reader),
            ("/reader/api/0/token", Api::Reader),
        ] {
            assert_eq!(Api::at(path), api, "{path}");
        }
    }
}
