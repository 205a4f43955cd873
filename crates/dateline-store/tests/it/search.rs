//! Search: what is found, in which order, and the same on every database.

use dateline_model::{Mark, Millis, Query, Term, Wanted};
use dateline_store::{Interest, SearchQuery, SearchWords, Store};

use crate::support::{
    NOON, Piece, add_feed, add_reader, all_stores, bring, for_each_store, piece, words,
};

async fn found(store: &Store, query: &str) -> Vec<i64> {
    let query = Query::of_words(words(query));
    ids(store, &SearchQuery { query, limit: 10, ..SearchQuery::default() }).await
}

async fn ids(store: &Store, query: &SearchQuery) -> Vec<i64> {
    let found = store.search(query, NOON.plus(Millis::HOUR)).await.expect("asked");
    found.articles.iter().map(|line| line.id.0).collect()
}

/// What meets all of these conditions, and none of those after a `not`.
async fn meeting(store: &Store, conditions: Vec<(bool, Wanted)>) -> Vec<i64> {
    ids(store, &asking(conditions)).await
}

fn asking(conditions: Vec<(bool, Wanted)>) -> SearchQuery {
    let terms = conditions.into_iter().map(|(not, wanted)| Term { not, wanted }).collect();
    let query = Query { terms, problems: Vec::new() };
    SearchQuery { query, limit: 10, ..SearchQuery::default() }
}

fn word(word: &str) -> Wanted {
    Wanted::Word(word.to_owned())
}

fn phrase(text: &str) -> Wanted {
    Wanted::Phrase { words: words(text), text: text.to_owned() }
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

#[tokio::test]
async fn conditions_on_words_and_phrases() {
    for_each_store(|store| async move {
        library(&store).await;
        assert_eq!(meeting(&store, vec![(false, word("mayor")), (true, word("opens"))]).await, [2]);
        assert_eq!(meeting(&store, vec![(false, phrase("The bridge is"))]).await, [2]);
        assert_eq!(meeting(&store, vec![(false, phrase("bridge the"))]).await, Vec::<i64>::new());
        assert_eq!(
            meeting(&store, vec![(false, word("bridge")), (true, phrase("bridge is"))]).await,
            [1]
        );
        assert_eq!(meeting(&store, vec![(true, word("bridge"))]).await, [4, 3]);
    })
    .await;
}

#[tokio::test]
async fn conditions_on_what_an_article_is_filed_under() {
    for_each_store(|store| async move {
        let (post, times) = (add_feed(&store, "post").await, add_feed(&store, "times").await);
        let at = NOON.plus(-40 * Millis::DAY);
        let marks = vec![
            Mark::Every.to_string(),
            Mark::Language("fr").to_string(),
            Mark::Author("ada").to_string(),
            Mark::Name("hong'kong").to_string(),
        ];
        let old = Piece { at, marks, hashtags: vec!["Quake"], ..piece(post, "Quake of old") };
        let old = bring(&store, &old).await.0;
        let new = bring(&store, &piece(times, "Quake of today")).await.0;
        let check = async |wanted: Wanted, expected: &[i64], otherwise: &[i64]| {
            assert_eq!(
                meeting(&store, vec![(false, wanted.clone())]).await,
                expected,
                "{wanted:?}"
            );
            assert_eq!(
                meeting(&store, vec![(true, wanted.clone())]).await,
                otherwise,
                "{wanted:?}"
            );
        };
        check(Wanted::Tag("quake".to_owned()), &[old], &[new]).await;
        check(Wanted::Language("fr".to_owned()), &[old], &[new]).await;
        check(Wanted::Author(vec!["ada".to_owned()]), &[old], &[new]).await;
        check(Wanted::Name("hong'kong".to_owned()), &[old], &[new]).await;
        check(Wanted::Publisher("times".to_owned()), &[new], &[old]).await;
        check(Wanted::Since(NOON.plus(-Millis::DAY)), &[new], &[old]).await;
        check(Wanted::Before(NOON.plus(-40 * Millis::DAY + 1)), &[old], &[new]).await;
        check(Wanted::Before(NOON), &[old], &[new]).await; // to the millisecond
        let both = vec![(false, Wanted::Publisher("post".to_owned())), (false, word("today"))];
        assert_eq!(meeting(&store, both).await, Vec::<i64>::new());
    })
    .await;
}

#[tokio::test]
async fn a_name_that_nobody_bears_is_told() {
    for_each_store(|store| async move {
        library(&store).await;
        for wanted in [Wanted::Publisher("gazette".to_owned()), Wanted::Section("x".to_owned())] {
            let found = store.search(&asking(vec![(false, wanted)]), NOON).await.expect("asked");
            assert_eq!((found.articles.len(), found.notes.len()), (0, 1));
        }
    })
    .await;
}

#[tokio::test]
async fn conditions_on_the_reader_and_the_story() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let first = bring(&store, &piece(post, "Quake one")).await;
        let story = Some(dateline_model::StoryId(first.0));
        bring(&store, &Piece { story, ..piece(post, "Quake two") }).await;
        let third = bring(&store, &piece(post, "Quake three")).await;
        let ada = add_reader(&store, "ada", &[post]).await;
        store.mark_read(ada, &[first], NOON).await.expect("read");
        store.set_saved(ada, third, true, NOON).await.expect("saved");
        let found = async |not, wanted| {
            let mut query = asking(vec![(not, wanted), (false, word("quake"))]);
            query.reader = Some(ada);
            ids(&store, &query).await
        };
        assert_eq!(found(true, Wanted::Read).await, [third.0, 2]);
        assert_eq!(found(false, Wanted::Read).await, [first.0]);
        assert_eq!(found(false, Wanted::Saved).await, [third.0]);
        assert_eq!(found(false, Wanted::InStory).await, [2], "one article of the story");
        assert_eq!(found(true, Wanted::InStory).await, [third.0]);
    })
    .await;
}

