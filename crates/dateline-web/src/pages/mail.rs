//! A reader's mail address, and a new password by it.
//!
//! Whoever asks for a new password gets the same answer in the same time, whether or not anybody of
//! that name or address is here: what there is to do is done after the answer. The link goes to the
//! address that was shown to be the reader's, never to what was typed.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use dateline_model::{Millis, Reader, ReaderId};
use dateline_store::{Mailbox, NewLink};
use serde::Deserialize;

use crate::access::Caller;
use crate::doors::{self, Peer};
use crate::error::{Error, Result};
use crate::letters::{self, letter};
use crate::limits::Door;
use crate::pages::join::{Bearer, dead};
use crate::pages::security::{self, Proof};
use crate::pages::{desk, shell};
use crate::paper::Site;
use crate::parts::Shell;
use crate::speech::{Message, Speech};
use crate::{respond, secret};

/// How long a link for a new password lasts.
const RESET_LASTS_MS: i64 = Millis::HOUR;

/// How long the link lasts that shows an address to be the reader's.
const CONFIRM_LASTS_MS: i64 = Millis::DAY;

/// The most of a name or an address that is looked at, in bytes.
const LONGEST_GIVEN: usize = 320;

#[derive(Template)]
#[template(path = "forgot.html")]
struct ForgotPage {
    shell: Shell,
    sent: bool,
}

#[derive(Template)]
#[template(path = "confirm_mail.html")]
struct ConfirmPage {
    shell: Shell,
    token: String,
    address: String,
    done: bool,
}

/// Only where mail is set.
fn must_be_set(site: &Site) -> Result<()> {
    site.newsroom.mail().map(|_| ()).ok_or(Error::NotFound("missing-page"))
}

/// `GET /forgot`.
pub(crate) async fn forgot_page(State(site): State<Arc<Site>>, caller: Caller) -> Result<Response> {
    must_be_set(&site)?;
    show_forgot(&site, &caller, false).await
}

async fn show_forgot(site: &Site, caller: &Caller, sent: bool) -> Result<Response> {
    let shell = shell(site, caller, caller.speech.say("forgot-title")).await?;
    respond::page(&ForgotPage { shell, sent })
}

/// Whose password was forgotten.
#[derive(Deserialize)]
pub(crate) struct Forgotten {
    name: String,
}

/// `POST /forgot`.
pub(crate) async fn forgot(
    State(site): State<Arc<Site>>,
    caller: Caller,
    peer: Option<Extension<Peer>>,
    Form(given): Form<Forgotten>,
) -> Result<Response> {
    must_be_set(&site)?;
    let name = given.name.trim().to_lowercase();
    let network = doors::network_of(&site, peer.map(|Extension(peer)| peer));
    let (door, network) = match &network {
        Some(network) => (Door::LetterFrom, network.as_str()),
        None => (Door::LetterFromAll, ""),
    };
    site.limits.take(door, network, site.now()).map_err(Error::TooMany)?;
    site.limits.take(Door::Letter, &name, site.now()).map_err(Error::TooMany)?;
    if name.len() <= LONGEST_GIVEN {
        let site = Arc::clone(&site);
        tokio::spawn(async move {
            if let Err(error) = send_resets(&site, &name).await {
                tracing::warn!(%error, "no link for a new password went out");
            }
        });
    }
    show_forgot(&site, &caller, true).await
}

/// A link for each account that the name or address leads to.
async fn send_resets(site: &Site, name: &str) -> Result<()> {
    for (reader, mailbox) in site.store.reachable(name).await? {
        let (token, now) = (secret::token(), site.now());
        let link = NewLink {
            digest: secret::token_digest(&token).to_vec(),
            made_by: reader.id,
            note: String::new(),
            expires_at: now.plus(RESET_LASTS_MS),
        };
        site.store.mail_reset(&link, now).await?;
        let way = site.absolute(&format!("/reset?token={token}"));
        let values = [("name", reader.name.as_str()), ("link", &way)];
        tell(site, &mailbox, ("mail-reset-subject", "mail-reset-text"), &values);
    }
    Ok(())
}

