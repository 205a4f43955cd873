//! Signing in and out, and what a reader or the owner can set.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use dateline_model::{ReaderId, Role};
use dateline_store::Ban;
use http::{StatusCode, header};
use serde::Deserialize;

use crate::access::Caller;
use crate::error::{Error, Result};
use crate::limits::Door;
use crate::pages::passkeys::{self, Offer};
use crate::pages::{join, lens, shell};
use crate::paper::Site;
use crate::parts::Shell;
use crate::speech::Message;
use crate::{address, password, respond, session};

/// The longest name, in characters.
const LONGEST_NAME: usize = 40;

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    shell: Shell,
    next: String,
    name: String,
    wrong: String,
    /// Nobody can sign in yet.
    ownerless: bool,
    /// Whoever wants to may make an account.
    open: bool,
    /// What the identity provider is called.
    provider: Option<String>,
    /// A new password can be had by mail.
    forgot: bool,
    passkey: Option<Offer>,
}

#[derive(Template)]
#[template(path = "settings.html")]
struct SettingsPage {
    shell: Shell,
    /// Who is signed in, in which role, since when.
    signed_in: String,
    /// The message that says who may read the paper.
    public: &'static str,
    said: String,
}

/// Where to go after signing in.
#[derive(Deserialize)]
pub(crate) struct Next {
    next: Option<String>,
}

/// What the sign-in form sends.
#[derive(Deserialize)]
pub(crate) struct Credentials {
    name: String,
    password: String,
    next: Option<String>,
}

/// `GET /sign-in`.
pub(crate) async fn sign_in_page(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Query(next): Query<Next>,
) -> Result<Response> {
    let next = address::own_path(next.next.as_deref().unwrap_or("/")).to_owned();
    if caller.reader.is_some() {
        return Ok(Redirect::to(&next).into_response());
    }
    let ownerless = !site.store.owner_exists().await?;
    let open = join::is_open(&site).await?;
    show_sign_in(&site, &caller, SignIn { next, ownerless, open, ..SignIn::default() }).await
}

/// What differs between one sign-in page and another.
#[derive(Default)]
struct SignIn {
    next: String,
    name: String,
    wrong: String,
    ownerless: bool,
    open: bool,
}

async fn show_sign_in(site: &Site, caller: &Caller, form: SignIn) -> Result<Response> {
    let SignIn { next, name, wrong, ownerless, open } = form;
    let shell = shell(site, caller, caller.speech.say("sign-in")).await?;
    let (provider, forgot) = (provider(site), site.newsroom.mail().is_some());
    let passkey = passkeys::offer(site, caller);
    let page = SignInPage { shell, next, name, wrong, ownerless, open, provider, forgot, passkey };
    Ok(passkeys::bound(respond::page(&page)?, page.passkey))
}

/// `POST /sign-in`. A wrong name and a wrong password are told alike and take as long.
pub(crate) async fn sign_in(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Form(given): Form<Credentials>,
) -> Result<Response> {
    let next = address::own_path(given.next.as_deref().unwrap_or("/")).to_owned();
    let name = given.name.trim().to_lowercase();
    site.limits.take(Door::SignIn, &name, site.now()).map_err(Error::TooMany)?;
    let known = site.store.credentials(given.name.trim()).await?;
    let fits = given.password.len() <= password::LONGEST_BYTES;
    let given_password = if fits { given.password } else { String::new() };
    let hash = known.as_ref().map(|(_, hash)| hash.clone());
    let right = site.hasher.verify(given_password, hash).await;
    let Some((reader, _)) = known.filter(|_| right) else {
        let wrong = caller.speech.say("sign-in-wrong").to_owned();
        return refuse(&site, &caller, (next, given.name), wrong).await;
    };
    site.limits.forget(Door::SignIn, &name);
    // Only who knows the password learns of the ban.
    if let Some(ban) = site.store.ban_of(reader.id, site.now()).await? {
        let wrong = caller.speech.tell(&banned(&site, &caller, &ban));
        return refuse(&site, &caller, (next, given.name), wrong).await;
    }
    let cookie = session::begin(&site, reader.id, &caller).await?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(&next)).into_response())
}

