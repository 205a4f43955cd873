//! What sort of report each article of a story is: first, most cited, in depth, local, opinion,
//! live, video, an agency's.
//!
//! A label says something that a reader can check on the page that it stands on. None is a
//! judgement of quality, and an article that earns none has none.

use dateline_model::{Article, ArticleKind, EntityKind, MediaKind};

use crate::agencies::credited;
use crate::words::words;

/// What sort of report an article is within its story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// It came before all others.
    First,
    /// Other publishers name its publisher as their source.
    MostCited,
    /// It is far longer than most.
    InDepth,
    /// Its publisher is of the place where it happened.
    Local,
    /// It says what its writer thinks.
    Opinion,
    /// It is being added to.
    Live,
    /// It is mainly moving pictures.
    Video,
    /// Its byline or slug says that this agency wrote it.
    Agency(&'static str),
}

/// Fewer publishers than these name a source by chance.
const LEAST_CITING: usize = 2;

/// A shorter name is a word that stands in any text: "Post", "Bild".
const SHORTEST_NAME: usize = 6;

/// A report in depth has so many words, and so many times as many as the middle one.
const DEEP_WORDS: usize = 600;
const DEEP_TIMES: f64 = 1.5;

/// A text this short beside a video is its caption.
const CAPTION_WORDS: usize = 80;

/// Names of sections that hold opinion, in ten languages, as words of an address, a section or a
/// tag, or in front of a headline.
const OPINION: [&str; 27] = [
    "opinion",
    "opinions",
    "op-ed",
    "oped",
    "commentary",
    "editorial",
    "editorials",
    "columnists",
    "column",
    "viewpoint",
    "kommentar",
    "meinung",
    "kolumne",
    "leitartikel",
    "tribune",
    "éditorial",
    "chronique",
    "opinión",
    "columna",
    "opinião",
    "coluna",
    "editoriale",
    "commento",
    "opinie",
    "мнение",
    "колонка",
    "社论",
];

/// The labels of each article, in the order given; copies are to be left out. In time order.
pub fn labels(articles: &[&Article]) -> Vec<Vec<Label>> {
    let cited = most_cited(articles);
    let deep = deep_from(articles);
    let several = articles.windows(2).any(|pair| match pair {
        [one, other] => one.publisher != other.publisher,
        _ => false,
    });
    let of = |(at, article): (usize, &&Article)| {
        let is_opinion = is_opinion(article);
        let earned = [
            (several && at == 0, Label::First),
            (Some(at) == cited, Label::MostCited),
            (several && !is_opinion && length(article) >= deep, Label::InDepth),
            (several && is_local(article, articles), Label::Local),
            (is_opinion, Label::Opinion),
            (article.draft.kind == ArticleKind::Live, Label::Live),
            (is_video(article), Label::Video),
        ];
        let draft = &article.draft;
        let agency = credited(&article.publisher_name, &draft.byline, &draft.text);
        let earned = earned.into_iter().filter(|(earned, _)| *earned).map(|(_, label)| label);
        earned.chain(agency.map(Label::Agency)).collect()
    };
    articles.iter().enumerate().map(of).collect()
}

fn length(article: &Article) -> usize {
    words(&article.draft.text).count()
}

/// How many words make a report in depth among these.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
fn deep_from(articles: &[&Article]) -> usize {
    let mut lengths: Vec<usize> = articles.iter().map(|article| length(article)).collect();
    lengths.sort_unstable();
    let middle = lengths.get(lengths.len().saturating_sub(1) / 2).copied().unwrap_or_default();
    DEEP_WORDS.max((middle as f64 * DEEP_TIMES) as usize)
}

/// The first article of the publisher whom most others name.
fn most_cited(articles: &[&Article]) -> Option<usize> {
    let citing = |article: &Article| {
        let name = known_as(&article.publisher_name);
        if name.chars().count() < SHORTEST_NAME {
            return 0;
        }
        let mut others: Vec<_> = articles
            .iter()
            .filter(|other| other.publisher != article.publisher)
            .filter(|other| other.draft.text.contains(name))
            .map(|other| other.publisher)
            .collect();
        others.sort_unstable();
        others.dedup();
        others.len()
    };
    let counts = articles.iter().enumerate().map(|(at, article)| (at, citing(article)));
    let best = counts.max_by_key(|&(at, count)| (count, std::cmp::Reverse(at)));
    best.filter(|&(_, count)| count >= LEAST_CITING).map(|(at, _)| at)
}

/// A publisher's name as others write it: without its article.
fn known_as(name: &str) -> &str {
    let trimmed = name.trim();
    trimmed.strip_prefix("The ").unwrap_or(trimmed)
}

