//! What a visit to a feed brought: entries, told apart by their identity, and a job for each that is
//! new or has changed.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;
use std::sync::Arc;

use dateline_model::{EntryId, FeedId, Millis};

use crate::body::{pack_new, unpack_new};
use crate::db::{Row, Session, Value, params};
use crate::feeds::{FeedRow, feed_by_id};
use crate::outcomes::{Claims, record_outcome};
use crate::visit_log::VisitLog;
use crate::{Error, Outcome, Result, Store, Visit};

/// A longer identity is stored as its hash: feeds put whole articles there, and the index that keeps
/// entries apart takes no more than 2,700 bytes on PostgreSQL.
const LONGEST_IDENTITY_BYTES: usize = 200;

/// What is known of an entry, to tell a new or changed one from one seen before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryState {
    /// Id.
    pub id: EntryId,
    /// The hash that came with it.
    pub content_hash: String,
}

/// An entry that is new or has changed.
#[derive(Clone, Debug, Default)]
pub struct NewEntry {
    /// What makes it the same entry on the next visit.
    pub identity: String,
    /// The second key, by which an entry is known again whose identity was rewritten.
    pub address: Option<String>,
    /// The entry of this feed that this one is, though its identity is another now. No other entry of
    /// the visit has the identity that it had, or is said to be it.
    pub renamed: Option<EntryId>,
    /// A hash of what matters in it.
    pub content_hash: String,
    /// The page it points to.
    pub url: Option<String>,
    /// When it says it was published.
    pub published: Option<Millis>,
    /// The entry itself, as JSON of `dateline_model::Entry`.
    pub payload: String,
}

/// An entry as the database keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryRow {
    /// Id.
    pub id: EntryId,
    /// The feed that brought it.
    pub feed: FeedId,
    /// What makes it the same entry on the next visit.
    pub identity: String,
    /// The page it points to.
    pub url: Option<String>,
    /// The entry itself, as JSON of `dateline_model::Entry`.
    pub payload: String,
    /// When this paper first saw it.
    pub first_seen: Millis,
}

/// An entry with the feed that brought it.
pub type EntryOfFeed = (Arc<EntryRow>, Arc<FeedRow>);

impl Store {
    /// What is known of those of a feed's entries that have been seen before.
    pub async fn entry_states(
        &self,
        feed: FeedId,
        identities: &[String],
    ) -> Result<HashMap<String, EntryState>> {
        let identities = identities.to_vec();
        self.db
            .read(move |session| {
                let mut kept = known_entries(session, feed, &identities)?;
                let state = |identity: String| {
                    kept.remove(&identity_key(&identity)).map(|state| (identity, state))
                };
                Ok(identities.into_iter().filter_map(state).collect())
            })
            .await
    }

    /// What is known of those of a feed's entries that had one of these addresses when they were
    /// last seen, by address; of several the newest.
    pub async fn entry_states_by_address(
        &self,
        feed: FeedId,
        addresses: &[String],
    ) -> Result<HashMap<String, EntryState>> {
        let addresses = addresses.to_vec();
        self.db
            .read(move |session| {
                let mut kept = known_addresses(session, feed, &addresses)?;
                let state = |address: String| {
                    kept.remove(&identity_key(&address)).map(|state| (address, state))
                };
                Ok(addresses.into_iter().filter_map(state).collect())
            })
            .await
    }

    /// Records a visit and queues one `bring_in` job for each new or changed entry, in one
    /// transaction. Returns the ids of those entries; the job's key and payload is the entry's id.
    /// When such a job is being worked on at this moment, it is taken from its holder and starts
    /// again with what the entry says now.
    ///
    /// # Errors
    /// [`Error::StaleFence`] when another process has claimed the feed since.
    pub async fn record_visit(&self, visit: &Visit, entries: &[NewEntry]) -> Result<Vec<EntryId>> {
        let visits = Arc::new(vec![(visit.clone(), entries.to_vec())]);
        self.record_visits(&visits).await?.pop().unwrap_or(Err(Error::NotFound))
    }

    /// Records many visits as [`Store::record_visit`] does, all in one transaction. The answers
    /// stand in the same order; a stale fence is an answer, and costs the other visits nothing.
    ///
    /// # Errors
    /// When the database will not take one of them, none is recorded.
    pub async fn record_visits(
        &self,
        visits: &Arc<Vec<(Visit, Vec<NewEntry>)>>,
    ) -> Result<Vec<Result<Vec<EntryId>>>> {
        let packed = visits.iter().map(|(_, entries)| pack_all(entries));
        let packed: Vec<Vec<Vec<u8>>> = packed.collect::<Result<_>>()?;
        let visits = Arc::clone(visits);
        self.db
            .write(move |session| {
                let mut batch = Batch {
                    session,
                    claims: Claims::of(session, visits.iter().map(|(visit, _)| visit))?,
                    log: VisitLog::default(),
                };
                let mut answers = Vec::with_capacity(visits.len());
                for ((visit, entries), payloads) in visits.iter().zip(&packed) {
                    answers.push(match batch.record(visit, (entries, payloads)) {
                        Err(Error::StaleFence) => Err(Error::StaleFence),
                        answer => Ok(answer?),
                    });
                }
                batch.log.write(session)?;
                Ok(answers)
            })
            .await
    }

