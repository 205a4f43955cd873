//! Stories put right: moved, merged, parted; addresses that keep working; what a reader knows.

use std::sync::Arc;

use dateline_model::{ArticleId, Earlier, FeedId, Millis, PublisherId, ReaderId, Reason, StoryId};
use dateline_store::{
    Correcting, Error, FrontQuery, PLACING, Parted, PublisherFacts, Store, StoryReading,
};

use crate::support::{
    LEASE_MS, NOON, Piece, add_feed, add_reader, bring, for_each_store, piece, placing,
    publication, studied, visit,
};

/// Three articles in one story, the third a copy of the second, and one in another story.
async fn news(store: &Store) -> ([ArticleId; 4], Correcting) {
    let feed = add_feed(store, "post").await;
    let moderator = add_reader(store, "ada", &[feed]).await;
    let first = bring(store, &at(feed, "Bridge opens", 0)).await;
    let event = Some(StoryId(first.0));
    let second = bring(store, &Piece { story: event, ..at(feed, "Bridge open", 1) }).await;
    let third = bring(
        store,
        &Piece { story: event, copy_of: Some(second), ..at(feed, "Bridge is open", 2) },
    )
    .await;
    let other = bring(store, &at(feed, "Ferry late", 3)).await;
    ([first, second, third, other], Correcting { moderator, now: NOON })
}

fn at(feed: FeedId, headline: &str, minutes: i64) -> Piece {
    Piece { at: NOON.plus(minutes * Millis::MINUTE), ..piece(feed, headline) }
}

/// The articles of a story, in time order.
async fn told(store: &Store, id: StoryId) -> Vec<ArticleId> {
    store.coverage(id).await.expect("asked").iter().map(|one| one.id).collect()
}

#[tokio::test]
async fn an_article_that_is_moved_takes_its_copies_along() {
    for_each_store(|store| async move {
        let ([first, second, third, other], by) = news(&store).await;
        let to = StoryId(other.0);
        let moved = store.move_article(second, Some(to), by).await.expect("moved");
        assert_eq!(moved, to);
        assert_eq!(told(&store, StoryId(first.0)).await, [first]);
        assert_eq!(told(&store, to).await, [second, third, other]);
        let story = store.story(to).await.expect("asked").expect("it is there");
        assert_eq!((story.article_count, story.publisher_count), (3, 1));
        let again = store.move_article(second, Some(to), by).await;
        assert!(matches!(again, Err(Error::NotFound)), "it is there already");
        let nowhere = store.move_article(second, Some(StoryId(99)), by).await;
        assert!(matches!(nowhere, Err(Error::NotFound)), "no such story");
    })
    .await;
}

#[tokio::test]
async fn a_copy_that_is_moved_alone_is_no_copy_any_more() {
    for_each_store(|store| async move {
        let ([first, second, third, _], by) = news(&store).await;
        let own = store.move_article(third, None, by).await.expect("moved");
        assert_eq!(own, StoryId(third.0));
        assert_eq!(told(&store, StoryId(first.0)).await, [first, second]);
        let article = store.article(third).await.expect("asked").expect("it is there");
        assert_eq!((article.story, article.copy_of), (own, None));
    })
    .await;
}

#[tokio::test]
async fn when_the_namesake_of_a_story_goes_its_address_leads_on() {
    for_each_store(|store| async move {
        let ([first, second, third, other], by) = news(&store).await;
        store.move_article(first, Some(StoryId(other.0)), by).await.expect("moved");
        let rest = StoryId(second.0);
        assert_eq!(told(&store, rest).await, [second, third]);
        assert_eq!(store.story(StoryId(first.0)).await.expect("asked"), None);
        assert_eq!(store.story_successor(StoryId(first.0)).await.expect("asked"), Some(rest));
        // Back in a story of its own, it has its old address again.
        let own = store.move_article(first, None, by).await.expect("moved");
        assert_eq!(own, StoryId(first.0));
        assert_eq!(store.story_successor(own).await.expect("asked"), None);
        assert!(store.story(own).await.expect("asked").is_some());
    })
    .await;
}

