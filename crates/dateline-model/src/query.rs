//! What a reader searches for, and the marks that articles are found by beside their words.
//!
//! A [`Query`] is what `dateline_understand::read_query` made of a line that somebody typed; the
//! store answers it. What is no word of a text (its hashtags, writers, day, publisher) is found
//! through the same index as the words: each article is filed under its [`Mark`]s too, so that any
//! mixture of both costs one look into the index.
//!
//! The rule to know: a mark begins with `:`, which no word does.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

use crate::{FeedId, Millis, PublisherId, QueryNote};

/// The first year that has marks of its own; older articles stand under it.
const FIRST_YEAR: i16 = 1900;

/// The last one; no article is from later.
const LAST_YEAR: i16 = 2200;

/// What is searched for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// All of these must hold.
    pub terms: Vec<Term>,
    /// What of the line could not be understood.
    pub problems: Vec<QueryNote>,
}

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// It must not hold.
    pub not: bool,
    /// What is asked.
    pub wanted: Wanted,
}

/// What an article can be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A word of its headline or text, as `dateline_understand::key` compares words.
    Word(String),
    /// Words that stand next to each other.
    Phrase {
        /// The words, each once.
        words: Vec<String>,
        /// As it was typed.
        text: String,
    },
    /// A regular expression that the headline or the lines under it fit.
    Pattern(String),
    /// A hashtag, as addresses have it.
    Tag(String),
    /// Somebody or something named in it, as addresses have it.
    Name(String),
    /// A publisher: part of its name, or its host.
    Publisher(String),
    /// One of the reader's sections.
    Section(String),
    /// ISO 639-1 code.
    Language(String),
    /// Words of a writer's name.
    Author(Vec<String>),
    /// What comes with the text.
    Holding(Holding),
    /// From this moment on.
    Since(Millis),
    /// Before this moment.
    Before(Millis),
    /// Read by the reader who asks.
    Read,
    /// On their shelf.
    Saved,
    /// In a story that several articles tell.
    InStory,
}

/// What can come with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holding {
    /// A video.
    Video,
    /// Sound.
    Audio,
    /// A picture.
    Image,
    /// Updates, as in a live blog.
    Live,
}

/// Under what an article is filed beside its words. Displays as the index holds it.
#[derive(Clone, Copy, Debug)]
pub enum Mark<'a> {
    /// Every article.
    Every,
    /// Its hashtag's key.
    Tag(&'a str),
    /// The key of a name in it.
    Name(&'a str),
    /// ISO 639-1 code.
    Language(&'a str),
    /// A word of a writer's name.
    Author(&'a str),
    /// What comes with it.
    Holding(Holding),
    /// Whose it is.
    Publisher(PublisherId),
    /// What brought it.
    Feed(FeedId),
    /// Its day in UTC.
    Day(Date),
    /// The month of that day.
    Month(Date),
    /// The year of that day.
    Year(Date),
}

impl fmt::Display for Mark<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Mark::Every => write!(f, ":every"),
            Mark::Tag(key) => write!(f, ":tag/{key}"),
            Mark::Name(key) => write!(f, ":name/{key}"),
            Mark::Language(code) => write!(f, ":language/{code}"),
            Mark::Author(word) => write!(f, ":author/{word}"),
            Mark::Holding(Holding::Video) => write!(f, ":video"),
            Mark::Holding(Holding::Audio) => write!(f, ":audio"),
            Mark::Holding(Holding::Image) => write!(f, ":image"),
            Mark::Holding(Holding::Live) => write!(f, ":live"),
            Mark::Publisher(id) => write!(f, ":publisher/{id}"),
            Mark::Feed(id) => write!(f, ":feed/{id}"),
            Mark::Day(day) => write!(f, ":day/{day}"),
            Mark::Month(day) => write!(f, ":month/{:04}-{:02}", day.year(), day.month()),
            Mark::Year(day) => write!(f, ":year/{:04}", day.year()),
        }
    }
}

