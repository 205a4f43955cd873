//! Small feeds with one fault or one feature each.

use super::text::{HTML, PLAIN};
use super::*;

fn read(feed: &str) -> FeedDocument {
    let source = FeedSource { url: Some("http://e.example/feed.xml"), headers: &[] };
    read_feed(feed.as_bytes(), &source).expect("a feed")
}

/// The only entry of an RSS feed with this item.
#[track_caller]
fn item(inside: &str) -> Entry {
    let feed = format!("<rss version='2.0'><channel><item>{inside}</item></channel></rss>");
    read(&feed).entries.into_iter().next().expect("an entry")
}

/// Title and link of each entry of an RSS feed with these items.
#[track_caller]
fn check_items(items: &str, expected: &[(&str, &str)]) {
    check_entries(&format!("<rss version='2.0'><channel>{items}</channel></rss>"), expected);
}

#[track_caller]
fn check_entries(feed: &str, expected: &[(&str, &str)]) {
    let document = read(feed);
    let title = |entry: &Entry| entry.title.as_ref().map_or("", |t| &t.value).to_string();
    let link = |entry: &Entry| entry.link.clone().unwrap_or_default();
    let found: Vec<_> = document.entries.iter().map(|e| (title(e), link(e))).collect();
    let found: Vec<_> = found.iter().map(|(t, l)| (t.as_str(), l.as_str())).collect();
    assert_eq!(found, expected, "{feed}");
}

const ONE: &[(&str, &str)] = &[("One", "http://e.example/1")];
const ITEM: &str = "<item><title>One</title><link>/1</link></item>";

#[test]
fn roots_of_every_kind() {
    check_entries(&format!("<rss><channel>{ITEM}</channel></rss>"), ONE);
    check_entries(&format!("<RSS VERSION=2.1><channel/>{ITEM}</RSS>"), ONE);
    check_entries(&format!("<rss xmlns='http://www.w3.org/2005/Atom'>{ITEM}</rss>"), ONE);
    check_entries(
        &format!(
            "<x:rss xmlns:x='urn:nobody'>{}</x:rss>",
            ITEM.replace('<', "<x:").replace("<x:/", "</x:")
        ),
        ONE,
    );
    check_entries(
        &format!("<rdf:RDF xmlns='http://purl.org/rss/1.0/'><channel/>{ITEM}</rdf:RDF>"),
        ONE,
    );
    check_entries("<feed><entry><title>One</title><link href='1'/></entry></feed>", ONE);
    check_entries("<CHANNEL><ITEM HREF='/1'><TITLE>One</TITLE></ITEM></CHANNEL>", ONE);
    check_entries("{\"items\":[{\"id\":1,\"title\":\"One\",\"url\":\"/1\",\"author\":null}]}", ONE);
}

#[test]
fn junk_around_the_feed() {
    check_entries(
        &format!("\n<br />\n<b>Warning</b>: x\n<?xml version='1.0'?><rss>{ITEM}</rss>"),
        ONE,
    );
    check_entries(
        &format!("<!-- c --><?xml version='1.0'?><rss>{ITEM}</rss><script>x</script>"),
        ONE,
    );
    check_entries(&format!("<rss>{ITEM}\0\0"), ONE);
}

#[test]
fn broken_markup() {
    check_items(
        "<item><title>a < b</title><link>/1</link></item>",
        &[("a < b", "http://e.example/1")],
    );
    check_items("<item><title>AT&T & D&D</title>", &[("AT&T & D&D", "")]);
    check_items("<item><title>Caf&eacute;&nbsp;&rsquo;</title></item>", &[("Café\u{a0}’", "")]);
    check_items("<item><title>One<link>/1</link></item>", ONE);
    check_items("<item><link>/1<title>One</title></item>", ONE);
    check_items(&format!("{ITEM}<item><title>Tw"), &[ONE[0], ("Tw", "")]);
    check_items("<item><title>One</b></title><link>/1</item>", ONE);
    check_items(
        "<item><title>One</title><description><p>a<br>b<description></item><item/>",
        &[("One", ""), ("", "")],
    );
    check_items(
        "<item><title>One</title><link>/1</link><item><title>Two</title>",
        &[ONE[0], ("Two", "")],
    );
    check_items("<item><title>O\u{8}n&#8;e</title><link>/1</link></item>", ONE);
}

