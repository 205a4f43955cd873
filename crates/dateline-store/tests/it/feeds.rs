//! Feeds and visits.

use dateline_model::{EntryId, FeedId, FeedSettings, Millis, PageChoice, Role, Secret};
use dateline_store::{
    EntryRow, Error, FeedKind, FeedStatus, NewEntry, NewFeed, NewSubscription, Outcome, Store,
    Visit,
};

use crate::support::{NOON, add_feed, claim, entry, fetched, for_each_store};

fn visit_of(feed: FeedId, fence: i64, outcome: Outcome) -> Visit {
    let final_url = Some("https://post.example/at/last".to_owned());
    let visit = Visit::new(feed, fence, NOON, NOON.plus(Millis::HOUR), outcome);
    Visit { final_url, bytes: 1_000, ..visit }
}

async fn claim_one(store: &Store) -> i64 {
    let due = store.claim_due_feeds(&claim("a", NOON), false).await.expect("claims");
    due.first().expect("one feed is due").fence
}

async fn entry_of(store: &Store, id: EntryId) -> EntryRow {
    let mut found = store.entries(&[id, EntryId(404)]).await.expect("asked");
    assert_eq!(found.len(), 1, "what is not there is left out");
    let (row, feed) = found.remove(&id).expect("there").expect("can be read");
    assert_eq!(row.feed, feed.id);
    EntryRow::clone(&row)
}

#[tokio::test]
async fn a_feed_is_added_once() {
    for_each_store(|store| async move {
        let feed = NewFeed { url: "https://post.example/feed".to_owned(), ..NewFeed::default() };
        let id = store.add_feed(&feed, NOON).await.expect("added");
        assert_eq!(id, FeedId(1));
        assert_eq!(store.add_feed(&feed, NOON).await.expect("found"), id);
        let row = store.feed(id).await.expect("asked").expect("there");
        assert_eq!(
            (row.title.as_str(), row.publisher_name.as_str()),
            ("post.example", "post.example")
        );
        assert_eq!((row.status, row.next_visit_at), (FeedStatus::New, Some(NOON)));
        assert_eq!(store.feed_by_url(&feed.url).await.expect("asked").as_ref(), Some(&row));
        assert_eq!(store.feeds().await.expect("asked"), [row]);
        assert_eq!(store.feed(FeedId(2)).await.expect("asked"), None);
        let long = NewFeed { url: "x".repeat(3_000), ..NewFeed::default() };
        assert!(matches!(store.add_feed(&long, NOON).await, Err(Error::Config(_))));
    })
    .await;
}

#[tokio::test]
async fn a_visit_leaves_what_it_learned() {
    for_each_store(|store| async move {
        let feed = NewFeed { url: "https://post.example/feed".to_owned(), ..NewFeed::default() };
        let id = store.add_feed(&feed, NOON).await.expect("added");
        assert_eq!(store.next_due_at().await.expect("asked"), Some(NOON));
        let fence = claim_one(&store).await;
        let outcome = Outcome::Fetched {
            etag: Some("\"7\"".to_owned()),
            last_modified: Some("today".to_owned()),
            title: Some("The Post".to_owned()),
            site_url: Some("https://post.example/".to_owned()),
            wishes: Some("not at night".to_owned()),
        };
        let entries = [entry("1", "one"), entry("2", "two")];
        let ids = store.record_visit(&visit_of(id, fence, outcome), &entries).await;
        assert_eq!(ids.expect("recorded").len(), 2);
        let row = store.feed(id).await.expect("asked").expect("there");
        assert_eq!((row.title.as_str(), row.publisher_name.as_str()), ("The Post", "The Post"));
        assert_eq!((row.status, row.entry_count, row.entries_last_week), (FeedStatus::Ok, 2, 2));
        assert_eq!(row.final_url.as_deref(), Some("https://post.example/at/last"));
        assert_eq!(store.next_due_at().await.expect("asked"), Some(NOON.plus(Millis::HOUR)));

        store.make_due(id, NOON).await.expect("there");
        let due = store.claim_due_feeds(&claim("a", NOON), false).await.expect("claims");
        let due = due.first().expect("due again");
        assert_eq!(due.etag.as_deref(), Some("\"7\""));
        assert_eq!(due.last_modified.as_deref(), Some("today"));
        assert_eq!((due.validators_at, due.due_at), (Some(NOON), NOON));
        assert_eq!(due.wishes.as_deref(), Some("not at night"));
    })
    .await;
}

