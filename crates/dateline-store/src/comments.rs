//! What readers say about articles and stories.
//!
//! There is one conversation for each story: the comments under its articles, and those on the
//! story itself, which stand under the article that names it. As articles keep their comments
//! wherever they go, a conversation stays together when stories are joined and parts with them.
//!
//! What may not be seen leaves the answer here, not on the page: a comment that is gone, held or
//! whose author is banned comes back without its words.

use std::collections::HashMap;

use dateline_model::{
    ArticleId, Comment, CommentId, Millis, Quoted, ReaderId, SafeHtml, Span, Standing, StoryId,
};

use crate::db::{Row, Session, Value, params};
use crate::notices::tell_of_answer;
use crate::{Error, Result, Store};

/// Comments of one conversation: a limit that only abuse meets.
const LONGEST_CONVERSATION: u32 = 5_000;

/// For how long an author may not say the same again.
const SAME_WITHIN_MS: i64 = Millis::DAY;

/// A comment to be added.
#[derive(Clone, Debug)]
pub struct NewComment {
    /// The article it stands under.
    pub article: ArticleId,
    /// It is about the story that the article names.
    pub on_story: bool,
    /// The comment it answers, whose place it takes.
    pub parent: Option<CommentId>,
    /// Who wrote it.
    pub author: ReaderId,
    /// As it was written.
    pub text: String,
    /// The text as HTML.
    pub html: SafeHtml,
    /// The words of the article that it is about.
    pub quote: Option<Quoted>,
    /// Why it waits for a moderator; empty: it does not.
    pub held: String,
    /// Its author keeps order: neither lock nor slow mode is for them.
    pub moderates: bool,
    /// How long after their last comment the author may write the next.
    pub wait_ms: i64,
}

/// What came of a comment that was to be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It stands, or waits for a moderator.
    As(CommentId),
    /// The conversation is locked.
    Locked,
    /// The author has to wait this long.
    TooSoon(i64),
    /// The author said the same before, there.
    Twice(CommentId),
}

/// Who looks at a conversation, and when.
#[derive(Clone, Copy, Debug)]
pub struct Viewer {
    /// None: a stranger.
    pub reader: Option<ReaderId>,
    /// They see what waits for a moderator.
    pub moderates: bool,
    /// Bans end by the clock.
    pub now: Millis,
}

/// A comment's new words.
#[derive(Clone, Debug)]
pub struct NewWords {
    /// As they were written.
    pub text: String,
    /// The text as HTML.
    pub html: SafeHtml,
    /// Why they wait for a moderator; empty: they do not.
    pub held: String,
    /// Comments from before this are not changed any more.
    pub since: Millis,
}

/// A query for comments: the columns that [`comment_row`] reads, then the given end. `$1` is the
/// present.
macro_rules! comments_sql {
    ($end:literal) => {
        concat!(
            "select c.id, c.article, c.on_story, a.headline, p.name as publisher_name, c.parent,
               c.author, r.name as author_name, c.text, c.html, c.quote, c.quote_start,
               c.quote_end, c.created_at, c.edited_at, c.deleted_at is not null as deleted,
               c.removed_at is not null as removed, c.held, r.banned_until > $1 as banned,
               (select count(*) from votes v where v.comment = c.id) as votes
             from comments c join readers r on r.id = c.author
             join articles a on a.id = c.article join publishers p on p.id = a.publisher ",
            $end
        )
    };
}
pub(crate) use comments_sql;

impl Store {
    /// A story's conversation, oldest first.
    pub async fn conversation(&self, story: StoryId, viewer: Viewer) -> Result<Vec<Comment>> {
        self.db
            .read(move |session| {
                let sql = comments_sql!("where a.story = $2 order by c.id limit $3");
                let params = params![viewer.now, story, LONGEST_CONVERSATION];
                comment_rows(session, sql, params, viewer)
            })
            .await
    }

    /// One comment.
    pub async fn comment(&self, id: CommentId, viewer: Viewer) -> Result<Option<Comment>> {
        self.db
            .read(move |session| {
                let sql = comments_sql!("where c.id = $2");
                let found = comment_rows(session, sql, params![viewer.now, id], viewer)?;
                Ok(found.into_iter().next())
            })
            .await
    }

