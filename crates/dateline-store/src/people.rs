//! Accounts and sessions.
//!
//! Passwords arrive hashed and session tokens arrive hashed: no secret is ever stored as it is.

use dateline_model::{Millis, Reader, ReaderId, Role};

use crate::{Error, Result, Store};

impl Store {
    /// The instance has an owner.
    pub async fn owner_exists(&self) -> Result<bool> {
        Err(Error::missing())
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
        Err(Error::missing())
    }

    /// One reader.
    pub async fn reader(&self, id: ReaderId) -> Result<Option<Reader>> {
        Err(Error::missing())
    }

    /// The reader of that name, with the password's hash.
    pub async fn credentials(&self, name: &str) -> Result<Option<(Reader, String)>> {
        Err(Error::missing())
    }

    /// Opens a session.
    pub async fn create_session(
        &self,
        reader: ReaderId,
        token_hash: &[u8],
        now: Millis,
        expires_at: Millis,
    ) -> Result<()> {
        Err(Error::missing())
    }

    /// Whose session this is, unless it has ended.
    pub async fn session(&self, token_hash: &[u8], now: Millis) -> Result<Option<Reader>> {
        Err(Error::missing())
    }

    /// Ends a session.
    pub async fn end_session(&self, token_hash: &[u8]) -> Result<()> {
        Err(Error::missing())
    }
}
