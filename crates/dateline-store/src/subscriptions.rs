//! Which reader follows which feed, and in which section. Private to the reader.

use dateline_model::{FeedId, Millis, ReaderId, Section, SectionId};

use crate::db::{Row, Session, params};
use crate::feeds::{feed_row, feeds_sql};
use crate::{Error, FeedRow, Result, Store};

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

    /// Ends a subscription. A feed that nobody follows any more is no longer visited.
    pub async fn unsubscribe(&self, reader: ReaderId, feed: FeedId) -> Result<()> {
        self.db
            .write(move |session| {
                let ended = session.run(
                    "delete from subscriptions where reader = $1 and feed = $2",
                    params![reader, feed],
                )?;
                if ended == 0 {
                    return Ok(());
                }
                session
                    .run(
                        "update feeds set due_at = null where id = $1 and not exists (
                           select 1 from subscriptions where feed = $1)",
                        params![feed],
                    )
                    .map(drop)
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

    /// A reader's sections, in the order in which they were made.
    pub async fn sections(&self, reader: ReaderId) -> Result<Vec<Section>> {
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    "select id, name from sections where reader = $1 order by id",
                    params![reader],
                )?;
                rows.iter_mut()
                    .map(|row| Ok(Section { id: row.take("id")?, name: row.take("name")? }))
                    .collect()
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
    session.run(
        "insert into subscriptions (reader, feed, section, title, created_at)
         values ($1, $2, $3, $4, $5)
         on conflict (reader, feed) do update set
           section = excluded.section, title = excluded.title",
        params![wanted.reader, wanted.feed, section, wanted.title.as_ref(), now],
    )?;
    session
        .run(
            "update feeds set due_at = $2
             where id = $1 and due_at is null and status <> 'gone'",
            params![wanted.feed, now],
        )
        .map(drop)
}

fn section_named(session: &Session<'_>, reader: ReaderId, name: &str) -> Result<SectionId> {
    session.run(
        "insert into sections (reader, name) values ($1, $2) on conflict (reader, name) do nothing",
        params![reader, name],
    )?;
    let row = session
        .row("select id from sections where reader = $1 and name = $2", params![reader, name])?;
    row.ok_or(Error::NotFound)?.take("id")
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
