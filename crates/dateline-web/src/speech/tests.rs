//! Every language says all that English says, with the same values and brackets; all that is said
//! is known, all that is known is said; and no words for readers stand in templates.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::*;

/// Names that are put together: `look-theme-dark`, `feature-brief-about`, `month-11`.
const FAMILIES: [&str; 5] = ["look-", "feature-", "tongue-", "month-", "weekday-"];

/// What templates may hold besides messages: examples of what one types.
const SPELLED: [&str; 16] = [
    "\"rare earths\"",
    "-hockey",
    "tag:china",
    "name:\"Hong Kong\"",
    "publisher:times",
    "author:lee",
    "section:world",
    "lang:fr",
    "after:2026-11",
    "before:2026-11-20",
    "is:unread",
    "is:saved",
    "is:story",
    "has:video",
    "harbour-times.example",
    "spam.example",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// All files under a folder with this ending, with their texts.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let (mut found, mut open) = (Vec::new(), vec![root().join(folder)]);
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|end| end == ending) {
                let text = fs::read_to_string(&path).expect("a text");
                found.push((path.display().to_string(), text));
            }
        }
    }
    found
}

/// The messages of a language, each as it is written.
fn messages(tag: &str) -> BTreeMap<String, String> {
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    for (path, text) in files(&format!("locales/{tag}"), "ftl") {
        let mut name = String::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            if line.starts_with(|letter: char| letter.is_ascii_lowercase()) {
                let (new, words) = line.split_once(" =").expect("a message");
                new.clone_into(&mut name);
                let before = all.insert(name.clone(), words.to_owned());
                assert!(before.is_none(), "{path}: {name} stands twice");
            } else if let Some(words) = all.get_mut(&name) {
                words.push_str(line);
                words.push('\n');
            }
        }
    }
    all
}

/// `$n`, `$name`, … of a message.
fn values(message: &str) -> BTreeSet<&str> {
    let after = message.split('$').skip(1);
    after.map(|rest| rest.split(|c: char| !c.is_ascii_lowercase()).next().unwrap_or("")).collect()
}

#[test]
fn every_language_says_the_same() {
    let english = messages("en");
    assert!(english.len() > 500);
    for speech in Speech::all() {
        let own = messages(speech.tag());
        for (name, words) in &english {
            let said = own.get(name).unwrap_or_else(|| panic!("{speech:?} lacks {name}"));
            let (own, theirs) = (values(said), values(words));
            assert!(own.is_subset(&theirs), "{speech:?}: {name} has values of its own: {own:?}");
            // What decides about a plural alone can be left out where there is none.
            let needed = |key: &&&str| words.contains(&format!("{{ ${key} }}"));
            let missing: Vec<_> =
                theirs.iter().filter(needed).filter(|key| !own.contains(**key)).collect();
            assert!(missing.is_empty(), "{speech:?}: {name} lacks {missing:?}");
        }
        let more: Vec<_> = own.keys().filter(|name| !english.contains_key(*name)).collect();
        assert!(more.is_empty(), "{speech:?} has more: {more:?}");
    }
}

/// How many brackets a message opens, for some numbers; every value is filled in.
fn brackets(speech: Speech, name: &str, values: &BTreeSet<&'static str>) -> BTreeSet<usize> {
    let opened = |n: i64| {
        let value = |key: &&'static str| {
            let text = fluent_bundle::FluentValue::from("x");
            (*key, if *key == "n" { n.into() } else { text })
        };
        let values: Vec<_> = values.iter().map(value).collect();
        let said = speech.0.words.fill(name, &values);
        let said = said.unwrap_or_else(|| panic!("{speech:?} cannot say {name}"));
        assert!(!said.is_empty(), "{speech:?}: {name} is empty");
        said.matches(locale::BEGIN).count()
    };
    [0, 1, 2, 3, 7, 11, 100, 1_000].map(opened).into()
}

#[test]
fn every_message_can_be_said() {
    for (name, words) in messages("en") {
        let values = values(words.leak());
        let english = brackets(Speech::default(), &name, &values);
        assert_eq!(english.len(), 1, "{name}");
        for speech in Speech::all() {
            assert_eq!(brackets(speech, &name, &values), english, "{speech:?}: {name}");
        }
    }
}

/// Texts in double quotes.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').filter(|piece| {
        let letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        !piece.is_empty() && piece.chars().all(letter)
    })
}

#[test]
fn what_is_said_is_known_and_what_is_known_is_said() {
    let english = messages("en");
    let mut sources = files("src", "rs");
    sources.retain(|(path, _)| !path.ends_with("tests.rs"));
    sources.extend(files("templates", "html"));
    sources.extend(files("assets", "js"));
    for (path, text) in &sources {
        for call in [".say(\"", ".count(\"", ".count_of(\"", "Message::new(\"", "words[\""] {
            for rest in text.split(call).skip(1) {
                let name = rest.split('"').next().unwrap_or("");
                assert!(english.contains_key(name), "{path}: {call}{name} is not known");
            }
        }
    }
    let said: BTreeSet<&str> = sources.iter().flat_map(|(_, text)| quoted(text)).collect();
    let family = |name: &str| FAMILIES.iter().any(|family| name.starts_with(family));
    let silent: Vec<_> =
        english.keys().filter(|name| !said.contains(name.as_str()) && !family(name)).collect();
    assert!(silent.is_empty(), "never said: {silent:?}");
}

