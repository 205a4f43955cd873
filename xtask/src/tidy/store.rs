//! The store's promises: migrations for both databases, every method in the contract suite.

use std::collections::BTreeSet;

use anyhow::Context;
use syn::visit::{self, Visit};

use super::Source;

const MIGRATIONS: &str = "crates/dateline-store/migrations";

pub(super) fn check(sources: &[Source]) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    let (sqlite, postgres) = (migrations("sqlite")?, migrations("postgres")?);
    for name in sqlite.symmetric_difference(&postgres) {
        found.push(format!("{MIGRATIONS}: {name} is missing for one of the two databases"));
    }
    let suite: String = sources
        .iter()
        .filter(|source| source.path.starts_with("crates/dateline-store/tests/"))
        .map(|source| source.text.as_str())
        .collect();
    for method in methods(sources) {
        if !suite.contains(&format!(".{method}(")) && !suite.contains(&format!("::{method}(")) {
            found.push(format!("dateline-store: `Store::{method}` is not in the contract suite"));
        }
    }
    Ok(found)
}

fn migrations(folder: &str) -> anyhow::Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    let folder = format!("{MIGRATIONS}/{folder}");
    let entries = std::fs::read_dir(&folder).with_context(|| format!("cannot list {folder}"))?;
    for entry in entries {
        names.insert(entry?.file_name().to_string_lossy().into_owned());
    }
    Ok(names)
}

/// Every public method of `Store`.
fn methods(sources: &[Source]) -> BTreeSet<String> {
    let mut methods = Methods::default();
    for source in
        sources.iter().filter(|source| source.path.starts_with("crates/dateline-store/src/"))
    {
        methods.visit_file(&source.syntax);
    }
    methods.0
}

#[derive(Default)]
struct Methods(BTreeSet<String>);

impl<'ast> Visit<'ast> for Methods {
    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        let syn::Type::Path(path) = &*item.self_ty else { return };
        if item.trait_.is_none() && path.path.is_ident("Store") {
            visit::visit_item_impl(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if matches!(item.vis, syn::Visibility::Public(_)) {
            self.0.insert(item.sig.ident.to_string());
        }
    }
}
