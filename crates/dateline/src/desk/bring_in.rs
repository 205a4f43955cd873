//! From an entry to a studied article: fetch the page, read it, study it, save it.
//!
//! One job per entry. A page that cannot be had now is tried again; one that cannot be had at all
//! leaves the article with what the feed said, so nothing is lost. Running a job twice saves the
//! same article: the second save finds it unchanged.

use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use anyhow::{Context, anyhow};
use dateline_fetch::{Accept, ComeBack, Error, Response};
use dateline_model::{Draft, Entry, EntryId, FeedHead, Millis, PageChoice};
use dateline_read::{
    PageRules, PageSource, draft_of_entry, part_standfirst, plain_text, read_page_bytes_with,
};
use dateline_store::{Claim, EntryOfFeed, EntryRow, FeedRow, Job, REREAD, Studied};
use dateline_understand::{Background, Sketch, Subject, is_trivial_change, study};
use tokio::sync::{Semaphore, mpsc};

use super::merge::{is_no_less, merge};
use super::{Desk, GATHER, Stop, gather, request, stopped};

/// The kind of job that the store queues for each new or changed entry.
pub(crate) const KIND: &str = "bring_in";

/// Studied articles that are saved in one transaction.
const BATCH: usize = 64;

/// A page that fails this often is given up, and the feed's own text is published.
const PAGE_ATTEMPTS: u32 = 3;

/// A publisher that asks for patience gets it for so long; then the feed's own text is published.
const PATIENCE_MS: i64 = Millis::DAY;

/// A feed whose latest articles all said no less than their pages is believed without the page,
/// after so many of them.
const FULL_TEXT_RUNS: u32 = 10;

/// Of a feed that is believed, every so manieth page is fetched all the same: publishers do begin
/// to shorten their feeds.
const CHECK_EVERY: i64 = 20;

/// An entry shorter than this is no whole article, whatever its feed does otherwise.
const SHORTEST_FULL_TEXT: usize = 600;

/// Entries that need no page are studied by so many, without a turn for each: of the usual length
/// that takes some milliseconds, after which pages that have come get their turn.
const CHUNK: usize = 16;

/// Of entries that hold more, fewer are studied together.
const CHUNK_BYTES: usize = 256 * 1024;

/// A job with what came of it.
type Done = (Job, anyhow::Result<Studied>);

/// A job with what it is about.
struct Task {
    job: Job,
    row: Arc<EntryRow>,
    feed: Arc<FeedRow>,
    entry: Entry,
    /// The page is to be fetched, and not the feed to be believed.
    paged: bool,
}

/// The publisher asks for patience: the job comes later, and has not failed.
#[derive(Debug, thiserror::Error)]
#[error("the publisher asks for patience")]
struct Later(Duration);

