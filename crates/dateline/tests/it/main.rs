//! The binary as people and scripts meet it.

mod commands;
mod demo;
mod killed;
mod program;
