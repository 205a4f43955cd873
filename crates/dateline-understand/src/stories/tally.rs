//! Adding up numbers for a few thousand slots of the window, each of which comes up again and again.
//!
//! A small table says where in a list a slot's sum stands. Slots are numbered one after the other,
//! so that nearly all have a place of their own and nothing need be hashed.

/// Places in the table; a quarter of them stay free, so that the next free one is near.
const PLACES: usize = 4_096;

/// Slots that are told apart.
pub(super) const MOST_SLOTS: usize = PLACES * 3 / 4;

/// No place in the list.
const NONE: u16 = u16::MAX;

/// Sums by slot.
pub(super) struct Tally {
    /// Where in `sums`.
    places: [u16; PLACES],
    sums: Vec<(u32, f32)>,
}

impl Tally {
    /// No sums.
    pub(super) fn new() -> Tally {
        Tally { places: [NONE; PLACES], sums: Vec::with_capacity(256) }
    }

    /// Adds to a slot's sum. Slots beyond [`MOST_SLOTS`] are left out.
    pub(super) fn add(&mut self, slot: u32, amount: f32) {
        let mut at = slot as usize % PLACES;
        while let Some((known, sum)) = self.sums.get_mut(usize::from(self.places[at])) {
            if *known == slot {
                *sum += amount;
                return;
            }
            at = (at + 1) % PLACES;
        }
        if self.sums.len() < MOST_SLOTS {
            self.places[at] = u16::try_from(self.sums.len()).unwrap_or(NONE);
            self.sums.push((slot, amount));
        }
    }

    /// The slots with their sums, in the order in which they came up.
    pub(super) fn into_sums(self) -> Vec<(u32, f32)> {
        self.sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_told_apart_however_far_their_slots_lie() {
        let far = u32::try_from(PLACES).expect("fits");
        let mut tally = Tally::new();
        for slot in [7, 7 + far, 8, 7, 8 + 3 * far, 7 + far] {
            tally.add(slot, 1.0);
        }
        let expected = [(7, 2.0), (7 + far, 2.0), (8, 1.0), (8 + 3 * far, 1.0)];
        assert_eq!(tally.into_sums(), expected);
    }

    #[test]
    fn too_many_slots_are_left_out() {
        let mut tally = Tally::new();
        (0..10_000).for_each(|slot| tally.add(slot * 5, 1.0));
        assert_eq!(tally.into_sums().len(), MOST_SLOTS);
    }
}
