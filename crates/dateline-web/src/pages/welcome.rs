//! The first visit: whoever bears the one-time link becomes the owner.
//!
//! There is no default password. The binary prints the link when the paper has no owner; the store
//! keeps only the token's digest, and forgets it once it was used.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use dateline_model::Role;
use dateline_store::Store;
use http::header;
use serde::Deserialize;

use crate::access::Caller;
use crate::error::{Error, Result};
use crate::limits::Door;
use crate::pages::{account, shell};
use crate::paper::Site;
use crate::parts::Shell;
use crate::{respond, secret, session};

/// The setting that holds the digest of the one-time link's token, in hexadecimal.
const SETTING: &str = "welcome_token_digest";

/// Makes the one-time link's token, and forgets the one before it: for a paper without an owner,
/// at every start. The link is `/welcome?token=` with what this returns.
///
/// # Errors
/// When the store cannot keep its digest.
pub async fn welcome_token(store: &Store) -> std::result::Result<String, dateline_store::Error> {
    let token = secret::token();
    store.set_setting(SETTING, &secret::hex(&secret::token_digest(&token))).await?;
    Ok(token)
}

#[derive(Template)]
#[template(path = "welcome.html")]
struct WelcomePage {
    shell: Shell,
    token: String,
    name: String,
    wrong: String,
}

/// The one-time link's token.
#[derive(Deserialize)]
pub(crate) struct Bearer {
    token: Option<String>,
}

/// What the form sends.
#[derive(Deserialize)]
pub(crate) struct Owner {
    token: String,
    name: String,
    password: String,
}

/// `GET /welcome?token=`.
pub(crate) async fn page(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Query(bearer): Query<Bearer>,
) -> Result<Response> {
    let token = bearer.token.unwrap_or_default();
    if site.store.owner_exists().await? {
        return Ok(Redirect::to("/").into_response());
    }
    admit(&site, &token).await?;
    show(&site, &caller, token, String::new(), String::new()).await
}

/// `POST /welcome`.
pub(crate) async fn submit(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Form(owner): Form<Owner>,
) -> Result<Response> {
    if site.store.owner_exists().await? {
        return Err(Error::Forbidden("forbidden-has-owner"));
    }
    admit(&site, &owner.token).await?;
    let name = owner.name.trim().to_owned();
    match account::create(&site, &name, owner.password, Role::Owner).await {
        Ok(reader) => {
            site.store.set_setting(SETTING, "").await?;
            let cookie = session::begin(&site, reader, &caller).await?;
            Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/feeds")).into_response())
        }
        Err(Error::Bad(wrong)) => {
            show(&site, &caller, owner.token, name, caller.speech.tell(&wrong)).await
        }
        Err(error) => Err(error),
    }
}

async fn show(
    site: &Site,
    caller: &Caller,
    token: String,
    name: String,
    wrong: String,
) -> Result<Response> {
    let shell = shell(site, caller, caller.speech.say("welcome")).await?;
    respond::page(&WelcomePage { shell, token, name, wrong })
}

/// Lets only the bearer of the one-time link through.
async fn admit(site: &Site, token: &str) -> Result<()> {
    site.limits.take(Door::SignIn, "welcome", site.now()).map_err(Error::TooMany)?;
    let kept = site.store.setting(SETTING).await?.unwrap_or_default();
    let given = secret::hex(&secret::token_digest(token));
    if kept.is_empty() || !secret::same(given.as_bytes(), kept.as_bytes()) {
        return Err(Error::Forbidden("forbidden-link"));
    }
    site.limits.forget(Door::SignIn, "welcome");
    Ok(())
}
