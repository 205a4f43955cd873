//! Taking what is one's own along, and leaving.

use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use dateline_model::{CommentId, ReaderId, Role};
use dateline_store::{Act, OwnMark};
use http::header;
use serde::{Deserialize, Serialize};

use crate::access::Caller;
use crate::address;
use crate::error::{Error, Result};
use crate::pages::security;
use crate::paper::Site;
use crate::session;

/// Rows of each kind in an export: more than anybody has, less than harms.
const MOST_ROWS: u32 = 100_000;

#[derive(Serialize)]
struct Export {
    name: String,
    role: Role,
    since: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    mail: Option<String>,
    settings: Settings,
    subscriptions: Vec<Followed>,
    following: Vec<Topic>,
    filters: Vec<Filter>,
    saved: Vec<Kept>,
    read: Vec<Kept>,
    recordings: Vec<Recording>,
    notified_browsers: Vec<Notified>,
    comments: Vec<Said>,
    votes: Vec<Mark>,
    flags: Vec<Mark>,
    notices: Vec<Notice>,
    passkeys: Vec<Passkey>,
}

#[derive(Serialize)]
struct Settings {
    assistant: bool,
    features_off: Vec<String>,
}

#[derive(Serialize)]
struct Followed {
    feed: String,
    title: Option<String>,
    section: Option<String>,
}

/// Something followed that is no feed.
#[derive(Serialize)]
struct Topic {
    kind: &'static str,
    key: String,
    label: String,
}

#[derive(Serialize)]
struct Filter {
    mutes: bool,
    line: String,
    until: Option<String>,
}

#[derive(Serialize)]
struct Kept {
    article: String,
    headline: String,
    at: String,
}

/// What was played or queued.
#[derive(Serialize)]
struct Recording {
    url: String,
    title: Option<String>,
    article: String,
    at_seconds: u32,
    queued: bool,
}

/// A browser that is notified. Its address at its push service is as good as a key, and stays here.
#[derive(Serialize)]
struct Notified {
    browser: String,
    language: String,
    since: String,
}

#[derive(Serialize)]
struct Said {
    comment: String,
    article: String,
    headline: String,
    at: String,
    edited: Option<String>,
    quote: Option<String>,
    text: String,
}

/// A vote, or a flag with its reason.
#[derive(Serialize)]
struct Mark {
    comment: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    at: String,
}

#[derive(Serialize)]
struct Notice {
    kind: String,
    comment: Option<String>,
    words: String,
    at: String,
    read: bool,
}

#[derive(Serialize)]
struct Passkey {
    name: String,
    since: String,
    used: Option<String>,
}

/// `GET /settings/export.json`: everything that is the reader's own.
pub(crate) async fn export(State(site): State<Arc<Site>>, caller: Caller) -> Result<Response> {
    let reader = caller.person()?;
    let choices = site.store.choices(reader.id).await?;
    let marks = site.store.own_marks(reader.id, MOST_ROWS).await?;
    let (flags, votes) = marks.into_iter().partition(|mark: &OwnMark| mark.flag.is_some());
    let export = Export {
        name: reader.name.clone(),
        role: reader.role,
        since: reader.created_at.to_string(),
        mail: site.store.mailbox(reader.id).await?.map(|mailbox| mailbox.address),
        settings: Settings { assistant: choices.assistant, features_off: choices.off },
        subscriptions: followed(&site, &caller).await?,
        following: topics(&site, reader.id).await?,
        filters: filters(&site, reader.id).await?,
        saved: kept(&site, site.store.kept_articles(reader.id, true, MOST_ROWS).await?),
        read: kept(&site, site.store.kept_articles(reader.id, false, MOST_ROWS).await?),
        recordings: recordings(&site, reader.id).await?,
        notified_browsers: notified(&site, reader.id).await?,
        comments: said(&site, &caller).await?,
        votes: marked(&site, votes),
        flags: marked(&site, flags),
        notices: notices(&site, reader.id).await?,
        passkeys: passkeys(&site, reader.id).await?,
    };
    let text = serde_json::to_string_pretty(&export).unwrap_or_default();
    let headers = [
        (header::CONTENT_TYPE, "application/json; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"dateline-account.json\""),
    ];
    Ok((headers, text).into_response())
}

async fn followed(site: &Site, caller: &Caller) -> Result<Vec<Followed>> {
    let subscriptions = site.store.subscriptions(caller.member()?).await?;
    let one = |subscription: dateline_store::Subscription| Followed {
        feed: subscription.feed.url,
        title: subscription.title,
        section: subscription.section.map(|section| section.name),
    };
    Ok(subscriptions.into_iter().map(one).collect())
}

