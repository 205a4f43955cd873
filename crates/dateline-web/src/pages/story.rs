//! The story page: what happened in cited sentences, all coverage with copies folded, a timeline.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use dateline_model::{Article, ArticleId, ArticleSummary, Citation, Reason, Story, StoryId, When};
use dateline_store::{StoryCorrection, Topic};
use dateline_understand::{Label, labels};

use crate::access::Caller;
use crate::address;
use crate::error::{Error, Result};
use crate::moment::Stamp;
use crate::pages::features::{self, Cite, Dated, Sources, Toolbox};
use crate::pages::following::FollowButton;
use crate::pages::talk::{self, Here, Order, Sort, Talk};
use crate::pages::whats_new::{self, WhatsNew};
use crate::pages::{lens, shell};
use crate::paper::Site;
use crate::parts::{self, Lens, Shell, Tongue};
use crate::reasons;
use crate::respond;
use crate::speech::{Message, Speech};

/// Articles of a story that are read whole, for its timeline and features.
pub(crate) const MOST_READ: u32 = 30;

/// Lines of coverage on one page.
const MOST_LINES: usize = 300;

/// Lines of the timeline.
const MOST_DATES: usize = 40;

#[derive(Template)]
#[template(path = "story.html")]
struct StoryPage {
    shell: Shell,
    id: StoryId,
    headline: String,
    earlier: Option<EarlierView>,
    news: Option<WhatsNew>,
    unread: bool,
    compare: Option<String>,
    moderating: bool,
    corrections: Vec<CorrectionLine>,
    tongue: Tongue,
    publishers: u32,
    articles: u32,
    first: Stamp,
    latest: Stamp,
    brief: Vec<Sentence>,
    coverage: Vec<CoverageLine>,
    timeline: Vec<Dated>,
    toolbox: Toolbox,
    follow: Option<FollowButton>,
    talk: Talk,
}

/// The story that this one goes on from.
struct EarlierView {
    href: String,
    headline: String,
    because: String,
}

/// What a moderator did.
struct CorrectionLine {
    what: String,
    when: Stamp,
}

struct Sentence {
    text: String,
    tongue: Tongue,
    cite: Cite,
}

/// One article of a story's coverage, with those that repeat its text.
#[derive(Clone, Debug)]
pub(crate) struct CoverageLine {
    pub(crate) href: String,
    pub(crate) headline: String,
    pub(crate) tongue: Tongue,
    pub(crate) publisher: String,
    pub(crate) when: Stamp,
    pub(crate) copies: Vec<CoverageLine>,
    /// It is the article being read.
    pub(crate) here: bool,
    pub(crate) id: ArticleId,
    /// "first to publish", "in depth", …
    pub(crate) labels: Vec<String>,
    /// Why it stands in the story.
    pub(crate) because: String,
    /// The reader has read the story before, and not this.
    pub(crate) new: bool,
}

impl CoverageLine {
    /// Who published the text first, and how often it was reprinted.
    pub(crate) fn reprints(&self, shell: &Shell) -> String {
        let words = Message::new("line-copies").number("n", self.copies.len());
        shell.speech.tell(&words.text("publisher", &self.publisher))
    }

    /// Adds to a line and its copies what is known of their articles.
    fn dress(&mut self, dress: &dyn Fn(&mut CoverageLine)) {
        dress(self);
        self.copies.iter_mut().for_each(dress);
    }
}

/// Folds copies under the first article with their text; order of time.
pub(crate) fn coverage_lines(
    coverage: &[ArticleSummary],
    here: Option<ArticleId>,
    lens: Lens<'_>,
) -> Vec<CoverageLine> {
    let originals: HashMap<ArticleId, Option<ArticleId>> =
        coverage.iter().map(|one| (one.id, one.copy_of)).collect();
    let mut lines: Vec<CoverageLine> = Vec::new();
    let mut place: HashMap<ArticleId, usize> = HashMap::new();
    for summary in coverage {
        let line = line(summary, here, lens);
        let text = root(summary.id, &originals);
        if let Some(original) = place.get(&text).and_then(|at| lines.get_mut(*at)) {
            original.copies.push(line);
        } else {
            place.insert(text, lines.len());
            lines.push(line);
        }
    }
    if let [first, _, ..] = lines.as_mut_slice() {
        first.labels.push(lens.speech.tell(&label(Label::First)));
    }
    lines
}

