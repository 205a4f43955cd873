//! The moment an article becomes visible: one transaction for its story, hashtags, related
//! articles and search words.

use std::collections::{BTreeMap, BTreeSet};

use dateline_model::{ArticleId, Citation, FeedId, Millis, Placement, PublisherId, StoryId};

use crate::body::json;
use crate::db::{Document, Row, Session, Value, params};
use crate::search::indexed_words;
use crate::{Error, Result, Store};

/// The name of the lease under which articles are placed and published.
pub const PLACING: &str = "placing";

/// Children of one article at most: more would only be noise on its page.
const MOST_HASHTAGS: usize = 24;
const MOST_RELATED: usize = 12;

/// A longer hashtag is no hashtag, and would not fit an index.
const LONGEST_KEY_BYTES: usize = 200;

/// A story's line names no more publishers than these.
const MOST_PUBLISHER_NAMES: usize = 6;

/// A text of this length is a whole report; more does not make a better lead.
const FULL_TEXT_CHARACTERS: u32 = 2_500;

/// An article with its place.
#[derive(Clone, Debug)]
pub struct Publication {
    /// The article.
    pub article: ArticleId,
    /// Its place.
    pub placement: Placement,
    /// The story's brief with this article in it; empty leaves the story's present one.
    pub story_brief: Vec<Citation>,
    /// Its hashtags in the form that addresses use, with their labels.
    pub hashtags: Vec<TagKey>,
    /// What it is found by.
    pub words: SearchWords,
}

/// A hashtag as addresses and people know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagKey {
    /// As `dateline_understand::hashtag_key` makes it: `chinacanada`.
    pub key: String,
    /// As people read it: "China-Canada relations".
    pub label: String,
}

/// The words that an article is found by, from the one tokeniser (`dateline-understand`).
#[derive(Clone, Debug, Default)]
pub struct SearchWords {
    /// Words of the headline.
    pub headline: Vec<String>,
    /// Words of the text.
    pub body: Vec<String>,
}

/// An article as its publication needs it.
struct Waiting {
    feed: FeedId,
    sort_at: Millis,
    story: Option<StoryId>,
    version: u32,
}

/// An article of a story, as the story's own row is worked out from it.
struct Member {
    id: ArticleId,
    publisher: PublisherId,
    publisher_name: String,
    sort_at: Millis,
    is_copy: bool,
    headline: String,
    characters: u32,
    pictured: bool,
}

impl Store {
    /// Publishes articles in one transaction, in the order given. An article that stands in a
    /// story already (a new version) stays in it. Publishing twice changes nothing.
    ///
    /// # Errors
    /// [`Error::StaleFence`] unless `fence` is that of the present holder of the lease
    /// [`PLACING`]; nothing is published then.
    pub async fn publish(
        &self,
        fence: i64,
        publications: &[Publication],
        now: Millis,
    ) -> Result<()> {
        let documents: Vec<Document> = publications.iter().map(document).collect();
        let publications: Vec<Publication> = publications
            .iter()
            .map(|publication| Publication { words: SearchWords::default(), ..publication.clone() })
            .collect();
        self.db
            .write(move |session| {
                check_fence(session, fence, now)?;
                publish_all(session, &publications)?;
                // Last and in one go: SQLite writes a segment of its index to the file whenever
                // another table is written in between.
                session.index_words(&documents)
            })
            .await
    }
}

fn document(publication: &Publication) -> Document {
    Document { article: publication.article.0, words: indexed_words(&publication.words) }
}

/// The lease stays as it is until this transaction ends: taking it over waits for us.
fn check_fence(session: &Session<'_>, fence: i64, now: Millis) -> Result<()> {
    let row = session.row(
        "select fence from leases where name = $1 and ends_at > $2 for update",
        params![PLACING, now],
    )?;
    let present: Option<i64> = row.map(|mut row| row.take("fence")).transpose()?;
    if present == Some(fence) { Ok(()) } else { Err(Error::StaleFence) }
}

