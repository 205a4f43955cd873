//! Defaults, file, environment, flags: one over the other, with the source of each value.

use std::collections::BTreeMap;
use std::fmt;

use anyhow::{Context, bail};

use super::keys::KEYS;

/// Who set a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    Default,
    File(String),
    Environment(String),
    Flag,
}

/// Every key with its value as text and who set it.
#[derive(Clone, Debug)]
pub(crate) struct Layers {
    // Invariant: holds every key of `KEYS` and no other.
    values: BTreeMap<&'static str, (String, Source)>,
}

impl fmt::Display for Source {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::Default => out.write_str("default"),
            Source::File(name) => out.write_str(name),
            Source::Environment(name) => write!(out, "the environment ({name})"),
            Source::Flag => out.write_str("a flag"),
        }
    }
}

impl Layers {
    /// Lays a file's text, the environment and flags over the defaults.
    pub(crate) fn new(
        file: Option<(&str, &str)>,
        environment: impl Iterator<Item = (String, String)>,
        flags: &[(&str, Option<String>)],
    ) -> anyhow::Result<Layers> {
        let defaults = KEYS.iter().map(|key| (key.name, (key.default.to_owned(), Source::Default)));
        let mut layers = Layers { values: defaults.collect() };
        if let Some((name, text)) = file {
            let table: toml::Table = text.parse().with_context(|| format!("{name} is not TOML"))?;
            layers.lay_table("", &table, &Source::File(name.to_owned()))?;
        }
        for (name, value) in environment {
            if let Some(rest) = name.strip_prefix("DATELINE_") {
                let key = rest.to_ascii_lowercase().replace("__", ".");
                if !["test_postgres", "binary", "shared"].contains(&key.as_str()) {
                    layers.lay(&key, value, Source::Environment(name))?;
                }
            }
        }
        for (key, value) in flags {
            if let Some(value) = value {
                layers.lay(key, value.clone(), Source::Flag)?;
            }
        }
        Ok(layers)
    }

    /// A value and who set it.
    pub(crate) fn value(&self, key: &str) -> (&str, &Source) {
        let (value, source) = self.values.get(key).expect("only keys of the table are asked for");
        (value, source)
    }

    /// A value as text.
    pub(crate) fn text(&self, key: &str) -> &str {
        self.value(key).0
    }

    /// A value as its type, or an error that says where it was set and what would do.
    pub(crate) fn read<T>(
        &self,
        key: &str,
        parse: impl Fn(&str) -> anyhow::Result<T>,
    ) -> anyhow::Result<T> {
        let (value, source) = self.value(key);
        parse(value).map_err(|error| anyhow::anyhow!("`{key}` is {value:?} in {source}: {error:#}"))
    }

    fn lay(&mut self, key: &str, value: String, source: Source) -> anyhow::Result<()> {
        let Some(known) = KEYS.iter().find(|known| known.name == key) else {
            let near = KEYS.iter().min_by_key(|known| distance(known.name, key));
            let near = near.map_or("", |known| known.name);
            bail!("unknown key `{key}` in {source}; did you mean `{near}`?");
        };
        self.values.insert(known.name, (value, source));
        Ok(())
    }

    fn lay_table(
        &mut self,
        path: &str,
        table: &toml::Table,
        source: &Source,
    ) -> anyhow::Result<()> {
        for (name, value) in table {
            let key = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            match value {
                toml::Value::Table(inner) => self.lay_table(&key, inner, source)?,
                toml::Value::String(text) => self.lay(&key, text.clone(), source.clone())?,
                toml::Value::Array(items) => {
                    let words: Vec<_> = items.iter().filter_map(toml::Value::as_str).collect();
                    self.lay(&key, words.join(","), source.clone())?;
                }
                other => self.lay(&key, other.to_string(), source.clone())?,
            }
        }
        Ok(())
    }
}

/// Edits between two words (Levenshtein): short words only, so the plain table will do.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(ca != *cb);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
