//! "This is wrong": from a reader's report to a rule that reads the site's articles again.

use dateline_model::Role;
use dateline_store::REREAD;
use http::StatusCode;

use crate::paper::{NOW, assert_order, paper};

#[tokio::test]
async fn a_report_leads_to_a_rule_by_one_click() {
    let paper = paper().await;
    let (owner, mia) = (paper.owner().await, paper.reader("mia", Role::Member).await);
    let article = paper.articles.first().expect("an article");
    let page = mia.get(&paper.path(0).await).await;
    let wrong = format!("/a/{article}/wrong");
    assert!(page.text.contains(&format!("href=\"{wrong}\"")));
    assert!(mia.get(&wrong).await.text.contains("What is wrong with how"));
    let sent = [("reason", "extra"), ("words", "The letter <box>")];
    assert!(mia.post(&wrong, &sent).await.text.contains("Thank you."));
    assert_eq!(mia.post(&wrong, &[("reason", "x")]).await.status, StatusCode::BAD_REQUEST);

    let list = owner.get("/desk/reports").await;
    assert_order(&list.text, &["There is text that does not belong", "The letter &#60;box&#62;"]);
    let report = owner.get("/desk/reports/1").await;
    assert_order(
        &report.text,
        &["Drop <code>p.letter</code>", "Keep all of <code>div.more</code>"],
    );
    let after = owner.post("/desk/reports/1/rule", &[("drop", "p.letter")]).await;
    assert_order(&after.text, &["being read again", "p.letter", "Read with 0 kept and 1 dropped"]);
    let counts = paper.store.job_counts().await.expect("asked");
    assert!(counts.iter().any(|count| count.kind == REREAD), "{counts:?}");
}

#[tokio::test]
async fn a_rule_that_cannot_be_understood_changes_nothing() {
    let paper = paper().await;
    let owner = paper.owner().await;
    let article = paper.articles.first().expect("an article");
    let sent = owner.post(&format!("/a/{article}/wrong"), &[("reason", "missing")]).await;
    assert_eq!(sent.header("location"), "/desk/reports/1", "the owner goes to mending at once");
    let wrong = [("keep", "p:hover"), ("drop", "")];
    let answer = owner.post("/desk/reports/1/write", &wrong).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
    assert!(answer.text.contains("cannot be understood"));
    assert!(paper.store.site_rules().await.expect("asked").is_empty());

    let right = [("keep", "article\r\n.more"), ("drop", "")];
    let answer = owner.post("/desk/reports/1/write", &right).await;
    assert!(answer.text.contains("Read with 2 kept and 0 dropped"));
    let (host, _) = paper.store.site_rules().await.expect("asked").remove(0);
    let gone = owner.post("/desk/sites/forget", &[("host", &host)]).await;
    assert_eq!(gone.header("location"), "/desk/reports");
    assert!(paper.store.site_rules().await.expect("asked").is_empty());

    owner.post("/desk/reports/1/close", &[]).await;
    assert!(paper.store.open_reports(9).await.expect("asked").is_empty());
    assert!(!paper.store.close_report(dateline_model::ReportId(1), NOW).await.expect("asked"));
}

#[tokio::test]
async fn the_feeds_own_telling_is_one_click_away() {
    let paper = paper().await;
    let owner = paper.owner().await;
    let path = paper.path(0).await;
    assert!(owner.get(&path).await.text.contains(&format!("href=\"{path}/feed\"")));
    let view = owner.get(&format!("{path}/feed")).await;
    assert_order(&view.text, &["As the feed has it", "From the feed", "As the feed had it:"]);
}
