//! `dateline read`: a page to the articles it holds.

use std::fmt::Write;

use dateline_model::{Draft, Millis};
use dateline_read::{FieldSource, PageSource, read_page, read_text};
use serde_json::{Value, json};

use super::Question;

/// Characters of a field's value that an explanation shows.
const SHOWN_CHARS: usize = 100;

/// One line of `read --batch`.
#[derive(serde::Deserialize)]
pub(crate) struct Line {
    #[serde(default)]
    id: Value,
    url: Option<String>,
    html: Option<String>,
    text: Option<String>,
    captured: Option<Millis>,
}

impl Question for Line {
    fn id(&self) -> &Value {
        &self.id
    }
}

pub(crate) fn answer(line: &Line) -> anyhow::Result<Value> {
    let source = PageSource { url: line.url.as_deref(), captured: line.captured };
    let articles = match (&line.html, &line.text) {
        (Some(html), _) => read_page(html, &source),
        (None, Some(text)) => read_text(text, &source),
        (None, None) => anyhow::bail!("the line has neither `html` nor `text`"),
    };
    Ok(json!({ "articles": articles }))
}

/// What a person sees at the terminal.
pub(crate) fn as_text(draft: &Draft) -> String {
    let mut out = format!("{}\n", draft.headline);
    for line in [&draft.standfirst, &Some(about(draft))].into_iter().flatten() {
        if !line.is_empty() {
            let _ = writeln!(out, "{line}");
        }
    }
    let _ = write!(out, "\n{}\n", draft.text);
    for media in &draft.media {
        let seconds = media.duration_seconds.unwrap_or(0);
        let kind = format!("{:?}", media.kind).to_lowercase();
        let _ =
            writeln!(out, "[{kind} {}:{:02}] {}", seconds / 60, seconds % 60, media_name(media));
    }
    for problem in &draft.problems {
        let _ = writeln!(out, "! {problem}");
    }
    out
}

/// The same as Markdown.
pub(crate) fn as_markdown(draft: &Draft) -> String {
    let body = as_text(draft);
    let rest = body.split_once('\n').map_or("", |(_, rest)| rest);
    match &draft.canonical_url {
        Some(url) => format!("# [{}]({url})\n\n{rest}", draft.headline),
        None => format!("# {}\n\n{rest}", draft.headline),
    }
}

/// An article with a `sources` object: the source of each of its fields, by the field's name.
pub(crate) fn explained((draft, sources): &(Draft, Vec<FieldSource>)) -> Value {
    let mut article = json!(draft);
    article["sources"] = sources.iter().map(|found| (found.field, found.source)).collect();
    article
}

/// One line a field: its name, its source, and what it says.
pub(crate) fn explanation(draft: &Draft, sources: &[FieldSource]) -> String {
    let article = json!(draft);
    let mut out = String::new();
    for FieldSource { field, source } in sources {
        let value = match &article[field] {
            Value::String(text) => text.clone(),
            value => value.to_string(),
        };
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        let shown: String = value.chars().take(SHOWN_CHARS).collect();
        let cut = if shown.len() < value.len() { "…" } else { "" };
        let _ = writeln!(out, "{field:<14} {source:<32} {shown}{cut}");
    }
    for problem in &draft.problems {
        let _ = writeln!(out, "! {problem}");
    }
    out
}

fn about(draft: &Draft) -> String {
    let mut parts = Vec::new();
    if !draft.byline.is_empty() {
        parts.push(draft.byline.join(", "));
    }
    parts.extend(draft.publisher.clone());
    parts.extend(draft.published.map(|when| when.to_string()));
    parts.extend(draft.age.as_ref().map(|age| age.text.clone()));
    parts.join(" · ")
}

fn media_name(media: &dateline_model::Media) -> &str {
    media.title.as_deref().or(media.url.as_deref()).unwrap_or_default()
}
