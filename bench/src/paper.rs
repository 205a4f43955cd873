//! What pages cost a paper that holds very many articles: the real router on a SQLite file, asked
//! without a socket, as a stranger of a public paper and as a member.
//!
//! The articles are made up. Their words are as common as words of a language are, so that the
//! commonest stands in nearly all; four tell one event; a hundred publishers in eight sections wrote
//! them, one every half a minute until now.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::Context;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use dateline_model::{
    ArticleId, Citation, Draft, Entity, EntityKind, Entry, EntryId, FeedId, Hashtag, Millis,
    Placement, Role, Sentence, Span, StoryId, Study, When,
};
use dateline_store::{
    Claim, Following, Job, NewEntry, NewFeed, NewSession, Outcome, PLACING, Publication,
    SearchWords, Store, Studied, TagKey, Unplaced, Visit,
};
use dateline_understand::{Sketch, hashtag_key, search_marks, search_words};
use indicatif::ProgressBar;
use tower::ServiceExt;

use crate::cpu::{peak_megabytes, spent};
use crate::made_up::{Random, spell};
use crate::requests;

const PUBLISHERS: usize = 100;
const SECTIONS: usize = 8;
/// Articles that tell one event.
const COVERAGE: usize = 4;
/// Between two articles.
const STEP_MS: i64 = 30_000;
/// Different words, of which the first is the commonest.
const WORDS: u64 = 60_000;
const TEXT_WORDS: usize = 150;
/// Names that the news is about, and hashtags that it gets.
const NAMES: u64 = 3_000;
const TAGS: u64 = 600;
/// Articles saved or published in one transaction, as the desk does it.
const BATCH: u32 = 256;
/// Requests of each kind.
const REQUESTS: usize = 300;

/// Fills a paper, unless the file holds one, and measures its pages.
pub(crate) async fn run(articles: usize, file: Option<&Path>) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let passing = folder.path().join("paper.db");
    let file = file.unwrap_or(&passing);
    let store = Store::open(&format!("sqlite:{}", file.display())).await?;
    if !store.owner_exists().await? {
        fill(&store, articles).await?;
    }
    let owner = store.owner().await?.context("a paper has an owner")?;
    let token = dateline_web::token();
    let now = Millis::from(jiff::Timestamp::now());
    let session = NewSession {
        reader: owner.id,
        token_hash: dateline_web::token_digest(&token).to_vec(),
        browser: "a benchmark".to_owned(),
        expires_at: now.plus(Millis::DAY),
    };
    store.create_session(&session, now).await?;
    let newest = store.latest(&dateline_store::Page { before: None, limit: 200 }).await?;
    let router = requests::router(store).await?;
    let mut places = Places { articles: Vec::new(), stories: Vec::new() };
    for article in &newest {
        places.articles.push(requests::moved(&router, &format!("/a/{}/x", article.id)).await?);
        let address = format!("/s/{}/x", article.story);
        places.stories.push(requests::moved(&router, &address).await?);
    }
    println!("{:<40} {:>9} {:>9} {:>9} {:>7}", "", "µs CPU", "p50 ms", "p99 ms", "KB");
    for (name, addresses) in places.kinds() {
        measure(&router, &format!("{name}, stranger"), &addresses, None).await?;
        measure(&router, &format!("{name}, member"), &addresses, Some(&token)).await?;
    }
    println!("peak memory {:.0} MB", peak_megabytes()?);
    Ok(())
}

/// Where the newest articles and stories are shown.
struct Places {
    articles: Vec<String>,
    stories: Vec<String>,
}

impl Places {
    fn kinds(&self) -> Vec<(&'static str, Vec<String>)> {
        let one = |address: String| vec![address];
        let search = |query: &str| {
            let mut address = url::form_urlencoded::Serializer::new("/search?".to_owned());
            one(address.append_pair("q", query).finish())
        };
        let (common, second, rare) = (spell(0), spell(1), spell(WORDS / 3));
        vec![
            ("front page", one("/".to_owned())),
            ("section", one("/section/Section%201".to_owned())),
            ("article", self.articles.clone()),
            ("story", self.stories.clone()),
            ("hashtag", one(format!("/t/{}", hashtag_key(&tag(0))))),
            ("publisher", one("/p/1".to_owned())),
            ("entity", one(format!("/e/{}", name(0)))),
            ("search: the commonest word", search(&common)),
            ("search: two common words", search(&format!("{common} {second}"))),
            ("search: a phrase", search(&format!("\"{common} {second}\""))),
            ("search: common without another", search(&format!("{common} -{second}"))),
            ("search: a rare word", search(&rare)),
            ("search: rare and common", search(&format!("{rare} {common}"))),
            ("search: a tag and a common word", search(&format!("tag:{} {common}", tag(0)))),
            ("search: before a day", search(&format!("{common} before:2026-11-01"))),
            ("search: nothing found", search("qqqq")),
        ]
    }
}

