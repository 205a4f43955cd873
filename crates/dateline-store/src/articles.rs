//! Articles from the moment they are studied until they are placed.
//!
//! A saved article is unplaced: no list shows it before [`Store::publish`]. Changed words make a new
//! version; the old text is kept (`versions.rs` tells which changes are words).

use std::collections::hash_map::Entry as Slot;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use dateline_model::{
    Article, ArticleId, Draft, EntryId, FeedId, Millis, PublisherId, StoryId, Study, When,
};

use crate::body::{Body, BodyRef, from_json, json, pack_new, unpack, unpack_new, word};
use crate::db::{Row, Session, Value, params};
use crate::publishers::{host_of, publisher_named};
use crate::summary::summary_of;
use crate::versions::{Edit, edit};
use crate::{Error, Job, Result, Store, jobs};

/// What reading and studying made of an entry.
#[derive(Clone, Debug)]
pub struct Studied {
    /// The entry.
    pub entry: EntryId,
    /// The feed that brought it.
    pub feed: FeedId,
    /// The article as read.
    pub draft: Draft,
    /// What was understood.
    pub study: Study,
    /// The bytes by which it is placed.
    pub sketch: Vec<u8>,
    /// The page could be had. When not, `draft` is what the feed said, and never takes the place of
    /// a longer text that was read before.
    pub whole: bool,
    /// It was read again because we read better now, not because the publisher changed it: what
    /// comes of it replaces the present version without a trace.
    pub reread: bool,
    /// Where both could be compared: the feed alone said no less than the page.
    pub feed_is_full: Option<bool>,
    /// Whether the second of two texts says nothing that the first did not, as when a counter
    /// ticked: then it takes the first one's place and makes no version.
    pub says_the_same: fn(&str, &str) -> bool,
}

/// What saving did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The article.
    pub article: ArticleId,
    /// The words of its headline or text changed, so it has a new version.
    pub new_version: bool,
    /// It was known in this form.
    pub unchanged: bool,
}

/// An article that waits for its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Unplaced {
    /// The article.
    pub article: ArticleId,
    /// The story it stands in already, when a new version waits to be published: it stays there.
    pub story: Option<StoryId>,
    /// The article whose text it repeats, when a new version waits to be published.
    pub copy_of: Option<ArticleId>,
    /// The publisher's name.
    pub publisher_name: String,
    /// What lists are ordered by.
    pub sort_at: Millis,
    /// The bytes by which it is placed.
    pub sketch: Vec<u8>,
    /// What it says.
    pub draft: Draft,
    /// What was understood.
    pub study: Study,
}

/// A placed article as the window of recent ones needs it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlacedRow {
    /// The article.
    pub article: ArticleId,
    /// Its story.
    pub story: StoryId,
    /// The article whose text it repeats.
    pub copy_of: Option<ArticleId>,
    /// The publisher's name.
    pub publisher_name: String,
    /// The headline.
    pub headline: String,
    /// What lists are ordered by.
    pub sort_at: Millis,
    /// BCP 47 tag.
    pub language: Option<String>,
    /// The bytes by which it was placed.
    pub sketch: Vec<u8>,
}

/// A query for whole articles: the columns that [`article_row`] reads, then the given end.
macro_rules! articles_sql {
    ($end:literal) => {
        concat!(
            "select a.id, a.feed, a.publisher, p.name as publisher_name, a.story, a.copy_of,
               a.version, a.first_seen, a.sort_at, a.because, b.body
             from articles a
             join publishers p on p.id = a.publisher
             join bodies b on b.article = a.id ",
            $end
        )
    };
}
pub(crate) use articles_sql;

/// A studied article with all that can be worked out before the transaction begins.
struct Prepared {
    job: Job,
    studied: Studied,
    body: Vec<u8>,
    summary: String,
    lead_image: Option<String>,
    kind: String,
}

