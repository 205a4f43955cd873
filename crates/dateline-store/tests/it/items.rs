//! A reader's feeds as apps see them.

use dateline_model::{ArticleId, FeedId, Millis, ReaderId};
use dateline_store::{ItemOrder, ItemQuery, Listed, NewSubscription, Store, UNREAD_MS};

use crate::support::{
    NOON, Piece, add_feed, add_reader, bring, for_each_store, piece, placing, publication, studied,
    visit,
};

fn ids(items: &[Listed]) -> Vec<i64> {
    items.iter().map(|listed| listed.item.article.0).collect()
}

/// Two feeds, one of them in the section "World", of three articles and one; and one of years ago.
async fn paper(store: &Store) -> (ReaderId, FeedId, FeedId) {
    let (post, tern) = (add_feed(store, "post").await, add_feed(store, "tern").await);
    let ada = add_reader(store, "ada", &[post]).await;
    let section = Some("World".to_owned());
    let wanted = NewSubscription { reader: ada, feed: tern, section, title: None };
    store.subscribe(&wanted, NOON).await.expect("followed");
    for (feed, headline, hours) in [(post, "One", 0), (post, "Two", 1), (tern, "Three", 1)] {
        let at = NOON.plus(-hours * Millis::HOUR);
        bring(store, &Piece { at, ..piece(feed, headline) }).await;
    }
    let at = NOON.plus(-UNREAD_MS - 1);
    bring(store, &Piece { at, ..piece(post, "Old") }).await;
    (ada, post, tern)
}

async fn found(store: &Store, reader: ReaderId, query: &ItemQuery) -> Vec<i64> {
    let query = ItemQuery { limit: query.limit.max(50), ..query.clone() };
    ids(&store.items(reader, &query, NOON).await.expect("asked"))
}

#[tokio::test]
async fn streams_hold_what_they_say() {
    for_each_store(|store| async move {
        let (ada, post, tern) = paper(&store).await;
        let all = ItemQuery::default();
        assert_eq!(found(&store, ada, &all).await, [1, 3, 2, 4], "newest first");
        let oldest = ItemQuery { oldest_first: true, ..all.clone() };
        assert_eq!(found(&store, ada, &oldest).await, [4, 2, 3, 1]);
        let of_post = ItemQuery { feed: Some(post), ..all.clone() };
        assert_eq!(found(&store, ada, &of_post).await, [1, 2, 4]);
        let world = ItemQuery { section: Some("World".to_owned()), ..all.clone() };
        assert_eq!(found(&store, ada, &world).await, [3]);
        let outside = ItemQuery { outside: true, ..all.clone() };
        assert_eq!(found(&store, ada, &outside).await, [1, 2, 4]);
        let none = ItemQuery { section: Some("Sport".to_owned()), ..all.clone() };
        assert_eq!(found(&store, ada, &none).await, [0_i64; 0]);

        store.mark_read(ada, &[ArticleId(1)], NOON).await.expect("marked");
        store.set_saved(ada, ArticleId(3), true, NOON).await.expect("saved");
        let unread = ItemQuery { read: Some(false), ..all.clone() };
        assert_eq!(found(&store, ada, &unread).await, [3, 2], "what is old counts as read");
        let read = ItemQuery { read: Some(true), ..all.clone() };
        assert_eq!(found(&store, ada, &read).await, [1, 4]);
        let saved = ItemQuery { saved: Some(true), ..all.clone() };
        assert_eq!(found(&store, ada, &saved).await, [3]);
        store.unsubscribe(ada, tern, NOON).await.expect("ended");
        assert_eq!(found(&store, ada, &saved).await, [3], "saved is saved");

        let ben = add_reader(&store, "ben", &[]).await;
        assert_eq!(found(&store, ben, &all).await, [0_i64; 0], "another's feeds");
    })
    .await;
}

#[tokio::test]
async fn a_stream_is_walked_by_place_whatever_is_marked() {
    for_each_store(|store| async move {
        let (ada, ..) = paper(&store).await;
        let mut query = ItemQuery { read: Some(false), limit: 1, ..ItemQuery::default() };
        let mut seen = Vec::new();
        loop {
            let items = store.items(ada, &query, NOON).await.expect("asked");
            let Some(last) = items.last().map(|listed| listed.item) else { break };
            store.mark_read(ada, &[last.article], NOON).await.expect("marked");
            seen.extend(ids(&items));
            query.after = Some(last);
        }
        assert_eq!(seen, [1, 3, 2]);
    })
    .await;
}

#[tokio::test]
async fn what_is_unread_is_counted_and_marked() {
    for_each_store(|store| async move {
        let (ada, post, tern) = paper(&store).await;
        let counts = |unread: Vec<dateline_store::Unread>| -> Vec<(FeedId, u32)> {
            unread.into_iter().map(|one| (one.feed, one.count)).collect()
        };
        let unread = store.unread(ada, NOON).await.expect("asked");
        assert_eq!(counts(unread), [(post, 2), (tern, 1)]);
        let seen = store.whole_items(ada, &[ArticleId(1)]).await.expect("asked");
        let first_seen = seen.first().expect("an item").article.first_seen;
        let earlier = ItemQuery { until: Some(first_seen), ..ItemQuery::default() };
        store.mark_items_read(ada, &earlier, NOON).await.expect("marked");
        let unread = store.unread(ada, NOON).await.expect("asked");
        assert_eq!(counts(unread), [(post, 1)], "what came at that moment stays");
        let of_post = ItemQuery { feed: Some(post), ..ItemQuery::default() };
        store.mark_items_read(ada, &of_post, NOON).await.expect("marked");
        assert_eq!(store.unread(ada, NOON).await.expect("asked"), []);
    })
    .await;
}

