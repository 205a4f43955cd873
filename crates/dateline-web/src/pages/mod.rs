//! The pages, one file each: a view struct, a pure function that fills it, the handlers.
//!
//! A handler asks the store, fills the view and renders it; all that could be decided was decided
//! before the template sees it.

pub(crate) mod account;
pub(crate) mod appearance;
pub(crate) mod article;
pub(crate) mod catch_up;
pub(crate) mod comments;
pub(crate) mod compare;
pub(crate) mod correct;
pub(crate) mod desk;
pub(crate) mod features;
pub(crate) mod feed_view;
pub(crate) mod feeds;
pub(crate) mod filters;
pub(crate) mod following;
pub(crate) mod front;
pub(crate) mod health;
pub(crate) mod identity;
pub(crate) mod install;
pub(crate) mod invitations;
pub(crate) mod join;
pub(crate) mod leave;
pub(crate) mod lists;
pub(crate) mod mail;
pub(crate) mod moderation;
pub(crate) mod notices;
pub(crate) mod passkeys;
pub(crate) mod publishers;
pub(crate) mod push;
pub(crate) mod queue;
pub(crate) mod readers;
pub(crate) mod reports;
pub(crate) mod search;
pub(crate) mod security;
pub(crate) mod story;
pub(crate) mod talk;
pub(crate) mod versions;
pub(crate) mod websub;
pub(crate) mod welcome;
pub(crate) mod whats_new;

use dateline_model::{ArticleId, ReaderId, Section};
use dateline_store::Topic;

use crate::access::Caller;
use crate::address;
use crate::error::Result;
use crate::paper::Site;
use crate::parts::{Card, Lens, NavLink, Shell};
use crate::taste::taste;

/// The frame around a page for this caller.
pub(crate) async fn shell(site: &Site, caller: &Caller, title: &str) -> Result<Shell> {
    let sections = sections(site, caller).await?;
    let path = caller.path.split('?').next().unwrap_or_default();
    let nav = sections.into_iter().map(|section| {
        let href = address::section(&section.name);
        NavLink { here: href == path, name: section.name, href }
    });
    let mut links: Vec<NavLink> = nav.collect();
    let taste = taste(site, caller.id()).await?;
    let searches = taste.follows.iter().filter(|one| matches!(one.follow.topic, Topic::Search(_)));
    links.extend(searches.map(|one| {
        let href = following::href(&one.follow.topic);
        NavLink { here: href == caller.path, name: one.follow.label.clone(), href }
    }));
    if !links.is_empty() {
        let all = NavLink {
            name: caller.speech.say("all").to_owned(),
            href: "/".to_owned(),
            here: path == "/",
        };
        links.insert(0, all);
    }
    Ok(Shell {
        name: site.settings.name.clone(),
        title: title.to_owned(),
        day: lens(site, caller).clock().long_day(site.now()),
        unread: unread(site, caller).await?,
        reader: caller.reader.clone(),
        sections: links,
        path: caller.path.clone(),
        unseen: taste.fresh(),
        look: caller.look,
        speech: caller.speech,
        ..Shell::default()
    })
}

/// How much waits to be read by this caller: notices, and for moderators what is in their queue.
async fn unread(site: &Site, caller: &Caller) -> Result<u32> {
    let Some(reader) = caller.id() else { return Ok(0) };
    let notices = site.store.unread_notices(reader, site.now()).await?;
    let queue = if caller.may_moderate() { site.store.waiting_count().await? } else { 0 };
    Ok(notices + queue)
}

/// Says of each card whether its article is on the caller's shelf, where they can swipe it there.
pub(crate) async fn mark_saved<'a>(
    site: &Site,
    caller: &Caller,
    cards: impl Iterator<Item = &'a mut Card>,
) -> Result<()> {
    let Some(reader) = caller.id().filter(|_| caller.look.is("swipe", "on")) else {
        return Ok(());
    };
    let mut cards: Vec<&mut Card> = cards.collect();
    let articles: Vec<ArticleId> = cards.iter().map(|card| ArticleId(card.article)).collect();
    let saved = site.store.saved_among(reader, &articles).await?;
    for card in &mut cards {
        card.saved = Some(saved.contains(&ArticleId(card.article)));
    }
    Ok(())
}

/// Whose sections a caller sees: their own, or those of the owner, who makes a public paper.
pub(crate) async fn editor(site: &Site, caller: &Caller) -> Result<Option<ReaderId>> {
    match caller.id() {
        Some(reader) => Ok(Some(reader)),
        None => Ok(site.store.owner().await?.map(|owner| owner.id)),
    }
}

/// The sections that a caller sees.
pub(crate) async fn sections(site: &Site, caller: &Caller) -> Result<Vec<Section>> {
    let open = caller.reader.is_some() || site.settings.public;
    match editor(site, caller).await?.filter(|_| open) {
        Some(reader) => Ok(site.store.filled_sections(reader).await?),
        None => Ok(Vec::new()),
    }
}

/// How a page looks at things now, for this caller.
pub(crate) fn lens<'a>(site: &'a Site, caller: &Caller) -> Lens<'a> {
    Lens { now: site.now(), zone: &site.settings.zone, signer: &site.signer, speech: caller.speech }
}
