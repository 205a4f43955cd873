//! `cargo bench -p dateline-read`: what reading feeds costs, in CPU time of one core.
//!
//! CPU time is what the system charged this thread, so a busy machine changes little; where the
//! system does not say, the clock is used. Each line is the best of several rounds. The inputs are
//! written here: a feed of 200 long articles (1 MB), as RSS and Atom, and one of 200 headlines.

#![allow(clippy::print_stdout, reason = "a command-line program")]

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::{Duration, Instant};

use dateline_model::Entry;
use dateline_read::{FeedSource, identities, read_feed, sanitise_entry, sanitise_feed};

/// Entries of each feed.
const ENTRIES: usize = 200;

/// One round of one measurement lasts at least so long.
const ROUND: Duration = Duration::from_millis(400);

/// Rounds, of which the best counts: other work on the machine only ever slows.
const ROUNDS: usize = 5;

fn main() {
    let rss = rss(5_000);
    let atom = atom(5_000);
    let headlines = rss_without_text();
    mega_bytes("RSS full text, read", rss.len(), || read(&rss).len());
    mega_bytes("RSS full text, read and sanitised", rss.len(), || read_and_sanitise(&rss));
    mega_bytes("Atom full text, read", atom.len(), || read(&atom).len());
    mega_bytes("Atom full text, read and sanitised", atom.len(), || read_and_sanitise(&atom));
    mega_bytes("RSS headlines, read", headlines.len(), || read(&headlines).len());
    mega_bytes("RSS headlines, read and sanitised", headlines.len(), || {
        read_and_sanitise(&headlines)
    });
    let known = known_hashes(&rss);
    let poll = best(|| poll(&rss, &known));
    println!("{:<44}{:>9.0} a second", "poll of 1 MB, 200 entries, 10 new", 1.0 / poll);
}

/// Prints how many megabytes of a feed `work` gets through in a second.
fn mega_bytes(name: &str, bytes: usize, work: impl FnMut() -> usize) {
    let seconds = best(work);
    #[allow(clippy::cast_precision_loss, reason = "a feed is smaller than 2^52 bytes")]
    let rate = bytes as f64 / 1e6 / seconds;
    println!("{name:<44}{rate:>9.0} MB/s   ({:.2} ms)", seconds * 1e3);
}

/// Seconds that one call takes in the best round.
fn best(mut work: impl FnMut() -> usize) -> f64 {
    let mut best = f64::INFINITY;
    for _ in 0..ROUNDS {
        let start = cpu_time();
        let mut calls = 0_u32;
        let mut spent = Duration::ZERO;
        while spent < ROUND {
            black_box(work());
            calls += 1;
            spent = cpu_time().saturating_sub(start);
        }
        best = best.min(spent.as_secs_f64() / f64::from(calls));
    }
    best
}

/// CPU time of this thread on Linux, the clock elsewhere.
fn cpu_time() -> Duration {
    static STARTED: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let charged = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = charged.and_then(|text| text.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| STARTED.get_or_init(Instant::now).elapsed(), Duration::from_nanos)
}

fn read(feed: &str) -> Vec<Entry> {
    let source = FeedSource { url: Some("https://vell.example/feed.xml"), headers: &[] };
    read_feed(feed.as_bytes(), &source).map(|document| document.entries).unwrap_or_default()
}

fn read_and_sanitise(feed: &str) -> usize {
    let source = FeedSource { url: Some("https://vell.example/feed.xml"), headers: &[] };
    let Ok(mut document) = read_feed(feed.as_bytes(), &source) else { return 0 };
    sanitise_feed(&mut document);
    document.entries.len()
}

/// The hashes of a visit an hour ago, when every twentieth entry was not there yet.
fn known_hashes(feed: &str) -> Vec<(String, String)> {
    let all = identities(&read(feed)).into_iter().enumerate();
    let old = all.filter(|(at, _)| at % 20 != 0);
    old.map(|(_, identity)| (identity.key, identity.content_hash)).collect()
}

