//! Finding articles by words and by what they are filed under.
//!
//! The words come from the one tokeniser in `dateline-understand`; the database only keeps and
//! matches them. What is no word (a hashtag, a writer, a day) is filed in the same index as a mark
//! (`dateline_model::Mark`), so that any mixture costs one look. The index answers with the newest
//! matches, a bounded number, and those are ranked here: ranking every match of a common word costs
//! seconds, this costs milliseconds. What only one reader knows (read, saved) is asked of the
//! matches, in bounded helpings.

mod patterns;
mod phrases;
mod resolve;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use dateline_model::{ArticleSummary, Millis, Query, QueryNote, ReaderId, StoryId};

use crate::db::{Session, Wanting, params};
use crate::summary::{summaries_sql, summary_rows};
use crate::{Result, SearchWords, Store};
use resolve::{Asked, State, resolve};

/// Matches that are considered at once: the newest.
const NEWEST_MATCHES: u32 = 2_000;

/// The same where words must not be there: each match then costs a walk past all that hold them.
const NEWEST_WITHOUT: u32 = 500;

/// How often older matches are considered when too few of the newest can be shown.
const MOST_LOOKS: usize = 10;

/// Matches whose time is looked up for ranking.
const SHORTLIST: usize = 300;

/// Results at most.
const LONGEST_ANSWER: u32 = 200;

/// Words of a query at most: each costs a look into the index.
const MOST_WORDS: usize = 24;

/// No word of any language is longer; a longer one is a run of letters.
const LONGEST_WORD_CHARACTERS: usize = 64;

/// After this time an article's freshness counts half.
const HALF_LIFE_MS: i64 = 7 * Millis::DAY;

/// What to look for, and for whom.
#[derive(Clone, Debug, Default)]
pub struct SearchQuery {
    /// The conditions, all of which an article must meet.
    pub query: Query,
    /// Whose reading and shelf count; without, nobody has read or saved anything.
    pub reader: Option<ReaderId>,
    /// Whose sections count.
    pub editor: Option<ReaderId>,
    /// At most this many.
    pub limit: u32,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Best first.
    pub articles: Vec<ArticleSummary>,
    /// What the asker should know of it: names that nobody bears, what was left out.
    pub notes: Vec<QueryNote>,
}

/// A match on its way to being ranked.
#[derive(Clone, Copy, Debug)]
struct Match {
    article: i64,
    /// The share of the asked words that stand in the headline, 0 to 1.
    headline: f64,
}

impl Store {
    /// Articles that meet all conditions, best first. No conditions find nothing.
    pub async fn search(&self, query: &SearchQuery, now: Millis) -> Result<Found> {
        if query.query.terms.is_empty() {
            return Ok(Found::default());
        }
        let query = query.clone();
        self.db
            .read(move |session| {
                let asked = resolve(session, &query, now)?;
                let (matches, mut notes) = matches(session, &asked)?;
                if !asked.phrases.is_empty() && matches.len() > SHORTLIST {
                    notes.push(QueryNote::PhraseIn(SHORTLIST));
                }
                let mut ranked = rank(session, &shortlist(matches), &asked, now)?;
                ranked = phrases::keep(session, ranked, &asked, query.limit.min(LONGEST_ANSWER))?;
                let articles = summaries_in_order(session, &ranked)?;
                notes.splice(..0, asked.notes);
                Ok(Found { articles, notes })
            })
            .await
    }
}

/// The newest articles above an id that a query covers, newest first. What only one reader knows is
/// left out of account.
pub(crate) fn covered_by(
    session: &Session<'_>,
    query: &SearchQuery,
    above: i64,
    now: Millis,
) -> Result<Vec<i64>> {
    let mut asked = resolve(session, query, now)?;
    asked.index.above = Some(above);
    let found = session.articles_matching(&asked.index, NEWEST_MATCHES)?;
    let found = of_reader(session, found, &asked.state.of_everybody())?;
    let mut found = patterns::keep(session, found, &asked.patterns)?;
    if !asked.phrases.is_empty() {
        found.truncate(SHORTLIST);
    }
    phrases::keep(session, found, &asked, query.limit)
}

