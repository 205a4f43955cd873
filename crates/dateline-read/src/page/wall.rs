//! Walls: what a page shows in place of the article, or after its beginning.
//!
//! Three kinds: forms about cookies, checks for robots, and offers to subscribers. Tools that ask
//! for consent put their text into every page, so their elements are known by name and are never
//! taken for the article; a page that holds nothing else is a wall.
//!
//! The one rule: an article about walls is no wall. Words alone decide only on pages that say little,
//! or that say nothing else.

use dateline_model::Draft;

use super::blocks::Block;
use super::metadata::Witnesses;
use super::tree::{NodeId, Tree};

/// A page that says so little and speaks of consent or of robots is a wall, not an article.
const WALL_CHARS: usize = 700;
/// A longer one is, if so many of its paragraphs in ten speak of it.
const WALL_TENTHS: usize = 6;
/// An article that says it is for subscribers and shows less than this is a teaser.
const TEASER_CHARS: usize = 1_500;
/// An offer to subscribers is a short line, no paragraph of an article about subscriptions.
const LONGEST_OFFER: usize = 240;
/// Ancestors looked at for the name of a tool.
const REACH: usize = 16;

const CONSENT: &str = "the page shows a form about cookies instead of the article";
const ROBOTS: &str = "the server asks for a browser instead of showing the article";
const TEASER: &str = "the page shows only the beginning: the rest is for subscribers";

const CONSENT_WORDS: &[&str] = &[
    "cookie",
    "consent",
    "your privacy",
    "datenschutz",
    "zustimm",
    "einwillig",
    "consentement",
    "consentimiento",
    "consenso",
    "toestemming",
    "samtykke",
];
const ROBOT_WORDS: &[&str] = &[
    "are you a robot",
    "you are human",
    "not a robot",
    "unusual traffic",
    "access denied",
    "enable javascript",
    "captcha",
    "security check",
    "checking your browser",
];
/// What stands where the text breaks off.
const OFFERS: &[&str] = &[
    "subscribe to continue",
    "subscribe to read",
    "subscribe now to continue",
    "to continue reading",
    "to keep reading",
    "to read the full",
    "to read the rest",
    "already a subscriber",
    "for subscribers only",
    "this article is for subscribers",
    "this content is for subscribers",
    "exclusive to subscribers",
    "unlock this article",
    "weiterlesen mit",
    "jetzt weiterlesen",
    "nur für abonnenten",
    "um weiterzulesen",
    "artikel freischalten",
    "réservé aux abonnés",
    "reste à lire",
    "la suite est réservée",
    "para seguir leyendo",
    "exclusivo para suscriptores",
    "per continuare a leggere",
    "riservato agli abbonati",
    "alleen voor abonnees",
    "for abonnenter",
    "tylko dla subskrybentów",
];
/// Beginnings of ids and classes that the tools of consent give their own elements.
const TOOLS: &[&str] = &[
    "onetrust",
    "ot-sdk",
    "ot-pc",
    "didomi",
    "qc-cmp",
    "sp_message",
    "cookiebot",
    "cybotcookie",
    "usercentrics",
    "trustarc",
    "truste",
    "iubenda",
    "cookie-banner",
    "cookie-consent",
    "cookie-notice",
    "cookie-law",
    "cookie-bar",
    "cookiebanner",
    "cookieconsent",
    "cookienotice",
    "gdpr-",
    "cmplz-",
    "cky-",
    "fc-consent",
];

/// Whether the block stands in an element of a tool that asks for consent.
pub(super) fn is_consent(tree: &Tree, block: &Block) -> bool {
    let path = std::iter::once(block.node).chain(tree.ancestors(block.node)).take(REACH);
    path.take_while(|node| !matches!(tree.name(*node), "body" | "html" | "article" | "main"))
        .any(|node| is_tool(tree, node))
}

fn is_tool(tree: &Tree, node: NodeId) -> bool {
    ["id", "class"].iter().filter_map(|key| tree.attribute(node, key)).any(|names| {
        names.split_ascii_whitespace().any(|name| {
            let is = |tool: &&str| {
                name.get(..tool.len()).is_some_and(|start| start.eq_ignore_ascii_case(tool))
            };
            TOOLS.iter().any(is)
        })
    })
}

