//! The guard under attack: nobody forbidden may see as much as a connection.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::http::{StatusCode, header};
use axum::routing::get as route;
use dateline_fetch::{Accept, Client, Error, Guard, Request, Url};

use crate::world::{Canary, at, client, get, lookup, serve, settings, url};

#[tokio::test]
async fn a_forbidden_address_sees_no_connection() {
    let canary = Canary::new().await;
    let client = client(&settings());
    let port = canary.address.port();
    for host in ["127.0.0.1", "127.1", "2130706433", "0x7f.1", "0177.0.0.1", "0", "[::ffff:7f00:1]"]
    {
        refused(&client, url(&format!("http://{host}:{port}/"))).await;
    }
    for name in ["localhost", "a.localhost", "LOCALHOST.", "evil.example", "news.example.evil"] {
        refused(&client, url(&format!("http://{name}:{port}/"))).await;
    }
    assert_eq!(canary.visits().await, 0);
}

#[tokio::test]
async fn a_redirect_is_checked_again_at_each_hop() {
    let canary = Canary::new().await;
    let port = canary.address.port();
    for status in [301, 302, 303, 307, 308] {
        for target in [
            format!("http://127.0.0.1:{port}/"),
            format!("//[::1]:{port}/"),
            format!("http://inner.example:{port}/"),
            "file:///etc/passwd".to_owned(),
            "http://169.254.169.254/latest/meta-data".to_owned(),
        ] {
            let server = serve(redirects(status, target)).await;
            for path in ["/now", "/first"] {
                refused(&client(&settings()), at(server, path)).await;
            }
        }
    }
    assert_eq!(canary.visits().await, 0);
}

/// `/now` redirects to the target; `/first` does so after one honest hop.
fn redirects(status: u16, target: String) -> Router {
    let status = StatusCode::from_u16(status).expect("a status");
    Router::new()
        .route("/now", route(move || async move { (status, [(header::LOCATION, target)]) }))
        .route("/first", route(move || async move { (status, [(header::LOCATION, "/now")]) }))
}

/// A name server that answers with a public address when it is checked and with ours when it is
/// connected to. There is one lookup for both, so the second answer is never asked for.
#[tokio::test]
async fn a_name_that_changes_its_mind_gains_nothing() {
    let canary = Canary::new().await;
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&asked);
    let rebinding = lookup(move |_| match counter.fetch_add(1, Ordering::SeqCst) {
        // Allowed by name in this test, and nobody listens on that address.
        0 => vec!["127.0.0.2"],
        _ => vec!["127.0.0.1"],
    });
    let client = Client::with_lookup(&settings(), rebinding).expect("a client");
    let error = get(&client, at(canary.address, "/")).await.expect_err("nobody there");
    assert!(matches!(error, Error::Unreachable { .. }), "{error}");
    assert_eq!(asked.load(Ordering::SeqCst), 1, "one lookup for one connection");
    assert_eq!(canary.visits().await, 0);
}

#[tokio::test]
async fn one_private_address_among_public_ones_condemns_the_name() {
    let canary = Canary::new().await;
    let mixed = lookup(|_| vec!["1.1.1.1", "127.0.0.1"]);
    let client = Client::with_lookup(&settings(), mixed).expect("a client");
    refused(&client, url(&format!("http://mixed.example:{}/", canary.address.port()))).await;
    assert_eq!(canary.visits().await, 0);
}

#[tokio::test]
async fn the_owner_may_allow_a_network() {
    let server = serve(Router::new().route("/", route(|| async { "home" }))).await;
    let mut settings = settings();
    settings.allowed_networks = vec!["127.0.0.0/8".parse().expect("a network")];
    let client = client(&settings);
    // `localhost` is both loopback addresses, and only one of them is allowed.
    refused(&client, url(&format!("http://localhost:{}/", server.port()))).await;
    let answer = get(&client, url(&format!("http://{server}/"))).await.expect("an answer");
    assert_eq!(answer.body, "home");
    settings.allowed_networks.push("::1".parse().expect("an address"));
    let client = Client::new(&settings).expect("a client");
    let local = url(&format!("http://paper.localhost:{}/", server.port()));
    assert_eq!(get(&client, local).await.expect("an answer").body, "home");
}

