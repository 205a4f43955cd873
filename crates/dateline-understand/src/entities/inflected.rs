//! Names that change with their case: "Путина", "Путину" and "Путин" are one.
//!
//! Two names are one when each word of the one begins like that of the other and only a short ending
//! differs. The name goes by the form that looks most like the nominative.

use std::collections::HashMap;

use super::Names;
use crate::text::one_of;

/// Languages whose names take endings.
const INFLECTING: &str = "ru uk be bg mk sr hr sl cs sk pl lt lv et fi hu";
/// The longest ending.
const LONGEST_ENDING: usize = 3;
/// Shorter beginnings are shared by chance.
const SHORTEST_STEM: usize = 4;

/// Makes the cases of each name one.
pub(super) fn join(language: &str, names: &mut Names) {
    if !one_of!(INFLECTING, language) {
        return;
    }
    let counts = counts(names);
    let mut order: Vec<usize> = (0..names.entities.len()).collect();
    let form = |at: &usize| names.entities.get(*at).map_or("", |named| &*named.name);
    order.sort_by_key(|at| {
        let count = counts.get(at).copied().unwrap_or_default();
        (form(at).chars().count(), oblique(form(at)), std::cmp::Reverse(count), *at)
    });
    let mut owners: Vec<usize> = Vec::new();
    let mut moved: HashMap<usize, usize> = HashMap::new();
    for at in order {
        match owners.iter().find(|owner| same(form(owner), form(&at))) {
            Some(owner) => {
                moved.insert(at, *owner);
            }
            None => owners.push(at),
        }
    }
    for mention in &mut names.mentions {
        if let Some(owner) = moved.get(&mention.entity) {
            mention.entity = *owner;
        }
    }
}

fn counts(names: &Names) -> HashMap<usize, usize> {
    let mut counts = HashMap::new();
    for mention in &names.mentions {
        *counts.entry(mention.entity).or_default() += 1;
    }
    counts
}

/// Whether a form ends as nominatives do not: of forms of one length the other one is the name.
fn oblique(name: &str) -> bool {
    name.ends_with(['у', 'ю', 'е', 'ы', 'и', 'о', 'u', 'y', 'i', 'ě', 'ę', 'ą', 'o', 'e'])
}

fn same(one: &str, other: &str) -> bool {
    one.split(' ').count() == other.split(' ').count()
        && one.split(' ').zip(other.split(' ')).all(|(one, other)| same_word(one, other))
}

fn same_word(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    // Nováková is another person than Novák.
    if other.ends_with("ová") != one.ends_with("ová") {
        return false;
    }
    let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let (one, other) = (one.chars().count(), other.chars().count());
    shared >= SHORTEST_STEM.min(one) && one - shared <= 1 && other - shared <= LONGEST_ENDING
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, expected: bool) {
        assert_eq!(same(one, other), expected, "{one} {other}");
    }

    #[test]
    fn cases_of_one_name() {
        check("Путин", "Путина", true);
        check("Москва", "Москвы", true);
        check("Michal Redl", "Michala Redla", true);
        check("Владимир Путин", "Владимиром Путиным", true);
        check("Иран", "Ирак", false);
        check("Петров", "Петренко", false);
        check("Novák", "Nováková", false);
        check("Novák", "Nováka", true);
    }
}
