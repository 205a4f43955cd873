//! Which recent articles hold a hash: the inverted index behind candidates and copies.
//!
//! Articles are known by *slots*, numbers that only grow; those below the window's first slot are
//! gone. Most hashes stand in one article and cost one entry of a map. The others have a chain of
//! small blocks, the newest first, all in one piece of memory: a list of its own for each would
//! cost more than what it holds.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use crate::hash::Hashed;

/// Slots in a block; with the link it takes thirty-two bytes, half of what memory brings at a time.
const BLOCK_SLOTS: usize = 7;

/// The blocks of one hash that are looked at. A word that more recent articles share proposes nothing
/// that rarer words do not, so older blocks are given up, now and then.
const MOST_BLOCKS: usize = 19;

/// So many articles at most are found by one hash.
pub(super) const MOST_FOUND: usize = MOST_BLOCKS * BLOCK_SLOTS;

/// Walking a chain to its end costs more than a block does: one new block in so many looks for what
/// can be given up. Which one is drawn by hash and slot, so that no rhythm of the news evades it.
const CUT_ONE_IN: u32 = 8;

/// No slot, or no block.
const NONE: u32 = u32::MAX;

/// Set in a value that is the number of a block; slots stay below it for two thousand million
/// articles.
const MANY: u32 = 1 << 31;

#[derive(Clone, Debug, Default)]
pub(crate) struct Index {
    /// The slot of the only article that holds the hash, or the newest block.
    newest: HashMap<u32, u32, Hashed>,
    blocks: Vec<Block>,
    /// Blocks that may be used again, linked.
    free: Option<u32>,
    first: u32,
}

#[derive(Clone, Copy, Debug)]
struct Block {
    /// Filled from the front, in the order of time.
    slots: [u32; BLOCK_SLOTS],
    older: u32,
}

impl Index {
    /// Remembers that the article in `slot`, the largest so far, holds `hash`.
    pub(crate) fn add(&mut self, hash: u32, slot: u32) {
        let value = match self.newest.entry(hash) {
            Entry::Vacant(entry) => {
                entry.insert(slot);
                return;
            }
            Entry::Occupied(entry) => *entry.get(),
        };
        let value = if value & MANY == 0 {
            if value < self.first {
                slot
            } else {
                MANY | self.keep(Block::of(&[value, slot], NONE))
            }
        } else if let Some(place) = self.room_in(value & !MANY) {
            *place = slot;
            return;
        } else {
            let newest = value & !MANY;
            if is_drawn(hash, slot) {
                self.cut(newest);
            }
            MANY | self.keep(Block::of(&[slot], newest))
        };
        self.newest.insert(hash, value);
    }

    /// Adds the newest articles that hold `hash` to those that were found, newest first, and no more
    /// than so many.
    pub(crate) fn add_newest(&self, hash: u32, most: usize, found: &mut Vec<u32>) {
        let Some(&value) = self.newest.get(&hash) else { return };
        if value & MANY == 0 {
            found.extend(Some(value).filter(|&slot| slot >= self.first && most > 0));
            return;
        }
        let mut left = most;
        let mut next = self.block(value & !MANY);
        for _ in 0..MOST_BLOCKS {
            let Some(block) = next else { return };
            // Of a long chain most blocks are taken whole.
            if block.is_full() && block.oldest() >= self.first && left >= BLOCK_SLOTS {
                let mut slots = block.slots;
                slots.reverse();
                found.extend_from_slice(&slots);
                left -= BLOCK_SLOTS;
            } else {
                for &slot in block.slots.iter().rev().filter(|&&slot| slot != NONE) {
                    if slot < self.first || left == 0 {
                        return;
                    }
                    found.push(slot);
                    left -= 1;
                }
            }
            next = self.block(block.older);
        }
    }

    /// Forgets all articles below a slot. Hashes that nobody writes to any more are swept out.
    pub(crate) fn forget_below(&mut self, first: u32, sweep: bool) {
        self.first = first;
        if !sweep {
            return;
        }
        let mut newest = std::mem::take(&mut self.newest);
        newest.retain(|_, value| {
            if *value & MANY == 0 {
                return *value >= first;
            }
            let block = *value & !MANY;
            let lives = self.block(block).is_some_and(|block| block.newest() >= first);
            if lives {
                self.cut(block);
            } else {
                self.give_up(block);
            }
            lives
        });
        self.newest = newest;
    }

