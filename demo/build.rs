//! Lists the files of `day/` so that the crate can embed them without naming each.
//!
//! A new article is a new file: nothing else needs to change. The list is a table of
//! (path below `day/`, `include_bytes!`), sorted by path so that two builds are the same.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let day = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("set by cargo")).join("day");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("set by cargo")).join("files.rs");
    println!("cargo::rerun-if-changed={}", day.display());
    let mut files = Vec::new();
    collect(&day, &mut files)?;
    files.sort();
    fs::write(out, table(&day, &files))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            println!("cargo::rerun-if-changed={}", path.display());
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn table(day: &Path, files: &[PathBuf]) -> String {
    let row = |file: &PathBuf| {
        let name = file.strip_prefix(day).expect("collected below day");
        format!("({:?}, include_bytes!({:?})),\n", name.to_string_lossy(), file.to_string_lossy())
    };
    let rows: String = files.iter().map(row).collect();
    format!("pub(crate) static FILES: &[(&str, &[u8])] = &[\n{rows}];\n")
}
