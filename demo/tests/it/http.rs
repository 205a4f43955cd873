//! Real requests over loopback: the right site by host, and 304 for what the client has.

use std::io;

use dateline_demo::{Origin, news_day, serve, truth};
use dateline_model::Millis;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Noon of a Saturday.
const START: Millis = Millis(1_780_142_400_000);

/// Starts the day on a free port; it stops with the test's runtime.
async fn start() -> io::Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let port = listener.local_addr()?.port();
    let origin: Origin = news_day(START, port).origin;
    tokio::spawn(serve(origin, listener, std::future::pending()));
    Ok(port)
}

/// The whole answer to one request, head and body, as text.
async fn ask(port: u16, request: &str) -> io::Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
    let request = format!("{}\r\nConnection: close\r\n\r\n", request.replace('\n', "\r\n"));
    stream.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

fn header<'a>(answer: &'a str, name: &str) -> &'a str {
    let line = answer.lines().find(|line| line.to_lowercase().starts_with(name));
    line.and_then(|line| line.split_once(": ")).map_or("", |(_, value)| value)
}

#[tokio::test]
async fn answers_by_host_and_remembers_what_the_client_has() -> io::Result<()> {
    let port = start().await?;
    let whole =
        ask(port, &format!("GET /rss.xml HTTP/1.1\nHost: courier.localhost:{port}")).await?;
    assert!(whole.starts_with("HTTP/1.1 200"), "{whole}");
    assert_eq!(header(&whole, "content-type"), "application/rss+xml");
    let tag = header(&whole, "etag");
    let changed = header(&whole, "last-modified");
    for validator in [format!("If-None-Match: {tag}"), format!("If-Modified-Since: {changed}")] {
        let request = format!("GET /rss.xml HTTP/1.1\nHost: courier.localhost\n{validator}");
        let answer = ask(port, &request).await?;
        assert!(answer.starts_with("HTTP/1.1 304"), "{validator}: {answer}");
        assert!(!answer.contains("<rss"), "{answer}");
    }
    Ok(())
}

#[tokio::test]
async fn refuses_what_it_does_not_have() -> io::Result<()> {
    let port = start().await?;
    let check = async |request: &str, status: &str| {
        let answer = ask(port, request).await.expect("loopback answers");
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{request}: {answer}");
    };
    check("GET /rss.xml HTTP/1.1\nHost: nobody.localhost", "404").await;
    check("GET /lost HTTP/1.1\nHost: courier.localhost", "404").await;
    check("POST / HTTP/1.1\nHost: courier.localhost\nContent-Length: 0", "405").await;
    check("HEAD / HTTP/1.1\nHost: courier.localhost", "200").await;
    Ok(())
}

#[tokio::test]
async fn every_article_answers() -> io::Result<()> {
    let port = start().await?;
    for truth in truth(START) {
        let path = truth.path.split('#').next().unwrap_or_default();
        let answer = ask(port, &format!("GET {path} HTTP/1.1\nHost: {}", truth.host)).await?;
        assert!(answer.starts_with("HTTP/1.1 200"), "{}{path}: {answer}", truth.host);
        assert!(path.is_ascii(), "{path} would be asked for in another spelling");
    }
    Ok(())
}

#[tokio::test]
async fn an_article_is_edited_after_its_first_reading() -> io::Result<()> {
    let port = start().await?;
    let truth = truth(START);
    let edited = truth
        .iter()
        .find(|one| one.host == "courier.localhost" && one.path.contains("valdesol"))
        .expect("the article with a second edition");
    let request = format!("GET {} HTTP/1.1\nHost: {}", edited.path, edited.host);
    let feed = "GET /rss.xml HTTP/1.1\nHost: courier.localhost";
    let (feed_before, first) = (ask(port, feed).await?, ask(port, &request).await?);
    let (feed_after, second) = (ask(port, feed).await?, ask(port, &request).await?);
    assert!(first.contains(&edited.headline) && feed_before.contains(&edited.headline));
    assert!(!second.contains(&edited.headline) && !feed_after.contains(&edited.headline));
    assert!(second.contains("Correction:"), "{second}");
    assert_ne!(header(&first, "etag"), header(&second, "etag"));
    Ok(())
}
