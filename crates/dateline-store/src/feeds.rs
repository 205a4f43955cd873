//! Subscription addresses, and which of them are due for a visit.
//!
//! A feed's `due_at` is both its next visit and its lease: claiming a feed moves `due_at` to the
//! end of the lease, so a claim whose holder died falls due again by itself.

use std::collections::HashMap;

use dateline_model::{FeedId, FeedSettings, Millis, PageChoice, PublisherId};

use crate::db::{Row, Session, params};
use crate::publishers::{host_of, publisher_named};
use crate::{Claim, Error, Result, Store};

/// No server is asked for a longer address, and the index that keeps addresses apart takes no more
/// than 2,700 bytes on PostgreSQL.
const LONGEST_URL_BYTES: usize = 2_000;

/// A feed that is to be added.
#[derive(Clone, Debug, Default)]
pub struct NewFeed {
    /// Its address.
    pub url: String,
    /// Its title, when already known; its own title replaces none.
    pub title: Option<String>,
    /// The page that it belongs to.
    pub site_url: Option<String>,
    /// What is read at its address.
    pub kind: FeedKind,
}

/// What is read at a feed's address.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FeedKind {
    /// A feed, of whatever format.
    #[default]
    Feed,
    /// A page whose list of links is read as if it were one.
    Page,
}

impl FeedKind {
    /// The kind in one word: `feed`, `page`.
    pub fn as_str(self) -> &'static str {
        match self {
            FeedKind::Feed => "feed",
            FeedKind::Page => "page",
        }
    }

    fn from_text(text: &str) -> FeedKind {
        if text == "page" { FeedKind::Page } else { FeedKind::Feed }
    }
}

/// A feed as the database keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct FeedRow {
    /// Id.
    pub id: FeedId,
    /// Its address.
    pub url: String,
    /// Its title, or its host until it has one.
    pub title: String,
    /// The page that it belongs to.
    pub site_url: Option<String>,
    /// Who stands behind it.
    pub publisher: PublisherId,
    /// The publisher's name.
    pub publisher_name: String,
    /// How its visits go.
    pub status: FeedStatus,
    /// What is wrong, in plain words.
    pub trouble: Option<String>,
    /// The latest visit.
    pub last_visit_at: Option<Millis>,
    /// The latest visit that went well.
    pub last_success_at: Option<Millis>,
    /// The next visit; none when it is gone or nobody follows it any more.
    pub next_visit_at: Option<Millis>,
    /// Failed visits since the last good one.
    pub failures: u32,
    /// Entries seen in all.
    pub entry_count: u32,
    /// Entries first seen in the week before the latest visit.
    pub entries_last_week: u32,
    /// The address at which the latest answer was found, after redirects.
    pub final_url: Option<String>,
    /// How many of its latest articles said no less in the feed than on their page, without a break.
    pub full_text_runs: u32,
    /// What is read there.
    pub kind: FeedKind,
    /// What the owner asked for it.
    pub settings: FeedSettings,
}

/// How a feed's visits go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FeedStatus {
    /// Never visited.
    New,
    /// The latest visit went well.
    Ok,
    /// The latest visit failed.
    Trouble,
    /// The publisher says that it is gone for good.
    Gone,
}

impl FeedStatus {
    /// The status in one word: `new`, `ok`, `trouble`, `gone`.
    pub fn as_str(self) -> &'static str {
        match self {
            FeedStatus::New => "new",
            FeedStatus::Ok => "ok",
            FeedStatus::Trouble => "trouble",
            FeedStatus::Gone => "gone",
        }
    }

    fn from_text(text: &str) -> FeedStatus {
        match text {
            "ok" => FeedStatus::Ok,
            "trouble" => FeedStatus::Trouble,
            "gone" => FeedStatus::Gone,
            _ => FeedStatus::New,
        }
    }
}

