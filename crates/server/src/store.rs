//! The database: SQLite in a file, or PostgreSQL by address. Both are spoken to with the same statements.
//!
//! **One writer.** Everything that is written goes through one task, which puts what waits into one transaction, each request
//! behind a savepoint of its own: one wait for the disk serves them all. A request is answered when its transaction is on disk.

use std::time::Duration;

use sqlx::any::{AnyArguments, AnyPoolOptions, AnyRow};
use sqlx::query::Query;
use sqlx::{Any, AnyConnection, AnyPool, Connection as _, Executor as _, Row as _};
use tokio::sync::{mpsc, oneshot};

/// The most requests in one transaction.
const MOST_AT_ONCE: usize = 256;
/// The most requests that wait to be written.
const MOST_WAITING: usize = 4_096;
/// Readers of the database.
const READERS: u32 = 8;
/// How long a reader waits for a connection.
const PATIENCE: Duration = Duration::from_secs(20);

/// Why something was not kept or not found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StoreError {
    /// It was changed meanwhile, or is there already, or there no more. Nothing of the request was kept.
    Conflict,
    /// The database does not answer. Nothing of the request was acknowledged.
    Unavailable,
}

/// A value of a statement.
#[derive(Clone, Debug)]
pub(crate) enum Bound {
    /// A text.
    Text(String),
    /// A whole number.
    Int(i64),
    /// Bytes.
    Bytes(Vec<u8>),
    /// Bytes that are not there.
    NoBytes,
}

impl From<&str> for Bound {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Bound {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Bound {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<Vec<u8>> for Bound {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl From<&[u8]> for Bound {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(bytes.to_vec())
    }
}

impl From<Option<Vec<u8>>> for Bound {
    fn from(bytes: Option<Vec<u8>>) -> Self {
        bytes.map_or(Self::NoBytes, Self::Bytes)
    }
}

/// One statement that changes something.
#[derive(Clone, Debug)]
pub(crate) struct Write {
    sql: &'static str,
    values: Vec<Bound>,
    /// How many rows it has to change; any number where there is none.
    rows: Option<u64>,
}

/// A statement with its values, in the order of `$1`, `$2`, ….
pub(crate) fn write(sql: &'static str, values: Vec<Bound>) -> Write {
    Write { sql, values, rows: None }
}

impl Write {
    /// Where it does not change exactly one row, the whole request is a conflict.
    pub(crate) fn of_one_row(mut self) -> Self {
        self.rows = Some(1);
        self
    }
}

struct Batch {
    writes: Vec<Write>,
    done: oneshot::Sender<Result<(), StoreError>>,
}

/// The database.
#[derive(Clone)]
pub(crate) struct Store {
    pool: AnyPool,
    writer: mpsc::Sender<Batch>,
}

/// Why there is no database.
#[derive(Debug)]
pub(crate) struct NoStore(pub(crate) String);

impl std::fmt::Display for NoStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NoStore {}

impl Store {
    /// Opens the database at `url` (`sqlite://FILE?mode=rwc`, `sqlite::memory:` or `postgres://…`) and makes its tables.
    pub(crate) async fn open(url: &str) -> Result<Self, NoStore> {
        sqlx::any::install_default_drivers();
        let is_lite = url.starts_with("sqlite");
        let is_memory = url.starts_with("sqlite::memory:");
        let options = AnyPoolOptions::new()
            .max_connections(if is_memory { 1 } else { READERS })
            .min_connections(1)
            .acquire_timeout(PATIENCE)
            .idle_timeout(None)
            .max_lifetime(None)
            .after_connect(move |connection, _| Box::pin(prepare(connection, is_lite)));
        // The address of a database may hold a password, so it is not repeated.
        let failed = |error: sqlx::Error| NoStore(format!("cannot open the database: {}", without_address(&error)));
        let pool = options.connect(url).await.map_err(failed)?;
        for sql in if is_lite { LITE } else { POSTGRES } {
            pool.execute(*sql).await.map_err(failed)?;
        }
        let (writer, waiting) = mpsc::channel(MOST_WAITING);
        tokio::spawn(write_all(pool.clone(), waiting));
        Ok(Self { pool, writer })
    }

