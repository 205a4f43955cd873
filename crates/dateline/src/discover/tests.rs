//! Sites of every sort, told apart by their host name, on one server on loopback.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Request as Asked, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response as Answer};
use dateline_fetch::{Lookup, Settings};

use super::*;

/// What stands at an address: a status, a header line and a body.
type Place = (u16, &'static str, String);

/// Places by host and path, and what was asked for.
#[derive(Clone, Default)]
struct World {
    places: Arc<HashMap<String, Place>>,
    asked: Arc<Mutex<Vec<String>>>,
}

async fn answer(State(world): State<World>, asked: Asked) -> Answer {
    let host = asked.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let host = host.unwrap_or_default().split(':').next().unwrap_or_default();
    let path = asked.uri().path_and_query().map_or("/", |path| path.as_str());
    let place = format!("{host}{path}");
    world.asked.lock().expect("no test panics here").push(place.clone());
    let Some((status, head, body)) = world.places.get(&place).cloned() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let status = StatusCode::from_u16(status).expect("a status");
    match head.split_once(": ") {
        Some((name, value)) => (status, [(name, value)], body).into_response(),
        None => (status, body).into_response(),
    }
}

/// A feed with this title and these entries, newest first.
fn rss(title: &str, entries: &[&str]) -> String {
    let items: Vec<String> = entries
        .iter()
        .map(|entry| {
            format!(
                "<item><title>{entry}</title><link>https://e.example/{entry}</link>\
                 <pubDate>Sun, 14 Jun 2026 20:00:00 GMT</pubDate></item>"
            )
        })
        .collect();
    format!("<rss version='2.0'><channel><title>{title}</title>{}</channel></rss>", items.concat())
}

fn atom(title: &str, entries: &[&str]) -> String {
    let entries: Vec<String> = entries
        .iter()
        .map(|entry| {
            format!("<entry><title>{entry}</title><link href='https://e.example/{entry}'/></entry>")
        })
        .collect();
    format!(
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>{title}</title>{}</feed>",
        entries.concat()
    )
}

async fn serve(places: &[(&str, Place)]) -> (SocketAddr, World) {
    let places = places.iter().map(|(at, place)| ((*at).to_owned(), place.clone()));
    let world = World { places: Arc::new(places.collect()), ..World::default() };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("it is bound");
    let router = Router::new().fallback(answer).with_state(world.clone());
    tokio::spawn(async move { axum::serve(listener, router).await });
    (address, world)
}

/// A client for which every name is this host, and this host is the web.
fn client() -> Client {
    let mut settings = Settings::new("Dateline/0.1 (+https://paper.example)");
    settings.allowed_networks = vec!["127.0.0.0/8".parse().expect("a network")];
    let here: Lookup = Arc::new(|_| Box::pin(async { Ok(vec![[127, 0, 0, 1].into()]) }));
    Client::with_lookup(&settings, here).expect("a client")
}

/// What is found at `typed`, as `path title`; `{port}` is the server's.
async fn found_at(typed: &str, places: &[(&str, Place)]) -> (Vec<String>, World) {
    let (address, world) = serve(places).await;
    let port = address.port();
    let typed = typed.replace("{port}", &port.to_string());
    let client = client();
    let robots = RobotsCache::new(client.clone(), "Dateline");
    let found = discover(&client, &robots, &typed).await;
    let told = match found {
        Ok(feeds) => feeds
            .iter()
            .map(|feed| {
                let url = Url::parse(&feed.url).expect("a URL");
                let query = url.query().map(|query| format!("?{query}")).unwrap_or_default();
                let watched = if feed.watched {
                    format!(", watched: {}: {}", feed.entries, feed.headlines.join("; "))
                } else {
                    String::new()
                };
                format!("{}{query} {}{watched}", url.path(), feed.title)
            })
            .collect(),
        Err(why) => vec![why],
    };
    (told, world)
}

async fn check(typed: &str, places: &[(&str, Place)], expected: &[&str]) {
    let (told, world) = found_at(typed, places).await;
    let asked = world.asked.lock().expect("no test panics here").clone();
    assert_eq!(told, expected, "{typed}, having asked {asked:?}");
}

fn ok(body: String) -> Place {
    (200, "", body)
}

fn page(head: &str) -> Place {
    (200, "content-type: text/html", format!("<!doctype html><html><head>{head}</head></html>"))
}

const NEWS: &str = "http://news.example:{port}";

fn news(path: &str) -> String {
    format!("{NEWS}{path}")
}

#[tokio::test]
async fn the_address_is_the_feed() {
    check(&news("/f"), &[("news.example/f", ok(rss("Gazette", &["a"])))], &["/f Gazette"]).await;
    // What redirects for now is kept, what moved for good is followed.
    let feed = ("news.example/new", ok(rss("Gazette", &["a"])));
    let moved = |status| ("news.example/f", (status, "location: /new", String::new()));
    check(&news("/f"), &[moved(302), feed.clone()], &["/f Gazette"]).await;
    check(&news("/f"), &[moved(301), feed], &["/new Gazette"]).await;
}

#[tokio::test]
async fn a_page_names_its_feeds_and_each_is_offered_once() {
    let links = "<link rel=alternate type=application/rss+xml href='/comments/feed/'>\
                 <link rel=alternate type=application/rss+xml href=/rss>\
                 <link rel=alternate type=application/atom+xml href=/atom>\
                 <link rel=alternate type=application/rss+xml href=/gone>\
                 <link rel=alternate type=application/rss+xml href=/sport>";
    let places = [
        ("news.example/", page(links)),
        ("news.example/comments/feed/", ok(rss("Talk", &["c"]))),
        ("news.example/rss", ok(rss("Gazette", &["a", "b"]))),
        ("news.example/atom", ok(atom("Gazette", &["a", "b"]))),
        ("news.example/sport", ok(rss("Sport", &["d"]))),
    ];
    check(&news("/"), &places, &["/rss Gazette", "/sport Sport", "/comments/feed/ Talk"]).await;
}

#[tokio::test]
async fn a_header_names_a_feed() {
    let link = "link: </f>; rel=alternate; type=\"application/rss+xml\"";
    let places = [
        ("news.example/", (200, link, "<title>Gazette</title>".to_owned())),
        ("news.example/f", ok(rss("Gazette", &["a"]))),
    ];
    check(&news("/"), &places, &["/f Gazette"]).await;
}

#[tokio::test]
async fn usual_paths_are_tried_nearby_and_at_the_root() {
    let places = [
        ("news.example/blog/", page("")),
        ("news.example/blog/atom.xml", ok(atom("Blog", &["x"]))),
        ("news.example/feed", ok(rss("Gazette", &["a"]))),
        ("news.example/rss", ok(rss("Second", &["z"]))),
    ];
    check(&news("/blog/"), &places, &["/blog/atom.xml Blog", "/feed Gazette"]).await;
    let wordpress =
        [("news.example/", page("")), ("news.example/?feed=rss2", ok(rss("Blog", &["a"])))];
    check(&news("/"), &wordpress, &["/?feed=rss2 Blog"]).await;
}

#[tokio::test]
async fn services_are_known_by_their_rule() {
    let channel = "<link rel=canonical href=/channel/UC1>";
    let places = [
        ("www.youtube.com/@ada", page(channel)),
        ("www.youtube.com/feeds/videos.xml?channel_id=UC1", ok(atom("Ada's films", &["v"]))),
    ];
    let expected = ["/feeds/videos.xml?channel_id=UC1 Ada's films"];
    check("http://www.youtube.com:{port}/@ada", &places, &expected).await;

    let people = [
        ("mastodon.example/@ada", page("")),
        ("mastodon.example/@ada.rss", ok(rss("Ada", &["toot"]))),
    ];
    check("http://mastodon.example:{port}/@ada", &people, &["/@ada.rss Ada"]).await;

    // The page turns robots away, its feed does not.
    let reddit = [
        ("www.reddit.com/r/rust", (403, "", String::new())),
        ("www.reddit.com/r/rust/.rss", ok(atom("r/rust", &["post"]))),
    ];
    check("http://www.reddit.com:{port}/r/rust", &reddit, &["/r/rust/.rss r/rust"]).await;

    let forge = [
        ("github.com/a/b", page("")),
        ("github.com/a/b/releases.atom", ok(atom("Releases", &["1.0"]))),
        ("github.com/a/b/tags.atom", ok(atom("Tags", &["v1.0"]))),
        ("github.com/a/b/commits.atom", ok(atom("Commits", &["mend"]))),
    ];
    let expected =
        ["/a/b/releases.atom Releases", "/a/b/tags.atom Tags", "/a/b/commits.atom Commits"];
    check("http://github.com:{port}/a/b", &forge, &expected).await;
}

/// A page that lists four headlines, and has this in its head.
fn listing(head: &str) -> Place {
    let headlines = [
        "River town rebuilds the bridge",
        "Council votes on night trains",
        "Harbour opens after the storm",
        "Old mill becomes a school",
    ];
    let items: Vec<String> = headlines
        .iter()
        .enumerate()
        .map(|(number, title)| format!("<li><h3><a href=/a/{number}>{title}</a></h3></li>"))
        .collect();
    let body = format!("<!doctype html>{head}<title>The Vell</title><ul>{}</ul>", items.concat());
    (200, "content-type: text/html", body)
}

const WATCHED: &str = "The Vell, watched: 4: River town rebuilds the bridge; Council votes on night \
                       trains; Harbour opens after the storm; Old mill becomes a school";

#[tokio::test]
async fn a_page_without_a_feed_can_be_watched() {
    let at = |path: &str| format!("{path} {WATCHED}");
    check(&news("/n"), &[("news.example/n", listing(""))], &[&at("/n")]).await;
    let moved = |status| ("news.example/n", (status, "location: /m", String::new()));
    for (status, stands) in [(301, "/m"), (302, "/n")] {
        let places = [moved(status), ("news.example/m", listing(""))];
        check(&news("/n"), &places, &[&at(stands)]).await;
    }
    // Whoever has a feed is not watched.
    let named = listing("<link rel=alternate type=application/rss+xml href=/rss>");
    let places = [("news.example/n", named), ("news.example/rss", ok(rss("Gazette", &["a"])))];
    check(&news("/n"), &places, &["/rss Gazette"]).await;
}

#[tokio::test]
async fn a_page_is_not_watched_where_nothing_repeats_or_robots_are_not_wanted() {
    let (told, _) = found_at(&news("/"), &[("news.example/", page(""))]).await;
    assert!(told[0].contains("nothing on its page repeats itself"), "{told:?}");
    let robots = |body: &str| ("news.example/robots.txt", ok(body.to_owned()));
    let list = || ("news.example/n", listing(""));
    let (told, _) = found_at(&news("/n"), &[list(), robots("User-agent: *\nDisallow: /n")]).await;
    assert!(
        told[0].ends_with("watched as one: the site's robots.txt does not allow it"),
        "{told:?}"
    );
    let in_trouble = ("news.example/robots.txt", (503, "", String::new()));
    let (told, _) = found_at(&news("/n"), &[list(), in_trouble]).await;
    assert!(told[0].contains("did not say in its robots.txt"), "{told:?}");
    let elsewhere = robots("User-agent: *\nDisallow: /private");
    check(&news("/n"), &[list(), elsewhere], &[&format!("/n {WATCHED}")]).await;
}

#[tokio::test]
async fn a_site_that_cannot_be_had_says_why() {
    let (told, _) = found_at(&news("/"), &[("news.example/", page(""))]).await;
    assert!(told[0].starts_with("no feed was found at news.example"), "{told:?}");
    let (told, _) = found_at(&news("/"), &[("news.example/", (410, "", String::new()))]).await;
    assert!(told[0].contains("gone for good"), "{told:?}");
    let (told, _) = found_at("no address", &[]).await;
    assert_eq!(told, ["`no address` is not a web address; write it as https://example.com/feed"]);
}

/// A page may name feeds anywhere, and an exception that the owner made for its own host is no way
/// to another; nor is the search endless.
#[tokio::test]
async fn a_page_cannot_lead_us_inside_or_on_forever() {
    let inner = "<link rel=alternate type=application/rss+xml href='http://127.0.0.1/f'>\
                 <link rel=alternate type=application/rss+xml href='http://nas.example/f'>";
    let many: Vec<String> = (0..60)
        .map(|n| format!("<link rel=alternate type=application/rss+xml href=/{n}>"))
        .collect();
    let (_, world) = found_at(&news("/"), &[("news.example/", page(inner))]).await;
    let asked = world.asked.lock().expect("no test panics here").clone();
    assert!(asked.iter().all(|place| place.starts_with("news.example")), "{asked:?}");
    let (_, world) = found_at(&news("/"), &[("news.example/", page(&many.concat()))]).await;
    let asked = world.asked.lock().expect("no test panics here").len();
    assert!(asked <= 60, "{asked} requests for one address");
}
