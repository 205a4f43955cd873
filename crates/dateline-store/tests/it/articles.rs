//! From a studied entry to a published article, its versions, and what a crash on the way costs.

use dateline_model::{ArticleId, FeedId, Millis, Reason, StoryId};
use dateline_store::{AnswerKey, Error, PLACING, Saved, Studied};

use crate::support::{
    LEASE_MS, NOON, add_feed, bring, claim, for_each_store, piece, placing, publication, studied,
    visit,
};

#[tokio::test]
async fn an_article_is_seen_once_it_is_published() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let piece = piece(post, "Bridge opens");
        let job = visit(&store, &piece).await;
        let made = studied(&piece, &job);
        let saved = store.save_studied(&job, &made, NOON.plus(5)).await.expect("saved");
        let first = ArticleId(1);
        assert_eq!(saved, Saved { article: first, new_version: false, unchanged: false });
        assert_eq!(store.article(first).await.expect("asked"), None, "it has no place yet");

        assert!(store.any_unplaced().await.expect("asked"));
        let waiting = store.unplaced(10).await.expect("asked");
        let [one] = waiting.as_slice() else { panic!("one waits: {waiting:?}") };
        assert_eq!((one.article, one.story, one.sort_at), (first, None, NOON));
        assert_eq!((one.draft.text.as_str(), &one.sketch), (piece.text.as_str(), &made.sketch));
        assert_eq!((one.publisher_name.as_str(), &one.study), ("post", &made.study));

        let fence = placing(&store, NOON).await;
        store.publish(fence, &[publication(&piece, first)], NOON).await.expect("published");
        assert!(store.unplaced(10).await.expect("asked").is_empty());
        assert!(!store.any_unplaced().await.expect("asked"));
        let article = store.article(first).await.expect("asked").expect("published");
        assert_eq!((article.story, article.copy_of, article.version), (StoryId(1), None, 1));
        assert_eq!((article.first_seen, article.sort_at), (NOON.plus(5), NOON));
        assert_eq!(article.because, [Reason::Names("Ada".into())]);
        assert_eq!((&article.draft, &article.study), (&made.draft, &made.study));
    })
    .await;
}

#[tokio::test]
async fn a_date_in_the_future_does_not_lead_the_lists() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let piece = piece(post, "Bridge opens");
        let job = visit(&store, &piece).await;
        let mut made = studied(&piece, &job);
        made.draft.published = Some(dateline_model::When::At(NOON.plus(30 * Millis::DAY)));
        store.save_studied(&job, &made, NOON).await.expect("saved");
        let waiting = store.unplaced(1).await.expect("asked");
        assert_eq!(waiting.first().map(|one| one.sort_at), Some(NOON));
    })
    .await;
}

#[tokio::test]
async fn what_the_feed_said_never_takes_the_place_of_a_whole_text() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let mut piece = piece(post, "Bridge opens");
        piece.text = "The bridge opened at noon. The mayor cut a ribbon.".to_owned();
        let id = bring(&store, &piece).await;
        let whole = piece.text.clone();
        piece.text = "The bridge opened.".to_owned();
        let job = visit(&store, &piece).await;
        let teaser = Studied { whole: false, ..studied(&piece, &job) };
        let saved = store.save_studied(&job, &teaser, piece.at).await.expect("saved");
        assert!(saved.unchanged && !saved.new_version);
        let article = store.article(id).await.expect("asked").expect("it is there");
        assert_eq!(article.draft.text, whole);
    })
    .await;
}

#[tokio::test]
async fn a_new_version_keeps_its_original_and_its_reasons() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let first = bring(&store, &piece(post, "Bridge opens")).await;
        let mut reprint = piece(post, "Bridge opens, again");
        let job = visit(&store, &reprint).await;
        let saved = store.save_studied(&job, &studied(&reprint, &job), NOON).await.expect("saved");
        let fence = placing(&store, NOON).await;
        let mut placed = publication(&reprint, saved.article);
        placed.placement.copy_of = Some(first);
        placed.placement.because = vec!["the same text".to_owned().into()];
        store.publish(fence, &[placed], NOON).await.expect("published");

        reprint.text = "Another text.".to_owned();
        let job = visit(&store, &reprint).await;
        store.save_studied(&job, &studied(&reprint, &job), NOON).await.expect("saved");
        let bare = publication(&reprint, saved.article);
        store.publish(fence, &[bare], NOON).await.expect("published");
        let article = store.article(saved.article).await.expect("asked").expect("it is there");
        assert_eq!(article.copy_of, Some(first));
        assert_eq!(article.because, [Reason::Other("the same text".into())]);
    })
    .await;
}

