//! Sessions: a random token in a cookie that scripts cannot read, its digest in the store.
//!
//! A token is made at every sign-in and never before, so no session can be planted on somebody.
//! On HTTPS the cookie bears the `__Host-` prefix, which ties it to this very host.

use dateline_model::{Millis, Reader, ReaderId};
use dateline_store::NewSession;
use http::{HeaderMap, HeaderValue, header};

use crate::access::Caller;
use crate::cookie;
use crate::error::Result;
use crate::paper::Site;
use crate::secret;
use crate::speech::{Message, Speech};

/// How long a session lasts.
const LASTS_MS: i64 = 60 * Millis::DAY;

/// The length of a token in its cookie: 32 bytes in base64.
const TOKEN_CHARS: usize = 43;

fn cookie_name(base_url: &url::Url) -> &'static str {
    if base_url.scheme() == "https" { "__Host-dateline" } else { "dateline" }
}

/// The token that a request bears.
pub(crate) fn token_of(headers: &HeaderMap, base_url: &url::Url) -> Option<String> {
    let name = cookie_name(base_url);
    cookie::value(headers, name, |value| value.len() == TOKEN_CHARS).map(str::to_owned)
}

/// Whose session it is.
pub(crate) async fn reader(site: &Site, token: &str) -> Result<Option<Reader>> {
    Ok(site.store.session(&secret::token_digest(token), site.now()).await?)
}

/// Opens a session, ends the one before it, and answers with the cookie to set.
pub(crate) async fn begin(site: &Site, reader: ReaderId, caller: &Caller) -> Result<HeaderValue> {
    if let Some(old) = &caller.token {
        site.store.end_session(&secret::token_digest(old)).await?;
    }
    let (token, now) = (secret::token(), site.now());
    let new = NewSession {
        reader,
        token_hash: secret::token_digest(&token).to_vec(),
        browser: caller.browser.clone(),
        expires_at: now.plus(LASTS_MS),
    };
    site.store.create_session(&new, now).await?;
    Ok(cookie(&site.settings.base_url, &token, LASTS_MS / Millis::SECOND))
}

/// Roughly which browser a request came from: `Firefox/Android`, with what is not known left out.
/// Readers know their sessions again by it, and it says no more than that.
pub(crate) fn browser_of(headers: &HeaderMap) -> String {
    const BROWSERS: [(&str, &str); 7] = [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
        ("curl/", "curl"),
    ];
    // Android calls itself Linux, and iPads call themselves Macs, so those come first.
    const SYSTEMS: [(&str, &str); 7] = [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "Mac"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    let agent = agent.unwrap_or_default();
    let named = |table: &[(&str, &'static str)]| {
        table.iter().find(|(mark, _)| agent.contains(mark)).map_or("", |(_, name)| *name)
    };
    format!("{}/{}", named(&BROWSERS), named(&SYSTEMS))
}

/// The same in words: "Firefox on Android". Sessions from before it was kept so have their words
/// already.
pub(crate) fn browser_words(kept: &str, speech: Speech) -> String {
    let Some((browser, system)) = kept.split_once('/') else { return kept.to_owned() };
    let system = match system {
        "iPhone" => speech.say("system-iphone"),
        "iPad" => speech.say("system-ipad"),
        "Mac" => speech.say("system-mac"),
        system => system,
    };
    match (browser.is_empty(), system.is_empty()) {
        (false, false) => {
            speech.tell(&Message::new("browser-on").text("browser", browser).text("system", system))
        }
        (true, false) => speech.with("browser-some-on", "system", system),
        _ => browser.to_owned(),
    }
}

/// Ends a session and answers with the cookie that forgets it.
pub(crate) async fn end(site: &Site, token: Option<&str>) -> Result<HeaderValue> {
    if let Some(token) = token {
        site.store.end_session(&secret::token_digest(token)).await?;
    }
    Ok(cookie(&site.settings.base_url, "", 0))
}

fn cookie(base_url: &url::Url, value: &str, seconds: i64) -> HeaderValue {
    let name = cookie_name(base_url);
    let secure = if base_url.scheme() == "https" { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&text).expect("a token is plain letters and digits")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(address: &str) -> url::Url {
        url::Url::parse(address).expect("an address")
    }

    #[test]
    fn cookies_are_locked_up() {
        let token = secret::token();
        let plain = cookie(&base("http://127.0.0.1:8080"), &token, 60);
        assert_eq!(
            plain.to_str().expect("text"),
            format!("dateline={token}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax")
        );
        let tied = cookie(&base("https://paper.example"), "", 0);
        assert_eq!(
            tied.to_str().expect("text"),
            "__Host-dateline=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure"
        );
    }

    #[track_caller]
    fn check(agent: &str, expected: &str) {
        let mut headers = HeaderMap::new();
        headers.insert(header::USER_AGENT, agent.parse().expect("a header"));
        let words = browser_words(&browser_of(&headers), Speech::default());
        assert_eq!(words, expected, "{agent}");
    }

    #[test]
    fn browsers_are_told_roughly() {
        check(
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox on Linux",
        );
        check(
            "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36",
            "Chrome on Android",
        );
        check(
            "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile Safari/604.1",
            "Safari on an iPhone",
        );
        check(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge on Windows",
        );
        check("something", "");
    }

    #[test]
    fn a_session_is_told_in_the_language_of_the_page() {
        let french = Speech::of_tag("fr").expect("it is spoken");
        assert_eq!(browser_words("Safari/iPhone", french), "Safari sur un iPhone");
        assert_eq!(browser_words("/Mac", Speech::default()), "a browser on a Mac");
        assert_eq!(browser_words("curl/", french), "curl");
        assert_eq!(browser_words("Firefox unter Linux", french), "Firefox unter Linux");
    }

    #[test]
    fn reads_its_own_cookie_among_others() {
        let token = secret::token();
        let mut headers = HeaderMap::new();
        let line = format!("theme=dark; dateline={token}; x");
        headers.insert(header::COOKIE, line.parse().expect("a header"));
        assert_eq!(token_of(&headers, &base("http://h")), Some(token));
        assert_eq!(token_of(&headers, &base("https://h")), None);
        headers.insert(header::COOKIE, "dateline=short".parse().expect("a header"));
        assert_eq!(token_of(&headers, &base("http://h")), None);
    }
}
