//! Connecting an account with an identity provider: by whom, and who is told. That a provider is believed
//! in nothing else is shown by the browser's journey.

use dateline_model::Role;
use http::StatusCode;

use crate::mail::{letter, settle, with_mail};
use crate::paper::{Answer, PASSWORD, TestPaper, Visitor};

const ACCOUNT: &str = "/settings/account";
const CONNECT: &str = "/settings/identity/connect";
const FORGET: &str = "/settings/identity/forget";

/// A paper with mail and an identity provider, which knows its visitor as number 7; and mia, who has an
/// address.
async fn with_provider() -> TestPaper {
    let paper = with_mail().await;
    *paper.newsroom.identified.lock().expect("no panic") = Some("7".to_owned());
    let mia = paper.reader("mia", Role::Member).await;
    settle(&paper, &mia, "mia@example.org").await;
    paper
}

/// The cookie in which an attempt waits.
fn attempt(begun: &Answer) -> String {
    let cookie = begun.header("set-cookie").split(';').next().expect("a cookie");
    assert!(cookie.starts_with("__Host-dateline_identity="), "{cookie}");
    cookie.to_owned()
}

/// Comes back from the provider with an attempt.
async fn come_back(paper: &TestPaper, visitor: &Visitor<'_>, attempt: &str) -> Answer {
    let cookies = [visitor.cookie.as_deref(), Some(attempt)].map(Option::unwrap_or_default);
    let state = attempt.split(['=', '.']).nth(1).expect("a state");
    let mut back = paper.stranger();
    back.cookie = Some(cookies.join("; "));
    back.get(&format!("/sign-in/back?code=good&state={state}")).await
}

#[tokio::test]
async fn an_account_is_connected_by_who_signed_in_just_now_or_knows_the_password() {
    let paper = with_provider().await;
    let mia = paper.old_session_of("mia").await;
    assert!(mia.get(ACCOUNT).await.text.contains("id=\"identity-proof\""));
    for wrong in ["", "guess"] {
        let refused = mia.post(CONNECT, &[("password", wrong)]).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    }
    let begun = mia.post(CONNECT, &[("password", PASSWORD)]).await;
    let back = come_back(&paper, &mia, &attempt(&begun)).await;
    assert_eq!(back.header("location"), ACCOUNT);
    let told = letter(&paper).await;
    assert_eq!(told.subject, "A change to your account at Dateline");
    assert!(told.text.contains("Harbour ID can now sign in to the account “mia”"), "{}", told.text);

    for wrong in ["", "guess"] {
        let refused = mia.post(FORGET, &[("password", wrong)]).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    }
    assert!(mia.get(ACCOUNT).await.text.contains("Harbour ID signs you in"));
    mia.post(FORGET, &[("password", PASSWORD)]).await;
    assert!(!mia.get(ACCOUNT).await.text.contains("Harbour ID signs you in"));
    assert!(letter(&paper).await.text.contains("no longer signs in"));
}

#[tokio::test]
async fn whoever_writes_their_own_attempt_connects_nothing() {
    let paper = with_provider().await;
    let mia = paper.old_session_of("mia").await;
    let (reader, _) = paper.store.credentials("mia").await.expect("asked").expect("there");
    // An attempt to sign in, turned into one to connect.
    let signing_in = attempt(&mia.get("/sign-in/with").await);
    // One that was begun in a session that may.
    let fresh = paper.session_of(reader.id).await;
    let begun = attempt(&fresh.post(CONNECT, &[]).await);
    let forged = signing_in.replace(".-.", &format!(".{}.", reader.id));
    let seal = begun.split('.').nth(3).expect("a seal");
    let moved = signing_in.replace(".-.", &format!(".{seal}."));
    for attempt in [forged, moved, begun.clone()] {
        let refused = come_back(&paper, &mia, &attempt).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{attempt}");
    }
    assert!(!mia.get(ACCOUNT).await.text.contains("Harbour ID signs you in"));
    assert_eq!(come_back(&paper, &fresh, &begun).await.status, StatusCode::SEE_OTHER);
}
