//! robots.txt over real HTTP.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use axum::response::Redirect;
use axum::routing::get as route;
use dateline_fetch::{Accept, Error, Request, RobotsCache, Url};

use crate::world::{Canary, at, client, serve, settings, url};

#[tokio::test]
async fn a_site_is_asked_for_its_wishes_once() {
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&asked);
    let robots = move || async move {
        counter.fetch_add(1, Ordering::SeqCst);
        "User-agent: dateline\nCrawl-delay: 3\nDisallow: /private"
    };
    let server = serve(Router::new().route("/robots.txt", route(robots))).await;
    let cache = RobotsCache::new(client(&settings()), "Dateline");
    let page = page(at(server, "/news/1"));
    let (first, second) = tokio::join!(cache.rules(&page), cache.rules(&page));
    assert_eq!(first, second);
    assert!(first.allow(&page.url));
    assert!(!first.allow(&at(server, "/private/1")));
    assert_eq!(first.crawl_delay.map(|delay| delay.as_secs()), Some(3));
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_missing_file_allows_and_a_site_in_trouble_does_not() {
    for (status, allowed) in [
        (StatusCode::NOT_FOUND, true),
        (StatusCode::FORBIDDEN, true),
        (StatusCode::GONE, true),
        (StatusCode::INTERNAL_SERVER_ERROR, false),
        (StatusCode::TOO_MANY_REQUESTS, false),
    ] {
        let server =
            serve(Router::new().route("/robots.txt", route(move || async move { status }))).await;
        let cache = RobotsCache::new(client(&settings()), "Dateline");
        let rules = cache.rules(&page(at(server, "/a"))).await;
        assert_eq!(rules.allow(&at(server, "/a")), allowed, "{status}");
    }
}

#[tokio::test]
async fn the_guard_stands_before_robots_too() {
    let canary = Canary::new().await;
    let home = url(&format!("http://127.0.0.1:{}/a", canary.address.port()));
    let mut settings = settings();
    let rules = RobotsCache::new(client(&settings), "Dateline").rules(&page(home.clone())).await;
    assert!(!rules.allow(&home));
    settings.allowed_networks.push("127.0.0.0/8".parse().expect("a network"));
    let mut linked = page(home.clone());
    linked.named_by = Some(url("http://news.example/feed"));
    let rules = RobotsCache::new(client(&settings), "Dateline").rules(&linked).await;
    assert!(!rules.allow(&home));
    assert_eq!(canary.visits().await, 0);
}

#[tokio::test]
async fn a_site_at_home_is_asked_by_whoever_may_go_there() {
    let robots = || async { "User-agent: *\nDisallow: /private" };
    let server = serve(Router::new().route("/robots.txt", route(robots))).await;
    let cache = RobotsCache::new(client(&settings()), "Dateline");
    let at_home = |path| url(&format!("http://nas.example:{}{path}", server.port()));
    let stranger = page(at_home("/news"));
    let mut owners = page(at_home("/news"));
    owners.settings.allow_private_network = true;
    for _ in 0..2 {
        assert!(!cache.rules(&stranger).await.allow(&at_home("/news")));
        assert!(cache.rules(&owners).await.allow(&at_home("/news")));
        assert!(!cache.rules(&owners).await.allow(&at_home("/private")));
    }
}

/// Lets time pass for the cache and not for the network.
async fn later(days: u32) {
    tokio::time::pause();
    tokio::time::advance(Duration::from_hours(24) * days + Duration::from_mins(1)).await;
    tokio::time::resume();
}

#[tokio::test]
async fn a_site_in_trouble_keeps_its_last_wishes_for_a_month() {
    let well = Arc::new(AtomicBool::new(true));
    let state = Arc::clone(&well);
    let robots = move || async move {
        if state.load(Ordering::SeqCst) {
            (StatusCode::OK, "User-agent: *\nDisallow: /private")
        } else {
            (StatusCode::BAD_GATEWAY, "")
        }
    };
    let server = serve(Router::new().route("/robots.txt", route(robots))).await;
    let cache = RobotsCache::new(client(&settings()), "Dateline");
    let page = page(at(server, "/news/1"));
    let private = at(server, "/private/1");
    cache.rules(&page).await;
    well.store(false, Ordering::SeqCst);
    later(2).await;
    let rules = cache.rules(&page).await;
    assert!(rules.allow(&page.url) && !rules.allow(&private), "what it said when it was well");
    later(31).await;
    assert!(cache.rules(&page).await.allow(&private), "by now it has no such file");
}

#[tokio::test]
async fn what_stands_in_the_way_is_told_in_plain_words() {
    let forbids = || async { "User-agent: *\nDisallow: /" };
    let broken = || async { StatusCode::BAD_GATEWAY };
    let server = serve(Router::new().route("/robots.txt", route(forbids))).await;
    let ill = serve(Router::new().route("/robots.txt", route(broken))).await;
    let cache = RobotsCache::new(client(&settings()), "Dateline");
    for (server, words) in [
        (server, "the site's robots.txt does not allow it"),
        (
            ill,
            "the site did not say in its robots.txt what robots may read (it is in trouble, or not \
             reachable), so it is not asked until it does",
        ),
    ] {
        let page = page(at(server, "/a"));
        assert_eq!(cache.rules(&page).await.objection(&page.url), Some(words));
    }
}

/// A site that lets robots read may lead to one that does not.
#[tokio::test]
async fn a_redirect_is_followed_only_where_the_other_site_lets_us() {
    let visits = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&visits);
    let read = move || {
        let counter = Arc::clone(&counter);
        async move {
            counter.fetch_add(1, Ordering::SeqCst);
            "<p>News"
        }
    };
    let forbids = || async { "User-agent: *\nDisallow: /closed" };
    let other = Router::new().route("/robots.txt", route(forbids));
    let other =
        serve(other.route("/closed/a", route(read.clone())).route("/open", route(read))).await;
    let leads = |path: &str| {
        let target = at(other, path).to_string();
        route(move || async move { Redirect::temporary(&target) })
    };
    let home = Router::new().route("/a", leads("/closed/a")).route("/b", leads("/open"));
    let home = serve(home.route("/c", route(|| async { Redirect::permanent("/a") }))).await;
    let client = client(&settings());
    let robots = RobotsCache::new(client.clone(), "Dateline");
    for path in ["/a", "/c"] {
        let page = page(at(home, path));
        assert!(robots.permit(&page).await.is_ok(), "this site has no wishes");
        let error = client.get_as_robot(&page, &robots).await.expect_err("the other has");
        assert!(matches!(error, Error::Unwelcome { .. }), "{error}");
    }
    assert_eq!(visits.load(Ordering::SeqCst), 0, "it was not asked");
    let answer = client.get_as_robot(&page(at(home, "/b")), &robots).await.expect("it is let");
    assert_eq!(answer.final_url, at(other, "/open"));
    assert!(client.get(&page(at(home, "/a"))).await.is_ok(), "a person may look");
}

fn page(url: Url) -> Request {
    Request::new(url, Accept::Page)
}
