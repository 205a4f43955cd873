//! Videos and audio: players in the page and how long they last.

use dateline_model::{Media, MediaKind};

use super::tree::{NodeId, Tree};

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
            tree.children(node)
                .filter(|child| tree.name(*child) == "source")
                .find_map(|child| tree.attribute(child, "src"))
        });
    let kind = match tree.name(node) {
        "video" | "amp-video" | "amp-youtube" => MediaKind::Video,
        "audio" => MediaKind::Audio,
        _ => PLAYERS.iter().find(|(host, _)| source.is_some_and(|url| url.contains(host)))?.1,
    };
    let duration = tree.attribute(node, "data-duration").and_then(seconds_of);
    source?;
    Some(Media {
        kind,
        url: source.map(str::to_owned),
        duration_seconds: duration,
        title: tree.attribute(node, "title").map(str::to_owned),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn leaves_what_is_no_duration() {
        for text in ["", "P", "soon", "12:00 Uhr", "PT", "999999999999", "1:2:3:4"] {
            check(text, None);
        }
    }
}
