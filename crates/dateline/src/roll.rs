//! Lists of subscriptions between OPML and the web's terms.
//!
//! Folders within folders become one section of all their names. Our own settings travel in
//! attributes of our namespace; what is a secret, or could open a door, is not among them.

use std::collections::BTreeMap;

use dateline_model::{FeedSettings, PageChoice};
use dateline_read::opml::{self, Subscription};
use dateline_store::FeedKind;
use dateline_web::{OpmlFeed, OpmlList};

const KIND: &str = "kind";
const PAGE: &str = "text";
const INTERVAL: &str = "interval-minutes";
const USER_AGENT: &str = "user-agent";

/// The feeds of an OPML file.
pub(crate) fn read_opml(bytes: &[u8]) -> OpmlList {
    let document = opml::read(bytes);
    let feeds = document.subscriptions.into_iter().map(|subscription| OpmlFeed {
        line: subscription.line,
        url: subscription.url,
        title: subscription.title,
        section: Some(subscription.folders.join(" / ")).filter(|name| !name.is_empty()),
        kind: if value(&subscription.settings, KIND) == Some("page") {
            FeedKind::Page
        } else {
            FeedKind::Feed
        },
        settings: FeedSettings {
            user_agent: value(&subscription.settings, USER_AGENT).map(str::to_owned),
            interval_minutes: value(&subscription.settings, INTERVAL)
                .and_then(|text| text.parse().ok()),
            page: match value(&subscription.settings, PAGE) {
                Some("feed") => PageChoice::TrustFeed,
                _ => PageChoice::Fetch,
            },
            ..FeedSettings::default()
        },
    });
    let problems = document.problems.iter().map(ToString::to_string);
    OpmlList { feeds: feeds.collect(), problems: problems.collect() }
}

fn value<'a>(settings: &'a BTreeMap<String, String>, name: &str) -> Option<&'a str> {
    settings.get(name).map(String::as_str)
}

/// The same, to be taken elsewhere.
pub(crate) fn write_opml(feeds: &[OpmlFeed]) -> String {
    let subscriptions: Vec<Subscription> = feeds
        .iter()
        .map(|feed| Subscription {
            url: feed.url.clone(),
            title: feed.title.clone(),
            folders: feed.section.iter().cloned().collect(),
            settings: attributes(feed),
            ..Subscription::default()
        })
        .collect();
    opml::write("Dateline", &subscriptions)
}

fn attributes(feed: &OpmlFeed) -> BTreeMap<String, String> {
    let settings = &feed.settings;
    let kind = (feed.kind == FeedKind::Page).then(|| "page".to_owned());
    let text = (settings.page == PageChoice::TrustFeed).then(|| "feed".to_owned());
    let interval = settings.interval_minutes.map(|minutes| minutes.to_string());
    let told = [
        (KIND, kind),
        (PAGE, text),
        (INTERVAL, interval),
        (USER_AGENT, settings.user_agent.clone()),
    ];
    told.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, section: &str, settings: FeedSettings, kind: FeedKind) {
        let feed = OpmlFeed {
            line: 7 + usize::from(!section.is_empty()),
            url: "https://a.example/feed?x=1&y=\"2\"".to_owned().replace('"', "%22"),
            title: Some(title.to_owned()),
            section: Some(section.to_owned()).filter(|name| !name.is_empty()),
            kind,
            settings,
        };
        let list = read_opml(write_opml(std::slice::from_ref(&feed)).as_bytes());
        assert_eq!(list, OpmlList { feeds: vec![feed], problems: Vec::new() });
    }

    #[test]
    fn what_is_taken_out_comes_in_again() {
        let none = FeedSettings::default();
        for title in [
            "The Post",
            "A & B <i>C</i> \"D\" 'E' &amp; &#38;",
            "港口日报",
            "צהוב عربي",
            "a/b / c",
            "🗞️ zero\u{200d}width",
            "]]>",
        ] {
            check(title, "", none.clone(), FeedKind::Feed);
            check(title, title, none.clone(), FeedKind::Page);
        }
        let settings = FeedSettings {
            user_agent: Some("Reader/1 (\"quoted\"; +https://a.example/?b&c)".to_owned()),
            interval_minutes: Some(90),
            page: PageChoice::TrustFeed,
            ..none
        };
        check("With settings", "World / Far", settings, FeedKind::Feed);
    }

    #[test]
    fn folders_within_folders_are_one_section() {
        let list = read_opml(
            b"<opml><body><outline text='News'><outline text='World'>\
              <outline text='T' xmlUrl='https://a.example/' xmlns:dateline='urn:dateline:opml:1' \
              dateline:interval-minutes='often' dateline:text='?'/></outline></outline></body></opml>",
        );
        let feed = list.feeds.first().expect("one feed");
        assert_eq!(feed.section.as_deref(), Some("News / World"));
        assert_eq!(feed.settings, FeedSettings::default(), "nonsense is no setting");
    }
}
