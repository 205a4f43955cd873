//! Words by which furniture gives itself away, in the languages of the pages we read.
//!
//! The one rule: a phrase is a hint and never a verdict. An article may begin "Read more books".

use std::sync::LazyLock;

use super::hash::Map;

/// Families of phrases. The numbers are columns of the learned table: never reorder.
pub(super) const PHRASES: &[&[&str]] = &[
    // advertisement labels
    &[
        "advertisement",
        "advertising",
        "sponsored",
        "anzeige",
        "publicité",
        "publicidad",
        "pubblicità",
        "reklame",
        "annonce",
        "werbung",
        "story continues below",
        "article continues below",
        "continue reading below",
        "scroll to continue",
        "promoted",
        "ad ",
        "paid content",
    ],
    // other articles
    &[
        "read more",
        "read also",
        "also read",
        "read next",
        "see also",
        "more:",
        "related",
        "mehr zum thema",
        "lesen sie auch",
        "lire aussi",
        "à lire aussi",
        "lea también",
        "leer más",
        "leggi anche",
        "les også",
        "læs også",
        "läs också",
        "lees ook",
        "recommended",
        "most read",
        "most popular",
        "more from",
        "more on",
        "watch:",
        "watch now",
        "watch more",
        "watch live",
        "up next",
        "don't miss",
        "trending",
        "editor's picks",
        "you may also",
        "you might also",
        "mehr lesen",
        "weiterlesen",
        "auch interessant",
        "vale también",
        "czytaj",
        "читайте также",
        "relacionad",
        "top stories",
        "latest news",
        "what to read",
        "check out",
        "click here",
        "explore more",
        "view comments",
        "in other news",
        "keep reading",
        "continue reading",
        "next up",
        "popular on",
        "here's how",
        "see more",
        "more stories",
        "next:",
        "previous:",
        "read:",
        "photos:",
        "video:",
        "listen:",
        "watch the",
        "gallery:",
    ],
    // letters and accounts
    &[
        "sign up",
        "subscribe",
        "newsletter",
        "get the latest",
        "log in",
        "sign in",
        "register",
        "create an account",
        "become a",
        "by signing up",
        "by subscribing",
        "this site is protected by recaptcha",
        "jetzt abonnieren",
        "abonnieren",
        "inscrivez",
        "suscríbete",
        "iscriviti",
        "already a subscriber",
        "thank you for",
        "thanks for",
        "you have successfully",
        "support our",
        "support the",
        "donate",
        "join our",
        "join the conversation",
        "start your day",
        "delivered to your inbox",
        "your inbox",
        "your email",
        "enter your email",
        "download the",
        "download our",
        "get our",
        "want more",
    ],
    // sharing
    &[
        "share",
        "follow",
        "tweet",
        "facebook",
        "copy link",
        "email",
        "print",
        "teilen",
        "partager",
        "compartir",
        "condividi",
        "find us on",
        "like us",
        "add us",
        "save",
        "whatsapp",
        "connect with",
    ],
    // rights and rules
    &[
        "copyright",
        "©",
        "all rights reserved",
        "(c)",
        "terms of",
        "privacy",
        "cookie",
        "we use cookies",
        "we may earn",
        "affiliate",
        "when you buy",
        "if you buy",
        "if you purchase",
        "this material may not be",
        "this article was originally",
        "this story was originally",
        "originally published",
        "reprinted",
        "republish",
        "disclaimer",
        "disclosure",
        "our editors",
        "products featured",
        "independently selected",
        "purchases you make",
        "the views expressed",
        "the opinions expressed",
        "opinions expressed",
    ],
    // bylines and dates
    &[
        "by ",
        "von ",
        "par ",
        "por ",
        "written by",
        "published",
        "updated",
        "last updated",
        "posted",
        "reviewed by",
        "edited by",
        "fact checked",
        "veröffentlicht",
        "publié",
        "publicado",
        "pubblicato",
        "stand:",
        "aktualisiert",
        "mis à jour",
        "actualizado",
        "min read",
        "minute read",
        "minutes read",
        "reading time",
        "lesezeit",
        "first published",
        "last modified",
        "created",
        "author",
        "staff writer",
        "correspondent",
    ],
    // pictures
    &[
        "photo",
        "image",
        "picture",
        "foto",
        "photograph",
        "credit",
        "courtesy",
        "getty",
        "getty images",
        "file photo",
        "file -",
        "bild:",
        "(photo",
        "(ap",
        "ap photo",
        "crédit",
        "quelle",
        "source:",
        "reuters",
        "afp",
        "image:",
        "screenshot",
        "via ",
        "imago",
        "picture alliance",
        "shutterstock",
        "istock",
        "click to enlarge",
        "hide caption",
        "toggle caption",
        "enlarge",
    ],
    // comments
    &[
        "comment",
        "comments",
        "leave a",
        "join the discussion",
        "reply",
        "kommentar",
        "commentaire",
        "comentario",
        "to comment",
        "be the first",
        "no comments",
        "show comments",
        "report abuse",
        "conversation",
    ],
    // about the writer
    &[
        "is a ",
        "is the ",
        "about the author",
        "about the",
        "contact",
        "reach ",
        "email ",
        "follow him",
        "follow her",
        "follow them",
        "has been",
        "contributed to this",
        "contributed reporting",
        "reporting by",
        "editing by",
        "reach out",
        "writes about",
        "covers",
        "can be reached",
        "have a tip",
        "got a tip",
        "send",
        "write to",
        "letters to",
        "additional reporting",
        "associated press writer",
        "ap writer",
        "—with",
        "this report",
    ],
];

