//! The front page, stories and related articles.

use std::collections::HashSet;
use std::sync::Arc;

use dateline_model::{ArticleId, FrontStory, Millis, ReaderId, Reason, SectionId, StoryId};
use dateline_store::{AnswerKey, FrontQuery, Leaning, NewSubscription, Publication, Store};

use crate::support::{
    NOON, Piece, add_feed, add_reader, bring, for_each_store, piece, placing, publication, studied,
    visit,
};

async fn front(
    store: &Store,
    reader: Option<ReaderId>,
    section: Option<SectionId>,
) -> Vec<FrontStory> {
    let query = FrontQuery {
        reader,
        section,
        now: NOON.plus(Millis::HOUR),
        limit: 10,
        offset: 0,
        leaning: Arc::default(),
    };
    store.front(&query).await.expect("asked")
}

fn headlines(front: &[FrontStory]) -> Vec<&str> {
    front.iter().map(|story| story.lead.headline.as_str()).collect()
}

#[tokio::test]
async fn what_many_publishers_cover_stands_first_and_copies_do_not_count() {
    for_each_store(|store| async move {
        let (post, times) = (add_feed(&store, "post").await, add_feed(&store, "times").await);
        let (star, sun) = (add_feed(&store, "star").await, add_feed(&store, "sun").await);
        let quake = bring(&store, &piece(post, "Quake")).await;
        bring(&store, &Piece { story: Some(StoryId(quake.0)), ..piece(times, "Quake too") }).await;
        let strike = bring(&store, &piece(post, "Strike")).await;
        for feed in [times, star, sun] {
            let copy = Piece {
                story: Some(StoryId(strike.0)),
                copy_of: Some(strike),
                ..piece(feed, "Strike")
            };
            bring(&store, &Piece { identity: feed.to_string(), ..copy }).await;
        }
        let page = front(&store, None, None).await;
        let counts: Vec<_> = page
            .iter()
            .map(|f| (f.story.id, f.story.article_count, f.story.publisher_count))
            .collect();
        assert_eq!(counts, [(StoryId(quake.0), 2, 2), (StoryId(strike.0), 4, 1)]);
        let [first, second] = page.as_slice() else { panic!("two stories: {page:?}") };
        assert_eq!(first.publishers, ["post", "times"]);
        assert_eq!(
            (second.publishers.as_slice(), second.lead.id),
            (["post".to_owned()].as_slice(), strike)
        );
        assert_eq!(first.story.headline, first.lead.headline);
    })
    .await;
}

#[tokio::test]
async fn a_front_page_and_its_sections_are_found_in_one_look() {
    for_each_store(|store| async move {
        let (post, times) = (add_feed(&store, "post").await, add_feed(&store, "times").await);
        let ada = add_reader(&store, "Ada", &[post]).await;
        let city = NewSubscription {
            reader: ada,
            feed: times,
            section: Some("City".to_owned()),
            title: None,
        };
        store.subscribe(&city, NOON).await.expect("subscribed");
        let section = store.sections(ada).await.expect("asked")[0].id;
        assert_eq!(store.newest_change().await.expect("asked"), 0);
        for (at, (feed, headline)) in
            [(times, "Quake"), (post, "Strike"), (times, "Flood"), (times, "Fair")]
                .into_iter()
                .enumerate()
        {
            let at = NOON.plus(-i64::try_from(at).expect("few") * Millis::HOUR);
            bring(&store, &Piece { at, ..piece(feed, headline) }).await;
        }
        let newest = store.newest_change().await.expect("asked");
        assert!(newest > 0);
        let muted = front(&store, None, None).await[1].lead.id;
        let mut query = FrontQuery {
            reader: Some(ada),
            section: None,
            now: NOON,
            limit: 2,
            offset: 0,
            leaning: Arc::default(),
        };
        let running = store.running(&query, Some(ada), &[section]).await.expect("asked");
        let running = Arc::new(running);
        let page = store.front_page(&query, &running, 1).await.expect("asked");
        assert_eq!(headlines(&page.stories), ["Quake", "Strike"]);
        let [in_city] = page.sections.as_slice() else { panic!("one section: {page:?}") };
        assert_eq!(headlines(in_city), ["Flood"], "what the page shows is not shown again");
        query.leaning =
            Arc::new(Leaning { muted: HashSet::from([muted]), risen: HashSet::default() });
        let page = store.front_page(&query, &running, 9).await.expect("asked");
        assert_eq!(headlines(&page.stories), ["Quake", "Flood"]);
        assert_eq!(headlines(&page.sections[0]), ["Fair"]);
        bring(&store, &Piece { at: NOON.plus(-30 * Millis::DAY), ..piece(post, "Last month") })
            .await;
        query.limit = 4;
        let page = store.front_page(&query, &running, 9).await.expect("asked");
        assert_eq!(headlines(&page.stories), ["Quake", "Flood", "Fair", "Last month"]);
    })
    .await;
}

