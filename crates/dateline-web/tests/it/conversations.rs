//! Conversations worth reading: quoting, votes and flags, the queue, the log, bans, what is held.

use dateline_model::Role;
use http::StatusCode;

use crate::paper::{TestPaper, Visitor, assert_order, paper};

/// Says something under the first article, and answers with the comment's number.
async fn say(paper: &TestPaper, who: &Visitor<'_>, form: &[(&str, &str)]) -> String {
    let posted = who.post(&place(paper), form).await;
    assert_eq!(posted.status, StatusCode::SEE_OTHER, "{}", posted.text);
    posted.header("location").split_once("#c").expect("a place").1.to_owned()
}

fn place(paper: &TestPaper) -> String {
    format!("/a/{}/comments", paper.articles.first().expect("an article"))
}

#[tokio::test]
async fn a_sentence_of_the_article_is_quoted_and_nothing_else_is() {
    let paper = paper().await.welcoming().await;
    let mia = paper.reader("mia", Role::Member).await;
    let path = paper.path(0).await;
    let text = mia.get(&path).await.text;
    let body = text.split("class=\"body\"").nth(1).expect("a body");
    let words: String = body.split("<p>").nth(1).expect("a paragraph").to_owned();
    let plain = words.split('<').map(|part| part.split('>').next_back().unwrap_or_default());
    let sentence = plain.collect::<String>();
    let sentence = sentence.split('.').next().expect("a sentence").trim().to_owned();
    let invented = [("text", "So they say"), ("quote", "The mayor is a fool.")];
    let refused = mia.post(&place(&paper), &invented).await;
    assert_eq!(refused.status, StatusCode::BAD_REQUEST);
    assert!(refused.text.contains("does not say that in these words"), "{}", refused.text);
    let id = say(&paper, &mia, &[("text", "So they say"), ("quote", &sentence)]).await;
    let page = mia.get(&path).await.text;
    assert_order(&page, &[&format!("id=\"c{id}\""), "class=\"quoted\"", "?cite=", "So they say"]);
}

#[tokio::test]
async fn one_conversation_for_all_articles_of_a_story() {
    let paper = paper().await.welcoming().await;
    let mia = paper.reader("mia", Role::Member).await;
    let owner = paper.owner().await;
    let front = owner.get("/").await.text;
    let story = front.split("href=\"/s/").nth(1).and_then(|rest| rest.split('"').next());
    let story = format!("/s/{}", story.expect("a story of several"));
    let number = story.split('/').nth(2).expect("a number").to_owned();
    let page = owner.get(&story).await.text;
    let lines = page.split("id=\"coverage\"").nth(1).expect("the coverage");
    let article = lines.split("href=\"/a/").nth(1).and_then(|rest| rest.split('"').next());
    let article = format!("/a/{}", article.expect("an article"));
    let id = article.split('/').nth(2).expect("a number");
    mia.post(&format!("/a/{id}/comments"), &[("text", "About the article")]).await;
    mia.post(&format!("/s/{number}/comments"), &[("text", "About the story")]).await;
    let page = mia.get(&story).await.text;
    assert_order(
        &page,
        &["<small>2</small>", "On <a href=\"/a/", "About the article", "About the story"],
    );
    let page = mia.get(&format!("{article}?sort=newest")).await.text;
    assert_order(&page, &["About the story", "About the article"]);
    let feed = mia.get(&format!("/s/{number}/comments.atom")).await;
    assert!(feed.header("content-type").starts_with("application/atom+xml"));
    assert_order(&feed.text, &["About the story", "About the article"]);
}

#[tokio::test]
async fn answers_are_told_and_can_be_muted() {
    let paper = paper().await.welcoming().await;
    let (mia, ben) =
        (paper.reader("mia", Role::Member).await, paper.reader("ben", Role::Member).await);
    let first = say(&paper, &mia, &[("text", "Who built it?")]).await;
    say(&paper, &ben, &[("text", "The dockers did."), ("parent", &first)]).await;
    assert!(mia.get("/").await.text.contains("aria-label=\"Answers, 1 unread\""));
    let page = mia.get("/notifications").await.text;
    assert_order(&page, &["new", "ben answered you", "The dockers did."]);
    mia.post("/notifications/read", &[]).await;
    assert!(!mia.get("/notifications").await.text.contains("Mark all as read"));
    let page = mia.get(&paper.path(0).await).await.text;
    let mute = page.split("action=\"/s/").nth(1).and_then(|rest| rest.split('"').next());
    let mute = format!("/s/{}", mute.expect("a way to mute"));
    assert!(mute.ends_with("/mute"), "{mute}");
    mia.post(&mute, &[("muted", "true")]).await;
    say(&paper, &ben, &[("text", "In 1890."), ("parent", &first)]).await;
    assert!(!mia.get("/").await.text.contains("unread"));
}

