//! Which of a reader's feeds a page shows, in which groups: for readers who follow hundreds.
//!
//! Pure: from all subscriptions and what the address asks for to the rows of one page.

use dateline_store::{FeedStatus, Subscription};
use serde::Deserialize;

use super::words;
use crate::speech::Speech;

/// Rows of one page: more make a page that is slow to load and to scroll.
const PAGE_ROWS: usize = 100;

/// What the address of the list asks for.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Asked {
    /// Words of titles and addresses.
    q: Option<String>,
    /// `none`, or a colon and the name of a section.
    #[serde(rename = "in")]
    within: Option<String>,
    /// One word of [`FeedStatus`].
    health: Option<String>,
    /// `health`, or else by section.
    by: Option<String>,
    /// From 1.
    page: Option<String>,
    /// A feed that was left just now, to be offered again.
    pub(super) dropped: Option<String>,
}

/// The rows of one page.
pub(super) struct Chosen {
    pub(super) groups: Vec<Group>,
    /// Rows on all pages.
    pub(super) all: usize,
    /// The number of this page, from 1, and of all pages.
    pub(super) page: usize,
    pub(super) pages: usize,
}

/// Feeds under one heading.
pub(super) struct Group {
    pub(super) name: String,
    pub(super) feeds: Vec<Subscription>,
}

/// A health that feeds can be grouped by, worst first: with the message of its heading, and the one
/// that says how many are like that.
pub(super) const HEALTHS: [(FeedStatus, &str, &str); 4] = [
    (FeedStatus::Trouble, "health-trouble", "health-some-trouble"),
    (FeedStatus::Gone, "health-gone", "health-some-gone"),
    (FeedStatus::New, "health-new", "health-some-new"),
    (FeedStatus::Ok, "health-ok", "health-some-ok"),
];

impl Asked {
    /// The words that are looked for.
    pub(super) fn words(&self) -> &str {
        self.q.as_deref().unwrap_or_default().trim()
    }

    pub(super) fn within(&self) -> &str {
        self.within.as_deref().unwrap_or_default()
    }

    pub(super) fn health(&self) -> &str {
        self.health.as_deref().unwrap_or_default()
    }

    pub(super) fn by_health(&self) -> bool {
        self.by.as_deref() == Some("health")
    }

    /// Whether only some of the feeds are asked for.
    pub(super) fn narrows(&self) -> bool {
        !self.words().is_empty() || !self.within().is_empty() || !self.health().is_empty()
    }

    fn wants(&self, one: &Subscription) -> bool {
        let section = one.section.as_ref().map(|section| section.name.as_str());
        let in_section = match self.within() {
            "" => true,
            "none" => section.is_none(),
            named => section.is_some() && section == named.strip_prefix(':'),
        };
        let healthy = self.health().is_empty() || self.health() == one.feed.status.as_str();
        let text = format!("{} {}", words::title(one), one.feed.url).to_lowercase();
        let said = self.words().to_lowercase();
        in_section && healthy && said.split_whitespace().all(|word| text.contains(word))
    }

    /// The heading under which a feed stands, and its place among the headings.
    fn heading(&self, one: &Subscription, speech: Speech) -> (usize, String) {
        if self.by_health() {
            let mut places = HEALTHS.iter().enumerate();
            let found = places.find(|(_, (status, ..))| *status == one.feed.status);
            let named =
                |(at, (_, name, _)): (usize, &(_, &str, _))| (at, speech.say(name).to_owned());
            return found.map_or((9, String::new()), named);
        }
        match &one.section {
            Some(section) => (0, section.name.clone()),
            None => (1, speech.say("feeds-no-section").to_owned()),
        }
    }

    /// The address of the same list, with some of it asked otherwise.
    pub(super) fn address(&self, otherwise: &[(&str, &str)]) -> String {
        let page = self.page.as_deref().unwrap_or_default();
        let by = self.by.as_deref().unwrap_or_default();
        let now = [
            ("q", self.words()),
            ("in", self.within()),
            ("health", self.health()),
            ("by", by),
            ("page", page),
        ];
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (key, value) in now {
            let other = otherwise.iter().find(|(name, _)| *name == key);
            let value = other.map_or(value, |(_, value)| *value);
            if !value.is_empty() {
                query.append_pair(key, value);
            }
        }
        let query = query.finish();
        if query.is_empty() { "/feeds".to_owned() } else { format!("/feeds?{query}") }
    }

