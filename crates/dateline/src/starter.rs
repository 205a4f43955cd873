//! Feeds that a new paper may begin with: public-service and independent newsrooms of several
//! continents, each with an official feed. The owner chooses; nothing is subscribed unasked.

/// A suggestion.
pub(crate) struct Starter {
    pub(crate) section: &'static str,
    pub(crate) title: &'static str,
    pub(crate) url: &'static str,
    pub(crate) about: &'static str,
}

const fn starter(
    section: &'static str,
    title: &'static str,
    url: &'static str,
    about: &'static str,
) -> Starter {
    Starter { section, title, url, about }
}

/// The suggestions, by section.
pub(crate) const STARTERS: &[Starter] = &[
    starter(
        "World",
        "BBC News",
        "https://feeds.bbci.co.uk/news/world/rss.xml",
        "British public broadcaster",
    ),
    starter(
        "World",
        "The Guardian",
        "https://www.theguardian.com/world/rss",
        "British daily, owned by a trust",
    ),
    starter(
        "World",
        "Deutsche Welle",
        "https://rss.dw.com/rdf/rss-en-all",
        "German international broadcaster, in English",
    ),
    starter(
        "World",
        "France 24",
        "https://www.france24.com/en/rss",
        "French international broadcaster, in English",
    ),
    starter(
        "World",
        "Al Jazeera",
        "https://www.aljazeera.com/xml/rss/all.xml",
        "Qatari international broadcaster, in English",
    ),
    starter("World", "NPR", "https://feeds.npr.org/1001/rss.xml", "American public radio"),
    starter(
        "World",
        "CBC News",
        "https://www.cbc.ca/webfeed/rss/rss-world",
        "Canadian public broadcaster",
    ),
    starter(
        "World",
        "ABC News (Australia)",
        "https://www.abc.net.au/news/feed/51120/rss.xml",
        "Australian public broadcaster",
    ),
    starter("Science", "Nature", "https://www.nature.com/nature.rss", "Scientific journal"),
    starter("Science", "Phys.org", "https://phys.org/rss-feed/", "Research news"),
    starter(
        "Science",
        "Quanta Magazine",
        "https://www.quantamagazine.org/feed/",
        "Mathematics and physics, at length",
    ),
    starter(
        "Technology",
        "Ars Technica",
        "https://feeds.arstechnica.com/arstechnica/index",
        "Technology reporting",
    ),
    starter(
        "Technology",
        "Heise",
        "https://www.heise.de/rss/heise-atom.xml",
        "Technik, auf Deutsch",
    ),
    starter("Technology", "LWN", "https://lwn.net/headlines/rss", "Linux and free software"),
    starter("Français", "Le Monde", "https://www.lemonde.fr/rss/une.xml", "Quotidien français"),
    starter(
        "Deutsch",
        "Tagesschau",
        "https://www.tagesschau.de/index~rss2.xml",
        "Nachrichten der ARD",
    ),
    starter(
        "Español",
        "El País",
        "https://feeds.elpais.com/mrss-s/pages/ep/site/elpais.com/portada",
        "Diario español",
    ),
    starter(
        "العربية",
        "BBC Arabic",
        "https://feeds.bbci.co.uk/arabic/rss.xml",
        "هيئة الإذاعة البريطانية",
    ),
    starter("中文", "BBC 中文", "https://feeds.bbci.co.uk/zhongwen/simp/rss.xml", "英国广播公司"),
];
