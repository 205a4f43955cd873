//! What moderators decide about comments, and the public log of it.
//!
//! Every decision is one transaction with its line in the log: who, what, why. The words of a
//! removed comment move into the log, where moderators alone read them, and come back from there
//! when the removal is taken back. The author of a removed comment may answer once.

use std::collections::HashMap;

use dateline_model::{ArticleId, Comment, CommentId, LogId, Millis, ReaderId, StoryId};

use crate::comments::{Viewer, comment_rows, comments_sql};
use crate::db::{Row, Session, params};
use crate::notices::{Told, tell, tell_of_answer};
use crate::{Result, Store};

/// A line of the moderation log, as everybody reads it; `text` is for moderators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogLine {
    /// Id.
    pub id: LogId,
    /// `remove`, `restore`, `uphold`, `keep`, `warn`, `ban`, `unban`, `lock`, `unlock`, `slow`.
    pub kind: String,
    /// Who decided.
    pub moderator_name: String,
    /// About which comment.
    pub comment: Option<CommentId>,
    /// The article of the comment, or the one that names the story.
    pub article: Option<ArticleId>,
    /// The headline of that article.
    pub headline: String,
    /// About whom.
    pub reader: Option<ReaderId>,
    /// Their name; empty: about nobody.
    pub reader_name: String,
    /// Why.
    pub reason: String,
    /// What was removed.
    pub text: String,
    /// When.
    pub at: Millis,
    /// What the author answered.
    pub appeal: String,
    /// When they did.
    pub appeal_at: Option<Millis>,
    /// When a moderator decided about the answer.
    pub appeal_settled_at: Option<Millis>,
}

/// A comment that moderators should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The comment.
    pub comment: Comment,
    /// Reasons of open flags, and how many gave each.
    pub flags: Vec<(String, u32)>,
}

/// What a moderator decides about an author's answer.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The moderator.
    pub by: ReaderId,
    /// The comment comes back.
    pub restore: bool,
    /// Why.
    pub reason: String,
}

/// A line about to be written.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) kind: &'static str,
    pub(crate) by: ReaderId,
    pub(crate) comment: Option<CommentId>,
    pub(crate) reader: Option<ReaderId>,
    pub(crate) story: Option<StoryId>,
    pub(crate) reason: String,
    pub(crate) text: String,
}

impl Entry {
    pub(crate) fn new(kind: &'static str, by: ReaderId) -> Entry {
        let (reason, text) = (String::new(), String::new());
        Entry { kind, by, comment: None, reader: None, story: None, reason, text }
    }
}

/// A query for lines of the log: the columns that [`log_row`] reads, then the given end.
macro_rules! log_sql {
    ($end:literal) => {
        concat!(
            "select l.id, l.kind, m.name as moderator_name, l.comment,
               coalesce(c.article, l.story) as article, coalesce(a.headline, '') as headline,
               l.reader, coalesce(r.name, '') as reader_name, l.reason, l.text, l.at, l.appeal,
               l.appeal_at, l.appeal_settled_at
             from moderation_log l join readers m on m.id = l.moderator
             left join comments c on c.id = l.comment left join readers r on r.id = l.reader
             left join articles a on a.id = coalesce(c.article, l.story) ",
            $end
        )
    };
}

impl Store {
    /// A moderator removes a comment; its words move into the log. Answers the log's line, or none
    /// when the comment no longer stands. Whether `by` may do so is for the caller to have checked.
    pub async fn remove_comment(
        &self,
        id: CommentId,
        by: ReaderId,
        reason: &str,
        now: Millis,
    ) -> Result<Option<LogId>> {
        let reason = reason.to_owned();
        self.db.write(move |session| remove(session, id, by, &reason, now)).await
    }

    /// A moderator keeps a comment: it is held no longer, and its flags are settled. Answers `false`
    /// when it is gone.
    pub async fn keep_comment(&self, id: CommentId, by: ReaderId, now: Millis) -> Result<bool> {
        self.db.write(move |session| keep(session, id, by, now)).await
    }

    /// Comments that are held or flagged, oldest first.
    pub async fn waiting_comments(&self, limit: u32) -> Result<Vec<Waiting>> {
        self.db.read(move |session| waiting(session, limit)).await
    }

