//! Which recent articles hold a hash: the inverted index behind candidates and copies.
//!
//! Articles are known by *slots*, numbers that only grow; those below the window's first slot are
//! gone, and lists drop them when they are next written to.

use std::collections::HashMap;

/// The newest articles looked at under one hash. A word that more recent articles share proposes
/// nothing that rarer words do not.
const MOST_LOOKED_AT: usize = 128;

/// Lists longer than this drop their oldest half: the words in them are too common to propose.
const LONGEST_LIST: usize = 1024;

#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    lists: HashMap<u32, Vec<u32>, Hashed>,
    first: u32,
}

impl Index {
    /// Remembers that the article in `slot`, the largest so far, holds `hash`.
    pub(crate) fn add(&mut self, hash: u32, slot: u32) {
        let list = self.lists.entry(hash).or_default();
        if list.first().is_some_and(|&oldest| oldest < self.first) {
            list.retain(|&slot| slot >= self.first);
        }
        if list.len() >= LONGEST_LIST {
            list.drain(..LONGEST_LIST / 2);
        }
        list.push(slot);
    }

    /// The newest articles that hold `hash`, newest first.
    pub(crate) fn newest(&self, hash: u32) -> impl Iterator<Item = u32> + '_ {
        let list = self.lists.get(&hash).map_or(&[][..], Vec::as_slice);
        list.iter().rev().copied().take(MOST_LOOKED_AT).take_while(|&slot| slot >= self.first)
    }

    /// Forgets all articles below a slot. Lists that nobody writes to any more are swept out.
    pub(crate) fn forget_below(&mut self, first: u32, sweep: bool) {
        self.first = first;
        if sweep {
            self.lists.retain(|_, list| {
                list.retain(|&slot| slot >= first);
                !list.is_empty()
            });
        }
    }
}

/// The keys are hashes already: hashing them again would only cost time. They come from texts that
/// anyone may write, but colliding on purpose needs colliding *words*, which gains an attacker no
/// more than repeating one word does.
pub(crate) type Hashed = std::hash::BuildHasherDefault<Identity>;

#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Identity(u64);

impl std::hash::Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 << 8) | u64::from(byte);
        }
    }

    fn write_u32(&mut self, hash: u32) {
        self.0 = u64::from(hash).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}
