//! `cargo xtask test`: every check there is, in the order in which they fail fastest.

use std::path::Path;
use std::process::Command;

use anyhow::bail;

use crate::model;
use crate::postgres::{self, Server};
use crate::shell::{self, cargo, is_root};
use crate::tidy;

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Leave out the browser journeys.
    #[arg(long)]
    without_browser: bool,
    /// Fetch a small language model (120 MB) for the journey that asks one.
    #[arg(long)]
    with_model: bool,
}

pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    install_packages()?;
    shell::run(cargo().args(["fmt", "--all", "--check"]))?;
    tidy::run()?;
    shell::run(cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    let postgres = Server::start()?;
    let mut tests = cargo();
    tests.args(["test", "--workspace"]).env("DATELINE_TEST_POSTGRES", &postgres.url);
    shell::run(&mut tests)?;
    if !arguments.without_browser {
        let model = if arguments.with_model { model::fetched() } else { None };
        journeys(&postgres.url, model.as_deref())?;
    }
    Ok(())
}

/// The browser journeys, on the binary that the tests have just built.
fn journeys(postgres: &str, model: Option<&Path>) -> anyhow::Result<()> {
    shell::run(cargo().args(["build", "--bin", "dateline"]))?;
    if !Path::new("e2e/node_modules/playwright-core").exists() {
        shell::run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir("e2e"))?;
    }
    let mut node = Command::new("node");
    node.args(["--test", "--test-reporter=spec", "--test-concurrency=1", "journeys/"]);
    node.current_dir("e2e").env("DATELINE_TEST_POSTGRES", postgres);
    node.env("DATELINE_BINARY", shell::target().join("debug/dateline"));
    if let Some(model) = model {
        node.env("DATELINE_TEST_MODEL", model);
    }
    shell::run(&mut node)
}

/// Installs what is missing, or says which command does.
fn install_packages() -> anyhow::Result<()> {
    // Debian's `postgresql-client` makes the server's folder too: only its programs tell.
    let present = [
        ("postgresql", postgres::programs().is_some()),
        ("chromium", Path::new("/usr/bin/chromium").exists()),
    ];
    let missing: Vec<&str> =
        present.iter().filter(|(_, is_there)| !is_there).map(|(name, _)| *name).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let install = format!("apt-get install --yes {}", missing.join(" "));
    if !is_root() {
        bail!("the tests need {}; run as root: {install}", missing.join(" and "));
    }
    let patient = ["-o", "DPkg::Lock::Timeout=600"];
    shell::run(Command::new("apt-get").args(patient).args(["--quiet", "update"]))?;
    let mut apt = Command::new("apt-get");
    apt.args(patient).args(["--quiet", "install", "--yes", "--no-install-recommends"]);
    shell::run(apt.args(missing).env("DEBIAN_FRONTEND", "noninteractive"))
}