    /// The rows of the page that is asked for.
    pub(super) fn choose(&self, feeds: Vec<Subscription>, speech: Speech) -> Chosen {
        let mut rows: Vec<((usize, String), Subscription)> = feeds
            .into_iter()
            .filter(|one| self.wants(one))
            .map(|one| (self.heading(&one, speech), one))
            .collect();
        rows.sort_by_cached_key(|((place, name), one)| {
            (*place, name.to_lowercase(), words::title(one).to_lowercase())
        });
        let all = rows.len();
        let pages = all.div_ceil(PAGE_ROWS).max(1);
        let page = self.page.as_deref().and_then(|page| page.parse().ok()).unwrap_or(1);
        let page = page.clamp(1, pages);
        let mut groups: Vec<Group> = Vec::new();
        for ((_, name), one) in rows.into_iter().skip((page - 1) * PAGE_ROWS).take(PAGE_ROWS) {
            match groups.last_mut().filter(|group| group.name == name) {
                Some(group) => group.feeds.push(one),
                None => groups.push(Group { name, feeds: vec![one] }),
            }
        }
        Chosen { groups, all, page, pages }
    }
}

#[cfg(test)]
mod tests {
    use dateline_model::{FeedId, FeedSettings, PublisherId, Section, SectionId};
    use dateline_store::{FeedKind, FeedRow};

    use super::*;

    fn follow(id: i64, title: &str, section: &str, status: FeedStatus) -> Subscription {
        let feed = FeedRow {
            id: FeedId(id),
            url: format!("https://{id}.example/feed"),
            title: title.to_owned(),
            site_url: None,
            publisher: PublisherId(1),
            publisher_name: title.to_owned(),
            status,
            trouble: None,
            last_visit_at: None,
            last_success_at: None,
            next_visit_at: None,
            failures: 0,
            entry_count: 0,
            entries_last_week: 0,
            final_url: None,
            full_text_runs: 0,
            kind: FeedKind::Feed,
            settings: FeedSettings::default(),
        };
        let named = !section.is_empty();
        let section = named.then(|| Section { id: SectionId(1), name: section.to_owned() });
        Subscription { feed, section, title: None }
    }

    fn some() -> Vec<Subscription> {
        vec![
            follow(1, "Tide", "", FeedStatus::Ok),
            follow(2, "beacon", "Sea", FeedStatus::Trouble),
            follow(3, "Anchor", "Sea", FeedStatus::Ok),
            follow(4, "Ledger", "Money", FeedStatus::Gone),
        ]
    }

    #[track_caller]
    fn check(query: &str, expected: &[(&str, &[i64])]) {
        let asked = serde_json::from_value::<Asked>(
            url::form_urlencoded::parse(query.as_bytes())
                .map(|(key, value)| (key.into_owned(), value.into_owned().into()))
                .collect::<serde_json::Map<_, _>>()
                .into(),
        );
        let chosen = asked.expect("a query").choose(some(), Speech::default());
        let found: Vec<(String, Vec<i64>)> = chosen
            .groups
            .into_iter()
            .map(|group| (group.name, group.feeds.iter().map(|one| one.feed.id.0).collect()))
            .collect();
        let expected: Vec<(String, Vec<i64>)> =
            expected.iter().map(|(name, ids)| ((*name).to_owned(), ids.to_vec())).collect();
        assert_eq!(found, expected, "{query}");
    }

    #[test]
    fn grouped_by_section_or_by_health() {
        check("", &[("Money", &[4]), ("Sea", &[3, 2]), ("Without a section", &[1])]);
        check("by=health", &[("In trouble", &[2]), ("Gone", &[4]), ("Working", &[3, 1])]);
    }

    #[test]
    fn narrowed_by_words_section_and_health() {
        check("q=BEA", &[("Sea", &[2])]);
        check("q=4.example+feed", &[("Money", &[4])]);
        check("q=nothing", &[]);
        check("in=:Sea&health=ok", &[("Sea", &[3])]);
        check("in=none", &[("Without a section", &[1])]);
        check("in=nonsense&page=x", &[]);
        check("page=9&q=tide", &[("Without a section", &[1])]);
    }

    #[test]
    fn a_long_list_comes_in_pages() {
        let many = (0..250).map(|id| follow(id, &format!("{id:03}"), "", FeedStatus::Ok));
        let asked = Asked { page: Some("3".to_owned()), ..Asked::default() };
        let chosen = asked.choose(many.collect(), Speech::default());
        assert_eq!((chosen.all, chosen.page, chosen.pages), (250, 3, 3));
        assert_eq!(chosen.groups.first().map(|group| group.feeds.len()), Some(50));
    }

    #[test]
    fn addresses_keep_what_else_is_asked() {
        let asked = Asked {
            q: Some(" a b ".to_owned()),
            within: Some(":Sea & sky".to_owned()),
            page: Some("2".to_owned()),
            ..Asked::default()
        };
        assert_eq!(asked.address(&[("page", "3")]), "/feeds?q=a+b&in=%3ASea+%26+sky&page=3");
        assert_eq!(asked.address(&[("q", ""), ("in", ""), ("page", "")]), "/feeds");
    }
}
