//! The front page: recent stories, those that many publishers cover first.
//!
//! A story is as fresh as its latest news, not as its latest article: the tenth report of yesterday's
//! event does not make it today's. One that the reader has read steps back until something is added
//! to it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use dateline_model::{
    Article, ArticleId, ArticleSummary, Earlier, FrontStory, Millis, ReaderId, Reason,
    RelatedArticle, SectionId, Story, StoryId,
};

use crate::articles::{article_row, articles_sql};
use crate::body::from_json;
use crate::db::{Row, Session, params};
use crate::reading::read_stories;
use crate::running::{Asked, Candidate, newest};
use crate::summary::{summaries_sql, summary_row, summary_rows};
use crate::{Result, Store};

/// What a reader read longer ago than this is not looked at: nothing of then is on a front page.
const READING_WINDOW_MS: i64 = 14 * Millis::DAY;

/// After this time without news a story counts half.
const HALF_LIFE_MS: i64 = 12 * Millis::HOUR;

/// A story that was read and has no news since stands as far back as if it were this much older.
const STEPS_BACK_MS: i64 = 2 * Millis::DAY;

/// A story with something that the reader follows stands as far up as if it were so many half-lives
/// younger.
const RISE_HALVINGS: f64 = 1.0;

/// Publishers that came in the last hours count again by this much: what is breaking now stands
/// above what as many told over a day.
const PACE_WEIGHT: f64 = 0.5;

/// Articles on a story's page: a limit that only a runaway story meets.
const LARGEST_COVERAGE: u32 = 1_000;

/// Links that are looked at, and lines that are shown, under "related".
const RELATED_CONSIDERED: u32 = 60;
const MOST_RELATED: usize = 6;

/// A query for stories: the columns of [`Story`] and of its line, then the given end.
macro_rules! stories_sql {
    ($end:literal) => {
        concat!(
            "select s.id, s.headline, s.first_at, s.last_at, s.article_count, s.publisher_count,
               s.brief, s.publishers, s.lead, s.news_at, s.news_seen_at, s.pace, s.earlier,
               s.earlier_because
             from stories s ",
            $end
        )
    };
}

/// Which front page.
#[derive(Clone, Debug)]
pub struct FrontQuery {
    /// Whose: stories with at least one article from the feeds they follow. None is everyone's.
    pub reader: Option<ReaderId>,
    /// Only from the feeds in this section of theirs.
    pub section: Option<SectionId>,
    /// The present, against which freshness is reckoned.
    pub now: Millis,
    /// At most this many.
    pub limit: u32,
    /// After this many.
    pub offset: u32,
    /// What the reader wants to see less and more of.
    pub leaning: Arc<Leaning>,
}

/// What a reader wants to see less and more of.
#[derive(Debug, Default)]
pub struct Leaning {
    /// Articles that are not to be shown. A story is told by another of its articles, or not at all.
    pub muted: HashSet<ArticleId>,
    /// Stories with something that the reader follows.
    pub risen: HashSet<StoryId>,
}

impl Store {
    /// The front page.
    pub async fn front(&self, query: &FrontQuery) -> Result<Vec<FrontStory>> {
        let query = query.clone();
        self.db
            .read(move |session| {
                let read = reading_of(session, &query)?;
                let (ranked, told_by) = ranked(session, &query, &read)?;
                let page: Vec<i64> = ranked
                    .into_iter()
                    .skip(query.offset as usize)
                    .take(query.limit as usize)
                    .map(|id| id.0)
                    .collect();
                front_stories(session, &page, &read, &told_by)
            })
            .await
    }

    /// One story.
    pub async fn story(&self, id: StoryId) -> Result<Option<Story>> {
        self.db
            .read(move |session| {
                let row = session.row(stories_sql!("where s.id = $1"), params![id])?;
                row.map(|mut row| story_row(&mut row)).transpose()
            })
            .await
    }

    /// Every article of a story in time order, copies included.
    pub async fn coverage(&self, id: StoryId) -> Result<Vec<ArticleSummary>> {
        self.db
            .read(move |session| {
                summary_rows(session.rows(
                    summaries_sql!("where a.story = $1 order by a.sort_at, a.id limit $2"),
                    params![id, LARGEST_COVERAGE],
                )?)
            })
            .await
    }

