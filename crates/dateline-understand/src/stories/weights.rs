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
                -0.703, 1.059, 0.744, -0.561, -0.102, 0.000, 0.000, 0.756, 1.248, 0.033, 0.306,
                -0.643, 0.059, -0.237, -0.646, 0.000, 3.234, 2.136, 3.718, 0.509,
            ],
            titles_across: [
                -1.917, 1.072, 1.226, 0.498, 0.779, 0.000, 0.000, 0.877, 1.555, 0.289, 0.146,
                -0.639, -0.163, -0.192, 0.059, 0.000, 2.049, 2.068, 2.392, 0.276,
            ],
            bodies: [
                -3.500, 0.500, 1.000, 0.000, 0.000, 5.000, 6.000, 0.500, 0.500, 0.200, 0.000,
                -0.200, 0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.000,
            ],
            bodies_across: [
                -4.000, 0.500, 1.000, 0.000, 0.000, 5.000, 6.000, 0.500, 0.500, 0.200, 0.000,
                -0.200, 0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.000, 0.000,
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
