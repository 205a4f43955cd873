//! Lists of articles: by hashtag, by publisher, newest, saved. All are read in pages, newest first.

use dateline_model::{ArticleId, ArticleSummary, Millis, PublisherId, ReaderId};

use crate::db::{Row, Value, params};
use crate::search::summaries_in_order;
use crate::summary::{summaries_sql, summary_rows};
use crate::{Error, Result, Store};

/// No list is longer, whatever was asked for.
const LARGEST_PAGE: u32 = 500;

/// Taggings that are counted for the popular hashtags: those of about a thousand articles.
const TAGGINGS_COUNTED: u32 = 6_000;

/// Publishers of a name at most.
const MOST_NAMESAKES: usize = 6;

/// One page of a list, newest first.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    /// Continue after the article that has this time and id.
    pub before: Option<(Millis, ArticleId)>,
    /// At most this many.
    pub limit: u32,
}

/// A hashtag with the number of its articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagCount {
    /// Its form in addresses: `chinacanada`.
    pub key: String,
    /// As people read it: "China-Canada relations".
    pub label: String,
    /// Articles.
    pub count: u32,
}

/// Who stands behind feeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publisher {
    /// Id.
    pub id: PublisherId,
    /// Name.
    pub name: String,
    /// Host of its site.
    pub host: Option<String>,
}

/// What bears a name that was searched for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Namesakes {
    /// Hashtags: key and label.
    pub tags: Vec<(String, String)>,
    /// Publishers.
    pub publishers: Vec<Publisher>,
}

/// How much there is of everything.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Feeds.
    pub feeds: u64,
    /// Entries.
    pub entries: u64,
    /// Placed articles.
    pub articles: u64,
    /// Articles that wait for their place.
    pub unplaced: u64,
    /// Stories.
    pub stories: u64,
    /// Readers.
    pub readers: u64,
    /// Comments.
    pub comments: u64,
}

impl Page {
    /// The page's parameters: `$1` and `$2` bound it, `$3` limits it.
    fn params(&self) -> [Value<'static>; 3] {
        let (before, id) = self.before.unwrap_or((Millis(i64::MAX), ArticleId(i64::MAX)));
        [before.into(), id.into(), self.limit.min(LARGEST_PAGE).into()]
    }

    fn params_with<'a>(&self, what: impl Into<Value<'a>>) -> [Value<'a>; 4] {
        let [before, id, limit] = self.params();
        [before, id, limit, what.into()]
    }
}

impl Store {
    /// Articles with a hashtag.
    pub async fn tagged(&self, tag_key: &str, page: &Page) -> Result<Vec<ArticleSummary>> {
        let (tag_key, page) = (tag_key.to_owned(), *page);
        self.db
            .read(move |session| {
                summary_rows(session.rows(
                    summaries_sql!(
                        "join article_tags t on t.article = a.id
                         where t.tag = $4 and (t.sort_at, t.article) < ($1, $2)
                         order by t.sort_at desc, t.article desc limit $3"
                    ),
                    &page.params_with(&tag_key),
                )?)
            })
            .await
    }

