//! What our lists know of a word, all of them in one table.
//!
//! Whether a word is a little one, a month, too common for a tag: a dozen parts of the study ask it of
//! every word. Here one look-up answers all of them, and [`Text`](crate::text::Text) makes it once for
//! each different word. A list belongs into the table when every word of a text is asked for in it; the
//! others look for themselves.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::hash::Quick;
use crate::{brief, dates, entities, function_words, hashtags};

/// What the lists say of one lower-case word.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// The languages of which it is a little word, one bit each in the order of their lists.
    pub(crate) little: u64,
    /// The languages in which it names a month or a day of the week, one bit each.
    pub(crate) calendar: u16,
    /// The English rules for time expressions that it may open, one bit each.
    pub(crate) openings: u16,
    lists: u16,
}

/// A list of words that mean the same to us in every language; each is a bit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum List {
    /// Too common to be a tag by itself.
    Common = 1,
    /// Belongs to the page and not to its matter.
    Furniture = 2,
    /// Counts what comes after it.
    Counting = 4,
    /// Names a people, but for its capital.
    People = 8,
    /// Leans on an earlier sentence wherever it stands.
    Leaning = 16,
    /// May open a time expression in another language than English.
    Time = 32,
    /// Stands before people's names.
    Title = 64,
    /// Is a common first name.
    GivenName = 128,
    /// Stands in organisations' names.
    Organisation = 256,
}

impl Known {
    /// Whether the word is one of a list.
    #[inline]
    pub(crate) fn is(&self, list: List) -> bool {
        self.lists & list as u16 != 0
    }
}

/// What is known of most words.
pub(crate) static NOTHING: Known = Known { little: 0, calendar: 0, openings: 0, lists: 0 };

type Table = HashMap<String, Known, Quick>;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::with_capacity_and_hasher(10_000, Quick::default());
    for (word, little) in function_words::words() {
        entry(&mut table, word).little |= little;
    }
    for (word, calendar) in dates::calendar_words() {
        entry(&mut table, word).calendar |= calendar;
    }
    for (word, openings) in dates::openings() {
        entry(&mut table, word).openings |= openings;
    }
    let lists = hashtags::LISTS.iter().chain(&entities::lexicon::LISTS);
    for (list, words) in lists.chain([&(List::Leaning, brief::LEANING)]) {
        for word in words.split_whitespace() {
            entry(&mut table, word).lists |= *list as u16;
        }
    }
    for word in dates::other_openings() {
        entry(&mut table, word).lists |= List::Time as u16;
    }
    for people in entities::lexicon::peoples() {
        entry(&mut table, &people.to_lowercase()).lists |= List::People as u16;
    }
    table
});

fn entry<'a>(table: &'a mut Table, word: &str) -> &'a mut Known {
    table.entry(word.to_owned()).or_default()
}

/// What is known of a lower-case word.
pub(crate) fn known(word: &str) -> &'static Known {
    TABLE.get(word).unwrap_or(&NOTHING)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::function_words::bit;

    #[test]
    fn one_look_up_answers_for_all_lists() {
        assert!(known("nicht").little & bit("de") != 0 && known("nicht").little & bit("en") == 0);
        assert!(known("mardi").calendar & dates::calendar_bit("fr") != 0);
        assert!(known("yesterday").openings != 0 && known("gestern").is(List::Time));
        assert!(known("minister").is(List::Title) && known("angela").is(List::GivenName));
        assert!(known("french").is(List::People) && known("newsletter").is(List::Furniture));
        let nothing = known("tollhaven");
        assert!(nothing.little == 0 && nothing.openings == 0 && !nothing.is(List::Common));
    }
}
