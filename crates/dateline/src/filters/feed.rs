//! `dateline feed`: a feed's bytes to its entries.

use std::collections::BTreeMap;
use std::fmt::Write;

use anyhow::Context;
use base64::Engine;
use dateline_model::FeedDocument;
use dateline_read::{FeedSource, read_feed, sanitise_feed};
use serde_json::Value;

use super::Question;

/// One line of `feed --batch`.
#[derive(serde::Deserialize)]
pub(crate) struct Line {
    #[serde(default)]
    id: Value,
    url: Option<String>,
    #[serde(default)]
    headers: BTreeMap<String, String>,
    content_base64: String,
}

impl Question for Line {
    fn id(&self) -> &Value {
        &self.id
    }
}

pub(crate) fn answer(line: &Line) -> anyhow::Result<Value> {
    let bytes = base64::engine::general_purpose::STANDARD
        .decode(&line.content_base64)
        .context("`content_base64` is not base64")?;
    let headers: Vec<_> = line.headers.clone().into_iter().collect();
    let source = FeedSource { url: line.url.as_deref(), headers: &headers };
    Ok(serde_json::to_value(read(&bytes, &source)?)?)
}

/// A feed, cleaned for showing.
pub(crate) fn read(bytes: &[u8], source: &FeedSource<'_>) -> anyhow::Result<FeedDocument> {
    let mut document = read_feed(bytes, source)?;
    sanitise_feed(&mut document);
    Ok(document)
}

/// What a person sees at the terminal.
pub(crate) fn as_text(document: &FeedDocument) -> String {
    let title = document.feed.title.as_ref().map_or("", |title| title.value.as_str());
    let mut out = format!("{title} ({}, {})\n\n", document.format, document.encoding);
    for entry in &document.entries {
        let title = entry.title.as_ref().map_or("", |title| title.value.as_str());
        let when = entry.published.or(entry.updated).map(|when| when.to_string());
        let _ = writeln!(out, "{}  {title}", when.unwrap_or_else(|| "no date".into()));
        let _ = writeln!(out, "    {}", entry.link.as_deref().unwrap_or("no link"));
    }
    for problem in &document.problems {
        let _ = writeln!(out, "! {problem}");
    }
    out
}