    /// The hashtags of most articles since a moment, among the newest taggings.
    pub async fn popular_tags(&self, since: Millis, limit: u32) -> Result<Vec<TagCount>> {
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    "select t.key, t.label, best.articles
                     from (
                       select tag, count(*) as articles
                       from (
                         select tag from article_tags where sort_at >= $1
                         order by sort_at desc, tag desc limit $3
                       ) recent
                       group by tag order by articles desc, tag limit $2
                     ) best
                     join tags t on t.key = best.tag order by best.articles desc, t.key",
                    params![since, limit.min(LARGEST_PAGE), TAGGINGS_COUNTED],
                )?;
                rows.iter_mut()
                    .map(|row| {
                        Ok(TagCount {
                            key: row.take("key")?,
                            label: row.take("label")?,
                            count: row.take("articles")?,
                        })
                    })
                    .collect()
            })
            .await
    }

    /// A hashtag as people read it.
    pub async fn tag_label(&self, tag_key: &str) -> Result<Option<String>> {
        let tag_key = tag_key.to_owned();
        self.db
            .read(move |session| {
                let row =
                    session.row("select label from tags where key = $1", params![&tag_key])?;
                row.map(|mut row| row.take("label")).transpose()
            })
            .await
    }

    /// The hashtags with these keys, and the publishers that have a text in their name.
    pub async fn named_like(&self, keys: &[String], name: &str) -> Result<Namesakes> {
        let (keys, name) = (keys.to_vec(), name.to_owned());
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    "select key, label from tags where key in $1[] order by key",
                    params![keys.as_slice()],
                )?;
                let tags = rows
                    .iter_mut()
                    .map(|row| Ok((row.take("key")?, row.take("label")?)))
                    .collect::<Result<_>>()?;
                let mut rows =
                    session.rows("select id, name, host from publishers order by id", params![])?;
                let mut publishers: Vec<Publisher> =
                    rows.iter_mut().map(publisher_row).collect::<Result<_>>()?;
                publishers.retain(|publisher| publisher.name.to_lowercase().contains(&name));
                publishers.truncate(MOST_NAMESAKES);
                Ok(Namesakes { tags, publishers })
            })
            .await
    }

    /// One publisher.
    pub async fn publisher(&self, id: PublisherId) -> Result<Option<Publisher>> {
        self.db
            .read(move |session| {
                let row = session
                    .row("select id, name, host from publishers where id = $1", params![id])?;
                row.map(|mut row| publisher_row(&mut row)).transpose()
            })
            .await
    }

    /// Articles of a publisher.
    pub async fn by_publisher(&self, id: PublisherId, page: &Page) -> Result<Vec<ArticleSummary>> {
        let page = *page;
        self.db
            .read(move |session| {
                summary_rows(session.rows(
                    summaries_sql!(
                        "where a.publisher = $4 and a.story is not null
                           and (a.sort_at, a.id) < ($1, $2)
                         order by a.sort_at desc, a.id desc limit $3"
                    ),
                    &page.params_with(id),
                )?)
            })
            .await
    }

    /// All articles.
    pub async fn latest(&self, page: &Page) -> Result<Vec<ArticleSummary>> {
        let page = *page;
        self.db
            .read(move |session| {
                summary_rows(session.rows(
                    summaries_sql!(
                        "where a.story is not null and (a.sort_at, a.id) < ($1, $2)
                         order by a.sort_at desc, a.id desc limit $3"
                    ),
                    &page.params(),
                )?)
            })
            .await
    }

    /// What a reader has saved.
    pub async fn saved(&self, reader: ReaderId, page: &Page) -> Result<Vec<ArticleSummary>> {
        let page = *page;
        self.db
            .read(move |session| {
                summary_rows(session.rows(
                    summaries_sql!(
                        "join reading r on r.article = a.id
                         where r.reader = $4 and r.saved_at is not null and a.story is not null
                           and (a.sort_at, a.id) < ($1, $2)
                         order by a.sort_at desc, a.id desc limit $3"
                    ),
                    &page.params_with(reader),
                )?)
            })
            .await
    }

    /// What a reader read, the latest first.
    pub async fn history(&self, reader: ReaderId, limit: u32) -> Result<Vec<ArticleSummary>> {
        self.db
            .read(move |session| {
                summary_rows(session.rows(
                    summaries_sql!(
                        "join reading r on r.article = a.id
                         where r.reader = $1 and r.read_at is not null and a.story is not null
                         order by r.read_at desc, a.id desc limit $2"
                    ),
                    params![reader, limit.min(LARGEST_PAGE)],
                )?)
            })
            .await
    }

    /// These articles, in this order; those that are not there are left out.
    pub async fn summaries(&self, articles: &[ArticleId]) -> Result<Vec<ArticleSummary>> {
        let ids: Vec<i64> = articles.iter().map(|article| article.0).collect();
        self.db.read(move |session| summaries_in_order(session, &ids)).await
    }

    /// How much there is of everything, for metrics and progress.
    pub async fn counts(&self) -> Result<Counts> {
        self.db
            .read(|session| {
                let row = session.row(
                    "select
                       (select count(*) from feeds) as feeds,
                       (select count(*) from entries) as entries,
                       (select count(*) from articles where story is not null) as articles,
                       (select count(*) from articles where unplaced) as unplaced,
                       (select count(*) from stories) as stories,
                       (select count(*) from readers where left_at is null) as readers,
                       (select count(*) from comments) as comments",
                    params![],
                )?;
                let mut row = row.ok_or(Error::NotFound)?;
                Ok(Counts {
                    feeds: row.take("feeds")?,
                    entries: row.take("entries")?,
                    articles: row.take("articles")?,
                    unplaced: row.take("unplaced")?,
                    stories: row.take("stories")?,
                    readers: row.take("readers")?,
                    comments: row.take("comments")?,
                })
            })
            .await
    }
}

fn publisher_row(row: &mut Row) -> Result<Publisher> {
    Ok(Publisher { id: row.take("id")?, name: row.take("name")?, host: row.take("host")? })
}
