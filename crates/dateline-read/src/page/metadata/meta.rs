//! What the page says of itself in `<meta>`, `<link>` and `<html lang>`.
//!
//! The one rule: names are tried in order of trust, and the first non-empty one wins.

use std::collections::HashMap;

use dateline_model::{Image, Media, MediaKind};

use super::Facts;
use crate::page::media::seconds_of;
use crate::page::tree::{Tree, collapse};

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "cxenseparse:recs:publishtime",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "published-date",
    "publication_date",
    "article.published",
    "article_date_original",
    "originalpublicationdate",
    "og:published_time",
    "bt:pubdate",
    "rnews:datepublished",
    "cxenseparse:publishtime",
    "iso-8601-publish-date",
    "created",
    "og:pubdate",
    "displaydate",
    "analyticsattributes.articledate",
    "last-modified-date-original",
    "citation_publication_date",
    "citation_date",
    "vr:published_time",
    "shareaholic:article_published_time",
];
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
    "dc.date.modified",
    "lastmod",
];
const AUTHORS: &[&str] = &[
    "author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "cxenseparse:author",
    "article:author",
    "og:article:author",
    "authors",
    "citation_author",
    "rbauthors",
    "shareaholic:article_author_name",
    "twitter:data1",
];
const PUBLISHERS: &[&str] = &[
    "og:site_name",
    "application-name",
    "publisher",
    "dc.publisher",
    "dcterms.publisher",
    "apple-mobile-web-app-title",
    "article:publisher",
];
const TAGS: &[&str] =
    &["keywords", "news_keywords", "article:tag", "parsely-tags", "sailthru.tags"];

/// Reads the document's head (and metas that strayed into the body).
pub(super) fn read(tree: &Tree) -> Facts {
    let metas = Metas::gather(tree);
    Facts {
        headline: metas.first(&[
            "og:title",
            "twitter:title",
            "parsely-title",
            "sailthru.title",
            "dc.title",
            "dcterms.title",
            "title",
            "headline",
        ]),
        title: metas.title.clone(),
        standfirst: metas.first(&[
            "og:description",
            "description",
            "twitter:description",
            "dc.description",
            "sailthru.description",
        ]),
        byline: metas.every(AUTHORS).into_iter().filter(|name| !name.starts_with("http")).collect(),
        publisher: metas.first(PUBLISHERS).filter(|name| !name.starts_with("http")),
        published: metas.first(PUBLISHED),
        modified: metas.first(MODIFIED),
        section: metas.first(&["article:section", "parsely-section", "section", "dc.subject"]),
        language: metas
            .language
            .clone()
            .or_else(|| metas.first(&["og:locale", "content-language", "dc.language", "language"])),
        canonical: metas.canonical.clone().or_else(|| metas.first(&["og:url", "twitter:url"])),
        base: metas.base.clone(),
        image: metas.image(),
        media: metas.media(),
        tags: metas
            .every(TAGS)
            .iter()
            .flat_map(|text| text.split([',', ';']))
            .map(|tag| tag.trim().to_owned())
            .filter(|tag| !tag.is_empty())
            .collect(),
        is_article: metas.first(&["og:type"]).is_some_and(|kind| kind.contains("article")),
        is_video: metas.first(&["og:type"]).is_some_and(|kind| kind.starts_with("video")),
        ..Facts::default()
    }
}

#[derive(Default)]
struct Metas {
    values: HashMap<String, Vec<String>>,
    title: Option<String>,
    canonical: Option<String>,
    base: Option<String>,
    language: Option<String>,
}

impl Metas {
    fn gather(tree: &Tree) -> Metas {
        let mut metas = Metas::default();
        for node in tree.descendants(Tree::ROOT) {
            match tree.name(node) {
                "meta" => {
                    let key = ["property", "name", "itemprop", "http-equiv"]
                        .iter()
                        .find_map(|key| tree.attribute(node, key));
                    if let (Some(key), Some(content)) = (key, tree.attribute(node, "content")) {
                        let content = if content.contains('&') {
                            super::plain(content)
                        } else {
                            collapse(content)
                        };
                        metas.values.entry(key.to_lowercase()).or_default().push(content);
                    }
                }
                "title" if metas.title.is_none() => {
                    metas.title = Some(tree.text_of(node)).filter(|title| !title.is_empty());
                }
                "link"
                    if tree
                        .attribute(node, "rel")
                        .is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) =>
                {
                    metas.canonical = tree.attribute(node, "href").map(str::to_owned);
                }
                "base" if metas.base.is_none() => {
                    metas.base = tree.attribute(node, "href").map(str::to_owned);
                }
                "html" => metas.language = tree.attribute(node, "lang").map(str::to_owned),
                _ => {}
            }
        }
        metas
    }

    fn first(&self, keys: &[&str]) -> Option<String> {
        keys.iter()
            .find_map(|key| self.values.get(*key)?.iter().find(|value| !value.is_empty()).cloned())
    }

    /// All values of the first key that has any.
    fn every(&self, keys: &[&str]) -> Vec<String> {
        keys.iter().find_map(|key| self.values.get(*key)).cloned().unwrap_or_default()
    }

    fn image(&self) -> Option<Image> {
        let url = self.first(&[
            "og:image:secure_url",
            "og:image",
            "og:image:url",
            "twitter:image",
            "twitter:image:src",
            "thumbnail",
            "image",
        ])?;
        let size = |key: &str| self.first(&[key]).and_then(|text| text.parse().ok());
        let caption = self.first(&["og:image:alt", "twitter:image:alt"]);
        Some(Image { url, width: size("og:image:width"), height: size("og:image:height"), caption })
    }

    fn media(&self) -> Vec<Media> {
        let piece = |kind, addresses: &[&str], lengths: &[&str]| {
            let url = self.first(addresses)?;
            let duration_seconds = self.first(lengths).as_deref().and_then(seconds_of);
            Some(Media { kind, url: Some(url), duration_seconds, title: None })
        };
        let video = piece(
            MediaKind::Video,
            &["og:video:secure_url", "og:video", "og:video:url", "twitter:player:stream"],
            &["video:duration", "og:video:duration"],
        );
        let audio = piece(
            MediaKind::Audio,
            &["og:audio:secure_url", "og:audio", "og:audio:url"],
            &["audio:duration", "og:audio:duration", "music:duration"],
        );
        video.into_iter().chain(audio).collect()
    }
}
