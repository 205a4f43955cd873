//! The names of items and streams, and what a call asks for.

use dateline_model::{ArticleId, FeedId, Millis};
use dateline_store::{Item, ItemQuery};

use crate::apps::asked::Asked;

const STATE: &str = "state/com.google/";
const ITEM: &str = "tag:google.com,2005:reader/item/";

impl Asked {
    /// The articles that a call names; what is no item's name is passed over.
    pub(super) fn items(&self) -> Vec<ArticleId> {
        self.all("i").filter_map(item_of).collect()
    }

    /// Which items of a stream are asked for; none where there is no such stream.
    pub(super) fn query(&self, stream: &Stream, most: u32) -> Option<ItemQuery> {
        let seconds = |name| self.number(name).map(|at: i64| Millis(at.saturating_mul(1_000)));
        let mut query = ItemQuery {
            since: seconds("ot"),
            until: seconds("nt"),
            after: self.one("c").and_then(place_of),
            oldest_first: self.one("r") == Some("o"),
            limit: self.number("n").and_then(|n| u32::try_from(n).ok()).unwrap_or(20).min(most),
            ..ItemQuery::default()
        };
        stream.narrow(&mut query, true)?;
        for (name, wanted) in [("it", true), ("xt", false)] {
            for other in self.all(name) {
                Stream::of(other)?.narrow(&mut query, wanted)?;
            }
        }
        Some(query)
    }
}

/// Where items come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stream {
    All,
    Saved,
    Read,
    Unread,
    Feed(FeedId),
    /// By its address.
    FeedAt(String),
    Section(String),
    /// A state that this paper does not know: shared, liked, broadcast.
    Nothing,
}

impl Stream {
    /// Of a name such as `user/-/state/com.google/starred`, `user/7/label/World` or `feed/12`.
    pub(super) fn of(name: &str) -> Option<Stream> {
        if let Some(feed) = name.strip_prefix("feed/") {
            let by_number = feed.parse().map(|id| Stream::Feed(FeedId(id)));
            return Some(by_number.unwrap_or_else(|_| Stream::FeedAt(feed.to_owned())));
        }
        let (_, what) = name.strip_prefix("user/")?.split_once('/')?;
        if let Some(label) = what.strip_prefix("label/") {
            return Some(Stream::Section(label.to_owned()));
        }
        match what.strip_prefix(STATE)? {
            "reading-list" => Some(Stream::All),
            "starred" => Some(Stream::Saved),
            "read" => Some(Stream::Read),
            "kept-unread" | "unread" => Some(Stream::Unread),
            _ => Some(Stream::Nothing),
        }
    }

    /// Lets a query find what is in this stream alone, or what is not in it. None where the store
    /// cannot: all but one feed.
    fn narrow(&self, query: &mut ItemQuery, within: bool) -> Option<()> {
        match self {
            Stream::All if within => {}
            Stream::Saved => query.saved = Some(within),
            Stream::Read => query.read = Some(within),
            Stream::Unread => query.read = Some(!within),
            Stream::Nothing if within => query.feed = Some(FeedId(0)),
            Stream::Nothing => {}
            Stream::Feed(feed) if within => query.feed = Some(*feed),
            Stream::Section(name) if within => query.section = Some(name.clone()),
            Stream::All | Stream::Feed(_) | Stream::FeedAt(_) | Stream::Section(_) => return None,
        }
        Some(())
    }
}

/// An item as apps write it in long.
pub(super) fn item_name(article: ArticleId) -> String {
    format!("{ITEM}{:016x}", article.0)
}

/// The article that an app means. Apps write its number in decimals, signed or not, or in
/// hexadecimals, in sixteen digits or fewer, with or without the long name before it.
pub(super) fn item_of(text: &str) -> Option<ArticleId> {
    let hex = |digits: &str| i64::from_str_radix(digits, 16).ok();
    let number = match text.strip_prefix(ITEM) {
        Some(digits) => hex(digits),
        None if text.len() == 16 => hex(text),
        None => text.parse().ok(),
    };
    number.filter(|number| *number > 0).map(ArticleId)
}

/// A place in a stream, for `c`.
pub(super) fn place_name(item: Item) -> String {
    format!("{}.{}", item.at.0, item.article.0)
}

fn place_of(text: &str) -> Option<Item> {
    let (at, article) = text.split_once('.')?;
    Some(Item { at: Millis(at.parse().ok()?), article: ArticleId(article.parse().ok()?) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_item(text: &str, expected: Option<i64>) {
        assert_eq!(item_of(text).map(|item| item.0), expected, "{text}");
    }

    #[test]
    fn items_are_known_however_an_app_writes_them() {
        assert_eq!(item_name(ArticleId(754)), "tag:google.com,2005:reader/item/00000000000002f2");
        check_item("tag:google.com,2005:reader/item/00000000000002f2", Some(754));
        check_item("tag:google.com,2005:reader/item/2f2", Some(754));
        check_item("00000000000002f2", Some(754));
        check_item("754", Some(754));
        check_item("-754", None);
        check_item("0", None);
        check_item("tag:google.com,2005:reader/item/ffffffffffffffff", None);
        check_item("", None);
    }

    #[track_caller]
    fn check_stream(name: &str, expected: Option<&Stream>) {
        assert_eq!(Stream::of(name).as_ref(), expected, "{name}");
    }

    #[test]
    fn streams_are_known_by_their_names() {
        check_stream("user/-/state/com.google/reading-list", Some(&Stream::All));
        check_stream("user/17/state/com.google/starred", Some(&Stream::Saved));
        check_stream("user/-/state/com.google/read", Some(&Stream::Read));
        check_stream("user/-/label/World / Asia", Some(&Stream::Section("World / Asia".into())));
        check_stream("feed/12", Some(&Stream::Feed(FeedId(12))));
        let at = &Stream::FeedAt("https://a.example/x".into());
        check_stream("feed/https://a.example/x", Some(at));
        check_stream("user/-/state/com.google/like", Some(&Stream::Nothing));
        check_stream("", None);
    }

    #[test]
    fn a_call_asks_for_what_it_says() {
        let asked = Asked::of(
            "s=x&n=50&c=17.3&r=o&ot=9&xt=user/-/state/com.google/read",
            b"it=user/-/state/com.google/starred",
        );
        let asked = asked.expect("few values");
        let query = asked.query(&Stream::Section("World".into()), 10_000).expect("a query");
        let expected = ItemQuery {
            section: Some("World".into()),
            read: Some(false),
            saved: Some(true),
            since: Some(Millis(9_000)),
            after: Some(Item { at: Millis(17), article: ArticleId(3) }),
            oldest_first: true,
            limit: 50,
            ..ItemQuery::default()
        };
        assert_eq!(query, expected);
        let asked = Asked::of("xt=feed/3", b"").expect("few values");
        assert_eq!(asked.query(&Stream::All, 10), None);
    }
}
