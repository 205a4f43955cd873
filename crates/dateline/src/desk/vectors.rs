//! Asking the owner's sentence model what it makes of the articles that were just studied.
//!
//! It is one more hint in finding stories and never stands in their way: what it does not answer in
//! time is placed without it, and a model that failed is left alone for a while, so that a dead
//! server costs one wait and not one for each batch.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use anyhow::Context;
use dateline_fetch::{SentenceModel, SentenceModelSettings};
use dateline_model::Draft;
use dateline_store::{Job, Studied};
use dateline_understand::Sketch;
use tokio::time::Instant;

use super::Desk;
use crate::config::SentenceModelConfig;

/// What of a text goes to the model beside its headline, in bytes: models of sentences read some
/// hundred words.
const OPENING_BYTES: usize = 600;

/// A model that failed is asked again after this time.
const REST: Duration = Duration::from_mins(5);

/// The way to the model, and whether it is worth trying.
pub(crate) struct Vectors {
    model: SentenceModel,
    rests_until: Mutex<Option<Instant>>,
}

impl Vectors {
    /// The sentence model of a configuration; none when no address is set.
    pub(crate) fn of(
        config: &SentenceModelConfig,
        user_agent: &str,
    ) -> anyhow::Result<Option<Vectors>> {
        let Some(url) = &config.url else { return Ok(None) };
        let settings = SentenceModelSettings {
            url: url.clone(),
            model: config.model.clone(),
            key: config.key.clone(),
            timeout: config.timeout,
            user_agent: user_agent.to_owned(),
        };
        let model = SentenceModel::new(settings).context("`sentence_model`")?;
        Ok(Some(Vectors { model, rests_until: Mutex::default() }))
    }

    fn rests(&self) -> bool {
        let until = self.rests_until.lock().unwrap_or_else(PoisonError::into_inner);
        until.is_some_and(|until| Instant::now() < until)
    }

    fn rest(&self) {
        let mut until = self.rests_until.lock().unwrap_or_else(PoisonError::into_inner);
        *until = Some(Instant::now() + REST);
    }
}

impl Desk {
    /// Adds to the sketches of a batch what the sentence model makes of their texts.
    pub(super) async fn add_vectors(&self, studied: &mut [(Job, Studied)]) {
        let Some(vectors) = self.vectors.as_ref().filter(|vectors| !vectors.rests()) else {
            return;
        };
        // Some servers refuse a whole batch for one text without words.
        let (worded, texts): (Vec<&mut Studied>, Vec<String>) = studied
            .iter_mut()
            .map(|(_, one)| one)
            .filter_map(|one| {
                let text = asked(&one.draft);
                (!text.is_empty()).then_some((one, text))
            })
            .unzip();
        if texts.is_empty() {
            return;
        }
        match vectors.model.vectors(&texts).await {
            Ok(found) => {
                for (one, vector) in worded.into_iter().zip(found) {
                    let Some(sketch) = Sketch::from_bytes(&one.sketch) else { continue };
                    one.sketch = sketch.with_vector(vectors.model.model(), &vector).to_bytes();
                }
            }
            Err(error) => {
                vectors.rest();
                tracing::warn!(
                    %error,
                    wait_s = REST.as_secs(),
                    "the sentence model gave no vectors; placing articles without it for a while"
                );
            }
        }
    }
}

/// What the model is asked about: the headline and the text's first words.
fn asked(draft: &Draft) -> String {
    let end = draft.text.floor_char_boundary(OPENING_BYTES);
    let opening = draft.text.get(..end).unwrap_or_default();
    format!("{}\n{opening}", draft.headline).trim().to_owned()
}
