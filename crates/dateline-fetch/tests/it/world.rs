//! The little internet that the tests run in.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use dateline_fetch::{Accept, Client, Error, Lookup, Request, Response, Settings, Url};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A server that answers as its router says.
pub(crate) async fn serve(router: Router) -> SocketAddr {
    let (listener, address) = listen().await;
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

/// What a raw server does when it has sent its bytes.
pub(crate) enum Then {
    Close,
    Hang,
    Repeat(Vec<u8>),
}

/// A server that sends these bytes, whatever it is asked.
pub(crate) async fn serve_bytes(start: Vec<u8>, then: Then) -> SocketAddr {
    let (listener, address) = listen().await;
    let answer = Arc::new((start, then));
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            tokio::spawn(send_bytes(socket, Arc::clone(&answer)));
        }
    });
    address
}

async fn send_bytes(mut socket: TcpStream, answer: Arc<(Vec<u8>, Then)>) {
    let (start, then) = &*answer;
    let mut asked = [0; 4096];
    let _ = socket.read(&mut asked).await;
    let _ = socket.write_all(start).await;
    match then {
        Then::Close => {}
        Then::Hang => std::future::pending().await,
        Then::Repeat(more) => while socket.write_all(more).await.is_ok() {},
    }
}

/// A listener that must see no connection.
pub(crate) struct Canary {
    pub(crate) address: SocketAddr,
    seen: Arc<Mutex<Vec<SocketAddr>>>,
}

impl Canary {
    pub(crate) async fn new() -> Canary {
        let (listener, address) = listen().await;
        let seen = Arc::new(Mutex::new(Vec::new()));
        let list = Arc::clone(&seen);
        tokio::spawn(async move {
            while let Ok((_, from)) = listener.accept().await {
                list.lock().expect("no test panics here").push(from);
            }
        });
        Canary { address, seen }
    }

    /// How many came. A connection of our own goes last: once it is seen, all before it were.
    pub(crate) async fn visits(&self) -> usize {
        let ours = TcpStream::connect(self.address).await.expect("it listens");
        let ours = ours.local_addr().expect("it is connected");
        loop {
            let place = {
                let seen = self.seen.lock().expect("no test panics here");
                seen.iter().position(|from| *from == ours)
            };
            match place {
                Some(before) => return before,
                None => tokio::task::yield_now().await,
            }
        }
    }
}

pub(crate) async fn listen() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("it is bound");
    (listener, address)
}

/// Settings of the tests: loopback under the name `news.example` is allowed, as the public web
/// would be; loopback under any other name or as a number is not.
pub(crate) fn settings() -> Settings {
    let mut settings = Settings::new("Dateline/0.1 (+https://paper.example)");
    settings.allowed_networks = vec!["news.example".parse().expect("a host")];
    settings.limits.total_timeout = Duration::from_secs(20);
    settings
}

/// A lookup that answers as the function says.
pub(crate) fn lookup(answer: impl Fn(&str) -> Vec<&'static str> + Send + Sync + 'static) -> Lookup {
    Arc::new(move |host| {
        let addresses: Vec<IpAddr> =
            answer(&host).iter().map(|text| text.parse().expect("an address")).collect();
        Box::pin(async move {
            if addresses.is_empty() { Err(io::ErrorKind::NotFound.into()) } else { Ok(addresses) }
        })
    })
}

/// A client for which every name is this host.
pub(crate) fn client(settings: &Settings) -> Client {
    Client::with_lookup(settings, lookup(|_| vec!["127.0.0.1"])).expect("a client")
}

/// The address of a path at `news.example`, which is the server at `address`.
pub(crate) fn at(address: SocketAddr, path: &str) -> Url {
    url(&format!("http://news.example:{}{path}", address.port()))
}

pub(crate) fn url(text: &str) -> Url {
    Url::parse(text).expect("a URL")
}

pub(crate) async fn get(client: &Client, url: Url) -> Result<Response, Error> {
    client.get(&Request::new(url, Accept::Feed)).await
}
