//! PostgreSQL: a pool of connections, each used by one function at a time.
//!
//! The functions of the store are not async, so they run on threads that may block, and wait there
//! for the server's answers. Statements are prepared once on each connection.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use deadpool_postgres::{
    GenericClient, Manager, ManagerConfig, Object, Pool, RecyclingMethod, Runtime,
};
use tokio::runtime::Handle;
use tokio_postgres::types::{
    FromSql, IsNull, Kind, ToSql, Type, private::BytesMut, to_sql_checked,
};
use tokio_postgres::{Config, NoTls};

use super::{Document, Row, Value, Wanting, migrate};
use crate::{Error, Result};

/// Connections that one process holds at most. PostgreSQL allows 100 in all unless told otherwise,
/// and several processes share them.
const MOST_CONNECTIONS: usize = 16;

/// How long to wait for the server, or for a free connection, before giving up.
const PATIENCE: Duration = Duration::from_secs(10);

/// Every statement of the store has its index. The planner would rather read the whole table of
/// search words, as it does not count that they lie apart from it (5,000 articles: 57 ms for a rare
/// word, against 1 ms); and compiling a statement costs more than running any of ours.
const PLANNING: &str = "-c enable_seqscan=off -c jit=off";

/// Rows in one `insert` at most: PostgreSQL takes 65,535 parameters.
const ROWS_AT_ONCE: usize = 512;

/// Serialises the migrations of processes that start together; any number of our own will do.
const MIGRATION_LOCK: i64 = 0x4454_4c4e;

/// A pool of connections to one server.
#[derive(Clone)]
pub(crate) struct Postgres {
    pool: Pool,
}

impl std::fmt::Debug for Postgres {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Postgres")
    }
}

/// A connection while one function uses it.
pub(crate) struct Session<'a> {
    client: &'a Object,
    runtime: &'a Handle,
}

impl Postgres {
    /// Connects and brings the tables up to date.
    pub(super) async fn open(url: &str) -> Result<Postgres> {
        let mut config: Config = url.parse().map_err(|error| {
            Error::Config(format!("`database` is not a usable PostgreSQL address: {error}"))
        })?;
        if config.get_application_name().is_none() {
            config.application_name("dateline");
        }
        let options = format!("{} {PLANNING}", config.get_options().unwrap_or_default());
        config.options(options);
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(PATIENCE);
        }
        let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
        let manager = Manager::from_config(config, NoTls, recycling);
        let pool = Pool::builder(manager)
            .max_size(MOST_CONNECTIONS)
            .wait_timeout(Some(PATIENCE))
            .runtime(Runtime::Tokio1)
            .build()
            .map_err(Error::unavailable)?;
        let postgres = Postgres { pool };
        postgres.migrate().await?;
        Ok(postgres)
    }

    pub(super) async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&super::Session<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.run(move |session| work(&super::Session::Postgres(session))).await
    }

    pub(super) async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&super::Session<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        self.run(move |session| {
            let whole = Transaction::begin(session.client, session.runtime)?;
            let answer = work(&super::Session::Postgres(session))?;
            whole.commit()?;
            Ok(answer)
        })
        .await
    }

    async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(Session<'_>) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let client = self.pool.get().await.map_err(Error::unavailable)?;
        let runtime = Handle::current();
        let task = move || work(Session { client: &client, runtime: &runtime });
        tokio::task::spawn_blocking(task).await.map_err(Error::unavailable)?
    }

    async fn migrate(&self) -> Result<()> {
        let mut client = self.pool.get().await.map_err(Error::unavailable)?;
        let transaction = client.transaction().await.map_err(Error::unavailable)?;
        let version = version(&transaction).await.map_err(Error::unavailable)?;
        for step in migrate::missing_steps(version)? {
            transaction.batch_execute(step.postgres).await.map_err(Error::unavailable)?;
            transaction
                .execute("update dateline_schema set version = $1", &[&step.version])
                .await
                .map_err(Error::unavailable)?;
        }
        transaction.commit().await.map_err(Error::unavailable)
    }
}

/// The version of the tables, 0 for an empty database; others that ask wait for our transaction.
async fn version(client: &impl GenericClient) -> std::result::Result<i64, tokio_postgres::Error> {
    client.execute("select pg_advisory_xact_lock($1)", &[&MIGRATION_LOCK]).await?;
    client
        .batch_execute(
            "create table if not exists dateline_schema (version bigint not null);
             insert into dateline_schema (version)
             select 0 where not exists (select 1 from dateline_schema);",
        )
        .await?;
    client.query_one("select version from dateline_schema", &[]).await?.try_get(0)
}