#[test]
fn what_is_no_feed_is_refused() {
    let refused = |bytes: &[u8]| read_feed(bytes, &FeedSource::default()).err();
    assert_eq!(refused(b" \n"), Some(NotAFeed::Empty));
    assert_eq!(refused(b"<!DOCTYPE html><html><body>x"), Some(NotAFeed::Page));
    assert_eq!(refused(b"<!DOCTYPE HTML><title>x</title><p>x"), Some(NotAFeed::Page));
    assert_eq!(refused(b"{\"a\":1}"), Some(NotAFeed::Unknown));
    assert_eq!(refused(b"GIF89a"), Some(NotAFeed::Unknown));
}

#[test]
fn links_and_guids() {
    let entry = item("<guid>http://e.example/g</guid>");
    assert_eq!(
        (entry.link.as_deref(), entry.id_is_permalink),
        (Some("http://e.example/g"), Some(true))
    );
    let entry = item("<guid isPermaLink='false'>http://e.example/g</guid>");
    assert_eq!((entry.link, entry.id_is_permalink), (None, Some(false)));
    let entry = item("<guid>1234</guid><link>/1</link><atom:link rel='self' href='/s'/>");
    assert_eq!(
        (entry.link.as_deref(), entry.id_is_permalink),
        (Some("http://e.example/1"), Some(false))
    );
    assert_eq!(item("<guid isPermaLink='false'/>").id, None);
    let entry = item("<link>/1</link><feedburner:origLink>/2</feedburner:origLink>");
    assert_eq!(entry.link.as_deref(), Some("http://e.example/2"));
}

#[test]
fn people_dates_and_tags() {
    let entry = item(
        "<author>me@e.example (Jane Doe)</author><dc:creator>Jane Doe</dc:creator>\
         <dc:date>2026-06-14</dc:date><category domain='d'>A</category><dc:subject>B</dc:subject>",
    );
    assert_eq!(entry.authors.len(), 1);
    assert_eq!(entry.published.map(|when| when.to_string()).as_deref(), Some("2026-06-14"));
    let terms: Vec<_> = entry.categories.iter().map(|category| category.term.as_str()).collect();
    assert_eq!(terms, ["A", "B"]);
}

#[test]
fn an_ambiguous_date_is_settled_by_the_others() {
    let feed = "<rss><item><pubDate>06/07/2026</pubDate></item>\
                <item><pubDate>14/06/2026</pubDate></item></rss>";
    let first = read(feed).entries.first().and_then(|entry| entry.published);
    assert_eq!(first.map(|when| when.to_string()).as_deref(), Some("2026-07-06"));
    let alone = item("<pubDate>06/07/2026</pubDate>");
    assert_eq!(alone.published, None);
}

#[test]
fn texts_and_their_types() {
    let title = |inside: &str| {
        let title = item(inside).title.expect("a title");
        (title.value, title.media_type)
    };
    assert_eq!(title("<title>1 &lt; 2</title>"), ("1 < 2".into(), PLAIN.into()));
    assert_eq!(title("<title>&lt;b&gt;A&lt;/b&gt;</title>"), ("<b>A</b>".into(), HTML.into()));
    assert_eq!(title("<title><![CDATA[A &amp; B]]></title>"), ("A &amp; B".into(), HTML.into()));
    let atom = |content: &str| {
        let feed = format!("<feed xml:base='http://b.example/'><entry>{content}</entry></feed>");
        let mut document = read(&feed);
        sanitise_feed(&mut document);
        let entry = document.entries.into_iter().next().expect("an entry");
        entry.content.into_iter().next().expect("a content").value
    };
    assert_eq!(atom("<content type='xhtml'><div><p>a<br/></p></div></content>"), "<p>a<br></p>");
    assert_eq!(atom("<content type='text'>&lt;p></content>"), "<p>");
    assert_eq!(
        atom("<content type='html' xml:base='/c/'>&lt;img src=i></content>"),
        "<img src=\"http://b.example/c/i\">"
    );
    assert_eq!(atom("<content mode='base64' type='text/html'>PGI+eDwvYj4=</content>"), "<b>x</b>");
    assert_eq!(
        atom("<content type='xhtml'><div xml:base='/d/'><q cite='e'>x</q></div></content>"),
        "<q cite=\"http://b.example/d/e\">x</q>"
    );
}

