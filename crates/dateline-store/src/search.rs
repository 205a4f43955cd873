//! Finding articles by words.
//!
//! The words come from the one tokeniser in `dateline-understand`; the database only keeps and
//! matches them. It answers with the newest matches, a bounded number, and those are ranked here:
//! ranking every match of a common word costs seconds, this costs milliseconds.

use std::borrow::Cow;
use std::collections::HashMap;

use dateline_model::{ArticleSummary, Millis};

use crate::db::{Session, params};
use crate::summary::{summaries_sql, summary_rows};
use crate::{Result, SearchWords, Store};

/// Matches that are considered at most: the newest.
const NEWEST_MATCHES: u32 = 2_000;

/// Matches whose time is looked up for ranking.
const SHORTLIST: usize = 300;

/// Results at most.
const LONGEST_ANSWER: u32 = 200;

/// Words of a query at most: each costs a look into the index.
const MOST_WORDS: usize = 12;

/// No word of any language is longer; a longer one is a run of letters.
const LONGEST_WORD_CHARACTERS: usize = 64;

/// After this time an article's freshness counts half.
const HALF_LIFE_MS: i64 = 7 * Millis::DAY;

/// What to look for.
#[derive(Clone, Debug)]
pub struct SearchQuery {
    /// Words as `dateline_understand::query_words` made them; an article must have all of them.
    pub words: Vec<String>,
    /// At most this many.
    pub limit: u32,
}

/// A match on its way to being ranked.
#[derive(Clone, Copy, Debug)]
struct Match {
    article: i64,
    /// The share of the asked words that stand in the headline, 0 to 1.
    headline: f64,
}

impl Store {
    /// Articles that hold all the words, best first. No words find nothing.
    pub async fn search(&self, query: &SearchQuery, now: Millis) -> Result<Vec<ArticleSummary>> {
        let mut words: Vec<String> =
            query.words.iter().filter_map(|word| searchable(word)).map(Cow::into_owned).collect();
        words.sort_unstable();
        words.dedup();
        words.truncate(MOST_WORDS);
        if words.is_empty() {
            return Ok(Vec::new());
        }
        let limit = query.limit.min(LONGEST_ANSWER) as usize;
        self.db
            .read(move |session| {
                let best = shortlist(matches(session, &words)?);
                let mut ranked = rank(session, &best, now)?;
                ranked.truncate(limit);
                summaries_in_order(session, &ranked)
            })
            .await
    }
}

/// What is indexed for an article: every word once, and the headline's words once more with a
/// mark, so that a match in the headline can be told.
pub(crate) fn indexed_words(words: &SearchWords) -> Vec<String> {
    let marked: Vec<String> =
        words.headline.iter().filter_map(|word| searchable(word)).map(in_headline).collect();
    let plain = words.headline.iter().chain(&words.body).filter_map(|word| searchable(word));
    let mut all: Vec<Cow<'_, str>> = plain.chain(marked.into_iter().map(Cow::Owned)).collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(Cow::into_owned).collect()
}

/// The word without the signs that the databases' query languages know, or cut when it is endless;
/// none when nothing is left.
fn searchable(word: &str) -> Option<Cow<'_, str>> {
    let known = |c: char| c.is_whitespace() || c.is_control() || "'\"\\=".contains(c);
    if word.len() <= LONGEST_WORD_CHARACTERS && !word.contains(known) {
        return (!word.is_empty()).then_some(Cow::Borrowed(word));
    }
    let kept: String = word.chars().filter(|&c| !known(c)).take(LONGEST_WORD_CHARACTERS).collect();
    (!kept.is_empty()).then_some(Cow::Owned(kept))
}

fn in_headline(word: impl std::fmt::Display) -> String {
    format!("={word}")
}

