//! The way to the assistant: one endpoint that the owner wrote into the configuration.
//!
//! Any server that speaks `/v1/chat/completions` as `OpenAI` defined it will do (Ollama, llama.cpp,
//! `vLLM`, `LiteLLM`). [`Chat::ask`] sends one prompt and gives the answer piece by piece, as the server
//! writes it. Dropping the stream closes the connection, and with it the server's work.
//!
//! The guard does not judge this address: assistants run at home, on `localhost` as a rule, and
//! nobody but the owner names it. In return it is the only address that this client ever connects
//! to: it follows no redirect and uses no proxy, and it takes bounded bytes in bounded time.

mod sse;

use std::time::Duration;

use dateline_model::Secret;
use futures_util::stream::{self, BoxStream, StreamExt};
use http::{StatusCode, header};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::response::site;
use crate::way::install_crypto;
use crate::{Error, trouble};
use sse::Events;

/// The most that is read of one answer: a hundred times what an answer holds, since servers wrap
/// each word in a few hundred bytes of JSON.
const MOST_BYTES: usize = 4_000_000;

/// Until the connection stands.
pub(crate) const CONNECT: Duration = Duration::from_secs(10);

/// Where the assistant is, and how to speak to it.
#[derive(Clone, Debug)]
pub struct ChatSettings {
    /// The address up to and with `/v1`, or the whole of it with `/chat/completions`.
    pub url: Url,
    /// The model's name, as the server knows it.
    pub model: String,
    /// The bearer token, where the server wants one.
    pub key: Option<Secret>,
    /// From the question to the last word of the answer.
    pub timeout: Duration,
    /// What we call ourselves.
    pub user_agent: String,
}

/// One prompt.
#[derive(Clone, Debug)]
pub struct ChatRequest {
    /// The system's message.
    pub system: String,
    /// The user's message.
    pub user: String,
    /// The longest answer, in tokens.
    pub most_tokens: u32,
}

/// What arrives of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChatPiece {
    /// The next words.
    Words(String),
    /// What prompt and answer took together, in tokens, where the server says so.
    Tokens(u32),
}

/// The client of one assistant. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Chat {
    http: reqwest::Client,
    settings: ChatSettings,
}

impl Chat {
    /// Builds the client; nothing is sent.
    ///
    /// # Errors
    /// [`Error::NotAnAddress`] when the address is none of the web, [`Error::Setup`] when the HTTP
    /// library does not start.
    pub fn new(mut settings: ChatSettings) -> Result<Chat, Error> {
        let http = client_of_owner(&settings.url, &settings.user_agent)?;
        settings.url = completions(&settings.url);
        Ok(Chat { http, settings })
    }

    /// The host that prompts go to, for the page to tell.
    pub fn host(&self) -> String {
        site(&self.settings.url)
    }

    /// The model's name.
    pub fn model(&self) -> &str {
        &self.settings.model
    }

