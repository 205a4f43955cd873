//! Sessions, and passwords for programs. Tokens arrive hashed: no secret is ever stored as it is.

use dateline_model::{Millis, Reader, ReaderId};

use crate::db::{Row, params};
use crate::people::reader_row;
use crate::{Result, Store};

/// A session is noted as used when it was not for so long: not every request shall write.
const NOTED_EVERY_MS: i64 = Millis::HOUR;

/// A session about to be opened.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// Whose it is.
    pub reader: ReaderId,
    /// The digest of its token.
    pub token_hash: Vec<u8>,
    /// Roughly which browser opened it.
    pub browser: String,
    /// When it ends by itself.
    pub expires_at: Millis,
}

/// A session as its reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// The digest of its token, which names it.
    pub token_hash: Vec<u8>,
    /// Roughly which browser opened it; empty when that is not known.
    pub browser: String,
    /// When it began.
    pub created_at: Millis,
    /// When it was last used, to the hour.
    pub last_used_at: Millis,
}

/// A password for a program about to be kept: by digests alone.
#[derive(Clone, Debug)]
pub struct NewAppPassword {
    /// Whose it is.
    pub reader: ReaderId,
    /// What the reader calls it.
    pub name: String,
    /// The digest of the password.
    pub digest: Vec<u8>,
    /// The digest of the key that apps of the Fever API make of name and password.
    pub fever_digest: Vec<u8>,
}

/// A password for a program, as its reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppPassword {
    /// Id.
    pub id: i64,
    /// What the reader called it.
    pub name: String,
    /// When it was made.
    pub created_at: Millis,
    /// When it was last used, to the hour.
    pub last_used_at: Option<Millis>,
    /// It opens the Fever API too, as all do but those made before the paper spoke it.
    pub fever: bool,
}

