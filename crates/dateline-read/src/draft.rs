//! An article from what the feed alone said.
//!
//! Used where a page cannot be fetched, need not be, or holds less than the feed. Everything in the
//! draft is sanitised here, whether the entry was or not.

use std::borrow::Cow;

use dateline_model::{
    ArticleKind, Draft, Enclosure, Entry, FeedHead, Image, Media, MediaKind, Person, TextConstruct,
};
use memchr::memmem;

use crate::markup::{Token, Tokens, attributes, resolved_html};
use crate::sanitise::{Base, Sanitiser, on_one_line, plain_text};

/// The longest headline; what is longer is a text without one.
const LONGEST_HEADLINE: usize = 300;

/// The article that an entry holds. `feed` gives what the entry leaves out.
pub fn draft_of_entry(entry: &Entry, feed: &FeedHead) -> Draft {
    let body = body_of(entry);
    let base = body.and_then(|body| body.base.as_deref()).or(entry.link.as_deref());
    let source = body.map(as_html).unwrap_or_default();
    let (html, text) = Sanitiser::new(Base::written(base)).clean_with_text(&source);
    let headline = headline_of(entry, &text);
    let mut problems = Vec::new();
    if entry.content.is_empty() {
        problems.push("the feed holds a summary, not the whole text".to_string());
    }
    Draft {
        headline,
        standfirst: standfirst_of(entry, &text),
        byline: names(&entry.authors).or_else(|| names(&feed.authors)).unwrap_or_default(),
        publisher: publisher_of(entry, feed),
        published: entry.published.or(entry.updated),
        modified: entry.updated.filter(|_| entry.published.is_some()),
        language: language_of(entry, feed),
        url: web_address(entry.link.as_deref()),
        canonical_url: None,
        lead_image: lead_image_of(entry, html.as_str()),
        media: entry.enclosures.iter().filter_map(media).collect(),
        tags: entry
            .categories
            .iter()
            .map(|c| c.label.as_ref().unwrap_or(&c.term).clone())
            .collect(),
        section: None,
        updates: Vec::new(),
        age: None,
        kind: if text.is_empty() { kind_without_text(entry) } else { ArticleKind::Article },
        html,
        text,
        problems,
    }
}

/// The longest of the contents, or the summary.
fn body_of(entry: &Entry) -> Option<&TextConstruct> {
    let longest = entry.content.iter().max_by_key(|content| content.value.len());
    match (longest, &entry.summary) {
        (Some(content), Some(summary)) if summary.value.len() > content.value.len() => {
            Some(summary)
        }
        (Some(content), _) => Some(content),
        (None, summary) => summary.as_ref(),
    }
}

/// A text as HTML: plain text in the paragraphs that its blank lines make.
fn as_html(text: &TextConstruct) -> Cow<'_, str> {
    if text.media_type != "text/plain" {
        return Cow::Borrowed(&text.value);
    }
    let escaped = text.value.replace('&', "&amp;").replace('<', "&lt;").replace('\r', "");
    let paragraphs = escaped.split("\n\n").map(str::trim).filter(|text| !text.is_empty());
    let mut html = String::with_capacity(escaped.len() + 16);
    for paragraph in paragraphs {
        html.extend(["<p>", &paragraph.replace('\n', "<br>"), "</p>"]);
    }
    Cow::Owned(html)
}

fn as_text(text: &TextConstruct) -> String {
    if text.media_type == "text/plain" {
        on_one_line(&text.value)
    } else {
        on_one_line(&plain_text(&text.value))
    }
}

/// The title; without one, the first sentence or line of the text.
fn headline_of(entry: &Entry, text: &str) -> String {
    let title = entry.title.as_ref().map(as_text).unwrap_or_default();
    let line = if title.is_empty() { text.lines().next().unwrap_or_default() } else { &title };
    if line.len() <= LONGEST_HEADLINE {
        return line.to_string();
    }
    let cut = crate::sanitise::cut(line, LONGEST_HEADLINE);
    let end = cut.rfind(char::is_whitespace).unwrap_or(cut.len());
    format!("{}…", cut.get(..end).unwrap_or(cut))
}

/// The summary, where the text does not begin with it.
fn standfirst_of(entry: &Entry, text: &str) -> Option<String> {
    if entry.content.is_empty() {
        return None; // the summary is the text
    }
    let summary = entry.summary.as_ref().or(entry.subtitle.as_ref()).map(as_text)?;
    let start: String = text.split_whitespace().take(8).collect::<Vec<_>>().join(" ");
    let repeats = start.is_empty() || summary.starts_with(&start);
    (!summary.is_empty() && !repeats).then_some(summary)
}

fn names(people: &[Person]) -> Option<Vec<String>> {
    let names: Vec<String> = people.iter().filter_map(|person| person.name.clone()).collect();
    (!names.is_empty()).then_some(names)
}

/// Who published it: of an aggregated entry the source, else the feed.
fn publisher_of(entry: &Entry, feed: &FeedHead) -> Option<String> {
    let source = entry.source.as_ref().and_then(|source| source.title.as_ref());
    source.or(feed.title.as_ref()).map(as_text).filter(|name| !name.is_empty())
}

