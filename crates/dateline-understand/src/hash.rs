//! Hashes of words, and maps keyed by them.
//!
//! The rule to know: [`hash_text`] is stored in sketches. It never changes without a new version of
//! theirs.

use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;

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
/// hash may be a quick one without a secret.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Quick;

impl BuildHasher for Quick {
    type Hasher = Folded;

    fn build_hasher(&self) -> Folded {
        Folded { state: 0x9e37_79b9_7f4a_7c15, factor: 0xd6e8_feb8_6659_fd93 }
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

/// For tables of words that anyone may write: quick too, and with a secret that each process draws
/// anew, so that nobody can write words that collide on purpose.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seeded {
    secret: [u64; 2],
}

impl Default for Seeded {
    fn default() -> Seeded {
        static SECRET: LazyLock<[u64; 2]> = LazyLock::new(|| {
            let random = RandomState::new();
            [random.hash_one(0), random.hash_one(1)]
        });
        Seeded { secret: *SECRET }
    }
}

impl BuildHasher for Seeded {
    type Hasher = Folded;

    fn build_hasher(&self) -> Folded {
        let [state, factor] = self.secret;
        Folded { state, factor: factor | 1 }
    }
}

/// Multiplies eight bytes at a time with the secret and folds the product's halves into one another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Folded {
    state: u64,
    factor: u64,
}

impl std::hash::Hasher for Folded {
    fn finish(&self) -> u64 {
        self.state
    }

    fn write(&mut self, bytes: &[u8]) {
        // The length first: otherwise what is read of two lengths could be made the same.
        self.write_usize(bytes.len());
        let (whole, rest) = bytes.as_chunks();
        for eight in whole {
            self.write_u64(u64::from_le_bytes(*eight));
        }
        // Two readings that overlap hold all of four to seven bytes.
        let rest = match (rest.first_chunk(), rest.last_chunk()) {
            (Some(first), Some(last)) => {
                u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last))
            }
            _ => rest.iter().fold(0, |rest, byte| rest << 8 | u64::from(*byte)),
        };
        self.write_u64(rest);
    }

    fn write_u8(&mut self, byte: u8) {
        self.state ^= u64::from(byte);
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    #[allow(clippy::cast_possible_truncation, reason = "the two halves of a product")]
    fn write_u64(&mut self, word: u64) {
        let product = u128::from(self.state ^ word) * u128::from(self.factor);
        self.state = product as u64 ^ (product >> 64) as u64;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn texts_that_differ_in_a_letter_or_in_length_have_hashes_of_their_own() {
        let seeded = Seeded::default();
        let mut hashes = HashSet::new();
        for length in 0..40 {
            let plain = "a".repeat(length);
            assert_eq!(seeded.hash_one(&plain), Seeded::default().hash_one(&plain));
            assert!(hashes.insert(seeded.hash_one(&plain)), "{length}");
            for at in 0..length {
                let other = format!("{}b{}", &plain[..at], &plain[at + 1..]);
                assert!(hashes.insert(seeded.hash_one(&other)), "{length} {at}");
            }
        }
    }
}
