//! The files of `day/` as values.
//!
//! `publishers.toml` says who they are; `<publisher>/<nn>-<slug>.md` is one article: a head in TOML
//! between two `+++` lines, then its text. `<nn>-<slug>.second.md` is the edition that replaces it
//! once it has been read. `event` and `copy_of` are for tests and never leave the crate by HTTP.

use dateline_model::Millis;
use serde::Deserialize;

use crate::calendar;

include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// One invented publisher.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Publisher {
    /// Folder and host: `courier` is served at `courier.localhost`.
    pub(crate) slug: String,
    pub(crate) name: String,
    /// What stands after the headline in `<title>`.
    pub(crate) suffix: String,
    /// BCP 47 tag.
    pub(crate) language: String,
    pub(crate) tagline: String,
    /// The section that the demo's owner reads it in.
    pub(crate) section: String,
    pub(crate) feed: FeedKind,
    #[serde(default)]
    pub(crate) feed_path: String,
    /// Feeds beside the main one.
    #[serde(default)]
    pub(crate) supplement: Vec<Supplement>,
    /// Whether the feed carries whole texts.
    #[serde(default)]
    pub(crate) full_text: bool,
    /// Address of an article, with `{section}`, `{slug}`, `{number}`, `{y}`, `{m}`, `{d}`.
    pub(crate) article_path: String,
    /// The words of its menu.
    pub(crate) menu: Vec<String>,
    /// Its two colours, for the style sheet.
    pub(crate) ink: String,
    pub(crate) accent: String,
}

/// A feed of its own for some of a publisher's sections; the main feed leaves those out.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Supplement {
    pub(crate) title: String,
    pub(crate) feed_path: String,
    /// The section that the demo's owner reads it in.
    pub(crate) section: String,
    /// The publisher's sections that it carries.
    pub(crate) carries: Vec<String>,
}

/// What sort of feed a publisher has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum FeedKind {
    Atom,
    Rss,
    /// RSS in ISO 8859-1.
    RssLatin1,
    /// RSS that no XML parser accepts.
    RssBroken,
    /// RSS 1.0.
    Rdf,
    Json,
    /// A site without a feed.
    None,
}

/// The head of an article's file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Head {
    pub(crate) headline: String,
    #[serde(default)]
    pub(crate) standfirst: String,
    #[serde(default)]
    pub(crate) byline: Vec<String>,
    pub(crate) hours_ago: f64,
    #[serde(default)]
    pub(crate) updated_hours_ago: Option<f64>,
    pub(crate) section: String,
    #[serde(default)]
    pub(crate) tags: Vec<String>,
    #[serde(default)]
    pub(crate) event: Option<String>,
    /// `tern/01-ferry`: the file that this text was taken from.
    #[serde(default)]
    pub(crate) copy_of: Option<String>,
    #[serde(default)]
    pub(crate) image: Option<String>,
    #[serde(default)]
    pub(crate) caption: String,
    #[serde(default)]
    pub(crate) kind: Kind,
    #[serde(default)]
    pub(crate) video: Option<Recording>,
    #[serde(default)]
    pub(crate) audio: Option<Recording>,
    /// Path of a page that holds several articles, this one among them.
    #[serde(default)]
    pub(crate) page: Option<String>,
}

/// A video or a sound recording.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Recording {
    pub(crate) file: String,
    pub(crate) seconds: u32,
    pub(crate) title: String,
}

/// What sort of page an article is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    #[default]
    Article,
    Live,
    Gallery,
    Video,
}

/// One article, its dates written out.
#[derive(Clone, Debug)]
pub(crate) struct Article {
    /// `courier/01-ferry`.
    pub(crate) key: String,
    /// `01`.
    pub(crate) number: String,
    /// `ferry`.
    pub(crate) slug: String,
    pub(crate) head: Head,
    pub(crate) body: String,
    pub(crate) published: Millis,
    pub(crate) updated: Option<Millis>,
    /// The edition that follows.
    pub(crate) second: Option<Box<Article>>,
}

#[derive(Deserialize)]
struct PublisherFile {
    publisher: Vec<Publisher>,
}

/// A publisher with its articles, newest first.
#[derive(Debug)]
pub(crate) struct Newsroom {
    pub(crate) publisher: Publisher,
    pub(crate) articles: Vec<Article>,
}

/// Every publisher of the day, in the order of `publishers.toml`.
///
/// # Panics
/// When a bundled file is malformed: the tests of this crate read them all.
pub(crate) fn newsrooms(start: Millis) -> Vec<Newsroom> {
    let list = text_file("publishers.toml").expect("bundled");
    let list: PublisherFile = toml::from_str(list).unwrap_or_else(|error| panic!("{error}"));
    let newsroom = |publisher: Publisher| {
        let mut articles = articles_of(&publisher, start);
        articles.sort_by_key(|article| std::cmp::Reverse(article.published));
        Newsroom { publisher, articles }
    };
    list.publisher.into_iter().map(newsroom).collect()
}

/// A bundled file.
pub(crate) fn file(path: &str) -> Option<&'static [u8]> {
    let at = FILES.binary_search_by_key(&path, |(name, _)| name).ok()?;
    FILES.get(at).map(|(_, bytes)| *bytes)
}

