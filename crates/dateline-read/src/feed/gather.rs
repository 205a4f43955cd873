//! One vocabulary for feeds, entries and sources.
//!
//! RSS, RDF, Atom, CDF and their extensions say the same things in different words, and feeds mix
//! them. [`gather`] takes in an element's children, whatever words they use; where two words say the
//! same thing the better one wins, by the ranks given here. What it gathers becomes a feed's head or
//! an entry.

use std::borrow::Cow;
use std::cell::Cell;

use dateline_model::{
    Category, Chapter, Credit, Enclosure, Entry, FeedHead, FeedImage, Generator, Link, Location,
    Person, TextConstruct, Thumbnail, Transcript, When,
};

use super::address::has_scheme;
use super::discussion;
use super::media;
use super::person::{add, person, person_in};
use super::place;
use super::podcast;
use super::sitemap;
use super::space::Space;
use super::text::{Usual, plain, text};
use super::tree::{NodeId, Tree};
use super::{Dialect, MOST_OF_A_KIND};
use crate::dates::{DateHints, read_date};

/// A value, and how good the word was that gave it.
#[derive(Clone, Debug)]
pub(super) struct Ranked<T> {
    rank: u8,
    pub(super) value: Option<T>,
}

impl<T> Default for Ranked<T> {
    fn default() -> Ranked<T> {
        Ranked { rank: 0, value: None }
    }
}

impl<T> Ranked<T> {
    /// Takes `value` unless one of the same rank or a better one is there. Ranks start at 1.
    pub(super) fn offer(&mut self, rank: u8, value: Option<T>) {
        if value.is_some() && rank > self.rank {
            *self = Ranked { rank, value };
        }
    }
}

/// All that an element said.
#[derive(Clone, Debug, Default)]
pub(super) struct Gathered {
    pub(super) id: Ranked<String>,
    pub(super) id_is_permalink: Option<bool>,
    pub(super) title: Ranked<TextConstruct>,
    pub(super) subtitle: Ranked<TextConstruct>,
    pub(super) summary: Ranked<TextConstruct>,
    pub(super) content: Vec<TextConstruct>,
    pub(super) rights: Ranked<TextConstruct>,
    pub(super) link: Ranked<String>,
    pub(super) links: Vec<Link>,
    pub(super) language: Ranked<String>,
    pub(super) published: Ranked<When>,
    pub(super) updated: Ranked<When>,
    pub(super) authors: Vec<Person>,
    pub(super) contributors: Vec<Person>,
    pub(super) publisher: Ranked<String>,
    pub(super) categories: Vec<Category>,
    pub(super) enclosures: Vec<Enclosure>,
    pub(super) thumbnails: Vec<Thumbnail>,
    pub(super) image: Ranked<FeedImage>,
    pub(super) icon: Option<String>,
    pub(super) logo: Option<String>,
    pub(super) generator: Option<Generator>,
    pub(super) comments: Option<String>,
    pub(super) source: Option<Box<FeedHead>>,
    pub(super) ttl_minutes: Ranked<u32>,
    pub(super) skip_hours: Vec<u8>,
    pub(super) skip_days: Vec<String>,
    pub(super) duration_seconds: Option<u32>,
    pub(super) comment_count: Option<u32>,
    pub(super) comments_feed: Option<String>,
    pub(super) in_reply_to: Option<String>,
    pub(super) credits: Vec<Credit>,
    pub(super) chapters: Vec<Chapter>,
    pub(super) chapters_url: Option<String>,
    pub(super) transcripts: Vec<Transcript>,
    pub(super) location: Option<Location>,
    pub(super) season: Option<u32>,
    pub(super) episode: Option<u32>,
    pub(super) explicit: Option<bool>,
    pub(super) new_url: Option<String>,
    update_period: Option<u32>,
    update_frequency: Option<u32>,
}

/// What gathering needs to know besides the tree.
pub(super) struct Context<'t, 'a> {
    pub(super) tree: &'t Tree<'a>,
    pub(super) hints: DateHints,
    /// Set when a date could not be read.
    pub(super) undated: &'t Cell<bool>,
}

impl Context<'_, '_> {
    pub(super) fn absolute(&self, id: NodeId, link: &str) -> Option<String> {
        self.tree.absolute(id, link)
    }

