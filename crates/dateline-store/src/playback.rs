//! What a reader plays: the position reached in each recording, and the queue. Private to the reader.
//!
//! The rule to know: a recording that was begun keeps its position whether it is in the queue or
//! not; one that was played to its end leaves the queue and begins anew.

use dateline_model::{ArticleId, ArticleSummary, Media, MediaKind, Millis, ReaderId};

use crate::body::{from_word, word};
use crate::db::{Row, Session, params};
use crate::search::summaries_in_order;
use crate::{Error, Result, Store};

/// Recordings in one reader's queue at most: a page shows all of them.
const MOST_QUEUED: u32 = 100;

/// Positions kept of recordings outside of the queue; those touched longest ago go.
const MOST_KEPT: u32 = 500;

/// A recording as its reader left it.
#[derive(Clone, Debug, PartialEq)]
pub struct Playback {
    /// Its number.
    pub id: i64,
    /// The article that it belongs to.
    pub article: ArticleId,
    /// The recording.
    pub media: Media,
    /// The position reached, in seconds.
    pub at_seconds: u32,
    /// Its place in the queue, if it is there; the lowest is played first.
    pub place: Option<i64>,
}

/// How far a reader got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// To this second.
    Second(u32),
    /// To the end.
    End,
}

/// Where a recording goes in the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Before the one before it.
    Up,
    /// After the one after it.
    Down,
    /// Before all others.
    First,
}

/// A query for [`Playback`]s with the given end.
macro_rules! playback_sql {
    ($end:literal) => {
        concat!(
            "select id, article, url, kind, title, length_seconds, at_seconds, place
             from playback where reader = $1 ",
            $end
        )
    };
}

impl Store {
    /// A reader's queue in order, with the articles.
    pub async fn queue(&self, reader: ReaderId) -> Result<Vec<(Playback, ArticleSummary)>> {
        self.db
            .read(move |session| {
                let queued = queued(session, reader)?;
                let articles: Vec<i64> = queued.iter().map(|one| one.article.0).collect();
                let summaries = summaries_in_order(session, &articles)?;
                let of = |one: Playback| {
                    let summary = summaries.iter().find(|summary| summary.id == one.article)?;
                    Some((one, summary.clone()))
                };
                Ok(queued.into_iter().filter_map(of).collect())
            })
            .await
    }

    /// The recordings of an article that a reader began or queued.
    pub async fn playback(&self, reader: ReaderId, article: ArticleId) -> Result<Vec<Playback>> {
        self.db
            .read(move |session| {
                let sql = playback_sql!("and article = $2 order by id");
                let mut rows = session.rows(sql, params![reader, article])?;
                rows.iter_mut().map(playback_row).collect()
            })
            .await
    }

    /// All recordings that a reader began or queued, the latest first: for their export.
    pub async fn played(&self, reader: ReaderId) -> Result<Vec<Playback>> {
        self.db
            .read(move |session| {
                let sql = playback_sql!("order by changed_at desc, id desc");
                let mut rows = session.rows(sql, params![reader])?;
                rows.iter_mut().map(playback_row).collect()
            })
            .await
    }

    /// Puts a recording at the end of a reader's queue. One that is there already stays in its place.
    ///
    /// # Errors
    /// [`Error::Conflict`] when the queue is full.
    pub async fn add_to_queue(
        &self,
        reader: ReaderId,
        article: ArticleId,
        media: &Media,
        now: Millis,
    ) -> Result<()> {
        let media = media.clone();
        self.db
            .write(move |session| {
                let id = begin(session, (reader, article), &media, now)?;
                place_last(session, reader, id, now)
            })
            .await
    }

    /// Notes how far a reader got in a recording of an article, and that they began it if they had
    /// not yet.
    pub async fn note_playback(
        &self,
        reader: ReaderId,
        article: ArticleId,
        (media, reached): (&Media, Reached),
        now: Millis,
    ) -> Result<()> {
        let media = media.clone();
        self.db
            .write(move |session| {
                let id = begin(session, (reader, article), &media, now)?;
                match reached {
                    Reached::Second(second) => session.run(
                        "update playback set at_seconds = $2, changed_at = $3 where id = $1",
                        params![id, second, now],
                    )?,
                    Reached::End => session.run(
                        "update playback set at_seconds = 0, place = null, changed_at = $2
                         where id = $1",
                        params![id, now],
                    )?,
                };
                forget_old(session, reader)
            })
            .await
    }

    /// Takes a recording out of a reader's queue. Answers the place it had; none when it is not there.
    pub async fn take_from_queue(&self, reader: ReaderId, id: i64) -> Result<Option<i64>> {
        self.db
            .write(move |session| {
                let row = session.row(
                    "select place from playback where reader = $1 and id = $2",
                    params![reader, id],
                )?;
                let place = row.map(|mut row| row.take("place")).transpose()?.flatten();
                let sql = "update playback set place = null where reader = $1 and id = $2";
                session.run(sql, params![reader, id])?;
                Ok(place)
            })
            .await
    }

