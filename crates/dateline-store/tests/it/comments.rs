//! Conversations: answers keep their place, and what is gone is gone.

use dateline_model::{ArticleId, CommentId, ReaderId};
use dateline_store::{Error, NewComment, Store};

use crate::support::{NOON, add_feed, add_reader, bring, for_each_store, piece};

/// One article, two readers.
async fn table(store: &Store) -> (ArticleId, ReaderId, ReaderId) {
    let post = add_feed(store, "post").await;
    let article = bring(store, &piece(post, "Quake")).await;
    (article, add_reader(store, "Ada", &[]).await, add_reader(store, "Bob", &[]).await)
}

fn says(article: ArticleId, author: ReaderId, text: &str) -> NewComment {
    NewComment { article, parent: None, author, text: text.to_owned() }
}

#[tokio::test]
async fn a_conversation_is_read_oldest_first() {
    for_each_store(|store| async move {
        let (article, ada, bob) = table(&store).await;
        let first = store.add_comment(&says(article, ada, "First"), NOON).await.expect("added");
        let answer = NewComment { parent: Some(first), ..says(article, bob, "Indeed") };
        let second = store.add_comment(&answer, NOON.plus(1)).await.expect("added");
        let talk = store.comments(article).await.expect("asked");
        let told: Vec<_> = talk
            .iter()
            .map(|c| (c.id, c.parent, c.author_name.as_str(), c.text.as_str()))
            .collect();
        assert_eq!(told, [(first, None, "Ada", "First"), (second, Some(first), "Bob", "Indeed")]);
        let one = store.comment(second).await.expect("asked").expect("there");
        assert_eq!((one.article, one.author, one.created_at), (article, bob, NOON.plus(1)));
        assert_eq!(store.comment(CommentId(99)).await.expect("asked"), None);
    })
    .await;
}

#[tokio::test]
async fn a_comment_stands_under_an_article_and_answers_one_of_its_own() {
    for_each_store(|store| async move {
        let (article, ada, _) = table(&store).await;
        let post = add_feed(&store, "post").await;
        let other = bring(&store, &piece(post, "Strike")).await;
        let nowhere = store.add_comment(&says(ArticleId(99), ada, "Hello"), NOON).await;
        assert!(matches!(nowhere, Err(Error::NotFound)));
        let first = store.add_comment(&says(article, ada, "First"), NOON).await.expect("added");
        let astray = NewComment { parent: Some(first), ..says(other, ada, "Astray") };
        assert!(matches!(store.add_comment(&astray, NOON).await, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn only_its_author_changes_or_deletes_a_comment() {
    for_each_store(|store| async move {
        let (article, ada, bob) = table(&store).await;
        let id = store.add_comment(&says(article, ada, "First"), NOON).await.expect("added");
        assert!(!store.edit_comment(id, bob, "Mine", NOON).await.expect("asked"));
        assert!(!store.delete_comment(id, bob, NOON).await.expect("asked"));
        assert!(store.edit_comment(id, ada, "Better", NOON.plus(1)).await.expect("asked"));
        let one = store.comment(id).await.expect("asked").expect("there");
        assert_eq!(
            (one.text.as_str(), one.edited_at, one.deleted),
            ("Better", Some(NOON.plus(1)), false)
        );
        assert!(store.delete_comment(id, ada, NOON).await.expect("asked"));
        let stone = store.comment(id).await.expect("asked").expect("a stone stays");
        assert_eq!((stone.text.as_str(), stone.deleted, stone.removed), ("", true, false));
        assert!(!store.edit_comment(id, ada, "Back", NOON).await.expect("asked"), "gone is gone");
        assert!(!store.remove_comment(id, bob, NOON).await.expect("asked"));
    })
    .await;
}

#[tokio::test]
async fn a_removed_comment_leaves_a_stone_and_is_not_counted() {
    for_each_store(|store| async move {
        let (article, ada, bob) = table(&store).await;
        let id = store.add_comment(&says(article, ada, "Rude"), NOON).await.expect("added");
        store.add_comment(&says(article, bob, "Polite"), NOON).await.expect("added");
        assert_eq!(store.comment_counts(&[article]).await.expect("asked").get(&article), Some(&2));
        assert!(store.remove_comment(id, bob, NOON).await.expect("asked"));
        assert!(!store.remove_comment(id, bob, NOON).await.expect("asked"), "once");
        let stone = store.comment(id).await.expect("asked").expect("a stone stays");
        assert_eq!((stone.text.as_str(), stone.deleted, stone.removed), ("", false, true));
        let counts = store.comment_counts(&[article, ArticleId(99)]).await.expect("asked");
        assert_eq!(counts.into_iter().collect::<Vec<_>>(), [(article, 1)]);
    })
    .await;
}
