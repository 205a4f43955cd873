//! `dateline read`, `feed`, `study`, `group`: for pipes, research and our own benchmarks.

use std::io::{Read, Write};

use anyhow::{Context, bail};
use dateline_fetch::Accept;
use dateline_model::Draft;
use dateline_read::{FeedSource, PageSource, decode, explain_page, read_page_bytes, read_text};
use dateline_understand::{Background, Subject};
use serde::Serialize;

use super::block_on;
use crate::cli::{Filter, Format, Read as ReadCommand};
use crate::config::{Config, Layers};
use crate::desk::request;
use crate::filters;

/// One input, wherever it came from.
struct Input {
    name: String,
    url: Option<String>,
    content_type: Option<String>,
    bytes: Vec<u8>,
}

pub(super) fn read(command: &ReadCommand, layers: &Layers) -> anyhow::Result<()> {
    let filter = &command.filter;
    if filter.batch {
        return filters::batch(filters::read::answer);
    }
    for input in inputs(filter, layers)? {
        if command.explain {
            explain(&input, filter.format)?;
            continue;
        }
        let articles = articles(&input);
        match filter.format {
            Format::Json => print_json(&articles)?,
            Format::Markdown => print_each(articles.iter().map(filters::read::as_markdown)),
            Format::Html => print_each(articles.iter().map(|draft| draft.html.as_str().to_owned())),
            Format::Text => print_each(articles.iter().map(filters::read::as_text)),
        }
    }
    Ok(())
}

/// Says of each field what it is and where it comes from.
fn explain(input: &Input, format: Format) -> anyhow::Result<()> {
    if is_plain_text(input) {
        bail!("{} is plain text: all fields come from its lines; --explain reads HTML", input.name);
    }
    let source = PageSource { url: input.url.as_deref(), captured: None };
    let page = decode(&input.bytes, input.content_type.as_deref()).text;
    let articles = explain_page(&page, &source);
    if format == Format::Json {
        return print_json(&articles.iter().map(filters::read::explained).collect::<Vec<_>>());
    }
    print_each(articles.iter().map(|(draft, sources)| filters::read::explanation(draft, sources)));
    Ok(())
}

/// A page is HTML unless its name or its server says that it is plain text.
fn is_plain_text(input: &Input) -> bool {
    let typed = input.content_type.as_deref().is_some_and(|kind| kind.starts_with("text/plain"));
    typed || input.name.to_ascii_lowercase().ends_with(".txt")
}

fn articles(input: &Input) -> Vec<Draft> {
    let source = PageSource { url: input.url.as_deref(), captured: None };
    if is_plain_text(input) {
        let decoded = decode(&input.bytes, input.content_type.as_deref());
        return read_text(&decoded.text, &source);
    }
    read_page_bytes(&input.bytes, input.content_type.as_deref(), &source)
}

pub(super) fn feed(filter: &Filter, layers: &Layers) -> anyhow::Result<()> {
    if filter.batch {
        return filters::batch(filters::feed::answer);
    }
    for input in inputs(filter, layers)? {
        let headers: Vec<_> = input
            .content_type
            .clone()
            .map(|kind| ("content-type".to_owned(), kind))
            .into_iter()
            .collect();
        let source = FeedSource { url: input.url.as_deref(), headers: &headers };
        let document = filters::feed::read(&input.bytes, &source)
            .with_context(|| format!("{} cannot be read as a feed", input.name))?;
        match filter.format {
            Format::Json => print_json(&document)?,
            _ => say(&filters::feed::as_text(&document)),
        }
    }
    Ok(())
}

pub(super) fn study(filter: &Filter, layers: &Layers) -> anyhow::Result<()> {
    let background = Background::default();
    if filter.batch {
        return filters::batch(|line: &filters::study::Line| {
            filters::study::answer(line, &background)
        });
    }
    for input in inputs(filter, layers)? {
        let text = String::from_utf8_lossy(&input.bytes);
        let (headline, body) = text.trim_start().split_once('\n').unwrap_or((text.trim(), ""));
        let subject = Subject {
            headline: headline.trim(),
            text: body.trim_start(),
            published: None,
            language: None,
            publisher: None,
            publisher_tags: &[],
        };
        let study = dateline_understand::study(&subject, &background);
        match filter.format {
            Format::Json => print_json(&study)?,
            _ => say(&filters::study::as_text(&study)),
        }
    }
    Ok(())
}

pub(super) fn group(filter: &Filter, layers: &Layers) -> anyhow::Result<()> {
    if !filter.batch {
        bail!(
            "`dateline group` reads a stream of articles; add --batch (see dateline group --help)"
        );
    }
    let mut groups = filters::group::Groups::new(Config::of(layers)?.stories.window());
    filters::batch_in_order(|line: &filters::group::Line| Ok(groups.answer(line)))
}

/// Reads every input that was named, or standard input.
fn inputs(filter: &Filter, layers: &Layers) -> anyhow::Result<Vec<Input>> {
    filter.inputs.iter().map(|name| input(name, layers)).collect()
}

fn input(name: &str, layers: &Layers) -> anyhow::Result<Input> {
    if !name.starts_with("http://") && !name.starts_with("https://") {
        let bytes = local(name)?;
        return Ok(Input { name: name.to_owned(), url: None, content_type: None, bytes });
    }
    let client = super::paper::client(&Config::of(layers)?)?;
    let request = request(name, Accept::Any)?;
    let mut fetched = None;
    block_on(async {
        fetched = Some(client.get(&request).await?);
        Ok(())
    })?;
    let response = fetched.context("nothing came back")?;
    Ok(Input {
        name: name.to_owned(),
        url: Some(response.final_url.to_string()),
        content_type: response.content_type,
        bytes: response.body.to_vec(),
    })
}

fn local(name: &str) -> anyhow::Result<Vec<u8>> {
    if name == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes).context("cannot read standard input")?;
        return Ok(bytes);
    }
    std::fs::read(name).with_context(|| format!("cannot read the file {name}"))
}

fn print_json(value: &impl Serialize) -> anyhow::Result<()> {
    say(&serde_json::to_string_pretty(value)?);
    Ok(())
}

/// Several articles of one page, parted by a rule.
fn print_each(texts: impl Iterator<Item = String>) {
    let texts: Vec<String> = texts.map(|text| text.trim_end().to_owned()).collect();
    say(&texts.join("\n\n──────\n\n"));
}

/// Prints; whoever stopped listening (`| head`) wants no more, and that is no error.
fn say(text: &str) {
    let _ = writeln!(std::io::stdout().lock(), "{}", text.trim_end());
}
