//! What a reader would follow: five to eight tags, best first.
//!
//! `candidates.rs` says what could be a tag; here each is weighed by how often and how early it
//! comes, whether the headline has it, how rare it is in the instance's own articles, and whether
//! the publisher tagged it too. Variants are one tag; no two tags say the same.

mod candidates;
mod common;
mod han;

use std::collections::HashSet;

use dateline_model::{EntityKind, Hashtag};

use crate::entities::{Names, name_key};
use crate::study::{Background, Subject};
use crate::text::Text;
use crate::words::words;
use candidates::{Candidate, Sort};

/// How many tags an article gets.
const MOST_TAGS: usize = 8;
/// Tags beyond the fifth must be this share as good as the best.
const WORTH_A_TAG: f64 = 0.1;
const FEW_TAGS: usize = 5;
/// Plain nouns among the tags; more would be a word list.
const MOST_NOUNS: usize = 5;

/// The form of a tag that stands in addresses: `#ChinaCanada` gives `chinacanada`.
pub fn hashtag_key(tag: &str) -> String {
    tag.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A candidate with its weight and what made it.
struct Weighed {
    score: f64,
    candidate: Candidate,
    because: String,
}

/// The tags of a text.
pub(crate) fn of(
    text: &Text<'_>,
    names: &Names,
    subject: &Subject<'_>,
    background: &Background,
) -> Vec<Hashtag> {
    let headline = format!(" {} ", name_key(subject.headline));
    let headline_words: HashSet<String> = words(subject.headline).map(|word| word.key).collect();
    let publisher = subject.publisher.map(name_key).unwrap_or_default();
    let given: HashSet<String> = subject.publisher_tags.iter().map(|tag| name_key(tag)).collect();
    let evidence = Evidence {
        headline: &headline,
        headline_words: &headline_words,
        given: &given,
        background,
    };
    let mut weighed: Vec<Weighed> = candidates::find(text, names)
        .into_iter()
        .filter(|candidate| !candidate.key.is_empty() && candidate.key != publisher)
        .map(|candidate| weigh(candidate, &evidence))
        .collect();
    // Ties are broken by the words, so that the same text always gets the same tags.
    weighed.sort_by(|a, b| {
        b.score.total_cmp(&a.score).then_with(|| a.candidate.key.cmp(&b.candidate.key))
    });
    chosen(weighed).into_iter().map(tagged).collect()
}

struct Evidence<'a> {
    headline: &'a str,
    headline_words: &'a HashSet<String>,
    given: &'a HashSet<String>,
    background: &'a Background,
}

/// What each sign is worth, as terms of a sum: fitted once on tags that publishers gave, on halves
/// in turn, then rounded. A kind of thing is followed more or less whatever the text says of it.
fn kind_worth(candidate: &Candidate) -> f64 {
    match candidate.sort {
        Sort::Name(EntityKind::Person) => 0.26,
        Sort::Name(EntityKind::Organisation) => 0.3,
        Sort::Name(EntityKind::Place) => 0.6,
        Sort::Name(EntityKind::Other) if candidate.key.contains(' ') => 0.2,
        Sort::Phrase => -0.2,
        Sort::Name(EntityKind::Other) | Sort::Noun => -0.15,
    }
}
const COUNT_WORTH: f64 = 0.65;
const EARLY_WORTH: f64 = 0.35;
const OPENING_WORTH: f64 = 0.1;
const HEADLINE_WORTH: f64 = 0.6;
const PART_OF_HEADLINE_WORTH: f64 = 0.6;
const GIVEN_WORTH: f64 = 1.0;

fn weigh(candidate: Candidate, evidence: &Evidence<'_>) -> Weighed {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let whole = evidence.headline.contains(&format!(" {} ", candidate.key));
    let words = candidate.key.split(' ').count();
    let told =
        candidate.key.split(' ').filter(|word| evidence.headline_words.contains(*word)).count();
    let given = evidence.given.contains(&candidate.key);
    let headline =
        if whole { HEADLINE_WORTH } else { PART_OF_HEADLINE_WORTH * number(told) / number(words) };
    let sum = kind_worth(&candidate)
        + COUNT_WORTH * f64::from(candidate.count).ln()
        + EARLY_WORTH / (1.0 + number(candidate.first) / 4.0)
        + if candidate.first < 2 { OPENING_WORTH } else { 0.0 }
        + headline
        + if given { GIVEN_WORTH } else { 0.0 }
        + han_length(&candidate.key)
        + evidence.background.rarity(&candidate.key).ln();
    let because = because(&candidate, whole, given);
    Weighed { score: sum.exp(), candidate, because }
}

