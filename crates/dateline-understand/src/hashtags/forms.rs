//! Forms of one word are one candidate.
//!
//! Keys join singular and plural; here is what they cannot join, since it hangs on the language or
//! on what else the text says: a noun and a name that are written alike, the cases of a noun, the
//! article that Nordic nouns carry at their end, whoever is of a place and the place, a part of a
//! name that stands for all of it.

use std::collections::{HashMap, HashSet};

use dateline_model::EntityKind;

use super::candidates::{Candidate, Sort};
use super::hashtag_key;
use crate::entities::lexicon;
use crate::hash::Seeded;
use crate::text::Text;

/// Shorter beginnings are shared by chance.
const SHORTEST_STEM: usize = 4;

/// The candidates with those made one that are forms of one word.
pub(super) fn joined(text: &Text<'_>, mut found: Vec<Candidate>) -> Vec<Candidate> {
    let alike = written_alike(&found);
    join(&mut found, &alike);
    let others = match text.language {
        "de" => origins(text, &mut found),
        "en" => parts_of_names(&found),
        "cs" | "sk" | "pl" | "hr" | "sr" | "sl" => cases(&found, &SLAVIC_CASES),
        "no" | "da" | "sv" => cases(&found, &NORDIC_ARTICLES),
        _ => Vec::new(),
    };
    join(&mut found, &others);
    found
}

/// Gives what the first of each pair has to the second, and drops the first.
fn join(found: &mut Vec<Candidate>, pairs: &[(usize, usize)]) {
    let mut gone: HashSet<usize, Seeded> = HashSet::default();
    for &(at, into) in pairs {
        let Some(one) = found.get(at).cloned().filter(|_| !gone.contains(&into)) else { continue };
        if !gone.insert(at) {
            continue;
        }
        if let Some(into) = found.get_mut(into) {
            into.count += one.count;
            into.first = into.first.min(one.first);
            // "Kenias" is the genitive of Kenia.
            if matches!(into.sort, Sort::Name(_))
                && into.label.strip_suffix('s') == Some(&*one.label)
            {
                into.label = one.label;
            }
        }
    }
    let mut at = 0;
    found.retain(|_| {
        at += 1;
        !gone.contains(&(at - 1))
    });
}

/// Candidates whose tags are one: a name before a noun, then the more frequent.
fn written_alike(found: &[Candidate]) -> Vec<(usize, usize)> {
    let mut best: HashMap<&str, usize, Seeded> = HashMap::default();
    let keys: Vec<String> = found.iter().map(|one| hashtag_key(&one.label)).collect();
    let rank = |at: usize| {
        let known = |one: &Candidate| lexicon::place(&one.label).is_some();
        let name = |one: &Candidate| matches!(one.sort, Sort::Name(_));
        found.get(at).map(|one| (name(one), known(one), one.count, one.key.as_str()))
    };
    for (at, key) in keys.iter().enumerate() {
        let slot = best.entry(key).or_insert(at);
        if rank(at) > rank(*slot) {
            *slot = at;
        }
    }
    let owner = |(at, key): (usize, &String)| {
        best.get(&**key).filter(|owner| **owner != at).map(|owner| (at, *owner))
    };
    keys.iter().enumerate().filter_map(owner).collect()
}

