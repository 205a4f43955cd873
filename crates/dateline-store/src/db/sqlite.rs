//! SQLite: one thread that writes, a few that read, none of them the server's.
//!
//! The file is in WAL mode, so readers never wait for the writer and see the state of its last
//! commit. All writes queue for the one writer thread: "database is locked" cannot happen within
//! this process, and other processes (a backup, a shell) are waited for.

use std::cell::RefCell;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};
use tokio::sync::oneshot;

use super::{Document, Row, Value, Wanting, migrate};
use crate::{Error, Result};

/// Marks the file as ours: "DTLN". A database of another program is refused.
const APPLICATION_ID: i32 = 0x4454_4c4e;

/// Bodies are a few kilobytes: on pages this large most of them need no overflow page.
const PAGE_SIZE_BYTES: u32 = 16 * 1024;

/// How long to wait for another process that holds the file.
const BUSY_TIMEOUT_MS: u32 = 10_000;

/// Page cache of the writer and of each reader, in KiB: enough for the upper levels of every index
/// of a million articles, little enough for a small board.
const WRITER_CACHE_KIB: u32 = 16 * 1024;
const READER_CACHE_KIB: u32 = 8 * 1024;

/// Readers beyond this number only take memory.
const MOST_READERS: usize = 8;

/// Every statement of the store fits, so none is prepared twice on one connection.
const STATEMENTS_KEPT: usize = 256;

/// A piece of work for a database thread.
type Task = Box<dyn FnOnce(&mut Desk) + Send>;

/// An open file with its threads, which end when the last clone is dropped.
#[derive(Clone, Debug)]
pub(crate) struct Sqlite {
    writer: mpsc::Sender<Task>,
    readers: mpsc::Sender<Task>,
}

/// What a database thread works with.
struct Desk {
    connection: Connection,
    /// SQL in SQLite's spelling, by the text it was made from.
    spellings: RefCell<HashMap<String, Arc<str>>>,
}

/// A connection while one function uses it.
pub(crate) struct Session<'a> {
    connection: &'a Connection,
    spellings: &'a RefCell<HashMap<String, Arc<str>>>,
}

impl Sqlite {
    /// Opens or makes the file, brings its tables up to date and starts the threads.
    pub(super) async fn open(path: &str) -> Result<Sqlite> {
        let path = path.to_owned();
        tokio::task::spawn_blocking(move || start(&path)).await.map_err(Error::unavailable)?
    }

    pub(super) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&super::Session<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        ask(&self.readers, move |desk| work(&super::Session::Sqlite(desk.session()))).await
    }

    pub(super) async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&super::Session<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        ask(&self.writer, move |desk| {
            let transaction = desk
                .connection
                .transaction_with_behavior(TransactionBehavior::Immediate)
                .map_err(Error::unavailable)?;
            let session = Session { connection: &transaction, spellings: &desk.spellings };
            let answer = work(&super::Session::Sqlite(session))?;
            transaction.commit().map_err(Error::unavailable)?;
            Ok(answer)
        })
        .await
    }
}

/// Hands work to a thread and waits for its answer without blocking.
async fn ask<T: Send + 'static>(
    threads: &mpsc::Sender<Task>,
    work: impl FnOnce(&mut Desk) -> Result<T> + Send + 'static,
) -> Result<T> {
    let (answer, answered) = oneshot::channel();
    let task: Task = Box::new(move |desk| {
        // Nobody waits for the answer any more when the caller was dropped; the work stands.
        let _ = answer.send(work(desk));
    });
    threads.send(task).map_err(|_| Error::unavailable("the database threads have ended"))?;
    answered.await.map_err(|_| Error::unavailable("the database thread gave up on this work"))?
}

fn start(path: &str) -> Result<Sqlite> {
    let writer = open_writer(path)?;
    let (to_writer, work) = mpsc::channel();
    let work = Arc::new(Mutex::new(work));
    run_thread("sqlite-writer", writer, Arc::clone(&work))?;
    if path == ":memory:" {
        return Ok(Sqlite { readers: to_writer.clone(), writer: to_writer });
    }
    let (to_readers, work) = mpsc::channel();
    let work = Arc::new(Mutex::new(work));
    let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    for _ in 0..cores.clamp(2, MOST_READERS) {
        run_thread("sqlite-reader", open_reader(path)?, Arc::clone(&work))?;
    }
    Ok(Sqlite { writer: to_writer, readers: to_readers })
}

/// Starts a thread that works through the queue until every sender is gone.
fn run_thread(
    name: &str,
    connection: Connection,
    queue: Arc<Mutex<mpsc::Receiver<Task>>>,
) -> Result<()> {
    let mut desk = Desk { connection, spellings: RefCell::default() };
    let body = move || {
        loop {
            let task = queue.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(task) = task else { return };
            // A panic loses its own work (rolled back), never the thread.
            if catch_unwind(AssertUnwindSafe(|| task(&mut desk))).is_err() {
                tracing::error!("work on the database panicked and was rolled back");
            }
        }
    };
    let thread = std::thread::Builder::new().name(name.to_owned());
    thread.spawn(body).map(drop).map_err(Error::unavailable)
}

