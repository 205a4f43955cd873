//! Accounts: sessions, passwords, links that work once, roles, and what stays when one goes.

use dateline_model::{Millis, ReaderId, Role};
use dateline_store::{
    Error, NewAppPassword, NewLink, NewSession, NewSubscription, Newcomer, Store,
};

use crate::support::{NOON, for_each_store};
use crate::talk::{added, says, sees, table};

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

/// Opens a session for a day from noon.
pub(crate) async fn open_session(store: &Store, reader: ReaderId, token: &[u8]) {
    let new = NewSession {
        reader,
        token_hash: token.to_vec(),
        browser: "Firefox on Linux".to_owned(),
        expires_at: NOON.plus(Millis::DAY),
    };
    store.create_session(&new, NOON).await.expect("opened");
}

async fn reader(store: &Store, name: &str, role: Role) -> ReaderId {
    store.create_reader(name, "hash", role, NOON).await.expect("a new name")
}

#[tokio::test]
async fn a_session_ends_in_time_or_when_told() {
    for_each_store(|store| async move {
        let ada = reader(&store, "Ada", Role::Member).await;
        let end = NOON.plus(Millis::DAY);
        open_session(&store, ada, b"one").await;
        open_session(&store, ada, b"two").await;
        let found = store.session(b"one", NOON).await.expect("asked");
        assert_eq!(found.map(|reader| reader.id), Some(ada));
        assert_eq!(store.session(b"one", end).await.expect("asked"), None, "it has ended");
        assert_eq!(store.session(b"other", NOON).await.expect("asked"), None);
        store.end_session(b"one").await.expect("ended");
        assert_eq!(store.session(b"one", NOON).await.expect("asked"), None);
        assert!(store.session(b"two", NOON).await.expect("asked").is_some());
    })
    .await;
}

#[tokio::test]
async fn a_reader_sees_and_ends_their_own_sessions_alone() {
    for_each_store(|store| async move {
        let ada = reader(&store, "Ada", Role::Member).await;
        let bob = reader(&store, "Bob", Role::Member).await;
        for token in [b"one", b"two", b"six"] {
            open_session(&store, ada, token).await;
        }
        open_session(&store, bob, b"bob").await;
        let later = NOON.plus(2 * Millis::HOUR);
        store.session(b"two", later).await.expect("used");
        let sessions = store.sessions(ada, later).await.expect("asked");
        let first = sessions.first().expect("three");
        assert_eq!((sessions.len(), first.token_hash.as_slice()), (3, b"two".as_slice()));
        assert_eq!((first.last_used_at, first.created_at), (later, NOON));
        assert_eq!(first.browser, "Firefox on Linux");
        assert!(!store.end_session_of(bob, b"one").await.expect("asked"));
        assert!(store.end_session_of(ada, b"one").await.expect("asked"));
        assert_eq!(store.end_other_sessions(ada, b"two").await.expect("asked"), 1);
        assert!(store.session(b"two", NOON).await.expect("asked").is_some());
        assert!(store.session(b"bob", NOON).await.expect("asked").is_some());
    })
    .await;
}

#[tokio::test]
async fn a_new_password_ends_the_other_sessions_and_open_resets() {
    for_each_store(|store| async move {
        let ada = reader(&store, "Ada", Role::Member).await;
        open_session(&store, ada, b"one").await;
        open_session(&store, ada, b"two").await;
        let link = link(ada, b"reset");
        store.offer_reset(ada, &link, NOON).await.expect("offered");
        store.set_password(ada, "better", Some(b"two")).await.expect("changed");
        assert_eq!(store.password_hash(ada).await.expect("asked").as_deref(), Some("better"));
        assert_eq!(store.session(b"one", NOON).await.expect("asked"), None);
        assert!(store.session(b"two", NOON).await.expect("asked").is_some());
        assert_eq!(store.reset_reader(b"reset", NOON).await.expect("asked"), None);
        store.set_password(ada, "best", None).await.expect("changed");
        assert_eq!(store.session(b"two", NOON).await.expect("asked"), None);
    })
    .await;
}

fn link(made_by: ReaderId, digest: &[u8]) -> NewLink {
    NewLink {
        digest: digest.to_vec(),
        made_by,
        note: "for Cy".to_owned(),
        expires_at: NOON.plus(Millis::DAY),
    }
}

