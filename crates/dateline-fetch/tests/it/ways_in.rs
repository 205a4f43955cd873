//! Every spelling of every forbidden address, at every way in.
//!
//! A way in is a public function of the client that makes a request, for each sort of request that
//! the program makes. The list is not written by hand where it can be helped: sorts come from
//! [`Accept::ALL`], and the functions are counted in the source, so a new one fails here until it is
//! tried.

use std::collections::HashMap;

use axum::Router;
use axum::extract::Query;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse};
use axum::routing::any;
use dateline_fetch::{Accept, Client, Error, HubMode, HubRequest, Request, RobotsCache, Url};
use dateline_model::Secret;

use crate::push;
use crate::spellings::{forbidden, of_this_host};
use crate::world::{Canary, at, client, get, serve, settings, url};

/// A way to make the client ask for an address.
#[derive(Clone, Copy, Debug)]
enum WayIn {
    /// A person named it.
    Typed(Accept),
    /// A feed on the public web named it: a page, an icon, a picture.
    NamedByFeed(Accept),
    /// Nobody asked for it, so that robots.txt of where it leads would be asked too.
    AsRobot,
    /// A person named it, and a proxy stands between.
    ByProxy,
    /// robots.txt of the site is wanted first.
    Robots,
    /// A feed names it as its hub.
    Hub,
    /// A reader's browser names it as its push service.
    Push,
}

/// One for each public function that asks, and for each of its sorts.
fn ways_in() -> Vec<WayIn> {
    let sorts = Accept::ALL.iter();
    let get = sorts.flat_map(|&accept| [WayIn::Typed(accept), WayIn::NamedByFeed(accept)]);
    get.chain([WayIn::AsRobot, WayIn::ByProxy, WayIn::Robots, WayIn::Hub, WayIn::Push]).collect()
}

impl WayIn {
    /// Whether the guard refused to ask for `target`.
    async fn refuses(self, client: &Client, target: &Url) -> bool {
        let mut request = Request::new(target.clone(), Accept::Any);
        let outcome = match self {
            WayIn::Typed(accept) => {
                request.accept = accept;
                client.get(&request).await.map(|_| ())
            }
            WayIn::NamedByFeed(accept) => {
                request.accept = accept;
                request.named_by = Some(url("https://public.example/feed"));
                client.get(&request).await.map(|_| ())
            }
            WayIn::AsRobot => {
                let robots = RobotsCache::new(client.clone(), "Dateline");
                client.get_as_robot(&request, &robots).await.map(|_| ())
            }
            WayIn::ByProxy => {
                request.settings.proxy = Some(Secret::new("http://proxy.example:3128"));
                client.get(&request).await.map(|_| ())
            }
            WayIn::Robots => {
                let rules = RobotsCache::new(client.clone(), "Dateline").rules(&request).await;
                return !rules.allow(target);
            }
            WayIn::Hub => {
                let ask = HubRequest {
                    hub: target.clone(),
                    named_by: url("https://public.example/feed"),
                    topic: url("https://public.example/feed"),
                    callback: url("https://paper.example/websub/abc"),
                    secret: Secret::new("s3cret"),
                    mode: HubMode::Subscribe,
                };
                client.ask_hub(&ask).await
            }
            WayIn::Push => return push::refuses(client, target).await,
        };
        matches!(outcome, Err(Error::Refused { .. }))
    }
}

/// The functions of the client that ask for something, by its source. Who adds one adds a way in
/// above and its name here.
#[test]
fn no_way_in_is_forgotten() {
    let sources = [
        include_str!("../../src/client.rs"),
        include_str!("../../src/websub.rs"),
        include_str!("../../src/push.rs"),
    ];
    let open = sources.iter().flat_map(|source| source.split("pub async fn ").skip(1));
    let names: Vec<&str> = open.filter_map(|rest| rest.split(['(', '<']).next()).collect();
    assert_eq!(names, ["get", "get_as_robot", "ask_hub", "push"]);
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src");
    let mut senders: Vec<String> = std::fs::read_dir(folder)
        .expect("our own source")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            std::fs::read_to_string(path).is_ok_and(|text| text.contains(".send().await"))
        })
        .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
        .collect();
    senders.sort();
    // The addresses of assistant, sentence model and identity provider are the owner's own and come
    // from nowhere else; the tests of these names show that no answer leads away from them.
    let owners = ["chat.rs", "client.rs", "identity.rs", "sentence_model.rs"];
    assert_eq!(senders, owners, "four files send requests");
}

