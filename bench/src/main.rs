//! `cargo xtask bench`: what an article's journey and a feed's visit cost, in CPU time.
//!
//! Real parts end to end: pages come over loopback from another process, are read, studied, saved
//! to a SQLite file, placed, published, and served by the real router; feeds are visited by the
//! real program. CPU time is what the system charged the process in question, so a busy machine
//! changes little.

#![allow(clippy::print_stdout, reason = "a command-line program")]

mod ask;
mod baselines;
mod cpu;
mod crowd;
mod feeds;
mod feeds_shares;
mod journey;
mod made_up;
mod pages;
mod paper;
mod program;
mod requests;
mod stories;
mod study;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// The whole journey over a file of pages (one JSON object a line, gzipped or not).
    Journey {
        /// The pages.
        pages: Vec<PathBuf>,
    },
    /// Reading alone: CPU time a page, beside trafilatura's on the same pages.
    Pages {
        /// The pages.
        pages: Vec<PathBuf>,
        /// A Python in which trafilatura is installed, to compare with.
        #[arg(long)]
        against: Option<PathBuf>,
    },
    /// The study of articles beside known methods, over a file of pages with publishers' tags.
    Study {
        /// The pages: one JSON object a line with `title`, `body`, `topics`, `summary`, gzipped or not.
        pages: PathBuf,
    },
    /// The workload on which other readers were measured, beside their figures.
    Feeds,
    /// Ten thousand feeds, half of them dead, slow, garbage or busy: what the healthy ones suffer.
    Crowd {
        /// How many feeds in all.
        #[arg(long, default_value_t = 10_000)]
        feeds: usize,
    },
    /// Placing, as the window of recent articles grows.
    Stories {
        /// How many articles the window holds; a million takes some minutes.
        #[arg(default_values_t = [1_000, 10_000, 100_000])]
        sizes: Vec<usize>,
    },
    /// Pages and searches of a paper that holds very many articles.
    Paper {
        /// How many.
        #[arg(long, default_value_t = 100_000)]
        articles: usize,
        /// Keep the paper in this SQLite file, and measure the one that it holds already.
        #[arg(long)]
        file: Option<PathBuf>,
    },
    /// Questions to the demo's news day: right, wrong, withheld.
    Ask {
        /// Show what went wrong in the half that rules are made on.
        #[arg(long)]
        misses: bool,
    },
    /// Serve pages for a benchmark in another process. Internal.
    #[command(hide = true)]
    Origin {
        pages: Vec<PathBuf>,
        #[arg(long)]
        port: u16,
    },
}

fn main() -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    match Arguments::parse().command {
        Command::Journey { pages } => runtime.block_on(journey::run(&pages)),
        Command::Pages { pages, against } => pages::run(&pages, against.as_deref()),
        Command::Study { pages } => study::run(&pages),
        Command::Feeds => runtime.block_on(feeds::run()),
        Command::Crowd { feeds } => runtime.block_on(crowd::run(feeds)),
        Command::Stories { sizes } => stories::run(&sizes),
        Command::Paper { articles, file } => {
            runtime.block_on(paper::run(articles, file.as_deref()))
        }
        Command::Ask { misses } => runtime.block_on(ask::run(misses)),
        Command::Origin { pages, port } => runtime.block_on(journey::serve(&pages, port)),
    }
}
