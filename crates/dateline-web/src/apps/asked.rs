//! What a call says, whichever API it is of: names with values.

use dateline_model::Millis;

use super::MOST_VALUES;

/// What a call says, from its address and its form together.
#[derive(Debug, Default)]
pub(super) struct Asked(Vec<(String, String)>);

impl Asked {
    /// None when there are too many values: a part of them would be answered as if it were all.
    pub(super) fn of(query: &str, form: &[u8]) -> Option<Asked> {
        let pairs = url::form_urlencoded::parse(query.as_bytes());
        let pairs = pairs.chain(url::form_urlencoded::parse(form)).take(MOST_VALUES + 1);
        let all: Vec<_> = pairs.map(|(k, v)| (k.into_owned(), v.into_owned())).collect();
        (all.len() <= MOST_VALUES).then_some(Asked(all))
    }

    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// A value that is not empty.
    pub(super) fn one<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        self.all(name).find(|value| !value.is_empty())
    }

    /// Whether something is named at all, with a value or without.
    pub(super) fn has(&self, name: &str) -> bool {
        self.all(name).next().is_some()
    }

    pub(super) fn number(&self, name: &str) -> Option<i64> {
        self.one(name)?.parse().ok()
    }
}

/// A moment as apps write it: in seconds, milliseconds or microseconds.
pub(super) fn moment(text: &str) -> Option<Millis> {
    let number: i64 = text.parse().ok().filter(|number| *number >= 0)?;
    Some(Millis(match number {
        0..100_000_000_000 => number * 1_000,
        100_000_000_000..100_000_000_000_000 => number,
        _ => number / 1_000,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_says_what_its_address_and_its_form_say() {
        let asked = Asked::of("api&items&since_id=3", b"api_key=x&since_id=").expect("few values");
        assert!(asked.has("items") && !asked.has("feeds"));
        assert_eq!((asked.number("since_id"), asked.one("api_key")), (Some(3), Some("x")));
        assert_eq!(asked.number("api_key"), None);
        assert!(Asked::of("", &b"i=1&".repeat(MOST_VALUES + 1)).is_none(), "none is dropped");
    }

    #[test]
    fn moments_are_told_by_their_size() {
        for text in ["1795425873", "1795425873000", "1795425873000000"] {
            assert_eq!(moment(text), Some(Millis(1_795_425_873_000)), "{text}");
        }
        assert_eq!(moment("soon"), None);
        assert_eq!(moment("-1"), None);
    }
}
