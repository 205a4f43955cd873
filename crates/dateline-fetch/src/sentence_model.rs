//! The way to a sentence model: one endpoint that the owner wrote into the configuration.
//!
//! Any server that speaks `/v1/embeddings` as `OpenAI` defined it will do (Ollama, llama.cpp,
//! `vLLM`). [`SentenceModel::vectors`] sends texts and gives a vector for each, or an error and none:
//! a story is placed without vectors as well, only less surely.
//!
//! As with the assistant, the guard does not judge this address, which the owner alone names, and
//! the client connects to no other.

use std::time::Duration;

use dateline_model::Secret;
use http::{StatusCode, header};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::chat::{CONNECT, client_of_owner, with_path};
use crate::response::site;
use crate::{Error, trouble};

/// The most that is read of one answer: sixty-four vectors of four thousand numbers in twenty
/// letters each.
const MOST_BYTES: usize = 6_000_000;

/// Longer vectors than this are no sentence's.
const MOST_NUMBERS: usize = 4_096;

/// Where the sentence model is, and how to speak to it.
#[derive(Clone, Debug)]
pub struct SentenceModelSettings {
    /// The address up to and with `/v1`, or the whole of it with `/embeddings`.
    pub url: Url,
    /// The model's name, as the server knows it.
    pub model: String,
    /// The bearer token, where the server wants one.
    pub key: Option<Secret>,
    /// For one batch of texts.
    pub timeout: Duration,
    /// What we call ourselves.
    pub user_agent: String,
}

/// The client of one sentence model. Cheap to clone.
#[derive(Clone, Debug)]
pub struct SentenceModel {
    http: reqwest::Client,
    settings: SentenceModelSettings,
}

impl SentenceModel {
    /// Builds the client; nothing is sent.
    ///
    /// # Errors
    /// [`Error::NotAnAddress`] when the address is none of the web, [`Error::Setup`] when the HTTP
    /// library does not start.
    pub fn new(mut settings: SentenceModelSettings) -> Result<SentenceModel, Error> {
        let http = client_of_owner(&settings.url, &settings.user_agent)?;
        settings.url = with_path(&settings.url, "/embeddings");
        Ok(SentenceModel { http, settings })
    }

    /// The model's name: vectors of two models are never compared.
    pub fn model(&self) -> &str {
        &self.settings.model
    }

    /// A vector for each text, in their order, all of one length.
    ///
    /// # Errors
    /// When the server cannot be had in time, or does not answer with one vector for each.
    pub async fn vectors(&self, texts: &[String]) -> Result<Vec<Vec<f32>>, Error> {
        let limit = self.settings.timeout;
        let site = self.site();
        let answer = tokio::time::timeout(limit, self.ask(texts)).await;
        answer.map_err(|_| Error::Timeout { site, limit })?
    }

    async fn ask(&self, texts: &[String]) -> Result<Vec<Vec<f32>>, Error> {
        let body = Body { model: &self.settings.model, input: texts };
        let body = serde_json::to_vec(&body).map_err(|error| self.unusable(&error.to_string()))?;
        let mut post = self
            .http
            .post(self.settings.url.clone())
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, "application/json")
            .body(body);
        if let Some(key) = &self.settings.key {
            post = post.bearer_auth(key.reveal());
        }
        let answer = post.send().await;
        let answer = answer.map_err(|error| trouble::trouble(self.site(), &error, CONNECT))?;
        self.judge(answer.status())?;
        self.decode(&self.whole(answer).await?, texts.len())
    }

    fn judge(&self, status: StatusCode) -> Result<(), Error> {
        let (site, code) = (self.site(), status.as_u16());
        let blocked = |why: String| Error::Blocked { site: self.site(), why };
        match status {
            StatusCode::OK => Ok(()),
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => Err(blocked(format!(
                "it does not accept the key ({code}); check `sentence_model.key_file`"
            ))),
            StatusCode::NOT_FOUND => Err(blocked(
                "it knows no such model or address (404); check `sentence_model.url` and \
                 `sentence_model.model`"
                    .to_owned(),
            )),
            StatusCode::TOO_MANY_REQUESTS => {
                Err(Error::RetryLater { site, status: code, after: None })
            }
            status if status.is_server_error() => {
                Err(Error::RetryLater { site, status: code, after: None })
            }
            status if status.is_redirection() => {
                Err(self.unusable("it redirects, and the text is sent nowhere else"))
            }
            _ => Err(self.unusable(&format!("status {code}"))),
        }
    }

    async fn whole(&self, mut answer: reqwest::Response) -> Result<Vec<u8>, Error> {
        let mut body = Vec::new();
        loop {
            let chunk = answer.chunk().await;
            let chunk = chunk.map_err(|error| trouble::trouble(self.site(), &error, CONNECT))?;
            let Some(chunk) = chunk else { return Ok(body) };
            if body.len() + chunk.len() > MOST_BYTES {
                return Err(Error::TooLarge { site: self.site(), limit_bytes: MOST_BYTES });
            }
            body.extend_from_slice(&chunk);
        }
    }

    fn decode(&self, body: &[u8], texts: usize) -> Result<Vec<Vec<f32>>, Error> {
        let answer: Answer =
            serde_json::from_slice(body).map_err(|_| self.unusable("it is no list of vectors"))?;
        let mut data = answer.data;
        data.sort_by_key(|one| one.index);
        let length = data.first().map_or(0, |one| one.embedding.len());
        let right = (1..=MOST_NUMBERS).contains(&length)
            && data.len() == texts
            && data.iter().all(|one| one.embedding.len() == length)
            && data.iter().all(|one| one.embedding.iter().all(|number| number.is_finite()));
        if !right {
            return Err(self.unusable("it does not give one vector for each text"));
        }
        Ok(data.into_iter().map(|one| one.embedding).collect())
    }

    fn site(&self) -> String {
        site(&self.settings.url)
    }

    fn unusable(&self, why: &str) -> Error {
        Error::BadResponse { site: self.site(), why: why.to_owned() }
    }
}

#[derive(Serialize)]
struct Body<'a> {
    model: &'a str,
    input: &'a [String],
}

#[derive(Deserialize)]
struct Answer {
    data: Vec<One>,
}

#[derive(Deserialize)]
struct One {
    /// Servers that leave it out answer in order.
    #[serde(default)]
    index: usize,
    embedding: Vec<f32>,
}
