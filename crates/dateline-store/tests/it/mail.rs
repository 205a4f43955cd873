//! Where readers get mail: shown to be theirs first, forgotten when they say so, no way in for others.

use dateline_model::{Millis, ReaderId, Role};
use dateline_store::{Error, Mailbox, NewLink, Store};

use crate::support::{NOON, for_each_store};

async fn reader(store: &Store, name: &str) -> ReaderId {
    store.create_reader(name, "hash", Role::Member, NOON).await.expect("a new name")
}

fn link(reader: ReaderId, digest: &[u8], address: &str) -> NewLink {
    NewLink {
        digest: digest.to_vec(),
        made_by: reader,
        note: address.to_owned(),
        expires_at: NOON.plus(Millis::HOUR),
    }
}

/// Gives the reader an address by a link.
async fn settle(store: &Store, reader: ReaderId, address: &str) {
    store.offer_mail(&link(reader, address.as_bytes(), address), NOON).await.expect("offered");
    store.confirm_mail(address.as_bytes(), "fr", NOON).await.expect("confirmed");
}

fn mailbox(address: &str) -> Mailbox {
    Mailbox { address: address.to_owned(), language: "fr".to_owned() }
}

#[tokio::test]
async fn an_address_counts_once_its_link_was_followed() {
    for_each_store(|store| async move {
        let ada = reader(&store, "Ada").await;
        store.offer_mail(&link(ada, b"old", "old@example.org"), NOON).await.expect("offered");
        store.offer_mail(&link(ada, b"one", "Ada@Example.org"), NOON).await.expect("offered");
        let waiting = store.waiting_mail(ada, NOON).await.expect("asked");
        assert_eq!(waiting.as_deref(), Some("Ada@Example.org"), "the last counts");
        assert_eq!(store.mailbox(ada).await.expect("asked"), None);
        assert!(store.reachable("ada@example.org").await.expect("asked").is_empty());
        let late = NOON.plus(Millis::HOUR);
        assert_eq!(store.offered_mail(b"one", late).await.expect("asked"), None);
        assert_eq!(store.waiting_mail(ada, late).await.expect("asked"), None);
        for (digest, now) in [(&b"old"[..], NOON), (b"one", late), (b"other", NOON)] {
            let dead = store.confirm_mail(digest, "fr", now).await;
            assert!(matches!(dead, Err(Error::NotFound)), "{dead:?}");
        }
        let offered = store.offered_mail(b"one", NOON).await.expect("asked");
        assert_eq!(offered.as_deref(), Some("Ada@Example.org"));
        let confirmed = store.confirm_mail(b"one", "fr", NOON).await.expect("it is theirs");
        assert_eq!(confirmed, (ada, None));
        let again = store.confirm_mail(b"one", "fr", NOON).await;
        assert!(matches!(again, Err(Error::NotFound)), "{again:?}");
        assert_eq!(store.mailbox(ada).await.expect("asked"), Some(mailbox("Ada@Example.org")));
        store.offer_mail(&link(ada, b"two", "two@example.org"), NOON).await.expect("offered");
        let moved = store.confirm_mail(b"two", "fr", NOON).await.expect("it is theirs");
        assert_eq!(moved, (ada, Some(mailbox("Ada@Example.org"))));
    })
    .await;
}

#[tokio::test]
async fn readers_are_reached_by_name_or_address_where_they_said() {
    for_each_store(|store| async move {
        let (ada, bob) = (reader(&store, "Ada").await, reader(&store, "Bob").await);
        reader(&store, "Cy").await;
        settle(&store, ada, "Home@example.org").await;
        store.offer_mail(&link(bob, b"bob", "home@example.org"), NOON).await.expect("offered");
        let found = async |text: &str| {
            let found = store.reachable(text).await.expect("asked");
            found.into_iter().map(|(reader, mailbox)| (reader.id, mailbox)).collect::<Vec<_>>()
        };
        let adas = vec![(ada, mailbox("Home@example.org"))];
        assert_eq!(found(" ADA ").await, adas);
        assert_eq!(found("home@EXAMPLE.org").await, adas, "another's claim alone leads nowhere");
        assert!(found("cy").await.is_empty() && found("").await.is_empty());
        store.confirm_mail(b"bob", "de", NOON).await.expect("a household");
        assert_eq!(found("home@example.org").await.len(), 2);
        store.forget_mail(ada).await.expect("forgotten");
        assert_eq!(store.mailbox(ada).await.expect("asked"), None);
        assert_eq!(found("home@example.org").await.len(), 1);
        store.delete_account(bob, NOON).await.expect("gone");
        assert!(found("home@example.org").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn links_by_mail_die_with_the_password_and_the_address() {
    for_each_store(|store| async move {
        let (ada, owner) = (reader(&store, "Ada").await, reader(&store, "Olive").await);
        let lives = async |digest: &[u8]| {
            store.reset_reader(digest, NOON).await.expect("asked").map(|reader| reader.id)
        };
        settle(&store, ada, "ada@example.org").await;
        store.offer_reset(ada, &link(owner, b"owner", ""), NOON).await.expect("offered");
        store.mail_reset(&link(ada, b"one", ""), NOON).await.expect("offered");
        store.mail_reset(&link(ada, b"two", ""), NOON).await.expect("offered");
        for digest in [&b"owner"[..], b"one", b"two"] {
            assert_eq!(lives(digest).await, Some(ada), "none ends another");
        }
        settle(&store, ada, "new@example.org").await;
        assert_eq!((lives(b"one").await, lives(b"owner").await), (None, Some(ada)));
        store.mail_reset(&link(ada, b"three", ""), NOON).await.expect("offered");
        store.forget_mail(ada).await.expect("forgotten");
        assert_eq!((lives(b"three").await, lives(b"owner").await), (None, Some(ada)));
        store.offer_mail(&link(ada, b"eve", "eve@example.org"), NOON).await.expect("offered");
        store.set_password(ada, "new", None).await.expect("changed");
        assert_eq!(lives(b"owner").await, None);
        assert_eq!(store.offered_mail(b"eve", NOON).await.expect("asked"), None);
    })
    .await;
}
