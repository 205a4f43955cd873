//! Who may import whom, and what the pure crates may not touch.

use std::collections::BTreeMap;

use super::Source;

/// Each crate with those of ours that it may import (design: "who may import whom").
const ALLOWED: [(&str, &[&str]); 8] = [
    ("dateline-model", &[]),
    ("dateline-read", &["dateline-model"]),
    ("dateline-understand", &["dateline-model"]),
    ("dateline-fetch", &["dateline-model"]),
    ("dateline-store", &["dateline-model"]),
    ("dateline-web", &["dateline-model", "dateline-store", "dateline-understand"]),
    ("demo", &["dateline-model"]),
    ("testorigin", &["dateline-model"]),
];

const PURE: [&str; 3] = ["dateline-model", "dateline-read", "dateline-understand"];

/// What would make a pure crate impure: files, network, environment, clocks, runtimes.
const IMPURE: [&str; 11] = [
    "std::fs",
    "std::net",
    "std::env",
    "std::process",
    "SystemTime",
    "Instant::now",
    "Timestamp::now",
    "ZonedDateTime::now",
    "tokio",
    "reqwest",
    "rusqlite",
];

pub(super) fn check(sources: &[Source]) -> anyhow::Result<Vec<String>> {
    let mut found = imports()?;
    for source in sources.iter().filter(|source| !source.is_test()) {
        found.extend(impurities(source));
        found.extend(one_place(source));
    }
    Ok(found)
}

/// Reads the manifests: what they do not name cannot be imported.
fn imports() -> anyhow::Result<Vec<String>> {
    let allowed: BTreeMap<_, _> = ALLOWED.into_iter().collect();
    let mut found = Vec::new();
    for (name, may) in allowed {
        let ours = name.starts_with("dateline-");
        let folder = if ours { format!("crates/{name}") } else { name.to_owned() };
        let manifest = std::fs::read_to_string(format!("{folder}/Cargo.toml"))?;
        let needed = manifest.split("[dev-dependencies]").next().unwrap_or_default();
        for line in needed.lines().filter(|line| line.starts_with("dateline-")) {
            let other = line.split(['.', ' ', '=']).next().unwrap_or_default();
            if !may.contains(&other) {
                found.push(format!("{folder}/Cargo.toml: {name} may not import {other}"));
            }
        }
    }
    Ok(found)
}

fn impurities(source: &Source) -> Vec<String> {
    if !PURE.contains(&source.crate_name()) {
        return Vec::new();
    }
    let code = without_tests(&source.text);
    let breaks = code.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
    breaks
        .flat_map(|(number, line)| {
            let words = IMPURE.iter().filter(move |word| line.contains(**word));
            words.map(move |word| {
                let path = &source.path;
                format!("{path}:{}: a pure crate may not use {word}", number + 1)
            })
        })
        .collect()
}

/// Things that may be done in one crate alone.
fn one_place(source: &Source) -> Vec<String> {
    let home = source.crate_name();
    let rules: [(&str, &[&str]); 2] = [
        ("vouched_for(", &["dateline-read", "dateline-store", "dateline-model", "xtask"]),
        ("reqwest::", &["dateline-fetch", "xtask"]),
    ];
    rules
        .iter()
        .filter(|(_, homes)| !homes.contains(&home))
        .filter(|(mark, _)| without_tests(&source.text).contains(mark))
        .map(|(mark, homes)| format!("{}: `{mark}` belongs in {}", source.path, homes.join(", ")))
        .collect()
}

/// A file up to its unit tests, which stand last.
pub(super) fn without_tests(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests").next().unwrap_or(text)
}
