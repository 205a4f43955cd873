//! Browsers that are notified: whose they are, when they are due, and what ends them.

use dateline_model::{ArticleId, Millis, ReaderId};
use dateline_store::{NewPushSubscription, NewSession, Store};

use crate::support::{NOON, add_feed, add_reader, bring, claim, for_each_store, piece};

fn browser(reader: ReaderId, endpoint: &str) -> NewPushSubscription {
    NewPushSubscription {
        reader,
        session: None,
        endpoint: endpoint.to_owned(),
        public_key: vec![4; 65],
        secret: vec![7; 16],
        browser: "Firefox on Linux".to_owned(),
        language: "fr".to_owned(),
    }
}

async fn add(store: &Store, reader: ReaderId, endpoint: &str) {
    store.add_push_subscription(&browser(reader, endpoint), NOON).await.expect("added");
}

async fn endpoints(store: &Store, reader: ReaderId) -> Vec<String> {
    let all = store.push_subscriptions(reader).await.expect("read");
    all.into_iter().map(|one| one.endpoint).collect()
}

#[tokio::test]
async fn a_browser_is_told_from_now_on_and_is_one_readers() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let known = bring(&store, &piece(post, "Quake")).await;
        let (ada, ben) =
            (add_reader(&store, "ada", &[]).await, add_reader(&store, "ben", &[]).await);
        add(&store, ada, "https://push.example/1").await;
        add(&store, ada, "https://push.example/2").await;
        let one = store.push_subscriptions(ada).await.expect("read").remove(0);
        assert_eq!((one.told_at, one.told_article, one.failures), (NOON, known, 0));
        assert_eq!(
            (one.public_key, one.secret, one.language),
            (vec![4; 65], vec![7; 16], "fr".to_owned())
        );
        add(&store, ben, "https://push.example/1").await;
        assert_eq!(endpoints(&store, ada).await, ["https://push.example/2"]);
        assert_eq!(endpoints(&store, ben).await, ["https://push.example/1"]);
        let bens = store.push_subscriptions(ben).await.expect("read").remove(0).id;
        assert!(!store.remove_push_subscription(ada, bens).await.expect("not theirs"));
        assert!(store.remove_push_subscription(ben, bens).await.expect("removed"));
        for number in 0..25 {
            add(&store, ben, &format!("https://push.example/of-ben/{number}")).await;
        }
        let kept = endpoints(&store, ben).await;
        assert_eq!((kept.len(), kept[0].as_str()), (20, "https://push.example/of-ben/5"));
    })
    .await;
}

#[tokio::test]
async fn each_is_claimed_once_when_it_is_due() {
    for_each_store(|store| async move {
        let ada = add_reader(&store, "ada", &[]).await;
        add(&store, ada, "https://push.example/1").await;
        let due = async |now: Millis| store.claim_push(&claim("desk", now)).await.expect("asked");
        let one = due(NOON).await.pop().expect("it is due");
        assert!(due(NOON).await.is_empty(), "it is claimed");
        let later = NOON.plus(3 * Millis::MINUTE);
        store.note_push(one.id, (NOON, ArticleId(9)), later).await.expect("noted");
        assert!(due(later.plus(-1)).await.is_empty());
        let again = due(later).await.pop().expect("it is due again");
        assert_eq!((again.told_article, again.failures), (ArticleId(9), 0));
        store.delay_push(one.id, later).await.expect("noted");
        assert_eq!(due(later).await.pop().map(|one| one.failures), Some(1));
        store.note_push(one.id, (NOON, ArticleId(9)), later).await.expect("noted");
        let well = store.push_subscriptions(ada).await.expect("read");
        assert_eq!(well[0].failures, 0);
    })
    .await;
}

#[tokio::test]
async fn a_browser_goes_with_its_session_and_with_its_reader() {
    for_each_store(|store| async move {
        let ada = add_reader(&store, "ada", &[]).await;
        let session = NewSession {
            reader: ada,
            token_hash: vec![1; 32],
            browser: String::new(),
            expires_at: NOON.plus(Millis::DAY),
        };
        store.create_session(&session, NOON).await.expect("a session");
        let new = NewPushSubscription {
            session: Some(vec![1; 32]),
            ..browser(ada, "https://push.example/1")
        };
        store.add_push_subscription(&new, NOON).await.expect("added");
        add(&store, ada, "https://push.example/2").await;
        store.end_session(&[1; 32]).await.expect("ended");
        assert_eq!(endpoints(&store, ada).await, ["https://push.example/2"]);
        store.delete_account(ada, NOON).await.expect("gone");
        assert!(store.claim_push(&claim("desk", NOON)).await.expect("asked").is_empty());
    })
    .await;
}

#[tokio::test]
async fn what_came_is_known_by_when_readers_could_first_see_it() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let quake = bring(&store, &piece(post, "Quake")).await;
        let article = store.article(quake).await.expect("asked").expect("it is there");
        let at = article.first_seen;
        let within = async |after: Millis, until: Millis| {
            store.first_seen_within(&[quake], (after, until)).await.expect("asked")
        };
        assert_eq!(within(at.plus(-1), at).await, [quake]);
        assert_eq!(within(at, at.plus(1)).await, []);
        assert_eq!(within(at.plus(-2), at.plus(-1)).await, []);
        assert_eq!(store.first_seen_within(&[], (Millis(0), at)).await.expect("asked"), []);
    })
    .await;
}
