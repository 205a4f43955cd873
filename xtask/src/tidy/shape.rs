//! The shape of files and functions: a story at the top, nothing too long, nothing left undone.

use std::path::PathBuf;

use syn::spanned::Spanned;
use syn::visit::{self, Visit};

use super::Source;

const FILE_LINES: usize = 600;
const FUNCTION_LINES: usize = 60;
const BLOB_BYTES: u64 = 512 * 1024;

/// Files that may be long, each with its reason.
const LONG_FILES: [(&str, &str); 0] = [];

/// Where large files may live.
const BLOB_FOLDERS: [&str; 3] = ["fixtures/", "docs/screenshots/", "models/"];

pub(super) fn check(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        let path = &source.path;
        let lines = source.text.lines().count();
        if !source.text.starts_with("//!") {
            found.push(format!("{path}: begin with `//!`: what the file is for"));
        }
        if lines > FILE_LINES && !LONG_FILES.iter().any(|(name, _)| name == path) {
            found
                .push(format!("{path}: {lines} lines; {FILE_LINES} at most, look for two stories"));
        }
        found.extend(unfinished(source));
        let mut functions = Functions { path, found: Vec::new() };
        functions.visit_file(&source.syntax);
        found.extend(functions.found);
    }
    found
}

/// Marks of unfinished work. They are put together here so that this file does not contain them.
fn unfinished(source: &Source) -> Vec<String> {
    let marks = [["FIX", "ME"].concat(), ["todo", "!("].concat(), ["unimplemented", "!("].concat()];
    let ignored = ["#[ig", "nore"].concat();
    let mut found = Vec::new();
    for (number, line) in source.text.lines().enumerate() {
        for mark in marks.iter().chain([&ignored]).filter(|mark| line.contains(mark.as_str())) {
            found.push(format!("{}:{}: `{mark}` may not be merged", source.path, number + 1));
        }
    }
    found
}

struct Functions<'a> {
    path: &'a str,
    found: Vec<String>,
}

impl Functions<'_> {
    fn judge(&mut self, name: &syn::Ident, span: proc_macro2::Span) {
        let lines = span.end().line - span.start().line + 1;
        if lines > FUNCTION_LINES {
            let line = span.start().line;
            let path = self.path;
            self.found.push(format!(
                "{path}:{line}: `{name}` has {lines} lines; {FUNCTION_LINES} at most"
            ));
        }
    }
}

impl<'ast> Visit<'ast> for Functions<'_> {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.judge(&item.sig.ident, item.block.span());
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.judge(&item.sig.ident, item.block.span());
        visit::visit_impl_item_fn(self, item);
    }
}

/// Large files bloat every clone for ever.
pub(super) fn blobs(files: &[PathBuf]) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    for path in files {
        let shown = path.to_string_lossy();
        let bytes = std::fs::metadata(path)?.len();
        if bytes > BLOB_BYTES && !BLOB_FOLDERS.iter().any(|folder| shown.contains(folder)) {
            found.push(format!("{shown}: {bytes} bytes; {BLOB_BYTES} at most outside fixtures/"));
        }
    }
    Ok(found)
}
