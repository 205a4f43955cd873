//! The line that a reader types to search, and what an article is found by.
//!
//! `canada "rare earths" -gold tag:china publisher:post after:2026-11 is:unread` is a [`Query`] of
//! six conditions ([`read_query`]). Each has its counterpart in what is filed for an article: its
//! words ([`crate::search_words`]) and its marks ([`search_marks`]). [`marked`] shows the words
//! where they were found.
//!
//! The rule to know: a line is never refused. What is no operator of ours is words; what an
//! operator cannot use is told in [`Query::problems`].

use std::collections::HashSet;

use dateline_model::{
    ArticleKind, Draft, Holding, Mark, MediaKind, Millis, Query, QueryNote, Study, Term, Wanted,
};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

use crate::hashtag_key;
use crate::words::{query_words, words};

/// Conditions of one query; each costs a look into the index.
const MOST_TERMS: usize = 24;

/// The longest line that is looked at, in characters.
const LONGEST_LINE: usize = 400;

/// Names of one article that it is filed under, the most mentioned first.
const MOST_NAMES: usize = 40;

/// Writers of one article that it is filed under.
const MOST_WRITERS: usize = 12;

/// The days that a line's dates are reckoned by.
#[derive(Clone, Copy)]
pub struct Calendar<'a> {
    /// The present.
    pub now: Millis,
    /// Where the reader's days begin.
    pub zone: &'a TimeZone,
}

/// One stretch of the line: an operator if it has one, and what it is about.
struct Piece<'a> {
    not: bool,
    operator: &'a str,
    value: &'a str,
    quoted: bool,
    pattern: bool,
}

/// What a line asks for.
pub fn read_query(line: &str, calendar: Calendar<'_>) -> Query {
    let cut = line.char_indices().nth(LONGEST_LINE).map_or(line.len(), |(at, _)| at);
    let mut rest = line.get(..cut).unwrap_or_default().trim_start();
    let mut query = Query::default();
    while !rest.is_empty() {
        let (piece, after) = next_piece(rest);
        rest = after.trim_start();
        match understand(&piece, calendar) {
            Ok(wanted) => {
                let terms = wanted.into_iter().map(|wanted| Term { not: piece.not, wanted });
                query.terms.extend(terms);
            }
            Err(problem) => query.problems.push(problem),
        }
    }
    // `is:unread` is "not read".
    for term in &mut query.terms {
        if matches!(term.wanted, Wanted::Read) {
            term.not = !term.not;
        }
    }
    let mut seen: Vec<Term> = Vec::new();
    query.terms.retain(|term| {
        !seen.contains(term) && seen.len() < MOST_TERMS && {
            seen.push(term.clone());
            true
        }
    });
    query
}

const OPERATORS: [&str; 15] = [
    "tag",
    "name",
    "publisher",
    "site",
    "section",
    "lang",
    "language",
    "author",
    "by",
    "before",
    "until",
    "after",
    "since",
    "is",
    "has",
];

/// The first stretch of what is left of the line, and the rest.
fn next_piece(rest: &str) -> (Piece<'_>, &str) {
    let (not, rest) = match rest.strip_prefix('-') {
        Some(after) if after.starts_with(|c: char| !c.is_whitespace()) => (true, after),
        _ => (false, rest),
    };
    let (operator, rest) = match rest.split_once(':') {
        Some((name, after)) => match OPERATORS.iter().find(|one| one.eq_ignore_ascii_case(name)) {
            Some(operator) => (*operator, after),
            None => ("", rest),
        },
        None => ("", rest),
    };
    if let Some((value, after)) = pattern(rest).filter(|_| operator.is_empty()) {
        return (Piece { not, operator, value, quoted: false, pattern: true }, after);
    }
    if let Some(after) = rest.strip_prefix(is_quote) {
        let end = after.find(is_quote).unwrap_or(after.len());
        let value = after.get(..end).unwrap_or_default();
        let after = after.get(end..).unwrap_or_default();
        return (
            Piece { not, operator, value, quoted: true, pattern: false },
            after.strip_prefix(is_quote).unwrap_or(after),
        );
    }
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let (value, after) = rest.split_at(end);
    (Piece { not, operator, value, quoted: false, pattern: false }, after)
}

/// What stands between two slashes, and the rest.
fn pattern(rest: &str) -> Option<(&str, &str)> {
    let inner = rest.strip_prefix('/')?;
    let (pattern, after) =
        inner.split_once("/ ").or_else(|| Some((inner.strip_suffix('/')?, "")))?;
    (!pattern.is_empty()).then_some((pattern, after))
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '«' | '»' | '「' | '」')
}

