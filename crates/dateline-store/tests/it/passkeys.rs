//! Passkeys: one reader's each, counters that rise, challenges that are answered once.

use dateline_model::{Millis, ReaderId, Role};
use dateline_store::{Error, NewPasskey, Store};

use crate::support::{NOON, for_each_store};

async fn reader(store: &Store, name: &str) -> ReaderId {
    store.create_reader(name, "hash", Role::Member, NOON).await.expect("a new name")
}

fn passkey(reader: ReaderId, credential: &[u8], counter: u32) -> NewPasskey {
    NewPasskey {
        reader,
        credential: credential.to_vec(),
        public_key: b"key".to_vec(),
        counter,
        name: "Phone".to_owned(),
    }
}

#[tokio::test]
async fn a_passkey_is_one_readers_and_goes_with_them() {
    for_each_store(|store| async move {
        let (ada, bob) = (reader(&store, "Ada").await, reader(&store, "Bob").await);
        let handle = store.passkey_handle(ada, b"ada").await.expect("asked");
        assert_eq!(handle, b"ada");
        assert_eq!(store.passkey_handle(ada, b"other").await.expect("asked"), b"ada", "for ever");
        store.add_passkey(&passkey(ada, b"one", 0), NOON).await.expect("added");
        let again = store.add_passkey(&passkey(bob, b"one", 0), NOON).await;
        assert!(matches!(again, Err(Error::Conflict(_))), "{again:?}");
        let found = store.passkey(b"one").await.expect("asked").expect("there");
        assert_eq!((found.reader, found.handle.as_slice()), (ada, b"ada".as_slice()));
        assert_eq!(found.public_key, b"key");
        assert_eq!(store.passkey(b"two").await.expect("asked"), None);
        assert!(!store.rename_passkey(bob, found.id, "Mine").await.expect("asked"));
        assert!(store.rename_passkey(ada, found.id, "Tablet").await.expect("asked"));
        let rows = store.passkeys(ada).await.expect("asked");
        let row = rows.first().expect("one");
        assert_eq!((row.name.as_str(), row.credential.as_slice()), ("Tablet", b"one".as_slice()));
        assert_eq!((row.created_at, row.last_used_at), (NOON, None));
        assert!(!store.remove_passkey(bob, found.id).await.expect("asked"));
        assert!(store.remove_passkey(ada, found.id).await.expect("asked"));
        assert!(store.passkeys(ada).await.expect("asked").is_empty());
        store.add_passkey(&passkey(ada, b"one", 0), NOON).await.expect("it may come back");
        store.delete_account(ada, NOON).await.expect("gone");
        assert_eq!(store.passkey(b"one").await.expect("asked"), None);
    })
    .await;
}

#[tokio::test]
async fn a_counter_rises_or_never_counted() {
    for_each_store(|store| async move {
        let ada = reader(&store, "Ada").await;
        store.passkey_handle(ada, b"ada").await.expect("asked");
        store.add_passkey(&passkey(ada, b"counts", 5), NOON).await.expect("added");
        store.add_passkey(&passkey(ada, b"never", 0), NOON).await.expect("added");
        let id = async |credential: &[u8]| {
            store.passkey(credential).await.expect("asked").expect("there").id
        };
        let (counts, never) = (id(b"counts").await, id(b"never").await);
        for (id, counter, good) in [
            (counts, 5, false),
            (counts, 0, false),
            (counts, 6, true),
            (counts, 6, false),
            (counts, u32::MAX, true),
            (never, 0, true),
            (never, 0, true),
            (never, 1, true),
            (never, 0, false),
            (99, 1, false),
        ] {
            let used = store.use_passkey(id, counter, NOON).await.expect("asked");
            assert_eq!(used, good, "{id} at {counter}");
        }
        let rows = store.passkeys(ada).await.expect("asked");
        assert_eq!(rows.first().and_then(|row| row.last_used_at), Some(NOON));
    })
    .await;
}

#[tokio::test]
async fn a_challenge_is_answered_once() {
    for_each_store(|store| async move {
        let ends = NOON.plus(Millis::HOUR);
        assert!(store.spend_challenge(b"one", ends, NOON).await.expect("asked"));
        assert!(!store.spend_challenge(b"one", ends, NOON).await.expect("asked"));
        assert!(store.spend_challenge(b"two", ends, NOON).await.expect("asked"));
        assert!(store.spend_challenge(b"one", ends, ends).await.expect("asked"), "forgotten");
    })
    .await;
}
