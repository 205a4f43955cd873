//! Answers that the assistant writes: sent sentence by sentence, as each passes its check.
//!
//! The page is written around a mark, cut there, and the answer streamed in between, so it works
//! without script too. When the reader leaves, the connection to this stream is dropped, and with
//! it the one to the assistant. Tokens are booked first and given back when the answer is over,
//! however it ends.

use std::convert::Infallible;
use std::sync::Arc;

use askama::Template;
use axum::body::{Body, Bytes};
use axum::response::{IntoResponse, Response};
use dateline_model::ReaderId;
use dateline_store::{Budget, Store};
use dateline_understand::{Answer, Feature, Prompt, Request, Statement, Writing, commission};
use futures_util::StreamExt;
use futures_util::stream::{self, BoxStream};
use http::header;

use super::view::{AnswerView, By, Numbering, Shown, Sources};
use super::work::{self, Kept};
use super::{Call, page};
use crate::access::Caller;
use crate::error::{Error, Result, sentence};
use crate::paper::{AssistantInfo, AssistantPiece, Site};
use crate::parts::{Shell, Tongue};
use crate::respond;
use crate::speech::{Message, Speech};

/// Where the answer goes in the page. Everything from outside is escaped, so it stands there once.
const MARK: &str = "<!--answer-->";

#[derive(Template)]
#[template(path = "written_head.html")]
struct Head<'a> {
    shell: &'a Shell,
    title: &'a str,
    tongue: Tongue,
    model: &'a str,
}

#[derive(Template)]
#[template(path = "written_line.html")]
struct Line<'a> {
    shell: &'a Shell,
    shown: Shown,
}

#[derive(Template)]
#[template(path = "written_foot.html")]
struct Foot<'a> {
    shell: &'a Shell,
    by: By,
    host: &'a str,
    shown: usize,
    trouble: Option<String>,
}

