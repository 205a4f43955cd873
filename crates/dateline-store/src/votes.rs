//! What readers think of each other's comments: votes for, and flags with a reason.

use std::collections::HashSet;

use dateline_model::{CommentId, Millis, ReaderId, StoryId};

use crate::db::{Row, Session, params};
use crate::{Result, Store};

/// What a reader did in a conversation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Comments they voted for.
    pub voted: HashSet<CommentId>,
    /// Comments they flagged.
    pub flagged: HashSet<CommentId>,
}

/// A vote or a flag, as whoever gave it sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnMark {
    /// The comment that it is about.
    pub comment: CommentId,
    /// Why moderators should look; none for a vote.
    pub flag: Option<String>,
    /// When.
    pub at: Millis,
}

impl Store {
    /// A reader votes for a comment, or takes the vote back. Answers `false` when it does not stand
    /// or is their own.
    pub async fn vote(
        &self,
        comment: CommentId,
        reader: ReaderId,
        up: bool,
        now: Millis,
    ) -> Result<bool> {
        self.db
            .write(move |session| {
                if !is_of_another(session, comment, reader)? {
                    return Ok(false);
                }
                let sql = if up {
                    "insert into votes (comment, reader, at) values ($1, $2, $3)
                     on conflict (comment, reader) do nothing"
                } else {
                    "delete from votes where comment = $1 and reader = $2 and at <= $3"
                };
                session.run(sql, params![comment, reader, now])?;
                Ok(true)
            })
            .await
    }

    /// A reader says why moderators should look at a comment; one flag each. Answers `false` when it
    /// does not stand or is their own.
    pub async fn flag(
        &self,
        comment: CommentId,
        reader: ReaderId,
        reason: &str,
        now: Millis,
    ) -> Result<bool> {
        let reason = reason.to_owned();
        self.db
            .write(move |session| {
                if !is_of_another(session, comment, reader)? {
                    return Ok(false);
                }
                session.run(
                    "insert into flags (comment, reader, reason, at) values ($1, $2, $3, $4)
                     on conflict (comment, reader) do nothing",
                    params![comment, reader, &reason, now],
                )?;
                Ok(true)
            })
            .await
    }

    /// All votes and flags of a reader, the oldest first.
    pub async fn own_marks(&self, reader: ReaderId, limit: u32) -> Result<Vec<OwnMark>> {
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    "select comment, at, cast(null as text) as flag, 0 as kind from votes
                     where reader = $1
                     union all
                     select comment, at, reason as flag, 1 as kind from flags where reader = $1
                     order by at, comment, kind limit $2",
                    params![reader, limit],
                )?;
                let one = |row: &mut Row| {
                    let (comment, flag) = (row.take("comment")?, row.take("flag")?);
                    Ok(OwnMark { comment, flag, at: row.take("at")? })
                };
                rows.iter_mut().map(one).collect()
            })
            .await
    }

    /// What a reader did in a story's conversation.
    pub async fn marks(&self, reader: ReaderId, story: StoryId) -> Result<Marks> {
        self.db
            .read(move |session| {
                let voted = "select v.comment from votes v join comments c on c.id = v.comment
                     join articles a on a.id = c.article where v.reader = $1 and a.story = $2";
                let flagged = "select f.comment from flags f join comments c on c.id = f.comment
                     join articles a on a.id = c.article where f.reader = $1 and a.story = $2";
                let ids = |sql: &str| -> Result<HashSet<CommentId>> {
                    let mut rows = session.rows(sql, params![reader, story])?;
                    rows.iter_mut().map(|row| row.take("comment")).collect()
                };
                Ok(Marks { voted: ids(voted)?, flagged: ids(flagged)? })
            })
            .await
    }

    /// How many comments of a reader stand: by this new members are told from old.
    pub async fn standing_comments(&self, reader: ReaderId) -> Result<u32> {
        self.db
            .read(move |session| {
                let row = session.row(
                    "select count(*) as comments from comments
                     where author = $1 and deleted_at is null and removed_at is null and held = ''",
                    params![reader],
                )?;
                row.map_or(Ok(0), |mut row| row.take("comments"))
            })
            .await
    }
}

fn is_of_another(session: &Session<'_>, comment: CommentId, reader: ReaderId) -> Result<bool> {
    let row = session.row(
        "select id from comments where id = $1 and author <> $2 and deleted_at is null
           and removed_at is null and held = ''",
        params![comment, reader],
    )?;
    Ok(row.is_some())
}
