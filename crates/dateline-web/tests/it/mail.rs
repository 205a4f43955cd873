//! Mail: an address that is shown to be a reader's, a new password by it, and that nobody learns from
//! any of it who is here.

use dateline_model::Role;
use dateline_web::Mail;
use http::StatusCode;

use crate::paper::{PASSWORD, TestPaper, Visitor, assert_order, paper};

/// A paper whose owner named a mail server.
pub(crate) async fn with_mail() -> TestPaper {
    let paper = paper().await;
    *paper.newsroom.letters.lock().expect("no panic") = Some(Vec::new());
    paper
}

/// The letters that went out since one last looked, once what was begun in the background is done.
async fn letters(paper: &TestPaper) -> Vec<Mail> {
    for _ in 0..100 {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        let mut letters = paper.newsroom.letters.lock().expect("no panic");
        let letters = letters.as_mut().expect("mail is set");
        if !letters.is_empty() {
            return std::mem::take(letters);
        }
    }
    Vec::new()
}

pub(crate) async fn letter(paper: &TestPaper) -> Mail {
    let mut letters = letters(paper).await;
    assert_eq!(letters.len(), 1, "{letters:?}");
    letters.remove(0)
}

/// The path and the token of the link in a letter.
fn link(mail: &Mail) -> (&str, &str) {
    let mut ours = mail.text.lines().filter_map(|line| line.strip_prefix("https://paper.example"));
    ours.find_map(|path| path.split_once("?token=")).expect("a link of ours with a token")
}

/// Gives the visitor an address and confirms it.
pub(crate) async fn settle(paper: &TestPaper, visitor: &Visitor<'_>, address: &str) {
    let given = visitor.post("/settings/mail", &[("address", address)]).await;
    assert_eq!(given.header("location"), "/settings/account");
    let asked = letter(paper).await;
    let done = paper.stranger().post("/confirm-mail", &[("token", link(&asked).1)]).await;
    assert_eq!(done.status, StatusCode::OK);
}

#[tokio::test]
async fn without_a_mail_server_there_is_no_such_page() {
    let paper = paper().await;
    assert!(!paper.stranger().get("/sign-in").await.text.contains("/forgot"));
    assert_eq!(paper.stranger().get("/forgot").await.status, StatusCode::NOT_FOUND);
    let mia = paper.reader("mia", Role::Member).await;
    assert!(!mia.get("/settings/account").await.text.contains("Mail address"));
    let given = mia.post("/settings/mail", &[("address", "mia@example.org")]).await;
    assert_eq!(given.status, StatusCode::NOT_FOUND);
    let desk = paper.owner().await.get("/desk").await.text;
    assert!(desk.contains("No mail server is set"));
}

