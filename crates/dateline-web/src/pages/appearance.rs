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

#[derive(Template)]
#[template(path = "appearance.html")]
struct AppearancePage {
    shell: Shell,
    choices: &'static [Choice],
}

/// `GET /settings/appearance`.
pub(crate) async fn page(State(site): State<Arc<Site>>, caller: Caller) -> Result<Response> {
    let shell = shell(&site, &caller, "Appearance").await?;
    respond::page(&AppearancePage { shell, choices: &CHOICES })
}

/// `POST /settings/appearance`.
pub(crate) async fn save(Form(chosen): Form<HashMap<String, String>>) -> Response {
    let word = |choice: &Choice| chosen.get(choice.name).map_or("", String::as_str);
    let look = Look::from_words(CHOICES.iter().map(word));
    ([(header::SET_COOKIE, look.cookie())], Redirect::to("/settings/appearance")).into_response()
}
