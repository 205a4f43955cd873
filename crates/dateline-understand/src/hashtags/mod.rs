//! What a reader would follow: five to eight tags, best first.

use dateline_model::Hashtag;

use crate::entities::Names;
use crate::text::Text;

/// How many tags an article gets.
const MOST_TAGS: usize = 8;

/// The form of a tag that stands in addresses: `#ChinaCanada` gives `chinacanada`.
pub fn hashtag_key(tag: &str) -> String {
    tag.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The tags of a text.
pub(crate) fn of(_text: &Text<'_>, headline: &str, names: &Names) -> Vec<Hashtag> {
    let mut ranked: Vec<(f64, &crate::entities::Named)> = names
        .entities
        .iter()
        .filter(|named| !named.mentions.is_empty())
        .map(|named| {
            let count = f64::from(u32::try_from(named.mentions.len()).unwrap_or(u32::MAX));
            (count + if headline.contains(&named.name) { 2.0 } else { 0.0 }, named)
        })
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    ranked.truncate(MOST_TAGS);
    ranked
        .iter()
        .map(|(score, named)| Hashtag {
            tag: tag(&named.name),
            label: named.name.clone(),
            score: *score,
            because: format!("named {} times", named.mentions.len()),
        })
        .collect()
}

fn tag(label: &str) -> String {
    let mut tag = String::from("#");
    for word in
        label.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
    {
        let mut letters = word.chars();
        tag.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        tag.push_str(letters.as_str());
    }
    tag
}
