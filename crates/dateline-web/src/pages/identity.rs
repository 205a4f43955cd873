//! Signing in by the identity provider that the owner named.
//!
//! The reader goes there and comes back with a code, which the newsroom turns into who they are. What
//! belongs to one attempt is random and waits in a cookie of this browser: nobody can be made to come
//! back from an attempt that they did not begin, and an account is only connected by an attempt that was
//! begun for that, by a form of ours, by the reader to whom the account belongs and who proved it: that
//! stands in the cookie under a seal, for whoever holds the browser may write what they like there. The
//! way back is a GET, for `OpenID Connect` makes it one; it opens a session or connects an account, and
//! nothing else.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use dateline_model::{ReaderId, Role};
use http::{HeaderMap, HeaderValue, header};
use serde::Deserialize;

use crate::access::Caller;
use crate::error::{Error, Result};
use crate::limits::Door;
use crate::pages::security::{self, Proof};
use crate::pages::{account, mail};
use crate::paper::{IdentityAttempt, Site};
use crate::speech::Message;
use crate::webauthn::Purpose;
use crate::{address, cookie, secret, session};

/// The cookie in which an attempt waits, and for how long. On HTTPS it bears the prefix that ties it to
/// this very host.
const COOKIE: &str = "dateline_identity";
const TIED_COOKIE: &str = "__Host-dateline_identity";
const LASTS_SECONDS: i64 = 600;

/// A longer way back than this begins at the front page: a cookie has little room.
const LONGEST_NEXT: usize = 1_000;

/// Where the provider sends readers back to.
const BACK: &str = "/sign-in/back";

/// The letters that say that a provider signs in to an account, and that it does no longer.
const CONNECTED: (&str, &str) = ("mail-changed-subject", "mail-connected-text");
const DISCONNECTED: (&str, &str) = ("mail-changed-subject", "mail-disconnected-text");

/// Where to go after signing in.
#[derive(Deserialize)]
pub(crate) struct Next {
    next: Option<String>,
}

/// What a reader comes back with.
#[derive(Deserialize)]
pub(crate) struct Return {
    #[serde(default)]
    code: String,
    #[serde(default)]
    state: String,
    #[serde(default)]
    error: String,
}

/// `GET /sign-in/with`: on to the provider.
pub(crate) async fn begin(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Query(next): Query<Next>,
) -> Result<Response> {
    if site.newsroom.identity_provider().is_none() {
        return Err(Error::NotFound("missing-page"));
    }
    let next = address::own_path(next.next.as_deref().unwrap_or("/")).to_owned();
    site.limits.take(Door::Identity, "begin", site.now()).map_err(Error::TooMany)?;
    match start(&site, None, &next).await {
        Ok((way, cookie)) => {
            Ok(([(header::SET_COOKIE, cookie)], Redirect::to(&way)).into_response())
        }
        Err(why) => refuse(&site, &caller, next, &why).await,
    }
}

async fn refuse(site: &Site, caller: &Caller, next: String, why: &Message) -> Result<Response> {
    account::refuse(site, caller, (next, String::new()), caller.speech.tell(why)).await
}

/// `POST /settings/identity/connect`: on to the provider, to connect this account with it. The policy of
/// our pages lets no form lead elsewhere, so the answer is a page that goes on by itself.
pub(crate) async fn connect(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Form(proof): Form<Proof>,
) -> Result<Response> {
    security::vouch(&site, &caller, proof).await?;
    let started = start(&site, Some(&caller), security::PATH).await;
    let (way, cookie) = started.map_err(Error::Bad)?;
    let on = HeaderValue::try_from(format!("0; url={way}"))
        .map_err(|_| Error::NotFound("missing-page"))?;
    let headers = [(header::SET_COOKIE, cookie), (header::REFRESH, on)];
    Ok((headers, way).into_response())
}

/// What an attempt was begun for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wish {
    SignIn,
    /// To connect this reader's account.
    Connect(ReaderId),
}

/// Who may come back to connect an account: this reader, in this session, from this attempt.
fn holder(reader: ReaderId, caller: &Caller, state: &str) -> String {
    format!("{reader} {} {state}", caller.token.as_deref().unwrap_or_default())
}

/// Where to send the reader, and the cookie in which the attempt waits: to connect the caller's account,
/// if there is one.
async fn start(
    site: &Site,
    connects: Option<&Caller>,
    next: &str,
) -> std::result::Result<(String, HeaderValue), Message> {
    let attempt = attempt(site);
    let way = site.newsroom.identity_way(attempt.clone()).await;
    let way = way.map_err(|()| of_provider(site, "identity-trouble"))?;
    let IdentityAttempt { state, nonce, verifier, .. } = attempt;
    let seal = |(caller, reader)| {
        site.challenger.issue(Purpose::Connect, &holder(reader, caller, &state), site.now())
    };
    let wish = connects.and_then(|caller| Some((caller, caller.id()?))).map(seal);
    let wish = wish.unwrap_or_else(|| "-".to_owned());
    let next = if next.len() > LONGEST_NEXT { "/" } else { next };
    let waiting = format!("{state}.{nonce}.{verifier}.{wish}.{}", secret::encode(next.as_bytes()));
    Ok((way, kept(site, &waiting, LASTS_SECONDS)))
}

fn is_tied(site: &Site) -> bool {
    site.settings.base_url.scheme() == "https"
}

fn kept(site: &Site, value: &str, seconds: i64) -> HeaderValue {
    if is_tied(site) {
        cookie::kept_on_https(TIED_COOKIE, value, seconds)
    } else {
        cookie::kept(COOKIE, value, seconds)
    }
}

