//! Several articles in one page's text.
//!
//! Aggregators' pages hold one article, then furniture, then others in full. Each of the others
//! opens with three lines: its publisher, its age, and the publisher again after a dash. Then come
//! its headline, and its text, which may begin with the headline again.
//!
//! The one rule: no whole opener, no split.

use dateline_model::{Age, ArticleKind, Draft, Media, MediaKind};

use super::age::age_of;
use super::blocks::Block;
use super::media::seconds_of;
use super::{PageSource, render};

/// Headings of furniture: the main article ends before the first.
const ENDINGS: &[&str] = &[
    "hashtags",
    "try our ai features",
    "comments",
    "related articles",
    "related news",
    "read more",
    "more from",
    "related stories",
    "no comments yet...",
    "leave a comment",
    "you may also like",
];
/// A heading is a short line.
const LONGEST_HEADING: usize = 60;
/// Lines read from one text.
const MAX_LINES: usize = 200_000;
/// Articles read from one text.
const MAX_ARTICLES: usize = 100;

/// Reads a page's text.
pub(super) fn read(text: &str, source: &PageSource<'_>) -> Vec<Draft> {
    let lines: Vec<&str> =
        text.lines().map(str::trim).filter(|line| !line.is_empty()).take(MAX_LINES).collect();
    let openers = openers(&lines);
    let first = openers.first().copied().unwrap_or(lines.len());
    let mut drafts = vec![main_article(lines.get(..first).unwrap_or(&[]), source)];
    drafts.extend(others(&lines, &openers));
    drafts
}

/// Takes the other articles, and the furniture above them, off a page's blocks.
pub(super) fn split_off(blocks: &mut Vec<Block>) -> Vec<Draft> {
    let numbered: Vec<(usize, &str)> = blocks
        .iter()
        .enumerate()
        .flat_map(|(at, block)| block.text.lines().map(move |line| (at, line)))
        .collect();
    let lines: Vec<&str> = numbered.iter().map(|(_, line)| *line).collect();
    let openers = openers(&lines);
    let Some(first) = openers.first() else { return Vec::new() };
    let drafts = others(&lines, &openers);
    let prose =
        lines.iter().take(*first).rposition(|line| line.len() > LONGEST_HEADING).unwrap_or(0);
    let furniture = (prose..*first).find(|at| lines.get(*at).is_some_and(|line| is_ending(line)));
    let end = numbered.get(furniture.unwrap_or(*first)).map_or(0, |(at, _)| *at);
    blocks.truncate(end);
    drafts
}

/// Where other articles begin.
fn openers(lines: &[&str]) -> Vec<usize> {
    (0..lines.len()).filter(|at| opener(lines, *at).is_some()).take(MAX_ARTICLES).collect()
}

fn others(lines: &[&str], openers: &[usize]) -> Vec<Draft> {
    let ends = openers.iter().skip(1).copied().chain(Some(lines.len()));
    let parts = openers.iter().zip(ends);
    parts
        .filter_map(|(start, end)| {
            Some(other_article(&opener(lines, *start)?, lines.get(start + 3..end)?))
        })
        .collect()
}

/// The three lines that open another article.
struct Opener {
    publisher: String,
    age: Age,
}

fn opener(lines: &[&str], at: usize) -> Option<Opener> {
    let [publisher, age, again] = lines.get(at..at + 3)? else { return None };
    let again = again.strip_prefix(['-', '–', '—'])?.trim();
    (again == *publisher && publisher.len() <= LONGEST_HEADING).then_some(())?;
    Some(Opener { publisher: (*publisher).to_owned(), age: age_of(age)? })
}

/// The page's own article: a headline and paragraphs, up to the first heading of furniture.
fn main_article(lines: &[&str], source: &PageSource<'_>) -> Draft {
    let end = lines.iter().position(|line| is_ending(line)).unwrap_or(lines.len());
    let lines = lines.get(..end).unwrap_or(&[]);
    let Some((headline, body)) = lines.split_first() else {
        return super::nothing("the page holds no text", source);
    };
    let mut draft = article(headline, body);
    draft.url = source.url.map(str::to_owned);
    draft
}

fn is_ending(line: &str) -> bool {
    line.len() <= LONGEST_HEADING
        && ENDINGS.contains(&line.trim_end_matches(':').to_lowercase().as_str())
}

fn other_article(opener: &Opener, lines: &[&str]) -> Draft {
    let (headline, body) =
        lines.split_first().map_or(("", lines), |(headline, body)| (*headline, body));
    let mut draft = article(headline, body);
    draft.publisher = Some(opener.publisher.clone());
    draft.age = Some(opener.age.clone());
    draft
}