    /// Why each article of a story stands in it.
    pub async fn coverage_reasons(&self, id: StoryId) -> Result<Vec<(ArticleId, Vec<Reason>)>> {
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    "select id, because from articles where story = $1
                     order by sort_at, id limit $2",
                    params![id, LARGEST_COVERAGE],
                )?;
                rows.iter_mut().map(reasons_row).collect()
            })
            .await
    }

    /// The latest articles of a story, whole, copies left out, in time order: what a feature over a
    /// story reads.
    pub async fn story_articles(&self, id: StoryId, limit: u32) -> Result<Vec<Article>> {
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    articles_sql!(
                        "where a.story = $1 and a.copy_of is null
                         order by a.sort_at desc, a.id desc limit $2"
                    ),
                    params![id, limit],
                )?;
                rows.iter_mut().rev().map(article_row).collect()
            })
            .await
    }

    /// Articles of other stories on the same matters, best first, one for each story and no copies:
    /// both those that came before this article and those that came after it. Six at most.
    pub async fn related(&self, article: ArticleId) -> Result<Vec<RelatedArticle>> {
        self.db.read(move |session| related(session, article)).await
    }
}

/// What the reader has read of late.
pub(crate) fn reading_of(
    session: &Session<'_>,
    query: &FrontQuery,
) -> Result<HashMap<StoryId, Millis>> {
    match query.reader {
        Some(reader) => read_stories(session, reader, query.now.plus(-READING_WINDOW_MS)),
        None => Ok(HashMap::new()),
    }
}

/// The stories for the reader, best first, and by which article those are told whose leading one is
/// muted. Only when those of the last days do not fill the page, older ones follow.
fn ranked(
    session: &Session<'_>,
    query: &FrontQuery,
    read: &HashMap<StoryId, Millis>,
) -> Result<(Vec<StoryId>, HashMap<StoryId, ArticleId>)> {
    let wanted = query.offset.saturating_add(query.limit) as usize;
    let told = |wanted| -> Result<_> {
        let candidates = newest(session, Asked::of(query), wanted)?;
        let silenced = Silenced::among(session, &candidates, &query.leaning.muted)?;
        let mut stories = rank(&candidates, read, &query.leaning.risen, query.now);
        stories.retain(|story| silenced.is_told(*story));
        Ok((stories, silenced.told_by))
    };
    let recent = told(wanted)?;
    if recent.0.len() >= wanted { Ok(recent) } else { told(usize::MAX) }
}

fn reasons_row(row: &mut Row) -> Result<(ArticleId, Vec<Reason>)> {
    Ok((row.take("id")?, from_json(&row.take::<String>("because")?)?))
}

/// How much a story deserves the front page: what many publishers cover counts more, each further
/// one a little less, and it halves with every half-life since its latest news.
fn score(publishers: u32, pace: u32, age_ms: i64) -> f64 {
    #[allow(clippy::cast_precision_loss)] // an age is far below 2^52 ms
    let halvings = age_ms.max(0) as f64 / HALF_LIFE_MS as f64;
    // One publisher at its own pace is no pace.
    let told = f64::from(publishers) + PACE_WEIGHT * f64::from(pace.saturating_sub(1));
    // The logarithm of weight times decay: the product itself is zero for anything of last year.
    (told + 1.0).log2().log2() - halvings
}

/// The reader knows all that there is to know.
fn is_known(candidate: &Candidate, read: &HashMap<StoryId, Millis>) -> bool {
    read.get(&candidate.id).is_some_and(|read_at| candidate.news_seen_at <= *read_at)
}