/// The owner allowed a network at home for a feed there. A public site must not use that door: not
/// by a redirect, and not by linking there.
#[tokio::test]
async fn an_exception_serves_only_the_host_that_a_person_named() {
    let canary = Canary::new().await;
    let mut settings = settings();
    settings.allowed_networks.push("127.0.0.0/8".parse().expect("a network"));
    let client = client(&settings);
    let home = format!("http://127.0.0.1:{}/", canary.address.port());
    let server = serve(redirects(302, home.clone())).await;
    refused(&client, at(server, "/now")).await;
    let mut linked = Request::new(url(&home), Accept::Page);
    linked.named_by = Some(at(server, "/feed"));
    let error = client.get(&linked).await.expect_err("a public feed led there");
    assert!(error.to_string().ends_with("only a feed of that very host may lead there"), "{error}");
    assert_eq!(canary.visits().await, 0);

    let pages = serve(Router::new().route("/1", route(|| async { "page" }))).await;
    let mut own = Request::new(url(&format!("http://{pages}/1")), Accept::Page);
    own.named_by = Some(url(&home));
    assert_eq!(client.get(&own).await.expect("the feed's own host").body, "page");
}

#[tokio::test]
async fn a_name_that_nobody_knows_is_told_in_plain_words() {
    let client = Client::with_lookup(&settings(), lookup(|_| Vec::new())).expect("a client");
    let error = get(&client, url("http://nowhere.example/")).await.expect_err("unknown");
    assert_eq!(
        error.to_string(),
        "nowhere.example cannot be reached: no such name is known; check the address and this computer's connection"
    );
}

#[track_caller]
fn refused(client: &Client, url: Url) -> impl Future<Output = ()> {
    let caller = std::panic::Location::caller();
    async move {
        let error = get(client, url.clone()).await.expect_err("it must be refused");
        assert!(matches!(error, Error::Refused { .. }), "{url} at {caller}: {error}");
    }
}

/// Forms that only IPv6 has, zone names, and schemes that are not the web.
#[test]
fn other_forbidden_forms_do_not_pass() {
    for text in [
        "http://[::]/",
        "http://[::1]/",
        "http://[0:0:0:0:0:0:0:1]/",
        "http://[fe80::1]/",
        "http://[fe80::1%25eth0]/",
        "http://[fd00:ec2::254]/",
        "http://[fc00::1]/",
        "http://[fec0::1]/",
        "http://[ff02::1]/",
        "http://[2001:db8::1]/",
        "http://[3fff::1]/",
        "http://[5f00::1]/",
        "http://[100::1]/",
        "http://[4000::1]/",
        "http://%31%32%37.0.0.1/",
        "http://\u{2488}27.0.0.1/",
        "http://127。0。0。1/",
        "http://①②⑦.0.0.1/",
        "http:///127.0.0.1/",
        "http:127.0.0.1/",
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "gopher://127.0.0.1:6379/_INFO",
        "ftp://example.com/",
        "dict://example.com:11211/",
        "data:text/html,x",
        "jar:http://example.com!/",
        "java\tscript:alert(1)",
        "blob:http://example.com/x",
        "view-source:http://example.com/",
        "http://example.com:22/",
        "http://example.com:6000/",
        "http://./",
        "http://../",
    ] {
        let passed = Url::parse(text).ok().and_then(|url| Guard::default().check_url(&url).ok());
        assert_eq!(passed, None, "{text}");
    }
}

/// The environment cannot be changed within a test, so another test runs again in a process of its
/// own, with a proxy in its environment that must see nothing.
#[tokio::test]
async fn a_proxy_from_the_environment_is_not_used() {
    let canary = Canary::new().await;
    let proxy = format!("http://{}", canary.address);
    let mut again = std::process::Command::new(std::env::current_exe().expect("our own path"));
    again.args(["--exact", "answers::says_who_we_are_and_nothing_more"]);
    for name in ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"] {
        again.env(name, &proxy);
    }
    let run = tokio::task::spawn_blocking(move || again.output()).await.expect("no panic");
    let told = String::from_utf8_lossy(&run.expect("it runs").stdout).into_owned();
    assert!(told.contains("1 passed"), "{told}");
    assert_eq!(canary.visits().await, 0);
}

#[test]
fn an_address_is_checked_before_it_is_kept() {
    let client = client(&settings());
    let check = |address: &str, named_by: Option<&str>| {
        let request = Request::new(url(address), Accept::Feed);
        client.check(&Request { named_by: named_by.map(url), ..request }).map_err(|e| e.kind())
    };
    let clean = check("https://ada:secret@news.example/feed#top", None);
    assert_eq!(clean, Ok(url("https://news.example/feed")));
    assert_eq!(check("http://127.0.0.1/", None), Err("refused"));
    assert_eq!(check("http://127.0.0.1/", Some("http://news.example/feed")), Err("refused"));
    assert_eq!(check("file:///etc/passwd", None), Err("refused"));
}
