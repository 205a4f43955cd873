//! What the owner decided about the pages of one site.

use serde::{Deserialize, Serialize};

/// How the pages of one site are read where the reader's own judgement is not enough.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SiteRule {
    /// CSS selectors of what is the article; empty: the reader judges.
    pub keep: Vec<String>,
    /// CSS selectors of what is never part of it.
    pub drop: Vec<String>,
}

impl SiteRule {
    /// Whether it decides nothing.
    pub fn is_empty(&self) -> bool {
        self.keep.is_empty() && self.drop.is_empty()
    }
}
