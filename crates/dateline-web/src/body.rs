//! An article's body as the page shows it: pictures through our proxy, cited sentences marked.
//!
//! The body's HTML and its plain text come from the same blocks, but citations count code points
//! of the text. [`show`] finds each cited sentence among the letters of the HTML, spaces set
//! aside, and wraps it; a sentence that cannot be found gets no anchor and the page then quotes it
//! without a link. No link to a place is ever made that is not there.

use std::fmt;

use dateline_model::{Passage, SafeHtml, Span};

use crate::image::Pictures;
use crate::markup::{self, Piece};
use crate::parts;

/// Sentences marked in one body; beyond that, more marks help nobody and cost time.
const MOST_ANCHORS: usize = 200;

/// Pictures up to this many pixels wide are signs in the line, not illustrations.
const TINY_PIXELS: u32 = 64;

/// Elements that load something from elsewhere by themselves. The sanitiser lets none through;
/// this is the second lock on that door.
const LOADING: [&str; 10] =
    ["video", "audio", "source", "track", "iframe", "embed", "object", "input", "link", "svg"];

/// A body that may be shown.
// Invariant: made by `show` alone, from sanitised HTML, adding only our own tags to it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Body {
    html: String,
    anchors: Vec<Span>,
    pictures: Vec<String>,
}

impl fmt::Display for Body {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.html)
    }
}

impl askama::filters::HtmlSafe for Body {}

impl Body {
    /// Whether the sentence has a place to link to.
    pub(crate) fn has(&self, span: Span) -> bool {
        self.anchors.iter().any(|found| found.start == span.start)
    }

    /// Whether the body shows this picture.
    pub(crate) fn shows(&self, picture: &str) -> bool {
        self.pictures.iter().any(|shown| shown == picture)
    }

    /// Whether there is nothing to read.
    pub(crate) fn is_empty(&self) -> bool {
        self.html.trim().is_empty()
    }
}

/// What is marked in a body.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Marks<'a> {
    /// Sentences to link to, the most important first; of two that overlap the first is wrapped and
    /// the other gets a bare anchor.
    pub(crate) cited: &'a [Span],
    /// What is written in another language than the rest, in order.
    pub(crate) passages: &'a [Passage],
}

/// Prepares a body.
pub(crate) fn show(html: &SafeHtml, text: &str, marks: Marks<'_>, pictures: Pictures<'_>) -> Body {
    let found = locate(html.as_str(), text, marks.cited);
    let spans: Vec<Span> = marks.passages.iter().map(|passage| passage.span).collect();
    let passages = locate(html.as_str(), text, &spans);
    let (wraps, points) = without_overlap(&found);
    let mut out = Writer {
        body: Body { anchors: found.iter().map(|place| place.span).collect(), ..Body::default() },
        pictures,
    };
    out.body.html.reserve(html.as_str().len() + 256);
    let mut at = 0;
    for piece in markup::pieces(html.as_str()) {
        match piece {
            Piece::Tag(tag) => {
                out.tag(tag);
                at += tag.len();
            }
            Piece::Text(text) => {
                let mut done = at;
                let end = at + text.len();
                let part =
                    |from: usize, to: usize| text.get(from - at..to - at).unwrap_or_default();
                for passage in passages.iter().filter(|one| one.from < end && at < one.to) {
                    let (from, to) = (passage.from.max(done), passage.to.min(end).max(done));
                    let known = marks.passages.iter().find(|one| one.span == passage.span);
                    out.text(part(done, from), done, &wraps, &points);
                    out.open_passage(known);
                    out.text(part(from, to), from, &wraps, &points);
                    out.body.html.push_str("</span>");
                    done = to;
                }
                out.text(part(done, end), done, &wraps, &points);
                at = end;
            }
        }
    }
    out.body
}

/// A cited sentence and the bytes of the HTML that it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Place {
    span: Span,
    from: usize,
    to: usize,
}

/// The letters of a text without its spaces, and where each came from.
#[derive(Default)]
struct Squeezed {
    letters: String,
    /// For each letter: its offset in `letters`, and the first and last byte it was written as.
    origins: Vec<(usize, usize, usize)>,
}

