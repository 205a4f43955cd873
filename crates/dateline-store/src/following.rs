//! What a reader follows beside feeds (hashtags, people, publishers, stories, searches) and what
//! they filter out or have marked. Private to the reader.
//!
//! Nothing is written for an article: what an interest or a filter covers is asked of the search
//! index ([`Store::covered`]), so that a new one holds for old articles at once.

use dateline_model::{ArticleId, Mark, Millis, PublisherId, Query, ReaderId, StoryId};

use crate::corrections::successor;
use crate::db::{Row, Session, Wanting, params};
use crate::search::{SearchQuery, covered_by};
use crate::{Error, Result, Store};

/// Things that one reader follows, and filters they have, at most.
const MOST_FOLLOWED: u32 = 200;
const MOST_FILTERS: u32 = 100;

/// What can be followed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Topic {
    /// A hashtag, by its key.
    Tag(String),
    /// A person, place or organisation, by its key.
    Name(String),
    /// A publisher.
    Publisher(PublisherId),
    /// A story.
    Story(StoryId),
    /// A line of the search language.
    Search(String),
}

impl Topic {
    /// The word for its kind in forms and the database.
    pub fn kind(&self) -> &'static str {
        match self {
            Topic::Tag(_) => "tag",
            Topic::Name(_) => "name",
            Topic::Publisher(_) => "publisher",
            Topic::Story(_) => "story",
            Topic::Search(_) => "search",
        }
    }

    /// What tells it from others of its kind.
    pub fn key(&self) -> String {
        match self {
            Topic::Tag(key) | Topic::Name(key) | Topic::Search(key) => key.clone(),
            Topic::Publisher(id) => id.to_string(),
            Topic::Story(id) => id.to_string(),
        }
    }

    /// The topic of a kind and key, as forms and the database name them.
    pub fn of(kind: &str, key: &str) -> Option<Topic> {
        Some(match kind {
            "tag" => Topic::Tag(key.to_owned()),
            "name" => Topic::Name(key.to_owned()),
            "publisher" => Topic::Publisher(key.parse().ok()?),
            "story" => Topic::Story(key.parse().ok()?),
            "search" => Topic::Search(key.to_owned()),
            _ => return None,
        })
    }
}

/// Something that a reader follows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Follow {
    /// Its number.
    pub id: i64,
    /// What it is.
    pub topic: Topic,
    /// As people read it.
    pub label: String,
    /// The newest article of it that the reader has seen.
    pub seen: ArticleId,
}

/// What a filter does to the articles it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// They are not shown.
    Mute,
    /// They are marked.
    Highlight,
}

impl Act {
    fn word(self) -> &'static str {
        match self {
            Act::Mute => "mute",
            Act::Highlight => "highlight",
        }
    }

    /// The act that forms and the database name so.
    pub fn of(word: &str) -> Option<Act> {
        [Act::Mute, Act::Highlight].into_iter().find(|act| act.word() == word)
    }
}

/// A reader's filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// Its number.
    pub id: i64,
    /// What it does.
    pub act: Act,
    /// What it covers, in the search language.
    pub line: String,
    /// It ends by itself.
    pub until: Option<Millis>,
}

/// A filter to be made.
#[derive(Clone, Debug)]
pub struct NewFilter {
    /// What it does.
    pub act: Act,
    /// What it covers, in the search language.
    pub line: String,
    /// It ends by itself.
    pub until: Option<Millis>,
}

/// What is asked of the index for a topic or filter.
#[derive(Clone, Debug)]
pub enum Interest {
    /// Articles that a query finds; what only a reader knows (read, saved) is left out of account.
    Query(Query),
    /// Articles of a publisher.
    Publisher(PublisherId),
    /// Articles of a story, or of the one that it was merged into.
    Story(StoryId),
}

