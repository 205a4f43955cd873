//! What a browser is notified of, in its reader's language: answers to them and what moderators
//! decided, and what is new on what they follow.
//!
//! All that came since the browser was last told goes into one text: a single thing is named, several
//! are counted.

use std::collections::HashSet;

use dateline_model::{ArticleId, Millis};
use dateline_store::{Act, Interest, Notice, Page, PushSubscription, Result, Store};
use dateline_understand::Calendar;
use jiff::tz::TimeZone;
use serde_json::json;

use crate::address;
use crate::pages::notices;
use crate::speech::{Message, Speech};
use crate::taste::{of_line, of_topic};

/// Notices and articles that are counted; nobody needs to know more exactly.
const MOST_COUNTED: u32 = 100;

/// Newest articles among which the last arrival is looked for: publication and arrival differ in
/// order, but not by more than this.
const NEWEST: u32 = 50;

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
    /// Up to which article this tells.
    pub newest: ArticleId,
}

/// What is new for a browser since it was last told.
///
/// # Errors
/// When the store cannot answer.
pub async fn push_news(paper: PushPaper<'_>, to: &PushSubscription) -> Result<PushNews> {
    let speech = Speech::of_tag(&to.language).unwrap_or_default();
    let mut notices = paper.store.notices(to.reader, paper.now, MOST_COUNTED).await?;
    notices.retain(|notice| notice.unread && notice.at > to.told_at);
    let latest = paper.store.latest(&Page { before: None, limit: NEWEST }).await?;
    let newest = latest.iter().map(|article| article.id).max().unwrap_or(to.told_article);
    let newest = newest.max(to.told_article);
    let articles = if newest > to.told_article { followed(paper, to).await? } else { Vec::new() };
    let parts = [of_notices(&notices, speech), of_articles(paper, &articles, speech).await?];
    let parts: Vec<(String, String)> = parts.into_iter().flatten().collect();
    let Some((_, url)) = parts.first().cloned() else {
        return Ok(PushNews { text: None, newest });
    };
    let body: Vec<String> = parts.into_iter().map(|(words, _)| words).collect();
    let text = json!({
        "title": paper.name,
        "body": body.join("\n"),
        "url": url,
        "lang": speech.tag(),
        "dir": speech.dir(),
    });
    Ok(PushNews { text: Some(text.to_string()), newest })
}

/// Articles that came since, newest first, each with the name of what it is on; what the reader has
/// seen on the page of what they follow, or mutes, is left out.
async fn followed(paper: PushPaper<'_>, to: &PushSubscription) -> Result<Vec<(ArticleId, String)>> {
    let (store, now) = (paper.store, paper.now);
    let calendar = Calendar { now, zone: paper.zone };
    let (follows, filters) =
        tokio::try_join!(store.follows(to.reader), store.filters(to.reader, now))?;
    let since = |follow: &dateline_store::Follow| follow.seen.max(to.told_article);
    let wanted: Vec<(Interest, ArticleId)> =
        follows.iter().map(|one| (of_topic(calendar, &one.topic), since(one))).collect();
    let muting = filters.iter().filter(|filter| filter.act == Act::Mute);
    let muting: Vec<(Interest, ArticleId)> =
        muting.map(|filter| (of_line(calendar, &filter.line), to.told_article)).collect();
    let reader = Some(to.reader);
    let (covered, muted) = tokio::try_join!(
        store.covered(&wanted, reader, MOST_COUNTED, now),
        store.covered(&muting, reader, MOST_COUNTED, now),
    )?;
    let mut known: HashSet<ArticleId> =
        muted.into_iter().flatten().map(|(article, _)| article).collect();
    let mut found: Vec<(ArticleId, String)> = Vec::new();
    for (follow, articles) in follows.iter().zip(covered) {
        let new = articles.into_iter().filter(|(article, _)| known.insert(*article));
        found.extend(new.map(|(article, _)| (article, follow.label.clone())));
    }
    found.sort_by_key(|(article, _)| std::cmp::Reverse(*article));
    Ok(found)
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

/// The words for articles, and where they lead.
async fn of_articles(
    paper: PushPaper<'_>,
    articles: &[(ArticleId, String)],
    speech: Speech,
) -> Result<Option<(String, String)>> {
    let several = (speech.count("push-articles", articles.len()), "/following".to_owned());
    let [(article, label)] = articles else {
        return Ok((!articles.is_empty()).then_some(several));
    };
    let found = paper.store.summaries(&[*article]).await?;
    let Some(summary) = found.first() else { return Ok(None) };
    let words = Message::new("colon").text("label", label).text("text", short(&summary.headline));
    Ok(Some((speech.tell(&words), address::article(summary.id, &summary.headline))))
}

fn short(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}