    /// The log, newest first, from before `before` on.
    pub async fn moderation_log(&self, before: Option<LogId>, limit: u32) -> Result<Vec<LogLine>> {
        let before = before.unwrap_or(LogId(i64::MAX));
        self.db
            .read(move |session| {
                let sql = log_sql!("where l.id < $1 order by l.id desc limit $2");
                session.rows(sql, params![before, limit])?.iter_mut().map(log_row).collect()
            })
            .await
    }

    /// One line of the log.
    pub async fn log_line(&self, id: LogId) -> Result<Option<LogLine>> {
        self.db
            .read(move |session| {
                let row = session.row(log_sql!("where l.id = $1"), params![id])?;
                row.map(|mut row| log_row(&mut row)).transpose()
            })
            .await
    }

    /// The author of a removed comment answers, once. Answers `false` when they did already, or it
    /// was no comment of theirs.
    pub async fn appeal(
        &self,
        id: LogId,
        author: ReaderId,
        words: &str,
        now: Millis,
    ) -> Result<bool> {
        let words = words.to_owned();
        self.db
            .write(move |session| {
                session.run(
                    "update moderation_log set appeal = $3, appeal_at = $4
                     where id = $1 and reader = $2 and kind = 'remove' and appeal_at is null",
                    params![id, author, &words, now],
                )
            })
            .await
            .map(|touched| touched > 0)
    }

    /// Answers of authors that no moderator has decided about, oldest first.
    pub async fn open_appeals(&self, limit: u32) -> Result<Vec<LogLine>> {
        self.db
            .read(move |session| {
                let sql = log_sql!(
                    "where l.appeal_at is not null and l.appeal_settled_at is null
                     order by l.id limit $1"
                );
                session.rows(sql, params![limit])?.iter_mut().map(log_row).collect()
            })
            .await
    }

    /// A moderator decides about an author's answer: the comment comes back, or stays away. Answers
    /// `false` when it was decided before.
    pub async fn settle_appeal(&self, id: LogId, verdict: &Verdict, now: Millis) -> Result<bool> {
        let verdict = verdict.clone();
        self.db.write(move |session| settle(session, id, &verdict, now)).await
    }

    /// How much waits for moderators: comments and appeals.
    pub async fn waiting_count(&self) -> Result<u32> {
        self.db
            .read(move |session| {
                let appeals = session.row(
                    "select count(*) as open from moderation_log
                     where appeal_at is not null and appeal_settled_at is null",
                    params![],
                )?;
                let appeals: u32 = appeals.map_or(Ok(0), |mut row| row.take("open"))?;
                let comments = session.row(
                    "select count(*) as open from comments c
                     where c.deleted_at is null and c.removed_at is null and (c.held <> ''
                       or c.id in (select f.comment from flags f where f.at > c.flags_settled_at))
                       and c.id in (select id from comments where held <> ''
                         union select comment from flags)",
                    params![],
                )?;
                Ok(appeals + comments.map_or(Ok(0), |mut row| row.take::<u32>("open"))?)
            })
            .await
    }
}

fn remove(
    session: &Session<'_>,
    id: CommentId,
    by: ReaderId,
    reason: &str,
    now: Millis,
) -> Result<Option<LogId>> {
    let row = session.row(
        "select text, author from comments
         where id = $1 and deleted_at is null and removed_at is null for update",
        params![id],
    )?;
    let Some(mut row) = row else { return Ok(None) };
    let (text, author): (String, ReaderId) = (row.take("text")?, row.take("author")?);
    crate::spam::learn(session, &text, true)?;
    let entry = Entry {
        comment: Some(id),
        reader: Some(author),
        reason: reason.to_owned(),
        text,
        ..Entry::new("remove", by)
    };
    let line = log(session, &entry, now)?;
    session.run(
        "update comments set text = '', html = '', held = '', flags_settled_at = $2,
           removed_at = $2 where id = $1",
        params![id, now],
    )?;
    let told = Told { reader: author, kind: "removed", comment: Some(id), words: reason };
    tell(session, told, now)?;
    Ok(Some(line))
}