    /// Entries with their feeds. What is no longer there is left out; what cannot be read is an
    /// error of its own.
    pub async fn entries(&self, ids: &[EntryId]) -> Result<HashMap<EntryId, Result<EntryOfFeed>>> {
        let ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    "select id, feed, identity, url, payload, first_seen from entries
                     where id in $1[]",
                    params![ids],
                )?;
                let mut feeds: HashMap<FeedId, Arc<FeedRow>> = HashMap::new();
                let mut entries = HashMap::new();
                for row in &mut rows {
                    let (id, feed) = (row.take("id")?, row.take("feed")?);
                    entries.insert(id, entry_of_feed(session, (id, feed), row, &mut feeds));
                }
                Ok(entries)
            })
            .await
    }
}

/// How an identity is stored: as it is, or as a hash when it is long.
fn identity_key(identity: &str) -> String {
    let clean = identity.replace('\0', "");
    if clean.len() <= LONGEST_IDENTITY_BYTES {
        return clean;
    }
    format!("blake3:{}", blake3::hash(clean.as_bytes()).to_hex())
}

/// The states of a feed's entries by stored identity.
fn known_entries(
    session: &Session<'_>,
    feed: FeedId,
    identities: &[String],
) -> Result<HashMap<String, EntryState>> {
    let keys: Vec<String> = identities.iter().map(|identity| identity_key(identity)).collect();
    known_by_key(session, feed, &keys)
}

fn known_by_key(
    session: &Session<'_>,
    feed: FeedId,
    keys: &[String],
) -> Result<HashMap<String, EntryState>> {
    let mut rows = session.rows(
        "select identity, id, content_hash from entries where feed = $1 and identity in $2[]",
        params![feed, keys],
    )?;
    rows.iter_mut().map(|row| state_by(row, "identity")).collect()
}

/// The states of a feed's entries by stored address.
fn known_addresses(
    session: &Session<'_>,
    feed: FeedId,
    addresses: &[String],
) -> Result<HashMap<String, EntryState>> {
    let keys: Vec<String> = addresses.iter().map(|address| identity_key(address)).collect();
    let mut rows = session.rows(
        "select address, id, content_hash from entries where feed = $1 and address in $2[]
         order by id",
        params![feed, keys.as_slice()],
    )?;
    rows.iter_mut().map(|row| state_by(row, "address")).collect()
}

fn state_by(row: &mut Row, key: &str) -> Result<(String, EntryState)> {
    let state = EntryState { id: row.take("id")?, content_hash: row.take("content_hash")? };
    Ok((row.take(key)?, state))
}

/// Entries, and the payload of each as it is kept.
pub(crate) type Packed<'a> = (&'a [NewEntry], &'a [Vec<u8>]);

/// Compresses the payloads, outside of any transaction.
pub(crate) fn pack_all(entries: &[NewEntry]) -> Result<Vec<Vec<u8>>> {
    entries.iter().map(|entry| pack_new(entry.payload.clone().into_bytes())).collect()
}

/// Visits that are recorded in one transaction.
struct Batch<'a> {
    session: &'a Session<'a>,
    claims: Claims,
    /// That they were made is written when the batch is through.
    log: VisitLog,
}

impl Batch<'_> {
    /// Writes one visit: what it taught of the feed, what it brought.
    fn record(&mut self, visit: &Visit, (entries, payloads): Packed<'_>) -> Result<Vec<EntryId>> {
        let number = record_outcome(self.session, visit, &mut self.claims)?;
        let Some(ending) = visit.ending() else { return Ok(Vec::new()) };
        let brought = !entries.is_empty() || matches!(visit.outcome, Outcome::Fetched { .. });
        let (ids, new_entries) = if brought {
            record_entries(self.session, visit.feed, visit.at, (entries, payloads))?
        } else {
            (Vec::new(), 0)
        };
        self.log.note(visit.feed, number, visit.past(ending, new_entries));
        Ok(ids)
    }
}

/// An entry that is new or has changed, with its stored identity.
struct Brought<'a> {
    key: String,
    entry: &'a NewEntry,
    payload: &'a [u8],
}

