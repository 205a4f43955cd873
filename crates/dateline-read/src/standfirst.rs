//! The paragraph under the headline, told once.
//!
//! Many pages print the standfirst inside the element that holds the body. The reader keeps it in
//! both places, since either may be all there is; a paper shows it once, above the body.

use dateline_model::{Draft, SafeHtml};

use crate::plain_text;

/// Takes the standfirst out of the body when the body begins with it and goes on after it.
#[must_use]
pub fn part_standfirst(draft: Draft) -> Draft {
    let Some(standfirst) = &draft.standfirst else { return draft };
    let Some((first, rest)) = draft.text.split_once("\n\n") else { return draft };
    if squash(first) != squash(standfirst) {
        return draft;
    }
    // Text and HTML come from the same blocks, so the first block of words in one is that of the
    // other; a picture may stand before it, and stays.
    let html = draft.html.as_str();
    let Some((start, end)) = first_words(html) else { return draft };
    if squash(&plain_text(&html[start..end])) != squash(first) {
        return draft;
    }
    let html = format!("{}{}", &html[..start], html[end..].trim_start());
    Draft { text: rest.to_owned(), html: SafeHtml::vouched_for(html), ..draft }
}

/// Where the first paragraph or heading begins and ends.
fn first_words(html: &str) -> Option<(usize, usize)> {
    let block = |tag: &'static str| Some((html.find(&format!("<{tag}>"))?, tag));
    let (start, tag) = ["p", "h2", "h3", "h4"].into_iter().filter_map(block).min()?;
    let close = format!("</{tag}>");
    let end = start + html[start..].find(&close)? + close.len();
    (!html[start..end].contains("<img")).then_some((start, end))
}

/// The letters alone: pages differ in spaces and marks between the two places.
fn squash(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(standfirst: &str, text: &str, html: &str, expected: (&str, &str)) {
        let draft = part_standfirst(Draft {
            standfirst: Some(standfirst.to_owned()),
            text: text.to_owned(),
            html: SafeHtml::vouched_for(html.to_owned()),
            ..Draft::default()
        });
        assert_eq!((draft.text.as_str(), draft.html.as_str()), expected);
    }

    #[test]
    fn a_body_that_begins_with_it_loses_that_paragraph() {
        let html = "<p>Two lines.</p>\n<p>Then the body.</p>";
        let expected = ("Then the body.", "<p>Then the body.</p>");
        check("Two lines", "Two lines.\n\nThen the body.", html, expected);
    }

    #[test]
    fn nothing_but_it_is_taken_away() {
        let html = "<p>The body.</p>";
        check("Two lines", "The body.", html, ("The body.", html));
        check("The body.", "The body.", html, ("The body.", html));
        let pictured =
            "<figure><img src=\"https://a.example/1.png\" alt=\"\"></figure><p>A</p><p>B</p>";
        let kept = "<figure><img src=\"https://a.example/1.png\" alt=\"\"></figure><p>B</p>";
        check("A", "A\n\nB", pictured, ("B", kept));
        check("A", "A\n\nB", "<h2>A</h2><p>B</p>", ("B", "<p>B</p>"));
        let inside = "<p><img src=\"https://a.example/1.png\" alt=\"\">A</p><p>B</p>";
        check("A", "A\n\nB", inside, ("A\n\nB", inside));
    }
}