/// The message of a label.
fn label(label: Label) -> Message {
    Message::new(match label {
        Label::First => "label-first",
        Label::MostCited => "label-most-cited",
        Label::InDepth => "label-in-depth",
        Label::Local => "label-local",
        Label::Opinion => "label-opinion",
        Label::Live => "label-live",
        Label::Video => "label-video",
        Label::Agency(agency) => return Message::new("label-agency").text("agency", agency),
    })
}

/// The article at the end of a chain of copies. A chain is followed as often as there are articles
/// at most, so that not even a circle keeps us.
fn root(mut id: ArticleId, originals: &HashMap<ArticleId, Option<ArticleId>>) -> ArticleId {
    for _ in 0..originals.len() {
        match originals.get(&id) {
            Some(Some(original)) => id = *original,
            _ => break,
        }
    }
    id
}

fn line(summary: &ArticleSummary, here: Option<ArticleId>, lens: Lens<'_>) -> CoverageLine {
    CoverageLine {
        href: address::article(summary.id, &summary.headline),
        headline: summary.headline.clone(),
        tongue: parts::tongue(summary.language.as_deref()),
        publisher: summary.publisher_name.clone(),
        when: lens.stamp(When::shown(summary.published, summary.sort_at)),
        copies: Vec::new(),
        here: here == Some(summary.id),
        id: summary.id,
        labels: Vec::new(),
        because: String::new(),
        new: false,
    }
}

/// The story of this number, or the one that stands in its place now.
pub(crate) async fn find(site: &Site, id: i64) -> Result<Story> {
    if let Some(story) = site.store.story(StoryId(id)).await? {
        return Ok(story);
    }
    let successor = site.store.story_successor(StoryId(id)).await?;
    let successor = successor.ok_or(Error::NotFound("missing-story"))?;
    site.store.story(successor).await?.ok_or(Error::NotFound("missing-story"))
}

/// `GET /s/{id}`: to the address with the headline.
pub(crate) async fn short(State(site): State<Arc<Site>>, Path(id): Path<i64>) -> Result<Response> {
    let story = find(&site, id).await?;
    Ok(Redirect::to(&address::story(story.id, &story.headline)).into_response())
}

/// `GET /s/{id}/{slug}`.
pub(crate) async fn page(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path((id, slug)): Path<(i64, String)>,
    Query(order): Query<Order>,
) -> Result<Response> {
    let story = find(&site, id).await?;
    let path = address::story(story.id, &story.headline);
    if id != story.id.0 || slug != address::slug(&story.headline) {
        return Ok(Redirect::to(&path).into_response());
    }
    let found = gather(&site, &caller, story, order.sort()).await?;
    let shell = shell(&site, &caller, &found.story.headline).await?;
    let (topic, label) = (Topic::Story(found.story.id), found.story.headline.clone());
    let follow = FollowButton::on(&site, caller.id(), &topic, label).await?;
    respond::page(&StoryPage { follow, ..view(shell, found, &caller, lens(&site, &caller)) })
}

/// What the page shows, as the store gave it.
struct Found {
    story: Story,
    earlier: Option<Story>,
    coverage: Vec<ArticleSummary>,
    reasons: HashMap<ArticleId, Vec<Reason>>,
    articles: Vec<Article>,
    corrections: Vec<StoryCorrection>,
    news: Option<WhatsNew>,
    toolbox: Toolbox,
    talk: Talk,
}

