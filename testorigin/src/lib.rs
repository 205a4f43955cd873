//! An origin that misbehaves on request: real HTTP on loopback, for tests and benchmarks.
//!
//! [`Origin::start`] serves any number of virtual feeds on one free port, told apart by host and
//! path. Each is a [`Feed`]: what it sends, and a switch for every way in which publishers go wrong.
//! [`Origin::set`] replaces a feed between two requests; [`Origin::asked`] tells who asked for what,
//! when, and with which headers.
//!
//! The rule: the origin judges nobody. It answers as its switches say and keeps what it saw; what
//! should have been asked is for the test to say.

mod coding;
mod feed;
mod rss;
mod server;

pub use coding::Coding;
pub use feed::{Feed, Pace, Validators};
pub use rss::{Channel, Item, http_date};
pub use server::{Asked, Origin, dead_port};
