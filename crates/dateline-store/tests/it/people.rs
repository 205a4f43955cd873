//! Accounts and sessions.

use dateline_model::{Millis, ReaderId, Role};
use dateline_store::Error;

use crate::support::{NOON, for_each_store};

#[tokio::test]
async fn a_name_is_given_once_in_any_spelling() {
    for_each_store(|store| async move {
        assert!(!store.owner_exists().await.expect("asked"));
        assert_eq!(store.owner().await.expect("asked"), None);
        let ada = store.create_reader("Ada", "hash", Role::Owner, NOON).await.expect("a new name");
        assert_eq!(ada, ReaderId(1));
        assert!(store.owner_exists().await.expect("asked"));
        let owner = store.owner().await.expect("asked").expect("there is one");
        assert_eq!(owner.role, Role::Owner);
        assert_eq!(store.owner().await.expect("asked").map(|owner| owner.id), Some(ada));
        let again = store.create_reader(" ADA ", "hash", Role::Member, NOON).await;
        assert!(matches!(again, Err(Error::Conflict(_))), "{again:?}");
        let reader = store.reader(ada).await.expect("asked").expect("there");
        assert_eq!(
            (reader.name.as_str(), reader.role, reader.created_at),
            ("Ada", Role::Owner, NOON)
        );
        let found = store.credentials("ada").await.expect("asked");
        assert_eq!(found, Some((reader, "hash".to_owned())));
        assert_eq!(store.credentials("Bob").await.expect("asked"), None);
        assert_eq!(store.reader(ReaderId(9)).await.expect("asked"), None);
    })
    .await;
}

#[tokio::test]
async fn a_session_ends_in_time_or_when_told() {
    for_each_store(|store| async move {
        let ada = store.create_reader("Ada", "hash", Role::Member, NOON).await.expect("a new name");
        let end = NOON.plus(Millis::DAY);
        for token in [b"one", b"two"] {
            store.create_session(ada, token, NOON, end).await.expect("opened");
        }
        let reader = store.session(b"one", NOON).await.expect("asked");
        assert_eq!(reader.map(|reader| reader.id), Some(ada));
        assert_eq!(store.session(b"one", end).await.expect("asked"), None, "it has ended");
        assert_eq!(store.session(b"other", NOON).await.expect("asked"), None);
        store.end_session(b"one").await.expect("ended");
        assert_eq!(store.session(b"one", NOON).await.expect("asked"), None);
        assert!(store.session(b"two", NOON).await.expect("asked").is_some());
    })
    .await;
}
