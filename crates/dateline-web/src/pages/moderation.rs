//! Keeping conversations worth reading: the queue, decisions, their public log, and the rules.
//!
//! Every decision is in the log, which everybody may read who may read the paper: who decided,
//! about what, and why. The author of a removed comment may answer there once.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use dateline_model::{CommentId, LogId, ReaderId, Standing, When};
use dateline_store::{LogLine, Verdict, Waiting};
use serde::Deserialize;

use crate::access::Caller;
use crate::error::{Error, Result};
use crate::moment::Stamp;
use crate::pages::readers::reason;
use crate::pages::talk::REASONS;
use crate::pages::{lens, shell, story};
use crate::paper::Site;
use crate::parts::{Lens, Markup, Shell};
use crate::speech::Message;
use crate::talk_rules::{self, TalkRules};
use crate::{address, respond};

/// Lines of the log on a page.
const LINES: u32 = 50;

/// Comments and appeals in the queue at once.
const MOST_WAITING: u32 = 100;

/// The longest answer to a removal, in characters.
const LONGEST_APPEAL: usize = 1_000;

/// The longest list of words or sites, in lines.
const MOST_LINES: usize = 500;

#[derive(Template)]
#[template(path = "moderation_log.html")]
struct LogPage {
    shell: Shell,
    lines: Vec<LineView>,
    older: Option<LogId>,
    moderating: bool,
}

#[derive(Template)]
#[template(path = "moderation_queue.html")]
struct QueuePage {
    shell: Shell,
    waiting: Vec<WaitingView>,
    appeals: Vec<LineView>,
}

#[derive(Template)]
#[template(path = "talk_rules.html")]
struct RulesPage {
    shell: Shell,
    rules: TalkRules,
    words: String,
    hosts: String,
    said: &'static str,
}

/// A line of the log as its page shows it.
struct LineView {
    id: LogId,
    what: &'static str,
    moderator: String,
    about: String,
    headline: String,
    href: Option<String>,
    reason: String,
    when: Stamp,
    /// What was removed; for moderators.
    text: String,
    appeal: String,
    appealed: bool,
    settled: bool,
    /// The caller may answer.
    answerable: bool,
}

/// A comment of the queue.
struct WaitingView {
    id: CommentId,
    author: String,
    author_id: ReaderId,
    when: Stamp,
    html: Markup,
    headline: String,
    held: String,
    /// Why it was flagged, and how often.
    flags: Vec<String>,
}

/// From where on the log is read.
#[derive(Deserialize)]
pub(crate) struct Before {
    before: Option<i64>,
}

/// `GET /moderation`.
pub(crate) async fn log(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Query(before): Query<Before>,
) -> Result<Response> {
    let lines = site.store.moderation_log(before.before.map(LogId), LINES + 1).await?;
    let shown = usize::try_from(LINES).unwrap_or_default();
    let older = (lines.len() > shown).then(|| lines.get(shown - 1).map(|line| line.id)).flatten();
    let view = lens(&site, &caller);
    respond::page(&LogPage {
        shell: shell(&site, &caller, caller.speech.say("log")).await?,
        lines: lines.into_iter().take(shown).map(|one| line(one, &caller, view)).collect(),
        older,
        moderating: caller.may_moderate(),
    })
}

fn line(line: LogLine, caller: &Caller, lens: Lens<'_>) -> LineView {
    let moderating = caller.may_moderate();
    let own = caller.id().is_some() && caller.id() == line.reader;
    let left = || lens.speech.say("somebody-who-left").to_owned();
    let name = |name: String| if name.is_empty() { left() } else { name };
    let removal = line.kind == "remove";
    LineView {
        id: line.id,
        what: lens.speech.say(what(&line.kind)),
        moderator: name(line.moderator_name),
        about: if line.reader.is_some() { name(line.reader_name) } else { String::new() },
        headline: line.headline,
        href: match (line.comment, line.article) {
            (Some(comment), _) => Some(format!("/comments/{comment}")),
            (None, Some(article)) => Some(format!("/s/{article}")),
            (None, None) => None,
        },
        reason: line.reason,
        when: lens.stamp(When::At(line.at)),
        text: if removal && (moderating || own) { line.text } else { String::new() },
        answerable: own && removal && line.appeal_at.is_none(),
        appealed: line.appeal_at.is_some(),
        settled: line.appeal_settled_at.is_some(),
        appeal: line.appeal,
    }
}

