//! What a browser is notified of, in its reader's language: answers to them and what moderators
//! decided, and what is new on what they follow.
//!
//! All that the reader has not seen goes into one text: a single thing is named, several are counted.

use std::collections::{HashMap, HashSet};

use dateline_model::{ArticleId, Millis};
use dateline_store::{Act, Interest, Notice, Page, PushSubscription, Result, Store};
use dateline_understand::Calendar;
use jiff::tz::TimeZone;
use serde_json::json;

use crate::address;
use crate::pages::notices;
use crate::speech::{Message, Speech};
use crate::taste::{of_line, of_topic};

/// Notices that are counted; nobody needs to know more exactly.
const MOST_COUNTED: u32 = 100;

/// Articles looked at for one thing that is followed, and for one that is muted.
const MOST_EACH: u32 = 500;
const MOST_MUTED: u32 = 2_000;

/// Newest articles among which the last arrival is looked for.
const NEWEST: u32 = 50;

/// Articles are not published quite in the order of their numbers.
const OVERLAP: i64 = 500;

/// What is younger may still be being written, with a time before the present: it is told next time.
const SETTLED_MS: i64 = 5 * Millis::SECOND;

/// Characters of a headline or an answer; a notification shows two lines or three.
const LONGEST: usize = 160;

/// The paper that tells.
#[derive(Clone, Copy, Debug)]
pub struct PushPaper<'a> {
    /// Where it is kept.
    pub store: &'a Store,
    /// Its name.
    pub name: &'a str,
    /// Where its days begin.
    pub zone: &'a TimeZone,
    /// The present.
    pub now: Millis,
}

/// What there is to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PushNews {
    /// What the worker reads (`assets/worker.js`); none when nothing is new.
    pub text: Option<String>,
    /// Until when this tells what came.
    pub until: Millis,
    /// The article around which the next look begins.
    pub newest: ArticleId,
}

/// What is new for a browser since it was last told. The text tells all that its reader has not seen,
/// because it takes the place of the one before, on its way or on the screen.
///
/// # Errors
/// When the store cannot answer.
pub async fn push_news(paper: PushPaper<'_>, to: &PushSubscription) -> Result<PushNews> {
    let speech = Speech::of_tag(&to.language).unwrap_or_default();
    let until = paper.now.plus(-SETTLED_MS).max(to.told_at);
    let mut notices = paper.store.notices(to.reader, paper.now, MOST_COUNTED).await?;
    notices.retain(|notice| notice.unread && notice.at <= until);
    let latest = paper.store.latest(&Page { before: None, limit: NEWEST }).await?;
    let newest = latest.iter().map(|article| article.id).max().unwrap_or(to.told_article);
    let told = |text| PushNews { text, until, newest: newest.max(to.told_article) };
    let lately = ArticleId(to.told_article.0 - OVERLAP);
    let is_new = notices.iter().any(|notice| notice.at > to.told_at)
        || !followed(paper, to, lately, (to.told_at, until)).await?.is_empty();
    if !is_new {
        return Ok(told(None));
    }
    let since = to.told_at.min(until.plus(-Millis::DAY));
    let articles = followed(paper, to, ArticleId(0), (since, until)).await?;
    let parts = [of_notices(&notices, speech), of_articles(paper, &articles, speech).await?];
    let parts: Vec<(String, String)> = parts.into_iter().flatten().collect();
    let Some((_, url)) = parts.first().cloned() else { return Ok(told(None)) };
    let body: Vec<String> = parts.into_iter().map(|(words, _)| words).collect();
    let text = json!({
        "title": paper.name,
        "body": body.join("\n"),
        "url": url,
        "lang": speech.tag(),
        "dir": speech.dir(),
    });
    Ok(told(Some(text.to_string())))
}

/// Articles above a number that readers could first see within a time, newest first, each with the
/// name of what it is on; what the reader has seen on the page of what they follow, or mutes, is left
/// out.
async fn followed(
    paper: PushPaper<'_>,
    to: &PushSubscription,
    above: ArticleId,
    within: (Millis, Millis),
) -> Result<Vec<(ArticleId, String)>> {
    let (store, now) = (paper.store, paper.now);
    let calendar = Calendar { now, zone: paper.zone };
    let (follows, filters) =
        tokio::try_join!(store.follows(to.reader), store.filters(to.reader, now))?;
    let since = |follow: &dateline_store::Follow| follow.seen.max(above);
    let wanted: Vec<(Interest, ArticleId)> =
        follows.iter().map(|one| (of_topic(calendar, &one.topic), since(one))).collect();
    let Some(first) = follows.iter().map(since).min() else { return Ok(Vec::new()) };
    let muting = filters.iter().filter(|filter| filter.act == Act::Mute);
    let muting: Vec<(Interest, ArticleId)> =
        muting.map(|filter| (of_line(calendar, &filter.line), first)).collect();
    let reader = Some(to.reader);
    let (covered, muted) = tokio::try_join!(
        store.covered(&wanted, reader, MOST_EACH, now),
        store.covered(&muting, reader, MOST_MUTED, now),
    )?;
    let mut known: HashSet<ArticleId> =
        muted.into_iter().flatten().map(|(article, _)| article).collect();
    let mut found: HashMap<ArticleId, String> = HashMap::new();
    for (follow, articles) in follows.iter().zip(covered) {
        let new = articles.into_iter().filter(|(article, _)| known.insert(*article));
        found.extend(new.map(|(article, _)| (article, follow.label.clone())));
    }
    let ids: Vec<ArticleId> = found.keys().copied().collect();
    let came = store.first_seen_within(&ids, within).await?;
    Ok(came.into_iter().filter_map(|id| Some((id, found.remove(&id)?))).collect())
}

/// The words for notices, and where they lead.
fn of_notices(notices: &[Notice], speech: Speech) -> Option<(String, String)> {
    match notices {
        [] => None,
        [one] => {
            let what = Message::Said(notices::what(one, speech));
            let words = if one.headline.is_empty() {
                what
            } else {
                Message::new("colon")
                    .text("label", speech.tell(&what))
                    .text("text", short(&one.headline))
            };
            let href = notices::href(one).unwrap_or_else(|| "/notifications".to_owned());
            Some((speech.tell(&words), href))
        }
        several => Some((speech.count("push-notices", several.len()), "/notifications".to_owned())),
    }
}

/// The words for articles, and where they lead: several are counted, and the newest is named.
async fn of_articles(
    paper: PushPaper<'_>,
    articles: &[(ArticleId, String)],
    speech: Speech,
) -> Result<Option<(String, String)>> {
    let Some((article, label)) = articles.first() else { return Ok(None) };
    let found = paper.store.summaries(&[*article]).await?;
    let Some(summary) = found.first() else { return Ok(None) };
    let words = Message::new("colon").text("label", label).text("text", short(&summary.headline));
    let words = speech.tell(&words);
    if articles.len() == 1 {
        return Ok(Some((words, address::article(summary.id, &summary.headline))));
    }
    let count = speech.count("push-articles", articles.len());
    Ok(Some((format!("{count}\n{words}"), "/following".to_owned())))
}

fn short(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}
