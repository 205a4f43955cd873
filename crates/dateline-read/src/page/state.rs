//! The text of pages that ship it as data.
//!
//! Some sites send an empty page and the article as the JSON state of their own program (Next,
//! Nuxt, Apollo, …). The prose in it is found by its looks: the key whose strings hold the most
//! sentences is the one that holds the article.
//!
//! The one rule: this is looked at only when the page itself shows no text.

use serde_json::Value;

use super::caps::Payload;
use super::hash::Map;
use super::metadata;

/// Fewer characters of prose are a description, not an article.
const SHORTEST_CHARS: usize = 400;
/// Shorter strings are labels.
const SHORTEST_SENTENCE: usize = 40;
/// Values looked at per page.
const MAX_VALUES: usize = 500_000;

/// The article's paragraphs, parted by blank lines, if the page's data holds any.
pub(super) fn text(payloads: &[Payload<'_>]) -> Option<String> {
    let mut by_key: Map<String, (usize, Vec<String>)> = Map::default();
    for payload in payloads {
        let Payload::State(source) = payload else { continue };
        let Some(value) = source.find(['{', '[']).and_then(|at| parse(source.get(at..)?)) else {
            continue;
        };
        gather(&value, &mut by_key);
    }
    let (_, best) =
        by_key.into_iter().max_by(|a, b| a.1.0.cmp(&b.1.0).then_with(|| b.0.cmp(&a.0)))?;
    (best.0 >= SHORTEST_CHARS).then(|| metadata::paragraphs(&best.1.join("\n")))
}

/// The first JSON value of the script, whatever stands after it.
fn parse(source: &str) -> Option<Value> {
    serde_json::Deserializer::from_str(source).into_iter::<Value>().next()?.ok()
}

/// Adds every string that reads like prose to its key, in the document's order.
fn gather<'v>(value: &'v Value, by_key: &mut Map<String, (usize, Vec<String>)>) {
    let mut waiting: Vec<(&'v str, &'v Value)> = vec![("", value)];
    let mut seen = 0;
    while let Some((key, value)) = waiting.pop() {
        seen += 1;
        if seen > MAX_VALUES {
            return;
        }
        match value {
            Value::Array(items) => waiting.extend(items.iter().rev().map(|item| (key, item))),
            Value::Object(object) => {
                waiting.extend(object.iter().rev().map(|(key, item)| (key.as_str(), item)));
            }
            Value::String(text) if is_prose(text) => {
                let (chars, strings) = by_key.entry(key.to_owned()).or_default();
                if !strings.contains(text) {
                    *chars += text.len();
                    strings.push(text.clone());
                }
            }
            _ => {}
        }
    }
}

fn is_prose(text: &str) -> bool {
    let is_address = text.starts_with("http") || text.starts_with('/') || text.starts_with('{');
    text.len() >= SHORTEST_SENTENCE
        && !is_address
        && text.split(' ').count() * 12 > text.chars().count()
        && text.contains(['.', '!', '?', ',', '。'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(script: &str, expected: Option<&str>) {
        assert_eq!(text(&[Payload::State(script)]).as_deref(), expected);
    }

    #[test]
    fn the_key_with_the_most_prose_is_the_article() {
        let sentence =
            "The river rose above the old bridge, and the town went to higher ground. ".repeat(6);
        let sentence = sentence.trim();
        let script = format!(
            "window.__STATE__ = {{\"teaser\":\"A short line about the river, and no more than that.\",\
             \"body\":[{{\"text\":\"{sentence}\"}},{{\"text\":\"<p>It fell again on Monday, and they came home.</p>\"}}]}};"
        );
        let expected = format!("{sentence}\n\nIt fell again on Monday, and they came home.");
        check(&script, Some(&expected));
    }

    #[test]
    fn other_data_is_no_article() {
        check("{\"a\":\"https://vell.example/a/very/long/address/that/is/no/prose,at.all\"}", None);
        check("no json", None);
        check("{broken", None);
    }
}
