//! The paper in other languages: who gets which, what is kept apart, and that no English is left.

use http::{Method, Request, StatusCode, header};

use axum::body::Body;

use crate::paper::{Answer, Sees, Visitor, paper, paper_where};

/// Pages that everybody, a member, and the owner see.
const PAGES: [&str; 22] = [
    "/",
    "/section/World",
    "/saved",
    "/history",
    "/following",
    "/search",
    "/search?q=harbour",
    "/ask",
    "/feeds",
    "/feeds/1",
    "/notifications",
    "/moderation",
    "/moderation/queue",
    "/moderation/rules",
    "/invitations",
    "/settings",
    "/settings/filters",
    "/settings/account",
    "/settings/features",
    "/settings/appearance",
    "/desk",
    "/desk/readers",
];

async fn get_in(visitor: &Visitor<'_>, path: &str, wishes: &str) -> Answer {
    let request = visitor.request(Method::GET, path).header(header::ACCEPT_LANGUAGE, wishes);
    visitor.send(request.body(Body::empty()).expect("a request")).await
}

/// English phrases of the paper that no other language shares.
fn english() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/locales/en");
    let files = std::fs::read_dir(folder).expect("the English words");
    let texts =
        files.map(|file| std::fs::read_to_string(file.expect("an entry").path()).expect("a text"));
    let all: String = texts.collect();
    let phrases = all.lines().filter_map(|line| line.split_once(" = ")).map(|(_, words)| words);
    let plain =
        |words: &&str| words.len() > 12 && words.contains(' ') && !words.contains(['{', '[']);
    phrases.filter(plain).map(escaped).collect()
}

/// As it stands in a page.
fn escaped(text: &str) -> String {
    text.replace('&', "&#38;").replace('<', "&#60;").replace('"', "&#34;").replace('\'', "&#39;")
}

#[tokio::test]
async fn no_english_is_left_in_other_languages() {
    let paper = paper().await;
    let owner = paper.owner().await;
    let article = paper.path(0).await;
    let story = owner.get(&format!("/s/{}", paper.articles[0].0)).await;
    let story = story.header("location").to_owned();
    let mut pages: Vec<String> = PAGES.map(str::to_owned).into();
    let below =
        ["", "/versions", "/feed", "/ai/brief", "/ai/timeline", "/ai/figures", "/ai/translate"];
    pages.extend(below.iter().map(|below| format!("{article}{below}")));
    pages.extend([story.clone(), format!("{story}/compare")]);
    pages.push(format!("/a/{}/wrong", paper.articles[0]));
    let english = english();
    for page in &pages {
        for tag in ["fr", "de", "es", "zh", "ar"] {
            let answer = get_in(&owner, page, tag).await;
            assert_eq!(answer.status, StatusCode::OK, "{page}");
            assert!(answer.text.contains(&format!("<html lang=\"{tag}\"")), "{page}");
            let left: Vec<_> = english.iter().filter(|one| answer.text.contains(*one)).collect();
            assert!(left.is_empty(), "{page} in {tag} says {left:?}");
        }
    }
}

#[tokio::test]
async fn a_browsers_wish_is_heard_and_a_readers_choice_goes_before_it() {
    let paper = paper_where(Sees::Beginnings).await;
    let stranger = paper.stranger();
    let front = get_in(&stranger, "/", "fr-CA,fr;q=0.9,en;q=0.5").await;
    assert!(front.text.contains("<html lang=\"fr\" dir=\"ltr\""));
    assert!(front.text.contains("Aller aux articles") && front.text.contains("2 médias"));
    assert!(front.text.contains("il y a "));
    let sign_in = get_in(&stranger, "/sign-in", "de").await;
    assert!(sign_in.text.contains("Passwort"));
    let missing = get_in(&stranger, "/a/99999", "es").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert!(missing.text.contains("No existe ese artículo"), "{}", missing.text);

    let chosen = stranger.post("/settings/appearance", &[("language", "ar")]).await;
    let cookie = chosen.header("set-cookie").split(';').next().expect("a cookie").to_owned();
    let mut with = paper.stranger();
    with.cookie = Some(cookie);
    let front = get_in(&with, "/", "fr").await;
    assert!(front.text.contains("<html lang=\"ar\" dir=\"rtl\""));
    // What a publisher wrote keeps its own language and direction.
    assert!(front.text.contains("lang=\"en\" dir=\"ltr\""));
}

#[tokio::test]
async fn a_page_kept_in_one_language_is_never_shown_in_another() {
    let paper = paper_where(Sees::Beginnings).await;
    let stranger = paper.stranger();
    let french = get_in(&stranger, "/", "fr").await;
    assert!(french.header("vary").contains("accept-language"));
    assert!(french.header("vary").contains("cookie"));
    let again = |wishes: &'static str| {
        let request: Request<Body> = stranger
            .request(Method::GET, "/")
            .header(header::ACCEPT_LANGUAGE, wishes)
            .header(header::IF_NONE_MATCH, french.header("etag"))
            .body(Body::empty())
            .expect("a request");
        stranger.send(request)
    };
    assert_eq!(again("fr").await.status, StatusCode::NOT_MODIFIED);
    let german = again("de").await;
    assert_eq!(german.status, StatusCode::OK);
    assert!(german.text.contains("<html lang=\"de\""));
    let missing = get_in(&stranger, "/a/99999", "fr").await;
    assert!(missing.header("vary").contains("accept-language"));
}

#[tokio::test]
async fn scripts_speak_the_pages_language() {
    let paper = paper_where(Sees::Beginnings).await;
    let stranger = paper.stranger();
    let french = get_in(&stranger, "/", "fr").await;
    let path = french.text.split("/assets/paper").nth(2).expect("a stylesheet and a script");
    let path = format!("/assets/paper{}", path.split('"').next().expect("an end"));
    let script = stranger.get(&path).await;
    assert!(script.text.contains("\"keys\":\"Touches\""), "{path}");
    let (one, other) =
        (get_in(&stranger, "/sw.js", "fr").await, get_in(&stranger, "/sw.js", "en").await);
    assert!(one.text.contains(&path));
    assert_ne!(one.text, other.text);
    let pulse = get_in(&stranger, "/pulse?after=0", "de").await;
    assert!(pulse.text.contains("neue Artikel"), "{}", pulse.text);
}
