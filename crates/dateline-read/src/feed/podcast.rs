//! What podcasts add: iTunes', Podcasting 2.0's and Podlove's words.

use std::borrow::Cow;

use dateline_model::{Category, Chapter, Transcript};

use super::MOST_OF_A_KIND;
use super::gather::{Context, Gathered, add_all, add_category};
use super::media::{self, add_credit, seconds};
use super::person::{person, person_in};
use super::place;
use super::text::{Usual, plain, text};
use super::tree::{NodeId, Tree};

/// Chapters of one recording.
const MOST_CHAPTERS: usize = 500;

/// Takes in an element of iTunes' vocabulary or Google's.
pub(super) fn take_itunes(context: &Context<'_, '_>, id: NodeId, into: &mut Gathered) {
    let tree = context.tree;
    let value = tree.text(id);
    let scheme = || Some("http://www.itunes.com/".to_string());
    match &*tree.node(id).name {
        "title" => into.title.offer(2, plain(value)),
        "subtitle" => into.subtitle.offer(5, text(tree, id, Usual::Plain)),
        "summary" => into.summary.offer(4, text(tree, id, Usual::Plain)),
        "author" if into.authors.is_empty() => {
            add_all(&mut into.authors, (!value.is_empty()).then(|| person_in(value)));
        }
        "owner" => {
            let owner = person(tree, id);
            into.publisher.offer(1, owner.and_then(|owner| owner.name.or(owner.email)));
        }
        "image" => media::take_image(context, id, into),
        "link" if tree.attribute(id, "rel").as_deref() == Some("image") => {
            media::take_image(context, id, into);
        }
        "category" => take_category(tree, id, into),
        "keywords" => {
            for term in value.split(',').map(str::trim) {
                add_category(into, Category { term: term.into(), scheme: scheme(), label: None });
            }
        }
        "duration" => into.duration_seconds = seconds(value),
        "season" => into.season = value.parse().ok(),
        "episode" => into.episode = value.parse().ok(),
        "explicit" => into.explicit = explicit(value).or(into.explicit),
        "new-feed-url" => into.new_url = context.absolute(id, value),
        _ => {}
    }
}

/// `yes`, `no`, and Apple's own words for both.
pub(super) fn explicit(value: &str) -> Option<bool> {
    match value.to_ascii_lowercase().as_str() {
        "yes" | "true" | "explicit" | "adult" => Some(true),
        "no" | "false" | "clean" | "nonadult" => Some(false),
        _ => None,
    }
}

fn take_category(tree: &Tree<'_>, id: NodeId, into: &mut Gathered) {
    // Nested ones are children, and a tree is at most a hundred deep.
    let term = tree.attribute(id, "text").unwrap_or_default().into_owned();
    let scheme = Some("http://www.itunes.com/".to_string());
    add_category(into, Category { term, scheme, label: None });
    for child in tree.children(id).filter(|child| tree.node(*child).name == "category") {
        take_category(tree, child, into);
    }
}

/// Takes in an element of Podcasting 2.0.
pub(super) fn take(context: &Context<'_, '_>, id: NodeId, into: &mut Gathered) {
    let tree = context.tree;
    let value = tree.text(id);
    let attribute = |name: &str| tree.attribute(id, name).map(Cow::into_owned);
    let address = |name: &str| context.absolute(id, &attribute(name)?);
    match &*tree.node(id).name {
        "chapters" => into.chapters_url = address("url").or(into.chapters_url.take()),
        "transcript" if into.transcripts.len() < MOST_OF_A_KIND => {
            into.transcripts.extend(address("url").map(|url| Transcript {
                url,
                media_type: attribute("type"),
                language: attribute("language"),
            }));
        }
        "person" => {
            let role = attribute("role").unwrap_or_else(|| "host".into());
            add_credit(into, value, Some(role), address("href"), address("img"));
        }
        "location" if !value.is_empty() => {
            let mut location = attribute("geo").map(|geo| place::from_geo_uri(&geo));
            location.get_or_insert_default().name = Some(value.to_string());
            into.location = location;
        }
        "season" => into.season = value.parse().ok().or(into.season),
        "episode" => into.episode = value.parse().ok().or(into.episode),
        _ => {}
    }
}

/// Takes in `<psc:chapters>` with its chapters.
pub(super) fn take_chapters(context: &Context<'_, '_>, id: NodeId, into: &mut Gathered) {
    let tree = context.tree;
    for child in tree.children(id).take(MOST_CHAPTERS) {
        let attribute = |name: &str| tree.attribute(child, name);
        let start = attribute("start").and_then(|start| seconds(&start));
        if let (Some(start_seconds), Some(title)) = (start, attribute("title")) {
            into.chapters.push(Chapter {
                start_seconds,
                title: title.into_owned(),
                url: attribute("href").and_then(|href| context.absolute(child, &href)),
                image: attribute("image").and_then(|image| context.absolute(child, &image)),
            });
        }
    }
    into.chapters.truncate(MOST_CHAPTERS);
}
