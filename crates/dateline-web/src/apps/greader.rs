//! The Google Reader API.
//!
//! There is no specification. An app signs in once, by name and password, and shows what it is given
//! then with each call, in a header that no browser sends by itself.
//!
//! - [`words`]: the names of items and streams, and what a call asks for;
//! - [`calls`]: each call;
//! - [`shapes`]: the answers.

mod calls;
mod shapes;
mod words;

pub(crate) use calls::{accounts, api, greet, reader};

use http::{HeaderMap, header};

use super::Shown;
use crate::secret;

/// What an app shows of its reader's name and password, once it has signed in. Apps part lines at
/// "=", so there is none in it.
fn pass(name: &str, password: &str) -> String {
    format!("{}/{password}", secret::encode(name.as_bytes()))
}

/// The name and password that an app shows: `GoogleLogin auth=…`.
pub(super) fn shown(headers: &HeaderMap) -> Option<Shown> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (name, password) = value.strip_prefix("GoogleLogin auth=")?.trim().split_once('/')?;
    let name = String::from_utf8(secret::decode(name)?).ok()?;
    Some(Shown::Pair(name, password.to_owned()))
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
            let pair = Shown::Pair(name.to_owned(), "secret-_".to_owned());
            assert_eq!(shown(&headers), Some(pair));
        }
        assert_eq!(shown(&HeaderMap::new()), None);
    }
}