#[tokio::test]
async fn links_work_once_and_for_a_time() {
    for_each_store(|store| async move {
        let ada = reader(&store, "Ada", Role::Owner).await;
        store.invite(&link(ada, b"one"), NOON).await.expect("invited");
        store.invite(&link(ada, b"two"), NOON).await.expect("invited");
        let open = store.invitations(NOON).await.expect("asked");
        let [two, one] = open.as_slice() else { panic!("{open:?}") };
        assert_eq!((one.made_by.as_str(), one.note.as_str()), ("Ada", "for Cy"));
        assert!(store.withdraw_invitation(two.id).await.expect("asked"));
        assert!(!store.withdraw_invitation(two.id).await.expect("asked"));
        assert!(store.is_invited(b"one", NOON).await.expect("asked"));
        assert!(!store.is_invited(b"two", NOON).await.expect("asked"));
        assert!(!store.is_invited(b"one", NOON.plus(Millis::DAY)).await.expect("asked"));
        let newcomer = |name: &str, digest: &[u8]| Newcomer {
            name: name.to_owned(),
            password_hash: "hash".to_owned(),
            digest: digest.to_vec(),
        };
        let taken = store.join(&newcomer("ada", b"one"), NOON).await;
        assert!(matches!(taken, Err(Error::Conflict(_))), "{taken:?}");
        let cy = store.join(&newcomer("Cy", b"one"), NOON).await.expect("the link is not spent");
        let again = store.join(&newcomer("Di", b"one"), NOON).await;
        assert!(matches!(again, Err(Error::NotFound)), "{again:?}");
        store.offer_reset(cy, &link(ada, b"old"), NOON).await.expect("offered");
        store.offer_reset(cy, &link(ada, b"new"), NOON).await.expect("offered");
        assert_eq!(store.reset_reader(b"old", NOON).await.expect("asked"), None, "the last counts");
        let found = store.reset_reader(b"new", NOON).await.expect("asked");
        assert_eq!(found.map(|reader| reader.id), Some(cy));
        let rows = store.readers(NOON, 10).await.expect("asked");
        let told: Vec<_> =
            rows.iter().map(|row| (row.reader.name.as_str(), row.invited_by.as_deref())).collect();
        assert_eq!(told, [("Ada", None), ("Cy", Some("Ada"))]);
    })
    .await;
}

#[tokio::test]
async fn passwords_for_programs_are_ones_own_and_can_be_taken_back() {
    for_each_store(|store| async move {
        let ada = reader(&store, "Ada", Role::Member).await;
        let bob = reader(&store, "Bob", Role::Member).await;
        let new = NewAppPassword {
            reader: ada,
            name: "My phone".to_owned(),
            digest: b"digest".to_vec(),
            fever_digest: b"fever".to_vec(),
        };
        store.add_app_password(&new, NOON).await.expect("kept");
        let found = store.app_password_reader(b"digest", NOON).await.expect("asked");
        assert_eq!(found.map(|reader| reader.id), Some(ada));
        let found = store.fever_reader(b"fever", NOON).await.expect("asked");
        assert_eq!(found.map(|reader| reader.id), Some(ada));
        assert_eq!(store.fever_reader(b"digest", NOON).await.expect("asked"), None);
        assert_eq!(store.app_password_reader(b"other", NOON).await.expect("asked"), None);
        let kept = store.app_passwords(ada).await.expect("asked");
        let [one] = kept.as_slice() else { panic!("{kept:?}") };
        assert_eq!((one.name.as_str(), one.last_used_at), ("My phone", Some(NOON)));
        assert!(one.fever);
        assert!(!store.revoke_app_password(bob, one.id).await.expect("asked"));
        assert!(store.revoke_app_password(ada, one.id).await.expect("asked"));
        assert_eq!(store.app_password_reader(b"digest", NOON).await.expect("asked"), None);
    })
    .await;
}