/// What is indexed for an article: every word once, in order, with a space between two; and the
/// headline's words once more with a mark, so that a match in the headline can be told.
pub(crate) fn indexed_words(words: &SearchWords) -> String {
    let mut others: Vec<Cow<'_, str>> = words.headline.split('\n').filter_map(searchable).collect();
    let marked: Vec<_> = others.iter().map(|word| Cow::Owned(in_headline(word))).collect();
    others.extend(marked);
    others.extend(words.marks.iter().filter_map(|mark| searchable(mark)));
    let mut body: Vec<&str> = Vec::with_capacity(words.body.len() / 6);
    for word in words.body.split('\n').filter_map(searchable) {
        match word {
            Cow::Borrowed(word) => body.push(word),
            changed @ Cow::Owned(_) => others.push(changed),
        }
    }
    others.sort_unstable();
    others.dedup();
    // Nearly all that there is, and in order already.
    if !body.is_sorted_by(|one, next| one < next) {
        body.sort_unstable();
        body.dedup();
    }
    let bytes: usize = others.iter().map(|word| word.len() + 1).sum();
    let mut text = String::with_capacity(words.body.len() + bytes);
    let mut body = body.as_slice();
    for other in &others {
        let (before, rest) = body.split_at(body.partition_point(|word| *word < other.as_ref()));
        for word in before {
            append(&mut text, word);
        }
        if rest.first() != Some(&other.as_ref()) {
            append(&mut text, other);
        }
        body = rest;
    }
    for word in body {
        append(&mut text, word);
    }
    text
}

/// Writes one more word into a document.
pub(crate) fn append(text: &mut String, word: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(word);
}

/// A mark as the index holds it.
pub(crate) fn as_indexed(mark: &str) -> Option<String> {
    searchable(mark).map(Cow::into_owned)
}

/// The word without the signs that the databases' query languages know, or cut when it is endless;
/// none when nothing is left.
fn searchable(word: &str) -> Option<Cow<'_, str>> {
    let known = |c: char| c.is_whitespace() || c.is_control() || "'\"\\=".contains(c);
    let plain = || word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if word.len() <= LONGEST_WORD_CHARACTERS && (plain() || !word.contains(known)) {
        return (!word.is_empty()).then_some(Cow::Borrowed(word));
    }
    let kept: String = word.chars().filter(|&c| !known(c)).take(LONGEST_WORD_CHARACTERS).collect();
    (!kept.is_empty()).then_some(Cow::Owned(kept))
}

fn in_headline(word: impl std::fmt::Display) -> String {
    format!("={word}")
}

/// The newest matches that the reader's own conditions let through, newest first.
fn matches(session: &Session<'_>, asked: &Asked) -> Result<(Vec<Match>, Vec<QueryNote>)> {
    let mut kept: Vec<i64> = Vec::new();
    let mut notes = Vec::new();
    let mut wanted = asked.index.clone();
    let most = if wanted.none.is_empty() { NEWEST_MATCHES } else { NEWEST_WITHOUT };
    for look in 1..=MOST_LOOKS {
        let found = session.articles_matching(&wanted, most)?;
        let oldest = found.last().copied().filter(|_| found.len() >= most as usize);
        let found = of_reader(session, found, &asked.state)?;
        kept.extend(patterns::keep(session, found, &asked.patterns)?);
        let sifted = asked.state.asks() || !asked.patterns.is_empty();
        let Some(oldest) = oldest.filter(|_| sifted && kept.len() < SHORTLIST) else { break };
        wanted.below = Some(oldest);
        if look == MOST_LOOKS {
            let looked = most as usize * MOST_LOOKS;
            notes.push(QueryNote::Newest(looked));
        }
    }
    let headlines = headline_hits(session, &asked.words, kept.is_empty())?;
    let matches = kept.into_iter().map(|article| Match {
        headline: headlines.get(&article).copied().unwrap_or(0.0),
        article,
    });
    Ok((matches.collect(), notes))
}

