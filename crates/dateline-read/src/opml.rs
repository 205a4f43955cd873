//! Subscriptions in and out, as OPML.
//!
//! Reading is tolerant: any nesting of outlines, any case of names, broken XML; what cannot be
//! imported is listed with the reason, and the rest comes in. Our own settings travel in attributes
//! of our own namespace, which other readers pass over.

use std::collections::BTreeMap;
use std::fmt;

use url::Url;

use crate::decode::decode;
use crate::markup::{Tag, Token, Tokens, attributes, resolved_html};

/// The namespace of our own attributes.
const NAMESPACE: &str = "urn:dateline:opml:1";

/// The largest file that is read: 50,000 subscriptions.
const LARGEST_BYTES: usize = 15 * 1_024 * 1_024;

/// Subscriptions of one file.
const MOST_FEEDS: usize = 50_000;

/// Problems that are listed; nobody reads more.
const MOST_PROBLEMS: usize = 1_000;

/// Folders inside one another; deeper ones count as the last.
const DEEPEST: usize = 20;

/// One subscription.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subscription {
    /// The line of the file that it stands in, from 1.
    pub line: usize,
    /// The feed's address.
    pub url: String,
    /// Its title.
    pub title: Option<String>,
    /// The page it belongs to.
    pub page: Option<String>,
    /// The folders it lies in, outermost first.
    pub folders: Vec<String>,
    /// Our own settings by name: `interval-minutes`, `fetch-page`, …
    pub settings: BTreeMap<String, String>,
}

/// A file of subscriptions as read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opml {
    /// The file's title.
    pub title: Option<String>,
    /// What can be subscribed to, in the file's order, each address once per folder.
    pub subscriptions: Vec<Subscription>,
    /// What could not be imported, for a person to read.
    pub problems: Vec<Problem>,
}

/// Something that could not be imported. As text it is "line 7: Tide: has no feed address".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line of the file that it stands in, from 1; none when it is about the whole file.
    pub line: Option<usize>,
    /// What is wrong.
    pub reason: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(line) = self.line {
            write!(out, "line {line}: ")?;
        }
        out.write_str(&self.reason)
    }
}

/// Reads a file of subscriptions.
pub fn read(bytes: &[u8]) -> Opml {
    let mut opml = Opml::default();
    if bytes.len() > LARGEST_BYTES {
        list_problem(
            &mut opml,
            None,
            "the file is larger than 15 MB: the rest was left out".into(),
        );
    }
    let decoded = decode(bytes.get(..LARGEST_BYTES).unwrap_or(bytes), None);
    let mut tokens = Tokens::new(&decoded.text);
    // One name per open outline; a feed's own outline has none.
    let mut open: Vec<Option<String>> = Vec::new();
    let mut seen_outline = false;
    let (mut line, mut counted) = (1, 0);
    loop {
        let start = tokens.offset();
        let passed = decoded.text.as_bytes().get(counted..start).unwrap_or_default();
        line += memchr::memchr_iter(b'\n', passed).count();
        counted = start;
        let Some(token) = tokens.next() else { break };
        match token {
            Token::Open(tag) if is(tag.name, "outline") => {
                seen_outline = true;
                let folder = read_outline(tag, line, &open, &mut opml);
                if !tag.closed {
                    open.push(folder);
                }
            }
            Token::Close(name) if is(name, "outline") => {
                open.pop();
            }
            Token::Open(tag) if is(tag.name, "title") && !seen_outline => {
                if let Some(Token::Text(text)) = tokens.next() {
                    opml.title = text_of(text);
                }
            }
            _ => {}
        }
    }
    if !seen_outline {
        list_problem(&mut opml, None, "the file holds no outlines: it is no OPML".into());
    }
    opml
}

fn is(name: &str, wanted: &str) -> bool {
    name.eq_ignore_ascii_case(wanted)
}

fn text_of(source: &str) -> Option<String> {
    Some(resolved_html(source).trim().to_string()).filter(|text| !text.is_empty())
}

