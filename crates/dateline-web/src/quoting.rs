//! Quoting an article: words of its own, with their place.
//!
//! Whoever quotes has selected on the page, where lines and spaces fall differently than in the
//! text; so white space counts as one space, and marks around the words do not count at all. Words
//! that the article does not say are refused: no comment puts any into its mouth.

use dateline_model::{Quoted, Span};

/// The longest quotation, in characters.
pub(crate) const LONGEST_CHARS: usize = 600;

/// The place of a quotation in a text.
pub(crate) fn find(text: &str, quote: &str) -> Option<Quoted> {
    let wanted = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    let wanted = wanted.trim_matches(['"', '“', '”', '„', '«', '»', ' ']);
    if wanted.is_empty() || wanted.chars().count() > LONGEST_CHARS {
        return None;
    }
    let (flat, places) = flatten(text);
    let from = flat.find(wanted)?;
    let first = flat.get(..from)?.chars().count();
    let last = first + wanted.chars().count() - 1;
    let (start, end) = (places.get(first)?, places.get(last)?);
    Some(Quoted { text: wanted.to_owned(), span: Span { start: *start, end: end + 1 } })
}

/// The text with white space as single spaces, and for each of its letters the place it had.
fn flatten(text: &str) -> (String, Vec<u32>) {
    let mut flat = String::with_capacity(text.len());
    let mut places = Vec::with_capacity(text.len());
    let mut after_space = true;
    for (place, letter) in (0_u32..).zip(text.chars()) {
        let space = letter.is_whitespace();
        if !(space && after_space) {
            flat.push(if space { ' ' } else { letter });
            places.push(place);
        }
        after_space = space;
    }
    (flat, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Der Hafen\nist offen.\n\nThe  crane — all 40 m of it — stays. Ende.";

    #[track_caller]
    fn check(quote: &str, expected: Option<(u32, u32)>) {
        let found = find(TEXT, quote);
        assert_eq!(found.as_ref().map(|it| (it.span.start, it.span.end)), expected, "{quote}");
    }

    #[test]
    fn a_quotation_is_found_where_it_stands() {
        check("Der Hafen ist offen.", Some((0, 20)));
        check("“The crane — all 40 m of it — stays.”", Some((22, 58)));
        check("  offen.\n The crane ", Some((14, 32)));
    }

    #[test]
    fn what_is_not_said_is_not_quoted() {
        check("The crane goes.", None);
        check("", None);
        check("“”", None);
        check(&"x".repeat(LONGEST_CHARS + 1), None);
    }
}
