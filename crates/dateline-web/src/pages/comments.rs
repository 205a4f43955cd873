//! What readers do in a conversation: say something, change it, take it away, vote, flag, mute.
//!
//! A comment is refused with a reason (locked, too soon, said before, not a quotation) or it is
//! kept; what a rule holds is kept too, for its author and moderators to see.

use std::sync::Arc;

use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use dateline_model::{Article, ArticleId, Comment, CommentId, Millis, Quoted, Reader};
use dateline_store::{Added, NewComment, NewWords};
use serde::Deserialize;

use crate::access::Caller;
use crate::address;
use crate::error::{Error, Result};
use crate::limits::Door;
use crate::pages::talk::{EDIT_WITHIN_MS, REASONS, viewer};
use crate::pages::{article, story};
use crate::paper::Site;
use crate::quoting;
use crate::speech::{Message, Speech};
use crate::syndicate::{self, Remark};
use crate::talk_rules::{self, TalkRules};

/// The longest comment, in characters; the form says so too.
pub(crate) const LONGEST_CHARS: usize = 5_000;

/// Comments in a conversation's feed.
const MOST_IN_FEED: usize = 50;

/// What the form for a comment sends.
#[derive(Deserialize)]
pub(crate) struct Said {
    text: String,
    parent: Option<String>,
    #[serde(default)]
    quote: String,
    next: Option<String>,
}

/// The text, when it may be kept.
fn acceptable(text: &str) -> Result<String> {
    let text = text.replace("\r\n", "\n");
    let text = text.trim();
    if text.is_empty() {
        return Err(Error::Bad("bad-comment-empty".into()));
    }
    if text.chars().count() > LONGEST_CHARS {
        return Err(Error::Bad(Message::new("bad-comment-long").number("n", LONGEST_CHARS)));
    }
    Ok(text.to_owned())
}

/// `POST /a/{id}/comments`.
pub(crate) async fn on_article(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(said): Form<Said>,
) -> Result<Response> {
    let article = article::find(&site, id).await?;
    let quote = quoted(&article, &said.quote)?;
    let path = address::article(article.id, &article.draft.headline);
    let path = said.next.as_deref().map_or(path, |next| address::own_path(next).to_owned());
    let added =
        add(&site, &caller, Subject { article: article.id, on_story: false, quote }, said).await?;
    Ok(Redirect::to(&address::comment(&path, added)).into_response())
}

/// `POST /s/{id}/comments`.
pub(crate) async fn on_story(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(said): Form<Said>,
) -> Result<Response> {
    let story = story::find(&site, id).await?;
    let path = address::story(story.id, &story.headline);
    let on = Subject { article: ArticleId(story.id.0), on_story: true, quote: None };
    let added = add(&site, &caller, on, said).await?;
    Ok(Redirect::to(&address::comment(&path, added)).into_response())
}

/// The words of the article that the comment is about.
fn quoted(article: &Article, quote: &str) -> Result<Option<Quoted>> {
    if quote.trim().is_empty() {
        return Ok(None);
    }
    let found = quoting::find(&article.draft.text, quote);
    found.map(Some).ok_or_else(|| Error::Bad("bad-quote".into()))
}

/// What a comment is about.
struct Subject {
    article: ArticleId,
    on_story: bool,
    quote: Option<Quoted>,
}

async fn add(site: &Site, caller: &Caller, on: Subject, said: Said) -> Result<CommentId> {
    let author = caller.person()?;
    let text = acceptable(&said.text)?;
    let key = author.id.to_string();
    site.limits.take(Door::Comment, &key, site.now()).map_err(Error::TooMany)?;
    let parent = match said.parent {
        Some(parent) => Some(parent.parse().map_err(|_| Error::NotFound("missing-comment"))?),
        None => None,
    };
    let rules = TalkRules::of(site).await?;
    let comment = NewComment {
        article: on.article,
        on_story: on.on_story,
        parent,
        author: author.id,
        html: site.newsroom.comment_html(&text),
        held: rules.hold(site, author, &text).await?,
        text,
        quote: on.quote,
        moderates: caller.may_moderate(),
        wait_ms: talk_rules::wait_ms(rules.is_new(site, author).await?),
    };
    let added = site.store.add_comment(&comment, site.now()).await;
    came_of(added.map_err(|error| missing(error, "missing-target"))?)
}