/// Longer runs of Han letters say more: two letters are half a word of a headline.
fn han_length(key: &str) -> f64 {
    match key.chars().filter(|letter| crate::text::unspaced(*letter)).count() {
        0 => 0.0,
        1 | 2 => -0.7,
        3 => -0.1,
        _ => 0.3,
    }
}

fn because(candidate: &Candidate, headline: bool, given: bool) -> String {
    let mut reasons = vec![match candidate.count {
        1 => "named once".to_owned(),
        count => format!("named {count} times"),
    }];
    if headline {
        reasons.push("in the headline".to_owned());
    }
    if given {
        reasons.push("the publisher's own tag".to_owned());
    }
    reasons.join(", ")
}

/// The best that do not repeat one another.
fn chosen(weighed: Vec<Weighed>) -> Vec<Weighed> {
    let best = weighed.first().map_or(0.0, |best| best.score);
    let mut chosen: Vec<Weighed> = Vec::new();
    let mut nouns = 0;
    for one in weighed {
        let plain = one.candidate.sort == Sort::Noun;
        let enough = chosen.len() >= FEW_TAGS && one.score < best * WORTH_A_TAG;
        if chosen.len() >= MOST_TAGS || enough || (plain && nouns >= MOST_NOUNS) {
            continue;
        }
        if chosen.iter().all(|other| !repeats(&one.candidate, &other.candidate)) {
            nouns += usize::from(plain);
            chosen.push(one);
        }
    }
    chosen
}

/// Whether a candidate says no more than a tag that was chosen before it.
fn repeats(one: &Candidate, other: &Candidate) -> bool {
    if one.key == other.key || hashtag_key(&one.label) == hashtag_key(&other.label) {
        return true;
    }
    let within = |inner: &str, outer: &str| format!(" {outer} ").contains(&format!(" {inner} "));
    let place = matches!(one.sort, Sort::Name(EntityKind::Place));
    let han = one.key.chars().any(crate::text::unspaced);
    let branch = matches!((one.sort, other.sort), (Sort::Name(_), Sort::Name(_)))
        && one.key.starts_with(&format!("{} ", other.key))
        && one.count * 2 <= other.count;
    branch
        || (within(&one.key, &other.key) && !place)
        || (within(&other.key, &one.key) && !matches!(other.sort, Sort::Name(_)))
        || (han && (other.key.contains(&one.key) || one.key.contains(&other.key)))
}

fn tagged(weighed: Weighed) -> Hashtag {
    Hashtag {
        tag: tag(&weighed.candidate.label),
        label: weighed.candidate.label,
        score: (weighed.score * 100.0).round() / 100.0,
        because: weighed.because,
    }
}

/// "China-Canada relations" gives `#ChinaCanadaRelations`.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(language: &str, subject: &Subject<'_>) -> Vec<String> {
        let text = Text::new(subject.text, language);
        let names = crate::entities::find(&text);
        of(&text, &names, subject, &Background::default()).into_iter().map(|tag| tag.tag).collect()
    }

    const TEXT: &str = "The port of Marlow closed after Ida Brandt ordered a strike. Brandt said China-Canada relations suffered.\n\n\
        The strike hurts Canada and China, the U.S. said. A second strike may follow on Monday, the statement said. \
        The United States wants the port to open.";

    #[test]
    fn variants_are_one_tag_and_noise_is_none() {
        let subject =
            Subject { headline: "Strike closes port of Marlow", text: TEXT, ..Subject::default() };
        let tags = tags("en", &subject);
        for wanted in ["#Strike", "#IdaBrandt", "#UnitedStates", "#ChinaCanadaRelations"] {
            assert!(tags.iter().any(|tag| tag == wanted), "{wanted} in {tags:?}");
        }
        for noise in ["#Monday", "#Statement", "#US", "#Brandt"] {
            assert!(tags.iter().all(|tag| tag != noise), "{noise} in {tags:?}");
        }
    }

    #[test]
    fn the_publisher_is_no_tag_but_its_tags_count() {
        let given = ["ports".to_owned()];
        let subject = Subject {
            text: TEXT,
            publisher: Some("China"),
            publisher_tags: &given,
            ..Subject::default()
        };
        let tags = tags("en", &subject);
        assert!(tags.iter().all(|tag| tag != "#China"), "{tags:?}");
        assert!(tags.iter().take(3).any(|tag| tag == "#Port"), "{tags:?}");
    }

    #[test]
    fn addresses_of_tags() {
        assert_eq!(hashtag_key("#ChinaCanada"), "chinacanada");
        assert_eq!(tag("China-Canada relations"), "#ChinaCanadaRelations");
    }
}
