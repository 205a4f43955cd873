//! Which of the page's titles is the headline.
//!
//! At least one of linked data, `h1`, `og:title` and `<title>` is right on nearly every page; the
//! difficulty is choosing. The headline is what the reader sees above the text.

use super::Witnesses;
use crate::page::tree::collapse;

/// The headline, without the site's name.
pub(super) fn choose(witnesses: &Witnesses, publisher: Option<&str>) -> String {
    let Witnesses { linked, meta, visible } = witnesses;
    let site = publisher.or(meta.publisher.as_deref());
    let told: Vec<String> = [&linked.headline, &meta.headline, &meta.title]
        .into_iter()
        .flatten()
        .map(|title| without_site(title, site))
        .collect();
    let seen =
        visible.headlines.iter().find(|heading| told.iter().any(|title| are_close(heading, title)));
    seen.map(|heading| without_site(heading, site))
        .or_else(|| visible.headline.clone())
        .or_else(|| told.first().cloned())
        .or_else(|| visible.headlines.first().cloned())
        .unwrap_or_default()
}

/// Whether two titles are the same but for wording at the ends.
fn are_close(a: &str, b: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let (a, b) = (words(a), words(b));
    let shared = a.iter().filter(|word| b.contains(word)).count();
    shared * 2 > a.len().max(b.len())
}

/// Cuts the site's name off at ` | `, ` - `, ` – `, ` — `, ` :: ` or ` · `, only when it is the site's name.
pub(super) fn without_site(title: &str, site: Option<&str>) -> String {
    let title = collapse(title);
    let Some(site) = site else { return title };
    let site = squeeze(site);
    for mark in [" | ", " - ", " – ", " — ", " :: ", " · ", " • ", " : "] {
        if let Some((head, tail)) = title.rsplit_once(mark) {
            let tail = squeeze(tail);
            if !tail.is_empty()
                && !head.is_empty()
                && (tail.contains(&site) || site.contains(&tail))
            {
                return head.trim().to_owned();
            }
        }
    }
    title
}

fn squeeze(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, site: &str, headline: &str) {
        assert_eq!(without_site(title, Some(site)), headline);
    }

    #[test]
    fn cuts_only_the_sites_name() {
        check("Fire in Vell | The Vell Post", "Vell Post", "Fire in Vell");
        check("Fire in Vell - the long night", "Vell Post", "Fire in Vell - the long night");
        check("Vell Post", "Vell Post", "Vell Post");
    }
}
