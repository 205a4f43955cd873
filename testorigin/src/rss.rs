//! Feeds to send, as RSS or Atom: written by hand, so that no parser of ours has a say in them.

use std::fmt::Write;

use dateline_model::Millis;
use jiff::fmt::rfc2822::DateTimePrinter;

/// What a feed says, in either format.
#[derive(Clone, Debug, Default)]
pub struct Channel {
    /// Its title; text, without markup.
    pub title: String,
    /// Minutes for which the channel may be kept.
    pub ttl: Option<u32>,
    /// Hours in UTC in which nobody should come.
    pub skip_hours: Vec<u8>,
    /// Days on which nobody should come.
    pub skip_days: Vec<String>,
    /// Its entries.
    pub items: Vec<Item>,
}

/// An entry of a channel.
#[derive(Clone, Debug, Default)]
pub struct Item {
    /// Its guid, and the headline; text, without markup.
    pub name: String,
    /// Its text, as HTML without `]]>`.
    pub html: String,
    /// Its page.
    pub link: Option<String>,
    /// When it was published.
    pub published: Option<Millis>,
}

impl Channel {
    /// The document.
    #[must_use]
    pub fn rss(&self) -> String {
        let mut out = String::from("<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel>");
        // Writing into a string cannot fail.
        let _ = write!(out, "<title>{}</title>", self.title);
        if let Some(minutes) = self.ttl {
            let _ = write!(out, "<ttl>{minutes}</ttl>");
        }
        if !self.skip_hours.is_empty() {
            let hours = self.skip_hours.iter().map(|hour| format!("<hour>{hour}</hour>"));
            let _ = write!(out, "<skipHours>{}</skipHours>", hours.collect::<String>());
        }
        if !self.skip_days.is_empty() {
            let days = self.skip_days.iter().map(|day| format!("<day>{day}</day>"));
            let _ = write!(out, "<skipDays>{}</skipDays>", days.collect::<String>());
        }
        for item in &self.items {
            item.write(&mut out);
        }
        out.push_str("</channel></rss>\n");
        out
    }

    /// The same as Atom, which knows no hours to be spared.
    #[must_use]
    pub fn atom(&self) -> String {
        let mut out = String::from("<?xml version=\"1.0\"?>\n");
        let _ = write!(
            out,
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>{0}</id><title>{0}</title>",
            self.title
        );
        for item in &self.items {
            item.write_atom(&mut out);
        }
        out.push_str("</feed>\n");
        out
    }
}

impl Item {
    /// An entry with a headline and its time.
    #[must_use]
    pub fn new(name: &str, published: Millis) -> Item {
        let html = format!("<p>{name}. The tide was high.</p>");
        Item { name: name.to_owned(), html, link: None, published: Some(published) }
    }

    fn write(&self, out: &mut String) {
        let _ = write!(
            out,
            "\n<item><guid isPermaLink=\"false\">{0}</guid><title>{0}</title>",
            self.name
        );
        if let Some(link) = &self.link {
            let _ = write!(out, "<link>{link}</link>");
        }
        if let Some(published) = self.published {
            let _ = write!(out, "<pubDate>{}</pubDate>", http_date(published));
        }
        let _ = write!(out, "<description><![CDATA[{}]]></description></item>", self.html);
    }

    fn write_atom(&self, out: &mut String) {
        let _ = write!(out, "\n<entry><id>{0}</id><title>{0}</title>", self.name);
        if let Some(link) = &self.link {
            let _ = write!(out, "<link href=\"{link}\"/>");
        }
        if let Some(published) = self.published {
            let _ = write!(out, "<updated>{published}</updated>");
        }
        let _ = write!(out, "<content type=\"html\"><![CDATA[{}]]></content></entry>", self.html);
    }
}

/// `Sun, 06 Nov 1994 08:49:37 GMT`; years that HTTP cannot write become 1970.
#[must_use]
pub fn http_date(moment: Millis) -> String {
    DateTimePrinter::new()
        .timestamp_to_rfc9110_string(&moment.timestamp())
        .unwrap_or_else(|_| "Thu, 01 Jan 1970 00:00:00 GMT".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_what_it_is_told() {
        let channel = Channel {
            title: "Tide".to_owned(),
            ttl: Some(90),
            skip_hours: vec![3, 4],
            skip_days: vec!["Sunday".to_owned()],
            items: vec![Item::new("high", Millis(784_111_777_000))],
        };
        let rss = channel.rss();
        for part in [
            "<ttl>90</ttl>",
            "<skipHours><hour>3</hour><hour>4</hour></skipHours>",
            "<skipDays><day>Sunday</day></skipDays>",
            "<pubDate>Sun, 06 Nov 1994 08:49:37 GMT</pubDate>",
        ] {
            assert!(rss.contains(part), "{part} in {rss}");
        }
        let atom = channel.atom();
        for part in ["<updated>1994-11-06T08:49:37Z</updated>", "<id>high</id>"] {
            assert!(atom.contains(part), "{part} in {atom}");
        }
    }
}
