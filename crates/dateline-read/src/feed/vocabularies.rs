//! Each format, each vocabulary and each fault that we read, one line each.
//!
//! Answers are looked up by JSON pointer in what `dateline feed` prints, so that the names there
//! are tested too.

use serde_json::Value;

use super::{FeedSource, read_feed, sanitise_feed};

fn read(feed: &str) -> Value {
    let source = FeedSource { url: Some("http://e.example/feed.xml"), headers: &[] };
    let mut document = read_feed(feed.as_bytes(), &source).expect("a feed");
    sanitise_feed(&mut document);
    serde_json::to_value(&document).expect("a document can be written")
}

/// What stands at `pointer` in an answer, as text; empty when nothing does.
#[track_caller]
fn check(feed: &str, pointer: &str, expected: &str) {
    let document = read(feed);
    let found = match document.pointer(pointer) {
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None => String::new(),
    };
    assert_eq!(found, expected, "{pointer} of {feed}\n{document:#}");
}

/// An RSS item, with no namespace declared.
#[track_caller]
fn item(inside: &str, pointer: &str, expected: &str) {
    let feed = format!("<rss version='2.0'><channel><item>{inside}</item></channel></rss>");
    check(&feed, &format!("/entries/0{pointer}"), expected);
}

/// An RSS channel.
#[track_caller]
fn channel(inside: &str, pointer: &str, expected: &str) {
    let feed = format!("<rss version='2.0'><channel>{inside}</channel></rss>");
    check(&feed, &format!("/feed{pointer}"), expected);
}

/// An entry of Atom 1.0.
#[track_caller]
fn entry(inside: &str, pointer: &str, expected: &str) {
    let feed = format!(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>F</title><entry>{inside}</entry></feed>"
    );
    check(&feed, &format!("/entries/0{pointer}"), expected);
}

/// A JSON Feed's item.
#[track_caller]
fn json(inside: &str, pointer: &str, expected: &str) {
    let feed =
        format!("{{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[{{{inside}}}]}}");
    check(&feed, &format!("/entries/0{pointer}"), expected);
}

#[test]
fn formats_and_their_versions() {
    let rss = |version: &str, expected: &str| {
        check(&format!("<rss version='{version}'><channel/></rss>"), "/format", expected);
    };
    rss("0.90", "rss090");
    rss("0.91", "rss091u");
    rss("0.92", "rss092");
    rss("0.93", "rss093");
    rss("0.94", "rss094");
    rss("2.0", "rss20");
    rss("2.01", "rss20");
    rss("2.1", "rss20");
    rss("2", "rss20");
    rss("7", "rss");
    let netscape = "<!DOCTYPE rss PUBLIC '-//Netscape//DTD' 'http://my.netscape.com/x.dtd'>\
                    <rss version='0.91'><channel/></rss>";
    check(netscape, "/format", "rss091n");
    check("<rdf:RDF xmlns='http://my.netscape.com/rdf/simple/0.9/'/>", "/format", "rss090");
    check("<rdf:RDF xmlns='http://purl.org/rss/1.0/'/>", "/format", "rss10");
    check("<feed version='0.3' xmlns='http://purl.org/atom/ns#'/>", "/format", "atom03");
    check("<feed xmlns='http://www.w3.org/2005/Atom'/>", "/format", "atom10");
    check(
        "<entry xmlns='http://www.w3.org/2005/Atom'><title>T</title></entry>",
        "/format",
        "atom10",
    );
    check("{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[]}", "/format", "json1");
    check("{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[]}", "/format", "json11");
    check("<CHANNEL HREF='http://e.example/'/>", "/format", "cdf");
}

