//! Lists in pages, hashtags, publishers, counts, settings, answers.

use std::collections::HashSet;

use dateline_model::{ArticleId, ArticleSummary, Millis, PublisherId, When};
use dateline_store::{AnswerKey, Counts, Page, Store};

use crate::support::{NOON, Piece, add_feed, add_reader, bring, for_each_store, piece};

const ALL: Page = Page { before: None, limit: 50 };

fn ids(list: &[ArticleSummary]) -> Vec<i64> {
    list.iter().map(|line| line.id.0).collect()
}

/// Five articles, two of one moment, the first of them the newest.
async fn five(store: &Store) -> dateline_model::FeedId {
    let post = add_feed(store, "post").await;
    for (headline, hours) in [("One", 0), ("Two", 1), ("Three", 1), ("Four", 2), ("Five", 3)] {
        let at = NOON.plus(-hours * Millis::HOUR);
        bring(store, &Piece { at, hashtags: vec!["Quake"], ..piece(post, headline) }).await;
    }
    post
}

#[tokio::test]
async fn lists_are_read_in_pages_without_gaps() {
    for_each_store(|store| async move {
        five(&store).await;
        let mut seen = Vec::new();
        let mut page = Page { before: None, limit: 2 };
        loop {
            let lines = store.latest(&page).await.expect("asked");
            let Some(last) = lines.last() else { break };
            page.before = Some((last.sort_at, last.id));
            seen.extend(ids(&lines));
        }
        assert_eq!(seen, [1, 3, 2, 4, 5], "newest first, the larger id first within a moment");
        let before = Some((NOON.plus(-Millis::HOUR), ArticleId(3)));
        let rest = Page { before, limit: 2 };
        assert_eq!(ids(&store.tagged("quake", &rest).await.expect("asked")), [2, 4]);
        assert_eq!(ids(&store.by_publisher(PublisherId(1), &rest).await.expect("asked")), [2, 4]);
    })
    .await;
}

#[tokio::test]
async fn a_line_says_what_the_article_is() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let text = "word ".repeat(200);
        bring(
            &store,
            &Piece { text, publisher: Some("The Post".to_owned()), ..piece(post, "One") },
        )
        .await;
        let list = store.latest(&ALL).await.expect("asked");
        let [line] = list.as_slice() else { panic!("one line: {list:?}") };
        assert!(line.summary.chars().count() <= 240 && line.summary.ends_with("word…"));
        assert_eq!((line.headline.as_str(), line.publisher_name.as_str()), ("One", "The Post"));
        assert_eq!((line.published, line.sort_at), (Some(When::At(NOON)), NOON));
        assert_eq!((line.feed, line.story.0, line.copy_of), (post, line.id.0, None));
        assert_eq!(line.url.as_deref(), Some("https://www.post.example/a"));
        let publisher = store.publisher(line.publisher).await.expect("asked").expect("there");
        assert_eq!(
            (publisher.name.as_str(), publisher.host.as_deref()),
            ("The Post", Some("post.example"))
        );
        assert_eq!(store.publisher(PublisherId(99)).await.expect("asked"), None);
    })
    .await;
}

#[tokio::test]
async fn hashtags_are_counted_and_named() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        bring(&store, &Piece { hashtags: vec!["Quake", "Lisbon"], ..piece(post, "One") }).await;
        bring(&store, &Piece { hashtags: vec!["Quake"], ..piece(post, "Two") }).await;
        let old = Piece { at: NOON.plus(-Millis::DAY), ..piece(post, "Old") };
        bring(&store, &Piece { hashtags: vec!["Flood"], ..old }).await;
        let popular = store.popular_tags(NOON.plus(-Millis::HOUR), 10).await.expect("asked");
        let counts: Vec<_> =
            popular.iter().map(|tag| (tag.key.as_str(), tag.label.as_str(), tag.count)).collect();
        assert_eq!(counts, [("quake", "Quake", 2), ("lisbon", "Lisbon", 1)]);
        assert_eq!(store.tag_label("flood").await.expect("asked").as_deref(), Some("Flood"));
        assert_eq!(store.tag_label("none").await.expect("asked"), None);
        assert_eq!(ids(&store.tagged("lisbon", &ALL).await.expect("asked")), [1]);
    })
    .await;
}

