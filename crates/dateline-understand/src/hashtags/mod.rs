//! What a reader would follow: five to eight tags, best first.
//!
//! `candidates.rs` says what could be a tag; here each is weighed by how often and how early it
//! comes, whether the headline has it, how rare it is in the instance's own articles, and whether
//! the publisher tagged it too. Variants are one tag; no two tags say the same.

mod aliases;
mod candidates;
mod common;
mod forms;
mod grammar;
mod phrases;
mod runs;

use std::collections::HashSet;

use dateline_model::{EntityKind, Hashtag, Reason};

use crate::entities::{Names, lexicon, name_key};
use crate::hash::Seeded;
use crate::language;
use crate::study::{Background, Subject};
use crate::text::{Text, lower_case};
use crate::words::{key, words};
pub use aliases::Aliases;
use candidates::{Candidate, Sort};
pub(crate) use common::LISTS;

/// How many tags an article gets.
const MOST_TAGS: usize = 8;
/// Tags beyond the fifth must be this share as good as the best.
const WORTH_A_TAG: f64 = 0.06;
const FEW_TAGS: usize = 5;
/// Plain nouns among the tags; more would be a word list.
const MOST_NOUNS: usize = 5;

/// The form of a tag that stands in addresses: `#ChinaCanada` gives `chinacanada`. Accents and the
/// endings of plurals are off, so that "#Schools" and "#School" are one page.
pub fn hashtag_key(tag: &str) -> String {
    let mut plain = String::with_capacity(tag.len());
    if tag.is_ascii() {
        plain.push_str(tag);
        plain.retain(|letter| letter.is_ascii_alphanumeric());
        plain.make_ascii_lowercase();
    } else {
        let letters = tag.chars().filter(|letter| letter.is_alphanumeric());
        plain.extend(letters.flat_map(char::to_lowercase));
    }
    if plain.chars().any(crate::words::unspaced) {
        return plain;
    }
    match key(&plain) {
        key if key.is_empty() => plain,
        key => key,
    }
}

/// What besides its count speaks for a hashtag.
#[derive(Clone, Copy)]
struct Because {
    /// It stands in the headline.
    in_headline: bool,
    /// The publisher tagged the article with it.
    given: bool,
}

/// A candidate with its weight and what made it.
struct Weighed {
    score: f64,
    in_headline: bool,
    candidate: Candidate,
    /// What made it, whatever it has taken the place of.
    because: Because,
    /// The form of its label in addresses, once it is looked at.
    address: String,
}

/// The tags of a text.
pub(crate) fn of(
    text: &Text<'_>,
    names: &Names,
    subject: &Subject<'_>,
    background: &Background,
) -> Vec<Hashtag> {
    let mut weighed: Vec<Weighed> = Vec::new();
    weigh_all(text, names, subject, background, |candidate, evidence| {
        weighed.push(weigh(candidate, evidence));
    });
    // Ties are broken by the words, so that the same text always gets the same tags.
    weighed.sort_by(|a, b| {
        b.score.total_cmp(&a.score).then_with(|| a.candidate.key.cmp(&b.candidate.key))
    });
    chosen(weighed).into_iter().map(tagged).collect()
}

/// Every candidate of a text with its signs: what the weights were fitted on.
pub(crate) fn signs_of(
    text: &Text<'_>,
    names: &Names,
    subject: &Subject<'_>,
    background: &Background,
) -> Vec<(String, Vec<f64>)> {
    let mut found = Vec::new();
    weigh_all(text, names, subject, background, |candidate, evidence| {
        let common = commonness(&candidate, evidence.language);
        let whole = in_headline(&candidate, evidence);
        found.push((tag(&candidate.label), signs(&candidate, evidence, whole, common).to_vec()));
    });
    found
}