fn understand(piece: &Piece<'_>, calendar: Calendar<'_>) -> Result<Vec<Wanted>, QueryNote> {
    let value = piece.value.trim();
    if !piece.operator.is_empty() && value.is_empty() {
        return Err(QueryNote::NothingAfter(piece.operator.to_owned()));
    }
    let one = |wanted: Wanted| Ok(vec![wanted]);
    if piece.pattern {
        return one(Wanted::Pattern(value.to_owned()));
    }
    let empty = match piece.operator {
        "tag" | "name" => hashtag_key(value).is_empty(),
        "author" | "by" => query_words(value).is_empty(),
        _ => false,
    };
    if empty {
        return Err(QueryNote::NoWord(value.to_owned()));
    }
    match piece.operator {
        "tag" => one(Wanted::Tag(hashtag_key(value))),
        "name" => one(Wanted::Name(hashtag_key(value))),
        "publisher" | "site" => one(Wanted::Publisher(value.to_lowercase())),
        "section" => one(Wanted::Section(value.to_lowercase())),
        "lang" | "language" => language(value).map(|code| vec![Wanted::Language(code)]),
        "author" | "by" => one(Wanted::Author(query_words(value))),
        "before" | "until" => beginning(value, calendar).map(|at| vec![Wanted::Before(at)]),
        "after" | "since" => beginning(value, calendar).map(|at| vec![Wanted::Since(at)]),
        "is" => state(value).map(|wanted| vec![wanted]),
        "has" => holding(value).map(|wanted| vec![Wanted::Holding(wanted)]),
        _ => Ok(plain(piece)),
    }
}

/// Words, a phrase, or a hashtag with its sign.
fn plain(piece: &Piece<'_>) -> Vec<Wanted> {
    if let Some(tag) = piece.value.strip_prefix('#') {
        let key = hashtag_key(tag);
        if !key.is_empty() {
            return vec![Wanted::Tag(key)];
        }
    }
    let words = query_words(piece.value);
    // A word with a sign inside it ("covid-19") is found as it stands when it must not be there.
    let together = piece.quoted || piece.not;
    if together && words.len() > 1 {
        return vec![Wanted::Phrase { words, text: piece.value.trim().to_owned() }];
    }
    words.into_iter().map(Wanted::Word).collect()
}

fn language(value: &str) -> Result<String, QueryNote> {
    let code = value.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    if matches!(code.len(), 2 | 3) && code.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Ok(code);
    }
    Err(QueryNote::NoLanguage(value.to_owned()))
}

fn state(value: &str) -> Result<Wanted, QueryNote> {
    match value.to_ascii_lowercase().as_str() {
        // Turned round by `read_query`.
        "unread" => Ok(Wanted::Read),
        "saved" => Ok(Wanted::Saved),
        "story" => Ok(Wanted::InStory),
        _ => Err(QueryNote::NoState(value.to_owned())),
    }
}

fn holding(value: &str) -> Result<Holding, QueryNote> {
    match value.to_ascii_lowercase().as_str() {
        "video" | "videos" => Ok(Holding::Video),
        "audio" | "podcast" => Ok(Holding::Audio),
        "image" | "picture" | "photo" => Ok(Holding::Image),
        "live" | "updates" => Ok(Holding::Live),
        _ => Err(QueryNote::NoHolding(value.to_owned())),
    }
}

/// When a stretch of time that was named begins: a year, a month, a day, or so long ago.
fn beginning(value: &str, calendar: Calendar<'_>) -> Result<Millis, QueryNote> {
    let problem = || QueryNote::NoDate(value.to_owned());
    let lower = value.to_ascii_lowercase();
    if let Some(at) = ago(&lower, calendar) {
        return Ok(at);
    }
    let day = named_day(&lower, calendar).ok_or_else(problem)?;
    begins(day.at(0, 0, 0, 0), calendar).ok_or_else(problem)
}

/// `3d`: three days before now.
fn ago(value: &str, calendar: Calendar<'_>) -> Option<Millis> {
    let (number, unit) = value.split_at_checked(value.len().checked_sub(1)?)?;
    let number: i64 = number.parse().ok().filter(|number| (0..=10_000).contains(number))?;
    let span = match unit {
        "h" => Span::new().try_hours(number),
        "d" => Span::new().try_days(number),
        "w" => Span::new().try_weeks(number),
        "m" => Span::new().try_months(number),
        "y" => Span::new().try_years(number),
        _ => return None,
    };
    begins(present(calendar).checked_sub(span.ok()?).ok()?, calendar)
}

fn present(calendar: Calendar<'_>) -> DateTime {
    let now = Timestamp::from_millisecond(calendar.now.0).unwrap_or(Timestamp::UNIX_EPOCH);
    calendar.zone.to_datetime(now)
}

