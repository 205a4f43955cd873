//! Coming back to the front page: what is new since the last visit, and marking all of it as read,
//! which can be taken back.
//!
//! The last visit is known from a cookie of the browser: a page that is looked at changes nothing
//! that we keep.

use std::sync::Arc;

use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use dateline_model::{FrontStory, Millis, When};
use http::{HeaderMap, HeaderValue};
use serde::Deserialize;

use crate::access::Caller;
use crate::cookie;
use crate::error::Result;
use crate::paper::Site;
use crate::parts::Lens;
use crate::speech::Message;

/// `dateline_visit=BEFORE.LATEST`, both in milliseconds.
const COOKIE: &str = "dateline_visit";

/// Looking again within this time is the same visit.
const ONE_VISIT_MS: i64 = 30 * Millis::MINUTE;

/// How long a browser remembers its visit, in seconds.
const REMEMBERED_S: i64 = 90 * 24 * 3_600;

/// The visit before this one, if there was one, and the cookie that remembers both.
pub(crate) fn visit(headers: &HeaderMap, now: Millis) -> (Option<Millis>, HeaderValue) {
    let known = known(headers);
    let before = match known {
        Some((_, latest)) if now.0 - latest.0 > ONE_VISIT_MS => Some(latest),
        Some((before, _)) => before,
        None => None,
    };
    let stored = before.map_or(0, |before| before.0);
    (before, cookie::kept(COOKIE, &format!("{stored}.{}", now.0), REMEMBERED_S))
}

fn known(headers: &HeaderMap) -> Option<(Option<Millis>, Millis)> {
    let (before, latest) = cookie::value(headers, COOKIE, |_| true)?.split_once('.')?;
    let before = before.parse().ok().filter(|before| *before > 0).map(Millis);
    Some((before, Millis(latest.parse().ok()?)))
}

/// "5 stories have something new since yesterday at 18:05", when that says something.
pub(crate) fn news_line(stories: &[FrontStory], since: Option<Millis>, lens: Lens<'_>) -> String {
    let Some(since) = since else { return String::new() };
    let news = stories.iter().filter(|front| front.story.news_at > since).count();
    let stamp = lens.stamp(When::At(since));
    let all = news == stories.len();
    let words = match news {
        0 => Message::new("news-none"),
        2.. if all => Message::new("news-all"),
        _ => Message::new("news-some").number("n", news),
    };
    lens.speech.tell(&words.text("ago", stamp.relative))
}

/// Whether to take it back: the moment that it bears.
#[derive(Deserialize)]
pub(crate) struct Undo {
    undo: Option<i64>,
}

/// `POST /catch-up`.
pub(crate) async fn change(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Form(form): Form<Undo>,
) -> Result<Response> {
    let reader = caller.member()?;
    if let Some(stamp) = form.undo {
        site.store.undo_catch_up(reader, Millis(stamp)).await?;
        return Ok(Redirect::to("/").into_response());
    }
    let now = site.now();
    site.store.catch_up(reader, now).await?;
    Ok(Redirect::to(&format!("/?caught={}", now.0)).into_response())
}

#[cfg(test)]
mod tests {
    use http::header;

    use super::*;

    #[track_caller]
    fn check(cookie: &str, now: i64, expected: Option<i64>, stored: &str) {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_str(cookie).expect("a header"));
        let (before, cookie) = visit(&headers, Millis(now));
        assert_eq!(before, expected.map(Millis));
        let cookie = cookie.to_str().expect("ASCII");
        assert!(cookie.starts_with(&format!("{COOKIE}={stored};")), "{cookie}");
    }

    #[test]
    fn a_visit_lasts_as_long_as_one_looks() {
        let hour = Millis::HOUR;
        check("", hour, None, "0.3600000");
        check("dateline_visit=0.100", 200, None, "0.200");
        check("a=b; dateline_visit=0.100", hour, Some(100), "100.3600000");
        check("dateline_visit=100.3600000", hour + 1, Some(100), "100.3600001");
        check("dateline_visit=x.y", 5, None, "0.5");
    }
}