/// The message that says what was done.
fn what(kind: &str) -> &'static str {
    match kind {
        "remove" => "log-remove",
        "restore" => "log-restore",
        "uphold" => "log-uphold",
        "keep" => "log-keep",
        "warn" => "log-warn",
        "ban" => "log-ban",
        "unban" => "log-unban",
        "lock" => "log-lock",
        "unlock" => "log-unlock",
        "slow" => "log-slow",
        _ => "log-other",
    }
}

/// `GET /moderation/queue`.
pub(crate) async fn queue(State(site): State<Arc<Site>>, caller: Caller) -> Result<Response> {
    let waiting = site.store.waiting_comments(MOST_WAITING).await?;
    let appeals = site.store.open_appeals(MOST_WAITING).await?;
    let view = lens(&site, &caller);
    respond::page(&QueuePage {
        shell: shell(&site, &caller, caller.speech.say("moderators-queue")).await?,
        waiting: waiting.into_iter().map(|one| waits(&site, one, view)).collect(),
        appeals: appeals.into_iter().map(|one| line(one, &caller, view)).collect(),
    })
}

fn waits(site: &Site, waiting: Waiting, lens: Lens<'_>) -> WaitingView {
    let Waiting { comment, flags } = waiting;
    let told = |(reason, times): (String, u32)| {
        let known = REASONS.iter().find(|(key, _)| *key == reason);
        let what = lens.speech.say(known.map_or("reason-else", |(_, told)| told));
        let words = Message::new("queue-times").text("what", what).number("n", times);
        if times > 1 { lens.speech.tell(&words) } else { what.to_owned() }
    };
    WaitingView {
        id: comment.id,
        html: Markup(site.newsroom.comment_html(&comment.text)),
        author: comment.author_name,
        author_id: comment.author,
        when: lens.stamp(When::At(comment.created_at)),
        headline: comment.headline,
        held: match comment.standing {
            Standing::Held(why) => talk_rules::held_words(&why, lens.speech),
            _ => String::new(),
        },
        flags: flags.into_iter().map(told).collect(),
    }
}

/// What a decision sends.
#[derive(Deserialize)]
pub(crate) struct Decision {
    #[serde(default)]
    reason: String,
    next: Option<String>,
}

impl Decision {
    fn back(&self, comment: i64) -> Response {
        let next = self.next.as_deref().map(address::own_path).map(str::to_owned);
        Redirect::to(&next.unwrap_or_else(|| format!("/comments/{comment}"))).into_response()
    }
}

/// `POST /comments/{id}/remove`.
pub(crate) async fn remove(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(given): Form<Decision>,
) -> Result<Response> {
    let by = caller.member()?;
    let why = reason(&given.reason)?;
    let removed = site.store.remove_comment(CommentId(id), by, &why, site.now()).await?;
    removed.ok_or(Error::NotFound("missing-standing-comment"))?;
    Ok(given.back(id))
}

/// `POST /comments/{id}/keep`.
pub(crate) async fn keep(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(given): Form<Decision>,
) -> Result<Response> {
    if !site.store.keep_comment(CommentId(id), caller.member()?, site.now()).await? {
        return Err(Error::NotFound("missing-standing-comment"));
    }
    Ok(given.back(id))
}

/// What the author of a removed comment answers.
#[derive(Deserialize)]
pub(crate) struct Appeal {
    text: String,
}

