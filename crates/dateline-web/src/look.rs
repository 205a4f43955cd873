//! How a reader wants their pages to look: kept in a cookie of the browser, because a phone in bed
//! and a screen at work want different things, and because strangers of a public paper have no
//! account. Written into the page by the server, so nothing flickers and no script is needed.

use http::{HeaderMap, HeaderValue};

use crate::cookie;

/// `dateline_look=dark.l.wide.sans.list.off`: one word for each choice of [`CHOICES`], in order.
const COOKIE: &str = "dateline_look";

/// How long a browser remembers, in seconds.
const REMEMBERED_S: i64 = 2 * 365 * 24 * 3_600;

/// One thing that can be chosen.
#[derive(Debug)]
pub(crate) struct Choice {
    /// Its name in the form and, after `data-`, on the page.
    pub(crate) name: &'static str,
    /// For people.
    pub(crate) label: &'static str,
    /// Words with what people read; the first is what one gets without choosing.
    pub(crate) options: &'static [(&'static str, &'static str)],
}

/// All that can be chosen.
pub(crate) const CHOICES: [Choice; 6] = [
    Choice {
        name: "theme",
        label: "Colours",
        options: &[
            ("system", "As this device"),
            ("light", "Light"),
            ("dark", "Dark"),
            ("sepia", "Sepia"),
        ],
    },
    Choice {
        name: "size",
        label: "Size of texts",
        options: &[("m", "Medium"), ("s", "Small"), ("l", "Large"), ("xl", "Very large")],
    },
    Choice {
        name: "measure",
        label: "Width of texts",
        options: &[("normal", "Normal"), ("narrow", "Narrow"), ("wide", "Wide")],
    },
    Choice {
        name: "face",
        label: "Typeface",
        options: &[
            ("paper", "The paper's own"),
            ("device", "A serif of this device"),
            ("sans", "Without serifs"),
        ],
    },
    Choice {
        name: "density",
        label: "Front page",
        options: &[("paper", "As a newspaper"), ("cards", "As cards"), ("list", "As a list")],
    },
    Choice {
        name: "scroll",
        label: "Scrolling past a headline",
        options: &[("off", "Leaves it unread"), ("on", "Marks its story as read")],
    },
];

/// What somebody chose: the number of an option for each choice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Look {
    chosen: [u8; CHOICES.len()],
}

impl Look {
    /// What the request's cookie says; what is not understood is as without.
    pub(crate) fn of(headers: &HeaderMap) -> Look {
        let kept = cookie::value(headers, COOKIE, |_| true);
        kept.map(|words| Look::from_words(words.split('.'))).unwrap_or_default()
    }

    /// From one word for each choice.
    pub(crate) fn from_words<'a>(words: impl Iterator<Item = &'a str>) -> Look {
        let mut look = Look::default();
        for ((choice, chosen), word) in CHOICES.iter().zip(&mut look.chosen).zip(words) {
            let at = choice.options.iter().position(|(option, _)| *option == word);
            *chosen = at.and_then(|at| u8::try_from(at).ok()).unwrap_or_default();
        }
        look
    }

    /// Each choice's name with the word that was chosen.
    pub(crate) fn words(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let chosen = self.chosen;
        CHOICES.iter().zip(chosen).map(|(choice, at)| {
            let option = choice.options.get(usize::from(at)).or_else(|| choice.options.first());
            (choice.name, option.map_or("", |(word, _)| *word))
        })
    }

    /// Whether this option of a choice is the chosen one.
    pub(crate) fn is(self, name: &str, option: &str) -> bool {
        self.words().any(|(choice, word)| choice == name && word == option)
    }

    /// The cookie that remembers it.
    pub(crate) fn cookie(self) -> HeaderValue {
        let words: Vec<&str> = self.words().map(|(_, word)| word).collect();
        cookie::kept(COOKIE, &words.join("."), REMEMBERED_S)
    }
}

#[cfg(test)]
mod tests {
    use http::header;

    use super::*;

    #[track_caller]
    fn check(cookie: &str, expected: &str) {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::from_str(cookie).expect("a header"));
        let look = Look::of(&headers);
        let words: Vec<&str> = look.words().map(|(_, word)| word).collect();
        assert_eq!(words.join("."), expected);
        let kept = look.cookie();
        assert!(kept.to_str().expect("ASCII").starts_with(&format!("{COOKIE}={expected};")));
    }

    #[test]
    fn a_cookie_is_believed_as_far_as_it_makes_sense() {
        check("", "system.m.normal.paper.paper.off");
        check("dateline_look=dark.l.wide.sans.list.on", "dark.l.wide.sans.list.on");
        check("a=b; dateline_look=sepia", "sepia.m.normal.paper.paper.off");
        check("dateline_look=pink.\"><script>.wide", "system.m.wide.paper.paper.off");
    }
}
