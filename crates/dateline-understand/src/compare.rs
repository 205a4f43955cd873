//! How publishers tell one event: what several report, what only one does, where their figures and
//! dates differ, whom they quote.
//!
//! Sentences of different publishers are held to tell the same when they share enough words that
//! carry meaning (`lines`). Everything else follows from such pairs: a sentence with partners is
//! shared, two figures of one measure in a pair of sentences can be set side by side. What only one
//! publisher says is asked of [`crate::whats_new`], with all others as what is known.
//!
//! The rule to know: nothing is judged. A statement is shown with its place, and whoever compares
//! is the reader.

mod differ;
mod lines;

use std::collections::HashSet;

use dateline_model::{Article, Citation, PublisherId};

use crate::news::{News, Told, whats_new};
use crate::words::words;
use lines::{Line, Lines};

/// Publishers compared: the first to publish.
const MOST_PUBLISHERS: usize = 12;

/// Statements of each part.
const MOST_SHARED: usize = 12;
const MOST_ALONE: usize = 4;
const MOST_QUOTES: usize = 16;

/// Coverage set side by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// Publishers compared, first to publish first.
    pub publishers: Vec<PublisherId>,
    /// What two or more report, that of most first; each publisher's own words.
    pub shared: Vec<Shared>,
    /// What only one reports.
    pub alone: Vec<Alone>,
    /// Figures of one measure that differ.
    pub figures: Vec<Difference>,
    /// Dates of one act that differ.
    pub dates: Vec<Difference>,
    /// Quotations and who prints them, those printed by most first.
    pub quotes: Vec<Quoted>,
}

/// A statement that several publishers make.
#[derive(Clone, Debug, PartialEq)]
pub struct Shared {
    /// One sentence of each publisher, first to publish first.
    pub said: Vec<(PublisherId, Citation)>,
}

/// What one publisher reports and no other.
#[derive(Clone, Debug, PartialEq)]
pub struct Alone {
    /// The publisher.
    pub publisher: PublisherId,
    /// Its sentences, with what no other says in them.
    pub said: Vec<News>,
}

/// One measure on which publishers differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// What was counted or dated: "people", "percent"; may be empty.
    pub of: String,
    /// The words of each publisher, and the sentence around them.
    pub said: Vec<(PublisherId, String, Citation)>,
}

/// A quotation and those who print it.
#[derive(Clone, Debug, PartialEq)]
pub struct Quoted {
    /// Who said it, when the text makes it clear.
    pub speaker: Option<String>,
    /// The words as each prints them.
    pub said: Vec<(PublisherId, Citation)>,
}

/// Sets articles of one story side by side; copies are to be left out, since they say nothing of
/// their own. In time order.
pub fn compare(articles: &[&Article]) -> Comparison {
    let publishers = first_publishers(articles);
    let articles: Vec<&Article> =
        articles.iter().copied().filter(|one| publishers.contains(&one.publisher)).collect();
    if publishers.len() < 2 {
        return Comparison { publishers, ..Comparison::default() };
    }
    let lines = Lines::of(&articles);
    Comparison {
        shared: shared(&lines),
        alone: publishers.iter().filter_map(|one| alone(*one, &articles)).collect(),
        figures: differ::figures(&lines),
        dates: differ::dates(&lines),
        quotes: quotes(&articles),
        publishers,
    }
}

fn first_publishers(articles: &[&Article]) -> Vec<PublisherId> {
    let mut seen = HashSet::new();
    let publishers = articles.iter().map(|one| one.publisher).filter(|one| seen.insert(*one));
    publishers.take(MOST_PUBLISHERS).collect()
}

/// Sentences with partners at other publishers, each told once.
fn shared(lines: &Lines<'_>) -> Vec<Shared> {
    let mut order: Vec<(usize, Vec<usize>)> =
        lines.all.iter().enumerate().map(|(at, _)| (at, lines.partners(at))).collect();
    order.retain(|(_, partners)| !partners.is_empty());
    order.sort_by_key(|(at, partners)| (std::cmp::Reverse(partners.len()), *at));
    let mut told: HashSet<usize> = HashSet::new();
    let mut found = Vec::new();
    for (at, partners) in order {
        if told.contains(&at) || partners.iter().any(|partner| told.contains(partner)) {
            continue;
        }
        let group: Vec<usize> = std::iter::once(at).chain(partners).collect();
        let mut said: Vec<&Line<'_>> = group.iter().filter_map(|at| lines.all.get(*at)).collect();
        told.extend(group);
        said.sort_by_key(|line| line.order);
        found.push(Shared {
            said: said.iter().map(|line| (line.publisher, line.citation.clone())).collect(),
        });
        if found.len() == MOST_SHARED {
            break;
        }
    }
    found
}

fn alone(publisher: PublisherId, articles: &[&Article]) -> Option<Alone> {
    let (own, others): (Vec<&Article>, Vec<&Article>) =
        articles.iter().partition(|article| article.publisher == publisher);
    let known: Vec<Told<'_>> = others
        .iter()
        .map(|article| Told {
            headline: &article.draft.headline,
            text: &article.draft.text,
            study: &article.study,
        })
        .collect();
    let mut said = whats_new(&known, &own);
    said.sort_by_key(|news| std::cmp::Reverse(news.because.len()));
    said.truncate(MOST_ALONE);
    said.sort_by_key(|news| (news.citation.article, news.citation.span.start));
    (!said.is_empty()).then_some(Alone { publisher, said })
}