impl Squeezed {
    fn push(&mut self, letter: char, from: usize, to: usize) {
        if !letter.is_whitespace() {
            self.origins.push((self.letters.len(), from, to));
            self.letters.push(letter);
        }
    }

    fn origin_of(&self, offset: usize) -> Option<(usize, usize)> {
        let at = self.origins.binary_search_by_key(&offset, |origin| origin.0).ok()?;
        self.origins.get(at).map(|origin| (origin.1, origin.2))
    }
}

/// Finds cited sentences of `text` in `html`.
fn locate(html: &str, text: &str, cited: &[Span]) -> Vec<Place> {
    if cited.is_empty() {
        return Vec::new();
    }
    let shown = squeeze_html(html);
    let (plain, offsets) = squeeze_text(text);
    let mut found: Vec<Place> = Vec::new();
    for span in cited.iter().take(MOST_ANCHORS) {
        if found.iter().any(|place| place.span.start == span.start) {
            continue;
        }
        found.extend(find_one(&shown, &plain, &offsets, *span));
    }
    found
}

fn squeeze_html(html: &str) -> Squeezed {
    let mut squeezed = Squeezed::default();
    let mut at = 0;
    for piece in markup::pieces(html) {
        match piece {
            Piece::Tag(tag) => at += tag.len(),
            Piece::Text(text) => {
                for (letter, length) in markup::letters(text) {
                    squeezed.push(letter, at, at + length);
                    at += length;
                }
            }
        }
    }
    squeezed
}

/// The text without spaces, and for each of its code points how many bytes came before it.
fn squeeze_text(text: &str) -> (String, Vec<usize>) {
    let mut plain = String::with_capacity(text.len());
    let mut offsets = Vec::with_capacity(text.len() + 1);
    for letter in text.chars() {
        offsets.push(plain.len());
        if !letter.is_whitespace() {
            plain.push(letter);
        }
    }
    offsets.push(plain.len());
    (plain, offsets)
}

fn find_one(shown: &Squeezed, plain: &str, offsets: &[usize], span: Span) -> Option<Place> {
    let from = *offsets.get(usize::try_from(span.start).ok()?)?;
    let to = *offsets.get(usize::try_from(span.end).ok()?)?;
    let sentence = plain.get(from..to).filter(|sentence| !sentence.is_empty())?;
    let start = if shown.letters.get(from..to) == Some(sentence) {
        from
    } else {
        // Captions and the like stand in the HTML alone: take the same occurrence, counted.
        let before = plain.get(..from)?.matches(sentence).count();
        shown.letters.match_indices(sentence).nth(before)?.0
    };
    let last = sentence.chars().next_back()?;
    let (first_byte, _) = shown.origin_of(start)?;
    let (_, end_byte) = shown.origin_of(start + sentence.len() - last.len_utf8())?;
    Some(Place { span, from: first_byte, to: end_byte })
}

/// Splits into places to wrap, which do not overlap, and places that get a bare anchor; each in
/// the order of the text.
fn without_overlap(found: &[Place]) -> (Vec<Place>, Vec<Place>) {
    let mut wraps: Vec<Place> = Vec::new();
    let mut points = Vec::new();
    for place in found {
        if wraps.iter().any(|wrap| place.from < wrap.to && wrap.from < place.to) {
            points.push(*place);
        } else {
            wraps.push(*place);
        }
    }
    wraps.sort_by_key(|place| place.from);
    points.sort_by_key(|place| place.from);
    (wraps, points)
}

struct Writer<'a> {
    body: Body,
    pictures: Pictures<'a>,
}

