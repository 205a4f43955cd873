//! Lists as feeds: Atom and JSON Feed.
//!
//! A list is made once, as cards; its address decides the form. Whole addresses start with the
//! configured base. Summaries only: the whole text stays with its publisher.

use askama::Template;
use axum::response::{IntoResponse, Response};
use dateline_model::Millis;
use http::header;
use serde::Serialize;

use crate::error::Result;
use crate::paper::Site;
use crate::parts::{Card, FeedLink};

/// In which form a list was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// A page.
    Page,
    /// An Atom feed.
    Atom,
    /// A JSON Feed.
    Json,
}

/// Parts `chinacanada.atom` into the name and the form.
pub(crate) fn form_of(name: &str) -> (&str, Form) {
    if let Some(name) = name.strip_suffix(".atom") {
        (name, Form::Atom)
    } else if let Some(name) = name.strip_suffix(".json") {
        (name, Form::Json)
    } else {
        (name, Form::Page)
    }
}

/// The addresses of a page's feeds; a query stays behind the ending.
pub(crate) fn feed_link(path: &str, query: &str) -> FeedLink {
    FeedLink { atom: format!("{path}.atom{query}"), json: format!("{path}.json{query}") }
}

/// A list about to become a feed.
pub(crate) struct Channel<'a> {
    pub(crate) title: &'a str,
    /// The path of the list's page.
    pub(crate) page: &'a str,
    pub(crate) link: &'a FeedLink,
    pub(crate) cards: &'a [Card],
}

/// Writes the list in one of the two feed forms.
pub(crate) fn feed(site: &Site, channel: &Channel<'_>, form: Form) -> Result<Response> {
    if form == Form::Json { Ok(json(site, channel)) } else { atom(site, channel) }
}

#[derive(Template)]
#[template(path = "atom.xml")]
struct Atom {
    title: String,
    id: String,
    updated: String,
    own: String,
    page: String,
    entries: Vec<AtomEntry>,
}

struct AtomEntry {
    id: String,
    title: String,
    url: String,
    original: Option<String>,
    author: String,
    published: String,
    language: String,
    summary: String,
}

fn atom(site: &Site, channel: &Channel<'_>) -> Result<Response> {
    let newest = channel.cards.iter().map(|card| card.at).max().unwrap_or_default();
    let feed = Atom {
        title: plain(&full_title(site, channel)),
        id: site.absolute(channel.page),
        updated: newest.to_string(),
        own: site.absolute(&channel.link.atom),
        page: site.absolute(channel.page),
        entries: channel.cards.iter().map(|card| atom_entry(site, card)).collect(),
    };
    let headers = [(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")];
    Ok((headers, feed.render()?).into_response())
}

/// A comment about to become an entry of a feed.
pub(crate) struct Remark {
    pub(crate) path: String,
    pub(crate) title: String,
    pub(crate) author: String,
    pub(crate) at: Millis,
    pub(crate) text: String,
}

/// Writes a conversation as an Atom feed.
pub(crate) fn remarks(
    site: &Site,
    title: &str,
    page: &str,
    own: &str,
    remarks: &[Remark],
) -> Result<Response> {
    let newest = remarks.iter().map(|remark| remark.at).max().unwrap_or_default();
    let entry = |remark: &Remark| AtomEntry {
        id: site.absolute(&remark.path),
        title: plain(&remark.title),
        url: site.absolute(&remark.path),
        original: None,
        author: plain(&remark.author),
        published: remark.at.to_string(),
        language: String::new(),
        summary: plain(&remark.text),
    };
    let feed = Atom {
        title: plain(&format!("{title} · {}", site.settings.name)),
        id: site.absolute(own),
        updated: newest.to_string(),
        own: site.absolute(own),
        page: site.absolute(page),
        entries: remarks.iter().map(entry).collect(),
    };
    let headers = [(header::CONTENT_TYPE, "application/atom+xml; charset=utf-8")];
    Ok((headers, feed.render()?).into_response())
}

fn atom_entry(site: &Site, card: &Card) -> AtomEntry {
    AtomEntry {
        id: site.absolute(&card.lasting),
        title: plain(&card.headline),
        url: site.absolute(&card.href),
        original: card.original.as_deref().map(plain),
        author: plain(&card.publishers),
        published: card.at.to_string(),
        language: plain(&card.tongue.lang),
        summary: plain(&card.summary),
    }
}

/// XML 1.0 has no place for control characters, escaped or not.
fn plain(text: &str) -> String {
    let allowed = |c: &char| {
        matches!(c, '\t' | '\n' | '\r') || !(c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}'))
    };
    text.chars().filter(allowed).collect()
}

#[derive(Serialize)]
struct JsonFeed {
    version: &'static str,
    title: String,
    home_page_url: String,
    feed_url: String,
    items: Vec<JsonItem>,
}

#[derive(Serialize)]
struct JsonItem {
    id: String,
    url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    external_url: Option<String>,
    title: String,
    content_text: String,
    date_published: String,
    authors: [JsonAuthor; 1],
    #[serde(skip_serializing_if = "String::is_empty")]
    language: String,
}

#[derive(Serialize)]
struct JsonAuthor {
    name: String,
}

fn json(site: &Site, channel: &Channel<'_>) -> Response {
    let item = |card: &Card| JsonItem {
        id: site.absolute(&card.lasting),
        url: site.absolute(&card.href),
        external_url: card.original.clone(),
        title: card.headline.clone(),
        content_text: card.summary.clone(),
        date_published: card.at.to_string(),
        authors: [JsonAuthor { name: card.publishers.clone() }],
        language: card.tongue.lang.clone(),
    };
    let feed = JsonFeed {
        version: "https://jsonfeed.org/version/1.1",
        title: full_title(site, channel),
        home_page_url: site.absolute(channel.page),
        feed_url: site.absolute(&channel.link.json),
        items: channel.cards.iter().map(item).collect(),
    };
    let text = serde_json::to_string(&feed).unwrap_or_default();
    ([(header::CONTENT_TYPE, "application/feed+json; charset=utf-8")], text).into_response()
}

fn full_title(site: &Site, channel: &Channel<'_>) -> String {
    if channel.title.is_empty() {
        site.settings.name.clone()
    } else {
        format!("{} · {}", channel.title, site.settings.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_decides_the_form() {
        assert_eq!(form_of("budget"), ("budget", Form::Page));
        assert_eq!(form_of("budget.atom"), ("budget", Form::Atom));
        assert_eq!(form_of("v1.2.json"), ("v1.2", Form::Json));
    }

    #[test]
    fn xml_holds_no_control_characters() {
        assert_eq!(plain("a\u{0}b\u{1b}c\td"), "abc\td");
    }
}
