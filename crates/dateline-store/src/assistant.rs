//! What readers chose about AI features, and what the assistant has cost today, in tokens.
//!
//! The cost is booked before a prompt is sent, at its most, and put right when the answer is over:
//! a process that dies in between has spent too much on paper and never too little.

use dateline_model::ReaderId;

use crate::db::{Session, params};
use crate::{Result, Store};

/// Days that are remembered.
const KEPT_DAYS: i64 = 31;

/// The turn of those who book.
const BOOKING: &str = "booking the assistant";

/// A reader's own switches. By default every feature is on and the assistant is off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// The reader lets the instance's assistant see what they ask about.
    pub assistant: bool,
    /// Names of features that they do not want to see.
    pub off: Vec<String>,
}

/// Tokens that one reader and everybody together have spent on one day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spent {
    /// The reader.
    pub reader: i64,
    /// The whole instance, the reader included.
    pub instance: i64,
}

/// How much may be spent in a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// By one reader.
    pub reader: i64,
    /// By the whole instance.
    pub instance: i64,
}

impl Store {
    /// A reader's switches.
    pub async fn choices(&self, reader: ReaderId) -> Result<Choices> {
        self.db
            .read(move |session| {
                let row = session.row(
                    "select assistant, features_off from readers where id = $1",
                    params![reader],
                )?;
                let Some(mut row) = row else { return Ok(Choices::default()) };
                let off: String = row.take("features_off")?;
                Ok(Choices {
                    assistant: row.take("assistant")?,
                    off: off.split_whitespace().map(str::to_owned).collect(),
                })
            })
            .await
    }

    /// Sets a reader's switches.
    pub async fn set_choices(&self, reader: ReaderId, choices: &Choices) -> Result<()> {
        let (assistant, off) = (choices.assistant, choices.off.join(" "));
        self.db
            .write(move |session| {
                session.run(
                    "update readers set assistant = $1, features_off = $2 where id = $3",
                    params![assistant, &off, reader],
                )
            })
            .await
            .map(drop)
    }

    /// What was spent on a day, which counts from 1970-01-01.
    pub async fn spent(&self, reader: ReaderId, day: i64) -> Result<Spent> {
        self.db.read(move |session| spent(session, reader, day)).await
    }

    /// Books tokens, unless that would break the budget; says whether it did.
    pub async fn book(
        &self,
        reader: ReaderId,
        day: i64,
        tokens: i64,
        budget: Budget,
    ) -> Result<bool> {
        self.db
            .write(move |session| {
                // Two that book at once would both find room for themselves alone.
                session.take_turn(BOOKING)?;
                let before = spent(session, reader, day)?;
                let fits = before.reader.saturating_add(tokens) <= budget.reader
                    && before.instance.saturating_add(tokens) <= budget.instance;
                if fits {
                    session.run(
                        "delete from assistant_use where day < $1",
                        params![day - KEPT_DAYS],
                    )?;
                    session.run(
                        "insert into assistant_use (day, reader, tokens) values ($1, $2, $3)
                         on conflict (day, reader) do update set
                           tokens = assistant_use.tokens + excluded.tokens",
                        params![day, reader, tokens],
                    )?;
                }
                Ok(fits)
            })
            .await
    }

    /// Gives back what was booked and not used; a negative number books what was used beyond.
    pub async fn give_back(&self, reader: ReaderId, day: i64, tokens: i64) -> Result<()> {
        self.db
            .write(move |session| {
                session.run(
                    "update assistant_use
                     set tokens = case when tokens > $1 then tokens - $1 else 0 end
                     where day = $2 and reader = $3",
                    params![tokens, day, reader],
                )
            })
            .await
            .map(drop)
    }
}

fn spent(session: &Session<'_>, reader: ReaderId, day: i64) -> Result<Spent> {
    let mut total = Spent::default();
    let rows = session.rows(
        "select reader, tokens from assistant_use where day = $1 order by reader",
        params![day],
    )?;
    for mut row in rows {
        let (who, tokens): (ReaderId, i64) = (row.take("reader")?, row.take("tokens")?);
        total.instance = total.instance.saturating_add(tokens);
        if who == reader {
            total.reader = tokens;
        }
    }
    Ok(total)
}
