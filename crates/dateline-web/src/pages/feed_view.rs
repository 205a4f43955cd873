//! An article as its feed alone tells it, beside what was read from the page.
//!
//! For readers who want to see what the publisher put into the feed, and for owners who wonder
//! where a fault comes from.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use dateline_model::When;

use crate::access::Caller;
use crate::body::{self, Body, Marks};
use crate::error::{Error, Result};
use crate::moment::Stamp;
use crate::pages::{article, lens, shell};
use crate::paper::Site;
use crate::parts::{self, Shell, Tongue};
use crate::{address, respond};

#[derive(Template)]
#[template(path = "feed_view.html")]
struct FeedView {
    shell: Shell,
    headline: String,
    tongue: Tongue,
    publisher: String,
    when: Stamp,
    reader_href: String,
    original: Option<String>,
    body: Body,
}

/// `GET /a/{id}/{slug}/feed`.
pub(crate) async fn page(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path((id, _)): Path<(i64, String)>,
) -> Result<Response> {
    let article = article::find(&site, id).await?;
    let entry = site.store.entry_of(article.id).await?.ok_or(Error::NotFound("missing-entry"))?;
    let draft = site.newsroom.feed_article(&entry).ok_or(Error::Broken)?;
    let view = lens(&site, &caller);
    respond::page(&FeedView {
        shell: shell(&site, &caller, &draft.headline).await?,
        tongue: parts::tongue(draft.language.as_deref().or(Some(&article.study.language))),
        reader_href: address::article(article.id, &article.draft.headline),
        original: article.draft.url.filter(|url| address::is_web(url)),
        publisher: article.publisher_name,
        when: view.stamp(draft.published.unwrap_or(When::At(article.sort_at))),
        body: body::show(&draft.html, &draft.text, Marks::default(), view.signer.of(article.feed)),
        headline: draft.headline,
    })
}
