//! The story page: what is new to a reader, reasons and labels, corrections; coverage compared.

use dateline_model::Role;
use http::StatusCode;

use crate::news::HOSTILE;
use crate::paper::{Answer, TestPaper, Visitor, assert_order, paper};

/// The page of the story of an article.
async fn story(paper: &TestPaper, visitor: &Visitor<'_>, at: usize) -> Answer {
    let article = *paper.articles.get(at).expect("an article");
    let story = paper.store.article(article).await.expect("asked").expect("there").story;
    follow(visitor, &format!("/s/{story}")).await
}

/// The page at the end of redirects.
async fn follow(visitor: &Visitor<'_>, path: &str) -> Answer {
    let mut answer = visitor.get(path).await;
    for _ in 0..4 {
        if answer.status != StatusCode::SEE_OTHER {
            break;
        }
        let location = answer.header("location").to_owned();
        answer = visitor.get(&location).await;
    }
    answer
}

#[tokio::test]
async fn a_reader_who_comes_back_is_told_what_is_new() {
    let paper = paper().await;
    let owner = paper.owner().await;
    assert!(!story(&paper, &owner, 0).await.text.contains("New since"), "all is new");
    let first = paper.articles.first().expect("an article");
    owner.post(&format!("/a/{first}/read"), &[("read", "true")]).await;
    let page = story(&paper, &owner, 0).await;
    assert_order(
        &page.text,
        &["New since Monday 12:00", "Paul Renn", "names ", "What happened", "not read yet"],
    );
    owner.post(&format!("/s/{first}/read"), &[("read", "true")]).await;
    let page = story(&paper, &owner, 0).await;
    assert_order(&page.text, &["New since Monday 12:00", "Nothing that you have not read"]);
    owner.post(&format!("/s/{first}/read"), &[("read", "false")]).await;
    assert!(story(&paper, &owner, 0).await.text.contains("Paul Renn"));
}

#[tokio::test]
async fn an_edit_of_what_was_read_is_new() {
    let paper = paper().await;
    let owner = paper.owner().await;
    let first = paper.articles.first().expect("an article");
    owner.post(&format!("/s/{first}/read"), &[("read", "true")]).await;
    let piece = crate::news::NEWS.first().expect("a piece");
    let edited = crate::news::Piece {
        paragraphs: &[
            "The old harbour of Veldmere will close on 4 January 2027 and stay closed for two \
             years, the port authority announced on Monday.",
            "Minister Jonas Kalder promised 19 million crowns to the fishermen.",
        ],
        ..piece.clone()
    };
    paper.edit_at(0, &edited, 60_000).await;
    let page = story(&paper, &owner, 0).await;
    assert_order(&page.text, &["New since", "Minister Jonas Kalder promised 19 million"]);
    let new = page.text.split("What happened").next().unwrap_or_default();
    assert!(!new.contains("will close on 4 January"), "that was read before");
}

#[tokio::test]
async fn every_line_of_coverage_says_why_it_stands_there() {
    let paper = paper().await;
    let page = story(&paper, &paper.owner().await, 0).await;
    assert_order(&page.text, &["All coverage", "first to publish", "names Veldmere"]);
}

#[tokio::test]
async fn coverage_stands_side_by_side() {
    let paper = paper().await;
    let owner = paper.owner().await;
    let first = *paper.articles.first().expect("an article");
    let publisher = paper.store.article(first).await.expect("asked").expect("there").publisher;
    let facts = [
        ("country", "Veldland"),
        ("owner", "Harbour Trust"),
        ("language", "English"),
        ("state_run", "no"),
    ];
    let saved = owner.post(&format!("/publishers/{publisher}"), &facts).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER);
    let story = story(&paper, &owner, 0).await;
    let compare = story.text.split("href=\"").find(|rest| rest.contains("/compare\""));
    let compare = compare.and_then(|rest| rest.split('"').next()).expect("a link to compare");
    let page = owner.get(compare).await;
    assert_eq!(page.status, StatusCode::OK);
    assert_order(
        &page.text,
        &[
            "The coverage of 2 publishers side by side",
            "The Harbour Post",
            "Veldland, owned by Harbour Trust, in English, not run by a state",
            "Old harbour of Veldmere to close for two years",
            "Morning Ledger",
            "What only one reports",
            "Whom they quote",
            "Lena Okafor",
        ],
    );
}

