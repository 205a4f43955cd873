//! The learned weights of the logistic sum; written by `train/stories.py`, which says from what.

use super::features::FEATURE_COUNT;
use super::window::Candidate;

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
                -0.704, 1.466, 0.475, -0.160, 0.000, 0.000, 0.667, 1.172, -0.830, -0.697, -0.074,
                -0.354, 0.180, -0.476, 3.272, 2.448, 0.000, 3.220, 0.640,
            ],
            titles_across: [
                -2.699, 1.261, 1.464, 0.494, 0.000, 0.000, 0.973, 1.894, 0.635, -0.632, -0.329,
                -0.126, 0.004, 0.078, 2.336, 2.315, 0.000, 2.115, 0.977,
            ],
            bodies: [
                -8.511, 0.407, 0.926, 0.090, 5.167, 6.176, 0.416, 0.449, 0.159, 0.273, -0.031,
                -0.062, 0.367, 0.038, 0.351, 0.428, 0.550, 0.519, 1.395,
            ],
            bodies_across: [
                -8.114, 0.448, 0.950, -0.034, 6.026, 6.015, 0.612, 0.304, 2.126, -0.309, 0.764,
                -0.046, 1.335, 0.585, 0.174, 0.121, 0.244, 0.276, 1.032,
            ],
        }
    }
}

impl Weights {
    /// The probability that the article belongs to the story.
    pub(crate) fn probability(&self, candidate: &Candidate) -> f32 {
        let weights = match (candidate.bodies, candidate.across) {
            (false, false) => &self.titles,
            (false, true) => &self.titles_across,
            (true, false) => &self.bodies,
            (true, true) => &self.bodies_across,
        };
        let sum: f32 = weights.iter().zip(candidate.features).map(|(w, f)| w * f).sum();
        1.0 / (1.0 + (-sum).exp())
    }
}