fn article(headline: &str, lines: &[&str]) -> Draft {
    let mut media = Vec::new();
    let mut paragraphs: Vec<String> = Vec::new();
    for line in lines {
        let line = line.strip_prefix(headline).map_or(*line, str::trim_start);
        let line = without_players(line, &mut media);
        if !line.is_empty() {
            paragraphs.push(line);
        }
    }
    if let Some(first) = paragraphs.first_mut() {
        *first = without_label(first);
    }
    let text = paragraphs.join("\n\n");
    let kind = match (text.is_empty(), media.is_empty()) {
        (true, true) => ArticleKind::None,
        (_, false) if text.len() < 600 => ArticleKind::Video,
        _ => ArticleKind::Article,
    };
    let html = render::paragraphs(&text);
    let problems = if kind == ArticleKind::None {
        vec!["the page holds no text that reads like an article".to_owned()]
    } else {
        Vec::new()
    };
    Draft { headline: headline.to_owned(), html, text, media, kind, problems, ..Draft::default() }
}

/// A desk's or agency's label that ran into the first sentence: it is no word of the article.
fn without_label(paragraph: &str) -> String {
    ["Agencies ", "NewsFeed ", "Newsfeed "]
        .iter()
        .find_map(|label| paragraph.strip_prefix(label))
        .unwrap_or(paragraph)
        .to_owned()
}

/// Takes `Video Duration 00 minutes 37 seconds 00:37` out of the text: a player's label.
fn without_players(line: &str, media: &mut Vec<Media>) -> String {
    const LABEL: &str = "Video Duration ";
    let mut parts = line.split(LABEL);
    let mut kept = parts.next().unwrap_or("").trim().to_owned();
    for part in parts {
        let words: Vec<&str> = part.split_whitespace().collect();
        let spelled = words.get(..4).map(|words| words.join(" "));
        let Some(seconds) = spelled.as_deref().and_then(seconds_of) else {
            kept.push_str(LABEL);
            kept.push_str(part);
            continue;
        };
        media.push(Media {
            kind: MediaKind::Video,
            url: None,
            duration_seconds: Some(seconds),
            title: None,
        });
        let clock = usize::from(words.get(4).is_some_and(|word| seconds_of(word).is_some()));
        for word in words.iter().skip(4 + clock) {
            kept.push(' ');
            kept.push_str(word);
        }
    }
    kept.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::blocks::cut;
    use crate::page::tree::{Tree, parse};

    const PAGE: &str = "Fire in Vell\nThree were hurt.\nThe fire is out.\nHashtags\nComments\nNo comments yet...\nRelated Articles\n\n\
        Orr Times\n2 hours ago\n- Orr Times\nRain in Orr\nRain in Orr NewsFeed It rained. Video Duration 00 minutes 37 seconds 00:37 Video Duration 01 minutes 03 seconds 01:03\n";

    #[test]
    fn finds_every_article() {
        let drafts = read(PAGE, &PageSource::default());
        let [main, other] = drafts.as_slice() else { panic!("two articles: {drafts:?}") };
        assert_eq!(
            (main.headline.as_str(), main.text.as_str()),
            ("Fire in Vell", "Three were hurt.\n\nThe fire is out.")
        );
        assert_eq!((main.published, &main.age), (None, &None));
        assert_eq!((other.headline.as_str(), other.text.as_str()), ("Rain in Orr", "It rained."));
        assert_eq!(other.publisher.as_deref(), Some("Orr Times"));
        assert_eq!(other.age, Some(Age { text: "2 hours ago".to_owned(), seconds: 7_200 }));
        let lengths: Vec<_> = other.media.iter().map(|media| media.duration_seconds).collect();
        assert_eq!(lengths, [Some(37), Some(63)]);
    }

    #[test]
    fn finds_them_in_markup() {
        let long = "The fire is out, and the people of Vell are going home to what is left.";
        let lines = PAGE.replace("The fire is out.", long);
        let markup = format!("<p>{}</p>", lines.replace('\n', "</p><p>"));
        let tree = parse(&markup);
        let mut blocks = cut(&tree, Tree::ROOT);
        let others = split_off(&mut blocks);
        assert_eq!(
            others.iter().map(|draft| draft.headline.as_str()).collect::<Vec<_>>(),
            ["Rain in Orr"]
        );
        assert_eq!(blocks.last().map(|block| block.text.as_str()), Some(long));
    }

    #[test]
    fn half_an_opener_is_text() {
        let drafts = read("Fire\nOrr Times\n2 hours ago\nText.", &PageSource::default());
        assert_eq!(drafts.len(), 1);
    }

    #[test]
    fn no_text_is_no_article() {
        let drafts = read(" \n ", &PageSource::default());
        assert_eq!(drafts.first().map(|draft| draft.kind), Some(ArticleKind::None));
    }

    #[test]
    fn the_seed_page_gives_four_articles() {
        let shared = std::env::var("DATELINE_SHARED")
            .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared").to_owned());
        let Ok(text) = std::fs::read_to_string(format!("{shared}/data/seed/page.txt")) else {
            eprintln!("skipped: the shared data is absent");
            return;
        };
        let drafts = read(&text, &PageSource::default());
        let ages: Vec<Option<u64>> =
            drafts.iter().map(|draft| draft.age.as_ref().map(|age| age.seconds)).collect();
        assert_eq!(ages, [None, Some(46_800), Some(46_800), Some(54_000)]);
        assert!(drafts.iter().all(
            |draft| !draft.text.contains("Video Duration") && !draft.text.contains("Hashtags")
        ));
        assert_eq!(drafts.last().map(|draft| draft.media.len()), Some(7));
    }
}