/// Quotations, the same words of one speaker under one head.
fn quotes(articles: &[&Article]) -> Vec<Quoted> {
    let mut found: Vec<(Vec<u32>, Quoted)> = Vec::new();
    for article in articles {
        for quote in &article.study.quotes {
            let keys = lines::keys(&quote.text);
            if words(&quote.text).count() < LEAST_QUOTED {
                continue;
            }
            let citation =
                Citation { text: quote.text.clone(), article: article.id, span: quote.span };
            let known = found
                .iter_mut()
                .find(|(other, _)| keys == *other || lines::same(&keys, other, QUOTE_SHARE));
            if let Some((_, quoted)) = known {
                if quoted.said.iter().all(|(publisher, _)| *publisher != article.publisher) {
                    quoted.said.push((article.publisher, citation));
                }
                quoted.speaker = quoted.speaker.take().or_else(|| quote.speaker.clone());
            } else {
                let said = vec![(article.publisher, citation)];
                found.push((keys, Quoted { speaker: quote.speaker.clone(), said }));
            }
        }
    }
    found.sort_by_key(|(_, quoted)| std::cmp::Reverse(quoted.said.len()));
    found.into_iter().map(|(_, quoted)| quoted).take(MOST_QUOTES).collect()
}

/// Shorter quotations are a word in quotation marks.
const LEAST_QUOTED: usize = 4;

/// Papers cut quotations at different ends, so the shorter must stand in the longer one.
const QUOTE_SHARE: f64 = 0.8;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::fixtures::article;

    fn by(publisher: i64, text: &str) -> Article {
        Article {
            publisher: PublisherId(publisher),
            ..article(publisher, "Bridge closed in Marlow", text)
        }
    }

    const POST: &str = "Engineers closed the Old Bridge in Marlow on Tuesday after finding cracks. \
        Some 14 people were hurt when a railing fell, police said. \
        “The bridge is not safe for heavy buses,” said Mayor Ida Brandt. \
        The bridge was built in 1911 by Otto Kern.";
    const LEDGER: &str = "The Old Bridge in Marlow was closed on Tuesday: engineers found cracks. \
        Some 17 people were hurt when a railing fell, police said. \
        “The bridge is not safe for heavy buses,” Mayor Ida Brandt said. \
        Repairs will cost $12 million.";

    fn compared() -> Comparison {
        let (post, ledger) = (by(1, POST), by(2, LEDGER));
        compare(&[&post, &ledger])
    }

    #[test]
    fn what_both_report_is_told_in_the_words_of_both() {
        let shared = compared().shared;
        let closed = shared
            .iter()
            .find(|one| one.said.iter().all(|(_, citation)| citation.text.contains("cracks")));
        assert_eq!(closed.map(|one| one.said.len()), Some(2), "{shared:#?}");
    }

    #[test]
    fn what_one_reports_is_cited() {
        let alone = compared().alone;
        let said = |publisher: i64| {
            let one = alone.iter().find(|one| one.publisher == PublisherId(publisher));
            one.map(|one| {
                one.said.iter().map(|news| news.citation.text.as_str()).collect::<String>()
            })
            .unwrap_or_default()
        };
        assert!(said(1).contains("Otto Kern"), "{alone:#?}");
        assert!(said(2).contains("$12 million"), "{alone:#?}");
    }

    #[test]
    fn figures_that_differ_stand_side_by_side() {
        let figures = compared().figures;
        let [difference] = figures.as_slice() else { panic!("one difference: {figures:#?}") };
        let said: Vec<&str> = difference.said.iter().map(|(_, words, _)| words.as_str()).collect();
        assert!(said.first().is_some_and(|words| words.starts_with("14")), "{said:?}");
        assert!(said.get(1).is_some_and(|words| words.starts_with("17")), "{said:?}");
    }

    #[test]
    fn a_quotation_stands_once_with_all_who_print_it() {
        let quotes = compared().quotes;
        let [only] = quotes.as_slice() else { panic!("one quotation: {quotes:#?}") };
        assert_eq!((only.speaker.as_deref(), only.said.len()), (Some("Ida Brandt"), 2));
    }

    #[test]
    fn one_publisher_alone_is_compared_with_nobody() {
        let post = by(1, POST);
        let found = compare(&[&post, &post]);
        assert_eq!(found, Comparison { publishers: vec![PublisherId(1)], ..Comparison::default() });
        assert_eq!(compare(&[]), Comparison::default());
    }

    #[test]
    fn dates_that_differ_stand_side_by_side() {
        let one = by(1, "The Old Bridge in Marlow will open again on 4 May 2027, engineers said.");
        let two = by(2, "The Old Bridge in Marlow will open again on 9 June 2027, engineers said.");
        let dates = compare(&[&one, &two]).dates;
        let said: Vec<&str> =
            dates.iter().flat_map(|one| &one.said).map(|(_, words, _)| words.as_str()).collect();
        assert_eq!(said, ["4 May 2027", "9 June 2027"]);
        // Who says more does not say otherwise.
        let more = "The Old Bridge in Marlow closed on 4 May 2027 and will open again on 9 June 2027, engineers said.";
        assert_eq!(compare(&[&by(1, more), &two]).dates, []);
    }
}