#[tokio::test]
async fn a_readers_shelf_and_marks_are_their_own() {
    for_each_store(|store| async move {
        five(&store).await;
        let (ada, bob) =
            (add_reader(&store, "Ada", &[]).await, add_reader(&store, "Bob", &[]).await);
        for article in [1, 3, 1] {
            store.set_saved(ada, ArticleId(article), true, NOON).await.expect("saved");
        }
        store.mark_read(ada, &[ArticleId(1), ArticleId(99)], NOON).await.expect("marked");
        store.mark_read(ada, &[ArticleId(1)], NOON.plus(1)).await.expect("marked");
        assert_eq!(ids(&store.saved(ada, &ALL).await.expect("asked")), [1, 3]);
        assert!(store.saved(bob, &ALL).await.expect("asked").is_empty());
        let state = store.reading_state(ada, ArticleId(1)).await.expect("asked");
        assert_eq!((state.read_at, state.saved_at), (Some(NOON), Some(NOON)));
        assert_eq!(store.reading_state(bob, ArticleId(1)).await.expect("asked").read_at, None);
        store.mark_unread(ada, &[ArticleId(1)]).await.expect("marked");
        store.set_saved(ada, ArticleId(3), false, NOON).await.expect("taken off");
        let asked = [ArticleId(1), ArticleId(2), ArticleId(3), ArticleId(99)];
        let among = store.saved_among(ada, &asked).await.expect("asked");
        assert_eq!(among, HashSet::from([ArticleId(1)]));
        assert_eq!(store.reading_state(ada, ArticleId(1)).await.expect("asked").read_at, None);
        assert_eq!(ids(&store.saved(ada, &ALL).await.expect("asked")), [1]);
        let nowhere = store.set_saved(ada, ArticleId(99), true, NOON).await;
        assert!(matches!(nowhere, Err(dateline_store::Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn everything_is_counted() {
    for_each_store(|store| async move {
        five(&store).await;
        add_reader(&store, "Ada", &[]).await;
        let counts = store.counts().await.expect("asked");
        let expected = Counts {
            feeds: 1,
            entries: 5,
            articles: 5,
            unplaced: 0,
            stories: 5,
            readers: 1,
            comments: 0,
        };
        assert_eq!(counts, expected);
    })
    .await;
}

#[tokio::test]
async fn settings_are_kept_and_processes_agree_on_the_first() {
    for_each_store(|store| async move {
        store.ping().await.expect("alive");
        assert_eq!(store.setting("secret").await.expect("asked"), None);
        assert_eq!(store.set_setting_if_absent("secret", "a").await.expect("set"), "a");
        assert_eq!(store.set_setting_if_absent("secret", "b").await.expect("set"), "a");
        store.set_setting("secret", "c").await.expect("set");
        assert_eq!(store.setting("secret").await.expect("asked").as_deref(), Some("c"));
    })
    .await;
}

#[tokio::test]
async fn answers_are_kept_by_subject_feature_and_version() {
    for_each_store(|store| async move {
        let key = AnswerKey { subject: "a/1", feature: "brief", version: 1 };
        assert_eq!(store.answer(&key).await.expect("asked"), None);
        for json in ["[]", "[1]"] {
            store.save_answer(&key, json, NOON).await.expect("kept");
        }
        assert_eq!(store.answer(&key).await.expect("asked").as_deref(), Some("[1]"));
        let better = AnswerKey { version: 2, ..key };
        assert_eq!(store.answer(&better).await.expect("asked"), None);
    })
    .await;
}
