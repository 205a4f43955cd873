//! What a publisher asks of robots (RFC 9309).
//!
//! [`Rules::parse`] reads robots.txt for one robot; [`Rules::allow`] answers for one address. Both
//! are pure. The rules are for pages, watched ones too, and images that no person asked for; a feed
//! that a reader subscribed to is fetched whatever they say.
//!
//! We match with our own few lines: the files are hostile input, and a matcher without regular
//! expressions has no size and no running time to fear.

use std::time::Duration;

use url::Url;

/// RFC 9309, 2.5: at least this much of the file is read. The rest is ignored.
const MOST_BYTES: usize = 500 * 1024;

/// More rules than any honest file has for one robot.
const MOST_RULES: usize = 5000;

/// A longer pause would mean "never", and that is what `Disallow` is for.
const LONGEST_DELAY: Duration = Duration::from_mins(1);

/// A site's wishes for one robot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    lines: Vec<Rule>,
    /// Nobody could say what the site wants.
    unknown: bool,
    /// The pause between two requests that the site asks for.
    pub crawl_delay: Option<Duration>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    /// Normalised; `*` stands for anything, a final `$` for the end.
    pattern: String,
    allow: bool,
}

/// Rules that stand under the same names.
#[derive(Default)]
struct Groups {
    ours: Option<Rules>,
    everyone: Option<Rules>,
}

impl Rules {
    /// Reads robots.txt for the robot of this name (`Dateline`, without version).
    #[must_use]
    pub fn parse(bytes: &[u8], robot: &str) -> Rules {
        let text = String::from_utf8_lossy(&bytes[..bytes.len().min(MOST_BYTES)]);
        let text = text.trim_start_matches('\u{feff}');
        let mut groups = Groups::default();
        let (mut for_us, mut for_everyone, mut in_names) = (false, false, false);
        for (key, value) in text.split(['\n', '\r', '\0']).filter_map(directive) {
            if key == "user-agent" {
                if !in_names {
                    (for_us, for_everyone) = (false, false);
                }
                in_names = true;
                for_us |= is_name_of(value, robot);
                for_everyone |= value == "*";
            } else if matches!(key.as_str(), "allow" | "disallow" | "crawl-delay") {
                in_names = false;
                if for_us {
                    groups.ours.get_or_insert_default().add(&key, value);
                }
                if for_everyone {
                    groups.everyone.get_or_insert_default().add(&key, value);
                }
            }
        }
        groups.ours.or(groups.everyone).unwrap_or_default()
    }

    /// Nothing may be fetched.
    #[must_use]
    pub fn nothing_allowed() -> Rules {
        let rule = Rule { pattern: "/".to_owned(), allow: false };
        Rules { lines: vec![rule], ..Rules::default() }
    }

    /// Nothing may be fetched: the site is in trouble and cannot say what it wants.
    #[must_use]
    pub fn unknown() -> Rules {
        Rules { unknown: true, ..Rules::nothing_allowed() }
    }

    /// Why this address may not be fetched, in words for a reader; none when it may.
    #[must_use]
    pub fn objection(&self, url: &Url) -> Option<&'static str> {
        match (self.allow(url), self.unknown) {
            (true, _) => None,
            (false, false) => Some("the site's robots.txt does not allow it"),
            (false, true) => Some(
                "the site did not say in its robots.txt what robots may read (it is in trouble, or \
                 not reachable), so it is not asked until it does",
            ),
        }
    }

    /// Whether this address may be fetched: the longest matching rule decides, `Allow` on a draw.
    #[must_use]
    pub fn allow(&self, url: &Url) -> bool {
        let path = match url.query() {
            Some(query) => normalise(&format!("{}?{query}", url.path())),
            None => normalise(url.path()),
        };
        if path == "/robots.txt" {
            return true;
        }
        let matching = self.lines.iter().filter(|rule| matches(&rule.pattern, &path));
        matching.max_by_key(|rule| (rule.pattern.len(), rule.allow)).is_none_or(|rule| rule.allow)
    }

    fn add(&mut self, key: &str, value: &str) {
        if key == "crawl-delay" {
            let seconds = value.parse().ok().and_then(|s| Duration::try_from_secs_f64(s).ok());
            self.crawl_delay = seconds.map(|delay| delay.min(LONGEST_DELAY)).or(self.crawl_delay);
        } else if !value.is_empty() && self.lines.len() < MOST_RULES {
            self.lines.push(Rule { pattern: normalise(value), allow: key == "allow" });
        }
    }
}

/// A line's key in lower case and its value, without the comment.
fn directive(line: &str) -> Option<(String, &str)> {
    let (key, value) = line.split('#').next()?.split_once(':')?;
    Some((key.trim().to_ascii_lowercase(), value.trim()))
}

/// `Dateline`, `dateline/1.0` and `DATELINE (paper)` all mean the robot `Dateline`.
fn is_name_of(value: &str, robot: &str) -> bool {
    let name = value.split(|c: char| !(c.is_ascii_alphabetic() || c == '-' || c == '_')).next();
    name.is_some_and(|name| !name.is_empty() && name.eq_ignore_ascii_case(robot))
}