#[test]
fn rss() {
    item("<title>T</title>", "/title/value", "T");
    item("<description>&lt;i&gt;D&lt;/i&gt;</description>", "/summary/value", "<i>D</i>");
    item("<content:encoded><![CDATA[<b>C</b>]]></content:encoded>", "/content/0/value", "<b>C</b>");
    item("<link>/1</link>", "/link", "http://e.example/1");
    item("<author>a@e.example (Ina)</author>", "/authors/0/email", "a@e.example");
    item("<category domain='d'>C</category>", "/categories/0/scheme", "d");
    item("<comments>/c</comments>", "/comments", "http://e.example/c");
    item(
        "<enclosure url='/a.mp3' type='audio/mpeg' length='9'/>",
        "/enclosures/0/length_bytes",
        "9",
    );
    item("<guid>g</guid>", "/id", "g");
    item("<pubDate>Sun, 14 Jun 2026 20:30:00 GMT</pubDate>", "/published", "2026-06-14T20:30:00Z");
    item("<source url='/s.xml'>S</source>", "/source/title/value", "S");
    item("<source url='/s.xml'>S</source>", "/source/link", "http://e.example/s.xml");
    item("<language>de</language>", "/language", "de");
    channel("<ttl>60</ttl>", "/ttl_minutes", "60");
    channel("<copyright>C</copyright>", "/rights/value", "C");
    channel("<managingEditor>Ina</managingEditor>", "/authors/0/name", "Ina");
    channel("<webMaster>Web</webMaster>", "/publisher", "Web");
    channel("<lastBuildDate>2026-06-14</lastBuildDate>", "/updated", "2026-06-14");
    channel("<generator>G</generator>", "/generator/name", "G");
    channel("<image><url>/i.png</url></image>", "/image/url", "http://e.example/i.png");
    channel("<skipHours><hour>3</hour></skipHours>", "/skip_hours/0", "3");
    channel("<skipDays><day>Sunday</day></skipDays>", "/skip_days/0", "Sunday");
}

#[test]
fn rdf() {
    let feed = "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' \
        xmlns='http://purl.org/rss/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'>\
        <channel rdf:about='http://e.example/'><title>F</title><image rdf:resource='/i.png'/>\
        <items><rdf:Seq><rdf:li rdf:resource='/1'/></rdf:Seq></items></channel>\
        <item rdf:about='http://e.example/1'><title>T</title><link>/1</link>\
        <dc:creator>Ina</dc:creator><dc:date>2026-06-14</dc:date></item></rdf:RDF>";
    check(feed, "/feed/title/value", "F");
    check(feed, "/entries/0/id", "http://e.example/1");
    check(feed, "/entries/0/authors/0/name", "Ina");
    check(feed, "/entries/0/published", "2026-06-14");
}

#[test]
fn atom() {
    entry("<title type='html'>&lt;b>T&lt;/b></title>", "/title/value", "<b>T</b>");
    entry("<title>&lt;b></title>", "/title/type", "text/plain");
    entry("<id>tag:e,2026:1</id>", "/id", "tag:e,2026:1");
    entry("<link href='/1'/>", "/link", "http://e.example/1");
    entry("<link rel='alternate' hreflang='de' href='/1'/>", "/links/0/language", "de");
    entry(
        "<link rel='enclosure' href='/a.mp3' type='audio/mpeg'/>",
        "/enclosures/0/type",
        "audio/mpeg",
    );
    entry("<link rel='replies' href='/r' thr:count='3'/>", "/comment_count", "3");
    entry(
        "<link rel='replies' href='/r' type='application/atom+xml'/>",
        "/comments_feed",
        "http://e.example/r",
    );
    entry("<link rel='replies' href='/r' type='text/html'/>", "/comments", "http://e.example/r");
    entry("<updated>2026-06-14T20:30:00Z</updated>", "/updated", "2026-06-14T20:30:00Z");
    entry("<published>2026-06-14T20:30:00Z</published>", "/published", "2026-06-14T20:30:00Z");
    entry("<author><name>Ina</name><uri>/i</uri></author>", "/authors/0/url", "http://e.example/i");
    entry("<contributor><name>Ina</name></contributor>", "/contributors/0/name", "Ina");
    entry("<category term='c' label='C'/>", "/categories/0/label", "C");
    entry("<rights>R</rights>", "/rights/value", "R");
    entry("<summary>S</summary>", "/summary/value", "S");
    entry("<content type='xhtml'><div><p>C</p></div></content>", "/content/0/value", "<p>C</p>");
    entry("<content src='/c' type='video/mp4'/>", "/links/0/url", "http://e.example/c");
    entry(
        "<source><id>s</id><title>S</title><updated>2026-06-14</updated></source>",
        "/source/updated",
        "2026-06-14",
    );
    entry(
        "<content xml:base='/b/' type='html'>&lt;a href='c'>x&lt;/a></content>",
        "/content/0/value",
        "<a href=\"http://e.example/b/c\" rel=\"noopener noreferrer\">x</a>",
    );
    entry("<title xml:lang='fr'>T</title>", "/title/language", "fr");
    entry("<thr:in-reply-to ref='tag:e,2026:0' href='/0'/>", "/in_reply_to", "tag:e,2026:0");
    entry("<thr:total>7</thr:total>", "/comment_count", "7");
    let old = "<feed version='0.3' xmlns='http://purl.org/atom/ns#'><tagline>F</tagline><entry>\
        <issued>2026-06-14T20:30:00Z</issued><modified>2026-06-15T00:00:00Z</modified>\
        <content mode='escaped' type='text/html'>&lt;i>C&lt;/i></content></entry></feed>";
    check(old, "/feed/subtitle/value", "F");
    check(old, "/entries/0/published", "2026-06-14T20:30:00Z");
    check(old, "/entries/0/updated", "2026-06-15T00:00:00Z");
    check(old, "/entries/0/content/0/value", "<i>C</i>");
}

