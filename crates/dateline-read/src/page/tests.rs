//! Whole pages: ordinary, odd and hostile.

use dateline_model::{ArticleKind, Draft};
use proptest::prelude::*;

use super::*;
use crate::sanitise;

const PARAGRAPH: &str = "The river rose above the old bridge on Monday, and the people of Vell went \
    to higher ground, where the school had opened its doors.";

fn first(html: &str) -> Draft {
    let source = PageSource { url: Some("https://vell.example/2026/06/14/river"), captured: None };
    read_page(html, &source).into_iter().next().expect("reading gives at least one draft")
}

#[track_caller]
fn check(body: &str, text: &str) {
    let page = format!(
        "<html lang=en><head><title>River rises - Vell Post</title>\
         <meta property=og:site_name content='Vell Post'></head><body>\
         <nav><a href=/>Home</a> <a href=/sport>Sport</a></nav>\
         <article><h1>River rises</h1>{body}</article>\
         <footer>© Vell Post. All rights reserved.</footer></body></html>"
    );
    assert_eq!(first(&page).text, text);
}

#[test]
fn the_text_is_the_article_without_its_furniture() {
    let expected = format!("{PARAGRAPH} Again.\n\n{PARAGRAPH}");
    let body = format!(
        "<div class=article-body><p>{PARAGRAPH} Again.</p>\
         <div class=ad-label>Advertisement</div><p>{PARAGRAPH}</p></div>\
         <div class=newsletter-signup><p>Sign up for our newsletter</p></div>\
         <div class=related-links><ul><li><a href=/a>Rain in Orr</a><li><a href=/b>Snow</a></ul></div>"
    );
    check(&body, &expected);
}

#[test]
fn a_list_between_the_articles_own_parts_is_the_articles() {
    let items = ["All ferries north of Vell.", "Schools on both banks.", "The fish market, too."];
    let list = |items: &[&str]| format!("<ul><li>{}</ul>", items.join("<li>"));
    let page = |list: &str| {
        format!(
            "<div class=article-body><p>{PARAGRAPH}</p><h2>What is closed?</h2>{list}\
             <p>{PARAGRAPH} Again.</p></div>"
        )
    };
    let head = format!("{PARAGRAPH}\n\nWhat is closed?");
    let tail = format!("{PARAGRAPH} Again.");
    check(&page(&list(&items)), &format!("{head}\n\n{}\n\n{tail}", items.join("\n\n")));
    let menu = first(&page(&list(&["<a href=/a>Rain in Orr</a>", "Sport"])));
    assert!(!menu.text.contains("Sport"), "{}", menu.text);
}

#[test]
fn metadata_comes_from_the_page_or_its_address() {
    let draft = first(&format!(
        "<title>River rises | Vell Post</title><h1>River rises</h1><p>By Ada Orr</p><p>{PARAGRAPH}</p>"
    ));
    assert_eq!(draft.headline, "River rises");
    assert_eq!(draft.byline, ["Ada Orr"]);
    assert_eq!(draft.published.map(|when| when.to_string()).as_deref(), Some("2026-06-14"));
    assert_eq!(draft.kind, ArticleKind::Article);
}

#[test]
fn text_that_only_the_data_holds_is_read() {
    let told = [PARAGRAPH; 4].join("\\n\\n");
    let page = format!(
        "<script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\"headline\":\"River rises\",\
         \"articleBody\":\"{told}\"}}</script><h1>River rises</h1><p>Loading</p>"
    );
    assert_eq!(first(&page).text, [PARAGRAPH; 4].join("\n\n"));
}

#[test]
fn text_that_only_a_template_holds_is_read() {
    let words = format!("<p>{PARAGRAPH}</p>").repeat(3);
    let page = format!("<h1>River rises</h1><p>Loading</p><template>{words}</template>");
    assert_eq!(first(&page).text, [PARAGRAPH; 3].join("\n\n"));
}

#[test]
fn embeds_are_links_with_a_title_or_the_name_of_their_site() {
    let check = |embed: &str, label: &str| {
        let words = format!("<p>{PARAGRAPH}</p>").repeat(2);
        let draft = first(&format!("<h1>River rises</h1>{words}{embed}{words}"));
        assert!(draft.html.as_str().contains(&format!(">{label}</a>")), "{:?}", draft.html);
    };
    check(
        "<iframe src=https://maps.example/7 title='The flood plain'></iframe>",
        "The flood plain",
    );
    check("<audio src=https://www.vell.example/a/river-52.mp3></audio>", "vell.example");
}

