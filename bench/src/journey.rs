//! The journey of an article, step by step, each step over all pages before the next begins.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::Context;
use dateline_demo::newsstand::{self, StandPage};
use dateline_fetch::{Accept, Client, Request, Settings, Url};
use dateline_model::{ArticleId, Citation, Draft, Entry, Millis, Study};
use dateline_read::{PageSource, read_page_bytes};
use dateline_store::{
    Claim, Job, NewEntry, NewFeed, Outcome, PLACING, Publication, SearchWords, Store, Studied,
    Visit,
};
use dateline_understand::{
    Arrival, Background, Sketch, Subject, Window, WindowSettings, search_marks, search_words, study,
};
use futures_util::StreamExt;
use tokio::net::TcpListener;

use crate::cpu::{peak_megabytes, report, spent};
use crate::requests;

/// Articles saved or published in one transaction, as the desk does it.
const BATCH: usize = 64;

/// Pages asked for at once.
const CONCURRENCY: usize = 16;

/// A process that serves the pages, so that serving is not charged to us.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Serves a file of pages until killed.
pub(crate) async fn serve(pages: &[PathBuf], port: u16) -> anyhow::Result<()> {
    let stand = newsstand::newsstand(&read_pages(pages)?, port);
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    Ok(dateline_demo::serve(stand.origin, listener, std::future::pending()).await?)
}

/// Measures every step and prints a line for each.
pub(crate) async fn run(paths: &[PathBuf]) -> anyhow::Result<()> {
    let pages = read_pages(paths)?;
    let addresses: Vec<Url> = pages.iter().filter_map(|page| Url::parse(&page.url).ok()).collect();
    let bodies = fetch(paths, &addresses).await?;
    let start = spent()?;
    let drafts: Vec<Draft> = bodies.iter().map(|(url, body)| read(url, body)).collect();
    report("read", start, drafts.len())?;
    let start = spent()?;
    let studies: Vec<(Study, Sketch)> = drafts.iter().map(understand).collect();
    report("study", start, drafts.len())?;
    let folder = tempfile::tempdir()?;
    let store =
        Store::open(&format!("sqlite:{}", folder.path().join("bench.db").display())).await?;
    let start = spent()?;
    let articles = save(&store, &drafts, &studies).await?;
    report("save", start, articles)?;
    publish(&store).await?;
    requests::measure(store).await?;
    println!("{:<22} {:>9.0} MB", "peak memory", peak_megabytes()?);
    Ok(())
}

/// The pages of all files; never none.
pub(crate) fn read_pages(paths: &[PathBuf]) -> anyhow::Result<Vec<StandPage>> {
    let mut pages = Vec::new();
    for path in paths {
        let read = newsstand::read_pages(path);
        pages.extend(read.with_context(|| format!("cannot read pages from {}", path.display()))?);
    }
    anyhow::ensure!(
        !pages.is_empty(),
        "name a file of pages: cargo xtask bench pages PAGES.jsonl.gz"
    );
    Ok(pages)
}

/// Asks another process for every page, over real HTTP.
async fn fetch(paths: &[PathBuf], addresses: &[Url]) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
    let port = TcpListener::bind("127.0.0.1:0").await?.local_addr()?.port();
    let _server = start_server(paths, port)?;
    let mut settings = Settings::new("Dateline-bench");
    settings.allowed_networks = vec!["127.0.0.0/8".parse()?, "::1/128".parse()?];
    let client = Client::new(&settings)?;
    wait_for(port).await?;
    let start = spent()?;
    let answers = futures_util::stream::iter(addresses)
        .map(async |address| {
            let mut local = address.clone();
            let host = format!("{}.localhost", address.host_str().unwrap_or_default());
            let _ = local.set_scheme("http");
            local.set_host(Some(&host)).ok()?;
            local.set_port(Some(port)).ok()?;
            let response = client.get(&Request::new(local, Accept::Page)).await.ok()?;
            Some((address.to_string(), response.body.to_vec()))
        })
        .buffered(CONCURRENCY);
    let bodies: Vec<_> = answers.filter_map(async |answer| answer).collect().await;
    anyhow::ensure!(!bodies.is_empty(), "no page could be fetched from the other process");
    report("fetch", start, bodies.len())?;
    Ok(bodies)
}

fn start_server(paths: &[PathBuf], port: u16) -> anyhow::Result<Server> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("origin").args(paths.iter().map(PathBuf::as_path).map(Path::as_os_str));
    command.args(["--port", &port.to_string()]).stdout(Stdio::null());
    Ok(Server(command.spawn()?))
}