#[test]
fn json_feed() {
    json("\"id\":7", "/id", "7");
    json("\"url\":\"/1\"", "/link", "http://e.example/1");
    json("\"external_url\":\"/2\"", "/link", "http://e.example/2");
    json("\"title\":\"T\"", "/title/value", "T");
    json("\"content_html\":\"<b>C</b>\"", "/content/0/value", "<b>C</b>");
    json("\"content_text\":\"1 < 2\"", "/content/0/type", "text/plain");
    json("\"summary\":\"S\"", "/summary/value", "S");
    json("\"image\":\"/i.png\"", "/image/url", "http://e.example/i.png");
    json("\"date_published\":\"2026-06-14T20:30:00Z\"", "/published", "2026-06-14T20:30:00Z");
    json("\"date_modified\":\"2026-06-14T20:30:00Z\"", "/updated", "2026-06-14T20:30:00Z");
    json("\"authors\":[{\"name\":\"Ina\"}]", "/authors/0/name", "Ina");
    json("\"author\":{\"name\":\"Ina\"}", "/authors/0/name", "Ina");
    json("\"tags\":[\"a\",\"b\"]", "/categories/1/term", "b");
    json("\"language\":\"de\"", "/language", "de");
    json(
        "\"attachments\":[{\"url\":\"/a.mp3\",\"duration_in_seconds\":61}]",
        "/enclosures/0/duration_seconds",
        "61",
    );
}

#[test]
fn channel_definition_format() {
    let feed = "<CHANNEL HREF='http://e.example/'><TITLE>F</TITLE><ABSTRACT>A</ABSTRACT>\
        <ITEM HREF='/1' LASTMOD='2026-06-14T20:30'><TITLE>T</TITLE><ABSTRACT>S</ABSTRACT></ITEM></CHANNEL>";
    check(feed, "/feed/title/value", "F");
    check(feed, "/feed/link", "http://e.example/");
    check(feed, "/entries/0/link", "http://e.example/1");
    check(feed, "/entries/0/updated", "2026-06-14T20:30:00Z");
    check(feed, "/entries/0/summary/value", "S");
}

#[test]
fn dublin_core_and_its_terms() {
    item("<dc:title>T</dc:title>", "/title/value", "T");
    item("<dc:creator>Ina</dc:creator>", "/authors/0/name", "Ina");
    item("<dc:contributor>Ina</dc:contributor>", "/contributors/0/name", "Ina");
    item("<dc:publisher>P</dc:publisher>", "/publisher", "P");
    item("<dc:subject>S</dc:subject>", "/categories/0/term", "S");
    item("<dc:description>D</dc:description>", "/summary/value", "D");
    item("<dc:rights>R</dc:rights>", "/rights/value", "R");
    item("<dc:language>de</dc:language>", "/language", "de");
    item("<dc:date>2026-06-14</dc:date>", "/published", "2026-06-14");
    item("<dc:identifier>i</dc:identifier>", "/id", "i");
    item("<dcterms:issued>2026-06-14</dcterms:issued>", "/published", "2026-06-14");
    item("<dcterms:modified>2026-06-14</dcterms:modified>", "/updated", "2026-06-14");
    item("<dcterms:created>2026-06-14</dcterms:created>", "/published", "2026-06-14");
    item("<dcterms:abstract>A</dcterms:abstract>", "/summary/value", "A");
}

