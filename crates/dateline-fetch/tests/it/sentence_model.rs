//! The way to a sentence model against a scripted server: one that answers, and all that do not.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use dateline_fetch::{Error, SentenceModel, SentenceModelSettings, Url};
use dateline_model::Secret;
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// What the server says, by the model that is asked for.
async fn scripted(model: &str) -> Response {
    let list = |data: Value| Json(json!({"data": data, "model": "m"})).into_response();
    match model {
        "good" => list(json!([
            {"index": 1, "embedding": [0.5, -1]},
            {"index": 0, "embedding": [1.5, 2]}
        ])),
        "unnumbered" => list(json!([{"embedding": [1]}, {"embedding": [2]}])),
        "one-for-two" => list(json!([{"index": 0, "embedding": [1.0]}])),
        "ragged" => list(json!([{"embedding": [1.0]}, {"embedding": [1.0, 2.0]}])),
        "empty" => list(json!([{"embedding": []}, {"embedding": []}])),
        "no-list" => Json(json!({"error": "out of memory"})).into_response(),
        "endless" => list(json!([{"embedding": vec![0.123_456_789; 800_000]}])),
        "silent" => std::future::pending().await,
        "elsewhere" => (StatusCode::TEMPORARY_REDIRECT, [("location", "/stolen")]).into_response(),
        status => {
            let status =
                status.parse::<u16>().ok().and_then(|code| StatusCode::from_u16(code).ok());
            (status.unwrap_or(StatusCode::NOT_FOUND), "no").into_response()
        }
    }
}

type Heard = Arc<Mutex<Vec<(HeaderMap, Value)>>>;

async fn server() -> (Url, Heard) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let heard: Heard = Arc::default();
    let ears = Arc::clone(&heard);
    let answer = async move |headers: HeaderMap, Json(body): Json<Value>| {
        let model = body["model"].as_str().unwrap_or_default().to_owned();
        ears.lock().expect("nobody panics").push((headers, body));
        scripted(&model).await
    };
    // Whoever follows the redirect gets an answer, and the test sees it.
    let stolen = async || scripted("good").await;
    let router: Router =
        Router::new().route("/v1/embeddings", post(answer)).route("/stolen", post(stolen));
    tokio::spawn(async move { axum::serve(listener, router).await });
    (Url::parse(&format!("http://{address}/v1")).expect("a URL"), heard)
}

async fn vectors(url: &Url, model: &str, timeout: Duration) -> Result<Vec<Vec<f32>>, Error> {
    let settings = SentenceModelSettings {
        url: url.clone(),
        model: model.to_owned(),
        key: Some(Secret::new("secret-key")),
        timeout,
        user_agent: "Dateline-test".to_owned(),
    };
    let texts = ["It rained.".to_owned(), "It snowed.".to_owned()];
    SentenceModel::new(settings).expect("a client").vectors(&texts).await
}

const LONG: Duration = Duration::from_secs(20);

#[tokio::test]
async fn each_text_gets_its_own_vector() {
    let (url, heard) = server().await;
    let found = vectors(&url, "good", LONG).await;
    assert_eq!(found, Ok(vec![vec![1.5, 2.0], vec![0.5, -1.0]]));
    assert_eq!(vectors(&url, "unnumbered", LONG).await, Ok(vec![vec![1.0], vec![2.0]]));
    let heard = heard.lock().expect("nobody panics");
    let (headers, body) = heard.first().expect("it was asked");
    assert_eq!(headers["authorization"], "Bearer secret-key");
    assert_eq!(body, &json!({"model": "good", "input": ["It rained.", "It snowed."]}));
}

async fn check(url: &Url, model: &str, error: &str) {
    let told = vectors(url, model, LONG).await.expect_err(model).to_string();
    assert!(told.contains(error), "{model}: {told}");
}

#[tokio::test]
async fn anything_but_one_vector_for_each_text_is_none() {
    let (url, _) = server().await;
    for model in ["one-for-two", "ragged", "empty"] {
        check(&url, model, "it does not give one vector for each text").await;
    }
    check(&url, "no-list", "it is no list of vectors").await;
    let endless = vectors(&url, "endless", LONG).await;
    assert!(matches!(endless, Err(Error::TooLarge { .. })), "{endless:?}");
}

#[tokio::test]
async fn refusals_say_what_to_do() {
    let (url, _) = server().await;
    check(&url, "401", "check `sentence_model.key_file`").await;
    check(&url, "404", "check `sentence_model.url` and `sentence_model.model`").await;
    check(&url, "500", "status 500").await;
    check(&url, "elsewhere", "the text is sent nowhere else").await;
}

#[tokio::test]
async fn a_silent_server_is_given_up() {
    let (url, _) = server().await;
    let found = vectors(&url, "silent", Duration::from_millis(200)).await;
    assert!(matches!(found, Err(Error::Timeout { .. })), "{found:?}");
}
