//! What the study of articles is worth beside known methods, and what it costs.
//!
//! The file holds pages with `title`, `body`, `topics` (the publisher's own tags) and `summary` (its
//! own standfirst), one JSON object a line. Tags are measured by how many of the publisher's tags
//! that occur in the text are among the first eight; briefs by how many of the summary's words are
//! in the first 75 words of three sentences.

use std::collections::HashSet;
use std::io::BufRead;
use std::path::Path;

use dateline_understand::{Background, Subject, key, sentences, stop_word, study};
use serde_json::Value;

use crate::baselines::{textrank_brief, textrank_tags, yake};
use crate::cpu::{peak_megabytes, spent};

/// Tags that count, as a reader sees them.
const TAGS: usize = 8;
/// Briefs are compared at one length, for a longer one always covers more.
const BRIEF_WORDS: usize = 75;
const BRIEF_SENTENCES: usize = 3;
/// The length of article that costs are quoted for, and how often it is studied.
const ARTICLE_WORDS: usize = 800;
const ROUNDS: u32 = 300;

/// What is measured of one page.
struct Page {
    headline: String,
    body: String,
    topics: Vec<String>,
    summary: String,
}

/// Measures and prints a line for each method.
pub(crate) fn run(path: &Path) -> anyhow::Result<()> {
    let before = peak_megabytes()?;
    let warm =
        study(&Subject { text: "A first text.", ..Subject::default() }, &Background::default());
    anyhow::ensure!(warm.language == "en", "the study does not know English");
    let pages = read(path)?;
    println!("{} pages", pages.len());
    tags(&pages)?;
    briefs(&pages)?;
    costs(&pages)?;
    println!("{:<22} {:>9.1} MB", "memory, peak over start", peak_megabytes()? - before);
    Ok(())
}

fn read(path: &Path) -> anyhow::Result<Vec<Page>> {
    let mut pages = Vec::new();
    for line in dateline_demo::newsstand::lines_of(path)?.lines() {
        let value: Value = serde_json::from_str(&line?)?;
        let text =
            |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let list = |name: &str| match value.get(name) {
            Some(Value::Array(items)) => {
                items.iter().filter_map(Value::as_str).map(str::to_owned).collect()
            }
            Some(Value::String(text)) => vec![text.clone()],
            _ => Vec::new(),
        };
        let summary = list("summary").join(" ");
        let page =
            Page { headline: text("title"), body: text("body"), topics: list("topics"), summary };
        pages.extend((!page.body.is_empty()).then_some(page));
    }
    anyhow::ensure!(!pages.is_empty(), "{} holds no page with a body", path.display());
    Ok(pages)
}

fn studied(page: &Page) -> dateline_model::Study {
    let subject = Subject { headline: &page.headline, text: &page.body, ..Subject::default() };
    study(&subject, &Background::default())
}