#[test]
fn media_rss() {
    item(
        "<media:content url='/v.mp4' type='video/mp4' duration='61'/>",
        "/enclosures/0/duration_seconds",
        "61",
    );
    item(
        "<media:content url='/v' medium='video' fileSize='9'/>",
        "/enclosures/0/length_bytes",
        "9",
    );
    item("<media:content url='/i.jpg' medium='image' width='9'/>", "/thumbnails/0/width", "9");
    item("<media:thumbnail url='/t.jpg' height='9'/>", "/thumbnails/0/height", "9");
    item(
        "<media:group><media:content url='/v.mp4' type='video/mp4'/></media:group>",
        "/enclosures/0/url",
        "http://e.example/v.mp4",
    );
    item(
        "<media:content url='/v.mp4' type='video/mp4'><media:thumbnail url='/t.jpg'/></media:content>",
        "/thumbnails/0/url",
        "http://e.example/t.jpg",
    );
    item("<media:group><media:title>T</media:title></media:group>", "/title/value", "T");
    item(
        "<media:group><media:description>D</media:description></media:group>",
        "/summary/value",
        "D",
    );
    item("<media:credit role='photographer'>Ina</media:credit>", "/credits/0/role", "photographer");
    item(
        "<media:content url='/i.jpg' medium='image'><media:credit>Ina</media:credit></media:content>",
        "/credits/0/name",
        "Ina",
    );
    item("<media:credit role='author'>Ina</media:credit>", "/authors/0/name", "Ina");
    item("<media:category>C</media:category>", "/categories/0/term", "C");
    item("<media:keywords>a, b</media:keywords>", "/categories/1/term", "b");
    item("<media:copyright>C</media:copyright>", "/rights/value", "C");
    item("<media:rating>adult</media:rating>", "/explicit", "true");
}

#[test]
fn itunes_and_podcasting() {
    item("<itunes:title>T</itunes:title>", "/title/value", "T");
    item("<itunes:subtitle>S</itunes:subtitle>", "/subtitle/value", "S");
    item("<itunes:summary>S</itunes:summary>", "/summary/value", "S");
    item("<itunes:author>Ina</itunes:author>", "/authors/0/name", "Ina");
    item("<itunes:image href='/i.jpg'/>", "/image/url", "http://e.example/i.jpg");
    item(
        "<enclosure url='/a.mp3'/><itunes:duration>1:02:03</itunes:duration>",
        "/enclosures/0/duration_seconds",
        "3723",
    );
    item("<itunes:keywords>a,b</itunes:keywords>", "/categories/1/term", "b");
    item("<itunes:season>2</itunes:season>", "/season", "2");
    item("<itunes:episode>7</itunes:episode>", "/episode", "7");
    item("<itunes:explicit>yes</itunes:explicit>", "/explicit", "true");
    item("<itunes:explicit>clean</itunes:explicit>", "/explicit", "false");
    channel(
        "<itunes:category text='News'><itunes:category text='Daily'/></itunes:category>",
        "/categories/1/term",
        "Daily",
    );
    channel("<itunes:owner><itunes:name>Ina</itunes:name></itunes:owner>", "/publisher", "Ina");
    channel(
        "<itunes:new-feed-url>/new.xml</itunes:new-feed-url>",
        "/new_url",
        "http://e.example/new.xml",
    );
    item(
        "<podcast:chapters url='/c.json' type='application/json+chapters'/>",
        "/chapters_url",
        "http://e.example/c.json",
    );
    item(
        "<podcast:transcript url='/t.vtt' type='text/vtt' language='en'/>",
        "/transcripts/0/type",
        "text/vtt",
    );
    item(
        "<podcast:person role='Guest' href='/p' img='/p.jpg'>Ina</podcast:person>",
        "/credits/0/role",
        "guest",
    );
    item("<podcast:person>Ina</podcast:person>", "/credits/0/role", "host");
    item("<podcast:season name='Two'>2</podcast:season>", "/season", "2");
    item(
        "<podcast:location geo='geo:30.5,-97.5'>Austin</podcast:location>",
        "/location/name",
        "Austin",
    );
    item(
        "<podcast:location geo='geo:30.5,-97.5'>Austin</podcast:location>",
        "/location/longitude",
        "-97.5",
    );
    item(
        "<psc:chapters><psc:chapter start='00:01:00' title='Two' href='/2'/></psc:chapters>",
        "/chapters/0/start_seconds",
        "60",
    );
}

