//! Databases that cannot be used: what is said, and that nothing is harmed.

use std::path::Path;

use dateline_store::{Error, Store};
use rusqlite::Connection;

use crate::support::{add_feed, fresh_postgres, fresh_sqlite, run_sql};

/// "DTLN", the mark of our files.
const OURS: i64 = 0x4454_4c4e;

async fn refusal(address: &str) -> Error {
    Store::open(address).await.expect_err("it cannot be opened")
}

fn path_of(address: &str) -> &Path {
    Path::new(address.strip_prefix("sqlite:").expect("a SQLite address"))
}

#[tokio::test]
async fn an_address_of_nothing_is_explained() {
    for address in ["", "mysql://localhost/paper", "paper.db"] {
        let error = refusal(address).await;
        assert!(matches!(error, Error::Config(_)), "{error:?}");
        assert!(error.to_string().contains("`sqlite:PATH`"), "{error}");
    }
    assert!(matches!(refusal("postgres://host:notaport/x").await, Error::Config(_)));
    let nobody = refusal("postgres://127.0.0.1:1/paper").await;
    assert!(matches!(nobody, Error::Unavailable(_)), "{nobody:?}");
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("file");
    std::fs::write(&file, "not a folder").expect("written");
    // The second lies where nobody may write, not even root.
    for path in
        [folder.path().join("missing/paper.db"), file.join("paper.db"), "/proc/paper.db".into()]
    {
        let error = refusal(&format!("sqlite:{}", path.display())).await;
        assert!(matches!(error, Error::Config(_)), "{error:?}");
        assert!(error.to_string().contains("check that its folder exists"), "{error}");
    }
}

#[tokio::test]
async fn a_file_that_is_no_database_of_ours_is_left_alone() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let text = folder.path().join("notes.txt");
    std::fs::write(&text, "my notes ".repeat(1_000)).expect("written");
    let other = folder.path().join("other.db");
    Connection::open(&other)
        .and_then(|connection| connection.execute_batch("create table mine (a)"))
        .expect("another program's database");
    for path in [&text, &other] {
        let before = std::fs::read(path).expect("read");
        let error = refusal(&format!("sqlite:{}", path.display())).await;
        assert!(matches!(error, Error::Config(_)), "{error:?}");
        assert_eq!(std::fs::read(path).expect("read"), before, "not a byte has changed");
    }
}

#[tokio::test]
async fn a_newer_sqlite_database_is_refused_untouched() {
    let fresh = fresh_sqlite();
    let path = path_of(&fresh.address);
    let connection = Connection::open(path).expect("opens");
    let newer =
        format!("pragma application_id = {OURS}; pragma user_version = 99; create table a (b)");
    connection.execute_batch(&newer).expect("made");
    connection.close().expect("closed");
    let before = std::fs::read(path).expect("read");
    let error = refusal(&fresh.address).await;
    assert!(matches!(error, Error::Newer { found: 99, .. }), "{error:?}");
    assert_eq!(std::fs::read(path).expect("read"), before, "not a byte has changed");
}

#[tokio::test]
async fn a_newer_postgres_database_is_refused_untouched() {
    let Some(fresh) = fresh_postgres().await else { return };
    drop(Store::open(&fresh.address).await.expect("opens"));
    run_sql(&fresh.address, "update dateline_schema set version = 99; drop table answers").await;
    let error = refusal(&fresh.address).await;
    assert!(matches!(error, Error::Newer { found: 99, .. }), "{error:?}");
    // It would fail if the table had been made again.
    run_sql(&fresh.address, "create table answers (a bigint)").await;
}

#[tokio::test]
async fn opening_again_and_together_is_harmless() {
    for fresh in [Some(fresh_sqlite()), fresh_postgres().await].into_iter().flatten() {
        let openings: Vec<_> = (0..4)
            .map(|_| {
                let address = fresh.address.clone();
                tokio::spawn(async move { Store::open(&address).await })
            })
            .collect();
        let mut stores = Vec::new();
        for opening in openings {
            stores.push(opening.await.expect("no panic").expect("opens"));
        }
        add_feed(stores.first().expect("four"), "post").await;
        let last = stores.last().expect("four");
        assert_eq!(last.counts().await.expect("asked").feeds, 1, "they share one paper");
    }
}

#[tokio::test]
async fn a_lost_connection_is_told_and_mended() {
    let Some(fresh) = fresh_postgres().await else { return };
    let name = format!("lost{}", std::process::id());
    let address = format!("{}&application_name={name}", fresh.address);
    let store = Store::open(&address).await.expect("opens");
    let end = format!(
        "select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = '{name}'"
    );
    run_sql(&fresh.address, &end).await;
    // The loss is seen either when the connection is used or before it is handed out.
    if let Err(error) = store.ping().await {
        assert!(matches!(error, Error::Unavailable(_)), "{error:?}");
    }
    store.ping().await.expect("a new connection is made");
}

#[tokio::test]
async fn memory_is_a_database_too() {
    let store = Store::open("sqlite::memory:").await.expect("opens");
    add_feed(&store, "post").await;
    assert_eq!(store.clone().counts().await.expect("asked").feeds, 1);
}