/// A place that the story tells of stands in the publisher's name: the *Marlow Courier* on Marlow.
fn is_local(article: &Article, articles: &[&Article]) -> bool {
    let name: Vec<String> = words(&article.publisher_name).map(|word| word.key).collect();
    let places = article.study.entities.iter().filter(|entity| entity.kind == EntityKind::Place);
    let mut named = places.filter(|place| {
        let place: Vec<String> = words(&place.name).map(|word| word.key).collect();
        !place.is_empty() && name.windows(place.len()).any(|run| run == place.as_slice())
    });
    named.any(|place| {
        let tell =
            |other: &&&Article| other.study.entities.iter().any(|one| one.name == place.name);
        2 * articles.iter().filter(tell).count() > articles.len()
    })
}

fn is_opinion(article: &Article) -> bool {
    let draft = &article.draft;
    let is = |word: &str| OPINION.contains(&word.trim().to_lowercase().as_str());
    let path = draft.url.as_deref().unwrap_or_default().split(['/', '?', '#']).skip(3);
    let head = draft.headline.split([':', '|']).next().filter(|head| *head != draft.headline);
    draft.section.as_deref().is_some_and(is)
        || draft.tags.iter().any(|tag| is(tag))
        || path.into_iter().any(is)
        || head.is_some_and(is)
}

fn is_video(article: &Article) -> bool {
    let shows = article.draft.media.iter().any(|media| media.kind == MediaKind::Video);
    article.draft.kind == ArticleKind::Video || (shows && length(article) < CAPTION_WORDS)
}

#[cfg(test)]
mod tests {
    use dateline_model::{Media, PublisherId};

    use super::*;
    use crate::features::fixtures::article;

    fn by(publisher: i64, name: &str, text: &str) -> Article {
        Article {
            publisher: PublisherId(publisher),
            publisher_name: name.to_owned(),
            ..article(publisher, "Bridge closed", text)
        }
    }

    #[track_caller]
    fn check(articles: &[Article], expected: &[&[Label]]) {
        let all: Vec<&Article> = articles.iter().collect();
        assert_eq!(labels(&all), expected);
    }

    const SHORT: &str = "Engineers closed the Old Bridge in Marlow on Tuesday.";

    #[test]
    fn the_first_of_several_and_nobody_alone() {
        check(&[by(1, "Post", SHORT), by(2, "Ledger", SHORT)], &[&[Label::First], &[]]);
        check(&[by(1, "Post", SHORT)], &[&[]]);
    }

    #[test]
    fn whom_two_others_name_is_most_cited() {
        let told = format!("{SHORT} Cracks were found, the Harbour Post reported.");
        check(
            &[by(1, "Ledger", &told), by(2, "The Harbour Post", SHORT), by(3, "Tern", &told)],
            &[&[Label::First], &[Label::MostCited], &[]],
        );
        check(
            &[by(1, "Ledger", &told), by(2, "The Harbour Post", SHORT), by(3, "Tern", SHORT)],
            &[&[Label::First], &[], &[]],
        );
    }

    #[test]
    fn a_long_report_is_in_depth() {
        let long = "The engineers wrote another page of their report. ".repeat(100);
        check(
            &[by(1, "Post", SHORT), by(2, "Ledger", &long), by(3, "Tern", SHORT)],
            &[&[Label::First], &[Label::InDepth], &[]],
        );
    }

    #[test]
    fn a_byline_tells_whose_text_a_paper_printed() {
        let mut printed = by(1, "Post", SHORT);
        printed.draft.byline.push("Reuters".into());
        check(&[printed], &[&[Label::Agency("Reuters")]]);
    }

    #[test]
    fn sections_addresses_and_headlines_tell_opinion() {
        let with = |change: fn(&mut Article)| {
            let mut article = by(1, "Post", SHORT);
            change(&mut article);
            labels(&[&article]).concat()
        };
        assert_eq!(with(|a| a.draft.section = Some("Opinion".into())), [Label::Opinion]);
        assert_eq!(
            with(|a| a.draft.url = Some("https://a.example/opinion/1".into())),
            [Label::Opinion]
        );
        assert_eq!(with(|a| a.draft.headline = "Kommentar: Die Brücke".into()), [Label::Opinion]);
        assert_eq!(with(|a| a.draft.headline = "Opinion polls: the bridge".into()), []);
        assert_eq!(with(|a| a.draft.kind = ArticleKind::Live), [Label::Live]);
        let video =
            Media { kind: MediaKind::Video, url: None, duration_seconds: Some(9), title: None };
        let mut clip = by(1, "Post", SHORT);
        clip.draft.media.push(video);
        assert_eq!(labels(&[&clip]).concat(), [Label::Video]);
    }
}
