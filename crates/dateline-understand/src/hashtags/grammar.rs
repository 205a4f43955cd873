//! What a word is, as far as tags need to know: English words that are seldom nouns, the base form
//! of German nouns, and words that name a matter which readers follow.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::hash::Quick;
use crate::language;
use crate::words::key;

/// The languages of `topics.txt`, in the order of its columns.
const TOPIC_LANGUAGES: [&str; 8] = ["en", "de", "fr", "es", "pt", "it", "nl", "ru"];

/// What an English word mostly is, when it is seldom a noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Verb,
    Adjective,
    Adverb,
}

static NOT_NOUNS: LazyLock<HashMap<&str, Part, Quick>> = LazyLock::new(|| {
    let lines = include_str!("../../models/english_not_nouns.txt").lines();
    lines
        .filter_map(|line| line.split_once(' '))
        .map(|(word, part)| {
            let part = match part {
                "v" => Part::Verb,
                "a" => Part::Adjective,
                _ => Part::Adverb,
            };
            (word, part)
        })
        .collect()
});

/// What this lower-case English word mostly is; none when it is a noun or unknown.
pub(super) fn english_part(word: &str) -> Option<Part> {
    let known = |word: &str| NOT_NOUNS.get(word).copied();
    let verb = |stem: Option<&str>| {
        stem.and_then(known).filter(|part| *part == Part::Verb && word.len() > 4)
    };
    known(word)
        .or_else(|| verb(word.strip_suffix('s')))
        .or_else(|| verb(word.strip_suffix("es")))
        .or_else(|| verb(word.strip_suffix('d')))
        .or_else(|| verb(word.strip_suffix("ed")))
}

/// For each language, word keys with the form under which a topic goes.
type Topics = [HashMap<String, &'static str, Quick>; TOPIC_LANGUAGES.len()];

static TOPICS: LazyLock<Topics> = LazyLock::new(|| {
    let mut topics = Topics::default();
    for line in include_str!("topics.txt").lines() {
        for (topics, words) in topics.iter_mut().zip(line.split('|')) {
            for word in words.split(' ') {
                topics.entry(key(word)).or_insert(word);
            }
        }
    }
    topics
});

/// The form of a topic that this key is a word for: "Streik" for the key of "Streiks".
pub(super) fn topic(language: &str, key: &str) -> Option<&'static str> {
    let language = TOPIC_LANGUAGES.iter().position(|known| *known == language)?;
    TOPICS.get(language)?.get(key).copied()
}

/// Endings of German plurals and cases whose base form is certain, with what takes their place.
const GERMAN_ENDINGS: [(&str, &str); 10] = [
    ("ungen", "ung"),
    ("heiten", "heit"),
    ("keiten", "keit"),
    ("schaften", "schaft"),
    ("tionen", "tion"),
    ("täten", "tät"),
    ("ismus", "ismus"),
    ("innen", "innen"),
    ("ungs", "ung"),
    ("kräften", "kräfte"),
];

/// Endings of words that have their "s" in the base form.
const GERMAN_OWN_S: [&str; 24] = [
    "ss", "us", "is", "as", "os", "es", "chs", "kurs", "zins", "hals", "puls", "fels", "vers",
    "preis", "kreis", "eis", "haus", "gans", "krebs", "news", "ens", "series", "fans", "ys",
];

/// The base form of a German noun, as far as its ending tells; `seen` says which forms the text has.
pub(super) fn german_base(noun: &str, seen: impl Fn(&str) -> bool) -> String {
    for (ending, base) in GERMAN_ENDINGS {
        if let Some(stem) = noun.strip_suffix(ending)
            && stem.chars().count() > 2
        {
            return format!("{stem}{base}");
        }
    }
    let party = german_party(noun);
    if party != noun {
        return party.to_owned();
    }
    for ending in ["es", "s", "n", "en", "e"] {
        if let Some(stem) = noun.strip_suffix(ending)
            && seen(stem)
        {
            return stem.to_owned();
        }
    }
    let own = || {
        let noun = noun.to_lowercase();
        GERMAN_OWN_S.iter().any(|end| noun.ends_with(end))
    };
    match noun.strip_suffix('s') {
        Some(stem) if stem.chars().count() > 4 && !own() => stem.to_owned(),
        _ => noun.to_owned(),
    }
}

/// Adjectives that name a party or a side: "bei den Grünen" speaks of "die Grüne" and goes by "Grüne".
pub(super) fn german_party(noun: &str) -> &str {
    match noun {
        "Grünen" | "Linken" | "Liberalen" | "Konservativen" | "Rechten" => {
            noun.strip_suffix('n').unwrap_or(noun)
        }
        _ => noun,
    }
}

/// A Nordic noun without the article at its end: "pandemien" goes by "pandemi", where the language's
/// common words have it.
pub(super) fn nordic_base(noun: &str, language: &str) -> String {
    let endings = ["en", "et", "n", "t", "ene", "ne", "a"];
    let stems = endings.iter().filter_map(|ending| noun.strip_suffix(ending));
    let base = stems
        .filter(|stem| stem.chars().count() > 3)
        .map(|stem| (language::commonness(&stem.to_lowercase(), language), stem))
        .max_by_key(|(common, _)| *common)
        .filter(|(common, _)| *common > 0);
    base.map_or(noun, |(_, stem)| stem).to_owned()
}

/// "Evangelischen Kirche" goes by "Evangelische Kirche".
pub(super) fn german_adjective_base(adjective: &str) -> String {
    let stem = ["en", "er", "es", "em"].iter().find_map(|ending| adjective.strip_suffix(ending));
    stem.map_or_else(|| adjective.to_owned(), |stem| format!("{stem}e"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_words_that_are_seldom_nouns() {
        for word in ["quite", "provides", "clear", "worn", "easy"] {
            assert!(english_part(word).is_some(), "{word}");
        }
        for word in ["school", "schools", "climate", "protests", "housing"] {
            assert_eq!(english_part(word), None, "{word}");
        }
    }

    #[test]
    fn german_base_forms() {
        let seen = |form: &str| form == "Streik" || form == "Angriff";
        for (form, base) in [
            ("Streiks", "Streik"),
            ("Impfungen", "Impfung"),
            ("Virus", "Virus"),
            ("Kurs", "Kurs"),
            ("Patents", "Patent"),
            ("Angriffen", "Angriff"),
            ("Kinder", "Kinder"),
        ] {
            assert_eq!(german_base(form, seen), base);
        }
        assert_eq!(german_adjective_base("Evangelischen"), "Evangelische");
        assert_eq!(german_base("Grünen", seen), "Grüne");
    }

    #[test]
    fn nordic_nouns_lose_their_article() {
        assert_eq!(nordic_base("regjeringen", "no"), "regjering");
        assert_eq!(nordic_base("regjering", "no"), "regjering");
    }

    #[test]
    fn topics_have_one_form() {
        assert_eq!(topic("de", &key("Streiks")), Some("Streik"));
        assert_eq!(topic("en", &key("grape")), None);
    }
}
