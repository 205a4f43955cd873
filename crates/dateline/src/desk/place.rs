//! Putting studied articles into stories.
//!
//! Placing needs the memory of what came before, so one desk does it at a time, under a lease with
//! a fence: a desk that was frozen and comes back finds its fence refused. Whoever takes the lease
//! rebuilds the window of recent articles from the database.

use std::sync::Arc;
use std::time::Duration;

use dateline_model::{ArticleId, Citation, Millis, Placement};
use dateline_store::{JobCount, PLACING, Publication, SearchWords, TagKey, Unplaced};
use dateline_understand::{Arrival, Sketch, Window, hashtag_key, search_words};

use super::{Desk, Stop};

/// How long the lease on placing holds: another desk takes over this long after one died.
const LEASE_MS: i64 = 10 * Millis::SECOND;

/// Articles published in one transaction.
const BATCH: u32 = 128;

/// Rows read at a time when the window is rebuilt.
const PAGE: u32 = 2_000;

/// While entries are still being brought in, placing waits this long for stragglers, so that
/// articles which arrive together are placed in the order of their publication.
const SETTLE: Duration = Duration::from_secs(2);

/// The window, and the fence under which it was filled.
struct Held {
    fence: i64,
    window: Window,
}

/// Places what was studied until told to stop.
pub(super) async fn run(desk: Arc<Desk>, mut stop: Stop) {
    let mut held = None;
    while !*stop.borrow() {
        match desk.place_next(&mut held, &mut stop).await {
            Ok(0) => desk.rest(&desk.bell.studied, &mut stop).await,
            Ok(_) => {}
            Err(error) => {
                held = None; // what the window holds may not be what was published
                tracing::error!(
                    error = format!("{error:#}"),
                    "cannot place articles; trying again"
                );
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }
    if held.is_some()
        && let Err(error) = desk.store.release_lease(PLACING, &desk.holder).await
    {
        tracing::warn!(%error, "cannot give back the lease on placing; it will end by itself");
    }
}

impl Desk {
    /// Places one batch, if the lease is ours, and says how many articles it held.
    async fn place_next(&self, held: &mut Option<Held>, stop: &mut Stop) -> anyhow::Result<usize> {
        let now = (self.clock)();
        let Some(fence) = self.store.lease(PLACING, &self.holder, now, LEASE_MS).await? else {
            *held = None;
            return Ok(0);
        };
        let mut memory = match held.take().filter(|held| held.fence == fence) {
            Some(memory) => memory,
            None => Held { fence, window: self.rebuild_window(now).await? },
        };
        if self.store.unplaced(1).await?.is_empty() {
            *held = Some(memory);
            return Ok(0);
        }
        self.settle(stop).await?;
        let unplaced = self.store.unplaced(BATCH).await?;
        let count = unplaced.len();
        let (memory, publications) = tokio::task::spawn_blocking(move || {
            let publications: Vec<Publication> =
                unplaced.iter().map(|article| place(&mut memory.window, article)).collect();
            (memory, publications)
        })
        .await?;
        self.store.publish(fence, &publications, (self.clock)()).await?;
        *held = Some(memory);
        Ok(count)
    }

    /// Reads the recent past back into memory.
    async fn rebuild_window(&self, now: Millis) -> anyhow::Result<Window> {
        let settings = self.config.stories.window();
        let cutoff = now.plus(-settings.keep_days * Millis::DAY);
        let mut window = Window::new(settings);
        let mut after = ArticleId(0);
        loop {
            let rows = self.store.placed_since(cutoff, after, PAGE).await?;
            let Some(last) = rows.last() else { return Ok(window) };
            after = last.article;
            for row in &rows {
                let Some(sketch) = Sketch::from_bytes(&row.sketch) else { continue };
                let arrival = Arrival {
                    article: row.article,
                    publisher: &row.publisher_name,
                    published: row.sort_at,
                    sketch: &sketch,
                };
                let placement = Placement {
                    story: row.story,
                    copy_of: row.copy_of,
                    because: Vec::new(),
                    related: Vec::new(),
                };
                window.insert(&arrival, &placement);
            }
        }
    }

    /// Waits, not for long, until two looks in a row find nothing more on its way.
    async fn settle(&self, stop: &mut Stop) -> anyhow::Result<()> {
        let end = tokio::time::Instant::now() + SETTLE;
        let mut quiet = 0;
        while quiet < 2 && tokio::time::Instant::now() < end && !*stop.borrow() {
            tokio::select! {
                () = tokio::time::sleep(SETTLE / 10) => {}
                _ = stop.changed() => {}
            }
            let counts = self.store.job_counts().await?;
            let on_its_way = |count: &JobCount| {
                count.kind == super::bring_in::KIND && count.state != "dead" && count.count > 0
            };
            quiet = if counts.iter().any(on_its_way) { 0 } else { quiet + 1 };
        }
        Ok(())
    }
}

/// Finds an article's place, remembers it, and gathers what is to be written.
fn place(window: &mut Window, article: &Unplaced) -> Publication {
    let sketch = Sketch::from_bytes(&article.sketch).unwrap_or_default();
    let arrival = Arrival {
        article: article.article,
        publisher: &article.publisher_name,
        published: article.sort_at,
        sketch: &sketch,
    };
    let placement = window.place(&arrival);
    window.insert(&arrival, &placement);
    let opens_a_story = placement.story.0 == article.article.0;
    Publication {
        article: article.article,
        story_brief: if opens_a_story { brief(article) } else { Vec::new() },
        hashtags: tags(article),
        words: SearchWords {
            headline: search_words(&article.headline),
            body: search_words(&article.text),
        },
        placement,
    }
}

/// The hashtags as addresses and people know them.
fn tags(article: &Unplaced) -> Vec<TagKey> {
    let hashtags = article.study.hashtags.iter();
    hashtags
        .map(|hashtag| TagKey {
            key: hashtag_key(&hashtag.tag),
            label: hashtag.tag.trim_start_matches('#').to_owned(),
        })
        .collect()
}

/// A new story is told by the article that opens it.
fn brief(article: &Unplaced) -> Vec<Citation> {
    let sentences = article.study.brief.iter();
    sentences
        .map(|sentence| Citation {
            text: sentence.text.clone(),
            article: article.article,
            span: sentence.span,
        })
        .collect()
}