/// `GET /sign-in/back`: whom the provider signed in.
pub(crate) async fn back(
    State(site): State<Arc<Site>>,
    caller: Caller,
    headers: HeaderMap,
    Query(given): Query<Return>,
) -> Result<Response> {
    let Some((attempt, wish, next)) = waiting(&site, &caller, &headers, &given.state) else {
        return refuse(&site, &caller, "/".to_owned(), &Message::new("identity-over")).await;
    };
    match settle(&site, &caller, &given, (attempt, wish)).await {
        Ok(reader) => {
            let mut answer = Redirect::to(&next).into_response();
            let over = kept(&site, "", 0);
            answer.headers_mut().append(header::SET_COOKIE, over);
            if caller.id() != Some(reader) {
                let caller = Caller { browser: session::browser_of(&headers), ..caller };
                let session: HeaderValue = session::begin(&site, reader, &caller).await?;
                answer.headers_mut().append(header::SET_COOKIE, session);
            }
            Ok(answer)
        }
        Err(Error::Bad(why)) => refuse(&site, &caller, next, &why).await,
        Err(error) => Err(error),
    }
}

/// `POST /settings/identity/forget`: the provider signs this reader in no more.
pub(crate) async fn forget(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Form(proof): Form<Proof>,
) -> Result<Response> {
    let provider = site.newsroom.identity_provider().ok_or(Error::NotFound("missing-page"))?;
    let reader = caller.person()?;
    security::vouch(&site, &caller, proof).await?;
    if site.store.has_identity(reader.id, &provider.issuer).await? {
        site.store.forget_identity(reader.id, &provider.issuer).await?;
        mail::tell_changed(&site, reader, DISCONNECTED).await?;
    }
    Ok(Redirect::to(security::PATH).into_response())
}

fn attempt(site: &Site) -> IdentityAttempt {
    IdentityAttempt {
        state: secret::token(),
        nonce: secret::token(),
        verifier: secret::token(),
        back: site.settings.base_url.join(BACK).map(String::from).unwrap_or_default(),
    }
}

/// The attempt that this browser began, and where it was to lead.
fn waiting(
    site: &Site,
    caller: &Caller,
    headers: &HeaderMap,
    state: &str,
) -> Option<(IdentityAttempt, Wish, String)> {
    let name = if is_tied(site) { TIED_COOKIE } else { COOKIE };
    let waiting = cookie::value(headers, name, |value| !value.is_empty())?;
    let mut parts = waiting.split('.').map(str::to_owned);
    let (begun, nonce, verifier) = (parts.next()?, parts.next()?, parts.next()?);
    if !secret::same(begun.as_bytes(), state.as_bytes()) {
        return None;
    }
    let wish = match parts.next()?.as_str() {
        "-" => Wish::SignIn,
        seal => {
            let reader = caller.id()?;
            let holder = holder(reader, caller, &begun);
            site.challenger.check(seal, Purpose::Connect, &holder, site.now())?;
            Wish::Connect(reader)
        }
    };
    let next = String::from_utf8(secret::decode(&parts.next()?)?).ok()?;
    let next = address::own_path(&next).to_owned();
    Some((IdentityAttempt { state: begun, nonce, verifier, ..attempt(site) }, wish, next))
}

/// The account of whom the provider signed in: known, connected now, or made now.
async fn settle(
    site: &Site,
    caller: &Caller,
    given: &Return,
    (attempt, wish): (IdentityAttempt, Wish),
) -> Result<ReaderId> {
    let provider = site.newsroom.identity_provider().ok_or(Error::NotFound("missing-page"))?;
    if !given.error.is_empty() || given.code.is_empty() {
        return Err(Error::Bad(of_provider(site, "identity-refused")));
    }
    let now = site.now();
    site.limits.take(Door::Identity, "back", now).map_err(Error::TooMany)?;
    let found = site.newsroom.identify(&given.code, attempt).await;
    let found = found.map_err(|()| Error::Bad(of_provider(site, "identity-trouble")))?;
    let known = site.store.identified_reader(&found.issuer, &found.subject).await?;
    let news = known.is_none();
    let reader = match (wish, known) {
        (Wish::Connect(reader), Some(known)) if known.id != reader => {
            return Err(Error::Bad(of_provider(site, "identity-others")));
        }
        (Wish::Connect(reader), None) if site.store.has_identity(reader, &found.issuer).await? => {
            return Err(Error::Bad(of_provider(site, "identity-second")));
        }
        (Wish::Connect(reader), _) => reader,
        (Wish::SignIn, Some(known)) => known.id,
        (Wish::SignIn, None) if provider.makes_accounts => {
            site.limits.take(Door::Join, "identity", now).map_err(Error::TooMany)?;
            make(site, found.name.as_deref().unwrap_or_default()).await?
        }
        (Wish::SignIn, None) => {
            return Err(Error::Bad(of_provider(site, "identity-unknown")));
        }
    };
    if let Some(ban) = site.store.ban_of(reader, now).await? {
        return Err(Error::Bad(account::banned(site, caller, &ban)));
    }
    site.store.add_identity(reader, &found.issuer, &found.subject, now).await?;
    if let (Wish::Connect(_), true) = (wish, news) {
        mail::tell_changed(site, caller.person()?, CONNECTED).await?;
    }
    Ok(reader)
}

/// A new account under the name that the provider gave. Nobody knows its password: the owner's link
/// for a new one sets the first.
async fn make(site: &Site, name: &str) -> Result<ReaderId> {
    if site.store.credentials(name).await?.is_some() {
        return Err(Error::Bad(Message::new("identity-name-taken").text("name", name)));
    }
    account::create(site, name, secret::token(), Role::Member).await
}

/// Words about the provider.
fn of_provider(site: &Site, name: &'static str) -> Message {
    let provider = site.newsroom.identity_provider().map(|provider| provider.name);
    Message::new(name).text("provider", provider.unwrap_or_default())
}
