//! What holds of sanitised HTML whatever went in: nothing active, and nothing left to take away.
//!
//! The one rule: `clean(clean(x)) == clean(x)`. What a second pass would change, a browser might
//! read differently from us; that is how sanitisers are passed by.

use proptest::prelude::*;

use crate::markup::{Token, Tokens, attributes, resolved_html};
use crate::sanitise::{SCHEMES, sanitise};

/// Elements that run, load or style by themselves.
const ACTIVE: &[&str] = &[
    "script",
    "style",
    "iframe",
    "frame",
    "object",
    "embed",
    "applet",
    "base",
    "link",
    "meta",
    "form",
    "input",
    "button",
    "textarea",
    "select",
    "template",
    "noscript",
    "foreignobject",
    "animate",
    "set",
    "use",
    "image",
    "xmp",
    "plaintext",
    "noembed",
    "audio",
    "video",
];
/// Attributes whose value is an address.
const ADDRESSES: &[&str] = &["href", "src", "xlink:href", "cite", "poster", "srcset", "data"];

/// What is active in `html`: a tag, or a tag's attribute.
fn active(html: &str) -> Option<String> {
    Tokens::new(html).find_map(|token| match token {
        Token::Open(tag) if ACTIVE.contains(&tag.name.to_ascii_lowercase().as_str()) => {
            Some(tag.name.to_owned())
        }
        Token::Open(tag) => attributes(tag.attributes)
            .find(|(name, value)| is_active(&name.to_ascii_lowercase(), value))
            .map(|(name, value)| format!("{name}={value}")),
        _ => None,
    })
}

fn is_active(name: &str, value: &str) -> bool {
    if ADDRESSES.contains(&name) {
        let value: String = resolved_html(value)
            .chars()
            .filter(|c| !c.is_whitespace() && !c.is_control())
            .collect();
        let scheme = value.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
        return scheme.is_some_and(|scheme| {
            !SCHEMES.contains(&scheme.as_str()) && !scheme.contains(['/', '?', '#'])
        });
    }
    name.starts_with("on") || matches!(name, "style" | "srcdoc" | "formaction" | "action" | "ping")
}

#[track_caller]
fn check(html: &str) {
    let once = sanitise(html, None);
    assert_eq!(active(once.as_str()), None, "{html:?} became {once:?}");
    let twice = sanitise(once.as_str(), None);
    assert_eq!(once, twice, "{html:?}");
}

#[test]
fn the_judge_of_these_tests_sees_what_is_active() {
    for html in
        ["<script>", "<p onclick=x>", "<a href='java\nscript:x'>", "<SVG><Use>", "<p style=x>"]
    {
        assert!(active(html).is_some(), "{html}");
    }
    assert_eq!(active("<a href='https://vell.example/?a:b'><img src=/x:y alt=z>"), None);
}

#[test]
fn known_attacks_leave_nothing_active() {
    for payload in known_attacks() {
        check(&payload);
    }
}

/// The payloads of the shared data; none, with a word about it, where it is absent.
pub(crate) fn known_attacks() -> Vec<String> {
    let shared = std::env::var("DATELINE_SHARED")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared").to_owned());
    let zipped = format!("{shared}/data/hostile/xss.jsonl.gz");
    let unzipped = std::process::Command::new("gzip").args(["-dc", &zipped]).output();
    let lines = unzipped.ok().filter(|done| done.status.success()).map(|done| done.stdout);
    let Some(lines) = lines.and_then(|lines| String::from_utf8(lines).ok()) else {
        eprintln!("skipped: the shared data is absent");
        return Vec::new();
    };
    let payload = |line: &str| {
        let attack: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
        attack["payload"].as_str().expect("a payload").to_owned()
    };
    lines.lines().map(payload).collect()
}

/// Cleaned HTML that the next parser would have repaired once more.
#[test]
fn what_is_repaired_stays_as_it_is() {
    for html in [
        "<h1><table><h1>",
        "<pre>&#10;\n</pre>",
        "<p>A <b>B</1> <a <r=ef\"/x\">c</a><tr><td><h2>d<h1>e</table><p</b> <a href=\"/x?e>\n\nx</pre><d><h0> <r=e",
    ] {
        let once = sanitise(html, None);
        assert_eq!(once, sanitise(once.as_str(), None), "{html}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sanitising_again_changes_nothing(
        parts in prop::collection::vec(prop_oneof![
            "<(p|b|a|i|div|table|td|tr|ul|li|svg|math|mtext|mi|title|style|script|textarea|noscript|select|template|pre|h1|form|img|br)( (href|src|title|onload|style)=('[^']{0,9}'|\"[^\"]{0,9}\"|[a-z:&;#0-9]{0,9}))?/?>",
            "</(p|b|a|i|div|table|td|tr|ul|li|svg|math|mtext|style|script|title|select|pre|form)>",
            "<!--[ -~]{0,9}(-->|--!>)?|<!\\[CDATA\\[[ -~]{0,9}(\\]\\]>)?|&[a-z#0-9]{1,6};?",
            "[ -~]{0,12}|\\PC{0,6}",
        ], 0..24)
    ) {
        let html = parts.concat();
        let once = sanitise(&html, None);
        prop_assert_eq!(active(once.as_str()), None);
        let twice = sanitise(once.as_str(), None);
        prop_assert_eq!(once, twice);
    }
}
