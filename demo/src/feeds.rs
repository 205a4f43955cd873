//! Feeds as publishers write them: RSS 2.0, RSS 1.0, Atom and JSON Feed.
//!
//! One [`Channel`] goes in and the bytes of a feed come out. The day and the newsstand share it.
//! Two writers are wrong on purpose ([`rss_broken`]) or old-fashioned on purpose ([`rss_latin1`]),
//! since that is what the web is like.

use std::fmt::Write;

use dateline_model::Millis;
use serde_json::{Value, json};

use crate::template::escape;

/// What a feed says of itself and of its entries.
#[derive(Clone, Debug, Default)]
pub(crate) struct Channel {
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) home: String,
    /// The feed's own address.
    pub(crate) address: String,
    pub(crate) language: String,
    pub(crate) entries: Vec<ChannelEntry>,
}

/// One entry. Empty texts are left out of the feed.
#[derive(Clone, Debug, Default)]
pub(crate) struct ChannelEntry {
    pub(crate) title: String,
    pub(crate) link: String,
    pub(crate) summary: String,
    /// The whole text as HTML.
    pub(crate) content: String,
    pub(crate) authors: Vec<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) published: Option<Millis>,
    pub(crate) updated: Option<Millis>,
    /// Address of the lead image.
    pub(crate) image: String,
    pub(crate) enclosure: Option<Enclosure>,
}

/// An attached recording.
#[derive(Clone, Debug)]
pub(crate) struct Enclosure {
    pub(crate) url: String,
    pub(crate) media_type: &'static str,
    pub(crate) length_bytes: usize,
    pub(crate) seconds: u32,
}

/// `<name>text</name>`, or nothing for an empty text.
fn element(xml: &mut String, name: &str, text: &str) {
    if !text.is_empty() {
        push(xml, format_args!("<{name}>{}</{name}>\n", escape(text)));
    }
}

fn push(xml: &mut String, piece: std::fmt::Arguments<'_>) {
    xml.write_fmt(piece).expect("a String takes any text");
}

fn rfc_3339(moment: Millis) -> String {
    moment.to_string()
}

fn rfc_822(moment: Millis) -> String {
    jiff::fmt::strtime::format("%a, %d %b %Y %H:%M:%S +0000", moment.timestamp())
        .unwrap_or_default()
}

/// RSS 2.0 with `dc:creator`, `media:content`, `content:encoded` and, for recordings, `itunes:`.
pub(crate) fn rss(channel: &Channel) -> String {
    let mut xml = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"",
        " xmlns:atom=\"http://www.w3.org/2005/Atom\"",
        " xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"",
        " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"",
        " xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\"",
        " xmlns:media=\"http://search.yahoo.com/mrss/\">\n<channel>\n",
    ));
    element(&mut xml, "title", &channel.title);
    element(&mut xml, "link", &channel.home);
    element(&mut xml, "description", &channel.description);
    element(&mut xml, "language", &channel.language);
    let address = escape(&channel.address);
    push(
        &mut xml,
        format_args!("<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"{address}\"/>\n"),
    );
    for entry in &channel.entries {
        rss_item(&mut xml, entry);
    }
    xml + "</channel>\n</rss>\n"
}

fn rss_item(xml: &mut String, entry: &ChannelEntry) {
    xml.push_str("<item>\n");
    element(xml, "title", &entry.title);
    element(xml, "link", &entry.link);
    push(xml, format_args!("<guid isPermaLink=\"true\">{}</guid>\n", escape(&entry.link)));
    element(xml, "description", &entry.summary);
    element(xml, "content:encoded", &entry.content);
    element(xml, "dc:creator", &entry.authors.join(", "));
    for tag in &entry.tags {
        element(xml, "category", tag);
    }
    if let Some(published) = entry.published {
        element(xml, "pubDate", &rfc_822(published));
    }
    if let Some(updated) = entry.updated {
        element(xml, "atom:updated", &rfc_3339(updated));
    }
    if !entry.image.is_empty() {
        let image = escape(&entry.image);
        push(
            xml,
            format_args!("<media:content url=\"{image}\" medium=\"image\" width=\"1200\"/>\n"),
        );
    }
    if let Some(Enclosure { url, media_type, length_bytes, seconds }) = &entry.enclosure {
        let url = escape(url);
        push(
            xml,
            format_args!(
                "<enclosure url=\"{url}\" type=\"{media_type}\" length=\"{length_bytes}\"/>\n"
            ),
        );
        element(xml, "itunes:duration", &format!("{}:{:02}", seconds / 60, seconds % 60));
    }
    xml.push_str("</item>\n");
}

