//! What the owner of a subscription asked of the client, feed by feed.
//!
//! Some publishers want to see a name, a cookie or a password; some feeds stand behind a proxy or in
//! the network at home. [`FeedSettings`] is plain data that is stored with the feed and handed to
//! each of its requests. [`FeedSettings::checked`] is the one door for what a person typed: what it
//! gives back is fit for a header. The rule: a [`Secret`] never prints itself.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A text that logs and error messages must not show: a cookie, a password, a proxy's address with
/// its password inside.
#[derive(Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Wraps a text.
    pub fn new(text: impl Into<String>) -> Secret {
        Secret(text.into())
    }

    /// The text itself, for the one place that needs it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret(…)")
    }
}

/// Where an article's text comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageChoice {
    /// From its page, where the page has more than the feed.
    #[default]
    Fetch,
    /// From the feed; its pages are never asked for.
    TrustFeed,
}

/// What the owner asked for one feed. All of it is optional; the default changes nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FeedSettings {
    /// In place of the paper's own, for publishers that insist.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_agent: Option<String>,
    /// The value of a `Cookie` header: `session=abc; lang=en`. It goes to the feed's own site only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cookie: Option<Secret>,
    /// For basic authentication, at the feed's own site only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// For basic authentication, at the feed's own site only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password: Option<Secret>,
    /// The proxy that asks for us: `http://`, `https://`, `socks5://` or `socks5h://`, a host and a
    /// port, perhaps with `user:password@`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proxy: Option<Secret>,
    /// Where its articles' text comes from.
    pub page: PageChoice,
    /// Visited this often, whatever its rhythm; in minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval_minutes: Option<u32>,
    /// The feed itself may be in a private network. Pages, icons and pictures that it names may not.
    pub allow_private_network: bool,
}

/// The shortest interval, in minutes: publishers count more as an attack.
pub const SHORTEST_INTERVAL: u32 = 5;

/// The longest interval, in minutes: a week. Beyond it a feed is as good as removed.
pub const LONGEST_INTERVAL: u32 = 7 * 24 * 60;

/// A header line longer than this is refused by common servers.
const LONGEST_HEADER: usize = 4096;

/// Schemes of proxies that the client speaks.
const PROXY_SCHEMES: &[&str] = &["http", "https", "socks5", "socks5h"];

/// Why settings cannot be used, in words for the one who typed them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingsError {
    /// A value that no header can hold. The field's name is inside.
    Header(&'static str),
    /// A value that is longer than servers take. The field's name is inside.
    TooLong(&'static str),
    /// A user name that would end early: basic authentication parts name and password by a colon.
    Username,
    /// A password for nobody.
    PasswordAlone,
    /// No proxy that we can speak to.
    Proxy,
    /// Too often or too seldom.
    Interval(u32),
}

impl fmt::Display for SettingsError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SettingsError::Header(field) => write!(
                out,
                "the {field} holds line breaks or signs that no header may hold; paste it as one \
                 line of plain letters"
            ),
            SettingsError::TooLong(field) => {
                write!(out, "the {field} is longer than {LONGEST_HEADER} characters; shorten it")
            }
            SettingsError::Username => {
                out.write_str("a user name for a feed cannot hold a colon; put the password below")
            }
            SettingsError::PasswordAlone => {
                out.write_str("a password needs a user name; fill in both or neither")
            }
            SettingsError::Proxy => out.write_str(
                "this is not a proxy's address; write it as http://host:8080 or socks5://host:1080",
            ),
            SettingsError::Interval(minutes) => write!(
                out,
                "a feed is visited at most every {SHORTEST_INTERVAL} minutes and at least every 7 \
                 days, not every {minutes} minutes"
            ),
        }
    }
}

impl std::error::Error for SettingsError {}

impl FeedSettings {
    /// The settings with blanks around values removed and empty values absent.
    ///
    /// # Errors
    /// The first value that cannot be used, in words.
    pub fn checked(self) -> Result<FeedSettings, SettingsError> {
        let settings = FeedSettings {
            user_agent: trimmed(self.user_agent),
            cookie: trimmed_secret(self.cookie),
            username: trimmed(self.username),
            password: self.password.filter(|password| !password.reveal().is_empty()),
            proxy: trimmed_secret(self.proxy),
            ..self
        };
        check_header("user agent", settings.user_agent.as_deref(), is_printable)?;
        check_header("cookie", settings.cookie.as_ref().map(Secret::reveal), is_printable)?;
        // These two are sent in base64, so any letter will do.
        check_header("user name", settings.username.as_deref(), is_no_control)?;
        check_header("password", settings.password.as_ref().map(Secret::reveal), is_no_control)?;
        if settings.username.as_deref().is_some_and(|name| name.contains(':')) {
            return Err(SettingsError::Username);
        }
        if settings.password.is_some() && settings.username.is_none() {
            return Err(SettingsError::PasswordAlone);
        }
        if settings.proxy.as_ref().is_some_and(|proxy| !is_proxy(proxy.reveal())) {
            return Err(SettingsError::Proxy);
        }
        match settings.interval_minutes {
            Some(minutes) if !(SHORTEST_INTERVAL..=LONGEST_INTERVAL).contains(&minutes) => {
                Err(SettingsError::Interval(minutes))
            }
            _ => Ok(settings),
        }
    }
}

