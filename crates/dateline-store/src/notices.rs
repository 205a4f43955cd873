//! What readers are told: answers to them, and what moderators decided about them.

use dateline_model::{ArticleId, CommentId, Millis, ReaderId, StoryId};

use crate::conversations::is_muted;
use crate::db::{Row, Session, params};
use crate::{Result, Store};

/// Notices kept for one reader; older ones go.
const MOST_KEPT: u32 = 500;

/// Something that a reader is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// `answer`, `kept`, `removed`, `restored`, `upheld`, `warned`.
    pub kind: String,
    /// The comment that it is about.
    pub comment: Option<CommentId>,
    /// Who wrote that comment.
    pub author_name: String,
    /// Its words, when everybody may read them.
    pub text: String,
    /// The article that it stands under.
    pub article: Option<ArticleId>,
    /// That article's headline.
    pub headline: String,
    /// The reason that moderators gave.
    pub words: String,
    /// When.
    pub at: Millis,
    /// It was not read yet.
    pub unread: bool,
}

/// Notices that lead to something: an answer that is gone is none. `$1` is the reader, `$2` the
/// present.
macro_rules! notices_sql {
    ($what:literal, $end:literal) => {
        concat!(
            "select ",
            $what,
            " from notices n left join comments c on c.id = n.comment
              left join readers r on r.id = c.author left join articles a on a.id = c.article
              where n.reader = $1 and (n.kind <> 'answer' or (c.deleted_at is null
                and c.removed_at is null and c.held = '' and r.banned_until <= $2)) ",
            $end
        )
    };
}

impl Store {
    /// A reader's notices, newest first.
    pub async fn notices(&self, reader: ReaderId, now: Millis, limit: u32) -> Result<Vec<Notice>> {
        self.db
            .read(move |session| {
                let sql = notices_sql!(
                    "n.kind, n.comment, coalesce(r.name, '') as author_name,
                     coalesce(c.text, '') as text, c.article, coalesce(a.headline, '') as headline,
                     n.words, n.at, n.read_at is null as unread",
                    "order by n.id desc limit $3"
                );
                let mut rows = session.rows(sql, params![reader, now, limit])?;
                rows.iter_mut().map(notice_row).collect()
            })
            .await
    }

    /// How many notices a reader has not read.
    pub async fn unread_notices(&self, reader: ReaderId, now: Millis) -> Result<u32> {
        self.db
            .read(move |session| {
                let sql = notices_sql!("count(*) as unread", "and n.read_at is null");
                let row = session.row(sql, params![reader, now])?;
                row.map_or(Ok(0), |mut row| row.take("unread"))
            })
            .await
    }

    /// A reader has read all notices until now.
    pub async fn mark_notices_read(&self, reader: ReaderId, now: Millis) -> Result<()> {
        self.db
            .write(move |session| {
                session.run(
                    "update notices set read_at = $2
                     where reader = $1 and read_at is null and at <= $2",
                    params![reader, now],
                )
            })
            .await
            .map(drop)
    }
}

/// Tells the author of the comment that was answered, unless they answered themselves or want to
/// hear no more of the conversation.
pub(crate) fn tell_of_answer(session: &Session<'_>, answer: CommentId, now: Millis) -> Result<()> {
    let row = session.row(
        "select p.author as reader, a.story from comments c join comments p on p.id = c.parent
         join articles a on a.id = c.article where c.id = $1 and p.author <> c.author",
        params![answer],
    )?;
    let Some(mut row) = row else { return Ok(()) };
    let (reader, story): (ReaderId, StoryId) = (row.take("reader")?, row.take("story")?);
    if is_muted(session, reader, story)? {
        return Ok(());
    }
    tell(session, Told { reader, kind: "answer", comment: Some(answer), words: "" }, now)
}

/// A notice about to be kept.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Told<'a> {
    pub(crate) reader: ReaderId,
    pub(crate) kind: &'static str,
    pub(crate) comment: Option<CommentId>,
    pub(crate) words: &'a str,
}

/// Keeps a notice.
pub(crate) fn tell(session: &Session<'_>, told: Told<'_>, now: Millis) -> Result<()> {
    let Told { reader, kind, comment, words } = told;
    session.run(
        "insert into notices (reader, kind, comment, words, at) values ($1, $2, $3, $4, $5)",
        params![reader, kind, comment, words, now],
    )?;
    session
        .run(
            "delete from notices where reader = $1 and id <= coalesce((
               select id from notices where reader = $1 order by id desc limit 1 offset $2), 0)",
            params![reader, MOST_KEPT],
        )
        .map(drop)
}

fn notice_row(row: &mut Row) -> Result<Notice> {
    Ok(Notice {
        kind: row.take("kind")?,
        comment: row.take("comment")?,
        author_name: row.take("author_name")?,
        text: row.take("text")?,
        article: row.take("article")?,
        headline: row.take("headline")?,
        words: row.take("words")?,
        at: row.take("at")?,
        unread: row.take("unread")?,
    })
}
