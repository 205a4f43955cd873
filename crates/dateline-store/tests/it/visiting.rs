//! What a visit leaves beside entries: the next visit, the lane, a move, a wish for peace.

use std::sync::Arc;

use dateline_model::{FeedId, Millis};
use dateline_store::{DueFeed, Error, Hold, Outcome, Store, Visit};

use crate::support::{NOON, add_feed, add_reader, claim, entry, fetched, for_each_store};

/// Makes the feed due, claims it in its lane, and records this of it.
async fn visit(store: &Store, feed: FeedId, change: impl Fn(Visit) -> Visit) -> DueFeed {
    store.make_due(feed, NOON).await.expect("there");
    let mut due = Vec::new();
    for slow in [false, true] {
        due.extend(store.claim_due_feeds(&claim("a", NOON), slow).await.expect("claims"));
    }
    let due = due.into_iter().find(|due| due.feed.id == feed).expect("it is due");
    let next = NOON.plus(Millis::HOUR);
    let visit = Visit::new(feed, due.fence, NOON, next, Outcome::Unchanged);
    store.record_visit(&change(visit), &[]).await.expect("recorded");
    due
}

async fn url_of(store: &Store, feed: FeedId) -> String {
    store.feed(feed).await.expect("asked").expect("there").url
}

fn moved(target: &str) -> impl Fn(Visit) -> Visit {
    move |visit| Visit { moved_to: Some(target.to_owned()), ..visit }
}

#[tokio::test]
async fn a_feed_moves_when_two_visits_in_a_row_were_led_to_one_place() {
    for_each_store(|store| async move {
        let feed = add_feed(&store, "post").await;
        let (old, new) = ("https://post.example/feed", "https://post.example/rss");
        let lead = |target| visit(&store, feed, moved(target));
        lead(new).await;
        assert_eq!(url_of(&store, feed).await, old, "seen once");
        visit(&store, feed, |visit| visit).await;
        lead(new).await;
        assert_eq!(url_of(&store, feed).await, old, "it was taken back in between");
        lead("https://post.example/other").await;
        lead(new).await;
        assert_eq!(url_of(&store, feed).await, old, "it flaps");
        let failed = Outcome::Failed { trouble: "no answer".to_owned(), gone: false };
        visit(&store, feed, |visit| Visit { outcome: failed.clone(), ..visit }).await;
        lead(new).await;
        assert_eq!(url_of(&store, feed).await, new, "a failure says nothing of redirects");
        let due = visit(&store, feed, |visit| visit).await;
        assert_eq!(due.named_by.as_deref(), Some(old));
        lead("https://post.example/third").await;
        let due = lead("https://post.example/third").await;
        assert_eq!(due.named_by.as_deref(), Some(old), "a person gave the first one alone");
        let due = visit(&store, feed, |visit| visit).await;
        assert_eq!(due.named_by.as_deref(), Some(old));
    })
    .await;
}

#[tokio::test]
async fn no_feed_moves_to_where_another_is() {
    for_each_store(|store| async move {
        let (post, times) = (add_feed(&store, "post").await, add_feed(&store, "times").await);
        for _ in 0..3 {
            visit(&store, post, moved("https://times.example/feed")).await;
        }
        assert_eq!(url_of(&store, post).await, "https://post.example/feed");
        assert_eq!(url_of(&store, times).await, "https://times.example/feed");
    })
    .await;
}

#[tokio::test]
async fn slow_feeds_are_claimed_apart() {
    for_each_store(|store| async move {
        let (swift, slow) = (add_feed(&store, "swift").await, add_feed(&store, "slow").await);
        visit(&store, slow, |visit| Visit { slow: Some(true), ..visit }).await;
        visit(&store, swift, |visit| Visit { slow: Some(false), ..visit }).await;
        let claimed = |now, slow| {
            let store = store.clone();
            async move {
                let due = store.claim_due_feeds(&claim("a", now), slow).await.expect("claims");
                due.into_iter().map(|due| (due.feed.id, due.slow)).collect::<Vec<_>>()
            }
        };
        let next = NOON.plus(Millis::HOUR);
        assert_eq!(store.next_due_at().await.expect("asked"), Some(next));
        assert_eq!(claimed(NOON, true).await, []);
        assert_eq!(claimed(next, false).await, [(swift, false)]);
        assert_eq!(store.next_due_at().await.expect("asked"), Some(next), "the slow one's");
        assert_eq!(claimed(next, true).await, [(slow, true)]);
        let due = visit(&store, slow, |visit| visit).await;
        assert!(due.slow, "a visit that cannot tell changes nothing");
    })
    .await;
}