fn weigh_all(
    text: &Text<'_>,
    names: &Names,
    subject: &Subject<'_>,
    background: &Background,
    mut each: impl FnMut(Candidate, &Evidence<'_>),
) {
    let headline = format!(" {} ", name_key(subject.headline));
    let headline_words: Words = words(subject.headline).map(|word| word.key).collect();
    let publisher = subject.publisher.map(name_key).unwrap_or_default();
    let given: Words = subject.publisher_tags.iter().map(|tag| name_key(tag)).collect();
    let found = background.aliases().applied(candidates::find(text, names));
    let evidence = Evidence {
        language: text.language,
        headline: &headline,
        headline_words: &headline_words,
        given: &given,
        background,
        most: found.iter().map(|one| one.count).max().unwrap_or_default(),
    };
    found
        .into_iter()
        .filter(|candidate| !candidate.key.is_empty() && candidate.key != publisher)
        .for_each(|candidate| each(candidate, &evidence));
}

/// Words and names by their keys.
type Words = HashSet<String, Seeded>;

struct Evidence<'a> {
    language: &'a str,
    headline: &'a str,
    headline_words: &'a Words,
    given: &'a Words,
    background: &'a Background,
    /// How often the commonest candidate comes.
    most: u32,
}

/// What each sign is worth, as terms of a sum: fitted on tags that publishers gave, by publisher in
/// turn, then rounded. A kind of thing is followed more or less whatever the text says of it.
const WORTH: [f64; SIGNS] = [
    0.26, 0.3, 0.6, 0.2, -0.15, -0.2, -0.15, 0.65, 0.35, 0.1, 0.6, 0.6, 1.0, -1.0, 0.6, 0.3, 0.0,
    0.0, 0.0, 1.0,
];
const SIGNS: usize = 20;

/// How common the rarest word of a candidate is: a sign that was found to be worth nothing.
fn commonness(candidate: &Candidate, language: &str) -> u8 {
    let words = candidate.label.split(' ');
    let common = words.map(|word| language::commonness(&lower_case(word), language));
    common.min().unwrap_or_default()
}

/// The signs of a candidate, in the order of [`WORTH`]; the headline may have the whole of it.
fn signs(candidate: &Candidate, evidence: &Evidence<'_>, whole: bool, common: u8) -> [f64; SIGNS] {
    let number = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let is = |sign: bool| f64::from(u8::from(sign));
    let parts = candidate.key.split(' ');
    let words = parts.clone().count();
    let told = parts.clone().filter(|word| evidence.headline_words.contains(*word)).count();
    let han = candidate.key.chars().filter(|letter| crate::words::unspaced(*letter)).count();
    let other = candidate.sort == Sort::Name(EntityKind::Other);
    [
        is(candidate.sort == Sort::Name(EntityKind::Person)),
        is(candidate.sort == Sort::Name(EntityKind::Organisation)),
        is(candidate.sort == Sort::Name(EntityKind::Place)),
        is(other && words > 1),
        is(other && words == 1),
        is(candidate.sort == Sort::Phrase),
        is(candidate.sort == Sort::Noun),
        f64::from(candidate.count).ln(),
        1.0 / (1.0 + number(candidate.first) / 4.0),
        is(candidate.first < 2),
        is(whole),
        if whole { 0.0 } else { number(told) / number(words) },
        is(evidence.given.contains(&candidate.key)),
        is((1..=2).contains(&han)),
        is(han > 3),
        is(grammar::topic(evidence.language, &candidate.key).is_some()),
        f64::from(common) / 255.0,
        f64::from(candidate.count) / f64::from(evidence.most.max(1)),
        is(words > 2),
        evidence.background.rarity(&candidate.key).ln(),
    ]
}

fn in_headline(candidate: &Candidate, evidence: &Evidence<'_>) -> bool {
    evidence.headline.contains(&candidate.key)
        && evidence.headline.contains(&format!(" {} ", candidate.key))
}

fn weigh(candidate: Candidate, evidence: &Evidence<'_>) -> Weighed {
    let headline = in_headline(&candidate, evidence);
    let signs = signs(&candidate, evidence, headline, 0);
    let sum: f64 = signs.iter().zip(WORTH).map(|(sign, worth)| sign * worth).sum();
    let given = evidence.given.contains(&candidate.key);
    let because = Because { in_headline: headline, given };
    let address = String::new();
    Weighed { score: sum.exp(), in_headline: headline, candidate, because, address }
}