/// What the page shows in place of the article, if it is a wall.
pub(super) fn instead(
    draft: &Draft,
    witnesses: &Witnesses,
    tree: &Tree,
    all: &[Block],
) -> Option<&'static str> {
    let has_form = || all.iter().any(|block| block.chars > 0 && is_consent(tree, block));
    if draft.text.is_empty() {
        return has_form().then_some(CONSENT);
    }
    if witnesses.linked.published.is_some() || witnesses.meta.is_article {
        return None;
    }
    let speaks = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
    let lower = draft.text.to_lowercase();
    if draft.text.len() > WALL_CHARS {
        let paragraphs = lower.split("\n\n").count();
        let about = lower.split("\n\n").filter(|text| speaks(text, CONSENT_WORDS)).count();
        return (about * 10 >= paragraphs * WALL_TENTHS).then_some(CONSENT);
    }
    let lower = format!("{}\n{lower}", draft.headline.to_lowercase());
    let kinds = [(CONSENT_WORDS, CONSENT), (ROBOT_WORDS, ROBOTS)];
    kinds.into_iter().find(|(words, _)| speaks(&lower, words)).map(|(_, problem)| problem)
}

/// What cuts the article short, if something does.
pub(super) fn after(draft: &Draft, witnesses: &Witnesses, all: &[Block]) -> Option<&'static str> {
    if draft.text.is_empty() || draft.text.len() >= TEASER_CHARS {
        return None;
    }
    let offers = |block: &Block| {
        let lower = block.text.to_lowercase();
        block.text.len() <= LONGEST_OFFER && OFFERS.iter().any(|offer| lower.contains(offer))
    };
    (witnesses.linked.paywalled || all.iter().any(offers)).then_some(TEASER)
}

#[cfg(test)]
mod tests {
    use dateline_model::ArticleKind;

    use super::{CONSENT, ROBOTS, TEASER};
    use crate::page::{PageSource, read_page};

    const WORDS: &str = "<p>The river rose above the old bridge on Monday, and the people of Vell \
        went to higher ground, where the school had opened its doors to all of them.</p>";
    const COOKIES: &str = "<p>When you visit our website, we store cookies on your browser to collect \
        information that might relate to you, your preferences or your device, and mostly use it to \
        make the site work as you expect it to and to give you a more personal web experience.</p>";

    #[track_caller]
    fn check(page: &str, problem: Option<&str>, kind: ArticleKind) {
        let page = page.replace("WORDS", WORDS).replace("COOKIES", COOKIES);
        let draft = read_page(&page, &PageSource::default()).into_iter().next().expect("a draft");
        assert_eq!(draft.kind, kind, "{page} {draft:?}");
        assert!(!draft.text.contains("cookies"), "{page}");
        match problem {
            Some(problem) => assert!(draft.problems.iter().any(|p| p == problem), "{draft:?}"),
            None => assert_eq!(draft.problems, Vec::<String>::new(), "{page}"),
        }
    }

    #[test]
    fn walls_are_never_the_article() {
        let none = ArticleKind::None;
        check("<h1>Before you go on</h1><p>We use cookies. Accept?</p>", Some(CONSENT), none);
        check("<h1>Privacy</h1>COOKIES COOKIES COOKIES COOKIES", Some(CONSENT), none);
        check("<h1>Fire</h1><div id=onetrust-sdk>COOKIES COOKIES</div>", Some(CONSENT), none);
        check("<h1>Just a moment</h1><p>Verify you are human.</p>", Some(ROBOTS), none);
    }

    #[test]
    fn a_form_beside_an_article_is_left_out() {
        let page = "<h1>Fire</h1>WORDS<div class='cookie-banner x'>COOKIES COOKIES COOKIES</div>";
        check(page, None, ArticleKind::Article);
    }

    #[test]
    fn offers_to_subscribers_are_said() {
        let offer = "<p>Already a subscriber? Log in.</p>";
        check(&format!("<h1>Fire</h1>WORDS{offer}"), Some(TEASER), ArticleKind::Article);
        let long = format!("<h1>Fire</h1>{}{offer}", "WORDS".repeat(12));
        check(&long, None, ArticleKind::Article);
    }
}
