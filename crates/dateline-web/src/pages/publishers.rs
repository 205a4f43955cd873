//! The owner's table of publishers: country, owner, language, run by a state or not. Edited in
//! place, exported and imported as CSV.

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use dateline_model::PublisherId;
use dateline_store::PublisherFacts;
use http::header;
use serde::Deserialize;

use crate::access::Caller;
use crate::error::{Error, Result};
use crate::pages::shell;
use crate::paper::Site;
use crate::parts::Shell;
use crate::respond;
use crate::speech::Message;

/// The head of the table as CSV.
const HEAD: &str = "publisher,country,owner,language,state_run";

/// Lines imported at a time.
const MOST_LINES: usize = 5_000;

#[derive(Template)]
#[template(path = "publishers.html")]
struct PublishersPage {
    shell: Shell,
    /// The head of the table as CSV.
    head: &'static str,
    lines: Vec<Line>,
}

struct Line {
    id: PublisherId,
    name: String,
    country: String,
    owner: String,
    language: String,
    state_run: &'static str,
}

/// `GET /publishers`.
pub(crate) async fn page(State(site): State<Arc<Site>>, caller: Caller) -> Result<Response> {
    let facts = site.store.publisher_facts().await?;
    let shell = shell(&site, &caller, caller.speech.say("publishers-title")).await?;
    respond::page(&PublishersPage {
        shell,
        head: HEAD,
        lines: facts.into_iter().map(line).collect(),
    })
}

fn line(facts: PublisherFacts) -> Line {
    Line {
        id: facts.publisher,
        name: facts.name,
        country: facts.country,
        owner: facts.owner,
        language: facts.language,
        state_run: word(facts.state_run),
    }
}

fn word(state_run: Option<bool>) -> &'static str {
    match state_run {
        Some(true) => "yes",
        Some(false) => "no",
        None => "",
    }
}

fn meant(word: &str) -> Option<bool> {
    match word.trim().to_lowercase().as_str() {
        "yes" | "true" | "1" => Some(true),
        "no" | "false" | "0" => Some(false),
        _ => None,
    }
}

/// What the form of one publisher sends.
#[derive(Deserialize)]
pub(crate) struct Entered {
    country: String,
    owner: String,
    language: String,
    state_run: String,
}

/// `POST /publishers/{id}`.
pub(crate) async fn save(
    State(site): State<Arc<Site>>,
    Path(id): Path<i64>,
    Form(entered): Form<Entered>,
) -> Result<Response> {
    let facts = PublisherFacts {
        publisher: PublisherId(id),
        name: String::new(),
        country: entered.country,
        owner: entered.owner,
        language: entered.language,
        state_run: meant(&entered.state_run),
    };
    if site.store.set_publisher_facts(&[facts]).await? == 0 {
        return Err(Error::NotFound("missing-publisher"));
    }
    Ok(Redirect::to(&format!("/publishers#p{id}")).into_response())
}

/// `GET /publishers/facts.csv`.
pub(crate) async fn export(State(site): State<Arc<Site>>) -> Result<Response> {
    let facts = site.store.publisher_facts().await?;
    let mut csv = format!("{HEAD}\r\n");
    for one in &facts {
        let cells = [&one.name, &one.country, &one.owner, &one.language];
        let cells: Vec<String> = cells.into_iter().map(|cell| quoted(cell)).collect();
        // Writing to a string cannot fail.
        let _ = write!(csv, "{},{}\r\n", cells.join(","), word(one.state_run));
    }
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"publishers.csv\""),
    ];
    Ok((headers, csv).into_response())
}

/// What the import form sends.
#[derive(Deserialize)]
pub(crate) struct Import {
    csv: String,
}

