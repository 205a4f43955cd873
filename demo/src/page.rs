//! The pages of an invented site.
//!
//! Each publisher's `page.html` decides what a reader program gets to work with: JSON-LD here,
//! Open Graph there, elsewhere only a `<time>`. This module computes every value that a template
//! may ask for ([`article_page`], [`front_page`]); a template that does not ask hides it.

use dateline_model::Millis;
use serde_json::{Value as Json, json};

use crate::calendar;
use crate::content::{Article, Kind, Newsroom, Publisher, Recording, text_file};
use crate::markup;
use crate::template::{Value, Values, render};

/// How many other articles a page lists in its margin.
const MARGIN: usize = 5;

/// Where the day is served, and when it began.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) start: Millis,
    pub(crate) port: u16,
}

impl Place {
    /// `http://courier.localhost:8081`.
    pub(crate) fn origin(self, publisher: &Publisher) -> String {
        format!("http://{}.localhost:{}", publisher.slug, self.port)
    }

    pub(crate) fn picture(self, publisher: &Publisher, name: &str) -> String {
        format!("{}/images/{name}.png", self.origin(publisher))
    }

    pub(crate) fn recording(self, publisher: &Publisher, recording: &Recording) -> String {
        format!("{}/media/{}", self.origin(publisher), recording.file)
    }

    pub(crate) fn article(self, publisher: &Publisher, article: &Article) -> String {
        format!("{}{}", self.origin(publisher), path(publisher, article))
    }
}

/// The path of an article, with a fragment when its page holds several.
pub(crate) fn path(publisher: &Publisher, article: &Article) -> String {
    if let Some(page) = &article.head.page {
        return format!("{page}#{}", article.slug);
    }
    let day = article.published.day();
    publisher
        .article_path
        .replace("{section}", &in_ascii(&article.head.section))
        .replace("{slug}", &article.slug)
        .replace("{number}", &article.number)
        .replace("{y}", &format!("{:04}", day.year()))
        .replace("{m}", &format!("{:02}", day.month()))
        .replace("{d}", &format!("{:02}", day.day()))
}

/// `País` as `pais`: sites keep accents out of their addresses.
fn in_ascii(section: &str) -> String {
    let plain = |letter: char| match letter {
        'á' | 'à' | 'â' => 'a',
        'é' | 'è' | 'ê' => 'e',
        'í' | 'î' => 'i',
        'ó' | 'ô' => 'o',
        'ú' | 'û' => 'u',
        ' ' => '-',
        other => other,
    };
    section.to_lowercase().chars().map(plain).collect()
}

/// The body as HTML.
pub(crate) fn body_html(place: Place, publisher: &Publisher, article: &Article) -> String {
    markup::to_html(&article.body, &|name| place.picture(publisher, name))
}

/// The standfirst, or else the first paragraph.
pub(crate) fn summary(article: &Article) -> String {
    if article.head.standfirst.is_empty() {
        markup::first_paragraph(&article.body)
    } else {
        article.head.standfirst.clone()
    }
}

/// One article on its own page.
pub(crate) fn article_page(place: Place, newsroom: &Newsroom, article: &Article) -> String {
    let publisher = &newsroom.publisher;
    let mut values = site_values(place, publisher);
    values.extend(article_values(place, publisher, article));
    let others = newsroom.articles.iter().filter(|other| other.number != article.number);
    let links = others.take(MARGIN).map(|other| article_values(place, publisher, other)).collect();
    values.insert("others", Value::Rows(links));
    let own = format!("{}/page.html", publisher.slug);
    render(text_file(&own).unwrap_or_default(), &values)
}

/// Several whole articles on one page.
pub(crate) fn bundle_page(place: Place, publisher: &Publisher, articles: &[&Article]) -> String {
    let mut values = site_values(place, publisher);
    let rows = articles.iter().map(|article| article_values(place, publisher, article)).collect();
    values.insert("articles", Value::Rows(rows));
    render(text_file("bundle.html").unwrap_or_default(), &values)
}

/// The list of everything that a site has.
pub(crate) fn front_page(place: Place, newsroom: &Newsroom) -> String {
    let publisher = &newsroom.publisher;
    let mut values = site_values(place, publisher);
    let rows = newsroom.articles.iter().map(|one| article_values(place, publisher, one)).collect();
    values.insert("articles", Value::Rows(rows));
    render(text_file("front.html").unwrap_or_default(), &values)
}

/// `application/atom+xml` and its like; empty for a site without a feed.
pub(crate) fn feed_type(publisher: &Publisher) -> &'static str {
    use crate::content::FeedKind;
    match publisher.feed {
        FeedKind::Atom => "application/atom+xml",
        FeedKind::Rss | FeedKind::RssLatin1 | FeedKind::RssBroken => "application/rss+xml",
        FeedKind::Rdf => "application/rdf+xml",
        FeedKind::Json => "application/feed+json",
        FeedKind::None => "",
    }
}

fn site_values(place: Place, publisher: &Publisher) -> Values {
    let right_to_left = publisher.language.starts_with("ar");
    let feed = match publisher.feed_path.as_str() {
        "" => String::new(),
        path => format!("{}{path}", place.origin(publisher)),
    };
    let menu = publisher.menu.iter().map(|word| Values::from([("name", text(word))])).collect();
    Values::from([
        ("site", text(&publisher.name)),
        ("suffix", text(&publisher.suffix)),
        ("tagline", text(&publisher.tagline)),
        ("language", text(&publisher.language)),
        ("dir", text(if right_to_left { "rtl" } else { "ltr" })),
        ("home", text(&place.origin(publisher))),
        ("feed", text(&feed)),
        ("feed_type", text(feed_type(publisher))),
        ("menu", Value::Rows(menu)),
        ("ink", text(&publisher.ink)),
        ("accent", text(&publisher.accent)),
        ("year", text(&place.start.day().year().to_string())),
    ])
}

