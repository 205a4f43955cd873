//! Search: what is found, in which order, and the same on every database.

use dateline_model::Millis;
use dateline_store::{SearchQuery, Store};

use crate::support::{NOON, Piece, add_feed, all_stores, bring, for_each_store, piece, words};

async fn found(store: &Store, query: &str) -> Vec<i64> {
    let query = SearchQuery { words: words(query), limit: 10 };
    let now = NOON.plus(Millis::HOUR);
    store.search(&query, now).await.expect("asked").iter().map(|line| line.id.0).collect()
}

/// The articles that every test here searches; their ids count from 1.
async fn library(store: &Store) {
    let post = add_feed(store, "post").await;
    let texts = [
        ("Bridge opens", "the mayor spoke"),
        ("Mayor resigns", "the bridge is closed"),
        ("地震 東京", "東京 で 地震 c++ a-b o'neill x&y"),
        ("Nothing", "and or not near \"quoted\" col:on bridge*"),
    ];
    for (number, (headline, text)) in texts.into_iter().enumerate() {
        let identity = number.to_string();
        bring(store, &Piece { text: text.to_owned(), identity, ..piece(post, headline) }).await;
    }
}

#[tokio::test]
async fn all_words_must_be_there_and_the_headline_counts_more() {
    for_each_store(|store| async move {
        library(&store).await;
        assert_eq!(found(&store, "bridge").await, [1, 2]);
        assert_eq!(found(&store, "mayor").await, [2, 1]);
        assert_eq!(found(&store, "mayor closed").await, [2]);
        assert_eq!(found(&store, "bridge tunnel").await, Vec::<i64>::new());
        assert_eq!(found(&store, "").await, Vec::<i64>::new());
        assert_eq!(found(&store, "地震").await, [3]);
    })
    .await;
}

#[tokio::test]
async fn a_word_is_a_word_whatever_signs_it_holds() {
    for_each_store(|store| async move {
        library(&store).await;
        for query in ["c++", "a-b", "o'neill", "x&y"] {
            assert_eq!(found(&store, query).await, [3], "{query}");
        }
        for query in ["and", "or", "not", "near", "\"quoted\"", "col:on", "bridge*"] {
            assert_eq!(found(&store, query).await, [4], "{query}");
        }
        for query in ["'", "\"", "\\", "=bridge =opens", "c", "col", ") or (", "bri*", "{a}", "\0"]
        {
            found(&store, query).await; // no error
        }
        assert_eq!(
            found(&store, "bri*").await,
            Vec::<i64>::new(),
            "a star is a sign like any other"
        );
    })
    .await;
}

#[tokio::test]
async fn a_new_version_is_found_by_its_new_words_alone() {
    for_each_store(|store| async move {
        library(&store).await;
        let post = add_feed(&store, "post").await;
        let text = "the tunnel is closed".to_owned();
        let identity = "1".to_owned();
        bring(&store, &Piece { identity, text, ..piece(post, "Mayor resigns") }).await;
        assert_eq!(found(&store, "tunnel").await, [2]);
        assert_eq!(found(&store, "bridge").await, [1]);
    })
    .await;
}

#[tokio::test]
async fn copies_stand_behind_and_newer_ones_before() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let at = NOON.plus(-10 * Millis::DAY);
        let old = bring(&store, &Piece { at, ..piece(post, "Quake of old") }).await;
        let new = bring(&store, &piece(post, "Quake of today")).await;
        let copy = Piece { copy_of: Some(new), ..piece(post, "Quake of today again") };
        let copy = bring(&store, &copy).await;
        assert_eq!(found(&store, "quake").await, [new.0, copy.0, old.0]);
    })
    .await;
}

#[tokio::test]
async fn every_database_answers_alike() {
    let mut answers: Vec<Vec<Vec<i64>>> = Vec::new();
    for (_fresh, store) in all_stores().await {
        let (post, times) = (add_feed(&store, "post").await, add_feed(&store, "times").await);
        let vocabulary =
            ["quake", "mayor", "bridge", "東京", "été", "ß", "c++", "naïve", "strike", "1.5"];
        let word = |number: usize| vocabulary[number % vocabulary.len()];
        for number in 0..60_usize {
            let headline = format!("{} {}", word(number), word(number / 3));
            let text =
                format!("{} {} {}", word(number / 2), word(number * 7), word(number * 3 + 1));
            let feed = if number % 3 == 0 { post } else { times };
            let hours = i64::try_from(number * 13 % 50).expect("small");
            let at = NOON.plus(-hours * Millis::HOUR);
            bring(
                &store,
                &Piece { text, at, identity: number.to_string(), ..piece(feed, &headline) },
            )
            .await;
        }
        let mut answer = Vec::new();
        for first in vocabulary {
            answer.push(found(&store, first).await);
            for second in vocabulary {
                answer.push(found(&store, &format!("{first} {second}")).await);
            }
        }
        answers.push(answer);
    }
    let Some((first, others)) = answers.split_first() else { panic!("at least SQLite answers") };
    assert!(
        first.iter().filter(|answer| !answer.is_empty()).count() > 50,
        "the test finds something"
    );
    assert!(others.iter().all(|other| other == first));
}
