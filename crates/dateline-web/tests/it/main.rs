//! The paper as its readers meet it: the whole router on a real store.

mod accounts;
mod conversations;
mod doors;
mod features;
mod feeds;
mod languages;
mod mail;
mod news;
mod newsroom;
mod pages;
mod paper;
mod passkeys;
mod people;
mod reports;
mod stories;
mod taste;
mod versions;
