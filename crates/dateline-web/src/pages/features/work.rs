//! How a local answer comes about: from the cache, or worked out off the async threads.
//!
//! A kept answer is believed only while each of its citations still stands word for word in its
//! article. Answers that read the rest of the paper are not kept: they change with every article.

use std::fmt::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use dateline_model::{Article, Millis};
use dateline_store::AnswerKey;
use dateline_understand::{Answer, Feature, Request};
use serde::{Deserialize, Serialize};

use super::{Call, Subject};
use crate::error::{Error, Result};
use crate::paper::Site;
use crate::secret;

/// An answer as it is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) answer: Answer,
    /// The model that wrote it; none when this machine worked it out.
    pub(super) by: Option<String>,
    /// Sentences of the model that were not shown.
    #[serde(default)]
    pub(super) withheld: usize,
}

/// The day of an instant, from 1970-01-01.
pub(super) fn day(now: Millis) -> i64 {
    now.0.div_euclid(Millis::DAY)
}

/// The name under which an answer is kept: the feature, what was said to it (as a digest: nobody's
/// questions stand in the database), who answers, and which versions of which articles.
pub(super) fn name_of(call: &Call, by: Option<&str>) -> String {
    let said = call.said.as_deref().unwrap_or_default();
    let mut about = format!("{said}\n{}", by.unwrap_or_default());
    for article in call.subject.all() {
        // Writing to a string cannot fail.
        let _ = write!(about, "\n{} {}", article.id, article.version);
    }
    let digest = secret::digest(about.as_bytes());
    format!("{} {}", call.feature.name, secret::hex(digest.get(..12).unwrap_or_default()))
}

/// The kept answer, when all of it still stands.
pub(super) async fn kept(site: &Site, call: &Call, name: &str) -> Result<Option<Kept>> {
    let key =
        AnswerKey { subject: &call.subject.key, feature: name, version: call.feature.version };
    let json = site.store.answer(&key).await?;
    // An answer of another shape was kept by another version of this program.
    let kept = json.and_then(|json| serde_json::from_str::<Kept>(&json).ok());
    Ok(kept.filter(|kept| kept.answer.stands(&call.subject.all())))
}

/// Keeps an answer.
pub(super) async fn keep(
    site: &Site,
    feature: &Feature,
    subject: &str,
    name: &str,
    kept: &Kept,
) -> Result<()> {
    let key = AnswerKey { subject, feature: name, version: feature.version };
    let json = serde_json::to_string(kept).map_err(|_| Error::Broken)?;
    Ok(site.store.save_answer(&key, &json, site.now()).await?)
}

/// This machine's answer.
pub(super) async fn local(
    site: &Site,
    call: &Call,
    function: fn(&Request<'_>) -> Answer,
) -> Result<Kept> {
    let keeps = call.subject.back.is_some() && call.feature.looks_up.is_none();
    let name = name_of(call, None);
    if keeps && let Some(kept) = kept(site, call, &name).await? {
        count(call.feature, "kept");
        return Ok(kept);
    }
    let answer = run(call, function).await?;
    let fresh = Kept { answer, by: None, withheld: 0 };
    if keeps {
        keep(site, call.feature, &call.subject.key, &name, &fresh).await?;
    }
    Ok(fresh)
}

/// Tells the work that nobody waits for it any more.
struct Leaving(Arc<AtomicBool>);

impl Drop for Leaving {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Runs a feature where it keeps nobody waiting. One that panics fails its own page alone; one
/// whose reader leaves before a thread is free is not begun.
async fn run(call: &Call, function: fn(&Request<'_>) -> Answer) -> Result<Answer> {
    let left = Arc::new(AtomicBool::new(false));
    let _leaving = Leaving(Arc::clone(&left));
    let Subject { articles, elsewhere, .. } = &call.subject;
    let (articles, elsewhere) = (articles.clone(), elsewhere.clone());
    let (feature, said) = (call.feature, call.said.clone());
    let work = tokio::task::spawn_blocking(move || {
        if left.load(Ordering::Relaxed) {
            return None;
        }
        let began = Instant::now();
        let (articles, elsewhere): (Vec<&Article>, Vec<&Article>) =
            (articles.iter().collect(), elsewhere.iter().collect());
        let request = Request { articles: &articles, elsewhere: &elsewhere, said: said.as_deref() };
        let answer = function(&request);
        let labels = [("feature", feature.name)];
        metrics::histogram!("dateline_feature_seconds", &labels)
            .record(began.elapsed().as_secs_f64());
        Some(answer)
    });
    let answer = work.await.map_err(|error| {
        tracing::error!(feature = feature.name, %error, "a feature failed");
        count(feature, "failed");
        Error::Broken
    })?;
    count(feature, "worked_out");
    answer.ok_or(Error::Broken)
}

/// Counts an answer: `worked_out`, `kept`, `written`, `failed`.
pub(super) fn count(feature: &Feature, how: &'static str) {
    let labels = [("feature", feature.name), ("how", how)];
    metrics::counter!("dateline_feature_answers_total", &labels).increment(1);
}
