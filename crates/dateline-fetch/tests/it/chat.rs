//! The way to the assistant against a scripted server: slow, broken, endless, refusing.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use dateline_fetch::{Chat, ChatPiece, ChatRequest, ChatSettings, Error, Url};
use dateline_model::Secret;
use futures_util::StreamExt;
use futures_util::stream;
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// What the server says, by the model that is asked for.
fn scripted(model: &str, gone: &Arc<AtomicUsize>) -> Response {
    let events =
        |text: &'static str| ([("content-type", "text/event-stream")], text).into_response();
    match model {
        "good" => events(
            "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n\
             data: {\"choices\":[{\"delta\":{\"content\":\"It \"}}]}\n\n: a comment\n\n\
             data: {\"choices\":[{\"delta\":{\"content\":\"rained. [1]\"},\"finish_reason\":\"stop\"}]}\n\n\
             data: {\"choices\":[],\"usage\":{\"total_tokens\":42}}\n\ndata: [DONE]\n\n",
        ),
        "whole" => Json(json!({
            "choices": [{"message": {"content": "It rained. [1]"}, "finish_reason": "stop"}],
            "usage": {"total_tokens": 7}
        }))
        .into_response(),
        "no-done" => events(
            "data: {\"choices\":[{\"delta\":{\"content\":\"Rain.\"},\"finish_reason\":\"stop\"}]}\n\n",
        ),
        "half" => events("data: {\"choices\":[{\"delta\":{\"content\":\"It \"}}]}\n\ndata: {\"cho"),
        "broken" => events("data: {\"choices\": oops\n\n"),
        "not-a-chat" => Json(json!([1, 2])).into_response(),
        "faulty" => events("data: {\"error\":{\"message\":\"out of memory\"}}\n\n"),
        "endless" => endless(gone),
        "silent" => {
            Body::from_stream(stream::pending::<Result<Bytes, Infallible>>()).into_response()
        }
        "elsewhere" => (StatusCode::TEMPORARY_REDIRECT, [("location", "/stolen")]).into_response(),
        status => {
            let status =
                status.parse::<u16>().ok().and_then(|code| StatusCode::from_u16(code).ok());
            (status.unwrap_or(StatusCode::NOT_FOUND), "{\"error\":\"no\"}").into_response()
        }
    }
}

/// Words without end, and a count of how often nobody listened any more.
fn endless(gone: &Arc<AtomicUsize>) -> Response {
    struct Gone(Arc<AtomicUsize>);
    impl Drop for Gone {
        fn drop(&mut self) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }
    let guard = Gone(Arc::clone(gone));
    let event = format!(
        "data: {{\"choices\":[{{\"delta\":{{\"content\":\"{}\"}}}}]}}\n\n",
        "la ".repeat(5_000)
    );
    let event = Bytes::from(event);
    let words = stream::unfold(guard, move |guard| {
        let event = event.clone();
        async move { Some((Ok::<_, Infallible>(event), guard)) }
    });
    ([("content-type", "text/event-stream")], Body::from_stream(words)).into_response()
}

/// A server with its script: its address, what it was last told, and how many listeners left.
struct Server {
    url: Url,
    heard: Arc<std::sync::Mutex<Vec<(HeaderMap, Value)>>>,
    gone: Arc<AtomicUsize>,
}

async fn server() -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let heard: Arc<std::sync::Mutex<Vec<(HeaderMap, Value)>>> = Arc::default();
    let gone: Arc<AtomicUsize> = Arc::default();
    let (ears, count) = (Arc::clone(&heard), Arc::clone(&gone));
    let answer = async move |headers: HeaderMap, Json(body): Json<Value>| {
        let model = body["model"].as_str().unwrap_or_default().to_owned();
        ears.lock().expect("nobody panics").push((headers, body));
        scripted(&model, &count)
    };
    // Whoever follows the redirect gets an answer, and the test sees it.
    let stolen = async || scripted("good", &Arc::default());
    let router: Router =
        Router::new().route("/v1/chat/completions", post(answer)).route("/stolen", post(stolen));
    tokio::spawn(async move { axum::serve(listener, router).await });
    let url = Url::parse(&format!("http://{address}/v1")).expect("a URL");
    Server { url, heard, gone }
}

fn chat(server: &Server, model: &str, timeout: Duration) -> Chat {
    let settings = ChatSettings {
        url: server.url.clone(),
        model: model.to_owned(),
        key: Some(Secret::new("secret-key")),
        timeout,
        user_agent: "Dateline-test".to_owned(),
    };
    Chat::new(settings).expect("a client")
}