fn language_of(entry: &Entry, feed: &FeedHead) -> Option<String> {
    let body = body_of(entry).and_then(|body| body.language.clone());
    entry.language.clone().or(body).or_else(|| feed.language.clone())
}

fn web_address(link: Option<&str>) -> Option<String> {
    let link = link.filter(|link| {
        let start = link.get(..8).unwrap_or(link).to_ascii_lowercase();
        start.starts_with("http://") || start.starts_with("https://")
    });
    link.map(str::to_string)
}

/// The entry's own picture, its largest thumbnail, or the first picture of the text.
fn lead_image_of(entry: &Entry, html: &str) -> Option<Image> {
    let enclosed = entry.enclosures.iter().find(|enclosure| {
        enclosure.media_type.as_deref().is_some_and(|kind| kind.starts_with("image/"))
    });
    let thumbnail = entry.thumbnails.iter().max_by_key(|thumbnail| thumbnail.width);
    let own = |url: &str| web_address(Some(url));
    let image = match (&entry.image, enclosed, thumbnail) {
        (Some(image), _, _) if own(&image.url).is_some() => {
            Image { url: image.url.clone(), caption: image.title.clone(), ..Image::default() }
        }
        (_, Some(enclosure), _) if own(&enclosure.url).is_some() => {
            Image { url: enclosure.url.clone(), ..Image::default() }
        }
        (_, _, Some(thumbnail)) if own(&thumbnail.url).is_some() => Image {
            url: thumbnail.url.clone(),
            width: thumbnail.width,
            height: thumbnail.height,
            caption: None,
        },
        _ => return first_image(html),
    };
    Some(image)
}

fn first_image(html: &str) -> Option<Image> {
    // Most texts have none, and need not be taken apart to know it.
    memmem::find(html.as_bytes(), b"<img")?;
    Tokens::new(html).find_map(|token| match token {
        Token::Open(tag) if tag.name == "img" => {
            let value = |name: &str| {
                let found = attributes(tag.attributes).find(|(known, _)| *known == name)?;
                Some(resolved_html(found.1).into_owned()).filter(|value| !value.is_empty())
            };
            let pixels = |name| value(name).and_then(|size| size.parse::<u32>().ok());
            // A picture of a few pixels counts visits.
            if pixels("width").is_some_and(|width| width < 50) {
                return None;
            }
            Some(Image {
                url: value("src")?,
                width: pixels("width"),
                height: pixels("height"),
                caption: value("alt"),
            })
        }
        _ => None,
    })
}

fn media(enclosure: &Enclosure) -> Option<Media> {
    let media_type = enclosure.media_type.as_deref().unwrap_or_default();
    let kind = match media_type.split('/').next() {
        Some("audio") => MediaKind::Audio,
        Some("video") => MediaKind::Video,
        _ => return None,
    };
    Some(Media {
        kind,
        url: Some(web_address(Some(&enclosure.url))?),
        duration_seconds: enclosure.duration_seconds,
        title: enclosure.title.clone(),
    })
}

fn kind_without_text(entry: &Entry) -> ArticleKind {
    let video = |enclosure: &Enclosure| {
        enclosure.media_type.as_deref().is_some_and(|kind| kind.starts_with("video/"))
    };
    if entry.enclosures.iter().any(video) { ArticleKind::Video } else { ArticleKind::Article }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{FeedSource, read_feed};

    fn draft(item: &str) -> Draft {
        let feed = format!(
            "<rss><channel><title>The Paper</title><language>en</language>{item}</channel></rss>"
        );
        let source = FeedSource { url: Some("https://e.example/feed"), headers: &[] };
        let document = read_feed(feed.as_bytes(), &source).expect("a feed");
        draft_of_entry(document.entries.first().expect("an entry"), &document.feed)
    }

    #[test]
    fn an_article_from_its_feed() {
        let draft = draft(
            "<item><title>One &amp;amp; two</title><link>/1</link><dc:creator>Jane</dc:creator>\
             <description>In short</description><category>News</category>\
             <content:encoded><![CDATA[<p onclick=x>Long</p><p>text <img src=/i.jpg></p>]]>\
             </content:encoded><pubDate>Sun, 14 Jun 2026 20:30:00 GMT</pubDate></item>",
        );
        assert_eq!(draft.headline, "One & two");
        assert_eq!(draft.standfirst.as_deref(), Some("In short"));
        assert_eq!(draft.byline, ["Jane"]);
        assert_eq!(draft.publisher.as_deref(), Some("The Paper"));
        assert_eq!(draft.text, "Long\n\ntext");
        assert_eq!(
            draft.html.as_str(),
            "<p>Long</p><p>text <img src=\"https://e.example/i.jpg\"></p>"
        );
        assert_eq!(
            draft.lead_image.map(|image| image.url).as_deref(),
            Some("https://e.example/i.jpg")
        );
        assert_eq!(draft.language.as_deref(), Some("en"));
        assert!(draft.published.is_some() && draft.problems.is_empty());
    }

    #[test]
    fn links_that_are_none_go() {
        let draft = draft("<item><title>x</title><link>javascript:alert(1)</link></item>");
        assert_eq!(draft.url, None);
    }

    #[test]
    fn an_entry_without_title() {
        assert_eq!(
            draft("<item><description>First line.</description></item>").headline,
            "First line."
        );
    }
}