impl Query {
    /// A query for words alone.
    pub fn of_words(words: Vec<String>) -> Query {
        let term = |word| Term { not: false, wanted: Wanted::Word(word) };
        Query { terms: words.into_iter().map(term).collect(), problems: Vec::new() }
    }

    /// The words that a found article holds, for marking them where it is shown.
    pub fn words(&self) -> Vec<&str> {
        let wanted = self.terms.iter().filter(|term| !term.not);
        let words = wanted.flat_map(|term| match &term.wanted {
            Wanted::Word(word) => std::slice::from_ref(word),
            Wanted::Phrase { words, .. } => words.as_slice(),
            _ => &[],
        });
        words.map(String::as_str).collect()
    }
}

/// The day of a moment in UTC, within the years that have marks.
fn marked_day(at: Millis) -> Date {
    let (first, last) = (Timestamp::MIN.as_millisecond(), Timestamp::MAX.as_millisecond());
    let moment = Timestamp::from_millisecond(at.0.clamp(first, last)).unwrap_or(Timestamp::MIN);
    let day = TimeZone::UTC.to_datetime(moment).date();
    day.clamp(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
}

/// Under what an article is filed by its time.
pub fn marks_of_day(at: Millis) -> [String; 3] {
    let day = marked_day(at);
    [Mark::Day(day), Mark::Month(day), Mark::Year(day)].map(|mark| mark.to_string())
}

/// The fewest marks that together cover all days from one to another, both included: whole years,
/// whole months, and the days that are left at both ends.
pub fn marks_between(since: Millis, until: Millis) -> Vec<String> {
    let (mut day, last) = (marked_day(since), marked_day(until));
    let mut marks = Vec::new();
    while day <= last {
        let year_ends = day.last_of_year();
        let month_ends = day.last_of_month();
        let (mark, end) = if day == day.first_of_year() && year_ends <= last {
            (Mark::Year(day), year_ends)
        } else if day == day.first_of_month() && month_ends <= last {
            (Mark::Month(day), month_ends)
        } else {
            (Mark::Day(day), day)
        };
        marks.push(mark.to_string());
        let Ok(next) = end.tomorrow() else { break };
        day = next;
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: Date) -> Millis {
        let noon = TimeZone::UTC.to_timestamp(day.at(12, 0, 0, 0)).expect("a day of UTC");
        Millis(noon.as_millisecond())
    }

    #[track_caller]
    fn check(since: Date, until: Date, expected: &str) {
        assert_eq!(marks_between(at(since), at(until)).join(" "), expected);
    }

    #[test]
    fn a_stretch_of_time_is_covered_by_few_marks() {
        check(date(2026, 11, 27), date(2026, 11, 27), ":day/2026-11-27");
        check(
            date(2026, 11, 29),
            date(2026, 12, 31),
            ":day/2026-11-29 :day/2026-11-30 :month/2026-12",
        );
        check(date(2024, 12, 31), date(2026, 1, 1), ":day/2024-12-31 :year/2025 :day/2026-01-01");
        check(date(2026, 11, 27), date(2026, 11, 26), "");
    }

    #[test]
    fn every_day_of_a_stretch_is_under_exactly_one_mark() {
        let (since, until) = (date(2023, 2, 27), date(2026, 3, 2));
        let cover = marks_between(at(since), at(until));
        let mut day = date(2023, 1, 1);
        while day < date(2026, 12, 31) {
            let marks = marks_of_day(at(day));
            let covered = marks.iter().filter(|mark| cover.contains(mark)).count();
            assert_eq!(covered, usize::from((since..=until).contains(&day)), "{day}");
            day = day.tomorrow().expect("a day");
        }
    }

    #[test]
    fn impossible_times_have_marks_too() {
        assert_eq!(marks_of_day(Millis(i64::MIN))[2], ":year/1900");
        assert!(marks_between(Millis(i64::MIN), Millis(i64::MAX)).len() < 400);
        assert_eq!(marks_of_day(at(date(1812, 6, 24)))[2], ":year/1900");
    }
}
