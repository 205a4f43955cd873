//! How a visit to a feed went, and what of it the feed keeps: validators, wishes, trouble, the next
//! visit.
//!
//! The rule: everything here is guarded by the claim's fence, and what somebody decided while the
//! visit was under way stands: a feed that nobody follows any more gets no next visit.

use std::collections::HashMap;

use dateline_model::{FeedId, Millis};

use crate::db::{Row, Session, params};
use crate::publishers::{host_of, publisher_named};
use crate::visit_log::{Ending, PastVisit};
use crate::{Error, Result, Store};

/// One visit to a claimed feed.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The feed.
    pub feed: FeedId,
    /// The claim's proof.
    pub fence: i64,
    /// When it was visited.
    pub at: Millis,
    /// When to come again.
    pub next_visit_at: Millis,
    /// The address at which the answer was found, after redirects.
    pub final_url: Option<String>,
    /// The size of the feed that came, in bytes; 0 when none did.
    pub bytes: u64,
    /// How it went.
    pub outcome: Outcome,
    /// It took long: the next visit is made apart from the others. None: no telling.
    pub slow: Option<bool>,
    /// Where permanent redirects led. It becomes the feed's address when two visits in a row were
    /// led there.
    pub moved_to: Option<String>,
    /// The publisher asked for silence, and not for this feed alone.
    pub hold: Option<Hold>,
}

impl Visit {
    /// A visit that taught nothing beside its outcome.
    pub fn new(
        feed: FeedId,
        fence: i64,
        at: Millis,
        next_visit_at: Millis,
        outcome: Outcome,
    ) -> Visit {
        Visit {
            feed,
            fence,
            at,
            next_visit_at,
            final_url: None,
            bytes: 0,
            outcome,
            slow: None,
            moved_to: None,
            hold: None,
        }
    }

    /// How it ended; none when nobody was asked.
    pub(crate) fn ending(&self) -> Option<Ending> {
        match &self.outcome {
            Outcome::Fetched { .. } => Some(Ending::Fetched),
            Outcome::Unchanged => Some(Ending::Unchanged),
            Outcome::Failed { .. } => Some(Ending::Failed),
            Outcome::PutOff => None,
        }
    }

    /// The visit as it is remembered.
    pub(crate) fn past(&self, ending: Ending, new_entries: u32) -> PastVisit {
        let trouble = match &self.outcome {
            Outcome::Failed { trouble, .. } => Some(trouble.clone()),
            _ => None,
        };
        PastVisit { at: self.at, ending, trouble, bytes: self.bytes, new_entries }
    }
}

/// A publisher's wish to be left in peace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hold {
    /// Whom: the registrable domain.
    pub site: String,
    /// Nobody is sent there before.
    pub until: Millis,
}

/// How a visit went.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// The publisher sent the feed.
    Fetched {
        /// Its new `ETag`.
        etag: Option<String>,
        /// Its new `Last-Modified`.
        last_modified: Option<String>,
        /// Its title.
        title: Option<String>,
        /// The page that it belongs to.
        site_url: Option<String>,
        /// What it says of its rhythm, in the caller's own words.
        wishes: Option<String>,
    },
    /// Nothing changed.
    Unchanged,
    /// It could not be had.
    Failed {
        /// Why, in plain words.
        trouble: String,
        /// The publisher says that it is gone for good: no further visits.
        gone: bool,
    },
    /// Nobody was asked: it was not the time. Only the next visit is noted.
    PutOff,
}

impl Store {
    /// Publishers that asked for silence beyond `now`.
    pub async fn holds(&self, now: Millis) -> Result<Vec<Hold>> {
        self.db
            .read(move |session| {
                let sql = "select site, until_at from holds where until_at > $1 order by site";
                let mut rows = session.rows(sql, params![now])?;
                rows.iter_mut()
                    .map(|row| Ok(Hold { site: row.take("site")?, until: row.take("until_at")? }))
                    .collect()
            })
            .await
    }
}

/// The claims of feeds as they stand and how often each feed was visited. No other process can change
/// them before the transaction ends.
///
/// They are read for a whole batch at once. The lock is one that lets others refer to the feeds: who
/// saves or publishes articles of them does not wait for visits. No statement asks for what it
/// wrote (`returning`): SQLite then keeps copies of all pages that the statement touches.
pub(crate) struct Claims(HashMap<FeedId, Claimed>);

struct Claimed {
    fence: i64,
    visits: i64,
}

impl Claims {
    /// Reads and holds the claims of the feeds that were visited.
    pub(crate) fn of<'a>(
        session: &Session<'_>,
        visits: impl Iterator<Item = &'a Visit>,
    ) -> Result<Claims> {
        let ids: Vec<i64> = visits.map(|visit| visit.feed.0).collect();
        let mut rows = session.rows(
            "select id, fence, visit_count from feeds where id in $1[]
             order by id for no key update",
            params![ids],
        )?;
        let claimed = |row: &mut Row| {
            let claimed = Claimed { fence: row.take("fence")?, visits: row.take("visit_count")? };
            Ok((row.take("id")?, claimed))
        };
        rows.iter_mut().map(claimed).collect::<Result<_>>().map(Claims)
    }

    /// The feed of a visit; none when another process has claimed it since.
    fn held(&mut self, visit: &Visit) -> Option<&mut Claimed> {
        self.0.get_mut(&visit.feed).filter(|claimed| claimed.fence == visit.fence)
    }
}

