//! HTML that may be shown.

use serde::{Deserialize, Serialize};

/// HTML that came out of our sanitiser: the only HTML a template accepts.
///
/// Invariant: the text was written by the sanitiser in `dateline-read`. Only that crate and the
/// store, which hands back what it was given, may call [`SafeHtml::vouched_for`]; `cargo xtask
/// tidy` checks both.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// Wraps HTML whose safety the caller answers for.
    pub fn vouched_for(html: String) -> SafeHtml {
        SafeHtml(html)
    }

    /// The HTML itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
