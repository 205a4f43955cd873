//! What a sentence model makes of a text: a vector, where the owner has set a model.
//!
//! The plug is one function from text to vector. It lies outside, for it needs a network or a large
//! file; here its answer arrives ([`crate::Sketch::with_vector`]), is kept in a byte a number, and is
//! one more term of the sum by which stories are found. Vectors of different models say nothing to
//! each other and are never compared.

use crate::hash::hash_text;

/// Longer vectors are no sentence's.
const MOST_NUMBERS: usize = 4_096;

/// A vector, scaled so that its largest number is 127.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Meaning {
    /// Stands for the model's name.
    model: u32,
    values: Vec<i8>,
}

impl Meaning {
    /// Of a model's answer; none when that says nothing.
    #[allow(clippy::cast_possible_truncation)] // -127 to 127 by the scale
    pub(crate) fn of(model: &str, vector: &[f32]) -> Option<Meaning> {
        let largest = vector.iter().fold(0.0_f32, |largest, number| largest.max(number.abs()));
        let usable = largest.is_normal() && vector.iter().all(|number| number.is_finite());
        if !usable || vector.len() > MOST_NUMBERS {
            return None;
        }
        let values = vector.iter().map(|number| (number / largest * 127.0).round() as i8);
        Some(Meaning { model: hash_text(model), values: values.collect() })
    }

    /// The stored form.
    pub(crate) fn write(&self, out: &mut Vec<u8>) {
        out.extend(self.model.to_le_bytes());
        out.extend(u16::try_from(self.values.len()).unwrap_or_default().to_le_bytes());
        out.extend(self.values.iter().flat_map(|value| value.to_le_bytes()));
    }

    /// From its stored form, which is all of `bytes`.
    pub(crate) fn read(bytes: &[u8]) -> Option<Meaning> {
        let (model, rest) = bytes.split_first_chunk::<4>()?;
        let (count, rest) = rest.split_first_chunk::<2>()?;
        let values = rest.iter().map(|&byte| i8::from_le_bytes([byte])).collect::<Vec<_>>();
        let whole = values.len() == usize::from(u16::from_le_bytes(*count)) && !values.is_empty();
        whole.then_some(Meaning { model: u32::from_le_bytes(*model), values })
    }

    /// As the window keeps it: four numbers in one.
    pub(crate) fn kept(&self) -> impl Iterator<Item = u32> + '_ {
        let quads = self.values.chunks(4).map(|quad| {
            let mut bytes = [0; 4];
            for (byte, value) in bytes.iter_mut().zip(quad) {
                *byte = value.to_le_bytes()[0];
            }
            u32::from_le_bytes(bytes)
        });
        [self.model, self.length().to_bits()].into_iter().chain(quads)
    }

    /// The cosine with what the window keeps of another; none when there is nothing to compare.
    pub(crate) fn likeness(&self, kept: &[u32]) -> Option<f32> {
        let [model, length, quads @ ..] = kept else { return None };
        if *model != self.model || quads.len() != self.values.len().div_ceil(4) {
            return None;
        }
        let mut sum = 0;
        for (mine, theirs) in self.values.chunks(4).zip(quads) {
            for (one, other) in mine.iter().zip(theirs.to_le_bytes()) {
                sum += i32::from(*one) * i32::from(i8::from_le_bytes([other]));
            }
        }
        let lengths = self.length() * f32::from_bits(*length);
        #[allow(clippy::cast_precision_loss)] // a product of bytes: exact enough
        Some(sum as f32 / lengths.max(1.0))
    }

    fn length(&self) -> f32 {
        self.values.iter().map(|&value| f32::from(value) * f32::from(value)).sum::<f32>().sqrt()
    }
}

/// How alike a model finds texts that have nothing to do with each other. Some models find any two
/// texts nine tenths alike: likeness counts from here.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Usual {
    sum: f32,
    count: f32,
}

/// After so many pairs the older ones count half.
const MOST_COUNTED: f32 = 4_096.0;

impl Default for Usual {
    /// What small English models find, as if seen sixteen times.
    fn default() -> Usual {
        Usual { sum: 16.0 * 0.1, count: 16.0 }
    }
}

impl Usual {
    /// Learns from two texts of different stories.
    pub(crate) fn learn(&mut self, likeness: f32) {
        if self.count >= MOST_COUNTED {
            (self.sum, self.count) = (self.sum / 2.0, self.count / 2.0);
        }
        self.sum += likeness;
        self.count += 1.0;
    }

    /// A likeness on a scale from 0, as alike as any two texts, to 1, the same.
    pub(crate) fn beyond(self, likeness: f32) -> f32 {
        let usual = (self.sum / self.count).clamp(0.0, 0.98);
        (likeness - usual) / (1.0 - usual)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(model: &str, vector: &[f32]) -> Meaning {
        Meaning::of(model, vector).expect("a vector")
    }

    fn kept(meaning: &Meaning) -> Vec<u32> {
        meaning.kept().collect()
    }

    #[test]
    fn likeness_is_the_cosine() {
        let a = meaning("m", &[0.3, -0.4, 0.0, 0.1, 0.2]);
        let b = meaning("m", &[3.0, -4.0, 0.0, 1.0, 2.0]);
        let c = meaning("m", &[0.4, 0.3, 0.0, 0.0, 0.0]);
        let near = |one: &Meaning, other: &Meaning, expected: f32| {
            let found = one.likeness(&kept(other)).expect("one model");
            assert!((found - expected).abs() < 0.01, "{found}");
        };
        near(&a, &b, 1.0);
        near(&a, &c, 0.0);
    }

    #[test]
    fn other_models_and_lengths_are_not_compared() {
        let a = meaning("m", &[1.0, 2.0]);
        assert_eq!(a.likeness(&kept(&meaning("n", &[1.0, 2.0]))), None);
        assert_eq!(a.likeness(&kept(&meaning("m", &[1.0; 9]))), None);
        assert_eq!(a.likeness(&[]), None);
    }

    #[test]
    fn what_says_nothing_is_no_vector() {
        for vector in [&[][..], &[0.0, 0.0], &[f32::NAN, 1.0], &[f32::INFINITY]] {
            assert_eq!(Meaning::of("m", vector), None, "{vector:?}");
        }
        assert_eq!(Meaning::of("m", &vec![1.0; MOST_NUMBERS + 1]), None);
    }

    #[test]
    fn likeness_counts_from_what_is_usual() {
        let mut usual = Usual::default();
        for _ in 0..10_000 {
            usual.learn(0.8);
        }
        assert!(usual.beyond(0.8).abs() < 0.01);
        assert!((usual.beyond(0.9) - 0.5).abs() < 0.01);
        assert!((usual.beyond(1.0) - 1.0).abs() < 0.01);
    }
}
