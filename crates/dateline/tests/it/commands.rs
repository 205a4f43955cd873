//! Exit codes, bad input, and filters that go on.

use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::program::run;

#[track_caller]
fn check(arguments: &[&str], code: i32, said: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let output = run(folder.path(), arguments, "");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {told}");
    assert!(told.contains(said), "{arguments:?}: {told}");
}

#[test]
fn exit_codes_tell_wrong_usage_from_failure() {
    check(&[], 0, "");
    check(&["config", "show"], 0, "");
    check(&["nonsense"], 2, "unrecognized subcommand");
    check(&["study"], 2, "required");
    check(&["read", "missing.html"], 1, "cannot read the file missing.html");
    check(&["search", "ferry"], 1, "there is no paper at dateline.db");
    check(&["serve", "--database", "mysql://x"], 1, "database");
    check(&["serve", "--listen", "nowhere"], 1, "`listen` is \"nowhere\" in a flag");
    check(&["desk"], 1, "needs PostgreSQL");
}

#[track_caller]
fn answers(command: &str, lines: &str) -> Vec<Value> {
    let folder = tempfile::tempdir().expect("a folder");
    let output = run(folder.path(), &[command, "--batch"], lines);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("answers are UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("each answer is JSON")).collect()
}

#[test]
fn a_broken_line_is_answered_and_the_run_goes_on() {
    let lines = "{\"id\":1,\"html\":\"<h1>Fire in Vell</h1><p>It burned all night.</p>\"}\n\
                 not json\n{\"id\":3}\n{\"id\":4,\"text\":\"Fire in Vell\\n\\nIt burned.\"}\n";
    let answers = answers("read", lines);
    assert_eq!(answers.len(), 4);
    assert!(answers[0]["articles"][0]["headline"].is_string());
    assert!(answers[1]["error"].is_string() && answers[1]["id"].is_null());
    assert!(answers[2]["error"].is_string() && answers[2]["id"] == 3);
    assert!(answers[3]["articles"].is_array());
}

#[test]
fn every_filter_answers_in_order() {
    let study = answers("study", "{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"b\",\"text\":\"y\"}\n");
    assert_eq!((study[0]["id"].as_str(), study[1]["id"].as_str()), (Some("a"), Some("b")));
    let feed = answers("feed", "{\"id\":1,\"content_base64\":\"!\"}\n");
    assert!(feed[0]["error"].as_str().is_some_and(|error| error.contains("base64")));
    let group = answers(
        "group",
        "{\"id\":\"a\",\"headline\":\"Fire in Vell\",\"published\":\"2026-01-01T00:00:00Z\"}\n",
    );
    assert_eq!(group[0]["story"], "a");
}

/// Where others' data lies that is not ours to keep.
fn shared() -> PathBuf {
    std::env::var_os("DATELINE_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    )
}

/// The first records of a compressed file of lines; none when it is not there.
fn unpacked(path: &std::path::Path, most: usize) -> Option<Vec<Value>> {
    let packed = path.exists().then_some(path)?;
    let done = Command::new("gzip").arg("-dc").arg(packed).output().ok()?;
    let text = String::from_utf8(done.stdout).ok()?;
    text.lines().take(most).map(|line| serde_json::from_str(line).ok()).collect()
}

#[test]
fn the_seeds_own_relations_come_before_five_hundred_others() {
    let page = std::fs::read_to_string(shared().join("data/seed/page.txt")).ok();
    let others = unpacked(&shared().join("data/stories/copies.jsonl.gz"), 500);
    let (Some(page), Some(others)) = (page, others) else {
        eprintln!("skipped: the seed page or the articles are not at {}", shared().display());
        return;
    };
    let read = answers("read", &serde_json::json!({"id": 1, "text": page}).to_string());
    let seeds = read[0]["articles"].as_array().expect("articles").clone();
    let mut input: Vec<Value> = others
        .iter()
        .map(|other| {
            let field = |name: &str| other[name].clone();
            serde_json::json!({"id": field("id"), "headline": field("headline"),
                "text": field("text"), "publisher": field("publisher"),
                "published": field("published")})
        })
        .collect();
    // The main article last, so that all others are there when it comes.
    for (at, seed) in seeds.iter().enumerate().skip(1).chain(seeds.iter().enumerate().take(1)) {
        input.push(serde_json::json!({"id": format!("seed-{at}"), "headline": seed["headline"],
            "text": seed["text"], "publisher": seed["publisher"],
            "published": "2025-07-01T12:00:00Z"}));
    }
    let lines: Vec<String> = input.iter().map(Value::to_string).collect();
    let grouped = answers("group", &lines.join("\n"));
    let main = grouped.last().expect("an answer for each line");
    let related = main["related"].as_array().expect("related articles");
    let mut first: Vec<&str> =
        related.iter().take(3).filter_map(|one| one["id"].as_str()).collect();
    first.sort_unstable();
    assert_eq!(first, ["seed-1", "seed-2", "seed-3"], "{related:#?}");
    assert!(related.len() <= 6);
    assert!(related.iter().all(|one| one["because"].as_array().is_some_and(|why| !why.is_empty())));
}

#[test]
fn the_seed_page_holds_four_articles() {
    let page = shared().join("data/seed/page.txt");
    let Ok(text) = std::fs::read_to_string(&page) else {
        eprintln!("skipped: the seed page is not at {}", page.display());
        return;
    };
    let line = serde_json::json!({"id": 1, "text": text}).to_string();
    let answers = answers("read", &line);
    let articles = answers[0]["articles"].as_array().expect("articles").clone();
    let told = |name: &str| -> Vec<String> {
        articles
            .iter()
            .map(|article| article[name].as_str().unwrap_or_default().to_owned())
            .collect()
    };
    assert_eq!(told("publisher"), ["", "Qatar Tribune", "Qatar Tribune", "Al Jazeera"]);
    let seconds: Vec<_> =
        articles.iter().map(|article| article["age"]["seconds"].as_u64()).collect();
    assert_eq!(seconds, [None, Some(46_800), Some(46_800), Some(54_000)]);
    let furniture =
        ["Hashtags", "Try Our AI", "No comments yet", "Video Duration", "Related Articles"];
    for text in told("text") {
        assert!(furniture.iter().all(|word| !text.contains(word)), "{text}");
    }
    let media = articles[3]["media"].as_array().expect("media");
    let lengths: Vec<_> = media.iter().filter_map(|one| one["duration_seconds"].as_u64()).collect();
    assert_eq!(lengths, [37, 63, 185, 82, 141, 176, 140]);
}
