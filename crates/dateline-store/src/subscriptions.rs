//! Which reader follows which feed, and in which section. Private to the reader.

use dateline_model::{FeedId, FeedSettings, Millis, ReaderId, Section, SectionId};

use crate::db::{Row, Session, params};
use crate::feeds::{add_feed, feed_row, feeds_sql, set_settings};
use crate::hubs::leave_hub;
use crate::{Error, FeedRow, NewFeed, Result, Store};

/// How a reader wants to follow a feed.
#[derive(Clone, Debug)]
pub struct NewSubscription {
    /// The reader.
    pub reader: ReaderId,
    /// The feed.
    pub feed: FeedId,
    /// The name of the section to keep it in.
    pub section: Option<String>,
    /// The reader's own name for the feed.
    pub title: Option<String>,
}

/// A feed to be added and followed at once.
#[derive(Clone, Debug, Default)]
pub struct Following {
    /// The feed; one that has its address already is taken instead.
    pub feed: NewFeed,
    /// The name of the section to keep it in.
    pub section: Option<String>,
    /// The reader's own name for the feed.
    pub title: Option<String>,
    /// How it is fetched, should it be new to the paper.
    pub settings: FeedSettings,
}

/// A feed as one reader follows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Subscription {
    /// The feed.
    pub feed: FeedRow,
    /// The reader's folder.
    pub section: Option<Section>,
    /// The reader's own name for it.
    pub title: Option<String>,
}

/// A subscription that was ended lately.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// The feed.
    pub feed: FeedId,
    /// What it was called.
    pub title: String,
    /// The section that it was kept in.
    pub section: Option<String>,
    /// When it was ended.
    pub at: Millis,
}

/// For so long an ended subscription can be taken up again as it was.
const REMEMBERED_MS: i64 = 7 * Millis::DAY;

impl Store {
    /// Lets a reader follow a feed; again, to move it to another section or rename it. The section
    /// is made when the reader has none of that name.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such feed or reader.
    pub async fn subscribe(&self, wanted: &NewSubscription, now: Millis) -> Result<()> {
        let wanted = wanted.clone();
        self.db.write(move |session| subscribe(session, &wanted, now)).await
    }

    /// Lets a reader follow many feeds at once, in one transaction: all of them or none. Those that
    /// they follow already stay as they are.
    pub async fn follow_all(
        &self,
        reader: ReaderId,
        wanted: &[Following],
        now: Millis,
    ) -> Result<()> {
        let wanted = wanted.to_vec();
        self.db
            .write(move |session| {
                wanted.into_iter().try_for_each(|one| follow(session, reader, one, now))
            })
            .await
    }

    /// Ends a subscription, which can be taken up again for a week. A feed that nobody follows any
    /// more is no longer visited.
    pub async fn unsubscribe(&self, reader: ReaderId, feed: FeedId, now: Millis) -> Result<()> {
        self.db.write(move |session| unsubscribe(session, reader, feed, now)).await
    }

    /// Takes up a subscription that was ended lately: in its section, under its name, at its place
    /// in the list. Answers `false` when there is none.
    pub async fn resubscribe(&self, reader: ReaderId, feed: FeedId, now: Millis) -> Result<bool> {
        self.db.write(move |session| resubscribe(session, reader, feed, now)).await
    }

    /// The subscriptions that a reader has ended lately, the latest first.
    pub async fn dropped(&self, reader: ReaderId, now: Millis) -> Result<Vec<Dropped>> {
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    "select d.feed, d.section, d.dropped_at, coalesce(d.title, f.title, f.url)
                       as title
                     from dropped d join feeds f on f.id = d.feed
                     where d.reader = $1 and d.dropped_at > $2
                     order by d.dropped_at desc, d.feed",
                    params![reader, now.plus(-REMEMBERED_MS)],
                )?;
                rows.iter_mut().map(dropped).collect()
            })
            .await
    }

    /// One feed as a reader follows it.
    pub async fn subscription(
        &self,
        reader: ReaderId,
        feed: FeedId,
    ) -> Result<Option<Subscription>> {
        self.db
            .read(move |session| {
                let row = session.row(
                    feeds_sql!(
                        ", u.section, s.name as section_name, u.title as own_title",
                        "join subscriptions u on u.feed = f.id
                         left join sections s on s.id = u.section
                         where u.reader = $1 and f.id = $2"
                    ),
                    params![reader, feed],
                )?;
                row.map(|mut row| subscription(&mut row)).transpose()
            })
            .await
    }

    /// What a reader follows, in the order in which they began to.
    pub async fn subscriptions(&self, reader: ReaderId) -> Result<Vec<Subscription>> {
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    feeds_sql!(
                        ", u.section, s.name as section_name, u.title as own_title",
                        "join subscriptions u on u.feed = f.id
                         left join sections s on s.id = u.section
                         where u.reader = $1 order by u.created_at, f.id"
                    ),
                    params![reader],
                )?;
                rows.iter_mut().map(subscription).collect()
            })
            .await
    }
}

fn subscribe(session: &Session<'_>, wanted: &NewSubscription, now: Millis) -> Result<()> {
    let there = session.row(
        "select f.id from feeds f, readers r where f.id = $1 and r.id = $2",
        params![wanted.feed, wanted.reader],
    )?;
    if there.is_none() {
        return Err(Error::NotFound);
    }
    let section = match &wanted.section {
        Some(name) => Some(section_named(session, wanted.reader, name)?),
        None => None,
    };
    let left = section_of(session, wanted.reader, wanted.feed)?;
    session.run(
        "insert into subscriptions (reader, feed, section, title, created_at)
         values ($1, $2, $3, $4, $5)
         on conflict (reader, feed) do update set
           section = excluded.section, title = excluded.title",
        params![wanted.reader, wanted.feed, section, wanted.title.as_ref(), now],
    )?;
    forget_dropped(session, wanted.reader, wanted.feed, now)?;
    forget_when_empty(session, left)?;
    wake_feed(session, wanted.feed, now)
}

