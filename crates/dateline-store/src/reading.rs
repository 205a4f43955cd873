//! What a reader has read and saved. Private to the reader.
//!
//! The rule to know: who has read a text has read every copy of it, those that come later too
//! ([`read_like`]). Each stays reachable.

use std::collections::{HashMap, HashSet};

use dateline_model::{ArticleId, Millis, ReaderId, StoryId};

use crate::db::{Row, Session, params};
use crate::{Error, Result, Store};

/// Who marks everything as read means what came since then; older pages are not looked at any more.
const CAUGHT_UP_MS: i64 = 14 * Millis::DAY;

/// What one reader did with one article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadingState {
    /// When they read it.
    pub read_at: Option<Millis>,
    /// When they saved it.
    pub saved_at: Option<Millis>,
}

/// What one reader knows of a story.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoryReading {
    /// When they last read its page.
    pub page: Option<Millis>,
    /// The articles that they read, and when.
    pub articles: Vec<(ArticleId, Millis)>,
}

impl StoryReading {
    /// When they last read any of it.
    pub fn last(&self) -> Option<Millis> {
        self.articles.iter().map(|(_, at)| *at).chain(self.page).max()
    }
}

/// When a reader last read some of each story that they read since a moment.
pub(crate) fn read_stories(
    session: &Session<'_>,
    reader: ReaderId,
    since: Millis,
) -> Result<HashMap<StoryId, Millis>> {
    let mut rows = session.rows(
        "select a.story, max(r.read_at) as read_at
         from reading r join articles a on a.id = r.article
         where r.reader = $1 and r.read_at > $2 and a.story is not null group by a.story
         union all
         select story, read_at from story_reading where reader = $1 and read_at > $2",
        params![reader, since],
    )?;
    let mut last: HashMap<StoryId, Millis> = HashMap::new();
    for row in &mut rows {
        let (story, at): (StoryId, Millis) = (row.take("story")?, row.take("read_at")?);
        let known = last.entry(story).or_insert(at);
        *known = at.max(*known);
    }
    Ok(last)
}

/// An article in a reader's export.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptArticle {
    /// The article.
    pub article: ArticleId,
    /// Its headline.
    pub headline: String,
    /// Where its publisher has it.
    pub url: Option<String>,
    /// When it was saved or read.
    pub at: Millis,
}

impl Store {
    /// The articles that a reader saved, or has read, the latest first: for their export.
    pub async fn kept_articles(
        &self,
        reader: ReaderId,
        saved: bool,
        limit: u32,
    ) -> Result<Vec<KeptArticle>> {
        let sql = if saved {
            "select a.id as article, a.headline, a.url, g.saved_at as at
             from reading g join articles a on a.id = g.article
             where g.reader = $1 and g.saved_at is not null
             order by g.saved_at desc, a.id desc limit $2"
        } else {
            "select a.id as article, a.headline, a.url, g.read_at as at
             from reading g join articles a on a.id = g.article
             where g.reader = $1 and g.read_at is not null
             order by g.read_at desc, a.id desc limit $2"
        };
        self.db
            .read(move |session| {
                let mut rows = session.rows(sql, params![reader, limit])?;
                rows.iter_mut()
                    .map(|row| {
                        Ok(KeptArticle {
                            article: row.take("article")?,
                            headline: row.take("headline")?,
                            url: row.take("url")?,
                            at: row.take("at")?,
                        })
                    })
                    .collect()
            })
            .await
    }

