//! The client against real servers on loopback: polite ones, broken ones and hostile ones.
//!
//! Loopback is special, so each test says which of it the guard allows; a [`world::Canary`] stands
//! where nobody may go and counts who comes.

mod answers;
mod bomb;
mod chat;
mod dns;
mod guarding;
mod hub;
mod identity;
mod mail;
mod manners;
mod push;
mod sentence_model;
mod special_ranges;
mod spellings;
mod tls;
mod ways_in;
mod wishes;
mod world;
