//! Words with weights, sorted by hash: the arithmetic of likeness.

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

    /// The sum of products over shared words.
    pub(crate) fn dot(&self, other: &Vector) -> f32 {
        self.shared(other).map(|(_, a, b)| a * b).sum()
    }

    /// The shared words with both weights.
    pub(crate) fn shared<'a>(
        &'a self,
        other: &'a Vector,
    ) -> impl Iterator<Item = (u32, f32, f32)> + 'a {
        let mut at = 0;
        self.0.iter().filter_map(move |&(hash, weight)| {
            let rest = other.0.get(at..)?;
            at += rest.iter().take_while(|&&(h, _)| h < hash).count();
            let &(found, theirs) = other.0.get(at)?;
            (found == hash).then_some((hash, weight, theirs))
        })
    }

    /// This vector with another added, keeping the `most` largest weights.
    pub(crate) fn plus(&self, other: &Vector, most: usize) -> Vector {
        let mut sum = Vec::with_capacity(self.0.len() + other.0.len());
        let (mut a, mut b) = (self.0.iter().peekable(), other.0.iter().peekable());
        while let Some(&&(hash, _)) = match (a.peek(), b.peek()) {
            (Some(x), Some(y)) => Some(if x.0 <= y.0 { x } else { y }),
            (x, y) => x.or(y),
        } {
            let mine = a.next_if(|x| x.0 == hash).map_or(0.0, |x| x.1);
            let theirs = b.next_if(|y| y.0 == hash).map_or(0.0, |y| y.1);
            sum.push((hash, mine + theirs));
        }
        if sum.len() > most {
            sum.sort_unstable_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
            sum.truncate(most);
            sum.sort_unstable_by_key(|&(hash, _)| hash);
        }
        sum.shrink_to_fit();
        Vector(sum)
    }

    /// Whether the word has a weight.
    pub(crate) fn holds(&self, hash: u32) -> bool {
        self.0.binary_search_by_key(&hash, |&(h, _)| h).is_ok()
    }

    /// The length.
    pub(crate) fn length(&self) -> f32 {
        self.0.iter().map(|(_, w)| w * w).sum::<f32>().sqrt()
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
    fn nothing_is_like_nothing() {
        let none = Vector::default();
        assert!(none.dot(&none).abs() < f32::EPSILON);
        assert!(none.clone().unit().0.is_empty());
    }
}
