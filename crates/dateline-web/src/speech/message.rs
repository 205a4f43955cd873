//! What is to be said, before it is known in which language: for errors, which travel to the one
//! place that writes their page.

use fluent_bundle::FluentValue;

use super::locale::{BEGIN, END};

/// Something to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Message {
    /// A message of ours, with its values.
    Named {
        /// Its name in `locales/`.
        name: &'static str,
        /// What stands in it.
        values: Vec<(&'static str, Value)>,
    },
    /// What somebody else said, in whatever language: a publisher, the network, the assistant.
    Said(String),
}

/// A value of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// Written as the language writes numbers; decides about plurals.
    Number(i64),
    /// As it is.
    Text(String),
}

impl Value {
    pub(super) fn fluent(&self) -> FluentValue<'_> {
        match self {
            Value::Number(number) => (*number).into(),
            Value::Text(text) => plain(text).into(),
        }
    }
}

/// A value without the letters that part a message: they are ours alone.
pub(super) fn plain(text: &str) -> String {
    text.replace(['\u{e000}', '\u{e001}', '\u{e002}'], "")
}

impl Message {
    /// The message of this name.
    pub(crate) fn new(name: &'static str) -> Message {
        Message::Named { name, values: Vec::new() }
    }

    /// With a number in it.
    pub(crate) fn number(self, key: &'static str, number: impl Number) -> Message {
        self.and(key, Value::Number(number.number()))
    }

    /// With a text in it.
    pub(crate) fn text(self, key: &'static str, text: impl Into<String>) -> Message {
        self.and(key, Value::Text(text.into()))
    }

    fn and(mut self, key: &'static str, value: Value) -> Message {
        if let Message::Named { values, .. } = &mut self {
            values.push((key, value));
        }
        self
    }
}

impl From<&'static str> for Message {
    fn from(name: &'static str) -> Message {
        Message::new(name)
    }
}

/// Whatever counts things.
pub(crate) trait Number {
    /// As messages take it.
    fn number(&self) -> i64;
}

macro_rules! numbers {
    ($($kind:ty)*) => {
        $(impl Number for $kind {
            fn number(&self) -> i64 {
                i64::try_from(*self).unwrap_or(i64::MAX)
            }
        })*
    };
}

numbers! { i64 u32 u64 usize }

impl<T: Number> Number for &T {
    fn number(&self) -> i64 {
        (*self).number()
    }
}

/// A text in parts: outside, within the first pair of brackets, outside, within the second, …
pub(crate) struct Parts {
    parts: Vec<String>,
}

impl Parts {
    /// The part at this place; empty beyond the last.
    pub(crate) fn at(&self, place: usize) -> &str {
        self.parts.get(place).map_or("", String::as_str)
    }
}

/// Parts a message at its brackets, so that a template can put a link or a name's element around
/// what stands within: "[Sign in] to comment."
pub(crate) fn parts(text: impl AsRef<str>) -> Parts {
    Parts { parts: text.as_ref().split([BEGIN, END]).map(str::to_owned).collect() }
}
