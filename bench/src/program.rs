//! The program itself as a process of its own, and what the system charged it.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::Context;

use crate::cpu::{TICK, fields};

/// A running `dateline`; killed when dropped.
pub(crate) struct Program {
    child: Child,
    peak_megabytes: f64,
}

/// What a process cost in all.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    /// User and system time of all its threads.
    pub(crate) cpu: Duration,
    /// The most memory it held, as far as it was seen.
    pub(crate) peak_megabytes: f64,
}

impl Program {
    /// Starts the release build beside this benchmark, in a folder with these settings.
    pub(crate) fn start(folder: &Path, settings: &str, command: &str) -> anyhow::Result<Program> {
        std::fs::write(folder.join("dateline.toml"), settings)?;
        let mut program = Command::new(path()?);
        program.arg(command).current_dir(folder).stdin(Stdio::null()).stdout(Stdio::piped());
        let child = program.spawn().context("cannot start the program")?;
        Ok(Program { child, peak_megabytes: 0.0 })
    }

    /// Starts another program, with what it has to be told.
    pub(crate) fn start_other(mut program: Command) -> anyhow::Result<Program> {
        program.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = program.spawn().context("cannot start the other program")?;
        Ok(Program { child, peak_megabytes: 0.0 })
    }

    /// Waits for the line that says that it serves.
    pub(crate) fn until_ready(&mut self) -> anyhow::Result<()> {
        let stdout = self.child.stdout.take().context("its output was read before")?;
        let mut lines = BufReader::new(stdout).lines().map_while(Result::ok);
        anyhow::ensure!(lines.any(|line| line.starts_with("ready on ")), "it is not ready");
        Ok(())
    }

    /// What it cost so far.
    pub(crate) fn cost(&mut self) -> anyhow::Result<Cost> {
        let id = self.child.id();
        let cpu = TICK * fields(&format!("/proc/{id}/stat"), 11, 2)?;
        let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()).unwrap_or("0");
        self.peak_megabytes = self.peak_megabytes.max(kilobytes.parse::<f64>()? / 1024.0);
        Ok(Cost { cpu, peak_megabytes: self.peak_megabytes })
    }

    /// Waits for it to end by itself, and says what it cost.
    pub(crate) async fn until_end(mut self) -> anyhow::Result<Cost> {
        let before = children()?;
        let status = loop {
            self.cost()?;
            match self.child.try_wait()? {
                Some(status) => break status,
                None => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        };
        anyhow::ensure!(status.success(), "the program failed");
        let cpu = children()?.saturating_sub(before);
        Ok(Cost { cpu, peak_megabytes: self.peak_megabytes })
    }

    /// Ends it as Ctrl-C does.
    pub(crate) async fn stop(mut self) -> anyhow::Result<()> {
        let id = self.child.id().to_string();
        Command::new("kill").args(["-INT", &id]).status()?;
        while self.child.try_wait()?.is_none() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(())
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// CPU time of all children that have ended.
fn children() -> anyhow::Result<Duration> {
    Ok(TICK * fields("/proc/self/stat", 13, 2)?)
}

fn path() -> anyhow::Result<PathBuf> {
    let path = std::env::current_exe()?.with_file_name("dateline");
    anyhow::ensure!(path.exists(), "build the program first: cargo build --release");
    Ok(path)
}
