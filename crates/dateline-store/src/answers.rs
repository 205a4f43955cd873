//! Answers of features, kept so that each is worked out once.
//!
//! Saving a new version of an article, or publishing into a story, drops the answers about it.

use dateline_model::Millis;

use crate::db::params;
use crate::{Result, Store};

/// Answers kept about one subject: readers ask much, and what is not asked again need not be kept.
const MOST_KEPT: u32 = 100;

/// Which answer.
#[derive(Clone, Copy, Debug)]
pub struct AnswerKey<'a> {
    /// What it is about: `a/12` is an article, `s/12` a story, `paper` all of it.
    pub subject: &'a str,
    /// The feature's name, with a digest of what else the answer depends on.
    pub feature: &'a str,
    /// The feature's version: a better one asks anew.
    pub version: u32,
}

impl Store {
    /// The kept answer, as JSON.
    pub async fn answer(&self, key: &AnswerKey<'_>) -> Result<Option<String>> {
        let (subject, feature) = (key.subject.to_owned(), key.feature.to_owned());
        let version = key.version;
        self.db
            .read(move |session| {
                let row = session.row(
                    "select json from answers
                     where subject = $1 and feature = $2 and version = $3",
                    params![&subject, &feature, version],
                )?;
                row.map(|mut row| row.take("json")).transpose()
            })
            .await
    }

    /// Keeps an answer, and drops the oldest about its subject where there are too many.
    pub async fn save_answer(&self, key: &AnswerKey<'_>, json: &str, now: Millis) -> Result<()> {
        let (subject, feature) = (key.subject.to_owned(), key.feature.to_owned());
        let (version, json) = (key.version, json.to_owned());
        self.db
            .write(move |session| {
                session.run(
                    "insert into answers (subject, feature, version, json, made_at)
                     values ($1, $2, $3, $4, $5)
                     on conflict (subject, feature, version) do update set
                       json = excluded.json, made_at = excluded.made_at",
                    params![&subject, &feature, version, &json, now],
                )?;
                session.run(
                    "delete from answers where subject = $1 and made_at <
                       (select made_at from answers where subject = $1
                        order by made_at desc, feature limit 1 offset $2)",
                    params![&subject, MOST_KEPT],
                )
            })
            .await
            .map(drop)
    }
}