    /// Which of these articles are on a reader's shelf.
    pub async fn saved_among(
        &self,
        reader: ReaderId,
        articles: &[ArticleId],
    ) -> Result<HashSet<ArticleId>> {
        let ids = numbers(articles);
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    "select article from reading
                     where reader = $1 and article in $2[] and saved_at is not null
                     order by article",
                    params![reader, ids.as_slice()],
                )?;
                rows.iter_mut().map(|row| row.take("article")).collect()
            })
            .await
    }

    /// Marks articles and all copies of their texts as read; those read before keep their time.
    pub async fn mark_read(
        &self,
        reader: ReaderId,
        articles: &[ArticleId],
        now: Millis,
    ) -> Result<()> {
        let ids = numbers(articles);
        self.db
            .write(move |session| {
                let all = with_copies(session, &ids)?;
                read(session, reader, &all, now)
            })
            .await
    }

    /// Marks articles and all copies of their texts as unread.
    pub async fn mark_unread(&self, reader: ReaderId, articles: &[ArticleId]) -> Result<()> {
        let ids = numbers(articles);
        self.db
            .write(move |session| {
                let all = with_copies(session, &ids)?;
                session.run(
                    "update reading set read_at = null where reader = $1 and article in $2[]",
                    params![reader, all.as_slice()],
                )
            })
            .await
            .map(drop)
    }

    /// Marks all stories and articles of the reader's feeds as read that are of the last days.
    pub async fn catch_up(&self, reader: ReaderId, now: Millis) -> Result<()> {
        let since = now.plus(-CAUGHT_UP_MS);
        self.db
            .write(move |session| {
                session.run(
                    "insert into story_reading (reader, story, read_at)
                     select cast($1 as bigint), s.id, cast($2 as bigint) from stories s
                     where s.news_at > $3 and exists (
                         select 1 from story_feeds f
                         join subscriptions u on u.feed = f.feed and u.reader = $1
                         where f.story = s.id)
                       and not exists (
                         select 1 from story_reading r where r.reader = $1 and r.story = s.id
                           and r.read_at >= s.news_seen_at)
                     on conflict (reader, story) do update set
                       read_at = excluded.read_at, before_catch_up = story_reading.read_at",
                    params![reader, now, since],
                )?;
                session.run(
                    "insert into reading (reader, article, read_at)
                     select cast($1 as bigint), a.id, cast($2 as bigint) from articles a
                     join subscriptions u on u.feed = a.feed and u.reader = $1
                     where a.sort_at > $3 and a.story is not null
                     on conflict (reader, article) do update set
                       read_at = coalesce(reading.read_at, excluded.read_at)",
                    params![reader, now, since],
                )
            })
            .await
            .map(drop)
    }

    /// Takes back what [`Store::catch_up`] marked at a moment.
    pub async fn undo_catch_up(&self, reader: ReaderId, at: Millis) -> Result<()> {
        self.db
            .write(move |session| {
                session.run(
                    "delete from story_reading
                     where reader = $1 and read_at = $2 and before_catch_up is null",
                    params![reader, at],
                )?;
                session.run(
                    "update story_reading set read_at = before_catch_up, before_catch_up = null
                     where reader = $1 and read_at = $2 and before_catch_up is not null",
                    params![reader, at],
                )?;
                session.run(
                    "update reading set read_at = null where reader = $1 and read_at = $2",
                    params![reader, at],
                )
            })
            .await
            .map(drop)
    }

    /// Notes that a reader has read a story's page, which told what was published until now; or
    /// that they want to read it anew.
    pub async fn set_story_read(
        &self,
        reader: ReaderId,
        story: StoryId,
        read_at: Option<Millis>,
    ) -> Result<()> {
        self.db
            .write(move |session| match read_at {
                Some(read_at) => session.run(
                    "insert into story_reading (reader, story, read_at)
                     select cast($1 as bigint), id, cast($3 as bigint) from stories where id = $2
                     on conflict (reader, story) do update set read_at = excluded.read_at",
                    params![reader, story, read_at],
                ),
                None => session.run(
                    "delete from story_reading where reader = $1 and story = $2",
                    params![reader, story],
                ),
            })
            .await
            .map(drop)
    }

    /// What a reader knows of a story.
    pub async fn story_reading(&self, reader: ReaderId, story: StoryId) -> Result<StoryReading> {
        self.db
            .read(move |session| {
                let page = session.row(
                    "select read_at from story_reading where reader = $1 and story = $2",
                    params![reader, story],
                )?;
                let mut rows = session.rows(
                    "select a.id, r.read_at from articles a
                     join reading r on r.article = a.id and r.reader = $1
                     where a.story = $2 and r.read_at is not null order by a.id",
                    params![reader, story],
                )?;
                Ok(StoryReading {
                    page: page.map(|mut row| row.take("read_at")).transpose()?,
                    articles: rows.iter_mut().map(read_row).collect::<Result<_>>()?,
                })
            })
            .await
    }

    /// Puts an article on the reader's shelf or takes it off. Saving again keeps the first time.
    /// What is saved will be read from the shelf, so its copies count as read.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such article.
    pub async fn set_saved(
        &self,
        reader: ReaderId,
        article: ArticleId,
        saved: bool,
        now: Millis,
    ) -> Result<()> {
        self.db.write(move |session| set_saved(session, reader, (article, saved), now)).await
    }

    /// What a reader did with an article.
    pub async fn reading_state(
        &self,
        reader: ReaderId,
        article: ArticleId,
    ) -> Result<ReadingState> {
        self.db
            .read(move |session| {
                let row = session.row(
                    "select read_at, saved_at from reading where reader = $1 and article = $2",
                    params![reader, article],
                )?;
                let Some(mut row) = row else { return Ok(ReadingState::default()) };
                Ok(ReadingState { read_at: row.take("read_at")?, saved_at: row.take("saved_at")? })
            })
            .await
    }
}