#[tokio::test]
async fn moderators_put_stories_right_and_addresses_lead_on() {
    let paper = paper().await;
    let max = paper.reader("max", Role::Moderator).await;
    let mia = paper.reader("mia", Role::Member).await;
    let id = |at: usize| paper.articles.get(at).expect("an article").0;
    assert!(!story(&paper, &mia, 0).await.text.contains("Join this story"));
    assert!(story(&paper, &max, 0).await.text.contains("Join this story"));

    let into = format!("https://paper.example/s/{}/whatever", id(0));
    let merged = max.post(&format!("/s/{}/merge", id(4)), &[("into", &into)]).await;
    assert_eq!(merged.header("location"), format!("/s/{}", id(0)));
    let page = follow(&mia, &format!("/s/{}", id(4))).await;
    assert_order(&page.text, &["Old harbour", "the last steam crane", "Put right", "max joined"]);

    let crane = id(4).to_string();
    let parted = max.post(&format!("/s/{}/part", id(0)), &[("article", &crane)]).await;
    assert_eq!(parted.header("location"), format!("/s/{crane}"));
    assert!(!story(&paper, &mia, 0).await.text.contains("the last steam crane swings"));

    let second = id(1).to_string();
    let form = [("article", second.as_str()), ("to", crane.as_str())];
    let moved = max.post(&format!("/s/{}/move", id(0)), &form).await;
    assert_eq!(moved.header("location"), format!("/s/{crane}"));
    assert!(story(&paper, &mia, 4).await.text.contains("Ferry passengers face"));
}

#[tokio::test]
async fn a_correction_that_makes_no_sense_is_refused_in_words() {
    let paper = paper().await;
    let owner = paper.owner().await;
    let first = paper.articles.first().expect("an article");
    for (path, form, words) in [
        ("merge", ("into", "the bridge"), "names no story"),
        ("merge", ("into", &first.to_string()), "That is this story"),
        ("merge", ("into", "9999"), "No such story"),
        ("part", ("article", "9999"), "Tick the articles"),
        ("move", ("article", "9999"), "No such article"),
    ] {
        let answer = owner.post(&format!("/s/{first}/{path}"), &[form]).await;
        assert!(answer.text.contains(words), "{path} {form:?}: {words}");
    }
}

#[tokio::test]
async fn facts_of_publishers_leave_and_come_as_csv() {
    let paper = paper().await;
    let owner = paper.owner().await;
    let page = owner.get("/publishers").await;
    assert_order(&page.text, &["Morning Ledger", "The Harbour Post"]);
    assert!(!page.text.contains("<script>alert"), "names come from pages");
    let csv = "publisher,country,owner,language,state_run\r\n\
               morning ledger,Veldland,\"Adler, Renn & Co\",English,yes\r\n\
               Nobody,X,Y,Z,no\r\n";
    let imported = owner.post("/publishers/import", &[("csv", csv)]).await;
    assert_eq!(imported.header("location"), "/publishers");
    let exported = owner.get("/publishers/facts.csv").await;
    assert!(exported.text.contains("Morning Ledger,Veldland,\"Adler, Renn & Co\",English,yes"));
    assert!(!exported.text.contains("Nobody"));
    assert!(exported.text.contains(&HOSTILE.replace('"', "\"\"")), "quoted as CSV wants it");
    let nonsense = owner.post("/publishers/import", &[("csv", "a,b\nc,d")]).await;
    assert_eq!(nonsense.status, StatusCode::BAD_REQUEST);
    assert_eq!(
        owner
            .post(
                "/publishers/9999",
                &[("country", ""), ("owner", ""), ("language", ""), ("state_run", ""),]
            )
            .await
            .status,
        StatusCode::NOT_FOUND
    );
}