#[test]
fn walls_are_no_articles() {
    let draft = first(
        "<h1>Before you go on</h1><p>We and our partners use cookies to store data. Accept all?</p>",
    );
    assert_eq!((draft.kind, draft.text.as_str()), (ArticleKind::None, ""));
    assert!(
        draft.problems.iter().any(|problem| problem.contains("cookies")),
        "{:?}",
        draft.problems
    );
}

#[track_caller]
fn check_kind(body: &str, kind: ArticleKind) {
    let page = format!("<h1>River rises</h1>{}", body.replace("WORDS", PARAGRAPH));
    assert_eq!(first(&page).kind, kind, "{body}");
}

#[test]
fn kinds_are_told_by_what_the_page_holds() {
    let figure = "<figure><img src=/a.jpg width=900><figcaption>The bridge.</figcaption></figure>";
    let updates = |times: [&str; 4]| -> String {
        times.map(|time| format!("<h2>{time} – Rain</h2><p>{PARAGRAPH}</p>")).concat()
    };
    check_kind("<p>WORDS</p>", ArticleKind::Article);
    check_kind("<video src=/a.mp4></video><p>WORDS</p>", ArticleKind::Video);
    check_kind(
        &format!("<video src=/a.mp4></video>{}", "<p>WORDS</p>".repeat(9)),
        ArticleKind::Article,
    );
    check_kind("<audio src=/a.mp3></audio><p>WORDS</p>", ArticleKind::Article);
    check_kind(&format!("<p>WORDS</p>{}", figure.repeat(4)), ArticleKind::Gallery);
    check_kind(&updates(["19:42", "19:10", "18:58", "18:05"]), ArticleKind::Live);
    check_kind(&updates(["19:42", "7:10", "18:58", "8:05"]), ArticleKind::Article);
}

#[test]
fn what_is_no_page_says_so() {
    for (bytes, thing) in [
        (&b"%PDF-1.7"[..], "PDF"),
        (b"\x89PNG\r\n", "picture"),
        (b"PK\x03\x04", "archive"),
        (&[0; 64], "binary"),
    ] {
        let drafts = read_page_bytes(bytes, None, &PageSource::default());
        let [draft] = drafts.as_slice() else { panic!("one draft") };
        assert_eq!(draft.kind, ArticleKind::None);
        assert!(
            draft.problems.iter().any(|problem| problem.contains(thing)),
            "{:?}",
            draft.problems
        );
    }
}

#[test]
fn hostile_pages_are_read_on_a_small_stack() {
    let pages = [
        "<div>".repeat(100_000),
        "<b>".repeat(100_000),
        "<table><tr><td>".repeat(30_000),
        "<ul><li>".repeat(30_000),
        "<a href=x>".repeat(50_000),
        format!("<p {}>x", "class=x ".repeat(100_000)),
        format!("<script type='application/ld+json'>{}", "[".repeat(500_000)),
        "<h1>x".repeat(30_000),
        "<".repeat(200_000),
        "<article><h2>x</h2><p>x".repeat(30_000),
        "<article><h2>x</h2><p>x</p></article>".repeat(30_000),
        "<video src=x>".repeat(30_000),
        format!("<title>{}</title>", "x | ".repeat(100_000)),
    ];
    let reader = std::thread::Builder::new().stack_size(512 << 10).spawn(move || {
        pages.iter().map(|page| read_page(page, &PageSource::default()).len()).sum::<usize>()
    });
    let read = reader.expect("a thread starts").join().expect("no page overflows the stack");
    assert_eq!(read, 13);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_panics_and_all_html_is_safe(
        parts in prop::collection::vec("<[a-z0-9]{1,6}( [a-z]{1,5}='?[^<>]{0,6}'?)?>|</[a-z]{1,4}>|[ -~]{0,80}|\\PC{0,20}", 0..60)
    ) {
        let draft = first(&parts.concat());
        let again = sanitise(draft.html.as_str(), None);
        // The crate's sanitiser finds nothing to take away: the same elements, the same text.
        prop_assert_eq!(crate::plain_text(again.as_str()), crate::plain_text(draft.html.as_str()));
        prop_assert!(!draft.html.as_str().contains("<script"));
        prop_assert!(!draft.html.as_str().contains("javascript:"));
    }
}
