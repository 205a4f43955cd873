//! Which vocabulary an element belongs to.
//!
//! Publishers misdeclare namespaces more often than they misspell prefixes, so an unknown or
//! missing declaration falls back to what the prefix usually means. RSS and Atom are one
//! vocabulary here: their names do not clash, and feeds mix them.

/// A vocabulary that feeds use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// RSS, RDF Site Summary, Atom, CDF, and everything without a namespace.
    Core,
    Admin,
    /// Podlove's simple chapters.
    Chapters,
    Content,
    DublinCore,
    DublinCoreTerms,
    Feedburner,
    /// `GeoRSS`, W3C's basic geography, and GML inside of them.
    Geo,
    Itunes,
    Media,
    News,
    Podcast,
    Rdf,
    SitemapImage,
    Slash,
    Syndication,
    Thread,
    /// The Well-Formed Web's comments.
    Wfw,
    Xhtml,
    /// One that we do not read.
    Other,
}

const BY_ADDRESS: &[(&str, Space)] = &[
    ("backend.userland.com/rss", Space::Core),
    ("backend.userland.com/rss2", Space::Core),
    ("backend.userland.com/rss20", Space::Core),
    ("blogs.law.harvard.edu/tech/rss", Space::Core),
    ("cyber.law.harvard.edu/rss", Space::Core),
    ("cyber.harvard.edu/rss", Space::Core),
    ("my.netscape.com/publish/formats/rss-0.91.dtd", Space::Core),
    ("my.netscape.com/rdf/simple/0.9", Space::Core),
    ("channel.netscape.com/rdf/simple/0.9", Space::Core),
    ("purl.org/net/rss1.1", Space::Core),
    ("purl.org/rss/1.0", Space::Core),
    ("purl.org/rss/1.0/modules/rss091", Space::Core),
    ("purl.org/atom/ns", Space::Core),
    ("purl.org/atom/app", Space::Other),
    ("purl.org/echo", Space::Core),
    ("purl.org/pie", Space::Core),
    ("example.com/newformat", Space::Core),
    ("example.com/necho", Space::Core),
    ("uri/of/echo/namespace", Space::Core),
    ("w3.org/2005/atom", Space::Core),
    ("webns.net/mvcb", Space::Admin),
    ("purl.org/rss/1.0/modules/content", Space::Content),
    ("purl.org/dc/elements/1.1", Space::DublinCore),
    ("purl.org/dc/elements/1.0", Space::DublinCore),
    ("purl.org/dc/terms", Space::DublinCoreTerms),
    ("rssnamespace.org/feedburner/ext/1.0", Space::Feedburner),
    ("itunes.com/dtds/podcast-1.0.dtd", Space::Itunes),
    ("example.com/dtds/podcast-1.0.dtd", Space::Itunes),
    ("google.com/schemas/play-podcasts/1.0", Space::Itunes),
    ("google.com/schemas/play-podcasts/1.0/play-podcasts.xsd", Space::Itunes),
    ("search.yahoo.com/mrss", Space::Media),
    ("google.com/schemas/sitemap-news/0.9", Space::News),
    ("google.com/schemas/sitemap-image/1.1", Space::SitemapImage),
    ("google.com/schemas/sitemap/0.84", Space::Core),
    ("sitemaps.org/schemas/sitemap/0.9", Space::Core),
    ("podcastindex.org/namespace/1.0", Space::Podcast),
    ("github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md", Space::Podcast),
    ("w3.org/1999/02/22-rdf-syntax-ns", Space::Rdf),
    ("podlove.org/simple-chapters", Space::Chapters),
    ("georss.org/georss", Space::Geo),
    ("georss.org/georss/10", Space::Geo),
    ("opengis.net/gml", Space::Geo),
    ("w3.org/2003/01/geo/wgs84_pos", Space::Geo),
    ("purl.org/rss/1.0/modules/slash", Space::Slash),
    ("wellformedweb.org/commentapi", Space::Wfw),
    ("purl.org/rss/1.0/modules/syndication", Space::Syndication),
    ("purl.org/syndication/thread/1.0", Space::Thread),
    ("w3.org/1999/xhtml", Space::Xhtml),
    ("w3.org/tr/rec-html40", Space::Xhtml),
    ("w3.org/2000/svg", Space::Other),
    ("w3.org/1998/math/mathml", Space::Other),
];

const BY_PREFIX: &[(&str, Space)] = &[
    ("a", Space::Core),
    ("atom", Space::Core),
    ("atom10", Space::Core),
    ("rss", Space::Core),
    ("admin", Space::Admin),
    ("content", Space::Content),
    ("dc", Space::DublinCore),
    ("dcterms", Space::DublinCoreTerms),
    ("feedburner", Space::Feedburner),
    ("geo", Space::Geo),
    ("georss", Space::Geo),
    ("gml", Space::Geo),
    ("googleplay", Space::Itunes),
    ("itunes", Space::Itunes),
    ("media", Space::Media),
    ("news", Space::News),
    ("image", Space::SitemapImage),
    ("podcast", Space::Podcast),
    ("psc", Space::Chapters),
    ("rdf", Space::Rdf),
    ("slash", Space::Slash),
    ("sy", Space::Syndication),
    ("syn", Space::Syndication),
    ("thr", Space::Thread),
    ("wfw", Space::Wfw),
    ("xhtml", Space::Xhtml),
];

/// The vocabulary of a namespace address, however its scheme, case and end are written.
pub(super) fn by_address(address: &str) -> Option<Space> {
    let address = address.trim().to_ascii_lowercase();
    if address.is_empty() {
        return Some(Space::Core);
    }
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"));
    let rest = rest.unwrap_or(&address);
    let rest = rest.strip_prefix("www.").unwrap_or(rest).trim_end_matches(['/', '#', ' ']);
    BY_ADDRESS.iter().find(|(known, _)| *known == rest).map(|(_, space)| *space)
}

/// The vocabulary that a prefix usually means.
pub(super) fn by_prefix(prefix: &str) -> Option<Space> {
    BY_PREFIX.iter().find(|(known, _)| known.eq_ignore_ascii_case(prefix)).map(|(_, space)| *space)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_every_dress() {
        for address in ["http://purl.org/dc/elements/1.1/", "HTTPS://purl.org/DC/elements/1.1"] {
            assert_eq!(by_address(address), Some(Space::DublinCore), "{address}");
        }
        assert_eq!(by_address("http://www.w3.org/2005/Atom"), Some(Space::Core));
        assert_eq!(by_address("http://nobody.example/"), None);
    }
}
