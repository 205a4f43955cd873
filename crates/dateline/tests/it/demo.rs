//! The demo's news day against what was written into it.

use std::collections::{BTreeMap, BTreeSet};

use dateline_demo::{Truth, truth};
use dateline_model::{ArticleId, ArticleSummary, Millis, StoryId};
use dateline_store::{Page, Store};

use crate::program::Paper;

/// Events that are one story each today. The others stand in two, a report in another language or
/// on a page shared by several apart: a ceiling to raise, never to lower.
const WHOLE_EVENTS: usize = 13;

/// Addresses hold the date of the start: an article is known by its publisher and headline.
fn known(truth: &Truth) -> (String, String) {
    (truth.publisher.clone(), truth.headline.clone())
}

#[tokio::test]
async fn the_news_day_becomes_a_paper() {
    let folder = tempfile::tempdir().expect("a folder");
    let arguments = ["demo", "--listen", "127.0.0.1:0", "--database", "sqlite:day.db"];
    let path = folder.path().to_owned();
    let started = tokio::task::spawn_blocking(move || Paper::start(&path, &arguments));
    let paper = started.await.expect("the demo starts");
    assert!(tokio::task::spawn_blocking(|| paper.stop()).await.expect("it ends"), "it ends well");

    let database = format!("sqlite:{}", folder.path().join("day.db").display());
    let store = Store::open(&database).await.expect("the paper stays when it was named");
    let counts = store.counts().await.expect("asked");
    assert_eq!((counts.unplaced, counts.entries), (0, counts.articles), "nothing is lost");
    let articles = store.latest(&Page { before: None, limit: 500 }).await.expect("asked");
    let truth = truth(Millis::from(jiff::Timestamp::now()));
    let by_name: BTreeMap<_, &ArticleSummary> = articles
        .iter()
        .map(|article| ((article.publisher_name.clone(), article.headline.clone()), article))
        .collect();
    copies_are_folded(&truth, &by_name);
    events_are_stories(&truth, &by_name);
}

fn copies_are_folded(truth: &[Truth], articles: &BTreeMap<(String, String), &ArticleSummary>) {
    let copies = truth.iter().filter(|one| one.copy_of.is_some());
    let found: Vec<(&Truth, Option<ArticleId>)> =
        copies.filter_map(|one| Some((one, articles.get(&known(one))?.copy_of))).collect();
    assert!(found.len() >= 8, "only {} copies are in the paper", found.len());
    let missed: Vec<_> =
        found.iter().filter(|(_, copy)| copy.is_none()).map(|(one, _)| &one.headline).collect();
    assert!(missed.is_empty(), "not folded: {missed:?}");
}

fn events_are_stories(truth: &[Truth], articles: &BTreeMap<(String, String), &ArticleSummary>) {
    let mut events: BTreeMap<&str, BTreeSet<StoryId>> = BTreeMap::new();
    for one in truth {
        if let (Some(event), Some(article)) = (&one.event, articles.get(&known(one))) {
            events.entry(event).or_default().insert(article.story);
        }
    }
    let whole = events.values().filter(|stories| stories.len() == 1).count();
    let torn: Vec<_> = events.iter().filter(|(_, stories)| stories.len() > 1).collect();
    assert!(events.len() >= 14, "{} events", events.len());
    assert!(whole >= WHOLE_EVENTS, "{whole} of {} events are one story: {torn:?}", events.len());
}