/// "Duisburger" speaks of Duisburg and "Thüringer" of Thüringen, where the text names the place
/// too. What stands before a noun in that form ("Duisburger Hafen") names a place, known or not;
/// a "Politiker" never does.
fn origins(text: &Text<'_>, found: &mut [Candidate]) -> Vec<(usize, usize)> {
    let places: HashMap<&str, usize, Seeded> =
        found.iter().enumerate().map(|(at, one)| (one.label.as_str(), at)).collect();
    let place_of = |label: &str| {
        let people = label.strip_suffix("innen").unwrap_or(label);
        let stem =
            people.strip_suffix("er").filter(|stem| stem.chars().count() >= SHORTEST_STEM)?;
        let place = places.get(stem).or_else(|| places.get(&*format!("{stem}en"))).copied()?;
        let named = found.get(place).is_some_and(|place| matches!(place.sort, Sort::Name(_)));
        (named || leads_nouns(text, people)).then_some(place)
    };
    let joins: Vec<(usize, usize)> = found
        .iter()
        .enumerate()
        .filter_map(|(at, one)| Some((at, place_of(&one.label).filter(|place| *place != at)?)))
        .collect();
    for (_, place) in &joins {
        if let Some(place) = found.get_mut(*place).filter(|place| place.sort == Sort::Noun) {
            place.sort = Sort::Name(EntityKind::Place);
        }
    }
    joins
}

/// Whether a word stands right before a noun somewhere.
fn leads_nouns(text: &Text<'_>, word: &str) -> bool {
    text.tokens.windows(2).any(|pair| match pair {
        [one, noun] => one.text == word && noun.capital(),
        _ => false,
    })
}

/// "The court" is the Supreme Court where the text has only one name that ends so, and "Labour" is
/// the Labour Party.
fn parts_of_names(found: &[Candidate]) -> Vec<(usize, usize)> {
    let mut owners: HashMap<&str, Option<usize>, Seeded> = HashMap::default();
    for (at, one) in found.iter().enumerate() {
        let body = matches!(one.sort, Sort::Name(EntityKind::Organisation | EntityKind::Other));
        let Some((before, last)) = one.key.rsplit_once(' ').filter(|_| body) else { continue };
        // "The Chamber" of the Chamber of Shipping.
        let head = one.label.contains(" of ").then(|| one.key.split(' ').next()).flatten();
        let party = (last == "parti").then_some(before);
        for part in std::iter::once(last).chain(party).chain(head) {
            let slot = owners.entry(part).or_insert(Some(at));
            *slot = slot.filter(|owner| *owner == at);
        }
    }
    let owner = |(at, one): (usize, &Candidate)| {
        let owner = (*owners.get(one.key.as_str())?)?;
        let name = found.get(owner)?;
        let party = name.key.ends_with(" parti") && matches!(one.sort, Sort::Name(_));
        let body = lexicon::is_organisation_word(&one.label.to_lowercase());
        let head = name.key.starts_with(&format!("{} ", one.key)) && one.sort != Sort::Phrase;
        // "The house" is not the White House.
        let noun = one.sort == Sort::Noun && one.key != "hous" && name.first <= one.first + 2;
        (party || body && (head || noun)).then_some((at, owner))
    };
    found.iter().enumerate().filter_map(owner).collect()
}

/// Endings of the cases that Slavic nouns take on their nominative.
const SLAVIC_CASES: [&str; 14] =
    ["a", "u", "e", "ě", "i", "í", "y", "ů", "em", "om", "ech", "ům", "owi", "ovi"];

/// The article at the end of a Nordic noun, and its plural.
const NORDIC_ARTICLES: [&str; 7] = ["en", "et", "n", "t", "ene", "ne", "er"];

/// Nouns of which the text has the same without one of these endings.
fn cases(found: &[Candidate], endings: &[&str]) -> Vec<(usize, usize)> {
    let noun = |one: &&Candidate| one.sort == Sort::Noun;
    let at_key: HashMap<&str, usize, Seeded> = found
        .iter()
        .enumerate()
        .filter(|(_, one)| noun(one))
        .map(|(at, one)| (one.key.as_str(), at))
        .collect();
    let base = |one: &Candidate| {
        endings.iter().find_map(|ending| {
            let stem = one.key.strip_suffix(ending)?;
            at_key.get(stem).filter(|_| stem.chars().count() >= SHORTEST_STEM).copied()
        })
    };
    found
        .iter()
        .enumerate()
        .filter(|(_, one)| noun(one))
        .filter_map(|(at, one)| Some((at, base(one)?)))
        .collect()
}
