//! Stories put right: merged, parted, an article moved. By a moderator, or by later evidence.
//!
//! Old addresses keep working: a story that goes leaves the name of its successor. What a moderator
//! parted is never joined again by evidence, and every correction is kept.
//!
//! The rule to know: a correction takes the fence of placing away. The desk that places finds its
//! own refused, throws away what it remembers, and reads it back as it is now.

use std::collections::BTreeSet;

use dateline_model::{ArticleId, Citation, Earlier, Millis, ReaderId, Reason, Sentence, StoryId};

use crate::articles::{article_row, articles_sql};
use crate::db::{Row, Session, params};
use crate::front::earlier;
use crate::publish::{PLACING, check_fence};
use crate::stories::{Told, tell};
use crate::{Error, Result, Store};

/// A chain of successors is followed so far: longer ones are circles.
const LONGEST_CHAIN: usize = 16;

/// Corrections listed on a story's page.
const MOST_LISTED: u32 = 50;

/// What a moderator did to a story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryCorrection {
    /// `merge`, `move` or `part`.
    pub kind: String,
    /// The story it was done to.
    pub story: StoryId,
    /// The story that took in the rest.
    pub other: StoryId,
    /// The article that was moved.
    pub article: Option<ArticleId>,
    /// Who did it; none when their account is gone.
    pub moderator: Option<String>,
    /// When.
    pub at: Millis,
}

/// A story that later evidence shows to be two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parted {
    /// The story of its earlier articles.
    pub earlier: StoryId,
    /// The one of its later articles, which goes on from it.
    pub later: StoryId,
}

/// Who puts something right, and when.
#[derive(Clone, Copy, Debug)]
pub struct Correcting {
    /// The moderator.
    pub moderator: ReaderId,
    /// When.
    pub now: Millis,
}

impl Store {
    /// The story that stands in the place of one that is gone; none when it left no successor.
    pub async fn story_successor(&self, gone: StoryId) -> Result<Option<StoryId>> {
        self.db.read(move |session| successor(session, gone)).await
    }

    /// Takes all of a story into another.
    ///
    /// # Errors
    /// [`Error::NotFound`] unless both are there and are two.
    pub async fn merge_stories(
        &self,
        from: StoryId,
        into: StoryId,
        by: Correcting,
    ) -> Result<StoryId> {
        self.db
            .write(move |session| {
                halt_placing(session)?;
                let left = merge(session, from, into)?;
                record(session, "merge", (from, into), None, by)?;
                Ok(left)
            })
            .await
    }

    /// Joins two stories that later evidence shows to be one, under the fence of placing. Answers
    /// false, and does nothing, when somebody has parted them or one of them is gone.
    ///
    /// # Errors
    /// [`Error::StaleFence`] unless `fence` is that of the present holder of the lease.
    pub async fn join_stories(
        &self,
        fence: i64,
        from: StoryId,
        into: StoryId,
        now: Millis,
    ) -> Result<bool> {
        self.db
            .write(move |session| {
                check_fence(session, fence, now)?;
                if from == into || are_parted(session, from, into)? {
                    return Ok(false);
                }
                if !exists(session, from)? || !exists(session, into)? {
                    return Ok(false);
                }
                merge(session, from, into).map(|_| true)
            })
            .await
    }

