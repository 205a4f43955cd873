//! What servers answer, and what we make of it.

use std::io::Write;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect};
use axum::routing::get as route;
use dateline_fetch::{Accept, Error, Request};

use crate::world::{Then, at, client, get, serve, serve_bytes, settings, url};

const FEED: &str = "<rss version=\"2.0\"><channel><title>Hill Gazette</title></channel></rss>";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    out.write_all(bytes).expect("memory");
    out.finish().expect("memory")
}

/// A plain HTTP/1.1 answer with this head and body, as raw bytes.
async fn raw(head: &str, body: &[u8]) -> SocketAddr {
    let head = format!("HTTP/1.1 200 OK\r\nConnection: close\r\n{head}\r\n\r\n");
    serve_bytes([head.as_bytes(), body].concat(), Then::Close).await
}

#[tokio::test]
async fn says_who_we_are_and_nothing_more() {
    let echo = |headers: HeaderMap| async move {
        let lines = headers.iter().map(|(name, value)| format!("{name}: {value:?}\n"));
        lines.collect::<String>()
    };
    let server = serve(Router::new().route("/", route(echo))).await;
    let answer = get(&client(&settings()), at(server, "/")).await.expect("an answer");
    let told = String::from_utf8(answer.body.to_vec()).expect("text");
    assert!(told.contains("user-agent: \"Dateline/0.1 (+https://paper.example)\""), "{told}");
    assert!(told.contains("accept: \"application/atom+xml"), "{told}");
    assert!(told.contains("accept-encoding: \"gzip, br, zstd, deflate\""), "{told}");
    assert!(told.contains("connection: \"close\""), "{told}");
    assert_eq!(told.lines().count(), 5, "only Host besides: {told}");
}

#[tokio::test]
async fn sends_validators_back_verbatim_and_takes_unchanged_for_an_answer() {
    let feed = |headers: HeaderMap| async move {
        let tag = headers.get(header::IF_NONE_MATCH).is_some_and(|tag| tag == "W/\"a b\"");
        let date = headers.get(header::IF_MODIFIED_SINCE).is_some_and(|date| date == "yesterday");
        let status = if tag && date { StatusCode::NOT_MODIFIED } else { StatusCode::OK };
        let headers = [(header::ETAG, "W/\"a b\""), (header::LAST_MODIFIED, "yesterday")];
        (status, headers, FEED).into_response()
    };
    let server = serve(Router::new().route("/feed", route(feed))).await;
    let client = client(&settings());
    let first = get(&client, at(server, "/feed")).await.expect("an answer");
    assert_eq!((first.status, first.not_modified), (200, false));
    assert_eq!(first.body, FEED);
    let mut again = Request::new(at(server, "/feed"), Accept::Feed);
    (again.etag, again.last_modified) = (first.etag, first.last_modified);
    let second = client.get(&again).await.expect("an answer");
    assert_eq!((second.status, second.not_modified), (304, true));
    assert!(second.body.is_empty());
}

#[tokio::test]
async fn remembers_only_the_permanent_start_of_a_chain() {
    let router = Router::new()
        .route("/a", route(|| async { Redirect::permanent("/b") }))
        .route("/b", route(|| async { Redirect::temporary("/c") }))
        .route("/c", route(|| async { Redirect::permanent("/feed") }))
        .route("/feed", route(|| async { FEED }));
    let server = serve(router).await;
    let client = client(&settings());
    let chain = get(&client, at(server, "/a")).await.expect("an answer");
    assert_eq!(chain.final_url, at(server, "/feed"));
    assert_eq!(chain.moved_permanently_to, Some(at(server, "/b")));
    let temporary = get(&client, at(server, "/b")).await.expect("an answer");
    assert_eq!(temporary.moved_permanently_to, None);
}

#[tokio::test]
async fn no_address_is_remembered_with_a_password_in_it() {
    let target = |server: SocketAddr| at(server, "/feed").as_str().replace("//", "//me:secret@");
    let router = Router::new().route("/feed", route(|| async { FEED }));
    let end = target(serve(router).await);
    let start = serve(Router::new().route("/", route(|| async move { Redirect::permanent(&end) })));
    let answer = get(&client(&settings()), at(start.await, "/")).await.expect("an answer");
    assert_eq!(answer.final_url.password(), None);
    assert_eq!(answer.moved_permanently_to, Some(answer.final_url));
}