fn open_writer(path: &str) -> Result<Connection> {
    let refuse = |error: rusqlite::Error| {
        Error::Config(format!(
            "cannot open `{path}` as a database: {error}; check that its folder exists and that \
             this user may write there, or set another `database`"
        ))
    };
    let mut connection = Connection::open(path).map_err(refuse)?;
    let version = check_ours(&connection, path).map_err(|error| match error {
        Error::Unavailable(source) => {
            Error::Config(format!("cannot read `{path}` as a database: {source}"))
        }
        other => other,
    })?;
    let steps = migrate::missing_steps(version)?;
    prepare_patiently(&connection).map_err(refuse)?;
    for step in steps {
        apply(&mut connection, step).map_err(refuse)?;
    }
    Ok(connection)
}

/// The version of the tables in this file, 0 for an empty one. Reads only.
fn check_ours(connection: &Connection, path: &str) -> Result<i64> {
    let number = |sql: &str| {
        connection.query_row(sql, [], |row| row.get::<_, i64>(0)).map_err(Error::unavailable)
    };
    let version = number("pragma user_version")?;
    let ours = number("pragma application_id")? == i64::from(APPLICATION_ID);
    let empty = number("select count(*) from sqlite_schema")? == 0;
    if ours || empty {
        return Ok(version);
    }
    Err(Error::Config(format!(
        "`{path}` is a database of another program; set `database` to a file of its own"
    )))
}

/// Turning a new file into a write-ahead one needs it alone, and SQLite does not wait for that: of
/// several that open a new file together, all but one are told that it is locked.
fn prepare_patiently(connection: &Connection) -> rusqlite::Result<()> {
    let end = Instant::now() + Duration::from_millis(BUSY_TIMEOUT_MS.into());
    loop {
        let outcome = prepare(connection, WRITER_CACHE_KIB);
        let busy = outcome.as_ref().err().and_then(rusqlite::Error::sqlite_error_code)
            == Some(ErrorCode::DatabaseBusy);
        if !busy || Instant::now() >= end {
            return outcome;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// Settings of the file (kept) and of the connection (not kept).
fn prepare(connection: &Connection, cache_kib: u32) -> rusqlite::Result<()> {
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    // Else SQLite plans a cached statement anew whenever other values are bound to it.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.execute_batch(&format!(
        "pragma busy_timeout = {BUSY_TIMEOUT_MS};
         pragma page_size = {PAGE_SIZE_BYTES};
         pragma journal_mode = wal;
         pragma synchronous = normal;
         pragma foreign_keys = on;
         pragma temp_store = memory;
         pragma cache_size = -{cache_kib};"
    ))
}

fn apply(connection: &mut Connection, step: &migrate::Step) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: i64 = transaction.query_row("pragma user_version", [], |row| row.get(0))?;
    if version < step.version {
        transaction.execute_batch(step.sqlite)?;
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", step.version)?;
    }
    transaction.commit()
}

fn open_reader(path: &str) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(Error::unavailable)?;
    prepare(&connection, READER_CACHE_KIB).map_err(Error::unavailable)?;
    connection.execute_batch("pragma query_only = on").map_err(Error::unavailable)?;
    Ok(connection)
}

impl Desk {
    fn session(&self) -> Session<'_> {
        Session { connection: &self.connection, spellings: &self.spellings }
    }
}