impl Writer<'_> {
    fn tag(&mut self, tag: &str) {
        let name = markup::tag_name(tag);
        if name == "img" {
            self.picture(tag);
        } else if name == "a" && markup::attribute(tag, "rel").is_none() {
            self.body.html.push_str("<a rel=\"noopener noreferrer\"");
            self.body.html.push_str(tag.get(2..).unwrap_or(">"));
        } else if !LOADING.contains(&name.trim_start_matches('/')) {
            self.body.html.push_str(tag);
        }
    }

    fn open_passage(&mut self, passage: Option<&Passage>) {
        let tongue = parts::tongue(passage.map(|passage| &*passage.language));
        for part in ["<span lang=\"", &markup::escape(&tongue.lang), "\" dir=\"", tongue.dir, "\">"]
        {
            self.body.html.push_str(part);
        }
    }

    /// A picture comes from our proxy or not at all, and keeps its place free while it loads.
    fn picture(&mut self, tag: &str) {
        let source = markup::attribute(tag, "src").map(markup::unescape).unwrap_or_default();
        let Some(proxied) = self.pictures.source(&source) else { return };
        let alt = markup::attribute(tag, "alt").map(markup::unescape).unwrap_or_default();
        let pixels =
            |name| markup::attribute(tag, name).and_then(|value| value.parse::<u32>().ok());
        let html = &mut self.body.html;
        for part in ["<img src=\"", &proxied.src, "\" srcset=\"", &proxied.srcset] {
            html.push_str(part);
        }
        html.push_str("\" sizes=\"(max-width: 46rem) 100vw, 44rem\" alt=\"");
        html.push_str(&markup::escape(&alt));
        html.push_str("\" loading=\"lazy\" decoding=\"async\"");
        if let (Some(width), Some(height)) = (pixels("width"), pixels("height"))
            && width > 0
            && height > 0
        {
            let tiny = if width <= TINY_PIXELS { " data-tiny" } else { "" };
            for part in
                [" width=\"", &width.to_string(), "\" height=\"", &height.to_string(), "\"", tiny]
            {
                html.push_str(part);
            }
        }
        html.push('>');
        self.body.pictures.push(source);
    }

    /// A stretch of text that begins at byte `at`, with the marks that fall into it.
    fn text(&mut self, text: &str, at: usize, wraps: &[Place], points: &[Place]) {
        if text.is_empty() {
            return;
        }
        let end = at + text.len();
        let mut done = at;
        for wrap in wraps.iter().filter(|wrap| wrap.from < end && at < wrap.to) {
            self.plain(text, at, done..wrap.from.max(at), points);
            self.body.html.push_str("<span class=\"cited\"");
            if wrap.from >= at {
                self.id(wrap.span);
            }
            self.body.html.push('>');
            self.plain(text, at, wrap.from.max(at)..wrap.to.min(end), points);
            self.body.html.push_str("</span>");
            done = wrap.to.min(end);
        }
        self.plain(text, at, done..end, points);
    }

    /// Bytes `range` of the whole, of which `text` begins at `at`, with bare anchors put in.
    fn plain(&mut self, text: &str, at: usize, range: std::ops::Range<usize>, points: &[Place]) {
        let mut done = range.start;
        for point in points.iter().filter(|point| range.contains(&point.from)) {
            self.body.html.push_str(text.get(done - at..point.from - at).unwrap_or_default());
            self.body.html.push_str("<span");
            self.id(point.span);
            self.body.html.push_str("></span>");
            done = point.from;
        }
        self.body.html.push_str(text.get(done - at..range.end - at).unwrap_or_default());
    }

    fn id(&mut self, span: Span) {
        for part in [" id=\"", &crate::address::anchor(span), "\""] {
            self.body.html.push_str(part);
        }
    }
}

#[cfg(test)]
mod tests {
    use dateline_model::FeedId;

    use super::*;
    use crate::image::{Signer, Source};

    fn shown(html: &SafeHtml, text: &str, cited: &[Span]) -> Body {
        let marks = Marks { cited, ..Marks::default() };
        show(html, text, marks, Signer::new([7; 32]).of(FeedId(1)))
    }

    fn span_of(text: &str, part: &str) -> Span {
        let byte = text.find(part).expect("the part stands in the text");
        let start = text[..byte].chars().count();
        let end = start + part.chars().count();
        Span {
            start: u32::try_from(start).expect("short"),
            end: u32::try_from(end).expect("short"),
        }
    }

    #[track_caller]
    fn check(html: &str, text: &str, cited: &[&str], expected: &str) {
        let spans: Vec<Span> = cited.iter().map(|part| span_of(text, part)).collect();
        let body = shown(&SafeHtml::vouched_for(html.to_owned()), text, &spans);
        assert_eq!(body.to_string(), expected);
    }

    #[test]
    fn wraps_a_cited_sentence() {
        check(
            "<p>One. Two &amp; three.</p>",
            "One. Two & three.",
            &["Two & three."],
            "<p>One. <span class=\"cited\" id=\"s5\">Two &amp; three.</span></p>",
        );
    }

