//! The latest visits to each feed, and what a week of them cost.
//!
//! Both are rings: a visit overwrites the oldest one, a day the same day of the week before. A feed
//! that is visited every five minutes for years takes no more room than one that is new.

use std::collections::{HashMap, HashSet};

use dateline_model::{FeedId, Millis};

use crate::db::{Row, Session, params};
use crate::{Error, Result, Store};

/// Visits remembered for each feed.
const MOST_VISITS: i64 = 20;

/// Days whose costs are remembered.
const WEEK_DAYS: i64 = 7;

/// One visit that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastVisit {
    /// When.
    pub at: Millis,
    /// How it went.
    pub ending: Ending,
    /// What was wrong, in plain words.
    pub trouble: Option<String>,
    /// The size of the feed that came, in bytes; 0 when none did.
    pub bytes: u64,
    /// Entries that were never seen before.
    pub new_entries: u32,
}

/// How a visit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The publisher sent the feed.
    Fetched,
    /// The publisher said that nothing has changed.
    Unchanged,
    /// It could not be had.
    Failed,
    /// Nobody was asked: a hub sent the feed.
    Pushed,
}

impl Ending {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Ending::Fetched => "fetched",
            Ending::Unchanged => "unchanged",
            Ending::Failed => "failed",
            Ending::Pushed => "pushed",
        }
    }

    fn from_text(text: &str) -> Ending {
        match text {
            "fetched" => Ending::Fetched,
            "unchanged" => Ending::Unchanged,
            "pushed" => Ending::Pushed,
            _ => Ending::Failed,
        }
    }
}

/// What the visits of the last seven days (of UTC, today among them) came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WeekCost {
    /// Visits in all.
    pub visits: u32,
    /// Those at which the publisher said that nothing has changed.
    pub unchanged: u32,
    /// Those that failed.
    pub failed: u32,
    /// Bytes of feeds that came.
    pub bytes: u64,
}

impl Store {
    /// The latest visits to a feed, newest first.
    pub async fn past_visits(&self, feed: FeedId) -> Result<Vec<PastVisit>> {
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    "select at, outcome, trouble, bytes, new_entries from visits
                     where feed = $1 order by at desc, slot desc",
                    params![feed],
                )?;
                rows.iter_mut().map(past_visit).collect()
            })
            .await
    }

    /// What the visits to these feeds cost in the last week. Feeds without visits are not in it.
    pub async fn week_costs(
        &self,
        feeds: &[FeedId],
        now: Millis,
    ) -> Result<HashMap<FeedId, WeekCost>> {
        let feeds: Vec<i64> = feeds.iter().map(|feed| feed.0).collect();
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    "select feed, visits, unchanged, failed, bytes from visit_days
                     where feed in $1[] and day > $2 order by feed, slot",
                    params![feeds, day_of(now) - WEEK_DAYS],
                )?;
                let mut costs: HashMap<FeedId, WeekCost> = HashMap::new();
                for row in &mut rows {
                    let week = costs.entry(row.take("feed")?).or_default();
                    week.visits += row.take::<u32>("visits")?;
                    week.unchanged += row.take::<u32>("unchanged")?;
                    week.failed += row.take::<u32>("failed")?;
                    week.bytes += row.take::<u64>("bytes")?;
                }
                Ok(costs)
            })
            .await
    }
}

/// Visits that are to be written into both rings, those of a whole batch together.
#[derive(Default)]
pub(crate) struct VisitLog(Vec<(FeedId, i64, PastVisit)>);

impl VisitLog {
    /// Notes a visit and its number among all those to this feed.
    pub(crate) fn note(&mut self, feed: FeedId, number: i64, visit: PastVisit) {
        self.0.push((feed, number, visit));
    }

    /// Writes what was noted. No statement may write a row twice, so each round takes one visit of
    /// every feed.
    pub(crate) fn write(mut self, session: &Session<'_>) -> Result<()> {
        while !self.0.is_empty() {
            let mut seen = HashSet::new();
            let round: Vec<(FeedId, i64, PastVisit)>;
            (round, self.0) = self.0.into_iter().partition(|(feed, ..)| seen.insert(*feed));
            write_visits(session, &round)?;
            write_days(session, &round)?;
        }
        Ok(())
    }
}

/// Writes what a hub sent into both rings, as a visit that we did not make.
pub(crate) fn log_push(session: &Session<'_>, feed: FeedId, visit: PastVisit) -> Result<()> {
    let row = session.row(
        "update feeds set visit_count = visit_count + 1 where id = $1 returning visit_count",
        params![feed],
    )?;
    let number = row.ok_or(Error::NotFound)?.take("visit_count")?;
    let mut log = VisitLog::default();
    log.note(feed, number, visit);
    log.write(session)
}

fn write_visits(session: &Session<'_>, visits: &[(FeedId, i64, PastVisit)]) -> Result<()> {
    let row = |(feed, number, visit): &(FeedId, i64, PastVisit)| {
        vec![
            (*feed).into(),
            number.rem_euclid(MOST_VISITS).into(),
            visit.at.into(),
            visit.ending.as_str().into(),
            visit.trouble.clone().into(),
            size(visit.bytes).into(),
            visit.new_entries.into(),
        ]
    };
    session.run_many(
        "insert into visits (feed, slot, at, outcome, trouble, bytes, new_entries)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (feed, slot) do update set at = excluded.at, outcome = excluded.outcome,
           trouble = excluded.trouble, bytes = excluded.bytes, new_entries = excluded.new_entries",
        &visits.iter().map(row).collect::<Vec<_>>(),
    )
}

fn write_days(session: &Session<'_>, visits: &[(FeedId, i64, PastVisit)]) -> Result<()> {
    let row = |(feed, _, visit): &(FeedId, i64, PastVisit)| {
        let day = day_of(visit.at);
        vec![
            (*feed).into(),
            day.rem_euclid(WEEK_DAYS).into(),
            day.into(),
            // What a hub sends costs bytes, and is no visit.
            i64::from(visit.ending != Ending::Pushed).into(),
            i64::from(visit.ending == Ending::Unchanged).into(),
            i64::from(visit.ending == Ending::Failed).into(),
            size(visit.bytes).into(),
        ]
    };
    session.run_many(
        "insert into visit_days (feed, slot, day, visits, unchanged, failed, bytes)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (feed, slot) do update set
           visits = excluded.visits + case when visit_days.day = excluded.day
             then visit_days.visits else 0 end,
           unchanged = excluded.unchanged + case when visit_days.day = excluded.day
             then visit_days.unchanged else 0 end,
           failed = excluded.failed + case when visit_days.day = excluded.day
             then visit_days.failed else 0 end,
           bytes = excluded.bytes + case when visit_days.day = excluded.day
             then visit_days.bytes else 0 end,
           day = excluded.day",
        &visits.iter().map(row).collect::<Vec<_>>(),
    )
}

fn day_of(at: Millis) -> i64 {
    at.0.div_euclid(Millis::DAY)
}

fn size(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

fn past_visit(row: &mut Row) -> Result<PastVisit> {
    Ok(PastVisit {
        at: row.take("at")?,
        ending: Ending::from_text(&row.take::<String>("outcome")?),
        trouble: row.take("trouble")?,
        bytes: row.take("bytes")?,
        new_entries: row.take("new_entries")?,
    })
}