/// A bundled file as text.
pub(crate) fn text_file(path: &str) -> Option<&'static str> {
    file(path).and_then(|bytes| std::str::from_utf8(bytes).ok())
}

fn articles_of(publisher: &Publisher, start: Millis) -> Vec<Article> {
    let folder = format!("{}/", publisher.slug);
    let names = FILES.iter().map(|(name, _)| *name).filter(|name| name.starts_with(&folder));
    let keys = names.filter_map(|name| name.strip_suffix(".md"));
    let firsts = keys.filter(|key| !key.ends_with(".second"));
    firsts
        .map(|key| {
            let mut article = article(publisher, key, start);
            let second = format!("{key}.second");
            article.second = file(&format!("{second}.md"))
                .map(|_| Box::new(self::article(publisher, &second, start)));
            article
        })
        .collect()
}

fn article(publisher: &Publisher, key: &str, start: Millis) -> Article {
    let text = text_file(&format!("{key}.md")).expect("listed");
    let filled = calendar::fill(text, &publisher.language, start);
    let (head, body) = parse(&filled).unwrap_or_else(|problem| panic!("{key}.md: {problem}"));
    let name = key.rsplit('/').next().unwrap_or(key);
    let name = name.strip_suffix(".second").unwrap_or(name);
    let (number, slug) = name.split_once('-').unwrap_or(("00", name));
    Article {
        key: key.to_owned(),
        number: number.to_owned(),
        slug: slug.to_owned(),
        published: calendar::before_start(start, head.hours_ago),
        updated: head.updated_hours_ago.map(|hours| calendar::before_start(start, hours)),
        head,
        body: body.to_owned(),
        second: None,
    }
}

fn parse(text: &str) -> Result<(Head, &str), String> {
    let (head, body) = text
        .strip_prefix("+++\n")
        .and_then(|rest| rest.split_once("\n+++\n"))
        .ok_or("no head between two `+++` lines")?;
    let head = toml::from_str(head).map_err(|error| error.to_string())?;
    Ok((head, body))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_head_and_a_body() {
        let text =
            "+++\nheadline = \"Tide\"\nhours_ago = 2\nsection = \"World\"\n+++\n\nIt rose.\n";
        let (head, body) = parse(text).expect("well formed");
        assert_eq!((head.headline.as_str(), head.kind), ("Tide", Kind::Article));
        assert_eq!(body.trim(), "It rose.");
    }

    #[test]
    fn says_what_is_wrong_with_a_head() {
        assert!(parse("headline = 1").expect_err("no marks").contains("+++"));
        let misspelt = parse("+++\nheadlin = \"Tide\"\n+++\n").expect_err("unknown key");
        assert!(misspelt.contains("headlin"), "{misspelt}");
    }

    #[test]
    fn every_copy_has_its_original() {
        let newsrooms = newsrooms(Millis(0));
        let all = || newsrooms.iter().flat_map(|newsroom| &newsroom.articles);
        for copy in all() {
            if let Some(key) = &copy.head.copy_of {
                let original = all().find(|article| article.key == *key);
                let original = original.unwrap_or_else(|| panic!("{}: no {key}", copy.key));
                assert!(original.published < copy.published, "{} is older than {key}", copy.key);
                assert_eq!(original.head.event, copy.head.event, "{}", copy.key);
            }
        }
    }

    /// Countries, cities, papers and people that a reader could take for real.
    const REAL: &[&str] = &[
        "America",
        "Britain",
        "Canada",
        "China",
        "Egypt",
        "England",
        "Europe",
        "France",
        "Germany",
        "India",
        "Ireland",
        "Israel",
        "Italy",
        "Japan",
        "Mexico",
        "Norway",
        "Portugal",
        "Russia",
        "Scotland",
        "Spain",
        "Sweden",
        "Ukraine",
        "Berlin",
        "Beijing",
        "Brussels",
        "London",
        "Madrid",
        "Moscow",
        "Paris",
        "Tokyo",
        "Washington",
        "Reuters",
        "Associated Press",
        "BBC",
        "Guardian",
        "Le Monde",
        "El País",
        "Spiegel",
        "Al Jazeera",
        "Facebook",
        "Google",
        "NASA",
        "Allemagne",
        "Espagne",
        "Alemania",
        "Francia",
        "Deutschland",
        "Frankreich",
        "Spanien",
        "中国",
        "美国",
        "日本",
        "北京",
        "上海",
        "مصر",
        "السعودية",
        "فرنسا",
        "أمريكا",
        "الصين",
    ];

    #[test]
    fn nobody_real_is_named() {
        for newsroom in newsrooms(Millis(0)) {
            for Article { key, head, body, .. } in newsroom.articles {
                for real in REAL {
                    let text = format!("{} {} {body}", head.headline, head.standfirst);
                    assert!(!text.contains(real), "{key} names {real}");
                }
            }
        }
    }

    #[test]
    fn no_date_is_left_unfilled() {
        for newsroom in newsrooms(Millis(0)) {
            for article in newsroom.articles {
                assert!(!article.body.contains(['{', '}']), "{}", article.key);
                assert!(!article.head.headline.contains('{'), "{}", article.key);
            }
        }
    }
}