#[tokio::test]
async fn trouble_is_told_and_forgotten() {
    for_each_store(|store| async move {
        let id = add_feed(&store, "post").await;
        for failures in 1..=2 {
            store.make_due(id, NOON).await.expect("there");
            let fence = claim_one(&store).await;
            let failed = Outcome::Failed { trouble: "no answer".to_owned(), gone: false };
            store.record_visit(&visit_of(id, fence, failed), &[]).await.expect("recorded");
            let row = store.feed(id).await.expect("asked").expect("there");
            assert_eq!((row.status, row.failures), (FeedStatus::Trouble, failures));
            assert_eq!(row.trouble.as_deref(), Some("no answer"));
        }
        store.make_due(id, NOON).await.expect("there");
        let fence = claim_one(&store).await;
        store.record_visit(&visit_of(id, fence, Outcome::Unchanged), &[]).await.expect("recorded");
        let row = store.feed(id).await.expect("asked").expect("there");
        assert_eq!((row.status, row.failures, row.trouble), (FeedStatus::Ok, 0, None));

        store.make_due(id, NOON).await.expect("there");
        let fence = claim_one(&store).await;
        let gone = Outcome::Failed { trouble: "gone for good".to_owned(), gone: true };
        store.record_visit(&visit_of(id, fence, gone), &[]).await.expect("recorded");
        let row = store.feed(id).await.expect("asked").expect("there");
        assert_eq!((row.status, row.next_visit_at), (FeedStatus::Gone, None));
        assert_eq!(store.next_due_at().await.expect("asked"), None);
    })
    .await;
}

#[tokio::test]
async fn no_two_claimers_get_one_feed() {
    for_each_store(|store| async move {
        for number in 0..40 {
            add_feed(&store, &format!("post{number}")).await;
        }
        let claimers = (0..4).map(|number| {
            let store = store.clone();
            tokio::spawn(async move {
                let few = claim(&format!("desk {number}"), NOON);
                let few = dateline_store::Claim { limit: 3, ..few };
                let mut got = Vec::new();
                loop {
                    let due = store.claim_due_feeds(&few, false).await.expect("claims");
                    if due.is_empty() {
                        return got;
                    }
                    got.extend(due.into_iter().map(|due| due.feed.id));
                }
            })
        });
        let mut got = Vec::new();
        for claimer in claimers.collect::<Vec<_>>() {
            got.extend(claimer.await.expect("no panic"));
        }
        // With `skip locked` a claimer may see nothing while others hold the last rows.
        got.extend(
            store
                .claim_due_feeds(&claim("last", NOON), false)
                .await
                .expect("claims")
                .iter()
                .map(|due| due.feed.id),
        );
        got.sort_unstable();
        assert_eq!(got, (1..=40).map(FeedId).collect::<Vec<_>>());
    })
    .await;
}

#[tokio::test]
async fn a_claim_ends_with_its_lease_and_a_stale_visit_is_refused() {
    for_each_store(|store| async move {
        let id = add_feed(&store, "post").await;
        let old = claim_one(&store).await;
        assert!(store.claim_due_feeds(&claim("b", NOON), false).await.expect("claims").is_empty());
        let later = NOON.plus(2 * Millis::HOUR);
        let due = store.claim_due_feeds(&claim("b", later), false).await.expect("claims");
        let new = due.first().expect("the lease has ended").fence;
        let stale = store.record_visit(&visit_of(id, old, fetched()), &[entry("1", "one")]).await;
        assert!(matches!(stale, Err(Error::StaleFence)), "{stale:?}");
        assert_eq!(store.counts().await.expect("asked").entries, 0, "nothing of it was kept");
        let entries = [entry("1", "one")];
        store.record_visit(&visit_of(id, new, fetched()), &entries).await.expect("recorded");
    })
    .await;
}

