//! The learned weights of the logistic sum; written by `train/stories.py`, which says from what.

use super::features::{FEATURE_COUNT, Features};

/// One weight for each feature, for each way in which an article and a story can be compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// Headlines of one language.
    pub titles: [f32; FEATURE_COUNT],
    /// Headlines, and the story holds nothing in the article's language.
    pub titles_across: [f32; FEATURE_COUNT],
    /// Whole texts of one language.
    pub bodies: [f32; FEATURE_COUNT],
    /// Whole texts, and the story holds nothing in the article's language.
    pub bodies_across: [f32; FEATURE_COUNT],
}

impl Default for Weights {
    fn default() -> Weights {
        Weights {
            titles: [
                -4.0, 2.5, 3.5, 0.5, 2.0, 0.0, 0.0, 0.6, 0.5, 0.3, -0.3, -0.2, 0.0, 0.1, 0.0, 0.0,
            ],
            titles_across: [
                -5.0, 2.5, 3.5, 0.5, 2.0, 0.0, 0.0, 1.0, 0.5, 0.3, -0.3, -0.2, 0.0, 0.1, 0.0, 0.0,
            ],
            bodies: [
                -4.0, 1.0, 1.0, 0.5, 0.5, 4.0, 6.0, 0.4, 0.3, 0.3, 0.0, -0.2, 0.0, 0.1, 0.0, 0.0,
            ],
            bodies_across: [
                -5.0, 1.0, 1.0, 0.5, 0.5, 4.0, 6.0, 1.0, 0.3, 0.3, 0.0, -0.2, 0.0, 0.1, 0.0, 0.0,
            ],
        }
    }
}

/// The probability that the article belongs to the story.
pub(crate) fn probability(weights: &[f32; FEATURE_COUNT], features: &Features) -> f32 {
    let sum: f32 = weights.iter().zip(features).map(|(w, f)| w * f).sum();
    1.0 / (1.0 + (-sum).exp())
}