/// Claims jobs and works on many at once until told to stop.
pub(super) async fn run(desk: Arc<Desk>, mut stop: Stop) {
    let (done, results) = mpsc::channel(BATCH);
    let saver = tokio::spawn(save(desk.clone(), results));
    let hands = Arc::new(Semaphore::new(desk.config.feeds.concurrency));
    let mut pages = true;
    while !*stop.borrow() {
        // While the saver is behind, nothing is claimed that would only wait for it under its lease.
        let by_batch = !pages && done.capacity() > BATCH / 2;
        match desk.claim_jobs(&hands, by_batch).await {
            Ok(tasks) if tasks.is_empty() => desk.rest(&desk.bell.jobs, &mut stop).await,
            Ok(tasks) => {
                // Now and then a page of a feed that is believed is fetched all the same.
                pages = tasks.iter().filter(|task| task.paged).count() * 4 > tasks.len();
                let (tasks, later) = shared_out(tasks, hands.available_permits());
                if !later.is_empty() {
                    desk.give_back(&later).await;
                }
                for tasks in tasks {
                    let hand = hands.clone().acquire_owned().await;
                    let (desk, done, stop) = (desk.clone(), done.clone(), stop.clone());
                    tokio::spawn(async move {
                        desk.work_on(tasks, &done, stop).await;
                        drop(hand);
                    });
                }
            }
            Err(error) => {
                tracing::error!(error = format!("{error:#}"), "cannot claim jobs; trying again");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }
    drop(done);
    if let Err(error) = saver.await {
        tracing::error!(%error, "the saver ended by a fault");
    }
}

/// What one hand does, some entries that need no page or one that does, the quick ones first; and the
/// jobs whose pages would wait for a hand that is free, which they do better in the database, under no
/// lease.
fn shared_out(tasks: Vec<Task>, free: usize) -> (Vec<Vec<Task>>, Vec<Job>) {
    let (mut paged, told): (Vec<Task>, Vec<Task>) = tasks.into_iter().partition(|task| task.paged);
    let later = paged.split_off(paged.len().min(free.max(1)));
    let mut shares = Vec::new();
    let (mut chunk, mut bytes) = (Vec::new(), 0);
    for task in told {
        bytes += task.row.payload.len();
        chunk.push(task);
        if chunk.len() == CHUNK || bytes >= CHUNK_BYTES {
            shares.push(std::mem::take(&mut chunk));
            bytes = 0;
        }
    }
    if !chunk.is_empty() {
        shares.push(chunk);
    }
    shares.extend(paged.into_iter().map(|task| vec![task]));
    (shares, later.into_iter().map(|task| task.job).collect())
}

/// Saves what is ready, a batch at a time.
async fn save(desk: Arc<Desk>, mut results: mpsc::Receiver<Done>) {
    loop {
        let ready = gather(&mut results, BATCH).await;
        if ready.is_empty() {
            return;
        }
        let mut studied = Vec::with_capacity(ready.len());
        for (job, outcome) in ready {
            match outcome {
                Ok(article) => studied.push((job, article)),
                Err(error) => desk.try_later(&job, &error).await,
            }
        }
        desk.add_vectors(&mut studied).await;
        desk.learn_tags(studied.iter().map(|(_, article)| &article.study));
        if let Err(error) = desk.store.save_studied_all(&studied, (desk.clock)()).await {
            tracing::error!(%error, count = studied.len(), "cannot save articles");
            for (job, _) in &studied {
                desk.try_later(job, &anyhow::anyhow!("cannot save: {error}")).await;
            }
        }
        desk.bell.studied.notify_one();
    }
}

impl Desk {
    /// As many jobs as there are free hands, or a batch, each with its entry; waits for the first
    /// hand, and not for long for half of them. Jobs whose entry cannot be had are put back. Empty
    /// when none is due.
    async fn claim_jobs(&self, hands: &Semaphore, by_batch: bool) -> anyhow::Result<Vec<Task>> {
        loop {
            drop(hands.acquire().await);
            let half = u32::try_from(self.config.feeds.concurrency / 2).unwrap_or(1).max(1);
            drop(tokio::time::timeout(GATHER, hands.acquire_many(half)).await);
            let limit = hands.available_permits().max(if by_batch { BATCH } else { 1 });
            let claim = Claim {
                holder: self.holder.clone(),
                now: (self.clock)(),
                lease_ms: self.lease_ms(),
                limit: u32::try_from(limit).unwrap_or(u32::MAX),
            };
            let jobs = self.store.claim_jobs(&[KIND, REREAD], &claim).await?;
            if jobs.is_empty() {
                return Ok(Vec::new());
            }
            let tasks = self.tasks(jobs).await?;
            if !tasks.is_empty() {
                return Ok(tasks);
            }
        }
    }

    /// The jobs with their entries.
    async fn tasks(&self, jobs: Vec<Job>) -> anyhow::Result<Vec<Task>> {
        let ids: Vec<EntryId> = jobs.iter().filter_map(|job| entry_of(job).ok()).collect();
        let entries = match self.store.entries(&ids).await {
            Ok(entries) => entries,
            Err(error) => {
                self.give_back(&jobs).await;
                return Err(error.into());
            }
        };
        let fetching = self.config.fetch.pages;
        let read = move || -> Vec<(Job, anyhow::Result<Task>)> {
            let task = |job: Job| {
                let task = || Task::new(job.clone(), &entries, fetching);
                let task = safely(task).flatten();
                (job, task)
            };
            jobs.into_iter().map(task).collect()
        };
        let mut tasks = Vec::new();
        for (job, task) in tokio::task::spawn_blocking(read).await? {
            match task {
                Ok(task) => tasks.push(task),
                Err(error) => self.try_later(&job, &error).await,
            }
        }
        Ok(tasks)
    }

    /// Gives jobs back untried.
    async fn give_back(&self, jobs: &[Job]) {
        if let Err(error) = self.store.release_jobs(jobs).await {
            tracing::warn!(%error, "cannot give jobs back; their leases will end");
        }
    }

    /// Does what one hand was given and hands over the results; gives the jobs back when the process
    /// is to end.
    async fn work_on(&self, tasks: Vec<Task>, done: &mpsc::Sender<Done>, mut stop: Stop) {
        let jobs: Vec<Job> = tasks.iter().map(|task| task.job.clone()).collect();
        let outcomes = tokio::select! {
            biased; // what is begun at the end is begun for nothing
            () = stopped(&mut stop) => return self.give_back(&jobs).await,
            outcomes = self.bring_in(tasks) => outcomes,
        };
        for result in jobs.into_iter().zip(outcomes) {
            // The saver outlives every sender, so this cannot fail but at the end.
            let _ = done.send(result).await;
        }
    }

    async fn try_later(&self, job: &Job, error: &anyhow::Error) {
        let now = (self.clock)();
        let outcome = if let Some(Later(wait)) = error.downcast_ref() {
            let wait = i64::try_from(wait.as_millis()).unwrap_or(i64::MAX).min(Millis::DAY);
            self.store.postpone_job(job, now.plus(wait)).await
        } else {
            let message = format!("{error:#}");
            tracing::warn!(job.id = job.id.0, job.attempts, error = message, "a job failed");
            self.store
                .retry_job(job, &message, now.plus(Millis::MINUTE << job.attempts.min(6)))
                .await
        };
        if let Err(error) = outcome {
            tracing::error!(%error, job.id = job.id.0, "cannot put a job back; its lease will end");
        }
    }

    /// Tasks up to what is saved: one whose page is fetched, or many that need none. The outcomes
    /// stand in the same order.
    async fn bring_in(&self, tasks: Vec<Task>) -> Vec<anyhow::Result<Studied>> {
        let page = match &tasks[..] {
            [task] if task.paged => self.page(task).await,
            _ => Ok(Page::None),
        };
        let mut page = match page {
            Ok(page) => page,
            Err(error) => return vec![Err(error)],
        };
        let count = tasks.len();
        let _core = self.cores.acquire().await;
        let background = Arc::clone(&self.background);
        let read = move || -> Vec<anyhow::Result<Studied>> {
            let read = |task: &Task| studied_safely(task, std::mem::take(&mut page), &background);
            tasks.iter().map(read).collect()
        };
        let read = tokio::task::spawn_blocking(read).await;
        read.unwrap_or_else(|_| (0..count).map(|_| Err(anyhow!("reading failed"))).collect())
    }

    /// The entry's page; when it cannot be had, the reason.
    async fn page(&self, task: &Task) -> anyhow::Result<Page> {
        let Task { job, row, feed, .. } = task;
        let Some(url) = row.url.as_ref() else { return Ok(Page::None) };
        let request = match request(url, Accept::Page) {
            // A feed may not lead us into a network that the owner opened for another.
            Ok(request) => {
                let mut request = request.named_by(&feed.url);
                request.apply(&feed.settings);
                request
            }
            Err(error) => return Ok(Page::Failed(error.to_string())),
        };
        let patient = (self.clock)().0.saturating_sub(row.first_seen.0) < PATIENCE_MS;
        let rules = self.robots.rules(&request).await;
        if let Some(why) = rules.objection(&request.url) {
            return Ok(Page::Failed(why.into()));
        }
        let delay = rules.crawl_delay.unwrap_or_default();
        let _pass = match self.gate.enter(&request.url, delay).await {
            Ok(pass) => pass,
            Err(ComeBack(wait)) if patient => return Err(Later(wait).into()),
            Err(_) => return Ok(Page::Failed("the site has too many pages waiting".into())),
        };
        match self.client.get_as_robot(&request, &self.robots).await {
            Ok(response) => {
                let rules = self.store.site_rule(response.final_url.as_str()).await?;
                let (rules, problems) = PageRules::new(&rules);
                for problem in problems {
                    tracing::warn!(
                        problem,
                        entry.id = row.id.0,
                        "a part of the site's rule cannot be used"
                    );
                }
                Ok(Page::Fetched(Box::new((response, rules))))
            }
            Err(Error::RetryLater { after: Some(wait), .. }) if patient => {
                self.gate.hold(&request.url, wait);
                Err(Later(wait).into())
            }
            Err(error) if may_pass(&error) && job.attempts < PAGE_ATTEMPTS => Err(error.into()),
            Err(error) => Ok(Page::Failed(error.to_string())),
        }
    }
}

impl Task {
    /// A job with its entry, one of `entries`; `fetching` where the paper fetches pages at all.
    fn new(
        job: Job,
        entries: &HashMap<EntryId, dateline_store::Result<EntryOfFeed>>,
        fetching: bool,
    ) -> anyhow::Result<Self> {
        let (row, feed) = match entries.get(&entry_of(&job)?) {
            Some(Ok(entry)) => entry.clone(),
            Some(Err(error)) => anyhow::bail!("{error}"),
            None => anyhow::bail!("the entry is no longer there"),
        };
        let entry: Entry =
            serde_json::from_str(&row.payload).context("the stored entry cannot be read")?;
        let wanted = fetching && feed.settings.page == PageChoice::Fetch && row.url.is_some();
        let paged = wanted && (job.kind == REREAD || !is_told_whole(&row, &feed, &entry));
        Ok(Self { job, row, feed, entry, paged })
    }
}

/// The entry that a job is about.
fn entry_of(job: &Job) -> anyhow::Result<EntryId> {
    job.payload.parse().context("the job names no entry")
}

/// Whether the page may be there a minute later.
fn may_pass(error: &Error) -> bool {
    matches!(error, Error::RetryLater { .. } | Error::Timeout { .. } | Error::Unreachable { .. })
}

/// What came of fetching an entry's page.
#[derive(Default)]
enum Page {
    /// There is none, or it is not wanted.
    #[default]
    None,
    /// The page, and how its site is to be read.
    Fetched(Box<(Response, PageRules)>),
    /// Why not, in plain words.
    Failed(String),
}

/// Whether the feed has shown that it tells its articles whole, and this entry is one.
fn is_told_whole(row: &EntryRow, feed: &FeedRow, entry: &Entry) -> bool {
    let longest = entry.content.iter().map(|content| content.value.len()).max().unwrap_or(0);
    feed.full_text_runs >= FULL_TEXT_RUNS
        && row.id.0 % CHECK_EVERY != 0
        && longest >= SHORTEST_FULL_TEXT
        && entry
            .content
            .iter()
            .any(|content| plain_text(&content.value).len() >= SHORTEST_FULL_TEXT)
}

/// A fault in reading one page costs the page, and a fault in what the feed says that article.
fn studied_safely(
    task: &Task,
    page: Page,
    background: &RwLock<Background>,
) -> anyhow::Result<Studied> {
    safely(|| studied(task, page, background)).or_else(|_| {
        tracing::error!(entry.id = task.row.id.0, "reading a page failed; taking the feed's text");
        let page = Page::Failed("it could not be read; please report its address".into());
        safely(|| studied(task, page, background))
    })
}

/// What comes of work on what strangers wrote; an error should it panic.
fn safely<T>(work: impl FnOnce() -> T) -> anyhow::Result<T> {
    std::panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| anyhow!("reading failed"))
}

/// Reading and studying: all of the work that is not waiting.
fn studied(task: &Task, page: Page, background: &RwLock<Background>) -> Studied {
    let Task { job, row, feed, entry, .. } = task;
    let whole = !matches!(page, Page::Failed(_));
    let mut feed_is_full = None;
    let from_feed = draft_of_entry(entry, &FeedHead::default());
    let mut draft = match page {
        Page::None => from_feed,
        Page::Fetched(page) => {
            let (response, rules) = *page;
            let from_page = own_article(&response, &rules);
            feed_is_full = Some(is_no_less(&from_feed, &from_page));
            part_standfirst(merge(from_page, from_feed))
        }
        Page::Failed(why) => {
            let mut draft = from_feed;
            draft.problems.push(format!("the page could not be fetched: {why}"));
            draft
        }
    };
    draft.url = draft.url.or_else(|| row.url.clone());
    let subject = Subject {
        headline: &draft.headline,
        text: &draft.text,
        published: draft.published,
        language: draft.language.as_deref(),
        publisher: Some(&feed.publisher_name),
        publisher_tags: &draft.tags,
    };
    let study = {
        let known = background.read().unwrap_or_else(PoisonError::into_inner);
        study(&subject, &known)
    };
    if draft.language.is_none() && !study.language.is_empty() {
        draft.language = Some(study.language.clone());
    }
    let sketch = Sketch::of(&draft.headline, &draft.text, &study.language);
    Studied {
        entry: row.id,
        feed: row.feed,
        study,
        sketch: sketch.to_bytes(),
        draft,
        whole,
        reread: job.kind == REREAD,
        feed_is_full,
        says_the_same: is_trivial_change,
    }
}

/// The page's own article: the first of those it holds.
fn own_article(response: &Response, rules: &PageRules) -> Draft {
    let url = response.final_url.as_str();
    let source = PageSource { url: Some(url), captured: None };
    let content_type = response.content_type.as_deref();
    let articles = read_page_bytes_with(&response.body, content_type, &source, rules);
    articles.into_iter().next().unwrap_or_default()
}