/// How many families there are.
pub(super) const FAMILIES: usize = 9;
/// In longer texts only the first words count: a paragraph may well mention a newsletter.
const LONGEST_LABEL: usize = 400;
/// Shorter phrases count at the beginning alone.
const SHORTEST_INSIDE: usize = 6;

/// Phrases by their first word, without leading marks.
static BY_FIRST_WORD: LazyLock<Map<&'static str, Vec<(&'static str, usize)>>> =
    LazyLock::new(|| {
        let mut index: Map<&str, Vec<(&str, usize)>> = Map::default();
        for (family, phrases) in PHRASES.iter().enumerate() {
            for phrase in *phrases {
                let phrase = phrase.trim_start_matches(|c: char| !is_word(c));
                index.entry(first_word(phrase)).or_default().push((phrase, family));
            }
        }
        index
    });

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '©'
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| !is_word(c)).next().unwrap_or("")
}

/// For each family: 2 if the lower-case text begins with one of its phrases, 1 if it holds one.
pub(super) fn hints(lower: &str) -> [u8; FAMILIES] {
    let mut found = [0; FAMILIES];
    let mut rest = lower.trim_start_matches(|c: char| !is_word(c));
    let mut strength = 2;
    while !rest.is_empty() {
        let word = first_word(rest);
        for (phrase, family) in BY_FIRST_WORD.get(word).into_iter().flatten() {
            let counts = strength == 2 || phrase.len() >= SHORTEST_INSIDE;
            if let Some(hint) =
                found.get_mut(*family).filter(|_| counts && rest.starts_with(phrase))
            {
                *hint = strength.max(*hint);
            }
        }
        if lower.len() > LONGEST_LABEL {
            break;
        }
        strength = 1;
        rest = rest.get(word.len()..).unwrap_or("").trim_start_matches(|c: char| !is_word(c));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, family: usize, hint: u8) {
        assert_eq!(hints(text).get(family), Some(&hint), "{text}");
    }

    #[test]
    fn phrases_count_at_the_beginning_and_inside_labels() {
        check("read more: the fire", 1, 2);
        check("• advertisement", 0, 2);
        check("have a look at the newsletter", 2, 1);
        check("© vell post", 4, 2);
        check("the fire is out", 1, 0);
        check(&format!("{} newsletter", "word ".repeat(100)), 2, 0);
    }
}
