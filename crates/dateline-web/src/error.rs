//! What a request can come to grief over, and how that is told.
//!
//! A handler returns an [`Error`]; it travels as a mark on the response to the one place that
//! logs it and writes the page with the request's id (`respond.rs`), in the reader's language.

use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;

use crate::speech::Message;

/// The command that prints the link for a first owner.
const COMMAND: &str = "`dateline serve`";

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// Nothing of that name, or nothing that this reader may see: the message that says what.
    #[error("{0}")]
    NotFound(&'static str),
    /// Sign in first, then come back here.
    #[error("sign in first")]
    SignIn(String),
    /// The same for a script, to which the way to another page would look like success.
    #[error("sign in first")]
    SignedOut,
    /// Signed in, but this is for somebody else: the message that says for whom.
    #[error("{0}")]
    Forbidden(&'static str),
    /// The request changes something and did not come from our own pages.
    #[error("the request came from another site")]
    ForeignOrigin,
    /// What was sent makes no sense; the text says what to send instead.
    #[error("what was sent makes no sense")]
    Bad(Message),
    /// Understood, and not done; the text says why and what to do.
    #[error("understood, and not done")]
    Refused(Message),
    /// Too often; the number says in how many seconds to try again.
    #[error("too many tries")]
    TooMany(u32),
    /// The store cannot answer.
    #[error("the store failed")]
    Store(#[source] dateline_store::Error),
    /// A part of the program failed; it was logged where it did.
    #[error("something broke")]
    Broken,
    /// A page could not be written.
    #[error("a page could not be rendered")]
    Render(#[from] askama::Error),
}

/// The result of a handler.
pub(crate) type Result<T> = std::result::Result<T, Error>;

impl From<dateline_store::Error> for Error {
    fn from(error: dateline_store::Error) -> Error {
        match error {
            dateline_store::Error::NotFound => Error::NotFound("missing-thing"),
            dateline_store::Error::Conflict(what) => {
                Error::Bad(match what.strip_prefix("the name ") {
                    Some(name) => Message::new("bad-name-taken").text("name", name),
                    None => Message::new("bad-taken")
                        .text("what", sentence(&what).trim_end_matches('.')),
                })
            }
            other => Error::Store(other),
        }
    }
}

/// What the error page says. The mark that a response carries to `respond.rs`, where it is known in
/// which language.
#[derive(Clone, Debug)]
pub(crate) struct Trouble {
    pub(crate) title: Message,
    pub(crate) message: Message,
    /// For the log alone.
    pub(crate) detail: Option<String>,
}

impl Error {
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Error::NotFound(_) => StatusCode::NOT_FOUND,
            Error::SignIn(_) | Error::SignedOut => StatusCode::UNAUTHORIZED,
            Error::Forbidden(_) | Error::ForeignOrigin | Error::Refused(_) => StatusCode::FORBIDDEN,
            Error::Bad(_) => StatusCode::BAD_REQUEST,
            Error::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Error::Store(_) => StatusCode::SERVICE_UNAVAILABLE,
            Error::Broken | Error::Render(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    pub(crate) fn trouble(&self) -> Trouble {
        let (title, message) = match self {
            Error::NotFound(what) => (*what, "missing-more".into()),
            Error::SignIn(_) | Error::SignedOut => ("error-sign-in", "error-sign-in-more".into()),
            Error::Forbidden(whom) => {
                ("error-forbidden", Message::new(whom).text("command", COMMAND))
            }
            Error::ForeignOrigin => ("error-foreign", "error-foreign-more".into()),
            Error::Bad(what) => ("error-bad", what.clone()),
            Error::Refused(why) => ("error-refused", why.clone()),
            Error::TooMany(seconds) => {
                ("error-too-many", Message::new("error-too-many-more").number("n", *seconds))
            }
            Error::Store(_) => ("error-store", "error-store-more".into()),
            Error::Broken | Error::Render(_) => ("error-broken", "error-broken-more".into()),
        };
        Trouble { title: title.into(), message, detail: self.detail() }
    }

    /// The chain of causes, when the log should hold it.
    fn detail(&self) -> Option<String> {
        match self {
            Error::Store(cause) => {
                let source = std::error::Error::source(cause);
                Some(source.map_or_else(|| cause.to_string(), |deep| format!("{cause}: {deep}")))
            }
            Error::Render(cause) => Some(cause.to_string()),
            _ => None,
        }
    }
}

/// What somebody else said, in our style (lower case, no full stop), as a sentence on a page.
pub(crate) fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    let first = letters.next().map(char::to_uppercase).into_iter().flatten();
    let mut sentence: String = first.chain(letters).collect();
    if !sentence.ends_with(['.', '!', '?']) {
        sentence.push('.');
    }
    sentence
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        if let Error::SignIn(path) = &self {
            let next = crate::address::segment(path);
            return Redirect::to(&format!("/sign-in?next={next}")).into_response();
        }
        let mut response = self.status().into_response();
        if let Error::TooMany(seconds) = self {
            response.headers_mut().insert(http::header::RETRY_AFTER, seconds.into());
        }
        response.extensions_mut().insert(self.trouble());
        response
    }
}
