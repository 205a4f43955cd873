//! Feeds that a new paper may begin with: public-service and independent newsrooms of several
//! continents, each with an official feed. The owner chooses; nothing is subscribed unasked.

/// A suggestion.
pub(crate) struct Starter {
    pub(crate) section: &'static str,
    pub(crate) title: &'static str,
    pub(crate) url: &'static str,
}

const fn starter(section: &'static str, title: &'static str, url: &'static str) -> Starter {
    Starter { section, title, url }
}

/// The suggestions, by section.
pub(crate) const STARTERS: &[Starter] = &[
    starter("World", "BBC News", "https://feeds.bbci.co.uk/news/world/rss.xml"),
    starter("World", "The Guardian", "https://www.theguardian.com/world/rss"),
    starter("World", "Deutsche Welle", "https://rss.dw.com/rdf/rss-en-all"),
    starter("World", "France 24", "https://www.france24.com/en/rss"),
    starter("World", "Al Jazeera", "https://www.aljazeera.com/xml/rss/all.xml"),
    starter("World", "NPR", "https://feeds.npr.org/1001/rss.xml"),
    starter("World", "CBC News", "https://www.cbc.ca/webfeed/rss/rss-world"),
    starter("World", "ABC News (Australia)", "https://www.abc.net.au/news/feed/51120/rss.xml"),
    starter("Science", "Nature", "https://www.nature.com/nature.rss"),
    starter("Science", "Phys.org", "https://phys.org/rss-feed/"),
    starter("Science", "Quanta Magazine", "https://www.quantamagazine.org/feed/"),
    starter("Technology", "Ars Technica", "https://feeds.arstechnica.com/arstechnica/index"),
    starter("Technology", "Heise", "https://www.heise.de/rss/heise-atom.xml"),
    starter("Technology", "LWN", "https://lwn.net/headlines/rss"),
    starter("Français", "Le Monde", "https://www.lemonde.fr/rss/une.xml"),
    starter("Deutsch", "Tagesschau", "https://www.tagesschau.de/index~rss2.xml"),
    starter("Español", "El País", "https://feeds.elpais.com/mrss-s/pages/ep/site/elpais.com/portada"),
    starter("العربية", "BBC Arabic", "https://feeds.bbci.co.uk/arabic/rss.xml"),
    starter("中文", "BBC 中文", "https://feeds.bbci.co.uk/zhongwen/simp/rss.xml"),
];
