//! Words with weights, sorted by hash: the arithmetic of likeness.

use crate::sketch::Term;

/// A sparse vector. Invariant: sorted by hash, each hash once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Vector(pub(crate) Vec<(u32, f32)>);

impl Vector {
    /// Scaled to length one; a vector of nothing stays nothing.
    pub(crate) fn unit(mut self) -> Vector {
        let length = self.0.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
        if length > 0.0 {
            for (_, weight) in &mut self.0 {
                *weight /= length;
            }
        }
        self
    }

    /// Tells the words that a remembered text shares, in order: their places in this vector, with
    /// both weights. Of what `finder` does not find nothing is told.
    #[inline]
    pub(crate) fn tell_shared(
        &self,
        finder: &Finder,
        other: Packed<'_>,
        mut tell: impl FnMut(usize, f32, f32),
    ) {
        for &word in other.0 {
            if let Some((place, mine)) = finder.find(self, hash_in(word)) {
                tell(place, mine, weight_in(word));
            }
        }
    }

    /// The sum of products over shared words.
    pub(crate) fn dot(&self, other: &Vector) -> f32 {
        let mut rest = other.0.as_slice();
        let mut sum = 0.0;
        for &(hash, mine) in &self.0 {
            while let Some((&(theirs, _), after)) = rest.split_first()
                && theirs < hash
            {
                rest = after;
            }
            match rest.first() {
                Some(&(found, theirs)) if found == hash => sum += mine * theirs,
                Some(_) => {}
                None => break,
            }
        }
        sum
    }

    /// This vector with another added, keeping the `most` largest weights.
    pub(crate) fn plus(&self, other: &Vector, most: usize) -> Vector {
        let mut sum = Vec::with_capacity(self.0.len() + other.0.len());
        let (mut at, mut there) = (0, 0);
        while let (Some(&(mine, a)), Some(&(theirs, b))) = (self.0.get(at), other.0.get(there)) {
            let hash = mine.min(theirs);
            at += usize::from(mine == hash);
            there += usize::from(theirs == hash);
            let a = if mine == hash { a } else { 0.0 };
            let b = if theirs == hash { b } else { 0.0 };
            sum.push((hash, a + b));
        }
        let rest = self.0.iter().skip(at).chain(other.0.iter().skip(there));
        // Sums as well: a weight may be a negative zero.
        sum.extend(rest.map(|&(hash, weight)| (hash, weight + 0.0)));
        if sum.len() > most {
            let by_weight =
                |x: &(u32, f32), y: &(u32, f32)| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0));
            let mut ranked = sum.clone();
            let (_, &mut first_left_out, _) = ranked.select_nth_unstable_by(most, by_weight);
            sum.retain(|word| by_weight(word, &first_left_out).is_lt());
        }
        sum.shrink_to_fit();
        Vector(sum)
    }

    /// Numbers of some words, each in the place of its word.
    pub(crate) fn in_places<'a>(&self, numbers: impl Iterator<Item = &'a (Term, f32)>) -> Vec<f32> {
        let mut places = vec![0.0; self.0.len()];
        for &(term, number) in numbers {
            let place = self.place(term.hash).and_then(|place| places.get_mut(place));
            if let Some(place) = place {
                *place = number;
            }
        }
        places
    }

    /// Where the word stands.
    pub(crate) fn place(&self, hash: u32) -> Option<usize> {
        self.0.binary_search_by_key(&hash, |&(h, _)| h).ok()
    }

    /// Whether the word has a weight.
    pub(crate) fn holds(&self, hash: u32) -> bool {
        self.place(hash).is_some()
    }

    /// The length.
    pub(crate) fn length(&self) -> f32 {
        self.0.iter().map(|(_, w)| w * w).sum::<f32>().sqrt()
    }
}

/// Shelves of a [`Finder`]: ten times as many as an article has words.
const SHELVES: usize = 1024;

/// An empty shelf. No vector has so many words.
const EMPTY: u8 = u8::MAX;

/// Where the words of a vector stand, for texts that are compared with hundreds of others: by the ends
/// of their hashes each has a shelf, or the next one that is free. Most words of another text are not in
/// the vector, and most of those are told so by an empty shelf.
#[derive(Clone, Debug)]
pub(crate) struct Finder([u8; SHELVES]);

impl Default for Finder {
    fn default() -> Finder {
        Finder([EMPTY; SHELVES])
    }
}

impl Finder {
    /// Of the words of a vector that are `wanted` by their places.
    pub(crate) fn of(vector: &Vector, wanted: impl Fn(usize) -> bool) -> Finder {
        let mut finder = Finder::default();
        // Most shelves stay empty, so that every search ends.
        for (number, (place, &(hash, _))) in (0..EMPTY).zip(vector.0.iter().enumerate()) {
            if wanted(place) {
                let mut shelf = hash as usize % SHELVES;
                while finder.0[shelf] != EMPTY {
                    shelf = (shelf + 1) % SHELVES;
                }
                finder.0[shelf] = number;
            }
        }
        finder
    }