/// Asks for the addresses in turn and prints what one answer costs.
async fn measure(
    router: &Router,
    name: &str,
    addresses: &[String],
    token: Option<&str>,
) -> anyhow::Result<()> {
    let mut times: Vec<Duration> = Vec::with_capacity(REQUESTS);
    let mut bytes = 0;
    let start = spent()?;
    for address in addresses.iter().cycle().take(REQUESTS) {
        let begun = Instant::now();
        let mut request = Request::get(address);
        if let Some(token) = token {
            request = request.header(header::COOKIE, format!("__Host-dateline={token}"));
        }
        let response = router.clone().oneshot(request.body(Body::empty())?).await?;
        let status = response.status();
        anyhow::ensure!(status == StatusCode::OK, "{address}: {status}");
        bytes += axum::body::to_bytes(response.into_body(), usize::MAX).await?.len();
        times.push(begun.elapsed());
    }
    let each = spent()?.saturating_sub(start).as_secs_f64() * 1e6 / whole(REQUESTS)?;
    times.sort_unstable();
    let at = |share: usize| {
        times.get(times.len() * share / 100).map_or(0.0, |time| time.as_secs_f64() * 1e3)
    };
    println!(
        "{name:<40} {each:>9.0} {:>9.2} {:>9.2} {:>7.0}",
        at(50),
        at(99),
        whole(bytes / REQUESTS)? / 1e3
    );
    Ok(())
}

fn whole(count: usize) -> anyhow::Result<f64> {
    Ok(f64::from(u32::try_from(count)?))
}

/// Feeds, entries, articles, stories: through the store as the desk writes them.
async fn fill(store: &Store, articles: usize) -> anyhow::Result<()> {
    let now = Millis::from(jiff::Timestamp::now());
    let owner = store.create_reader("owner", "none", Role::Owner, now).await?;
    let following: Vec<Following> = (0..PUBLISHERS)
        .map(|number| Following {
            feed: NewFeed {
                url: format!("https://publisher-{number}.example/feed"),
                title: Some(format!("Publisher {number}")),
                site_url: Some(format!("https://publisher-{number}.example/")),
                ..NewFeed::default()
            },
            section: Some(format!("Section {}", number % SECTIONS)),
            ..Following::default()
        })
        .collect();
    store.follow_all(owner, &following, now).await?;
    let limit = BATCH;
    let claim = Claim { holder: "bench".into(), now, lease_ms: Millis::DAY, limit };
    let payload = serde_json::to_string(&Entry::default())?;
    for due in store.claim_due_feeds(&claim, false).await? {
        let entries: Vec<NewEntry> = (0..articles.div_ceil(PUBLISHERS))
            .map(|number| NewEntry {
                identity: number.to_string(),
                payload: payload.clone(),
                ..NewEntry::default()
            })
            .collect();
        let until = now.plus(Millis::DAY);
        let visit = Visit::new(due.feed.id, due.fence, now, until, Outcome::Unchanged);
        store.record_visit(&visit, &entries).await?;
    }
    let progress = ProgressBar::new(articles as u64);
    let fence =
        store.lease(PLACING, "bench", now, Millis::DAY).await?.context("the lease is free")?;
    let mut made = Made { words: Random::new(7), number: 0, event: None, first: now, told: 0 };
    made.first = now.plus(-STEP_MS * i64::try_from(articles)?);
    loop {
        let jobs = store.claim_jobs(&["bring_in"], &claim).await?;
        if jobs.is_empty() {
            break;
        }
        let mut batch: Vec<(Job, Studied)> = Vec::with_capacity(jobs.len());
        let ids = jobs.iter().map(|job| job.payload.parse());
        let mut entries = store.entries(&ids.collect::<Result<Vec<EntryId>, _>>()?).await?;
        for job in jobs {
            let entry = entries.remove(&job.payload.parse::<EntryId>()?);
            let (entry, _) = entry.context("a job has its entry")??;
            let studied = made.studied(entry.id, entry.feed);
            batch.push((job, studied));
        }
        store.save_studied_all(&batch, now).await?;
        let waiting = store.unplaced(BATCH).await?;
        let publications: Vec<Publication> =
            waiting.iter().map(|article| made.published(article)).collect();
        store.publish(fence, &publications, now).await?;
        progress.inc(publications.len() as u64);
    }
    progress.finish_and_clear();
    Ok(())
}