#[tokio::test]
async fn only_new_and_changed_entries_are_brought_in() {
    for_each_store(|store| async move {
        let id = add_feed(&store, "post").await;
        let long = "g".repeat(5_000);
        let first = [entry("1", "one"), entry("2", "two"), entry(&long, "long")];
        let second = [entry("1", "one"), entry("2", "two, corrected"), entry("3", "three")];
        let mut brought = Vec::new();
        for entries in [&first, &second, &second] {
            store.make_due(id, NOON).await.expect("there");
            let fence = claim_one(&store).await;
            let ids = store.record_visit(&visit_of(id, fence, fetched()), entries).await;
            brought.push(ids.expect("recorded").len());
        }
        assert_eq!(brought, [3, 2, 0]);
        let asked = ["2".to_owned(), "4".to_owned(), long.clone()];
        let states = store.entry_states(id, &asked).await.expect("asked");
        assert_eq!(states.len(), 2);
        assert!(states.contains_key(&long), "a long identity is known by its own name");
        let two = states.get("2").expect("seen before");
        assert_eq!(two.content_hash, entry("2", "two, corrected").content_hash);
        let row = entry_of(&store, two.id).await;
        assert_eq!((row.feed, row.identity.as_str(), row.first_seen), (id, "2", NOON));
        assert_eq!(row.payload, "{\"id\":\"2\"}");
        assert_eq!(store.feed(id).await.expect("asked").expect("there").entry_count, 4);
    })
    .await;
}

#[tokio::test]
async fn an_entry_twice_in_one_feed_is_one_entry() {
    for_each_store(|store| async move {
        let id = add_feed(&store, "post").await;
        let fence = claim_one(&store).await;
        let entries = [entry("1", "one"), entry("1", "one again")];
        let ids = store.record_visit(&visit_of(id, fence, fetched()), &entries).await;
        assert_eq!(ids.expect("recorded").len(), 1);
        assert_eq!(store.feed(id).await.expect("asked").expect("there").entry_count, 1);
        let states = store.entry_states(id, &["1".to_owned()]).await.expect("asked");
        let hash = states.get("1").map(|state| state.content_hash.clone());
        assert_eq!(hash, Some(entry("1", "one again").content_hash), "the second is what counts");
    })
    .await;
}

#[tokio::test]
async fn an_entry_whose_guid_was_rewritten_is_the_same_entry() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let at = |identity: &str, text: &str, address: &str| NewEntry {
            address: Some(address.to_owned()),
            ..entry(identity, text)
        };
        let bring = |feed, entries: Vec<NewEntry>| {
            let store = store.clone();
            async move {
                store.make_due(feed, NOON).await.expect("there");
                let claimed =
                    store.claim_due_feeds(&claim("a", NOON), false).await.expect("claims");
                let due = claimed.iter().find(|due| due.feed.id == feed).expect("it is due");
                let visit = visit_of(feed, due.fence, fetched());
                store.record_visit(&visit, &entries).await.expect("recorded")
            }
        };
        let address = "post.example/12345678".repeat(20);
        let one = bring(post, vec![at("old", "one", &address), entry("2", "two")]).await[0];
        let known = store.entry_states_by_address(post, &[address.clone(), "x".into()]).await;
        let known = known.expect("asked");
        assert_eq!(known.get(&address).map(|state| state.id), Some(one));
        assert_eq!(known.len(), 1);
        let renamed = |identity: &str, text: &str| NewEntry {
            renamed: Some(one),
            ..at(identity, text, &address)
        };
        assert_eq!(bring(post, vec![renamed("new", "one, corrected")]).await, [one]);
        assert!(store.entry_states(post, &["old".into()]).await.expect("asked").is_empty());
        assert_eq!(store.feed(post).await.expect("asked").expect("there").entry_count, 2);
        // Neither another entry's identity nor another feed's entry can be taken over.
        assert!(bring(post, vec![renamed("2", "two")]).await.is_empty(), "entry 2 is as it was");
        let times = add_feed(&store, "times").await;
        let elsewhere = store.entry_states_by_address(times, std::slice::from_ref(&address)).await;
        assert!(elsewhere.expect("asked").is_empty(), "another feed's entries are its own");
        let taken = bring(times, vec![renamed("3", "three")]).await;
        assert_ne!(taken, [one]);
        let row = entry_of(&store, one).await;
        assert_eq!((row.feed, row.identity.as_str()), (post, "new"));
    })
    .await;
}

