//! Adding up numbers for a few thousand slots of the window, each of which comes up again and again.
//!
//! A small table says where in a list a slot's sum stands. Slots are numbered one after the other,
//! so that nearly all have a place of their own and nothing need be hashed.

/// Places in the table at first. At least half of all stay free, so that slots which lie far apart are
/// seldom in each other's way.
const FEWEST_PLACES: usize = 512;

/// Slots that are told apart.
pub(super) const MOST_SLOTS: usize = 3_072;

/// No place in the list.
const NONE: u16 = u16::MAX;

/// Sums by slot.
pub(super) struct Tally {
    /// Where in `sums`. Invariant: a power of two of places, some of them free.
    places: Vec<u16>,
    sums: Vec<(u32, f32)>,
}

impl Tally {
    /// No sums.
    pub(super) fn new() -> Tally {
        Tally { places: vec![NONE; FEWEST_PLACES], sums: Vec::with_capacity(FEWEST_PLACES / 2) }
    }

    /// Adds to the sum of each slot. Slots beyond [`MOST_SLOTS`] are left out.
    pub(super) fn add(&mut self, slots: &[u32], amount: f32) {
        for &slot in slots {
            let mask = self.places.len() - 1;
            let mut at = slot as usize & mask;
            loop {
                match self.sums.get_mut(usize::from(self.places[at])) {
                    Some((known, sum)) if *known == slot => *sum += amount,
                    Some(_) => {
                        at = (at + 1) & mask;
                        continue;
                    }
                    None => self.push(at, slot, amount),
                }
                break;
            }
        }
    }

    fn push(&mut self, at: usize, slot: u32, amount: f32) {
        if self.sums.len() == MOST_SLOTS {
            return;
        }
        self.places[at] = number(self.sums.len());
        self.sums.push((slot, amount));
        if self.sums.len() > self.places.len() / 2 {
            self.grow();
        }
    }

    /// Gives all slots places in a table four times as large.
    fn grow(&mut self) {
        let mask = self.places.len() * 4 - 1;
        self.places.clear();
        self.places.resize(mask + 1, NONE);
        for (at, (slot, _)) in self.sums.iter().enumerate() {
            let mut place = *slot as usize & mask;
            while self.places[place] != NONE {
                place = (place + 1) & mask;
            }
            self.places[place] = number(at);
        }
    }

    /// The slots with their sums, in the order in which they came up.
    pub(super) fn into_sums(self) -> Vec<(u32, f32)> {
        self.sums
    }
}

/// Of at most [`MOST_SLOTS`].
fn number(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(NONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_told_apart_however_far_their_slots_lie() {
        let far = u32::try_from(FEWEST_PLACES).expect("fits");
        let mut tally = Tally::new();
        for slot in [7, 7 + far, 8, 7, 8 + 3 * far, 7 + far] {
            tally.add(&[slot], 1.0);
        }
        let expected = [(7, 2.0), (7 + far, 2.0), (8, 1.0), (8 + 3 * far, 1.0)];
        assert_eq!(tally.into_sums(), expected);
    }

    #[test]
    fn the_table_grows() {
        let mut tally = Tally::new();
        let slots: Vec<u32> = (0..2_000).map(|slot| slot * 3).collect();
        tally.add(&slots, 1.0);
        tally.add(&slots, 1.0);
        assert!(tally.into_sums().into_iter().eq(slots.into_iter().map(|slot| (slot, 2.0))));
    }

    #[test]
    fn too_many_slots_are_left_out() {
        let mut tally = Tally::new();
        (0..10_000).for_each(|slot| tally.add(&[slot * 5], 1.0));
        assert_eq!(tally.into_sums().len(), MOST_SLOTS);
    }
}
