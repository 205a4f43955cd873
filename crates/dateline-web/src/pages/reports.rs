//! "This is wrong": a reader reports how an article was read, the owner mends it for its site.
//!
//! A report keeps the page. The owner sees it in blocks, which of them were taken for the article,
//! and beside each the rule that would put it right; one click makes the rule, and the site's
//! articles are read again. A rule can also be written by hand.

use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use dateline_model::{ReportId, SiteRule, When};
use dateline_store::{NewReport, ReportRow};
use serde::Deserialize;

use crate::access::Caller;
use crate::error::{Error, Result, sentence};
use crate::limits::Door;
use crate::moment::Stamp;
use crate::pages::{article, lens, shell};
use crate::paper::{KeptPage, Site};
use crate::parts::{Lens, Shell};
use crate::speech::Message;
use crate::{address, respond};

/// What can be wrong, as the form sends it, and the message that tells it.
const REASONS: [(&str, &str); 4] = [
    ("missing", "wrong-missing"),
    ("extra", "wrong-extra"),
    ("head", "wrong-head"),
    ("other", "wrong-other"),
];

/// The longest remark, in characters.
const LONGEST_WORDS: usize = 500;

/// Open reports shown.
const MOST_REPORTS: u32 = 100;

/// Blocks of a page shown.
const MOST_BLOCKS: usize = 400;

/// Letters of a block shown.
const BLOCK_LETTERS: usize = 220;

#[derive(Template)]
#[template(path = "wrong.html")]
struct WrongPage {
    shell: Shell,
    headline: String,
    action: String,
    back: String,
    reasons: [(&'static str, &'static str); 4],
    /// The report is kept already.
    thanks: bool,
}

#[derive(Template)]
#[template(path = "reports.html")]
struct ReportsPage {
    shell: Shell,
    reports: Vec<ReportLine>,
    rules: Vec<RuleLine>,
}

struct ReportLine {
    href: String,
    headline: String,
    publisher: String,
    reason: &'static str,
    words: String,
    reader: String,
    when: Stamp,
}

impl ReportLine {
    /// Who says what is wrong.
    fn says(&self, shell: &Shell) -> String {
        let words = Message::new("report-says").text("reason", self.reason);
        shell.speech.tell(&words.text("reader", &self.reader))
    }
}

struct RuleLine {
    host: String,
    keep: String,
    drop: String,
}

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    shell: Shell,
    id: ReportId,
    line: ReportLine,
    article: String,
    page_url: Option<String>,
    closed: bool,
    rule: RuleLine,
    blocks: Vec<BlockLine>,
    text: String,
    problems: Vec<String>,
    said: String,
}

/// A block of the kept page.
struct BlockLine {
    text: String,
    taken: bool,
    selector: Option<String>,
}