fn keep(session: &Session<'_>, id: CommentId, by: ReaderId, now: Millis) -> Result<bool> {
    let row = session.row(
        "select text, author, held from comments
         where id = $1 and deleted_at is null and removed_at is null for update",
        params![id],
    )?;
    let Some(mut row) = row else { return Ok(false) };
    let (text, author): (String, ReaderId) = (row.take("text")?, row.take("author")?);
    let held: String = row.take("held")?;
    crate::spam::learn(session, &text, false)?;
    session.run(
        "update comments set held = '', flags_settled_at = $2 where id = $1",
        params![id, now],
    )?;
    let entry = Entry { comment: Some(id), reader: Some(author), ..Entry::new("keep", by) };
    log(session, &entry, now)?;
    if !held.is_empty() {
        let told = Told { reader: author, kind: "kept", comment: Some(id), words: "" };
        tell(session, told, now)?;
        tell_of_answer(session, id, now)?;
    }
    Ok(true)
}

fn settle(session: &Session<'_>, id: LogId, verdict: &Verdict, now: Millis) -> Result<bool> {
    let row = session.row(
        "select comment, reader, text from moderation_log
         where id = $1 and appeal_at is not null and appeal_settled_at is null for update",
        params![id],
    )?;
    let Some(mut row) = row else { return Ok(false) };
    let (comment, author): (CommentId, ReaderId) = (row.take("comment")?, row.take("reader")?);
    session
        .run("update moderation_log set appeal_settled_at = $2 where id = $1", params![id, now])?;
    let (kind, told) = if verdict.restore { ("restore", "restored") } else { ("uphold", "upheld") };
    if verdict.restore {
        let text: String = row.take("text")?;
        crate::spam::learn(session, &text, false)?;
        session.run(
            "update comments set text = $2, removed_at = null where id = $1",
            params![comment, &text],
        )?;
    }
    let words = verdict.reason.as_str();
    tell(session, Told { reader: author, kind: told, comment: Some(comment), words }, now)?;
    let entry = Entry {
        comment: Some(comment),
        reader: Some(author),
        reason: verdict.reason.clone(),
        ..Entry::new(kind, verdict.by)
    };
    log(session, &entry, now)?;
    Ok(true)
}

fn waiting(session: &Session<'_>, limit: u32) -> Result<Vec<Waiting>> {
    let viewer = Viewer { reader: None, moderates: true, now: Millis(0) };
    let comments = comment_rows(
        session,
        comments_sql!(
            "where c.id in (select id from comments where held <> ''
                 union select f.comment from flags f join comments o on o.id = f.comment
                   where f.at > o.flags_settled_at)
               and c.deleted_at is null and c.removed_at is null
             order by c.id limit $2"
        ),
        // Those of banned readers are looked at too.
        params![Millis(i64::MAX), limit],
        viewer,
    )?;
    let ids: Vec<i64> = comments.iter().map(|comment| comment.id.0).collect();
    let mut rows = session.rows(
        "select f.comment, f.reason, count(*) as times from flags f
         join comments c on c.id = f.comment
         where f.comment in $1[] and f.at > c.flags_settled_at
         group by f.comment, f.reason order by count(*) desc, f.reason",
        params![ids],
    )?;
    let mut flags: HashMap<CommentId, Vec<(String, u32)>> = HashMap::new();
    for row in &mut rows {
        let flag = (row.take("reason")?, row.take("times")?);
        flags.entry(row.take("comment")?).or_default().push(flag);
    }
    let item = |comment: Comment| Waiting {
        flags: flags.remove(&comment.id).unwrap_or_default(),
        comment,
    };
    Ok(comments.into_iter().map(item).collect())
}

/// Writes a line into the log.
pub(crate) fn log(session: &Session<'_>, entry: &Entry, now: Millis) -> Result<LogId> {
    let row = session.row(
        "insert into moderation_log (kind, moderator, comment, reader, story, reason, text, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8) returning id",
        params![
            entry.kind,
            entry.by,
            entry.comment,
            entry.reader,
            entry.story,
            &entry.reason,
            &entry.text,
            now
        ],
    )?;
    row.ok_or(crate::Error::NotFound)?.take("id")
}

fn log_row(row: &mut Row) -> Result<LogLine> {
    Ok(LogLine {
        id: row.take("id")?,
        kind: row.take("kind")?,
        moderator_name: row.take("moderator_name")?,
        comment: row.take("comment")?,
        article: row.take("article")?,
        headline: row.take("headline")?,
        reader: row.take("reader")?,
        reader_name: row.take("reader_name")?,
        reason: row.take("reason")?,
        text: row.take("text")?,
        at: row.take("at")?,
        appeal: row.take("appeal")?,
        appeal_at: row.take("appeal_at")?,
        appeal_settled_at: row.take("appeal_settled_at")?,
    })
}