/// An open transaction; dropped without [`Transaction::commit`], it is rolled back.
struct Transaction<'a> {
    client: &'a Object,
    runtime: &'a Handle,
    done: bool,
}

impl<'a> Transaction<'a> {
    fn begin(client: &'a Object, runtime: &'a Handle) -> Result<Transaction<'a>> {
        runtime.block_on(client.batch_execute("begin")).map_err(Error::unavailable)?;
        Ok(Transaction { client, runtime, done: false })
    }

    fn commit(mut self) -> Result<()> {
        self.done = true;
        self.runtime.block_on(self.client.batch_execute("commit")).map_err(Error::unavailable)
    }
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        if !self.done {
            // When this fails the connection is broken, and the server rolls back by itself.
            let _ = self.runtime.block_on(self.client.batch_execute("rollback"));
        }
    }
}

impl Session<'_> {
    pub(super) fn rows(&self, sql: &str, params: &[Value<'_>]) -> Result<Vec<Row>> {
        self.runtime.block_on(self.query(sql, params))
    }

    pub(super) fn run(&self, sql: &str, params: &[Value<'_>]) -> Result<u64> {
        self.runtime.block_on(self.execute(sql, params))
    }

    pub(super) fn run_many(&self, sql: &str, rows: &[Vec<Value<'_>>]) -> Result<()> {
        for rows in helpings(rows) {
            let params: Vec<Value<'_>> = rows.iter().flatten().cloned().collect();
            self.run(&for_rows(sql, rows.len()), &params)?;
        }
        Ok(())
    }

    pub(super) fn take_turn(&self, name: &str) -> Result<()> {
        let sql = "select pg_advisory_xact_lock(hashtextextended($1, 0))";
        self.run(sql, super::params![name]).map(drop)
    }

    pub(super) fn index_words(&self, documents: &[Document]) -> Result<()> {
        for Document { article, words } in documents {
            self.run(
                "insert into words (article, words)
                 values ($1, array_to_tsvector(string_to_array($2, ' ')))
                 on conflict (article) do update set words = excluded.words",
                super::params![*article, words],
            )?;
        }
        Ok(())
    }

    pub(super) fn articles_matching(&self, wanting: &Wanting, limit: u32) -> Result<Vec<i64>> {
        let wanted = wanting.spelled(|word| format!("'{word}'"), [" & ", " | ", " & !"]);
        // Materialised: the planner would else walk the primary key backwards and filter.
        let mut rows = self.rows(
            "with matches as materialized (
               select article from words
               where words @@ $1::text::tsquery and article > $2 and article < $3
             )
             select article from matches order by article desc limit $4",
            super::params![
                wanted,
                wanting.above.unwrap_or(0),
                wanting.below.unwrap_or(i64::MAX),
                limit
            ],
        )?;
        rows.iter_mut().map(|row| row.take("article")).collect()
    }

    async fn query(&self, sql: &str, params: &[Value<'_>]) -> Result<Vec<Row>> {
        let sql = spell(sql);
        let statement = self.client.prepare_cached(&sql).await.map_err(Error::unavailable)?;
        let columns: Arc<[String]> =
            statement.columns().iter().map(|column| column.name().to_owned()).collect();
        let params: Vec<&(dyn ToSql + Sync)> = params.iter().map(|value| value as _).collect();
        let rows = self.client.query(&statement, &params).await.map_err(Error::unavailable)?;
        rows.iter()
            .map(|row| {
                let values = (0..columns.len()).map(|at| row.try_get::<_, Owned>(at).map(|v| v.0));
                let values = values.collect::<std::result::Result<_, _>>();
                Ok(Row::new(Arc::clone(&columns), values.map_err(Error::unavailable)?))
            })
            .collect()
    }

    async fn execute(&self, sql: &str, params: &[Value<'_>]) -> Result<u64> {
        let sql = spell(sql);
        let statement = self.client.prepare_cached(&sql).await.map_err(Error::unavailable)?;
        let params: Vec<&(dyn ToSql + Sync)> = params.iter().map(|value| value as _).collect();
        self.client.execute(&statement, &params).await.map_err(Error::unavailable)
    }
}

/// Rewrites the store's SQL for PostgreSQL: only lists differ.
fn spell(sql: &str) -> String {
    let mut spelled = String::with_capacity(sql.len() + 16);
    let mut rest = sql;
    while let Some((before, after)) = rest.split_once("in $") {
        let digits = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        let (number, after) = after.split_at(digits);
        spelled.push_str(before);
        spelled.push_str("= any($");
        spelled.push_str(number);
        spelled.push(')');
        rest = after.strip_prefix("[]").unwrap_or(after);
    }
    spelled.push_str(rest);
    spelled
}

/// Cuts rows into as few parts as there can be of sizes that are powers of two: a connection keeps
/// each statement that it has prepared, and there is one for each number of rows.
fn helpings<T>(mut rows: &[T]) -> impl Iterator<Item = &[T]> {
    std::iter::from_fn(move || {
        let size = ROWS_AT_ONCE.min(1 << rows.len().checked_ilog2()?);
        let helping;
        (helping, rows) = rows.split_at(size);
        Some(helping)
    })
}

/// Repeats the `values (…)` of an insert, with parameters numbered on.
fn for_rows(sql: &str, rows: usize) -> String {
    let Some((before, after)) = sql.split_once("values (") else { return sql.to_owned() };
    let Some((tuple, after)) = after.split_once(')') else { return sql.to_owned() };
    let width = tuple.matches('$').count();
    let mut text = format!("{before}values ");
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ", (" });
        for column in 1..=width {
            let comma = if column == 1 { "" } else { ", " };
            // Writing to a string cannot fail.
            let _ = write!(text, "{comma}${}", row * width + column);
        }
        text.push(')');
    }
    text.push_str(after);
    text
}