    pub(super) fn when(&self, text: &str) -> Option<When> {
        let when = read_date(text, &self.hints);
        if when.is_none() && !text.is_empty() {
            self.undated.set(true);
        }
        when
    }
}

/// Takes in the children of an element, and the attributes of a CDF one.
pub(super) fn gather(context: &Context<'_, '_>, id: NodeId, into: &mut Gathered) {
    let tree = context.tree;
    let href = tree.attribute(id, "href").filter(|_| tree.dialect() == Dialect::Rss);
    if let Some(url) = href.and_then(|href| context.absolute(id, &href)) {
        add_link(into, Link { rel: "alternate".into(), url: url.clone(), ..Link::default() });
        into.link.offer(5, Some(url));
    }
    if let Some(modified) = tree.attribute(id, "lastmod") {
        into.updated.offer(5, context.when(&modified));
    }
    if let Some(about) = tree.attribute(id, "about").filter(|_| tree.dialect() == Dialect::Rss) {
        into.id.offer(1, Some(about.into_owned()));
    }
    for child in tree.children(id) {
        match tree.dialect() {
            Dialect::Sitemap => sitemap::take(context, child, into),
            _ => take(context, child, into),
        }
    }
}

/// Takes in one child element.
fn take(context: &Context<'_, '_>, id: NodeId, into: &mut Gathered) {
    let tree = context.tree;
    let node = tree.node(id);
    match node.space {
        Space::Core | Space::Xhtml => take_core(context, id, into),
        Space::Content if node.name == "encoded" => {
            into.content.extend(text(tree, id, Usual::Html));
        }
        Space::DublinCore | Space::DublinCoreTerms => take_dublin_core(context, id, into),
        Space::Itunes => podcast::take_itunes(context, id, into),
        Space::Podcast => podcast::take(context, id, into),
        Space::Chapters => podcast::take_chapters(context, id, into),
        Space::Media => media::take(context, id, into),
        Space::Slash | Space::Thread | Space::Wfw => discussion::take(context, id, into),
        Space::Geo => place::take(context, id, into),
        Space::Admin if node.name == "generatoragent" => {
            let resource = tree.attribute(id, "resource").map(Cow::into_owned);
            let generator = into.generator.get_or_insert_default();
            generator.name = generator.name.take().or_else(|| resource.clone());
            generator.url = generator.url.take().or(resource);
        }
        Space::Feedburner if node.name == "origlink" => {
            into.link.offer(9, context.absolute(id, tree.text(id)));
        }
        Space::Syndication => take_syndication(tree, id, into),
        _ => {}
    }
}

fn take_core(context: &Context<'_, '_>, id: NodeId, into: &mut Gathered) {
    let tree = context.tree;
    let value = tree.text(id);
    let rss = tree.dialect() == Dialect::Rss;
    match &*tree.node(id).name {
        "title" => into.title.offer(9, text(tree, id, Usual::Plain)),
        "description" | "abstract" => take_description(into, text(tree, id, Usual::Html)),
        "summary" if rss && into.summary.rank == 9 => {
            into.content.extend(text(tree, id, Usual::Html));
        }
        "summary" => into.summary.offer(8, text(tree, id, Usual::Plain)),
        "content" => take_content(context, id, into),
        "body" | "fullitem" | "encoded" => into.content.extend(xhtml_body(tree, id)),
        "subtitle" | "tagline" => into.subtitle.offer(9, text(tree, id, Usual::Plain)),
        "info" => into.subtitle.offer(7, text(tree, id, Usual::Plain)),
        "rights" | "copyright" => into.rights.offer(9, text(tree, id, Usual::Plain)),
        "link" => take_link(context, id, into),
        "id" => {
            // An address for an id is better than no address at all.
            into.link.offer(1, Some(value.to_string()).filter(|value| value.starts_with("http")));
            into.id.offer(9, identifier(context, id));
        }
        "guid" => take_guid(context, id, into),
        "language" => into.language.offer(9, (!value.is_empty()).then(|| value.to_string())),
        "published" | "pubdate" => into.published.offer(9, context.when(value)),
        "issued" => into.published.offer(8, context.when(value)),
        "updated" => into.updated.offer(9, context.when(value)),
        "modified" | "lastbuilddate" => into.updated.offer(8, context.when(value)),
        "created" => into.published.offer(2, context.when(value)),
        "author" | "managingeditor" => add_all(&mut into.authors, person(tree, id)),
        "contributor" => {
            if let Some(person) =
                person(tree, id).filter(|_| into.contributors.len() < MOST_OF_A_KIND)
            {
                into.contributors.push(person);
            }
        }
        "webmaster" => into.publisher.offer(2, (!value.is_empty()).then(|| value.to_string())),
        "enclosure" => media::take_enclosure(context, id, into),
        "comments" => into.comments = context.absolute(id, value).or(into.comments.take()),
        "image" => media::take_image(context, id, into),
        "source" => take_source(context, id, into),
        "category" => take_category(tree, id, into),
        _ => take_rest(context, id, into),
    }
}

