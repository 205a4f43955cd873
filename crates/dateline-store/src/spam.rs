//! How much a comment reads like those that moderators removed.
//!
//! A naive Bayesian score over words, trained by nothing but decisions made here: removed teaches
//! one side, kept the other. It knows nothing until there are enough of both, and it never removes
//! anything: what scores high waits for a moderator.

use std::collections::BTreeSet;

use crate::db::{Session, Value, params};
use crate::{Result, Store};

/// Decisions of each kind that are needed before the score says anything.
const LEAST_DECISIONS: i64 = 10;

/// Words of a comment that are looked at.
const MOST_WORDS: usize = 200;

/// The longest word that is remembered, in letters.
const LONGEST_WORD: usize = 40;

/// The row that counts decisions; no word is empty.
const ALL: &str = "";

impl Store {
    /// How likely it is that moderators would remove this text, from 0 to 1; none while they have
    /// not decided often enough to tell.
    pub async fn spam_score(&self, text: &str) -> Result<Option<f64>> {
        let words = words(text);
        self.db.read(move |session| score(session, &words)).await
    }
}

/// Takes a moderator's decision about a text into account.
pub(crate) fn learn(session: &Session<'_>, text: &str, removed: bool) -> Result<()> {
    let (kept, gone) = (i64::from(!removed), i64::from(removed));
    let mut words = words(text);
    words.insert(0, ALL.to_owned());
    let rows: Vec<Vec<Value<'_>>> = words
        .iter()
        .map(|word| vec![Value::from(word), Value::from(kept), Value::from(gone)])
        .collect();
    session.run_many(
        "insert into spam_words (word, kept, removed) values ($1, $2, $3)
         on conflict (word) do update set kept = spam_words.kept + excluded.kept,
           removed = spam_words.removed + excluded.removed",
        &rows,
    )
}

#[allow(clippy::cast_precision_loss)] // Counts of comments are far below 2^52.
fn score(session: &Session<'_>, words: &[String]) -> Result<Option<f64>> {
    let mut asked = words.to_vec();
    asked.push(ALL.to_owned());
    let mut rows = session.rows(
        "select word, kept, removed from spam_words where word in $1[] order by word",
        params![asked.as_slice()],
    )?;
    let mut counts: Vec<(String, i64, i64)> = Vec::new();
    for row in &mut rows {
        counts.push((row.take("word")?, row.take("kept")?, row.take("removed")?));
    }
    let Some((_, kept, removed)) = counts.iter().find(|(word, ..)| word == ALL).cloned() else {
        return Ok(None);
    };
    if kept < LEAST_DECISIONS || removed < LEAST_DECISIONS {
        return Ok(None);
    }
    let mut odds = 0.0;
    for (_, good, bad) in counts.iter().filter(|(word, ..)| word != ALL) {
        let in_bad = (*bad as f64 + 0.5) / (removed as f64 + 1.0);
        let in_good = (*good as f64 + 0.5) / (kept as f64 + 1.0);
        odds += (in_bad / in_good).ln();
    }
    Ok(Some(1.0 / (1.0 + (-odds).exp())))
}

/// The words of a text, each once, in lower case.
fn words(text: &str) -> Vec<String> {
    let parts = text.split(|c: char| !c.is_alphanumeric());
    let words: BTreeSet<String> = parts
        .filter(|word| !word.is_empty())
        .map(|word| word.to_lowercase().chars().take(LONGEST_WORD).collect())
        .collect();
    words.into_iter().take(MOST_WORDS).collect()
}
