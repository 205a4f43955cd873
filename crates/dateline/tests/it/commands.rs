//! Exit codes, bad input, and filters that go on.

use std::path::PathBuf;

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

#[test]
fn the_seed_page_holds_four_articles() {
    let shared = std::env::var_os("DATELINE_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    );
    let page = shared.join("data/seed/page.txt");
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
