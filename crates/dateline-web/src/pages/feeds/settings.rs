//! How one feed is fetched: the owner's word, for all readers of the feed.
//!
//! Secrets go in and never come out: the page says that one is set, and offers to take it away. An
//! empty field keeps what is set.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use dateline_model::{FeedSettings, PageChoice, Secret, SettingsError};
use http::StatusCode;
use serde::Deserialize;

use super::{one, own};
use crate::access::Caller;
use crate::error::{Result, sentence};
use crate::paper::Site;
use crate::respond;
use crate::speech::Message;

/// What the form sends. A box that is not ticked sends nothing.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct Sent {
    page: String,
    interval: String,
    user_agent: String,
    username: String,
    password: String,
    clear_password: Option<String>,
    cookie: String,
    clear_cookie: Option<String>,
    proxy: String,
    clear_proxy: Option<String>,
    private: Option<String>,
}

/// The form as it is shown.
#[derive(Default)]
pub(super) struct SettingsForm {
    pub(super) trusts_feed: bool,
    pub(super) interval: String,
    pub(super) user_agent: String,
    pub(super) username: String,
    pub(super) private: bool,
    pub(super) set: Set,
    /// The field that is wrong, and why.
    wrong: Option<(&'static str, String)>,
}

/// Secrets that are set.
#[derive(Default)]
pub(super) struct Set {
    pub(super) password: bool,
    pub(super) cookie: bool,
    pub(super) proxy: bool,
}

impl SettingsForm {
    /// The form for settings as they are kept.
    pub(super) fn of(settings: &FeedSettings) -> SettingsForm {
        SettingsForm {
            trusts_feed: settings.page == PageChoice::TrustFeed,
            interval: settings
                .interval_minutes
                .map(|minutes| minutes.to_string())
                .unwrap_or_default(),
            user_agent: settings.user_agent.clone().unwrap_or_default(),
            username: settings.username.clone().unwrap_or_default(),
            private: settings.allow_private_network,
            set: Set {
                password: settings.password.is_some(),
                cookie: settings.cookie.is_some(),
                proxy: settings.proxy.is_some(),
            },
            wrong: None,
        }
    }

    /// What is wrong with a field; empty when nothing is.
    pub(super) fn trouble(&self, field: &str) -> &str {
        match &self.wrong {
            Some((wrong, why)) if *wrong == field => why,
            _ => "",
        }
    }
}

impl Sent {
    /// The settings that were meant: `kept` with what was sent.
    fn over(
        &self,
        kept: &FeedSettings,
    ) -> std::result::Result<FeedSettings, (&'static str, Message)> {
        let interval = match self.interval.trim() {
            "" => None,
            number => Some(number.parse().map_err(|_| ("interval", Message::new("bad-interval")))?),
        };
        let settings = FeedSettings {
            user_agent: Some(self.user_agent.clone()),
            cookie: secret(&self.cookie, self.clear_cookie.is_some(), kept.cookie.as_ref()),
            username: Some(self.username.clone()),
            password: secret(&self.password, self.clear_password.is_some(), kept.password.as_ref()),
            proxy: secret(&self.proxy, self.clear_proxy.is_some(), kept.proxy.as_ref()),
            page: if self.page == "trust-feed" { PageChoice::TrustFeed } else { PageChoice::Fetch },
            interval_minutes: interval,
            allow_private_network: self.private.is_some(),
        };
        let said = |error: &SettingsError| Message::Said(sentence(&error.to_string()));
        settings.checked().map_err(|error| (field_of(&error), said(&error)))
    }

