//! The contract of the store: what every database must do, and do alike.
//!
//! Each test runs on a fresh SQLite file and on a fresh PostgreSQL schema, through
//! [`support::for_each_store`]. A further database is done when this suite passes on it.

mod articles;
mod assistant;
mod comments;
mod faults;
mod feeds;
mod following;
mod front;
mod hubs;
mod items;
mod jobs;
mod lists;
mod mail;
mod moderation;
mod passkeys;
mod people;
mod playback;
mod push;
mod reports;
mod search;
mod stories;
mod subscriptions;
mod support;
mod talk;
mod visit_log;
mod visiting;
