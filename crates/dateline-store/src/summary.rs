//! One line of a list: how it is made when an article is saved, and how it is read.

use dateline_model::{ArticleSummary, Draft};

use crate::body::{from_json, from_word};
use crate::db::Row;
use crate::{Error, Result};

/// Two lines of a list on a wide screen.
const LONGEST_CHARACTERS: usize = 240;

/// A query for summaries of placed articles: the columns that [`summary_row`] reads, then the
/// given end. The tables are `a` (articles) and `p` (publishers).
macro_rules! summaries_sql {
    ($end:literal) => {
        concat!(
            "select a.id, a.story, a.copy_of, a.feed, a.publisher, p.name as publisher_name,
               a.headline, a.summary, a.published, a.sort_at, a.language, a.lead_image, a.kind,
               a.duration_seconds, a.url
             from articles a join publishers p on p.id = a.publisher ",
            $end
        )
    };
}
pub(crate) use summaries_sql;

/// The standfirst or the beginning of the text, cut at a word.
pub(crate) fn summary_of(draft: &Draft) -> String {
    let standfirst = draft.standfirst.as_deref().filter(|text| !text.trim().is_empty());
    shorten(standfirst.unwrap_or(&draft.text), LONGEST_CHARACTERS)
}

/// The text on one line, cut at a word where it is longer than `most` characters.
fn shorten(text: &str, most: usize) -> String {
    let mut line = String::new();
    let mut characters = 0;
    // Where to cut, should the line become too long: room is kept for the ellipsis.
    let mut end_of_word = 0;
    for word in text.split_whitespace() {
        let space = if line.is_empty() { "" } else { " " };
        for c in space.chars().chain(word.chars()) {
            if characters == most {
                return cut(&line, end_of_word, most);
            }
            line.push(c);
            characters += 1;
        }
        if characters < most {
            end_of_word = line.len();
        }
    }
    line
}

/// The line up to the end of a word. A script without spaces is one endless word: where the last
/// word's end would leave less than half of the line, it is cut where the room ends.
fn cut(line: &str, end_of_word: usize, most: usize) -> String {
    let words = line.get(..end_of_word).unwrap_or_default();
    let mut short = match words.chars().count() {
        enough if enough * 2 >= most => words.to_owned(),
        _ => line.chars().take(most - 1).collect(),
    };
    short.push('…');
    short
}

/// Reads the columns of `summaries_sql!`.
pub(crate) fn summary_row(row: &mut Row) -> Result<ArticleSummary> {
    Ok(ArticleSummary {
        id: row.take("id")?,
        story: row.take("story")?,
        copy_of: row.take("copy_of")?,
        feed: row.take("feed")?,
        publisher: row.take("publisher")?,
        publisher_name: row.take("publisher_name")?,
        headline: row.take("headline")?,
        summary: row.take("summary")?,
        published: row
            .take::<Option<String>>("published")?
            .map(|text| text.parse().map_err(Error::unavailable))
            .transpose()?,
        sort_at: row.take("sort_at")?,
        language: row.take("language")?,
        lead_image: row
            .take::<Option<String>>("lead_image")?
            .map(|text| from_json(&text))
            .transpose()?,
        kind: from_word(row.take("kind")?)?,
        duration_seconds: row.take("duration_seconds")?,
        url: row.take("url")?,
    })
}

/// Reads all rows of a `summaries_sql!` query.
pub(crate) fn summary_rows(mut rows: Vec<Row>) -> Result<Vec<ArticleSummary>> {
    rows.iter_mut().map(summary_row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(shorten(text, 12), expected);
        assert!(shorten(text, 12).chars().count() <= 12);
    }

    #[test]
    fn texts_are_cut_at_a_word() {
        check("", "");
        check("two\n\n  words", "two words");
        check("exactly here", "exactly here");
        check("exactly there", "exactly…");
        check("exactly here too", "exactly…");
        check("東京で大きな地震がありました", "東京で大きな地震があり…");
        check("a 東京で大きな地震がありました", "a 東京で大きな地震が…");
    }
}
