//! The learned weights of the logistic sum; written by `train/stories.py`, which says from what.

use super::features::FEATURE_COUNT;
use super::window::Candidate;

/// One weight for each feature, for each way in which an article and a story can be compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// By words alone.
    pub words: Columns,
    /// Where both have the vector of a sentence model.
    pub vectors: Columns,
}

/// The weights for headlines and whole texts.
#[derive(Clone, Debug, PartialEq)]
pub struct Columns {
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
            words: Columns {
                titles: [
                    -0.983, 1.639, 0.338, 0.042, 0.000, 0.000, 0.674, 1.171, -0.836, -0.686,
                    -0.080, -0.368, 0.204, -0.388, 3.539, 2.241, 0.000, 3.133, 0.566, 0.000, 0.000,
                ],
                titles_across: [
                    -2.133, 1.244, 1.378, 0.487, 0.000, 0.000, 1.036, 1.985, 0.683, -0.648, -0.348,
                    -0.111, 0.007, 0.046, 2.226, 2.153, 0.000, 2.047, 0.841, 0.000, 0.000,
                ],
                bodies: [
                    -8.433, 0.421, 0.948, 0.125, 5.139, 6.177, 0.479, 0.464, 0.181, 0.458, -0.235,
                    0.190, 0.371, -0.031, 0.370, 0.457, 0.563, 0.552, 1.354, 0.000, 0.000,
                ],
                bodies_across: [
                    -8.524, 0.488, 0.984, 0.030, 6.033, 6.019, 0.729, 0.347, 2.107, -0.279, 0.755,
                    0.264, 1.409, 0.712, 0.262, 0.207, 0.251, 0.368, 1.017, 0.000, 0.000,
                ],
            },
            vectors: Columns {
                titles: [
                    -1.236, 1.318, 0.272, -0.235, 0.000, 0.000, 0.542, 1.130, -0.905, -0.679,
                    -0.058, -0.348, 0.173, -0.297, 3.143, 1.611, 0.000, 2.441, -0.065, 2.249,
                    2.215,
                ],
                titles_across: [
                    -1.329, 1.158, 1.307, 0.458, 0.000, 0.000, 0.875, 1.746, 0.577, -0.638, -0.361,
                    -0.163, -0.026, -0.010, 2.103, 1.999, 0.000, 1.846, 0.834, 0.396, 1.352,
                ],
                bodies: [
                    -8.211, 0.379, 0.902, 0.117, 5.079, 6.114, 0.448, 0.399, 0.084, 0.462, -0.237,
                    0.191, 0.333, -0.065, 0.282, 0.359, 0.416, 0.408, 1.202, 0.678, 0.795,
                ],
                bodies_across: [
                    -8.381, 0.479, 0.975, 0.028, 6.028, 6.015, 0.684, 0.331, 2.114, -0.277, 0.751,
                    0.259, 1.385, 0.713, 0.244, 0.190, 0.238, 0.337, 0.981, 0.412, 0.395,
                ],
            },
        }
    }
}

impl Weights {
    /// The probability that the article belongs to the story.
    pub(crate) fn probability(&self, candidate: &Candidate) -> f32 {
        let columns = if candidate.vectors { &self.vectors } else { &self.words };
        let weights = match (candidate.bodies, candidate.across) {
            (false, false) => &columns.titles,
            (false, true) => &columns.titles_across,
            (true, false) => &columns.bodies,
            (true, true) => &columns.bodies_across,
        };
        let sum: f32 = weights.iter().zip(candidate.features).map(|(w, f)| w * f).sum();
        1.0 / (1.0 + (-sum).exp())
    }
}
