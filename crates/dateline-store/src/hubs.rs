//! Subscriptions at hubs (`WebSub`): publishers that tell us when a feed changes.
//!
//! A row is what we agreed with one hub about one feed, and its own queue: `due_at` is when the hub
//! is to be asked (again), and claiming it moves that a day ahead, so that a hub which never answers
//! is asked daily and a desk that died loses nothing. Asking twice does no harm.

use dateline_model::{EntryId, FeedId, Millis};

use crate::db::{Row, Session, params};
use crate::visit_log::{Ending, PastVisit, log_push};
use crate::visits::{pack_all, record_entries};
use crate::{Claim, Error, NewEntry, Result, Store};

/// A hub that does not answer what it was asked is asked again after so long.
const ASK_AGAIN_MS: i64 = Millis::DAY;

/// What a feed offers: which hub to ask, and for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The hub's address.
    pub hub: String,
    /// The feed's address for itself.
    pub topic: String,
    /// The end of our callback's address, should this be a new agreement: unguessable.
    pub token: String,
    /// What the hub signs with, should this be a new agreement.
    pub secret: String,
}

/// What we agreed with a hub about a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HubRow {
    /// The feed.
    pub feed: FeedId,
    /// The feed's address, which named the hub.
    pub feed_url: String,
    /// The hub's address.
    pub hub: String,
    /// The feed's address for itself.
    pub topic: String,
    /// The end of our callback's address.
    pub token: String,
    /// What the hub signs with.
    pub secret: String,
    /// How far it has come.
    pub state: HubState,
    /// When the hub stops telling us, unless asked again.
    pub lease_ends_at: Option<Millis>,
    /// What is wrong, in plain words.
    pub trouble: Option<String>,
    /// Changes that the hub told us of.
    pub pushes: u32,
    /// Posts that were not signed as agreed, and ignored.
    pub refused: u32,
    /// The latest change that it told us of.
    pub last_push_at: Option<Millis>,
}

/// How far an agreement with a hub has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HubState {
    /// The hub is asked, and has not confirmed it.
    Asking,
    /// It tells us of changes.
    Active,
    /// It said no.
    Denied,
    /// We want to hear no more of it.
    Leaving,
}

impl HubState {
    fn from_text(text: &str) -> HubState {
        match text {
            "active" => HubState::Active,
            "denied" => HubState::Denied,
            "leaving" => HubState::Leaving,
            _ => HubState::Asking,
        }
    }
}

/// A query for agreements, with the given end. The tables are `h` and `f` (feeds).
macro_rules! hubs_sql {
    ($end:literal) => {
        concat!(
            "select h.feed, f.url, h.hub, h.topic, h.token, h.secret, h.state, h.lease_ends_at,
               h.trouble, h.pushes, h.refused, h.last_push_at
             from hubs h join feeds f on f.id = h.feed ",
            $end
        )
    };
}

impl Store {
    /// A feed named a hub, or none. A hub that is new to the feed is asked at once; one that the
    /// feed no longer names is left.
    pub async fn offer_hub(&self, feed: FeedId, offer: Option<&Offer>, now: Millis) -> Result<()> {
        let offer = offer.cloned();
        self.db
            .write(move |session| match &offer {
                Some(offer) => take_offer(session, feed, offer, now),
                None => leave_hub(session, feed, now),
            })
            .await
    }

    /// The agreement about a feed.
    pub async fn hub_of(&self, feed: FeedId) -> Result<Option<HubRow>> {
        self.db
            .read(move |session| {
                let row = session.row(hubs_sql!("where h.feed = $1"), params![feed])?;
                row.map(|mut row| hub_row(&mut row)).transpose()
            })
            .await
    }

    /// The agreement whose callback ends like this.
    pub async fn hub_by_token(&self, token: &str) -> Result<Option<HubRow>> {
        let token = token.to_owned();
        self.db
            .read(move |session| {
                let row = session.row(hubs_sql!("where h.token = $1"), params![&token])?;
                row.map(|mut row| hub_row(&mut row)).transpose()
            })
            .await
    }

    /// Claims agreements whose hubs are to be asked. No two claimers get the same one within a day.
    pub async fn claim_hubs(&self, claim: &Claim) -> Result<Vec<HubRow>> {
        let claim = claim.clone();
        self.db.write(move |session| claim_hubs(session, &claim)).await
    }

    /// A hub could not be asked, or would not hear of it: it is asked again at `again_at`.
    pub async fn hub_failed(&self, feed: FeedId, trouble: &str, again_at: Millis) -> Result<()> {
        let trouble = trouble.to_owned();
        self.db
            .write(move |session| {
                session.run(
                    "update hubs set trouble = $2, due_at = $3 where feed = $1",
                    params![feed, &trouble, again_at],
                )
            })
            .await
            .map(drop)
    }

    /// A hub confirmed that it tells us of changes until `lease_ends_at`, unless we meant to leave.
    pub async fn hub_confirmed(
        &self,
        feed: FeedId,
        lease_ends_at: Millis,
        renew_at: Millis,
    ) -> Result<()> {
        self.db
            .write(move |session| {
                session.run(
                    "update hubs set state = 'active', trouble = null, lease_ends_at = $2,
                       due_at = $3
                     where feed = $1 and state <> 'leaving'",
                    params![feed, lease_ends_at, renew_at],
                )
            })
            .await
            .map(drop)
    }

