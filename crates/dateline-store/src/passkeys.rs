//! Passkeys: public keys that readers' authenticators made, and the challenges that were answered.
//!
//! Nothing here is a secret. A credential's id belongs to one reader for ever; its counter only rises.

use dateline_model::{Millis, ReaderId};

use crate::db::{Row, params};
use crate::{Error, Result, Store};

/// A passkey about to be kept.
#[derive(Clone, Debug)]
pub struct NewPasskey {
    /// Whose it is.
    pub reader: ReaderId,
    /// The id that its authenticator gave it.
    pub credential: Vec<u8>,
    /// Its public key, as the authenticator wrote it (COSE).
    pub public_key: Vec<u8>,
    /// How often it has signed, if its authenticator counts.
    pub counter: u32,
    /// What the reader called it.
    pub name: String,
}

/// A passkey, as what it signs is checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// Id.
    pub id: i64,
    /// Whose it is.
    pub reader: ReaderId,
    /// What authenticators call that reader.
    pub handle: Vec<u8>,
    /// Its public key (COSE).
    pub public_key: Vec<u8>,
}

/// A passkey, as its reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasskeyRow {
    /// Id.
    pub id: i64,
    /// The id that its authenticator gave it.
    pub credential: Vec<u8>,
    /// What the reader called it.
    pub name: String,
    /// When it was made.
    pub created_at: Millis,
    /// When it last signed its reader in.
    pub last_used_at: Option<Millis>,
}

impl Store {
    /// What authenticators call a reader: `fresh`, if they were called nothing before.
    pub async fn passkey_handle(&self, reader: ReaderId, fresh: &[u8]) -> Result<Vec<u8>> {
        let fresh = fresh.to_vec();
        self.db
            .write(move |session| {
                let row = session.row(
                    "update readers set passkey_handle = coalesce(passkey_handle, $2)
                     where id = $1 and left_at is null returning passkey_handle",
                    params![reader, &fresh],
                )?;
                row.ok_or(Error::NotFound)?.take("passkey_handle")
            })
            .await
    }

    /// Keeps a passkey.
    ///
    /// # Errors
    /// [`Error::Conflict`] when its id is known already, whoever's it is.
    pub async fn add_passkey(&self, new: &NewPasskey, now: Millis) -> Result<()> {
        let new = new.clone();
        self.db
            .write(move |session| {
                let added = session.run(
                    "insert into passkeys (reader, credential, public_key, counter, name,
                       created_at) values ($1, $2, $3, $4, $5, $6)
                     on conflict (credential) do nothing",
                    params![
                        new.reader,
                        &new.credential,
                        &new.public_key,
                        i64::from(new.counter),
                        &new.name,
                        now
                    ],
                )?;
                if added == 0 { Err(Error::Conflict("this passkey".to_owned())) } else { Ok(()) }
            })
            .await
    }

    /// The passkey of this id.
    pub async fn passkey(&self, credential: &[u8]) -> Result<Option<Passkey>> {
        let credential = credential.to_vec();
        self.db
            .read(move |session| {
                let row = session.row(
                    "select p.id, p.reader, p.public_key, r.passkey_handle
                     from passkeys p join readers r on r.id = p.reader
                     where p.credential = $1 and r.passkey_handle is not null",
                    params![&credential],
                )?;
                row.map(|mut row| {
                    Ok(Passkey {
                        id: row.take("id")?,
                        reader: row.take("reader")?,
                        handle: row.take("passkey_handle")?,
                        public_key: row.take("public_key")?,
                    })
                })
                .transpose()
            })
            .await
    }

    /// Notes that a passkey signed. Answers `false` when its counter did not rise, as when somebody
    /// has a copy of it; one that never counted may stay at nought.
    pub async fn use_passkey(&self, id: i64, counter: u32, now: Millis) -> Result<bool> {
        self.db
            .write(move |session| {
                let used = session.run(
                    "update passkeys set counter = $2, last_used_at = $3
                     where id = $1 and (counter < $2 or (counter = 0 and $2 = 0))",
                    params![id, i64::from(counter), now],
                )?;
                Ok(used > 0)
            })
            .await
    }

    /// A reader's passkeys, the oldest first.
    pub async fn passkeys(&self, reader: ReaderId) -> Result<Vec<PasskeyRow>> {
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    "select id, credential, name, created_at, last_used_at from passkeys
                     where reader = $1 order by id",
                    params![reader],
                )?;
                rows.iter_mut().map(passkey_row).collect()
            })
            .await
    }

    /// Calls a reader's passkey something else. Answers `false` when they have none of that number.
    pub async fn rename_passkey(&self, reader: ReaderId, id: i64, name: &str) -> Result<bool> {
        let name = name.to_owned();
        self.db
            .write(move |session| {
                let renamed = session.run(
                    "update passkeys set name = $3 where reader = $1 and id = $2",
                    params![reader, id, &name],
                )?;
                Ok(renamed > 0)
            })
            .await
    }

    /// Forgets a reader's passkey. Answers `false` when they have none of that number.
    pub async fn remove_passkey(&self, reader: ReaderId, id: i64) -> Result<bool> {
        self.db
            .write(move |session| {
                let removed = session.run(
                    "delete from passkeys where reader = $1 and id = $2",
                    params![reader, id],
                )?;
                Ok(removed > 0)
            })
            .await
    }

    /// Notes that a challenge was answered. Answers `false` when it had been before.
    pub async fn spend_challenge(
        &self,
        digest: &[u8],
        expires_at: Millis,
        now: Millis,
    ) -> Result<bool> {
        let digest = digest.to_vec();
        self.db
            .write(move |session| {
                session.run("delete from spent_challenges where expires_at <= $1", params![now])?;
                let spent = session.run(
                    "insert into spent_challenges (digest, expires_at) values ($1, $2)
                     on conflict (digest) do nothing",
                    params![&digest, expires_at],
                )?;
                Ok(spent > 0)
            })
            .await
    }
}

fn passkey_row(row: &mut Row) -> Result<PasskeyRow> {
    Ok(PasskeyRow {
        id: row.take("id")?,
        credential: row.take("credential")?,
        name: row.take("name")?,
        created_at: row.take("created_at")?,
        last_used_at: row.take("last_used_at")?,
    })
}
