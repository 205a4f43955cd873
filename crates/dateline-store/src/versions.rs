//! What became of an article after it was first published: its versions, and the list of all
//! changes in the order in which they became visible.
//!
//! A new text or headline is a new version, and the old one is kept. What says the same in another
//! dress (a comment counter, a clock, a byline that was filled in) is taken over in silence.
//!
//! The rule to know: rows of `changes` are written by [`Store::publish`] alone, under the fence of
//! placing, so that their numbers grow in the order in which readers could see them. Whoever
//! remembers the last number misses nothing.

use dateline_model::{ArticleId, Draft, Millis, StoryId};

use crate::articles::Studied;
use crate::body::{Body, unpack};
use crate::db::{Row, Session, Value, params};
use crate::{Result, Store};

/// The newest versions of one article that are read: an article that changed more often is a live
/// page, and nobody reads its forty-first edit.
const MOST_VERSIONS: u32 = 40;

/// An article's text at one time.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// 1 for the first.
    pub version: u32,
    /// When this paper first saw it.
    pub seen_at: Millis,
    /// The headline then.
    pub headline: String,
    /// The text then.
    pub text: String,
}

/// One change that readers can see: an article came, or its words changed.
#[derive(Clone, Debug, PartialEq)]
pub struct ContentChange {
    /// Grows from change to change; ask for what came after the last one you know.
    pub number: i64,
    /// The article.
    pub article: ArticleId,
    /// The version that became visible; 1 when the article came.
    pub version: u32,
    /// When.
    pub at: Millis,
    /// The article's present headline.
    pub headline: String,
    /// Its story.
    pub story: StoryId,
    /// Where the original lives.
    pub url: Option<String>,
}

/// What a studied text is against the one that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edit {
    /// The same, or poorer.
    None,
    /// The same words in another dress: it takes the place of the old one.
    Dress,
    /// Other words: a new version.
    Words,
}

/// Tells an edit from a counter that ticked.
pub(crate) fn edit(old: &Draft, studied: &Studied) -> Edit {
    let new = &studied.draft;
    let is_poorer = !studied.whole && new.text.len() < old.text.len();
    if is_poorer {
        return Edit::None;
    }
    let same = |old: &str, new: &str| old == new || (studied.says_the_same)(old, new);
    if !same(&old.headline, &new.headline) || !same(&old.text, &new.text) {
        // What we read better now is no edit of the publisher's.
        return if studied.reread { Edit::Dress } else { Edit::Words };
    }
    let undressed = |draft: &Draft| Draft { age: None, problems: Vec::new(), ..draft.clone() };
    if undressed(old) == undressed(new) { Edit::None } else { Edit::Dress }
}

/// Notes that versions became visible (article, version, when); once for each version.
pub(crate) fn note(session: &Session<'_>, versions: &[Vec<Value<'_>>]) -> Result<()> {
    session.run_many(
        "insert into changes (article, version, at) values ($1, $2, $3)
         on conflict (article, version) do nothing",
        versions,
    )
}

impl Store {
    /// The versions of an article, newest first; the newest forty of them.
    pub async fn versions(&self, id: ArticleId) -> Result<Vec<Version>> {
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    "select a.version, a.version_seen_at as seen_at, b.body
                     from articles a join bodies b on b.article = a.id where a.id = $1
                     union all
                     select version, seen_at, body from old_versions where article = $1
                     order by version desc limit $2",
                    params![id, MOST_VERSIONS],
                )?;
                rows.iter_mut().map(version_row).collect()
            })
            .await
    }

    /// What became visible after the change numbered `after`, in that order; 0 is before all.
    pub async fn changes(&self, after: i64, limit: u32) -> Result<Vec<ContentChange>> {
        self.db
            .read(move |session| {
                let mut rows = session.rows(
                    "select c.id, c.article, c.version, c.at, a.headline, a.story, a.url
                     from changes c join articles a on a.id = c.article
                     where c.id > $1 and a.story is not null order by c.id limit $2",
                    params![after, limit],
                )?;
                rows.iter_mut().map(change_row).collect()
            })
            .await
    }
}

fn version_row(row: &mut Row) -> Result<Version> {
    let Body { draft, .. } = unpack(&row.take::<Vec<u8>>("body")?)?;
    Ok(Version {
        version: row.take("version")?,
        seen_at: row.take("seen_at")?,
        headline: draft.headline,
        text: draft.text,
    })
}

fn change_row(row: &mut Row) -> Result<ContentChange> {
    Ok(ContentChange {
        number: row.take("id")?,
        article: row.take("article")?,
        version: row.take("version")?,
        at: row.take("at")?,
        headline: row.take("headline")?,
        story: row.take("story")?,
        url: row.take("url")?,
    })
}

#[cfg(test)]
mod tests {
    use dateline_model::{EntryId, FeedId, Study};

    use super::*;

    #[track_caller]
    fn check(old: &Draft, new: &Draft, whole: bool, expected: Edit) {
        let studied = Studied {
            entry: EntryId(1),
            feed: FeedId(1),
            draft: new.clone(),
            study: Study::default(),
            sketch: Vec::new(),
            whole,
            reread: false,
            feed_is_full: None,
            says_the_same: |old, new| old.eq_ignore_ascii_case(new),
        };
        assert_eq!(edit(old, &studied), expected, "{new:?}");
    }

    #[test]
    fn words_make_a_version_and_dress_does_not() {
        let draft = |headline: &str, text: &str| Draft {
            headline: headline.to_owned(),
            text: text.to_owned(),
            ..Draft::default()
        };
        let old = draft("Bridge opens", "It opened at noon.");
        check(&old, &old, true, Edit::None);
        check(&old, &draft("Bridge opens", "IT OPENED AT NOON."), true, Edit::Dress);
        check(&old, &draft("Bridge opens", "It opened at one."), true, Edit::Words);
        check(&old, &draft("Bridge shut", "It opened at noon."), true, Edit::Words);
        check(&old, &draft("Bridge shut", "It opened"), false, Edit::None);
        let signed = Draft { byline: vec!["Ada Lane".to_owned()], ..old.clone() };
        check(&old, &signed, true, Edit::Dress);
        let troubled = Draft { problems: vec!["no date".to_owned()], ..old.clone() };
        check(&old, &troubled, true, Edit::None);
    }
}