    /// The latest comments of one reader, for themselves.
    pub async fn comments_of(&self, reader: ReaderId, limit: u32) -> Result<Vec<Comment>> {
        let viewer = Viewer { reader: Some(reader), moderates: false, now: Millis(i64::MAX) };
        self.db
            .read(move |session| {
                let sql = comments_sql!("where c.author = $2 order by c.id desc limit $3");
                comment_rows(session, sql, params![viewer.now, reader, limit], viewer)
            })
            .await
    }

    /// Adds a comment.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the article is not there, or the parent does not stand in its
    /// story's conversation.
    pub async fn add_comment(&self, comment: &NewComment, now: Millis) -> Result<Added> {
        let comment = comment.clone();
        self.db.write(move |session| add_comment(session, &comment, now)).await
    }

    /// Changes a comment's words. Answers `false` unless `author` wrote it, not too long ago, and it
    /// still stands.
    pub async fn edit_comment(
        &self,
        id: CommentId,
        author: ReaderId,
        words: &NewWords,
        now: Millis,
    ) -> Result<bool> {
        let words = words.clone();
        self.db
            .write(move |session| {
                session.run(
                    "update comments set text = $3, html = $4, edited_at = $5,
                       held = case when $6 <> '' then $6 else held end
                     where id = $1 and author = $2 and created_at >= $7
                       and deleted_at is null and removed_at is null",
                    params![
                        id,
                        author,
                        &words.text,
                        words.html.as_str(),
                        now,
                        &words.held,
                        words.since
                    ],
                )
            })
            .await
            .map(|touched| touched > 0)
    }

    /// Deletes a comment and its words. Answers `false` unless `author` wrote it and it still
    /// stands.
    pub async fn delete_comment(
        &self,
        id: CommentId,
        author: ReaderId,
        now: Millis,
    ) -> Result<bool> {
        self.db
            .write(move |session| {
                session.run(
                    "update comments set text = '', html = '', quote = '', held = '',
                       deleted_at = $3
                     where id = $1 and author = $2 and deleted_at is null and removed_at is null",
                    params![id, author, now],
                )
            })
            .await
            .map(|touched| touched > 0)
    }

    /// How many comments stand under each of these articles; those without any are left out.
    pub async fn comment_counts(&self, articles: &[ArticleId]) -> Result<HashMap<ArticleId, u32>> {
        let ids: Vec<i64> = articles.iter().map(|article| article.0).collect();
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    "select article, count(*) as comments from comments
                     where article in $1[] and deleted_at is null and removed_at is null
                       and held = ''
                     group by article",
                    params![ids],
                )?;
                rows.iter_mut()
                    .map(|row| Ok((row.take("article")?, row.take("comments")?)))
                    .collect()
            })
            .await
    }
}

/// Where a new comment comes to stand.
struct Place {
    article: ArticleId,
    on_story: bool,
    story: StoryId,
}

fn add_comment(session: &Session<'_>, comment: &NewComment, now: Millis) -> Result<Added> {
    let place = place(session, comment)?;
    if let Some(refused) = refusal(session, comment, &place, now)? {
        return Ok(refused);
    }
    let quote = comment.quote.clone().unwrap_or_default();
    let row = session.row(
        "insert into comments (article, on_story, parent, author, text, html, quote, quote_start,
           quote_end, held, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id",
        params![
            place.article,
            i64::from(place.on_story),
            comment.parent,
            comment.author,
            &comment.text,
            comment.html.as_str(),
            &quote.text,
            quote.span.start,
            quote.span.end,
            &comment.held,
            now
        ],
    )?;
    let id = row.ok_or(Error::NotFound)?.take("id")?;
    if comment.held.is_empty() {
        tell_of_answer(session, id, now)?;
    }
    Ok(Added::As(id))
}

fn place(session: &Session<'_>, comment: &NewComment) -> Result<Place> {
    let row = session.row(
        "select story from articles where id = $1 and story is not null",
        params![comment.article],
    )?;
    let story: StoryId = row.ok_or(Error::NotFound)?.take("story")?;
    let Some(parent) = comment.parent else {
        return Ok(Place { article: comment.article, on_story: comment.on_story, story });
    };
    let row = session.row(
        "select c.article, c.on_story from comments c join articles a on a.id = c.article
         where c.id = $1 and a.story = $2 and c.deleted_at is null and c.removed_at is null
           and c.held = ''",
        params![parent, story],
    )?;
    let mut row = row.ok_or(Error::NotFound)?;
    Ok(Place { article: row.take("article")?, on_story: row.take("on_story")?, story })
}

