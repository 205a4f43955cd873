//! What a reader follows and filters, worked out for the newest articles and kept for a while.
//!
//! Nothing of it stands in the database: a filter that was made a moment ago holds for yesterday's
//! articles too, and taking it back undoes all that it did. Only what came since the last look is
//! asked for anew.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use dateline_model::{ArticleId, FrontStory, Millis, Query, ReaderId, StoryId, Term, Wanted};
use dateline_store::{Act, Filter, Follow, Interest, Leaning, Topic};
use dateline_understand::{Calendar, read_query};

use crate::error::Result;
use crate::paper::Site;
use crate::parts::{self, Card, Lens};

/// How old an answer may be.
const KEEP_MS: i64 = 20 * Millis::SECOND;

/// After so long all is asked for anew: articles change, and relative dates move on.
const RENEW_MS: i64 = 10 * Millis::MINUTE;

/// So many of the newest articles are looked through.
const LOOK_BACK: i64 = 20_000;

/// Articles are not published quite in the order of their numbers.
const OVERLAP: i64 = 500;

/// Articles kept for one topic or filter.
const MOST_EACH: u32 = 2_000;

/// Readers whose tastes are kept.
const MOST_READERS: usize = 2_000;

type Covered = Vec<(ArticleId, StoryId)>;

/// One reader's taste.
#[derive(Debug, Default)]
pub(crate) struct Taste {
    at: Millis,
    renewed_at: Millis,
    newest: i64,
    pub(crate) follows: Vec<Followed>,
    pub(crate) filters: Vec<Filtered>,
    /// For the front page.
    pub(crate) leaning: Arc<Leaning>,
    highlighted: HashMap<ArticleId, String>,
    risen_by: HashMap<StoryId, String>,
}

/// Something followed, with its newest articles.
#[derive(Clone, Debug)]
pub(crate) struct Followed {
    pub(crate) follow: Follow,
    pub(crate) articles: Covered,
    /// How many of them the reader has not seen.
    pub(crate) fresh: usize,
}

/// A filter with the newest articles that it covers.
#[derive(Clone, Debug)]
pub(crate) struct Filtered {
    pub(crate) filter: Filter,
    pub(crate) articles: Covered,
}

impl Taste {
    /// Articles of all that is followed that the reader has not seen.
    pub(crate) fn fresh(&self) -> usize {
        let unseen = self.follows.iter().flat_map(|one| one.articles.iter().take(one.fresh));
        unseen.map(|(article, _)| article).collect::<HashSet<_>>().len()
    }

    /// Whether the reader follows it.
    pub(crate) fn follows(&self, topic: &Topic) -> bool {
        self.follows.iter().any(|one| one.follow.topic == *topic)
    }

    pub(crate) fn mutes(&self, article: ArticleId) -> bool {
        self.leaning.muted.contains(&article)
    }

    /// A story as this reader's front page shows it.
    pub(crate) fn story_card(&self, front: &FrontStory, lens: Lens<'_>) -> Card {
        let mut card = parts::story_card(front, lens);
        card.highlight = self.highlighted.get(&front.lead.id).cloned();
        if let Some(label) = self.risen_by.get(&front.story.id) {
            card.why.push(lens.speech.with("why-follow", "name", label));
        }
        card
    }

    /// Puts together what is asked of it for every page.
    fn settled(mut self) -> Taste {
        let mut leaning = Leaning::default();
        for Followed { follow, articles, fresh } in &mut self.follows {
            *fresh = articles.iter().take_while(|(article, _)| *article > follow.seen).count();
            for (_, story) in articles {
                leaning.risen.insert(*story);
                self.risen_by.entry(*story).or_insert_with(|| follow.label.clone());
            }
        }
        for Filtered { filter, articles } in &self.filters {
            for (article, _) in articles {
                match filter.act {
                    Act::Mute => drop(leaning.muted.insert(*article)),
                    Act::Highlight => {
                        self.highlighted.entry(*article).or_insert_with(|| filter.line.clone());
                    }
                }
            }
        }
        self.leaning = Arc::new(leaning);
        self
    }
}

/// The tastes of those who are reading.
#[derive(Debug, Default)]
pub(crate) struct Tastes {
    kept: Mutex<HashMap<ReaderId, Arc<Taste>>>,
    /// Whose taste is being worked out: a second page of theirs waits for the first one's answer.
    turns: Mutex<HashMap<ReaderId, Arc<tokio::sync::Mutex<()>>>>,
}

impl Tastes {
    /// Forgets a reader's taste, because it changed.
    pub(crate) fn forget(&self, reader: ReaderId) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).remove(&reader);
    }

    fn known(&self, reader: ReaderId) -> Option<Arc<Taste>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).get(&reader).cloned()
    }

    fn turn(&self, reader: ReaderId) -> Arc<tokio::sync::Mutex<()>> {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        if turns.len() >= MOST_READERS {
            turns.retain(|_, turn| Arc::strong_count(turn) > 1);
        }
        Arc::clone(turns.entry(reader).or_default())
    }

    fn keep(&self, reader: ReaderId, taste: &Arc<Taste>) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST_READERS {
            kept.clear();
        }
        kept.insert(reader, Arc::clone(taste));
    }
}