async fn topics(site: &Site, reader: ReaderId) -> Result<Vec<Topic>> {
    let one = |follow: dateline_store::Follow| Topic {
        kind: follow.topic.kind(),
        key: follow.topic.key(),
        label: follow.label,
    };
    Ok(site.store.follows(reader).await?.into_iter().map(one).collect())
}

async fn filters(site: &Site, reader: ReaderId) -> Result<Vec<Filter>> {
    let one = |filter: dateline_store::Filter| Filter {
        mutes: filter.act == Act::Mute,
        line: filter.line,
        until: filter.until.map(|until| until.to_string()),
    };
    Ok(site.store.filters(reader, site.now()).await?.into_iter().map(one).collect())
}

fn kept(site: &Site, rows: Vec<dateline_store::KeptArticle>) -> Vec<Kept> {
    let one = |row: dateline_store::KeptArticle| Kept {
        article: row.url.unwrap_or_else(|| site.absolute(&format!("/a/{}", row.article))),
        headline: row.headline,
        at: row.at.to_string(),
    };
    rows.into_iter().map(one).collect()
}

async fn recordings(site: &Site, reader: ReaderId) -> Result<Vec<Recording>> {
    let one = |played: dateline_store::Playback| Recording {
        url: played.media.url.unwrap_or_default(),
        title: played.media.title,
        article: site.absolute(&format!("/a/{}", played.article)),
        at_seconds: played.at_seconds,
        queued: played.place.is_some(),
    };
    Ok(site.store.played(reader).await?.into_iter().map(one).collect())
}

async fn notified(site: &Site, reader: ReaderId) -> Result<Vec<Notified>> {
    let one = |browser: dateline_store::PushSubscription| Notified {
        browser: browser.browser,
        language: browser.language,
        since: browser.created_at.to_string(),
    };
    Ok(site.store.push_subscriptions(reader).await?.into_iter().map(one).collect())
}

async fn said(site: &Site, caller: &Caller) -> Result<Vec<Said>> {
    let comments = site.store.comments_of(caller.member()?, MOST_ROWS).await?;
    let one = |comment: dateline_model::Comment| Said {
        comment: of_comment(site, comment.id),
        article: site.absolute(&address::article(comment.article, &comment.headline)),
        headline: comment.headline,
        at: comment.created_at.to_string(),
        edited: comment.edited_at.map(|at| at.to_string()),
        quote: comment.quote.map(|quote| quote.text),
        text: comment.text,
    };
    Ok(comments.into_iter().map(one).collect())
}

fn of_comment(site: &Site, comment: CommentId) -> String {
    site.absolute(&format!("/comments/{comment}"))
}

fn marked(site: &Site, marks: Vec<OwnMark>) -> Vec<Mark> {
    let one = |mark: OwnMark| Mark {
        comment: of_comment(site, mark.comment),
        reason: mark.flag,
        at: mark.at.to_string(),
    };
    marks.into_iter().map(one).collect()
}

async fn notices(site: &Site, reader: ReaderId) -> Result<Vec<Notice>> {
    let notices = site.store.notices(reader, site.now(), MOST_ROWS).await?;
    let one = |notice: dateline_store::Notice| Notice {
        kind: notice.kind,
        comment: notice.comment.map(|comment| of_comment(site, comment)),
        words: notice.words,
        at: notice.at.to_string(),
        read: !notice.unread,
    };
    Ok(notices.into_iter().map(one).collect())
}

async fn passkeys(site: &Site, reader: ReaderId) -> Result<Vec<Passkey>> {
    let one = |row: dateline_store::PasskeyRow| Passkey {
        name: row.name,
        since: row.created_at.to_string(),
        used: row.last_used_at.map(|at| at.to_string()),
    };
    Ok(site.store.passkeys(reader).await?.into_iter().map(one).collect())
}

/// What the form asks for before an account goes.
#[derive(Deserialize)]
pub(crate) struct Goodbye {
    password: String,
}

/// `POST /settings/delete`: deletes the reader's own account.
pub(crate) async fn delete(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Form(given): Form<Goodbye>,
) -> Result<Response> {
    let reader = caller.person()?;
    security::prove(&site, reader, given.password).await?;
    remove(&site, reader.id).await?;
    let cookie = session::end(&site, caller.token.as_deref()).await?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/sign-in")).into_response())
}

/// Deletes an account, unless it is the last owner's.
pub(crate) async fn remove(site: &Site, reader: dateline_model::ReaderId) -> Result<()> {
    match site.store.delete_account(reader, site.now()).await {
        Err(dateline_store::Error::Conflict(_)) => Err(Error::Refused("refused-last-owner".into())),
        other => Ok(other?),
    }
}
