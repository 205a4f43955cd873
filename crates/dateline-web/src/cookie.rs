//! Cookies: reading one of a request, and writing those that hold no secret.

use http::{HeaderMap, HeaderValue, header};

/// The value of a request's cookie. Of several with the name, the first that `fits`.
pub(crate) fn value<'a>(
    headers: &'a HeaderMap,
    name: &str,
    fits: impl Fn(&str) -> bool,
) -> Option<&'a str> {
    let lines = headers.get_all(header::COOKIE).into_iter().filter_map(|line| line.to_str().ok());
    lines
        .flat_map(|line| line.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find(|(key, value)| *key == name && fits(value))
        .map(|(_, value)| value)
}

/// A cookie that a browser keeps for so long and shows to no script.
pub(crate) fn kept(name: &str, value: &str, seconds: i64) -> HeaderValue {
    with(name, value, seconds, "")
}

/// The same, which a browser takes and gives over HTTPS alone.
pub(crate) fn kept_on_https(name: &str, value: &str, seconds: i64) -> HeaderValue {
    with(name, value, seconds, "; Secure")
}

fn with(name: &str, value: &str, seconds: i64, more: &str) -> HeaderValue {
    let cookie = format!("{name}={value}; Max-Age={seconds}; Path=/; SameSite=Lax; HttpOnly{more}");
    // Numbers and ASCII words are always a header.
    HeaderValue::try_from(cookie).unwrap_or_else(|_| HeaderValue::from_static(""))
}