    /// The place and the weight of a word of the vector that this is of.
    #[inline]
    fn find(&self, vector: &Vector, hash: u32) -> Option<(usize, f32)> {
        let mut at = hash as usize % SHELVES;
        loop {
            let place = self.0[at];
            if place == EMPTY {
                return None;
            }
            let place = usize::from(place);
            let &(known, weight) = vector.0.get(place)?;
            if known == hash {
                return Some((place, weight));
            }
            at = (at + 1) % SHELVES;
        }
    }
}

/// A vector of length one as it is remembered: four bytes a word, 24 bits of hash above eight of
/// weight, which say its root in 255ths.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Packed<'a>(pub(crate) &'a [u32]);

/// A word with its weight in four bytes.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 0 to 255 by the clamp
pub(crate) fn pack((hash, weight): (u32, f32)) -> u32 {
    let level = (weight.max(0.0).sqrt() * 255.0).round().clamp(0.0, 255.0) as u32;
    hash << 8 | level
}

fn hash_in(word: u32) -> u32 {
    word >> 8
}

/// What each level weighs.
#[allow(clippy::cast_precision_loss)] // at most 255 squared
static WEIGHTS: [f32; 256] = {
    let mut weights = [0.0; 256];
    let mut level: u32 = 0;
    while level < 256 {
        weights[level as usize] = (level * level) as f32 / (255.0 * 255.0);
        level += 1;
    }
    weights
};

fn weight_in(word: u32) -> f32 {
    WEIGHTS[(word & 0xff) as usize]
}

impl Packed<'_> {
    /// Whether the word has a weight.
    pub(crate) fn holds(self, hash: u32) -> bool {
        self.0.binary_search_by_key(&hash, |&word| hash_in(word)).is_ok()
    }

    /// To be reckoned with.
    pub(crate) fn unpacked(self) -> Vector {
        Vector(self.0.iter().map(|&word| (hash_in(word), weight_in(word))).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vector(words: &[(u32, f32)]) -> Vector {
        Vector(words.to_vec())
    }

    #[test]
    fn sums_and_products_follow_the_hashes() {
        let a = vector(&[(1, 3.0), (4, 4.0)]);
        let b = vector(&[(2, 1.0), (4, 2.0), (9, 1.0)]);
        assert!((a.dot(&b) - 8.0).abs() < f32::EPSILON);
        assert!((a.length() - 5.0).abs() < f32::EPSILON);
        assert!((a.clone().unit().length() - 1.0).abs() < 1e-6);
        let sum = a.plus(&b, 9);
        assert_eq!(sum.0, [(1, 3.0), (2, 1.0), (4, 6.0), (9, 1.0)]);
        assert_eq!(a.plus(&b, 2).0, [(1, 3.0), (4, 6.0)]);
        assert!(sum.holds(9) && !sum.holds(3));
    }

    #[test]
    fn what_is_remembered_is_what_was_meant() {
        let a = vector(&[(1, 0.6), (4, 0.7), (9, 0.02), (0xff_ffff, 0.3)]);
        let packed: Vec<u32> = a.0.iter().copied().map(pack).collect();
        let kept = Packed(&packed).unpacked();
        for (&(hash, weight), &(known, remembered)) in a.0.iter().zip(&kept.0) {
            assert!(hash == known && (weight - remembered).abs() < 0.004, "{weight} {remembered}");
        }
        let b = vector(&[(2, 1.0), (4, 2.0), (9, 1.0)]);
        let mut shared = Vec::new();
        for wanted in [0, 2] {
            let finder = Finder::of(&b, |place| place >= wanted);
            b.tell_shared(&finder, Packed(&packed), |place, _, _| shared.push(place));
        }
        assert_eq!(shared, [1, 2, 2]);
        assert!(Packed(&packed).holds(9) && !Packed(&packed).holds(2));
    }

    #[test]
    fn words_whose_hashes_end_alike_are_told_apart() {
        let many = vector(&(0..90).map(|n| (n * 4 * 1024 + n % 3, 1.0)).collect::<Vec<_>>());
        let packed: Vec<u32> = many.0.iter().copied().map(pack).collect();
        let mut shared = Vec::new();
        let finder = Finder::of(&many, |_| true);
        many.tell_shared(&finder, Packed(&packed), |place, _, _| shared.push(place));
        assert_eq!(shared, (0..90).collect::<Vec<_>>());
    }

    #[test]
    fn nothing_is_like_nothing() {
        let none = Vector::default();
        assert!(none.dot(&none).abs() < f32::EPSILON);
        assert!(none.clone().unit().0.is_empty());
    }
}
