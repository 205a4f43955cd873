//! Whether words stand side by side: the index knows only that they are there, so the texts of the
//! best matches are read, as many as are needed to fill the answer.

use std::collections::HashMap;

use serde::Deserialize;

use super::resolve::Asked;
use crate::Result;
use crate::body::unpack;
use crate::db::{Session, params};

/// Texts that are read at once.
const AT_ONCE: usize = 40;

/// The words of an article, and nothing else of it.
#[derive(Default, Deserialize)]
struct Body {
    draft: Words,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Words {
    headline: String,
    standfirst: Option<String>,
    text: String,
}

/// The first `limit` of the ranked articles in which the phrases stand, or do not, as asked.
pub(super) fn keep(
    session: &Session<'_>,
    mut ranked: Vec<i64>,
    asked: &Asked,
    limit: u32,
) -> Result<Vec<i64>> {
    let limit = limit as usize;
    if asked.phrases.is_empty() {
        ranked.truncate(limit);
        return Ok(ranked);
    }
    let phrases: Vec<(String, bool)> =
        asked.phrases.iter().map(|(text, not)| (plain(text), *not)).collect();
    let mut kept = Vec::new();
    for some in ranked.chunks(AT_ONCE) {
        let mut rows = session
            .rows("select article, body from bodies where article in $1[]", params![some])?;
        let mut fits: HashMap<i64, bool> = HashMap::new();
        for row in &mut rows {
            let article: i64 = row.take("article")?;
            let Body { draft } = match unpack(&row.take::<Vec<u8>>("body")?) {
                Ok(body) => body,
                Err(error) => {
                    tracing::error!(%error, article.id = article, "it is damaged");
                    continue;
                }
            };
            let standfirst = draft.standfirst.unwrap_or_default();
            let text = plain(&format!("{}\n{standfirst}\n{}", draft.headline, draft.text));
            let fit = phrases.iter().all(|(phrase, not)| stands_in(&text, phrase) != *not);
            fits.insert(article, fit);
        }
        kept.extend(some.iter().filter(|id| fits.get(id).is_some_and(|fit| *fit)));
        if kept.len() >= limit {
            break;
        }
    }
    kept.truncate(limit);
    Ok(kept)
}

/// Lower case, one space between words, one kind of apostrophe and dash.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '’' | '‘' | 'ʼ' => plain.push('\''),
            '‐' | '‑' | '–' => plain.push('-'),
            '\u{ad}' => {}
            c if c.is_whitespace() => {
                if !plain.ends_with(' ') {
                    plain.push(' ');
                }
            }
            c => plain.extend(c.to_lowercase()),
        }
    }
    plain
}

/// Whether the phrase stands in the text, not within longer words.
fn stands_in(text: &str, phrase: &str) -> bool {
    let joined = |a: Option<char>, b: Option<char>| match (a, b) {
        (Some(a), Some(b)) => {
            a.is_alphanumeric() && b.is_alphanumeric() && a.is_ascii() && b.is_ascii()
        }
        _ => false,
    };
    text.match_indices(phrase).any(|(at, found)| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text.get(at + found.len()..).and_then(|text| text.chars().next());
        !joined(before, found.chars().next()) && !joined(found.chars().next_back(), after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, phrase: &str, expected: bool) {
        assert_eq!(stands_in(&plain(text), &plain(phrase)), expected, "{text:?} {phrase:?}");
    }

    #[test]
    fn phrases_are_whole_words_side_by_side() {
        check("The rare\nearths of X", "Rare Earths", true);
        check("earths so rare", "rare earths", false);
        check("compare earthshine", "are earth", false);
        check("It’s over", "it's over", true);
        check("東京で大きな地震", "大きな地震", true);
        check("art. Art", "art", true);
    }
}