pub(crate) fn rank(
    candidates: &[Candidate],
    read: &HashMap<StoryId, Millis>,
    risen: &HashSet<StoryId>,
    now: Millis,
) -> Vec<StoryId> {
    let scored = |candidate: &Candidate| {
        let rise = if risen.contains(&candidate.id) { RISE_HALVINGS } else { 0.0 };
        let step = if is_known(candidate, read) { STEPS_BACK_MS } else { 0 };
        let age = now.0.saturating_sub(candidate.news_at.0).saturating_add(step);
        (score(candidate.publishers, candidate.pace, age) + rise, candidate.id)
    };
    let mut scored: Vec<(f64, StoryId)> = candidates.iter().map(scored).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
    scored.into_iter().map(|(_, id)| id).collect()
}

/// Stories whose leading article the reader muted.
#[derive(Default)]
pub(crate) struct Silenced {
    stories: HashSet<StoryId>,
    /// Those that are told by another of their articles, the best that is not muted.
    pub(crate) told_by: HashMap<StoryId, ArticleId>,
}

impl Silenced {
    pub(crate) fn among<'a>(
        session: &Session<'_>,
        candidates: impl IntoIterator<Item = &'a Candidate>,
        muted: &HashSet<ArticleId>,
    ) -> Result<Silenced> {
        let mut silenced = Silenced::default();
        if muted.is_empty() {
            return Ok(silenced);
        }
        let ids: Vec<i64> = candidates.into_iter().map(|candidate| candidate.id.0).collect();
        let mut rows =
            session.rows("select id, lead from stories where id in $1[]", params![ids])?;
        for row in &mut rows {
            if muted.contains(&row.take("lead")?) {
                silenced.stories.insert(row.take("id")?);
            }
        }
        let ids: Vec<i64> = silenced.stories.iter().map(|story| story.0).collect();
        let mut rows = session.rows(
            "select story, id from articles where story in $1[]
             order by case when copy_of is null then 0 else 1 end, sort_at desc, id desc",
            params![ids.as_slice()],
        )?;
        for row in &mut rows {
            let (story, article): (StoryId, ArticleId) = (row.take("story")?, row.take("id")?);
            if !muted.contains(&article) {
                silenced.told_by.entry(story).or_insert(article);
            }
        }
        Ok(silenced)
    }

    /// Whether a story is told: by its leading article or another. Without any it is not.
    pub(crate) fn is_told(&self, story: StoryId) -> bool {
        !self.stories.contains(&story) || self.told_by.contains_key(&story)
    }
}

/// The stories of one page with their leads, in the order of `page`.
pub(crate) fn front_stories(
    session: &Session<'_>,
    page: &[i64],
    read: &HashMap<StoryId, Millis>,
    told_by: &HashMap<StoryId, ArticleId>,
) -> Result<Vec<FrontStory>> {
    let mut rows = session.rows(stories_sql!("where s.id in $1[]"), params![page])?;
    let mut stories: HashMap<i64, (ArticleId, Vec<String>, Millis, Story)> = HashMap::new();
    for row in &mut rows {
        let story = story_row(row)?;
        let publishers = from_json(&row.take::<String>("publishers")?)?;
        let lead = row.take("lead")?;
        let lead = told_by.get(&story.id).copied().unwrap_or(lead);
        let line = (lead, publishers, row.take("news_seen_at")?, story);
        stories.insert(line.3.id.0, line);
    }
    let leads: Vec<i64> = stories.values().map(|(lead, ..)| lead.0).collect();
    let mut rows = session.rows(summaries_sql!("where a.id in $1[]"), params![leads.as_slice()])?;
    let mut summaries: HashMap<ArticleId, ArticleSummary> = HashMap::new();
    for row in &mut rows {
        let summary = summary_row(row)?;
        summaries.insert(summary.id, summary);
    }
    let front_story = |id: &i64| {
        let (lead, publishers, news_seen_at, story) = stories.remove(id)?;
        let lead = summaries.remove(&lead)?;
        let read_at = read.get(&story.id).copied();
        let news = read_at.is_some_and(|read_at| news_seen_at > read_at);
        Some(FrontStory { story, lead, publishers, read_at, news })
    };
    Ok(page.iter().filter_map(front_story).collect())
}

