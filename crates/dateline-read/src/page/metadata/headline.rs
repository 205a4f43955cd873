//! Which of the page's titles is the headline.
//!
//! At least one of linked data, `h1`, `og:title` and `<title>` is right on nearly every page; the
//! difficulty is choosing. The headline is what the reader sees above the text, unless linked data
//! and `og:title` agree against it: then the big line was a kicker's or a teaser's.
//!
//! The one rule: the site's name and the section's label are no part of a headline.

use super::Witnesses;
use crate::page::letters::squeeze;
use crate::page::tree::collapse;

/// Words of a section's label: `Opinion |`, `Politics |`.
const LABEL_WORDS: usize = 2;
/// A lone main heading of so many words is a headline, whatever the page calls itself elsewhere.
const HEADLINE_WORDS: usize = 4;
/// Marks between the headline and the site's name.
pub(super) const MARKS: &[&str] =
    &[" | ", " - ", " – ", " — ", " :: ", " · ", " • ", " : ", " » ", " -- "];

/// The headline, without the site's name.
pub(super) fn choose(witnesses: &Witnesses, publisher: Option<&str>) -> String {
    let Witnesses { linked, meta, visible, .. } = witnesses;
    let sites: Vec<&str> = [publisher, meta.publisher.as_deref()].into_iter().flatten().collect();
    let clean = |title: &String| without_label(&without_site(title, &sites));
    let [linked, shared, title] = [&linked.headline, &meta.headline, &meta.title]
        .map(|title| title.as_ref().map(clean).filter(|t| !t.is_empty()));
    let told: Vec<&String> = [&linked, &shared, &title].into_iter().flatten().collect();
    let is_site = |heading: &String| sites.iter().any(|site| squeeze(site) == squeeze(heading));
    let headings: Vec<String> =
        visible.headlines.iter().map(clean).filter(|heading| !is_site(heading)).collect();
    let are_told = |heading: &&String| told.iter().any(|title| are_close(heading, title));
    let close = headings.iter().find(are_told);
    let lone = headings.first().filter(|heading| {
        headings.len() == 1 && heading.split_whitespace().count() >= HEADLINE_WORDS
    });
    let agreed = linked
        .as_ref()
        .filter(|linked| shared.as_ref().is_some_and(|shared| squeeze(shared) == squeeze(linked)));
    close
        .or(lone)
        .map(|heading| {
            with_topic(heading, agreed).unwrap_or_else(|| without_kicker(heading, &told))
        })
        .or_else(|| told.iter().find(|title| !is_site(title)).map(|title| (*title).clone()))
        .or_else(|| headings.first().cloned())
        .or_else(|| told.first().map(|title| (*title).clone()))
        .unwrap_or_default()
}

/// `Kenya: Fire in Vell`, where the big line says `Fire in Vell` under a small line `Kenya` and the
/// page's other `titles` agree that both are the headline.
fn with_topic(heading: &str, title: Option<&String>) -> Option<String> {
    let title = title?;
    let topic = squeeze(title).strip_suffix(&squeeze(heading)).map(str::len)?;
    (topic > 0 && title.contains(": ")).then(|| title.clone())
}

/// A heading whose first words are a label that no other title has.
fn without_kicker(heading: &str, told: &[&String]) -> String {
    let fits = |title: &&&String| {
        heading.strip_suffix(title.as_str()).is_some_and(|kicker| {
            !kicker.trim_end().ends_with([':', '.', '!', '?'])
                && kicker.split_whitespace().count() <= LABEL_WORDS
        })
    };
    told.iter().find(fits).map_or_else(|| heading.to_owned(), |title| (*title).clone())
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

/// Cuts the site's name off at either end, only when it is the site's name.
pub(super) fn without_site(title: &str, sites: &[&str]) -> String {
    let mut title = collapse(title);
    let is_site = |part: &str| {
        let part = squeeze(part);
        !part.is_empty()
            && sites
                .iter()
                .map(|site| squeeze(site))
                .any(|site| !site.is_empty() && (part.contains(&site) || site.contains(&part)))
    };
    for mark in MARKS {
        if let Some((head, tail)) = title.rsplit_once(mark)
            && !head.trim().is_empty()
            && is_site(tail)
        {
            title = head.trim().to_owned();
        }
        if let Some((head, tail)) = title.split_once(mark)
            && !tail.trim().is_empty()
            && is_site(head)
        {
            title = tail.trim().to_owned();
        }
    }
    title
}

/// `Opinion | Fire in Vell | Editorial` is `Fire in Vell`.
fn without_label(title: &str) -> String {
    let parts: Vec<&str> = title.split(" | ").collect();
    let longest = parts.iter().max_by_key(|part| part.len());
    let are_labels = |whole: &&&str| {
        parts.iter().all(|part| part == *whole || part.split_whitespace().count() <= LABEL_WORDS)
    };
    longest.filter(are_labels).map_or_else(|| title.to_owned(), |part| part.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::metadata::Facts;

    #[track_caller]
    fn check(linked: &str, shared: &str, headings: &[&str], expected: &str) {
        let fact = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let witnesses = Witnesses {
            linked: Facts { headline: fact(linked), ..Facts::default() },
            meta: Facts { headline: fact(shared), ..Facts::default() },
            visible: Facts {
                headlines: headings.iter().map(|heading| (*heading).to_owned()).collect(),
                ..Facts::default()
            },
            ..Witnesses::default()
        };
        assert_eq!(choose(&witnesses, Some("Vell Post")), expected);
    }

    #[test]
    fn the_big_line_is_the_headline() {
        check(
            "",
            "A fire burns in Vell",
            &["Vell Post", "Fire burns in Vell"],
            "Fire burns in Vell",
        );
        check("Fire in Vell", "What burns", &["Fire in Vell tonight"], "Fire in Vell tonight");
        check("", "", &["Fire in Vell"], "Fire in Vell");
    }

    #[test]
    fn two_witnesses_overrule_it() {
        check(
            "Vell: fire at night",
            "Vell: fire at night",
            &["Fire at night"],
            "Vell: fire at night",
        );
    }

    #[test]
    fn labels_and_site_names_are_cut() {
        check("", "Fire in Vell | The Vell Post", &[], "Fire in Vell");
        check("", "Vell Post - Fire in Vell", &[], "Fire in Vell");
        check("", "Fire in Vell - the long night", &[], "Fire in Vell - the long night");
        check("", "Fire in Vell tonight", &["News Fire in Vell tonight"], "Fire in Vell tonight");
        check("", "", &["Opinion | Fire in Vell | Editorial"], "Fire in Vell");
        check("", "Vell Post", &["Vell Post"], "Vell Post");
    }
}