/// Words of the core that few feeds use, or that only a feed's head has.
fn take_rest(context: &Context<'_, '_>, id: NodeId, into: &mut Gathered) {
    let tree = context.tree;
    let value = tree.text(id);
    match &*tree.node(id).name {
        "tags" | "tag" => {
            for child in tree.children(id).filter(|child| tree.node(*child).name == "tag") {
                add_category(
                    into,
                    Category { term: tree.text(child).to_string(), ..Category::default() },
                );
            }
            if tree.children(id).next().is_none() {
                value.split(',').for_each(|term| {
                    add_category(
                        into,
                        Category { term: term.trim().to_string(), ..Category::default() },
                    );
                });
            }
        }
        "icon" => into.icon = context.absolute(id, value).or(into.icon.take()),
        "logo" => into.logo = context.absolute(id, value).or(into.logo.take()),
        "generator" => {
            let attribute = |name| tree.attribute(id, name).map(Cow::into_owned);
            let url = attribute("uri").or_else(|| attribute("url"));
            into.generator = Some(Generator {
                name: (!value.is_empty()).then(|| value.to_string()),
                url: url.and_then(|url| context.absolute(id, &url)),
                version: attribute("version"),
            });
        }
        "ttl" => into.ttl_minutes.offer(9, value.parse().ok()),
        "skiphours" => {
            let hours = tree.children(id).filter_map(|hour| tree.text(hour).parse::<u8>().ok());
            into.skip_hours = hours.map(|hour| hour % 24).take(24).collect();
        }
        "skipdays" => {
            into.skip_days =
                tree.children(id).map(|day| tree.text(day).to_string()).take(7).collect();
        }
        _ => {}
    }
}

fn take_dublin_core(context: &Context<'_, '_>, id: NodeId, into: &mut Gathered) {
    let tree = context.tree;
    let value = tree.text(id);
    match &*tree.node(id).name {
        "title" => into.title.offer(5, text(tree, id, Usual::Plain)),
        "creator" | "author" => {
            let person = person_in(value);
            add_all(&mut into.authors, (person != Person::default()).then_some(person));
        }
        "contributor" if into.contributors.len() < MOST_OF_A_KIND && !value.is_empty() => {
            into.contributors.push(person_in(value));
        }
        "publisher" => into.publisher.offer(9, (!value.is_empty()).then(|| value.to_string())),
        "subject" => {
            add_category(into, Category { term: value.to_string(), ..Category::default() });
        }
        "description" | "abstract" => into.summary.offer(5, text(tree, id, Usual::Html)),
        "rights" => into.rights.offer(5, text(tree, id, Usual::Plain)),
        "language" => into.language.offer(5, (!value.is_empty()).then(|| value.to_string())),
        "issued" | "available" => into.published.offer(7, context.when(value)),
        "date" => into.published.offer(5, context.when(value)),
        "created" => into.published.offer(2, context.when(value)),
        "modified" => into.updated.offer(7, context.when(value)),
        "identifier" => into.id.offer(2, (!value.is_empty()).then(|| value.to_string())),
        _ => {}
    }
}

fn take_syndication(tree: &Tree<'_>, id: NodeId, into: &mut Gathered) {
    let value = tree.text(id);
    match &*tree.node(id).name {
        "updateperiod" => {
            into.update_period = match value.to_ascii_lowercase().as_str() {
                "hourly" => Some(60),
                "daily" => Some(24 * 60),
                "weekly" => Some(7 * 24 * 60),
                "monthly" => Some(30 * 24 * 60),
                "yearly" => Some(365 * 24 * 60),
                _ => None,
            }
        }
        "updatefrequency" => into.update_frequency = value.parse().ok(),
        _ => {}
    }
    let period =
        into.update_period.map(|period| period / into.update_frequency.unwrap_or(1).max(1));
    // The later of the two elements knows both: a better rank than the earlier.
    into.ttl_minutes.offer(if into.update_frequency.is_some() { 2 } else { 1 }, period);
}