fn related(session: &Session<'_>, article: ArticleId) -> Result<Vec<RelatedArticle>> {
    let mut rows = session.rows(
        "select other, score, because from related where article = $1
         union all
         select article as other, score, because from related where other = $1
         order by score desc, other desc limit $2",
        params![article, RELATED_CONSIDERED],
    )?;
    let mut links: Vec<(i64, Vec<Reason>)> = Vec::new();
    for row in &mut rows {
        links.push((row.take("other")?, from_json(&row.take::<String>("because")?)?));
    }
    let ids: Vec<i64> = links.iter().map(|(other, _)| *other).collect();
    let found = summary_rows(session.rows(
        summaries_sql!(
            "where a.id in $1[] and a.story is not null and a.copy_of is null
               and a.story <> (select story from articles where id = $2)"
        ),
        params![ids, article],
    )?)?;
    let mut by_id: HashMap<i64, ArticleSummary> =
        found.into_iter().map(|summary| (summary.id.0, summary)).collect();
    let mut stories = HashSet::new();
    let line = |(other, because)| {
        let summary = by_id.remove(&other)?;
        stories.insert(summary.story).then_some(RelatedArticle { summary, because })
    };
    Ok(links.into_iter().filter_map(line).take(MOST_RELATED).collect())
}

/// Reads the columns of `stories_sql!` that make a [`Story`].
fn story_row(row: &mut Row) -> Result<Story> {
    Ok(Story {
        id: row.take("id")?,
        headline: row.take("headline")?,
        first_at: row.take("first_at")?,
        last_at: row.take("last_at")?,
        article_count: row.take("article_count")?,
        publisher_count: row.take("publisher_count")?,
        brief: from_json(&row.take::<String>("brief")?)?,
        news_at: row.take("news_at")?,
        pace: row.take("pace")?,
        earlier: earlier(row)?,
    })
}

/// Reads which story one goes on from.
pub(crate) fn earlier(row: &mut Row) -> Result<Option<Earlier>> {
    let Some(story) = row.take("earlier")? else { return Ok(None) };
    Ok(Some(Earlier { story, because: from_json(&row.take::<String>("earlier_because")?)? }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(id: i64, hours_ago: i64, now: Millis) -> Candidate {
        let at = now.plus(-hours_ago * Millis::HOUR);
        Candidate { id: StoryId(id), publishers: 1, pace: 1, news_at: at, news_seen_at: at }
    }

    #[test]
    fn what_was_read_steps_back_until_there_is_news() {
        let now = Millis(1_000 * Millis::HOUR);
        let check = |read_hours_ago: Option<i64>, expected: &[i64]| {
            let read = read_hours_ago.map(|hours| (StoryId(1), now.plus(-hours * Millis::HOUR)));
            let stories = vec![candidate(1, 2, now), candidate(2, 20, now)];
            let ranked = rank(&stories, &read.into_iter().collect(), &HashSet::new(), now);
            assert_eq!(ranked.iter().map(|id| id.0).collect::<Vec<_>>(), expected);
        };
        check(None, &[1, 2]);
        check(Some(1), &[2, 1]); // read after its latest news
        check(Some(3), &[1, 2]); // news since
    }

    #[test]
    fn what_is_breaking_stands_above_what_was_told_all_day() {
        assert!(score(4, 4, 0) > score(4, 1, 0));
        assert!((score(1, 1, 0) - score(1, 0, 0)).abs() < f64::EPSILON);
    }

    #[track_caller]
    fn check(first: (u32, i64), second: (u32, i64)) {
        let hours = |(publishers, hours): (u32, i64)| score(publishers, 1, hours * Millis::HOUR);
        assert!(hours(first) > hours(second), "{first:?} should stand above {second:?}");
    }

    #[test]
    fn many_publishers_and_freshness_lift_a_story() {
        check((2, 1), (1, 1));
        check((1, 0), (1, 3));
        check((10, 12), (1, 0)); // ten papers' story of this morning over one paper's of now
        check((1, 0), (10, 30)); // but not over one of yesterday
    }

    #[test]
    fn a_clock_that_ran_backwards_lifts_nothing() {
        assert!((score(1, 1, -5) - score(1, 1, 0)).abs() < f64::EPSILON);
    }
}