/// The newest matches, newest first.
fn matches(session: &Session<'_>, words: &[String]) -> Result<Vec<Match>> {
    let articles = session.articles_with(words, NEWEST_MATCHES)?;
    let mut hits: HashMap<i64, u32> = HashMap::new();
    if !articles.is_empty() {
        for word in words {
            for article in session.articles_with(&[in_headline(word)], NEWEST_MATCHES)? {
                *hits.entry(article).or_default() += 1;
            }
        }
    }
    let asked = u32::try_from(words.len()).unwrap_or(u32::MAX);
    let share =
        |article: &i64| f64::from(hits.get(article).copied().unwrap_or(0)) / f64::from(asked);
    Ok(articles.into_iter().map(|article| Match { headline: share(&article), article }).collect())
}

/// Those that are worth looking up: matches in the headline first, then the newest.
fn shortlist(mut matches: Vec<Match>) -> Vec<Match> {
    matches.sort_by(|a, b| b.headline.total_cmp(&a.headline).then(b.article.cmp(&a.article)));
    matches.truncate(SHORTLIST);
    matches
}

/// Article ids, best first.
fn rank(session: &Session<'_>, matches: &[Match], now: Millis) -> Result<Vec<i64>> {
    let ids: Vec<i64> = matches.iter().map(|found| found.article).collect();
    let mut rows = session.rows(
        "select id, sort_at, copy_of is not null as is_copy from articles
         where id in $1[] and story is not null",
        params![ids],
    )?;
    let headlines: HashMap<i64, f64> =
        matches.iter().map(|found| (found.article, found.headline)).collect();
    let mut scored: Vec<(f64, i64)> = Vec::with_capacity(rows.len());
    for row in &mut rows {
        let id: i64 = row.take("id")?;
        let sort_at: Millis = row.take("sort_at")?;
        let headline = headlines.get(&id).copied().unwrap_or(0.0);
        let age_ms = now.0.saturating_sub(sort_at.0);
        scored.push((score(headline, row.take("is_copy")?, age_ms), id));
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
    Ok(scored.into_iter().map(|(_, id)| id).collect())
}

/// A headline that holds all the words outweighs any freshness; a copy
/// stands behind its original.
fn score(headline: f64, is_copy: bool, age_ms: i64) -> f64 {
    #[allow(clippy::cast_precision_loss)] // an age of millennia may lose a millisecond
    let halvings = age_ms.max(0) as f64 / HALF_LIFE_MS as f64;
    2.0 * headline + (-halvings).exp2() - if is_copy { 0.5 } else { 0.0 }
}

fn summaries_in_order(session: &Session<'_>, ids: &[i64]) -> Result<Vec<ArticleSummary>> {
    let rows = session.rows(summaries_sql!("where a.id in $1[]"), params![ids])?;
    let mut by_id: HashMap<i64, ArticleSummary> =
        summary_rows(rows)?.into_iter().map(|summary| (summary.id.0, summary)).collect();
    Ok(ids.iter().filter_map(|id| by_id.remove(id)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, expected: Option<&str>) {
        assert_eq!(searchable(word).as_deref(), expected);
    }

    #[test]
    fn query_languages_find_nothing_to_hold_on_to() {
        check("quake", Some("quake"));
        check("c++", Some("c++"));
        check("地震", Some("地震"));
        check("it's", Some("its"));
        check("\"or\"", Some("or"));
        check("=a\\b c\0", Some("abc"));
        check("'' ", None);
        assert_eq!(searchable(&"x".repeat(1_000)).map(|word| word.len()), Some(64));
    }

    #[test]
    fn headlines_count_more_than_freshness_and_copies_less() {
        assert!(score(1.0, false, 30 * Millis::DAY) > score(0.0, false, 0));
        assert!(score(0.0, false, 0) > score(0.0, false, Millis::DAY));
        assert!(score(0.5, false, Millis::DAY) > score(0.5, true, Millis::DAY));
    }

    #[test]
    fn an_indexed_word_stands_once() {
        let words = SearchWords {
            headline: vec!["quake".to_owned()],
            body: vec!["quake".to_owned(), "a".to_owned(), "a".to_owned()],
        };
        assert_eq!(indexed_words(&words), ["=quake", "a", "quake"]);
    }
}