impl Store {
    /// What a reader follows, by name.
    pub async fn follows(&self, reader: ReaderId) -> Result<Vec<Follow>> {
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    "select id, kind, key, label, seen_article from follows where reader = $1
                     order by label, id",
                    params![reader],
                )?;
                Ok(rows
                    .iter_mut()
                    .map(follow_row)
                    .collect::<Result<Vec<_>>>()?
                    .into_iter()
                    .flatten()
                    .collect())
            })
            .await
    }

    /// Follows a topic from its present newest article on. Following it already changes nothing.
    ///
    /// # Errors
    /// [`Error::Conflict`] when the reader follows as much as one can.
    pub async fn follow(
        &self,
        reader: ReaderId,
        topic: &Topic,
        label: &str,
        now: Millis,
    ) -> Result<()> {
        let (kind, key, label) = (topic.kind(), topic.key(), label.to_owned());
        self.db
            .write(move |session| {
                let others = session.row(
                    "select count(*) as n from follows
                     where reader = $1 and not (kind = $2 and key = $3)",
                    params![reader, kind, &key],
                )?;
                room(others, MOST_FOLLOWED)?;
                session.run(
                    "insert into follows (reader, kind, key, label, seen_article, created_at)
                     values ($1, $2, $3, $4, (select coalesce(max(id), 0) from articles where story is not null), $5)
                     on conflict (reader, kind, key) do nothing",
                    params![reader, kind, &key, &label, now],
                )
            })
            .await
            .map(drop)
    }

    /// No longer follows a topic.
    pub async fn unfollow(&self, reader: ReaderId, topic: &Topic) -> Result<()> {
        let (kind, key) = (topic.kind(), topic.key());
        self.db
            .write(move |session| {
                session.run(
                    "delete from follows where reader = $1 and kind = $2 and key = $3",
                    params![reader, kind, &key],
                )
            })
            .await
            .map(drop)
    }

    /// The reader has seen all articles up to this one of what they follow: of one thing, or of all.
    pub async fn follow_seen(
        &self,
        reader: ReaderId,
        follow: Option<i64>,
        newest: ArticleId,
    ) -> Result<()> {
        self.db
            .write(move |session| {
                session.run(
                    "update follows set seen_article = $3
                     where reader = $1 and (cast($2 as bigint) is null or id = $2)
                       and seen_article < $3",
                    params![reader, follow, newest],
                )
            })
            .await
            .map(drop)
    }

    /// A reader's filters that have not ended, oldest first.
    pub async fn filters(&self, reader: ReaderId, now: Millis) -> Result<Vec<Filter>> {
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    "select id, act, line, until_at from filters
                     where reader = $1 and (until_at is null or until_at > $2) order by id",
                    params![reader, now],
                )?;
                Ok(rows
                    .iter_mut()
                    .map(filter_row)
                    .collect::<Result<Vec<_>>>()?
                    .into_iter()
                    .flatten()
                    .collect())
            })
            .await
    }

    /// Adds a filter, or changes how long the same one lasts.
    ///
    /// # Errors
    /// [`Error::Conflict`] when the reader has as many as one can.
    pub async fn add_filter(
        &self,
        reader: ReaderId,
        filter: &NewFilter,
        now: Millis,
    ) -> Result<()> {
        let NewFilter { act, line, until } = filter.clone();
        self.db
            .write(move |session| {
                session.run(
                    "delete from filters where reader = $1 and until_at <= $2",
                    params![reader, now],
                )?;
                let others = session.row(
                    "select count(*) as n from filters
                     where reader = $1 and not (act = $2 and line = $3)",
                    params![reader, act.word(), &line],
                )?;
                room(others, MOST_FILTERS)?;
                session.run(
                    "insert into filters (reader, act, line, until_at, created_at)
                     values ($1, $2, $3, $4, $5)
                     on conflict (reader, act, line) do update set until_at = excluded.until_at",
                    params![reader, act.word(), &line, until, now],
                )
            })
            .await
            .map(drop)
    }

    /// Removes a filter. Answers `false` when the reader has none of that number.
    pub async fn remove_filter(&self, reader: ReaderId, filter: i64) -> Result<bool> {
        self.db
            .write(move |session| {
                session.run(
                    "delete from filters where reader = $1 and id = $2",
                    params![reader, filter],
                )
            })
            .await
            .map(|touched| touched > 0)
    }

    /// For each interest the newest published articles that it covers above an id, newest first, with
    /// their stories. `editor`'s sections count.
    pub async fn covered(
        &self,
        interests: &[(Interest, ArticleId)],
        editor: Option<ReaderId>,
        limit: u32,
        now: Millis,
    ) -> Result<Vec<Vec<(ArticleId, StoryId)>>> {
        let base = SearchQuery { editor, limit, ..SearchQuery::default() };
        let mut covered = Vec::with_capacity(interests.len());
        // One at a time, so that others get their turn between them.
        for (interest, above) in interests.iter().cloned() {
            let base = base.clone();
            let one = self.db.read(move |session| {
                let found = newest(session, &interest, above, &base, now)?;
                with_stories(session, found)
            });
            covered.push(one.await?);
        }
        Ok(covered)
    }
}
fn newest(
    session: &Session<'_>,
    interest: &Interest,
    above: ArticleId,
    base: &SearchQuery,
    now: Millis,
) -> Result<Vec<i64>> {
    let limit = base.limit;
    match interest {
        Interest::Query(query) => {
            let query = SearchQuery { query: query.clone(), ..base.clone() };
            covered_by(session, &query, above.0, now)
        }
        Interest::Publisher(id) => {
            let all = vec![vec![Mark::Publisher(*id).to_string()]];
            let wanting = Wanting { all, above: Some(above.0), ..Wanting::default() };
            session.articles_matching(&wanting, limit)
        }
        Interest::Story(id) => {
            let story = successor(session, *id)?.unwrap_or(*id);
            let mut rows = session.rows(
                "select id from articles where story = $1 and id > $2 order by id desc limit $3",
                params![story, above, limit],
            )?;
            rows.iter_mut().map(|row| row.take("id")).collect()
        }
    }
}

fn with_stories(session: &Session<'_>, found: Vec<i64>) -> Result<Vec<(ArticleId, StoryId)>> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let mut rows = session.rows(
        "select id, story from articles where id in $1[] and story is not null order by id desc",
        params![found],
    )?;
    rows.iter_mut().map(|row| Ok((row.take("id")?, row.take("story")?))).collect()
}

fn room(others: Option<Row>, most: u32) -> Result<()> {
    let n: u32 = others.ok_or(Error::NotFound)?.take("n")?;
    if n < most { Ok(()) } else { Err(Error::Conflict(format!("the room for {most} of them"))) }
}

/// None for a kind that a newer Dateline wrote.
fn follow_row(row: &mut Row) -> Result<Option<Follow>> {
    let (kind, key): (String, String) = (row.take("kind")?, row.take("key")?);
    let Some(topic) = Topic::of(&kind, &key) else { return Ok(None) };
    Ok(Some(Follow {
        id: row.take("id")?,
        topic,
        label: row.take("label")?,
        seen: row.take("seen_article")?,
    }))
}

fn filter_row(row: &mut Row) -> Result<Option<Filter>> {
    let Some(act) = Act::of(&row.take::<String>("act")?) else { return Ok(None) };
    Ok(Some(Filter {
        id: row.take("id")?,
        act,
        line: row.take("line")?,
        until: row.take("until_at")?,
    }))
}
