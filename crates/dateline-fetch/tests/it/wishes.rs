//! What an owner asks for one feed: its secrets stay at its own site, its exceptions are its own.

use std::net::SocketAddr;

use axum::Router;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response as Answer};
use axum::routing::{any, get as route};
use dateline_fetch::{Accept, Client, Error, Request};
use dateline_model::{FeedSettings, Secret};

use crate::world::{Canary, at, client, lookup, serve, settings, url};

/// Tells the headers that matter here; `/to` leads elsewhere and `/back` returns from there.
async fn echo(headers: HeaderMap) -> String {
    let told = [header::COOKIE, header::AUTHORIZATION, header::USER_AGENT].map(|name| {
        let value = headers.get(&name).and_then(|value| value.to_str().ok());
        format!("{name}={}", value.unwrap_or("-"))
    });
    told.join("\n")
}

fn redirect(target: String) -> Answer {
    (StatusCode::FOUND, [(header::LOCATION, target)]).into_response()
}

/// A site that echoes, and redirects to the place that `?` names.
async fn echoing_site() -> SocketAddr {
    let go = |axum::extract::RawQuery(query): axum::extract::RawQuery| async move {
        redirect(query.unwrap_or_default())
    };
    serve(Router::new().route("/echo", route(echo)).route("/go", route(go))).await
}

fn with_secrets(target: dateline_fetch::Url) -> Request {
    let mut request = Request::new(target, Accept::Feed);
    request.apply(&FeedSettings {
        cookie: Some(Secret::new("session=abc")),
        username: Some("ada".to_owned()),
        password: Some(Secret::new("p:w")),
        user_agent: Some("Reader/9".to_owned()),
        ..FeedSettings::default()
    });
    request
}

async fn told(request: &Request) -> String {
    let answer = client(&both_names()).get(request).await.expect("an answer");
    String::from_utf8(answer.body.to_vec()).expect("text")
}

fn both_names() -> dateline_fetch::Settings {
    let mut settings = settings();
    settings.allowed_networks.push("other.example".parse().expect("a host"));
    settings
}

const ALL: &str = "cookie=session=abc\nauthorization=Basic YWRhOnA6dw==\nuser-agent=Reader/9";
const NONE: &str = "cookie=-\nauthorization=-\nuser-agent=Reader/9";

#[tokio::test]
async fn secrets_go_to_the_feed_s_own_site() {
    let (site, elsewhere) = (echoing_site().await, echoing_site().await);
    assert_eq!(told(&with_secrets(at(site, "/echo"))).await, ALL);
    assert_eq!(told(&with_secrets(at(site, "/go?/echo"))).await, ALL);
    // A page of the feed's own site gets them too, and a page elsewhere does not.
    let mut page = with_secrets(at(site, "/echo"));
    page.named_by = Some(at(site, "/feed"));
    assert_eq!(told(&page).await, ALL);
    page.url = url(&format!("http://other.example:{}/echo", elsewhere.port()));
    page.named_by = Some(url(&format!("http://other.example:{}/feed", site.port())));
    assert_eq!(told(&page).await, NONE);
}

#[tokio::test]
async fn secrets_do_not_follow_a_redirect_to_another_site_nor_back() {
    let site = echoing_site().await;
    let other = echoing_site().await;
    let away = at(site, &format!("/go?http://news.example:{}/echo", other.port()));
    assert_eq!(told(&with_secrets(away)).await, NONE, "another port is another site");
    let back = at(
        site,
        &format!(
            "/go?http://news.example:{}/go?http://news.example:{}/echo",
            other.port(),
            site.port()
        ),
    );
    assert_eq!(told(&with_secrets(back)).await, NONE, "who led us back chose the address");
}

#[tokio::test]
async fn subscribers_are_counted_for_the_publisher() {
    let site = echoing_site().await;
    let mut request = Request::new(at(site, "/echo"), Accept::Feed);
    request.subscribers = Some(3);
    assert!(
        told(&request)
            .await
            .ends_with("user-agent=Dateline/0.1 (+https://paper.example; 3 subscribers)")
    );
}

fn at_home(target: dateline_fetch::Url) -> Request {
    let mut request = Request::new(target, Accept::Feed);
    request.settings.allow_private_network = true;
    request
}

#[tokio::test]
async fn a_feed_at_home_is_reached_and_leads_nowhere_else() {
    let site = echoing_site().await;
    let canary = Canary::new().await;
    let client = client(&settings());
    let home = at_home(url(&format!("http://nas.example:{}/echo", site.port())));
    assert_eq!(client.get(&home).await.expect("the feed itself").status, 200);

    let elsewhere = format!("/go?http://127.0.0.1:{}/", canary.address.port());
    let led = at_home(url(&format!("http://nas.example:{}{elsewhere}", site.port())));
    let mut page = at_home(url(&format!("http://nas.example:{}/", canary.address.port())));
    page.named_by = Some(home.url.clone());
    let metadata = at_home(url("http://169.254.169.254/latest/meta-data"));
    for request in [led, page, metadata] {
        let error = client.get(&request).await.expect_err("it must be refused");
        assert!(matches!(error, Error::Refused { .. }), "{}: {error}", request.url);
    }
    assert_eq!(canary.visits().await, 0);
}

fn through(proxy: &str, target: &str) -> Request {
    let mut request = Request::new(url(target), Accept::Feed);
    request.settings.proxy = Some(Secret::new(proxy));
    request
}

/// A proxy at home that answers for everybody, and tells what it was asked for.
#[tokio::test]
async fn a_proxy_may_be_at_home_and_what_it_is_asked_for_may_not() {
    let tell = |request: axum::extract::Request| async move { request.uri().to_string() };
    let proxy = serve(Router::new().fallback(any(tell))).await;
    let names = lookup(|host| match host {
        "public.example" => vec!["1.1.1.1"],
        "inner.example" => vec!["10.0.0.1"],
        "proxy.example" => vec!["127.0.0.1"],
        _ => Vec::new(),
    });
    let client = Client::with_lookup(&settings(), names).expect("a client");
    for address in [format!("http://{proxy}"), format!("http://proxy.example:{}", proxy.port())] {
        for target in ["http://public.example/feed", "http://only-the-proxy-knows.example/feed"] {
            let answer = client.get(&through(&address, target)).await.expect(target);
            assert_eq!(answer.body, target);
        }
        for target in [
            "http://inner.example/",
            "http://127.0.0.1/",
            "http://[::ffff:7f00:1]/",
            "http://a.localhost/",
            "http://169.254.169.254/",
        ] {
            let error = client.get(&through(&address, target)).await.expect_err(target);
            assert!(matches!(error, Error::Refused { .. }), "{target}: {error}");
        }
    }
    let error = client.get(&through("http://", "http://public.example/")).await;
    assert_eq!(
        error.expect_err("no proxy").to_string(),
        "the HTTP client cannot start: this feed's proxy is no address; write it as \
         http://host:8080 or socks5://host:1080"
    );
}