/// `POST /publishers/import`.
pub(crate) async fn import(
    State(site): State<Arc<Site>>,
    Form(form): Form<Import>,
) -> Result<Response> {
    let known: HashMap<String, PublisherId> = site
        .store
        .publisher_facts()
        .await?
        .into_iter()
        .map(|one| (one.name.to_lowercase(), one.publisher))
        .collect();
    let rows = rows(&form.csv).into_iter().take(MOST_LINES);
    let facts: Vec<PublisherFacts> = rows.filter_map(|row| facts_of(&row, &known)).collect();
    if facts.is_empty() {
        let head = format!("`{HEAD}`");
        return Err(Error::Bad(Message::new("bad-csv").text("head", head)));
    }
    site.store.set_publisher_facts(&facts).await?;
    Ok(Redirect::to("/publishers").into_response())
}

fn facts_of(row: &[String], known: &HashMap<String, PublisherId>) -> Option<PublisherFacts> {
    let cell = |at: usize| row.get(at).map(|cell| written(cell)).unwrap_or_default();
    Some(PublisherFacts {
        publisher: *known.get(&cell(0).to_lowercase())?,
        name: cell(0),
        country: cell(1),
        owner: cell(2),
        language: cell(3),
        state_run: meant(&cell(4)),
    })
}

/// What a cell says, without the apostrophe that [`quoted`] put before it.
fn written(cell: &str) -> String {
    let cell = cell.trim();
    let plain = cell.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA));
    plain.unwrap_or(cell).to_owned()
}

/// What a spreadsheet takes for the beginning of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A cell as RFC 4180 wants it. A spreadsheet would run what begins like a formula, and names come
/// from pages: such a cell gets an apostrophe, which spreadsheets take for "this is text".
fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(FORMULA);
    let cell = if formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell
    }
}

/// The rows of a CSV text (RFC 4180): commas, quotes, doubled quotes, line ends within quotes.
fn rows(csv: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let (mut in_quotes, mut letters) = (false, csv.chars().peekable());
    while let Some(letter) = letters.next() {
        let Some(row) = rows.last_mut() else { break };
        match letter {
            '"' if in_quotes && letters.peek() == Some(&'"') => {
                letters.next();
                push(row, '"');
            }
            '"' => in_quotes = !in_quotes,
            ',' if !in_quotes => row.push(String::new()),
            '\n' if !in_quotes => rows.push(vec![String::new()]),
            '\r' if !in_quotes => {}
            letter => push(row, letter),
        }
    }
    rows.retain(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    rows
}

fn push(row: &mut [String], letter: char) {
    if let Some(cell) = row.last_mut() {
        cell.push(letter);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(csv: &str, expected: &[&[&str]]) {
        assert_eq!(rows(csv), expected, "{csv}");
    }

    #[test]
    fn reads_csv_as_spreadsheets_write_it() {
        check("a,b\r\nc,d\r\n", &[&["a", "b"], &["c", "d"]]);
        check("\"Post, The\",\"say \"\"so\"\"\"", &[&["Post, The", "say \"so\""]]);
        check("\"two\nlines\",x", &[&["two\nlines", "x"]]);
        check("", &[]);
        check("a,\n\n", &[&["a", ""]]);
    }

    #[test]
    fn a_cell_comes_back_as_it_was_and_never_runs() {
        for cell in ["plain", "a, b", "say \"so\"", "two\nlines"] {
            assert_eq!(rows(&quoted(cell)), [[cell]]);
        }
        assert_eq!(quoted("=HYPERLINK(1)"), "'=HYPERLINK(1)");
    }

    #[test]
    fn lines_of_unknown_publishers_are_passed_over() {
        let known = HashMap::from([("the post".to_owned(), PublisherId(3))]);
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        assert_eq!(facts_of(&row(&["Ledger", "Canada"]), &known), None);
        let facts = facts_of(&row(&["The Post", "Canada", "", "English", "no"]), &known);
        assert_eq!(
            facts.map(|facts| (facts.publisher, facts.country, facts.state_run)),
            Some((PublisherId(3), "Canada".to_owned(), Some(false)))
        );
    }
}
