//! What opens an account: its password, its sessions, and passwords for programs.
//!
//! Whatever could lock a reader out asks for the password again. A password for a program opens feeds
//! alone, and goes with the next change of the password.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use dateline_model::{Millis, Reader, When};
use dateline_store::{AppPassword, NewAppPassword, SessionRow};
use serde::Deserialize;

use crate::access::Caller;
use crate::apps::fever;
use crate::error::{Error, Result};
use crate::limits::Door;
use crate::moment::Stamp;
use crate::pages::mail::{self, MailPart};
use crate::pages::passkeys::{self, PasskeyPart};
use crate::pages::{lens, shell};
use crate::paper::Site;
use crate::parts::{Lens, Shell};
use crate::speech::Message;
use crate::{password, respond, secret, session};

/// Passwords for programs that one reader may have.
const MOST_APP_PASSWORDS: usize = 20;

/// The longest name of one, in characters.
const LONGEST_NAME: usize = 40;

/// How long after signing in the password is not asked for again.
const FRESH_MS: i64 = 10 * 60 * Millis::SECOND;

/// The letter that says that there is a password for a program more.
const APP: (&str, &str) = ("mail-changed-subject", "mail-app-text");

/// Where all of this is.
pub(crate) const PATH: &str = "/settings/account";

#[derive(Template)]
#[template(path = "account.html")]
struct AccountPage {
    shell: Shell,
    said: String,
    sessions: Vec<SessionLine>,
    apps: Vec<AppLine>,
    /// Where apps find the paper, by the API that they speak.
    apps_address: String,
    fever_address: String,
    miniflux_address: String,
    /// A password for a program that was made just now: shown once.
    fresh: Option<Fresh>,
    provider: Option<Provider>,
    mail: Option<MailPart>,
    passkeys: Option<PasskeyPart>,
    /// Changing how the account is opened asks for the password.
    ask: bool,
}

/// The identity provider that the owner named.
struct Provider {
    name: String,
    /// It signs this reader in.
    connected: bool,
}

struct SessionLine {
    key: String,
    browser: String,
    began: Stamp,
    used: Stamp,
    /// The one that asks.
    here: bool,
}

struct AppLine {
    id: i64,
    name: String,
    made: Stamp,
    used: Option<Stamp>,
    /// It opens the Fever API.
    fever: bool,
}

struct Fresh {
    name: String,
    password: String,
}

/// `GET /settings/account`.
pub(crate) async fn page(State(site): State<Arc<Site>>, caller: Caller) -> Result<Response> {
    show(&site, &caller, String::new(), None).await
}

pub(crate) async fn show(
    site: &Site,
    caller: &Caller,
    said: String,
    fresh: Option<(String, String)>,
) -> Result<Response> {
    let reader = caller.member()?;
    let sessions = site.store.sessions(reader, site.now()).await?;
    let apps = site.store.app_passwords(reader).await?;
    let view = lens(site, caller);
    let provider = match site.newsroom.identity_provider() {
        Some(info) => {
            let connected = site.store.has_identity(reader, &info.issuer).await?;
            Some(Provider { name: info.name, connected })
        }
        None => None,
    };
    let here = caller.token.as_deref().map(secret::token_digest);
    respond::page(&AccountPage {
        shell: shell(site, caller, caller.speech.say("your-account")).await?,
        said,
        sessions: sessions.iter().map(|one| line(one, here.as_ref(), view)).collect(),
        apps: apps.into_iter().map(|app| app_line(app, view)).collect(),
        apps_address: site.absolute("/api/greader.php"),
        fever_address: site.absolute("/fever/"),
        miniflux_address: site.absolute(""),
        fresh: fresh.map(|(name, password)| Fresh { name, password }),
        provider,
        mail: mail::part(site, reader).await?,
        passkeys: passkeys::part(site, caller).await?,
        ask: !is_fresh(site, caller).await?,
    })
}

fn line(session: &SessionRow, here: Option<&[u8; 32]>, lens: Lens<'_>) -> SessionLine {
    SessionLine {
        key: secret::hex(&session.token_hash),
        browser: session::browser_words(&session.browser, lens.speech),
        began: lens.stamp(When::At(session.created_at)),
        used: lens.stamp(When::At(session.last_used_at)),
        here: here.is_some_and(|here| here.as_slice() == session.token_hash),
    }
}

fn app_line(app: AppPassword, lens: Lens<'_>) -> AppLine {
    AppLine {
        id: app.id,
        name: app.name,
        made: lens.stamp(When::At(app.created_at)),
        used: app.last_used_at.map(|at| lens.stamp(When::At(at))),
        fever: app.fever,
    }
}

/// Whether the reader knows their password: before anything that cannot be taken back.
///
/// # Errors
/// [`Error::Bad`] when they do not.
pub(crate) async fn prove(site: &Site, reader: &Reader, given: String) -> Result<()> {
    let key = reader.id.to_string();
    site.limits.take(Door::Password, &key, site.now()).map_err(Error::TooMany)?;
    let known = site.store.password_hash(reader.id).await?;
    let fits = given.len() <= password::LONGEST_BYTES;
    let given = if fits { given } else { String::new() };
    if !site.hasher.verify(given, known).await {
        return Err(Error::Bad("bad-your-password".into()));
    }
    site.limits.forget(Door::Password, &key);
    Ok(())
}

