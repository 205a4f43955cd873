//! Which event an article tells of, decided from what came before it alone.
//!
//! [`Window`] holds the sketches of recent articles and the stories they were placed in. Placing
//! proposes the stories whose articles share rare words with the new one, describes each by a
//! handful of numbers (`features`), and adds those up with learned `weights`: the best story above
//! one half takes the article in, and the largest terms of the sum are the reasons shown
//! (`reasons`). A reprint goes where its original is.
//!
//! The rule to know: [`Window::place`] changes nothing. What it decided is remembered only by
//! [`Window::insert`]; whoever cannot publish it throws the window away.

mod features;
mod frequencies;
mod index;
mod joining;
mod members;
mod parting;
mod placing;
mod reasons;
mod settled;
mod story;
mod tally;
mod vector;
mod weights;
mod window;

pub(crate) use features::Weighed;
pub use features::{FEATURE_COUNT, FEATURE_NAMES, Features};
pub(crate) use frequencies::Frequencies;
pub use joining::Joining;
pub use parting::Parting;
pub(crate) use settled::Settled;
pub use weights::{Columns, Weights};
pub use window::{Arrival, Candidate, Window, WindowSettings};
