//! What a reader writes, made fit to be shown: a part of `CommonMark`.
//!
//! Paragraphs, emphasis, links, lists, quotations and code; headings become bold lines, pictures
//! their description, HTML the letters that it is written with. [`comment_html`] turns the markup
//! into HTML by a kept library and hands that to a sanitiser that knows thirteen elements, so that a
//! fault in the one is caught by the other.

use std::sync::LazyLock;

use ammonia::{Builder, UrlRelative};
use dateline_model::SafeHtml;
use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};

/// The longest comment that is read as markup, in bytes; forms allow less.
const LONGEST_BYTES: usize = 64 << 10;

/// Quotations and lists within each other; deeper ones stand at this depth. HTML parsers take time
/// that grows with the square of depth.
const DEEPEST: usize = 8;

const TAGS: &[&str] =
    &["p", "br", "em", "strong", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a", "hr"];

/// The addresses that a reader may be sent to.
const SCHEMES: &[&str] = &["http", "https", "mailto"];

static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .add_tags(TAGS)
        .add_tag_attributes("a", ["href"])
        .add_tag_attributes("ol", ["start"])
        .add_url_schemes(SCHEMES)
        .link_rel(Some("nofollow ugc noopener noreferrer"))
        .strip_comments(true)
        .url_relative(UrlRelative::Deny);
    builder
});

/// A comment's markup as HTML that may be shown. A line end in the text is one on the page.
pub fn comment_html(text: &str) -> SafeHtml {
    let text = within(text);
    let parser = Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH);
    let mut html = String::with_capacity(text.len() + 64);
    pulldown_cmark::html::push_html(&mut html, Subset { parser, depth: 0, dropped: Vec::new() });
    SafeHtml::vouched_for(SANITISER.clean(&html).to_string())
}

/// The beginning of a text that is longer than any form lets through.
fn within(text: &str) -> &str {
    if text.len() <= LONGEST_BYTES {
        return text;
    }
    text.get(..text.floor_char_boundary(LONGEST_BYTES)).unwrap_or_default()
}

/// The part of `CommonMark` that comments have.
struct Subset<'a> {
    parser: Parser<'a>,
    depth: usize,
    /// For each open container whether it was left out.
    dropped: Vec<bool>,
}

impl<'a> Iterator for Subset<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        loop {
            let event = self.parser.next()?;
            if let Some(kept) = self.keep(event) {
                return Some(kept);
            }
        }
    }
}

impl<'a> Subset<'a> {
    fn keep(&mut self, event: Event<'a>) -> Option<Event<'a>> {
        match event {
            Event::Start(tag) => self.open(tag),
            Event::End(tag) => self.close(tag),
            Event::Html(html) | Event::InlineHtml(html) => Some(Event::Text(html)),
            Event::SoftBreak => Some(Event::HardBreak),
            other => Some(other),
        }
    }

    fn open(&mut self, tag: Tag<'a>) -> Option<Event<'a>> {
        match tag {
            Tag::BlockQuote(_) | Tag::List(_) | Tag::Item => {
                let drop = self.depth >= DEEPEST;
                self.dropped.push(drop);
                self.depth += usize::from(!drop);
                (!drop).then_some(Event::Start(tag))
            }
            Tag::Heading { .. } | Tag::HtmlBlock => Some(Event::Start(Tag::Paragraph)),
            Tag::Image { .. } => Some(Event::Text(CowStr::Borrowed("🖼 "))),
            other => Some(Event::Start(other)),
        }
    }

    fn close(&mut self, tag: TagEnd) -> Option<Event<'a>> {
        match tag {
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                let drop = self.dropped.pop().unwrap_or(true);
                self.depth -= usize::from(!drop);
                (!drop).then_some(Event::End(tag))
            }
            TagEnd::Heading(_) | TagEnd::HtmlBlock => Some(Event::End(TagEnd::Paragraph)),
            TagEnd::Image => None,
            other => Some(Event::End(other)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sanitise::known_attacks;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(comment_html(text).as_str().trim_end(), expected, "{text}");
    }

    #[test]
    fn the_usual_markup() {
        check("plain", "<p>plain</p>");
        check("one\ntwo\n\nthree", "<p>one<br>\ntwo</p>\n<p>three</p>");
        check(
            "*a* **b** ~~c~~ `d`",
            "<p><em>a</em> <strong>b</strong> <del>c</del> <code>d</code></p>",
        );
        check("> said", "<blockquote>\n<p>said</p>\n</blockquote>");
        check("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>");
        check("# loud", "<p>loud</p>");
        check("1 < 2 & 3", "<p>1 &lt; 2 &amp; 3</p>");
    }

    #[test]
    fn links_lead_out_without_a_recommendation() {
        let rel = "rel=\"nofollow ugc noopener noreferrer\"";
        check(
            "[here](https://vell.example/)",
            &format!("<p><a href=\"https://vell.example/\" {rel}>here</a></p>"),
        );
        check("[x](javascript:alert(1))", &format!("<p><a {rel}>x</a></p>"));
        check("[x](/desk)", &format!("<p><a {rel}>x</a></p>"));
    }

    #[test]
    fn pictures_and_html_are_words() {
        check("![a beacon](https://track.example/1.gif)", "<p>🖼 a beacon</p>");
        check("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
        check("a <img src=x onerror=y> b", "<p>a &lt;img src=x onerror=y&gt; b</p>");
    }

    #[test]
    fn depth_has_an_end() {
        let deep = format!("{} bottom", ">".repeat(5_000));
        let html = comment_html(&deep);
        assert_eq!(html.as_str().matches("<blockquote>").count(), DEEPEST);
        assert!(html.as_str().contains("bottom"));
    }

    #[test]
    fn known_attacks_leave_nothing_active() {
        for payload in known_attacks() {
            for text in [payload.clone(), format!("[x]({payload})"), format!("![x](<{payload}>)")] {
                let html = comment_html(&text);
                assert_eq!(stranger(html.as_str()), None, "{text:?} became {html:?}");
            }
        }
    }

    /// A tag or an attribute that no comment has.
    fn stranger(html: &str) -> Option<String> {
        for tag in html.split('<').skip(1) {
            let (tag, _) = tag.split_once('>')?;
            let mut words = tag.trim_start_matches('/').split_ascii_whitespace();
            let name = words.next().unwrap_or_default();
            let rest = tag.trim_start_matches('/').get(name.len()..).unwrap_or_default().trim();
            let link = rest.strip_prefix("href=\"").is_some_and(|value| {
                ["http://", "https://", "mailto:"]
                    .iter()
                    .any(|scheme| value.to_lowercase().starts_with(scheme))
            });
            let fine = rest.is_empty()
                || rest.starts_with("rel=\"")
                || rest.starts_with("start=\"")
                || link;
            if !TAGS.contains(&name) || !fine {
                return Some(tag.to_owned());
            }
        }
        None
    }
}