impl Store {
    /// Saves one studied article and finishes its job, in one transaction.
    ///
    /// # Errors
    /// [`Error::StaleFence`] when another process has claimed the job since.
    pub async fn save_studied(&self, job: &Job, studied: &Studied, now: Millis) -> Result<Saved> {
        let prepared = prepare(job, studied)?;
        let saved = self.db.write(move |session| save(session, &[&prepared], now)).await?;
        saved.into_iter().next().flatten().ok_or(Error::StaleFence)
    }

    /// Saves many at once: one transaction costs far less than many. A job that another process
    /// has claimed since is left out, and its place in the answer is none. So is one that the
    /// database will not take, so that it does not hold up the others; its lease will end.
    pub async fn save_studied_all(
        &self,
        batch: &[(Job, Studied)],
        now: Millis,
    ) -> Result<Vec<Option<Saved>>> {
        let prepared: Vec<Prepared> =
            batch.iter().map(|(job, studied)| prepare(job, studied)).collect::<Result<_>>()?;
        let prepared = Arc::new(prepared);
        let all = Arc::clone(&prepared);
        let together =
            self.db.write(move |session| save(session, &all.iter().collect::<Vec<_>>(), now)).await;
        match together {
            Ok(saved) => Ok(saved),
            Err(error) => self.save_one_by_one(&prepared, now).await.ok_or(error),
        }
    }

    /// None when the database takes not even one of them.
    async fn save_one_by_one(
        &self,
        batch: &Arc<Vec<Prepared>>,
        now: Millis,
    ) -> Option<Vec<Option<Saved>>> {
        let mut answers = Vec::with_capacity(batch.len());
        let mut taken = false;
        for at in 0..batch.len() {
            let batch = Arc::clone(batch);
            let one = move |session: &Session<'_>| {
                save(session, &batch.get(at).into_iter().collect::<Vec<_>>(), now)
            };
            let answer = self.db.write(one).await;
            taken |= answer.is_ok();
            let saved = answer.unwrap_or_else(|error| {
                tracing::warn!(%error, "an article could not be saved; it is tried again later");
                Vec::new()
            });
            answers.push(saved.into_iter().next().flatten());
        }
        taken.then_some(answers)
    }

    /// Whether any article waits for its place.
    pub async fn any_unplaced(&self) -> Result<bool> {
        self.db
            .read(|session| {
                let row =
                    session.row("select 1 from articles where unplaced limit 1", params![])?;
                Ok(row.is_some())
            })
            .await
    }

    /// Articles that wait for their place, oldest first.
    pub async fn unplaced(&self, limit: u32) -> Result<Vec<Unplaced>> {
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    "select a.id, a.story, a.copy_of, p.name as publisher_name, a.sort_at,
                       b.sketch, b.body
                     from articles a
                     join publishers p on p.id = a.publisher
                     join bodies b on b.article = a.id
                     where a.unplaced order by a.sort_at, a.id limit $1",
                    params![limit],
                )?;
                let decoded = rows.iter_mut().map(unplaced_row);
                // One body that cannot be read must not stop all that wait behind it.
                Ok(decoded
                    .filter_map(|row| {
                        row.inspect_err(|error| {
                            tracing::error!(%error, "an article that waits for its place is damaged");
                        })
                        .ok()
                    })
                    .collect())
            })
            .await
    }

    /// Placed articles since `cutoff` with a larger id than `after`, by id: from these the window
    /// is rebuilt after a start.
    pub async fn placed_since(
        &self,
        cutoff: Millis,
        after: ArticleId,
        limit: u32,
    ) -> Result<Vec<PlacedRow>> {
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    "select a.id, a.story, a.copy_of, p.name as publisher_name, a.headline,
                       a.sort_at, a.language, b.sketch
                     from articles a
                     join publishers p on p.id = a.publisher
                     join bodies b on b.article = a.id
                     where a.id > $2 and a.sort_at >= $1 and a.story is not null
                     order by a.id limit $3",
                    params![cutoff, after, limit],
                )?;
                rows.iter_mut().map(placed_row).collect()
            })
            .await
    }

    /// One placed article, whole.
    pub async fn article(&self, id: ArticleId) -> Result<Option<Article>> {
        self.db
            .read(move |session| {
                let row = session
                    .row(articles_sql!("where a.id = $1 and a.story is not null"), params![id])?;
                row.map(|mut row| article_row(&mut row)).transpose()
            })
            .await
    }
}