/// The taste of whoever is reading; a stranger has none.
pub(crate) async fn taste(site: &Site, reader: Option<ReaderId>) -> Result<Arc<Taste>> {
    let Some(reader) = reader else { return Ok(Arc::default()) };
    let now = site.now();
    let still_good = |known: &Arc<Taste>| (0..KEEP_MS).contains(&(now.0 - known.at.0));
    if let Some(known) = site.tastes.known(reader).filter(still_good) {
        return Ok(known);
    }
    let turn = site.tastes.turn(reader);
    let _turn = turn.lock().await;
    let known = site.tastes.known(reader);
    if let Some(known) = known.clone().filter(still_good) {
        return Ok(known);
    }
    let newest = site.recent.present(&site.store, now).await?.newest;
    let fresh = Arc::new(work_out(site, reader, known.as_deref(), newest).await?);
    site.tastes.keep(reader, &fresh);
    Ok(fresh)
}

async fn work_out(
    site: &Site,
    reader: ReaderId,
    known: Option<&Taste>,
    newest: i64,
) -> Result<Taste> {
    let now = site.now();
    let known = known.filter(|known| (0..RENEW_MS).contains(&(now.0 - known.renewed_at.0)));
    let (follows, filters) =
        tokio::try_join!(site.store.follows(reader), site.store.filters(reader, now))?;
    let old_follow = |follow: &Follow| {
        known?.follows.iter().find(|old| old.follow.id == follow.id).map(|old| &old.articles)
    };
    let old_filter = |filter: &Filter| {
        known?.filters.iter().find(|old| old.filter.id == filter.id).map(|old| &old.articles)
    };
    let old: Vec<Option<&Covered>> =
        follows.iter().map(old_follow).chain(filters.iter().map(old_filter)).collect();
    let calendar = Calendar { now, zone: &site.settings.zone };
    let interests = follows.iter().map(|follow| of_topic(calendar, &follow.topic));
    let interests = interests.chain(filters.iter().map(|filter| of_line(calendar, &filter.line)));
    let reached = known.map_or(0, |known| known.newest);
    let asked: Vec<(Interest, ArticleId)> = interests
        .zip(&old)
        .map(|(interest, old)| {
            let from = if old.is_some() { reached - OVERLAP } else { newest - LOOK_BACK };
            (interest, ArticleId(from.max(0)))
        })
        .collect();
    let found = site.store.covered(&asked, Some(reader), MOST_EACH, now).await?;
    let mut covered = found.into_iter().zip(old).map(|(new, old)| joined(&new, old));
    let mut next = || covered.next().unwrap_or_default();
    let follows = follows.into_iter().map(|follow| Followed { follow, articles: next(), fresh: 0 });
    let follows: Vec<Followed> = follows.collect();
    let filters = filters.into_iter().map(|filter| Filtered { filter, articles: next() }).collect();
    let renewed_at = known.map_or(now, |known| known.renewed_at);
    Ok(Taste { at: now, renewed_at, newest, follows, filters, ..Taste::default() }.settled())
}

/// Both lists, newest first, each article once.
fn joined(new: &[(ArticleId, StoryId)], old: Option<&Covered>) -> Covered {
    let last = new.last().map_or(ArticleId(i64::MAX), |(article, _)| *article);
    let older = old.into_iter().flatten().filter(|(article, _)| *article < last);
    let mut all: Covered = new.iter().chain(older).copied().collect();
    all.truncate(MOST_EACH as usize);
    all
}

/// What the index is asked for a topic.
pub(crate) fn of_topic(calendar: Calendar<'_>, topic: &Topic) -> Interest {
    let one = |wanted| {
        let terms = vec![Term { not: false, wanted }];
        Interest::Query(Query { terms, problems: Vec::new() })
    };
    match topic {
        Topic::Tag(key) => one(Wanted::Tag(key.clone())),
        Topic::Name(key) => one(Wanted::Name(key.clone())),
        Topic::Publisher(id) => Interest::Publisher(*id),
        Topic::Story(id) => Interest::Story(*id),
        Topic::Search(line) => of_line(calendar, line),
    }
}

/// What the index is asked for a line of the search language.
pub(crate) fn of_line(calendar: Calendar<'_>, line: &str) -> Interest {
    Interest::Query(read_query(line, calendar))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_since_is_joined_to_what_was_known() {
        let list = |ids: &[i64]| -> Covered {
            ids.iter().map(|id| (ArticleId(*id), StoryId(1))).collect()
        };
        let check = |new: &[i64], old: &[i64], expected: &[i64]| {
            assert_eq!(joined(&list(new), Some(&list(old))), list(expected));
        };
        check(&[9, 7, 5], &[7, 5, 3], &[9, 7, 5, 3]);
        check(&[], &[3, 2], &[3, 2]);
        check(&[9], &[], &[9]);
        assert_eq!(joined(&list(&[4]), None), list(&[4]));
    }

    #[test]
    fn a_story_that_is_followed_twice_counts_once() {
        let follow = |id, seen| Follow {
            id,
            topic: Topic::Tag("x".to_owned()),
            label: "#X".to_owned(),
            seen: ArticleId(seen),
        };
        let articles = vec![(ArticleId(9), StoryId(1)), (ArticleId(7), StoryId(1))];
        let follows = vec![
            Followed { follow: follow(1, 7), articles: articles.clone(), fresh: 0 },
            Followed { follow: follow(2, 0), articles, fresh: 0 },
        ];
        let taste = Taste { follows, ..Taste::default() }.settled();
        assert_eq!(taste.fresh(), 2);
        assert_eq!((taste.follows[0].fresh, taste.follows[1].fresh), (1, 2));
        assert!(taste.leaning.risen.contains(&StoryId(1)));
    }
}
