//! The project's own automation, in Rust so that it runs wherever the project builds.
//!
//! `cargo xtask test` is the command of the README: it installs what it can, starts what it needs
//! and runs every check. The other commands are its parts and the tools around them.

#![allow(clippy::print_stdout, reason = "a command-line program")]

mod model;
mod newsstand;
mod postgres;
mod shell;
mod test;
mod tidy;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "Dateline's own automation")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check the taste of the tree: sizes, layers, SQL and HTML in their places.
    Tidy,
    /// Run everything: fmt, clippy, tidy, all tests on both databases, the browser journeys.
    Test(test::Arguments),
    /// Measure what each step costs, in CPU time, on an optimised build.
    Bench {
        /// Which benchmark, and what it takes: `journey PAGES.jsonl.gz`, `feeds`, `crowd`,
        /// `stories 1000 100000`, or
        /// `pages PAGES.jsonl.gz --against PYTHON` beside trafilatura.
        #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Serve real news pages on loopback as one site per publisher, with feeds.
    Newsstand(newsstand::Arguments),
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> anyhow::Result<()> {
    std::env::set_current_dir(shell::root())?;
    match Arguments::parse().command {
        Command::Tidy => tidy::run(),
        Command::Test(arguments) => test::run(&arguments),
        Command::Bench { arguments } => {
            // `feeds` and `crowd` run the program as its users do.
            shell::run(shell::cargo().args(["build", "--release", "--package", "dateline"]))?;
            let mut bench = shell::cargo();
            bench.args(["run", "--release", "--package", "dateline-bench", "--"]);
            shell::run(bench.args(arguments))
        }
        Command::Newsstand(arguments) => newsstand::run(&arguments),
    }
}