#[tokio::test]
async fn an_account_goes_with_all_it_kept_and_leaves_stones() {
    for_each_store(|store| async move {
        let table = table(&store).await;
        let owner = reader(&store, "Olive", Role::Owner).await;
        let alone = store.delete_account(owner, NOON).await;
        assert!(matches!(alone, Err(Error::Conflict(_))), "{alone:?}");
        let demoted = store.set_role(owner, Role::Member).await;
        assert!(matches!(demoted, Err(Error::Conflict(_))), "{demoted:?}");
        store.set_role(table.bob, Role::Moderator).await.expect("a moderator now");
        assert!(matches!(store.set_role(ReaderId(99), Role::Member).await, Err(Error::NotFound)));
        let wanted = NewSubscription {
            reader: table.ada,
            feed: table.feed,
            section: Some("World".to_owned()),
            title: None,
        };
        store.subscribe(&wanted, NOON).await.expect("subscribed");
        store.mark_read(table.ada, &[table.article], NOON).await.expect("read");
        store.set_saved(table.ada, table.article, true, NOON).await.expect("saved");
        for saved in [true, false] {
            let kept = store.kept_articles(table.ada, saved, 10).await.expect("asked");
            assert_eq!(kept.iter().map(|one| one.article).collect::<Vec<_>>(), [table.article]);
        }
        let first = added(&store, &says(table.article, table.ada, "First")).await;
        let mut answer = says(table.article, table.bob, "Indeed");
        answer.parent = Some(first);
        added(&store, &answer).await;
        let rude = added(&store, &says(table.article, table.ada, "Rude")).await;
        store.remove_comment(rude, table.bob, "rude", NOON).await.expect("removed");
        open_session(&store, table.ada, b"one").await;
        store.delete_account(table.ada, NOON).await.expect("deleted");
        assert_eq!(store.session(b"one", NOON).await.expect("asked"), None);
        assert_eq!(store.credentials("Ada").await.expect("asked"), None);
        assert_eq!(store.readers(NOON, 10).await.expect("asked").len(), 2);
        assert_eq!(store.counts().await.expect("asked").readers, 2);
        let talk = store.conversation(table.story, sees(None)).await.expect("asked");
        let told: Vec<_> = talk.iter().map(|c| (c.author_name.as_str(), c.text.as_str())).collect();
        assert_eq!(told, [("", ""), ("Bob", "Indeed"), ("", "")]);
        let log = store.moderation_log(None, 10).await.expect("asked");
        let line = log.first().expect("the removal stays in the log");
        assert_eq!((line.reader_name.as_str(), line.text.as_str()), ("", ""));
        reader(&store, "Ada", Role::Member).await;
        store.delete_account(table.bob, NOON).await.expect("a second one goes the same way");
    })
    .await;
}

#[tokio::test]
async fn an_identity_belongs_to_one_reader_and_goes_with_them() {
    const ISSUER: &str = "https://id.example";
    for_each_store(|store| async move {
        let ada = reader(&store, "Ada", Role::Owner).await;
        let bob = reader(&store, "Bob", Role::Member).await;
        let known = async |subject| {
            let found = store.identified_reader(ISSUER, subject).await.expect("asked");
            found.map(|reader| reader.name)
        };
        assert_eq!(known("7").await, None);
        store.add_identity(bob, ISSUER, "7", NOON).await.expect("a new number");
        store.add_identity(bob, ISSUER, "7", NOON).await.expect("once more is nothing new");
        let taken = store.add_identity(ada, ISSUER, "7", NOON).await;
        assert!(matches!(taken, Err(Error::Conflict(_))), "{taken:?}");
        assert_eq!(known("7").await.as_deref(), Some("Bob"));
        assert_eq!(
            store.identified_reader("https://other.example", "7").await.expect("asked"),
            None
        );
        let second = store.add_identity(bob, ISSUER, "9", NOON).await;
        assert!(matches!(second, Err(Error::Conflict(_))), "one of each provider: {second:?}");
        assert!(store.has_identity(bob, ISSUER).await.expect("asked"));
        assert!(!store.has_identity(ada, ISSUER).await.expect("asked"));
        assert!(store.forget_identity(bob, ISSUER).await.expect("done"));
        assert!(!store.forget_identity(bob, ISSUER).await.expect("done"), "it is gone");
        store.add_identity(bob, ISSUER, "8", NOON).await.expect("another number");
        store.delete_account(bob, NOON).await.expect("deleted");
        assert_eq!(known("8").await, None, "with the account goes what it was known by");
    })
    .await;
}