/// What a visit does between the network and the database.
fn poll(feed: &str, known: &[(String, String)]) -> usize {
    let known: std::collections::HashMap<&str, &str> =
        known.iter().map(|(key, hash)| (key.as_str(), hash.as_str())).collect();
    let entries = read(feed);
    let identities = identities(&entries);
    let mut new = 0;
    for (mut entry, identity) in entries.into_iter().zip(identities) {
        if known.get(identity.key.as_str()) != Some(&identity.content_hash.as_str()) {
            sanitise_entry(&mut entry);
            black_box(&entry);
            new += 1;
        }
    }
    assert_eq!(new, ENTRIES / 20, "5 % of the entries are new");
    new
}

/// Some `bytes` of a made-up article's HTML: a picture on top, paragraphs of some eighty words, a
/// link in every second, a quotation and a list, as a content management system writes them.
fn article(number: usize, bytes: usize) -> String {
    let mut html = format!(
        "<figure class=\"wp-block-image\"><img decoding=\"async\" src=\"/images/{number}.jpg\" \
         alt=\"The bridge\" width=\"640\" height=\"360\" class=\"wp-image-{number}\"/><figcaption>The \
         bridge at noon &#8211; a reader&#8217;s picture</figcaption></figure>\n"
    );
    for paragraph in 1.. {
        if html.len() >= bytes {
            break;
        }
        let _ = writeln!(
            html,
            "<p>Paragraph {paragraph} of article {number} says that the river rose by <strong>four \
             metres</strong> during the night, that nobody in the lower town was surprised, and that \
             the old bridge, which the council had meant to close in spring, held until “nearly” \
             noon, when the water fell again. The mayor &amp; her deputy spoke of luck; the engineers \
             spoke of the piers, which were renewed in the year of the last flood and cost less \
             than the opening had.</p>"
        );
        if paragraph % 2 == 0 {
            let _ = writeln!(
                html,
                "<p>More about it <a href=\"/news/{number}?from={paragraph}&amp;to=9\">in this \
                 morning’s report</a>.</p>"
            );
        }
        if paragraph == 4 {
            html.push_str("<blockquote><p>It held, and that is all.</p></blockquote>\n<ul><li>One");
            html.push_str("</li>\n<li>Two</li>\n</ul>\n");
        }
    }
    html
}

fn escaped(html: &str) -> String {
    html.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn rss_item(number: usize, inside: &str) -> String {
    format!(
        "<item><title>Article {number} of the day &amp; night</title>\
         <link>https://vell.example/news/{number}</link>\
         <guid isPermaLink=\"false\">https://vell.example/?p={number}</guid>\
         <dc:creator><![CDATA[Ina Marsh]]></dc:creator><category><![CDATA[Rivers]]></category>\
         <pubDate>Sun, 14 Jun 2026 {:02}:{:02}:00 +0000</pubDate>\
         <description><![CDATA[<p>The river rose, and the bridge held.</p>]]></description>{inside}\
         <media:thumbnail url=\"https://vell.example/t/{number}.jpg\" width=\"150\"/></item>\n",
        number / 60 % 24,
        number % 60
    )
}

fn rss_feed(items: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\" \
         xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:media=\"http://search.yahoo.com/mrss/\">\
         <channel><title>The Vell</title><link>https://vell.example/</link>{items}</channel></rss>"
    )
}

/// A feed as `WordPress` writes it: the whole article in CDATA.
fn rss(bytes: usize) -> String {
    let item = |number| {
        let article = article(number, bytes);
        rss_item(number, &format!("<content:encoded><![CDATA[{article}]]></content:encoded>"))
    };
    rss_feed(&(0..ENTRIES).map(item).collect::<String>())
}

fn rss_without_text() -> String {
    rss_feed(&(0..ENTRIES).map(|number| rss_item(number, "")).collect::<String>())
}

/// The whole article as escaped HTML.
fn atom(bytes: usize) -> String {
    let entry = |number| {
        format!(
            "<entry><id>tag:vell.example,2026:{number}</id><title>Article {number}</title>\
             <link href=\"https://vell.example/news/{number}\"/><updated>2026-06-14T20:30:00Z</updated>\
             <author><name>Ina Marsh</name></author><content type=\"html\">{}</content></entry>\n",
            escaped(&article(number, bytes))
        )
    };
    let entries: String = (0..ENTRIES).map(entry).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><feed xmlns=\"http://www.w3.org/2005/Atom\">\
         <title>The Vell</title>{entries}</feed>"
    )
}
