//! `cargo xtask tidy`: what keeps the taste when nobody looks.
//!
//! Each rule is a function from the tree to the places that break it; nothing here mends anything.
//! A rule that needs an exception names it in a list with the reason beside it.

mod layers;
mod literals;
mod shape;
mod store;

use std::path::PathBuf;
use std::process::Command;

use anyhow::bail;

use crate::shell::output;

/// One Rust file of the tree, parsed once for all rules.
pub(crate) struct Source {
    /// Relative to the root, with `/`.
    pub(crate) path: String,
    pub(crate) text: String,
    pub(crate) syntax: syn::File,
}

impl Source {
    /// The crate's folder name: `dateline-read`, `demo`, `xtask`.
    pub(crate) fn crate_name(&self) -> &str {
        let rest = self.path.strip_prefix("crates/").unwrap_or(&self.path);
        rest.split('/').next().unwrap_or_default()
    }

    /// Integration tests, fuzz targets and benchmarks.
    pub(crate) fn is_test(&self) -> bool {
        ["/tests/", "/benches/", "fuzz/"].iter().any(|part| self.path.contains(part))
    }
}

/// Checks every rule and prints every break of one.
pub(crate) fn run() -> anyhow::Result<()> {
    let files = tracked()?;
    let sources = parse(&files)?;
    let mut found = Vec::new();
    found.extend(shape::check(&sources));
    found.extend(shape::blobs(&files)?);
    found.extend(layers::check(&sources)?);
    found.extend(literals::check(&sources));
    found.extend(store::check(&sources)?);
    for line in &found {
        println!("{line}");
    }
    if !found.is_empty() {
        bail!("tidy found {} breaks of the house style", found.len());
    }
    println!("tidy: {} files, nothing to mend", sources.len());
    Ok(())
}

/// Files that git knows or would know.
fn tracked() -> anyhow::Result<Vec<PathBuf>> {
    let arguments = ["ls-files", "--cached", "--others", "--exclude-standard"];
    let listed = output(Command::new("git").args(arguments))?;
    Ok(listed.lines().map(PathBuf::from).filter(|path| path.is_file()).collect())
}

fn parse(files: &[PathBuf]) -> anyhow::Result<Vec<Source>> {
    let mut sources = Vec::new();
    for path in files.iter().filter(|path| path.extension().is_some_and(|end| end == "rs")) {
        let text = std::fs::read_to_string(path)?;
        let syntax = syn::parse_file(&text)
            .map_err(|error| anyhow::anyhow!("{} does not parse: {error}", path.display()))?;
        sources.push(Source { path: path.to_string_lossy().replace('\\', "/"), text, syntax });
    }
    Ok(sources)
}