/// A description is the summary; a summary that came before it in RSS is then the longer text.
fn take_description(into: &mut Gathered, text: Option<TextConstruct>) {
    if text.is_some() && into.summary.rank == 8 {
        into.content.extend(into.summary.value.take());
    }
    into.summary.offer(9, text);
}

fn take_content(context: &Context<'_, '_>, id: NodeId, into: &mut Gathered) {
    let tree = context.tree;
    if let Some(url) = tree.attribute(id, "src").and_then(|link| context.absolute(id, &link)) {
        // The content is elsewhere: a link says so better than an empty text.
        let media_type = tree.attribute(id, "type").map(Cow::into_owned);
        add_link(into, Link { rel: "alternate".into(), url, media_type, ..Link::default() });
    }
    if into.content.len() < MOST_OF_A_KIND {
        into.content.extend(text(tree, id, Usual::Html));
    }
}

/// A body in XHTML: `<xhtml:body>`, `<fullitem>`.
fn xhtml_body(tree: &Tree<'_>, id: NodeId) -> Option<TextConstruct> {
    let mut body = text(tree, id, Usual::Html)?;
    if tree.node(id).name == "body" {
        body.media_type = super::text::XHTML.to_string();
    }
    Some(body)
}

/// What stands before a relation that is written as an address.
const IANA: &str = "http://www.iana.org/assignments/relation/";

fn take_link(context: &Context<'_, '_>, id: NodeId, into: &mut Gathered) {
    let tree = context.tree;
    let attribute = |name: &str| tree.attribute(id, name).map(Cow::into_owned);
    let href = attribute("href");
    let in_text = href.is_none();
    let Some(url) = context.absolute(id, href.as_deref().unwrap_or(tree.text(id))) else { return };
    let mut rel = attribute("rel").unwrap_or_else(|| "alternate".into());
    if rel.starts_with(IANA) {
        rel = rel.trim_start_matches(IANA).to_string();
    }
    let media_type = attribute("type").or_else(|| match rel.as_str() {
        "self" => Some("application/atom+xml".into()),
        "alternate" => Some("text/html".into()),
        _ => None,
    });
    let link = Link {
        url,
        media_type,
        title: attribute("title"),
        language: attribute("hreflang"),
        length_bytes: attribute("length").and_then(|length| length.parse().ok()),
        rel,
    };
    if link.rel == "alternate" {
        let page = link.media_type.as_deref().is_none_or(|kind| kind.contains("html"));
        let rank = if in_text { 6 } else { 3 + 2 * u8::from(page) };
        into.link.offer(rank, Some(link.url.clone()));
    }
    if link.rel == "enclosure" {
        let enclosure = Enclosure {
            url: link.url.clone(),
            media_type: link.media_type.clone(),
            length_bytes: link.length_bytes,
            title: link.title.clone(),
            duration_seconds: None,
        };
        media::add_enclosure(into, enclosure);
    }
    if link.rel == "replies" {
        discussion::take_replies(context, id, &link, into);
    }
    add_link(into, link);
}

pub(super) fn add_link(into: &mut Gathered, link: Link) {
    if into.links.len() < MOST_OF_A_KIND {
        into.links.push(link);
    }
}

/// An id as written; only a path is made an address, for it is no id without its host.
fn identifier(context: &Context<'_, '_>, id: NodeId) -> Option<String> {
    let value = context.tree.text(id);
    if value.starts_with('/') {
        return context.absolute(id, value);
    }
    (!value.is_empty()).then(|| value.to_string())
}

fn take_guid(context: &Context<'_, '_>, id: NodeId, into: &mut Gathered) {
    let tree = context.tree;
    let value = tree.text(id);
    if value.is_empty() {
        return;
    }
    into.id.offer(9, Some(value.to_string()));
    let denied =
        tree.attribute(id, "ispermalink").is_some_and(|is| is.eq_ignore_ascii_case("false"));
    into.id_is_permalink = Some(!denied);
    let address = has_scheme(value) && value.starts_with("http") || value.starts_with('/');
    if !denied && address {
        into.link.offer(4, context.absolute(id, value));
    }
}