#[tokio::test]
async fn the_owner_s_settings_are_kept_and_asked_with_at_once() {
    for_each_store(|store| async move {
        let id = add_feed(&store, "post").await;
        let fence = claim_one(&store).await;
        store.record_visit(&visit_of(id, fence, fetched()), &[]).await.expect("recorded");
        let row = store.feed(id).await.expect("asked").expect("there");
        assert_eq!((row.settings, row.kind), (FeedSettings::default(), FeedKind::Feed));

        let later = NOON.plus(Millis::MINUTE);
        let own_text = FeedSettings { page: PageChoice::TrustFeed, ..FeedSettings::default() };
        assert!(!store.set_feed_settings(id, &own_text, later).await.expect("kept"));
        let rare = FeedSettings { interval_minutes: Some(30), ..own_text };
        assert!(!store.set_feed_settings(id, &rare, later).await.expect("kept"));
        let row = store.feed(id).await.expect("asked").expect("there");
        assert_eq!(row.next_visit_at, Some(later.plus(30 * Millis::MINUTE)), "sooner than planned");

        let secret = FeedSettings { cookie: Some(Secret::new("a=1")), ..rare };
        assert!(store.set_feed_settings(id, &secret, later).await.expect("kept"));
        let due = store.claim_due_feeds(&claim("a", later), false).await.expect("claims");
        let due = due.first().expect("due at once");
        assert_eq!((&due.feed.settings, &due.etag), (&secret, &None));
        let nowhere = store.set_feed_settings(FeedId(99), &secret, later).await;
        assert!(matches!(nowhere, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_watched_page_is_known_as_one() {
    for_each_store(|store| async move {
        let page = NewFeed {
            url: "https://post.example/".to_owned(),
            kind: FeedKind::Page,
            ..NewFeed::default()
        };
        let id = store.add_feed(&page, NOON).await.expect("added");
        assert_eq!(store.feed(id).await.expect("asked").expect("there").kind, FeedKind::Page);
    })
    .await;
}

#[tokio::test]
async fn what_is_read_at_an_address_changes_until_it_works_for_somebody() {
    for_each_store(|store| async move {
        let ada = store.create_reader("Ada", "hash", Role::Owner, NOON).await.expect("a reader");
        let page = NewFeed {
            url: "https://post.example/".to_owned(),
            kind: FeedKind::Page,
            ..NewFeed::default()
        };
        let feed = NewFeed { kind: FeedKind::Feed, ..page.clone() };
        let id = store.add_feed(&feed, NOON).await.expect("added");
        let wanted = NewSubscription { reader: ada, feed: id, section: None, title: None };
        store.subscribe(&wanted, NOON).await.expect("followed");
        let fence = claim_one(&store).await;
        let unread = Outcome::Failed { trouble: "a page".to_owned(), gone: false };
        store.record_visit(&visit_of(id, fence, unread), &[]).await.expect("recorded");

        let kind_after = |new: NewFeed| {
            let store = store.clone();
            async move {
                store.add_feed(&new, NOON).await.expect("found");
                let row = store.feed(id).await.expect("asked").expect("there");
                (row.kind, row.next_visit_at)
            }
        };
        assert_eq!(kind_after(page.clone()).await, (FeedKind::Page, Some(NOON)), "it never worked");
        let fence = claim_one(&store).await;
        store.record_visit(&visit_of(id, fence, fetched()), &[]).await.expect("recorded");
        let next = Some(NOON.plus(Millis::HOUR));
        assert_eq!(kind_after(feed.clone()).await, (FeedKind::Page, next), "it works for Ada");
        store.unsubscribe(ada, id, NOON).await.expect("left");
        assert_eq!(kind_after(feed).await, (FeedKind::Feed, Some(NOON)), "nobody follows it");
    })
    .await;
}
