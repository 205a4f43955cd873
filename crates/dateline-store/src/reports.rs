//! What readers say is wrong with how a page was read, and what the owner decided about its site.
//!
//! A report keeps the page as it was when the reader saw the fault, so that the owner judges by
//! what was read and not by what the publisher has made of it since.

use dateline_model::{ArticleId, Millis, PublisherId, ReaderId, ReportId, SiteRule};

use crate::body::{from_json, json, pack_bytes, unpack_bytes};
use crate::db::{Row, Session, Value, params};
use crate::publishers::host_of;
use crate::{Error, Result, Store};

/// Articles of a site that are read again when its rule changes: what readers may still open.
const MOST_REREAD: u32 = 500;

/// The kind of job that reads an entry's page again, by the entry's id.
pub const REREAD: &str = "reread";

/// A report to be kept.
#[derive(Clone, Debug)]
pub struct NewReport {
    /// What was read wrongly.
    pub article: ArticleId,
    /// Who says so.
    pub reader: ReaderId,
    /// What is wrong, in one word of the page's form.
    pub reason: String,
    /// What the reader adds.
    pub words: String,
    /// Where the page was in the end.
    pub page_url: Option<String>,
    /// The page as text, when it could be had.
    pub page: Option<String>,
}

/// A report as the owner sees it in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRow {
    /// Id.
    pub id: ReportId,
    /// What was read wrongly.
    pub article: ArticleId,
    /// Its headline.
    pub headline: String,
    /// Who published it.
    pub publisher: PublisherId,
    /// The publisher's name.
    pub publisher_name: String,
    /// Who says so; none when they are gone.
    pub reader_name: Option<String>,
    /// What is wrong.
    pub reason: String,
    /// What the reader adds.
    pub words: String,
    /// Where the page was in the end.
    pub page_url: Option<String>,
    /// When.
    pub created_at: Millis,
    /// When it was dealt with.
    pub closed_at: Option<Millis>,
}

macro_rules! reports_sql {
    ($end:literal) => {
        concat!(
            "select o.id, o.article, a.headline, a.publisher, p.name as publisher_name,
               r.name as reader_name, o.reason, o.words, o.page_url, o.created_at, o.closed_at
             from reports o join articles a on a.id = o.article
             join publishers p on p.id = a.publisher left join readers r on r.id = o.reader ",
            $end
        )
    };
}

impl Store {
    /// Keeps a report. A reader who reports an article again before the first was dealt with
    /// replaces it.
    pub async fn add_report(&self, report: &NewReport, now: Millis) -> Result<ReportId> {
        let page = report.page.as_ref().map(|page| pack_bytes(page.as_bytes())).transpose()?;
        let report = report.clone();
        self.db
            .write(move |session| {
                let row = session.row(
                    "insert into reports (article, reader, reason, words, page_url, page, created_at)
                     values ($1, $2, $3, $4, $5, $6, $7)
                     on conflict (article, reader) where closed_at is null do update set
                       reason = excluded.reason, words = excluded.words,
                       page_url = coalesce(excluded.page_url, reports.page_url),
                       page = coalesce(excluded.page, reports.page),
                       created_at = excluded.created_at
                     returning id",
                    params![
                        report.article,
                        report.reader,
                        &report.reason,
                        &report.words,
                        report.page_url.as_ref(),
                        page.as_ref(),
                        now
                    ],
                )?;
                row.ok_or(Error::NotFound)?.take("id")
            })
            .await
    }

