//! Who may do what: every route as stranger, member, other member, moderator and owner; origins;
//! sessions; guessing; the one-time link.

use dateline_model::Role;
use dateline_web::{Access, ROUTES, welcome_token};
use http::{Method, StatusCode};

use crate::paper::{PASSWORD, Sees, TestPaper, Visitor, empty, paper, paper_where};
use crate::push::BROWSER;

/// A path with its parameters filled in; nothing of that number need exist.
fn concrete(path: &str) -> String {
    let mut out = path.to_owned();
    while let (Some(from), Some(to)) = (out.find('{'), out.find('}')) {
        out.replace_range(from..=to, "9999");
    }
    out
}

/// Whether the door was shut: sent to sign in, or told that it is for somebody else.
async fn shut(visitor: &Visitor<'_>, method: &Method, path: &str) -> bool {
    let request = visitor.request(method.clone(), path).header("sec-fetch-site", "same-origin");
    let request = request.header("content-type", "application/x-www-form-urlencoded");
    let answer = visitor.send(request.body(axum::body::Body::empty()).expect("a request")).await;
    let to_sign_in = answer.header("location").starts_with("/sign-in?next=");
    let not_for_this_account = answer.text.contains("<h1>Not for this account</h1>");
    to_sign_in || (not_for_this_account && !path.starts_with("/welcome"))
}

async fn check_all(paper: &TestPaper, visitor: &Visitor<'_>, opens: fn(Access) -> bool) {
    for route in ROUTES {
        // Signing out would end the walk.
        if route.path == "/sign-out" && opens(route.access) {
            continue;
        }
        let path = concrete(route.path);
        let shut = shut(visitor, &route.method, &path).await;
        assert_eq!(shut, !opens(route.access), "{} {}", route.method, route.path);
    }
    drop(paper.store.ping().await);
}

#[tokio::test]
async fn every_route_opens_to_whom_it_says_and_no_other() {
    let paper = paper().await;
    check_all(&paper, &paper.stranger(), |access| {
        matches!(access, Access::Anyone | Access::Hub | Access::Program)
    })
    .await;
    let member = paper.reader("mia", Role::Member).await;
    check_all(&paper, &member, |access| !matches!(access, Access::Moderator | Access::Owner)).await;
    let moderator = paper.reader("max", Role::Moderator).await;
    check_all(&paper, &moderator, |access| access != Access::Owner).await;
    check_all(&paper, &paper.owner().await, |_| true).await;
}

#[tokio::test]
async fn a_public_paper_opens_its_pages_and_nothing_else() {
    let paper = paper_where(Sees::Beginnings).await;
    check_all(&paper, &paper.stranger(), |access| {
        matches!(access, Access::Anyone | Access::Hub | Access::Program | Access::Visitor)
    })
    .await;
    let paper = paper_where(Sees::All).await;
    check_all(&paper, &paper.stranger(), |access| {
        matches!(
            access,
            Access::Anyone | Access::Hub | Access::Program | Access::Visitor | Access::Whole
        )
    })
    .await;
}

/// Things of one member, by their number.
struct Things {
    comment: String,
    app: String,
    passkey: String,
    line: String,
    filter: String,
    recording: String,
    browser: String,
}

/// Something of each kind that a member can have.
async fn things_of(paper: &TestPaper, member: &Visitor<'_>) -> Things {
    let comments = format!("/a/{}/comments", paper.articles.first().expect("an article"));
    let say = async |text| {
        let said = member.post(&comments, &[("text", text)]).await;
        said.header("location").split_once("#c").expect("a place").1.to_owned()
    };
    let (comment, gone) = (say("Mine").await, say("Rude").await);
    let why = [("reason", "rude")];
    paper.owner().await.post(&format!("/comments/{gone}/remove"), &why).await;
    member.post("/settings/app-passwords", &[("name", "phone")]).await;
    crate::passkeys::equip(member, b"credential").await;
    member.post("/settings/filters", &[("line", "crane"), ("act", "mute")]).await;
    let crane = paper.articles.get(4).expect("an article with a video");
    let video = [("url", "https://ledger.example/crane.mp4")];
    member.post(&format!("/a/{crane}/queue"), &video).await;
    let number = |page: &str, before: &str| {
        let rest = page.split(before).nth(1).expect("it is on the page").to_owned();
        rest.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default().to_owned()
    };
    let app = number(&member.get("/settings/account").await.text, "/app-passwords/");
    let passkey = number(&member.get("/settings/account").await.text, "/settings/passkeys/");
    let line = number(&member.get("/moderation").await.text, "/moderation/");
    let filter = number(&member.get("/settings/filters").await.text, "/settings/filters/");
    let recording = number(&member.get("/queue").await.text, "data-row=\"");
    member.post("/settings/push", &BROWSER).await;
    let browser = number(&member.get("/settings/push").await.text, "action=\"/settings/push/");
    Things { comment, app, passkey, line, filter, recording, browser }
}