impl Session<'_> {
    pub(super) fn rows(&self, sql: &str, params: &[Value<'_>]) -> Result<Vec<Row>> {
        self.query(sql, params).map_err(Error::unavailable)
    }

    pub(super) fn run(&self, sql: &str, params: &[Value<'_>]) -> Result<u64> {
        self.execute(sql, params).map_err(Error::unavailable)
    }

    pub(super) fn index_words(&self, documents: &[Document]) -> Result<()> {
        let ids: Vec<i64> = documents.iter().map(|document| document.article).collect();
        self.run(
            "delete from words where rowid in (
               select id from words_docsize where id in $1[])",
            super::params![ids],
        )?;
        for Document { article, words } in documents {
            self.run(
                "insert into words (rowid, text) values ($1, $2)",
                super::params![*article, words],
            )?;
        }
        Ok(())
    }

    pub(super) fn articles_matching(&self, wanting: &Wanting, limit: u32) -> Result<Vec<i64>> {
        let wanted = wanting.spelled(|word| format!("\"{word}\""), [" AND ", " OR ", " NOT "]);
        let mut rows = self.rows(
            "select rowid as article from words where words match $1 and rowid > $2 and rowid < $3
             order by rowid desc limit $4",
            super::params![
                wanted,
                wanting.above.unwrap_or(0),
                wanting.below.unwrap_or(i64::MAX),
                limit
            ],
        )?;
        rows.iter_mut().map(|row| row.take("article")).collect()
    }

    fn query(&self, sql: &str, params: &[Value<'_>]) -> rusqlite::Result<Vec<Row>> {
        let mut statement = self.connection.prepare_cached(&self.spelling(sql))?;
        let columns: Arc<[String]> = statement.column_names().map(str::to_owned).collect();
        let mut found = statement.query(rusqlite::params_from_iter(params))?;
        let mut rows = Vec::new();
        while let Some(row) = found.next()? {
            let values = (0..columns.len()).map(|at| row.get_ref(at).map(owned));
            rows.push(Row::new(Arc::clone(&columns), values.collect::<rusqlite::Result<_>>()?));
        }
        Ok(rows)
    }

    fn execute(&self, sql: &str, params: &[Value<'_>]) -> rusqlite::Result<u64> {
        let mut statement = self.connection.prepare_cached(&self.spelling(sql))?;
        let touched = statement.execute(rusqlite::params_from_iter(params))?;
        Ok(u64::try_from(touched).unwrap_or(u64::MAX))
    }

    fn spelling(&self, sql: &str) -> Arc<str> {
        if let Some(known) = self.spellings.borrow().get(sql) {
            return Arc::clone(known);
        }
        let spelled: Arc<str> = spell(sql).into();
        self.spellings.borrow_mut().insert(sql.to_owned(), Arc::clone(&spelled));
        spelled
    }
}

/// Rewrites the store's SQL for SQLite: `$1` is `?1` (where `$1` would be a name), a list is read
/// from JSON, and row locks are not needed where there is one writer.
fn spell(sql: &str) -> String {
    let locks = ["for update skip locked", "for no key update", "for update"];
    let sql = locks.iter().fold(sql.to_owned(), |sql, lock| sql.replace(lock, ""));
    let mut spelled = String::with_capacity(sql.len() + 64);
    let mut rest = sql.as_str();
    while let Some((before, after)) = rest.split_once('$') {
        spelled.push_str(before);
        let digits = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        let (number, after) = after.split_at(digits);
        if let Some(after) = after.strip_prefix("[]") {
            spelled.push_str("(select value from json_each(?");
            spelled.push_str(number);
            spelled.push_str("))");
            rest = after;
        } else {
            spelled.push('?');
            spelled.push_str(number);
            rest = after;
        }
    }
    spelled.push_str(rest);
    spelled
}

impl rusqlite::ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let json = |list: serde_json::Result<String>| {
            list.map(ToSqlOutput::from)
                .map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
        };
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Integer(number) => ValueRef::Integer(*number),
            Value::Real(number) => ValueRef::Real(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
            Value::Boolean(truth) => ValueRef::Integer(i64::from(*truth)),
            Value::Integers(list) => return json(serde_json::to_string(list)),
            Value::Texts(list) => return json(serde_json::to_string(list)),
        }))
    }
}

fn owned(value: ValueRef<'_>) -> Value<'static> {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Integer(number),
        ValueRef::Real(number) => Value::Real(number),
        ValueRef::Text(text) => Value::from(match std::str::from_utf8(text) {
            Ok(text) => text.to_owned(),
            Err(_) => String::from_utf8_lossy(text).into_owned(),
        }),
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec().into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sql: &str, expected: &str) {
        assert_eq!(spell(sql), expected);
    }

    #[test]
    fn sql_is_spelled_for_sqlite() {
        check(
            "select a from b where c = $1 and d > $12",
            "select a from b where c = ?1 and d > ?12",
        );
        check(
            "select a from b where c in $2[] limit $1",
            "select a from b where c in (select value from json_each(?2)) limit ?1",
        );
        check("select a from b limit $1 for update skip locked", "select a from b limit ?1 ");
        check("select a from b for no key update", "select a from b ");
        check("$", "?");
    }

    #[tokio::test]
    async fn a_full_disk_is_told_and_survived() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("paper.db").display().to_string();
        let db = Sqlite::open(&path).await.expect("opens");
        let save = |value: &'static str| {
            db.write(move |session| {
                let sql = "insert into settings (name, value) values ($1, $1)";
                (0..2_000).try_for_each(|number| {
                    let name = format!("{value} {number} {}", "x".repeat(100));
                    session.run(sql, super::super::params![&name]).map(drop)
                })
            })
        };
        let room =
            |pages: &'static str| db.write(move |session| session.rows(pages, &[]).map(drop));
        room("pragma max_page_count = 1").await.expect("no page more than there are");
        let error = save("a").await.expect_err("there is no room");
        let told = "the database is unavailable: database or disk is full";
        assert_eq!(error.to_string(), told);
        assert!(matches!(error, Error::Unavailable(_)));
        let rows = db.read(|session| session.rows("select name from settings", &[])).await;
        assert!(rows.expect("reads go on").is_empty(), "all or nothing");
        room("pragma max_page_count = 100000").await.expect("room again");
        save("b").await.expect("writes go on");
    }

    #[tokio::test]
    async fn a_panic_loses_its_own_work_alone() {
        let db = Sqlite::open(":memory:").await.expect("opens");
        let lost = db.write(|session| -> Result<()> {
            session.run("insert into settings (name, value) values ('a', 'b')", &[])?;
            panic!("a fault of ours")
        });
        assert!(lost.await.is_err());
        let rows = db.read(|session| session.rows("select name from settings", &[])).await;
        assert!(rows.expect("the thread lives").is_empty(), "rolled back");
    }
}
