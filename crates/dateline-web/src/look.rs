//! How a reader wants their pages to look: kept in a cookie of the browser, because a phone in bed
//! and a screen at work want different things, and because strangers of a public paper have no
//! account. Written into the page by the server, so nothing flickers and no script is needed.

use http::{HeaderMap, HeaderValue};

use crate::cookie;
use crate::speech::Speech;

/// `dateline_look=dark.l.wide.sans.list.off.fr.on`: one word for each choice of [`CHOICES`], in order.
const COOKIE: &str = "dateline_look";

/// How long a browser remembers, in seconds.
const REMEMBERED_S: i64 = 2 * 365 * 24 * 3_600;

/// One thing that can be chosen. What people read of it stands in `locales/` under
/// `look-{name}` and `look-{name}-{option}`; languages are called by their own names.
#[derive(Debug)]
pub(crate) struct Choice {
    /// Its name in the form and, after `data-`, on the page.
    pub(crate) name: &'static str,
    /// A word for each; the first is what one gets without choosing.
    pub(crate) options: &'static [&'static str],
}

/// The language that the paper speaks is a choice too.
const LANGUAGE: &str = "language";

/// All that can be chosen.
pub(crate) const CHOICES: [Choice; 8] = [
    Choice { name: "theme", options: &["system", "light", "dark", "sepia"] },
    Choice { name: "size", options: &["m", "s", "l", "xl"] },
    Choice { name: "measure", options: &["normal", "narrow", "wide"] },
    Choice { name: "face", options: &["paper", "device", "sans"] },
    Choice { name: "density", options: &["paper", "cards", "list"] },
    Choice { name: "scroll", options: &["off", "on"] },
    Choice { name: LANGUAGE, options: &["auto", "en", "fr", "de", "es", "zh", "ar"] },
    // What comes later goes last, so that the cookies of before still hold.
    Choice { name: "swipe", options: &["on", "off"] },
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
            let at = choice.options.iter().position(|option| *option == word);
            *chosen = at.and_then(|at| u8::try_from(at).ok()).unwrap_or_default();
        }
        look
    }

    /// Each choice's name with the word that was chosen.
    pub(crate) fn words(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let chosen = self.chosen;
        CHOICES.iter().zip(chosen).map(|(choice, at)| {
            let option = choice.options.get(usize::from(at)).or_else(|| choice.options.first());
            (choice.name, option.copied().unwrap_or_default())
        })
    }

    /// Whether this option of a choice is the chosen one.
    pub(crate) fn is(self, name: &str, option: &str) -> bool {
        self.words().any(|(choice, word)| choice == name && word == option)
    }

    /// The language that was chosen, if one was.
    pub(crate) fn language(self) -> Option<Speech> {
        let chosen = self.words().find(|(choice, _)| *choice == LANGUAGE);
        chosen.and_then(|(_, tag)| Speech::of_tag(tag))
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
    fn every_language_can_be_chosen() {
        let languages = CHOICES.iter().find(|choice| choice.name == LANGUAGE);
        let spoken: Vec<&str> = Speech::all().map(Speech::tag).collect();
        assert_eq!(languages.expect("it can be chosen").options[1..], spoken);
    }

    #[test]
    fn a_cookie_is_believed_as_far_as_it_makes_sense() {
        check("", "system.m.normal.paper.paper.off.auto.on");
        check("dateline_look=dark.l.wide.sans.list.on", "dark.l.wide.sans.list.on.auto.on");
        check("dateline_look=dark.l.wide.sans.list.on.ar", "dark.l.wide.sans.list.on.ar.on");
        check("dateline_look=dark.l.wide.sans.list.on.ar.off", "dark.l.wide.sans.list.on.ar.off");
        check("a=b; dateline_look=sepia", "sepia.m.normal.paper.paper.off.auto.on");
        check("dateline_look=pink.\"><script>.wide", "system.m.wide.paper.paper.off.auto.on");
    }
}