#[tokio::test]
async fn a_visit_that_was_put_off_was_none() {
    for_each_store(|store| async move {
        let feed = add_feed(&store, "post").await;
        let failed = Outcome::Failed { trouble: "no answer".to_owned(), gone: false };
        visit(&store, feed, |visit| Visit { outcome: failed.clone(), ..visit }).await;
        let before = store.feed(feed).await.expect("asked").expect("there");
        let later = NOON.plus(3 * Millis::HOUR);
        let put_off = |visit| Visit {
            at: NOON.plus(Millis::MINUTE),
            next_visit_at: later,
            outcome: Outcome::PutOff,
            ..visit
        };
        visit(&store, feed, put_off).await;
        let after = store.feed(feed).await.expect("asked").expect("there");
        assert_eq!(after.next_visit_at, Some(later));
        assert_eq!(
            dateline_store::FeedRow { next_visit_at: before.next_visit_at, ..after },
            before
        );
    })
    .await;
}

#[tokio::test]
async fn who_wants_peace_is_remembered_until_it_ends() {
    for_each_store(|store| async move {
        let feed = add_feed(&store, "post").await;
        let hold = |minutes: i64| Hold {
            site: "post.example".to_owned(),
            until: NOON.plus(minutes * Millis::MINUTE),
        };
        for minutes in [30, 60, 5] {
            let keep = |visit| Visit { hold: Some(hold(minutes)), ..visit };
            visit(&store, feed, keep).await;
        }
        let kept = |minutes: i64| store.holds(NOON.plus(minutes * Millis::MINUTE));
        assert_eq!(kept(0).await.expect("asked"), [hold(60)], "the longest");
        assert_eq!(kept(59).await.expect("asked").len(), 1);
        assert_eq!(kept(60).await.expect("asked"), []);
    })
    .await;
}

#[tokio::test]
async fn a_batch_is_recorded_together_and_a_stale_visit_costs_the_others_nothing() {
    for_each_store(|store| async move {
        let feeds = [add_feed(&store, "a").await, add_feed(&store, "b").await];
        let due = store.claim_due_feeds(&claim("a", NOON), false).await.expect("claims");
        let fence = due.first().expect("due").fence;
        let of = |feed, fence| Visit::new(feed, fence, NOON, NOON.plus(Millis::HOUR), fetched());
        let batch = vec![
            (of(feeds[0], fence + 1), vec![entry("1", "one")]),
            (of(feeds[1], fence), vec![entry("1", "one"), entry("2", "two")]),
        ];
        let answers = store.record_visits(&Arc::new(batch)).await.expect("recorded");
        assert!(matches!(answers[0], Err(Error::StaleFence)), "{answers:?}");
        assert_eq!(answers[1].as_ref().map(Vec::len).ok(), Some(2));
        assert_eq!(store.counts().await.expect("asked").entries, 2);
    })
    .await;
}

#[tokio::test]
async fn a_feed_that_was_unfollowed_during_its_visit_gets_no_next_one() {
    for_each_store(|store| async move {
        let feed = add_feed(&store, "post").await;
        let ada = add_reader(&store, "Ada", &[feed]).await;
        let bob = add_reader(&store, "Bob", &[feed]).await;
        let due = store.claim_due_feeds(&claim("a", NOON), false).await.expect("claims");
        let due = due.first().expect("due");
        assert_eq!(due.subscribers, 2);
        for reader in [ada, bob] {
            store.unsubscribe(reader, feed, NOON).await.expect("ended");
        }
        let visit = Visit::new(feed, due.fence, NOON, NOON.plus(Millis::HOUR), fetched());
        store.record_visit(&visit, &[]).await.expect("recorded");
        let row = store.feed(feed).await.expect("asked").expect("there");
        assert_eq!(row.next_visit_at, None);
    })
    .await;
}

#[tokio::test]
async fn an_unchanged_feed_forgets_what_is_older_than_a_week() {
    for_each_store(|store| async move {
        let feed = add_feed(&store, "post").await;
        let due = store.claim_due_feeds(&claim("a", NOON), false).await.expect("claims");
        let fence = due.first().expect("due").fence;
        let first = Visit::new(feed, fence, NOON, NOON, fetched());
        store.record_visit(&first, &[entry("1", "one")]).await.expect("recorded");
        for (day, expected) in [(1, 1), (8, 0), (9, 0)] {
            let at = NOON.plus(day * Millis::DAY);
            visit(&store, feed, |visit| Visit { at, ..visit }).await;
            let row = store.feed(feed).await.expect("asked").expect("there");
            assert_eq!((row.entries_last_week, row.entry_count), (expected, 1), "day {day}");
        }
    })
    .await;
}
