//! The paper as its readers meet it: the whole router on a real store.

mod accounts;
mod apps;
mod conversations;
mod doors;
mod features;
mod feeds;
mod fever;
mod identity;
mod languages;
mod mail;
mod miniflux;
mod news;
mod newsroom;
mod pages;
mod paper;
mod passkeys;
mod people;
mod push;
mod queue;
mod reports;
mod stories;
mod taste;
mod versions;
