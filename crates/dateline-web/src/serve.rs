//! The server under the router: slow clients are cut off, crowds wait, shutdown is graceful.
//!
//! The plain `axum::serve` keeps a half-sent request open for ever. This one speaks HTTP/1.1
//! (encryption and HTTP/2 are the reverse proxy's part), gives a client a time to finish its
//! headers, and holds a bounded number of connections.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::service::{Service as _, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::doors::Peer;

/// How long a client may take over the headers of a request, and sit idle between two.
const HEADERS_WITHIN: Duration = Duration::from_secs(15);

/// Connections held at once; the next ones wait in the system's queue.
const MOST_CONNECTIONS: usize = 2_048;

/// Memory for the head of one request.
const LARGEST_HEAD: usize = 32 << 10;

/// How long requests under way may still take once the program is asked to end.
const GRACE: Duration = Duration::from_secs(10);

/// How long to rest when the system refuses a connection: it is out of file descriptors.
const BREATHER: Duration = Duration::from_millis(100);

/// Serves until `shutdown` resolves, then lets requests under way finish, for a while.
///
/// # Errors
/// When the listener has no address to report: it is unusable.
pub async fn serve(
    listener: TcpListener,
    router: axum::Router,
    shutdown: impl Future<Output = ()>,
) -> std::io::Result<()> {
    tracing::info!(address = %listener.local_addr()?, "serving the paper");
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(MOST_CONNECTIONS));
    let mut shutdown = pin!(shutdown);
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &places) => accepted,
            () = &mut shutdown => break,
        };
        match accepted {
            Ok((stream, place)) => spawn(stream, place, router.clone(), &graceful),
            Err(error) => {
                tracing::warn!(%error, "could not accept a connection");
                tokio::time::sleep(BREATHER).await;
            }
        }
    }
    drop(listener);
    if tokio::time::timeout(GRACE, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not finish in time and were cut off");
    }
    Ok(())
}

/// The next connection, once there is a place for it.
async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> std::io::Result<(TcpStream, OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await.expect("the semaphore is never closed");
    let (stream, _) = listener.accept().await?;
    Ok((stream, place))
}

fn spawn(
    stream: TcpStream,
    place: OwnedSemaphorePermit,
    router: axum::Router,
    graceful: &GracefulShutdown,
) {
    // Without this a small answer can wait 40 ms for the client's acknowledgement.
    let _ = stream.set_nodelay(true);
    let peer = stream.peer_addr().map(|address| Peer(address.ip())).ok();
    let router = TowerToHyperService::new(router);
    let service = service_fn(move |mut request: http::Request<Incoming>| {
        request.extensions_mut().extend(peer.map(with_peer).unwrap_or_default());
        router.call(request)
    });
    let connection = hyper::server::conn::http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADERS_WITHIN)
        .max_buf_size(LARGEST_HEAD)
        .serve_connection(TokioIo::new(stream), service);
    let watched = graceful.watch(connection);
    tokio::spawn(async move {
        // A client that goes away is no event.
        if let Err(error) = watched.await {
            tracing::debug!(%error, "a connection ended early");
        }
        drop(place);
    });
}

/// Who is at the other end of the connection, for those who trust a proxy.
fn with_peer(peer: Peer) -> http::Extensions {
    let mut extensions = http::Extensions::new();
    extensions.insert(peer);
    extensions
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    use super::*;

    #[tokio::test]
    async fn answers_and_ends_when_asked() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let router = axum::Router::new().route("/", axum::routing::get(|| async { "hello" }));
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let ended = async move {
            let _ = stopped.await;
        };
        let server = tokio::spawn(serve(listener, router, ended));
        let mut client = TcpStream::connect(address).await.expect("a connection");
        client.write_all(b"GET / HTTP/1.1\r\nhost: x\r\n\r\n").await.expect("a request is sent");
        let mut answer = [0; 512];
        let length = client.read(&mut answer).await.expect("an answer");
        let text = String::from_utf8_lossy(answer.get(..length).unwrap_or_default()).into_owned();
        assert!(text.starts_with("HTTP/1.1 200 OK") && text.ends_with("hello"), "{text}");
        stop.send(()).expect("the server is there");
        // The open connection is idle and is closed at once; nothing waits for its time to run out.
        server.await.expect("no panic").expect("a clean end");
        assert_eq!(client.read(&mut answer).await.expect("the end"), 0);
    }
}
