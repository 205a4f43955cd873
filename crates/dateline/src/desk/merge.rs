//! One article from what the page said and what the feed said.

use dateline_model::{ArticleKind, Draft, When};

/// A feed's text that is this much longer than the page's is believed over it, whatever it says: a
/// page whose reading failed, a wall, or a script-only site.
const FEED_WINS: usize = 2;

/// A feed's text that is this much longer, and holds what the page says, has paragraphs that were
/// not found on the page: in percent.
const FULLER_PERCENT: usize = 115;

/// A feed that says this much of what the page says spares the page: in percent. The rest is
/// captions and boxes.
const NO_LESS_PERCENT: usize = 95;

/// Shorter page texts prove nothing about what a feed holds.
const SHORTEST_PROOF: usize = 400;

/// Of the page's paragraphs, so many must be in the feed's text for both to be one text: in percent.
const SAME_PERCENT: usize = 80;

/// Letters at the beginning of a paragraph by which it is known.
const BEGINNING: usize = 40;

/// What stands between a headline and the site's name in a page's title.
const SEPARATORS: [&str; 7] = ["|", "-", "–", "—", "::", "·", "»"];

/// Joins both: the fuller text, the page's metadata, and the feed's where the page has none.
pub(super) fn merge(page: Draft, feed: Draft) -> Draft {
    let is_article = page.kind != ArticleKind::None && !page.text.trim().is_empty();
    let (page_length, feed_length) = (page.text.len(), feed.text.len());
    let feed_is_fuller = feed_length > FEED_WINS * page_length
        || (feed_length * 100 > page_length * FULLER_PERCENT && holds(&feed.text, &page.text));
    let mut draft = page;
    if draft.kind == ArticleKind::None || says_no_more(&draft.headline, &feed.headline) {
        draft.headline.clone_from(&feed.headline);
    }
    if !is_article || feed_is_fuller {
        draft.html.clone_from(&feed.html);
        draft.text.clone_from(&feed.text);
    }
    if draft.kind == ArticleKind::None && !draft.text.trim().is_empty() {
        draft.kind = ArticleKind::Article;
    }
    fill(&mut draft, feed);
    draft
}

/// Whether the feed alone tells the article: no less than its page does.
pub(super) fn is_no_less(feed: &Draft, page: &Draft) -> bool {
    page.kind != ArticleKind::None
        && page.text.len() >= SHORTEST_PROOF
        && feed.text.len() * 100 >= page.text.len() * NO_LESS_PERCENT
        && holds(&feed.text, &page.text)
}

/// Whether `whole` holds nearly every paragraph of `part`, by their beginnings.
fn holds(whole: &str, part: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let whole = letters(whole);
    let (mut there, mut all) = (0_usize, 0_usize);
    for paragraph in part.split("\n\n") {
        let start: String = letters(paragraph).chars().take(BEGINNING).collect();
        if !start.is_empty() {
            all += 1;
            there += usize::from(whole.contains(&start));
        }
    }
    all > 0 && there * 100 >= all * SAME_PERCENT
}

/// Whether a page's headline is the feed's and the site's name, or nothing at all.
fn says_no_more(page: &str, feed: &str) -> bool {
    let (page, feed) = (page.trim(), feed.trim());
    let rest = page.strip_prefix(feed).filter(|_| !feed.is_empty());
    page.is_empty()
        || rest
            .is_some_and(|rest| SEPARATORS.iter().any(|mark| rest.trim_start().starts_with(mark)))
}

