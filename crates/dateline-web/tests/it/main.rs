//! The paper as its readers meet it: the whole router on a real store.

mod accounts;
mod apps;
mod conversations;
mod doors;
mod features;
mod feeds;
mod languages;
mod news;
mod pages;
mod paper;
mod people;
mod queue;
mod reports;
mod stories;
mod taste;
mod versions;