    /// Puts a recording back to the place that it had in a reader's queue. One that is there already
    /// stays in its place. Answers `false` when it is none of theirs.
    pub async fn put_back_in_queue(&self, reader: ReaderId, id: i64, place: i64) -> Result<bool> {
        self.db
            .write(move |session| {
                let sql = "select id from playback where reader = $1 and id = $2";
                if session.row(sql, params![reader, id])?.is_none() {
                    return Ok(false);
                }
                let queued = queued(session, reader)?;
                if queued.iter().any(|one| one.id == id) {
                    return Ok(true);
                }
                room(session, reader)?;
                // The others may have moved since: whatever a page says, it is among them.
                let at = queued.iter().take_while(|one| one.place < Some(place)).count();
                let mut order: Vec<i64> = queued.iter().map(|one| one.id).collect();
                order.insert(at, id);
                put_in_order(session, &order)?;
                Ok(true)
            })
            .await
    }

    /// Moves a recording within a reader's queue. Answers `false` when it is not there.
    pub async fn move_in_queue(&self, reader: ReaderId, id: i64, step: Step) -> Result<bool> {
        self.db
            .write(move |session| {
                let queued = queued(session, reader)?;
                let Some(at) = queued.iter().position(|one| one.id == id) else {
                    return Ok(false);
                };
                let to = match step {
                    Step::Up => at.saturating_sub(1),
                    Step::Down => (at + 1).min(queued.len() - 1),
                    Step::First => 0,
                };
                let mut order: Vec<i64> = queued.iter().map(|one| one.id).collect();
                let moved = order.remove(at);
                order.insert(to, moved);
                put_in_order(session, &order)?;
                Ok(true)
            })
            .await
    }
}

fn queued(session: &Session<'_>, reader: ReaderId) -> Result<Vec<Playback>> {
    let sql = playback_sql!("and place is not null order by place, id");
    session.rows(sql, params![reader])?.iter_mut().map(playback_row).collect()
}

/// Numbers the places of a queue anew.
fn put_in_order(session: &Session<'_>, order: &[i64]) -> Result<()> {
    for (place, id) in (1_i64..).zip(order) {
        session.run(
            "update playback set place = $2 where id = $1 and coalesce(place, 0) <> $2",
            params![*id, place],
        )?;
    }
    Ok(())
}

/// The number of a reader's playback of a recording, which begins at its beginning.
fn begin(
    session: &Session<'_>,
    (reader, article): (ReaderId, ArticleId),
    media: &Media,
    now: Millis,
) -> Result<i64> {
    let url = media.url.as_deref().unwrap_or_default();
    let title = media.title.as_deref().unwrap_or_default();
    let row = session.row(
        "insert into playback (reader, article, url, kind, title, length_seconds, changed_at)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (reader, article, url) do update set title = excluded.title,
           length_seconds = coalesce(excluded.length_seconds, playback.length_seconds)
         returning id",
        params![reader, article, url, &word(&media.kind)?, title, media.duration_seconds, now],
    )?;
    row.ok_or(Error::NotFound)?.take("id")
}

fn place_last(session: &Session<'_>, reader: ReaderId, id: i64, now: Millis) -> Result<()> {
    let sql = "select id from playback where id = $1 and place is not null";
    if session.row(sql, params![id])?.is_some() {
        return Ok(());
    }
    room(session, reader)?;
    session
        .run(
            "update playback set changed_at = $3, place = (
               select coalesce(max(place), 0) + 1 from playback where reader = $2) where id = $1",
            params![id, reader, now],
        )
        .map(drop)
}

fn room(session: &Session<'_>, reader: ReaderId) -> Result<()> {
    let row = session.row(
        "select count(*) as n from playback where reader = $1 and place is not null",
        params![reader],
    )?;
    let n: u32 = row.ok_or(Error::NotFound)?.take("n")?;
    if n < MOST_QUEUED {
        return Ok(());
    }
    Err(Error::Conflict(format!("the room for {MOST_QUEUED} recordings")))
}

fn forget_old(session: &Session<'_>, reader: ReaderId) -> Result<()> {
    session
        .run(
            "delete from playback where reader = $1 and place is null and id in (
               select id from playback where reader = $1 and place is null
               order by changed_at desc, id desc limit 1000 offset $2)",
            params![reader, MOST_KEPT],
        )
        .map(drop)
}

fn playback_row(row: &mut Row) -> Result<Playback> {
    let (url, title): (String, String) = (row.take("url")?, row.take("title")?);
    let media = Media {
        kind: from_word::<MediaKind>(row.take("kind")?)?,
        url: Some(url),
        duration_seconds: row.take("length_seconds")?,
        title: Some(title).filter(|title| !title.is_empty()),
    };
    Ok(Playback {
        id: row.take("id")?,
        article: row.take("article")?,
        media,
        at_seconds: row.take("at_seconds")?,
        place: row.take("place")?,
    })
}
