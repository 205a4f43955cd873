//! The way to an identity provider against a scripted server that tries to lead elsewhere. Whom a
//! provider signs in is shown by the browser's journey.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Json, Router};
use dateline_fetch::{Attempt, Error, IdentityProvider, IdentitySettings, Url};
use serde_json::json;
use tokio::net::TcpListener;

/// What a provider at `url` answers, by the name in its path.
fn scripted(url: &Url, name: &str) -> Response {
    let issuer = format!("{}{name}", url.as_str());
    let describes = |issuer: &str, endpoint: &str| {
        let description = json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{endpoint}/authorize"),
            "token_endpoint": format!("{endpoint}/token"),
        });
        Json(description).into_response()
    };
    match name {
        "good" | "stolen" => describes(&issuer, &issuer),
        "another" => describes("https://id.example", &issuer),
        "unsafe" => describes(&issuer, "http://id.example"),
        "elsewhere" => {
            let stolen = [("location", "/stolen/.well-known/openid-configuration")];
            (StatusCode::TEMPORARY_REDIRECT, stolen).into_response()
        }
        "endless" => Json(vec![0; 200_000]).into_response(),
        _ => (StatusCode::NOT_FOUND, "no").into_response(),
    }
}

#[tokio::test]
async fn only_what_the_owner_named_is_believed() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let url = Url::parse(&format!("http://{address}/")).expect("a URL");
    let here = url.clone();
    let answer = async move |asked: axum::http::Uri| {
        scripted(&here, asked.path().split('/').nth(1).unwrap_or_default())
    };
    tokio::spawn(async move { axum::serve(listener, Router::new().fallback(answer)).await });
    let way = async |name: &str| {
        let settings = IdentitySettings {
            issuer: url.join(name).expect("a URL"),
            client: "paper".to_owned(),
            secret: None,
            user_agent: "Dateline-test".to_owned(),
        };
        let attempt = Attempt {
            state: "state".to_owned(),
            nonce: "nonce".to_owned(),
            verifier: "verifier".to_owned(),
            back: "https://paper.example/sign-in/back".to_owned(),
        };
        IdentityProvider::new(settings).expect("a client").way(&attempt).await
    };
    let good = way("good").await.expect("a way");
    assert_eq!(good.path(), "/good/authorize");
    assert!(good.query().is_some_and(|query| query.contains("code_challenge_method=S256")));
    for (name, why) in [
        ("another", "another address"),
        ("unsafe", "not on HTTPS"),
        ("elsewhere", "status 307"),
        ("missing", "status 404"),
    ] {
        let error = way(name).await.expect_err(name).to_string();
        assert!(error.contains(why), "{name}: {error}");
    }
    assert!(matches!(way("endless").await, Err(Error::TooLarge { .. })));
}
