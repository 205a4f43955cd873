//! Recordings for later: the queue, positions, and what of it is whose.

use dateline_model::{Media, MediaKind, Role};
use http::StatusCode;

use crate::paper::{NOW, Visitor, assert_order, paper};

/// The video of the news day, and its article.
const VIDEO: &str = "https://ledger.example/crane.mp4";
const CRANE: usize = 4;

async fn later(visitor: &Visitor<'_>, article: &str, queued: &str) -> StatusCode {
    let form = [("url", VIDEO), ("queued", queued)];
    visitor.post(&format!("/a/{article}/queue"), &form).await.status
}

#[tokio::test]
async fn a_recording_is_kept_for_later_with_its_position() {
    let paper = paper().await;
    let article = paper.articles.get(CRANE).expect("an article").to_string();
    let path = paper.path(CRANE).await;
    let mia = paper.reader("mia", Role::Member).await;
    let page = mia.get(&path).await;
    assert!(page.text.contains(&format!("<video src=\"{VIDEO}\" controls preload=\"none\"")));
    assert!(page.header("content-security-policy").ends_with("; media-src https://ledger.example"));
    assert!(page.text.contains(">Watch later</button>"));

    assert_eq!(later(&mia, &article, "true").await, StatusCode::SEE_OTHER);
    assert!(mia.get(&path).await.text.contains(">In your queue: take off</button>"));
    let note = [("url", VIDEO), ("seconds", "75.9")];
    let noted = mia.post(&format!("/a/{article}/playback"), &note).await;
    assert_eq!(noted.status, StatusCode::NO_CONTENT);
    let queue = mia.get("/queue").await;
    assert!(queue.text.contains(&format!("<video src=\"{VIDEO}#t=75\"")), "it goes on there");
    let shown = ["the last steam crane", "Morning Ledger", "max=\"157\" value=\"75\"", "1:15"];
    assert_order(&queue.text, &shown);
    let policy = queue.header("content-security-policy");
    assert!(policy.ends_with("; media-src https://ledger.example"), "{policy}");
    assert!(!mia.get("/saved").await.header("content-security-policy").contains("media-src"));

    let ended = [("url", VIDEO), ("ended", "true")];
    mia.post(&format!("/a/{article}/playback"), &ended).await;
    assert!(mia.get("/queue").await.text.contains("Nothing here yet"));
    assert!(mia.get(&path).await.text.contains(&format!("<video src=\"{VIDEO}\"")), "anew");
}

#[tokio::test]
async fn a_publishers_host_says_nothing_in_the_policy() {
    let paper = paper().await;
    let article = *paper.articles.get(CRANE).expect("an article");
    let mia = paper.reader("mia", Role::Member).await;
    let reader = paper.store.credentials("mia").await.expect("asked").expect("a reader").0.id;
    let hosts = ["a;script-src-elem", "*", "a,default-src", "'unsafe-inline'", "good.example"];
    for host in hosts {
        let url = Some(format!("https://{host}/x.mp3"));
        let media = Media { kind: MediaKind::Audio, url, duration_seconds: None, title: None };
        paper.store.add_to_queue(reader, article, &media, NOW).await.expect("queued");
    }
    let queue = mia.get("/queue").await;
    let policy = queue.header("content-security-policy");
    assert!(policy.ends_with("; media-src https://good.example"), "{policy}");
    assert_eq!(queue.text.matches("<audio").count(), 1);
    assert_eq!(queue.text.matches("<a href=\"https://").count(), hosts.len(), "all are links");
}

#[tokio::test]
async fn a_recording_is_taken_off_and_put_back() {
    let paper = paper().await;
    let article = paper.articles.get(CRANE).expect("an article").to_string();
    let mia = paper.reader("mia", Role::Member).await;
    later(&mia, &article, "true").await;
    let id = number(&mia).await;
    let removed = mia.post(&format!("/queue/{id}/remove"), &[]).await;
    assert_eq!(removed.header("location"), format!("/queue?removed={id}&place=1"));
    let page = mia.get(removed.header("location")).await;
    assert_order(&page.text, &["Off your queue", "Put it back", "Nothing here yet"]);
    mia.post(&format!("/queue/{id}/restore"), &[("place", "1")]).await;
    assert_eq!(number(&mia).await, id);
    assert_eq!(later(&mia, &article, "false").await, StatusCode::SEE_OTHER);
    assert!(mia.get("/queue").await.text.contains("Nothing here yet"));
}

/// The number of the only recording in a queue.
async fn number(visitor: &Visitor<'_>) -> i64 {
    let page = visitor.get("/queue").await.text;
    let rest = page.split("data-row=\"").nth(1).expect("a row");
    rest.split('"').next().and_then(|id| id.parse().ok()).expect("a number")
}

#[tokio::test]
async fn only_recordings_of_the_article_are_kept() {
    let paper = paper().await;
    let article = paper.articles.get(CRANE).expect("an article").to_string();
    let mia = paper.reader("mia", Role::Member).await;
    for url in ["https://evil.example/x.mp3", "javascript:alert(1)", ""] {
        let form = [("url", url), ("seconds", "1")];
        for path in ["queue", "playback"] {
            let answer = mia.post(&format!("/a/{article}/{path}"), &form).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path} {url}");
        }
    }
}

#[tokio::test]
async fn strangers_play_and_leave_no_trace() {
    let paper = crate::paper::paper_where(crate::paper::Sees::All).await;
    let path = paper.path(CRANE).await;
    let page = paper.stranger().get(&path).await.text;
    assert!(
        page.contains("<video") && !page.contains("data-note") && !page.contains("Watch later")
    );
}

#[tokio::test]
async fn an_export_holds_what_was_played() {
    let paper = paper().await;
    let article = paper.articles.get(CRANE).expect("an article").to_string();
    let mia = paper.reader("mia", Role::Member).await;
    let note = [("url", VIDEO), ("seconds", "75")];
    mia.post(&format!("/a/{article}/playback"), &note).await;
    later(&mia, &article, "true").await;
    let export = mia.get("/settings/export.json").await.text;
    let export: serde_json::Value = serde_json::from_str(&export).expect("JSON");
    let played = &export["recordings"][0];
    assert_eq!(played["url"], VIDEO);
    assert_eq!((&played["at_seconds"], &played["queued"]), (&75.into(), &true.into()));
}
