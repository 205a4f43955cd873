//! `cargo xtask bench ask`: questions to the demo's news day, right, wrong and withheld.
//!
//! The day is read, studied and published into a real store, and every question of
//! `demo/questions.jsonl` is asked of the whole paper, as `/ask` does it. A question is right when
//! a sentence shown holds one of its answers, or when nothing is shown and nothing could be. Lines
//! are dealt in turns to two halves: rules may be made looking at the first, `--misses` shows no
//! other.

use std::collections::HashSet;

use anyhow::Context;
use dateline_demo::{news_day, truth};
use dateline_model::{Article, Draft, Millis};
use dateline_read::{PageSource, read_page_bytes};
use dateline_store::Store;
use dateline_understand::{Answer, Request, Statement, feature};
use serde::Deserialize;

use crate::journey;

const QUESTIONS: &str = include_str!("../../demo/questions.jsonl");

/// The port that the day's addresses name; nothing listens there.
const PORT: u16 = 8_000;

#[derive(Deserialize)]
struct Question {
    ask: String,
    /// Words of sentences that answer it; none when the paper does not.
    #[serde(default)]
    answer: Vec<String>,
}

/// What became of the questions of one half.
#[derive(Default)]
struct Tally {
    right: usize,
    right_first: usize,
    wrong: usize,
    withheld: usize,
    silent: usize,
    misled: usize,
}

/// Asks every question and prints the table; `misses` names those of the first half that failed.
pub(crate) async fn run(misses: bool) -> anyhow::Result<()> {
    let now = Millis::from(jiff::Timestamp::now());
    let drafts = drafts(now);
    let studies: Vec<_> = drafts.iter().map(journey::understand).collect();
    let folder = tempfile::tempdir()?;
    let database = format!("sqlite:{}", folder.path().join("ask.db").display());
    let store = Store::open(&database).await?;
    journey::save(&store, &drafts, &studies).await?;
    journey::publish(&store).await?;
    let mut halves = [Tally::default(), Tally::default()];
    for (number, line) in QUESTIONS.lines().enumerate() {
        let question: Question = serde_json::from_str(line).context("demo/questions.jsonl")?;
        let shown = ask(&store, &question.ask, now).await?;
        let half = number % 2;
        if let Some(tally) = halves.get_mut(half)
            && !tally.count(&question, &shown)
            && misses
            && half == 0
        {
            println!("{}\n    wanted {:?}\n    showed {shown:#?}", question.ask, question.answer);
        }
    }
    for (name, tally) in ["tuning", "held back"].iter().zip(&halves) {
        tally.print(name);
    }
    Ok(())
}

/// Every article of the day, read from its page.
fn drafts(now: Millis) -> Vec<Draft> {
    let day = news_day(now, PORT);
    let mut known = HashSet::new();
    let mut drafts = Vec::new();
    for told in truth(now) {
        let Some(site) = day.origin.site(&told.host) else { continue };
        let Some(page) = site.documents.get(&told.path) else { continue };
        let url = format!("http://{}:{PORT}{}", told.host, told.path);
        let source = PageSource { url: Some(&url), captured: Some(now) };
        let read = read_page_bytes(&page.body, Some(&page.content_type), &source);
        let own = read.into_iter().find(|draft| draft.headline == told.headline);
        if let Some(draft) =
            own.filter(|_| known.insert((told.host.clone(), told.headline.clone())))
        {
            drafts.push(Draft { publisher: Some(told.publisher), ..draft });
        }
    }
    drafts
}

async fn ask(store: &Store, question: &str, now: Millis) -> anyhow::Result<Vec<String>> {
    let found = dateline_web::articles_for(store, question, now).await?;
    let articles: Vec<&Article> = found.iter().collect();
    let local = feature("ask").and_then(|feature| feature.local).context("ask answers here")?;
    match local(&Request { said: Some(question), ..Request::about(&articles) }) {
        Answer::Sentences(shown) => {
            Ok(shown.iter().map(Statement::text).map(str::to_owned).collect())
        }
        _ => Ok(Vec::new()),
    }
}

impl Tally {
    /// Counts a question; false when it went wrong.
    fn count(&mut self, question: &Question, shown: &[String]) -> bool {
        let holds =
            |text: &String| question.answer.iter().any(|answer| text.contains(answer.as_str()));
        if question.answer.is_empty() {
            let silent = shown.is_empty();
            self.silent += usize::from(silent);
            self.misled += usize::from(!silent);
            return silent;
        }
        let right = shown.iter().any(holds);
        self.right += usize::from(right);
        self.right_first += usize::from(shown.first().is_some_and(holds));
        self.withheld += usize::from(shown.is_empty());
        self.wrong += usize::from(!right && !shown.is_empty());
        right
    }

    fn print(&self, name: &str) {
        let answerable = self.right + self.wrong + self.withheld;
        println!(
            "{name:<10} answerable {answerable}: right {} (first sentence {}), wrong {}, withheld {}; \
             unanswerable {}: withheld {}, answered wrongly {}",
            self.right,
            self.right_first,
            self.wrong,
            self.withheld,
            self.silent + self.misled,
            self.silent,
            self.misled
        );
    }
}