    /// Reports that nobody has dealt with, newest first.
    pub async fn open_reports(&self, limit: u32) -> Result<Vec<ReportRow>> {
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    reports_sql!("where o.closed_at is null order by o.id desc limit $1"),
                    params![limit],
                )?;
                rows.iter_mut().map(report_row).collect()
            })
            .await
    }

    /// One report, with the page it keeps.
    pub async fn report(&self, id: ReportId) -> Result<Option<(ReportRow, Option<String>)>> {
        self.db
            .read(move |session| {
                let Some(mut row) = session.row(reports_sql!("where o.id = $1"), params![id])?
                else {
                    return Ok(None);
                };
                let kept = session.row("select page from reports where id = $1", params![id])?;
                let page: Option<Vec<u8>> =
                    kept.map(|mut row| row.take("page")).transpose()?.flatten();
                let page = page.map(|page| unpack_bytes(&page)).transpose()?;
                let page = page.map(|page| String::from_utf8_lossy(&page).into_owned());
                Ok(Some((report_row(&mut row)?, page)))
            })
            .await
    }

    /// What the feed said of an article: its entry, as JSON of `dateline_model::Entry`.
    pub async fn entry_of(&self, article: ArticleId) -> Result<Option<String>> {
        self.db
            .read(move |session| {
                let row = session.row(
                    "select e.payload from articles a join entries e on e.id = a.entry
                     where a.id = $1",
                    params![article],
                )?;
                let Some(mut row) = row else { return Ok(None) };
                let payload = unpack_bytes(&row.take::<Vec<u8>>("payload")?)?;
                String::from_utf8(payload).map(Some).map_err(Error::unavailable)
            })
            .await
    }

    /// A report was dealt with: the page goes, the report stays. Answers `false` when it was
    /// before.
    pub async fn close_report(&self, id: ReportId, now: Millis) -> Result<bool> {
        self.db
            .write(move |session| {
                session.run(
                    "update reports set closed_at = $2, page = null
                     where id = $1 and closed_at is null",
                    params![id, now],
                )
            })
            .await
            .map(|touched| touched > 0)
    }

    /// What the owner decided about the site that a page is of; nothing where they did not.
    pub async fn site_rule(&self, page_url: &str) -> Result<SiteRule> {
        let host = host_of(page_url).to_owned();
        self.db
            .read(move |session| {
                let row = session
                    .row("select kept, dropped from site_rules where host = $1", params![&host])?;
                row.map_or_else(|| Ok(SiteRule::default()), |mut row| rule_of(&mut row))
            })
            .await
    }

    /// All rules, by host.
    pub async fn site_rules(&self) -> Result<Vec<(String, SiteRule)>> {
        self.db
            .read(move |session| {
                let mut rows = session
                    .rows("select host, kept, dropped from site_rules order by host", &[])?;
                rows.iter_mut().map(|row| Ok((row.take("host")?, rule_of(row)?))).collect()
            })
            .await
    }

    /// Gives a site a rule, or takes it away by an empty one, and queues the site's latest articles
    /// to be read again, in one transaction. Answers how many those are.
    pub async fn set_site_rule(
        &self,
        page_url: &str,
        rule: &SiteRule,
        now: Millis,
    ) -> Result<usize> {
        let (host, rule) = (host_of(page_url).to_owned(), rule.clone());
        self.db
            .write(move |session| {
                if rule.is_empty() {
                    session.run("delete from site_rules where host = $1", params![&host])?;
                } else {
                    session.run(
                        "insert into site_rules (host, kept, dropped, changed_at)
                         values ($1, $2, $3, $4)
                         on conflict (host) do update set kept = excluded.kept,
                           dropped = excluded.dropped, changed_at = excluded.changed_at",
                        params![&host, json(&rule.keep)?, json(&rule.drop)?, now],
                    )?;
                }
                queue_rereading(session, &host, now)
            })
            .await
    }
}

/// Queues the site's latest articles to be read again.
fn queue_rereading(session: &Session<'_>, host: &str, now: Millis) -> Result<usize> {
    let host = host.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let mut rows = session.rows(
        "select entry from articles
         where url like $1 escape '\\' or url like $2 escape '\\'
            or url like $3 escape '\\' or url like $4 escape '\\'
         order by id desc limit $5",
        params![
            format!("https://{host}/%"),
            format!("https://www.{host}/%"),
            format!("http://{host}/%"),
            format!("http://www.{host}/%"),
            MOST_REREAD
        ],
    )?;
    let entries: Vec<i64> = rows.iter_mut().map(|row| row.take("entry")).collect::<Result<_>>()?;
    let jobs: Vec<Vec<Value<'_>>> = entries
        .iter()
        .map(|id| vec![REREAD.into(), id.to_string().into(), id.to_string().into(), now.into()])
        .collect();
    session.run_many(
        "insert into jobs (kind, key, payload, run_at) values ($1, $2, $3, $4)
         on conflict (kind, key) where state <> 'dead' do update set
           run_at = excluded.run_at, state = 'waiting', holder = null, attempts = 0,
           fence = jobs.fence + 1",
        &jobs,
    )?;
    Ok(jobs.len())
}

fn rule_of(row: &mut Row) -> Result<SiteRule> {
    Ok(SiteRule {
        keep: from_json(&row.take::<String>("kept")?)?,
        drop: from_json(&row.take::<String>("dropped")?)?,
    })
}

fn report_row(row: &mut Row) -> Result<ReportRow> {
    Ok(ReportRow {
        id: row.take("id")?,
        article: row.take("article")?,
        headline: row.take("headline")?,
        publisher: row.take("publisher")?,
        publisher_name: row.take("publisher_name")?,
        reader_name: row.take("reader_name")?,
        reason: row.take("reason")?,
        words: row.take("words")?,
        page_url: row.take("page_url")?,
        created_at: row.take("created_at")?,
        closed_at: row.take("closed_at")?,
    })
}
