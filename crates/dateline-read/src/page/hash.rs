//! A fast hash for tables that live as long as one page.
//!
//! The standard one defends against keys chosen to collide; here a collision costs a page a
//! slightly wrong hint, and a page can waste no more time than its own size allows.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hash, Hasher};

/// A map with the fast hash.
pub(super) type Map<K, V> = HashMap<K, V, BuildHasherDefault<Fast>>;
/// A set with the fast hash.
pub(super) type Set<K> = HashSet<K, BuildHasherDefault<Fast>>;

/// Multiplies and folds, eight bytes at a time.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fast(u64);

impl Hasher for Fast {
    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            self.write_u64(u64::from_le_bytes(chunk.try_into().unwrap_or_default()));
        }
        let rest = chunks.remainder();
        if !rest.is_empty() {
            let mut last = [0; 8];
            last.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
            self.write_u64(u64::from_le_bytes(last));
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.write_u64(u64::from(byte));
    }

    fn write_u32(&mut self, word: u32) {
        self.write_u64(u64::from(word));
    }

    #[allow(clippy::cast_possible_truncation, reason = "the product's halves are what is wanted")]
    fn write_u64(&mut self, word: u64) {
        let product = u128::from((self.0 ^ word).rotate_left(23)) * 0x9e37_79b9_7f4a_7c15_u128;
        self.0 = (product as u64) ^ ((product >> 64) as u64) ^ word;
    }

    fn write_usize(&mut self, word: usize) {
        self.write_u64(word as u64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The hash of one value.
pub(super) fn of(value: impl Hash) -> u64 {
    let mut hasher = Fast::default();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn different_values_differ() {
        let mut seen = Set::default();
        for number in 0..10_000_u32 {
            assert!(seen.insert(of(number)));
            assert!(seen.insert(of(format!("word {number} of many"))));
        }
    }
}
