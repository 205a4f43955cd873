//! What moderators decide about readers: warnings, bans, and their end. All of it is in the log.
//!
//! A ban ends the reader's sessions in the same transaction; their comments are left out of every
//! answer while it holds.

use dateline_model::{CommentId, Millis, ReaderId};

use crate::db::params;
use crate::moderation::{Entry, log};
use crate::notices::{Told, tell};
use crate::people::Ban;
use crate::{Result, Store};

/// Who is dealt with, by whom, and why.
#[derive(Clone, Debug)]
pub struct Sanction {
    /// The reader.
    pub reader: ReaderId,
    /// The moderator.
    pub by: ReaderId,
    /// The comment that led to it.
    pub comment: Option<CommentId>,
    /// Why.
    pub reason: String,
}

impl Sanction {
    fn entry(&self, kind: &'static str) -> Entry {
        Entry {
            reader: Some(self.reader),
            comment: self.comment,
            reason: self.reason.clone(),
            ..Entry::new(kind, self.by)
        }
    }
}

impl Store {
    /// Warns a reader: they read the reason among their notices.
    pub async fn warn(&self, sanction: &Sanction, now: Millis) -> Result<()> {
        let sanction = sanction.clone();
        self.db
            .write(move |session| {
                log(session, &sanction.entry("warn"), now)?;
                let Sanction { reader, comment, reason, .. } = &sanction;
                let (reader, comment) = (*reader, *comment);
                tell(session, Told { reader, kind: "warned", comment, words: reason }, now)
            })
            .await
    }

    /// Bans a reader until then, and ends their sessions.
    pub async fn ban(&self, sanction: &Sanction, until: Millis, now: Millis) -> Result<()> {
        let sanction = sanction.clone();
        self.db
            .write(move |session| {
                session.run(
                    "update readers set banned_until = $2, ban_reason = $3 where id = $1",
                    params![sanction.reader, until, &sanction.reason],
                )?;
                session.run("delete from sessions where reader = $1", params![sanction.reader])?;
                let days = until.0.saturating_sub(now.0).div_euclid(Millis::DAY);
                let mut entry = sanction.entry("ban");
                entry.text = if until == Ban::FOR_GOOD { String::new() } else { days.to_string() };
                log(session, &entry, now).map(drop)
            })
            .await
    }

    /// Ends a reader's ban.
    pub async fn unban(&self, sanction: &Sanction, now: Millis) -> Result<()> {
        let sanction = sanction.clone();
        self.db
            .write(move |session| {
                let lifted = session.run(
                    "update readers set banned_until = 0, ban_reason = ''
                     where id = $1 and banned_until > 0",
                    params![sanction.reader],
                )?;
                if lifted == 0 {
                    return Ok(());
                }
                log(session, &sanction.entry("unban"), now).map(drop)
            })
            .await
    }

    /// The ban that holds for a reader now.
    pub async fn ban_of(&self, reader: ReaderId, now: Millis) -> Result<Option<Ban>> {
        self.db
            .read(move |session| {
                let row = session.row(
                    "select banned_until, ban_reason from readers where id = $1",
                    params![reader],
                )?;
                row.map_or(Ok(None), |mut row| Ban::of(&mut row, now))
            })
            .await
    }
}