#[test]
fn media_of_every_vocabulary() {
    let entry = item(
        "<enclosure url='/a.mp3' length='1,234' type='audio/mpeg'/><itunes:duration>1:00</itunes:duration>\
         <media:group><media:content url='/v.mp4' type='video/mp4' duration='9'/>\
         <media:thumbnail url='/t.jpg' width='100'/></media:group><media:content url='/i.jpg'/>",
    );
    let enclosures: Vec<_> = entry
        .enclosures
        .iter()
        .map(|enclosure| {
            (enclosure.url.as_str(), enclosure.length_bytes, enclosure.duration_seconds)
        })
        .collect();
    assert_eq!(
        enclosures,
        [
            ("http://e.example/a.mp3", Some(1_234), Some(60)),
            ("http://e.example/v.mp4", None, Some(9))
        ]
    );
    assert_eq!(entry.thumbnails.len(), 2);
}

#[test]
fn what_a_head_says() {
    let head = read(
        "<rss><channel><title>T</title><atom:link rel='hub' href='https://hub.example/'/>\
         <atom:link rel='self' href='/f'/><ttl>60</ttl><language>en_GB</language>\
         <skipHours><hour>0</hour><hour>24</hour></skipHours><skipDays><day>Monday</day></skipDays>\
         <image><url>/i.png</url><title>I</title><link>/</link></image></channel></rss>",
    )
    .feed;
    assert_eq!(head.hubs, ["https://hub.example/"]);
    assert_eq!(head.self_url.as_deref(), Some("http://e.example/f"));
    assert_eq!(
        (head.ttl_minutes, head.skip_hours, head.skip_days),
        (Some(60), vec![0, 0], vec!["Monday".to_string()])
    );
    assert_eq!(head.title.map(|title| title.value).as_deref(), Some("T"));
    assert_eq!(head.image.map(|image| image.url).as_deref(), Some("http://e.example/i.png"));
}

