//! Readers' switches, and the budget of the assistant.

use dateline_model::{ReaderId, Role};
use dateline_store::{AnswerKey, Budget, Choices, Spent, Store};

use crate::support::{NOON, for_each_store};

const BUDGET: Budget = Budget { reader: 100, instance: 150 };

async fn reader(store: &Store, name: &str) -> ReaderId {
    store.create_reader(name, "hash", Role::Member, NOON).await.expect("a new reader")
}

#[tokio::test]
async fn everything_is_on_and_the_assistant_off_until_a_reader_chooses() {
    for_each_store(|store| async move {
        let (ada, ben) = (reader(&store, "Ada").await, reader(&store, "Ben").await);
        assert_eq!(store.choices(ada).await.expect("asked"), Choices::default());
        let chosen = Choices { assistant: true, off: vec!["listen".into(), "ask".into()] };
        store.set_choices(ada, &chosen).await.expect("set");
        assert_eq!(store.choices(ada).await.expect("asked"), chosen);
        assert_eq!(store.choices(ben).await.expect("asked"), Choices::default());
        assert_eq!(store.choices(ReaderId(99)).await.expect("asked"), Choices::default());
    })
    .await;
}

#[tokio::test]
async fn nobody_spends_more_than_the_budget() {
    for_each_store(|store| async move {
        let (ada, ben) = (reader(&store, "Ada").await, reader(&store, "Ben").await);
        let book = async |who, tokens| store.book(who, 7, tokens, BUDGET).await.expect("asked");
        assert!(book(ada, 60).await);
        assert!(!book(ada, 41).await, "more than a reader may");
        assert!(book(ada, 40).await);
        assert!(!book(ben, 51).await, "more than everybody may");
        assert!(book(ben, 50).await);
        let spent = store.spent(ben, 7).await.expect("asked");
        assert_eq!(spent, Spent { reader: 50, instance: 150 });
        store.give_back(ada, 7, 70).await.expect("given back");
        assert_eq!(store.spent(ada, 7).await.expect("asked"), Spent { reader: 30, instance: 80 });
        store.give_back(ada, 7, -5).await.expect("it took more");
        assert_eq!(store.spent(ada, 7).await.expect("asked").reader, 35);
        store.give_back(ada, 7, 1_000).await.expect("given back");
        assert_eq!(store.spent(ada, 7).await.expect("asked").reader, 0, "never less than nothing");
        assert!(store.book(ada, 8, 100, BUDGET).await.expect("asked"), "a new day");
        assert!(store.book(ada, 100, 1, BUDGET).await.expect("asked"), "much later");
        assert_eq!(store.spent(ben, 7).await.expect("asked"), Spent::default(), "old days go");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_books_at_once_does_not_find_the_same_room() {
    for_each_store(|store| async move {
        let mut readers = Vec::new();
        for number in 0..12 {
            readers.push(reader(&store, &format!("Reader {number}")).await);
        }
        for day in 0..8 {
            let books = readers.iter().map(|&who| {
                let store = store.clone();
                tokio::spawn(async move { store.book(who, day, 40, BUDGET).await.expect("asked") })
            });
            let books: Vec<_> = books.collect();
            let mut fit = 0;
            for book in books {
                fit += i64::from(book.await.expect("no panic"));
            }
            assert_eq!(fit, 3, "of 40 tokens each, 150 in all");
            assert_eq!(store.spent(readers[0], day).await.expect("asked").instance, 120);
        }
    })
    .await;
}

#[tokio::test]
async fn only_so_many_answers_are_kept_about_one_subject() {
    for_each_store(|store| async move {
        let name = |number: i64| format!("ask {number}");
        for number in 0..120 {
            let feature = name(number);
            let key = AnswerKey { subject: "a/1", feature: &feature, version: 1 };
            store.save_answer(&key, "{}", NOON.plus(number)).await.expect("kept");
        }
        let kept = async |number| {
            let feature = name(number);
            let key = AnswerKey { subject: "a/1", feature: &feature, version: 1 };
            store.answer(&key).await.expect("asked").is_some()
        };
        assert!(!kept(0).await && !kept(18).await, "the oldest are gone");
        assert!(kept(20).await && kept(119).await, "the newest stay");
    })
    .await;
}
