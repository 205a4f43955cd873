//! Answers of features, kept so that each is worked out once.
//!
//! Saving a new version of an article, or publishing into a story, drops the answers about it.

use dateline_model::Millis;

use crate::{Error, Result, Store};

/// Which answer.
#[derive(Clone, Copy, Debug)]
pub struct AnswerKey<'a> {
    /// What it is about: `a/12` is an article, `s/12` a story.
    pub subject: &'a str,
    /// The feature's name, with the question where it needs one.
    pub feature: &'a str,
    /// The feature's version: a better one asks anew.
    pub version: u32,
}

impl Store {
    /// The kept answer, as JSON.
    pub async fn answer(&self, key: &AnswerKey<'_>) -> Result<Option<String>> {
        Err(Error::missing())
    }

    /// Keeps an answer.
    pub async fn save_answer(&self, key: &AnswerKey<'_>, json: &str, now: Millis) -> Result<()> {
        Err(Error::missing())
    }
}