/// Both sides in one spelling: bytes outside ASCII are percent-encoded and hex digits are upper
/// case, so that `/ä` in the file is `/%c3%a4` in the address.
fn normalise(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut hex_left = 0;
    for byte in text.bytes() {
        if byte.is_ascii() {
            let digit = char::from(byte);
            out.push(if hex_left > 0 { digit.to_ascii_uppercase() } else { digit });
            hex_left = if byte == b'%' { 2 } else { u8::saturating_sub(hex_left, 1) };
        } else {
            out.push('%');
            out.extend([byte >> 4, byte & 15].map(|nibble| {
                char::from_digit(nibble.into(), 16).unwrap_or('0').to_ascii_uppercase()
            }));
            hex_left = 0;
        }
    }
    out
}

/// Whether the pattern matches from the start of the path. Each part between stars is taken at its
/// first place after the one before, so the time is at most the product of the lengths.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, to_end) = match pattern.strip_suffix('$') {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut parts = pattern.split('*');
    let Some(mut rest) = parts.next().and_then(|first| path.strip_prefix(first)) else {
        return false;
    };
    let mut parts: Vec<&str> = parts.collect();
    let last = if to_end { parts.pop() } else { Some("") };
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    last.map_or(rest.is_empty(), |last| rest.ends_with(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(file: &str, path: &str, allowed: bool) {
        let url = Url::parse("https://example.com").expect("a URL").join(path).expect("a path");
        assert_eq!(Rules::parse(file.as_bytes(), "Dateline").allow(&url), allowed, "{file} {path}");
    }

    #[test]
    fn the_longest_rule_decides() {
        let file = "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c$";
        check(file, "/", true);
        check(file, "/a", false);
        check(file, "/ab", false);
        check(file, "/a/b", true);
        check(file, "/a/b/c", false);
        check(file, "/a/b/cd", true);
        check("User-agent: *\nDisallow: /x\nAllow: /x", "/x", true);
        check("User-agent: *\nDisallow: /", "/robots.txt", true);
        check("User-agent: *\nDisallow:", "/x", true);
    }

    #[test]
    fn a_group_of_our_own_replaces_that_of_everyone() {
        let file = "user-agent: *\ndisallow: /\n\nUSER-AGENT: other\nUser-Agent: dateline/1.0\nDisallow: /p";
        check(file, "/p", false);
        check(file, "/q", true);
        check("User-agent: datelinebot\nDisallow: /\nUser-agent: *\nDisallow: /q", "/p", true);
        check(
            "User-agent: Dateline\nDisallow: /a\nUser-agent: x\nDisallow: /b\nUser-agent: dateline\nDisallow: /c",
            "/c",
            false,
        );
    }

    #[test]
    fn stars_and_ends() {
        let file = "User-agent: *\nDisallow: /*.pdf$\nDisallow: /*?s=\nDisallow: /x/*/y";
        check(file, "/a/b.pdf", false);
        check(file, "/a/b.pdf?x", true);
        check(file, "/?s=1", false);
        check(file, "/x/1/2/y/z", false);
        check(file, "/x/y", true);
        check("User-agent: *\nDisallow: /$", "/", false);
        check("User-agent: *\nDisallow: /$", "/a", true);
        check("User-agent: *\nDisallow: *", "/a", false);
        check("User-agent: *\nDisallow: /a*a$", "/a", true);
    }

    #[test]
    fn spellings_of_one_path_are_one_path() {
        check("User-agent: *\nDisallow: /ä", "/%c3%a4", false);
        check("User-agent: *\nDisallow: /%c3%a4", "/ä", false);
    }

    #[test]
    fn reads_files_as_they_are_found() {
        check("\u{feff}User-agent: * # all\r\nDisallow : /p # private\r\n", "/p", false);
        check("User-agent: *\nSitemap: https://example.com/s.xml\nDisallow: /p", "/p", false);
        check("Disallow: /p", "/p", true);
        check("<!doctype html><title>Not found: /</title>", "/p", true);
        check("", "/p", true);
    }

    #[test]
    fn reads_the_pause_that_a_site_asks_for() {
        let delay = |text: &str| {
            let file = format!("User-agent: *\nCrawl-delay: {text}\nDisallow:");
            Rules::parse(file.as_bytes(), "Dateline").crawl_delay
        };
        assert_eq!(delay("2.5"), Some(Duration::from_millis(2500)));
        assert_eq!(delay("86400"), Some(LONGEST_DELAY));
        for nonsense in ["soon", "-1", "NaN", "inf", ""] {
            assert_eq!(delay(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn a_hostile_file_costs_little() {
        let rule = format!("Disallow: /{}\n", "*a".repeat(500));
        let file = format!("User-agent: *\n{}", rule.repeat(400));
        let long = format!("/{}b", "a".repeat(499));
        check(&file, &long, true);
        let many = format!("User-agent: *\n{}", "Disallow: /x\n".repeat(40_000));
        assert_eq!(Rules::parse(many.as_bytes(), "Dateline").lines.len(), MOST_RULES);
    }

    #[test]
    fn a_site_in_trouble_is_left_alone() {
        let url = Url::parse("https://example.com/a").expect("a URL");
        assert!(!Rules::nothing_allowed().allow(&url));
    }
}
