//! The pure understanding, seen from outside.

mod languages;
mod stories;
