//! What can go wrong in the store, sorted by what a caller does about it.

/// Why the store could not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such row: answer "not found".
    #[error("there is no such row")]
    NotFound,
    /// The name or address is taken: ask for another.
    #[error("{0} is already taken")]
    Conflict(String),
    /// Another holder has taken the work over: drop what was done and claim anew.
    #[error("the lease was taken over by another process")]
    StaleFence,
    /// The database cannot be reached or refused: try again later.
    #[error("the database is unavailable: {0}")]
    Unavailable(Box<dyn std::error::Error + Send + Sync>),
    /// The database was written by a newer Dateline: upgrade the program.
    #[error(
        "the database has schema version {found}, but this program knows {known}; \
         start a newer dateline, or restore a backup from before the upgrade"
    )]
    Newer {
        /// The version in the database.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// The `database` setting is wrong: mend it.
    #[error("{0}")]
    Config(String),
}

impl Error {
    pub(crate) fn unavailable(
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Error {
        Error::Unavailable(source.into())
    }
}