#[tokio::test]
async fn a_flagged_comment_is_decided_about_in_public() {
    let paper = paper().await.welcoming().await;
    let (mia, ben) =
        (paper.reader("mia", Role::Member).await, paper.reader("ben", Role::Member).await);
    let max = paper.reader("max", Role::Moderator).await;
    let id = say(&paper, &mia, &[("text", "You are all fools")]).await;
    let vote = format!("/comments/{id}/vote");
    assert_eq!(mia.post(&vote, &[("up", "true")]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ben.post(&vote, &[("up", "true")]).await.status, StatusCode::SEE_OTHER);
    assert!(ben.get(&paper.path(0).await).await.text.contains("1 finds this worth reading"));
    let flag = format!("/comments/{id}/flag");
    let nonsense = ben.post(&flag, &[("reason", "boring")]).await;
    assert_eq!(nonsense.status, StatusCode::BAD_REQUEST);
    assert_eq!(ben.post(&flag, &[("reason", "unkind")]).await.status, StatusCode::SEE_OTHER);
    assert!(ben.get(&paper.path(0).await).await.text.contains("You flagged this"));
    assert_order(&max.get("/moderation/queue").await.text, &["mia", "Unkind", "You are all fools"]);
    assert!(max.get("/").await.text.contains("Answers, 1 unread"), "moderators are told");
    let why = [("reason", "unkind"), ("next", "/moderation/queue")];
    let removed = max.post(&format!("/comments/{id}/remove"), &why).await;
    assert_eq!(removed.header("location"), "/moderation/queue");
    let log = ben.get("/moderation").await.text;
    assert_order(&log, &["max", "removed a comment by", "mia", "unkind"]);
    assert!(!log.contains("You are all fools"), "what was removed is for moderators");
    assert!(max.get("/moderation").await.text.contains("You are all fools"));

    let line = max.get("/moderation").await.text;
    let line = line.split("id=\"l").nth(1).and_then(|rest| rest.split('"').next());
    let line = line.expect("a line of the log").to_owned();
    let appeal = format!("/moderation/{line}/appeal");
    let answer = [("text", "It was meant in fun")];
    assert_eq!(ben.post(&appeal, &answer).await.status, StatusCode::NOT_FOUND);
    assert_eq!(mia.post(&appeal, &answer).await.status, StatusCode::SEE_OTHER);
    assert_eq!(mia.post(&appeal, &answer).await.status, StatusCode::NOT_FOUND, "once");
    assert!(max.get("/moderation/queue").await.text.contains("It was meant in fun"));
    let verdict = [("restore", "true"), ("reason", "in fun it was")];
    max.post(&format!("/moderation/{line}/settle"), &verdict).await;
    assert!(ben.get(&paper.path(0).await).await.text.contains("You are all fools"));
    assert_order(&mia.get("/notifications").await.text, &["Your comment is back", "in fun it was"]);
}

#[tokio::test]
async fn what_is_held_is_seen_by_its_author_and_moderators() {
    let paper = paper().await;
    let (mia, ben) =
        (paper.reader("mia", Role::Member).await, paper.reader("ben", Role::Member).await);
    let max = paper.reader("max", Role::Moderator).await;
    let rules = [
        ("newcomer_days", "7"),
        ("newcomer_comments", "5"),
        ("newcomer_links", "yes"),
        ("words", "Free Money\n\n"),
        ("hosts", "spam.example"),
    ];
    assert!(max.post("/moderation/rules", &rules).await.text.contains("The rules hold"));
    say(&paper, &mia, &[("text", "Get FREE money now")]).await;
    let path = paper.path(0).await;
    assert!(mia.get(&path).await.text.contains("You and the moderators alone see it"));
    assert!(max.get(&path).await.text.contains("Get FREE money now"));
    assert!(!ben.get(&path).await.text.contains("Get FREE money now"));
    say(&paper, &ben, &[("text", "See https://vell.example/")]).await;
    let queue = max.get("/moderation/queue").await.text;
    assert_order(&queue, &["it says “free money”", "a new member links to a site"]);
    let id = queue.split("/comments/").nth(1).and_then(|rest| rest.split('"').next());
    max.post(&format!("/comments/{}/keep", id.expect("a comment")), &[]).await;
    assert!(ben.get(&path).await.text.contains("Get FREE money now"));
    let feed = ben.get(&path).await.text;
    let feed = feed.split("href=\"/s/").find(|rest| rest.contains("comments.atom\">"));
    let feed = format!("/s/{}", feed.and_then(|rest| rest.split('"').next()).expect("a feed"));
    let feed = ben.get(&feed).await.text;
    assert!(feed.contains("Get FREE money now") && !feed.contains("vell.example/</summary>"));
}

#[tokio::test]
async fn new_members_are_slowed_and_cannot_flag() {
    let paper = paper().await;
    let (mia, ben) =
        (paper.reader("mia", Role::Member).await, paper.reader("ben", Role::Member).await);
    let id = say(&paper, &mia, &[("text", "First")]).await;
    let second = mia.post(&place(&paper), &[("text", "Second")]).await;
    assert_eq!(second.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(second.header("retry-after"), "121");
    let flag = ben.post(&format!("/comments/{id}/flag"), &[("reason", "spam")]).await;
    assert_eq!(flag.status, StatusCode::FORBIDDEN);
    assert!(flag.text.contains("New members cannot flag yet"));
    let page = ben.get(&paper.path(0).await).await.text;
    assert!(!page.contains("Tell the moderators"));
}

#[tokio::test]
async fn a_conversation_is_locked_and_slowed() {
    let paper = paper().await.welcoming().await;
    let mia = paper.reader("mia", Role::Member).await;
    let max = paper.reader("max", Role::Moderator).await;
    say(&paper, &mia, &[("text", "First")]).await;
    let story = format!("/s/{}", paper.articles.first().expect("an article"));
    max.post(&format!("{story}/slow"), &[("minutes", "5")]).await;
    let soon = mia.post(&place(&paper), &[("text", "Second")]).await;
    assert_eq!(soon.status, StatusCode::TOO_MANY_REQUESTS);
    max.post(&format!("{story}/lock"), &[("locked", "true")]).await;
    let shut = mia.post(&place(&paper), &[("text", "Third")]).await;
    assert_eq!(shut.status, StatusCode::FORBIDDEN);
    assert!(shut.text.contains("locked this conversation"));
    let page = mia.get(&paper.path(0).await).await.text;
    assert!(page.contains("nothing can be added") && !page.contains("Post comment"));
    say(&paper, &max, &[("text", "Let us rest here")]).await;
    let log = mia.get("/moderation").await.text;
    assert_order(&log, &["locked the conversation", "one comment every 5 minutes"]);
}

#[tokio::test]
async fn a_ban_takes_effect_at_once_everywhere() {
    let paper = paper().await.welcoming().await;
    let (mia, ben) =
        (paper.reader("mia", Role::Member).await, paper.reader("ben", Role::Member).await);
    let max = paper.reader("max", Role::Moderator).await;
    let id = say(&paper, &mia, &[("text", "Buy my boats")]).await;
    let reader = |name: &'static str| {
        let store = paper.store.clone();
        async move { store.credentials(name).await.expect("asked").expect("there").0.id }
    };
    let mias = reader("mia").await;
    let ban = format!("/readers/{mias}/ban");
    assert_eq!(max.post(&ban, &[("days", "7")]).await.status, StatusCode::BAD_REQUEST, "why?");
    let why = [("reason", "advertising"), ("days", "7")];
    let owners = format!("/readers/{}/ban", reader("olive").await);
    assert_eq!(max.post(&owners, &why).await.status, StatusCode::FORBIDDEN);
    assert_eq!(max.post(&ban, &why).await.status, StatusCode::SEE_OTHER);
    assert!(mia.get("/").await.header("location").starts_with("/sign-in"), "the session ended");
    assert!(!ben.get(&paper.path(0).await).await.text.contains("Buy my boats"));
    assert_eq!(ben.get(&format!("/comments/{id}")).await.status, StatusCode::NOT_FOUND);
    let form = [("name", "mia"), ("password", crate::paper::PASSWORD)];
    let back = paper.stranger().post("/sign-in", &form).await;
    assert_eq!(back.status, StatusCode::UNAUTHORIZED);
    assert!(back.text.contains("advertising"), "who knows the password learns why");
    let wrong = [("name", "mia"), ("password", "guess")];
    assert!(!paper.stranger().post("/sign-in", &wrong).await.text.contains("banned"));
    assert_order(&ben.get("/moderation").await.text, &["max", "banned", "mia", "advertising"]);
    max.post(&format!("/readers/{mias}/unban"), &[]).await;
    assert!(ben.get(&paper.path(0).await).await.text.contains("Buy my boats"));
    assert_eq!(paper.stranger().post("/sign-in", &form).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_comment_can_be_changed_for_a_while_and_its_permalink_leads_to_it() {
    let paper = paper().await.welcoming().await;
    let mia = paper.reader("mia", Role::Member).await;
    let id = say(&paper, &mia, &[("text", "Frist")]).await;
    let link = mia.get(&format!("/comments/{id}")).await;
    let path = paper.path(0).await;
    assert_eq!(link.header("location"), format!("{path}#c{id}"));
    let edit = [("text", "First"), ("next", "//evil.example")];
    let done = mia.post(&format!("/comments/{id}/edit"), &edit).await;
    assert_eq!(done.header("location"), format!("/#c{id}"), "never elsewhere");
    assert_order(&mia.get(&path).await.text, &["edited", "<p>First</p>"]);
    let twice = mia.post(&place(&paper), &[("text", "First")]).await;
    assert_eq!(twice.status, StatusCode::BAD_REQUEST);
    assert!(twice.text.contains("said the same before"));
}

#[tokio::test]
async fn nothing_that_people_write_is_executed() {
    let shared = std::env::var("DATELINE_SHARED")
        .unwrap_or_else(|_| concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared").to_owned());
    let zipped = format!("{shared}/data/hostile/xss.jsonl.gz");
    let unzipped = std::process::Command::new("gzip").args(["-dc", &zipped]).output();
    let lines = unzipped.ok().filter(|done| done.status.success()).map(|done| done.stdout);
    let Some(lines) = lines.and_then(|lines| String::from_utf8(lines).ok()) else {
        eprintln!("skipped: the shared data is absent");
        return;
    };
    let paper = paper().await.welcoming().await;
    let attacks: Vec<String> = lines
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter_map(|attack| attack["payload"].as_str().map(str::to_owned))
        .collect();
    let clean = tags(&paper.owner().await.get(&paper.path(0).await).await.text);
    let article = *paper.articles.first().expect("an article");
    for (number, attacks) in attacks.chunks(200).enumerate() {
        let mut author = None;
        for (at, attack) in attacks.iter().enumerate() {
            let name: String = attack.chars().filter(|c| !c.is_control()).take(30).collect();
            let name = format!("{name} {number} {at}");
            let made = paper.store.create_reader(&name, "", Role::Member, crate::paper::NOW).await;
            author = made.ok().or(author);
            let new = dateline_store::NewComment {
                article,
                on_story: false,
                parent: None,
                author: author.expect("an author"),
                html: dateline_read::comment_html(attack),
                text: attack.clone(),
                quote: None,
                held: String::new(),
                moderates: true,
                wait_ms: 0,
            };
            paper.store.add_comment(&new, crate::paper::NOW).await.expect("added");
        }
        let page = paper.owner().await.get(&paper.path(0).await).await.text;
        let new: Vec<String> = tags(&page).into_iter().filter(|tag| !clean.contains(tag)).collect();
        for tag in new {
            assert!(harmless(&tag), "<{tag}>");
        }
        if number == 4 {
            break; // a thousand comments are shown on a page at most
        }
    }
}

/// The tags of a page, with their attributes' names and the schemes of their links.
fn tags(page: &str) -> std::collections::BTreeSet<String> {
    page.split('<').skip(1).filter_map(|rest| rest.split('>').next()).map(str::to_owned).collect()
}

/// A tag that conversations are made of, and no attribute that acts.
fn harmless(tag: &str) -> bool {
    const ALLOWED: [&str; 32] = [
        "p",
        "br",
        "em",
        "strong",
        "del",
        "code",
        "pre",
        "blockquote",
        "ul",
        "ol",
        "li",
        "a",
        "hr",
        "details",
        "summary",
        "div",
        "span",
        "bdi",
        "time",
        "form",
        "input",
        "button",
        "select",
        "option",
        "label",
        "textarea",
        "section",
        "nav",
        "h2",
        "small",
        "b",
        "html",
    ];
    let bare = tag.trim_start_matches('/');
    let name = bare.split([' ', '\n', '\t']).next().unwrap_or_default();
    let lower = bare.to_lowercase();
    // Values are quoted and their quotes escaped, so what follows a quote and a space is a name.
    let acts =
        lower.split("\" ").skip(1).any(|part| part.starts_with("on") || part.starts_with("style"));
    let link = lower.split("href=\"").nth(1).unwrap_or("/");
    let leads =
        ["/", "?", "#", "http://", "https://", "mailto:"].iter().any(|s| link.starts_with(s));
    ALLOWED.contains(&name) && !acts && leads
}
