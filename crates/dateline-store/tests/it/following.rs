//! What a reader follows and filters, and what that does to the front page.

use std::collections::HashSet;
use std::sync::Arc;

use dateline_model::{ArticleId, Millis, Query, StoryId};
use dateline_store::{Act, Error, FrontQuery, Interest, Leaning, NewFilter, Topic};

use crate::support::{NOON, Piece, add_feed, add_reader, bring, for_each_store, piece};

#[tokio::test]
async fn topics_are_followed_from_now_on() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let old = bring(&store, &piece(post, "Quake")).await;
        let ada = add_reader(&store, "ada", &[]).await;
        let ben = add_reader(&store, "ben", &[]).await;
        let topics = [
            Topic::Tag("quake".to_owned()),
            Topic::Name("ada".to_owned()),
            Topic::Publisher(dateline_model::PublisherId(1)),
            Topic::Story(StoryId(old.0)),
            Topic::Search("tag:quake".to_owned()),
        ];
        for topic in topics.iter().chain(&topics) {
            store.follow(ada, topic, "label", NOON).await.expect("followed");
        }
        let follows = store.follows(ada).await.expect("read");
        assert_eq!(follows.iter().map(|one| one.topic.clone()).collect::<Vec<_>>(), topics);
        assert!(follows.iter().all(|one| one.seen == old && one.label == "label"));
        assert_eq!(store.follows(ben).await.expect("read"), []);

        store.follow_seen(ada, Some(follows[0].id), ArticleId(9)).await.expect("seen");
        store.follow_seen(ben, Some(follows[1].id), ArticleId(9)).await.expect("not theirs");
        store.follow_seen(ada, Some(follows[0].id), ArticleId(2)).await.expect("never back");
        let seen = store.follows(ada).await.expect("read");
        assert_eq!(seen.iter().map(|one| one.seen.0).collect::<Vec<_>>(), [9, 1, 1, 1, 1]);
        store.unfollow(ada, &topics[0]).await.expect("gone");
        assert_eq!(store.follows(ada).await.expect("read").len(), 4);
    })
    .await;
}

#[tokio::test]
async fn there_is_room_for_a_bounded_number() {
    for_each_store(|store| async move {
        let ada = add_reader(&store, "ada", &[]).await;
        for number in 0..200 {
            let topic = Topic::Tag(number.to_string());
            store.follow(ada, &topic, "x", NOON).await.expect("room");
        }
        let again = store.follow(ada, &Topic::Tag("7".to_owned()), "x", NOON).await;
        assert!(again.is_ok(), "it is followed already");
        let more = store.follow(ada, &Topic::Tag("more".to_owned()), "x", NOON).await;
        assert!(matches!(more, Err(Error::Conflict(_))), "{more:?}");
    })
    .await;
}

#[tokio::test]
async fn filters_end_by_themselves_and_are_nobody_elses() {
    for_each_store(|store| async move {
        let ada = add_reader(&store, "ada", &[]).await;
        let ben = add_reader(&store, "ben", &[]).await;
        let until = Some(NOON.plus(Millis::DAY));
        let add = async |act, until| {
            let filter = NewFilter { act, line: "quake".to_owned(), until };
            store.add_filter(ada, &filter, NOON).await
        };
        add(Act::Mute, until).await.expect("added");
        add(Act::Highlight, None).await.expect("added");
        add(Act::Highlight, None).await.expect("the same again");
        let filters = store.filters(ada, NOON).await.expect("read");
        let acts: Vec<_> = filters.iter().map(|one| (one.act, one.until)).collect();
        assert_eq!(acts, [(Act::Mute, until), (Act::Highlight, None)]);
        assert!(!store.remove_filter(ben, filters[0].id).await.expect("not theirs"));
        let later = store.filters(ada, NOON.plus(2 * Millis::DAY)).await.expect("read");
        assert_eq!(later.len(), 1);
        assert!(store.remove_filter(ada, later[0].id).await.expect("removed"));
        assert_eq!(store.filters(ben, NOON).await.expect("read"), []);
    })
    .await;
}

#[tokio::test]
async fn interests_cover_what_came_since() {
    for_each_store(|store| async move {
        let (post, times) = (add_feed(&store, "post").await, add_feed(&store, "times").await);
        let first = bring(&store, &piece(post, "Quake one")).await;
        let story = Some(StoryId(first.0));
        let second = bring(&store, &Piece { story, ..piece(times, "Quake two") }).await;
        let third = bring(&store, &piece(post, "Storm")).await;
        let word = |word: &str| Interest::Query(Query::of_words(vec![word.to_owned()]));
        let publisher = Interest::Publisher(dateline_model::PublisherId(1));
        let asked = [
            (word("quake"), ArticleId(0)),
            (word("quake"), first),
            (word("volcano"), ArticleId(0)),
            (publisher, ArticleId(0)),
            (Interest::Story(StoryId(first.0)), ArticleId(0)),
        ];
        let covered = store.covered(&asked, None, 10, NOON).await.expect("asked");
        let (one, two, three) =
            ((first, StoryId(1)), (second, StoryId(1)), (third, StoryId(third.0)));
        assert_eq!(covered, [vec![two, one], vec![two], vec![], vec![three, one], vec![two, one]]);
    })
    .await;
}