fn trimmed(text: Option<String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn trimmed_secret(secret: Option<Secret>) -> Option<Secret> {
    trimmed(secret.map(|secret| secret.0)).map(Secret)
}

fn check_header(
    field: &'static str,
    value: Option<&str>,
    is_fit: fn(char) -> bool,
) -> Result<(), SettingsError> {
    match value {
        Some(value) if value.len() > LONGEST_HEADER => Err(SettingsError::TooLong(field)),
        Some(value) if !value.chars().all(is_fit) => Err(SettingsError::Header(field)),
        _ => Ok(()),
    }
}

/// What HTTP calls a field value: printable ASCII and blanks.
fn is_printable(sign: char) -> bool {
    matches!(sign, ' '..='~')
}

fn is_no_control(sign: char) -> bool {
    !sign.is_control()
}

/// A scheme that we speak, a host, and nothing after it. The client reads it again with a real
/// parser; this is to tell a person at once.
fn is_proxy(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
    let name = host.rsplit_once(':').filter(|(_, port)| port.parse::<u16>().is_ok());
    let name = name.map_or(host, |(name, _)| name);
    let bracketed = name.starts_with('[') && name.ends_with(']');
    PROXY_SCHEMES.contains(&scheme.to_ascii_lowercase().as_str())
        && !name.is_empty()
        && text.chars().all(|sign| matches!(sign, '!'..='~'))
        && (bracketed || !name.contains(':'))
        && !name.contains(['/', '?', '#', '\\'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(settings: FeedSettings, expected: Result<FeedSettings, &str>) {
        let told = settings.checked().map_err(|why| why.to_string());
        assert_eq!(told, expected.map_err(str::to_owned));
    }

    /// As a form sends it.
    fn secret<'t>(text: impl Into<Option<&'t str>>) -> Option<Secret> {
        text.into().map(Secret::new)
    }

    #[test]
    fn blanks_are_removed_and_empty_is_absent() {
        check(
            FeedSettings {
                user_agent: Some(" Reader/1 \n".into()),
                cookie: secret("\t"),
                username: Some("ada".into()),
                password: secret(" kept as typed "),
                interval_minutes: Some(5),
                ..FeedSettings::default()
            },
            Ok(FeedSettings {
                user_agent: Some("Reader/1".into()),
                username: Some("ada".into()),
                password: secret(" kept as typed "),
                interval_minutes: Some(5),
                ..FeedSettings::default()
            }),
        );
    }

    #[test]
    fn a_value_cannot_smuggle_a_header() {
        let words = |field| {
            format!(
                "the {field} holds line breaks or signs that no header may hold; paste it as one \
                 line of plain letters"
            )
        };
        for text in ["a\r\nHost: evil.example", "a\nb", "a\0", "ü"] {
            let agent = FeedSettings { user_agent: Some(text.into()), ..FeedSettings::default() };
            check(agent, Err(&words("user agent")));
            let cookie = FeedSettings { cookie: secret(text), ..FeedSettings::default() };
            check(cookie, Err(&words("cookie")));
        }
        let umlaut = FeedSettings { username: Some("Zoë".into()), ..FeedSettings::default() };
        check(umlaut.clone(), Ok(umlaut));
        let long =
            FeedSettings { cookie: secret("a".repeat(5000).as_str()), ..FeedSettings::default() };
        check(long, Err("the cookie is longer than 4096 characters; shorten it"));
    }

    #[test]
    fn names_and_passwords_belong_together() {
        let alone = FeedSettings { password: secret("x"), ..FeedSettings::default() };
        check(alone, Err("a password needs a user name; fill in both or neither"));
        let colon = FeedSettings { username: Some("a:b".into()), ..FeedSettings::default() };
        check(colon, Err("a user name for a feed cannot hold a colon; put the password below"));
    }

    #[track_caller]
    fn check_proxy(text: &str, good: bool) {
        let settings = FeedSettings { proxy: secret(text), ..FeedSettings::default() };
        assert_eq!(settings.checked().is_ok(), good, "{text}");
    }

    #[test]
    fn proxies_have_a_scheme_and_a_host() {
        check_proxy("http://proxy.example:8080", true);
        check_proxy("HTTPS://user:p%40ss@proxy.example/", true);
        check_proxy("socks5://127.0.0.1:1080", true);
        check_proxy("socks5h://[::1]:9050", true);
        for text in [
            "proxy.example:8080",
            "ftp://proxy.example",
            "http://",
            "http://:8080",
            "http://a:port",
            "http://a/path",
            "http://a b",
            "http://user@",
        ] {
            check_proxy(text, false);
        }
    }

    #[test]
    fn intervals_have_bounds() {
        for (minutes, good) in [(4, false), (5, true), (10_080, true), (10_081, false), (0, false)]
        {
            let settings =
                FeedSettings { interval_minutes: Some(minutes), ..FeedSettings::default() };
            assert_eq!(settings.checked().is_ok(), good, "{minutes}");
        }
        assert_eq!(
            SettingsError::Interval(1).to_string(),
            "a feed is visited at most every 5 minutes and at least every 7 days, not every 1 minutes"
        );
    }

    #[test]
    fn a_secret_does_not_print_itself() {
        let settings = FeedSettings {
            cookie: secret("session=abc"),
            password: secret("hunter2"),
            proxy: secret("http://me:hunter2@proxy.example"),
            ..FeedSettings::default()
        };
        let shown = format!("{settings:?}");
        assert!(!shown.contains("abc") && !shown.contains("hunter2"), "{shown}");
    }
}
