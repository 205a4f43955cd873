//! Following, moving, renaming, leaving, and taking that back.

use dateline_model::{FeedId, FeedSettings, Millis, ReaderId};
use dateline_store::{Dropped, Error, Following, NewFeed, NewSubscription, Store};

use crate::support::{NOON, add_feed, add_reader, for_each_store};

fn in_section(reader: ReaderId, feed: FeedId, section: &str) -> NewSubscription {
    let section = Some(section.to_owned()).filter(|name| !name.is_empty());
    NewSubscription { reader, feed, section, title: None }
}

async fn section_names(store: &Store, reader: ReaderId) -> Vec<String> {
    let sections = store.sections(reader).await.expect("asked");
    sections.into_iter().map(|section| section.name).collect()
}

#[tokio::test]
async fn readers_follow_feeds_in_sections() {
    for_each_store(|store| async move {
        let (post, times) = (add_feed(&store, "post").await, add_feed(&store, "times").await);
        let (ada, bob) =
            (add_reader(&store, "Ada", &[]).await, add_reader(&store, "Bob", &[times]).await);
        let wanted = NewSubscription {
            reader: ada,
            feed: post,
            section: Some("World".to_owned()),
            title: Some("my paper".to_owned()),
        };
        store.subscribe(&wanted, NOON).await.expect("followed");
        store.subscribe(&wanted, NOON).await.expect("again changes nothing");
        let followed = store.subscriptions(ada).await.expect("asked");
        let [only] = followed.as_slice() else { panic!("one subscription: {followed:?}") };
        assert_eq!((only.feed.id, only.title.as_deref()), (post, Some("my paper")));
        let sections = store.sections(ada).await.expect("asked");
        assert_eq!(only.section.as_ref(), sections.first());
        assert_eq!(sections.first().map(|section| section.name.as_str()), Some("World"));
        assert!(store.sections(bob).await.expect("asked").is_empty(), "sections are private");

        store.unsubscribe(ada, times, NOON).await.expect("nothing to end");
        assert!(store.feed(times).await.expect("asked").expect("there").next_visit_at.is_some());
        store.unsubscribe(ada, post, NOON).await.expect("ended");
        assert!(store.subscriptions(ada).await.expect("asked").is_empty());
        let unfollowed = store.feed(post).await.expect("asked").expect("there");
        assert_eq!(unfollowed.next_visit_at, None, "nobody follows it");
        store.subscribe(&wanted, NOON).await.expect("followed");
        let followed = store.feed(post).await.expect("asked").expect("there");
        assert_eq!(followed.next_visit_at, Some(NOON));
        let nowhere = NewSubscription { feed: FeedId(99), ..wanted };
        assert!(matches!(store.subscribe(&nowhere, NOON).await, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_section_goes_with_its_last_feed() {
    for_each_store(|store| async move {
        let (post, times) = (add_feed(&store, "post").await, add_feed(&store, "times").await);
        let (ada, bob) =
            (add_reader(&store, "Ada", &[]).await, add_reader(&store, "Bob", &[]).await);
        for wanted in [
            in_section(ada, post, "World"),
            in_section(ada, times, "World"),
            in_section(bob, times, "World"),
        ] {
            store.subscribe(&wanted, NOON).await.expect("followed");
        }
        store.subscribe(&in_section(ada, post, "Coast"), NOON).await.expect("moved");
        assert_eq!(section_names(&store, ada).await, ["World", "Coast"]);
        store.subscribe(&in_section(ada, times, ""), NOON).await.expect("moved");
        assert_eq!(section_names(&store, ada).await, ["Coast"]);
        assert_eq!(section_names(&store, bob).await, ["World"], "another's are left alone");
        store.unsubscribe(ada, post, NOON).await.expect("ended");
        assert!(section_names(&store, ada).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_ended_subscription_is_taken_up_as_it_was() {
    for_each_store(|store| async move {
        let (post, times) = (add_feed(&store, "post").await, add_feed(&store, "times").await);
        let ada = add_reader(&store, "Ada", &[]).await;
        let named = NewSubscription {
            title: Some("my paper".to_owned()),
            ..in_section(ada, post, "World")
        };
        store.subscribe(&named, NOON).await.expect("followed");
        store.subscribe(&in_section(ada, times, ""), NOON.plus(1)).await.expect("followed");
        let before = store.subscriptions(ada).await.expect("asked");

        let later = NOON.plus(Millis::HOUR);
        store.unsubscribe(ada, post, later).await.expect("ended");
        store.unsubscribe(ada, post, later).await.expect("ended already");
        let gone = Dropped {
            feed: post,
            title: "my paper".to_owned(),
            section: Some("World".to_owned()),
            at: later,
        };
        assert_eq!(store.dropped(ada, later).await.expect("asked"), [gone]);
        assert_eq!(store.subscription(ada, post).await.expect("asked"), None);

        assert!(store.resubscribe(ada, post, later).await.expect("taken up"));
        let after = store.subscriptions(ada).await.expect("asked");
        let told = |list: &[dateline_store::Subscription]| -> Vec<_> {
            let one = |one: &dateline_store::Subscription| {
                (one.feed.id, one.title.clone(), one.section.clone().map(|section| section.name))
            };
            list.iter().map(one).collect()
        };
        assert_eq!(told(&after), told(&before), "its place in the list too");
        assert_eq!(store.subscription(ada, post).await.expect("asked").as_ref(), after.first());
        let feed = store.feed(post).await.expect("asked").expect("there");
        assert_eq!(feed.next_visit_at, Some(later), "it is visited again");
        assert!(!store.resubscribe(ada, post, later).await.expect("asked"), "once");
    })
    .await;
}

#[tokio::test]
async fn many_feeds_are_followed_at_once_and_none_is_touched_that_was() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let known = store.feed(post).await.expect("asked").expect("there").url;
        let ada = add_reader(&store, "Ada", &[]).await;
        store.subscribe(&in_section(ada, post, "World"), NOON).await.expect("followed");
        let following = |url: &str, title: Option<&str>| Following {
            feed: NewFeed { url: url.to_owned(), ..NewFeed::default() },
            section: Some("Imported".to_owned()),
            title: title.map(str::to_owned),
            settings: FeedSettings { interval_minutes: Some(60), ..FeedSettings::default() },
        };
        let wanted = [
            following(&known, Some("another name")),
            following("https://new.example/feed", Some("New")),
            following("https://new.example/feed", None),
        ];
        store.follow_all(ada, &wanted, NOON).await.expect("followed");
        let followed = store.subscriptions(ada).await.expect("asked");
        let told: Vec<_> = followed
            .iter()
            .map(|one| (one.feed.url.as_str(), one.title.as_deref(), one.section.as_ref()))
            .map(|(url, title, section)| (url, title, section.map(|one| one.name.as_str())))
            .collect();
        assert_eq!(
            told,
            [
                (known.as_str(), None, Some("World")),
                ("https://new.example/feed", Some("New"), Some("Imported"))
            ]
        );
        let settings: Vec<_> =
            followed.iter().map(|one| one.feed.settings.interval_minutes).collect();
        assert_eq!(settings, [None, Some(60)], "those of a feed that was there are not touched");
        let long = following(&"x".repeat(3_000), None);
        let refused = store.follow_all(ada, &[wanted[1].clone(), long], NOON).await;
        assert!(matches!(refused, Err(Error::Config(_))), "{refused:?}");
    })
    .await;
}

#[tokio::test]
async fn a_week_later_it_is_forgotten_and_never_another_readers() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let (ada, bob) =
            (add_reader(&store, "Ada", &[post]).await, add_reader(&store, "Bob", &[]).await);
        store.unsubscribe(ada, post, NOON).await.expect("ended");
        assert!(!store.resubscribe(bob, post, NOON).await.expect("asked"));
        assert!(store.dropped(bob, NOON).await.expect("asked").is_empty());
        let later = NOON.plus(8 * Millis::DAY);
        assert!(store.dropped(ada, later).await.expect("asked").is_empty());
        assert!(!store.resubscribe(ada, post, later).await.expect("asked"));
    })
    .await;
}

#[tokio::test]
async fn apps_make_rename_and_end_sections() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let ada = add_reader(&store, "ada", &[post]).await;
        let ben = add_reader(&store, "ben", &[]).await;
        let world = store.create_section(ada, "World").await.expect("made");
        assert_eq!(store.create_section(ada, "World").await.expect("taken"), world);
        let sport = store.create_section(ada, "Sport").await.expect("made");
        store.subscribe(&in_section(ada, post, "World"), NOON).await.expect("moved");
        assert_eq!(
            section_names(&store, ada).await,
            ["World", "Sport"],
            "an empty one waits for its first feed"
        );
        let filled = store.filled_sections(ada).await.expect("asked");
        assert_eq!(filled.iter().map(|section| section.id).collect::<Vec<_>>(), [world]);
        let taken = store.rename_section(ada, sport, "World").await;
        assert!(matches!(taken, Err(Error::Conflict(_))), "{taken:?}");
        let hers = store.rename_section(ben, sport, "Mine").await;
        assert!(matches!(hers, Err(Error::NotFound)), "{hers:?}");
        store.rename_section(ada, sport, "Games").await.expect("renamed");
        assert!(!store.delete_section(ben, world).await.expect("asked"));
        assert!(store.delete_section(ada, world).await.expect("asked"));
        let followed = store.subscriptions(ada).await.expect("asked");
        assert_eq!(followed.first().map(|one| one.section.clone()), Some(None), "still followed");
        assert_eq!(section_names(&store, ada).await, ["Games"]);
        store.subscribe(&in_section(ada, post, "Games"), NOON).await.expect("moved");
        store.subscribe(&in_section(ada, post, ""), NOON).await.expect("moved");
        assert_eq!(section_names(&store, ada).await, [""; 0], "the last feed has left");
    })
    .await;
}
