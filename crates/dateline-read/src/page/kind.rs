//! What sort of page it is, and what is wrong with it.
//!
//! The one rule: a page is an article unless something says otherwise.

use dateline_model::{ArticleKind, Draft, Media, MediaKind, SafeHtml};

use super::blocks::{Block, Kind};
use super::metadata::Witnesses;
use super::{Page, live, wall};

/// A video's page says little beside the video.
const VIDEO_TEXT_CHARS: usize = 600;
/// A gallery has at least so many pictures, and fewer characters of text for each than the second:
/// few pictures make one only where there is little else.
const GALLERIES: [(usize, usize); 2] = [(8, 350), (4, 150)];
/// A page of links: so many links, and so few characters of running text.
const LIST: (usize, usize) = (60, 400);
/// Decides the draft's kind and problems; a wall's text is no article's and goes.
pub(super) fn settle(draft: &mut Draft, page: &Page, body: &[&Block], opens_with_player: bool) {
    let Page { tree, witnesses, blocks: all, .. } = page;
    let wall = wall::instead(draft, witnesses, tree, all);
    if wall.is_some() {
        draft.text.clear();
        draft.html = SafeHtml::default();
    }
    draft.kind = if wall.is_some() {
        ArticleKind::None
    } else {
        of(draft, witnesses, (body, all), opens_with_player)
    };
    if draft.kind == ArticleKind::Live {
        draft.updates = live::updates(&witnesses.linked.updates, body, all);
    }
    draft.problems = problems(draft);
    draft.problems.extend(wall.or_else(|| wall::after(draft, witnesses, all)).map(str::to_owned));
}

/// The kind of the page whose body is `body`.
fn of(
    draft: &Draft,
    witnesses: &Witnesses,
    (body, all): (&[&Block], &[Block]),
    opens_with_player: bool,
) -> ArticleKind {
    let chars: usize = body.iter().map(|block| block.chars).sum();
    let pictures = body.iter().filter(|block| block.kind == Kind::Picture).count();
    if draft.text.is_empty() && draft.media.is_empty() {
        return ArticleKind::None;
    }
    if witnesses.linked.is_live || live::has_updates(body, all) {
        return ArticleKind::Live;
    }
    let is_video = |media: &Media| media.kind == MediaKind::Video;
    let says_video = witnesses.meta.is_video || witnesses.meta.media.iter().any(is_video);
    let has_video = draft.media.iter().any(is_video);
    if chars < VIDEO_TEXT_CHARS
        && (witnesses.linked.is_video || (has_video && (says_video || opens_with_player)))
    {
        return ArticleKind::Video;
    }
    if GALLERIES.iter().any(|(least, each)| pictures >= *least && chars < pictures * each) {
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
fn problems(draft: &Draft) -> Vec<String> {
    let mut problems = Vec::new();
    if draft.kind == ArticleKind::None {
        problems.push("the page holds no text that reads like an article".to_owned());
    }
    if draft.headline.is_empty() {
        problems.push("the page has no headline".to_owned());
    }
    problems
}
