//! Files the articles of an older paper anew when what they are found by has changed.

use std::sync::Arc;
use std::time::Duration;

use dateline_model::{ArticleId, Draft, Study};
use dateline_store::{Filed, SearchWords};
use dateline_understand::{search_marks, search_words};

use super::{Desk, Stop};

/// How articles are filed today. To be raised with every change of what [`filed_under`] answers.
const FILING: &str = "3";

/// The setting that says how the paper's articles are filed, and how far filing anew has come:
/// `3` or `3 below 4711`.
const SETTING: &str = "search_filing";

/// Articles filed at once; between two helpings readers and the other loops have their turn.
const HELPING: u32 = 100;
const BREATH: Duration = Duration::from_millis(200);

/// What an article is found by.
pub(super) fn filed_under(draft: &Draft, study: &Study) -> SearchWords {
    SearchWords {
        headline: search_words(&draft.headline),
        body: search_words(&draft.text),
        marks: search_marks(draft, study),
    }
}

/// Runs until all is filed, then waits for the end.
pub(super) async fn run(desk: Arc<Desk>, mut stop: Stop) {
    while !*stop.borrow() {
        match helping(&desk).await {
            Ok(true) => tokio::select! {
                () = tokio::time::sleep(BREATH) => {}
                _ = stop.changed() => {}
            },
            Ok(false) => return super::stopped(&mut stop).await,
            Err(error) => {
                tracing::warn!(%error, "cannot file older articles anew now; trying again");
                desk.rest(&tokio::sync::Notify::new(), &mut stop).await;
            }
        }
    }
}

/// Files the next articles; false when there are none left.
async fn helping(desk: &Desk) -> anyhow::Result<bool> {
    let state = desk.store.setting(SETTING).await?.unwrap_or_default();
    if state == FILING {
        return Ok(false);
    }
    let reached = state.strip_prefix(FILING).and_then(|rest| rest.strip_prefix(" below "));
    let below = ArticleId(reached.and_then(|id| id.parse().ok()).unwrap_or(i64::MAX));
    let (articles, last) = desk.store.filed_below(below, HELPING).await?;
    let Some(last) = last else {
        desk.store.set_setting(SETTING, FILING).await?;
        return Ok(false);
    };
    let words =
        |filed: &Filed| (filed.article, filed.version, filed_under(&filed.draft, &filed.study));
    let file = move || articles.iter().map(words).collect::<Vec<_>>();
    let filed = tokio::task::spawn_blocking(file).await?;
    desk.store.refile(&filed).await?;
    desk.store.set_setting(SETTING, &format!("{FILING} below {last}")).await?;
    Ok(true)
}