/// `GET /a/{id}/wrong`.
pub(crate) async fn form(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<Response> {
    wrong_page(&site, &caller, id, false).await
}

async fn wrong_page(site: &Site, caller: &Caller, id: i64, thanks: bool) -> Result<Response> {
    let article = article::find(site, id).await?;
    respond::page(&WrongPage {
        shell: shell(site, caller, caller.speech.say("this-is-wrong")).await?,
        action: format!("/a/{id}/wrong"),
        back: address::article(article.id, &article.draft.headline),
        headline: article.draft.headline,
        reasons: REASONS,
        thanks,
    })
}

/// What the form sends.
#[derive(Deserialize)]
pub(crate) struct Wrong {
    reason: String,
    #[serde(default)]
    words: String,
}

/// `POST /a/{id}/wrong`: keeps the report with the page as it is now.
pub(crate) async fn report(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(wrong): Form<Wrong>,
) -> Result<Response> {
    let reader = caller.member()?;
    site.limits.take(Door::Report, &reader.to_string(), site.now()).map_err(Error::TooMany)?;
    let article = article::find(&site, id).await?;
    let reason = REASONS.iter().find(|(key, _)| *key == wrong.reason);
    let (reason, _) = reason.ok_or_else(|| Error::Bad("bad-say-wrong".into()))?;
    let url = article.draft.url.clone().filter(|url| address::is_web(url));
    let feed = site.store.feed(article.feed).await?.map(|feed| feed.url).unwrap_or_default();
    let (kept, trouble) = match &url {
        None => (None, None),
        Some(url) => match site.newsroom.page(url, &feed).await {
            Ok(page) => (Some(page), None),
            Err(trouble) => (None, Some(trouble)),
        },
    };
    let said: String = wrong.words.trim().chars().take(LONGEST_WORDS).collect();
    let unkept = trouble.map(|trouble| format!("(The page could not be kept: {trouble}.)"));
    let words = [Some(said), unkept].into_iter().flatten().filter(|part| !part.is_empty());
    let words = words.collect::<Vec<_>>().join(" ");
    let new = NewReport {
        article: article.id,
        reader,
        reason: (*reason).to_owned(),
        words,
        page_url: kept.as_ref().map(|page| page.url.clone()).or(url),
        page: kept.map(|page| page.html),
    };
    let report = site.store.add_report(&new, site.now()).await?;
    if caller.reader.as_ref().is_some_and(|reader| reader.role == dateline_model::Role::Owner) {
        return Ok(Redirect::to(&format!("/desk/reports/{report}")).into_response());
    }
    wrong_page(&site, &caller, id, true).await
}

/// `GET /desk/reports`.
pub(crate) async fn list(State(site): State<Arc<Site>>, caller: Caller) -> Result<Response> {
    let reports = site.store.open_reports(MOST_REPORTS).await?;
    let rules = site.store.site_rules().await?;
    let view = lens(&site, &caller);
    respond::page(&ReportsPage {
        shell: shell(&site, &caller, caller.speech.say("reports")).await?,
        reports: reports.into_iter().map(|report| line(report, view)).collect(),
        rules: rules.into_iter().map(|(host, rule)| rule_line(host, &rule)).collect(),
    })
}

fn line(report: ReportRow, lens: Lens<'_>) -> ReportLine {
    let reason = REASONS.iter().find(|(key, _)| *key == report.reason);
    ReportLine {
        href: format!("/desk/reports/{}", report.id),
        headline: report.headline,
        publisher: report.publisher_name,
        reason: lens.speech.say(reason.map_or("wrong-something", |(_, told)| told)),
        words: report.words,
        reader: report.reader_name.unwrap_or_else(|| lens.speech.say("reader-has-left").to_owned()),
        when: lens.stamp(When::At(report.created_at)),
    }
}

fn rule_line(host: String, rule: &SiteRule) -> RuleLine {
    RuleLine { host, keep: rule.keep.join("\n"), drop: rule.drop.join("\n") }
}

/// `GET /desk/reports/{id}`.
pub(crate) async fn page(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
) -> Result<Response> {
    show(&site, &caller, ReportId(id), String::new()).await
}

async fn show(site: &Site, caller: &Caller, id: ReportId, said: String) -> Result<Response> {
    let (report, kept) = site.store.report(id).await?.ok_or(Error::NotFound("missing-report"))?;
    let url = report.page_url.clone();
    let rule = match &url {
        Some(url) => site.store.site_rule(url).await?,
        None => SiteRule::default(),
    };
    let reading = match (&url, kept) {
        (Some(url), Some(html)) => {
            let kept = KeptPage { url: url.clone(), html };
            Some(site.newsroom.read_kept(kept, rule.clone()).await)
        }
        _ => None,
    };
    let (blocks, text, problems) = reading
        .map_or_else(Default::default, |reading| (reading.blocks, reading.text, reading.problems));
    let blocks = blocks.into_iter().take(MOST_BLOCKS).map(|block| BlockLine {
        text: block.text.chars().take(BLOCK_LETTERS).collect(),
        taken: block.taken,
        selector: block.selector,
    });
    let host = url.as_deref().and_then(|url| url::Url::parse(url).ok());
    let host = host.and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    respond::page(&ReportPage {
        shell: shell(site, caller, caller.speech.say("report")).await?,
        id,
        article: format!("/a/{}", report.article),
        page_url: url,
        closed: report.closed_at.is_some(),
        rule: rule_line(host, &rule),
        blocks: blocks.collect(),
        line: line(report, lens(site, caller)),
        text,
        problems,
        said,
    })
}

/// What one click sends: one selector to keep or to drop.
#[derive(Deserialize)]
pub(crate) struct Click {
    keep: Option<String>,
    drop: Option<String>,
}

/// `POST /desk/reports/{id}/rule`: adds one selector to the site's rule.
pub(crate) async fn add_to_rule(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(click): Form<Click>,
) -> Result<Response> {
    let id = ReportId(id);
    let url = page_url(&site, id).await?;
    let mut rule = site.store.site_rule(&url).await?;
    let add = |list: &mut Vec<String>, selector: Option<String>| {
        list.extend(selector.filter(|selector| !selector.trim().is_empty()));
        list.dedup();
    };
    add(&mut rule.keep, click.keep);
    add(&mut rule.drop, click.drop);
    change(&site, &caller, id, &url, &rule).await
}

/// The rule as written by hand: a selector a line.
#[derive(Deserialize)]
pub(crate) struct Written {
    keep: String,
    drop: String,
}

/// `POST /desk/reports/{id}/write`: puts the written rule in place of the site's.
pub(crate) async fn write_rule(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path(id): Path<i64>,
    Form(written): Form<Written>,
) -> Result<Response> {
    let id = ReportId(id);
    let url = page_url(&site, id).await?;
    let lines = |text: &str| -> Vec<String> {
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
    };
    let rule = SiteRule { keep: lines(&written.keep), drop: lines(&written.drop) };
    change(&site, &caller, id, &url, &rule).await
}

async fn page_url(site: &Site, id: ReportId) -> Result<String> {
    let (report, _) = site.store.report(id).await?.ok_or(Error::NotFound("missing-report"))?;
    report.page_url.ok_or_else(|| Error::Bad("bad-no-page".into()))
}

/// Gives the site its rule and shows what the kept page reads like now.
async fn change(
    site: &Site,
    caller: &Caller,
    id: ReportId,
    url: &str,
    rule: &SiteRule,
) -> Result<Response> {
    let problems = site.newsroom.check_rule(rule);
    if !problems.is_empty() {
        return Err(Error::Bad(Message::Said(sentence(&problems.join("; ")))));
    }
    let queued = site.store.set_site_rule(url, rule, site.now()).await?;
    site.newsroom.wake();
    let what = if rule.is_empty() { "report-no-rule" } else { "report-rule-kept" };
    let said = caller.speech.count(what, queued);
    show(site, caller, id, said).await
}

/// `POST /desk/reports/{id}/close`.
pub(crate) async fn close(State(site): State<Arc<Site>>, Path(id): Path<i64>) -> Result<Response> {
    site.store.close_report(ReportId(id), site.now()).await?;
    Ok(Redirect::to("/desk/reports").into_response())
}

/// Which site's rule is taken away.
#[derive(Deserialize)]
pub(crate) struct Host {
    host: String,
}

/// `POST /desk/sites/forget`: takes a site's rule away.
pub(crate) async fn forget(
    State(site): State<Arc<Site>>,
    Form(host): Form<Host>,
) -> Result<Response> {
    site.store.set_site_rule(&host.host, &SiteRule::default(), site.now()).await?;
    site.newsroom.wake();
    Ok(Redirect::to("/desk/reports").into_response())
}