    /// Sends a prompt. The stream ends after the answer's last piece, or after its first error.
    pub fn ask(&self, request: ChatRequest) -> BoxStream<'static, Result<ChatPiece, Error>> {
        let chat = self.clone();
        let deadline = tokio::time::Instant::now() + self.settings.timeout;
        let steps = stream::unfold(State::Start(chat, request), move |state| async move {
            let (limit, at) = match &state {
                State::Start(chat, _) | State::Reading(chat, _) => {
                    (chat.settings.timeout, chat.settings.url.clone())
                }
                State::Over => return None,
            };
            if let Ok(step) = tokio::time::timeout_at(deadline, state.next()).await {
                step
            } else {
                let error = Error::Timeout { site: site(&at), limit };
                Some((Err(error), State::Over))
            }
        });
        steps.boxed()
    }

    async fn send(&self, request: &ChatRequest) -> Result<reqwest::Response, Error> {
        let body = Body {
            model: &self.settings.model,
            messages: [
                Message { role: "system", content: &request.system },
                Message { role: "user", content: &request.user },
            ],
            stream: true,
            stream_options: StreamOptions { include_usage: true },
            temperature: 0.0,
            max_tokens: request.most_tokens,
        };
        let body = serde_json::to_vec(&body).map_err(|error| self.unusable(&error.to_string()))?;
        let mut post = self
            .http
            .post(self.settings.url.clone())
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "text/event-stream, application/json")
            .body(body);
        if let Some(key) = &self.settings.key {
            post = post.bearer_auth(key.reveal());
        }
        let answer = post.send().await;
        let answer = answer.map_err(|error| trouble::trouble(self.host(), &error, CONNECT))?;
        self.judge(&answer)?;
        Ok(answer)
    }

    fn judge(&self, answer: &reqwest::Response) -> Result<(), Error> {
        let (status, site) = (answer.status(), self.host());
        let blocked = |why: &str| Error::Blocked { site: site.clone(), why: why.to_owned() };
        match status {
            StatusCode::OK => Ok(()),
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Err(blocked(&format!(
                "it does not accept the key ({}); check `assistant.key_file`",
                status.as_u16()
            ))),
            StatusCode::NOT_FOUND => Err(blocked(
                "it knows no such model or address (404); check `assistant.url` and `assistant.model`",
            )),
            StatusCode::TOO_MANY_REQUESTS => {
                Err(Error::RetryLater { site, status: 429, after: None })
            }
            status if status.is_server_error() => {
                Err(Error::RetryLater { site, status: status.as_u16(), after: None })
            }
            status if status.is_redirection() => {
                Err(self.unusable("it redirects, and the text is sent nowhere else"))
            }
            status => Err(self.unusable(&format!("status {}", status.as_u16()))),
        }
    }

    fn unusable(&self, why: &str) -> Error {
        Error::BadResponse { site: self.host(), why: why.to_owned() }
    }
}

/// An answer between two of its pieces.
enum State {
    Start(Chat, ChatRequest),
    Reading(Chat, Box<Reading>),
    Over,
}

type Step = Option<(Result<ChatPiece, Error>, State)>;

impl State {
    async fn next(self) -> Step {
        match self {
            State::Start(chat, request) => match chat.send(&request).await {
                Ok(answer) => {
                    let reading = Box::new(Reading::new(answer));
                    chat.read(reading).await
                }
                Err(error) => Some((Err(error), State::Over)),
            },
            State::Reading(chat, reading) => chat.read(reading).await,
            State::Over => None,
        }
    }
}

/// A body that is being read.
struct Reading {
    answer: reqwest::Response,
    events: Events,
    /// The server does not stream: the body is one JSON object.
    whole: Option<Vec<u8>>,
    bytes: usize,
    ready: std::collections::VecDeque<ChatPiece>,
    /// The model said its last word.
    ended: bool,
    done: bool,
}

impl Reading {
    fn new(answer: reqwest::Response) -> Reading {
        let kind = answer.headers().get(header::CONTENT_TYPE);
        let json = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
        Reading {
            answer,
            events: Events::default(),
            whole: json.then(Vec::new),
            bytes: 0,
            ready: std::collections::VecDeque::new(),
            ended: false,
            done: false,
        }
    }
}

impl Chat {
    /// The next piece: one that is ready, or what the next bytes bring.
    async fn read(self, mut reading: Box<Reading>) -> Step {
        loop {
            if let Some(piece) = reading.ready.pop_front() {
                return Some((Ok(piece), State::Reading(self, reading)));
            }
            if reading.done {
                return None;
            }
            if let Err(error) = self.take(&mut reading).await {
                return Some((Err(error), State::Over));
            }
        }
    }

    async fn take(&self, reading: &mut Reading) -> Result<(), Error> {
        let chunk = reading.answer.chunk().await;
        let chunk = chunk.map_err(|error| trouble::trouble(self.host(), &error, CONNECT))?;
        let Some(chunk) = chunk else {
            reading.done = true;
            return match reading.whole.take() {
                Some(body) => self.decode(reading, &body),
                None if reading.events.finished || reading.ended => Ok(()),
                None => Err(self.unusable("it broke off in the middle of its answer")),
            };
        };
        reading.bytes += chunk.len();
        if reading.bytes > MOST_BYTES {
            return Err(Error::TooLarge { site: self.host(), limit_bytes: MOST_BYTES });
        }
        if let Some(body) = &mut reading.whole {
            body.extend_from_slice(&chunk);
            return Ok(());
        }
        for data in reading.events.push(&chunk) {
            self.decode(reading, &data)?;
        }
        reading.done |= reading.events.finished;
        Ok(())
    }