/// Keeps what came and queues it. Answers with the ids of what is new or changed, and how many of
/// them were never seen before.
pub(crate) fn record_entries(
    session: &Session<'_>,
    feed: FeedId,
    at: Millis,
    (entries, payloads): Packed<'_>,
) -> Result<(Vec<EntryId>, u32)> {
    let identities: Vec<String> = entries.iter().map(|entry| entry.identity.clone()).collect();
    let mut known = known_entries(session, feed, &identities)?;
    let mut brought: Vec<Brought<'_>> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (entry, payload) in entries.iter().zip(payloads) {
        let key = identity_key(&entry.identity);
        if let Some(id) = entry.renamed {
            rename_entry(session, feed, id, &key)?;
            known.extend(known_entries(session, feed, std::slice::from_ref(&entry.identity))?);
        }
        // An entry that a feed tells twice is what it says the second time.
        if let Some(earlier) = places.get(&key).and_then(|at| brought.get_mut(*at)) {
            (earlier.entry, earlier.payload) = (entry, payload);
        } else if known.get(&key).is_none_or(|state| state.content_hash != entry.content_hash) {
            places.insert(key.clone(), brought.len());
            brought.push(Brought { key, entry, payload });
        }
    }
    save_entries(session, (feed, at), &brought)?;
    let keys: Vec<String> = brought.into_iter().map(|one| one.key).collect();
    let new = keys.iter().filter(|key| !known.contains_key(*key)).count();
    let new = u32::try_from(new).unwrap_or(u32::MAX);
    let saved = known_by_key(session, feed, &keys)?;
    let ids: Vec<EntryId> =
        keys.iter().filter_map(|key| saved.get(key)).map(|state| state.id).collect();
    queue(session, &ids, at)?;
    session.run(
        "update feeds set entry_count = entry_count + $2, entries_last_week = (
           select count(*) from entries where feed = $1 and first_seen > $3)
         where id = $1",
        params![feed, new, at.plus(-7 * Millis::DAY)],
    )?;
    Ok((ids, new))
}

/// Keeps what is new or has changed, each once.
fn save_entries(
    session: &Session<'_>,
    (feed, at): (FeedId, Millis),
    brought: &[Brought<'_>],
) -> Result<()> {
    let mut rows: Vec<Vec<Value<'_>>> = Vec::with_capacity(brought.len());
    for Brought { key, entry, payload } in brought {
        rows.push(vec![
            feed.into(),
            key.into(),
            (&entry.content_hash).into(),
            entry.url.as_ref().into(),
            entry.published.into(),
            (*payload).into(),
            at.into(),
            entry.address.as_deref().map(identity_key).into(),
        ]);
    }
    session.run_many(
        "insert into entries
           (feed, identity, content_hash, url, published, payload, first_seen, address)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (feed, identity) do update set content_hash = excluded.content_hash,
           url = excluded.url, published = excluded.published, payload = excluded.payload,
           address = excluded.address
         where entries.content_hash <> excluded.content_hash",
        &rows,
    )
}

/// Gives an entry of this feed the identity that it has now, unless another bears it.
fn rename_entry(session: &Session<'_>, feed: FeedId, id: EntryId, key: &str) -> Result<()> {
    session
        .run(
            "update entries set identity = $3
             where feed = $1 and id = $2
               and not exists (select 1 from entries e where e.feed = $1 and e.identity = $3)",
            params![feed, id, key],
        )
        .map(drop)
}

fn queue(session: &Session<'_>, entries: &[EntryId], at: Millis) -> Result<()> {
    let jobs: Vec<Vec<Value<'_>>> = entries
        .iter()
        .map(|id| vec!["bring_in".into(), id.to_string().into(), id.to_string().into(), at.into()])
        .collect();
    session.run_many(
        "insert into jobs (kind, key, payload, run_at) values ($1, $2, $3, $4)
         on conflict (kind, key) where state <> 'dead' do update set
           run_at = excluded.run_at, state = 'waiting', holder = null, attempts = 0,
           fence = jobs.fence + 1",
        &jobs,
    )
}

/// An entry and its feed, each of which may be damaged.
fn entry_of_feed(
    session: &Session<'_>,
    (id, feed): (EntryId, FeedId),
    row: &mut Row,
    feeds: &mut HashMap<FeedId, Arc<FeedRow>>,
) -> Result<EntryOfFeed> {
    let feed_row = match feeds.entry(feed) {
        Slot::Occupied(known) => Arc::clone(known.get()),
        Slot::Vacant(slot) => {
            let row = feed_by_id(session, feed)?.ok_or(Error::NotFound)?;
            Arc::clone(slot.insert(Arc::new(row)))
        }
    };
    Ok((Arc::new(entry_row(row, id, feed)?), feed_row))
}

fn entry_row(row: &mut Row, id: EntryId, feed: FeedId) -> Result<EntryRow> {
    let payload: Vec<u8> = row.take("payload")?;
    Ok(EntryRow {
        id,
        feed,
        identity: row.take("identity")?,
        url: row.take("url")?,
        payload: String::from_utf8(unpack_new(&payload)?).map_err(Error::unavailable)?,
        first_seen: row.take("first_seen")?,
    })
}
