//! The commands: each takes what was typed and the configuration, and does its work.

mod demo;
mod feeds;
mod filter;
mod paper;
mod questions;

use crate::cli::{Arguments, Command, ConfigWhat};
use crate::config::{self, Config, Layers};

/// Runs the command that was typed.
pub(crate) fn run(arguments: Arguments, layers: &Layers) -> anyhow::Result<()> {
    let Some(command) = arguments.command else { return Ok(()) };
    match command {
        Command::Config(command) => {
            match command.what {
                ConfigWhat::Show => print!("{}", config::show(layers)),
                ConfigWhat::Reference => print!("{}", config::reference()),
            }
            // What is shown is also checked, so that `config show` answers whether it would start.
            Config::of(layers).map(drop)
        }
        Command::Read(filter) => filter::read(&filter, layers),
        Command::Feed(filter) => filter::feed(&filter, layers),
        Command::Study(filter) => filter::study(&filter, layers),
        Command::Group(filter) => filter::group(&filter, layers),
        Command::Demo(demo) => block_on(demo::demo(demo, layers)),
        Command::Serve => block_on(paper::serve(Config::of(layers)?)),
        Command::Web => block_on(paper::web(Config::of(layers)?)),
        Command::Desk => block_on(paper::desk(Config::of(layers)?)),
        Command::Migrate => block_on(paper::migrate(Config::of(layers)?)),
        Command::Add(add) => block_on(feeds::add(add, Config::of(layers)?)),
        Command::Import(import) => block_on(feeds::import(import, Config::of(layers)?)),
        Command::Export(export) => block_on(feeds::export(export, Config::of(layers)?)),
        Command::Check => block_on(feeds::check(Config::of(layers)?)),
        Command::Ask(ask) => block_on(questions::ask(ask, Config::of(layers)?)),
        Command::Search(search) => block_on(questions::search(search, Config::of(layers)?)),
    }
}

/// Runs an asynchronous command to its end. Work on pages needs a deeper stack than the default.
fn block_on(command: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_stack_size(8 * 1024 * 1024)
        .build()?
        .block_on(command)
}