#[tokio::test]
async fn the_front_page_is_of_these_days_and_older_stories_only_fill_it() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        for (headline, days) in [("Today", 0), ("Yesterday", 1), ("Last month", 30)] {
            bring(&store, &Piece { at: NOON.plus(-days * Millis::DAY), ..piece(post, headline) })
                .await;
        }
        let all = front(&store, None, None).await;
        assert_eq!(headlines(&all), ["Today", "Yesterday", "Last month"]);
        let filled = FrontQuery {
            reader: None,
            section: None,
            now: NOON,
            limit: 2,
            offset: 0,
            leaning: Arc::default(),
        };
        let stories = store.front(&filled).await.expect("asked");
        assert_eq!(headlines(&stories), ["Today", "Yesterday"]);
        let query = FrontQuery {
            reader: None,
            section: None,
            now: NOON,
            limit: 1,
            offset: 1,
            leaning: Arc::default(),
        };
        assert_eq!(headlines(&store.front(&query).await.expect("asked")), ["Yesterday"]);
    })
    .await;
}

#[tokio::test]
async fn a_readers_front_page_holds_what_they_follow() {
    for_each_store(|store| async move {
        let (post, times) = (add_feed(&store, "post").await, add_feed(&store, "times").await);
        let quake = bring(&store, &piece(post, "Quake")).await;
        bring(&store, &piece(times, "Strike")).await;
        let ada = add_reader(&store, "Ada", &[post]).await;
        let bob = add_reader(&store, "Bob", &[]).await;
        let wanted = NewSubscription {
            reader: ada,
            feed: times,
            section: Some("City".to_owned()),
            title: None,
        };
        assert_eq!(headlines(&front(&store, Some(ada), None).await), ["Quake"]);
        assert!(front(&store, Some(bob), None).await.is_empty());
        store.subscribe(&wanted, NOON).await.expect("followed");
        assert_eq!(front(&store, Some(ada), None).await.len(), 2);
        let city = store.sections(ada).await.expect("asked").pop().expect("one section").id;
        assert_eq!(headlines(&front(&store, Some(ada), Some(city)).await), ["Strike"]);

        store.mark_read(ada, &[quake], NOON).await.expect("marked");
        let read: Vec<_> = front(&store, Some(ada), None)
            .await
            .iter()
            .map(|f| (f.lead.id, f.read_at.is_some()))
            .collect();
        assert!(read.contains(&(quake, true)) && read.contains(&(ArticleId(2), false)), "{read:?}");
        assert!(front(&store, None, None).await.iter().all(|story| story.read_at.is_none()));
    })
    .await;
}