async fn gather(site: &Site, caller: &Caller, story: Story, sort: Sort) -> Result<Found> {
    let kept = &site.store;
    let earlier = async {
        match &story.earlier {
            Some(earlier) => kept.story(earlier.story).await,
            None => Ok(None),
        }
    };
    let (earlier, coverage, reasons, articles, corrections) = tokio::try_join!(
        earlier,
        kept.coverage(story.id),
        kept.coverage_reasons(story.id),
        kept.story_articles(story.id, MOST_READ),
        kept.story_corrections(story.id),
    )?;
    // What was understood goes to those who may read the texts that it was understood from.
    let articles = if caller.whole_texts { articles } else { Vec::new() };
    let news = whats_new::of_story(site, caller, story.id, &articles, lens(site, caller)).await?;
    let reasons = reasons.into_iter().collect();
    let path = address::story(story.id, &story.headline);
    let toolbox = features::toolbox(site, caller, &path).await?;
    let here = Here { story: story.id, article: None, path, sort };
    let talk = talk::of(site, caller, here).await?;
    Ok(Found { story, earlier, coverage, reasons, articles, corrections, news, toolbox, talk })
}

fn view(shell: Shell, found: Found, caller: &Caller, lens: Lens<'_>) -> StoryPage {
    let Found { story, earlier, coverage, articles, corrections, news, .. } = &found;
    let path = address::story(story.id, &story.headline);
    let member = !articles.is_empty();
    let sources = Sources::of_summaries(coverage);
    let lead = coverage.iter().find(|one| one.headline == story.headline);
    let unread = news.as_ref().is_none_or(|news| !news.unread.is_empty());
    StoryPage {
        id: story.id,
        headline: story.headline.clone(),
        earlier: earlier.as_ref().map(|earlier| earlier_view(story, earlier, lens.speech)),
        unread: unread && caller.reader.is_some(),
        compare: (member && story.publisher_count > 1).then(|| format!("{path}/compare")),
        moderating: caller.may_moderate(),
        corrections: corrections.iter().map(|one| correction_line(one, lens)).collect(),
        tongue: parts::tongue(lead.and_then(|lead| lead.language.as_deref())),
        publishers: story.publisher_count,
        articles: story.article_count,
        first: lens.stamp(When::At(story.first_at)),
        latest: lens.stamp(When::At(story.last_at)),
        brief: brief(story, articles).iter().filter_map(|said| sentence(said, &sources)).collect(),
        coverage: dressed_lines(&found, lens),
        timeline: if member { timeline(articles, &sources, lens.speech) } else { Vec::new() },
        toolbox: found.toolbox,
        talk: found.talk,
        shell,
        news: found.news,
        follow: None,
    }
}

/// The coverage with labels, reasons and what is new to the reader.
fn dressed_lines(found: &Found, lens: Lens<'_>) -> Vec<CoverageLine> {
    let mut lines = coverage_lines(&found.coverage, None, lens);
    lines.truncate(MOST_LINES);
    let articles: Vec<&Article> = found.articles.iter().collect();
    let labels: HashMap<ArticleId, Vec<Label>> =
        articles.iter().map(|one| one.id).zip(labels(&articles)).collect();
    let dress = |line: &mut CoverageLine| {
        // Who was first is known of all coverage; the labels know the latest articles alone.
        let earned = labels.get(&line.id).into_iter().flatten();
        line.labels.extend(
            earned.filter(|one| **one != Label::First).map(|one| lens.speech.tell(&label(*one))),
        );
        let because = found.reasons.get(&line.id).map(|why| reasons::told(why, lens.speech));
        line.because = because.unwrap_or_default();
        line.new = found.news.as_ref().is_some_and(|news| news.unread.contains(&line.id));
    };
    for line in &mut lines {
        line.dress(&dress);
    }
    lines
}

fn earlier_view(story: &Story, earlier: &Story, speech: Speech) -> EarlierView {
    let because = story.earlier.as_ref().map(|one| reasons::told(&one.because, speech));
    EarlierView {
        href: address::story(earlier.id, &earlier.headline),
        headline: earlier.headline.clone(),
        because: because.unwrap_or_default(),
    }
}

fn correction_line(correction: &StoryCorrection, lens: Lens<'_>) -> CorrectionLine {
    let who = correction.moderator.as_deref();
    let what = Message::new(match correction.kind.as_str() {
        "merge" => "story-merged",
        "part" => "story-parted",
        _ => "story-moved",
    });
    let what = what
        .text("who", who.unwrap_or_else(|| lens.speech.say("a-moderator")))
        .text("story", correction.story.to_string())
        .text("other", correction.other.to_string());
    CorrectionLine { what: lens.speech.tell(&what), when: lens.stamp(When::At(correction.at)) }
}

