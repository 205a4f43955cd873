//! The owner's desk: how much there is, what is being worked on, what was given up.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use dateline_model::{JobId, When};
use dateline_store::{Counts, DeadJob, JobCount};

use crate::access::Caller;
use crate::error::{Error, Result};
use crate::moment::Stamp;
use crate::pages::{lens, shell};
use crate::paper::Site;
use crate::parts::Shell;
use crate::respond;
use crate::speech::Message;

/// Given-up jobs shown; the first ones tell the story.
const MOST_DEAD: u32 = 100;

#[derive(Template)]
#[template(path = "desk.html")]
struct DeskPage {
    shell: Shell,
    numbers: [(&'static str, u64); 7],
    jobs: Vec<JobCount>,
    dead: Vec<DeadJob>,
    mail: Option<MailLine>,
    /// What came of a test of the mail, good or bad.
    tested: Option<std::result::Result<String, String>>,
}

/// The mail server, and what came of the last letters.
struct MailLine {
    is: String,
    sent: Option<Stamp>,
    trouble: Option<(Stamp, String)>,
    /// Where a test would go.
    own: String,
}

/// How much there is, each with the message that says of what.
fn numbers(counts: Counts) -> [(&'static str, u64); 7] {
    [
        ("desk-number-feeds", counts.feeds),
        ("desk-number-entries", counts.entries),
        ("desk-number-articles", counts.articles),
        ("desk-number-unplaced", counts.unplaced),
        ("desk-number-stories", counts.stories),
        ("desk-number-readers", counts.readers),
        ("desk-number-comments", counts.comments),
    ]
}

/// `GET /desk`.
pub(crate) async fn page(State(site): State<Arc<Site>>, caller: Caller) -> Result<Response> {
    show(&site, &caller, None).await
}

/// The page, perhaps with what came of a test of the mail.
pub(crate) async fn show(
    site: &Site,
    caller: &Caller,
    tested: Option<std::result::Result<Message, Message>>,
) -> Result<Response> {
    let tell = |words: Message| caller.speech.tell(&words);
    respond::page(&DeskPage {
        shell: shell(site, caller, caller.speech.say("desk")).await?,
        numbers: numbers(site.store.counts().await?),
        jobs: site.store.job_counts().await?,
        dead: site.store.dead_jobs(MOST_DEAD).await?,
        mail: mail(site, caller).await?,
        tested: tested.map(|outcome| outcome.map(tell).map_err(tell)),
    })
}

async fn mail(site: &Site, caller: &Caller) -> Result<Option<MailLine>> {
    let Some(info) = site.newsroom.mail() else { return Ok(None) };
    let own = site.store.mailbox(caller.member()?).await?;
    let view = lens(site, caller);
    let stamp = |at| view.stamp(When::At(at));
    let is = Message::new("desk-mail-is").text("server", info.server).text("from", info.from);
    Ok(Some(MailLine {
        is: caller.speech.tell(&is),
        sent: info.sent.map(stamp),
        trouble: info.trouble.map(|(at, why)| (stamp(at), why)),
        own: own.map(|mailbox| mailbox.address).unwrap_or_default(),
    }))
}

/// `POST /desk/jobs/{id}/revive`.
pub(crate) async fn revive(State(site): State<Arc<Site>>, Path(id): Path<i64>) -> Result<Response> {
    if !site.store.revive_job(JobId(id), site.now()).await? {
        return Err(Error::NotFound("missing-job"));
    }
    site.newsroom.wake();
    Ok(Redirect::to("/desk").into_response())
}
