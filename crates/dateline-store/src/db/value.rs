//! What goes into a statement and what comes out of one.
//!
//! [`Value`] knows the six things a column can hold, and the two lists that a parameter can be. A
//! [`Row`] gives its values by column name; the type asked for decides how a value is read.

use std::borrow::Cow;
use std::sync::Arc;

use dateline_model::{
    ArticleId, CommentId, EntryId, FeedId, JobId, LogId, Millis, PublisherId, ReaderId, ReportId,
    SectionId, StoryId,
};

use crate::{Error, Result};

/// One value of a column or parameter.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value<'a> {
    Null,
    Integer(i64),
    Real(f64),
    Text(Cow<'a, str>),
    Bytes(Cow<'a, [u8]>),
    Boolean(bool),
    /// Only as the parameter of `in $1[]`.
    Integers(Cow<'a, [i64]>),
    /// Only as the parameter of `in $1[]`.
    Texts(Cow<'a, [String]>),
}

/// One row of an answer.
#[derive(Debug)]
pub(crate) struct Row {
    columns: Arc<[String]>,
    values: Vec<Value<'static>>,
    /// Where the next name is looked for first: rows are mostly read in the query's order.
    next: usize,
}

impl Row {
    pub(crate) fn new(columns: Arc<[String]>, values: Vec<Value<'static>>) -> Row {
        Row { columns, values, next: 0 }
    }

    /// Takes the value of a column out of the row.
    pub(crate) fn take<T: FromValue>(&mut self, column: &str) -> Result<T> {
        let is_it = |at: &usize| self.columns.get(*at).is_some_and(|name| name == column);
        let found = Some(self.next).filter(is_it).or_else(|| (0..self.columns.len()).find(is_it));
        let value = found.and_then(|at| self.values.get_mut(at));
        let (Some(at), Some(value)) = (found, value) else {
            return Err(Error::unavailable(format!("the answer has no column {column}")));
        };
        self.next = at + 1;
        T::from_value(std::mem::replace(value, Value::Null))
            .ok_or_else(|| Error::unavailable(format!("column {column} holds another type")))
    }
}

/// A type that a column can be read as.
pub(crate) trait FromValue: Sized {
    /// None when the value is of another type.
    fn from_value(value: Value<'static>) -> Option<Self>;
}

impl FromValue for i64 {
    fn from_value(value: Value<'static>) -> Option<i64> {
        match value {
            Value::Integer(number) => Some(number),
            _ => None,
        }
    }
}

impl FromValue for u32 {
    fn from_value(value: Value<'static>) -> Option<u32> {
        i64::from_value(value).and_then(|number| u32::try_from(number).ok())
    }
}

impl FromValue for u64 {
    fn from_value(value: Value<'static>) -> Option<u64> {
        i64::from_value(value).and_then(|number| u64::try_from(number).ok())
    }
}

impl FromValue for f64 {
    fn from_value(value: Value<'static>) -> Option<f64> {
        match value {
            Value::Real(number) => Some(number),
            _ => None,
        }
    }
}

impl FromValue for bool {
    fn from_value(value: Value<'static>) -> Option<bool> {
        match value {
            Value::Boolean(truth) => Some(truth),
            Value::Integer(number) => Some(number != 0), // SQLite's form
            _ => None,
        }
    }
}

impl FromValue for String {
    fn from_value(value: Value<'static>) -> Option<String> {
        match value {
            Value::Text(text) => Some(text.into_owned()),
            _ => None,
        }
    }
}

impl FromValue for Vec<u8> {
    fn from_value(value: Value<'static>) -> Option<Vec<u8>> {
        match value {
            Value::Bytes(bytes) => Some(bytes.into_owned()),
            _ => None,
        }
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: Value<'static>) -> Option<Option<T>> {
        match value {
            Value::Null => Some(None),
            value => T::from_value(value).map(Some),
        }
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Value::Integer(number)
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Value::Integer(i64::from(number))
    }
}

impl From<f64> for Value<'_> {
    fn from(number: f64) -> Self {
        Value::Real(number)
    }
}

impl From<bool> for Value<'_> {
    fn from(truth: bool) -> Self {
        Value::Boolean(truth)
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Value::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Value::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Value::Text(Cow::Owned(text))
    }
}

impl<'a> From<&'a [u8]> for Value<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Value::Bytes(Cow::Borrowed(bytes))
    }
}

impl<'a> From<&'a Vec<u8>> for Value<'a> {
    fn from(bytes: &'a Vec<u8>) -> Self {
        Value::Bytes(Cow::Borrowed(bytes))
    }
}

impl<'a> From<&'a [i64]> for Value<'a> {
    fn from(list: &'a [i64]) -> Self {
        Value::Integers(Cow::Borrowed(list))
    }
}

impl From<Vec<i64>> for Value<'_> {
    fn from(list: Vec<i64>) -> Self {
        Value::Integers(Cow::Owned(list))
    }
}

impl<'a> From<&'a [String]> for Value<'a> {
    fn from(list: &'a [String]) -> Self {
        Value::Texts(Cow::Borrowed(list))
    }
}

impl<'a, T: Into<Value<'a>>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}

/// Ids and instants are integers in the database.
macro_rules! integers {
    ($($name:ident),*) => {$(
        impl From<$name> for Value<'_> {
            fn from(value: $name) -> Self {
                Value::Integer(value.0)
            }
        }

        impl FromValue for $name {
            fn from_value(value: Value<'static>) -> Option<$name> {
                i64::from_value(value).map($name)
            }
        }
    )*};
}

integers!(
    ArticleId,
    CommentId,
    EntryId,
    FeedId,
    JobId,
    LogId,
    ReportId,
    Millis,
    PublisherId,
    ReaderId,
    SectionId,
    StoryId
);

#[cfg(test)]
mod tests {
    use super::*;

    fn row() -> Row {
        let columns: Arc<[String]> = ["id", "name", "note"].map(str::to_owned).into();
        Row::new(columns, vec![Value::Integer(7), Value::from("Ada".to_owned()), Value::Null])
    }

    #[test]
    fn columns_are_found_in_any_order() {
        let mut row = row();
        assert_eq!(row.take::<Option<String>>("note").expect("note"), None);
        assert_eq!(row.take::<String>("name").expect("name"), "Ada");
        assert_eq!(row.take::<ArticleId>("id").expect("id"), ArticleId(7));
    }

    #[test]
    fn a_missing_column_and_a_wrong_type_are_named() {
        let missing = row().take::<i64>("nme").expect_err("no such column").to_string();
        assert!(missing.ends_with("the answer has no column nme"), "{missing}");
        let wrong = row().take::<i64>("name").expect_err("a text").to_string();
        assert!(wrong.ends_with("column name holds another type"), "{wrong}");
    }
}