#[tokio::test]
async fn malformed_header_lines_are_forgiven() {
    let server = raw("X-Powered By: us\r\nContent-Type : text/xml", FEED.as_bytes()).await;
    let answer = get(&client(&settings()), at(server, "/")).await.expect("an answer");
    assert_eq!(answer.content_type.as_deref(), Some("text/xml"));
    assert_eq!(answer.body, FEED);
}

#[tokio::test]
async fn a_chain_without_end_is_cut() {
    let router = Router::new().route("/loop", route(|| async { Redirect::permanent("/loop") }));
    let server = serve(router).await;
    let error = get(&client(&settings()), at(server, "/loop")).await.expect_err("a loop");
    assert!(matches!(error, Error::TooManyRedirects { limit: 5, .. }), "{error}");
}

#[tokio::test]
async fn sorts_statuses_by_what_to_do() {
    let answer =
        |status: StatusCode| route(move || async move { (status, [("retry-after", "60")]) });
    let router = Router::new()
        .route("/gone", answer(StatusCode::GONE))
        .route("/missing", answer(StatusCode::NOT_FOUND))
        .route("/banned", answer(StatusCode::FORBIDDEN))
        .route("/busy", answer(StatusCode::TOO_MANY_REQUESTS))
        .route("/down", answer(StatusCode::SERVICE_UNAVAILABLE))
        .route("/nowhere", answer(StatusCode::FOUND))
        .route("/unasked", answer(StatusCode::NOT_MODIFIED));
    let server = serve(router).await;
    let client = client(&settings());
    for (path, kind) in [
        ("/gone", "gone"),
        ("/missing", "not-found"),
        ("/banned", "blocked"),
        ("/busy", "retry-later"),
        ("/down", "retry-later"),
        ("/nowhere", "bad-response"),
        ("/unasked", "bad-response"),
    ] {
        let error = get(&client, at(server, path)).await.expect_err(path);
        assert_eq!(error.kind(), kind, "{path}: {error}");
        let asked = (kind == "retry-later").then_some(Duration::from_mins(1));
        assert_eq!(error.retry_after(), asked, "{path}");
    }
}

#[tokio::test]
async fn a_bomb_stops_at_the_limit() {
    let mut settings = settings();
    settings.limits.body_bytes = 1 << 20;
    let bomb = gzip(&vec![b' '; 64 << 20]);
    assert!(bomb.len() < 1 << 17, "small on the way");
    let server = raw("Content-Encoding: gzip", &bomb).await;
    let error = get(&client(&settings), at(server, "/")).await.expect_err("a bomb");
    assert!(matches!(error, Error::TooLarge { .. }), "{error}");
}

#[tokio::test]
async fn an_endless_body_stops_at_the_limit() {
    let mut settings = settings();
    settings.limits.body_bytes = 1 << 20;
    let head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".to_vec();
    let chunk = [b"8000\r\n".as_slice(), &vec![b'x'; 0x8000], b"\r\n"].concat();
    let server = serve_bytes(head, Then::Repeat(chunk)).await;
    let error = get(&client(&settings), at(server, "/")).await.expect_err("no end");
    assert!(matches!(error, Error::TooLarge { .. }), "{error}");
}

#[tokio::test]
async fn an_announced_size_is_refused_before_the_first_byte() {
    let server = raw("Content-Length: 99999999999", b"").await;
    let error = get(&client(&settings()), at(server, "/")).await.expect_err("too large");
    assert!(matches!(error, Error::TooLarge { .. }), "{error}");
}

#[tokio::test]
async fn a_request_may_ask_for_a_lower_limit() {
    let server = raw("Content-Type: image/png", &[0; 5000]).await;
    let mut request = Request::new(at(server, "/"), Accept::Image);
    request.max_bytes = Some(4999);
    let error = client(&settings()).get(&request).await.expect_err("too large");
    assert!(matches!(error, Error::TooLarge { limit_bytes: 4999, .. }), "{error}");
}

#[tokio::test]
async fn endless_headers_are_refused() {
    let server =
        serve_bytes(b"HTTP/1.1 200 OK\r\n".to_vec(), Then::Repeat(b"X-More: x\r\n".to_vec())).await;
    let error = get(&client(&settings()), at(server, "/")).await.expect_err("no end");
    assert!(matches!(error, Error::BadResponse { .. }), "{error}");
    let large = format!("X-Large: {}", "x".repeat(70 << 10));
    let server = raw(&large, b"").await;
    let error = get(&client(&settings()), at(server, "/")).await.expect_err("too large");
    assert_eq!(
        error.to_string(),
        format!(
            "news.example:{} gave an answer that cannot be used: its headers are larger than 64 KB",
            server.port()
        )
    );
}