fn begins(at: DateTime, calendar: Calendar<'_>) -> Option<Millis> {
    Some(Millis(calendar.zone.to_timestamp(at).ok()?.as_millisecond()))
}

fn named_day(value: &str, calendar: Calendar<'_>) -> Option<Date> {
    let today = present(calendar).date();
    match value {
        "today" => return Some(today),
        "yesterday" => return today.yesterday().ok(),
        _ => {}
    }
    let mut parts = value.split(['-', '/', '.']);
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let mut next = || match parts.next() {
        Some(part) => part.parse::<i8>().ok(),
        None => Some(1),
    };
    let (month, day) = (next()?, next()?);
    parts.next().is_none().then(|| Date::new(year, month, day).ok())?
}

/// What an article is found by beside its words; the store adds its hashtags, day, feed and
/// publisher.
pub fn search_marks(draft: &Draft, study: &Study) -> Vec<String> {
    let mut marks = vec![Mark::Every.to_string()];
    let language = draft.language.as_deref().unwrap_or(&study.language);
    if let Ok(code) = self::language(language) {
        marks.push(Mark::Language(&code).to_string());
    }
    for writer in draft.byline.iter().take(MOST_WRITERS) {
        let words = query_words(writer);
        marks.extend(words.iter().map(|word| Mark::Author(word).to_string()));
    }
    let has = |kind| draft.media.iter().any(|media| media.kind == kind);
    let holdings = [
        (Holding::Video, has(MediaKind::Video) || draft.kind == ArticleKind::Video),
        (Holding::Audio, has(MediaKind::Audio)),
        (Holding::Image, draft.lead_image.is_some()),
        (Holding::Live, draft.kind == ArticleKind::Live),
    ];
    let held = holdings.into_iter().filter(|(_, held)| *held);
    marks.extend(held.map(|(holding, _)| Mark::Holding(holding).to_string()));
    let mut names: Vec<_> = study.entities.iter().collect();
    names.sort_by_key(|entity| std::cmp::Reverse(entity.mentions.len()));
    let keys = names.into_iter().take(MOST_NAMES).map(|entity| hashtag_key(&entity.name));
    marks.extend(keys.filter(|key| !key.is_empty()).map(|key| Mark::Name(&key).to_string()));
    marks
}

