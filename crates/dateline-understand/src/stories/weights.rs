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
                -0.704, 1.468, 0.471, -0.158, 0.000, 0.000, 0.668, 1.171, -0.829, -0.697, -0.074,
                -0.354, 0.180, -0.477, 3.264, 2.456, 0.000, 3.219, 0.640,
            ],
            titles_across: [
                -2.704, 1.256, 1.459, 0.494, 0.000, 0.000, 0.974, 1.896, 0.634, -0.633, -0.330,
                -0.125, 0.003, 0.076, 2.335, 2.312, 0.000, 2.121, 0.985,
            ],
            bodies: [
                -8.528, 0.424, 0.941, 0.107, 5.147, 6.167, 0.506, 0.446, 0.181, 0.310, -0.069,
                -0.065, 0.376, 0.031, 0.359, 0.437, 0.537, 0.514, 1.340,
            ],
            bodies_across: [
                -8.270, 0.489, 0.985, 0.031, 6.039, 6.019, 0.671, 0.357, 2.114, -0.253, 0.688,
                0.090, 1.371, 0.626, 0.267, 0.209, 0.271, 0.411, 1.011,
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
