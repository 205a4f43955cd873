//! The news day as sites: what is served where, and what the paper should make of it.
//!
//! [`news_day`] turns every file of `day/` into documents of an [`Origin`]; [`truth`] says, for
//! tests alone, which articles tell of one event and which repeat another's text.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use dateline_model::Millis;

use crate::content::{self, Article, FeedKind, Newsroom, Publisher};
use crate::feeds::{self, Channel, ChannelEntry, Enclosure};
use crate::origin::{Document, Origin, Revision, Site};
use crate::page::{self, Place};

const HTML: &str = "text/html; charset=utf-8";

/// The whole day, ready to be served and subscribed to.
#[derive(Debug)]
pub struct NewsDay {
    /// Every site, for [`crate::serve`].
    pub origin: Origin,
    /// The feeds, in the order of their sections.
    pub subscriptions: Vec<Subscription>,
    /// Sites that have no feed and must be found as they are.
    pub plain_sites: Vec<PlainSite>,
}

/// A feed of the day and where the demo's owner keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subscription {
    /// The owner's section: `World`.
    pub section: String,
    /// The publisher's name.
    pub title: String,
    /// The feed's address.
    pub feed_url: String,
    /// The site's address.
    pub site_url: String,
}

/// A site without a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlainSite {
    /// The section it would belong to.
    pub section: String,
    /// The publisher's name.
    pub title: String,
    /// Its front page.
    pub url: String,
}

/// What a perfect paper would know of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Truth {
    /// The publisher's name.
    pub publisher: String,
    /// Host without port.
    pub host: String,
    /// Path, with a fragment when the page holds several articles.
    pub path: String,
    /// The headline.
    pub headline: String,
    /// BCP 47 tag.
    pub language: String,
    /// First publication.
    pub published: Millis,
    /// The event it tells of; none for a piece that stands alone.
    pub event: Option<String>,
    /// Host and path of the article that this text was taken from.
    pub copy_of: Option<(String, String)>,
}

/// Builds the day for a server on `port`, all times counted back from `start`.
#[must_use]
pub fn news_day(start: Millis, port: u16) -> NewsDay {
    let place = Place { start, port };
    let newsrooms = content::newsrooms(start);
    let mut day = NewsDay {
        origin: Origin::new(newsrooms.iter().map(|newsroom| site(place, newsroom)).collect()),
        subscriptions: Vec::new(),
        plain_sites: Vec::new(),
    };
    for Newsroom { publisher, .. } in &newsrooms {
        let site_url = format!("{}/", place.origin(publisher));
        if publisher.feed == FeedKind::None {
            let (section, title) = (publisher.section.clone(), publisher.name.clone());
            day.plain_sites.push(PlainSite { section, title, url: site_url });
            continue;
        }
        for feed in feeds_of(publisher) {
            day.subscriptions.push(Subscription {
                section: feed.section.to_owned(),
                title: feed.title.to_owned(),
                feed_url: format!("{}{}", place.origin(publisher), feed.path),
                site_url: site_url.clone(),
            });
        }
    }
    day
}

/// What a perfect paper would know of the day that began at `start`; paths carry dates.
#[must_use]
pub fn truth(start: Millis) -> Vec<Truth> {
    let newsrooms = content::newsrooms(start);
    let all = || {
        let pairs = |room: &'_ Newsroom| (host(&room.publisher), room.publisher.clone());
        newsrooms.iter().flat_map(move |room| {
            let (host, publisher) = pairs(room);
            room.articles.iter().map(move |article| {
                (host.clone(), page::path(&publisher, article), publisher.clone(), article)
            })
        })
    };
    let places: HashMap<&str, (String, String)> =
        all().map(|(host, path, _, article)| (article.key.as_str(), (host, path))).collect();
    all()
        .map(|(host, path, publisher, article)| Truth {
            publisher: publisher.name,
            host,
            path,
            headline: article.head.headline.clone(),
            language: publisher.language,
            published: article.published,
            event: article.head.event.clone(),
            copy_of: article.head.copy_of.as_deref().and_then(|key| places.get(key).cloned()),
        })
        .collect()
}

