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
                -0.705, 1.465, 0.475, -0.163, 0.000, 0.000, 0.667, 1.174, -0.830, -0.696, -0.074,
                -0.354, 0.180, -0.477, 3.268, 2.442, 0.000, 3.226, 0.640,
            ],
            titles_across: [
                -2.699, 1.261, 1.464, 0.494, 0.000, 0.000, 0.973, 1.894, 0.635, -0.632, -0.329,
                -0.126, 0.004, 0.078, 2.336, 2.314, 0.000, 2.115, 0.977,
            ],
            bodies: [
                -8.263, 0.381, 0.925, 0.106, 5.151, 6.171, 0.431, 0.444, 0.156, 0.328, -0.101,
                -0.054, 0.357, 0.030, 0.325, 0.418, 0.581, 0.537, 1.390,
            ],
            bodies_across: [
                -8.114, 0.448, 0.950, -0.034, 6.026, 6.015, 0.612, 0.304, 2.126, -0.309, 0.764,
                -0.046, 1.335, 0.585, 0.174, 0.121, 0.244, 0.277, 1.032,
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
