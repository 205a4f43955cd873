//! The pages, one file each: a view struct, a pure function that fills it, the handlers.
//!
//! A handler asks the store, fills the view and renders it; all that could be decided was decided
//! before the template sees it.

pub(crate) mod account;
pub(crate) mod article;
pub(crate) mod comments;
pub(crate) mod desk;
pub(crate) mod features;
pub(crate) mod feeds;
pub(crate) mod front;
pub(crate) mod health;
pub(crate) mod lists;
pub(crate) mod story;
pub(crate) mod welcome;

use crate::access::Caller;
use crate::address;
use crate::error::Result;
use crate::moment;
use crate::paper::Site;
use crate::parts::{Lens, NavLink, Shell};

/// The frame around a page for this caller.
pub(crate) async fn shell(site: &Site, caller: &Caller, title: &str) -> Result<Shell> {
    let sections = match caller.id() {
        Some(reader) => site.store.sections(reader).await?,
        None => Vec::new(),
    };
    let path = caller.path.split('?').next().unwrap_or_default();
    let nav = sections.into_iter().map(|section| {
        let href = address::section(&section.name);
        NavLink { here: href == path, name: section.name, href }
    });
    let mut links: Vec<NavLink> = nav.collect();
    if !links.is_empty() {
        let all = NavLink { name: "All".to_owned(), href: "/".to_owned(), here: path == "/" };
        links.insert(0, all);
    }
    Ok(Shell {
        name: site.settings.name.clone(),
        title: title.to_owned(),
        day: moment::long_day(site.now(), &site.settings.zone),
        reader: caller.reader.clone(),
        sections: links,
        path: caller.path.clone(),
        ..Shell::default()
    })
}

/// How a page looks at things now.
pub(crate) fn lens(site: &Site) -> Lens<'_> {
    Lens { now: site.now(), zone: &site.settings.zone, signer: &site.signer }
}
