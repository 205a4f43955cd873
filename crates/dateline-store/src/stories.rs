//! A story's own row: worked out anew from its articles whenever one of them comes, changes or
//! goes.
//!
//! The rule to know: [`tell`] is the only writer of `stories`, so that no count can drift from what
//! it counts.

use std::collections::BTreeSet;

use dateline_model::{ArticleId, Citation, Earlier, Millis, PublisherId, StoryId};

use crate::Result;
use crate::body::json;
use crate::db::{Row, Session, params};

/// A story's line names no more publishers than these.
const MOST_PUBLISHER_NAMES: usize = 6;

/// A text of this length is a whole report; more does not make a better lead.
const FULL_TEXT_CHARACTERS: u32 = 2_500;

/// Publishers this close before the latest article make a story's pace.
const PACE_MS: i64 = 6 * Millis::HOUR;

/// What is known of a story beside its articles; what is empty leaves what is there.
#[derive(Clone, Copy, Default)]
pub(crate) struct Told<'a> {
    pub(crate) brief: &'a [Citation],
    pub(crate) earlier: Option<&'a Earlier>,
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
    /// When it last added something to the story; 0 when it never did.
    news_seen_at: Millis,
}

/// Works the story's row out anew from its articles, and drops the answers about it. A story that
/// has no article left has no row.
pub(crate) fn tell(session: &Session<'_>, story: StoryId, told: Told<'_>) -> Result<()> {
    session.run("delete from answers where subject = $1", params![format!("s/{story}")])?;
    let members = members(session, story)?;
    let (Some(first), Some(last)) = (members.first(), members.last()) else {
        session.run("delete from story_feeds where story = $1", params![story])?;
        return session.run("delete from stories where id = $1", params![story]).map(drop);
    };
    let originals = || members.iter().filter(|member| !member.is_copy);
    let lead = originals().max_by(|a, b| weight(a).total_cmp(&weight(b))).unwrap_or(first);
    let (count, names) = publishers(originals());
    let news = || originals().filter(|member| member.news_seen_at.0 > 0);
    let row = params![
        story,
        &lead.headline,
        lead.id,
        first.sort_at,
        last.sort_at,
        number(members.len()),
        number(count),
        json(&names)?,
        if told.brief.is_empty() { None } else { Some(json(&told.brief)?) },
        news().map(|member| member.sort_at).max().unwrap_or(first.sort_at),
        news().map(|member| member.news_seen_at).max().unwrap_or(Millis(0)),
        number(pace(originals())),
        told.earlier.map(|earlier| earlier.story),
        told.earlier.map(|earlier| json(&earlier.because)).transpose()?
    ];
    // Most stories are new. Two statements, since SQLite keeps copies of the pages that it touches
    // when one may change a column which refers to another row.
    let new = session.run(
        "insert into stories (id, headline, lead, first_at, last_at, article_count,
           publisher_count, publishers, brief, news_at, news_seen_at, pace, earlier,
           earlier_because)
         values ($1, $2, $3, $4, $5, $6, $7, $8, coalesce($9, '[]'), $10, $11, $12, $13,
           coalesce($14, '[]'))
         on conflict (id) do nothing",
        row,
    )?;
    if new == 0 {
        session.run(
            "update stories set headline = $2, lead = $3, first_at = $4, last_at = $5,
               article_count = $6, publisher_count = $7, publishers = $8,
               brief = coalesce($9, brief), news_at = $10, news_seen_at = $11, pace = $12,
               earlier = coalesce($13, earlier), earlier_because = coalesce($14, earlier_because)
             where id = $1",
            row,
        )?;
    }
    Ok(())
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// How many publishers there are, and the names of the first.
fn publishers<'a>(originals: impl Iterator<Item = &'a Member>) -> (usize, Vec<&'a str>) {
    let mut seen: Vec<PublisherId> = Vec::new();
    let mut names: Vec<&str> = Vec::new();
    for member in originals {
        if !seen.contains(&member.publisher) {
            seen.push(member.publisher);
            names.push(&member.publisher_name);
        }
    }
    names.truncate(MOST_PUBLISHER_NAMES);
    (seen.len(), names)
}

/// Publishers in the hours before the latest article.
fn pace<'a>(originals: impl DoubleEndedIterator<Item = &'a Member>) -> usize {
    let mut latest = None;
    let recent: BTreeSet<PublisherId> = originals
        .rev()
        .take_while(|member| {
            let latest = *latest.get_or_insert(member.sort_at);
            latest.0.saturating_sub(member.sort_at.0) <= PACE_MS
        })
        .map(|member| member.publisher)
        .collect();
    recent.len()
}

/// The story's articles in time order.
fn members(session: &Session<'_>, story: StoryId) -> Result<Vec<Member>> {
    let mut rows = session.rows(
        "select a.id, a.publisher, p.name as publisher_name, a.sort_at,
           a.copy_of is not null as is_copy, a.headline, a.characters,
           a.lead_image is not null as pictured, a.news_seen_at
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
        news_seen_at: row.take("news_seen_at")?,
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

#[cfg(test)]
mod tests {
    use super::*;

    fn member(publisher: i64, hours: i64) -> Member {
        Member {
            id: ArticleId(1),
            publisher: PublisherId(publisher),
            publisher_name: format!("P{publisher}"),
            sort_at: Millis(500_000 * Millis::HOUR + hours * Millis::HOUR),
            is_copy: false,
            headline: String::new(),
            characters: 0,
            pictured: false,
            news_seen_at: Millis(0),
        }
    }

    #[track_caller]
    fn check(better: (i64, u32, bool), worse: (i64, u32, bool)) {
        let member = |(hours, characters, pictured): (i64, u32, bool)| Member {
            characters,
            pictured,
            ..member(1, hours)
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

    #[test]
    fn pace_counts_publishers_of_the_last_hours() {
        let told = [member(1, 0), member(2, 10), member(3, 12), member(3, 13), member(2, 14)];
        assert_eq!(pace(told.iter()), 2);
        assert_eq!(pace([].iter()), 0);
        assert_eq!(publishers(told.iter()), (3, vec!["P1", "P2", "P3"]));
    }
}