/// RSS in ISO 8859-1, letters that it lacks as character references.
pub(crate) fn rss_latin1(channel: &Channel) -> Vec<u8> {
    let xml = rss(channel).replacen("UTF-8", "ISO-8859-1", 1);
    let mut bytes = Vec::with_capacity(xml.len());
    for letter in xml.chars() {
        match u8::try_from(u32::from(letter)) {
            Ok(byte) => bytes.push(byte),
            Err(_) => bytes.extend_from_slice(format!("&#{};", u32::from(letter)).as_bytes()),
        }
    }
    bytes
}

/// RSS as a tired content system writes it: a warning before the XML declaration, bare
/// ampersands, and entities that only HTML knows.
pub(crate) fn rss_broken(channel: &Channel) -> String {
    let broken = rss(channel).replace("&amp;", "&").replace(" – ", "&nbsp;&ndash; ");
    format!("\n<!-- cache: stale -->\nNotice: undefined index: section\n{broken}")
}

/// Atom 1.0.
pub(crate) fn atom(channel: &Channel) -> String {
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n",
        escape(&channel.language)
    );
    element(&mut xml, "title", &channel.title);
    element(&mut xml, "subtitle", &channel.description);
    element(&mut xml, "id", &channel.home);
    let newest = channel.entries.iter().filter_map(|entry| entry.updated.or(entry.published)).max();
    element(&mut xml, "updated", &rfc_3339(newest.unwrap_or_default()));
    push(&mut xml, format_args!("<link href=\"{}\"/>\n", escape(&channel.home)));
    push(&mut xml, format_args!("<link rel=\"self\" href=\"{}\"/>\n", escape(&channel.address)));
    for entry in &channel.entries {
        atom_entry(&mut xml, entry);
    }
    xml + "</feed>\n"
}

fn atom_entry(xml: &mut String, entry: &ChannelEntry) {
    xml.push_str("<entry>\n");
    element(xml, "title", &entry.title);
    element(xml, "id", &entry.link);
    push(xml, format_args!("<link rel=\"alternate\" href=\"{}\"/>\n", escape(&entry.link)));
    if let Some(Enclosure { url, media_type, length_bytes, .. }) = &entry.enclosure {
        let url = escape(url);
        push(
            xml,
            format_args!(
                "<link rel=\"enclosure\" href=\"{url}\" type=\"{media_type}\" \
                 length=\"{length_bytes}\"/>\n"
            ),
        );
    }
    if let Some(published) = entry.published {
        element(xml, "published", &rfc_3339(published));
    }
    let updated = entry.updated.or(entry.published).unwrap_or_default();
    element(xml, "updated", &rfc_3339(updated));
    for author in &entry.authors {
        push(xml, format_args!("<author><name>{}</name></author>\n", escape(author)));
    }
    for tag in &entry.tags {
        push(xml, format_args!("<category term=\"{}\"/>\n", escape(tag)));
    }
    element(xml, "summary", &entry.summary);
    if !entry.content.is_empty() {
        let content = escape(&entry.content);
        push(xml, format_args!("<content type=\"html\">{content}</content>\n"));
    }
    xml.push_str("</entry>\n");
}