fn prepare(job: &Job, studied: &Studied) -> Result<Prepared> {
    let draft = &studied.draft;
    let body = serde_json::to_vec(&BodyRef { draft, study: &studied.study });
    Ok(Prepared {
        job: job.clone(),
        body: pack_new(body.map_err(Error::unavailable)?)?,
        summary: summary_of(draft),
        lead_image: draft.lead_image.as_ref().map(json).transpose()?,
        kind: word(&draft.kind)?,
        studied: studied.clone(),
    })
}

/// Saves a batch and finishes its jobs. Where another process has claimed a job since, nothing is
/// saved and the answer is none.
fn save(session: &Session<'_>, batch: &[&Prepared], now: Millis) -> Result<Vec<Option<Saved>>> {
    let jobs: Vec<&Job> = batch.iter().map(|prepared| &prepared.job).collect();
    let ended = jobs::finish(session, &jobs)?;
    let mut answers = vec![None; batch.len()];
    let all = batch.iter().copied().enumerate().zip(ended);
    let mut left: Vec<(usize, &Prepared)> =
        all.filter(|(_, ended)| *ended).map(|(one, _)| one).collect();
    // An entry that is saved twice finds the second time what the first has saved.
    while !left.is_empty() {
        let mut seen = HashSet::new();
        let round: Vec<(usize, &Prepared)>;
        (round, left) =
            left.into_iter().partition(|(_, prepared)| seen.insert(prepared.studied.entry));
        let round_of: Vec<&Prepared> = round.iter().map(|(_, prepared)| *prepared).collect();
        for ((at, _), saved) in round.iter().zip(save_round(session, &round_of, now)?) {
            if let Some(answer) = answers.get_mut(*at) {
                *answer = Some(saved);
            }
        }
    }
    Ok(answers)
}

/// Saves what was made of different entries.
fn save_round(session: &Session<'_>, round: &[&Prepared], now: Millis) -> Result<Vec<Saved>> {
    let entries: Vec<i64> = round.iter().map(|prepared| prepared.studied.entry.0).collect();
    let mut rows = session.rows(
        "select a.entry, a.id, a.version, a.version_seen_at, b.body
         from articles a join bodies b on b.article = a.id where a.entry in $1[]",
        params![entries],
    )?;
    let mut known: HashMap<EntryId, Row> =
        rows.drain(..).map(|mut row| Ok((row.take("entry")?, row))).collect::<Result<_>>()?;
    let is_new = |prepared: &&Prepared| !known.contains_key(&prepared.studied.entry);
    let new: Vec<&Prepared> = round.iter().copied().filter(is_new).collect();
    let inserted = insert(session, &new, now)?;
    let mut answers = Vec::with_capacity(round.len());
    for prepared in round {
        let entry = prepared.studied.entry;
        answers.push(match known.remove(&entry) {
            Some(row) => save_again(session, prepared, row, now)?,
            None => Saved {
                article: *inserted.get(&entry).ok_or(Error::NotFound)?,
                new_version: false,
                unchanged: false,
            },
        });
    }
    Ok(answers)
}

/// Saves an article that is known.
fn save_again(
    session: &Session<'_>,
    prepared: &Prepared,
    mut known: Row,
    now: Millis,
) -> Result<Saved> {
    let article = known.take("id")?;
    let old: Vec<u8> = known.take("body")?;
    let Body { draft, .. } = unpack(&old)?;
    let edit = edit(&draft, &prepared.studied);
    if edit == Edit::Words {
        session.run(
            "insert into old_versions (article, version, seen_at, body) values ($1, $2, $3, $4)",
            params![
                article,
                known.take::<i64>("version")?,
                known.take::<Millis>("version_seen_at")?,
                &old
            ],
        )?;
        session.run(
            "update articles set version = version + 1, version_seen_at = $2 where id = $1",
            params![article, now],
        )?;
    }
    if edit != Edit::None {
        replace(session, article, prepared)?;
    }
    Ok(Saved { article, new_version: edit == Edit::Words, unchanged: edit == Edit::None })
}

