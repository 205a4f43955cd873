//! The AI features as pages: `/a/{id}/{slug}/ai/{feature}`, `/s/{id}/{slug}/ai/{feature}`, `/ask`.
//!
//! The list of features is `dateline_understand::FEATURES`; buttons, addresses, the JSON form
//! (`…/ai/brief.json`), the cache and the metrics follow from it. A GET answers from this machine
//! alone. Only a POST asks the owner's assistant, when the reader has let it: it costs, and it
//! sends text away.
//!
//! Nothing here publishes anything: a feature that fails fails its own page.

mod choices;
mod subject;
mod view;
mod work;
mod written;

use std::sync::Arc;

use askama::Template;
use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use dateline_store::Choices;
use dateline_understand::{FEATURES, Feature, LANGUAGES, Wants};
use serde::Deserialize;

use crate::access::Caller;
use crate::error::{Error, Result};
use crate::limits::Door;
use crate::pages::shell;
use crate::paper::{AssistantInfo, Site};
use crate::parts::{Shell, Tongue};
use crate::respond;
use crate::speech::{Message, Speech};

pub(crate) use choices::{page as choices_page, save as save_choices};
pub use subject::articles_for;
use subject::{About, Subject};
use view::{AnswerView, Content};
pub(crate) use view::{Cite, Dated, Sources};

/// The longest question, in characters.
const LONGEST_QUESTION: usize = 300;

#[derive(Template)]
#[template(path = "feature.html")]
struct FeaturePage {
    shell: Shell,
    subject: Heading,
    feature: &'static Feature,
    /// What the feature is called.
    title: &'static str,
    /// Where the forms lead: this very page.
    action: String,
    question: String,
    languages: Vec<LanguageChoice>,
    answer: Option<AnswerView>,
    /// An answer is on its way: it goes where the mark stands.
    writing: bool,
    offer: Offer,
}

/// What the page is about, at its head.
struct Heading {
    /// Where it lives; none for the whole paper.
    back: Option<String>,
    /// What the link there says.
    back_words: &'static str,
    headline: String,
    tongue: Tongue,
}

struct LanguageChoice {
    code: &'static str,
    name: &'static str,
    chosen: bool,
}

/// What the page says about the assistant.
enum Offer {
    /// Nothing: this feature has no task for one, or a stranger is reading.
    None,
    /// Only an assistant can do this, and the owner has set none.
    NotSet,
    /// The reader has not let it.
    NotAllowed(AssistantInfo),
    /// A button that sends the text there.
    Ask {
        info: AssistantInfo,
        /// "3,200 of 50,000".
        spent: String,
    },
}

/// The buttons of a page.
#[derive(Default)]
pub(crate) struct Toolbox {
    pub(crate) tools: Vec<Tool>,
    /// Where the question form leads.
    pub(crate) ask: Option<String>,
}

/// A feature's button.
pub(crate) struct Tool {
    pub(crate) name: &'static str,
    pub(crate) label: &'static str,
    pub(crate) about: &'static str,
    pub(crate) href: String,
    /// Its answer is material for the script, and the button is for those who have one.
    pub(crate) browser: bool,
}

/// The buttons for an article's or a story's path, as far as this caller wants and may have them.
pub(crate) async fn toolbox(site: &Site, caller: &Caller, path: &str) -> Result<Toolbox> {
    if !caller.whole_texts {
        return Ok(Toolbox::default());
    }
    let choices = choices_of(site, caller).await?;
    let assistant = site.newsroom.assistant().is_some();
    let offered = || {
        let on = |feature: &&Feature| is_on(site, &choices, feature);
        FEATURES.iter().filter(on).filter(move |one| one.local.is_some() || assistant)
    };
    let tools = offered().filter(|feature| feature.wants != Wants::Question).map(|feature| Tool {
        name: feature.name,
        label: label(feature, caller.speech),
        about: about(feature, caller.speech),
        href: format!("{path}/ai/{}", feature.name),
        browser: feature.wants == Wants::Browser,
    });
    let ask = offered().find(|feature| feature.wants == Wants::Question);
    Ok(Toolbox {
        tools: tools.collect(),
        ask: ask.map(|feature| format!("{path}/ai/{}", feature.name)),
    })
}

