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
    // Text and HTML come from the same blocks, so the first paragraph of one is that of the other;
    // where it is something else (a picture stands before it), the body stays as it is.
    let Some((paragraph, html)) = draft.html.as_str().split_once("</p>") else { return draft };
    let is_text_alone = paragraph.starts_with("<p>") && !paragraph.contains("<img");
    if !is_text_alone || squash(&plain_text(paragraph)) != squash(first) {
        return draft;
    }
    Draft {
        text: rest.to_owned(),
        html: SafeHtml::vouched_for(html.trim_start().to_owned()),
        ..draft
    }
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
    fn any_other_body_stays_as_it_is() {
        let html = "<p>The body.</p>";
        check("Two lines", "The body.", html, ("The body.", html));
        check("The body.", "The body.", html, ("The body.", html));
        let pictured =
            "<figure><img src=\"https://a.example/1.png\" alt=\"\"></figure><p>A</p><p>B</p>";
        check("A", "A\n\nB", pictured, ("A\n\nB", pictured));
    }
}
