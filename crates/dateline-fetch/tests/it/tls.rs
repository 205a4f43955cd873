//! The client against servers that speak https, with certificates of our own making.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::Form;
use axum::http::{StatusCode, Version, header};
use axum::routing::{get as route, post};
use dateline_fetch::{HubMode, HubRequest, Settings, Url};
use dateline_model::Secret;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use hyper_util::service::TowerToHyperService;
use rustls::pki_types::PrivateKeyDer;
use tokio_rustls::TlsAcceptor;

use crate::world::{Then, client, get, listen, serve_bytes, settings, url};

/// A certificate that vouches for itself.
struct Identity {
    certificate: rcgen::Certificate,
    key: rcgen::KeyPair,
}

fn identity(name: &str, expired: bool) -> Identity {
    let mut wanted = rcgen::CertificateParams::new([name.to_owned()]).expect("a name");
    if expired {
        wanted.not_before = rcgen::date_time_ymd(2019, 1, 1);
        wanted.not_after = rcgen::date_time_ymd(2020, 1, 1);
    }
    let key = rcgen::KeyPair::generate().expect("randomness");
    Identity { certificate: wanted.self_signed(&key).expect("a certificate"), key }
}

/// A server that speaks the protocols in `alpn`.
async fn serve_tls(router: Router, identity: &Identity, alpn: &[&str]) -> SocketAddr {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("ring has them")
        .with_no_client_auth()
        .with_single_cert(
            vec![identity.certificate.der().clone()],
            PrivateKeyDer::Pkcs8(identity.key.serialize_der().into()),
        )
        .expect("they belong together");
    config.alpn_protocols = alpn.iter().map(|name| name.as_bytes().to_vec()).collect();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let (listener, address) = listen().await;
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            let (acceptor, router) = (acceptor.clone(), router.clone());
            tokio::spawn(async move {
                let Ok(socket) = acceptor.accept(socket).await else { return };
                let service = TowerToHyperService::new(router);
                let server = auto::Builder::new(TokioExecutor::new());
                let _ = server.serve_connection(TokioIo::new(socket), service).await;
            });
        }
    });
    address
}

fn trusting(identity: &Identity) -> Settings {
    let mut settings = settings();
    settings.trusted_certificates = vec![identity.certificate.der().to_vec()];
    settings
}

fn secure(address: SocketAddr, path: &str) -> Url {
    url(&format!("https://news.example:{}{path}", address.port()))
}

fn telling_its_version() -> Router {
    Router::new().route("/", route(|version: Version| async move { format!("{version:?}") }))
}

#[tokio::test]
async fn the_newer_protocol_is_spoken_where_the_server_speaks_it() {
    let identity = identity("news.example", false);
    for (alpn, version) in [
        (["h2", "http/1.1"].as_slice(), "HTTP/2.0"),
        (&["http/1.1"], "HTTP/1.1"),
        (&[], "HTTP/1.1"),
    ] {
        let server = serve_tls(telling_its_version(), &identity, alpn).await;
        let answer = get(&client(&trusting(&identity)), secure(server, "/")).await;
        assert_eq!(answer.expect("an answer").body, version, "{alpn:?}");
    }
}

#[tokio::test]
async fn certificates_that_do_not_fit_are_told_in_plain_words() {
    let own = identity("news.example", false);
    let other = identity("other.example", false);
    let old = identity("news.example", true);
    for (identity, trusted, words) in [
        (&own, None, "its certificate is signed by nobody that this computer trusts"),
        (&other, Some(&other), "its certificate is for another name; check the address"),
        (&old, Some(&old), "its certificate has expired; its owner must renew it"),
    ] {
        let server = serve_tls(telling_its_version(), identity, &["h2"]).await;
        let settings = trusted.map_or_else(settings, trusting);
        let error = get(&client(&settings), secure(server, "/")).await.expect_err(words);
        let site = format!("news.example:{}", server.port());
        assert_eq!(error.to_string(), format!("{site} cannot be reached: {words}"));
    }
}

#[tokio::test]
async fn a_server_that_hangs_up_in_the_handshake_is_told_in_plain_words() {
    let server = serve_bytes(Vec::new(), Then::Close).await;
    let error = get(&client(&settings()), secure(server, "/")).await.expect_err("no handshake");
    assert!(error.to_string().ends_with("it closed the connection in the middle"), "{error}");
}

/// The secret reaches a hub on https, and no hub that it redirects to on http.
#[tokio::test]
async fn a_secret_is_told_to_a_hub_on_https_alone() {
    let identity = identity("news.example", false);
    let takes_secret = |Form(asked): Form<Vec<(String, String)>>| async move {
        let told = asked.iter().any(|(name, value)| name == "hub.secret" && value == "s3cret");
        if told { StatusCode::ACCEPTED } else { StatusCode::BAD_REQUEST }
    };
    let canary = crate::world::Canary::new().await;
    let plain = format!("http://news.example:{}/", canary.address.port());
    let leads_to_http =
        move || async move { (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, plain)]) };
    let router = Router::new().route("/hub", post(takes_secret)).route("/led", post(leads_to_http));
    let server = serve_tls(router, &identity, &["h2"]).await;
    let client = client(&trusting(&identity));
    let ask = |path: &str| HubRequest {
        hub: secure(server, path),
        named_by: secure(server, "/feed"),
        topic: secure(server, "/feed"),
        callback: url("https://paper.example/websub/abc"),
        secret: Secret::new("s3cret"),
        mode: HubMode::Subscribe,
    };
    client.ask_hub(&ask("/hub")).await.expect("the hub got it");
    let error = client.ask_hub(&ask("/led")).await.expect_err("http");
    assert!(error.to_string().ends_with("to http, where a secret cannot go"), "{error}");
    assert_eq!(canary.visits().await, 0);
}