/// Routes that change what is one member's: nobody else may, not even knowing its number.
fn private_changes(things: &Things) -> Vec<(&'static str, String)> {
    let Things { comment, app, passkey, line, filter, recording, browser } = things;
    vec![
        ("/comments/{id}/edit", format!("/comments/{comment}/edit")),
        ("/comments/{id}/delete", format!("/comments/{comment}/delete")),
        ("/settings/app-passwords/{id}/revoke", format!("/settings/app-passwords/{app}/revoke")),
        ("/settings/passkeys/{id}/rename", format!("/settings/passkeys/{passkey}/rename")),
        ("/settings/passkeys/{id}/remove", format!("/settings/passkeys/{passkey}/remove")),
        ("/settings/filters/{id}/remove", format!("/settings/filters/{filter}/remove")),
        ("/queue/{id}/move", format!("/queue/{recording}/move")),
        ("/queue/{id}/remove", format!("/queue/{recording}/remove")),
        ("/queue/{id}/restore", format!("/queue/{recording}/restore")),
        ("/settings/push/{id}/remove", format!("/settings/push/{browser}/remove")),
        ("/moderation/{id}/appeal", format!("/moderation/{line}/appeal")),
    ]
}

/// Routes with a number that change what is the caller's own about a thing of everybody, or add
/// something of the caller's own.
const OF_EVERYBODY: [&str; 18] = [
    "/a/{id}/wrong",
    "/a/{id}/{slug}/ai/{feature}",
    "/a/{id}/read",
    "/a/{id}/save",
    "/a/{id}/queue",
    "/a/{id}/playback",
    "/a/{id}/comments",
    "/s/{id}/comments",
    "/s/{id}/{slug}/ai/{feature}",
    "/s/{id}/read",
    "/s/{id}/mute",
    "/comments/{id}/vote",
    "/comments/{id}/flag",
    // A subscription is looked up with its reader: tests in feeds.rs.
    "/feeds/{id}",
    "/feeds/{id}/change",
    "/feeds/{id}/check",
    "/feeds/{id}/drop",
    "/feeds/{id}/restore",
];

#[tokio::test]
async fn no_member_touches_what_is_anothers() {
    let paper = paper().await.welcoming().await;
    let mia = paper.reader("mia", Role::Member).await;
    let things = things_of(&paper, &mia).await;
    let private = private_changes(&things);
    for route in ROUTES.iter().filter(|route| route.path.contains('{')) {
        let known = private.iter().any(|(path, _)| *path == route.path)
            || OF_EVERYBODY.contains(&route.path);
        let of_members = route.access == Access::Member;
        assert!(known || !of_members, "say of {} whose things it changes", route.path);
    }
    let ben = paper.reader("ben", Role::Member).await;
    let form = [("text", "taken over"), ("name", "taken over")];
    for (route, path) in &private {
        assert_eq!(ben.post(path, &form).await.status, StatusCode::NOT_FOUND, "{route}");
        assert_eq!(mia.post(path, &form).await.status, StatusCode::SEE_OTHER, "{route}");
    }
}

#[tokio::test]
async fn no_change_comes_from_another_site() {
    let paper = paper().await;
    let owner = paper.owner().await;
    let hostile: [&[(&str, &str)]; 4] = [
        &[],
        &[("sec-fetch-site", "cross-site")],
        &[("origin", "https://evil.example"), ("host", "paper.example")],
        &[("origin", "null")],
    ];
    let browsers =
        ROUTES.iter().filter(|route| !matches!(route.access, Access::Hub | Access::Program));
    for route in browsers.filter(|route| route.method != Method::GET) {
        for headers in hostile {
            let answer = owner.post_from(&concrete(route.path), headers).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{} {headers:?}", route.path);
            assert!(answer.text.contains("Refused for your safety"), "{}", route.path);
        }
    }
}

#[tokio::test]
async fn a_script_is_told_that_the_session_has_ended() {
    let paper = paper().await;
    let path = format!("/a/{}/save", paper.articles.first().expect("an article"));
    let own = ("sec-fetch-site", "same-origin");
    let stranger = paper.stranger();
    let scripted = stranger.post_from(&path, &[own, ("sec-fetch-mode", "cors")]).await;
    assert_eq!(scripted.status, StatusCode::UNAUTHORIZED);
    let form = stranger.post_from(&path, &[own, ("sec-fetch-mode", "navigate")]).await;
    assert_eq!(form.status, StatusCode::SEE_OTHER, "a form is led to the page for signing in");
}

