//! Regular expressions over headlines and the lines under them.
//!
//! The engine takes time linear in the text, whatever the expression; what would need much memory
//! is refused.

use dateline_model::QueryNote;
use regex::{Regex, RegexBuilder};

use crate::Result;
use crate::db::{Session, params};

/// Memory that one compiled expression may take, in bytes.
const LARGEST_BYTES: usize = 256 << 10;

/// An expression, and whether it must not be found.
#[derive(Debug)]
pub(super) struct Pattern {
    regex: Regex,
    not: bool,
}

/// Reads an expression, or says what is wrong with it.
pub(super) fn pattern(text: &str, not: bool) -> std::result::Result<Pattern, QueryNote> {
    let built = RegexBuilder::new(text).case_insensitive(true).size_limit(LARGEST_BYTES).build();
    match built {
        Ok(regex) => Ok(Pattern { regex, not }),
        Err(regex::Error::CompiledTooBig(_)) => Err(QueryNote::LargePattern(text.to_owned())),
        Err(error) => {
            let all = error.to_string();
            let why = all.lines().last().unwrap_or_default().trim_start_matches("error: ");
            Err(QueryNote::BrokenPattern(text.to_owned(), why.to_owned()))
        }
    }
}

/// Those of the articles whose headline or summary fits all patterns, in the same order.
pub(super) fn keep(
    session: &Session<'_>,
    found: Vec<i64>,
    patterns: &[Pattern],
) -> Result<Vec<i64>> {
    if patterns.is_empty() || found.is_empty() {
        return Ok(found);
    }
    let mut rows = session.rows(
        "select id, headline, summary from articles where id in $1[] order by id desc",
        params![found],
    )?;
    let mut kept = Vec::new();
    for row in &mut rows {
        let (headline, summary): (String, String) = (row.take("headline")?, row.take("summary")?);
        let fits = |pattern: &Pattern| {
            let hit = pattern.regex.is_match(&headline) || pattern.regex.is_match(&summary);
            hit != pattern.not
        };
        if patterns.iter().all(fits) {
            kept.push(row.take("id")?);
        }
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_used_is_told() {
        assert!(pattern("(gold|silver) medal", false).is_ok());
        let check = |text: &str, said: &str| {
            let problem = pattern(text, false).expect_err("unusable").to_string();
            assert!(problem.contains(said), "{problem}");
        };
        check("(gold", "unclosed group");
        check("((a{100}){100}){100}", "too large");
    }
}
