//! A reader's feeds as apps see them: a stream of items, each read or not, saved or not.
//!
//! The rule to know: apps keep copies of everything and ask what changed, so a stream is walked by
//! place (time and id), which nothing that is marked meanwhile can shift.

use std::collections::HashMap;

use dateline_model::{Article, ArticleId, FeedId, Millis, ReaderId};

use crate::articles::{article_row, articles_sql};
use crate::db::{Row, Value, params};
use crate::reading::ReadingState;
use crate::{Error, Result, Store};

/// What is older is read to apps, as it is to whoever marks all as read: a phone that is set up anew
/// is not given the unread of years.
pub const UNREAD_MS: i64 = 60 * Millis::DAY;

/// Items of one answer at most.
const MOST_ITEMS: u32 = 10_000;

/// Articles of one answer at most, whole.
const MOST_ARTICLES: usize = 1_000;

/// So long an article that was read waits at most for its place among the others before those that
/// were read after it are listed by their numbers. One that waits longer is stuck, or one of many
/// that a desk finds when it starts again: an app may then miss it until it asks for all.
const SETTLING_MS: i64 = 10 * Millis::MINUTE;

/// Which items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemQuery {
    /// Of one feed alone.
    pub feed: Option<FeedId>,
    /// Of one section alone.
    pub section: Option<String>,
    /// Of feeds in no section alone, and of those that are not followed any more.
    pub outside: bool,
    /// Read ones, or unread ones, alone.
    pub read: Option<bool>,
    /// Saved ones, or others, alone.
    pub saved: Option<bool>,
    /// First seen at this moment or later.
    pub since: Option<Millis>,
    /// First seen before this moment.
    pub until: Option<Millis>,
    /// Published at this moment or later, as far as lists know.
    pub published_since: Option<Millis>,
    /// Published before this moment.
    pub published_until: Option<Millis>,
    /// First seen, edited, read or saved at this moment or later.
    pub changed_since: Option<Millis>,
    /// Not seen, edited, read or saved since just before this moment.
    pub changed_until: Option<Millis>,
    /// Those with higher numbers alone.
    pub above: Option<ArticleId>,
    /// Those with lower numbers alone.
    pub below: Option<ArticleId>,
    /// What they are ordered by.
    pub order: ItemOrder,
    /// Continue after this one, where they are ordered by publication.
    pub after: Option<Item>,
    /// The oldest first; else the newest.
    pub oldest_first: bool,
    /// Leave out this many of the first: a place is better, which nothing shifts.
    pub offset: u32,
    /// At most this many.
    pub limit: u32,
}

/// What items are ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ItemOrder {
    /// The earlier of publication and first sight.
    #[default]
    Published,
    /// Their numbers. Apps remember the highest that they know and ask for those above it, so none is
    /// listed while one with a lower number may still appear.
    Number,
    /// When they were read, or else first seen.
    Read,
}

/// An item, by its place in a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// The article.
    pub article: ArticleId,
    /// By which it is sorted.
    pub at: Millis,
}

/// An item in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The item.
    pub item: Item,
    /// When it was first seen.
    pub seen: Millis,
}

/// An item whole, with what the reader did with it.
#[derive(Clone, Debug, PartialEq)]
pub struct WholeItem {
    /// The article.
    pub article: Article,
    /// Whether it was read and saved.
    pub reading: ReadingState,
    /// When its newest version was seen.
    pub edited_at: Millis,
}

impl WholeItem {
    /// Whether it counts as read to an app.
    pub fn is_read(&self, now: Millis) -> bool {
        self.reading.read_at.is_some() || self.article.sort_at < now.plus(-UNREAD_MS)
    }
}

/// How much of a feed is unread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The feed.
    pub feed: FeedId,
    /// Articles.
    pub count: u32,
    /// When the newest of them was first seen.
    pub newest: Millis,
}

/// A reader's items: those of their feeds, and what they saved of others. The walk begins where least
/// is: at what was saved, at one feed's entries, else at the newest articles. A plus before a column
/// keeps SQLite from an index that would leave all to be sorted or walked.
macro_rules! items_sql {
    ($query:expr, $columns:literal, $($end:tt)*) => {
        if $query.saved == Some(true) {
            items_sql!(@ "reading g join articles a on a.id = g.article and g.reader = $1",
                "", $columns, $($end)*)
        } else if $query.feed.is_some() {
            items_sql!(@ "entries e join articles a on a.entry = e.id and e.feed = $2",
                "left join reading g on g.article = a.id and g.reader = $1", $columns, $($end)*)
        } else {
            items_sql!(@ "articles a",
                "left join reading g on g.article = a.id and g.reader = $1", $columns, $($end)*)
        }
    };
    (@ $from:literal, $reading:literal, $columns:literal, $($end:tt)*) => {
        concat!(
            "select ",
            $columns,
            " from ",
            $from,
            " left join subscriptions u on u.feed = a.feed and u.reader = $1
             left join sections s on s.id = u.section ",
            $reading,
            " where a.story is not null and (u.feed is not null or g.saved_at is not null)
               and (cast($2 as bigint) is null or a.feed = cast($2 as bigint))
               and (cast($3 as text) is null or s.name = cast($3 as text))
               and (not $15 or u.section is null)
               and (cast($4 as bigint) is null
                    or (cast($4 as bigint) = 1)
                       = (g.read_at is not null or a.sort_at < cast($5 as bigint)))
               and (cast($6 as bigint) is null
                    or (cast($6 as bigint) = 1) = (g.saved_at is not null))
               and a.first_seen >= $7 and a.first_seen < $8
               and +a.id > $11 and +a.id < $12
               and (cast($13 as bigint) is null or a.first_seen >= cast($13 as bigint)
                    or a.version_seen_at >= cast($13 as bigint)
                    or g.read_at >= cast($13 as bigint) or g.saved_at >= cast($13 as bigint))
               and (cast($14 as bigint) is null or (a.first_seen < cast($14 as bigint)
                    and a.version_seen_at < cast($14 as bigint)
                    and coalesce(g.read_at, 0) < cast($14 as bigint)
                    and coalesce(g.saved_at, 0) < cast($14 as bigint))) ",
            $($end)*
        )
    };
}

