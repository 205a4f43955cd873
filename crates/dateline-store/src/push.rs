//! Browsers that readers have notified (Web Push): who, where, and what was told until when.
//!
//! The rule: what a browser's own service says is gone is gone here too, and so is what was added in a
//! session that ended.

use dateline_model::{ArticleId, Millis, ReaderId};

use crate::db::{Row, params};
use crate::{Claim, Result, Store};

/// Browsers of one reader; the ones added longest ago go.
const MOST_BROWSERS: u32 = 20;

/// A browser about to be added.
#[derive(Clone, Debug)]
pub struct NewPushSubscription {
    /// Whose it is.
    pub reader: ReaderId,
    /// The digest of the token of the session that it was added in, where there is one.
    pub session: Option<Vec<u8>>,
    /// Where its push service takes messages for it.
    pub endpoint: String,
    /// Its public key.
    pub public_key: Vec<u8>,
    /// The secret that it shares with us.
    pub secret: Vec<u8>,
    /// Roughly which browser it is.
    pub browser: String,
    /// The tag of the language that it is told in.
    pub language: String,
}

/// A browser that wants to be notified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PushSubscription {
    /// Its number.
    pub id: i64,
    /// Whose it is.
    pub reader: ReaderId,
    /// Where its push service takes messages for it.
    pub endpoint: String,
    /// Its public key.
    pub public_key: Vec<u8>,
    /// The secret that it shares with us.
    pub secret: Vec<u8>,
    /// Roughly which browser it is.
    pub browser: String,
    /// The tag of the language that it is told in.
    pub language: String,
    /// When it was added.
    pub created_at: Millis,
    /// Until when notices were told.
    pub told_at: Millis,
    /// An article around which looking for news begins.
    pub told_article: ArticleId,
    /// How often in a row it could not be told.
    pub failures: u32,
}

/// A query for subscriptions with the given end. The table is `p`.
macro_rules! push_sql {
    ($end:literal) => {
        concat!(
            "select p.id, p.reader, p.endpoint, p.public_key, p.secret, p.browser, p.language,
               p.created_at, p.told_at, p.told_article, p.failures from push_subscriptions p ",
            $end
        )
    };
}

impl Store {
    /// Adds a browser, to be told of what comes from now on. One that was known already, under this
    /// account or another, is this reader's alone now.
    pub async fn add_push_subscription(
        &self,
        new: &NewPushSubscription,
        now: Millis,
    ) -> Result<()> {
        let new = new.clone();
        self.db
            .write(move |session| {
                let known = params![&new.endpoint];
                session.run("delete from push_subscriptions where endpoint = $1", known)?;
                session.run(
                    "insert into push_subscriptions (reader, session, endpoint, public_key, secret,
                       browser, language, created_at, told_at, told_article, due_at)
                     values ($1, $2, $3, $4, $5, $6, $7, $8, $8,
                       (select coalesce(max(id), 0) from articles where story is not null), $8)",
                    params![
                        new.reader,
                        new.session.as_deref(),
                        &new.endpoint,
                        &new.public_key,
                        &new.secret,
                        &new.browser,
                        &new.language,
                        now
                    ],
                )?;
                session.run(
                    "delete from push_subscriptions where reader = $1 and id <= coalesce((
                       select id from push_subscriptions where reader = $1
                       order by id desc limit 1 offset $2), 0)",
                    params![new.reader, MOST_BROWSERS],
                )
            })
            .await
            .map(drop)
    }

    /// A reader's browsers, in the order they were added.
    pub async fn push_subscriptions(&self, reader: ReaderId) -> Result<Vec<PushSubscription>> {
        self.db
            .read(move |session| {
                let mut rows = session
                    .rows(push_sql!("where p.reader = $1 order by p.id"), params![reader])?;
                rows.iter_mut().map(push_row).collect()
            })
            .await
    }

    /// Removes a browser. Answers `false` when it is none of theirs.
    pub async fn remove_push_subscription(&self, reader: ReaderId, id: i64) -> Result<bool> {
        self.db
            .write(move |session| {
                session.run(
                    "delete from push_subscriptions where reader = $1 and id = $2",
                    params![reader, id],
                )
            })
            .await
            .map(|gone| gone > 0)
    }

    /// The browsers that are due to be told, those of banned readers left out. Until its lease is
    /// over nobody else gets them.
    pub async fn claim_push(&self, claim: &Claim) -> Result<Vec<PushSubscription>> {
        let claim = claim.clone();
        self.db
            .write(move |session| {
                let mut due = session.rows(
                    "select id from push_subscriptions where due_at <= $1
                       and reader in (select id from readers where banned_until <= $1)
                     order by due_at, id limit $2 for update skip locked",
                    params![claim.now, claim.limit],
                )?;
                let ids: Vec<i64> =
                    due.iter_mut().map(|row| row.take("id")).collect::<Result<_>>()?;
                if ids.is_empty() {
                    return Ok(Vec::new());
                }
                session.run(
                    "update push_subscriptions set due_at = $2 where id in $1[]",
                    params![ids.as_slice(), claim.now.plus(claim.lease_ms)],
                )?;
                let sql = push_sql!("where p.id in $1[] order by p.id");
                session.rows(sql, params![ids])?.iter_mut().map(push_row).collect()
            })
            .await
    }

    /// A browser was told all until then, or there was nothing to tell; it is due again at `due_at`.
    pub async fn note_push(
        &self,
        id: i64,
        (told_at, told_article): (Millis, ArticleId),
        due_at: Millis,
    ) -> Result<()> {
        self.db
            .write(move |session| {
                session.run(
                    "update push_subscriptions set told_at = $2, told_article = $3, due_at = $4,
                       failures = 0 where id = $1",
                    params![id, told_at, told_article, due_at],
                )
            })
            .await
            .map(drop)
    }

    /// Those of the articles that readers could first see after one time and until another, newest
    /// first.
    pub async fn first_seen_within(
        &self,
        articles: &[ArticleId],
        (after, until): (Millis, Millis),
    ) -> Result<Vec<ArticleId>> {
        if articles.is_empty() {
            return Ok(Vec::new());
        }
        let ids: Vec<i64> = articles.iter().map(|article| article.0).collect();
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    "select id from articles where id in $1[] and story is not null
                       and first_seen > $2 and first_seen <= $3 order by id desc",
                    params![ids, after, until],
                )?;
                rows.iter_mut().map(|row| row.take("id")).collect()
            })
            .await
    }

    /// A browser could not be told; it is tried again at `due_at`.
    pub async fn delay_push(&self, id: i64, due_at: Millis) -> Result<()> {
        self.db
            .write(move |session| {
                session.run(
                    "update push_subscriptions set due_at = $2, failures = failures + 1
                     where id = $1",
                    params![id, due_at],
                )
            })
            .await
            .map(drop)
    }
}

fn push_row(row: &mut Row) -> Result<PushSubscription> {
    Ok(PushSubscription {
        id: row.take("id")?,
        reader: row.take("reader")?,
        endpoint: row.take("endpoint")?,
        public_key: row.take("public_key")?,
        secret: row.take("secret")?,
        browser: row.take("browser")?,
        language: row.take("language")?,
        created_at: row.take("created_at")?,
        told_at: row.take("told_at")?,
        told_article: row.take("told_article")?,
        failures: row.take("failures")?,
    })
}
