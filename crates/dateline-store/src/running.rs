//! Stories in the running for a front page: the newest of the feeds that somebody follows, before they
//! are ranked.
//!
//! Finding them is the costly part of a front page, and the same until an article is published or a
//! subscription changes; what the reader has read, mutes and follows only ranks them. So a
//! [`Running`] may be kept and a page made of it many times.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use dateline_model::{FrontStory, Millis, ReaderId, SectionId, StoryId};

use crate::db::{Row, Session, params};
use crate::front::{FrontQuery, Silenced, front_stories, rank, reading_of};
use crate::{Error, Result, Store};

/// The front page is of these days. Only when they do not fill it, older stories follow: a paper of
/// quiet sources has a front page too.
const FRONT_WINDOW_MS: i64 = 4 * Millis::DAY;

/// Only the newest stories are ranked: enough for many pages, and ranking stays well below a
/// millisecond however large the paper is.
const MOST_CANDIDATES: u32 = 600;

/// Of a section the front page shows a handful: the best of so many of its newest.
const MOST_OF_SECTION: u32 = 120;

/// One in so many of all feeds is a good part of them; measured on 20,000 articles of 100 feeds.
const GOOD_PART: u64 = 8;

/// A story in the running for the front page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub(crate) id: StoryId,
    pub(crate) publishers: u32,
    pub(crate) pace: u32,
    pub(crate) news_at: Millis,
    pub(crate) news_seen_at: Millis,
}

/// The stories in the running for a front page and the sections under it.
#[derive(Clone, Debug, Default)]
pub struct Running {
    front: Vec<Candidate>,
    sections: Vec<Vec<Candidate>>,
}

/// A front page: its stories, and those of each section that it does not show already.
#[derive(Clone, Debug, Default)]
pub struct FrontPage {
    /// The page's own, best first.
    pub stories: Vec<FrontStory>,
    /// Of each section, in the order asked for.
    pub sections: Vec<Vec<FrontStory>>,
}

impl Store {
    /// What is in the running for the page that `query` asks for, and for these sections of `editor`.
    pub async fn running(
        &self,
        query: &FrontQuery,
        editor: Option<ReaderId>,
        sections: &[SectionId],
    ) -> Result<Running> {
        let (query, sections) = (query.clone(), sections.to_vec());
        self.db
            .read(move |session| {
                let wanted = query.offset.saturating_add(query.limit) as usize;
                let of =
                    |section| Asked { reader: editor, section: Some(section), ..Asked::of(&query) };
                let sections = sections.into_iter().map(|section| {
                    let asked = Asked { limit: MOST_OF_SECTION, ..of(section) };
                    newest(session, asked, wanted)
                });
                Ok(Running {
                    sections: sections.collect::<Result<_>>()?,
                    front: newest(session, Asked::of(&query), wanted)?,
                })
            })
            .await
    }

    /// The front page of what is in the running; of each section so many at most, and no story twice.
    pub async fn front_page(
        &self,
        query: &FrontQuery,
        running: &Arc<Running>,
        of_section: usize,
    ) -> Result<FrontPage> {
        let (query, running) = (query.clone(), Arc::clone(running));
        self.db
            .read(move |session| {
                let read = reading_of(session, &query)?;
                let all = std::iter::once(&running.front).chain(&running.sections).flatten();
                let mut silenced = Silenced::among(session, all, &query.leaning.muted)?;
                let wanted = query.offset.saturating_add(query.limit) as usize;
                let told = running.front.iter().filter(|one| silenced.is_told(one.id)).count();
                let mut older = Vec::new();
                if told < wanted && told < running.front.len() {
                    // What the reader muted left room for older stories.
                    older = newest(session, Asked::of(&query), usize::MAX)?;
                    let all = older.iter().chain(running.sections.iter().flatten());
                    silenced = Silenced::among(session, all, &query.leaning.muted)?;
                }
                let candidates = if older.is_empty() { &running.front } else { &older };
                let ranked = |candidates: &[Candidate]| {
                    let mut stories = rank(candidates, &read, &query.leaning.risen, query.now);
                    stories.retain(|story| silenced.is_told(*story));
                    stories
                };
                let front = ranked(candidates).into_iter();
                let front: Vec<StoryId> =
                    front.skip(query.offset as usize).take(query.limit as usize).collect();
                let mut seen: HashSet<StoryId> = front.iter().copied().collect();
                let mut lists = vec![front];
                for candidates in &running.sections {
                    let fresh = ranked(candidates).into_iter().filter(|story| seen.insert(*story));
                    lists.push(fresh.take(of_section).collect());
                }
                let ids: Vec<i64> = lists.iter().flatten().map(|story| story.0).collect();
                let found = front_stories(session, &ids, &read, &silenced.told_by)?;
                let mut found: HashMap<StoryId, FrontStory> =
                    found.into_iter().map(|front| (front.story.id, front)).collect();
                let told = |list: Vec<StoryId>| -> Vec<FrontStory> {
                    list.iter().filter_map(|story| found.remove(story)).collect()
                };
                let mut lists = lists.into_iter().map(told);
                Ok(FrontPage {
                    stories: lists.next().unwrap_or_default(),
                    sections: lists.collect(),
                })
            })
            .await
    }