fn request() -> ChatRequest {
    ChatRequest { system: "Be brief.".into(), user: "What happened?".into(), most_tokens: 9 }
}

/// The words of an answer, the tokens it took, and the error it ended with.
async fn told(server: &Server, model: &str) -> (String, Option<u32>, Option<Error>) {
    let mut pieces = chat(server, model, Duration::from_secs(20)).ask(request());
    let (mut words, mut tokens, mut error) = (String::new(), None, None);
    while let Some(piece) = pieces.next().await {
        match piece {
            Ok(ChatPiece::Words(more)) => words.push_str(&more),
            Ok(ChatPiece::Tokens(number)) => tokens = Some(number),
            Err(why) => error = Some(why),
        }
    }
    (words, tokens, error)
}

#[tokio::test]
async fn answers_arrive_in_pieces_or_whole() {
    let server = server().await;
    assert_eq!(told(&server, "good").await, ("It rained. [1]".to_owned(), Some(42), None));
    assert_eq!(told(&server, "whole").await, ("It rained. [1]".to_owned(), Some(7), None));
    assert_eq!(told(&server, "no-done").await, ("Rain.".to_owned(), None, None));
    let heard = server.heard.lock().expect("nobody panics");
    let (headers, body) = heard.first().expect("it was asked");
    assert_eq!(headers["authorization"], "Bearer secret-key");
    assert_eq!(body["messages"][1]["content"], "What happened?");
    assert_eq!((&body["stream"], &body["max_tokens"]), (&json!(true), &json!(9)));
    assert!(body.get("tools").is_none(), "it has no tools");
}

#[track_caller]
fn check(outcome: (String, Option<u32>, Option<Error>), words: &str, error: &str) {
    assert_eq!(outcome.0, words);
    let told = outcome.2.map(|error| error.to_string()).unwrap_or_default();
    assert!(told.contains(error), "{told}");
}

#[tokio::test]
async fn broken_answers_say_so() {
    let server = server().await;
    check(told(&server, "half").await, "It ", "it broke off in the middle of its answer");
    check(told(&server, "broken").await, "", "it is no chat completion");
    check(told(&server, "not-a-chat").await, "", "it is no chat completion");
    check(told(&server, "faulty").await, "", "out of memory");
}

#[tokio::test]
async fn refusals_say_what_to_do() {
    let server = server().await;
    check(
        told(&server, "401").await,
        "",
        "it does not accept the key (401); check `assistant.key_file`",
    );
    check(told(&server, "404").await, "", "check `assistant.url` and `assistant.model`");
    check(told(&server, "429").await, "", "status 429");
    check(told(&server, "500").await, "", "status 500");
    check(told(&server, "418").await, "", "status 418");
    check(told(&server, "elsewhere").await, "", "the text is sent nowhere else");
}

#[tokio::test]
async fn an_endless_answer_ends_at_its_limit() {
    let server = server().await;
    let (_, _, error) = told(&server, "endless").await;
    assert!(matches!(error, Some(Error::TooLarge { .. })), "{error:?}");
}

#[tokio::test]
async fn a_silent_server_is_given_up() {
    let server = server().await;
    let mut pieces = chat(&server, "silent", Duration::from_millis(200)).ask(request());
    let first = pieces.next().await;
    assert!(matches!(first, Some(Err(Error::Timeout { .. }))), "{first:?}");
    assert!(pieces.next().await.is_none(), "nothing comes after an error");
}

#[tokio::test]
async fn leaving_ends_the_servers_work() {
    let server = server().await;
    let mut pieces = chat(&server, "endless", Duration::from_secs(20)).ask(request());
    assert!(matches!(pieces.next().await, Some(Ok(ChatPiece::Words(_)))));
    assert_eq!(server.gone.load(Ordering::SeqCst), 0);
    drop(pieces);
    let gone = async {
        while server.gone.load(Ordering::SeqCst) == 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), gone).await.expect("the server notices");
}

#[tokio::test]
async fn nobody_there_is_said() {
    let mut server = server().await;
    server.url = Url::parse("http://127.0.0.1:1/v1").expect("a URL");
    let (words, _, error) = told(&server, "good").await;
    assert_eq!(words, "");
    assert!(matches!(error, Some(Error::Unreachable { .. })), "{error:?}");
}
