//! From what a reader asks to what the index and the tables can be asked.

use dateline_model::{
    FeedId, Mark, Millis, PublisherId, QueryNote, ReaderId, Term, Wanted, marks_between,
};

use super::patterns::{Pattern, pattern};
use super::{MOST_WORDS, SearchQuery, searchable};
use crate::Result;
use crate::db::{Session, Wanting, params};

/// Publishers or feeds that one condition may stand for.
const MOST_MEANT: usize = 200;

/// A query with its names looked up.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// For the index.
    pub(super) index: Wanting,
    /// Words that count more in a headline.
    pub(super) words: Vec<String>,
    /// What the articles' rows and the asking reader know.
    pub(super) state: State,
    /// Words that must stand next to each other, and those that must not.
    pub(super) phrases: Vec<(String, bool)>,
    /// Expressions for headlines and summaries.
    pub(super) patterns: Vec<Pattern>,
    /// What the asker should know.
    pub(super) notes: Vec<QueryNote>,
}

/// What the index does not know to the point; `None` asks nothing.
#[derive(Debug)]
pub(super) struct State {
    /// Published from here on: the index knows days.
    pub(super) since: Millis,
    /// Published before this.
    pub(super) before: Millis,
    pub(super) reader: Option<ReaderId>,
    pub(super) read: Option<bool>,
    pub(super) saved: Option<bool>,
    pub(super) in_story: Option<bool>,
}

impl State {
    pub(super) fn asks(&self) -> bool {
        self.read.is_some() || self.saved.is_some() || self.in_story.is_some() || self.asks_time()
    }

    fn asks_time(&self) -> bool {
        self.since > Millis(i64::MIN) || self.before < Millis(i64::MAX)
    }

    /// The same without what only one reader knows.
    pub(super) fn of_everybody(&self) -> State {
        State { since: self.since, before: self.before, ..State::default() }
    }
}

impl Default for State {
    fn default() -> State {
        State {
            since: Millis(i64::MIN),
            before: Millis(i64::MAX),
            reader: None,
            read: None,
            saved: None,
            in_story: None,
        }
    }
}

/// Looks up what the conditions name.
pub(super) fn resolve(session: &Session<'_>, query: &SearchQuery, now: Millis) -> Result<Asked> {
    let mut asked =
        Asked { state: State { reader: query.reader, ..State::default() }, ..Asked::default() };
    for term in &query.query.terms {
        add(session, &mut asked, term, query)?;
    }
    if asked.state.asks_time() {
        let last = asked.state.before.plus(-1).min(now.plus(Millis::DAY));
        asked.index.all.push(marks_between(asked.state.since, last));
    }
    if asked.index.all.is_empty() {
        asked.index.all.push(vec![Mark::Every.to_string()]);
    }
    asked.words.sort_unstable();
    asked.words.dedup();
    Ok(asked)
}

fn add(session: &Session<'_>, asked: &mut Asked, term: &Term, query: &SearchQuery) -> Result<()> {
    let not = term.not;
    let marks: Vec<String> = match &term.wanted {
        Wanted::Word(word) => {
            let Some(word) = searchable(word) else { return Ok(()) };
            if !not && asked.words.len() < MOST_WORDS {
                asked.words.push(word.to_string());
            }
            vec![word.into_owned()]
        }
        Wanted::Phrase { words, text } => {
            phrase(asked, words, text, not);
            return Ok(());
        }
        Wanted::Pattern(text) => {
            match pattern(text, not) {
                Ok(pattern) => asked.patterns.push(pattern),
                Err(problem) => {
                    asked.notes.push(problem);
                    asked.index.all.push(Vec::new()); // finds nothing
                }
            }
            return Ok(());
        }
        Wanted::Author(words) => {
            let marks = words.iter().map(|word| cleared(&Mark::Author(word).to_string()));
            if not {
                asked.index.none.push(marks.collect());
            } else {
                asked.index.all.extend(marks.map(|mark| vec![mark]));
            }
            return Ok(());
        }
        Wanted::Tag(key) => vec![Mark::Tag(key).to_string()],
        Wanted::Name(key) => vec![Mark::Name(key).to_string()],
        Wanted::Language(code) => vec![Mark::Language(code).to_string()],
        Wanted::Holding(holding) => vec![Mark::Holding(*holding).to_string()],
        Wanted::Publisher(name) => publishers(session, asked, name)?,
        Wanted::Section(name) => section(session, asked, name, query.editor)?,
        Wanted::Since(_) | Wanted::Before(_) | Wanted::Read | Wanted::Saved | Wanted::InStory => {
            time_or_state(asked, term);
            return Ok(());
        }
    };
    let marks: Vec<String> = marks.iter().map(|mark| cleared(mark)).collect();
    if not {
        asked.index.none.extend(marks.into_iter().map(|mark| vec![mark]));
    } else {
        asked.index.all.push(marks);
    }
    Ok(())
}

