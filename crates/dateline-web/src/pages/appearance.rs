//! The page on which a reader chooses how the paper looks; strangers of a public one too.

use std::collections::HashMap;
use std::sync::Arc;

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use http::header;

use crate::access::Caller;
use crate::error::Result;
use crate::look::{CHOICES, Choice, Look};
use crate::pages::shell;
use crate::paper::Site;
use crate::parts::Shell;
use crate::respond;
use crate::speech::Speech;

#[derive(Template)]
#[template(path = "appearance.html")]
struct AppearancePage {
    shell: Shell,
    choices: Vec<ChoiceView>,
}

struct ChoiceView {
    name: &'static str,
    label: &'static str,
    options: Vec<OptionView>,
}

struct OptionView {
    word: &'static str,
    label: &'static str,
    /// The language of its label, where that is not the page's.
    lang: &'static str,
    chosen: bool,
}

/// `GET /settings/appearance`.
pub(crate) async fn page(State(site): State<Arc<Site>>, caller: Caller) -> Result<Response> {
    let shell = shell(&site, &caller, caller.speech.say("appearance")).await?;
    let choices = CHOICES.iter().map(|choice| view(choice, &caller)).collect();
    respond::page(&AppearancePage { shell, choices })
}

fn view(choice: &Choice, caller: &Caller) -> ChoiceView {
    let option = |word: &&'static str| {
        // A language is called by its own name, so that whoever reads no other finds it.
        let named = Speech::of_tag(word).filter(|_| choice.name == "language");
        OptionView {
            word,
            label: match named {
                Some(speech) => speech.name(),
                None => caller.speech.say(&format!("look-{}-{word}", choice.name)),
            },
            lang: named.map_or("", Speech::tag),
            chosen: caller.look.is(choice.name, word),
        }
    };
    ChoiceView {
        name: choice.name,
        label: caller.speech.say(&format!("look-{}", choice.name)),
        options: choice.options.iter().map(option).collect(),
    }
}

/// `POST /settings/appearance`.
pub(crate) async fn save(Form(chosen): Form<HashMap<String, String>>) -> Response {
    let word = |choice: &Choice| chosen.get(choice.name).map_or("", String::as_str);
    let look = Look::from_words(CHOICES.iter().map(word));
    ([(header::SET_COOKIE, look.cookie())], Redirect::to("/settings/appearance")).into_response()
}