fn take_category(tree: &Tree<'_>, id: NodeId, into: &mut Gathered) {
    let attribute = |name: &str| tree.attribute(id, name).map(Cow::into_owned);
    let term = attribute("term").unwrap_or_else(|| tree.text(id).to_string());
    let scheme = attribute("scheme").or_else(|| attribute("domain"));
    add_category(into, Category { term, scheme, label: attribute("label") });
}

pub(super) fn add_category(into: &mut Gathered, category: Category) {
    let empty = category.term.is_empty() && category.label.is_none();
    let known = |known: &Category| known.term == category.term && known.scheme == category.scheme;
    if !empty && into.categories.len() < MOST_OF_A_KIND && !into.categories.iter().any(known) {
        into.categories.push(category);
    }
}

pub(super) fn add_all(people: &mut Vec<Person>, person: Option<Person>) {
    if let Some(person) = person {
        add(people, person);
    }
}

/// The feed that an entry was taken from: Atom's whole head, or RSS's title and address.
fn take_source(context: &Context<'_, '_>, id: NodeId, into: &mut Gathered) {
    let tree = context.tree;
    let mut source = Gathered::default();
    gather(context, id, &mut source);
    if tree.children(id).next().is_none() {
        source.title.offer(9, plain(tree.text(id)));
    }
    if let Some(url) = tree.attribute(id, "url").and_then(|url| context.absolute(id, &url)) {
        source.link.offer(9, Some(url.clone()));
        add_link(&mut source, Link { rel: "self".into(), url, ..Link::default() });
    }
    into.source = Some(Box::new(source.into_head()));
}

impl Gathered {
    /// What was gathered of a feed.
    pub(super) fn into_head(self) -> FeedHead {
        let find =
            |rel: &str| self.links.iter().find(|link| link.rel == rel).map(|l| l.url.clone());
        let (subtitle, summary) = match self.subtitle.value {
            None => (self.summary.value, None),
            subtitle => (subtitle, self.summary.value),
        };
        FeedHead {
            hubs: self.links.iter().filter(|l| l.rel == "hub").map(|l| l.url.clone()).collect(),
            self_url: find("self"),
            next: find("next"),
            new_url: self.new_url,
            id: self.id.value,
            title: self.title.value,
            subtitle,
            summary,
            rights: self.rights.value,
            link: self.link.value,
            links: self.links,
            language: self.language.value,
            published: self.published.value,
            updated: self.updated.value,
            authors: self.authors,
            contributors: self.contributors,
            publisher: self.publisher.value,
            categories: self.categories,
            image: self.image.value,
            icon: self.icon,
            logo: self.logo,
            generator: self.generator,
            comments: self.comments,
            ttl_minutes: self.ttl_minutes.value,
            skip_hours: self.skip_hours,
            skip_days: self.skip_days,
        }
    }

    /// What was gathered of an entry.
    pub(super) fn into_entry(mut self) -> Entry {
        if let (Some(first), Some(_)) = (self.enclosures.first_mut(), self.duration_seconds) {
            first.duration_seconds = first.duration_seconds.or(self.duration_seconds);
        }
        // A guid is the entry's address only while nothing else claims to be.
        let explicit_link = self.link.rank > 4;
        Entry {
            id: self.id.value,
            id_is_permalink: self.id_is_permalink.map(|permalink| permalink && !explicit_link),
            title: self.title.value,
            subtitle: self.subtitle.value,
            summary: self.summary.value,
            content: self.content,
            rights: self.rights.value,
            link: self.link.value,
            links: self.links,
            language: self.language.value,
            published: self.published.value,
            updated: self.updated.value,
            authors: self.authors,
            contributors: self.contributors,
            publisher: self.publisher.value,
            categories: self.categories,
            enclosures: self.enclosures,
            thumbnails: self.thumbnails,
            image: self.image.value,
            comments: self.comments,
            comment_count: self.comment_count,
            comments_feed: self.comments_feed,
            in_reply_to: self.in_reply_to,
            credits: self.credits,
            chapters: self.chapters,
            chapters_url: self.chapters_url,
            transcripts: self.transcripts,
            location: self.location,
            season: self.season,
            episode: self.episode,
            explicit: self.explicit,
            source: self.source,
        }
    }
}