#[tokio::test]
async fn a_changed_text_is_a_new_version_and_the_old_one_is_kept() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let mut piece = piece(post, "Bridge opens");
        let id = bring(&store, &piece).await;
        let key = AnswerKey { subject: "a/1", feature: "brief", version: 1 };
        store.save_answer(&key, "{}", NOON).await.expect("kept");

        piece.text = "Bridge opens. Two were hurt.".to_owned();
        piece.at = NOON.plus(Millis::MINUTE);
        let job = visit(&store, &piece).await;
        let saved =
            store.save_studied(&job, &studied(&piece, &job), piece.at).await.expect("saved");
        assert_eq!(saved, Saved { article: id, new_version: true, unchanged: false });
        assert_eq!(
            store.answer(&key).await.expect("asked"),
            None,
            "answers were about the old one"
        );
        let article = store.article(id).await.expect("asked").expect("it stays in its place");
        assert_eq!((article.version, article.draft.text.as_str()), (2, piece.text.as_str()));
        assert_eq!(article.sort_at, NOON, "it keeps its place in lists");

        let waiting = store.unplaced(10).await.expect("asked");
        assert_eq!(waiting.first().and_then(|one| one.story), Some(StoryId(id.0)));
        let elsewhere = crate::support::Piece { story: Some(StoryId(7)), ..piece.clone() };
        let fence = placing(&store, NOON).await;
        store.publish(fence, &[publication(&elsewhere, id)], NOON).await.expect("published");
        let article = store.article(id).await.expect("asked").expect("published");
        assert_eq!(article.story, StoryId(id.0), "a new version stays in its story");

        let versions = store.versions(id).await.expect("asked");
        let told: Vec<_> =
            versions.iter().map(|v| (v.version, v.seen_at, v.text.as_str())).collect();
        let old = "Bridge opens. Nobody was hurt.";
        assert_eq!(told, [(2, piece.at, piece.text.as_str()), (1, NOON, old)]);
        assert!(versions.iter().all(|version| version.headline == "Bridge opens"));
    })
    .await;
}

#[tokio::test]
async fn an_unchanged_text_changes_nothing() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let piece = piece(post, "Bridge opens");
        let id = bring(&store, &piece).await;
        let entry = dateline_store::NewEntry {
            content_hash: "another".to_owned(),
            ..crate::support::entry(&piece.identity, "x")
        };
        store.make_due(post, NOON).await.expect("there");
        let due = store.claim_due_feeds(&claim("v", NOON), false).await.expect("claims");
        let fence = due.first().expect("due").fence;
        let unchanged = dateline_store::Outcome::Unchanged;
        let visit = dateline_store::Visit::new(post, fence, NOON, NOON, unchanged);
        store.record_visit(&visit, &[entry]).await.expect("recorded");
        let job = store.claim_jobs(&["bring_in"], &claim("w", NOON)).await.expect("claims").pop();
        let job = job.expect("the entry's hash changed");
        let saved = store.save_studied(&job, &studied(&piece, &job), NOON).await.expect("saved");
        assert_eq!(saved, Saved { article: id, new_version: false, unchanged: true });
        assert!(store.unplaced(1).await.expect("asked").is_empty());
        assert_eq!(store.versions(id).await.expect("asked").len(), 1);
        assert!(store.job_counts().await.expect("asked").is_empty(), "the job is done");
    })
    .await;
}

#[tokio::test]
async fn a_stale_workers_article_is_refused() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let piece = piece(post, "Bridge opens");
        let old = visit(&store, &piece).await;
        let later = claim("other", NOON.plus(LEASE_MS));
        let new = store.claim_jobs(&["bring_in"], &later).await.expect("claims").pop();
        let new = new.expect("the lease has ended");
        let refused = store.save_studied(&old, &studied(&piece, &old), NOON).await;
        assert!(matches!(refused, Err(Error::StaleFence)), "{refused:?}");
        assert_eq!(store.counts().await.expect("asked").unplaced, 0);
        let batch = [(old.clone(), studied(&piece, &old)), (new.clone(), studied(&piece, &new))];
        let saved = store.save_studied_all(&batch, NOON).await.expect("saved");
        assert!(matches!(saved.as_slice(), [None, Some(_)]), "{saved:?}");
    })
    .await;
}