    /// Does all of it or nothing, and comes back when it is on disk.
    pub(crate) async fn write(&self, writes: Vec<Write>) -> Result<(), StoreError> {
        let (done, kept) = oneshot::channel();
        self.writer.send(Batch { writes, done }).await.map_err(|_| StoreError::Unavailable)?;
        kept.await.map_err(|_| StoreError::Unavailable)?
    }

    /// The rows of a query.
    pub(crate) async fn rows(&self, sql: &'static str, values: Vec<Bound>) -> Result<Vec<AnyRow>, StoreError> {
        bound(sql, values).fetch_all(&self.pool).await.map_err(|error| refused(&error))
    }

    /// The first row of a query.
    pub(crate) async fn row(&self, sql: &'static str, values: Vec<Bound>) -> Result<Option<AnyRow>, StoreError> {
        bound(sql, values).fetch_optional(&self.pool).await.map_err(|error| refused(&error))
    }

    /// Waits until everything is written, and closes the database.
    pub(crate) async fn close(&self) {
        self.pool.close().await;
    }
}

/// A column of a row. A row of another shape than asked for is a fault of the database.
pub(crate) fn column<'r, T>(row: &'r AnyRow, at: usize) -> Result<T, StoreError>
where
    T: sqlx::Decode<'r, Any> + sqlx::Type<Any>,
{
    row.try_get(at).map_err(|_| StoreError::Unavailable)
}

fn bound(sql: &'static str, values: Vec<Bound>) -> Query<'static, Any, AnyArguments> {
    values.into_iter().fold(sqlx::query(sql), |query, value| match value {
        Bound::Text(text) => query.bind(text),
        Bound::Int(number) => query.bind(number),
        Bound::Bytes(bytes) => query.bind(bytes),
        Bound::NoBytes => query.bind(None::<Vec<u8>>),
    })
}

fn refused(error: &sqlx::Error) -> StoreError {
    let is_taken = matches!(error, sqlx::Error::Database(error) if error.is_unique_violation());
    if is_taken {
        return StoreError::Conflict;
    }
    tracing::error!(error = %without_address(error), "the database does not answer");
    StoreError::Unavailable
}

/// What is wrong, without what stands in an address or a row.
fn without_address(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Database(error) => format!("it refuses ({})", error.code().unwrap_or_default()),
        sqlx::Error::Io(error) => format!("it cannot be reached ({})", error.kind()),
        sqlx::Error::PoolTimedOut => "it is too busy".to_owned(),
        sqlx::Error::Configuration(_) => "its address makes no sense".to_owned(),
        _ => "it fails".to_owned(),
    }
}

async fn prepare(connection: &mut AnyConnection, is_lite: bool) -> Result<(), sqlx::Error> {
    // What is deleted is overwritten; what is acknowledged is on disk; readers do not wait for the writer.
    const LITE: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; \
                        PRAGMA busy_timeout = 20000; PRAGMA foreign_keys = ON";
    if is_lite {
        sqlx::raw_sql(LITE).execute(connection).await?;
    }
    Ok(())
}

async fn write_all(pool: AnyPool, mut waiting: mpsc::Receiver<Batch>) {
    while let Some(first) = waiting.recv().await {
        let mut batches = vec![first];
        while batches.len() < MOST_AT_ONCE
            && let Ok(next) = waiting.try_recv()
        {
            batches.push(next);
        }
        let kept = write_together(&pool, &mut batches).await;
        for (batch, kept) in batches.into_iter().zip(kept) {
            // Who went away meanwhile will find it written.
            let _ = batch.done.send(kept);
        }
    }
}

/// One transaction for all; what one of them does wrong does not touch the others.
async fn write_together(pool: &AnyPool, batches: &mut [Batch]) -> Vec<Result<(), StoreError>> {
    let failed = |error: &sqlx::Error, count: usize| vec![Err(refused(error)); count];
    let mut connection = match pool.acquire().await {
        Ok(connection) => connection,
        Err(error) => return failed(&error, batches.len()),
    };
    let mut transaction = match connection.begin().await {
        Ok(transaction) => transaction,
        Err(error) => return failed(&error, batches.len()),
    };
    let mut kept = Vec::with_capacity(batches.len());
    for batch in batches.iter_mut() {
        match write_one(&mut transaction, std::mem::take(&mut batch.writes)).await {
            Ok(outcome) => kept.push(outcome),
            Err(error) => return failed(&error, batches.len()),
        }
    }
    match transaction.commit().await {
        Ok(()) => kept,
        Err(error) => failed(&error, batches.len()),
    }
}

async fn write_one(connection: &mut AnyConnection, writes: Vec<Write>) -> Result<Result<(), StoreError>, sqlx::Error> {
    sqlx::raw_sql("SAVEPOINT one").execute(&mut *connection).await?;
    let mut outcome = Ok(());
    for Write { sql, values, rows } in writes {
        outcome = match bound(sql, values).execute(&mut *connection).await {
            Ok(done) if rows.is_none_or(|rows| rows == done.rows_affected()) => continue,
            Ok(_) => Err(StoreError::Conflict),
            Err(error) => Err(refused(&error)),
        };
        break;
    }
    if outcome.is_err() {
        sqlx::raw_sql("ROLLBACK TO SAVEPOINT one").execute(&mut *connection).await?;
    }
    sqlx::raw_sql("RELEASE SAVEPOINT one").execute(connection).await?;
    Ok(outcome)
}

macro_rules! schema {
    ($bytes:literal) => {
        &[
            "CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
            concat!(
                "CREATE TABLE IF NOT EXISTS accounts (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, ",
                "salt ",
                $bytes,
                ", verifier ",
                $bytes,
                ")"
            ),
            concat!(
                "CREATE TABLE IF NOT EXISTS sessions (hash ",
                $bytes,
                " PRIMARY KEY, subject TEXT NOT NULL, ",
                "expires BIGINT NOT NULL, wrapped ",
                $bytes,
                ")"
            ),
            concat!(
                "CREATE TABLE IF NOT EXISTS invitations (hash ",
                $bytes,
                " PRIMARY KEY, subject TEXT NOT NULL, ",
                "expires BIGINT NOT NULL)"
            ),
            concat!(
                "CREATE TABLE IF NOT EXISTS tables (id TEXT PRIMARY KEY, owner TEXT NOT NULL, created BIGINT NOT NULL, ",
                "title ",
                $bytes,
                " NOT NULL)"
            ),
            concat!(
                "CREATE TABLE IF NOT EXISTS seats (table_id TEXT NOT NULL, seat BIGINT NOT NULL, salt ",
                $bytes,
                " NOT NULL, ",
                "verifier ",
                $bytes,
                " NOT NULL, wrapped ",
                $bytes,
                " NOT NULL, PRIMARY KEY (table_id, seat))"
            ),
            concat!(
                "CREATE TABLE IF NOT EXISTS streams (table_id TEXT NOT NULL, stream TEXT NOT NULL, wrapped ",
                $bytes,
                " NOT NULL, PRIMARY KEY (table_id, stream))"
            ),
            concat!(
                "CREATE TABLE IF NOT EXISTS lines (table_id TEXT NOT NULL, ordinal BIGINT NOT NULL, stream TEXT NOT NULL, ",
                "seq BIGINT NOT NULL, sealed ",
                $bytes,
                " NOT NULL, PRIMARY KEY (table_id, ordinal))"
            ),
            concat!(
                "CREATE TABLE IF NOT EXISTS done (table_id TEXT NOT NULL, actor TEXT NOT NULL, token TEXT NOT NULL, ",
                "seen BIGINT NOT NULL, PRIMARY KEY (table_id, actor, token))"
            ),
            concat!(
                "CREATE TABLE IF NOT EXISTS documents (owner TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, ",
                "version BIGINT NOT NULL, changed BIGINT NOT NULL, sealed ",
                $bytes,
                " NOT NULL, PRIMARY KEY (owner, kind, id, version))"
            ),
        ]
    };
}

/// The tables in the words of SQLite.
const LITE: &[&str] = schema!("BLOB");
/// The tables in the words of PostgreSQL.
const POSTGRES: &[&str] = schema!("BYTEA");

/// Copies a database of SQLite as it is at one moment into a new file, also while a server writes to it.
pub(crate) async fn copy(url: &str, file: &str) -> Result<(), NoStore> {
    sqlx::any::install_default_drivers();
    let failed = |error: sqlx::Error| NoStore(format!("cannot copy the database: {}", without_address(&error)));
    let mut connection = AnyConnection::connect(url).await.map_err(failed)?;
    sqlx::query("VACUUM INTO $1").bind(file.to_owned()).execute(&mut connection).await.map_err(failed)?;
    connection.close().await.map_err(failed)
}