fn came_of(added: Added) -> Result<CommentId> {
    match added {
        Added::As(id) => Ok(id),
        Added::Locked => Err(Error::Refused("refused-locked".into())),
        Added::TooSoon(ms) => {
            Err(Error::TooMany(u32::try_from(ms / Millis::SECOND + 1).unwrap_or(u32::MAX)))
        }
        Added::Twice(_) => Err(Error::Bad("bad-said-before".into())),
    }
}

/// `GET /comments/{id}`: where it stands.
pub(crate) async fn permalink(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<Response> {
    let comment = find(&site, &caller, id).await?;
    let path = if comment.on_story {
        let article = article::find(&site, comment.article.0).await?;
        let story = story::find(&site, article.story.0).await?;
        address::story(story.id, &story.headline)
    } else {
        address::article(comment.article, &comment.headline)
    };
    Ok(Redirect::to(&address::comment(&path, comment.id)).into_response())
}

/// What the form that changes a comment sends.
#[derive(Deserialize)]
pub(crate) struct Changed {
    text: String,
    next: Option<String>,
}

/// `POST /comments/{id}/edit`: within a time.
pub(crate) async fn edit(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(changed): Form<Changed>,
) -> Result<Response> {
    let author = caller.person()?;
    let comment = own(find(&site, &caller, id).await?, author)?;
    let text = acceptable(&changed.text)?;
    site.limits.take(Door::Comment, &author.id.to_string(), site.now()).map_err(Error::TooMany)?;
    let since = site.now().plus(-EDIT_WITHIN_MS);
    if comment.created_at < since {
        let minutes = EDIT_WITHIN_MS / (60 * Millis::SECOND);
        return Err(Error::Refused(Message::new("refused-edit").number("n", minutes)));
    }
    let words = NewWords {
        html: site.newsroom.comment_html(&text),
        held: TalkRules::of(&site).await?.hold(&site, author, &text).await?,
        text,
        since,
    };
    let done = site.store.edit_comment(comment.id, author.id, &words, site.now()).await?;
    back(done, &comment, changed.next.as_deref())
}

/// The page to come back to.
#[derive(Deserialize)]
pub(crate) struct Next {
    next: Option<String>,
}

/// `POST /comments/{id}/delete`.
pub(crate) async fn delete(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(next): Form<Next>,
) -> Result<Response> {
    let author = caller.person()?;
    let comment = own(find(&site, &caller, id).await?, author)?;
    let done = site.store.delete_comment(comment.id, author.id, site.now()).await?;
    back(done, &comment, next.next.as_deref())
}

/// What a vote sends.
#[derive(Deserialize)]
pub(crate) struct Vote {
    up: Option<bool>,
    next: Option<String>,
}

/// `POST /comments/{id}/vote`: for it, or taken back.
pub(crate) async fn vote(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(vote): Form<Vote>,
) -> Result<Response> {
    let reader = caller.member()?;
    let comment = find(&site, &caller, id).await?;
    site.limits.take(Door::Vote, &reader.to_string(), site.now()).map_err(Error::TooMany)?;
    let up = vote.up.unwrap_or(true);
    let done = site.store.vote(comment.id, reader, up, site.now()).await?;
    back(done, &comment, vote.next.as_deref())
}

/// What a flag sends.
#[derive(Deserialize)]
pub(crate) struct Flag {
    reason: String,
    next: Option<String>,
}

/// `POST /comments/{id}/flag`.
pub(crate) async fn flag(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(flag): Form<Flag>,
) -> Result<Response> {
    let reader = caller.person()?;
    let comment = find(&site, &caller, id).await?;
    let reason = REASONS.iter().find(|(key, _)| *key == flag.reason);
    let (reason, _) = reason.ok_or_else(|| Error::Bad("bad-choose-wrong".into()))?;
    if TalkRules::of(&site).await?.is_new(&site, reader).await? {
        return Err(Error::Refused("refused-flag-new".into()));
    }
    site.limits.take(Door::Vote, &reader.id.to_string(), site.now()).map_err(Error::TooMany)?;
    let done = site.store.flag(comment.id, reader.id, reason, site.now()).await?;
    back(done, &comment, flag.next.as_deref())
}

/// Whether to be told of answers.
#[derive(Deserialize)]
pub(crate) struct Mute {
    muted: bool,
    next: Option<String>,
}

/// `POST /s/{id}/mute`.
pub(crate) async fn mute(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(mute): Form<Mute>,
) -> Result<Response> {
    let story = story::find(&site, id).await?;
    site.store.mute_conversation(caller.member()?, story.id, mute.muted).await?;
    let next = mute.next.as_deref().map(address::own_path);
    let path = next.map_or_else(|| address::story(story.id, &story.headline), str::to_owned);
    Ok(Redirect::to(&format!("{path}#comments")).into_response())
}

/// `GET /s/{id}/comments.atom`: a conversation as a feed, the latest first.
pub(crate) async fn feed(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<Response> {
    let story = story::find(&site, id).await?;
    let everybody = dateline_store::Viewer { reader: None, moderates: false, now: site.now() };
    let comments = site.store.conversation(story.id, everybody).await?;
    let latest = comments.iter().rev().filter(|comment| !comment.text.is_empty());
    let remarks: Vec<Remark> =
        latest.take(MOST_IN_FEED).map(|one| remark(one, caller.speech)).collect();
    let path = address::story(story.id, &story.headline);
    let own = format!("/s/{}/comments.atom", story.id);
    let title = caller.speech.with("talk-feed-title", "title", &story.headline);
    syndicate::remarks(&site, &title, &format!("{path}#comments"), &own, &remarks)
}

fn remark(comment: &Comment, speech: Speech) -> Remark {
    let title = Message::new("talk-remark-title").text("author", &comment.author_name);
    Remark {
        path: format!("/comments/{}", comment.id),
        title: speech.tell(&title.text("headline", &comment.headline)),
        author: comment.author_name.clone(),
        at: comment.created_at,
        text: comment.text.clone(),
    }
}

/// A comment that this caller may see something of: what is hidden from them is not there.
pub(crate) async fn find(site: &Site, caller: &Caller, id: i64) -> Result<Comment> {
    let found = site.store.comment(CommentId(id), viewer(site, caller)).await?;
    let hidden = |comment: &Comment| {
        use dateline_model::Standing::{Banned, Held};
        comment.text.is_empty() && matches!(comment.standing, Held(_) | Banned)
    };
    found.filter(|comment| !hidden(comment)).ok_or(Error::NotFound("missing-comment"))
}

/// Somebody else's comment cannot be told from none at all.
fn own(comment: Comment, author: &Reader) -> Result<Comment> {
    Some(comment)
        .filter(|one| one.author == author.id)
        .ok_or(Error::NotFound("missing-own-comment"))
}

/// To the comment on the page where this was asked for.
fn back(done: bool, comment: &Comment, next: Option<&str>) -> Result<Response> {
    if !done {
        return Err(Error::NotFound("missing-doable-comment"));
    }
    let place = match next.map(address::own_path) {
        Some(path) => address::comment(path, comment.id),
        None => format!("/comments/{}", comment.id),
    };
    Ok(Redirect::to(&place).into_response())
}

fn missing(error: dateline_store::Error, what: &'static str) -> Error {
    match error {
        dateline_store::Error::NotFound => Error::NotFound(what),
        other => other.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_and_endless_comments_are_refused() {
        assert!(acceptable(" \r\n ").is_err());
        assert!(acceptable(&"x".repeat(LONGEST_CHARS + 1)).is_err());
        assert_eq!(acceptable(" a\r\nb ").ok().as_deref(), Some("a\nb"));
    }
}