/// The share of the words that the headlines of the newest articles hold.
fn headline_hits(
    session: &Session<'_>,
    words: &[String],
    nothing_found: bool,
) -> Result<HashMap<i64, f64>> {
    let mut hits: HashMap<i64, f64> = HashMap::new();
    if nothing_found || words.is_empty() {
        return Ok(hits);
    }
    #[allow(clippy::cast_precision_loss)] // two dozen words
    let share = 1.0 / words.len() as f64;
    for word in words {
        let wanted = Wanting { all: vec![vec![in_headline(word)]], ..Wanting::default() };
        for article in session.articles_matching(&wanted, NEWEST_MATCHES)? {
            *hits.entry(article).or_default() += share;
        }
    }
    Ok(hits)
}

/// Those of the matches, newest first, that are of the asked time, and that the reader has or has
/// not read or saved, as asked.
fn of_reader(session: &Session<'_>, found: Vec<i64>, state: &State) -> Result<Vec<i64>> {
    if !state.asks() || found.is_empty() {
        return Ok(found);
    }
    let mut rows = session.rows(
        "select a.id from articles a
         left join reading r on r.article = a.id and r.reader = $2
         where a.id in $1[]
           and (cast($3 as boolean) is null or (r.read_at is not null) = cast($3 as boolean))
           and (cast($4 as boolean) is null or (r.saved_at is not null) = cast($4 as boolean))
           and (cast($5 as boolean) is null or cast($5 as boolean) = exists (
             select 1 from stories s where s.id = a.story and s.article_count > 1))
           and a.sort_at >= $6 and a.sort_at < $7
         order by a.id desc",
        params![
            found,
            state.reader,
            state.read,
            state.saved,
            state.in_story,
            state.since,
            state.before
        ],
    )?;
    rows.iter_mut().map(|row| row.take("id")).collect()
}

/// Those that are worth looking up: matches in the headline first, then the newest.
fn shortlist(mut matches: Vec<Match>) -> Vec<Match> {
    matches.sort_by(|a, b| b.headline.total_cmp(&a.headline).then(b.article.cmp(&a.article)));
    matches.truncate(SHORTLIST);
    matches
}

/// Article ids, best first; of a story that was asked for as such, one article.
fn rank(session: &Session<'_>, matches: &[Match], asked: &Asked, now: Millis) -> Result<Vec<i64>> {
    let ids: Vec<i64> = matches.iter().map(|found| found.article).collect();
    let mut rows = session.rows(
        "select id, story, sort_at, copy_of is not null as is_copy from articles
         where id in $1[] and story is not null",
        params![ids],
    )?;
    let headlines: HashMap<i64, f64> =
        matches.iter().map(|found| (found.article, found.headline)).collect();
    let mut scored: Vec<(f64, i64, StoryId)> = Vec::with_capacity(rows.len());
    for row in &mut rows {
        let id: i64 = row.take("id")?;
        let sort_at: Millis = row.take("sort_at")?;
        let headline = headlines.get(&id).copied().unwrap_or(0.0);
        let age_ms = now.0.saturating_sub(sort_at.0);
        scored.push((score(headline, row.take("is_copy")?, age_ms), id, row.take("story")?));
    }
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
    if asked.state.in_story == Some(true) {
        let mut stories = HashSet::new();
        scored.retain(|(_, _, story)| stories.insert(*story));
    }
    Ok(scored.into_iter().map(|(_, id, _)| id).collect())
}

/// A headline that holds all the words outweighs any freshness; a copy
/// stands behind its original.
fn score(headline: f64, is_copy: bool, age_ms: i64) -> f64 {
    #[allow(clippy::cast_precision_loss)] // an age of millennia may lose a millisecond
    let halvings = age_ms.max(0) as f64 / HALF_LIFE_MS as f64;
    2.0 * headline + (-halvings).exp2() - if is_copy { 0.5 } else { 0.0 }
}

/// The articles' lines, in this order.
pub(crate) fn summaries_in_order(
    session: &Session<'_>,
    ids: &[i64],
) -> Result<Vec<ArticleSummary>> {
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
            headline: "quake\n".to_owned(),
            body: "quake\na\na\n".to_owned(),
            marks: vec![":every".to_owned()],
        };
        assert_eq!(indexed_words(&words), ":every =quake a quake");
    }
}