    /// The number of the newest change; 0 before there was any. It grows when articles are published, and
    /// not when a moderator moves or joins them.
    pub async fn newest_change(&self) -> Result<i64> {
        self.db
            .read(|session| {
                let row =
                    session.row("select coalesce(max(id), 0) as id from changes", params![])?;
                row.map_or(Ok(0), |mut row| row.take("id"))
            })
            .await
    }
}

/// Whose stories are asked for, and how many.
#[derive(Clone, Copy)]
pub(crate) struct Asked {
    reader: Option<ReaderId>,
    section: Option<SectionId>,
    now: Millis,
    limit: u32,
}

impl Asked {
    pub(crate) fn of(query: &FrontQuery) -> Asked {
        let FrontQuery { reader, section, now, .. } = *query;
        Asked { reader, section, now, limit: MOST_CANDIDATES }
    }
}

/// The newest stories. Only when those of the last days do not fill a page, older ones follow.
pub(crate) fn newest(session: &Session<'_>, asked: Asked, wanted: usize) -> Result<Vec<Candidate>> {
    let recent = candidates_since(session, asked, asked.now.plus(-FRONT_WINDOW_MS))?;
    if recent.len() >= wanted {
        return Ok(recent);
    }
    candidates_since(session, asked, Millis(i64::MIN))
}

fn candidates_since(session: &Session<'_>, asked: Asked, cutoff: Millis) -> Result<Vec<Candidate>> {
    let mut rows = match asked.reader {
        None => session.rows(
            "select id, publisher_count, pace, news_at, news_seen_at from stories
             where news_at > $1 order by news_at desc, id desc limit $2",
            params![cutoff, asked.limit],
        )?,
        Some(reader) => {
            let sql = if follows_much(session, reader, asked.section)? {
                ALONG_STORIES
            } else {
                ALONG_FEEDS
            };
            session.rows(sql, params![cutoff, asked.limit, reader, asked.section])?
        }
    };
    rows.iter_mut().map(candidate).collect()
}

fn candidate(row: &mut Row) -> Result<Candidate> {
    Ok(Candidate {
        id: row.take("id")?,
        publishers: row.take("publisher_count")?,
        pace: row.take("pace")?,
        news_at: row.take("news_at")?,
        news_seen_at: row.take("news_seen_at")?,
    })
}

/// A reader who follows a good part of all feeds finds their stories fastest by going through the
/// newest of all; one who follows little, by going through those of their feeds.
fn follows_much(
    session: &Session<'_>,
    reader: ReaderId,
    section: Option<SectionId>,
) -> Result<bool> {
    let row = session.row(
        "select (select count(*) from feeds) as feeds,
           (select count(*) from subscriptions u
            where u.reader = $1 and (cast($2 as bigint) is null or u.section = $2)) as followed",
        params![reader, section],
    )?;
    let mut row = row.ok_or(Error::NotFound)?;
    let (feeds, followed): (u64, u64) = (row.take("feeds")?, row.take("followed")?);
    Ok(followed.saturating_mul(GOOD_PART) >= feeds)
}

// `cross join` keeps SQLite from going through all that the reader follows for each story.
const ALONG_STORIES: &str =
    "select s.id, s.publisher_count, s.pace, s.news_at, s.news_seen_at from stories s
     where s.news_at > $1 and exists (
       select 1 from story_feeds f cross join subscriptions u
       where f.story = s.id and u.feed = f.feed and u.reader = $3
         and (cast($4 as bigint) is null or u.section = $4))
     order by s.news_at desc, s.id desc limit $2";

const ALONG_FEEDS: &str = "select id, publisher_count, pace, news_at, news_seen_at from stories
     where news_at > $1 and id in (
       select f.story from story_feeds f join subscriptions u on u.feed = f.feed
       where f.last_at > $1 and u.reader = $3
         and (cast($4 as bigint) is null or u.section = $4))
     order by news_at desc, id desc limit $2";