/// Takes in one outline and returns its name if it is a folder.
fn read_outline(
    tag: Tag<'_>,
    line: usize,
    open: &[Option<String>],
    opml: &mut Opml,
) -> Option<String> {
    let value = |name: &str| {
        let found = attributes(tag.attributes).find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.and_then(|(_, value)| text_of(value))
    };
    let title = value("title").or_else(|| value("text"));
    let Some(address) = value("xmlUrl").or_else(|| value("xml_url")) else {
        let kind = value("type").unwrap_or_default();
        if matches!(kind.to_ascii_lowercase().as_str(), "rss" | "atom") {
            let name = title.as_deref().unwrap_or("an outline without a title");
            list_problem(opml, Some(line), format!("{name}: has no feed address (`xmlUrl`)"));
            return None;
        }
        return title;
    };
    match web_address(&address) {
        Err(reason) => {
            let name = title.as_deref().unwrap_or("an outline without a title");
            list_problem(opml, Some(line), format!("{name}: {reason}"));
        }
        Ok(_) if opml.subscriptions.len() >= MOST_FEEDS => {
            list_problem(
                opml,
                None,
                format!("more than {MOST_FEEDS} feeds: the rest was left out"),
            );
        }
        Ok(url) => {
            let folders = open.iter().flatten().take(DEEPEST).cloned().collect();
            let settings = settings_of(tag);
            let page = value("htmlUrl");
            opml.subscriptions.push(Subscription { line, url, title, page, folders, settings });
        }
    }
    None
}

fn list_problem(opml: &mut Opml, line: Option<usize>, reason: String) {
    let problem = Problem { line, reason };
    if opml.problems.len() < MOST_PROBLEMS && opml.problems.last() != Some(&problem) {
        opml.problems.push(problem);
    }
}

/// The address of a feed, or why it is none.
fn web_address(address: &str) -> Result<String, String> {
    let plain = match address.strip_prefix("feed:") {
        Some(rest) if rest.starts_with("//") => format!("https:{rest}"),
        Some(rest) => rest.to_string(),
        None => address.to_string(),
    };
    let shown = crate::sanitise::cut(address, 200);
    match Url::parse(&plain) {
        Ok(url) if matches!(url.scheme(), "http" | "https") && url.has_host() => Ok(url.into()),
        Ok(url) => Err(format!("`{shown}` is no web address (`{}:`)", url.scheme())),
        Err(_) => Err(format!("`{shown}` is no address")),
    }
}

/// Attributes with our prefix.
fn settings_of(tag: Tag<'_>) -> BTreeMap<String, String> {
    attributes(tag.attributes)
        .filter_map(|(name, value)| {
            let name = name.strip_prefix("dateline:")?;
            Some((name.to_string(), resolved_html(value).into_owned()))
        })
        .collect()
}

/// Writes subscriptions as OPML 2.0, folders as nested outlines.
pub fn write(title: &str, subscriptions: &[Subscription]) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\" \
         xmlns:dateline=\"{NAMESPACE}\">\n  <head>\n    <title>{}</title>\n  </head>\n  <body>\n",
        escaped(title)
    );
    let mut sorted: Vec<&Subscription> = subscriptions.iter().collect();
    sorted.sort_by(|one, other| one.folders.cmp(&other.folders));
    let mut open: &[String] = &[];
    for subscription in sorted {
        let folders = &subscription.folders;
        let shared = open.iter().zip(folders).take_while(|(one, other)| one == other).count();
        for depth in (shared..open.len()).rev() {
            line(&mut out, depth, "</outline>");
        }
        for (depth, folder) in folders.iter().enumerate().skip(shared) {
            let name = escaped(folder);
            line(&mut out, depth, &format!("<outline text=\"{name}\" title=\"{name}\">"));
        }
        open = folders;
        line(&mut out, folders.len(), &outline(subscription));
    }
    for depth in (0..open.len()).rev() {
        line(&mut out, depth, "</outline>");
    }
    out.push_str("  </body>\n</opml>\n");
    out
}

