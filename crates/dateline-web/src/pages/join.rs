//! New accounts by their owners-to-be: by invitation, or by open registration; and new passwords by
//! a link that the paper's owner gave.
//!
//! A link works once and for a time. A dead link is told alike whether it was used, has ended or
//! never was; a name is told to be taken only to whoever may make an account.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use dateline_model::Role;
use dateline_store::Newcomer;
use http::header;
use serde::Deserialize;

use crate::access::Caller;
use crate::error::{Error, Result};
use crate::limits::Door;
use crate::pages::{account, mail, shell};
use crate::paper::Site;
use crate::parts::Shell;
use crate::{password, respond, secret, session};

/// The setting that says whether whoever wants to may make an account.
pub(crate) const REGISTRATION: &str = "registration";

/// Its value when they may.
pub(crate) const OPEN: &str = "open";

const DEAD: &str = "refused-dead-link";

#[derive(Template)]
#[template(path = "join.html")]
struct JoinPage {
    shell: Shell,
    action: &'static str,
    token: String,
    name: String,
    wrong: String,
}

#[derive(Template)]
#[template(path = "reset.html")]
struct ResetPage {
    shell: Shell,
    token: String,
    name: String,
    wrong: String,
}

/// The link's token.
#[derive(Deserialize)]
pub(crate) struct Bearer {
    #[serde(default)]
    pub(crate) token: String,
}

/// What the form for a new account sends.
#[derive(Deserialize)]
pub(crate) struct Given {
    #[serde(default)]
    token: String,
    name: String,
    password: String,
}

/// Whether whoever wants to may make an account.
pub(crate) async fn is_open(site: &Site) -> Result<bool> {
    Ok(site.store.setting(REGISTRATION).await?.as_deref() == Some(OPEN))
}

fn knock(site: &Site, key: &str) -> Result<()> {
    site.limits.take(Door::Join, key, site.now()).map_err(Error::TooMany)
}

/// A link that works has a measure of its own: nobody who guesses can use it up.
pub(crate) fn dead(site: &Site) -> Error {
    knock(site, "dead links").err().unwrap_or_else(|| Error::Refused(DEAD.into()))
}

/// `GET /join`: an invitation.
pub(crate) async fn invited(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Query(bearer): Query<Bearer>,
) -> Result<Response> {
    let digest = secret::token_digest(&bearer.token);
    if !site.store.is_invited(&digest, site.now()).await? {
        return Err(dead(&site));
    }
    let given = Given { token: bearer.token, name: String::new(), password: String::new() };
    show(&site, &caller, "/join", given, String::new()).await
}

/// `POST /join`.
pub(crate) async fn join(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Form(mut given): Form<Given>,
) -> Result<Response> {
    let digest = secret::token_digest(&given.token).to_vec();
    // Nobody without an invitation has us hash passwords.
    if !site.store.is_invited(&digest, site.now()).await? {
        return Err(dead(&site));
    }
    knock(&site, &given.token)?;
    let name = given.name.trim().to_owned();
    let password = std::mem::take(&mut given.password);
    let made = async {
        let password_hash = account::acceptable(&site, &name, password).await?;
        let newcomer = Newcomer { name: name.clone(), password_hash, digest };
        Ok::<_, Error>(site.store.join(&newcomer, site.now()).await?)
    };
    match made.await {
        Ok(reader) => welcome(&site, &caller, reader).await,
        Err(Error::Bad(wrong)) => {
            show(&site, &caller, "/join", given, caller.speech.tell(&wrong)).await
        }
        Err(Error::NotFound(_)) => Err(Error::Refused(DEAD.into())),
        Err(error) => Err(error),
    }
}

/// `GET /register`.
pub(crate) async fn registration(
    State(site): State<Arc<Site>>,
    caller: Caller,
) -> Result<Response> {
    must_be_open(&site).await?;
    let given = Given { token: String::new(), name: String::new(), password: String::new() };
    show(&site, &caller, "/register", given, String::new()).await
}

/// `POST /register`.
pub(crate) async fn register(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Form(mut given): Form<Given>,
) -> Result<Response> {
    must_be_open(&site).await?;
    knock(&site, "strangers")?;
    let name = given.name.trim().to_owned();
    let password = std::mem::take(&mut given.password);
    match account::create(&site, &name, password, Role::Member).await {
        Ok(reader) => welcome(&site, &caller, reader).await,
        Err(Error::Bad(wrong)) => {
            show(&site, &caller, "/register", given, caller.speech.tell(&wrong)).await
        }
        Err(error) => Err(error),
    }
}

async fn must_be_open(site: &Site) -> Result<()> {
    if is_open(site).await? {
        return Ok(());
    }
    Err(Error::Refused("refused-registration".into()))
}

async fn welcome(
    site: &Site,
    caller: &Caller,
    reader: dateline_model::ReaderId,
) -> Result<Response> {
    let cookie = session::begin(site, reader, caller).await?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response())
}

async fn show(
    site: &Site,
    caller: &Caller,
    action: &'static str,
    given: Given,
    wrong: String,
) -> Result<Response> {
    let shell = shell(site, caller, caller.speech.say("your-account")).await?;
    let Given { token, name, .. } = given;
    respond::page(&JoinPage { shell, action, token, name, wrong })
}

/// `GET /reset`.
pub(crate) async fn reset_page(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Query(bearer): Query<Bearer>,
) -> Result<Response> {
    let digest = secret::token_digest(&bearer.token);
    let reader = site.store.reset_reader(&digest, site.now()).await?;
    let reader = reader.ok_or_else(|| dead(&site))?;
    let shell = shell(&site, &caller, caller.speech.say("reset-title")).await?;
    let (token, wrong) = (bearer.token, String::new());
    respond::page(&ResetPage { shell, token, name: reader.name, wrong })
}

/// What the form for a new password sends.
#[derive(Deserialize)]
pub(crate) struct Reset {
    token: String,
    password: String,
}

/// `POST /reset`: all sessions of the account end, and one begins here.
pub(crate) async fn reset(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Form(given): Form<Reset>,
) -> Result<Response> {
    let digest = secret::token_digest(&given.token);
    let reader = site.store.reset_reader(&digest, site.now()).await?;
    let reader = reader.ok_or_else(|| dead(&site))?;
    knock(&site, &given.token)?;
    if let Some(complaint) = password::complaint(&given.password) {
        let shell = shell(&site, &caller, caller.speech.say("reset-title")).await?;
        let wrong = caller.speech.tell(&complaint);
        return respond::page(&ResetPage { shell, token: given.token, name: reader.name, wrong });
    }
    let hash = site.hasher.hash(given.password).await;
    site.store.set_password(reader.id, &hash, None).await?;
    mail::tell_changed(&site, &reader, mail::PASSWORD).await?;
    if site.store.ban_of(reader.id, site.now()).await?.is_some() {
        return Ok(Redirect::to("/sign-in").into_response());
    }
    welcome(&site, &caller, reader.id).await
}