/// The deadline covers the whole exchange, so dripping bytes gains nothing. The server never
/// finishes; only the client's clock ends this.
#[tokio::test]
async fn a_server_that_never_finishes_meets_the_deadline() {
    let mut settings = settings();
    settings.limits.total_timeout = Duration::from_millis(50);
    for start in ["", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx"] {
        let server = serve_bytes(start.into(), Then::Hang).await;
        let error = get(&client(&settings), at(server, "/")).await.expect_err("never done");
        assert!(matches!(error, Error::Timeout { .. }), "{error}");
    }
}

#[tokio::test]
async fn a_server_that_lies_about_gzip_is_believed_by_its_bytes() {
    let plain = raw("Content-Encoding: gzip", FEED.as_bytes()).await;
    let silent = raw("Content-Type: text/xml", &gzip(FEED.as_bytes())).await;
    for server in [plain, silent] {
        let answer = get(&client(&settings()), at(server, "/")).await.expect("an answer");
        assert_eq!(answer.body, FEED);
    }
}

#[tokio::test]
async fn broken_compression_is_asked_for_once_more_without() {
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&asked);
    let feed = move |headers: HeaderMap| async move {
        counter.fetch_add(1, Ordering::SeqCst);
        let encoding = headers.get(header::ACCEPT_ENCODING).expect("we send it");
        if encoding == "identity" {
            return FEED.into_response();
        }
        let half = gzip(FEED.as_bytes())[..40].to_vec();
        ([(header::CONTENT_ENCODING, "gzip")], half).into_response()
    };
    let server = serve(Router::new().route("/", route(feed))).await;
    let answer = get(&client(&settings()), at(server, "/")).await.expect("an answer");
    assert_eq!(answer.body, FEED);
    assert_eq!(asked.load(Ordering::SeqCst), 2);

    let never = raw("Content-Encoding: gzip", &gzip(FEED.as_bytes())[..40]).await;
    let page = Request::new(at(never, "/"), Accept::Page);
    let error = client(&settings()).get(&page).await.expect_err("never right");
    assert!(error.to_string().ends_with("its compression is broken"), "{error}");
}

/// Half a page is no article; half a feed has its newest entries, and no validators, so that the rest
/// is asked for next time.
#[tokio::test]
async fn a_body_that_breaks_off_is_good_for_a_feed_and_no_page() {
    let items: Vec<String> = (0..500).map(|n| format!("<item>{}</item>", n * n)).collect();
    let items = items.concat();
    let long = format!("<rss>{items}");
    let squeezed = gzip(long.as_bytes());
    let plain = raw("ETag: \"1\"\r\nContent-Length: 99999", long.as_bytes()).await;
    let cut = &squeezed[..squeezed.len() - 20];
    let compressed = raw("ETag: \"1\"\r\nContent-Encoding: gzip", cut).await;
    let head = format!("Content-Encoding: gzip\r\nContent-Length: {}", squeezed.len());
    let both = raw(&head, cut).await;
    for server in [plain, compressed, both] {
        let client = client(&settings());
        let answer = get(&client, at(server, "/")).await.expect("the beginning of a feed");
        assert!(answer.cut_short && long.as_bytes().starts_with(&answer.body));
        assert!(answer.body.starts_with(b"<rss"), "{:?}", answer.body);
        assert_eq!(answer.etag, None);
        let page = Request::new(at(server, "/"), Accept::Page);
        let error = client.get(&page).await.expect_err("half a page");
        assert!(error.is_passing(), "{error}");
    }
    let nothing = raw("Content-Length: 1000", b"").await;
    get(&client(&settings()), at(nothing, "/")).await.expect_err("nothing came at all");
}

#[tokio::test]
async fn a_closed_port_is_told_in_plain_words() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("it is bound");
    drop(listener);
    let error = get(&client(&settings()), at(address, "/")).await.expect_err("closed");
    assert_eq!(
        error.to_string(),
        format!(
            "news.example:{} cannot be reached: nothing answers there; the server may be down",
            address.port()
        )
    );
}

#[tokio::test]
async fn plain_text_on_an_https_address_is_told_in_plain_words() {
    let server = raw("Content-Type: text/plain", b"hello").await;
    let url = url(&format!("https://news.example:{}/", server.port()));
    let error = get(&client(&settings()), url).await.expect_err("no https");
    assert!(error.to_string().ends_with("it does not speak https; try http://"), "{error}");
}
