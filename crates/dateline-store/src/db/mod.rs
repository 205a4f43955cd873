//! One small database layer over SQLite and PostgreSQL.
//!
//! A method of the store is a plain function over a [`Session`], handed to [`Db::read`] or
//! [`Db::write`]; the latter runs it in one transaction. SQLite runs it on threads of its own,
//! PostgreSQL on a thread that may block: never on those that serve pages. As the function is not
//! async, it cannot wait for anything but the database, and dropping the caller's future never
//! leaves a transaction half done.
//!
//! SQL is written once, in PostgreSQL's spelling: parameters are `$1`, `in $1[]` takes a list,
//! `for update skip locked` claims. `sqlite.rs` strips or rewrites just these.

mod migrate;
mod postgres;
mod sqlite;
mod value;

use crate::{Error, Result};

pub(crate) use value::{Row, Value};

/// Parameters of a statement, each turned into a [`Value`].
macro_rules! params {
    ($($value:expr),* $(,)?) => { &[$($crate::db::Value::from($value)),*] };
}
pub(crate) use params;

/// An open database. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) enum Db {
    /// One file on this machine.
    Sqlite(sqlite::Sqlite),
    /// A server.
    Postgres(postgres::Postgres),
}

/// A connection while one function uses it.
pub(crate) enum Session<'a> {
    Sqlite(sqlite::Session<'a>),
    Postgres(postgres::Session<'a>),
}

/// What an article is found by.
pub(crate) struct Document {
    pub(crate) article: i64,
    /// Each word once, with a space between two; without quotes, backslashes and other white space.
    pub(crate) words: String,
}

/// What the index is asked for; words as in [`Document`].
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanting {
    /// At least one word of each of these.
    pub(crate) all: Vec<Vec<String>>,
    /// Not all words of any of these.
    pub(crate) none: Vec<Vec<String>>,
    /// Only articles with a smaller id.
    pub(crate) below: Option<i64>,
    /// Only articles with a larger id.
    pub(crate) above: Option<i64>,
}

impl Wanting {
    /// As text in which `quote` has put the words between the signs of a query language.
    fn spelled(&self, quote: impl Fn(&str) -> String, signs: [&str; 3]) -> String {
        let [and, or, not] = signs;
        let joined = |words: &[String], sign: &str| {
            let words: Vec<String> = words.iter().map(|word| quote(word)).collect();
            format!("({})", words.join(sign))
        };
        let all: Vec<String> = self.all.iter().map(|words| joined(words, or)).collect();
        let all = all.join(and);
        let none = self.none.iter().filter(|words| !words.is_empty());
        let none: Vec<String> = none.map(|words| joined(words, and)).collect();
        if none.is_empty() { all } else { format!("({all}){not}({})", none.join(or)) }
    }
}

impl Db {
    /// Opens the database that the setting names and brings its tables up to date.
    pub(crate) async fn open(database: &str) -> Result<Db> {
        if let Some(path) = database.strip_prefix("sqlite:") {
            return sqlite::Sqlite::open(path).await.map(Db::Sqlite);
        }
        if database.starts_with("postgres://") || database.starts_with("postgresql://") {
            return postgres::Postgres::open(database).await.map(Db::Postgres);
        }
        Err(Error::Config(
            "`database` is neither `sqlite:PATH` nor `postgres://USER@HOST/NAME`; set one of them"
                .to_owned(),
        ))
    }

    /// Runs a function that only reads.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Session<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        match self {
            Db::Sqlite(db) => db.read(work).await,
            Db::Postgres(db) => db.read(work).await,
        }
    }

    /// Runs a function in one transaction: all of what it wrote is kept, or nothing when it fails.
    pub(crate) async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Session<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        match self {
            Db::Sqlite(db) => db.write(work).await,
            Db::Postgres(db) => db.write(work).await,
        }
    }
}

impl Session<'_> {
    /// All rows of a query.
    pub(crate) fn rows(&self, sql: &str, params: &[Value<'_>]) -> Result<Vec<Row>> {
        match self {
            Session::Sqlite(session) => session.rows(sql, params),
            Session::Postgres(session) => session.rows(sql, params),
        }
    }

    /// The first row of a query.
    pub(crate) fn row(&self, sql: &str, params: &[Value<'_>]) -> Result<Option<Row>> {
        self.rows(sql, params).map(|rows| rows.into_iter().next())
    }

    /// Runs a statement and says how many rows it touched.
    pub(crate) fn run(&self, sql: &str, params: &[Value<'_>]) -> Result<u64> {
        match self {
            Session::Sqlite(session) => session.run(sql, params),
            Session::Postgres(session) => session.run(sql, params),
        }
    }

    /// Runs an `insert … values ($1, …) …` for each of many rows, in few round trips.
    pub(crate) fn run_many(&self, sql: &str, rows: &[Vec<Value<'_>>]) -> Result<()> {
        match self {
            Session::Sqlite(session) => rows.iter().try_for_each(|row| {
                session.run(sql, row)?;
                Ok(())
            }),
            Session::Postgres(session) => session.run_many(sql, rows),
        }
    }

    /// Waits until no other transaction of any process holds this, and holds it until the end of the
    /// transaction: for what is decided by rows that others may be about to write.
    pub(crate) fn take_turn(&self, name: &str) -> Result<()> {
        match self {
            Session::Sqlite(_) => Ok(()), // there is one that writes
            Session::Postgres(session) => session.take_turn(name),
        }
    }

    /// Makes articles findable by these words, in place of any that they had.
    pub(crate) fn index_words(&self, documents: &[Document]) -> Result<()> {
        match self {
            Session::Sqlite(session) => session.index_words(documents),
            Session::Postgres(session) => session.index_words(documents),
        }
    }

    /// The newest articles that have the wanted words, newest first. Wanting nothing finds nothing.
    pub(crate) fn articles_matching(&self, wanting: &Wanting, limit: u32) -> Result<Vec<i64>> {
        if wanting.all.is_empty() || wanting.all.iter().any(Vec::is_empty) {
            return Ok(Vec::new());
        }
        match self {
            Session::Sqlite(session) => session.articles_matching(wanting, limit),
            Session::Postgres(session) => session.articles_matching(wanting, limit),
        }
    }
}
