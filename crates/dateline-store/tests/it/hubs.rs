//! Agreements with hubs: offered, asked, confirmed, renewed, refused, left; and what hubs send.

use dateline_model::{FeedId, Millis};
use dateline_store::{Ending, HubState, Offer, Store};

use crate::support::{NOON, add_feed, add_reader, claim, entry, for_each_store};

fn offer(number: u32) -> Offer {
    Offer {
        hub: "https://hub.example/".to_owned(),
        topic: "https://post.example/feed".to_owned(),
        token: format!("token {number}"),
        secret: format!("secret {number}"),
    }
}

async fn state(store: &Store, feed: FeedId) -> Option<(HubState, String)> {
    let hub = store.hub_of(feed).await.expect("asked");
    hub.map(|hub| (hub.state, hub.token))
}

async fn asked(store: &Store, now: Millis) -> Vec<FeedId> {
    let due = store.claim_hubs(&claim("a", now)).await.expect("claims");
    due.into_iter().map(|hub| hub.feed).collect()
}

#[tokio::test]
async fn a_hub_is_asked_at_once_and_daily_until_it_answers() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        store.offer_hub(post, None, NOON).await.expect("nothing to do");
        assert_eq!(state(&store, post).await, None);
        store.offer_hub(post, Some(&offer(1)), NOON).await.expect("offered");
        store.offer_hub(post, Some(&offer(2)), NOON).await.expect("the same again");
        assert_eq!(state(&store, post).await, Some((HubState::Asking, "token 1".to_owned())));
        assert_eq!(asked(&store, NOON).await, [post]);
        assert_eq!(asked(&store, NOON.plus(Millis::HOUR)).await, []);
        assert_eq!(asked(&store, NOON.plus(Millis::DAY)).await, [post]);
        store.hub_failed(post, "no answer", NOON.plus(2 * Millis::HOUR)).await.expect("noted");
        assert_eq!(asked(&store, NOON.plus(2 * Millis::HOUR)).await, [post]);
        let hub = store.hub_by_token("token 1").await.expect("asked").expect("there");
        assert_eq!((hub.feed, hub.trouble.as_deref()), (post, Some("no answer")));
        assert_eq!(store.hub_by_token("token 2").await.expect("asked"), None);
    })
    .await;
}

#[tokio::test]
async fn a_confirmed_hub_is_asked_again_before_its_lease_ends() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        store.offer_hub(post, Some(&offer(1)), NOON).await.expect("offered");
        assert_eq!(asked(&store, NOON).await, [post]);
        let (ends, renew) = (NOON.plus(10 * Millis::DAY), NOON.plus(8 * Millis::DAY));
        store.hub_confirmed(post, ends, renew).await.expect("confirmed");
        let hub = store.hub_of(post).await.expect("asked").expect("there");
        assert_eq!((hub.state, hub.lease_ends_at), (HubState::Active, Some(ends)));
        assert_eq!(asked(&store, NOON.plus(2 * Millis::DAY)).await, []);
        assert_eq!(asked(&store, renew).await, [post]);
        let due = store.claim_due_feeds(&claim("v", NOON), false).await.expect("claims");
        let due = due.first().expect("it is new, so it is due");
        let known = (offer(1).hub, offer(1).topic);
        assert_eq!((&due.hub, due.told_until), (&Some(known), Some(ends)));

        let moved = Offer { hub: "https://other.example/".to_owned(), ..offer(2) };
        store.offer_hub(post, Some(&moved), NOON).await.expect("offered");
        assert_eq!(state(&store, post).await, Some((HubState::Asking, "token 2".to_owned())));
        assert_eq!(store.hub_by_token("token 1").await.expect("asked"), None);
    })
    .await;
}

#[tokio::test]
async fn a_denied_feed_is_visited_as_before() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        store.make_due(post, NOON.plus(Millis::DAY)).await.expect("there");
        store.offer_hub(post, Some(&offer(1)), NOON).await.expect("offered");
        let soon = NOON.plus(Millis::HOUR);
        let again = NOON.plus(7 * Millis::DAY);
        store.hub_denied(post, "it said no", soon, again).await.expect("noted");
        let hub = store.hub_of(post).await.expect("asked").expect("there");
        assert_eq!((hub.state, hub.trouble.as_deref()), (HubState::Denied, Some("it said no")));
        let feed = store.feed(post).await.expect("asked").expect("there");
        assert_eq!(feed.next_visit_at, Some(soon));
        assert_eq!(asked(&store, NOON.plus(Millis::DAY)).await, []);
        assert_eq!(asked(&store, again).await, [post]);
    })
    .await;
}

#[tokio::test]
async fn a_hub_is_left_when_nobody_follows_the_feed() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let (ada, bob) =
            (add_reader(&store, "Ada", &[post]).await, add_reader(&store, "Bob", &[post]).await);
        store.offer_hub(post, Some(&offer(1)), NOON).await.expect("offered");
        let ends = NOON.plus(10 * Millis::DAY);
        store.hub_confirmed(post, ends, ends).await.expect("confirmed");
        store.unsubscribe(ada, post, NOON).await.expect("ended");
        assert_eq!(state(&store, post).await.map(|(state, _)| state), Some(HubState::Active));
        store.unsubscribe(bob, post, NOON).await.expect("ended");
        assert_eq!(asked(&store, NOON).await, [post], "to be silent");
        store.hub_confirmed(post, ends, ends).await.expect("a word that came too late");
        assert_eq!(state(&store, post).await.map(|(state, _)| state), Some(HubState::Leaving));
        store.hub_left(post).await.expect("left");
        assert_eq!(state(&store, post).await, None);

        store.offer_hub(post, Some(&offer(3)), NOON).await.expect("offered");
        store.hub_left(post).await.expect("only who leaves has left");
        assert_eq!(state(&store, post).await, Some((HubState::Asking, "token 3".to_owned())));
    })
    .await;
}

#[tokio::test]
async fn what_a_hub_sends_is_brought_in_like_what_a_visit_finds() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        store.offer_hub(post, Some(&offer(1)), NOON).await.expect("offered");
        let before = store.feed(post).await.expect("asked").expect("there").next_visit_at;
        let entries = || vec![entry("1", "one"), entry("2", "two")];
        let ids = store.record_push(post, 1_234, entries(), NOON).await.expect("recorded");
        assert_eq!(ids.len(), 2);
        let again = store.record_push(post, 1_234, entries(), NOON.plus(1)).await;
        assert!(again.expect("recorded").is_empty(), "nothing of it is new");
        assert_eq!(
            store.claim_jobs(&["bring_in"], &claim("w", NOON)).await.expect("asked").len(),
            2
        );
        let feed = store.feed(post).await.expect("asked").expect("there");
        assert_eq!((feed.entry_count, feed.entries_last_week), (2, 2));
        assert_eq!(feed.next_visit_at, before, "visits keep their time");
        let log = store.past_visits(post).await.expect("asked");
        let told: Vec<_> = log.iter().map(|one| (one.ending, one.bytes, one.new_entries)).collect();
        assert_eq!(told, [(Ending::Pushed, 1_234, 0), (Ending::Pushed, 1_234, 2)]);
        let costs = store.week_costs(&[post], NOON).await.expect("asked");
        let cost = costs.get(&post).expect("there");
        assert_eq!((cost.visits, cost.bytes), (0, 2_468), "bytes, and no visit");
        store.count_refused_push(post).await.expect("counted");
        let hub = store.hub_of(post).await.expect("asked").expect("there");
        assert_eq!((hub.pushes, hub.refused, hub.last_push_at), (2, 1, Some(NOON.plus(1))));
    })
    .await;
}
