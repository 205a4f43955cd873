//! Accounts: passwords, sessions, programs, invitations, resets, roles, the proxy, leaving.

use axum::body::Body;
use dateline_model::Role;
use http::{Method, StatusCode};

use crate::paper::{Answer, PASSWORD, TestPaper, Visitor, assert_order, paper};

/// The link that a page shows once.
fn shown_once(answer: &Answer) -> String {
    let token =
        answer.text.split("class=\"token\">").nth(1).and_then(|rest| rest.split('<').next());
    token.expect("a secret that is shown once").to_owned()
}

/// The path of a whole address of the paper.
fn path_of(link: &str) -> &str {
    link.strip_prefix("https://paper.example").expect("an address of ours")
}

fn token_of(link: &str) -> &str {
    link.split("token=").nth(1).expect("a token")
}

async fn again<'a>(paper: &'a TestPaper, name: &str) -> Visitor<'a> {
    let found = paper.store.credentials(name).await.expect("asked").expect("there");
    paper.session_of(found.0.id).await
}

#[tokio::test]
async fn a_password_is_changed_by_who_knows_it_and_ends_other_sessions() {
    let paper = paper().await;
    let mia = paper.reader("mia", Role::Member).await;
    let other = again(&paper, "mia").await;
    let change = |old: &'static str, new: &'static str| [("old", old), ("new", new)];
    let wrong = mia.post("/settings/password", &change("guess", "a new password")).await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    let short = mia.post("/settings/password", &change(PASSWORD, "short")).await;
    assert!(short.text.contains("shorter than 8 characters"));
    let done = mia.post("/settings/password", &change(PASSWORD, "a new password")).await;
    assert!(done.text.contains("Your password is changed"));
    assert_eq!(mia.get("/saved").await.status, StatusCode::OK);
    assert_eq!(other.get("/saved").await.status, StatusCode::SEE_OTHER, "it ended");
    let sign_in = |password| [("name", "mia"), ("password", password)];
    let old = paper.stranger().post("/sign-in", &sign_in(PASSWORD)).await;
    assert_eq!(old.status, StatusCode::UNAUTHORIZED);
    let new = paper.stranger().post("/sign-in", &sign_in("a new password")).await;
    assert_eq!(new.status, StatusCode::SEE_OTHER);
    let mut last = StatusCode::OK;
    for _ in 0..9 {
        last = mia.post("/settings/password", &change("guess", "a new password")).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn sessions_are_listed_and_ended() {
    let paper = paper().await;
    let mia = paper.reader("mia", Role::Member).await;
    let (phone, tablet) = (again(&paper, "mia").await, again(&paper, "mia").await);
    let ben = paper.reader("ben", Role::Member).await;
    let page = mia.get("/settings/account").await.text;
    assert_eq!(page.matches("Firefox on Linux</strong>").count(), 3);
    assert_eq!(page.matches("this one").count(), 1);
    let key =
        page.split("name=\"session\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
    let key = key.expect("a session to end");
    let end = "/settings/sessions/end";
    assert_eq!(ben.post(end, &[("session", key)]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(mia.post(end, &[("session", key)]).await.status, StatusCode::SEE_OTHER);
    let left = [phone.get("/saved").await.status, tablet.get("/saved").await.status];
    assert_eq!(left.iter().filter(|status| **status == StatusCode::OK).count(), 1);
    mia.post("/settings/sessions/end-others", &[]).await;
    for ended in [&phone, &tablet] {
        assert_eq!(ended.get("/saved").await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(mia.get("/saved").await.status, StatusCode::OK);
    assert_eq!(ben.get("/saved").await.status, StatusCode::OK);
}

/// Asks for a path with HTTP Basic.
async fn with_program(paper: &TestPaper, path: &str, name: &str, password: &str) -> StatusCode {
    use base64::Engine as _;
    let pair = base64::engine::general_purpose::STANDARD.encode(format!("{name}:{password}"));
    let stranger = paper.stranger();
    let request =
        stranger.request(Method::GET, path).header("authorization", format!("Basic {pair}"));
    stranger.send(request.body(Body::empty()).expect("a request")).await.status
}

#[tokio::test]
async fn a_program_reads_feeds_and_nothing_else_until_it_may_no_more() {
    let paper = paper().await;
    let mia = paper.reader("mia", Role::Member).await;
    let made = mia.post("/settings/app-passwords", &[("name", "My phone")]).await;
    let password = shown_once(&made);
    let page = mia.get("/settings/account").await.text;
    assert!(page.contains("My phone") && !page.contains(&password), "it is shown once");
    assert_eq!(with_program(&paper, "/saved.atom", "Mia", &password).await, StatusCode::OK);
    let shut = StatusCode::SEE_OTHER;
    assert_eq!(with_program(&paper, "/saved.atom", "olive", &password).await, shut);
    assert_eq!(with_program(&paper, "/saved.atom", "mia", PASSWORD).await, shut);
    for page in ["/settings/account", "/settings/export.json", "/saved"] {
        assert_eq!(with_program(&paper, page, "mia", &password).await, shut, "{page}");
    }
    let form = [("name", "mia"), ("password", password.as_str())];
    let signed = paper.stranger().post("/sign-in", &form).await;
    assert_eq!(signed.status, StatusCode::UNAUTHORIZED, "it signs nobody in");
    let id = page.split("/settings/app-passwords/").nth(1).and_then(|rest| rest.split('/').next());
    let revoke = format!("/settings/app-passwords/{}/revoke", id.expect("a number"));
    let ben = paper.reader("ben", Role::Member).await;
    assert_eq!(ben.post(&revoke, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(mia.post(&revoke, &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(with_program(&paper, "/saved.atom", "mia", &password).await, shut);
}

#[tokio::test]
async fn an_invitation_makes_one_account() {
    let paper = paper().await;
    let max = paper.reader("max", Role::Moderator).await;
    let made = max.post("/invitations", &[("note", "for Cy"), ("days", "7")]).await;
    let link = shown_once(&made);
    let stranger = paper.stranger();
    let page = stranger.get(path_of(&link)).await;
    assert!(page.text.contains("You are invited"));
    let token = token_of(&link);
    let form = |name: &'static str| [("token", token), ("name", name), ("password", PASSWORD)];
    let refused = stranger.post("/join", &form("MAX")).await;
    assert!(refused.text.contains("already taken"), "the link is not spent");
    let joined = stranger.post("/join", &form("cy")).await;
    assert_eq!((joined.status, joined.header("location")), (StatusCode::SEE_OTHER, "/"));
    assert!(joined.header("set-cookie").starts_with("__Host-dateline="));
    let dead = stranger.post("/join", &form("di")).await;
    assert_eq!(dead.status, StatusCode::FORBIDDEN);
    let never = stranger.get("/join?token=guess").await;
    let spent = stranger.get(path_of(&link)).await;
    assert_eq!((never.status, spent.status), (StatusCode::FORBIDDEN, StatusCode::FORBIDDEN));
    let without_id = |text: &str| text.split("<code>").next().unwrap_or_default().len();
    assert_eq!(without_id(&never.text), without_id(&spent.text), "dead links are alike");
    let readers = paper.owner().await.get("/desk/readers").await.text;
    assert_order(&readers, &["cy", "invited by", "max"]);
}

#[tokio::test]
async fn registration_is_closed_until_the_owner_opens_it() {
    let paper = paper().await;
    let stranger = paper.stranger();
    let form = [("name", "cy"), ("password", PASSWORD)];
    assert_eq!(stranger.get("/register").await.status, StatusCode::FORBIDDEN);
    assert_eq!(stranger.post("/register", &form).await.status, StatusCode::FORBIDDEN);
    assert!(!stranger.get("/sign-in").await.text.contains("Make an account"));
    let owner = paper.owner().await;
    owner.post("/desk/readers/registration", &[("open", "true")]).await;
    assert!(stranger.get("/sign-in").await.text.contains("Make an account"));
    assert_eq!(stranger.post("/register", &form).await.status, StatusCode::SEE_OTHER);
    assert!(stranger.post("/register", &form).await.text.contains("already taken"));
    let mut last = StatusCode::OK;
    for _ in 0..30 {
        last = stranger.post("/register", &[("name", ""), ("password", "")]).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn the_owner_gives_a_link_for_a_new_password() {
    let paper = paper().await;
    let mia = paper.reader("mia", Role::Member).await;
    let id = paper.store.credentials("mia").await.expect("asked").expect("there").0.id;
    let owner = paper.owner().await;
    let offer = format!("/desk/readers/{id}/reset");
    let old = shown_once(&owner.post(&offer, &[]).await);
    let link = shown_once(&owner.post(&offer, &[]).await);
    let stranger = paper.stranger();
    assert_eq!(stranger.get(path_of(&old)).await.status, StatusCode::FORBIDDEN, "the last counts");
    assert!(stranger.get(path_of(&link)).await.text.contains("A new password"));
    let form = |password| [("token", token_of(&link)), ("password", password)];
    assert!(stranger.post("/reset", &form("short")).await.text.contains("shorter than 8"));
    let done = stranger.post("/reset", &form("a new password")).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert_eq!(mia.get("/saved").await.status, StatusCode::SEE_OTHER, "all sessions ended");
    let again = stranger.post("/reset", &form("another password")).await;
    assert_eq!(again.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_owner_gives_roles_and_deletes_accounts() {
    let paper = paper().await;
    let mia = paper.reader("mia", Role::Member).await;
    let store = &paper.store;
    let id = async |name: &str| store.credentials(name).await.expect("asked").expect("there").0.id;
    let (mias, olives) = (id("mia").await, id("olive").await);
    let owner = paper.owner().await;
    assert_eq!(mia.get("/moderation/queue").await.status, StatusCode::FORBIDDEN);
    owner.post(&format!("/desk/readers/{mias}/role"), &[("role", "moderator")]).await;
    assert_eq!(mia.get("/moderation/queue").await.status, StatusCode::OK, "at once");
    let last = owner.post(&format!("/desk/readers/{olives}/role"), &[("role", "reader")]).await;
    assert!(last.text.contains("A paper needs an owner"));
    let goodbye = owner.post("/settings/delete", &[("password", PASSWORD)]).await;
    assert!(goodbye.text.contains("A paper needs an owner"));
    let delete = format!("/desk/readers/{mias}/delete");
    let slip = owner.post(&delete, &[("name", "max")]).await;
    assert_eq!(slip.status, StatusCode::BAD_REQUEST);
    assert_eq!(owner.post(&delete, &[("name", "mia")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(mia.get("/saved").await.status, StatusCode::SEE_OTHER);
    assert!(!owner.get("/desk/readers").await.text.contains("mia"));
}

#[tokio::test]
async fn a_reader_takes_their_data_along_and_leaves() {
    let paper = paper().await;
    let mia = paper.reader("mia", Role::Member).await;
    let id = paper.articles.first().expect("an article");
    mia.post(&format!("/a/{id}/save"), &[("saved", "true")]).await;
    mia.post(&format!("/a/{id}/comments"), &[("text", "Mine *alone*")]).await;
    let export = mia.get("/settings/export.json").await;
    assert!(export.header("content-disposition").starts_with("attachment"));
    let json: serde_json::Value = serde_json::from_str(&export.text).expect("JSON");
    assert_eq!(json["name"], "mia");
    assert_eq!(json["comments"][0]["text"], "Mine *alone*");
    assert_eq!(json["saved"].as_array().map(Vec::len), Some(1));
    let wrong = mia.post("/settings/delete", &[("password", "guess")]).await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    let gone = mia.post("/settings/delete", &[("password", PASSWORD)]).await;
    assert!(gone.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(mia.get("/saved").await.status, StatusCode::SEE_OTHER);
    let page = paper.owner().await.get(&paper.path(0).await).await.text;
    assert!(!page.contains("Mine") && page.contains("The author deleted this comment."));
    assert!(page.contains("somebody who left") && !page.contains(">mia<"));
}

#[tokio::test]
async fn what_a_reader_takes_along_holds_their_votes_and_what_they_were_told() {
    let paper = paper().await.welcoming().await;
    let (mia, ben) =
        (paper.reader("mia", Role::Member).await, paper.reader("ben", Role::Member).await);
    let comments = format!("/a/{}/comments", paper.articles.first().expect("an article"));
    mia.post(&comments, &[("text", "Mine")]).await;
    ben.post(&comments, &[("text", "Ben's")]).await;
    mia.post("/comments/2/vote", &[("up", "true")]).await;
    mia.post("/comments/2/flag", &[("reason", "unkind")]).await;
    paper.owner().await.post("/comments/1/remove", &[("reason", "off topic")]).await;
    crate::passkeys::equip(&mia, b"mia's").await;
    let export = mia.get("/settings/export.json").await;
    let json: serde_json::Value = serde_json::from_str(&export.text).expect("JSON");
    assert_eq!(json["votes"][0]["comment"], "https://paper.example/comments/2", "{json}");
    assert_eq!(json["flags"][0]["reason"], "unkind");
    assert_eq!(json["notices"][0]["words"], "off topic");
    assert_eq!(json["passkeys"][0]["name"], "Phone");
}

#[tokio::test]
async fn a_password_for_a_program_is_made_by_who_signed_in_just_now_or_knows_the_password() {
    let paper = paper().await;
    paper.reader("mia", Role::Member).await;
    let mia = paper.old_session_of("mia").await;
    let phone = |password: &'static str| [("name", "phone"), ("password", password)];
    for wrong in ["", "guess"] {
        let refused = mia.post("/settings/app-passwords", &phone(wrong)).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    }
    let made = mia.post("/settings/app-passwords", &phone(PASSWORD)).await;
    assert_eq!(shown_once(&made).len(), 23);
}

#[tokio::test]
async fn whom_a_proxy_signs_in_is_asked_for_no_password_they_may_not_have() {
    let paper = crate::paper::behind_proxy().await;
    let stranger = paper.stranger();
    let add = async |peer: &str| {
        let peer = dateline_web::Peer(peer.parse().expect("an address"));
        let request = stranger
            .request(Method::POST, "/settings/app-passwords")
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("remote-user", "olive")
            .extension(peer);
        stranger.send(request.body(Body::from("name=phone")).expect("a request")).await
    };
    assert_eq!(shown_once(&add("10.0.0.7").await).len(), 23);
    assert_eq!(add("10.0.1.7").await.status, StatusCode::SEE_OTHER, "to sign in");
}

#[tokio::test]
async fn a_proxy_signs_readers_in_from_its_own_address_alone() {
    let paper = crate::paper::behind_proxy().await;
    let asked = async |peer: Option<&str>, name: &str| {
        let stranger = paper.stranger();
        let mut request = stranger.request(Method::GET, "/saved").header("remote-user", name);
        if let Some(peer) = peer {
            let peer = dateline_web::Peer(peer.parse().expect("an address"));
            request = request.extension(peer);
        }
        stranger.send(request.body(Body::empty()).expect("a request")).await.status
    };
    assert_eq!(asked(Some("10.0.0.7"), "olive").await, StatusCode::OK);
    assert_eq!(asked(Some("10.0.1.7"), "olive").await, StatusCode::SEE_OTHER);
    assert_eq!(asked(None, "olive").await, StatusCode::SEE_OTHER);
    assert_eq!(asked(Some("10.0.0.7"), "nobody").await, StatusCode::SEE_OTHER);
}