/// Why a comment cannot be added now.
fn refusal(
    session: &Session<'_>,
    comment: &NewComment,
    place: &Place,
    now: Millis,
) -> Result<Option<Added>> {
    if !comment.moderates
        && let Some(refused) = out_of_turn(session, comment, place, now)?
    {
        return Ok(Some(refused));
    }
    let last = session.row(
        "select max(created_at) as at from comments where author = $1",
        params![comment.author],
    )?;
    let wait = left(last, comment.wait_ms, now)?;
    if wait > 0 {
        return Ok(Some(Added::TooSoon(wait)));
    }
    let same = session.row(
        "select id from comments where author = $1 and created_at > $2 and text = $3
         order by id limit 1",
        params![comment.author, now.plus(-SAME_WITHIN_MS), &comment.text],
    )?;
    same.map(|mut row| Ok(Added::Twice(row.take("id")?))).transpose()
}

/// Why the rules of the conversation do not let a comment in.
fn out_of_turn(
    session: &Session<'_>,
    comment: &NewComment,
    place: &Place,
    now: Millis,
) -> Result<Option<Added>> {
    let (locked, slow_ms) = crate::conversations::rules(session, place.story)?;
    if locked {
        return Ok(Some(Added::Locked));
    }
    let here = session.row(
        "select max(c.created_at) as at from comments c join articles a on a.id = c.article
         where c.author = $1 and a.story = $2",
        params![comment.author, place.story],
    )?;
    let slow = left(here, slow_ms, now)?;
    Ok((slow > 0).then_some(Added::TooSoon(slow)))
}

/// What is left of a wait that began with the row's `at`.
fn left(row: Option<Row>, wait_ms: i64, now: Millis) -> Result<i64> {
    let at: Option<Millis> = row.map(|mut row| row.take("at")).transpose()?.flatten();
    Ok(at.map_or(0, |at| at.0.saturating_add(wait_ms).saturating_sub(now.0)).max(0))
}

pub(crate) fn comment_rows(
    session: &Session<'_>,
    sql: &str,
    params: &[Value<'_>],
    viewer: Viewer,
) -> Result<Vec<Comment>> {
    session.rows(sql, params)?.iter_mut().map(|row| comment_row(row, viewer)).collect()
}

fn comment_row(row: &mut Row, viewer: Viewer) -> Result<Comment> {
    let mut comment = Comment {
        id: row.take("id")?,
        article: row.take("article")?,
        on_story: row.take("on_story")?,
        headline: row.take("headline")?,
        publisher_name: row.take("publisher_name")?,
        parent: row.take("parent")?,
        author: row.take("author")?,
        author_name: row.take("author_name")?,
        text: row.take("text")?,
        html: SafeHtml::vouched_for(row.take("html")?),
        quote: quoted(row)?,
        created_at: row.take("created_at")?,
        edited_at: row.take("edited_at")?,
        standing: Standing::Stands,
        votes: row.take("votes")?,
    };
    comment.standing = standing(row)?;
    let own = viewer.reader == Some(comment.author);
    let seen = match comment.standing {
        Standing::Stands => true,
        Standing::Held(_) => own || viewer.moderates,
        Standing::Banned | Standing::Deleted | Standing::Removed => false,
    };
    if !seen {
        comment.text.clear();
        comment.html = SafeHtml::default();
        comment.quote = None;
    }
    Ok(comment)
}

fn quoted(row: &mut Row) -> Result<Option<Quoted>> {
    let text: String = row.take("quote")?;
    let span = Span { start: row.take("quote_start")?, end: row.take("quote_end")? };
    Ok((!text.is_empty()).then_some(Quoted { text, span }))
}

fn standing(row: &mut Row) -> Result<Standing> {
    let held: String = row.take("held")?;
    Ok(if row.take("removed")? {
        Standing::Removed
    } else if row.take("deleted")? {
        Standing::Deleted
    } else if row.take("banned")? {
        Standing::Banned
    } else if held.is_empty() {
        Standing::Stands
    } else {
        Standing::Held(held)
    })
}