/// Writes to a reader.
fn tell(
    site: &Site,
    mailbox: &Mailbox,
    words: (&'static str, &'static str),
    values: &[(&'static str, &str)],
) {
    let speech = letters::speech_of(site, mailbox);
    site.newsroom.post_mail(letter(site, speech, &mailbox.address, words, values));
}

/// The letter that says that a password is new.
pub(crate) const PASSWORD: (&str, &str) = ("mail-password-subject", "mail-password-text");

/// Tells a reader that how their account is opened was changed, where mail is set.
pub(crate) async fn tell_changed(
    site: &Site,
    reader: &Reader,
    words: (&'static str, &'static str),
) -> Result<()> {
    if site.newsroom.mail().is_some()
        && let Some(mailbox) = site.store.mailbox(reader.id).await?
    {
        let way = site.absolute("/forgot");
        let provider = site.newsroom.identity_provider().map(|one| one.name).unwrap_or_default();
        let values =
            [("name", reader.name.as_str()), ("link", way.as_str()), ("provider", &provider)];
        tell(site, &mailbox, words, &values);
    }
    Ok(())
}

/// A reader's address, as their page tells of it.
pub(crate) struct MailPart {
    pub(crate) address: Option<String>,
    pub(crate) waiting: Option<String>,
}

/// None where mail is not set.
pub(crate) async fn part(site: &Site, reader: ReaderId) -> Result<Option<MailPart>> {
    if site.newsroom.mail().is_none() {
        return Ok(None);
    }
    let address = site.store.mailbox(reader).await?.map(|mailbox| mailbox.address);
    let waiting = site.store.waiting_mail(reader, site.now()).await?;
    Ok(Some(MailPart { address, waiting }))
}

/// Where a reader wants mail.
#[derive(Deserialize)]
pub(crate) struct Given {
    address: String,
    #[serde(flatten)]
    proof: Proof,
}

/// `POST /settings/mail`: sends a link to the address, which shows that it is the reader's.
pub(crate) async fn give(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Form(given): Form<Given>,
) -> Result<Response> {
    must_be_set(&site)?;
    let reader = caller.member()?;
    let address = letters::address(&given.address).ok_or(Error::Bad("bad-mail-address".into()))?;
    security::vouch(&site, &caller, given.proof).await?;
    site.limits.take(Door::Links, &reader.to_string(), site.now()).map_err(Error::TooMany)?;
    let key = address.to_lowercase();
    site.limits.take(Door::Letter, &key, site.now()).map_err(Error::TooMany)?;
    let (token, now) = (secret::token(), site.now());
    let link = NewLink {
        digest: secret::token_digest(&token).to_vec(),
        made_by: reader,
        note: address.clone(),
        expires_at: now.plus(CONFIRM_LASTS_MS),
    };
    site.store.offer_mail(&link, now).await?;
    let way = site.absolute(&format!("/confirm-mail?token={token}"));
    let words = ("mail-confirm-subject", "mail-confirm-text");
    site.newsroom.post_mail(letter(&site, caller.speech, &address, words, &[("link", &way)]));
    Ok(Redirect::to(security::PATH).into_response())
}

/// `POST /settings/mail/forget`. The address is told, for nothing will reach its reader from here on.
pub(crate) async fn forget(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Form(proof): Form<Proof>,
) -> Result<Response> {
    let reader = caller.person()?;
    security::vouch(&site, &caller, proof).await?;
    let before = site.store.mailbox(reader.id).await?;
    site.store.forget_mail(reader.id).await?;
    if let (Some(before), Some(_)) = (before, site.newsroom.mail()) {
        let words = ("mail-forgotten-subject", "mail-forgotten-text");
        tell(&site, &before, words, &[("name", reader.name.as_str())]);
    }
    Ok(Redirect::to(security::PATH).into_response())
}

/// `GET /confirm-mail`: asks, for programs that look at mail follow links too.
pub(crate) async fn confirm_page(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Query(bearer): Query<Bearer>,
) -> Result<Response> {
    let digest = secret::token_digest(&bearer.token);
    let address = site.store.offered_mail(&digest, site.now()).await?;
    let address = address.ok_or_else(|| dead(&site))?;
    show_confirm(&site, &caller, bearer.token, address, false).await
}

async fn show_confirm(
    site: &Site,
    caller: &Caller,
    token: String,
    address: String,
    done: bool,
) -> Result<Response> {
    let shell = shell(site, caller, caller.speech.say("account-mail")).await?;
    respond::page(&ConfirmPage { shell, token, address, done })
}

/// `POST /confirm-mail`. The address before is told, should it not have been its reader who moved.
pub(crate) async fn confirm(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Form(bearer): Form<Bearer>,
) -> Result<Response> {
    let (digest, now) = (secret::token_digest(&bearer.token), site.now());
    let address = site.store.offered_mail(&digest, now).await?.ok_or_else(|| dead(&site))?;
    let confirmed = site.store.confirm_mail(&digest, caller.speech.tag(), now).await;
    let (reader, before) = match confirmed {
        Err(dateline_store::Error::NotFound) => return Err(dead(&site)),
        other => other?,
    };
    if let (Some(before), Some(reader)) = (before, site.store.reader(reader).await?)
        && before.address != address
    {
        let values = [("name", reader.name.as_str())];
        tell(&site, &before, ("mail-moved-subject", "mail-moved-text"), &values);
    }
    show_confirm(&site, &caller, String::new(), address, true).await
}

/// An invitation, sent to whom it is for.
pub(crate) fn invite(site: &Site, speech: Speech, address: &str, way: &str) {
    let words = ("mail-invite-subject", "mail-invite-text");
    site.newsroom.post_mail(letter(site, speech, address, words, &[("link", way)]));
}

/// Where the owner wants a test.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    address: String,
}

/// `POST /desk/mail/test`: one letter, now, so that the page says what came of it.
pub(crate) async fn test(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Form(wanted): Form<Wanted>,
) -> Result<Response> {
    must_be_set(&site)?;
    let by = caller.member()?;
    let address = letters::address(&wanted.address).ok_or(Error::Bad("bad-mail-address".into()))?;
    site.limits.take(Door::Links, &by.to_string(), site.now()).map_err(Error::TooMany)?;
    let words = ("mail-test-subject", "mail-test-text");
    let mail = letter(&site, caller.speech, &address, words, &[]);
    let said = match site.newsroom.send_mail(mail).await {
        Ok(()) => Ok(Message::new("desk-mail-good").text("address", address)),
        Err(why) => Err(Message::new("desk-mail-bad").text("why", why)),
    };
    desk::show(&site, &caller, Some(said)).await
}