#[tokio::test]
async fn many_are_saved_at_once_and_what_is_gone_is_passed_over() {
    for_each_store(|store| async move {
        let (ada, ..) = paper(&store).await;
        let some = [ArticleId(1), ArticleId(99), ArticleId(3)];
        let saved = ItemQuery { saved: Some(true), ..ItemQuery::default() };
        store.set_items_saved(ada, &some, true, NOON).await.expect("saved");
        assert_eq!(found(&store, ada, &saved).await, [1, 3]);
        store.set_items_saved(ada, &some[..1], false, NOON).await.expect("taken off");
        assert_eq!(found(&store, ada, &saved).await, [3]);
    })
    .await;
}

#[tokio::test]
async fn items_come_whole_in_the_order_asked_for() {
    for_each_store(|store| async move {
        let (ada, ..) = paper(&store).await;
        store.mark_read(ada, &[ArticleId(1)], NOON).await.expect("marked");
        let wanted = [ArticleId(3), ArticleId(99), ArticleId(1)];
        let items = store.whole_items(ada, &wanted).await.expect("asked");
        let told: Vec<(i64, bool)> =
            items.iter().map(|one| (one.article.id.0, one.reading.read_at.is_some())).collect();
        assert_eq!(told, [(3, false), (1, true)]);
        let old = store.whole_items(ada, &[ArticleId(4)]).await.expect("asked");
        assert!(old.first().is_some_and(|item| item.is_read(NOON)), "what is old counts as read");
    })
    .await;
}

#[tokio::test]
async fn items_are_listed_by_number_by_time_and_by_reading() {
    for_each_store(|store| async move {
        let (ada, ..) = paper(&store).await;
        let by_number = ItemQuery { order: ItemOrder::Number, ..ItemQuery::default() };
        assert_eq!(found(&store, ada, &by_number).await, [4, 3, 2, 1]);
        let above =
            ItemQuery { above: Some(ArticleId(1)), oldest_first: true, ..by_number.clone() };
        assert_eq!(found(&store, ada, &above).await, [2, 3, 4]);
        let below = ItemQuery { below: Some(ArticleId(3)), ..by_number.clone() };
        assert_eq!(found(&store, ada, &below).await, [2, 1]);
        let second = ItemQuery { offset: 1, limit: 2, ..ItemQuery::default() };
        let second = store.items(ada, &second, NOON).await.expect("asked");
        assert_eq!(ids(&second), [3, 2]);
        let count = store.count_items(ada, &below, NOON).await.expect("asked");
        assert_eq!(count, 2);

        let lately = Some(NOON.plus(-Millis::MINUTE));
        let published = ItemQuery { published_since: lately, ..ItemQuery::default() };
        assert_eq!(found(&store, ada, &published).await, [1]);
        let before = ItemQuery { published_until: lately, ..ItemQuery::default() };
        assert_eq!(found(&store, ada, &before).await, [3, 2, 4]);

        let later = NOON.plus(Millis::HOUR);
        store.mark_read(ada, &[ArticleId(2)], later).await.expect("marked");
        let changed = ItemQuery { changed_since: Some(later), ..ItemQuery::default() };
        assert_eq!(found(&store, ada, &changed).await, [2]);
        let unchanged = ItemQuery { changed_until: Some(later), ..ItemQuery::default() };
        assert_eq!(found(&store, ada, &unchanged).await, [1, 3, 4]);
        let by_reading = ItemQuery { order: ItemOrder::Read, ..ItemQuery::default() };
        assert_eq!(found(&store, ada, &by_reading).await.first(), Some(&2));
        let oldest = ItemQuery { oldest_first: true, ..by_reading };
        assert_eq!(found(&store, ada, &oldest).await.last(), Some(&2));
    })
    .await;
}

#[tokio::test]
async fn no_item_is_listed_by_number_while_a_lower_one_may_still_come() {
    for_each_store(|store| async move {
        let (ada, post, _) = paper(&store).await;
        let at = NOON.plus(Millis::MINUTE);
        let slow = Piece { at, ..piece(post, "Slow") };
        let job = visit(&store, &slow).await;
        let saved = store.save_studied(&job, &studied(&slow, &job), at).await.expect("saved");
        let quick = bring(&store, &Piece { at, ..piece(post, "Quick") }).await;
        assert!(saved.article < quick);
        let known = ItemQuery {
            above: Some(ArticleId(4)),
            order: ItemOrder::Number,
            oldest_first: true,
            limit: 50,
            ..ItemQuery::default()
        };
        let listed = async |now| ids(&store.items(ada, &known, now).await.expect("asked"));
        assert_eq!(listed(at).await, [0_i64; 0]);
        assert_eq!(listed(at.plus(Millis::HOUR)).await, [quick.0], "unless it is stuck");
        let fence = placing(&store, at).await;
        store.publish(fence, &[publication(&slow, saved.article)], at).await.expect("published");
        assert_eq!(listed(at).await, [saved.article.0, quick.0]);
    })
    .await;
}
