//! Videos and audio: players in the page and how long they last.

use dateline_model::{Media, MediaKind};

use super::tree::{NodeId, Tree, collapse};

/// A longer piece than a day is a mistake.
const MAX_SECONDS: u64 = 24 * 60 * 60;
/// Hosts whose frames are players.
const PLAYERS: &[(&str, MediaKind)] = &[
    ("youtube.com/embed", MediaKind::Video),
    ("youtube-nocookie.com/embed", MediaKind::Video),
    ("player.vimeo.com", MediaKind::Video),
    ("dailymotion.com/embed", MediaKind::Video),
    ("players.brightcove.net", MediaKind::Video),
    ("facebook.com/plugins/video", MediaKind::Video),
    ("w.soundcloud.com", MediaKind::Audio),
    ("open.spotify.com/embed", MediaKind::Audio),
    ("embed.podcasts.apple.com", MediaKind::Audio),
    ("player.megaphone.fm", MediaKind::Audio),
];

/// Seconds of `PT1M30S`, `1:30`, `00 minutes 37 seconds`, `37 sec` or `90`.
pub(super) fn seconds_of(text: &str) -> Option<u32> {
    let text = text.trim();
    let seconds = iso(text)
        .or_else(|| clock(text))
        .or_else(|| spelled(text))
        .or_else(|| text.parse().ok())?;
    (1..=MAX_SECONDS).contains(&seconds).then(|| u32::try_from(seconds).unwrap_or(u32::MAX))
}

/// ISO 8601: `PT1H2M3.5S`, `P0DT0H3M5S`.
fn iso(text: &str) -> Option<u64> {
    let rest = text.strip_prefix(['P', 'p'])?;
    let (mut total, mut digits) = (0.0_f64, String::new());
    for c in rest.chars() {
        match c {
            '0'..='9' | '.' => digits.push(c),
            'T' | 't' => {}
            'D' | 'd' => total += take(&mut digits)? * 86_400.0,
            'H' | 'h' => total += take(&mut digits)? * 3_600.0,
            'M' | 'm' => total += take(&mut digits)? * 60.0,
            'S' | 's' => total += take(&mut digits)?,
            _ => return None,
        }
    }
    whole(total)
}

fn take(digits: &mut String) -> Option<f64> {
    let value = digits.parse().ok();
    digits.clear();
    value
}

/// The nearest whole number of seconds.
fn whole(seconds: f64) -> Option<u64> {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the range is checked"
    )]
    (0.0..1e9).contains(&seconds).then(|| seconds.round() as u64)
}