/// What a feature's button says.
fn label(feature: &Feature, speech: Speech) -> &'static str {
    speech.say(&format!("feature-{}", feature.name))
}

/// What it does, in one sentence.
fn about(feature: &Feature, speech: Speech) -> &'static str {
    speech.say(&format!("feature-{}-about", feature.name))
}

async fn choices_of(site: &Site, caller: &Caller) -> Result<Choices> {
    match caller.id() {
        Some(reader) => Ok(site.store.choices(reader).await?),
        None => Ok(Choices::default()),
    }
}

fn is_on(site: &Site, choices: &Choices, feature: &Feature) -> bool {
    let listed = |list: &[String]| list.iter().any(|name| name == feature.name || name == "all");
    !listed(&site.settings.features_off) && !listed(&choices.off)
}

/// What a reader says to a feature.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct Said {
    q: Option<String>,
    into: Option<String>,
}

impl Said {
    /// What this feature wants to hear, when it was said.
    fn to(&self, feature: &Feature) -> Option<String> {
        let said = match feature.wants {
            Wants::Question => self.q.as_deref(),
            Wants::Language => self.into.as_deref(),
            Wants::Nothing | Wants::Browser => None,
        };
        let said: String = said?.trim().chars().take(LONGEST_QUESTION).collect();
        (!said.is_empty()).then_some(said)
    }
}

/// One call of a feature.
struct Call {
    feature: &'static Feature,
    subject: Subject,
    said: Option<String>,
    choices: Choices,
    json: bool,
}

impl Call {
    /// Who asks for what about what; refused when it is switched off, or asked too often.
    async fn new(
        site: &Site,
        caller: &Caller,
        about: About,
        name: &str,
        said: &Said,
    ) -> Result<Call> {
        let (name, json) = name.strip_suffix(".json").map_or((name, false), |name| (name, true));
        let feature =
            dateline_understand::feature(name).ok_or(Error::NotFound("missing-feature"))?;
        let choices = choices_of(site, caller).await?;
        if !is_on(site, &choices, feature) {
            return Err(Error::NotFound("missing-feature"));
        }
        let said = said.to(feature);
        let who = caller.id().map_or_else(|| "strangers".to_owned(), |id| id.to_string());
        site.limits.take(Door::Ask, &who, site.now()).map_err(Error::TooMany)?;
        let subject = subject::gather(site, caller, (feature, about), said.as_deref()).await?;
        Ok(Call { feature, subject, said, choices, json })
    }

    /// Everything that the feature has to be told was told.
    fn is_complete(&self) -> bool {
        let silent = matches!(self.feature.wants, Wants::Nothing | Wants::Browser);
        silent || self.said.is_some()
    }
}

/// `GET /a/{id}/{slug}/ai/{feature}`.
pub(crate) async fn of_article(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path((id, _, name)): Path<(i64, String, String)>,
    Query(said): Query<Said>,
) -> Result<Response> {
    show(&site, &caller, Call::new(&site, &caller, About::Article(id), &name, &said).await?).await
}

/// `GET /s/{id}/{slug}/ai/{feature}`.
pub(crate) async fn of_story(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path((id, _, name)): Path<(i64, String, String)>,
    Query(said): Query<Said>,
) -> Result<Response> {
    show(&site, &caller, Call::new(&site, &caller, About::Story(id), &name, &said).await?).await
}

/// `GET /ask`.
pub(crate) async fn of_paper(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Query(said): Query<Said>,
) -> Result<Response> {
    show(&site, &caller, Call::new(&site, &caller, About::Paper, "ask", &said).await?).await
}

