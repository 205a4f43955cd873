//! AI features as readers meet them: every statement leads to its source, switches switch, and an
//! assistant's words are checked, counted, kept and paid for.

use dateline_model::Role;
use dateline_understand::FEATURES;
use dateline_web::AssistantPiece;
use http::{Method, StatusCode};

use crate::newsroom::Script;
use crate::paper::{Sees, TestPaper, Visitor, links, paper, paper_where};

/// The sentence of the first article that the assistant of the tests repeats.
const TRUE: &str = "Divers found cracks in 40 of its 62 pillars.";

fn words(text: &str) -> AssistantPiece {
    AssistantPiece::Words(text.to_owned())
}

fn set(paper: &TestPaper, script: Script) {
    *paper.newsroom.script.lock().expect("no test panics here") = Some(script);
}

fn prompts(paper: &TestPaper) -> usize {
    paper.newsroom.prompts.lock().expect("no test panics here").len()
}

/// Lets a reader's prompts go out.
async fn allow(visitor: &Visitor<'_>) {
    let mut form: Vec<(&str, &str)> = FEATURES.iter().map(|one| ("on", one.name)).collect();
    form.push(("assistant", "true"));
    assert_eq!(visitor.post("/settings/features", &form).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn every_citation_of_every_feature_leads_to_its_sentence() {
    let paper = paper().await;
    let owner = paper.owner().await;
    let path = paper.path(0).await;
    let story = owner.get(&format!("/s/{}", paper.articles[0])).await.header("location").to_owned();
    let mut cited = 0;
    for subject in [&path, &story] {
        for feature in FEATURES.iter().filter(|one| one.local.is_some()) {
            let question = "?q=When+will+the+harbour+of+Veldmere+close";
            let page = owner.get(&format!("{subject}/ai/{}{question}", feature.name)).await;
            assert_eq!(page.status, StatusCode::OK, "{}", feature.name);
            assert!(page.text.contains("data-part=\"answer\""), "{} answers", feature.name);
            for href in links(&page.text, "/a/").into_iter().filter(|href| href.contains("?cite="))
            {
                let (address, place) = href.split_once('#').expect("a citation names its place");
                let article = owner.get(address).await;
                assert!(
                    article.text.contains(&format!("id=\"{place}\"")),
                    "{}: {href}",
                    feature.name
                );
                cited += 1;
            }
        }
    }
    assert!(cited >= 30, "{cited} citations");
}

#[tokio::test]
async fn answers_are_had_as_json_too() {
    let paper = paper().await;
    let answer = paper.owner().await.get(&format!("{}/ai/brief.json", paper.path(0).await)).await;
    let json: serde_json::Value = serde_json::from_str(&answer.text).expect("JSON");
    assert_eq!((&json["feature"], &json["by"]), (&"brief".into(), &serde_json::Value::Null));
    let first = &json["answer"]["content"][0];
    assert_eq!(first["text"], first["citations"][0]["text"]);
    assert_eq!(json["articles"][0]["publisher"], "The Harbour Post");
}

#[tokio::test]
async fn the_whole_paper_is_asked() {
    let paper = paper().await;
    let owner = paper.owner().await;
    let found = owner.get("/ask?q=How+many+boats+will+Northline+run+at+rush+hour").await;
    assert!(found.text.contains("two more boats at rush hour"), "{}", found.text);
    assert!(found.text.contains("Morning Ledger"));
    let none = owner.get("/ask?q=Who+won+the+chess+match+in+Lanchuan").await;
    assert!(none.text.contains("Nothing in the paper answers this."));
    assert!(owner.get("/ask").await.text.contains("Ask the whole paper"));
    let stranger = paper.stranger().get("/ask?q=Veldmere").await;
    assert!(stranger.header("location").starts_with("/sign-in"));
}

#[tokio::test]
async fn a_kept_answer_is_the_same_and_questions_are_not_in_the_database() {
    let paper = paper().await;
    let owner = paper.owner().await;
    let address = format!("{}/ai/ask?q=What+will+the+work+cost", paper.path(0).await);
    let (first, second) = (owner.get(&address).await, owner.get(&address).await);
    assert_eq!(first.text, second.text);
    assert!(first.text.contains("84 million crowns"), "{}", first.text);
}

#[tokio::test]
async fn readers_switch_features_off_for_themselves() {
    let paper = paper().await;
    let (owner, mia) = (paper.owner().await, paper.reader("mia", Role::Member).await);
    let path = paper.path(0).await;
    assert!(mia.get(&path).await.text.contains("/ai/timeline"));
    let form: Vec<(&str, &str)> = FEATURES
        .iter()
        .map(|one| ("on", one.name))
        .filter(|(_, name)| *name != "timeline")
        .collect();
    mia.post("/settings/features", &form).await;
    assert!(!mia.get(&path).await.text.contains("/ai/timeline"));
    assert_eq!(mia.get(&format!("{path}/ai/timeline")).await.status, StatusCode::NOT_FOUND);
    assert!(owner.get(&path).await.text.contains("/ai/timeline"), "it is her own switch");
    assert!(mia.get("/settings/features").await.text.contains("No text leaves this machine."));
}

#[tokio::test]
async fn without_an_assistant_nothing_is_promised() {
    let paper = paper().await;
    let owner = paper.owner().await;
    let path = paper.path(0).await;
    assert!(!owner.get(&path).await.text.contains("/ai/translate"));
    let page = owner.get(&format!("{path}/ai/translate")).await;
    assert!(page.text.contains("the owner of this paper has set none"));
    let refused = owner.post(&format!("{path}/ai/brief"), &[]).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_assistant_is_asked_by_readers_who_let_it_and_never_by_a_get() {
    let paper = paper().await;
    set(&paper, vec![Ok(words(TRUE)), Ok(words(" [2]\n"))]);
    let mia = paper.reader("mia", Role::Member).await;
    let address = format!("{}/ai/brief", paper.path(0).await);
    let page = mia.get(&address).await;
    assert!(page.text.contains("switch it on for yourself"));
    assert_eq!(mia.post(&address, &[]).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(prompts(&paper), 0);
    allow(&mia).await;
    let page = mia.get(&address).await;
    assert!(page.text.contains("The text leaves this machine for <bdi>assistant.example</bdi>"));
    assert_eq!(prompts(&paper), 0, "a GET sends nothing");
    let written = mia.post(&address, &[]).await;
    assert_eq!(written.status, StatusCode::OK);
    assert!(written.text.contains("parrot-1") && written.text.contains(TRUE), "{}", written.text);
    assert!(written.text.trim_end().ends_with("</html>"), "the page is whole");
    assert_eq!(prompts(&paper), 1);
    let again = mia.post(&address, &[]).await;
    assert!(again.text.contains(TRUE) && again.text.contains("Written by the model"));
    assert_eq!(prompts(&paper), 1, "the answer was kept");
}

#[tokio::test]
async fn lies_are_withheld_and_counted() {
    let paper = paper().await;
    let answer = format!(
        "{TRUE} [2]\nDivers found cracks in 60 of its 62 pillars. [2]\nSee [here](https://evil.example). [1]\n\
         <script>alert(1)</script> [1]\nThe harbour closes. [99]\nTrust me."
    );
    set(&paper, vec![Ok(words(&answer)), Ok(AssistantPiece::Tokens(321))]);
    let owner = paper.owner().await;
    allow(&owner).await;
    let written = owner.post(&format!("{}/ai/brief", paper.path(0).await), &[]).await;
    assert!(written.text.contains("5 sentences were withheld"), "{}", written.text);
    assert_eq!(written.text.matches(TRUE).count(), 1);
    for lie in ["60 of its", "evil.example", "<script>alert", "alert(1)", "Trust me"] {
        assert!(!written.text.contains(lie), "{lie}");
    }
    let settings = owner.get("/settings/features").await;
    assert!(settings.text.contains("You have used 321 of your 10,000 tokens"), "{}", settings.text);
}

#[tokio::test]
async fn trouble_is_told_with_what_had_arrived() {
    let paper = paper().await;
    set(
        &paper,
        vec![Ok(words(&format!("{TRUE} [2]\n"))), Err("the assistant fell silent".to_owned())],
    );
    let owner = paper.owner().await;
    allow(&owner).await;
    let address = format!("{}/ai/brief", paper.path(0).await);
    let written = owner.post(&address, &[]).await;
    assert!(written.text.contains(TRUE));
    assert!(
        written.text.contains("The assistant fell silent. What had arrived by then stands above.")
    );
    owner.post(&address, &[]).await;
    assert_eq!(prompts(&paper), 2, "half an answer is not kept");
}

#[tokio::test]
async fn the_budget_ends() {
    let paper = paper().await;
    set(&paper, vec![Ok(words("NOTHING")), Ok(AssistantPiece::Tokens(9_500))]);
    let mia = paper.reader("mia", Role::Member).await;
    allow(&mia).await;
    let address = format!("{}/ai/ask", paper.path(0).await);
    let first = mia.post(&address, &[("q", "What will it cost?")]).await;
    assert!(first.text.contains("found nothing here that answers this"), "{}", first.text);
    let second = mia.post(&address, &[("q", "Who announced it?")]).await;
    assert_eq!(second.status, StatusCode::BAD_REQUEST);
    assert!(second.text.contains("more than is left for today"), "{}", second.text);
    assert_eq!(prompts(&paper), 1);
}

#[tokio::test]
async fn a_prompt_holds_the_sentences_and_no_name_of_the_reader() {
    let paper = paper().await;
    set(&paper, Vec::new());
    let mia = paper.reader("mia", Role::Member).await;
    allow(&mia).await;
    mia.post("/ask", &[("q", "What will the harbour work cost?")]).await;
    let prompts = paper.newsroom.prompts.lock().expect("no test panics here").clone();
    let prompt = prompts.first().expect("it was asked");
    assert!(
        prompt.user.contains("84 million crowns") && prompt.user.contains("What will the harbour")
    );
    assert!(!format!("{prompt:?}").contains("mia"));
}

#[tokio::test]
async fn a_public_papers_strangers_have_features_and_no_assistant() {
    let paper = paper_where(Sees::All).await;
    set(&paper, vec![Ok(words(TRUE))]);
    let path = paper.path(0).await;
    let stranger = paper.stranger();
    let page = stranger.get(&format!("{path}/ai/brief")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text.contains("assistant.example"));
    let request = stranger.request(Method::POST, &format!("{path}/ai/brief"));
    let request = request.header("sec-fetch-site", "same-origin");
    let refused = stranger.send(request.body(axum::body::Body::empty()).expect("a request")).await;
    assert!(refused.header("location").starts_with("/sign-in"), "{}", refused.status);
    assert_eq!(prompts(&paper), 0);
}