    /// The form with what was sent, and what is wrong with it. What was sent in secret is not sent
    /// back.
    fn again(self, kept: &FeedSettings, wrong: (&'static str, String)) -> SettingsForm {
        SettingsForm {
            trusts_feed: self.page == "trust-feed",
            interval: self.interval,
            user_agent: self.user_agent,
            username: self.username,
            private: self.private.is_some(),
            wrong: Some(wrong),
            ..SettingsForm::of(kept)
        }
    }
}

fn secret(sent: &str, clear: bool, kept: Option<&Secret>) -> Option<Secret> {
    match sent {
        "" if clear => None,
        "" => kept.cloned(),
        sent => Some(Secret::new(sent)),
    }
}

fn field_of(error: &SettingsError) -> &'static str {
    match error {
        SettingsError::Header(field) | SettingsError::TooLong(field) => match *field {
            "cookie" => "cookie",
            "user name" => "username",
            "password" => "password",
            _ => "user_agent",
        },
        SettingsError::Username | SettingsError::PasswordAlone => "username",
        SettingsError::Proxy => "proxy",
        SettingsError::Interval(_) => "interval",
    }
}

/// `POST /feeds/{id}/settings`.
pub(crate) async fn save(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(sent): Form<Sent>,
) -> Result<Response> {
    let subscription = own(&site, caller.member()?, id).await?;
    let (feed, kept) = (subscription.feed.id, subscription.feed.settings.clone());
    match sent.over(&kept) {
        Ok(settings) => {
            let asked_anew = site.store.set_feed_settings(feed, &settings, site.now()).await?;
            site.newsroom.wake();
            let to = if asked_anew {
                one::while_checked(feed, site.now())
            } else {
                format!("/feeds/{feed}?saved=1")
            };
            Ok(Redirect::to(&to).into_response())
        }
        Err((field, why)) => {
            let form = sent.again(&kept, (field, caller.speech.tell(&why)));
            let page = one::with_settings(&site, &caller, subscription, form).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, respond::page(&page)?).into_response())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept() -> FeedSettings {
        FeedSettings {
            username: Some("ada".to_owned()),
            password: Some(Secret::new("old")),
            cookie: Some(Secret::new("a=1")),
            ..FeedSettings::default()
        }
    }

    fn sent() -> Sent {
        Sent { username: "ada".to_owned(), ..Sent::default() }
    }

    #[track_caller]
    fn check(sent: &Sent, expected: Result<FeedSettings, (&str, &str)>) {
        let meant = sent.over(&kept());
        let told = |why: &Message| crate::speech::Speech::default().tell(why);
        let meant = meant.as_ref().map_err(|(field, why)| (*field, told(why)));
        match (meant, expected) {
            (Ok(meant), Ok(expected)) => assert_eq!(*meant, expected),
            (Err((field, why)), Err((expected, words))) => {
                assert_eq!(field, expected);
                assert!(why.contains(words), "{why}");
            }
            (meant, expected) => panic!("{meant:?} and not {expected:?}"),
        }
    }

    type Result<T, E> = std::result::Result<T, E>;

    #[test]
    fn an_empty_secret_keeps_what_is_set() {
        check(&sent(), Ok(kept()));
        let new = Sent { cookie: "b=2".to_owned(), ..sent() };
        check(&new, Ok(FeedSettings { cookie: Some(Secret::new("b=2")), ..kept() }));
        let cleared = Sent { clear_cookie: Some("on".to_owned()), ..sent() };
        check(&cleared, Ok(FeedSettings { cookie: None, ..kept() }));
    }

    #[test]
    fn what_is_wrong_is_told_at_its_field() {
        let wrong = |field: &'static str, words: &'static str, sent: Sent| {
            check(&sent, Err((field, words)));
        };
        wrong("interval", "number of minutes", Sent { interval: "soon".to_owned(), ..sent() });
        wrong("interval", "every 5 minutes", Sent { interval: "1".to_owned(), ..sent() });
        wrong("proxy", "proxy", Sent { proxy: "nowhere".to_owned(), ..sent() });
        wrong("user_agent", "user agent", Sent { user_agent: "a\nb".to_owned(), ..sent() });
        wrong("username", "user name", Sent::default());
        wrong("cookie", "cookie", Sent { cookie: "a\r\nb".to_owned(), ..sent() });
    }

    #[test]
    fn secrets_are_not_sent_back() {
        let sent = Sent { cookie: "sec\nret".to_owned(), interval: "7".to_owned(), ..sent() };
        let (field, why) = sent.over(&kept()).expect_err("a line break");
        let why = crate::speech::Speech::default().tell(&why);
        let form = sent.again(&kept(), (field, why));
        assert_eq!((form.interval.as_str(), form.set.cookie), ("7", true));
        assert!(form.trouble("cookie").starts_with("The cookie holds"));
        assert_eq!(form.trouble("proxy"), "");
    }
}