/// The stream of made-up articles.
struct Made {
    words: Random,
    number: i64,
    event: Option<StoryId>,
    /// When the first was published.
    first: Millis,
    /// Articles that tell the present event.
    told: usize,
}

impl Made {
    fn studied(&mut self, entry: EntryId, feed: FeedId) -> Studied {
        let draft = self.draft(feed);
        let study = self.study(&draft);
        let sketch = Sketch::of(&draft.headline, &draft.text, "en").to_bytes();
        Studied {
            entry,
            feed,
            draft,
            study,
            sketch,
            whole: true,
            reread: false,
            feed_is_full: None,
            says_the_same: dateline_understand::is_trivial_change,
        }
    }

    fn draft(&mut self, feed: FeedId) -> Draft {
        self.number += 1;
        let paragraphs: Vec<String> = (0..3).map(|_| self.text(TEXT_WORDS / 3)).collect();
        let html = format!("<p>{}</p>", paragraphs.join("</p><p>"));
        let published = self.first.plus(self.number * STEP_MS);
        Draft {
            headline: self.text(9),
            standfirst: Some(self.text(20)),
            publisher: Some(format!("Publisher {feed}")),
            published: Some(When::At(published)),
            language: Some("en".to_owned()),
            url: Some(format!("https://publisher-{feed}.example/{}", self.number)),
            html: dateline_read::sanitise(&html, None),
            text: paragraphs.join("\n\n"),
            ..Draft::default()
        }
    }

    fn study(&mut self, draft: &Draft) -> Study {
        let text: String = draft.text.chars().take_while(|letter| *letter != '.').collect();
        let end = u32::try_from(text.chars().count()).unwrap_or_default();
        let entity = |number: u64| Entity {
            name: name(number),
            kind: EntityKind::Person,
            stands_for: None,
            mentions: vec![(0, 4)],
        };
        let hashtag = |number: u64| Hashtag {
            tag: format!("#{}", tag(number)),
            label: tag(number),
            score: 1.0,
            because: String::new(),
        };
        Study {
            language: "en".to_owned(),
            hashtags: (0..5).map(|_| hashtag(self.words.common(TAGS))).collect(),
            entities: (0..4).map(|_| entity(self.words.common(NAMES))).collect(),
            brief: vec![Sentence { text, span: Span { start: 0, end } }],
            ..Study::default()
        }
    }

    fn text(&mut self, words: usize) -> String {
        let words: Vec<String> = (0..words).map(|_| spell(self.words.common(WORDS))).collect();
        format!("{}.", words.join(" "))
    }

    fn published(&mut self, article: &Unplaced) -> Publication {
        let story = self.event.filter(|_| self.told < COVERAGE);
        let story = story.unwrap_or(StoryId(article.article.0));
        self.told = if self.event == Some(story) { self.told + 1 } else { 1 };
        self.event = Some(story);
        let hashtags = article.study.hashtags.iter();
        Publication {
            article: article.article,
            placement: Placement {
                story,
                copy_of: None,
                because: vec!["names Someone".to_owned().into()],
                related: Vec::new(),
                adds: true,
                earlier: None,
                fits_too: None,
                reprinted: None,
            },
            story_brief: brief(article.article, &article.study),
            hashtags: hashtags
                .map(|tag| TagKey { key: hashtag_key(&tag.tag), label: tag.label.clone() })
                .collect(),
            words: SearchWords {
                headline: search_words(&article.draft.headline),
                body: search_words(&article.draft.text),
                marks: search_marks(&article.draft, &article.study),
            },
        }
    }
}

fn brief(article: ArticleId, study: &Study) -> Vec<Citation> {
    let cite = |one: &Sentence| Citation { text: one.text.clone(), article, span: one.span };
    study.brief.iter().map(cite).collect()
}

fn name(number: u64) -> String {
    format!("X{}", spell(number))
}

fn tag(number: u64) -> String {
    format!("T{}", spell(number))
}
