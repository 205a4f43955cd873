//! The languages that the paper speaks with its reader.
//!
//! All words stand in `locales/{tag}/*.ftl`, in Fluent, under names that templates and code call:
//! `shell.say("skip")`, `shell.count("publishers", 3)`. A [`Speech`] is a handle to one language
//! and costs nothing to copy. Which one it is, [`heard`] decides for each request: what the reader
//! chose, else what the browser asks for, else the paper's own.
//!
//! The rule to know: no words for readers stand in templates or code; `speech/tests.rs` looks.

mod heard;
mod locale;
mod message;
#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::LazyLock;

pub(crate) use heard::heard;
use locale::Locale;
pub(crate) use locale::{ISOLATES, Times};
pub(crate) use message::{Message, Number, parts};

/// A language of the paper. Its words are read when it is first spoken.
struct Language {
    tag: &'static str,
    /// Its name for itself.
    name: &'static str,
    dir: &'static str,
    words: LazyLock<Locale>,
}

macro_rules! languages {
    ($($tag:literal $name:literal $dir:literal $mark:literal $least:literal;)*) => {
        [$(Language {
            tag: $tag,
            name: $name,
            dir: $dir,
            words: LazyLock::new(|| {
                Locale::read::<$mark, $least>($tag, $dir == "rtl", &[
                    include_str!(concat!("../locales/", $tag, "/frame.ftl")),
                    include_str!(concat!("../locales/", $tag, "/reading.ftl")),
                    include_str!(concat!("../locales/", $tag, "/features.ftl")),
                    include_str!(concat!("../locales/", $tag, "/talk.ftl")),
                    include_str!(concat!("../locales/", $tag, "/people.ftl")),
                    include_str!(concat!("../locales/", $tag, "/mail.ftl")),
                    include_str!(concat!("../locales/", $tag, "/feeds.ftl")),
                    include_str!(concat!("../locales/", $tag, "/desk.ftl")),
                    include_str!(concat!("../locales/", $tag, "/errors.ftl")),
                    include_str!(concat!("../locales/", $tag, "/media.ftl")),
                    include_str!(concat!("../locales/", $tag, "/push.ftl")),
                    include_str!(concat!("../locales/", $tag, "/script.ftl")),
                ])
            }),
        }),*]
    };
}

/// All languages: tag, own name, direction, the mark between thousands, and the fewest digits that
/// are grouped. English comes first: it is spoken where nothing else is asked for.
static LANGUAGES: [Language; 6] = languages! {
    "en" "English" "ltr" ',' 4;
    "fr" "Français" "ltr" '\u{202f}' 4;
    "de" "Deutsch" "ltr" '.' 4;
    "es" "Español" "ltr" '.' 5;
    "zh" "中文" "ltr" ',' 4;
    "ar" "العربية" "rtl" ',' 4;
};

/// A language that the paper speaks.
#[derive(Clone, Copy)]
pub struct Speech(&'static Language);

impl Speech {
    /// All of them, English first.
    pub fn all() -> impl Iterator<Item = Speech> {
        LANGUAGES.iter().map(Speech)
    }

    /// The language of a tag such as `fr` or `fr-CA`; none when the paper does not speak it.
    pub fn of_tag(tag: &str) -> Option<Speech> {
        let first = tag.trim().split(['-', '_']).next().unwrap_or_default();
        Speech::all().find(|one| one.tag().eq_ignore_ascii_case(first))
    }

    /// Its tag, as `lang` wants it.
    pub fn tag(self) -> &'static str {
        self.0.tag
    }

    /// Its name for itself.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// The direction it is written in, as `dir` wants it.
    pub(crate) fn dir(self) -> &'static str {
        self.0.dir
    }

    /// The words of months, days and how long ago.
    pub(crate) fn times(self) -> &'static Times {
        &self.0.words.times
    }

    /// Words that hold no values. What a language lacks is said in English.
    pub(crate) fn say(self, name: &str) -> &'static str {
        let known = self.0.words.plain(name);
        known.or_else(|| Speech::default().0.words.plain(name)).unwrap_or_default()
    }

    /// Words about `$n` things.
    pub(crate) fn count(self, name: &str, n: impl Number) -> String {
        self.fill(name, &[("n", n.number().into())])
    }

    /// Words about `$n` of `$all` things.
    pub(crate) fn count_of(self, name: &str, n: impl Number, all: impl Number) -> String {
        self.fill(name, &[("n", n.number().into()), ("all", all.number().into())])
    }

    /// Words that hold one value.
    pub(crate) fn with(self, name: &str, key: &'static str, value: impl fmt::Display) -> String {
        self.fill(name, &[(key, message::plain(&value.to_string()).into())])
    }

    /// A message with all its values.
    pub(crate) fn tell(self, message: &Message) -> String {
        match message {
            Message::Said(text) => text.clone(),
            Message::Named { name, values } if values.is_empty() => self.say(name).to_owned(),
            Message::Named { name, values } => {
                let values: Vec<_> =
                    values.iter().map(|(key, value)| (*key, value.fluent())).collect();
                self.fill(name, &values)
            }
        }
    }

    /// "A, B and C" without the "and": texts with this language's comma between them.
    pub(crate) fn list<T: AsRef<str>>(self, texts: &[T]) -> String {
        joined(texts, self.say("list-comma"))
    }

    /// The same with semicolons, for phrases.
    pub(crate) fn phrases<T: AsRef<str>>(self, texts: &[T]) -> String {
        joined(texts, self.say("list-semicolon"))
    }

    fn fill(self, name: &str, values: &[(&'static str, fluent_bundle::FluentValue<'_>)]) -> String {
        let filled = self.0.words.fill(name, values);
        filled.or_else(|| Speech::default().0.words.fill(name, values)).unwrap_or_default()
    }
}

fn joined<T: AsRef<str>>(texts: &[T], between: &str) -> String {
    texts.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join(between)
}

/// English.
impl Default for Speech {
    fn default() -> Speech {
        let [english, ..] = &LANGUAGES;
        Speech(english)
    }
}

impl fmt::Debug for Speech {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Speech({})", self.tag())
    }
}

impl PartialEq for Speech {
    fn eq(&self, other: &Speech) -> bool {
        self.tag() == other.tag()
    }
}

impl Eq for Speech {}