    /// Parts a story whose later articles evidence shows to be a story of their own, under the fence
    /// of placing: these, with their copies, go on from the rest. Whoever has read the one has read
    /// the other. Answers nothing, and does nothing, when one of the two would be empty or a
    /// moderator has brought articles of the story together.
    ///
    /// # Errors
    /// [`Error::StaleFence`] unless `fence` is that of the present holder of the lease.
    pub async fn part_by_evidence(
        &self,
        fence: i64,
        story: StoryId,
        later: &[ArticleId],
        now: Millis,
    ) -> Result<Option<Parted>> {
        let later = later.to_vec();
        self.db
            .write(move |session| {
                check_fence(session, fence, now)?;
                let mut chosen = Vec::new();
                for article in later {
                    chosen.extend(family(session, article)?);
                }
                let all = members(session, story)?;
                chosen.retain(|article| all.contains(article));
                let empty = chosen.is_empty() || chosen.len() == all.len();
                if empty || is_brought_together(session, story)? {
                    return Ok(None);
                }
                let before = earlier_story(session, story)?;
                let (left, target) = part_off(session, story, &chosen)?;
                part(session, left, target)?;
                session.run(
                    "insert into story_reading (reader, story, read_at)
                     select reader, cast($2 as bigint), read_at from story_reading where story = $1
                     on conflict (reader, story) do update set read_at = excluded.read_at",
                    params![left, target],
                )?;
                let (earlier, later) = if chosen.contains(&ArticleId(story.0)) {
                    (target, left)
                } else {
                    (left, target)
                };
                let because = vec![Reason::WereOne];
                let told = Earlier { story: earlier, because };
                tell(session, later, Told { earlier: Some(&told), ..Told::default() })?;
                // What came before the whole came before its earlier part, whatever that is called.
                if let Some(before) = before.filter(|_| earlier != story) {
                    tell(session, earlier, Told { earlier: Some(&before), ..Told::default() })?;
                }
                Ok(Some(Parted { earlier, later }))
            })
            .await
    }

    /// Moves an article, and the copies of it, into another story, or into one of its own. A copy
    /// that is moved alone is held to be a text of its own from then on. Answers where it stands.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such article or story, and when it is alone in its
    /// story and should stay so.
    pub async fn move_article(
        &self,
        article: ArticleId,
        to: Option<StoryId>,
        by: Correcting,
    ) -> Result<StoryId> {
        self.db
            .write(move |session| {
                halt_placing(session)?;
                let from = story_of(session, article)?;
                session
                    .run("update articles set copy_of = null where id = $1", params![article])?;
                let moved = family(session, article)?;
                let (left, target) = match to {
                    Some(to) if to == from || !exists(session, to)? => return Err(Error::NotFound),
                    Some(to) => shift(session, from, &moved, to)?,
                    None => part_off(session, from, &moved)?,
                };
                part(session, left, target)?;
                // Where the article names its story, it is the rest that went.
                let stays = to.is_none() && left.0 == article.0;
                let way = if stays { (target, left) } else { (left, target) };
                record(session, "move", way, Some(article), by)?;
                story_of(session, article)
            })
            .await
    }

    /// Parts a story in two: these articles with their copies go, the others stay. The part that
    /// holds the article which opened the story keeps its address. Answers the new story.
    ///
    /// # Errors
    /// [`Error::NotFound`] when one of the two parts would be empty.
    pub async fn part_story(
        &self,
        story: StoryId,
        articles: &[ArticleId],
        by: Correcting,
    ) -> Result<StoryId> {
        let articles = articles.to_vec();
        self.db
            .write(move |session| {
                halt_placing(session)?;
                let mut chosen = Vec::new();
                for article in articles.iter().copied() {
                    chosen.extend(family(session, article)?);
                }
                let (left, target) = part_off(session, story, &chosen)?;
                part(session, left, target)?;
                record(session, "part", (left, target), None, by)?;
                Ok(target)
            })
            .await
    }

    /// What moderators did to a story, latest first.
    pub async fn story_corrections(&self, story: StoryId) -> Result<Vec<StoryCorrection>> {
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    "select c.kind, c.story, c.other, c.article, r.name as moderator, c.at
                     from story_corrections c left join readers r on r.id = c.moderator
                     where c.story = $1 or c.other = $1 order by c.id desc limit $2",
                    params![story, MOST_LISTED],
                )?;
                rows.iter_mut().map(correction_row).collect()
            })
            .await
    }
}

/// Takes the fence away from whoever places, and waits until what they are writing is written.
fn halt_placing(session: &Session<'_>) -> Result<()> {
    session.run("update leases set fence = fence + 1 where name = $1", params![PLACING]).map(drop)
}

fn story_of(session: &Session<'_>, article: ArticleId) -> Result<StoryId> {
    let row = session
        .row("select story from articles where id = $1 and story is not null", params![article])?;
    row.ok_or(Error::NotFound)?.take("story")
}

fn exists(session: &Session<'_>, story: StoryId) -> Result<bool> {
    Ok(session.row("select id from stories where id = $1", params![story])?.is_some())
}