#[test]
fn comments_and_places() {
    item("<slash:comments>5</slash:comments>", "/comment_count", "5");
    item("<wfw:commentRss>/c.xml</wfw:commentRss>", "/comments_feed", "http://e.example/c.xml");
    item("<wfw:commentRSS>/c.xml</wfw:commentRSS>", "/comments_feed", "http://e.example/c.xml");
    item("<georss:point>45.25 -71.5</georss:point>", "/location/latitude", "45.25");
    item("<geo:lat>1.5</geo:lat><geo:long>2.5</geo:long>", "/location/longitude", "2.5");
    item(
        "<geo:Point><geo:lat>1.5</geo:lat><geo:long>2.5</geo:long></geo:Point>",
        "/location/longitude",
        "2.5",
    );
    item(
        "<georss:where><gml:Point><gml:pos>1.5 2.5</gml:pos></gml:Point></georss:where>",
        "/location/latitude",
        "1.5",
    );
    item("<georss:box>0 0 2 4</georss:box>", "/location/longitude", "2.0");
    item("<georss:circle>1.5 2.5 500</georss:circle>", "/location/longitude", "2.5");
    item("<georss:polygon>0 0 0 4 2 4 2 0 0 0</georss:polygon>", "/location/latitude", "1.0");
    item("<georss:point>north</georss:point>", "/location", "");
    item("<georss:featurename>Vell</georss:featurename>", "/location/name", "Vell");
}

#[test]
fn prefixes_and_namespaces_as_publishers_get_them_wrong() {
    let with = |spaces: &str, inside: &str, pointer: &str, expected: &str| {
        let feed =
            format!("<rss version='2.0' {spaces}><channel><item>{inside}</item></channel></rss>");
        check(&feed, &format!("/entries/0{pointer}"), expected);
    };
    with("xmlns='http://www.w3.org/2005/Atom'", "<title>T</title>", "/title/value", "T");
    with("xmlns='http://backend.userland.com/rss2'", "<title>T</title>", "/title/value", "T");
    with("xmlns='http://nobody.example/'", "<title>T</title>", "/title/value", "T");
    with(
        "xmlns:d='http://purl.org/dc/elements/1.1/'",
        "<d:creator>Ina</d:creator>",
        "/authors/0/name",
        "Ina",
    );
    with(
        "xmlns:dc='http://purl.org/dc/elements/9.9/'",
        "<dc:creator>Ina</dc:creator>",
        "/authors/0/name",
        "Ina",
    );
    with(
        "xmlns:media='http://search.yahoo.com/mrss'",
        "<media:thumbnail url='/t.jpg'/>",
        "/thumbnails/0/url",
        "http://e.example/t.jpg",
    );
    with(
        "xmlns:foo='http://search.yahoo.com/mrss/'",
        "<foo:thumbnail url='/t.jpg'/>",
        "/thumbnails/0/url",
        "http://e.example/t.jpg",
    );
    with(
        "xmlns:media='https://www.search.yahoo.com/MRSS/'",
        "<media:thumbnail url='/t.jpg'/>",
        "/thumbnails/0/url",
        "http://e.example/t.jpg",
    );
    with(
        "xmlns:x='http://nobody.example/'",
        "<title>T</title><x:title>X</x:title>",
        "/title/value",
        "T",
    );
    check(
        "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:title>T</a:title></a:entry></a:feed>",
        "/entries/0/title/value",
        "T",
    );
    check("<feed><entry><title>T</title></entry></feed>", "/entries/0/title/value", "T");
    check("<FEED><ENTRY><TITLE>T</TITLE></ENTRY></FEED>", "/entries/0/title/value", "T");
    check("<rdf:RDF><item><title>T</title></item></rdf:RDF>", "/entries/0/title/value", "T");
}