#[tokio::test]
async fn what_is_followed_rises_and_what_is_muted_is_told_by_others_or_not_at_all() {
    for_each_store(|store| async move {
        let (post, times) = (add_feed(&store, "post").await, add_feed(&store, "times").await);
        let old = Piece { at: NOON.plus(-Millis::HOUR / 2), ..piece(post, "Old quake") };
        let old = bring(&store, &old).await;
        let new = bring(&store, &piece(post, "New storm")).await;
        let story = Some(StoryId(new.0));
        let other = bring(&store, &Piece { story, ..piece(times, "The storm elsewhere") }).await;
        let front = async |leaning: Leaning| -> Vec<(i64, i64)> {
            let leaning = Arc::new(leaning);
            let now = NOON.plus(Millis::HOUR);
            let query =
                FrontQuery { reader: None, section: None, now, limit: 10, offset: 0, leaning };
            let stories = store.front(&query).await.expect("asked");
            stories.iter().map(|front| (front.story.id.0, front.lead.id.0)).collect()
        };
        let muted = |ids: &[ArticleId]| Leaning {
            muted: ids.iter().copied().collect(),
            ..Leaning::default()
        };
        let plain = front(Leaning::default()).await;
        assert_eq!(plain.iter().map(|(story, _)| *story).collect::<Vec<_>>(), [new.0, old.0]);
        let lead = ArticleId(plain[0].1);
        let next = if lead == new { other } else { new };
        assert_eq!(front(muted(&[lead])).await, [(new.0, next.0), (old.0, old.0)]);
        assert_eq!(front(muted(&[new, other])).await, [(old.0, old.0)]);
        let ancient = Piece { at: NOON.plus(-30 * Millis::DAY), ..piece(post, "Ancient") };
        let ancient = bring(&store, &ancient).await;
        let left = front(muted(&[new, other])).await;
        assert_eq!(left, [(old.0, old.0), (ancient.0, ancient.0)], "the page is filled up");
        let risen = HashSet::from([StoryId(old.0)]);
        let risen = front(Leaning { risen, ..Leaning::default() }).await;
        let risen: Vec<i64> = risen.iter().map(|(story, _)| *story).collect();
        assert_eq!(risen, [old.0, new.0, ancient.0]);
    })
    .await;
}

#[tokio::test]
async fn catching_up_can_be_taken_back() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let read = bring(&store, &piece(post, "Read before")).await;
        let new = bring(&store, &piece(post, "New")).await;
        let ada = add_reader(&store, "ada", &[post]).await;
        store.mark_read(ada, &[read], NOON).await.expect("read");
        let now = NOON.plus(Millis::HOUR);
        let state = async |article| store.reading_state(ada, article).await.expect("asked").read_at;
        let seen = NOON.plus(-Millis::HOUR);
        store.set_story_read(ada, StoryId(new.0), Some(seen)).await.expect("read");
        store.catch_up(ada, now).await.expect("marked");
        assert_eq!((state(read).await, state(new).await), (Some(NOON), Some(now)));
        let story = store.story_reading(ada, StoryId(new.0)).await.expect("asked");
        assert_eq!(story.page, Some(now));
        store.undo_catch_up(ada, now).await.expect("taken back");
        assert_eq!((state(read).await, state(new).await), (Some(NOON), None));
        let story = store.story_reading(ada, StoryId(new.0)).await.expect("asked");
        assert_eq!(story.page, Some(seen), "as it was before");
        let history = store.history(ada, 10).await.expect("asked");
        assert_eq!(history.iter().map(|line| line.id).collect::<Vec<_>>(), [read]);
        let lines = store.summaries(&[new, ArticleId(99), read]).await.expect("asked");
        assert_eq!(lines.iter().map(|line| line.id).collect::<Vec<_>>(), [new, read]);
    })
    .await;
}

#[tokio::test]
async fn what_bears_a_name_is_found_by_it() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let tagged = Piece { hashtags: vec!["Quake"], ..piece(post, "Quake") };
        bring(&store, &tagged).await;
        let keys = ["quake".to_owned(), "storm".to_owned()];
        let found = store.named_like(&keys, "pos").await.expect("asked");
        assert_eq!(found.tags, [("quake".to_owned(), "Quake".to_owned())]);
        assert_eq!(found.publishers.len(), 1);
        let found = store.named_like(&[], "gazette").await.expect("asked");
        assert_eq!(found, dateline_store::Namesakes::default());
    })
    .await;
}