fn because(count: u32, because: Because) -> String {
    let Because { in_headline, given } = because;
    let mut reasons = vec![Reason::Named(count)];
    reasons.extend(in_headline.then_some(Reason::InHeadline));
    reasons.extend(given.then_some(Reason::GivenTag));
    reasons.iter().map(Reason::to_string).collect::<Vec<_>>().join(", ")
}

/// The best that do not repeat one another.
fn chosen(weighed: Vec<Weighed>) -> Vec<Weighed> {
    let best = weighed.first().map_or(0.0, |best| best.score);
    let mut chosen: Vec<Weighed> = Vec::new();
    let mut nouns = 0;
    for mut one in weighed {
        let plain = one.candidate.sort == Sort::Noun;
        let enough = chosen.len() >= FEW_TAGS && one.score < best * WORTH_A_TAG;
        if chosen.len() >= MOST_TAGS || enough || (plain && nouns >= MOST_NOUNS) {
            continue;
        }
        one.address = hashtag_key(&one.candidate.label);
        let speaks_for = |one: &Weighed, other: &Weighed| {
            !one.in_headline
                && lexicon::stands_for(&one.candidate.label)
                    == lexicon::place(&other.candidate.label)
                && lexicon::stands_for(&one.candidate.label).is_some()
        };
        let metonym = chosen.iter().any(|other| speaks_for(&one, other));
        // The full name takes the place of a part that was chosen before it.
        if let Some(part) = chosen.iter_mut().find(|part| is_part(part, &one)) {
            nouns -= usize::from(part.candidate.sort == Sort::Noun);
            part.candidate = one.candidate;
            (part.because, part.address) = (one.because, one.address);
            continue;
        }
        let part = chosen.iter().any(|other| is_part(&one, other));
        if !metonym && !part && chosen.iter().all(|other| !repeats(&one, other)) {
            nouns += usize::from(plain);
            chosen.push(one);
        }
    }
    chosen
}

/// Whether one is "Putin" where the other is "Vladimir Putin", or "climate" where the other is
/// "climate change" and stands in the headline.
fn is_part(one: &Weighed, whole: &Weighed) -> bool {
    let (part, full) = (&one.candidate, &whole.candidate);
    let last = full.key.strip_suffix(&part.key).is_some_and(|before| before.ends_with(' '));
    // "Sir Keir" is Keir Starmer.
    let knight = part.key.split_once(' ').filter(|(title, _)| matches!(*title, "sir" | "dam"));
    let titled = knight.is_some_and(|(_, given)| full.key.starts_with(&format!("{given} ")));
    let person = full.sort == Sort::Name(EntityKind::Person)
        && !matches!(part.sort, Sort::Name(EntityKind::Place));
    let term = full.sort == Sort::Phrase
        && part.sort == Sort::Noun
        && whole.in_headline
        && full.count * 2 >= part.count;
    let first = full.key.strip_prefix(&part.key).is_some_and(|after| after.starts_with(' '));
    (last || titled) && person || (last || first) && term
}

