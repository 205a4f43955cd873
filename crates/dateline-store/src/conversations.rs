//! The switches of a conversation: locked, slow, muted.
//!
//! Each is kept under the article that names the story, and asked of all articles that stand in it
//! now: so they hold on when stories are joined.

use dateline_model::{Millis, ReaderId, StoryId};

use crate::db::{Session, params};
use crate::moderation::{Entry, log};
use crate::{Result, Store};

/// How a conversation is at the moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// Nobody but moderators may write.
    pub locked: bool,
    /// How long each reader has to wait between two comments.
    pub slow_seconds: u32,
    /// The reader who asks wants to hear of no more answers in it.
    pub muted: bool,
}

impl Store {
    /// The switches of a story's conversation, for a reader.
    pub async fn conversation_rules(
        &self,
        story: StoryId,
        reader: Option<ReaderId>,
    ) -> Result<Rules> {
        self.db
            .read(move |session| {
                let (locked, slow_ms) = rules(session, story)?;
                let muted = match reader {
                    Some(reader) => is_muted(session, reader, story)?,
                    None => false,
                };
                let slow_seconds = u32::try_from(slow_ms / Millis::SECOND).unwrap_or(u32::MAX);
                Ok(Rules { locked, slow_seconds, muted })
            })
            .await
    }

    /// Locks or unlocks a story's conversation, and writes it into the log.
    pub async fn lock_conversation(
        &self,
        story: StoryId,
        locked: bool,
        by: ReaderId,
        now: Millis,
    ) -> Result<()> {
        self.db
            .write(move |session| {
                set(
                    session,
                    story,
                    "update conversations set locked = $2 where article in (
                    select id from articles where story = $1)",
                    i64::from(locked),
                )?;
                let kind = if locked { "lock" } else { "unlock" };
                log(session, &Entry { story: Some(story), ..Entry::new(kind, by) }, now).map(drop)
            })
            .await
    }

    /// Makes everybody wait this long between two comments of a conversation; zero: not at all.
    pub async fn slow_conversation(
        &self,
        story: StoryId,
        seconds: u32,
        by: ReaderId,
        now: Millis,
    ) -> Result<()> {
        self.db
            .write(move |session| {
                set(
                    session,
                    story,
                    "update conversations set slow_seconds = $2 where article in (
                    select id from articles where story = $1)",
                    i64::from(seconds),
                )?;
                let reason = match seconds {
                    0 => "at the usual pace again".to_owned(),
                    seconds => format!("one comment every {} minutes", seconds.div_ceil(60)),
                };
                let entry = Entry { story: Some(story), reason, ..Entry::new("slow", by) };
                log(session, &entry, now).map(drop)
            })
            .await
    }

    /// Whether a reader is told of answers in a conversation.
    pub async fn mute_conversation(
        &self,
        reader: ReaderId,
        story: StoryId,
        muted: bool,
    ) -> Result<()> {
        self.db
            .write(move |session| {
                if muted {
                    return session.run(
                        "insert into muted (reader, article) values ($1, $2)
                         on conflict (reader, article) do nothing",
                        params![reader, story],
                    );
                }
                session.run(
                    "delete from muted where reader = $1 and article in (
                       select id from articles where story = $2)",
                    params![reader, story],
                )
            })
            .await
            .map(drop)
    }
}

/// Whether a conversation is locked, and its wait in milliseconds.
pub(crate) fn rules(session: &Session<'_>, story: StoryId) -> Result<(bool, i64)> {
    let row = session.row(
        "select coalesce(max(v.locked), 0) as locked, coalesce(max(v.slow_seconds), 0) as slow
         from conversations v join articles a on a.id = v.article where a.story = $1",
        params![story],
    )?;
    let Some(mut row) = row else { return Ok((false, 0)) };
    let (locked, slow): (bool, i64) = (row.take("locked")?, row.take("slow")?);
    Ok((locked, slow.saturating_mul(Millis::SECOND)))
}

/// Whether a reader wants to hear of no more answers in a story's conversation.
pub(crate) fn is_muted(session: &Session<'_>, reader: ReaderId, story: StoryId) -> Result<bool> {
    let row = session.row(
        "select m.article from muted m join articles a on a.id = m.article
         where m.reader = $1 and a.story = $2 limit 1",
        params![reader, story],
    )?;
    Ok(row.is_some())
}

/// Sets a switch for every article of the story that has any, and for the one that names it.
fn set(session: &Session<'_>, story: StoryId, sql: &str, value: i64) -> Result<()> {
    session.run(
        "insert into conversations (article)
         select id from articles where id = $1 and story = $1
         on conflict (article) do nothing",
        params![story],
    )?;
    session.run(sql, params![story, value]).map(drop)
}