/// `POST /moderation/{id}/appeal`: once.
pub(crate) async fn appeal(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(given): Form<Appeal>,
) -> Result<Response> {
    let words: String = given.text.trim().chars().take(LONGEST_APPEAL).collect();
    if words.is_empty() {
        return Err(Error::Bad("bad-appeal-empty".into()));
    }
    if !site.store.appeal(LogId(id), caller.member()?, &words, site.now()).await? {
        return Err(Error::NotFound("missing-removal"));
    }
    Ok(Redirect::to(&format!("/moderation#l{id}")).into_response())
}

/// What a moderator decides about an author's answer.
#[derive(Deserialize)]
pub(crate) struct Settled {
    restore: bool,
    #[serde(default)]
    reason: String,
}

/// `POST /moderation/{id}/settle`.
pub(crate) async fn settle(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(given): Form<Settled>,
) -> Result<Response> {
    let by = caller.member()?;
    let why = reason(&given.reason)?;
    let verdict = Verdict { by, restore: given.restore, reason: why };
    if !site.store.settle_appeal(LogId(id), &verdict, site.now()).await? {
        return Err(Error::NotFound("missing-appeal"));
    }
    Ok(Redirect::to("/moderation/queue").into_response())
}

/// Whether a conversation is locked.
#[derive(Deserialize)]
pub(crate) struct Lock {
    locked: bool,
}

/// `POST /s/{id}/lock`.
pub(crate) async fn lock(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(given): Form<Lock>,
) -> Result<Response> {
    let story = story::find(&site, id).await?;
    let by = caller.member()?;
    site.store.lock_conversation(story.id, given.locked, by, site.now()).await?;
    let path = address::story(story.id, &story.headline);
    Ok(Redirect::to(&format!("{path}#comments")).into_response())
}

/// The pace of a conversation.
#[derive(Deserialize)]
pub(crate) struct Pace {
    minutes: u32,
}

/// `POST /s/{id}/slow`.
pub(crate) async fn slow(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(given): Form<Pace>,
) -> Result<Response> {
    let story = story::find(&site, id).await?;
    let (by, seconds) = (caller.member()?, given.minutes.min(24 * 60) * 60);
    site.store.slow_conversation(story.id, seconds, by, site.now()).await?;
    let path = address::story(story.id, &story.headline);
    Ok(Redirect::to(&format!("{path}#comments")).into_response())
}

/// `GET /moderation/rules`.
pub(crate) async fn rules(State(site): State<Arc<Site>>, caller: Caller) -> Result<Response> {
    let rules = TalkRules::of(&site).await?;
    show_rules(&site, &caller, rules, "").await
}

async fn show_rules(
    site: &Site,
    caller: &Caller,
    rules: TalkRules,
    said: &'static str,
) -> Result<Response> {
    respond::page(&RulesPage {
        shell: shell(site, caller, caller.speech.say("rules-title")).await?,
        words: rules.words.join("\n"),
        hosts: rules.hosts.join("\n"),
        rules,
        said,
    })
}

/// The rules as the form sends them: a word or site a line.
#[derive(Deserialize)]
pub(crate) struct Written {
    newcomer_days: u32,
    newcomer_comments: u32,
    newcomer_links: Option<String>,
    #[serde(default)]
    words: String,
    #[serde(default)]
    hosts: String,
}

/// `POST /moderation/rules`.
pub(crate) async fn save_rules(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Form(given): Form<Written>,
) -> Result<Response> {
    let lines = |text: &str| -> Vec<String> {
        let lines = text.lines().map(|line| line.trim().to_lowercase());
        lines.filter(|line| line.chars().any(char::is_alphanumeric)).take(MOST_LINES).collect()
    };
    let rules = TalkRules {
        newcomer_days: given.newcomer_days.min(365),
        newcomer_comments: given.newcomer_comments.min(1_000),
        newcomer_links: given.newcomer_links.is_some(),
        words: lines(&given.words),
        hosts: lines(&given.hosts),
    };
    rules.keep(&site).await?;
    show_rules(&site, &caller, rules, caller.speech.say("rules-kept")).await
}