/// A feed that was claimed for a visit.
#[derive(Clone, Debug, PartialEq)]
pub struct DueFeed {
    /// The feed.
    pub feed: FeedRow,
    /// The validator of the latest answer, for `If-None-Match`.
    pub etag: Option<String>,
    /// The validator of the latest answer, for `If-Modified-Since`.
    pub last_modified: Option<String>,
    /// The hub that it names, and its address for itself, as far as known.
    pub hub: Option<(String, String)>,
    /// Until when the hub tells us of changes.
    pub told_until: Option<Millis>,
    /// When these validators came.
    pub validators_at: Option<Millis>,
    /// What the feed last said of its rhythm, as the visitor wrote it down.
    pub wishes: Option<String>,
    /// When the visit fell due. The schedule keeps out of hours that a publisher wants to be spared,
    /// so a moment inside one was chosen by a person.
    pub due_at: Millis,
    /// The latest visit took long.
    pub slow: bool,
    /// The address that a person gave, where permanent redirects have led away from it.
    pub named_by: Option<String>,
    /// How many readers follow it.
    pub subscribers: u32,
    /// Proof of the claim, to be handed to [`Store::record_visit`].
    pub fence: i64,
}

/// A query for feeds: the columns of [`FeedRow`], any further columns, then the given end. The
/// tables are `f` (feeds) and `p` (publishers).
macro_rules! feeds_sql {
    ($end:literal) => {
        feeds_sql!("", $end)
    };
    ($columns:literal, $end:literal) => {
        concat!(
            "select f.id, f.url, f.title, f.site_url, f.publisher, p.name as publisher_name,
               f.status, f.trouble, f.last_visit_at, f.last_success_at, f.due_at, f.failures,
               f.entry_count, f.entries_last_week, f.final_url, f.full_text_runs, f.kind,
               f.settings, f.etag, f.last_modified, f.fence",
            $columns,
            " from feeds f join publishers p on p.id = f.publisher ",
            $end
        )
    };
}
pub(crate) use feeds_sql;

impl Store {
    /// Adds a feed that is due at once, or finds the one that has this address already. That one
    /// is read as what it is now said to be, unless it was read well as what it was for somebody.
    pub async fn add_feed(&self, feed: &NewFeed, now: Millis) -> Result<FeedId> {
        let feed = feed.clone();
        self.db.write(move |session| add_feed(session, &feed, now)).await
    }

    /// One feed.
    pub async fn feed(&self, id: FeedId) -> Result<Option<FeedRow>> {
        self.db.read(move |session| feed_by_id(session, id)).await
    }

    /// The feed that has this address.
    pub async fn feed_by_url(&self, url: &str) -> Result<Option<FeedRow>> {
        let url = url.to_owned();
        self.db
            .read(move |session| {
                let row = session.row(feeds_sql!("where f.url = $1"), params![&url])?;
                row.map(|mut row| feed_row(&mut row)).transpose()
            })
            .await
    }

    /// Every feed, in the order in which they were added.
    pub async fn feeds(&self) -> Result<Vec<FeedRow>> {
        self.db
            .read(|session| {
                let mut rows = session.rows(feeds_sql!("order by f.id"), params![])?;
                rows.iter_mut().map(feed_row).collect()
            })
            .await
    }

    /// "Check now": the feed is due, whatever its rhythm, and even while it is claimed.
    pub async fn make_due(&self, feed: FeedId, now: Millis) -> Result<()> {
        self.db
            .write(move |session| {
                session.run("update feeds set due_at = $2 where id = $1", params![feed, now])
            })
            .await
            .map(drop)
    }

    /// Keeps what the owner asked for a feed. Answers whether its publisher will now be asked
    /// otherwise than before: then it is asked at once, and as if for the first time.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such feed.
    pub async fn set_feed_settings(
        &self,
        feed: FeedId,
        settings: &FeedSettings,
        now: Millis,
    ) -> Result<bool> {
        let settings = settings.clone();
        self.db.write(move |session| set_settings(session, feed, &settings, now)).await
    }

    /// Claims feeds that are due, longest overdue first: those whose latest visit took long, or the
    /// others. No two claimers get the same feed before the lease ends.
    pub async fn claim_due_feeds(&self, claim: &Claim, slow: bool) -> Result<Vec<DueFeed>> {
        let claim = claim.clone();
        self.db.write(move |session| claim_due_feeds(session, &claim, slow)).await
    }

    /// When the next feed falls due.
    pub async fn next_due_at(&self) -> Result<Option<Millis>> {
        self.db
            .read(|session| {
                let mut next = None::<Millis>;
                for slow in [false, true] {
                    let row = session.row(
                        "select due_at from feeds where slow = $1 and due_at is not null
                         order by due_at limit 1",
                        params![slow],
                    )?;
                    let due: Option<Millis> = row.map(|mut row| row.take("due_at")).transpose()?;
                    next = due.into_iter().chain(next).min();
                }
                Ok(next)
            })
            .await
    }
}