    /// A free place in a block that holds at least one slot.
    fn room_in(&mut self, block: u32) -> Option<&mut u32> {
        let block = self.blocks.get_mut(block as usize)?;
        block.slots.iter_mut().find(|slot| **slot == NONE)
    }

    /// Gives up what is behind the last block that counts: of articles that are gone, or too many.
    fn cut(&mut self, newest: u32) {
        let mut last = newest;
        for _ in 1..MOST_BLOCKS {
            let Some(block) = self.block(last) else { return };
            match self.block(block.older) {
                Some(older) if older.newest() >= self.first => last = block.older,
                _ => break,
            }
        }
        let Some(block) = self.blocks.get_mut(last as usize) else { return };
        let older = std::mem::replace(&mut block.older, NONE);
        self.give_up(older);
    }

    /// Makes a chain free for others.
    fn give_up(&mut self, mut block: u32) {
        while let Some(gone) = self.blocks.get_mut(block as usize) {
            let older = std::mem::replace(&mut gone.older, self.free.unwrap_or(NONE));
            self.free = Some(block);
            block = older;
        }
    }

    /// Puts a block into a free place, or a new one, and answers where.
    fn keep(&mut self, block: Block) -> u32 {
        if let Some(at) = self.free
            && let Some(place) = self.blocks.get_mut(at as usize)
        {
            self.free = Some(place.older).filter(|&next| next != NONE);
            *place = block;
            return at;
        }
        grow_by_a_quarter(&mut self.blocks);
        self.blocks.push(block);
        u32::try_from(self.blocks.len() - 1).unwrap_or(MANY - 1)
    }

    fn block(&self, at: u32) -> Option<&Block> {
        self.blocks.get(at as usize)
    }
}

impl Block {
    fn of(first: &[u32], older: u32) -> Block {
        let mut slots = [NONE; BLOCK_SLOTS];
        slots.iter_mut().zip(first).for_each(|(place, slot)| *place = *slot);
        Block { slots, older }
    }

    fn is_full(&self) -> bool {
        self.slots[BLOCK_SLOTS - 1] != NONE
    }

    fn oldest(&self) -> u32 {
        self.slots[0]
    }

    fn newest(&self) -> u32 {
        self.slots.iter().rev().copied().find(|&slot| slot != NONE).unwrap_or_default()
    }
}

fn is_drawn(hash: u32, slot: u32) -> bool {
    (hash ^ slot).wrapping_mul(0x9e37_79b1) < u32::MAX / CUT_ONE_IN
}

/// What is most of the memory does not double.
fn grow_by_a_quarter(blocks: &mut Vec<Block>) {
    if blocks.len() == blocks.capacity() {
        blocks.reserve_exact(blocks.len() / 4 + 16);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(index: &Index, hash: u32, expected: &[u32]) {
        assert_eq!(newest(index, hash, usize::MAX), expected, "hash {hash}");
    }

    fn newest(index: &Index, hash: u32, most: usize) -> Vec<u32> {
        let mut found = Vec::new();
        index.add_newest(hash, most, &mut found);
        found
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
        assert!(index.newest.is_empty());
        index.add(7, 6);
        index.add(7, 7);
        check(&index, 7, &[7, 6]);
    }

    #[test]
    fn blocks_of_the_forgotten_are_used_again() {
        let mut index = Index::default();
        for slot in 0..60_u32 {
            index.forget_below(slot.saturating_sub(6), true);
            for hash in 0..5 {
                index.add(hash, slot);
            }
        }
        for hash in 0..5 {
            check(&index, hash, &[59, 58, 57, 56, 55, 54, 53]);
        }
        assert!(index.blocks.len() <= 5 * 4, "{} blocks", index.blocks.len());
    }

    #[test]
    fn a_word_in_every_article_stays_bounded() {
        let mut index = Index::default();
        for slot in 0..10_000 {
            index.add(1, slot);
        }
        assert_eq!(newest(&index, 1, 100), (9_900..10_000).rev().collect::<Vec<_>>());
        assert!(index.blocks.len() <= 4 * MOST_BLOCKS, "{} blocks", index.blocks.len());
    }
}
