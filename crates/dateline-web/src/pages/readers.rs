//! The owner's page of readers: who they are, what they may do, and how they came in; and what
//! moderators do about one: warn, ban, end the ban.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use dateline_model::{CommentId, Millis, Reader, ReaderId, Role, When};
use dateline_store::{Ban, NewLink, ReaderRow, Sanction};
use serde::Deserialize;

use crate::access::Caller;
use crate::error::{Error, Result};
use crate::limits::Door;
use crate::moment::Stamp;
use crate::pages::{join, leave, lens, shell};
use crate::paper::Site;
use crate::parts::{Lens, Shell};
use crate::speech::Message;
use crate::{address, respond, secret};

/// Readers shown on one page.
const MOST_SHOWN: u32 = 2_000;

/// How long a reset link lasts.
const RESET_LASTS_MS: i64 = Millis::DAY;

/// The longest ban that has an end, in days.
const LONGEST_BAN_DAYS: i64 = 3_650;

/// What somebody may be, as forms send it, with the message that names it.
pub(crate) const ROLES: [(Role, &str, &str); 3] = [
    (Role::Member, "reader", "role-reader"),
    (Role::Moderator, "moderator", "role-moderator"),
    (Role::Owner, "owner", "role-owner"),
];

/// The longest reason, in characters.
const LONGEST_REASON: usize = 300;

#[derive(Template)]
#[template(path = "readers.html")]
struct ReadersPage {
    shell: Shell,
    open: bool,
    /// Whose reset link was made just now, and the link: shown once.
    fresh: Option<(String, String)>,
    readers: Vec<Line>,
}

struct Line {
    id: ReaderId,
    name: String,
    rank: Role,
    role: &'static str,
    since: Stamp,
    seen: Option<Stamp>,
    invited_by: Option<String>,
    comments: u32,
    complaints: u32,
    banned: Option<String>,
    /// The owner who looks.
    own: bool,
    owner: bool,
}

/// `GET /desk/readers`.
pub(crate) async fn page(State(site): State<Arc<Site>>, caller: Caller) -> Result<Response> {
    show(&site, &caller, None).await
}

async fn show(site: &Site, caller: &Caller, fresh: Option<(String, String)>) -> Result<Response> {
    let readers = site.store.readers(site.now(), MOST_SHOWN).await?;
    let view = lens(site, caller);
    respond::page(&ReadersPage {
        shell: shell(site, caller, caller.speech.say("readers")).await?,
        open: join::is_open(site).await?,
        fresh,
        readers: readers.into_iter().map(|row| line(row, caller, view)).collect(),
    })
}

fn line(row: ReaderRow, caller: &Caller, lens: Lens<'_>) -> Line {
    let ReaderRow { reader, ban, invited_by, comments, complaints, seen } = row;
    Line {
        id: reader.id,
        own: caller.id() == Some(reader.id),
        owner: reader.role == Role::Owner,
        rank: reader.role,
        role: lens.speech.say(named(reader.role)),
        since: lens.stamp(When::At(reader.created_at)),
        seen: seen.map(|at| lens.stamp(When::At(at))),
        banned: ban.map(|ban| words(&ban, lens)),
        name: reader.name,
        invited_by,
        comments,
        complaints,
    }
}

/// The message that names a role.
fn named(role: Role) -> &'static str {
    ROLES.iter().find(|(one, ..)| *one == role).map_or("", |(_, _, name)| name)
}

fn words(ban: &Ban, lens: Lens<'_>) -> String {
    let words = if ban.until == Ban::FOR_GOOD {
        Message::new("readers-banned")
    } else {
        Message::new("readers-banned-until").text("until", lens.clock().absolute(ban.until))
    };
    lens.speech.tell(&words.text("reason", &ban.reason))
}

async fn find(site: &Site, id: i64) -> Result<Reader> {
    site.store.reader(ReaderId(id)).await?.ok_or(Error::NotFound("missing-reader"))
}

/// Who may make accounts.
#[derive(Deserialize)]
pub(crate) struct Registration {
    open: bool,
}

/// `POST /desk/readers/registration`.
pub(crate) async fn set_registration(
    State(site): State<Arc<Site>>,
    Form(given): Form<Registration>,
) -> Result<Response> {
    let value = if given.open { join::OPEN } else { "closed" };
    site.store.set_setting(join::REGISTRATION, value).await?;
    Ok(Redirect::to("/desk/readers").into_response())
}

/// What a reader may do from now on.
#[derive(Deserialize)]
pub(crate) struct NewRole {
    role: String,
}