async fn wait_for(port: u16) -> anyhow::Result<()> {
    for _ in 0..600 {
        if tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    anyhow::bail!("the other process does not serve the pages")
}

fn read(url: &str, body: &[u8]) -> Draft {
    let source = PageSource { url: Some(url), captured: None };
    let articles = read_page_bytes(body, Some("text/html"), &source);
    articles.into_iter().next().unwrap_or_default()
}

pub(crate) fn understand(draft: &Draft) -> (Study, Sketch) {
    let subject = Subject {
        headline: &draft.headline,
        text: &draft.text,
        published: draft.published,
        language: draft.language.as_deref(),
        publisher: draft.publisher.as_deref(),
        publisher_tags: &draft.tags,
    };
    let study = study(&subject, &Background::default());
    let sketch = Sketch::of(&draft.headline, &draft.text, &study.language);
    (study, sketch)
}

/// Entries, jobs and studied articles, as one feed would bring them.
pub(crate) async fn save(
    store: &Store,
    drafts: &[Draft],
    studies: &[(Study, Sketch)],
) -> anyhow::Result<usize> {
    let now = Millis::from(jiff::Timestamp::now());
    let new = NewFeed { url: "https://bench.example/feed".into(), ..NewFeed::default() };
    let feed = store.add_feed(&new, now).await?;
    let claim = Claim { holder: "bench".into(), now, lease_ms: Millis::HOUR, limit: 1_000_000 };
    let due = store.claim_due_feeds(&claim, false).await?;
    let fence = due.first().context("the feed is due")?.fence;
    let entries: Vec<NewEntry> = (0..drafts.len())
        .map(|number| NewEntry {
            identity: number.to_string(),
            content_hash: String::new(),
            url: None,
            published: None,
            payload: serde_json::to_string(&Entry::default()).unwrap_or_default(),
            ..NewEntry::default()
        })
        .collect();
    let outcome = Outcome::Unchanged;
    let visit = Visit::new(feed, fence, now, now.plus(Millis::DAY), outcome);
    let ids = store.record_visit(&visit, &entries).await?;
    let mut jobs: Vec<Job> = store.claim_jobs(&["bring_in"], &claim).await?;
    jobs.sort_by_key(|job| job.payload.parse::<i64>().unwrap_or_default());
    let results =
        ids.iter().zip(drafts).zip(studies).map(|((entry, draft), (study, sketch))| Studied {
            whole: true,
            says_the_same: dateline_understand::is_trivial_change,
            entry: *entry,
            feed,
            draft: draft.clone(),
            study: study.clone(),
            sketch: sketch.to_bytes(),
            reread: false,
            feed_is_full: None,
        });
    let batch: Vec<(Job, Studied)> = jobs.into_iter().zip(results).collect();
    for part in batch.chunks(BATCH) {
        store.save_studied_all(part, now).await?;
    }
    Ok(batch.len())
}

/// Placing is measured apart from writing.
pub(crate) async fn publish(store: &Store) -> anyhow::Result<()> {
    let now = Millis::from(jiff::Timestamp::now());
    let unplaced = store.unplaced(1_000_000).await?;
    let mut window = Window::new(WindowSettings::default());
    let start = spent()?;
    let mut publications = Vec::with_capacity(unplaced.len());
    for article in &unplaced {
        let sketch = Sketch::from_bytes(&article.sketch).unwrap_or_default();
        let arrival = Arrival {
            article: article.article,
            publisher: &article.publisher_name,
            published: article.sort_at,
            sketch: &sketch,
        };
        let placement = window.place(&arrival);
        window.insert(&arrival, &placement);
        publications.push((placement, article));
    }
    report("place", start, unplaced.len())?;
    let fence =
        store.lease(PLACING, "bench", now, Millis::HOUR).await?.context("the lease is free")?;
    let start = spent()?;
    for part in publications.chunks(BATCH) {
        let part: Vec<Publication> = part
            .iter()
            .map(|(placement, article)| publication(placement.clone(), article))
            .collect();
        store.publish(fence, &part, now).await?;
    }
    report("publish, with search", start, unplaced.len())
}

fn publication(
    placement: dateline_model::Placement,
    article: &dateline_store::Unplaced,
) -> Publication {
    Publication {
        article: article.article,
        placement,
        story_brief: brief(article.article, &article.study),
        hashtags: Vec::new(),
        words: SearchWords {
            headline: search_words(&article.draft.headline),
            body: search_words(&article.draft.text),
            marks: search_marks(&article.draft, &article.study),
        },
    }
}

fn brief(article: ArticleId, study: &Study) -> Vec<Citation> {
    let sentences = study.brief.iter();
    sentences
        .map(|sentence| Citation { text: sentence.text.clone(), article, span: sentence.span })
        .collect()
}
