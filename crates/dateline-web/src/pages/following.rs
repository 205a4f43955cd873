//! What a reader follows beside feeds: the page of it all, its feeds, and the button that stands on
//! the page of a hashtag, a name, a publisher, a story, a search.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use dateline_model::{ArticleId, ReaderId};
use dateline_store::Topic;
use serde::Deserialize;

use crate::access::Caller;
use crate::address;
use crate::error::{Error, Result};
use crate::pages::{lens, lists, shell};
use crate::paper::Site;
use crate::parts::{Card, Shell};
use crate::respond;
use crate::syndicate::{self, Channel};
use crate::taste::{Followed, taste};

/// The longest name of something followed, in characters.
const LONGEST_LABEL: usize = 120;

/// Articles shown of each, and in the feed of all.
const SHOWN_EACH: usize = 3;
const IN_FEED: usize = 60;

#[derive(Template)]
#[template(path = "following.html")]
struct FollowingPage {
    shell: Shell,
    groups: Vec<Group>,
    fresh: usize,
    /// The newest article that this page could show.
    newest: i64,
}

/// One thing that is followed.
struct Group {
    id: i64,
    label: String,
    href: String,
    fresh: usize,
    cards: Vec<Card>,
    button: FollowButton,
}

/// The button that follows or no longer does.
#[derive(Clone, Debug)]
pub(crate) struct FollowButton {
    pub(crate) kind: &'static str,
    pub(crate) key: String,
    pub(crate) label: String,
    pub(crate) following: bool,
}

impl FollowButton {
    /// For a page of this topic; strangers get none.
    pub(crate) async fn on(
        site: &Site,
        reader: Option<ReaderId>,
        topic: &Topic,
        label: String,
    ) -> Result<Option<FollowButton>> {
        if reader.is_none() {
            return Ok(None);
        }
        let following = taste(site, reader).await?.follows(topic);
        let (kind, key) = (topic.kind(), topic.key());
        Ok(Some(FollowButton { kind, key, label, following }))
    }
}

/// `GET /following`.
pub(crate) async fn page(State(site): State<Arc<Site>>, caller: Caller) -> Result<Response> {
    let taste = taste(&site, caller.id()).await?;
    let mut groups = Vec::new();
    for one in &taste.follows {
        groups.push(group(&site, &caller, one).await?);
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.fresh.min(1)));
    let newest = taste.follows.iter().filter_map(|one| one.articles.first());
    let newest = newest.map(|(article, _)| article.0).max().unwrap_or(0);
    let mut shell = shell(&site, &caller, caller.speech.say("following")).await?;
    shell.feed = Some(syndicate::feed_link("/following", ""));
    respond::page(&FollowingPage { shell, groups, fresh: taste.fresh(), newest })
}

async fn group(site: &Site, caller: &Caller, one: &Followed) -> Result<Group> {
    let ids: Vec<ArticleId> = one.articles.iter().map(|(id, _)| *id).take(SHOWN_EACH).collect();
    let topic = &one.follow.topic;
    Ok(Group {
        id: one.follow.id,
        label: one.follow.label.clone(),
        href: href(topic),
        fresh: one.fresh,
        cards: lists::cards(lens(site, caller), &site.store.summaries(&ids).await?),
        button: FollowButton {
            kind: topic.kind(),
            key: topic.key(),
            label: one.follow.label.clone(),
            following: true,
        },
    })
}

/// Where the topic's own page is.
pub(crate) fn href(topic: &Topic) -> String {
    match topic {
        Topic::Tag(key) => address::tag(key),
        Topic::Name(key) => address::name(key),
        Topic::Publisher(id) => address::publisher(*id),
        Topic::Story(id) => format!("/s/{id}"),
        Topic::Search(line) => format!("/search?q={}", address::segment(line)),
    }
}

/// `GET /following.atom`.
pub(crate) async fn atom(State(site): State<Arc<Site>>, caller: Caller) -> Result<Response> {
    feed(&site, &caller, syndicate::Form::Atom).await
}

/// `GET /following.json`.
pub(crate) async fn json(State(site): State<Arc<Site>>, caller: Caller) -> Result<Response> {
    feed(&site, &caller, syndicate::Form::Json).await
}

async fn feed(site: &Site, caller: &Caller, form: syndicate::Form) -> Result<Response> {
    let taste = taste(site, caller.id()).await?;
    let all = taste.follows.iter().flat_map(|one| &one.articles).map(|(article, _)| *article);
    let mut ids: Vec<ArticleId> = all.collect();
    ids.sort_unstable_by(|a, b| b.cmp(a));
    ids.dedup();
    ids.truncate(IN_FEED);
    let cards = lists::cards(lens(site, caller), &site.store.summaries(&ids).await?);
    let link = syndicate::feed_link("/following", "");
    let channel = Channel {
        title: caller.speech.say("following"),
        page: "/following",
        link: &link,
        cards: &cards,
    };
    syndicate::feed(site, &channel, form)
}

/// What the button sends.
#[derive(Deserialize)]
pub(crate) struct Wish {
    kind: String,
    key: String,
    label: String,
    follow: bool,
    back: Option<String>,
}

/// `POST /following`.
pub(crate) async fn change(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Form(wish): Form<Wish>,
) -> Result<Response> {
    let reader = caller.member()?;
    let topic = Topic::of(&wish.kind, wish.key.trim());
    let topic = topic.filter(|_| !wish.key.trim().is_empty() && wish.key.len() <= 400);
    let topic = topic.ok_or_else(|| Error::Bad("bad-follow".into()))?;
    if wish.follow {
        let label: String = wish.label.trim().chars().take(LONGEST_LABEL).collect();
        let label = if label.is_empty() { topic.key() } else { label };
        site.store.follow(reader, &topic, &label, site.now()).await.map_err(full)?;
    } else {
        site.store.unfollow(reader, &topic).await?;
    }
    site.tastes.forget(reader);
    let back = address::own_path(wish.back.as_deref().unwrap_or("/following"));
    Ok(Redirect::to(back).into_response())
}

/// Where there is no more room, what there is room for.
pub(crate) fn full(error: dateline_store::Error) -> Error {
    match error {
        dateline_store::Error::Conflict(_) => Error::Bad("bad-full".into()),
        other => other.into(),
    }
}

/// What was looked at: one thing, or all.
#[derive(Deserialize)]
pub(crate) struct Seen {
    follow: Option<i64>,
    newest: i64,
}

/// `POST /following/seen`.
pub(crate) async fn seen(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Form(seen): Form<Seen>,
) -> Result<Response> {
    let reader = caller.member()?;
    site.store.follow_seen(reader, seen.follow, ArticleId(seen.newest)).await?;
    site.tastes.forget(reader);
    Ok(Redirect::to("/following").into_response())
}