/// All of the words, as a `tsquery`. The words hold neither quotes nor backslashes.
impl ToSql for Value<'_> {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut BytesMut,
    ) -> std::result::Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Integer(number) if *kind == Type::INT4 => {
                i32::try_from(*number)?.to_sql(kind, out)
            }
            Value::Integer(number) => number.to_sql(kind, out),
            Value::Real(number) => number.to_sql(kind, out),
            Value::Text(text) => text.as_ref().replace('\0', "").to_sql(kind, out),
            Value::Bytes(bytes) => bytes.as_ref().to_sql(kind, out),
            Value::Boolean(truth) => truth.to_sql(kind, out),
            Value::Integers(list) => list.as_ref().to_sql(kind, out),
            Value::Texts(list) => list.as_ref().to_sql(kind, out),
        }
    }

    fn accepts(kind: &Type) -> bool {
        let simple = |kind: &Type| {
            [Type::INT8, Type::INT4, Type::FLOAT8, Type::TEXT, Type::BYTEA, Type::BOOL]
                .contains(kind)
        };
        match kind.kind() {
            Kind::Array(member) => simple(member),
            _ => simple(kind),
        }
    }

    to_sql_checked!();
}

/// A value that was read.
struct Owned(Value<'static>);

impl<'a> FromSql<'a> for Owned {
    fn from_sql(
        kind: &Type,
        raw: &'a [u8],
    ) -> std::result::Result<Owned, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Owned(match *kind {
            Type::INT8 => Value::Integer(i64::from_sql(kind, raw)?),
            Type::INT4 => Value::Integer(i32::from_sql(kind, raw)?.into()),
            Type::FLOAT8 => Value::Real(f64::from_sql(kind, raw)?),
            Type::BOOL => Value::Boolean(bool::from_sql(kind, raw)?),
            Type::BYTEA => Value::Bytes(raw.to_vec().into()),
            _ => Value::from(String::from_sql(kind, raw)?),
        }))
    }

    fn from_sql_null(
        _: &Type,
    ) -> std::result::Result<Owned, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Owned(Value::Null))
    }

    fn accepts(kind: &Type) -> bool {
        [Type::INT8, Type::INT4, Type::FLOAT8, Type::BOOL, Type::BYTEA, Type::TEXT].contains(kind)
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
    fn lists_are_spelled_for_postgres() {
        check(
            "select a from b where c in $2[] limit $1",
            "select a from b where c = any($2) limit $1",
        );
        check("select 1 where a in (select 2)", "select 1 where a in (select 2)");
    }

    #[test]
    fn inserts_are_repeated_for_many_rows() {
        assert_eq!(
            for_rows("insert into a (b, c) values ($1, $2) on conflict do nothing", 2),
            "insert into a (b, c) values ($1, $2), ($3, $4) on conflict do nothing"
        );
    }

    #[test]
    fn rows_are_cut_into_few_sizes() {
        let sizes = |rows: usize| {
            let rows = vec![(); rows];
            helpings(&rows).map(<[()]>::len).collect::<Vec<_>>()
        };
        assert_eq!(sizes(1_161), [512, 512, 128, 8, 1]);
        assert!(sizes(0).is_empty());
    }
}