#[test]
fn markup_as_publishers_break_it() {
    item("<title>A & B &copy; &nosuch;</title>", "/title/value", "A & B © &nosuch;");
    item("<title>1 < 2</title>", "/title/value", "1 < 2");
    item("<title><b>T</b></title>", "/title/value", "<b>T</b>");
    item("<title>T</titel><link>/1</link>", "/link", "http://e.example/1");
    item("<title>T<link>/1</link>", "/link", "http://e.example/1");
    item("<link>/1<guid>g</guid>", "/id", "g");
    item("<description><p>D<br></description><guid>g</guid>", "/id", "g");
    item("<description><![CDATA[D</description><guid>g</guid>", "/summary/value", "D");
    item("<title>T</title></description><guid>g</guid>", "/id", "g");
    item("<link>http://e.example/?a=1&b=2</link>", "/link", "http://e.example/?a=1&b=2");
    item("<title>T\u{1}&#1;&#x1f;</title>", "/title/value", "T");
    item("<title>&#146;</title>", "/title/value", "’");
    item("<link href=/1 rel=alternate>", "/link", "http://e.example/1");
    check("<rss><channel><item><title>T</title><description>D", "/entries/0/summary/value", "D");
    check("<rss><channel><item><title>T</title><li", "/entries/0/title/value", "T");
    check("<item><title>T</title></item>", "/entries/0/title/value", "T");
    check("<rss a=\"b><item c=\"d><title>T</title></item></rss>", "/entries/0/title/value", "T");
    check("<html><body><rss version='2.0'><item><title>T", "/entries/0/title/value", "T");
    check("<rss><!--channel><item><title>T</title></item>", "/entries/0/title/value", "T");
    check("<\0r\0s\0s\0><item><title>T</title></item>", "/entries/0/title/value", "T");
    check("<rss><item><title>T</title><entry><title>U", "/entries/1/title/value", "U");
    check("junk <?php warning ?><rss><item><title>T</title></item>", "/entries/0/title/value", "T");
    check(
        "<rss><channel/><item><title>T</title></item></rss>more junk </rss>",
        "/entries/0/title/value",
        "T",
    );
}

#[test]
fn bytes_in_every_encoding() {
    let check = |bytes: &[u8], content_type: Option<&str>, expected: &str| {
        let header = content_type.map(|kind| ("content-type".to_owned(), kind.to_owned()));
        let headers: Vec<_> = header.into_iter().collect();
        let source = FeedSource { url: None, headers: &headers };
        let document = read_feed(bytes, &source).expect("a feed");
        let title = document.feed.title.map(|title| title.value).unwrap_or_default();
        assert_eq!((title.as_str(), document.encoding.as_str()), ("Café", expected));
    };
    let feed = |declared: &str, cafe: &[u8]| {
        let head = format!("<?xml version='1.0'{declared}?><rss><channel><title>");
        [head.as_bytes(), cafe, b"</title></channel></rss>"].concat()
    };
    check(&feed("", "Café".as_bytes()), None, "utf-8");
    check(&feed(" encoding='iso-8859-1'", "Café".as_bytes()), None, "utf-8");
    check(&feed(" encoding='utf-16'", "Café".as_bytes()), None, "utf-8");
    check(&feed(" encoding='iso-8859-1'", b"Caf\xE9"), None, "windows-1252");
    check(&feed(" encoding='utf-8'", b"Caf\xE9"), None, "windows-1252");
    check(&feed("", b"Caf\xE9"), Some("text/xml; charset=iso-8859-15"), "iso-8859-15");
    check(&feed(" encoding='macintosh'", b"Caf\x8E"), None, "macintosh");
    check(&[b"\xEF\xBB\xBF", &feed("", "Café".as_bytes())[..]].concat(), None, "utf-8");
    let wide = |big: bool| -> Vec<u8> {
        let text = "\u{FEFF}<rss><channel><title>Café</title></channel></rss>";
        let unit = |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
        text.encode_utf16().flat_map(unit).collect()
    };
    check(&wide(true), None, "utf-16be");
    check(&wide(false), None, "utf-16le");
    check(&wide(true)[2..], None, "utf-16be");
}