/// `0:37`, `1:02:03`.
fn clock(text: &str) -> Option<u64> {
    let parts: Vec<&str> = text.split(':').collect();
    if !(2..=3).contains(&parts.len()) {
        return None;
    }
    parts.iter().try_fold(0_u64, |total, part| {
        let fits = (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        Some(total * 60 + part.parse::<u64>().ok().filter(|_| fits)?)
    })
}

/// `00 minutes 37 seconds`, `3 min 5 s`.
fn spelled(text: &str) -> Option<u64> {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() || words.len() % 2 == 1 {
        return None;
    }
    words.chunks(2).try_fold(0_u64, |total, pair| {
        let [number, unit] = pair else { return None };
        let unit = match unit.to_lowercase().trim_end_matches('.') {
            "h" | "hour" | "hours" => 3_600,
            "m" | "min" | "mins" | "minute" | "minutes" => 60,
            "s" | "sec" | "secs" | "second" | "seconds" => 1,
            _ => return None,
        };
        Some(total + number.parse::<u64>().ok().filter(|n| *n < 100_000)? * unit)
    })
}

/// The player that a frame, video or audio element is, if it is one.
pub(super) fn player(tree: &Tree, node: NodeId) -> Option<Media> {
    let source =
        tree.attribute(node, "src").or_else(|| tree.attribute(node, "data-src")).or_else(|| {
            tree.descendants(node)
                .filter(|child| tree.name(*child) == "source")
                .find_map(|child| tree.attribute(child, "src"))
        })?;
    let kind = match tree.name(node) {
        "video" | "amp-video" | "amp-youtube" => MediaKind::Video,
        "audio" => MediaKind::Audio,
        _ => PLAYERS.iter().find(|(host, _)| source.contains(host))?.1,
    };
    let label = Label::of(tree, node);
    let told = tree.attribute(node, "data-duration").and_then(seconds_of);
    Some(Media {
        kind,
        url: Some(source.to_owned()),
        duration_seconds: told.or(label.seconds),
        title: tree
            .attribute(node, "title")
            .filter(says_something)
            .map(str::to_owned)
            .or(label.title),
    })
}

/// What is printed around a player: how long it lasts and what it shows.
#[derive(Default)]
struct Label {
    seconds: Option<u32>,
    title: Option<String>,
}

impl Label {
    /// Reads the lines beside the player in the smallest elements around it that hold little else.
    fn of(tree: &Tree, player: NodeId) -> Label {
        let mut label = Label::default();
        for around in tree.ancestors(player).take(LABEL_REACH) {
            let inner: Vec<NodeId> = tree.descendants(around).take(MOST_NODES).collect();
            let players = inner.iter().filter(|node| is_player(tree.name(**node))).count();
            let is_page = matches!(tree.name(around), "article" | "main" | "body" | "html" | "td");
            let chars: usize = inner.iter().map(|node| tree.text(*node).len()).sum();
            if is_page || players > 1 || inner.len() == MOST_NODES || chars > LONGEST_LABEL {
                break;
            }
            label = Label::read(tree, player, &inner);
        }
        label
    }

    fn read(tree: &Tree, player: NodeId, inner: &[NodeId]) -> Label {
        let mut label = Label::default();
        for node in inner {
            let is_within = || tree.ancestors(*node).take(3).any(|above| above == player);
            if tree.attribute(*node, "itemprop") == Some("duration") {
                let told =
                    ["content", "datetime"].iter().find_map(|key| tree.attribute(*node, key));
                label.seconds = label.seconds.or_else(|| seconds_of(told?));
            }
            let line = match tree.name(*node) {
                "figcaption" => tree.text_of(*node),
                "" => collapse(tree.text(*node)),
                _ => continue,
            };
            if line.is_empty() || is_within() {
                continue;
            }
            let seconds = label_seconds(&line);
            if seconds.is_none() && label.title.is_none() && is_title(&line) {
                label.title = Some(line);
            }
            label.seconds = label.seconds.or(seconds);
        }
        label
    }
}

/// Elements around a player that may hold its label.
const LABEL_REACH: usize = 3;
/// An element with more nodes or bytes of text holds more than a player and its label.
const MOST_NODES: usize = 80;
/// See [`MOST_NODES`].
const LONGEST_LABEL: usize = 400;
/// A longer line is a paragraph, not a title.
const LONGEST_TITLE: usize = 160;
/// Words that stand beside a length.
const LENGTH_WORDS: [&str; 16] = [
    "duration",
    "length",
    "runtime",
    "time",
    "running",
    "watch",
    "listen",
    "play",
    "video",
    "audio",
    "dauer",
    "durée",
    "duración",
    "durata",
    "时长",
    "المدة",
];
/// Endings of titles that programs give to frames.
const NO_TITLES: [&str; 5] =
    [" player", "embedded frame", "embedded content", " embed", "youtube video"];
/// Beginnings of lines that tell the reader what to do with a player.
const INSTRUCTIONS: [&str; 10] = [
    "to play",
    "your browser",
    "skip ",
    "speed ",
    "please ",
    "play ",
    "click ",
    "download",
    "loading",
    "this video",
];

/// Whether a frame's title is more than the word for a player.
fn says_something(title: &&str) -> bool {
    let lower = title.trim().to_lowercase();
    !lower.is_empty() && !NO_TITLES.iter().any(|ending| lower.ends_with(ending))
}

fn is_player(name: &str) -> bool {
    matches!(name, "video" | "audio" | "iframe" | "amp-video" | "amp-youtube")
}

/// The length in a line that says nothing else: `1:24`, `00:00 / 18:24`, `Duration: 1 min 24 s`.
fn label_seconds(line: &str) -> Option<u32> {
    let lower = line.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || matches!(c, '/' | '(' | ')' | '|' | '·'))
        .filter(|word| !word.is_empty() && !LENGTH_WORDS.contains(&word.trim_matches(':')))
        .collect();
    let is_clocks = !words.is_empty() && words.iter().all(|word| clock(word).is_some());
    if is_clocks {
        return words.iter().filter_map(|word| seconds_of(word)).max();
    }
    spelled(&words.join(" ")).and_then(|seconds| seconds_of(&seconds.to_string()))
}

