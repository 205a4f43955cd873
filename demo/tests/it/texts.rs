//! The day's texts keep their promises: how many there are, that they parse, that nobody is real.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use dateline_demo::{Document, NewsDay, news_day, truth};
use dateline_model::Millis;
use quick_xml::Reader;
use quick_xml::events::Event;

const START: Millis = Millis(1_780_142_400_000);

fn day() -> NewsDay {
    news_day(START, 8081)
}

#[test]
fn every_article_is_served_where_the_truth_says() {
    let day = day();
    for truth in truth(START) {
        let path = truth.path.split('#').next().expect("split gives one part");
        let site = day.origin.site(&truth.host).expect("a site of the day");
        let page = site.documents.get(path).unwrap_or_else(|| panic!("{path} is not served"));
        let html = std::str::from_utf8(&page.body).expect("utf-8");
        let first_words: String = truth.headline.chars().take(8).collect();
        let escaped = first_words.replace('&', "&amp;");
        assert!(html.contains(&escaped), "{}{path}", truth.host);
        assert!(!html.contains("{{"), "{}{path} has an unfilled hole", truth.host);
    }
}

#[test]
fn addresses_differ() {
    let mut seen = HashSet::new();
    for truth in truth(START) {
        assert!(seen.insert((truth.host.clone(), truth.path.clone())), "{truth:?} twice");
    }
}

#[test]
fn the_day_is_as_large_as_promised() {
    let all = truth(START);
    let distinct = |name: fn(&dateline_demo::Truth) -> &str| {
        all.iter().map(name).collect::<BTreeSet<_>>().len()
    };
    assert!(all.len() >= 72, "{} articles", all.len());
    assert!(distinct(|one| &one.publisher) >= 9);
    assert!(distinct(|one| one.language.get(..2).unwrap_or_default()) >= 5);
    assert!(all.iter().filter(|one| one.copy_of.is_some()).count() >= 8);
    assert!(all.iter().filter(|one| one.event.is_none()).count() >= 6);
    let oldest = all.iter().map(|one| one.published).min().expect("there are articles");
    assert!(START.0 - oldest.0 <= 3 * Millis::DAY, "{oldest}");
    let newest = all.iter().map(|one| one.published).max().expect("there are articles");
    assert!(newest < START, "{newest}");
}

#[test]
fn each_event_is_covered_by_several_publishers() {
    let mut events: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for truth in truth(START) {
        if let Some(event) = truth.event {
            events.entry(event).or_default().insert(truth.publisher);
        }
    }
    assert!(events.len() >= 15, "{} events", events.len());
    for (event, publishers) in events {
        assert!((2..=9).contains(&publishers.len()), "{event}: {publishers:?}");
    }
}

#[test]
fn pages_keep_the_truth_to_themselves() {
    for site in day().origin.sites() {
        for (path, document) in &site.documents {
            if let Ok(text) = std::str::from_utf8(&document.body) {
                assert!(!text.contains("copy_of"), "{}{path}", site.host);
                assert!(!text.contains("hours_ago"), "{}{path}", site.host);
            }
        }
    }
}

#[test]
fn every_picture_and_recording_that_a_page_names_is_served() {
    let day = day();
    for site in day.origin.sites() {
        let base = format!("http://{}:8081", site.host);
        for (path, document) in &site.documents {
            let text = String::from_utf8_lossy(&document.body);
            for address in text.split('"').filter_map(|part| part.strip_prefix(base.as_str())) {
                let file = address.starts_with("/images/") || address.starts_with("/media/");
                let known = site.documents.contains_key(address);
                assert!(!file || known, "{base}{path} names {address}");
            }
        }
    }
}

#[test]
fn feeds_are_well_formed_but_for_one() {
    let day = day();
    let mut broken = Vec::new();
    for subscription in &day.subscriptions {
        let address = subscription.feed_url.strip_prefix("http://").expect("plain http");
        let (host, path) = address.split_once('/').expect("a path");
        let site = day.origin.site(host).expect("a site of the day");
        let feed = &site.documents[&format!("/{path}")];
        let json = feed.content_type.contains("json");
        let parses = if json { is_json(feed) } else { is_xml(feed) };
        if !parses {
            broken.push(subscription.title.as_str());
        }
    }
    assert_eq!(broken, ["The Northern Lantern"], "{:#?}", day.subscriptions);
    assert_eq!(day.plain_sites.len(), 1);
}

#[test]
fn each_article_is_in_one_feed_of_its_publisher() {
    let day = day();
    for truth in truth(START) {
        let site = day.origin.site(&truth.host).expect("a site of the day");
        let link = format!("http://{}:8081{}", truth.host, truth.path);
        let lists = |one: &&dateline_demo::Subscription| {
            let path = one.feed_url.split_once(":8081").expect("our port").1;
            let feed = site.documents.get(path).expect("the feed is served");
            // The end mark matters: one address may be the beginning of another.
            let text = String::from_utf8_lossy(&feed.body);
            ["\"", "<"].iter().any(|end| text.contains(&format!("{link}{end}")))
        };
        let home = format!("http://{}:8081/", truth.host);
        let own = day.subscriptions.iter().filter(|one| one.site_url == home);
        let expected = usize::from(truth.host != "skerry.localhost");
        assert_eq!(own.filter(lists).count(), expected, "{link}");
    }
}

fn is_json(feed: &Document) -> bool {
    serde_json::from_slice::<serde_json::Value>(&feed.body).is_ok()
}

/// Whether the feed is well formed and names no entity that XML does not know.
fn is_xml(feed: &Document) -> bool {
    let text: String = match std::str::from_utf8(&feed.body) {
        Ok(text) => text.to_owned(),
        Err(_) => feed.body.iter().map(|&byte| char::from(byte)).collect(),
    };
    if !text.starts_with("<?xml") {
        return false;
    }
    let mut reader = Reader::from_str(&text);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return true,
            Ok(Event::GeneralRef(name)) => {
                let known = ["amp", "lt", "gt", "quot", "apos"].contains(&&*name);
                if !known && !name.is_char_ref() {
                    return false;
                }
            }
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}
