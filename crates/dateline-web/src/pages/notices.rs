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
    let view = lens(&site);
    respond::page(&NoticesPage {
        shell: shell(&site, &caller, "Notifications").await?,
        unread: notices.iter().any(|notice| notice.unread),
        notices: notices.into_iter().map(|notice| one(notice, view)).collect(),
        waiting,
    })
}

fn one(notice: Notice, lens: Lens<'_>) -> NoticeView {
    let what = match notice.kind.as_str() {
        "answer" => format!("{} answered you", notice.author_name),
        "kept" => "Your comment was looked at and stands for everybody now".to_owned(),
        "removed" => "A moderator removed your comment; you may answer once, in the log".to_owned(),
        "restored" => "Your comment is back".to_owned(),
        "upheld" => "A moderator read your answer; the removal stands".to_owned(),
        "warned" => "A moderator warns you".to_owned(),
        _ => "News for you".to_owned(),
    };
    let answer = notice.kind == "answer";
    let href = match notice.kind.as_str() {
        "removed" | "upheld" => Some("/moderation".to_owned()),
        _ => notice.comment.map(|comment| format!("/comments/{comment}")),
    };
    NoticeView {
        what,
        href,
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

/// `POST /notifications/read`.
pub(crate) async fn mark_read(State(site): State<Arc<Site>>, caller: Caller) -> Result<Response> {
    site.store.mark_notices_read(caller.member()?, site.now()).await?;
    Ok(Redirect::to("/notifications").into_response())
}
