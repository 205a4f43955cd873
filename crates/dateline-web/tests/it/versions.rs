//! Edits: counted on the article, shown word by word, told to programs.

use http::StatusCode;

use crate::news::{NEWS, Piece};
use crate::paper::{Sees, assert_order, paper, paper_where};

/// The first article, as it stands after an edit.
fn edited(paragraphs: &'static [&'static str]) -> Piece {
    Piece { paragraphs, ..NEWS.first().expect("a piece").clone() }
}

#[tokio::test]
async fn an_edit_is_counted_and_shown_word_by_word() {
    let paper = paper().await;
    let owner = paper.owner().await;
    let path = paper.path(0).await;
    assert!(!owner.get(&path).await.text.contains("edited"));
    paper.edit(0, &edited(&["The old harbour of Veldmere will close on 5 January 2027."])).await;
    paper
        .edit(
            0,
            &edited(&[
                "The old harbour of Veldmere will close on 6 January 2027.",
                "Correction: an earlier version gave another day.",
            ]),
        )
        .await;
    let article = owner.get(&path).await;
    assert_order(&article.text, &[&format!("href=\"{path}/versions\""), "edited 2 times"]);
    let page = owner.get(&format!("{path}/versions")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_order(
        &page.text,
        &[
            "Edited 2 times",
            "Version 3",
            "correction",
            "12:00 UTC",
            "<del>5 </del><ins>6 </ins>",
            "Correction: an earlier version",
            "Version 2",
            "<del>",
        ],
    );
}

#[tokio::test]
async fn a_counter_that_ticked_is_no_edit() {
    let paper = paper().await;
    let owner = paper.owner().await;
    let path = paper.path(0).await;
    paper.edit(0, &edited(&["The harbour closes on Monday for two years.", "12 comments"])).await;
    paper.edit(0, &edited(&["The harbour closes on Monday for two years.", "15 comments"])).await;
    let article = owner.get(&path).await;
    assert!(article.text.contains("edited once"), "the first edit only");
    let id = *paper.articles.first().expect("an article");
    let kept = paper.store.article(id).await.expect("asked").expect("it is there");
    assert!(kept.draft.text.contains("15 comments"), "what the counter shows now");
}

#[tokio::test]
async fn programs_are_told_of_changes_since_a_cursor() {
    let paper = paper().await;
    let owner = paper.owner().await;
    let all: serde_json::Value =
        serde_json::from_str(&owner.get("/changes.json").await.text).expect("JSON");
    assert_eq!(all["changes"].as_array().map(Vec::len), Some(paper.articles.len()));
    assert_eq!(
        (all["changes"][0]["change"].as_str(), all["more"].as_bool()),
        (Some("new"), Some(false))
    );
    let next = all["next"].as_str().expect("a cursor").to_owned();
    paper.edit(0, &edited(&["The old harbour of Veldmere stays open after all."])).await;
    let since = owner.get(&format!("/changes.json?after={next}")).await;
    let since: serde_json::Value = serde_json::from_str(&since.text).expect("JSON");
    let [one] = since["changes"].as_array().expect("a list").as_slice() else {
        panic!("one change: {since}");
    };
    assert_eq!((one["change"].as_str(), one["version"].as_u64()), (Some("edited"), Some(2)));
    assert_eq!(one["article"].as_i64(), paper.articles.first().map(|id| id.0));
}

#[tokio::test]
async fn strangers_who_see_beginnings_see_no_edits() {
    let paper = paper_where(Sees::Beginnings).await;
    let path = paper.path(0).await;
    paper.edit(0, &edited(&["The old harbour of Veldmere stays open after all."])).await;
    let article = paper.stranger().get(&path).await;
    assert!(article.text.contains("edited once") && !article.text.contains("/versions"));
    let page = paper.stranger().get(&format!("{path}/versions")).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "sent to sign in");
}
