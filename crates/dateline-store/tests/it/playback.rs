//! What readers play: positions, and the queue.

use dateline_model::{ArticleId, Media, MediaKind, Millis, ReaderId};
use dateline_store::{Error, Reached, Step, Store};

use crate::support::{NOON, add_feed, add_reader, bring, for_each_store, piece};

fn recording(name: &str) -> Media {
    Media {
        kind: MediaKind::Audio,
        url: Some(format!("https://post.example/{name}.mp3")),
        duration_seconds: Some(600),
        title: Some(name.to_owned()),
    }
}

/// A store with a reader, and an article with three recordings in their queue.
async fn queued(store: &Store) -> (ReaderId, ArticleId) {
    let post = add_feed(store, "post").await;
    let article = bring(store, &piece(post, "Quake")).await;
    let ada = add_reader(store, "ada", &[]).await;
    for name in ["one", "two", "three", "one"] {
        store.add_to_queue(ada, article, &recording(name), NOON).await.expect("queued");
    }
    (ada, article)
}

async fn titles(store: &Store, reader: ReaderId) -> Vec<String> {
    let queue = store.queue(reader).await.expect("read");
    queue.into_iter().filter_map(|(one, _)| one.media.title).collect()
}

async fn number(store: &Store, reader: ReaderId, title: &str) -> i64 {
    let queue = store.queue(reader).await.expect("read");
    let found = queue.iter().find(|(one, _)| one.media.title.as_deref() == Some(title));
    found.expect("it is in the queue").0.id
}

#[tokio::test]
async fn a_queue_is_put_in_order_by_its_reader_alone() {
    for_each_store(|store| async move {
        let (ada, article) = queued(&store).await;
        let ben = add_reader(&store, "ben", &[]).await;
        assert_eq!(titles(&store, ada).await, ["one", "two", "three"]);
        let queue = store.queue(ada).await.expect("read");
        assert!(queue.iter().all(|(_, summary)| summary.headline == "Quake"));
        assert_eq!(queue[0].0.media, recording("one"));

        let three = number(&store, ada, "three").await;
        for (step, order) in [
            (Step::Up, ["one", "three", "two"]),
            (Step::First, ["three", "one", "two"]),
            (Step::Up, ["three", "one", "two"]),
            (Step::Down, ["one", "three", "two"]),
        ] {
            assert!(store.move_in_queue(ada, three, step).await.expect("moved"));
            assert_eq!(titles(&store, ada).await, order, "{step:?}");
        }
        assert!(!store.move_in_queue(ben, three, Step::Up).await.expect("not theirs"));
        assert_eq!(store.take_from_queue(ben, three).await.expect("not theirs"), None);
        assert!(!store.put_back_in_queue(ben, three, 1).await.expect("not theirs"));

        let place = store.take_from_queue(ada, three).await.expect("gone").expect("it had a place");
        assert_eq!(titles(&store, ada).await, ["one", "two"]);
        assert!(!store.move_in_queue(ada, three, Step::Up).await.expect("it is not there"));
        assert!(store.put_back_in_queue(ada, three, place).await.expect("back"));
        assert_eq!(titles(&store, ada).await, ["one", "three", "two"]);
        assert_eq!(store.playback(ada, article).await.expect("read").len(), 3);
        assert_eq!(store.queue(ben).await.expect("read"), []);
    })
    .await;
}

#[tokio::test]
async fn what_is_put_back_stands_among_the_others_whatever_place_is_named() {
    for_each_store(|store| async move {
        let (ada, article) = queued(&store).await;
        let two = number(&store, ada, "two").await;
        for (place, order) in [
            (i64::MAX, ["one", "three", "two"]),
            (i64::MIN, ["two", "one", "three"]),
            (3, ["one", "two", "three"]),
        ] {
            store.take_from_queue(ada, two).await.expect("gone");
            assert!(store.put_back_in_queue(ada, two, place).await.expect("back"));
            assert_eq!(titles(&store, ada).await, order, "{place}");
        }
        assert!(store.put_back_in_queue(ada, two, 100).await.expect("it is there already"));
        assert_eq!(titles(&store, ada).await, ["one", "two", "three"]);
        store.add_to_queue(ada, article, &recording("four"), NOON).await.expect("room");
        assert_eq!(titles(&store, ada).await, ["one", "two", "three", "four"]);
    })
    .await;
}

#[tokio::test]
async fn positions_are_kept_and_the_end_leaves_the_queue() {
    for_each_store(|store| async move {
        let (ada, article) = queued(&store).await;
        let reach = async |name, reached| {
            let media = recording(name);
            store.note_playback(ada, article, (&media, reached), NOON).await.expect("noted");
        };
        let at = async |name: &str| {
            let all = store.playback(ada, article).await.expect("read");
            let one = all.into_iter().find(|one| one.media.title.as_deref() == Some(name));
            one.map(|one| (one.at_seconds, one.place.is_some()))
        };
        reach("one", Reached::Second(75)).await;
        reach("four", Reached::Second(12)).await;
        assert_eq!(at("one").await, Some((75, true)));
        assert_eq!(at("four").await, Some((12, false)), "begun without being queued");
        reach("one", Reached::End).await;
        assert_eq!(at("one").await, Some((0, false)));
        assert_eq!(titles(&store, ada).await, ["two", "three"]);
        assert_eq!(store.played(ada).await.expect("read").len(), 4);
        store.delete_account(ada, NOON).await.expect("gone");
        assert_eq!(store.played(ada).await.expect("read"), []);
    })
    .await;
}

#[tokio::test]
async fn a_queue_and_what_is_kept_beside_it_are_bounded() {
    for_each_store(|store| async move {
        let (ada, article) = queued(&store).await;
        for number in 3..100 {
            let media = recording(&number.to_string());
            store.add_to_queue(ada, article, &media, NOON).await.expect("room");
        }
        let more = store.add_to_queue(ada, article, &recording("more"), NOON).await;
        assert!(matches!(more, Err(Error::Conflict(_))), "{more:?}");
        for number in 0..502 {
            let media = recording(&format!("begun {number}"));
            let note = (&media, Reached::Second(1));
            let at = NOON.plus(number * Millis::MINUTE);
            store.note_playback(ada, article, note, at).await.expect("noted");
        }
        let kept = store.played(ada).await.expect("read");
        assert_eq!(kept.iter().filter(|one| one.place.is_none()).count(), 500);
        assert_eq!(kept.iter().filter(|one| one.place.is_some()).count(), 100);
    })
    .await;
}