    /// A hub said no, or no longer: the feed is visited by its own rhythm again, at `visit_at` at
    /// the latest, and the hub is asked again at `again_at`.
    pub async fn hub_denied(
        &self,
        feed: FeedId,
        trouble: &str,
        visit_at: Millis,
        again_at: Millis,
    ) -> Result<()> {
        let trouble = trouble.to_owned();
        self.db
            .write(move |session| {
                session.run(
                    "update hubs set state = 'denied', trouble = $2, lease_ends_at = null,
                       due_at = $3
                     where feed = $1 and state <> 'leaving'",
                    params![feed, &trouble, again_at],
                )?;
                session.run(
                    "update feeds set due_at = $2 where id = $1 and due_at > $2",
                    params![feed, visit_at],
                )
            })
            .await
            .map(drop)
    }

    /// Nothing is agreed about the feed any more. What a hub still posts is for nobody.
    pub async fn hub_left(&self, feed: FeedId) -> Result<()> {
        self.db
            .write(move |session| {
                session.run("delete from hubs where feed = $1 and state = 'leaving'", params![feed])
            })
            .await
            .map(drop)
    }

    /// A hub posted something that was not signed as agreed.
    pub async fn count_refused_push(&self, feed: FeedId) -> Result<()> {
        self.db
            .write(move |session| {
                session.run("update hubs set refused = refused + 1 where feed = $1", params![feed])
            })
            .await
            .map(drop)
    }

    /// Records the feed that a hub posted, of so many bytes, as [`Store::record_visit`] records one
    /// that we asked for. The next visit stays when it was.
    pub async fn record_push(
        &self,
        feed: FeedId,
        bytes: u64,
        entries: Vec<NewEntry>,
        at: Millis,
    ) -> Result<Vec<EntryId>> {
        let payloads = pack_all(&entries)?;
        self.db
            .write(move |session| {
                // Another push or a visit may bring the same entries at this moment.
                let lock = "select id from feeds where id = $1 for no key update";
                session.row(lock, params![feed])?.ok_or(Error::NotFound)?;
                let (ids, new_entries) = record_entries(session, feed, at, (&entries, &payloads))?;
                let past =
                    PastVisit { at, ending: Ending::Pushed, trouble: None, bytes, new_entries };
                log_push(session, feed, past)?;
                session.run(
                    "update hubs set pushes = pushes + 1, last_push_at = $2 where feed = $1",
                    params![feed, at],
                )?;
                Ok(ids)
            })
            .await
    }
}

fn take_offer(session: &Session<'_>, feed: FeedId, offer: &Offer, now: Millis) -> Result<()> {
    session
        .run(
            "insert into hubs (feed, hub, topic, token, secret, state, due_at)
             values ($1, $2, $3, $4, $5, 'asking', $6)
             on conflict (feed) do update set hub = excluded.hub, topic = excluded.topic,
               token = excluded.token, secret = excluded.secret, state = excluded.state,
               due_at = excluded.due_at, lease_ends_at = null, trouble = null
             where hubs.hub <> excluded.hub or hubs.topic <> excluded.topic
               or hubs.state = 'leaving'",
            params![feed, &offer.hub, &offer.topic, &offer.token, &offer.secret, now],
        )
        .map(drop)
}

/// Asks the hub to be silent, if there is one.
pub(crate) fn leave_hub(session: &Session<'_>, feed: FeedId, now: Millis) -> Result<()> {
    session
        .run(
            "update hubs set state = 'leaving', due_at = $2
             where feed = $1 and state <> 'leaving'",
            params![feed, now],
        )
        .map(drop)
}

fn claim_hubs(session: &Session<'_>, claim: &Claim) -> Result<Vec<HubRow>> {
    let mut due = session.rows(
        "select feed from hubs where due_at <= $1 order by due_at, feed limit $2
         for update skip locked",
        params![claim.now, claim.limit],
    )?;
    let feeds: Vec<i64> = due.iter_mut().map(|row| row.take("feed")).collect::<Result<_>>()?;
    if feeds.is_empty() {
        return Ok(Vec::new());
    }
    session.run(
        "update hubs set due_at = $2 where feed in $1[]",
        params![feeds.as_slice(), claim.now.plus(ASK_AGAIN_MS)],
    )?;
    let mut rows =
        session.rows(hubs_sql!("where h.feed in $1[] order by h.feed"), params![feeds])?;
    rows.iter_mut().map(hub_row).collect()
}

fn hub_row(row: &mut Row) -> Result<HubRow> {
    Ok(HubRow {
        feed: row.take("feed")?,
        feed_url: row.take("url")?,
        hub: row.take("hub")?,
        topic: row.take("topic")?,
        token: row.take("token")?,
        secret: row.take("secret")?,
        state: HubState::from_text(&row.take::<String>("state")?),
        lease_ends_at: row.take("lease_ends_at")?,
        trouble: row.take("trouble")?,
        pushes: row.take("pushes")?,
        refused: row.take("refused")?,
        last_push_at: row.take("last_push_at")?,
    })
}