/// Whether the caller signed in just now, as whoever a proxy signs in does with each request.
async fn is_fresh(site: &Site, caller: &Caller) -> Result<bool> {
    if caller.vouched {
        return Ok(true);
    }
    let Some(here) = caller.token.as_deref().map(secret::token_digest) else { return Ok(false) };
    let sessions = site.store.sessions(caller.member()?, site.now()).await?;
    let session = sessions.iter().find(|one| one.token_hash == here);
    Ok(session.is_some_and(|session| site.now() < session.created_at.plus(FRESH_MS)))
}

/// The password, where a form asks for it.
#[derive(Deserialize)]
pub(crate) struct Proof {
    #[serde(default)]
    password: String,
}

/// Whether the caller may change how their account is opened: they signed in just now, as whoever has
/// no password does, or they know their password.
///
/// # Errors
/// [`Error::Bad`] when neither is so.
pub(crate) async fn vouch(site: &Site, caller: &Caller, proof: Proof) -> Result<()> {
    if is_fresh(site, caller).await? {
        return Ok(());
    }
    if proof.password.is_empty() {
        return Err(Error::Bad("bad-prove-first".into()));
    }
    prove(site, caller.person()?, proof.password).await
}

/// What the form for a new password sends.
#[derive(Deserialize)]
pub(crate) struct NewPassword {
    old: String,
    new: String,
}

/// `POST /settings/password`: all other sessions end.
pub(crate) async fn change_password(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Form(given): Form<NewPassword>,
) -> Result<Response> {
    let reader = caller.person()?;
    if let Some(complaint) = password::complaint(&given.new) {
        return Err(Error::Bad(complaint));
    }
    prove(&site, reader, given.old).await?;
    let hash = site.hasher.hash(given.new).await;
    let keep = caller.token.as_deref().map(secret::token_digest);
    site.store.set_password(reader.id, &hash, keep.as_ref().map(<[u8; 32]>::as_slice)).await?;
    mail::tell_changed(&site, reader, mail::PASSWORD).await?;
    let said = caller.speech.say("account-password-changed").to_owned();
    show(&site, &caller, said, None).await
}

/// Which session is to end.
#[derive(Deserialize)]
pub(crate) struct Which {
    session: String,
}

/// `POST /settings/sessions/end`.
pub(crate) async fn end_session(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Form(which): Form<Which>,
) -> Result<Response> {
    let reader = caller.member()?;
    let sessions = site.store.sessions(reader, site.now()).await?;
    let found = sessions.iter().find(|one| secret::hex(&one.token_hash) == which.session);
    let found = found.ok_or(Error::NotFound("missing-session"))?;
    site.store.end_session_of(reader, &found.token_hash).await?;
    Ok(Redirect::to(PATH).into_response())
}

/// `POST /settings/sessions/end-others`.
pub(crate) async fn end_others(State(site): State<Arc<Site>>, caller: Caller) -> Result<Response> {
    let keep = caller.token.as_deref().map(secret::token_digest).unwrap_or_default();
    site.store.end_other_sessions(caller.member()?, &keep).await?;
    Ok(Redirect::to(PATH).into_response())
}

/// What a new password for a program is called.
#[derive(Deserialize)]
pub(crate) struct NewApp {
    name: String,
    #[serde(flatten)]
    proof: Proof,
}

/// `POST /settings/app-passwords`: makes one and shows it, once.
pub(crate) async fn add_app(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Form(given): Form<NewApp>,
) -> Result<Response> {
    let person = caller.person()?;
    let reader = person.id;
    site.limits.take(Door::Links, &reader.to_string(), site.now()).map_err(Error::TooMany)?;
    let name: String = given.name.trim().chars().take(LONGEST_NAME).collect();
    if name.is_empty() {
        return Err(Error::Bad("bad-which-program".into()));
    }
    vouch(&site, &caller, given.proof).await?;
    if site.store.app_passwords(reader).await?.len() >= MOST_APP_PASSWORDS {
        let words = Message::new("bad-most-apps").number("n", MOST_APP_PASSWORDS);
        return Err(Error::Bad(words));
    }
    let password = password::new_password();
    let new = NewAppPassword {
        reader,
        name: name.clone(),
        digest: secret::token_digest(&password).to_vec(),
        fever_digest: fever::key_digest(&person.name, &password).to_vec(),
    };
    site.store.add_app_password(&new, site.now()).await?;
    mail::tell_changed(&site, person, APP).await?;
    show(&site, &caller, String::new(), Some((name, password))).await
}

/// `POST /settings/app-passwords/{id}/revoke`.
pub(crate) async fn revoke_app(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<Response> {
    if !site.store.revoke_app_password(caller.member()?, id).await? {
        return Err(Error::NotFound("missing-app-password"));
    }
    Ok(Redirect::to(PATH).into_response())
}