fn read_row(row: &mut Row) -> Result<(ArticleId, Millis)> {
    Ok((row.take("id")?, row.take("read_at")?))
}

/// The articles with all that hold the same text.
fn with_copies(session: &Session<'_>, articles: &[i64]) -> Result<Vec<i64>> {
    let mut rows = session.rows(
        "select id from articles where id in $1[]
         union
         select copy_of as id from articles where id in $1[] and copy_of is not null
         union
         select id from articles where copy_of in $1[]
         union
         select b.id from articles a join articles b on b.copy_of = a.copy_of where a.id in $1[]
         order by id",
        params![articles],
    )?;
    rows.iter_mut().map(|row| row.take("id")).collect()
}

pub(crate) fn read(
    session: &Session<'_>,
    reader: ReaderId,
    articles: &[i64],
    now: Millis,
) -> Result<()> {
    session
        .run(
            "insert into reading (reader, article, read_at)
             select cast($1 as bigint), id, cast($3 as bigint) from articles
             where id in $2[] and story is not null
             on conflict (reader, article) do update set
               read_at = coalesce(reading.read_at, excluded.read_at)",
            params![reader, articles, now],
        )
        .map(drop)
}

pub(crate) fn set_saved(
    session: &Session<'_>,
    reader: ReaderId,
    (article, saved): (ArticleId, bool),
    now: Millis,
) -> Result<()> {
    let touched = session.run(
        "insert into reading (reader, article, saved_at)
         select cast($1 as bigint), id, cast($3 as bigint) from articles
         where id = $2 and story is not null
         on conflict (reader, article) do update set saved_at =
           case when excluded.saved_at is null then null
           else coalesce(reading.saved_at, excluded.saved_at) end",
        params![reader, article, saved.then_some(now)],
    )?;
    if touched == 0 {
        return Err(Error::NotFound);
    }
    if saved {
        let mut copies = with_copies(session, &[article.0])?;
        copies.retain(|copy| *copy != article.0);
        read(session, reader, &copies, now)?;
    }
    Ok(())
}

/// A copy that comes is read already by whoever has read its original.
pub(crate) fn read_like(session: &Session<'_>, copy: ArticleId, original: ArticleId) -> Result<()> {
    session
        .run(
            "insert into reading (reader, article, read_at)
             select reader, cast($1 as bigint), read_at from reading
             where article = $2 and read_at is not null
             on conflict (reader, article) do nothing",
            params![copy, original],
        )
        .map(drop)
}

fn numbers(articles: &[ArticleId]) -> Vec<i64> {
    articles.iter().map(|article| article.0).collect()
}