#[tokio::test]
async fn signing_in_and_out() {
    let paper = paper().await;
    let stranger = paper.stranger();
    let sent = stranger.get("/saved").await;
    assert_eq!(sent.header("location"), "/sign-in?next=%2Fsaved");
    let form = [("name", "olive"), ("password", PASSWORD), ("next", "/saved")];
    let signed = stranger.post("/sign-in", &form).await;
    assert_eq!((signed.status, signed.header("location")), (StatusCode::SEE_OTHER, "/saved"));
    let cookie = signed.header("set-cookie");
    assert!(cookie.starts_with("__Host-dateline="));
    assert!(cookie.ends_with("; HttpOnly; SameSite=Lax; Secure"), "{cookie}");
    let owner = paper.owner().await;
    let out = owner.post("/sign-out", &[]).await;
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    assert_eq!(owner.get("/saved").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_sign_in_gives_a_new_session_and_ends_the_old() {
    let paper = paper().await;
    let owner = paper.owner().await;
    let form = [("name", "olive"), ("password", PASSWORD)];
    let again = owner.post("/sign-in", &form).await;
    assert_eq!(again.status, StatusCode::SEE_OTHER);
    assert!(!again.header("set-cookie").is_empty());
    assert_eq!(owner.get("/saved").await.status, StatusCode::SEE_OTHER, "the old one is dead");
}

/// A page without its challenge for a passkey, which is another each time.
fn unchallenged(page: &str) -> String {
    let (before, rest) = page.split_once("data-challenge=\"").expect("a challenge");
    format!("{before}{}", rest.split_once('"').expect("its end").1)
}

#[tokio::test]
async fn a_wrong_name_and_a_wrong_password_are_told_alike() {
    let paper = paper().await;
    let stranger = paper.stranger();
    let wrong = stranger.post("/sign-in", &[("name", "olive"), ("password", "guess")]).await;
    let nobody = stranger.post("/sign-in", &[("name", "oscar"), ("password", "guess")]).await;
    assert_eq!((wrong.status, nobody.status), (StatusCode::UNAUTHORIZED, StatusCode::UNAUTHORIZED));
    assert_eq!(unchallenged(&wrong.text).replace("olive", "oscar"), unchallenged(&nobody.text));
}

#[tokio::test]
async fn guessing_is_slowed() {
    let paper = paper().await;
    let stranger = paper.stranger();
    let mut last = StatusCode::OK;
    for _ in 0..9 {
        last = stranger.post("/sign-in", &[("name", "Olive"), ("password", "guess")]).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    let right = stranger.post("/sign-in", &[("name", "olive"), ("password", PASSWORD)]).await;
    assert_eq!(right.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(right.header("retry-after"), "30");
}

#[tokio::test]
async fn signing_in_never_leads_elsewhere() {
    let paper = paper().await;
    for hostile in ["//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example"]
    {
        let form = [("name", "olive"), ("password", PASSWORD), ("next", hostile)];
        let signed = paper.stranger().post("/sign-in", &form).await;
        assert_eq!(signed.header("location"), "/", "{hostile}");
    }
}

#[tokio::test]
async fn the_first_visitor_with_the_link_becomes_the_owner() {
    let paper = empty(Sees::Nothing).await;
    let stranger = paper.stranger();
    assert!(stranger.get("/sign-in").await.text.contains("Open the one-time link"));
    assert_eq!(stranger.get("/welcome?token=guess").await.status, StatusCode::FORBIDDEN);
    let token = welcome_token(&paper.store).await.expect("the store answers");
    let page = stranger.get(&format!("/welcome?token={token}")).await;
    assert_eq!(page.status, StatusCode::OK);
    let short = [("token", token.as_str()), ("name", "olive"), ("password", "short")];
    assert!(stranger.post("/welcome", &short).await.text.contains("shorter than 8 characters"));
    let good = [("token", token.as_str()), ("name", "olive"), ("password", PASSWORD)];
    let made = stranger.post("/welcome", &good).await;
    assert_eq!((made.status, made.header("location")), (StatusCode::SEE_OTHER, "/feeds"));
    assert!(paper.store.owner_exists().await.expect("the store answers"));
    let again = stranger.post("/welcome", &good).await;
    assert_eq!(again.status, StatusCode::FORBIDDEN);
    assert_eq!(
        stranger.get(&format!("/welcome?token={token}")).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn the_owner_gives_accounts() {
    let paper = paper().await;
    let form = [("name", "mia"), ("password", PASSWORD)];
    let made = paper.owner().await.post("/settings/readers", &form).await;
    assert!(made.text.contains("mia can sign in now"));
    let again = paper.owner().await.post("/settings/readers", &form).await;
    assert!(again.text.contains("already taken"));
    let signed = paper.stranger().post("/sign-in", &form).await;
    assert_eq!(signed.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn machines_ask_how_it_is() {
    let paper = paper().await;
    let stranger = paper.stranger();
    assert_eq!(stranger.get("/healthz").await.text, "ok\n");
    assert_eq!(stranger.get("/readyz").await.text, "ready\n");
    assert!(stranger.get("/robots.txt").await.text.contains("disallow: /\n"));
    assert_eq!(stranger.get("/metrics").await.status, StatusCode::UNAUTHORIZED);
    let bearing = |token: &str| {
        let request = stranger.request(Method::GET, "/metrics");
        let request = request.header("authorization", format!("Bearer {token}"));
        request.body(axum::body::Body::empty()).expect("a request")
    };
    assert_eq!(stranger.send(bearing("guess")).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(stranger.send(bearing("metrics-token")).await.text, "dateline_up 1\n");
}