/// Counts how many of a feed's latest articles said no less in the feed than on their page.
fn learn_from(session: &Session<'_>, studied: &Studied) -> Result<()> {
    let Some(is_full) = studied.feed_is_full else { return Ok(()) };
    session
        .run(
            "update feeds set full_text_runs = case when $2 then full_text_runs + 1 else 0 end
             where id = $1",
            params![studied.feed, is_full],
        )
        .map(drop)
}

/// Saves articles of entries that had none, and answers with their ids. As with [`Claims`], no
/// statement asks for what it wrote.
///
/// [`Claims`]: crate::outcomes::Claims
fn insert(
    session: &Session<'_>,
    new: &[&Prepared],
    now: Millis,
) -> Result<HashMap<EntryId, ArticleId>> {
    let mut publishers = Publishers::default();
    let mut rows: Vec<Vec<Value<'_>>> = Vec::with_capacity(new.len());
    for prepared in new {
        rows.push(article_columns(prepared, publishers.of(session, &prepared.studied)?, now));
    }
    session.run_many(
        "insert into articles (entry, feed, publisher, first_seen, version_seen_at, sort_at,
           headline, summary, published, language, lead_image, kind, duration_seconds, url,
           characters)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
        &rows,
    )?;
    let entries: Vec<i64> = new.iter().map(|prepared| prepared.studied.entry.0).collect();
    let mut rows =
        session.rows("select entry, id from articles where entry in $1[]", params![entries])?;
    let ids: HashMap<EntryId, ArticleId> = rows
        .iter_mut()
        .map(|row| Ok((row.take("entry")?, row.take("id")?)))
        .collect::<Result<_>>()?;
    let mut bodies: Vec<Vec<Value<'_>>> = Vec::with_capacity(new.len());
    for Prepared { studied, body, .. } in new {
        let article = *ids.get(&studied.entry).ok_or(Error::NotFound)?;
        bodies.push(vec![article.into(), (&studied.sketch).into(), body.into()]);
        learn_from(session, studied)?;
    }
    session.run_many("insert into bodies (article, sketch, body) values ($1, $2, $3)", &bodies)?;
    Ok(ids)
}

fn article_columns(prepared: &Prepared, publisher: PublisherId, now: Millis) -> Vec<Value<'_>> {
    let Studied { entry, feed, draft, .. } = &prepared.studied;
    vec![
        (*entry).into(),
        (*feed).into(),
        publisher.into(),
        now.into(),
        now.into(),
        draft.published.map_or(now, |when| when.sort_key().min(now)).into(),
        (&draft.headline).into(),
        (&prepared.summary).into(),
        draft.published.as_ref().map(When::to_string).into(),
        language_of(&prepared.studied).into(),
        prepared.lead_image.as_ref().into(),
        (&prepared.kind).into(),
        duration_of(draft).into(),
        url_of(draft).into(),
        characters_of(draft).into(),
    ]
}

/// Writes what was read over what was there. The article keeps its place in lists and its story.
fn replace(session: &Session<'_>, article: ArticleId, prepared: &Prepared) -> Result<()> {
    let draft = &prepared.studied.draft;
    session.run(
        "update articles set unplaced = true, headline = $2, summary = $3, published = $4,
           language = $5, lead_image = $6, kind = $7, duration_seconds = $8, url = $9,
           characters = $10
         where id = $1",
        params![
            article,
            &draft.headline,
            &prepared.summary,
            draft.published.as_ref().map(When::to_string),
            language_of(&prepared.studied),
            prepared.lead_image.as_ref(),
            &prepared.kind,
            duration_of(draft),
            url_of(draft),
            characters_of(draft)
        ],
    )?;
    session.run(
        "update bodies set sketch = $2, body = $3 where article = $1",
        params![article, &prepared.studied.sketch, &prepared.body],
    )?;
    session.run("delete from answers where subject = $1", params![format!("a/{article}")]).map(drop)
}

