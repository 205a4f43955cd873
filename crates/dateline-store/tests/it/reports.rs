//! Reports keep the page they are about; a site's rule reads its articles again without a trace.

use dateline_model::{ReportId, SiteRule};
use dateline_store::{NewReport, REREAD, Studied};

use crate::support::{
    NOON, add_feed, add_reader, bring, claim, for_each_store, piece, studied, visit,
};

#[tokio::test]
async fn a_report_keeps_its_page_until_it_is_dealt_with() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let article = bring(&store, &piece(post, "Quake")).await;
        let reader = add_reader(&store, "Ada", &[]).await;
        let report = |reason: &str, page: Option<&str>| NewReport {
            article,
            reader,
            reason: reason.to_owned(),
            words: "the letter box".to_owned(),
            page_url: Some("https://www.post.example/a".to_owned()),
            page: page.map(str::to_owned),
        };
        let first = store.add_report(&report("extra", Some("<p>a</p>")), NOON).await;
        let first = first.expect("kept");
        let again = store.add_report(&report("missing", None), NOON.plus(1)).await.expect("kept");
        assert_eq!(again, first, "one open report of a reader and an article");
        let open = store.open_reports(9).await.expect("asked");
        let told: Vec<_> = open
            .iter()
            .map(|one| (one.headline.as_str(), one.reason.as_str(), one.reader_name.as_deref()))
            .collect();
        assert_eq!(told, [("Quake", "missing", Some("Ada"))]);
        let (_, page) = store.report(first).await.expect("asked").expect("there");
        assert_eq!(page.as_deref(), Some("<p>a</p>"), "a page that was had is not lost");

        let entry = store.entry_of(article).await.expect("asked");
        assert_eq!(entry.as_deref(), Some("{\"id\":\"Quake\"}"));

        assert!(store.close_report(first, NOON.plus(2)).await.expect("closed"));
        assert!(!store.close_report(first, NOON.plus(3)).await.expect("asked"));
        assert!(store.open_reports(9).await.expect("asked").is_empty());
        let (row, page) = store.report(first).await.expect("asked").expect("there");
        assert_eq!((row.closed_at, page), (Some(NOON.plus(2)), None));
        let fresh = store.add_report(&report("extra", None), NOON.plus(4)).await.expect("kept");
        assert_ne!(fresh, first);
        assert!(store.report(ReportId(99)).await.expect("asked").is_none());
    })
    .await;
}

#[tokio::test]
async fn a_sites_rule_is_found_by_any_of_its_pages() {
    for_each_store(|store| async move {
        let rule = SiteRule { keep: vec!["article".to_owned()], drop: vec![".ad".to_owned()] };
        store.set_site_rule("https://www.post.example/a?b", &rule, NOON).await.expect("set");
        let of = |url: &'static str| {
            let store = store.clone();
            async move { store.site_rule(url).await.expect("asked") }
        };
        assert_eq!(of("http://post.example/z").await, rule);
        assert_eq!(of("https://a.post.example/").await, SiteRule::default());
        let all = store.site_rules().await.expect("asked");
        assert_eq!(all, [("post.example".to_owned(), rule)]);
        store.set_site_rule("post.example", &SiteRule::default(), NOON).await.expect("taken away");
        assert!(store.site_rules().await.expect("asked").is_empty());
    })
    .await;
}

#[tokio::test]
async fn reading_again_leaves_no_trace_of_an_edit() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let mut piece = piece(post, "Bridge opens");
        let id = bring(&store, &piece).await;
        let rule = SiteRule { drop: vec![".ad".to_owned()], ..SiteRule::default() };
        let queued = store.set_site_rule("https://post.example/", &rule, NOON).await.expect("set");
        assert_eq!(queued, 1);
        let jobs = store.claim_jobs(&[REREAD], &claim("worker", NOON)).await.expect("claimed");
        let job = jobs.first().expect("the article is to be read again");
        piece.text = "Bridge opens.".to_owned();
        let again = Studied { reread: true, ..studied(&piece, job) };
        let saved = store.save_studied(job, &again, NOON.plus(9)).await.expect("saved");
        assert!(!saved.new_version && !saved.unchanged);
        let article = store.article(id).await.expect("asked").expect("there");
        assert_eq!((article.version, article.draft.text.as_str()), (1, "Bridge opens."));
        assert_eq!(store.versions(id).await.expect("asked").len(), 1);
        let none = store.set_site_rule("https://ost.example/", &rule, NOON).await.expect("set");
        assert_eq!(none, 0, "another site's articles are left alone");
    })
    .await;
}

#[tokio::test]
async fn a_feed_that_tells_its_articles_whole_is_known_for_it() {
    for_each_store(|store| async move {
        let post = add_feed(&store, "post").await;
        let runs = async || store.feed(post).await.expect("asked").expect("there").full_text_runs;
        for (at, (full, expected)) in
            [(Some(true), 1), (None, 1), (Some(true), 2), (Some(false), 0)].into_iter().enumerate()
        {
            let piece = piece(post, &format!("Piece {at}"));
            let job = visit(&store, &piece).await;
            let told = Studied { feed_is_full: full, ..studied(&piece, &job) };
            store.save_studied(&job, &told, NOON).await.expect("saved");
            assert_eq!(runs().await, expected, "after {at}");
        }
    })
    .await;
}
