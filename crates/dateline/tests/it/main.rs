//! The binary as people and scripts meet it.

mod adding;
mod commands;
mod demo;
mod desks;
mod injections;
mod killed;
mod program;
mod sentence_model;