fn article_values(place: Place, publisher: &Publisher, article: &Article) -> Values {
    let head = &article.head;
    let modified = article.updated.unwrap_or(article.published);
    let rows = |names: &[String]| {
        Value::Rows(names.iter().map(|name| Values::from([("name", text(name))])).collect())
    };
    let image = head.image.as_ref().map(|name| place.picture(publisher, name)).unwrap_or_default();
    let mut values = Values::from([
        ("headline", text(&head.headline)),
        ("standfirst", text(&head.standfirst)),
        ("summary", text(&summary(article))),
        ("byline", text(&head.byline.join(", "))),
        ("authors", rows(&head.byline)),
        ("section", text(&head.section)),
        ("tags", rows(&head.tags)),
        ("keywords", text(&head.tags.join(", "))),
        ("url", text(&place.article(publisher, article))),
        ("slug", text(&article.slug)),
        ("body", text(&body_html(place, publisher, article))),
        ("image", text(&image)),
        ("caption", text(&head.caption)),
        ("published_iso", text(&article.published.to_string())),
        ("published", text(&calendar::dateline(&publisher.language, article.published))),
        ("modified_iso", text(&modified.to_string())),
        ("age", text(&age(place.start, article.published))),
        ("json_ld", text(&json_ld(place, publisher, article))),
    ]);
    if article.updated.is_some() {
        let modified = calendar::dateline(&publisher.language, modified);
        values.insert("modified", text(&modified));
    }
    if let Some(video) = &head.video {
        values.extend(recording_values(place, publisher, video, "video"));
    }
    if let Some(audio) = &head.audio {
        values.extend(recording_values(place, publisher, audio, "audio"));
    }
    values
}

fn recording_values(
    place: Place,
    publisher: &Publisher,
    recording: &Recording,
    kind: &'static str,
) -> Values {
    let seconds = recording.seconds;
    Values::from([
        (kind, text(&place.recording(publisher, recording))),
        ("recording", text(&recording.title)),
        ("duration", text(&format!("{}:{:02}", seconds / 60, seconds % 60))),
        ("duration_iso", text(&iso_duration(seconds))),
        ("duration_seconds", text(&seconds.to_string())),
    ])
}

fn iso_duration(seconds: u32) -> String {
    format!("PT{}M{}S", seconds / 60, seconds % 60)
}

/// "13 hours ago", as sites print it that print no time at all.
fn age(start: Millis, published: Millis) -> String {
    let minutes = (start.0 - published.0) / Millis::MINUTE;
    match minutes {
        ..=1 => "just now".to_owned(),
        2..60 => format!("{minutes} minutes ago"),
        60..120 => "1 hour ago".to_owned(),
        120..2_880 => format!("{} hours ago", minutes / 60),
        _ => format!("{} days ago", minutes / 1_440),
    }
}

/// schema.org's words for the article, `</` made harmless inside a script element.
fn json_ld(place: Place, publisher: &Publisher, article: &Article) -> String {
    let head = &article.head;
    let authors: Vec<Json> =
        head.byline.iter().map(|name| json!({ "@type": "Person", "name": name })).collect();
    let mut thing = json!({
        "@context": "https://schema.org",
        "@type": match head.kind {
            Kind::Live => "LiveBlogPosting",
            _ => "NewsArticle",
        },
        "headline": head.headline,
        "description": summary(article),
        "datePublished": article.published.to_string(),
        "dateModified": article.updated.unwrap_or(article.published).to_string(),
        "inLanguage": publisher.language,
        "articleSection": head.section,
        "keywords": head.tags,
        "author": authors,
        "publisher": { "@type": "NewsMediaOrganization", "name": publisher.name },
        "mainEntityOfPage": place.article(publisher, article),
    });
    if let Some(fields) = thing.as_object_mut() {
        if let Some(name) = &head.image {
            fields.insert("image".into(), json!([place.picture(publisher, name)]));
        }
        if let Some(video) = &head.video {
            fields.insert("video".into(), video_object(place, publisher, article, video));
        }
    }
    thing.to_string().replace("</", "<\\/")
}

fn video_object(place: Place, publisher: &Publisher, article: &Article, video: &Recording) -> Json {
    json!({
        "@type": "VideoObject",
        "name": video.title,
        "description": video.title,
        "duration": iso_duration(video.seconds),
        "contentUrl": place.recording(publisher, video),
        "uploadDate": article.published.to_string(),
        "thumbnailUrl": article.head.image.as_ref().map(|name| place.picture(publisher, name)),
    })
}

fn text(words: &str) -> Value {
    Value::Text(words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(minutes: i64, expected: &str) {
        assert_eq!(age(Millis(minutes * Millis::MINUTE), Millis(0)), expected);
    }

    #[test]
    fn says_how_long_ago() {
        check(0, "just now");
        check(59, "59 minutes ago");
        check(61, "1 hour ago");
        check(13 * 60 + 5, "13 hours ago");
        check(50 * 60, "2 days ago");
    }
}