#[tokio::test]
async fn a_change_while_an_entry_is_worked_on_is_not_lost() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let mut piece = piece(post, "Bridge opens");
        let old = visit(&store, &piece).await;
        piece.text = "Bridge opens late.".to_owned();
        let new = visit(&store, &piece).await; // the same job, begun again
        assert_eq!(new.id, old.id);
        let refused = store.save_studied(&old, &studied(&piece, &old), NOON).await;
        assert!(matches!(refused, Err(Error::StaleFence)), "{refused:?}");
        store.save_studied(&new, &studied(&piece, &new), NOON).await.expect("saved");
    })
    .await;
}

#[tokio::test]
async fn a_crash_between_saving_and_publishing_loses_nothing() {
    let fresh = [Some(crate::support::fresh_sqlite()), crate::support::fresh_postgres().await];
    for fresh in fresh.into_iter().flatten() {
        let store = dateline_store::Store::open(&fresh.address).await.expect("opens");
        let post = add_feed(&store, "post").await;
        let piece = piece(post, "Bridge opens");
        let job = visit(&store, &piece).await;
        store.save_studied(&job, &studied(&piece, &job), NOON).await.expect("saved");
        drop(store); // the process ends here

        let store = dateline_store::Store::open(&fresh.address).await.expect("opens again");
        let later = NOON.plus(LEASE_MS);
        assert!(store.claim_jobs(&["bring_in"], &claim("w", later)).await.expect("ok").is_empty());
        let waiting = store.unplaced(10).await.expect("asked");
        let article = waiting.first().expect("it still waits").article;
        let fence = placing(&store, later).await;
        store.publish(fence, &[publication(&piece, article)], later).await.expect("published");
        assert!(store.article(article).await.expect("asked").is_some());
    }
}

#[tokio::test]
async fn a_placer_that_lost_its_lease_publishes_nothing() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let piece = piece(post, "Bridge opens");
        let job = visit(&store, &piece).await;
        let saved = store.save_studied(&job, &studied(&piece, &job), NOON).await.expect("saved");
        let publications = [publication(&piece, saved.article)];
        let never_taken = store.publish(1, &publications, NOON).await;
        assert!(matches!(never_taken, Err(Error::StaleFence)), "{never_taken:?}");

        let old = placing(&store, NOON).await;
        let later = NOON.plus(LEASE_MS);
        let expired = store.publish(old, &publications, later).await;
        assert!(matches!(expired, Err(Error::StaleFence)), "{expired:?}");
        let new = store.lease(PLACING, "another", later, LEASE_MS).await.expect("asked");
        let stale = store.publish(old, &publications, later).await;
        assert!(matches!(stale, Err(Error::StaleFence)), "{stale:?}");
        assert_eq!(store.counts().await.expect("asked").articles, 0);
        let new = new.expect("taken over");
        store.publish(new, &publications, later).await.expect("the present holder may");
    })
    .await;
}

#[tokio::test]
async fn publishing_is_whole_or_not_at_all_and_twice_is_once() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let piece = piece(post, "Bridge opens");
        let job = visit(&store, &piece).await;
        let saved = store.save_studied(&job, &studied(&piece, &job), NOON).await.expect("saved");
        let good = publication(&piece, saved.article);
        let missing = publication(&piece, ArticleId(99));
        let fence = placing(&store, NOON).await;
        let failed = store.publish(fence, &[good.clone(), missing], NOON).await;
        assert!(matches!(failed, Err(Error::NotFound)), "{failed:?}");
        assert_eq!(store.counts().await.expect("asked").articles, 0, "rolled back");
        assert_eq!(store.counts().await.expect("asked").stories, 0, "rolled back");

        for _ in 0..2 {
            store.publish(fence, std::slice::from_ref(&good), NOON).await.expect("published");
        }
        let story = store.story(StoryId(saved.article.0)).await.expect("asked").expect("there");
        assert_eq!((story.article_count, story.publisher_count), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn the_window_is_rebuilt_in_pages() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        for hour in 0..5 {
            let at = NOON.plus(hour * Millis::HOUR);
            let piece = crate::support::Piece { at, ..piece(post, &format!("Hour {hour}")) };
            bring(&store, &piece).await;
        }
        let cutoff = NOON.plus(Millis::HOUR);
        let first = store.placed_since(cutoff, ArticleId(0), 3).await.expect("asked");
        let ids: Vec<i64> = first.iter().map(|row| row.article.0).collect();
        assert_eq!(ids, [2, 3, 4]);
        let rest = store.placed_since(cutoff, ArticleId(4), 3).await.expect("asked");
        let [last] = rest.as_slice() else { panic!("one is left: {rest:?}") };
        assert_eq!((last.article, last.story, last.copy_of), (ArticleId(5), StoryId(5), None));
        assert_eq!(
            (last.headline.as_str(), last.sketch.as_slice()),
            ("Hour 4", b"Hour 4".as_slice())
        );
        assert_eq!((last.publisher_name.as_str(), last.language.as_deref()), ("post", Some("en")));
        assert_eq!(last.sort_at, NOON.plus(4 * Millis::HOUR));
    })
    .await;
}