/// The publishers of a batch, each looked up once.
#[derive(Default)]
struct Publishers {
    named: HashMap<(String, Option<String>), PublisherId>,
    of_feeds: HashMap<FeedId, PublisherId>,
}

impl Publishers {
    /// The publisher that the page names, or else the feed's.
    fn of(&mut self, session: &Session<'_>, studied: &Studied) -> Result<PublisherId> {
        let named = studied.draft.publisher.as_deref().filter(|name| !name.trim().is_empty());
        if let Some(name) = named {
            let host = url_of(&studied.draft).map(host_of);
            return match self.named.entry((name.to_owned(), host.map(str::to_owned))) {
                Slot::Occupied(known) => Ok(*known.get()),
                Slot::Vacant(slot) => Ok(*slot.insert(publisher_named(session, name, host)?)),
            };
        }
        match self.of_feeds.entry(studied.feed) {
            Slot::Occupied(known) => Ok(*known.get()),
            Slot::Vacant(slot) => {
                let sql = "select publisher from feeds where id = $1";
                let row = session.row(sql, params![studied.feed])?;
                Ok(*slot.insert(row.ok_or(Error::NotFound)?.take("publisher")?))
            }
        }
    }
}

/// What the page says, or else what the study found.
fn language_of(studied: &Studied) -> Option<&str> {
    let found = Some(studied.study.language.as_str()).filter(|code| !code.is_empty());
    studied.draft.language.as_deref().or(found)
}

fn url_of(draft: &Draft) -> Option<&str> {
    draft.canonical_url.as_deref().or(draft.url.as_deref())
}

fn duration_of(draft: &Draft) -> Option<u32> {
    draft.media.iter().find_map(|media| media.duration_seconds)
}

fn characters_of(draft: &Draft) -> u32 {
    u32::try_from(draft.text.chars().count()).unwrap_or(u32::MAX)
}

fn unplaced_row(row: &mut Row) -> Result<Unplaced> {
    let body = unpack_new(&row.take::<Vec<u8>>("body")?)?;
    let Body { draft, study } = serde_json::from_slice(&body).map_err(Error::unavailable)?;
    Ok(Unplaced {
        article: row.take("id")?,
        story: row.take("story")?,
        copy_of: row.take("copy_of")?,
        publisher_name: row.take("publisher_name")?,
        sort_at: row.take("sort_at")?,
        sketch: row.take("sketch")?,
        draft,
        study,
    })
}

fn placed_row(row: &mut Row) -> Result<PlacedRow> {
    Ok(PlacedRow {
        article: row.take("id")?,
        story: row.take("story")?,
        copy_of: row.take("copy_of")?,
        publisher_name: row.take("publisher_name")?,
        headline: row.take("headline")?,
        sort_at: row.take("sort_at")?,
        language: row.take("language")?,
        sketch: row.take("sketch")?,
    })
}

/// Reads the columns of `articles_sql!`.
pub(crate) fn article_row(row: &mut Row) -> Result<Article> {
    let Body { draft, study } = unpack(&row.take::<Vec<u8>>("body")?)?;
    Ok(Article {
        id: row.take("id")?,
        feed: row.take("feed")?,
        publisher: row.take("publisher")?,
        publisher_name: row.take("publisher_name")?,
        story: row.take("story")?,
        copy_of: row.take("copy_of")?,
        version: row.take("version")?,
        first_seen: row.take("first_seen")?,
        sort_at: row.take("sort_at")?,
        because: from_json(&row.take::<String>("because")?)?,
        draft,
        study,
    })
}