/// `POST /a/{id}/{slug}/ai/{feature}`: by the assistant.
pub(crate) async fn write_article(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path((id, _, name)): Path<(i64, String, String)>,
    axum::Form(said): axum::Form<Said>,
) -> Result<Response> {
    let call = Call::new(&site, &caller, About::Article(id), &name, &said).await?;
    written::answer(site, &caller, call).await
}

/// `POST /s/{id}/{slug}/ai/{feature}`: by the assistant.
pub(crate) async fn write_story(
    State(site): State<Arc<Site>>,
    caller: Caller,
    Path((id, _, name)): Path<(i64, String, String)>,
    axum::Form(said): axum::Form<Said>,
) -> Result<Response> {
    let call = Call::new(&site, &caller, About::Story(id), &name, &said).await?;
    written::answer(site, &caller, call).await
}

/// `POST /ask`: by the assistant.
pub(crate) async fn write_paper(
    State(site): State<Arc<Site>>,
    caller: Caller,
    axum::Form(said): axum::Form<Said>,
) -> Result<Response> {
    let call = Call::new(&site, &caller, About::Paper, "ask", &said).await?;
    written::answer(site, &caller, call).await
}

/// The answer that this machine can give, as a page or as JSON.
async fn show(site: &Site, caller: &Caller, call: Call) -> Result<Response> {
    let answer = match call.feature.local.filter(|_| call.is_complete()) {
        Some(function) => Some(work::local(site, &call, function).await?),
        None => None,
    };
    if call.json {
        let kept = answer.ok_or(Error::NotFound("missing-answer"))?;
        return Ok(Json(view::json(call.feature, &kept, &call.subject)).into_response());
    }
    let answer = answer.map(|kept| AnswerView::new(&call, &kept, caller.speech));
    respond::page(&page(site, caller, &call, answer, false).await?)
}

/// The page around an answer.
async fn page(
    site: &Site,
    caller: &Caller,
    call: &Call,
    answer: Option<AnswerView>,
    writing: bool,
) -> Result<FeaturePage> {
    let subject = &call.subject;
    let name = label(call.feature, caller.speech);
    let title = Message::new("colon").text("label", name).text("text", &subject.headline);
    let said = call.said.clone().unwrap_or_default();
    let language = |(code, _): &(&'static str, &'static str)| LanguageChoice {
        code,
        name: caller.speech.say(&format!("tongue-{code}")),
        chosen: *code == said,
    };
    let wants = call.feature.wants;
    Ok(FeaturePage {
        shell: shell(site, caller, &caller.speech.tell(&title)).await?,
        title: name,
        feature: call.feature,
        action: subject.action(call.feature),
        languages: match wants {
            Wants::Language => LANGUAGES.iter().map(language).collect(),
            _ => Vec::new(),
        },
        question: if wants == Wants::Question { said } else { String::new() },
        subject: Heading {
            back: subject.back.clone(),
            back_words: subject.back_words,
            headline: subject.headline.clone(),
            tongue: subject.tongue.clone(),
        },
        answer,
        writing,
        offer: if writing { Offer::None } else { offer(site, caller, call).await? },
    })
}

/// What the page may say about the assistant.
async fn offer(site: &Site, caller: &Caller, call: &Call) -> Result<Offer> {
    if call.feature.task.is_none() {
        return Ok(Offer::None);
    }
    let Some(info) = site.newsroom.assistant() else {
        let needed = call.feature.local.is_none();
        return Ok(if needed { Offer::NotSet } else { Offer::None });
    };
    let Some(reader) = caller.id() else { return Ok(Offer::None) };
    if !call.choices.assistant {
        return Ok(Offer::NotAllowed(info));
    }
    let spent = site.store.spent(reader, work::day(site.now())).await?;
    Ok(Offer::Ask { spent: view::spent(spent, &info, caller.speech), info })
}