    #[test]
    fn a_sentence_across_elements_is_wrapped_in_parts() {
        check(
            "<p>The <em>old</em> port.</p>",
            "The old port.",
            &["The old port."],
            "<p><span class=\"cited\" id=\"s0\">The </span><em><span class=\"cited\">old</span></em>\
             <span class=\"cited\"> port.</span></p>",
        );
    }

    #[test]
    fn a_passage_says_its_language() {
        let text = "She said: “No vamos.” Then\n\nNada.";
        let passage = |part: &str| Passage { language: "es".to_owned(), span: span_of(text, part) };
        let passages = [passage("“No vamos.”"), passage("Nada.")];
        let cited = [span_of(text, "She said: “No vamos.”")];
        let marks = Marks { cited: &cited, passages: &passages };
        let html = SafeHtml::vouched_for(
            "<p>She said: “No <b>vamos</b>.” Then</p><p>Nada.</p>".to_owned(),
        );
        let body = show(&html, text, marks, Signer::new([7; 32]).of(FeedId(1)));
        assert_eq!(
            body.to_string(),
            "<p><span class=\"cited\" id=\"s0\">She said: </span>\
             <span lang=\"es\" dir=\"ltr\"><span class=\"cited\">“No </span></span>\
             <b><span lang=\"es\" dir=\"ltr\"><span class=\"cited\">vamos</span></span></b>\
             <span lang=\"es\" dir=\"ltr\"><span class=\"cited\">.”</span></span> Then</p>\
             <p><span lang=\"es\" dir=\"ltr\">Nada.</span></p>"
        );
    }

    #[test]
    fn captions_outside_the_text_do_not_shift_the_mark() {
        check(
            "<figcaption>A boat</figcaption><p>A boat sank.</p>",
            "A boat sank.",
            &["A boat sank."],
            "<figcaption>A boat</figcaption><p><span class=\"cited\" id=\"s0\">A boat sank.</span></p>",
        );
    }

    #[test]
    fn overlapping_citations_keep_their_anchors() {
        check(
            "<p>He said: yes.</p>",
            "He said: yes.",
            &["He said: yes.", "yes"],
            "<p><span class=\"cited\" id=\"s0\">He said: <span id=\"s9\"></span>yes.</span></p>",
        );
    }

    #[test]
    fn what_is_not_there_gets_no_anchor() {
        let text = "Something else.";
        let span = span_of(text, "Something else.");
        let html = SafeHtml::vouched_for("<p>Other words.</p>".to_owned());
        let body = shown(&html, text, &[span, Span { start: 90, end: 99 }]);
        assert!(!body.has(span));
        assert_eq!(body.to_string(), "<p>Other words.</p>");
    }

    #[test]
    fn pictures_come_through_the_proxy_and_nothing_else_loads() {
        let html = "<img src=\"https://a.example/x.png?a=1&amp;b=2\" onerror=\"x\" alt=\"A &quot;b&quot;\" \
                    width=\"600\" height=\"400\" srcset=\"https://t.example/1 2x\">\
                    <img src=\"data:image/png;base64,AA\"><iframe src=\"https://t.example\"></iframe>";
        let body = shown(&SafeHtml::vouched_for(html.to_owned()), "", &[]);
        let signer = Signer::new([7; 32]);
        let Source { src, srcset } =
            signer.of(FeedId(1)).source("https://a.example/x.png?a=1&b=2").expect("a web address");
        assert_eq!(
            body.to_string(),
            format!(
                "<img src=\"{src}\" srcset=\"{srcset}\" sizes=\"(max-width: 46rem) 100vw, 44rem\" alt=\"A &quot;b&quot;\" loading=\"lazy\" decoding=\"async\" \
                 width=\"600\" height=\"400\">"
            )
        );
        assert!(body.shows("https://a.example/x.png?a=1&b=2"));
    }

    #[test]
    fn links_keep_the_opener_to_themselves() {
        check(
            "<a href=\"https://a.example/\">x</a>",
            "x",
            &[],
            "<a rel=\"noopener noreferrer\" href=\"https://a.example/\">x</a>",
        );
    }
}