    /// One JSON object, of a stream or whole.
    fn decode(&self, reading: &mut Reading, json: &[u8]) -> Result<(), Error> {
        let answer: Answer =
            serde_json::from_slice(json).map_err(|_| self.unusable("it is no chat completion"))?;
        if let Some(error) = answer.error {
            let why: String = error.message().chars().take(200).collect();
            return Err(self.unusable(&why));
        }
        for choice in answer.choices.into_iter().take(1) {
            // Not every server ends its stream with the word that says so.
            reading.ended |= choice.finish_reason.is_some();
            let message = choice.delta.or(choice.message);
            if let Some(words) =
                message.and_then(|message| message.content).filter(|w| !w.is_empty())
            {
                reading.ready.push_back(ChatPiece::Words(words));
            }
        }
        if let Some(usage) = answer.usage {
            reading.ready.push_back(ChatPiece::Tokens(usage.total_tokens));
        }
        Ok(())
    }
}

/// A client that the guard does not watch over, for one address that the owner alone names: it
/// follows no redirect and uses no proxy.
pub(crate) fn client_of_owner(url: &Url, user_agent: &str) -> Result<reqwest::Client, Error> {
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
        return Err(Error::NotAnAddress { text: url.to_string() });
    }
    install_crypto();
    reqwest::Client::builder()
        .user_agent(crate::request::user_agent_value(user_agent)?)
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .referer(false)
        .connect_timeout(CONNECT)
        .build()
        .map_err(|error| Error::Setup { why: error.to_string() })
}

/// The address of completions, from what the owner wrote.
fn completions(url: &Url) -> Url {
    with_path(url, "/chat/completions")
}

/// An address that may have been written without its end.
pub(crate) fn with_path(url: &Url, end: &str) -> Url {
    let mut whole = url.clone();
    let path = url.path().trim_end_matches('/');
    if !path.ends_with(end) {
        whole.set_path(&format!("{path}{end}"));
    }
    whole
}

#[derive(Serialize)]
struct Body<'a> {
    model: &'a str,
    messages: [Message<'a>; 2],
    stream: bool,
    stream_options: StreamOptions,
    temperature: f32,
    max_tokens: u32,
}

#[derive(Serialize)]
struct StreamOptions {
    include_usage: bool,
}

#[derive(Serialize)]
struct Message<'a> {
    role: &'static str,
    content: &'a str,
}

#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    choices: Vec<Choice>,
    usage: Option<Usage>,
    error: Option<Fault>,
}

#[derive(Deserialize)]
struct Choice {
    finish_reason: Option<String>,
    delta: Option<Said>,
    message: Option<Said>,
}

#[derive(Deserialize)]
struct Said {
    content: Option<String>,
}

#[derive(Deserialize)]
struct Usage {
    #[serde(default)]
    total_tokens: u32,
}

/// Servers put their errors into an object, or into a string.
#[derive(Deserialize)]
#[serde(untagged)]
enum Fault {
    Object { message: String },
    Text(String),
    Other(serde::de::IgnoredAny),
}

impl Fault {
    fn message(&self) -> &str {
        match self {
            Fault::Object { message } | Fault::Text(message) => message,
            Fault::Other(_) => "it reports an error",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, expected: &str) {
        let url = Url::parse(written).expect("an address");
        assert_eq!(completions(&url).as_str(), expected);
    }

    #[test]
    fn the_owner_may_write_the_address_short_or_long() {
        check("http://localhost:11434/v1", "http://localhost:11434/v1/chat/completions");
        check("http://localhost:11434/v1/", "http://localhost:11434/v1/chat/completions");
        check("https://a.example/v1/chat/completions", "https://a.example/v1/chat/completions");
    }

    #[test]
    fn only_the_web_is_an_address() {
        let settings = ChatSettings {
            url: Url::parse("file:///etc/passwd").expect("a URL"),
            model: "m".to_owned(),
            key: None,
            timeout: Duration::from_secs(1),
            user_agent: "Dateline".to_owned(),
        };
        assert!(matches!(Chat::new(settings), Err(Error::NotAnAddress { .. })));
    }
}