/// Writes what a visit taught about its feed, and answers with the number of visits it has had.
///
/// # Errors
/// [`Error::StaleFence`] when another process has claimed the feed since; nothing is written then.
pub(crate) fn record_outcome(
    session: &Session<'_>,
    visit: &Visit,
    claims: &mut Claims,
) -> Result<i64> {
    let claimed = claims.held(visit).ok_or(Error::StaleFence)?;
    claimed.visits += i64::from(visit.ending().is_some());
    match &visit.outcome {
        Outcome::Fetched { .. } => record_fetched(session, visit)?,
        Outcome::Unchanged => record_unchanged(session, visit)?,
        Outcome::Failed { trouble, gone } => record_trouble(session, visit, trouble, *gone)?,
        Outcome::PutOff => put_off(session, visit)?,
    }
    if let Outcome::Fetched { .. } = visit.outcome {
        name_publisher(session, visit.feed)?;
    }
    if let (Outcome::Fetched { .. } | Outcome::Unchanged, Some(target)) =
        (&visit.outcome, &visit.moved_to)
    {
        follow_move(session, visit.feed, target)?;
    }
    if let Some(hold) = &visit.hold {
        keep_hold(session, hold, visit.at)?;
    }
    Ok(claimed.visits)
}

fn put_off(session: &Session<'_>, visit: &Visit) -> Result<()> {
    session
        .run(
            "update feeds set slow = coalesce($3, slow),
               due_at = case when due_at is null then due_at else $2 end
             where id = $1",
            params![visit.feed, visit.next_visit_at, visit.slow],
        )
        .map(drop)
}

/// By far the most frequent outcome, so it is one statement. Nothing new can only empty a week that
/// had something.
fn record_unchanged(session: &Session<'_>, visit: &Visit) -> Result<()> {
    session
        .run(
            "update feeds set status = 'ok', trouble = null, failures = 0, last_visit_at = $3,
               last_success_at = $3, slow = coalesce($4, slow), visit_count = visit_count + 1,
               moving_to = case when $5 then moving_to else null end,
               due_at = case when due_at is null then due_at else $2 end,
               entries_last_week = case when entries_last_week = 0 then 0 else (
                 select count(*) from entries where feed = $1 and first_seen > $6) end
             where id = $1",
            params![
                visit.feed,
                visit.next_visit_at,
                visit.at,
                visit.slow,
                visit.moved_to.is_some(),
                visit.at.plus(-7 * Millis::DAY)
            ],
        )
        .map(drop)
}

fn record_fetched(session: &Session<'_>, visit: &Visit) -> Result<()> {
    let Outcome::Fetched { etag, last_modified, title, site_url, wishes } = &visit.outcome else {
        return Ok(());
    };
    session
        .run(
            "update feeds set status = 'ok', trouble = null, failures = 0, last_visit_at = $3,
               last_success_at = $3, etag = $4, last_modified = $5, validators_at = $3,
               title = coalesce($6, title), site_url = coalesce($7, site_url), wishes = $8,
               slow = coalesce($9, slow),
               due_at = case when due_at is null then due_at else $2 end,
               moving_to = case when $10 then moving_to else null end, final_url = $11,
               visit_count = visit_count + 1
             where id = $1",
            params![
                visit.feed,
                visit.next_visit_at,
                visit.at,
                etag.as_ref(),
                last_modified.as_ref(),
                title.as_ref(),
                site_url.as_ref(),
                wishes.as_ref(),
                visit.slow,
                visit.moved_to.is_some(),
                visit.final_url.as_ref()
            ],
        )
        .map(drop)
}

fn record_trouble(session: &Session<'_>, visit: &Visit, trouble: &str, gone: bool) -> Result<()> {
    session
        .run(
            "update feeds set status = $4, trouble = $5, failures = failures + 1,
               last_visit_at = $3, slow = coalesce($6, slow),
               due_at = case when due_at is null then due_at else $2 end,
               visit_count = visit_count + 1
             where id = $1",
            params![
                visit.feed,
                (!gone).then_some(visit.next_visit_at),
                visit.at,
                if gone { "gone" } else { "trouble" },
                trouble,
                visit.slow
            ],
        )
        .map(drop)
}

/// A feed that was added without a title bears its host's name until its first visit.
fn name_publisher(session: &Session<'_>, feed: FeedId) -> Result<()> {
    let row = session.row(
        "select f.url, f.site_url, f.title from feeds f join publishers p on p.id = f.publisher
         where f.id = $1 and p.name = p.host and f.title is not null",
        params![feed],
    )?;
    let Some(mut row) = row else { return Ok(()) };
    let (url, site_url): (String, Option<String>) = (row.take("url")?, row.take("site_url")?);
    let title: String = row.take("title")?;
    let host = host_of(site_url.as_deref().unwrap_or(&url));
    let publisher = publisher_named(session, &title, Some(host))?;
    session.run("update feeds set publisher = $2 where id = $1", params![feed, publisher]).map(drop)
}

/// Notes a permanent redirect, and follows it when the visit before was led to the same place:
/// publishers take redirects back. Where another feed has that address already, none moves.
fn follow_move(session: &Session<'_>, feed: FeedId, target: &str) -> Result<()> {
    let moved = session.run(
        "update feeds set url = $2, named_by = coalesce(named_by, url), moving_to = null
         where id = $1 and moving_to = $2
           and not exists (select 1 from feeds other where other.url = $2)",
        params![feed, target],
    )?;
    if moved == 0 {
        session.run("update feeds set moving_to = $2 where id = $1", params![feed, target])?;
    }
    Ok(())
}

fn keep_hold(session: &Session<'_>, hold: &Hold, now: Millis) -> Result<()> {
    session.run("delete from holds where until_at <= $1", params![now])?;
    session
        .run(
            "insert into holds (site, until_at) values ($1, $2)
             on conflict (site) do update set until_at = excluded.until_at
             where holds.until_at < excluded.until_at",
            params![&hold.site, hold.until],
        )
        .map(drop)
}
