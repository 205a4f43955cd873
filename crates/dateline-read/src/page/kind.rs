//! What sort of page it is, and what is wrong with it.
//!
//! The one rule: a page is an article unless something says otherwise.

use dateline_model::{ArticleKind, Draft, SafeHtml};

use super::blocks::{Block, Kind};
use super::metadata::Witnesses;

/// A video's page says little beside the video.
const VIDEO_TEXT_CHARS: usize = 600;
/// A gallery has at least so many pictures, and fewer characters of text for each than the second.
const GALLERY: (usize, usize) = (8, 350);
/// A page of links: so many links, and so few characters of running text.
const LIST: (usize, usize) = (60, 400);
/// An article that says it is for subscribers and shows less than this is a teaser.
const TEASER_CHARS: usize = 1_500;

/// A page that says so little and speaks of consent or of robots is a wall, not an article.
const WALL_CHARS: usize = 700;
/// Words of walls, and what stands behind them.
const WALLS: &[(&[&str], &str)] = &[
    (
        &["cookies", "consent", "your privacy", "datenschutz", "zustimm", "cookie-einstellungen"],
        "the page shows a form about cookies instead of the article",
    ),
    (
        &[
            "are you a robot",
            "verify you are human",
            "unusual traffic",
            "access denied",
            "enable javascript",
            "captcha",
            "security check",
        ],
        "the server asks for a browser instead of showing the article",
    ),
];

/// Decides the draft's kind and problems; a wall's text is no article's and goes.
pub(super) fn settle(draft: &mut Draft, witnesses: &Witnesses, body: &[&Block], all: &[Block]) {
    let wall = wall(draft, witnesses);
    if wall.is_some() {
        draft.text.clear();
        draft.html = SafeHtml::default();
    }
    draft.kind = if wall.is_some() { ArticleKind::None } else { of(draft, witnesses, body, all) };
    draft.problems = problems(draft, witnesses);
    draft.problems.extend(wall.map(str::to_owned));
}

/// What the page shows in place of the article, if it is a wall.
fn wall(draft: &Draft, witnesses: &Witnesses) -> Option<&'static str> {
    let is_told = witnesses.linked.published.is_some() || witnesses.meta.is_article;
    if draft.text.len() > WALL_CHARS || is_told {
        return None;
    }
    let lower = format!("{} {}", draft.headline, draft.text).to_lowercase();
    WALLS
        .iter()
        .find(|(words, _)| words.iter().any(|word| lower.contains(word)))
        .map(|(_, problem)| *problem)
}

/// The kind of the page whose body is `body`.
fn of(draft: &Draft, witnesses: &Witnesses, body: &[&Block], all: &[Block]) -> ArticleKind {
    let chars: usize = body.iter().map(|block| block.chars).sum();
    let pictures = body.iter().filter(|block| block.kind == Kind::Picture).count();
    if draft.text.is_empty() && draft.media.is_empty() {
        return ArticleKind::None;
    }
    if witnesses.linked.is_live {
        return ArticleKind::Live;
    }
    let has_video = !draft.media.is_empty();
    if chars < VIDEO_TEXT_CHARS
        && (witnesses.linked.is_video || (witnesses.meta.is_video && has_video))
    {
        return ArticleKind::Video;
    }
    if pictures >= GALLERY.0 && chars < pictures * GALLERY.1 {
        return ArticleKind::Gallery;
    }
    let is_told = witnesses.meta.is_article || witnesses.linked.headline.is_some();
    let links =
        all.iter().filter(|block| block.linked * 2 > block.chars && block.chars > 20).count();
    if !is_told && chars < LIST.1 && links > LIST.0 {
        return ArticleKind::List;
    }
    ArticleKind::Article
}

/// What a reader should know about how the page was read.
fn problems(draft: &Draft, witnesses: &Witnesses) -> Vec<String> {
    let mut problems = Vec::new();
    if draft.kind == ArticleKind::None {
        problems.push("the page holds no text that reads like an article".to_owned());
    }
    if witnesses.linked.paywalled && draft.text.len() < TEASER_CHARS {
        problems.push("the page shows only the beginning: the rest is for subscribers".to_owned());
    }
    if draft.headline.is_empty() {
        problems.push("the page has no headline".to_owned());
    }
    problems
}
