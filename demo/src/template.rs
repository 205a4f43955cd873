//! The few templates of the invented sites.
//!
//! Each publisher's `page.html` is plain HTML with holes: `{{name}}` (escaped), `{{{name}}}` (as it
//! is), `{{#name}}…{{/name}}` (once for each row of a list, or once if a text is not empty) and
//! `{{^name}}…{{/name}}` (only if it is). Inside a row its own values come first.
//! A hole without a value is empty; nothing here can fail.

use std::collections::HashMap;

/// What fills a hole.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// A text, escaped by `{{ }}` and not by `{{{ }}}`.
    Text(String),
    /// Rows for a section.
    Rows(Vec<Values>),
}

/// Values by the name of their hole.
pub(crate) type Values = HashMap<&'static str, Value>;

impl Value {
    fn is_empty(&self) -> bool {
        match self {
            Value::Text(text) => text.is_empty(),
            Value::Rows(rows) => rows.is_empty(),
        }
    }
}

/// The template with its holes filled.
pub(crate) fn render(template: &str, values: &Values) -> String {
    let mut page = String::with_capacity(template.len() * 2);
    render_into(&mut page, template, &[values]);
    page
}

/// `scopes` are the values of the enclosing sections, innermost first.
fn render_into(page: &mut String, template: &str, scopes: &[&Values]) {
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        page.push_str(before);
        rest = fill_hole(page, after, scopes);
    }
    page.push_str(rest);
}

/// Fills the hole that `after` begins with and returns what follows it.
fn fill_hole<'t>(page: &mut String, after: &'t str, scopes: &[&Values]) -> &'t str {
    if let Some((name, rest)) = after.strip_prefix('{').and_then(|raw| raw.split_once("}}}")) {
        page.push_str(text(scopes, name));
        return rest;
    }
    let Some((name, rest)) = after.split_once("}}") else {
        return "";
    };
    let (mark, bare) = name.split_at(usize::from(name.starts_with(['#', '^'])));
    if mark.is_empty() {
        page.push_str(&escape(text(scopes, name)));
        return rest;
    }
    let Some((inner, rest)) = rest.split_once(&format!("{{{{/{bare}}}}}")) else {
        return rest;
    };
    let value = find(scopes, bare);
    match value {
        Some(Value::Rows(rows)) if mark == "#" => {
            for row in rows {
                let mut inside = vec![row];
                inside.extend_from_slice(scopes);
                render_into(page, inner, &inside);
            }
        }
        _ if value.is_some_and(|value| !value.is_empty()) == (mark == "#") => {
            render_into(page, inner, scopes);
        }
        _ => {}
    }
    rest
}

fn find<'a>(scopes: &[&'a Values], name: &str) -> Option<&'a Value> {
    scopes.iter().find_map(|values| values.get(name))
}

fn text<'a>(scopes: &[&'a Values], name: &str) -> &'a str {
    match find(scopes, name) {
        Some(Value::Text(text)) => text,
        _ => "",
    }
}

/// Text for an element or a quoted attribute, in HTML or XML. Control characters that XML cannot
/// hold are left out: saved headlines have them.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(letter),
            control if control.is_control() => {}
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(template: &str, expected: &str) {
        let row = |name: &str| Values::from([("name", Value::Text(name.to_owned()))]);
        let values = Values::from([
            ("title", Value::Text("Tide & \"tow\"".to_owned())),
            ("none", Value::Text(String::new())),
            ("rows", Value::Rows(vec![row("a"), row("b<")])),
        ]);
        assert_eq!(render(template, &values), expected);
    }

    #[test]
    fn fills_holes() {
        check("<i>{{title}}</i>", "<i>Tide &amp; &quot;tow&quot;</i>");
        check("{{{title}}}", "Tide & \"tow\"");
        check("{{unknown}}-{{none}}", "-");
    }

    #[test]
    fn escapes_for_xml_too() {
        assert_eq!(escape("a\u{0}b\u{b}c\td<&>\""), "abc\td&lt;&amp;&gt;&quot;");
    }

    #[test]
    fn repeats_and_leaves_out_sections() {
        check(
            "{{#rows}}[{{name}} {{{title}}}]{{/rows}}",
            "[a Tide & \"tow\"][b&lt; Tide & \"tow\"]",
        );
        check("{{#title}}yes{{/title}}{{#none}}no{{/none}}", "yes");
        check("{{^title}}no{{/title}}{{^none}}yes{{/none}}{{^rows}}no{{/rows}}", "yes");
    }

    #[test]
    fn broken_templates_end_early_but_end() {
        check("a{{title", "a");
        check("a{{#rows}}b", "ab");
    }
}
