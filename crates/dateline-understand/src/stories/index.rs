//! Which recent articles hold a hash: the inverted index behind candidates and copies.
//!
//! Articles are known by *slots*, numbers that only grow; those below the window's first slot are
//! gone, and lists drop them when they are next written to.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::hash::Hashed;

/// The newest articles looked at under one hash. A word that more recent articles share proposes
/// nothing that rarer words do not.
const MOST_LOOKED_AT: usize = 128;

/// Lists longer than this drop their oldest half: the words in them are too common to propose.
const LONGEST_LIST: usize = 1024;

/// Set in a value that points into `many`; slots stay below it for two thousand million articles.
const MANY: u32 = 1 << 31;

#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    /// Most hashes stand in one article: its slot is kept in place of a list.
    slots: HashMap<u32, u32, Hashed>,
    many: Vec<Vec<u32>>,
    free: Vec<u32>,
    first: u32,
}

impl Index {
    /// Remembers that the article in `slot`, the largest so far, holds `hash`.
    pub(crate) fn add(&mut self, hash: u32, slot: u32) {
        match self.slots.entry(hash) {
            Entry::Vacant(entry) => {
                entry.insert(slot);
            }
            Entry::Occupied(mut entry) => {
                let value = entry.get_mut();
                if *value & MANY != 0 {
                    push(self.many.get_mut(place(*value)), slot, self.first);
                } else if *value < self.first {
                    *value = slot;
                } else {
                    let list = vec![*value, slot];
                    *value = MANY | keep(list, &mut self.many, &mut self.free);
                }
            }
        }
    }

    /// The newest articles that hold `hash`, newest first.
    pub(crate) fn newest(&self, hash: u32) -> impl Iterator<Item = u32> + '_ {
        let list = match self.slots.get(&hash) {
            None => &[],
            Some(value) if value & MANY == 0 => std::slice::from_ref(value),
            Some(&value) => self.many.get(place(value)).map_or(&[][..], Vec::as_slice),
        };
        list.iter().rev().copied().take(MOST_LOOKED_AT).take_while(|&slot| slot >= self.first)
    }

    /// Forgets all articles below a slot. Hashes that nobody writes to any more are swept out.
    pub(crate) fn forget_below(&mut self, first: u32, sweep: bool) {
        self.first = first;
        if !sweep {
            return;
        }
        let (many, free) = (&mut self.many, &mut self.free);
        self.slots.retain(|_, value| {
            if *value & MANY == 0 {
                return *value >= first;
            }
            let Some(list) = many.get_mut(place(*value)) else {
                return false;
            };
            list.retain(|&slot| slot >= first);
            if list.is_empty() {
                free.push(*value & !MANY);
                *list = Vec::new();
                return false;
            }
            true
        });
    }
}

fn place(value: u32) -> usize {
    (value & !MANY) as usize
}

fn push(list: Option<&mut Vec<u32>>, slot: u32, first: u32) {
    let Some(list) = list else { return };
    if list.first().is_some_and(|&oldest| oldest < first) {
        list.retain(|&slot| slot >= first);
    }
    if list.len() >= LONGEST_LIST {
        list.drain(..LONGEST_LIST / 2);
    }
    list.push(slot);
}

/// Puts a list into a free place of `many`, or a new one, and answers where.
fn keep(list: Vec<u32>, many: &mut Vec<Vec<u32>>, free: &mut Vec<u32>) -> u32 {
    if let Some(at) = free.pop()
        && let Some(place) = many.get_mut(at as usize)
    {
        *place = list;
        return at;
    }
    many.push(list);
    u32::try_from(many.len() - 1).unwrap_or(MANY - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(index: &Index, hash: u32, expected: &[u32]) {
        assert_eq!(index.newest(hash).collect::<Vec<_>>(), expected, "hash {hash}");
    }

    #[test]
    fn finds_the_newest_first_and_forgets_the_old() {
        let mut index = Index::default();
        for slot in 0..5 {
            index.add(7, slot);
        }
        index.add(8, 1);
        check(&index, 7, &[4, 3, 2, 1, 0]);
        check(&index, 8, &[1]);
        check(&index, 9, &[]);
        index.forget_below(3, false);
        check(&index, 7, &[4, 3]);
        check(&index, 8, &[]);
        index.add(8, 5);
        check(&index, 8, &[5]);
        index.forget_below(6, true);
        assert!(index.slots.is_empty());
        index.add(7, 6);
        index.add(7, 7);
        check(&index, 7, &[7, 6]);
    }

    #[test]
    fn a_word_in_every_article_stays_bounded() {
        let mut index = Index::default();
        for slot in 0..10_000 {
            index.add(1, slot);
        }
        assert!(index.newest(1).count() <= MOST_LOOKED_AT);
        assert!(index.many.iter().all(|list| list.len() <= LONGEST_LIST));
    }
}
