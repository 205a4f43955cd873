//! What sort of page it is, and what is wrong with it.
//!
//! The one rule: a page is an article unless something says otherwise.

use dateline_model::{ArticleKind, Draft, Media, MediaKind, SafeHtml};

use super::blocks::{Block, Kind};
use super::metadata::Witnesses;

/// A video's page says little beside the video.
const VIDEO_TEXT_CHARS: usize = 600;
/// A gallery has at least so many pictures, and fewer characters of text for each than the second:
/// few pictures make one only where there is little else.
const GALLERIES: [(usize, usize); 2] = [(8, 350), (4, 150)];
/// A live page has so many updates that begin with a time of day.
const UPDATES: usize = 4;
/// Midnight, or an update that was pinned, breaks the order once in so many.
const UPDATES_PER_BREAK: usize = 6;
/// So many updates hold at least so many characters each.
const UPDATE_CHARS: usize = 60;
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
pub(super) fn settle(
    draft: &mut Draft,
    witnesses: &Witnesses,
    (body, all): (&[&Block], &[Block]),
    opens_with_player: bool,
) {
    let wall = wall(draft, witnesses);
    if wall.is_some() {
        draft.text.clear();
        draft.html = SafeHtml::default();
    }
    draft.kind = if wall.is_some() {
        ArticleKind::None
    } else {
        of(draft, witnesses, (body, all), opens_with_player)
    };
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
    if witnesses.linked.is_live || has_updates(body, all) {
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

/// Whether the body is a row of updates, each under its time of day, in the order of time. The times
/// may stand in lines of their own that are no text.
fn has_updates(body: &[&Block], all: &[Block]) -> bool {
    let place = |block: Option<&&Block>| {
        block.and_then(|block| all.iter().position(|other| other.node == block.node))
    };
    let (Some(first), Some(last)) = (place(body.first()), place(body.last())) else { return false };
    let times: Vec<u32> = all
        .iter()
        .take(last + 1)
        .skip(first.saturating_sub(1))
        .filter(|block| matches!(block.kind, Kind::Heading(_) | Kind::Paragraph))
        .filter_map(|block| time_of_day(&block.text))
        .collect();
    let chars: usize = body.iter().map(|block| block.chars).sum();
    let turns = times.windows(2).filter(|pair| matches!(pair, [a, b] if a > b)).count();
    let breaks = turns.min(times.len().saturating_sub(1 + turns));
    let is_ordered = breaks <= times.len() / UPDATES_PER_BREAK;
    times.len() >= UPDATES && is_ordered && chars > times.len() * UPDATE_CHARS
}

/// The minute of the day that a line begins with: `19:42`, `7.42pm`, `7:42 p.m.`.
pub(super) fn time_of_day(line: &str) -> Option<u32> {
    let (hour, rest) = line.split_once([':', '.'])?;
    let minute = rest.get(..2)?;
    let after = rest.get(2..)?.trim_start().to_lowercase();
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_told =
        ["am", "pm", "a.m", "p.m", "h", "uhr", "-", "–"].iter().any(|end| after.starts_with(end));
    let ends =
        after.starts_with(|c: char| c.is_alphabetic() || matches!(c, '-' | '–' | '—' | '|' | '('));
    let is_time =
        is_told || after.is_empty() || (ends && line.as_bytes().get(hour.len()) == Some(&b':'));
    if !is_time || !(1..=2).contains(&hour.len()) || !all_digits(hour) || !all_digits(minute) {
        return None;
    }
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    let is_later = (after.starts_with("pm") || after.starts_with("p.m")) && hour < 12;
    (hour < 24 && minute < 60).then_some(hour * 60 + minute + if is_later { 720 } else { 0 })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, minute: Option<u32>) {
        assert_eq!(time_of_day(line), minute, "{line}");
    }

    #[test]
    fn reads_the_time_that_an_update_begins_with() {
        check("19:42 – All ashore", Some(1_182));
        check("7.42pm All ashore", Some(1_182));
        check("7:42 p.m.", Some(1_182));
        check("0:05", Some(5));
        for line in ["2.50 metres", "19:42:10", "24:00", "3.141", "Monday: 12", "1:2", "10.55%"] {
            check(line, None);
        }
    }
}
