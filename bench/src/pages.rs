//! What reading a page costs, and what the same pages cost trafilatura on the same machine.
//!
//! Ours are read before and after theirs, so that a machine that slows down during the run speaks
//! for neither. Only reading counts: not starting, and not the lines of JSON that pages come in.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, bail};
use dateline_demo::newsstand::StandPage;
use dateline_read::{PageSource, read_page};
use serde_json::json;

use crate::cpu;
use crate::journey::read_pages;

/// The other reader, run by a Python that has trafilatura.
const TRAFILATURA: &str = include_str!("trafilatura.py");

/// Reads the pages; with a Python that has trafilatura, both ways.
pub(crate) fn run(paths: &[PathBuf], python: Option<&Path>) -> anyhow::Result<()> {
    let pages = read_pages(paths)?;
    let count = f64::from(u32::try_from(pages.len().max(1))?);
    let each = |spent: Duration| spent.as_secs_f64() * 1e3 / count;
    let first = ours(&pages)?;
    let theirs = python.map(|python| trafilatura(python, &pages)).transpose()?;
    let second = ours(&pages)?;
    let mean = (first + second) / 2;
    println!("{} pages", pages.len());
    println!(
        "dateline    {:>7.2} CPU ms a page ({:.2}, {:.2})",
        each(mean),
        each(first),
        each(second)
    );
    println!("peak        {:>7.0} MB, the file of pages in memory", cpu::peak_megabytes()?);
    if let Some(theirs) = theirs {
        println!("trafilatura {:>7.2} CPU ms a page", each(theirs));
        println!("ratio       {:>7.1}", theirs.as_secs_f64() / mean.as_secs_f64());
    }
    Ok(())
}

/// CPU time of reading every page.
fn ours(pages: &[StandPage]) -> anyhow::Result<Duration> {
    let start = cpu::spent()?;
    for page in pages {
        let source = PageSource { url: Some(&page.url), captured: None };
        std::hint::black_box(read_page(&page.html, &source));
    }
    Ok(cpu::spent()?.saturating_sub(start))
}

/// CPU time that trafilatura says it took for the same pages.
fn trafilatura(python: &Path, pages: &[StandPage]) -> anyhow::Result<Duration> {
    let mut child = Command::new(python)
        .args(["-c", TRAFILATURA])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {}", python.display()))?;
    let mut input = child.stdin.take().context("the child has no input")?;
    for page in pages {
        writeln!(input, "{}", json!({ "url": page.url, "html": page.html }))?;
    }
    drop(input);
    let done = child.wait_with_output()?;
    if !done.status.success() {
        bail!("{} has no trafilatura: pip install trafilatura", python.display());
    }
    let said = String::from_utf8_lossy(&done.stdout);
    let seconds: f64 = said.lines().last().unwrap_or_default().trim().parse()?;
    Ok(Duration::from_secs_f64(seconds))
}