fn fill(draft: &mut Draft, feed: Draft) {
    if draft.byline.is_empty() {
        draft.byline = feed.byline;
    }
    if draft.tags.is_empty() {
        draft.tags = feed.tags;
    }
    if draft.media.is_empty() {
        draft.media = feed.media;
    }
    draft.standfirst = draft.standfirst.take().or(feed.standfirst);
    draft.publisher = draft.publisher.take().or(feed.publisher);
    draft.language = draft.language.take().or(feed.language);
    draft.lead_image = draft.lead_image.take().or(feed.lead_image);
    draft.section = draft.section.take().or(feed.section);
    draft.canonical_url = draft.canonical_url.take().or(feed.canonical_url);
    draft.url = draft.url.take().or(feed.url);
    draft.modified = draft.modified.or(feed.modified);
    draft.published = more_exact(draft.published, feed.published);
}

/// The page's time, unless it is only a day and the feed knows the hour.
fn more_exact(page: Option<When>, feed: Option<When>) -> Option<When> {
    match (page, feed) {
        (None | Some(When::On(_)), Some(feed @ (When::At(_) | When::Local(..)))) => Some(feed),
        (page, feed) => page.or(feed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(headline: &str, text: &str) -> Draft {
        Draft { headline: headline.into(), text: text.into(), ..Draft::default() }
    }

    #[track_caller]
    fn check(page: Draft, feed: Draft, headline: &str, text: &str) {
        let merged = merge(page, feed);
        assert_eq!((merged.headline.as_str(), merged.text.as_str()), (headline, text));
    }

    #[test]
    fn the_page_is_believed_unless_the_feed_says_far_more() {
        check(draft("Page", "a page text"), draft("Feed", "short"), "Page", "a page text");
        check(draft("Page", "wall"), draft("Feed", "the whole text"), "Page", "the whole text");
        check(draft("Page", ""), draft("Feed", "x"), "Page", "x");
        check(draft("", "a page text"), draft("Feed", ""), "Feed", "a page text");
    }

    #[test]
    fn the_fuller_of_two_tellings_of_one_text_is_kept() {
        let page = "The harbour reopened on Monday.\n\nThe first ferry left at noon.";
        let fuller = format!("{page}\n\nBoats had waited outside.");
        check(draft("H", page), draft("H", &fuller), "H", &fuller);
        let other = "Something else was said by somebody else about it.\n\nAnd more of that kind.";
        check(draft("H", page), draft("H", other), "H", page);
        check(draft("H", &fuller), draft("H", page), "H", &fuller);
    }

    #[test]
    fn a_feed_that_says_all_spares_the_page() {
        let text = "The harbour reopened on Monday after nine days. ".repeat(10);
        let page = || draft("H", &text);
        let says = |feed: &str| is_no_less(&draft("H", feed), &page());
        assert!(says(&text));
        assert!(says(&format!("{text}\n\nMore.")));
        assert!(!says(&text[..300]));
        assert!(!says(&"Another matter of the same length as that one. ".repeat(10)));
        assert!(!is_no_less(&draft("H", "short"), &draft("H", "short")));
    }

    #[test]
    fn the_sites_name_is_no_part_of_a_headline() {
        check(
            draft("Fire in Vell :: The Post", "text"),
            draft("Fire in Vell", ""),
            "Fire in Vell",
            "text",
        );
        check(
            draft("Fire in Vell tonight", "text"),
            draft("Fire in Vell", ""),
            "Fire in Vell tonight",
            "text",
        );
    }

    #[test]
    fn a_page_without_an_article_gives_its_place_to_the_feed() {
        let none = Draft { kind: ArticleKind::None, ..draft("Accept cookies", "We use cookies") };
        check(none, draft("Feed", "A summary."), "Feed", "A summary.");
    }

    #[test]
    fn the_more_exact_time_wins() {
        let day: When = "2026-06-14".parse().expect("a day");
        let hour: When = "2026-06-14T20:30:00Z".parse().expect("an hour");
        assert_eq!(more_exact(Some(day), Some(hour)), Some(hour));
        assert_eq!(more_exact(Some(hour), Some(day)), Some(hour));
        assert_eq!(more_exact(Some(day), None), Some(day));
        assert_eq!(more_exact(None, Some(day)), Some(day));
    }
}
