//! Putting studied articles into stories.
//!
//! Placing needs the memory of what came before, so one desk does it at a time, under a lease with
//! a fence: a desk that was frozen and comes back finds its fence refused. Whoever takes the lease
//! rebuilds the window of recent articles from the database.

use std::sync::Arc;
use std::time::Duration;

use dateline_model::{ArticleId, Citation, Millis, Placement, StoryId};
use dateline_store::{
    Error, PLACING, Parted, PlacedRow, Publication, SearchWords, TagKey, Unplaced,
};
use dateline_understand::{Arrival, Joining, Sketch, Window, hashtag_key};

use super::bring_in::KIND;
use super::refile::filed_under;
use super::{Desk, Stop};

/// How long the lease on placing holds: another desk takes over this long after one died.
const LEASE_MS: i64 = 10 * Millis::SECOND;

/// How often a desk that does not place looks whether it is to: with the lease's length this is how
/// long the paper stands still when a desk dies.
const LOOK_FOR_LEASE: Duration = Duration::from_secs(2);

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
            Ok(0) if held.is_none() => {
                // Another desk places; what is studied here rings its bell only by the database.
                let _ = tokio::time::timeout(LOOK_FOR_LEASE, stop.changed()).await;
            }
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
        let Some(fence) = self.lease().await? else {
            *held = None;
            return Ok(0);
        };
        let mut memory = match held.take().filter(|held| held.fence == fence) {
            Some(memory) => memory,
            None => Held { fence, window: self.rebuild_window(fence).await? },
        };
        if !self.store.any_unplaced().await? {
            *held = Some(memory);
            return Ok(0);
        }
        self.settle(stop).await?;
        self.still_ours(fence).await?;
        let unplaced = self.store.unplaced(BATCH).await?;
        let count = unplaced.len();
        let (mut memory, publications) = tokio::task::spawn_blocking(move || {
            let publications: Vec<Publication> =
                unplaced.iter().map(|article| place_safely(&mut memory.window, article)).collect();
            (memory, publications)
        })
        .await?;
        self.publish(fence, &publications).await?;
        self.join_stories(&mut memory).await?;
        self.part_stories(&mut memory).await?;
        *held = Some(memory);
        Ok(count)
    }

    /// Joins the stories that what came since shows to be one. Doing it twice changes nothing: the
    /// second time one of them is gone.
    async fn join_stories(&self, memory: &mut Held) -> anyhow::Result<()> {
        for joining in memory.window.joinings() {
            let Joining { from, into, articles } = joining;
            let joined = self.store.join_stories(memory.fence, from, into, (self.clock)()).await?;
            if joined {
                tracing::info!(
                    story.from = from.0,
                    story.into = into.0,
                    articles,
                    "two stories are one"
                );
                memory.window.join(from, into);
            } else {
                memory.window.keep_apart(joining);
            }
        }
        Ok(())
    }

    /// Parts the stories that what came since shows to be two.
    async fn part_stories(&self, memory: &mut Held) -> anyhow::Result<()> {
        for parting in memory.window.partings() {
            let (story, later, now) = (parting.story, &parting.later, (self.clock)());
            let parted = self.store.part_by_evidence(memory.fence, story, later, now).await?;
            if let Some(Parted { earlier, later }) = parted {
                tracing::info!(story.earlier = earlier.0, story.later = later.0, "a story is two");
                memory.window.part(&parting, earlier, later);
            }
        }
        Ok(())
    }

    async fn lease(&self) -> anyhow::Result<Option<i64>> {
        Ok(self.store.lease(PLACING, &self.holder, (self.clock)(), LEASE_MS).await?)
    }

    /// Renews the lease during long work, and ends that work when somebody else has it.
    async fn still_ours(&self, fence: i64) -> anyhow::Result<()> {
        anyhow::ensure!(self.lease().await? == Some(fence), "another desk has taken placing over");
        Ok(())
    }

    /// Publishes a batch; when the database will not take it, one article after the other, so that
    /// a single one never stops the paper.
    async fn publish(&self, fence: i64, publications: &[Publication]) -> anyhow::Result<()> {
        let now = (self.clock)();
        match self.store.publish(fence, publications, now).await {
            Ok(()) => return Ok(()),
            Err(Error::StaleFence) => return Err(Error::StaleFence.into()),
            Err(error) => tracing::warn!(%error, "cannot publish a batch; going one by one"),
        }
        for publication in publications {
            let one = std::slice::from_ref(publication);
            if let Err(error) = self.store.publish(fence, one, now).await {
                tracing::error!(%error, article.id = publication.article.0, "publishing it bare");
                self.store.publish(fence, &[bare(publication.article)], now).await?;
            }
        }
        Ok(())
    }

    /// Reads the recent past back into memory.
    async fn rebuild_window(&self, fence: i64) -> anyhow::Result<Window> {
        let settings = self.config.stories.window();
        let kept_ms = settings.keep_days.saturating_mul(Millis::DAY);
        let cutoff = (self.clock)().plus(kept_ms.saturating_neg());
        let mut window = Window::new(settings);
        let mut after = ArticleId(0);
        loop {
            let rows = self.store.placed_since(cutoff, after, PAGE).await?;
            let Some(last) = rows.last() else { return Ok(window) };
            after = last.article;
            let remember = move || {
                for row in &rows {
                    remember(&mut window, row);
                }
                window
            };
            window = tokio::task::spawn_blocking(remember).await?;
            self.still_ours(fence).await?;
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
            let coming = self.store.jobs_on_their_way(KIND, (self.clock)()).await?;
            quiet = if coming == 0 { quiet + 1 } else { 0 };
        }
        Ok(())
    }
}

/// Puts a placed article back where it was.
fn remember(window: &mut Window, row: &PlacedRow) {
    let Some(sketch) = Sketch::from_bytes(&row.sketch) else { return };
    let arrival = Arrival {
        article: row.article,
        publisher: &row.publisher_name,
        published: row.sort_at,
        sketch: &sketch,
    };
    window.insert(&arrival, &alone(row.story, row.copy_of));
}

/// A place without reasons or relations.
fn alone(story: StoryId, copy_of: Option<ArticleId>) -> Placement {
    Placement { copy_of, ..Placement::within(story) }
}

/// An article as it can always be published: in a story of its own, with nothing but itself.
fn bare(article: ArticleId) -> Publication {
    Publication {
        article,
        placement: alone(StoryId(article.0), None),
        story_brief: Vec::new(),
        hashtags: Vec::new(),
        words: SearchWords::default(),
    }
}

/// A fault in placing one article is that article's alone.
fn place_safely(window: &mut Window, article: &Unplaced) -> Publication {
    let work = std::panic::AssertUnwindSafe(|| place(window, article));
    std::panic::catch_unwind(work).unwrap_or_else(|_| {
        tracing::error!(article.id = article.article.0, "placing it failed; publishing it bare");
        bare(article.article)
    })
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
    let placement = if let Some(story) = article.story {
        // A new version stays where it was; the window knows the article already.
        let (related, adds) = window.revisit(&arrival, story);
        Placement { related, adds, ..alone(story, article.copy_of) }
    } else {
        window.take(&arrival)
    };
    let opens_a_story = placement.story.0 == article.article.0;
    Publication {
        article: article.article,
        story_brief: if opens_a_story { brief(article) } else { Vec::new() },
        hashtags: tags(article),
        words: filed_under(&article.draft, &article.study),
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
