//! What somebody who searches should know of their own line or of what it found.

use std::fmt;

/// One remark. Displays in English, for terminals and logs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueryNote {
    /// Nothing follows this operator.
    NothingAfter(String),
    /// No letter and no digit in this.
    NoWord(String),
    /// This is no code of a language.
    NoLanguage(String),
    /// `is:` with something unknown behind it.
    NoState(String),
    /// `has:` with something unknown behind it.
    NoHolding(String),
    /// This is no date.
    NoDate(String),
    /// No publisher bears this name.
    NoPublisher(String),
    /// No section with feeds in it bears this name.
    NoSection(String),
    /// This pattern would take too much memory.
    LargePattern(String),
    /// This pattern cannot be read; why, in the words of the `regex` library.
    BrokenPattern(String, String),
    /// A phrase was looked for in so many articles and no more.
    PhraseIn(usize),
    /// So many of the newest articles that could fit were looked at and no more.
    Newest(usize),
}

impl fmt::Display for QueryNote {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            QueryNote::NothingAfter(operator) => write!(
                out,
                "“{operator}:” is followed by nothing; write what you mean, without a space between"
            ),
            QueryNote::NoWord(value) => write!(out, "“{value}” holds no letter and no digit"),
            QueryNote::NoLanguage(value) => {
                write!(out, "“{value}” is no code of a language; write two letters, as in lang:fr")
            }
            QueryNote::NoState(value) => {
                write!(out, "“is:{value}” is not known; there are is:unread, is:saved and is:story")
            }
            QueryNote::NoHolding(value) => write!(
                out,
                "“has:{value}” is not known; there are has:video, has:audio, has:image and has:live"
            ),
            QueryNote::NoDate(value) => write!(
                out,
                "“{value}” is no date; write 2026-11-05, 2026-11, 2026, yesterday or 3d (days, \
                 also h, w, m, y)"
            ),
            QueryNote::NoPublisher(name) => write!(out, "no publisher here is called “{name}”"),
            QueryNote::NoSection(name) => {
                write!(out, "no section with feeds in it is called “{name}”")
            }
            QueryNote::LargePattern(text) => {
                write!(out, "the pattern /{text}/ is too large; make it shorter")
            }
            QueryNote::BrokenPattern(text, why) => {
                write!(out, "the pattern /{text}/ cannot be read: {why}")
            }
            QueryNote::PhraseIn(count) => {
                write!(out, "the phrase was looked for in {count} articles alone")
            }
            QueryNote::Newest(count) => {
                write!(out, "only the newest {count} articles that could fit were looked at")
            }
        }
    }
}
