//! What was packed a moment ago, as it was before.
//!
//! An entry is brought in seconds after it was recorded, and an article placed seconds after it was
//! saved, mostly by the same process, which then need not unpack what it packed. A value is known by
//! the very bytes that the database holds, so none can be out of date.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use foldhash::fast::RandomState;

/// Room for what waits, packed and not: a first visit to fifty feeds of fifty entries nearly fits.
const MOST_BYTES: usize = 16 * 1024 * 1024;

static RECENT: LazyLock<Mutex<Recent>> = LazyLock::new(Mutex::default);

/// Remembers what a value was before it was packed.
pub(crate) fn keep(packed: &[u8], value: Vec<u8>) {
    RECENT.lock().unwrap_or_else(PoisonError::into_inner).keep(packed, value);
}

/// What a packed value was; each is handed out once.
pub(crate) fn take(packed: &[u8]) -> Option<Vec<u8>> {
    RECENT.lock().unwrap_or_else(PoisonError::into_inner).take(packed)
}

/// Values by what they are packed as. When the new ones fill half of the room they become the old
/// ones, whose place they take.
#[derive(Default)]
struct Recent {
    new: HashMap<Box<[u8]>, Vec<u8>, RandomState>,
    new_bytes: usize,
    old: HashMap<Box<[u8]>, Vec<u8>, RandomState>,
}

impl Recent {
    fn keep(&mut self, packed: &[u8], value: Vec<u8>) {
        let bytes = packed.len() + value.capacity();
        if bytes > MOST_BYTES / 2 {
            return;
        }
        if self.new_bytes + bytes > MOST_BYTES / 2 {
            self.old = std::mem::take(&mut self.new);
            self.new_bytes = 0;
        }
        self.new_bytes += bytes;
        if let Some(same) = self.new.insert(packed.into(), value) {
            self.new_bytes -= packed.len() + same.capacity();
        }
    }

    fn take(&mut self, packed: &[u8]) -> Option<Vec<u8>> {
        if let Some(value) = self.new.remove(packed) {
            self.new_bytes -= packed.len() + value.capacity();
            return Some(value);
        }
        self.old.remove(packed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_is_handed_out_once() {
        let mut recent = Recent::default();
        let mut roomy = Vec::with_capacity(100);
        roomy.extend(b"once");
        recent.keep(b"a", b"once".to_vec());
        recent.keep(b"a", roomy);
        assert!(recent.new_bytes > 100, "what it takes is counted, not what is in it");
        assert_eq!(recent.take(b"b"), None);
        assert_eq!(recent.take(b"a"), Some(b"once".to_vec()));
        assert_eq!(recent.take(b"a"), None);
        assert_eq!(recent.new_bytes, 0);
    }

    #[test]
    fn the_oldest_go_when_there_is_no_more_room() {
        let mut recent = Recent::default();
        let value = vec![0; MOST_BYTES / 10];
        for at in 0..12_u8 {
            recent.keep(&[at], value.clone());
        }
        let kept: Vec<u8> = (0..12).filter(|at| recent.take(&[*at]).is_some()).collect();
        assert_eq!(kept, [4, 5, 6, 7, 8, 9, 10, 11]);
        recent.keep(b"large", vec![0; MOST_BYTES]);
        assert_eq!(recent.take(b"large"), None);
    }
}