/// The article and its copies.
fn family(session: &Session<'_>, article: ArticleId) -> Result<Vec<ArticleId>> {
    let mut rows = session.rows(
        "select id from articles where (id = $1 or copy_of = $1) and story is not null order by id",
        params![article],
    )?;
    rows.iter_mut().map(|row| row.take("id")).collect()
}

/// A story's articles in time order.
fn members(session: &Session<'_>, story: StoryId) -> Result<Vec<ArticleId>> {
    let mut rows = session
        .rows("select id from articles where story = $1 order by sort_at, id", params![story])?;
    rows.iter_mut().map(|row| row.take("id")).collect()
}

/// Takes all articles of one story into another, and answers the one that is left.
fn merge(session: &Session<'_>, from: StoryId, into: StoryId) -> Result<StoryId> {
    if from == into || !exists(session, into)? {
        return Err(Error::NotFound);
    }
    let all = members(session, from)?;
    if all.is_empty() {
        return Err(Error::NotFound);
    }
    shift(session, from, &all, into)?;
    Ok(into)
}

/// Parts a story in two, the chosen articles on one side. The side that holds the article which the
/// story is named by keeps the name. Answers that story and the new one.
fn part_off(
    session: &Session<'_>,
    story: StoryId,
    chosen: &[ArticleId],
) -> Result<(StoryId, StoryId)> {
    let all = members(session, story)?;
    let namesake_goes = chosen.contains(&ArticleId(story.0));
    let goes = |article: &ArticleId| chosen.contains(article) != namesake_goes;
    let moved: Vec<ArticleId> = all.iter().copied().filter(goes).collect();
    let first = moved.first().filter(|_| moved.len() < all.len()).ok_or(Error::NotFound)?;
    let (left, target) = shift(session, story, &moved, StoryId(first.0))?;
    tell(session, target, Told { brief: &brief_of(session, *first)?, ..Told::default() })?;
    Ok((left, target))
}

/// What an article's study tells in brief, cited.
fn brief_of(session: &Session<'_>, article: ArticleId) -> Result<Vec<Citation>> {
    let row = session.row(articles_sql!("where a.id = $1"), params![article])?;
    let Some(mut row) = row else { return Ok(Vec::new()) };
    let brief = article_row(&mut row)?.study.brief;
    let cited = |said: Sentence| Citation { text: said.text, article, span: said.span };
    Ok(brief.into_iter().map(cited).collect())
}

/// Moves articles from one story to another. When the article that a story is named by goes, the
/// rest of it takes the name of its earliest, and the old name leads there. Answers what is left
/// of the first story (or the second, when nothing is) and the second.
fn shift(
    session: &Session<'_>,
    from: StoryId,
    moved: &[ArticleId],
    to: StoryId,
) -> Result<(StoryId, StoryId)> {
    let ids: Vec<i64> = moved.iter().map(|article| article.0).collect();
    // A name that is used again leads to itself.
    session.run("delete from story_moves where story = $1", params![to])?;
    session.run("update articles set story = $2 where id in $1[]", params![ids.as_slice(), to])?;
    // Whoever read the story that they come to has not read them there.
    session.run(
        "update story_reading set read_at =
           (select min(first_seen) - 1 from articles where id in $1[])
         where story = $2
           and read_at >= (select min(first_seen) from articles where id in $1[])",
        params![ids.as_slice(), to],
    )?;
    let rest = members(session, from)?;
    let left = match rest.first() {
        Some(_) if rest.contains(&ArticleId(from.0)) => from,
        Some(first) => StoryId(first.0),
        None => to,
    };
    if left != from && left != to {
        session.run("delete from story_moves where story = $1", params![left])?;
        session.run("update articles set story = $2 where story = $1", params![from, left])?;
    }
    for story in BTreeSet::from([from, left, to]) {
        // A copy whose original stands elsewhere is a text of its own here.
        session.run(
            "update articles set copy_of = null where story = $1
               and copy_of in (select id from articles where story <> $1)",
            params![story],
        )?;
        tell(session, story, Told::default())?;
        tell_feeds(session, story)?;
    }
    if left != from && from != to {
        succeed(session, from, left, left == to)?;
    }
    Ok((left, to))
}

