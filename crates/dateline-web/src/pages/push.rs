//! Which of a reader's browsers are notified (Web Push): one is added in that browser itself.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use dateline_model::When;
use dateline_store::NewPushSubscription;
use serde::Deserialize;
use url::Host;

use crate::access::Caller;
use crate::error::{Error, Result};
use crate::moment::Stamp;
use crate::pages::{lens, shell};
use crate::paper::{PushTarget, Site};
use crate::parts::Shell;
use crate::speech::Message;
use crate::{respond, secret};

const PATH: &str = "/settings/push";

/// The longest address of a push service; theirs have some 300 characters.
const LONGEST_ENDPOINT: usize = 1_000;

#[derive(Template)]
#[template(path = "push.html")]
struct PushPage {
    shell: Shell,
    /// Without it no browser can be added; why not, says `trouble`.
    key: Option<String>,
    trouble: &'static str,
    browsers: Vec<BrowserRow>,
}

struct BrowserRow {
    id: i64,
    endpoint: String,
    browser: String,
    added: Stamp,
}

/// `GET /settings/push`.
pub(crate) async fn page(State(site): State<Arc<Site>>, caller: Caller) -> Result<Response> {
    let browsers = site.store.push_subscriptions(caller.member()?).await?;
    let lens = lens(&site, &caller);
    let row = |one: dateline_store::PushSubscription| BrowserRow {
        id: one.id,
        endpoint: one.endpoint,
        browser: one.browser,
        added: lens.stamp(When::At(one.created_at)),
    };
    let key = site.newsroom.push_key();
    let secure = is_secure(&site.settings.base_url);
    respond::page(&PushPage {
        shell: shell(&site, &caller, caller.speech.say("push")).await?,
        trouble: if key.is_none() { "push-not-set" } else { "push-insecure" },
        key: key.filter(|_| secure),
        browsers: browsers.into_iter().map(row).collect(),
    })
}

/// Browsers offer this only where nobody between them and the paper can listen.
fn is_secure(base_url: &url::Url) -> bool {
    let at_home = match base_url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(v4)) => v4.is_loopback(),
        Some(Host::Ipv6(v6)) => v6.is_loopback(),
        None => false,
    };
    at_home || base_url.scheme() == "https"
}

/// What a browser says of its subscription.
#[derive(Deserialize)]
pub(crate) struct NewBrowser {
    endpoint: Option<String>,
    p256dh: Option<String>,
    auth: Option<String>,
}

/// `POST /settings/push`: notifies the browser that asks.
pub(crate) async fn add(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Form(given): Form<NewBrowser>,
) -> Result<Response> {
    let reader = caller.member()?;
    if site.newsroom.push_key().is_none() || !is_secure(&site.settings.base_url) {
        return Err(Error::Refused("push-not-set".into()));
    }
    let bytes = |text: Option<String>| secret::decode(&text?);
    let keys = bytes(given.p256dh).zip(bytes(given.auth));
    let endpoint = given.endpoint.filter(|endpoint| endpoint.len() <= LONGEST_ENDPOINT);
    let bad = || Error::Bad(Message::from("bad-push"));
    let ((public_key, secret), endpoint) = keys.zip(endpoint).ok_or_else(bad)?;
    let target = PushTarget { endpoint, public_key, secret };
    site.newsroom.check_push(&target).map_err(|why| Error::Bad(Message::Said(why)))?;
    let PushTarget { endpoint, public_key, secret } = target;
    let new = NewPushSubscription {
        reader,
        session: caller.token.as_deref().map(|token| secret::token_digest(token).to_vec()),
        endpoint,
        public_key,
        secret,
        browser: caller.browser.clone(),
        language: caller.speech.tag().to_owned(),
    };
    site.store.add_push_subscription(&new, site.now()).await?;
    Ok(Redirect::to(PATH).into_response())
}

/// `POST /settings/push/{id}/remove`.
pub(crate) async fn remove(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<Response> {
    if !site.store.remove_push_subscription(caller.member()?, id).await? {
        return Err(Error::NotFound("missing-browser"));
    }
    Ok(Redirect::to(PATH).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_where_nobody_can_listen() {
        let check = |base: &str, expected: bool| {
            assert_eq!(is_secure(&url::Url::parse(base).expect("an address")), expected, "{base}");
        };
        check("https://paper.example/", true);
        check("http://paper.example/", false);
        check("http://192.168.1.5:8080/", false);
        check("http://localhost:8080/", true);
        check("http://127.0.0.1:8080/", true);
        check("http://[::1]:8080/", true);
    }
}
