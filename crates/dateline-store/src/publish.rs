//! The moment an article becomes visible: one transaction for its story, hashtags, related
//! articles and search words.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use dateline_model::{ArticleId, Citation, FeedId, Mark, Millis, Placement, StoryId, marks_of_day};

use crate::body::json;
use crate::db::{Document, Row, Session, Value, params};
use crate::reading::read_like;
use crate::search::{append, as_indexed, indexed_words};
use crate::stories::{Told, tell};
use crate::{Error, Result, Store, versions};

/// The name of the lease under which articles are placed and published.
pub const PLACING: &str = "placing";

/// Children of one article at most: more would only be noise on its page.
const MOST_HASHTAGS: usize = 24;
const MOST_RELATED: usize = 12;

/// A longer hashtag is no hashtag, and would not fit an index.
const LONGEST_KEY_BYTES: usize = 200;

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
    /// Words of the headline, one a line.
    pub headline: String,
    /// Words of the text, one a line.
    pub body: String,
    /// What else it is filed under, as `dateline_understand::search_marks` makes it; its hashtags,
    /// day, feed and publisher come by themselves.
    pub marks: Vec<String>,
}

/// An article as its publication needs it.
struct Waiting {
    feed: FeedId,
    sort_at: Millis,
    story: Option<StoryId>,
    version: u32,
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
        let mut documents: Vec<Document> = publications.iter().map(document).collect();
        // SQLite writes a segment of its index to the file whenever the next number is lower.
        documents.sort_unstable_by_key(|document| document.article);
        let publications: Vec<Publication> = publications
            .iter()
            .map(|publication| Publication { words: SearchWords::default(), ..publication.clone() })
            .collect();
        self.db
            .write(move |session| {
                check_fence(session, fence, now)?;
                publish_all(session, &publications, now)?;
                file(session, &mut documents)?;
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

/// Adds the marks that the database knows.
pub(crate) fn file(session: &Session<'_>, documents: &mut [Document]) -> Result<()> {
    let ids: Vec<i64> = documents.iter().map(|document| document.article).collect();
    let mut known: HashMap<i64, Vec<String>> = HashMap::new();
    let mut rows = session.rows(
        "select id, publisher, feed, sort_at from articles where id in $1[]",
        params![ids.as_slice()],
    )?;
    for row in &mut rows {
        let marks = known.entry(row.take("id")?).or_default();
        marks.push(Mark::Publisher(row.take("publisher")?).to_string());
        marks.push(Mark::Feed(row.take("feed")?).to_string());
        marks.extend(marks_of_day(row.take("sort_at")?));
    }
    let mut rows = session
        .rows("select article, tag from article_tags where article in $1[]", params![ids])?;
    for row in &mut rows {
        let (article, tag): (i64, String) = (row.take("article")?, row.take("tag")?);
        known.entry(article).or_default().extend(as_indexed(&Mark::Tag(&tag).to_string()));
    }
    for document in documents {
        for mark in known.remove(&document.article).unwrap_or_default() {
            append(&mut document.words, &mark);
        }
    }
    Ok(())
}

/// The lease stays as it is until this transaction ends: taking it over waits for us.
pub(crate) fn check_fence(session: &Session<'_>, fence: i64, now: Millis) -> Result<()> {
    let row = session.row(
        "select fence from leases where name = $1 and ends_at > $2 for update",
        params![PLACING, now],
    )?;
    let present: Option<i64> = row.map(|mut row| row.take("fence")).transpose()?;
    if present == Some(fence) { Ok(()) } else { Err(Error::StaleFence) }
}

fn publish_all(session: &Session<'_>, publications: &[Publication], now: Millis) -> Result<()> {
    let mut waiting = waiting(session, publications)?;
    let mut stories: BTreeMap<StoryId, Told<'_>> = BTreeMap::new();
    let mut feeds: BTreeSet<(StoryId, FeedId, Millis)> = BTreeSet::new();
    let mut written = Written::default();
    for publication in publications {
        let waiting = waiting.remove(&publication.article).ok_or(Error::NotFound)?;
        let story = waiting.story.unwrap_or(publication.placement.story);
        place(session, publication, story, now)?;
        if waiting.version > 1 || waiting.story.is_some() {
            forget(session, publication.article)?;
        }
        written.add(publication, &waiting, now)?;
        let told = stories.entry(story).or_default();
        if !publication.story_brief.is_empty() {
            told.brief = &publication.story_brief;
        }
        told.earlier = publication.placement.earlier.as_ref().or(told.earlier);
        feeds.insert((story, waiting.feed, waiting.sort_at));
    }
    written.write(session)?;
    for (story, told) in stories {
        tell(session, story, told)?;
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

/// The articles that are published, as they stand until the transaction ends: a new version that is
/// saved meanwhile waits, and is published next.
fn waiting(
    session: &Session<'_>,
    publications: &[Publication],
) -> Result<HashMap<ArticleId, Waiting>> {
    let ids: Vec<i64> = publications.iter().map(|publication| publication.article.0).collect();
    let mut rows = session.rows(
        "select id, feed, sort_at, story, version from articles where id in $1[]
         order by id for no key update",
        params![ids],
    )?;
    let waiting = |row: &mut Row| {
        let article = row.take("id")?;
        let waiting = Waiting {
            feed: row.take("feed")?,
            sort_at: row.take("sort_at")?,
            story: row.take("story")?,
            version: row.take("version")?,
        };
        Ok((article, waiting))
    };
    rows.iter_mut().map(waiting).collect()
}

/// From now on readers can see it, however long ago it was saved: what is new to them goes by that.
/// A new version keeps its story, its original and the reasons for both. A copy is read already by
/// whoever read its original.
fn place(
    session: &Session<'_>,
    publication: &Publication,
    story: StoryId,
    now: Millis,
) -> Result<()> {
    let Placement { copy_of, because, adds, .. } = &publication.placement;
    if copy_of.is_some() {
        // Apart from the rest, since few are copies: SQLite keeps copies of the pages that it
        // touches when a statement writes a column which refers to another row.
        session.run(
            "update articles set copy_of = $2 where id = $1 and story is null",
            params![publication.article, *copy_of],
        )?;
    }
    session.run(
        "update articles set unplaced = false,
           because = case when story is null then $3 else because end,
           first_seen = case when story is null and first_seen < $5 then $5 else first_seen end,
           news_seen_at = case when $4 then $5 else news_seen_at end,
           story = coalesce(story, $2)
         where id = $1",
        params![publication.article, story, json(because)?, *adds, now],
    )?;
    if let Some(reprinted) = publication.placement.reprinted {
        become_copies(session, reprinted, publication.article)?;
    }
    if let Some(original) = copy_of {
        read_like(session, publication.article, *original)?;
    }
    Ok(())
}

/// The original of texts that are here already has come: what was held to be it, and its copies, are
/// copies of it. Whoever read them has read it.
fn become_copies(session: &Session<'_>, reprinted: ArticleId, original: ArticleId) -> Result<()> {
    session.run(
        "update articles set copy_of = $2
         where (id = $1 or copy_of = $1) and id <> $2
           and story = (select story from articles where id = $2)",
        params![reprinted, original],
    )?;
    read_like(session, original, reprinted)
}

/// Takes away what an earlier publication of the article wrote.
fn forget(session: &Session<'_>, article: ArticleId) -> Result<()> {
    session.run("delete from article_tags where article = $1", params![article])?;
    session.run("delete from related where article = $1", params![article]).map(drop)
}

/// The rows that articles of a batch bring beside their own.
#[derive(Default)]
struct Written<'a> {
    /// Labels by key.
    tags: BTreeMap<&'a str, &'a str>,
    tagged: Vec<Vec<Value<'a>>>,
    related: Vec<Vec<Value<'a>>>,
    changes: Vec<Vec<Value<'a>>>,
}

impl<'a> Written<'a> {
    fn add(&mut self, publication: &'a Publication, waiting: &Waiting, now: Millis) -> Result<()> {
        let article = publication.article;
        self.changes.push(vec![article.into(), waiting.version.into(), now.into()]);
        let hashtags: BTreeMap<&str, &str> = publication
            .hashtags
            .iter()
            .map(|tag| (tag.key.as_str(), tag.label.as_str()))
            .filter(|(key, _)| !key.is_empty() && key.len() <= LONGEST_KEY_BYTES)
            .take(MOST_HASHTAGS)
            .collect();
        for (key, label) in hashtags {
            self.tags.entry(key).or_insert(label);
            self.tagged.push(vec![key.into(), waiting.sort_at.into(), article.into()]);
        }
        let related = publication.placement.related.iter();
        for related in related.filter(|related| related.article != article).take(MOST_RELATED) {
            self.related.push(vec![
                article.into(),
                related.article.into(),
                related.score.into(),
                json(&related.because)?.into(),
            ]);
        }
        Ok(())
    }

    fn write(self, session: &Session<'_>) -> Result<()> {
        versions::note(session, &self.changes)?;
        let tags = self.tags.into_iter().map(|(key, label)| vec![key.into(), label.into()]);
        session.run_many(
            "insert into tags (key, label) values ($1, $2) on conflict (key) do nothing",
            &tags.collect::<Vec<_>>(),
        )?;
        session.run_many(
            "insert into article_tags (tag, sort_at, article) values ($1, $2, $3)
             on conflict (tag, sort_at, article) do nothing",
            &self.tagged,
        )?;
        session.run_many(
            "insert into related (article, other, score, because) values ($1, $2, $3, $4)
             on conflict (article, other) do nothing",
            &self.related,
        )
    }
}
