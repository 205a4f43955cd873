//! Accounts and sessions.
//!
//! Passwords arrive hashed and session tokens arrive hashed: no secret is ever stored as it is.

use dateline_model::{Millis, Reader, ReaderId, Role};

use crate::body::{from_word, word};
use crate::db::{Row, params};
use crate::{Error, Result, Store};

impl Store {
    /// The instance has an owner.
    pub async fn owner_exists(&self) -> Result<bool> {
        self.db
            .read(|session| {
                session
                    .row("select id from readers where role = 'owner' limit 1", params![])
                    .map(|row| row.is_some())
            })
            .await
    }

    /// The instance's owner: the first, when there are several.
    pub async fn owner(&self) -> Result<Option<Reader>> {
        self.db
            .read(|session| {
                let row = session.row(
                    "select id, name, role, created_at from readers where role = 'owner' \
                     order by id limit 1",
                    params![],
                )?;
                row.map(|mut row| reader_row(&mut row)).transpose()
            })
            .await
    }

    /// Makes an account.
    ///
    /// # Errors
    /// [`Error::Conflict`] when the name is taken, in any spelling of upper and lower case.
    pub async fn create_reader(
        &self,
        name: &str,
        password_hash: &str,
        role: Role,
        now: Millis,
    ) -> Result<ReaderId> {
        let (name, hash, role) = (name.trim().to_owned(), password_hash.to_owned(), word(&role)?);
        self.db
            .write(move |session| {
                let row = session.row(
                    "insert into readers (name, name_key, password_hash, role, created_at)
                     values ($1, $2, $3, $4, $5) on conflict (name_key) do nothing returning id",
                    params![&name, name_key(&name), &hash, &role, now],
                )?;
                row.ok_or_else(|| Error::Conflict(format!("the name {name}")))?.take("id")
            })
            .await
    }

    /// One reader.
    pub async fn reader(&self, id: ReaderId) -> Result<Option<Reader>> {
        self.db
            .read(move |session| {
                let row = session.row(
                    "select id, name, role, created_at from readers where id = $1",
                    params![id],
                )?;
                row.map(|mut row| reader_row(&mut row)).transpose()
            })
            .await
    }

    /// The reader of that name, with the password's hash.
    pub async fn credentials(&self, name: &str) -> Result<Option<(Reader, String)>> {
        let key = name_key(name);
        self.db
            .read(move |session| {
                let row = session.row(
                    "select id, name, role, created_at, password_hash from readers
                     where name_key = $1",
                    params![&key],
                )?;
                row.map(|mut row| Ok((reader_row(&mut row)?, row.take("password_hash")?)))
                    .transpose()
            })
            .await
    }

    /// Opens a session, and forgets those that have ended.
    pub async fn create_session(
        &self,
        reader: ReaderId,
        token_hash: &[u8],
        now: Millis,
        expires_at: Millis,
    ) -> Result<()> {
        let token_hash = token_hash.to_vec();
        self.db
            .write(move |session| {
                session.run("delete from sessions where expires_at <= $1", params![now])?;
                session.run(
                    "insert into sessions (token_hash, reader, created_at, expires_at)
                     values ($1, $2, $3, $4)",
                    params![&token_hash, reader, now, expires_at],
                )
            })
            .await
            .map(drop)
    }

    /// Whose session this is, unless it has ended.
    pub async fn session(&self, token_hash: &[u8], now: Millis) -> Result<Option<Reader>> {
        let token_hash = token_hash.to_vec();
        self.db
            .read(move |session| {
                let row = session.row(
                    "select r.id, r.name, r.role, r.created_at
                     from sessions s join readers r on r.id = s.reader
                     where s.token_hash = $1 and s.expires_at > $2",
                    params![&token_hash, now],
                )?;
                row.map(|mut row| reader_row(&mut row)).transpose()
            })
            .await
    }

    /// Ends a session.
    pub async fn end_session(&self, token_hash: &[u8]) -> Result<()> {
        let token_hash = token_hash.to_vec();
        self.db
            .write(move |session| {
                session.run("delete from sessions where token_hash = $1", params![&token_hash])
            })
            .await
            .map(drop)
    }
}

/// Names that differ in case alone are one name: nobody shall pass for another.
fn name_key(name: &str) -> String {
    name.trim().to_lowercase()
}

fn reader_row(row: &mut Row) -> Result<Reader> {
    Ok(Reader {
        id: row.take("id")?,
        name: row.take("name")?,
        role: from_word(row.take("role")?)?,
        created_at: row.take("created_at")?,
    })
}
