//! Which entries a call asks for.

use dateline_model::{ArticleId, FeedId, Millis};
use dateline_store::{ItemOrder, ItemQuery, WholeItem};

use super::categories::{self, NO_SECTION};
use super::{Answer, Call, bad};
use crate::apps::MOST_WHOLE;

/// Entries of an answer where none says how many, as Miniflux has it.
const USUAL: u32 = 100;

/// What is said of a status that there is not.
pub(super) const BAD_STATUS: &str =
    "invalid entry status, valid status values are: read, unread, removed";

/// The state in which entries are asked for.
enum Status {
    Any,
    /// Read or unread.
    Read(bool),
    /// Nothing is ever removed.
    Removed,
}

/// Where entries are to come from.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Within {
    pub(super) feed: Option<i64>,
    pub(super) category: Option<i64>,
}

impl Call {
    /// The query of a call, from a part of the paper. None finds nothing.
    pub(super) async fn query(&self, within: Within) -> Answer<Option<ItemQuery>> {
        let asked = &self.asked;
        if asked.has("tags") {
            return Err(bad("entries are not told apart by tags here: use search"));
        }
        let read = match self.status_asked()? {
            Status::Any => None,
            Status::Read(read) => Some(read),
            Status::Removed => return Ok(None),
        };
        let moment = |names: [&str; 2]| {
            let number = names.iter().find_map(|name| asked.number(name)).filter(|n| *n > 0);
            number.map(|seconds| Millis(seconds.saturating_mul(1_000)))
        };
        let entry = |name| asked.number(name).filter(|id| *id > 0).map(ArticleId);
        let (order, oldest_first) = self.order_asked()?;
        let whole = u32::try_from(MOST_WHOLE).unwrap_or(u32::MAX);
        let query = ItemQuery {
            read,
            saved: self.starred_asked(),
            // After a moment is not at it.
            published_since: moment(["published_after", "after"]).map(|at| at.plus(1)),
            published_until: moment(["published_before", "before"]),
            changed_since: moment(["changed_after", "changed_after"]).map(|at| at.plus(1)),
            changed_until: moment(["changed_before", "changed_before"]),
            above: entry("after_entry_id"),
            below: entry("before_entry_id"),
            order,
            oldest_first,
            offset: self.whole_number("offset", 0)?,
            limit: Some(self.whole_number("limit", USUAL)?)
                .filter(|n| *n > 0)
                .map_or(whole, |n| n.min(whole)),
            ..ItemQuery::default()
        };
        self.within(within, query).await.map(Some)
    }

    /// Narrows a query to a feed or category of the reader.
    pub(super) async fn within(&self, within: Within, query: ItemQuery) -> Answer<ItemQuery> {
        let mut query = query;
        let named = |name| self.asked.number(name).filter(|id| *id > 0);
        let feed = within.feed.or_else(|| named("feed_id"));
        let category = within.category.or_else(|| named("category_id"));
        if let Some(feed) = feed {
            let known = self.site.store.subscription(self.id(), FeedId(feed)).await?;
            query.feed = Some(known.ok_or_else(|| bad("invalid feed ID"))?.feed.id);
        }
        match category {
            Some(NO_SECTION) => query.outside = true,
            Some(id) => {
                let section = categories::own(self, id).await?;
                query.section = Some(section.ok_or_else(|| bad("invalid category ID"))?.name);
            }
            None => {}
        }
        Ok(query)
    }

    fn status_asked(&self) -> Answer<Status> {
        let asked: Vec<&str> = self.asked.all("status").flat_map(|all| all.split(',')).collect();
        if !asked.iter().all(|status| matches!(*status, "read" | "unread" | "removed")) {
            return Err(bad(BAD_STATUS));
        }
        let asks = |status| asked.contains(&status);
        Ok(match (asks("read"), asks("unread")) {
            (true, false) => Status::Read(true),
            (false, true) => Status::Read(false),
            (false, false) if asks("removed") => Status::Removed,
            _ => Status::Any,
        })
    }

    fn starred_asked(&self) -> Option<bool> {
        match self.asked.one("starred")? {
            "1" | "t" | "T" | "true" | "TRUE" | "True" => Some(true),
            "0" | "f" | "F" | "false" | "FALSE" | "False" => Some(false),
            _ => None,
        }
    }

    /// Where there is no such order, by publication.
    fn order_asked(&self) -> Answer<(ItemOrder, bool)> {
        let order = match self.asked.one("order").unwrap_or("published_at") {
            "id" | "created_at" => ItemOrder::Number,
            "changed_at" => ItemOrder::Read,
            "published_at" | "status" | "category_title" | "category_id" | "title" | "author" => {
                ItemOrder::Published
            }
            _ => return Err(bad("invalid entry order")),
        };
        match self.asked.one("direction").unwrap_or("asc") {
            "asc" => Ok((order, true)),
            "desc" => Ok((order, false)),
            _ => Err(bad("invalid direction, valid direction values are: \"asc\" or \"desc\"")),
        }
    }

    pub(super) fn whole_number(&self, name: &str, usual: u32) -> Answer<u32> {
        match self.asked.one(name) {
            None => Ok(usual),
            Some(number) => number
                .parse()
                .map_err(|_| bad(&format!("{name} should be a whole number, 0 or more"))),
        }
    }
}

/// When an entry was last changed: first seen, edited, read or saved.
pub(super) fn changed_at(item: &WholeItem) -> Millis {
    let WholeItem { article, reading, edited_at } = item;
    let marked = [Some(article.first_seen), Some(*edited_at), reading.read_at, reading.saved_at];
    marked.into_iter().flatten().max().unwrap_or_default()
}

/// Whether a query covers an entry that was found by its words. `section` is its feed's.
pub(super) fn covers(
    query: &ItemQuery,
    item: &WholeItem,
    section: Option<&str>,
    now: Millis,
) -> bool {
    let article = &item.article;
    let id = article.id;
    query.feed.is_none_or(|feed| feed == article.feed)
        && query.section.as_deref().is_none_or(|name| section == Some(name))
        && !(query.outside && section.is_some())
        && query.read.is_none_or(|read| read == item.is_read(now))
        && query.saved.is_none_or(|saved| saved == item.reading.saved_at.is_some())
        && query.published_since.is_none_or(|at| article.sort_at >= at)
        && query.published_until.is_none_or(|at| article.sort_at < at)
        && query.changed_since.is_none_or(|at| changed_at(item) >= at)
        && query.changed_until.is_none_or(|at| changed_at(item) < at)
        && query.above.is_none_or(|above| id > above)
        && query.below.is_none_or(|below| id < below)
}
