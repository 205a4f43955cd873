//! By whom else readers are known: identity providers that sign them in.

use dateline_model::{Millis, Reader, ReaderId};

use crate::db::params;
use crate::people::reader_row;
use crate::{Error, Result, Store};

impl Store {
    /// The reader whom an identity provider knows under this number.
    pub async fn identified_reader(&self, issuer: &str, subject: &str) -> Result<Option<Reader>> {
        let (issuer, subject) = (issuer.to_owned(), subject.to_owned());
        self.db
            .read(move |session| {
                let row = session.row(
                    "select r.id, r.name, r.role, r.created_at
                     from identities i join readers r on r.id = i.reader
                     where i.issuer = $1 and i.subject = $2",
                    params![issuer.as_str(), subject.as_str()],
                )?;
                row.map(|mut row| reader_row(&mut row)).transpose()
            })
            .await
    }

    /// Remembers that an identity provider knows the reader under this number.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it is somebody else's, or the provider knows the reader under another.
    pub async fn add_identity(
        &self,
        reader: ReaderId,
        issuer: &str,
        subject: &str,
        now: Millis,
    ) -> Result<()> {
        let (issuer, subject) = (issuer.to_owned(), subject.to_owned());
        self.db
            .write(move |session| {
                session.run(
                    "insert into identities (issuer, subject, reader, created_at)
                     select $1, $2, cast($3 as bigint), cast($4 as bigint)
                     where not exists (select 1 from identities where issuer = $1 and reader = $3)
                     on conflict (issuer, subject) do nothing",
                    params![issuer.as_str(), subject.as_str(), reader, now],
                )?;
                let owned = session.row(
                    "select 1 as one from identities
                     where issuer = $1 and subject = $2 and reader = $3",
                    params![issuer.as_str(), subject.as_str(), reader],
                )?;
                let taken = || Error::Conflict("it is connected with another account".to_owned());
                owned.map(|_| ()).ok_or_else(taken)
            })
            .await
    }

    /// Whether this identity provider knows the reader.
    pub async fn has_identity(&self, reader: ReaderId, issuer: &str) -> Result<bool> {
        let issuer = issuer.to_owned();
        self.db
            .read(move |session| {
                let row = session.row(
                    "select 1 as one from identities where reader = $1 and issuer = $2 limit 1",
                    params![reader, issuer.as_str()],
                )?;
                Ok(row.is_some())
            })
            .await
    }

    /// Forgets what the reader is known by there. Answers `false` when it was nothing.
    pub async fn forget_identity(&self, reader: ReaderId, issuer: &str) -> Result<bool> {
        let issuer = issuer.to_owned();
        self.db
            .write(move |session| {
                let forgotten = session.run(
                    "delete from identities where reader = $1 and issuer = $2",
                    params![reader, issuer.as_str()],
                )?;
                Ok(forgotten > 0)
            })
            .await
    }
}
