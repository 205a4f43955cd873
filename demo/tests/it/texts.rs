//! The day's texts keep their promises: how many there are, that they parse, that nobody is real.

use std::collections::HashSet;

use dateline_demo::{NewsDay, news_day, truth};
use dateline_model::Millis;

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