impl Store {
    /// Opens a session, and forgets those that have ended.
    pub async fn create_session(&self, new: &NewSession, now: Millis) -> Result<()> {
        let new = new.clone();
        self.db
            .write(move |session| {
                session.run("delete from sessions where expires_at <= $1", params![now])?;
                session.run(
                    "insert into sessions (token_hash, reader, created_at, expires_at,
                       last_used_at, browser) values ($1, $2, $3, $4, $3, $5)",
                    params![&new.token_hash, new.reader, now, new.expires_at, &new.browser],
                )
            })
            .await
            .map(drop)
    }

    /// Whose session this is, unless it has ended or they are banned. Notes that it was used, once
    /// an hour.
    pub async fn session(&self, token_hash: &[u8], now: Millis) -> Result<Option<Reader>> {
        let hash = token_hash.to_vec();
        let found = self
            .db
            .read(move |session| {
                let row = session.row(
                    "select r.id, r.name, r.role, r.created_at, s.last_used_at
                     from sessions s join readers r on r.id = s.reader
                     where s.token_hash = $1 and s.expires_at > $2 and r.banned_until <= $2",
                    params![&hash, now],
                )?;
                row.map(|mut row| Ok((reader_row(&mut row)?, row.take("last_used_at")?)))
                    .transpose()
            })
            .await?;
        let Some((reader, used)): Option<(Reader, Millis)> = found else { return Ok(None) };
        if used.plus(NOTED_EVERY_MS) <= now {
            self.note_session(token_hash.to_vec(), now).await?;
        }
        Ok(Some(reader))
    }

    async fn note_session(&self, hash: Vec<u8>, now: Millis) -> Result<()> {
        self.db
            .write(move |session| {
                let sql = "update sessions set last_used_at = $2 where token_hash = $1";
                session.run(sql, params![&hash, now]).map(drop)
            })
            .await
    }

    /// A reader's sessions, the last used first.
    pub async fn sessions(&self, reader: ReaderId, now: Millis) -> Result<Vec<SessionRow>> {
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    "select token_hash, browser, created_at, last_used_at from sessions
                     where reader = $1 and expires_at > $2
                     order by last_used_at desc, created_at desc, token_hash",
                    params![reader, now],
                )?;
                rows.iter_mut().map(session_row).collect()
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

    /// Ends one session of a reader. Answers `false` when it is none of theirs.
    pub async fn end_session_of(&self, reader: ReaderId, token_hash: &[u8]) -> Result<bool> {
        let token_hash = token_hash.to_vec();
        self.db
            .write(move |session| {
                session.run(
                    "delete from sessions where token_hash = $1 and reader = $2",
                    params![&token_hash, reader],
                )
            })
            .await
            .map(|ended| ended > 0)
    }

    /// Ends all sessions of a reader but the one to keep. Answers how many there were.
    pub async fn end_other_sessions(&self, reader: ReaderId, keep: &[u8]) -> Result<u64> {
        let keep = keep.to_vec();
        self.db
            .write(move |session| {
                session.run(
                    "delete from sessions where reader = $1 and token_hash <> $2",
                    params![reader, &keep],
                )
            })
            .await
    }

    /// Keeps a password for a program by its digests.
    pub async fn add_app_password(&self, new: &NewAppPassword, now: Millis) -> Result<()> {
        let new = new.clone();
        self.db
            .write(move |session| {
                session.run(
                    "insert into app_passwords (reader, name, digest, fever_digest, created_at)
                     values ($1, $2, $3, $4, $5)",
                    params![new.reader, &new.name, &new.digest, &new.fever_digest, now],
                )
            })
            .await
            .map(drop)
    }

    /// A reader's passwords for programs, in the order they were made.
    pub async fn app_passwords(&self, reader: ReaderId) -> Result<Vec<AppPassword>> {
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    "select id, name, created_at, last_used_at,
                       case when fever_digest is null then 0 else 1 end as fever
                     from app_passwords where reader = $1 order by id",
                    params![reader],
                )?;
                rows.iter_mut()
                    .map(|row| {
                        Ok(AppPassword {
                            id: row.take("id")?,
                            name: row.take("name")?,
                            created_at: row.take("created_at")?,
                            last_used_at: row.take("last_used_at")?,
                            fever: row.take::<i64>("fever")? == 1,
                        })
                    })
                    .collect()
            })
            .await
    }

    /// Takes a password for a program back. Answers `false` when it is none of theirs.
    pub async fn revoke_app_password(&self, reader: ReaderId, id: i64) -> Result<bool> {
        self.db
            .write(move |session| {
                session.run(
                    "delete from app_passwords where id = $1 and reader = $2",
                    params![id, reader],
                )
            })
            .await
            .map(|gone| gone > 0)
    }

    /// Whose password for a program this is, unless they are banned. Notes that it was used, once an
    /// hour.
    pub async fn app_password_reader(&self, digest: &[u8], now: Millis) -> Result<Option<Reader>> {
        let sql = "select r.id, r.name, r.role, r.created_at, p.id as password, p.last_used_at
             from app_passwords p join readers r on r.id = p.reader
             where p.digest = $1 and r.banned_until <= $2";
        self.reader_by_app(sql, digest, now).await
    }

    /// The same by the key that apps of the Fever API make of name and password.
    pub async fn fever_reader(&self, digest: &[u8], now: Millis) -> Result<Option<Reader>> {
        let sql = "select r.id, r.name, r.role, r.created_at, p.id as password, p.last_used_at
             from app_passwords p join readers r on r.id = p.reader
             where p.fever_digest = $1 and r.banned_until <= $2";
        self.reader_by_app(sql, digest, now).await
    }

    async fn reader_by_app(
        &self,
        sql: &'static str,
        digest: &[u8],
        now: Millis,
    ) -> Result<Option<Reader>> {
        let asked = digest.to_vec();
        let found = self
            .db
            .read(move |session| {
                let row = session.row(sql, params![&asked, now])?;
                let read = |mut row: Row| {
                    Ok((reader_row(&mut row)?, row.take("password")?, row.take("last_used_at")?))
                };
                row.map(read).transpose()
            })
            .await?;
        let Some((reader, password, used)): Option<(Reader, i64, Option<Millis>)> = found else {
            return Ok(None);
        };
        if used.is_none_or(|used| used.plus(NOTED_EVERY_MS) <= now) {
            let sql = "update app_passwords set last_used_at = $2 where id = $1";
            self.db
                .write(move |session| session.run(sql, params![password, now]).map(drop))
                .await?;
        }
        Ok(Some(reader))
    }
}

fn session_row(row: &mut Row) -> Result<SessionRow> {
    Ok(SessionRow {
        token_hash: row.take("token_hash")?,
        browser: row.take("browser")?,
        created_at: row.take("created_at")?,
        last_used_at: row.take("last_used_at")?,
    })
}
