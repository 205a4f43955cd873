//! Links that work once: an invitation makes an account, a reset gives a reader a new password.
//!
//! The store keeps a digest of the link's token, never the token.

use dateline_model::{Millis, Reader, ReaderId, Role};

use crate::db::{Row, Session, params};
use crate::people::reader_row;
use crate::{Error, Result, Store};

/// An invitation that nobody has taken up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// Id.
    pub id: i64,
    /// Who made it.
    pub made_by: String,
    /// Whom it is for, in the words of who made it.
    pub note: String,
    /// When it was made.
    pub created_at: Millis,
    /// When it ends.
    pub expires_at: Millis,
}

/// A link about to be made.
#[derive(Clone, Debug)]
pub struct NewLink {
    /// The digest of its token.
    pub digest: Vec<u8>,
    /// Who makes it.
    pub made_by: ReaderId,
    /// Whom it is for, in words.
    pub note: String,
    /// When it ends.
    pub expires_at: Millis,
}

/// Somebody who makes their account themselves.
#[derive(Clone, Debug)]
pub struct Newcomer {
    /// The name they chose.
    pub name: String,
    /// The hash of their password.
    pub password_hash: String,
    /// The digest of their invitation's token.
    pub digest: Vec<u8>,
}

impl Store {
    /// Makes an invitation, and forgets those that have ended.
    pub async fn invite(&self, link: &NewLink, now: Millis) -> Result<()> {
        let link = link.clone();
        self.db.write(move |session| make(session, "join", None, &link, now)).await
    }

    /// Invitations that can be taken up, newest first.
    pub async fn invitations(&self, now: Millis) -> Result<Vec<Invitation>> {
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    "select l.id, coalesce(r.name, '') as made_by, l.note, l.created_at,
                       l.expires_at
                     from one_time_links l left join readers r on r.id = l.made_by
                     where l.kind = 'join' and l.expires_at > $1 order by l.id desc",
                    params![now],
                )?;
                rows.iter_mut().map(invitation_row).collect()
            })
            .await
    }

    /// Takes an invitation back. Answers `false` when there is none of that number.
    pub async fn withdraw_invitation(&self, id: i64) -> Result<bool> {
        self.db
            .write(move |session| {
                session
                    .run("delete from one_time_links where id = $1 and kind = 'join'", params![id])
            })
            .await
            .map(|gone| gone > 0)
    }

    /// Whether an invitation can be taken up.
    pub async fn is_invited(&self, digest: &[u8], now: Millis) -> Result<bool> {
        let digest = digest.to_vec();
        self.db
            .read(move |session| {
                let row = session.row(
                    "select id from one_time_links
                     where digest = $1 and kind = 'join' and expires_at > $2",
                    params![&digest, now],
                )?;
                Ok(row.is_some())
            })
            .await
    }

    /// Takes an invitation up: makes the account, and the invitation is gone.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the invitation cannot be taken up, [`Error::Conflict`] when the name
    /// is taken.
    pub async fn join(&self, newcomer: &Newcomer, now: Millis) -> Result<ReaderId> {
        let newcomer = newcomer.clone();
        self.db
            .write(move |session| {
                let row = session.row(
                    "delete from one_time_links
                     where digest = $1 and kind = 'join' and expires_at > $2 returning made_by",
                    params![&newcomer.digest, now],
                )?;
                let by: ReaderId = row.ok_or(Error::NotFound)?.take("made_by")?;
                let (name, hash) = (&newcomer.name, &newcomer.password_hash);
                let reader = crate::people::create(session, name, hash, Role::Member, now)?;
                session
                    .run("update readers set invited_by = $2 where id = $1", params![reader, by])?;
                Ok(reader)
            })
            .await
    }

    /// Makes a link by which a reader gets a new password; the one before it is dead.
    pub async fn offer_reset(&self, reader: ReaderId, link: &NewLink, now: Millis) -> Result<()> {
        let link = link.clone();
        self.db
            .write(move |session| {
                session.run(
                    "delete from one_time_links where reader = $1 and kind = 'reset'",
                    params![reader],
                )?;
                make(session, "reset", Some(reader), &link, now)
            })
            .await
    }

    /// Whose password a link resets.
    pub async fn reset_reader(&self, digest: &[u8], now: Millis) -> Result<Option<Reader>> {
        let digest = digest.to_vec();
        self.db
            .read(move |session| {
                let row = session.row(
                    "select r.id, r.name, r.role, r.created_at
                     from one_time_links l join readers r on r.id = l.reader
                     where l.digest = $1 and l.kind = 'reset' and l.expires_at > $2",
                    params![&digest, now],
                )?;
                row.map(|mut row| reader_row(&mut row)).transpose()
            })
            .await
    }
}

pub(crate) fn make(
    session: &Session<'_>,
    kind: &str,
    reader: Option<ReaderId>,
    link: &NewLink,
    now: Millis,
) -> Result<()> {
    session.run("delete from one_time_links where expires_at <= $1", params![now])?;
    session
        .run(
            "insert into one_time_links (kind, digest, reader, made_by, note, created_at,
               expires_at) values ($1, $2, $3, $4, $5, $6, $7)",
            params![kind, &link.digest, reader, link.made_by, &link.note, now, link.expires_at],
        )
        .map(drop)
}

fn invitation_row(row: &mut Row) -> Result<Invitation> {
    Ok(Invitation {
        id: row.take("id")?,
        made_by: row.take("made_by")?,
        note: row.take("note")?,
        created_at: row.take("created_at")?,
        expires_at: row.take("expires_at")?,
    })
}
