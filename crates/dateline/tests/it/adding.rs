//! `dateline add`, `check` and `export` with a page that has no feed.

use std::path::Path;

use dateline_model::{Millis, Role};
use dateline_store::{FeedKind, Store};
use dateline_testorigin::{Feed, Origin};

use crate::program::run;

const LIST: &str = "<!doctype html><title>The Vell</title><ul>\
    <li><h3><a href=/a>River town rebuilds the bridge</a></h3></li>\
    <li><h3><a href=/b>Council votes on night trains</a></h3></li>\
    <li><h3><a href=/c>Harbour opens after the storm</a></h3></li></ul>";

/// What the program says, on standard output when it succeeds.
fn said(folder: &Path, arguments: &[&str]) -> Result<String, String> {
    let output = run(folder, arguments, "");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() { Ok(text(&output.stdout)) } else { Err(text(&output.stderr)) }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_without_a_feed_is_watched_and_said_to_be() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = "database = \"sqlite:paper.db\"\n[fetch]\nallow_networks = [\"127.0.0.0/8\"]\n";
    std::fs::write(folder.path().join("dateline.toml"), settings).expect("written");
    let database = format!("sqlite:{}", folder.path().join("paper.db").display());
    let store = Store::open(&database).await.expect("it opens");
    store.create_reader("Ada", "hash", Role::Owner, Millis(0)).await.expect("the owner");
    let origin = Origin::start(|| Millis(0)).await.expect("a free port");
    origin.set("127.0.0.1", "/news", Feed { body: LIST.into(), ..Feed::default() });
    origin.set("127.0.0.1", "/bare", Feed { body: "<p>Nothing.".into(), ..Feed::default() });
    let at = |path: &str| origin.url("127.0.0.1", path);

    let bare = said(folder.path(), &["add", &at("/bare")]).expect_err("nothing to watch");
    assert!(bare.contains("nothing on its page repeats itself"), "{bare}");
    let added = said(folder.path(), &["add", &at("/news")]).expect("watched");
    for part in ["(The Vell): a page without a feed, which is watched", "lists 3 now", "bridge\n"] {
        assert!(added.contains(part), "{added}");
    }
    let checked = said(folder.path(), &["check"]).expect("checked");
    assert!(checked.contains("The Vell: ok\n3 articles in "), "{checked}");
    let row = store.feed_by_url(&at("/news")).await.expect("asked").expect("there");
    assert_eq!((row.kind, row.entry_count), (FeedKind::Page, 3));
    let list = said(folder.path(), &["export", "opml"]).expect("exported");
    assert!(list.contains("dateline:kind=\"page\""), "{list}");
}