fn host(publisher: &Publisher) -> String {
    format!("{}.localhost", publisher.slug)
}

fn site(place: Place, newsroom: &Newsroom) -> Site {
    let publisher = &newsroom.publisher;
    // All second editions of a site share one switch: the feed announces them together.
    let switch = Arc::new(AtomicBool::new(false));
    let mut documents = pages(place, newsroom, &switch);
    let front = Document::new(HTML, page::front_page(place, newsroom)).modified_at(place.start);
    documents.insert("/".to_owned(), front);
    let robots = Document::new("text/plain; charset=utf-8", "User-agent: *\nAllow: /\n");
    documents.insert("/robots.txt".to_owned(), robots);
    for article in &newsroom.articles {
        add_pictures(&mut documents, article);
        add_recordings(&mut documents, article);
    }
    for feed in feeds_of(publisher) {
        documents.insert(feed.path.to_owned(), feed_document(place, newsroom, &feed, &switch));
    }
    Site { host: host(publisher), documents }
}

/// Every article's page by path, and the pages that hold several.
fn pages(place: Place, newsroom: &Newsroom, switch: &Arc<AtomicBool>) -> HashMap<String, Document> {
    let publisher = &newsroom.publisher;
    let mut documents = HashMap::new();
    let mut bundles: BTreeMap<&str, Vec<&Article>> = BTreeMap::new();
    for article in &newsroom.articles {
        if let Some(page) = &article.head.page {
            bundles.entry(page).or_default().push(article);
            continue;
        }
        let mut document = article_document(place, newsroom, article);
        if let Some(second) = &article.second {
            let later = Box::new(article_document(place, newsroom, second));
            let switch = Arc::clone(switch);
            document.revision = Some(Revision { switch, turns: true, later });
        }
        documents.insert(page::path(publisher, article), document);
    }
    for (path, articles) in bundles {
        let newest = articles.iter().map(|article| article.published).max();
        let html = page::bundle_page(place, publisher, &articles);
        let document = Document::new(HTML, html).modified_at(newest.unwrap_or(place.start));
        documents.insert(path.to_owned(), document);
    }
    documents
}

fn article_document(place: Place, newsroom: &Newsroom, article: &Article) -> Document {
    Document::new(HTML, page::article_page(place, newsroom, article))
        .modified_at(article.updated.unwrap_or(article.published))
}

/// One feed of a publisher: the main one or a supplement.
struct FeedPlan<'a> {
    title: &'a str,
    path: &'a str,
    /// The owner's section.
    section: &'a str,
    /// The supplement's own sections; none for the main feed, which takes the rest.
    carries: Option<&'a [String]>,
}

/// The feeds of a publisher, the main one first; none for a site without feeds.
fn feeds_of(publisher: &Publisher) -> Vec<FeedPlan<'_>> {
    if publisher.feed == FeedKind::None {
        return Vec::new();
    }
    let main = FeedPlan {
        title: &publisher.name,
        path: &publisher.feed_path,
        section: &publisher.section,
        carries: None,
    };
    let supplements = publisher.supplement.iter().map(|supplement| FeedPlan {
        title: &supplement.title,
        path: &supplement.feed_path,
        section: &supplement.section,
        carries: Some(&supplement.carries),
    });
    std::iter::once(main).chain(supplements).collect()
}

fn carries(publisher: &Publisher, feed: &FeedPlan<'_>, article: &Article) -> bool {
    let section = &article.head.section;
    match feed.carries {
        Some(sections) => sections.contains(section),
        None => !publisher.supplement.iter().any(|other| other.carries.contains(section)),
    }
}

fn feed_document(
    place: Place,
    newsroom: &Newsroom,
    feed: &FeedPlan<'_>,
    switch: &Arc<AtomicBool>,
) -> Document {
    let Newsroom { publisher, articles } = newsroom;
    let firsts: Vec<&Article> =
        articles.iter().filter(|article| carries(publisher, feed, article)).collect();
    let seconds: Vec<&Article> =
        firsts.iter().map(|article| article.second.as_deref().unwrap_or(article)).collect();
    let mut document = edition(place, publisher, feed, &firsts);
    if firsts.iter().any(|article| article.second.is_some()) {
        let later = Box::new(edition(place, publisher, feed, &seconds));
        let switch = Arc::clone(switch);
        document.revision = Some(Revision { switch, turns: false, later });
    }
    document
}

