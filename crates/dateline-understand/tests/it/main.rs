//! The pure understanding, seen from outside.

mod stories;