#[test]
fn the_answer_that_the_filter_prints() {
    let mut document = read(
        "<rss version='2.0'><channel><title>T</title><item><title>One</title><link>/1</link>\
         <pubDate>Sun, 14 Jun 2026 20:30:00 GMT</pubDate></item></channel></rss>",
    );
    sanitise_feed(&mut document);
    insta::assert_json_snapshot!(document, @r#"
    {
      "format": "rss20",
      "encoding": "utf-8",
      "feed": {
        "title": {
          "value": "T",
          "type": "text/plain"
        }
      },
      "entries": [
        {
          "title": {
            "value": "One",
            "type": "text/plain"
          },
          "link": "http://e.example/1",
          "links": [
            {
              "url": "http://e.example/1",
              "rel": "alternate",
              "type": "text/html"
            }
          ],
          "published": "2026-06-14T20:30:00Z"
        }
      ],
      "problems": []
    }
    "#);
}

#[test]
fn bombs_stay_small() {
    let laughs = "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>\
                  <rss><item><title>&b;</title></item></rss>";
    assert_eq!(read(laughs).entries[0].title.as_ref().map(|t| t.value.len()), Some(12));
    let deep = format!("<rss><item><title>One</title><x>{}", "<y>".repeat(300_000));
    assert_eq!(read(&deep).entries.len(), 1);
    let many = format!("<rss>{}", "<item/>".repeat(3_000));
    assert_eq!(read(&many).entries.len(), MOST_ENTRIES);
    let spaces = format!("<rss{}>{ITEM}", " xmlns:a='b'".repeat(50_000));
    assert_eq!(read(&spaces).entries.len(), 1);
}

/// Documents that would cost the square of their size if anything were read again and again. Each
/// is large enough that this test would not end then.
#[test]
fn nothing_is_quadratic() {
    let entries = |feed: &str| read(feed).entries.len();
    let many = 100_000;
    assert_eq!(entries(&format!("<rss><item><title>{}", "<title>".repeat(many))), 1);
    assert_eq!(
        entries(&format!("<rss>{}", "<item><description><guid>".repeat(many))),
        MOST_ENTRIES
    );
    assert_eq!(entries(&format!("<rss>{}", "<item><title><![CDATA[</item>".repeat(many))), 1);
    let sections = "<![CDATA[</description></item>".repeat(many);
    assert_eq!(entries(&format!("<rss><item><description>{sections}]]>")), 1);
    assert_eq!(entries(&format!("<rss><item{}><title>T", " a='b'".repeat(many))), 1);
    assert_eq!(entries(&format!("<rss><item a='{}'><title>T", "x".repeat(5_000_000))), 1);
    assert_eq!(entries(&format!("<rss><item>{}", "<a b='\" c=\"'".repeat(many))), 1);
    assert_eq!(entries(&format!("<rss><item>{}", "<!--".repeat(many))), 1);
    assert_eq!(entries(&format!("<rss><item><title>{}", "&".repeat(many))), 1);
    let categories = format!("<rss><item>{}", "<category>c</category>".repeat(2 * many));
    assert_eq!(read(&categories).entries[0].categories.len(), 1);
    let people = (0..10_000)
        .fold(String::new(), |people, n| people + "<author>" + &n.to_string() + "</author>");
    assert_eq!(read(&format!("<rss><item>{people}")).entries[0].authors.len(), MOST_OF_A_KIND);
}

/// A long base and short links: what is made absolute must not grow without measure.
#[test]
fn links_do_not_multiply_their_base() {
    let base = format!("http://e.example/{}/", "x".repeat(1_000));
    let links = "<category>c</category><link>a</link>".repeat(150);
    let items = format!("<item xml:base='b/'>{links}</item>").repeat(1_500);
    let document = read(&format!("<rss xml:base='{base}'>{items}"));
    let bytes: usize =
        document.entries.iter().flat_map(|entry| &entry.links).map(|link| link.url.len()).sum();
    assert!(bytes <= 64 * 1_024 * 1_024, "{bytes}");
    let html = "<a href='a'>".repeat(100_000);
    let text =
        format!("<feed xml:base='{base}'><entry><content type='xhtml'><p xml:base='b/'>{html}");
    let length = read(&text).entries[0].content[0].value.len();
    assert!(length < 2 * LONGEST_TEXT, "{length}");
}

/// What is missing an end keeps as much of its entry as can be told apart.
#[test]
fn forgotten_ends() {
    let ids = |feed: &str| -> Vec<String> {
        read(feed).entries.iter().filter_map(|entry| entry.id.clone()).collect()
    };
    let two = |first: &str| format!("<rss><item>{first}</item><item><guid>2</guid></item></rss>");
    assert_eq!(ids(&two("<description>D<br><guid>1</guid>")), ["1", "2"]);
    assert_eq!(ids(&two("<description>D &amp; d<guid>1</guid>")), ["1", "2"]);
    assert_eq!(ids(&two("<title><![CDATA[T</title><guid>1</guid>")), ["1", "2"]);
    let section = "<description><![CDATA[D</description><guid>1</guid></item>\
                   <item><title><![CDATA[T]]></title><guid>2</guid></item>";
    assert_eq!(ids(&format!("<rss><item>{section}</rss>")), ["1", "2"]);
    let json = "{\"items\":[{\"id\":\"1\"},{\"id\":\"2\",\"content_text\":\"break";
    assert_eq!(ids(json), ["1", "2"]);
    assert_eq!(ids("{\"items\":[{\"id\":\"1\",},]} <!-- cached -->"), ["1"]);
}

/// A feed with most of what there is, to be broken at random.
const SPECIMEN: &str = "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE rss [<!ENTITY e 'x'>]>\
    <rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' xml:base='/b/'><channel>\
    <title type='html'>T &amp; &e; &#65;</title><item><title><![CDATA[A <b>]]></title>\
    <link>/1</link><guid isPermaLink='false'>g</guid><pubDate>Sun, 14 Jun 2026 8:30 PM +0200</pubDate>\
    <description>&lt;p&gt;é<svg><p x='1'></description><media:group><media:content url='u' type='v/w'/>\
    </media:group><itunes:duration>1:2:3</itunes:duration></item></channel></rss>";

proptest::proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..300)) {
        let _ = read_feed(&bytes, &FeedSource::default());
        let _ = crate::opml::read(&bytes);
    }

    #[test]
    fn no_broken_feed_makes_it_panic(
        cuts in proptest::collection::vec((0..SPECIMEN.len(), 0..40_usize, ".{0,6}"), 1..6),
    ) {
        let mut bytes = SPECIMEN.as_bytes().to_vec();
        for (at, length, with) in cuts {
            let start = at.min(bytes.len());
            let end = (start + length).min(bytes.len());
            bytes.splice(start..end, with.bytes());
        }
        if let Ok(mut document) = read_feed(&bytes, &FeedSource::default()) {
            sanitise_feed(&mut document);
            let _ = crate::identities(&document.entries);
            for entry in &document.entries {
                let _ = crate::draft_of_entry(entry, &document.feed);
            }
        }
    }

    #[test]
    fn no_date_makes_it_panic(text in "[0-9 :/.+TZWwadejunpm年月日-]{0,30}|.{0,30}") {
        let _ = crate::read_date(&text, &crate::DateHints::default());
    }
}
