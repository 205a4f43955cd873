//! The log of visits, and what a week of them cost.

use std::sync::Arc;

use dateline_model::{FeedId, Millis};
use dateline_store::{Ending, Outcome, Store, Visit, WeekCost};

use crate::support::{NOON, add_feed, claim, entry, fetched, for_each_store};

async fn visit(store: &Store, feed: FeedId, at: Millis, outcome: Outcome, entries: usize) {
    store.make_due(feed, at).await.expect("there");
    let due = store.claim_due_feeds(&claim("visitor", at), false).await.expect("claims");
    let due = due.iter().find(|due| due.feed.id == feed).expect("it is due");
    let entries: Vec<_> =
        (0..entries).map(|number| entry(&format!("{}-{number}", at.0), "text")).collect();
    let bytes = if matches!(outcome, Outcome::Fetched { .. }) { 1_000 } else { 0 };
    let next_visit_at = at.plus(Millis::HOUR);
    let visit = Visit { bytes, ..Visit::new(feed, due.fence, at, next_visit_at, outcome) };
    store.record_visit(&visit, &entries).await.expect("recorded");
}

fn failed() -> Outcome {
    Outcome::Failed { trouble: "no answer".to_owned(), gone: false }
}

#[tokio::test]
async fn the_latest_visits_are_remembered_and_no_more() {
    for_each_store(|store| async move {
        let (post, times) = (add_feed(&store, "post").await, add_feed(&store, "times").await);
        visit(&store, post, NOON, fetched(), 3).await;
        visit(&store, post, NOON.plus(1), Outcome::Unchanged, 0).await;
        visit(&store, post, NOON.plus(2), failed(), 0).await;
        let log = store.past_visits(post).await.expect("asked");
        let told: Vec<_> = log
            .iter()
            .map(|one| (one.at.0 - NOON.0, one.ending, one.bytes, one.new_entries))
            .collect();
        assert_eq!(
            told,
            [
                (2, Ending::Failed, 0, 0),
                (1, Ending::Unchanged, 0, 0),
                (0, Ending::Fetched, 1_000, 3)
            ]
        );
        assert_eq!(log.first().and_then(|one| one.trouble.as_deref()), Some("no answer"));
        assert!(store.past_visits(times).await.expect("asked").is_empty());

        for number in 3..50 {
            visit(&store, post, NOON.plus(number), Outcome::Unchanged, 0).await;
        }
        let log = store.past_visits(post).await.expect("asked");
        let moments: Vec<i64> = log.iter().map(|one| one.at.0 - NOON.0).collect();
        assert_eq!(moments, (30..50).rev().collect::<Vec<i64>>());
    })
    .await;
}

#[tokio::test]
async fn two_visits_to_a_feed_in_one_batch_are_both_remembered() {
    for_each_store(|store| async move {
        let (post, times) = (add_feed(&store, "post").await, add_feed(&store, "times").await);
        let due = store.claim_due_feeds(&claim("visitor", NOON), false).await.expect("claims");
        let fence = due.first().expect("due").fence;
        let made = |feed, at| Visit::new(feed, fence, at, NOON.plus(9), Outcome::Unchanged);
        let put_off = Visit { outcome: Outcome::PutOff, ..made(post, NOON.plus(3)) };
        let batch = [made(post, NOON), made(times, NOON), made(post, NOON.plus(1)), put_off];
        let batch = batch.map(|visit| (visit, Vec::new())).to_vec();
        let answers = store.record_visits(&Arc::new(batch)).await.expect("recorded");
        assert!(answers.iter().all(Result::is_ok), "{answers:?}");
        let costs = store.week_costs(&[post, times], NOON).await.expect("asked");
        for (feed, visits) in [(post, 2), (times, 1)] {
            assert_eq!(costs.get(&feed).map(|cost| cost.visits), Some(visits));
            assert_eq!(store.past_visits(feed).await.expect("asked").len(), visits as usize);
        }
    })
    .await;
}

#[tokio::test]
async fn a_week_of_visits_is_added_up() {
    for_each_store(|store| async move {
        let (post, times) = (add_feed(&store, "post").await, add_feed(&store, "times").await);
        for day in 0..10 {
            let at = NOON.plus(day * Millis::DAY);
            visit(&store, post, at, fetched(), 1).await;
            visit(&store, post, at.plus(1), Outcome::Unchanged, 0).await;
        }
        let now = NOON.plus(9 * Millis::DAY + 2);
        visit(&store, post, now, failed(), 0).await;
        let costs = store.week_costs(&[post, times], now).await.expect("asked");
        let week = WeekCost { visits: 15, unchanged: 7, failed: 1, bytes: 7_000 };
        assert_eq!(costs.get(&post), Some(&week));
        assert_eq!(costs.get(&times), None);
        let silent = store.week_costs(&[post], now.plus(7 * Millis::DAY)).await.expect("asked");
        assert_eq!(silent.get(&post), None);
    })
    .await;
}
