//! Where the paper is kept: SQLite or PostgreSQL behind one [`Store`].
//!
//! Each file of this crate holds the methods of one matter ([`Store`]'s `impl` blocks) next to the
//! rows they answer with; every SQL text is written once, in lower case, and runs on both
//! databases. What differs between them lives in `db/sqlite.rs`, `db/postgres.rs` and
//! `migrations/`, and nowhere else.
//!
//! The rule to know: the clock is an argument (`now`), and a transaction is a plain function over
//! a session, so nothing but SQL can happen inside one.

mod answers;
mod articles;
mod assistant;
mod body;
mod comments;
mod conversations;
mod corrections;
mod db;
mod error;
mod feeds;
mod following;
mod front;
mod hubs;
mod identities;
mod items;
mod jobs;
mod leases;
mod links;
mod lists;
mod mail;
mod moderation;
mod notices;
mod outcomes;
mod passkeys;
mod people;
mod playback;
mod publish;
mod publisher_facts;
mod publishers;
mod push;
mod reading;
mod recent;
mod refile;
mod reports;
mod running;
mod sanctions;
mod search;
mod sections;
mod sessions;
mod settings;
mod spam;
mod stories;
mod subscriptions;
mod summary;
mod versions;
mod visit_log;
mod visits;
mod votes;

pub use answers::AnswerKey;
pub use articles::{PlacedRow, Saved, Studied, Unplaced};
pub use assistant::{Budget, Choices, Spent};
pub use comments::{Added, NewComment, NewWords, Viewer};
pub use conversations::Rules;
pub use corrections::{Correcting, Parted, StoryCorrection};
pub use error::Error;
pub use feeds::{DueFeed, FeedKind, FeedRow, FeedStatus, NewFeed};
pub use following::{Act, Filter, Follow, Interest, NewFilter, Topic};
pub use front::{FrontQuery, Leaning};
pub use hubs::{HubRow, HubState, Offer};
pub use items::{Item, ItemOrder, ItemQuery, Listed, UNREAD_MS, Unread, WholeItem};
pub use jobs::{Claim, DeadJob, Job, JobCount, MAX_ATTEMPTS, NewJob};
pub use links::{Invitation, NewLink, Newcomer};
pub use lists::{Counts, Namesakes, Page, Publisher, TagCount};
pub use mail::Mailbox;
pub use moderation::{LogLine, Verdict, Waiting};
pub use notices::Notice;
pub use outcomes::{Hold, Outcome, Visit};
pub use passkeys::{NewPasskey, Passkey, PasskeyRow};
pub use people::{Ban, ReaderRow};
pub use playback::{Playback, Reached, Step};
pub use publish::{PLACING, Publication, SearchWords, TagKey};
pub use publisher_facts::PublisherFacts;
pub use push::{NewPushSubscription, PushSubscription};
pub use reading::{KeptArticle, ReadingState, StoryReading};
pub use refile::Filed;
pub use reports::{NewReport, REREAD, ReportRow};
pub use running::{FrontPage, Running};
pub use sanctions::Sanction;
pub use search::{Found, SearchQuery};
pub use sessions::{AppPassword, NewAppPassword, NewSession, SessionRow};
pub use subscriptions::{Dropped, Following, NewSubscription, Subscription};
pub use versions::{ContentChange, Version};
pub use visit_log::{Ending, PastVisit, WeekCost};
pub use visits::{EntryOfFeed, EntryRow, EntryState, NewEntry};
pub use votes::{Marks, OwnMark};

/// What every method of [`Store`] answers with.
pub type Result<T> = std::result::Result<T, Error>;

/// The paper's memory. Cheap to clone; every clone speaks to the same database.
#[derive(Clone, Debug)]
pub struct Store {
    db: db::Db,
}

impl Store {
    /// Opens the database and brings its tables up to date.
    ///
    /// `database` is `sqlite:PATH`, `sqlite::memory:` or `postgres://…`. A database written by a
    /// newer Dateline is refused before anything in it is touched.
    pub async fn open(database: &str) -> Result<Store> {
        Ok(Store { db: db::Db::open(database).await? })
    }

    /// Asks the database for a sign of life.
    pub async fn ping(&self) -> Result<()> {
        self.db.read(|session| session.rows("select 1 as one", &[]).map(drop)).await
    }
}