pub(crate) fn add_feed(session: &Session<'_>, feed: &NewFeed, now: Millis) -> Result<FeedId> {
    if feed.url.len() > LONGEST_URL_BYTES {
        return Err(Error::Config(format!(
            "the feed's address is longer than {LONGEST_URL_BYTES} bytes; use a shorter one"
        )));
    }
    let find = "select id from feeds where url = $1";
    if let Some(mut row) = session.row(find, params![&feed.url])? {
        let id = row.take("id")?;
        change_kind(session, id, feed.kind, now)?;
        return Ok(id);
    }
    let host = host_of(feed.site_url.as_deref().unwrap_or(&feed.url));
    let name = feed.title.as_deref().unwrap_or(host);
    let publisher = publisher_named(session, name, Some(host))?;
    session.run(
        "insert into feeds (url, title, site_url, publisher, due_at, created_at, kind)
         values ($1, $2, $3, $4, $5, $5, $6) on conflict (url) do nothing",
        params![
            &feed.url,
            feed.title.as_ref(),
            feed.site_url.as_ref(),
            publisher,
            now,
            feed.kind.as_str()
        ],
    )?;
    session.row(find, params![&feed.url])?.ok_or(Error::NotFound)?.take("id")
}

/// A page that was followed as a feed can be watched, and the other way round. What works for a
/// reader is not taken from them. It is asked at once, and as if for the first time: the copy that we
/// have could not be read, or was read as something else.
fn change_kind(session: &Session<'_>, feed: FeedId, kind: FeedKind, now: Millis) -> Result<()> {
    session
        .run(
            "update feeds set kind = $2, etag = null, last_modified = null, due_at = $3
             where id = $1 and kind <> $2 and (last_success_at is null or not exists (
               select 1 from subscriptions where feed = $1))",
            params![feed, kind.as_str(), now],
        )
        .map(drop)
}

pub(crate) fn feed_by_id(session: &Session<'_>, id: FeedId) -> Result<Option<FeedRow>> {
    let row = session.row(feeds_sql!("where f.id = $1"), params![id])?;
    row.map(|mut row| feed_row(&mut row)).transpose()
}

fn claim_due_feeds(session: &Session<'_>, claim: &Claim, slow: bool) -> Result<Vec<DueFeed>> {
    let mut due = session.rows(
        "select id, due_at from feeds where slow = $3 and due_at <= $1
         order by due_at, id limit $2 for update skip locked",
        params![claim.now, claim.limit, slow],
    )?;
    let due: HashMap<FeedId, Millis> = due
        .iter_mut()
        .map(|row| Ok((row.take("id")?, row.take("due_at")?)))
        .collect::<Result<_>>()?;
    if due.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = due.keys().map(|id| id.0).collect();
    session.run(
        "update feeds set due_at = $2, fence = fence + 1 where id in $1[]",
        params![ids.as_slice(), claim.now.plus(claim.lease_ms)],
    )?;
    let mut rows = session.rows(
        feeds_sql!(
            ", f.validators_at, f.wishes, f.slow, f.named_by,
             (select count(*) from subscriptions s where s.feed = f.id) as subscribers,
             case when h.state <> 'leaving' then h.hub end as hub, h.topic,
             case when h.state = 'active' then h.lease_ends_at end as told_until",
            "left join hubs h on h.feed = f.id where f.id in $1[] order by f.id"
        ),
        params![ids],
    )?;
    // A feed that cannot be read must not stop the visits to all others.
    let readable = rows.iter_mut().filter_map(|row| {
        due_feed(row, &due)
            .inspect_err(|error| tracing::error!(%error, "a feed that is due is damaged"))
            .ok()
    });
    let mut claimed: Vec<DueFeed> = readable.collect();
    claimed.sort_by_key(|feed| (feed.due_at, feed.feed.id));
    Ok(claimed)
}

fn due_feed(row: &mut Row, due: &HashMap<FeedId, Millis>) -> Result<DueFeed> {
    let feed = feed_row(row)?;
    Ok(DueFeed {
        due_at: due.get(&feed.id).copied().unwrap_or_default(),
        feed,
        etag: row.take("etag")?,
        last_modified: row.take("last_modified")?,
        fence: row.take("fence")?,
        validators_at: row.take("validators_at")?,
        wishes: row.take("wishes")?,
        slow: row.take("slow")?,
        named_by: row.take("named_by")?,
        subscribers: row.take("subscribers")?,
        hub: row.take::<Option<String>>("hub")?.zip(row.take("topic")?),
        told_until: row.take("told_until")?,
    })
}