#[tokio::test]
async fn the_namesake_alone_leaves_by_the_others_going() {
    for_each_store(|store| async move {
        let ([first, second, third, _], by) = news(&store).await;
        let stands = store.move_article(first, None, by).await.expect("parted");
        assert_eq!(stands, StoryId(first.0), "it keeps its address");
        assert_eq!(told(&store, StoryId(first.0)).await, [first]);
        assert_eq!(told(&store, StoryId(second.0)).await, [second, third]);
        let alone = store.move_article(first, None, by).await;
        assert!(matches!(alone, Err(Error::NotFound)), "it is alone already");
    })
    .await;
}

#[tokio::test]
async fn stories_that_are_merged_leave_their_addresses() {
    for_each_store(|store| async move {
        let ([first, second, third, other], by) = news(&store).await;
        let (from, into) = (StoryId(first.0), StoryId(other.0));
        assert_eq!(store.merge_stories(from, into, by).await.expect("merged"), into);
        assert_eq!(told(&store, into).await, [first, second, third, other]);
        assert_eq!(store.story(from).await.expect("asked"), None);
        assert_eq!(store.story_successor(from).await.expect("asked"), Some(into));
        let corrections = store.story_corrections(into).await.expect("asked");
        let [one] = corrections.as_slice() else { panic!("one: {corrections:?}") };
        assert_eq!((one.kind.as_str(), one.moderator.as_deref()), ("merge", Some("ada")));
        let gone = store.merge_stories(from, into, by).await;
        assert!(matches!(gone, Err(Error::NotFound)));
        let same = store.merge_stories(into, into, by).await;
        assert!(matches!(same, Err(Error::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_chain_of_merges_leads_to_its_end() {
    for_each_store(|store| async move {
        let feed = add_feed(&store, "post").await;
        let moderator = add_reader(&store, "ada", &[feed]).await;
        let by = Correcting { moderator, now: NOON };
        let mut stories = Vec::new();
        for headline in ["A", "B", "C"] {
            stories.push(StoryId(bring(&store, &piece(feed, headline)).await.0));
        }
        let [a, b, c] = stories.as_slice() else { panic!("three") };
        store.merge_stories(*a, *b, by).await.expect("merged");
        store.merge_stories(*b, *c, by).await.expect("merged");
        assert_eq!(store.story_successor(*a).await.expect("asked"), Some(*c));
        assert_eq!(store.story_successor(*b).await.expect("asked"), Some(*c));
        assert_eq!(store.story_successor(*c).await.expect("asked"), None);
    })
    .await;
}

#[tokio::test]
async fn what_was_parted_by_hand_is_not_joined_by_evidence() {
    for_each_store(|store| async move {
        let ([first, second, third, other], by) = news(&store).await;
        let new = store.part_story(StoryId(first.0), &[second], by).await.expect("parted");
        assert_eq!(new, StoryId(second.0));
        assert_eq!(told(&store, new).await, [second, third], "the copy goes along");
        let fence = placing(&store, NOON).await;
        let joined = store.join_stories(fence, new, StoryId(first.0), NOON).await;
        assert!(!joined.expect("asked"), "somebody parted them");
        let joined = store.join_stories(fence, new, StoryId(other.0), NOON).await;
        assert!(joined.expect("asked"), "nobody parted these");
        assert_eq!(told(&store, StoryId(other.0)).await, [second, third, other]);
        // What is joined now is parted from the first as its part was.
        let joined = store.join_stories(fence, StoryId(other.0), StoryId(first.0), NOON).await;
        assert!(!joined.expect("asked"));
        let stale = store.join_stories(fence - 1, new, StoryId(first.0), NOON).await;
        assert!(matches!(stale, Err(Error::StaleFence)));
    })
    .await;
}

#[tokio::test]
async fn a_story_that_evidence_parts_goes_on_from_its_earlier_articles() {
    for_each_store(|store| async move {
        let ([first, second, third, other], by) = news(&store).await;
        let story = StoryId(first.0);
        store.set_story_read(by.moderator, story, Some(NOON)).await.expect("noted");
        let fence = placing(&store, NOON).await;
        let parted = async |fence, later: &[ArticleId]| {
            store.part_by_evidence(fence, story, later, NOON).await
        };
        for chosen in [vec![], vec![first, second], vec![other]] {
            assert_eq!(parted(fence, &chosen).await.expect("asked"), None, "{chosen:?}");
        }
        let later = StoryId(second.0);
        let done = parted(fence, &[second]).await.expect("parted").expect("both have articles");
        assert_eq!(done, Parted { earlier: story, later });
        assert_eq!(told(&store, later).await, [second, third], "the copy goes along");
        assert_eq!(told(&store, story).await, [first]);
        let earlier = store.story(later).await.expect("asked").expect("there").earlier;
        let earlier = earlier.expect("it goes on from one");
        assert_eq!((earlier.story, earlier.because), (story, vec![Reason::WereOne]));
        let read = store.story_reading(by.moderator, later).await.expect("asked");
        assert_eq!(read.page, Some(NOON), "read before, read now");
        let joined = store.join_stories(fence, later, story, NOON).await;
        assert!(!joined.expect("asked"), "one finding is not undone by another");
        assert!(matches!(parted(fence - 1, &[third]).await, Err(Error::StaleFence)));

        store.merge_stories(later, story, by).await.expect("merged");
        let fence = placing(&store, NOON).await;
        let again = parted(fence, &[second]).await.expect("asked");
        assert_eq!(again, None, "a moderator knows better");
    })
    .await;
}

#[tokio::test]
async fn evidence_does_not_part_what_a_moderator_merged_whatever_it_is_called_now() {
    for_each_store(|store| async move {
        let ([first, _, _, other], by) = news(&store).await;
        store.merge_stories(StoryId(first.0), StoryId(other.0), by).await.expect("merged");
        let feed = add_feed(&store, "gazette").await;
        let into = StoryId(bring(&store, &at(feed, "Bridge and ferry", 4)).await.0);
        let fence = placing(&store, NOON).await;
        let joined = store.join_stories(fence, StoryId(other.0), into, NOON).await;
        assert!(joined.expect("asked"));
        let parted = store.part_by_evidence(fence, into, &[first], NOON).await.expect("asked");
        assert_eq!(parted, None);
    })
    .await;
}

#[tokio::test]
async fn what_came_before_a_story_came_before_its_earlier_part() {
    for_each_store(|store| async move {
        let ([first, second, _, other], _) = news(&store).await;
        let story = StoryId(first.0);
        let fence = placing(&store, NOON).await;
        // Of the first parting comes what is before; the second takes the article that names it.
        let done = store.part_by_evidence(fence, story, &[second], NOON).await.expect("parted");
        let later = done.expect("both have articles").later;
        let joined = store.join_stories(fence, StoryId(other.0), later, NOON).await;
        assert!(joined.expect("asked"));
        let done = store.part_by_evidence(fence, later, &[second], NOON).await.expect("parted");
        assert_eq!(done, Some(Parted { earlier: StoryId(other.0), later }));
        let earlier = store.story(StoryId(other.0)).await.expect("asked").expect("there").earlier;
        assert_eq!(earlier.expect("it goes on from one").story, story);
    })
    .await;
}

#[tokio::test]
async fn neither_part_of_a_story_may_be_empty() {
    for_each_store(|store| async move {
        let ([first, second, ..], by) = news(&store).await;
        for chosen in [vec![], vec![first, second], vec![ArticleId(99)]] {
            let refused = store.part_story(StoryId(first.0), &chosen, by).await;
            assert!(matches!(refused, Err(Error::NotFound)), "{chosen:?}");
        }
        assert_eq!(told(&store, StoryId(first.0)).await.len(), 3);
    })
    .await;
}

#[tokio::test]
async fn a_copy_that_is_parted_from_its_original_is_a_text_of_its_own() {
    for_each_store(|store| async move {
        // The third is a copy of the second.
        let ([first, second, third, _], by) = news(&store).await;
        let new = store.part_story(StoryId(first.0), &[third], by).await.expect("parted");
        assert_eq!(told(&store, new).await, [third]);
        let parted = store.article(third).await.expect("asked").expect("it is there");
        assert_eq!(parted.copy_of, None);
        let story = store.story(new).await.expect("asked").expect("it is there");
        assert_eq!(story.publisher_count, 1);
        assert_eq!(told(&store, StoryId(first.0)).await, [first, second]);
    })
    .await;
}

#[tokio::test]
async fn what_a_merge_brings_is_not_held_to_be_read() {
    for_each_store(|store| async move {
        let ([first, _, _, other], by) = news(&store).await;
        let reader = by.moderator;
        let late = NOON.plus(Millis::HOUR);
        store.set_story_read(reader, StoryId(other.0), Some(late)).await.expect("noted");
        store.merge_stories(StoryId(first.0), StoryId(other.0), by).await.expect("merged");
        let seen = store.article(first).await.expect("asked").expect("it is there").first_seen;
        let reading = store.story_reading(reader, StoryId(other.0)).await.expect("asked");
        assert!(reading.page.is_some_and(|page| page < seen), "{reading:?}");
    })
    .await;
}

#[tokio::test]
async fn a_correction_takes_the_fence_from_the_desk_that_places() {
    for_each_store(|store| async move {
        let ([first, second, ..], by) = news(&store).await;
        let before = placing(&store, NOON).await;
        store.part_story(StoryId(first.0), &[second], by).await.expect("parted");
        let late = piece(add_feed(&store, "ledger").await, "Bridge crowded");
        let job = visit(&store, &late).await;
        let saved = store.save_studied(&job, &studied(&late, &job), NOON).await.expect("saved");
        let refused = store.publish(before, &[publication(&late, saved.article)], NOON).await;
        assert!(matches!(refused, Err(Error::StaleFence)), "what it remembers is out of date");
        let again = store.lease(PLACING, "placer", NOON, LEASE_MS).await.expect("asked");
        assert!(again.is_some_and(|fence| fence > before));
    })
    .await;
}

#[tokio::test]
async fn who_reads_a_text_has_read_its_copies() {
    for_each_store(|store| async move {
        let ([_, second, third, _], by) = news(&store).await;
        let reader = by.moderator;
        store.mark_read(reader, &[third], NOON).await.expect("marked");
        let state = |article| store.reading_state(reader, article);
        assert_eq!(state(second).await.expect("asked").read_at, Some(NOON));
        let feed = add_feed(&store, "ledger").await;
        let late = Piece {
            story: Some(StoryId(1)),
            copy_of: Some(second),
            ..at(feed, "Bridge opens, reprinted", 9)
        };
        let late = bring(&store, &late).await;
        assert_eq!(state(late).await.expect("asked").read_at, Some(NOON), "and those that come");
        store.mark_unread(reader, &[second]).await.expect("marked");
        assert_eq!(state(third).await.expect("asked").read_at, None);
        store.set_saved(reader, second, true, NOON).await.expect("saved");
        assert_eq!(state(third).await.expect("asked").read_at, Some(NOON));
        assert_eq!(state(second).await.expect("asked").read_at, None, "it is on the shelf");
    })
    .await;
}

/// The stories of a reader's front page, with what is noted of each.
async fn front(store: &Store, reader: ReaderId, now: Millis) -> Vec<(StoryId, bool, bool)> {
    let query = FrontQuery {
        reader: Some(reader),
        section: None,
        now,
        limit: 10,
        offset: 0,
        leaning: Arc::default(),
    };
    let stories = store.front(&query).await.expect("asked");
    stories.iter().map(|one| (one.story.id, one.read_at.is_some(), one.news)).collect()
}

#[tokio::test]
async fn a_story_that_was_read_comes_back_with_news_alone() {
    for_each_store(|store| async move {
        let ([first, _, _, other], by) = news(&store).await;
        let (story, reader) = (StoryId(first.0), by.moderator);
        let known = NOON.plus(10 * Millis::MINUTE);
        store.set_story_read(reader, story, Some(known)).await.expect("noted");
        assert_eq!(
            front(&store, reader, known).await,
            [(StoryId(other.0), false, false), (story, true, false)]
        );
        let reading = store.story_reading(reader, story).await.expect("asked");
        assert_eq!(reading, StoryReading { page: Some(known), articles: Vec::new() });
        assert_eq!(reading.last(), Some(known));

        let feed = FeedId(1);
        let later = |minutes| Piece {
            story: Some(story),
            ..at(feed, &format!("Again {minutes}"), minutes)
        };
        bring_adding(&store, &later(20), false).await;
        let now = NOON.plus(30 * Millis::MINUTE);
        assert_eq!(
            front(&store, reader, now).await,
            [(StoryId(other.0), false, false), (story, true, false)],
            "another report without news"
        );
        bring_adding(&store, &later(25), true).await;
        assert_eq!(
            front(&store, reader, now).await,
            [(story, true, true), (StoryId(other.0), false, false)]
        );
        store.set_story_read(reader, story, None).await.expect("noted");
        assert_eq!(front(&store, reader, now).await.first(), Some(&(story, false, false)));
    })
    .await;
}

/// Brings an article that adds something to its story, or not.
async fn bring_adding(store: &Store, piece: &Piece, adds: bool) -> ArticleId {
    let job = visit(store, piece).await;
    let saved = store.save_studied(&job, &studied(piece, &job), piece.at).await.expect("saved");
    let mut placed = publication(piece, saved.article);
    placed.placement.adds = adds;
    let fence = placing(store, piece.at).await;
    store.publish(fence, &[placed], piece.at).await.expect("published");
    saved.article
}

#[tokio::test]
async fn the_tenth_report_of_yesterdays_event_does_not_make_it_todays() {
    for_each_store(|store| async move {
        let feed = add_feed(&store, "post").await;
        let old = bring(&store, &at(feed, "Bridge opens", 0)).await;
        let late = Piece { story: Some(StoryId(old.0)), ..at(feed, "Bridge open", 24 * 60) };
        bring_adding(&store, &late, false).await;
        let story = store.story(StoryId(old.0)).await.expect("asked").expect("it is there");
        assert_eq!((story.news_at, story.last_at), (NOON, late.at));
    })
    .await;
}

#[tokio::test]
async fn a_story_knows_the_one_that_it_goes_on_from() {
    for_each_store(|store| async move {
        let ([first, ..], by) = news(&store).await;
        let feed = FeedId(1);
        let sequel = at(feed, "Bridge closes", 900);
        let job = visit(&store, &sequel).await;
        let saved = store.save_studied(&job, &studied(&sequel, &job), NOON).await.expect("saved");
        let mut placed = publication(&sequel, saved.article);
        let earlier =
            Earlier { story: StoryId(first.0), because: vec!["names Ada".to_owned().into()] };
        placed.placement.earlier = Some(earlier.clone());
        let fence = placing(&store, NOON).await;
        store.publish(fence, &[placed], NOON).await.expect("published");
        let told = store.story(StoryId(saved.article.0)).await.expect("asked").expect("there");
        assert_eq!(told.earlier, Some(earlier));
        // It goes on from whatever stands in that story's place.
        store.merge_stories(StoryId(first.0), StoryId(4), by).await.expect("merged");
        let told = store.story(StoryId(saved.article.0)).await.expect("asked").expect("there");
        assert_eq!(told.earlier.map(|earlier| earlier.story), Some(StoryId(4)));
    })
    .await;
}

#[tokio::test]
async fn every_place_has_its_reasons() {
    for_each_store(|store| async move {
        let ([first, second, third, _], _) = news(&store).await;
        let reasons = store.coverage_reasons(StoryId(first.0)).await.expect("asked");
        let because = vec!["names Ada".to_owned().into()];
        assert_eq!(
            reasons,
            [(first, because.clone()), (second, because.clone()), (third, because)]
        );
    })
    .await;
}

#[tokio::test]
async fn facts_of_publishers_are_kept_by_number() {
    for_each_store(|store| async move {
        add_feed(&store, "post").await;
        let none = store.publisher_facts().await.expect("asked");
        let [one] = none.as_slice() else { panic!("one publisher: {none:?}") };
        assert_eq!((one.name.as_str(), one.state_run), ("post", None));
        let facts = PublisherFacts {
            country: "Canada".to_owned(),
            owner: "o".repeat(200),
            state_run: Some(false),
            ..one.clone()
        };
        let unknown = PublisherFacts { publisher: PublisherId(99), ..facts.clone() };
        let kept = store.set_publisher_facts(&[facts.clone(), unknown]).await.expect("kept");
        assert_eq!(kept, 1);
        let expected = PublisherFacts { owner: "o".repeat(80), ..facts };
        assert_eq!(store.publisher_facts().await.expect("asked"), [expected]);
    })
    .await;
}

#[tokio::test]
async fn an_article_that_waited_for_its_place_is_new_when_it_is_shown() {
    for_each_store(|store| async move {
        let feed = add_feed(&store, "post").await;
        let piece = at(feed, "Bridge opens", 0);
        let job = visit(&store, &piece).await;
        let saved = store.save_studied(&job, &studied(&piece, &job), NOON).await.expect("saved");
        let shown = NOON.plus(Millis::HOUR);
        let fence = placing(&store, shown).await;
        let place = async |now| {
            let all = [publication(&piece, saved.article)];
            store.publish(fence, &all, now).await.expect("published");
            store.article(saved.article).await.expect("asked").expect("there").first_seen
        };
        assert_eq!(place(shown).await, shown);
        assert_eq!(place(shown.plus(1)).await, shown, "a new version is no new article");
    })
    .await;
}