/// The items that come first by number, and only what is settled.
macro_rules! numbered_sql {
    ($query:expr, $way:literal) => {
        items_sql!(
            $query,
            "a.id, a.sort_at, a.first_seen",
            "and +a.sort_at >= $9 and +a.sort_at < $10 and a.id > $11 and a.id < $12
             and a.id < coalesce((select min(+n.id) from articles n
               where n.unplaced and n.story is null and n.first_seen >= $16),
               9223372036854775807)
             order by a.id ",
            $way,
            " limit $17 offset $18"
        )
    };
}

impl ItemQuery {
    /// The first fifteen parameters of `items_sql!`.
    fn params(&self, reader: ReaderId, now: Millis) -> Vec<Value<'_>> {
        let unread_since = now.plus(-UNREAD_MS);
        let oldest = self.published_since.unwrap_or(Millis(i64::MIN));
        let oldest = if self.read == Some(false) { oldest.max(unread_since) } else { oldest };
        vec![
            reader.into(),
            self.feed.into(),
            self.section.as_ref().into(),
            self.read.map(i64::from).into(),
            unread_since.into(),
            self.saved.map(i64::from).into(),
            self.since.unwrap_or(Millis(i64::MIN)).into(),
            self.until.unwrap_or(Millis(i64::MAX)).into(),
            oldest.into(),
            self.published_until.unwrap_or(Millis(i64::MAX)).into(),
            self.above.unwrap_or(ArticleId(0)).into(),
            self.below.unwrap_or(ArticleId(i64::MAX)).into(),
            self.changed_since.into(),
            self.changed_until.into(),
            self.outside.into(),
        ]
    }

    /// The statement and all of its parameters: with where to begin and how many.
    fn walk(&self, reader: ReaderId, now: Millis) -> (&'static str, Vec<Value<'_>>) {
        let mut all = self.params(reader, now);
        let sql = match (self.order, self.oldest_first) {
            (ItemOrder::Published, true) => items_sql!(
                self,
                "a.id, a.sort_at, a.first_seen",
                "and a.sort_at >= $9 and a.sort_at < $10 and (a.sort_at, a.id) > ($16, $17)
                 order by a.sort_at, a.id limit $18 offset $19"
            ),
            (ItemOrder::Published, false) => items_sql!(
                self,
                "a.id, a.sort_at, a.first_seen",
                "and a.sort_at >= $9 and a.sort_at < $10 and (a.sort_at, a.id) < ($16, $17)
                 order by a.sort_at desc, a.id desc limit $18 offset $19"
            ),
            (ItemOrder::Number, true) => numbered_sql!(self, "asc"),
            (ItemOrder::Number, false) => numbered_sql!(self, "desc"),
            (ItemOrder::Read, true) => items_sql!(
                self,
                "a.id, a.sort_at, a.first_seen",
                "and a.sort_at >= $9 and a.sort_at < $10
                 order by coalesce(g.read_at, a.first_seen), a.id limit $16 offset $17"
            ),
            (ItemOrder::Read, false) => items_sql!(
                self,
                "a.id, a.sort_at, a.first_seen",
                "and a.sort_at >= $9 and a.sort_at < $10
                 order by coalesce(g.read_at, a.first_seen) desc, a.id desc
                 limit $16 offset $17"
            ),
        };
        match self.order {
            ItemOrder::Published => {
                let edge = if self.oldest_first { i64::MIN } else { i64::MAX };
                let start = Item { article: ArticleId(edge), at: Millis(edge) };
                let Item { article, at } = self.after.unwrap_or(start);
                all.extend([at.into(), article.into()]);
            }
            ItemOrder::Number => all.push(now.plus(-SETTLING_MS).into()),
            ItemOrder::Read => {}
        }
        all.extend([self.limit.min(MOST_ITEMS).into(), self.offset.into()]);
        (sql, all)
    }
}