/// A tag without spaces, marks and capitals.
fn squashed(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn tags(pages: &[Page]) -> anyhow::Result<()> {
    let whole = |page: &Page| format!("{}. {}", page.headline, page.body);
    let ours = |page: &Page| studied(page).hashtags.into_iter().map(|tag| tag.tag).collect();
    measure_tags("hashtags: ours", pages, ours)?;
    measure_tags("hashtags: YAKE", pages, |page| yake(&whole(page), TAGS))?;
    measure_tags("hashtags: TextRank", pages, |page| textrank_tags(&whole(page), TAGS))
}

fn measure_tags(
    name: &str,
    pages: &[Page],
    tags: impl Fn(&Page) -> Vec<String>,
) -> anyhow::Result<()> {
    let (mut found, mut wanted) = (0_u32, 0_u32);
    let start = spent()?;
    for page in pages.iter().filter(|page| !page.topics.is_empty()) {
        let text = squashed(&format!("{} {}", page.headline, page.body));
        let topics = page.topics.iter().map(|topic| squashed(topic));
        let topics: HashSet<String> =
            topics.filter(|topic| topic.chars().count() > 2 && text.contains(topic)).collect();
        let given: HashSet<String> =
            tags(page).iter().take(TAGS).map(|tag| squashed(tag)).collect();
        wanted += u32::try_from(topics.len())?;
        found += u32::try_from(topics.intersection(&given).count())?;
    }
    let recall = 100.0 * f64::from(found) / f64::from(wanted.max(1));
    let cost = (spent()?.saturating_sub(start)).as_secs_f64() * 1e3
        / f64::from(u32::try_from(pages.len())?);
    println!("{name:<22} {recall:>8.1} % of {wanted} publishers' tags, {cost:.2} ms CPU each");
    Ok(())
}

fn briefs(pages: &[Page]) -> anyhow::Result<()> {
    let of_numbers = |page: &Page, numbers: &[usize]| {
        let points: Vec<char> = page.body.chars().collect();
        let spans = sentences(&page.body, "");
        let sentence = |number: &usize| {
            let span = spans.get(*number)?;
            Some(points.get(span.start as usize..span.end as usize)?.iter().collect::<String>())
        };
        numbers.iter().filter_map(sentence).collect::<Vec<_>>().join(" ")
    };
    let lead: Vec<usize> = (0..BRIEF_SENTENCES).collect();
    measure_brief("brief: ours", pages, |page| {
        let brief = studied(page).brief;
        brief.iter().map(|sentence| &*sentence.text).collect::<Vec<_>>().join(" ")
    })?;
    measure_brief("brief: lead", pages, |page| of_numbers(page, &lead))?;
    measure_brief("brief: TextRank", pages, |page| {
        of_numbers(page, &textrank_brief(&page.body, BRIEF_SENTENCES))
    })
}

fn measure_brief(
    name: &str,
    pages: &[Page],
    brief: impl Fn(&Page) -> String,
) -> anyhow::Result<()> {
    let words = |text: &str| -> HashSet<String> {
        text.split_whitespace().take(BRIEF_WORDS).map(key).filter(|key| !stop_word(key)).collect()
    };
    let (mut shares, mut count) = (0.0, 0_u32);
    // A summary that opens the body measures nothing but the lead.
    let fair = |page: &&Page| {
        !page.summary.is_empty() && !squashed(&page.body).contains(&squashed(&page.summary))
    };
    for page in pages.iter().filter(fair) {
        let (summary, brief) = (words(&page.summary), words(&brief(page)));
        let held = u32::try_from(summary.intersection(&brief).count())?;
        shares += f64::from(held) / f64::from(u32::try_from(summary.len().max(1))?);
        count += 1;
    }
    let share = 100.0 * shares / f64::from(count.max(1));
    println!("{name:<22} {share:>8.1} % of the words of {count} publishers' summaries");
    Ok(())
}

/// What the study of an article of 800 words costs.
fn costs(pages: &[Page]) -> anyhow::Result<()> {
    let long = pages.iter().filter(|page| page.body.split(' ').count() >= ARTICLE_WORDS);
    let articles: Vec<Page> = long
        .map(|page| Page {
            headline: page.headline.clone(),
            body: page.body.split(' ').take(ARTICLE_WORDS).collect::<Vec<_>>().join(" "),
            topics: Vec::new(),
            summary: String::new(),
        })
        .collect();
    let start = spent()?;
    let rounds = ROUNDS.div_ceil(u32::try_from(articles.len().max(1))?);
    for _ in 0..rounds {
        articles.iter().map(studied).for_each(drop);
    }
    let studies = rounds * u32::try_from(articles.len())?;
    let each = spent()?.saturating_sub(start).as_secs_f64() * 1e3 / f64::from(studies.max(1));
    println!("{:<22} {each:>8.2} ms CPU for {ARTICLE_WORDS} words, over {studies}", "study");
    Ok(())
}