fn publish_all(session: &Session<'_>, publications: &[Publication]) -> Result<()> {
    let mut stories: BTreeMap<StoryId, &[Citation]> = BTreeMap::new();
    let mut feeds: BTreeSet<(StoryId, FeedId, Millis)> = BTreeSet::new();
    for publication in publications {
        let waiting = waiting(session, publication.article)?;
        let story = waiting.story.unwrap_or(publication.placement.story);
        place(session, publication, story)?;
        if waiting.version > 1 || waiting.story.is_some() {
            forget(session, publication.article)?;
        }
        tag(session, publication, waiting.sort_at)?;
        relate(session, publication)?;
        let brief = stories.entry(story).or_default();
        if !publication.story_brief.is_empty() {
            *brief = &publication.story_brief;
        }
        feeds.insert((story, waiting.feed, waiting.sort_at));
    }
    for (story, brief) in stories {
        tell(session, story, brief)?;
    }
    for (story, feed, at) in feeds {
        session.run(
            "insert into story_feeds (story, feed, last_at) values ($1, $2, $3)
             on conflict (story, feed) do update set last_at = excluded.last_at
             where excluded.last_at > story_feeds.last_at",
            params![story, feed, at],
        )?;
    }
    Ok(())
}

fn waiting(session: &Session<'_>, article: ArticleId) -> Result<Waiting> {
    let row = session.row(
        "select feed, sort_at, story, version from articles where id = $1",
        params![article],
    )?;
    let mut row = row.ok_or(Error::NotFound)?;
    Ok(Waiting {
        feed: row.take("feed")?,
        sort_at: row.take("sort_at")?,
        story: row.take("story")?,
        version: row.take("version")?,
    })
}

/// A new version keeps its story, its original and the reasons for both.
fn place(session: &Session<'_>, publication: &Publication, story: StoryId) -> Result<()> {
    let Placement { copy_of, because, .. } = &publication.placement;
    session
        .run(
            "update articles set unplaced = false,
               copy_of = case when story is null then $3 else copy_of end,
               because = case when story is null then $4 else because end,
               story = coalesce(story, $2)
             where id = $1",
            params![publication.article, story, *copy_of, json(because)?],
        )
        .map(drop)
}

/// Takes away what an earlier publication of the article wrote.
fn forget(session: &Session<'_>, article: ArticleId) -> Result<()> {
    session.run("delete from article_tags where article = $1", params![article])?;
    session.run("delete from related where article = $1", params![article]).map(drop)
}

fn tag(session: &Session<'_>, publication: &Publication, sort_at: Millis) -> Result<()> {
    let hashtags: BTreeMap<&str, &str> = publication
        .hashtags
        .iter()
        .map(|tag| (tag.key.as_str(), tag.label.as_str()))
        .filter(|(key, _)| !key.is_empty() && key.len() <= LONGEST_KEY_BYTES)
        .take(MOST_HASHTAGS)
        .collect();
    let labels: Vec<Vec<Value<'_>>> =
        hashtags.iter().map(|(key, label)| vec![(*key).into(), (*label).into()]).collect();
    session.run_many(
        "insert into tags (key, label) values ($1, $2) on conflict (key) do nothing",
        &labels,
    )?;
    let rows: Vec<Vec<Value<'_>>> = hashtags
        .keys()
        .map(|key| vec![(*key).into(), sort_at.into(), publication.article.into()])
        .collect();
    session.run_many(
        "insert into article_tags (tag, sort_at, article) values ($1, $2, $3)
         on conflict (tag, sort_at, article) do nothing",
        &rows,
    )
}

fn relate(session: &Session<'_>, publication: &Publication) -> Result<()> {
    let rows: Vec<Vec<Value<'_>>> = publication
        .placement
        .related
        .iter()
        .filter(|related| related.article != publication.article)
        .take(MOST_RELATED)
        .map(|related| {
            Ok(vec![
                publication.article.into(),
                related.article.into(),
                related.score.into(),
                json(&related.because)?.into(),
            ])
        })
        .collect::<Result<_>>()?;
    session.run_many(
        "insert into related (article, other, score, because) values ($1, $2, $3, $4)
         on conflict (article, other) do nothing",
        &rows,
    )
}