#[tokio::test]
async fn a_story_tells_its_coverage_in_time_order() {
    for_each_store(|store| async move {
        let (post, times) = (add_feed(&store, "post").await, add_feed(&store, "times").await);
        let first = bring(&store, &piece(post, "Quake")).await;
        let story = StoryId(first.0);
        let key = AnswerKey { subject: "s/1", feature: "brief", version: 1 };
        store.save_answer(&key, "{}", NOON).await.expect("kept");
        let later = NOON.plus(12 * Millis::HOUR);
        let second =
            bring(&store, &Piece { story: Some(story), at: later, ..piece(times, "Rescue") }).await;
        let copy =
            Piece { story: Some(story), copy_of: Some(first), ..piece(times, "Quake again") };
        let copy = bring(&store, &Piece { at: NOON.plus(1), ..copy }).await;

        let told = store.story(story).await.expect("asked").expect("there");
        assert_eq!(
            (told.headline.as_str(), told.article_count, told.publisher_count),
            ("Rescue", 3, 2)
        );
        assert_eq!((told.first_at, told.last_at), (NOON, later));
        assert_eq!(told.brief.first().map(|cited| cited.article), Some(copy), "the latest brief");
        assert_eq!(
            store.answer(&key).await.expect("asked"),
            None,
            "answers were about the old one"
        );
        let coverage = store.coverage(story).await.expect("asked");
        let lines: Vec<_> = coverage.iter().map(|line| (line.id, line.copy_of)).collect();
        assert_eq!(lines, [(first, None), (copy, Some(first)), (second, None)]);
        let whole = store.story_articles(story, 10).await.expect("asked");
        let ids: Vec<_> = whole.iter().map(|article| article.id).collect();
        assert_eq!(ids, [first, second], "copies are left out");
        assert_eq!(store.story_articles(story, 1).await.expect("asked").len(), 1);
        assert_eq!(store.story(StoryId(99)).await.expect("asked"), None);
    })
    .await;
}

#[tokio::test]
async fn a_later_article_without_a_brief_leaves_the_storys() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let first = piece(post, "Quake");
        let opener = bring(&store, &first).await;
        let later = Piece { story: Some(StoryId(opener.0)), ..piece(post, "Rescue") };
        let job = visit(&store, &later).await;
        let saved = store.save_studied(&job, &studied(&later, &job), NOON).await.expect("saved");
        let silent = Publication { story_brief: Vec::new(), ..publication(&later, saved.article) };
        let batch = [publication(&first, opener), silent];
        let fence = placing(&store, NOON).await;
        for publications in [&batch[1..], &batch[..]] {
            store.publish(fence, publications, NOON).await.expect("published");
            let story = store.story(StoryId(opener.0)).await.expect("asked").expect("there");
            assert_eq!(story.brief.first().map(|cited| cited.article), Some(opener));
            assert_eq!(story.article_count, 2);
        }
    })
    .await;
}

#[tokio::test]
async fn related_articles_know_each_other() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let old = bring(&store, &piece(post, "Quake last year")).await;
        let same =
            bring(&store, &Piece { story: Some(StoryId(old.0)), ..piece(post, "Quake then") })
                .await;
        let new = bring(&store, &Piece { related: vec![same, old], ..piece(post, "Quake") }).await;
        let lines = store.related(new).await.expect("asked");
        let [line] = lines.as_slice() else { panic!("one line for each story: {lines:?}") };
        assert_eq!(
            (line.summary.id, line.because.as_slice()),
            (same, [Reason::Names("Ada".into())].as_slice())
        );
        let back = store.related(old).await.expect("asked");
        assert_eq!(back.first().map(|line| line.summary.id), Some(new));
    })
    .await;
}

#[tokio::test]
async fn related_are_six_at_most_and_no_copies() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let quake = bring(&store, &piece(post, "Quake")).await;
        let mut told = Vec::new();
        for number in 0..8 {
            let later = Piece { related: vec![quake], ..piece(post, &format!("Quake {number}")) };
            told.push(bring(&store, &later).await);
        }
        let copy = Piece { copy_of: told.last().copied(), ..piece(post, "Quake, reprinted") };
        let copy = Piece { related: vec![quake], ..copy };
        let copy = bring(&store, &copy).await;
        let lines = store.related(quake).await.expect("asked");
        assert_eq!(lines.len(), 6);
        assert!(lines.iter().all(|line| line.summary.id != copy), "{lines:?}");
    })
    .await;
}