pub(crate) async fn refuse(
    site: &Site,
    caller: &Caller,
    (next, name): (String, String),
    wrong: String,
) -> Result<Response> {
    let form = SignIn { next, name, wrong, ..SignIn::default() };
    let page = show_sign_in(site, caller, form).await?;
    Ok((StatusCode::UNAUTHORIZED, page).into_response())
}

fn provider(site: &Site) -> Option<String> {
    site.newsroom.identity_provider().map(|provider| provider.name)
}

/// Why somebody who is banned is not signed in.
pub(crate) fn banned(site: &Site, caller: &Caller, ban: &Ban) -> Message {
    let words = if ban.until == Ban::FOR_GOOD {
        Message::new("sign-in-banned")
    } else {
        let until = lens(site, caller).clock().absolute(ban.until);
        Message::new("sign-in-banned-until").text("until", until)
    };
    words.text("reason", &ban.reason)
}

/// `POST /sign-out`.
pub(crate) async fn sign_out(State(site): State<Arc<Site>>, caller: Caller) -> Result<Response> {
    let cookie = session::end(&site, caller.token.as_deref()).await?;
    let to = if site.settings.public { "/" } else { "/sign-in" };
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(to)).into_response())
}

/// `GET /settings`.
pub(crate) async fn settings(State(site): State<Arc<Site>>, caller: Caller) -> Result<Response> {
    show_settings(&site, &caller, String::new()).await
}

async fn show_settings(site: &Site, caller: &Caller, said: String) -> Result<Response> {
    let reader = caller.reader.as_ref().ok_or_else(|| Error::SignIn(caller.path.clone()))?;
    let role = match reader.role {
        Role::Member => "role-a-reader",
        Role::Moderator => "role-a-moderator",
        Role::Owner => "role-the-owner",
    };
    let signed_in = Message::new("settings-signed-in")
        .text("name", &reader.name)
        .text("role", caller.speech.say(role))
        .text("since", lens(site, caller).clock().absolute(reader.created_at));
    let public = site.settings.public;
    respond::page(&SettingsPage {
        signed_in: caller.speech.tell(&signed_in),
        public: if public { "settings-public" } else { "settings-not-public" },
        shell: shell(site, caller, caller.speech.say("settings")).await?,
        said,
    })
}

/// What the owner's form for a new reader sends.
#[derive(Deserialize)]
pub(crate) struct NewReader {
    name: String,
    password: String,
}

/// `POST /settings/readers`.
pub(crate) async fn add_reader(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Form(given): Form<NewReader>,
) -> Result<Response> {
    let name = given.name.trim();
    let said = match create(&site, name, given.password, Role::Member).await {
        Ok(_) => caller.speech.with("settings-reader-added", "name", name),
        Err(Error::Bad(wrong)) => caller.speech.tell(&wrong),
        Err(error) => return Err(error),
    };
    show_settings(&site, &caller, said).await
}

/// Makes an account.
///
/// # Errors
/// [`Error::Bad`] with the reason when the name or the password cannot be used.
pub(crate) async fn create(
    site: &Site,
    name: &str,
    password: String,
    role: Role,
) -> Result<ReaderId> {
    let hash = acceptable(site, name, password).await?;
    Ok(site.store.create_reader(name, &hash, role, site.now()).await?)
}

/// The hash of a new account's password.
///
/// # Errors
/// [`Error::Bad`] with the reason when the name or the password cannot be used.
pub(crate) async fn acceptable(site: &Site, name: &str, password: String) -> Result<String> {
    let length = name.chars().count();
    let strange = name.chars().any(|c| c.is_control() || is_invisible(c));
    if length == 0 || length > LONGEST_NAME || strange {
        return Err(Error::Bad(Message::new("bad-name").number("n", LONGEST_NAME)));
    }
    if let Some(complaint) = password::complaint(&password) {
        return Err(Error::Bad(complaint));
    }
    Ok(site.hasher.hash(password).await)
}

/// Characters that make two names look the same or turn a line around.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