/// RSS 1.0, which is RDF: the channel lists its items and they follow it.
pub(crate) fn rdf(channel: &Channel) -> String {
    let mut xml = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"",
        " xmlns=\"http://purl.org/rss/1.0/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n",
    ));
    push(&mut xml, format_args!("<channel rdf:about=\"{}\">\n", escape(&channel.address)));
    element(&mut xml, "title", &channel.title);
    element(&mut xml, "link", &channel.home);
    element(&mut xml, "description", &channel.description);
    element(&mut xml, "dc:language", &channel.language);
    xml.push_str("<items><rdf:Seq>\n");
    for entry in &channel.entries {
        push(&mut xml, format_args!("<rdf:li rdf:resource=\"{}\"/>\n", escape(&entry.link)));
    }
    xml.push_str("</rdf:Seq></items>\n</channel>\n");
    for entry in &channel.entries {
        push(&mut xml, format_args!("<item rdf:about=\"{}\">\n", escape(&entry.link)));
        element(&mut xml, "title", &entry.title);
        element(&mut xml, "link", &entry.link);
        element(&mut xml, "description", &entry.summary);
        element(&mut xml, "dc:creator", &entry.authors.join(", "));
        element(&mut xml, "dc:subject", &entry.tags.join(", "));
        if let Some(published) = entry.published {
            element(&mut xml, "dc:date", &rfc_3339(published));
        }
        xml.push_str("</item>\n");
    }
    xml + "</rdf:RDF>\n"
}

/// JSON Feed 1.1.
pub(crate) fn json_feed(channel: &Channel) -> String {
    let items: Vec<Value> = channel.entries.iter().map(json_item).collect();
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "description": channel.description,
        "home_page_url": channel.home,
        "feed_url": channel.address,
        "language": channel.language,
        "items": items,
    });
    feed.to_string()
}

fn json_item(entry: &ChannelEntry) -> Value {
    let authors: Vec<Value> = entry.authors.iter().map(|name| json!({ "name": name })).collect();
    let mut item = json!({
        "id": entry.link,
        "url": entry.link,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": if entry.content.is_empty() { &entry.summary } else { &entry.content },
        "authors": authors,
        "tags": entry.tags,
    });
    let optional = [
        ("date_published", entry.published.map(rfc_3339)),
        ("date_modified", entry.updated.map(rfc_3339)),
        ("image", Some(entry.image.clone()).filter(|image| !image.is_empty())),
    ];
    for (name, value) in optional {
        if let (Some(fields), Some(value)) = (item.as_object_mut(), value) {
            fields.insert(name.to_owned(), Value::String(value));
        }
    }
    item
}

#[cfg(test)]
mod tests {
    use super::*;

    fn channel() -> Channel {
        let entry = ChannelEntry {
            title: "Fog & tide – “late”".into(),
            link: "http://tern.localhost/a?b=1&c=2".into(),
            summary: "Año nuevo".into(),
            published: Some(Millis(1_781_469_000_000)),
            enclosure: Some(Enclosure {
                url: "http://tern.localhost/a.mp3".into(),
                media_type: "audio/mpeg",
                length_bytes: 99,
                seconds: 754,
            }),
            ..ChannelEntry::default()
        };
        Channel { title: "Tern".into(), entries: vec![entry], ..Channel::default() }
    }

    #[track_caller]
    fn check(feed: &str, pieces: &[&str]) {
        for piece in pieces {
            assert!(feed.contains(piece), "{piece} is not in {feed}");
        }
    }

    #[test]
    fn writes_each_format() {
        let link = "http://tern.localhost/a?b=1&amp;c=2";
        check(
            &rss(&channel()),
            &[
                link,
                "<pubDate>Sun, 14 Jun 2026 20:30:00 +0000</pubDate>",
                "<itunes:duration>12:34</itunes:duration>",
                "type=\"audio/mpeg\" length=\"99\"",
            ],
        );
        check(&atom(&channel()), &[link, "<published>2026-06-14T20:30:00Z</published>"]);
        check(&rdf(&channel()), &["<rdf:li rdf:resource", "<dc:date>2026-06-14T20:30:00Z"]);
        check(&json_feed(&channel()), &["\"date_published\":\"2026-06-14T20:30:00Z\""]);
    }

    #[test]
    fn broken_and_old_feeds_are_broken_and_old() {
        let broken = rss_broken(&channel());
        check(&broken, &["Fog & tide", "&nbsp;", "index: section\n<?xml"]);
        let latin = rss_latin1(&channel());
        assert!(latin.windows(3).any(|three| three == b"A\xf1o"));
        assert!(latin.windows(7).any(|seven| seven == b"&#8220;"));
    }
}
