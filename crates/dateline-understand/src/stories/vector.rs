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
    /// both weights. Of what `sieve` does not let through nothing is told.
    pub(crate) fn tell_shared(
        &self,
        sieve: &Sieve,
        other: Packed<'_>,
        mut tell: impl FnMut(usize, f32, f32),
    ) {
        let mut at = 0;
        for &word in other.0.iter().filter(|&&word| sieve.lets_through(hash_in(word))) {
            let theirs = hash_in(word);
            while self.0.get(at).is_some_and(|&(hash, _)| hash < theirs) {
                at += 1;
            }
            if let Some(&(hash, mine)) = self.0.get(at)
                && hash == theirs
            {
                tell(at, mine, weight_in(word));
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

/// Which words a vector may hold: a bit for all whose hashes end alike. Most words of another text
/// are not in it, and most of those are told so.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sieve([u64; 16]);

impl Sieve {
    /// Lets words of these hashes through.
    pub(crate) fn of(hashes: impl Iterator<Item = u32>) -> Sieve {
        let mut sieve = Sieve::default();
        for hash in hashes {
            sieve.0[sixteenth(hash)] |= 1 << (hash % 64);
        }
        sieve
    }

    fn lets_through(&self, hash: u32) -> bool {
        self.0[sixteenth(hash)] >> (hash % 64) & 1 == 1
    }
}

fn sixteenth(hash: u32) -> usize {
    (hash / 64 % 16) as usize
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

#[allow(clippy::cast_precision_loss)] // at most 255 squared
fn weight_in(word: u32) -> f32 {
    let level = word & 0xff;
    (level * level) as f32 / (255.0 * 255.0)
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
        let sieve = Sieve::of([2, 4, 9].into_iter());
        b.tell_shared(&sieve, Packed(&packed), |place, _, _| shared.push(place));
        assert_eq!(shared, [1, 2]);
        assert!(Packed(&packed).holds(9) && !Packed(&packed).holds(2));
    }

    #[test]
    fn nothing_is_like_nothing() {
        let none = Vector::default();
        assert!(none.dot(&none).abs() < f32::EPSILON);
        assert!(none.clone().unit().0.is_empty());
    }
}
