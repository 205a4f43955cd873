//! SQL only in the store, HTML only where pages are made.

use syn::visit::{self, Visit};

use super::Source;

const STATEMENTS: [&str; 5] = ["select ", "insert ", "update ", "delete ", "create table"];

/// Crates that write HTML: the web shows it, read cleans it, demo plays the publishers, and the
/// fetch tests serve it.
const HTML_HOMES: [&str; 4] = ["dateline-web", "dateline-read", "demo", "xtask"];

pub(super) fn check(sources: &[Source]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources.iter().filter(|source| !source.is_test()) {
        let mut literals = Literals { source, found: Vec::new() };
        literals.visit_file(&source.syntax);
        found.extend(literals.found);
    }
    found
}

struct Literals<'a> {
    source: &'a Source,
    found: Vec<String>,
}

impl<'ast> Visit<'ast> for Literals<'_> {
    /// Unit tests may hold samples of anything.
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        if module.ident != "tests" {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_lit_str(&mut self, literal: &'ast syn::LitStr) {
        let home = self.source.crate_name();
        let line = literal.span().start().line;
        let text = literal.value();
        let start = text.trim_start();
        if home != "dateline-store" && home != "xtask" && is_sql(start) {
            self.found.push(format!("{}:{line}: SQL belongs in dateline-store", self.source.path));
        }
        if !HTML_HOMES.contains(&home) && is_html(start) {
            self.found.push(format!("{}:{line}: HTML belongs in dateline-web", self.source.path));
        }
    }
}

fn is_sql(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    STATEMENTS.iter().any(|start| lower.starts_with(start))
        && [" from ", " into ", " set ", "("].iter().any(|mark| lower.contains(mark))
}

fn is_html(text: &str) -> bool {
    let rest = text.strip_prefix('<').unwrap_or_default();
    let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    ["a", "article", "body", "div", "html", "img", "li", "p", "script", "span", "ul", "section"]
        .contains(&name.as_str())
}