/// A text in stretches, with whether each is one of the words that were looked for.
pub fn marked<'a>(text: &'a str, wanted: &[&str]) -> Vec<(&'a str, bool)> {
    let wanted: HashSet<&str> = wanted.iter().copied().collect();
    let mut stretches: Vec<(usize, usize)> = Vec::new();
    for word in words(text).filter(|word| wanted.contains(word.key.as_str())) {
        let (start, end) = (word.start, word.start + word.surface.len());
        match stretches.last_mut() {
            Some((_, last)) if start <= *last => *last = end.max(*last),
            _ => stretches.push((start, end)),
        }
    }
    let mut pieces = Vec::with_capacity(2 * stretches.len() + 1);
    let mut at = 0;
    for (start, end) in stretches {
        pieces.extend(text.get(at..start).map(|between| (between, false)));
        pieces.extend(text.get(start..end).map(|word| (word, true)));
        at = end;
    }
    pieces.extend(text.get(at..).map(|rest| (rest, false)));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use dateline_model::{Entity, EntityKind, Media};

    use super::*;
    use crate::key;

    const NOON: Millis = Millis(1_795_780_800_000); // 2026-11-27T12:00Z

    fn read(line: &str) -> Query {
        read_query(line, Calendar { now: NOON, zone: &TimeZone::UTC })
    }

    fn day(year: i16, month: i8, day: i8) -> Millis {
        let midnight = Date::new(year, month, day).expect("a day").at(0, 0, 0, 0);
        Millis(TimeZone::UTC.to_timestamp(midnight).expect("a day").as_millisecond())
    }

    #[track_caller]
    fn check(line: &str, expected: &[(bool, Wanted)]) {
        let query = read(line);
        assert_eq!(query.problems, [], "{line}");
        let terms: Vec<(bool, Wanted)> =
            query.terms.into_iter().map(|term| (term.not, term.wanted)).collect();
        assert_eq!(terms, expected, "{line}");
    }

    fn word(text: &str) -> Wanted {
        Wanted::Word(key(text))
    }

    fn phrase(text: &str) -> Wanted {
        Wanted::Phrase { words: query_words(text), text: text.to_owned() }
    }

    #[test]
    fn words_and_phrases() {
        check("Canada  elections", &[(false, word("canada")), (false, word("elections"))]);
        check("\"rare earths\" ore", &[(false, phrase("rare earths")), (false, word("ore"))]);
        check("“rare earths”", &[(false, phrase("rare earths"))]);
        check("\"never closed quote", &[(false, phrase("never closed quote"))]);
        check("\"one\"", &[(false, word("one"))]);
        check(
            "canada -hockey -\"ice rink\"",
            &[(false, word("canada")), (true, word("hockey")), (true, phrase("ice rink"))],
        );
        check(
            "/gold|silver medal/ x",
            &[(false, Wanted::Pattern("gold|silver medal".to_owned())), (false, word("x"))],
        );
        check("-/a b/", &[(true, Wanted::Pattern("a b".to_owned()))]);
        check("and/or", &[(false, word("and")), (false, word("or"))]);
        check("a - b", &[(false, word("a")), (false, word("b"))]);
        check("", &[]);
        check("\"\" -", &[]);
    }

    #[test]
    fn operators() {
        check("tag:China #China", &[(false, Wanted::Tag("china".to_owned()))]);
        check(
            "-publisher:\"Harbour Times\"",
            &[(true, Wanted::Publisher("harbour times".to_owned()))],
        );
        check("LANG:pt-BR", &[(false, Wanted::Language("pt".to_owned()))]);
        check("by:\"Melanie Joly\"", &[(false, Wanted::Author(query_words("Melanie Joly")))]);
        check(
            "has:video is:saved is:story",
            &[
                (false, Wanted::Holding(Holding::Video)),
                (false, Wanted::Saved),
                (false, Wanted::InStory),
            ],
        );
        check("is:unread", &[(true, Wanted::Read)]);
        check("-is:unread", &[(false, Wanted::Read)]);
        check("section:World", &[(false, Wanted::Section("world".to_owned()))]);
    }

    #[test]
    fn dates() {
        check("after:2026", &[(false, Wanted::Since(day(2026, 1, 1)))]);
        check("before:2026-11", &[(false, Wanted::Before(day(2026, 11, 1)))]);
        check("since:2026-11-05", &[(false, Wanted::Since(day(2026, 11, 5)))]);
        check("since:yesterday", &[(false, Wanted::Since(day(2026, 11, 26)))]);
        check("since:36h", &[(false, Wanted::Since(day(2026, 11, 26)))]);
        check("since:2w", &[(false, Wanted::Since(NOON.plus(-14 * Millis::DAY)))]);
    }

    #[test]
    fn what_cannot_be_used_is_told() {
        for line in [
            "before:soon",
            "after:2026-13",
            "is:red",
            "has:fun",
            "lang:klingonish",
            "tag:",
            "since:é",
            "by:!!!",
            "tag:#",
        ] {
            let query = read(line);
            assert_eq!((query.problems.len(), query.terms.len()), (1, 0), "{line}");
        }
    }

    #[test]
    fn what_is_no_operator_is_words() {
        check(
            "10:30",
            &query_words("10:30").into_iter().map(|w| (false, Wanted::Word(w))).collect::<Vec<_>>(),
        );
        check("x:y", &[(false, word("x")), (false, word("y"))]);
    }

    #[test]
    fn an_endless_line_ends() {
        assert!(read(&"word\" -a:é ".repeat(10_000)).terms.len() <= MOST_TERMS);
        let many = (0..100).map(|number| number.to_string()).collect::<Vec<_>>().join(" ");
        assert_eq!(read(&many).terms.len(), MOST_TERMS);
    }

    #[test]
    fn an_article_is_filed_under_what_can_be_asked() {
        let draft = Draft {
            language: Some("en-GB".to_owned()),
            byline: vec!["Ada Ben".to_owned()],
            media: vec![Media {
                kind: MediaKind::Audio,
                url: None,
                duration_seconds: None,
                title: None,
            }],
            ..Draft::default()
        };
        let name = |name: &str, mentions: usize| Entity {
            name: name.to_owned(),
            kind: EntityKind::Place,
            stands_for: None,
            mentions: vec![(0, 1); mentions],
        };
        let study =
            Study { entities: vec![name("Ottawa", 1), name("Hong Kong", 2)], ..Study::default() };
        assert_eq!(
            search_marks(&draft, &study).join(" "),
            ":every :language/en :author/ada :author/ben :audio :name/hongkong :name/ottawa"
        );
    }

    #[test]
    fn found_words_are_marked() {
        let check = |text: &str, line: &str, expected: &str| {
            let query = read(line);
            let shown: String = marked(text, &query.words())
                .into_iter()
                .map(|(piece, hit)| if hit { format!("[{piece}]") } else { piece.to_owned() })
                .collect();
            assert_eq!(shown, expected);
        };
        check("Élections in Canada", "election -canada", "[Élections] in Canada");
        check("東京で大きな地震", "大きな地震", "東京で[大きな地震]");
        check("nothing", "else", "nothing");
        check("", "else", "");
    }
}
