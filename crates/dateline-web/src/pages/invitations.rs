//! Invitations: one-time links that moderators and the owner give to whom they want here.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use dateline_model::{Millis, When};
use dateline_store::{Invitation, NewLink};
use serde::Deserialize;

use crate::access::Caller;
use crate::error::{Error, Result};
use crate::limits::Door;
use crate::moment::Stamp;
use crate::pages::{lens, mail, shell};
use crate::paper::Site;
use crate::parts::{Lens, Shell};
use crate::{letters, respond, secret};

/// How long an invitation lasts at most, in days.
const MOST_DAYS: i64 = 90;

/// Invitations that are open at once.
const MOST_OPEN: usize = 200;

/// The longest note, in characters.
const LONGEST_NOTE: usize = 100;

#[derive(Template)]
#[template(path = "invitations.html")]
struct InvitationsPage {
    shell: Shell,
    /// A link that was made just now: shown once.
    fresh: Option<String>,
    /// Where it was sent as well.
    sent: String,
    /// A link can be sent by mail.
    mail: bool,
    open: Vec<Line>,
}

struct Line {
    id: i64,
    note: String,
    made_by: String,
    made: Stamp,
    ends: Stamp,
}

/// `GET /invitations`.
pub(crate) async fn page(State(site): State<Arc<Site>>, caller: Caller) -> Result<Response> {
    show(&site, &caller, None, String::new()).await
}

async fn show(
    site: &Site,
    caller: &Caller,
    fresh: Option<String>,
    sent: String,
) -> Result<Response> {
    let open = site.store.invitations(site.now()).await?;
    let view = lens(site, caller);
    respond::page(&InvitationsPage {
        shell: shell(site, caller, caller.speech.say("invitations")).await?,
        fresh,
        sent,
        mail: site.newsroom.mail().is_some(),
        open: open.into_iter().map(|one| line(one, view)).collect(),
    })
}

fn line(invitation: Invitation, lens: Lens<'_>) -> Line {
    Line {
        id: invitation.id,
        note: invitation.note,
        made_by: invitation.made_by,
        made: lens.stamp(When::At(invitation.created_at)),
        ends: lens.stamp(When::At(invitation.expires_at)),
    }
}

/// What the form sends.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    note: String,
    days: i64,
    /// Where to send it; empty: nowhere.
    #[serde(default)]
    address: String,
}

/// `POST /invitations`: makes a link and shows it, once.
pub(crate) async fn invite(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Form(wanted): Form<Wanted>,
) -> Result<Response> {
    let by = caller.member()?;
    let address = wanted.address.trim();
    let sendable = letters::address(address).filter(|_| site.newsroom.mail().is_some());
    if sendable.is_none() && !address.is_empty() {
        return Err(Error::Bad("bad-mail-address".into()));
    }
    site.limits.take(Door::Links, &by.to_string(), site.now()).map_err(Error::TooMany)?;
    if site.store.invitations(site.now()).await?.len() >= MOST_OPEN {
        return Err(Error::Bad("bad-invitations".into()));
    }
    let (token, now) = (secret::token(), site.now());
    let link = NewLink {
        digest: secret::token_digest(&token).to_vec(),
        made_by: by,
        note: wanted.note.trim().chars().take(LONGEST_NOTE).collect(),
        expires_at: now.plus(wanted.days.clamp(1, MOST_DAYS) * Millis::DAY),
    };
    site.store.invite(&link, now).await?;
    let way = site.absolute(&format!("/join?token={token}"));
    if let Some(address) = &sendable {
        mail::invite(&site, caller.speech, address, &way);
    }
    show(&site, &caller, Some(way), sendable.unwrap_or_default()).await
}

/// `POST /invitations/{id}/withdraw`.
pub(crate) async fn withdraw(
    State(site): State<Arc<Site>>,
    Path(id): Path<i64>,
) -> Result<Response> {
    if !site.store.withdraw_invitation(id).await? {
        return Err(Error::NotFound("missing-invitation"));
    }
    Ok(Redirect::to("/invitations").into_response())
}