/// Works out anew which feeds told the story.
fn tell_feeds(session: &Session<'_>, story: StoryId) -> Result<()> {
    session.run("delete from story_feeds where story = $1", params![story])?;
    session
        .run(
            "insert into story_feeds (story, feed, last_at)
             select story, feed, max(sort_at) from articles where story = $1 group by story, feed",
            params![story],
        )
        .map(drop)
}

/// A story that is gone leads to another; so does all that led or referred to it. Whoever has read it
/// has read one that only took another name, but not the one that it was joined to.
fn succeed(session: &Session<'_>, gone: StoryId, successor: StoryId, joined: bool) -> Result<()> {
    session.run(
        "insert into story_moves (story, successor) values ($1, $2)
         on conflict (story) do update set successor = excluded.successor",
        params![gone, successor],
    )?;
    session.run(
        "update story_moves set successor = $2 where successor = $1 and story <> $2",
        params![gone, successor],
    )?;
    session.run(
        "update stories set earlier = case when id = $2 then null else $2 end where earlier = $1",
        params![gone, successor],
    )?;
    if !joined {
        session.run(
            "insert into story_reading (reader, story, read_at)
             select reader, cast($2 as bigint), read_at from story_reading where story = $1
             on conflict (reader, story) do nothing",
            params![gone, successor],
        )?;
    }
    let mut rows = session
        .rows("select story, other from parted where story = $1 or other = $1", params![gone])?;
    for row in &mut rows {
        let (one, other): (StoryId, StoryId) = (row.take("story")?, row.take("other")?);
        part(session, successor, if one == gone { other } else { one })?;
    }
    Ok(())
}

/// Where a story went that is no more under its number.
pub(crate) fn successor(session: &Session<'_>, gone: StoryId) -> Result<Option<StoryId>> {
    let mut at = gone;
    for _ in 0..LONGEST_CHAIN {
        let found =
            session.row("select successor from story_moves where story = $1", params![at])?;
        match found {
            Some(mut row) => at = row.take("successor")?,
            None => break,
        }
    }
    Ok((at != gone).then_some(at))
}

/// Notes that two stories are two, whatever evidence says later.
fn part(session: &Session<'_>, one: StoryId, other: StoryId) -> Result<()> {
    if one == other {
        return Ok(());
    }
    session
        .run(
            "insert into parted (story, other) values ($1, $2) on conflict (story, other) do nothing",
            params![one.min(other), one.max(other)],
        )
        .map(drop)
}

fn are_parted(session: &Session<'_>, one: StoryId, other: StoryId) -> Result<bool> {
    let row = session.row(
        "select story from parted where story = $1 and other = $2",
        params![one.min(other), one.max(other)],
    )?;
    Ok(row.is_some())
}

/// The story that one goes on from.
fn earlier_story(session: &Session<'_>, story: StoryId) -> Result<Option<Earlier>> {
    let row = session
        .row("select earlier, earlier_because from stories where id = $1", params![story])?;
    row.map_or(Ok(None), |mut row| earlier(&mut row))
}

/// Whether a moderator has merged another story into this one or moved an article into it, under the
/// names that it had before too.
fn is_brought_together(session: &Session<'_>, story: StoryId) -> Result<bool> {
    let row = session.row(
        "select id from story_corrections where kind in ('merge', 'move') and (other = $1
           or other in (select story from story_moves where successor = $1)) limit 1",
        params![story],
    )?;
    Ok(row.is_some())
}

fn record(
    session: &Session<'_>,
    kind: &str,
    (story, other): (StoryId, StoryId),
    article: Option<ArticleId>,
    by: Correcting,
) -> Result<()> {
    if kind == "merge" {
        // Somebody who joins what was parted has changed their mind.
        session.run(
            "delete from parted where story = $1 and other = $2",
            params![story.min(other), story.max(other)],
        )?;
    }
    session
        .run(
            "insert into story_corrections (kind, story, other, article, moderator, at)
             values ($1, $2, $3, $4, $5, $6)",
            params![kind, story, other, article, by.moderator, by.now],
        )
        .map(drop)
}

fn correction_row(row: &mut Row) -> Result<StoryCorrection> {
    Ok(StoryCorrection {
        kind: row.take("kind")?,
        story: row.take("story")?,
        other: row.take("other")?,
        article: row.take("article")?,
        moderator: row.take("moderator")?,
        at: row.take("at")?,
    })
}