/// `POST /desk/readers/{id}/role`.
pub(crate) async fn set_role(
    State(site): State<Arc<Site>>,
    Path(id): Path<i64>,
    Form(given): Form<NewRole>,
) -> Result<Response> {
    let reader = find(&site, id).await?;
    let role = ROLES.iter().find(|(_, word, _)| *word == given.role).map(|(role, ..)| *role);
    let role = role.ok_or_else(|| Error::Bad("bad-role".into()))?;
    match site.store.set_role(reader.id, role).await {
        Err(dateline_store::Error::Conflict(_)) => Err(Error::Refused("refused-last-owner".into())),
        done => {
            done?;
            Ok(Redirect::to("/desk/readers").into_response())
        }
    }
}

/// `POST /desk/readers/{id}/reset`: makes a link for a new password and shows it, once.
pub(crate) async fn offer_reset(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<Response> {
    let (reader, by) = (find(&site, id).await?, caller.member()?);
    site.limits.take(Door::Links, &by.to_string(), site.now()).map_err(Error::TooMany)?;
    let (token, now) = (secret::token(), site.now());
    let link = NewLink {
        digest: secret::token_digest(&token).to_vec(),
        made_by: by,
        note: String::new(),
        expires_at: now.plus(RESET_LASTS_MS),
    };
    site.store.offer_reset(reader.id, &link, now).await?;
    let address = site.absolute(&format!("/reset?token={token}"));
    show(&site, &caller, Some((reader.name, address))).await
}

/// The name of the account that is to go, typed so that no slip of the hand deletes one.
#[derive(Deserialize)]
pub(crate) struct Sure {
    name: String,
}

/// `POST /desk/readers/{id}/delete`.
pub(crate) async fn delete(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(sure): Form<Sure>,
) -> Result<Response> {
    let reader = find(&site, id).await?;
    if sure.name.trim() != reader.name {
        return Err(Error::Bad(Message::new("bad-type-name").text("name", reader.name)));
    }
    if caller.id() == Some(reader.id) {
        return Err(Error::Refused("refused-own-account".into()));
    }
    leave::remove(&site, reader.id).await?;
    Ok(Redirect::to("/desk/readers").into_response())
}

/// What a moderator's form about a reader sends.
#[derive(Deserialize)]
pub(crate) struct Judgement {
    #[serde(default)]
    reason: String,
    /// The comment that led to it.
    comment: Option<i64>,
    /// For a ban; none or 0: for good.
    days: Option<i64>,
    /// Where to go afterwards.
    next: Option<String>,
}

impl Judgement {
    async fn sanction(&self, site: &Site, caller: &Caller, id: i64) -> Result<Sanction> {
        let (reader, by) = (find(site, id).await?, caller.person()?);
        if reader.role >= by.role {
            let words = Message::new("refused-same-rights").text("name", reader.name);
            return Err(Error::Refused(words));
        }
        let comment = self.comment.map(CommentId);
        Ok(Sanction { reader: reader.id, by: by.id, comment, reason: reason(&self.reason)? })
    }

    fn back(&self) -> Response {
        let next = self.next.as_deref().unwrap_or("/moderation");
        Redirect::to(address::own_path(next)).into_response()
    }
}

/// Why: everybody reads it.
pub(crate) fn reason(given: &str) -> Result<String> {
    let reason: String = given.trim().chars().take(LONGEST_REASON).collect();
    if reason.is_empty() {
        return Err(Error::Bad("bad-say-why".into()));
    }
    Ok(reason)
}

/// `POST /readers/{id}/warn`.
pub(crate) async fn warn(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(given): Form<Judgement>,
) -> Result<Response> {
    let sanction = given.sanction(&site, &caller, id).await?;
    site.store.warn(&sanction, site.now()).await?;
    Ok(given.back())
}

/// `POST /readers/{id}/ban`.
pub(crate) async fn ban(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(given): Form<Judgement>,
) -> Result<Response> {
    let sanction = given.sanction(&site, &caller, id).await?;
    let until = match given.days.unwrap_or(0) {
        ..=0 => Ban::FOR_GOOD,
        days => site.now().plus(days.min(LONGEST_BAN_DAYS) * Millis::DAY),
    };
    site.store.ban(&sanction, until, site.now()).await?;
    Ok(given.back())
}

/// `POST /readers/{id}/unban`.
pub(crate) async fn unban(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(mut given): Form<Judgement>,
) -> Result<Response> {
    if given.reason.trim().is_empty() {
        caller.speech.say("unban-reason").clone_into(&mut given.reason);
    }
    let sanction = given.sanction(&site, &caller, id).await?;
    site.store.unban(&sanction, site.now()).await?;
    Ok(given.back())
}
