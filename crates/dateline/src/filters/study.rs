//! `dateline study`: what an article says, each statement with its place.

use std::fmt::Write;

use dateline_model::{Study, When};
use dateline_understand::{Background, Subject, study};
use serde_json::Value;

use super::Question;

/// One line of `study --batch`.
#[derive(serde::Deserialize)]
pub(crate) struct Line {
    #[serde(default)]
    id: Value,
    #[serde(default)]
    headline: String,
    text: String,
    published: Option<When>,
    language: Option<String>,
}

impl Question for Line {
    fn id(&self) -> &Value {
        &self.id
    }
}

pub(crate) fn answer(line: &Line, background: &Background) -> anyhow::Result<Value> {
    let subject = Subject {
        headline: &line.headline,
        text: &line.text,
        published: line.published,
        language: line.language.as_deref(),
        publisher: None,
        publisher_tags: &[],
    };
    Ok(serde_json::to_value(study(&subject, background))?)
}

/// What a person sees at the terminal.
pub(crate) fn as_text(study: &Study) -> String {
    let tags: Vec<&str> = study.hashtags.iter().map(|hashtag| hashtag.tag.as_str()).collect();
    let mut out = format!("{}\n\n", tags.join(" "));
    for sentence in &study.brief {
        let _ = writeln!(out, "{} [{}–{}]", sentence.text, sentence.span.start, sentence.span.end);
    }
    let _ = writeln!(out);
    for quote in &study.quotes {
        let speaker = quote.speaker.as_deref().unwrap_or("speaker unclear");
        let _ = writeln!(out, "{speaker}: “{}”", quote.text);
    }
    let _ = writeln!(out);
    for item in &study.timeline {
        let _ = writeln!(out, "{}  {}", item.date, item.text);
    }
    let _ = writeln!(out);
    for figure in &study.figures {
        let of = figure.of.as_deref().unwrap_or_default();
        let _ = writeln!(out, "{}  {of}", figure.text);
    }
    out
}
