//! `/settings/features`: which AI features a reader sees, and whether the assistant may be asked.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use dateline_store::Choices;
use dateline_understand::FEATURES;

use super::view;
use super::work;
use crate::access::Caller;
use crate::error::Result;
use crate::pages::shell;
use crate::paper::{AssistantInfo, Site};
use crate::parts::Shell;
use crate::respond;

#[derive(Template)]
#[template(path = "choices.html")]
struct ChoicesPage {
    shell: Shell,
    features: Vec<Switch>,
    assistant: Option<AssistantInfo>,
    allowed: bool,
    spent: String,
}

struct Switch {
    name: &'static str,
    label: &'static str,
    about: &'static str,
    on: bool,
    /// Off for the whole instance, or in need of an assistant that is not there.
    why_not: &'static str,
}

/// `GET /settings/features`.
pub(crate) async fn page(State(site): State<Arc<Site>>, caller: Caller) -> Result<Response> {
    let reader = caller.member()?;
    let choices = site.store.choices(reader).await?;
    let assistant = site.newsroom.assistant();
    let off_here =
        |name: &str| site.settings.features_off.iter().any(|one| one == name || one == "all");
    let features = FEATURES.iter().map(|feature| Switch {
        name: feature.name,
        label: super::label(feature, caller.speech),
        about: super::about(feature, caller.speech),
        on: !choices.off.iter().any(|name| name == feature.name),
        why_not: if off_here(feature.name) {
            caller.speech.say("choices-switched-off")
        } else if feature.local.is_none() && assistant.is_none() {
            caller.speech.say("choices-needs-assistant")
        } else {
            ""
        },
    });
    let spent = match &assistant {
        Some(info) => {
            let spent = site.store.spent(reader, work::day(site.now())).await?;
            view::spent(spent, info, caller.speech)
        }
        None => String::new(),
    };
    respond::page(&ChoicesPage {
        shell: shell(&site, &caller, caller.speech.say("ai-features")).await?,
        features: features.collect(),
        assistant,
        allowed: choices.assistant,
        spent,
    })
}

/// `POST /settings/features`: `on` once for every feature that stays, `assistant` when it may.
pub(crate) async fn save(
    State(site): State<Arc<Site>>,
    caller: Caller,
    form: axum::Form<Vec<(String, String)>>,
) -> Result<Response> {
    let reader = caller.member()?;
    let said = |key: &str, value: &str| form.iter().any(|(k, v)| k == key && v == value);
    let off = FEATURES.iter().filter(|feature| !said("on", feature.name));
    let choices = Choices {
        assistant: said("assistant", "true"),
        off: off.map(|feature| feature.name.to_owned()).collect(),
    };
    site.store.set_choices(reader, &choices).await?;
    Ok(Redirect::to("/settings/features").into_response())
}