/// Works the story's row out anew from its articles, and drops the answers about it.
fn tell(session: &Session<'_>, story: StoryId, brief: &[Citation]) -> Result<()> {
    let members = members(session, story)?;
    let (Some(first), Some(last)) = (members.first(), members.last()) else { return Ok(()) };
    let originals = || members.iter().filter(|member| !member.is_copy);
    let lead = originals().max_by(|a, b| weight(a).total_cmp(&weight(b))).unwrap_or(first);
    let mut publishers: Vec<PublisherId> = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    for member in originals().filter(|member| seen_first(&mut publishers, member.publisher)) {
        names.push(&member.publisher_name);
    }
    names.truncate(MOST_PUBLISHER_NAMES);
    session.run(
        "insert into stories (id, headline, lead, first_at, last_at, article_count,
           publisher_count, publishers, brief)
         values ($1, $2, $3, $4, $5, $6, $7, $8, coalesce($9, '[]'))
         on conflict (id) do update set headline = excluded.headline, lead = excluded.lead,
           first_at = excluded.first_at, last_at = excluded.last_at,
           article_count = excluded.article_count, publisher_count = excluded.publisher_count,
           publishers = excluded.publishers, brief = coalesce($9, stories.brief)",
        params![
            story,
            &lead.headline,
            lead.id,
            first.sort_at,
            last.sort_at,
            i64::try_from(members.len()).unwrap_or(i64::MAX),
            i64::try_from(publishers.len()).unwrap_or(i64::MAX),
            json(&names)?,
            if brief.is_empty() { None } else { Some(json(&brief)?) }
        ],
    )?;
    session.run("delete from answers where subject = $1", params![format!("s/{story}")]).map(drop)
}

/// The story's articles in time order.
fn members(session: &Session<'_>, story: StoryId) -> Result<Vec<Member>> {
    let mut rows = session.rows(
        "select a.id, a.publisher, p.name as publisher_name, a.sort_at,
           a.copy_of is not null as is_copy, a.headline, a.characters,
           a.lead_image is not null as pictured
         from articles a join publishers p on p.id = a.publisher
         where a.story = $1 order by a.sort_at, a.id",
        params![story],
    )?;
    rows.iter_mut().map(member).collect()
}

fn member(row: &mut Row) -> Result<Member> {
    Ok(Member {
        id: row.take("id")?,
        publisher: row.take("publisher")?,
        publisher_name: row.take("publisher_name")?,
        sort_at: row.take("sort_at")?,
        is_copy: row.take("is_copy")?,
        headline: row.take("headline")?,
        characters: row.take("characters")?,
        pictured: row.take("pictured")?,
    })
}

/// How well an article stands for its story: newer, fuller and with a picture. Six hours of
/// freshness weigh as much as a full text against a bare headline, so that a flash does not
/// replace a report, and yesterday's report does not outlive today's.
fn weight(member: &Member) -> f64 {
    #[allow(clippy::cast_precision_loss)] // hours since 1970 are far below 2^52
    let hours = member.sort_at.0 as f64 / Millis::HOUR as f64;
    let fullness =
        f64::from(member.characters.min(FULL_TEXT_CHARACTERS)) / f64::from(FULL_TEXT_CHARACTERS);
    hours / 6.0 + fullness + if member.pictured { 0.25 } else { 0.0 }
}

/// Notes a publisher; true the first time.
fn seen_first(seen: &mut Vec<PublisherId>, publisher: PublisherId) -> bool {
    let new = !seen.contains(&publisher);
    if new {
        seen.push(publisher);
    }
    new
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(better: (i64, u32, bool), worse: (i64, u32, bool)) {
        let member = |(hours, characters, pictured): (i64, u32, bool)| Member {
            id: ArticleId(1),
            publisher: PublisherId(1),
            publisher_name: String::new(),
            sort_at: Millis(500_000 * Millis::HOUR + hours * Millis::HOUR),
            is_copy: false,
            headline: String::new(),
            characters,
            pictured,
        };
        assert!(weight(&member(better)) > weight(&member(worse)), "{better:?} {worse:?}");
    }

    #[test]
    fn the_lead_is_fresh_and_full() {
        check((1, 3_000, false), (0, 3_000, false)); // newer
        check((0, 3_000, false), (2, 80, false)); // a report over a flash
        check((8, 800, false), (0, 3_000, true)); // today's over yesterday's
        check((0, 3_000, true), (0, 3_000, false)); // with a picture
    }
}
