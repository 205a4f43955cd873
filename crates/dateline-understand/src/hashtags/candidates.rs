//! What could be a tag: names, nouns, phrases of two or three words.
//!
//! Names are told by their capitals (`entities`), nouns and phrases by their company (`phrases.rs`),
//! and what is written without spaces by coming again (`runs.rs`).

use std::collections::{HashMap, HashSet};

use dateline_model::EntityKind;

use super::common::{is_common, is_counting, is_furniture};
use super::forms;
use super::{grammar, phrases, runs};
use crate::entities::{Named, Names, lexicon, name_key};
use crate::function_words::is_function_word;
use crate::hash::Seeded;
use crate::known::List;
use crate::text::{Kind, Stretch, Text, Token, lower_case, one_of};
use crate::words::stop_word;

/// What a candidate is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Sort {
    Name(EntityKind),
    Phrase,
    Noun,
}

/// Something that could be a tag.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// As compared: its words' keys.
    pub(super) key: String,
    /// As written, in its commonest form.
    pub(super) label: String,
    pub(super) sort: Sort,
    /// How often the text has it.
    pub(super) count: u32,
    /// Number of the first sentence that has it.
    pub(super) first: usize,
}

/// The candidates of a text.
pub(super) fn find(text: &Text<'_>, names: &Names) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = named(text, names);
    found.extend(pairs(text, names, &found));
    if runs::LANGUAGES.contains(&text.language) {
        found.extend(runs::find(text));
    } else {
        found.extend(phrases::find(text, names));
    }
    forms::joined(text, found)
}

fn named(text: &Text<'_>, names: &Names) -> Vec<Candidate> {
    let peoples = peoples(text);
    let candidate = |named: &Named| {
        let people_of = lexicon::place(&named.name).and_then(|place| peoples.get(place));
        let first = named.mentions.first()?;
        let furniture = named.key.split(' ').all(|word| is_furniture(word) || stop_word(word));
        let nations = named.name.split('-').count() == 2
            && named.name.split('-').all(|part| lexicon::place(part).is_some());
        let people = lexicon::homeland(&named.name).is_some();
        let chance = || only_a_word(text, named) || is_role(&named.name);
        (!furniture && !nations && !people && !chance()).then(|| Candidate {
            key: named.key.clone(),
            label: best_label(text, named),
            sort: Sort::Name(named.kind),
            // "Canadian" speaks of Canada, but half as plainly.
            count: u32::try_from(named.mentions.len()).unwrap_or(u32::MAX)
                + people_of.copied().unwrap_or_default() / 2,
            first: sentence_number(text, *first),
        })
    };
    names.entities.iter().filter_map(candidate).collect()
}

/// How often the words for each country's people come.
fn peoples(text: &Text<'_>) -> HashMap<&'static str, u32> {
    let mut peoples = HashMap::new();
    for country in text.tokens.iter().filter_map(|token| homeland(text, token)) {
        *peoples.entry(country).or_default() += 1;
    }
    peoples
}

/// The place whose people a token names.
pub(super) fn homeland(text: &Text<'_>, token: &Token<'_>) -> Option<&'static str> {
    if text.known(token).is(List::People) { lexicon::homeland(token.text) } else { None }
}

/// Whether a name is no more than a word that has its capital from a heading or a list.
fn only_a_word(text: &Text<'_>, named: &Named) -> bool {
    let word = lower_case(&named.name);
    let other = named.kind == EntityKind::Other;
    let plain = other && !named.name.contains([' ', '-']);
    let counts = word.split([' ', '-']).next().is_some_and(is_counting);
    (other && counts)
        || plain
            && (is_common(&word)
                || is_function_word(&word, text.language)
                || (text.language == "en" && grammar::english_part(&word).is_some()))
}

/// Whether every word is what somebody is, "Prime Minister", and not who.
pub(super) fn is_role(name: &str) -> bool {
    name.split([' ', '-']).all(|word| {
        let word = lower_case(word);
        lexicon::is_title(&word)
            || one_of!("prime chief executive vice deputy first foreign", &word)
            || [
                "präsident",
                "präsidentin",
                "kanzler",
                "kanzlerin",
                "minister",
                "ministerin",
                "sekretär",
            ]
            .iter()
            .any(|end| word.ends_with(end))
    })
}

/// The well-known name in English; elsewhere the text's own. Capitals that only shout are taken
/// down.
fn best_label(text: &Text<'_>, named: &Named) -> String {
    let name = &*named.name;
    if let Some(known) = lexicon::alias(name).filter(|_| text.language == "en") {
        return known.to_owned();
    }
    let mut met: HashSet<&str, Seeded> = HashSet::default();
    let mut different: Vec<&str> = named.mentions.iter().map(|one| text.slice(*one)).collect();
    different.retain(|form| met.insert(form) && (*form == name || name_key(form) == named.key));
    let forms = || different.iter().copied();
    // The shortest form has no genitive; two letters are "US" for USA. A dateline shouts.
    let shouts = |form: &str| form.contains(' ') && !form.chars().any(char::is_lowercase);
    let plain = forms().filter(|form| form.len() > 2).min_by_key(|form| (shouts(form), form.len()));
    let plain = plain.or_else(|| forms().next()).unwrap_or(name);
    let shouted = |word: &str| word.chars().count() > 5 && word.chars().all(char::is_uppercase);
    let long = shouts(plain);
    let quiet = |word: &str| {
        let mut letters = word.chars();
        let first: String = letters.next().into_iter().collect();
        if shouted(word) || (long && word.chars().all(char::is_uppercase)) {
            first + &letters.as_str().to_lowercase()
        } else {
            word.to_owned()
        }
    };
    let mut words: Vec<String> = plain.split_whitespace().map(quiet).collect();
    if text.language == "de"
        && let [first, _, ..] = words.as_mut_slice()
        && lexicon_adjective(first)
    {
        *first = grammar::german_adjective_base(first);
    }
    match (text.language, words.as_slice()) {
        ("de", [party]) => grammar::german_party(party).to_owned(),
        _ => words.join(" "),
    }
}

fn lexicon_adjective(word: &str) -> bool {
    crate::entities::is_german_adjective(&word.to_lowercase())
}

fn sentence_number(text: &Text<'_>, stretch: Stretch) -> usize {
    text.sentences.partition_point(|sentence| sentence.stretch.end <= stretch.start)
}

/// "China-Canada relations": two places and what is between them.
fn pairs(text: &Text<'_>, names: &Names, found: &[Candidate]) -> Vec<Candidate> {
    let mut pairs: Vec<Candidate> = Vec::new();
    for mention in &names.mentions {
        let name = text.slice(mention.stretch);
        let Some((one, other)) = name.split_once('-').filter(|(one, other)| {
            lexicon::place(one).is_some() && lexicon::place(other).is_some()
        }) else {
            continue;
        };
        let noun = text.token_from(mention.stretch.end);
        let Some(token) = text
            .tokens
            .get(noun)
            .filter(|token| token.kind == Kind::Word && !token.capital() && token.text.len() > 3)
            .filter(|token| text.language != "en" || grammar::english_part(token.text).is_none())
        else {
            continue;
        };
        let label = format!("{name} {}", token.text);
        let key = name_key(&label);
        let times = |place: &str| {
            found.iter().find(|one| one.key == name_key(place)).map_or(0, |one| one.count)
        };
        let count = 1 + times(one).min(times(other));
        if pairs.iter().all(|pair| pair.key != key) {
            pairs.push(Candidate {
                key,
                label,
                sort: Sort::Phrase,
                count,
                first: sentence_number(text, mention.stretch),
            });
        }
    }
    pairs
}
