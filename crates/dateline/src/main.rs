//! Dateline: a self-hosted news aggregator. The binary reads what was typed, gathers the
//! configuration and hands both to a command.
//!
//! Exit codes: 0 done, 1 failed, 2 wrong usage.

#![allow(clippy::print_stdout, reason = "commands answer on standard output")]

mod assistant;
mod cli;
mod commands;
mod config;
mod desk;
mod discover;
mod filters;
mod hubs;
mod identities;
mod log;
mod mail;
mod newsroom;
mod push;
mod roll;
mod starter;

use std::process::ExitCode;

use anyhow::Context;
use clap::{CommandFactory, Parser};

use cli::Arguments;
use config::Layers;

/// Articles are made in small pieces on one thread and freed on another, which the system's allocator
/// (glibc's) does dearly.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    // With huge pages the allocator takes three times the memory, and some systems give them unasked. A
    // kernel that cannot do without costs that memory and nothing else.
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::disable_transparent_huge_pages(true);
    let arguments = Arguments::parse();
    if arguments.command.is_none() {
        let _ = Arguments::command().print_long_help();
        return ExitCode::SUCCESS;
    }
    match layers(&arguments).and_then(|layers| commands::run(arguments, &layers)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("dateline: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Defaults, the file, the environment and the flags.
fn layers(arguments: &Arguments) -> anyhow::Result<Layers> {
    let named = arguments.config.clone();
    let path = named.clone().unwrap_or_else(|| "dateline.toml".into());
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && named.is_none() => None,
        Err(error) => {
            return Err(error).with_context(|| format!("cannot read the file {}", path.display()));
        }
    };
    let name = path.display().to_string();
    let file = text.as_deref().map(|text| (name.as_str(), text));
    let flags = [("database", arguments.database.clone()), ("listen", arguments.listen.clone())];
    let environment = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    Layers::new(file, environment, &flags)
}