fn settings_of(json: &str) -> Result<FeedSettings> {
    if json == "{}" {
        return Ok(FeedSettings::default());
    }
    serde_json::from_str(json).map_err(Error::unavailable)
}

pub(crate) fn set_settings(
    session: &Session<'_>,
    feed: FeedId,
    settings: &FeedSettings,
    now: Millis,
) -> Result<bool> {
    let row = session.row("select settings from feeds where id = $1", params![feed])?;
    let old = settings_of(&row.ok_or(Error::NotFound)?.take::<String>("settings")?)?;
    let json = serde_json::to_string(settings).map_err(Error::unavailable)?;
    session.run("update feeds set settings = $2 where id = $1", params![feed, &json])?;
    let asking = |settings: &FeedSettings| FeedSettings {
        page: PageChoice::default(),
        interval_minutes: None,
        ..settings.clone()
    };
    let anew = asking(&old) != asking(settings);
    let wait = settings.interval_minutes.map_or(0, |minutes| i64::from(minutes) * Millis::MINUTE);
    if anew {
        // Whoever is asked otherwise may answer otherwise: the copy that we have may not be theirs.
        session.run(
            "update feeds set etag = null, last_modified = null, due_at = $2
             where id = $1 and due_at is not null",
            params![feed, now],
        )?;
    } else if wait > 0 {
        session.run(
            "update feeds set due_at = $2 where id = $1 and due_at > $2",
            params![feed, now.plus(wait)],
        )?;
    }
    Ok(anew)
}

/// Reads the columns of `feeds_sql!`.
pub(crate) fn feed_row(row: &mut Row) -> Result<FeedRow> {
    let id = row.take("id")?;
    let url: String = row.take("url")?;
    let title: Option<String> = row.take("title")?;
    Ok(FeedRow {
        id,
        title: title.unwrap_or_else(|| host_of(&url).to_owned()),
        url,
        site_url: row.take("site_url")?,
        publisher: row.take("publisher")?,
        publisher_name: row.take("publisher_name")?,
        status: FeedStatus::from_text(&row.take::<String>("status")?),
        trouble: row.take("trouble")?,
        last_visit_at: row.take("last_visit_at")?,
        last_success_at: row.take("last_success_at")?,
        next_visit_at: row.take("due_at")?,
        failures: row.take("failures")?,
        entry_count: row.take("entry_count")?,
        entries_last_week: row.take("entries_last_week")?,
        final_url: row.take("final_url")?,
        full_text_runs: row.take("full_text_runs")?,
        kind: FeedKind::from_text(&row.take::<String>("kind")?),
        settings: settings_of(&row.take::<String>("settings")?)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{NewEntry, Outcome, Visit};

    #[tokio::test]
    async fn a_damaged_feed_is_a_fault_of_its_own() {
        let store = Store::open("sqlite::memory:").await.expect("opens");
        let now = Millis(1_000);
        let mut fences = Vec::new();
        for host in ["one", "two"] {
            let url = format!("https://{host}.example/feed");
            let new = NewFeed { url, ..NewFeed::default() };
            fences.push((store.add_feed(&new, now).await.expect("added"), 1));
        }
        let claim = Claim { holder: "a".to_owned(), now, lease_ms: 1, limit: 9 };
        assert_eq!(store.claim_due_feeds(&claim, false).await.expect("claims").len(), 2);
        let mut entries = Vec::new();
        for (feed, fence) in fences {
            let visit = Visit::new(feed, fence, now, now, Outcome::Unchanged);
            let entry = NewEntry { identity: "1".to_owned(), ..NewEntry::default() };
            entries.extend(store.record_visit(&visit, &[entry]).await.expect("recorded"));
        }
        let damage = |session: &Session<'_>| {
            session.run("update feeds set settings = '{\"page\":\"tomorrow\"}' where id = 1", &[])
        };
        store.db.write(damage).await.expect("written");
        let due = store.claim_due_feeds(&claim, false).await.expect("claims");
        assert_eq!(due.iter().map(|due| due.feed.id).collect::<Vec<_>>(), [FeedId(2)]);
        let found = store.entries(&entries).await.expect("asked");
        assert!(matches!(entries[..], [one, two] if found[&one].is_err() && found[&two].is_ok()));
    }
}
