//! One article from what the page said and what the feed said.

use dateline_model::{ArticleKind, Draft, When};

/// A feed's text must be this much longer than the page's to be believed over it: a page whose
/// reading failed, a wall, or a script-only site.
const FEED_WINS: usize = 2;

/// What stands between a headline and the site's name in a page's title.
const SEPARATORS: [&str; 7] = ["|", "-", "–", "—", "::", "·", "»"];

/// Joins both: the fuller text, the page's metadata, and the feed's where the page has none.
pub(super) fn merge(page: Draft, feed: Draft) -> Draft {
    let is_article = page.kind != ArticleKind::None && !page.text.trim().is_empty();
    let feed_is_fuller = feed.text.len() > FEED_WINS * page.text.len();
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