impl Store {
    /// A reader's items of one kind, in order.
    pub async fn items(
        &self,
        reader: ReaderId,
        query: &ItemQuery,
        now: Millis,
    ) -> Result<Vec<Listed>> {
        let query = query.clone();
        self.db
            .read(move |session| {
                let (sql, params) = query.walk(reader, now);
                let mut rows = session.rows(sql, &params)?;
                rows.iter_mut()
                    .map(|row| {
                        let item = Item { article: row.take("id")?, at: row.take("sort_at")? };
                        Ok(Listed { item, seen: row.take("first_seen")? })
                    })
                    .collect()
            })
            .await
    }

    /// How many items of one kind there are in all, wherever the walk begins and ends.
    pub async fn count_items(
        &self,
        reader: ReaderId,
        query: &ItemQuery,
        now: Millis,
    ) -> Result<u64> {
        let query = query.clone();
        self.db
            .read(move |session| {
                let params = query.params(reader, now);
                let row = session.row(
                    items_sql!(query, "count(*) as n", "and a.sort_at >= $9 and a.sort_at < $10"),
                    &params,
                )?;
                row.ok_or(Error::NotFound)?.take("n")
            })
            .await
    }

    /// Marks a reader's items of one kind as read, with all copies of their texts.
    pub async fn mark_items_read(
        &self,
        reader: ReaderId,
        query: &ItemQuery,
        now: Millis,
    ) -> Result<()> {
        let unread = ItemQuery { read: Some(false), ..query.clone() };
        // Found before the write begins: what is read meanwhile keeps its time.
        let ids: Vec<i64> = self
            .db
            .read(move |session| {
                let params = unread.params(reader, now);
                let mut rows = session.rows(
                    items_sql!(unread, "a.id", "and a.sort_at >= $9 and a.sort_at < $10"),
                    &params,
                )?;
                rows.iter_mut().map(|row| row.take("id")).collect::<Result<_>>()
            })
            .await?;
        let articles: Vec<ArticleId> = ids.into_iter().map(ArticleId).collect();
        self.mark_read(reader, &articles, now).await
    }

    /// Saves articles, or takes them off the shelf, as [`Store::set_saved`] does with one; what is gone
    /// is passed over.
    pub async fn set_items_saved(
        &self,
        reader: ReaderId,
        articles: &[ArticleId],
        saved: bool,
        now: Millis,
    ) -> Result<()> {
        let articles = articles.to_vec();
        self.db
            .write(move |session| {
                for article in articles {
                    match crate::reading::set_saved(session, reader, (article, saved), now) {
                        Ok(()) | Err(Error::NotFound) => {}
                        Err(error) => return Err(error),
                    }
                }
                Ok(())
            })
            .await
    }

    /// Which of these a reader may see, whole, in the order of the numbers. Who reads the paper may
    /// read any article of it.
    pub async fn whole_items(
        &self,
        reader: ReaderId,
        articles: &[ArticleId],
    ) -> Result<Vec<WholeItem>> {
        let ids: Vec<i64> = articles.iter().take(MOST_ARTICLES).map(|id| id.0).collect();
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    articles_sql!("where a.id in $1[] and a.story is not null"),
                    params![ids.as_slice()],
                )?;
                let mut states = session.rows(
                    "select a.id, a.version_seen_at, g.read_at, g.saved_at from articles a
                     left join reading g on g.article = a.id and g.reader = $2
                     where a.id in $1[]",
                    params![ids.as_slice(), reader],
                )?;
                let states: HashMap<i64, (Millis, ReadingState)> =
                    states.iter_mut().map(state_row).collect::<Result<_>>()?;
                let whole = |row: &mut Row| {
                    let article = article_row(row)?;
                    let state = states.get(&article.id.0).copied();
                    let (edited_at, reading) = state.unwrap_or_default();
                    Ok(WholeItem { article, reading, edited_at })
                };
                let mut found: Vec<WholeItem> =
                    rows.iter_mut().map(whole).collect::<Result<_>>()?;
                let place = |id: ArticleId| ids.iter().position(|known| *known == id.0);
                found.sort_by_key(|item| place(item.article.id));
                Ok(found)
            })
            .await
    }

    /// How much of each of a reader's feeds is unread; feeds of which nothing is are left out.
    pub async fn unread(&self, reader: ReaderId, now: Millis) -> Result<Vec<Unread>> {
        let since = now.plus(-UNREAD_MS);
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    "select a.feed, count(*) as unread, max(a.first_seen) as newest
                     from articles a
                     join subscriptions u on u.feed = a.feed and u.reader = $1
                     left join reading g on g.article = a.id and g.reader = $1
                     where a.story is not null and a.sort_at >= $2 and g.read_at is null
                     group by a.feed order by a.feed",
                    params![reader, since],
                )?;
                rows.iter_mut()
                    .map(|row| {
                        Ok(Unread {
                            feed: row.take("feed")?,
                            count: row.take("unread")?,
                            newest: row.take("newest")?,
                        })
                    })
                    .collect()
            })
            .await
    }
}

fn state_row(row: &mut Row) -> Result<(i64, (Millis, ReadingState))> {
    let reading = ReadingState { read_at: row.take("read_at")?, saved_at: row.take("saved_at")? };
    Ok((row.take("id")?, (row.take("version_seen_at")?, reading)))
}
