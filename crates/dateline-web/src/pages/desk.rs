//! The owner's desk: how much there is, what is being worked on, what was given up.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use dateline_model::JobId;
use dateline_store::{Counts, DeadJob, JobCount};

use crate::access::Caller;
use crate::error::{Error, Result};
use crate::pages::shell;
use crate::paper::Site;
use crate::parts::Shell;
use crate::respond;

/// Given-up jobs shown; the first ones tell the story.
const MOST_DEAD: u32 = 100;

#[derive(Template)]
#[template(path = "desk.html")]
struct DeskPage {
    shell: Shell,
    numbers: [(&'static str, u64); 7],
    jobs: Vec<JobCount>,
    dead: Vec<DeadJob>,
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
    respond::page(&DeskPage {
        shell: shell(&site, &caller, caller.speech.say("desk")).await?,
        numbers: numbers(site.store.counts().await?),
        jobs: site.store.job_counts().await?,
        dead: site.store.dead_jobs(MOST_DEAD).await?,
    })
}

/// `POST /desk/jobs/{id}/revive`.
pub(crate) async fn revive(State(site): State<Arc<Site>>, Path(id): Path<i64>) -> Result<Response> {
    if !site.store.revive_job(JobId(id), site.now()).await? {
        return Err(Error::NotFound("missing-job"));
    }
    site.newsroom.wake();
    Ok(Redirect::to("/desk").into_response())
}