#[tokio::test]
async fn a_forgotten_password_is_set_anew_by_mail() {
    let paper = with_mail().await;
    let mia = paper.reader("mia", Role::Member).await;
    let given = mia.post("/settings/mail", &[("address", "Mia@example.org")]).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER);
    let asked = letter(&paper).await;
    assert_eq!(
        (asked.to.as_str(), asked.subject.as_str()),
        ("Mia@example.org", "Your mail address at Dateline")
    );
    assert!(!asked.text.contains("mia "), "no word of a reader's goes to an address of anybody's");
    let page = mia.get("/settings/account").await.text;
    assert!(page.contains("A link is on its way to"));
    let (path, token) = link(&asked);
    let shown = paper.stranger().get(&format!("{path}?token={token}")).await;
    assert_order(&shown.text, &["Mia@example.org", "Yes, it is mine"]);
    let confirmed = paper.stranger().post(path, &[("token", token)]).await;
    assert_order(&confirmed.text, &["Mail goes to", "Mia@example.org"]);
    let again = paper.stranger().post(path, &[("token", token)]).await;
    assert_eq!(again.status, StatusCode::FORBIDDEN, "it works once");
    assert!(mia.get("/settings/export.json").await.text.contains("\"mail\": \"Mia@example.org\""));

    let stranger = paper.stranger();
    assert!(stranger.get("/sign-in").await.text.contains("href=\"/forgot\""));
    let sent = stranger.post("/forgot", &[("name", " mia@EXAMPLE.org ")]).await;
    assert!(sent.text.contains("If there is such an account"));
    let reset = letter(&paper).await;
    assert_eq!(reset.to, "Mia@example.org", "it goes to what was confirmed, not to what was typed");
    assert!(reset.text.contains("“mia”"), "{}", reset.text);
    let (path, token) = link(&reset);
    let form = [("token", token), ("password", "a new password")];
    let done = stranger.post(path, &form).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert!(!done.header("set-cookie").is_empty());
    assert_eq!(mia.get("/saved").await.status, StatusCode::SEE_OTHER, "other sessions end");
    let told = letter(&paper).await;
    assert_eq!(told.subject, "Your password at Dateline is new");
    assert!(told.text.contains("https://paper.example/forgot"), "{}", told.text);
    assert_eq!(stranger.post(path, &form).await.status, StatusCode::FORBIDDEN, "it works once");
    let sign_in = [("name", "mia"), ("password", "a new password")];
    assert_eq!(stranger.post("/sign-in", &sign_in).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn nobody_learns_from_it_who_is_here() {
    let paper = with_mail().await;
    let mia = paper.reader("mia", Role::Member).await;
    settle(&paper, &mia, "mia@example.org").await;
    paper.reader("ben", Role::Member).await;
    let mut pages = Vec::new();
    let long = "x".repeat(5_000);
    for name in ["mia", "mia@example.org", "ben", "nobody", "nobody@example.org", &long] {
        let answer = paper.stranger().post("/forgot", &[("name", name)]).await;
        assert!(!answer.text.contains("mia"));
        pages.push((answer.status, answer.text));
    }
    pages.dedup();
    assert_eq!(pages.len(), 1);
    assert_eq!(letters(&paper).await.len(), 2);
    // Each name has its measure, whether or not it is anybody's.
    for name in ["mia", "nobody"] {
        let mut last = StatusCode::OK;
        for _ in 0..3 {
            last = paper.stranger().post("/forgot", &[("name", name)]).await.status;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS, "{name}");
    }
}

#[tokio::test]
async fn a_network_has_its_measure_where_it_is_not_a_proxys() {
    let paper = crate::paper::behind_proxy().await;
    *paper.newsroom.letters.lock().expect("no panic") = Some(Vec::new());
    let ask = async |from: &str, times: i32| {
        let mut last = StatusCode::OK;
        for number in 0..times {
            let name = format!("{number} of {from}");
            last = paper.stranger().post_over(from, "/forgot", &[("name", &name)]).await.status;
        }
        last
    };
    assert_eq!(ask("203.0.113.9", 21).await, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(ask("203.0.113.10", 1).await, StatusCode::TOO_MANY_REQUESTS, "a neighbour");
    assert_eq!(ask("203.0.114.9", 1).await, StatusCode::OK);
    // Behind a proxy, named or near, all strangers have one large measure together.
    assert_eq!(ask("127.0.0.1", 100).await, StatusCode::OK);
    assert_eq!(ask("10.0.0.7", 100).await, StatusCode::OK);
    assert_eq!(ask("192.168.1.2", 101).await, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn an_address_is_given_by_who_signed_in_just_now_or_knows_the_password() {
    let paper = with_mail().await;
    paper.reader("mia", Role::Member).await;
    let mia = paper.old_session_of("mia").await;
    assert!(mia.get("/settings/account").await.text.contains("id=\"mail-proof\""));
    let give = |password: &'static str| [("address", "mia@example.org"), ("password", password)];
    for wrong in ["", "guess"] {
        let refused = mia.post("/settings/mail", &give(wrong)).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    }
    for address in ["mia", "mia@example.org\nBcc: all@example.org", "a@b,c@d.example"] {
        let bad = mia.post("/settings/mail", &[("address", address), ("password", PASSWORD)]).await;
        assert!(bad.text.contains("no mail address"), "{address}");
    }
    let given = mia.post("/settings/mail", &give(PASSWORD)).await;
    assert_eq!(given.status, StatusCode::SEE_OTHER);
    let asked = letter(&paper).await;
    paper.stranger().post("/confirm-mail", &[("token", link(&asked).1)]).await;
    // The address before learns that it was left.
    settle_as(&paper, &mia, "other@example.org").await;
    let told = letter(&paper).await;
    assert_eq!(
        (told.to.as_str(), told.subject.as_str()),
        ("mia@example.org", "Another mail address at Dateline")
    );
    for wrong in ["", "guess"] {
        let refused = mia.post("/settings/mail/forget", &[("password", wrong)]).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    }
    assert!(mia.get("/settings/account").await.text.contains("other@example.org"));
    mia.post("/settings/mail/forget", &[("password", PASSWORD)]).await;
    assert!(!mia.get("/settings/account").await.text.contains("other@example.org"));
    let told = letter(&paper).await;
    assert_eq!(
        (told.to.as_str(), told.subject.as_str()),
        ("other@example.org", "No mail from Dateline any more")
    );
}

#[tokio::test]
async fn an_address_is_told_how_its_account_is_opened_anew() {
    let paper = with_mail().await;
    let mia = paper.reader("mia", Role::Member).await;
    settle(&paper, &mia, "mia@example.org").await;
    mia.post("/settings/app-passwords", &[("name", "phone")]).await;
    assert!(letter(&paper).await.text.contains("has a new password for a program"));
    crate::passkeys::equip(&mia, b"mia's").await;
    assert_eq!(letter(&paper).await.subject, "A new passkey at Dateline");
    mia.post("/settings/passkeys/1/remove", &[]).await;
    assert!(letter(&paper).await.text.contains("was removed, and no longer signs in"));
    let gone = mia.post("/settings/passkeys/1/remove", &[]).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    assert!(letters(&paper).await.is_empty());
}

async fn settle_as(paper: &TestPaper, visitor: &Visitor<'_>, address: &str) {
    visitor.post("/settings/mail", &[("address", address), ("password", PASSWORD)]).await;
    let asked = letter(paper).await;
    paper.stranger().post("/confirm-mail", &[("token", link(&asked).1)]).await;
}

#[tokio::test]
async fn letters_speak_the_language_of_their_reader() {
    let paper = with_mail().await;
    let mut mia = paper.reader("mia", Role::Member).await;
    let german = mia.post("/settings/appearance", &[("language", "de")]).await;
    let look = german.header("set-cookie").split(';').next().expect("a cookie");
    mia.cookie = mia.cookie.map(|cookie| format!("{cookie}; {look}"));
    mia.post("/settings/mail", &[("address", "mia@example.org")]).await;
    let asked = letter(&paper).await;
    let confirm = [("token", link(&asked).1)];
    mia.post("/confirm-mail", &confirm).await;
    paper.stranger().post("/forgot", &[("name", "mia")]).await;
    let subjects = (asked.subject, letter(&paper).await.subject);
    assert_eq!(subjects.0, "Ihre E-Mail-Adresse bei Dateline");
    assert_eq!(subjects.1, "Ein neues Passwort für Dateline");
}

#[tokio::test]
async fn a_letter_in_arabic_holds_its_link_and_nothing_that_programs_take_into_it() {
    let paper = with_mail().await;
    let mut mia = paper.reader("mia", Role::Member).await;
    let arabic = mia.post("/settings/appearance", &[("language", "ar")]).await;
    let look = arabic.header("set-cookie").split(';').next().expect("a cookie");
    mia.cookie = mia.cookie.map(|cookie| format!("{cookie}; {look}"));
    mia.post("/settings/mail", &[("address", "mia@example.org")]).await;
    let asked = letter(&paper).await;
    let (path, token) = link(&asked);
    assert_eq!(path, "/confirm-mail");
    assert_eq!(token.len(), 43, "{token:?}");
    let bare = |text: &str| !text.contains(['\u{2068}', '\u{2069}']);
    assert!(bare(&asked.text) && bare(&asked.subject), "{asked:?}");
    assert_eq!(asked.subject, "عنوان بريدك في Dateline");
}

#[tokio::test]
async fn the_owner_sees_whether_mail_works_and_invites_by_it() {
    let paper = with_mail().await;
    let owner = paper.owner().await;
    let desk = owner.get("/desk").await.text;
    assert_order(&desk, &["mail.example", "A letter did not go out", "it was busy"]);
    let good = owner.post("/desk/mail/test", &[("address", "olive@example.org")]).await.text;
    assert!(good.contains("The mail server took a test for olive@example.org"));
    let bad = owner.post("/desk/mail/test", &[("address", "nobody@example.org")]).await.text;
    assert!(bad.contains("The test did not go out. no such mailbox"));
    let wanted = |address: &'static str| [("note", ""), ("days", "7"), ("address", address)];
    let made = owner.post("/invitations", &wanted("ben@example.org")).await.text;
    let sent = letter(&paper).await;
    let (path, token) = link(&sent);
    assert_order(&made, &[token, "It is also on its way to", "ben@example.org"]);
    assert_eq!(paper.stranger().get(&format!("{path}?token={token}")).await.status, StatusCode::OK);
    let bad = owner.post("/invitations", &wanted("ben")).await;
    assert_eq!(bad.status, StatusCode::BAD_REQUEST);
    owner.post("/invitations", &wanted("")).await;
    assert!(letters(&paper).await.is_empty());
}
