//! Messages to browsers, with a push service on loopback that reads what it was given as the browser
//! would.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode, header};
use axum::routing::any;
use dateline_fetch::{Client, Error, PushAddress, PushSender, Url, VapidKey};
use dateline_model::{Millis, Secret};
use ring::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::agreement::{ECDH_P256, EphemeralPrivateKey, UnparsedPublicKey, agree_ephemeral};
use ring::hkdf::{HKDF_SHA256, KeyType, Salt};
use ring::rand::SystemRandom;

use crate::world::{Canary, client, serve, settings, url};

const SECRET: [u8; 16] = [7; 16];

/// A browser's own key; it can be used once.
fn browser() -> (EphemeralPrivateKey, Vec<u8>) {
    let private = EphemeralPrivateKey::generate(&ECDH_P256, &SystemRandom::new()).expect("a key");
    let public = private.compute_public_key().expect("its public half").as_ref().to_vec();
    (private, public)
}

fn key() -> VapidKey {
    let kept: Secret = VapidKey::generate().expect("randomness");
    VapidKey::read(&kept).expect("it was just made")
}

async fn send(client: &Client, endpoint: &str, public_key: Vec<u8>) -> Result<(), Error> {
    let key = key();
    let sender = PushSender { key: &key, contact: "mailto:ada@paper.example", now: Millis(0) };
    let to = PushAddress { endpoint: endpoint.to_owned(), public_key, secret: SECRET.to_vec() };
    client.push(&to, "{\"title\":\"News\"}", sender).await
}

/// A client that may talk to loopback, as an owner with a push service of their own would set it.
fn opened() -> Client {
    let mut settings = settings();
    settings.allowed_networks = vec!["127.0.0.0/8".parse().expect("a network")];
    client(&settings)
}

struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

fn expand(salt: &[u8], input: &[u8], info: &[&[u8]], length: usize) -> Vec<u8> {
    let mut out = vec![0; length];
    let keys = Salt::new(HKDF_SHA256, salt).extract(input);
    let filled = keys.expand(info, Length(length)).and_then(|key| key.fill(&mut out));
    filled.expect("a short key");
    out
}

/// Reads a message as RFC 8291 tells the browser to.
fn decrypt(body: &[u8], private: EphemeralPrivateKey, public: &[u8]) -> String {
    let (salt, rest) = body.split_at(16);
    let (record_size, rest) = rest.split_at(4);
    assert_eq!(record_size, 4096_u32.to_be_bytes());
    let (id_length, rest) = rest.split_first().expect("the length of the key");
    let (sender, record) = rest.split_at(usize::from(*id_length));
    let peer = UnparsedPublicKey::new(&ECDH_P256, sender);
    let input = agree_ephemeral(private, &peer, |shared| {
        expand(&SECRET, shared, &[b"WebPush: info\0", public, sender], 32)
    })
    .expect("both keys are on the curve");
    let key = expand(salt, &input, &[b"Content-Encoding: aes128gcm\0"], 16);
    let nonce = expand(salt, &input, &[b"Content-Encoding: nonce\0"], 12);
    let key = LessSafeKey::new(UnboundKey::new(&AES_128_GCM, &key).expect("16 bytes"));
    let nonce = Nonce::try_assume_unique_for_key(&nonce).expect("12 bytes");
    let mut record = record.to_vec();
    let text = key.open_in_place(nonce, Aad::empty(), &mut record).expect("it is for us");
    let (last, text) = text.split_last().expect("the end of the record");
    assert_eq!(*last, 2);
    String::from_utf8(text.to_vec()).expect("a text")
}

#[tokio::test]
async fn a_browser_reads_what_was_sent_to_it() {
    let got: Arc<Mutex<Option<(HeaderMap, Bytes)>>> = Arc::default();
    let kept = Arc::clone(&got);
    let take = move |headers: HeaderMap, body: Bytes| async move {
        *kept.lock().expect("no test panics here") = Some((headers, body));
        StatusCode::CREATED
    };
    let service = serve(Router::new().route("/send/1", any(take))).await;
    let (private, public) = browser();
    let endpoint = format!("http://{service}/send/1");
    send(&opened(), &endpoint, public.clone()).await.expect("it is taken");
    let (headers, body) = got.lock().expect("no test panics here").take().expect("it came");
    assert_eq!(headers[header::CONTENT_ENCODING], "aes128gcm");
    assert!(headers["ttl"] == "86400" && headers["topic"] == "news");
    let signed = headers[header::AUTHORIZATION].to_str().expect("ASCII");
    assert!(signed.starts_with("vapid t=") && signed.contains(", k="), "{signed}");
    assert_eq!(decrypt(&body, private, &public), "{\"title\":\"News\"}");
}

#[tokio::test]
async fn a_service_says_what_becomes_of_a_browser() {
    let statuses = [201, 410, 404, 429, 503, 403, 301, 307];
    let answer = |status: u16| {
        let status = StatusCode::from_u16(status).expect("a status");
        any(move || async move { (status, [(header::LOCATION, "/201")]) })
    };
    let router = statuses
        .iter()
        .fold(Router::new(), |router, status| router.route(&format!("/{status}"), answer(*status)));
    let (service, client) = (serve(router).await, opened());
    for status in statuses {
        let sent = send(&client, &format!("http://{service}/{status}"), browser().1).await;
        let as_told = match status {
            201 => sent.is_ok(),
            404 | 410 => matches!(sent, Err(Error::Gone { .. })),
            429 | 503 => matches!(sent, Err(Error::RetryLater { .. })),
            // A redirect is an answer like any other: it is not followed.
            _ => matches!(sent, Err(Error::BadResponse { .. })),
        };
        assert!(as_told, "{status}: {sent:?}");
    }
}

#[tokio::test]
async fn only_https_and_only_the_public_internet() {
    let canary = Canary::new().await;
    let strict = client(&settings());
    let inner = [
        format!("https://{}/x", canary.address),
        format!("http://{}/x", canary.address),
        "https://10.0.0.1/x".to_owned(),
        "https://inner.example/x".to_owned(),
    ];
    for endpoint in inner {
        let sent = send(&strict, &endpoint, browser().1).await;
        assert!(matches!(sent, Err(Error::Refused { .. })), "{endpoint}: {sent:?}");
    }
    for endpoint in ["http://push.example/x", "ftp://push.example/x", "javascript:x", "", "x"] {
        let sent = send(&strict, endpoint, browser().1).await;
        assert!(matches!(sent, Err(Error::NotAnAddress { .. })), "{endpoint}: {sent:?}");
    }
    assert_eq!(canary.visits().await, 0);
}

/// For the walk over all ways in.
pub(crate) async fn refuses(client: &Client, target: &Url) -> bool {
    let sent = send(client, url(target.as_str()).as_str(), browser().1).await;
    matches!(sent, Err(Error::Refused { .. } | Error::NotAnAddress { .. }))
}
