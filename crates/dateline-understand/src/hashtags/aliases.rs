//! The owner's own table of tags that are one, and of tags that are none.
//!
//! A line names the tag first and then what goes by it: `United Kingdom = UK = Britain`. A line that
//! ends after its first `=` names what is never a tag: `Newsletter =`. What everybody agrees on
//! (`U.S.`, `USA`, `United States`) is built in; the owner's lines come first.

use std::collections::HashMap;

use super::candidates::Candidate;
use crate::entities::name_key;

/// More lines than any owner keeps by hand.
const MOST_LINES: usize = 2_000;

/// Which names are one tag.
#[derive(Clone, Debug, Default)]
pub struct Aliases {
    /// Key of a name to the tag's label; none for what is never a tag.
    labels: HashMap<String, Option<String>>,
}

impl Aliases {
    /// Reads the owner's lines; an empty one or one without `=` says nothing.
    pub fn new<'a>(lines: impl IntoIterator<Item = &'a str>) -> Aliases {
        let mut labels = HashMap::new();
        for line in lines.into_iter().take(MOST_LINES) {
            let mut names = line.split('=').map(str::trim);
            let (Some(label), Some(second)) = (names.next(), names.next()) else { continue };
            if label.is_empty() {
                continue;
            }
            let target = if second.is_empty() { None } else { Some(label.to_owned()) };
            for name in std::iter::once(label).chain(std::iter::once(second)).chain(names) {
                let key = name_key(name);
                if !key.is_empty() {
                    labels.insert(key, target.clone());
                }
            }
        }
        Aliases { labels }
    }

    /// The candidates under the names that the owner wants, those of one name made one.
    pub(super) fn applied(&self, candidates: Vec<Candidate>) -> Vec<Candidate> {
        if self.labels.is_empty() {
            return candidates;
        }
        let mut kept: Vec<Candidate> = Vec::with_capacity(candidates.len());
        for mut candidate in candidates {
            match self.labels.get(&candidate.key) {
                Some(None) => continue,
                Some(Some(label)) => {
                    candidate.key = name_key(label);
                    candidate.label.clone_from(label);
                }
                None => {}
            }
            match kept.iter_mut().find(|other| other.key == candidate.key) {
                Some(other) => {
                    other.count += candidate.count;
                    other.first = other.first.min(candidate.first);
                    other.label = candidate.label;
                }
                None => kept.push(candidate),
            }
        }
        kept
    }
}

#[cfg(test)]
mod tests {
    use super::super::candidates::Sort;
    use super::*;

    fn named(label: &str, count: u32) -> Candidate {
        Candidate {
            key: name_key(label),
            label: label.to_owned(),
            sort: Sort::Noun,
            count,
            first: 3,
        }
    }

    #[test]
    fn the_owner_decides_what_is_one_tag() {
        let aliases =
            Aliases::new(["Artificial intelligence = AI tools = Chatbots", "Flavour =", "", "x"]);
        let found =
            aliases.applied(vec![named("chatbots", 2), named("AI tools", 3), named("flavour", 9)]);
        let [one] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((&*one.label, one.count), ("Artificial intelligence", 5));
    }
}