#[tokio::test]
async fn articles_can_be_filed_anew() {
    for_each_store(|store| async move {
        library(&store).await;
        let below = dateline_model::ArticleId(i64::MAX);
        let (filed, last) = store.filed_below(below, 2).await.expect("read");
        assert_eq!(last.map(|last| last.0), Some(3));
        assert_eq!(filed.iter().map(|one| one.article.0).collect::<Vec<_>>(), [4, 3]);
        let words = SearchWords { headline: words("volcano").join("\n"), ..SearchWords::default() };
        let stale = (filed[1].article, filed[1].version + 1, words.clone());
        store.refile(&[(filed[0].article, filed[0].version, words), stale]).await.expect("filed");
        assert_eq!(found(&store, "volcano").await, [4]);
        assert_eq!(found(&store, "nothing").await, Vec::<i64>::new());
        let of_post = vec![(false, Wanted::Publisher("post".to_owned())), (false, word("volcano"))];
        assert_eq!(meeting(&store, of_post).await, [4], "the marks that the store knows are kept");
    })
    .await;
}

#[tokio::test]
async fn a_moment_within_a_day_hides_nothing_that_came_before_it() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let early = Piece { at: NOON.plus(-2 * Millis::HOUR), ..piece(post, "Quake early") };
        let early = bring(&store, &early).await.0;
        for number in 0..310 {
            bring(&store, &piece(post, &format!("Quake number {number}"))).await;
        }
        let before = NOON.plus(-Millis::HOUR);
        let conditions = vec![(false, word("quake")), (false, Wanted::Before(before))];
        assert_eq!(meeting(&store, conditions).await, [early]);
        let interest = |wanted| {
            let terms = vec![Term { not: false, wanted }];
            Interest::Query(Query { terms, problems: Vec::new() })
        };
        let asked = [(interest(Wanted::Before(before)), dateline_model::ArticleId(0))];
        let covered = store.covered(&asked, None, 500, NOON).await.expect("asked");
        assert_eq!(covered[0].iter().map(|(id, _)| id.0).collect::<Vec<_>>(), [early]);
    })
    .await;
}

#[tokio::test]
async fn without_a_writer_is_without_the_whole_name() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let by = |names: &[&str], headline: &str| {
            let marks = names.iter().map(|name| Mark::Author(name).to_string());
            let marks = marks.chain([Mark::Every.to_string()]).collect();
            Piece { marks, ..piece(post, headline) }
        };
        bring(&store, &by(&["ada", "ben"], "One")).await;
        let two = bring(&store, &by(&["ada", "cid"], "Two")).await.0;
        let whom = Wanted::Author(vec!["ada".to_owned(), "ben".to_owned()]);
        assert_eq!(meeting(&store, vec![(true, whom)]).await, [two]);
    })
    .await;
}