fn follow(session: &Session<'_>, reader: ReaderId, one: Following, now: Millis) -> Result<()> {
    let is_new =
        session.row("select id from feeds where url = $1", params![&one.feed.url])?.is_none();
    let feed = add_feed(session, &one.feed, now)?;
    if is_new && one.settings != FeedSettings::default() {
        set_settings(session, feed, &one.settings, now)?;
    }
    let followed = session.row(
        "select feed from subscriptions where reader = $1 and feed = $2",
        params![reader, feed],
    )?;
    if followed.is_some() {
        return Ok(());
    }
    let wanted = NewSubscription { reader, feed, section: one.section, title: one.title };
    subscribe(session, &wanted, now)
}

/// A feed that nobody followed is visited again.
fn wake_feed(session: &Session<'_>, feed: FeedId, now: Millis) -> Result<()> {
    session
        .run(
            "update feeds set due_at = $2
             where id = $1 and due_at is null and status <> 'gone'",
            params![feed, now],
        )
        .map(drop)
}

fn unsubscribe(session: &Session<'_>, reader: ReaderId, feed: FeedId, now: Millis) -> Result<()> {
    let ended = session.run(
        "insert into dropped (reader, feed, section, title, created_at, dropped_at)
         select u.reader, u.feed, s.name, u.title, u.created_at, $3
         from subscriptions u left join sections s on s.id = u.section
         where u.reader = $1 and u.feed = $2
         on conflict (reader, feed) do update set section = excluded.section,
           title = excluded.title, created_at = excluded.created_at,
           dropped_at = excluded.dropped_at",
        params![reader, feed, now],
    )?;
    if ended == 0 {
        return Ok(());
    }
    let left = section_of(session, reader, feed)?;
    session
        .run("delete from subscriptions where reader = $1 and feed = $2", params![reader, feed])?;
    forget_when_empty(session, left)?;
    let left = session.run(
        "update feeds set due_at = null where id = $1 and not exists (
           select 1 from subscriptions where feed = $1)",
        params![feed],
    )?;
    if left == 0 { Ok(()) } else { leave_hub(session, feed, now) }
}

fn resubscribe(session: &Session<'_>, reader: ReaderId, feed: FeedId, now: Millis) -> Result<bool> {
    let row = session.row(
        "select section, title, created_at from dropped
         where reader = $1 and feed = $2 and dropped_at > $3",
        params![reader, feed, now.plus(-REMEMBERED_MS)],
    )?;
    let Some(mut row) = row else { return Ok(false) };
    let wanted =
        NewSubscription { reader, feed, section: row.take("section")?, title: row.take("title")? };
    subscribe(session, &wanted, now)?;
    session.run(
        "update subscriptions set created_at = $3 where reader = $1 and feed = $2",
        params![reader, feed, row.take::<Millis>("created_at")?],
    )?;
    Ok(true)
}

/// Forgets this feed's ended subscription, and all that ended too long ago.
fn forget_dropped(
    session: &Session<'_>,
    reader: ReaderId,
    feed: FeedId,
    now: Millis,
) -> Result<()> {
    session
        .run(
            "delete from dropped where reader = $1 and (feed = $2 or dropped_at <= $3)",
            params![reader, feed, now.plus(-REMEMBERED_MS)],
        )
        .map(drop)
}

/// The section that a reader keeps a feed in.
fn section_of(session: &Session<'_>, reader: ReaderId, feed: FeedId) -> Result<Option<SectionId>> {
    let row = session.row(
        "select section from subscriptions where reader = $1 and feed = $2",
        params![reader, feed],
    )?;
    row.map_or(Ok(None), |mut row| row.take("section"))
}

/// When the last feed has left a section, its name would lead to nothing. One that an app has just
/// made waits for its first.
fn forget_when_empty(session: &Session<'_>, section: Option<SectionId>) -> Result<()> {
    let Some(section) = section else { return Ok(()) };
    session
        .run(
            "delete from sections where id = $1 and not exists (
               select 1 from subscriptions where section = $1)",
            params![section],
        )
        .map(drop)
}

pub(crate) fn section_named(
    session: &Session<'_>,
    reader: ReaderId,
    name: &str,
) -> Result<SectionId> {
    session.run(
        "insert into sections (reader, name) values ($1, $2) on conflict (reader, name) do nothing",
        params![reader, name],
    )?;
    let row = session
        .row("select id from sections where reader = $1 and name = $2", params![reader, name])?;
    row.ok_or(Error::NotFound)?.take("id")
}

fn dropped(row: &mut Row) -> Result<Dropped> {
    Ok(Dropped {
        feed: row.take("feed")?,
        title: row.take("title")?,
        section: row.take("section")?,
        at: row.take("dropped_at")?,
    })
}

fn subscription(row: &mut Row) -> Result<Subscription> {
    let feed = feed_row(row)?;
    let section: Option<SectionId> = row.take("section")?;
    let name: Option<String> = row.take("section_name")?;
    Ok(Subscription {
        feed,
        section: section.zip(name).map(|(id, name)| Section { id, name }),
        title: row.take("own_title")?,
    })
}