#[tokio::test]
async fn an_article_of_no_feed_is_refused_whole_and_holds_up_no_other() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let (good, bad) = (piece(post, "Bridge opens"), piece(post, "Bridge closes"));
        let (good_job, bad_job) = (visit(&store, &good).await, visit(&store, &bad).await);
        let orphan = crate::support::Piece { feed: FeedId(99), ..bad.clone() };
        let orphan = studied(&orphan, &bad_job);
        let refused = store.save_studied(&bad_job, &orphan, NOON).await;
        assert!(refused.is_err(), "{refused:?}");
        let none = store.save_studied_all(&[(bad_job.clone(), orphan.clone())], NOON).await;
        assert!(none.is_err(), "{none:?}");
        let batch = [(bad_job.clone(), orphan), (good_job.clone(), studied(&good, &good_job))];
        let saved = store.save_studied_all(&batch, NOON).await.expect("one of them is saved");
        assert!(matches!(saved.as_slice(), [None, Some(_)]), "{saved:?}");
        let mended = studied(&bad, &bad_job);
        store.save_studied(&bad_job, &mended, NOON).await.expect("the job is still ours");
    })
    .await;
}

#[tokio::test]
async fn another_dress_is_taken_over_without_a_version() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let mut piece = piece(post, "Bridge opens");
        let id = bring(&store, &piece).await;
        let known = store.changes(0, 10).await.expect("asked");
        piece.text = "BRIDGE OPENS. nobody was hurt.".to_owned();
        let job = visit(&store, &piece).await;
        let mut made = studied(&piece, &job);
        made.draft.byline = vec!["Ada Lane".to_owned()];
        let saved = store.save_studied(&job, &made, NOON).await.expect("saved");
        assert_eq!(saved, Saved { article: id, new_version: false, unchanged: false });
        let fence = placing(&store, NOON).await;
        store.publish(fence, &[publication(&piece, id)], NOON).await.expect("published");
        let article = store.article(id).await.expect("asked").expect("it is there");
        assert_eq!((article.version, &article.draft), (1, &made.draft));
        assert_eq!(store.versions(id).await.expect("asked").len(), 1);
        assert_eq!(store.changes(0, 10).await.expect("asked"), known, "no words changed");
    })
    .await;
}

#[tokio::test]
async fn whoever_remembers_the_last_change_misses_none() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let mut first = piece(post, "Bridge opens");
        let id = bring(&store, &first).await;
        let second = bring(&store, &piece(post, "Ferry late")).await;
        first.text = "Bridge opens. Two were hurt.".to_owned();
        bring(&store, &first).await;

        let told = |changes: Vec<dateline_store::ContentChange>| -> Vec<(ArticleId, u32)> {
            changes.iter().map(|change| (change.article, change.version)).collect()
        };
        let all = store.changes(0, 10).await.expect("asked");
        assert!(all.is_sorted_by_key(|change| change.number));
        let cursor = all.first().expect("there are changes").number;
        assert_eq!(told(all), [(id, 1), (second, 1), (id, 2)]);
        let page = store.changes(cursor, 1).await.expect("asked");
        assert_eq!(told(page), [(second, 1)]);
        let rest = store.changes(cursor, 10).await.expect("asked");
        assert_eq!(told(rest), [(second, 1), (id, 2)]);
    })
    .await;
}