fn line(out: &mut String, depth: usize, text: &str) {
    out.extend(std::iter::repeat_n("  ", depth + 2));
    out.push_str(text);
    out.push('\n');
}

fn outline(subscription: &Subscription) -> String {
    let title = escaped(subscription.title.as_deref().unwrap_or(&subscription.url));
    let mut out = format!(
        "<outline type=\"rss\" text=\"{title}\" title=\"{title}\" xmlUrl=\"{}\"",
        escaped(&subscription.url)
    );
    if let Some(page) = &subscription.page {
        out.extend([" htmlUrl=\"", &escaped(page), "\""]);
    }
    for (name, value) in &subscription.settings {
        // A name of ours is letters and dashes; what is not cannot be an attribute.
        if name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            out.extend([" dateline:", name, "=\"", &escaped(value), "\""]);
        }
    }
    out.push_str("/>");
    out
}

/// Text for an attribute or element, without the characters that XML cannot hold.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' | '\t' => out.push(' '),
            '\u{FFFE}' | '\u{FFFF}' => {}
            _ if letter.is_control() => {}
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: &[(&str, &[&str])], problems: &[&str]) {
        let opml = read(source.as_bytes());
        let found: Vec<(&str, Vec<&str>)> = opml
            .subscriptions
            .iter()
            .map(|s| (s.url.as_str(), s.folders.iter().map(String::as_str).collect()))
            .collect();
        let expected: Vec<(&str, Vec<&str>)> =
            expected.iter().map(|(url, folders)| (*url, folders.to_vec())).collect();
        assert_eq!(found, expected);
        let told: Vec<String> = opml.problems.iter().map(ToString::to_string).collect();
        assert_eq!(told, problems);
    }

    #[test]
    fn folders_of_any_depth() {
        check(
            "<opml><body><outline text='News'><outline text='World'>\
             <outline type='rss' xmlUrl='https://e.example/a'/></outline>\
             <outline xmlUrl='https://e.example/b'></outline></outline>\
             <outline XMLURL='https://e.example/c'/></body></opml>",
            &[
                ("https://e.example/a", &["News", "World"]),
                ("https://e.example/b", &["News"]),
                ("https://e.example/c", &[]),
            ],
            &[],
        );
    }

    #[test]
    fn what_cannot_be_imported_is_listed() {
        check(
            "<outline text='A' type='rss'/>\r\n\n<outline text='B' xmlUrl='file:///etc/passwd'/>\
             <outline text='C & D' xmlUrl='nonsense'/><outline xmlUrl='feed://e.example/x'/>",
            &[("https://e.example/x", &[])],
            &[
                "line 1: A: has no feed address (`xmlUrl`)",
                "line 3: B: `file:///etc/passwd` is no web address (`file:`)",
                "line 3: C & D: `nonsense` is no address",
            ],
        );
        check("<html></html>", &[], &["the file holds no outlines: it is no OPML"]);
    }

    #[test]
    fn reads_what_it_writes() {
        let subscription = |url: &str, folders: &[&str]| Subscription {
            line: 0,
            url: url.into(),
            title: Some("A \"B\" & <C>".into()),
            page: Some("https://e.example/?a=1&b=2".into()),
            folders: folders.iter().map(ToString::to_string).collect(),
            settings: [("fetch-page".to_string(), "never".to_string())].into(),
        };
        let subscriptions = [
            subscription("https://e.example/0", &[]),
            subscription("https://e.example/1", &["A"]),
            subscription("https://e.example/2", &["A", "B & C"]),
            subscription("https://e.example/3", &["D"]),
        ];
        let opml = read(write("My \u{8}paper", &subscriptions).as_bytes());
        assert_eq!(opml.title.as_deref(), Some("My paper"));
        let lines: Vec<usize> = opml.subscriptions.iter().map(|one| one.line).collect();
        assert_eq!(lines, [7, 9, 11, 15]);
        let read: Vec<Subscription> =
            opml.subscriptions.into_iter().map(|one| Subscription { line: 0, ..one }).collect();
        assert_eq!(read, subscriptions);
        assert_eq!(opml.problems, []);
    }
}