/// Whether a line beside a player says what it shows.
fn is_title(line: &str) -> bool {
    let lower = line.to_lowercase();
    let words = line.split_whitespace().count();
    let is_wide = line.chars().filter(|c| ('\u{3040}'..='\u{d7ff}').contains(c)).count() >= 4;
    (words >= 2 || is_wide)
        && line.len() <= LONGEST_TITLE
        && !line.ends_with([':', '：', '。'])
        && line.chars().any(char::is_alphabetic)
        && !INSTRUCTIONS.iter().any(|opener| lower.starts_with(opener))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::tree::parse;

    #[track_caller]
    fn check(text: &str, seconds: Option<u32>) {
        assert_eq!(seconds_of(text), seconds, "{text}");
    }

    #[test]
    fn reads_durations_as_players_print_them() {
        check("PT1M30S", Some(90));
        check("P0DT0H3M5S", Some(185));
        check("PT37.4S", Some(37));
        check("0:37", Some(37));
        check("1:02:03", Some(3_723));
        check("00 minutes 37 seconds", Some(37));
        check("3 min 5 s", Some(185));
        check("90", Some(90));
    }

    #[track_caller]
    fn check_player(markup: &str, seconds: Option<u32>, title: Option<&str>) {
        let tree = parse(markup);
        let node = tree.descendants(Tree::ROOT).find(|node| is_player(tree.name(*node)));
        let media = node.and_then(|node| player(&tree, node)).expect("the markup holds a player");
        assert_eq!((media.duration_seconds, media.title.as_deref()), (seconds, title), "{markup}");
    }

    #[test]
    fn reads_the_label_beside_a_player() {
        check_player(
            "<div><video><source src=a.mp4>No video.</video><p><b>Watch:</b> Fire in Vell <i>1:24</i></p></div>",
            Some(84),
            Some("Fire in Vell"),
        );
        check_player(
            "<div><audio src=a.mp3></audio><span>The river</span><span>00:00 / 18:24</span></div>",
            Some(1_104),
            Some("The river"),
        );
        check_player(
            "<div><video src=a.mp4 data-duration=48></video><p>时长 0:50</p></div>",
            Some(48),
            None,
        );
        check_player(
            "<figure><video src=a.mp4></video><figcaption>A <b>fire</b></figcaption></figure>",
            None,
            Some("A fire"),
        );
        check_player(
            "<div><video src=a.mp4></video><p>Published 14:32</p></div>",
            None,
            Some("Published 14:32"),
        );
        check_player(
            &format!("<div><video src=a.mp4></video><p>1:24 {}</p></div>", "word ".repeat(200)),
            None,
            None,
        );
    }

    #[test]
    fn leaves_what_is_no_duration() {
        for text in ["", "P", "soon", "12:00 Uhr", "PT", "999999999999", "1:2:3:4"] {
            check(text, None);
        }
    }
}
