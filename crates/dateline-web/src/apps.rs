//! The Google Reader API, which the apps that people already have speak.
//!
//! There is no specification; what apps ask for and what they stumble over was read from their
//! sources and from `FreshRSS`'s answers (`docs/technotes/apps.md`). An app shows a password that its
//! reader made for it, in a header that no browser sends by itself: so its calls may change things
//! without naming an origin, and no session or proxy counts for them.
//!
//! - [`words`]: the names of items and streams, and what a call asks for;
//! - [`calls`]: each call;
//! - [`shapes`]: the answers.

mod calls;
mod shapes;
mod words;

pub(crate) use calls::{LARGEST_CALL, accounts, api, greet, reader};

use http::{HeaderMap, header};

use crate::secret;

/// What an app shows of its reader's name and password, once it has signed in. Apps part lines at
/// "=", so there is none in it.
fn pass(name: &str, password: &str) -> String {
    format!("{}/{password}", secret::encode(name.as_bytes()))
}

/// The name and password that an app shows: `GoogleLogin auth=…`.
pub(crate) fn shown(headers: &HeaderMap) -> Option<(String, String)> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (name, password) = value.strip_prefix("GoogleLogin auth=")?.trim().split_once('/')?;
    let name = String::from_utf8(secret::decode(name)?).ok()?;
    Some((name, password.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_app_shows_is_what_it_was_given() {
        for name in ["ada", "Ada Orr = x", "łódź"] {
            let given = pass(name, "secret-_");
            assert!(!given.contains('='), "{given}");
            let mut headers = HeaderMap::new();
            let value = format!("GoogleLogin auth={given}");
            headers.insert(header::AUTHORIZATION, value.parse().expect("a header"));
            assert_eq!(shown(&headers), Some((name.to_owned(), "secret-_".to_owned())));
        }
        assert_eq!(shown(&HeaderMap::new()), None);
    }
}