#[tokio::test]
async fn no_spelling_of_a_forbidden_address_passes_at_any_way_in() {
    let client = client(&settings());
    let (ways, mut spellings, mut tried) = (ways_in(), 0, 0);
    for text in forbidden(8443) {
        spellings += 1;
        let Ok(target) = Url::parse(&text) else { continue };
        for way in &ways {
            tried += 1;
            assert!(way.refuses(&client, &target).await, "{text} as {target} at {way:?}");
        }
    }
    assert!(spellings >= 5000, "{spellings} spellings");
    assert!(ways.len() >= 9, "{} ways in", ways.len());
    assert!(tried >= 100_000, "{tried} tries");
}

/// The same spellings of this very host, where a listener would see a connection; asked for, and
/// redirected to over real HTTP with each status in turn.
#[tokio::test]
async fn no_spelling_of_this_host_makes_a_connection() {
    let canary = Canary::new().await;
    let redirector = serve(Router::new().route("/", any(redirect_as_asked))).await;
    let client = client(&settings());
    let ways = ways_in();
    let mut statuses = [301, 302, 303, 307, 308].into_iter().cycle();
    for text in of_this_host(canary.address.port()) {
        let Ok(direct) = Url::parse(&text) else { continue };
        for way in &ways {
            assert!(way.refuses(&client, &direct).await, "{text} at {way:?}");
        }
        let mut redirected = at(redirector, "/");
        let status = statuses.next().unwrap_or_default().to_string();
        redirected
            .query_pairs_mut()
            .append_pair("to", &direct_text(&text))
            .append_pair("status", &status);
        let robots = RobotsCache::new(client.clone(), "Dateline");
        let request = Request::new(redirected.clone(), Accept::Page);
        for answer in [get(&client, redirected).await, client.get_as_robot(&request, &robots).await]
        {
            let error = answer.expect_err("it leads inside");
            assert!(matches!(error, Error::Refused { .. }), "{text} by {status}: {error}");
        }
    }
    assert_eq!(canary.visits().await, 0);
}

/// Line breaks cannot stand in a header; browsers drop them from addresses, and so did the test.
fn direct_text(text: &str) -> String {
    text.replace(['\n', '\t'], "")
}

async fn redirect_as_asked(Query(asked): Query<HashMap<String, String>>) -> impl IntoResponse {
    let target = asked.get("to").expect("the test names it");
    let target = HeaderValue::from_bytes(target.as_bytes()).expect("no line breaks");
    let status = asked.get("status").and_then(|status| status.parse().ok());
    let status = StatusCode::from_u16(status.expect("the test names it")).expect("a status");
    (status, [(header::LOCATION, target)])
}

/// What asks for another page without being a redirect is not followed at all.
#[tokio::test]
async fn refresh_and_links_in_a_page_are_not_followed() {
    let canary = Canary::new().await;
    let inner = format!("http://127.0.0.1:{}/", canary.address.port());
    let page = format!(
        "<meta http-equiv=refresh content='0; url={inner}'><link rel=canonical href='{inner}'>\
         <link rel=amphtml href='{inner}'><link rel=hub href='{inner}'><img src='{inner}'>"
    );
    let refresh = HeaderValue::from_str(&format!("0; url={inner}")).expect("a header");
    let answer = move || async move { ([(header::REFRESH, refresh)], Html(page)) };
    let server = serve(Router::new().fallback(any(answer))).await;
    for &accept in Accept::ALL {
        let request = Request::new(at(server, "/"), accept);
        let answer = client(&settings()).get(&request).await.expect("the page itself");
        assert_eq!(answer.final_url, at(server, "/"));
    }
    assert_eq!(canary.visits().await, 0);
}