fn edition(
    place: Place,
    publisher: &Publisher,
    feed: &FeedPlan<'_>,
    articles: &[&Article],
) -> Document {
    let channel = Channel {
        title: feed.title.to_owned(),
        description: publisher.tagline.clone(),
        home: format!("{}/", place.origin(publisher)),
        address: format!("{}{}", place.origin(publisher), feed.path),
        language: publisher.language.clone(),
        entries: articles.iter().map(|article| entry(place, publisher, article)).collect(),
    };
    let newest = articles.iter().map(|one| one.updated.unwrap_or(one.published)).max();
    let body = match publisher.feed {
        FeedKind::Atom => feeds::atom(&channel).into_bytes(),
        FeedKind::Rdf => feeds::rdf(&channel).into_bytes(),
        FeedKind::Json => feeds::json_feed(&channel).into_bytes(),
        FeedKind::RssLatin1 => feeds::rss_latin1(&channel),
        FeedKind::RssBroken => feeds::rss_broken(&channel).into_bytes(),
        FeedKind::Rss | FeedKind::None => feeds::rss(&channel).into_bytes(),
    };
    Document::new(page::feed_type(publisher), body).modified_at(newest.unwrap_or(place.start))
}

fn entry(place: Place, publisher: &Publisher, article: &Article) -> ChannelEntry {
    let head = &article.head;
    ChannelEntry {
        title: head.headline.clone(),
        link: place.article(publisher, article),
        summary: page::summary(article),
        content: if publisher.full_text {
            page::body_html(place, publisher, article)
        } else {
            String::new()
        },
        authors: head.byline.clone(),
        tags: head.tags.clone(),
        published: Some(article.published),
        updated: article.updated,
        image: head.image.as_ref().map(|name| place.picture(publisher, name)).unwrap_or_default(),
        enclosure: head.audio.as_ref().map(|audio| Enclosure {
            url: place.recording(publisher, audio),
            media_type: "audio/mpeg",
            length_bytes: silence(audio.seconds).len(),
            seconds: audio.seconds,
        }),
    }
}

/// The lead image and the pictures between the paragraphs.
fn add_pictures(documents: &mut HashMap<String, Document>, article: &Article) {
    let inside = article
        .body
        .lines()
        .filter_map(|line| line.strip_prefix("![")?.split_once("](")?.1.strip_suffix(')'));
    for name in article.head.image.as_deref().into_iter().chain(inside) {
        if let Some(bytes) = content::file(&format!("images/{name}.png")) {
            let picture = Document::new("image/png", bytes).modified_at(article.published);
            documents.insert(format!("/images/{name}.png"), picture);
        }
    }
}

fn add_recordings(documents: &mut HashMap<String, Document>, article: &Article) {
    let Article { head, published, .. } = article;
    if let Some(video) = &head.video
        && let Some(bytes) = content::file(&format!("media/{}", video.file))
    {
        let document = Document::new("video/webm", bytes).modified_at(*published);
        documents.insert(format!("/media/{}", video.file), document);
    }
    if let Some(audio) = &head.audio {
        let document = Document::new("audio/mpeg", silence(audio.seconds)).modified_at(*published);
        documents.insert(format!("/media/{}", audio.file), document);
    }
}

/// An MP3 of the right length without a sound: the invented people have no voices.
///
/// A frame of MPEG-2 layer III at 22,050 Hz and 8 kbit/s is 26 bytes and 576 samples; one that is
/// all zero after its header decodes to silence.
fn silence(seconds: u32) -> Vec<u8> {
    const SAMPLES_A_SECOND: u32 = 22_050;
    const SAMPLES_A_FRAME: u32 = 576;
    let mut frame = [0_u8; 26];
    frame[..4].copy_from_slice(&[0xff, 0xf3, 0x10, 0xc4]);
    let frames = seconds * SAMPLES_A_SECOND / SAMPLES_A_FRAME;
    frame.repeat(usize::try_from(frames).unwrap_or_default())
}