#[test]
fn families_are_complete() {
    for choice in &crate::look::CHOICES {
        assert!(!Speech::default().say(&format!("look-{}", choice.name)).is_empty());
        let own = |word: &&&str| choice.name != "language" || **word == "auto";
        for word in choice.options.iter().filter(own) {
            let name = format!("look-{}-{word}", choice.name);
            assert!(!Speech::default().say(&name).is_empty(), "{name}");
        }
    }
    for feature in dateline_understand::FEATURES {
        let name = format!("feature-{}", feature.name);
        assert_eq!(Speech::default().say(&name), feature.label);
        assert_eq!(Speech::default().say(&format!("{name}-about")), feature.about);
    }
    for (code, name) in dateline_understand::LANGUAGES {
        assert_eq!(Speech::default().say(&format!("tongue-{code}")), *name);
    }
}

#[test]
fn scripts_are_given_what_they_say() {
    use crate::assets::{FEATURES_WORDS, PAPER_WORDS, PASSKEYS_WORDS};
    let check = |script: &str, given: &[&str]| {
        let said = script.split("words[").skip(1).flat_map(|rest| {
            quoted(rest.split(']').next().unwrap_or("")).map(str::to_owned).collect::<Vec<_>>()
        });
        let said: BTreeSet<String> = said.collect();
        let given: BTreeSet<String> = given.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(said, given);
    };
    check(include_str!("../../assets/paper.js"), &PAPER_WORDS);
    check(include_str!("../../assets/features.js"), &FEATURES_WORDS);
    check(include_str!("../../assets/passkeys.js"), &PASSKEYS_WORDS);
}

/// A template without its tags: what is left is shown to readers as it stands.
fn bare(template: &str) -> Vec<String> {
    let mut text = template.to_owned();
    for (open, close) in [("{#", "#}"), ("{%", "%}"), ("{{", "}}"), ("<!--", "-->")] {
        text = without(&text, open, close);
    }
    let mut shown: Vec<String> = Vec::new();
    for attribute in ["aria-label=\"", "title=\"", "placeholder=\"", "alt=\""] {
        let values = text.split(attribute).skip(1).map(|rest| rest.split('"').next().unwrap_or(""));
        shown.extend(values.map(str::to_owned));
    }
    let outside =
        text.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, rest)| rest));
    shown.extend(outside.map(str::to_owned));
    shown
}

fn without(text: &str, open: &str, close: &str) -> String {
    let mut pieces = text.split(open);
    let first = pieces.next().unwrap_or("").to_owned();
    let rest = pieces.map(|piece| piece.split_once(close).map_or("", |(_, rest)| rest));
    rest.fold(first, |so_far, piece| so_far + piece)
}

#[test]
fn templates_hold_no_words() {
    for (path, text) in files("templates", "html") {
        for shown in bare(&text) {
            let shown = shown.trim();
            let words = shown.chars().any(char::is_alphabetic) && !SPELLED.contains(&shown);
            assert!(!words || shown.starts_with('&'), "{path}: {shown:?} belongs into locales/");
        }
    }
}

#[test]
fn numbers_and_plurals_are_the_languages_own() {
    let check = |tag: &str, name: &str, n: i64, expected: &str| {
        let speech = Speech::of_tag(tag).expect("a language");
        let told = speech.count(name, n).replace(['\u{2068}', '\u{2069}'], "");
        assert_eq!(told, expected);
    };
    check("en", "publishers", 1, "1 publisher");
    check("en", "publishers", 999, "999 publishers");
    check("en", "publishers", 1_000, "1,000 publishers");
    check("en", "publishers", 12_345, "12,345 publishers");
    check("fr", "publishers", 0, "0 média");
    check("fr", "publishers", 12_345, "12\u{202f}345 médias");
    check("de", "publishers", 1_234_567, "1.234.567 Medien");
    check("es", "publishers", 1_234, "1234 medios");
    check("es", "publishers", 12_345, "12.345 medios");
    check("zh", "publishers", 3, "3 家媒体");
    let arabic =
        [(1, "ناشر واحد"), (2, "ناشران"), (3, "3 ناشرين"), (11, "11 ناشرًا"), (100, "100 ناشر")];
    for (n, expected) in arabic {
        check("ar", "publishers", n, expected);
    }
}

#[test]
fn brackets_part_a_message() {
    let parts = parts(Speech::default().say("talk-sign-in"));
    assert_eq!(
        [parts.at(0), parts.at(1), parts.at(2), parts.at(9)],
        ["", "Sign in", " to comment.", ""]
    );
    // What comes from outside makes no parts.
    let parts = super::parts(Speech::default().with("found-title", "address", "[x]"));
    assert_eq!([parts.at(0), parts.at(1), parts.at(2)], ["Feeds at ", "[x]", ""]);
}

#[test]
fn a_message_is_filled_alike_the_second_time() {
    let speech = Speech::of_tag("ar").expect("Arabic");
    let words = |name: &str, n: i64| {
        speech.tell(&Message::new("names-more").text("a", name).number("n", n))
    };
    let first = [words("A", 1), words("A", 3), words("B", 3), words("C", 1_000)];
    assert_eq!(first, [words("A", 1), words("A", 3), words("B", 3), words("C", 1_000)]);
    assert!(first[1] != first[2] && first[2].contains('B') && first[3].contains("1,000"));
    assert_eq!(speech.say("publishers"), "", "it needs its number");
}