/// What happened, told by the article that the story is shown by; by the one that opened it where
/// whole texts may not be read.
fn brief(story: &Story, articles: &[Article]) -> Vec<Citation> {
    let lead = articles.iter().find(|article| article.draft.headline == story.headline);
    let Some(lead) = lead.filter(|lead| !lead.study.brief.is_empty()) else {
        return story.brief.clone();
    };
    let cited = |said: &dateline_model::Sentence| Citation {
        text: said.text.clone(),
        article: lead.id,
        span: said.span,
    };
    lead.study.brief.iter().map(cited).collect()
}

/// A sentence is only shown together with where it comes from.
fn sentence(citation: &Citation, sources: &Sources) -> Option<Sentence> {
    Some(Sentence {
        text: citation.text.clone(),
        tongue: sources.tongue(citation.article),
        cite: sources.cite(citation.article, citation.span)?,
    })
}

/// The dated sentences of all articles in the order of what they tell; what two articles say in
/// the same words is told once.
fn timeline(articles: &[Article], sources: &Sources, speech: Speech) -> Vec<Dated> {
    let mut items: Vec<(&Article, &dateline_model::TimelineItem)> = articles
        .iter()
        .flat_map(|article| article.study.timeline.iter().map(move |item| (article, item)))
        .collect();
    items.sort_by(|one, other| one.1.date.cmp(&other.1.date));
    let mut told: Vec<&str> = Vec::new();
    items.retain(|(_, item)| {
        let new = !told.contains(&item.text.as_str());
        told.push(&item.text);
        new
    });
    let dated = |(article, item): (&Article, &dateline_model::TimelineItem)| {
        let citation = Citation { text: item.text.clone(), article: article.id, span: item.span };
        Dated::new(&item.date, &citation, sources, speech)
    };
    items.into_iter().take(MOST_DATES).filter_map(dated).collect()
}

#[cfg(test)]
mod tests {
    use dateline_model::{FeedId, Millis, PublisherId};
    use jiff::tz::TimeZone;

    use super::*;
    use crate::image::Signer;

    fn summary(id: i64, copy_of: Option<i64>) -> ArticleSummary {
        ArticleSummary {
            id: ArticleId(id),
            story: StoryId(1),
            copy_of: copy_of.map(ArticleId),
            feed: FeedId(1),
            publisher: PublisherId(id),
            publisher_name: format!("P{id}"),
            headline: format!("H{id}"),
            summary: String::new(),
            published: None,
            sort_at: Millis(id),
            language: None,
            lead_image: None,
            kind: dateline_model::ArticleKind::Article,
            duration_seconds: None,
            url: None,
        }
    }

    #[track_caller]
    fn check(coverage: &[ArticleSummary], expected: &[(&str, &[&str])]) {
        let signer = Signer::new([0; 32]);
        let speech = Speech::default();
        let lens = Lens { now: Millis(99), zone: &TimeZone::UTC, signer: &signer, speech };
        let lines = coverage_lines(coverage, None, lens);
        let told: Vec<(&str, Vec<&str>)> = lines
            .iter()
            .map(|line| {
                let copies = line.copies.iter().map(|copy| copy.publisher.as_str()).collect();
                (line.publisher.as_str(), copies)
            })
            .collect();
        let expected: Vec<(&str, Vec<&str>)> =
            expected.iter().map(|(name, copies)| (*name, copies.to_vec())).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn copies_fold_under_the_first() {
        check(
            &[summary(1, None), summary(2, Some(1)), summary(3, None), summary(4, Some(2))],
            &[("P1", &["P2", "P4"]), ("P3", &[])],
        );
    }

    #[test]
    fn copies_without_their_original_fold_under_the_first_of_them() {
        check(&[summary(2, Some(1)), summary(3, Some(1))], &[("P2", &["P3"])]);
    }

    #[test]
    fn a_circle_of_copies_loses_nobody() {
        check(&[summary(1, Some(2)), summary(2, Some(1))], &[("P1", &[]), ("P2", &[])]);
    }
}