/// Without the signs that the databases' query languages know.
fn cleared(mark: &str) -> String {
    searchable(mark).unwrap_or_default().into_owned()
}

/// All its words must be there; whether side by side, the texts themselves tell.
fn phrase(asked: &mut Asked, words: &[String], text: &str, not: bool) {
    asked.phrases.push((text.to_owned(), not));
    if !not {
        let words =
            words.iter().filter_map(|word| searchable(word)).map(std::borrow::Cow::into_owned);
        for word in words.take(MOST_WORDS) {
            asked.index.all.push(vec![word.clone()]);
            asked.words.push(word);
        }
    }
}

fn time_or_state(asked: &mut Asked, term: &Term) {
    match (&term.wanted, term.not) {
        // Not before is since.
        (Wanted::Since(at), false) | (Wanted::Before(at), true) => {
            asked.state.since = asked.state.since.max(*at);
        }
        (Wanted::Before(at), false) | (Wanted::Since(at), true) => {
            asked.state.before = asked.state.before.min(*at);
        }
        (Wanted::Read, not) => asked.state.read = Some(!not),
        (Wanted::Saved, not) => asked.state.saved = Some(!not),
        (_, not) => asked.state.in_story = Some(!not),
    }
}

/// Those that bear the name or live at the host; else those with it in their name.
fn publishers(session: &Session<'_>, asked: &mut Asked, wanted: &str) -> Result<Vec<String>> {
    let mut rows = session.rows("select id, name, host from publishers order by id", params![])?;
    let (mut exact, mut partly): (Vec<PublisherId>, Vec<PublisherId>) = (Vec::new(), Vec::new());
    for row in &mut rows {
        let (id, name): (PublisherId, String) = (row.take("id")?, row.take("name")?);
        let host: String = row.take::<Option<String>>("host")?.unwrap_or_default();
        let name = name.to_lowercase();
        if name == wanted || host == wanted || host.trim_start_matches("www.") == wanted {
            exact.push(id);
        } else if name.contains(wanted) {
            partly.push(id);
        }
    }
    let meant = if exact.is_empty() { partly } else { exact };
    if meant.is_empty() {
        asked.notes.push(QueryNote::NoPublisher(wanted.to_owned()));
    }
    Ok(meant.into_iter().take(MOST_MEANT).map(|id| Mark::Publisher(id).to_string()).collect())
}

/// The feeds in the section.
fn section(
    session: &Session<'_>,
    asked: &mut Asked,
    wanted: &str,
    editor: Option<ReaderId>,
) -> Result<Vec<String>> {
    let mut rows = session.rows(
        "select s.name, u.feed from sections s
         join subscriptions u on u.section = s.id and u.reader = s.reader
         where s.reader = $1 order by u.feed",
        params![editor],
    )?;
    let mut feeds: Vec<FeedId> = Vec::new();
    for row in &mut rows {
        let (name, feed): (String, FeedId) = (row.take("name")?, row.take("feed")?);
        if name.to_lowercase() == wanted {
            feeds.push(feed);
        }
    }
    if feeds.is_empty() {
        asked.notes.push(QueryNote::NoSection(wanted.to_owned()));
    }
    Ok(feeds.into_iter().take(MOST_MEANT).map(|id| Mark::Feed(id).to_string()).collect())
}