/// The assistant's answer: the one that is kept, or a new one.
pub(super) async fn answer(site: Arc<Site>, caller: &Caller, call: Call) -> Result<Response> {
    let reader = caller.member()?;
    let assistant = site.newsroom.assistant().ok_or(Error::NotFound("missing-assistant"))?;
    if !call.choices.assistant {
        return Err(Error::Bad("bad-assistant-off".into()));
    }
    let name = work::name_of(&call, Some(&assistant.model));
    if let Some(kept) = work::kept(&site, &call, &name).await? {
        work::count(call.feature, "kept");
        let view = AnswerView::new(&call, &kept, caller.speech);
        return respond::page(&page(&site, caller, &call, Some(view), false).await?);
    }
    let Some((prompt, writing)) = commissioned(&call) else {
        return Err(Error::Bad("bad-assistant-nothing".into()));
    };
    let spend = Spend::book(&site, reader, &assistant, &prompt, caller.speech).await?;
    let page = page(&site, caller, &call, None, true).await?.render()?;
    let (before, after) = page.split_once(MARK).ok_or(Error::Broken)?;
    let into = call.feature.task.filter(|task| task.translates).and(call.said.as_deref());
    let sources = Sources::of_articles(call.subject.all());
    let work = Work {
        piece: site.newsroom.write(prompt),
        writing,
        numbers: Numbering::new(sources, into, caller.speech),
        shown: Vec::new(),
        spend,
        subject: call.subject.key.clone(),
        tongue: call.subject.tongue.clone(),
        // No more of a frame than what says in which language.
        shell: Shell { speech: caller.speech, ..Shell::default() },
        feature: call.feature,
        after: after.to_owned(),
        site,
        info: assistant,
        name,
    };
    let head = before.to_owned() + &work.head()?;
    let body = stream::unfold(State::Head(head, Box::new(work)), State::next);
    let body = body.map(Ok::<Bytes, Infallible>);
    let kind =
        [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    Ok((kind, Body::from_stream(body)).into_response())
}

fn commissioned(call: &Call) -> Option<(Prompt, Writing)> {
    let articles: Vec<_> = call.subject.articles.iter().collect();
    let elsewhere: Vec<_> = call.subject.elsewhere.iter().collect();
    let said = call.said.as_deref();
    commission(call.feature, &Request { articles: &articles, elsewhere: &elsewhere, said })
}

/// A page on its way out.
enum State {
    Head(String, Box<Work>),
    Body(Box<Work>),
    Over,
}

impl State {
    async fn next(self) -> Option<(Bytes, State)> {
        match self {
            State::Head(html, work) => Some((html.into(), State::Body(work))),
            State::Body(work) => Some(work.step().await),
            State::Over => None,
        }
    }
}

/// An answer on its way.
struct Work {
    site: Arc<Site>,
    info: AssistantInfo,
    feature: &'static Feature,
    piece: BoxStream<'static, std::result::Result<AssistantPiece, String>>,
    writing: Writing,
    numbers: Numbering,
    shown: Vec<Statement>,
    spend: Spend,
    subject: String,
    tongue: Tongue,
    shell: Shell,
    /// The name that the answer is kept under.
    name: String,
    /// The page behind the answer.
    after: String,
}

impl Work {
    fn head(&self) -> Result<String> {
        let head = Head {
            shell: &self.shell,
            title: super::label(self.feature, self.shell.speech),
            tongue: self.tongue.clone(),
            model: &self.info.model,
        };
        Ok(head.render()?)
    }

    /// What can be shown next; the rest of the page when the answer is over.
    async fn step(mut self: Box<Self>) -> (Bytes, State) {
        self.spend.sent();
        loop {
            let trouble = match self.piece.next().await {
                Some(Ok(AssistantPiece::Words(words))) => {
                    self.spend.heard(&words);
                    let statements = self.writing.push(&words);
                    let html = self.lines(statements);
                    if self.writing.is_full() {
                        return (self.end(html, None).await, State::Over);
                    }
                    if html.is_empty() {
                        continue;
                    }
                    return (html.into(), State::Body(self));
                }
                Some(Ok(AssistantPiece::Tokens(tokens))) => {
                    self.spend.told(i64::from(tokens));
                    continue;
                }
                Some(Err(trouble)) => Some(trouble),
                None => None,
            };
            self.spend.over();
            return (self.end(String::new(), trouble).await, State::Over);
        }
    }

    fn lines(&mut self, statements: Vec<Statement>) -> String {
        let mut html = String::new();
        for statement in statements {
            if let Some(shown) = self.numbers.shown(&statement) {
                html.push_str(&Line { shell: &self.shell, shown }.render().unwrap_or_default());
                self.shown.push(statement);
            }
        }
        html
    }

    /// The rest of the page, behind `html`.
    async fn end(mut self: Box<Self>, mut html: String, trouble: Option<String>) -> Bytes {
        let last = self.writing.finish();
        html.push_str(&self.lines(last));
        let withheld = self.writing.withheld();
        for why in withheld {
            tracing::debug!(feature = self.feature.name, %why, "a sentence of the assistant is withheld");
        }
        let labels = [("feature", self.feature.name)];
        metrics::counter!("dateline_assistant_sentences_withheld_total", &labels)
            .increment(u64::try_from(withheld.len()).unwrap_or_default());
        work::count(self.feature, if trouble.is_some() { "failed" } else { "written" });
        let withheld = withheld.len();
        let foot = Foot {
            shell: &self.shell,
            by: By::new(self.feature, &self.info.model, withheld),
            host: &self.info.host,
            shown: self.shown.len(),
            trouble: trouble.as_deref().map(sentence),
        };
        html.push_str(&foot.render().unwrap_or_default());
        html.push_str(&self.after);
        if trouble.is_none() && !self.shown.is_empty() {
            let answer = Answer::Sentences(std::mem::take(&mut self.shown));
            let kept = Kept { answer, by: Some(self.info.model.clone()), withheld };
            let saved =
                work::keep(&self.site, self.feature, &self.subject, &self.name, &kept).await;
            if let Err(error) = saved {
                tracing::warn!(%error, "an answer could not be kept");
            }
        }
        self.spend.settle().await;
        html.into()
    }
}

/// Tokens that were booked; what was not used is given back when this is dropped.
struct Spend {
    store: Store,
    reader: ReaderId,
    day: i64,
    booked: i64,
    /// What the prompt alone takes, about.
    prompt: i64,
    used: i64,
    heard: bool,
    settled: bool,
}

impl Spend {
    async fn book(
        site: &Site,
        reader: ReaderId,
        info: &AssistantInfo,
        prompt: &Prompt,
        speech: Speech,
    ) -> Result<Spend> {
        let day = work::day(site.now());
        let booked = i64::from(prompt.most_tokens_in_all());
        let budget = Budget { reader: info.reader_tokens, instance: info.instance_tokens };
        if !site.store.book(reader, day, booked, budget).await? {
            let spent = site.store.spent(reader, day).await?;
            let too_much = Message::new("assistant-too-much").number("tokens", booked);
            let words = [speech.tell(&too_much), super::view::spent(spent, info, speech)];
            return Err(Error::Bad(Message::Said(words.join(" "))));
        }
        let prompt = (booked - i64::from(prompt.most_tokens)).max(0);
        Ok(Spend {
            store: site.store.clone(),
            reader,
            day,
            booked,
            prompt,
            used: 0,
            heard: false,
            settled: false,
        })
    }

    /// The prompt is on its way: whoever leaves before the first word has spent it.
    fn sent(&mut self) {
        if !self.heard {
            self.used = self.prompt;
        }
    }

    /// What the server itself says that it used.
    fn told(&mut self, tokens: i64) {
        (self.used, self.heard) = (tokens, true);
    }

    /// A server that ended without a word has used nothing.
    fn over(&mut self) {
        if !self.heard {
            self.used = 0;
        }
    }

    /// Where the server does not say what it used, its words are counted: three letters a token.
    fn heard(&mut self, words: &str) {
        self.heard = true;
        self.used += i64::try_from(words.chars().count().div_ceil(3)).unwrap_or_default();
    }
}

impl Spend {
    /// Gives back what was not used.
    async fn settle(&mut self) {
        self.settled = true;
        give_back(&self.store, self.reader, self.day, self.booked - self.used).await;
    }
}

async fn give_back(store: &Store, reader: ReaderId, day: i64, tokens: i64) {
    if let Err(error) = store.give_back(reader, day, tokens).await {
        tracing::warn!(%error, "tokens could not be given back");
    }
}

/// The reader left before the end.
impl Drop for Spend {
    fn drop(&mut self) {
        let (store, reader, day) = (self.store.clone(), self.reader, self.day);
        let rest = self.booked - self.used;
        let runtime = tokio::runtime::Handle::try_current().ok().filter(|_| !self.settled);
        if let Some(runtime) = runtime {
            runtime.spawn(async move { give_back(&store, reader, day, rest).await });
        }
    }
}
