//! What a reader is told: answers to them, and what moderators decided about them.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use dateline_model::When;
use dateline_store::Notice;

use crate::access::Caller;
use crate::error::Result;
use crate::moment::Stamp;
use crate::pages::{lens, shell};
use crate::paper::Site;
use crate::parts::{Lens, Shell};
use crate::respond;
use crate::speech::Speech;

/// Notices shown.
const MOST_SHOWN: u32 = 100;

/// Characters of an answer that are shown.
const EXCERPT_CHARS: usize = 280;

#[derive(Template)]
#[template(path = "notices.html")]
struct NoticesPage {
    shell: Shell,
    notices: Vec<NoticeView>,
    unread: bool,
    /// How much waits for moderators, for one of them.
    waiting: Option<u32>,
}

struct NoticeView {
    what: String,
    href: Option<String>,
    headline: String,
    words: String,
    when: Stamp,
    unread: bool,
}

/// `GET /notifications`.
pub(crate) async fn page(State(site): State<Arc<Site>>, caller: Caller) -> Result<Response> {
    let notices = site.store.notices(caller.member()?, site.now(), MOST_SHOWN).await?;
    let waiting =
        if caller.may_moderate() { Some(site.store.waiting_count().await?) } else { None };
    let view = lens(&site, &caller);
    respond::page(&NoticesPage {
        shell: shell(&site, &caller, caller.speech.say("notices")).await?,
        unread: notices.iter().any(|notice| notice.unread),
        notices: notices.into_iter().map(|notice| one(notice, view)).collect(),
        waiting,
    })
}

fn one(notice: Notice, lens: Lens<'_>) -> NoticeView {
    let answer = notice.kind == "answer";
    NoticeView {
        what: what(&notice, lens.speech),
        href: href(&notice),
        headline: notice.headline,
        words: if answer {
            notice.text.chars().take(EXCERPT_CHARS).collect()
        } else {
            notice.words
        },
        when: lens.stamp(When::At(notice.at)),
        unread: notice.unread,
    }
}

/// What happened.
pub(crate) fn what(notice: &Notice, speech: Speech) -> String {
    match notice.kind.as_str() {
        "answer" => speech.with("notice-answer", "name", &notice.author_name),
        "kept" => speech.say("notice-kept").to_owned(),
        "removed" => speech.say("notice-removed").to_owned(),
        "restored" => speech.say("notice-restored").to_owned(),
        "upheld" => speech.say("notice-upheld").to_owned(),
        "warned" => speech.say("notice-warned").to_owned(),
        _ => speech.say("notice-other").to_owned(),
    }
}

/// Where it leads.
pub(crate) fn href(notice: &Notice) -> Option<String> {
    match notice.kind.as_str() {
        "removed" | "upheld" => Some("/moderation".to_owned()),
        _ => notice.comment.map(|comment| format!("/comments/{comment}")),
    }
}

/// `POST /notifications/read`.
pub(crate) async fn mark_read(State(site): State<Arc<Site>>, caller: Caller) -> Result<Response> {
    site.store.mark_notices_read(caller.member()?, site.now()).await?;
    Ok(Redirect::to("/notifications").into_response())
}