/// Whether a candidate says no more than a tag that was chosen before it.
fn repeats(one: &Weighed, other: &Weighed) -> bool {
    if one.candidate.key == other.candidate.key || one.address == other.address {
        return true;
    }
    let (one, other) = (&one.candidate, &other.candidate);
    // "Schule" and "Schulen": forms of one word that the keys do not join.
    let form = |short: &str, long: &str| {
        let ending = long.strip_prefix(short).map_or(usize::MAX, |ending| ending.chars().count());
        ending <= 2 && short.chars().count() > 3
    };
    if form(&one.key, &other.key) || form(&other.key, &one.key) {
        return true;
    }
    // "India-Pakistan trade" and "Pakistan-India trade".
    let sorted = |key: &str| {
        let mut words: Vec<String> = key.split(' ').map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    let several = one.key.len() == other.key.len() && one.key.contains(' ');
    if several && sorted(&one.key) == sorted(&other.key) {
        return true;
    }
    let within = |inner: &str, outer: &str| {
        outer.contains(inner) && format!(" {outer} ").contains(&format!(" {inner} "))
    };
    let begins = |long: &str, short: &str| {
        long.strip_prefix(short).is_some_and(|after| after.starts_with(' '))
    };
    let ends = |long: &str, short: &str| {
        long.strip_suffix(short).is_some_and(|before| before.ends_with(' '))
    };
    let place = matches!(one.sort, Sort::Name(EntityKind::Place));
    let han = one.key.chars().any(crate::words::unspaced);
    let branch = matches!((one.sort, other.sort), (Sort::Name(_), Sort::Name(_)))
        && begins(&one.key, &other.key)
        && one.count * 2 <= other.count;
    // "Emma Roma Jayne" and "Roma Jayne" are one person.
    let name = |one: &Candidate| matches!(one.sort, Sort::Name(_));
    let longer = name(one) && name(other) && other.key.contains(' ') && ends(&one.key, &other.key);
    branch
        || longer
        || (within(&one.key, &other.key) && !place)
        || (within(&other.key, &one.key) && !matches!(other.sort, Sort::Name(_)))
        || (han && (other.key.contains(&one.key) || one.key.contains(&other.key)))
}

fn tagged(weighed: Weighed) -> Hashtag {
    Hashtag {
        tag: tag(&weighed.candidate.label),
        label: weighed.candidate.label,
        score: (weighed.score * 100.0).round() / 100.0,
        because: because(weighed.candidate.count, weighed.because),
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
        let names = crate::entities::find(&text, subject.headline);
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
    fn who_is_of_a_place_speaks_of_the_place() {
        let text = "Die Duisburger Seilbahn fährt wieder. Das teilte die Stadt Duisburg am Montag mit. \
            Viele Duisburger freuen sich. In Duisburg fuhr die Seilbahn zuletzt im Mai.";
        let subject = Subject { headline: "Duisburg: Seilbahn", text, ..Subject::default() };
        let tags = tags("de", &subject);
        assert!(tags.iter().any(|tag| tag == "#Duisburg"), "{tags:?}");
        assert!(tags.iter().all(|tag| tag != "#Duisburger"), "{tags:?}");
    }

    #[track_caller]
    fn check(language: &str, headline: &str, text: &str, wanted: &[&str], unwanted: &[&str]) {
        let tags = tags(language, &Subject { headline, text, ..Subject::default() });
        for tag in wanted {
            assert!(tags.iter().any(|found| found == tag), "{tag} in {tags:?}");
        }
        for tag in unwanted {
            assert!(tags.iter().all(|found| found != tag), "{tag} in {tags:?}");
        }
    }

    #[test]
    fn a_place_known_by_its_people_alone() {
        check(
            "de",
            "Ellingsheimer Hafen wird teurer",
            "Der Ellingsheimer Hafen wird teurer. Das teilte Ellingsheim mit. Die Kosten des Hafens \
                steigen. Ellingsheimer Händler klagen, und die Politik schweigt. Ein Politiker ging.",
            &["#Ellingsheim"],
            &["#Ellingsheimer"],
        );
    }

    #[test]
    fn a_part_speaks_of_the_whole_name() {
        check(
            "en",
            "Supreme Court opens",
            "The Harrow Supreme Court opened. The court said so, and the court was full. Sir Tobias \
                spoke of Labour. Sir Tobias Reed is of the Labour Party, and Labour was proud. \
                Minister Tobias Reed said the court is new.",
            &["#HarrowSupremeCourt", "#LabourParty", "#TobiasReed"],
            &["#Court", "#Labour", "#SirTobias"],
        );
        check(
            "en",
            "Climate change is here",
            "Climate change is here. The climate change is felt, and the climate suffers.",
            &["#ClimateChange"],
            &["#Climate"],
        );
    }

    #[test]
    fn cases_and_articles_at_the_end_of_nouns() {
        check(
            "cs",
            "Soud",
            "Podle soudu je to v pořádku. Lidé čekají na soud. U soudu byl, pro soud a od soudu.",
            &[],
            &["#Soudu"],
        );
        check(
            "de",
            "Grünen",
            "Die Stadt ist mit den Grünen. Das sagen die Grünen.",
            &["#Grüne"],
            &["#Grünen"],
        );
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
        assert_eq!(hashtag_key("#Schools"), hashtag_key("school"));
        assert_eq!(hashtag_key("#北京"), "北京");
        assert_eq!(tag("China-Canada relations"), "#ChinaCanadaRelations");
    }
}
