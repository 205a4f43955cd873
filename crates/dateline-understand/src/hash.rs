//! Hashes of words, and maps keyed by them.
//!
//! The rule to know: [`hash_text`] is stored in sketches. It never changes without a new version of
//! theirs.

use std::hash::BuildHasher;

/// Words of stories are told apart by 24 bits, so that the window keeps a word and its weight in four
/// bytes. Two texts of seventy words share one by mistake once in three thousand pairs.
pub(crate) const SPARE_BITS: u32 = 8;

/// FNV-1a, then mixed, the upper half.
pub(crate) fn hash_text(text: &str) -> u32 {
    hash_bytes(text.bytes())
}

/// The same of a text that is not in one piece.
pub(crate) fn hash_bytes(bytes: impl Iterator<Item = u8>) -> u32 {
    upper(mix(bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })))
}

/// Spreads every bit of the input over all bits of the output.
pub(crate) fn mix(mut hash: u64) -> u64 {
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

#[allow(clippy::cast_possible_truncation)] // the upper 32 of 64 bits
pub(crate) fn upper(hash: u64) -> u32 {
    (hash >> 32) as u32
}

/// For tables of words that this program alone fills: nobody can make them collide on purpose, so the
/// hash needs no secret.
pub(crate) type Quick = foldhash::fast::FixedState;

/// For tables of words that anyone may write: as quick, with a secret that is drawn anew, so that no
/// list of words collides everywhere. What a text could do to whoever learnt the secret is bounded by
/// its length.
pub(crate) type Seeded = foldhash::fast::RandomState;

/// Where the numbers of different words are found by their hashes, for whoever keeps the words
/// themselves in a list: no word is stored twice.
pub(crate) struct Numbers {
    /// A power of two of slots, half of them free.
    slots: Vec<u32>,
    hasher: Seeded,
}

/// A slot that holds no number.
const FREE: u32 = u32::MAX;

impl Numbers {
    /// For so many words at most.
    pub(crate) fn for_at_most(words: usize) -> Numbers {
        Numbers { slots: vec![FREE; (words * 2).next_power_of_two()], hasher: Seeded::default() }
    }

    /// The number of a word, or the slot in which it may be put; `is` says whether the word with a
    /// number is this one.
    #[allow(clippy::cast_possible_truncation, reason = "the lower bits of a hash")]
    pub(crate) fn find(&self, word: &str, is: impl Fn(usize) -> bool) -> Result<usize, Slot> {
        let mask = self.slots.len() - 1;
        let mut slot = self.hasher.hash_one(word) as usize & mask;
        loop {
            match self.slots[slot] {
                FREE => return Err(Slot(slot)),
                number if is(number as usize) => return Ok(number as usize),
                _ => slot = (slot + 1) & mask,
            }
        }
    }

    /// Puts the number of a new word into its slot.
    pub(crate) fn put(&mut self, slot: Slot, number: usize) {
        self.slots[slot.0] = u32::try_from(number).unwrap_or(FREE);
    }
}

/// A free slot of [`Numbers`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot(usize);

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_stored_once_and_found_by_their_numbers() {
        let words = ["port", "strike", "Ångström", ""];
        let mut numbers = Numbers::for_at_most(words.len());
        let find = |numbers: &Numbers, word: &str| numbers.find(word, |at| words[at] == word);
        for (number, word) in words.iter().enumerate() {
            let slot = find(&numbers, word).expect_err("a new word");
            numbers.put(slot, number);
        }
        for (number, word) in words.iter().enumerate() {
            assert_eq!(find(&numbers, word).ok(), Some(number), "{word}");
        }
        assert!(find(&numbers, "harbour").is_err());
        assert!(Numbers::for_at_most(0).find("port", |_| true).is_err());
    }
}
