//! What readers do: comment, save; and that nobody does it in another's name.

use dateline_model::Role;
use http::StatusCode;

use crate::paper::{Answer, assert_order, paper};

#[tokio::test]
async fn a_conversation() {
    let paper = paper().await.welcoming().await;
    let (owner, mia) = (paper.owner().await, paper.reader("mia", Role::Member).await);
    let path = paper.path(0).await;
    let comments = format!("/a/{}/comments", paper.articles.first().expect("an article"));
    let posted =
        mia.post(&comments, &[("text", "The old crane should stay.\r\nIt is ours.")]).await;
    assert_eq!(posted.status, StatusCode::SEE_OTHER);
    let place = posted.header("location").to_owned();
    let id = place.split_once("#c").expect("a place").1.to_owned();
    let answer = [("text", "It will: in the museum."), ("parent", id.as_str())];
    assert_eq!(owner.post(&comments, &answer).await.status, StatusCode::SEE_OTHER);
    let page = mia.get(&path).await;
    assert_order(
        &page.text,
        &["mia", "<p>The old crane should stay.<br>", "data-depth=\"1\"", "olive", "in the museum"],
    );
    assert!(!page.text.contains("No comments yet"));

    let edit = format!("/comments/{id}/edit");
    assert_eq!(owner.post(&edit, &[("text", "mine now")]).await.status, StatusCode::NOT_FOUND);
    mia.post(&edit, &[("text", "The crane should stay.")]).await;
    assert_order(&mia.get(&path).await.text, &["edited", "The crane should stay."]);

    let remove = format!("/comments/{id}/remove");
    let why = [("reason", "said better elsewhere")];
    assert_eq!(mia.post(&remove, &why).await.status, StatusCode::FORBIDDEN);
    assert_eq!(owner.post(&remove, &[]).await.status, StatusCode::BAD_REQUEST, "why?");
    assert_eq!(owner.post(&remove, &why).await.status, StatusCode::SEE_OTHER);
    let page = mia.get(&path).await;
    assert!(page.text.contains("A moderator removed this comment."));
    assert!(!page.text.contains("The crane should stay."));
    assert!(page.text.contains("in the museum"), "answers keep their place");
}

#[tokio::test]
async fn an_author_deletes_a_comment() {
    let paper = paper().await;
    let mia = paper.reader("mia", Role::Member).await;
    let comments = format!("/a/{}/comments", paper.articles.first().expect("an article"));
    let posted = mia.post(&comments, &[("text", "I was wrong")]).await;
    let id = posted.header("location").split_once("#c").expect("a place").1.to_owned();
    let other = paper.reader("ben", Role::Member).await;
    let delete = format!("/comments/{id}/delete");
    assert_eq!(other.post(&delete, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(mia.post(&delete, &[]).await.status, StatusCode::SEE_OTHER);
    let page = mia.get(&paper.path(0).await).await;
    assert!(page.text.contains("The author deleted this comment."));
    assert!(!page.text.contains("I was wrong"));
}

#[tokio::test]
async fn comments_have_limits() {
    let paper = paper().await;
    let mia = paper.reader("mia", Role::Member).await;
    let comments = format!("/a/{}/comments", paper.articles.first().expect("an article"));
    assert_eq!(mia.post(&comments, &[("text", "  ")]).await.status, StatusCode::BAD_REQUEST);
    let long = "x".repeat(5_001);
    assert_eq!(mia.post(&comments, &[("text", &long)]).await.status, StatusCode::BAD_REQUEST);
    let endless = "x".repeat(100_000);
    let refused = mia.post(&comments, &[("text", &endless)]).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    let nowhere = mia.post("/a/9999/comments", &[("text", "hello")]).await;
    assert_eq!(nowhere.status, StatusCode::NOT_FOUND);
    let mut last = StatusCode::OK;
    for _ in 0..12 {
        last = mia.post(&comments, &[("text", "hello")]).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn reading_changes_nothing_and_saving_is_ones_own() {
    let paper = paper().await;
    let (owner, mia) = (paper.owner().await, paper.reader("mia", Role::Member).await);
    let path = paper.path(0).await;
    let id = paper.articles.first().expect("an article");
    assert!(owner.get(&path).await.text.contains("data-unread"));
    assert!(owner.get(&path).await.text.contains("data-unread"), "a GET marks nothing");
    owner.post(&format!("/a/{id}/read"), &[("read", "true")]).await;
    assert!(!owner.get(&path).await.text.contains("data-unread"));
    assert!(owner.get("/").await.text.contains("story seen"));
    owner.post(&format!("/a/{id}/save"), &[("saved", "true")]).await;
    assert!(owner.get("/saved").await.text.contains("Old harbour of Veldmere"));
    assert!(!mia.get("/saved").await.text.contains("Old harbour of Veldmere"));
    owner.post(&format!("/a/{id}/save"), &[("saved", "false")]).await;
    assert!(owner.get("/saved").await.text.contains("Your shelf is empty"));
}

#[tokio::test]
async fn pictures_come_through_the_proxy_or_not_at_all() {
    let paper = paper().await;
    let owner = paper.owner().await;
    let page = owner.get(&paper.path(0).await).await;
    let src = page.text.split("src=\"/img/").nth(1).and_then(|rest| rest.split('"').next());
    let path = format!("/img/{}", src.expect("the lead picture"));
    let picture = owner.get(&path).await;
    assert_eq!(picture.status, StatusCode::OK);
    assert_eq!(picture.header("content-type"), "image/jpeg");
    assert_eq!(picture.header("content-security-policy"), "default-src 'none'; sandbox");
    assert_eq!(picture.header("x-content-type-options"), "nosniff");
    assert!(picture.header("cache-control").contains("immutable"));
    let small = path.replacen("/640/", "/320/", 1);
    let width =
        |answer: &Answer| image::load_from_memory(&answer.bytes).expect("a picture").width();
    assert_eq!((width(&picture), width(&owner.get(&small).await)), (640, 320));
    owner.get(&path).await;
    let asked = paper.newsroom.asked_for_pictures.load(std::sync::atomic::Ordering::Relaxed);
    assert_eq!(asked, 2, "what is kept is not asked for again");
    let strange = path.replacen("/640/", "/641/", 1);
    assert_eq!(owner.get(&strange).await.status, StatusCode::NOT_FOUND);
    let altered = path.replacen("/img/", "/img/A", 1);
    assert_eq!(owner.get(&altered).await.status, StatusCode::FORBIDDEN);
    assert_eq!(
        owner.get("/img/x/640/aHR0cHM6Ly9hLmV4YW1wbGUv").await.status,
        StatusCode::FORBIDDEN
    );
    let stranger = paper.stranger().get(&path).await;
    assert!(stranger.header("location").starts_with("/sign-in"));
}
